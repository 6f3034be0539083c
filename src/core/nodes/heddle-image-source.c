/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "nodes/heddle-image-source.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "base/heddle-json.h"
#include "base/heddle-sha256.h"
#include "base/heddle-threads.h"
#include "nodes/heddle-document-paths.h"
#include "nodes/heddle-image-memo.h"
#include "nodes/heddle-node-error.h"
#include "nodes/heddle-node-services.h"
#include "store/heddle-asset-repository.h"

#define CHUNK_BYTES (256 * 1024)
#define PROBE_SIDE  16

typedef struct
{
  HeddleServices  *services;
  HeddleBlobStore *blobs;
  char            *reference;
  char            *directory;
  char           **allowed;
} Request;

/* A file that may be used: where it is, what is in it, and whether the library has that already; where it is
 * only looked at, the image that was found there before, or else what the system says of the file.
 */
typedef struct
{
  char        *path;
  char        *sha256;
  gboolean     known;
  GStatBuf     facts;
  HeddleValue *image;
} Source;

static void
request_clear (gpointer data)
{
  Request *request = data;

  g_object_unref (request->services);
  g_clear_object (&request->blobs);
  g_free (request->reference);
  g_free (request->directory);
  g_strfreev (request->allowed);
}

static void
request_unref (gpointer data)
{
  g_atomic_rc_box_release_full (data, request_clear);
}

static void
source_clear (gpointer data)
{
  Source *source = data;

  g_free (source->path);
  g_free (source->sha256);
  g_clear_pointer (&source->image, heddle_value_unref);
}

static Source *
source_ref (Source *source)
{
  return g_atomic_rc_box_acquire (source);
}

static void
source_unref (Source *source)
{
  g_atomic_rc_box_release_full (source, source_clear);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Source, source_unref)

#define TYPE_SOURCE (source_get_type ())
static GType source_get_type (void);
G_DEFINE_BOXED_TYPE (Source, source, source_ref, source_unref)

static gboolean
find_asset (HeddleDatabase  *database,
            gpointer         data,
            GValue          *result,
            GError         **error)
{
  HeddleAssetRecord *record = heddle_assets_find (database, data, error);

  if (record == NULL)
    return FALSE;

  g_value_init (result, HEDDLE_TYPE_ASSET_RECORD);
  g_value_take_boxed (result, record);

  return TRUE;
}

static HeddleValue *
make_value (HeddleAssetRecord  *record,
            GError            **error)
{
  HeddleMedia media = { record->blob, record->mime, record->width, record->height, 0 };
  g_autoptr (JsonNode) recipe = NULL;

  if (!g_str_has_prefix (record->mime, "image/"))
    {
      g_set_error (error, HEDDLE_NODE_ERROR, HEDDLE_NODE_ERROR_UNREADABLE,
                   _("the asset “%s” is no image"), record->name);
      return NULL;
    }

  if (record->recipe != NULL)
    recipe = heddle_json_parse (record->recipe, -1, NULL);

  return heddle_value_new_media (HEDDLE_VALUE_IMAGE, &media, recipe);
}

static DexFuture *
load_asset (gpointer data)
{
  Request *request = data;
  HeddleBlobStore *blobs;
  g_autoptr (HeddleAssetRecord) record = NULL;
  HeddleValue *image;
  GError *error = NULL;

  blobs = heddle_node_services_get_blobs (request->services, &error);
  if (blobs == NULL)
    return dex_future_new_for_error (error);

  record = dex_await_boxed (heddle_library_read (heddle_blob_store_get_library (blobs), find_asset,
                                                 g_strdup (request->reference), g_free), &error);
  if (record == NULL)
    return dex_future_new_for_error (error);

  image = make_value (record, &error);

  return image != NULL ? dex_future_new_take_boxed (HEDDLE_TYPE_VALUE, image)
                       : dex_future_new_for_error (error);
}

static char *
hash_file (const char  *path,
           GError     **error)
{
  g_autoptr (HeddleSha256) sha256 = heddle_sha256_new ();
  g_autofree guint8 *chunk = g_malloc (CHUNK_BYTES);
  FILE *file = g_fopen (path, "rbe");
  gsize length;
  gboolean failed;

  if (file == NULL)
    {
      g_set_error_literal (error, HEDDLE_NODE_ERROR, HEDDLE_NODE_ERROR_UNREADABLE,
                           g_strerror (errno));
      return NULL;
    }

  while ((length = fread (chunk, 1, CHUNK_BYTES, file)) > 0)
    heddle_sha256_update (sha256, chunk, length);
  failed = ferror (file);
  fclose (file);

  if (failed)
    {
      g_set_error_literal (error, HEDDLE_NODE_ERROR, HEDDLE_NODE_ERROR_UNREADABLE,
                           _("the file cannot be read to its end"));
      return NULL;
    }

  return heddle_sha256_finish (sha256);
}

