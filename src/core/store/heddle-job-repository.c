/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "store/heddle-job-repository.h"

#include <glib/gi18n-lib.h>

/**
 * heddle_job_record_free:
 * @self: (transfer full): the record
 *
 * Frees the record.
 */
void
heddle_job_record_free (HeddleJobRecord *self)
{
  g_free (self->run);
  g_free (self->workflow_name);
  g_free (self->page);
  g_free (self->trigger);
  g_free (self->schedule);
  g_free (self);
}

/**
 * heddle_jobs_add:
 * @database: a writing connection
 * @record: a run's place, behind all others of its priority
 * @error: return location for an error
 *
 * Puts a run that the library has into the queue.
 *
 * Returns: %FALSE with an error of [error@StoreError] if it could not be written
 */
gboolean
heddle_jobs_add (HeddleDatabase         *database,
                 const HeddleJobRecord  *record,
                 GError                **error)
{
  g_autoptr (HeddleStatement) statement = heddle_database_prepare (database, "job-add", error);

  if (statement == NULL)
    return FALSE;

  heddle_statement_bind_int (statement, 1, record->run_id);
  heddle_statement_bind_id (statement, 2, record->schedule_id);
  heddle_statement_bind_int (statement, 3, record->priority);
  heddle_statement_bind_id (statement, 4, record->scheduled_for);
  heddle_statement_bind_int (statement, 5, record->max_retries);
  return heddle_statement_execute (statement, error);
}

/**
 * heddle_jobs_add_again:
 * @database: a writing connection
 * @run_id: the row of a run that was done before, in its turn or not
 * @error: return location for an error
 *
 * Puts a run at the end of those of its priority, which is that which it had.
 *
 * Returns: %FALSE with an error of [error@StoreError] if it could not be written
 */
gboolean
heddle_jobs_add_again (HeddleDatabase  *database,
                       gint64           run_id,
                       GError         **error)
{
  g_autoptr (HeddleStatement) statement = heddle_database_prepare (database, "job-add-again", error);

  if (statement == NULL)
    return FALSE;

  heddle_statement_bind_int (statement, 1, run_id);
  return heddle_statement_execute (statement, error);
}

static HeddleJobRecord *
read_row (HeddleStatement  *row,
          GError          **error)
{
  g_autoptr (HeddleJobRecord) self = g_new0 (HeddleJobRecord, 1);

  if (!heddle_run_status_from_string (heddle_statement_get_text (row, 5), &self->status, error))
    return NULL;
  self->run_id = heddle_statement_get_int (row, 0);
  self->run = heddle_statement_dup_text (row, 1);
  self->number = heddle_statement_get_int (row, 2);
  self->workflow_name = heddle_statement_dup_text (row, 3);
  self->trigger = heddle_statement_dup_text (row, 4);
  self->schedule = heddle_statement_dup_text (row, 6);
  self->priority = (int) heddle_statement_get_int (row, 7);
  self->position = heddle_statement_get_int (row, 8);
  self->scheduled_for = heddle_statement_get_int (row, 9);
  self->retries = (guint) heddle_statement_get_int (row, 10);
  self->max_retries = (guint) heddle_statement_get_int (row, 11);
  self->created_at = heddle_statement_get_int (row, 12);
  self->page = heddle_statement_dup_text (row, 13);
  return g_steal_pointer (&self);
}

static GPtrArray *
read_rows (HeddleStatement  *statement,
           GError          **error)
{
  g_autoptr (GPtrArray) jobs = g_ptr_array_new_with_free_func ((GDestroyNotify) heddle_job_record_free);

  while (heddle_statement_next (statement))
    {
      HeddleJobRecord *job = read_row (statement, error);

      if (job == NULL)
        return NULL;
      g_ptr_array_add (jobs, job);
    }
  return heddle_statement_finish (statement, error) ? g_steal_pointer (&jobs) : NULL;
}

/**
 * heddle_jobs_list_ready:
 * @database: a connection
 * @now: Unix milliseconds
 * @limit: how many at most, -1 for all
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type HeddleJobRecord): the runs that can begin now, in the order
 *   in which they do, or %NULL with an error of [error@StoreError]
 */
GPtrArray *
heddle_jobs_list_ready (HeddleDatabase  *database,
                        gint64           now,
                        int              limit,
                        GError         **error)
{
  g_autoptr (HeddleStatement) statement = heddle_database_prepare (database, "job-list-ready", error);

  if (statement == NULL)
    return NULL;

  heddle_statement_bind_int (statement, 1, now);
  heddle_statement_bind_int (statement, 2, limit);
  return read_rows (statement, error);
}

/**
 * heddle_jobs_list_later:
 * @database: a connection
 * @now: Unix milliseconds
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type HeddleJobRecord): the runs whose time has not come, the next
 *   first, or %NULL with an error of [error@StoreError]
 */
