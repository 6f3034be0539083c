/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>

#include "providers/heddle-sketch-stage.h"

#define N_POINTS 9

static HeddleSketchColor
haze (const HeddleSketchStage *stage,
      HeddleSketchColor        color,
      double                   amount)
{
  return heddle_sketch_color_mix (color, stage->palette.back_low, amount);
}

/* What grows is green unless the season says otherwise. */
static HeddleSketchColor
foliage (const HeddleSketchStage *stage,
         HeddleSketchColor        color)
{
  double hue = heddle_sketch_color_to_lch (color).hue;
  gboolean reddish = hue < 60 || hue > 320;

  if (!reddish || g_strcmp0 (stage->brief->mood, "coffee") == 0)
    return color;

  return heddle_sketch_color_mix (color, stage->palette.dark ? 0x24433c : 0x3f6b4d, 0.8);
}

static void
draw_sky (HeddleSketchStage *stage,
          double             horizon)
{
  const HeddleSketchPalette *p = &stage->palette;
  double w = stage->width, u = stage->unit;
  HeddleSketchColor top = heddle_sketch_color_shift (p->back, p->dark ? -0.02 : -0.02, 1.3);
  HeddleSketchColor low = p->dark ? heddle_sketch_color_mix (p->back_low, p->main, 0.35)
                                  : heddle_sketch_color_mix (p->back, p->accent, 0.22);

  heddle_sketch_canvas_rect (stage->canvas,
                             heddle_sketch_canvas_gradient (stage->canvas, 90, top, 1, low, 1), 0,
                             0, w, horizon + u * 20, 0);
  heddle_sketch_stage_under (stage, top);
  heddle_sketch_stage_under (stage, heddle_sketch_color_mix (top, low, 0.55));
  for (int i = 0; p->dark && i < 70; i++)
    {
      double r = u * heddle_sketch_random_between (&stage->random, 0.08, 0.28);

      heddle_sketch_canvas_ellipse (
          stage->canvas, heddle_sketch_solid (haze (stage, p->paper, 0.3)),
          heddle_sketch_random_between (&stage->random, 0, w),
          heddle_sketch_random_between (&stage->random, 0, horizon * 0.85), r, r);
    }
}

static void
draw_sun (HeddleSketchStage *stage,
          double             x,
          double             y,
          double             r)
{
  const HeddleSketchPalette *p = &stage->palette;
  HeddleSketchColor color = p->dark ? heddle_sketch_color_shift (p->accent, 0.06, 0.7)
                                    : heddle_sketch_color_shift (p->accent, 0.03, 1);

  heddle_sketch_canvas_ellipse (stage->canvas,
                                heddle_sketch_canvas_glow (stage->canvas, color, 0.55), x, y,
                                r * 2.6, r * 2.6);
  heddle_sketch_canvas_ellipse (stage->canvas, heddle_sketch_solid (color), x, y, r, r);
}

static void
draw_cloud (HeddleSketchStage *stage,
            double             x,
            double             y,
            double             size)
{
  HeddleSketchPaint paint =
      heddle_sketch_canvas_gradient (stage->canvas, 90, stage->palette.paper,
                                     stage->palette.dark ? 0.16 : 0.85, stage->palette.paper, 0.1);

  heddle_sketch_canvas_begin (stage->canvas, x, y, 0, size / 100, size / 100);
  heddle_sketch_canvas_path (
      stage->canvas, paint,
      "M-90 0C-100 -26 -66 -40 -48 -26C-40 -62 10 -66 22 -36C40 -54 74 -40 70 -14"
      "C92 -18 100 0 88 0Z",
      NULL, 0);
  heddle_sketch_canvas_end (stage->canvas);
}

/* A smooth line of land across the picture, filled down to the lower edge. */
static void
draw_ridge (HeddleSketchStage *stage,
            HeddleSketchPaint  paint,
            double             y,
            double             swing)
{
  double step = stage->width * 1.1 / (N_POINTS - 1);
  double phase = heddle_sketch_random_between (&stage->random, 0, 2 * G_PI);
  double waves = heddle_sketch_random_between (&stage->random, 0.7, 1.5) *
                 MAX (1, stage->width / stage->height * 0.8);
  double points[2 + 6 * (N_POINTS - 1) + 2];
  g_autoptr (GString) data = g_string_new ("M#,#");
  gsize n = 0;

  for (int i = 0; i < N_POINTS; i++)
    {
      double x = -stage->width * 0.05 + i * step;
      double t = (double) i / (N_POINTS - 1) * 2 * G_PI * waves + phase;
      double at = y - swing * (0.7 * sin (t) + 0.3 * sin (t * 2.1 + 1));
      double slope = -swing * (0.7 * cos (t) + 0.63 * cos (t * 2.1 + 1)) * 2 * G_PI * waves /
                     (N_POINTS - 1) / 3;

      if (i > 0)
        {
          points[n++] = x - step / 3;
          points[n++] = at - slope;
          points[n++] = x;
          points[n++] = at;
          g_string_append (data, "#,#,#,#");
        }
      else
        {
          points[n++] = x;
          points[n++] = at;
        }
      if (i < N_POINTS - 1)
        {
          points[n++] = x + step / 3;
          points[n++] = at + slope;
          g_string_append (data, "C#,#");
        }
    }
  points[n++] = stage->height * 1.02;
  points[n++] = -stage->width * 0.05;
  g_string_append (data, "V#H#Z");
  heddle_sketch_canvas_path (stage->canvas, paint, data->str, points, n);
}

