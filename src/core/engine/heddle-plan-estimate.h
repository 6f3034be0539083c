/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heddle-plan-rehearsal.h"

G_BEGIN_DECLS

HeddlePriceRange heddle_plan_estimate (HeddlePlan            *plan,
                                       HeddleProviders       *providers,
                                       const HeddlePlanCount *counts);

G_END_DECLS
