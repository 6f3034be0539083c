/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "heddle-fake-openai-private.h"

#include <stdio.h>
#include <string.h>

#include "heddle-fake-image.h"

#define IMAGE_TOKENS_PER_INPUT 323
#define MAX_SIDE 3840
#define MAX_PIXELS (3840 * 2160)

typedef struct
{
  JsonObject *body;
  const char *prompt;
  const char *model;
  const char *quality;
  const char *format;
  gboolean edit;
  gboolean half;
  gboolean transparent;
  guint n;
  guint n_inputs;
  guint width;
  guint height;
} Order;

#define COMMON_PARAMETERS                                                                          \
  { "prompt", HEDDLE_FAKE_PARAMETER_STRING, TRUE, 1, 32000 },                                      \
      { "model", HEDDLE_FAKE_PARAMETER_STRING, TRUE },                                             \
      { "n", HEDDLE_FAKE_PARAMETER_INTEGER, FALSE, 1, 10 },                                        \
      { "size", HEDDLE_FAKE_PARAMETER_STRING, FALSE, 1 },                                          \
      { "quality", HEDDLE_FAKE_PARAMETER_ENUM, FALSE, 0, 0, "auto|low|medium|high|xhigh|max" },    \
      { "background", HEDDLE_FAKE_PARAMETER_ENUM, FALSE, 0, 0, "auto|opaque|transparent" },        \
      { "output_compression", HEDDLE_FAKE_PARAMETER_INTEGER, FALSE, 0, 100 },                      \
      { "moderation", HEDDLE_FAKE_PARAMETER_ENUM, FALSE, 0, 0, "auto|low" },                       \
      { "complexity", HEDDLE_FAKE_PARAMETER_ENUM, FALSE, 0, 0, "low|medium|high" },                \
      { "stream", HEDDLE_FAKE_PARAMETER_BOOLEAN },                                                 \
      { "partial_images", HEDDLE_FAKE_PARAMETER_INTEGER, FALSE, 0, 3 },                            \
      { "safety_identifier", HEDDLE_FAKE_PARAMETER_STRING },                                       \
  {                                                                                                \
    "user", HEDDLE_FAKE_PARAMETER_STRING                                                           \
  }

static const HeddleFakeParameter generation_parameters[] = {
  COMMON_PARAMETERS,
  { "output_format", HEDDLE_FAKE_PARAMETER_ENUM, FALSE, 0, 0, "png|jpeg|webp|svg" },
  { "svg", HEDDLE_FAKE_PARAMETER_OBJECT },
  { NULL },
};

static const HeddleFakeParameter edit_parameters[] = {
  COMMON_PARAMETERS,
  { "output_format", HEDDLE_FAKE_PARAMETER_ENUM, FALSE, 0, 0, "png|jpeg|webp" },
  { "images", HEDDLE_FAKE_PARAMETER_ARRAY, TRUE, 1, 16 },
  { "mask", HEDDLE_FAKE_PARAMETER_OBJECT },
  { "markup", HEDDLE_FAKE_PARAMETER_OBJECT },
  { "input_fidelity", HEDDLE_FAKE_PARAMETER_ENUM, FALSE, 0, 0, "high|low" },
  { NULL },
};

static gboolean
is_in (const char *name,
       const char *names)
{
  g_auto (GStrv) list = g_strsplit (names, "|", -1);

  return g_strv_contains ((const char *const *) list, name);
}

/* A form is read as the JSON that would have said the same. */
static void
add_form_field (JsonObject *body,
                const char *name,
                const char *value)
{
  if (is_in (name, "n|output_compression|partial_images"))
    json_object_set_int_member (body, name, g_ascii_strtoll (value, NULL, 10));
  else if (g_str_equal (name, "stream"))
    json_object_set_boolean_member (body, name, g_str_equal (value, "true"));
  else
    json_object_set_string_member (body, name, value);
}

static void
add_form_file (JsonObject *body,
               const char *name,
               const char *type,
               GBytes     *content)
{
  gsize length = 0;
  const guint8 *data = g_bytes_get_data (content, &length);
  g_autofree char *base64 = g_base64_encode (data, length);
  g_autofree char *url = g_strdup_printf ("data:%s;base64,%s", type, base64);
  JsonObject *picture = json_object_new ();

  json_object_set_string_member (picture, "image_url", url);
  if (!is_in (name, "image|image[]"))
    {
      json_object_set_object_member (body, name, picture);
      return;
    }

  if (!json_object_has_member (body, "images"))
    json_object_set_array_member (body, "images", json_array_new ());
  json_array_add_object_element (json_object_get_array_member (body, "images"), picture);
}

