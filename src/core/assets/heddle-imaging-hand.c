/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "assets/heddle-imaging-hand.h"

#include <glib/gi18n-lib.h>
#include <signal.h>

#include "assets/heddle-imaging-error.h"
#include "assets/heddle-imaging-program.h"

/* How long a process may take to go by itself, in milliseconds. */
#define FAREWELL_TIME 3000

static void
set_alarm (HeddleImagingHand *self,
           guint              milliseconds,
           GSourceFunc        func)
{
  if (self->alarm != NULL)
    g_source_destroy (self->alarm);
  g_clear_pointer (&self->alarm, g_source_unref);

  if (func == NULL)
    return;

  self->alarm = g_timeout_source_new (milliseconds);
  g_source_set_callback (self->alarm, func, self, NULL);
  g_source_attach (self->alarm, self->hub->context);
}

static void
hand_free (HeddleImagingHand *self)
{
  set_alarm (self, 0, NULL);
  g_clear_pointer (&self->job, heddle_imaging_job_unref);
  g_object_unref (self->worker);
  g_free (self);
}

/**
 * heddle_imaging_hand_end:
 * @self: a process
 * @reason: why
 *
 * Ends it at once, with what it is doing.
 */
void
heddle_imaging_hand_end (HeddleImagingHand    *self,
                         HeddleImagingLeaving  reason)
{
  self->leaving = reason;
  heddle_imaging_worker_kill (self->worker);
}

static gboolean
overdue_cb (gpointer data)
{
  heddle_imaging_hand_end (data, HEDDLE_IMAGING_LEAVING_UNUSED);

  return G_SOURCE_REMOVE;
}

/**
 * heddle_imaging_hand_dismiss:
 * @self: a process without work
 *
 * Lets it go, and ends it where it does not go by itself.
 */
void
heddle_imaging_hand_dismiss (HeddleImagingHand *self)
{
  self->leaving = HEDDLE_IMAGING_LEAVING_UNUSED;
  set_alarm (self, FAREWELL_TIME, overdue_cb);
  heddle_imaging_worker_finish (self->worker);
}

static gboolean
idle_cb (gpointer data)
{
  heddle_imaging_hand_dismiss (data);

  return G_SOURCE_REMOVE;
}

static gboolean
time_limit_cb (gpointer data)
{
  heddle_imaging_hand_end (data, HEDDLE_IMAGING_LEAVING_TIMED_OUT);

  return G_SOURCE_REMOVE;
}

static void
rest (HeddleImagingHand *self)
{
  HeddleImagingHub *hub = self->hub;

  if (hub->closing)
    heddle_imaging_hand_dismiss (self);
  else
    set_alarm (self, heddle_imaging_hub_read_setting (hub, &hub->idle_time), idle_cb);
}

static GError *
explain_end (HeddleImagingHand *self)
{
  g_autofree char *words = heddle_imaging_worker_dup_last_words (self->worker);
  int signal_number = heddle_imaging_worker_get_signal (self->worker);
  GError *error = NULL;

  if (self->leaving == HEDDLE_IMAGING_LEAVING_CANCELLED)
    return g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED,
                                _("Working on the image was cancelled."));

  if (self->leaving == HEDDLE_IMAGING_LEAVING_TIMED_OUT || signal_number == SIGXCPU)
    heddle_imaging_set_error (&error, HEDDLE_IMAGING_ERROR_TIMED_OUT, words,
                              _("Working on the image took too long and was stopped. Try a "
                                "smaller image."));
  else
    heddle_imaging_set_error (&error, HEDDLE_IMAGING_ERROR_CRASHED, words,
                              _("The imaging worker ended in the middle of its work. The image "
                                "may be damaged."));

  return error;
}

static void
worker_ended (HeddleImagingHand *self)
{
  HeddleImagingHub *hub = self->hub;

  hub->crew = g_list_remove (hub->crew, self);
  if (self->job != NULL)
    heddle_imaging_job_fail (self->job, explain_end (self));
  hand_free (self);

  heddle_imaging_hub_dispatch (hub);
}

static void
worker_cb (HeddleImagingWorker *worker,
           const char          *reply,
           gpointer             data)
{
  HeddleImagingHand *self = data;
  g_autoptr (HeddleImagingJob) job = NULL;

  if (reply == NULL)
    {
      worker_ended (self);
      return;
    }

  if (self->job == NULL || self->leaving != HEDDLE_IMAGING_LEAVING_NOT)
    {
      heddle_imaging_hand_end (self, self->leaving != HEDDLE_IMAGING_LEAVING_NOT ? self->leaving
                                                                                 : HEDDLE_IMAGING_LEAVING_UNUSED);
      return;
    }

  if (!self->gives_way)
    self->hub->last_awaited = g_get_monotonic_time ();
  job = g_steal_pointer (&self->job);
  heddle_imaging_job_settle (job, reply);
  rest (self);
  heddle_imaging_hub_dispatch (self->hub);
}

/**
 * heddle_imaging_hand_take:
 * @self: a process without work
 * @job: (transfer full): what it is to do
 *
 * Has the process do a job, for as long as one may take.
 */
void
heddle_imaging_hand_take (HeddleImagingHand *self,
                          HeddleImagingJob  *job)
{
  self->job = job;
  set_alarm (self, heddle_imaging_hub_read_setting (self->hub, &self->hub->time_limit), time_limit_cb);
  heddle_imaging_worker_send (self->worker, heddle_imaging_job_get_line (job));
}

/**
 * heddle_imaging_hand_hire:
 * @hub: what the pool's thread works on
 * @gives_way: whether it leaves the processor to others
 * @error: return location for an error
 *
 * Starts a process, which is one of the hub's from then on.
 *
 * Returns: (transfer none): the process; %NULL with an error of [error@ImagingError]
 */
HeddleImagingHand *
heddle_imaging_hand_hire (HeddleImagingHub  *hub,
                          gboolean           gives_way,
                          GError           **error)
{
  g_autofree char *program = heddle_imaging_find_program (error);
  g_autofree char *max_pixels = NULL;
  g_autofree char *cpu_seconds = NULL;
  HeddleImagingHand *self;

  if (program == NULL)
    return NULL;

  g_mutex_lock (&hub->mutex);
  max_pixels = g_strdup_printf ("--max-pixels=%" G_GUINT64_FORMAT, hub->max_pixels);
  cpu_seconds = g_strdup_printf ("--cpu-seconds=%u", hub->time_limit / 1000 + 1);
  g_mutex_unlock (&hub->mutex);

  self = g_new0 (HeddleImagingHand, 1);
  self->hub = hub;
  self->gives_way = gives_way;
  self->worker = heddle_imaging_worker_new (
      (const char *const[]) { program, max_pixels, cpu_seconds, gives_way ? "--give-way" : NULL, NULL }, worker_cb,
      self, error);
  if (self->worker == NULL)
    {
      g_free (self);
      return NULL;
    }

  hub->crew = g_list_prepend (hub->crew, self);

  return self;
}
