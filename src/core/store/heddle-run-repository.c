/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "store/heddle-run-repository.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/heddle-sha256.h"
#include "base/heddle-uuid.h"
#include "store/heddle-entities.h"
#include "store/heddle-run-item-repository.h"

static gint64
now_ms (void)
{
  return g_get_real_time () / 1000;
}

/**
 * heddle_run_record_new:
 *
 * Returns: (transfer full): an empty record, to be filled
 */
HeddleRunRecord *
heddle_run_record_new (void)
{
  return g_new0 (HeddleRunRecord, 1);
}

/**
 * heddle_run_record_free:
 * @self: (transfer full): the record
 *
 * Frees the record.
 */
void
heddle_run_record_free (HeddleRunRecord *self)
{
  g_free (self->uuid);
  g_free (self->workflow_name);
  g_free (self->pipeline);
  g_free (self->page);
  g_free (self->project);
  g_free (self->trigger);
  g_free (self->reason);
  g_free (self->inputs);
  g_free (self->options);
  g_free (self->costs);
  g_free (self->error);
  g_free (self);
}

/**
 * heddle_run_dup_subject:
 * @workflow_name: what a workflow is called
 * @page: (nullable): what one of its pages is called, where it has several
 *
 * Returns: (transfer full): what a run of it is of, for people: "Campaign", "Campaign · Story"
 */
char *
heddle_run_dup_subject (const char *workflow_name,
                        const char *page)
{
  return page == NULL ? g_strdup (workflow_name) : g_strdup_printf ("%s · %s", workflow_name, page);
}

static gboolean
read_number (HeddleDatabase   *database,
             HeddleRunRecord  *record,
             GError          **error)
{
  g_autoptr (HeddleStatement) statement = heddle_database_prepare (database, "run-number", error);

  if (statement == NULL)
    return FALSE;

  heddle_statement_bind_int (statement, 1, record->id);
  if (heddle_statement_next (statement))
    record->number = heddle_statement_get_int (statement, 0);

  return heddle_statement_finish (statement, error);
}

/**
 * heddle_runs_insert:
 * @database: a writing connection
 * @record: (inout): the run; its id and number, and where they were missing its UUID and time of
 *   creation, are set
 * @error: return location for an error
 *
 * Writes a new run down. Inputs and options that are %NULL become empty objects.
 *
 * Returns: %FALSE with an error of [error@StoreError] if it could not be written
 */
gboolean
heddle_runs_insert (HeddleDatabase   *database,
                    HeddleRunRecord  *record,
                    GError          **error)
{
  g_autoptr (HeddleStatement) statement = NULL;

  statement = heddle_database_prepare (database, "run-insert", error);
  if (statement == NULL)
    return FALSE;

  if (record->uuid == NULL)
    record->uuid = heddle_uuid_new ();
  if (record->created_at == 0)
    record->created_at = now_ms ();
  if (record->inputs == NULL)
    record->inputs = g_strdup ("{}");
  if (record->options == NULL)
    record->options = g_strdup ("{}");

  heddle_statement_bind_text (statement, 1, record->uuid);
  heddle_statement_bind_id (statement, 2, record->workflow_id);
  heddle_statement_bind_text (statement, 3, record->workflow_name);
  heddle_statement_bind_id (statement, 4, record->snapshot_id);
  heddle_statement_bind_text (statement, 5, record->pipeline);
  heddle_statement_bind_id (statement, 6, record->project_id);
  heddle_statement_bind_text (statement, 7, record->trigger);
  heddle_statement_bind_text (statement, 8, heddle_run_status_to_string (record->status));
  heddle_statement_bind_text (statement, 9, record->reason);
  heddle_statement_bind_text (statement, 10, record->inputs);
  heddle_statement_bind_text (statement, 11, record->options);
  heddle_statement_bind_int (statement, 12, record->created_at);
  heddle_statement_bind_id (statement, 13, record->started_at);
  heddle_statement_bind_text (statement, 14, record->page);
  if (!heddle_statement_execute (statement, error))
    return FALSE;

  record->id = heddle_database_get_last_id (database);
  return read_number (database, record, error);
}

/**
 * heddle_runs_update:
 * @database: a writing connection
 * @record: the run, as it was inserted or read
 * @error: return location for an error
 *
 * Writes down what changes while a run goes on: status, reason, counts, costs, error, times, and
 * what was added to inputs and options; where one of these is %NULL it stays as it is.
 *
 * Returns: %FALSE with an error of [error@StoreError] if it could not be written
 */
