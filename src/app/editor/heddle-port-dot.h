/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * HeddlePortDot:
 *
 * A dot in the colour of what a port carries, hollow where it has no link, as ports on the canvas are.
 */
#define HEDDLE_TYPE_PORT_DOT (heddle_port_dot_get_type ())
G_DECLARE_FINAL_TYPE (HeddlePortDot, heddle_port_dot, HEDDLE, PORT_DOT, GtkWidget)

void heddle_port_dot_set (HeddlePortDot *self,
                          int            type,
                          gboolean       hollow);

G_END_DECLS
