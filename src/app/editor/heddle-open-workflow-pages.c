/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-open-workflow-private.h"

#include "graph/heddle-pipelines.h"
#include "runs/heddle-run-history.h"
#include "widgets/heddle-settle.h"

static GListModel *
get_pipelines (HeddleOpenWorkflow *self)
{
  return heddle_workflow_get_pipelines (heddle_document_get_workflow (self->document));
}

/* A run that has begun meanwhile is newer than what was read. */
static gboolean
is_newer (HeddleOpenWorkflow *self,
          const char         *pipeline)
{
  HeddleRunState *state = g_hash_table_lookup (self->page_states, pipeline);

  return state == NULL || heddle_run_state_get_run (state) != NULL
         || heddle_open_workflow_is_page_running (self, pipeline);
}

static void
history_cb (gpointer      owner,
            const GValue *value,
            const GError *error)
{
  HeddleOpenWorkflow *self = owner;
  HeddleRunHistory *history;

  if (self->document == NULL)
    return;
  if (error != NULL)
    {
      heddle_open_workflow_set_problem (self, error);
      return;
    }
  history = G_VALUE_HOLDS (value, HEDDLE_TYPE_RUN_HISTORY) ? g_value_get_object (value) : NULL;
  if (history != NULL && !is_newer (self, heddle_run_history_get_pipeline (history)))
    heddle_run_history_show (history, self->session,
                             g_hash_table_lookup (self->page_states, heddle_run_history_get_pipeline (history)));
}

/**
 * heddle_open_workflow_get_page_state:
 * @self: an open workflow
 * @pipeline: the id of one of its pipelines
 *
 * Nodes have their ids in their pipeline, so each has what is known of its own. What is known of one that
 * nobody has asked for yet is read from the library.
 *
 * Returns: (transfer none): what is known of each of the pipeline's nodes
 */
HeddleRunState *
heddle_open_workflow_get_page_state (HeddleOpenWorkflow *self,
                                     const char         *pipeline)
{
  HeddleRunState *state = g_hash_table_lookup (self->page_states, pipeline);

  if (state != NULL)
    return state;
  state = heddle_run_state_new ();
  g_hash_table_insert (self->page_states, g_strdup (pipeline), state);
  if (heddle_session_is_open (self->session))
    heddle_settle (heddle_run_history_load (self->session, heddle_open_workflow_get_uuid (self), pipeline), history_cb,
                   self);
  return state;
}

/**
 * heddle_open_workflow_get_pipeline:
 * @self: an open workflow
 *
 * Returns: (transfer none): see [property@OpenWorkflow:pipeline]
 */
HeddlePipeline *
heddle_open_workflow_get_pipeline (HeddleOpenWorkflow *self)
{
  return self->shown;
}

/**
 * heddle_open_workflow_get_run_state:
 * @self: an open workflow
 *
 * Returns: (transfer none): what is known of each node of the page that is shown
 */
HeddleRunState *
heddle_open_workflow_get_run_state (HeddleOpenWorkflow *self)
{
  return heddle_open_workflow_get_page_state (self, heddle_pipeline_get_id (self->shown));
}

/**
 * heddle_open_workflow_show_pipeline:
 * @self: an open workflow
 * @pipeline: one of its pipelines
 *
 * Goes to another page: that is what is shown, and run, from now on.
 */
void
heddle_open_workflow_show_pipeline (HeddleOpenWorkflow *self,
                                    HeddlePipeline     *pipeline)
{
  self->shown_position = heddle_pipelines_find (heddle_document_get_workflow (self->document), pipeline);
  if (!g_set_object (&self->shown, pipeline))
    return;
  if (self->doubts != NULL && self->doubts[0] != NULL)
    {
      g_clear_pointer (&self->doubts, g_strfreev);
      heddle_open_workflow_show_problems (self);
    }
  /* Until the new page has its own, there is none. */
  g_clear_pointer (&self->estimate, g_free);
  g_clear_pointer (&self->details, g_free);
  self->cost_known = FALSE;
  heddle_open_workflow_set_problem (self, NULL);
  g_object_notify (G_OBJECT (self), "estimate");
  g_object_notify (G_OBJECT (self), "pipeline");
  g_object_notify (G_OBJECT (self), "has-steps");
  heddle_open_workflow_estimate (self);
}

/**
 * heddle_open_workflow_is_empty:
 * @self: an open workflow
 *
 * Returns: whether there is no step on any of its pages
 */
gboolean
heddle_open_workflow_is_empty (HeddleOpenWorkflow *self)
{
  GListModel *pipelines = get_pipelines (self);

  for (guint i = 0; i < g_list_model_get_n_items (pipelines); i++)
    {
      g_autoptr (HeddlePipeline) pipeline = g_list_model_get_item (pipelines, i);

      if (g_list_model_get_n_items (heddle_pipeline_get_nodes (pipeline)) > 0)
        return FALSE;
    }
  return TRUE;
}

/**
 * heddle_open_workflow_get_running_page:
 * @self: an open workflow
 *
 * Returns: (transfer none) (nullable): the id of the pipeline of which a run is about to start or in progress;
 *   %NULL where none is
 */
const char *
heddle_open_workflow_get_running_page (HeddleOpenWorkflow *self)
{
  return heddle_open_workflow_is_running (self) ? self->run_page : NULL;
}

/**
 * heddle_open_workflow_is_page_running:
 * @self: an open workflow
 * @pipeline: the id of one of its pipelines
 *
 * Returns: whether a run of the pipeline is about to start or in progress
 */
gboolean
heddle_open_workflow_is_page_running (HeddleOpenWorkflow *self,
                                      const char         *pipeline)
{
  return g_strcmp0 (heddle_open_workflow_get_running_page (self), pipeline) == 0;
}

/* Where the page that is shown has gone, the one that took its place is shown, or else the last. */
static void
pipelines_changed_cb (HeddleOpenWorkflow *self)
{
  GListModel *pipelines = get_pipelines (self);
  guint n = g_list_model_get_n_items (pipelines);
  guint position = heddle_pipelines_find (heddle_document_get_workflow (self->document), self->shown);
  g_autoptr (HeddlePipeline) next = NULL;

  if (n == 0)
    return;
  if (position == G_MAXUINT)
    position = MIN (self->shown_position, n - 1);
  next = g_list_model_get_item (pipelines, position);
  heddle_open_workflow_show_pipeline (self, next);
}

/* Whoever undoes something wants to see it. */
static void
stepped_cb (HeddleOpenWorkflow *self,
            GStrv               pages)
{
  HeddlePipeline *pipeline;

  if (pages[0] == NULL || g_strv_contains ((const char *const *) pages, heddle_pipeline_get_id (self->shown)))
    return;
  pipeline = heddle_workflow_find_pipeline (heddle_document_get_workflow (self->document), pages[0]);
  if (pipeline != NULL)
    heddle_open_workflow_show_pipeline (self, pipeline);
}

/*
 * heddle_open_workflow_follow_pages:
 * @self: an open workflow that has its document
 *
 * Shows the first page, and from now on always one that there is.
 */
void
heddle_open_workflow_follow_pages (HeddleOpenWorkflow *self)
{
  self->shown = g_list_model_get_item (get_pipelines (self), 0);
  g_signal_connect_object (get_pipelines (self), "items-changed", G_CALLBACK (pipelines_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->document, "stepped", G_CALLBACK (stepped_cb), self, G_CONNECT_SWAPPED);
}