gboolean
heddle_runs_update (HeddleDatabase   *database,
                    HeddleRunRecord  *record,
                    GError          **error)
{
  g_autoptr (HeddleStatement) statement = NULL;

  statement = heddle_database_prepare (database, "run-update", error);
  if (statement == NULL)
    return FALSE;

  heddle_statement_bind_int (statement, 1, record->id);
  heddle_statement_bind_text (statement, 2, heddle_run_status_to_string (record->status));
  heddle_statement_bind_text (statement, 3, record->reason);
  heddle_statement_bind_int (statement, 4, record->counts.successful);
  heddle_statement_bind_int (statement, 5, record->counts.failed);
  heddle_statement_bind_int (statement, 6, record->counts.skipped);
  heddle_statement_bind_int (statement, 7, record->counts.waiting);
  heddle_statement_bind_int (statement, 8, record->counts.unknown);
  heddle_statement_bind_int (statement, 9, record->counts.cached);
  heddle_statement_bind_int (statement, 10, record->counts.total);
  heddle_statement_bind_text (statement, 11, record->costs);
  heddle_statement_bind_text (statement, 12, record->error);
  heddle_statement_bind_id (statement, 13, record->started_at);
  heddle_statement_bind_id (statement, 14, record->finished_at);
  heddle_statement_bind_text (statement, 15, record->inputs);
  heddle_statement_bind_text (statement, 16, record->options);

  return heddle_statement_execute (statement, error);
}

static HeddleRunRecord *
read_row (HeddleStatement  *statement,
          GError          **error)
{
  g_autoptr (HeddleRunRecord) record = heddle_run_record_new ();

  if (!heddle_run_status_from_string (heddle_statement_get_text (statement, 10), &record->status,
                                      error))
    return NULL;

  record->id = heddle_statement_get_int (statement, 0);
  record->uuid = heddle_statement_dup_text (statement, 1);
  record->number = heddle_statement_get_int (statement, 2);
  record->workflow_id = heddle_statement_get_int (statement, 3);
  record->workflow_name = heddle_statement_dup_text (statement, 4);
  record->snapshot_id = heddle_statement_get_int (statement, 5);
  record->pipeline = heddle_statement_dup_text (statement, 6);
  record->project_id = heddle_statement_get_int (statement, 7);
  record->project = heddle_statement_dup_text (statement, 8);
  record->trigger = heddle_statement_dup_text (statement, 9);
  record->reason = heddle_statement_dup_text (statement, 11);
  record->inputs = heddle_statement_dup_text (statement, 12);
  record->options = heddle_statement_dup_text (statement, 13);
  record->counts.successful = heddle_statement_get_int (statement, 14);
  record->counts.failed = heddle_statement_get_int (statement, 15);
  record->counts.skipped = heddle_statement_get_int (statement, 16);
  record->counts.waiting = heddle_statement_get_int (statement, 17);
  record->counts.unknown = heddle_statement_get_int (statement, 18);
  record->counts.cached = heddle_statement_get_int (statement, 19);
  record->counts.total = heddle_statement_get_int (statement, 20);
  record->costs = heddle_statement_dup_text (statement, 21);
  record->error = heddle_statement_dup_text (statement, 22);
  record->created_at = heddle_statement_get_int (statement, 23);
  record->started_at = heddle_statement_get_int (statement, 24);
  record->finished_at = heddle_statement_get_int (statement, 25);
  record->scheduled_for = heddle_statement_get_int (statement, 26);
  record->page = heddle_statement_dup_text (statement, 27);

  return g_steal_pointer (&record);
}

static GPtrArray *
read_rows (HeddleStatement  *statement,
           GError          **error)
{
  g_autoptr (GPtrArray) records = NULL;

  records = g_ptr_array_new_with_free_func ((GDestroyNotify) heddle_run_record_free);
  while (heddle_statement_next (statement))
    {
      HeddleRunRecord *record = read_row (statement, error);

      if (record == NULL)
        return NULL;

      g_ptr_array_add (records, record);
    }

  if (!heddle_statement_finish (statement, error))
    return NULL;

  return g_steal_pointer (&records);
}

static HeddleRunRecord *
read_only_row (HeddleStatement  *statement,
               const char       *what,
               GError          **error)
{
  g_autoptr (GPtrArray) records = read_rows (statement, error);

  if (records == NULL)
    return NULL;

  if (records->len == 0)
    {
      g_set_error (error, HEDDLE_STORE_ERROR, HEDDLE_STORE_ERROR_NOT_FOUND,
                   _("The library holds no run “%s”."), what);
      return NULL;
    }

  return g_ptr_array_steal_index (records, 0);
}

