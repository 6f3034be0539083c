/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "graph/heddle-link-condition.h"

#include <glib/gi18n-lib.h>

#include "base/heddle-json.h"
#include "graph/heddle-graph-error.h"
#include "graph/heddle-link-check.h"
#include "graph/heddle-value.h"

/**
 * heddle_link_condition_list_operators:
 * @type: what a condition looks at
 *
 * Returns: (transfer none) (array zero-terminated=1): the operators that mean something for it, as documents have
 *   them
 */
const char *const *
heddle_link_condition_list_operators (HeddleValueType type)
{
  static const char *const of_text[] = {
    "==", "!=", "contains", "matches", "<", "<=", ">", ">=", "is-empty", "not-empty", NULL,
  };
  static const char *const of_number[] = { "==", "!=", "<", "<=", ">", ">=", "is-empty", "not-empty", NULL };
  static const char *const of_boolean[] = { "==", "!=", NULL };
  static const char *const of_color[] = { "==", "!=", "is-empty", "not-empty", NULL };
  static const char *const of_media[] = { "not-empty", "is-empty", NULL };

  switch (type)
    {
    case HEDDLE_VALUE_NUMBER:
      return of_number;
    case HEDDLE_VALUE_BOOLEAN:
      return of_boolean;
    case HEDDLE_VALUE_COLOR:
      return of_color;
    case HEDDLE_VALUE_IMAGE:
    case HEDDLE_VALUE_VIDEO:
    case HEDDLE_VALUE_BRAND:
      return of_media;
    case HEDDLE_VALUE_TEXT:
    case HEDDLE_VALUE_JSON:
    case HEDDLE_VALUE_ANY:
    default:
      return of_text;
    }
}

/**
 * heddle_link_condition_needs_value:
 * @op: an operator
 *
 * Returns: whether it compares with a value
 */
gboolean
heddle_link_condition_needs_value (const char *op)
{
  return !g_str_equal (op, "is-empty") && !g_str_equal (op, "not-empty");
}

static gboolean
fail (GError     **error,
      const char  *message)
{
  g_set_error_literal (error, HEDDLE_GRAPH_ERROR, HEDDLE_GRAPH_ERROR_LINK, message);
  return FALSE;
}

static gboolean
check_pattern (const char  *pattern,
               GError     **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (GRegex) regex = g_regex_new (pattern, G_REGEX_DEFAULT, G_REGEX_MATCH_DEFAULT, &problem);

  if (regex != NULL)
    return TRUE;
  g_set_error (error, HEDDLE_GRAPH_ERROR, HEDDLE_GRAPH_ERROR_LINK, _("This is not a pattern: %s"), problem->message);
  return FALSE;
}

/**
 * heddle_link_condition_read_value:
 * @type: what the condition looks at
 * @op: an operator that compares with a value
 * @text: what a person has written
 * @error: return location for an error
 *
 * Reads a value to compare with.
 *
 * Returns: (transfer full) (nullable): the value as documents have it; %NULL with %HEDDLE_GRAPH_ERROR_LINK or
 *   %HEDDLE_GRAPH_ERROR_VALUE, which says what to write instead
 */
JsonNode *
heddle_link_condition_read_value (HeddleValueType  type,
                                  const char      *op,
                                  const char      *text,
                                  GError         **error)
{
  g_autofree char *word = g_strstrip (g_strdup (text));
  g_autoptr (HeddleValue) written = heddle_value_new_text (word);
  g_autoptr (HeddleValue) value = NULL;
  g_autoptr (HeddleValue) color = NULL;

  if (*word == '\0')
    {
      fail (error, g_str_equal (op, "matches") ? _("Write a pattern, such as ^Autumn")
                                               : _("Write what to compare with"));
      return NULL;
    }
  if (g_str_equal (op, "matches"))
    return check_pattern (text, error) ? json_node_init_string (json_node_alloc (), text) : NULL;
  if (type != HEDDLE_VALUE_NUMBER && type != HEDDLE_VALUE_BOOLEAN && type != HEDDLE_VALUE_COLOR)
    return json_node_init_string (json_node_alloc (), text);
  value = heddle_value_convert (written, type, error);
  if (value == NULL)
    return NULL;
  if (type == HEDDLE_VALUE_NUMBER)
    return json_node_init_double (json_node_alloc (), heddle_value_get_number (value));
  if (type == HEDDLE_VALUE_BOOLEAN)
    return json_node_init_boolean (json_node_alloc (), heddle_value_get_boolean (value));
  color = heddle_value_convert (value, HEDDLE_VALUE_TEXT, error);
  return color != NULL ? json_node_init_string (json_node_alloc (), heddle_value_get_text (color)) : NULL;
}

/**
 * heddle_link_condition_dup_text:
 * @condition: a link's condition
 *
 * Returns: (transfer full): the value that it compares with, as a person would write it; empty without one
 */
