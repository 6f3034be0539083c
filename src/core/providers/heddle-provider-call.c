/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "providers/heddle-provider-call.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "base/heddle-json.h"
#include "base/heddle-threads.h"
#include "providers/heddle-call-cost.h"
#include "providers/heddle-call-log.h"
#include "providers/heddle-call-results.h"
#include "providers/heddle-form-data.h"
#include "providers/heddle-json-query.h"
#include "providers/heddle-price.h"
#include "providers/heddle-provider-answer.h"
#include "providers/heddle-provider-job.h"
#include "providers/heddle-template.h"
#include "store/heddle-store-error.h"

struct _HeddleProviderCall
{
  GObject parent_instance;

  HeddleEndpoint *endpoint;
  HeddleModel *model;
  HeddleModelTask *task;
  HeddleProviderRequest *request;
  HeddleCallLog *log;
  HeddleRateTurn *turn;
  HeddleProviderMedia media;
  GHashTable *variables;
  guint first;
  guint n;
  HeddleProviderResult *result;
  JsonObject *quantities;
  JsonObject *headers;
  char *file;
  char *file_sha256;
  HeddleProviderJobEnd end;
};

G_DEFINE_FINAL_TYPE (HeddleProviderCall, heddle_provider_call, G_TYPE_OBJECT)

static void
heddle_provider_call_finalize (GObject *object)
{
  HeddleProviderCall *self = HEDDLE_PROVIDER_CALL (object);

  g_clear_object (&self->endpoint);
  g_clear_object (&self->model);
  g_clear_object (&self->request);
  g_clear_object (&self->log);
  g_clear_pointer (&self->turn, heddle_rate_turn_free);
  g_clear_object (&self->media.blobs);
  g_clear_object (&self->media.imaging);
  g_clear_pointer (&self->variables, g_hash_table_unref);
  g_clear_object (&self->result);
  g_clear_pointer (&self->quantities, json_object_unref);
  g_clear_pointer (&self->headers, json_object_unref);
  heddle_provider_job_end_clear (&self->end);
  if (self->file != NULL)
    g_unlink (self->file);
  g_clear_pointer (&self->file, g_free);
  g_clear_pointer (&self->file_sha256, g_free);

  G_OBJECT_CLASS (heddle_provider_call_parent_class)->finalize (object);
}

static void
heddle_provider_call_class_init (HeddleProviderCallClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = heddle_provider_call_finalize;
}

static void
heddle_provider_call_init (HeddleProviderCall *self)
{
}

static void
take_variable (GHashTable *variables,
               const char *name,
               JsonNode   *value)
{
  g_hash_table_replace (variables, g_strdup (name), value);
}

static GBytes *
create_body (HeddleProviderCall  *self,
             char               **content_type)
{
  JsonObject *request = heddle_model_task_get_section (self->task, "request");
  g_autoptr (GPtrArray) warnings = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (JsonNode) body = NULL;
  const gint64 *seeds = heddle_provider_request_get_seeds (self->request, NULL);
  char *text;

  if (!json_object_has_member (request, "body"))
    return NULL;

  take_variable (self->variables, "count", json_node_init_int (json_node_alloc (), self->n));
  if (seeds != NULL)
    take_variable (self->variables, "seed",
                   json_node_init_int (json_node_alloc (), seeds[self->first]));

  body = heddle_template_expand (json_object_get_member (request, "body"), self->variables,
                                 heddle_model_task_get_section (self->task, "maps"), warnings);

  for (guint i = 0; i < warnings->len; i++)
    heddle_provider_result_add_warning (self->result, warnings->pdata[i]);

  if (g_str_equal (heddle_json_get_string (request, "encoding", "json"), "multipart"))
    return heddle_form_data_write (body, content_type);

  text = heddle_json_write (body, HEDDLE_JSON_COMPACT);

  return g_bytes_new_take (text, strlen (text));
}

static gboolean
parse_blocking (gpointer   data,
                GValue    *value,
                GError   **error)
{
  JsonNode *node = heddle_provider_answer_parse (data, error);

  if (node == NULL)
    return FALSE;

  g_value_init (value, JSON_TYPE_NODE);
  g_value_take_boxed (value, node);

  return TRUE;
}

