/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

/* All that a server can do wrong, and what comes of it: of the item; for the person, as far as “…”; to the
 * server, which is orders, questions after the job, cancels and files; and in the library, a call's state,
 * status and cost. What is not certain to have cost nothing is never sent again by itself.
 */
typedef struct
{
  const char *provider;
  const char *fault;
  const char *item;
  const char *message;
  const char *requests;
  const char *call;
} RunFault;

extern const RunFault run_faults[];
extern const guint run_n_faults;
