/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "assets/heddle-asset-store.h"
#include "base/heddle-json.h"
#include "base/heddle-threads.h"
#include "graph/heddle-graph-error.h"
#include "nodes/heddle-document-paths.h"
#include "nodes/heddle-name-pattern.h"
#include "nodes/heddle-node-error.h"
#include "nodes/heddle-node-services.h"
#include "nodes/heddle-nodes.h"
#include "nodes/heddle-result-file.h"

#define TEXT_MIME "text/plain"

static const HeddlePortInfo inputs[] = {
  { "image", "image", TRUE },
  { "video", "video", TRUE },
  { "text", "text", TRUE },
  { NULL },
};

static const HeddlePortInfo asset_outputs[] = { { "asset", "text" }, { NULL } };
static const HeddlePortInfo folder_outputs[] = { { "path", "text" }, { NULL } };

#define NAME_PARAMETER \
  { "name", HEDDLE_PARAMETER_TEXT, N_("Name"), \
    N_("With {workflow}, {pipeline}, {row}, {index}, {index:03}, {platform}, {date} and " \
       "{input.KEY}; a name that is taken gets -2"), \
    "\"{workflow} {index}\"" }

static const HeddleParameterInfo asset_parameters[] = {
  { "project", HEDDLE_PARAMETER_TEXT, N_("Project"),
    N_("Where the result belongs; the project of the run where none is named") },
  NAME_PARAMETER,
  { "tags", HEDDLE_PARAMETER_TEXT_LIST, N_("Tags"), N_("By which the result can be found") },
  { "final", HEDDLE_PARAMETER_BOOLEAN, N_("Final"), N_("Marks what the work was for"), "false" },
  { NULL },
};

static const HeddleParameterInfo folder_parameters[] = {
  { "folder", HEDDLE_PARAMETER_FOLDER, N_("Folder"),
    N_("Where the files go; it is made if it is not there"), "\".\"" },
  NAME_PARAMETER,
  { NULL },
};

/* A result on its way into a folder, off the fiber, since disks are slow. */
typedef struct
{
  char     *folder;
  char     *base;
  char    **allowed;
  char     *source;
  GBytes   *content;
  char     *name;
  char     *mime;
  gboolean  reused;
} Delivery;

static void
delivery_clear (gpointer data)
{
  Delivery *delivery = data;

  g_free (delivery->folder);
  g_free (delivery->base);
  g_strfreev (delivery->allowed);
  g_free (delivery->source);
  g_clear_pointer (&delivery->content, g_bytes_unref);
  g_free (delivery->name);
  g_free (delivery->mime);
}

static void
delivery_unref (gpointer data)
{
  g_atomic_rc_box_release_full (data, delivery_clear);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Delivery, delivery_unref)

static gboolean
check_name (JsonObject  *config,
            GError     **error)
{
  g_autoptr (GError) reason = NULL;

  if (heddle_name_pattern_check (heddle_json_get_string (config, "name", ""), &reason))
    return TRUE;

  g_set_error (error, HEDDLE_GRAPH_ERROR, HEDDLE_GRAPH_ERROR_CONFIG, "config.name: %s",
               reason->message);
  return FALSE;
}

static char *
look_up_input (const char *key,
               gpointer    data)
{
  HeddleValue *value = heddle_node_execution_get_row_input (data, key);
  g_autoptr (HeddleValue) text = NULL;

  if (value == NULL)
    return NULL;

  text = heddle_value_convert (value, HEDDLE_VALUE_TEXT, NULL);

  return g_strdup (text != NULL ? heddle_value_get_text (text) : "");
}

static char *
expand_name (HeddleNodeExecution  *execution,
             GError              **error)
{
  const HeddleRunFacts *facts = heddle_node_execution_get_run_facts (execution);
  g_autofree char *pattern = heddle_node_execution_dup_text (execution, "name");
  const HeddleNameFacts names = {
    .workflow = facts->workflow,
    .pipeline = facts->pipeline,
    .row = heddle_node_execution_get_row (execution),
    .index = heddle_node_execution_get_index (execution),
    .input = look_up_input,
    .input_data = execution,
  };

  return heddle_name_pattern_expand (pattern, &names, error);
}

