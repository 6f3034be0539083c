/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "assets/heddle-imaging-pool.h"

#include <glib/gi18n-lib.h>

#include "assets/heddle-imaging-hand.h"
#include "assets/heddle-imaging-job.h"

#define DEFAULT_TIME_LIMIT (120 * 1000)
#define DEFAULT_IDLE_TIME (60 * 1000)
#define DEFAULT_QUIET_TIME 100
#define DEFAULT_MAX_PIXELS (100 * 1000 * 1000)

/**
 * HeddleImagingPool:
 *
 * The processes that do all work on pixels. They are started when there is work, up to one per
 * processor, and kept warm; one that was not needed for a minute ends. A request that makes its
 * process crash, or that takes too long, fails alone: the next one gets a new process. All
 * functions may be called from any thread. Finalising the pool cancels what is under way and waits
 * until the processes have ended, which takes milliseconds.
 */
struct _HeddleImagingPool
{
  GObject parent_instance;

  HeddleImagingHub *hub;
  GThread          *thread;
};

G_DEFINE_FINAL_TYPE (HeddleImagingPool, heddle_imaging_pool, G_TYPE_OBJECT)

typedef struct
{
  HeddleImagingHub *hub;
  HeddleImagingJob *job;
} Message;

static void
hub_clear (gpointer data)
{
  HeddleImagingHub *hub = data;

  g_main_loop_unref (hub->loop);
  g_main_context_unref (hub->context);
  g_mutex_clear (&hub->mutex);
}

static void
hub_unref (HeddleImagingHub *hub)
{
  g_atomic_rc_box_release_full (hub, hub_clear);
}

static void
message_free (gpointer data)
{
  Message *message = data;

  g_clear_pointer (&message->job, heddle_imaging_job_unref);
  hub_unref (message->hub);
  g_free (message);
}

static Message *
message_new (HeddleImagingHub *hub,
             HeddleImagingJob *job)
{
  Message *message = g_new0 (Message, 1);

  message->hub = g_atomic_rc_box_acquire (hub);
  message->job = job != NULL ? heddle_imaging_job_ref (job) : NULL;

  return message;
}

/* Never runs @func in the caller, not even on the pool's own thread: a cancellation may come from
 * within the settling of a job.
 */
static void
post (HeddleImagingHub *hub,
      HeddleImagingJob *job,
      GSourceFunc       func)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, func, message_new (hub, job), message_free);
  g_source_attach (source, hub->context);
}

/**
 * heddle_imaging_hub_read_setting:
 * @hub: what the pool's thread works on
 * @setting: one of its settings
 *
 * Returns: what that is set to, which other threads may change at any time
 */
guint
heddle_imaging_hub_read_setting (HeddleImagingHub *hub,
                                 const guint      *setting)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&hub->mutex);

  return *setting;
}

/* The one that worked last is taken first: it is the warmest, and the others may go home. */
static HeddleImagingHand *
find_idle (HeddleImagingHub *hub,
           gboolean          gives_way)
{
  for (GList *l = hub->crew; l != NULL; l = l->next)
    {
      HeddleImagingHand *hand = l->data;

      if (hand->gives_way == gives_way && hand->job == NULL && hand->leaving == HEDDLE_IMAGING_LEAVING_NOT)
        return hand;
    }

  return NULL;
}

static guint
count_crew (HeddleImagingHub *hub,
            gboolean          gives_way)
{
  guint n = 0;

  for (GList *l = hub->crew; l != NULL; l = l->next)
    n += ((HeddleImagingHand *) l->data)->gives_way == gives_way ? 1 : 0;

  return n;
}

static gboolean
assign (HeddleImagingHub *hub,
        GQueue           *queue,
        gboolean          gives_way)
{
  g_autoptr (GError) error = NULL;
  HeddleImagingHand *hand = find_idle (hub, gives_way);

  if (hand == NULL)
    {
      if (count_crew (hub, gives_way) >= heddle_imaging_hub_read_setting (hub, &hub->max_workers))
        return FALSE;
      hand = heddle_imaging_hand_hire (hub, gives_way, &error);
    }

  if (hand == NULL)
    {
      g_autoptr (HeddleImagingJob) job = g_queue_pop_head (queue);

      heddle_imaging_job_fail (job, g_steal_pointer (&error));
      return TRUE;
    }

  hub->crew = g_list_remove (hub->crew, hand);
  hub->crew = g_list_prepend (hub->crew, hand);
  heddle_imaging_hand_take (hand, g_queue_pop_head (queue));

  return TRUE;
}

