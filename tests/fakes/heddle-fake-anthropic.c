/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "heddle-fake-anthropic.h"

#include <string.h>

#include "heddle-fake-image.h"
#include "heddle-fake-words.h"

#define VERSION "2026-10-21"
#define REQUEST_ID "req_011CUfake4b66fbe1ced"
#define REQUESTS_PER_MINUTE 50

struct _HeddleFakeAnthropic
{
  HeddleFakeServer parent_instance;

  guint n_requests;
};

G_DEFINE_FINAL_TYPE (HeddleFakeAnthropic, heddle_fake_anthropic, HEDDLE_TYPE_FAKE_SERVER)

static const char *const models[] = {
  "claude-fable-5-2",  "claude-mythos-5-2", "claude-opus-5-5", "claude-sonnet-5-5", "claude-haiku-5-5",
  "claude-opus-5",     "claude-sonnet-5",   "claude-opus-4-8", "claude-opus-4-7",   "claude-haiku-4-5",
  "claude-sonnet-4-5", NULL,
};

static const char *const members[] = {
  "model",       "max_tokens",    "messages",     "system",   "stream", "stop_sequences", "metadata", "thinking",
  "tool_choice", "output_config", "service_tier", "speed",    "tools",  "cache_control",  NULL,
};

typedef struct
{
  JsonObject *body;
  GString *prompt;
  guint n_pictures;
  gint64 max_tokens;
  JsonNode *schema;
} Order;

static char *
write_error_body (const char *type,
                  const char *message)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "type");
  json_builder_add_string_value (builder, "error");
  json_builder_set_member_name (builder, "error");
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "type");
  json_builder_add_string_value (builder, type);
  json_builder_set_member_name (builder, "message");
  json_builder_add_string_value (builder, message);
  json_builder_end_object (builder);
  json_builder_set_member_name (builder, "request_id");
  json_builder_add_string_value (builder, REQUEST_ID);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

static void
refuse (HeddleFakeExchange *exchange,
        guint               status,
        const char         *type,
        const char         *message)
{
  heddle_fake_exchange_respond_text (exchange, status, "application/json", write_error_body (type, message));
}

static const char *
get_string (JsonObject *object,
            const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;
}

static JsonObject *
get_object (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

/* Returns: (transfer full) (nullable): what is wrong with the names of an object's members. */
static char *
find_extra (JsonObject        *object,
            const char        *where,
            const char *const *known)
{
  JsonObjectIter iter;
  const char *name;

  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &name, NULL))
    if (!g_strv_contains (known, name))
      return g_strdup_printf ("%s%s: Extra inputs are not permitted", where, name);

  return NULL;
}

static char *
read_picture (Order      *order,
              JsonObject *block,
              const char *where)
{
  JsonObject *source = get_object (json_object_get_member (block, "source"));
  const char *type = source != NULL ? get_string (source, "media_type") : NULL;
  const char *base64 = source != NULL ? get_string (source, "data") : NULL;
  g_autofree guint8 *data = NULL;
  gsize length = 0;

  if (source == NULL || g_strcmp0 (get_string (source, "type"), "base64") != 0)
    return g_strdup_printf ("%s.source.type: Input should be 'base64', 'url' or 'file'", where);
  if (type == NULL
      || !g_strv_contains ((const char *const[]) { "image/jpeg", "image/png", "image/gif", "image/webp", NULL }, type))
    return g_strdup_printf ("%s.source.base64.media_type: Input should be 'image/jpeg', 'image/png', 'image/gif' or "
                            "'image/webp'", where);

  if (base64 != NULL && strchr (base64, ':') == NULL)
    data = g_base64_decode (base64, &length);
  if (data == NULL || g_strcmp0 (heddle_fake_image_find_type (data, length), type) != 0)
    return g_strdup_printf ("%s.source.base64.data: The image was specified using the %s media type, but does not "
                            "appear to be one", where, type);

  order->n_pictures++;
  return NULL;
}

static char *
read_content (Order      *order,
              JsonNode   *content,
              const char *where)
{
  JsonArray *blocks;

  if (content != NULL && JSON_NODE_HOLDS_VALUE (content) && *json_node_get_string (content) != '\0')
    {
      g_string_append (order->prompt, json_node_get_string (content));
      return NULL;
    }
  if (content == NULL || !JSON_NODE_HOLDS_ARRAY (content)
      || json_array_get_length (json_node_get_array (content)) == 0)
    return g_strdup_printf ("%s: user messages must have non-empty content", where);

  blocks = json_node_get_array (content);
  for (guint i = 0; i < json_array_get_length (blocks); i++)
    {
      JsonObject *block = get_object (json_array_get_element (blocks, i));
      const char *type = block != NULL ? get_string (block, "type") : NULL;
      const char *text = block != NULL ? get_string (block, "text") : NULL;
      g_autofree char *inner = g_strdup_printf ("%s.%u", where, i);
      char *wrong;

      if (g_strcmp0 (type, "text") == 0 && text != NULL && *text != '\0')
        {
          g_string_append (order->prompt, text);
          continue;
        }
      if (g_strcmp0 (type, "image") != 0)
        return g_strdup_printf ("%s: text content blocks must be non-empty", inner);
      wrong = read_picture (order, block, inner);
      if (wrong != NULL)
        return wrong;
    }

  return NULL;
}

