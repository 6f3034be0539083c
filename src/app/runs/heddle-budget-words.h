/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "providers/heddle-providers.h"
#include "store/heddle-spending.h"

G_BEGIN_DECLS

char *heddle_words_for_spending (const HeddleSpending *spending, HeddleProviders *providers);

G_END_DECLS
