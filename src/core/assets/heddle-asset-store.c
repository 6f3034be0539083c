/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "assets/heddle-asset-store.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#include "base/heddle-threads.h"
#include "store/heddle-asset-repository.h"
#include "store/heddle-project-repository.h"

/**
 * HeddleAssetStore:
 *
 * Makes assets: a content, the facts about it, rows, and a thumbnail. Functions can be called on
 * fibers and on the main thread.
 */
struct _HeddleAssetStore
{
  GObject parent_instance;

  HeddleBlobStore *blobs;
  HeddleImagingPool *imaging;
  char *thumbnails;

  GMutex mutex;
  GQueue without_thumbnail;
  guint n_makers;
  guint max_makers;
  GPtrArray *drains;
};

G_DEFINE_FINAL_TYPE (HeddleAssetStore, heddle_asset_store, G_TYPE_OBJECT)

typedef struct
{
  HeddleAssetStore *store;
  HeddleAssetRecord *record;
  char *path;
  HeddleThumbnailSize size;
  gboolean later;
  gboolean is_output;
} Request;

static Request *
request_new (HeddleAssetStore        *store,
             const HeddleAssetRecord *record)
{
  Request *self = g_new0 (Request, 1);

  self->store = g_object_ref (store);
  if (record != NULL)
    self->record = heddle_asset_record_copy (record);

  return self;
}

static void
request_free (gpointer data)
{
  Request *self = data;

  g_object_unref (self->store);
  g_clear_pointer (&self->record, heddle_asset_record_free);
  g_free (self->path);
  g_free (self);
}

static void
heddle_asset_store_finalize (GObject *object)
{
  HeddleAssetStore *self = HEDDLE_ASSET_STORE (object);

  g_clear_object (&self->blobs);
  g_clear_object (&self->imaging);
  g_clear_pointer (&self->thumbnails, g_free);
  g_clear_pointer (&self->drains, g_ptr_array_unref);
  g_queue_clear_full (&self->without_thumbnail, (GDestroyNotify) heddle_asset_record_free);
  g_mutex_clear (&self->mutex);

  G_OBJECT_CLASS (heddle_asset_store_parent_class)->finalize (object);
}

static void
heddle_asset_store_class_init (HeddleAssetStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = heddle_asset_store_finalize;
}

static void
heddle_asset_store_init (HeddleAssetStore *self)
{
  g_mutex_init (&self->mutex);
  self->drains = g_ptr_array_new_with_free_func (dex_unref);
  g_queue_init (&self->without_thumbnail);
  self->max_makers = 2 * g_get_num_processors ();
}

/**
 * heddle_asset_store_new:
 * @blobs: where the contents are
 * @imaging: looks at images and makes thumbnails
 *
 * Returns: (transfer full): the asset store of the library that @blobs belongs to
 */
HeddleAssetStore *
heddle_asset_store_new (HeddleBlobStore   *blobs,
                        HeddleImagingPool *imaging)
{
  HeddleAssetStore *self;

  g_return_val_if_fail (HEDDLE_IS_BLOB_STORE (blobs), NULL);
  g_return_val_if_fail (HEDDLE_IS_IMAGING_POOL (imaging), NULL);

  self = g_object_new (HEDDLE_TYPE_ASSET_STORE, NULL);
  self->blobs = g_object_ref (blobs);
  self->imaging = g_object_ref (imaging);
  self->thumbnails = heddle_library_dup_thumbnails_path (heddle_blob_store_get_library (blobs));

  return self;
}

static gboolean
find_output (HeddleDatabase     *database,
             HeddleAssetRecord  *record,
             HeddleAssetRecord **found,
             GError            **error)
{
  *found = NULL;

  if (record->item_key != NULL &&
      !heddle_assets_find_by_item_key (database, record->item_key, record->project_id, found,
                                       error))
    return FALSE;

  return *found != NULL ||
         heddle_assets_find_by_content (database, record->blob, record->project_id, found, error);
}

