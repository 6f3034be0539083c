/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "graph/heddle-node-type.h"
#include "graph/heddle-node.h"

G_BEGIN_DECLS

char    *heddle_node_search_fold        (const char               *text);
char   **heddle_node_search_split       (const char               *query);
gboolean heddle_node_search_fits        (HeddleNode               *node,
                                         const HeddleNodeTypeInfo *type,
                                         const char *const        *words);
char    *heddle_node_search_dup_excerpt (HeddleNode               *node,
                                         const char *const        *words);

G_END_DECLS
