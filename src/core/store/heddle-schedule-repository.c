/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "store/heddle-schedule-repository.h"

#include <glib/gi18n-lib.h>

#include "base/heddle-uuid.h"

/**
 * heddle_schedule_record_new:
 *
 * Returns: (transfer full): an empty record, to be filled
 */
HeddleScheduleRecord *
heddle_schedule_record_new (void)
{
  HeddleScheduleRecord *self = g_new0 (HeddleScheduleRecord, 1);

  self->run = heddle_run_record_new ();
  return self;
}

/**
 * heddle_schedule_record_free:
 * @self: (transfer full): the record
 *
 * Frees the record.
 */
void
heddle_schedule_record_free (HeddleScheduleRecord *self)
{
  g_free (self->uuid);
  heddle_run_record_free (self->run);
  g_free (self->begins);
  g_free (self);
}

/**
 * heddle_schedules_insert:
 * @database: a writing connection
 * @record: (inout): the schedule; its id, UUID and time of creation are set
 * @error: return location for an error
 *
 * Returns: %FALSE with an error of [error@StoreError] if it could not be written
 */
gboolean
heddle_schedules_insert (HeddleDatabase        *database,
                         HeddleScheduleRecord  *record,
                         GError               **error)
{
  g_autoptr (HeddleStatement) statement = heddle_database_prepare (database, "schedule-insert", error);
  const HeddleRunRecord *run = record->run;

  if (statement == NULL)
    return FALSE;

  record->uuid = heddle_uuid_new ();
  record->created_at = g_get_real_time () / 1000;
  heddle_statement_bind_text (statement, 1, record->uuid);
  heddle_statement_bind_id (statement, 2, run->workflow_id);
  heddle_statement_bind_text (statement, 3, run->workflow_name);
  heddle_statement_bind_id (statement, 4, run->snapshot_id);
  heddle_statement_bind_text (statement, 5, run->pipeline);
  heddle_statement_bind_id (statement, 6, run->project_id);
  heddle_statement_bind_text (statement, 7, run->inputs);
  heddle_statement_bind_text (statement, 8, run->options);
  heddle_statement_bind_int (statement, 9, record->priority);
  heddle_statement_bind_int (statement, 10, record->max_retries);
  heddle_statement_bind_text (statement, 11, heddle_recurrence_to_string (record->every));
  heddle_statement_bind_text (statement, 12, record->begins);
  heddle_statement_bind_int (statement, 13, record->next_due);
  heddle_statement_bind_int (statement, 14, record->created_at);
  heddle_statement_bind_text (statement, 15, run->page);
  if (!heddle_statement_execute (statement, error))
    return FALSE;

  record->id = heddle_database_get_last_id (database);
  return TRUE;
}

static HeddleScheduleRecord *
read_row (HeddleStatement  *row,
          GError          **error)
{
  g_autoptr (HeddleScheduleRecord) self = heddle_schedule_record_new ();

  if (!heddle_recurrence_from_string (heddle_statement_get_text (row, 11), &self->every))
    {
      g_set_error (error, HEDDLE_STORE_ERROR, HEDDLE_STORE_ERROR_INVALID,
                   _("The library has “%s” where this version knows no such value."), heddle_statement_get_text (row, 11));
      return NULL;
    }
  self->id = heddle_statement_get_int (row, 0);
  self->uuid = heddle_statement_dup_text (row, 1);
  self->run->workflow_id = heddle_statement_get_int (row, 2);
  self->run->workflow_name = heddle_statement_dup_text (row, 3);
  self->run->snapshot_id = heddle_statement_get_int (row, 4);
  self->run->pipeline = heddle_statement_dup_text (row, 5);
  self->run->project_id = heddle_statement_get_int (row, 6);
  self->run->inputs = heddle_statement_dup_text (row, 7);
  self->run->options = heddle_statement_dup_text (row, 8);
  self->priority = (int) heddle_statement_get_int (row, 9);
  self->max_retries = (guint) heddle_statement_get_int (row, 10);
  self->begins = heddle_statement_dup_text (row, 12);
  self->next_due = heddle_statement_get_int (row, 13);
  self->created_at = heddle_statement_get_int (row, 14);
  self->run->page = heddle_statement_dup_text (row, 15);
  return g_steal_pointer (&self);
}

static GPtrArray *
read_rows (HeddleStatement  *statement,
           GError          **error)
{
  g_autoptr (GPtrArray) schedules = g_ptr_array_new_with_free_func ((GDestroyNotify) heddle_schedule_record_free);

  while (heddle_statement_next (statement))
    {
      HeddleScheduleRecord *schedule = read_row (statement, error);

      if (schedule == NULL)
        return NULL;
      g_ptr_array_add (schedules, schedule);
    }
  return heddle_statement_finish (statement, error) ? g_steal_pointer (&schedules) : NULL;
}

/**
 * heddle_schedules_list:
 * @database: a connection
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type HeddleScheduleRecord): all of them, the one that is due next
 *   first, or %NULL with an error of [error@StoreError]
 */
GPtrArray *
heddle_schedules_list (HeddleDatabase  *database,
                       GError         **error)
{
  g_autoptr (HeddleStatement) statement = heddle_database_prepare (database, "schedule-list", error);

  return statement == NULL ? NULL : read_rows (statement, error);
}

