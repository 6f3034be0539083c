/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "heddle-run-follow.h"

#include <glib/gi18n-lib.h>

#include "base/heddle-threads.h"
#include "engine/heddle-owner-service.h"
#include "heddle-run-report.h"

static gboolean
set_address (HeddleEngine  *engine,
             const char    *text,
             GError       **error)
{
  g_auto (GStrv) parts = g_strsplit (text, "=", 2);

  if (g_strv_length (parts) == 2 && *parts[0] != '\0')
    return heddle_providers_set_base_url (heddle_engine_get_providers (engine), parts[0], parts[1], error);
  heddle_usage_error_set (error, _("“--provider-url %s” needs the form PROVIDER=URL"), text);
  return FALSE;
}

/**
 * heddle_run_follow_make_engine:
 * @library: (nullable): an open library; %NULL to plan only
 * @provider_urls: (nullable) (array zero-terminated=1): other addresses of providers, as PROVIDER=URL
 * @error: return location
 *
 * Returns: (transfer full): an engine; %NULL with @error set
 */
HeddleEngine *
heddle_run_follow_make_engine (HeddleLibrary      *library,
                               const char *const  *provider_urls,
                               GError            **error)
{
  g_autoptr (HeddleEngine) engine = heddle_engine_new (library, error);

  for (guint i = 0; engine != NULL && provider_urls != NULL && provider_urls[i] != NULL; i++)
    if (!set_address (engine, provider_urls[i], error))
      return NULL;
  return g_steal_pointer (&engine);
}

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

/**
 * heddle_run_follow_start_service:
 * @invocation: how to print
 * @engine: the engine of a library that this process owns
 *
 * Lets other commands use the library too. They can do without, and find out if they cannot.
 *
 * Returns: (transfer full): what they use
 */
HeddleOwnerService *
heddle_run_follow_start_service (HeddleInvocation *invocation,
                                 HeddleEngine     *engine)
{
  HeddleOwnerService *service = heddle_owner_service_new (engine);
  g_autoptr (GError) error = NULL;

  if (!heddle_wait_for (heddle_owner_service_start (service), NULL, &error))
    heddle_invocation_progress (invocation, _("heddlectl: Other commands have to wait for this one: %s"),
                                error->message);
  return service;
}

/**
 * heddle_run_follow_end_service:
 * @invocation: how to print
 * @engine: the engine
 * @service: what other commands use
 *
 * Waits until what the others have asked for is over. Who has interrupted this command already has to do
 * so again for that.
 */
void
heddle_run_follow_end_service (HeddleInvocation   *invocation,
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
 * heddle_run_follow:
 * @invocation: how to print
 * @engine: the engine of @run
 * @run: a run that has not been started, made in the thread's default main context
 * @error: return location
 *
 * Starts a run and prints what happens until its end, or until the person cancels it. Meanwhile, and
 * until their runs are over, other processes can use the library too.
 *
 * Returns: how the program ends; with @error set where the library could not be written
 */
HeddleExitStatus
heddle_run_follow (HeddleInvocation  *invocation,
                   HeddleEngine      *engine,
                   HeddleRun         *run,
                   GError           **error)
{
  HeddleRunReport report = { .invocation = invocation };
  g_autoptr (HeddleOwnerService) service = NULL;
  gboolean done;
  gulong handler;

  g_signal_connect_swapped (run, "event", G_CALLBACK (heddle_run_report_event), &report);
  handler = g_cancellable_connect (invocation->cancellable, G_CALLBACK (cancel_cb), run, NULL);
  heddle_run_start (run);
  service = heddle_run_follow_start_service (invocation, engine);
  while (!heddle_run_has_ended (run))
    g_main_context_iteration (g_main_context_get_thread_default (), TRUE);
  g_cancellable_disconnect (invocation->cancellable, handler);

  done = heddle_wait_for (heddle_run_when_finished (run), NULL, error);
  heddle_run_follow_end_service (invocation, engine, service);
  if (!heddle_wait_for (heddle_engine_drain (engine), NULL, done ? error : NULL) || !done)
    return HEDDLE_EXIT_LIBRARY;
  return heddle_run_report_exit_status (&report);
}
