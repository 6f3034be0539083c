/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "nodes/heddle-result-file.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/heddle-threads.h"
#include "base/heddle-uuid.h"
#include "nodes/heddle-name-pattern.h"
#include "nodes/heddle-node-error.h"

static const struct
{
  const char *mime;
  const char *extension;
} extensions[] = {
  { "image/png", ".png" },       { "image/jpeg", ".jpg" },      { "image/webp", ".webp" },
  { "image/avif", ".avif" },     { "image/heif", ".heif" },     { "image/heic", ".heic" },
  { "image/gif", ".gif" },       { "image/tiff", ".tiff" },     { "image/svg+xml", ".svg" },
  { "image/jxl", ".jxl" },       { "video/mp4", ".mp4" },       { "video/webm", ".webm" },
  { "video/quicktime", ".mov" }, { "text/plain", ".txt" },      { "application/json", ".json" },
};

static void
set_write_error (GError     **error,
                 const char  *path,
                 const char  *reason)
{
  g_set_error (error, HEDDLE_NODE_ERROR, HEDDLE_NODE_ERROR_WRITE, _("cannot write %s: %s"), path,
               reason);
}

static gboolean
has_content (const char *path,
             GBytes     *content)
{
  g_autoptr (GMappedFile) file = NULL;
  g_autoptr (GBytes) bytes = NULL;
  GStatBuf facts;

  if (g_stat (path, &facts) != 0 || !S_ISREG (facts.st_mode)
      || (gsize) facts.st_size != g_bytes_get_size (content))
    return FALSE;

  file = g_mapped_file_new (path, FALSE, NULL);
  bytes = file != NULL ? g_mapped_file_get_bytes (file) : NULL;

  return bytes != NULL && g_bytes_equal (bytes, content);
}

static gboolean
write_all (int     fd,
           GBytes *content)
{
  gsize left;
  const char *at = g_bytes_get_data (content, &left);

  while (left > 0)
    {
      gssize written = write (fd, at, left);

      if (written < 0 && errno == EINTR)
        continue;
      if (written <= 0)
        return FALSE;

      at += written;
      left -= (gsize) written;
    }

  return fsync (fd) == 0;
}

static gboolean
write_temporary (const char  *path,
                 GBytes      *content,
                 GError     **error)
{
  int fd = open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0644);
  gboolean written = fd >= 0 && write_all (fd, content);
  int reason = errno;

  if (fd >= 0 && close (fd) != 0 && written)
    {
      written = FALSE;
      reason = errno;
    }

  if (!written)
    {
      if (fd >= 0)
        g_unlink (path);
      set_write_error (error, path, g_strerror (reason));
    }

  return written;
}

/* Renames without replacing, in one step; not every file system can, but then it can link. */
static gboolean
claim_name (const char *temporary,
            const char *path)
{
  if (renameat2 (AT_FDCWD, temporary, AT_FDCWD, path, RENAME_NOREPLACE) == 0)
    return TRUE;

  if (errno != EINVAL && errno != ENOSYS)
    return FALSE;

  return link (temporary, path) == 0 && g_unlink (temporary) == 0;
}

static char *
make_path (const char *folder,
           const char *name,
           const char *extension,
           guint       nth)
{
  g_autofree char *suffix = nth > 1 ? g_strdup_printf ("-%u", nth) : g_strdup ("");
  g_autofree char *file = g_strconcat (name, suffix, extension, NULL);

  return g_build_filename (folder, file, NULL);
}

static char *
place (GBytes      *content,
       const char  *folder,
       const char  *name,
       const char  *extension,
       gboolean    *reused,
       GError     **error)
{
  g_autofree char *uuid = heddle_uuid_new ();
  g_autofree char *hidden = g_strconcat (".", uuid, ".part", NULL);
  g_autofree char *temporary = g_build_filename (folder, hidden, NULL);
  gboolean written = FALSE;

  for (guint nth = 1; nth < G_MAXUINT; nth++)
    {
      g_autofree char *path = make_path (folder, name, extension, nth);

      if (has_content (path, content))
        {
          if (written)
            g_unlink (temporary);
          *reused = TRUE;
          return g_steal_pointer (&path);
        }

      if (g_file_test (path, G_FILE_TEST_EXISTS | G_FILE_TEST_IS_SYMLINK))
        continue;

      if (!written && !write_temporary (temporary, content, error))
        return NULL;

      written = TRUE;
      if (claim_name (temporary, path))
        {
          *reused = FALSE;
          return g_steal_pointer (&path);
        }

      /* Another item took the name in between: it may have written the very same. */
      if (errno == EEXIST)
        {
          nth--;
          continue;
        }

      set_write_error (error, path, g_strerror (errno));
      g_unlink (temporary);
      return NULL;
    }

  return NULL;
}

