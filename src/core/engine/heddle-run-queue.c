/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "engine/heddle-run-queue.h"

#include "base/heddle-json.h"
#include "base/heddle-threads.h"
#include "engine/heddle-run-error.h"
#include "engine/heddle-run-private.h"
#include "store/heddle-job-repository.h"
#include "store/heddle-queue-settings.h"
#include "store/heddle-schedule-repository.h"

/* How long it may take, in milliseconds, to notice that the clock was set, or that the machine slept. */
#define PATIENCE 60000

struct _HeddleRunQueue
{
  GObject       parent_instance;
  HeddleEngine *engine;
  GMainContext *context;
  GThread      *thread;

  GMutex        mutex;
  GCond         cond;
  GPtrArray    *live;
  GHashTable   *passed;
  guint64       touches;
  gboolean      changed;
  gboolean      interrupted;
  gboolean      stopping;
};

/* A run that the queue has begun, until it has looked at how that ended. */
typedef struct
{
  HeddleRun *run;
  gint64     number;
  gboolean   told_end;
  gboolean   ended;
} Live;

/* What the queue's thread has to say in the context that the queue was made in. */
typedef struct
{
  HeddleRunQueue *queue;
  HeddleRun      *run;
  HeddleRunEvent *event;
  guint64         touches;
} Telling;

/* What is to be known before anything is begun. */
typedef struct
{
  gint64               now;
  int                  limit;
  HeddleQueueSettings  settings;
  GPtrArray           *ready;
  gint64               run_due;
  gint64               schedule_due;
} State;

enum
{
  STARTING,
  EVENT,
  IDLE,
  LOOKED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HeddleRunQueue, heddle_run_queue, G_TYPE_OBJECT)

static void
live_free (gpointer data)
{
  Live *live = data;

  g_object_unref (live->run);
  g_free (live);
}

static void
heddle_run_queue_finalize (GObject *object)
{
  HeddleRunQueue *self = HEDDLE_RUN_QUEUE (object);

  g_assert (self->thread == NULL);
  g_clear_object (&self->engine);
  g_main_context_unref (self->context);
  g_ptr_array_unref (self->live);
  g_hash_table_unref (self->passed);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->cond);

  G_OBJECT_CLASS (heddle_run_queue_parent_class)->finalize (object);
}

static void
heddle_run_queue_class_init (HeddleRunQueueClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = heddle_run_queue_finalize;

  /**
   * HeddleRunQueue::starting:
   * @self: a queue
   * @run: a run whose turn has come
   *
   * Emitted, as all signals of the queue, in the main context that it was made in.
   *
   * Returns: whether the run was started; else the queue does it
   */
  signals[STARTING] = g_signal_new ("starting", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                    g_signal_accumulator_true_handled, NULL, NULL, G_TYPE_BOOLEAN, 1, HEDDLE_TYPE_RUN);

  /**
   * HeddleRunQueue::event:
   * @self: a queue
   * @event: what happened in one of its runs
   *
   * Of a run that cannot be begun only the end is told, with an error.
   */
  signals[EVENT] = g_signal_new ("event", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, HEDDLE_TYPE_RUN_EVENT);

  /**
   * HeddleRunQueue::idle:
   * @self: a queue
   * @touches: which [method@RunQueue.touch] it has seen
   *
   * Emitted whenever the queue has looked and none of its runs goes on, since there is none or it is
   * paused; and, with the greatest number that there is, by [method@RunQueue.stop], on whatever thread.
   */
  signals[IDLE] = g_signal_new ("idle", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                1, G_TYPE_UINT64);

  /**
   * HeddleRunQueue::looked:
   * @self: a queue
   *
   * Emitted whenever the queue has looked at what is in it, for whoever shows that.
   */
  signals[LOOKED] = g_signal_new ("looked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);
}

static void
heddle_run_queue_init (HeddleRunQueue *self)
{
  self->context = g_main_context_ref_thread_default ();
  self->live = g_ptr_array_new_with_free_func (live_free);
  self->passed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);
}

/**
 * heddle_run_queue_new:
 * @engine: the engine of a library that this process owns
 *
 * Returns: (transfer full): a queue that has not been started
 */
HeddleRunQueue *
heddle_run_queue_new (HeddleEngine *engine)
{
  HeddleRunQueue *self = g_object_new (HEDDLE_TYPE_RUN_QUEUE, NULL);

  self->engine = g_object_ref (engine);
  return self;
}

