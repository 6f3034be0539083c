/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "heddle-fake-openai-private.h"

#include <string.h>

#include "heddle-fake-schema.h"
#include "heddle-fake-words.h"

static const HeddleFakeParameter parameters[] = {
  { "messages", HEDDLE_FAKE_PARAMETER_ARRAY, TRUE, 1, 2048 },
  { "model", HEDDLE_FAKE_PARAMETER_STRING, TRUE, 1 },
  { "max_completion_tokens", HEDDLE_FAKE_PARAMETER_INTEGER, FALSE, 1, 1000000 },
  { "max_tokens", HEDDLE_FAKE_PARAMETER_INTEGER, FALSE, 1, 1000000 },
  { "n", HEDDLE_FAKE_PARAMETER_INTEGER, FALSE, 1, 128 },
  { "seed", HEDDLE_FAKE_PARAMETER_INTEGER, FALSE, -9.3e18, 9.3e18 },
  { "temperature", HEDDLE_FAKE_PARAMETER_NUMBER, FALSE, 0, 2 },
  { "top_p", HEDDLE_FAKE_PARAMETER_NUMBER, FALSE, 0, 1 },
  { "frequency_penalty", HEDDLE_FAKE_PARAMETER_NUMBER, FALSE, -2, 2 },
  { "presence_penalty", HEDDLE_FAKE_PARAMETER_NUMBER, FALSE, -2, 2 },
  { "reasoning_effort", HEDDLE_FAKE_PARAMETER_ENUM, FALSE, 0, 0,
    "none|minimal|low|medium|high|xhigh|max" },
  { "verbosity", HEDDLE_FAKE_PARAMETER_ENUM, FALSE, 0, 0, "low|medium|high" },
  { "response_format", HEDDLE_FAKE_PARAMETER_OBJECT },
  { "stop", HEDDLE_FAKE_PARAMETER_ANY },
  { "store", HEDDLE_FAKE_PARAMETER_BOOLEAN },
  { "stream", HEDDLE_FAKE_PARAMETER_BOOLEAN },
  { "stream_options", HEDDLE_FAKE_PARAMETER_OBJECT },
  { "metadata", HEDDLE_FAKE_PARAMETER_OBJECT },
  { "safety_identifier", HEDDLE_FAKE_PARAMETER_STRING },
  { "service_tier", HEDDLE_FAKE_PARAMETER_STRING },
  { "user", HEDDLE_FAKE_PARAMETER_STRING },
  { NULL },
};

typedef struct
{
  JsonObject *body;
  GString *prompt;
  guint n_pictures;
  guint n;
  gint64 max_tokens;
} Order;

typedef struct
{
  const char *finish_reason;
  char *content;
  gboolean refusal;
} Reply;

static gboolean
read_part (HeddleFakeExchange *exchange,
           Order              *order,
           JsonNode           *node,
           const char         *param)
{
  JsonObject *part = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const char *type = NULL;

  if (part != NULL)
    type = json_object_get_string_member_with_default (part, "type", NULL);
  if (g_strcmp0 (type, "text") == 0 && json_object_has_member (part, "text"))
    {
      g_string_append (order->prompt, json_object_get_string_member (part, "text"));
      g_string_append_c (order->prompt, '\n');
      return TRUE;
    }
  if (g_strcmp0 (type, "image_url") == 0 && json_object_has_member (part, "image_url") &&
      JSON_NODE_HOLDS_OBJECT (json_object_get_member (part, "image_url")))
    {
      JsonObject *picture = json_object_get_object_member (part, "image_url");
      const char *url = json_object_get_string_member_with_default (picture, "url", "");

      order->n_pictures++;
      return heddle_fake_openai_check_picture (exchange, url, param);
    }

  heddle_fake_openai_refuse (exchange, 400, "invalid_value", param,
                             "Invalid value: '%s'. Supported values are: 'text', 'image_url'.",
                             type != NULL ? type : "null");
  return FALSE;
}

