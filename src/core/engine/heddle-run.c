/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "engine/heddle-run-private.h"

#include "base/heddle-uuid.h"
#include "engine/heddle-run-coordinator.h"

struct _HeddleRun
{
  GObject         parent_instance;
  char           *uuid;
  HeddlePlan     *plan;
  HeddleServices *services;
  GCancellable   *cancellable;
  GThread        *thread;
  gboolean        started;
  gboolean        continued;
  gboolean        retried;
  gboolean        left;
  int             priority;
  gint64          due;
  GStrv           answers;
  DexPromise     *finished;
  GMainContext   *context;

  GMutex          mutex;
  GQueue          events;
  gboolean        begun;
  gboolean        scheduled;
  gboolean        ended;
};

enum
{
  EVENT,
  ENDED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HeddleRun, heddle_run, G_TYPE_OBJECT)

static void
heddle_run_finalize (GObject *object)
{
  HeddleRun *self = HEDDLE_RUN (object);

  g_clear_pointer (&self->uuid, g_free);
  g_clear_pointer (&self->answers, g_strfreev);
  g_clear_object (&self->plan);
  g_clear_object (&self->services);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->thread, g_thread_unref);
  dex_clear (&self->finished);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_queue_clear_full (&self->events, (GDestroyNotify) heddle_run_event_unref);
  g_mutex_clear (&self->mutex);

  G_OBJECT_CLASS (heddle_run_parent_class)->finalize (object);
}