GPtrArray *
heddle_jobs_list_later (HeddleDatabase  *database,
                        gint64           now,
                        GError         **error)
{
  g_autoptr (HeddleStatement) statement = heddle_database_prepare (database, "job-list-later", error);

  if (statement == NULL)
    return NULL;

  heddle_statement_bind_int (statement, 1, now);
  return read_rows (statement, error);
}

/**
 * heddle_jobs_find:
 * @database: a connection
 * @run: a run's UUID
 * @record: (out) (nullable): its place in the queue, now or once; %NULL where it never was in there
 * @error: return location for an error
 *
 * Returns: %FALSE with an error of [error@StoreError] if the library could not be read
 */
gboolean
heddle_jobs_find (HeddleDatabase   *database,
                  const char       *run,
                  HeddleJobRecord **record,
                  GError          **error)
{
  g_autoptr (HeddleStatement) statement = heddle_database_prepare (database, "job-find", error);
  g_autoptr (GPtrArray) jobs = NULL;

  *record = NULL;
  if (statement == NULL)
    return FALSE;

  heddle_statement_bind_text (statement, 1, run);
  jobs = read_rows (statement, error);
  if (jobs == NULL)
    return FALSE;
  if (jobs->len > 0)
    *record = g_ptr_array_steal_index (jobs, 0);
  return TRUE;
}

static gboolean
read_number (HeddleStatement  *statement,
             gint64           *number,
             GError          **error)
{
  *number = 0;
  if (heddle_statement_next (statement))
    *number = heddle_statement_get_int (statement, 0);
  return heddle_statement_finish (statement, error);
}

/**
 * heddle_jobs_find_waiting:
 * @database: a connection
 * @schedule_id: a schedule's row
 * @run_id: (out): a run that the schedule has made and that has not begun; 0 where there is none
 * @error: return location for an error
 *
 * Returns: %FALSE with an error of [error@StoreError] if the library could not be read
 */
gboolean
heddle_jobs_find_waiting (HeddleDatabase  *database,
                          gint64           schedule_id,
                          gint64          *run_id,
                          GError         **error)
{
  g_autoptr (HeddleStatement) statement = heddle_database_prepare (database, "job-find-waiting", error);

  if (statement == NULL)
    return FALSE;

  heddle_statement_bind_int (statement, 1, schedule_id);
  return read_number (statement, run_id, error);
}

/**
 * heddle_jobs_get_due_time:
 * @database: a connection
 * @now: Unix milliseconds
 * @time: (out): when the time of the next run comes, or 0 where none waits for its time
 * @error: return location for an error
 *
 * Returns: %FALSE with an error of [error@StoreError] if the library could not be read
 */
gboolean
heddle_jobs_get_due_time (HeddleDatabase  *database,
                          gint64           now,
                          gint64          *time,
                          GError         **error)
{
  g_autoptr (HeddleStatement) statement = heddle_database_prepare (database, "job-due-time", error);

  if (statement == NULL)
    return FALSE;

  heddle_statement_bind_int (statement, 1, now);
  return read_number (statement, time, error);
}

/* A run that is in the queue and has not begun. */
static HeddleJobRecord *
find_queued (HeddleDatabase  *database,
             const char      *text,
             GError         **error)
{
  g_autoptr (HeddleRunRecord) run = heddle_runs_find (database, text, error);
  g_autoptr (HeddleJobRecord) job = NULL;

  if (run == NULL || !heddle_jobs_find (database, run->uuid, &job, error))
    return NULL;
  if (job != NULL && (run->status == HEDDLE_RUN_PENDING || run->status == HEDDLE_RUN_SCHEDULED))
    return g_steal_pointer (&job);
  g_set_error (error, HEDDLE_STORE_ERROR, HEDDLE_STORE_ERROR_INVALID,
               _("Run %d does not wait in the queue. “heddlectl queue list” shows what does."), (int) run->number);
  return NULL;
}

static gboolean
set_place (HeddleDatabase  *database,
           gint64           run_id,
           int              priority,
           gint64           position,
           GError         **error)
{
  g_autoptr (HeddleStatement) statement = heddle_database_prepare (database, "job-set-place", error);

  if (statement == NULL)
    return FALSE;

  heddle_statement_bind_int (statement, 1, run_id);
  heddle_statement_bind_int (statement, 2, priority);
  heddle_statement_bind_int (statement, 3, position);
  return heddle_statement_execute (statement, error);
}

