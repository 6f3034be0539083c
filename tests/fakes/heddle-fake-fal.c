/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "heddle-fake-fal.h"

#include <math.h>
#include <stdio.h>

#include "heddle-fake-fields.h"

#define REQUEST "*/requests/*"
#define SIZES "square_hd|square|portrait_4_3|portrait_16_9|landscape_4_3|landscape_16_9"
#define RATIOS "21:9|16:9|4:3|3:2|1:1|2:3|3:4|9:16|9:21"
#define MORE_RATIOS "21:9|16:9|3:2|4:3|5:4|1:1|4:5|3:4|2:3|9:16"
#define PIXELS 1048576.0

#define PROMPT { "prompt", HEDDLE_FAKE_FIELD_TEXT, 1, 0, NULL, TRUE }
#define SEED { "seed", HEDDLE_FAKE_FIELD_INTEGER, 0, G_MAXUINT32, NULL, FALSE }
#define COUNT(most) { "num_images", HEDDLE_FAKE_FIELD_INTEGER, 1, most, NULL, FALSE }
#define SIZE(least, most) { "image_size", HEDDLE_FAKE_FIELD_SIZE, least, most, SIZES, FALSE }
#define RATIO(ratios) { "aspect_ratio", HEDDLE_FAKE_FIELD_CHOICE, 0, 0, ratios, FALSE }
#define FORMAT(formats) { "output_format", HEDDLE_FAKE_FIELD_CHOICE, 0, 0, formats, FALSE }
#define STEPS(least, most) { "num_inference_steps", HEDDLE_FAKE_FIELD_INTEGER, least, most, NULL, FALSE }
#define GUIDANCE(least, most) { "guidance_scale", HEDDLE_FAKE_FIELD_NUMBER, least, most, NULL, FALSE }
#define SAFETY { "enable_safety_checker", HEDDLE_FAKE_FIELD_BOOLEAN, 0, 0, NULL, FALSE }
#define NEGATIVE { "negative_prompt", HEDDLE_FAKE_FIELD_TEXT, 0, 0, NULL, FALSE }
#define IMAGE { "image_url", HEDDLE_FAKE_FIELD_IMAGE, 0, 0, NULL, TRUE }
#define IMAGES(most) { "image_urls", HEDDLE_FAKE_FIELD_IMAGES, 1, most, NULL, TRUE }

static const struct
{
  const char *id;
  HeddleFakeField fields[10];
} models[] = {
  { "fal-ai/flux/schnell", { PROMPT, SEED, COUNT (4), SIZE (64, 14142), FORMAT ("jpeg|png"), STEPS (1, 12),
                             GUIDANCE (1, 20), SAFETY } },
  { "fal-ai/flux/dev", { PROMPT, SEED, COUNT (4), SIZE (64, 14142), FORMAT ("jpeg|png"), STEPS (1, 50),
                         GUIDANCE (1, 20), SAFETY } },
  { "fal-ai/qwen-image", { PROMPT, SEED, COUNT (4), SIZE (64, 14142), FORMAT ("jpeg|png"), STEPS (2, 250),
                           GUIDANCE (0, 20), NEGATIVE, SAFETY } },
  { "fal-ai/bytedance/seedream/v4/text-to-image", { PROMPT, SEED, COUNT (6), SIZE (1024, 4096), SAFETY } },
  { "fal-ai/bytedance/seedream/v4/edit", { PROMPT, SEED, COUNT (6), SIZE (1024, 4096), SAFETY, IMAGES (10) } },
  { "fal-ai/nano-banana", { PROMPT, COUNT (4), RATIO (MORE_RATIOS), FORMAT ("jpeg|png|webp") } },
  { "fal-ai/nano-banana/edit", { PROMPT, COUNT (4), RATIO (MORE_RATIOS), FORMAT ("jpeg|png|webp"), IMAGES (10) } },
  { "fal-ai/flux-pro/kontext/text-to-image", { PROMPT, SEED, COUNT (4), RATIO (RATIOS), FORMAT ("jpeg|png"),
                                               GUIDANCE (1, 20) } },
  { "fal-ai/flux-pro/kontext", { PROMPT, SEED, COUNT (4), RATIO (RATIOS), FORMAT ("jpeg|png"), GUIDANCE (1, 20),
                                 IMAGE } },
};

