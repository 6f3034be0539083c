/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "editor/heddle-canvas.h"

G_BEGIN_DECLS

/**
 * HeddleCanvasSearch:
 *
 * A popover to look for what can be added to a canvas or linked on it, with the keyboard first. It opens
 * when its canvas asks for it.
 */
#define HEDDLE_TYPE_CANVAS_SEARCH (heddle_canvas_search_get_type ())
G_DECLARE_FINAL_TYPE (HeddleCanvasSearch, heddle_canvas_search, HEDDLE, CANVAS_SEARCH, GtkPopover)

GtkWidget *heddle_canvas_search_new (HeddleCanvas *canvas);

G_END_DECLS