static gboolean
read_place (const char  *text,
            guint        from,
            guint        n_places,
            guint       *place,
            GError     **error)
{
  guint64 number;

  if (g_str_equal (text, "first"))
    *place = 0;
  else if (g_str_equal (text, "last"))
    *place = n_places - 1;
  else if (g_str_equal (text, "up"))
    *place = from == 0 ? 0 : from - 1;
  else if (g_str_equal (text, "down"))
    *place = MIN (from + 1, n_places - 1);
  else if (g_ascii_string_to_unsigned (text, 10, 1, G_MAXINT, &number, NULL))
    *place = MIN ((guint) number, n_places) - 1;
  else
    {
      g_set_error (error, HEDDLE_STORE_ERROR, HEDDLE_STORE_ERROR_INVALID,
                   _("“%s” is no place in the queue. Say first, last, up, down or a number from 1."), text);
      return FALSE;
    }
  return TRUE;
}

static gboolean
write_order (HeddleDatabase  *database,
             GPtrArray       *jobs,
             GError         **error)
{
  for (guint i = 0; i < jobs->len; i++)
    {
      HeddleJobRecord *job = g_ptr_array_index (jobs, i);

      if (!set_place (database, job->run_id, job->priority, i + 1, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * heddle_jobs_move:
 * @database: a writing connection
 * @run: the run's number, its UUID, or the beginning of that
 * @place: `first`, `last`, `up`, `down` or a number from 1
 * @now: Unix milliseconds
 * @error: return location for an error
 *
 * Gives a run that can begin now another place among those. Where its priority does not go with its
 * new neighbours', it takes theirs.
 *
 * Returns: %FALSE with %HEDDLE_STORE_ERROR_INVALID where it is not in there, or another error of
 *   [error@StoreError]
 */
gboolean
heddle_jobs_move (HeddleDatabase  *database,
                  const char      *run,
                  const char      *place,
                  gint64           now,
                  GError         **error)
{
  g_autoptr (HeddleJobRecord) found = find_queued (database, run, error);
  g_autoptr (GPtrArray) jobs = found == NULL ? NULL : heddle_jobs_list_ready (database, now, -1, error);
  HeddleJobRecord *job;
  guint from, to;

  if (jobs == NULL)
    return FALSE;
  for (from = 0; from < jobs->len; from++)
    if (((HeddleJobRecord *) jobs->pdata[from])->run_id == found->run_id)
      break;
  if (from == jobs->len)
    {
      g_set_error (error, HEDDLE_STORE_ERROR, HEDDLE_STORE_ERROR_INVALID,
                   _("Run %d begins at its time; only its priority can be changed until then."), (int) found->number);
      return FALSE;
    }
  if (!read_place (place, from, jobs->len, &to, error))
    return FALSE;

  job = g_ptr_array_steal_index (jobs, from);
  if (to > 0)
    job->priority = MIN (job->priority, ((HeddleJobRecord *) jobs->pdata[to - 1])->priority);
  if (to < jobs->len)
    job->priority = MAX (job->priority, ((HeddleJobRecord *) jobs->pdata[to])->priority);
  g_ptr_array_insert (jobs, (int) to, job);
  return write_order (database, jobs, error);
}

/**
 * heddle_jobs_set_priority:
 * @database: a writing connection
 * @run: the run's number, its UUID, or the beginning of that
 * @priority: the higher, the sooner
 * @error: return location for an error
 *
 * Returns: %FALSE with %HEDDLE_STORE_ERROR_INVALID where the run does not wait in the queue, or another
 *   error of [error@StoreError]
 */
gboolean
heddle_jobs_set_priority (HeddleDatabase  *database,
                          const char      *run,
                          int              priority,
                          GError         **error)
{
  g_autoptr (HeddleJobRecord) job = find_queued (database, run, error);

  return job != NULL && set_place (database, job->run_id, priority, job->position, error);
}

/**
 * heddle_jobs_set_time:
 * @database: a writing connection
 * @run_id: a run's row
 * @time: not to begin before, in milliseconds
 * @error: return location for an error
 *
 * Returns: %FALSE with an error of [error@StoreError] if it could not be written
 */
gboolean
heddle_jobs_set_time (HeddleDatabase  *database,
                      gint64           run_id,
                      gint64           time,
                      GError         **error)
{
  g_autoptr (HeddleStatement) statement = heddle_database_prepare (database, "job-set-time", error);

  if (statement == NULL)
    return FALSE;

  heddle_statement_bind_int (statement, 1, run_id);
  heddle_statement_bind_int (statement, 2, time);
  return heddle_statement_execute (statement, error);
}

/**
 * heddle_jobs_count_retry:
 * @database: a writing connection
 * @run_id: a run's row
 * @error: return location for an error
 *
 * Writes down that what failed in a run is tried again.
 *
 * Returns: %FALSE with an error of [error@StoreError] if it could not be written
 */
gboolean
heddle_jobs_count_retry (HeddleDatabase  *database,
                         gint64           run_id,
                         GError         **error)
{
  g_autoptr (HeddleStatement) statement = heddle_database_prepare (database, "job-count-retry", error);

  if (statement == NULL)
    return FALSE;

  heddle_statement_bind_int (statement, 1, run_id);
  return heddle_statement_execute (statement, error);
}
