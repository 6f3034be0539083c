/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <locale.h>

#include "widgets/heddle-price.h"

static void
check (gint64      amount,
       const char *currency,
       const char *expected)
{
  g_autofree char *text = heddle_price_to_string (heddle_money_new (amount, currency));

  g_assert_cmpstr (text, ==, expected);
}

static void
test_plain (void)
{
  g_autofree char *unknown = heddle_price_to_string (HEDDLE_MONEY_UNKNOWN);

  setlocale (LC_MONETARY, "C");
  check (80000, "USD", "$0.08");
  check (125, "USD", "$0.000125");
  check (-1500000, "EUR", "-€1.50");
  check (2000000, "CHF", "2.00\302\240CHF");
  g_assert_cmpstr (unknown, ==, "unknown");
}

static void
test_habits (void)
{
  g_assert_nonnull (setlocale (LC_MONETARY, "de_DE.UTF-8"));
  check (80000, "USD", "0,08\302\240$");
  check (-1500000, "EUR", "-1,50\302\240€");
  setlocale (LC_MONETARY, "C");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/price/plain", test_plain);
  g_test_add_func ("/price/habits", test_habits);
  return g_test_run ();
}