static char *
find_file (const char         *reference,
           const char         *directory,
           const char *const  *allowed,
           GError            **error)
{
  g_autofree char *path = heddle_document_path_find (reference, directory, allowed, error);

  if (path == NULL || g_file_test (path, G_FILE_TEST_IS_REGULAR))
    return g_steal_pointer (&path);

  g_set_error (error, HEDDLE_NODE_ERROR, HEDDLE_NODE_ERROR_UNREADABLE, _("“%s” is not a file"),
               reference);
  return NULL;
}

static gboolean
read_source (Source           *source,
             HeddleBlobStore  *blobs,
             GError          **error)
{
  g_autofree char *blob = NULL;

  if (heddle_blob_store_is_read_only (blobs) && g_stat (source->path, &source->facts) == 0)
    source->image = heddle_image_memo_find (source->path, &source->facts);
  if (source->image != NULL)
    return TRUE;
  source->sha256 = hash_file (source->path, error);
  if (source->sha256 == NULL)
    return FALSE;
  blob = heddle_blob_store_dup_path (blobs, source->sha256);
  source->known = g_file_test (blob, G_FILE_TEST_EXISTS);

  return TRUE;
}

static gboolean
look_up_file (gpointer   data,
              GValue    *value,
              GError   **error)
{
  Request *request = data;
  g_autoptr (Source) source = NULL;
  g_autofree char *path = NULL;

  path = find_file (request->reference, request->directory, (const char *const *) request->allowed,
                    error);
  if (path == NULL)
    return FALSE;

  source = g_atomic_rc_box_new0 (Source);
  source->path = g_steal_pointer (&path);
  if (!read_source (source, request->blobs, error))
    {
      g_prefix_error (error, "“%s”: ", request->reference);
      return FALSE;
    }

  g_value_init (value, TYPE_SOURCE);
  g_value_take_boxed (value, g_steal_pointer (&source));

  return TRUE;
}

/* A header says nothing of the pixels behind it, and what is damaged should not first be noticed
 * when a paid step has used it: all of a file that is new here is read once.
 */
static gboolean
probe (HeddleImagingPool  *imaging,
       HeddleBlobStore    *blobs,
       const char         *path,
       GError            **error)
{
  g_autofree char *output = heddle_blob_store_new_temp_path (blobs, error);
  g_autoptr (HeddleImagingReply) reply = NULL;

  if (output == NULL)
    return FALSE;

  reply = dex_await_object (heddle_imaging_pool_thumbnail (imaging, path, output, PROBE_SIDE),
                            error);
  g_unlink (output);

  return reply != NULL;
}

/* Of a library that is only looked at, the image is what it would be there. */
static char *
keep (Source             *source,
      HeddleImagingPool  *imaging,
      HeddleBlobStore    *blobs,
      GError            **error)
{
  g_autoptr (HeddleBlob) blob = NULL;

  if (heddle_blob_store_is_read_only (blobs))
    return g_strdup (source->sha256);
  if (!source->known && !probe (imaging, blobs, source->path, error))
    return NULL;
  blob = dex_await_boxed (heddle_blob_store_put_copy (blobs, source->path), error);

  return blob != NULL ? g_strdup (blob->sha256) : NULL;
}

static HeddleValue *
import_source (Source             *source,
               HeddleImagingPool  *imaging,
               HeddleBlobStore    *blobs,
               GError            **error)
{
  g_autoptr (HeddleImagingReply) reply = NULL;
  g_autofree char *blob = NULL;
  HeddleMedia media = { 0 };
  HeddleValue *image;

  if (source->image != NULL)
    return heddle_value_ref (source->image);

  reply = dex_await_object (heddle_imaging_pool_info (imaging, source->path), error);
  if (reply == NULL)
    return NULL;

  blob = keep (source, imaging, blobs, error);
  if (blob == NULL)
    return NULL;

  media.blob = blob;
  media.mime = heddle_imaging_reply_get_mime (reply);
  media.width = heddle_imaging_reply_get_width (reply);
  media.height = heddle_imaging_reply_get_height (reply);
  image = heddle_value_new_media (HEDDLE_VALUE_IMAGE, &media, NULL);
  if (heddle_blob_store_is_read_only (blobs) && source->facts.st_ino != 0)
    heddle_image_memo_add (source->path, &source->facts, image);

  return image;
}

