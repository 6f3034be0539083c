/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "store/heddle-store-job.h"

G_BEGIN_DECLS

/**
 * HeddleWriter:
 *
 * The one thread that changes a library, and its connection. What is queued runs in order, many
 * functions in one transaction (group commit), each in a savepoint of its own.
 */
typedef struct _HeddleWriter HeddleWriter;

HeddleWriter *heddle_writer_new   (HeddleDatabase  *database);
void          heddle_writer_push  (HeddleWriter    *self,
                                   HeddleStoreJob  *job);
gboolean      heddle_writer_close (HeddleWriter    *self,
                                   GError         **error);

G_END_DECLS
