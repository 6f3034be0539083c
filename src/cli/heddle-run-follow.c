/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "heddle-run-follow.h"

#include <glib/gi18n-lib.h>

#include "base/heddle-threads.h"
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
cancel_run (GCancellable *cancellable,
            gpointer      run)
{
  heddle_run_cancel (run);
}

/**
 * heddle_run_follow:
 * @invocation: how to print
 * @engine: the engine of @run
 * @run: a run that has not been started, made in the thread's default main context
 * @error: return location
 *
 * Starts a run and prints what happens until its end, or until the person cancels it.
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
  gulong handler;

  g_signal_connect (run, "event", G_CALLBACK (heddle_run_report_event), &report);
  handler = g_cancellable_connect (invocation->cancellable, G_CALLBACK (cancel_run), run, NULL);
  heddle_run_start (run);
  while (!heddle_run_has_ended (run))
    g_main_context_iteration (g_main_context_get_thread_default (), TRUE);
  g_cancellable_disconnect (invocation->cancellable, handler);

  if (!heddle_wait_for (heddle_run_when_finished (run), NULL, error)
      || !heddle_wait_for (heddle_engine_drain (engine), NULL, error))
    return HEDDLE_EXIT_LIBRARY;
  return heddle_run_report_exit_status (&report);
}
