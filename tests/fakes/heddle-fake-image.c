/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "heddle-fake-image.h"

#include <stdio.h>
#include <string.h>

#include <jpeglib.h>
#include <png.h>
#include <webp/encode.h>
#include <zlib.h>

/* What PNG spends on a chunk beside its content: length, type and checksum. */
#define PNG_CHUNK_OVERHEAD 12

typedef struct
{
  guint width;
  guint height;
  gboolean transparent;
  guint8 from[3];
  guint8 to[3];
  guint8 *line;
} Picture;

/* The colour depends on x + y alone, so every row is a stretch of one line. */
static guint8 *
draw_line (const Picture *self)
{
  const guint span = self->width + self->height;
  guint8 *line = g_malloc ((gsize) span * 3);

  for (guint at = 0; at < span; at++)
    for (guint c = 0; c < 3; c++)
      line[at * 3 + c] =
          (guint8) (self->from[c] + (self->to[c] - self->from[c]) * (int) at / (int) span);

  return line;
}

static void
picture_init (Picture    *self,
              const char *subject,
              guint       width,
              guint       height,
              gboolean    transparent)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[32];
  gsize length = sizeof digest;

  g_checksum_update (checksum, (const guchar *) subject, -1);
  g_checksum_get_digest (checksum, digest, &length);

  self->width = width;
  self->height = height;
  self->transparent = transparent;
  memcpy (self->from, digest, 3);
  memcpy (self->to, digest + 3, 3);
  self->line = draw_line (self);
}

static void
picture_draw_row (const Picture *self,
                  guint          y,
                  gboolean       with_alpha,
                  guint8        *row)
{
  const guint8 *from = self->line + (gsize) y * 3;
  const double dy = 2.0 * y / self->height - 1;

  if (!with_alpha)
    {
      memcpy (row, from, (gsize) self->width * 3);
      return;
    }

  for (guint x = 0; x < self->width; x++)
    {
      const double dx = 2.0 * x / self->width - 1;

      memcpy (row + x * 4, from + x * 3, 3);
      row[x * 4 + 3] = self->transparent && dx * dx + dy * dy > 1 ? 0 : 255;
    }
}

