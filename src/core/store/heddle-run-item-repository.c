/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "store/heddle-run-item-repository.h"

#include "store/heddle-blob-repository.h"

/**
 * heddle_node_run_record_new:
 *
 * Returns: (transfer full): an empty record, to be filled
 */
HeddleNodeRunRecord *
heddle_node_run_record_new (void)
{
  return g_new0 (HeddleNodeRunRecord, 1);
}

/**
 * heddle_node_run_record_free:
 * @self: (transfer full): the record
 *
 * Frees the record.
 */
void
heddle_node_run_record_free (HeddleNodeRunRecord *self)
{
  g_free (self->node);
  g_free (self->type);
  g_free (self->name);
  g_free (self->error);
  g_free (self);
}

/**
 * heddle_run_item_record_new:
 *
 * Returns: (transfer full): an empty record, not of a row, to be filled
 */
HeddleRunItemRecord *
heddle_run_item_record_new (void)
{
  HeddleRunItemRecord *self = g_new0 (HeddleRunItemRecord, 1);

  self->row = -1;
  return self;
}

/**
 * heddle_run_item_record_free:
 * @self: (transfer full): the record
 *
 * Frees the record.
 */
void
heddle_run_item_record_free (HeddleRunItemRecord *self)
{
  g_free (self->node);
  g_free (self->path);
  g_free (self->key);
  g_free (self->seeds);
  g_free (self->inputs);
  g_free (self->outputs);
  g_free (self->error);
  g_free (self);
}

static gboolean
insert_node_run (HeddleDatabase       *database,
                 HeddleNodeRunRecord  *record,
                 GError              **error)
{
  g_autoptr (HeddleStatement) statement = NULL;

  statement = heddle_database_prepare (database, "node-run-insert", error);
  if (statement == NULL)
    return FALSE;

  heddle_statement_bind_int (statement, 1, record->run_id);
  heddle_statement_bind_text (statement, 2, record->node);
  heddle_statement_bind_text (statement, 3, record->type);
  heddle_statement_bind_text (statement, 4, record->name);
  heddle_statement_bind_text (statement, 5, heddle_item_status_to_string (record->status));
  heddle_statement_bind_text (statement, 6, record->error);
  heddle_statement_bind_id (statement, 7, record->started_at);
  heddle_statement_bind_id (statement, 8, record->finished_at);
  if (!heddle_statement_execute (statement, error))
    return FALSE;

  record->id = heddle_database_get_last_id (database);
  return TRUE;
}

static gboolean
update_node_run (HeddleDatabase       *database,
                 HeddleNodeRunRecord  *record,
                 GError              **error)
{
  g_autoptr (HeddleStatement) statement = NULL;

  statement = heddle_database_prepare (database, "node-run-update", error);
  if (statement == NULL)
    return FALSE;

  heddle_statement_bind_int (statement, 1, record->id);
  heddle_statement_bind_text (statement, 2, heddle_item_status_to_string (record->status));
  heddle_statement_bind_text (statement, 3, record->error);
  heddle_statement_bind_id (statement, 4, record->started_at);
  heddle_statement_bind_id (statement, 5, record->finished_at);

  return heddle_statement_execute (statement, error);
}

/**
 * heddle_node_runs_save:
 * @database: a writing connection
 * @record: (inout): what the node did; its id is set when it is inserted
 * @error: return location for an error
 *
 * Inserts a record without an id; of one with an id, updates status, error and times.
 *
 * Returns: %FALSE with an error of [error@StoreError] if it could not be written
 */
gboolean
heddle_node_runs_save (HeddleDatabase       *database,
                       HeddleNodeRunRecord  *record,
                       GError              **error)
{
  return record->id == 0 ? insert_node_run (database, record, error)
                         : update_node_run (database, record, error);
}

/**
 * heddle_node_runs_list:
 * @database: a connection
 * @run_id: the run
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type HeddleNodeRunRecord): the run's nodes in the order in
 *   which they were written down, or %NULL with an error of [error@StoreError]
 */