struct _HeddleFakeFal
{
  HeddleFakeQueue parent_instance;
};

G_DEFINE_FINAL_TYPE (HeddleFakeFal, heddle_fake_fal, HEDDLE_TYPE_FAKE_QUEUE)

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

/* An error of a request. */
static char *
write_error_body (const char *detail,
                  const char *type)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  add_string (builder, "detail", detail);
  if (type != NULL)
    add_string (builder, "error_type", type);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

static void
refuse (HeddleFakeExchange *exchange,
        guint               status,
        const char         *detail,
        const char         *type)
{
  heddle_fake_exchange_respond_text (exchange, status, "application/json", write_error_body (detail, type));
}

/* An error of a model. */
static void
refuse_input (HeddleFakeExchange *exchange,
              const char         *field,
              const char         *message,
              const char         *type)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "detail");
  json_builder_begin_array (builder);
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "loc");
  json_builder_begin_array (builder);
  json_builder_add_string_value (builder, "body");
  json_builder_add_string_value (builder, field);
  json_builder_end_array (builder);
  add_string (builder, "msg", message);
  add_string (builder, "type", type);
  json_builder_end_object (builder);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  respond (exchange, 422, builder);
}

static void
set_size (HeddleFakeWork *work,
          JsonObject     *body)
{
  const char *ratio = json_object_get_string_member_with_default (body, "aspect_ratio", "1:1");
  JsonNode *size = json_object_get_member (body, "image_size");
  guint across = 1;
  guint down = 1;
  double unit;

  sscanf (ratio, "%u:%u", &across, &down);
  unit = sqrt (PIXELS / (across * down));
  work->width = (guint) round (across * unit);
  work->height = (guint) round (down * unit);
  if (size != NULL && JSON_NODE_HOLDS_OBJECT (size))
    {
      work->width = (guint) json_object_get_int_member (json_node_get_object (size), "width");
      work->height = (guint) json_object_get_int_member (json_node_get_object (size), "height");
    }
}

static void
add_addresses (HeddleFakeFal        *self,
               const HeddleFakeWork *work,
               JsonBuilder          *builder)
{
  g_autofree char *response = g_strconcat (heddle_fake_server_get_origin (HEDDLE_FAKE_SERVER (self)), work->place,
                                           "/requests/", work->id, NULL);
  g_autofree char *status = g_strconcat (response, "/status", NULL);
  g_autofree char *cancel = g_strconcat (response, "/cancel", NULL);

  add_string (builder, "request_id", work->id);
  add_string (builder, "response_url", response);
  add_string (builder, "status_url", status);
  add_string (builder, "cancel_url", cancel);
}

/* The addresses of a request leave out what stands behind the owner and the application. */
static char *
dup_place (const char *path)
{
  g_auto (GStrv) steps = g_strsplit (path, "/", -1);

  return g_strconcat ("/", steps[1], "/", steps[2], NULL);
}

static void
order (HeddleFakeFal      *self,
       HeddleFakeExchange *exchange,
       guint               nth)
{
  HeddleFakeRequest *request = heddle_fake_exchange_get_request (exchange);
  g_autoptr (JsonObject) body = heddle_fake_request_dup_json (request);
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *place = dup_place (heddle_fake_request_get_path (request));
  g_autofree char *fault = NULL;
  const char *field = NULL;
  HeddleFakeWork *work;
  guint n_fields = 0;

  if (body == NULL)
    {
      refuse (exchange, 400, "Invalid JSON", "bad_request");
      return;
    }
  while (n_fields < G_N_ELEMENTS (models[nth].fields) && models[nth].fields[n_fields].name != NULL)
    n_fields++;
  fault = heddle_fake_fields_find_error (body, models[nth].fields, n_fields, &field);
  if (fault != NULL)
    {
      refuse_input (exchange, field, fault, "value_error");
      return;
    }

  work = heddle_fake_queue_add (HEDDLE_FAKE_QUEUE (self), exchange, place,
                                json_object_get_string_member (body, "prompt"));
  set_size (work, body);
  g_set_str (&work->format, json_object_get_string_member_with_default (body, "output_format", "png"));
  work->n_pictures = (guint) json_object_get_int_member_with_default (body, "num_images", 1);
  json_builder_begin_object (builder);
  add_string (builder, "status", "IN_QUEUE");
  json_builder_set_member_name (builder, "queue_position");
  json_builder_add_int_value (builder, 0);
  add_addresses (self, work, builder);
  json_builder_end_object (builder);
  respond (exchange, 200, builder);
}

