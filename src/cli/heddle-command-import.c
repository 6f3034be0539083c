/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "assets/heddle-asset-store.h"
#include "assets/heddle-imaging-pool.h"
#include "base/heddle-json.h"
#include "base/heddle-threads.h"
#include "base/heddle-uuid.h"
#include "engine/heddle-engine.h"
#include "engine/heddle-workflow-adoption.h"
#include "heddle-command.h"
#include "heddle-entity-print.h"
#include "heddle-workflow-source.h"

static struct
{
  char     *as;
  char     *project;
  GStrv     allowed_paths;
  gboolean  yes;
} options;

static const GOptionEntry entries[] = {
  { "as", 0, 0, G_OPTION_ARG_STRING, &options.as,
    N_("What the files are: workflow or asset; told from their content otherwise"), N_("KIND") },
  { "project", 0, 0, G_OPTION_ARG_STRING, &options.project,
    N_("The project that they belong to"), N_("NAME") },
  { "allow-path", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options.allowed_paths,
    N_("A folder outside of a workflow's own that its files may come from; can be repeated"), N_("DIR") },
  { "yes", 0, 0, G_OPTION_ARG_NONE, &options.yes,
    N_("Take files from any folder that a workflow names"), NULL },
  { NULL },
};

/* A file that can come in: a workflow with all that it names, or else an image. */
typedef struct
{
  const char             *path;
  HeddleWorkflowAdoption *adoption;
} Arrival;

static void
arrival_free (gpointer data)
{
  Arrival *arrival = data;

  g_clear_pointer (&arrival->adoption, heddle_workflow_adoption_free);
  g_free (arrival);
}

static gboolean
ensure_project (HeddleDatabase  *database,
                gint64          *id,
                GError         **error)
{
  return options.project == NULL || heddle_projects_ensure (database, options.project, id, error);
}

/* A workflow whose id is taken by a different one comes in beside it, as a copy of its own. */
static gboolean
save_workflow (HeddleDatabase  *database,
               gpointer         data,
               GValue          *result,
               GError         **error)
{
  HeddleWorkflowRecord *record = data;
  g_autoptr (HeddleWorkflowRecord) existing = heddle_workflows_find (database, record->uuid, NULL);

  if (existing != NULL && g_str_equal (existing->document, record->document))
    {
      record->id = existing->id;
      return TRUE;
    }
  if (existing != NULL)
    {
      g_autoptr (JsonNode) json = heddle_json_parse (record->document, -1, error);

      if (json == NULL)
        return FALSE;
      g_free (record->uuid);
      record->uuid = heddle_uuid_new ();
      json_object_set_string_member (json_node_get_object (json), "id", record->uuid);
      g_free (record->document);
      record->document = heddle_json_write (json, HEDDLE_JSON_PRETTY);
    }
  return ensure_project (database, &record->project_id, error)
         && heddle_workflows_save (database, record, error);
}

static gboolean
import_workflow (HeddleInvocation        *invocation,
                 HeddleEngine            *engine,
                 HeddleLibrary           *library,
                 HeddleWorkflowAdoption  *adoption,
                 GError                 **error)
{
  HeddleAssetStore *assets = heddle_services_get (heddle_engine_get_services (engine), HEDDLE_TYPE_ASSET_STORE);
  g_autoptr (HeddleWorkflow) workflow = NULL;
  g_autoptr (HeddleWorkflowRecord) record = heddle_workflow_record_new ();

  workflow = heddle_workflow_adoption_finish (adoption, assets, options.project, error);
  if (workflow == NULL)
    return FALSE;
  record->uuid = g_strdup (heddle_workflow_get_id (workflow));
  record->name = g_strdup (heddle_workflow_get_name (workflow));
  record->description = g_strdup (heddle_workflow_get_description (workflow));
  record->document = heddle_workflow_to_text (workflow);
  if (!heddle_wait_for (heddle_library_write (library, save_workflow, record, NULL), NULL, error))
    return FALSE;
  heddle_print_workflow (invocation, record);
  return TRUE;
}

static gboolean
import_asset (HeddleInvocation  *invocation,
              HeddleEngine      *engine,
              const char        *path,
              GError           **error)
{
  HeddleAssetStore *assets = heddle_services_get (heddle_engine_get_services (engine), HEDDLE_TYPE_ASSET_STORE);
  HeddleBlobStore *blobs = heddle_services_get (heddle_engine_get_services (engine), HEDDLE_TYPE_BLOB_STORE);
  g_auto (GValue) value = G_VALUE_INIT;

  if (!heddle_wait_for (heddle_asset_store_import_file (assets, path, options.project), &value, error))
    return FALSE;
  heddle_print_asset (invocation, g_value_get_boxed (&value), blobs);
  return TRUE;
}

static gboolean
looks_like_json (const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, NULL);
  char start[512] = { 0 };
  const char *p = start;

  if (stream == NULL || g_input_stream_read (G_INPUT_STREAM (stream), start, sizeof start - 1, NULL, NULL) <= 0)
    return FALSE;
  if (g_str_has_prefix (p, "\xef\xbb\xbf"))
    p += 3;
  while (g_ascii_isspace (*p))
    p++;
  return *p == '{';
}

static gboolean
is_workflow (const char *path)
{
  return options.as != NULL ? g_str_equal (options.as, "workflow") : looks_like_json (path);
}

static char **
list_allowed (void)
{
  g_autoptr (GStrvBuilder) allowed = g_strv_builder_new ();

  for (guint i = 0; options.allowed_paths != NULL && options.allowed_paths[i] != NULL; i++)
    g_strv_builder_take (allowed, g_canonicalize_filename (options.allowed_paths[i], NULL));
  if (options.yes)
    g_strv_builder_add (allowed, G_DIR_SEPARATOR_S);
  return g_strv_builder_end (allowed);
}

