/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-open-workflow-private.h"

#include <glib/gi18n-lib.h>

#include "editor/heddle-plan-task.h"
#include "engine/heddle-run-queue.h"
#include "graph/heddle-pipelines.h"
#include "runs/heddle-live-runs.h"
#include "widgets/heddle-settle.h"

static void
tell_running (HeddleOpenWorkflow *self)
{
  g_object_notify (G_OBJECT (self), "running");
}

/* What keeps only a part from running is no lasting problem of the workflow. */
static void
refuse (HeddleOpenWorkflow *self,
        const GError       *error,
        gboolean            lasting)
{
  if (lasting)
    heddle_open_workflow_set_problem (self, error);
  g_signal_emit_by_name (self, lasting ? "refused" : "part-refused", error);
}

static void
run_finished_cb (HeddleOpenWorkflow   *self,
                 const HeddleRunEvent *event)
{
  g_autofree char *summary = heddle_run_monitor_dup_summary (self->monitor);

  heddle_open_workflow_set_status (self, g_strdup (summary));
  tell_running (self);
  g_signal_emit_by_name (self, "finished", summary, event->run_status);
  heddle_open_workflow_estimate (self);
}

static void
run_number_cb (HeddleOpenWorkflow *self)
{
  HeddleWorkflow *workflow = heddle_document_get_workflow (self->document);
  HeddlePipeline *page = heddle_workflow_find_pipeline (workflow, self->run_page);
  gint64 number = heddle_run_monitor_get_number (self->monitor);
  g_autofree char *title = page != NULL && g_list_model_get_n_items (heddle_workflow_get_pipelines (workflow)) > 1
                             ? heddle_pipelines_dup_title (page)
                             : NULL;

  heddle_open_workflow_set_status (self, title != NULL
                                           /* Translators: the number of a run, and the page that it is of */
                                           ? g_strdup_printf (_("Run %" PRId64 " of “%s” in progress"), number, title)
                                           : g_strdup_printf (_("Run %" PRId64 " in progress"), number));
}

static void
ended_cb (gpointer      owner,
          const GValue *value,
          const GError *error)
{
  HeddleOpenWorkflow *self = owner;

  if (error == NULL)
    return;
  heddle_run_monitor_abandon (self->monitor);
  heddle_open_workflow_set_status (self, NULL);
  refuse (self, error, g_strcmp0 (self->run_page, heddle_pipeline_get_id (self->shown)) == 0);
  tell_running (self);
}

