/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "providers/heddle-json-query.h"

#include <string.h>

#include "base/heddle-json.h"

/* A step into an array by number, `[3]`, `[0,2]` or `[-2:]`, and what of the path is before and after it. */
typedef struct
{
  const char *start;
  const char *rest;
} Subscript;

static void find (JsonNode   *root,
                  const char *path,
                  GPtrArray  *found);

/* json-glib looks into an array without asking how long it is. */
static gboolean
find_subscript (const char *path,
                Subscript  *subscript)
{
  for (const char *p = strchr (path, '['); p != NULL; p = strchr (p + 1, '['))
    {
      gsize n = strspn (p + 1, "-0123456789,:");
      const char *end;

      if (n > 0 && p[n + 1] == ']')
        {
          *subscript = (Subscript) { p, p + n + 2 };
          return TRUE;
        }
      end = p[1] == '\'' || p[1] == '"' ? strchr (p + 2, p[1]) : NULL;
      if (end != NULL)
        p = end;
    }
  return FALSE;
}

static void
find_from (JsonNode   *node,
           const char *rest,
           GPtrArray  *found)
{
  g_autofree char *path = g_strconcat ("$", rest, NULL);

  if (*rest != '\0')
    find (node, path, found);
  else if (!JSON_NODE_HOLDS_NULL (node))
    g_ptr_array_add (found, json_node_ref (node));
}

static void
enter_nth (JsonArray  *array,
           gint64      nth,
           const char *rest,
           GPtrArray  *found)
{
  if (nth >= 0 && nth < json_array_get_length (array))
    find_from (json_array_get_element (array, (guint) nth), rest, found);
}

/* `start:end:step`, each of which can be absent; a negative one counts from the end. */
static void
enter_slice (JsonArray  *array,
             char      **bounds,
             const char *rest,
             GPtrArray  *found)
{
  gint64 length = json_array_get_length (array);
  gint64 start = g_ascii_strtoll (bounds[0], NULL, 10);
  gint64 end = *bounds[1] == '\0' ? length : g_ascii_strtoll (bounds[1], NULL, 10);
  gint64 step = bounds[2] == NULL || *bounds[2] == '\0' ? 1 : g_ascii_strtoll (bounds[2], NULL, 10);

  start = start < 0 ? MAX (start + length, 0) : start;
  end = MIN (end < 0 ? end + length : end, length);
  for (gint64 i = start; step > 0 && i < end; i += MIN (step, length))
    enter_nth (array, i, rest, found);
}

static void
enter_array (JsonNode        *node,
             const Subscript *subscript,
             GPtrArray       *found)
{
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  gsize n = (gsize) (subscript->rest - subscript->start) - 2;
  g_autofree char *text = g_strndup (subscript->start + 1, n);
  g_auto (GStrv) bounds = g_strsplit (text, ":", 3);
  g_auto (GStrv) numbers = g_strsplit (text, ",", -1);

  if (array == NULL)
    return;
  if (bounds[1] != NULL)
    enter_slice (array, bounds, subscript->rest, found);
  for (guint i = 0; bounds[1] == NULL && numbers[i] != NULL; i++)
    {
      gint64 nth = g_ascii_strtoll (numbers[i], NULL, 10);

      enter_nth (array, nth < 0 ? nth + json_array_get_length (array) : nth, subscript->rest, found);
    }
}

static void
enter_arrays_below (JsonNode        *node,
                    const Subscript *subscript,
                    GPtrArray       *found)
{
  g_autoptr (GList) children = NULL;

  enter_array (node, subscript, found);
  if (JSON_NODE_HOLDS_OBJECT (node))
    children = json_object_get_values (json_node_get_object (node));
  else if (JSON_NODE_HOLDS_ARRAY (node))
    children = json_array_get_elements (json_node_get_array (node));
  for (GList *child = children; child != NULL; child = child->next)
    enter_arrays_below (child->data, subscript, found);
}

static void
find_without_subscript (JsonNode   *root,
                        const char *path,
                        GPtrArray  *found)
{
  g_autoptr (JsonNode) matches = json_path_query (path, root, NULL);
  JsonArray *array = matches != NULL && JSON_NODE_HOLDS_ARRAY (matches) ? json_node_get_array (matches) : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (!JSON_NODE_HOLDS_NULL (node))
        g_ptr_array_add (found, json_node_ref (node));
    }
}