static gboolean
read_message (HeddleFakeExchange *exchange,
              Order              *order,
              JsonNode           *node,
              guint               nth)
{
  JsonObject *message = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  JsonNode *content = message != NULL ? json_object_get_member (message, "content") : NULL;
  const char *role = NULL;

  if (message != NULL)
    role = json_object_get_string_member_with_default (message, "role", NULL);
  if (content == NULL || role == NULL ||
      !g_strv_contains ((const char *const[]) { "system", "developer", "user", "assistant", NULL },
                        role))
    {
      g_autofree char *param = g_strdup_printf ("messages[%u]", nth);

      heddle_fake_openai_refuse (exchange, 400, "invalid_value", param,
                                 "Invalid '%s': expected a 'role' of 'system', 'developer', 'user' "
                                 "or 'assistant', and a 'content'.",
                                 param);
      return FALSE;
    }

  if (g_str_equal (role, "user"))
    g_string_truncate (order->prompt, 0);
  if (!JSON_NODE_HOLDS_ARRAY (content))
    {
      g_string_append (order->prompt,
                       JSON_NODE_HOLDS_VALUE (content) ? json_node_get_string (content) : "");
      return TRUE;
    }

  for (guint i = 0; i < json_array_get_length (json_node_get_array (content)); i++)
    {
      g_autofree char *param = g_strdup_printf ("messages[%u].content[%u]", nth, i);

      if (!read_part (exchange, order, json_array_get_element (json_node_get_array (content), i),
                      param))
        return FALSE;
    }

  return TRUE;
}

static gboolean
check_format (HeddleFakeExchange *exchange,
              JsonObject         *format)
{
  const char *type = json_object_get_string_member_with_default (format, "type", "");
  JsonObject *schema;
  g_autofree char *error = NULL;

  if (g_str_equal (type, "text") || g_str_equal (type, "json_object"))
    return TRUE;
  if (!g_str_equal (type, "json_schema"))
    {
      heddle_fake_openai_refuse (exchange, 400, "invalid_value", "response_format.type",
                                 "Invalid value: '%s'. Supported values are: 'json_object', "
                                 "'json_schema', and 'text'.",
                                 type);
      return FALSE;
    }
  if (!json_object_has_member (format, "json_schema") ||
      !json_object_has_member (json_object_get_object_member (format, "json_schema"), "name"))
    {
      heddle_fake_openai_refuse (exchange, 400, "missing_required_parameter",
                                 "response_format.json_schema.name",
                                 "Missing required parameter: 'response_format.json_schema.name'.");
      return FALSE;
    }

  schema = json_object_get_object_member (format, "json_schema");
  if (json_object_get_boolean_member_with_default (schema, "strict", FALSE))
    error = heddle_fake_schema_find_error (json_object_get_member (schema, "schema"));
  if (error == NULL)
    return TRUE;

  heddle_fake_openai_refuse (exchange, 400, "invalid_json_schema", "response_format",
                             "Invalid schema for response_format '%s': %s",
                             json_object_get_string_member (schema, "name"), error);
  return FALSE;
}

static gboolean
check_model (HeddleFakeServer   *server,
             HeddleFakeExchange *exchange,
             const char         *model)
{
  if (heddle_fake_server_get_key (server) == NULL)
    return TRUE;
  if (g_str_has_prefix (model, "gpt-") && !g_str_has_prefix (model, "gpt-image-"))
    return TRUE;

  heddle_fake_openai_refuse (exchange, 404, "model_not_found", NULL,
                             "The model `%s` does not exist or you do not have access to it.",
                             model);
  return FALSE;
}

static gboolean
read_order (HeddleFakeServer   *server,
            HeddleFakeExchange *exchange,
            Order              *order)
{
  JsonArray *messages;

  if (order->body == NULL)
    {
      heddle_fake_openai_refuse (exchange, 400, NULL, NULL,
                                 "We could not parse the JSON body of your request.");
      return FALSE;
    }
  if (!heddle_fake_openai_check (exchange, order->body, parameters) ||
      !check_model (server, exchange, json_object_get_string_member (order->body, "model")))
    return FALSE;

  messages = json_object_get_array_member (order->body, "messages");
  for (guint i = 0; i < json_array_get_length (messages); i++)
    if (!read_message (exchange, order, json_array_get_element (messages, i), i))
      return FALSE;

  order->n = (guint) heddle_fake_openai_get_int (order->body, "n", 1);
  order->max_tokens = heddle_fake_openai_get_int (order->body, "max_tokens", G_MAXINT);
  order->max_tokens =
      heddle_fake_openai_get_int (order->body, "max_completion_tokens", order->max_tokens);
  return !heddle_fake_openai_has (order->body, "response_format") ||
         check_format (exchange, json_object_get_object_member (order->body, "response_format"));
}

