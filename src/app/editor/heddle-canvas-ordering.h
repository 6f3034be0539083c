/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "editor/heddle-canvas-model.h"
#include "editor/heddle-canvas.h"

G_BEGIN_DECLS

HeddleCanvasNode *heddle_canvas_find_flow_port_at (HeddleCanvas *self,
                                                   double        x,
                                                   double        y);
void              heddle_canvas_hover_flow_port   (HeddleCanvas *self,
                                                   double        x,
                                                   double        y);
void              heddle_canvas_leave_flow_port   (HeddleCanvas *self);
gboolean          heddle_canvas_hold_flow_port    (HeddleCanvas *self,
                                                   double        x,
                                                   double        y);
void              heddle_canvas_begin_ordering    (HeddleCanvas *self);
void              heddle_canvas_order_to          (HeddleCanvas *self,
                                                   double        x,
                                                   double        y);
void              heddle_canvas_end_ordering      (HeddleCanvas *self,
                                                   gboolean      drop);
void              heddle_canvas_drop_order        (HeddleCanvas *self);
void              heddle_canvas_snapshot_ordering (HeddleCanvas *self,
                                                   GtkSnapshot  *snapshot);

G_END_DECLS
