/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "heddle-fake-openai-private.h"

#include <math.h>
#include <string.h>

#include "heddle-fake-image.h"

/* Error bodies, and the checks that come before an answer. */

static const char *
get_type_name (JsonNode *node)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    return "an object";
  if (JSON_NODE_HOLDS_ARRAY (node))
    return "an array";
  if (JSON_NODE_HOLDS_NULL (node))
    return "null";
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return "a string";
  if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return "a boolean";
  if (json_node_get_value_type (node) == G_TYPE_INT64)
    return "an integer";
  return "a decimal";
}

static const char *
get_expected_name (HeddleFakeParameterKind kind)
{
  static const char *const names[] = {
    [HEDDLE_FAKE_PARAMETER_STRING] = "a string",    [HEDDLE_FAKE_PARAMETER_ENUM] = "a string",
    [HEDDLE_FAKE_PARAMETER_INTEGER] = "an integer", [HEDDLE_FAKE_PARAMETER_NUMBER] = "a decimal",
    [HEDDLE_FAKE_PARAMETER_BOOLEAN] = "a boolean",  [HEDDLE_FAKE_PARAMETER_OBJECT] = "an object",
    [HEDDLE_FAKE_PARAMETER_ARRAY] = "an array",
  };

  return names[kind];
}

static gboolean
check_bounds (HeddleFakeExchange        *exchange,
              const HeddleFakeParameter *parameter,
              const char                *what,
              double                     value)
{
  g_autofree char *code = NULL;

  if (value >= parameter->minimum && value <= parameter->maximum)
    return TRUE;

  code =
      g_strdup_printf ("%s_%s_value", what, value < parameter->minimum ? "below_min" : "above_max");
  heddle_fake_openai_refuse (exchange, 400, code, parameter->name,
                             "Invalid '%s': %s %s value. Expected a value %s %g, but got %g "
                             "instead.",
                             parameter->name, what,
                             value < parameter->minimum ? "below minimum" : "above maximum",
                             value < parameter->minimum ? ">=" : "<=",
                             value < parameter->minimum ? parameter->minimum : parameter->maximum,
                             value);
  return FALSE;
}

static gboolean
check_enum (HeddleFakeExchange        *exchange,
            const HeddleFakeParameter *parameter,
            const char                *value)
{
  g_auto (GStrv) values = g_strsplit (parameter->values, "|", -1);
  g_autofree char *list = NULL;

  if (g_strv_contains ((const char *const *) values, value))
    return TRUE;

  list = g_strjoinv ("', '", values);
  heddle_fake_openai_refuse (exchange, 400, "invalid_value", parameter->name,
                             "Invalid value: '%s'. Supported values are: '%s'.", value, list);
  return FALSE;
}

static gboolean
check_string (HeddleFakeExchange        *exchange,
              const HeddleFakeParameter *parameter,
              const char                *value)
{
  const long length = g_utf8_strlen (value, -1);

  if (parameter->maximum > 0 && (double) length > parameter->maximum)
    {
      heddle_fake_openai_refuse (exchange, 400, "string_above_max_length", parameter->name,
                                 "Invalid '%s': string too long. Expected a string with maximum "
                                 "length %.0f, but got a string with length %ld instead.",
                                 parameter->name, parameter->maximum, length);
      return FALSE;
    }
  if ((double) length < parameter->minimum)
    {
      heddle_fake_openai_refuse (exchange, 400, "empty_string", parameter->name,
                                 "Invalid '%s': empty string. Expected a string with minimum "
                                 "length %.0f, but got an empty string instead.",
                                 parameter->name, parameter->minimum);
      return FALSE;
    }

  return TRUE;
}

static gboolean
check_array (HeddleFakeExchange        *exchange,
             const HeddleFakeParameter *parameter,
             JsonArray                 *array)
{
  const guint length = json_array_get_length (array);

  if (length >= parameter->minimum && length <= parameter->maximum)
    return TRUE;

  heddle_fake_openai_refuse (exchange, 400,
                             length < parameter->minimum ? "empty_array" : "array_above_max_length",
                             parameter->name,
                             "Invalid '%s': expected an array with between %.0f and %.0f elements, "
                             "but got %u instead.",
                             parameter->name, parameter->minimum, parameter->maximum, length);
  return FALSE;
}

