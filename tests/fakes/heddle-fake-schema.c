/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "heddle-fake-schema.h"

#include <string.h>

#define MAX_DEPTH 16

typedef struct
{
  JsonNode *root;
  const char *words;
  guint depth;
} Writer;

static JsonNode *write_node (Writer *self, JsonNode *schema, const char *name);

static const char *
get_type (JsonObject *schema)
{
  JsonNode *type = json_object_get_member (schema, "type");

  if (type == NULL)
    return json_object_has_member (schema, "properties") ? "object" : "string";
  if (JSON_NODE_HOLDS_ARRAY (type))
    return json_array_get_string_element (json_node_get_array (type), 0);

  return json_node_get_string (type);
}

static JsonNode *
resolve (JsonNode   *root,
         const char *reference)
{
  g_auto (GStrv) steps = g_strsplit (reference, "/", -1);
  JsonNode *node = root;

  for (guint i = 1; steps[0] != NULL && steps[i] != NULL; i++)
    node = json_object_get_member (json_node_get_object (node), steps[i]);

  return node;
}

static JsonNode *
write_object (Writer     *self,
              JsonObject *schema)
{
  g_autoptr (JsonObject) object = json_object_new ();
  JsonObjectIter iter;
  const char *name;
  JsonNode *member;

  if (json_object_has_member (schema, "properties"))
    {
      json_object_iter_init_ordered (&iter, json_object_get_object_member (schema, "properties"));
      while (json_object_iter_next_ordered (&iter, &name, &member))
        json_object_set_member (object, name, write_node (self, member, name));
    }

  return json_node_init_object (json_node_alloc (), object);
}

static JsonNode *
write_array (Writer     *self,
             JsonObject *schema,
             const char *name)
{
  const gint64 least = json_object_get_int_member_with_default (schema, "minItems", 3);
  const gint64 most = json_object_get_int_member_with_default (schema, "maxItems", MAX (least, 3));
  const gint64 length = self->depth >= MAX_DEPTH ? least : MIN (MAX (least, 3), most);
  g_autoptr (JsonArray) array = json_array_new ();

  for (gint64 i = 0; i < length && json_object_has_member (schema, "items"); i++)
    {
      g_autofree char *item = g_strdup_printf ("%s %d", name, (int) i + 1);

      json_array_add_element (array,
                              write_node (self, json_object_get_member (schema, "items"), item));
    }

  return json_node_init_array (json_node_alloc (), array);
}

static JsonNode *
write_string (Writer     *self,
              JsonObject *schema,
              const char *name)
{
  const gint64 most = json_object_get_int_member_with_default (schema, "maxLength", 200);
  g_autofree char *text = g_strdup_printf ("%s: %s", name, self->words);
  g_autofree char *cut = g_utf8_substring (text, 0, (long) MIN (most, g_utf8_strlen (text, -1)));

  return json_node_init_string (json_node_alloc (), cut);
}

static JsonNode *
write_number (JsonObject *schema,
              gboolean    whole)
{
  const double least = json_object_get_double_member_with_default (schema, "minimum", 0);
  const double most = json_object_get_double_member_with_default (schema, "maximum", least + (whole ? 10 : 1));
  const double middle = (least + most) / 2;

  if (whole)
    return json_node_init_int (json_node_alloc (), (gint64) middle);

  return json_node_init_double (json_node_alloc (), middle);
}

static JsonNode *
write_typed (Writer     *self,
             JsonObject *schema,
             const char *name)
{
  const char *type = get_type (schema);

  if (g_str_equal (type, "object"))
    return write_object (self, schema);
  if (g_str_equal (type, "array"))
    return write_array (self, schema, name);
  if (g_str_equal (type, "integer") || g_str_equal (type, "number"))
    return write_number (schema, g_str_equal (type, "integer"));
  if (g_str_equal (type, "boolean"))
    return json_node_init_boolean (json_node_alloc (), TRUE);
  if (g_str_equal (type, "null"))
    return json_node_init_null (json_node_alloc ());

  return write_string (self, schema, name);
}

static JsonNode *
write_node (Writer     *self,
            JsonNode   *schema,
            const char *name)
{
  JsonObject *object = json_node_get_object (schema);
  JsonNode *node;

  self->depth++;
  if (json_object_has_member (object, "const"))
    node = json_node_copy (json_object_get_member (object, "const"));
  else if (json_object_has_member (object, "enum"))
    node = json_array_dup_element (json_object_get_array_member (object, "enum"), 0);
  else if (json_object_has_member (object, "$ref"))
    node = write_node (self, resolve (self->root, json_object_get_string_member (object, "$ref")),
                       name);
  else if (json_object_has_member (object, "anyOf"))
    node = write_node (self,
                       json_array_get_element (json_object_get_array_member (object, "anyOf"), 0),
                       name);
  else
    node = write_typed (self, object, name);
  self->depth--;

  return node;
}

static gboolean
is_required (JsonObject *schema,
             const char *name)
{
  JsonArray *required;

  if (!json_object_has_member (schema, "required"))
    return FALSE;

  required = json_object_get_array_member (schema, "required");
  for (guint i = 0; i < json_array_get_length (required); i++)
    if (g_str_equal (json_array_get_string_element (required, i), name))
      return TRUE;

  return FALSE;
}

static char *
find_object_error (JsonObject *schema)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *member;
  char *error;

  if (json_object_get_boolean_member_with_default (schema, "additionalProperties", TRUE))
    return g_strdup ("'additionalProperties' is required to be supplied and to be false.");
  if (!json_object_has_member (schema, "properties"))
    return NULL;

  json_object_iter_init_ordered (&iter, json_object_get_object_member (schema, "properties"));
  while (json_object_iter_next_ordered (&iter, &name, &member))
    {
      if (!is_required (schema, name))
        return g_strdup_printf (
            "'required' is required to be supplied and to be an array including "
            "every key in properties. Missing '%s'.",
            name);
      error = heddle_fake_schema_find_error (member);
      if (error != NULL)
        return error;
    }

  return NULL;
}

/**
 * heddle_fake_schema_find_error:
 * @schema: a JSON Schema
 *
 * Looks for what OpenAI's strict mode does not take: objects that may have other members than the
 * ones named, and members that need not be there.
 *
 * Returns: (transfer full) (nullable): what is wrong, %NULL where nothing is
 */
char *
heddle_fake_schema_find_error (JsonNode *schema)
{
  JsonObject *object;

  if (!JSON_NODE_HOLDS_OBJECT (schema))
    return g_strdup ("schema must be a JSON Schema of 'type: \"object\"'.");

  object = json_node_get_object (schema);
  if (json_object_has_member (object, "$ref") || json_object_has_member (object, "anyOf"))
    return NULL;
  if (g_str_equal (get_type (object), "object"))
    return find_object_error (object);
  if (g_str_equal (get_type (object), "array") && json_object_has_member (object, "items"))
    return heddle_fake_schema_find_error (json_object_get_member (object, "items"));

  return NULL;
}

/**
 * heddle_fake_schema_write:
 * @schema: a JSON Schema
 * @words: what its texts should be about
 *
 * Writes a value that a schema accepts, the same every time: of `anyOf` and `enum` the first, lists
 * of three where the bounds allow, numbers between theirs. Patterns and formats are not looked at.
 *
 * Returns: (transfer full): the value
 */
JsonNode *
heddle_fake_schema_write (JsonNode   *schema,
                          const char *words)
{
  Writer writer = { .root = schema, .words = words };

  return write_node (&writer, schema, "Text");
}