/* Which of its inputs an output is given. */
static const char *
find_content (HeddleNodeExecution  *execution,
              GError              **error)
{
  const char *found = NULL;

  for (const HeddlePortInfo *port = inputs; port->name != NULL; port++)
    {
      if (!heddle_node_execution_has (execution, port->name))
        continue;

      if (found != NULL)
        {
          g_set_error (error, HEDDLE_NODE_ERROR, HEDDLE_NODE_ERROR_INPUT,
                       _("“%s” and “%s” are both linked; an output takes one of them"), found,
                       port->name);
          return NULL;
        }

      found = port->name;
    }

  if (found == NULL)
    g_set_error_literal (error, HEDDLE_NODE_ERROR, HEDDLE_NODE_ERROR_INPUT,
                         _("nothing is linked; link an image, a video or a text"));

  return found;
}

static Delivery *
delivery_new (HeddleNodeExecution *execution,
              const char          *port,
              const char          *name)
{
  HeddleBlobStore *blobs = heddle_node_execution_get_service (execution, HEDDLE_TYPE_BLOB_STORE);
  const HeddleMedia *media = heddle_node_execution_get_media (execution, port);
  const HeddleRunFacts *facts = heddle_node_execution_get_run_facts (execution);
  Delivery *delivery = g_atomic_rc_box_new0 (Delivery);

  delivery->name = g_strdup (name);
  delivery->allowed = g_strdupv ((char **) facts->allowed_directories);

  if (media != NULL)
    {
      delivery->source = heddle_blob_store_dup_path (blobs, media->blob);
      delivery->mime = g_strdup (media->mime);
    }
  else
    {
      char *text = heddle_node_execution_dup_text (execution, port);

      delivery->content = g_bytes_new_take (text, strlen (text));
      delivery->mime = g_strdup (TEXT_MIME);
    }

  return delivery;
}

static gboolean
deliver (gpointer   data,
         GValue    *value,
         GError   **error)
{
  Delivery *delivery = data;
  g_autofree char *folder = NULL;
  char *path;

  folder = heddle_document_path_make_folder (delivery->folder, delivery->base,
                                             (const char *const *) delivery->allowed, error);
  if (folder == NULL)
    return FALSE;

  if (delivery->source != NULL)
    path = heddle_result_file_copy (delivery->source, folder, delivery->name, delivery->mime,
                                    &delivery->reused, error);
  else
    path = heddle_result_file_write (delivery->content, folder, delivery->name, delivery->mime,
                                     &delivery->reused, error);

  if (path == NULL)
    return FALSE;

  g_value_init (value, G_TYPE_STRING);
  g_value_take_string (value, path);

  return TRUE;
}

static char *
write_file (Delivery    *delivery,
            const char  *folder,
            const char  *base,
            GError     **error)
{
  delivery->folder = g_strdup (folder);
  delivery->base = g_strdup (base);

  return dex_await_string (heddle_run_blocking (deliver, g_atomic_rc_box_acquire (delivery),
                                                delivery_unref), error);
}

static void
set_recipe (HeddleAssetRecord *record,
            JsonNode          *recipe)
{
  JsonObject *object;
  const char *provider;
  const char *model;

  record->kind = recipe != NULL ? HEDDLE_ASSET_GENERATED : HEDDLE_ASSET_DERIVED;
  if (recipe == NULL || !JSON_NODE_HOLDS_OBJECT (recipe))
    return;

  object = json_node_get_object (recipe);
  provider = heddle_json_get_string (object, "provider", NULL);
  model = heddle_json_get_string (object, "model", NULL);
  record->recipe = heddle_json_write (recipe, HEDDLE_JSON_COMPACT);
  record->prompt = g_strdup (heddle_json_get_string (object, "prompt", NULL));
  if (provider != NULL && model != NULL)
    record->model = g_strconcat (provider, "/", model, NULL);
}

