/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heddle-engine.h"
#include "engine/heddle-run-consent.h"

G_BEGIN_DECLS

/**
 * HeddleFurtherOrder:
 * @node: a choice's or an approval's node, by its id or its name
 * @index: (nullable): the index of the item of it that waits, dotted; may be %NULL where only one does
 * @count: how many are asked of each item that made what waits; 0 for as many as it made
 *
 * More to choose from, for a run that waits. Everything is borrowed.
 */
typedef struct
{
  const char *node;
  const char *index;
  guint       count;
} HeddleFurtherOrder;

/**
 * HeddleFurtherForecast:
 * @n_results: how many results are asked for
 * @cost: what they cost, with what is made of them until they can be chosen
 * @near: (nullable): which budget would be so far used up that people are told
 * @passed: (nullable): which budget is not enough
 * @consent: whether a person has to be asked, and why
 *
 * What an order would do. Immutable and reference-counted.
 */
typedef struct
{
  guint             n_results;
  HeddlePriceRange  cost;
  char             *near;
  char             *passed;
  HeddleRunConsent  consent;
} HeddleFurtherForecast;

#define HEDDLE_TYPE_FURTHER_FORECAST (heddle_further_forecast_get_type ())
GType                  heddle_further_forecast_get_type (void);
HeddleFurtherForecast *heddle_further_forecast_ref      (HeddleFurtherForecast     *self);
void                   heddle_further_forecast_unref    (HeddleFurtherForecast     *self);

HeddleFurtherForecast *heddle_further_order_forecast    (const HeddleFurtherOrder  *self,
                                                         HeddleEngine              *engine,
                                                         const char                *run,
                                                         GError                   **error);
gboolean               heddle_further_order_place       (const HeddleFurtherOrder  *self,
                                                         HeddleEngine              *engine,
                                                         HeddleRun                 *continued,
                                                         GError                   **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleFurtherForecast, heddle_further_forecast_unref)

G_END_DECLS
