/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>
#include <string.h>

#include "providers/heddle-sketch-stage.h"

/* How much of its square a drawing fills, and how large it looks right beside others. */
typedef struct
{
  const char *object;
  double half_width;
  double top;
  double scale;
} Measure;

static const Measure measures[] = {
  { "bag", 0.28, 0.06, 1 },       { "bicycle", 0.5, 0.3, 1.15 },     { "book", 0.4, 0.5, 1.05 },
  { "bottle", 0.17, 0, 1.08 },    { "bowl", 0.42, 0.12, 0.95 },      { "box", 0.4, 0.26, 0.95 },
  { "cake", 0.37, 0.12, 1 },      { "can", 0.21, 0.03, 0.92 },       { "car", 0.46, 0.42, 1.15 },
  { "cat", 0.4, 0.04, 0.95 },     { "chair", 0.39, 0.06, 1 },        { "dog", 0.35, 0.08, 0.95 },
  { "dropper", 0.2, 0.02, 0.9 },  { "headphones", 0.39, 0.2, 0.95 }, { "iced", 0.25, 0, 0.98 },
  { "jar", 0.28, 0.2, 0.78 },     { "lamp", 0.27, 0.05, 1 },         { "mug", 0.36, 0.06, 1.06 },
  { "perfume", 0.3, 0.08, 0.85 }, { "phone", 0.22, 0.05, 1 },        { "plant", 0.4, 0, 1 },
  { "sneaker", 0.48, 0.5, 1.1 },  { "tote", 0.37, 0.2, 0.98 },       { "vase", 0.3, 0.02, 1.04 },
  { "watch", 0.3, 0.03, 0.95 },
};

static const Measure *
measure (const char *object)
{
  for (gsize i = 0; i < G_N_ELEMENTS (measures); i++)
    if (strcmp (measures[i].object, object) == 0)
      return &measures[i];

  g_assert_not_reached ();
}

static const char *
choose_object (HeddleSketchStage *stage)
{
  static const char *const any[] = { "vase", "bottle", "box", "jar", "plant", "book", "tote" };

  if (stage->brief->empty)
    return "jar";
  if (stage->brief->object != NULL)
    return stage->brief->object;

  return any[heddle_sketch_random_below (&stage->random, G_N_ELEMENTS (any))];
}

static void
draw_window_light (HeddleSketchStage *stage)
{
  double w = stage->width, h = stage->height, u = stage->unit;
  double lean = stage->light < 0 ? -14 : 14;
  HeddleSketchPaint light =
      heddle_sketch_canvas_gradient (stage->canvas, 90, 0xffffff, stage->palette.dark ? 0.09 : 0.3,
                                     0xffffff, 0.04);

  heddle_sketch_canvas_begin (stage->canvas, stage->light < 0 ? w * 0.3 : w * 0.62, -h * 0.05, lean,
                              1, 1);
  for (int i = 0; i < 4; i++)
    heddle_sketch_canvas_rect (stage->canvas, light, (i % 2) * u * 23 - u * 16, (i / 2) * u * 44,
                               u * 20, u * 41, 0);
  heddle_sketch_canvas_end (stage->canvas);
}

