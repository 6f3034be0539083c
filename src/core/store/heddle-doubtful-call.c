/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "store/heddle-doubtful-call.h"

/**
 * heddle_doubtful_call_free:
 * @self: (transfer full): the call
 *
 * Frees it.
 */
void
heddle_doubtful_call_free (HeddleDoubtfulCall *self)
{
  g_free (self->key);
  g_free (self);
}

static gint64
get_seed (HeddleStatement *statement,
          int              column)
{
  return heddle_statement_is_null (statement, column) ? -1 : heddle_statement_get_int (statement, column);
}

static HeddleDoubtfulCall *
read_call (HeddleStatement *statement)
{
  HeddleDoubtfulCall *call = g_new0 (HeddleDoubtfulCall, 1);

  call->run_number = heddle_statement_get_int (statement, 0);
  call->key = heddle_statement_dup_hash (statement, 1);
  call->seed = get_seed (statement, 2);
  call->last_seed = get_seed (statement, 3);
  return call;
}

/**
 * heddle_doubtful_calls_list:
 * @database: a connection
 * @run_id: a run, of whose own calls only those count that no item knows of; 0 for none
 * @runs: (nullable): the runs at work, as a JSON object with the last call before each by its id; %NULL
 *   where any may be
 * @error: return location for an error
 *
 * Lists what has been asked for without anybody knowing what became of it, and what has been answered
 * without the item's having taken it in. What a person has decided on is not in doubt.
 *
 * Returns: (transfer full) (element-type HeddleDoubtfulCall): the calls, in their order, or %NULL with
 *   an error of [error@StoreError]
 */
GPtrArray *
heddle_doubtful_calls_list (HeddleDatabase  *database,
                            gint64           run_id,
                            const char      *runs,
                            GError         **error)
{
  g_autoptr (HeddleStatement) statement = heddle_database_prepare (database, "api-call-list-doubtful", error);
  g_autoptr (GPtrArray) calls = g_ptr_array_new_with_free_func ((GDestroyNotify) heddle_doubtful_call_free);

  if (statement == NULL)
    return NULL;

  heddle_statement_bind_int (statement, 1, run_id);
  heddle_statement_bind_text (statement, 2, runs);
  while (heddle_statement_next (statement))
    g_ptr_array_add (calls, read_call (statement));
  return heddle_statement_finish (statement, error) ? g_steal_pointer (&calls) : NULL;
}
