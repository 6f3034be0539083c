/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * HeddleGateStars:
 *
 * How many of five stars something has, to be seen and changed.
 */
#define HEDDLE_TYPE_GATE_STARS (heddle_gate_stars_get_type ())
G_DECLARE_FINAL_TYPE (HeddleGateStars, heddle_gate_stars, HEDDLE, GATE_STARS, GtkWidget)

HeddleGateStars *heddle_gate_stars_new       (const char      *name);
void             heddle_gate_stars_set_stars (HeddleGateStars *self,
                                              guint            stars);

G_END_DECLS
