/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "providers/heddle-call-log.h"

#include <glib/gi18n-lib.h>

#include "base/heddle-json.h"
#include "base/heddle-sha256.h"
#include "providers/heddle-address.h"
#include "providers/heddle-call-results.h"
#include "providers/heddle-provider-error.h"

struct _HeddleCallLog
{
  GObject parent_instance;

  HeddleLibrary *library;
  HeddleBudgetGuard *guard;
  HeddleApiCallRecord *record;
};

/* What the writer is given. */
typedef struct
{
  HeddleBudgetGuard *guard;
  HeddleApiCallRecord *record;
  GStrv blobs;
} Entry;

typedef struct
{
  HeddleApiCallRecord *asked;
  HeddleApiCallRecord *found;
} Search;

G_DEFINE_FINAL_TYPE (HeddleCallLog, heddle_call_log, G_TYPE_OBJECT)

static void
heddle_call_log_finalize (GObject *object)
{
  HeddleCallLog *self = HEDDLE_CALL_LOG (object);

  g_clear_object (&self->library);
  g_clear_object (&self->guard);
  g_clear_pointer (&self->record, heddle_api_call_record_free);

  G_OBJECT_CLASS (heddle_call_log_parent_class)->finalize (object);
}

static void
heddle_call_log_class_init (HeddleCallLogClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = heddle_call_log_finalize;
}

static void
heddle_call_log_init (HeddleCallLog *self)
{
  self->record = heddle_api_call_record_new ();
  self->record->tokens_in = -1;
  self->record->tokens_out = -1;
  self->record->images = -1;
  self->record->seed = -1;
  self->record->last_seed = -1;
}

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_clear_object (&entry->guard);
  heddle_api_call_record_free (entry->record);
  g_strfreev (entry->blobs);
  g_free (entry);
}

static gboolean
insert_func (HeddleDatabase  *database,
             gpointer         data,
             GValue          *result,
             GError         **error)
{
  Entry *entry = data;

  if (entry->guard != NULL && !heddle_budget_guard_admit (entry->guard, database, entry->record, error))
    return FALSE;
  if (entry->record->id == 0 ? !heddle_api_calls_insert (database, entry->record, error)
                             : !heddle_api_calls_update (database, entry->record, NULL, error))
    return FALSE;

  g_value_init (result, G_TYPE_INT64);
  g_value_set_int64 (result, entry->record->id);

  return TRUE;
}

static gboolean
update_func (HeddleDatabase  *database,
             gpointer         data,
             GValue          *result,
             GError         **error)
{
  Entry *entry = data;

  return heddle_api_calls_update (database, entry->record, (const char *const *) entry->blobs, error);
}

/* The writer works on a copy of its own, since the fiber may be cancelled in between. */
static HeddleApiCallRecord *
copy_record (const HeddleApiCallRecord *record)
{
  HeddleApiCallRecord *copy = heddle_api_call_record_new ();

  *copy = *record;
  copy->provider = g_strdup (record->provider);
  copy->connection = g_strdup (record->connection);
  copy->endpoint = g_strdup (record->endpoint);
  copy->method = g_strdup (record->method);
  copy->model = g_strdup (record->model);
  copy->node = g_strdup (record->node);
  copy->path = g_strdup (record->path);
  copy->request_hash = g_strdup (record->request_hash);
  copy->item_key = g_strdup (record->item_key);
  copy->job = g_strdup (record->job);
  copy->error = g_strdup (record->error);
  copy->results = g_strdup (record->results);

  return copy;
}

static gint64
now_ms (void)
{
  return g_get_real_time () / 1000;
}

static DexFuture *
inserted_cb (DexFuture *future,
             gpointer   user_data)
{
  HeddleCallLog *self = user_data;
  const GValue *value = dex_future_get_value (future, NULL);

  self->record->id = g_value_get_int64 (value);

  return dex_future_new_true ();
}

static DexFuture *
update (HeddleCallLog *self,
        GStrv          blobs)
{
  Entry *entry;

  if (self->library == NULL || self->record->id == 0)
    return dex_future_new_true ();

  entry = g_new0 (Entry, 1);
  entry->record = copy_record (self->record);
  entry->blobs = g_strdupv (blobs);
  return heddle_library_write (self->library, update_func, entry, entry_free);
}

/**
 * heddle_call_log_new:
 * @library: (nullable): the library; %NULL where nothing is to be written down
 * @guard: (nullable): keeps the call within the library's budgets
 * @request: what the call is made for
 * @seed: of the first result that the call asks for, or -1
 * @last_seed: of the last one, or -1
 *
 * Returns: (transfer full): the log of one call
 */
