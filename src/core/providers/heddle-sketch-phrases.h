/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

#include "providers/heddle-sketch-random.h"

G_BEGIN_DECLS

/**
 * HeddleSketchKind:
 * @HEDDLE_SKETCH_KIND_PARAGRAPH: two or three sentences
 * @HEDDLE_SKETCH_KIND_HEADLINE: a few words
 * @HEDDLE_SKETCH_KIND_TAGLINE: fewer
 * @HEDDLE_SKETCH_KIND_CAPTION: what stands below a picture in a feed
 * @HEDDLE_SKETCH_KIND_ALT: what a picture shows, for who cannot see it
 * @HEDDLE_SKETCH_KIND_ACTION: the words of a button
 * @HEDDLE_SKETCH_KIND_HASHTAGS: a row of hashtags
 * @HEDDLE_SKETCH_KIND_KEYWORD: one word or two
 * @HEDDLE_SKETCH_KIND_IMAGE_PROMPT: what to ask an image model for
 * @HEDDLE_SKETCH_KIND_NAME: a name for something
 *
 * What a text step can ask for.
 */
typedef enum
{
  HEDDLE_SKETCH_KIND_PARAGRAPH,
  HEDDLE_SKETCH_KIND_HEADLINE,
  HEDDLE_SKETCH_KIND_TAGLINE,
  HEDDLE_SKETCH_KIND_CAPTION,
  HEDDLE_SKETCH_KIND_ALT,
  HEDDLE_SKETCH_KIND_ACTION,
  HEDDLE_SKETCH_KIND_HASHTAGS,
  HEDDLE_SKETCH_KIND_KEYWORD,
  HEDDLE_SKETCH_KIND_IMAGE_PROMPT,
  HEDDLE_SKETCH_KIND_NAME,
} HeddleSketchKind;

guint heddle_sketch_phrases_count (HeddleSketchKind    kind);
char *heddle_sketch_phrase        (HeddleSketchKind    kind,
                                   guint               nth,
                                   const char         *topic,
                                   const char         *mood,
                                   HeddleSketchRandom *random);

G_END_DECLS
