/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "graph/heddle-parameter.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "base/heddle-json.h"
#include "graph/heddle-graph-error.h"
#include "graph/heddle-value.h"

#define MAX_SEED 9007199254740991.0

static gboolean fail (GError     **error,
                      const char  *format,
                      ...) G_GNUC_PRINTF (2, 3);

static gboolean
fail (GError     **error,
      const char  *format,
      ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error_literal (error, HEDDLE_GRAPH_ERROR, HEDDLE_GRAPH_ERROR_CONFIG, message);
  return FALSE;
}

static gboolean
is_text (JsonNode *value)
{
  return JSON_NODE_HOLDS_VALUE (value) && json_node_get_value_type (value) == G_TYPE_STRING;
}

static gboolean
has_option (const char *options,
            const char *text)
{
  g_auto (GStrv) parts = g_strsplit (options, "|", -1);

  return g_strv_contains ((const char *const *) parts, text);
}

static gboolean
check_number (const HeddleParameterInfo  *self,
              JsonNode                   *value,
              GError                    **error)
{
  double number;

  if (!heddle_json_is_number (value))
    return fail (error, self->kind == HEDDLE_PARAMETER_INTEGER ? _("expected a whole number")
                                                               : _("expected a number"));

  number = json_node_get_double (value);
  if (self->kind == HEDDLE_PARAMETER_INTEGER && trunc (number) != number)
    return fail (error, _("expected a whole number"));
  if (self->minimum < self->maximum && (number < self->minimum || number > self->maximum))
    {
      g_autofree char *least = heddle_json_number_to_string (self->minimum);
      g_autofree char *most = heddle_json_number_to_string (self->maximum);
      g_autofree char *given = heddle_json_number_to_string (number);

      return fail (error, _("%s is outside %s to %s"), given, least, most);
    }
  return TRUE;
}

static gboolean
check_seed (JsonNode  *value,
            GError   **error)
{
  double number;

  if (is_text (value) && g_str_equal (json_node_get_string (value), "random"))
    return TRUE;
  if (heddle_json_is_number (value))
    {
      number = json_node_get_double (value);
      if (number >= 0 && number <= MAX_SEED && trunc (number) == number)
        return TRUE;
    }
  return fail (error, _("expected a whole number from 0 to 9007199254740991, or \"random\""));
}

static gboolean
is_aspect_ratio (const char *text)
{
  const char *colon = strchr (text, ':');
  char *end;

  if (colon == NULL || !g_ascii_isdigit (text[0]) || !g_ascii_isdigit (colon[1]))
    return FALSE;
  if (g_ascii_strtod (text, &end) <= 0 || end != colon)
    return FALSE;
  return g_ascii_strtod (colon + 1, &end) > 0 && *end == '\0';
}

static gboolean
check_text (const HeddleParameterInfo  *self,
            JsonNode                   *value,
            GError                    **error)
{
  const char *text;
  const char *slash;
  g_autoptr (HeddleValue) color = NULL;

  if (!is_text (value))
    return fail (error, _("expected a text"));

  text = json_node_get_string (value);
  switch ((int) self->kind)
    {
    case HEDDLE_PARAMETER_COLOR:
      color = heddle_value_new_color (text, NULL);
      return color != NULL
             || fail (error, _("“%s” is not a color; write it as #rrggbb or #rrggbbaa"), text);
    case HEDDLE_PARAMETER_CHOICE:
      if (self->options == NULL || has_option (self->options, text))
        return TRUE;
      {
        g_auto (GStrv) parts = g_strsplit (self->options, "|", -1);
        g_autofree char *list = g_strjoinv (", ", parts);

        return fail (error, _("“%s” is not one of: %s"), text, list);
      }
    case HEDDLE_PARAMETER_MODEL:
      slash = strchr (text, '/');
      return (slash != NULL && slash != text && slash[1] != '\0')
             || fail (error, _("“%s” does not name a model; write it as provider/model"), text);
    case HEDDLE_PARAMETER_ASPECT_RATIO:
      return is_aspect_ratio (text)
             || fail (error,
                      _("“%s” is not an aspect ratio; write it as width:height, such as 4:5"),
                      text);
    default:
      if (self->minimum < self->maximum
          && ((double) g_utf8_strlen (text, -1) < self->minimum
              || (double) g_utf8_strlen (text, -1) > self->maximum))
        return fail (error, _("expected a text of %d to %d characters"), (int) self->minimum,
                     (int) self->maximum);
      return TRUE;
    }
}

