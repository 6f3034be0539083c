/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "assets/heddle-imaging-error.h"
#include "base/heddle-json.h"
#include "base/heddle-threads.h"
#include "graph/heddle-graph-error.h"
#include "nodes/heddle-allowed-paths.h"
#include "nodes/heddle-document-paths.h"
#include "nodes/heddle-file-list.h"
#include "nodes/heddle-image-source.h"
#include "nodes/heddle-node-error.h"
#include "nodes/heddle-nodes.h"

#define ALL_FILES "*"

static const HeddlePortInfo image_output[] = { { "image", "image" }, { NULL } };
static const HeddlePortInfo images_output[] = { { "images", "image[]" }, { NULL } };

static const HeddleParameterInfo image_parameters[] = {
  { "asset", HEDDLE_PARAMETER_ASSET, N_("Asset"), N_("An image of the library") },
  { "path", HEDDLE_PARAMETER_FILE, N_("File"), N_("Instead of an asset: an image file") },
  { NULL },
};

static const HeddleParameterInfo images_parameters[] = {
  { "assets", HEDDLE_PARAMETER_ASSET_LIST, N_("Assets"), N_("Images of the library") },
  { "folder", HEDDLE_PARAMETER_FOLDER, N_("Folder"),
    N_("Instead of assets: a folder, whose images are taken in the order of their names") },
  { "pattern", HEDDLE_PARAMETER_TEXT, N_("Pattern"), N_("Which files of the folder, such as *.jpg"),
    "\"*\"" },
  { NULL },
};

/* Which files are asked for, for a thread that may outlive the run. */
typedef struct
{
  char  *folder;
  char  *pattern;
  char  *directory;
  char **allowed;
} Listing;

static void
listing_free (gpointer data)
{
  Listing *listing = data;

  g_free (listing->folder);
  g_free (listing->pattern);
  g_free (listing->directory);
  g_strfreev (listing->allowed);
  g_free (listing);
}

static DexFuture *
load_asset (HeddleNodeExecution *execution,
            const char          *asset)
{
  return heddle_image_source_load_asset (heddle_node_execution_get_services (execution), asset);
}

static DexFuture *
load_file (HeddleNodeExecution *execution,
           const char          *path)
{
  const HeddleRunFacts *facts = heddle_node_execution_get_run_facts (execution);

  return heddle_image_source_load_file (heddle_node_execution_get_services (execution), path,
                                        facts->document_directory, facts->allowed_directories);
}

static gboolean
has_text (JsonObject *config,
          const char *key)
{
  return *heddle_json_get_string (config, key, "") != '\0';
}

static gboolean
image_check (JsonObject  *config,
             GError     **error)
{
  if (!has_text (config, "asset") || !has_text (config, "path"))
    return TRUE;

  g_set_error_literal (error, HEDDLE_GRAPH_ERROR, HEDDLE_GRAPH_ERROR_CONFIG,
                       _("config.asset: give this or “path”, not both"));
  return FALSE;
}

static char **
list_allowed (HeddleServices *services)
{
  HeddleAllowedPaths *allowed = heddle_services_get (services, HEDDLE_TYPE_ALLOWED_PATHS);

  return allowed != NULL ? heddle_allowed_paths_list (allowed) : NULL;
}

/* The reason as one that belongs to the document, whoever gives it. */
static gboolean
report (const char    *key,
        const GError  *reason,
        GError       **error)
{
  g_set_error (error, HEDDLE_GRAPH_ERROR, HEDDLE_GRAPH_ERROR_CONFIG, "config.%s: %s", key, reason->message);
  return FALSE;
}

static gboolean
image_check_files (JsonObject      *config,
                   const char      *document_directory,
                   HeddleServices  *services,
                   GError         **error)
{
  const char *const assets[] = { heddle_json_get_string (config, "asset", ""), NULL };
  g_auto (GStrv) allowed = list_allowed (services);
  g_autoptr (GError) reason = NULL;

  if (has_text (config, "asset") && !heddle_image_source_check_assets (services, assets, &reason))
    return report ("asset", reason, error);
  if (!has_text (config, "path")
      || heddle_image_source_check_file (services, heddle_json_get_string (config, "path", ""), document_directory,
                                         (const char *const *) allowed, &reason))
    return TRUE;
  return report ("path", reason, error);
}

static GStrv
list_assets (JsonObject *config)
{
  JsonArray *assets = heddle_json_get_array (config, "assets");
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; assets != NULL && i < json_array_get_length (assets); i++)
    {
      const char *id = heddle_json_as_string (json_array_get_element (assets, i));

      if (id != NULL)
        g_strv_builder_add (builder, id);
    }
  return g_strv_builder_end (builder);
}

