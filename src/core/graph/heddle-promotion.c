/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "graph/heddle-promotion.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/heddle-json.h"
#include "graph/heddle-graph-error.h"
#include "graph/heddle-linking.h"

/* How far before what it gives its value to a step stands, and how far from one that is there already. */
#define STEP_DISTANCE 320
#define STEP_HEIGHT 140

/* What gives a parameter of a kind its value: an input of the workflow, or a step. */
typedef struct
{
  HeddleParameterKind  kind;
  const char          *input;
  const char          *step;
} Giver;

static const Giver givers[] = {
  { HEDDLE_PARAMETER_TEXT, "text", "input.text" },
  { HEDDLE_PARAMETER_LONG_TEXT, "text", "input.text" },
  { HEDDLE_PARAMETER_MODEL, "text", "input.text" },
  { HEDDLE_PARAMETER_ASPECT_RATIO, "text", "input.text" },
  { HEDDLE_PARAMETER_NUMBER, "number", "input.number" },
  { HEDDLE_PARAMETER_INTEGER, "number", "input.number" },
  { HEDDLE_PARAMETER_SEED, "number", "input.number" },
  { HEDDLE_PARAMETER_BOOLEAN, "boolean", "input.boolean" },
  { HEDDLE_PARAMETER_CHOICE, "select", "input.select" },
  { HEDDLE_PARAMETER_COLOR, "color", "input.color" },
};

static const Giver *
find_giver (const HeddleParameterInfo *parameter)
{
  for (guint i = 0; i < G_N_ELEMENTS (givers); i++)
    {
      if (givers[i].kind == parameter->kind)
        return &givers[i];
    }
  return NULL;
}

/**
 * heddle_promotion_is_possible:
 * @parameter: a parameter of a node
 *
 * Returns: whether an input of the workflow, or a step, can give it: lists, files and assets are none that a
 *   link could carry to a parameter
 */
gboolean
heddle_promotion_is_possible (const HeddleParameterInfo *parameter)
{
  HeddlePortType type;

  return find_giver (parameter) != NULL && heddle_parameter_get_port_type (parameter, &type);
}

static HeddleLink *
find_link (HeddlePipeline *pipeline,
           const char     *node,
           const char     *key)
{
  GListModel *links = heddle_pipeline_get_links (pipeline);

  for (guint i = 0; i < g_list_model_get_n_items (links); i++)
    {
      g_autoptr (HeddleLink) link = g_list_model_get_item (links, i);

      if (!heddle_link_is_after (link) && g_str_equal (heddle_link_get_to_node (link), node)
          && g_strcmp0 (heddle_link_get_to_port (link), key) == 0)
        return link;
    }
  return NULL;
}

/**
 * heddle_promotion_find_input:
 * @pipeline: a pipeline
 * @node: a node's id
 * @key: the key of one of its parameters
 *
 * Returns: (transfer none) (nullable): the key of the workflow's input that gives the parameter, if one does
 */
const char *
heddle_promotion_find_input (HeddlePipeline *pipeline,
                             const char     *node,
                             const char     *key)
{
  HeddleLink *link = find_link (pipeline, node, key);

  return link != NULL && g_str_equal (heddle_link_get_from_node (link), HEDDLE_INPUTS_NODE)
           ? heddle_link_get_from_port (link)
           : NULL;
}

/* The value that moves out of the node; NULL where there is none. A seed that is drawn by chance is none that a
 * link could carry.
 */
