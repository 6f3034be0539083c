/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-plan-task.h"

#include "base/heddle-threads.h"

typedef struct
{
  HeddleEngine *engine;
  char         *document;
  char         *pipeline;
} PlanTask;

static void
plan_task_free (gpointer data)
{
  PlanTask *task = data;

  g_clear_object (&task->engine);
  g_free (task->document);
  g_free (task->pipeline);
  g_free (task);
}

static gboolean
make_plan (gpointer   data,
           GValue    *value,
           GError   **error)
{
  PlanTask *task = data;
  g_autoptr (HeddleWorkflow) workflow = heddle_workflow_new_from_text (task->document, -1, error);
  g_autoptr (HeddleRunOptions) options = heddle_run_options_new ();
  HeddlePlan *plan;

  if (workflow == NULL)
    return FALSE;
  options->pipeline = g_strdup (task->pipeline);
  g_set_str (&options->trigger, "manual");
  plan = heddle_engine_plan (task->engine, workflow, options, error);
  if (plan == NULL)
    return FALSE;
  g_value_init (value, HEDDLE_TYPE_PLAN);
  g_value_take_object (value, plan);
  return TRUE;
}

/**
 * heddle_plan_task_new:
 * @engine: an engine
 * @workflow: a workflow, which may be edited while the plan is made
 * @pipeline: a pipeline's id
 *
 * Plans a run away from the main thread, on a copy of the workflow.
 *
 * Returns: (transfer full): resolves to the [class@Plan]
 */
DexFuture *
heddle_plan_task_new (HeddleEngine   *engine,
                      HeddleWorkflow *workflow,
                      const char     *pipeline)
{
  PlanTask *task = g_new0 (PlanTask, 1);

  task->engine = g_object_ref (engine);
  task->document = heddle_workflow_to_text (workflow);
  task->pipeline = g_strdup (pipeline);
  return heddle_run_waiting (make_plan, task, plan_task_free);
}