static gboolean
check_text_list (JsonNode  *value,
                 GError   **error)
{
  JsonArray *array;

  if (!JSON_NODE_HOLDS_ARRAY (value))
    return fail (error, _("expected a list of texts"));

  array = json_node_get_array (value);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      if (!is_text (json_array_get_element (array, i)))
        return fail (error, _("expected a list of texts; entry %u is none"), i + 1);
    }
  return TRUE;
}

/**
 * heddle_parameter_dup_member:
 * @self: an object of numbers
 * @option: one of its options
 * @member: (out caller-allocates): return location for what the member of that name holds; its key
 *   is the name, which has to live as long
 *
 * Returns: (transfer full): the member's name
 */
char *
heddle_parameter_dup_member (const HeddleParameterInfo *self,
                             const char                *option,
                             HeddleParameterInfo       *member)
{
  gboolean positive = g_str_has_suffix (option, "+");
  char *key = g_strndup (option, strlen (option) - positive);

  *member = (HeddleParameterInfo) {
    .key = key,
    .kind = HEDDLE_PARAMETER_INTEGER,
    .minimum = positive ? 1 : self->minimum,
    .maximum = self->maximum,
    .unit = self->unit,
  };
  return key;
}

static gboolean
check_numbers (const HeddleParameterInfo  *self,
               JsonNode                   *value,
               GError                    **error)
{
  g_auto (GStrv) options = g_strsplit (self->options, "|", -1);

  if (!JSON_NODE_HOLDS_OBJECT (value))
    return fail (error, _("expected an object of whole numbers"));

  for (guint i = 0; options[i] != NULL; i++)
    {
      HeddleParameterInfo member;
      g_autofree char *key = heddle_parameter_dup_member (self, options[i], &member);
      JsonNode *number = json_object_get_member (json_node_get_object (value), key);

      if (number == NULL || heddle_parameter_check (&member, number, error))
        continue;
      g_prefix_error (error, "%s: ", key);
      return FALSE;
    }
  return TRUE;
}

/**
 * heddle_parameter_check:
 * @self: a parameter
 * @value: a value for it; null counts as absent and is always right
 * @error: return location for an error
 *
 * Checks a value against what the parameter holds.
 *
 * Returns: whether @value is right; if not, %HEDDLE_GRAPH_ERROR_CONFIG says what would be, without
 *   a path
 */
gboolean
heddle_parameter_check (const HeddleParameterInfo  *self,
                        JsonNode                   *value,
                        GError                    **error)
{
  if (JSON_NODE_HOLDS_NULL (value))
    return TRUE;

  switch (self->kind)
    {
    case HEDDLE_PARAMETER_NUMBER:
    case HEDDLE_PARAMETER_INTEGER:
      return check_number (self, value, error);
    case HEDDLE_PARAMETER_BOOLEAN:
      return (JSON_NODE_HOLDS_VALUE (value) && json_node_get_value_type (value) == G_TYPE_BOOLEAN)
             || fail (error, _("expected true or false"));
    case HEDDLE_PARAMETER_SEED:
      return check_seed (value, error);
    case HEDDLE_PARAMETER_TEXT_LIST:
    case HEDDLE_PARAMETER_ASSET_LIST:
      return check_text_list (value, error);
    case HEDDLE_PARAMETER_NUMBERS:
      return check_numbers (self, value, error);
    case HEDDLE_PARAMETER_JSON:
      return TRUE;
    case HEDDLE_PARAMETER_TEXT:
    case HEDDLE_PARAMETER_LONG_TEXT:
    case HEDDLE_PARAMETER_COLOR:
    case HEDDLE_PARAMETER_CHOICE:
    case HEDDLE_PARAMETER_MODEL:
    case HEDDLE_PARAMETER_ASPECT_RATIO:
    case HEDDLE_PARAMETER_FILE:
    case HEDDLE_PARAMETER_FOLDER:
    case HEDDLE_PARAMETER_ASSET:
    default:
      return check_text (self, value, error);
    }
}