static gboolean
read_value (HeddlePipeline             *pipeline,
            const char                 *node,
            const HeddleParameterInfo  *parameter,
            JsonNode                  **value,
            GError                    **error)
{
  HeddleNode *found = heddle_pipeline_find_node (pipeline, node);
  JsonObject *config = found != NULL ? heddle_node_get_config (found) : NULL;
  JsonNode *own = config != NULL ? json_object_get_member (config, parameter->key) : NULL;

  *value = NULL;
  if (found == NULL)
    {
      g_set_error (error, HEDDLE_GRAPH_ERROR, HEDDLE_GRAPH_ERROR_NOT_FOUND, _("there is no node “%s”"), node);
      return FALSE;
    }
  if (!heddle_promotion_is_possible (parameter))
    {
      g_set_error (error, HEDDLE_GRAPH_ERROR, HEDDLE_GRAPH_ERROR_LINK, _("%s can only be set in its step"),
                   parameter->key);
      return FALSE;
    }
  if (find_link (pipeline, node, parameter->key) != NULL)
    {
      g_set_error (error, HEDDLE_GRAPH_ERROR, HEDDLE_GRAPH_ERROR_LINK,
                   _("%s is linked already; take the link off first"), parameter->key);
      return FALSE;
    }
  if (own != NULL && !JSON_NODE_HOLDS_NULL (own))
    *value = json_node_ref (own);
  else
    *value = heddle_parameter_get_default (parameter);
  if (*value == NULL)
    return TRUE;
  if (parameter->kind == HEDDLE_PARAMETER_SEED && !heddle_json_is_number (*value))
    {
      g_clear_pointer (value, json_node_unref);
      g_set_error_literal (error, HEDDLE_GRAPH_ERROR, HEDDLE_GRAPH_ERROR_LINK,
                           _("A seed that is new each run cannot be an input; keep the seed first"));
      return FALSE;
    }
  if (!heddle_parameter_check (parameter, *value, error))
    {
      g_clear_pointer (value, json_node_unref);
      return FALSE;
    }
  return TRUE;
}

static JsonArray *
make_options (const HeddleParameterInfo *parameter)
{
  g_auto (GStrv) options = g_strsplit (parameter->options != NULL ? parameter->options : "", "|", -1);
  JsonArray *array = json_array_new ();

  for (guint i = 0; options[i] != NULL; i++)
    json_array_add_string_element (array, options[i]);
  return array;
}

/* A whole number of JSON, where it is one: documents that people read have no 1.0 for 1. */
static void
set_number (JsonObject *object,
            const char *member,
            double      number)
{
  g_autofree char *text = heddle_json_number_to_string (number);

  json_object_set_member (object, member, heddle_json_parse (text, -1, NULL));
}

static JsonObject *
make_validation (const HeddleParameterInfo *parameter,
                 const char                *type)
{
  JsonObject *validation = json_object_new ();
  gboolean number = g_str_equal (type, "number"), text = g_str_equal (type, "text");

  if (parameter->minimum < parameter->maximum && (number || text))
    {
      set_number (validation, number ? "min" : "min_length", parameter->minimum);
      set_number (validation, number ? "max" : "max_length", parameter->maximum);
    }
  else if (parameter->kind == HEDDLE_PARAMETER_SEED)
    {
      set_number (validation, "min", 0);
    }
  if (parameter->kind == HEDDLE_PARAMETER_INTEGER || parameter->kind == HEDDLE_PARAMETER_SEED)
    set_number (validation, "step", 1);
  if (parameter->kind == HEDDLE_PARAMETER_ASPECT_RATIO)
    json_object_set_string_member (validation, "pattern", "^[0-9.]+:[0-9.]+$");
  if (g_str_equal (type, "select"))
    json_object_set_array_member (validation, "options", make_options (parameter));
  return validation;
}

static char *
dup_title (HeddleNode         *node,
           HeddleNodeRegistry *registry)
{
  const HeddleNodeTypeInfo *type = heddle_node_registry_lookup (registry, heddle_node_get_node_type (node));
  const char *name = heddle_node_get_name (node);

  if (name != NULL && *name != '\0')
    return g_strdup (name);
  return g_strdup (type != NULL ? _(type->title) : heddle_node_get_id (node));
}

