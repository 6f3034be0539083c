/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

#include "providers/heddle-sketch-brief.h"
#include "providers/heddle-sketch-color.h"
#include "providers/heddle-sketch-random.h"

G_BEGIN_DECLS

/**
 * HeddleSketchPalette:
 * @back: the wall or the sky, at the top
 * @back_low: the same, further down
 * @ground: the table, the floor or the land
 * @ground_dark: its shade
 * @main: what the picture is about
 * @main_light: where light falls on it
 * @main_dark: its shade
 * @second: what goes with it
 * @second_light: where light falls on it
 * @second_dark: its shade
 * @accent: small things that catch the eye
 * @paper: labels, crockery, light type
 * @paper_shade: its shade
 * @ink: dark type and details
 * @dark: whether @back is dark
 *
 * The colours of a sketch by what they are for.
 */
typedef struct
{
  HeddleSketchColor back;
  HeddleSketchColor back_low;
  HeddleSketchColor ground;
  HeddleSketchColor ground_dark;
  HeddleSketchColor main;
  HeddleSketchColor main_light;
  HeddleSketchColor main_dark;
  HeddleSketchColor second;
  HeddleSketchColor second_light;
  HeddleSketchColor second_dark;
  HeddleSketchColor accent;
  HeddleSketchColor paper;
  HeddleSketchColor paper_shade;
  HeddleSketchColor ink;
  gboolean          dark;
} HeddleSketchPalette;

HeddleSketchPalette heddle_sketch_palette_new       (const HeddleSketchBrief   *brief,
                                                     const HeddleSketchColor   *brand,
                                                     guint                      n_brand,
                                                     HeddleSketchRandom        *random);
HeddleSketchPalette heddle_sketch_palette_recolored (const HeddleSketchPalette *self,
                                                     HeddleSketchColor          main);
HeddleSketchColor   heddle_sketch_palette_type      (const HeddleSketchPalette *self,
                                                     const HeddleSketchColor   *under,
                                                     guint                      n_under);

G_END_DECLS
