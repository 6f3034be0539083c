/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "assets/heddle-blob-files.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "base/heddle-sha256.h"
#include "base/heddle-threads.h"
#include "store/heddle-library-folder.h"
#include "store/heddle-store-error.h"

#define PIECE (256 * 1024)
#define TEMP_FOLDER "tmp"

/* What is left free on a disk, for the answers that are on their way and for the database. */
#define LEAST_ROOM (16 * 1024 * 1024)

/**
 * heddle_blob_files_dup_path:
 * @folder: the library's folder of contents
 * @sha256: of a content
 *
 * Returns: (transfer full): where the content is: `ab/cd…` in @folder
 */
char *
heddle_blob_files_dup_path (const char *folder,
                            const char *sha256)
{
  return g_strdup_printf ("%s/%.2s/%s", folder, sha256, sha256 + 2);
}

/* A new folder's own entry has to be on the disk before what is in it counts: nobody finds the
 * folder made before whoever makes it is that far.
 */
static gboolean
make_folder (const char  *parent,
             const char  *path,
             GError     **error)
{
  static GMutex mutex;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);

  if (g_mkdir (path, 0700) == 0)
    return heddle_library_folder_sync (parent, error);

  if (errno == EEXIST)
    return TRUE;

  heddle_store_set_system_error (error, errno, path);
  return FALSE;
}

static int
open_temp (const char  *folder,
           char       **path,
           GError     **error)
{
  g_autofree char *temp_folder = g_build_filename (folder, TEMP_FOLDER, NULL);
  g_autofree char *temp = g_build_filename (temp_folder, "XXXXXX", NULL);
  int fd;

  if (g_mkdir_with_parents (temp_folder, 0700) != 0)
    {
      heddle_store_set_system_error (error, errno, temp_folder);
      return -1;
    }

  fd = g_mkstemp_full (temp, O_RDWR | O_CLOEXEC, 0600);
  if (fd < 0)
    heddle_store_set_system_error (error, errno, temp);
  else
    *path = g_steal_pointer (&temp);

  return fd;
}

/**
 * heddle_blob_files_check_room:
 * @folder: the library's folder of contents
 * @error: return location for an error
 *
 * Whoever pays for a content looks first whether it could be kept.
 *
 * Returns: %FALSE with an error of [error@StoreError] where nothing can be written, or where the disk is
 *   as good as full
 */
gboolean
heddle_blob_files_check_room (const char  *folder,
                              GError     **error)
{
  g_autofree char *temp = g_build_filename (folder, TEMP_FOLDER, NULL);
  struct statvfs disk;

  if (faccessat (AT_FDCWD, temp, W_OK, AT_EACCESS) != 0 && errno != ENOENT)
    {
      heddle_store_set_system_error (error, errno, temp);
      return FALSE;
    }
  if (statvfs (folder, &disk) == 0 && (guint64) disk.f_bavail * disk.f_frsize < LEAST_ROOM)
    {
      heddle_store_set_system_error (error, ENOSPC, folder);
      return FALSE;
    }
  return TRUE;
}

/**
 * heddle_blob_files_make_temp:
 * @folder: the library's folder of contents
 * @error: return location for an error
 *
 * Makes an empty file beside the contents, for a result to be written into and then moved.
 *
 * Returns: (transfer full): its path, or %NULL with an error of [error@StoreError]
 */
char *
heddle_blob_files_make_temp (const char  *folder,
                             GError     **error)
{
  char *path = NULL;
  int fd = open_temp (folder, &path, error);

  if (fd >= 0)
    close (fd);

  return path;
}

static gboolean
write_all (int            fd,
           const char    *path,
           gconstpointer  data,
           gsize          length,
           GError       **error)
{
  const char *p = data;

  while (length > 0)
    {
      gssize n = write (fd, p, length);

      if (n < 0 && errno == EINTR)
        continue;

      if (n < 0)
        {
          heddle_store_set_system_error (error, errno, path);
          return FALSE;
        }

      p += n;
      length -= (gsize) n;
    }

  return TRUE;
}

/* Piece by piece: what was just hashed is still near the processor when it is written. */
static gboolean
write_hashed (int          fd,
              const char  *path,
              GBytes      *bytes,
              char       **sha256,
              GError     **error)
{
  g_autoptr (HeddleSha256) hash = heddle_sha256_new ();
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  while (length > 0)
    {
      gsize n = MIN (length, PIECE);

      heddle_sha256_update (hash, data, n);
      if (!write_all (fd, path, data, n, error))
        return FALSE;
      data += n;
      length -= n;
    }

  *sha256 = heddle_sha256_finish (hash);
  return TRUE;
}

