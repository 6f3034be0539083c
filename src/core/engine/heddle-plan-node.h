/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heddle-plan.h"

G_BEGIN_DECLS

HeddlePlanNode *heddle_plan_node_new_inputs   (HeddleWorkflow          *workflow);
HeddlePlanNode *heddle_plan_node_new          (HeddleNode              *node,
                                               HeddlePipeline          *pipeline,
                                               const HeddleRunOptions  *options,
                                               HeddleNodeRegistry      *registry,
                                               HeddleServices          *services,
                                               GError                 **error);
void            heddle_plan_node_free         (HeddlePlanNode          *self);
gboolean        heddle_plan_node_connect      (HeddlePlanNode          *self,
                                               HeddleLink              *link,
                                               HeddlePlanNode          *source,
                                               GError                 **error);
gboolean        heddle_plan_node_needs_settled (HeddlePlanNode         *self,
                                                HeddlePlanNode         *source);
gboolean        heddle_plan_node_is_linked    (HeddlePlanNode          *self,
                                               const char              *name);
const char     *heddle_plan_node_get_connection (HeddlePlanNode        *self);
void            heddle_plan_node_finish       (HeddlePlanNode          *self);

G_END_DECLS
