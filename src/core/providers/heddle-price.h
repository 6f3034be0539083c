/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/heddle-money.h"
#include "providers/heddle-http-response.h"

G_BEGIN_DECLS

/**
 * HeddlePriceRange:
 * @at_least: the least that one result costs
 * @at_most: the most
 * @read: when the prices were read, such as `2026-11-28`; of several, the oldest; empty where nothing
 *   costs anything or nothing is known
 */
typedef struct
{
  HeddleMoney at_least;
  HeddleMoney at_most;
  char        read[11];
} HeddlePriceRange;

#define HEDDLE_TYPE_PRICE_RANGE (heddle_price_range_get_type ())
GType heddle_price_range_get_type (void);

HeddlePriceRange heddle_price_estimate        (JsonObject         *price,
                                               JsonObject         *parameters);
HeddleMoney      heddle_price_meter           (JsonObject         *price,
                                               JsonNode           *answer,
                                               JsonObject         *quantities,
                                               guint               n_results);
void             heddle_price_read            (JsonObject         *price,
                                               HeddleHttpResponse *response,
                                               JsonNode           *ordered,
                                               JsonObject         *quantities);
gboolean         heddle_price_is_told_at_once (JsonObject         *price);
HeddleMoney      heddle_price_times           (HeddleMoney         price,
                                               guint               n);
HeddleMoney      heddle_price_share           (HeddleMoney         cost,
                                               guint               nth,
                                               guint               n);

G_END_DECLS
