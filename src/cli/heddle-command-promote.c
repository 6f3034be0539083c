/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/heddle-json.h"
#include "engine/heddle-engine.h"
#include "graph/heddle-promotion.h"
#include "heddle-command.h"
#include "heddle-workflow-source.h"
#include "nodes/heddle-node-schema.h"

static gboolean to_step;
static gboolean back;
static char *pipeline_id;

static const GOptionEntry entries[] = {
  { "step", 0, 0, G_OPTION_ARG_NONE, &to_step, N_("Make the value a step instead of an input"), NULL },
  { "back", 0, 0, G_OPTION_ARG_NONE, &back, N_("Make what an input gives a value of the node again"), NULL },
  { "pipeline", 0, 0, G_OPTION_ARG_STRING, &pipeline_id, N_("The pipeline that the node is in; the first without"),
    N_("ID") },
  { NULL },
};

static HeddlePipeline *
find_pipeline (HeddleWorkflow  *workflow,
               GError         **error)
{
  g_autoptr (HeddlePipeline) first = g_list_model_get_item (heddle_workflow_get_pipelines (workflow), 0);
  HeddlePipeline *found = pipeline_id != NULL ? heddle_workflow_find_pipeline (workflow, pipeline_id) : first;

  if (found == NULL)
    heddle_usage_error_set (error, _("There is no pipeline “%s”"), pipeline_id != NULL ? pipeline_id : "");
  return found;
}

/* What a person calls a parameter in the window is its key here, since that is what documents have. */
static gboolean
find_parameter (HeddleEngine         *engine,
                HeddleNode           *node,
                const char           *key,
                HeddleNodeSchema    **schema,
                HeddleParameterInfo  *parameter,
                GError              **error)
{
  const HeddleNodeTypeInfo *type = heddle_node_registry_lookup (heddle_engine_get_registry (engine),
                                                                heddle_node_get_node_type (node));
  JsonObject *config = heddle_node_get_config (node);

  if (type == NULL)
    {
      heddle_usage_error_set (error, _("“%s” is of a kind that this version does not know"), heddle_node_get_id (node));
      return FALSE;
    }
  *schema = heddle_node_schema_new (type, heddle_services_get (heddle_engine_get_services (engine), HEDDLE_TYPE_PROVIDERS),
                                    config);
  if (heddle_node_schema_find (*schema, key, config, parameter))
    return TRUE;
  heddle_usage_error_set (error, _("“%s” has no parameter “%s”"), heddle_node_get_id (node), key);
  return FALSE;
}

/* What was made: an input's key, a node's id, or the key of the parameter that came back. */
static char *
promote (HeddleEngine    *engine,
         HeddleDocument  *document,
         const char      *node,
         const char      *key,
         GError         **error)
{
  HeddlePipeline *pipeline = find_pipeline (heddle_document_get_workflow (document), error);
  HeddleNode *found = pipeline != NULL ? heddle_pipeline_find_node (pipeline, node) : NULL;
  HeddleNodeRegistry *registry = heddle_engine_get_registry (engine);
  g_autoptr (HeddleNodeSchema) schema = NULL;
  HeddleParameterInfo parameter;

  if (pipeline == NULL)
    return NULL;
  if (found == NULL)
    {
      heddle_usage_error_set (error, _("There is no node “%s” in the pipeline “%s”"), node,
                              heddle_pipeline_get_id (pipeline));
      return NULL;
    }
  if (!find_parameter (engine, found, key, &schema, &parameter, error))
    return NULL;
  if (back)
    return heddle_promotion_take_back (document, pipeline, node, &parameter, error) ? g_strdup (key) : NULL;
  return to_step ? heddle_promotion_to_step (document, pipeline, registry, node, &parameter, error)
                 : heddle_promotion_to_input (document, pipeline, registry, node, &parameter, error);
}

static void
print_made (HeddleInvocation *invocation,
            const char       *made)
{
  g_autoptr (JsonObject) object = json_object_new ();

  heddle_invocation_print (invocation, "%s", made);
  json_object_set_string_member (object, "event", back ? "taken-back" : "promoted");
  json_object_set_string_member (object, back ? "parameter" : to_step ? "node" : "input", made);
  heddle_invocation_print_object (invocation, object);
}

static HeddleExitStatus
run (HeddleInvocation *invocation,
     GStrv             arguments)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HeddleEngine) engine = NULL;
  g_autoptr (HeddleWorkflow) workflow = NULL;
  g_autoptr (HeddleDocument) document = NULL;
  g_autofree char *made = NULL;
  g_autofree char *text = NULL;

  if (to_step && back)
    {
      heddle_usage_error_set (&error, _("“--step” and “--back” exclude each other"));
      return heddle_invocation_report (invocation, NULL, error);
    }
  engine = heddle_engine_new (NULL, &error);
  workflow = engine != NULL ? heddle_workflow_source_read_file (arguments[0], &error) : NULL;
  if (workflow == NULL)
    return heddle_invocation_report (invocation, arguments[0], error);
  document = heddle_document_new (workflow);
  heddle_document_begin (document, "promote");
  made = promote (engine, document, arguments[1], arguments[2], &error);
  if (made == NULL)
    heddle_document_abandon (document);
  else
    heddle_document_end (document);
  text = made != NULL ? heddle_workflow_to_text (workflow) : NULL;
  if (text == NULL
      || !g_file_set_contents_full (arguments[0], text, -1, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                    0644, &error))
    return heddle_invocation_report (invocation, arguments[0], error);
  print_made (invocation, made);
  return HEDDLE_EXIT_DONE;
}

const HeddleCommand heddle_command_promote = {
  .name = "promote",
  .synopsis = "FILE NODE PARAMETER [--step | --back] [--pipeline=ID]",
  .summary = N_("Make a value of a node an input of its workflow"),
  .description = N_("Changes a workflow in a file: what a node is set to becomes an input of the workflow, which is "
                    "asked for before a run, with the value as its default. With “--step” it becomes a step of its "
                    "own instead, linked to the node. “--back” makes what an input gives a value of the node again; "
                    "the input goes unless something else uses it. NODE and PARAMETER are written as the file has "
                    "them. Prints the key of the input, or the id of the step."),
  .options = entries,
  .least = 3,
  .most = 3,
  .run = run,
};
