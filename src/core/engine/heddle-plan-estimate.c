/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "engine/heddle-plan-estimate.h"

#include "base/heddle-json.h"

/* How many: at least and at most, G_MAXINT64 where nothing is known. */
typedef struct
{
  gint64 least;
  gint64 most;
} Count;

static const Count one = { 1, 1 };
static const Count anything = { 0, G_MAXINT64 };

static gint64
multiply (gint64 a,
          gint64 b)
{
  gint64 product;

  if (__builtin_mul_overflow (a, b, &product))
    return G_MAXINT64;
  return product;
}

static Count
count_multiply (Count a,
                Count b)
{
  return (Count) { multiply (a.least, b.least), multiply (a.most, b.most) };
}

/* The length of a list input over all rows of a batch. */
static Count
count_input (HeddlePlan *plan,
             const char *key)
{
  Count count = { G_MAXINT64, 0 };

  for (guint row = 0; row < heddle_plan_get_n_rows (plan); row++)
    {
      g_autoptr (JsonObject) values = heddle_plan_read_inputs (plan, row, NULL);
      JsonArray *list = values == NULL ? NULL : heddle_json_get_array (values, key);
      gint64 length = list == NULL ? 0 : json_array_get_length (list);

      count.least = MIN (count.least, length);
      count.most = MAX (count.most, length);
    }
  return count;
}

static Count
count_list (HeddlePlan     *plan,
            HeddlePlanNode *node,
            const char     *port)
{
  if (node->type == NULL)
    return count_input (plan, port);
  if (node->type->flags & HEDDLE_NODE_REPEATS)
    {
      gint64 n = heddle_json_get_int (node->config, "count", 1);

      return (Count) { n, n };
    }
  return anything;
}

static Count
count_items (HeddlePlan     *plan,
             HeddlePlanNode *node,
             const Count    *items)
{
  Count count = one;

  for (guint i = 0; i < node->inputs->len; i++)
    {
      HeddlePlanInput *input = g_ptr_array_index (node->inputs, i);

      for (guint l = 0; !input->type.list && l < input->links->len; l++)
        {
          HeddlePlanLink *link = g_ptr_array_index (input->links, l);
          Count here = items[link->source->ordinal];
          gboolean may_be_none;

          if (link->type.list)
            here = count_multiply (here, count_list (plan, link->source, link->port));
          if (link->condition != NULL)
            here.least = 0;
          may_be_none = count.least == 0 || here.least == 0;
          if (here.most != 1)
            count = count.most == 1 ? here
                                    : (Count) { MAX (count.least, here.least), MAX (count.most, here.most) };
          if (may_be_none)
            count.least = 0;
        }
    }
  return count;
}

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
  sum->amount += multiply (price.amount, times);
}

/**
 * heddle_plan_estimate:
 * @plan: a plan with its nodes
 * @providers: who knows prices
 *
 * Adds up what the AI steps cost if nothing is cached: at least as often as they surely run, at
 * most as often as they can. Where a step's number of items depends on an answer that is not there
 * yet, the most is unknown.
 *
 * Returns: the range
 */
HeddlePriceRange
heddle_plan_estimate (HeddlePlan      *plan,
                      HeddleProviders *providers)
{
  HeddlePriceRange sum = { heddle_money_new (0, "USD"), heddle_money_new (0, "USD") };
  GPtrArray *nodes = heddle_plan_get_nodes (plan);
  gint64 rows = heddle_plan_get_n_rows (plan);
  g_autofree Count *items = g_new0 (Count, nodes->len);

  items[0] = one;
  for (guint i = 1; i < nodes->len; i++)
    {
      HeddlePlanNode *node = g_ptr_array_index (nodes, i);
      HeddlePriceRange price;
      HeddleTask task;
      gint64 n = 1;

      items[i] = count_items (plan, node, items);
      if (node->model == NULL || node->mode != HEDDLE_PLAN_RUN
          || !heddle_task_from_string (strchr (node->type->id, '.') + 1, &task))
        continue;
      if (node->type->flags & HEDDLE_NODE_REPEATS)
        n = heddle_json_get_int (node->config, "count", 1);

      price = heddle_providers_estimate (providers, node->model, task, node->config);
      add (&sum.at_least, price.at_least, multiply (multiply (items[i].least, n), rows));
      add (&sum.at_most, price.at_most, multiply (multiply (items[i].most, n), rows));
    }
  return sum;
}