static void
draw_peak (HeddleSketchStage *stage,
           HeddleSketchColor  color,
           double             x,
           double             foot,
           double             half,
           double             height)
{
  HeddleSketchColor lit = heddle_sketch_color_shift (color, 0.07, 0.95);
  HeddleSketchColor snow = haze (stage, stage->palette.paper, 0.12);
  double side = stage->light < 0 ? 1 : -1;

  heddle_sketch_canvas_begin (stage->canvas, x, foot, 0, side * half / 100, height / 100);
  heddle_sketch_canvas_path (stage->canvas, heddle_sketch_solid (color),
                             "M-100 0L-58 -44L-40 -56L0 -100L30 -70L46 -62L100 0Z", NULL, 0);
  heddle_sketch_canvas_path (stage->canvas, heddle_sketch_solid (lit),
                             "M-100 0L-58 -44L-40 -56L0 -100L8 -74L-6 -58L10 -36L-12 -18L-4 0Z",
                             NULL, 0);
  heddle_sketch_canvas_path (stage->canvas, heddle_sketch_solid (snow),
                             "M-27 -70L0 -100L22 -78L14 -68L6 -76L-2 -62L-12 -72L-18 -62Z", NULL,
                             0);
  heddle_sketch_canvas_end (stage->canvas);
}

static void
draw_tree (HeddleSketchStage *stage,
           HeddleSketchColor  color,
           double             x,
           double             foot,
           double             height)
{
  HeddleSketchPaint paint = heddle_sketch_solid (color);

  heddle_sketch_canvas_begin (stage->canvas, x, foot, 0, height / 100, height / 100);
  heddle_sketch_canvas_rect (stage->canvas,
                             heddle_sketch_solid (heddle_sketch_color_mix (color, 0x3a2a20, 0.55)),
                             -2.4, -12, 4.8, 14, 0);
  heddle_sketch_canvas_path (stage->canvas, paint,
                             "M0 -100L14 -70H8L21 -42H13L28 -10H-28L-13 -42H-21L-8 -70H-14Z", NULL,
                             0);
  heddle_sketch_canvas_path (stage->canvas,
                             heddle_sketch_canvas_gradient (stage->canvas, 0, 0, 0, 0, 0.2),
                             "M0 -100L14 -70H8L21 -42H13L28 -10H0Z", NULL, 0);
  heddle_sketch_canvas_end (stage->canvas);
}

static void
draw_trees (
    HeddleSketchStage *stage, HeddleSketchColor color, double y, double height, double spacing)
{
  for (double x = -spacing; x < stage->width + spacing;
       x += spacing * heddle_sketch_random_between (&stage->random, 0.6, 1.5))
    draw_tree (stage, color, x,
               y + height * heddle_sketch_random_between (&stage->random, -0.06, 0.1),
               height * heddle_sketch_random_between (&stage->random, 0.7, 1.15));
}

