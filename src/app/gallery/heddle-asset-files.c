/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "gallery/heddle-asset-files.h"

#include <gdk/gdk.h>
#include <glib/gstdio.h>

#include "assets/heddle-asset-store.h"
#include "base/heddle-threads.h"
#include "gallery/heddle-gallery-words.h"

/* Larger pictures are shown smaller: as textures they would take half a gigabyte. */
#define MAX_SIDE 8192
#define MAX_AGE (24 * 60 * 60)

typedef struct
{
  char  *blob;
  GFile *file;
  char  *aged;
} Copy;

static void
copy_free (gpointer data)
{
  Copy *copy = data;

  g_free (copy->blob);
  g_object_unref (copy->file);
  g_free (copy->aged);
  g_free (copy);
}

static char *
dup_outside_folder (void)
{
  return g_build_filename (g_get_user_cache_dir (), "heddle", "files", NULL);
}

/**
 * heddle_asset_dup_file_name:
 * @record: an asset
 *
 * Returns: (transfer full) (type filename): what a file with its content is called
 */
char *
heddle_asset_dup_file_name (const HeddleAssetRecord *record)
{
  const char *suffix = heddle_suffix_for_mime (record->mime);
  g_autofree char *name = g_strdup (record->name);

  g_strdelimit (name, "/\\:", '-');
  if (*name == '.')
    *name = '-';
  return suffix != NULL ? g_strconcat (name, ".", suffix, NULL) : g_steal_pointer (&name);
}

/**
 * heddle_asset_get_outside:
 * @record: an asset
 *
 * Returns: (transfer full): the file that [func@asset_bring_outside] makes
 */
GFile *
heddle_asset_get_outside (const HeddleAssetRecord *record)
{
  g_autofree char *folder = dup_outside_folder ();
  g_autofree char *name = heddle_asset_dup_file_name (record);
  g_autofree char *path = g_build_filename (folder, record->uuid, name, NULL);

  return g_file_new_for_path (path);
}

/* What other programs were given is theirs for a day. */
static void
remove_aged (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autoptr (GDir) child = NULL;
      const char *file;
      GStatBuf info;

      if (g_stat (path, &info) != 0 || now - info.st_mtime < MAX_AGE)
        continue;
      child = g_dir_open (path, 0, NULL);
      while (child != NULL && (file = g_dir_read_name (child)) != NULL)
        {
          g_autofree char *file_path = g_build_filename (path, file, NULL);

          g_unlink (file_path);
        }
      g_rmdir (path);
    }
}

static gboolean
copy_file (gpointer   data,
           GValue    *value,
           GError   **error)
{
  Copy *copy = data;
  g_autoptr (GFile) source = g_file_new_for_path (copy->blob);
  g_autoptr (GFile) folder = g_file_get_parent (copy->file);

  if (copy->aged != NULL)
    {
      remove_aged (copy->aged);
      if (!g_file_make_directory_with_parents (folder, NULL, error) &&
          !g_error_matches (*error, G_IO_ERROR, G_IO_ERROR_EXISTS))
        return FALSE;
      g_clear_error (error);
    }
  if (!g_file_copy (source, copy->file, G_FILE_COPY_OVERWRITE | G_FILE_COPY_TARGET_DEFAULT_PERMS, NULL, NULL, NULL,
                    error))
    return FALSE;
  g_value_init (value, G_TYPE_FILE);
  g_value_set_object (value, copy->file);
  return TRUE;
}

static DexFuture *
copy_to (HeddleSession           *session,
         const HeddleAssetRecord *record,
         GFile                   *file,
         char                    *aged)
{
  HeddleBlobStore *blobs = heddle_session_get_service (session, HEDDLE_TYPE_BLOB_STORE);
  Copy *copy = g_new0 (Copy, 1);

  copy->blob = heddle_blob_store_dup_path (blobs, record->blob);
  copy->file = g_object_ref (file);
  copy->aged = aged;
  return heddle_run_blocking (copy_file, copy, copy_free);
}

