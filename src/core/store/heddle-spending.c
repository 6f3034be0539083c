/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "store/heddle-spending.h"

#include <stdlib.h>
#include <string.h>

G_DEFINE_BOXED_TYPE (HeddleSpending, heddle_spending, heddle_spending_ref, heddle_spending_unref)

static void
provider_free (gpointer data)
{
  HeddleProviderSpending *self = data;

  g_free (self->provider);
  g_free (self);
}

static void
spending_clear (gpointer data)
{
  HeddleSpending *self = data;

  g_ptr_array_unref (self->providers);
  g_clear_pointer (&self->budget, heddle_budget_record_free);
}

/**
 * heddle_spending_ref:
 * @self: what was spent
 *
 * Returns: (transfer full): the same
 */
HeddleSpending *
heddle_spending_ref (HeddleSpending *self)
{
  return g_atomic_rc_box_acquire (self);
}

/**
 * heddle_spending_unref:
 * @self: (transfer full): what was spent
 *
 * Lets it go.
 */
void
heddle_spending_unref (HeddleSpending *self)
{
  g_atomic_rc_box_release_full (self, spending_clear);
}

static int
percentage_of (const HeddleBudgetRecord *budget,
               const HeddleBudgetUse    *use)
{
  double share = budget->amount.amount == 0 ? 1 : (double) (use->spent + use->reserved) / (double) budget->amount.amount;

  return (int) CLAMP (share * 100, 0, 9999);
}

/**
 * heddle_spending_get_percentage:
 * @self: what was spent, with a budget
 *
 * Returns: which percentage of the budget is used up or held back
 */
int
heddle_spending_get_percentage (const HeddleSpending *self)
{
  return percentage_of (self->budget, &self->use);
}

static HeddleProviderSpending *
ensure_provider (HeddleSpending *self,
                 const char     *provider,
                 const char     *currency)
{
  HeddleProviderSpending *last = self->providers->len == 0 ? NULL : self->providers->pdata[self->providers->len - 1];

  if (last != NULL && g_str_equal (last->provider, provider) && g_str_equal (last->total.currency, currency))
    return last;
  last = g_new0 (HeddleProviderSpending, 1);
  last->provider = g_strdup (provider);
  last->total = heddle_money_new (0, currency);
  g_ptr_array_add (self->providers, last);
  return last;
}

static gboolean
read_days (HeddleSpending  *self,
           HeddleDatabase  *database,
           gint64           since,
           GError         **error)
{
  g_autoptr (HeddleStatement) rows = heddle_database_prepare (database, "spending-by-provider-and-day", error);

  if (rows == NULL)
    return FALSE;
  heddle_statement_bind_int (rows, 1, since);
  while (heddle_statement_next (rows))
    {
      HeddleProviderSpending *provider = ensure_provider (self, heddle_statement_get_text (rows, 0),
                                                          heddle_statement_get_text (rows, 2));
      const char *date = heddle_statement_get_text (rows, 1);
      int day = (int) g_ascii_strtoll (strrchr (date, '-') + 1, NULL, 10);
      gint64 amount = heddle_statement_get_int (rows, 3);

      provider->days[CLAMP (day, 1, HEDDLE_SPENDING_DAYS) - 1] += amount;
      provider->total.amount += amount;
    }
  return heddle_statement_finish (rows, error);
}

static int
compare_providers (gconstpointer a,
                   gconstpointer b)
{
  const HeddleProviderSpending *one = *(HeddleProviderSpending *const *) a;
  const HeddleProviderSpending *other = *(HeddleProviderSpending *const *) b;

  return one->total.amount > other->total.amount ? -1 : one->total.amount < other->total.amount;
}

static void
add_up (HeddleSpending *self)
{
  g_ptr_array_sort (self->providers, compare_providers);
  self->total = heddle_money_new (0, "USD");
  for (guint i = 0; i < self->providers->len; i++)
    {
      const HeddleProviderSpending *provider = self->providers->pdata[i];
      HeddleMoney both = i == 0 ? provider->total : heddle_money_add (self->total, provider->total);

      if (both.known)
        self->total = both;
    }
}

static gboolean
is_of_month (const HeddleBudgetRecord *budget)
{
  return budget->scope == HEDDLE_BUDGET_LIBRARY && budget->period == HEDDLE_BUDGET_MONTH;
}

/* What is nearest to stopping calls is what a person should know of. */
static gboolean
read_budget (HeddleSpending  *self,
             HeddleDatabase  *database,
             gint64           now,
             GError         **error)
{
  g_autoptr (GPtrArray) budgets = heddle_budgets_list (database, error);
  int most = -1;
  int chosen = -1;

  if (budgets == NULL)
    return FALSE;
  for (guint i = 0; i < budgets->len; i++)
    {
      const HeddleBudgetRecord *budget = budgets->pdata[i];
      HeddleBudgetUse use;
      int percentage;

      if (!heddle_budgets_get_use (database, budget, now, &use, error))
        return FALSE;
      percentage = percentage_of (budget, &use);
      if (percentage < budget->warn)
        percentage = is_of_month (budget) ? 0 : -1;
      if (percentage <= most)
        continue;
      most = percentage;
      chosen = (int) i;
      self->use = use;
    }
  if (chosen >= 0)
    self->budget = g_ptr_array_steal_index (budgets, (guint) chosen);
  return TRUE;
}

/**
 * heddle_spending_read:
 * @database: a connection
 * @now: Unix milliseconds
 * @error: return location for an error
 *
 * Returns: (transfer full): what was spent in the month that @now is in, or %NULL with an error of
 *   [error@StoreError]
 */
HeddleSpending *
heddle_spending_read (HeddleDatabase  *database,
                      gint64           now,
                      GError         **error)
{
  g_autoptr (HeddleSpending) self = g_atomic_rc_box_new0 (HeddleSpending);
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (now / 1000);

  self->today = g_date_time_get_day_of_month (time);
  self->providers = g_ptr_array_new_with_free_func (provider_free);
  if (!read_days (self, database, heddle_budget_period_get_start (HEDDLE_BUDGET_MONTH, now), error)
      || !read_budget (self, database, now, error))
    return NULL;
  add_up (self);
  return g_steal_pointer (&self);
}