/* Answers can be tens of megabytes, too much work for a fiber's turn. */
static JsonNode *
parse_answer (HeddleProviderCall  *self,
              HeddleHttpResponse  *response,
              GError             **error)
{
  gboolean paid = heddle_call_cost_is_paid (self->task);
  g_autoptr (GError) cause = NULL;
  JsonNode *answer = dex_await_boxed (heddle_run_blocking (parse_blocking, g_object_ref (response),
                                                           g_object_unref),
                                      &cause);

  if (answer == NULL)
    g_set_error (error, HEDDLE_PROVIDER_ERROR,
                 paid ? HEDDLE_PROVIDER_ERROR_UNKNOWN_OUTCOME : HEDDLE_PROVIDER_ERROR_FAILED,
                 paid ? _("The answer of %s cannot be read. The request may have been charged. (%s)")
                      : _("The answer of %s cannot be read. (%s)"),
                 heddle_manifest_get_name (heddle_endpoint_get_manifest (self->endpoint)), cause->message);

  return answer;
}

/* What could not be kept is not bought. */
static gboolean
check_room (HeddleProviderCall  *self,
            GError             **error)
{
  g_autoptr (GError) cause = NULL;

  if (self->media.blobs == NULL || dex_await (heddle_blob_store_check_room (self->media.blobs), &cause))
    return TRUE;
  g_set_error (error, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_STORAGE,
               _("The library could not keep what %s makes, so nothing was sent. Make room, or let Heddle write "
                 "there, and resume the run. (%s)"),
               heddle_manifest_get_name (heddle_endpoint_get_manifest (self->endpoint)), cause->message);
  return FALSE;
}

/* An answer that is the result itself goes to a file. */
static gboolean
make_file (HeddleProviderCall   *self,
           HeddleEndpointOrder  *order,
           GError              **error)
{
  if (order->file_types == NULL)
    return TRUE;

  self->file = heddle_provider_media_new_file (&self->media, error);
  order->file = self->file;

  return self->file != NULL;
}

static gboolean
says_what_was_asked (HeddleProviderCall *self,
                     JsonNode           *answer)
{
  HeddleAnswerEncoding encoding;
  g_autoptr (GPtrArray) texts = heddle_provider_answer_dup_results (self->task, answer, &encoding);
  g_autofree char *refusal = heddle_provider_answer_dup_refusal (
    self->task, answer, self->headers, heddle_endpoint_get_key (self->endpoint));

  return texts->len > 0 || refusal != NULL;
}

/* Returns: what was said; null where the answer is a result, which has gone to the file. */
static JsonNode *
read_answer (HeddleProviderCall   *self,
             HeddleEndpointOrder  *order,
             HeddleHttpResponse   *response,
             GError              **error)
{
  g_autoptr (JsonNode) answer = NULL;

  self->headers = heddle_provider_answer_read_headers (self->task, response);
  self->file_sha256 = g_strdup (heddle_http_response_get_sha256 (response));

  if (self->file_sha256 == NULL)
    answer = parse_answer (self, response, error);
  else
    answer = json_node_new (JSON_NODE_NULL);
  if (answer != NULL)
    heddle_price_read (heddle_model_task_get_section (self->task, "price"), response, answer, self->quantities);

  if (answer == NULL || order->file == NULL || self->file_sha256 != NULL || says_what_was_asked (self, answer))
    return g_steal_pointer (&answer);

  g_propagate_error (error, heddle_provider_answer_new_error (
                              heddle_endpoint_get_manifest (self->endpoint), response, order->paid,
                              heddle_endpoint_get_key (self->endpoint)));
  return NULL;
}

