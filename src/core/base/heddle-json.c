/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/heddle-json.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "base/heddle-json-read.h"

/* The writer recurses, and so does everything that walks a tree; deeper documents are attacks. */
#define MAX_DEPTH 256

G_DEFINE_QUARK (heddle-json-error-quark, heddle_json_error)

static JsonNode *convert (yyjson_val  *value,
                          guint        depth,
                          GError     **error);

static gboolean
check_text (yyjson_val  *value,
            GError     **error)
{
  if (strlen (yyjson_get_str (value)) == yyjson_get_len (value))
    return TRUE;

  g_set_error_literal (error, HEDDLE_JSON_ERROR, HEDDLE_JSON_ERROR_SYNTAX,
                       _("A text contains the character U+0000, which cannot be kept"));
  return FALSE;
}

static JsonNode *
convert_object (yyjson_val  *value,
                guint        depth,
                GError     **error)
{
  g_autoptr (JsonObject) object = json_object_new ();
  yyjson_obj_iter iter = yyjson_obj_iter_with (value);
  yyjson_val *key;

  while ((key = yyjson_obj_iter_next (&iter)) != NULL)
    {
      JsonNode *member;

      if (!check_text (key, error))
        return NULL;
      member = convert (yyjson_obj_iter_get_val (key), depth + 1, error);
      if (member == NULL)
        return NULL;
      json_object_set_member (object, yyjson_get_str (key), member);
    }

  return json_node_init_object (json_node_alloc (), object);
}

static JsonNode *
convert_array (yyjson_val  *value,
               guint        depth,
               GError     **error)
{
  g_autoptr (JsonArray) array = json_array_sized_new ((guint) yyjson_arr_size (value));
  yyjson_arr_iter iter = yyjson_arr_iter_with (value);
  yyjson_val *item;

  while ((item = yyjson_arr_iter_next (&iter)) != NULL)
    {
      JsonNode *element = convert (item, depth + 1, error);

      if (element == NULL)
        return NULL;
      json_array_add_element (array, element);
    }

  return json_node_init_array (json_node_alloc (), array);
}

static JsonNode *
convert_number (yyjson_val *value)
{
  JsonNode *node = json_node_alloc ();

  if (yyjson_is_uint (value) && yyjson_get_uint (value) > G_MAXINT64)
    return json_node_init_double (node, (double) yyjson_get_uint (value));
  if (yyjson_is_int (value))
    return json_node_init_int (node, yyjson_get_sint (value));
  return json_node_init_double (node, yyjson_get_real (value));
}

static JsonNode *
convert (yyjson_val  *value,
         guint        depth,
         GError     **error)
{
  if (depth > MAX_DEPTH)
    {
      g_set_error (error, HEDDLE_JSON_ERROR, HEDDLE_JSON_ERROR_SYNTAX,
                   _("Nested more than %d levels deep"), MAX_DEPTH);
      return NULL;
    }

  switch (yyjson_get_type (value))
    {
    case YYJSON_TYPE_OBJ:
      return convert_object (value, depth, error);
    case YYJSON_TYPE_ARR:
      return convert_array (value, depth, error);
    case YYJSON_TYPE_STR:
      if (!check_text (value, error))
        return NULL;
      return json_node_init_string (json_node_alloc (), yyjson_get_str (value));
    case YYJSON_TYPE_NUM:
      return convert_number (value);
    case YYJSON_TYPE_BOOL:
      return json_node_init_boolean (json_node_alloc (), yyjson_get_bool (value));
    default:
      return json_node_init_null (json_node_alloc ());
    }
}

/**
 * heddle_json_read:
 * @text: JSON
 * @length: its length in bytes, -1 if it ends with a zero
 * @error: return location for an error
 *
 * Reads JSON for those that look at little of it or at much at once: nothing is copied into a tree.
 *
 * Returns: (transfer full): the document, or %NULL with %HEDDLE_JSON_ERROR_SYNTAX
 */
