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
} PlanTask;

static void
plan_task_free (gpointer data)
{
  PlanTask *task = data;

  g_clear_object (&task->engine);
  heddle_workflow_snapshot_unref (task->workflow);
  g_free (task->pipeline);
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
  return heddle_engine_plan (task->engine, workflow, options, error);
}

static gboolean
make_plan (gpointer   data,
           GValue    *value,
           GError   **error)
{
  HeddlePlan *made = plan (data, error);

  if (made == NULL)
    return FALSE;
  g_value_init (value, HEDDLE_TYPE_PLAN);
  g_value_take_object (value, made);
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

static PlanTask *
plan_task_new (HeddleEngine           *engine,
               HeddleWorkflowSnapshot *workflow,
               const char             *pipeline)
{
  PlanTask *task = g_new0 (PlanTask, 1);

  task->engine = g_object_ref (engine);
  task->workflow = heddle_workflow_snapshot_ref (workflow);
  task->pipeline = g_strdup (pipeline);
  return task;
}

/**
 * heddle_plan_task_new:
 * @engine: an engine
 * @workflow: a workflow
 * @pipeline: a pipeline's id
 *
 * Plans a run away from the main thread.
 *
 * Returns: (transfer full): resolves to the [class@Plan]
 */
DexFuture *
heddle_plan_task_new (HeddleEngine           *engine,
                      HeddleWorkflowSnapshot *workflow,
                      const char             *pipeline)
{
  return heddle_run_waiting (make_plan, plan_task_new (engine, workflow, pipeline), plan_task_free);
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
  return heddle_run_waiting (make_forecast, plan_task_new (engine, workflow, pipeline), plan_task_free);
}
