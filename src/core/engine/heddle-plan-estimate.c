/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "engine/heddle-plan-estimate.h"

#include "engine/heddle-plan-node.h"

static void
add (HeddleMoney *sum,
     HeddleMoney  price,
     gint64       times)
{
  if (times == 0 || !sum->known)
    return;
  if (!price.known || times == G_MAXINT64
      || (sum->amount != 0 && !g_str_equal (sum->currency, price.currency)))
    {
      *sum = price.known && price.amount == 0 ? *sum : HEDDLE_MONEY_UNKNOWN;
      return;
    }
  if (sum->amount == 0)
    memcpy (sum->currency, price.currency, sizeof sum->currency);
  sum->amount += heddle_plan_count_multiply (price.amount, times);
}

/* The sum is as old as its oldest price. */
static void
note_read (HeddlePriceRange       *sum,
           const HeddlePriceRange *price)
{
  gboolean costs = price->at_most.known && price->at_most.amount > 0;

  if (costs && (sum->read[0] == '\0' || strcmp (price->read, sum->read) < 0))
    memcpy (sum->read, price->read, sizeof sum->read);
}

static gboolean
is_of_provider (HeddlePlanNode *node,
                const char     *provider)
{
  return provider == NULL || node->model == NULL
         || (g_str_has_prefix (node->model, provider) && node->model[strlen (provider)] == '/');
}

/**
 * heddle_plan_estimate:
 * @plan: a plan with its nodes
 * @providers: who knows prices
 * @work: (array): per node, what it has to do
 * @provider: (nullable): the provider whose steps count; %NULL for all
 *
 * Adds up what the results of AI steps cost that are to be made: at least as often as they surely
 * run, at most as often as they can. Where a step's number of items depends on an answer that is not
 * there yet, or its model comes by a link, the most is unknown.
 *
 * Returns: the range
 */
HeddlePriceRange
heddle_plan_estimate (HeddlePlan           *plan,
                      HeddleProviders      *providers,
                      const HeddlePlanWork *work,
                      const char           *provider)
{
  HeddlePriceRange sum = { heddle_money_new (0, "USD"), heddle_money_new (0, "USD") };
  GPtrArray *nodes = heddle_plan_get_nodes (plan);

  for (guint i = 1; i < nodes->len; i++)
    {
      HeddlePlanNode *node = g_ptr_array_index (nodes, i);
      HeddlePriceRange price = { heddle_money_new (0, "USD"), HEDDLE_MONEY_UNKNOWN };
      HeddleTask task;

      if ((node->model == NULL && !heddle_plan_node_is_linked (node, "model")) || node->mode != HEDDLE_PLAN_RUN
          || !is_of_provider (node, provider) || work[i].results.most == 0
          || !heddle_task_from_string (strchr (node->type->id, '.') + 1, &task))
        continue;

      if (node->model != NULL)
        price = heddle_providers_estimate (providers, node->model, heddle_plan_node_get_connection (node), task,
                                           node->config);
      note_read (&sum, &price);
      add (&sum.at_least, price.at_least, work[i].results.least);
      add (&sum.at_most, price.at_most, work[i].results.most);
    }
  return sum;
}