static HeddleLibrary *
get_library (HeddleRunQueue *self)
{
  return heddle_services_get (heddle_engine_get_services (self->engine), HEDDLE_TYPE_LIBRARY);
}

static void
telling_free (gpointer data)
{
  Telling *telling = data;

  g_object_unref (telling->queue);
  g_clear_object (&telling->run);
  g_clear_pointer (&telling->event, heddle_run_event_unref);
  g_free (telling);
}

static void
tell (HeddleRunQueue *self,
      GSourceFunc     func,
      const Telling  *what)
{
  g_autoptr (GSource) source = g_idle_source_new ();
  Telling *telling = g_memdup2 (what, sizeof *what);

  telling->queue = g_object_ref (self);
  g_source_set_static_name (source, "[heddle] run queue");
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, func, telling, telling_free);
  g_source_attach (source, self->context);
}

static Live *
find_live (HeddleRunQueue *self,
           const char     *run)
{
  for (guint i = 0; i < self->live->len; i++)
    {
      Live *live = g_ptr_array_index (self->live, i);

      if (g_str_equal (heddle_run_get_uuid (live->run), run))
        return live;
    }
  return NULL;
}

static void
run_event_cb (HeddleRun            *run,
              const HeddleRunEvent *event,
              HeddleRunQueue       *self)
{
  Live *live;

  g_mutex_lock (&self->mutex);
  live = find_live (self, heddle_run_get_uuid (run));
  if (live != NULL && event->kind == HEDDLE_RUN_EVENT_FINISHED)
    live->told_end = TRUE;
  g_mutex_unlock (&self->mutex);
  g_signal_emit (self, signals[EVENT], 0, event);
}

static void
run_ended_cb (HeddleRun      *run,
              HeddleRunQueue *self)
{
  Live *live;

  g_mutex_lock (&self->mutex);
  live = find_live (self, heddle_run_get_uuid (run));
  if (live != NULL)
    live->ended = TRUE;
  self->changed = TRUE;
  g_cond_signal (&self->cond);
  g_mutex_unlock (&self->mutex);
}

/* Where everything is about to end, what has not begun yet stays in the queue. */
static gboolean
may_start (HeddleRunQueue *self,
           HeddleRun      *run)
{
  gboolean ending;

  g_mutex_lock (&self->mutex);
  ending = self->stopping || self->interrupted || heddle_engine_was_stopped (self->engine);
  if (ending)
    {
      g_ptr_array_remove (self->live, find_live (self, heddle_run_get_uuid (run)));
      self->changed = TRUE;
      g_cond_signal (&self->cond);
    }
  g_mutex_unlock (&self->mutex);
  return !ending;
}

static gboolean
start_cb (gpointer data)
{
  Telling *telling = data;
  HeddleRunQueue *self = telling->queue;
  gboolean started = FALSE;

  if (!may_start (self, telling->run))
    return G_SOURCE_REMOVE;

  g_signal_connect_object (telling->run, "event", G_CALLBACK (run_event_cb), self, 0);
  g_signal_connect_object (telling->run, "ended", G_CALLBACK (run_ended_cb), self, 0);
  g_signal_emit (self, signals[STARTING], 0, telling->run, &started);
  if (!started)
    heddle_run_start (telling->run);
  return G_SOURCE_REMOVE;
}

static gboolean
event_cb (gpointer data)
{
  Telling *telling = data;

  g_signal_emit (telling->queue, signals[EVENT], 0, telling->event);
  return G_SOURCE_REMOVE;
}

static gboolean
idle_cb (gpointer data)
{
  Telling *telling = data;

  g_signal_emit (telling->queue, signals[IDLE], 0, telling->touches);
  return G_SOURCE_REMOVE;
}

static gboolean
looked_cb (gpointer data)
{
  g_signal_emit (((Telling *) data)->queue, signals[LOOKED], 0);
  return G_SOURCE_REMOVE;
}

static void
tell_failure (HeddleRunQueue *self,
              const char     *run,
              gint64          number,
              const GError   *error)
{
  HeddleRunEvent *event = heddle_run_event_new (HEDDLE_RUN_EVENT_FINISHED, run);

  event->number = number;
  event->run_status = HEDDLE_RUN_FAILED;
  event->error = g_error_copy (error);
  tell (self, event_cb, &(Telling) { .event = event });
}

typedef struct
{
  const char   *run;
  const GError *error;
} Failure;

