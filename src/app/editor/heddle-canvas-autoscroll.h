/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "editor/heddle-canvas.h"

G_BEGIN_DECLS

void heddle_canvas_begin_autoscroll (HeddleCanvas *self,
                                     double        x,
                                     double        y);
void heddle_canvas_autoscroll       (HeddleCanvas *self,
                                     double        x,
                                     double        y);
void heddle_canvas_get_dragged      (HeddleCanvas *self,
                                     double       *dx,
                                     double       *dy);
void heddle_canvas_end_autoscroll   (HeddleCanvas *self);

G_END_DECLS