/* What stands behind the subject; it keeps off the copy or stays close to the wall's tone. */
static void
draw_backdrop (HeddleSketchStage *stage,
               double             x,
               double             floor,
               double             size,
               double             ceiling)
{
  HeddleSketchBox copy = stage->copy;
  gboolean on_left = copy.x + copy.width < x;
  gboolean on_right = copy.x > x;
  double reach = on_left ? x - copy.x - copy.width : on_right ? copy.x - x : stage->width;
  double side = on_left ? 1 : on_right ? -1 : -stage->light;
  const HeddleSketchPalette *p = &stage->palette;
  HeddleSketchColor tone =
      heddle_sketch_color_mix (p->back_low, p->main_light, p->dark ? 0.16 : 0.26);
  HeddleSketchColor lit = heddle_sketch_color_shift (p->back, p->dark ? 0.07 : 0.035, 1);
  double w = stage->width, u = stage->unit;
  double r = MIN (MIN (size * 0.56, stage->subject.width * 0.56),
                  MIN ((floor - ceiling) * 0.6, reach * 0.9));
  double shoulder = MAX (floor - size * 0.62, ceiling + r);

  switch (heddle_sketch_random_below (&stage->random, 6))
    {
    case 0:
      heddle_sketch_canvas_path (
          stage->canvas,
          heddle_sketch_canvas_gradient (stage->canvas, 90, tone, 1,
                                         heddle_sketch_color_shift (tone, 0.05, 1), 1),
          "M#,#V#A#,# 0 0 1#,#V#Z",
          HEDDLE_SKETCH_NUMBERS (x - r, floor, shoulder, r, r, x + r, shoulder, floor));
      heddle_sketch_canvas_path (
          stage->canvas,
          heddle_sketch_canvas_gradient (stage->canvas, stage->light < 0 ? 0 : 180, 0, 0.13, 0, 0),
          "M#,#V#A#,# 0 0 1#,#V#Z",
          HEDDLE_SKETCH_NUMBERS (x - r, floor, shoulder, r, r, x + r, shoulder, floor));
      break;
    case 1:
      heddle_sketch_canvas_ellipse (stage->canvas, heddle_sketch_solid (tone),
                                    x + stage->light * u * 4,
                                    MAX (floor - size * 0.62, ceiling + r), r * 0.98, r * 0.98);
      break;
    case 2:
      draw_window_light (stage);
      break;
    case 3:
      heddle_sketch_canvas_rect (stage->canvas, heddle_sketch_solid (lit), x - r * 1.05,
                                 MAX (floor - size * 1.12, ceiling), r * 2.1,
                                 MIN (size * 1.12, floor - ceiling), u * 2);
      heddle_sketch_canvas_ellipse (stage->canvas, heddle_sketch_solid (tone), x,
                                    floor - size * 0.5, r * 0.8, r * 0.8);
      break;
    case 4:
      for (int i = 0; i * u * 8 < w; i++)
        heddle_sketch_canvas_rect (stage->canvas,
                                   heddle_sketch_canvas_gradient (stage->canvas, 0, p->back_low,
                                                                  0.75, p->back_low, 0),
                                   i * u * 8, 0, u * 8, floor, 0);
      break;
    default:
      heddle_sketch_canvas_ellipse (stage->canvas,
                                    heddle_sketch_canvas_glow (stage->canvas, lit, 0.9), x,
                                    floor - size * 0.5, size * 0.95, size * 0.95);
      heddle_sketch_stage_sprig (stage, x + side * r * 1.15, floor + u * 2, side * 14, size * 0.85,
                                 heddle_sketch_color_mix (p->second, p->back_low, 0.35));
      break;
    }
}

static void
draw_floor (HeddleSketchStage *stage,
            double             floor)
{
  const HeddleSketchPalette *p = &stage->palette;
  double w = stage->width, h = stage->height, u = stage->unit;

  heddle_sketch_canvas_rect (stage->canvas,
                             heddle_sketch_canvas_gradient (stage->canvas, 90, p->ground, 1,
                                                            p->ground_dark, 1),
                             0, floor, w, h - floor, 0);
  heddle_sketch_canvas_rect (stage->canvas,
                             heddle_sketch_canvas_gradient (stage->canvas, 90, 0xffffff, 0.22,
                                                            0xffffff, 0),
                             0, floor, w, u * 1.6, 0);
}

