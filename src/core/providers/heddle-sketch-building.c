/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>

#include "providers/heddle-sketch-stage.h"

static void
draw_windows (HeddleSketchStage *stage,
              double             x,
              double             y,
              double             width,
              double             height,
              HeddleSketchColor  color,
              double             lit)
{
  double u = stage->unit;
  int columns = MAX (1, (int) (width / (u * 3.4)));
  double step = width / columns;

  for (int row = 0; y + u * (2.4 + row * 4.4) + u * 3 < y + height; row++)
    for (int column = 0; column < columns; column++)
      {
        gboolean on = heddle_sketch_random_chance (&stage->random, lit);

        if (!on && !stage->palette.dark && heddle_sketch_random_chance (&stage->random, 0.12))
          continue;
        heddle_sketch_canvas_rect (stage->canvas,
                                   heddle_sketch_solid (on ? stage->palette.accent : color),
                                   x + step * column + step * 0.26, y + u * (2.4 + row * 4.4),
                                   step * 0.48, u * 2.3, 0);
      }
}

static void
draw_tower (HeddleSketchStage *stage,
            HeddleSketchColor  color,
            double             x,
            double             foot,
            double             width,
            double             height,
            double             lit)
{
  HeddleSketchCanvas *c = stage->canvas;
  double top = foot - height;
  HeddleSketchPaint wall =
      heddle_sketch_canvas_gradient (c, stage->light < 0 ? 0 : 180,
                                     heddle_sketch_color_shift (color, 0.03, 1), 1,
                                     heddle_sketch_color_shift (color, -0.05, 1), 1);

  switch (heddle_sketch_random_below (&stage->random, 5))
    {
    case 0:
      heddle_sketch_canvas_path (c, wall, "M#,#V#L#,#V#Z",
                                 HEDDLE_SKETCH_NUMBERS (x, foot, top + width * 0.3, x + width, top,
                                                        foot));
      top += width * 0.3;
      break;
    case 1:
      heddle_sketch_canvas_rect (c, wall, x, top, width, height, 0);
      heddle_sketch_canvas_rect (c, wall, x + width * 0.25, top - width * 0.3, width * 0.5,
                                 width * 0.32, 0);
      heddle_sketch_canvas_rect (c, heddle_sketch_solid (color), x + width * 0.48,
                                 top - width * 0.75, width * 0.04, width * 0.5, 0);
      break;
    case 2:
      heddle_sketch_canvas_path (c, wall, "M#,#V#A#,# 0 0 1#,#V#Z",
                                 HEDDLE_SKETCH_NUMBERS (x, foot, top + width / 2, width / 2,
                                                        width / 2, x + width, top + width / 2,
                                                        foot));
      top += width * 0.5;
      break;
    default:
      heddle_sketch_canvas_rect (c, wall, x, top, width, height, 0);
      break;
    }
  draw_windows (stage, x, top, width, foot - top,
                heddle_sketch_color_shift (color, stage->palette.dark ? 0.07 : -0.1, 1), lit);
}

