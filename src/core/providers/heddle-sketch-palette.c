/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "providers/heddle-sketch-palette.h"

#include <stdlib.h>
#include <string.h>

typedef struct
{
  const char *mood;
  HeddleSketchColor back;
  HeddleSketchColor ground;
  HeddleSketchColor main;
  HeddleSketchColor second;
  HeddleSketchColor accent;
} Scheme;

static const Scheme schemes[] = {
  { "blush", 0xf8dcd6, 0xe3a79b, 0xc2504d, 0x6b8f71, 0xf0c36d },
  { "blush", 0xf6e6df, 0xd9b3a8, 0x8c4a5a, 0xb98a6f, 0xe8b4a2 },
  { "blush", 0xf3d3cc, 0xc98d83, 0xf2ede4, 0x7d8f69, 0xd96c5f },
  { "citrus", 0xfdf2cf, 0xf3c969, 0xe86f2c, 0x5f8f57, 0xf7d038 },
  { "citrus", 0xdff0e4, 0xb4d9b0, 0xf2a01f, 0x2f8f6b, 0xf6df4f },
  { "coffee", 0xf3e4d0, 0xc99f73, 0xb5532f, 0x6b7a4f, 0xe2a93b },
  { "coffee", 0xe9dcc9, 0xb98b5f, 0x3f5c52, 0xc4532f, 0xe9c07d },
  { "coffee", 0xdfd0bd, 0x8f5f40, 0x7a2f1d, 0x4f6b58, 0xe8b04a },
  { "coffee", 0xd3dac6, 0x9fae8c, 0xc06a3e, 0x4d6644, 0xf0cf8e },
  { "desert", 0xf7dfc4, 0xd9925c, 0xb2492c, 0x7a6a58, 0xf2b950 },
  { "desert", 0xf2cdb0, 0xc46f4a, 0x6b3a4a, 0xd9a066, 0xffd9a0 },
  { "green", 0xe3ead9, 0xa9b891, 0x3f6b4d, 0xb5683f, 0xe8c15a },
  { "green", 0xf1efe0, 0xc9c49a, 0x557a46, 0x8c6a45, 0xe9a23b },
  { "green", 0xcfe0d2, 0x86a58c, 0x1f5a4a, 0xd98e5f, 0xf4d58d },
  { "luxury", 0xefe9e0, 0xc9bda9, 0x1f2a2e, 0xa98a4a, 0xd8b25a },
  { "luxury", 0x1e2524, 0x33403d, 0xc9a35c, 0x6f8a80, 0xf0ddb0 },
  { "luxury", 0x2a2027, 0x45323d, 0xb98a5e, 0x8c5a6b, 0xecd3a4 },
  { "mono", 0xefefec, 0xcfcec9, 0x37383b, 0x8f9092, 0xd9482f },
  { "mono", 0xf4f2ee, 0xd6d2ca, 0x1f3a5f, 0x9aa5b1, 0xe9a23b },
  { "mono", 0xe4e7e8, 0xbcc4c6, 0x24484c, 0x8fa3a3, 0xe07a5f },
  { "night", 0x1d2440, 0x2c3659, 0xe0a458, 0x6f7fb5, 0xf4d58d },
  { "night", 0x241b35, 0x3d2c52, 0xc75d7b, 0x6f6fc0, 0xf0b66d },
  { "night", 0x14262b, 0x23454a, 0xe07a5f, 0x5f9a8c, 0xf2cc8f },
  { "pastel", 0xfbe9ef, 0xf2c6d4, 0x8f7bc9, 0x84c5b1, 0xffd580 },
  { "pastel", 0xe6f1fa, 0xbfd8ee, 0xf08aa0, 0x87c3a6, 0xffd97a },
  { "pastel", 0xfdf3dc, 0xf4d8a6, 0x6fb3c8, 0xf29c94, 0xb8d58a },
  { "retro", 0xf1e3c6, 0xd9a86c, 0xc8452f, 0x2c6e6b, 0xe9b33f },
  { "retro", 0xe7dcc3, 0xb9a37a, 0x2f5d62, 0xd9743a, 0xe6b84a },
  { "retro", 0xf4d9b8, 0xe0905a, 0x7b2d3b, 0x3f7a6f, 0xf2b441 },
  { "sea", 0xd6ecf2, 0xe9d8b4, 0x1e6f8c, 0xe0795a, 0xf2c14e },
  { "sea", 0xe6f3f1, 0xb8dad8, 0x14596b, 0xf08a5d, 0xf6d186 },
  { "sea", 0xf6e7cf, 0xd9c39a, 0x2a6f97, 0xd9594c, 0xf3c969 },
  { "spring", 0xf7e1e1, 0xe9b8b4, 0xd4697a, 0x7fa06b, 0xf2d06b },
  { "spring", 0xe6efdc, 0xb9cfa0, 0x4f8a5b, 0xe58f8f, 0xf5c84c },
  { "spring", 0xece6f4, 0xc9bbe0, 0x7d62a8, 0x8fae7a, 0xf3c969 },
  { "summer", 0xfdf0c9, 0xf4c968, 0xe8633a, 0x2a9d8f, 0xffd23f },
  { "summer", 0xcdeef0, 0xf2d8a7, 0xef6f53, 0x1f8a94, 0xffd166 },
  { "summer", 0xffe3cf, 0xf7b48a, 0xd9435e, 0x2f9c95, 0xffc94a },
  { "sunset", 0xf9c9a0, 0xc96f52, 0x8c3a4a, 0x5d4a7e, 0xffd27a },
  { "sunset", 0xf6b7a6, 0xb5566b, 0x4a3263, 0xe8814d, 0xffdf9a },
  { "sunset", 0xfbd9a5, 0xd98a4f, 0xa8402f, 0x6b4a5e, 0xffeab8 },
  { "tech", 0xe6e9f2, 0xb9c2dc, 0x3b5bdb, 0x12a37c, 0xffb01f },
  { "tech", 0x111827, 0x22304f, 0x6c7bff, 0x22c7a9, 0xffcf5c },
  { "tech", 0xe9e4f7, 0xc4b6ec, 0x6a35d9, 0xff6f91, 0x3ddbc5 },
  { "winter", 0xdfe9f0, 0xb7cad8, 0x2f5d7c, 0xa33b3b, 0xf2e2b8 },
  { "winter", 0xe8ecf1, 0xc3ccd9, 0x35506b, 0x6d8fa6, 0xd9a441 },
  { "winter", 0xeceff0, 0xc7d3d0, 0x2d5a4e, 0xb23a3a, 0xe3bf6d },
};