static JsonObject *
read_form (HeddleFakeRequest *request)
{
  g_autoptr (SoupMultipart) form = NULL;
  JsonObject *body;

  form = soup_multipart_new_from_message (heddle_fake_request_get_headers (request),
                                          heddle_fake_request_get_body (request));
  if (form == NULL)
    return NULL;

  body = json_object_new ();
  for (int i = 0; i < soup_multipart_get_length (form); i++)
    {
      SoupMessageHeaders *headers;
      GBytes *content;
      g_autofree char *disposition = NULL;
      g_autoptr (GHashTable) params = NULL;
      const char *name;

      soup_multipart_get_part (form, i, &headers, &content);
      if (!soup_message_headers_get_content_disposition (headers, &disposition, &params))
        continue;
      name = g_hash_table_lookup (params, "name");
      if (g_hash_table_contains (params, "filename"))
        add_form_file (body, name, soup_message_headers_get_one (headers, "Content-Type"), content);
      else
        {
          g_autofree char *value =
              g_strndup (g_bytes_get_data (content, NULL), g_bytes_get_size (content));

          add_form_field (body, name, value);
        }
    }

  return body;
}

static JsonObject *
read_body (HeddleFakeRequest *request)
{
  const char *type = heddle_fake_request_get_header (request, "Content-Type");

  if (type != NULL && g_str_has_prefix (type, "multipart/form-data"))
    return read_form (request);
  if (type != NULL && g_str_has_prefix (type, "application/json"))
    return heddle_fake_request_dup_json (request);

  return NULL;
}

static gboolean
check_model (HeddleFakeExchange *exchange,
             Order              *order)
{
  if ((g_str_has_prefix (order->model, "gpt-image-") &&
       !g_str_equal (order->model, "gpt-image-1")) ||
      g_str_equal (order->model, "chatgpt-image-latest"))
    return TRUE;

  heddle_fake_openai_refuse (exchange, 404, "model_not_found", "model",
                             "The model '%s' does not exist or you do not have access to it.",
                             order->model);
  return FALSE;
}

static gboolean
check_size (HeddleFakeExchange *exchange,
            Order              *order)
{
  const char *size = heddle_fake_openai_get_string (order->body, "size", "auto");
  const gboolean fixed = g_str_has_prefix (order->model, "gpt-image-1");
  guint larger;
  guint smaller;
  char after;

  order->width = order->height = 1024;
  if (is_in (size, "auto|1024x1024"))
    return TRUE;

  if (sscanf (size, "%ux%u%c", &order->width, &order->height, &after) == 2)
    {
      larger = MAX (order->width, order->height);
      smaller = MIN (order->width, order->height);
      if (fixed ? is_in (size, "1536x1024|1024x1536")
                : smaller > 0 && order->width % 16 == 0 && order->height % 16 == 0 &&
                      larger <= smaller * 3 && larger <= MAX_SIDE && larger * smaller <= MAX_PIXELS)
        return TRUE;
    }

  heddle_fake_openai_refuse (exchange, 400, "invalid_value", "size",
                             "Invalid value: '%s'. Supported values are: %s.", size,
                             fixed
                                 ? "'1024x1024', '1024x1536', '1536x1024', and 'auto'"
                                 : "'auto', and any width and height that are multiples of 16, of "
                                   "a ratio of at most 3:1 and of up to 3840x2160");
  return FALSE;
}

static gboolean
check_combination (HeddleFakeExchange *exchange,
                   Order              *order)
{
  const gboolean exact = is_in (order->quality, "xhigh|max");

  if (order->transparent && g_str_equal (order->format, "jpeg"))
    heddle_fake_openai_refuse (exchange, 400, "invalid_value", "background",
                               "Transparent background is not supported for JPEG output format.");
  else if (heddle_fake_openai_has (order->body, "output_compression") &&
           !is_in (order->format, "jpeg|webp"))
    heddle_fake_openai_refuse (exchange, 400, "invalid_value", "output_compression",
                               "Compression less than 100 is not supported for PNG output format.");
  else if (exact && !g_str_has_prefix (order->model, "gpt-image-2."))
    heddle_fake_openai_refuse (
        exchange, 400, "invalid_value", "quality",
        "Invalid value: '%s'. Supported values are: 'low', 'medium', 'high', "
        "and 'auto'.",
        order->quality);
  else if (g_str_equal (order->format, "svg") && order->n > 1)
    heddle_fake_openai_refuse (exchange, 400, "invalid_value", "n",
                               "SVG output needs 'n' to be 1.");
  else
    return TRUE;

  return FALSE;
}

