/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "heddle-fake-openai.h"

#include "heddle-fake-openai-private.h"

#define REQUESTS_PER_MINUTE 500

struct _HeddleFakeOpenai
{
  HeddleFakeServer parent_instance;

  guint n_requests;
};

G_DEFINE_FINAL_TYPE (HeddleFakeOpenai, heddle_fake_openai, HEDDLE_TYPE_FAKE_SERVER)

static const struct
{
  const char *id;
  const char *shutdown_date;
} models[] = {
  { "gpt-image-2.6-flare", NULL },
  { "gpt-image-2.6-sunburst", NULL },
  { "gpt-image-2.5-flare", NULL },
  { "gpt-image-2.5-flare-2026-09-08", NULL },
  { "gpt-image-2.5-sunburst", NULL },
  { "gpt-image-2.5-sunburst-2026-09-08", NULL },
  { "gpt-image-2", NULL },
  { "gpt-image-2-2026-04-21", NULL },
  { "gpt-image-1.5", NULL },
  { "gpt-image-1-mini", "2027-01-31" },
  { "chatgpt-image-latest", NULL },
  { "gpt-6-astra", NULL },
  { "gpt-6.1-sol", NULL },
  { "gpt-6.1-terra", NULL },
  { "gpt-6-sol", NULL },
  { "gpt-6-luna", NULL },
  { "gpt-5.5", NULL },
  { "gpt-5.4", NULL },
  { "gpt-5.4-mini", NULL },
  { "gpt-5.4-nano", NULL },
  { "omni-moderation-latest", NULL },
  { "omni-moderation-2024-09-26", NULL },
};

static void
add_model (JsonBuilder *builder,
           guint        nth)
{
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "id");
  json_builder_add_string_value (builder, models[nth].id);
  json_builder_set_member_name (builder, "object");
  json_builder_add_string_value (builder, "model");
  json_builder_set_member_name (builder, "created");
  json_builder_add_int_value (builder, 1760000000 + nth);
  json_builder_set_member_name (builder, "owned_by");
  json_builder_add_string_value (builder, "system");
  json_builder_set_member_name (builder, "shutdown_date");
  json_builder_add_string_value (builder, models[nth].shutdown_date);
  json_builder_end_object (builder);
}

static void
answer_models (HeddleFakeExchange *exchange)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "object");
  json_builder_add_string_value (builder, "list");
  json_builder_set_member_name (builder, "data");
  json_builder_begin_array (builder);
  for (guint i = 0; i < G_N_ELEMENTS (models); i++)
    add_model (builder, i);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  heddle_fake_exchange_respond_json (exchange, 200, root);
}

static void
answer_model (HeddleFakeExchange *exchange,
              const char         *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (models); i++)
    {
      g_autoptr (JsonBuilder) builder = NULL;
      g_autoptr (JsonNode) root = NULL;

      if (!g_str_equal (id, models[i].id))
        continue;

      builder = json_builder_new ();
      add_model (builder, i);
      root = json_builder_get_root (builder);
      heddle_fake_exchange_respond_json (exchange, 200, root);
      return;
    }

  heddle_fake_openai_refuse (exchange, 404, "model_not_found", "model",
                             "The model '%s' does not exist", id);
}

static void
set_headers (HeddleFakeServer   *server,
             HeddleFakeExchange *exchange)
{
  HeddleFakeOpenai *self = HEDDLE_FAKE_OPENAI (server);
  g_autofree char *id = g_strdup_printf ("req_fake%08u", self->n_requests);
  g_autofree char *remaining = NULL;

  remaining = g_strdup_printf ("%u", REQUESTS_PER_MINUTE - 1 - self->n_requests % 100);
  heddle_fake_exchange_set_header (exchange, "x-request-id", id);
  heddle_fake_exchange_set_header (exchange, "openai-version", "2020-10-01");
  heddle_fake_exchange_set_header (exchange, "openai-processing-ms", "5");
  heddle_fake_exchange_set_header (exchange, "x-ratelimit-limit-requests",
                                   G_STRINGIFY (REQUESTS_PER_MINUTE));
  heddle_fake_exchange_set_header (exchange, "x-ratelimit-remaining-requests", remaining);
  heddle_fake_exchange_set_header (exchange, "x-ratelimit-reset-requests", "120ms");
  self->n_requests++;
}

