/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "heddle-queue-list.h"

#include <glib/gi18n-lib.h>

#include "heddle-queue-time.h"
#include "heddle-table.h"
#include "store/heddle-job-repository.h"
#include "store/heddle-queue-settings.h"
#include "store/heddle-schedule-repository.h"

static void
set_time (JsonObject *object,
          const char *member,
          gint64      time)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (time / 1000);
  g_autofree char *text = g_date_time_format (utc, "%Y-%m-%dT%H:%M:%SZ");

  if (time != 0)
    json_object_set_string_member (object, member, text);
  else
    json_object_set_null_member (object, member);
}

static void
print_settings (HeddleInvocation          *invocation,
                const HeddleQueueSettings *settings)
{
  g_autoptr (JsonObject) object = json_object_new ();

  json_object_set_string_member (object, "type", "queue");
  json_object_set_boolean_member (object, "paused", settings->paused);
  json_object_set_int_member (object, "runs", settings->runs);
  json_object_set_int_member (object, "items", settings->items > 0 ? settings->items : g_get_num_processors ());
  heddle_invocation_print_object (invocation, object);
  if (settings->paused)
    heddle_invocation_print (invocation, _("The queue is paused; “heddlectl queue resume” lets it go on."));
}

static void
print_job (HeddleInvocation      *invocation,
           HeddleTable           *table,
           const HeddleJobRecord *job,
           guint                  position)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autofree char *subject = heddle_run_dup_subject (job->workflow_name, job->page);
  g_autofree char *name = g_strdup_printf ("%s %" G_GINT64_FORMAT, subject, job->number);
  g_autofree char *place = position == 0 ? g_strdup ("") : g_strdup_printf ("%u", position);
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, job->number);
  g_autofree char *time = job->scheduled_for == 0 ? g_strdup ("") : heddle_queue_time_show (job->scheduled_for);

  json_object_set_string_member (object, "type", "queued-run");
  json_object_set_string_member (object, "id", job->run);
  json_object_set_string_member (object, "name", name);
  json_object_set_int_member (object, "number", job->number);
  json_object_set_string_member (object, "status", heddle_run_status_to_string (job->status));
  json_object_set_string_member (object, "trigger", job->trigger);
  json_object_set_int_member (object, "position", position);
  json_object_set_int_member (object, "priority", job->priority);
  json_object_set_int_member (object, "max_retries", job->max_retries);
  set_time (object, "scheduled_for", job->scheduled_for);
  if (job->schedule != NULL)
    json_object_set_string_member (object, "schedule", job->schedule);
  heddle_invocation_print_object (invocation, object);

  heddle_table_add (table, place);
  heddle_table_add (table, subject);
  heddle_table_add (table, time);
  heddle_table_add (table, number);
  heddle_table_add_int (table, job->priority);
}

static void
print_jobs (HeddleInvocation *invocation,
            GPtrArray        *ready,
            GPtrArray        *later)
{
  g_autoptr (HeddleTable) table = heddle_table_new (5, 3);

  heddle_table_add (table, _("Place"));
  heddle_table_add (table, _("Workflow"));
  heddle_table_add (table, _("Begins at"));
  heddle_table_add (table, _("Run"));
  heddle_table_add (table, _("Priority"));
  for (guint i = 0; i < ready->len; i++)
    print_job (invocation, table, ready->pdata[i], i + 1);
  for (guint i = 0; i < later->len; i++)
    print_job (invocation, table, later->pdata[i], 0);
  if (ready->len + later->len == 0)
    heddle_invocation_print (invocation, _("No run waits in the queue."));
  else
    heddle_table_print (table, invocation);
}

static const char *
recurrence_word (HeddleRecurrence every)
{
  switch (every)
    {
    case HEDDLE_RECURRENCE_DAILY:
      return _("every day");
    case HEDDLE_RECURRENCE_WEEKLY:
      return _("every week");
    case HEDDLE_RECURRENCE_MONTHLY:
    default:
      return _("every month");
    }
}

static void
print_schedule (HeddleInvocation           *invocation,
                HeddleTable                *table,
                const HeddleScheduleRecord *schedule)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autofree char *subject = heddle_run_dup_subject (schedule->run->workflow_name, schedule->run->page);
  g_autofree char *next = heddle_queue_time_show (schedule->next_due);

  json_object_set_string_member (object, "type", "schedule");
  json_object_set_string_member (object, "id", schedule->uuid);
  json_object_set_string_member (object, "name", subject);
  json_object_set_string_member (object, "every", heddle_recurrence_to_string (schedule->every));
  json_object_set_string_member (object, "begins", schedule->begins);
  set_time (object, "next", schedule->next_due);
  json_object_set_int_member (object, "priority", schedule->priority);
  json_object_set_int_member (object, "max_retries", schedule->max_retries);
  heddle_invocation_print_object (invocation, object);

  heddle_table_add (table, schedule->uuid);
  heddle_table_add (table, subject);
  heddle_table_add (table, recurrence_word (schedule->every));
  heddle_table_add (table, next);
  heddle_table_add_int (table, schedule->priority);
}