/**
 * heddle_runs_get:
 * @database: a connection
 * @id: the row
 * @error: return location for an error
 *
 * Returns: (transfer full): the run, or %NULL with %HEDDLE_STORE_ERROR_NOT_FOUND or another error
 *   of [error@StoreError]
 */
HeddleRunRecord *
heddle_runs_get (HeddleDatabase  *database,
                 gint64           id,
                 GError         **error)
{
  g_autoptr (HeddleStatement) statement = heddle_database_prepare (database, "run-get", error);
  g_autofree char *what = g_strdup_printf ("%" G_GINT64_FORMAT, id);

  if (statement == NULL)
    return NULL;

  heddle_statement_bind_int (statement, 1, id);
  return read_only_row (statement, what, error);
}

/**
 * heddle_runs_find:
 * @database: a connection
 * @text: the run's number, its UUID, or the beginning of that
 * @error: return location for an error
 *
 * Returns: (transfer full): the run, or %NULL with %HEDDLE_STORE_ERROR_NOT_FOUND,
 *   %HEDDLE_STORE_ERROR_AMBIGUOUS or another error of [error@StoreError]
 */
HeddleRunRecord *
heddle_runs_find (HeddleDatabase  *database,
                  const char      *text,
                  GError         **error)
{
  g_autofree char *uuid = heddle_entities_resolve (database, HEDDLE_ENTITY_RUN, text, error);
  g_autoptr (HeddleStatement) statement = NULL;

  if (uuid == NULL)
    return NULL;

  statement = heddle_database_prepare (database, "run-get-uuid", error);
  if (statement == NULL)
    return NULL;

  heddle_statement_bind_text (statement, 1, uuid);
  return read_only_row (statement, uuid, error);
}

/**
 * heddle_runs_has:
 * @database: a connection
 * @id: a row
 * @uuid: a run's UUID
 * @has: (out): whether the row is there and that run's
 * @error: return location for an error
 *
 * Returns: %FALSE with an error of [error@StoreError] if it could not be read
 */
gboolean
heddle_runs_has (HeddleDatabase  *database,
                 gint64           id,
                 const char      *uuid,
                 gboolean        *has,
                 GError         **error)
{
  g_autoptr (HeddleStatement) statement = heddle_database_prepare (database, "run-has", error);

  *has = FALSE;
  if (statement == NULL)
    return FALSE;

  heddle_statement_bind_int (statement, 1, id);
  heddle_statement_bind_text (statement, 2, uuid);
  *has = heddle_statement_next (statement) && heddle_statement_get_int (statement, 0) != 0;
  return heddle_statement_finish (statement, error);
}

/**
 * heddle_runs_cancel:
 * @database: a writing connection
 * @text: the run's number, its UUID, or the beginning of that
 * @error: return location for an error
 *
 * Ends a run that nobody works on: one that waits, is paused or was interrupted. What it has made
 * stays, and a call whose outcome is not known keeps it. What waits counts as skipped.
 *
 * Returns: %FALSE with %HEDDLE_STORE_ERROR_INVALID where the run is at its end already, or another
 *   error of [error@StoreError]
 */
gboolean
heddle_runs_cancel (HeddleDatabase  *database,
                    const char      *text,
                    GError         **error)
{
  g_autoptr (HeddleRunRecord) record = heddle_runs_find (database, text, error);

  if (record == NULL)
    return FALSE;
  if (heddle_run_status_is_final (record->status))
    {
      g_set_error (error, HEDDLE_STORE_ERROR, HEDDLE_STORE_ERROR_INVALID,
                   _("Run %d is at its end already; there is nothing to cancel."), (int) record->number);
      return FALSE;
    }

  record->status = HEDDLE_RUN_CANCELLED;
  record->finished_at = now_ms ();
  record->counts.skipped += record->counts.waiting;
  record->counts.waiting = 0;
  g_clear_pointer (&record->reason, g_free);
  return heddle_run_items_cancel_waiting (database, record->id, record->finished_at, error)
         && heddle_node_runs_cancel_waiting (database, record->id, record->finished_at, error)
         && heddle_runs_update (database, record, error);
}

/**
 * heddle_runs_list:
 * @database: a connection
 * @limit: how many at most, -1 for all
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type HeddleRunRecord): runs, the newest first, or %NULL with an
 *   error of [error@StoreError]
 */
