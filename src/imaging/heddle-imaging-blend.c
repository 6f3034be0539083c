/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "imaging/heddle-imaging-blend.h"

#include <glib/gi18n.h>

/**
 * heddle_imaging_blend:
 * @base: what lies below, in sRGB
 * @overlay: what lies above, in sRGB
 * @mode: how they mix
 * @x: offset of @overlay from the left of @base; may be negative
 * @y: offset from the top
 * @error: (out) (optional): %HEDDLE_IMAGING_ERROR_FAILED
 *
 * Lays one image over another. What hangs over the edge is cut off. The result has an alpha
 * channel only if @base has one, which is right for all modes that keep what is opaque opaque.
 *
 * Returns: (transfer full) (nullable): a pipeline of @base's size
 */
VipsImage *
heddle_imaging_blend (VipsImage    *base,
                      VipsImage    *overlay,
                      VipsBlendMode mode,
                      int           x,
                      int           y,
                      GError      **error)
{
  g_autoptr (VipsImage) mixed = NULL;
  g_autoptr (VipsImage) bytes = NULL;
  VipsImage *out = NULL;

  if (vips_composite2 (base, overlay, &mixed, mode, "x", x, "y", y, "compositing-space",
                       VIPS_INTERPRETATION_sRGB, NULL) == 0 &&
      vips_cast (mixed, &bytes, VIPS_FORMAT_UCHAR, NULL) == 0)
    {
      if (vips_image_hasalpha (base))
        return g_steal_pointer (&bytes);
      if (vips_extract_band (bytes, &out, 0, "n", 3, NULL) == 0)
        return out;
    }

  heddle_imaging_set_vips_error (error, HEDDLE_IMAGING_ERROR_FAILED,
                                 _("The images cannot be laid over each other."));
  return NULL;
}
