/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "engine/heddle-rows-export.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#include "base/heddle-threads.h"
#include "engine/heddle-plan.h"
#include "engine/heddle-run-continuation.h"
#include "store/heddle-run-rows.h"

/* No input can be named like this, so that the table runs again as it is; not translated, since whoever
 * runs it again may speak another language.
 */
#define ERROR_COLUMN "heddle error"

typedef struct
{
  const HeddleRunRecord *record;
  HeddleCsvTable        *table;
  HeddleRowsExportFlags  flags;
  HeddleRunRowState     *states;
  char                 **errors;
} Export;

static gboolean
is_wanted (const Export *self,
           guint         row)
{
  gboolean over = heddle_run_status_is_final (self->record->status);

  switch (self->states[row])
    {
    case HEDDLE_RUN_ROW_FAILED:
      return (self->flags & HEDDLE_ROWS_EXPORT_FAILED) != 0;
    case HEDDLE_RUN_ROW_CANCELLED:
    case HEDDLE_RUN_ROW_UNTOUCHED:
      return over && (self->flags & HEDDLE_ROWS_EXPORT_UNFINISHED) != 0;
    case HEDDLE_RUN_ROW_DONE:
    case HEDDLE_RUN_ROW_OPEN:
    default:
      return FALSE;
    }
}

/* The table's own cells, then the error, in place of one that an earlier export has put there. */
static void
append_row (const Export *self,
            GString      *text,
            int           row)
{
  guint n_columns = heddle_csv_table_get_n_columns (self->table);
  g_autoptr (GPtrArray) cells = g_ptr_array_new ();
  const char *last = row < 0 ? ERROR_COLUMN : self->errors[row] == NULL ? "" : self->errors[row];

  for (guint c = 0; c < n_columns; c++)
    if (!g_str_equal (heddle_csv_table_get_column (self->table, c), ERROR_COLUMN))
      g_ptr_array_add (cells, (char *) (row < 0 ? heddle_csv_table_get_column (self->table, c)
                                                : heddle_csv_table_get_cell (self->table, (guint) row, c)));
  g_ptr_array_add (cells, (char *) last);
  heddle_csv_append_row (text, (const char *const *) cells->pdata, cells->len);
}

static char *
write_rows (const Export *self,
            guint        *n_rows)
{
  GString *text = g_string_new (NULL);

  *n_rows = 0;
  append_row (self, text, -1);
  for (guint r = 0; r < heddle_csv_table_get_n_rows (self->table); r++)
    if (is_wanted (self, r))
      {
        append_row (self, text, (int) r);
        (*n_rows)++;
      }
  return g_string_free_and_steal (text);
}

static gboolean
read_rows (HeddleDatabase  *database,
           gpointer         data,
           GValue          *result,
           GError         **error)
{
  Export *self = data;

  return heddle_run_rows_read (database, self->record->id, self->states, self->errors,
                               heddle_csv_table_get_n_rows (self->table), error);
}

static char *
export_rows (HeddleLibrary  *library,
             Export         *self,
             guint          *n_rows,
             GError        **error)
{
  guint n = heddle_csv_table_get_n_rows (self->table);
  char *text = NULL;

  self->states = g_new0 (HeddleRunRowState, n);
  self->errors = g_new0 (char *, n);
  if (heddle_wait_for (heddle_library_read (library, read_rows, self, NULL), NULL, error))
    text = write_rows (self, n_rows);
  for (guint i = 0; i < n; i++)
    g_free (self->errors[i]);
  g_free (self->errors);
  g_free (self->states);
  return text;
}

/**
 * heddle_rows_export:
 * @library: a library
 * @run: the run's number, its UUID, or the beginning of that
 * @flags: which rows are wanted
 * @n_rows: (out): how many there are
 * @error: return location
 *
 * Makes a table of the rows of a batch that did not come to a good end, to be corrected and run again:
 * the columns that its table had, and one more that says what went wrong, which no run reads. Rows that
 * go on with the run, because a person or a budget holds them, are not among them. Blocks.
 *
 * Returns: (transfer full): the table as CSV; %NULL with [error@PlanError] `RUN` where the run had no
 *   table or there are no such rows, or another error where it cannot be read
 */
char *
heddle_rows_export (HeddleLibrary          *library,
                    const char             *run,
                    HeddleRowsExportFlags   flags,
                    guint                  *n_rows,
                    GError                **error)
{
  g_autoptr (HeddleRunRecord) record = NULL;
  g_autoptr (HeddleWorkflow) workflow = NULL;
  g_autoptr (HeddleRunOptions) options = NULL;
  g_autofree char *text = NULL;
  Export self = { .flags = flags };

  HEDDLE_ASSERT_MAY_BLOCK ();

  if (!heddle_run_continuation_read (library, run, &record, &workflow, &options, error))
    return NULL;
  if (options->rows == NULL)
    {
      g_set_error (error, HEDDLE_PLAN_ERROR, HEDDLE_PLAN_ERROR_RUN,
                   _("Run %" PRId64 " has no rows: it was not started on a table"), record->number);
      return NULL;
    }

  self.record = record;
  self.table = options->rows;
  text = export_rows (library, &self, n_rows, error);
  if (text != NULL && *n_rows == 0)
    {
      g_set_error (error, HEDDLE_PLAN_ERROR, HEDDLE_PLAN_ERROR_RUN, _("Run %" PRId64 " has no such rows"),
                   record->number);
      return NULL;
    }
  return g_steal_pointer (&text);
}
