/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "providers/heddle-providers.h"
#include "store/heddle-spending.h"

G_BEGIN_DECLS

/**
 * HeddleSpendingView:
 *
 * Cards that say what was spent this month: in all, and with each provider.
 */
#define HEDDLE_TYPE_SPENDING_VIEW (heddle_spending_view_get_type ())
G_DECLARE_FINAL_TYPE (HeddleSpendingView, heddle_spending_view, HEDDLE, SPENDING_VIEW, AdwBin)

void heddle_spending_view_show (HeddleSpendingView *self,
                                HeddleSpending     *spending,
                                HeddleProviders    *providers);
void heddle_spending_view_set_narrow (HeddleSpendingView *self,
                                      gboolean            narrow);

G_END_DECLS
