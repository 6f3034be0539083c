/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "editor/heddle-open-workflow.h"

G_BEGIN_DECLS

/**
 * HeddleNodePage:
 *
 * What the inspector shows of a node: what it is, what can be set of it, and what came of it.
 */
#define HEDDLE_TYPE_NODE_PAGE (heddle_node_page_get_type ())
G_DECLARE_FINAL_TYPE (HeddleNodePage, heddle_node_page, HEDDLE, NODE_PAGE, AdwBin)

GtkWidget *heddle_node_page_new        (void);
void       heddle_node_page_show       (HeddleNodePage     *self,
                                        HeddleOpenWorkflow *workflow,
                                        const char         *node);
void       heddle_node_page_show_state (HeddleNodePage     *self,
                                        HeddleOpenWorkflow *workflow,
                                        const char         *node);
void       heddle_node_page_scroll_up  (HeddleNodePage     *self);

G_END_DECLS
