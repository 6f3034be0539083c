/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "editor/heddle-canvas.h"

G_BEGIN_DECLS

void heddle_canvas_class_init_selection (GtkWidgetClass *widget_class);

G_END_DECLS
