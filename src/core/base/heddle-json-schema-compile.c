/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/heddle-json-schema-private.h"

#include <math.h>
#include <string.h>

#include "base/heddle-json.h"

typedef struct
{
  GPtrArray  *schemas;
  GPtrArray  *unknown;
  GHashTable *definitions;
  GPtrArray  *references;
} Compiler;

typedef struct
{
  HeddleSchema *schema;
  char         *pointer;
} Reference;

typedef void (*Keyword) (Compiler     *compiler,
                         HeddleSchema *schema,
                         const char   *name,
                         JsonNode     *node);

static void
reference_free (Reference *self)
{
  g_free (self->pointer);
  g_free (self);
}

static HeddleSchema *compile_schema (Compiler *compiler,
                                     JsonNode *node);

static void
note_unknown (Compiler   *compiler,
              const char *name)
{
  g_ptr_array_add (compiler->unknown, g_strdup (name));
}

static void
compile_nothing (Compiler     *compiler,
                 HeddleSchema *schema,
                 const char   *name,
                 JsonNode     *node)
{
}

static HeddleSchemaTypes
read_type (Compiler   *compiler,
           const char *name)
{
  static const char *const names[] = {
    "null", "boolean", "integer", "number", "string", "array", "object",
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      if (g_strcmp0 (names[i], name) == 0)
        return (HeddleSchemaTypes) (1 << i);
    }
  note_unknown (compiler, "type");
  return 0;
}

static void
compile_type (Compiler     *compiler,
              HeddleSchema *schema,
              const char   *name,
              JsonNode     *node)
{
  JsonArray *array;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    {
      schema->types = read_type (compiler, heddle_json_as_string (node));
      return;
    }

  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *type = json_array_get_element (array, i);

      schema->types |= read_type (compiler, heddle_json_as_string (type));
    }
}

static GHashTable *
compile_members (Compiler *compiler,
                 JsonNode *node)
{
  GHashTable *table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  JsonObjectIter iter;
  const char *name;
  JsonNode *member;

  json_object_iter_init (&iter, json_node_get_object (node));
  while (json_object_iter_next (&iter, &name, &member))
    g_hash_table_insert (table, g_strdup (name), compile_schema (compiler, member));
  return table;
}

static void
compile_properties (Compiler     *compiler,
                    HeddleSchema *schema,
                    const char   *name,
                    JsonNode     *node)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    schema->properties = compile_members (compiler, node);
  else
    note_unknown (compiler, name);
}

static void
compile_definitions (Compiler     *compiler,
                     HeddleSchema *schema,
                     const char   *name,
                     JsonNode     *node)
{
  JsonObjectIter iter;
  const char *key;
  JsonNode *member;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      note_unknown (compiler, name);
      return;
    }

  json_object_iter_init (&iter, json_node_get_object (node));
  while (json_object_iter_next (&iter, &key, &member))
    g_hash_table_insert (compiler->definitions, g_strconcat ("#/$defs/", key, NULL),
                         compile_schema (compiler, member));
}

static void
compile_reference (Compiler     *compiler,
                   HeddleSchema *schema,
                   const char   *name,
                   JsonNode     *node)
{
  Reference *reference = g_new0 (Reference, 1);

  reference->schema = schema;
  reference->pointer = g_strdup (heddle_json_as_string (node));
  g_ptr_array_add (compiler->references, reference);
}

static void
compile_required (Compiler     *compiler,
                  HeddleSchema *schema,
                  const char   *name,
                  JsonNode     *node)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  JsonArray *array;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    {
      note_unknown (compiler, name);
      return;
    }

  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      const char *member = heddle_json_as_string (json_array_get_element (array, i));

      if (member != NULL)
        g_strv_builder_add (builder, member);
    }
  schema->required = g_strv_builder_end (builder);
}

