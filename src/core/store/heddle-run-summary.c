/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "store/heddle-run-summary.h"

#include <glib/gi18n-lib.h>

#include "base/heddle-json.h"

static const char *const queries[] = {
  [HEDDLE_RUN_FILTER_ALL] = "run-summary-all",
  [HEDDLE_RUN_FILTER_RUNNING] = "run-summary-running",
  [HEDDLE_RUN_FILTER_WAITING] = "run-summary-waiting",
  [HEDDLE_RUN_FILTER_FAILED] = "run-summary-failed",
  [HEDDLE_RUN_FILTER_QUEUED] = "run-summary-queued",
};

/**
 * heddle_run_summary_free:
 * @self: (transfer full): the summary
 *
 * Frees the summary.
 */
void
heddle_run_summary_free (HeddleRunSummary *self)
{
  g_free (self->uuid);
  g_free (self->workflow);
  g_free (self->workflow_name);
  g_free (self->page);
  g_free (self->trigger);
  g_free (self->reason);
  g_free (self->costs);
  g_free (self->error);
  g_free (self->step);
  g_free (self->step_name);
  g_free (self->step_error);
  g_free (self->every);
  g_free (self);
}

/**
 * heddle_run_summary_is_interrupted:
 * @self: a summary
 *
 * Returns: whether the process that ran it has gone before the run was done
 */
gboolean
heddle_run_summary_is_interrupted (const HeddleRunSummary *self)
{
  return !self->live && self->status == HEDDLE_RUN_RUNNING;
}

/**
 * heddle_run_summary_is_waiting:
 * @self: a summary
 *
 * Returns: whether nothing goes on until a person has answered, or there is more money
 */
gboolean
heddle_run_summary_is_waiting (const HeddleRunSummary *self)
{
  return !self->live && (self->status == HEDDLE_RUN_PAUSED || self->status == HEDDLE_RUN_AWAITING_SELECTION
                         || self->status == HEDDLE_RUN_AWAITING_APPROVAL || self->status == HEDDLE_RUN_AWAITING_DECISION);
}

/**
 * heddle_run_summary_is_queued:
 * @self: a summary
 *
 * Returns: whether it waits for its turn or its time
 */
gboolean
heddle_run_summary_is_queued (const HeddleRunSummary *self)
{
  return !self->live && (self->status == HEDDLE_RUN_PENDING || self->status == HEDDLE_RUN_SCHEDULED);
}

static HeddleRunSummary *
read_row (HeddleStatement  *row,
          GError          **error)
{
  g_autoptr (HeddleRunSummary) self = g_new0 (HeddleRunSummary, 1);

  if (!heddle_run_status_from_string (heddle_statement_get_text (row, 6), &self->status, error))
    return NULL;
  self->id = heddle_statement_get_int (row, 0);
  self->uuid = heddle_statement_dup_text (row, 1);
  self->number = heddle_statement_get_int (row, 2);
  self->workflow = heddle_statement_dup_text (row, 3);
  self->workflow_name = heddle_statement_dup_text (row, 4);
  self->trigger = heddle_statement_dup_text (row, 5);
  self->reason = heddle_statement_dup_text (row, 7);
  self->counts.successful = heddle_statement_get_int (row, 8);
  self->counts.failed = heddle_statement_get_int (row, 9);
  self->counts.skipped = heddle_statement_get_int (row, 10);
  self->counts.waiting = heddle_statement_get_int (row, 11);
  self->counts.unknown = heddle_statement_get_int (row, 12);
  self->counts.cached = heddle_statement_get_int (row, 13);
  self->counts.total = heddle_statement_get_int (row, 14);
  self->costs = heddle_statement_dup_text (row, 15);
  self->error = heddle_statement_dup_text (row, 16);
  self->n_rows = heddle_statement_get_int (row, 17);
  self->created_at = heddle_statement_get_int (row, 18);
  self->started_at = heddle_statement_get_int (row, 19);
  self->finished_at = heddle_statement_get_int (row, 20);
  self->worked_until = heddle_statement_get_int (row, 21);
  self->step = heddle_statement_dup_text (row, 22);
  self->step_name = heddle_statement_dup_text (row, 23);
  self->step_error = heddle_statement_dup_text (row, 24);
  self->live = heddle_statement_get_int (row, 25) != 0;
  self->has_assets = heddle_statement_get_int (row, 26) != 0;
  self->due = heddle_statement_get_int (row, 27);
  self->every = heddle_statement_dup_text (row, 28);
  self->position = heddle_statement_get_int (row, 29);
  self->page = heddle_statement_dup_text (row, 30);
  return g_steal_pointer (&self);
}

/* What a person typed is not a pattern. */
static char *
make_pattern (const char *text)
{
  g_autoptr (GString) pattern = g_string_new ("%");

  for (const char *c = text; *c != '\0'; c++)
    {
      if (*c == '%' || *c == '_' || *c == '\\')
        g_string_append_c (pattern, '\\');
      g_string_append_c (pattern, *c);
    }
  g_string_append_c (pattern, '%');
  return g_string_free_and_steal (g_steal_pointer (&pattern));
}

