/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "heddle-command.h"
#include "heddle-entity-print.h"
#include "store/heddle-entities.h"

static void
print_text (HeddleInvocation *invocation,
            const char       *label,
            const char       *text)
{
  if (text != NULL && *text != '\0')
    heddle_invocation_print (invocation, "%-10s %s", label, text);
}

static gboolean
show_asset (HeddleInvocation  *invocation,
            HeddleLibrary     *library,
            HeddleDatabase    *reader,
            const char        *id,
            GError           **error)
{
  g_autoptr (HeddleAssetRecord) record = heddle_assets_find (reader, id, error);
  g_autoptr (HeddleBlobStore) blobs = NULL;
  g_autofree char *path = NULL;

  if (record == NULL)
    return FALSE;
  blobs = heddle_blob_store_new (library);
  path = heddle_blob_store_dup_path (blobs, record->blob);
  heddle_print_asset (invocation, record, blobs);
  print_text (invocation, _("prompt"), record->prompt);
  print_text (invocation, _("model"), record->model);
  print_text (invocation, _("file"), path);
  return TRUE;
}

static gboolean
show_workflow (HeddleInvocation  *invocation,
               HeddleLibrary     *library,
               HeddleDatabase    *reader,
               const char        *id,
               GError           **error)
{
  g_autoptr (HeddleWorkflowRecord) record = heddle_workflows_find (reader, id, error);

  if (record == NULL)
    return FALSE;
  heddle_print_workflow (invocation, record);
  print_text (invocation, _("about"), record->description);
  return TRUE;
}

static gboolean
show_run (HeddleInvocation  *invocation,
          HeddleLibrary     *library,
          HeddleDatabase    *reader,
          const char        *id,
          GError           **error)
{
  g_autoptr (HeddleRunRecord) record = heddle_runs_find (reader, id, error);
  g_autoptr (GPtrArray) assets = NULL;
  g_autoptr (HeddleBlobStore) blobs = NULL;

  if (record == NULL)
    return FALSE;
  heddle_print_run (invocation, record);
  print_text (invocation, _("status"), heddle_run_status_to_string (record->status));

  assets = heddle_assets_list_by_run (reader, record->id, error);
  blobs = heddle_blob_store_new (library);
  for (guint i = 0; !invocation->json && assets != NULL && i < assets->len; i++)
    heddle_print_asset (invocation, g_ptr_array_index (assets, i), blobs);
  return assets != NULL;
}

static gboolean
show_project (HeddleInvocation  *invocation,
              HeddleLibrary     *library,
              HeddleDatabase    *reader,
              const char        *id,
              GError           **error)
{
  g_autoptr (HeddleProjectRecord) record = heddle_projects_find (reader, id, error);

  if (record == NULL)
    return FALSE;
  heddle_print_project (invocation, record);
  return TRUE;
}

static gboolean
show (HeddleInvocation  *invocation,
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
    case HEDDLE_ENTITY_ASSET:
      return show_asset (invocation, library, reader, uuid, error);
    case HEDDLE_ENTITY_WORKFLOW:
      return show_workflow (invocation, library, reader, uuid, error);
    case HEDDLE_ENTITY_RUN:
      return show_run (invocation, library, reader, uuid, error);
    case HEDDLE_ENTITY_PROJECT:
      return show_project (invocation, library, reader, uuid, error);
    default:
      g_assert_not_reached ();
    }
}

static HeddleExitStatus
run (HeddleInvocation *invocation,
     GStrv             arguments)
{
  g_autoptr (GError) error = NULL;

  if (!show (invocation, arguments[0], &error))
    return heddle_invocation_report (invocation, arguments[0], error);
  return HEDDLE_EXIT_DONE;
}

const HeddleCommand heddle_command_show = {
  .name = "show",
  .synopsis = "ID",
  .summary = N_("Show one thing"),
  .description = N_("Shows a workflow, an asset, a run or a project. The beginning of its id is enough, if nothing "
                    "else begins so; a run also goes by its number."),
  .least = 1,
  .most = 1,
  .run = run,
};
