/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "engine/heddle-workflow-adoption.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "base/heddle-json.h"
#include "base/heddle-threads.h"
#include "formats/heddle-csv-table.h"
#include "nodes/heddle-document-paths.h"
#include "nodes/heddle-file-list.h"
#include "nodes/heddle-node-error.h"

#define ALL_FILES  "*"
#define PROBE_SIDE 16

/* A place in the document where ids of assets come to stand. */
typedef struct
{
  JsonObject *object;
  const char *member;
  gboolean    list;
  GPtrArray  *files;
} Place;

struct _HeddleWorkflowAdoption
{
  JsonNode          *json;
  char              *directory;
  char             **allowed;
  HeddleImagingPool *imaging;
  GPtrArray         *places;
  GPtrArray         *warnings;
};

static void
place_free (gpointer data)
{
  Place *place = data;

  json_object_unref (place->object);
  g_ptr_array_unref (place->files);
  g_free (place);
}

static Place *
add_place (HeddleWorkflowAdoption *self,
           JsonObject             *object,
           const char             *member,
           gboolean                list)
{
  Place *place = g_new0 (Place, 1);

  place->object = json_object_ref (object);
  place->member = member;
  place->list = list;
  place->files = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->places, place);
  return place;
}

static const char *
get_text (JsonObject *object,
          const char *member)
{
  return heddle_json_get_string (object, member, "");
}

static char *
find_path (HeddleWorkflowAdoption  *self,
           const char              *path,
           GError                 **error)
{
  return heddle_document_path_find (path, self->directory, (const char *const *) self->allowed,
                                    error);
}

/* A header says nothing of the pixels behind it: the file is read to its end. */
static gboolean
probe_image (HeddleImagingPool  *imaging,
             const char         *file,
             GError            **error)
{
  g_autofree char *output = NULL;
  int fd = g_file_open_tmp ("heddle-probe-XXXXXX", &output, error);
  gboolean good;

  if (fd < 0)
    return FALSE;
  close (fd);
  good = heddle_wait_for (heddle_imaging_pool_info (imaging, file), NULL, error) &&
         heddle_wait_for (heddle_imaging_pool_thumbnail (imaging, file, output, PROBE_SIDE), NULL,
                          error);
  g_unlink (output);
  return good;
}

/* Returns where the image is. */
static char *
read_image (HeddleWorkflowAdoption  *self,
            const char              *path,
            GError                 **error)
{
  g_autofree char *file = find_path (self, path, error);

  if (file == NULL)
    return NULL;
  if (!g_file_test (file, G_FILE_TEST_IS_REGULAR))
    {
      g_set_error (error, HEDDLE_NODE_ERROR, HEDDLE_NODE_ERROR_UNREADABLE,
                   _("“%s” is not a file"), path);
      return NULL;
    }
  if (!probe_image (self->imaging, file, error))
    {
      g_prefix_error (error, "“%s”: ", path);
      return NULL;
    }
  return g_steal_pointer (&file);
}

static gboolean
adopt_image (HeddleWorkflowAdoption  *self,
             JsonObject              *config,
             GError                 **error)
{
  char *file;

  if (*get_text (config, "path") == '\0' || *get_text (config, "asset") != '\0')
    return TRUE;
  file = read_image (self, get_text (config, "path"), error);
  if (file == NULL)
    return FALSE;
  g_ptr_array_add (add_place (self, config, "asset", FALSE)->files, file);
  json_object_remove_member (config, "path");
  return TRUE;
}

/* Of a whole folder the images are meant, as when the node runs. */
static gboolean
is_other_file (const GError *error,
               const char   *pattern)
{
  return g_str_equal (pattern, ALL_FILES) &&
         g_error_matches (error, HEDDLE_IMAGING_ERROR, HEDDLE_IMAGING_ERROR_UNSUPPORTED_FORMAT);
}

static gboolean
read_images (HeddleWorkflowAdoption  *self,
             const char              *folder,
             const char              *pattern,
             GPtrArray               *files,
             GError                 **error)
{
  g_autofree char *found = find_path (self, folder, error);
  g_autoptr (GPtrArray) names =
      found == NULL ? NULL : heddle_file_list_read (found, pattern, error);

  if (names == NULL)
    return FALSE;
  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *path = g_build_filename (folder, names->pdata[i], NULL);
      g_autoptr (GError) reason = NULL;
      char *file = read_image (self, path, &reason);

      if (file != NULL)
        g_ptr_array_add (files, file);
      else if (is_other_file (reason, pattern))
        g_ptr_array_add (self->warnings, g_strdup (reason->message));
      else
        {
          g_propagate_error (error, g_steal_pointer (&reason));
          return FALSE;
        }
    }
  if (files->len > 0)
    return TRUE;
  g_set_error (error, HEDDLE_NODE_ERROR, HEDDLE_NODE_ERROR_NOT_FOUND,
               _("no image in “%s” is named like “%s”"), folder, pattern);
  return FALSE;
}

