/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/heddle-json.h"

#include <math.h>
#include <string.h>
#include <yyjson.h>

#define MAX_EXACT_INTEGER 9007199254740992.0

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
append_number (GString  *out,
               double    number,
               gboolean  plain)
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
  if (exponent > 21 || (exponent <= -6 && !plain))
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
  append_number (out, number, FALSE);
  return g_string_free (out, FALSE);
}

/**
 * heddle_json_number_to_plain_string:
 * @number: a finite number
 *
 * Writes @number as [func@json_number_to_string] does, but small ones without an exponent too:
 * `0.0000001`. That is how numbers stand in texts.
 *
 * Returns: (transfer full): the decimal
 */
char *
heddle_json_number_to_plain_string (double number)
{
  GString *out;

  g_return_val_if_fail (isfinite (number), NULL);

  out = g_string_sized_new (24);
  append_number (out, number, TRUE);
  return g_string_free (out, FALSE);
}

/**
 * heddle_json_append_text:
 * @out: JSON that is being written
 * @text: a text
 *
 * Appends @text as a JSON string.
 */
void
heddle_json_append_text (GString    *out,
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
  static const char spaces[] = "\n                                ";
  gsize length = 1 + 2 * level;

  if (style != HEDDLE_JSON_PRETTY)
    return;

  g_string_append_len (out, spaces, (gssize) MIN (length, sizeof spaces - 1));
  for (gsize i = sizeof spaces - 1; i < length; i++)
    g_string_append_c (out, ' ');
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
  heddle_json_append_text (out, name);
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
      heddle_json_append_text (out, json_node_get_string (node));
      return;
    case G_TYPE_BOOLEAN:
      g_string_append (out, json_node_get_boolean (node) ? "true" : "false");
      return;
    case G_TYPE_DOUBLE:
      append_number (out, json_node_get_double (node), FALSE);
      return;
    default:
      if (style == HEDDLE_JSON_CANONICAL)
        append_number (out, (double) json_node_get_int (node), FALSE);
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
 * heddle_json_append:
 * @out: JSON that is being written
 * @node: a tree
 *
 * Appends @node, as %HEDDLE_JSON_COMPACT.
 */
void
heddle_json_append (GString  *out,
                    JsonNode *node)
{
  append_node (out, node, HEDDLE_JSON_COMPACT, 0);
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
 * Writes an object as [func@json_write] does. It takes no reference, which json-glib does not count
 * atomically: any number of threads may write an object that nobody changes.
 *
 * Returns: (transfer full): the text, in UTF-8
 */
char *
heddle_json_write_object (JsonObject      *object,
                          HeddleJsonStyle  style)
{
  GString *out;

  g_return_val_if_fail (object != NULL, NULL);

  out = g_string_sized_new (256);
  append_object (out, object, style, 0);
  if (style == HEDDLE_JSON_PRETTY)
    g_string_append_c (out, '\n');
  return g_string_free (out, FALSE);
}
