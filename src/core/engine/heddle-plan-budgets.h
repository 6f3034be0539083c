/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heddle-plan-work.h"

G_BEGIN_DECLS

gboolean heddle_plan_check_budgets (HeddlePlan            *plan,
                                    HeddleServices        *services,
                                    const HeddlePlanWork  *work,
                                    GPtrArray             *problems,
                                    GError               **error);
gboolean heddle_plan_find_budget_limits (HeddlePlan            *plan,
                                         HeddleServices        *services,
                                         const HeddlePlanWork  *work,
                                         char                 **near,
                                         char                 **passed,
                                         GError               **error);

G_END_DECLS