/* Two or three storeys with a shop at street level, close by. */
static void
draw_house (HeddleSketchStage *stage,
            HeddleSketchColor  color,
            double             x,
            double             foot,
            double             width,
            double             height)
{
  HeddleSketchCanvas *c = stage->canvas;
  const HeddleSketchPalette *p = &stage->palette;
  HeddleSketchColor trim = heddle_sketch_color_shift (color, 0.14, 0.7);
  HeddleSketchColor glass = p->dark ? p->accent : heddle_sketch_color_mix (p->ink, p->back, 0.35);
  double shop = MIN (height * 0.34, width * 0.62), top = foot - height;
  int n = 2 + (int) heddle_sketch_random_below (&stage->random, 2);
  double bay = width / n;

  heddle_sketch_canvas_rect (c, heddle_sketch_solid (color), x, top, width, height, 0);
  heddle_sketch_canvas_rect (c, heddle_sketch_solid (trim), x - width * 0.02, top, width * 1.04,
                             width * 0.05, 0);
  for (double y = top + width * 0.14; y + bay * 0.9 < foot - shop; y += bay * 1.15)
    for (int i = 0; i < n; i++)
      {
        double wx = x + bay * (i + 0.28), ww = bay * 0.44;

        heddle_sketch_canvas_path (c, heddle_sketch_solid (trim), "M#,#V#A#,# 0 0 1#,#V#Z",
                                   HEDDLE_SKETCH_NUMBERS (wx - ww * 0.12, y + bay * 0.8,
                                                          y + ww * 0.6, ww * 0.62, ww * 0.62,
                                                          wx + ww * 1.12, y + ww * 0.6,
                                                          y + bay * 0.8));
        heddle_sketch_canvas_path (c, heddle_sketch_solid (glass), "M#,#V#A#,# 0 0 1#,#V#Z",
                                   HEDDLE_SKETCH_NUMBERS (wx, y + bay * 0.76, y + ww * 0.6, ww / 2,
                                                          ww / 2, wx + ww, y + ww * 0.6,
                                                          y + bay * 0.76));
      }
  heddle_sketch_canvas_rect (c, heddle_sketch_solid (p->ink), x + width * 0.06, foot - shop * 0.82,
                             width * 0.88, shop * 0.82, 0);
  heddle_sketch_canvas_rect (c,
                             heddle_sketch_solid (
                                 p->dark ? p->accent
                                         : heddle_sketch_color_mix (p->accent, p->paper, 0.5)),
                             x + width * 0.1, foot - shop * 0.7, width * 0.5, shop * 0.5, 0);
  heddle_sketch_canvas_rect (c, heddle_sketch_solid (trim), x + width * 0.68, foot - shop * 0.7,
                             width * 0.2, shop * 0.7, 0);
  for (int i = 0; i < 8; i++)
    heddle_sketch_canvas_path (
        c, heddle_sketch_solid (i % 2 == 0 ? p->paper : p->main), "M#,#H#V#A#,# 0 0 1#,#Z",
        HEDDLE_SKETCH_NUMBERS (x + width * (0.03 + i * 0.1175), foot - shop,
                               x + width * (0.1475 + i * 0.1175), foot - shop * 0.74, width * 0.059,
                               width * 0.04, x + width * (0.03 + i * 0.1175), foot - shop * 0.74));
}

/**
 * heddle_sketch_draw_city:
 * @stage: an empty stage
 *
 * A skyline in layers with a street of houses before it.
 */