static void
print_schedules (HeddleInvocation *invocation,
                 GPtrArray        *schedules)
{
  g_autoptr (HeddleTable) table = heddle_table_new (5, 4);

  heddle_table_add (table, _("Schedule"));
  heddle_table_add (table, _("Workflow"));
  heddle_table_add (table, _("How often"));
  heddle_table_add (table, _("Next"));
  heddle_table_add (table, _("Priority"));
  for (guint i = 0; i < schedules->len; i++)
    print_schedule (invocation, table, schedules->pdata[i]);
  if (schedules->len > 0)
    heddle_table_print (table, invocation);
}

/**
 * heddle_queue_list_print:
 * @invocation: how to print
 * @error: return location
 *
 * Prints how the queue is worked off, the runs in it in the order in which they begin, then those whose
 * time has not come, and what makes runs again and again.
 *
 * Returns: %FALSE with @error where the library cannot be read
 */
gboolean
heddle_queue_list_print (HeddleInvocation  *invocation,
                         GError           **error)
{
  gint64 now = g_get_real_time () / 1000;
  g_autoptr (HeddleLibrary) library = NULL;
  g_autoptr (HeddleDatabase) reader = heddle_invocation_open_reader (invocation, &library, error);
  g_autoptr (GPtrArray) ready = reader == NULL ? NULL : heddle_jobs_list_ready (reader, now, -1, error);
  g_autoptr (GPtrArray) later = ready == NULL ? NULL : heddle_jobs_list_later (reader, now, error);
  g_autoptr (GPtrArray) schedules = later == NULL ? NULL : heddle_schedules_list (reader, error);
  HeddleQueueSettings settings;

  if (schedules == NULL || !heddle_queue_settings_read (reader, &settings, error))
    return FALSE;
  print_settings (invocation, &settings);
  print_jobs (invocation, ready, later);
  print_schedules (invocation, schedules);
  return TRUE;
}

static void
print_ticket_json (HeddleInvocation        *invocation,
                   const HeddleQueueOrder  *order,
                   const HeddleQueueTicket *ticket)
{
  g_autoptr (JsonObject) object = json_object_new ();

  json_object_set_string_member (object, "event", "queued");
  if (*ticket->run != '\0')
    {
      json_object_set_string_member (object, "run", ticket->run);
      json_object_set_int_member (object, "number", ticket->number);
      json_object_set_int_member (object, "position", ticket->position);
    }
  else
    {
      json_object_set_string_member (object, "schedule", ticket->schedule);
      json_object_set_string_member (object, "every", heddle_recurrence_to_string (order->every));
    }
  json_object_set_int_member (object, "priority", order->priority);
  set_time (object, "at", ticket->due);
  heddle_invocation_print_object (invocation, object);
}

/**
 * heddle_queue_list_print_again:
 * @invocation: how to print
 * @run: a run that was put back into the queue
 * @error: return location
 *
 * Prints where it waits, unless its turn has come already.
 *
 * Returns: %FALSE with @error where the library cannot be read
 */
gboolean
heddle_queue_list_print_again (HeddleInvocation  *invocation,
                               const char        *run,
                               GError           **error)
{
  HeddleQueueOrder order = { 0 };
  HeddleQueueTicket ticket = { 0 };
  g_autoptr (HeddleLibrary) library = NULL;
  g_autoptr (HeddleDatabase) reader = heddle_invocation_open_reader (invocation, &library, error);
  g_autoptr (HeddleRunRecord) record = reader == NULL ? NULL : heddle_runs_find (reader, run, error);
  g_autoptr (GPtrArray) ready
    = record == NULL ? NULL : heddle_jobs_list_ready (reader, g_get_real_time () / 1000, -1, error);

  if (ready == NULL)
    return FALSE;
  ticket.run = record->uuid;
  ticket.number = record->number;
  for (guint i = 0; i < ready->len; i++)
    {
      const HeddleJobRecord *job = ready->pdata[i];

      if (job->run_id != record->id)
        continue;
      ticket.position = i + 1;
      order.priority = job->priority;
    }
  print_ticket_json (invocation, &order, &ticket);
  if (ticket.position == 0)
    heddle_invocation_print (invocation, _("What failed in run %d is tried again."), (int) ticket.number);
  else
    heddle_invocation_print (invocation, _("What failed in run %d is tried again in its turn: it is in the queue, in "
                                           "place %u."), (int) ticket.number, ticket.position);
  return TRUE;
}

/**
 * heddle_queue_ticket_print:
 * @invocation: how to print
 * @order: what was asked for
 * @ticket: what came of it
 * @workflow: the workflow's name
 *
 * Prints what was put into the queue.
 */
void
heddle_queue_ticket_print (HeddleInvocation        *invocation,
                           const HeddleQueueOrder  *order,
                           const HeddleQueueTicket *ticket,
                           const char              *workflow)
{
  g_autofree char *time = ticket->due == 0 ? NULL : heddle_queue_time_show (ticket->due);

  print_ticket_json (invocation, order, ticket);
  if (*ticket->run == '\0')
    heddle_invocation_print (invocation, _("“%s” runs %s, next at %s. “heddlectl queue remove %s” ends that."), workflow,
                             recurrence_word (order->every), time, ticket->schedule);
  else if (ticket->position == 0)
    heddle_invocation_print (invocation, _("Run %d of “%s” is in the queue; it begins at %s."), (int) ticket->number,
                             workflow, time);
  else
    heddle_invocation_print (invocation, _("Run %d of “%s” is in the queue, in place %u."), (int) ticket->number,
                             workflow, ticket->position);
}