GPtrArray *
heddle_node_runs_list (HeddleDatabase  *database,
                       gint64           run_id,
                       GError         **error)
{
  g_autoptr (HeddleStatement) statement = NULL;
  g_autoptr (GPtrArray) records = NULL;

  statement = heddle_database_prepare (database, "node-run-list", error);
  if (statement == NULL)
    return NULL;

  records = g_ptr_array_new_with_free_func ((GDestroyNotify) heddle_node_run_record_free);
  heddle_statement_bind_int (statement, 1, run_id);
  while (heddle_statement_next (statement))
    {
      HeddleNodeRunRecord *record = heddle_node_run_record_new ();

      g_ptr_array_add (records, record);
      record->id = heddle_statement_get_int (statement, 0);
      record->run_id = heddle_statement_get_int (statement, 1);
      record->node = heddle_statement_dup_text (statement, 2);
      record->type = heddle_statement_dup_text (statement, 3);
      record->name = heddle_statement_dup_text (statement, 4);
      record->error = heddle_statement_dup_text (statement, 6);
      record->started_at = heddle_statement_get_int (statement, 7);
      record->finished_at = heddle_statement_get_int (statement, 8);
      if (!heddle_item_status_from_string (heddle_statement_get_text (statement, 5),
                                           &record->status, error))
        return NULL;
    }

  if (!heddle_statement_finish (statement, error))
    return NULL;

  return g_steal_pointer (&records);
}

/* The columns that a change can touch, which stand in the same order in both statements. */
static void
bind_item_state (HeddleStatement     *statement,
                 int                  first,
                 HeddleRunItemRecord *record)
{
  heddle_statement_bind_text (statement, first, heddle_item_status_to_string (record->status));
  heddle_statement_bind_int (statement, first + 1, record->cached);
  heddle_statement_bind_hash (statement, first + 2, record->key);
  heddle_statement_bind_text (statement, first + 3, record->seeds);
  heddle_statement_bind_text (statement, first + 4, record->inputs);
  heddle_statement_bind_text (statement, first + 5, record->outputs);
  heddle_statement_bind_text (statement, first + 6, record->error);
  heddle_statement_bind_money (statement, first + 7, record->cost);
  heddle_statement_bind_id (statement, first + 9, record->started_at);
  heddle_statement_bind_id (statement, first + 10, record->finished_at);
}

static gboolean
insert_item (HeddleDatabase       *database,
             HeddleRunItemRecord  *record,
             GError              **error)
{
  g_autoptr (HeddleStatement) statement = NULL;

  statement = heddle_database_prepare (database, "run-item-insert", error);
  if (statement == NULL)
    return FALSE;

  heddle_statement_bind_int (statement, 1, record->node_run_id);
  heddle_statement_bind_text (statement, 2, record->path);
  if (record->row >= 0)
    heddle_statement_bind_int (statement, 3, record->row);
  bind_item_state (statement, 4, record);
  if (!heddle_statement_execute (statement, error))
    return FALSE;

  record->id = heddle_database_get_last_id (database);
  return TRUE;
}

static gboolean
update_item (HeddleDatabase       *database,
             HeddleRunItemRecord  *record,
             GError              **error)
{
  g_autoptr (HeddleStatement) statement = NULL;

  statement = heddle_database_prepare (database, "run-item-update", error);
  if (statement == NULL)
    return FALSE;

  heddle_statement_bind_int (statement, 1, record->id);
  bind_item_state (statement, 2, record);

  return heddle_statement_execute (statement, error);
}

/**
 * heddle_run_items_save:
 * @database: a writing connection
 * @record: (inout): the item; its id is set when it is inserted
 * @blobs: (nullable) (array zero-terminated=1): all the blobs that its inputs and outputs name;
 *   %NULL leaves them as they were
 * @error: return location for an error
 *
 * Inserts a record without an id; updates one with an id, all but its node, path and row.
 *
 * Returns: %FALSE with an error of [error@StoreError] if it could not be written
 */
gboolean
heddle_run_items_save (HeddleDatabase       *database,
                       HeddleRunItemRecord  *record,
                       const char *const    *blobs,
                       GError              **error)
{
  if (record->id == 0)
    return insert_item (database, record, error)
           && (blobs == NULL || heddle_blobs_add_refs (database, HEDDLE_BLOB_OWNER_RUN_ITEM, record->id, blobs, error));

  return update_item (database, record, error)
         && (blobs == NULL || heddle_blobs_set_refs (database, HEDDLE_BLOB_OWNER_RUN_ITEM, record->id, blobs, error));
}

