/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#include "assets/heddle-library-check.h"
#include "base/heddle-threads.h"
#include "heddle-command.h"

static gboolean repair;

static const GOptionEntry entries[] = {
  { "repair", 0, 0, G_OPTION_ARG_NONE, &repair,
    N_("Remove contents that nothing refers to and files left by an interruption"), NULL },
  { NULL },
};

static void
print_finding (HeddleInvocation *invocation,
               const char       *finding)
{
  g_autoptr (JsonObject) object = json_object_new ();

  heddle_invocation_print (invocation, "%s", finding);
  json_object_set_string_member (object, "event", "finding");
  json_object_set_string_member (object, "message", finding);
  heddle_invocation_print_object (invocation, object);
}

static void
print_summary (HeddleInvocation         *invocation,
               const HeddleLibraryCheck *check)
{
  for (guint i = 0; i < check->findings->len; i++)
    print_finding (invocation, g_ptr_array_index (check->findings, i));
  if (check->findings->len == 0)
    heddle_invocation_print (invocation, _("The library is whole: %" PRId64 " contents."), check->n_blobs);
  if (check->n_collected > 0)
    heddle_invocation_print (invocation, _("Removed %" PRId64 " files that nothing needs."),
                             check->n_collected);
  else if (check->n_unreferenced > 0)
    heddle_invocation_print (invocation, _("%" PRId64 " files are there that nothing needs; "
                                           "“heddlectl verify --repair” removes them."),
                             check->n_unreferenced);
}

static HeddleExitStatus
run (HeddleInvocation *invocation,
     GStrv             arguments)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HeddleLibrary) library = NULL;
  g_auto (GValue) value = G_VALUE_INIT;
  const HeddleLibraryCheck *check;

  library = heddle_invocation_open_library (invocation, repair ? HEDDLE_LIBRARY_READ_WRITE : HEDDLE_LIBRARY_READ_ONLY,
                                            &error);
  if (library == NULL || !heddle_wait_for (heddle_library_check_run (library, repair), &value, &error))
    return heddle_invocation_report (invocation, NULL, error);

  check = g_value_get_boxed (&value);
  print_summary (invocation, check);
  if (!heddle_library_close (library, &error))
    return heddle_invocation_report (invocation, NULL, error);
  return check->findings->len == 0 ? HEDDLE_EXIT_DONE : HEDDLE_EXIT_FAILED;
}

const HeddleCommand heddle_command_verify = {
  .name = "verify",
  .synopsis = "[--repair]",
  .summary = N_("Check that the library is whole"),
  .description = N_("Checks the database, and that every content is there and is what was written."),
  .options = entries,
  .least = 0,
  .most = 0,
  .run = run,
};
