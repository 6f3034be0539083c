/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heddle-engine.h"
#include "graph/heddle-workflow-snapshot.h"

G_BEGIN_DECLS

DexFuture *heddle_plan_task_new          (HeddleEngine           *engine,
                                          HeddleWorkflowSnapshot *workflow,
                                          const char             *pipeline);
DexFuture *heddle_plan_task_new_forecast (HeddleEngine           *engine,
                                          HeddleWorkflowSnapshot *workflow,
                                          const char             *pipeline);

G_END_DECLS