static void
picture_clear (Picture *self)
{
  g_clear_pointer (&self->line, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Picture, picture_clear)

static void
append_png_bytes (png_structp  png,
                  png_bytep    data,
                  png_size_t   length)
{
  g_byte_array_append (png_get_io_ptr (png), data, (guint) length);
}

static void
flush_png (png_structp png)
{
}

/* A private chunk that every reader skips makes a picture as heavy as a real one. */
static void
write_png_padding (png_structp png,
                   gsize       length)
{
  const gsize n_words = length / sizeof (guint64) + 1;
  g_autofree guint64 *padding = g_new (guint64, n_words);
  guint64 state = 88172645463325252;

  for (gsize i = 0; i < n_words; i++)
    {
      state ^= state << 13;
      state ^= state >> 7;
      state ^= state << 17;
      padding[i] = state;
    }

  png_write_chunk (png, (png_const_bytep) "heDl", (png_const_bytep) padding, length);
}

static GBytes *
encode_png (const Picture *picture,
            gsize          at_least)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  png_structp png = png_create_write_struct (PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
  png_infop info = png_create_info_struct (png);
  const int channels = picture->transparent ? 4 : 3;
  g_autofree guint8 *row = g_malloc ((gsize) picture->width * channels);

  if (setjmp (png_jmpbuf (png)) != 0)
    g_error ("libpng cannot write a picture of %u × %u", picture->width, picture->height);

  png_set_write_fn (png, bytes, append_png_bytes, flush_png);
  png_set_IHDR (png, info, picture->width, picture->height, 8,
                picture->transparent ? PNG_COLOR_TYPE_RGB_ALPHA : PNG_COLOR_TYPE_RGB,
                PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  png_set_compression_level (png, 1);
  png_set_compression_strategy (png, Z_RLE);
  png_set_filter (png, 0, PNG_FILTER_SUB);
  png_write_info (png, info);
  for (guint y = 0; y < picture->height; y++)
    {
      picture_draw_row (picture, y, picture->transparent, row);
      png_write_row (png, row);
    }
  if (bytes->len + 2 * PNG_CHUNK_OVERHEAD < at_least)
    write_png_padding (png, at_least - bytes->len - PNG_CHUNK_OVERHEAD);
  png_write_end (png, info);
  png_destroy_write_struct (&png, &info);

  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

static void
append_chunk (GByteArray *bytes,
              const char *type,
              const char *content)
{
  const guint32 length = GUINT32_TO_BE ((guint32) strlen (content));
  guint32 sum;

  g_byte_array_append (bytes, (const guint8 *) &length, sizeof length);
  g_byte_array_append (bytes, (const guint8 *) type, 4);
  g_byte_array_append (bytes, (const guint8 *) content, (guint) strlen (content));
  sum = (guint32) crc32 (0, bytes->data + bytes->len - strlen (content) - 4, (guint) strlen (content) + 4);
  sum = GUINT32_TO_BE (sum);
  g_byte_array_append (bytes, (const guint8 *) &sum, sizeof sum);
}

/* Heavy pictures of a size are the same but for a chunk with the subject, so that a server which hands out
 * thousands does little else than send.
 */
static GBytes *
new_heavy_png (const char *subject,
               guint       width,
               guint       height,
               gboolean    transparent,
               gsize       at_least)
{
  static GMutex mutex;
  static GHashTable *known;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);
  g_autofree char *size = g_strdup_printf ("%ux%u %d %" G_GSIZE_FORMAT, width, height, transparent, at_least);
  g_autoptr (GByteArray) bytes = NULL;
  GBytes *stem;

  if (known == NULL)
    known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
  stem = g_hash_table_lookup (known, size);
  if (stem == NULL)
    {
      g_auto (Picture) picture = { 0 };

      picture_init (&picture, size, width, height, transparent);
      stem = encode_png (&picture, at_least);
      g_hash_table_insert (known, g_strdup (size), stem);
    }

  bytes = g_byte_array_sized_new ((guint) (g_bytes_get_size (stem) + strlen (subject) + PNG_CHUNK_OVERHEAD));
  g_byte_array_append (bytes, g_bytes_get_data (stem, NULL), (guint) g_bytes_get_size (stem) - PNG_CHUNK_OVERHEAD);
  append_chunk (bytes, "heDn", subject);
  append_chunk (bytes, "IEND", "");
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

static GBytes *
encode_jpeg (const Picture *picture)
{
  struct jpeg_compress_struct jpeg;
  struct jpeg_error_mgr errors;
  g_autofree guint8 *row = g_malloc ((gsize) picture->width * 3);
  unsigned char *data = NULL;
  unsigned long length = 0;
  GBytes *bytes;

  jpeg.err = jpeg_std_error (&errors);
  jpeg_create_compress (&jpeg);
  jpeg_mem_dest (&jpeg, &data, &length);
  jpeg.image_width = picture->width;
  jpeg.image_height = picture->height;
  jpeg.input_components = 3;
  jpeg.in_color_space = JCS_RGB;
  jpeg_set_defaults (&jpeg);
  jpeg_set_quality (&jpeg, 85, TRUE);
  jpeg_start_compress (&jpeg, TRUE);
  for (guint y = 0; y < picture->height; y++)
    {
      picture_draw_row (picture, y, FALSE, row);
      jpeg_write_scanlines (&jpeg, &row, 1);
    }
  jpeg_finish_compress (&jpeg);
  jpeg_destroy_compress (&jpeg);

  bytes = g_bytes_new (data, length);
  free (data);
  return bytes;
}

static GBytes *
encode_webp (const Picture *picture)
{
  const gsize stride = (gsize) picture->width * 4;
  g_autofree guint8 *pixels = g_malloc (stride * picture->height);
  WebPConfig config;
  WebPPicture webp;
  WebPMemoryWriter writer;
  GBytes *bytes;

  for (guint y = 0; y < picture->height; y++)
    picture_draw_row (picture, y, TRUE, pixels + y * stride);

  WebPMemoryWriterInit (&writer);
  if (!WebPConfigInit (&config) || !WebPPictureInit (&webp))
    g_error ("libwebp is of another version than its headers");
  config.method = 0;
  webp.width = (int) picture->width;
  webp.height = (int) picture->height;
  webp.writer = WebPMemoryWrite;
  webp.custom_ptr = &writer;
  if (!WebPPictureImportRGBA (&webp, pixels, (int) stride) || !WebPEncode (&config, &webp))
    g_error ("libwebp cannot write a picture of %u × %u", picture->width, picture->height);

  bytes = g_bytes_new (writer.mem, writer.size);
  WebPMemoryWriterClear (&writer);
  WebPPictureFree (&webp);
  return bytes;
}

static GBytes *
encode_svg (const Picture *picture)
{
  char *text;

  text = g_strdup_printf ("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%u\" height=\"%u\">"
                          "<rect width=\"100%%\" height=\"100%%\" fill=\"#%02x%02x%02x\"/></svg>",
                          picture->width, picture->height, picture->from[0], picture->from[1],
                          picture->from[2]);
  return g_bytes_new_take (text, strlen (text));
}

/**
 * heddle_fake_image_new:
 * @subject: what the colours are taken from: the same subject gives the same picture
 * @width: its width in pixels, at least 1
 * @height: its height in pixels, at least 1
 * @format: `png`, `jpeg`, `jpg`, `webp` or `svg`
 * @transparent: whether only an ellipse is painted; JPEG and SVG know no such thing
 * @at_least: how many bytes a PNG should weigh at least; it is filled up with a chunk that readers
 *   skip, and all that are have the same colours
 *
 * Paints a colour gradient and encodes it with libpng, libjpeg or libwebp, none of which Heddle's
 * own way of writing pictures goes through.
 *
 * Returns: (transfer full): the encoded picture
 */
GBytes *
heddle_fake_image_new (const char *subject,
                       guint       width,
                       guint       height,
                       const char *format,
                       gboolean    transparent,
                       gsize       at_least)
{
  g_auto (Picture) picture = { 0 };

  if (g_str_equal (format, "png") && at_least > 0)
    return new_heavy_png (subject, width, height, transparent, at_least);
  picture_init (&picture, subject, width, height, transparent);
  if (g_str_equal (format, "jpeg") || g_str_equal (format, "jpg"))
    return encode_jpeg (&picture);
  if (g_str_equal (format, "webp"))
    return encode_webp (&picture);
  if (g_str_equal (format, "svg"))
    return encode_svg (&picture);

  return encode_png (&picture, at_least);
}

/**
 * heddle_fake_image_find_type:
 * @data: (array length=length): what a request brought as a picture
 * @length: how many bytes it has
 *
 * Returns: (nullable): the media type by the first bytes: PNG, JPEG, WebP or GIF; %NULL for anything else
 */
const char *
heddle_fake_image_find_type (const guint8 *data,
                             gsize         length)
{
  if (length <= 12)
    return NULL;
  if (memcmp (data, "\x89PNG\r\n\x1a\n", 8) == 0)
    return "image/png";
  if (memcmp (data, "\xff\xd8\xff", 3) == 0)
    return "image/jpeg";
  if (memcmp (data, "RIFF", 4) == 0 && memcmp (data + 8, "WEBP", 4) == 0)
    return "image/webp";
  return memcmp (data, "GIF8", 4) == 0 ? "image/gif" : NULL;
}