static gboolean
adopt_images (HeddleWorkflowAdoption  *self,
              JsonObject              *config,
              GError                 **error)
{
  JsonArray *assets = heddle_json_get_array (config, "assets");
  const char *pattern = heddle_json_get_string (config, "pattern", ALL_FILES);

  if (*get_text (config, "folder") == '\0' ||
      (assets != NULL && json_array_get_length (assets) > 0))
    return TRUE;
  if (!read_images (self, get_text (config, "folder"), pattern,
                    add_place (self, config, "assets", TRUE)->files, error))
    return FALSE;
  json_object_remove_member (config, "folder");
  json_object_remove_member (config, "pattern");
  return TRUE;
}

static gboolean
adopt_table (HeddleWorkflowAdoption  *self,
             JsonObject              *config,
             GError                 **error)
{
  g_autofree char *file = NULL;
  g_autofree char *csv = NULL;

  if (*get_text (config, "path") == '\0' || *get_text (config, "csv") != '\0')
    return TRUE;
  file = find_path (self, get_text (config, "path"), error);
  csv = file == NULL ? NULL : heddle_csv_table_load_text (file, error);
  if (csv == NULL)
    return FALSE;
  json_object_set_string_member (config, "csv", csv);
  json_object_remove_member (config, "path");
  return TRUE;
}

static const struct
{
  const char *type;
  const char *ports[4];
  gboolean (*adopt) (HeddleWorkflowAdoption *self, JsonObject *config, GError **error);
} adopters[] = {
  { "input.image", { "asset", "path", NULL }, adopt_image },
  { "input.images", { "assets", "folder", "pattern", NULL }, adopt_images },
  { "input.table", { "path", "csv", NULL }, adopt_table },
};

/* What a link brings is only known when the workflow runs. */
static gboolean
is_linked (JsonArray         *links,
           const char        *node,
           const char *const *ports)
{
  for (guint i = 0; i < json_array_get_length (links); i++)
    {
      JsonArray *to = heddle_json_get_array (json_array_get_object_element (links, i), "to");

      if (json_array_get_length (to) == 2 &&
          g_str_equal (json_array_get_string_element (to, 0), node) &&
          g_strv_contains (ports, json_array_get_string_element (to, 1)))
        return TRUE;
    }
  return FALSE;
}

