/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "graph/heddle-validation.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/heddle-json.h"
#include "graph/heddle-validation-private.h"

/**
 * heddle_problem_free:
 * @self: (transfer full): a problem
 *
 * Frees a problem.
 */
void
heddle_problem_free (HeddleProblem *self)
{
  g_free (self->path);
  g_free (self->message);
  g_free (self->pipeline);
  g_free (self->node);
  g_free (self);
}

/* @path and @message are taken. */
void
heddle_check_add_problem (HeddleCheck      *check,
                          HeddleGraphError  code,
                          HeddleNode       *node,
                          char             *path,
                          char             *message)
{
  HeddleProblem *problem = g_new0 (HeddleProblem, 1);

  problem->path = path;
  problem->message = message;
  problem->code = code;
  problem->pipeline = check->pipeline != NULL ? g_strdup (heddle_pipeline_get_id (check->pipeline)) : NULL;
  problem->node = node != NULL ? g_strdup (heddle_node_get_id (node)) : NULL;
  g_ptr_array_add (check->problems, problem);
}

/* @member is the end of the path, with its point, or empty. */
void
heddle_check_add_node_problem (HeddleCheck      *check,
                               HeddleGraphError  code,
                               HeddleNodeFacts  *facts,
                               const char       *member,
                               char             *message)
{
  heddle_check_add_problem (check, code, facts->node,
                            g_strdup_printf ("pipelines[%u].nodes[%u]%s",
                                             check->pipeline_position, facts->position, member),
                            message);
}

void
heddle_node_facts_free (HeddleNodeFacts *self)
{
  g_clear_object (&self->node);
  g_clear_pointer (&self->inputs, g_ptr_array_unref);
  g_clear_pointer (&self->outputs, g_ptr_array_unref);
  g_clear_pointer (&self->links, g_hash_table_unref);
  g_clear_pointer (&self->any_types, g_hash_table_unref);
  g_free (self);
}

/* What a node type says about a config begins with the path of the member it is about. */
static const char *
split_member (const GError  *error,
              char         **member)
{
  const char *colon = strstr (error->message, ": ");
  gboolean has_member = g_str_has_prefix (error->message, "config") && colon != NULL;

  *member = has_member ? g_strdup_printf (".%.*s", (int) (colon - error->message), error->message)
                       : g_strdup (".config");
  return has_member ? colon + 2 : error->message;
}

static void
add_config_problem (HeddleCheck     *check,
                    HeddleNodeFacts *facts,
                    const GError    *error)
{
  g_autofree char *member = NULL;
  const char *reason = split_member (error, &member);

  heddle_check_add_node_problem (check, HEDDLE_GRAPH_ERROR_CONFIG, facts, member, g_strdup (reason));
}

/* Of a document that is right something outside is not, and people know their steps by name. */
static void
add_file_problem (HeddleCheck     *check,
                  HeddleNodeFacts *facts,
                  const GError    *error)
{
  const char *name = heddle_node_get_name (facts->node);
  g_autofree char *member = NULL;
  const char *reason = split_member (error, &member);

  heddle_check_add_node_problem (check, HEDDLE_GRAPH_ERROR_CONFIG, facts, member,
                                 /* Translators: a step, and what is wrong with it */
                                 g_strdup_printf (_("“%s”: %s"), name != NULL && *name != '\0' ? name : _(facts->type->title),
                                                  reason));
}

static gboolean
has_input (HeddleNodeFacts *facts,
           const char      *name)
{
  for (guint i = 0; facts->inputs != NULL && i < facts->inputs->len; i++)
    {
      if (g_str_equal (((HeddlePort *) facts->inputs->pdata[i])->name, name))
        return TRUE;
    }
  return FALSE;
}

/* What a link brings to a parameter is known only while running; until then the type cannot judge
 * its config as a whole. Inputs that the type declares itself are no part of that.
 */
static gboolean
has_linked_parameter (HeddleNodeFacts *facts)
{
  GHashTableIter iter;
  gpointer port;

  g_hash_table_iter_init (&iter, facts->links);
  while (g_hash_table_iter_next (&iter, &port, NULL))
    {
      if (!has_input (facts, port) && heddle_node_type_find_parameter (facts->type, port) != NULL)
        return TRUE;
    }
  return FALSE;
}