static gboolean
has_kind (JsonNode               *node,
          HeddleFakeParameterKind kind)
{
  const GType type = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_NONE;

  switch (kind)
    {
    case HEDDLE_FAKE_PARAMETER_ANY:
      return TRUE;
    case HEDDLE_FAKE_PARAMETER_STRING:
    case HEDDLE_FAKE_PARAMETER_ENUM:
      return type == G_TYPE_STRING;
    case HEDDLE_FAKE_PARAMETER_INTEGER:
      return type == G_TYPE_INT64;
    case HEDDLE_FAKE_PARAMETER_NUMBER:
      return type == G_TYPE_INT64 || type == G_TYPE_DOUBLE;
    case HEDDLE_FAKE_PARAMETER_BOOLEAN:
      return type == G_TYPE_BOOLEAN;
    case HEDDLE_FAKE_PARAMETER_OBJECT:
      return JSON_NODE_HOLDS_OBJECT (node);
    case HEDDLE_FAKE_PARAMETER_ARRAY:
      return JSON_NODE_HOLDS_ARRAY (node);
    default:
      g_assert_not_reached ();
    }
}

static gboolean
check_value (HeddleFakeExchange        *exchange,
             const HeddleFakeParameter *parameter,
             JsonNode                  *node)
{
  if (JSON_NODE_HOLDS_NULL (node) && !parameter->required)
    return TRUE;
  if (!has_kind (node, parameter->kind))
    {
      heddle_fake_openai_refuse (exchange, 400, "invalid_type", parameter->name,
                                 "Invalid type for '%s': expected %s, but got %s instead.",
                                 parameter->name, get_expected_name (parameter->kind),
                                 get_type_name (node));
      return FALSE;
    }

  switch (parameter->kind)
    {
    case HEDDLE_FAKE_PARAMETER_STRING:
      return check_string (exchange, parameter, json_node_get_string (node));
    case HEDDLE_FAKE_PARAMETER_ENUM:
      return check_enum (exchange, parameter, json_node_get_string (node));
    case HEDDLE_FAKE_PARAMETER_INTEGER:
      return check_bounds (exchange, parameter, "integer", (double) json_node_get_int (node));
    case HEDDLE_FAKE_PARAMETER_NUMBER:
      return check_bounds (exchange, parameter, "decimal", json_node_get_double (node));
    case HEDDLE_FAKE_PARAMETER_ARRAY:
      return check_array (exchange, parameter, json_node_get_array (node));
    case HEDDLE_FAKE_PARAMETER_ANY:
    case HEDDLE_FAKE_PARAMETER_BOOLEAN:
    case HEDDLE_FAKE_PARAMETER_OBJECT:
    default:
      return TRUE;
    }
}

static const char *
get_error_type (guint       status,
                const char *code)
{
  if (g_strcmp0 (code, "insufficient_quota") == 0)
    return "insufficient_quota";
  if (g_strcmp0 (code, "moderation_blocked") == 0)
    return "image_generation_user_error";
  if (status == 429)
    return "requests";

  return status >= 500 ? "server_error" : "invalid_request_error";
}

static const HeddleFakeParameter *
find_parameter (const HeddleFakeParameter *parameters,
                const char                *name)
{
  for (const HeddleFakeParameter *p = parameters; p->name != NULL; p++)
    if (g_str_equal (p->name, name))
      return p;

  return NULL;
}

/**
 * heddle_fake_openai_write_error:
 * @status: the status that the error is sent with
 * @code: (nullable): the error's code
 * @param: (nullable): the parameter that it is about
 * @message: what happened
 *
 * Returns: (transfer full): the body of an error in OpenAI's form
 */
char *
heddle_fake_openai_write_error (guint       status,
                                const char *code,
                                const char *param,
                                const char *message)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "error");
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "message");
  json_builder_add_string_value (builder, message);
  json_builder_set_member_name (builder, "type");
  json_builder_add_string_value (builder, get_error_type (status, code));
  json_builder_set_member_name (builder, "param");
  json_builder_add_string_value (builder, param);
  json_builder_set_member_name (builder, "code");
  json_builder_add_string_value (builder, code);
  json_builder_end_object (builder);
  json_builder_end_object (builder);

  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

/**
 * heddle_fake_openai_refuse:
 * @exchange: an exchange that is not answered yet
 * @status: the status
 * @code: (nullable): the error's code
 * @param: (nullable): the parameter that it is about
 * @format: the message, as for printf
 * @...: what goes into it
 *
 * Answers with an error in OpenAI's form.
 */