/**
 * heddle_run_items_wait:
 * @database: a writing connection
 * @record: an item that has a row, and is pending or queued
 * @error: return location for an error
 *
 * Brings the status up to date where the row says no more than that the item waits.
 *
 * Returns: %FALSE with an error of [error@StoreError] if it could not be written
 */
gboolean
heddle_run_items_wait (HeddleDatabase             *database,
                       const HeddleRunItemRecord  *record,
                       GError                    **error)
{
  g_autoptr (HeddleStatement) statement = heddle_database_prepare (database, "run-item-wait", error);

  if (statement == NULL)
    return FALSE;

  heddle_statement_bind_int (statement, 1, record->id);
  heddle_statement_bind_text (statement, 2, heddle_item_status_to_string (record->status));
  return heddle_statement_execute (statement, error);
}

static HeddleRunItemRecord *
read_item (HeddleStatement  *statement,
           GError          **error)
{
  g_autoptr (HeddleRunItemRecord) record = heddle_run_item_record_new ();

  if (!heddle_item_status_from_string (heddle_statement_get_text (statement, 4), &record->status,
                                       error))
    return NULL;

  record->id = heddle_statement_get_int (statement, 0);
  record->node_run_id = heddle_statement_get_int (statement, 1);
  record->path = heddle_statement_dup_text (statement, 2);
  record->row = heddle_statement_is_null (statement, 3) ? -1
                                                        : heddle_statement_get_int (statement, 3);
  record->cached = heddle_statement_get_int (statement, 5) != 0;
  record->key = heddle_statement_dup_hash (statement, 6);
  record->seeds = heddle_statement_dup_text (statement, 7);
  record->inputs = heddle_statement_dup_text (statement, 8);
  record->outputs = heddle_statement_dup_text (statement, 9);
  record->error = heddle_statement_dup_text (statement, 10);
  record->cost = heddle_statement_get_money (statement, 11);
  record->started_at = heddle_statement_get_int (statement, 13);
  record->finished_at = heddle_statement_get_int (statement, 14);
  record->node = heddle_statement_dup_text (statement, 15);

  return g_steal_pointer (&record);
}

static GPtrArray *
read_items (HeddleStatement  *statement,
            GError          **error)
{
  g_autoptr (GPtrArray) records = NULL;

  records = g_ptr_array_new_with_free_func ((GDestroyNotify) heddle_run_item_record_free);
  while (heddle_statement_next (statement))
    {
      HeddleRunItemRecord *record = read_item (statement, error);

      if (record == NULL)
        return NULL;

      g_ptr_array_add (records, record);
    }

  if (!heddle_statement_finish (statement, error))
    return NULL;

  return g_steal_pointer (&records);
}

/**
 * heddle_run_items_list:
 * @database: a connection
 * @run_id: the run
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type HeddleRunItemRecord): the items of all nodes of the run,
 *   in the order in which they were written down, or %NULL with an error of [error@StoreError]
 */
GPtrArray *
heddle_run_items_list (HeddleDatabase  *database,
                       gint64           run_id,
                       GError         **error)
{
  g_autoptr (HeddleStatement) statement = NULL;

  statement = heddle_database_prepare (database, "run-item-list", error);
  if (statement == NULL)
    return NULL;

  heddle_statement_bind_int (statement, 1, run_id);
  return read_items (statement, error);
}

/**
 * heddle_run_items_list_node:
 * @database: a connection
 * @run_id: the run
 * @node: a node's id
 * @status: how far its items are
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type HeddleRunItemRecord): the node's items that are that far, or
 *   %NULL with an error of [error@StoreError]
 */
GPtrArray *
heddle_run_items_list_node (HeddleDatabase    *database,
                            gint64             run_id,
                            const char        *node,
                            HeddleItemStatus   status,
                            GError           **error)
{
  g_autoptr (HeddleStatement) statement = heddle_database_prepare (database, "run-item-list-node", error);

  if (statement == NULL)
    return NULL;

  heddle_statement_bind_int (statement, 1, run_id);
  heddle_statement_bind_text (statement, 2, node);
  heddle_statement_bind_text (statement, 3, heddle_item_status_to_string (status));
  return read_items (statement, error);
}