static char *
write_names (const char *const *names)
{
  g_autoptr (JsonNode) json = json_node_init_array (json_node_alloc (), NULL);
  g_autoptr (JsonArray) array = json_array_new ();

  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    json_array_add_string_element (array, names[i]);
  json_node_set_array (json, array);
  return heddle_json_write (json, HEDDLE_JSON_COMPACT);
}

static GPtrArray *
read_rows (HeddleStatement  *statement,
           GError          **error)
{
  g_autoptr (GPtrArray) runs = g_ptr_array_new_with_free_func ((GDestroyNotify) heddle_run_summary_free);

  while (heddle_statement_next (statement))
    {
      HeddleRunSummary *run = read_row (statement, error);

      if (run == NULL)
        return NULL;
      g_ptr_array_add (runs, run);
    }
  return heddle_statement_finish (statement, error) ? g_steal_pointer (&runs) : NULL;
}

/**
 * heddle_run_summaries_list:
 * @database: a connection
 * @query: which runs
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type HeddleRunSummary): runs, the newest first, or those in the queue
 *   in its order; %NULL with an error of [error@StoreError]
 */
GPtrArray *
heddle_run_summaries_list (HeddleDatabase        *database,
                           const HeddleRunQuery  *query,
                           GError               **error)
{
  gboolean any = query->text == NULL || *query->text == '\0';
  g_autofree char *pattern = any ? NULL : make_pattern (query->text);
  g_autofree char *live = write_names ((const char *const *) query->live);
  g_autoptr (HeddleStatement) statement = heddle_database_prepare (database, queries[query->filter], error);

  if (statement == NULL)
    return NULL;
  heddle_statement_bind_int (statement, 1, query->before == 0 ? G_MAXINT64 : query->before);
  heddle_statement_bind_int (statement, 2, query->limit);
  heddle_statement_bind_text (statement, 3, pattern);
  heddle_statement_bind_int (statement, 4, any ? 0 : g_ascii_strtoll (query->text, NULL, 10));
  heddle_statement_bind_text (statement, 5, live);
  heddle_statement_bind_int (statement, 7, g_get_real_time () / 1000);
  return read_rows (statement, error);
}

/**
 * heddle_run_summaries_get:
 * @database: a connection
 * @uuid: the run
 * @live: (nullable) (array zero-terminated=1): UUIDs of the runs at work in this process
 * @error: return location for an error
 *
 * Returns: (transfer full): the run, or %NULL with %HEDDLE_STORE_ERROR_NOT_FOUND or another error of
 *   [error@StoreError]
 */
HeddleRunSummary *
heddle_run_summaries_get (HeddleDatabase     *database,
                          const char         *uuid,
                          const char *const  *live,
                          GError            **error)
{
  g_autofree char *names = write_names (live);
  g_autoptr (HeddleStatement) statement = heddle_database_prepare (database, "run-summary-one", error);
  g_autoptr (GPtrArray) runs = NULL;

  if (statement == NULL)
    return NULL;
  heddle_statement_bind_int (statement, 1, G_MAXINT64);
  heddle_statement_bind_int (statement, 2, 1);
  heddle_statement_bind_null (statement, 3);
  heddle_statement_bind_null (statement, 4);
  heddle_statement_bind_text (statement, 5, names);
  heddle_statement_bind_text (statement, 6, uuid);
  heddle_statement_bind_int (statement, 7, g_get_real_time () / 1000);
  runs = read_rows (statement, error);
  if (runs == NULL)
    return NULL;
  if (runs->len == 0)
    {
      g_set_error (error, HEDDLE_STORE_ERROR, HEDDLE_STORE_ERROR_NOT_FOUND, _("The library holds no run “%s”."), uuid);
      return NULL;
    }
  return g_ptr_array_steal_index (runs, 0);
}

static gboolean
count (HeddleDatabase     *database,
       const char         *query,
       const char *const  *live,
       gint64             *number,
       GError            **error)
{
  g_autofree char *names = write_names (live);
  g_autoptr (HeddleStatement) statement = heddle_database_prepare (database, query, error);

  *number = 0;
  if (statement == NULL)
    return FALSE;
  heddle_statement_bind_text (statement, 1, names);
  if (heddle_statement_next (statement))
    *number = heddle_statement_get_int (statement, 0);
  return heddle_statement_finish (statement, error);
}

/**
 * heddle_run_summaries_count_waiting:
 * @database: a connection
 * @live: (nullable) (array zero-terminated=1): UUIDs of the runs at work in this process
 * @number: (out): how many runs wait for a person, or for money
 * @error: return location for an error
 *
 * Returns: %FALSE with an error of [error@StoreError] if the library could not be read
 */
gboolean
heddle_run_summaries_count_waiting (HeddleDatabase     *database,
                                    const char *const  *live,
                                    gint64             *number,
                                    GError            **error)
{
  return count (database, "run-count-waiting", live, number, error);
}

/**
 * heddle_run_summaries_count_queued:
 * @database: a connection
 * @live: (nullable) (array zero-terminated=1): UUIDs of the runs at work in this process
 * @number: (out): how many runs wait for their turn or their time
 * @error: return location for an error
 *
 * Returns: %FALSE with an error of [error@StoreError] if the library could not be read
 */
gboolean
heddle_run_summaries_count_queued (HeddleDatabase     *database,
                                   const char *const  *live,
                                   gint64             *number,
                                   GError            **error)
{
  return count (database, "run-count-queued", live, number, error);
}