static void
draw_mountains (HeddleSketchStage *stage,
                double             horizon)
{
  const HeddleSketchPalette *p = &stage->palette;
  double w = stage->width, h = stage->height, u = stage->unit;
  double base = MIN (w, h * 1.6);

  for (int layer = 0; layer < 3; layer++)
    {
      HeddleSketchColor color =
          haze (stage, layer == 2 ? p->main_dark : p->main, 0.62 - layer * 0.28);
      double foot = horizon + u * (6 + layer * 9);
      double step = base * (0.34 + layer * 0.1);

      for (double x = heddle_sketch_random_between (&stage->random, -0.2, 0.2) * step; x < w + step;
           x += step * heddle_sketch_random_between (&stage->random, 0.7, 1.1))
        draw_peak (stage, color, x, foot,
                   step * heddle_sketch_random_between (&stage->random, 0.8, 1.05),
                   MIN (horizon * 0.62, u * (44 - layer * 9)) *
                       heddle_sketch_random_between (&stage->random, 0.6, 1));
      heddle_sketch_canvas_rect (stage->canvas, heddle_sketch_solid (color), 0, foot - 1, w,
                                 h - foot + 1, 0);
    }
  if (stage->brief->water)
    {
      HeddleSketchColor water =
          heddle_sketch_color_mix (p->dark ? 0x2a4668 : 0x4d9bb5, p->back_low, 0.3);

      heddle_sketch_canvas_rect (
          stage->canvas,
          heddle_sketch_canvas_gradient (stage->canvas, 90,
                                         heddle_sketch_color_shift (water, 0.08, 0.8), 1, water, 1),
          0, horizon + (h - horizon) * 0.4, w, h, 0);
      for (int i = 0; i < 12; i++)
        heddle_sketch_canvas_ellipse (
            stage->canvas, heddle_sketch_solid (heddle_sketch_color_shift (water, 0.1, 0.7)),
            heddle_sketch_random_between (&stage->random, 0, w),
            horizon + (h - horizon) * heddle_sketch_random_between (&stage->random, 0.44, 0.68),
            u * heddle_sketch_random_between (&stage->random, 3, 12), u * 0.3);
    }
  else
    {
      draw_ridge (stage, heddle_sketch_solid (foliage (stage, p->second)),
                  horizon + (h - horizon) * 0.55, u * 3);
    }
  draw_trees (stage, foliage (stage, p->second_dark),
              stage->brief->water ? h - (h - horizon) * 0.2 : horizon + (h - horizon) * 0.62,
              u * 13, u * 9);
  draw_ridge (stage, heddle_sketch_solid (foliage (stage, p->second_dark)),
              h - (h - horizon) * 0.24, u * 2.4);
}

static void
draw_boat (HeddleSketchStage *stage,
           double             x,
           double             y,
           double             size)
{
  const HeddleSketchPalette *p = &stage->palette;

  heddle_sketch_canvas_begin (stage->canvas, x, y, 0, size / 100, size / 100);
  heddle_sketch_canvas_path (stage->canvas, heddle_sketch_solid (p->paper),
                             "M4 -100C40 -70 52 -40 54 -16H4Z", NULL, 0);
  heddle_sketch_canvas_path (stage->canvas, heddle_sketch_solid (p->accent),
                             "M-4 -86C-24 -60 -36 -36 -40 -16H-4Z", NULL, 0);
  heddle_sketch_canvas_path (stage->canvas, heddle_sketch_solid (p->main_dark),
                             "M-54 -10H62C56 8 44 16 30 16H-24"
                             "C-40 16 -50 6 -54 -10Z",
                             NULL, 0);
  heddle_sketch_canvas_rect (stage->canvas,
                             heddle_sketch_canvas_gradient (stage->canvas, 90, p->paper, 0.35,
                                                            p->paper, 0),
                             -50, 18, 106, 40, 4);
  heddle_sketch_canvas_end (stage->canvas);
}

static void
draw_sea (HeddleSketchStage *stage,
          double             horizon,
          double             sun)
{
  const HeddleSketchPalette *p = &stage->palette;
  double w = stage->width, h = stage->height, u = stage->unit, depth = h - horizon;
  HeddleSketchLch water = heddle_sketch_color_to_lch (p->main);
  HeddleSketchColor near =
      stage->brief->n_colors > 0 || (water.hue > 170 && water.hue < 290)
          ? p->main
          : heddle_sketch_color_mix (p->main, p->dark ? 0x1b3550 : 0x2b7f97, 0.62);
  HeddleSketchColor far = heddle_sketch_color_mix (near, p->back_low, p->dark ? 0.3 : 0.5);

  draw_ridge (stage, heddle_sketch_solid (haze (stage, p->second, 0.55)), horizon - u * 3, u * 4);
  heddle_sketch_canvas_rect (stage->canvas,
                             heddle_sketch_canvas_gradient (stage->canvas, 90, far, 1, near, 1), 0,
                             horizon, w, depth, 0);
  for (int i = 0; i < 26; i++)
    {
      double t = (i + 0.6) / 26;
      double half = u * (1.5 + 7 * t) * heddle_sketch_random_between (&stage->random, 0.5, 1.2);
      double x = i % 3 == 0 ? heddle_sketch_random_between (&stage->random, 0, w)
                            : sun + heddle_sketch_random_between (&stage->random, -1, 1) * u *
                                        (4 + 12 * t);

      heddle_sketch_canvas_ellipse (stage->canvas,
                                    heddle_sketch_solid (
                                        heddle_sketch_color_mix (i % 3 == 0 ? far : p->accent, near,
                                                                 0.25 + t * 0.35)),
                                    x, horizon + depth * t * t * 0.8 + u, half,
                                    u * (0.22 + 0.5 * t));
    }
  draw_boat (stage, stage->subject.x + stage->subject.width * 0.5 - stage->light * u * 10,
             horizon + depth * 0.2, u * 16);
  draw_ridge (stage, heddle_sketch_solid (heddle_sketch_color_shift (near, 0.16, 0.7)),
              h - depth * 0.23, u * 2);
  draw_ridge (stage, heddle_sketch_solid (p->ground), h - depth * 0.2, u * 2);
}

