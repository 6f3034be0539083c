/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/heddle-data-files.h"
#include "engine/heddle-engine.h"
#include "heddle-command.h"
#include "heddle-entity-print.h"
#include "heddle-workflow-source.h"

static int limit = -1;

static const GOptionEntry entries[] = {
  { "limit", 0, 0, G_OPTION_ARG_INT, &limit, N_("How many at the most"), N_("N") },
  { NULL },
};

static gboolean
list_workflows (HeddleInvocation  *invocation,
                HeddleDatabase    *reader,
                HeddleBlobStore   *blobs,
                GError           **error)
{
  g_autoptr (GPtrArray) records = heddle_workflows_list (reader, limit, error);

  for (guint i = 0; records != NULL && i < records->len; i++)
    heddle_print_workflow (invocation, g_ptr_array_index (records, i));
  return records != NULL;
}

static gboolean
list_assets (HeddleInvocation  *invocation,
             HeddleDatabase    *reader,
             HeddleBlobStore   *blobs,
             GError           **error)
{
  g_autoptr (GPtrArray) records = heddle_assets_list (reader, limit, error);

  for (guint i = 0; records != NULL && i < records->len; i++)
    heddle_print_asset (invocation, g_ptr_array_index (records, i), blobs);
  return records != NULL;
}

static gboolean
list_runs (HeddleInvocation  *invocation,
           HeddleDatabase    *reader,
           HeddleBlobStore   *blobs,
           GError           **error)
{
  g_autoptr (GPtrArray) records = heddle_runs_list (reader, limit, error);

  for (guint i = 0; records != NULL && i < records->len; i++)
    heddle_print_run (invocation, g_ptr_array_index (records, i), NULL);
  return records != NULL;
}

static gboolean
list_projects (HeddleInvocation  *invocation,
               HeddleDatabase    *reader,
               HeddleBlobStore   *blobs,
               GError           **error)
{
  g_autoptr (GPtrArray) records = heddle_projects_list (reader, limit, error);

  for (guint i = 0; records != NULL && i < records->len; i++)
    heddle_print_project (invocation, g_ptr_array_index (records, i));
  return records != NULL;
}

/* Brand kits have no table yet, so that no library holds any. */
static gboolean
list_brands (HeddleInvocation  *invocation,
             HeddleDatabase    *reader,
             HeddleBlobStore   *blobs,
             GError           **error)
{
  return TRUE;
}

static int
compare_paths (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static gboolean
list_templates (HeddleInvocation  *invocation,
                HeddleEngine      *engine,
                GError           **error)
{
  g_autofree char *folder = heddle_data_files_dup_path ("templates");
  g_autoptr (GDir) dir = g_dir_open (folder, 0, error);
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  if (dir == NULL)
    return FALSE;
  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".heddle"))
      g_ptr_array_add (paths, g_build_filename (folder, name, NULL));
  g_ptr_array_sort (paths, compare_paths);

  for (guint i = 0; i < paths->len && (limit < 0 || i < (guint) limit); i++)
    {
      g_autoptr (HeddleWorkflow) workflow = heddle_workflow_source_read_file (g_ptr_array_index (paths, i), error);
      g_autoptr (JsonObject) details = json_object_new ();

      if (workflow == NULL)
        {
          g_prefix_error (error, "%s: ", (char *) g_ptr_array_index (paths, i));
          return FALSE;
        }
      json_object_set_string_member (details, "path", g_ptr_array_index (paths, i));
      json_object_set_string_member (details, "description", heddle_workflow_get_description (workflow));
      heddle_print_entity (invocation, "template", heddle_workflow_get_id (workflow),
                           heddle_workflow_get_name (workflow), details);
    }
  return TRUE;
}

static int
compare_providers (gconstpointer a,
                   gconstpointer b)
{
  return g_utf8_collate (heddle_provider_get_name ((HeddleProvider *) a), heddle_provider_get_name ((HeddleProvider *) b));
}

/* In the order of their names, whatever order manifests were found in. */
static GPtrArray *
list_sorted (HeddleEngine *engine)
{
  GPtrArray *providers = heddle_providers_list (heddle_engine_get_providers (engine));

  g_ptr_array_sort_values (providers, compare_providers);
  return providers;
}

static gboolean
list_providers (HeddleInvocation  *invocation,
                HeddleEngine      *engine,
                GError           **error)
{
  g_autoptr (GPtrArray) providers = list_sorted (engine);

  for (guint i = 0; i < providers->len && (limit < 0 || i < (guint) limit); i++)
    {
      HeddleManifest *manifest = heddle_provider_get_manifest (g_ptr_array_index (providers, i));

      heddle_print_entity (invocation, "provider", heddle_manifest_get_id (manifest),
                           heddle_manifest_get_name (manifest), NULL);
    }
  return TRUE;
}

