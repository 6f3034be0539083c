/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "providers/heddle-sketch-stage.h"

static const HeddleSketchColor skins[] = { 0xf3cdb0, 0xe3ac85, 0xc68a5e,
                                           0x9b623d, 0x6e4229, 0xf6d9c2 };
static const HeddleSketchColor hairs[] = { 0x2a1f1c, 0x4a2f22, 0x8a5a33,
                                           0xc9964f, 0x1d1d22, 0x7a3b2a };

/* Behind the head, and in front of it; the head's centre is (0, 0) and its height about 200. */
typedef struct
{
  const char *behind;
  const char *front;
} Hair;

static const Hair long_hair[] = {
  { "M-92 -20C-100 -130 100 -130 92 -20C96 60 118 130 104 190C40 214 -40 214 -104 190C-118 130 -96 "
    "60 -92 -20Z",
    "M-80 4C-86 -60 -56 -112 0 -112C56 -112 86 -60 80 4C70 -32 40 -62 6 -66C-30 -56 -66 -36 -80 "
    "4Z" },
  { "M-94 -10C-104 -128 104 -128 94 -10C98 40 96 86 78 104H-78C-96 86 -98 40 -94 -10Z",
    "M-82 10C-90 -60 -60 -112 0 -112C60 -112 90 -60 82 10C76 -14 70 -30 62 -44C30 -38 -40 -40 -62 "
    "-44C-70 -30 -76 -14 -82 10Z" },
  { "M-40 -112A46 46 0 1 1 40 -112A46 46 0 1 1 -40 -112Z",
    "M-80 0C-88 -66 -56 -114 0 -114C56 -114 88 -66 80 0C72 -40 44 -70 0 -72C-44 -70 -72 -40 -80 "
    "0Z" },
  { "M-86 -60A50 50 0 0 1 -60 -118A56 56 0 0 1 30 -140A54 54 0 0 1 96 -84A50 50 0 0 1 108 0A46 46 "
    "0 0 1 84 84H-84A46 46 0 0 1 -108 0A50 50 0 0 1 -86 -60Z",
    "M-80 -6A34 34 0 0 1 -66 -62A38 38 0 0 1 -14 -98A42 42 0 0 1 52 -84A36 36 0 0 1 80 -6C70 -40 "
    "50 -58 20 -60C-20 -58 -66 -44 -80 -6Z" },
};

static const Hair short_hair[] = {
  { "M0 0Z", "M-80 -2C-90 -70 -56 -118 4 -116C62 -114 90 -70 80 -2C76 -26 70 -42 60 -52C30 -44 -30 "
             "-56 -52 -60C-66 -46 -74 -26 -80 -2Z" },
  { "M0 0Z", "M-80 -10C-92 -84 -40 -130 20 -124C70 -132 98 -76 80 -6C78 -30 70 -46 56 -62C26 -84 "
             "-40 -76 -60 -52C-72 -40 -76 -26 -80 -10Z" },
  { "M0 0Z", "M-78 -20A34 34 0 0 1 -62 -76A40 40 0 0 1 -8 -112A42 42 0 0 1 54 -96A36 36 0 0 1 79 "
             "-20C70 -44 50 -58 20 -62C-24 -62 -66 -52 -78 -20Z" },
};

