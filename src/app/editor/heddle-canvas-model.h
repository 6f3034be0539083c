/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "editor/heddle-canvas-link.h"
#include "graph/heddle-document.h"
#include "runs/heddle-run-state.h"

G_BEGIN_DECLS

/**
 * HeddleCanvasFrame:
 * @element: the frame of the document
 * @name: (nullable): its title
 * @color: (nullable): a name of the palette, or a color
 * @area: where it is without what its nodes take
 * @bounds: where it is; as large as it takes to hold the nodes that begin in it
 */
typedef struct
{
  HeddleElement   *element;
  char            *name;
  char            *color;
  graphene_rect_t  area;
  graphene_rect_t  bounds;
} HeddleCanvasFrame;

/**
 * HeddleCanvasNote:
 * @element: the note of the document
 * @text: what it says
 * @bounds: where it is
 */
typedef struct
{
  HeddleElement   *element;
  char            *text;
  graphene_rect_t  bounds;
} HeddleCanvasNote;

/**
 * HeddleCanvasModel:
 *
 * What is where on the canvas of one pipeline: nodes, links, frames and notes, with their sizes and
 * ways. Follows the document and the run one change at a time. Knows no widget.
 */
#define HEDDLE_TYPE_CANVAS_MODEL (heddle_canvas_model_get_type ())
G_DECLARE_FINAL_TYPE (HeddleCanvasModel, heddle_canvas_model, HEDDLE, CANVAS_MODEL, GObject)

HeddleCanvasModel *heddle_canvas_model_new         (HeddleDocument        *document,
                                                    HeddlePipeline        *pipeline,
                                                    HeddleRunState        *run_state,
                                                    HeddleNodeRegistry    *registry,
                                                    HeddleProviders       *providers);
GPtrArray         *heddle_canvas_model_get_nodes   (HeddleCanvasModel     *self);
GPtrArray         *heddle_canvas_model_get_links   (HeddleCanvasModel     *self);
GArray            *heddle_canvas_model_get_frames  (HeddleCanvasModel     *self);
GArray            *heddle_canvas_model_get_notes   (HeddleCanvasModel     *self);
HeddleCanvasNode  *heddle_canvas_model_lookup      (HeddleCanvasModel     *self,
                                                    const char            *id);
gboolean           heddle_canvas_model_get_bounds  (HeddleCanvasModel     *self,
                                                    graphene_rect_t       *bounds);
void               heddle_canvas_model_query_nodes (HeddleCanvasModel     *self,
                                                    const graphene_rect_t *area,
                                                    GPtrArray             *nodes);
void               heddle_canvas_model_query_links (HeddleCanvasModel     *self,
                                                    const graphene_rect_t *area,
                                                    GPtrArray             *links);
HeddleCanvasNode  *heddle_canvas_model_get_node_at (HeddleCanvasModel     *self,
                                                    double                 x,
                                                    double                 y);
HeddleCanvasLink  *heddle_canvas_model_get_link_at (HeddleCanvasModel     *self,
                                                    double                 x,
                                                    double                 y,
                                                    double                 reach);
HeddleCanvasLink  *heddle_canvas_model_find_link   (HeddleCanvasModel     *self,
                                                    const char            *id);
HeddleCanvasLink  *heddle_canvas_model_get_dot_at  (HeddleCanvasModel     *self,
                                                    double                 x,
                                                    double                 y,
                                                    double                 reach,
                                                    guint                 *dot);
HeddleCanvasPort  *heddle_canvas_model_get_port_at (HeddleCanvasModel     *self,
                                                    double                 x,
                                                    double                 y,
                                                    double                 reach,
                                                    HeddleCanvasNode     **node);
HeddleCanvasPort  *heddle_canvas_model_get_open_port_at (HeddleCanvasModel *self,
                                                         double             x,
                                                         double             y,
                                                         double             reach,
                                                         HeddleCanvasNode **node);
void               heddle_canvas_model_place_node  (HeddleCanvasModel     *self,
                                                    const char            *id,
                                                    float                  x,
                                                    float                  y);
void               heddle_canvas_model_unplace_node (HeddleCanvasModel    *self,
                                                     const char           *id);
void               heddle_canvas_model_place_dots  (HeddleCanvasModel     *self,
                                                    const char            *id,
                                                    GArray                *dots);
void               heddle_canvas_model_unplace_dots (HeddleCanvasModel    *self,
                                                     const char           *id);
void               heddle_canvas_model_end_placing (HeddleCanvasModel     *self);

G_END_DECLS