static gboolean
insert_with_free_name (HeddleDatabase     *database,
                       HeddleAssetRecord  *record,
                       GError            **error)
{
  char *name = heddle_assets_dup_free_name (database, record->project_id, record->name, error);

  if (name == NULL)
    return FALSE;

  g_free (record->name);
  record->name = name;

  return heddle_assets_insert (database, record, error);
}

static gboolean
write_asset (HeddleDatabase  *database,
             gpointer         data,
             GValue          *result,
             GError         **error)
{
  Request *request = data;
  HeddleAssetRecord *record = request->record;
  HeddleAssetRecord *found = NULL;

  if (record->project_id == 0 && record->project != NULL &&
      !heddle_projects_ensure (database, record->project, &record->project_id, error))
    return FALSE;

  if (request->is_output && !find_output (database, record, &found, error))
    return FALSE;

  if (found != NULL && found->attached && !record->attached)
    {
      if (!heddle_assets_detach (database, found->id, error))
        {
          heddle_asset_record_free (found);
          return FALSE;
        }
      found->attached = FALSE;
    }

  if (found != NULL)
    found->reused = TRUE;
  else if (!insert_with_free_name (database, record, error))
    return FALSE;

  g_value_init (result, HEDDLE_TYPE_ASSET_RECORD);
  if (found != NULL)
    g_value_take_boxed (result, found);
  else
    g_value_take_boxed (result, g_steal_pointer (&request->record));

  return TRUE;
}

static DexFuture *make_thumbnail (HeddleAssetStore    *self,
                                  const char          *blob,
                                  HeddleThumbnailSize  size,
                                  gboolean             later);

/* The next that needs one, or none, and then one maker less. */
static HeddleAssetRecord *
take_without_thumbnail (HeddleAssetStore *self)
{
  g_autoptr (GPtrArray) drains = NULL;
  HeddleAssetRecord *record;

  g_mutex_lock (&self->mutex);
  record = g_queue_pop_head (&self->without_thumbnail);
  if (record == NULL && --self->n_makers == 0)
    {
      drains = g_steal_pointer (&self->drains);
      self->drains = g_ptr_array_new_with_free_func (dex_unref);
    }
  g_mutex_unlock (&self->mutex);

  for (guint i = 0; drains != NULL && i < drains->len; i++)
    dex_promise_resolve_boolean (g_ptr_array_index (drains, i), TRUE);

  return record;
}

static DexFuture *
background_thumbnails_fiber (gpointer data)
{
  HeddleAssetStore *self = data;
  HeddleAssetRecord *taken;

  while ((taken = take_without_thumbnail (self)) != NULL)
    {
      g_autoptr (HeddleAssetRecord) record = taken;
      g_autoptr (GError) error = NULL;

      if (!dex_await (make_thumbnail (self, record->blob, HEDDLE_THUMBNAIL_SMALL, TRUE), &error))
        g_message ("No thumbnail of “%s”: %s", record->name, error->message);
    }

  return dex_future_new_true ();
}

/* A fiber each would be much memory where a run brings them faster than they are made. */
static void
start_thumbnail (HeddleAssetStore        *self,
                 const HeddleAssetRecord *record)
{
  gboolean starts;

  if (!g_str_has_prefix (record->mime, "image/"))
    return;

  g_mutex_lock (&self->mutex);
  g_queue_push_tail (&self->without_thumbnail, heddle_asset_record_copy (record));
  starts = self->n_makers < self->max_makers;
  self->n_makers += starts ? 1 : 0;
  g_mutex_unlock (&self->mutex);

  if (starts)
    dex_future_disown (heddle_spawn (background_thumbnails_fiber, g_object_ref (self), g_object_unref));
}

