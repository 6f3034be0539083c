/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-open-workflow-private.h"

#include "editor/heddle-open-page-private.h"
#include "graph/heddle-pipelines.h"

static GListModel *
get_pipelines (HeddleOpenWorkflow *self)
{
  return heddle_workflow_get_pipelines (heddle_document_get_workflow (self->document));
}

/*
 * heddle_open_workflow_get_page:
 * @self: an open workflow
 * @pipeline: the id of one of its pipelines
 *
 * What earlier runs have made of a page that nobody has asked for yet is read from the library.
 *
 * Returns: (transfer none): the page of it
 */
HeddleOpenPage *
heddle_open_workflow_get_page (HeddleOpenWorkflow *self,
                               const char         *pipeline)
{
  HeddleOpenPage *page = g_hash_table_lookup (self->pages, pipeline);

  if (page != NULL)
    return page;
  page = heddle_open_page_new (self, pipeline);
  g_hash_table_insert (self->pages, g_strdup (pipeline), page);
  heddle_open_page_read_history (page);
  return page;
}

/**
 * heddle_open_workflow_get_shown_page:
 * @self: an open workflow
 *
 * Returns: (transfer none): the page that is shown
 */
HeddleOpenPage *
heddle_open_workflow_get_shown_page (HeddleOpenWorkflow *self)
{
  return heddle_open_workflow_get_page (self, heddle_pipeline_get_id (self->shown));
}

/**
 * heddle_open_workflow_get_page_state:
 * @self: an open workflow
 * @pipeline: the id of one of its pipelines
 *
 * Nodes have their ids in their pipeline, so each has what is known of its own.
 *
 * Returns: (transfer none): what is known of each of the pipeline's nodes
 */
HeddleRunState *
heddle_open_workflow_get_page_state (HeddleOpenWorkflow *self,
                                     const char         *pipeline)
{
  return heddle_open_page_get_run_state (heddle_open_workflow_get_page (self, pipeline));
}

/*
 * heddle_open_workflow_tell_page:
 * @self: an open workflow
 * @page: one of its pages
 * @property: what has changed of the page, named as the property of @self
 *
 * Of what is the page's own, only that of the page that is shown is a property of the workflow.
 */
void
heddle_open_workflow_tell_page (HeddleOpenWorkflow *self,
                                HeddleOpenPage     *page,
                                const char         *property)
{
  if (page == heddle_open_workflow_get_shown_page (self) || g_str_equal (property, "running"))
    g_object_notify (G_OBJECT (self), property);
}

/*
 * heddle_open_workflow_tell_problem:
 * @self: an open workflow
 * @page: one of its pages, which something else keeps from running
 */
void
heddle_open_workflow_tell_problem (HeddleOpenWorkflow *self,
                                   HeddleOpenPage     *page)
{
  if (page == heddle_open_workflow_get_shown_page (self))
    g_signal_emit_by_name (self, "problem-changed");
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
  g_object_notify (G_OBJECT (self), "pipeline");
  g_object_notify (G_OBJECT (self), "has-steps");
  g_object_notify (G_OBJECT (self), "status");
  /* The workflow may have been edited since it was shown last. */
  heddle_open_page_forget_forecast (heddle_open_workflow_get_shown_page (self));
  g_signal_emit_by_name (self, "problem-changed");
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
  HeddleOpenPage *page = g_hash_table_lookup (self->pages, pipeline);

  return page != NULL && heddle_open_page_is_running (page);
}

/**
 * heddle_open_workflow_is_page_waiting:
 * @self: an open workflow
 * @pipeline: the id of one of its pipelines
 *
 * Returns: whether a run of the pipeline needs a word of a person to go on
 */
gboolean
heddle_open_workflow_is_page_waiting (HeddleOpenWorkflow *self,
                                      const char         *pipeline)
{
  HeddleOpenPage *page = g_hash_table_lookup (self->pages, pipeline);

  return page != NULL && heddle_run_state_waits (heddle_open_page_get_run_state (page));
}

/**
 * heddle_open_workflow_list_running:
 * @self: an open workflow
 *
 * Returns: (transfer full) (element-type HeddleOpenPage): the pages of which a run is about to start or in progress
 */
GPtrArray *
heddle_open_workflow_list_running (HeddleOpenWorkflow *self)
{
  GPtrArray *running = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  gpointer page;

  g_hash_table_iter_init (&iter, self->pages);
  while (g_hash_table_iter_next (&iter, NULL, &page))
    if (heddle_open_page_is_running (page))
      g_ptr_array_add (running, g_object_ref (page));
  return running;
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
