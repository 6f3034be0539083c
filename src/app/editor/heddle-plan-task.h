/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "editor/heddle-run-proposal.h"
#include "engine/heddle-engine.h"
#include "engine/heddle-queue-order.h"
#include "graph/heddle-workflow-snapshot.h"

G_BEGIN_DECLS

DexFuture *heddle_plan_task_new_proposal (HeddleEngine           *engine,
                                          HeddleWorkflowSnapshot *workflow,
                                          const char             *pipeline,
                                          HeddleRunScope         *scope);
DexFuture *heddle_plan_task_new_forecast (HeddleEngine           *engine,
                                          HeddleWorkflowSnapshot *workflow,
                                          const char             *pipeline);
DexFuture *heddle_plan_task_new_order    (HeddleEngine           *engine,
                                          HeddleWorkflowSnapshot *workflow,
                                          const char             *pipeline,
                                          const HeddleQueueOrder *order);

G_END_DECLS
