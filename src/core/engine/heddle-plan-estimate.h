/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heddle-plan-work.h"

G_BEGIN_DECLS

HeddlePriceRange heddle_plan_estimate (HeddlePlan           *plan,
                                       HeddleProviders      *providers,
                                       const HeddlePlanWork *work,
                                       const char           *provider);

G_END_DECLS
