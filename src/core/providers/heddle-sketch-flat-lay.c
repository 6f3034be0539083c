/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>
#include <string.h>

#include "providers/heddle-sketch-stage.h"

/* Where things lie, in hundredths of the part left and right of the hero; the hero comes first. */
typedef struct
{
  double x;
  double y;
  double size;
} Place;

static const Place places[3][7] = {
  { { 56, 58, 56 },
    { 12, 20, 26 },
    { 92, 14, 24 },
    { 10, 88, 30 },
    { 96, 92, 28 },
    { 88, 48, 12 },
    { 20, 52, 13 } },
  { { 44, 50, 60 },
    { 90, 16, 30 },
    { 94, 66, 22 },
    { 84, 96, 20 },
    { 8, 94, 26 },
    { 6, 14, 20 },
    { 74, 84, 11 } },
  { { 50, 54, 52 },
    { 8, 30, 30 },
    { 94, 34, 28 },
    { 22, 94, 24 },
    { 80, 92, 26 },
    { 50, 8, 14 },
    { 100, 70, 14 } },
};

static void
lay (HeddleSketchStage *stage,
     const char        *object,
     double             x,
     double             y,
     double             size,
     double             turn)
{
  heddle_sketch_canvas_begin (stage->canvas, x, y, turn, size / 1000, size / 1000);
  heddle_sketch_canvas_begin (stage->canvas, -500, -500, 0, 1, 1);
  heddle_sketch_canvas_object (stage->canvas, object, &stage->palette);
  heddle_sketch_canvas_end (stage->canvas);
  heddle_sketch_canvas_end (stage->canvas);
}

static void
draw_surface (HeddleSketchStage *stage)
{
  const HeddleSketchPalette *p = &stage->palette;
  double w = stage->width, h = stage->height, u = stage->unit;
  HeddleSketchBox s = stage->subject;

  heddle_sketch_canvas_rect (stage->canvas,
                             heddle_sketch_canvas_gradient (stage->canvas,
                                                            stage->light < 0 ? 50 : 130, p->back, 1,
                                                            p->back_low, 1),
                             0, 0, w, h, 0);
  switch (heddle_sketch_random_below (&stage->random, 4))
    {
    case 0:
      for (double y = u * 12; y < h; y += u * 12)
        heddle_sketch_canvas_stroke (stage->canvas, heddle_sketch_solid (p->back_low), u * 0.5,
                                     "M0#H#", HEDDLE_SKETCH_NUMBERS (y, w));
      break;
    case 1:
      heddle_sketch_canvas_begin (stage->canvas, s.x + s.width * 0.5, s.y + s.height * 0.55,
                                  stage->light * 8, 1, 1);
      heddle_sketch_canvas_rect (stage->canvas, heddle_sketch_solid (p->ground), -s.width * 0.46,
                                 -s.height * 0.4, s.width * 0.92, s.height * 0.84, u * 3);
      for (int i = 1; i < 6; i++)
        heddle_sketch_canvas_stroke (stage->canvas,
                                     heddle_sketch_solid (
                                         heddle_sketch_color_mix (p->ground, p->back, 0.3)),
                                     u * 0.6, "M#,#V#",
                                     HEDDLE_SKETCH_NUMBERS (-s.width * 0.46 + i * s.width * 0.153,
                                                            -s.height * 0.4, s.height * 0.44));
      heddle_sketch_canvas_end (stage->canvas);
      break;
    case 2:
      heddle_sketch_canvas_path (stage->canvas,
                                 heddle_sketch_solid (
                                     heddle_sketch_color_mix (p->back_low, p->ground, 0.55)),
                                 "M#,#L#,#H#V#Z",
                                 HEDDLE_SKETCH_NUMBERS (w * 0.36, h, w * 0.72, h * 0.34, w, h));
      break;
    default:
      heddle_sketch_canvas_path (
          stage->canvas, heddle_sketch_canvas_gradient (stage->canvas, 90, 0, 0.02, 0, 0.08),
          "M#,#L#,#H#L#,#Z", HEDDLE_SKETCH_NUMBERS (0, h, w * 0.4, 0, w * 0.56, w * 0.2, h));
      break;
    }
  heddle_sketch_stage_under (stage, p->back);
  heddle_sketch_stage_under (stage, p->back_low);
}