static char *
read_messages (Order     *order,
               JsonArray *messages)
{
  if (json_array_get_length (messages) == 0)
    return g_strdup ("messages: at least one message is required");

  for (guint i = 0; i < json_array_get_length (messages); i++)
    {
      JsonObject *message = get_object (json_array_get_element (messages, i));
      const char *role = message != NULL ? get_string (message, "role") : NULL;
      g_autofree char *where = g_strdup_printf ("messages.%u.content", i);
      char *wrong;

      if (role == NULL || !g_strv_contains ((const char *const[]) { "user", "assistant", NULL }, role))
        return g_strdup_printf ("messages.%u.role: Input should be 'user' or 'assistant'", i);
      wrong = read_content (order, json_object_get_member (message, "content"), where);
      if (wrong != NULL)
        return wrong;
    }

  return NULL;
}

static char *
read_output (Order    *order,
             JsonNode *node)
{
  JsonObject *config = get_object (node);
  JsonObject *format;
  g_autofree char *extra = NULL;

  if (node == NULL)
    return NULL;
  if (config == NULL)
    return g_strdup ("output_config: Input should be an object");
  extra = find_extra (config, "output_config.", (const char *const[]) { "effort", "format", NULL });
  if (extra != NULL)
    return g_steal_pointer (&extra);

  format = get_object (json_object_get_member (config, "format"));
  if (format == NULL)
    return NULL;
  if (g_strcmp0 (get_string (format, "type"), "json_schema") != 0)
    return g_strdup ("output_config.format.type: Input should be 'json_schema'");
  order->schema = json_object_get_member (format, "schema");
  if (get_object (order->schema) == NULL)
    return g_strdup ("output_config.format.schema: Field required");

  return NULL;
}

/* Returns: (transfer full) (nullable): what is wrong with a request. */
static char *
read_order (Order *order)
{
  JsonNode *tokens;
  JsonNode *messages;
  JsonNode *system;
  char *wrong;

  if (order->body == NULL)
    return g_strdup ("The request body is not valid JSON");
  wrong = find_extra (order->body, "", members);
  if (wrong != NULL)
    return wrong;

  tokens = json_object_get_member (order->body, "max_tokens");
  messages = json_object_get_member (order->body, "messages");
  system = json_object_get_member (order->body, "system");
  if (get_string (order->body, "model") == NULL)
    return g_strdup ("model: Field required");
  if (tokens == NULL)
    return g_strdup ("max_tokens: Field required");
  if (json_node_get_value_type (tokens) != G_TYPE_INT64 || json_node_get_int (tokens) < 1)
    return g_strdup ("max_tokens: Input should be greater than or equal to 1");
  if (messages == NULL || !JSON_NODE_HOLDS_ARRAY (messages))
    return g_strdup ("messages: Field required");
  if (system != NULL && (!JSON_NODE_HOLDS_VALUE (system) || *json_node_get_string (system) == '\0'))
    return g_strdup ("system: text content blocks must be non-empty");
  if (json_object_get_boolean_member_with_default (order->body, "stream", FALSE))
    return g_strdup ("stream: this server does not stream");

  order->max_tokens = json_node_get_int (tokens);
  wrong = read_messages (order, json_node_get_array (messages));
  return wrong != NULL ? wrong : read_output (order, json_object_get_member (order->body, "output_config"));
}

static void
add_block (JsonBuilder *builder,
           const char  *type,
           const char  *text)
{
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "type");
  json_builder_add_string_value (builder, type);
  json_builder_set_member_name (builder, type);
  json_builder_add_string_value (builder, text);
  if (g_str_equal (type, "thinking"))
    {
      json_builder_set_member_name (builder, "signature");
      json_builder_add_string_value (builder, "EqQBCgIYAhIM");
    }
  else
    {
      json_builder_set_member_name (builder, "citations");
      json_builder_add_null_value (builder);
    }
  json_builder_end_object (builder);
}

