/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-open-page-private.h"

#include <glib/gi18n-lib.h>

#include "editor/heddle-open-workflow-private.h"
#include "editor/heddle-plan-task.h"
#include "runs/heddle-live-runs.h"
#include "widgets/heddle-settle.h"

/*
 * heddle_open_page_set_status:
 * @self: a page
 * @status: (transfer full) (nullable): what the header says of its run
 *
 * Says that there.
 */
void
heddle_open_page_set_status (HeddleOpenPage *self,
                             char           *status)
{
  g_free (self->status);
  self->status = status;
  heddle_open_workflow_tell_page (self->workflow, self, "status");
}

static void
tell_running (HeddleOpenPage *self)
{
  heddle_open_workflow_tell_page (self->workflow, self, "running");
}

static gboolean
is_shown (HeddleOpenPage *self)
{
  return heddle_open_workflow_get_shown_page (self->workflow) == self;
}

static gboolean
can_begin (HeddleOpenPage *self)
{
  return self->workflow != NULL && self->workflow->session != NULL && heddle_session_is_open (self->workflow->session);
}

/* What keeps only a part from running is no lasting problem of the page; one of a page that is not shown is told
 * like that, too, because nobody sees its banner.
 */
static void
refuse (HeddleOpenPage *self,
        const GError   *error,
        gboolean        lasting)
{
  if (lasting)
    heddle_open_page_set_problem (self, error);
  g_signal_emit_by_name (self->workflow, lasting && is_shown (self) ? "refused" : "part-refused", self, error);
}

static void
run_finished_cb (HeddleOpenPage       *self,
                 const HeddleRunEvent *event)
{
  g_autofree char *summary = heddle_run_monitor_dup_summary (self->monitor);

  if (self->workflow == NULL)
    return;
  heddle_open_page_set_status (self, g_strdup (summary));
  tell_running (self);
  g_signal_emit_by_name (self->workflow, "finished", self, summary, event->run_status);
  heddle_open_workflow_estimate (self->workflow);
}

static void
run_number_cb (HeddleOpenPage *self)
{
  if (self->workflow != NULL)
    heddle_open_page_set_status (self, g_strdup_printf (_("Run %" PRId64 " in progress"),
                                                        heddle_run_monitor_get_number (self->monitor)));
}

static void
ended_cb (gpointer      owner,
          const GValue *value,
          const GError *error)
{
  HeddleOpenPage *self = owner;

  if (error == NULL || self->workflow == NULL)
    return;
  heddle_run_monitor_abandon (self->monitor);
  heddle_open_page_set_status (self, NULL);
  refuse (self, error, TRUE);
  tell_running (self);
}

static void
follow (HeddleOpenPage   *self,
        HeddleRunMonitor *monitor)
{
  g_set_object (&self->monitor, monitor);
  g_signal_connect_object (self->monitor, "notify::number", G_CALLBACK (run_number_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->monitor, "finished", G_CALLBACK (run_finished_cb), self, G_CONNECT_SWAPPED);
  heddle_settle (heddle_run_monitor_start (self->monitor), ended_cb, self);
}

static void
begin (HeddleOpenPage    *self,
       HeddleRunProposal *proposal)
{
  g_autoptr (HeddleRunMonitor) monitor = heddle_run_monitor_new (self->workflow->session, self->state,
                                                                 heddle_run_proposal_get_plan (proposal));

  self->starting = FALSE;
  follow (self, monitor);
}

static void
give_up (HeddleOpenPage *self)
{
  self->starting = FALSE;
  heddle_open_page_set_status (self, NULL);
  tell_running (self);
}

/* Whoever has agreed to a cost that nobody knows is not asked again for that page while the workflow is open. */
static gboolean
needs_consent (HeddleOpenPage    *self,
               HeddleRunProposal *proposal)
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
  HeddleOpenPage *self = owner;
  gboolean whole = heddle_run_scope_is_whole (self->scope);
  HeddleRunProposal *proposal;

  if (self->workflow == NULL)
    return;
  if (error != NULL && !self->cancelled)
    refuse (self, error, whole);
  else if (whole)
    heddle_open_page_set_problem (self, error);
  if (error != NULL || self->cancelled || !can_begin (self))
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
  g_signal_emit_by_name (self->workflow, "consent-needed", self, proposal);
}

/*
 * heddle_open_page_going_on:
 * @self: a page
 * @continued: a run of it that goes on from elsewhere
 *
 * The run is seen here, too.
 *
 * Returns: %FALSE where one is in progress already
 */
gboolean
heddle_open_page_going_on (HeddleOpenPage     *self,
                           HeddleContinuedRun *continued)
{
  g_autoptr (HeddleRunMonitor) monitor = NULL;

  if (heddle_open_page_is_running (self))
    return FALSE;
  monitor = heddle_run_monitor_new_continued (self->workflow->session, self->state, continued);
  follow (self, monitor);
  tell_running (self);
  return TRUE;
}

