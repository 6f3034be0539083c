/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void heddle_canvas_append_rounded (GtkSnapshot           *snapshot,
                                   GtkWidget             *widget,
                                   const GskRoundedRect  *outline,
                                   const GdkRGBA         *color);
void heddle_canvas_append_box     (GtkSnapshot           *snapshot,
                                   GtkWidget             *widget,
                                   const graphene_rect_t *bounds,
                                   float                  radius,
                                   const GdkRGBA         *color);
void heddle_canvas_append_outline (GtkSnapshot           *snapshot,
                                   const graphene_rect_t *bounds,
                                   float                  radius,
                                   float                  width,
                                   const GdkRGBA         *color);

G_END_DECLS
