/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "store/heddle-library-lock.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

#include "base/heddle-threads.h"
#include "store/heddle-store-error.h"

struct _HeddleLibraryLock
{
  int fd;
  gboolean unclean;
};

/* The file holds the owner's process id for as long as the library is open, and nothing after a
 * clean exit.
 */
static gint64
read_owner (int fd)
{
  char text[32] = "";

  if (pread (fd, text, sizeof text - 1, 0) < 0)
    return 0;

  return g_ascii_strtoll (text, NULL, 10);
}

static gboolean
write_owner (int          fd,
             const char  *path,
             GError     **error)
{
  g_autofree char *text = g_strdup_printf ("%d\n", (int) getpid ());
  gssize length = (gssize) strlen (text);

  if (ftruncate (fd, 0) == 0 && pwrite (fd, text, (gsize) length, 0) == length && fsync (fd) == 0)
    return TRUE;

  heddle_store_set_system_error (error, errno, path);
  return FALSE;
}

static void
set_locked_error (GError     **error,
                  const char  *path,
                  gint64       owner)
{
  g_autofree char *folder = g_path_get_dirname (path);

  if (owner > 0)
    g_set_error (error, HEDDLE_STORE_ERROR, HEDDLE_STORE_ERROR_LOCKED,
                 _("Another Heddle (process %d) is working in the library “%s”. Wait until it is "
                   "done, or close it."), (int) owner, folder);
  else
    g_set_error (error, HEDDLE_STORE_ERROR, HEDDLE_STORE_ERROR_LOCKED,
                 _("Another Heddle is working in the library “%s”. Wait until it is done, or close "
                   "it."), folder);
}

/**
 * heddle_library_lock_acquire:
 * @path: the lock file, made if missing
 * @error: return location for an error
 *
 * Takes the lock, or fails at once. It is an open file description lock, which no other code that
 * opens and closes the file can drop by accident.
 *
 * Returns: (transfer full): the lock, or %NULL with %HEDDLE_STORE_ERROR_LOCKED and a message that
 *   names the owner, or another error of [error@StoreError]
 */
HeddleLibraryLock *
heddle_library_lock_acquire (const char  *path,
                             GError     **error)
{
  g_autoptr (HeddleLibraryLock) self = NULL;
  struct flock range = { .l_type = F_WRLCK, .l_whence = SEEK_SET };

  HEDDLE_ASSERT_MAY_BLOCK ();

  self = g_new0 (HeddleLibraryLock, 1);
  self->fd = open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (self->fd < 0)
    {
      heddle_store_set_system_error (error, errno, path);
      return NULL;
    }

  if (fcntl (self->fd, F_OFD_SETLK, &range) != 0)
    {
      if (errno == EAGAIN || errno == EACCES)
        set_locked_error (error, path, read_owner (self->fd));
      else
        heddle_store_set_system_error (error, errno, path);
      return NULL;
    }

  self->unclean = read_owner (self->fd) > 0;
  if (!write_owner (self->fd, path, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * heddle_library_lock_was_unclean:
 * @self: the lock
 *
 * Returns: whether the owner before ended without closing the library
 */
gboolean
heddle_library_lock_was_unclean (HeddleLibraryLock *self)
{
  return self->unclean;
}

/**
 * heddle_library_lock_set_clean:
 * @self: the lock
 *
 * Takes the mark away: the library was closed as it should be.
 */
void
heddle_library_lock_set_clean (HeddleLibraryLock *self)
{
  if (ftruncate (self->fd, 0) != 0)
    g_warning ("The lock file cannot be emptied: %s", g_strerror (errno));
}

/**
 * heddle_library_lock_release:
 * @self: (transfer full): the lock
 *
 * Gives the lock up. Without [method@LibraryLock.set_clean] before it, the exit counts as unclean.
 */
void
heddle_library_lock_release (HeddleLibraryLock *self)
{
  if (self->fd >= 0)
    close (self->fd);
  g_free (self);
}
