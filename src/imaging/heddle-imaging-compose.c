/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "imaging/heddle-imaging-blend.h"
#include "imaging/heddle-imaging-geometry.h"
#include "imaging/heddle-imaging-operations.h"

static const char *const blend_names[] = {
  "over",        "atop",       "add",        "multiply",   "screen",     "overlay",   "darken",
  "lighten",     "color-dodge", "color-burn", "hard-light", "soft-light", "difference",
  "exclusion",   NULL,
};

static const VipsBlendMode blend_modes[] = {
  VIPS_BLEND_MODE_OVER,        VIPS_BLEND_MODE_ATOP,        VIPS_BLEND_MODE_ADD,
  VIPS_BLEND_MODE_MULTIPLY,    VIPS_BLEND_MODE_SCREEN,      VIPS_BLEND_MODE_OVERLAY,
  VIPS_BLEND_MODE_DARKEN,      VIPS_BLEND_MODE_LIGHTEN,     VIPS_BLEND_MODE_COLOUR_DODGE,
  VIPS_BLEND_MODE_COLOUR_BURN, VIPS_BLEND_MODE_HARD_LIGHT,  VIPS_BLEND_MODE_SOFT_LIGHT,
  VIPS_BLEND_MODE_DIFFERENCE,  VIPS_BLEND_MODE_EXCLUSION,
};

static VipsImage *
load_overlay (const char *path,
              int         base_width,
              double      scale,
              GError    **error)
{
  HeddleImagingInfo info;
  double width = round (base_width * scale);

  if (scale <= 0)
    return heddle_imaging_load (path, error);

  if (!heddle_imaging_read_info (path, &info, error))
    return NULL;

  width = MAX (1, width);
  if (!heddle_imaging_check_size (width, width * info.height / info.width, error))
    return NULL;

  return heddle_imaging_load_scaled (path, (int) width,
                                     MAX (1, (int) round (width * info.height / info.width)),
                                     error);
}

static VipsImage *
fade (VipsImage *image,
      double     opacity,
      GError   **error)
{
  double factors[] = { 1, 1, 1, opacity };
  double zeros[] = { 0, 0, 0, 0 };
  g_autoptr (VipsImage) with_alpha = NULL;
  VipsImage *out = NULL;

  if (opacity >= 1)
    return g_object_ref (image);

  if (vips_image_hasalpha (image))
    with_alpha = g_object_ref (image);
  else
    vips_addalpha (image, &with_alpha, NULL);

  if (with_alpha == NULL ||
      vips_linear (with_alpha, &out, factors, zeros, 4, "uchar", TRUE, NULL) != 0)
    heddle_imaging_set_vips_error (error, HEDDLE_IMAGING_ERROR_FAILED,
                                   _("The overlay cannot be made transparent."));

  return out;
}

/**
 * heddle_imaging_compose:
 * @params: `base`, `overlay`, `gravity`, `dx`, `dy`, `scale`, `opacity`, `blend`, and those of
 *   [method@ImagingOutput.read]
 * @reply: facts of the result, which has the size of `base`
 * @error: (out) (optional): the reason why there is none
 *
 * Lays `overlay` over `base`, such as a logo over a picture. `scale` is the overlay's width as a
 * factor of the base's; without it the overlay keeps its own size. `gravity` says where it lies,
 * `dx` and `dy` move it right and down by pixels.
 *
 * Returns: whether it was written
 */
gboolean
heddle_imaging_compose (HeddleImagingParams *params,
                        HeddleImagingResult *reply,
                        GError             **error)
{
  const char *base_path = heddle_imaging_params_require_string (params, "base");
  const char *overlay_path = heddle_imaging_params_require_string (params, "overlay");
  HeddleImagingGravity gravity = heddle_imaging_read_gravity (params, FALSE);
  const int reach = HEDDLE_IMAGING_MAX_SIDE;
  int dx = (int) heddle_imaging_params_get_int (params, "dx", -reach, reach, 0);
  int dy = (int) heddle_imaging_params_get_int (params, "dy", -reach, reach, 0);
  double scale = heddle_imaging_params_get_number (params, "scale", 0.001, 100, 0);
  double opacity = heddle_imaging_params_get_number (params, "opacity", 0, 1, 1);
  int blend = heddle_imaging_params_get_choice (params, "blend", blend_names, 0);
  HeddleImagingOutput output;
  g_autoptr (VipsImage) base = NULL;
  g_autoptr (VipsImage) overlay = NULL;
  g_autoptr (VipsImage) faded = NULL;
  g_autoptr (VipsImage) mixed = NULL;
  g_autoptr (VipsImage) result = NULL;
  int x;
  int y;

  heddle_imaging_output_read (&output, params);
  if (!heddle_imaging_params_finish (params, error))
    return FALSE;

  base = heddle_imaging_load (base_path, error);
  if (base == NULL)
    return FALSE;

  overlay = load_overlay (overlay_path, vips_image_get_width (base), scale, error);
  faded = overlay != NULL ? fade (overlay, opacity, error) : NULL;
  if (faded == NULL)
    return FALSE;

  heddle_imaging_place (gravity, vips_image_get_width (base) - vips_image_get_width (overlay),
                        vips_image_get_height (base) - vips_image_get_height (overlay), &x, &y);
  mixed = heddle_imaging_blend (base, faded, blend_modes[blend], x + dx, y + dy, error);
  if (mixed == NULL)
    return FALSE;

  result = heddle_imaging_to_memory (mixed, HEDDLE_IMAGING_ERROR_FAILED, error);

  return result != NULL && heddle_imaging_output_write (&output, result, reply, error);
}