GPtrArray *
heddle_runs_list (HeddleDatabase  *database,
                  int              limit,
                  GError         **error)
{
  g_autoptr (HeddleStatement) statement = heddle_database_prepare (database, "run-list", error);

  if (statement == NULL)
    return NULL;

  heddle_statement_bind_int (statement, 1, limit);
  return read_rows (statement, error);
}

/**
 * heddle_runs_get_latest:
 * @database: a connection
 * @workflow_id: a workflow's row
 * @pipeline: the id of one of its pipelines
 * @record: (out) (nullable): its last run that has ended, or waits for a person; %NULL where there is none
 * @error: return location for an error
 *
 * Returns: %FALSE with an error of [error@StoreError] if the library could not be read
 */
gboolean
heddle_runs_get_latest (HeddleDatabase   *database,
                        gint64            workflow_id,
                        const char       *pipeline,
                        HeddleRunRecord **record,
                        GError          **error)
{
  g_autoptr (HeddleStatement) statement = heddle_database_prepare (database, "run-latest-of-pipeline", error);
  g_autoptr (GPtrArray) records = NULL;

  *record = NULL;
  if (statement == NULL)
    return FALSE;

  heddle_statement_bind_int (statement, 1, workflow_id);
  heddle_statement_bind_text (statement, 2, pipeline);
  records = read_rows (statement, error);
  if (records == NULL)
    return FALSE;
  if (records->len > 0)
    *record = g_ptr_array_steal_index (records, 0);
  return TRUE;
}

/**
 * heddle_runs_list_unfinished:
 * @database: a connection
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type HeddleRunRecord): runs that were never finished, the
 *   oldest first, or %NULL with an error of [error@StoreError]
 */
GPtrArray *
heddle_runs_list_unfinished (HeddleDatabase  *database,
                             GError         **error)
{
  g_autoptr (HeddleStatement) statement = NULL;

  statement = heddle_database_prepare (database, "run-list-unfinished", error);

  return statement != NULL ? read_rows (statement, error) : NULL;
}

/**
 * heddle_snapshots_add:
 * @database: a writing connection
 * @document: a workflow document as text
 * @id: (out): its row
 * @error: return location for an error
 *
 * Keeps a document as it is run. The same text is kept once.
 *
 * Returns: %FALSE with an error of [error@StoreError] if it could not be written
 */
gboolean
heddle_snapshots_add (HeddleDatabase  *database,
                      const char      *document,
                      gint64          *id,
                      GError         **error)
{
  g_autofree char *hash = heddle_sha256_compute (document, strlen (document));
  g_autoptr (HeddleStatement) find = heddle_database_prepare (database, "snapshot-id", error);
  g_autoptr (HeddleStatement) add = NULL;

  *id = 0;

  if (find == NULL)
    return FALSE;

  heddle_statement_bind_hash (find, 1, hash);
  if (heddle_statement_next (find))
    *id = heddle_statement_get_int (find, 0);
  if (!heddle_statement_finish (find, error))
    return FALSE;
  if (*id != 0)
    return TRUE;

  add = heddle_database_prepare (database, "snapshot-add", error);
  if (add == NULL)
    return FALSE;

  heddle_statement_bind_hash (add, 1, hash);
  heddle_statement_bind_text (add, 2, document);
  heddle_statement_bind_int (add, 3, now_ms ());
  if (!heddle_statement_execute (add, error))
    return FALSE;

  *id = heddle_database_get_last_id (database);
  return TRUE;
}

/**
 * heddle_snapshots_get:
 * @database: a connection
 * @id: the row
 * @error: return location for an error
 *
 * Returns: (transfer full): the document's text, or %NULL with %HEDDLE_STORE_ERROR_NOT_FOUND or
 *   another error of [error@StoreError]
 */
char *
heddle_snapshots_get (HeddleDatabase  *database,
                      gint64           id,
                      GError         **error)
{
  g_autoptr (HeddleStatement) statement = heddle_database_prepare (database, "snapshot-get", error);
  g_autofree char *document = NULL;

  if (statement == NULL)
    return NULL;

  heddle_statement_bind_int (statement, 1, id);
  if (heddle_statement_next (statement))
    document = heddle_statement_dup_text (statement, 0);

  if (!heddle_statement_finish (statement, error))
    return NULL;

  if (document == NULL)
    g_set_error (error, HEDDLE_STORE_ERROR, HEDDLE_STORE_ERROR_NOT_FOUND,
                 _("The library does not hold the document that was run."));

  return g_steal_pointer (&document);
}
