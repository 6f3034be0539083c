/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "store/heddle-api-call-repository.h"

#include "store/heddle-blob-repository.h"
#include "store/heddle-status-names.h"

static const char *const status_names[] = {
  [HEDDLE_API_CALL_PENDING] = "pending",
  [HEDDLE_API_CALL_ANSWERED] = "answered",
  [HEDDLE_API_CALL_FAILED] = "failed",
  [HEDDLE_API_CALL_UNKNOWN] = "unknown",
};

/**
 * heddle_api_call_status_to_string:
 * @status: what became of a call
 *
 * Returns: (transfer none): its name, as rows have it
 */
const char *
heddle_api_call_status_to_string (HeddleApiCallStatus status)
{
  g_return_val_if_fail (status < G_N_ELEMENTS (status_names), NULL);

  return status_names[status];
}

/**
 * heddle_api_call_record_new:
 *
 * Returns: (transfer full): a record of a pending call without tokens and images, to be filled
 */
HeddleApiCallRecord *
heddle_api_call_record_new (void)
{
  HeddleApiCallRecord *self = g_new0 (HeddleApiCallRecord, 1);

  self->tokens_in = -1;
  self->tokens_out = -1;
  self->images = -1;
  self->seed = -1;
  self->last_seed = -1;
  self->first_seed = -1;

  return self;
}

/**
 * heddle_api_call_record_free:
 * @self: (transfer full): the record
 *
 * Frees the record.
 */
void
heddle_api_call_record_free (HeddleApiCallRecord *self)
{
  g_free (self->provider);
  g_free (self->connection);
  g_free (self->endpoint);
  g_free (self->method);
  g_free (self->model);
  g_free (self->node);
  g_free (self->path);
  g_free (self->request_hash);
  g_free (self->item_key);
  g_free (self->job);
  g_free (self->error);
  g_free (self->results);
  g_free (self);
}

static void
bind_count (HeddleStatement *statement,
            int              parameter,
            gint64           count)
{
  if (count >= 0)
    heddle_statement_bind_int (statement, parameter, count);
}

static gint64
get_count (HeddleStatement *statement,
           int              column)
{
  if (heddle_statement_is_null (statement, column))
    return -1;

  return heddle_statement_get_int (statement, column);
}

/**
 * heddle_api_calls_insert:
 * @database: a writing connection
 * @record: (inout): the call; its id, and its start if that is 0, are set
 * @error: return location for an error
 *
 * Writes a call down, which has to be on the disk before the call is made.
 *
 * Returns: %FALSE with an error of [error@StoreError] if it could not be written
 */
gboolean
heddle_api_calls_insert (HeddleDatabase       *database,
                         HeddleApiCallRecord  *record,
                         GError              **error)
{
  g_autoptr (HeddleStatement) statement = NULL;

  statement = heddle_database_prepare (database, "api-call-insert", error);
  if (statement == NULL)
    return FALSE;

  if (record->started_at == 0)
    record->started_at = g_get_real_time () / 1000;

  heddle_statement_bind_text (statement, 1, record->provider);
  heddle_statement_bind_text (statement, 2, record->endpoint);
  heddle_statement_bind_text (statement, 3, record->method);
  heddle_statement_bind_text (statement, 4, record->model);
  heddle_statement_bind_text (statement, 5, heddle_api_call_status_to_string (record->status));
  heddle_statement_bind_id (statement, 6, record->http_status);
  heddle_statement_bind_id (statement, 7, record->run_id);
  heddle_statement_bind_text (statement, 8, record->node);
  heddle_statement_bind_text (statement, 9, record->path);
  heddle_statement_bind_hash (statement, 10, record->request_hash);
  heddle_statement_bind_text (statement, 11, record->job);
  heddle_statement_bind_money (statement, 12, record->cost);
  bind_count (statement, 14, record->tokens_in);
  bind_count (statement, 15, record->tokens_out);
  bind_count (statement, 16, record->images);
  heddle_statement_bind_text (statement, 17, record->error);
  heddle_statement_bind_int (statement, 18, record->started_at);
  heddle_statement_bind_id (statement, 19, record->finished_at);
  heddle_statement_bind_money (statement, 20, record->reserved);
  bind_count (statement, 22, record->seed);
  bind_count (statement, 23, record->last_seed);
  heddle_statement_bind_hash (statement, 24, record->item_key);
  bind_count (statement, 25, record->first_seed);
  heddle_statement_bind_text (statement, 26, record->connection);
  if (!heddle_statement_execute (statement, error))
    return FALSE;

  record->id = heddle_database_get_last_id (database);
  return TRUE;
}