static JsonNode *
submit (HeddleProviderCall  *self,
        gboolean            *sent,
        GError             **error)
{
  JsonObject *request = heddle_model_task_get_section (self->task, "request");
  HeddleApiCallRecord *record = heddle_call_log_get_record (self->log);
  g_autofree char *content_type = NULL;
  g_autoptr (GBytes) body = create_body (self, &content_type);
  g_auto (GStrv) file_types = heddle_provider_answer_dup_types (self->task);
  g_autofree char *path = NULL;
  g_autofree char *url = NULL;
  g_autoptr (HeddleHttpResponse) response = NULL;
  HeddleEndpointOrder order = { 0 };

  path = heddle_template_expand_path (heddle_json_get_string (request, "path", "/"),
                                      heddle_model_get_id (self->model), NULL);
  url = heddle_endpoint_dup_url (self->endpoint, path);
  order.method = heddle_json_get_string (request, "method", "POST");
  order.url = url;
  order.body = body;
  order.content_type = content_type;
  order.headers = heddle_json_get_object (request, "headers");
  order.paid = heddle_call_cost_is_paid (self->task);
  order.cancellable = heddle_provider_request_get_cancellable (self->request);
  order.turn = self->turn;
  order.log = self->log;
  order.request = self->request;
  order.file_types = file_types;

  if ((order.paid && !check_room (self, error)) || !make_file (self, &order, error))
    return NULL;
  response = heddle_endpoint_send (self->endpoint, &order, error);
  *sent = order.sent;

  if (response == NULL)
    return NULL;

  record->http_status = (int) heddle_http_response_get_status (response);

  if (!heddle_http_response_is_success (response))
    {
      g_propagate_error (error, heddle_provider_answer_new_error (
                                  heddle_endpoint_get_manifest (self->endpoint), response,
                                  order.paid, heddle_endpoint_get_key (self->endpoint)));
      return NULL;
    }

  return read_answer (self, &order, response, error);
}

/* Where results are asked for, the headers of that answer count. */
static JsonNode *
finish_job (HeddleProviderCall  *self,
            const char          *job,
            JsonNode            *answer,
            GError             **error)
{
  const HeddleProviderJob work = { self->endpoint, self->task, heddle_model_get_id (self->model), job };

  if (!heddle_provider_job_finish (&work, answer, self->request, &self->end, error))
    return NULL;
  if (self->end.response != NULL)
    {
      heddle_price_read (heddle_model_task_get_section (self->task, "price"), self->end.response, NULL,
                         self->quantities);
      g_clear_pointer (&self->headers, json_object_unref);
      self->headers = heddle_provider_answer_read_headers (self->task, self->end.response);
    }
  return json_node_ref (self->end.answer);
}

/* Sends the order, or takes up the job of an earlier call, and waits for what comes of it. */
static JsonNode *
obtain (HeddleProviderCall  *self,
        gboolean            *sent,
        GError             **error)
{
  JsonObject *section = heddle_model_task_get_section (self->task, "job");
  g_autofree char *job = g_strdup (heddle_call_log_get_record (self->log)->job);
  g_autoptr (JsonNode) answer = NULL;

  if (job == NULL || section == NULL)
    {
      answer = submit (self, sent, error);

      if (answer == NULL || section == NULL)
        return g_steal_pointer (&answer);

      job = heddle_json_query_text (answer, json_object_get_member (section, "id"));

      if (job == NULL)
        {
          g_set_error (error, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_UNKNOWN_OUTCOME,
                       heddle_call_cost_is_paid (self->task)
                         ? _("%s took the request and named no job. It may have been charged.")
                         : _("%s took the request and named no job."),
                       heddle_manifest_get_name (heddle_endpoint_get_manifest (self->endpoint)));
          return NULL;
        }

      heddle_call_cost_note (self->task, answer, self->quantities, heddle_call_log_get_record (self->log));
      if (!dex_await (heddle_call_log_set_job (self->log, job), error))
        return NULL;
    }
  else
    {
      heddle_rate_turn_take_up (self->turn);
      *sent = TRUE;
    }

  return finish_job (self, job, answer, error);
}

static JsonNode *
create_recipe (HeddleProviderCall *self,
               JsonNode           *answer,
               guint               nth)
{
  JsonNode *recipe = heddle_provider_request_to_recipe (self->request, self->first + nth);
  JsonObject *object = json_node_get_object (recipe);
  const char *version = heddle_model_get_version (self->model);

  if (version != NULL)
    json_object_set_string_member (object, "model_version", version);
  heddle_provider_answer_add_facts (self->task, answer, self->headers, nth, object);

  return recipe;
}

static HeddleValue *
create_value (HeddleProviderCall    *self,
              JsonNode              *answer,
              guint                  nth,
              HeddleAnswerEncoding   encoding,
              JsonNode              *text,
              char                 **remains,
              GError               **error)
{
  g_autoptr (JsonNode) recipe = create_recipe (self, answer, nth);
  g_autofree char *path = NULL;

  switch (encoding)
    {
    case HEDDLE_ANSWER_BASE64:
      return heddle_provider_media_decode (&self->media, text, recipe, remains, error);
    case HEDDLE_ANSWER_URL:
      return heddle_provider_media_download (
        &self->media, self->endpoint, text, self->request, recipe, remains, error);
    case HEDDLE_ANSWER_RAW:
      path = g_steal_pointer (&self->file);
      return heddle_provider_media_take (&self->media, path, self->file_sha256, recipe, remains, error);
    case HEDDLE_ANSWER_TEXT:
    default:
      return heddle_value_new_text (json_node_get_string (text));
    }
}

