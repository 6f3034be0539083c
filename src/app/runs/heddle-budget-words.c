/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "runs/heddle-budget-words.h"

#include <glib/gi18n-lib.h>

/**
 * heddle_words_for_spending:
 * @spending: what was spent, of which a budget says something
 * @providers: what providers are called
 *
 * Returns: (transfer full): a sentence about how far the budget is used up
 */
char *
heddle_words_for_spending (const HeddleSpending *spending, HeddleProviders *providers)
{
  const HeddleBudgetRecord *budget = spending->budget;
  HeddleProvider *provider =
      budget->provider == NULL ? NULL : heddle_providers_lookup (providers, budget->provider);
  int percentage = heddle_spending_get_percentage (spending);
  g_autofree char *who = NULL;

  if (budget->scope == HEDDLE_BUDGET_PROJECT)
    who = g_strdup_printf (_("Project “%s”"), budget->project);
  else if (budget->scope == HEDDLE_BUDGET_PROVIDER)
    who = g_strdup (provider != NULL ? heddle_provider_get_name (provider) : budget->provider);
  else
    who = g_strdup (_("This library"));
  if (percentage >= budget->stop && budget->period == HEDDLE_BUDGET_MONTH)
    return g_strdup_printf (_("%s has used up this month’s budget; steps that cost money pause"),
                              who);
  if (percentage >= budget->stop && budget->period == HEDDLE_BUDGET_DAY)
    return g_strdup_printf (_("%s has used up today’s budget; steps that cost money pause"), who);
  if (percentage >= budget->stop)
    return g_strdup_printf (_("%s has used up its budget; steps that cost money pause"), who);
  if (budget->period == HEDDLE_BUDGET_MONTH)
    return g_strdup_printf (_("%s has used %d%% of this month’s budget"), who, percentage);
  if (budget->period == HEDDLE_BUDGET_DAY)
    return g_strdup_printf (_("%s has used %d%% of today’s budget"), who, percentage);
  return g_strdup_printf (_("%s has used %d%% of its budget"), who, percentage);
}
