/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "store/heddle-spending.h"

G_BEGIN_DECLS

/**
 * HeddleSpendingChart:
 *
 * What was spent with one provider on each day of the month so far, as bars.
 */
#define HEDDLE_TYPE_SPENDING_CHART (heddle_spending_chart_get_type ())
G_DECLARE_FINAL_TYPE (HeddleSpendingChart, heddle_spending_chart, HEDDLE, SPENDING_CHART, GtkWidget)

HeddleSpendingChart *heddle_spending_chart_new (const HeddleProviderSpending *spending,
                                                int                           today,
                                                const GdkRGBA                *color);

G_END_DECLS
