/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "heddle-fake-runway.h"

#include <stdio.h>

#include "heddle-fake-fields.h"

#define TASK "/v1/tasks/*"
#define RATIOS                                                                                                       \
  "1920:1080|1080:1920|1024:1024|1360:768|1080:1080|1168:880|1440:1080|1080:1440|1808:768|2112:912|1280:720|"        \
  "720:1280|720:720|960:720|720:960|1680:720"
#define MOST_REFERENCES 3

static const HeddleFakeField fields[] = {
  { "model", HEDDLE_FAKE_FIELD_CHOICE, 0, 0, "gen4_image|gen4_image_turbo", TRUE },
  { "promptText", HEDDLE_FAKE_FIELD_TEXT, 1, 1000, NULL, TRUE },
  { "ratio", HEDDLE_FAKE_FIELD_CHOICE, 0, 0, RATIOS, TRUE },
  { "seed", HEDDLE_FAKE_FIELD_INTEGER, 0, 4294967295, NULL, FALSE },
  { "referenceImages", HEDDLE_FAKE_FIELD_OBJECT, 0, 0, NULL, FALSE },
};

static const HeddleFakeField reference_fields[] = {
  { "uri", HEDDLE_FAKE_FIELD_IMAGE, 0, 0, NULL, TRUE },
  { "tag", HEDDLE_FAKE_FIELD_TEXT, 3, 16, NULL, FALSE },
};

struct _HeddleFakeRunway
{
  HeddleFakeQueue parent_instance;
};

G_DEFINE_FINAL_TYPE (HeddleFakeRunway, heddle_fake_runway, HEDDLE_TYPE_FAKE_QUEUE)

static void
add_string (JsonBuilder *builder,
            const char  *name,
            const char  *value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

static void
respond (HeddleFakeExchange *exchange,
         guint               status,
         JsonBuilder        *builder)
{
  g_autoptr (JsonNode) root = json_builder_get_root (builder);

  heddle_fake_exchange_respond_json (exchange, status, root);
}

static void
refuse (HeddleFakeExchange *exchange,
        guint               status,
        const char         *message)
{
  heddle_fake_exchange_respond_text (exchange, status, "application/json",
                                     g_strdup_printf ("{\"error\":\"%s\"}", message));
}

static void
refuse_input (HeddleFakeExchange *exchange,
              const char         *field,
              const char         *message)
{
  heddle_fake_exchange_respond_text (
    exchange, 400, "application/json",
    g_strdup_printf ("{\"error\":\"Validation of body failed\",\"issues\":[{\"code\":\"invalid\","
                     "\"message\":\"%s: %s\",\"path\":[\"%s\"]}]}",
                     field, message, field));
}

/* Returns: (transfer full) (nullable): what is wrong with the pictures that an order comes with. */
static char *
find_reference_fault (JsonObject *body)
{
  JsonNode *node = json_object_get_member (body, "referenceImages");
  JsonArray *list = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  guint n = list != NULL ? json_array_get_length (list) : 0;

  if (node != NULL && (n == 0 || n > MOST_REFERENCES))
    return g_strdup ("Between one and three are allowed");
  if (n == 0 && g_str_equal (json_object_get_string_member (body, "model"), "gen4_image_turbo"))
    return g_strdup ("Required");

  for (guint i = 0; i < n; i++)
    {
      JsonNode *element = json_array_get_element (list, i);
      const char *field;
      char *fault = JSON_NODE_HOLDS_OBJECT (element)
                      ? heddle_fake_fields_find_error (json_node_get_object (element), reference_fields,
                                                       G_N_ELEMENTS (reference_fields), &field)
                      : g_strdup ("Expected an object");

      if (fault != NULL)
        return fault;
    }
  return NULL;
}

static void
order (HeddleFakeRunway   *self,
       HeddleFakeExchange *exchange)
{
  HeddleFakeRequest *request = heddle_fake_exchange_get_request (exchange);
  g_autoptr (JsonObject) body = heddle_fake_request_dup_json (request);
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *fault = NULL;
  const char *field = NULL;
  HeddleFakeWork *work;

  if (body == NULL)
    {
      refuse (exchange, 400, "The body is no JSON");
      return;
    }
  fault = heddle_fake_fields_find_error (body, fields, G_N_ELEMENTS (fields), &field);
  if (fault == NULL)
    {
      field = "referenceImages";
      fault = find_reference_fault (body);
    }
  if (fault != NULL)
    {
      refuse_input (exchange, field, fault);
      return;
    }

  work = heddle_fake_queue_add (HEDDLE_FAKE_QUEUE (self), exchange, "", json_object_get_string_member (body, "promptText"));
  sscanf (json_object_get_string_member (body, "ratio"), "%u:%u", &work->width, &work->height);
  json_builder_begin_object (builder);
  add_string (builder, "id", work->id);
  json_builder_end_object (builder);
  respond (exchange, 200, builder);
}

static const char *
get_status (const HeddleFakeWork *work)
{
  static const char *const names[] = {
    [HEDDLE_FAKE_WORK_WAITING] = "PENDING",  [HEDDLE_FAKE_WORK_RUNNING] = "RUNNING",
    [HEDDLE_FAKE_WORK_DONE] = "SUCCEEDED",   [HEDDLE_FAKE_WORK_FAILED] = "FAILED",
    [HEDDLE_FAKE_WORK_CANCELLED] = "CANCELLED",
  };

  return names[work->status];
}

static void
add_failure (const HeddleFakeWork *work,
             JsonBuilder          *builder)
{
  gboolean refused = work->kind == HEDDLE_FAKE_FAULT_MODERATION;

  add_string (builder, "failure",
              refused ? "This prompt was flagged by our content moderation." : "An unexpected error occurred.");
  add_string (builder, "failureCode", refused ? "SAFETY.INPUT.TEXT" : "INTERNAL.BAD_OUTPUT.CODE01");
}

static void
answer_task (HeddleFakeRunway   *self,
             HeddleFakeExchange *exchange,
             HeddleFakeWork     *work)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  heddle_fake_work_ask (work);
  json_builder_begin_object (builder);
  add_string (builder, "id", work->id);
  add_string (builder, "status", get_status (work));
  add_string (builder, "createdAt", "2026-12-01T00:00:00.000Z");
  if (work->status == HEDDLE_FAKE_WORK_RUNNING)
    {
      json_builder_set_member_name (builder, "progress");
      json_builder_add_double_value (builder, 0.5);
    }
  if (work->status == HEDDLE_FAKE_WORK_DONE)
    {
      json_builder_set_member_name (builder, "output");
      json_builder_begin_array (builder);
      if (work->kind != HEDDLE_FAKE_FAULT_NO_RESULT)
        heddle_fake_queue_add_files (HEDDLE_FAKE_QUEUE (self), work, builder);
      json_builder_end_array (builder);
    }
  if (work->status == HEDDLE_FAKE_WORK_FAILED)
    add_failure (work, builder);
  if (heddle_fake_work_is_over (work))
    {
      json_builder_set_member_name (builder, "cost");
      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "credits");
      json_builder_add_int_value (builder, work->status != HEDDLE_FAKE_WORK_DONE ? 0 : work->height >= 1080 ? 8 : 5);
      json_builder_end_object (builder);
    }
  json_builder_end_object (builder);
  respond (exchange, 200, builder);
}

