/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heddle-plan-forecast.h"
#include "heddle-invocation.h"

G_BEGIN_DECLS

char *heddle_price_range_dup_sentence (const HeddlePriceRange *cost);
void  heddle_plan_report          (HeddleInvocation         *invocation,
                                   HeddlePlan               *plan,
                                   const HeddlePlanForecast *forecast);
char *heddle_plan_report_dup_cost (const HeddlePlanForecast *forecast);

G_END_DECLS
