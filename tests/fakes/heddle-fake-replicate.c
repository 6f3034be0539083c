/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "heddle-fake-replicate.h"

#include <stdio.h>
#include <string.h>

#include "heddle-fake-prediction.h"

#define PREDICTIONS "/v1/predictions"
#define PAGE_SIZE 100

typedef struct
{
  HeddleFakePrediction *prediction;
  guint polls_left;
} Job;

struct _HeddleFakeReplicate
{
  HeddleFakeServer parent_instance;

  GPtrArray *jobs;
  guint polls;
};

G_DEFINE_FINAL_TYPE (HeddleFakeReplicate, heddle_fake_replicate, HEDDLE_TYPE_FAKE_SERVER)

static void
job_free (Job *job)
{
  g_object_unref (job->prediction);
  g_free (job);
}

static void
add_string (JsonBuilder *builder,
            const char  *name,
            const char  *value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

static char *
write_problem (guint       status,
               const char *title,
               const char *detail,
               const char *field)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  if (title != NULL)
    add_string (builder, "title", title);
  add_string (builder, "detail", detail);
  json_builder_set_member_name (builder, "status");
  json_builder_add_int_value (builder, status);
  if (field != NULL)
    {
      json_builder_set_member_name (builder, "invalid_fields");
      json_builder_begin_array (builder);
      json_builder_begin_object (builder);
      add_string (builder, "type", "invalid");
      add_string (builder, "field", field);
      add_string (builder, "description", detail);
      json_builder_end_object (builder);
      json_builder_end_array (builder);
    }
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

static void
refuse (HeddleFakeExchange *exchange,
        guint               status,
        const char         *title,
        const char         *field,
        const char         *detail)
{
  heddle_fake_exchange_respond_text (exchange, status, "application/json",
                                     write_problem (status, title, detail, field));
}

static void
refuse_input (HeddleFakeExchange *exchange,
              const char         *field,
              const char         *what)
{
  g_autofree char *detail = g_strdup_printf ("- %s: %s\n", field, what);

  refuse (exchange, 422, "Input validation failed", field, detail);
}

/* The id in /v1/predictions/ID, /v1/predictions/ID/cancel and /files/ID/0.webp */
static Job *
find_job (HeddleFakeReplicate *self,
          HeddleFakeRequest   *request)
{
  g_auto (GStrv) steps = g_strsplit (heddle_fake_request_get_path (request), "/", -1);
  const guint length = g_strv_length (steps);
  const char *id = NULL;

  if (length >= 4 && g_str_equal (steps[2], "predictions"))
    id = steps[3];
  else if (length == 4 && g_str_equal (steps[1], "files"))
    id = steps[2];

  for (guint i = 0; id != NULL && i < self->jobs->len; i++)
    {
      Job *job = g_ptr_array_index (self->jobs, i);

      if (g_str_equal (id, heddle_fake_prediction_get_id (job->prediction)))
        return job;
    }

  return NULL;
}

static JsonNode *
job_to_json (HeddleFakeReplicate *self,
             Job                 *job)
{
  HeddleFakeServer *server = HEDDLE_FAKE_SERVER (self);

  return heddle_fake_prediction_to_json (job->prediction, heddle_fake_server_get_origin (server),
                                         heddle_fake_server_get_foreign_origin (server));
}

static void
answer_job (HeddleFakeReplicate *self,
            HeddleFakeExchange  *exchange,
            guint                status,
            Job                 *job)
{
  g_autoptr (JsonNode) node = job_to_json (self, job);

  heddle_fake_exchange_respond_json (exchange, status, node);
}

static gboolean
is_in (const char *name,
       const char *names)
{
  g_auto (GStrv) list = g_strsplit (names, "|", -1);

  return g_strv_contains ((const char *const *) list, name);
}

static gboolean
check_members (HeddleFakeExchange *exchange,
               JsonObject         *body,
               gboolean            with_version)
{
  g_autoptr (GList) members = json_object_get_members (body);

  for (GList *l = members; l != NULL; l = l->next)
    {
      if (is_in (l->data, "input|webhook|webhook_events_filter|stream") ||
          (with_version && g_str_equal (l->data, "version")))
        continue;

      refuse_input (exchange, l->data, "Additional property is not allowed");
      return FALSE;
    }

  if (!json_object_has_member (body, "input") ||
      !JSON_NODE_HOLDS_OBJECT (json_object_get_member (body, "input")))
    refuse_input (exchange, "input", "input is required");
  else if (with_version &&
           json_object_get_string_member_with_default (body, "version", NULL) == NULL)
    refuse_input (exchange, "version", "version is required");
  else
    return TRUE;

  return FALSE;
}

static gboolean
check_input (HeddleFakeExchange *exchange,
             JsonObject         *input)
{
  static const char *const integers[] = { "seed", "width", "height", "num_outputs" };
  const char *format = json_object_get_string_member_with_default (input, "output_format", "webp");
  const char *ratio = json_object_get_string_member_with_default (input, "aspect_ratio", "1:1");
  const char *field = NULL;
  gint64 n;

  for (guint i = 0; i < G_N_ELEMENTS (integers); i++)
    if (json_object_has_member (input, integers[i]) &&
        json_node_get_value_type (json_object_get_member (input, integers[i])) != G_TYPE_INT64)
      field = integers[i];
  if (field != NULL)
    {
      refuse_input (exchange, field, "Invalid type. Expected: integer");
      return FALSE;
    }

  n = json_object_get_int_member_with_default (input, "num_outputs", 1);
  if (json_object_has_member (input, "prompt") &&
      json_object_get_string_member_with_default (input, "prompt", NULL) == NULL)
    refuse_input (exchange, "input.prompt", "Invalid type. Expected: string");
  else if (n < 1 || n > 4)
    refuse_input (exchange, "input.num_outputs", "Must be between 1 and 4");
  else if (!is_in (format, "webp|jpg|png"))
    refuse_input (exchange, "input.output_format", "Must be one of webp, jpg, png");
  else if (!is_in (ratio, "1:1|16:9|9:16|3:2|2:3|4:3|3:4|5:4|4:5|21:9|9:21|custom|"
                          "match_input_image"))
    refuse_input (exchange, "input.aspect_ratio", "Must be one of the aspect ratios");
  else
    return TRUE;

  return FALSE;
}

static void
create (HeddleFakeReplicate *self,
        HeddleFakeExchange  *exchange,
        const char          *model,
        gboolean             with_version)
{
  HeddleFakeRequest *request = heddle_fake_exchange_get_request (exchange);
  const HeddleFakeFault *own = heddle_fake_exchange_get_fault (exchange);
  const char *prefer = heddle_fake_request_get_header (request, "Prefer");
  const gboolean wait = prefer != NULL && g_str_has_prefix (prefer, "wait");
  g_autoptr (JsonObject) body = heddle_fake_request_dup_json (request);
  g_autoptr (HeddleFakeFault) ordered = NULL;
  gsize length = 0;
  const char *text = g_bytes_get_data (heddle_fake_request_get_body (request), &length);
  Job *job;

  if (body == NULL)
    refuse (exchange, 400, "Bad request", NULL, "The request body is not valid JSON");
  if (body == NULL || !check_members (exchange, body, with_version) ||
      !check_input (exchange, json_object_get_object_member (body, "input")))
    return;

  ordered = heddle_fake_fault_find (text, length);
  job = g_new0 (Job, 1);
  job->prediction =
      heddle_fake_prediction_new (self->jobs->len, model,
                                  with_version ? json_object_get_string_member (body, "version")
                                               : "hidden",
                                  json_object_get_object_member (body, "input"), ordered,
                                  heddle_fake_exchange_get_kind (exchange));
  job->polls_left = self->polls;
  if (own != NULL && own->polls >= 0)
    job->polls_left = (guint) own->polls;
  g_ptr_array_add (self->jobs, job);

  if (job->polls_left == 0 || (wait && (own == NULL || own->polls < 0)))
    heddle_fake_prediction_finish (job->prediction);
  answer_job (self, exchange, wait && !heddle_fake_prediction_is_over (job->prediction) ? 202 : 201,
              job);
}

static void
poll (HeddleFakeReplicate *self,
      HeddleFakeExchange  *exchange,
      Job                 *job)
{
  if (!heddle_fake_prediction_is_over (job->prediction))
    {
      job->polls_left -= job->polls_left > 0 ? 1 : 0;
      if (job->polls_left == 0)
        heddle_fake_prediction_finish (job->prediction);
      else
        heddle_fake_prediction_start (job->prediction);
    }

  answer_job (self, exchange, 200, job);
}

static gboolean
is_listed (Job        *job,
           GHashTable *query)
{
  GDateTime *created_at = heddle_fake_prediction_get_created_at (job->prediction);
  const char *after = query != NULL ? g_hash_table_lookup (query, "created_after") : NULL;
  const char *before = query != NULL ? g_hash_table_lookup (query, "created_before") : NULL;
  g_autoptr (GDateTime) after_time = NULL;
  g_autoptr (GDateTime) before_time = NULL;

  if (after != NULL)
    after_time = g_date_time_new_from_iso8601 (after, NULL);
  if (before != NULL)
    before_time = g_date_time_new_from_iso8601 (before, NULL);

  return (after_time == NULL || g_date_time_compare (created_at, after_time) >= 0) &&
         (before_time == NULL || g_date_time_compare (created_at, before_time) < 0);
}

static void
add_next (HeddleFakeReplicate *self,
          JsonBuilder         *builder,
          GHashTable          *query,
          gint64               cursor)
{
  g_autofree char *encoded = NULL;
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, cursor);
  g_autofree char *url = NULL;

  if (cursor < 0)
    {
      add_string (builder, "next", NULL);
      return;
    }

  g_hash_table_insert (query, g_strdup ("cursor"), number);
  encoded = soup_form_encode_hash (query);
  url = g_strconcat (heddle_fake_server_get_base_url (HEDDLE_FAKE_SERVER (self)), "/predictions?",
                     encoded, NULL);
  add_string (builder, "next", url);
}

