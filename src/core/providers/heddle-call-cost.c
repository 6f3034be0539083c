/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "providers/heddle-call-cost.h"

#include "base/heddle-json.h"
#include "providers/heddle-json-query.h"
#include "providers/heddle-price.h"
#include "providers/heddle-provider-error.h"

static JsonObject *
get_price (HeddleModelTask *task)
{
  return heddle_model_task_get_section (task, "price");
}

/**
 * heddle_call_cost_is_paid:
 * @task: the model's task
 *
 * Returns: whether a call may be charged
 */
gboolean
heddle_call_cost_is_paid (HeddleModelTask *task)
{
  return heddle_json_get_boolean (heddle_model_task_get_section (task, "request"), "paid", TRUE);
}

/**
 * heddle_call_cost_reserve:
 * @task: the model's task
 * @request: what is asked for
 * @n_results: how many results the call is for
 * @record: gets the most that the call may cost, as far as the manifest says
 *
 * Prepares a call. One that costs nothing is not found by what it is for: nobody has to wonder what became of it.
 */
void
heddle_call_cost_reserve (HeddleModelTask       *task,
                          HeddleProviderRequest *request,
                          guint                  n_results,
                          HeddleApiCallRecord   *record)
{
  HeddlePriceRange range = heddle_price_estimate (get_price (task), heddle_provider_request_get_parameters (request));

  if (heddle_call_cost_is_paid (task))
    {
      record->reserved = heddle_price_times (range.at_most, n_results);
      return;
    }
  record->reserved = heddle_money_new (0, "USD");
  g_clear_pointer (&record->item_key, g_free);
}

/**
 * heddle_call_cost_note:
 * @task: the model's task
 * @answer: the answer to an order, whose work is a job
 * @quantities: what [func@price_read] found in it
 * @record: gets the cost, where the price is wholly told by the answer to the order
 *
 * Notes a cost that no later answer tells.
 */
void
heddle_call_cost_note (HeddleModelTask     *task,
                       JsonNode            *answer,
                       JsonObject          *quantities,
                       HeddleApiCallRecord *record)
{
  if (heddle_price_is_told_at_once (get_price (task)))
    record->cost = heddle_price_meter (get_price (task), answer, quantities, 0);
}

static gint64
read_count (HeddleModelTask *task,
            JsonNode        *answer,
            const char      *name)
{
  JsonObject *usage = heddle_model_task_get_section (task, "usage");
  double number;

  if (usage == NULL || !heddle_json_query_sum (answer, json_object_get_member (usage, name), &number) || number < 0 ||
      number > 1e15)
    return -1;

  return (gint64) number;
}

/* What is priced by its results may be charged for though none can be read. */
static HeddleMoney
doubt_free_work (HeddleModelTask *task,
                 JsonNode        *answer,
                 JsonObject      *quantities,
                 HeddleMoney      cost)
{
  HeddleMoney one = heddle_price_meter (get_price (task), answer, quantities, 1);

  return cost.known && cost.amount == 0 && (!one.known || one.amount > 0) ? HEDDLE_MONEY_UNKNOWN : cost;
}

/**
 * heddle_call_cost_meter:
 * @task: the model's task
 * @answer: what the provider said
 * @quantities: what [func@price_read] found beside it
 * @n_results: how many results are taken from the answer
 * @record: gets the cost and how many tokens there were; has the cost that [func@call_cost_note] noted
 *
 * Returns: what the results cost
 */
HeddleMoney
heddle_call_cost_meter (HeddleModelTask     *task,
                        JsonNode            *answer,
                        JsonObject          *quantities,
                        guint                n_results,
                        HeddleApiCallRecord *record)
{
  HeddleMoney cost = heddle_price_is_told_at_once (get_price (task)) && record->cost.known
                       ? record->cost
                       : heddle_price_meter (get_price (task), answer, quantities, n_results);

  record->cost = n_results == 0 ? doubt_free_work (task, answer, quantities, cost) : cost;
  record->tokens_in = read_count (task, answer, "tokens_in");
  record->tokens_out = read_count (task, answer, "tokens_out");

  return cost;
}

/**
 * heddle_call_cost_of_error:
 * @task: the model's task
 * @error: what went wrong
 * @sent: whether anything of the call left this machine
 * @answer: (nullable): the job as the provider told it when it failed
 * @record: the call
 *
 * Returns: what a call without results cost. What costs nothing for certain is nothing; all else is not known.
 */
HeddleMoney
heddle_call_cost_of_error (HeddleModelTask     *task,
                           const GError        *error,
                           gboolean             sent,
                           JsonNode            *answer,
                           HeddleApiCallRecord *record)
{
  if (!sent || !heddle_call_cost_is_paid (task))
    return heddle_money_new (0, "USD");

  /* Of a job that failed or was cancelled only the provider can say whether it was charged. */
  if (answer != NULL)
    return doubt_free_work (task, answer, NULL, heddle_price_meter (get_price (task), answer, NULL, 0));
  if (record->job != NULL)
    return heddle_price_is_told_at_once (get_price (task)) ? record->cost : HEDDLE_MONEY_UNKNOWN;
  if (error->domain != HEDDLE_PROVIDER_ERROR)
    return HEDDLE_MONEY_UNKNOWN;

  switch (error->code)
    {
    case HEDDLE_PROVIDER_ERROR_KEY_REFUSED:
    case HEDDLE_PROVIDER_ERROR_QUOTA:
    case HEDDLE_PROVIDER_ERROR_RATE_LIMITED:
    case HEDDLE_PROVIDER_ERROR_INVALID:
    case HEDDLE_PROVIDER_ERROR_UNREACHABLE:
    case HEDDLE_PROVIDER_ERROR_ADDRESS:
      return heddle_money_new (0, "USD");
    case HEDDLE_PROVIDER_ERROR_FAILED:
      /* A request that failed was not charged. */
      return record->http_status >= 400 ? heddle_money_new (0, "USD") : HEDDLE_MONEY_UNKNOWN;
    default:
      return HEDDLE_MONEY_UNKNOWN;
    }
}
