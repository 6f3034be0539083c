/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/heddle-money.h"
#include "store/heddle-asset-record.h"

G_BEGIN_DECLS

char       *heddle_words_for_time  (gint64                   time);
char       *heddle_words_for_day   (gint64                   time);
char       *heddle_words_for_money (HeddleMoney              money);
char       *heddle_words_for_costs (const char              *costs);
char       *heddle_words_for_asset (const HeddleAssetRecord *asset);
const char *heddle_words_for_mime  (const char              *mime);
const char *heddle_suffix_for_mime (const char              *mime);

G_END_DECLS
