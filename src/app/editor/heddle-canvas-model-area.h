/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "editor/heddle-canvas-model.h"

G_BEGIN_DECLS

/**
 * HeddleCanvasEdges:
 * @HEDDLE_CANVAS_EDGE_LEFT: the left edge
 * @HEDDLE_CANVAS_EDGE_TOP: the top edge
 * @HEDDLE_CANVAS_EDGE_RIGHT: the right edge
 * @HEDDLE_CANVAS_EDGE_BOTTOM: the bottom edge
 *
 * What a frame or a note can be resized by; two of them are a corner.
 */
typedef enum
{
  HEDDLE_CANVAS_EDGE_LEFT = 1 << 0,
  HEDDLE_CANVAS_EDGE_TOP = 1 << 1,
  HEDDLE_CANVAS_EDGE_RIGHT = 1 << 2,
  HEDDLE_CANVAS_EDGE_BOTTOM = 1 << 3,
} HeddleCanvasEdges;

/* How far from an edge a mouse is still on it, in pixels of the screen. */
#define HEDDLE_CANVAS_EDGE_REACH 6

HeddleElement     *heddle_canvas_model_find_area_at    (HeddleCanvasModel     *self,
                                                        double                 x,
                                                        double                 y,
                                                        double                 zoom);
HeddleCanvasEdges  heddle_canvas_model_get_edges_at    (HeddleCanvasModel     *self,
                                                        HeddleElement         *element,
                                                        double                 x,
                                                        double                 y,
                                                        double                 zoom,
                                                        double                 reach);
gboolean           heddle_canvas_model_get_area_bounds (HeddleCanvasModel     *self,
                                                        HeddleElement         *element,
                                                        graphene_rect_t       *bounds);
gboolean           heddle_canvas_model_get_own_area    (HeddleCanvasModel     *self,
                                                        HeddleElement         *element,
                                                        graphene_rect_t       *area);
void               heddle_canvas_model_query_areas     (HeddleCanvasModel     *self,
                                                        const graphene_rect_t *area,
                                                        GPtrArray             *areas);
GPtrArray         *heddle_canvas_model_list_areas      (HeddleCanvasModel     *self);
void               heddle_canvas_model_place_area      (HeddleCanvasModel     *self,
                                                        HeddleElement         *element,
                                                        const graphene_rect_t *area);
void               heddle_canvas_model_unplace_areas   (HeddleCanvasModel     *self);
char              *heddle_canvas_model_dup_area_text   (HeddleElement         *element);
char              *heddle_canvas_model_dup_area_name   (HeddleElement         *element);

G_END_DECLS