yyjson_doc *
heddle_json_read (const char  *text,
                  gssize       length,
                  GError     **error)
{
  yyjson_read_err failure = { 0 };
  gsize size = length < 0 ? strlen (text) : (gsize) length;
  yyjson_doc *document;

  if (size >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0)
    {
      text += 3;
      size -= 3;
    }

  document = yyjson_read_opts ((char *) text, size, YYJSON_READ_NOFLAG, NULL, &failure);
  if (document == NULL)
    {
      size_t line = 1;
      size_t column = 1;
      size_t character;

      yyjson_locate_pos (text, size, MIN (failure.pos, size), &line, &column, &character);
      g_set_error (error, HEDDLE_JSON_ERROR, HEDDLE_JSON_ERROR_SYNTAX,
                   _("Line %zu, column %zu: not valid JSON: %s"),
                   line, column, failure.msg);
    }
  return document;
}

/**
 * heddle_json_to_tree:
 * @value: (nullable): a part of a document
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the same as a tree; %NULL of nothing, or with
 *   %HEDDLE_JSON_ERROR_SYNTAX
 */
JsonNode *
heddle_json_to_tree (yyjson_val  *value,
                     GError     **error)
{
  return value == NULL ? NULL : convert (value, 1, error);
}

/**
 * heddle_json_read_text:
 * @value: (nullable): a part of a document
 *
 * Returns: (transfer none) (nullable): the text; %NULL of anything else, and of a text that contains
 *   U+0000
 */
const char *
heddle_json_read_text (yyjson_val *value)
{
  return yyjson_is_str (value) && check_text (value, NULL) ? yyjson_get_str (value) : NULL;
}

/**
 * heddle_json_parse:
 * @text: (array length=length): JSON in UTF-8, with or without a byte order mark
 * @length: its length in bytes, or -1 if it ends with NUL
 * @error: return location for an error
 *
 * Reads JSON as RFC 8259 defines it: no comments, no trailing commas. Whole numbers up to 2⁶³ are
 * kept exactly, all others as the nearest double. Of members of one name the last counts.
 *
 * Returns: (transfer full): the tree, or %NULL with %HEDDLE_JSON_ERROR_SYNTAX: the message names
 *   line and column
 */
JsonNode *
heddle_json_parse (const char  *text,
                   gssize       length,
                   GError     **error)
{
  yyjson_doc *document = heddle_json_read (text, length, error);
  JsonNode *node = document == NULL ? NULL : convert (yyjson_doc_get_root (document), 1, error);

  yyjson_doc_free (document);
  return node;
}

/**
 * heddle_json_as_string:
 * @node: (nullable): a node of any kind
 *
 * Reads a text safely; json_node_get_string() must not be called on objects and arrays.
 *
 * Returns: (transfer none) (nullable): the text, or %NULL of a node that is none
 */
const char *
heddle_json_as_string (JsonNode *node)
{
  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return NULL;
  return json_node_get_string (node);
}

static JsonNode *
copy_array (JsonArray *array)
{
  guint n = json_array_get_length (array);
  g_autoptr (JsonArray) copy = json_array_sized_new (n);

  for (guint i = 0; i < n; i++)
    json_array_add_element (copy, heddle_json_copy (json_array_get_element (array, i)));

  return json_node_init_array (json_node_alloc (), copy);
}

/* json_node_copy() shares the value, and counts its references without regard to other threads. */
static JsonNode *
copy_value (JsonNode *node)
{
  JsonNode *copy = json_node_alloc ();

  if (!JSON_NODE_HOLDS_VALUE (node))
    return json_node_init_null (copy);
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return json_node_init_string (copy, json_node_get_string (node));
  if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return json_node_init_boolean (copy, json_node_get_boolean (node));
  if (json_node_get_value_type (node) == G_TYPE_DOUBLE)
    return json_node_init_double (copy, json_node_get_double (node));
  return json_node_init_int (copy, json_node_get_int (node));
}

