/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/heddle-threads.h"
#include "engine/heddle-engine.h"
#include "heddle-command.h"
#include "heddle-entity-print.h"
#include "heddle-library-access.h"

static HeddleExitStatus
cancel_here (HeddleInvocation  *invocation,
             HeddleLibrary     *library,
             gpointer           data,
             GError           **error)
{
  g_autoptr (HeddleEngine) engine = heddle_engine_new (library, error);

  if (engine == NULL || !heddle_wait_for (heddle_engine_cancel (engine, data), NULL, error))
    return HEDDLE_EXIT_INVALID;
  return HEDDLE_EXIT_DONE;
}

static HeddleExitStatus
cancel_at_owner (HeddleInvocation   *invocation,
                 HeddleOwnerClient  *owner,
                 gpointer            data,
                 GError            **error)
{
  return heddle_owner_client_cancel (owner, data, error) ? HEDDLE_EXIT_DONE : HEDDLE_EXIT_INVALID;
}

static gboolean
print (HeddleInvocation  *invocation,
       const char        *run,
       GError           **error)
{
  g_autoptr (HeddleLibrary) library = NULL;
  g_autoptr (HeddleDatabase) reader = heddle_invocation_open_reader (invocation, &library, error);
  g_autoptr (HeddleRunRecord) record = reader == NULL ? NULL : heddle_runs_find (reader, run, error);

  if (record != NULL)
    heddle_print_run (invocation, record, NULL);
  return record != NULL;
}

static HeddleExitStatus
run (HeddleInvocation *invocation,
     GStrv             arguments)
{
  static const HeddleLibraryAccess access = {
    .flags = HEDDLE_LIBRARY_READ_WRITE,
    .here = cancel_here,
    .at_owner = cancel_at_owner,
  };
  g_autoptr (GError) error = NULL;
  HeddleExitStatus status = heddle_library_access_use (&access, invocation, arguments[0], &error);

  if (error == NULL && print (invocation, arguments[0], &error))
    return status;
  return heddle_invocation_report (invocation, arguments[0], error);
}

const HeddleCommand heddle_command_cancel = {
  .name = "cancel",
  .synopsis = "RUN",
  .summary = N_("Cancel a run"),
  .description = N_("Cancels a run, by its number or its id, wherever it goes on: in a window, in another shell, or "
                    "nowhere, because it waits, is paused or was interrupted. What it has made stays. Providers are "
                    "asked to give up its jobs; a request that has been sent may still be charged."),
  .least = 1,
  .most = 1,
  .run = run,
};
