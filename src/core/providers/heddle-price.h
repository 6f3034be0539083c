/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/heddle-money.h"

G_BEGIN_DECLS

/**
 * HeddlePriceRange:
 * @at_least: the least that one result costs
 * @at_most: the most
 */
typedef struct
{
  HeddleMoney at_least;
  HeddleMoney at_most;
} HeddlePriceRange;

HeddlePriceRange heddle_price_estimate (JsonObject  *price,
                                        JsonObject  *parameters);
HeddleMoney      heddle_price_meter    (JsonObject  *price,
                                        JsonNode    *answer,
                                        guint        n_results);
HeddleMoney      heddle_price_times    (HeddleMoney  price,
                                        guint        n);
HeddleMoney      heddle_price_share    (HeddleMoney  cost,
                                        guint        nth,
                                        guint        n);

G_END_DECLS