char *
heddle_link_condition_dup_text (JsonObject *condition)
{
  JsonNode *value = json_object_get_member (condition, "value");

  if (value == NULL || JSON_NODE_HOLDS_NULL (value))
    return g_strdup ("");
  if (heddle_json_as_string (value) != NULL)
    return g_strdup (heddle_json_as_string (value));
  return heddle_json_write (value, HEDDLE_JSON_CANONICAL);
}

/**
 * heddle_link_condition_check:
 * @condition: a link's condition
 * @type: what the output carries that it looks at
 * @error: return location for an error
 *
 * Says whether a condition means something.
 *
 * Returns: whether it does; if not, a sentence says why
 */
gboolean
heddle_link_condition_check (JsonObject       *condition,
                             HeddleValueType   type,
                             GError          **error)
{
  const char *op = heddle_json_get_string (condition, "op", "");
  g_autofree char *text = heddle_link_condition_dup_text (condition);
  g_autoptr (JsonNode) value = NULL;

  if (!g_strv_contains (heddle_link_condition_list_operators (type), op))
    {
      g_set_error (error, HEDDLE_GRAPH_ERROR, HEDDLE_GRAPH_ERROR_LINK,
                   /* Translators: an operator, such as >=, and a type, such as Image */
                   _("“%s” says nothing of what this output gives (%s)"), op, heddle_value_type_get_title (type));
      return FALSE;
    }
  if (!heddle_link_condition_needs_value (op))
    return TRUE;
  value = heddle_link_condition_read_value (type, op, text, error);
  return value != NULL;
}

static gboolean
check_for_link (HeddleDocument      *document,
                HeddlePipeline      *pipeline,
                HeddleNodeRegistry  *registry,
                HeddleLink          *link,
                JsonObject          *condition,
                GError             **error)
{
  g_autoptr (HeddleLinkCheck) check =
    heddle_link_check_new (heddle_document_get_workflow (document), pipeline, registry, NULL);
  HeddleNode *source = heddle_pipeline_find_node (pipeline, heddle_link_get_from_node (link));
  gboolean known = source == NULL || heddle_node_registry_lookup (registry, heddle_node_get_node_type (source)) != NULL;
  const char *port = heddle_json_get_string (condition, "port", NULL);
  HeddlePortType type = { HEDDLE_VALUE_ANY, FALSE };

  if (heddle_link_is_after (link))
    return fail (error, _("A link that only orders two steps carries nothing that a condition could look at."));
  if (!heddle_link_check_get_type (check, heddle_link_get_from_node (link),
                                   port != NULL ? port : heddle_link_get_from_port (link), TRUE, &type)
      && port != NULL && known)
    {
      g_set_error (error, HEDDLE_GRAPH_ERROR, HEDDLE_GRAPH_ERROR_LINK, _("“%s” has no output “%s”"),
                   heddle_link_get_from_node (link), port);
      return FALSE;
    }
  return heddle_link_condition_check (condition, type.value, error);
}

static gboolean
is_as_it_was (HeddleLink *link,
              JsonNode   *value)
{
  JsonObject *before = heddle_link_get_condition (link);
  g_autoptr (JsonNode) old = before != NULL ? json_node_init_object (json_node_alloc (), before) : NULL;

  return (old == NULL) == (value == NULL) && (old == NULL || heddle_json_equal (old, value));
}

/**
 * heddle_link_condition_set:
 * @document: what is edited
 * @pipeline: the pipeline that the link is in
 * @registry: the node types that are known
 * @link: a link's id
 * @condition: (nullable) (transfer none): what lets an item through; must not be changed any more. %NULL for a
 *   link that lets all through
 * @error: return location for an error
 *
 * Gives a link a condition, or takes it away. Part of the step that is open.
 *
 * Returns: %FALSE with an error of [error@GraphError]
 */
gboolean
heddle_link_condition_set (HeddleDocument      *document,
                           HeddlePipeline      *pipeline,
                           HeddleNodeRegistry  *registry,
                           const char          *link,
                           JsonObject          *condition,
                           GError             **error)
{
  const char *path[] = { "condition", NULL };
  HeddleLink *found = heddle_pipeline_find_link (pipeline, link);
  g_autoptr (JsonNode) value = NULL;
  g_autoptr (HeddleEdit) edit = NULL;

  if (found == NULL)
    {
      g_set_error (error, HEDDLE_GRAPH_ERROR, HEDDLE_GRAPH_ERROR_NOT_FOUND, _("there is no link “%s”"), link);
      return FALSE;
    }
  if (condition != NULL && !check_for_link (document, pipeline, registry, found, condition, error))
    return FALSE;
  value = condition != NULL ? json_node_init_object (json_node_alloc (), condition) : NULL;
  if (is_as_it_was (found, value))
    return TRUE;
  edit = heddle_edit_new_set (HEDDLE_ELEMENT_LINK, heddle_pipeline_get_id (pipeline), link, path, value);
  return heddle_document_apply (document, edit, error);
}