static void
set_content (HeddleAssetRecord   *record,
             HeddleNodeExecution *execution,
             const char          *port)
{
  const HeddleMedia *media = heddle_node_execution_get_media (execution, port);

  if (media == NULL)
    {
      record->kind = HEDDLE_ASSET_DERIVED;
      record->text = heddle_node_execution_dup_text (execution, port);
      record->mime = g_strdup (TEXT_MIME);
      return;
    }

  record->blob = g_strdup (media->blob);
  record->mime = g_strdup (media->mime);
  record->width = media->width;
  record->height = media->height;
  record->duration = (gint64) round (media->duration * 1000);
  set_recipe (record, heddle_value_get_recipe (heddle_node_execution_get_input (execution, port)));
}

static char **
list_tags (HeddleNodeExecution *execution)
{
  JsonArray *tags = heddle_json_get_array (heddle_node_execution_get_config (execution), "tags");
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; tags != NULL && i < json_array_get_length (tags); i++)
    g_strv_builder_add (builder, json_array_get_string_element (tags, i));

  return g_strv_builder_end (builder);
}

static HeddleAssetRecord *
make_record (HeddleNodeExecution *execution,
             const char          *port,
             const char          *name)
{
  const HeddleRunFacts *facts = heddle_node_execution_get_run_facts (execution);
  g_autofree char *project = heddle_node_execution_dup_text (execution, "project");
  HeddleAssetRecord *record = heddle_asset_record_new ();

  record->name = g_strdup (name);
  record->final = heddle_node_execution_get_boolean (execution, "final");
  record->project = g_strdup (project != NULL && *project != '\0' ? project : facts->project);
  record->run_id = facts->run_id;
  record->node = g_strdup (heddle_node_execution_get_node (execution));
  record->path = heddle_index_to_string (heddle_node_execution_get_index (execution));
  record->item_key = g_strdup (heddle_node_execution_get_key (execution));
  record->tags = list_tags (execution);
  set_content (record, execution, port);

  return record;
}

static HeddleAssetRecord *
add_asset (HeddleNodeExecution  *execution,
           const char           *port,
           const char           *name,
           GError              **error)
{
  HeddleAssetStore *assets =
    heddle_node_execution_get_service (execution, HEDDLE_TYPE_ASSET_STORE);
  g_autoptr (HeddleAssetRecord) record = NULL;

  if (assets == NULL)
    {
      g_set_error_literal (error, HEDDLE_NODE_ERROR, HEDDLE_NODE_ERROR_UNAVAILABLE,
                           _("this needs a library to keep its results in"));
      return NULL;
    }

  record = make_record (execution, port, name);

  return dex_await_boxed (heddle_asset_store_add_output (assets, record), error);
}

static char *
put_beside (HeddleNodeExecution      *execution,
            const char               *port,
            const char               *name,
            const HeddleAssetRecord  *asset,
            GError                  **error)
{
  HeddleBlobStore *blobs = heddle_node_execution_get_service (execution, HEDDLE_TYPE_BLOB_STORE);
  const HeddleRunFacts *facts = heddle_node_execution_get_run_facts (execution);
  g_autoptr (Delivery) delivery = NULL;

  if (facts->output_directory == NULL)
    return heddle_blob_store_dup_path (blobs, asset->blob);

  delivery = delivery_new (execution, port, name);

  return write_file (delivery, ".", facts->output_directory, error);
}

static void
set_text (HeddleNodeOutputs *outputs,
          const char        *port,
          const char        *text)
{
  g_autoptr (HeddleValue) value = heddle_value_new_text (text);

  heddle_node_outputs_set (outputs, port, value);
}