static void
draw_face (HeddleSketchStage *stage,
           HeddleSketchColor  skin)
{
  HeddleSketchCanvas *c = stage->canvas;
  HeddleSketchPaint line = heddle_sketch_solid (heddle_sketch_color_shift (skin, -0.32, 0.8));
  HeddleSketchPaint lips = heddle_sketch_solid (heddle_sketch_color_mix (skin, 0xa8323a, 0.5));
  HeddleSketchPaint cheek = heddle_sketch_canvas_glow (c, 0xe0604f, 0.32);

  heddle_sketch_canvas_ellipse (c, cheek, -44, 34, 26, 22);
  heddle_sketch_canvas_ellipse (c, cheek, 44, 34, 26, 22);
  if (heddle_sketch_random_chance (&stage->random, 0.5))
    heddle_sketch_canvas_stroke (c, line, 5, "M-50 8Q-36 20 -22 8M22 8Q36 20 50 8", NULL, 0);
  else
    {
      heddle_sketch_canvas_ellipse (c, line, -35, 6, 6.5, 8);
      heddle_sketch_canvas_ellipse (c, line, 35, 6, 6.5, 8);
    }
  heddle_sketch_canvas_stroke (c, line, 5, "M-54 -20Q-38 -30 -20 -22M20 -22Q38 -30 54 -20", NULL,
                               0);
  heddle_sketch_canvas_stroke (c,
                               heddle_sketch_solid (heddle_sketch_color_shift (skin, -0.14, 1.1)),
                               6, "M2 4C4 20 14 34 4 40Q-4 42 -8 39", NULL, 0);
  heddle_sketch_canvas_path (c, lips, "M-22 60Q-10 54 0 58Q10 54 22 60Q0 80 -22 60Z", NULL, 0);
  if (heddle_sketch_random_chance (&stage->random, 0.22))
    heddle_sketch_canvas_stroke (c, heddle_sketch_solid (stage->palette.ink), 6,
                                 "M-62 6A26 26 0 1 1 -10 6A26 26 0 1 1 -62 6ZM10 6A26 26 0 1 1 62 6"
                                 "A26 26 0 1 1 10 6ZM-10 2Q0 -4 10 2",
                                 NULL, 0);
}

static void
draw_garment (HeddleSketchStage *stage,
              HeddleSketchColor  color,
              HeddleSketchColor  trim,
              HeddleSketchColor  skin)
{
  HeddleSketchCanvas *c = stage->canvas;

  heddle_sketch_canvas_path (
      c,
      heddle_sketch_canvas_gradient (c, 90, color, 1, heddle_sketch_color_shift (color, -0.12, 1),
                                     1),
      "M-60 142C-150 158 -210 196 -226 290L-250 620H250L226 290C210 196 150 158 60 142"
      "C40 176 -40 176 -60 142Z",
      NULL, 0);
  switch (heddle_sketch_random_below (&stage->random, 3))
    {
    case 0:
      heddle_sketch_canvas_path (
          c, heddle_sketch_solid (trim),
          "M-66 138L-96 168L-40 240L0 190L40 240L96 168L66 138Q0 196 -66 138Z", NULL, 0);
      heddle_sketch_canvas_path (c, heddle_sketch_solid (skin), "M-40 150Q0 176 40 150L0 190Z",
                                 NULL, 0);
      break;
    case 1:
      heddle_sketch_canvas_path (c, heddle_sketch_solid (trim),
                                 "M-70 128C-66 110 66 110 70 128V164C40 190 -40 190 -70 164Z", NULL,
                                 0);
      break;
    default:
      heddle_sketch_canvas_stroke (c, heddle_sketch_solid (trim), 12, "M-78 146Q0 216 78 146", NULL,
                                   0);
      heddle_sketch_canvas_stroke (c, heddle_sketch_solid (trim), 7, "M-128 620Q-150 420 -136 300",
                                   NULL, 0);
      heddle_sketch_canvas_stroke (c, heddle_sketch_solid (trim), 7, "M128 620Q150 420 136 300",
                                   NULL, 0);
      break;
    }
}

