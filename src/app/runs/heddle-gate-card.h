/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "runs/heddle-gate.h"

G_BEGIN_DECLS

/**
 * HeddleGateCard:
 *
 * One of several things that a person picks from, or approves: on where it is picked.
 */
#define HEDDLE_TYPE_GATE_CARD (heddle_gate_card_get_type ())
G_DECLARE_FINAL_TYPE (HeddleGateCard, heddle_gate_card, HEDDLE, GATE_CARD, GtkWidget)

HeddleGateCard  *heddle_gate_card_new        (HeddleSession  *session,
                                              HeddleGate     *gate,
                                              guint           position);
GtkWidget       *heddle_gate_card_new_coming (HeddleGate     *gate);
GtkToggleButton *heddle_gate_card_get_button (HeddleGateCard *self);
void             heddle_gate_card_zoom       (HeddleGateCard *self,
                                              gboolean        closely);
void             heddle_gate_card_update     (HeddleGateCard *self,
                                              HeddleGate     *gate);
void             heddle_gate_card_rate       (HeddleGateCard *self,
                                              guint           stars);
GdkPaintable    *heddle_gate_card_get_paintable (HeddleGateCard *self);

G_END_DECLS