void
heddle_fake_openai_refuse (HeddleFakeExchange *exchange,
                           guint               status,
                           const char         *code,
                           const char         *param,
                           const char         *format,
                           ...)
{
  g_autofree char *message = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);

  heddle_fake_exchange_respond_text (exchange, status, "application/json",
                                     heddle_fake_openai_write_error (status, code, param, message));
}

/**
 * heddle_fake_openai_check:
 * @exchange: an exchange that is not answered yet
 * @body: the request's body
 * @parameters: all parameters that there are, ended by one without a name
 *
 * Checks a body, and answers with an error if it is wrong.
 *
 * Returns: whether it is right; otherwise the exchange is answered
 */
gboolean
heddle_fake_openai_check (HeddleFakeExchange        *exchange,
                          JsonObject                *body,
                          const HeddleFakeParameter *parameters)
{
  g_autoptr (GList) members = json_object_get_members (body);

  for (GList *l = members; l != NULL; l = l->next)
    {
      const HeddleFakeParameter *parameter = find_parameter (parameters, l->data);

      if (parameter == NULL)
        {
          heddle_fake_openai_refuse (exchange, 400, "unknown_parameter", l->data,
                                     "Unknown parameter: '%s'.", (const char *) l->data);
          return FALSE;
        }
      if (!check_value (exchange, parameter, json_object_get_member (body, l->data)))
        return FALSE;
    }

  for (const HeddleFakeParameter *p = parameters; p->name != NULL; p++)
    {
      if (!p->required || json_object_has_member (body, p->name))
        continue;

      heddle_fake_openai_refuse (exchange, 400, "missing_required_parameter", p->name,
                                 "Missing required parameter: '%s'.", p->name);
      return FALSE;
    }

  return TRUE;
}

/**
 * heddle_fake_openai_check_picture:
 * @exchange: an exchange that is not answered yet
 * @url: a picture in a request: an address, or a data URL with PNG, JPEG, WebP or GIF
 * @param: where it stands
 *
 * Checks a picture, and answers with an error if it is none.
 *
 * Returns: whether it is right; otherwise the exchange is answered
 */
gboolean
heddle_fake_openai_check_picture (HeddleFakeExchange *exchange,
                                  const char         *url,
                                  const char         *param)
{
  const char *comma = strchr (url, ',');
  g_autofree guint8 *data = NULL;
  gsize length = 0;

  if (g_str_has_prefix (url, "https://"))
    return TRUE;
  if (g_str_has_prefix (url, "data:image/") && comma != NULL &&
      g_strrstr_len (url, comma - url, ";base64") != NULL)
    {
      data = g_base64_decode (comma + 1, &length);
      if (heddle_fake_image_find_type (data, length) != NULL)
        return TRUE;
    }

  heddle_fake_openai_refuse (
      exchange, 400, "invalid_image_format", param,
      "You uploaded an unsupported image. Please make sure your image has of "
      "one the following formats: ['png', 'jpeg', 'gif', 'webp'].");
  return FALSE;
}

/**
 * heddle_fake_openai_get_string:
 * @body: an object
 * @member: one of its members
 * @fallback: (nullable): what to return where it is missing or null
 *
 * Returns: (nullable): the member's value
 */
const char *
heddle_fake_openai_get_string (JsonObject *body,
                               const char *member,
                               const char *fallback)
{
  return heddle_fake_openai_has (body, member) ? json_object_get_string_member (body, member)
                                               : fallback;
}

/**
 * heddle_fake_openai_get_int:
 * @body: an object
 * @member: one of its members
 * @fallback: what to return where it is missing or null
 *
 * Returns: the member's value
 */
gint64
heddle_fake_openai_get_int (JsonObject *body,
                            const char *member,
                            gint64      fallback)
{
  return heddle_fake_openai_has (body, member) ? json_object_get_int_member (body, member)
                                               : fallback;
}

/**
 * heddle_fake_openai_has:
 * @body: an object
 * @member: one of its members
 *
 * Returns: whether @member is there and not null
 */
gboolean
heddle_fake_openai_has (JsonObject *body,
                        const char *member)
{
  return json_object_has_member (body, member) && !json_object_get_null_member (body, member);
}