/* What has failed is as completed as what has not. */
static void
answer_status (HeddleFakeFal      *self,
               HeddleFakeExchange *exchange,
               HeddleFakeWork     *work)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  heddle_fake_work_ask (work);
  json_builder_begin_object (builder);
  add_string (builder, "status", heddle_fake_work_is_over (work) ? "COMPLETED" : "IN_PROGRESS");
  add_addresses (self, work, builder);
  json_builder_set_member_name (builder, "logs");
  json_builder_add_null_value (builder);
  json_builder_end_object (builder);
  respond (exchange, heddle_fake_work_is_over (work) ? 200 : 202, builder);
}

static void
answer_output (HeddleFakeFal        *self,
               HeddleFakeExchange   *exchange,
               const HeddleFakeWork *work)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *units = g_strdup_printf ("%u", work->n_pictures);

  heddle_fake_exchange_set_header (exchange, "x-fal-billable-units", units);
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "images");
  json_builder_begin_array (builder);
  for (guint i = 0; i < work->n_pictures && work->kind != HEDDLE_FAKE_FAULT_NO_RESULT; i++)
    {
      g_autofree char *file = heddle_fake_work_dup_file (work, HEDDLE_FAKE_QUEUE (self), i);
      g_autofree char *type = g_strconcat ("image/", work->format, NULL);

      json_builder_begin_object (builder);
      add_string (builder, "url", file);
      json_builder_set_member_name (builder, "width");
      json_builder_add_int_value (builder, work->width);
      json_builder_set_member_name (builder, "height");
      json_builder_add_int_value (builder, work->height);
      add_string (builder, "content_type", type);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "seed");
  json_builder_add_int_value (builder, 42);
  json_builder_set_member_name (builder, "has_nsfw_concepts");
  json_builder_begin_array (builder);
  json_builder_add_boolean_value (builder, work->kind == HEDDLE_FAKE_FAULT_REFUSAL);
  json_builder_end_array (builder);
  add_string (builder, "prompt", work->subject);
  json_builder_end_object (builder);
  respond (exchange, 200, builder);
}

static void
answer_result (HeddleFakeFal        *self,
               HeddleFakeExchange   *exchange,
               const HeddleFakeWork *work)
{
  if (!heddle_fake_work_is_over (work))
    refuse (exchange, 400, "Request is still in progress", NULL);
  else if (work->status == HEDDLE_FAKE_WORK_CANCELLED)
    refuse (exchange, 499, "Request was cancelled by the client", "client_cancelled");
  else if (work->status == HEDDLE_FAKE_WORK_DONE)
    answer_output (self, exchange, work);
  else if (work->kind == HEDDLE_FAKE_FAULT_MODERATION)
    refuse_input (exchange, "prompt",
                  "The content could not be processed because it contained material flagged by a content checker.",
                  "content_policy_violation");
  else
    refuse (exchange, 503, "No runner could be started", "runner_scheduling_failure");
}

static void
cancel (HeddleFakeExchange *exchange,
        HeddleFakeWork     *work)
{
  if (heddle_fake_work_is_over (work))
    {
      heddle_fake_exchange_respond_text (exchange, 400, "application/json",
                                         g_strdup ("{\"status\":\"ALREADY_COMPLETED\"}"));
      return;
    }
  if (work->status == HEDDLE_FAKE_WORK_WAITING)
    heddle_fake_work_cancel (work);
  heddle_fake_exchange_respond_text (exchange, 202, "application/json",
                                     g_strdup ("{\"status\":\"CANCELLATION_REQUESTED\"}"));
}