static void
draw_desert (HeddleSketchStage *stage,
             double             horizon)
{
  const HeddleSketchPalette *p = &stage->palette;
  double h = stage->height, u = stage->unit, depth = h - horizon;

  for (int i = 0; i < 4; i++)
    draw_ridge (
        stage,
        heddle_sketch_canvas_gradient (
            stage->canvas, stage->light < 0 ? 30 : 150,
            haze (stage, heddle_sketch_color_mix (p->ground, p->main, i * 0.3), 0.5 - i * 0.16), 1,
            haze (stage, heddle_sketch_color_mix (p->ground_dark, p->main_dark, i * 0.3),
                  0.35 - i * 0.11),
            1),
        horizon + depth * (0.04 + i * 0.25), u * (6 + i * 1.5));
}

static void
draw_forest (HeddleSketchStage *stage,
             double             horizon)
{
  const HeddleSketchPalette *p = &stage->palette;
  double h = stage->height, u = stage->unit, depth = h - horizon;

  for (int i = 0; i < 4; i++)
    {
      HeddleSketchColor color =
          haze (stage, heddle_sketch_color_mix (p->main, p->main_dark, i * 0.33), 0.66 - i * 0.2);
      double y = horizon + depth * (0.02 + i * 0.27);

      draw_trees (stage, color, y, u * (14 + i * 8), u * (7 + i * 5));
      draw_ridge (stage, heddle_sketch_solid (color), y, u * 2);
    }
}

static void
draw_hills (HeddleSketchStage *stage,
            double             horizon)
{
  const HeddleSketchPalette *p = &stage->palette;
  double h = stage->height, u = stage->unit, depth = h - horizon;
  HeddleSketchColor colors[] = { p->ground, p->second_light, p->second, p->main };

  for (int i = 0; i < 4; i++)
    {
      HeddleSketchColor color = haze (stage, colors[i], 0.5 - i * 0.16);
      double y = horizon + depth * (0.06 + i * 0.25);

      draw_ridge (stage,
                  heddle_sketch_canvas_gradient (stage->canvas, 90, color, 1,
                                                 heddle_sketch_color_shift (color, -0.08, 1), 1),
                  y, u * (5 + i));
      if (i == 1)
        draw_trees (stage, haze (stage, foliage (stage, p->second_dark), 0.25), y + u * 9, u * 9,
                    u * 26);
    }
}

/**
 * heddle_sketch_draw_landscape:
 * @stage: an empty stage
 *
 * A sky with room for type, a sun or a moon on the other third, and land or sea.
 */
void
heddle_sketch_draw_landscape (HeddleSketchStage *stage)
{
  double w = stage->width, h = stage->height, u = stage->unit;
  gboolean beside = stage->copy.height > h * 0.5;
  double horizon = h * heddle_sketch_random_between (&stage->random, beside ? 0.5 : 0.54, 0.62);
  double r = u * heddle_sketch_random_between (&stage->random, 6, 10);
  double x = beside ? stage->subject.x + stage->subject.width * 0.52
                    : w * (stage->light < 0 ? 0.34 : 0.66);
  double y = beside ? horizon * 0.5
                    : MAX (horizon - r * heddle_sketch_random_between (&stage->random, 0.7, 1.7),
                           stage->copy.y + stage->copy.height + r * 1.4);

  stage->rise = -1;
  stage->copy.height = MIN (stage->copy.height, horizon * 0.72);
  draw_sky (stage, horizon);
  draw_sun (stage, x, y, r);
  for (int i = 0; i < 3; i++)
    draw_cloud (stage, x + u * heddle_sketch_random_between (&stage->random, -34, 34),
                horizon - u * heddle_sketch_random_between (&stage->random, 6, 16),
                u * heddle_sketch_random_between (&stage->random, 6, 12));

  switch (stage->brief->land)
    {
    case HEDDLE_SKETCH_LAND_MOUNTAINS:
      draw_mountains (stage, horizon);
      break;
    case HEDDLE_SKETCH_LAND_SEA:
      draw_sea (stage, horizon, x);
      break;
    case HEDDLE_SKETCH_LAND_DESERT:
      draw_desert (stage, horizon);
      break;
    case HEDDLE_SKETCH_LAND_FOREST:
      draw_forest (stage, horizon);
      break;
    case HEDDLE_SKETCH_LAND_HILLS:
    default:
      draw_hills (stage, horizon);
      break;
    }
}