/* Returns how far above @foot the top of the plinth is. */
static double
draw_plinth (HeddleSketchStage *stage,
             double             x,
             double             foot,
             double             half)
{
  const HeddleSketchPalette *p = &stage->palette;
  HeddleSketchColor side = heddle_sketch_color_mix (p->ground, p->paper, 0.25);
  HeddleSketchColor top = heddle_sketch_color_shift (side, 0.06, 0.9);
  HeddleSketchColor shade = heddle_sketch_color_shift (side, -0.16, 1.1);
  double rise = half * 0.42, tilt = half * 0.15;

  heddle_sketch_stage_shadow (stage, x - stage->light * half * 0.3, foot, half * 1.5, tilt * 1.9,
                              0.6);
  if (heddle_sketch_random_chance (&stage->random, 0.6))
    {
      heddle_sketch_canvas_path (stage->canvas,
                                 heddle_sketch_canvas_gradient (stage->canvas,
                                                                stage->light < 0 ? 0 : 180, side, 1,
                                                                shade, 1),
                                 "M#,#V#A#,# 0 0 0#,#V#Z",
                                 HEDDLE_SKETCH_NUMBERS (x - half, foot - rise, foot, half, tilt,
                                                        x + half, foot, foot - rise));
      heddle_sketch_canvas_ellipse (stage->canvas, heddle_sketch_solid (top), x, foot - rise, half,
                                    tilt);
      return rise - tilt * 0.25;
    }

  heddle_sketch_canvas_rect (stage->canvas,
                             heddle_sketch_canvas_gradient (stage->canvas, 90, side, 1, shade, 1),
                             x - half, foot - rise, half * 2, rise + tilt * 0.6, 0);
  heddle_sketch_canvas_path (stage->canvas, heddle_sketch_solid (top), "M#,#L#,#H#L#,#Z",
                             HEDDLE_SKETCH_NUMBERS (x - half, foot - rise, x - half * 0.84,
                                                    foot - rise - tilt * 1.3, x + half * 0.84,
                                                    x + half, foot - rise));

  return rise + tilt * 0.4;
}

static void
draw_props (HeddleSketchStage *stage,
            double             x,
            double             foot,
            double             half)
{
  const HeddleSketchPalette *p = &stage->palette;
  const char *prop = stage->brief->prop;
  double u = stage->unit;
  guint n = 2 + heddle_sketch_random_below (&stage->random, 3);

  for (guint i = 0; i < n; i++)
    {
      double side = i % 2 == 0 ? -1 : 1;
      double away = half * heddle_sketch_random_between (&stage->random, 1.05, 1.5);
      double at = CLAMP (x + side * away, u * 7, stage->width - u * 7);
      double y = foot + u * heddle_sketch_random_between (&stage->random, 0.5, 5);
      double size = u * heddle_sketch_random_between (&stage->random, 3, 6);

      y = MIN (y, stage->height - size * 0.7);
      if (prop != NULL)
        {
          double turn = heddle_sketch_random_between (&stage->random, 0, 360);
          double flat = strcmp (prop, "top-bean") == 0 ? 0.8 : 0.55;

          size *= strcmp (prop, "top-bean") == 0 ? 0.9 : 1.7;
          heddle_sketch_canvas_begin (stage->canvas, at, y, 0, size / 1000, size / 1000 * flat);
          heddle_sketch_canvas_begin (stage->canvas, 0, 0, turn, 1, 1);
          heddle_sketch_canvas_begin (stage->canvas, -500, -500, 0, 1, 1);
          heddle_sketch_canvas_object (stage->canvas, prop, p);
          heddle_sketch_canvas_end (stage->canvas);
          heddle_sketch_canvas_end (stage->canvas);
          heddle_sketch_canvas_end (stage->canvas);
          continue;
        }
      size *= 0.62;
      heddle_sketch_stage_shadow (stage, at - stage->light * size * 0.5, y, size * 1.5, size * 0.4,
                                  0.6);
      heddle_sketch_canvas_ellipse (stage->canvas,
                                    heddle_sketch_solid (i % 2 == 0 ? p->accent : p->second), at,
                                    y - size, size, size);
      heddle_sketch_canvas_ellipse (stage->canvas,
                                    heddle_sketch_canvas_glow (stage->canvas, 0xffffff, 0.5),
                                    at + stage->light * size * 0.3, y - size * 1.35, size * 0.6,
                                    size * 0.55);
    }
}

