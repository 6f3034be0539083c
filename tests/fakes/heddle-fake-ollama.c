/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "heddle-fake-ollama.h"

#include <string.h>

#include "heddle-fake-image.h"
#include "heddle-fake-words.h"

struct _HeddleFakeOllama
{
  HeddleFakeServer parent_instance;
};

G_DEFINE_FINAL_TYPE (HeddleFakeOllama, heddle_fake_ollama, HEDDLE_TYPE_FAKE_SERVER)

static const char *const models[] = { "gemma4", "qwen3", "gpt-oss", "gpt-oss:120b-cloud", "llama3.2:3b", NULL };

static const char *const members[] = {
  "model", "messages", "tools", "format", "options", "stream", "think", "keep_alive", NULL,
};

static const char *const options[] = {
  "seed", "temperature", "top_k", "top_p", "min_p", "stop", "num_ctx", "num_predict", NULL,
};

typedef struct
{
  JsonObject *body;
  const char *prompt;
  guint n_pictures;
  gint64 longest;
  JsonNode *schema;
  gboolean json;
  gboolean streams;
} Order;

static char *
write_error_body (const char *message)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) root = json_node_init_object (json_node_alloc (), object);

  json_object_set_string_member (object, "error", message);
  return json_to_string (root, FALSE);
}

static void
refuse (HeddleFakeExchange *exchange,
        guint               status,
        const char         *message)
{
  heddle_fake_exchange_respond_text (exchange, status, "application/json; charset=utf-8", write_error_body (message));
}

static const char *
get_string (JsonObject *object,
            const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;
}

static const char *
find_extra (JsonObject        *object,
            const char *const *known)
{
  JsonObjectIter iter;
  const char *name;

  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &name, NULL))
    if (!g_strv_contains (known, name))
      return name;

  return NULL;
}

static char *
read_pictures (Order     *order,
               JsonArray *pictures)
{
  for (guint i = 0; i < json_array_get_length (pictures); i++)
    {
      const char *base64 = json_array_get_string_element (pictures, i);
      g_autofree guint8 *data = NULL;
      gsize length = 0;

      if (base64 == NULL || strchr (base64, ':') != NULL)
        return g_strdup ("illegal base64 data at input byte 4");
      data = g_base64_decode (base64, &length);
      if (heddle_fake_image_find_type (data, length) == NULL)
        return g_strdup ("image: unknown format");
      order->n_pictures++;
    }

  return NULL;
}

static char *
read_messages (Order     *order,
               JsonArray *messages)
{
  for (guint i = 0; i < json_array_get_length (messages); i++)
    {
      JsonNode *node = json_array_get_element (messages, i);
      JsonObject *message = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
      const char *role = message != NULL ? get_string (message, "role") : NULL;
      char *wrong = NULL;

      if (role == NULL
          || !g_strv_contains ((const char *const[]) { "system", "user", "assistant", "tool", NULL }, role))
        return g_strdup ("invalid role, must be one of [system, user, assistant, tool]");
      if (get_string (message, "content") == NULL)
        return g_strdup ("content must be a string");
      if (g_str_equal (role, "user"))
        order->prompt = get_string (message, "content");
      if (json_object_has_member (message, "images"))
        wrong = read_pictures (order, json_object_get_array_member (message, "images"));
      if (wrong != NULL)
        return wrong;
    }

  return order->prompt == NULL ? g_strdup ("there is no message of the user") : NULL;
}

static char *
read_settings (Order *order)
{
  JsonNode *format = json_object_get_member (order->body, "format");
  JsonObject *settings;
  const char *extra;

  if (format != NULL && JSON_NODE_HOLDS_OBJECT (format))
    order->schema = format;
  else if (format != NULL && g_strcmp0 (get_string (order->body, "format"), "json") != 0)
    return g_strdup ("invalid format, expected \"json\" or a JSON schema");
  order->json = format != NULL;

  order->longest = G_MAXINT;
  order->streams = json_object_get_boolean_member_with_default (order->body, "stream", TRUE);
  if (!json_object_has_member (order->body, "options"))
    return NULL;

  settings = json_object_get_object_member (order->body, "options");
  extra = find_extra (settings, options);
  if (extra != NULL)
    return g_strdup_printf ("invalid option provided: %s", extra);
  order->longest = json_object_get_int_member_with_default (settings, "num_predict", G_MAXINT);

  return NULL;
}

/* Returns: (transfer full) (nullable): what is wrong with a request. */
static char *
read_order (Order *order)
{
  const char *extra;
  JsonNode *messages;
  char *wrong;

  if (order->body == NULL)
    return g_strdup ("invalid character in the body");
  extra = find_extra (order->body, members);
  if (extra != NULL)
    return g_strdup_printf ("unknown member %s", extra);
  if (get_string (order->body, "model") == NULL)
    return g_strdup ("model is required");

  messages = json_object_get_member (order->body, "messages");
  if (messages == NULL || !JSON_NODE_HOLDS_ARRAY (messages))
    return g_strdup ("messages is required");
  wrong = read_messages (order, json_node_get_array (messages));

  return wrong != NULL ? wrong : read_settings (order);
}

static char *
write_text (const Order  *order,
            const char  **reason)
{
  g_autofree char *text = NULL;

  if (order->json && order->schema == NULL)
    text = g_strdup ("{\"text\":\"short and to the point\"}");
  else
    text = heddle_fake_words_write (order->prompt, order->n_pictures, order->schema, 0);

  *reason = "stop";
  if (g_utf8_strlen (text, -1) / 4 <= order->longest)
    return g_steal_pointer (&text);

  *reason = "length";
  return g_utf8_substring (text, 0, (glong) order->longest * 4);
}