static void
list (HeddleFakeReplicate *self,
      HeddleFakeExchange  *exchange)
{
  const char *text = heddle_fake_request_get_query (heddle_fake_exchange_get_request (exchange));
  g_autoptr (GHashTable) query = soup_form_decode (text != NULL ? text : "");
  const char *cursor = g_hash_table_lookup (query, "cursor");
  gint64 skip = cursor != NULL ? g_ascii_strtoll (cursor, NULL, 10) : 0;
  const gint64 end = skip + PAGE_SIZE;
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  gint64 found = 0;

  json_builder_begin_object (builder);
  add_string (builder, "previous", NULL);
  json_builder_set_member_name (builder, "results");
  json_builder_begin_array (builder);
  for (guint i = self->jobs->len; i > 0; i--)
    {
      Job *job = g_ptr_array_index (self->jobs, i - 1);

      if (!is_listed (job, query))
        continue;
      if (found >= skip && found < end)
        json_builder_add_value (builder, job_to_json (self, job));
      found++;
    }
  json_builder_end_array (builder);
  add_next (self, builder, query, found > end ? end : -1);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  heddle_fake_exchange_respond_json (exchange, 200, root);
}

static void
answer_file (HeddleFakeReplicate *self,
             HeddleFakeExchange  *exchange,
             Job                 *job)
{
  HeddleFakeRequest *request = heddle_fake_exchange_get_request (exchange);
  g_autoptr (GBytes) bytes = NULL;
  guint nth = 0;

  if (heddle_fake_request_get_header (request, "Authorization") != NULL)
    {
      heddle_fake_exchange_respond_text (exchange, 403, "text/plain",
                                         g_strdup ("A key was sent where none should go.\n"));
      return;
    }

  if (sscanf (strrchr (heddle_fake_request_get_path (request), '/'), "/%u.", &nth) == 1)
    bytes = heddle_fake_prediction_dup_file (job->prediction, nth,
                                             heddle_fake_server_get_image_bytes (
                                                 HEDDLE_FAKE_SERVER (self)));
  if (bytes == NULL)
    heddle_fake_exchange_respond_text (exchange, 404, "text/plain", g_strdup ("Not found\n"));
  else
    heddle_fake_exchange_respond (exchange, 200, heddle_fake_prediction_get_mime (job->prediction),
                                  bytes);
}

