/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/heddle-json.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>
#include <yyjson.h>

/* The writer recurses, and so does everything that walks a tree; deeper documents are attacks. */
#define MAX_DEPTH 256

#define MAX_EXACT_INTEGER 9007199254740992.0

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
  yyjson_read_err failure = { 0 };
  gsize size = length < 0 ? strlen (text) : (gsize) length;
  yyjson_doc *document;
  JsonNode *node;

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
                   _("Line %" G_GSIZE_FORMAT ", column %" G_GSIZE_FORMAT ": not valid JSON: %s"),
                   line, column, failure.msg);
      return NULL;
    }

  node = convert (yyjson_doc_get_root (document), 1, error);
  yyjson_doc_free (document);
  return node;
}

/* The digits that read back to @number with as few of them as possible, without a point, and the
 * power of ten of the point: 0.d₁d₂… × 10^exponent.
 */
static void
shortest_digits (double  number,
                 char   *digits,
                 int    *exponent)
{
  char memory[4096];
  yyjson_alc allocator;
  yyjson_mut_val value = { 0 };
  char *written;
  size_t length;
  int n = 0;
  int point = 0;
  gboolean fraction = FALSE;

  yyjson_alc_pool_init (&allocator, memory, sizeof memory);
  yyjson_mut_set_real (&value, number);
  written = yyjson_mut_val_write_opts (&value, YYJSON_WRITE_NOFLAG, &allocator, &length, NULL);
  g_assert (written != NULL);

  *exponent = 0;
  for (const char *p = written; *p != '\0'; p++)
    {
      if (*p == 'e' || *p == 'E')
        {
          *exponent = (int) g_ascii_strtoll (p + 1, NULL, 10);
          break;
        }
      if (*p == '.')
        {
          fraction = TRUE;
          continue;
        }
      if (n > 0 || *p != '0')
        {
          digits[n++] = *p;
          point += fraction ? 0 : 1;
        }
      else if (fraction)
        point--;
    }

  *exponent += point;
  while (n > 1 && digits[n - 1] == '0')
    n--;
  digits[n] = '\0';
}

static void
append_number (GString *out,
               double   number)
{
  char digits[400];
  int exponent;
  int n;

  if (number == 0)
    {
      g_string_append_c (out, '0');
      return;
    }
  if (number < 0)
    g_string_append_c (out, '-');
  if (fabs (number) < MAX_EXACT_INTEGER && trunc (number) == number)
    {
      g_string_append_printf (out, "%" G_GINT64_FORMAT, (gint64) fabs (number));
      return;
    }

  shortest_digits (fabs (number), digits, &exponent);
  n = (int) strlen (digits);
  if (exponent > 21 || exponent <= -6)
    {
      g_string_append_c (out, digits[0]);
      if (n > 1)
        g_string_append_printf (out, ".%s", digits + 1);
      g_string_append_printf (out, "e%+d", exponent - 1);
    }
  else if (exponent <= 0)
    {
      g_string_append (out, "0.");
      for (int i = exponent; i < 0; i++)
        g_string_append_c (out, '0');
      g_string_append (out, digits);
    }
  else
    {
      for (int i = 0; i < MAX (n, exponent); i++)
        {
          if (i == exponent)
            g_string_append_c (out, '.');
          g_string_append_c (out, i < n ? digits[i] : '0');
        }
    }
}

/**
 * heddle_json_number_to_string:
 * @number: a finite number
 *
 * Writes @number as ECMAScript's Number::toString does (and so RFC 8785): the shortest decimal that
 * reads back to the same double, with an exponent only from 10²¹ upwards and below 10⁻⁶. Minus zero
 * is `0`. Does not depend on the locale.
 *
 * Returns: (transfer full): the decimal
 */
char *
heddle_json_number_to_string (double number)
{
  GString *out;

  g_return_val_if_fail (isfinite (number), NULL);

  out = g_string_sized_new (24);
  append_number (out, number);
  return g_string_free (out, FALSE);
}

static void
append_text (GString    *out,
             const char *text)
{
  const char *start = text;

  g_string_append_c (out, '"');
  for (const char *p = text; *p != '\0'; p++)
    {
      unsigned char c = (unsigned char) *p;
      const char *escape;

      if (c >= 0x20 && c != '"' && c != '\\')
        continue;
      g_string_append_len (out, start, p - start);
      start = p + 1;
      escape = c < 0x20 ? NULL : c == '"' ? "\\\"" : "\\\\";
      if (c == '\b')
        escape = "\\b";
      else if (c == '\t')
        escape = "\\t";
      else if (c == '\n')
        escape = "\\n";
      else if (c == '\f')
        escape = "\\f";
      else if (c == '\r')
        escape = "\\r";
      if (escape != NULL)
        g_string_append (out, escape);
      else
        g_string_append_printf (out, "\\u%04x", c);
    }
  g_string_append (out, start);
  g_string_append_c (out, '"');
}

/* UTF-8 sorts as code points do, UTF-16 almost: there, what lies above U+FFFF (four bytes here)
 * comes before U+E000 to U+FFFF (three bytes, the first 0xEE or 0xEF).
 */
static int
compare_utf16 (gconstpointer a,
               gconstpointer b)
{
  const unsigned char *left = *(const unsigned char *const *) a;
  const unsigned char *right = *(const unsigned char *const *) b;

  while (*left != '\0' && *left == *right)
    {
      left++;
      right++;
    }

  if (*left >= 0xf0 && (*right == 0xee || *right == 0xef))
    return -1;
  if (*right >= 0xf0 && (*left == 0xee || *left == 0xef))
    return 1;
  return (int) *left - (int) *right;
}

static void append_node (GString         *out,
                         JsonNode        *node,
                         HeddleJsonStyle  style,
                         guint            level);

