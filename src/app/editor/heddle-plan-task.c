/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-plan-task.h"

#include "base/heddle-threads.h"
#include "nodes/heddle-allowed-paths.h"

typedef struct
{
  HeddleEngine           *engine;
  HeddleWorkflowSnapshot *workflow;
  char                   *pipeline;
  HeddleRunScope         *scope;
  HeddleQueueOrder        order;
} PlanTask;

static void
plan_task_free (gpointer data)
{
  PlanTask *task = data;

  g_clear_object (&task->engine);
  heddle_workflow_snapshot_unref (task->workflow);
  g_free (task->pipeline);
  heddle_run_scope_free (task->scope);
  g_free (task);
}

/* What a person has chosen in a dialog is allowed while results are written, too. */
static void
allow_paths (HeddleEngine     *engine,
             HeddleRunOptions *options)
{
  HeddleAllowedPaths *allowed = heddle_services_get (heddle_engine_get_services (engine), HEDDLE_TYPE_ALLOWED_PATHS);
  g_auto (GStrv) paths = heddle_allowed_paths_list (allowed);

  for (guint i = 0; paths != NULL && paths[i] != NULL; i++)
    g_ptr_array_add (options->allowed_directories, g_strdup (paths[i]));
}

static void
add_nodes (GPtrArray *nodes,
           GStrv      ids)
{
  for (guint i = 0; ids != NULL && ids[i] != NULL; i++)
    g_ptr_array_add (nodes, g_strdup (ids[i]));
}

/* Who chooses a table means the files, too, that it names beside it. */
static gboolean
read_scope (const HeddleRunScope  *scope,
            HeddleRunOptions      *options,
            GError               **error)
{
  add_nodes (options->from_nodes, scope->from);
  add_nodes (options->to_nodes, scope->to);
  if (scope->rows == NULL)
    return TRUE;
  options->rows_directory = g_path_get_dirname (scope->rows);
  g_ptr_array_add (options->allowed_directories, g_strdup (options->rows_directory));
  options->rows = heddle_csv_table_new_from_file (scope->rows, error);
  return options->rows != NULL;
}

static HeddlePlan *
plan (PlanTask  *task,
      GError   **error)
{
  g_autoptr (HeddleWorkflow) workflow =
    heddle_workflow_new_from_text (heddle_workflow_snapshot_get_text (task->workflow), -1, error);
  g_autoptr (HeddleRunOptions) options = heddle_run_options_new ();

  if (workflow == NULL)
    return NULL;
  options->pipeline = g_strdup (task->pipeline);
  g_set_str (&options->trigger, "manual");
  allow_paths (task->engine, options);
  if (!read_scope (task->scope, options, error))
    return NULL;
  return heddle_engine_plan (task->engine, workflow, options, error);
}

static gboolean
make_proposal (gpointer   data,
               GValue    *value,
               GError   **error)
{
  PlanTask *task = data;
  g_autoptr (HeddlePlan) made = plan (task, error);
  HeddleRunProposal *proposal = made == NULL ? NULL : heddle_run_proposal_new (task->engine, made, task->scope, error);

  if (proposal == NULL)
    return FALSE;
  g_value_init (value, HEDDLE_TYPE_RUN_PROPOSAL);
  g_value_take_object (value, proposal);
  return TRUE;
}

/* The plan of a large workflow takes a while to free, too. */
static gboolean
make_forecast (gpointer   data,
               GValue    *value,
               GError   **error)
{
  PlanTask *task = data;
  g_autoptr (HeddlePlan) made = plan (task, error);
  HeddlePlanForecast *forecast = made == NULL ? NULL : heddle_engine_forecast (task->engine, made, error);

  if (forecast == NULL)
    return FALSE;
  g_value_init (value, HEDDLE_TYPE_PLAN_FORECAST);
  g_value_take_boxed (value, forecast);
  return TRUE;
}

static gboolean
place_order (gpointer   data,
             GValue    *value,
             GError   **error)
{
  PlanTask *task = data;
  HeddleLibrary *library = heddle_services_get (heddle_engine_get_services (task->engine), HEDDLE_TYPE_LIBRARY);
  g_autoptr (HeddlePlan) made = plan (task, error);
  g_auto (HeddleQueueTicket) ticket = { 0 };

  if (made == NULL || !heddle_queue_order_place (&task->order, library, made, &ticket, error))
    return FALSE;
  g_value_init (value, G_TYPE_BOOLEAN);
  g_value_set_boolean (value, TRUE);
  return TRUE;
}

static PlanTask *
plan_task_new (HeddleEngine           *engine,
               HeddleWorkflowSnapshot *workflow,
               const char             *pipeline,
               HeddleRunScope         *scope)
{
  PlanTask *task = g_new0 (PlanTask, 1);

  task->engine = g_object_ref (engine);
  task->workflow = heddle_workflow_snapshot_ref (workflow);
  task->pipeline = g_strdup (pipeline);
  task->scope = scope;
  return task;
}

/**
 * heddle_plan_task_new_proposal:
 * @engine: an engine
 * @workflow: a workflow
 * @pipeline: a pipeline's id
 * @scope: (transfer full): how much of it is to be run
 *
 * Plans a run away from the main thread.
 *
 * Returns: (transfer full): resolves to a [class@RunProposal], or fails with what keeps it from running
 */
DexFuture *
heddle_plan_task_new_proposal (HeddleEngine           *engine,
                               HeddleWorkflowSnapshot *workflow,
                               const char             *pipeline,
                               HeddleRunScope         *scope)
{
  return heddle_run_waiting (make_proposal, plan_task_new (engine, workflow, pipeline, scope), plan_task_free);
}

/**
 * heddle_plan_task_new_forecast:
 * @engine: an engine
 * @workflow: a workflow
 * @pipeline: a pipeline's id
 *
 * Works out away from the main thread what a run would do, and cost.
 *
 * Returns: (transfer full): resolves to a [struct@PlanForecast], or fails with what keeps it from running
 */
DexFuture *
heddle_plan_task_new_forecast (HeddleEngine           *engine,
                               HeddleWorkflowSnapshot *workflow,
                               const char             *pipeline)
{
  return heddle_run_waiting (make_forecast, plan_task_new (engine, workflow, pipeline, heddle_run_scope_new ()),
                             plan_task_free);
}

/**
 * heddle_plan_task_new_order:
 * @engine: an engine with a library
 * @workflow: a workflow
 * @pipeline: a pipeline's id
 * @order: when it is to be run
 *
 * Plans a run of the whole workflow away from the main thread, and puts it into the library's queue.
 *
 * Returns: (transfer full): resolves once it is there, or fails with what keeps it from running
 */
DexFuture *
heddle_plan_task_new_order (HeddleEngine           *engine,
                            HeddleWorkflowSnapshot *workflow,
                            const char             *pipeline,
                            const HeddleQueueOrder *order)
{
  PlanTask *task = plan_task_new (engine, workflow, pipeline, heddle_run_scope_new ());

  task->order = *order;
  return heddle_run_waiting (place_order, task, plan_task_free);
}