static void
answer_model (HeddleFakeExchange *exchange,
              const char         *owner,
              const char         *name)
{
  g_autofree char *text = NULL;

  text = g_strdup_printf (
      "{\"url\":\"https://replicate.com/%s/%s\",\"owner\":\"%s\",\"name\":\"%s\","
      "\"visibility\":\"public\",\"is_official\":true,\"run_count\":1,\"latest_version\":{"
      "\"id\":\"hidden\",\"created_at\":\"2026-01-01T00:00:00Z\",\"cog_version\":\"0.9\","
      "\"openapi_schema\":{\"components\":{\"schemas\":{\"Input\":{\"type\":\"object\","
      "\"required\":[\"prompt\"],\"properties\":{\"prompt\":{\"type\":\"string\",\"x-order\":0},"
      "\"seed\":{\"type\":\"integer\",\"x-order\":1},\"num_outputs\":{\"type\":\"integer\","
      "\"default\":1,\"minimum\":1,\"maximum\":4,\"x-order\":2}}}}}}}}",
      owner, name, owner, name);
  heddle_fake_exchange_respond_text (exchange, 200, "application/json", g_steal_pointer (&text));
}

static void
handle_model (HeddleFakeReplicate *self,
              HeddleFakeExchange  *exchange)
{
  HeddleFakeRequest *request = heddle_fake_exchange_get_request (exchange);
  g_auto (GStrv) steps = g_strsplit (heddle_fake_request_get_path (request), "/", -1);
  const guint length = g_strv_length (steps);
  g_autofree char *model = NULL;

  if (length < 5 || g_str_has_prefix (steps[4], "missing"))
    {
      refuse (exchange, 404, "Not found", NULL, "The requested resource could not be found.");
      return;
    }

  model = g_strconcat (steps[3], "/", steps[4], NULL);
  if (length == 6 && heddle_fake_request_matches (request, "POST", "/v1/models/*/predictions"))
    create (self, exchange, model, FALSE);
  else if (length == 5 && heddle_fake_request_matches (request, "GET", NULL))
    answer_model (exchange, steps[3], steps[4]);
  else
    refuse (exchange, 404, "Not found", NULL, "The requested resource could not be found.");
}