static DexFuture *
load_file (gpointer data)
{
  Request *request = data;
  HeddleImagingPool *imaging;
  g_autoptr (Source) source = NULL;
  HeddleValue *image;
  GError *error = NULL;

  imaging = heddle_node_services_get_imaging (request->services, &error);
  if (imaging == NULL)
    return dex_future_new_for_error (error);

  source = dex_await_boxed (heddle_run_blocking (look_up_file, g_atomic_rc_box_acquire (request),
                                                 request_unref), &error);
  if (source == NULL)
    return dex_future_new_for_error (error);

  image = import_source (source, imaging, request->blobs, &error);
  if (image != NULL)
    return dex_future_new_take_boxed (HEDDLE_TYPE_VALUE, image);

  g_prefix_error (&error, "“%s”: ", request->reference);

  return dex_future_new_for_error (error);
}

static DexFuture *
start (DexFiberFunc        func,
       HeddleServices     *services,
       const char         *reference,
       const char         *directory,
       const char *const  *allowed)
{
  HeddleBlobStore *blobs;
  Request *request;
  GError *error = NULL;

  blobs = heddle_node_services_get_blobs (services, &error);
  if (blobs == NULL)
    return dex_future_new_for_error (error);

  request = g_atomic_rc_box_new0 (Request);
  request->services = g_object_ref (services);
  request->blobs = g_object_ref (blobs);
  request->reference = g_strdup (reference);
  request->directory = g_strdup (directory);
  request->allowed = g_strdupv ((char **) allowed);

  return heddle_spawn (func, request, request_unref);
}

/**
 * heddle_image_source_load_asset:
 * @services: with the library's contents
 * @asset: an asset's id
 *
 * Looks up an image of the library.
 *
 * Returns: (transfer full): resolves to an image [struct@Value] with the asset's recipe
 */
DexFuture *
heddle_image_source_load_asset (HeddleServices *services,
                                const char     *asset)
{
  dex_return_error_if_fail (asset != NULL);

  return start (load_asset, services, asset, NULL, NULL);
}

/**
 * heddle_image_source_load_file:
 * @services: with the library's contents and the imaging pool
 * @path: a path, relative to @directory, or absolute
 * @directory: (nullable): the folder of the document, or of the table that names the image
 * @allowed: (nullable) (array zero-terminated=1): folders that may be used beside it
 *
 * Takes an image file into the library's contents, unless the blob store of @services is for looking
 * only: then the image is the same, but not kept. The path is subject to the rules of
 * [func@document_path_find]; the file has to be an image that can be read to its end. Error
 * messages name it.
 *
 * Returns: (transfer full): resolves to an image [struct@Value]
 */
DexFuture *
heddle_image_source_load_file (HeddleServices     *services,
                               const char         *path,
                               const char         *directory,
                               const char *const  *allowed)
{
  dex_return_error_if_fail (path != NULL);

  return start (load_file, services, path, directory, allowed);
}

/**
 * heddle_image_source_load:
 * @services: with the library's contents and the imaging pool
 * @reference: an asset's id, or a path
 * @directory: (nullable): the folder that a path is relative to
 * @allowed: (nullable) (array zero-terminated=1): folders that may be used beside it
 *
 * Loads what a cell of a table, or a value that a person gave, names: what has the form of a UUID
 * is an asset, all else is a file.
 *
 * Returns: (transfer full): resolves to an image [struct@Value]
 */
DexFuture *
heddle_image_source_load (HeddleServices     *services,
                          const char         *reference,
                          const char         *directory,
                          const char *const  *allowed)
{
  dex_return_error_if_fail (reference != NULL);

  if (g_uuid_string_is_valid (reference))
    return heddle_image_source_load_asset (services, reference);

  return heddle_image_source_load_file (services, reference, directory, allowed);
}

static gboolean
describe_asset (HeddleServices  *services,
                const char      *asset,
                char           **mime,
                gint64          *bytes,
                GError         **error)
{
  HeddleLibrary *library = heddle_services_get (services, HEDDLE_TYPE_LIBRARY);
  g_autoptr (HeddleDatabase) reader = NULL;
  g_autoptr (HeddleAssetRecord) record = NULL;

  if (library == NULL)
    return TRUE;

  reader = heddle_library_open_reader (library, error);
  if (reader == NULL)
    return FALSE;
  record = heddle_assets_find (reader, asset, error);
  heddle_library_put_reader_back (library, g_steal_pointer (&reader));
  if (record == NULL)
    return FALSE;

  *mime = g_strdup (record->mime);
  *bytes = record->bytes;

  return TRUE;
}

static gboolean
describe_found (HeddleServices  *services,
                const char      *reference,
                const char      *path,
                char           **mime,
                gint64          *bytes,
                GError         **error)
{
  HeddleImagingPool *imaging = heddle_node_services_get_imaging (services, error);
  g_autoptr (HeddleImagingReply) reply = NULL;
  g_auto (GValue) value = G_VALUE_INIT;
  GStatBuf facts;

  if (imaging == NULL)
    return FALSE;

  if (g_stat (path, &facts) != 0)
    {
      g_set_error (error, HEDDLE_NODE_ERROR, HEDDLE_NODE_ERROR_UNREADABLE, "“%s”: %s", reference,
                   g_strerror (errno));
      return FALSE;
    }

  if (!heddle_wait_for (heddle_imaging_pool_info (imaging, path), &value, error))
    {
      g_prefix_error (error, "“%s”: ", reference);
      return FALSE;
    }

  reply = g_value_dup_object (&value);
  *mime = g_strdup (heddle_imaging_reply_get_mime (reply));
  *bytes = facts.st_size;

  return TRUE;
}