static void
append_newline (GString         *out,
                HeddleJsonStyle  style,
                guint            level)
{
  if (style != HEDDLE_JSON_PRETTY)
    return;

  g_string_append_c (out, '\n');
  for (guint i = 0; i < level; i++)
    g_string_append (out, "  ");
}

static void
append_member (GString         *out,
               const char      *name,
               JsonNode        *node,
               HeddleJsonStyle  style,
               guint            level,
               gboolean         first)
{
  if (!first)
    g_string_append_c (out, ',');
  append_newline (out, style, level + 1);
  append_text (out, name);
  g_string_append (out, style == HEDDLE_JSON_PRETTY ? ": " : ":");
  append_node (out, node, style, level + 1);
}

static void
append_object (GString         *out,
               JsonObject      *object,
               HeddleJsonStyle  style,
               guint            level)
{
  gboolean first = TRUE;

  g_string_append_c (out, '{');
  if (style == HEDDLE_JSON_CANONICAL)
    {
      g_autoptr (GPtrArray) names = g_ptr_array_new ();
      JsonObjectIter iter;
      const char *name;

      json_object_iter_init (&iter, object);
      while (json_object_iter_next (&iter, &name, NULL))
        g_ptr_array_add (names, (char *) name);
      g_ptr_array_sort (names, compare_utf16);
      for (guint i = 0; i < names->len; i++)
        append_member (out, names->pdata[i], json_object_get_member (object, names->pdata[i]),
                       style, level, i == 0);
    }
  else
    {
      JsonObjectIter iter;
      const char *name;
      JsonNode *member;

      json_object_iter_init_ordered (&iter, object);
      while (json_object_iter_next_ordered (&iter, &name, &member))
        {
          append_member (out, name, member, style, level, first);
          first = FALSE;
        }
    }
  if (json_object_get_size (object) > 0)
    append_newline (out, style, level);
  g_string_append_c (out, '}');
}

static void
append_array (GString         *out,
              JsonArray       *array,
              HeddleJsonStyle  style,
              guint            level)
{
  guint n = json_array_get_length (array);

  g_string_append_c (out, '[');
  for (guint i = 0; i < n; i++)
    {
      if (i > 0)
        g_string_append_c (out, ',');
      append_newline (out, style, level + 1);
      append_node (out, json_array_get_element (array, i), style, level + 1);
    }
  if (n > 0)
    append_newline (out, style, level);
  g_string_append_c (out, ']');
}

static void
append_value (GString         *out,
              JsonNode        *node,
              HeddleJsonStyle  style)
{
  switch (json_node_get_value_type (node))
    {
    case G_TYPE_STRING:
      append_text (out, json_node_get_string (node));
      return;
    case G_TYPE_BOOLEAN:
      g_string_append (out, json_node_get_boolean (node) ? "true" : "false");
      return;
    case G_TYPE_DOUBLE:
      append_number (out, json_node_get_double (node));
      return;
    default:
      if (style == HEDDLE_JSON_CANONICAL)
        append_number (out, (double) json_node_get_int (node));
      else
        g_string_append_printf (out, "%" G_GINT64_FORMAT, json_node_get_int (node));
      return;
    }
}

static void
append_node (GString         *out,
             JsonNode        *node,
             HeddleJsonStyle  style,
             guint            level)
{
  switch (json_node_get_node_type (node))
    {
    case JSON_NODE_OBJECT:
      append_object (out, json_node_get_object (node), style, level);
      break;
    case JSON_NODE_ARRAY:
      append_array (out, json_node_get_array (node), style, level);
      break;
    case JSON_NODE_VALUE:
      append_value (out, node, style);
      break;
    case JSON_NODE_NULL:
    default:
      g_string_append (out, "null");
      break;
    }
}

/**
 * heddle_json_write:
 * @node: a tree whose numbers are finite
 * @style: how
 *
 * Writes JSON. Numbers are written as by [func@json_number_to_string]; whole numbers that are not
 * exact as doubles keep their digits, except in %HEDDLE_JSON_CANONICAL.
 *
 * Returns: (transfer full): the text, in UTF-8
 */
char *
heddle_json_write (JsonNode        *node,
                   HeddleJsonStyle  style)
{
  GString *out;

  g_return_val_if_fail (node != NULL, NULL);

  out = g_string_sized_new (256);
  append_node (out, node, style, 0);
  if (style == HEDDLE_JSON_PRETTY)
    g_string_append_c (out, '\n');
  return g_string_free (out, FALSE);
}

/**
 * heddle_json_write_object:
 * @object: an object whose numbers are finite
 * @style: how
 *
 * Writes an object as [func@json_write] does.
 *
 * Returns: (transfer full): the text, in UTF-8
 */
char *
heddle_json_write_object (JsonObject      *object,
                          HeddleJsonStyle  style)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);

  return heddle_json_write (node, style);
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
copy_object (JsonObject *object)
{
  g_autoptr (JsonObject) copy = json_object_new ();
  JsonObjectIter iter;
  const char *name;
  JsonNode *member;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &member))
    json_object_set_member (copy, name, heddle_json_copy (member));

  return json_node_init_object (json_node_alloc (), copy);
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

/**
 * heddle_json_copy:
 * @node: (nullable): a tree
 *
 * Copies a tree with everything in it; json_node_copy() shares objects and arrays.
 *
 * Returns: (transfer full) (nullable): the copy; %NULL for %NULL
 */
JsonNode *
heddle_json_copy (JsonNode *node)
{
  if (node == NULL)
    return NULL;
  if (JSON_NODE_HOLDS_OBJECT (node))
    return copy_object (json_node_get_object (node));
  if (JSON_NODE_HOLDS_ARRAY (node))
    return copy_array (json_node_get_array (node));
  return json_node_copy (node);
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
