/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "store/heddle-budget-repository.h"

G_BEGIN_DECLS

/**
 * HEDDLE_SPENDING_DAYS:
 *
 * How many days the longest month has.
 */
#define HEDDLE_SPENDING_DAYS 31

/**
 * HeddleProviderSpending:
 * @provider: the provider's id
 * @total: what its calls have cost this month
 * @days: (array fixed-size=31): the same per day, micro-units of the currency of @total
 *
 * What was spent with one provider in one currency.
 */
typedef struct
{
  char        *provider;
  HeddleMoney  total;
  gint64       days[HEDDLE_SPENDING_DAYS];
} HeddleProviderSpending;

/**
 * HeddleSpending:
 * @today: which day of the month today is, from 1
 * @total: what was spent this month, in the currency most of it was spent in
 * @providers: (element-type HeddleProviderSpending): per provider and currency, the most first
 * @budget: (nullable): the budget that is used up furthest, of those that say so already; else the
 *   library's for a month
 * @use: how far @budget is used up
 *
 * What was spent this month, by the clock on the wall.
 */
typedef struct
{
  int                 today;
  HeddleMoney         total;
  GPtrArray          *providers;
  HeddleBudgetRecord *budget;
  HeddleBudgetUse     use;
} HeddleSpending;

#define HEDDLE_TYPE_SPENDING (heddle_spending_get_type ())
GType           heddle_spending_get_type     (void);

HeddleSpending *heddle_spending_read         (HeddleDatabase        *database,
                                              gint64                 now,
                                              GError               **error);
HeddleSpending *heddle_spending_ref          (HeddleSpending        *self);
void            heddle_spending_unref        (HeddleSpending        *self);
int             heddle_spending_get_percentage (const HeddleSpending *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleSpending, heddle_spending_unref)

G_END_DECLS
