/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "nodes/heddle-answer.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/heddle-json.h"
#include "nodes/heddle-node-error.h"

#define FENCE     "```"
#define MAX_SHOWN 80

static char *
shorten (const char *text)
{
  g_autofree char *line = g_strdup (text);
  g_autofree char *beginning = NULL;

  g_strdelimit (line, "\r\n\t", ' ');
  g_strstrip (line);
  if (g_utf8_strlen (line, -1) <= MAX_SHOWN)
    return g_steal_pointer (&line);

  beginning = g_utf8_substring (line, 0, MAX_SHOWN);

  return g_strconcat (beginning, "…", NULL);
}

/* What stands between the first pair of code fences, without the name of a language. */
static char *
strip_fences (const char *text)
{
  const char *open = strstr (text, FENCE);
  const char *begin = open != NULL ? strchr (open, '\n') : NULL;
  const char *close = begin != NULL ? strstr (begin, FENCE) : NULL;

  if (close == NULL)
    return g_strstrip (g_strdup (text));

  return g_strstrip (g_strndup (begin, (gsize) (close - begin)));
}

static const char *
find_json_end (const char *at)
{
  gboolean quoted = FALSE;
  int depth = 0;

  for (; *at != '\0'; at++)
    {
      if (quoted && *at == '\\' && at[1] != '\0')
        at++;
      else if (*at == '"')
        quoted = !quoted;
      else if (!quoted && strchr ("{[", *at) != NULL)
        depth++;
      else if (!quoted && strchr ("}]", *at) != NULL && --depth == 0)
        return at + 1;
    }

  return NULL;
}

/* The first object or array in text that says something around it. */
static JsonNode *
find_json (const char *text)
{
  for (const char *at = strpbrk (text, "{["); at != NULL; at = strpbrk (at + 1, "{["))
    {
      const char *end = find_json_end (at);
      JsonNode *node = end != NULL ? heddle_json_parse (at, end - at, NULL) : NULL;

      if (node != NULL)
        return node;
    }

  return NULL;
}

static JsonArray *
get_only_array (JsonNode *node)
{
  g_autoptr (GList) values = NULL;

  if (JSON_NODE_HOLDS_ARRAY (node))
    return json_node_get_array (node);

  if (!JSON_NODE_HOLDS_OBJECT (node) || json_object_get_size (json_node_get_object (node)) != 1)
    return NULL;

  values = json_object_get_values (json_node_get_object (node));

  return JSON_NODE_HOLDS_ARRAY (values->data) ? json_node_get_array (values->data) : NULL;
}

static char *
to_text (JsonNode *node)
{
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    return json_node_dup_string (node);

  return heddle_json_write (node, HEDDLE_JSON_COMPACT);
}

static GPtrArray *
list_from_json (const char *text)
{
  g_autoptr (JsonNode) node = NULL;
  JsonArray *array;
  GPtrArray *items;

  if (*text != '[' && *text != '{')
    return NULL;

  node = heddle_json_parse (text, -1, NULL);
  array = node != NULL ? get_only_array (node) : NULL;
  if (array == NULL)
    return NULL;

  items = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < json_array_get_length (array); i++)
    g_ptr_array_add (items, to_text (json_array_get_element (array, i)));

  return items;
}

static const char *
skip_space (const char *at)
{
  return *at == '\0' ? at : g_ascii_isspace (*at) ? at + 1 : NULL;
}

/* The text behind "3.", "3)", "(3)", "-", "*", "•"…; NULL where a line begins with none. */
static const char *
skip_marker (const char *line)
{
  static const char *const bullets[] = { "-", "*", "+", "•", "‣", "–", "—", "·" };
  const char *at = line;

  for (guint i = 0; i < G_N_ELEMENTS (bullets); i++)
    if (g_str_has_prefix (line, bullets[i]))
      return skip_space (line + strlen (bullets[i]));

  if (*at == '(')
    at++;
  if (!g_ascii_isdigit (*at))
    return NULL;
  while (g_ascii_isdigit (*at))
    at++;

  return *at != '\0' && strchr (".):", *at) != NULL ? skip_space (at + 1) : NULL;
}

static gboolean
strip_pair (char       *text,
            const char *open,
            const char *close)
{
  gsize length = strlen (text);
  gsize before = strlen (open);
  gsize after = strlen (close);

  if (length <= before + after || !g_str_has_prefix (text, open) || !g_str_has_suffix (text, close))
    return FALSE;

  memmove (text, text + before, length - before - after);
  text[length - before - after] = '\0';

  return strstr (text, open) == NULL && strstr (text, close) == NULL;
}

static char *
clean_item (const char *text)
{
  static const char *const pairs[][2] = {
    { "**", "**" }, { "\"", "\"" }, { "“", "”" }, { "„", "“" }, { "«", "»" }, { "'", "'" },
  };
  char *item = g_strstrip (g_strdup (text));

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autofree char *inner = g_strdup (item);

      if (strip_pair (inner, pairs[i][0], pairs[i][1]))
        {
          g_free (item);
          item = g_strstrip (g_steal_pointer (&inner));
        }
    }

  return item;
}

