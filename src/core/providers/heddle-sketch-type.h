/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "providers/heddle-sketch-canvas.h"

G_BEGIN_DECLS

/**
 * HeddleSketchBox:
 * @x: left edge
 * @y: upper edge
 * @width: its width
 * @height: its height
 *
 * A part of the picture, in pixels.
 */
typedef struct
{
  double x;
  double y;
  double width;
  double height;
} HeddleSketchBox;

/**
 * HeddleSketchTypeStyle:
 * @color: of the letters
 * @weight: of the strokes, in hundredths of the capitals' height: 6 is light, 17 bold
 * @largest: the capitals' greatest height, in pixels
 * @align: −1 left, 0 centred, 1 right
 * @rise: −1 at the top of the box, 0 in its middle, 1 at its foot
 *
 * How words are set.
 */
typedef struct
{
  HeddleSketchColor color;
  double            weight;
  double            largest;
  int               align;
  int               rise;
} HeddleSketchTypeStyle;

HeddleSketchBox heddle_sketch_type_set     (HeddleSketchCanvas          *canvas,
                                            const char                  *words,
                                            HeddleSketchBox              box,
                                            const HeddleSketchTypeStyle *style);
HeddleSketchBox heddle_sketch_type_measure (const char                  *words,
                                            HeddleSketchBox              box,
                                            const HeddleSketchTypeStyle *style);

G_END_DECLS