static gboolean
describe_file (HeddleServices     *services,
               const char         *reference,
               const char         *directory,
               const char *const  *allowed,
               char              **mime,
               gint64             *bytes,
               GError            **error)
{
  g_autofree char *path = find_file (reference, directory, allowed, error);

  return path != NULL && describe_found (services, reference, path, mime, bytes, error);
}

/**
 * heddle_image_source_describe:
 * @services: with the imaging pool, and the library for assets
 * @reference: an asset's id, or a path
 * @directory: (nullable): the folder that a path is relative to
 * @allowed: (nullable) (array zero-terminated=1): folders that may be used beside it
 * @mime: (out) (nullable): its media type, by its content; %NULL of an asset where there is no
 *   library to look it up in
 * @bytes: (out): its size
 * @error: return location
 *
 * Looks at what [func@image_source_load] would load, without taking it into the library. Only the
 * beginning of a file is read. Blocks.
 *
 * Returns: %FALSE with @error set where there is no such image
 */
gboolean
heddle_image_source_describe (HeddleServices     *services,
                              const char         *reference,
                              const char         *directory,
                              const char *const  *allowed,
                              char              **mime,
                              gint64             *bytes,
                              GError            **error)
{
  HEDDLE_ASSERT_MAY_BLOCK ();
  g_return_val_if_fail (reference != NULL, FALSE);

  *mime = NULL;
  *bytes = 0;

  if (g_uuid_string_is_valid (reference))
    return describe_asset (services, reference, mime, bytes, error);

  return describe_file (services, reference, directory, allowed, mime, bytes, error);
}

/**
 * heddle_image_source_check_file:
 * @services: with the imaging pool
 * @path: a path, relative to @directory, or absolute
 * @directory: (nullable): the folder of the document, or of the table that names the image
 * @allowed: (nullable) (array zero-terminated=1): folders that may be used beside it
 * @error: return location
 *
 * Looks at the beginning of what [func@image_source_load_file] would load. Blocks.
 *
 * Returns: %FALSE with @error set where there is no such image
 */
gboolean
heddle_image_source_check_file (HeddleServices     *services,
                                const char         *path,
                                const char         *directory,
                                const char *const  *allowed,
                                GError            **error)
{
  g_autofree char *mime = NULL;
  gint64 bytes;

  HEDDLE_ASSERT_MAY_BLOCK ();
  g_return_val_if_fail (path != NULL, FALSE);

  return describe_file (services, path, directory, allowed, &mime, &bytes, error);
}

static gboolean
check_asset (HeddleDatabase  *reader,
             const char      *asset,
             GError         **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (HeddleAssetRecord) record = heddle_assets_find (reader, asset, &reason);

  if (record != NULL)
    return TRUE;
  if (g_error_matches (reason, HEDDLE_STORE_ERROR, HEDDLE_STORE_ERROR_NOT_FOUND))
    g_set_error (error, HEDDLE_NODE_ERROR, HEDDLE_NODE_ERROR_NOT_FOUND,
                 _("the library holds no asset “%s”; choose another image"), asset);
  else
    g_propagate_error (error, g_steal_pointer (&reason));
  return FALSE;
}

/**
 * heddle_image_source_check_assets:
 * @services: with the library; without one nothing can be said, and nothing is wrong
 * @assets: (array zero-terminated=1): ids of assets
 * @error: return location
 *
 * Looks whether the library holds what [func@image_source_load_asset] would load. Blocks.
 *
 * Returns: %FALSE with @error set where one of them is not there
 */
gboolean
heddle_image_source_check_assets (HeddleServices     *services,
                                  const char *const  *assets,
                                  GError            **error)
{
  HeddleLibrary *library = heddle_services_get (services, HEDDLE_TYPE_LIBRARY);
  HeddleDatabase *reader;
  gboolean there = TRUE;

  HEDDLE_ASSERT_MAY_BLOCK ();
  g_return_val_if_fail (assets != NULL, FALSE);

  if (library == NULL || assets[0] == NULL)
    return TRUE;
  reader = heddle_library_open_reader (library, error);
  if (reader == NULL)
    return FALSE;
  for (guint i = 0; there && assets[i] != NULL; i++)
    there = check_asset (reader, assets[i], error);
  heddle_library_put_reader_back (library, reader);
  return there;
}
