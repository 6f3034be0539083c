/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "heddle-fake-gemini-private.h"

#include <string.h>

/* Error bodies, and the checks that come before an answer. */

#define RATIOS "1:1|2:3|3:2|3:4|4:3|4:5|5:4|9:16|16:9|21:9|1:4|4:1|1:8|8:1"

typedef struct
{
  const char *name;
  const char *kind;
} Member;

static const Member request_members[] = {
  { "contents", "array" }, { "systemInstruction", "object" }, { "generationConfig", "object" },
  { "safetySettings", "array" }, { "tools", "array" }, { "toolConfig", "object" }, { "cachedContent", "string" },
  { "serviceTier", "string" }, { "store", "boolean" }, { "labels", "object" }, { NULL },
};

static const Member content_members[] = { { "role", "string" }, { "parts", "array" }, { NULL } };

static const Member part_members[] = {
  { "text", "string" }, { "inlineData", "object" }, { "fileData", "object" }, { "thoughtSignature", "string" },
  { NULL },
};

static const Member data_members[] = { { "mimeType", "string" }, { "data", "string" }, { NULL } };

static const Member config_members[] = {
  { "candidateCount", "integer" }, { "maxOutputTokens", "integer" }, { "stopSequences", "array" },
  { "seed", "integer" }, { "responseMimeType", "string" }, { "responseSchema", "object" },
  { "responseJsonSchema", "object" }, { "thinkingConfig", "object" }, { "mediaResolution", "string" },
  { "temperature", "number" }, { "topP", "number" }, { "topK", "number" }, { "responseModalities", "array" },
  { "imageConfig", "object" }, { NULL },
};

/* With a key there are no others: persons and file formats are for the platform only. */
static const Member image_members[] = { { "aspectRatio", "string" }, { "imageSize", "string" }, { NULL } };

/**
 * heddle_fake_gemini_write_error:
 * @status: the status that the error is sent with
 * @name: what the API calls it
 * @message: what happened
 * @details: (nullable): a list of details, as JSON
 *
 * Returns: (transfer full): the body of an error in Google's form
 */
char *
heddle_fake_gemini_write_error (guint       status,
                                const char *name,
                                const char *message,
                                const char *details)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "error");
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "code");
  json_builder_add_int_value (builder, status);
  json_builder_set_member_name (builder, "message");
  json_builder_add_string_value (builder, message);
  json_builder_set_member_name (builder, "status");
  json_builder_add_string_value (builder, name);
  if (details != NULL)
    {
      json_builder_set_member_name (builder, "details");
      json_builder_add_value (builder, json_from_string (details, NULL));
    }
  json_builder_end_object (builder);
  json_builder_end_object (builder);

  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

/**
 * heddle_fake_gemini_refuse:
 * @exchange: an exchange that is not answered yet
 * @format: the message, as for printf
 * @...: what goes into it
 *
 * Answers that the request is wrong.
 */
void
heddle_fake_gemini_refuse (HeddleFakeExchange *exchange,
                           const char         *format,
                           ...)
{
  g_autofree char *message = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);

  heddle_fake_exchange_respond_text (exchange, 400, "application/json",
                                     heddle_fake_gemini_write_error (400, "INVALID_ARGUMENT", message, NULL));
}

static gboolean
is_in (const char *name,
       const char *names)
{
  g_auto (GStrv) list = g_strsplit (names, "|", -1);

  return g_strv_contains ((const char *const *) list, name);
}

static gboolean
has_kind (JsonNode   *node,
          const char *kind)
{
  const GType type = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_NONE;

  if (g_str_equal (kind, "object"))
    return JSON_NODE_HOLDS_OBJECT (node);
  if (g_str_equal (kind, "array"))
    return JSON_NODE_HOLDS_ARRAY (node);
  if (g_str_equal (kind, "string"))
    return type == G_TYPE_STRING;
  if (g_str_equal (kind, "boolean"))
    return type == G_TYPE_BOOLEAN;
  if (g_str_equal (kind, "integer"))
    return type == G_TYPE_INT64;
  return type == G_TYPE_INT64 || type == G_TYPE_DOUBLE;
}

static const Member *
find_member (const Member *members,
             const char   *name)
{
  for (; members->name != NULL; members++)
    if (g_str_equal (members->name, name))
      return members;

  return NULL;
}

