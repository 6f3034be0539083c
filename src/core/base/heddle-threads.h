/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libdex.h>

G_BEGIN_DECLS

/**
 * HeddleBlockingFunc:
 * @data: what was given to [func@run_blocking]
 * @value: (out caller-allocates): to be initialised with the result; may stay unset
 * @error: return location
 *
 * Work that may block. Runs on a plain thread with a full stack.
 *
 * Returns: %FALSE with @error set where it failed
 */
typedef gboolean (*HeddleBlockingFunc) (gpointer   data,
                                        GValue    *value,
                                        GError   **error);

void          heddle_threads_init        (void);
gboolean      heddle_is_main_thread      (void);
DexScheduler *heddle_fiber_scheduler     (void);
DexFuture    *heddle_spawn               (DexFiberFunc   func,
                                          gpointer       data,
                                          GDestroyNotify data_destroy);
DexFuture    *heddle_run_blocking        (HeddleBlockingFunc func,
                                          gpointer           data,
                                          GDestroyNotify     data_destroy);
DexFuture    *heddle_run_waiting         (HeddleBlockingFunc func,
                                          gpointer           data,
                                          GDestroyNotify     data_destroy);
gboolean      heddle_wait_for            (DexFuture      *future,
                                          GValue         *value,
                                          GError        **error);

/**
 * HEDDLE_ASSERT_MAY_BLOCK:
 *
 * Stands first in every function that can wait for a disk, a lock or another process: the main
 * thread draws and must never be the one that waits. Compiled out with `G_DISABLE_ASSERT`.
 */
#define HEDDLE_ASSERT_MAY_BLOCK() g_assert (!heddle_is_main_thread ())

G_END_DECLS
