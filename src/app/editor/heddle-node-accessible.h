/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "editor/heddle-canvas-link.h"
#include "editor/heddle-canvas-node.h"
#include "editor/heddle-part-accessible.h"

G_BEGIN_DECLS

/**
 * HeddleNodeAccessible:
 *
 * A node as assistive technology has it: no widget, a child of its canvas that is there whether the
 * node is in sight or not.
 */
#define HEDDLE_TYPE_NODE_ACCESSIBLE (heddle_node_accessible_get_type ())
G_DECLARE_FINAL_TYPE (HeddleNodeAccessible, heddle_node_accessible, HEDDLE, NODE_ACCESSIBLE, HeddlePartAccessible)

HeddleNodeAccessible *heddle_node_accessible_new              (GtkWidget              *canvas,
                                                               const char             *id);
void                  heddle_node_accessible_set_offer        (HeddleNodeAccessible   *self,
                                                               const char             *label);
void                  heddle_node_accessible_set_links        (HeddleNodeAccessible   *self,
                                                               GPtrArray              *links);
void                  heddle_node_accessible_relabel_link     (HeddleNodeAccessible   *self,
                                                               const HeddleCanvasLink *link);
void                  heddle_node_accessible_set_focused_link (HeddleNodeAccessible   *self,
                                                               const char             *id);
void                  heddle_node_accessible_set_controls     (HeddleNodeAccessible   *self,
                                                               const HeddleCanvasNode *node);
void                  heddle_node_accessible_set_ports        (HeddleNodeAccessible   *self,
                                                               const HeddleCanvasNode *node,
                                                               int                     focused);
void                  heddle_node_accessible_set_flow         (HeddleNodeAccessible   *self,
                                                               GList                  *others);

G_END_DECLS