static gboolean
add_text_content (Request  *request,
                  GError  **error)
{
  HeddleAssetRecord *record = request->record;
  g_autoptr (GBytes) bytes = g_bytes_new (record->text, strlen (record->text));
  g_autoptr (HeddleBlob) blob = NULL;

  blob = dex_await_boxed (heddle_blob_store_put_bytes (request->store->blobs, bytes), error);
  if (blob == NULL)
    return FALSE;

  record->blob = g_strdup (blob->sha256);
  record->bytes = blob->size;
  if (record->mime == NULL)
    record->mime = g_strdup ("text/plain");

  return TRUE;
}

static gboolean
read_facts (HeddleAssetStore   *self,
            HeddleAssetRecord  *record,
            const char         *path,
            GError            **error)
{
  g_autoptr (HeddleImagingReply) reply = NULL;

  reply = dex_await_object (heddle_imaging_pool_info (self->imaging, path), error);
  if (reply == NULL)
    return FALSE;

  g_free (record->mime);
  record->mime = g_strdup (heddle_imaging_reply_get_mime (reply));
  record->width = heddle_imaging_reply_get_width (reply);
  record->height = heddle_imaging_reply_get_height (reply);

  return TRUE;
}

static gboolean
measure_content (HeddleAssetStore   *self,
                 HeddleAssetRecord  *record,
                 GError            **error)
{
  g_autofree char *path = heddle_blob_store_dup_path (self->blobs, record->blob);
  GStatBuf info;

  if (record->bytes == 0)
    {
      if (g_stat (path, &info) != 0)
        {
          heddle_store_set_system_error (error, errno, path);
          return FALSE;
        }
      record->bytes = info.st_size;
    }

  return record->mime != NULL || read_facts (self, record, path, error);
}