/**
 * heddle_run_items_find:
 * @database: a connection
 * @run_id: the run
 * @node: a node's id
 * @path: the item's index, dotted
 * @record: (out) (transfer full) (nullable): the item; %NULL where nothing is written down of it
 * @error: return location for an error
 *
 * Returns: %FALSE with an error of [error@StoreError] if it could not be read
 */
gboolean
heddle_run_items_find (HeddleDatabase       *database,
                       gint64                run_id,
                       const char           *node,
                       const char           *path,
                       HeddleRunItemRecord **record,
                       GError              **error)
{
  g_autoptr (HeddleStatement) statement = heddle_database_prepare (database, "run-item-find", error);
  g_autoptr (GPtrArray) records = NULL;

  *record = NULL;
  if (statement == NULL)
    return FALSE;

  heddle_statement_bind_int (statement, 1, run_id);
  heddle_statement_bind_text (statement, 2, node);
  heddle_statement_bind_text (statement, 3, path);
  records = read_items (statement, error);
  if (records == NULL)
    return FALSE;
  if (records->len > 0)
    *record = g_ptr_array_steal_index (records, 0);
  return TRUE;
}

/**
 * heddle_run_items_list_open:
 * @database: a connection
 * @run_id: the run
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type HeddleRunItemRecord): the items that a provider was asked for
 *   and that are not over, or %NULL with an error of [error@StoreError]
 */
GPtrArray *
heddle_run_items_list_open (HeddleDatabase  *database,
                            gint64           run_id,
                            GError         **error)
{
  g_autoptr (HeddleStatement) statement = heddle_database_prepare (database, "run-item-list-open", error);

  if (statement == NULL)
    return NULL;

  heddle_statement_bind_int (statement, 1, run_id);
  return read_items (statement, error);
}

/**
 * heddle_run_items_drop_unasked:
 * @database: a writing connection
 * @run_id: a run that is about to go on
 * @error: return location for an error
 *
 * Deletes the items that nothing was asked for yet: as the run goes on they may turn out to be others.
 *
 * Returns: %FALSE with an error of [error@StoreError] if it could not be written
 */
gboolean
heddle_run_items_drop_unasked (HeddleDatabase  *database,
                               gint64           run_id,
                               GError         **error)
{
  g_autoptr (HeddleStatement) statement = heddle_database_prepare (database, "run-item-drop-unasked", error);

  if (statement == NULL)
    return FALSE;

  heddle_statement_bind_int (statement, 1, run_id);
  return heddle_statement_execute (statement, error);
}

static gboolean
cancel_waiting (HeddleDatabase  *database,
                const char      *query,
                gint64           run_id,
                gint64           finished_at,
                GError         **error)
{
  g_autoptr (HeddleStatement) statement = heddle_database_prepare (database, query, error);

  if (statement == NULL)
    return FALSE;

  heddle_statement_bind_int (statement, 1, run_id);
  heddle_statement_bind_id (statement, 2, finished_at);
  return heddle_statement_execute (statement, error);
}

/**
 * heddle_node_runs_cancel_waiting:
 * @database: a writing connection
 * @run_id: a run that is over
 * @finished_at: when, in milliseconds
 * @error: return location for an error
 *
 * Cancels the nodes of a run that are not at their end.
 *
 * Returns: %FALSE with an error of [error@StoreError] if it could not be written
 */
gboolean
heddle_node_runs_cancel_waiting (HeddleDatabase  *database,
                                 gint64           run_id,
                                 gint64           finished_at,
                                 GError         **error)
{
  return cancel_waiting (database, "node-run-cancel-waiting", run_id, finished_at, error);
}

/**
 * heddle_run_items_cancel_waiting:
 * @database: a writing connection
 * @run_id: a run that is over
 * @finished_at: when, in milliseconds
 * @error: return location for an error
 *
 * Cancels the items of a run that wait for a person, those that hang on them, and those that were
 * under way when it was interrupted.
 *
 * Returns: %FALSE with an error of [error@StoreError] if it could not be written
 */
gboolean
heddle_run_items_cancel_waiting (HeddleDatabase  *database,
                                 gint64           run_id,
                                 gint64           finished_at,
                                 GError         **error)
{
  return cancel_waiting (database, "run-item-cancel-waiting", run_id, finished_at, error);
}
