/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "heddle-invocation.h"

G_BEGIN_DECLS

/**
 * HeddleRunContinue:
 * @retry: whether what has failed or was cancelled is tried again
 * @provider_urls: (nullable) (array zero-terminated=1): other addresses of providers, as PROVIDER=URL
 * @answer: (nullable): writes down what the person says before the run goes on; %FALSE with an error
 *   where it cannot be said
 * @data: (nullable): handed to @answer
 *
 * How a run of the library goes on.
 */
typedef struct
{
  gboolean    retry;
  GStrv       provider_urls;
  gboolean  (*answer) (HeddleLibrary  *library,
                       const char     *run,
                       gpointer        data,
                       GError        **error);
  gpointer    data;
} HeddleRunContinue;

HeddleExitStatus heddle_run_continue (HeddleInvocation         *invocation,
                                      const char               *run,
                                      const HeddleRunContinue  *how);

G_END_DECLS
