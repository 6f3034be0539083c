/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heddle-engine.h"

G_BEGIN_DECLS

DexFuture *heddle_plan_task_new (HeddleEngine   *engine,
                                 HeddleWorkflow *workflow,
                                 const char     *pipeline);

G_END_DECLS
