/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "nodes/heddle-image-memo.h"

/* How many files are remembered; then all are forgotten, which costs a second look. */
#define MAX_FILES 4096

static GMutex mutex;
static GHashTable *images;

/* A file that was written since differs in one of these. */
static char *
describe (const char     *path,
          const GStatBuf *facts)
{
  return g_strdup_printf ("%" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT ".%09ld %s",
                          (guint64) facts->st_dev, (guint64) facts->st_ino, (gint64) facts->st_size,
                          (gint64) facts->st_mtim.tv_sec, facts->st_mtim.tv_nsec, path);
}

/**
 * heddle_image_memo_find:
 * @path: an image file
 * @facts: what the system says of it now
 *
 * What an editor asks again and again is not read again and again: only what a run would do may be told
 * by this, since a run reads what it takes. Can be called from any thread.
 *
 * Returns: (transfer full) (nullable): what was in the file, if it has been looked at and has not been
 *   written since
 */
HeddleValue *
heddle_image_memo_find (const char     *path,
                        const GStatBuf *facts)
{
  g_autofree char *key = describe (path, facts);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);
  HeddleValue *image = images == NULL ? NULL : g_hash_table_lookup (images, key);

  return image == NULL ? NULL : heddle_value_ref (image);
}

/**
 * heddle_image_memo_add:
 * @path: an image file
 * @facts: what the system said of it before it was read
 * @image: what was in it
 *
 * Remembers that as long as the program runs.
 */
void
heddle_image_memo_add (const char     *path,
                       const GStatBuf *facts,
                       HeddleValue    *image)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);

  if (images == NULL)
    images = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) heddle_value_unref);
  if (g_hash_table_size (images) >= MAX_FILES)
    g_hash_table_remove_all (images);
  g_hash_table_insert (images, describe (path, facts), heddle_value_ref (image));
}
