/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "store/heddle-api-call-repository.h"

G_BEGIN_DECLS

/**
 * HeddleBudgetGuard:
 *
 * Keeps what is paid for within the budgets of a library. A call is let through or refused in the
 * transaction that writes it down before it is sent, with the most that it may cost. The library has
 * one writer, so that calls at the same time cannot go over a budget together; and what is written
 * down holds its part of the budget until its cost is known, after a crash too.
 *
 * Nothing is guessed. A call whose cost is not known beforehand passes, unless a budget that it falls
 * under is used up already, and people are told so. A call whose cost is not known afterwards counts
 * with the most that it might have cost.
 */
#define HEDDLE_TYPE_BUDGET_GUARD (heddle_budget_guard_get_type ())
G_DECLARE_FINAL_TYPE (HeddleBudgetGuard, heddle_budget_guard, HEDDLE, BUDGET_GUARD, GObject)

HeddleBudgetGuard *heddle_budget_guard_new          (void);
gboolean           heddle_budget_guard_admit        (HeddleBudgetGuard          *self,
                                                     HeddleDatabase             *database,
                                                     const HeddleApiCallRecord  *call,
                                                     GError                    **error);
GStrv              heddle_budget_guard_take_notices (HeddleBudgetGuard          *self,
                                                     gint64                      run_id);

G_END_DECLS
