/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>

#include "providers/heddle-sketch-stage.h"

static HeddleSketchColor
choose_color (HeddleSketchStage *stage)
{
  const HeddleSketchPalette *p = &stage->palette;
  HeddleSketchColor colors[] = { p->main,         p->second,    p->accent, p->main_light,
                                 p->second_light, p->main_dark, p->ground };

  return colors[heddle_sketch_random_below (&stage->random, G_N_ELEMENTS (colors))];
}

/* One tile of 100 × 100. */
static void
draw_tile (HeddleSketchStage *stage,
           guint              motif)
{
  HeddleSketchCanvas *c = stage->canvas;
  HeddleSketchPaint a = heddle_sketch_solid (choose_color (stage));
  HeddleSketchPaint b = heddle_sketch_solid (choose_color (stage));
  HeddleSketchPaint back = heddle_sketch_solid (heddle_sketch_random_chance (&stage->random, 0.5)
                                                    ? stage->palette.paper
                                                    : stage->palette.back_low);

  heddle_sketch_canvas_rect (c, back, -50.5, -50.5, 101, 101, 0);
  switch (motif)
    {
    case 0:
      heddle_sketch_canvas_path (c, a, "M-50 -50H50A100 100 0 0 1 -50 50Z", NULL, 0);
      heddle_sketch_canvas_path (c, b, "M-50 -50H0A50 50 0 0 1 -50 0Z", NULL, 0);
      break;
    case 1:
      heddle_sketch_canvas_ellipse (c, a, 0, 0, 44, 44);
      heddle_sketch_canvas_path (c, b, "M-44 0A44 44 0 0 0 44 0Z", NULL, 0);
      break;
    case 2:
      heddle_sketch_canvas_path (c, a, "M-50 50C-50 -6 -6 -50 50 -50C50 6 6 50 -50 50Z", NULL, 0);
      heddle_sketch_canvas_stroke (c, b, 4, "M-36 36L34 -34", NULL, 0);
      break;
    case 3:
      heddle_sketch_canvas_path (c, a, "M-50 -50L0 0L-50 50Z", NULL, 0);
      heddle_sketch_canvas_path (c, b, "M50 -50L0 0L50 50Z", NULL, 0);
      break;
    case 4:
      for (int i = 0; i < 4; i++)
        {
          heddle_sketch_canvas_begin (c, 0, 0, i * 90 + 45, 1, 1);
          heddle_sketch_canvas_path (c, a, "M0 0C26 -12 26 -44 0 -60C-26 -44 -26 -12 0 0Z", NULL,
                                     0);
          heddle_sketch_canvas_end (c);
        }
      heddle_sketch_canvas_ellipse (c, b, 0, 0, 12, 12);
      break;
    default:
      heddle_sketch_canvas_path (c, a, "M-50 50V0A50 50 0 0 1 50 0V50H26V0A26 26 0 0 0 -26 0V50Z",
                                 NULL, 0);
      heddle_sketch_canvas_ellipse (c, b, 0, 26, 15, 15);
      break;
    }
}

static HeddleSketchBox
grow (HeddleSketchBox box,
      double          by)
{
  return (HeddleSketchBox) { box.x - by, box.y - by, box.width + 2 * by, box.height + 2 * by };
}

/**
 * heddle_sketch_draw_pattern:
 * @stage: an empty stage
 *
 * Tiles from edge to edge, with the type on a label in the middle.
 */
void
heddle_sketch_draw_pattern (HeddleSketchStage *stage)
{
  const HeddleSketchPalette *p = &stage->palette;
  double w = stage->width, h = stage->height, u = stage->unit;
  int n = 5 + (int) heddle_sketch_random_below (&stage->random, 3);
  double side = MIN (w, h) / n;
  guint first = heddle_sketch_random_below (&stage->random, 6);
  guint second = heddle_sketch_random_below (&stage->random, 6);
  gboolean turned = heddle_sketch_random_chance (&stage->random, 0.6);

  for (int row = 0; row * side < h; row++)
    for (int column = 0; column * side < w; column++)
      {
        double angle = turned ? 90.0 * heddle_sketch_random_below (&stage->random, 4)
                              : (row + column) % 2 * 90.0;

        heddle_sketch_canvas_begin (stage->canvas, (column + 0.5) * side, (row + 0.5) * side, angle,
                                    side / 100, side / 100);
        draw_tile (stage, (row + column) % 2 == 0 ? first : second);
        heddle_sketch_canvas_end (stage->canvas);
      }

  stage->weight = 10;
  stage->largest = u * 7;
  stage->align = 0;
  stage->rise = 0;
  stage->copy = (HeddleSketchBox) { w / 2 - MIN (w * 0.3, u * 45), h / 2 - MIN (h * 0.16, u * 16),
                                    MIN (w * 0.6, u * 90), MIN (h * 0.32, u * 32) };
  if (stage->brief->lettering && stage->brief->title[0] != '\0')
    {
      HeddleSketchTypeStyle style = { p->ink, stage->weight, stage->largest, 0, 0 };
      HeddleSketchBox label = heddle_sketch_type_measure (stage->brief->title, stage->copy, &style);

      label = grow (label, u * 5);
      heddle_sketch_canvas_rect (stage->canvas, heddle_sketch_solid (p->paper), label.x, label.y,
                                 label.width, label.height, 0);
    }
  heddle_sketch_stage_under (stage, p->paper);
}

