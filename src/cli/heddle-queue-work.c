/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "heddle-queue-work.h"

#include <glib/gi18n-lib.h>

#include "base/heddle-threads.h"
#include "engine/heddle-owner-service.h"
#include "heddle-library-access.h"
#include "heddle-run-follow.h"
#include "heddle-run-report.h"
#include "store/heddle-queue-settings.h"

/* Prints the runs of the queue, and keeps how bad it was. */
typedef struct
{
  HeddleRunReport   report;
  const char *const *provider_urls;
  HeddleExitStatus  worst;
  guint64           idle;
} Errand;

/* From good to bad. */
static const HeddleExitStatus order[] = {
  HEDDLE_EXIT_DONE, HEDDLE_EXIT_WAITING, HEDDLE_EXIT_PAUSED, HEDDLE_EXIT_CANCELLED, HEDDLE_EXIT_FAILED,
};

static guint
rank (HeddleExitStatus status)
{
  guint i = 0;

  while (i < G_N_ELEMENTS (order) - 1 && order[i] != status)
    i++;
  return i;
}

static void
event_cb (gpointer              data,
          const HeddleRunEvent *event)
{
  Errand *errand = data;

  heddle_run_report_event (&errand->report, event);
  if (event->kind == HEDDLE_RUN_EVENT_FINISHED
      && rank (heddle_run_report_exit_status (&errand->report)) > rank (errand->worst))
    errand->worst = heddle_run_report_exit_status (&errand->report);
}

static void
idle_cb (Errand *errand,
         guint64 touches)
{
  errand->idle = touches;
}

static void
interrupt_cb (GCancellable *cancellable,
              gpointer      queue)
{
  heddle_run_queue_interrupt (queue);
}

static void
work_off (Errand         *errand,
          HeddleRunQueue *queue)
{
  while (errand->idle < heddle_run_queue_get_touches (queue))
    g_main_context_iteration (g_main_context_get_thread_default (), TRUE);
}

static gboolean
read_settings (HeddleDatabase  *database,
               gpointer         data,
               GValue          *result,
               GError         **error)
{
  return heddle_queue_settings_read (database, data, error);
}

static gboolean
tell_if_paused (HeddleInvocation  *invocation,
                HeddleLibrary     *library,
                GError           **error)
{
  HeddleQueueSettings settings;

  if (!heddle_wait_for (heddle_library_read (library, read_settings, &settings, NULL), NULL, error))
    return FALSE;
  if (settings.paused)
    g_printerr (_("heddlectl: The queue is paused; “heddlectl queue resume” lets it go on.\n"));
  return TRUE;
}

static HeddleExitStatus
get_status (const Errand *errand)
{
  HeddleInvocation *invocation = errand->report.invocation;

  return errand->worst == HEDDLE_EXIT_DONE && g_cancellable_is_cancelled (invocation->cancellable)
           ? HEDDLE_EXIT_CANCELLED
           : errand->worst;
}

/* Until everybody has left it alone, the queue belongs to those too who watch it. */
static HeddleExitStatus
work_with (Errand         *errand,
           HeddleEngine   *engine,
           HeddleRunQueue *queue,
           GError        **error)
{
  HeddleInvocation *invocation = errand->report.invocation;
  g_autoptr (HeddleOwnerService) service = heddle_run_follow_start_service (invocation, engine);
  gulong handler;

  g_signal_connect_swapped (queue, "event", G_CALLBACK (event_cb), errand);
  g_signal_connect_swapped (queue, "idle", G_CALLBACK (idle_cb), errand);
  heddle_run_queue_touch (queue);
  heddle_owner_service_set_queue (service, queue);
  heddle_run_queue_start (queue);
  handler = g_cancellable_connect (invocation->cancellable, G_CALLBACK (interrupt_cb), queue, NULL);
  work_off (errand, queue);
  heddle_owner_service_set_queue (service, NULL);
  work_off (errand, queue);
  g_cancellable_disconnect (invocation->cancellable, handler);

  heddle_run_queue_stop (queue);
  heddle_run_follow_end_service (invocation, engine, service);
  return heddle_wait_for (heddle_engine_drain (engine), NULL, error) ? get_status (errand) : HEDDLE_EXIT_LIBRARY;
}

static HeddleExitStatus
work_here (HeddleInvocation  *invocation,
           HeddleLibrary     *library,
           gpointer           data,
           GError           **error)
{
  Errand *errand = data;
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (HeddleEngine) engine = heddle_run_follow_make_engine (library, errand->provider_urls, error);
  g_autoptr (HeddleRunQueue) queue = NULL;
  HeddleExitStatus status;

  if (engine == NULL || !tell_if_paused (invocation, library, error))
    return HEDDLE_EXIT_INVALID;
  g_main_context_push_thread_default (context);
  queue = heddle_run_queue_new (engine);
  status = work_with (errand, engine, queue, error);
  g_main_context_pop_thread_default (context);
  return status;
}

static HeddleExitStatus
work_at_owner (HeddleInvocation   *invocation,
               HeddleOwnerClient  *owner,
               gpointer            data,
               GError            **error)
{
  Errand *errand = data;
  g_autoptr (HeddleEngine) engine = heddle_run_follow_make_engine (NULL, errand->provider_urls, error);

  if (engine == NULL)
    return HEDDLE_EXIT_INVALID;
  if (!heddle_owner_client_work_queue (owner, heddle_engine_get_providers (engine), event_cb, errand,
                                       invocation->cancellable, error))
    return HEDDLE_EXIT_LIBRARY;
  return get_status (errand);
}

/**
 * heddle_queue_work:
 * @invocation: how to print
 * @provider_urls: (nullable) (array zero-terminated=1): other addresses of providers, as PROVIDER=URL
 * @error: return location
 *
 * Works the library's queue off, here or in the process that owns the library, and prints what happens
 * in its runs.
 *
 * Returns: what to exit with, unless @error is set
 */
HeddleExitStatus
heddle_queue_work (HeddleInvocation    *invocation,
                   const char *const   *provider_urls,
                   GError             **error)
{
  static const HeddleLibraryAccess access = {
    .flags = HEDDLE_LIBRARY_READ_WRITE, .here = work_here, .at_owner = work_at_owner
  };
  Errand errand = { .report = { .invocation = invocation }, .provider_urls = provider_urls, .worst = HEDDLE_EXIT_DONE };

  return heddle_library_access_use (&access, invocation, &errand, error);
}