static void
handle (HeddleFakeServer   *server,
        HeddleFakeExchange *exchange)
{
  HeddleFakeRequest *request = heddle_fake_exchange_get_request (exchange);
  const char *path = heddle_fake_request_get_path (request);

  if (heddle_fake_request_matches (request, "POST", "/v1/images/generations"))
    heddle_fake_openai_answer_images (server, exchange, FALSE);
  else if (heddle_fake_request_matches (request, "POST", "/v1/images/edits"))
    heddle_fake_openai_answer_images (server, exchange, TRUE);
  else if (heddle_fake_request_matches (request, "POST", "/v1/chat/completions"))
    heddle_fake_openai_answer_chat (server, exchange);
  else if (heddle_fake_request_matches (request, "POST", "/v1/moderations"))
    heddle_fake_openai_answer_moderation (exchange);
  else if (heddle_fake_request_matches (request, "GET", "/v1/models"))
    answer_models (exchange);
  else if (heddle_fake_request_matches (request, "GET", "/v1/models/*"))
    answer_model (exchange, path + strlen ("/v1/models/"));
  else
    heddle_fake_openai_refuse (exchange, 404, NULL, NULL, "Invalid URL (%s %s)",
                               heddle_fake_request_get_method (request), path);
}

static const char *
get_usual_code (guint status)
{
  switch (status)
    {
    case 400:
      return "invalid_value";
    case 401:
      return "invalid_api_key";
    case 403:
      return "unsupported_country_region_territory";
    case 404:
      return "model_not_found";
    case 429:
      return "rate_limit_exceeded";
    default:
      return NULL;
    }
}

static const char *
get_usual_message (guint status)
{
  switch (status)
    {
    case 401:
      return "Incorrect API key provided. You can find your API key at "
             "https://platform.openai.com/account/api-keys.";
    case 429:
      return "Rate limit reached for images per min. Limit: 5 / 1min. Please try again later.";
    case 503:
      return "The engine is currently overloaded, please try again later";
    default:
      return status >= 500
                 ? "The server had an error while processing your request. Sorry about that!"
                 : "Your request was not accepted.";
    }
}

static char *
write_error (HeddleFakeServer      *server,
             const HeddleFakeFault *fault,
             guint                 *status)
{
  g_autofree char *limited = NULL;
  const char *message;
  const char *code;

  if (fault->kind == HEDDLE_FAKE_FAULT_QUOTA)
    {
      *status = *status != 0 ? *status : 429;
      code = "insufficient_quota";
      message = "You exceeded your current quota, please check your plan and billing details.";
    }
  else if (fault->kind == HEDDLE_FAKE_FAULT_MODERATION)
    {
      *status = *status != 0 ? *status : 400;
      code = "moderation_blocked";
      message = "Your request was rejected by the safety system.";
    }
  else
    {
      code = get_usual_code (*status);
      message = get_usual_message (*status);
    }

  if (*status == 429 && fault->retry_in >= 0)
    message = limited = g_strdup_printf ("Rate limit reached for images per min. Please try again in %.1fs. Visit "
                                         "https://platform.openai.com/account/rate-limits to learn more.",
                                         fault->retry_in);
  code = fault->code != NULL ? fault->code : code;
  return heddle_fake_openai_write_error (*status, code, NULL, message);
}

static void
heddle_fake_openai_class_init (HeddleFakeOpenaiClass *klass)
{
  HeddleFakeServerClass *server_class = HEDDLE_FAKE_SERVER_CLASS (klass);

  server_class->set_headers = set_headers;
  server_class->handle = handle;
  server_class->write_error = write_error;
}

static void
heddle_fake_openai_init (HeddleFakeOpenai *self)
{
}

/**
 * heddle_fake_openai_new:
 * @key: (nullable): the only key that it accepts; %NULL to ask for none, as a server at home that
 *   speaks the same language does: such a one also takes every model of text
 *
 * Returns: (transfer full): a server that is not started
 */
HeddleFakeServer *
heddle_fake_openai_new (const char *key)
{
  HeddleFakeServer *self = g_object_new (HEDDLE_TYPE_FAKE_OPENAI, NULL);

  heddle_fake_server_set_key (self, key);
  return self;
}