static void
set_headers (HeddleFakeServer   *server,
             HeddleFakeExchange *exchange)
{
  heddle_fake_exchange_set_header (exchange, "ratelimit-limit", "600");
  heddle_fake_exchange_set_header (exchange, "ratelimit-remaining", "599");
}

static void
handle (HeddleFakeServer   *server,
        HeddleFakeExchange *exchange)
{
  HeddleFakeReplicate *self = HEDDLE_FAKE_REPLICATE (server);
  HeddleFakeRequest *request = heddle_fake_exchange_get_request (exchange);
  Job *job = find_job (self, request);

  if (heddle_fake_request_matches (request, NULL, "/v1/models/*"))
    handle_model (self, exchange);
  else if (heddle_fake_request_matches (request, "POST", PREDICTIONS))
    create (self, exchange, "fake/by-version", TRUE);
  else if (heddle_fake_request_matches (request, "GET", PREDICTIONS))
    list (self, exchange);
  else if (heddle_fake_request_matches (request, "GET", "/v1/account"))
    heddle_fake_exchange_respond_text (exchange, 200, "application/json",
                                       g_strdup ("{\"type\":\"user\",\"username\":\"fake\","
                                                 "\"name\":\"Fake\",\"github_url\":null}"));
  else if (job != NULL && heddle_fake_request_matches (request, "GET", "/files/*"))
    answer_file (self, exchange, job);
  else if (job != NULL && heddle_fake_request_matches (request, "POST", PREDICTIONS "/*/cancel"))
    {
      heddle_fake_prediction_cancel (job->prediction);
      answer_job (self, exchange, 200, job);
    }
  else if (job != NULL && heddle_fake_request_matches (request, "GET", PREDICTIONS "/*"))
    poll (self, exchange, job);
  else
    refuse (exchange, 404, "Not found", NULL, "The requested resource could not be found.");
}

