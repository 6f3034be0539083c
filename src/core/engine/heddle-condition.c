/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "engine/heddle-condition.h"

#include <glib/gi18n-lib.h>

#include "base/heddle-json.h"
#include "graph/heddle-workflow.h"

/* An image or a video has no text of its own; it is there, and so it is not empty. */
static char *
value_text (HeddleValue *value)
{
  const HeddleMedia *media = value == NULL ? NULL : heddle_value_get_media (value);
  g_autoptr (HeddleValue) text = NULL;

  if (media != NULL)
    return g_strdup (media->blob);
  text = value == NULL ? NULL : heddle_value_convert (value, HEDDLE_VALUE_TEXT, NULL);
  return g_strdup (text == NULL ? "" : heddle_value_get_text (text));
}

static char *
operand_text (JsonNode *operand)
{
  if (operand == NULL || JSON_NODE_HOLDS_NULL (operand))
    return g_strdup ("");
  if (json_node_get_value_type (operand) == G_TYPE_STRING)
    return g_strdup (json_node_get_string (operand));
  return heddle_json_write (operand, HEDDLE_JSON_CANONICAL);
}

static gboolean
read_number (const char *text,
             double     *number)
{
  g_autoptr (HeddleValue) value = heddle_value_new_text (text);
  g_autoptr (HeddleValue) read = heddle_value_convert (value, HEDDLE_VALUE_NUMBER, NULL);

  if (read != NULL)
    *number = heddle_value_get_number (read);
  return read != NULL;
}

/* Numbers are compared as numbers, all else as text. */
static int
compare (const char *a,
         const char *b)
{
  double x, y;

  if (read_number (a, &x) && read_number (b, &y))
    return (x > y) - (x < y);
  return g_strcmp0 (a, b);
}

static gboolean
matches (const char  *text,
         const char  *pattern,
         gboolean    *holds,
         GError     **error)
{
  g_autoptr (GRegex) regex = g_regex_new (pattern, 0, 0, error);

  if (regex == NULL)
    return FALSE;
  *holds = g_regex_match (regex, text, 0, NULL);
  return TRUE;
}

static gboolean
apply (const char  *op,
       const char  *text,
       const char  *operand,
       gboolean    *holds,
       GError     **error)
{
  if (g_str_equal (op, "is-empty"))
    *holds = *text == '\0';
  else if (g_str_equal (op, "not-empty"))
    *holds = *text != '\0';
  else if (g_str_equal (op, "contains"))
    *holds = strstr (text, operand) != NULL;
  else if (g_str_equal (op, "matches"))
    return matches (text, operand, holds, error);
  else if (g_str_equal (op, "=="))
    *holds = compare (text, operand) == 0;
  else if (g_str_equal (op, "!="))
    *holds = compare (text, operand) != 0;
  else if (g_str_equal (op, "<"))
    *holds = compare (text, operand) < 0;
  else if (g_str_equal (op, "<="))
    *holds = compare (text, operand) <= 0;
  else if (g_str_equal (op, ">"))
    *holds = compare (text, operand) > 0;
  else if (g_str_equal (op, ">="))
    *holds = compare (text, operand) >= 0;
  else
    {
      g_set_error (error, HEDDLE_GRAPH_ERROR, HEDDLE_GRAPH_ERROR_LINK,
                   _("A link's condition has the unknown operator “%s”"), op);
      return FALSE;
    }
  return TRUE;
}

static gboolean
apply_to_value (const char   *op,
                HeddleValue  *value,
                const char   *operand,
                gboolean     *holds,
                GError      **error)
{
  g_autofree char *text = value_text (value);

  return apply (op, text, operand, holds, error);
}

/* Of a list it is enough that one value is as asked, and none may be what is not wanted. */
static gboolean
apply_to_list (const char  *op,
               GPtrArray   *list,
               const char  *operand,
               gboolean    *holds,
               GError     **error)
{
  gboolean all = g_str_equal (op, "!=") || g_str_equal (op, "is-empty");

  *holds = all;
  for (guint i = 0; i < list->len && *holds == all; i++)
    if (!apply_to_value (op, g_ptr_array_index (list, i), operand, holds, error))
      return FALSE;
  return TRUE;
}

/**
 * heddle_condition_holds:
 * @condition: a link's condition, as the document has it
 * @outputs: (nullable): what the link's source gave
 * @value: (nullable): the link's own value, which counts where the condition names no port
 * @holds: (out): whether the item may pass
 * @error: return location
 *
 * Returns: %FALSE with @error where the condition makes no sense
 */
gboolean
heddle_condition_holds (JsonObject         *condition,
                        HeddleNodeOutputs  *outputs,
                        HeddleValue        *value,
                        gboolean           *holds,
                        GError            **error)
{
  const char *port = heddle_json_get_string (condition, "port", NULL);
  const char *op = heddle_json_get_string (condition, "op", "==");
  g_autofree char *operand = operand_text (json_object_get_member (condition, "value"));
  GPtrArray *list = port == NULL || outputs == NULL ? NULL : heddle_node_outputs_get_list (outputs, port);

  if (list != NULL)
    return apply_to_list (op, list, operand, holds, error);
  if (port != NULL)
    value = outputs == NULL ? NULL : heddle_node_outputs_get (outputs, port);
  return apply_to_value (op, value, operand, holds, error);
}
