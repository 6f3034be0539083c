/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "editor/heddle-canvas.h"

G_BEGIN_DECLS

void heddle_canvas_class_init_menu (GtkWidgetClass *widget_class);
void heddle_canvas_init_menu       (HeddleCanvas   *self);
void heddle_canvas_present_menu    (HeddleCanvas   *self);
void heddle_canvas_show_menu_at_widget (HeddleCanvas *self,
                                        GtkWidget    *widget,
                                        double        x,
                                        double        y);

G_END_DECLS
