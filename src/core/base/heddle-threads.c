/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/heddle-threads.h"

/* Fibers run HTTP flows; libsoup and GIO call deep into TLS code, which libdex's default of
 * 128 KiB leaves little room for.
 */
#define FIBER_STACK_SIZE (256 * 1024)

static GThread *main_thread;

/**
 * heddle_threads_init:
 *
 * Remembers the calling thread as the main thread. [func@init] calls it.
 */
void
heddle_threads_init (void)
{
  main_thread = g_thread_self ();
}

/**
 * heddle_is_main_thread:
 *
 * Returns: whether the caller runs on the thread that called [func@init]; %FALSE where nobody did
 */
gboolean
heddle_is_main_thread (void)
{
  return main_thread != NULL && g_thread_self () == main_thread;
}

/**
 * heddle_fiber_scheduler:
 *
 * The thread pool that carries every fiber of runs and HTTP flows. It is ours, since libdex's
 * default scheduler is the main thread's.
 *
 * Returns: (transfer none): the scheduler
 */
DexScheduler *
heddle_fiber_scheduler (void)
{
  static gsize scheduler;

  if (g_once_init_enter (&scheduler))
    g_once_init_leave (&scheduler, (gsize) dex_thread_pool_scheduler_new ());

  return (DexScheduler *) scheduler;
}

/**
 * heddle_spawn:
 * @func: (scope notified): what to run
 * @data: handed to @func
 * @data_destroy: (nullable): frees @data
 *
 * Runs @func as a fiber on [func@fiber_scheduler]. Dropping the last reference to the future
 * cancels the fiber at its next await.
 *
 * Returns: (transfer full): resolves or rejects as @func's own future does
 */
DexFuture *
heddle_spawn (DexFiberFunc   func,
              gpointer       data,
              GDestroyNotify data_destroy)
{
  return dex_scheduler_spawn (heddle_fiber_scheduler (), FIBER_STACK_SIZE, func, data, data_destroy);
}