static char *
write_content (const Order *order,
               guint        nth)
{
  JsonObject *format = NULL;
  JsonNode *schema = NULL;
  const char *type = "text";

  if (heddle_fake_openai_has (order->body, "response_format"))
    {
      format = json_object_get_object_member (order->body, "response_format");
      type = json_object_get_string_member (format, "type");
    }
  if (g_str_equal (type, "json_object"))
    {
      g_autofree char *words = heddle_fake_words_pick (order->prompt->str);
      g_autoptr (JsonObject) object = json_object_new ();
      g_autoptr (JsonNode) value = NULL;

      json_object_set_string_member (object, "text", words);
      value = json_node_init_object (json_node_alloc (), object);
      return json_to_string (value, FALSE);
    }
  if (g_str_equal (type, "json_schema"))
    schema = json_object_get_member (json_object_get_object_member (format, "json_schema"), "schema");

  return heddle_fake_words_write (order->prompt->str, order->n_pictures, schema, nth);
}

static void
reply_clear (Reply *reply)
{
  g_clear_pointer (&reply->content, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reply, reply_clear)

static void
write_reply (const Order        *order,
             HeddleFakeFaultKind kind,
             guint               nth,
             Reply              *reply)
{
  reply->finish_reason = "stop";
  if (kind == HEDDLE_FAKE_FAULT_REFUSAL)
    {
      reply->refusal = TRUE;
      reply->content = g_strdup ("I'm sorry, I can't help with that.");
      return;
    }
  if (kind == HEDDLE_FAKE_FAULT_MODERATION)
    {
      reply->finish_reason = "content_filter";
      reply->content = g_strdup ("");
      return;
    }

  reply->content = write_content (order, nth);
  if (g_utf8_strlen (reply->content, -1) / 4 > order->max_tokens)
    {
      char *cut = g_utf8_substring (reply->content, 0, (long) order->max_tokens * 4);

      g_free (reply->content);
      reply->content = cut;
      reply->finish_reason = "length";
    }
}

static void
add_usage (JsonBuilder *builder,
           const Order *order,
           guint        n_characters)
{
  const guint prompt = (guint) order->prompt->len / 4 + 8 + order->n_pictures * 765;
  const guint completion = n_characters / 4 + 1;

  json_builder_set_member_name (builder, "usage");
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "prompt_tokens");
  json_builder_add_int_value (builder, prompt);
  json_builder_set_member_name (builder, "completion_tokens");
  json_builder_add_int_value (builder, completion);
  json_builder_set_member_name (builder, "total_tokens");
  json_builder_add_int_value (builder, prompt + completion);
  json_builder_set_member_name (builder, "prompt_tokens_details");
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "cached_tokens");
  json_builder_add_int_value (builder, 0);
  json_builder_end_object (builder);
  json_builder_set_member_name (builder, "completion_tokens_details");
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "reasoning_tokens");
  json_builder_add_int_value (builder, 0);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
}

static void
begin_answer (JsonBuilder *builder,
              const Order *order,
              const char  *object)
{
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "id");
  json_builder_add_string_value (builder, "chatcmpl-fake");
  json_builder_set_member_name (builder, "object");
  json_builder_add_string_value (builder, object);
  json_builder_set_member_name (builder, "created");
  json_builder_add_int_value (builder, g_get_real_time () / G_USEC_PER_SEC);
  json_builder_set_member_name (builder, "model");
  json_builder_add_string_value (builder, json_object_get_string_member (order->body, "model"));
  json_builder_set_member_name (builder, "choices");
  json_builder_begin_array (builder);
}

static void
add_choice (JsonBuilder *builder,
            const Reply *reply,
            guint        nth)
{
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "index");
  json_builder_add_int_value (builder, nth);
  json_builder_set_member_name (builder, "message");
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "role");
  json_builder_add_string_value (builder, "assistant");
  json_builder_set_member_name (builder, "content");
  json_builder_add_string_value (builder, reply->refusal ? NULL : reply->content);
  json_builder_set_member_name (builder, "refusal");
  json_builder_add_string_value (builder, reply->refusal ? reply->content : NULL);
  json_builder_end_object (builder);
  json_builder_set_member_name (builder, "logprobs");
  json_builder_add_null_value (builder);
  json_builder_set_member_name (builder, "finish_reason");
  json_builder_add_string_value (builder, reply->finish_reason);
  json_builder_end_object (builder);
}

