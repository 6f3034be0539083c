/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-forecast-words.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#include "widgets/heddle-isolate.h"
#include "widgets/heddle-price.h"

/**
 * heddle_words_for_forecast_cost:
 * @forecast: what a run would do
 *
 * Returns: (transfer full): what it would cost, such as `≈ $0.12`
 */
char *
heddle_words_for_forecast_cost (const HeddlePlanForecast *forecast)
{
  const HeddlePriceRange *range = &forecast->cost;
  g_autofree char *least = heddle_price_to_string (range->at_least);
  g_autofree char *most = heddle_price_to_string (range->at_most);

  if (!range->at_most.known)
    return range->at_least.known && range->at_least.amount > 0 ? g_strdup_printf (_("At least %s"), least)
                                                               : g_strdup (_("Cost unknown"));
  if (range->at_most.amount == 0)
    return g_strdup (_("Free"));
  if (!range->at_least.known || range->at_least.amount == range->at_most.amount)
    return g_strdup_printf (_("≈ %s"), most);
  return heddle_isolate (_("%s – %s"), least, most);
}

/* Of what is not known, not even how many there are, only what is there can be said. */
static char *
describe_cached (const HeddlePlanWork *work)
{
  if (work->runs.most == G_MAXINT64)
    return g_strdup_printf (_("%" PRId64 " unchanged"), work->cached);
  if (work->runs.most == 0)
    return g_strdup (_("all unchanged"));
  return g_strdup_printf (_("%" PRId64 " of %" PRId64 " unchanged"), work->cached, work->cached + work->runs.most);
}

/**
 * heddle_words_for_forecast:
 * @forecast: what a run would do
 *
 * Returns: (transfer full): what it would cost and how much of it is there already, such as
 *   `≈ $0.12, 3 of 8 unchanged`
 */
char *
heddle_words_for_forecast (const HeddlePlanForecast *forecast)
{
  g_autofree char *cost = heddle_words_for_forecast_cost (forecast);
  g_autofree char *cached = NULL;

  if (forecast->steps.cached == 0)
    return g_steal_pointer (&cost);
  cached = describe_cached (&forecast->steps);
  /* Translators: what a run costs, and how much of it is there already */
  return g_strdup_printf (_("%s, %s"), cost, cached);
}

/**
 * heddle_words_for_forecast_details:
 * @forecast: what a run would do
 *
 * Returns: (transfer full): what else a person should know before it starts, in lines: how old the prices
 *   are, and what stands in the way
 */
char *
heddle_words_for_forecast_details (const HeddlePlanForecast *forecast)
{
  g_autoptr (GString) text = g_string_new (_("What a run costs at most, as far as it is known"));

  if (forecast->cost.read[0] != '\0')
    {
      g_string_append_c (text, '\n');
      /* Translators: a date such as 2026-11-28 */
      g_string_append_printf (text, _("Prices of %s"), forecast->cost.read);
    }
  for (guint i = 0; i < forecast->problems->len; i++)
    g_string_append_printf (text, "\n%s", (char *) g_ptr_array_index (forecast->problems, i));
  return g_string_free_and_steal (g_steal_pointer (&text));
}
