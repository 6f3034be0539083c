/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "editor/heddle-canvas-node.h"

G_BEGIN_DECLS

void heddle_canvas_previews_append       (GtkSnapshot            *snapshot,
                                          GtkWidget              *widget,
                                          const HeddleCanvasNode *node,
                                          const GdkRGBA          *ground,
                                          float                   scale);
void heddle_canvas_previews_append_small (GtkSnapshot            *snapshot,
                                          GtkWidget              *widget,
                                          const HeddleCanvasNode *node,
                                          const GdkRGBA          *ground,
                                          float                   scale);

G_END_DECLS