static void
draw_shapes (HeddleSketchStage *stage,
             HeddleSketchBox    box)
{
  HeddleSketchCanvas *c = stage->canvas;
  const HeddleSketchPalette *p = &stage->palette;
  double side = MIN (box.width, box.height), x = box.x + box.width / 2, y = box.y + box.height / 2;
  double r = side / 2;

  switch (heddle_sketch_random_below (&stage->random, 4))
    {
    case 0:
      heddle_sketch_canvas_ellipse (c, heddle_sketch_solid (p->main), x - r * 0.3, y + r * 0.1,
                                    r * 0.72, r * 0.72);
      heddle_sketch_canvas_path (c, heddle_sketch_solid (p->second), "M#,#A#,# 0 0 1#,#Z",
                                 HEDDLE_SKETCH_NUMBERS (x - r * 0.1, y + r * 0.1, r * 0.56,
                                                        r * 0.56, x + r * 1.02, y + r * 0.1));
      heddle_sketch_canvas_rect (c, heddle_sketch_solid (p->accent), x - r * 0.1, y + r * 0.1,
                                 r * 0.56, r * 0.72, 0);
      heddle_sketch_canvas_stroke (c, heddle_sketch_solid (p->ink), side * 0.012, "M#,#L#,#",
                                   HEDDLE_SKETCH_NUMBERS (x - r, y + r * 0.86, x + r, y - r * 0.8));
      break;
    case 1:
      for (int i = 5; i > 0; i--)
        heddle_sketch_canvas_path (c,
                                   heddle_sketch_solid (i % 2 == 1 ? p->main
                                                        : i == 4   ? p->accent
                                                                   : p->paper),
                                   "M#,#A#,# 0 0 1#,#Z",
                                   HEDDLE_SKETCH_NUMBERS (x - r * i * 0.2, y + r * 0.55,
                                                          r * i * 0.2, r * i * 0.2, x + r * i * 0.2,
                                                          y + r * 0.55));
      heddle_sketch_canvas_rect (c, heddle_sketch_solid (p->second), x - r, y + r * 0.6, r * 2,
                                 r * 0.12, 0);
      heddle_sketch_canvas_rect (c, heddle_sketch_solid (p->second_light), x - r, y + r * 0.78,
                                 r * 2, r * 0.06, 0);
      break;
    case 2:
      for (int row = 0; row < 3; row++)
        for (int column = 0; column < 3; column++)
          {
            heddle_sketch_canvas_begin (c, x + (column - 1) * side * 0.32,
                                        y + (row - 1) * side * 0.32,
                                        90.0 * heddle_sketch_random_below (&stage->random, 4),
                                        side * 0.0031, side * 0.0031);
            draw_tile (stage, heddle_sketch_random_below (&stage->random, 6));
            heddle_sketch_canvas_end (c);
          }
      break;
    default:
      heddle_sketch_canvas_ellipse (c,
                                    heddle_sketch_canvas_gradient (c, 60, p->main_light, 1,
                                                                   p->main_dark, 1),
                                    x, y, r * 0.86, r * 0.86);
      heddle_sketch_canvas_ellipse (c,
                                    heddle_sketch_canvas_gradient (c, 200, p->accent, 0.95,
                                                                   p->accent, 0.1),
                                    x + r * 0.42, y + r * 0.36, r * 0.5, r * 0.5);
      heddle_sketch_canvas_ellipse (c,
                                    heddle_sketch_canvas_gradient (c, 20, p->second_light, 1,
                                                                   p->second_dark, 0.9),
                                    x - r * 0.56, y - r * 0.5, r * 0.3, r * 0.3);
      for (int i = 0; i < 7; i++)
        heddle_sketch_canvas_stroke (c, heddle_sketch_solid (p->paper), side * 0.006, "M#,#H#",
                                     HEDDLE_SKETCH_NUMBERS (x - r * 0.3, y + r * (0.1 + i * 0.09),
                                                            x + r * 0.5));
      break;
    }
}

