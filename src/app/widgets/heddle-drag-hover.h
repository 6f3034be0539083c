/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * HeddleDragHoverFunc:
 * @owner: what was given for it
 * @widget: what something is held over
 * @drop: what is held there
 *
 * Goes to what the widget leads to.
 */
typedef void (*HeddleDragHoverFunc) (gpointer   owner,
                                     GtkWidget *widget,
                                     GdkDrop   *drop);

void heddle_drag_hover_add (GtkWidget           *widget,
                            HeddleDragHoverFunc  func,
                            gpointer             owner);

G_END_DECLS
