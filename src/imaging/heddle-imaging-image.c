/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "imaging/heddle-imaging-image.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <sys/stat.h>
#include <unistd.h>

#include "imaging/heddle-imaging-drawing.h"

#define MEGAPIXEL 1000000.0

static guint64 limit_pixels = 100 * 1000 * 1000;

static const struct
{
  const char *loader;
  const char *mime;
} loaders[] = {
  { "VipsForeignLoadPng", "image/png" },   { "VipsForeignLoadJpeg", "image/jpeg" },
  { "VipsForeignLoadWebp", "image/webp" }, { "VipsForeignLoadNsgif", "image/gif" },
  { "VipsForeignLoadTiff", "image/tiff" }, { "VipsForeignLoadSvg", "image/svg+xml" },
};

static const char *
mime_of (const char *loader,
         VipsImage  *image)
{
  const char *compression = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (loaders); i++)
    {
      if (g_str_has_prefix (loader, loaders[i].loader))
        return loaders[i].mime;
    }

  if (vips_image_get_typeof (image, "heif-compression") != 0 &&
      vips_image_get_string (image, "heif-compression", &compression) == 0 &&
      g_strcmp0 (compression, "av1") == 0)
    return "image/avif";

  return "image/heic";
}

static VipsSource *
open_source (const char *path,
             GError    **error)
{
  g_autofree char *name = g_path_get_basename (path);
  VipsSource *source;
  struct stat status;
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);

  if (fd < 0 || fstat (fd, &status) != 0 || !S_ISREG (status.st_mode))
    {
      heddle_imaging_set_error (error, HEDDLE_IMAGING_ERROR_NOT_FOUND,
                                fd < 0 ? g_strerror (errno) : NULL,
                                _("The image “%s” cannot be opened."), name);
      if (fd >= 0)
        close (fd);
      return NULL;
    }

  source = vips_source_new_from_descriptor (fd);
  close (fd);
  if (source == NULL)
    heddle_imaging_set_vips_error (error, HEDDLE_IMAGING_ERROR_NOT_FOUND,
                                   _("The image cannot be opened."));

  return source;
}

static VipsImage *
open_header (const char  *path,
             const char **mime,
             GError     **error)
{
  g_autoptr (VipsSource) source = open_source (path, error);
  g_autoptr (VipsImage) image = NULL;
  const char *loader;

  if (source == NULL)
    return NULL;

  loader = vips_foreign_find_load_source (source);
  if (loader == NULL)
    {
      g_autofree char *name = g_path_get_basename (path);

      heddle_imaging_set_error (error, HEDDLE_IMAGING_ERROR_UNSUPPORTED_FORMAT,
                                vips_error_buffer (),
                                _("“%s” is not an image that can be used here. Use PNG, JPEG, "
                                  "WebP, AVIF, HEIF, GIF, TIFF or SVG."),
                                name);
      return NULL;
    }

  image = vips_image_new_from_source (source, "", "access", VIPS_ACCESS_SEQUENTIAL, "fail-on",
                                      VIPS_FAIL_ON_ERROR, NULL);
  if (image == NULL)
    {
      heddle_imaging_set_vips_error (error, HEDDLE_IMAGING_ERROR_DAMAGED,
                                     _("The image is damaged: its header cannot be read."));
      return NULL;
    }

  if (!heddle_imaging_check_size (vips_image_get_width (image), vips_image_get_height (image),
                                  error))
    return NULL;

  if (mime != NULL)
    *mime = mime_of (loader, image);

  return g_steal_pointer (&image);
}

/* A profile that cannot be used is worth less than the image: the numbers then count as sRGB, or
 * as the usual CMYK, which is what every viewer does.
 */
static VipsImage *
apply_profile (VipsImage *image)
{
  VipsImage *out = NULL;

  if (vips_image_get_typeof (image, VIPS_META_ICC_NAME) != 0)
    {
      if (vips_icc_transform (image, &out, "srgb", "embedded", TRUE, "intent",
                              VIPS_INTENT_RELATIVE, "black-point-compensation", TRUE, NULL) == 0)
        return out;
      g_message ("A colour profile was not used: %s", vips_error_buffer ());
      vips_error_clear ();
    }

  return g_object_ref (image);
}

static VipsImage *
without_profile (VipsImage *image)
{
  VipsImage *out = NULL;

  if (vips_copy (image, &out, NULL) == 0)
    vips_image_remove (out, VIPS_META_ICC_NAME);

  return out;
}

static VipsImage *
to_bytes (VipsImage *image)
{
  g_autoptr (VipsImage) colored = NULL;
  g_autoptr (VipsImage) banded = NULL;
  g_autoptr (VipsImage) cast = NULL;

  if (vips_colourspace (image, &colored, VIPS_INTERPRETATION_sRGB, NULL) != 0)
    return NULL;

  if (vips_image_get_bands (colored) > 4)
    {
      if (vips_extract_band (colored, &banded, 0, "n", 4, NULL) != 0)
        return NULL;
    }
  else
    {
      banded = g_object_ref (colored);
    }

  if (vips_cast (banded, &cast, VIPS_FORMAT_UCHAR, NULL) != 0)
    return NULL;

  return without_profile (cast);
}

