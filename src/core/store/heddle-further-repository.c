/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "store/heddle-further-repository.h"

/**
 * heddle_further_record_free:
 * @self: (transfer full): the record
 *
 * Frees the record.
 */
void
heddle_further_record_free (HeddleFurtherRecord *self)
{
  g_free (self->node);
  g_free (self->path);
  g_free (self->gate);
  g_free (self->gate_path);
  g_free (self);
}

/**
 * heddle_further_add:
 * @database: a writing connection
 * @record: what is asked for
 * @error: return location for an error
 *
 * Writes down what a person asks for.
 *
 * Returns: %FALSE with an error of [error@StoreError] if it could not be written
 */
gboolean
heddle_further_add (HeddleDatabase             *database,
                    const HeddleFurtherRecord  *record,
                    GError                    **error)
{
  g_autoptr (HeddleStatement) statement = heddle_database_prepare (database, "further-insert", error);

  if (statement == NULL)
    return FALSE;

  heddle_statement_bind_int (statement, 1, record->run_id);
  heddle_statement_bind_text (statement, 2, record->node);
  heddle_statement_bind_text (statement, 3, record->path);
  heddle_statement_bind_int (statement, 4, record->count);
  heddle_statement_bind_text (statement, 5, record->gate);
  heddle_statement_bind_text (statement, 6, record->gate_path);
  heddle_statement_bind_int (statement, 7, g_get_real_time () / 1000);
  return heddle_statement_execute (statement, error);
}

/**
 * heddle_further_list:
 * @database: a connection
 * @run_id: a run
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type HeddleFurtherRecord) (nullable): all that was asked for in the
 *   run, in that order; %NULL with an error of [error@StoreError] if it could not be read
 */
GPtrArray *
heddle_further_list (HeddleDatabase  *database,
                     gint64           run_id,
                     GError         **error)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) heddle_further_record_free);
  g_autoptr (HeddleStatement) statement = heddle_database_prepare (database, "further-list", error);

  if (statement == NULL)
    return NULL;
  heddle_statement_bind_int (statement, 1, run_id);
  while (heddle_statement_next (statement))
    {
      HeddleFurtherRecord *record = g_new0 (HeddleFurtherRecord, 1);

      record->id = heddle_statement_get_int (statement, 0);
      record->run_id = heddle_statement_get_int (statement, 1);
      record->node = heddle_statement_dup_text (statement, 2);
      record->path = heddle_statement_dup_text (statement, 3);
      record->count = (guint) heddle_statement_get_int (statement, 4);
      record->gate = heddle_statement_dup_text (statement, 5);
      record->gate_path = heddle_statement_dup_text (statement, 6);
      record->dropped = heddle_statement_get_int (statement, 7) != 0;
      record->answered = heddle_statement_get_int (statement, 8) != 0;
      g_ptr_array_add (records, record);
    }
  return heddle_statement_finish (statement, error) ? g_steal_pointer (&records) : NULL;
}

/**
 * heddle_further_drop:
 * @database: a writing connection
 * @run_id: a run
 * @gate: the id of a node that waits
 * @gate_path: the index of the item of it that a person has answered
 * @error: return location for an error
 *
 * Gives up what was asked for and is not there: the choice was made without it.
 *
 * Returns: %FALSE with an error of [error@StoreError] if it could not be written
 */
gboolean
heddle_further_drop (HeddleDatabase  *database,
                     gint64           run_id,
                     const char      *gate,
                     const char      *gate_path,
                     GError         **error)
{
  g_autoptr (HeddleStatement) drop = heddle_database_prepare (database, "further-drop", error);
  g_autoptr (HeddleStatement) cancel = NULL;

  if (drop == NULL)
    return FALSE;
  heddle_statement_bind_int (drop, 1, run_id);
  heddle_statement_bind_text (drop, 2, gate);
  heddle_statement_bind_text (drop, 3, gate_path);
  if (!heddle_statement_execute (drop, error))
    return FALSE;

  cancel = heddle_database_prepare (database, "further-cancel-dropped", error);
  if (cancel == NULL)
    return FALSE;
  heddle_statement_bind_int (cancel, 1, run_id);
  heddle_statement_bind_int (cancel, 2, g_get_real_time () / 1000);
  return heddle_statement_execute (cancel, error);
}