static char *
strip_extension (const char *name,
                 const char *extension)
{
  gsize length = strlen (name);
  gsize tail = strlen (extension);

  if (length > tail && g_ascii_strcasecmp (name + length - tail, extension) == 0)
    return g_strndup (name, length - tail);

  return g_strdup (name);
}

/**
 * heddle_result_file_get_extension:
 * @mime: a media type
 *
 * Returns: (transfer none): what names of such files end with, such as `.jpg`; `.bin` for a type
 *   that is not known
 */
const char *
heddle_result_file_get_extension (const char *mime)
{
  g_return_val_if_fail (mime != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (extensions); i++)
    if (g_str_equal (extensions[i].mime, mime))
      return extensions[i].extension;

  return ".bin";
}

/**
 * heddle_result_file_write:
 * @content: what to write
 * @folder: an existing folder
 * @name: the result's name, which is made a file name; it may end with the extension already
 * @mime: the media type, which the extension follows
 * @reused: (out): whether the very same was there already
 * @error: return location
 *
 * Puts a result into a folder under its name, all or nothing. A name that something else has gets
 * `-2`, `-3`…; a file of this name, numbered or not, that has the same content already is taken
 * instead of writing one. Blocks.
 *
 * Returns: (transfer full): the file's path; %NULL with %HEDDLE_NODE_ERROR_WRITE
 */
char *
heddle_result_file_write (GBytes      *content,
                          const char  *folder,
                          const char  *name,
                          const char  *mime,
                          gboolean    *reused,
                          GError     **error)
{
  const char *extension;
  g_autofree char *file = NULL;
  g_autofree char *stem = NULL;

  g_return_val_if_fail (content != NULL, NULL);
  g_return_val_if_fail (folder != NULL && name != NULL, NULL);
  g_return_val_if_fail (reused != NULL, NULL);
  HEDDLE_ASSERT_MAY_BLOCK ();

  extension = heddle_result_file_get_extension (mime);
  stem = strip_extension (name, extension);
  file = heddle_name_pattern_to_file (stem);

  return place (content, folder, file, extension, reused, error);
}

/**
 * heddle_result_file_copy:
 * @source: a file, whose content must not change meanwhile
 * @folder: an existing folder
 * @name: the result's name
 * @mime: the media type
 * @reused: (out): whether the very same was there already
 * @error: return location
 *
 * Does what [func@result_file_write] does with the content of a file. Blocks.
 *
 * Returns: (transfer full): the new file's path; %NULL with %HEDDLE_NODE_ERROR_WRITE, or
 *   %HEDDLE_NODE_ERROR_NOT_FOUND where @source cannot be read
 */
char *
heddle_result_file_copy (const char  *source,
                         const char  *folder,
                         const char  *name,
                         const char  *mime,
                         gboolean    *reused,
                         GError     **error)
{
  g_autoptr (GMappedFile) file = NULL;
  g_autoptr (GBytes) content = NULL;
  g_autoptr (GError) reason = NULL;

  g_return_val_if_fail (source != NULL, NULL);
  HEDDLE_ASSERT_MAY_BLOCK ();

  file = g_mapped_file_new (source, FALSE, &reason);
  if (file == NULL)
    {
      g_set_error (error, HEDDLE_NODE_ERROR, HEDDLE_NODE_ERROR_NOT_FOUND,
                   _("the result is gone from the library: %s"), reason->message);
      return NULL;
    }

  content = g_mapped_file_get_bytes (file);

  return heddle_result_file_write (content, folder, name, mime, reused, error);
}