/* Three or four bands of 8 bits in sRGB, without a profile attached: untagged means sRGB
 * everywhere.
 */
static VipsImage *
to_srgb (VipsImage *image,
         GError   **error)
{
  g_autoptr (VipsImage) profiled = apply_profile (image);
  VipsImage *out = to_bytes (profiled);

  if (out == NULL)
    heddle_imaging_set_vips_error (error, HEDDLE_IMAGING_ERROR_UNSUPPORTED_FORMAT,
                                   _("The colours of the image cannot be turned into sRGB."));

  return out;
}

/**
 * heddle_imaging_set_max_pixels:
 * @max_pixels: the most pixels that an image may have, read or written
 *
 * Sets the bound that [func@check_size] holds to; 100 million unless set.
 */
void
heddle_imaging_set_max_pixels (guint64 max_pixels)
{
  limit_pixels = max_pixels;
}

/**
 * heddle_imaging_check_size:
 * @width: in pixels
 * @height: in pixels
 * @error: (out) (optional): %HEDDLE_IMAGING_ERROR_TOO_LARGE
 *
 * Refuses what is too large before any of it is decoded or made.
 *
 * Returns: whether an image of this size may be worked on
 */
gboolean
heddle_imaging_check_size (double   width,
                           double   height,
                           GError **error)
{
  if (width * height <= (double) limit_pixels)
    return TRUE;

  heddle_imaging_set_error (error, HEDDLE_IMAGING_ERROR_TOO_LARGE, NULL,
                            _("An image of %.0f × %.0f pixels is too large: the limit is %.0f "
                              "megapixels. Make it smaller first."),
                            width, height, (double) limit_pixels / MEGAPIXEL);
  return FALSE;
}

/**
 * heddle_imaging_set_vips_error:
 * @error: (out) (optional): where the error goes
 * @code: its code
 * @message: its message, for the designer
 *
 * Turns what libvips last complained about into the details of an error, and clears its buffer.
 */
void
heddle_imaging_set_vips_error (GError           **error,
                               HeddleImagingError code,
                               const char        *message)
{
  heddle_imaging_set_error (error, code, vips_error_buffer (), "%s", message);
  vips_error_clear ();
}

/**
 * heddle_imaging_to_memory:
 * @image: a pipeline
 * @code: the code of a failure: %HEDDLE_IMAGING_ERROR_DAMAGED where @image still reads a file
 * @error: (out) (optional): the failure
 *
 * Computes all pixels of @image now, so that whatever goes wrong does so here.
 *
 * Returns: (transfer full) (nullable): the image in memory
 */
VipsImage *
heddle_imaging_to_memory (VipsImage         *image,
                          HeddleImagingError code,
                          GError           **error)
{
  VipsImage *out = vips_image_copy_memory (image);

  if (out == NULL)
    heddle_imaging_set_vips_error (error, code,
                                   code == HEDDLE_IMAGING_ERROR_DAMAGED
                                       ? _("The image is damaged: its pixels cannot be read.")
                                       : _("The image cannot be computed."));

  return out;
}

/**
 * heddle_imaging_drop_unused_alpha:
 * @image: an image in sRGB, in memory
 * @error: (out) (optional): %HEDDLE_IMAGING_ERROR_FAILED
 *
 * Takes the alpha channel off an image in which everything is opaque.
 *
 * Returns: (transfer full) (nullable): @image or what is left of it
 */
VipsImage *
heddle_imaging_drop_unused_alpha (VipsImage *image,
                                  GError   **error)
{
  g_autoptr (VipsImage) alpha = NULL;
  VipsImage *out = NULL;
  double minimum = 0;

  if (!vips_image_hasalpha (image))
    return g_object_ref (image);

  if (vips_extract_band (image, &alpha, 3, NULL) != 0 || vips_min (alpha, &minimum, NULL) != 0 ||
      (minimum >= 255 && vips_extract_band (image, &out, 0, "n", 3, NULL) != 0))
    {
      heddle_imaging_set_vips_error (error, HEDDLE_IMAGING_ERROR_FAILED,
                                     _("The image cannot be computed."));
      return NULL;
    }

  return out != NULL ? out : g_object_ref (image);
}

/**
 * heddle_imaging_read_info:
 * @path: an image file
 * @info: (out caller-allocates): what its header says
 * @error: (out) (optional): the reason why it cannot be read
 *
 * Reads the header only; no pixel is decoded.
 *
 * Returns: whether @info was filled in
 */