static void
fail_all (HeddleProviderCall *self,
          const GError       *error,
          HeddleMoney         cost)
{
  for (guint i = 0; i < self->n; i++)
    heddle_provider_result_set_error (self->result, i, error,
                                      cost.known ? heddle_price_share (cost, i, self->n) : cost);
}

/* What is not paid leaves no doubt, wherever its answer or its job was lost: nobody has to decide, and it can
 * be done again.
 */
static void
settle_if_not_paid (HeddleProviderCall *self,
                    GError             *error)
{
  if (!heddle_call_cost_is_paid (self->task) && g_error_matches (error, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_UNKNOWN_OUTCOME))
    error->code = HEDDLE_PROVIDER_ERROR_FAILED;
}

/* What was paid for and cannot be kept, on a full disk say, must not be bought again without a
 * person's word: a plain failure would be.
 */
static void
doubt_if_not_kept (HeddleProviderCall  *self,
                   GError             **error)
{
  g_autoptr (GError) cause = NULL;

  if (*error == NULL || (*error)->domain != HEDDLE_STORE_ERROR || !heddle_call_cost_is_paid (self->task))
    return;

  cause = g_steal_pointer (error);
  g_set_error (error, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_UNKNOWN_OUTCOME,
               _("%s did its work, but it could not be kept: %s"),
               heddle_manifest_get_name (heddle_endpoint_get_manifest (self->endpoint)), cause->message);
}

/* Without the library's word for it the results would be lost if the process ended now, and paid for
 * again: that they could not be written down is told with them.
 */
static void
keep_results (HeddleProviderCall *self)
{
  g_autoptr (GError) error = NULL;

  if (!dex_await (heddle_call_log_answer (self->log, self->result), &error))
    heddle_provider_result_add_warning (self->result, error->message);
}

/* All that was asked for is here, or in the answer: others can ask meanwhile. An address is still to be
 * fetched from.
 */
static void
leave_place (HeddleProviderCall   *self,
             HeddleAnswerEncoding  encoding)
{
  if (self->n == heddle_provider_request_get_n_results (self->request) && encoding != HEDDLE_ANSWER_URL)
    heddle_provider_request_note_wait (self->request, heddle_wait_new (HEDDLE_WAIT_STORAGE, NULL, 0), TRUE);
}

/* A result that has gone to the file has no text. */
static GPtrArray *
find_results (HeddleProviderCall   *self,
              JsonNode             *answer,
              HeddleAnswerEncoding *encoding)
{
  GPtrArray *texts;

  if (self->file_sha256 == NULL)
    return heddle_provider_answer_dup_results (self->task, answer, encoding);

  *encoding = HEDDLE_ANSWER_RAW;
  texts = g_ptr_array_new ();
  g_ptr_array_add (texts, NULL);
  return texts;
}

/* An answer may say why there is nothing in it. */
static void
fail_empty (HeddleProviderCall  *self,
            JsonNode            *answer,
            GError             **error)
{
  HeddleManifest *manifest = heddle_endpoint_get_manifest (self->endpoint);
  const char *name = heddle_manifest_get_name (manifest);
  const char *key = heddle_endpoint_get_key (self->endpoint);
  g_autofree char *words = heddle_provider_answer_dup_words (manifest, answer, key);

  if (words != NULL)
    g_set_error (error, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_BAD_ANSWER,
                 _("The answer of %s holds no result: %s"), name, words);
  else
    g_set_error (error, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_BAD_ANSWER,
                 _("The answer of %s holds no result."), name);
}