static char *
write_answer (const Order *order,
              const char  *content,
              const char  *reason)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "model");
  json_builder_add_string_value (builder, get_string (order->body, "model"));
  json_builder_set_member_name (builder, "created_at");
  json_builder_add_string_value (builder, "2026-08-21T23:14:07.414671Z");
  json_builder_set_member_name (builder, "message");
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "role");
  json_builder_add_string_value (builder, "assistant");
  json_builder_set_member_name (builder, "thinking");
  json_builder_add_string_value (builder, "The person wants something short.");
  if (content != NULL)
    {
      json_builder_set_member_name (builder, "content");
      json_builder_add_string_value (builder, content);
    }
  json_builder_end_object (builder);
  json_builder_set_member_name (builder, "done");
  json_builder_add_boolean_value (builder, reason != NULL);
  if (reason != NULL)
    {
      json_builder_set_member_name (builder, "done_reason");
      json_builder_add_string_value (builder, reason);
      json_builder_set_member_name (builder, "total_duration");
      json_builder_add_int_value (builder, 174560334);
      json_builder_set_member_name (builder, "prompt_eval_count");
      json_builder_add_int_value (builder, (gint64) strlen (order->prompt) / 4 + 8);
      json_builder_set_member_name (builder, "eval_count");
      json_builder_add_int_value (builder, content != NULL ? (gint64) strlen (content) / 4 + 1 : 0);
    }
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

static void
answer (HeddleFakeExchange *exchange,
        const Order        *order)
{
  const char *reason;
  g_autofree char *text = write_text (order, &reason);
  g_autofree char *begun = NULL;
  g_autofree char *ended = NULL;

  if (!order->streams)
    {
      gboolean none = heddle_fake_exchange_get_kind (exchange) == HEDDLE_FAKE_FAULT_NO_RESULT;

      heddle_fake_exchange_respond_text (exchange, 200, "application/json; charset=utf-8",
                                         write_answer (order, none ? NULL : text, reason));
      return;
    }

  begun = write_answer (order, text, NULL);
  ended = write_answer (order, "", reason);
  heddle_fake_exchange_respond_text (exchange, 200, "application/x-ndjson", g_strjoin ("\n", begun, ended, "", NULL));
}

static void
answer_chat (HeddleFakeExchange *exchange)
{
  g_autoptr (JsonObject) body = heddle_fake_request_dup_json (heddle_fake_exchange_get_request (exchange));
  Order order = { .body = body };
  g_autofree char *wrong = read_order (&order);
  const char *model = body != NULL ? get_string (body, "model") : NULL;

  if (wrong != NULL)
    refuse (exchange, 400, wrong);
  else if (!g_strv_contains (models, model))
    {
      g_autofree char *message = g_strdup_printf ("model '%s' not found", model);

      refuse (exchange, 404, message);
    }
  else if (order.n_pictures > 0 && !g_str_equal (model, "gemma4"))
    refuse (exchange, 400, "this model does not support image input");
  else
    answer (exchange, &order);
}

static void
answer_tags (HeddleFakeExchange *exchange)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "models");
  json_builder_begin_array (builder);
  for (guint i = 0; models[i] != NULL; i++)
    {
      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "name");
      json_builder_add_string_value (builder, models[i]);
      json_builder_set_member_name (builder, "model");
      json_builder_add_string_value (builder, models[i]);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  heddle_fake_exchange_respond_json (exchange, 200, root);
}

static void
set_headers (HeddleFakeServer   *server,
             HeddleFakeExchange *exchange)
{
}

static void
handle (HeddleFakeServer   *server,
        HeddleFakeExchange *exchange)
{
  HeddleFakeRequest *request = heddle_fake_exchange_get_request (exchange);

  if (heddle_fake_request_matches (request, "POST", "/api/chat"))
    answer_chat (exchange);
  else if (heddle_fake_request_matches (request, "GET", "/api/tags"))
    answer_tags (exchange);
  else
    heddle_fake_exchange_respond_text (exchange, 404, "text/plain", g_strdup ("404 page not found"));
}

static char *
write_error (HeddleFakeServer      *server,
             const HeddleFakeFault *fault,
             guint                 *status)
{
  *status = *status != 0 ? *status : 402;
  switch (*status)
    {
    case 401:
      return write_error_body ("unauthorized");
    case 429:
      return write_error_body ("too many requests");
    case 500:
      return write_error_body ("model runner has unexpectedly stopped");
    case 502:
      return write_error_body ("the remote model cannot be reached");
    default:
      return write_error_body ("the request was not accepted");
    }
}

static void
heddle_fake_ollama_class_init (HeddleFakeOllamaClass *klass)
{
  HeddleFakeServerClass *server_class = HEDDLE_FAKE_SERVER_CLASS (klass);

  server_class->base_path = "";
  server_class->set_headers = set_headers;
  server_class->handle = handle;
  server_class->write_error = write_error;
}

static void
heddle_fake_ollama_init (HeddleFakeOllama *self)
{
}

/**
 * heddle_fake_ollama_new:
 *
 * Returns: (transfer full): a server that is not started
 */
HeddleFakeServer *
heddle_fake_ollama_new (void)
{
  return g_object_new (HEDDLE_TYPE_FAKE_OLLAMA, NULL);
}