static void
compile_one (Compiler     *compiler,
             HeddleSchema *schema,
             const char   *name,
             JsonNode     *node)
{
  static const struct
  {
    const char *name;
    gsize       offset;
  } places[] = {
    { "additionalProperties", G_STRUCT_OFFSET (HeddleSchema, additional_properties) },
    { "propertyNames", G_STRUCT_OFFSET (HeddleSchema, property_names) },
    { "items", G_STRUCT_OFFSET (HeddleSchema, items) },
    { "not", G_STRUCT_OFFSET (HeddleSchema, negated) },
    { "if", G_STRUCT_OFFSET (HeddleSchema, condition) },
    { "then", G_STRUCT_OFFSET (HeddleSchema, consequence) },
    { "else", G_STRUCT_OFFSET (HeddleSchema, alternative) },
  };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      if (g_str_equal (places[i].name, name))
        G_STRUCT_MEMBER (HeddleSchema *, schema, places[i].offset) =
          compile_schema (compiler, node);
    }
}

static void
compile_several (Compiler     *compiler,
                 HeddleSchema *schema,
                 const char   *name,
                 JsonNode     *node)
{
  GPtrArray **place = g_str_equal (name, "allOf")   ? &schema->all_of
                      : g_str_equal (name, "anyOf") ? &schema->any_of
                      : g_str_equal (name, "oneOf") ? &schema->one_of
                                                    : &schema->prefix_items;
  JsonArray *array;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    {
      note_unknown (compiler, name);
      return;
    }

  array = json_node_get_array (node);
  *place = g_ptr_array_sized_new (json_array_get_length (array));
  for (guint i = 0; i < json_array_get_length (array); i++)
    g_ptr_array_add (*place, compile_schema (compiler, json_array_get_element (array, i)));
}

static void
compile_bound (Compiler     *compiler,
               HeddleSchema *schema,
               const char   *name,
               JsonNode     *node)
{
  double *place = g_str_equal (name, "minimum")            ? &schema->minimum
                  : g_str_equal (name, "maximum")          ? &schema->maximum
                  : g_str_equal (name, "exclusiveMinimum") ? &schema->exclusive_minimum
                                                           : &schema->exclusive_maximum;

  if (heddle_json_is_number (node))
    *place = json_node_get_double (node);
  else
    note_unknown (compiler, name);
}

static void
compile_count (Compiler     *compiler,
               HeddleSchema *schema,
               const char   *name,
               JsonNode     *node)
{
  gint64 *place = g_str_equal (name, "minLength")       ? &schema->min_length
                  : g_str_equal (name, "maxLength")     ? &schema->max_length
                  : g_str_equal (name, "minItems")      ? &schema->min_items
                  : g_str_equal (name, "maxItems")      ? &schema->max_items
                  : g_str_equal (name, "minProperties") ? &schema->min_properties
                                                        : &schema->max_properties;

  if (heddle_json_is_number (node))
    *place = json_node_get_int (node);
  else
    note_unknown (compiler, name);
}

static void
compile_enum (Compiler     *compiler,
              HeddleSchema *schema,
              const char   *name,
              JsonNode     *node)
{
  if (JSON_NODE_HOLDS_ARRAY (node))
    schema->choices = json_node_dup_array (node);
  else
    note_unknown (compiler, name);
}

static void
compile_constant (Compiler     *compiler,
                  HeddleSchema *schema,
                  const char   *name,
                  JsonNode     *node)
{
  schema->constant = json_node_ref (node);
}

static void
compile_unique (Compiler     *compiler,
                HeddleSchema *schema,
                const char   *name,
                JsonNode     *node)
{
  schema->unique_items = JSON_NODE_HOLDS_VALUE (node) && json_node_get_boolean (node);
}

static void
compile_pattern (Compiler     *compiler,
                 HeddleSchema *schema,
                 const char   *name,
                 JsonNode     *node)
{
  const char *pattern = heddle_json_as_string (node);

  if (pattern != NULL)
    schema->pattern = g_regex_new (pattern, G_REGEX_OPTIMIZE, G_REGEX_MATCH_DEFAULT, NULL);
  if (schema->pattern == NULL)
    note_unknown (compiler, name);
}