static void
find (JsonNode   *root,
      const char *path,
      GPtrArray  *found)
{
  Subscript subscript;

  if (!JSON_NODE_HOLDS_OBJECT (root) && !JSON_NODE_HOLDS_ARRAY (root))
    return;
  if (!find_subscript (path, &subscript))
    find_without_subscript (root, path, found);
  else
    {
      g_autofree char *before = g_strndup (path, (gsize) (subscript.start - path));
      g_autoptr (GPtrArray) nodes = g_ptr_array_new_with_free_func ((GDestroyNotify) json_node_unref);
      gboolean below = g_str_has_suffix (before, "..");

      if (below)
        before[strlen (before) - 2] = '\0';
      if (g_str_equal (before, "$"))
        g_ptr_array_add (nodes, json_node_ref (root));
      else
        find (root, before, nodes);
      for (guint i = 0; i < nodes->len; i++)
        (below ? enter_arrays_below : enter_array) (nodes->pdata[i], &subscript, found);
    }
}

/**
 * heddle_json_query:
 * @root: a tree
 * @path: a JSONPath, such as `$.data[*].url`
 *
 * Returns: (transfer full) (element-type JsonNode): what @path finds in @root, without nulls; empty
 *   where it finds nothing
 */
GPtrArray *
heddle_json_query (JsonNode   *root,
                   const char *path)
{
  GPtrArray *found = g_ptr_array_new_with_free_func ((GDestroyNotify) json_node_unref);

  g_return_val_if_fail (root != NULL, found);
  g_return_val_if_fail (path != NULL, found);

  find (root, path, found);
  return found;
}

/**
 * heddle_json_query_first:
 * @root: (nullable): a tree
 * @paths: (nullable): a JSONPath, or an array of them in the order in which they are tried
 *
 * Returns: (transfer full) (nullable): the first thing that any of @paths finds; %NULL for nothing
 */
JsonNode *
heddle_json_query_first (JsonNode *root,
                         JsonNode *paths)
{
  if (root == NULL || paths == NULL)
    return NULL;

  if (JSON_NODE_HOLDS_ARRAY (paths))
    {
      JsonArray *array = json_node_get_array (paths);

      for (guint i = 0; i < json_array_get_length (array); i++)
        {
          JsonNode *found = heddle_json_query_first (root, json_array_get_element (array, i));

          if (found != NULL)
            return found;
        }

      return NULL;
    }
  else
    {
      g_autoptr (GPtrArray) found = heddle_json_query (root, json_node_get_string (paths));

      return found->len > 0 ? json_node_ref (found->pdata[0]) : NULL;
    }
}

/**
 * heddle_json_to_text:
 * @node: a tree
 *
 * Returns: (transfer full): a string as it stands, anything else as compact JSON
 */
char *
heddle_json_to_text (JsonNode *node)
{
  g_return_val_if_fail (node != NULL, NULL);

  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    return g_strdup (json_node_get_string (node));

  return heddle_json_write (node, HEDDLE_JSON_COMPACT);
}

/**
 * heddle_json_query_text:
 * @root: (nullable): a tree
 * @paths: (nullable): a JSONPath or an array of them
 *
 * Returns: (transfer full) (nullable): the first string or number that is found, as text; %NULL
 *   where there is none. Objects and arrays are passed over.
 */
char *
heddle_json_query_text (JsonNode *root,
                        JsonNode *paths)
{
  if (paths != NULL && JSON_NODE_HOLDS_ARRAY (paths))
    {
      JsonArray *array = json_node_get_array (paths);

      for (guint i = 0; i < json_array_get_length (array); i++)
        {
          char *text = heddle_json_query_text (root, json_array_get_element (array, i));

          if (text != NULL)
            return text;
        }

      return NULL;
    }
  else
    {
      g_autoptr (JsonNode) found = heddle_json_query_first (root, paths);

      return found != NULL && JSON_NODE_HOLDS_VALUE (found) ? heddle_json_to_text (found) : NULL;
    }
}

/**
 * heddle_json_query_number:
 * @root: (nullable): a tree
 * @paths: (nullable): a JSONPath or an array of them
 * @number: (out): the number
 *
 * Returns: whether a number was found
 */
gboolean
heddle_json_query_number (JsonNode *root,
                          JsonNode *paths,
                          double   *number)
{
  g_autoptr (JsonNode) found = heddle_json_query_first (root, paths);

  if (found == NULL || !heddle_json_is_number (found))
    return FALSE;

  *number = json_node_get_double (found);

  return TRUE;
}