static void
heddle_run_class_init (HeddleRunClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = heddle_run_finalize;

  /**
   * HeddleRun::event:
   * @self: a run
   * @event: what happened
   *
   * Emitted in the main context that the run was made in, in the order in which things happened.
   */
  signals[EVENT] = g_signal_new ("event", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 1, HEDDLE_TYPE_RUN_EVENT);

  /**
   * HeddleRun::ended:
   * @self: a run
   *
   * Emitted in that context, after the last event.
   */
  signals[ENDED] = g_signal_new ("ended", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
}

static void
heddle_run_init (HeddleRun *self)
{
  self->uuid = heddle_uuid_new ();
  self->cancellable = g_cancellable_new ();
  self->finished = dex_promise_new ();
  self->context = g_main_context_ref_thread_default ();
  g_mutex_init (&self->mutex);
  g_queue_init (&self->events);
}

/**
 * heddle_run_new:
 * @plan: what is to be done
 * @services: has the library, the blob store, the imaging pool, the asset store and the providers
 *
 * Returns: (transfer full): a run that has not been started
 */
HeddleRun *
heddle_run_new (HeddlePlan     *plan,
                HeddleServices *services)
{
  HeddleRun *self = g_object_new (HEDDLE_TYPE_RUN, NULL);

  self->plan = g_object_ref (plan);
  self->services = g_object_ref (services);
  return self;
}

/**
 * heddle_run_new_continued:
 * @plan: what is to be done in all, as it was planned when the run began
 * @services: has the library, the blob store, the imaging pool, the asset store and the providers
 * @uuid: the UUID of the run in the library
 * @retry: whether what has failed is to be tried again
 *
 * Returns: (transfer full): a run that the library has, and that is to go on where it stopped
 */
HeddleRun *
heddle_run_new_continued (HeddlePlan     *plan,
                          HeddleServices *services,
                          const char     *uuid,
                          gboolean        retry)
{
  HeddleRun *self = heddle_run_new (plan, services);

  g_set_str (&self->uuid, uuid);
  self->continued = TRUE;
  self->retried = retry;
  return self;
}

/**
 * heddle_run_set_turn:
 * @self: a run that has not been started
 * @context: where its events are emitted
 * @priority: the higher, the sooner its items have a place among those of other runs
 * @due: when it was to begin, in Unix milliseconds, or 0
 *
 * Sets what the queue knows of the run.
 */
void
heddle_run_set_turn (HeddleRun    *self,
                     GMainContext *context,
                     int           priority,
                     gint64        due)
{
  g_main_context_unref (self->context);
  self->context = g_main_context_ref (context);
  self->priority = priority;
  self->due = due;
}

/**
 * heddle_run_get_priority:
 * @self: a run
 *
 * Returns: the higher, the sooner its items have a place
 */
int
heddle_run_get_priority (HeddleRun *self)
{
  return self->priority;
}

/**
 * heddle_run_get_due:
 * @self: a run
 *
 * Returns: when it was to begin, in Unix milliseconds, or 0
 */
gint64
heddle_run_get_due (HeddleRun *self)
{
  return self->due;
}

/**
 * heddle_run_set_answers:
 * @self: a run that has not been started
 * @answers: (transfer full) (nullable): what a person has answered, as sentences
 *
 * Has the run tell, as it begins, with which answers it goes on.
 */
void
heddle_run_set_answers (HeddleRun *self,
                        GStrv      answers)
{
  g_strfreev (self->answers);
  self->answers = answers;
}

/**
 * heddle_run_take_answers:
 * @self: a run
 *
 * Returns: (transfer full) (nullable): what [method@Run.set_answers] has set
 */
GStrv
heddle_run_take_answers (HeddleRun *self)
{
  return g_steal_pointer (&self->answers);
}

static gboolean
deliver_events (gpointer data)
{
  HeddleRun *self = data;
  GQueue events = G_QUEUE_INIT;
  HeddleRunEvent *event;

  g_mutex_lock (&self->mutex);
  if (self->begun)
    {
      events = self->events;
      g_queue_init (&self->events);
    }
  self->scheduled = FALSE;
  g_mutex_unlock (&self->mutex);

  while ((event = g_queue_pop_head (&events)) != NULL)
    {
      g_signal_emit (self, signals[EVENT], 0, event);
      heddle_run_event_unref (event);
    }
  return G_SOURCE_REMOVE;
}

/* The last source of a run: whoever waits for the end leaves none behind that would hold the run. */
static gboolean
end_delivery (gpointer data)
{
  HeddleRun *self = data;

  deliver_events (self);
  self->ended = TRUE;
  g_signal_emit (self, signals[ENDED], 0);
  return G_SOURCE_REMOVE;
}

static void
schedule_delivery (HeddleRun   *self,
                   GSourceFunc  deliver)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_static_name (source, "[heddle] run events");
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, deliver, g_object_ref (self), g_object_unref);
  g_source_attach (source, self->context);
}

/**
 * heddle_run_emit:
 * @self: a run
 * @event: (transfer full): what happened
 *
 * Queues an event for the main context of the run's owner, which gets it after the first. Called on the
 * coordinator's thread.
 */
void
heddle_run_emit (HeddleRun      *self,
                 HeddleRunEvent *event)
{
  gboolean schedule;

  g_mutex_lock (&self->mutex);
  g_queue_push_tail (&self->events, event);
  schedule = self->begun && !self->scheduled;
  self->scheduled = self->scheduled || schedule;
  g_mutex_unlock (&self->mutex);

  if (schedule)
    schedule_delivery (self, deliver_events);
}

/**
 * heddle_run_emit_first:
 * @self: a run
 * @event: (transfer full): that it has begun
 *
 * Queues an event before all others, and lets them go. Without it nobody ever gets any.
 */
void
heddle_run_emit_first (HeddleRun      *self,
                       HeddleRunEvent *event)
{
  g_mutex_lock (&self->mutex);
  g_queue_push_head (&self->events, event);
  self->begun = TRUE;
  self->scheduled = TRUE;
  g_mutex_unlock (&self->mutex);

  schedule_delivery (self, deliver_events);
}

/**
 * heddle_run_get_cancellable:
 * @self: a run
 *
 * Returns: (transfer none): cancelled when the run is
 */
GCancellable *
heddle_run_get_cancellable (HeddleRun *self)
{
  return self->cancellable;
}

