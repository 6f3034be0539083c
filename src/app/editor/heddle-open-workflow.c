/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-open-workflow.h"

struct _HeddleOpenWorkflow
{
  GObject         parent_instance;
  HeddleSession  *session;
  HeddleDocument *document;
  HeddleRunState *run_state;
};

G_DEFINE_FINAL_TYPE (HeddleOpenWorkflow, heddle_open_workflow, G_TYPE_OBJECT)

static void
heddle_open_workflow_dispose (GObject *object)
{
  HeddleOpenWorkflow *self = HEDDLE_OPEN_WORKFLOW (object);

  g_clear_object (&self->session);
  g_clear_object (&self->document);
  g_clear_object (&self->run_state);

  G_OBJECT_CLASS (heddle_open_workflow_parent_class)->dispose (object);
}

static void
heddle_open_workflow_class_init (HeddleOpenWorkflowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = heddle_open_workflow_dispose;
}

static void
heddle_open_workflow_init (HeddleOpenWorkflow *self)
{
  self->run_state = heddle_run_state_new ();
}

/**
 * heddle_open_workflow_new:
 * @session: a session with a library
 * @workflow: a workflow, which has a pipeline
 *
 * Returns: (transfer full): the workflow, open
 */
HeddleOpenWorkflow *
heddle_open_workflow_new (HeddleSession  *session,
                          HeddleWorkflow *workflow)
{
  HeddleOpenWorkflow *self = g_object_new (HEDDLE_TYPE_OPEN_WORKFLOW, NULL);

  self->session = g_object_ref (session);
  self->document = heddle_document_new (workflow);
  return self;
}

/**
 * heddle_open_workflow_get_session:
 * @self: an open workflow
 *
 * Returns: (transfer none): the session whose library it is in
 */
HeddleSession *
heddle_open_workflow_get_session (HeddleOpenWorkflow *self)
{
  return self->session;
}

/**
 * heddle_open_workflow_get_document:
 * @self: an open workflow
 *
 * Returns: (transfer none): what edits go through
 */
HeddleDocument *
heddle_open_workflow_get_document (HeddleOpenWorkflow *self)
{
  return self->document;
}

/**
 * heddle_open_workflow_get_pipeline:
 * @self: an open workflow
 *
 * Returns: (transfer none): the pipeline that is shown
 */
HeddlePipeline *
heddle_open_workflow_get_pipeline (HeddleOpenWorkflow *self)
{
  GListModel *pipelines = heddle_workflow_get_pipelines (heddle_document_get_workflow (self->document));
  g_autoptr (HeddlePipeline) pipeline = g_list_model_get_item (pipelines, 0);

  return pipeline;
}

/**
 * heddle_open_workflow_get_run_state:
 * @self: an open workflow
 *
 * Returns: (transfer none): what is known of each of its nodes
 */
HeddleRunState *
heddle_open_workflow_get_run_state (HeddleOpenWorkflow *self)
{
  return self->run_state;
}
