/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-open-page-private.h"

#include "editor/heddle-forecast-words.h"
#include "editor/heddle-open-workflow-private.h"
#include "editor/heddle-plan-task.h"
#include "graph/heddle-pipelines.h"
#include "runs/heddle-run-history.h"
#include "widgets/heddle-settle.h"

G_DEFINE_FINAL_TYPE (HeddleOpenPage, heddle_open_page, G_TYPE_OBJECT)

static void
heddle_open_page_dispose (GObject *object)
{
  HeddleOpenPage *self = HEDDLE_OPEN_PAGE (object);

  g_clear_weak_pointer (&self->workflow);
  g_clear_object (&self->monitor);
  g_clear_object (&self->proposal);

  G_OBJECT_CLASS (heddle_open_page_parent_class)->dispose (object);
}

static void
heddle_open_page_finalize (GObject *object)
{
  HeddleOpenPage *self = HEDDLE_OPEN_PAGE (object);

  g_clear_object (&self->state);
  g_clear_pointer (&self->scope, heddle_run_scope_free);
  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->status, g_free);
  g_clear_pointer (&self->estimate, g_free);
  g_clear_pointer (&self->details, g_free);
  g_clear_pointer (&self->doubts, g_strfreev);
  g_clear_error (&self->problem);

  G_OBJECT_CLASS (heddle_open_page_parent_class)->finalize (object);
}

static void
heddle_open_page_class_init (HeddleOpenPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = heddle_open_page_dispose;
  object_class->finalize = heddle_open_page_finalize;
}

static void
heddle_open_page_init (HeddleOpenPage *self)
{
  self->state = heddle_run_state_new ();
}

/* What changes for a single node is work in progress, which is told often and says nothing new of the page. */
static void
state_changed_cb (HeddleOpenPage *self,
                  const char     *node)
{
  if (node == NULL && self->workflow != NULL)
    heddle_open_workflow_tell_page (self->workflow, self, "running");
}

/*
 * heddle_open_page_new:
 * @workflow: an open workflow, which outlives what is begun for the page
 * @id: the id of one of its pipelines
 *
 * Returns: (transfer full): the page of it
 */
HeddleOpenPage *
heddle_open_page_new (HeddleOpenWorkflow *workflow,
                      const char         *id)
{
  HeddleOpenPage *self = g_object_new (HEDDLE_TYPE_OPEN_PAGE, NULL);

  g_set_weak_pointer (&self->workflow, workflow);
  self->id = g_strdup (id);
  g_signal_connect_object (self->state, "changed", G_CALLBACK (state_changed_cb), self, G_CONNECT_SWAPPED);
  return self;
}

/**
 * heddle_open_page_get_id:
 * @self: a page
 *
 * Returns: (transfer none): the id of its pipeline
 */
const char *
heddle_open_page_get_id (HeddleOpenPage *self)
{
  return self->id;
}

/**
 * heddle_open_page_get_pipeline:
 * @self: a page
 *
 * Returns: (transfer none) (nullable): its pipeline; %NULL once that has been taken away
 */
HeddlePipeline *
heddle_open_page_get_pipeline (HeddleOpenPage *self)
{
  HeddleDocument *document = self->workflow == NULL ? NULL : self->workflow->document;

  return document == NULL ? NULL : heddle_workflow_find_pipeline (heddle_document_get_workflow (document), self->id);
}

/**
 * heddle_open_page_dup_title:
 * @self: a page
 *
 * Returns: (transfer full) (nullable): what it is called; %NULL where it is the only one of its workflow, or
 *   has been taken away, so that there is no need for a name
 */
char *
heddle_open_page_dup_title (HeddleOpenPage *self)
{
  HeddlePipeline *pipeline = heddle_open_page_get_pipeline (self);
  GListModel *pipelines;

  if (pipeline == NULL)
    return NULL;
  pipelines = heddle_workflow_get_pipelines (heddle_document_get_workflow (self->workflow->document));
  return g_list_model_get_n_items (pipelines) > 1 ? heddle_pipelines_dup_title (pipeline) : NULL;
}

/**
 * heddle_open_page_get_run_state:
 * @self: a page
 *
 * Returns: (transfer none): what is known of each of its nodes
 */
HeddleRunState *
heddle_open_page_get_run_state (HeddleOpenPage *self)
{
  return self->state;
}

/*
 * heddle_open_page_set_problem:
 * @self: a page
 * @error: (nullable): why it cannot run
 */
void
heddle_open_page_set_problem (HeddleOpenPage *self,
                              const GError   *error)
{
  if (error == NULL && self->problem == NULL)
    return;
  g_clear_error (&self->problem);
  self->problem = error == NULL ? NULL : g_error_copy (error);
  heddle_open_workflow_tell_problem (self->workflow, self);
}

/* A run that has begun meanwhile is newer than what was read. */
static void
history_cb (gpointer      owner,
            const GValue *value,
            const GError *error)
{
  HeddleOpenPage *self = owner;
  HeddleRunHistory *history;

  if (self->workflow == NULL || self->workflow->document == NULL)
    return;
  if (error != NULL)
    {
      heddle_open_page_set_problem (self, error);
      return;
    }
  history = G_VALUE_HOLDS (value, HEDDLE_TYPE_RUN_HISTORY) ? g_value_get_object (value) : NULL;
  if (history != NULL && heddle_run_state_get_run (self->state) == NULL && !heddle_open_page_is_running (self))
    heddle_run_history_show (history, self->workflow->session, self->state);
}

