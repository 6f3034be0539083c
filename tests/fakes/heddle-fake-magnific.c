/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "heddle-fake-magnific.h"

#include <math.h>
#include <string.h>

#include "heddle-fake-fields.h"

#define MYSTIC "/v1/ai/mystic"
#define FROM_TEXT "/v1/ai/text-to-image/"
#define PIXELS 1048576.0

#define RATIOS                                                                                                       \
  "square_1_1|classic_4_3|traditional_3_4|widescreen_16_9|social_story_9_16|standard_3_2|portrait_2_3|"              \
  "horizontal_2_1|vertical_1_2|social_post_4_5"
#define MYSTIC_RATIOS RATIOS "|smartphone_horizontal_20_9|smartphone_vertical_9_20|social_5_4"

static const HeddleFakeField mystic_fields[] = {
  { "prompt", HEDDLE_FAKE_FIELD_TEXT, 1, 0, NULL, TRUE },
  { "aspect_ratio", HEDDLE_FAKE_FIELD_CHOICE, 0, 0, MYSTIC_RATIOS, FALSE },
  { "resolution", HEDDLE_FAKE_FIELD_CHOICE, 0, 0, "1k|2k|4k", FALSE },
  { "model", HEDDLE_FAKE_FIELD_CHOICE, 0, 0, "realism|fluid|zen", FALSE },
  { "creative_detailing", HEDDLE_FAKE_FIELD_INTEGER, 0, 100, NULL, FALSE },
  { "engine", HEDDLE_FAKE_FIELD_CHOICE, 0, 0, "automatic|magnific_illusio|magnific_sharpy|magnific_sparkle", FALSE },
  { "style_reference", HEDDLE_FAKE_FIELD_BASE64, 0, 0, NULL, FALSE },
};

static const HeddleFakeField fields[] = {
  { "prompt", HEDDLE_FAKE_FIELD_TEXT, 1, 0, NULL, TRUE },
  { "aspect_ratio", HEDDLE_FAKE_FIELD_CHOICE, 0, 0, RATIOS, FALSE },
  { "seed", HEDDLE_FAKE_FIELD_INTEGER, 0, 4294967295, NULL, FALSE },
};

struct _HeddleFakeMagnific
{
  HeddleFakeQueue parent_instance;
};

G_DEFINE_FINAL_TYPE (HeddleFakeMagnific, heddle_fake_magnific, HEDDLE_TYPE_FAKE_QUEUE)

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

static char *
write_message (const char *message)
{
  return g_strdup_printf ("{\"message\":\"%s\"}", message);
}

static void
refuse (HeddleFakeExchange *exchange,
        guint               status,
        const char         *message)
{
  heddle_fake_exchange_respond_text (exchange, status, "application/json", write_message (message));
}

/* A name such as widescreen_16_9 ends with the ratio. */
static void
set_size (HeddleFakeWork *work,
          const char     *ratio)
{
  g_auto (GStrv) parts = g_strsplit (ratio, "_", -1);
  const guint n = g_strv_length (parts);
  double across = g_ascii_strtod (parts[n - 2], NULL);
  double down = g_ascii_strtod (parts[n - 1], NULL);
  double unit = sqrt (PIXELS / (across * down));

  work->width = (guint) round (across * unit);
  work->height = (guint) round (down * unit);
}

static void
answer_task (HeddleFakeMagnific   *self,
             HeddleFakeExchange   *exchange,
             const HeddleFakeWork *work)
{
  static const char *const names[] = {
    [HEDDLE_FAKE_WORK_WAITING] = "CREATED", [HEDDLE_FAKE_WORK_RUNNING] = "IN_PROGRESS",
    [HEDDLE_FAKE_WORK_DONE] = "COMPLETED",  [HEDDLE_FAKE_WORK_FAILED] = "FAILED",
    [HEDDLE_FAKE_WORK_CANCELLED] = "FAILED",
  };
  const gboolean done = work->status == HEDDLE_FAKE_WORK_DONE && work->kind != HEDDLE_FAKE_FAULT_NO_RESULT;
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "data");
  json_builder_begin_object (builder);
  add_string (builder, "task_id", work->id);
  add_string (builder, "status", names[work->status]);
  json_builder_set_member_name (builder, "generated");
  json_builder_begin_array (builder);
  if (done)
    heddle_fake_queue_add_files (HEDDLE_FAKE_QUEUE (self), work, builder);
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "has_nsfw");
  json_builder_begin_array (builder);
  if (done)
    json_builder_add_boolean_value (builder, FALSE);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  respond (exchange, 200, builder);
}

