/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "heddle-run-continue.h"

#include "heddle-library-access.h"
#include "heddle-run-follow.h"
#include "heddle-run-report.h"

typedef struct
{
  const char              *run;
  const HeddleRunContinue *how;
} Errand;

/* Planned before anything is answered, so that a mistake changes nothing. */
static HeddleExitStatus
go_on_here (HeddleInvocation  *invocation,
            HeddleLibrary     *library,
            gpointer           data,
            GError           **error)
{
  Errand *errand = data;
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (HeddleEngine) engine = NULL;
  g_autoptr (HeddleRun) continued = NULL;
  HeddleExitStatus status = HEDDLE_EXIT_INVALID;

  g_main_context_push_thread_default (context);
  engine = heddle_run_follow_make_engine (library, (const char *const *) errand->how->provider_urls, error);
  continued = engine == NULL ? NULL : heddle_engine_continue_run (engine, errand->run, errand->how->retry, error);
  if (continued != NULL && heddle_run_answer_write_down (&errand->how->answer, engine, continued, error))
    status = heddle_run_follow (invocation, engine, continued, error);
  g_main_context_pop_thread_default (context);
  return status;
}

static HeddleExitStatus
go_on_at_owner (HeddleInvocation   *invocation,
                HeddleOwnerClient  *owner,
                gpointer            data,
                GError            **error)
{
  Errand *errand = data;
  HeddleRunReport report = { .invocation = invocation };
  g_autoptr (HeddleEngine) engine = NULL;

  engine = heddle_run_follow_make_engine (NULL, (const char *const *) errand->how->provider_urls, error);
  if (engine == NULL)
    return HEDDLE_EXIT_INVALID;
  if (!heddle_owner_client_continue (owner, errand->run, errand->how->retry, &errand->how->answer,
                                     heddle_engine_get_providers (engine), heddle_run_report_event, &report,
                                     invocation->cancellable, error))
    return HEDDLE_EXIT_LIBRARY;
  return heddle_run_report_exit_status (&report);
}

/**
 * heddle_run_continue:
 * @invocation: how to print
 * @run: the run's number, its UUID, or the beginning of that
 * @how: how it goes on
 *
 * Has a run of the library go on, and prints what happens until it ends or waits again.
 *
 * Returns: how the program ends
 */
HeddleExitStatus
heddle_run_continue (HeddleInvocation         *invocation,
                     const char               *run,
                     const HeddleRunContinue  *how)
{
  static const HeddleLibraryAccess access = {
    .flags = HEDDLE_LIBRARY_READ_WRITE, .here = go_on_here, .at_owner = go_on_at_owner
  };
  Errand errand = { .run = run, .how = how };
  g_autoptr (GError) error = NULL;
  HeddleExitStatus status = heddle_library_access_use (&access, invocation, &errand, &error);

  return error == NULL ? status : heddle_invocation_report (invocation, NULL, error);
}