static gboolean
has_label (HeddleWorkflow *workflow,
           const char     *label)
{
  GListModel *inputs = heddle_workflow_get_inputs (workflow);

  for (guint i = 0; i < g_list_model_get_n_items (inputs); i++)
    {
      g_autoptr (HeddleWorkflowInput) input = g_list_model_get_item (inputs, i);

      if (g_strcmp0 (heddle_workflow_input_get_label (input), label) == 0)
        return TRUE;
    }
  return FALSE;
}

/* Two inputs of one name are told apart by what they are for. */
static char *
dup_label (HeddleWorkflow            *workflow,
           HeddleNodeRegistry        *registry,
           HeddleNode                *node,
           const HeddleParameterInfo *parameter)
{
  const char *label = parameter->label != NULL && *parameter->label != '\0' ? _(parameter->label) : parameter->key;
  g_autofree char *title = NULL;

  if (!has_label (workflow, label))
    return g_strdup (label);
  title = dup_title (node, registry);
  /* Translators: a parameter and the step that it belongs to, such as Prompt (Key Visual) */
  return g_strdup_printf (_("%s (%s)"), label, title);
}

static char *
dup_free_key (HeddleWorkflow *workflow,
              const char     *key)
{
  char *free_key = g_strdup (key);

  for (guint number = 2; heddle_workflow_find_input (workflow, free_key) != NULL; number++)
    {
      g_free (free_key);
      free_key = g_strdup_printf ("%s-%u", key, number);
    }
  return free_key;
}

/* The first input makes the node that all of them stand in, which must not lie on another. */
static gboolean
place_inputs (HeddleDocument  *document,
              HeddlePipeline  *pipeline,
              HeddleNode      *node,
              GError         **error)
{
  const char *path[] = { "inputs_position", NULL };
  HeddleWorkflow *workflow = heddle_document_get_workflow (document);
  GListModel *nodes = heddle_pipeline_get_nodes (pipeline);
  g_autoptr (JsonObject) place = NULL;
  g_autoptr (JsonNode) value = NULL;
  g_autoptr (HeddleEdit) edit = NULL;
  double left = heddle_node_get_x (node);

  if (g_list_model_get_n_items (heddle_workflow_get_inputs (workflow)) > 0
      || heddle_element_get_member (HEDDLE_ELEMENT (workflow), "inputs_position") != NULL)
    return TRUE;
  for (guint i = 0; i < g_list_model_get_n_items (nodes); i++)
    {
      g_autoptr (HeddleNode) other = g_list_model_get_item (nodes, i);

      left = MIN (left, heddle_node_get_x (other));
    }
  place = json_object_new ();
  set_number (place, "x", left - STEP_DISTANCE);
  set_number (place, "y", heddle_node_get_y (node));
  value = json_node_init_object (json_node_alloc (), place);
  edit = heddle_edit_new_set (HEDDLE_ELEMENT_WORKFLOW, NULL, NULL, path, value);
  return heddle_document_apply (document, edit, error);
}

static gboolean
set_config (HeddleDocument  *document,
            HeddlePipeline  *pipeline,
            const char      *node,
            const char      *key,
            JsonNode        *value,
            GError         **error)
{
  const char *path[] = { "config", key, NULL };
  g_autoptr (HeddleEdit) edit = heddle_edit_new_set (HEDDLE_ELEMENT_NODE, heddle_pipeline_get_id (pipeline), node, path,
                                                     value);

  return heddle_document_apply (document, edit, error);
}

static gboolean
insert (HeddleDocument     *document,
        HeddlePipeline     *pipeline,
        HeddleElementKind   kind,
        JsonObject         *object,
        GError            **error)
{
  g_autoptr (JsonNode) json = json_node_init_object (json_node_alloc (), object);
  g_autoptr (HeddleEdit) edit = heddle_edit_new_insert (kind, pipeline != NULL ? heddle_pipeline_get_id (pipeline) : NULL,
                                                        G_MAXUINT, json);

  return heddle_document_apply (document, edit, error);
}