static void
answer_whole (HeddleFakeExchange *exchange,
              const Order        *order)
{
  const HeddleFakeFaultKind kind = heddle_fake_exchange_get_kind (exchange);
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  guint n_characters = 0;

  begin_answer (builder, order, "chat.completion");
  for (guint i = 0; i < order->n && kind != HEDDLE_FAKE_FAULT_NO_RESULT; i++)
    {
      g_auto (Reply) reply = { 0 };

      write_reply (order, kind, i, &reply);
      n_characters += (guint) strlen (reply.content);
      add_choice (builder, &reply, i);
    }
  json_builder_end_array (builder);
  add_usage (builder, order, n_characters);
  json_builder_end_object (builder);

  root = json_builder_get_root (builder);
  heddle_fake_exchange_respond_json (exchange, 200, root);
}

static void
append_event (GString     *text,
              JsonBuilder *builder)
{
  g_autoptr (JsonNode) root = json_builder_get_root (builder);
  g_autofree char *data = json_to_string (root, FALSE);

  g_string_append_printf (text, "data: %s\n\n", data);
}

static void
append_delta (GString     *text,
              const Order *order,
              guint        nth,
              const char  *member,
              const char  *value,
              const char  *finish_reason)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  begin_answer (builder, order, "chat.completion.chunk");
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "index");
  json_builder_add_int_value (builder, nth);
  json_builder_set_member_name (builder, "delta");
  json_builder_begin_object (builder);
  if (member != NULL)
    {
      json_builder_set_member_name (builder, member);
      json_builder_add_string_value (builder, value);
    }
  json_builder_end_object (builder);
  json_builder_set_member_name (builder, "logprobs");
  json_builder_add_null_value (builder);
  json_builder_set_member_name (builder, "finish_reason");
  json_builder_add_string_value (builder, finish_reason);
  json_builder_end_object (builder);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  append_event (text, builder);
}

static void
append_usage (GString     *text,
              const Order *order,
              guint        n_characters)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  begin_answer (builder, order, "chat.completion.chunk");
  json_builder_end_array (builder);
  add_usage (builder, order, n_characters);
  json_builder_end_object (builder);
  append_event (text, builder);
}

static gboolean
wants_usage (const Order *order)
{
  if (!heddle_fake_openai_has (order->body, "stream_options"))
    return FALSE;

  return json_object_get_boolean_member_with_default (
      json_object_get_object_member (order->body, "stream_options"), "include_usage", FALSE);
}

static void
answer_stream (HeddleFakeExchange *exchange,
               const Order        *order)
{
  const HeddleFakeFaultKind kind = heddle_fake_exchange_get_kind (exchange);
  GString *text = g_string_new (NULL);
  guint n_characters = 0;

  for (guint i = 0; i < order->n && kind != HEDDLE_FAKE_FAULT_NO_RESULT; i++)
    {
      g_auto (Reply) reply = { 0 };
      g_auto (GStrv) words = NULL;

      write_reply (order, kind, i, &reply);
      n_characters += (guint) strlen (reply.content);
      words = g_strsplit (reply.content, " ", -1);
      append_delta (text, order, i, "role", "assistant", NULL);
      for (guint j = 0; words[j] != NULL; j++)
        {
          g_autofree char *piece = g_strconcat (j > 0 ? " " : "", words[j], NULL);

          append_delta (text, order, i, reply.refusal ? "refusal" : "content", piece, NULL);
        }
      append_delta (text, order, i, NULL, NULL, reply.finish_reason);
    }
  if (wants_usage (order))
    append_usage (text, order, n_characters);
  g_string_append (text, "data: [DONE]\n\n");

  heddle_fake_exchange_respond_text (exchange, 200, "text/event-stream; charset=utf-8",
                                     g_string_free_and_steal (text));
}

/**
 * heddle_fake_openai_answer_chat:
 * @server: the server
 * @exchange: an exchange that is not answered yet
 *
 * Answers a conversation with a text that depends on its last message of a person and on nothing
 * else, or with a value after the schema that was sent.
 */
void
heddle_fake_openai_answer_chat (HeddleFakeServer   *server,
                                HeddleFakeExchange *exchange)
{
  g_autoptr (JsonObject) body = NULL;
  g_autoptr (GString) prompt = g_string_new (NULL);
  Order order = { 0 };

  body = heddle_fake_request_dup_json (heddle_fake_exchange_get_request (exchange));
  order.body = body;
  order.prompt = prompt;
  if (!read_order (server, exchange, &order))
    return;

  if (json_object_get_boolean_member_with_default (body, "stream", FALSE))
    answer_stream (exchange, &order);
  else
    answer_whole (exchange, &order);
}
