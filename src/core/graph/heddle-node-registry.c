/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "graph/heddle-node-registry.h"

#include <string.h>

#include "base/heddle-json.h"

/**
 * HeddleNodeRegistry:
 *
 * The node types that are known here. Filled at start, then only read, from any thread.
 */
struct _HeddleNodeRegistry
{
  GObject     parent_instance;
  GHashTable *by_id;
  GPtrArray  *types;
};

G_DEFINE_FINAL_TYPE (HeddleNodeRegistry, heddle_node_registry, G_TYPE_OBJECT)

static void
heddle_node_registry_finalize (GObject *object)
{
  HeddleNodeRegistry *self = HEDDLE_NODE_REGISTRY (object);

  g_clear_pointer (&self->by_id, g_hash_table_unref);
  g_clear_pointer (&self->types, g_ptr_array_unref);

  G_OBJECT_CLASS (heddle_node_registry_parent_class)->finalize (object);
}

static void
heddle_node_registry_class_init (HeddleNodeRegistryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = heddle_node_registry_finalize;
}

static void
heddle_node_registry_init (HeddleNodeRegistry *self)
{
  self->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  self->types = g_ptr_array_new ();
}

/**
 * heddle_node_registry_new:
 *
 * Returns: (transfer full): a registry that knows no type
 */
HeddleNodeRegistry *
heddle_node_registry_new (void)
{
  return g_object_new (HEDDLE_TYPE_NODE_REGISTRY, NULL);
}

/**
 * heddle_node_registry_add:
 * @self: a registry
 * @type: (transfer none): a type with an id that is not taken; must outlive the registry
 *
 * Adds a node type.
 */
void
heddle_node_registry_add (HeddleNodeRegistry       *self,
                          const HeddleNodeTypeInfo *type)
{
  guint place = self->types->len;

  g_return_if_fail (HEDDLE_IS_NODE_REGISTRY (self));
  g_return_if_fail ((type->evaluate != NULL) != (type->execute != NULL));
  g_return_if_fail (!g_hash_table_contains (self->by_id, type->id));

  while (place > 0 && strcmp (((const HeddleNodeTypeInfo *) self->types->pdata[place - 1])->id, type->id) > 0)
    place--;
  g_hash_table_insert (self->by_id, (char *) type->id, (gpointer) type);
  g_ptr_array_insert (self->types, (int) place, (gpointer) type);
}

/**
 * heddle_node_registry_lookup:
 * @self: a registry
 * @id: a type's name in documents, such as `image.resize`
 *
 * Returns: (transfer none) (nullable): the type, if it is known
 */
const HeddleNodeTypeInfo *
heddle_node_registry_lookup (HeddleNodeRegistry *self,
                             const char         *id)
{
  g_return_val_if_fail (HEDDLE_IS_NODE_REGISTRY (self), NULL);

  return g_hash_table_lookup (self->by_id, id);
}

/**
 * heddle_node_registry_list:
 * @self: a registry
 *
 * Returns: (transfer container) (element-type HeddleNodeTypeInfo): all types, in the order of their
 *   ids
 */
GPtrArray *
heddle_node_registry_list (HeddleNodeRegistry *self)
{
  g_return_val_if_fail (HEDDLE_IS_NODE_REGISTRY (self), NULL);

  return g_ptr_array_copy (self->types, NULL, NULL);
}

static void
add_parameters (JsonObject                *properties,
                const HeddleParameterInfo *parameters)
{
  for (const HeddleParameterInfo *p = parameters; p != NULL && p->key != NULL; p++)
    json_object_set_member (properties, p->key, heddle_parameter_to_schema (p));
}

static JsonNode *
config_to_schema (const HeddleNodeTypeInfo *type)
{
  g_autoptr (JsonObject) config = json_object_new ();
  JsonObject *properties = json_object_new ();

  json_object_set_string_member (config, "title", type->title);
  if (type->description != NULL)
    json_object_set_string_member (config, "description", type->description);
  json_object_set_string_member (config, "type", "object");
  add_parameters (properties, type->parameters);
  add_parameters (properties, heddle_node_type_get_common_parameters ());
  json_object_set_object_member (config, "properties", properties);
  return json_node_init_object (json_node_alloc (), config);
}

static JsonObject *
wrap (const char *name,
      JsonObject *content)
{
  JsonObject *object = json_object_new ();

  json_object_set_object_member (object, name, content);
  return object;
}

/* {"if": {"properties": {"type": {"const": ID}}, "required": ["type"]},
 *  "then": {"properties": {"config": {"$ref": "#/$defs/ID"}}}}
 */
static JsonObject *
type_to_condition (const HeddleNodeTypeInfo *type,
                   const char               *definition)
{
  g_autofree char *pointer = g_strconcat ("#/$defs/", definition, NULL);
  JsonObject *constant = json_object_new ();
  JsonObject *reference = json_object_new ();
  JsonObject *is_type;
  JsonObject *condition = json_object_new ();
  JsonArray *required = json_array_new ();

  json_object_set_string_member (constant, "const", type->id);
  json_object_set_string_member (reference, "$ref", pointer);
  json_array_add_string_element (required, "type");
  is_type = wrap ("properties", wrap ("type", constant));
  json_object_set_array_member (is_type, "required", required);
  json_object_set_object_member (condition, "if", is_type);
  json_object_set_object_member (condition, "then",
                                 wrap ("properties", wrap ("config", reference)));
  return condition;
}

/**
 * heddle_node_registry_to_schema:
 * @self: a registry
 * @base: the JSON Schema of documents without node types; has `$defs` with a `node` in it
 *
 * Merges what the types say about their config into the schema of documents: a definition
 * `config.TYPE` per type, and a condition on nodes of that type. Nodes of unknown types stay valid.
 *
 * Returns: (transfer full): the schema of whole documents; @base is not changed
 */
JsonNode *
heddle_node_registry_to_schema (HeddleNodeRegistry *self,
                                JsonNode           *base)
{
  JsonNode *schema;
  JsonObject *definitions;
  JsonObject *node;
  JsonArray *conditions;

  g_return_val_if_fail (HEDDLE_IS_NODE_REGISTRY (self), NULL);
  g_return_val_if_fail (JSON_NODE_HOLDS_OBJECT (base), NULL);

  schema = heddle_json_copy (base);
  definitions = heddle_json_get_object (json_node_get_object (schema), "$defs");
  node = heddle_json_get_object (definitions, "node");
  g_return_val_if_fail (node != NULL, schema);

  conditions = json_array_sized_new (self->types->len);
  for (guint i = 0; i < self->types->len; i++)
    {
      const HeddleNodeTypeInfo *type = self->types->pdata[i];
      g_autofree char *definition = g_strconcat ("config.", type->id, NULL);

      json_object_set_member (definitions, definition, config_to_schema (type));
      json_array_add_object_element (conditions, type_to_condition (type, definition));
    }
  if (self->types->len > 0)
    json_object_set_array_member (node, "allOf", conditions);
  else
    json_array_unref (conditions);
  return schema;
}
