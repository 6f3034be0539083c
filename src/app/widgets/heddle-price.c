/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "widgets/heddle-price.h"

#include <limits.h>
#include <locale.h>
#include <string.h>

/* Currencies whose sign means no other one. */
static const struct
{
  const char *currency;
  const char *sign;
} signs[] = {
  { "CNY", "CN¥" }, { "EUR", "€" }, { "GBP", "£" }, { "INR", "₹" },
  { "JPY", "JP¥" }, { "KRW", "₩" }, { "USD", "$" },
};

static const char *
find_sign (const char *currency)
{
  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    {
      if (g_str_equal (currency, signs[i].currency))
        return signs[i].sign;
    }
  return currency;
}

/**
 * heddle_price_to_string:
 * @money: an amount
 *
 * Writes an amount as people of the session's language do, exactly: `$0.04`, `0,04 $`.
 *
 * Returns: (transfer full): the text; a translated word where the amount is unknown
 */
char *
heddle_price_to_string (HeddleMoney money)
{
  g_autofree char *exact = heddle_money_to_string (money);
  const struct lconv *habits = localeconv ();
  const char *point = habits->mon_decimal_point != NULL && *habits->mon_decimal_point != '\0'
                        ? habits->mon_decimal_point
                        : ".";
  const char *minus = *exact == '-' ? "-" : "";
  const char *sign;
  char *dot;
  g_autofree char *figure = NULL;

  if (!money.known)
    return g_steal_pointer (&exact);
  sign = find_sign (money.currency);
  *strrchr (exact, ' ') = '\0';
  dot = strchr (exact, '.');
  *dot = '\0';
  figure = g_strconcat (exact + strlen (minus), point, dot + 1, NULL);
  /* A code of letters stands behind the figure, with a space that does not break. */
  if (g_ascii_isalpha (*sign) && g_str_equal (sign, money.currency))
    return g_strconcat (minus, figure, "\302\240", sign, NULL);
  if (habits->p_cs_precedes == CHAR_MAX)
    return g_strconcat (minus, sign, figure, NULL);
  if (habits->p_cs_precedes)
    return g_strconcat (minus, sign, habits->p_sep_by_space == 1 ? "\302\240" : "", figure, NULL);
  return g_strconcat (minus, figure, habits->p_sep_by_space == 1 ? "\302\240" : "", sign, NULL);
}