static void
add_item (GPtrArray  *items,
          const char *text)
{
  g_autofree char *item = clean_item (text);

  if (*item != '\0')
    g_ptr_array_add (items, g_steal_pointer (&item));
}

/* Lines behind a marked one belong to it until a blank line: what stands before the first and
 * behind the last is talk.
 */
static GPtrArray *
list_from_marked_lines (char **lines)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) item = NULL;
  gboolean any = FALSE;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *line = g_strstrip (g_strdup (lines[i]));
      const char *marked = skip_marker (line);

      if ((marked != NULL || *line == '\0') && item != NULL)
        {
          add_item (items, item->str);
          g_string_free (g_steal_pointer (&item), TRUE);
        }

      any = any || marked != NULL;
      if (marked != NULL)
        item = g_string_new (marked);
      else if (item != NULL)
        g_string_append_printf (item, " %s", line);
    }

  if (item != NULL)
    add_item (items, item->str);

  return any ? g_steal_pointer (&items) : NULL;
}

static GPtrArray *
list_from_lines (char **lines)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; lines[i] != NULL; i++)
    add_item (items, lines[i]);

  if (items->len > 1 && g_str_has_suffix (items->pdata[0], ":"))
    g_ptr_array_remove_index (items, 0);

  return items;
}

/**
 * heddle_answer_parse_list:
 * @text: what a model answered when it was asked for a list
 * @error: return location
 *
 * Reads a list in any of the forms that models write: JSON, numbered or bulleted lines with or
 * without talk around them, plain lines; quotation marks and stars around an entry are taken away.
 *
 * Returns: (transfer full) (element-type utf8): the entries, at least one; %NULL with
 *   %HEDDLE_NODE_ERROR_ANSWER
 */
GPtrArray *
heddle_answer_parse_list (const char  *text,
                          GError     **error)
{
  g_autofree char *inside = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GPtrArray) items = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  inside = strip_fences (text);
  lines = g_strsplit (inside, "\n", -1);

  items = list_from_json (inside);
  if (items == NULL)
    items = list_from_marked_lines (lines);
  if (items == NULL)
    items = list_from_lines (lines);

  if (items->len == 0)
    {
      g_set_error_literal (error, HEDDLE_NODE_ERROR, HEDDLE_NODE_ERROR_ANSWER,
                           _("the model answered with an empty list"));
      return NULL;
    }

  return g_steal_pointer (&items);
}

/**
 * heddle_answer_parse_json:
 * @text: what a model answered when it was asked for JSON
 * @error: return location
 *
 * Reads JSON, also from within code fences or with talk around it.
 *
 * Returns: (transfer full): the JSON; %NULL with %HEDDLE_NODE_ERROR_ANSWER
 */
JsonNode *
heddle_answer_parse_json (const char  *text,
                          GError     **error)
{
  g_autofree char *inside = NULL;
  g_autofree char *shown = NULL;
  g_autoptr (GError) reason = NULL;
  JsonNode *node;

  g_return_val_if_fail (text != NULL, NULL);

  inside = strip_fences (text);
  node = heddle_json_parse (inside, -1, &reason);
  if (node == NULL)
    node = find_json (text);
  if (node != NULL)
    return node;

  shown = shorten (text);
  g_set_error (error, HEDDLE_NODE_ERROR, HEDDLE_NODE_ERROR_ANSWER,
               _("the model's answer is not JSON (%s): “%s”"), reason->message, shown);

  return NULL;
}

static JsonNode *
find_member (JsonObject *object,
             const char *name)
{
  g_autoptr (GList) members = NULL;
  g_autofree char *folded = NULL;

  if (json_object_has_member (object, name))
    return json_object_get_member (object, name);

  folded = g_utf8_casefold (name, -1);
  members = json_object_get_members (object);

  for (GList *l = members; l != NULL; l = l->next)
    {
      g_autofree char *other = g_utf8_casefold (l->data, -1);

      if (g_str_equal (folded, other))
        return json_object_get_member (object, l->data);
    }

  return NULL;
}

/**
 * heddle_answer_dup_field:
 * @answer: JSON that a model answered with
 * @field: the name of a member that was asked for
 * @error: return location
 *
 * Takes a field out of an answer; upper and lower case count as the same where the very name is not
 * there. What is no text is written out as JSON.
 *
 * Returns: (transfer full): its text; %NULL with %HEDDLE_NODE_ERROR_ANSWER where it is missing
 */
char *
heddle_answer_dup_field (JsonNode    *answer,
                         const char  *field,
                         GError     **error)
{
  JsonNode *member = NULL;

  g_return_val_if_fail (answer != NULL, NULL);
  g_return_val_if_fail (field != NULL, NULL);

  if (JSON_NODE_HOLDS_OBJECT (answer))
    member = find_member (json_node_get_object (answer), field);

  if (member == NULL || JSON_NODE_HOLDS_NULL (member))
    {
      g_set_error (error, HEDDLE_NODE_ERROR, HEDDLE_NODE_ERROR_ANSWER,
                   _("the model's answer lacks “%s”"), field);
      return NULL;
    }

  return to_text (member);
}