/**
 * heddle_run_leave:
 * @self: a run
 *
 * Does what [method@Run.cancel] does, because the program is about to end and not because a person wants
 * no more of the run: if nothing but the network is missing, it stays paused. Can be called from any
 * thread.
 */
void
heddle_run_leave (HeddleRun *self)
{
  if (!g_cancellable_is_cancelled (self->cancellable))
    g_atomic_int_set (&self->left, TRUE);
  heddle_run_cancel (self);
}

/**
 * heddle_run_is_left:
 * @self: a run
 *
 * Returns: whether the program is about to end
 */
gboolean
heddle_run_is_left (HeddleRun *self)
{
  return g_atomic_int_get (&self->left);
}

/**
 * heddle_run_is_at_work:
 * @self: a run
 *
 * Can be called from any thread.
 *
 * Returns: whether it was started, and has not written down its end yet
 */
gboolean
heddle_run_is_at_work (HeddleRun *self)
{
  return heddle_run_was_started (self) && dex_future_is_pending (DEX_FUTURE (self->finished));
}

/**
 * heddle_run_is_continued:
 * @self: a run
 *
 * Returns: whether the library had it before
 */
gboolean
heddle_run_is_continued (HeddleRun *self)
{
  return self->continued;
}

/**
 * heddle_run_is_retried:
 * @self: a run that is continued
 *
 * Returns: whether what has failed is to be tried again
 */
gboolean
heddle_run_is_retried (HeddleRun *self)
{
  return self->retried;
}

/**
 * heddle_run_was_started:
 * @self: a run
 *
 * Can be called from any thread.
 *
 * Returns: whether [method@Run.when_finished] will come true
 */
gboolean
heddle_run_was_started (HeddleRun *self)
{
  return g_atomic_int_get (&self->started);
}

static gpointer
run_thread (gpointer data)
{
  g_autoptr (HeddleRun) self = data;
  GError *error = NULL;

  if (heddle_run_coordinate (self, self->services, &error))
    dex_promise_resolve_boolean (self->finished, TRUE);
  else
    dex_promise_reject (self->finished, error);

  schedule_delivery (self, end_delivery);
  return NULL;
}

/**
 * heddle_run_start:
 * @self: a run that has not been started
 *
 * Starts the run. What happens is told by [signal@Run::event].
 */
void
heddle_run_start (HeddleRun *self)
{
  g_return_if_fail (self->thread == NULL);

  g_atomic_int_set (&self->started, TRUE);
  self->thread = g_thread_new ("heddle-run", run_thread, g_object_ref (self));
}

/**
 * heddle_run_cancel:
 * @self: a run
 *
 * Starts nothing more and asks what is in flight to stop. What has been finished stays.
 */
void
heddle_run_cancel (HeddleRun *self)
{
  g_cancellable_cancel (self->cancellable);
}

/**
 * heddle_run_get_uuid:
 * @self: a run
 *
 * Returns: (transfer none): its UUID
 */
const char *
heddle_run_get_uuid (HeddleRun *self)
{
  return self->uuid;
}

/**
 * heddle_run_get_plan:
 * @self: a run
 *
 * Returns: (transfer none): what it carries out
 */
HeddlePlan *
heddle_run_get_plan (HeddleRun *self)
{
  return self->plan;
}

/**
 * heddle_run_when_finished:
 * @self: a run
 *
 * Returns: (transfer full): resolves to %TRUE when everything that the run did is durable in the
 *   library; rejects where the library could not be written
 */
DexFuture *
heddle_run_when_finished (HeddleRun *self)
{
  return dex_ref (DEX_FUTURE (self->finished));
}

/**
 * heddle_run_has_ended:
 * @self: a run
 *
 * Returns: whether the run is over and all its events have been emitted
 */
gboolean
heddle_run_has_ended (HeddleRun *self)
{
  return self->ended;
}