/*
 * heddle_open_page_read_history:
 * @self: a page that nothing is known of yet
 *
 * Reads from the library what earlier runs have made of its nodes.
 */
void
heddle_open_page_read_history (HeddleOpenPage *self)
{
  HeddleOpenWorkflow *workflow = self->workflow;

  if (heddle_session_is_open (workflow->session))
    heddle_settle (heddle_run_history_load (workflow->session, heddle_open_workflow_get_uuid (workflow), self->id),
                   history_cb, self);
}

static void
read_again_cb (gpointer      owner,
               const GValue *value,
               const GError *error)
{
  HeddleOpenPage *self = owner;
  HeddleRunHistory *history;

  self->reading_again = FALSE;
  if (self->workflow == NULL || self->workflow->document == NULL || heddle_open_page_is_running (self))
    return;
  if (self->changed_meanwhile)
    {
      heddle_open_page_read_again (self);
      return;
    }
  /* What is shown stays as it is, and is looked at again when something becomes of it. */
  if (error != NULL)
    {
      g_message ("What has become of a run cannot be read: %s", error->message);
      return;
    }
  history = g_value_get_object (value);
  if (!heddle_run_state_waits (self->state) || !heddle_run_history_has_gone_on (history, self->state))
    return;
  heddle_run_state_clear (self->state);
  heddle_run_history_show (history, self->workflow->session, self->state);
  if (!heddle_run_state_waits (self->state))
    heddle_open_page_set_status (self, NULL);
}

/*
 * heddle_open_page_read_again:
 * @self: a page
 *
 * To be called where something has become of runs: the one that is shown may have been answered elsewhere.
 */
void
heddle_open_page_read_again (HeddleOpenPage *self)
{
  HeddleSession *session = self->workflow->session;

  self->changed_meanwhile = self->reading_again;
  if (self->reading_again || heddle_open_page_is_running (self) || !heddle_session_is_open (session)
      || !heddle_run_state_waits (self->state))
    return;
  self->reading_again = TRUE;
  heddle_settle (heddle_run_history_load_run (session, heddle_run_state_get_run (self->state)), read_again_cb, self);
}

/* What it would cost to run it */

static void
clear_forecast (HeddleOpenPage *self)
{
  g_clear_pointer (&self->estimate, g_free);
  g_clear_pointer (&self->details, g_free);
  g_clear_pointer (&self->doubts, g_strfreev);
  self->cost_known = FALSE;
}

static GStrv
dup_strings (GPtrArray *strings)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < strings->len; i++)
    g_strv_builder_add (builder, strings->pdata[i]);
  return g_strv_builder_end (builder);
}

static void
take_forecast (HeddleOpenPage           *self,
               const HeddlePlanForecast *forecast)
{
  const HeddlePriceRange *range = &forecast->cost;

  self->estimate = heddle_words_for_forecast (forecast);
  self->details = heddle_words_for_forecast_details (forecast);
  self->doubts = dup_strings (forecast->problems);
  self->cost_known = range->at_most.known || (range->at_least.known && range->at_least.amount > 0);
}

static void
estimated_cb (gpointer      owner,
              const GValue *value,
              const GError *error)
{
  HeddleOpenPage *self = owner;
  HeddlePipeline *pipeline = heddle_open_page_get_pipeline (self);

  self->estimating = FALSE;
  if (pipeline == NULL)
    return;
  if (self->stale)
    {
      self->stale = FALSE;
      heddle_open_page_estimate (self);
      return;
    }
  clear_forecast (self);
  if (error == NULL)
    take_forecast (self, g_value_get_boxed (value));
  heddle_open_page_set_problem (self, g_list_model_get_n_items (heddle_pipeline_get_nodes (pipeline)) > 0 ? error
                                                                                                          : NULL);
  heddle_open_workflow_show_problems (self->workflow);
  heddle_open_workflow_tell_page (self->workflow, self, "estimate");
}

/*
 * heddle_open_page_estimate:
 * @self: a page
 *
 * Works out anew what a run of it would do and cost, and what would keep it from running.
 */
void
heddle_open_page_estimate (HeddleOpenPage *self)
{
  HeddleSession *session = self->workflow->session;

  if (!heddle_session_is_open (session))
    return;
  self->stale = self->estimating;
  if (self->estimating)
    return;
  self->estimating = TRUE;
  heddle_settle (heddle_plan_task_new_forecast (heddle_session_get_engine (session),
                                                heddle_open_workflow_get_snapshot (self->workflow), self->id),
                 estimated_cb, self);
}

/*
 * heddle_open_page_forget_forecast:
 * @self: a page
 *
 * Until what a run of it would cost is worked out anew, nothing is known of it.
 */
void
heddle_open_page_forget_forecast (HeddleOpenPage *self)
{
  clear_forecast (self);
  heddle_open_page_set_problem (self, NULL);
  heddle_open_workflow_show_problems (self->workflow);
  heddle_open_workflow_tell_page (self->workflow, self, "estimate");
}
