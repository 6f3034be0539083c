/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "heddle-command.h"
#include "heddle-entity-print.h"

static int limit = -1;

static const GOptionEntry entries[] = {
  { "limit", 0, 0, G_OPTION_ARG_INT, &limit, N_("How many of each kind at the most"), N_("N") },
  { NULL },
};

static gboolean
search (HeddleInvocation  *invocation,
        const char        *query,
        GError           **error)
{
  g_autoptr (HeddleLibrary) library = NULL;
  g_autoptr (HeddleDatabase) reader = heddle_invocation_open_reader (invocation, &library, error);
  g_autoptr (GPtrArray) workflows = reader == NULL ? NULL
                                                   : heddle_workflows_search (reader, query, limit, error);
  g_autoptr (GPtrArray) assets = workflows == NULL ? NULL : heddle_assets_search (reader, query, limit, error);
  g_autoptr (HeddleBlobStore) blobs = NULL;

  if (assets == NULL)
    return FALSE;

  blobs = heddle_blob_store_new (library);
  for (guint i = 0; i < workflows->len; i++)
    heddle_print_workflow (invocation, g_ptr_array_index (workflows, i));
  for (guint i = 0; i < assets->len; i++)
    heddle_print_asset (invocation, g_ptr_array_index (assets, i), blobs);
  return TRUE;
}

static HeddleExitStatus
run (HeddleInvocation *invocation,
     GStrv             arguments)
{
  g_autofree char *query = g_strjoinv (" ", arguments);
  g_autoptr (GError) error = NULL;

  if (!search (invocation, query, &error))
    return heddle_invocation_report (invocation, NULL, error);
  return HEDDLE_EXIT_DONE;
}

const HeddleCommand heddle_command_search = {
  .name = "search",
  .synopsis = "QUERY [--limit=N]",
  .summary = N_("Find workflows and assets"),
  .description = N_("Finds workflows by name and description, and assets by name and prompt. All words must occur; "
                    "each may be the beginning of one."),
  .options = entries,
  .least = 1,
  .most = -1,
  .run = run,
};
