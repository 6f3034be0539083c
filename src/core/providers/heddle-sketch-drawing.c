/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "providers/heddle-sketch-drawing.h"

#include "providers/heddle-sketch-stage.h"

#define MAX_BRAND_COLORS 8

static void
draw_scene (HeddleSketchStage *stage)
{
  HeddleSketchScene scene = stage->brief->scene;

  if (scene == HEDDLE_SKETCH_SCENE_NONE)
    {
      HeddleSketchRandom random = heddle_sketch_random_new (stage->brief->topic, 0);

      scene = (HeddleSketchScene[]) {
        HEDDLE_SKETCH_SCENE_PRODUCT, HEDDLE_SKETCH_SCENE_POSTER, HEDDLE_SKETCH_SCENE_LANDSCAPE
      }[heddle_sketch_random_below (&random, 3)];
    }

  switch (scene)
    {
    case HEDDLE_SKETCH_SCENE_FLAT_LAY:
      heddle_sketch_draw_flat_lay (stage);
      break;
    case HEDDLE_SKETCH_SCENE_LANDSCAPE:
      heddle_sketch_draw_landscape (stage);
      break;
    case HEDDLE_SKETCH_SCENE_FIGURE:
      heddle_sketch_draw_figure (stage);
      break;
    case HEDDLE_SKETCH_SCENE_CITY:
      heddle_sketch_draw_city (stage);
      break;
    case HEDDLE_SKETCH_SCENE_INTERIOR:
      heddle_sketch_draw_interior (stage);
      break;
    case HEDDLE_SKETCH_SCENE_PATTERN:
      heddle_sketch_draw_pattern (stage);
      break;
    case HEDDLE_SKETCH_SCENE_POSTER:
      heddle_sketch_draw_poster (stage);
      break;
    case HEDDLE_SKETCH_SCENE_LOGO:
      heddle_sketch_draw_logo (stage);
      break;
    case HEDDLE_SKETCH_SCENE_NONE:
    case HEDDLE_SKETCH_SCENE_PRODUCT:
    default:
      heddle_sketch_draw_product (stage);
      break;
    }
}

static void
set_title (HeddleSketchStage *stage)
{
  HeddleSketchTypeStyle style = {
    .color = heddle_sketch_palette_type (&stage->palette, stage->under, stage->n_under),
    .weight = stage->weight,
    .largest = stage->largest,
    .align = stage->align,
    .rise = stage->rise,
  };

  if (stage->brief->lettering && stage->brief->title[0] != '\0')
    heddle_sketch_type_set (stage->canvas, stage->brief->title, stage->copy, &style);
}

/* Small, in the corner, on a ground of its own, so that nobody takes a sketch for a result. */
static void
draw_mark (HeddleSketchStage *stage,
           gint64             seed)
{
  g_autofree char *text = g_strdup_printf ("SKETCH · %" G_GINT64_FORMAT, seed);
  double size = MAX (stage->unit * 1.25, MIN (5, stage->unit * 2.2));
  HeddleSketchTypeStyle style = { stage->palette.paper, 11, size, 1, 0 };
  HeddleSketchBox box = { stage->width * 0.02, stage->height - size * 3.6,
                          stage->width * 0.96 - size * 1.4, size * 2.4 };
  HeddleSketchBox used = heddle_sketch_type_measure (text, box, &style);

  heddle_sketch_canvas_begin_opacity (stage->canvas, 0.62);
  heddle_sketch_canvas_rect (stage->canvas, heddle_sketch_solid (stage->palette.ink), used.x - size,
                             box.y, used.width + size * 1.8, size * 2.4, size * 1.2);
  heddle_sketch_canvas_end (stage->canvas);
  heddle_sketch_type_set (stage->canvas, text, box, &style);
}

/**
 * heddle_sketch_draw:
 * @drawing: what to draw
 *
 * Draws a picture that a designer can lay out with: a composition that the words of the prompt
 * choose, in the colours that they name, lit from one side, with room for copy in which the
 * prompt's main words are set in type, and marked as a sketch. The same order gives the same
 * picture, byte for byte; another seed gives a visibly different one.
 *
 * Returns: (transfer full): an SVG document of exactly the size asked for
 */
char *
heddle_sketch_draw (const HeddleSketchDrawing *drawing)
{
  g_autoptr (HeddleSketchCanvas) canvas =
      heddle_sketch_canvas_new (drawing->width, drawing->height);
  g_autoptr (HeddleSketchBrief) brief =
      heddle_sketch_brief_new (drawing->prompt, drawing->negative);
  g_autofree char *key = g_strdup_printf ("%s\n%s\n%s", drawing->prompt,
                                          drawing->negative != NULL ? drawing->negative : "",
                                          drawing->references != NULL ? drawing->references : "");
  HeddleSketchColor brand[MAX_BRAND_COLORS];
  guint n_brand = 0;
  HeddleSketchStage stage = {
    .canvas = canvas,
    .brief = brief,
    .random = heddle_sketch_random_new (key, drawing->seed),
    .width = drawing->width,
    .height = drawing->height,
    .unit = MIN (drawing->width, drawing->height) / 100.0,
  };

  for (gsize i = 0; i < drawing->n_brand_colors && n_brand < MAX_BRAND_COLORS; i++)
    n_brand += heddle_sketch_color_parse (drawing->brand_colors[i], &brand[n_brand]);

  stage.palette = heddle_sketch_palette_new (brief, brand, n_brand, &stage.random);
  stage.light = brief->light != 0                                  ? brief->light
                : heddle_sketch_random_chance (&stage.random, 0.5) ? -1
                                                                   : 1;
  heddle_sketch_stage_divide (&stage);
  draw_scene (&stage);
  set_title (&stage);
  draw_mark (&stage, drawing->seed);

  return heddle_sketch_canvas_finish (canvas);
}