static gboolean
check_picture_object (HeddleFakeExchange *exchange,
                      JsonNode           *node,
                      const char         *param)
{
  JsonObject *picture = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const char *url = NULL;

  if (picture != NULL && json_object_get_size (picture) == 1 &&
      json_object_has_member (picture, "file_id"))
    return TRUE;
  if (picture != NULL && json_object_get_size (picture) == 1)
    url = json_object_get_string_member_with_default (picture, "image_url", NULL);
  if (url != NULL)
    return heddle_fake_openai_check_picture (exchange, url, param);

  heddle_fake_openai_refuse (exchange, 400, "invalid_type", param,
                             "Invalid type for '%s': expected an object with either 'image_url' or "
                             "'file_id'.",
                             param);
  return FALSE;
}

static gboolean
check_inputs (HeddleFakeExchange *exchange,
              Order              *order)
{
  JsonArray *images = json_object_get_array_member (order->body, "images");

  order->n_inputs = json_array_get_length (images);
  for (guint i = 0; i < order->n_inputs; i++)
    {
      g_autofree char *param = g_strdup_printf ("images[%u]", i);

      if (!check_picture_object (exchange, json_array_get_element (images, i), param))
        return FALSE;
    }

  return !heddle_fake_openai_has (order->body, "mask") ||
         check_picture_object (exchange, json_object_get_member (order->body, "mask"), "mask");
}

static gboolean
read_order (HeddleFakeExchange *exchange,
            Order              *order)
{
  if (order->body == NULL)
    {
      heddle_fake_openai_refuse (exchange, 400, NULL, NULL,
                                 "We could not parse the JSON body of your request.");
      return FALSE;
    }
  if (!heddle_fake_openai_check (exchange, order->body,
                                 order->edit ? edit_parameters : generation_parameters))
    return FALSE;

  order->prompt = json_object_get_string_member (order->body, "prompt");
  order->model = json_object_get_string_member (order->body, "model");
  order->quality = heddle_fake_openai_get_string (order->body, "quality", "auto");
  order->format = heddle_fake_openai_get_string (order->body, "output_format", "png");
  order->n = (guint) heddle_fake_openai_get_int (order->body, "n", 1);
  order->transparent =
      g_str_equal (heddle_fake_openai_get_string (order->body, "background", "auto"),
                   "transparent");

  return check_model (exchange, order) && check_size (exchange, order) &&
         check_combination (exchange, order) && (!order->edit || check_inputs (exchange, order));
}

static const char *
get_quality (const Order *order)
{
  return g_str_equal (order->quality, "auto") ? "medium" : order->quality;
}

static char *
write_picture (HeddleFakeServer *server,
               const Order      *order,
               guint             nth)
{
  g_autofree char *subject = g_strdup_printf ("%s #%u", order->prompt, nth);
  g_autoptr (GBytes) bytes = NULL;
  gsize length = 0;
  const guint8 *data;

  bytes = heddle_fake_image_new (subject, order->width, order->height, order->format,
                                 order->transparent, heddle_fake_server_get_image_bytes (server));
  data = g_bytes_get_data (bytes, &length);
  return g_base64_encode (data, order->half ? length / 2 : length);
}

static char *
write_description (const Order *order)
{
  return g_strdup_printf ("\"background\":\"%s\",\"output_format\":\"%s\",\"quality\":\"%s\","
                          "\"size\":\"%ux%u\"",
                          order->transparent ? "transparent" : "opaque", order->format,
                          get_quality (order), order->width, order->height);
}

/* The shape of the figures is OpenAI's: tokens by quality and area, times the number of pictures. */
static char *
write_usage (const Order *order)
{
  const char *quality = get_quality (order);
  const guint per_megapixel = g_str_equal (quality, "low")      ? 272
                              : g_str_equal (quality, "medium") ? 1056
                              : g_str_equal (quality, "high")   ? 4160
                                                                : 6240;
  const guint text = (guint) strlen (order->prompt) / 4 + 7;
  const guint image = order->n_inputs * IMAGE_TOKENS_PER_INPUT;
  const guint area = order->width * order->height;
  const guint output = order->n * (guint) ((guint64) per_megapixel * area / (1024 * 1024));

  return g_strdup_printf ("\"usage\":{\"input_tokens\":%u,\"output_tokens\":%u,\"total_tokens\":%u,"
                          "\"input_tokens_details\":{\"text_tokens\":%u,\"image_tokens\":%u},"
                          "\"output_tokens_details\":{\"text_tokens\":0,\"image_tokens\":%u}}",
                          text + image, output, text + image + output, text, image, output);
}