static gboolean
check_parameters (HeddleCheck               *check,
                  HeddleNodeFacts           *facts,
                  const HeddleParameterInfo *parameters)
{
  JsonObject *config = heddle_node_get_config (facts->node);
  gboolean good = TRUE;

  for (const HeddleParameterInfo *p = parameters; p != NULL && p->key != NULL; p++)
    {
      JsonNode *value = json_object_get_member (config, p->key);
      g_autoptr (GError) problem = NULL;
      g_autofree char *member = NULL;

      if (value == NULL || heddle_parameter_check (p, value, &problem))
        continue;
      member = g_strconcat (".config.", p->key, NULL);
      heddle_check_add_node_problem (check, HEDDLE_GRAPH_ERROR_CONFIG, facts, member,
                                     g_strdup (problem->message));
      good = FALSE;
    }
  return good;
}

static void
check_config (HeddleCheck     *check,
              HeddleNodeFacts *facts)
{
  JsonObject *config = heddle_node_get_config (facts->node);
  gboolean good = check_parameters (check, facts, facts->type->parameters);
  g_autoptr (GError) error = NULL;

  good = check_parameters (check, facts, heddle_node_type_get_common_parameters ()) && good;
  if (good && facts->type->check != NULL && !has_linked_parameter (facts)
      && !facts->type->check (config, &error))
    add_config_problem (check, facts, error);
}

static gboolean
runs (HeddleNodeFacts *facts)
{
  return heddle_node_get_enabled (facts->node) && !heddle_node_get_muted (facts->node);
}

static HeddleNodeFacts *
collect_facts (HeddleCheck *check,
               HeddleNode  *node,
               guint        position)
{
  HeddleNodeFacts *facts = g_new0 (HeddleNodeFacts, 1);
  const char *type = heddle_node_get_node_type (node);
  g_autoptr (GError) error = NULL;

  facts->node = g_object_ref (node);
  facts->position = position;
  facts->type = heddle_node_registry_lookup (check->registry, type);
  facts->links = g_hash_table_new (g_str_hash, g_str_equal);
  if (facts->type == NULL)
    {
      if (runs (facts))
        heddle_check_add_node_problem (
          check, HEDDLE_GRAPH_ERROR_UNKNOWN_TYPE, facts, ".type",
          g_strdup_printf (_("“%s” is not a node type that this Heddle knows; update it, or "
                             "remove or mute the node"),
                           type));
      return facts;
    }

  if (!heddle_node_type_list_ports (facts->type, heddle_node_get_config (node),
                                    check->document_directory, check->services, &facts->inputs,
                                    &facts->outputs, &error)
      && runs (facts))
    add_config_problem (check, facts, error);
  return facts;
}

void
heddle_check_collect_nodes (HeddleCheck *check)
{
  GListModel *nodes = heddle_pipeline_get_nodes (check->pipeline);
  guint n = g_list_model_get_n_items (nodes);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (HeddleNode) node = g_list_model_get_item (nodes, i);
      HeddleNodeFacts *facts = collect_facts (check, node, i);

      g_ptr_array_add (check->nodes, facts);
      g_hash_table_insert (check->by_id, (char *) heddle_node_get_id (node), facts);
    }
}

static gboolean
reads_config (HeddleValueType type)
{
  return type == HEDDLE_VALUE_TEXT || type == HEDDLE_VALUE_NUMBER || type == HEDDLE_VALUE_BOOLEAN
         || type == HEDDLE_VALUE_COLOR || type == HEDDLE_VALUE_IMAGE || type == HEDDLE_VALUE_BRAND;
}

static gboolean
is_given (HeddleNodeFacts  *facts,
          const HeddlePort *port)
{
  JsonNode *value = json_object_get_member (heddle_node_get_config (facts->node), port->name);

  if (g_hash_table_contains (facts->links, port->name))
    return TRUE;
  return !port->type.list && reads_config (port->type.value) && value != NULL
         && !JSON_NODE_HOLDS_NULL (value);
}