static gboolean
is_awaited (HeddleImagingHub *hub)
{
  if (hub->waiting.length > 0)
    return TRUE;

  for (GList *l = hub->crew; l != NULL; l = l->next)
    {
      HeddleImagingHand *hand = l->data;

      if (hand->job != NULL && !hand->gives_way)
        return TRUE;
    }

  return FALSE;
}

static gboolean
quiet_cb (gpointer data)
{
  HeddleImagingHub *hub = data;

  g_clear_pointer (&hub->quiet, g_source_unref);
  heddle_imaging_hub_dispatch (hub);

  return G_SOURCE_REMOVE;
}

/* Between the jobs that are waited for, too, the processor and the disk are those' who bring them. */
static gboolean
is_quiet (HeddleImagingHub *hub)
{
  gint64 rest;

  if (is_awaited (hub))
    return FALSE;

  rest = hub->last_awaited - g_get_monotonic_time ()
         + heddle_imaging_hub_read_setting (hub, &hub->quiet_time) * G_TIME_SPAN_MILLISECOND;
  if (rest <= 0)
    return TRUE;

  if (hub->quiet == NULL)
    {
      hub->quiet = g_timeout_source_new ((guint) (rest / G_TIME_SPAN_MILLISECOND) + 1);
      g_source_set_callback (hub->quiet, quiet_cb, hub, NULL);
      g_source_attach (hub->quiet, hub->context);
    }
  return FALSE;
}

/**
 * heddle_imaging_hub_dispatch:
 * @hub: what the pool's thread works on
 *
 * Gives work to whoever has none, and ends the thread once all is over. On that thread.
 */
void
heddle_imaging_hub_dispatch (HeddleImagingHub *hub)
{
  while (!hub->closing && hub->waiting.length > 0 && assign (hub, &hub->waiting, FALSE))
    continue;

  while (!hub->closing && hub->later.length > 0 && is_quiet (hub) && assign (hub, &hub->later, TRUE))
    continue;

  if (hub->closing && hub->crew == NULL)
    g_main_loop_quit (hub->loop);
}

static void
fail_cancelled (HeddleImagingJob *job)
{
  heddle_imaging_job_fail (job, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED,
                                                     _("Working on the image was cancelled.")));
}

static void
submit (Message *message,
        GQueue  *queue)
{
  HeddleImagingHub *hub = message->hub;

  if (hub->closing || heddle_imaging_job_is_abandoned (message->job))
    {
      fail_cancelled (message->job);
      return;
    }

  g_queue_push_tail (queue, heddle_imaging_job_ref (message->job));
  heddle_imaging_hub_dispatch (hub);
}

static gboolean
submit_cb (gpointer data)
{
  Message *message = data;

  message->hub->last_awaited = g_get_monotonic_time ();
  submit (message, &message->hub->waiting);

  return G_SOURCE_REMOVE;
}

static gboolean
submit_later_cb (gpointer data)
{
  Message *message = data;

  submit (message, &message->hub->later);

  return G_SOURCE_REMOVE;
}

static gboolean
cancel_cb (gpointer data)
{
  Message *message = data;
  HeddleImagingHub *hub = message->hub;

  if (g_queue_remove (&hub->waiting, message->job) || g_queue_remove (&hub->later, message->job))
    {
      fail_cancelled (message->job);
      heddle_imaging_job_unref (message->job);
      return G_SOURCE_REMOVE;
    }

  for (GList *l = hub->crew; l != NULL; l = l->next)
    {
      HeddleImagingHand *hand = l->data;

      if (hand->job == message->job)
        heddle_imaging_hand_end (hand, HEDDLE_IMAGING_LEAVING_CANCELLED);
    }

  return G_SOURCE_REMOVE;
}

static gboolean
close_cb (gpointer data)
{
  Message *message = data;
  HeddleImagingHub *hub = message->hub;
  HeddleImagingJob *job;

  hub->closing = TRUE;
  if (hub->quiet != NULL)
    g_source_destroy (hub->quiet);
  g_clear_pointer (&hub->quiet, g_source_unref);
  while ((job = g_queue_pop_head (&hub->waiting)) != NULL || (job = g_queue_pop_head (&hub->later)) != NULL)
    {
      fail_cancelled (job);
      heddle_imaging_job_unref (job);
    }

  for (GList *l = hub->crew; l != NULL; l = l->next)
    {
      HeddleImagingHand *hand = l->data;

      if (hand->job != NULL)
        heddle_imaging_hand_end (hand, HEDDLE_IMAGING_LEAVING_CANCELLED);
      else
        heddle_imaging_hand_dismiss (hand);
    }

  heddle_imaging_hub_dispatch (hub);

  return G_SOURCE_REMOVE;
}

