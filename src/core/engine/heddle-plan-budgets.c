/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "engine/heddle-plan-budgets.h"

#include <glib/gi18n-lib.h>

#include "engine/heddle-plan-estimate.h"
#include "store/heddle-budget-repository.h"
#include "store/heddle-library.h"

static gboolean
is_for (const HeddleBudgetRecord *budget,
        HeddlePlan               *plan)
{
  const char *project = heddle_plan_get_options (plan)->project;

  return budget->scope != HEDDLE_BUDGET_PROJECT || g_strcmp0 (budget->project, project) == 0;
}

/* Of what costs money in another currency a budget knows nothing. */
static gboolean
is_paid_in (HeddleMoney  money,
            const char  *currency)
{
  return money.known && money.amount > 0 && g_str_equal (money.currency, currency);
}

static char *
describe (const HeddleBudgetRecord *budget,
          const HeddleBudgetUse    *use,
          const HeddlePriceRange   *cost)
{
  const char *currency = budget->amount.currency;
  gint64 left = MAX (use->limit - use->spent - use->reserved, 0);
  g_autofree char *name = heddle_budget_record_dup_name (budget);
  g_autofree char *left_text = heddle_money_to_string (heddle_money_new (left, currency));
  g_autofree char *most = heddle_money_to_string (cost->at_most);
  g_autofree char *least = heddle_money_to_string (cost->at_least);
  gboolean costs = !cost->at_most.known || is_paid_in (cost->at_most, currency);

  if (costs && left == 0)
    return g_strdup_printf (_("The budget “%s” is used up: it stops the run before the first paid request."), name);
  if (is_paid_in (cost->at_least, currency) && cost->at_least.amount > left)
    return g_strdup_printf (_("The budget “%s” stops the run after %s: it costs at least %s."), name, left_text, least);
  if (is_paid_in (cost->at_most, currency) && cost->at_most.amount > left)
    return g_strdup_printf (_("The budget “%s” stops the run after %s, if it comes to that: it costs up to %s."), name,
                            left_text, most);
  return NULL;
}

static gboolean
passes (const HeddleBudgetRecord *budget,
        const HeddleBudgetUse    *use,
        const HeddlePriceRange   *cost)
{
  gint64 left = MAX (use->limit - use->spent - use->reserved, 0);
  gboolean costs = !cost->at_most.known || is_paid_in (cost->at_most, budget->amount.currency);

  return costs && (left == 0 || (is_paid_in (cost->at_most, budget->amount.currency) && cost->at_most.amount > left));
}

static gboolean
nears (const HeddleBudgetRecord *budget,
       const HeddleBudgetUse    *use,
       const HeddlePriceRange   *cost)
{
  gint64 warn = budget->amount.amount / 100 * budget->warn;

  return is_paid_in (cost->at_most, budget->amount.currency)
         && use->spent + use->reserved + cost->at_most.amount >= warn;
}

static char *
describe_passed (const HeddleBudgetRecord *budget,
                 const HeddleBudgetUse    *use,
                 const HeddlePriceRange   *cost)
{
  gint64 left = MAX (use->limit - use->spent - use->reserved, 0);
  g_autofree char *name = heddle_budget_record_dup_name (budget);
  g_autofree char *left_text = heddle_money_to_string (heddle_money_new (left, budget->amount.currency));
  g_autofree char *most = heddle_money_to_string (cost->at_most);

  if (!cost->at_most.known)
    return g_strdup_printf (_("The budget “%s” is used up."), name);
  return g_strdup_printf (_("The budget “%s” has %s left, and this costs %s."), name, left_text, most);
}

static char *
describe_near (const HeddleBudgetRecord *budget,
               const HeddleBudgetUse    *use,
               const HeddlePriceRange   *cost)
{
  g_autofree char *name = heddle_budget_record_dup_name (budget);
  g_autofree char *whole = heddle_money_to_string (budget->amount);
  g_autofree char *then = heddle_money_to_string (heddle_money_new (use->spent + use->reserved + cost->at_most.amount,
                                                                    budget->amount.currency));

  return g_strdup_printf (_("It brings the budget “%s” to %s of %s."), name, then, whole);
}

