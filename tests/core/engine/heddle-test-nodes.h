/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "graph/heddle-node-registry.h"

G_BEGIN_DECLS

/* Node types that do as little as a test needs. How often each worked is counted per type. */
void  heddle_test_nodes_register     (HeddleNodeRegistry *registry);
guint heddle_test_nodes_count        (const char         *type);
void  heddle_test_nodes_reset_counts (void);
void  heddle_test_nodes_pause_counts (gboolean pause);
guint heddle_test_nodes_most_at_once (void);

G_END_DECLS