/* After the last worker is gone, what is still queued in the context are callbacks that only drop
 * references.
 */
static gpointer
hub_main (gpointer data)
{
  HeddleImagingHub *hub = data;

  g_main_context_push_thread_default (hub->context);
  g_main_loop_run (hub->loop);
  while (g_main_context_iteration (hub->context, FALSE))
    continue;
  g_main_context_pop_thread_default (hub->context);
  hub_unref (hub);

  return NULL;
}

static void
message_closure_free (gpointer  data,
                      GClosure *closure)
{
  message_free (data);
}

static void
abandoned_cb (GCancellable *cancellable,
              gpointer      user_data)
{
  Message *message = user_data;

  post (message->hub, message->job, cancel_cb);
}

static void
heddle_imaging_pool_finalize (GObject *object)
{
  HeddleImagingPool *self = HEDDLE_IMAGING_POOL (object);

  post (self->hub, NULL, close_cb);
  if (self->thread == g_thread_self ())
    g_thread_unref (self->thread);
  else
    g_thread_join (self->thread);
  hub_unref (self->hub);

  G_OBJECT_CLASS (heddle_imaging_pool_parent_class)->finalize (object);
}

static void
heddle_imaging_pool_class_init (HeddleImagingPoolClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = heddle_imaging_pool_finalize;
}

static void
heddle_imaging_pool_init (HeddleImagingPool *self)
{
  HeddleImagingHub *hub = g_atomic_rc_box_new0 (HeddleImagingHub);

  hub->context = g_main_context_new ();
  hub->loop = g_main_loop_new (hub->context, FALSE);
  g_queue_init (&hub->waiting);
  g_queue_init (&hub->later);
  g_mutex_init (&hub->mutex);
  hub->max_workers = g_get_num_processors ();
  hub->time_limit = DEFAULT_TIME_LIMIT;
  hub->idle_time = DEFAULT_IDLE_TIME;
  hub->quiet_time = DEFAULT_QUIET_TIME;
  hub->max_pixels = DEFAULT_MAX_PIXELS;

  self->hub = hub;
  self->thread = g_thread_new ("imaging-pool", hub_main, g_atomic_rc_box_acquire (hub));
}

/**
 * heddle_imaging_pool_new:
 *
 * Makes a pool. No process is started before there is work.
 *
 * Returns: (transfer full): the pool
 */
HeddleImagingPool *
heddle_imaging_pool_new (void)
{
  return g_object_new (HEDDLE_TYPE_IMAGING_POOL, NULL);
}

/**
 * heddle_imaging_pool_set_max_workers:
 * @self: a pool
 * @max_workers: the most processes at a time, at least 1, and as many again for what can wait; one
 *   per processor unless set
 *
 * Holds for work that is begun from now on.
 */
void
heddle_imaging_pool_set_max_workers (HeddleImagingPool *self,
                                     guint              max_workers)
{
  g_return_if_fail (HEDDLE_IS_IMAGING_POOL (self));
  g_return_if_fail (max_workers > 0);

  g_mutex_lock (&self->hub->mutex);
  self->hub->max_workers = max_workers;
  g_mutex_unlock (&self->hub->mutex);
}

/**
 * heddle_imaging_pool_set_max_pixels:
 * @self: a pool
 * @max_pixels: the most pixels of an image, read or written; 100 million unless set
 *
 * Holds for processes that are started from now on.
 */
void
heddle_imaging_pool_set_max_pixels (HeddleImagingPool *self,
                                    guint64            max_pixels)
{
  g_return_if_fail (HEDDLE_IS_IMAGING_POOL (self));

  g_mutex_lock (&self->hub->mutex);
  self->hub->max_pixels = max_pixels;
  g_mutex_unlock (&self->hub->mutex);
}

/**
 * heddle_imaging_pool_set_time_limit:
 * @self: a pool
 * @milliseconds: the longest that a request may take once a process works on it; two minutes
 *   unless set
 *
 * Holds for requests that are begun from now on.
 */