static void
add_operations (JsonObject      *details,
                HeddleModelTask *edit)
{
  g_auto (GStrv) names = edit != NULL ? heddle_model_task_list_operations (edit) : NULL;
  JsonArray *operations;

  if (edit == NULL)
    return;
  operations = json_array_new ();
  for (guint i = 0; names[i] != NULL; i++)
    json_array_add_string_element (operations, names[i]);
  json_object_set_array_member (details, "operations", operations);
}

static void
print_model (HeddleInvocation *invocation,
             HeddleModel      *model)
{
  g_autoptr (JsonObject) details = json_object_new ();
  JsonArray *tasks = json_array_new ();

  for (int task = HEDDLE_TASK_TEXT_GENERATION; task <= HEDDLE_TASK_CONTENT_SAFETY; task++)
    if (heddle_model_get_task (model, (HeddleTask) task) != NULL)
      json_array_add_string_element (tasks, heddle_task_to_string ((HeddleTask) task));
  json_object_set_array_member (details, "tasks", tasks);
  add_operations (details, heddle_model_get_task (model, HEDDLE_TASK_IMAGE_EDIT));
  heddle_print_entity (invocation, "model", heddle_model_get_qualified (model), heddle_model_get_name (model),
                       details);
}

static gboolean
list_models (HeddleInvocation  *invocation,
             HeddleEngine      *engine,
             GError           **error)
{
  g_autoptr (GPtrArray) providers = list_sorted (engine);
  int printed = 0;

  for (guint p = 0; p < providers->len; p++)
    {
      GPtrArray *models = heddle_manifest_get_models (heddle_provider_get_manifest (g_ptr_array_index (providers, p)));

      for (guint m = 0; m < models->len && (limit < 0 || printed < limit); m++, printed++)
        print_model (invocation, g_ptr_array_index (models, m));
    }
  return TRUE;
}

static gboolean
list_node_types (HeddleInvocation  *invocation,
                 HeddleEngine      *engine,
                 GError           **error)
{
  g_autoptr (GPtrArray) types = heddle_node_registry_list (heddle_engine_get_registry (engine));

  for (guint i = 0; i < types->len && (limit < 0 || i < (guint) limit); i++)
    {
      const HeddleNodeTypeInfo *type = g_ptr_array_index (types, i);
      g_autoptr (JsonObject) details = json_object_new ();

      json_object_set_string_member (details, "description", _(type->description));
      heddle_print_entity (invocation, "node-type", type->id, _(type->title), details);
    }
  return TRUE;
}

static const struct
{
  const char *name;
  gboolean  (*list_library) (HeddleInvocation  *invocation,
                             HeddleDatabase    *reader,
                             HeddleBlobStore   *blobs,
                             GError           **error);
  gboolean  (*list_engine)  (HeddleInvocation  *invocation,
                             HeddleEngine      *engine,
                             GError           **error);
} kinds[] = {
  { "workflows", list_workflows, NULL },
  { "templates", NULL, list_templates },
  { "assets", list_assets, NULL },
  { "runs", list_runs, NULL },
  { "brands", list_brands, NULL },
  { "projects", list_projects, NULL },
  { "providers", NULL, list_providers },
  { "models", NULL, list_models },
  { "node-types", NULL, list_node_types },
};

static gboolean
list_kind (HeddleInvocation  *invocation,
           guint              kind,
           GError           **error)
{
  g_autoptr (HeddleLibrary) library = NULL;
  g_autoptr (HeddleDatabase) reader = NULL;
  g_autoptr (HeddleBlobStore) blobs = NULL;

  if (kinds[kind].list_engine != NULL)
    {
      g_autoptr (HeddleEngine) engine = heddle_engine_new (NULL, error);

      return engine != NULL && kinds[kind].list_engine (invocation, engine, error);
    }
  reader = heddle_invocation_open_reader (invocation, &library, error);
  if (reader == NULL)
    return FALSE;
  blobs = heddle_blob_store_new (library);
  return kinds[kind].list_library (invocation, reader, blobs, error);
}

static HeddleExitStatus
run (HeddleInvocation *invocation,
     GStrv             arguments)
{
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].name, arguments[0]))
      return list_kind (invocation, i, &error) ? HEDDLE_EXIT_DONE
                                               : heddle_invocation_report (invocation, NULL, error);

  heddle_usage_error_set (&error, _("There is no list of “%s”. Usage: heddlectl list %s"), arguments[0],
                          heddle_command_list.synopsis);
  return heddle_invocation_report (invocation, NULL, error);
}

const HeddleCommand heddle_command_list = {
  .name = "list",
  .synopsis = "workflows|templates|assets|runs|brands|projects|providers|models|node-types [--limit=N]",
  .summary = N_("List what there is"),
  .description = N_("Lists things of one kind, the newest first. Works while another process has the library open."),
  .options = entries,
  .least = 1,
  .most = 1,
  .run = run,
};