/* A config value beside a link is overruled by it, or comes after it in a prompt: it has moved. */
static gboolean
join (HeddleDocument             *document,
      HeddlePipeline             *pipeline,
      HeddleNodeRegistry         *registry,
      const char                 *from,
      const char                 *port,
      const char                 *node,
      const char                 *key,
      GError                    **error)
{
  HeddleNode *found = heddle_pipeline_find_node (pipeline, node);
  JsonObject *config = heddle_node_get_config (found);

  if (!heddle_linking_join (document, pipeline, registry, from, port, node, key, NULL, error))
    return FALSE;
  return config == NULL || !json_object_has_member (config, key)
         || set_config (document, pipeline, node, key, NULL, error);
}

/**
 * heddle_promotion_to_input:
 * @document: what is edited
 * @pipeline: one of its pipelines
 * @registry: the node types that are known
 * @node: the id of a node of it
 * @parameter: a parameter of the node, as its model has it
 * @error: return location for an error
 *
 * Makes a value of a node an input of the workflow, which is asked for before a run, and links the node to it. The
 * value becomes the input's default. Part of the step that is open; where it fails the caller abandons that.
 *
 * Returns: (transfer full) (nullable): the input's key; %NULL with an error of [error@GraphError]
 */
char *
heddle_promotion_to_input (HeddleDocument             *document,
                           HeddlePipeline             *pipeline,
                           HeddleNodeRegistry         *registry,
                           const char                 *node,
                           const HeddleParameterInfo  *parameter,
                           GError                    **error)
{
  HeddleWorkflow *workflow = heddle_document_get_workflow (document);
  HeddleNode *found = heddle_pipeline_find_node (pipeline, node);
  g_autoptr (JsonNode) value = NULL;
  g_autoptr (JsonObject) object = NULL;
  g_autofree char *key = NULL;
  g_autofree char *label = NULL;

  if (!read_value (pipeline, node, parameter, &value, error) || !place_inputs (document, pipeline, found, error))
    return NULL;
  key = dup_free_key (workflow, parameter->key);
  label = dup_label (workflow, registry, found, parameter);
  object = json_object_new ();
  json_object_set_string_member (object, "key", key);
  json_object_set_string_member (object, "type", find_giver (parameter)->input);
  json_object_set_string_member (object, "label", label);
  if (parameter->help != NULL && *parameter->help != '\0')
    json_object_set_string_member (object, "help", _(parameter->help));
  if (value != NULL)
    json_object_set_member (object, "default", json_node_ref (value));
  json_object_set_object_member (object, "validation", make_validation (parameter, find_giver (parameter)->input));
  if (!insert (document, NULL, HEDDLE_ELEMENT_INPUT, object, error)
      || !join (document, pipeline, registry, HEDDLE_INPUTS_NODE, key, node, parameter->key, error))
    return NULL;
  return g_steal_pointer (&key);
}

static JsonObject *
make_step_config (const HeddleParameterInfo *parameter,
                  JsonNode                  *value)
{
  JsonObject *config = json_object_new ();

  if (value != NULL)
    json_object_set_member (config, "value", json_node_ref (value));
  if (parameter->kind == HEDDLE_PARAMETER_LONG_TEXT)
    json_object_set_boolean_member (config, "multiline", TRUE);
  if (parameter->kind == HEDDLE_PARAMETER_CHOICE)
    json_object_set_array_member (config, "options", make_options (parameter));
  if ((parameter->kind == HEDDLE_PARAMETER_NUMBER || parameter->kind == HEDDLE_PARAMETER_INTEGER)
      && parameter->minimum < parameter->maximum)
    {
      set_number (config, "min", parameter->minimum);
      set_number (config, "max", parameter->maximum);
    }
  if (parameter->kind == HEDDLE_PARAMETER_INTEGER || parameter->kind == HEDDLE_PARAMETER_SEED)
    set_number (config, "step", 1);
  if (parameter->kind == HEDDLE_PARAMETER_SEED)
    set_number (config, "min", 0);
  return config;
}

