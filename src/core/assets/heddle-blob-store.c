/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "assets/heddle-blob-store.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "assets/heddle-blob-files.h"
#include "base/heddle-threads.h"
#include "store/heddle-blob-repository.h"

/**
 * HeddleBlobStore:
 *
 * The library's contents: files that are named by the SHA-256 of what is in them, each kept once
 * and never changed. Functions can be called from any thread.
 */
struct _HeddleBlobStore
{
  GObject parent_instance;

  HeddleLibrary *library;
  char *folder;
  gboolean read_only;
};

G_DEFINE_FINAL_TYPE (HeddleBlobStore, heddle_blob_store, G_TYPE_OBJECT)

typedef struct
{
  HeddleBlobStore *store;
  GBytes *bytes;
  char *path;
  char *sha256;
  gboolean is_temp;
} Request;

static Request *
request_new (HeddleBlobStore *store)
{
  Request *self = g_new0 (Request, 1);

  self->store = g_object_ref (store);

  return self;
}

static void
request_free (gpointer data)
{
  Request *self = data;

  g_object_unref (self->store);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_free (self->path);
  g_free (self->sha256);
  g_free (self);
}

static void
heddle_blob_store_finalize (GObject *object)
{
  HeddleBlobStore *self = HEDDLE_BLOB_STORE (object);

  g_clear_object (&self->library);
  g_clear_pointer (&self->folder, g_free);

  G_OBJECT_CLASS (heddle_blob_store_parent_class)->finalize (object);
}

static void
heddle_blob_store_class_init (HeddleBlobStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = heddle_blob_store_finalize;
}

static void
heddle_blob_store_init (HeddleBlobStore *self)
{
}

/**
 * heddle_blob_store_new:
 * @library: the library that the contents belong to
 *
 * Returns: (transfer full): its blob store
 */
HeddleBlobStore *
heddle_blob_store_new (HeddleLibrary *library)
{
  HeddleBlobStore *self;

  g_return_val_if_fail (HEDDLE_IS_LIBRARY (library), NULL);

  self = g_object_new (HEDDLE_TYPE_BLOB_STORE, NULL);
  self->library = g_object_ref (library);
  self->folder = heddle_library_dup_blobs_path (library);
  self->read_only = heddle_library_is_read_only (library);

  return self;
}

/**
 * heddle_blob_store_new_read_only:
 * @library: the library that the contents belong to
 *
 * Returns: (transfer full): its blob store for looking only: nothing can be put into it, though the
 *   library may be open for writing
 */
HeddleBlobStore *
heddle_blob_store_new_read_only (HeddleLibrary *library)
{
  HeddleBlobStore *self = heddle_blob_store_new (library);

  self->read_only = TRUE;
  return self;
}

/**
 * heddle_blob_store_is_read_only:
 * @self: the blob store
 *
 * Returns: whether nothing can be put into it
 */
gboolean
heddle_blob_store_is_read_only (HeddleBlobStore *self)
{
  g_return_val_if_fail (HEDDLE_IS_BLOB_STORE (self), TRUE);

  return self->read_only;
}

/**
 * heddle_blob_store_get_library:
 * @self: the blob store
 *
 * Returns: (transfer none): the library that the contents belong to
 */
HeddleLibrary *
heddle_blob_store_get_library (HeddleBlobStore *self)
{
  g_return_val_if_fail (HEDDLE_IS_BLOB_STORE (self), NULL);

  return self->library;
}

/**
 * heddle_blob_store_dup_path:
 * @self: the blob store
 * @sha256: of a content
 *
 * Returns: (transfer full) (type filename): the absolute path of its file, to be read only
 */
char *
heddle_blob_store_dup_path (HeddleBlobStore *self,
                            const char      *sha256)
{
  g_return_val_if_fail (HEDDLE_IS_BLOB_STORE (self), NULL);
  g_return_val_if_fail (sha256 != NULL && strlen (sha256) == 64, NULL);

  return heddle_blob_files_dup_path (self->folder, sha256);
}

static GError *
new_read_only_error (HeddleBlobStore *self)
{
  return g_error_new (HEDDLE_STORE_ERROR, HEDDLE_STORE_ERROR_READ_ONLY,
                      _("The library “%s” was opened for reading only."),
                      heddle_library_get_path (self->library));
}

/**
 * heddle_blob_store_new_temp_path:
 * @self: the blob store
 * @error: return location for an error
 *
 * Makes an empty file for a result to be written into, on the disk that the contents are on. Hand
 * it to [method@BlobStore.put_temp], or delete it. What a crash leaves of them is collected by
 * `heddlectl verify --repair`. The call takes no time worth speaking of.
 *
 * Returns: (transfer full) (type filename): the file's path, or %NULL with an error of
 *   [error@StoreError]
 */
char *
heddle_blob_store_new_temp_path (HeddleBlobStore  *self,
                                 GError          **error)
{
  g_return_val_if_fail (HEDDLE_IS_BLOB_STORE (self), NULL);

  if (self->read_only)
    {
      g_propagate_error (error, new_read_only_error (self));
      return NULL;
    }

  return heddle_blob_files_make_temp (self->folder, error);
}

static gboolean
write_row (HeddleDatabase  *database,
           gpointer         data,
           GValue          *result,
           GError         **error)
{
  HeddleBlob *blob = data;

  return heddle_blobs_add (database, blob->sha256, blob->size, NULL, error);
}