static gboolean
fail_func (HeddleDatabase  *database,
           gpointer         data,
           GValue          *result,
           GError         **error)
{
  Failure *failure = data;
  g_autoptr (HeddleRunRecord) record = heddle_runs_find (database, failure->run, error);
  g_autoptr (JsonNode) json = heddle_error_to_json (failure->error);

  if (record == NULL)
    return FALSE;
  if (record->status != HEDDLE_RUN_PENDING && record->status != HEDDLE_RUN_SCHEDULED)
    return TRUE;
  record->status = HEDDLE_RUN_FAILED;
  record->finished_at = g_get_real_time () / 1000;
  g_free (record->error);
  record->error = heddle_json_write (json, HEDDLE_JSON_COMPACT);
  return heddle_runs_update (database, record, error);
}

static void
pass_over (HeddleRunQueue *self,
           const char     *run)
{
  g_hash_table_add (self->passed, g_strdup (run));
}

/* What cannot be planned now will not plan itself: a person has to see it. */
static void
fail (HeddleRunQueue        *self,
      const HeddleJobRecord *job,
      const GError          *cause)
{
  Failure failure = { job->run, cause };
  g_autoptr (GError) error = NULL;

  if (!heddle_wait_for (heddle_library_write (get_library (self), fail_func, &failure, NULL), NULL, &error))
    {
      g_message ("Why run %" G_GINT64_FORMAT " cannot be begun is not written down: %s", job->number, error->message);
      pass_over (self, job->run);
    }
  tell_failure (self, job->run, job->number, cause);
}

static void
launch (HeddleRunQueue        *self,
        const HeddleJobRecord *job,
        HeddleRun             *run)
{
  Live *live = g_new0 (Live, 1);

  live->run = g_object_ref (run);
  live->number = job->number;
  heddle_run_set_turn (run, self->context, job->priority, job->retries == 0 ? job->scheduled_for : 0);
  g_mutex_lock (&self->mutex);
  g_ptr_array_add (self->live, live);
  g_mutex_unlock (&self->mutex);
  tell (self, start_cb, &(Telling) { .run = g_object_ref (run) });
}

static void
begin (HeddleRunQueue        *self,
       const HeddleJobRecord *job)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HeddleRun) run = heddle_engine_continue_run (self->engine, job->run, FALSE, &error);

  if (run != NULL)
    launch (self, job, run);
  else if (g_error_matches (error, HEDDLE_PLAN_ERROR, HEDDLE_PLAN_ERROR_RUN))
    pass_over (self, job->run);
  else
    fail (self, job, error);
}

static gboolean
read_state (HeddleDatabase  *database,
            gpointer         data,
            GValue          *result,
            GError         **error)
{
  State *state = data;

  state->ready = heddle_jobs_list_ready (database, state->now, state->limit, error);
  return state->ready != NULL && heddle_queue_settings_read (database, &state->settings, error)
         && heddle_jobs_get_due_time (database, state->now, &state->run_due, error)
         && heddle_schedules_get_due_time (database, &state->schedule_due, error);
}

static gboolean
make_runs (HeddleDatabase  *database,
           gpointer         data,
           GValue          *result,
           GError         **error)
{
  State *state = data;
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();

  return heddle_schedules_make_runs (database, zone, state->now, error);
}