/**
 * heddle_parameter_get_default:
 * @self: a parameter
 *
 * Returns: (transfer full) (nullable): the value that counts where none is given, if there is one
 */
JsonNode *
heddle_parameter_get_default (const HeddleParameterInfo *self)
{
  g_autoptr (GError) error = NULL;
  JsonNode *node;

  if (self->fallback == NULL)
    return NULL;

  node = heddle_json_parse (self->fallback, -1, &error);
  if (node == NULL)
    g_error ("The default of the parameter %s is not JSON: %s", self->key, error->message);
  return node;
}

/**
 * heddle_parameter_get_port_type:
 * @self: a parameter
 * @type: (out): return location for the type
 *
 * The type of the input port through which a link can give the parameter instead. A seed is a
 * number there; `"random"` can only be written in config.
 *
 * Returns: whether there is such a port: only scalar values have one
 */
gboolean
heddle_parameter_get_port_type (const HeddleParameterInfo *self,
                                HeddlePortType            *type)
{
  *type = (HeddlePortType) { .value = HEDDLE_VALUE_TEXT };

  switch (self->kind)
    {
    case HEDDLE_PARAMETER_NUMBER:
    case HEDDLE_PARAMETER_INTEGER:
    case HEDDLE_PARAMETER_SEED:
      type->value = HEDDLE_VALUE_NUMBER;
      return TRUE;
    case HEDDLE_PARAMETER_BOOLEAN:
      type->value = HEDDLE_VALUE_BOOLEAN;
      return TRUE;
    case HEDDLE_PARAMETER_COLOR:
      type->value = HEDDLE_VALUE_COLOR;
      return TRUE;
    case HEDDLE_PARAMETER_TEXT_LIST:
    case HEDDLE_PARAMETER_ASSET_LIST:
    case HEDDLE_PARAMETER_NUMBERS:
    case HEDDLE_PARAMETER_JSON:
      return FALSE;
    case HEDDLE_PARAMETER_TEXT:
    case HEDDLE_PARAMETER_LONG_TEXT:
    case HEDDLE_PARAMETER_CHOICE:
    case HEDDLE_PARAMETER_MODEL:
    case HEDDLE_PARAMETER_ASPECT_RATIO:
    case HEDDLE_PARAMETER_FILE:
    case HEDDLE_PARAMETER_FOLDER:
    case HEDDLE_PARAMETER_ASSET:
    default:
      return TRUE;
    }
}

static JsonNode *
parse_constant (const char *text)
{
  return heddle_json_parse (text, -1, NULL);
}

static void
add_options (JsonObject *schema,
             const char *options)
{
  g_auto (GStrv) parts = g_strsplit (options, "|", -1);
  JsonArray *array = json_array_new ();

  for (guint i = 0; parts[i] != NULL; i++)
    json_array_add_string_element (array, parts[i]);
  json_array_add_null_element (array);
  json_object_set_array_member (schema, "enum", array);
}

static void
add_bounds (JsonObject *schema,
            const char *least,
            double      minimum,
            const char *most,
            double      maximum)
{
  if (minimum >= maximum)
    return;

  json_object_set_double_member (schema, least, minimum);
  json_object_set_double_member (schema, most, maximum);
}

static void add_form (const HeddleParameterInfo *self,
                      JsonObject                *schema);