static void
order (HeddleFakeMagnific *self,
       HeddleFakeExchange *exchange)
{
  HeddleFakeRequest *request = heddle_fake_exchange_get_request (exchange);
  const gboolean mystic = g_str_equal (heddle_fake_request_get_path (request), MYSTIC);
  g_autoptr (JsonObject) body = heddle_fake_request_dup_json (request);
  g_autofree char *fault = NULL;
  g_autofree char *message = NULL;
  const char *field = NULL;
  HeddleFakeWork *work;

  if (body == NULL)
    {
      refuse (exchange, 400, "The body is not valid");
      return;
    }
  fault = mystic ? heddle_fake_fields_find_error (body, mystic_fields, G_N_ELEMENTS (mystic_fields), &field)
                 : heddle_fake_fields_find_error (body, fields, G_N_ELEMENTS (fields), &field);
  if (fault != NULL)
    {
      message = g_strdup_printf ("Parameter '%s' is not valid", field);
      refuse (exchange, 400, message);
      return;
    }

  work = heddle_fake_queue_add (HEDDLE_FAKE_QUEUE (self), exchange, heddle_fake_request_get_path (request),
                                json_object_get_string_member (body, "prompt"));
  set_size (work, json_object_get_string_member_with_default (body, "aspect_ratio", "square_1_1"));
  answer_task (self, exchange, work);
}

static gboolean
is_place (const char *path)
{
  return g_str_equal (path, MYSTIC) || g_str_equal (path, FROM_TEXT "flux-dev")
         || g_str_equal (path, FROM_TEXT "hyperflux") || g_str_equal (path, FROM_TEXT "seedream-v4");
}

/* A task is asked after below the place where it was ordered, and nowhere else. */
static gboolean
is_question (HeddleFakeRequest    *request,
             const HeddleFakeWork *work)
{
  g_autofree char *place = work != NULL ? g_strconcat (work->place, "/", work->id, NULL) : NULL;

  return place != NULL && heddle_fake_request_matches (request, "GET", place);
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
  HeddleFakeMagnific *self = HEDDLE_FAKE_MAGNIFIC (server);
  HeddleFakeRequest *request = heddle_fake_exchange_get_request (exchange);
  HeddleFakeWork *work = heddle_fake_queue_find (HEDDLE_FAKE_QUEUE (self), request);

  if (heddle_fake_queue_answer (HEDDLE_FAKE_QUEUE (self), exchange))
    return;
  if (heddle_fake_request_matches (request, "POST", NULL) && is_place (heddle_fake_request_get_path (request)))
    order (self, exchange);
  else if (is_question (request, work))
    {
      heddle_fake_work_ask (work);
      answer_task (self, exchange, work);
    }
  else
    refuse (exchange, 404, "Not found");
}

static const char *
get_stage (HeddleFakeServer  *server,
           HeddleFakeRequest *request)
{
  if (heddle_fake_request_matches (request, "GET", "/v1/ai/*"))
    return "poll";

  return HEDDLE_FAKE_SERVER_CLASS (heddle_fake_magnific_parent_class)->get_stage (server, request);
}

static char *
write_error (HeddleFakeServer      *server,
             const HeddleFakeFault *fault,
             guint                 *status)
{
  if (fault->kind == HEDDLE_FAKE_FAULT_QUOTA)
    {
      *status = *status != 0 ? *status : 402;
      return write_message ("Not enough credits");
    }

  switch (*status)
    {
    case 401:
      return write_message ("Invalid API key");
    case 429:
      return write_message ("Too many requests");
    default:
      return write_message ("The request was not accepted");
    }
}

static void
heddle_fake_magnific_class_init (HeddleFakeMagnificClass *klass)
{
  HeddleFakeServerClass *server_class = HEDDLE_FAKE_SERVER_CLASS (klass);

  server_class->key_header = "x-magnific-api-key";
  server_class->key_prefix = "";
  server_class->set_headers = set_headers;
  server_class->handle = handle;
  server_class->write_error = write_error;
  server_class->get_stage = get_stage;
}

static void
heddle_fake_magnific_init (HeddleFakeMagnific *self)
{
}

/**
 * heddle_fake_magnific_new:
 * @key: (nullable): the only key that it accepts; %NULL to ask for none
 *
 * Returns: (transfer full): a server that is not started
 */
HeddleFakeServer *
heddle_fake_magnific_new (const char *key)
{
  HeddleFakeServer *self = g_object_new (HEDDLE_TYPE_FAKE_MAGNIFIC, NULL);

  heddle_fake_server_set_key (self, key);
  return self;
}