static char *
write_answer (HeddleFakeServer *server,
              const Order      *order,
              gboolean          without_result)
{
  GString *text = g_string_new (NULL);
  g_autofree char *description = write_description (order);
  g_autofree char *usage = write_usage (order);

  g_string_append_printf (text, "{\"created\":%" G_GINT64_FORMAT ",\"data\":[",
                          g_get_real_time () / G_USEC_PER_SEC);
  for (guint i = 0; i < order->n && !without_result; i++)
    {
      g_autofree char *base64 = write_picture (server, order, i);

      g_string_append_printf (text, "%s{\"b64_json\":\"", i > 0 ? "," : "");
      g_string_append (text, base64);
      g_string_append (text, "\"}");
    }
  g_string_append_printf (text, "],%s,%s}", description, usage);

  return g_string_free_and_steal (text);
}

static void
append_event (GString    *text,
              const char *name,
              const char *base64,
              const char *rest)
{
  g_string_append_printf (text, "event: %s\ndata: {\"type\":\"%s\",\"b64_json\":\"", name, name);
  g_string_append (text, base64);
  g_string_append_printf (text, "\",\"created_at\":%" G_GINT64_FORMAT ",%s}\n\n",
                          g_get_real_time () / G_USEC_PER_SEC, rest);
}

static char *
write_events (HeddleFakeServer *server,
              const Order      *order)
{
  const char *kind = order->edit ? "image_edit" : "image_generation";
  const guint n_partials = (guint) heddle_fake_openai_get_int (order->body, "partial_images", 0);
  GString *text = g_string_new (NULL);
  g_autofree char *description = write_description (order);
  g_autofree char *usage = write_usage (order);

  for (guint i = 0; i < order->n; i++)
    {
      g_autofree char *base64 = write_picture (server, order, i);
      g_autofree char *completed = g_strconcat (kind, ".completed", NULL);
      g_autofree char *partial = g_strconcat (kind, ".partial_image", NULL);
      g_autofree char *rest = g_strconcat (description, ",", usage, NULL);

      for (guint j = 0; j < n_partials; j++)
        {
          g_autofree char *index =
              g_strdup_printf ("%s,\"partial_image_index\":%u", description, j);

          append_event (text, partial, base64, index);
        }
      append_event (text, completed, base64, rest);
    }

  return g_string_free_and_steal (text);
}

/**
 * heddle_fake_openai_answer_images:
 * @server: the server
 * @exchange: an exchange that is not answered yet
 * @edit: whether pictures were sent along
 *
 * Answers a request for pictures: PNG, JPEG, WebP or SVG of the size that was asked for, which
 * depend on the prompt and on nothing else.
 */
void
heddle_fake_openai_answer_images (HeddleFakeServer   *server,
                                  HeddleFakeExchange *exchange,
                                  gboolean            edit)
{
  const HeddleFakeFaultKind kind = heddle_fake_exchange_get_kind (exchange);
  g_autoptr (JsonObject) body = read_body (heddle_fake_exchange_get_request (exchange));
  Order order = { .body = body, .edit = edit, .half = kind == HEDDLE_FAKE_FAULT_HALF };

  if (!read_order (exchange, &order))
    return;

  heddle_fake_exchange_set_header (exchange, "x-ratelimit-limit-images", "50");
  heddle_fake_exchange_set_header (exchange, "x-ratelimit-remaining-images", "49");
  heddle_fake_exchange_set_header (exchange, "x-ratelimit-reset-images", "1s");
  if (kind == HEDDLE_FAKE_FAULT_MODERATION || kind == HEDDLE_FAKE_FAULT_REFUSAL)
    heddle_fake_openai_refuse (exchange, 400, "moderation_blocked", NULL,
                               "Your request was rejected by the safety system.");
  else if (json_object_get_boolean_member_with_default (body, "stream", FALSE))
    heddle_fake_exchange_respond_text (exchange, 200, "text/event-stream; charset=utf-8",
                                       write_events (server, &order));
  else
    heddle_fake_exchange_respond_text (exchange, 200, "application/json",
                                       write_answer (server, &order,
                                                     kind == HEDDLE_FAKE_FAULT_NO_RESULT));
}
