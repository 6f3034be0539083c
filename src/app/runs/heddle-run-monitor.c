/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "runs/heddle-run-monitor.h"

#include <glib/gi18n-lib.h>

#include "engine/heddle-run-error.h"
#include "runs/heddle-error-sentence.h"
#include "runs/heddle-live-runs.h"
#include "runs/heddle-run-previews.h"
#include "widgets/heddle-price.h"

/* While results come fast, those who list assets are told now and then. */
#define TELL_DELAY 250
#define TICK 1000

struct _HeddleRunMonitor
{
  GObject            parent_instance;
  HeddleSession     *session;
  HeddleRunState    *state;
  HeddleRunPreviews *previews;
  HeddleRun         *run;
  HeddleRunTimeline *past;
  gulong             handler;
  guint              tell_source;
  guint              tick_source;

  guint              n_rows;
  gint64             number;
  gint64             started_at;
  HeddleMoney        estimate;
  gboolean           running;
  gboolean           stopped;
  HeddleRunStatus    status;
  HeddleRunCounts    counts;
  HeddleMoney        cost;
};

enum
{
  PROP_NUMBER = 1,
  N_PROPERTIES,
};

enum
{
  FINISHED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPERTIES];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HeddleRunMonitor, heddle_run_monitor, G_TYPE_OBJECT)

static gboolean
tell_cb (gpointer data)
{
  HeddleRunMonitor *self = data;

  self->tell_source = 0;
  heddle_session_tell_assets_changed (self->session);
  return G_SOURCE_REMOVE;
}

static void
for_each_node (HeddleRunMonitor *self,
               void            (*func) (HeddleRunMonitor *self,
                                        HeddleNodeState  *state))
{
  GPtrArray *nodes = heddle_plan_get_nodes (heddle_run_get_plan (self->run));

  for (guint i = 1; i < nodes->len; i++)
    {
      HeddlePlanNode *node = g_ptr_array_index (nodes, i);

      func (self, heddle_run_state_edit (self->state, node->id));
    }
  heddle_run_state_touch (self->state, NULL);
}

static void
queue_node (HeddleRunMonitor *self,
            HeddleNodeState  *state)
{
  heddle_node_state_reset (state);
  state->phase = HEDDLE_NODE_QUEUED;
  state->run_number = self->number;
}

/* What was done before is not announced again. What failed is, if it is done again. */
static void
recall_step (HeddleRunMonitor         *self,
             const HeddleTimelineStep *step)
{
  HeddleNodeState *state = heddle_run_state_edit (self->state, step->node);

  g_clear_pointer (&state->error, g_free);
  g_clear_pointer (&state->details, g_free);
  state->run_number = self->number;
  state->earlier = FALSE;
  state->offer = HEDDLE_NODE_OFFER_NONE;
  state->n_done = step->n_done;
  state->n_cached = step->n_cached;
  state->n_failed = state->n_unknown = state->n_skipped = state->n_stopped = 0;
  state->n_total = step->n_items;
  state->duration_ms = step->duration_ms;
  state->cost = step->cost;
  state->phase = step->n_done > 0 && step->n_done == step->n_items ? heddle_node_state_get_final_phase (state)
                                                                   : HEDDLE_NODE_QUEUED;
}

static void
queue_nodes (HeddleRunMonitor *self)
{
  if (self->past == NULL)
    {
      for_each_node (self, queue_node);
      return;
    }
  for (guint i = 0; i < self->past->steps->len; i++)
    recall_step (self, self->past->steps->pdata[i]);
  heddle_run_state_touch (self->state, NULL);
}

static void
started (HeddleRunMonitor     *self,
         const HeddleRunEvent *event)
{
  self->number = event->number;
  self->started_at = g_get_real_time () / 1000;
  self->estimate = event->estimate.at_most;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NUMBER]);
  queue_nodes (self);
  heddle_live_runs_add (heddle_session_get_live_runs (self->session), self);
}

