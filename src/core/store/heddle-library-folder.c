/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "store/heddle-library-folder.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "store/heddle-store-error.h"

/* What a folder may hold and still count as empty: a library whose making was cut short. */
static const char *const own_names[] = {
  "library.lock", "library.db", "library.db-journal", "library.db-wal", "library.db-shm", "blobs",
  "thumbnails", "backups", NULL,
};

/* Whether the folder holds nothing but what a library starts with. */
static gboolean
check_is_empty (const char  *path,
                gboolean    *empty,
                GError     **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GDir) dir = g_dir_open (path, 0, &local_error);
  const char *name;

  *empty = TRUE;
  if (dir == NULL)
    {
      if (g_error_matches (local_error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
        return TRUE;

      g_set_error (error, HEDDLE_STORE_ERROR, HEDDLE_STORE_ERROR_CANNOT_OPEN,
                   _("The library “%s” cannot be opened: %s"), path, local_error->message);
      return FALSE;
    }

  while (*empty && (name = g_dir_read_name (dir)) != NULL)
    *empty = g_strv_contains (own_names, name);

  return TRUE;
}

/**
 * heddle_library_folder_has_database:
 * @path: a folder
 *
 * Returns: whether there is a database of a library in it, be it whole or not
 */
gboolean
heddle_library_folder_has_database (const char *path)
{
  g_autofree char *database = g_build_filename (path, "library.db", NULL);
  GStatBuf info;

  return g_stat (database, &info) == 0 && info.st_size > 0;
}

/**
 * heddle_library_folder_check:
 * @path: a folder, there or not
 * @create: whether it may become a library
 * @error: return location for an error
 *
 * Tells whether a library is there, or can be made there: nothing else may be in the folder then,
 * beside what is left of a library whose making was cut short.
 *
 * Returns: %FALSE with %HEDDLE_STORE_ERROR_NOT_FOUND, %HEDDLE_STORE_ERROR_NOT_A_LIBRARY or
 *   %HEDDLE_STORE_ERROR_CANNOT_OPEN
 */
gboolean
heddle_library_folder_check (const char  *path,
                             gboolean     create,
                             GError     **error)
{
  gboolean empty;

  if (heddle_library_folder_has_database (path))
    return TRUE;

  if (!check_is_empty (path, &empty, error))
    return FALSE;

  if (!empty)
    {
      g_set_error (error, HEDDLE_STORE_ERROR, HEDDLE_STORE_ERROR_NOT_A_LIBRARY,
                   _("“%s” is no library and holds other files. Choose an empty folder for a new "
                     "library."), path);
      return FALSE;
    }

  if (!create)
    {
      g_set_error (error, HEDDLE_STORE_ERROR, HEDDLE_STORE_ERROR_NOT_FOUND,
                   _("There is no library in “%s”."), path);
      return FALSE;
    }

  return TRUE;
}

/**
 * heddle_library_folder_ensure:
 * @path: a folder
 * @error: return location for an error
 *
 * Makes the folder, and those above it, where they are missing.
 *
 * Returns: %FALSE with an error of [error@StoreError] if it cannot be made
 */
gboolean
heddle_library_folder_ensure (const char  *path,
                              GError     **error)
{
  if (g_mkdir_with_parents (path, 0700) == 0)
    return TRUE;

  heddle_store_set_system_error (error, errno, path);
  return FALSE;
}

/* What people asked for stands in there: it is for nobody else to read. SQLite gives the files
 * beside it the same permissions.
 */
static gboolean
make_database_file (const char  *path,
                    GError     **error)
{
  g_autofree char *database = g_build_filename (path, "library.db", NULL);
  int fd = g_open (database, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

  if (fd >= 0)
    return g_close (fd, NULL);

  heddle_store_set_system_error (error, errno, database);
  return FALSE;
}

/**
 * heddle_library_folder_fill:
 * @path: a folder that is a library or becomes one
 * @error: return location for an error
 *
 * Makes what is missing of a library: an empty database and the folders beside it.
 *
 * Returns: %FALSE with an error of [error@StoreError] if something cannot be made
 */
gboolean
heddle_library_folder_fill (const char  *path,
                            GError     **error)
{
  static const char *const folders[] = { "blobs", "thumbnails", "backups" };

  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *folder = g_build_filename (path, folders[i], NULL);

      if (!heddle_library_folder_ensure (folder, error))
        return FALSE;
    }

  return make_database_file (path, error);
}

/**
 * heddle_library_folder_sync:
 * @path: a folder
 * @error: return location for an error
 *
 * Waits until the names in the folder are on the disk: what was made, renamed or removed there would
 * survive a power cut then.
 *
 * Returns: %FALSE with an error of [error@StoreError] if the disk cannot tell
 */
gboolean
heddle_library_folder_sync (const char  *path,
                            GError     **error)
{
  g_autofd int fd = open (path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  if (fd >= 0 && fsync (fd) == 0)
    return TRUE;

  heddle_store_set_system_error (error, errno, path);
  return FALSE;
}
