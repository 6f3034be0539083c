/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "engine/heddle-budget-change.h"

#include <string.h>

#include "base/heddle-threads.h"
#include "engine/heddle-run-consent.h"
#include "store/heddle-project-repository.h"

static gboolean
apply_func (HeddleDatabase  *database,
            gpointer         data,
            GValue          *result,
            GError         **error)
{
  const HeddleBudgetChange *self = data;
  HeddleBudgetRecord *budget = self->budget;
  g_autoptr (HeddleBudgetRecord) removed = NULL;

  if (self->kind == HEDDLE_BUDGET_CHANGE_REMOVE)
    {
      removed = heddle_budgets_remove (database, self->id, error);
      return removed != NULL;
    }
  return (budget->project == NULL || heddle_projects_ensure (database, budget->project, &budget->project_id, error))
         && heddle_budgets_set (database, budget, error);
}

/**
 * heddle_budget_change_apply:
 * @self: a change
 * @library: a library that is open for writing
 * @error: return location
 *
 * Changes the library, and waits until that is durable.
 *
 * Returns: %FALSE with an error of [error@StoreError] where it cannot be changed so
 */
gboolean
heddle_budget_change_apply (const HeddleBudgetChange  *self,
                            HeddleLibrary             *library,
                            GError                   **error)
{
  HEDDLE_ASSERT_MAY_BLOCK ();

  if (self->kind == HEDDLE_BUDGET_CHANGE_ASK)
    return heddle_wait_for (heddle_run_consent_set_limit (library, self->limit), NULL, error);
  return heddle_wait_for (heddle_library_write (library, apply_func, (gpointer) self, NULL), NULL, error);
}

static const char *
get_subject (const HeddleBudgetChange *self)
{
  const char *subject = self->id;

  if (self->kind == HEDDLE_BUDGET_CHANGE_SET)
    subject = self->budget->scope == HEDDLE_BUDGET_PROJECT ? self->budget->project : self->budget->provider;
  return subject == NULL ? "" : subject;
}

/**
 * heddle_budget_change_to_variant:
 * @self: a change
 *
 * Returns: (transfer floating): the change for another process, of the type %HEDDLE_BUDGET_CHANGE_FORMAT
 */
GVariant *
heddle_budget_change_to_variant (const HeddleBudgetChange *self)
{
  const HeddleBudgetRecord *budget = self->budget;
  HeddleMoney money = budget != NULL ? budget->amount : self->limit;

  return g_variant_new (HEDDLE_BUDGET_CHANGE_FORMAT, self->kind, get_subject (self),
                        budget == NULL ? 0 : budget->scope, budget == NULL ? 0 : budget->period, money.known,
                        money.known ? money.amount : 0, money.known ? money.currency : "",
                        budget == NULL ? 0 : budget->warn, budget == NULL ? 0 : budget->stop);
}

static gboolean
is_money (gint64      amount,
          const char *currency)
{
  return amount >= 0 && strlen (currency) == 3;
}

static HeddleBudgetRecord *
read_budget (HeddleBudgetScope   scope,
             const char         *subject,
             HeddleBudgetPeriod  period,
             HeddleMoney         amount)
{
  HeddleBudgetRecord *budget = heddle_budget_record_new ();

  budget->scope = scope;
  budget->period = period;
  budget->amount = amount;
  if (scope == HEDDLE_BUDGET_PROJECT)
    budget->project = g_strdup (subject);
  else if (scope == HEDDLE_BUDGET_PROVIDER)
    budget->provider = g_strdup (subject);
  return budget;
}

/**
 * heddle_budget_change_read:
 * @self: (out caller-allocates): receives the change, to be cleared with [method@BudgetChange.clear]
 * @variant: what [method@BudgetChange.to_variant] gave
 *
 * Returns: whether it is one that this version knows
 */
gboolean
heddle_budget_change_read (HeddleBudgetChange *self,
                           GVariant           *variant)
{
  guint32 kind, scope, period, warn, stop;
  const char *subject, *currency;
  gboolean known;
  gint64 amount;
  HeddleMoney money;

  *self = (HeddleBudgetChange) { .limit = HEDDLE_MONEY_UNKNOWN };
  g_variant_get (variant, "(u&suubx&suu)", &kind, &subject, &scope, &period, &known, &amount, &currency, &warn, &stop);
  if (kind > HEDDLE_BUDGET_CHANGE_ASK || scope > HEDDLE_BUDGET_PROVIDER || period > HEDDLE_BUDGET_TOTAL
      || (known && !is_money (amount, currency)))
    return FALSE;

  self->kind = kind;
  money = known ? heddle_money_new (amount, currency) : HEDDLE_MONEY_UNKNOWN;
  if (self->kind == HEDDLE_BUDGET_CHANGE_REMOVE)
    self->id = g_strdup (subject);
  else if (self->kind == HEDDLE_BUDGET_CHANGE_ASK)
    self->limit = money;
  else if (!known || warn < 1 || warn > stop || stop > 100
           || (scope == HEDDLE_BUDGET_LIBRARY) != (*subject == '\0'))
    return FALSE;
  else
    {
      self->budget = read_budget (scope, subject, period, money);
      self->budget->warn = (int) warn;
      self->budget->stop = (int) stop;
    }
  return TRUE;
}

/**
 * heddle_budget_change_clear:
 * @self: a change
 *
 * Frees what is in it.
 */
void
heddle_budget_change_clear (HeddleBudgetChange *self)
{
  g_clear_pointer (&self->budget, heddle_budget_record_free);
  g_clear_pointer (&self->id, g_free);
}