/**
 * heddle_json_copy:
 * @node: (nullable): a tree
 *
 * Copies a tree with everything in it; json_node_copy() shares objects, arrays and values. Only reads
 * the tree, so that several threads can copy it at once.
 *
 * Returns: (transfer full) (nullable): the copy; %NULL for %NULL
 */
JsonNode *
heddle_json_copy (JsonNode *node)
{
  if (node == NULL)
    return NULL;
  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      g_autoptr (JsonObject) copy = heddle_json_copy_object (json_node_get_object (node));

      return json_node_init_object (json_node_alloc (), copy);
    }
  if (JSON_NODE_HOLDS_ARRAY (node))
    return copy_array (json_node_get_array (node));
  return copy_value (node);
}

/**
 * heddle_json_copy_object:
 * @object: (nullable): an object
 *
 * Does for an object what heddle_json_copy() does for a tree. json_object_ref() counts without regard to
 * other threads.
 *
 * Returns: (transfer full) (nullable): the copy; %NULL for %NULL
 */
JsonObject *
heddle_json_copy_object (JsonObject *object)
{
  g_autoptr (JsonObject) copy = NULL;
  JsonObjectIter iter;
  const char *name;
  JsonNode *member;

  if (object == NULL)
    return NULL;

  copy = json_object_new ();
  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &member))
    json_object_set_member (copy, name, heddle_json_copy (member));

  return g_steal_pointer (&copy);
}

/**
 * heddle_json_merge_patch:
 * @target: (nullable): a tree
 * @patch: what is laid over it
 *
 * Lays a tree over another as RFC 7396 says: members of @patch replace, null removes, objects merge.
 *
 * Returns: (transfer full): the merged tree, which shares nothing with the others
 */
JsonNode *
heddle_json_merge_patch (JsonNode *target,
                         JsonNode *patch)
{
  JsonNode *merged;
  JsonObject *object;
  JsonObjectIter iter;
  const char *name;
  JsonNode *member;

  g_return_val_if_fail (patch != NULL, NULL);

  if (!JSON_NODE_HOLDS_OBJECT (patch))
    return heddle_json_copy (patch);

  if (target != NULL && JSON_NODE_HOLDS_OBJECT (target))
    merged = heddle_json_copy (target);
  else
    {
      merged = json_node_new (JSON_NODE_OBJECT);
      json_node_take_object (merged, json_object_new ());
    }

  object = json_node_get_object (merged);
  json_object_iter_init_ordered (&iter, json_node_get_object (patch));
  while (json_object_iter_next_ordered (&iter, &name, &member))
    {
      if (JSON_NODE_HOLDS_NULL (member))
        json_object_remove_member (object, name);
      else
        json_object_set_member (object, name,
                                heddle_json_merge_patch (json_object_get_member (object, name), member));
    }

  return merged;
}

static gboolean
objects_equal (JsonObject *a,
               JsonObject *b)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *member;

  if (json_object_get_size (a) != json_object_get_size (b))
    return FALSE;

  json_object_iter_init (&iter, a);
  while (json_object_iter_next (&iter, &name, &member))
    {
      JsonNode *other = json_object_get_member (b, name);

      if (other == NULL || !heddle_json_equal (member, other))
        return FALSE;
    }
  return TRUE;
}

static gboolean
arrays_equal (JsonArray *a,
              JsonArray *b)
{
  guint n = json_array_get_length (a);

  if (n != json_array_get_length (b))
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      if (!heddle_json_equal (json_array_get_element (a, i), json_array_get_element (b, i)))
        return FALSE;
    }
  return TRUE;
}

/**
 * heddle_json_equal:
 * @a: a tree
 * @b: another
 *
 * Whether two trees mean the same: numbers are compared as doubles, the order of members does not
 * matter.
 *
 * Returns: whether they are equal
 */