static gboolean
is_taken (HeddlePipeline *pipeline,
          double          x,
          double          y)
{
  GListModel *nodes = heddle_pipeline_get_nodes (pipeline);

  for (guint i = 0; i < g_list_model_get_n_items (nodes); i++)
    {
      g_autoptr (HeddleNode) other = g_list_model_get_item (nodes, i);

      if (ABS (heddle_node_get_x (other) - x) < STEP_DISTANCE && ABS (heddle_node_get_y (other) - y) < STEP_HEIGHT)
        return TRUE;
    }
  return FALSE;
}

static char *
dup_free_id (HeddlePipeline *pipeline,
             const char     *key)
{
  char *id = g_strdup (g_str_equal (key, HEDDLE_INPUTS_NODE) ? "input" : key);

  for (guint number = 2; heddle_pipeline_find_node (pipeline, id) != NULL; number++)
    {
      g_free (id);
      id = g_strdup_printf ("%s-%u", key, number);
    }
  return id;
}

/**
 * heddle_promotion_to_step:
 * @document: what is edited
 * @pipeline: one of its pipelines
 * @registry: the node types that are known
 * @node: the id of a node of it
 * @parameter: a parameter of the node, as its model has it
 * @error: return location for an error
 *
 * Makes a value of a node a step of its own that is linked to the node, and so can be linked to others too. Part of
 * the step that is open; where it fails the caller abandons that.
 *
 * Returns: (transfer full) (nullable): the id of the new node; %NULL with an error of [error@GraphError]
 */
char *
heddle_promotion_to_step (HeddleDocument             *document,
                          HeddlePipeline             *pipeline,
                          HeddleNodeRegistry         *registry,
                          const char                 *node,
                          const HeddleParameterInfo  *parameter,
                          GError                    **error)
{
  HeddleNode *found = heddle_pipeline_find_node (pipeline, node);
  const HeddleNodeTypeInfo *type;
  g_autoptr (JsonNode) value = NULL;
  g_autoptr (JsonObject) object = NULL;
  g_autofree char *id = NULL;
  double x, y;

  if (!read_value (pipeline, node, parameter, &value, error))
    return NULL;
  type = heddle_node_registry_lookup (registry, find_giver (parameter)->step);
  x = heddle_node_get_x (found) - STEP_DISTANCE;
  y = heddle_node_get_y (found);
  while (is_taken (pipeline, x, y))
    y += STEP_HEIGHT;
  id = dup_free_id (pipeline, parameter->key);
  object = json_object_new ();
  json_object_set_string_member (object, "id", id);
  json_object_set_string_member (object, "type", find_giver (parameter)->step);
  if (parameter->label != NULL && *parameter->label != '\0')
    json_object_set_string_member (object, "name", _(parameter->label));
  set_number (object, "x", x);
  set_number (object, "y", y);
  json_object_set_object_member (object, "config", make_step_config (parameter, value));
  if (!insert (document, pipeline, HEDDLE_ELEMENT_NODE, object, error)
      || !join (document, pipeline, registry, id, type != NULL ? type->outputs[0].name : parameter->key, node,
                parameter->key, error))
    return NULL;
  return g_steal_pointer (&id);
}