static const struct
{
  const char *name;
  Keyword     compile;
} keywords[] = {
  { "$schema", compile_nothing },
  { "$id", compile_nothing },
  { "$comment", compile_nothing },
  { "title", compile_nothing },
  { "description", compile_nothing },
  { "default", compile_nothing },
  { "examples", compile_nothing },
  { "format", compile_nothing },
  { "$defs", compile_definitions },
  { "$ref", compile_reference },
  { "type", compile_type },
  { "properties", compile_properties },
  { "required", compile_required },
  { "additionalProperties", compile_one },
  { "propertyNames", compile_one },
  { "items", compile_one },
  { "not", compile_one },
  { "if", compile_one },
  { "then", compile_one },
  { "else", compile_one },
  { "prefixItems", compile_several },
  { "allOf", compile_several },
  { "anyOf", compile_several },
  { "oneOf", compile_several },
  { "minimum", compile_bound },
  { "maximum", compile_bound },
  { "exclusiveMinimum", compile_bound },
  { "exclusiveMaximum", compile_bound },
  { "minLength", compile_count },
  { "maxLength", compile_count },
  { "minItems", compile_count },
  { "maxItems", compile_count },
  { "minProperties", compile_count },
  { "maxProperties", compile_count },
  { "enum", compile_enum },
  { "const", compile_constant },
  { "uniqueItems", compile_unique },
  { "pattern", compile_pattern },
};

static void
compile_keyword (Compiler     *compiler,
                 HeddleSchema *schema,
                 const char   *name,
                 JsonNode     *node)
{
  for (guint i = 0; i < G_N_ELEMENTS (keywords); i++)
    {
      if (g_str_equal (keywords[i].name, name))
        {
          keywords[i].compile (compiler, schema, name, node);
          return;
        }
    }
  note_unknown (compiler, name);
}

static HeddleSchema *
schema_new (Compiler *compiler)
{
  HeddleSchema *schema = g_new0 (HeddleSchema, 1);

  schema->minimum = schema->exclusive_minimum = -INFINITY;
  schema->maximum = schema->exclusive_maximum = INFINITY;
  schema->min_length = schema->max_length = -1;
  schema->min_items = schema->max_items = -1;
  schema->min_properties = schema->max_properties = -1;
  g_ptr_array_add (compiler->schemas, schema);
  return schema;
}

static HeddleSchema *
compile_schema (Compiler *compiler,
                JsonNode *node)
{
  HeddleSchema *schema = schema_new (compiler);
  JsonObjectIter iter;
  const char *name;
  JsonNode *member;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      schema->never = JSON_NODE_HOLDS_VALUE (node) && !json_node_get_boolean (node);
      return schema;
    }

  json_object_iter_init (&iter, json_node_get_object (node));
  while (json_object_iter_next (&iter, &name, &member))
    compile_keyword (compiler, schema, name, member);
  return schema;
}

void
heddle_schema_free (HeddleSchema *self)
{
  g_clear_pointer (&self->properties, g_hash_table_unref);
  g_clear_pointer (&self->required, g_strfreev);
  g_clear_pointer (&self->prefix_items, g_ptr_array_unref);
  g_clear_pointer (&self->choices, json_array_unref);
  g_clear_pointer (&self->constant, json_node_unref);
  g_clear_pointer (&self->pattern, g_regex_unref);
  g_clear_pointer (&self->all_of, g_ptr_array_unref);
  g_clear_pointer (&self->any_of, g_ptr_array_unref);
  g_clear_pointer (&self->one_of, g_ptr_array_unref);
  g_free (self);
}

HeddleSchema *
heddle_schema_compile (JsonNode   *node,
                       GPtrArray  *schemas,
                       GHashTable *definitions,
                       GPtrArray  *unknown)
{
  g_autoptr (GPtrArray) references =
    g_ptr_array_new_with_free_func ((GDestroyNotify) reference_free);
  Compiler compiler = { schemas, unknown, definitions, references };
  HeddleSchema *root = compile_schema (&compiler, node);

  g_hash_table_insert (definitions, g_strdup ("#"), root);
  for (guint i = 0; i < references->len; i++)
    {
      Reference *reference = references->pdata[i];

      if (reference->pointer != NULL)
        reference->schema->reference = g_hash_table_lookup (definitions, reference->pointer);
      if (reference->schema->reference == NULL)
        note_unknown (&compiler, "$ref");
    }
  return root;
}
