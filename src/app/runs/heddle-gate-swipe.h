/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * HeddleGateSwipe:
 *
 * Two pictures over each other, with a divider that shows more of the one or of the other.
 */
#define HEDDLE_TYPE_GATE_SWIPE (heddle_gate_swipe_get_type ())
G_DECLARE_FINAL_TYPE (HeddleGateSwipe, heddle_gate_swipe, HEDDLE, GATE_SWIPE, GtkWidget)

void heddle_gate_swipe_show (HeddleGateSwipe *self,
                             GdkPaintable    *start,
                             guint            start_number,
                             GdkPaintable    *end,
                             guint            end_number);

G_END_DECLS