static gboolean
images_check_files (JsonObject      *config,
                    const char      *document_directory,
                    HeddleServices  *services,
                    GError         **error)
{
  g_auto (GStrv) allowed = list_allowed (services);
  g_auto (GStrv) assets = list_assets (config);
  g_autofree char *found = NULL;
  g_autoptr (GError) reason = NULL;

  if (!heddle_image_source_check_assets (services, (const char *const *) assets, &reason))
    return report ("assets", reason, error);
  if (!has_text (config, "folder"))
    return TRUE;
  found = heddle_document_path_find (heddle_json_get_string (config, "folder", ""), document_directory,
                                     (const char *const *) allowed, &reason);
  return found != NULL || report ("folder", reason, error);
}

static DexFuture *
image_execute (HeddleNodeExecution *execution)
{
  g_autofree char *asset = heddle_node_execution_dup_text (execution, "asset");
  g_autofree char *path = heddle_node_execution_dup_text (execution, "path");
  gboolean has_asset = asset != NULL && *asset != '\0';
  gboolean has_path = path != NULL && *path != '\0';
  g_autoptr (HeddleNodeOutputs) outputs = heddle_node_outputs_new ();
  g_autoptr (HeddleValue) image = NULL;
  GError *error = NULL;

  if (has_asset == has_path)
    return dex_future_new_reject (HEDDLE_NODE_ERROR, HEDDLE_NODE_ERROR_INPUT,
                                  has_asset ? _("there are both an asset and a file; take one away")
                                            : _("choose an image: an asset, or a file"));

  image = dex_await_boxed (has_asset ? load_asset (execution, asset) : load_file (execution, path),
                           &error);
  if (image == NULL)
    return dex_future_new_for_error (error);

  heddle_node_outputs_set (outputs, "image", image);

  return dex_future_new_take_boxed (HEDDLE_TYPE_NODE_OUTPUTS, g_steal_pointer (&outputs));
}

static gboolean
images_check (JsonObject  *config,
              GError     **error)
{
  JsonArray *assets = heddle_json_get_array (config, "assets");

  if (assets == NULL || json_array_get_length (assets) == 0 || !has_text (config, "folder"))
    return TRUE;

  g_set_error_literal (error, HEDDLE_GRAPH_ERROR, HEDDLE_GRAPH_ERROR_CONFIG,
                       _("config.assets: give this or “folder”, not both"));
  return FALSE;
}

/* Of a whole folder what is no image is passed over, and so it does not tell. */
static gint64
images_count_list (JsonObject     *config,
                   const char     *document_directory,
                   HeddleServices *services)
{
  JsonArray *assets = heddle_json_get_array (config, "assets");
  const char *pattern = heddle_json_get_string (config, "pattern", ALL_FILES);
  g_auto (GStrv) allowed = list_allowed (services);
  g_autofree char *folder = NULL;
  g_autoptr (GPtrArray) names = NULL;

  if (assets != NULL && json_array_get_length (assets) > 0)
    return json_array_get_length (assets);
  if (g_str_equal (pattern, ALL_FILES) || !has_text (config, "folder"))
    return -1;

  folder = heddle_document_path_find (heddle_json_get_string (config, "folder", ""), document_directory,
                                      (const char *const *) allowed, NULL);
  names = folder != NULL ? heddle_file_list_read (folder, pattern, NULL) : NULL;

  return names != NULL && names->len > 0 ? (gint64) names->len : -1;
}

static gboolean
list_files (gpointer   data,
            GValue    *value,
            GError   **error)
{
  Listing *listing = data;
  g_autoptr (GPtrArray) names = NULL;
  g_autofree char *folder = NULL;

  folder = heddle_document_path_find (listing->folder, listing->directory,
                                      (const char *const *) listing->allowed, error);
  if (folder == NULL)
    return FALSE;

  names = heddle_file_list_read (folder, listing->pattern, error);
  if (names == NULL)
    return FALSE;

  if (names->len == 0)
    {
      g_set_error (error, HEDDLE_NODE_ERROR, HEDDLE_NODE_ERROR_NOT_FOUND,
                   _("no file in “%s” is named like “%s”"), listing->folder, listing->pattern);
      return FALSE;
    }

  g_value_init (value, G_TYPE_PTR_ARRAY);
  g_value_take_boxed (value, g_steal_pointer (&names));

  return TRUE;
}

static DexFuture *
list_files_of (HeddleNodeExecution *execution,
               const char          *folder,
               const char          *pattern)
{
  const HeddleRunFacts *facts = heddle_node_execution_get_run_facts (execution);
  Listing *listing = g_new0 (Listing, 1);

  listing->folder = g_strdup (folder);
  listing->pattern = g_strdup (pattern);
  listing->directory = g_strdup (facts->document_directory);
  listing->allowed = g_strdupv ((char **) facts->allowed_directories);

  return heddle_run_blocking (list_files, listing, listing_free);
}