/* What the model thinks, and its answer in two pieces. Returns: why it stopped. */
static const char *
add_content (JsonBuilder        *builder,
             const Order        *order,
             HeddleFakeFaultKind kind,
             gsize              *length)
{
  g_autofree char *text = heddle_fake_words_write (order->prompt->str, order->n_pictures, order->schema, 0);
  g_autofree char *start = NULL;
  glong whole = g_utf8_strlen (text, -1);
  glong end = MIN (whole, (glong) MIN (order->max_tokens, 1000000) * 4);
  gboolean refuses = kind == HEDDLE_FAKE_FAULT_REFUSAL || kind == HEDDLE_FAKE_FAULT_MODERATION;

  *length = 0;
  if (refuses || kind == HEDDLE_FAKE_FAULT_NO_RESULT)
    return refuses ? "refusal" : "end_turn";

  start = g_utf8_substring (text, 0, end / 2);
  *length = (gsize) end;
  add_block (builder, "thinking", "The person wants something short.");
  add_block (builder, "text", start);
  if (end > end / 2)
    {
      g_autofree char *rest = g_utf8_substring (text, end / 2, end);

      add_block (builder, "text", rest);
    }
  return end < whole ? "max_tokens" : "end_turn";
}

static void
add_stop (JsonBuilder        *builder,
          const char         *reason,
          HeddleFakeFaultKind kind)
{
  json_builder_set_member_name (builder, "stop_reason");
  json_builder_add_string_value (builder, reason);
  json_builder_set_member_name (builder, "stop_sequence");
  json_builder_add_null_value (builder);
  json_builder_set_member_name (builder, "stop_details");
  if (kind != HEDDLE_FAKE_FAULT_REFUSAL)
    {
      json_builder_add_null_value (builder);
      return;
    }
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "type");
  json_builder_add_string_value (builder, "refusal");
  json_builder_set_member_name (builder, "category");
  json_builder_add_string_value (builder, "cyber");
  json_builder_set_member_name (builder, "explanation");
  json_builder_add_string_value (builder, "This request was declined because it could enable harm.");
  json_builder_end_object (builder);
}

static void
add_usage (JsonBuilder *builder,
           gint64       tokens_in,
           gint64       tokens_out)
{
  json_builder_set_member_name (builder, "usage");
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "input_tokens");
  json_builder_add_int_value (builder, tokens_in);
  json_builder_set_member_name (builder, "output_tokens");
  json_builder_add_int_value (builder, tokens_out);
  json_builder_set_member_name (builder, "cache_creation_input_tokens");
  json_builder_add_int_value (builder, 0);
  json_builder_set_member_name (builder, "cache_read_input_tokens");
  json_builder_add_int_value (builder, 0);
  json_builder_end_object (builder);
}

static void
answer (HeddleFakeExchange *exchange,
        const Order        *order)
{
  const HeddleFakeFaultKind kind = heddle_fake_exchange_get_kind (exchange);
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  const char *reason;
  gsize length;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "id");
  json_builder_add_string_value (builder, "msg_01fake");
  json_builder_set_member_name (builder, "type");
  json_builder_add_string_value (builder, "message");
  json_builder_set_member_name (builder, "role");
  json_builder_add_string_value (builder, "assistant");
  json_builder_set_member_name (builder, "model");
  json_builder_add_string_value (builder, get_string (order->body, "model"));
  json_builder_set_member_name (builder, "content");
  json_builder_begin_array (builder);
  reason = add_content (builder, order, kind, &length);
  json_builder_end_array (builder);
  add_stop (builder, reason, kind);
  add_usage (builder, (gint64) order->prompt->len / 4 + 10 + order->n_pictures * 1600, (gint64) length / 4 + 1);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  heddle_fake_exchange_respond_json (exchange, 200, root);
}

static void
answer_message (HeddleFakeExchange *exchange)
{
  HeddleFakeRequest *request = heddle_fake_exchange_get_request (exchange);
  g_autoptr (JsonObject) body = heddle_fake_request_dup_json (request);
  g_autoptr (GString) prompt = g_string_new (NULL);
  Order order = { .body = body, .prompt = prompt };
  g_autofree char *wrong = read_order (&order);

  if (wrong != NULL)
    {
      refuse (exchange, 400, "invalid_request_error", wrong);
    }
  else if (!g_strv_contains (models, get_string (body, "model")))
    {
      g_autofree char *message = g_strdup_printf ("model: %s", get_string (body, "model"));

      refuse (exchange, 404, "not_found_error", message);
    }
  else
    answer (exchange, &order);
}