/**
 * heddle_api_calls_update:
 * @database: a writing connection
 * @record: the call, as it was inserted or read
 * @blobs: (nullable) (array zero-terminated=1): all the blobs that its results name; %NULL leaves them
 *   as they were
 * @error: return location for an error
 *
 * Writes down what became of a call: status, the provider's job, cost, tokens, images, error, end, and
 * what it brought.
 *
 * Returns: %FALSE with an error of [error@StoreError] if it could not be written
 */
gboolean
heddle_api_calls_update (HeddleDatabase       *database,
                         HeddleApiCallRecord  *record,
                         const char *const    *blobs,
                         GError              **error)
{
  g_autoptr (HeddleStatement) statement = NULL;

  statement = heddle_database_prepare (database, "api-call-update", error);
  if (statement == NULL)
    return FALSE;

  heddle_statement_bind_int (statement, 1, record->id);
  heddle_statement_bind_text (statement, 2, heddle_api_call_status_to_string (record->status));
  heddle_statement_bind_id (statement, 3, record->http_status);
  heddle_statement_bind_text (statement, 4, record->job);
  heddle_statement_bind_money (statement, 5, record->cost);
  bind_count (statement, 7, record->tokens_in);
  bind_count (statement, 8, record->tokens_out);
  bind_count (statement, 9, record->images);
  heddle_statement_bind_text (statement, 10, record->error);
  heddle_statement_bind_id (statement, 11, record->finished_at);
  heddle_statement_bind_text (statement, 12, record->results);

  return heddle_statement_execute (statement, error)
         && (blobs == NULL
             || heddle_blobs_set_refs (database, HEDDLE_BLOB_OWNER_API_CALL, record->id, blobs, error));
}

static HeddleApiCallRecord *
read_row (HeddleStatement  *statement,
          GError          **error)
{
  g_autoptr (HeddleApiCallRecord) record = heddle_api_call_record_new ();
  guint status;

  if (!heddle_status_names_find (status_names, G_N_ELEMENTS (status_names),
                                 heddle_statement_get_text (statement, 5), &status, error))
    return NULL;

  record->status = status;
  record->id = heddle_statement_get_int (statement, 0);
  record->provider = heddle_statement_dup_text (statement, 1);
  record->endpoint = heddle_statement_dup_text (statement, 2);
  record->method = heddle_statement_dup_text (statement, 3);
  record->model = heddle_statement_dup_text (statement, 4);
  record->http_status = (int) heddle_statement_get_int (statement, 6);
  record->run_id = heddle_statement_get_int (statement, 7);
  record->node = heddle_statement_dup_text (statement, 8);
  record->path = heddle_statement_dup_text (statement, 9);
  record->request_hash = heddle_statement_dup_hash (statement, 10);
  record->job = heddle_statement_dup_text (statement, 11);
  record->cost = heddle_statement_get_money (statement, 12);
  record->tokens_in = get_count (statement, 14);
  record->tokens_out = get_count (statement, 15);
  record->images = get_count (statement, 16);
  record->error = heddle_statement_dup_text (statement, 17);
  record->started_at = heddle_statement_get_int (statement, 18);
  record->finished_at = heddle_statement_get_int (statement, 19);
  record->reserved = heddle_statement_get_money (statement, 20);
  record->project_id = heddle_statement_get_int (statement, 22);
  record->seed = get_count (statement, 23);
  record->last_seed = get_count (statement, 25);
  record->results = heddle_statement_dup_text (statement, 24);
  record->connection = heddle_statement_dup_text (statement, 26);

  return g_steal_pointer (&record);
}

static GPtrArray *
read_rows (HeddleStatement  *statement,
           GError          **error)
{
  g_autoptr (GPtrArray) records = NULL;

  records = g_ptr_array_new_with_free_func ((GDestroyNotify) heddle_api_call_record_free);
  while (heddle_statement_next (statement))
    {
      HeddleApiCallRecord *record = read_row (statement, error);

      if (record == NULL)
        return NULL;

      g_ptr_array_add (records, record);
    }

  if (!heddle_statement_finish (statement, error))
    return NULL;

  return g_steal_pointer (&records);
}