void
heddle_sketch_draw_city (HeddleSketchStage *stage)
{
  HeddleSketchCanvas *c = stage->canvas;
  const HeddleSketchPalette *p = &stage->palette;
  double w = stage->width, h = stage->height, u = stage->unit;
  gboolean beside = stage->copy.height > h * 0.5;
  double street = h * 0.9, low = beside ? h * 0.2 : stage->copy.y + stage->copy.height + u * 4;
  double room = street - low;
  double sun =
      beside ? stage->subject.x + stage->subject.width / 2 : w * (stage->light < 0 ? 0.3 : 0.7);
  HeddleSketchColor sky =
      heddle_sketch_color_mix (p->back_low, p->dark ? p->main : p->accent, 0.25);
  HeddleSketchColor houses[] = { p->main, p->second, p->main_dark, p->second_light, p->ground };
  guint turn = heddle_sketch_random_below (&stage->random, 5);

  stage->rise = -1;
  if (beside)
    stage->copy.height = h * 0.4;
  heddle_sketch_canvas_rect (c, heddle_sketch_canvas_gradient (c, 90, p->back, 1, sky, 1), 0, 0, w,
                             h, 0);
  heddle_sketch_stage_under (stage, p->back);
  heddle_sketch_stage_under (stage, heddle_sketch_color_mix (p->back, sky, 0.5));
  heddle_sketch_canvas_ellipse (c,
                                heddle_sketch_solid (heddle_sketch_color_mix (sky, p->accent, 0.7)),
                                sun, street - room * 0.62, u * 9, u * 9);
  for (int layer = 0; layer < 2; layer++)
    {
      HeddleSketchColor color =
          heddle_sketch_color_mix (sky, layer == 0 ? p->second : p->main_dark, 0.3 + layer * 0.22);
      double tall = beside ? 0.66 : 0.78;

      for (double x = -u * 4; x < w;)
        {
          double width = u * heddle_sketch_random_between (&stage->random, 8, 15);
          double height =
              room * heddle_sketch_random_between (&stage->random, 0.42, tall) * (1 - layer * 0.22);

          if (beside && x + width > stage->copy.x - u * 3 &&
              x < stage->copy.x + stage->copy.width + u * 3)
            height = MIN (height, street - stage->copy.y - stage->copy.height - u * 7);
          draw_tower (stage, color, x, street, width, height, p->dark ? 0.5 : 0.08);
          x += width + u * heddle_sketch_random_between (&stage->random, 0.4, 2.5);
        }
    }
  for (double x = -u * heddle_sketch_random_between (&stage->random, 1, 9); x < w; turn++)
    {
      double width = u * heddle_sketch_random_between (&stage->random, 21, 29);

      draw_house (stage, houses[turn % 5], x, street, width,
                  MIN (room * 0.52, u * heddle_sketch_random_between (&stage->random, 30, 44)));
      x += width;
    }
  heddle_sketch_canvas_rect (
      c,
      heddle_sketch_canvas_gradient (c, 90, p->ground_dark, 1,
                                     heddle_sketch_color_shift (p->ground_dark, -0.12, 1), 1),
      0, street, w, h - street, 0);
  heddle_sketch_canvas_rect (c,
                             heddle_sketch_solid (heddle_sketch_color_shift (p->ground, 0.05, 1)),
                             0, street, w, u * 1.4, 0);
  for (double x = u * 3; x < w; x += u * 14)
    heddle_sketch_canvas_rect (c, heddle_sketch_solid (p->paper_shade), x,
                               street + (h - street) * 0.55, u * 7, u * 0.7, 0);
}

static void
draw_picture (HeddleSketchStage *stage,
              double             x,
              double             y,
              double             width,
              double             height)
{
  HeddleSketchCanvas *c = stage->canvas;
  const HeddleSketchPalette *p = &stage->palette;

  heddle_sketch_stage_shadow (stage, x + width / 2, y + height, width * 0.62, height * 0.14, 0.35);
  heddle_sketch_canvas_rect (c, heddle_sketch_solid (p->ink), x, y, width, height, 0);
  heddle_sketch_canvas_rect (c, heddle_sketch_solid (p->paper), x + width * 0.03, y + width * 0.03,
                             width * 0.94, height - width * 0.06, 0);
  heddle_sketch_canvas_ellipse (c, heddle_sketch_solid (p->main), x + width * 0.5,
                                y + height * 0.42, width * 0.24, width * 0.24);
  heddle_sketch_canvas_path (c, heddle_sketch_solid (p->second), "M#,#A#,# 0 0 1#,#Z",
                             HEDDLE_SKETCH_NUMBERS (x + width * 0.2, y + height * 0.78, width * 0.3,
                                                    width * 0.26, x + width * 0.8,
                                                    y + height * 0.78));
}