static void
follow (HeddleOpenWorkflow *self,
        HeddleRunMonitor   *monitor)
{
  g_set_object (&self->monitor, monitor);
  g_signal_connect_object (self->monitor, "notify::number", G_CALLBACK (run_number_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->monitor, "finished", G_CALLBACK (run_finished_cb), self, G_CONNECT_SWAPPED);
  heddle_settle (heddle_run_monitor_start (self->monitor), ended_cb, self);
}

static void
begin (HeddleOpenWorkflow *self,
       HeddleRunProposal  *proposal)
{
  HeddleRunState *state = heddle_open_workflow_get_page_state (self, self->run_page);
  g_autoptr (HeddleRunMonitor) monitor = heddle_run_monitor_new (self->session, state,
                                                                 heddle_run_proposal_get_plan (proposal));

  self->starting = FALSE;
  follow (self, monitor);
}

static void
give_up (HeddleOpenWorkflow *self)
{
  self->starting = FALSE;
  heddle_open_workflow_set_status (self, NULL);
  tell_running (self);
}

/* Whoever has agreed to a cost that nobody knows is not asked again while the workflow is open. */
static gboolean
needs_consent (HeddleOpenWorkflow *self,
               HeddleRunProposal  *proposal)
{
  HeddleRunConsent consent = heddle_run_proposal_get_consent (proposal);

  return consent != HEDDLE_RUN_CONSENT_NOT_NEEDED
         && !(consent == HEDDLE_RUN_CONSENT_COST_UNKNOWN && self->unknown_agreed);
}

static void
proposed_cb (gpointer      owner,
             const GValue *value,
             const GError *error)
{
  HeddleOpenWorkflow *self = owner;
  gboolean whole = heddle_run_scope_is_whole (self->scope)
                   && g_str_equal (self->run_page, heddle_pipeline_get_id (self->shown));
  HeddleRunProposal *proposal;

  if (error != NULL && !self->cancelled)
    refuse (self, error, whole);
  else if (whole)
    heddle_open_workflow_set_problem (self, error);
  if (error != NULL || self->cancelled || !heddle_session_is_open (self->session))
    {
      give_up (self);
      return;
    }
  proposal = g_value_get_object (value);
  if (!needs_consent (self, proposal))
    {
      begin (self, proposal);
      return;
    }
  g_set_object (&self->proposal, proposal);
  g_signal_emit_by_name (self, "consent-needed", proposal);
}

/*
 * heddle_open_workflow_going_on:
 * @self: an open workflow
 * @continued: a run that goes on from elsewhere
 *
 * A run of this workflow is seen here, too.
 *
 * Returns: whether it is one
 */
gboolean
heddle_open_workflow_going_on (HeddleOpenWorkflow *self,
                               HeddleContinuedRun *continued)
{
  HeddlePlan *plan = heddle_run_get_plan (heddle_continued_run_get_run (continued));
  g_autoptr (HeddleRunMonitor) monitor = NULL;

  if (heddle_open_workflow_is_running (self)
      || !g_str_equal (heddle_workflow_get_id (heddle_plan_get_workflow (plan)), heddle_open_workflow_get_uuid (self)))
    return FALSE;
  g_set_str (&self->run_page, heddle_pipeline_get_id (heddle_plan_get_pipeline (plan)));
  monitor = heddle_run_monitor_new_continued (self->session, heddle_open_workflow_get_page_state (self, self->run_page),
                                              continued);
  follow (self, monitor);
  tell_running (self);
  return TRUE;
}

static DexFuture *
propose_cb (DexFuture *future,
            gpointer   data)
{
  HeddleOpenWorkflow *self = data;
  HeddleRunScope *scope = heddle_run_scope_copy (self->scope);

  return heddle_plan_task_new_proposal (heddle_session_get_engine (self->session),
                                        heddle_open_workflow_get_snapshot (self), self->run_page, scope);
}

/**
 * heddle_open_workflow_is_running:
 * @self: an open workflow
 *
 * Returns: whether a run is about to start or in progress
 */
gboolean
heddle_open_workflow_is_running (HeddleOpenWorkflow *self)
{
  return self->starting || (self->monitor != NULL && heddle_run_monitor_is_running (self->monitor));
}

/* What was last begun on a page, and how often the workflow had been edited then. */
typedef struct
{
  HeddleRunScope *scope;
  guint           n_edits;
} LastRun;

static void
last_run_free (gpointer data)
{
  LastRun *self = data;

  heddle_run_scope_free (self->scope);
  g_free (self);
}

/*
 * heddle_open_workflow_init_runs:
 * @self: an open workflow
 *
 * To be called once.
 */
void
heddle_open_workflow_init_runs (HeddleOpenWorkflow *self)
{
  self->last_runs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, last_run_free);
}

static void
note_run (HeddleOpenWorkflow *self)
{
  LastRun *run = g_new0 (LastRun, 1);

  run->scope = heddle_run_scope_copy (self->scope);
  run->n_edits = self->n_edits;
  g_hash_table_insert (self->last_runs, g_strdup (self->run_page), run);
}

/**
 * heddle_open_workflow_run:
 * @self: an open workflow
 * @scope: (transfer full): how much of it
 *
 * Runs the page that is shown as it is now, kept in the library first; does nothing while any page of the
 * workflow runs already. Where it costs much, [signal@OpenWorkflow::consent-needed] is emitted first.
 */
void
heddle_open_workflow_run (HeddleOpenWorkflow *self,
                          HeddleRunScope     *scope)
{
  g_autoptr (HeddleRunScope) wanted = scope;

  if (heddle_open_workflow_is_running (self) || !heddle_session_is_open (self->session))
    return;
  g_clear_pointer (&self->scope, heddle_run_scope_free);
  self->scope = g_steal_pointer (&wanted);
  g_set_str (&self->run_page, heddle_pipeline_get_id (self->shown));
  self->starting = TRUE;
  self->cancelled = FALSE;
  note_run (self);
  heddle_open_workflow_set_status (self, g_strdup (_("Preparing…")));
  tell_running (self);
  heddle_settle (dex_future_then (heddle_open_workflow_save (self), propose_cb, g_object_ref (self), g_object_unref),
                 proposed_cb, self);
}

/**
 * heddle_open_workflow_consent:
 * @self: an open workflow
 * @agreed: whether a person agrees to the run
 *
 * Answers [signal@OpenWorkflow::consent-needed]: the run begins, or does not.
 */
