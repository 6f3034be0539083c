/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "imaging/heddle-imaging-output.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <unistd.h>

#define DEFAULT_QUALITY 90
#define AVIF_EFFORT 3
#define WEBP_EFFORT 3
#define PNG_PALETTE_EFFORT 4

typedef struct
{
  void  *data;
  gsize  size;
} Encoded;

static const char *const format_names[] = { "png", "jpeg", "webp", "avif", NULL };
static const char *const mime_types[] = { "image/png", "image/jpeg", "image/webp", "image/avif" };

static void
encoded_clear (Encoded *self)
{
  g_clear_pointer (&self->data, g_free);
  self->size = 0;
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Encoded, encoded_clear)

/* Deflate level 1 on rows of differences: within six percent of the default level's size on
 * photographs and drawings, and six times as fast.
 */
static int
encode_png (VipsImage       *image,
            Encoded         *encoded,
            VipsForeignKeep  keep,
            gboolean         smallest)
{
  return vips_pngsave_buffer (image, &encoded->data, &encoded->size, "compression",
                              smallest ? 9 : 1, "filter",
                              smallest ? VIPS_FOREIGN_PNG_FILTER_ALL : VIPS_FOREIGN_PNG_FILTER_UP,
                              "keep", keep, NULL);
}

static gboolean
encode (VipsImage                 *image,
        const HeddleImagingOutput *output,
        int                        quality,
        Encoded                   *encoded,
        GError                   **error)
{
  VipsForeignKeep keep =
      output->keep_metadata
          ? VIPS_FOREIGN_KEEP_EXIF | VIPS_FOREIGN_KEEP_XMP | VIPS_FOREIGN_KEEP_IPTC
          : VIPS_FOREIGN_KEEP_NONE;
  int status = -1;

  switch (output->format)
    {
    case HEDDLE_IMAGING_FORMAT_PNG:
      if (quality >= 100)
        status = encode_png (image, encoded, keep, output->max_bytes > 0);
      else
        status = vips_pngsave_buffer (image, &encoded->data, &encoded->size, "palette", TRUE, "Q",
                                      quality, "effort", PNG_PALETTE_EFFORT, "compression", 9,
                                      "keep", keep, NULL);
      break;
    case HEDDLE_IMAGING_FORMAT_JPEG:
      status = vips_jpegsave_buffer (image, &encoded->data, &encoded->size, "Q", quality,
                                     "optimize-coding", TRUE, "keep", keep, NULL);
      break;
    case HEDDLE_IMAGING_FORMAT_WEBP:
      status = vips_webpsave_buffer (image, &encoded->data, &encoded->size, "Q", quality, "effort",
                                     WEBP_EFFORT, "keep", keep, NULL);
      break;
    case HEDDLE_IMAGING_FORMAT_AVIF:
      status = vips_heifsave_buffer (image, &encoded->data, &encoded->size, "Q", quality,
                                     "compression", VIPS_FOREIGN_HEIF_COMPRESSION_AV1, "effort",
                                     AVIF_EFFORT, "keep", keep, NULL);
      break;
    default:
      g_assert_not_reached ();
    }

  if (status != 0)
    heddle_imaging_set_vips_error (error, HEDDLE_IMAGING_ERROR_FAILED,
                                   _("The result cannot be written in this format."));

  return status == 0;
}

/* Size grows with quality closely enough that halving finds the best quality that fits to within
 * one step. A PNG is first tried without loss, then with a palette.
 */
static gboolean
encode_within (VipsImage                 *image,
               const HeddleImagingOutput *output,
               int                       *quality,
               Encoded                   *best,
               GError                   **error)
{
  gsize max_bytes = output->max_bytes > 0 ? (gsize) output->max_bytes : G_MAXSIZE;
  int low = 1;
  int high = output->quality - 1;

  *quality = output->quality;
  if (!encode (image, output, output->quality, best, error))
    return FALSE;
  if (best->size <= max_bytes)
    return TRUE;

  encoded_clear (best);
  while (low <= high)
    {
      int middle = low + (high - low) / 2;
      g_auto (Encoded) candidate = { 0 };

      if (!encode (image, output, middle, &candidate, error))
        return FALSE;

      if (candidate.size > max_bytes)
        {
          high = middle - 1;
          continue;
        }

      encoded_clear (best);
      *best = candidate;
      candidate = (Encoded) { 0 };
      *quality = middle;
      low = middle + 1;
    }

  if (best->data != NULL)
    return TRUE;

  heddle_imaging_set_error (error, HEDDLE_IMAGING_ERROR_DOES_NOT_FIT, NULL,
                            _("Even at the lowest quality the image is larger than %.0f bytes. "
                              "Make it smaller, choose another format or allow more bytes."),
                            (double) output->max_bytes);
  return FALSE;
}