static gboolean
has_default (HeddleNodeFacts  *facts,
             const HeddlePort *port)
{
  const HeddleParameterInfo *parameter = heddle_node_type_find_parameter (facts->type, port->name);

  return !port->type.list && reads_config (port->type.value) && parameter != NULL
         && parameter->fallback != NULL;
}

static void
check_inputs (HeddleCheck     *check,
              HeddleNodeFacts *facts)
{
  guint given = 0;

  for (guint i = 0; i < facts->inputs->len; i++)
    {
      const HeddlePort *port = facts->inputs->pdata[i];
      char *message;

      if (is_given (facts, port))
        given++;
      if (port->optional || is_given (facts, port) || has_default (facts, port))
        continue;
      message = port->type.list || !reads_config (port->type.value)
                  ? g_strdup_printf (_("the input “%s” is missing; link it"), port->name)
                  : g_strdup_printf (_("the input “%s” is missing; link it or fill it in"), port->name);
      heddle_check_add_node_problem (check, HEDDLE_GRAPH_ERROR_LINK, facts, "", message);
    }

  if ((facts->type->flags & HEDDLE_NODE_ONE_INPUT) != 0 && given != 1)
    heddle_check_add_node_problem (check, HEDDLE_GRAPH_ERROR_LINK, facts, "",
                                   g_strdup_printf (_("exactly one of its inputs must be linked, "
                                                      "and %u are"),
                                                    given));
}

static void
check_configs (HeddleCheck *check)
{
  for (guint i = 0; i < check->nodes->len; i++)
    {
      HeddleNodeFacts *facts = check->nodes->pdata[i];

      if (facts->type != NULL && runs (facts))
        check_config (check, facts);
    }
}

static void
check_all_inputs (HeddleCheck *check)
{
  for (guint i = 0; i < check->nodes->len; i++)
    {
      HeddleNodeFacts *facts = check->nodes->pdata[i];

      if (facts->type != NULL && runs (facts) && facts->inputs != NULL)
        check_inputs (check, facts);
    }
}

static void
check_pipeline (HeddleCheck    *check,
                HeddlePipeline *pipeline,
                guint           position)
{
  g_autoptr (GPtrArray) nodes = g_ptr_array_new_with_free_func ((GDestroyNotify) heddle_node_facts_free);
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_str_hash, g_str_equal);

  check->pipeline = pipeline;
  check->pipeline_position = position;
  check->nodes = nodes;
  check->by_id = by_id;

  heddle_check_collect_nodes (check);
  heddle_check_collect_links (check);
  check_configs (check);
  heddle_check_links (check);
  check_all_inputs (check);
  heddle_check_cycles (check);
}

static void
check_workflow_input (HeddleCheck         *check,
                      HeddleWorkflowInput *input,
                      guint                position)
{
  JsonNode *value = heddle_workflow_input_get_default (input);
  const char *text = heddle_json_as_string (value);
  const char *pattern = heddle_json_get_string (heddle_workflow_input_get_validation (input),
                                                "pattern", NULL);
  g_autoptr (GRegex) regex = NULL;
  g_autoptr (GError) error = NULL;

  if (pattern != NULL)
    {
      regex = g_regex_new (pattern, G_REGEX_DEFAULT, G_REGEX_MATCH_DEFAULT, &error);
      if (regex == NULL)
        {
          heddle_check_add_problem (check, HEDDLE_GRAPH_ERROR_CONFIG, NULL,
                                    g_strdup_printf ("inputs[%u].validation.pattern", position),
                                    g_strdup (error->message));
          return;
        }
    }

  if (value == NULL || (text != NULL && *text == '\0'))
    return;
  if (!heddle_workflow_input_check (input, value, &error))
    {
      gsize prefix = strlen (heddle_workflow_input_get_key (input)) + strlen (": ");

      heddle_check_add_problem (check, HEDDLE_GRAPH_ERROR_CONFIG, NULL,
                                g_strdup_printf ("inputs[%u].default", position),
                                g_strdup (error->message + prefix));
    }
}

