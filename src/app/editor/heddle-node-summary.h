/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "graph/heddle-node-type.h"

G_BEGIN_DECLS

char *heddle_node_dup_summary (const HeddleNodeTypeInfo *type,
                               JsonObject               *config);

G_END_DECLS
