/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-node-fields.h"

#include <glib/gi18n-lib.h>

#include "base/heddle-json.h"
#include "nodes/heddle-node-schema.h"
#include "providers/heddle-providers.h"

typedef struct
{
  HeddleOpenWorkflow       *workflow;
  HeddleNode               *node;
  const HeddleNodeTypeInfo *type;
  JsonObject               *config;
  HeddleNodeSchema         *schema;
  GPtrArray                *fields;
  GHashTable               *keys;
} Listing;

static void
add (Listing     *listing,
     HeddleField *field)
{
  g_ptr_array_add (listing->fields, field);
  g_hash_table_add (listing->keys, (gpointer) heddle_field_get_key (field));
}

static gboolean
is_set (Listing    *listing,
        const char *key)
{
  return listing->config != NULL && json_object_has_member (listing->config, key);
}

static void
add_parameter (Listing *listing,
               guint    nth)
{
  HeddleParameterInfo info;
  HeddleField *field;

  if (!heddle_node_schema_resolve (listing->schema, nth, listing->config, &info))
    return;
  field = heddle_field_new_parameter (listing->workflow, heddle_node_get_id (listing->node), &info);
  heddle_field_set_advanced (field, heddle_node_schema_is_advanced (listing->schema, info.key));
  if (g_str_equal (listing->type->id, "input.number") && listing->config != NULL)
    heddle_field_set_step (field, heddle_json_get_number (listing->config, "step", 1));
  add (listing, field);
}

/* A model can take more than its node type names. */
static void
add_model_parameters (Listing *listing)
{
  HeddleModelTask *task = heddle_node_schema_get_task (listing->schema);
  const HeddleParameterInfo *infos;
  guint n;

  if (task == NULL)
    return;
  infos = heddle_model_task_get_parameters (task, &n);
  for (guint i = 0; i < n; i++)
    {
      HeddleField *field;

      if (heddle_node_type_find_parameter (listing->type, infos[i].key) != NULL)
        continue;
      field = heddle_field_new_parameter (listing->workflow, heddle_node_get_id (listing->node), &infos[i]);
      heddle_field_set_advanced (field, TRUE);
      add (listing, field);
    }
}

static gboolean
get_port_kind (const HeddlePort    *port,
               HeddleParameterKind *kind)
{
  if (port->type.list)
    return FALSE;
  switch (port->type.value)
    {
    case HEDDLE_VALUE_TEXT:
      *kind = HEDDLE_PARAMETER_TEXT;
      return TRUE;
    case HEDDLE_VALUE_NUMBER:
      *kind = HEDDLE_PARAMETER_NUMBER;
      return TRUE;
    case HEDDLE_VALUE_BOOLEAN:
      *kind = HEDDLE_PARAMETER_BOOLEAN;
      return TRUE;
    case HEDDLE_VALUE_COLOR:
      *kind = HEDDLE_PARAMETER_COLOR;
      return TRUE;
    case HEDDLE_VALUE_IMAGE:
    case HEDDLE_VALUE_VIDEO:
    case HEDDLE_VALUE_BRAND:
    case HEDDLE_VALUE_JSON:
    case HEDDLE_VALUE_ANY:
    default:
      return FALSE;
    }
}

static guint
count_static_inputs (const HeddleNodeTypeInfo *type)
{
  guint n = 0;

  while (type->inputs != NULL && type->inputs[n].name != NULL)
    n++;
  return n;
}

/* An input that is not linked reads the config value of its name. */
static void
add_inputs (Listing *listing)
{
  g_autoptr (JsonObject) empty = json_object_new ();
  JsonObject *config = listing->config != NULL ? listing->config : empty;
  g_autoptr (GPtrArray) inputs = NULL;
  g_autoptr (GPtrArray) outputs = NULL;

  if (!heddle_node_type_list_ports (listing->type, config, NULL, NULL, &inputs, &outputs, NULL))
    return;
  for (guint i = 0; i < inputs->len; i++)
    {
      const HeddlePort *port = inputs->pdata[i];
      HeddleParameterInfo info = { .key = port->name, .label = port->name };

      if (g_hash_table_contains (listing->keys, port->name) || !get_port_kind (port, &info.kind)
          || heddle_node_type_find_parameter (listing->type, port->name) != NULL)
        continue;
      if (i >= count_static_inputs (listing->type) || is_set (listing, port->name))
        add (listing, heddle_field_new_parameter (listing->workflow, heddle_node_get_id (listing->node), &info));
    }
}

