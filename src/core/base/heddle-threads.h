/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libdex.h>

G_BEGIN_DECLS

void          heddle_threads_init        (void);
gboolean      heddle_is_main_thread      (void);
DexScheduler *heddle_fiber_scheduler     (void);
DexFuture    *heddle_spawn               (DexFiberFunc   func,
                                          gpointer       data,
                                          GDestroyNotify data_destroy);

/**
 * HEDDLE_ASSERT_MAY_BLOCK:
 *
 * Stands first in every function that can wait for a disk, a lock or another process: the main
 * thread draws and must never be the one that waits. Compiled out with `G_DISABLE_ASSERT`.
 */
#define HEDDLE_ASSERT_MAY_BLOCK() g_assert (!heddle_is_main_thread ())

G_END_DECLS
