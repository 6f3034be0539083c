/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "engine/heddle-plan-node.h"

#include <glib/gi18n-lib.h>

#include "base/heddle-json.h"

static void
plan_link_free (gpointer data)
{
  HeddlePlanLink *link = data;

  g_free (link->port);
  g_clear_pointer (&link->condition, json_object_unref);
  g_free (link->label);
  g_free (link);
}

static void
plan_input_free (gpointer data)
{
  HeddlePlanInput *input = data;

  g_free (input->name);
  g_ptr_array_unref (input->links);
  g_free (input);
}

static HeddlePlanNode *
plan_node_alloc (const char *id,
                 const char *title)
{
  HeddlePlanNode *self = g_new0 (HeddlePlanNode, 1);

  self->id = g_strdup (id);
  self->title = g_strdup (title);
  self->inputs = g_ptr_array_new_with_free_func (plan_input_free);
  self->outputs = g_ptr_array_new_with_free_func ((GDestroyNotify) heddle_port_free);
  self->followers = g_ptr_array_new ();
  self->after = g_ptr_array_new ();
  return self;
}

/**
 * heddle_plan_node_free:
 * @self: (transfer full) (nullable): a node of a plan
 */
void
heddle_plan_node_free (HeddlePlanNode *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->title);
  g_clear_pointer (&self->config, json_object_unref);
  g_free (self->reason);
  g_clear_pointer (&self->ports, g_ptr_array_unref);
  g_free (self->pass_input);
  g_free (self->pass_output);
  g_ptr_array_unref (self->inputs);
  g_ptr_array_unref (self->outputs);
  g_ptr_array_unref (self->followers);
  g_ptr_array_unref (self->after);
  g_free (self->config_key);
  g_free (self->model);
  g_free (self->own_model);
  g_free (self);
}

/**
 * heddle_plan_node_new_inputs:
 * @workflow: a workflow
 *
 * Returns: (transfer full): the pseudo-node that gives the template's inputs
 */
HeddlePlanNode *
heddle_plan_node_new_inputs (HeddleWorkflow *workflow)
{
  HeddlePlanNode *self = plan_node_alloc (HEDDLE_INPUTS_NODE, _("Inputs"));
  GListModel *inputs = heddle_workflow_get_inputs (workflow);

  for (guint i = 0; i < g_list_model_get_n_items (inputs); i++)
    {
      g_autoptr (HeddleWorkflowInput) input = g_list_model_get_item (inputs, i);

      g_ptr_array_add (self->outputs,
                       heddle_port_new (heddle_workflow_input_get_key (input),
                                        heddle_workflow_input_get_port_type (input), FALSE));
    }
  return self;
}

static gboolean
has_same_provider (const char *a,
                   const char *b)
{
  gsize length = strcspn (a, "/");

  return length == strcspn (b, "/") && strncmp (a, b, length) == 0;
}

/* A connection is one of several to its provider: to another there is none of that name. */
static void
replace_model (HeddlePlanNode         *self,
               const HeddleRunOptions *options)
{
  const HeddleParameterInfo *parameter = heddle_node_type_find_parameter (self->type, "model");
  g_autoptr (JsonNode) fallback = parameter == NULL ? NULL : heddle_parameter_get_default (parameter);
  const char *model = heddle_json_get_string (self->config, "model",
                                              fallback == NULL ? NULL : json_node_get_string (fallback));
  const char *replacement = model == NULL ? NULL : g_hash_table_lookup (options->models, model);

  self->own_model = g_strdup (model);
  self->model = g_strdup (replacement != NULL ? replacement : model);
  if (replacement == NULL)
    return;
  json_object_set_string_member (self->config, "model", replacement);
  if (!has_same_provider (model, replacement) && json_object_has_member (self->config, "connection"))
    json_object_remove_member (self->config, "connection");
}

static JsonObject *
copy_config (HeddleNode *node)
{
  JsonObject *copy = json_object_new ();
  JsonObject *config = heddle_node_get_config (node);
  g_autoptr (GList) members = config == NULL ? NULL : json_object_get_members (config);

  for (GList *l = members; l != NULL; l = l->next)
    json_object_set_member (copy, l->data, json_node_ref (json_object_get_member (config, l->data)));
  return copy;
}