static const HeddleParameterInfo *
find_common_parameter (const char *key)
{
  for (const HeddleParameterInfo *p = heddle_node_type_get_common_parameters (); p->key != NULL; p++)
    if (g_str_equal (p->key, key))
      return p;
  return NULL;
}

static void
add_unknown (Listing *listing)
{
  JsonObjectIter iter;
  const char *key;

  if (listing->config == NULL)
    return;
  json_object_iter_init_ordered (&iter, listing->config);
  while (json_object_iter_next_ordered (&iter, &key, NULL))
    {
      HeddleParameterInfo info = { .key = key, .kind = HEDDLE_PARAMETER_JSON, .label = key };
      const HeddleParameterInfo *common = find_common_parameter (key);
      HeddleField *field;

      if (g_hash_table_contains (listing->keys, key))
        continue;
      if (common != NULL && listing->type != NULL)
        info = *common;
      field = heddle_field_new_parameter (listing->workflow, heddle_node_get_id (listing->node), &info);
      heddle_field_set_fixed (field, info.kind == HEDDLE_PARAMETER_JSON);
      heddle_field_set_advanced (field, listing->type != NULL);
      add (listing, field);
    }
}

static void
find_schema (Listing *listing)
{
  HeddleSession *session = heddle_open_workflow_get_session (listing->workflow);
  HeddleProviders *providers = heddle_session_is_open (session)
                                 ? heddle_session_get_service (session, HEDDLE_TYPE_PROVIDERS)
                                 : NULL;

  if (listing->type != NULL)
    listing->schema = heddle_node_schema_new (listing->type, providers, listing->config);
}

static HeddleNode *
find_node (HeddleOpenWorkflow *workflow,
           const char         *node)
{
  return heddle_pipeline_find_node (heddle_open_workflow_get_pipeline (workflow), node);
}

static const HeddleNodeTypeInfo *
find_type (HeddleOpenWorkflow *workflow,
           HeddleNode         *node)
{
  HeddleSession *session = heddle_open_workflow_get_session (workflow);

  if (node == NULL || !heddle_session_is_open (session))
    return NULL;
  return heddle_node_registry_lookup (heddle_engine_get_registry (heddle_session_get_engine (session)),
                                      heddle_node_get_node_type (node));
}

/**
 * heddle_node_fields_get_type:
 * @workflow: an open workflow
 * @node: a node's id
 *
 * Returns: (transfer none) (nullable): the node's type; %NULL where it is not known here
 */
const HeddleNodeTypeInfo *
heddle_node_fields_get_type (HeddleOpenWorkflow *workflow,
                             const char         *node)
{
  return find_type (workflow, find_node (workflow, node));
}

/**
 * heddle_node_fields_list:
 * @workflow: an open workflow
 * @node: a node's id
 *
 * Lists what can be set of a node: the parameters of its type as its model narrows them, inputs that
 * have a value of their own, what the model takes beyond that, and what nobody knows.
 *
 * Returns: (transfer full) (element-type HeddleField): its fields
 */
GPtrArray *
heddle_node_fields_list (HeddleOpenWorkflow *workflow,
                         const char         *node)
{
  g_autoptr (GHashTable) keys = g_hash_table_new (g_str_hash, g_str_equal);
  Listing listing = {
    .workflow = workflow,
    .node = find_node (workflow, node),
    .fields = g_ptr_array_new_with_free_func (g_object_unref),
    .keys = keys,
  };

  if (listing.node == NULL)
    return listing.fields;
  listing.type = find_type (workflow, listing.node);
  listing.config = heddle_node_get_config (listing.node);
  find_schema (&listing);

  if (listing.schema != NULL)
    {
      for (guint i = 0; i < heddle_node_schema_count (listing.schema); i++)
        add_parameter (&listing, i);
      add_inputs (&listing);
      add_model_parameters (&listing);
    }
  add_unknown (&listing);
  g_clear_object (&listing.schema);
  return listing.fields;
}

