/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "imaging/heddle-imaging-geometry.h"
#include "imaging/heddle-imaging-operations.h"

typedef enum
{
  FIT_COVER,
  FIT_CONTAIN,
  FIT_FILL,
  FIT_INSIDE,
} Fit;

static const char *const fit_names[] = { "cover", "contain", "fill", "inside", NULL };

typedef struct
{
  const char          *input;
  int                  width;
  int                  height;
  Fit                  fit;
  HeddleImagingGravity gravity;
  HeddleImagingColor   background;
} Request;

/* The size to scale to before anything is cut off or added. */
static void
scaled_size (const Request           *request,
             const HeddleImagingInfo *info,
             int                     *width,
             int                     *height)
{
  double x = request->width > 0 ? (double) request->width / info->width : 0;
  double y = request->height > 0 ? (double) request->height / info->height : 0;
  double scale;

  if (request->width > 0 && request->height > 0 && request->fit == FIT_FILL)
    {
      *width = request->width;
      *height = request->height;
      return;
    }

  if (request->width == 0 || request->height == 0)
    scale = MAX (x, y);
  else
    scale = request->fit == FIT_COVER ? MAX (x, y) : MIN (x, y);

  *width = (int) CLAMP (round (info->width * scale), 1, G_MAXINT / 2);
  *height = (int) CLAMP (round (info->height * scale), 1, G_MAXINT / 2);
}

static VipsImage *
crop (VipsImage     *image,
      const Request *request,
      GError       **error)
{
  int space_x = vips_image_get_width (image) - request->width;
  int space_y = vips_image_get_height (image) - request->height;
  VipsImage *out = NULL;
  int status;
  int x;
  int y;

  if (request->gravity == HEDDLE_IMAGING_GRAVITY_ATTENTION ||
      request->gravity == HEDDLE_IMAGING_GRAVITY_ENTROPY)
    {
      status = vips_smartcrop (image, &out, request->width, request->height, "interesting",
                               request->gravity == HEDDLE_IMAGING_GRAVITY_ATTENTION
                                   ? VIPS_INTERESTING_ATTENTION
                                   : VIPS_INTERESTING_ENTROPY,
                               NULL);
    }
  else
    {
      heddle_imaging_place (request->gravity, space_x, space_y, &x, &y);
      status = vips_extract_area (image, &out, x, y, request->width, request->height, NULL);
    }

  if (status != 0)
    heddle_imaging_set_vips_error (error, HEDDLE_IMAGING_ERROR_FAILED,
                                   _("The image cannot be cropped."));

  return out;
}

static VipsImage *
pad (VipsImage     *image,
     const Request *request,
     GError       **error)
{
  const HeddleImagingColor *color = &request->background;
  double values[] = { color->red, color->green, color->blue, color->alpha };
  g_autoptr (VipsImage) with_alpha = NULL;
  g_autoptr (VipsArrayDouble) background = NULL;
  VipsImage *out = NULL;
  int x;
  int y;

  if (!vips_image_hasalpha (image) && color->alpha < 255)
    vips_addalpha (image, &with_alpha, NULL);
  else
    with_alpha = g_object_ref (image);

  heddle_imaging_place (request->gravity, request->width - vips_image_get_width (image),
                        request->height - vips_image_get_height (image), &x, &y);

  if (with_alpha != NULL)
    {
      background = vips_array_double_new (values, vips_image_get_bands (with_alpha));
      vips_embed (with_alpha, &out, x, y, request->width, request->height, "extend",
                  VIPS_EXTEND_BACKGROUND, "background", background, NULL);
    }

  if (out == NULL)
    heddle_imaging_set_vips_error (error, HEDDLE_IMAGING_ERROR_FAILED,
                                   _("The image cannot be padded."));

  return out;
}

static gboolean
read_request (Request             *request,
              HeddleImagingOutput *output,
              HeddleImagingParams *params,
              GError             **error)
{
  const HeddleImagingColor transparent = { 0, 0, 0, 0 };

  request->input = heddle_imaging_params_require_string (params, "input");
  request->width =
      (int) heddle_imaging_params_get_int (params, "width", 1, HEDDLE_IMAGING_MAX_SIDE, 0);
  request->height =
      (int) heddle_imaging_params_get_int (params, "height", 1, HEDDLE_IMAGING_MAX_SIDE, 0);
  request->fit = (Fit) heddle_imaging_params_get_choice (params, "fit", fit_names, FIT_COVER);
  request->gravity = heddle_imaging_read_gravity (params, request->fit == FIT_COVER);
  request->background = heddle_imaging_params_get_color (params, "background", transparent);
  heddle_imaging_output_read (output, params);

  if (!heddle_imaging_params_finish (params, error))
    return FALSE;

  if (request->width == 0 && request->height == 0)
    {
      heddle_imaging_set_error (error, HEDDLE_IMAGING_ERROR_BAD_REQUEST, NULL,
                                _("Resizing needs a width, a height or both."));
      return FALSE;
    }

  return heddle_imaging_check_size (request->width, request->height, error);
}

/**
 * heddle_imaging_resize:
 * @params: `input`, `width` and `height` (one may be absent: in proportion), `fit`, `gravity`,
 *   `background`, and those of [method@ImagingOutput.read]
 * @reply: facts of the result
 * @error: (out) (optional): the reason why there is none
 *
 * Scales an image. With both `width` and `height`: `cover` fills the size and cuts off what hangs
 * over, keeping what `gravity` says; `contain` shows all of the image and pads with `background`
 * (transparent unless given); `fill` distorts; `inside` shows all of it and is as large as the
 * picture then is. Images are enlarged too.
 *
 * Returns: whether it was written
 */
gboolean
heddle_imaging_resize (HeddleImagingParams *params,
                       HeddleImagingResult *reply,
                       GError             **error)
{
  Request request;
  HeddleImagingOutput output;
  HeddleImagingInfo info;
  g_autoptr (VipsImage) scaled = NULL;
  g_autoptr (VipsImage) framed = NULL;
  g_autoptr (VipsImage) result = NULL;
  int width;
  int height;

  if (!read_request (&request, &output, params, error) ||
      !heddle_imaging_read_info (request.input, &info, error))
    return FALSE;

  scaled_size (&request, &info, &width, &height);
  scaled = heddle_imaging_load_scaled (request.input, width, height, error);
  if (scaled == NULL)
    return FALSE;

  if (request.width == 0 || request.height == 0 || request.fit == FIT_INSIDE ||
      (request.width == width && request.height == height))
    framed = g_object_ref (scaled);
  else if (request.fit == FIT_COVER)
    framed = crop (scaled, &request, error);
  else
    framed = pad (scaled, &request, error);

  if (framed == NULL)
    return FALSE;

  result = heddle_imaging_to_memory (framed, HEDDLE_IMAGING_ERROR_FAILED, error);

  return result != NULL && heddle_imaging_output_write (&output, result, reply, error);
}
