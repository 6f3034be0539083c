/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "store/heddle-run-rows.h"

#include "base/heddle-json.h"
#include "store/heddle-item-status.h"

static HeddleRunRowState
to_row_state (HeddleItemStatus status)
{
  switch (status)
    {
    case HEDDLE_ITEM_FAILED:
    case HEDDLE_ITEM_CONTENT_REJECTED:
      return HEDDLE_RUN_ROW_FAILED;
    case HEDDLE_ITEM_PENDING:
    case HEDDLE_ITEM_QUEUED:
    case HEDDLE_ITEM_RUNNING:
    case HEDDLE_ITEM_WAITING:
    case HEDDLE_ITEM_UNKNOWN_OUTCOME:
      return HEDDLE_RUN_ROW_OPEN;
    case HEDDLE_ITEM_CANCELLED:
      return HEDDLE_RUN_ROW_CANCELLED;
    case HEDDLE_ITEM_CACHED:
    case HEDDLE_ITEM_COMPLETED:
    case HEDDLE_ITEM_SKIPPED:
    default:
      return HEDDLE_RUN_ROW_DONE;
    }
}

/* With the step that failed, since the same row has several. */
static char *
describe_error (const char *step,
                const char *text)
{
  g_autoptr (JsonNode) json = text == NULL ? NULL : heddle_json_parse (text, -1, NULL);
  const char *message = json == NULL || !JSON_NODE_HOLDS_OBJECT (json)
                          ? NULL : heddle_json_get_string (json_node_get_object (json), "message", NULL);

  return message == NULL ? g_strdup (step) : g_strdup_printf ("%s: %s", step, message);
}

/**
 * heddle_run_rows_read:
 * @database: a connection
 * @run_id: a run that is a batch
 * @states: (out caller-allocates) (array length=n_rows): how far each row is
 * @errors: (out caller-allocates) (array length=n_rows): of each row that failed, the first reason; %NULL of
 *   the others
 * @n_rows: how many rows its table has
 * @error: return location for an error
 *
 * Returns: %FALSE with an error of [error@StoreError] if it could not be read
 */
gboolean
heddle_run_rows_read (HeddleDatabase     *database,
                      gint64              run_id,
                      HeddleRunRowState  *states,
                      char              **errors,
                      guint               n_rows,
                      GError            **error)
{
  g_autoptr (HeddleStatement) statement = heddle_database_prepare (database, "run-item-list-rows", error);

  memset (states, 0, n_rows * sizeof *states);
  memset (errors, 0, n_rows * sizeof *errors);
  if (statement == NULL)
    return FALSE;

  heddle_statement_bind_int (statement, 1, run_id);
  while (heddle_statement_next (statement))
    {
      gint64 row = heddle_statement_get_int (statement, 0);
      HeddleItemStatus status;
      HeddleRunRowState state;

      if (row < 0 || row >= n_rows)
        continue;
      if (!heddle_item_status_from_string (heddle_statement_get_text (statement, 1), &status, error))
        return FALSE;
      state = to_row_state (status);
      states[row] = MAX (states[row], state);
      if (state == HEDDLE_RUN_ROW_FAILED && errors[row] == NULL)
        errors[row] = describe_error (heddle_statement_get_text (statement, 3), heddle_statement_get_text (statement, 2));
    }
  return heddle_statement_finish (statement, error);
}