/* Returns: NULL where the exchange is answered. */
static JsonObject *
check_object (HeddleFakeExchange *exchange,
              JsonNode           *node,
              const char         *where,
              const Member       *members)
{
  JsonObject *object = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  JsonObjectIter iter;
  const char *name;
  JsonNode *member;

  if (object == NULL)
    {
      heddle_fake_gemini_refuse (exchange, "Invalid value at '%s': an object is expected.", where);
      return NULL;
    }

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &member))
    {
      const Member *known = find_member (members, name);

      if (known == NULL)
        {
          heddle_fake_gemini_refuse (exchange,
                                     "Invalid JSON payload received. Unknown name \"%s\" at '%s': Cannot find field.",
                                     name, where);
          return NULL;
        }
      if (!has_kind (member, known->kind))
        {
          heddle_fake_gemini_refuse (exchange, "Invalid value at '%s.%s': of type %s.", where, name, known->kind);
          return NULL;
        }
    }

  return object;
}

static gboolean
has_content_of (const guint8 *data,
                gsize         length,
                const char   *type)
{
  if (length <= 12)
    return FALSE;
  if (g_str_equal (type, "image/png"))
    return memcmp (data, "\x89PNG\r\n\x1a\n", 8) == 0;
  if (g_str_equal (type, "image/jpeg"))
    return memcmp (data, "\xff\xd8\xff", 3) == 0;
  return g_str_equal (type, "image/webp") && memcmp (data, "RIFF", 4) == 0 && memcmp (data + 8, "WEBP", 4) == 0;
}

static gboolean
check_image (HeddleFakeExchange *exchange,
             JsonNode           *node)
{
  JsonObject *image = check_object (exchange, node, "contents.parts.inline_data", data_members);
  const char *base64;
  g_autofree guint8 *data = NULL;
  gsize length = 0;

  if (image == NULL)
    return FALSE;

  base64 = json_object_get_string_member_with_default (image, "data", "");
  data = strchr (base64, ',') == NULL ? g_base64_decode (base64, &length) : NULL;
  if (data != NULL
      && has_content_of (data, length, json_object_get_string_member_with_default (image, "mimeType", "")))
    return TRUE;

  heddle_fake_gemini_refuse (exchange, "Unable to process input image. Please retry or report.");
  return FALSE;
}

static gboolean
read_part (HeddleFakeExchange    *exchange,
           JsonNode              *node,
           HeddleFakeGeminiOrder *order)
{
  JsonObject *part = check_object (exchange, node, "contents.parts", part_members);
  const char *text;

  if (part == NULL)
    return FALSE;
  if (json_object_get_size (part) != 1)
    {
      heddle_fake_gemini_refuse (exchange, "contents.parts: part must have exactly one initialized field");
      return FALSE;
    }

  text = json_object_get_string_member_with_default (part, "text", NULL);
  if (text != NULL)
    g_string_append_printf (order->prompt, "%s%s", order->prompt->len > 0 ? "\n" : "", text);
  if (!json_object_has_member (part, "inlineData"))
    return TRUE;

  order->n_images++;
  return check_image (exchange, json_object_get_member (part, "inlineData"));
}

static gboolean
read_content (HeddleFakeExchange    *exchange,
              JsonNode              *node,
              const char            *where,
              HeddleFakeGeminiOrder *order)
{
  JsonObject *content = check_object (exchange, node, where, content_members);
  JsonArray *parts;

  if (content == NULL)
    return FALSE;
  if (!is_in (json_object_get_string_member_with_default (content, "role", "user"), "user|model"))
    {
      heddle_fake_gemini_refuse (exchange, "Please use a valid role: user, model.");
      return FALSE;
    }

  parts = json_object_has_member (content, "parts") ? json_object_get_array_member (content, "parts") : NULL;
  if (parts == NULL || json_array_get_length (parts) == 0)
    {
      heddle_fake_gemini_refuse (exchange, "%s.parts must not be empty.", where);
      return FALSE;
    }

  for (guint i = 0; i < json_array_get_length (parts); i++)
    if (!read_part (exchange, json_array_get_element (parts, i), order))
      return FALSE;

  return TRUE;
}

static gboolean
read_image_config (HeddleFakeExchange    *exchange,
                   JsonNode              *node,
                   HeddleFakeGeminiOrder *order)
{
  JsonObject *config = check_object (exchange, node, "generation_config.image_config", image_members);

  if (config == NULL)
    return FALSE;

  order->ratio = json_object_get_string_member_with_default (config, "aspectRatio", "1:1");
  order->size = json_object_get_string_member_with_default (config, "imageSize", "1K");
  if (order->model->draws && is_in (order->ratio, RATIOS) && is_in (order->size, order->model->sizes))
    return TRUE;

  heddle_fake_gemini_refuse (exchange, "Invalid image config: aspect ratio %s, image size %s.", order->ratio,
                             order->size);
  return FALSE;
}