static void
state_clear (State *self)
{
  g_clear_pointer (&self->ready, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (State, state_clear)

static guint
count_live (HeddleRunQueue *self,
            gboolean       *interrupted)
{
  guint n_live;

  g_mutex_lock (&self->mutex);
  n_live = self->live->len;
  *interrupted = self->interrupted || self->stopping || heddle_engine_was_stopped (self->engine);
  g_mutex_unlock (&self->mutex);
  return n_live;
}

static gboolean
is_live (HeddleRunQueue *self,
         const char     *run)
{
  gboolean live;

  g_mutex_lock (&self->mutex);
  live = find_live (self, run) != NULL;
  g_mutex_unlock (&self->mutex);
  return live;
}

/* Returns the first that neither has been begun already nor cannot be. */
static const HeddleJobRecord *
find_next (HeddleRunQueue *self,
           const State    *state)
{
  for (guint i = 0; i < state->ready->len; i++)
    {
      const HeddleJobRecord *job = g_ptr_array_index (state->ready, i);

      if (!is_live (self, job->run) && !g_hash_table_contains (self->passed, job->run))
        return job;
    }
  return NULL;
}

/* Begins the next run, if there is one and room for it; @due is when the time of another one comes. */
static gboolean
begin_next (HeddleRunQueue  *self,
            gint64          *due,
            gboolean        *begun,
            GError         **error)
{
  gboolean interrupted;
  guint n_live = count_live (self, &interrupted);
  g_auto (State) state = { .now = g_get_real_time () / 1000,
                           .limit = (int) (n_live + g_hash_table_size (self->passed) + 1) };
  const HeddleJobRecord *job;

  *begun = FALSE;
  if (!heddle_wait_for (heddle_library_read (get_library (self), read_state, &state, NULL), NULL, error))
    return FALSE;
  if (!interrupted && state.schedule_due != 0 && state.schedule_due <= state.now)
    {
      *begun = TRUE;
      return heddle_wait_for (heddle_library_write (get_library (self), make_runs, &state, NULL), NULL, error);
    }
  *due = state.run_due != 0 && (state.schedule_due == 0 || state.run_due < state.schedule_due) ? state.run_due
                                                                                              : state.schedule_due;
  job = interrupted || state.settings.paused || n_live >= state.settings.runs ? NULL : find_next (self, &state);
  if (job != NULL)
    begin (self, job);
  *begun = job != NULL;
  return TRUE;
}

typedef struct
{
  const char      *run;
  HeddleRunRecord *record;
  HeddleJobRecord *job;
} Outcome;

static void
outcome_clear (Outcome *self)
{
  g_clear_pointer (&self->record, heddle_run_record_free);
  g_clear_pointer (&self->job, heddle_job_record_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Outcome, outcome_clear)

static gboolean
read_outcome (HeddleDatabase  *database,
              gpointer         data,
              GValue          *result,
              GError         **error)
{
  Outcome *outcome = data;

  outcome->record = heddle_runs_find (database, outcome->run, error);
  return outcome->record != NULL && heddle_jobs_find (database, outcome->run, &outcome->job, error);
}

static gboolean
count_retry (HeddleDatabase  *database,
             gpointer         data,
             GValue          *result,
             GError         **error)
{
  return heddle_jobs_count_retry (database, ((Outcome *) data)->job->run_id, error);
}

/* Only what failed is tried again; what was refused, or whose outcome is not known, is for a person. */
static gboolean
retry (HeddleRunQueue  *self,
       HeddleRun       *run,
       GError         **error)
{
  g_auto (Outcome) outcome = { .run = heddle_run_get_uuid (run) };
  g_autoptr (HeddleRun) again = NULL;

  if (!heddle_wait_for (heddle_library_read (get_library (self), read_outcome, &outcome, NULL), NULL, error))
    return FALSE;
  if ((outcome.record->status != HEDDLE_RUN_COMPLETED && outcome.record->status != HEDDLE_RUN_FAILED)
      || outcome.record->counts.failed == 0 || outcome.job->retries >= outcome.job->max_retries)
    return TRUE;
  if (!heddle_wait_for (heddle_library_write (get_library (self), count_retry, &outcome, NULL), NULL, error))
    return FALSE;
  again = heddle_engine_continue_run (self->engine, outcome.run, TRUE, error);
  if (again == NULL)
    return FALSE;
  outcome.job->retries++;
  launch (self, outcome.job, again);
  return TRUE;
}

/* A run that could not be recorded would be begun again and again. */
static void
look_at_end (HeddleRunQueue *self,
             const Live     *live,
             gboolean        interrupted)
{
  g_autoptr (DexFuture) finished = heddle_run_when_finished (live->run);
  g_autoptr (GError) error = NULL;

  if (heddle_wait_for (g_steal_pointer (&finished), NULL, &error))
    {
      if (!interrupted && !retry (self, live->run, &error))
        g_message ("What failed in a run cannot be tried again: %s", error->message);
      return;
    }
  pass_over (self, heddle_run_get_uuid (live->run));
  if (!live->told_end && !g_error_matches (error, HEDDLE_PLAN_ERROR, HEDDLE_PLAN_ERROR_RUN))
    tell_failure (self, heddle_run_get_uuid (live->run), live->number, error);
}

static void
look_at_ends (HeddleRunQueue *self)
{
  g_autoptr (GPtrArray) ended = g_ptr_array_new_with_free_func (live_free);
  gboolean interrupted;

  g_mutex_lock (&self->mutex);
  for (guint i = self->live->len; i > 0; i--)
    if (((Live *) self->live->pdata[i - 1])->ended)
      g_ptr_array_add (ended, g_ptr_array_steal_index (self->live, i - 1));
  g_mutex_unlock (&self->mutex);

  count_live (self, &interrupted);
  for (guint i = 0; i < ended->len; i++)
    look_at_end (self, ended->pdata[i], interrupted);
}

/* Returns how long nothing will be to do, in milliseconds, unless the queue is told otherwise. */
static gint64
look (HeddleRunQueue *self,
      guint64         touches)
{
  g_autoptr (GError) error = NULL;
  gboolean begun = TRUE;
  gboolean interrupted;
  gint64 due = 0;

  look_at_ends (self);
  while (begun && begin_next (self, &due, &begun, &error))
    ;
  if (error != NULL)
    g_message ("The queue of the library cannot be worked off: %s", error->message);
  if (count_live (self, &interrupted) == 0)
    tell (self, idle_cb, &(Telling) { .touches = touches });
  tell (self, looked_cb, &(Telling) { 0 });
  return due == 0 || error != NULL ? PATIENCE : CLAMP (due - g_get_real_time () / 1000, 0, PATIENCE);
}

static gpointer
queue_thread (gpointer data)
{
  HeddleRunQueue *self = data;

  g_mutex_lock (&self->mutex);
  while (!self->stopping)
    {
      guint64 touches = self->touches;
      gint64 pause;

      self->changed = FALSE;
      g_mutex_unlock (&self->mutex);
      pause = look (self, touches);
      g_mutex_lock (&self->mutex);

      for (gint64 end = g_get_monotonic_time () + pause * 1000; !self->changed && !self->stopping;)
        if (!g_cond_wait_until (&self->cond, &self->mutex, end))
          break;
      if (!self->changed || self->touches != touches)
        g_hash_table_remove_all (self->passed);
    }
  g_mutex_unlock (&self->mutex);
  return NULL;
}

/**
 * heddle_run_queue_start:
 * @self: a queue that has not been started
 *
 * Begins to work the queue off.
 */
void
heddle_run_queue_start (HeddleRunQueue *self)
{
  g_return_if_fail (self->thread == NULL);

  self->thread = g_thread_new ("heddle-queue", queue_thread, self);
}

/**
 * heddle_run_queue_touch:
 * @self: a queue
 *
 * To be called by whoever has changed the library's queue. Can be called from any thread.
 *
 * Returns: which call this is, for [signal@RunQueue::idle]
 */
guint64
heddle_run_queue_touch (HeddleRunQueue *self)
{
  guint64 touches;

  g_mutex_lock (&self->mutex);
  touches = ++self->touches;
  self->changed = TRUE;
  g_cond_signal (&self->cond);
  g_mutex_unlock (&self->mutex);
  return touches;
}

/**
 * heddle_run_queue_get_touches:
 * @self: a queue
 *
 * Returns: what the last [method@RunQueue.touch] returned
 */
guint64
heddle_run_queue_get_touches (HeddleRunQueue *self)
{
  guint64 touches;

  g_mutex_lock (&self->mutex);
  touches = self->touches;
  g_mutex_unlock (&self->mutex);
  return touches;
}

/**
 * heddle_run_queue_interrupt:
 * @self: a queue
 *
 * Begins nothing more, and cancels the runs of the queue that go on. Those that wait in it stay.
 */
void
heddle_run_queue_interrupt (HeddleRunQueue *self)
{
  g_autoptr (GPtrArray) runs = g_ptr_array_new_with_free_func (g_object_unref);

  g_mutex_lock (&self->mutex);
  self->interrupted = TRUE;
  for (guint i = 0; i < self->live->len; i++)
    g_ptr_array_add (runs, g_object_ref (((Live *) self->live->pdata[i])->run));
  self->touches++;
  self->changed = TRUE;
  g_cond_signal (&self->cond);
  g_mutex_unlock (&self->mutex);

  for (guint i = 0; i < runs->len; i++)
    heddle_run_cancel (runs->pdata[i]);
}

/**
 * heddle_run_queue_stop:
 * @self: a queue
 *
 * Has it look no more. Runs that go on do so, and those that wait stay in the library. Blocks.
 */
void
heddle_run_queue_stop (HeddleRunQueue *self)
{
  HEDDLE_ASSERT_MAY_BLOCK ();

  g_mutex_lock (&self->mutex);
  self->stopping = TRUE;
  g_cond_signal (&self->cond);
  g_mutex_unlock (&self->mutex);
  if (self->thread == NULL)
    return;
  g_thread_join (g_steal_pointer (&self->thread));
  g_signal_emit (self, signals[IDLE], 0, G_MAXUINT64);
}