/**
 * heddle_api_calls_list:
 * @database: a connection
 * @run_id: the run
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type HeddleApiCallRecord): the run's calls in their order, or
 *   %NULL with an error of [error@StoreError]
 */
GPtrArray *
heddle_api_calls_list (HeddleDatabase  *database,
                       gint64           run_id,
                       GError         **error)
{
  g_autoptr (HeddleStatement) statement = NULL;

  statement = heddle_database_prepare (database, "api-call-list", error);
  if (statement == NULL)
    return NULL;

  heddle_statement_bind_int (statement, 1, run_id);
  return read_rows (statement, error);
}

/**
 * heddle_api_calls_list_open:
 * @database: a connection
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type HeddleApiCallRecord): all calls that are pending or whose
 *   outcome is unknown, or %NULL with an error of [error@StoreError]
 */
GPtrArray *
heddle_api_calls_list_open (HeddleDatabase  *database,
                            GError         **error)
{
  g_autoptr (HeddleStatement) statement = NULL;

  statement = heddle_database_prepare (database, "api-call-list-open", error);

  return statement != NULL ? read_rows (statement, error) : NULL;
}

static HeddleStatement *
prepare_for_item (HeddleDatabase  *database,
                  const char      *query,
                  gint64           run_id,
                  const char      *node,
                  const char      *path,
                  GError         **error)
{
  HeddleStatement *statement = heddle_database_prepare (database, query, error);

  if (statement == NULL)
    return NULL;

  heddle_statement_bind_id (statement, 1, run_id);
  heddle_statement_bind_text (statement, 2, node);
  heddle_statement_bind_text (statement, 3, path);
  return statement;
}

/**
 * heddle_api_calls_find_latest:
 * @database: a connection
 * @asked: a call by its run, node, path and seeds
 * @record: (out) (transfer full) (nullable): the last call for the same, or for some of it if that is
 *   not over; %NULL where there was none
 * @error: return location for an error
 *
 * Returns: %FALSE with an error of [error@StoreError] if it could not be read
 */
gboolean
heddle_api_calls_find_latest (HeddleDatabase       *database,
                              const HeddleApiCallRecord *asked,
                              HeddleApiCallRecord **record,
                              GError              **error)
{
  g_autoptr (HeddleStatement) statement = prepare_for_item (database, "api-call-latest", asked->run_id, asked->node,
                                                            asked->path, error);
  g_autoptr (GPtrArray) records = NULL;

  *record = NULL;
  if (statement == NULL)
    return FALSE;

  bind_count (statement, 4, asked->seed);
  bind_count (statement, 5, asked->last_seed);
  records = read_rows (statement, error);
  if (records == NULL)
    return FALSE;
  if (records->len > 0)
    *record = g_ptr_array_steal_index (records, 0);
  return TRUE;
}

/**
 * heddle_api_calls_list_jobs:
 * @database: a connection
 * @run_id: a run
 * @node: a node's id
 * @path: an item's index, dotted
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type HeddleApiCallRecord): the item's calls that started a job whose
 *   outcome is not known, or %NULL with an error of [error@StoreError]
 */
GPtrArray *
heddle_api_calls_list_jobs (HeddleDatabase  *database,
                            gint64           run_id,
                            const char      *node,
                            const char      *path,
                            GError         **error)
{
  g_autoptr (HeddleStatement) statement = prepare_for_item (database, "api-call-list-job", run_id, node, path, error);

  return statement != NULL ? read_rows (statement, error) : NULL;
}

/**
 * heddle_api_calls_forget_results:
 * @database: a writing connection
 * @run_id: a run
 * @node: a node's id
 * @path: an item's index, dotted
 * @error: return location for an error
 *
 * Drops what the calls for an item brought, which the item holds by now.
 *
 * Returns: %FALSE with an error of [error@StoreError] if it could not be written
 */