static Scheme
choose_scheme (const char         *mood,
               HeddleSketchRandom *random)
{
  guint n = 0;
  guint nth;

  for (gsize i = 0; i < G_N_ELEMENTS (schemes); i++)
    n += mood != NULL && strcmp (schemes[i].mood, mood) == 0;
  if (n == 0)
    {
      Scheme any;

      do
        any = schemes[heddle_sketch_random_below (random, G_N_ELEMENTS (schemes))];
      while (strcmp (any.mood, "night") == 0);

      return any;
    }

  nth = heddle_sketch_random_below (random, n);
  for (gsize i = 0;; i++)
    if (strcmp (schemes[i].mood, mood) == 0 && nth-- == 0)
      return schemes[i];
}

/* A wall and a table that let @color stand out: a quiet tone of it or of its complement. */
static void
surround (Scheme             *scheme,
          HeddleSketchColor   color,
          HeddleSketchRandom *random)
{
  HeddleSketchLch lch = heddle_sketch_color_to_lch (color);
  double turn = (double[]) { 0, 35, -35, 180 }[heddle_sketch_random_below (random, 4)];
  double hue = lch.chroma < 0.03 ? heddle_sketch_random_between (random, 40, 95) : lch.hue + turn;
  double chroma = MIN (lch.chroma, 0.1) * 0.35 + 0.012;

  scheme->back = heddle_sketch_color_from_lch (lch.lightness > 0.86 ? 0.8 : 0.92, chroma, hue);
  scheme->ground =
      heddle_sketch_color_from_lch (lch.lightness > 0.86 ? 0.62 : 0.76, chroma * 2, hue);
}

static void
set_backdrop (Scheme            *scheme,
              HeddleSketchColor  color)
{
  HeddleSketchLch lch = heddle_sketch_color_to_lch (color);

  scheme->back = color;
  scheme->ground = heddle_sketch_color_from_lch (lch.lightness > 0.4 ? lch.lightness - 0.14
                                                                     : lch.lightness + 0.1,
                                                 lch.chroma * 1.05, lch.hue);
}

static int
compare_chroma (gconstpointer a,
                gconstpointer b)
{
  double x = heddle_sketch_color_to_lch (*(const HeddleSketchColor *) a).chroma;
  double y = heddle_sketch_color_to_lch (*(const HeddleSketchColor *) b).chroma;

  return (x < y) - (x > y);
}

/* The strongest colours go to things, the lightest to the wall, whatever order the kit has. */
static void
apply_brand (Scheme                  *scheme,
             const HeddleSketchColor *brand,
             guint                    n_brand,
             HeddleSketchRandom      *random)
{
  g_autofree HeddleSketchColor *sorted = g_memdup2 (brand, n_brand * sizeof *brand);
  guint turn;
  guint lightest = 0;
  HeddleSketchColor wall = 0;

  qsort (sorted, n_brand, sizeof *sorted, compare_chroma);
  for (guint i = 1; i < n_brand; i++)
    if (heddle_sketch_color_to_lch (sorted[i]).lightness > 0.82)
      lightest = i;
  if (lightest > 0)
    {
      wall = sorted[lightest];
      memmove (sorted + lightest, sorted + lightest + 1, (n_brand - lightest - 1) * sizeof *sorted);
      n_brand--;
    }

  turn = n_brand > 2 ? heddle_sketch_random_below (random, 2) : 0;
  scheme->main = sorted[turn % n_brand];
  scheme->second = sorted[(turn + 1) % n_brand];
  scheme->accent = sorted[(turn + 2) % n_brand];
  surround (scheme, scheme->main, random);
  if (lightest > 0)
    set_backdrop (scheme, wall);
}

