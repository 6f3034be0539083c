/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "editor/heddle-canvas-model.h"

G_BEGIN_DECLS

GPtrArray        *heddle_canvas_model_list_in_order (HeddleCanvasModel      *self);
HeddleCanvasNode *heddle_canvas_model_find_nearest  (HeddleCanvasModel      *self,
                                                     const HeddleCanvasNode *from,
                                                     GtkDirectionType        direction);
HeddleCanvasNode *heddle_canvas_model_find_linked   (HeddleCanvasModel      *self,
                                                     const HeddleCanvasNode *from,
                                                     GtkDirectionType        direction);

G_END_DECLS
