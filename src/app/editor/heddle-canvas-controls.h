/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "editor/heddle-canvas.h"

G_BEGIN_DECLS

gboolean heddle_canvas_get_control_area        (HeddleCanvas      *self,
                                                const char        *node,
                                                const char        *key,
                                                HeddleControlPart  part,
                                                graphene_rect_t   *area);
gboolean heddle_canvas_is_control_focused      (HeddleCanvas      *self,
                                                const char        *node,
                                                const char        *key,
                                                HeddleControlPart  part);
void     heddle_canvas_init_controls           (HeddleCanvas      *self);
void     heddle_canvas_hover_control           (HeddleCanvas      *self,
                                                double             x,
                                                double             y);
gboolean heddle_canvas_is_on_control           (HeddleCanvas      *self,
                                                double             x,
                                                double             y);
gboolean heddle_canvas_is_on_track             (HeddleCanvas      *self,
                                                double             x,
                                                double             y);
gboolean heddle_canvas_press_control           (HeddleCanvas      *self,
                                                double             x,
                                                double             y);
gboolean heddle_canvas_slide_control           (HeddleCanvas      *self,
                                                double             x);
gboolean heddle_canvas_release_control         (HeddleCanvas      *self,
                                                double             x,
                                                double             y);
void     heddle_canvas_forget_pressed_control  (HeddleCanvas      *self);
char    *heddle_canvas_dup_control_tip         (HeddleCanvas      *self,
                                                double             x,
                                                double             y,
                                                graphene_rect_t   *area);
gboolean heddle_canvas_enter_controls          (HeddleCanvas      *self);
void     heddle_canvas_leave_controls          (HeddleCanvas      *self);
void     heddle_canvas_snapshot_controls       (HeddleCanvas      *self,
                                                GtkSnapshot       *snapshot);

void     heddle_canvas_activate_control        (HeddleCanvas      *self,
                                                const char        *node,
                                                const char        *key,
                                                HeddleControlPart  part);
void     heddle_canvas_turn_control            (HeddleCanvas      *self,
                                                const char        *node,
                                                const char        *key,
                                                double             steps);
void     heddle_canvas_slide_to                (HeddleCanvas      *self,
                                                const char        *node,
                                                const char        *key,
                                                double             fraction);
void     heddle_canvas_settle_control          (HeddleCanvas      *self);
void     heddle_canvas_refresh_control_editor  (HeddleCanvas      *self);
void     heddle_canvas_place_control_editor    (HeddleCanvas      *self);
void     heddle_canvas_present_control_editor  (HeddleCanvas      *self);
void     heddle_canvas_drop_control_editor     (HeddleCanvas      *self);

G_END_DECLS