static gboolean
find_limits (HeddlePlan            *plan,
             HeddleServices        *services,
             HeddleDatabase        *reader,
             const HeddlePlanWork  *work,
             char                 **near,
             char                 **passed,
             GError               **error)
{
  HeddleProviders *providers = heddle_services_get (services, HEDDLE_TYPE_PROVIDERS);
  g_autoptr (GPtrArray) budgets = heddle_budgets_list (reader, error);

  for (guint i = 0; budgets != NULL && i < budgets->len; i++)
    {
      const HeddleBudgetRecord *budget = g_ptr_array_index (budgets, i);
      HeddlePriceRange cost;
      HeddleBudgetUse use;

      if (!is_for (budget, plan))
        continue;
      cost = heddle_plan_estimate (plan, providers, work, budget->provider);
      if (!heddle_budgets_get_use (reader, budget, g_get_real_time () / 1000, &use, error))
        return FALSE;
      if (*passed == NULL && passes (budget, &use, &cost))
        *passed = describe_passed (budget, &use, &cost);
      else if (*near == NULL && nears (budget, &use, &cost))
        *near = describe_near (budget, &use, &cost);
    }
  return budgets != NULL;
}

/**
 * heddle_plan_find_budget_limits:
 * @plan: a plan
 * @services: has a library and a [class@Providers]
 * @work: (array): per node of the plan, what it has to do
 * @near: (out) (transfer full) (nullable): which budget would be so far used up that people are told
 * @passed: (out) (transfer full) (nullable): which budget is not enough
 * @error: return location
 *
 * Looks if budgets are in the way of work, without taking anything of them. Blocks.
 *
 * Returns: %FALSE with @error where the library cannot be read
 */
gboolean
heddle_plan_find_budget_limits (HeddlePlan            *plan,
                                HeddleServices        *services,
                                const HeddlePlanWork  *work,
                                char                 **near,
                                char                 **passed,
                                GError               **error)
{
  HeddleLibrary *library = heddle_services_get (services, HEDDLE_TYPE_LIBRARY);
  g_autoptr (HeddleDatabase) reader = heddle_library_open_reader (library, error);
  gboolean found;

  *near = *passed = NULL;
  if (reader == NULL)
    return FALSE;
  found = find_limits (plan, services, reader, work, near, passed, error);
  heddle_library_put_reader_back (library, g_steal_pointer (&reader));
  return found;
}

static gboolean
check (HeddlePlan            *plan,
       HeddleServices        *services,
       HeddleDatabase        *reader,
       const HeddlePlanWork  *work,
       GPtrArray             *problems,
       GError               **error)
{
  HeddleProviders *providers = heddle_services_get (services, HEDDLE_TYPE_PROVIDERS);
  g_autoptr (GPtrArray) budgets = heddle_budgets_list (reader, error);

  for (guint i = 0; budgets != NULL && i < budgets->len; i++)
    {
      const HeddleBudgetRecord *budget = g_ptr_array_index (budgets, i);
      HeddlePriceRange cost;
      HeddleBudgetUse use;
      char *problem;

      if (!is_for (budget, plan))
        continue;
      cost = heddle_plan_estimate (plan, providers, work, budget->provider);
      if (!heddle_budgets_get_use (reader, budget, g_get_real_time () / 1000, &use, error))
        return FALSE;
      problem = describe (budget, &use, &cost);
      if (problem != NULL)
        g_ptr_array_add (problems, problem);
    }
  return budgets != NULL;
}

/**
 * heddle_plan_check_budgets:
 * @plan: a plan
 * @services: has a library and a [class@Providers]
 * @work: (array): per node of the plan, what it has to do
 * @problems: (element-type utf8): takes which budgets would stop the run, and when
 * @error: return location
 *
 * Looks how far the budgets go that the run falls under, without taking anything of them. Blocks.
 *
 * Returns: %FALSE with @error where the library cannot be read
 */
gboolean
heddle_plan_check_budgets (HeddlePlan            *plan,
                           HeddleServices        *services,
                           const HeddlePlanWork  *work,
                           GPtrArray             *problems,
                           GError               **error)
{
  HeddleLibrary *library = heddle_services_get (services, HEDDLE_TYPE_LIBRARY);
  HeddleDatabase *reader = heddle_library_open_reader (library, error);
  gboolean checked;

  if (reader == NULL)
    return FALSE;
  checked = check (plan, services, reader, work, problems, error);
  heddle_library_put_reader_back (library, reader);
  return checked;
}