void
heddle_open_workflow_consent (HeddleOpenWorkflow *self,
                              gboolean            agreed)
{
  g_autoptr (HeddleRunProposal) proposal = g_steal_pointer (&self->proposal);

  if (proposal == NULL)
    return;
  if (agreed && heddle_run_proposal_get_consent (proposal) == HEDDLE_RUN_CONSENT_COST_UNKNOWN)
    self->unknown_agreed = TRUE;
  if (agreed && !self->cancelled && heddle_session_is_open (self->session))
    begin (self, proposal);
  else
    give_up (self);
}

static void
retried_cb (gpointer      owner,
            const GValue *value,
            const GError *error)
{
  HeddleOpenWorkflow *self = owner;

  self->retrying = FALSE;
  if (error != NULL)
    refuse (self, error, FALSE);
  else if (heddle_session_is_open (self->session))
    heddle_live_runs_take (heddle_session_get_live_runs (self->session), g_value_get_object (value));
}

typedef struct
{
  HeddleOpenWorkflow *workflow;
  char               *page;
  HeddleQueueOrder    order;
} Placing;

static void
placing_free (gpointer data)
{
  Placing *placing = data;

  g_object_unref (placing->workflow);
  g_free (placing->page);
  g_free (placing);
}

static DexFuture *
place_cb (DexFuture *future,
          gpointer   data)
{
  Placing *placing = data;
  HeddleOpenWorkflow *self = placing->workflow;

  return heddle_plan_task_new_order (heddle_session_get_engine (self->session), heddle_open_workflow_get_snapshot (self),
                                     placing->page, &placing->order);
}

static DexFuture *
placed_cb (DexFuture *future,
           gpointer   data)
{
  HeddleOpenWorkflow *self = data;

  if (heddle_session_is_open (self->session))
    {
      heddle_run_queue_touch (heddle_session_get_queue (self->session));
      heddle_session_tell_runs_changed (self->session);
    }
  return dex_ref (future);
}

/**
 * heddle_open_workflow_schedule:
 * @self: an open workflow
 * @order: when it is to run
 *
 * Keeps it in the library as it is now, and puts the page that is shown into the queue.
 *
 * Returns: (transfer full): resolves once it is there, or fails with what keeps it from running
 */
DexFuture *
heddle_open_workflow_schedule (HeddleOpenWorkflow     *self,
                               const HeddleQueueOrder *order)
{
  Placing *placing = g_new0 (Placing, 1);
  DexFuture *future;

  placing->workflow = g_object_ref (self);
  placing->page = g_strdup (heddle_pipeline_get_id (self->shown));
  placing->order = *order;
  future = dex_future_then (heddle_open_workflow_save (self), place_cb, placing, placing_free);
  return dex_future_then (future, placed_cb, g_object_ref (self), g_object_unref);
}

/**
 * heddle_open_workflow_retry:
 * @self: an open workflow
 *
 * Does again what has failed in the run that is shown, and nothing else. Where the workflow was edited
 * since, the failure may be what the edit is about: a new run does the same with the workflow as it is
 * now, and what has not changed is there already.
 */
void
heddle_open_workflow_retry (HeddleOpenWorkflow *self)
{
  const char *run = heddle_run_state_get_run (heddle_open_workflow_get_run_state (self));
  LastRun *last = g_hash_table_lookup (self->last_runs, heddle_pipeline_get_id (self->shown));

  if (run == NULL || self->retrying || heddle_open_workflow_is_running (self) || !heddle_session_is_open (self->session))
    return;
  /* One that was not begun here is older than all edits. */
  if (self->n_edits != (last != NULL ? last->n_edits : 0))
    {
      heddle_open_workflow_run (self, last != NULL ? heddle_run_scope_copy (last->scope) : heddle_run_scope_new ());
      return;
    }
  self->retrying = TRUE;
  heddle_settle (heddle_continued_run_load (self->session, run, TRUE), retried_cb, self);
}

/**
 * heddle_open_workflow_stop:
 * @self: an open workflow
 *
 * Ends the run that is in progress. What it has made stays.
 */
void
heddle_open_workflow_stop (HeddleOpenWorkflow *self)
{
  if (self->proposal != NULL)
    {
      heddle_open_workflow_consent (self, FALSE);
    }
  else if (self->starting)
    {
      self->cancelled = TRUE;
      heddle_open_workflow_set_status (self, g_strdup (_("Stopping…")));
    }
  else if (self->monitor != NULL && heddle_run_monitor_is_running (self->monitor))
    {
      heddle_open_workflow_set_status (self, g_strdup (_("Stopping…")));
      heddle_run_monitor_stop (self->monitor);
    }
}