static HeddleWorkflowAdoption *
read_workflow (HeddleInvocation   *invocation,
               HeddleImagingPool  *imaging,
               const char         *path,
               GError            **error)
{
  g_autoptr (HeddleWorkflow) workflow = heddle_workflow_source_read_file (path, error);
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  g_autofree char *directory = g_path_get_dirname (absolute);
  g_auto (GStrv) allowed = list_allowed ();
  HeddleWorkflowAdoption *adoption;
  GPtrArray *warnings;

  if (workflow == NULL)
    return NULL;
  adoption = heddle_workflow_adoption_new (workflow, directory, (const char *const *) allowed, imaging, error);
  if (adoption == NULL)
    return NULL;
  warnings = heddle_workflow_adoption_get_warnings (adoption);
  for (guint i = 0; i < warnings->len; i++)
    heddle_invocation_progress (invocation, "heddlectl: %s: %s", path, (char *) g_ptr_array_index (warnings, i));
  return adoption;
}

/* What can be told without the library, so that a mistake leaves it, or its absence, as it was. */
static gboolean
read_file (HeddleInvocation   *invocation,
           HeddleImagingPool  *imaging,
           Arrival            *arrival,
           GError            **error)
{
  g_autofree char *absolute = g_canonicalize_filename (arrival->path, NULL);

  if (!g_file_test (arrival->path, G_FILE_TEST_EXISTS))
    {
      heddle_usage_error_set (error, _("There is no such file"));
      return FALSE;
    }
  if (!g_file_test (arrival->path, G_FILE_TEST_IS_REGULAR))
    {
      heddle_usage_error_set (error, _("This is not a file"));
      return FALSE;
    }
  if (!is_workflow (arrival->path))
    return heddle_wait_for (heddle_imaging_pool_info (imaging, absolute), NULL, error);
  arrival->adoption = read_workflow (invocation, imaging, arrival->path, error);
  return arrival->adoption != NULL;
}

static GPtrArray *
read_files (HeddleInvocation *invocation,
            GStrv             paths)
{
  g_autoptr (HeddleImagingPool) imaging = heddle_imaging_pool_new ();
  g_autoptr (GPtrArray) arrivals = g_ptr_array_new_with_free_func (arrival_free);
  gboolean good = TRUE;

  for (guint i = 0; paths[i] != NULL; i++)
    {
      g_autoptr (GError) error = NULL;
      Arrival *arrival = g_new0 (Arrival, 1);

      arrival->path = paths[i];
      g_ptr_array_add (arrivals, arrival);
      if (!read_file (invocation, imaging, arrival, &error))
        {
          heddle_invocation_report (invocation, paths[i], error);
          good = FALSE;
        }
    }
  return good ? g_steal_pointer (&arrivals) : NULL;
}

static gboolean
import_file (HeddleInvocation  *invocation,
             HeddleEngine      *engine,
             HeddleLibrary     *library,
             Arrival           *arrival,
             GError           **error)
{
  if (arrival->adoption != NULL)
    return import_workflow (invocation, engine, library, arrival->adoption, error);
  return import_asset (invocation, engine, arrival->path, error);
}

static HeddleExitStatus
run (HeddleInvocation *invocation,
     GStrv             arguments)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HeddleLibrary) library = NULL;
  g_autoptr (HeddleEngine) engine = NULL;
  g_autoptr (GPtrArray) arrivals = NULL;
  HeddleExitStatus status = HEDDLE_EXIT_DONE;

  if (options.as != NULL && !g_str_equal (options.as, "workflow") && !g_str_equal (options.as, "asset"))
    {
      heddle_usage_error_set (&error, _("“--as” takes workflow or asset, not “%s”"), options.as);
      return heddle_invocation_report (invocation, NULL, error);
    }
  arrivals = read_files (invocation, arguments);
  if (arrivals == NULL)
    return HEDDLE_EXIT_INVALID;
  library = heddle_invocation_open_library (invocation, HEDDLE_LIBRARY_CREATE, &error);
  engine = library == NULL ? NULL : heddle_engine_new (library, &error);
  if (engine == NULL)
    return heddle_invocation_report (invocation, NULL, error);

  for (guint i = 0; i < arrivals->len; i++)
    {
      g_autoptr (GError) file_error = NULL;
      Arrival *arrival = g_ptr_array_index (arrivals, i);

      if (import_file (invocation, engine, library, arrival, &file_error))
        continue;
      status = heddle_invocation_report (invocation, arrival->path, file_error);
      if (status == HEDDLE_EXIT_INVALID)
        status = HEDDLE_EXIT_FAILED;
    }

  if (!heddle_wait_for (heddle_engine_drain (engine), NULL, &error))
    return heddle_invocation_report (invocation, NULL, error);
  g_clear_object (&engine);
  if (!heddle_library_close (library, &error))
    return heddle_invocation_report (invocation, NULL, error);
  return status;
}

const HeddleCommand heddle_command_import = {
  .name = "import",
  .synopsis = "FILE… [OPTION…]",
  .summary = N_("Bring workflows and images into the library"),
  .description = N_("Copies files into the library and prints what they are there. What a file is is told from its "
                    "content, not from its name. The images and tables that a workflow names come in with it, so "
                    "that it runs by its id wherever the files go; the files stay as they are. If one of them is "
                    "not right, none is copied."),
  .options = entries,
  .least = 1,
  .most = -1,
  .run = run,
};
