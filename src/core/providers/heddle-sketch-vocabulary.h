/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "providers/heddle-sketch-brief.h"

G_BEGIN_DECLS

/**
 * HeddleSketchEntry:
 * @word: in the singular, lower case
 * @scene: the composition that it asks for
 * @object: (nullable): the drawing of it, for products and flat lays
 * @land: what a landscape shows
 * @mood: (nullable): the palettes that go with it
 *
 * A word that Sketch can draw.
 */
typedef struct
{
  const char       *word;
  HeddleSketchScene scene;
  const char       *object;
  HeddleSketchLand  land;
  const char       *mood;
} HeddleSketchEntry;

const HeddleSketchEntry *heddle_sketch_vocabulary_find  (const char        *word);
gboolean                 heddle_sketch_vocabulary_color (const char        *word,
                                                         HeddleSketchColor *color);
const char              *heddle_sketch_vocabulary_mood  (const char        *word);
gboolean                 heddle_sketch_vocabulary_skips (const char        *word);

G_END_DECLS
