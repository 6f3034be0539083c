/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "heddle-run-continue.h"

#include "heddle-run-follow.h"

/* Planned before anything is answered, so that a mistake changes nothing. */
static HeddleExitStatus
go_on (HeddleInvocation         *invocation,
       HeddleLibrary            *library,
       const char               *run,
       const HeddleRunContinue  *how,
       GError                  **error)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (HeddleEngine) engine = NULL;
  g_autoptr (HeddleRun) continued = NULL;
  HeddleExitStatus status = HEDDLE_EXIT_INVALID;

  g_main_context_push_thread_default (context);
  engine = heddle_run_follow_make_engine (library, (const char *const *) how->provider_urls, error);
  continued = engine == NULL ? NULL : heddle_engine_continue_run (engine, run, how->retry, error);
  if (continued != NULL && (how->answer == NULL || how->answer (library, run, how->data, error)))
    status = heddle_run_follow (invocation, engine, continued, error);
  g_main_context_pop_thread_default (context);
  return status;
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
  g_autoptr (GError) error = NULL;
  g_autoptr (HeddleLibrary) library = heddle_invocation_open_library (invocation, HEDDLE_LIBRARY_READ_WRITE, &error);
  HeddleExitStatus status;

  if (library == NULL)
    return heddle_invocation_report (invocation, NULL, error);
  status = go_on (invocation, library, run, how, &error);
  heddle_library_close (library, error == NULL ? &error : NULL);
  return error == NULL ? status : heddle_invocation_report (invocation, NULL, error);
}
