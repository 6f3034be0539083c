/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HeddleSketchColor:
 *
 * An opaque sRGB colour, 0xrrggbb.
 */
typedef guint32 HeddleSketchColor;

/**
 * HeddleSketchLch:
 * @lightness: from 0 (black) to 1 (white)
 * @chroma: from 0 (grey) to about 0.33
 * @hue: in degrees
 *
 * A colour in Oklch (Ottosson 2020), where equal steps look equal.
 */
typedef struct
{
  double lightness;
  double chroma;
  double hue;
} HeddleSketchLch;

HeddleSketchLch   heddle_sketch_color_to_lch   (HeddleSketchColor  color);
HeddleSketchColor heddle_sketch_color_from_lch (double             lightness,
                                                double             chroma,
                                                double             hue);
HeddleSketchColor heddle_sketch_color_shift    (HeddleSketchColor  color,
                                                double             lightness,
                                                double             chroma_factor);
HeddleSketchColor heddle_sketch_color_mix      (HeddleSketchColor  a,
                                                HeddleSketchColor  b,
                                                double             amount);
double            heddle_sketch_color_distance (HeddleSketchColor  a,
                                                HeddleSketchColor  b);
double            heddle_sketch_color_contrast (HeddleSketchColor  a,
                                                HeddleSketchColor  b);
gboolean          heddle_sketch_color_parse    (const char        *text,
                                                HeddleSketchColor *color);

G_END_DECLS
