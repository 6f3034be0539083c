/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "store/heddle-decision-repository.h"

#include "store/heddle-status-names.h"

static const char *const answer_names[] = {
  [HEDDLE_DECISION_CHOSEN] = "chosen",
  [HEDDLE_DECISION_REJECTED] = "rejected",
  [HEDDLE_DECISION_SEND] = "send",
  [HEDDLE_DECISION_ASK] = "ask",
  [HEDDLE_DECISION_GIVE_UP] = "give-up",
};

/**
 * heddle_decision_record_free:
 * @self: (transfer full): the record
 *
 * Frees the record.
 */
void
heddle_decision_record_free (HeddleDecisionRecord *self)
{
  g_free (self->node);
  g_free (self->path);
  g_free (self->chosen);
  g_free (self->comment);
  g_free (self);
}

/**
 * heddle_decisions_add:
 * @database: a writing connection
 * @record: the answer; its time is that of the writing
 * @error: return location for an error
 *
 * Writes an answer down. It takes the place of an earlier one to the same item.
 *
 * Returns: %FALSE with an error of [error@StoreError] if it could not be written
 */
gboolean
heddle_decisions_add (HeddleDatabase              *database,
                      const HeddleDecisionRecord  *record,
                      GError                     **error)
{
  g_autoptr (HeddleStatement) statement = heddle_database_prepare (database, "decision-insert", error);

  if (statement == NULL)
    return FALSE;

  heddle_statement_bind_int (statement, 1, record->run_id);
  heddle_statement_bind_text (statement, 2, record->node);
  heddle_statement_bind_text (statement, 3, record->path);
  heddle_statement_bind_text (statement, 4, answer_names[record->answer]);
  heddle_statement_bind_text (statement, 5, record->chosen);
  heddle_statement_bind_text (statement, 6, record->comment);
  heddle_statement_bind_int (statement, 7, g_get_real_time () / 1000);
  return heddle_statement_execute (statement, error);
}

/**
 * heddle_decisions_find:
 * @database: a connection
 * @run_id: a run
 * @node: a node's id
 * @path: an item's index, dotted
 * @record: (out) (transfer full) (nullable): the last answer to the item; %NULL where there is none
 * @error: return location for an error
 *
 * Returns: %FALSE with an error of [error@StoreError] if it could not be read
 */
gboolean
heddle_decisions_find (HeddleDatabase        *database,
                       gint64                 run_id,
                       const char            *node,
                       const char            *path,
                       HeddleDecisionRecord **record,
                       GError               **error)
{
  g_autoptr (HeddleStatement) statement = heddle_database_prepare (database, "decision-find", error);
  g_autoptr (HeddleDecisionRecord) found = NULL;
  guint answer;

  *record = NULL;
  if (statement == NULL)
    return FALSE;

  heddle_statement_bind_int (statement, 1, run_id);
  heddle_statement_bind_text (statement, 2, node);
  heddle_statement_bind_text (statement, 3, path);
  if (heddle_statement_next (statement))
    {
      if (!heddle_status_names_find (answer_names, G_N_ELEMENTS (answer_names),
                                     heddle_statement_get_text (statement, 1), &answer, error))
        return FALSE;
      found = g_new0 (HeddleDecisionRecord, 1);
      found->id = heddle_statement_get_int (statement, 0);
      found->run_id = run_id;
      found->node = g_strdup (node);
      found->path = g_strdup (path);
      found->answer = answer;
      found->chosen = heddle_statement_dup_text (statement, 2);
      found->comment = heddle_statement_dup_text (statement, 3);
      found->call_id = heddle_statement_get_int (statement, 4);
      found->created_at = heddle_statement_get_int (statement, 5);
      found->superseded = heddle_statement_get_int (statement, 6) != 0;
    }
  if (!heddle_statement_finish (statement, error))
    return FALSE;
  *record = g_steal_pointer (&found);
  return TRUE;
}