/* Stands for a type that this Heddle does not know; only a node that does not run may have one. */
static const HeddleNodeTypeInfo unknown_type = {
  .id = "unknown",
  .title = N_("Unknown Step"),
  .inputs = (const HeddlePortInfo[]) { { NULL } },
  .outputs = (const HeddlePortInfo[]) { { NULL } },
  .parameters = (const HeddleParameterInfo[]) { { NULL } },
};

/* The one pair of an input and an output of the same type, if there is exactly one. */
static gboolean
find_pass (GPtrArray  *inputs,
           GPtrArray  *outputs,
           char      **pass_input,
           char      **pass_output)
{
  HeddlePort *found_input = NULL;
  HeddlePort *found_output = NULL;
  guint pairs = 0;

  for (guint i = 0; i < inputs->len; i++)
    for (guint o = 0; o < outputs->len; o++)
      {
        HeddlePort *input = g_ptr_array_index (inputs, i);
        HeddlePort *output = g_ptr_array_index (outputs, o);

        if (!heddle_port_type_equal (input->type, output->type))
          continue;
        found_input = input;
        found_output = output;
        pairs++;
      }

  if (pairs != 1)
    return FALSE;
  *pass_input = g_strdup (found_input->name);
  *pass_output = g_strdup (found_output->name);
  return TRUE;
}

static void
choose_mode (HeddlePlanNode *self,
             HeddleNode     *node,
             GPtrArray      *inputs)
{
  if (heddle_node_get_muted (node))
    {
      self->mode = HEDDLE_PLAN_SKIP;
      self->reason = g_strdup (_("The step is muted"));
    }
  else if (heddle_node_get_enabled (node))
    self->mode = HEDDLE_PLAN_RUN;
  else if (find_pass (inputs, self->outputs, &self->pass_input, &self->pass_output))
    self->mode = HEDDLE_PLAN_PASS;
  else
    {
      self->mode = HEDDLE_PLAN_SKIP;
      self->reason = g_strdup (_("The step is bypassed, but no single input fits a single output"));
    }
}

/**
 * heddle_plan_node_new:
 * @node: a node of the document; of a type that is not known, if it does not run
 * @pipeline: its pipeline
 * @options: what the person asks for
 * @registry: the node types
 * @services: what node types may look things up in
 * @error: return location
 *
 * Returns: (transfer full): the node as the plan needs it, without its links; %NULL where its ports
 *   cannot be told
 */
HeddlePlanNode *
heddle_plan_node_new (HeddleNode              *node,
                      HeddlePipeline          *pipeline,
                      const HeddleRunOptions  *options,
                      HeddleNodeRegistry      *registry,
                      HeddleServices          *services,
                      GError                 **error)
{
  const HeddleNodeTypeInfo *known = heddle_node_registry_lookup (registry, heddle_node_get_node_type (node));
  const HeddleNodeTypeInfo *type = known != NULL ? known : &unknown_type;
  const char *name = heddle_node_get_name (node);
  HeddlePlanNode *self = plan_node_alloc (heddle_node_get_id (node),
                                          name != NULL && *name != '\0' ? name : _(type->title));
  g_autoptr (GPtrArray) inputs = NULL;
  g_autoptr (GPtrArray) outputs = NULL;

  self->type = type;
  self->config = copy_config (node);
  if (type->flags & HEDDLE_NODE_MODEL)
    replace_model (self, options);

  if (!heddle_node_type_list_ports (type, self->config, options->document_directory, services,
                                    &inputs, &outputs, error))
    {
      g_prefix_error (error, "%s: ", self->title);
      heddle_plan_node_free (self);
      return NULL;
    }

  g_ptr_array_unref (self->outputs);
  self->outputs = g_steal_pointer (&outputs);
  self->ports = g_ptr_array_ref (inputs);
  choose_mode (self, node, inputs);
  return self;
}

static const HeddlePort *
find_port (GPtrArray  *ports,
           const char *name)
{
  for (guint i = 0; i < ports->len; i++)
    {
      HeddlePort *port = g_ptr_array_index (ports, i);

      if (g_str_equal (port->name, name))
        return port;
    }
  return NULL;
}

