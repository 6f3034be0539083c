/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "heddle-command.h"
#include "heddle-entity-print.h"
#include "store/heddle-entities.h"

static char *target;

static const GOptionEntry entries[] = {
  { "to", 0, 0, G_OPTION_ARG_FILENAME, &target, N_("The file to write"), N_("FILE") },
  { NULL },
};

static gboolean
export_workflow (HeddleDatabase  *reader,
                 const char      *id,
                 GError         **error)
{
  g_autoptr (HeddleWorkflowRecord) record = heddle_workflows_find (reader, id, error);

  return record != NULL
         && g_file_set_contents_full (target, record->document, -1,
                                      G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0644, error);
}

static gboolean
export_asset (HeddleLibrary   *library,
              HeddleDatabase  *reader,
              const char      *id,
              GError         **error)
{
  g_autoptr (HeddleAssetRecord) record = heddle_assets_find (reader, id, error);
  g_autoptr (HeddleBlobStore) blobs = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GFile) from = NULL;
  g_autoptr (GFile) to = g_file_new_for_path (target);

  if (record == NULL)
    return FALSE;
  blobs = heddle_blob_store_new (library);
  path = heddle_blob_store_dup_path (blobs, record->blob);
  from = g_file_new_for_path (path);
  return g_file_copy (from, to, G_FILE_COPY_OVERWRITE | G_FILE_COPY_TARGET_DEFAULT_PERMS, NULL, NULL, NULL,
                      error);
}

static gboolean
export (HeddleInvocation  *invocation,
        const char        *id,
        GError           **error)
{
  g_autoptr (HeddleLibrary) library = NULL;
  g_autoptr (HeddleDatabase) reader = heddle_invocation_open_reader (invocation, &library, error);
  HeddleEntityKind kind;
  g_autofree char *uuid = NULL;

  if (reader == NULL || !heddle_entities_find (reader, id, &kind, &uuid, error))
    return FALSE;

  switch (kind)
    {
    case HEDDLE_ENTITY_WORKFLOW:
      return export_workflow (reader, uuid, error);
    case HEDDLE_ENTITY_ASSET:
      return export_asset (library, reader, uuid, error);
    case HEDDLE_ENTITY_RUN:
    case HEDDLE_ENTITY_PROJECT:
    default:
      heddle_usage_error_set (error, _("Only workflows and assets can be exported to a file"));
      return FALSE;
    }
}

static HeddleExitStatus
run (HeddleInvocation *invocation,
     GStrv             arguments)
{
  g_autoptr (GError) error = NULL;

  if (target == NULL)
    heddle_usage_error_set (&error, _("“--to” is missing. Usage: heddlectl export %s"),
                            heddle_command_export.synopsis);
  if (error != NULL || !export (invocation, arguments[0], &error))
    return heddle_invocation_report (invocation, arguments[0], error);
  heddle_invocation_print (invocation, "%s", target);
  return HEDDLE_EXIT_DONE;
}

const HeddleCommand heddle_command_export = {
  .name = "export",
  .synopsis = "ID --to=FILE",
  .summary = N_("Write a workflow or an asset to a file"),
  .description = N_("Writes a workflow as a .heddle file, or the content of an asset as it is."),
  .options = entries,
  .least = 1,
  .most = 1,
  .run = run,
};