gboolean
heddle_json_equal (JsonNode *a,
                   JsonNode *b)
{
  if (heddle_json_is_number (a) && heddle_json_is_number (b))
    return json_node_get_double (a) == json_node_get_double (b);
  if (json_node_get_node_type (a) != json_node_get_node_type (b))
    return FALSE;

  switch (json_node_get_node_type (a))
    {
    case JSON_NODE_OBJECT:
      return objects_equal (json_node_get_object (a), json_node_get_object (b));
    case JSON_NODE_ARRAY:
      return arrays_equal (json_node_get_array (a), json_node_get_array (b));
    case JSON_NODE_VALUE:
      if (json_node_get_value_type (a) != json_node_get_value_type (b))
        return FALSE;
      if (json_node_get_value_type (a) == G_TYPE_STRING)
        return g_str_equal (json_node_get_string (a), json_node_get_string (b));
      return json_node_get_boolean (a) == json_node_get_boolean (b);
    case JSON_NODE_NULL:
    default:
      return TRUE;
    }
}

/**
 * heddle_json_is_number:
 * @node: (nullable): a node
 *
 * Returns: whether @node is a number, whole or not
 */
gboolean
heddle_json_is_number (JsonNode *node)
{
  GType type;

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return FALSE;
  type = json_node_get_value_type (node);
  return type == G_TYPE_INT64 || type == G_TYPE_DOUBLE;
}

static JsonNode *
get_value (JsonObject *object,
           const char *member,
           GType       type)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, member) : NULL;

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != type)
    return NULL;
  return node;
}

/**
 * heddle_json_get_string:
 * @object: (nullable): an object
 * @member: a member's name
 * @fallback: (nullable): what to return where there is no such text
 *
 * Returns: (transfer none) (nullable): the member, or @fallback where it is missing or no text
 */
const char *
heddle_json_get_string (JsonObject *object,
                        const char *member,
                        const char *fallback)
{
  JsonNode *node = get_value (object, member, G_TYPE_STRING);

  return node != NULL ? json_node_get_string (node) : fallback;
}

/**
 * heddle_json_get_number:
 * @object: (nullable): an object
 * @member: a member's name
 * @fallback: what to return where there is no such number
 *
 * Returns: the member, or @fallback where it is missing or no number
 */
double
heddle_json_get_number (JsonObject *object,
                        const char *member,
                        double      fallback)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, member) : NULL;

  return heddle_json_is_number (node) ? json_node_get_double (node) : fallback;
}

/**
 * heddle_json_get_int:
 * @object: (nullable): an object
 * @member: a member's name
 * @fallback: what to return where there is no such number
 *
 * Returns: the member, or @fallback where it is missing, no number or not whole
 */
gint64
heddle_json_get_int (JsonObject *object,
                     const char *member,
                     gint64      fallback)
{
  JsonNode *node = get_value (object, member, G_TYPE_INT64);
  double number;

  if (node != NULL)
    return json_node_get_int (node);

  number = heddle_json_get_number (object, member, NAN);
  if (!(fabs (number) < 9223372036854775808.0) || trunc (number) != number)
    return fallback;
  return (gint64) number;
}

/**
 * heddle_json_get_boolean:
 * @object: (nullable): an object
 * @member: a member's name
 * @fallback: what to return where there is no such boolean
 *
 * Returns: the member, or @fallback where it is missing or no boolean
 */
gboolean
heddle_json_get_boolean (JsonObject *object,
                         const char *member,
                         gboolean    fallback)
{
  JsonNode *node = get_value (object, member, G_TYPE_BOOLEAN);

  return node != NULL ? json_node_get_boolean (node) : fallback;
}

/**
 * heddle_json_get_object:
 * @object: (nullable): an object
 * @member: a member's name
 *
 * Returns: (transfer none) (nullable): the member, or %NULL where it is missing or no object
 */
JsonObject *
heddle_json_get_object (JsonObject *object,
                        const char *member)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, member) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

/**
 * heddle_json_get_array:
 * @object: (nullable): an object
 * @member: a member's name
 *
 * Returns: (transfer none) (nullable): the member, or %NULL where it is missing or no array
 */
JsonArray *
heddle_json_get_array (JsonObject *object,
                       const char *member)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, member) : NULL;

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}