static const char *
get_stage (HeddleFakeServer  *server,
           HeddleFakeRequest *request)
{
  if (heddle_fake_request_matches (request, NULL, "/files/*"))
    return "file";
  if (heddle_fake_request_matches (request, "POST", "*/cancel"))
    return "cancel";
  if (heddle_fake_request_matches (request, "GET", PREDICTIONS "/*"))
    return "poll";
  if (heddle_fake_request_matches (request, "GET", PREDICTIONS))
    return "list";
  if (heddle_fake_request_matches (request, "GET", NULL))
    return "model";

  return NULL;
}

static HeddleFakeFault *
dup_fault (HeddleFakeServer  *server,
           HeddleFakeRequest *request)
{
  Job *job = find_job (HEDDLE_FAKE_REPLICATE (server), request);
  const HeddleFakeFault *fault;

  if (job == NULL)
    return HEDDLE_FAKE_SERVER_CLASS (heddle_fake_replicate_parent_class)
        ->dup_fault (server, request);

  fault = heddle_fake_prediction_get_fault (job->prediction);
  return fault != NULL ? heddle_fake_fault_copy (fault) : NULL;
}

static char *
write_error (HeddleFakeServer      *server,
             const HeddleFakeFault *fault,
             guint                 *status)
{
  g_autofree char *detail = NULL;

  if (fault->kind == HEDDLE_FAKE_FAULT_QUOTA)
    {
      *status = *status != 0 ? *status : 402;
      return write_problem (*status, "Insufficient credit",
                            "You have insufficient credit to run this model. Go to "
                            "https://replicate.com/account/billing#billing to purchase credit.",
                            NULL);
    }

  switch (*status)
    {
    case 401:
      return write_problem (401, "Unauthenticated", "You did not pass a valid authentication token",
                            NULL);
    case 404:
      return write_problem (404, "Not found", "The requested resource could not be found.", NULL);
    case 429:
      detail = g_strdup_printf ("Request was throttled. Your rate limit resets in ~%.0fs.",
                                MAX (MAX (fault->retry_after, fault->retry_in), 1));
      return write_problem (429, NULL, detail, NULL);
    default:
      return write_problem (*status, NULL, "An unexpected error occurred.", NULL);
    }
}

static void
heddle_fake_replicate_finalize (GObject *object)
{
  HeddleFakeReplicate *self = HEDDLE_FAKE_REPLICATE (object);

  g_clear_pointer (&self->jobs, g_ptr_array_unref);

  G_OBJECT_CLASS (heddle_fake_replicate_parent_class)->finalize (object);
}

static void
heddle_fake_replicate_class_init (HeddleFakeReplicateClass *klass)
{
  HeddleFakeServerClass *server_class = HEDDLE_FAKE_SERVER_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = heddle_fake_replicate_finalize;
  server_class->set_headers = set_headers;
  server_class->handle = handle;
  server_class->write_error = write_error;
  server_class->get_stage = get_stage;
  server_class->dup_fault = dup_fault;
}

static void
heddle_fake_replicate_init (HeddleFakeReplicate *self)
{
  self->jobs = g_ptr_array_new_with_free_func ((GDestroyNotify) job_free);
  self->polls = 2;
}

/**
 * heddle_fake_replicate_new:
 * @key: (nullable): the only key that it accepts; %NULL to ask for none
 *
 * Returns: (transfer full): a server that is not started
 */
HeddleFakeServer *
heddle_fake_replicate_new (const char *key)
{
  HeddleFakeServer *self = g_object_new (HEDDLE_TYPE_FAKE_REPLICATE, NULL);

  heddle_fake_server_set_key (self, key);
  return self;
}

/**
 * heddle_fake_replicate_set_polls:
 * @self: a fake Replicate that is not started
 * @polls: how often a job has to be asked for until it is done; 2 at first, 0 for done at once
 *
 * Sets how long jobs take. One that is ordered with `Prefer: wait` is done at once, unless its
 * prompt has a `polls` of its own.
 */
void
heddle_fake_replicate_set_polls (HeddleFakeReplicate *self,
                                 guint                polls)
{
  self->polls = polls;
}
