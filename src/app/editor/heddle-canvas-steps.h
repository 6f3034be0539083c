/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "editor/heddle-canvas.h"
#include "editor/heddle-search-item.h"

G_BEGIN_DECLS

void     heddle_canvas_add_step_in_view (HeddleCanvas     *self,
                                         HeddleSearchItem *item);
gboolean heddle_canvas_hold_step        (HeddleCanvas     *self,
                                         HeddleSearchItem *item,
                                         GtkWidget        *widget,
                                         double            widget_x,
                                         double            widget_y);
void     heddle_canvas_leave_step       (HeddleCanvas     *self);
gboolean heddle_canvas_drop_step        (HeddleCanvas     *self,
                                         HeddleSearchItem *item,
                                         GtkWidget        *widget,
                                         double            widget_x,
                                         double            widget_y);

G_END_DECLS