static void
draw_person (HeddleSketchStage *stage,
             double             x,
             double             y,
             double             head,
             gboolean           woman,
             HeddleSketchColor  color,
             HeddleSketchColor  trim)
{
  HeddleSketchCanvas *c = stage->canvas;
  HeddleSketchColor skin = skins[heddle_sketch_random_below (&stage->random, G_N_ELEMENTS (skins))];
  HeddleSketchColor hair = hairs[heddle_sketch_random_below (&stage->random, G_N_ELEMENTS (hairs))];
  const Hair *style =
      woman ? &long_hair[heddle_sketch_random_below (&stage->random, G_N_ELEMENTS (long_hair))]
            : &short_hair[heddle_sketch_random_below (&stage->random, G_N_ELEMENTS (short_hair))];
  double side = stage->light < 0 ? 1 : -1;
  gboolean beard =
      !woman && !stage->brief->child && heddle_sketch_random_chance (&stage->random, 0.4);

  heddle_sketch_canvas_begin (c, x, y, 0, side * head / 200, head / 200);
  heddle_sketch_canvas_path (c, heddle_sketch_solid (heddle_sketch_color_shift (hair, -0.04, 1)),
                             style->behind, NULL, 0);
  heddle_sketch_canvas_path (c, heddle_sketch_solid (heddle_sketch_color_shift (skin, -0.08, 1.05)),
                             "M-36 60V140C-30 176 30 176 36 140V60Z", NULL, 0);
  draw_garment (stage, color, trim, heddle_sketch_color_shift (skin, -0.08, 1.05));
  heddle_sketch_canvas_path (
      c, heddle_sketch_solid (skin),
      "M-78 -20C-78 -80 -50 -104 0 -104C50 -104 78 -80 78 -20C80 50 48 112 0 112"
      "C-48 112 -80 50 -78 -20Z",
      NULL, 0);
  heddle_sketch_canvas_path (
      c, heddle_sketch_canvas_gradient (c, 0, 0, 0, 0x401808, 0.26),
      "M0 -104C50 -104 78 -80 78 -20C80 50 48 112 0 112C30 80 40 -60 0 -104Z", NULL, 0);
  if (beard)
    heddle_sketch_canvas_path (
        c, heddle_sketch_solid (hair),
        "M-79 0C-78 60 -50 122 0 122C50 122 78 60 79 0C70 40 50 48 26 50Q0 46 -26 50"
        "C-50 48 -70 40 -79 0Z",
        NULL, 0);
  draw_face (stage, skin);
  heddle_sketch_canvas_path (c, heddle_sketch_solid (hair), style->front, NULL, 0);
  heddle_sketch_canvas_end (c);
}

static gboolean
is_woman (HeddleSketchStage *stage,
          int                nth)
{
  if (stage->brief->woman && nth == 0)
    return TRUE;

  return heddle_sketch_random_chance (&stage->random, 0.5);
}

/**
 * heddle_sketch_draw_figure:
 * @stage: an empty stage
 *
 * One person or a few, head and shoulders, before a plain wall.
 */
void
heddle_sketch_draw_figure (HeddleSketchStage *stage)
{
  const HeddleSketchPalette *p = &stage->palette;
  HeddleSketchBox s = stage->subject;
  HeddleSketchColor tone = heddle_sketch_color_mix (p->back_low, p->accent, p->dark ? 0.2 : 0.42);
  double w = stage->width, h = stage->height, u = stage->unit;
  double x = s.x + s.width / 2;
  gboolean beside = stage->copy.height > h * 0.5;
  double head = MIN ((h - s.y) / 2.85, s.width / (stage->brief->count > 0 ? 3.4
                                                  : w < h * 0.5           ? 1.7
                                                                          : 2.6));
  double y = beside ? MAX (s.y + head * 0.62, h * 0.94 - head * 2.35) : h - head * 1.75;

  heddle_sketch_canvas_rect (stage->canvas,
                             heddle_sketch_canvas_gradient (stage->canvas,
                                                            stage->light < 0 ? 45 : 135, p->back, 1,
                                                            p->back_low, 1),
                             0, 0, w, h, 0);
  heddle_sketch_stage_under (stage, p->back);
  heddle_sketch_stage_under (stage, p->back_low);
  if (heddle_sketch_random_chance (&stage->random, 0.6))
    heddle_sketch_canvas_ellipse (stage->canvas, heddle_sketch_solid (tone), x, y + head * 0.1,
                                  head * 1.12, head * 1.12);
  else
    heddle_sketch_canvas_rect (stage->canvas, heddle_sketch_solid (tone), x - head * 1.15,
                               y - head * 0.85, head * 2.3, h - y + head, u);
  for (int i = -1; i <= 1; i += 2)
    heddle_sketch_stage_sprig (stage, x + i * head * 1.05, h + u * 2, i * 24, head * 1.55,
                               i < 0 ? p->second : p->second_light);

  if (stage->brief->count == 2)
    x += head * 0.55;
  if (stage->brief->count > 0)
    draw_person (stage, x - head * 1.02, y + head * 0.22, head * 0.88, is_woman (stage, 1),
                 p->second, p->paper);
  if (stage->brief->count > 2)
    draw_person (stage, x + head * 1.02, y + head * 0.16, head * 0.9, is_woman (stage, 2),
                 p->main_dark, p->accent);
  draw_person (stage, x, y, head, is_woman (stage, 0), p->main, p->paper);
}
