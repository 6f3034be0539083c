/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/heddle-threads.h"

/* Fibers run HTTP flows; libsoup and GIO call deep into TLS code, which libdex's default of
 * 128 KiB leaves little room for.
 */
#define FIBER_STACK_SIZE (256 * 1024)

/* Those who wait do not use the processor, and each holds up only others of its kind. */
#define MAX_WAITING 16

/* What a thread of ours is for: whether it may wait for others, and start those that do. */
typedef enum
{
  ROLE_NONE,
  ROLE_BLOCKING,
  ROLE_WAITING,
} Role;

static GThread *main_thread;
static GPrivate thread_role;

/* Both are asked by assertions only, which releases are built without. */
static G_GNUC_UNUSED gboolean
has_role (Role role)
{
  return GPOINTER_TO_INT (g_private_get (&thread_role)) == (int) role;
}

static G_GNUC_UNUSED gboolean
is_on_fiber (void)
{
  DexScheduler *scheduler = dex_scheduler_get_thread_default ();

  return scheduler != NULL && scheduler != dex_scheduler_get_default ();
}

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

typedef struct
{
  HeddleBlockingFunc func;
  gpointer           data;
  GDestroyNotify     data_destroy;
  DexPromise        *promise;
} BlockingTask;

static void
blocking_task_run (gpointer task_data,
                   gpointer role)
{
  BlockingTask *task = task_data;
  g_auto (GValue) value = G_VALUE_INIT;
  GError *error = NULL;

  g_private_set (&thread_role, role);
  if (!task->func (task->data, &value, &error))
    dex_promise_reject (task->promise, error);
  else if (G_IS_VALUE (&value))
    dex_promise_resolve (task->promise, &value);
  else
    dex_promise_resolve_boolean (task->promise, TRUE);

  if (task->data_destroy != NULL)
    task->data_destroy (task->data);
  dex_unref (task->promise);
  g_free (task);
  /* Pools hand their threads on to one another. */
  g_private_set (&thread_role, GINT_TO_POINTER (ROLE_NONE));
}

static DexFuture *
push_task (GThreadPool        *pool,
           HeddleBlockingFunc  func,
           gpointer            data,
           GDestroyNotify      data_destroy)
{
  BlockingTask *task = g_new0 (BlockingTask, 1);
  DexFuture *future;

  task->func = func;
  task->data = data;
  task->data_destroy = data_destroy;
  task->promise = dex_promise_new ();
  future = dex_ref (DEX_FUTURE (task->promise));
  g_thread_pool_push (pool, task, NULL);
  return future;
}

/**
 * heddle_run_blocking:
 * @func: (scope notified): what to run
 * @data: handed to @func
 * @data_destroy: (nullable): frees @data, on the thread that ran @func
 *
 * Runs @func on a plain thread of a bounded pool: the way for fibers and the main thread to read a
 * file or to do anything else that takes its time.
 *
 * @func must not wait for a future, which could need a thread of the same pool: it aborts in
 * [func@wait_for]. What has to wait is for [func@run_waiting].
 *
 * Returns: (transfer full): resolves to what @func put into its value, %TRUE where it put nothing
 */
DexFuture *
heddle_run_blocking (HeddleBlockingFunc func,
                     gpointer           data,
                     GDestroyNotify     data_destroy)
{
  static gsize pool;

  if (g_once_init_enter (&pool))
    g_once_init_leave (&pool, (gsize) g_thread_pool_new (blocking_task_run, GINT_TO_POINTER (ROLE_BLOCKING),
                                                         (int) g_get_num_processors () * 2,
                                                         FALSE, NULL));

  return push_task ((GThreadPool *) pool, func, data, data_destroy);
}

/**
 * heddle_run_waiting:
 * @func: (scope notified): what to run
 * @data: handed to @func
 * @data_destroy: (nullable): frees @data, on the thread that ran @func
 *
 * Runs @func as [func@run_blocking] does, but on a thread where it may use [func@wait_for]: for what
 * is done step by step, each of which is done elsewhere.
 *
 * Only the main thread and threads that belong to no pool can call this, so that nothing that such a
 * function waits for can be another one that is in a queue behind it.
 *
 * Returns: (transfer full): resolves to what @func put into its value, %TRUE where it put nothing
 */