static void
add_members (const HeddleParameterInfo *self,
             JsonObject                *schema)
{
  g_auto (GStrv) options = g_strsplit (self->options, "|", -1);
  JsonObject *properties = json_object_new ();

  for (guint i = 0; options[i] != NULL; i++)
    {
      HeddleParameterInfo member;
      g_autofree char *key = heddle_parameter_dup_member (self, options[i], &member);
      JsonObject *form = json_object_new ();

      add_form (&member, form);
      json_object_set_object_member (properties, key, form);
    }
  json_object_set_member (schema, "type", parse_constant ("[\"object\",\"null\"]"));
  json_object_set_object_member (schema, "properties", properties);
}

static void
add_form (const HeddleParameterInfo *self,
          JsonObject                *schema)
{
  switch (self->kind)
    {
    case HEDDLE_PARAMETER_NUMBER:
    case HEDDLE_PARAMETER_INTEGER:
      json_object_set_member (schema, "type",
                              parse_constant (self->kind == HEDDLE_PARAMETER_NUMBER
                                                ? "[\"number\",\"null\"]"
                                                : "[\"integer\",\"null\"]"));
      add_bounds (schema, "minimum", self->minimum, "maximum", self->maximum);
      return;
    case HEDDLE_PARAMETER_BOOLEAN:
      json_object_set_member (schema, "type", parse_constant ("[\"boolean\",\"null\"]"));
      return;
    case HEDDLE_PARAMETER_SEED:
      json_object_set_member (schema, "anyOf",
                              parse_constant ("[{\"type\":\"integer\",\"minimum\":0,"
                                              "\"maximum\":9007199254740991},"
                                              "{\"enum\":[\"random\",null]}]"));
      return;
    case HEDDLE_PARAMETER_NUMBERS:
      add_members (self, schema);
      return;
    case HEDDLE_PARAMETER_TEXT_LIST:
    case HEDDLE_PARAMETER_ASSET_LIST:
      json_object_set_member (schema, "type", parse_constant ("[\"array\",\"null\"]"));
      json_object_set_member (schema, "items", parse_constant ("{\"type\":\"string\"}"));
      return;
    case HEDDLE_PARAMETER_JSON:
      return;
    case HEDDLE_PARAMETER_CHOICE:
      if (self->options != NULL)
        {
          add_options (schema, self->options);
          return;
        }
      break;
    case HEDDLE_PARAMETER_COLOR:
      json_object_set_string_member (schema, "pattern", "^#([0-9A-Fa-f]{6}|[0-9A-Fa-f]{8})$");
      break;
    case HEDDLE_PARAMETER_MODEL:
      json_object_set_string_member (schema, "pattern", "^[^/]+/.+$");
      break;
    case HEDDLE_PARAMETER_ASPECT_RATIO:
      json_object_set_string_member (schema, "pattern",
                                     "^[0-9]+(\\.[0-9]+)?:[0-9]+(\\.[0-9]+)?$");
      break;
    case HEDDLE_PARAMETER_TEXT:
    case HEDDLE_PARAMETER_LONG_TEXT:
      add_bounds (schema, "minLength", self->minimum, "maxLength", self->maximum);
      break;
    case HEDDLE_PARAMETER_FILE:
    case HEDDLE_PARAMETER_FOLDER:
    case HEDDLE_PARAMETER_ASSET:
    default:
      break;
    }
  json_object_set_member (schema, "type", parse_constant ("[\"string\",\"null\"]"));
}

/**
 * heddle_parameter_to_schema:
 * @self: a parameter
 *
 * Describes the parameter as JSON Schema 2020-12, with its label as `title`, its help as
 * `description` (untranslated) and its default. Null stands for absent.
 *
 * Returns: (transfer full): the schema
 */
JsonNode *
heddle_parameter_to_schema (const HeddleParameterInfo *self)
{
  g_autoptr (JsonObject) schema = json_object_new ();

  if (self->label != NULL)
    json_object_set_string_member (schema, "title", self->label);
  if (self->help != NULL)
    json_object_set_string_member (schema, "description", self->help);
  add_form (self, schema);
  if (self->fallback != NULL)
    json_object_set_member (schema, "default", heddle_parameter_get_default (self));
  return json_node_init_object (json_node_alloc (), schema);
}