HeddleCallLog *
heddle_call_log_new (HeddleLibrary         *library,
                     HeddleBudgetGuard     *guard,
                     HeddleProviderRequest *request,
                     gint64                 seed,
                     gint64                 last_seed)
{
  const gint64 *seeds = heddle_provider_request_get_seeds (request, NULL);
  HeddleCallLog *self;

  g_return_val_if_fail (HEDDLE_IS_PROVIDER_REQUEST (request), NULL);

  self = g_object_new (HEDDLE_TYPE_CALL_LOG, NULL);
  g_set_object (&self->library, library);
  g_set_object (&self->guard, guard);
  self->record->provider = heddle_provider_request_dup_provider (request);
  self->record->connection = g_strdup (heddle_provider_request_get_connection (request));
  self->record->model = g_strdup (heddle_provider_request_get_model_id (request));
  self->record->run_id = heddle_provider_request_get_run (request);
  self->record->node = g_strdup (heddle_provider_request_get_node (request));
  self->record->path = g_strdup (heddle_provider_request_get_index (request));
  self->record->item_key = g_strdup (heddle_provider_request_get_item_key (request));
  self->record->first_seed = seeds == NULL ? -1 : seeds[0];
  self->record->seed = seed;
  self->record->last_seed = last_seed;

  return self;
}

/**
 * heddle_call_log_get_record:
 * @self: a log
 *
 * Returns: (transfer none): what is known of the call, until [method@CallLog.look_back] takes up another;
 *   changes count with the next write
 */
HeddleApiCallRecord *
heddle_call_log_get_record (HeddleCallLog *self)
{
  g_return_val_if_fail (HEDDLE_IS_CALL_LOG (self), NULL);

  return self->record;
}

static void
search_clear (gpointer data)
{
  Search *search = data;

  heddle_api_call_record_free (search->asked);
  g_clear_pointer (&search->found, heddle_api_call_record_free);
}

static void
search_unref (gpointer data)
{
  g_atomic_rc_box_release_full (data, search_clear);
}

static gboolean
search_func (HeddleDatabase  *database,
             gpointer         data,
             GValue          *result,
             GError         **error)
{
  Search *search = data;

  return heddle_api_calls_find_latest (database, search->asked, &search->found, error);
}

/**
 * heddle_call_log_look_back:
 * @self: a log of a call that has not begun
 * @forgotten: the row of the last call that does not count any more, or 0
 * @found: (out): whether there was an earlier call for the same results, or for some of them
 * @error: return location
 *
 * Takes up the log of an earlier call that did not fail, whose state the record then has. Where that was
 * for some of the results only, or for others too, it is left alone, and the record has no id. Only to be
 * called on a fiber.
 *
 * Returns: %FALSE with @error where the library cannot be read
 */
gboolean
heddle_call_log_look_back (HeddleCallLog  *self,
                           gint64          forgotten,
                           gboolean       *found,
                           GError        **error)
{
  Search *search;

  g_return_val_if_fail (HEDDLE_IS_CALL_LOG (self), FALSE);

  *found = FALSE;
  if (self->library == NULL || self->record->node == NULL || self->record->path == NULL)
    return TRUE;

  search = g_atomic_rc_box_new0 (Search);
  search->asked = copy_record (self->record);
  if (!dex_await (heddle_library_read (self->library, search_func, g_atomic_rc_box_acquire (search), search_unref),
                  error))
    {
      search_unref (search);
      return FALSE;
    }
  *found = search->found != NULL && search->found->id > forgotten
           && search->found->status != HEDDLE_API_CALL_FAILED;
  if (*found && search->found->seed == self->record->seed && search->found->last_seed == self->record->last_seed)
    {
      search->found->reserved = self->record->reserved;
      heddle_api_call_record_free (self->record);
      self->record = g_steal_pointer (&search->found);
    }
  search_unref (search);
  return TRUE;
}

/**
 * heddle_call_log_begin:
 * @self: a log
 * @method: of HTTP
 * @url: where to; only what is no secret in it is kept
 * @body: (nullable): what is sent, of which the hash is kept
 *
 * Writes down that a call is about to be sent, with the most that it may cost, which holds that part
 * of the budgets. To be awaited on a fiber before it is sent, and before it is sent again after
 * [method@CallLog.withdraw].
 *
 * Returns: (transfer full): resolves once it is durable; rejects with %HEDDLE_PROVIDER_ERROR_BUDGET,
 *   and nothing written down, where it would go over a budget
 */
DexFuture *
heddle_call_log_begin (HeddleCallLog *self,
                       const char    *method,
                       const char    *url,
                       GBytes        *body)
{
  Entry *entry;
  DexFuture *future;

  g_return_val_if_fail (HEDDLE_IS_CALL_LOG (self), NULL);
  g_return_val_if_fail (method != NULL, NULL);
  g_return_val_if_fail (url != NULL, NULL);

  g_set_str (&self->record->method, method);
  g_free (self->record->endpoint);
  self->record->endpoint = heddle_address_dup_redacted (url);
  g_free (self->record->request_hash);
  self->record->request_hash = body != NULL
                                 ? heddle_sha256_compute (g_bytes_get_data (body, NULL),
                                                          g_bytes_get_size (body))
                                 : NULL;
  self->record->status = HEDDLE_API_CALL_PENDING;
  self->record->started_at = now_ms ();
  self->record->finished_at = 0;
  self->record->http_status = 0;
  self->record->cost = HEDDLE_MONEY_UNKNOWN;

  if (self->library == NULL)
    return dex_future_new_true ();

  entry = g_new0 (Entry, 1);
  g_set_object (&entry->guard, self->guard);
  entry->record = copy_record (self->record);
  future = heddle_library_write (self->library, insert_func, entry, entry_free);

  return dex_future_then (future, inserted_cb, g_object_ref (self), g_object_unref);
}

