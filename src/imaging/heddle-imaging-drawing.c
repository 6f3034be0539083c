/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "imaging/heddle-imaging-drawing.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <librsvg/rsvg.h>

#include "imaging/heddle-imaging-image.h"

#define MAX_SVG_BYTES (64 * 1024 * 1024)
#define MAX_SURFACE_SIDE 32767
#define DOTS_PER_INCH 96

/* cairo's pixels are premultiplied, in the byte order of the machine. */
static void
convert_row (const guint32 *p,
             guint8        *q,
             int            width,
             int            bands)
{
  for (int x = 0; x < width; x++, p++, q += bands)
    {
      guint32 alpha = *p >> 24;
      guint32 red = *p >> 16 & 0xff;
      guint32 green = *p >> 8 & 0xff;
      guint32 blue = *p & 0xff;

      if (alpha != 255 && alpha != 0)
        {
          red = (red * 255 + alpha / 2) / alpha;
          green = (green * 255 + alpha / 2) / alpha;
          blue = (blue * 255 + alpha / 2) / alpha;
        }

      q[0] = (guint8) red;
      q[1] = (guint8) green;
      q[2] = (guint8) blue;
      if (bands == 4)
        q[3] = (guint8) alpha;
    }
}

static gboolean
is_opaque (const guchar *data,
           int           width,
           int           height,
           int           stride)
{
  guint32 all = 0xffffffff;

  for (int y = 0; y < height && all >> 24 == 255; y++)
    {
      const guint32 *p = (const guint32 *) (const void *) (data + (gsize) y * (gsize) stride);

      for (int x = 0; x < width; x++)
        all &= p[x];
    }

  return all >> 24 == 255;
}

static void
free_pixels (VipsImage *image,
             gpointer   pixels)
{
  g_free (pixels);
}

/**
 * heddle_imaging_from_surface:
 * @surface: an image surface of %CAIRO_FORMAT_ARGB32
 * @keep_alpha: whether there is an alpha channel even where all is opaque
 * @error: (out) (optional): %HEDDLE_IMAGING_ERROR_FAILED
 *
 * Copies what was drawn.
 *
 * Returns: (transfer full) (nullable): an image in sRGB, in memory
 */
VipsImage *
heddle_imaging_from_surface (cairo_surface_t *surface,
                             gboolean         keep_alpha,
                             GError         **error)
{
  int width = cairo_image_surface_get_width (surface);
  int height = cairo_image_surface_get_height (surface);
  int stride = cairo_image_surface_get_stride (surface);
  g_autoptr (VipsImage) image = NULL;
  VipsImage *out = NULL;
  const guchar *data;
  guint8 *pixels;
  int bands;

  cairo_surface_flush (surface);
  data = cairo_image_surface_get_data (surface);
  bands = keep_alpha || !is_opaque (data, width, height, stride) ? 4 : 3;
  pixels = g_malloc_n ((gsize) width * (gsize) height, (gsize) bands);
  for (int y = 0; y < height; y++)
    convert_row ((const guint32 *) (const void *) (data + (gsize) y * (gsize) stride),
                 pixels + (gsize) y * (gsize) width * (gsize) bands, width, bands);

  image = vips_image_new_from_memory (pixels, (gsize) width * (gsize) height * (gsize) bands, width,
                                      height, bands, VIPS_FORMAT_UCHAR);
  if (image != NULL)
    {
      g_signal_connect (image, "postclose", G_CALLBACK (free_pixels), pixels);
      vips_copy (image, &out, "interpretation", VIPS_INTERPRETATION_sRGB, NULL);
    }
  else
    {
      g_free (pixels);
    }

  if (out == NULL)
    heddle_imaging_set_vips_error (error, HEDDLE_IMAGING_ERROR_FAILED,
                                   _("The drawing cannot be rendered."));

  return out;
}

/* A drawing whose proportions are those of the picture but for parts of a pixel covers all of it,
 * and loses what hangs over: otherwise a half-covered line would show along an edge.
 */
static RsvgRectangle
find_viewport (RsvgHandle *handle,
               int         width,
               int         height)
{
  RsvgRectangle box = { 0, 0, width, height };
  gboolean has_box = FALSE;
  double natural_width;
  double natural_height;
  double larger;

  if (!rsvg_handle_get_intrinsic_size_in_pixels (handle, &natural_width, &natural_height))
    {
      rsvg_handle_get_intrinsic_dimensions (handle, NULL, NULL, NULL, NULL, &has_box, &box);
      natural_width = box.width;
      natural_height = box.height;
    }
  if (natural_width <= 0 || natural_height <= 0)
    return (RsvgRectangle) { 0, 0, width, height };

  larger = MAX (width / natural_width, height / natural_height);
  if (natural_width * larger > width + 1 || natural_height * larger > height + 1)
    return (RsvgRectangle) { 0, 0, width, height };

  return (RsvgRectangle) {
    .x = (width - natural_width * larger) / 2,
    .y = (height - natural_height * larger) / 2,
    .width = natural_width * larger,
    .height = natural_height * larger,
  };
}