/* Moves @color in lightness until it can be told from @other at a glance. */
static HeddleSketchColor
keep_apart (HeddleSketchColor color,
            HeddleSketchColor other,
            double            least)
{
  double step = heddle_sketch_color_to_lch (other).lightness > 0.55 ? -0.05 : 0.05;

  for (int i = 0; i < 10 && heddle_sketch_color_distance (color, other) < least; i++)
    color = heddle_sketch_color_shift (color, step, 1);

  return color;
}

static HeddleSketchPalette
complete (const Scheme *scheme)
{
  HeddleSketchLch back = heddle_sketch_color_to_lch (scheme->back);
  HeddleSketchLch main = heddle_sketch_color_to_lch (scheme->main);
  HeddleSketchPalette self = { 0 };

  self.dark = back.lightness < 0.5;
  self.back = scheme->back;
  self.back_low = heddle_sketch_color_shift (scheme->back, self.dark ? 0.07 : -0.045, 1.15);
  self.ground = keep_apart (scheme->ground, self.back_low, 0.06);
  self.ground_dark = heddle_sketch_color_shift (self.ground, -0.09, 1.05);
  self = heddle_sketch_palette_recolored (&self, scheme->main);
  self.second = keep_apart (scheme->second, scheme->back, 0.2);
  self.second_light = heddle_sketch_color_shift (self.second, 0.13, 0.85);
  self.second_dark = heddle_sketch_color_shift (self.second, -0.15, 0.9);
  self.accent = keep_apart (scheme->accent, self.main, 0.15);
  self.paper =
      heddle_sketch_color_from_lch (0.962, 0.014, back.chroma > 0.01 ? back.hue : main.hue);
  self.paper_shade = heddle_sketch_color_shift (self.paper, -0.12, 1.6);
  self.ink = heddle_sketch_color_from_lch (0.24, 0.025, main.hue);

  return self;
}

/**
 * heddle_sketch_palette_new:
 * @brief: what the prompt asks for
 * @brand: (array length=n_brand) (nullable): colours of a brand kit
 * @n_brand: how many
 * @random: the sketch's chance
 *
 * Chooses the colours: those that the prompt names first, then the brand's, then those of the
 * season or mood that it calls up, varied by chance. Things always stand out from what is behind
 * them.
 *
 * Returns: the palette
 */
HeddleSketchPalette
heddle_sketch_palette_new (const HeddleSketchBrief *brief,
                           const HeddleSketchColor *brand,
                           guint                    n_brand,
                           HeddleSketchRandom      *random)
{
  Scheme scheme = choose_scheme (brief->night ? "night" : brief->mood, random);

  if (n_brand > 0)
    apply_brand (&scheme, brand, n_brand, random);
  if (brief->n_colors > 0)
    {
      scheme.main = brief->colors[0];
      if (!brief->has_backdrop && !brief->night && n_brand == 0)
        surround (&scheme, scheme.main, random);
    }
  if (brief->n_colors > 1)
    scheme.second = brief->colors[1];
  if (brief->n_colors > 2)
    scheme.accent = brief->colors[2];
  if (brief->has_backdrop)
    set_backdrop (&scheme, brief->backdrop);

  return complete (&scheme);
}

/**
 * heddle_sketch_palette_recolored:
 * @self: a palette
 * @main: what @self's main colour is replaced with
 *
 * Returns: @self with another main colour, moved away from the backdrop if it would drown in it
 */
HeddleSketchPalette
heddle_sketch_palette_recolored (const HeddleSketchPalette *self,
                                 HeddleSketchColor          main)
{
  HeddleSketchPalette other = *self;

  other.main = keep_apart (main, self->back, 0.2);
  other.main_light = heddle_sketch_color_shift (other.main, 0.12, 0.85);
  other.main_dark = heddle_sketch_color_shift (other.main, -0.14, 0.92);

  return other;
}

/**
 * heddle_sketch_palette_type:
 * @self: a palette
 * @under: (array length=n_under): what the type lies on
 * @n_under: at least 1
 *
 * Returns: a colour for type with a contrast of at least 4.5 to all of @under, or the best there is
 */
HeddleSketchColor
heddle_sketch_palette_type (const HeddleSketchPalette *self,
                            const HeddleSketchColor   *under,
                            guint                      n_under)
{
  HeddleSketchColor wanted[] = { self->main_dark, self->accent, self->ink,
                                 self->paper,     0x16120f,     0xffffff };
  HeddleSketchColor best = self->ink;
  double best_contrast = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (wanted); i++)
    {
      double contrast = 21;

      for (guint k = 0; k < n_under; k++)
        contrast = MIN (contrast, heddle_sketch_color_contrast (wanted[i], under[k]));
      if (contrast >= 4.5)
        return wanted[i];
      if (contrast > best_contrast)
        {
          best = wanted[i];
          best_contrast = contrast;
        }
    }

  return best;
}