gboolean
heddle_api_calls_forget_results (HeddleDatabase  *database,
                                 gint64           run_id,
                                 const char      *node,
                                 const char      *path,
                                 GError         **error)
{
  g_autoptr (HeddleStatement) refs = prepare_for_item (database, "api-call-forget-refs", run_id, node, path, error);
  g_autoptr (HeddleStatement) results = NULL;

  if (refs == NULL || !heddle_statement_execute (refs, error))
    return FALSE;
  results = prepare_for_item (database, "api-call-forget-results", run_id, node, path, error);
  return results != NULL && heddle_statement_execute (results, error);
}

/**
 * heddle_api_calls_has_any:
 * @database: a connection
 * @run_id: a run
 * @node: a node's id
 * @path: an item's index, dotted
 * @any: (out): whether a provider was ever asked for the item
 * @error: return location for an error
 *
 * Returns: %FALSE with an error of [error@StoreError] if it could not be read
 */
gboolean
heddle_api_calls_has_any (HeddleDatabase  *database,
                          gint64           run_id,
                          const char      *node,
                          const char      *path,
                          gboolean        *any,
                          GError         **error)
{
  g_autoptr (HeddleStatement) statement = prepare_for_item (database, "api-call-any", run_id, node, path, error);

  *any = FALSE;
  if (statement == NULL)
    return FALSE;

  *any = heddle_statement_next (statement) && heddle_statement_get_int (statement, 0) != 0;
  return heddle_statement_finish (statement, error);
}

/**
 * heddle_api_calls_sum_cost:
 * @database: a connection
 * @run_id: a run
 * @node: a node's id
 * @path: an item's index, dotted
 * @cost: (out): what the calls for the item have cost; unknown where that of one is, or where their
 *   currencies differ
 * @error: return location for an error
 *
 * Returns: %FALSE with an error of [error@StoreError] if it could not be read
 */
gboolean
heddle_api_calls_sum_cost (HeddleDatabase  *database,
                           gint64           run_id,
                           const char      *node,
                           const char      *path,
                           HeddleMoney     *cost,
                           GError         **error)
{
  g_autoptr (HeddleStatement) statement = prepare_for_item (database, "api-call-sum-cost", run_id, node, path, error);

  *cost = HEDDLE_MONEY_UNKNOWN;
  if (statement == NULL)
    return FALSE;

  if (heddle_statement_next (statement) && heddle_statement_get_int (statement, 0) == 0
      && g_strcmp0 (heddle_statement_get_text (statement, 2), heddle_statement_get_text (statement, 3)) == 0)
    *cost = heddle_money_new (heddle_statement_get_int (statement, 1),
                              heddle_statement_is_null (statement, 2) ? "USD" : heddle_statement_get_text (statement, 2));
  return heddle_statement_finish (statement, error);
}

/**
 * heddle_api_calls_find_first_seed:
 * @database: a connection
 * @run_id: a run
 * @node: a node's id
 * @path: an item's index, dotted
 * @seed: (out): the seed of the item's first result, as its calls have it; -1 where none of them has one
 * @error: return location for an error
 *
 * Returns: %FALSE with an error of [error@StoreError] if it could not be read
 */
gboolean
heddle_api_calls_find_first_seed (HeddleDatabase  *database,
                                  gint64           run_id,
                                  const char      *node,
                                  const char      *path,
                                  gint64          *seed,
                                  GError         **error)
{
  g_autoptr (HeddleStatement) statement = prepare_for_item (database, "api-call-first-seed", run_id, node, path, error);

  *seed = -1;
  if (statement == NULL)
    return FALSE;

  if (heddle_statement_next (statement))
    *seed = heddle_statement_get_int (statement, 0);
  return heddle_statement_finish (statement, error);
}

/**
 * heddle_api_calls_find_last:
 * @database: a connection
 * @id: (out): the call that was written down last, or 0
 * @error: return location for an error
 *
 * Returns: %FALSE with an error of [error@StoreError] if it could not be read
 */
gboolean
heddle_api_calls_find_last (HeddleDatabase  *database,
                            gint64          *id,
                            GError         **error)
{
  g_autoptr (HeddleStatement) statement = heddle_database_prepare (database, "api-call-last", error);

  *id = 0;
  if (statement == NULL)
    return FALSE;

  if (heddle_statement_next (statement))
    *id = heddle_statement_get_int (statement, 0);
  return heddle_statement_finish (statement, error);
}