static gboolean
check_modalities (HeddleFakeExchange          *exchange,
                  JsonArray                   *modalities,
                  const HeddleFakeGeminiModel *model)
{
  for (guint i = 0; i < json_array_get_length (modalities); i++)
    {
      if (is_in (json_array_get_string_element (modalities, i), model->draws ? "TEXT|IMAGE" : "TEXT"))
        continue;
      heddle_fake_gemini_refuse (exchange, "The requested combination of response modalities (%s) is not supported by "
                                           "the model.",
                                 json_array_get_string_element (modalities, i));
      return FALSE;
    }

  return TRUE;
}

static gboolean
check_numbers (HeddleFakeExchange    *exchange,
               JsonObject            *config,
               HeddleFakeGeminiOrder *order)
{
  gint64 seed = json_object_get_int_member_with_default (config, "seed", 0);

  order->max_tokens = json_object_get_int_member_with_default (config, "maxOutputTokens", G_MAXINT);
  if (seed < G_MININT32 || seed > G_MAXINT32)
    {
      heddle_fake_gemini_refuse (exchange, "Invalid value at 'generation_config.seed' (TYPE_INT32), %" G_GINT64_FORMAT,
                                 seed);
      return FALSE;
    }
  if (order->max_tokens < 1)
    {
      heddle_fake_gemini_refuse (exchange, "max_output_tokens must be positive.");
      return FALSE;
    }
  if (json_object_get_int_member_with_default (config, "candidateCount", 1) != 1)
    {
      heddle_fake_gemini_refuse (exchange, "Multiple candidates is not enabled for this model");
      return FALSE;
    }

  return TRUE;
}

static gboolean
read_config (HeddleFakeExchange    *exchange,
             JsonNode              *node,
             HeddleFakeGeminiOrder *order)
{
  JsonObject *config = check_object (exchange, node, "generation_config", config_members);
  const char *type;

  if (config == NULL || !check_numbers (exchange, config, order))
    return FALSE;
  if (json_object_has_member (config, "responseModalities")
      && !check_modalities (exchange, json_object_get_array_member (config, "responseModalities"), order->model))
    return FALSE;
  if (json_object_has_member (config, "imageConfig")
      && !read_image_config (exchange, json_object_get_member (config, "imageConfig"), order))
    return FALSE;

  type = json_object_get_string_member_with_default (config, "responseMimeType", "text/plain");
  order->json = g_str_equal (type, "application/json");
  order->schema = json_object_get_member (config, "responseJsonSchema");
  if (is_in (type, "text/plain|application/json") && (order->schema == NULL || order->json))
    return TRUE;

  heddle_fake_gemini_refuse (exchange, "Function calling or a schema with a response mime type: '%s' is unsupported",
                             type);
  return FALSE;
}

/**
 * heddle_fake_gemini_read_order:
 * @exchange: an exchange that is not answered yet
 * @body: (nullable): the request's body
 * @order: what is asked for, of which the model and an empty prompt are there
 *
 * Checks a request, and answers with an error if it is wrong.
 *
 * Returns: whether it is right; otherwise the exchange is answered
 */
gboolean
heddle_fake_gemini_read_order (HeddleFakeExchange    *exchange,
                               JsonObject            *body,
                               HeddleFakeGeminiOrder *order)
{
  g_autoptr (JsonNode) root = body != NULL ? json_node_init_object (json_node_alloc (), body) : NULL;
  g_autoptr (GString) unused = g_string_new (NULL);
  HeddleFakeGeminiOrder instruction = { .model = order->model, .prompt = unused };
  JsonArray *contents;

  if (check_object (exchange, root, "request", request_members) == NULL)
    return FALSE;

  contents = json_object_has_member (body, "contents") ? json_object_get_array_member (body, "contents") : NULL;
  if (contents == NULL || json_array_get_length (contents) == 0)
    {
      heddle_fake_gemini_refuse (exchange, "contents are required");
      return FALSE;
    }
  for (guint i = 0; i < json_array_get_length (contents); i++)
    if (!read_content (exchange, json_array_get_element (contents, i), "contents", order))
      return FALSE;

  if (order->n_images > order->model->max_images)
    {
      heddle_fake_gemini_refuse (exchange, "The request has %u images, more than the model takes (%u).",
                                 order->n_images, order->model->max_images);
      return FALSE;
    }
  if (json_object_has_member (body, "systemInstruction")
      && !read_content (exchange, json_object_get_member (body, "systemInstruction"), "system_instruction",
                        &instruction))
    return FALSE;

  return !json_object_has_member (body, "generationConfig")
         || read_config (exchange, json_object_get_member (body, "generationConfig"), order);
}
