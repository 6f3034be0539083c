/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "engine/heddle-run-draft.h"

#include "base/heddle-json.h"
#include "store/heddle-project-repository.h"
#include "store/heddle-workflow-repository.h"

static char *
take_text (JsonNode *json)
{
  g_autoptr (JsonNode) node = json;

  return heddle_json_write (node, HEDDLE_JSON_COMPACT);
}

/**
 * heddle_run_draft_new:
 * @plan: what is to be done
 *
 * Returns: (transfer full): the record of a run that does it, without what only the library knows
 */
HeddleRunRecord *
heddle_run_draft_new (HeddlePlan *plan)
{
  const HeddleRunOptions *options = heddle_plan_get_options (plan);
  HeddleRunRecord *record = heddle_run_record_new ();

  record->workflow_name = g_strdup (heddle_workflow_get_name (heddle_plan_get_workflow (plan)));
  record->pipeline = g_strdup (heddle_pipeline_get_id (heddle_plan_get_pipeline (plan)));
  record->page = heddle_plan_dup_page (plan);
  record->trigger = g_strdup (options->trigger);
  record->inputs = heddle_run_options_inputs_to_text (options);
  record->options = take_text (heddle_run_options_settings_to_json (options));
  record->created_at = g_get_real_time () / 1000;
  return record;
}

static gboolean
find_workflow_id (HeddleDatabase  *database,
                  HeddlePlan      *plan,
                  gint64          *id,
                  GError         **error)
{
  g_autoptr (GError) missing = NULL;
  g_autoptr (HeddleWorkflowRecord) workflow = NULL;

  workflow = heddle_workflows_find (database, heddle_workflow_get_id (heddle_plan_get_workflow (plan)), &missing);
  if (workflow != NULL)
    *id = workflow->id;
  else if (!g_error_matches (missing, HEDDLE_STORE_ERROR, HEDDLE_STORE_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&missing));
      return FALSE;
    }
  return TRUE;
}

/**
 * heddle_run_draft_resolve:
 * @record: (inout): what [func@run_draft_new] gave
 * @database: a writing connection
 * @plan: what is to be done
 * @error: return location for an error
 *
 * Keeps the plan's document in the library, and finds the workflow and the project that the run
 * belongs to.
 *
 * Returns: %FALSE with an error of [error@StoreError] if the library could not be written
 */
gboolean
heddle_run_draft_resolve (HeddleRunRecord  *record,
                          HeddleDatabase   *database,
                          HeddlePlan       *plan,
                          GError          **error)
{
  const HeddleRunOptions *options = heddle_plan_get_options (plan);
  g_autofree char *document = heddle_workflow_to_compact_text (heddle_plan_get_workflow (plan));

  if (options->project != NULL && !heddle_projects_ensure (database, options->project, &record->project_id, error))
    return FALSE;
  return find_workflow_id (database, plan, &record->workflow_id, error)
         && heddle_snapshots_add (database, document, &record->snapshot_id, error);
}