/* Reads a file to its end, hashes it, and writes it to another where there is one. */
static gboolean
hash_file (int           fd,
           const char   *path,
           int           copy_fd,
           const char   *copy_path,
           char        **sha256,
           GError      **error)
{
  g_autoptr (HeddleSha256) hash = heddle_sha256_new ();
  g_autofree char *piece = g_malloc (PIECE);
  gssize n;

  while ((n = read (fd, piece, PIECE)) != 0)
    {
      if (n < 0 && errno == EINTR)
        continue;

      if (n < 0)
        {
          heddle_store_set_system_error (error, errno, path);
          return FALSE;
        }

      heddle_sha256_update (hash, piece, (gsize) n);
      if (copy_fd >= 0 && !write_all (copy_fd, copy_path, piece, (gsize) n, error))
        return FALSE;
    }

  *sha256 = heddle_sha256_finish (hash);
  return TRUE;
}

/* Whether a whole file is there under the content's name. */
static gboolean
is_there (const char *path,
          gint64      size)
{
  struct stat info;

  return lstat (path, &info) == 0 && S_ISREG (info.st_mode) && info.st_size == size;
}

static gboolean
rename_synced (int          fd,
               const char  *temp,
               const char  *path,
               GError     **error)
{
  if (fchmod (fd, 0444) == 0 && fsync (fd) == 0 && rename (temp, path) == 0)
    return TRUE;

  heddle_store_set_system_error (error, errno, path);
  return FALSE;
}

/* Gives a finished file its place. It is on the disk before it has its name, and its name before
 * anyone hears of it.
 */
static HeddleBlob *
publish (const char  *folder,
         int          fd,
         const char  *temp,
         const char  *sha256,
         GError     **error)
{
  g_autofree char *path = heddle_blob_files_dup_path (folder, sha256);
  g_autofree char *parent = g_path_get_dirname (path);
  struct stat info;

  if (fstat (fd, &info) != 0)
    {
      heddle_store_set_system_error (error, errno, temp);
      return NULL;
    }

  if (is_there (path, info.st_size))
    g_unlink (temp);
  else if (!make_folder (folder, parent, error) || !rename_synced (fd, temp, path, error))
    return NULL;

  /* Also where it was there: whoever put it there may not be that far yet. */
  if (!heddle_library_folder_sync (parent, error))
    return NULL;

  return heddle_blob_new (sha256, info.st_size);
}

/**
 * heddle_blob_files_write:
 * @folder: the library's folder of contents
 * @bytes: a content
 * @error: return location for an error
 *
 * Stores a content. It survives a power cut once this returns.
 *
 * Returns: (transfer full): the content's name and size, or %NULL with an error of
 *   [error@StoreError]
 */
HeddleBlob *
heddle_blob_files_write (const char  *folder,
                         GBytes      *bytes,
                         GError     **error)
{
  g_autofree char *temp = NULL;
  g_autofree char *sha256 = NULL;
  HeddleBlob *blob = NULL;
  int fd;

  HEDDLE_ASSERT_MAY_BLOCK ();

  fd = open_temp (folder, &temp, error);
  if (fd < 0)
    return NULL;

  if (write_hashed (fd, temp, bytes, &sha256, error))
    blob = publish (folder, fd, temp, sha256, error);

  if (blob == NULL)
    g_unlink (temp);
  close (fd);

  return blob;
}

static int
open_source (const char  *path,
             GError     **error)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  struct stat info;

  if (fd < 0 || fstat (fd, &info) != 0)
    {
      heddle_store_set_system_error (error, errno, path);
      g_clear_fd (&fd, NULL);
      return -1;
    }

  if (!S_ISREG (info.st_mode))
    {
      g_set_error (error, HEDDLE_STORE_ERROR, HEDDLE_STORE_ERROR_INVALID, _("“%s” is no file."),
                   path);
      g_clear_fd (&fd, NULL);
      return -1;
    }

  return fd;
}

/**
 * heddle_blob_files_copy:
 * @folder: the library's folder of contents
 * @source: a file
 * @error: return location for an error
 *
 * Stores a copy of a file's content. It survives a power cut once this returns.
 *
 * Returns: (transfer full): the content's name and size, or %NULL with an error of
 *   [error@StoreError]
 */
HeddleBlob *
heddle_blob_files_copy (const char  *folder,
                        const char  *source,
                        GError     **error)
{
  g_autofree char *temp = NULL;
  g_autofree char *sha256 = NULL;
  g_autofd int source_fd = -1;
  g_autofd int fd = -1;
  HeddleBlob *blob = NULL;

  HEDDLE_ASSERT_MAY_BLOCK ();

  source_fd = open_source (source, error);
  if (source_fd < 0)
    return NULL;

  fd = open_temp (folder, &temp, error);
  if (fd < 0)
    return NULL;

  if (hash_file (source_fd, source, fd, temp, &sha256, error))
    blob = publish (folder, fd, temp, sha256, error);

  if (blob == NULL)
    g_unlink (temp);

  return blob;
}