static void
draw_group (HeddleSketchStage *stage,
            const Measure     *m,
            double             x,
            double             foot,
            double             size)
{
  HeddleSketchColor colors[] = { stage->palette.second, stage->palette.accent };
  double step = size * (m->half_width + 0.04);
  double apart = stage->brief->count == 2 ? 0.95 : 1.45;

  if (stage->brief->n_colors > 1)
    colors[0] = stage->brief->colors[1];
  if (stage->brief->n_colors > 2)
    colors[1] = stage->brief->colors[2];
  for (guint i = 0; i + 1 < stage->brief->count; i++)
    {
      HeddleSketchPalette other = heddle_sketch_palette_recolored (&stage->palette, colors[i]);

      other.second = stage->palette.main;
      other.second_light = stage->palette.main_light;
      other.second_dark = stage->palette.main_dark;
      heddle_sketch_stage_stand (stage, m->object, &other, x + (i == 0 ? -1 : 1) * apart * step,
                                 foot - size * 0.03, size * 0.84);
    }
  heddle_sketch_stage_stand (stage, m->object, &stage->palette,
                             x + (stage->brief->count == 2 ? apart * step : 0), foot, size);
}

/* Green flowers look like leaves. */
static void
let_flowers_bloom (HeddleSketchStage *stage)
{
  double hue = heddle_sketch_color_to_lch (stage->palette.main).hue;

  if (stage->brief->n_colors == 0 && hue > 100 && hue < 185)
    stage->palette = heddle_sketch_palette_recolored (&stage->palette, stage->palette.second);
}

/**
 * heddle_sketch_draw_product:
 * @stage: an empty stage
 *
 * Things on a table or a plinth before a wall, lit from one side.
 */
void
heddle_sketch_draw_product (HeddleSketchStage *stage)
{
  HeddleSketchCanvas *canvas = stage->canvas;
  const HeddleSketchPalette *p = &stage->palette;
  const Measure *m = measure (choose_object (stage));
  HeddleSketchBox box = stage->subject;
  double x = box.x + box.width / 2, foot = box.y + box.height;
  double floor = foot - stage->height * 0.06;
  double spread = (double[]) { 2.1, 2.1, 4, 4.9 }[stage->brief->count];
  double size = MIN (box.height / (1 - m->top), box.width / (m->half_width * spread + 0.1));
  double ceiling = stage->copy.height > stage->height * 0.5
                       ? stage->unit * 4
                       : stage->copy.y + stage->copy.height + stage->unit;
  gboolean plinth;

  if (strcmp (m->object, "vase") == 0)
    let_flowers_bloom (stage);
  size = MIN (size, box.height * 1.4) * m->scale *
         heddle_sketch_random_between (&stage->random, 0.86, 0.97);
  size = MIN (size, (foot - ceiling) / (1 - m->top));
  plinth = stage->brief->empty || (stage->brief->count == 0 && m->half_width < 0.45 &&
                                   heddle_sketch_random_chance (&stage->random, 0.45));
  heddle_sketch_canvas_rect (canvas,
                             heddle_sketch_canvas_gradient (canvas, stage->light < 0 ? 60 : 120,
                                                            p->back, 1, p->back_low, 1),
                             0, 0, stage->width, stage->height, 0);
  heddle_sketch_stage_under (stage, p->back);
  heddle_sketch_stage_under (stage, p->back_low);
  draw_backdrop (stage, x, floor, size * (1 - m->top * 0.6), ceiling);
  draw_floor (stage, floor);
  if (plinth)
    {
      size *= 0.84;
      foot -= draw_plinth (stage, x, foot + stage->unit * 1.5,
                           size * m->half_width * (stage->brief->empty ? 1.7 : 1.25)) -
              stage->unit * 1.5;
    }
  if (stage->brief->empty)
    return;
  if (stage->brief->count > 0)
    draw_group (stage, m, x, foot, size);
  else
    heddle_sketch_stage_stand (stage, m->object, p, x, foot, size);
  draw_props (stage, x, box.y + box.height, size * m->half_width * (plinth ? 1.25 : 1));
}