/**
 * heddle_call_log_withdraw:
 * @self: a log
 * @http_status: how the provider refused the call, or 0 where nothing of it was sent
 *
 * Writes down that a call which has begun came to nothing and cost nothing, so that nobody has to wonder
 * where the process ends before it is sent again.
 *
 * Returns: (transfer full): resolves once it is durable
 */
DexFuture *
heddle_call_log_withdraw (HeddleCallLog *self,
                          guint          http_status)
{
  g_return_val_if_fail (HEDDLE_IS_CALL_LOG (self), NULL);

  self->record->status = HEDDLE_API_CALL_FAILED;
  self->record->finished_at = now_ms ();
  self->record->http_status = (int) http_status;
  self->record->cost = heddle_money_new (0, "USD");

  return update (self, NULL);
}

/**
 * heddle_call_log_set_job:
 * @self: a log
 * @job: the provider's own id of the work
 *
 * Writes down the job. To be awaited before it is asked after, so that a crash cannot lose it.
 *
 * Returns: (transfer full): resolves once it is durable
 */
DexFuture *
heddle_call_log_set_job (HeddleCallLog *self,
                         const char    *job)
{
  g_return_val_if_fail (HEDDLE_IS_CALL_LOG (self), NULL);
  g_return_val_if_fail (job != NULL, NULL);

  g_set_str (&self->record->job, job);

  return update (self, NULL);
}

/**
 * heddle_call_log_answer:
 * @self: the log
 * @results: what the call brought
 *
 * Writes down that the call was answered, and with what: until the item that asked for it holds it,
 * nothing else does.
 *
 * Returns: (transfer full): resolves to %TRUE when that is on the disk
 */
DexFuture *
heddle_call_log_answer (HeddleCallLog        *self,
                        HeddleProviderResult *results)
{
  g_autoptr (GPtrArray) blobs = NULL;

  g_return_val_if_fail (HEDDLE_IS_CALL_LOG (self), NULL);

  blobs = heddle_call_results_list_blobs (results);
  self->record->status = HEDDLE_API_CALL_ANSWERED;
  self->record->finished_at = now_ms ();
  self->record->results = heddle_call_results_to_text (results);

  return update (self, (GStrv) blobs->pdata);
}

/**
 * heddle_call_log_end:
 * @self: a log
 * @status: what became of the call
 * @error: (nullable): what went wrong
 *
 * Writes down how the call ended. The write happens even where nobody awaits it.
 *
 * Returns: (transfer full): resolves once it is durable
 */
DexFuture *
heddle_call_log_end (HeddleCallLog       *self,
                     HeddleApiCallStatus  status,
                     const GError        *error)
{
  g_return_val_if_fail (HEDDLE_IS_CALL_LOG (self), NULL);

  self->record->status = status;
  self->record->finished_at = now_ms ();

  if (error != NULL)
    {
      g_autoptr (JsonObject) object = json_object_new ();

      json_object_set_string_member (object, "domain", g_quark_to_string (error->domain));
      json_object_set_int_member (object, "code", error->code);
      json_object_set_string_member (object, "message", error->message);
      g_free (self->record->error);
      self->record->error = heddle_json_write_object (object, HEDDLE_JSON_COMPACT);
    }

  return update (self, NULL);
}

/**
 * heddle_call_log_set_doubt:
 * @self: the log of a call whose process has ended since
 * @name: the provider's name
 * @error: (out): set to %HEDDLE_PROVIDER_ERROR_UNKNOWN_OUTCOME
 *
 * Says why nobody knows what became of the call.
 */
void
heddle_call_log_set_doubt (HeddleCallLog  *self,
                           const char     *name,
                           GError        **error)
{
  HeddleApiCallRecord *record = heddle_call_log_get_record (self);
  g_autoptr (JsonNode) node = record->error != NULL ? heddle_json_parse (record->error, -1, NULL) : NULL;
  const char *message = node != NULL && JSON_NODE_HOLDS_OBJECT (node)
                          ? heddle_json_get_string (json_node_get_object (node), "message", NULL)
                          : NULL;

  if (record->status == HEDDLE_API_CALL_ANSWERED)
    g_set_error (error, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_UNKNOWN_OUTCOME,
                 _("%s did its work, but what it brought is lost. It was charged."), name);
  else if (message != NULL)
    g_set_error_literal (error, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_UNKNOWN_OUTCOME, message);
  else
    g_set_error (error, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_UNKNOWN_OUTCOME,
                 _("Heddle ended while %s was asked, and the answer never came. The request may have been "
                   "charged."), name);
}
