/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "editor/heddle-canvas-node.h"
#include "editor/heddle-part-accessible.h"

G_BEGIN_DECLS

/**
 * HeddlePortAccessible:
 *
 * A port of a node as assistive technology has it: a button in the node.
 */
#define HEDDLE_TYPE_PORT_ACCESSIBLE (heddle_port_accessible_get_type ())
G_DECLARE_FINAL_TYPE (HeddlePortAccessible, heddle_port_accessible, HEDDLE, PORT_ACCESSIBLE, HeddlePartAccessible)

HeddlePortAccessible *heddle_port_accessible_new    (GtkAccessible          *node,
                                                     GtkWidget              *canvas,
                                                     const char             *id,
                                                     const HeddleCanvasPort *port);
void                  heddle_port_accessible_update (HeddlePortAccessible   *self,
                                                     const HeddleCanvasNode *node,
                                                     const HeddleCanvasPort *port);
gboolean              heddle_port_accessible_is_of  (HeddlePortAccessible   *self,
                                                     const HeddleCanvasPort *port);

G_END_DECLS
