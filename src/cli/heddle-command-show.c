/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/heddle-json.h"
#include "engine/heddle-generation.h"
#include "heddle-command.h"
#include "heddle-entity-print.h"
#include "heddle-run-report.h"
#include "store/heddle-entities.h"
#include "store/heddle-run-item-repository.h"

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

static const char *
find_node_name (GPtrArray *nodes,
                gint64     id)
{
  for (guint i = 0; i < nodes->len; i++)
    {
      HeddleNodeRunRecord *node = g_ptr_array_index (nodes, i);

      if (node->id == id)
        return node->name != NULL ? node->name : node->node;
    }
  return "";
}

/* What keeps an item from its end, in a sentence; of a gate's that waits, with how it is answered. */
static char *
dup_trouble (const HeddleRunItemRecord *item)
{
  g_autoptr (JsonNode) json = item->error == NULL ? NULL : heddle_json_parse (item->error, -1, NULL);

  if (json != NULL && JSON_NODE_HOLDS_OBJECT (json))
    return g_strdup (heddle_json_get_string (json_node_get_object (json), "message", ""));
  if (item->status == HEDDLE_ITEM_WAITING)
    return g_strdup_printf (_("Somebody has to answer; the first index is %s%s0"), item->path,
                            *item->path == '\0' ? "" : ".");
  return NULL;
}

/* Why a run is not whole: what its items say that did not come to a good end, or to none yet. */
static gboolean
print_failures (HeddleInvocation       *invocation,
                HeddleDatabase         *reader,
                const HeddleRunRecord  *run,
                GError                **error)
{
  g_autoptr (GPtrArray) nodes = heddle_node_runs_list (reader, run->id, error);
  g_autoptr (GPtrArray) items = nodes == NULL ? NULL : heddle_run_items_list (reader, run->id, error);

  for (guint i = 0; items != NULL && i < items->len; i++)
    {
      HeddleRunItemRecord *item = g_ptr_array_index (items, i);
      g_autofree char *trouble = dup_trouble (item);
      g_autoptr (HeddleIndex) index = heddle_index_from_string (item->path, NULL);
      g_autofree char *place = index == NULL ? NULL
                                             : heddle_run_report_place (find_node_name (nodes, item->node_run_id),
                                                                        index);

      if (place != NULL && trouble != NULL)
        heddle_invocation_print (invocation, "%-10s %s: %s", heddle_item_status_to_string (item->status), place,
                                 trouble);
    }
  return items != NULL;
}

static const char *
name_generation (HeddleGenerationStatus status)
{
  static const char *const names[] = {
    [HEDDLE_GENERATION_PENDING] = N_("not begun"),
    [HEDDLE_GENERATION_PROCESSING_SAMPLES] = N_("making samples"),
    [HEDDLE_GENERATION_AWAITING_SELECTION] = N_("waits for a choice"),
    [HEDDLE_GENERATION_PROCESSING_FINAL] = N_("finishing what was chosen"),
    [HEDDLE_GENERATION_COMPLETED] = N_("chosen and finished"),
    [HEDDLE_GENERATION_FAILED] = N_("failed"),
    [HEDDLE_GENERATION_CANCELLED] = N_("cancelled"),
    [HEDDLE_GENERATION_CONTENT_REJECTED] = N_("refused by the provider’s content policy"),
  };

  return _(names[status]);
}

/* A batch has a choice in each of its rows: how many are how far is told. */
static void
print_generations (HeddleInvocation *invocation,
                   GPtrArray        *generations)
{
  guint counts[HEDDLE_GENERATION_CONTENT_REJECTED + 1] = { 0 };

  for (guint i = 0; i < generations->len; i++)
    counts[((const HeddleGeneration *) generations->pdata[i])->status]++;
  for (guint status = 0; status < G_N_ELEMENTS (counts); status++)
    if (counts[status] > 0)
      heddle_invocation_print (invocation, "%-10s %u × %s", _("choices"), counts[status], name_generation (status));
}

static gboolean
show_run (HeddleInvocation  *invocation,
          HeddleLibrary     *library,
          HeddleDatabase    *reader,
          const char        *id,
          GError           **error)
{
  g_autoptr (HeddleRunRecord) record = heddle_runs_find (reader, id, error);
  g_autoptr (GPtrArray) generations = record == NULL ? NULL : heddle_generations_list (reader, record, error);
  g_autoptr (GPtrArray) assets = NULL;
  g_autoptr (HeddleBlobStore) blobs = NULL;

  if (generations == NULL)
    return FALSE;
  heddle_print_run (invocation, record, generations);
  print_text (invocation, _("status"), heddle_run_status_to_string (record->status));
  heddle_invocation_print (invocation, _("%-10s %d of %d, %d unchanged, %d failed, %d skipped"), _("results"),
                           (int) record->counts.successful, (int) record->counts.total,
                           (int) record->counts.cached, (int) record->counts.failed,
                           (int) record->counts.skipped);
  print_generations (invocation, generations);
  if (!invocation->json && !print_failures (invocation, reader, record, error))
    return FALSE;

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
                    "else begins so; a run also goes by its number, and tells how far each choice is that it "
                    "leaves to a person."),
  .least = 1,
  .most = 1,
  .run = run,
};
