/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "runs/heddle-run-monitor.h"

#include <glib/gi18n-lib.h>

#include "engine/heddle-run-error.h"
#include "runs/heddle-error-sentence.h"
#include "runs/heddle-run-previews.h"
#include "widgets/heddle-price.h"

/* While results come fast, those who list assets are told now and then. */
#define TELL_DELAY 250

struct _HeddleRunMonitor
{
  GObject            parent_instance;
  HeddleSession     *session;
  HeddleRunState    *state;
  HeddleRunPreviews *previews;
  HeddleRun         *run;
  gulong             handler;
  guint              tell_source;

  guint              n_rows;
  gint64             number;
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

static void
started (HeddleRunMonitor     *self,
         const HeddleRunEvent *event)
{
  self->number = event->number;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NUMBER]);
  for_each_node (self, queue_node);
}

static void
item_ended (HeddleRunMonitor     *self,
            const HeddleRunEvent *event)
{
  HeddleNodeState *state = heddle_run_state_edit (self->state, event->node);

  if (!heddle_item_status_is_final (event->status))
    {
      state->phase = event->status == HEDDLE_ITEM_WAITING ? HEDDLE_NODE_WAITING : HEDDLE_NODE_RUNNING;
      heddle_run_state_touch (self->state, event->node);
      return;
    }
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

/* In a batch each row tells of itself. */
static void
progressed (HeddleRunMonitor     *self,
            const HeddleRunEvent *event)
{
  HeddleNodeState *state = heddle_run_state_edit (self->state, event->node);

  state->n_total = MAX (state->n_total, event->n_items * self->n_rows);
  if (event->status == HEDDLE_ITEM_RUNNING)
    state->phase = HEDDLE_NODE_RUNNING;
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
end_node (HeddleRunMonitor *self,
          HeddleNodeState  *state)
{
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
  heddle_session_tell_assets_changed (self->session);
  heddle_session_tell_workflows_changed (self->session);
  g_signal_emit (self, signals[FINISHED], 0, event);
}

static void
event_cb (HeddleRunMonitor     *self,
          const HeddleRunEvent *event)
{
  switch (event->kind)
    {
    case HEDDLE_RUN_EVENT_STARTED:
      started (self, event);
      break;
    case HEDDLE_RUN_EVENT_PROGRESS:
      progressed (self, event);
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
  if (self->run != NULL)
    g_clear_signal_handler (&self->handler, self->run);
  g_clear_object (&self->run);
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
  HeddleRunMonitor *self = g_object_new (HEDDLE_TYPE_RUN_MONITOR, NULL);

  self->session = g_object_ref (session);
  self->state = g_object_ref (state);
  self->previews = heddle_run_previews_new (session, state);
  self->n_rows = MAX (heddle_plan_get_n_rows (plan), 1);
  self->run = heddle_engine_new_run (heddle_session_get_engine (session), plan);
  self->handler = g_signal_connect_swapped (self->run, "event", G_CALLBACK (event_cb), self);
  return self;
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
  heddle_run_state_clear (self->state);
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
