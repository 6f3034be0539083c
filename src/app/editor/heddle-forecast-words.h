/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heddle-plan-forecast.h"

G_BEGIN_DECLS

char *heddle_words_for_forecast_cost    (const HeddlePlanForecast *forecast);
char *heddle_words_for_forecast         (const HeddlePlanForecast *forecast);
char *heddle_words_for_forecast_details (const HeddlePlanForecast *forecast);

G_END_DECLS
