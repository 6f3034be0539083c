/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "runs/heddle-live-runs.h"

#include "widgets/heddle-settle.h"

/* Nobody reads figures that change more often. */
#define TELL_DELAY 200

struct _HeddleLiveRuns
{
  GObject        parent_instance;
  HeddleSession *session;
  GHashTable    *monitors;
  guint          tell_source;
};

enum
{
  PROGRESSED,
  ENDED,
  GOING_ON,
  PROBLEM,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HeddleLiveRuns, heddle_live_runs, G_TYPE_OBJECT)

static void
heddle_live_runs_finalize (GObject *object)
{
  HeddleLiveRuns *self = HEDDLE_LIVE_RUNS (object);

  g_clear_handle_id (&self->tell_source, g_source_remove);
  g_hash_table_unref (self->monitors);

  G_OBJECT_CLASS (heddle_live_runs_parent_class)->finalize (object);
}

static void
heddle_live_runs_class_init (HeddleLiveRunsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = heddle_live_runs_finalize;

  /**
   * HeddleLiveRuns::progressed:
   * @self: the runs
   *
   * Emitted now and then while runs get further.
   */
  signals[PROGRESSED] = g_signal_new ("progressed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                      G_TYPE_NONE, 0);

  /**
   * HeddleLiveRuns::ended:
   * @self: the runs
   * @monitor: what has followed one that is at work no more
   */
  signals[ENDED] = g_signal_new ("ended", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, HEDDLE_TYPE_RUN_MONITOR);

  /**
   * HeddleLiveRuns::going-on:
   * @self: the runs
   * @continued: one that is about to go on
   *
   * For whoever shows the workflow that runs.
   *
   * Returns: whether the run is started and followed there
   */
  signals[GOING_ON] = g_signal_new ("going-on", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                    g_signal_accumulator_true_handled, NULL, NULL, G_TYPE_BOOLEAN, 1,
                                    HEDDLE_TYPE_CONTINUED_RUN);

  /**
   * HeddleLiveRuns::problem:
   * @self: the runs
   * @error: why one of them could not be recorded
   */
  signals[PROBLEM] = g_signal_new ("problem", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
heddle_live_runs_init (HeddleLiveRuns *self)
{
  self->monitors = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
}

/**
 * heddle_live_runs_new:
 * @session: the session that they belong to, and that outlives them
 *
 * Returns: (transfer full): no runs yet
 */
HeddleLiveRuns *
heddle_live_runs_new (HeddleSession *session)
{
  HeddleLiveRuns *self = g_object_new (HEDDLE_TYPE_LIVE_RUNS, NULL);

  self->session = session;
  return self;
}

/**
 * heddle_live_runs_add:
 * @self: the runs
 * @monitor: what follows one that has begun
 *
 * Tells that a run has begun.
 */
void
heddle_live_runs_add (HeddleLiveRuns   *self,
                      HeddleRunMonitor *monitor)
{
  g_hash_table_insert (self->monitors, g_strdup (heddle_run_monitor_get_run (monitor)), g_object_ref (monitor));
  heddle_session_tell_runs_changed (self->session);
}

/**
 * heddle_live_runs_remove:
 * @self: the runs
 * @monitor: what has followed one that is at work no more
 *
 * Tells that a run has ended, or has stopped to wait.
 */
void
heddle_live_runs_remove (HeddleLiveRuns   *self,
                         HeddleRunMonitor *monitor)
{
  g_autoptr (HeddleRunMonitor) kept = g_object_ref (monitor);

  if (!g_hash_table_remove (self->monitors, heddle_run_monitor_get_run (kept)))
    return;
  g_signal_emit (self, signals[ENDED], 0, kept);
  heddle_session_tell_runs_changed (self->session);
}

static void
settled_cb (gpointer      owner,
            const GValue *value,
            const GError *error)
{
  HeddleRunMonitor *monitor = owner;
  HeddleLiveRuns *self = g_object_get_data (owner, "live-runs");

  if (error == NULL)
    return;
  heddle_run_monitor_abandon (monitor);
  g_signal_emit (self, signals[PROBLEM], 0, error);
}

/**
 * heddle_live_runs_take:
 * @self: the runs
 * @continued: one that is about to go on
 *
 * Starts it: where its workflow is shown, if anywhere, else unseen.
 */
void
heddle_live_runs_take (HeddleLiveRuns     *self,
                       HeddleContinuedRun *continued)
{
  g_autoptr (HeddleRunState) state = NULL;
  g_autoptr (HeddleRunMonitor) monitor = NULL;
  gboolean taken = FALSE;

  g_signal_emit (self, signals[GOING_ON], 0, continued, &taken);
  if (taken)
    return;
  state = heddle_run_state_new ();
  monitor = heddle_run_monitor_new_continued (self->session, state, continued);
  g_object_set_data (G_OBJECT (monitor), "live-runs", self);
  heddle_settle (heddle_run_monitor_start (monitor), settled_cb, monitor);
  g_hash_table_insert (self->monitors, g_strdup (heddle_run_monitor_get_run (monitor)), g_object_ref (monitor));
}

/* What the run has done before is only for the eyes: it begins all the same where that cannot be read. */
static void
past_read_cb (gpointer      owner,
              const GValue *value,
              const GError *error)
{
  HeddleLiveRuns *self = g_object_get_data (owner, "live-runs");

  if (error != NULL)
    g_message ("What a run has done before cannot be read: %s", error->message);
  if (!heddle_session_is_open (self->session))
    return;
  if (error != NULL)
    heddle_run_start (owner);
  else
    heddle_live_runs_take (self, g_value_get_object (value));
}

/**
 * heddle_live_runs_begin:
 * @self: the runs
 * @run: one of the library that has not been started, and that somebody keeps until it was
 *
 * Starts it, soon, where [method@LiveRuns.take] would.
 */
void
heddle_live_runs_begin (HeddleLiveRuns *self,
                        HeddleRun      *run)
{
  g_object_set_data_full (G_OBJECT (run), "live-runs", g_object_ref (self), g_object_unref);
  heddle_settle (heddle_continued_run_adopt (self->session, run), past_read_cb, run);
}

static void
tell_cb (gpointer data)
{
  HeddleLiveRuns *self = data;

  self->tell_source = 0;
  g_signal_emit (self, signals[PROGRESSED], 0);
}

/**
 * heddle_live_runs_touch:
 * @self: the runs
 * @monitor: what follows one of them
 *
 * Tells, soon, that a run has got further.
 */
void
heddle_live_runs_touch (HeddleLiveRuns   *self,
                        HeddleRunMonitor *monitor)
{
  if (self->tell_source == 0 && g_hash_table_contains (self->monitors, heddle_run_monitor_get_run (monitor)))
    self->tell_source = g_timeout_add_once (TELL_DELAY, tell_cb, self);
}

/**
 * heddle_live_runs_lookup:
 * @self: the runs
 * @run: a run's UUID
 *
 * Returns: (transfer none) (nullable): what follows the run; %NULL where it is not at work here
 */
HeddleRunMonitor *
heddle_live_runs_lookup (HeddleLiveRuns *self,
                         const char     *run)
{
  return g_hash_table_lookup (self->monitors, run);
}

/**
 * heddle_live_runs_get_n_runs:
 * @self: the runs
 *
 * Returns: how many there are
 */
guint
heddle_live_runs_get_n_runs (HeddleLiveRuns *self)
{
  return g_hash_table_size (self->monitors);
}

/**
 * heddle_live_runs_list:
 * @self: the runs
 *
 * Returns: (transfer full): their UUIDs
 */
GStrv
heddle_live_runs_list (HeddleLiveRuns *self)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init (&iter, self->monitors);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    g_strv_builder_add (names, name);
  return g_strv_builder_end (names);
}
