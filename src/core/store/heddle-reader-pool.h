/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "store/heddle-store-job.h"

G_BEGIN_DECLS

/**
 * HeddleReaderPool:
 *
 * A few threads that read a library side by side, each with a connection of its own. Threads and
 * connections are made when they are first needed.
 */
typedef struct _HeddleReaderPool HeddleReaderPool;

HeddleReaderPool *heddle_reader_pool_new   (const char        *path);
void              heddle_reader_pool_push  (HeddleReaderPool  *self,
                                            HeddleStoreJob    *job);
void              heddle_reader_pool_close (HeddleReaderPool  *self);

G_END_DECLS
