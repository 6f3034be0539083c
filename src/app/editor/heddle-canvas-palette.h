/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gdk/gdk.h>

#include "graph/heddle-port.h"

G_BEGIN_DECLS

#define HEDDLE_CANVAS_N_TYPES (HEDDLE_VALUE_ANY + 1)

/**
 * HeddleCanvasPalette:
 * @dark: whether it is for a dark canvas
 * @high_contrast: whether everything has an edge and nothing shines through
 * @canvas: the ground
 * @dot: of the grid
 * @node: the ground of nodes
 * @edge: around nodes, in high contrast
 * @shade: around and below nodes
 * @text: titles and text
 * @dim: text that matters less
 * @box: the ground of boxes in nodes
 * @line: between the parts of nodes
 * @accent: selection, progress, what runs
 * @success: what is done
 * @warning: what waits for a person
 * @error: what failed
 * @note: the ground of notes
 * @note_text: their text
 * @types: (array fixed-size=9): ports and links, by [enum@ValueType]
 * @links: (array fixed-size=9): links at rest, solid
 * @headers: (array fixed-size=10): headers of nodes, by what these give; the last where they give
 *   nothing
 * @blocks: (array fixed-size=10): whole nodes, seen from afar
 * @link_width: how wide links are
 * @dimmed: how much is seen of a node that does not take part
 *
 * The colours of the canvas: all of them are here.
 */
typedef struct
{
  gboolean dark;
  gboolean high_contrast;
  GdkRGBA  canvas;
  GdkRGBA  dot;
  GdkRGBA  node;
  GdkRGBA  edge;
  GdkRGBA  shade;
  GdkRGBA  text;
  GdkRGBA  dim;
  GdkRGBA  box;
  GdkRGBA  line;
  GdkRGBA  accent;
  GdkRGBA  success;
  GdkRGBA  warning;
  GdkRGBA  error;
  GdkRGBA  note;
  GdkRGBA  note_text;
  GdkRGBA  types[HEDDLE_CANVAS_N_TYPES];
  GdkRGBA  links[HEDDLE_CANVAS_N_TYPES];
  GdkRGBA  headers[HEDDLE_CANVAS_N_TYPES + 1];
  GdkRGBA  blocks[HEDDLE_CANVAS_N_TYPES + 1];
  float    link_width;
  float    dimmed;
} HeddleCanvasPalette;

void heddle_canvas_palette_init      (HeddleCanvasPalette       *self,
                                      gboolean                   dark,
                                      gboolean                   high_contrast,
                                      const GdkRGBA             *accent);
void heddle_canvas_palette_init_current (HeddleCanvasPalette    *self);
GdkRGBA heddle_canvas_palette_get_node (const HeddleCanvasPalette *self,
                                      int                        type,
                                      const char                *color,
                                      gboolean                   header);
void heddle_canvas_palette_get_frame (const HeddleCanvasPalette *self,
                                      const char                *color,
                                      GdkRGBA                   *fill,
                                      GdkRGBA                   *edge);

G_END_DECLS
