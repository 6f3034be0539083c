/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

#include "providers/heddle-sketch-color.h"
#include "providers/heddle-sketch-palette.h"

G_BEGIN_DECLS

/**
 * HeddleSketchCanvas:
 *
 * An SVG picture being written. Everything on it is flat shapes and gradients, which renderers
 * draw fast: no filters. The origin is the upper left corner, y grows downwards.
 */
typedef struct _HeddleSketchCanvas HeddleSketchCanvas;

/**
 * HeddleSketchPaint:
 * @value: what stands in a `fill` or `stroke` attribute
 *
 * A colour or a gradient of one canvas. A plain value: copied by assignment.
 */
typedef struct
{
  char value[16];
} HeddleSketchPaint;

HeddleSketchCanvas *heddle_sketch_canvas_new    (int                        width,
                                                 int                        height);
void                heddle_sketch_canvas_free   (HeddleSketchCanvas        *self);
char               *heddle_sketch_canvas_finish (HeddleSketchCanvas        *self);

HeddleSketchPaint   heddle_sketch_solid             (HeddleSketchColor      color);
HeddleSketchPaint   heddle_sketch_canvas_gradient   (HeddleSketchCanvas    *self,
                                                     double                 angle,
                                                     HeddleSketchColor      from,
                                                     double                 from_opacity,
                                                     HeddleSketchColor      to,
                                                     double                 to_opacity);
HeddleSketchPaint   heddle_sketch_canvas_glow       (HeddleSketchCanvas    *self,
                                                     HeddleSketchColor      color,
                                                     double                 opacity);

void heddle_sketch_canvas_rect    (HeddleSketchCanvas        *self,
                                   HeddleSketchPaint          paint,
                                   double                     x,
                                   double                     y,
                                   double                     width,
                                   double                     height,
                                   double                     radius);
void heddle_sketch_canvas_ellipse (HeddleSketchCanvas        *self,
                                   HeddleSketchPaint          paint,
                                   double                     x,
                                   double                     y,
                                   double                     radius_x,
                                   double                     radius_y);
void heddle_sketch_canvas_path    (HeddleSketchCanvas        *self,
                                   HeddleSketchPaint          paint,
                                   const char                *data,
                                   const double              *numbers,
                                   gsize                      n_numbers);
void heddle_sketch_canvas_stroke  (HeddleSketchCanvas        *self,
                                   HeddleSketchPaint          paint,
                                   double                     width,
                                   const char                *data,
                                   const double              *numbers,
                                   gsize                      n_numbers);
void heddle_sketch_canvas_begin   (HeddleSketchCanvas        *self,
                                   double                     x,
                                   double                     y,
                                   double                     angle,
                                   double                     scale_x,
                                   double                     scale_y);
void heddle_sketch_canvas_begin_opacity (HeddleSketchCanvas  *self,
                                         double               opacity);
void heddle_sketch_canvas_end     (HeddleSketchCanvas        *self);
void heddle_sketch_canvas_object  (HeddleSketchCanvas        *self,
                                   const char                *name,
                                   const HeddleSketchPalette *palette);
void heddle_sketch_canvas_words   (HeddleSketchCanvas        *self,
                                   HeddleSketchColor          color,
                                   double                     x,
                                   double                     baseline,
                                   double                     size,
                                   const char                *anchor,
                                   const char                *words);

/**
 * HEDDLE_SKETCH_NUMBERS:
 *
 * The numbers of a path, which take the places of the `#` in its data, in order: stands for the
 * last two arguments of [method@SketchCanvas.path] and [method@SketchCanvas.stroke].
 */
#define HEDDLE_SKETCH_NUMBERS(...) \
  ((const double[]) { __VA_ARGS__ }), (sizeof ((const double[]) { __VA_ARGS__ }) / sizeof (double))

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleSketchCanvas, heddle_sketch_canvas_free)

G_END_DECLS
