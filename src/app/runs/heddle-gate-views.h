/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HeddleGateViews:
 *
 * Cards that are chosen from: side by side, two over each other, or one by one.
 */
#define HEDDLE_TYPE_GATE_VIEWS (heddle_gate_views_get_type ())
G_DECLARE_FINAL_TYPE (HeddleGateViews, heddle_gate_views, HEDDLE, GATE_VIEWS, GtkWidget)

void     heddle_gate_views_set_cards   (HeddleGateViews *self,
                                        GPtrArray       *shown,
                                        GPtrArray       *coming,
                                        int              columns);
void     heddle_gate_views_clear       (HeddleGateViews *self);
void     heddle_gate_views_set_mode    (HeddleGateViews *self,
                                        const char      *mode);
gboolean heddle_gate_views_is_side     (HeddleGateViews *self);
gboolean heddle_gate_views_is_swipe    (HeddleGateViews *self);
int      heddle_gate_views_find_current (HeddleGateViews *self);
gboolean heddle_gate_views_move        (HeddleGateViews *self,
                                        guint            key);
void     heddle_gate_views_show_card   (HeddleGateViews *self,
                                        guint            position);
void     heddle_gate_views_show_last   (HeddleGateViews *self);
void     heddle_gate_views_update      (HeddleGateViews *self);

G_END_DECLS
