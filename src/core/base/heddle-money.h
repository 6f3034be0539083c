/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * HeddleMoney:
 * @known: whether there is a figure at all; where it is %FALSE the rest is meaningless
 * @amount: micro-units of @currency: 1,000,000 is one dollar
 * @currency: ISO 4217, such as "USD"
 *
 * What a call costs. A plain value: copied by assignment.
 */
typedef struct
{
  gboolean known;
  gint64   amount;
  char     currency[4];
} HeddleMoney;

#define HEDDLE_MONEY_UNKNOWN ((HeddleMoney) { .known = FALSE })

HeddleMoney  heddle_money_new       (gint64       amount,
                                     const char  *currency);
HeddleMoney  heddle_money_add       (HeddleMoney  self,
                                     HeddleMoney  other);
HeddleMoney  heddle_money_from_json (JsonNode    *node);
JsonNode    *heddle_money_to_json   (HeddleMoney  self);
void         heddle_money_append_json (HeddleMoney  self,
                                       GString     *out);
char        *heddle_money_to_string (HeddleMoney  self);
HeddleMoney  heddle_money_from_text (const char  *text);

G_END_DECLS
