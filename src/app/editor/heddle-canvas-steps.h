/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "editor/heddle-canvas.h"
#include "editor/heddle-search-item.h"

G_BEGIN_DECLS

void heddle_canvas_take_steps       (HeddleCanvas     *self,
                                     GtkWidget        *widget);
void heddle_canvas_add_step_in_view (HeddleCanvas     *self,
                                     HeddleSearchItem *item);

G_END_DECLS
