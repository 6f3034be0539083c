/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-node-summary.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/heddle-json.h"
#include "editor/heddle-option-names.h"
#include "widgets/heddle-isolate.h"

#define MAX_PARTS 4
#define MAX_CHARACTERS 96

/* The first line of a text, not longer than a node can show. */
static char *
shorten (const char *text)
{
  const char *end = strpbrk (text, "\r\n");
  g_autofree char *line = g_strndup (text, end != NULL ? (gsize) (end - text) : strlen (text));

  if (g_utf8_strlen (line, -1) > MAX_CHARACTERS)
    return g_utf8_substring (line, 0, MAX_CHARACTERS);
  return g_steal_pointer (&line);
}

static char *
describe_list (JsonNode *value)
{
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (value) ? json_node_get_array (value) : NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; array != NULL && i < json_array_get_length (array) && text->len < MAX_CHARACTERS; i++)
    {
      const char *item = heddle_json_as_string (json_array_get_element (array, i));

      if (item != NULL)
        g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", item);
    }
  return shorten (text->str);
}

static char *
describe_number (const HeddleParameterInfo *parameter,
                 JsonNode                  *value)
{
  g_autofree char *number = heddle_json_is_number (value)
                              ? heddle_json_number_to_plain_string (json_node_get_double (value))
                              : NULL;

  if (number == NULL)
    return NULL;
  if (g_str_equal (parameter->key, "count"))
    return heddle_isolate ("×%s", number);
  return g_strdup_printf ("%s %s", _(parameter->label), number);
}

static char *
describe_string (const HeddleParameterInfo *parameter,
                 const char                *text)
{
  const char *slash;

  if (text == NULL || *text == '\0')
    return NULL;
  switch ((int) parameter->kind)
    {
    case HEDDLE_PARAMETER_MODEL:
      slash = strchr (text, '/');
      return g_strdup (slash != NULL ? slash + 1 : text);
    case HEDDLE_PARAMETER_CHOICE:
      return heddle_option_dup_name (text);
    case HEDDLE_PARAMETER_ASPECT_RATIO:
      return heddle_isolate ("%s", text);
    case HEDDLE_PARAMETER_FILE:
      return g_path_get_basename (text);
    case HEDDLE_PARAMETER_SEED:
      return g_strdup_printf ("%s %s", _(parameter->label), text);
    default:
      return shorten (text);
    }
}

static char *
describe_parameter (const HeddleParameterInfo *parameter,
                    JsonNode                  *value)
{
  switch (parameter->kind)
    {
    case HEDDLE_PARAMETER_NUMBER:
    case HEDDLE_PARAMETER_INTEGER:
      return describe_number (parameter, value);
    case HEDDLE_PARAMETER_SEED:
      if (heddle_json_is_number (value))
        return describe_number (parameter, value);
      return describe_string (parameter, heddle_json_as_string (value));
    case HEDDLE_PARAMETER_BOOLEAN:
      if (JSON_NODE_HOLDS_VALUE (value) && json_node_get_boolean (value) && !parameter->passive)
        return g_strdup (_(parameter->label));
      return NULL;
    case HEDDLE_PARAMETER_TEXT_LIST:
      return describe_list (value);
    case HEDDLE_PARAMETER_JSON:
    case HEDDLE_PARAMETER_NUMBERS:
    case HEDDLE_PARAMETER_ASSET:
    case HEDDLE_PARAMETER_ASSET_LIST:
      return NULL;
    case HEDDLE_PARAMETER_TEXT:
    case HEDDLE_PARAMETER_LONG_TEXT:
    case HEDDLE_PARAMETER_COLOR:
    case HEDDLE_PARAMETER_CHOICE:
    case HEDDLE_PARAMETER_MODEL:
    case HEDDLE_PARAMETER_ASPECT_RATIO:
    case HEDDLE_PARAMETER_FILE:
    case HEDDLE_PARAMETER_FOLDER:
    default:
      return describe_string (parameter, heddle_json_as_string (value));
    }
}

/* A size is one thing to people, where both sides are given. */
static char *
describe_size (JsonObject *config)
{
  double width = heddle_json_get_number (config, "width", 0);
  double height = heddle_json_get_number (config, "height", 0);

  return width > 0 && height > 0 ? heddle_isolate ("%.0f × %.0f", width, height) : NULL;
}

static gboolean
is_default (const HeddleParameterInfo *parameter,
            JsonNode                  *value)
{
  g_autoptr (JsonNode) fallback = heddle_parameter_get_default (parameter);

  return fallback != NULL && heddle_json_equal (fallback, value);
}

static gboolean
is_side (const char *key)
{
  return g_str_equal (key, "width") || g_str_equal (key, "height");
}

/**
 * heddle_node_dup_summary:
 * @type: a node's type
 * @config: its config
 *
 * Says in one line what a node is set to: "FLUX1.1 · 4:5 · ×4".
 *
 * Returns: (transfer full) (nullable): the line; %NULL where nothing is set
 */
char *
heddle_node_dup_summary (const HeddleNodeTypeInfo *type,
                         JsonObject               *config)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *size = describe_size (config);
  g_auto (GStrv) parts = NULL;
  guint n = 0;

  if (size != NULL)
    {
      g_strv_builder_add (builder, size);
      n++;
    }
  for (const HeddleParameterInfo *p = type->parameters; p != NULL && p->key != NULL && n < MAX_PARTS; p++)
    {
      JsonNode *value = json_object_get_member (config, p->key);
      g_autofree char *part = NULL;

      if (value == NULL || JSON_NODE_HOLDS_NULL (value) || (size != NULL && is_side (p->key)) ||
          is_default (p, value))
        continue;
      part = describe_parameter (p, value);
      if (part == NULL || *part == '\0')
        continue;
      g_strv_builder_take (builder, g_steal_pointer (&part));
      n++;
    }
  if (n == 0)
    return NULL;
  parts = g_strv_builder_end (builder);
  return g_strjoinv (" · ", parts);
}