void
heddle_imaging_pool_set_time_limit (HeddleImagingPool *self,
                                    guint              milliseconds)
{
  g_return_if_fail (HEDDLE_IS_IMAGING_POOL (self));

  g_mutex_lock (&self->hub->mutex);
  self->hub->time_limit = milliseconds;
  g_mutex_unlock (&self->hub->mutex);
}

/**
 * heddle_imaging_pool_set_idle_time:
 * @self: a pool
 * @milliseconds: after which a process without work ends; one minute unless set
 *
 * Holds for processes that come to rest from now on.
 */
void
heddle_imaging_pool_set_idle_time (HeddleImagingPool *self,
                                   guint              milliseconds)
{
  g_return_if_fail (HEDDLE_IS_IMAGING_POOL (self));

  g_mutex_lock (&self->hub->mutex);
  self->hub->idle_time = milliseconds;
  g_mutex_unlock (&self->hub->mutex);
}

/**
 * heddle_imaging_pool_set_quiet_time:
 * @self: a pool
 * @milliseconds: for how long nothing may have been waited for before what can wait begins; 100
 *   unless set
 *
 * Holds for requests that are begun from now on.
 */
void
heddle_imaging_pool_set_quiet_time (HeddleImagingPool *self,
                                    guint              milliseconds)
{
  g_return_if_fail (HEDDLE_IS_IMAGING_POOL (self));

  g_mutex_lock (&self->hub->mutex);
  self->hub->quiet_time = milliseconds;
  g_mutex_unlock (&self->hub->mutex);
}

/* Names of files are the only texts that need not be UTF-8, which the worker's JSON must be. */
static GError *
new_encoding_error (void)
{
  GError *error = NULL;

  heddle_imaging_set_error (&error, HEDDLE_IMAGING_ERROR_BAD_REQUEST, NULL,
                            _("The name of the image file, or of its folder, is not written in "
                              "UTF-8. Rename it."));
  return error;
}

static DexFuture *
run (HeddleImagingPool *self,
     JsonObject        *request,
     GSourceFunc        submit_func)
{
  g_autoptr (HeddleImagingJob) job = heddle_imaging_job_new (request);
  GBytes *line = heddle_imaging_job_get_line (job);
  DexFuture *future;

  if (!g_utf8_validate_len (g_bytes_get_data (line, NULL), g_bytes_get_size (line), NULL))
    return dex_future_new_for_error (new_encoding_error ());

  future = heddle_imaging_job_dup_future (job);

  heddle_imaging_job_on_abandoned (job, G_CALLBACK (abandoned_cb), message_new (self->hub, job),
                                   message_closure_free);
  post (self->hub, job, submit_func);

  return future;
}

/**
 * heddle_imaging_pool_run:
 * @self: a pool
 * @request: `op` and its parameters, as src/imaging/README.md lists them
 *
 * Has a request done. Requests start in the order in which they are given. When the last reference
 * to the future is dropped, the request is cancelled, and its process ended if it has begun.
 * A file named as `output` is complete when the future resolves, and gone when it rejects.
 *
 * Returns: (transfer full): resolves to a [class@ImagingReply], rejects with a
 *   %HEDDLE_IMAGING_ERROR
 */
DexFuture *
heddle_imaging_pool_run (HeddleImagingPool *self,
                         JsonObject        *request)
{
  dex_return_error_if_fail (HEDDLE_IS_IMAGING_POOL (self));
  dex_return_error_if_fail (request != NULL);
  dex_return_error_if_fail (!json_object_has_member (request, "id"));

  return run (self, request, submit_cb);
}

/**
 * heddle_imaging_pool_run_later:
 * @self: a pool
 * @request: as for [method@ImagingPool.run]
 *
 * Has a request done that nobody waits for: it begins when none has been waiting or worked on for a
 * moment, by a process that leaves the processor to others.
 *
 * Returns: (transfer full): resolves to a [class@ImagingReply], rejects with a
 *   %HEDDLE_IMAGING_ERROR
 */
DexFuture *
heddle_imaging_pool_run_later (HeddleImagingPool *self,
                               JsonObject        *request)
{
  dex_return_error_if_fail (HEDDLE_IS_IMAGING_POOL (self));
  dex_return_error_if_fail (request != NULL);
  dex_return_error_if_fail (!json_object_has_member (request, "id"));

  return run (self, request, submit_later_cb);
}
