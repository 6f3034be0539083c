/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "engine/heddle-queue-change.h"

#include "base/heddle-threads.h"
#include "engine/heddle-job-slots.h"
#include "engine/heddle-run-continuation.h"
#include "store/heddle-job-repository.h"
#include "store/heddle-queue-settings.h"
#include "store/heddle-schedule-repository.h"

static gboolean
change_settings (HeddleDatabase           *database,
                 const HeddleQueueChange  *self,
                 GError                  **error)
{
  HeddleQueueSettings settings;

  if (!heddle_queue_settings_read (database, &settings, error))
    return FALSE;
  if (self->kind == HEDDLE_QUEUE_RUNS)
    settings.runs = (guint) self->number;
  else if (self->kind == HEDDLE_QUEUE_ITEMS)
    settings.items = (guint) self->number;
  else
    settings.paused = self->kind == HEDDLE_QUEUE_PAUSE;
  return heddle_queue_settings_write (database, &settings, error);
}

static gboolean
put_again (HeddleDatabase  *database,
           const char      *run,
           GError         **error)
{
  g_autoptr (HeddleRunRecord) record = heddle_runs_find (database, run, error);

  if (record == NULL || !heddle_run_continuation_check_over (record, error))
    return FALSE;
  record->status = HEDDLE_RUN_PENDING;
  record->finished_at = 0;
  g_clear_pointer (&record->reason, g_free);
  g_clear_pointer (&record->error, g_free);
  return heddle_runs_update (database, record, error) && heddle_jobs_add_again (database, record->id, error);
}

static gboolean
apply_func (HeddleDatabase  *database,
            gpointer         data,
            GValue          *result,
            GError         **error)
{
  const HeddleQueueChange *self = data;
  g_autoptr (HeddleScheduleRecord) removed = NULL;

  switch (self->kind)
    {
    case HEDDLE_QUEUE_MOVE:
      return heddle_jobs_move (database, self->subject, self->place, g_get_real_time () / 1000, error);
    case HEDDLE_QUEUE_PRIORITY:
      return heddle_jobs_set_priority (database, self->subject, self->number, error);
    case HEDDLE_QUEUE_REMOVE:
      removed = heddle_schedules_remove (database, self->subject, error);
      return removed != NULL;
    case HEDDLE_QUEUE_RETRY:
      return put_again (database, self->subject, error);
    case HEDDLE_QUEUE_PAUSE:
    case HEDDLE_QUEUE_RESUME:
    case HEDDLE_QUEUE_RUNS:
    case HEDDLE_QUEUE_ITEMS:
    default:
      return change_settings (database, self, error);
    }
}

/**
 * heddle_queue_change_apply:
 * @self: a change
 * @services: has the library, and the places that runs share
 * @error: return location
 *
 * Changes the library's queue, and waits until that is durable. Whoever works it off is to be told.
 *
 * Returns: %FALSE with an error of [error@StoreError] where it cannot be changed so
 */
gboolean
heddle_queue_change_apply (const HeddleQueueChange  *self,
                           HeddleServices           *services,
                           GError                  **error)
{
  HeddleLibrary *library = heddle_services_get (services, HEDDLE_TYPE_LIBRARY);

  if (!heddle_wait_for (heddle_library_write (library, apply_func, (gpointer) self, NULL), NULL, error))
    return FALSE;
  if (self->kind == HEDDLE_QUEUE_ITEMS)
    heddle_job_slots_set_limit (heddle_services_get (services, HEDDLE_TYPE_JOB_SLOTS), (guint) self->number);
  return TRUE;
}

/**
 * heddle_queue_change_to_variant:
 * @self: a change
 *
 * Returns: (transfer floating): the change for another process, of the type
 *   %HEDDLE_QUEUE_CHANGE_FORMAT
 */
GVariant *
heddle_queue_change_to_variant (const HeddleQueueChange *self)
{
  return g_variant_new (HEDDLE_QUEUE_CHANGE_FORMAT, self->kind, self->subject == NULL ? "" : self->subject,
                        self->place == NULL ? "" : self->place, self->number);
}

/**
 * heddle_queue_change_read:
 * @self: (out caller-allocates): receives the change
 * @variant: what [method@QueueChange.to_variant] gave, which has to live as long as @self
 *
 * Returns: whether it is one that this version knows
 */
gboolean
heddle_queue_change_read (HeddleQueueChange *self,
                          GVariant          *variant)
{
  guint32 kind;

  g_variant_get (variant, "(u&s&si)", &kind, &self->subject, &self->place, &self->number);
  self->kind = kind;
  return kind <= HEDDLE_QUEUE_ITEMS
         && (kind < HEDDLE_QUEUE_RUNS || self->number >= (kind == HEDDLE_QUEUE_RUNS ? 1 : 0));
}