gboolean
heddle_imaging_read_info (const char        *path,
                          HeddleImagingInfo *info,
                          GError           **error)
{
  g_autoptr (VipsImage) image = open_header (path, &info->mime, error);
  gboolean turned;

  if (image == NULL)
    return FALSE;

  turned = vips_image_get_orientation_swap (image);
  info->width = turned ? vips_image_get_height (image) : vips_image_get_width (image);
  info->height = turned ? vips_image_get_width (image) : vips_image_get_height (image);
  info->has_alpha = vips_image_hasalpha (image);
  info->frames = vips_image_get_n_pages (image);
  if (g_str_equal (info->mime, "image/tiff") || g_str_equal (info->mime, "image/heic"))
    info->frames = 1;

  return TRUE;
}

/**
 * heddle_imaging_load:
 * @path: an image file
 * @error: (out) (optional): the reason why it cannot be read
 *
 * Decodes an image: upright, in sRGB, 8 bits, with alpha if the file has it; the first frame of
 * an animation.
 *
 * Returns: (transfer full) (nullable): the image in memory
 */
VipsImage *
heddle_imaging_load (const char *path,
                     GError    **error)
{
  g_autoptr (VipsImage) header = open_header (path, NULL, error);
  g_autoptr (VipsImage) colored = NULL;
  g_autoptr (VipsImage) decoded = NULL;
  g_autoptr (VipsImage) upright = NULL;

  if (header == NULL)
    return NULL;

  colored = to_srgb (header, error);
  if (colored == NULL)
    return NULL;

  decoded = heddle_imaging_to_memory (colored, HEDDLE_IMAGING_ERROR_DAMAGED, error);
  if (decoded == NULL || vips_image_get_orientation (decoded) <= 1)
    return g_steal_pointer (&decoded);

  if (vips_autorot (decoded, &upright, NULL) != 0)
    {
      heddle_imaging_set_vips_error (error, HEDDLE_IMAGING_ERROR_FAILED,
                                     _("The image cannot be turned upright."));
      return NULL;
    }

  return heddle_imaging_to_memory (upright, HEDDLE_IMAGING_ERROR_FAILED, error);
}

/* libvips paints what it cannot read black while it shrinks an image, and only leaves a word in
 * its error buffer.
 */
static VipsImage *
to_memory_or_damaged (VipsImage *image,
                      GError   **error)
{
  g_autoptr (VipsImage) out =
      heddle_imaging_to_memory (image, HEDDLE_IMAGING_ERROR_DAMAGED, error);

  if (out == NULL || *vips_error_buffer () == '\0')
    return g_steal_pointer (&out);

  heddle_imaging_set_vips_error (error, HEDDLE_IMAGING_ERROR_DAMAGED,
                                 _("The image is damaged: its pixels cannot be read."));
  return NULL;
}

static gboolean
shrinks_on_load (const char *mime)
{
  return !g_str_equal (mime, "image/png") && !g_str_equal (mime, "image/gif") &&
         !g_str_equal (mime, "image/tiff");
}

/* vips_thumbnail_source() forgets about damage in formats that it has no trick for; those go
 * through the image that is open already.
 */
static int
shrink (VipsImage  *header,
        const char *mime,
        const char *path,
        int         width,
        int         height,
        VipsImage **out)
{
  g_autoptr (VipsSource) source = NULL;

  if (!shrinks_on_load (mime))
    return vips_thumbnail_image (header, out, width, "height", height, "size", VIPS_SIZE_FORCE,
                                 NULL);

  source = open_source (path, NULL);
  if (source == NULL)
    return -1;

  return vips_thumbnail_source (source, out, width, "height", height, "size", VIPS_SIZE_FORCE,
                                "fail-on", VIPS_FAIL_ON_ERROR, NULL);
}

/**
 * heddle_imaging_load_scaled:
 * @path: an image file
 * @width: the width to have, in pixels
 * @height: the height to have, in pixels
 * @error: (out) (optional): the reason why it cannot be read
 *
 * Decodes an image to exactly this size. Formats that can be decoded at a fraction of their size
 * are, down to twice the size asked for, and Lanczos does the rest; vector images are drawn at
 * the size. Otherwise as [func@load].
 *
 * Returns: (transfer full) (nullable): the image in memory
 */
VipsImage *
heddle_imaging_load_scaled (const char *path,
                            int         width,
                            int         height,
                            GError    **error)
{
  g_autoptr (VipsImage) header = NULL;
  g_autoptr (VipsImage) scaled = NULL;
  g_autoptr (VipsImage) colored = NULL;
  const char *mime;

  if (!heddle_imaging_check_size (width, height, error))
    return NULL;

  header = open_header (path, &mime, error);
  if (header == NULL)
    return NULL;

  if (g_str_equal (mime, "image/svg+xml"))
    return heddle_imaging_draw_file (path, width, height, error);

  vips_error_clear ();
  if (shrink (header, mime, path, width, height, &scaled) != 0)
    {
      heddle_imaging_set_vips_error (error, HEDDLE_IMAGING_ERROR_DAMAGED,
                                     _("The image is damaged: its pixels cannot be read."));
      return NULL;
    }

  colored = to_srgb (scaled, error);
  if (colored == NULL)
    return NULL;

  return to_memory_or_damaged (colored, error);
}