typedef struct
{
  HeddleOpenWorkflow *workflow;
  HeddleOpenPage     *page;
} Proposing;

static void
proposing_free (gpointer data)
{
  Proposing *proposing = data;

  g_object_unref (proposing->page);
  g_object_unref (proposing->workflow);
  g_free (proposing);
}

static DexFuture *
propose_cb (DexFuture *future,
            gpointer   data)
{
  Proposing *proposing = data;
  HeddleOpenPage *page = proposing->page;

  return heddle_plan_task_new_proposal (heddle_session_get_engine (proposing->workflow->session),
                                        heddle_open_workflow_get_snapshot (proposing->workflow), page->id,
                                        heddle_run_scope_copy (page->scope));
}

/**
 * heddle_open_page_is_running:
 * @self: a page
 *
 * Returns: whether a run of it is about to start or in progress
 */
gboolean
heddle_open_page_is_running (HeddleOpenPage *self)
{
  return self->starting || (self->monitor != NULL && heddle_run_monitor_is_running (self->monitor));
}

/*
 * heddle_open_page_run:
 * @self: a page
 * @scope: (transfer full): how much of it
 *
 * Runs it as it is now, kept in the library first; does nothing while it runs already.
 */
void
heddle_open_page_run (HeddleOpenPage *self,
                      HeddleRunScope *scope)
{
  g_autoptr (HeddleRunScope) wanted = scope;
  Proposing *proposing;

  if (heddle_open_page_is_running (self) || !can_begin (self))
    return;
  g_clear_pointer (&self->scope, heddle_run_scope_free);
  self->scope = g_steal_pointer (&wanted);
  self->n_edits = self->workflow->n_edits;
  self->starting = TRUE;
  self->cancelled = FALSE;
  heddle_open_page_set_status (self, g_strdup (_("Preparing…")));
  tell_running (self);
  proposing = g_new0 (Proposing, 1);
  proposing->workflow = g_object_ref (self->workflow);
  proposing->page = g_object_ref (self);
  heddle_settle (dex_future_then (heddle_open_workflow_save (self->workflow), propose_cb, proposing, proposing_free),
                 proposed_cb, self);
}

/**
 * heddle_open_page_consent:
 * @self: a page
 * @agreed: whether a person agrees to the run
 *
 * Answers [signal@OpenWorkflow::consent-needed]: the run begins, or does not.
 */
void
heddle_open_page_consent (HeddleOpenPage *self,
                          gboolean        agreed)
{
  g_autoptr (HeddleRunProposal) proposal = g_steal_pointer (&self->proposal);

  if (proposal == NULL || self->workflow == NULL)
    return;
  if (agreed && heddle_run_proposal_get_consent (proposal) == HEDDLE_RUN_CONSENT_COST_UNKNOWN)
    self->unknown_agreed = TRUE;
  if (agreed && !self->cancelled && can_begin (self))
    begin (self, proposal);
  else
    give_up (self);
}

static void
retried_cb (gpointer      owner,
            const GValue *value,
            const GError *error)
{
  HeddleOpenPage *self = owner;

  self->retrying = FALSE;
  if (!can_begin (self))
    return;
  if (error != NULL)
    refuse (self, error, FALSE);
  else
    heddle_live_runs_take (heddle_session_get_live_runs (self->workflow->session), g_value_get_object (value));
}

/*
 * heddle_open_page_retry:
 * @self: a page
 *
 * Does again what has failed in the run that is shown, and nothing else. Where the workflow was edited since,
 * the failure may be what the edit is about: a new run does the same with the workflow as it is now, and
 * what has not changed is there already.
 */
void
heddle_open_page_retry (HeddleOpenPage *self)
{
  const char *run = heddle_run_state_get_run (self->state);

  if (run == NULL || self->retrying || heddle_open_page_is_running (self) || !can_begin (self))
    return;
  /* One that was not begun here is older than all edits. */
  if (self->workflow->n_edits != self->n_edits)
    {
      heddle_open_page_run (self, self->scope != NULL ? heddle_run_scope_copy (self->scope) : heddle_run_scope_new ());
      return;
    }
  self->retrying = TRUE;
  heddle_settle (heddle_continued_run_load (self->workflow->session, run, TRUE), retried_cb, self);
}

/**
 * heddle_open_page_stop:
 * @self: a page
 *
 * Ends the run of it that is in progress. What it has made stays.
 */
void
heddle_open_page_stop (HeddleOpenPage *self)
{
  if (self->proposal != NULL)
    {
      heddle_open_page_consent (self, FALSE);
    }
  else if (self->starting)
    {
      self->cancelled = TRUE;
      heddle_open_page_set_status (self, g_strdup (_("Stopping…")));
    }
  else if (self->monitor != NULL && heddle_run_monitor_is_running (self->monitor))
    {
      heddle_open_page_set_status (self, g_strdup (_("Stopping…")));
      heddle_run_monitor_stop (self->monitor);
    }
}
