/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heddle-plan-work.h"

G_BEGIN_DECLS

/**
 * HeddlePlanForecast:
 * @work: (array): per node of the plan, what becomes of its items
 * @steps: the same, of all steps whose results can be there already: all but those that put results
 *   where they belong
 * @cost: what the results cost that are to be made
 * @knows_library: whether it was looked up in a library what is there
 * @passes_budget: whether a budget stops it before its end, or may do so; @problems says which
 * @problems: (element-type utf8): why some of it cannot be done, or may not be until its end
 *
 * What a run would do. Immutable and reference-counted.
 */
typedef struct
{
  HeddlePlanWork   *work;
  HeddlePlanWork    steps;
  HeddlePriceRange  cost;
  gboolean          knows_library;
  gboolean          passes_budget;
  GPtrArray        *problems;
} HeddlePlanForecast;

#define HEDDLE_TYPE_PLAN_FORECAST (heddle_plan_forecast_get_type ())
GType               heddle_plan_forecast_get_type (void);
HeddlePlanForecast *heddle_plan_forecast_new      (HeddlePlan          *plan,
                                                   HeddleServices      *services,
                                                   GError             **error);
HeddlePlanForecast *heddle_plan_forecast_ref      (HeddlePlanForecast  *self);
void                heddle_plan_forecast_unref    (HeddlePlanForecast  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddlePlanForecast, heddle_plan_forecast_unref)

G_END_DECLS
