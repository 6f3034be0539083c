/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "editor/heddle-canvas-pages.h"

G_BEGIN_DECLS

/**
 * HeddleNodeFinder:
 *
 * Finds nodes on all pages of the workflow by what they are called, their type or what is written in
 * them, and shows each where it is while one walks through them.
 */
#define HEDDLE_TYPE_NODE_FINDER (heddle_node_finder_get_type ())
G_DECLARE_FINAL_TYPE (HeddleNodeFinder, heddle_node_finder, HEDDLE, NODE_FINDER, GtkPopover)

GtkWidget *heddle_node_finder_new    (HeddleOpenWorkflow *workflow,
                                      HeddleCanvasPages  *pages);
void       heddle_node_finder_popup  (HeddleNodeFinder   *self);

G_END_DECLS