/**
 * heddle_asset_bring_outside:
 * @session: a session with a library
 * @record: an asset
 *
 * Makes a copy of an asset that other programs can be given: with its name, and where they cannot
 * change the library's own.
 *
 * Returns: (transfer full): resolves to a [iface@Gio.File]
 */
DexFuture *
heddle_asset_bring_outside (HeddleSession           *session,
                            const HeddleAssetRecord *record)
{
  g_autoptr (GFile) file = heddle_asset_get_outside (record);

  return copy_to (session, record, file, dup_outside_folder ());
}

/**
 * heddle_asset_save:
 * @session: a session with a library
 * @record: an asset
 * @file: where to; overwritten
 *
 * Saves an asset.
 *
 * Returns: (transfer full): resolves to @file
 */
DexFuture *
heddle_asset_save (HeddleSession           *session,
                   const HeddleAssetRecord *record,
                   GFile                   *file)
{
  return copy_to (session, record, file, NULL);
}

typedef struct
{
  HeddleBlobStore   *blobs;
  HeddleImagingPool *imaging;
  char              *blob;
  gboolean           shrink;
} Loading;

static void
loading_free (gpointer data)
{
  Loading *loading = data;

  g_object_unref (loading->blobs);
  g_object_unref (loading->imaging);
  g_free (loading->blob);
  g_free (loading);
}

static gboolean
make_temporary (gpointer   data,
                GValue    *value,
                GError   **error)
{
  char *path = heddle_blob_store_new_temp_path (data, error);

  if (path == NULL)
    return FALSE;
  g_value_init (value, G_TYPE_STRING);
  g_value_take_string (value, path);
  return TRUE;
}

static gboolean
decode_temporary (gpointer   data,
                  GValue    *value,
                  GError   **error)
{
  const char *path = data;
  g_autoptr (GdkTexture) texture = gdk_texture_new_from_filename (path, error);

  g_unlink (path);
  if (texture == NULL)
    return FALSE;
  g_value_init (value, GDK_TYPE_TEXTURE);
  g_value_take_object (value, g_steal_pointer (&texture));
  return TRUE;
}

/* Who made the picture is not known, so it is read where it can do no harm. */
static DexFuture *
load_fiber (gpointer data)
{
  Loading *loading = data;
  g_autoptr (JsonObject) request = json_object_new ();
  g_autofree char *source = heddle_blob_store_dup_path (loading->blobs, loading->blob);
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  path = dex_await_string (heddle_run_blocking (make_temporary, g_object_ref (loading->blobs), g_object_unref),
                           &error);
  if (path == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));
  json_object_set_string_member (request, "op", loading->shrink ? "resize" : "convert");
  json_object_set_string_member (request, "input", source);
  json_object_set_string_member (request, "output", path);
  if (loading->shrink)
    {
      json_object_set_int_member (request, "width", MAX_SIDE);
      json_object_set_int_member (request, "height", MAX_SIDE);
      json_object_set_string_member (request, "fit", "inside");
    }
  if (!dex_await (heddle_imaging_pool_run (loading->imaging, request), &error))
    {
      g_unlink (path);
      return dex_future_new_for_error (g_steal_pointer (&error));
    }
  return heddle_run_blocking (decode_temporary, g_steal_pointer (&path), g_free);
}

/**
 * heddle_asset_load_picture:
 * @session: a session with a library
 * @record: an image
 *
 * Loads the picture itself.
 *
 * Returns: (transfer full): resolves to a [class@Gdk.Texture]
 */
DexFuture *
heddle_asset_load_picture (HeddleSession           *session,
                           const HeddleAssetRecord *record)
{
  Loading *loading = g_new0 (Loading, 1);

  loading->blobs = g_object_ref (heddle_session_get_service (session, HEDDLE_TYPE_BLOB_STORE));
  loading->imaging = g_object_ref (heddle_session_get_service (session, HEDDLE_TYPE_IMAGING_POOL));
  loading->blob = g_strdup (record->blob);
  loading->shrink = MAX (record->width, record->height) > MAX_SIDE;
  return heddle_spawn (load_fiber, loading, loading_free);
}
