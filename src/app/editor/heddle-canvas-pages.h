/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>
#include <json-glib/json-glib.h>

#include "editor/heddle-canvas.h"
#include "editor/heddle-open-workflow.h"
#include "editor/heddle-problem-item.h"
#include "widgets/heddle-breadth.h"

G_BEGIN_DECLS

/**
 * HeddleCanvasPages:
 *
 * The pages of an open workflow: a canvas for each, of which one is shown, and their tabs below it. Each
 * page keeps its view and its selection. The actions `pages.…` work anywhere in it.
 */
#define HEDDLE_TYPE_CANVAS_PAGES (heddle_canvas_pages_get_type ())
G_DECLARE_FINAL_TYPE (HeddleCanvasPages, heddle_canvas_pages, HEDDLE, CANVAS_PAGES, AdwBin)

GtkWidget    *heddle_canvas_pages_new          (HeddleOpenWorkflow *workflow);
HeddleCanvas *heddle_canvas_pages_get_canvas   (HeddleCanvasPages  *self);
void          heddle_canvas_pages_show_node    (HeddleCanvasPages  *self,
                                                HeddlePipeline     *pipeline,
                                                const char         *node);
void          heddle_canvas_pages_show_problem (HeddleCanvasPages  *self,
                                                HeddleProblemItem  *item);
void          heddle_canvas_pages_set_breadth  (HeddleCanvasPages  *self,
                                                HeddleBreadth       breadth);
void          heddle_canvas_pages_save_views   (HeddleCanvasPages  *self,
                                                JsonObject         *state);
void          heddle_canvas_pages_restore_views (HeddleCanvasPages *self,
                                                JsonObject         *state);

G_END_DECLS
