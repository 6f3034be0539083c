/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "assets/heddle-image-ending.h"

#include <string.h>

#include "base/heddle-threads.h"

#define PNG_SIGNATURE 8
#define PNG_CHUNK 12
#define JPEG_END 0xd9
#define RIFF_HEADER 8

static guint32
read_be32 (const guchar *data)
{
  return (guint32) data[0] << 24 | (guint32) data[1] << 16 | (guint32) data[2] << 8 | data[3];
}

static guint32
read_le32 (const guchar *data)
{
  return (guint32) data[3] << 24 | (guint32) data[2] << 16 | (guint32) data[1] << 8 | data[0];
}

/* From chunk to chunk, of which the last is IEND. What comes behind it is nobody's. */
static gboolean
is_whole_png (const guchar *data,
              gsize         size)
{
  gsize position = PNG_SIGNATURE;

  while (position + PNG_CHUNK <= size)
    {
      gsize length = read_be32 (data + position);

      if (length > size - position - PNG_CHUNK)
        return FALSE;
      if (memcmp (data + position + 4, "IEND", 4) == 0)
        return TRUE;
      position += PNG_CHUNK + length;
    }
  return FALSE;
}

/* Markers that stand alone: a stuffed zero, TEM, the restarts, and the beginning. */
static gboolean
stands_alone (guchar marker)
{
  return marker <= 0x01 || (marker >= 0xd0 && marker <= 0xd8);
}

/* From segment to segment, and past what is compressed between them, to the end of the image. A preview in
 * a segment has an end of its own, which does not count.
 */
static gboolean
is_whole_jpeg (const guchar *data,
               gsize         size)
{
  gsize position = 2;

  while (position + 1 < size)
    {
      const guchar *next = memchr (data + position, 0xff, size - position - 1);
      guchar marker;

      if (next == NULL)
        return FALSE;
      position = (gsize) (next - data);
      marker = data[position + 1];
      if (marker == JPEG_END)
        return TRUE;
      if (marker == 0xff)
        position++;
      else if (stands_alone (marker))
        position += 2;
      else if (position + 4 > size)
        return FALSE;
      else
        position += 2 + ((gsize) data[position + 2] << 8 | data[position + 3]);
    }
  return FALSE;
}

static gboolean
is_whole_webp (const guchar *data,
               gsize         size)
{
  return read_le32 (data + 4) <= size - RIFF_HEADER;
}

static gboolean
begins_with (const guchar *data,
             gsize         size,
             gsize         position,
             const char   *signature)
{
  gsize length = strlen (signature);

  return size >= position + length && memcmp (data + position, signature, length) == 0;
}

/**
 * heddle_image_ending_check:
 * @path: a file
 * @whole: (out): whether the image is there to its end; %TRUE of what is no PNG, JPEG or WebP, whose end
 *   cannot be told without decoding it
 * @error: return location for a #GFileError
 *
 * Looks whether an image was cut off, which its header does not tell. Nothing is decoded. Blocks.
 *
 * Returns: %FALSE with @error set where the file cannot be read
 */
gboolean
heddle_image_ending_check (const char  *path,
                           gboolean    *whole,
                           GError     **error)
{
  g_autoptr (GMappedFile) file = NULL;
  const guchar *data;
  gsize size;

  HEDDLE_ASSERT_MAY_BLOCK ();

  file = g_mapped_file_new (path, FALSE, error);
  if (file == NULL)
    return FALSE;
  data = (const guchar *) g_mapped_file_get_contents (file);
  size = g_mapped_file_get_length (file);
  *whole = TRUE;
  if (begins_with (data, size, 0, "\x89PNG\r\n\x1a\n"))
    *whole = is_whole_png (data, size);
  else if (begins_with (data, size, 0, "\xff\xd8\xff"))
    *whole = is_whole_jpeg (data, size);
  else if (begins_with (data, size, 0, "RIFF") && begins_with (data, size, RIFF_HEADER, "WEBP"))
    *whole = is_whole_webp (data, size);
  return TRUE;
}