static const char *
companion (HeddleSketchStage *stage,
           const char        *hero,
           guint              nth)
{
  static const char *const food[] = { "top-cutlery", "top-leaf", "top-citrus", "top-bread" };
  static const char *const coffee[] = { "top-cup", "top-leaf", "top-bread", "top-leaf" };
  static const char *const desk[] = { "top-phone", "top-cup", "top-leaf", "top-notebook" };
  static const char *const table[] = { "top-leaf", "top-flower", "top-bread", "top-notebook" };
  const char *const *set = table;
  const char *chosen;

  if (stage->brief->prop != NULL && nth % 2 == 1 && strcmp (hero, "top-bean") != 0)
    return stage->brief->prop;
  if (strcmp (hero, "top-plate") == 0 || strcmp (hero, "top-citrus") == 0)
    set = food;
  else if (strcmp (hero, "top-cup") == 0 || strcmp (hero, "top-bean") == 0)
    set = coffee;
  else if (strcmp (hero, "top-notebook") == 0 || strcmp (hero, "top-phone") == 0)
    set = desk;
  chosen = set[heddle_sketch_random_below (&stage->random, 4)];

  return strcmp (chosen, hero) == 0 ? "top-leaf" : chosen;
}

static gboolean
touches_copy (HeddleSketchStage *stage,
              double             x,
              double             y,
              double             r)
{
  HeddleSketchBox c = stage->copy;

  return x + r > c.x - stage->unit * 2 && x - r < c.x + c.width + stage->unit * 2 &&
         y + r > c.y - stage->unit * 2 && y - r < c.y + c.height + stage->unit * 2;
}

/* A heap of beans, the outer ones first. */
static void
lay_beans (HeddleSketchStage *stage,
           double             x,
           double             y,
           double             radius)
{
  const int n = 54;

  for (int i = 0; i < n; i++)
    {
      double away = radius * sqrt (1 - (double) i / n);
      double angle = i * 2.39996 + heddle_sketch_random_between (&stage->random, 0, 0.8);

      lay (stage, "top-bean", x + away * cos (angle), y + away * sin (angle) * 0.86, radius * 0.36,
           heddle_sketch_random_between (&stage->random, 0, 360));
    }
}

/**
 * heddle_sketch_draw_flat_lay:
 * @stage: an empty stage
 *
 * Things on a surface, seen from above.
 */
void
heddle_sketch_draw_flat_lay (HeddleSketchStage *stage)
{
  const char *hero = stage->brief->object != NULL ? stage->brief->object : "top-plate";
  const Place *place = places[heddle_sketch_random_below (&stage->random, 3)];
  HeddleSketchBox s = { stage->subject.x, stage->subject.y - stage->height * 0.02,
                        stage->subject.width, stage->subject.height + stage->height * 0.1 };
  double side = MIN (s.width, s.height);

  draw_surface (stage);
  for (guint i = 7; i-- > 0;)
    {
      double x = s.x + s.width / 2 + (place[i].x - 50) / 100 * MAX (s.width, side);
      double y = s.y + s.height / 2 + (place[i].y - 50) / 100 * MAX (s.height, side);
      double size = side * place[i].size / 100 * (i == 0 ? 1.28 : 1.15);
      const char *object = i == 0 ? hero : companion (stage, hero, i);
      double turn = heddle_sketch_random_between (&stage->random, -50, 50);

      if (strcmp (object, "top-bean") == 0)
        size *= 0.42;
      if (strcmp (object, "top-cutlery") == 0)
        size *= 1.5;
      if (i == 0 && strcmp (hero, "top-bean") == 0)
        {
          lay_beans (stage, x, y, side * 0.3);
          continue;
        }
      if (i > 0 && touches_copy (stage, x, y, size * 0.5))
        continue;
      lay (stage, object, x, y, size, i == 0 ? turn * 0.4 : turn * 1.4);
    }
  heddle_sketch_stage_sprig (stage, stage->light < 0 ? stage->width * 1.01 : -stage->width * 0.01,
                             stage->height * 1.01, stage->light < 0 ? -38 : 38, side * 0.42,
                             stage->palette.second_light);
}