/**
 * heddle_schedules_remove:
 * @database: a writing connection
 * @text: a schedule's UUID, or the beginning of that
 * @error: return location for an error
 *
 * Has a schedule make no more runs. Those that it has made stay.
 *
 * Returns: (transfer full): what it was, or %NULL with %HEDDLE_STORE_ERROR_NOT_FOUND,
 *   %HEDDLE_STORE_ERROR_AMBIGUOUS or another error of [error@StoreError]
 */
HeddleScheduleRecord *
heddle_schedules_remove (HeddleDatabase  *database,
                         const char      *text,
                         GError         **error)
{
  g_autoptr (HeddleStatement) find = heddle_database_prepare (database, "schedule-find", error);
  g_autoptr (HeddleStatement) remove = find == NULL ? NULL : heddle_database_prepare (database, "schedule-remove", error);
  g_autoptr (GPtrArray) found = NULL;
  HeddleScheduleRecord *schedule;

  if (remove == NULL)
    return NULL;
  heddle_statement_bind_text (find, 1, text);
  found = read_rows (find, error);
  if (found == NULL)
    return NULL;
  if (*text == '\0' || found->len == 0)
    {
      g_set_error (error, HEDDLE_STORE_ERROR, HEDDLE_STORE_ERROR_NOT_FOUND,
                   _("The queue has no schedule “%s”. “heddlectl queue list” shows those that it has."), text);
      return NULL;
    }
  if (found->len > 1)
    {
      g_set_error (error, HEDDLE_STORE_ERROR, HEDDLE_STORE_ERROR_AMBIGUOUS,
                   _("More than one schedule begins with “%s”."), text);
      return NULL;
    }

  schedule = g_ptr_array_index (found, 0);
  heddle_statement_bind_int (remove, 1, schedule->id);
  heddle_statement_bind_int (remove, 2, g_get_real_time () / 1000);
  return heddle_statement_execute (remove, error) ? g_ptr_array_steal_index (found, 0) : NULL;
}

/**
 * heddle_schedules_get_due_time:
 * @database: a connection
 * @time: (out): when the next run is to be made, in milliseconds; 0 where there is no schedule
 * @error: return location for an error
 *
 * Returns: %FALSE with an error of [error@StoreError] if the library could not be read
 */
gboolean
heddle_schedules_get_due_time (HeddleDatabase  *database,
                               gint64          *time,
                               GError         **error)
{
  g_autoptr (HeddleStatement) statement = heddle_database_prepare (database, "schedule-due-time", error);

  *time = 0;
  if (statement == NULL)
    return FALSE;
  if (heddle_statement_next (statement))
    *time = heddle_statement_get_int (statement, 0);
  return heddle_statement_finish (statement, error);
}

static gboolean
add_run (HeddleDatabase        *database,
         HeddleScheduleRecord  *schedule,
         gint64                 due,
         GError               **error)
{
  HeddleJobRecord job = { .schedule_id = schedule->id, .priority = schedule->priority, .scheduled_for = due,
                          .max_retries = schedule->max_retries };

  schedule->run->status = HEDDLE_RUN_PENDING;
  g_set_str (&schedule->run->trigger, "schedule");
  if (!heddle_runs_insert (database, schedule->run, error))
    return FALSE;
  job.run_id = schedule->run->id;
  return heddle_jobs_add (database, &job, error);
}

/* One run stands for all times that were missed, and one that waits already for the new time too. */
static gboolean
make_run (HeddleDatabase        *database,
          HeddleScheduleRecord  *schedule,
          GTimeZone             *zone,
          gint64                 now,
          GError               **error)
{
  gint64 due = heddle_recurrence_last (schedule->every, schedule->begins, zone, schedule->next_due, now);
  g_autoptr (HeddleStatement) statement = heddle_database_prepare (database, "schedule-set-due", error);
  gint64 waiting;

  if (statement == NULL || !heddle_jobs_find_waiting (database, schedule->id, &waiting, error))
    return FALSE;
  heddle_statement_bind_int (statement, 1, schedule->id);
  heddle_statement_bind_int (statement, 2, heddle_recurrence_next (schedule->every, schedule->begins, zone, due));
  return heddle_statement_execute (statement, error)
         && (waiting != 0 ? heddle_jobs_set_time (database, waiting, due, error)
                          : add_run (database, schedule, due, error));
}

/**
 * heddle_schedules_make_runs:
 * @database: a writing connection
 * @zone: where the clock on the wall hangs
 * @now: Unix milliseconds
 * @error: return location for an error
 *
 * Puts a run into the queue for each schedule whose time has come. Where it has come more than once,
 * it is one run all the same, for the last of these times.
 *
 * Returns: %FALSE with an error of [error@StoreError] if it could not be written
 */
gboolean
heddle_schedules_make_runs (HeddleDatabase  *database,
                            GTimeZone       *zone,
                            gint64           now,
                            GError         **error)
{
  g_autoptr (HeddleStatement) statement = heddle_database_prepare (database, "schedule-list-due", error);
  g_autoptr (GPtrArray) due = NULL;

  if (statement == NULL)
    return FALSE;
  heddle_statement_bind_int (statement, 1, now);
  due = read_rows (statement, error);
  if (due == NULL)
    return FALSE;
  for (guint i = 0; i < due->len; i++)
    if (!make_run (database, due->pdata[i], zone, now, error))
      return FALSE;
  return TRUE;
}
