/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "store/heddle-database.h"

G_BEGIN_DECLS

/**
 * HeddleBudgetScope:
 * @HEDDLE_BUDGET_LIBRARY: all calls
 * @HEDDLE_BUDGET_PROJECT: the calls of one project's runs
 * @HEDDLE_BUDGET_PROVIDER: the calls to one provider
 *
 * What a budget is for.
 */
typedef enum
{
  HEDDLE_BUDGET_LIBRARY,
  HEDDLE_BUDGET_PROJECT,
  HEDDLE_BUDGET_PROVIDER,
} HeddleBudgetScope;

/**
 * HeddleBudgetPeriod:
 * @HEDDLE_BUDGET_DAY: from midnight, where the person is
 * @HEDDLE_BUDGET_MONTH: from the first of the month
 * @HEDDLE_BUDGET_TOTAL: from the beginning of the library
 *
 * How long a budget lasts before it starts anew.
 */
typedef enum
{
  HEDDLE_BUDGET_DAY,
  HEDDLE_BUDGET_MONTH,
  HEDDLE_BUDGET_TOTAL,
} HeddleBudgetPeriod;

/**
 * HeddleBudgetRecord:
 * @id: the row, 0 before it is inserted
 * @uuid: (nullable): what it is called outside of the library
 * @scope: what it is for
 * @provider: (nullable): the provider's id, of one for a provider
 * @project_id: the project, of one for a project, or 0
 * @project: (nullable): the project's name; only read
 * @period: how long it lasts
 * @amount: how much; only costs in its currency count
 * @warn: from which percentage of @amount on people are told
 * @stop: at which percentage of @amount calls stop
 * @created_at: milliseconds
 * @updated_at: milliseconds
 *
 * A budget. There is one per scope, subject, period and currency.
 */
typedef struct
{
  gint64              id;
  char               *uuid;
  HeddleBudgetScope   scope;
  char               *provider;
  gint64              project_id;
  char               *project;
  HeddleBudgetPeriod  period;
  HeddleMoney         amount;
  int                 warn;
  int                 stop;
  gint64              created_at;
  gint64              updated_at;
} HeddleBudgetRecord;

/**
 * HeddleBudgetUse:
 * @since: when the period began, milliseconds; 0 of one in total
 * @spent: what calls have cost since then
 * @reserved: what is held back for calls whose cost is not known: not answered yet, or never told
 * @limit: where calls stop
 *
 * How far a budget is used up. All amounts are micro-units of the budget's currency.
 */
typedef struct
{
  gint64 since;
  gint64 spent;
  gint64 reserved;
  gint64 limit;
} HeddleBudgetUse;

const char         *heddle_budget_scope_to_string    (HeddleBudgetScope          scope);
const char         *heddle_budget_period_to_string   (HeddleBudgetPeriod         period);
gboolean            heddle_budget_period_from_string (const char                *text,
                                                      HeddleBudgetPeriod        *period);
gint64              heddle_budget_period_get_start   (HeddleBudgetPeriod         period,
                                                      gint64                     now);

HeddleBudgetRecord *heddle_budget_record_new         (void);
void                heddle_budget_record_free        (HeddleBudgetRecord        *self);
char               *heddle_budget_record_dup_name    (const HeddleBudgetRecord  *self);

gboolean            heddle_budgets_set               (HeddleDatabase            *database,
                                                      HeddleBudgetRecord        *record,
                                                      GError                   **error);
HeddleBudgetRecord *heddle_budgets_remove            (HeddleDatabase            *database,
                                                      const char                *text,
                                                      GError                   **error);
GPtrArray          *heddle_budgets_list              (HeddleDatabase            *database,
                                                      GError                   **error);
GPtrArray          *heddle_budgets_list_of_call      (HeddleDatabase            *database,
                                                      const char                *provider,
                                                      gint64                     run_id,
                                                      GError                   **error);
gboolean            heddle_budgets_get_use           (HeddleDatabase            *database,
                                                      const HeddleBudgetRecord  *record,
                                                      gint64                     now,
                                                      HeddleBudgetUse           *use,
                                                      GError                   **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleBudgetRecord, heddle_budget_record_free)

G_END_DECLS