DexFuture *
heddle_run_waiting (HeddleBlockingFunc func,
                    gpointer           data,
                    GDestroyNotify     data_destroy)
{
  static gsize pool;

  g_assert (has_role (ROLE_NONE));
  g_assert (!is_on_fiber ());

  if (g_once_init_enter (&pool))
    g_once_init_leave (&pool, (gsize) g_thread_pool_new (blocking_task_run, GINT_TO_POINTER (ROLE_WAITING),
                                                         MAX_WAITING, FALSE, NULL));

  return push_task ((GThreadPool *) pool, func, data, data_destroy);
}

typedef struct
{
  DexFuture *future;
  GMutex     mutex;
  GCond      cond;
  gboolean   done;
  GValue     value;
  GError    *error;
} Wait;

static void
wait_clear (gpointer data)
{
  Wait *wait = data;

  dex_unref (wait->future);
  g_mutex_clear (&wait->mutex);
  g_cond_clear (&wait->cond);
  if (G_IS_VALUE (&wait->value))
    g_value_unset (&wait->value);
  g_clear_error (&wait->error);
}

static void
wait_release (gpointer data)
{
  g_atomic_rc_box_release_full (data, wait_clear);
}

static DexFuture *
wait_fiber (gpointer data)
{
  Wait *wait = data;
  g_autoptr (GError) error = NULL;
  const GValue *value = NULL;

  dex_await (dex_ref (wait->future), NULL);
  value = dex_future_get_value (wait->future, &error);

  g_mutex_lock (&wait->mutex);
  if (value != NULL)
    {
      g_value_init (&wait->value, G_VALUE_TYPE (value));
      g_value_copy (value, &wait->value);
    }
  wait->error = g_steal_pointer (&error);
  wait->done = TRUE;
  g_cond_signal (&wait->cond);
  g_mutex_unlock (&wait->mutex);

  return dex_future_new_true ();
}

/* Takes over a future that has settled. */
static gboolean
take_result (DexFuture  *future,
             GValue     *value,
             GError    **error)
{
  const GValue *result = dex_future_get_value (future, error);

  if (result != NULL && value != NULL)
    {
      g_value_init (value, G_VALUE_TYPE (result));
      g_value_copy (result, value);
    }
  dex_unref (future);
  return result != NULL;
}

/**
 * heddle_wait_for:
 * @future: (transfer full): what to wait for
 * @value: (out caller-allocates) (optional): an unset value that receives the result
 * @error: return location
 *
 * Blocks a plain thread until @future settles. Fibers use `dex_await()` instead, and what runs by
 * [func@run_blocking] must not wait at all.
 *
 * Returns: whether @future resolved
 */
gboolean
heddle_wait_for (DexFuture  *future,
                 GValue     *value,
                 GError    **error)
{
  Wait *wait;
  gboolean resolved;
  DexFuture *fiber;

  HEDDLE_ASSERT_MAY_BLOCK ();
  g_assert (!has_role (ROLE_BLOCKING));

  if (!dex_future_is_pending (future))
    return take_result (future, value, error);

  wait = g_atomic_rc_box_new0 (Wait);
  wait->future = future;
  g_mutex_init (&wait->mutex);
  g_cond_init (&wait->cond);

  /* A plain thread has no scheduler, so libdex's combinators (disown among them) do not work on
   * it: the fiber is held by hand.
   */
  fiber = heddle_spawn (wait_fiber, g_atomic_rc_box_acquire (wait), wait_release);

  g_mutex_lock (&wait->mutex);
  while (!wait->done)
    g_cond_wait (&wait->cond, &wait->mutex);
  resolved = wait->error == NULL;
  if (!resolved)
    g_propagate_error (error, g_steal_pointer (&wait->error));
  else if (value != NULL)
    {
      g_value_init (value, G_VALUE_TYPE (&wait->value));
      g_value_copy (&wait->value, value);
    }
  g_mutex_unlock (&wait->mutex);

  dex_unref (fiber);
  wait_release (wait);
  return resolved;
}