static VipsImage *
draw_handle (RsvgHandle *handle,
             int         width,
             int         height,
             GError    **error)
{
  RsvgRectangle viewport = find_viewport (handle, width, height);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  cairo_t *cr = cairo_create (surface);
  g_autoptr (GError) local = NULL;
  VipsImage *image = NULL;

  if (cairo_status (cr) != CAIRO_STATUS_SUCCESS)
    heddle_imaging_set_error (error, HEDDLE_IMAGING_ERROR_FAILED,
                              cairo_status_to_string (cairo_status (cr)),
                              _("The drawing cannot be rendered."));
  else if (!rsvg_handle_render_document (handle, cr, &viewport, &local))
    heddle_imaging_set_error (error, HEDDLE_IMAGING_ERROR_DAMAGED, local->message,
                              _("The drawing cannot be rendered."));
  else
    image = heddle_imaging_from_surface (surface, FALSE, error);

  cairo_destroy (cr);
  cairo_surface_destroy (surface);

  return image;
}

/**
 * heddle_imaging_draw_svg:
 * @svg: the drawing
 * @length: its length in bytes
 * @width: the width to have, in pixels
 * @height: the height to have, in pixels
 * @error: (out) (optional): %HEDDLE_IMAGING_ERROR_DAMAGED where it is not valid
 *
 * Draws as large as it goes without distortion, in the middle of a transparent ground. This asks
 * librsvg itself for the whole picture: libvips does it in tiles, which for a large picture means
 * drawing everything many times. Nothing outside @svg is loaded, since there is no address that
 * references could start from.
 *
 * Returns: (transfer full) (nullable): an image of exactly this size, in sRGB, in memory
 */
VipsImage *
heddle_imaging_draw_svg (const char *svg,
                         gsize       length,
                         int         width,
                         int         height,
                         GError    **error)
{
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (GError) local = NULL;
  RsvgHandle *handle;
  VipsImage *image;

  if (!heddle_imaging_check_size (width, height, error))
    return NULL;

  if (MAX (width, height) > MAX_SURFACE_SIDE)
    {
      heddle_imaging_set_error (error, HEDDLE_IMAGING_ERROR_TOO_LARGE, NULL,
                                _("A drawing can have at most %d pixels on a side."),
                                MAX_SURFACE_SIDE);
      return NULL;
    }

  stream = g_memory_input_stream_new_from_data (svg, (gssize) length, NULL);
  handle = rsvg_handle_new_from_stream_sync (stream, NULL, RSVG_HANDLE_FLAGS_NONE, NULL, &local);
  if (handle == NULL)
    {
      heddle_imaging_set_error (error, HEDDLE_IMAGING_ERROR_DAMAGED, local->message,
                                _("The drawing is not a valid SVG."));
      return NULL;
    }
  rsvg_handle_set_dpi (handle, DOTS_PER_INCH);
  image = draw_handle (handle, width, height, error);
  g_object_unref (handle);

  return image;
}

/**
 * heddle_imaging_draw_file:
 * @path: a file with a drawing
 * @width: the width to have, in pixels
 * @height: the height to have, in pixels
 * @error: (out) (optional): the reason why it cannot be drawn
 *
 * As [func@draw_svg], for a file.
 *
 * Returns: (transfer full) (nullable): an image of exactly this size, in sRGB, in memory
 */
VipsImage *
heddle_imaging_draw_file (const char *path,
                          int         width,
                          int         height,
                          GError    **error)
{
  g_autoptr (GError) local = NULL;
  g_autofree char *svg = NULL;
  gsize length;
  GStatBuf status;

  if (g_stat (path, &status) == 0 && status.st_size > MAX_SVG_BYTES)
    {
      heddle_imaging_set_error (error, HEDDLE_IMAGING_ERROR_TOO_LARGE, NULL,
                                _("The drawing is larger than %d megabytes."),
                                MAX_SVG_BYTES / 1024 / 1024);
      return NULL;
    }

  if (!g_file_get_contents (path, &svg, &length, &local))
    {
      heddle_imaging_set_error (error, HEDDLE_IMAGING_ERROR_NOT_FOUND, local->message,
                                _("The drawing cannot be opened."));
      return NULL;
    }

  return heddle_imaging_draw_svg (svg, length, width, height, error);
}
