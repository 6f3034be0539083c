/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "heddle-fake-bfl.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "heddle-fake-fields.h"

#define RESULT "/v1/get_result"
#define RATIOS "21:9|2:1|16:9|3:2|4:3|5:4|1:1|4:5|3:4|2:3|9:16|1:2|9:21"
#define MOST_PIXELS 4000000
#define PIXELS 1048576.0

#define PROMPT { "prompt", HEDDLE_FAKE_FIELD_TEXT, 1, 0, NULL, TRUE }
#define SEED { "seed", HEDDLE_FAKE_FIELD_INTEGER, 0, G_MAXUINT32, NULL, FALSE }
#define SIDES(least, most)                                                                                           \
  { "width", HEDDLE_FAKE_FIELD_INTEGER, least, most, NULL, FALSE },                                                  \
    { "height", HEDDLE_FAKE_FIELD_INTEGER, least, most, NULL, FALSE }
#define TOLERANCE(most) { "safety_tolerance", HEDDLE_FAKE_FIELD_INTEGER, 0, most, NULL, FALSE }
#define FORMAT { "output_format", HEDDLE_FAKE_FIELD_CHOICE, 0, 0, "jpeg|png", FALSE }
#define RATIO { "aspect_ratio", HEDDLE_FAKE_FIELD_CHOICE, 0, 0, RATIOS, FALSE }
#define STEPS { "steps", HEDDLE_FAKE_FIELD_INTEGER, 1, 50, NULL, FALSE }
#define GUIDANCE(most) { "guidance", HEDDLE_FAKE_FIELD_NUMBER, 1.5, most, NULL, FALSE }
#define RAW { "raw", HEDDLE_FAKE_FIELD_BOOLEAN, 0, 0, NULL, FALSE }
#define PICTURE(name) { name, HEDDLE_FAKE_FIELD_BASE64, 0, 0, NULL, FALSE }
#define FOUR PICTURE ("input_image"), PICTURE ("input_image_2"), PICTURE ("input_image_3"), PICTURE ("input_image_4")
#define EIGHT                                                                                                        \
  FOUR, PICTURE ("input_image_5"), PICTURE ("input_image_6"), PICTURE ("input_image_7"), PICTURE ("input_image_8")

/* What takes so many credits: what it costs, and the unit that its sides are multiples of. */
static const struct
{
  const char *id;
  double credits;
  guint unit;
  HeddleFakeField fields[16];
} endpoints[] = {
  { "flux-2-pro", 3, 16, { PROMPT, SEED, SIDES (64, 4096), TOLERANCE (5), FORMAT, EIGHT } },
  { "flux-2-max", 7, 16, { PROMPT, SEED, SIDES (64, 4096), TOLERANCE (5), FORMAT, EIGHT } },
  { "flux-2-flex", 5, 16, { PROMPT, SEED, SIDES (64, 4096), TOLERANCE (5), FORMAT, STEPS, GUIDANCE (10), EIGHT } },
  { "flux-2-klein-4b", 1.4, 16, { PROMPT, SEED, SIDES (64, 4096), TOLERANCE (5), FORMAT, FOUR } },
  { "flux-2-klein-9b", 1.5, 16, { PROMPT, SEED, SIDES (64, 4096), TOLERANCE (5), FORMAT, FOUR } },
  { "flux-kontext-pro", 4, 1, { PROMPT, SEED, RATIO, TOLERANCE (6), FORMAT, FOUR } },
  { "flux-kontext-max", 8, 1, { PROMPT, SEED, RATIO, TOLERANCE (6), FORMAT, FOUR } },
  { "flux-pro-1.1", 4, 32, { PROMPT, SEED, SIDES (256, 1440), TOLERANCE (6), FORMAT } },
  { "flux-pro-1.1-ultra", 6, 1, { PROMPT, SEED, RATIO, RAW, TOLERANCE (6), FORMAT } },
  { "flux-dev", 2.5, 32, { PROMPT, SEED, SIDES (256, 1440), STEPS, GUIDANCE (5), TOLERANCE (6), FORMAT } },
};

struct _HeddleFakeBfl
{
  HeddleFakeQueue parent_instance;

  char *region;
};

G_DEFINE_FINAL_TYPE (HeddleFakeBfl, heddle_fake_bfl, HEDDLE_TYPE_FAKE_QUEUE)