static void
answer_models (HeddleFakeExchange *exchange)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "data");
  json_builder_begin_array (builder);
  for (guint i = 0; models[i] != NULL; i++)
    {
      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "type");
      json_builder_add_string_value (builder, "model");
      json_builder_set_member_name (builder, "id");
      json_builder_add_string_value (builder, models[i]);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "has_more");
  json_builder_add_boolean_value (builder, FALSE);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  heddle_fake_exchange_respond_json (exchange, 200, root);
}

static void
set_headers (HeddleFakeServer   *server,
             HeddleFakeExchange *exchange)
{
  HeddleFakeAnthropic *self = HEDDLE_FAKE_ANTHROPIC (server);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) soon = g_date_time_add_seconds (now, 1);
  g_autofree char *reset = g_date_time_format_iso8601 (soon);
  g_autofree char *remaining = NULL;

  remaining = g_strdup_printf ("%u", REQUESTS_PER_MINUTE - 1 - self->n_requests++ % (REQUESTS_PER_MINUTE - 1));
  heddle_fake_exchange_set_header (exchange, "request-id", REQUEST_ID);
  heddle_fake_exchange_set_header (exchange, "anthropic-ratelimit-requests-limit", G_STRINGIFY (REQUESTS_PER_MINUTE));
  heddle_fake_exchange_set_header (exchange, "anthropic-ratelimit-requests-remaining", remaining);
  heddle_fake_exchange_set_header (exchange, "anthropic-ratelimit-requests-reset", reset);
}

static void
handle (HeddleFakeServer   *server,
        HeddleFakeExchange *exchange)
{
  HeddleFakeRequest *request = heddle_fake_exchange_get_request (exchange);
  const char *version = heddle_fake_request_get_header (request, "anthropic-version");

  if (g_strcmp0 (version, VERSION) != 0)
    refuse (exchange, 400, "invalid_request_error",
            version == NULL ? "anthropic-version: header is required" : "anthropic-version: is not a valid version");
  else if (heddle_fake_request_matches (request, "POST", "/v1/messages"))
    answer_message (exchange);
  else if (heddle_fake_request_matches (request, "GET", "/v1/models"))
    answer_models (exchange);
  else
    refuse (exchange, 404, "not_found_error", "Not Found");
}

static char *
write_error (HeddleFakeServer      *server,
             const HeddleFakeFault *fault,
             guint                 *status)
{
  static const struct
  {
    guint status;
    const char *type;
    const char *message;
  } errors[] = {
    { 400, "invalid_request_error", "Your request was not accepted." },
    { 401, "authentication_error", "invalid x-api-key" },
    { 402, "billing_error", "There is a problem with your billing information." },
    { 403, "permission_error", "Your API key does not have permission to use the specified resource." },
    { 404, "not_found_error", "The requested resource was not found." },
    { 413, "request_too_large", "Request exceeds the maximum size." },
    { 429, "rate_limit_error", "This request would exceed your organization's rate limit." },
    { 500, "api_error", "Internal server error" },
    { 504, "timeout_error", "The request timed out." },
    { 529, "overloaded_error", "Overloaded" },
  };

  if (fault->kind == HEDDLE_FAKE_FAULT_QUOTA && *status == 0)
    *status = 402;
  if (fault->kind == HEDDLE_FAKE_FAULT_QUOTA && *status == 400)
    return write_error_body ("invalid_request_error",
                             "Your credit balance is too low to access the Anthropic API. Please go to Plans & Billing "
                             "to upgrade or purchase credits.");

  for (guint i = 0; i < G_N_ELEMENTS (errors); i++)
    if (errors[i].status == *status)
      return write_error_body (fault->code != NULL ? fault->code : errors[i].type, errors[i].message);
  return write_error_body (fault->code != NULL ? fault->code : "api_error", "An unexpected error has occurred.");
}

static void
heddle_fake_anthropic_class_init (HeddleFakeAnthropicClass *klass)
{
  HeddleFakeServerClass *server_class = HEDDLE_FAKE_SERVER_CLASS (klass);

  server_class->key_header = "x-api-key";
  server_class->key_prefix = "";
  server_class->set_headers = set_headers;
  server_class->handle = handle;
  server_class->write_error = write_error;
}

static void
heddle_fake_anthropic_init (HeddleFakeAnthropic *self)
{
}

/**
 * heddle_fake_anthropic_new:
 * @key: (nullable): the only key that it accepts; %NULL to ask for none
 *
 * Returns: (transfer full): a server that is not started
 */
HeddleFakeServer *
heddle_fake_anthropic_new (const char *key)
{
  HeddleFakeServer *self = g_object_new (HEDDLE_TYPE_FAKE_ANTHROPIC, NULL);

  heddle_fake_server_set_key (self, key);
  return self;
}
