/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "editor/heddle-canvas-model.h"
#include "editor/heddle-open-workflow.h"
#include "editor/heddle-viewport.h"

G_BEGIN_DECLS

/**
 * HeddleCanvas:
 *
 * The nodes and links of a page of an open workflow, to look at and to select. What is where is its
 * [class@CanvasModel]'s, which part of that is shown its [class@Viewport]'s.
 */
#define HEDDLE_TYPE_CANVAS (heddle_canvas_get_type ())
G_DECLARE_FINAL_TYPE (HeddleCanvas, heddle_canvas, HEDDLE, CANVAS, GtkWidget)

GtkWidget         *heddle_canvas_new                  (HeddleOpenWorkflow *workflow,
                                                       HeddlePipeline     *pipeline);
HeddlePipeline    *heddle_canvas_get_pipeline         (HeddleCanvas       *self);
HeddleCanvasModel *heddle_canvas_get_model            (HeddleCanvas       *self);
HeddleViewport    *heddle_canvas_get_viewport         (HeddleCanvas       *self);
const char        *heddle_canvas_get_selected_node    (HeddleCanvas       *self);
char             **heddle_canvas_dup_selection        (HeddleCanvas       *self);
gboolean           heddle_canvas_is_selected          (HeddleCanvas       *self,
                                                       const char         *id);
void               heddle_canvas_select_node          (HeddleCanvas       *self,
                                                       const char         *id);
void               heddle_canvas_set_selection        (HeddleCanvas       *self,
                                                       const char *const  *ids);
void               heddle_canvas_reveal_node          (HeddleCanvas       *self,
                                                       const char         *id);
void               heddle_canvas_get_node_area        (HeddleCanvas       *self,
                                                       const char         *id,
                                                       graphene_rect_t    *area);
gboolean           heddle_canvas_get_port_area        (HeddleCanvas       *self,
                                                       const char         *id,
                                                       const char         *port,
                                                       gboolean            output,
                                                       graphene_rect_t    *area);
gboolean           heddle_canvas_get_offer_area       (HeddleCanvas       *self,
                                                       const char         *id,
                                                       graphene_rect_t    *area);
double             heddle_canvas_get_zoom             (HeddleCanvas       *self);
void               heddle_canvas_set_zoom             (HeddleCanvas       *self,
                                                       double              zoom);
void               heddle_canvas_zoom_to_fit          (HeddleCanvas       *self);
void               heddle_canvas_zoom_to_selection    (HeddleCanvas       *self);
void               heddle_canvas_get_view             (HeddleCanvas       *self,
                                                       double             *x,
                                                       double             *y,
                                                       double             *zoom);
void               heddle_canvas_set_view             (HeddleCanvas       *self,
                                                       double              x,
                                                       double              y,
                                                       double              zoom);
gboolean           heddle_canvas_get_show_minimap     (HeddleCanvas       *self);
void               heddle_canvas_set_show_minimap     (HeddleCanvas       *self,
                                                       gboolean            show);
const char        *heddle_canvas_get_hint             (HeddleCanvas       *self,
                                                       double             *x,
                                                       double             *y);

G_END_DECLS
