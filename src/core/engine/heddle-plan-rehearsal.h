/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heddle-plan-recall.h"
#include "engine/heddle-plan-work.h"

G_BEGIN_DECLS

gboolean heddle_plan_rehearse (HeddlePlan        *plan,
                               HeddleServices    *services,
                               HeddlePlanRecall  *recall,
                               HeddlePlanWork    *work,
                               GPtrArray         *problems,
                               GError           **error);

G_END_DECLS