static int
find_model (HeddleFakeRequest *request)
{
  for (guint i = 0; i < G_N_ELEMENTS (models); i++)
    {
      if (g_str_equal (heddle_fake_request_get_path (request) + 1, models[i].id))
        return (int) i;
    }
  return -1;
}

static void
set_headers (HeddleFakeServer   *server,
             HeddleFakeExchange *exchange)
{
  heddle_fake_exchange_set_header (exchange, "x-fal-request-id", "1f0cfa4e-0000-4000-8000-000000000000");
}

static void
handle (HeddleFakeServer   *server,
        HeddleFakeExchange *exchange)
{
  HeddleFakeFal *self = HEDDLE_FAKE_FAL (server);
  HeddleFakeRequest *request = heddle_fake_exchange_get_request (exchange);
  HeddleFakeWork *work = heddle_fake_queue_find (HEDDLE_FAKE_QUEUE (self), request);
  int nth = find_model (request);

  if (heddle_fake_queue_answer (HEDDLE_FAKE_QUEUE (self), exchange))
    return;
  if (nth >= 0 && heddle_fake_request_matches (request, "POST", NULL))
    order (self, exchange, (guint) nth);
  else if (work == NULL || !g_str_has_prefix (heddle_fake_request_get_path (request), work->place))
    refuse (exchange, 404, "Request or application not found", "not_found");
  else if (heddle_fake_request_matches (request, "GET", REQUEST "/status"))
    answer_status (self, exchange, work);
  else if (heddle_fake_request_matches (request, "PUT", REQUEST "/cancel"))
    cancel (exchange, work);
  else if (heddle_fake_request_matches (request, "GET", REQUEST))
    answer_result (self, exchange, work);
  else
    refuse (exchange, 405, "Method Not Allowed", NULL);
}

static const char *
get_stage (HeddleFakeServer  *server,
           HeddleFakeRequest *request)
{
  if (heddle_fake_request_matches (request, "GET", REQUEST "/status"))
    return "poll";
  if (heddle_fake_request_matches (request, "PUT", REQUEST "/cancel"))
    return "cancel";
  if (heddle_fake_request_matches (request, "GET", REQUEST))
    return "result";

  return HEDDLE_FAKE_SERVER_CLASS (heddle_fake_fal_parent_class)->get_stage (server, request);
}

static char *
write_error (HeddleFakeServer      *server,
             const HeddleFakeFault *fault,
             guint                 *status)
{
  if (fault->kind == HEDDLE_FAKE_FAULT_QUOTA)
    {
      *status = *status != 0 ? *status : 403;
      return write_error_body ("User is locked. Reason: Exhausted balance. Top up your balance at "
                               "fal.ai/dashboard/billing.",
                               NULL);
    }

  switch (*status)
    {
    case 401:
      return write_error_body ("No user found for Key ID and Secret", NULL);
    case 404:
      return write_error_body ("Request or application not found", "not_found");
    case 429:
      return write_error_body ("Too many requests", "concurrent_requests_limit");
    default:
      return write_error_body ("The request was not accepted", fault->code);
    }
}

static void
heddle_fake_fal_class_init (HeddleFakeFalClass *klass)
{
  HeddleFakeServerClass *server_class = HEDDLE_FAKE_SERVER_CLASS (klass);

  server_class->base_path = "";
  server_class->key_prefix = "Key ";
  server_class->set_headers = set_headers;
  server_class->handle = handle;
  server_class->write_error = write_error;
  server_class->get_stage = get_stage;
}

static void
heddle_fake_fal_init (HeddleFakeFal *self)
{
}

/**
 * heddle_fake_fal_new:
 * @key: (nullable): the only key that it accepts; %NULL to ask for none
 *
 * Returns: (transfer full): a server that is not started
 */
HeddleFakeServer *
heddle_fake_fal_new (const char *key)
{
  HeddleFakeServer *self = g_object_new (HEDDLE_TYPE_FAKE_FAL, NULL);

  heddle_fake_server_set_key (self, key);
  return self;
}
