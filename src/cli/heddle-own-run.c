/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "heddle-own-run.h"

#include <glib/gi18n-lib.h>

#include "base/heddle-threads.h"
#include "engine/heddle-owner-service.h"
#include "heddle-run-report.h"

static void
cancel_cb (GCancellable *cancellable,
           gpointer      run)
{
  heddle_run_cancel (run);
}

static void
stop_cb (GCancellable *cancellable,
         gpointer      engine)
{
  heddle_engine_stop (engine);
}

static gboolean
follow (HeddleInvocation   *invocation,
        HeddleEngine       *engine,
        HeddleMakeRunFunc   make,
        gpointer            data,
        HeddleRunReport    *report,
        GError            **error)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (HeddleRun) run = NULL;
  gulong handler;

  g_main_context_push_thread_default (context);
  run = make (engine, data, error);
  if (run != NULL)
    {
      g_signal_connect_swapped (run, "event", G_CALLBACK (heddle_run_report_event), report);
      handler = g_cancellable_connect (invocation->cancellable, G_CALLBACK (cancel_cb), run, NULL);
      heddle_run_start (run);
      while (!heddle_run_has_ended (run))
        g_main_context_iteration (context, TRUE);
      g_cancellable_disconnect (invocation->cancellable, handler);
    }
  g_main_context_pop_thread_default (context);
  return run != NULL && heddle_wait_for (heddle_run_when_finished (run), NULL, error);
}

/* Other commands can do without this one's run being reachable, and find out if they cannot. */
static HeddleOwnerService *
start_service (HeddleInvocation *invocation,
               HeddleEngine     *engine)
{
  HeddleOwnerService *service = heddle_owner_service_new (engine);
  g_autoptr (GError) error = NULL;

  if (!heddle_wait_for (heddle_owner_service_start (service), NULL, &error))
    heddle_invocation_progress (invocation, _("heddlectl: Other commands have to wait for this one: %s"),
                                error->message);
  return service;
}

static void
end_service (HeddleInvocation   *invocation,
             HeddleEngine       *engine,
             HeddleOwnerService *service)
{
  GCancellable *next = g_cancellable_is_cancelled (invocation->cancellable) ? invocation->impatient
                                                                            : invocation->cancellable;
  gulong handler = g_cancellable_connect (next, G_CALLBACK (stop_cb), engine, NULL);

  if (heddle_owner_service_is_busy (service))
    heddle_invocation_progress (invocation, _("heddlectl: What other commands have asked for goes on; press Ctrl+C to "
                                              "cancel it too."));
  heddle_owner_service_close (service);
  g_cancellable_disconnect (next, handler);
}

/**
 * heddle_own_run_carry_out:
 * @invocation: the invocation, which cancels the run
 * @engine: the engine of a library that this process owns
 * @make: (scope call): makes the run
 * @data: handed to @make
 * @error: return location
 *
 * Carries a run out and prints what happens. Meanwhile, and until their runs are over, other processes
 * can use the library too.
 *
 * Returns: what to exit with, unless @error is set
 */
HeddleExitStatus
heddle_own_run_carry_out (HeddleInvocation   *invocation,
                          HeddleEngine       *engine,
                          HeddleMakeRunFunc   make,
                          gpointer            data,
                          GError            **error)
{
  HeddleRunReport report = { .invocation = invocation };
  g_autoptr (HeddleOwnerService) service = start_service (invocation, engine);
  gboolean done = follow (invocation, engine, make, data, &report, error);

  end_service (invocation, engine, service);
  if (!heddle_wait_for (heddle_engine_drain (engine), NULL, done ? error : NULL) || !done)
    return HEDDLE_EXIT_LIBRARY;
  return heddle_run_report_exit_status (&report);
}