static HeddlePlanInput *
ensure_input (HeddlePlanNode *self,
              const char     *name,
              HeddlePortType  type)
{
  HeddlePlanInput *input;

  for (guint i = 0; i < self->inputs->len; i++)
    {
      input = g_ptr_array_index (self->inputs, i);
      if (g_str_equal (input->name, name))
        return input;
    }

  input = g_new0 (HeddlePlanInput, 1);
  input->name = g_strdup (name);
  input->type = type;
  input->parameter = heddle_node_type_find_parameter (self->type, name);
  input->links = g_ptr_array_new_with_free_func (plan_link_free);
  g_ptr_array_add (self->inputs, input);
  return input;
}

static void
add_follower (HeddlePlanNode *source,
              HeddlePlanNode *follower)
{
  if (g_ptr_array_find (source->followers, follower, NULL))
    return;
  g_ptr_array_add (source->followers, follower);
  follower->n_sources++;
}

/* What a step that does not run would give is not known; what follows finds nothing there. */
static const HeddlePort *
find_output (HeddlePlanNode *source,
             const char     *name)
{
  const HeddlePort *port = find_port (source->outputs, name);
  HeddlePort *made;

  if (port != NULL || source->mode != HEDDLE_PLAN_SKIP)
    return port;
  made = heddle_port_new (name, (HeddlePortType) { HEDDLE_VALUE_ANY, FALSE }, FALSE);
  g_ptr_array_add (source->outputs, made);
  return made;
}

static JsonObject *
ref_condition (HeddleLink *link)
{
  JsonObject *condition = heddle_link_get_condition (link);

  return condition == NULL ? NULL : json_object_ref (condition);
}

/* What comes in on an `any` input goes out by the `any` outputs that hand it on. */
static void
type_any_outputs (HeddlePlanNode  *self,
                  const char      *input,
                  HeddleValueType  value)
{
  for (guint i = 0; i < self->outputs->len; i++)
    {
      HeddlePort *port = g_ptr_array_index (self->outputs, i);

      if (port->type.value == HEDDLE_VALUE_ANY
          && g_strcmp0 (heddle_node_type_find_any_input (self->ports, port->name), input) == 0)
        port->type.value = value;
    }
}

/**
 * heddle_plan_node_connect:
 * @self: the node that the link leads to
 * @link: a link of the document
 * @source: the node that it comes from
 * @error: return location
 *
 * Adds a link. Sources are connected in topological order, so that the type of an `any` output is
 * known when it is needed.
 *
 * Returns: %FALSE with [error@GraphError] `LINK` where a port does not exist
 */
gboolean
heddle_plan_node_connect (HeddlePlanNode  *self,
                          HeddleLink      *link,
                          HeddlePlanNode  *source,
                          GError         **error)
{
  const char *to = heddle_link_get_to_port (link);
  const char *from = heddle_link_get_from_port (link);
  g_autoptr (GPtrArray) ports = NULL;
  HeddlePortType type;
  const HeddlePort *output;
  HeddlePlanLink *plan_link;

  add_follower (source, self);
  if (heddle_link_is_after (link))
    {
      g_ptr_array_add (self->after, source);
      return TRUE;
    }

  if (self->mode == HEDDLE_PLAN_SKIP)
    return TRUE;

  output = find_output (source, from);
  if (output == NULL)
    {
      g_set_error (error, HEDDLE_GRAPH_ERROR, HEDDLE_GRAPH_ERROR_LINK,
                   _("“%s” has no output “%s”"), source->title, from);
      return FALSE;
    }
  if (!heddle_node_type_find_input (self->type, self->ports, to, &type))
    {
      g_set_error (error, HEDDLE_GRAPH_ERROR, HEDDLE_GRAPH_ERROR_LINK,
                   _("“%s” has no input “%s”"), self->title, to);
      return FALSE;
    }

  type.list = type.list || (self->type->flags & HEDDLE_NODE_COLLECTS) != 0;
  plan_link = g_new0 (HeddlePlanLink, 1);
  plan_link->source = source;
  plan_link->port = g_strdup (from);
  plan_link->type = output->type;
  plan_link->condition = ref_condition (link);
  plan_link->label = g_strdup_printf ("%s: %s → %s: %s", source->title, from, self->title, to);
  g_ptr_array_add (ensure_input (self, to, type)->links, plan_link);

  if (type.value == HEDDLE_VALUE_ANY)
    type_any_outputs (self, to, output->type.value);
  return TRUE;
}

