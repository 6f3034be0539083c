/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "providers/heddle-sketch-brief.h"
#include "providers/heddle-sketch-canvas.h"
#include "providers/heddle-sketch-palette.h"
#include "providers/heddle-sketch-random.h"
#include "providers/heddle-sketch-type.h"

G_BEGIN_DECLS

/**
 * HeddleSketchStage:
 * @canvas: what is drawn on
 * @brief: what to draw
 * @palette: in what colours
 * @random: the sketch's chance
 * @width: of the picture, in pixels
 * @height: of the picture, in pixels
 * @unit: a hundredth of the shorter side
 * @light: −1 where light comes from the left, 1 from the right
 * @subject: where what the picture is about belongs
 * @copy: where type belongs; scenes keep it quiet
 * @under: the colours that lie under @copy, which the scene names
 * @n_under: how many
 * @align: how type is aligned in @copy, as in [struct@SketchTypeStyle]
 * @rise: where it stands in @copy
 * @weight: of its strokes
 * @largest: its greatest size
 *
 * What a scene works with, and what it leaves for the type.
 */
typedef struct
{
  HeddleSketchCanvas      *canvas;
  const HeddleSketchBrief *brief;
  HeddleSketchPalette      palette;
  HeddleSketchRandom       random;
  double                   width;
  double                   height;
  double                   unit;
  int                      light;
  HeddleSketchBox          subject;
  HeddleSketchBox          copy;
  HeddleSketchColor        under[4];
  guint                    n_under;
  int                      align;
  int                      rise;
  double                   weight;
  double                   largest;
} HeddleSketchStage;

void heddle_sketch_stage_divide (HeddleSketchStage *self);
void heddle_sketch_stage_shadow (HeddleSketchStage *self,
                                 double             x,
                                 double             y,
                                 double             radius_x,
                                 double             radius_y,
                                 double             opacity);
void heddle_sketch_stage_stand  (HeddleSketchStage         *self,
                                 const char                *object,
                                 const HeddleSketchPalette *palette,
                                 double                     x,
                                 double                     foot,
                                 double                     size);
void heddle_sketch_stage_sprig  (HeddleSketchStage *self,
                                 double             x,
                                 double             y,
                                 double             angle,
                                 double             length,
                                 HeddleSketchColor  color);
void heddle_sketch_stage_under  (HeddleSketchStage *self,
                                 HeddleSketchColor  color);

/* The scenes: each fills the whole picture. */
void heddle_sketch_draw_product   (HeddleSketchStage *stage);
void heddle_sketch_draw_flat_lay  (HeddleSketchStage *stage);
void heddle_sketch_draw_landscape (HeddleSketchStage *stage);
void heddle_sketch_draw_figure    (HeddleSketchStage *stage);
void heddle_sketch_draw_city      (HeddleSketchStage *stage);
void heddle_sketch_draw_interior  (HeddleSketchStage *stage);
void heddle_sketch_draw_pattern   (HeddleSketchStage *stage);
void heddle_sketch_draw_poster    (HeddleSketchStage *stage);
void heddle_sketch_draw_logo      (HeddleSketchStage *stage);

G_END_DECLS
