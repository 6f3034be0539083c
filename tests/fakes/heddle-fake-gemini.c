/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "heddle-fake-gemini.h"

#include <string.h>

#include "heddle-fake-gemini-private.h"

#define MODELS "/v1beta/models/"
#define GENERATE ":generateContent"
#define WRONG_KEY "API_KEY_INVALID"

struct _HeddleFakeGemini
{
  HeddleFakeServer parent_instance;
};

G_DEFINE_FINAL_TYPE (HeddleFakeGemini, heddle_fake_gemini, HEDDLE_TYPE_FAKE_SERVER)

static const HeddleFakeGeminiModel models[] = {
  { "gemini-4-argon", FALSE, FALSE, G_MAXUINT, "" },
  { "gemini-4-carbon", FALSE, FALSE, G_MAXUINT, "" },
  { "gemini-3.8-flash", FALSE, FALSE, G_MAXUINT, "" },
  { "gemini-3.7-flash", FALSE, FALSE, G_MAXUINT, "" },
  { "gemini-3.6-flash", FALSE, FALSE, G_MAXUINT, "" },
  { "gemini-3.5-flash", FALSE, FALSE, G_MAXUINT, "" },
  { "gemini-3.5-flash-lite", FALSE, FALSE, G_MAXUINT, "" },
  { "gemini-3.1-pro-preview", FALSE, FALSE, G_MAXUINT, "" },
  { "gemini-flash-latest", FALSE, FALSE, G_MAXUINT, "" },
  { "gemini-pro-latest", FALSE, FALSE, G_MAXUINT, "" },
  { "gemini-nano-banana-2.1", TRUE, FALSE, G_MAXUINT, "1K|2K|4K" },
  { "gemini-3-pro-image", TRUE, FALSE, 14, "512|1K|2K|4K" },
  { "gemini-3.1-flash-lite-image", TRUE, TRUE, G_MAXUINT, "1K" },
};

/* The names that the API has for statuses. */
static const struct
{
  guint status;
  const char *name;
  const char *message;
} errors[] = {
  { 400, "INVALID_ARGUMENT", "Request contains an invalid argument." },
  { 401, "UNAUTHENTICATED", "Request had invalid authentication credentials." },
  { 403, "PERMISSION_DENIED", "The caller does not have permission" },
  { 404, "NOT_FOUND", "Requested entity was not found." },
  { 429, "RESOURCE_EXHAUSTED", "Resource has been exhausted (e.g. check quota)." },
  { 500, "INTERNAL", "An internal error has occurred." },
  { 503, "UNAVAILABLE", "The model is overloaded. Please try again later." },
  { 504, "DEADLINE_EXCEEDED", "Deadline expired before operation could complete." },
};

static const HeddleFakeGeminiModel *
find_model (const char *id,
            gsize       length)
{
  for (guint i = 0; i < G_N_ELEMENTS (models); i++)
    if (strlen (models[i].id) == length && strncmp (models[i].id, id, length) == 0)
      return &models[i];

  return NULL;
}

static void
answer_models (HeddleFakeExchange *exchange)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "models");
  json_builder_begin_array (builder);
  for (guint i = 0; i < G_N_ELEMENTS (models); i++)
    {
      g_autofree char *name = g_strconcat ("models/", models[i].id, NULL);

      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "name");
      json_builder_add_string_value (builder, name);
      json_builder_set_member_name (builder, "inputTokenLimit");
      json_builder_add_int_value (builder, 1048576);
      json_builder_set_member_name (builder, "supportedGenerationMethods");
      json_builder_begin_array (builder);
      json_builder_add_string_value (builder, "generateContent");
      json_builder_end_array (builder);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  heddle_fake_exchange_respond_json (exchange, 200, root);
}

static void
refuse_missing (HeddleFakeExchange *exchange,
                const char         *message)
{
  heddle_fake_exchange_respond_text (exchange, 404, "application/json",
                                     heddle_fake_gemini_write_error (404, "NOT_FOUND", message, NULL));
}

