/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "providers/heddle-http-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "base/heddle-sha256.h"
#include "providers/heddle-http-error.h"

struct _HeddleHttpFile
{
  GObject parent_instance;

  char *path;
  int fd;
  HeddleSha256 *hash;
  char *sha256;
};

G_DEFINE_FINAL_TYPE (HeddleHttpFile, heddle_http_file, G_TYPE_OBJECT)

static void
heddle_http_file_finalize (GObject *object)
{
  HeddleHttpFile *self = HEDDLE_HTTP_FILE (object);

  g_clear_pointer (&self->path, g_free);
  g_clear_fd (&self->fd, NULL);
  g_clear_pointer (&self->hash, heddle_sha256_free);
  g_clear_pointer (&self->sha256, g_free);

  G_OBJECT_CLASS (heddle_http_file_parent_class)->finalize (object);
}

static void
heddle_http_file_class_init (HeddleHttpFileClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = heddle_http_file_finalize;
}

static void
heddle_http_file_init (HeddleHttpFile *self)
{
  self->fd = -1;
  self->hash = heddle_sha256_new ();
}

static gboolean
write_all (HeddleHttpFile  *self,
           GBytes          *bytes,
           GError         **error)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);

  if (self->fd == -1)
    self->fd = open (self->path, O_WRONLY | O_TRUNC | O_CLOEXEC | O_NOFOLLOW);

  heddle_sha256_update (self->hash, data, length);

  while (length > 0)
    {
      gssize n = self->fd != -1 ? write (self->fd, data, length) : -1;

      if (n < 0 && errno == EINTR)
        continue;

      if (n < 0)
        {
          int saved_errno = errno;

          g_set_error (error, HEDDLE_HTTP_ERROR, HEDDLE_HTTP_ERROR_FILE,
                       _("The answer could not be stored: %s"), g_strerror (saved_errno));
          return FALSE;
        }

      data += n;
      length -= (gsize) n;
    }

  return TRUE;
}

static void
write_thread (GTask        *task,
              gpointer      source_object,
              gpointer      task_data,
              GCancellable *cancellable)
{
  GError *error = NULL;

  if (write_all (source_object, task_data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * heddle_http_file_new:
 * @path: a file that exists and is empty
 *
 * Returns: (transfer full): a file, opened with the first write
 */
HeddleHttpFile *
heddle_http_file_new (const char *path)
{
  HeddleHttpFile *self;

  g_return_val_if_fail (path != NULL, NULL);

  self = g_object_new (HEDDLE_TYPE_HTTP_FILE, NULL);
  self->path = g_strdup (path);

  return self;
}

/**
 * heddle_http_file_write_async:
 * @self: a file
 * @bytes: what to append
 * @callback: called on the calling thread's main context
 * @user_data: handed to @callback
 *
 * Appends @bytes on another thread. One write at a time.
 */
void
heddle_http_file_write_async (HeddleHttpFile      *self,
                              GBytes              *bytes,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (HEDDLE_IS_HTTP_FILE (self));
  g_return_if_fail (bytes != NULL);

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, heddle_http_file_write_async);
  g_task_set_task_data (task, g_bytes_ref (bytes), (GDestroyNotify) g_bytes_unref);
  g_task_run_in_thread (task, write_thread);
}

/**
 * heddle_http_file_write_finish:
 * @self: a file
 * @result: what the callback got
 * @error: return location for a %HEDDLE_HTTP_ERROR_FILE
 *
 * Returns: whether all was written
 */
gboolean
heddle_http_file_write_finish (HeddleHttpFile  *self,
                               GAsyncResult    *result,
                               GError         **error)
{
  g_return_val_if_fail (HEDDLE_IS_HTTP_FILE (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * heddle_http_file_get_sha256:
 * @self: a file
 *
 * Ends the hashing: nothing can be written after.
 *
 * Returns: (transfer none): SHA-256 of all that was written, in hexadecimal
 */
const char *
heddle_http_file_get_sha256 (HeddleHttpFile *self)
{
  g_return_val_if_fail (HEDDLE_IS_HTTP_FILE (self), NULL);

  if (self->sha256 == NULL)
    self->sha256 = heddle_sha256_finish (self->hash);

  return self->sha256;
}
