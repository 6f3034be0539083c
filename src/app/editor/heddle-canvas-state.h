/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "editor/heddle-canvas.h"

G_BEGIN_DECLS

void     heddle_canvas_class_init_state (GtkWidgetClass *widget_class);
gboolean heddle_canvas_all_bypassed     (HeddleCanvas   *self);
gboolean heddle_canvas_all_muted        (HeddleCanvas   *self);
gboolean heddle_canvas_all_collapsed    (HeddleCanvas   *self);

G_END_DECLS
