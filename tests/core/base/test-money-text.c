/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/heddle-init.h"
#include "base/heddle-money.h"

static void
test_from_text (void)
{
  static const struct
  {
    const char *text;
    gint64      amount;
    const char *currency;
  } cases[] = {
    { "25", 25000000, "USD" },           { "0", 0, "USD" },
    { "0.04", 40000, "USD" },            { "12.5EUR", 12500000, "EUR" },
    { "12.50 eur", 12500000, "EUR" },    { "0.000001", 1, "USD" },
    { "-3.25", -3250000, "USD" },        { "999999999999.999999", G_GINT64_CONSTANT (999999999999999999), "USD" },
  };
  static const char *const wrong[] = {
    "", " 1", "1.", ".5", "1,50", "1.0000001", "1e3", "1 EURO", "1 E1R", "+1", "--1", "-", "five", "1.5.2",
    "1000000000000", "1 USD 2", "١",
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      HeddleMoney money = heddle_money_from_text (cases[i].text);
      g_autofree char *text = NULL;
      HeddleMoney again;

      g_test_message ("%s", cases[i].text);
      g_assert_true (money.known);
      g_assert_cmpint (money.amount, ==, cases[i].amount);
      g_assert_cmpstr (money.currency, ==, cases[i].currency);
      text = heddle_money_to_string (money);
      again = heddle_money_from_text (text);
      g_assert_true (again.known);
      g_assert_cmpint (again.amount, ==, money.amount);
    }
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_test_message ("%s", wrong[i]);
      g_assert_false (heddle_money_from_text (wrong[i]).known);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  heddle_init ();
  g_test_add_func ("/money/from-text", test_from_text);
  return g_test_run ();
}
