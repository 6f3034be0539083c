/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "editor/heddle-canvas.h"

G_BEGIN_DECLS

void     heddle_canvas_notice_device      (HeddleCanvas       *self,
                                           GtkEventController *controller);
double   heddle_canvas_get_reach          (HeddleCanvas       *self,
                                           double              reach);
double   heddle_canvas_get_drag_threshold (HeddleCanvas       *self);
gboolean heddle_canvas_hold_by_finger     (HeddleCanvas       *self,
                                           double              x,
                                           double              y);

G_END_DECLS