/* Of a whole folder the images are meant: what is no image at all is passed over, with a word. */
static gboolean
is_other_file (const GError *error,
               const char   *pattern)
{
  return g_str_equal (pattern, ALL_FILES)
         && g_error_matches (error, HEDDLE_IMAGING_ERROR, HEDDLE_IMAGING_ERROR_UNSUPPORTED_FORMAT);
}

static HeddleNodeOutputs *
collect (GPtrArray   *futures,
         const char  *pattern,
         GError     **error)
{
  g_autoptr (HeddleNodeOutputs) outputs = heddle_node_outputs_new ();
  g_autoptr (GPtrArray) images =
    g_ptr_array_new_with_free_func ((GDestroyNotify) heddle_value_unref);

  for (guint i = 0; i < futures->len; i++)
    {
      g_autoptr (GError) reason = NULL;
      HeddleValue *image = dex_await_boxed (dex_ref (futures->pdata[i]), &reason);

      if (image != NULL)
        {
          g_ptr_array_add (images, image);
        }
      else if (is_other_file (reason, pattern))
        {
          heddle_node_outputs_add_warning (outputs, reason->message);
        }
      else
        {
          g_propagate_error (error, g_steal_pointer (&reason));
          return NULL;
        }
    }

  heddle_node_outputs_set_list (outputs, "images", images);

  return g_steal_pointer (&outputs);
}

static GPtrArray *
start_assets (HeddleNodeExecution *execution,
              JsonArray           *assets)
{
  GPtrArray *futures = g_ptr_array_new_with_free_func (dex_unref);

  for (guint i = 0; i < json_array_get_length (assets); i++)
    g_ptr_array_add (futures, load_asset (execution, json_array_get_string_element (assets, i)));

  return futures;
}

static GPtrArray *
start_folder (HeddleNodeExecution  *execution,
              const char           *folder,
              const char           *pattern,
              GError              **error)
{
  g_autoptr (GPtrArray) names = dex_await_boxed (list_files_of (execution, folder, pattern), error);
  GPtrArray *futures;

  if (names == NULL)
    return NULL;

  futures = g_ptr_array_new_with_free_func (dex_unref);
  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *path = g_build_filename (folder, names->pdata[i], NULL);

      g_ptr_array_add (futures, load_file (execution, path));
    }

  return futures;
}

static DexFuture *
images_execute (HeddleNodeExecution *execution)
{
  JsonArray *assets = heddle_json_get_array (heddle_node_execution_get_config (execution),
                                             "assets");
  g_autofree char *folder = heddle_node_execution_dup_text (execution, "folder");
  g_autofree char *pattern = heddle_node_execution_dup_text (execution, "pattern");
  gboolean has_assets = assets != NULL && json_array_get_length (assets) > 0;
  gboolean has_folder = folder != NULL && *folder != '\0';
  g_autoptr (GPtrArray) futures = NULL;
  HeddleNodeOutputs *outputs;
  GError *error = NULL;

  if (has_assets == has_folder)
    return dex_future_new_reject (HEDDLE_NODE_ERROR, HEDDLE_NODE_ERROR_INPUT,
                                  has_assets
                                    ? _("there are both assets and a folder; take one away")
                                    : _("choose images: assets, or a folder"));

  futures = has_assets ? start_assets (execution, assets)
                       : start_folder (execution, folder, pattern, &error);
  if (futures == NULL)
    return dex_future_new_for_error (error);

  outputs = collect (futures, pattern, &error);

  return outputs != NULL ? dex_future_new_take_boxed (HEDDLE_TYPE_NODE_OUTPUTS, outputs)
                         : dex_future_new_for_error (error);
}

static const HeddleNodeTypeInfo types[] = {
  {
    .id = "input.image",
    .title = N_("Image"),
    .description = N_("An image of the library or from a file"),
    /* Translators: words that people may search for */
    .keywords = N_("picture photo file asset"),
    .icon_name = "image-x-generic-symbolic",
    .cache_version = 1,
    .flags = HEDDLE_NODE_UNCACHED,
    .outputs = image_output,
    .parameters = image_parameters,
    .check = image_check,
    .check_files = image_check_files,
    .execute = image_execute,
  },
  {
    .id = "input.images",
    .title = N_("Images"),
    .description = N_("Several images; what follows runs once for each"),
    /* Translators: words that people may search for */
    .keywords = N_("pictures photos folder files"),
    .icon_name = "folder-pictures-symbolic",
    .cache_version = 1,
    .flags = HEDDLE_NODE_UNCACHED,
    .outputs = images_output,
    .parameters = images_parameters,
    .check = images_check,
    .check_files = images_check_files,
    .count_list = images_count_list,
    .execute = images_execute,
  },
};

/**
 * heddle_register_input_image_nodes:
 * @registry: a registry
 *
 * Adds the types that images come in by.
 */
void
heddle_register_input_image_nodes (HeddleNodeRegistry *registry)
{
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    heddle_node_registry_add (registry, &types[i]);
}