static gboolean
is_used (HeddleWorkflow *workflow,
         const char     *key)
{
  GListModel *pipelines = heddle_workflow_get_pipelines (workflow);
  g_autofree char *whole = heddle_workflow_to_text (workflow);
  g_autofree char *pattern = g_strdup_printf ("{input.%s}", key);

  for (guint i = 0; i < g_list_model_get_n_items (pipelines); i++)
    {
      g_autoptr (HeddlePipeline) pipeline = g_list_model_get_item (pipelines, i);
      GListModel *links = heddle_pipeline_get_links (pipeline);

      for (guint j = 0; j < g_list_model_get_n_items (links); j++)
        {
          g_autoptr (HeddleLink) link = g_list_model_get_item (links, j);

          const char *looked_at = heddle_json_get_string (heddle_link_get_condition (link), "port", NULL);

          if (g_str_equal (heddle_link_get_from_node (link), HEDDLE_INPUTS_NODE)
              && (g_strcmp0 (heddle_link_get_from_port (link), key) == 0 || g_strcmp0 (looked_at, key) == 0))
            return TRUE;
        }
    }
  return strstr (whole, pattern) != NULL;
}

/* Of a prompt a node can have words of its own, which come after those of the link. */
static JsonNode *
dup_given_back (HeddleNode *node,
                const char *key,
                JsonNode   *value)
{
  JsonObject *config = node != NULL ? heddle_node_get_config (node) : NULL;
  const char *own = config != NULL ? heddle_json_get_string (config, key, NULL) : NULL;
  const char *given = value != NULL ? heddle_json_as_string (value) : NULL;
  gboolean is_joined = g_str_equal (key, "prompt") || g_str_equal (key, "negative") || g_str_equal (key, "system");
  g_autofree char *text = NULL;

  if (value == NULL || own == NULL || given == NULL || *own == '\0' || !is_joined)
    return value != NULL ? json_node_ref (value) : NULL;
  text = g_strjoin ("\n", given, own, NULL);
  return json_node_init_string (json_node_alloc (), text);
}

/**
 * heddle_promotion_take_back:
 * @document: what is edited
 * @pipeline: one of its pipelines
 * @node: the id of a node of it
 * @parameter: a parameter of it that an input of the workflow gives
 * @error: return location for an error
 *
 * Makes what an input of the workflow gives a value of the node again: the input's default, where the parameter
 * takes it as it is. The input goes unless something else uses it. Part of the step that is open; where it fails
 * the caller abandons that.
 *
 * Returns: %FALSE with an error of [error@GraphError]
 */
gboolean
heddle_promotion_take_back (HeddleDocument             *document,
                            HeddlePipeline             *pipeline,
                            const char                 *node,
                            const HeddleParameterInfo  *parameter,
                            GError                    **error)
{
  const char *key = parameter->key;
  HeddleWorkflow *workflow = heddle_document_get_workflow (document);
  g_autofree char *input = g_strdup (heddle_promotion_find_input (pipeline, node, key));
  HeddleWorkflowInput *found = input != NULL ? heddle_workflow_find_input (workflow, input) : NULL;
  g_autoptr (JsonNode) value = NULL;
  g_autoptr (HeddleEdit) removal = NULL;

  if (found == NULL)
    {
      g_set_error (error, HEDDLE_GRAPH_ERROR, HEDDLE_GRAPH_ERROR_NOT_FOUND,
                   _("%s is not given by an input of the workflow"), key);
      return FALSE;
    }
  value = dup_given_back (heddle_pipeline_find_node (pipeline, node), key, heddle_workflow_input_get_default (found));
  if (value != NULL && !heddle_parameter_check (parameter, value, NULL))
    {
      g_set_error (error, HEDDLE_GRAPH_ERROR, HEDDLE_GRAPH_ERROR_CONFIG,
                   /* Translators: an input of the workflow, and a setting of a step */
                   _("What the input “%s” is set to does not fit %s as it is. Remove the link, and set it in the step"),
                   input, key);
      return FALSE;
    }
  if (!heddle_linking_remove (document, pipeline, heddle_link_get_id (find_link (pipeline, node, key)), error)
      || (value != NULL && !set_config (document, pipeline, node, key, value, error)))
    return FALSE;
  if (is_used (workflow, input))
    return TRUE;
  removal = heddle_edit_new_remove (HEDDLE_ELEMENT_INPUT, NULL, input);
  return heddle_document_apply (document, removal, error);
}