static DexFuture *
asset_execute (HeddleNodeExecution *execution)
{
  HeddleServices *services = heddle_node_execution_get_services (execution);
  g_autoptr (HeddleNodeOutputs) outputs = NULL;
  g_autoptr (HeddleAssetRecord) asset = NULL;
  g_autofree char *name = NULL;
  g_autofree char *path = NULL;
  const char *port;
  GError *error = NULL;

  port = find_content (execution, &error);
  name = port != NULL ? expand_name (execution, &error) : NULL;
  if (name == NULL || heddle_node_services_get_blobs (services, &error) == NULL)
    return dex_future_new_for_error (error);

  asset = add_asset (execution, port, name, &error);
  path = asset != NULL ? put_beside (execution, port, name, asset, &error) : NULL;
  if (path == NULL)
    return dex_future_new_for_error (error);

  outputs = heddle_node_outputs_new ();
  set_text (outputs, "asset", asset->uuid);
  heddle_node_outputs_set_asset (outputs, asset->uuid, asset->name, asset->blob, path);
  heddle_node_outputs_set_reused (outputs, asset->reused);

  return dex_future_new_take_boxed (HEDDLE_TYPE_NODE_OUTPUTS, g_steal_pointer (&outputs));
}

static DexFuture *
folder_execute (HeddleNodeExecution *execution)
{
  const HeddleRunFacts *facts = heddle_node_execution_get_run_facts (execution);
  HeddleServices *services = heddle_node_execution_get_services (execution);
  const char *base = facts->output_directory != NULL ? facts->output_directory
                                                     : facts->document_directory;
  g_autofree char *folder = heddle_node_execution_dup_text (execution, "folder");
  g_autoptr (HeddleNodeOutputs) outputs = NULL;
  g_autoptr (Delivery) delivery = NULL;
  g_autofree char *name = NULL;
  g_autofree char *path = NULL;
  const char *port;
  GError *error = NULL;

  port = find_content (execution, &error);
  name = port != NULL ? expand_name (execution, &error) : NULL;
  if (name == NULL || heddle_node_services_get_blobs (services, &error) == NULL)
    return dex_future_new_for_error (error);

  delivery = delivery_new (execution, port, name);
  path = write_file (delivery, folder, base, &error);
  if (path == NULL)
    return dex_future_new_for_error (error);

  outputs = heddle_node_outputs_new ();
  set_text (outputs, "path", path);
  heddle_node_outputs_set_reused (outputs, delivery->reused);

  return dex_future_new_take_boxed (HEDDLE_TYPE_NODE_OUTPUTS, g_steal_pointer (&outputs));
}

static const HeddleNodeTypeInfo types[] = {
  {
    .id = "output.asset",
    .title = N_("Keep in Library"),
    .description = N_("Puts a result into the library"),
    /* Translators: words that people may search for */
    .keywords = N_("save gallery result store"),
    .icon_name = "heddle-library-symbolic",
    .cache_version = 1,
    .flags = HEDDLE_NODE_OUTPUT | HEDDLE_NODE_ONE_INPUT,
    .inputs = inputs,
    .outputs = asset_outputs,
    .parameters = asset_parameters,
    .check = check_name,
    .execute = asset_execute,
  },
  {
    .id = "output.folder",
    .title = N_("Save to Folder"),
    .description = N_("Writes a result to a file in a folder"),
    /* Translators: words that people may search for */
    .keywords = N_("export write file disk"),
    .icon_name = "folder-symbolic",
    .cache_version = 1,
    .flags = HEDDLE_NODE_OUTPUT | HEDDLE_NODE_ONE_INPUT,
    .inputs = inputs,
    .outputs = folder_outputs,
    .parameters = folder_parameters,
    .check = check_name,
    .execute = folder_execute,
  },
};

/**
 * heddle_register_output_nodes:
 * @registry: a registry
 *
 * Adds the types that results leave a workflow by.
 */
void
heddle_register_output_nodes (HeddleNodeRegistry *registry)
{
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    heddle_node_registry_add (registry, &types[i]);
}