/**
 * heddle_node_fields_find:
 * @workflow: an open workflow
 * @node: a node's id
 * @key: a parameter's key
 *
 * Returns: (transfer full) (nullable): that field of the node, if it can be set
 */
HeddleField *
heddle_node_fields_find (HeddleOpenWorkflow *workflow,
                         const char         *node,
                         const char         *key)
{
  g_autoptr (GPtrArray) fields = heddle_node_fields_list (workflow, node);

  for (guint i = 0; i < fields->len; i++)
    {
      if (g_str_equal (heddle_field_get_key (fields->pdata[i]), key))
        return g_object_ref (fields->pdata[i]);
    }
  return NULL;
}

static char *
dup_source_name (HeddleOpenWorkflow *workflow,
                 HeddleLink         *link)
{
  HeddleWorkflow *document = heddle_document_get_workflow (heddle_open_workflow_get_document (workflow));
  const char *from = heddle_link_get_from_node (link);
  HeddleWorkflowInput *input;

  if (!g_str_equal (from, HEDDLE_INPUTS_NODE))
    return heddle_node_fields_dup_name (workflow, from);
  input = heddle_workflow_find_input (document, heddle_link_get_from_port (link));
  return g_strdup (input != NULL ? heddle_workflow_input_get_label (input) : heddle_link_get_from_port (link));
}

/**
 * heddle_node_fields_list_sources:
 * @workflow: an open workflow
 * @node: a node's id
 *
 * Returns: (transfer full) (element-type utf8 utf8): by input port of the node, the name of what is
 *   linked to it
 */
GHashTable *
heddle_node_fields_list_sources (HeddleOpenWorkflow *workflow,
                                 const char         *node)
{
  GHashTable *sources = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GListModel *links = heddle_pipeline_get_links (heddle_open_workflow_get_pipeline (workflow));
  guint n = g_list_model_get_n_items (links);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (HeddleLink) link = g_list_model_get_item (links, i);

      if (!heddle_link_is_after (link) && g_str_equal (heddle_link_get_to_node (link), node))
        g_hash_table_insert (sources, g_strdup (heddle_link_get_to_port (link)), dup_source_name (workflow, link));
    }
  return sources;
}

/**
 * heddle_node_fields_get_price:
 * @workflow: an open workflow
 * @node: a node's id
 * @price: (out): return location for what each result of it costs
 *
 * Returns: whether it is a step that can cost something
 */
gboolean
heddle_node_fields_get_price (HeddleOpenWorkflow *workflow,
                              const char         *node,
                              HeddlePriceRange   *price)
{
  Listing listing = { .workflow = workflow, .node = find_node (workflow, node) };
  HeddleTask wanted;
  gboolean priced;
  const char *model;

  if (listing.node == NULL)
    return FALSE;
  listing.type = find_type (workflow, listing.node);
  listing.config = heddle_node_get_config (listing.node);
  find_schema (&listing);
  if (listing.schema == NULL)
    return FALSE;
  priced = heddle_node_schema_get_wanted (listing.schema, &wanted);
  g_clear_object (&listing.schema);
  model = listing.config != NULL ? heddle_json_get_string (listing.config, "model", NULL) : NULL;
  if (!priced || model == NULL)
    return FALSE;
  *price = heddle_providers_estimate (heddle_session_get_service (heddle_open_workflow_get_session (workflow),
                                                                  HEDDLE_TYPE_PROVIDERS),
                                      model, heddle_json_get_string (listing.config, "connection", NULL), wanted,
                                      listing.config);
  return TRUE;
}

/**
 * heddle_node_fields_dup_name:
 * @workflow: an open workflow
 * @node: a node's id
 *
 * Returns: (transfer full): what the node is called: its own name, or else its type's
 */
char *
heddle_node_fields_dup_name (HeddleOpenWorkflow *workflow,
                             const char         *node)
{
  HeddleNode *found = find_node (workflow, node);
  const char *name = found != NULL ? heddle_node_get_name (found) : NULL;
  const HeddleNodeTypeInfo *type;

  if (name != NULL && *name != '\0')
    return g_strdup (name);
  type = find_type (workflow, found);
  if (type != NULL)
    return g_strdup (_(type->title));
  return g_strdup (found != NULL ? heddle_node_get_node_type (found) : node);
}