static void
set_headers (HeddleFakeServer   *server,
             HeddleFakeExchange *exchange)
{
  heddle_fake_exchange_set_header (exchange, "x-request-id", "8a1c6b1e");
}

static void
handle (HeddleFakeServer   *server,
        HeddleFakeExchange *exchange)
{
  HeddleFakeRunway *self = HEDDLE_FAKE_RUNWAY (server);
  HeddleFakeRequest *request = heddle_fake_exchange_get_request (exchange);
  HeddleFakeWork *work = heddle_fake_queue_find (HEDDLE_FAKE_QUEUE (self), request);

  if (heddle_fake_queue_answer (HEDDLE_FAKE_QUEUE (self), exchange))
    return;
  if (g_strcmp0 (heddle_fake_request_get_header (request, "X-Runway-Version"), "2024-11-06") != 0)
    refuse (exchange, 400, "The X-Runway-Version header is missing or unknown");
  else if (heddle_fake_request_matches (request, "POST", "/v1/text_to_image"))
    order (self, exchange);
  else if (work != NULL && heddle_fake_request_matches (request, "GET", TASK))
    answer_task (self, exchange, work);
  else if (work != NULL && heddle_fake_request_matches (request, "DELETE", TASK))
    {
      /* One that is over is forgotten, with what it has made. */
      heddle_fake_work_cancel (work);
      work->status = HEDDLE_FAKE_WORK_CANCELLED;
      heddle_fake_exchange_respond_text (exchange, 204, "application/json", g_strdup (""));
    }
  else if (heddle_fake_request_matches (request, "GET", "/v1/organization"))
    heddle_fake_exchange_respond_text (exchange, 200, "application/json", g_strdup ("{\"creditBalance\":1250}"));
  else
    refuse (exchange, 404, "Not found");
}

static const char *
get_stage (HeddleFakeServer  *server,
           HeddleFakeRequest *request)
{
  if (heddle_fake_request_matches (request, "GET", TASK))
    return "poll";
  if (heddle_fake_request_matches (request, "DELETE", TASK))
    return "cancel";

  return HEDDLE_FAKE_SERVER_CLASS (heddle_fake_runway_parent_class)->get_stage (server, request);
}

static char *
write_error (HeddleFakeServer      *server,
             const HeddleFakeFault *fault,
             guint                 *status)
{
  if (fault->kind == HEDDLE_FAKE_FAULT_QUOTA)
    {
      *status = *status != 0 ? *status : 400;
      return g_strdup ("{\"error\":\"You do not have enough credits to run this task.\"}");
    }

  switch (*status)
    {
    case 401:
      return g_strdup ("{\"error\":\"The API key is not valid.\"}");
    case 429:
      return g_strdup ("{\"error\":\"You have reached your limit of requests.\"}");
    default:
      return g_strdup ("{\"error\":\"The request was not accepted.\"}");
    }
}

static void
heddle_fake_runway_class_init (HeddleFakeRunwayClass *klass)
{
  HeddleFakeServerClass *server_class = HEDDLE_FAKE_SERVER_CLASS (klass);

  server_class->set_headers = set_headers;
  server_class->handle = handle;
  server_class->write_error = write_error;
  server_class->get_stage = get_stage;
}

static void
heddle_fake_runway_init (HeddleFakeRunway *self)
{
}

/**
 * heddle_fake_runway_new:
 * @key: (nullable): the only key that it accepts; %NULL to ask for none
 *
 * Returns: (transfer full): a server that is not started
 */
HeddleFakeServer *
heddle_fake_runway_new (const char *key)
{
  HeddleFakeServer *self = g_object_new (HEDDLE_TYPE_FAKE_RUNWAY, NULL);

  heddle_fake_server_set_key (self, key);
  return self;
}
