/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "providers/heddle-sketch-stage.h"

#include <math.h>

/**
 * heddle_sketch_stage_divide:
 * @self: a stage
 *
 * Divides the picture by thirds into a part for the subject and one for copy, beside each other in
 * wide pictures, otherwise with copy above, as chance has it.
 */
void
heddle_sketch_stage_divide (HeddleSketchStage *self)
{
  double w = self->width, h = self->height, ratio = w / h;
  double margin = self->unit * 7;
  gboolean beside =
      ratio >= 1.3 || (ratio > 0.85 && heddle_sketch_random_chance (&self->random, 0.35));
  gboolean copy_left = heddle_sketch_random_chance (&self->random, 0.6);

  self->weight = (double[]) { 7, 9, 12, 15 }[heddle_sketch_random_below (&self->random, 4)];
  self->largest = self->unit * 13;
  if (!self->brief->lettering && !self->brief->room)
    {
      self->copy = (HeddleSketchBox) { margin, 0, w - 2 * margin, h * 0.05 };
      self->subject = (HeddleSketchBox) { w * 0.08, h * 0.14, w * 0.84, h * 0.74 };
      if (ratio < 0.5)
        self->subject = (HeddleSketchBox) { w * 0.03, h * 0.3, w * 0.94, h * 0.44 };
      return;
    }
  if (beside)
    {
      double column = ratio >= 1.3 ? w * 0.4 - margin : w * 0.42 - margin;
      double band = ratio >= 1.3 ? w * 0.52 : w * 0.58;

      self->copy = (HeddleSketchBox) { copy_left ? margin : w - margin - column, margin * 1.2,
                                       column, h - margin * 2.6 };
      self->subject = (HeddleSketchBox) { copy_left ? w - band - margin * 0.3 : margin * 0.3,
                                          h * 0.12, band, h * 0.76 };
      self->align = copy_left || ratio >= 1.3 ? -1 : 1;
      self->rise = ratio >= 1.3 && heddle_sketch_random_chance (&self->random, 0.5) ? 0 : -1;
      return;
    }

  self->copy = (HeddleSketchBox) { margin, margin * 1.1, w - 2 * margin, h * 0.2 };
  self->subject = (HeddleSketchBox) { w * 0.1, h * 0.34, w * 0.8, h * 0.54 };
  if (ratio < 0.5)
    self->subject = (HeddleSketchBox) { w * 0.03, h * 0.3, w * 0.94, h * 0.44 };
  if (ratio > 0.85)
    self->subject.x += w * (copy_left ? 0.07 : -0.07);
  self->align = heddle_sketch_random_chance (&self->random, 0.5) ? 0 : -1;
  self->rise = -1;
}

/**
 * heddle_sketch_stage_under:
 * @self: a stage
 * @color: a colour that lies under the copy
 *
 * Tells which colours type has to stand out from.
 */
void
heddle_sketch_stage_under (HeddleSketchStage *self,
                           HeddleSketchColor  color)
{
  g_assert (self->n_under < G_N_ELEMENTS (self->under));

  self->under[self->n_under++] = color;
}

/**
 * heddle_sketch_stage_shadow:
 * @self: a stage
 * @x: of its middle
 * @y: of its middle
 * @radius_x: half its width
 * @radius_y: half its height
 * @opacity: in its middle, from 0 to 1
 *
 * Draws a soft shadow.
 */
void
heddle_sketch_stage_shadow (
    HeddleSketchStage *self, double x, double y, double radius_x, double radius_y, double opacity)
{
  HeddleSketchColor color = heddle_sketch_color_shift (self->palette.ground_dark, -0.45, 0.9);

  heddle_sketch_canvas_ellipse (self->canvas,
                                heddle_sketch_canvas_glow (self->canvas, color, opacity), x, y,
                                radius_x, radius_y);
}

/**
 * heddle_sketch_stage_stand:
 * @self: a stage
 * @object: the name of a standing drawing
 * @palette: its colours
 * @x: of the middle of its foot
 * @foot: the line that it stands on
 * @size: the side of the square that it is drawn in
 *
 * Puts a drawing on the ground, with its shadow away from the light.
 */
void
heddle_sketch_stage_stand (HeddleSketchStage         *self,
                           const char                *object,
                           const HeddleSketchPalette *palette,
                           double                     x,
                           double                     foot,
                           double                     size)
{
  double mirror = self->light < 0 ? 1 : -1;

  heddle_sketch_stage_shadow (self, x - self->light * size * 0.16, foot - size * 0.012, size * 0.46,
                              size * 0.075, 0.55);
  heddle_sketch_stage_shadow (self, x, foot - size * 0.01, size * 0.3, size * 0.04, 0.7);
  heddle_sketch_canvas_begin (self->canvas, x - mirror * size * 0.5, foot - size, 0,
                              mirror * size / 1000, size / 1000);
  heddle_sketch_canvas_object (self->canvas, object, palette);
  heddle_sketch_canvas_end (self->canvas);
}

/**
 * heddle_sketch_stage_sprig:
 * @self: a stage
 * @x: where it grows from
 * @y: where it grows from
 * @angle: where it grows to: 0 up, in degrees clockwise
 * @length: of its stem, in pixels
 * @color: of its leaves
 *
 * Draws a sprig with leaves in pairs.
 */
void
heddle_sketch_stage_sprig (HeddleSketchStage *self,
                           double             x,
                           double             y,
                           double             angle,
                           double             length,
                           HeddleSketchColor  color)
{
  HeddleSketchPaint leaf = heddle_sketch_solid (color);
  HeddleSketchPaint vein = heddle_sketch_solid (heddle_sketch_color_shift (color, -0.08, 1));

  heddle_sketch_canvas_begin (self->canvas, x, y, angle, length / 340, length / 340);
  heddle_sketch_canvas_stroke (self->canvas, vein, 6, "M0 0Q10 -160 0 -340", NULL, 0);
  for (int i = 0; i < 11; i++)
    {
      double side = i == 10 ? 0 : i % 2 == 0 ? 1 : -1;
      double up = i == 10 ? 330 : 44 + 28.0 * i;

      heddle_sketch_canvas_begin (self->canvas, 3 * sin (up / 108), -up,
                                  side * (60 - i * 2.2) + (i == 10 ? 4 : 0), 0.82 - i * 0.03,
                                  0.82 - i * 0.03);
      heddle_sketch_canvas_path (self->canvas, leaf,
                                 "M0 0C34 -26 38 -86 0 -130C-38 -86 -34 -26 0 0Z", NULL, 0);
      heddle_sketch_canvas_stroke (self->canvas, vein, 3, "M0 -8V-112", NULL, 0);
      heddle_sketch_canvas_end (self->canvas);
    }
  heddle_sketch_canvas_end (self->canvas);
}
