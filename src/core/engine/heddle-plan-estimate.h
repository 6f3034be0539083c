/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heddle-plan.h"

G_BEGIN_DECLS

HeddlePriceRange heddle_plan_estimate (HeddlePlan      *plan,
                                       HeddleProviders *providers);

G_END_DECLS