/**
 * heddle_workflow_validate:
 * @workflow: a workflow
 * @registry: the node types that are known
 * @document_directory: (nullable): the folder that paths in config are relative to
 * @services: (nullable): what node types may ask to tell their ports; without them no file is read
 *
 * Looks for all that keeps a workflow from running: nodes of unknown types, config values that are
 * wrong, links that lead nowhere, do not fit or are missing, circles. Nodes that do not run, muted
 * or bypassed, are not held against it. Does not touch the network.
 *
 * Returns: (transfer full) (element-type HeddleProblem): the problems, those of the inputs first
 *   and then pipeline by pipeline, what causes others before them; empty where there are none
 */
GPtrArray *
heddle_workflow_validate (HeddleWorkflow     *workflow,
                          HeddleNodeRegistry *registry,
                          const char         *document_directory,
                          HeddleServices     *services)
{
  g_autoptr (GPtrArray) problems = NULL;
  HeddleCheck check = { 0 };
  GListModel *inputs;
  GListModel *pipelines;

  g_return_val_if_fail (HEDDLE_IS_WORKFLOW (workflow), NULL);
  g_return_val_if_fail (HEDDLE_IS_NODE_REGISTRY (registry), NULL);

  problems = g_ptr_array_new_with_free_func ((GDestroyNotify) heddle_problem_free);
  check.workflow = workflow;
  check.registry = registry;
  check.document_directory = document_directory;
  check.services = services;
  check.problems = problems;

  inputs = heddle_workflow_get_inputs (workflow);
  for (guint i = 0; i < g_list_model_get_n_items (inputs); i++)
    {
      g_autoptr (HeddleWorkflowInput) input = g_list_model_get_item (inputs, i);

      check_workflow_input (&check, input, i);
    }

  pipelines = heddle_workflow_get_pipelines (workflow);
  for (guint i = 0; i < g_list_model_get_n_items (pipelines); i++)
    {
      g_autoptr (HeddlePipeline) pipeline = g_list_model_get_item (pipelines, i);

      check_pipeline (&check, pipeline, i);
    }
  return g_steal_pointer (&problems);
}

static void
check_files (HeddleCheck *check)
{
  for (guint i = 0; i < check->nodes->len; i++)
    {
      HeddleNodeFacts *facts = check->nodes->pdata[i];
      g_autoptr (GError) error = NULL;

      if (facts->type != NULL && facts->type->check_files != NULL && runs (facts)
          && !facts->type->check_files (heddle_node_get_config (facts->node),
                                        check->document_directory, check->services, &error))
        add_file_problem (check, facts, error);
    }
}

/**
 * heddle_workflow_check_files:
 * @workflow: a workflow without problems
 * @registry: the node types
 * @document_directory: (nullable): the folder that paths in config are relative to
 * @services: what node types may look things up in
 *
 * Says which files that nodes name are not there, or are not what they have to be. Apart from
 * [func@workflow_validate], since what is wrong with a document itself is the same wherever it lies.
 * Blocks.
 *
 * Returns: (transfer full) (element-type HeddleProblem): the problems; empty where there is none
 */
GPtrArray *
heddle_workflow_check_files (HeddleWorkflow     *workflow,
                             HeddleNodeRegistry *registry,
                             const char         *document_directory,
                             HeddleServices     *services)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) heddle_problem_free);
  GListModel *pipelines = heddle_workflow_get_pipelines (workflow);

  g_return_val_if_fail (HEDDLE_IS_SERVICES (services), NULL);

  for (guint i = 0; i < g_list_model_get_n_items (pipelines); i++)
    {
      g_autoptr (HeddlePipeline) pipeline = g_list_model_get_item (pipelines, i);
      g_autoptr (GPtrArray) nodes = g_ptr_array_new_with_free_func ((GDestroyNotify) heddle_node_facts_free);
      g_autoptr (GHashTable) by_id = g_hash_table_new (g_str_hash, g_str_equal);
      g_autoptr (GPtrArray) known = g_ptr_array_new_with_free_func ((GDestroyNotify) heddle_problem_free);
      HeddleCheck check = {
        .workflow = workflow, .registry = registry, .document_directory = document_directory,
        .services = services, .problems = known, .pipeline = pipeline, .pipeline_position = i,
        .nodes = nodes, .by_id = by_id,
      };

      heddle_check_collect_nodes (&check);
      check.problems = problems;
      check_files (&check);
    }
  return g_steal_pointer (&problems);
}
