/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "engine/heddle-queue-order.h"

#include "base/heddle-threads.h"
#include "engine/heddle-run-draft.h"
#include "store/heddle-job-repository.h"
#include "store/heddle-schedule-repository.h"

typedef struct
{
  const HeddleQueueOrder *order;
  HeddlePlan             *plan;
  HeddleQueueTicket      *ticket;
} Placing;

static gboolean
find_position (HeddleDatabase  *database,
               gint64           run_id,
               gint64           now,
               guint           *position,
               GError         **error)
{
  g_autoptr (GPtrArray) jobs = heddle_jobs_list_ready (database, now, -1, error);

  *position = 0;
  for (guint i = 0; jobs != NULL && i < jobs->len; i++)
    if (((HeddleJobRecord *) jobs->pdata[i])->run_id == run_id)
      *position = i + 1;
  return jobs != NULL;
}

static gboolean
add_run (HeddleDatabase   *database,
         Placing          *self,
         HeddleRunRecord  *run,
         gint64            now,
         GError          **error)
{
  HeddleJobRecord job = { .priority = self->order->priority, .scheduled_for = self->order->at,
                          .max_retries = self->order->max_retries };

  run->status = self->order->at > now ? HEDDLE_RUN_SCHEDULED : HEDDLE_RUN_PENDING;
  if (!heddle_runs_insert (database, run, error))
    return FALSE;
  job.run_id = run->id;
  self->ticket->run = g_strdup (run->uuid);
  self->ticket->number = run->number;
  self->ticket->schedule = g_strdup ("");
  self->ticket->due = self->order->at;
  return heddle_jobs_add (database, &job, error)
         && find_position (database, run->id, now, &self->ticket->position, error);
}

static gboolean
add_schedule (HeddleDatabase   *database,
              Placing          *self,
              HeddleRunRecord  *run,
              gint64            now,
              GError          **error)
{
  g_autoptr (HeddleScheduleRecord) schedule = heddle_schedule_record_new ();
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  gint64 first = (self->order->at == 0 ? now : self->order->at) / 1000 * 1000;

  heddle_run_record_free (schedule->run);
  schedule->run = run;
  schedule->priority = self->order->priority;
  schedule->max_retries = self->order->max_retries;
  schedule->every = self->order->every;
  schedule->begins = heddle_recurrence_begin (first, zone);
  schedule->next_due = first;
  if (!heddle_schedules_insert (database, schedule, error))
    return FALSE;
  self->ticket->run = g_strdup ("");
  self->ticket->schedule = g_strdup (schedule->uuid);
  self->ticket->due = first;
  return TRUE;
}

static gboolean
place_func (HeddleDatabase  *database,
            gpointer         data,
            GValue          *result,
            GError         **error)
{
  Placing *self = data;
  g_autoptr (HeddleRunRecord) run = heddle_run_draft_new (self->plan);
  gint64 now = g_get_real_time () / 1000;

  if (!heddle_run_draft_resolve (run, database, self->plan, error))
    return FALSE;
  return self->order->recurs ? add_schedule (database, self, g_steal_pointer (&run), now, error)
                             : add_run (database, self, run, now, error);
}

/**
 * heddle_queue_order_place:
 * @self: how
 * @library: a library
 * @plan: what is to be done
 * @ticket: (out caller-allocates): what came of it, to be cleared with [method@QueueTicket.clear]
 * @error: return location
 *
 * Puts a plan into the library's queue: a run of it, or what makes runs of it at their time. Blocks
 * until that is durable.
 *
 * Returns: %FALSE with @error where the library cannot be written
 */
gboolean
heddle_queue_order_place (const HeddleQueueOrder  *self,
                          HeddleLibrary           *library,
                          HeddlePlan              *plan,
                          HeddleQueueTicket       *ticket,
                          GError                 **error)
{
  Placing placing = { self, plan, ticket };

  *ticket = (HeddleQueueTicket) { 0 };
  return heddle_wait_for (heddle_library_write (library, place_func, &placing, NULL), NULL, error);
}

/**
 * heddle_queue_order_to_variant:
 * @self: an order
 *
 * Returns: (transfer floating): the order for another process, of the type %HEDDLE_QUEUE_ORDER_FORMAT
 */
GVariant *
heddle_queue_order_to_variant (const HeddleQueueOrder *self)
{
  return g_variant_new (HEDDLE_QUEUE_ORDER_FORMAT, self->priority, self->max_retries, self->at,
                        self->recurs ? heddle_recurrence_to_string (self->every) : "");
}

/**
 * heddle_queue_order_read:
 * @self: (out caller-allocates): receives the order
 * @variant: what [method@QueueOrder.to_variant] gave
 *
 * Returns: whether it is one that this version knows
 */
gboolean
heddle_queue_order_read (HeddleQueueOrder *self,
                         GVariant         *variant)
{
  const char *every;

  g_variant_get (variant, "(iux&s)", &self->priority, &self->max_retries, &self->at, &every);
  self->recurs = *every != '\0';
  return !self->recurs || heddle_recurrence_from_string (every, &self->every);
}

/**
 * heddle_queue_ticket_to_variant:
 * @self: a ticket
 *
 * Returns: (transfer floating): the ticket for another process, of the type
 *   %HEDDLE_QUEUE_TICKET_FORMAT
 */
GVariant *
heddle_queue_ticket_to_variant (const HeddleQueueTicket *self)
{
  return g_variant_new (HEDDLE_QUEUE_TICKET_FORMAT, self->run, self->number, self->schedule, self->position, self->due);
}

/**
 * heddle_queue_ticket_read:
 * @self: (out caller-allocates): receives the ticket, to be cleared with [method@QueueTicket.clear]
 * @variant: what [method@QueueTicket.to_variant] gave
 */
void
heddle_queue_ticket_read (HeddleQueueTicket *self,
                          GVariant          *variant)
{
  g_variant_get (variant, HEDDLE_QUEUE_TICKET_FORMAT, &self->run, &self->number, &self->schedule, &self->position,
                 &self->due);
}

/**
 * heddle_queue_ticket_clear:
 * @self: a ticket
 *
 * Frees what is in it.
 */
void
heddle_queue_ticket_clear (HeddleQueueTicket *self)
{
  g_clear_pointer (&self->run, g_free);
  g_clear_pointer (&self->schedule, g_free);
}
