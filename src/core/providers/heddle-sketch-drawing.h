/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HeddleSketchDrawing:
 * @prompt: what the picture shows; not empty
 * @negative: (nullable): what it must not show
 * @seed: varies the picture
 * @width: in pixels, from 16 to 16384
 * @height: in pixels, from 16 to 16384
 * @brand_colors: (array length=n_brand_colors) (nullable): colours as `#rrggbb`
 * @n_brand_colors: how many
 * @references: (nullable): a text that stands for the reference images, such as their hashes:
 *   other references give another picture
 *
 * The order for a sketch.
 */
typedef struct
{
  const char        *prompt;
  const char        *negative;
  gint64             seed;
  int                width;
  int                height;
  const char *const *brand_colors;
  gsize              n_brand_colors;
  const char        *references;
} HeddleSketchDrawing;

char *heddle_sketch_draw (const HeddleSketchDrawing *drawing);

G_END_DECLS
