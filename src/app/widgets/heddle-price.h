/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/heddle-money.h"

G_BEGIN_DECLS

char *heddle_price_to_string (HeddleMoney money);

G_END_DECLS