static void
draw_window (HeddleSketchStage *stage,
             double             x,
             double             y,
             double             width,
             double             height)
{
  HeddleSketchCanvas *c = stage->canvas;
  const HeddleSketchPalette *p = &stage->palette;
  HeddleSketchColor sky = p->dark ? 0x2a3a66 : heddle_sketch_color_mix (0xbfe0ee, p->back, 0.3);
  double bar = width * 0.035;

  heddle_sketch_canvas_rect (c, heddle_sketch_solid (p->paper), x - bar, y - bar, width + 2 * bar,
                             height + 2 * bar, 0);
  heddle_sketch_canvas_rect (
      c,
      heddle_sketch_canvas_gradient (c, 90, sky, 1, heddle_sketch_color_shift (sky, 0.08, 0.6), 1),
      x, y, width, height, 0);
  heddle_sketch_canvas_path (c,
                             heddle_sketch_solid (heddle_sketch_color_mix (p->second, sky, 0.35)),
                             "M#,#V#Q#,#,#,#T#,#V#Z",
                             HEDDLE_SKETCH_NUMBERS (x, y + height, y + height * 0.74,
                                                    x + width * 0.25, y + height * 0.55,
                                                    x + width * 0.5, y + height * 0.72, x + width,
                                                    y + height * 0.64, y + height));
  heddle_sketch_canvas_rect (c, heddle_sketch_solid (p->paper), x + width / 2 - bar / 2, y, bar,
                             height, 0);
  heddle_sketch_canvas_rect (c, heddle_sketch_solid (p->paper), x, y + height * 0.42, width, bar,
                             0);
  heddle_sketch_canvas_rect (c, heddle_sketch_solid (p->paper_shade), x - bar * 2, y + height + bar,
                             width + bar * 4, bar * 1.6, 0);
}

/**
 * heddle_sketch_draw_interior:
 * @stage: an empty stage
 *
 * A room with a window or a picture, a chair, a plant and a lamp.
 */
void
heddle_sketch_draw_interior (HeddleSketchStage *stage)
{
  HeddleSketchCanvas *c = stage->canvas;
  const HeddleSketchPalette *p = &stage->palette;
  double w = stage->width, h = stage->height, u = stage->unit;
  HeddleSketchBox s = stage->subject;
  gboolean beside = stage->copy.height > h * 0.5;
  double foot = w < h * 0.5 ? h * 0.78 : h * 0.89, floor = foot - h * 0.09, x = s.x + s.width / 2;
  double size = MIN (s.width * (w < h * 0.5 ? 0.52 : 0.6), (foot - s.y) * 0.62);
  double side = stage->light;
  HeddleSketchPalette other = heddle_sketch_palette_recolored (p, p->second);
  HeddleSketchPalette pot = heddle_sketch_palette_recolored (p, p->accent);

  heddle_sketch_canvas_rect (c, heddle_sketch_canvas_gradient (c, 90, p->back, 1, p->back_low, 1),
                             0, 0, w, floor, 0);
  heddle_sketch_stage_under (stage, p->back);
  heddle_sketch_stage_under (stage, p->back_low);
  if (beside)
    {
      stage->copy.height = floor - stage->copy.y - u * 10;
      stage->rise = -1;
    }
  heddle_sketch_canvas_rect (c,
                             heddle_sketch_canvas_gradient (c, 90, p->ground, 1, p->ground_dark, 1),
                             0, floor, w, h - floor, 0);
  heddle_sketch_canvas_rect (c, heddle_sketch_solid (p->paper), 0, floor - u * 2.2, w, u * 2.2, 0);
  heddle_sketch_canvas_ellipse (c,
                                heddle_sketch_solid (
                                    heddle_sketch_color_mix (p->paper, p->second_light, 0.4)),
                                x, foot + u * 1.5, MIN (size * 1.05, w * 0.46), u * 5);
  if (heddle_sketch_random_chance (&stage->random, 0.5))
    draw_window (stage, x - size * 0.62 + side * size * 0.25, foot - size * 1.56, size * 0.86,
                 size * 0.86);
  else
    draw_picture (stage, x - side * size * 0.2 - size * 0.25, foot - size * 1.58, size * 0.52,
                  size * 0.66);
  heddle_sketch_stage_stand (stage, "lamp", &other, x + side * size * 0.74, foot - u, size * 1.05);
  heddle_sketch_stage_stand (stage, "chair", p, x - side * size * 0.02, foot + u, size * 0.92);
  heddle_sketch_stage_stand (stage, "plant", &pot, x - side * size * 0.78, foot + u * 2,
                             size * 0.66);
}
