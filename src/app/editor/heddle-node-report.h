/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "runs/heddle-node-state.h"

G_BEGIN_DECLS

/**
 * HeddleNodeReport:
 *
 * What came of a node in the run that is shown: how far it is, what it gave, and what went wrong
 * with the provider's words.
 */
#define HEDDLE_TYPE_NODE_REPORT (heddle_node_report_get_type ())
G_DECLARE_FINAL_TYPE (HeddleNodeReport, heddle_node_report, HEDDLE, NODE_REPORT, GtkBox)

GtkWidget *heddle_node_report_new       (void);
void       heddle_node_report_set_state (HeddleNodeReport      *self,
                                         const HeddleNodeState *state);

G_END_DECLS