static void
item_ended (HeddleRunMonitor     *self,
            const HeddleRunEvent *event)
{
  HeddleNodeState *state = heddle_run_state_edit (self->state, event->node);

  state->n_unknown += event->status == HEDDLE_ITEM_UNKNOWN_OUTCOME;
  if (!heddle_item_status_is_final (event->status))
    {
      state->phase = event->status == HEDDLE_ITEM_WAITING ? HEDDLE_NODE_WAITING : HEDDLE_NODE_RUNNING;
      heddle_run_state_touch (self->state, event->node);
      return;
    }
  state->wait = (HeddleWait) { HEDDLE_WAIT_NONE, NULL, 0 };
  heddle_node_state_count (state, event->status);
  state->duration_ms += event->duration_ms;
  state->cost = heddle_money_add (state->cost, event->cost);
  if (event->error != NULL && state->error == NULL)
    {
      const char *sentence = heddle_error_get_sentence (heddle_error_to_code (event->error));

      state->error = g_strdup (sentence != NULL ? sentence : event->error->message);
      state->details = g_strdup (sentence != NULL ? event->error->message : NULL);
    }
  if (event->outputs != NULL)
    heddle_run_previews_add (self->previews, event->node, event->index, event->outputs);
  if (state->phase != HEDDLE_NODE_WAITING)
    state->phase = state->n_total > 0 && state->n_done < state->n_total ? HEDDLE_NODE_RUNNING
                                                                        : heddle_node_state_get_final_phase (state);
  heddle_run_state_touch (self->state, event->node);
}

static gboolean
counts_down (const HeddleNodeState *state)
{
  return state != NULL && state->phase == HEDDLE_NODE_RUNNING && state->wait.until > g_get_real_time ();
}

/* Those whose time has come say so once, and are not looked at again. */
static gboolean
tick_cb (gpointer data)
{
  HeddleRunMonitor *self = data;
  GPtrArray *nodes = heddle_plan_get_nodes (heddle_run_get_plan (self->run));
  gboolean any = FALSE;

  for (guint i = 1; i < nodes->len; i++)
    {
      const char *id = ((HeddlePlanNode *) g_ptr_array_index (nodes, i))->id;
      const HeddleNodeState *state = heddle_run_state_lookup (self->state, id);

      if (state == NULL || state->wait.until == 0)
        continue;
      if (counts_down (state))
        any = TRUE;
      else
        heddle_run_state_edit (self->state, id)->wait.until = 0;
      heddle_run_state_touch (self->state, id);
    }
  if (any)
    return G_SOURCE_CONTINUE;
  self->tick_source = 0;
  return G_SOURCE_REMOVE;
}

/* In a batch each row tells of itself. */
static void
progressed (HeddleRunMonitor     *self,
            const HeddleRunEvent *event)
{
  HeddleNodeState *state = heddle_run_state_edit (self->state, event->node);

  state->wait = event->wait;
  state->n_total = MAX (state->n_total, event->n_items * self->n_rows);
  if (event->status == HEDDLE_ITEM_RUNNING)
    state->phase = HEDDLE_NODE_RUNNING;
  if (self->tick_source == 0 && counts_down (state))
    self->tick_source = g_timeout_add (TICK, tick_cb, self);
  heddle_run_state_touch (self->state, event->node);
}

static gboolean
is_awaiting (HeddleRunStatus status)
{
  return status == HEDDLE_RUN_AWAITING_SELECTION || status == HEDDLE_RUN_AWAITING_APPROVAL
         || status == HEDDLE_RUN_AWAITING_DECISION;
}

/* What waits, or hangs on what waits, is still to be done. */
static void
end_phase (HeddleRunMonitor *self,
           HeddleNodeState  *state)
{
  if (self->status == HEDDLE_RUN_AWAITING_DECISION && state->n_unknown > 0)
    {
      state->phase = HEDDLE_NODE_FAILED;
      return;
    }
  if (is_awaiting (self->status)
      && (state->phase == HEDDLE_NODE_WAITING || (state->phase == HEDDLE_NODE_QUEUED && state->n_done == 0)))
    return;
  if (state->n_done > 0)
    state->phase = heddle_node_state_get_final_phase (state);
  else if (state->phase == HEDDLE_NODE_RUNNING || state->phase == HEDDLE_NODE_WAITING || (state->phase == HEDDLE_NODE_QUEUED && self->stopped))
    state->phase = HEDDLE_NODE_STOPPED;
  else if (state->phase == HEDDLE_NODE_QUEUED)
    state->phase = HEDDLE_NODE_SKIPPED;
}

static void
end_node (HeddleRunMonitor *self,
          HeddleNodeState  *state)
{
  end_phase (self, state);
  heddle_node_state_make_offer (state, self->status);
}