static gboolean
adopt_node (HeddleWorkflowAdoption  *self,
            JsonObject              *node,
            JsonArray               *links,
            GError                 **error)
{
  const char *id = get_text (node, "id");
  JsonObject *config = heddle_json_get_object (node, "config");

  for (guint i = 0; config != NULL && i < G_N_ELEMENTS (adopters); i++)
    {
      if (!g_str_equal (get_text (node, "type"), adopters[i].type) ||
          is_linked (links, id, adopters[i].ports))
        continue;
      if (!adopters[i].adopt (self, config, error))
        {
          g_prefix_error (error, _("node “%s”: "), id);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
adopt_pipeline (HeddleWorkflowAdoption  *self,
                JsonObject              *pipeline,
                GError                 **error)
{
  JsonArray *nodes = heddle_json_get_array (pipeline, "nodes");
  JsonArray *links = heddle_json_get_array (pipeline, "links");

  for (guint i = 0; i < json_array_get_length (nodes); i++)
    if (!adopt_node (self, json_array_get_object_element (nodes, i), links, error))
      return FALSE;
  return TRUE;
}

static gboolean
adopt_input (HeddleWorkflowAdoption  *self,
             JsonObject              *input,
             GError                 **error)
{
  const char *path = get_text (input, "default");
  char *file;

  if (!g_str_equal (get_text (input, "type"), "image") || *path == '\0' ||
      g_uuid_string_is_valid (path))
    return TRUE;
  file = read_image (self, path, error);
  if (file == NULL)
    {
      g_prefix_error (error, _("input “%s”: "), get_text (input, "key"));
      return FALSE;
    }
  g_ptr_array_add (add_place (self, input, "default", FALSE)->files, file);
  return TRUE;
}

static gboolean
adopt (HeddleWorkflowAdoption  *self,
       GError                 **error)
{
  JsonObject *document = json_node_get_object (self->json);
  JsonArray *inputs = heddle_json_get_array (document, "inputs");
  JsonArray *pipelines = heddle_json_get_array (document, "pipelines");

  for (guint i = 0; inputs != NULL && i < json_array_get_length (inputs); i++)
    if (!adopt_input (self, json_array_get_object_element (inputs, i), error))
      return FALSE;
  for (guint i = 0; i < json_array_get_length (pipelines); i++)
    if (!adopt_pipeline (self, json_array_get_object_element (pipelines, i), error))
      return FALSE;
  return TRUE;
}

/**
 * heddle_workflow_adoption_new:
 * @workflow: a workflow from a file; it stays as it is
 * @directory: the folder of that file
 * @allowed: (nullable) (array zero-terminated=1): folders that may be used beside it
 * @imaging: looks at images
 * @error: return location
 *
 * Reads the files that @workflow names: the images of its inputs' defaults and of its nodes
 * `input.image` and `input.images`, and the tables of `input.table`. Paths are subject to the rules
 * of [func@document_path_find]. A node whose path comes from a link stays as it is. Nothing is
 * written. Blocks.
 *
 * Fails with an error of [error@NodeError], [error@ImagingError] or [error@FormatError] whose
 * message begins with the node's id, where a file is missing, may not be used, or cannot be read.
 *
 * Returns: (transfer full): the workflow, ready to come in; %NULL with @error set
 */
HeddleWorkflowAdoption *
heddle_workflow_adoption_new (HeddleWorkflow     *workflow,
                              const char         *directory,
                              const char *const  *allowed,
                              HeddleImagingPool  *imaging,
                              GError            **error)
{
  g_autoptr (HeddleWorkflowAdoption) self = g_new0 (HeddleWorkflowAdoption, 1);

  g_return_val_if_fail (HEDDLE_IS_WORKFLOW (workflow), NULL);
  g_return_val_if_fail (directory != NULL && HEDDLE_IS_IMAGING_POOL (imaging), NULL);
  HEDDLE_ASSERT_MAY_BLOCK ();

  self->json = heddle_workflow_to_json (workflow);
  self->directory = g_strdup (directory);
  self->allowed = g_strdupv ((char **) allowed);
  self->imaging = g_object_ref (imaging);
  self->places = g_ptr_array_new_with_free_func (place_free);
  self->warnings = g_ptr_array_new_with_free_func (g_free);
  return adopt (self, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * heddle_workflow_adoption_free:
 * @self: (transfer full): a workflow on its way
 */
void
heddle_workflow_adoption_free (HeddleWorkflowAdoption *self)
{
  g_clear_pointer (&self->json, json_node_unref);
  g_clear_pointer (&self->places, g_ptr_array_unref);
  g_clear_pointer (&self->warnings, g_ptr_array_unref);
  g_clear_object (&self->imaging);
  g_free (self->directory);
  g_strfreev (self->allowed);
  g_free (self);
}

/**
 * heddle_workflow_adoption_get_warnings:
 * @self: a workflow on its way
 *
 * Returns: (transfer none) (element-type utf8): files of whole folders that are passed over, since
 *   they are no images
 */
GPtrArray *
heddle_workflow_adoption_get_warnings (HeddleWorkflowAdoption *self)
{
  return self->warnings;
}

static char *
import_image (HeddleAssetStore  *assets,
              const char        *file,
              const char        *project,
              GError           **error)
{
  g_auto (GValue) value = G_VALUE_INIT;
  HeddleAssetRecord *record;

  if (!heddle_wait_for (heddle_asset_store_attach_file (assets, file, project), &value, error))
    {
      g_prefix_error (error, "%s: ", file);
      return NULL;
    }
  record = g_value_get_boxed (&value);
  return g_strdup (record->uuid);
}

static gboolean
fill_place (Place             *place,
            HeddleAssetStore  *assets,
            const char        *project,
            GError           **error)
{
  g_autoptr (JsonArray) ids = json_array_new ();

  for (guint i = 0; i < place->files->len; i++)
    {
      g_autofree char *id = import_image (assets, place->files->pdata[i], project, error);

      if (id == NULL)
        return FALSE;
      json_array_add_string_element (ids, id);
    }
  if (place->list)
    json_object_set_array_member (place->object, place->member, g_steal_pointer (&ids));
  else
    json_object_set_string_member (place->object, place->member,
                                   json_array_get_string_element (ids, 0));
  return TRUE;
}

/**
 * heddle_workflow_adoption_finish:
 * @self: a workflow on its way
 * @assets: the assets of the library that it comes to
 * @project: (nullable): the name of the project that images go to
 * @error: return location
 *
 * Makes assets of the images, or takes those that have the same content already, and names them in
 * the workflow in place of files; tables come to stand in the workflow itself. Blocks.
 *
 * Returns: (transfer full): the workflow, which needs none of the files any more; %NULL with an
 *   error of [error@ImagingError] or [error@StoreError] where an image cannot be kept
 */
HeddleWorkflow *
heddle_workflow_adoption_finish (HeddleWorkflowAdoption  *self,
                                 HeddleAssetStore        *assets,
                                 const char              *project,
                                 GError                 **error)
{
  g_return_val_if_fail (self != NULL && HEDDLE_IS_ASSET_STORE (assets), NULL);
  HEDDLE_ASSERT_MAY_BLOCK ();

  for (guint i = 0; i < self->places->len; i++)
    if (!fill_place (self->places->pdata[i], assets, project, error))
      return NULL;
  return heddle_workflow_new_from_json (self->json, error);
}
