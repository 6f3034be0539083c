/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "store/heddle-budget-repository.h"
#include "window/heddle-session.h"

G_BEGIN_DECLS

/**
 * HeddleBudgetDialog:
 *
 * Where a person says how much runs may cost: in the library, a project or with a provider, each day,
 * each month or in total.
 */
#define HEDDLE_TYPE_BUDGET_DIALOG (heddle_budget_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HeddleBudgetDialog, heddle_budget_dialog, HEDDLE, BUDGET_DIALOG, AdwDialog)

AdwDialog *heddle_budget_dialog_new (HeddleSession *session, const HeddleBudgetRecord *shown);

G_END_DECLS