static void
add_string (JsonBuilder *builder,
            const char  *name,
            const char  *value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

static void
add_number (JsonBuilder *builder,
            const char  *name,
            double       value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_double_value (builder, value);
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
refuse_input (HeddleFakeExchange *exchange,
              const char         *field,
              const char         *message)
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
  add_string (builder, "type", "value_error");
  json_builder_end_object (builder);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  respond (exchange, 422, builder);
}

static char *
write_detail (const char *detail)
{
  return g_strdup_printf ("{\"detail\":\"%s\"}", detail);
}

static void
set_size (HeddleFakeWork *work,
          JsonObject     *body)
{
  guint across = 1;
  guint down = 1;
  double unit;

  sscanf (json_object_get_string_member_with_default (body, "aspect_ratio", "1:1"), "%u:%u", &across, &down);
  unit = sqrt (PIXELS / (across * down));
  work->width = (guint) json_object_get_int_member_with_default (body, "width", (gint64) round (across * unit));
  work->height = (guint) json_object_get_int_member_with_default (body, "height", (gint64) round (down * unit));
}

static gboolean
is_possible (HeddleFakeWork *work,
             guint           unit)
{
  return unit == 1
         || (work->width % unit == 0 && work->height % unit == 0 && work->width * work->height <= MOST_PIXELS);
}

static char *
dup_polling_url (HeddleFakeBfl        *self,
                 const HeddleFakeWork *work)
{
  g_autoptr (GString) url = g_string_new (heddle_fake_server_get_origin (HEDDLE_FAKE_SERVER (self)));

  if (self->region != NULL)
    g_string_replace (url, "127.0.0.1", self->region, 1);
  g_string_append_printf (url, RESULT "?id=%s", work->id);
  return g_string_free_and_steal (g_steal_pointer (&url));
}

static void
order (HeddleFakeBfl      *self,
       HeddleFakeExchange *exchange,
       guint               nth)
{
  HeddleFakeRequest *request = heddle_fake_exchange_get_request (exchange);
  g_autoptr (JsonObject) body = heddle_fake_request_dup_json (request);
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *fault = NULL;
  g_autofree char *url = NULL;
  const char *field = NULL;
  HeddleFakeWork *work;
  guint n_fields = 0;

  if (body == NULL)
    {
      refuse_input (exchange, "", "JSON decode error");
      return;
    }
  while (n_fields < G_N_ELEMENTS (endpoints[nth].fields) && endpoints[nth].fields[n_fields].name != NULL)
    n_fields++;
  fault = heddle_fake_fields_find_error (body, endpoints[nth].fields, n_fields, &field);
  if (fault != NULL)
    {
      refuse_input (exchange, field, fault);
      return;
    }

  work = heddle_fake_queue_add (HEDDLE_FAKE_QUEUE (self), exchange, endpoints[nth].id,
                                json_object_get_string_member (body, "prompt"));
  set_size (work, body);
  if (!is_possible (work, endpoints[nth].unit))
    {
      refuse_input (exchange, "width", "Sides have to be multiples, and the picture not too large");
      return;
    }
  g_set_str (&work->format, json_object_get_string_member_with_default (body, "output_format", "jpeg"));
  url = dup_polling_url (self, work);
  json_builder_begin_object (builder);
  add_string (builder, "id", work->id);
  add_string (builder, "polling_url", url);
  add_number (builder, "cost", endpoints[nth].credits);
  add_number (builder, "input_mp", 0);
  add_number (builder, "output_mp", (double) work->width * work->height / 1e6);
  json_builder_end_object (builder);
  respond (exchange, 200, builder);
}

static const char *
get_status (const HeddleFakeWork *work)
{
  const char *code = work->fault != NULL ? work->fault->code : NULL;

  switch (work->status)
    {
    case HEDDLE_FAKE_WORK_DONE:
      return work->kind == HEDDLE_FAKE_FAULT_REFUSAL ? "Content Moderated" : "Ready";
    case HEDDLE_FAKE_WORK_FAILED:
      return work->kind == HEDDLE_FAKE_FAULT_MODERATION ? "Request Moderated"
             : g_strcmp0 (code, "lost") == 0            ? "Task not found"
                                                        : "Error";
    case HEDDLE_FAKE_WORK_WAITING:
    case HEDDLE_FAKE_WORK_RUNNING:
    case HEDDLE_FAKE_WORK_CANCELLED:
    default:
      return "Pending";
    }
}

static void
add_result (HeddleFakeBfl        *self,
            const HeddleFakeWork *work,
            JsonBuilder          *builder)
{
  g_autofree char *file = heddle_fake_work_dup_file (work, HEDDLE_FAKE_QUEUE (self), 0);

  json_builder_set_member_name (builder, "result");
  if (!g_str_equal (get_status (work), "Ready") || work->kind == HEDDLE_FAKE_FAULT_NO_RESULT)
    {
      json_builder_add_null_value (builder);
      return;
    }
  json_builder_begin_object (builder);
  add_string (builder, "sample", file);
  add_string (builder, "prompt", work->subject);
  json_builder_set_member_name (builder, "seed");
  json_builder_add_int_value (builder, 42);
  add_number (builder, "duration", 1.5);
  json_builder_end_object (builder);
}

static void
answer_result (HeddleFakeBfl      *self,
               HeddleFakeExchange *exchange,
               HeddleFakeWork     *work)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  heddle_fake_work_ask (work);
  json_builder_begin_object (builder);
  add_string (builder, "id", work->id);
  add_string (builder, "status", get_status (work));
  add_result (self, work, builder);
  json_builder_set_member_name (builder, "progress");
  json_builder_add_null_value (builder);
  json_builder_set_member_name (builder, "details");
  if (work->kind == HEDDLE_FAKE_FAULT_MODERATION && work->status == HEDDLE_FAKE_WORK_FAILED)
    {
      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "Moderation Reasons");
      json_builder_begin_array (builder);
      json_builder_add_string_value (builder, "Safety Filter");
      json_builder_end_array (builder);
      json_builder_end_object (builder);
    }
  else
    json_builder_add_null_value (builder);
  json_builder_end_object (builder);
  respond (exchange, 200, builder);
}