/**
 * heddle_plan_node_needs_settled:
 * @self: a node
 * @source: a node that it waits for
 *
 * Returns: whether @self's items are known only when all of @source's are at their end
 */
gboolean
heddle_plan_node_needs_settled (HeddlePlanNode *self,
                                HeddlePlanNode *source)
{
  if (g_ptr_array_find (self->after, source, NULL))
    return TRUE;
  for (guint i = 0; i < self->inputs->len; i++)
    {
      HeddlePlanInput *input = g_ptr_array_index (self->inputs, i);

      for (guint l = 0; l < input->links->len; l++)
        {
          HeddlePlanLink *link = g_ptr_array_index (input->links, l);

          if (link->source == source
              && (link->type.list || (self->mode == HEDDLE_PLAN_PASS && link->condition != NULL)))
            return TRUE;
        }
    }
  return FALSE;
}

/**
 * heddle_plan_node_is_linked:
 * @self: a node
 * @name: an input port
 *
 * Returns: whether a link leads there
 */
gboolean
heddle_plan_node_is_linked (HeddlePlanNode *self,
                            const char     *name)
{
  for (guint i = 0; i < self->inputs->len; i++)
    if (g_str_equal (((HeddlePlanInput *) g_ptr_array_index (self->inputs, i))->name, name))
      return TRUE;
  return FALSE;
}

static gboolean
is_default (const HeddleParameterInfo *parameter,
            JsonNode                  *value)
{
  g_autoptr (JsonNode) fallback = heddle_parameter_get_default (parameter);
  g_autofree char *a = fallback == NULL ? NULL : heddle_json_write (fallback, HEDDLE_JSON_CANONICAL);
  g_autofree char *b = heddle_json_write (value, HEDDLE_JSON_CANONICAL);

  return g_strcmp0 (a, b) == 0;
}

static gboolean
counts_for_cache (HeddlePlanNode *self,
                  const char     *key,
                  JsonNode       *value)
{
  const HeddleParameterInfo *parameter = heddle_node_type_find_parameter (self->type, key);

  if (g_str_equal (key, "on_item_failure") || (g_str_equal (key, "model") && self->model != NULL))
    return FALSE;
  if (g_str_equal (key, "connection") && (self->type->flags & HEDDLE_NODE_MODEL))
    return FALSE;
  if ((self->type->flags & HEDDLE_NODE_REPEATS) && (g_str_equal (key, "count") || g_str_equal (key, "seed")))
    return FALSE;
  if (parameter == NULL)
    return TRUE;
  if (parameter->passive)
    return FALSE;
  return !is_default (parameter, value);
}

/**
 * heddle_plan_node_get_connection:
 * @self: a node
 *
 * Returns: (transfer none) (nullable): the name of the connection that its config names; %NULL where it
 *   names none
 */
const char *
heddle_plan_node_get_connection (HeddlePlanNode *self)
{
  const char *name = self->config == NULL ? NULL : heddle_json_get_string (self->config, "connection", NULL);

  return name == NULL || *name == '\0' ? NULL : name;
}

/**
 * heddle_plan_node_finish:
 * @self: a node with all its links
 *
 * Works out what of the config counts for the cache: not defaults, not what has no effect on
 * results, not what a link gives, and not what is keyed otherwise (model, connection, count and seed).
 */
void
heddle_plan_node_finish (HeddlePlanNode *self)
{
  g_autoptr (JsonObject) counted = json_object_new ();
  g_autoptr (GList) members = self->config == NULL ? NULL : json_object_get_members (self->config);

  for (GList *l = members; l != NULL; l = l->next)
    {
      JsonNode *value = json_object_get_member (self->config, l->data);
      gboolean joined = g_str_equal (l->data, "prompt") || g_str_equal (l->data, "negative")
                        || g_str_equal (l->data, "system");

      if (heddle_plan_node_is_linked (self, l->data) && !joined)
        continue;
      if (counts_for_cache (self, l->data, value))
        json_object_set_member (counted, l->data, json_node_ref (value));
    }
  self->config_key = heddle_json_write_object (counted, HEDDLE_JSON_CANONICAL);
}