/* Returns: whether the answer held anything. */
static gboolean
take_results (HeddleProviderCall  *self,
              JsonNode            *answer,
              GError             **error)
{
  HeddleApiCallRecord *record = heddle_call_log_get_record (self->log);
  const char *name = heddle_manifest_get_name (heddle_endpoint_get_manifest (self->endpoint));
  g_autofree char *refusal = heddle_provider_answer_dup_refusal (
    self->task, answer, self->headers, heddle_endpoint_get_key (self->endpoint));
  g_autoptr (GPtrArray) texts = NULL;
  HeddleAnswerEncoding encoding;
  HeddleMoney cost;
  guint n;

  texts = find_results (self, answer, &encoding);
  n = encoding == HEDDLE_ANSWER_RAW && refusal != NULL ? 0 : MIN (texts->len, self->n);
  cost = heddle_call_cost_meter (self->task, answer, self->quantities, n, record);

  if (refusal != NULL)
    {
      g_set_error (error, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_REJECTED,
                   _("%s refuses this by its content policy: %s"), name, refusal);
      return FALSE;
    }

  if (n == 0)
    {
      fail_empty (self, answer, error);
      return FALSE;
    }

  heddle_provider_answer_add_warnings (self->task, answer, name, self->result);
  record->images = encoding == HEDDLE_ANSWER_TEXT ? -1 : (gint64) n;
  leave_place (self, encoding);

  for (guint i = 0; i < self->n; i++)
    {
      g_autoptr (GError) cause = NULL;
      g_autoptr (HeddleValue) value = NULL;
      g_autofree char *remains = NULL;

      if (i < n)
        value = create_value (self, answer, i, encoding, texts->pdata[i], &remains, &cause);
      else
        g_set_error (&cause, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_BAD_ANSWER,
                     _("%s made fewer results than were asked for."), name);
      doubt_if_not_kept (self, &cause);
      settle_if_not_paid (self, cause);

      if (value != NULL)
        heddle_provider_result_set_value (self->result, i, value, heddle_price_share (cost, i, n));
      else
        heddle_provider_result_set_error (self->result, i, cause,
                                          i < n ? heddle_price_share (cost, i, n)
                                                : heddle_money_new (0, "USD"));
      heddle_provider_result_set_remains (self->result, i, remains);
    }

  return TRUE;
}

static gboolean
have_all_contents (HeddleProviderCall *self)
{
  g_autoptr (GPtrArray) blobs = heddle_call_results_list_blobs (self->result);

  for (guint i = 0; i < blobs->len; i++)
    {
      g_autofree char *path = heddle_blob_store_dup_path (self->media.blobs, blobs->pdata[i]);

      if (!g_file_test (path, G_FILE_TEST_IS_REGULAR))
        return FALSE;
    }
  return TRUE;
}

/* The process that made an earlier call has ended since. Returns FALSE with an error where nobody knows
 * what became of the call, and it may have been charged; @settled says whether the call is over, and nothing is to
 * be sent or asked.
 */
static gboolean
take_up (HeddleProviderCall  *self,
         gboolean            *settled,
         GError             **error)
{
  HeddleApiCallRecord *record;
  gboolean found = FALSE;
  gint64 forgotten;

  *settled = FALSE;
  if (!heddle_provider_request_get_look_back (self->request, &forgotten))
    return TRUE;
  if (!heddle_call_log_look_back (self->log, forgotten, &found, error))
    return FALSE;

  record = heddle_call_log_get_record (self->log);
  if (!found)
    return TRUE;
  if (record->id != 0 && record->status == HEDDLE_API_CALL_ANSWERED && record->results != NULL
      && heddle_call_results_read (record->results, self->result, NULL) && have_all_contents (self))
    {
      *settled = TRUE;
      return TRUE;
    }
  if (!heddle_call_cost_is_paid (self->task)
      || (record->id != 0 && record->job != NULL && record->status != HEDDLE_API_CALL_ANSWERED))
    return TRUE;

  heddle_call_log_set_doubt (self->log, heddle_manifest_get_name (heddle_endpoint_get_manifest (self->endpoint)),
                             error);
  return FALSE;
}

/* Nothing comes any more of a job that was withdrawn, and so it can be ordered again. */
static HeddleApiCallStatus
status_for (HeddleProviderCall *self,
            const GError       *error,
            gboolean            sent)
{
  if (self->end.withdrawn || !heddle_call_cost_is_paid (self->task))
    return HEDDLE_API_CALL_FAILED;

  if (g_error_matches (error, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_UNKNOWN_OUTCOME) ||
      g_error_matches (error, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_TOO_LARGE))
    return HEDDLE_API_CALL_UNKNOWN;

  if (error->domain != HEDDLE_PROVIDER_ERROR && sent)
    return HEDDLE_API_CALL_UNKNOWN;

  return HEDDLE_API_CALL_FAILED;
}