static void
finished (HeddleRunMonitor     *self,
          const HeddleRunEvent *event)
{
  self->running = FALSE;
  self->status = event->run_status;
  self->counts = event->counts;
  self->cost = event->cost;
  self->stopped = self->stopped || event->run_status == HEDDLE_RUN_CANCELLED;
  for_each_node (self, end_node);
  g_clear_handle_id (&self->tell_source, g_source_remove);
  g_clear_handle_id (&self->tick_source, g_source_remove);
  heddle_session_tell_assets_changed (self->session);
  heddle_session_tell_workflows_changed (self->session);
  heddle_live_runs_remove (heddle_session_get_live_runs (self->session), self);
  g_signal_emit (self, signals[FINISHED], 0, event);
}

static void
event_cb (HeddleRunMonitor     *self,
          const HeddleRunEvent *event)
{
  /* A run that ended is let go of by those who follow it. */
  g_autoptr (HeddleRunMonitor) kept = g_object_ref (self);

  switch (event->kind)
    {
    case HEDDLE_RUN_EVENT_STARTED:
      started (self, event);
      break;
    case HEDDLE_RUN_EVENT_PROGRESS:
      progressed (self, event);
      break;
    case HEDDLE_RUN_EVENT_STATUS:
      heddle_session_tell_runs_changed (self->session);
      break;
    case HEDDLE_RUN_EVENT_ITEM:
      item_ended (self, event);
      break;
    case HEDDLE_RUN_EVENT_ASSET:
      if (self->tell_source == 0)
        self->tell_source = g_timeout_add (TELL_DELAY, tell_cb, self);
      break;
    case HEDDLE_RUN_EVENT_WAITING:
      heddle_run_state_edit (self->state, event->node)->phase = HEDDLE_NODE_WAITING;
      heddle_run_state_touch (self->state, event->node);
      break;
    case HEDDLE_RUN_EVENT_FINISHED:
      finished (self, event);
      break;
    default:
      break;
    }
  heddle_live_runs_touch (heddle_session_get_live_runs (self->session), self);
}