/**
 * heddle_json_query_sum:
 * @root: (nullable): a tree
 * @paths: (nullable): a JSONPath or an array of them
 * @sum: (out): the sum of the numbers that they find, one each
 *
 * Returns: whether any number was found
 */
gboolean
heddle_json_query_sum (JsonNode *root,
                       JsonNode *paths,
                       double   *sum)
{
  JsonArray *array = paths != NULL && JSON_NODE_HOLDS_ARRAY (paths) ? json_node_get_array (paths) : NULL;
  gboolean found = FALSE;

  if (array == NULL)
    return heddle_json_query_number (root, paths, sum);

  *sum = 0;
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      double number;

      if (!heddle_json_query_number (root, json_array_get_element (array, i), &number))
        continue;
      *sum += number;
      found = TRUE;
    }

  return found;
}

typedef struct
{
  const char *p;
  const char *end;
} Scan;

static void
skip_space (Scan *scan)
{
  while (scan->p < scan->end && strchr (" \t\r\n", *scan->p) != NULL)
    scan->p++;
}

static void
skip_string (Scan *scan)
{
  for (scan->p++; scan->p < scan->end && *scan->p != '"'; scan->p++)
    {
      if (*scan->p == '\\')
        scan->p++;
    }
  if (scan->p < scan->end)
    scan->p++;
}

static void
skip_value (Scan *scan)
{
  int depth = 0;

  skip_space (scan);

  while (scan->p < scan->end)
    {
      if (*scan->p == '"')
        {
          skip_string (scan);
          if (depth == 0)
            return;
          continue;
        }

      if (depth == 0 && strchr (",]}", *scan->p) != NULL)
        return;

      if (*scan->p == '{' || *scan->p == '[')
        depth++;
      else if ((*scan->p == '}' || *scan->p == ']') && --depth == 0)
        {
          scan->p++;
          return;
        }
      scan->p++;
    }
}

/* Goes into the member or element @step of the value that @scan stands before. */
static gboolean
enter (Scan       *scan,
       const char *step,
       gboolean    element)
{
  guint64 nth = element ? g_ascii_strtoull (step, NULL, 10) : 0;

  skip_space (scan);
  if (scan->p >= scan->end || *scan->p != (element ? '[' : '{'))
    return FALSE;
  scan->p++;

  for (guint64 i = 0; scan->p < scan->end; i++)
    {
      skip_space (scan);

      if (element && i == nth)
        return TRUE;

      if (!element)
        {
          const char *name = scan->p;

          if (scan->p >= scan->end || *scan->p != '"')
            return FALSE;
          skip_string (scan);
          if ((gsize) (scan->p - name) == strlen (step) + 2 &&
              memcmp (name + 1, step, strlen (step)) == 0)
            {
              scan->p = name;
              return TRUE;
            }
          skip_space (scan);
          if (scan->p < scan->end && *scan->p == ':')
            scan->p++;
        }

      skip_value (scan);
      skip_space (scan);
      if (scan->p >= scan->end || *scan->p != ',')
        return FALSE;
      scan->p++;
    }

  return FALSE;
}

/**
 * heddle_json_find_line:
 * @text: JSON
 * @length: its length in bytes
 * @path: a path as [class@JsonSchema] writes it: `models[3].tasks.image-generation`; it ends at the
 *   first `:`
 *
 * Returns: the line, from 1, on which the innermost part of @path stands that is there
 */
guint
heddle_json_find_line (const char *text,
                       gsize       length,
                       const char *path)
{
  Scan scan = { .p = text, .end = text + length };
  const char *reached;
  guint line = 1;

  g_return_val_if_fail (text != NULL, 1);
  g_return_val_if_fail (path != NULL, 1);

  reached = scan.p;

  while (*path != '\0' && *path != ':')
    {
      gboolean element = *path == '[' && path[1] != '"';
      gboolean quoted = *path == '[' && path[1] == '"';
      const char *start = path + (quoted ? 2 : *path == '[' || *path == '.' ? 1 : 0);
      gsize n = strcspn (start, quoted ? "\"" : ".[]:");
      g_autofree char *step = g_strndup (start, n);

      if (n == 0 || !enter (&scan, step, element))
        break;

      reached = scan.p;
      path = start + n;
      path += strspn (path, "\"]");

      if (!element)
        {
          skip_string (&scan);
          skip_space (&scan);
          if (scan.p < scan.end && *scan.p == ':')
            scan.p++;
        }
    }

  for (const char *p = text; p < reached; p++)
    line += *p == '\n';

  return line;
}