static gboolean
write_file (const char    *path,
            const Encoded *encoded,
            GError       **error)
{
  const char *data = encoded->data;
  gsize left = encoded->size;
  int fd = open (path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOCTTY, 0600);

  while (fd >= 0 && left > 0)
    {
      gssize written = write (fd, data, left);

      if (written < 0 && errno == EINTR)
        continue;
      if (written <= 0)
        break;
      data += written;
      left -= (gsize) written;
    }

  if (fd < 0 || left > 0)
    {
      heddle_imaging_set_error (error, HEDDLE_IMAGING_ERROR_FAILED, g_strerror (errno),
                                _("The result cannot be saved: %s."), g_strerror (errno));
      if (fd >= 0)
        close (fd);
      return FALSE;
    }

  if (close (fd) == 0)
    return TRUE;

  heddle_imaging_set_error (error, HEDDLE_IMAGING_ERROR_FAILED, g_strerror (errno),
                            _("The result cannot be saved: %s."), g_strerror (errno));
  return FALSE;
}

static VipsImage *
flatten (VipsImage          *image,
         HeddleImagingColor  background,
         GError            **error)
{
  double values[] = { background.red, background.green, background.blue };
  g_autoptr (VipsArrayDouble) array = vips_array_double_new (values, G_N_ELEMENTS (values));
  VipsImage *out = NULL;

  if (vips_flatten (image, &out, "background", array, NULL) != 0)
    heddle_imaging_set_vips_error (error, HEDDLE_IMAGING_ERROR_FAILED,
                                   _("The image cannot be laid on a background."));

  return out;
}

/**
 * heddle_imaging_output_read:
 * @self: (out caller-allocates): how the result is to be written
 * @params: the request
 *
 * Reads what every operation that writes an image takes: `output`, `format` (png), `quality` (90,
 * of no meaning for png), `max_bytes` (none), `matte` (white).
 */
void
heddle_imaging_output_read (HeddleImagingOutput *self,
                            HeddleImagingParams *params)
{
  const HeddleImagingColor white = { 255, 255, 255, 255 };

  self->path = heddle_imaging_params_require_string (params, "output");
  self->format = (HeddleImagingFormat) heddle_imaging_params_get_choice (
      params, "format", format_names, HEDDLE_IMAGING_FORMAT_PNG);
  self->quality =
      (int) heddle_imaging_params_get_int (params, "quality", 1, 100, DEFAULT_QUALITY);
  self->max_bytes =
      heddle_imaging_params_get_int (params, "max_bytes", 1, G_GINT64_CONSTANT (1) << 40, 0);
  self->background = heddle_imaging_params_get_color (params, "matte", white);
  self->keep_metadata = FALSE;

  if (self->format == HEDDLE_IMAGING_FORMAT_PNG)
    self->quality = 100;
}

/**
 * heddle_imaging_output_write:
 * @self: how to write
 * @image: the result, in sRGB, in memory
 * @reply: gets `mime`, `width`, `height`, `has_alpha`, `bytes` and `quality`
 * @error: (out) (optional): the reason why it cannot be written
 *
 * Encodes @image and writes it to the path that the request named. The file is not synced: whoever
 * takes it over does that.
 *
 * Returns: whether the file is complete
 */
gboolean
heddle_imaging_output_write (const HeddleImagingOutput *self,
                             VipsImage                 *image,
                             HeddleImagingResult        *reply,
                             GError                   **error)
{
  g_autoptr (VipsImage) ready = NULL;
  g_auto (Encoded) encoded = { 0 };
  int quality;

  if (self->format == HEDDLE_IMAGING_FORMAT_JPEG && vips_image_hasalpha (image))
    ready = flatten (image, self->background, error);
  else
    ready = g_object_ref (image);

  if (ready == NULL || !encode_within (ready, self, &quality, &encoded, error) ||
      !write_file (self->path, &encoded, error))
    return FALSE;

  yyjson_mut_obj_add_str (reply->doc, reply->object, "mime", mime_types[self->format]);
  yyjson_mut_obj_add_int (reply->doc, reply->object, "width", vips_image_get_width (ready));
  yyjson_mut_obj_add_int (reply->doc, reply->object, "height", vips_image_get_height (ready));
  yyjson_mut_obj_add_bool (reply->doc, reply->object, "has_alpha", vips_image_hasalpha (ready));
  yyjson_mut_obj_add_uint (reply->doc, reply->object, "bytes", encoded.size);
  yyjson_mut_obj_add_int (reply->doc, reply->object, "quality", quality);

  return TRUE;
}