static void
heddle_run_monitor_get_property (GObject    *object,
                                 guint       id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  HeddleRunMonitor *self = HEDDLE_RUN_MONITOR (object);

  switch (id)
    {
    case PROP_NUMBER:
      g_value_set_int64 (value, self->number);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
heddle_run_monitor_dispose (GObject *object)
{
  HeddleRunMonitor *self = HEDDLE_RUN_MONITOR (object);

  g_clear_handle_id (&self->tell_source, g_source_remove);
  g_clear_handle_id (&self->tick_source, g_source_remove);
  if (self->run != NULL)
    g_clear_signal_handler (&self->handler, self->run);
  g_clear_object (&self->run);
  g_clear_pointer (&self->past, heddle_run_timeline_unref);
  g_clear_object (&self->previews);
  g_clear_object (&self->state);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (heddle_run_monitor_parent_class)->dispose (object);
}

static void
heddle_run_monitor_class_init (HeddleRunMonitorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = heddle_run_monitor_get_property;
  object_class->dispose = heddle_run_monitor_dispose;

  /**
   * HeddleRunMonitor:number:
   *
   * The run's number, 0 until the library holds it.
   */
  properties[PROP_NUMBER] = g_param_spec_int64 ("number", NULL, NULL, 0, G_MAXINT64, 0,
                                                G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  /**
   * HeddleRunMonitor::finished:
   * @self: a monitor
   * @event: the run's last event
   */
  signals[FINISHED] = g_signal_new ("finished", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 1, HEDDLE_TYPE_RUN_EVENT);
}

static void
heddle_run_monitor_init (HeddleRunMonitor *self)
{
}

static HeddleRunMonitor *
monitor_new (HeddleSession  *session,
             HeddleRunState *state,
             HeddleRun      *run)
{
  HeddleRunMonitor *self = g_object_new (HEDDLE_TYPE_RUN_MONITOR, NULL);

  self->session = g_object_ref (session);
  self->state = g_object_ref (state);
  self->previews = heddle_run_previews_new (session, state);
  self->n_rows = MAX (heddle_plan_get_n_rows (heddle_run_get_plan (run)), 1);
  self->run = g_object_ref (run);
  self->handler = g_signal_connect_swapped (self->run, "event", G_CALLBACK (event_cb), self);
  return self;
}

/**
 * heddle_run_monitor_new:
 * @session: a session with a library
 * @state: what the editor shows
 * @plan: what is to be run
 *
 * Returns: (transfer full): a monitor of a run that has not been started
 */
HeddleRunMonitor *
heddle_run_monitor_new (HeddleSession  *session,
                        HeddleRunState *state,
                        HeddlePlan     *plan)
{
  g_autoptr (HeddleRun) run = heddle_engine_new_run (heddle_session_get_engine (session), plan);

  return monitor_new (session, state, run);
}

/**
 * heddle_run_monitor_new_continued:
 * @session: a session with a library
 * @state: where what happens is written; what it says of the same run stays
 * @continued: a run that is about to go on
 *
 * Returns: (transfer full): a monitor of a run that has not been started
 */
HeddleRunMonitor *
heddle_run_monitor_new_continued (HeddleSession      *session,
                                  HeddleRunState     *state,
                                  HeddleContinuedRun *continued)
{
  HeddleRunMonitor *self = monitor_new (session, state, heddle_continued_run_get_run (continued));

  /* One that has waited in the queue has done nothing yet. */
  if (heddle_continued_run_get_timeline (continued)->steps->len > 0)
    self->past = heddle_run_timeline_ref (heddle_continued_run_get_timeline (continued));
  return self;
}

static gboolean
is_of_all (HeddleRunMonitor *self)
{
  const HeddleRunOptions *options = heddle_plan_get_options (heddle_run_get_plan (self->run));

  return options->from_nodes->len == 0 && options->to_nodes->len == 0;
}

/**
 * heddle_run_monitor_start:
 * @self: a monitor
 *
 * Starts the run.
 *
 * Returns: (transfer full): resolves when the run has ended; rejects where it could not be recorded
 */
DexFuture *
heddle_run_monitor_start (HeddleRunMonitor *self)
{
  self->running = TRUE;
  if (self->past == NULL && is_of_all (self))
    heddle_run_state_clear (self->state);
  else if (g_strcmp0 (heddle_run_state_get_run (self->state), heddle_run_get_uuid (self->run)) != 0)
    heddle_run_state_put_past (self->state);
  heddle_run_state_set_run (self->state, heddle_run_get_uuid (self->run));
  heddle_run_start (self->run);
  return heddle_run_when_finished (self->run);
}

/**
 * heddle_run_monitor_stop:
 * @self: a monitor
 *
 * Ends the run; [signal@RunMonitor::finished] tells when it has.
 */
void
heddle_run_monitor_stop (HeddleRunMonitor *self)
{
  self->stopped = TRUE;
  heddle_run_cancel (self->run);
}

/**
 * heddle_run_monitor_abandon:
 * @self: a monitor whose run was rejected
 *
 * Shows that nothing runs any more, where the run could not tell it itself.
 */
void
heddle_run_monitor_abandon (HeddleRunMonitor *self)
{
  if (!self->running)
    return;
  self->running = FALSE;
  self->stopped = TRUE;
  for_each_node (self, end_node);
  heddle_live_runs_remove (heddle_session_get_live_runs (self->session), self);
}

/**
 * heddle_run_monitor_is_running:
 * @self: a monitor
 *
 * Returns: whether the run is in progress
 */
gboolean
heddle_run_monitor_is_running (HeddleRunMonitor *self)
{
  return self->running;
}

/**
 * heddle_run_monitor_get_number:
 * @self: a monitor
 *
 * Returns: the run's number, 0 until the library holds it
 */
gint64
heddle_run_monitor_get_number (HeddleRunMonitor *self)
{
  return self->number;
}

/**
 * heddle_run_monitor_get_status:
 * @self: a monitor whose run has ended
 *
 * Returns: how it ended
 */
HeddleRunStatus
heddle_run_monitor_get_status (HeddleRunMonitor *self)
{
  return self->status;
}

/**
 * heddle_run_monitor_get_run:
 * @self: a monitor
 *
 * Returns: (transfer none): the run's UUID
 */
const char *
heddle_run_monitor_get_run (HeddleRunMonitor *self)
{
  return heddle_run_get_uuid (self->run);
}

/**
 * heddle_run_monitor_dup_title:
 * @self: a monitor
 *
 * Returns: (transfer full): what people call the workflow that runs, and the page of it where it has several
 */
char *
heddle_run_monitor_dup_title (HeddleRunMonitor *self)
{
  HeddlePlan *plan = heddle_run_get_plan (self->run);
  g_autofree char *page = heddle_plan_dup_page (plan);

  return heddle_run_dup_subject (heddle_workflow_get_name (heddle_plan_get_workflow (plan)), page);
}

/**
 * heddle_run_monitor_dup_wait:
 * @self: a monitor
 * @node: a node's id
 *
 * Returns: (transfer full) (nullable): what the node has to wait for at this moment, for people; %NULL
 *   where it has not
 */
char *
heddle_run_monitor_dup_wait (HeddleRunMonitor *self,
                             const char       *node)
{
  const HeddleNodeState *state = heddle_run_state_lookup (self->state, node);

  return state == NULL ? NULL : heddle_node_state_dup_wait (state);
}

static double
get_fraction (const HeddleNodeState *state)
{
  if (state->n_total > 0)
    return MIN ((double) state->n_done / state->n_total, 1);
  return state->n_done > 0 ? 1 : 0;
}

/* A row has ended when all its results have; they come in any order, so that this is the least. */
static guint
count_rows (HeddleRunMonitor      *self,
            const HeddleNodeState *state)
{
  return (guint) (get_fraction (state) * self->n_rows);
}

/**
 * heddle_run_monitor_get_progress:
 * @self: a monitor
 * @progress: (out): how far the run is
 */
void
heddle_run_monitor_get_progress (HeddleRunMonitor  *self,
                                 HeddleRunProgress *progress)
{
  HeddlePlan *plan = heddle_run_get_plan (self->run);
  GPtrArray *nodes = heddle_plan_get_nodes (plan);
  gboolean is_batch = heddle_plan_is_batch (plan);
  guint rows_done = self->n_rows;
  double sum = 0;

  *progress = (HeddleRunProgress) { .cost = heddle_money_new (0, "USD"), .estimate = self->estimate,
                                    .started_at = self->started_at, .n_steps = nodes->len - 1 };
  for (guint i = 1; i < nodes->len; i++)
    {
      const HeddlePlanNode *node = g_ptr_array_index (nodes, i);
      const HeddleNodeState *state = heddle_run_state_lookup (self->state, node->id);

      if (state == NULL)
        continue;
      sum += get_fraction (state);
      progress->n_steps_done += get_fraction (state) >= 1;
      if (state->cost.known && state->cost.amount > 0)
        progress->cost = progress->cost.amount == 0 ? state->cost : heddle_money_add (progress->cost, state->cost);
      if (!node->is_result)
        continue;
      progress->n_done += state->n_done - state->n_failed - state->n_skipped - state->n_stopped;
      progress->n_failed += state->n_failed;
      rows_done = MIN (rows_done, count_rows (self, state));
    }
  progress->fraction = progress->n_steps == 0 ? 0 : sum / progress->n_steps;
  if (!is_batch)
    return;
  progress->n_rows = self->n_rows;
  progress->n_done = rows_done;
}

/**
 * heddle_run_monitor_dup_summary:
 * @self: a monitor whose run has ended
 *
 * Returns: (transfer full): how it ended: "Run 42: 9 results, $0.16"
 */
char *
heddle_run_monitor_dup_summary (HeddleRunMonitor *self)
{
  g_autofree char *cost = self->cost.known && self->cost.amount > 0 ? heddle_price_to_string (self->cost) : NULL;
  g_autofree char *results = g_strdup_printf (ngettext ("%" PRId64 " result", "%" PRId64 " results", (unsigned long) self->counts.successful),
                                              self->counts.successful);
  g_autofree char *failures = NULL;

  if (is_awaiting (self->status))
    return g_strdup_printf (_("Run %" PRId64 " waits for you"), self->number);
  if (self->status == HEDDLE_RUN_PAUSED)
    return g_strdup_printf (_("Run %" PRId64 " is paused"), self->number);
  if (self->status == HEDDLE_RUN_CANCELLED)
    return g_strdup_printf (_("Run %" PRId64 " stopped"), self->number);
  if (self->counts.failed > 0)
    failures = g_strdup_printf (ngettext ("%" PRId64 " failed", "%" PRId64 " failed", (unsigned long) self->counts.failed),
                                self->counts.failed);
  if (failures != NULL)
    return g_strdup_printf (_("Run %" PRId64 ": %s, %s"), self->number, results, failures);
  if (cost != NULL)
    return g_strdup_printf (_("Run %" PRId64 ": %s, %s"), self->number, results, cost);
  return g_strdup_printf (_("Run %" PRId64 ": %s"), self->number, results);
}
