/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "editor/heddle-canvas-model.h"
#include "editor/heddle-canvas.h"

G_BEGIN_DECLS

HeddleCanvasLink *heddle_canvas_find_dot_at    (HeddleCanvas    *self,
                                                double           x,
                                                double           y,
                                                guint           *dot);
void              heddle_canvas_remove_dot     (HeddleCanvas    *self,
                                                const char      *link,
                                                guint            dot);
gboolean          heddle_canvas_hold_dot       (HeddleCanvas    *self,
                                                double           x,
                                                double           y,
                                                GdkModifierType  state);
void              heddle_canvas_begin_rerouting (HeddleCanvas   *self);
void              heddle_canvas_reroute_to     (HeddleCanvas    *self,
                                                double           x,
                                                double           y,
                                                gboolean         freely);
void              heddle_canvas_end_rerouting  (HeddleCanvas    *self,
                                                gboolean         drop);
void              heddle_canvas_drop_reroute   (HeddleCanvas    *self);
gboolean          heddle_canvas_nudge_dot      (HeddleCanvas    *self,
                                                double           dx,
                                                double           dy);
void              heddle_canvas_class_init_rerouting (GtkWidgetClass *widget_class);

G_END_DECLS
