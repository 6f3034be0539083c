/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "engine/heddle-file-import.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "assets/heddle-asset-store.h"
#include "assets/heddle-imaging-pool.h"
#include "base/heddle-threads.h"
#include "base/heddle-uuid.h"
#include "engine/heddle-workflow-adoption.h"
#include "graph/heddle-document.h"
#include "store/heddle-project-repository.h"

struct _HeddleFileImport
{
  char                   *path;
  gboolean                copy;
  HeddleWorkflowAdoption *adoption;
  HeddleWorkflowRecord   *workflow;
  HeddleAssetRecord      *asset;
};

/**
 * heddle_file_import_free:
 * @self: (transfer full): an import
 *
 * Ends an import. What it has not finished leaves no trace.
 */
void
heddle_file_import_free (HeddleFileImport *self)
{
  g_free (self->path);
  g_clear_pointer (&self->adoption, heddle_workflow_adoption_free);
  g_clear_pointer (&self->workflow, heddle_workflow_record_free);
  g_clear_pointer (&self->asset, heddle_asset_record_free);
  g_free (self);
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

static HeddleWorkflowAdoption *
read_workflow (const char         *path,
               const char *const  *allowed,
               HeddleImagingPool  *imaging,
               GError            **error)
{
  g_autofree char *directory = g_path_get_dirname (path);
  g_autofree char *text = NULL;
  g_autoptr (HeddleWorkflow) workflow = NULL;
  gsize length;

  if (!g_file_get_contents (path, &text, &length, error))
    return NULL;
  workflow = heddle_workflow_new_from_text (text, (gssize) length, error);
  return workflow == NULL ? NULL : heddle_workflow_adoption_new (workflow, directory, allowed, imaging, error);
}

/**
 * heddle_file_import_new:
 * @path: the file
 * @kind: what it is taken for
 * @allowed: (array zero-terminated=1): folders beyond the file's own that a workflow's files may
 *   come from
 * @imaging: who looks at images
 * @error: return location
 *
 * Checks all that can be told without the library, so that a mistake leaves it as it was. Blocks.
 *
 * Returns: (transfer full): the import; %NULL where the file cannot come in
 */
HeddleFileImport *
heddle_file_import_new (const char         *path,
                        HeddleFileKind      kind,
                        const char *const  *allowed,
                        HeddleImagingPool  *imaging,
                        GError            **error)
{
  g_autoptr (HeddleFileImport) self = g_new0 (HeddleFileImport, 1);
  gboolean is_workflow;

  HEDDLE_ASSERT_MAY_BLOCK ();

  self->path = g_canonicalize_filename (path, NULL);
  if (!g_file_test (self->path, G_FILE_TEST_EXISTS))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _("There is no such file"));
      return NULL;
    }
  if (!g_file_test (self->path, G_FILE_TEST_IS_REGULAR))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE, _("This is not a file"));
      return NULL;
    }

  is_workflow = kind == HEDDLE_FILE_WORKFLOW || (kind == HEDDLE_FILE_ANY && looks_like_json (self->path));
  if (is_workflow)
    self->adoption = read_workflow (self->path, allowed, imaging, error);
  if (is_workflow ? self->adoption == NULL
                  : !heddle_wait_for (heddle_imaging_pool_info (imaging, self->path), NULL, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * heddle_file_import_get_warnings:
 * @self: an import
 *
 * Returns: (transfer none) (nullable) (element-type utf8): what a person should know of a workflow
 *   that comes in; %NULL for an image
 */
GPtrArray *
heddle_file_import_get_warnings (HeddleFileImport *self)
{
  return self->adoption == NULL ? NULL : heddle_workflow_adoption_get_warnings (self->adoption);
}

/**
 * heddle_file_import_get_path:
 * @self: an import
 *
 * Returns: (transfer none): the file's absolute path
 */
const char *
heddle_file_import_get_path (HeddleFileImport *self)
{
  return self->path;
}

/**
 * heddle_file_import_be_copy:
 * @self: an import that has not been finished
 *
 * Has a workflow come in as one of its own, also where the same one is there already: what a person
 * wants who begins with a sample.
 */
void
heddle_file_import_be_copy (HeddleFileImport *self)
{
  self->copy = TRUE;
}

typedef struct
{
  HeddleWorkflowRecord *record;
  const char           *project;
} Keeping;

static gboolean
keep_workflow (HeddleDatabase  *database,
               gpointer         data,
               GValue          *result,
               GError         **error)
{
  Keeping *keeping = data;

  return (keeping->project == NULL
          || heddle_projects_ensure (database, keeping->project, &keeping->record->project_id, error))
         && heddle_workflows_import (database, keeping->record, error);
}

/* The id is a member of the document like any other, but not one that an edit may set. */
static HeddleWorkflow *
as_copy (HeddleWorkflow  *workflow,
         GError         **error)
{
  g_autoptr (JsonNode) json = heddle_workflow_to_json (workflow);
  g_autofree char *uuid = heddle_uuid_new ();

  json_object_set_string_member (json_node_get_object (json), "id", uuid);
  return heddle_workflow_new_from_json (json, error);
}

static gboolean
finish_workflow (HeddleFileImport  *self,
                 HeddleEngine      *engine,
                 const char        *project,
                 GError           **error)
{
  HeddleServices *services = heddle_engine_get_services (engine);
  g_autoptr (HeddleWorkflow) workflow = NULL;
  g_autoptr (HeddleWorkflowRecord) record = heddle_workflow_record_new ();
  Keeping keeping = { record, project };

  workflow = heddle_workflow_adoption_finish (self->adoption, heddle_services_get (services, HEDDLE_TYPE_ASSET_STORE),
                                              project, error);
  if (workflow != NULL && self->copy)
    {
      HeddleWorkflow *copy = as_copy (workflow, error);

      g_object_unref (workflow);
      workflow = copy;
    }
  if (workflow == NULL)
    return FALSE;
  record->uuid = g_strdup (heddle_workflow_get_id (workflow));
  record->name = g_strdup (heddle_workflow_get_name (workflow));
  record->description = g_strdup (heddle_workflow_get_description (workflow));
  record->document = heddle_workflow_to_text (workflow);
  if (!heddle_wait_for (heddle_library_write (heddle_services_get (services, HEDDLE_TYPE_LIBRARY), keep_workflow,
                                              &keeping, NULL),
                        NULL, error))
    return FALSE;
  self->workflow = g_steal_pointer (&record);
  return TRUE;
}

static gboolean
finish_asset (HeddleFileImport  *self,
              HeddleEngine      *engine,
              const char        *project,
              GError           **error)
{
  HeddleAssetStore *assets = heddle_services_get (heddle_engine_get_services (engine), HEDDLE_TYPE_ASSET_STORE);
  g_auto (GValue) value = G_VALUE_INIT;

  if (!heddle_wait_for (heddle_asset_store_import_file (assets, self->path, project), &value, error))
    return FALSE;
  self->asset = g_value_dup_boxed (&value);
  return TRUE;
}

/**
 * heddle_file_import_finish:
 * @self: an import
 * @engine: an engine with a library
 * @project: (nullable): the name of the project that it belongs to
 * @error: return location
 *
 * Copies the file, and what it names, into the library. Blocks.
 *
 * Returns: whether it is there
 */
gboolean
heddle_file_import_finish (HeddleFileImport  *self,
                           HeddleEngine      *engine,
                           const char        *project,
                           GError           **error)
{
  HEDDLE_ASSERT_MAY_BLOCK ();

  return self->adoption != NULL ? finish_workflow (self, engine, project, error)
                                : finish_asset (self, engine, project, error);
}

/**
 * heddle_file_import_get_workflow:
 * @self: a finished import
 *
 * Returns: (transfer none) (nullable): what a workflow is in the library
 */
const HeddleWorkflowRecord *
heddle_file_import_get_workflow (HeddleFileImport *self)
{
  return self->workflow;
}

/**
 * heddle_file_import_get_asset:
 * @self: a finished import
 *
 * Returns: (transfer none) (nullable): what an image is in the library
 */
const HeddleAssetRecord *
heddle_file_import_get_asset (HeddleFileImport *self)
{
  return self->asset;
}
