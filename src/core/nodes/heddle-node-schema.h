/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "graph/heddle-node-type.h"
#include "providers/heddle-providers.h"

G_BEGIN_DECLS

/**
 * HeddleNodeSchema:
 *
 * What can be set of a node: the parameters of its type, as the model that it runs on narrows them.
 */
#define HEDDLE_TYPE_NODE_SCHEMA (heddle_node_schema_get_type ())
G_DECLARE_FINAL_TYPE (HeddleNodeSchema, heddle_node_schema, HEDDLE, NODE_SCHEMA, GObject)

HeddleNodeSchema *heddle_node_schema_new         (const HeddleNodeTypeInfo *type,
                                                  HeddleProviders          *providers,
                                                  JsonObject               *config);
HeddleModel      *heddle_node_schema_get_model   (HeddleNodeSchema         *self);
HeddleModelTask  *heddle_node_schema_get_task    (HeddleNodeSchema         *self);
gboolean          heddle_node_schema_get_wanted  (HeddleNodeSchema         *self,
                                                  HeddleTask               *wanted);
guint             heddle_node_schema_count       (HeddleNodeSchema         *self);
gboolean          heddle_node_schema_resolve     (HeddleNodeSchema         *self,
                                                  guint                     nth,
                                                  JsonObject               *config,
                                                  HeddleParameterInfo      *info);
gboolean          heddle_node_schema_find        (HeddleNodeSchema         *self,
                                                  const char               *key,
                                                  JsonObject               *config,
                                                  HeddleParameterInfo      *info);
gboolean          heddle_node_schema_is_advanced (HeddleNodeSchema         *self,
                                                  const char               *key);

G_END_DECLS