/**
 * heddle_blob_files_move:
 * @folder: the library's folder of contents
 * @source: a file of [func@blob_files_make_temp] that nobody writes to any more
 * @sha256: (nullable): of its content, where it was hashed while it was written
 * @error: return location for an error
 *
 * Stores a file as a content; it has no other name afterwards. It survives a power cut once this
 * returns.
 *
 * Returns: (transfer full): the content's name and size, or %NULL with an error of
 *   [error@StoreError]; the file is where it was then
 */
HeddleBlob *
heddle_blob_files_move (const char  *folder,
                        const char  *source,
                        const char  *sha256,
                        GError     **error)
{
  g_autofree char *computed = NULL;
  g_autofd int fd = -1;

  HEDDLE_ASSERT_MAY_BLOCK ();

  fd = open_source (source, error);
  if (fd < 0)
    return NULL;

  if (sha256 == NULL && !hash_file (fd, source, -1, NULL, &computed, error))
    return NULL;

  return publish (folder, fd, source, sha256 != NULL ? sha256 : computed, error);
}

static int
open_content (const char  *folder,
              const char  *sha256,
              GError     **error)
{
  g_autofree char *path = heddle_blob_files_dup_path (folder, sha256);
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);

  if (fd < 0 && errno == ENOENT)
    g_set_error (error, HEDDLE_STORE_ERROR, HEDDLE_STORE_ERROR_NOT_FOUND,
                 _("The content %s is missing from the library."), sha256);
  else if (fd < 0)
    heddle_store_set_system_error (error, errno, path);

  return fd;
}

static gboolean
compare_hashes (const char  *sha256,
                const char  *found,
                GError     **error)
{
  if (g_str_equal (sha256, found))
    return TRUE;

  g_set_error (error, HEDDLE_STORE_ERROR, HEDDLE_STORE_ERROR_DAMAGED,
               _("The content %s is damaged: its file holds something else."), sha256);
  return FALSE;
}

/**
 * heddle_blob_files_read:
 * @folder: the library's folder of contents
 * @sha256: of a content
 * @error: return location for an error
 *
 * Reads a content into memory, and checks that it is what was stored.
 *
 * Returns: (transfer full): the content, or %NULL with %HEDDLE_STORE_ERROR_NOT_FOUND,
 *   %HEDDLE_STORE_ERROR_DAMAGED or another error of [error@StoreError]
 */
GBytes *
heddle_blob_files_read (const char  *folder,
                        const char  *sha256,
                        GError     **error)
{
  g_autofree char *path = heddle_blob_files_dup_path (folder, sha256);
  g_autofree char *found = NULL;
  g_autofree char *data = NULL;
  g_autoptr (GError) local_error = NULL;
  g_autofd int fd = -1;
  gsize length;

  HEDDLE_ASSERT_MAY_BLOCK ();

  fd = open_content (folder, sha256, error);
  if (fd < 0)
    return NULL;

  if (!g_file_get_contents (path, &data, &length, &local_error))
    {
      g_set_error_literal (error, HEDDLE_STORE_ERROR, HEDDLE_STORE_ERROR_FAILED,
                           local_error->message);
      return NULL;
    }

  found = heddle_sha256_compute (data, length);
  if (!compare_hashes (sha256, found, error))
    return NULL;

  return g_bytes_new_take (g_steal_pointer (&data), length);
}

/**
 * heddle_blob_files_check:
 * @folder: the library's folder of contents
 * @sha256: of a content
 * @size: what its size should be
 * @error: return location for an error
 *
 * Checks that a content is there and is what was stored.
 *
 * Returns: %FALSE with %HEDDLE_STORE_ERROR_NOT_FOUND, %HEDDLE_STORE_ERROR_DAMAGED or another error
 *   of [error@StoreError]
 */
gboolean
heddle_blob_files_check (const char  *folder,
                         const char  *sha256,
                         gint64       size,
                         GError     **error)
{
  g_autofree char *path = heddle_blob_files_dup_path (folder, sha256);
  g_autofree char *found = NULL;
  g_autofd int fd = -1;

  HEDDLE_ASSERT_MAY_BLOCK ();

  fd = open_content (folder, sha256, error);
  if (fd < 0)
    return FALSE;

  if (!is_there (path, size))
    {
      g_set_error (error, HEDDLE_STORE_ERROR, HEDDLE_STORE_ERROR_DAMAGED,
                   _("The content %s is damaged: its file has another size."), sha256);
      return FALSE;
    }

  return hash_file (fd, path, -1, NULL, &found, error) && compare_hashes (sha256, found, error);
}