/* The row is queued before anyone hears of the content, so whatever refers to it comes after. */
static gboolean
put_blocking (gpointer   data,
              GValue    *result,
              GError   **error)
{
  Request *request = data;
  HeddleBlobStore *self = request->store;
  HeddleBlob *blob;

  if (request->bytes != NULL)
    blob = heddle_blob_files_write (self->folder, request->bytes, error);
  else if (request->is_temp)
    blob = heddle_blob_files_move (self->folder, request->path, request->sha256, error);
  else
    blob = heddle_blob_files_copy (self->folder, request->path, error);

  if (blob == NULL)
    {
      if (request->is_temp)
        g_unlink (request->path);
      return FALSE;
    }

  heddle_library_write_later (self->library, write_row, heddle_blob_copy (blob),
                              (GDestroyNotify) heddle_blob_free);
  g_value_init (result, HEDDLE_TYPE_BLOB);
  g_value_take_boxed (result, blob);

  return TRUE;
}

static DexFuture *
put (Request *request)
{
  DexFuture *future;

  if (!request->store->read_only)
    return heddle_run_blocking (put_blocking, request, request_free);

  future = dex_future_new_for_error (new_read_only_error (request->store));
  request_free (request);

  return future;
}

static gboolean
check_room_blocking (gpointer   data,
                     GValue    *result,
                     GError   **error)
{
  Request *request = data;

  return heddle_blob_files_check_room (request->store->folder, error);
}

/**
 * heddle_blob_store_check_room:
 * @self: the blob store
 *
 * Looks whether a content could be kept, for whoever is about to pay for one.
 *
 * Returns: (transfer full): resolves to %TRUE; rejects with an error of [error@StoreError] where nothing
 *   can be written, or where the disk is as good as full
 */
DexFuture *
heddle_blob_store_check_room (HeddleBlobStore *self)
{
  dex_return_error_if_fail (HEDDLE_IS_BLOB_STORE (self));

  return heddle_run_blocking (check_room_blocking, request_new (self), request_free);
}

/**
 * heddle_blob_store_put_bytes:
 * @self: the blob store
 * @bytes: a content
 *
 * Stores a content. What nothing refers to in the library may be collected later.
 *
 * Returns: (transfer full): resolves to a [struct@Blob] once the file would survive a power cut;
 *   rejects with an error of [error@StoreError], such as `FULL`
 */
DexFuture *
heddle_blob_store_put_bytes (HeddleBlobStore *self,
                             GBytes          *bytes)
{
  Request *request;

  dex_return_error_if_fail (HEDDLE_IS_BLOB_STORE (self));
  dex_return_error_if_fail (bytes != NULL);

  request = request_new (self);
  request->bytes = g_bytes_ref (bytes);

  return put (request);
}

/**
 * heddle_blob_store_put_copy:
 * @self: the blob store
 * @path: (type filename): a file, which stays as it is
 *
 * Stores a file's content, as [method@BlobStore.put_bytes] does.
 *
 * Returns: (transfer full): resolves to a [struct@Blob]
 */
DexFuture *
heddle_blob_store_put_copy (HeddleBlobStore *self,
                            const char      *path)
{
  Request *request;

  dex_return_error_if_fail (HEDDLE_IS_BLOB_STORE (self));
  dex_return_error_if_fail (path != NULL);

  request = request_new (self);
  request->path = g_strdup (path);

  return put (request);
}

/**
 * heddle_blob_store_put_temp:
 * @self: the blob store
 * @path: (type filename): a file of [method@BlobStore.new_temp_path] that nobody writes to any more
 * @sha256: (nullable): of its content, where it was hashed while it was written
 *
 * Makes a finished file a content, as [method@BlobStore.put_bytes] does. The file is gone from
 * @path afterwards; where that fails, it is deleted.
 *
 * Returns: (transfer full): resolves to a [struct@Blob]
 */
DexFuture *
heddle_blob_store_put_temp (HeddleBlobStore *self,
                            const char      *path,
                            const char      *sha256)
{
  Request *request;

  dex_return_error_if_fail (HEDDLE_IS_BLOB_STORE (self));
  dex_return_error_if_fail (path != NULL);
  dex_return_error_if_fail (sha256 == NULL || strlen (sha256) == 64);

  request = request_new (self);
  request->path = g_strdup (path);
  request->sha256 = g_strdup (sha256);
  request->is_temp = TRUE;

  return put (request);
}

static gboolean
load_blocking (gpointer   data,
               GValue    *result,
               GError   **error)
{
  Request *request = data;
  GBytes *bytes = heddle_blob_files_read (request->store->folder, request->sha256, error);

  if (bytes == NULL)
    return FALSE;

  g_value_init (result, G_TYPE_BYTES);
  g_value_take_boxed (result, bytes);

  return TRUE;
}

/**
 * heddle_blob_store_load:
 * @self: the blob store
 * @sha256: of a content
 *
 * Reads a content into memory, and checks that it is what was stored.
 *
 * Returns: (transfer full): resolves to a [struct@GLib.Bytes]; rejects with
 *   %HEDDLE_STORE_ERROR_NOT_FOUND or %HEDDLE_STORE_ERROR_DAMAGED
 */
DexFuture *
heddle_blob_store_load (HeddleBlobStore *self,
                        const char      *sha256)
{
  Request *request;

  dex_return_error_if_fail (HEDDLE_IS_BLOB_STORE (self));
  dex_return_error_if_fail (sha256 != NULL && strlen (sha256) == 64);

  request = request_new (self);
  request->sha256 = g_strdup (sha256);

  return heddle_run_blocking (load_blocking, request, request_free);
}