static DexFuture *
add_fiber (gpointer data)
{
  Request *request = data;
  HeddleAssetStore *self = request->store;
  HeddleLibrary *library = heddle_blob_store_get_library (self->blobs);
  g_autoptr (HeddleAssetRecord) added = NULL;
  g_autoptr (GError) error = NULL;
  Request *write;

  if ((request->record->blob == NULL && !add_text_content (request, &error)) ||
      !measure_content (self, request->record, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  write = request_new (self, request->record);
  write->is_output = request->is_output;
  added = dex_await_boxed (heddle_library_write (library, write_asset, write, request_free),
                           &error);
  if (added == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  if (!added->reused)
    start_thumbnail (self, added);

  return dex_future_new_take_boxed (HEDDLE_TYPE_ASSET_RECORD, g_steal_pointer (&added));
}

static DexFuture *
add (HeddleAssetStore        *self,
     const HeddleAssetRecord *record,
     gboolean                 is_output)
{
  Request *request = request_new (self, record);

  request->is_output = is_output;

  return heddle_spawn (add_fiber, request, request_free);
}

/**
 * heddle_asset_store_add:
 * @self: the asset store
 * @record: the asset: at least its name, and either its blob, which is in the store already, or its
 *   text. Size, media type, width and height are found out if they are missing.
 *
 * Makes an asset. A name that is taken in the asset's project gets `-2` behind it. The thumbnail is
 * made in the background: if that fails, the asset is there all the same.
 *
 * Returns: (transfer full): resolves to the [struct@AssetRecord] as it is in the library, once it
 *   would survive a power cut
 */
DexFuture *
heddle_asset_store_add (HeddleAssetStore        *self,
                        const HeddleAssetRecord *record)
{
  dex_return_error_if_fail (HEDDLE_IS_ASSET_STORE (self));
  dex_return_error_if_fail (record != NULL && record->name != NULL);
  dex_return_error_if_fail (record->blob != NULL || record->text != NULL);

  return add (self, record, FALSE);
}

/**
 * heddle_asset_store_add_output:
 * @self: the asset store
 * @record: the asset, as for [method@AssetStore.add], with the key of its item if it has one
 *
 * Makes the asset of an output, or gives the one that the same item made before in this project, or
 * the first that has the same content there; `reused` tells.
 *
 * Returns: (transfer full): resolves to the [struct@AssetRecord] as it is in the library, once it
 *   would survive a power cut
 */
DexFuture *
heddle_asset_store_add_output (HeddleAssetStore        *self,
                               const HeddleAssetRecord *record)
{
  dex_return_error_if_fail (HEDDLE_IS_ASSET_STORE (self));
  dex_return_error_if_fail (record != NULL && record->name != NULL);
  dex_return_error_if_fail (record->blob != NULL || record->text != NULL);

  return add (self, record, TRUE);
}

static char *
name_for_file (const char *path)
{
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *name = g_filename_display_name (base);
  char *dot = strrchr (name, '.');

  if (dot != NULL && dot != name)
    *dot = '\0';

  return g_steal_pointer (&name);
}

static DexFuture *
import_fiber (gpointer data)
{
  Request *request = data;
  HeddleAssetStore *self = request->store;
  g_autoptr (HeddleBlob) blob = NULL;
  g_autoptr (GError) error = NULL;

  if (!read_facts (self, request->record, request->path, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  blob = dex_await_boxed (heddle_blob_store_put_copy (self->blobs, request->path), &error);
  if (blob == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  request->record->blob = g_strdup (blob->sha256);
  request->record->bytes = blob->size;

  return add (self, request->record, TRUE);
}

static DexFuture *
import_file (HeddleAssetStore *self,
             const char       *path,
             const char       *project,
             gboolean          attached)
{
  Request *request = request_new (self, NULL);

  request->path = g_canonicalize_filename (path, NULL);
  request->record = heddle_asset_record_new ();
  request->record->kind = HEDDLE_ASSET_UPLOADED;
  request->record->name = name_for_file (path);
  request->record->project = g_strdup (project);
  request->record->attached = attached;

  return heddle_spawn (import_fiber, request, request_free);
}

/**
 * heddle_asset_store_import_file:
 * @self: the asset store
 * @path: (type filename): an image
 * @project: (nullable): the name of the project that it goes to, made if there is none
 *
 * Copies an image file into the library. What it is goes by its content, not by its suffix. A
 * content that the project has already gives the asset that is there.
 *
 * Returns: (transfer full): resolves to the [struct@AssetRecord]; rejects with an error of
 *   [error@ImagingError] if the file is no image that can be read, or of [error@StoreError]
 */
DexFuture *
heddle_asset_store_import_file (HeddleAssetStore *self,
                                const char       *path,
                                const char       *project)
{
  dex_return_error_if_fail (HEDDLE_IS_ASSET_STORE (self));
  dex_return_error_if_fail (path != NULL);

  return import_file (self, path, project, FALSE);
}

/**
 * heddle_asset_store_attach_file:
 * @self: the asset store
 * @path: (type filename): an image
 * @project: (nullable): the name of the project that it goes to, made if there is none
 *
 * Copies an image that comes with a workflow into the library, as [method@AssetStore.import_file]
 * does. It stays out of the gallery, unless somebody brings it in or makes it as well.
 *
 * Returns: (transfer full): resolves to the [struct@AssetRecord], or rejects likewise
 */
DexFuture *
heddle_asset_store_attach_file (HeddleAssetStore *self,
                                const char       *path,
                                const char       *project)
{
  dex_return_error_if_fail (HEDDLE_IS_ASSET_STORE (self));
  dex_return_error_if_fail (path != NULL);

  return import_file (self, path, project, TRUE);
}

/**
 * heddle_asset_store_dup_thumbnail_path:
 * @self: the asset store
 * @blob: SHA-256 of an image
 * @size: how large
 *
 * Returns: (transfer full) (type filename): where its thumbnail is, or would be: a JPEG or PNG of
 *   at most that many pixels
 */
char *
heddle_asset_store_dup_thumbnail_path (HeddleAssetStore    *self,
                                       const char          *blob,
                                       HeddleThumbnailSize  size)
{
  g_return_val_if_fail (HEDDLE_IS_ASSET_STORE (self), NULL);
  g_return_val_if_fail (blob != NULL && strlen (blob) == 64, NULL);

  return g_strdup_printf ("%s/%.2s/%s%s", self->thumbnails, blob, blob + 2,
                          size == HEDDLE_THUMBNAIL_LARGE ? "-large" : "");
}

static gboolean
prepare_thumbnail (const char  *path,
                   GError     **error)
{
  g_autofree char *folder = g_path_get_dirname (path);

  if (g_mkdir_with_parents (folder, 0700) == 0)
    return TRUE;

  heddle_store_set_system_error (error, errno, folder);
  return FALSE;
}

static DexFuture *
thumbnail_fiber (gpointer data)
{
  Request *request = data;
  HeddleAssetStore *self = request->store;
  g_autofree char *source = heddle_blob_store_dup_path (self->blobs, request->path);
  g_autofree char *path = heddle_asset_store_dup_thumbnail_path (self, request->path, request->size);
  g_autofree char *part = NULL;
  g_autofree char *unique = g_uuid_string_random ();
  g_autoptr (GError) error = NULL;
  DexFuture *made;

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    return dex_future_new_take_string (g_steal_pointer (&path));

  if (!prepare_thumbnail (path, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  part = g_strconcat (path, ".", unique, NULL);
  made = request->later ? heddle_imaging_pool_thumbnail_later (self->imaging, source, part, request->size)
                        : heddle_imaging_pool_thumbnail (self->imaging, source, part, request->size);
  if (dex_await (made, &error) &&
      g_rename (part, path) == 0)
    return dex_future_new_take_string (g_steal_pointer (&path));

  if (error == NULL)
    heddle_store_set_system_error (&error, errno, path);
  g_unlink (part);

  return dex_future_new_for_error (g_steal_pointer (&error));
}

static DexFuture *
make_thumbnail (HeddleAssetStore    *self,
                const char          *blob,
                HeddleThumbnailSize  size,
                gboolean             later)
{
  Request *request = request_new (self, NULL);

  request->path = g_strdup (blob);
  request->size = size;
  request->later = later;

  return heddle_spawn (thumbnail_fiber, request, request_free);
}

/**
 * heddle_asset_store_make_thumbnail:
 * @self: the asset store
 * @blob: SHA-256 of an image
 * @size: how large
 *
 * Makes the thumbnail of an image unless it is there. Every asset gets the small one; the large one
 * is for those who find that too small for what they show.
 *
 * Returns: (transfer full): resolves to its path, a string; rejects with an error of
 *   [error@ImagingError] if the image cannot be read, or of [error@StoreError]
 */
DexFuture *
heddle_asset_store_make_thumbnail (HeddleAssetStore    *self,
                                   const char          *blob,
                                   HeddleThumbnailSize  size)
{
  dex_return_error_if_fail (HEDDLE_IS_ASSET_STORE (self));
  dex_return_error_if_fail (blob != NULL && strlen (blob) == 64);

  return make_thumbnail (self, blob, size, FALSE);
}

/**
 * heddle_asset_store_drain:
 * @self: the asset store
 *
 * Waits for the thumbnails that are being made in the background.
 *
 * Returns: (transfer full): resolves to %TRUE, whether or not they could be made
 */
DexFuture *
heddle_asset_store_drain (HeddleAssetStore *self)
{
  DexPromise *promise;

  dex_return_error_if_fail (HEDDLE_IS_ASSET_STORE (self));

  promise = dex_promise_new ();

  g_mutex_lock (&self->mutex);
  if (self->n_makers > 0)
    g_ptr_array_add (self->drains, dex_ref (promise));
  else
    dex_promise_resolve_boolean (promise, TRUE);
  g_mutex_unlock (&self->mutex);

  return DEX_FUTURE (promise);
}
