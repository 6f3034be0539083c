/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "heddle-command.h"
#include "heddle-entity-print.h"

static HeddleExitStatus
run (HeddleInvocation *invocation,
     GStrv             arguments)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HeddleLibrary) library = NULL;

  if (!g_str_equal (arguments[0], "library"))
    {
      heddle_usage_error_set (&error, _("Usage: heddlectl new %s"), heddle_command_new.synopsis);
      return heddle_invocation_report (invocation, arguments[0], error);
    }

  g_set_str (&invocation->library_path, arguments[1]);
  library = heddle_invocation_open_library (invocation, HEDDLE_LIBRARY_CREATE, &error);
  if (library == NULL)
    return heddle_invocation_report (invocation, arguments[1], error);

  heddle_print_entity (invocation, "library", heddle_library_get_uuid (library),
                       heddle_library_get_path (library), NULL);
  if (!heddle_library_close (library, &error))
    return heddle_invocation_report (invocation, arguments[1], error);
  return HEDDLE_EXIT_DONE;
}

const HeddleCommand heddle_command_new = {
  .name = "new",
  .synopsis = "library DIR",
  .summary = N_("Make a library"),
  .description = N_("Makes a library in a folder that is missing or empty. One that is a library already stays as "
                    "it is."),
  .least = 2,
  .most = 2,
  .run = run,
};