static void
generate (HeddleFakeServer   *server,
          HeddleFakeExchange *exchange,
          const char         *id)
{
  gsize length = strlen (id) - strlen (GENERATE);
  const HeddleFakeGeminiModel *model = find_model (id, length);
  g_autofree char *message = NULL;

  if (model != NULL)
    {
      heddle_fake_gemini_answer (server, exchange, model);
      return;
    }

  message = g_strdup_printf ("models/%.*s is not found for API version v1beta, or is not supported for "
                             "generateContent.", (int) length, id);
  refuse_missing (exchange, message);
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
  const char *path = heddle_fake_request_get_path (request);

  if (heddle_fake_request_matches (request, "POST", MODELS "*" GENERATE))
    generate (server, exchange, path + strlen (MODELS));
  else if (heddle_fake_request_matches (request, "GET", "/v1beta/models"))
    answer_models (exchange);
  else
    refuse_missing (exchange, "The requested URL was not found on this server.");
}

/* How long to wait is told in the details only, as seconds with a fraction. */
static char *
write_limited (const HeddleFakeFault *fault,
               const char            *message)
{
  g_autofree char *details = NULL;

  if (fault->retry_in < 0)
    return heddle_fake_gemini_write_error (429, "RESOURCE_EXHAUSTED", message, NULL);

  details = g_strdup_printf ("[{\"@type\": \"type.googleapis.com/google.rpc.QuotaFailure\", \"violations\": []},"
                             " {\"@type\": \"type.googleapis.com/google.rpc.RetryInfo\", \"retryDelay\": \"%.1fs\"}]",
                             fault->retry_in);
  return heddle_fake_gemini_write_error (429, "RESOURCE_EXHAUSTED", message, details);
}

/* A wrong key is an invalid argument there, and only the details say which. */
static char *
write_refused_key (void)
{
  return heddle_fake_gemini_write_error (400, "INVALID_ARGUMENT", "API key not valid. Please pass a valid API key.",
                                         "[{\"@type\": \"type.googleapis.com/google.rpc.ErrorInfo\","
                                         " \"reason\": \"" WRONG_KEY "\", \"domain\": \"googleapis.com\"}]");
}

static char *
write_error (HeddleFakeServer      *server,
             const HeddleFakeFault *fault,
             guint                 *status)
{
  if (fault->kind == HEDDLE_FAKE_FAULT_QUOTA)
    {
      *status = *status != 0 ? *status : 429;
      return write_limited (fault, "You exceeded your current quota, please check your plan and billing details.");
    }
  if (g_strcmp0 (fault->code, WRONG_KEY) == 0)
    return write_refused_key ();

  for (guint i = 0; i < G_N_ELEMENTS (errors); i++)
    {
      if (errors[i].status != *status)
        continue;
      if (*status == 429)
        return write_limited (fault, errors[i].message);
      return heddle_fake_gemini_write_error (*status, fault->code != NULL ? fault->code : errors[i].name,
                                             errors[i].message, NULL);
    }

  return heddle_fake_gemini_write_error (*status, fault->code != NULL ? fault->code : "UNKNOWN",
                                         "The request was not accepted.", NULL);
}

static void
heddle_fake_gemini_class_init (HeddleFakeGeminiClass *klass)
{
  HeddleFakeServerClass *server_class = HEDDLE_FAKE_SERVER_CLASS (klass);

  server_class->base_path = "/v1beta";
  server_class->key_header = "x-goog-api-key";
  server_class->key_prefix = "";
  server_class->wrong_key = "400,code=" WRONG_KEY;
  server_class->set_headers = set_headers;
  server_class->handle = handle;
  server_class->write_error = write_error;
}

static void
heddle_fake_gemini_init (HeddleFakeGemini *self)
{
}

/**
 * heddle_fake_gemini_new:
 * @key: (nullable): the only key that it accepts; %NULL to ask for none
 *
 * Returns: (transfer full): a server that is not started
 */
HeddleFakeServer *
heddle_fake_gemini_new (const char *key)
{
  HeddleFakeServer *self = g_object_new (HEDDLE_TYPE_FAKE_GEMINI, NULL);

  heddle_fake_server_set_key (self, key);
  return self;
}
