/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "editor/heddle-canvas.h"

G_BEGIN_DECLS

void     heddle_canvas_take_images  (HeddleCanvas *self,
                                     GtkWidget    *widget);
void     heddle_canvas_add_images   (HeddleCanvas *self,
                                     GPtrArray    *records,
                                     double        x,
                                     double        y);
gboolean heddle_canvas_paste_images (HeddleCanvas *self);

G_END_DECLS
