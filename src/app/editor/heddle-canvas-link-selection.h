/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "editor/heddle-canvas-link.h"
#include "editor/heddle-canvas.h"

G_BEGIN_DECLS

const char *heddle_canvas_get_selected_link     (HeddleCanvas    *self);
gboolean    heddle_canvas_get_link_area         (HeddleCanvas    *self,
                                                 const char      *id,
                                                 graphene_rect_t *area);
void        heddle_canvas_request_condition     (HeddleCanvas    *self,
                                                 const char      *link);
void        heddle_canvas_select_link           (HeddleCanvas    *self,
                                                 const char      *id,
                                                 int              dot);
gboolean    heddle_canvas_drop_link_selection   (HeddleCanvas    *self);
void        heddle_canvas_forget_link           (HeddleCanvas    *self);
gboolean    heddle_canvas_delete_selected_link  (HeddleCanvas    *self);
gboolean    heddle_canvas_leave_link            (HeddleCanvas    *self);
gboolean    heddle_canvas_leave_link_towards    (HeddleCanvas    *self,
                                                 GtkDirectionType direction);
HeddleCanvasLink *heddle_canvas_get_link_at     (HeddleCanvas    *self,
                                                 double           x,
                                                 double           y);
gboolean    heddle_canvas_press_link            (HeddleCanvas    *self,
                                                 double           x,
                                                 double           y,
                                                 GdkModifierType  state);
gboolean    heddle_canvas_release_link          (HeddleCanvas    *self,
                                                 int              n_press,
                                                 double           x,
                                                 double           y);
gboolean    heddle_canvas_next_dot              (HeddleCanvas    *self);
void        heddle_canvas_class_init_link_selection (GtkWidgetClass *widget_class);

G_END_DECLS