static DexFuture *
call_fiber (gpointer user_data)
{
  HeddleProviderCall *self = user_data;
  g_autoptr (JsonNode) answer = NULL;
  g_autoptr (GError) error = NULL;
  gboolean sent = FALSE;
  gboolean settled = FALSE;

  if (!take_up (self, &settled, &error))
    sent = TRUE;
  else if (settled)
    return dex_future_new_for_object (self->result);
  else
    answer = obtain (self, &sent, &error);
  heddle_rate_turn_give_back (self->turn);
  if (sent)
    doubt_if_not_kept (self, &error);
  settle_if_not_paid (self, error);

  if (answer != NULL && take_results (self, answer, &error))
    keep_results (self);
  else
    {
      HeddleApiCallRecord *record = heddle_call_log_get_record (self->log);
      HeddleMoney cost = answer != NULL && record->cost.known
                           ? record->cost
                           : heddle_call_cost_of_error (self->task, error, sent, self->end.answer, record);

      record->cost = cost;
      fail_all (self, error, cost);
      dex_await (heddle_call_log_end (self->log, status_for (self, error, sent), error), NULL);
    }

  return dex_future_new_for_object (self->result);
}

static gint64
find_seed (HeddleProviderRequest *request,
           guint                  nth)
{
  guint n_seeds;
  const gint64 *seeds = heddle_provider_request_get_seeds (request, &n_seeds);

  return seeds != NULL && nth < n_seeds ? seeds[nth] : -1;
}

/**
 * heddle_provider_call_new:
 * @endpoint: the provider
 * @model: the model
 * @request: what is asked for
 * @library: (nullable): where calls are written down
 * @guard: (nullable): keeps the call within the library's budgets
 * @media: where images lie
 * @variables: (element-type utf8 JsonNode): what the request's body is made from
 * @first: the first of the request's results that this call is for
 * @n: how many it is for
 *
 * Returns: (transfer full): a call that is not sent yet
 */
HeddleProviderCall *
heddle_provider_call_new (HeddleEndpoint        *endpoint,
                          HeddleModel           *model,
                          HeddleProviderRequest *request,
                          HeddleLibrary         *library,
                          HeddleBudgetGuard     *guard,
                          HeddleProviderMedia    media,
                          GHashTable            *variables,
                          guint                  first,
                          guint                  n)
{
  HeddleProviderCall *self;
  GHashTableIter iter;
  gpointer name, value;

  g_return_val_if_fail (HEDDLE_IS_ENDPOINT (endpoint), NULL);
  g_return_val_if_fail (HEDDLE_IS_MODEL (model), NULL);
  g_return_val_if_fail (HEDDLE_IS_PROVIDER_REQUEST (request), NULL);
  g_return_val_if_fail (n > 0, NULL);

  self = g_object_new (HEDDLE_TYPE_PROVIDER_CALL, NULL);
  self->endpoint = g_object_ref (endpoint);
  self->model = g_object_ref (model);
  self->task = heddle_model_get_task (model, heddle_provider_request_get_task (request));
  self->request = g_object_ref (request);
  self->log = heddle_call_log_new (library, guard, request, find_seed (request, first),
                                   find_seed (request, first + n - 1));
  g_set_object (&self->media.blobs, media.blobs);
  g_set_object (&self->media.imaging, media.imaging);
  self->media.paid = heddle_call_cost_is_paid (self->task);
  self->turn = heddle_endpoint_new_turn (endpoint);
  self->first = first;
  self->n = n;
  heddle_call_cost_reserve (self->task, request, n, heddle_call_log_get_record (self->log));
  self->result = heddle_provider_result_new (n);
  self->quantities = json_object_new ();
  self->variables = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                           (GDestroyNotify) json_node_unref);

  g_hash_table_iter_init (&iter, variables);
  while (g_hash_table_iter_next (&iter, &name, &value))
    take_variable (self->variables, name, json_node_ref (value));

  return self;
}

/**
 * heddle_provider_call_run:
 * @self: a call
 *
 * Sends the call and waits for its results.
 *
 * Returns: (transfer full): resolves to a [class@ProviderResult] of the call's own results; never
 *   rejects but for being cancelled
 */
DexFuture *
heddle_provider_call_run (HeddleProviderCall *self)
{
  g_return_val_if_fail (HEDDLE_IS_PROVIDER_CALL (self), NULL);

  return heddle_spawn (call_fiber, g_object_ref (self), g_object_unref);
}
