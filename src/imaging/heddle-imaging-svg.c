/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "imaging/heddle-imaging-geometry.h"
#include "imaging/heddle-imaging-operations.h"

#define MAX_SVG_BYTES (64 * 1024 * 1024)

static VipsImage *
open_svg (const char *svg,
          gsize       length,
          double      scale,
          GError    **error)
{
  VipsImage *image = NULL;

  if (vips_svgload_buffer ((void *) svg, length, &image, "scale", scale, NULL) != 0)
    heddle_imaging_set_vips_error (error, HEDDLE_IMAGING_ERROR_DAMAGED,
                                   _("The drawing is not a valid SVG."));

  return image;
}

/* librsvg centres a drawing in the whole pixels that it gets, so that proportions which are off by
 * part of a pixel leave a half-covered line along an edge. Such a drawing is made two pixels
 * larger, and loses its rim when it is framed.
 */
static double
find_scale (VipsImage *natural,
            int        width,
            int        height)
{
  int natural_width = vips_image_get_width (natural);
  int natural_height = vips_image_get_height (natural);
  double scale_x = (double) width / natural_width;
  double scale_y = (double) height / natural_height;
  double larger = MAX (scale_x, scale_y);
  double overhang = MAX (natural_width * larger - width, natural_height * larger - height);

  if (overhang <= 0)
    return larger;

  if (overhang <= 1 + larger)
    return MAX ((width + 2.0) / natural_width, (height + 2.0) / natural_height);

  return MIN (scale_x, scale_y);
}

static VipsImage *
draw (const char *svg,
      gsize       length,
      int         width,
      int         height,
      GError    **error)
{
  g_autoptr (VipsImage) natural = open_svg (svg, length, 1, error);

  if (natural == NULL)
    return NULL;

  return open_svg (svg, length, find_scale (natural, width, height), error);
}

static VipsImage *
render (const char *svg,
        gsize       length,
        int         width,
        int         height,
        GError    **error)
{
  double clear[] = { 0, 0, 0, 0 };
  g_autoptr (VipsArrayDouble) background = vips_array_double_new (clear, G_N_ELEMENTS (clear));
  g_autoptr (VipsImage) drawn = draw (svg, length, width, height, error);
  g_autoptr (VipsImage) framed = NULL;
  g_autoptr (VipsImage) memory = NULL;
  int x;
  int y;

  if (drawn == NULL)
    return NULL;

  heddle_imaging_place (HEDDLE_IMAGING_GRAVITY_CENTRE, width - vips_image_get_width (drawn),
                        height - vips_image_get_height (drawn), &x, &y);
  if (vips_embed (drawn, &framed, x, y, width, height, "extend", VIPS_EXTEND_BACKGROUND,
                  "background", background, NULL) != 0)
    {
      heddle_imaging_set_vips_error (error, HEDDLE_IMAGING_ERROR_FAILED,
                                     _("The drawing cannot be rendered."));
      return NULL;
    }

  memory = heddle_imaging_to_memory (framed, HEDDLE_IMAGING_ERROR_DAMAGED, error);
  if (memory == NULL)
    return NULL;

  return heddle_imaging_drop_unused_alpha (memory, error);
}

static gboolean
read_svg (const char *path,
          char      **svg,
          gsize      *length,
          GError    **error)
{
  g_autoptr (GError) local = NULL;
  GStatBuf info;

  if (g_stat (path, &info) == 0 && info.st_size > MAX_SVG_BYTES)
    {
      heddle_imaging_set_error (error, HEDDLE_IMAGING_ERROR_TOO_LARGE, NULL,
                                _("The drawing is larger than %d megabytes."),
                                MAX_SVG_BYTES / 1024 / 1024);
      return FALSE;
    }

  if (g_file_get_contents (path, svg, length, &local))
    return TRUE;

  heddle_imaging_set_error (error, HEDDLE_IMAGING_ERROR_NOT_FOUND, local->message,
                            _("The drawing cannot be opened."));
  return FALSE;
}

/**
 * heddle_imaging_render_svg:
 * @params: `svg` (the text) or `input` (a file), `width`, `height`, and those of
 *   [method@ImagingOutput.read]
 * @reply: facts of the result; `has_alpha` is %FALSE where nothing is transparent
 * @error: (out) (optional): the reason why there is none
 *
 * Draws an SVG at exactly this size, as large as it goes without distortion, in the middle of a
 * transparent ground. Nothing that the drawing refers to outside itself is loaded: it is read from
 * memory, without an address that references could start from.
 *
 * Returns: whether it was written
 */
gboolean
heddle_imaging_render_svg (HeddleImagingParams *params,
                           HeddleImagingReply  *reply,
                           GError             **error)
{
  const char *svg = heddle_imaging_params_get_string (params, "svg", NULL);
  const char *input = heddle_imaging_params_get_string (params, "input", NULL);
  int width = (int) heddle_imaging_params_require_int (params, "width", 1, HEDDLE_IMAGING_MAX_SIDE);
  int height =
      (int) heddle_imaging_params_require_int (params, "height", 1, HEDDLE_IMAGING_MAX_SIDE);
  HeddleImagingOutput output;
  g_autofree char *contents = NULL;
  g_autoptr (VipsImage) image = NULL;
  gsize length;

  heddle_imaging_output_read (&output, params);
  if (!heddle_imaging_params_finish (params, error) ||
      !heddle_imaging_check_size (width, height, error))
    return FALSE;

  if ((svg == NULL) == (input == NULL))
    {
      heddle_imaging_set_error (error, HEDDLE_IMAGING_ERROR_BAD_REQUEST, NULL,
                                _("A drawing is given either as svg or as input."));
      return FALSE;
    }

  if (input != NULL && !read_svg (input, &contents, &length, error))
    return FALSE;

  if (contents != NULL)
    image = render (contents, length, width, height, error);
  else
    image = render (svg, strlen (svg), width, height, error);

  return image != NULL && heddle_imaging_output_write (&output, image, reply, error);
}
