/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "graph/heddle-node-type.h"

G_BEGIN_DECLS

#define HEDDLE_TYPE_NODE_REGISTRY (heddle_node_registry_get_type ())
G_DECLARE_FINAL_TYPE (HeddleNodeRegistry, heddle_node_registry, HEDDLE, NODE_REGISTRY, GObject)

HeddleNodeRegistry       *heddle_node_registry_new       (void);
void                      heddle_node_registry_add       (HeddleNodeRegistry       *self,
                                                          const HeddleNodeTypeInfo *type);
const HeddleNodeTypeInfo *heddle_node_registry_lookup    (HeddleNodeRegistry       *self,
                                                          const char               *id);
GPtrArray                *heddle_node_registry_list      (HeddleNodeRegistry       *self);
JsonNode                 *heddle_node_registry_to_schema (HeddleNodeRegistry       *self,
                                                          JsonNode                 *base);

G_END_DECLS
