/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "editor/heddle-canvas.h"
#include "widgets/heddle-breadth.h"

G_BEGIN_DECLS

/**
 * HeddleCanvasView:
 *
 * A canvas with its floating toolbar and its map: what a page of the editor shows. The actions
 * `canvas.…` work anywhere in it.
 */
#define HEDDLE_TYPE_CANVAS_VIEW (heddle_canvas_view_get_type ())
G_DECLARE_FINAL_TYPE (HeddleCanvasView, heddle_canvas_view, HEDDLE, CANVAS_VIEW, AdwBin)

GtkWidget    *heddle_canvas_view_new         (HeddleOpenWorkflow *workflow,
                                              HeddlePipeline     *pipeline);
HeddleCanvas *heddle_canvas_view_get_canvas  (HeddleCanvasView   *self);
void          heddle_canvas_view_set_breadth (HeddleCanvasView   *self,
                                              HeddleBreadth       breadth);
void          heddle_canvas_view_set_alone   (HeddleCanvasView   *self,
                                              gboolean            alone);
void          heddle_canvas_view_set_n_problems (HeddleCanvasView *self,
                                              guint               n);

G_END_DECLS