static int
find_endpoint (HeddleFakeRequest *request)
{
  const char *path = heddle_fake_request_get_path (request);

  for (guint i = 0; g_str_has_prefix (path, "/v1/") && i < G_N_ELEMENTS (endpoints); i++)
    {
      if (g_str_equal (path + strlen ("/v1/"), endpoints[i].id))
        return (int) i;
    }
  return -1;
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
  HeddleFakeBfl *self = HEDDLE_FAKE_BFL (server);
  HeddleFakeRequest *request = heddle_fake_exchange_get_request (exchange);
  HeddleFakeWork *work = heddle_fake_queue_find (HEDDLE_FAKE_QUEUE (self), request);
  int nth = find_endpoint (request);

  if (heddle_fake_queue_answer (HEDDLE_FAKE_QUEUE (self), exchange))
    return;
  if (nth >= 0 && heddle_fake_request_matches (request, "POST", NULL))
    order (self, exchange, (guint) nth);
  else if (work != NULL && heddle_fake_request_matches (request, "GET", RESULT))
    answer_result (self, exchange, work);
  else if (heddle_fake_request_matches (request, "GET", RESULT))
    heddle_fake_exchange_respond_text (exchange, 200, "application/json",
                                       g_strdup ("{\"id\":\"\",\"status\":\"Task not found\",\"result\":null}"));
  else if (heddle_fake_request_matches (request, "GET", "/v1/credits"))
    heddle_fake_exchange_respond_text (exchange, 200, "application/json", g_strdup ("{\"credits\":12.5}"));
  else
    heddle_fake_exchange_respond_text (exchange, 404, "application/json", write_detail ("Not Found"));
}

static const char *
get_stage (HeddleFakeServer  *server,
           HeddleFakeRequest *request)
{
  if (heddle_fake_request_matches (request, "GET", RESULT))
    return "poll";

  return HEDDLE_FAKE_SERVER_CLASS (heddle_fake_bfl_parent_class)->get_stage (server, request);
}

static char *
write_error (HeddleFakeServer      *server,
             const HeddleFakeFault *fault,
             guint                 *status)
{
  if (fault->kind == HEDDLE_FAKE_FAULT_QUOTA)
    {
      *status = *status != 0 ? *status : 402;
      return write_detail ("Insufficient credits.");
    }

  switch (*status)
    {
    case 403:
      return write_detail ("Not authenticated");
    case 429:
      return write_detail ("You have too many active tasks.");
    default:
      return write_detail ("The request was not accepted.");
    }
}

static void
heddle_fake_bfl_finalize (GObject *object)
{
  g_clear_pointer (&HEDDLE_FAKE_BFL (object)->region, g_free);

  G_OBJECT_CLASS (heddle_fake_bfl_parent_class)->finalize (object);
}

static void
heddle_fake_bfl_class_init (HeddleFakeBflClass *klass)
{
  HeddleFakeServerClass *server_class = HEDDLE_FAKE_SERVER_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = heddle_fake_bfl_finalize;
  server_class->key_header = "x-key";
  server_class->key_prefix = "";
  server_class->wrong_key = "403";
  server_class->set_headers = set_headers;
  server_class->handle = handle;
  server_class->write_error = write_error;
  server_class->get_stage = get_stage;
}

static void
heddle_fake_bfl_init (HeddleFakeBfl *self)
{
}

/**
 * heddle_fake_bfl_new:
 * @key: (nullable): the only key that it accepts; %NULL to ask for none
 *
 * Returns: (transfer full): a server that is not started
 */
HeddleFakeServer *
heddle_fake_bfl_new (const char *key)
{
  HeddleFakeServer *self = g_object_new (HEDDLE_TYPE_FAKE_BFL, NULL);

  heddle_fake_server_set_key (self, key);
  return self;
}

/**
 * heddle_fake_bfl_set_region:
 * @self: a fake Black Forest Labs
 * @host: (nullable): another name of this machine; %NULL for that of the base URL
 *
 * Sets the host at which orders are asked after.
 */
void
heddle_fake_bfl_set_region (HeddleFakeBfl *self,
                            const char    *host)
{
  g_set_str (&self->region, host);
}