/**
 * heddle_sketch_draw_poster:
 * @stage: an empty stage
 *
 * A few large shapes and large type.
 */
void
heddle_sketch_draw_poster (HeddleSketchStage *stage)
{
  const HeddleSketchPalette *p = &stage->palette;
  double w = stage->width, h = stage->height, u = stage->unit;
  HeddleSketchColor back =
      heddle_sketch_random_chance (&stage->random, 0.35) && !stage->brief->has_backdrop
          ? heddle_sketch_color_shift (p->second_dark, -0.06, 1)
          : p->back;
  HeddleSketchBox shapes = stage->subject;

  heddle_sketch_canvas_rect (stage->canvas, heddle_sketch_solid (back), 0, 0, w, h, 0);
  heddle_sketch_stage_under (stage, back);
  stage->weight = (double[]) { 11, 15, 18 }[heddle_sketch_random_below (&stage->random, 3)];
  stage->largest = u * 19;
  if ((stage->brief->lettering || stage->brief->room) && stage->copy.height < h * 0.5)
    {
      stage->copy.height = h * 0.27;
      stage->align = -1;
      shapes = (HeddleSketchBox) { w * 0.07, h * (w < h * 0.5 ? 0.32 : 0.4), w * 0.86, h * 0.52 };
    }
  draw_shapes (stage, shapes);
}

/* One sixth of a mark, turned around the middle: the whole is 200 across. */
static const char *const petals[] = {
  "M0 0C40 -20 40 -70 0 -96C-40 -70 -40 -20 0 0Z",
  "M0 -16L46 -88A100 100 0 0 0 -46 -88Z",
  "M-18 -20V-78A18 18 0 0 1 18 -78V-20A18 18 0 0 1 -18 -20Z",
  "M0 -24A36 36 0 1 1 0 -96A36 36 0 1 1 0 -24Z",
  "M-20 -34L0 -98L20 -34L0 -10Z",
};

/**
 * heddle_sketch_draw_logo:
 * @stage: an empty stage
 *
 * A mark in the middle with its name below or beside it.
 */
void
heddle_sketch_draw_logo (HeddleSketchStage *stage)
{
  HeddleSketchCanvas *c = stage->canvas;
  const HeddleSketchPalette *p = &stage->palette;
  double w = stage->width, h = stage->height, u = stage->unit;
  guint n = (guint[]) { 3, 4, 5, 6, 8 }[heddle_sketch_random_below (&stage->random, 5)];
  const char *petal = petals[heddle_sketch_random_below (&stage->random, G_N_ELEMENTS (petals))];
  gboolean beside = w / h >= 1.6;
  double size = beside ? u * 44 : u * 40;
  double x = beside ? w * 0.25 : w / 2, y = beside ? h * 0.5 : h * 0.4;

  heddle_sketch_canvas_rect (c, heddle_sketch_solid (p->back), 0, 0, w, h, 0);
  heddle_sketch_stage_under (stage, p->back);
  heddle_sketch_canvas_begin (c, x, y, 0, size / 200, size / 200);
  if (heddle_sketch_random_chance (&stage->random, 0.5))
    heddle_sketch_canvas_ellipse (
        c, heddle_sketch_solid (heddle_sketch_color_mix (p->back, p->main, 0.14)), 0, 0, 124, 124);
  for (guint i = 0; i < n; i++)
    {
      heddle_sketch_canvas_begin (c, 0, 0, i * 360.0 / n, 1, 1);
      heddle_sketch_canvas_path (
          c, heddle_sketch_solid (i % 2 == 0 || n % 2 == 1 ? p->main : p->second), petal, NULL, 0);
      heddle_sketch_canvas_end (c);
    }
  heddle_sketch_canvas_ellipse (c, heddle_sketch_solid (p->accent), 0, 0, 16, 16);
  heddle_sketch_canvas_end (c);

  stage->weight = 11;
  stage->align = beside ? -1 : 0;
  stage->rise = beside ? 0 : -1;
  stage->largest = u * 8;
  stage->copy =
      beside ? (HeddleSketchBox) { w * 0.25 + size * 0.72, h * 0.2, w * 0.7 - size * 0.72, h * 0.6 }
             : (HeddleSketchBox) { w * 0.12, h * 0.4 + size * 0.5 + u * 12, w * 0.76, u * 20 };
}
