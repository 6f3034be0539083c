/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/heddle-init.h"
#include "engine/heddle-run-consent.h"
#include "store/heddle-setting-repository.h"
#include "tests/core/store/store-test.h"

static const HeddleMoney free_of_charge = { .known = TRUE, .amount = 0, .currency = "USD" };
static const HeddleMoney a_dollar = { .known = TRUE, .amount = 1000000, .currency = "USD" };
static const HeddleMoney more = { .known = TRUE, .amount = 1000001, .currency = "USD" };
static const HeddleMoney euros = { .known = TRUE, .amount = 10, .currency = "EUR" };
static const HeddleMoney unknown = { .known = FALSE };

static HeddleLibrary *
open_library (const char *folder)
{
  g_autoptr (GError) error = NULL;
  HeddleLibrary *library = heddle_library_open (folder, HEDDLE_LIBRARY_CREATE, &error);

  g_assert_no_error (error);
  return library;
}

static HeddleRunConsent
find (HeddleLibrary *library,
      HeddleMoney    most,
      gboolean       passes_budget)
{
  HeddleRunConsent consent;
  g_autoptr (GError) error = NULL;

  heddle_run_consent_find (library, most, passes_budget, &consent, &error);
  g_assert_no_error (error);
  return consent;
}

static void
assert_limit (HeddleLibrary *library,
              HeddleMoney    expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HeddleDatabase) reader = heddle_library_open_reader (library, &error);
  HeddleMoney limit;

  g_assert_no_error (error);
  g_assert_true (heddle_run_consent_read_limit (reader, &limit, &error));
  g_assert_cmpint (limit.known, ==, expected.known);
  if (expected.known)
    {
      g_assert_cmpint (limit.amount, ==, expected.amount);
      g_assert_cmpstr (limit.currency, ==, expected.currency);
    }
  heddle_database_close (reader, NULL);
}

static void
test_default (const char *folder)
{
  g_autoptr (HeddleLibrary) library = open_library (folder);

  assert_limit (library, a_dollar);
  g_assert_cmpint (find (library, free_of_charge, FALSE), ==, HEDDLE_RUN_CONSENT_NOT_NEEDED);
  g_assert_cmpint (find (library, a_dollar, FALSE), ==, HEDDLE_RUN_CONSENT_NOT_NEEDED);
  g_assert_cmpint (find (library, more, FALSE), ==, HEDDLE_RUN_CONSENT_COST);
  g_assert_cmpint (find (library, euros, FALSE), ==, HEDDLE_RUN_CONSENT_COST_UNKNOWN);
  g_assert_cmpint (find (library, unknown, FALSE), ==, HEDDLE_RUN_CONSENT_COST_UNKNOWN);
  g_assert_cmpint (find (library, free_of_charge, TRUE), ==, HEDDLE_RUN_CONSENT_BUDGET);
}

static void
test_always (const char *folder)
{
  g_autoptr (HeddleLibrary) library = open_library (folder);

  assert_await_ok (heddle_run_consent_set_limit (library, free_of_charge));
  assert_limit (library, free_of_charge);
  g_assert_cmpint (find (library, a_dollar, FALSE), ==, HEDDLE_RUN_CONSENT_COST);
  g_assert_cmpint (find (library, unknown, FALSE), ==, HEDDLE_RUN_CONSENT_COST);
  g_assert_cmpint (find (library, euros, FALSE), ==, HEDDLE_RUN_CONSENT_COST);
  g_assert_cmpint (find (library, free_of_charge, FALSE), ==, HEDDLE_RUN_CONSENT_NOT_NEEDED);
}

static void
test_never (const char *folder)
{
  g_autoptr (HeddleLibrary) library = open_library (folder);

  assert_await_ok (heddle_run_consent_set_limit (library, unknown));
  assert_limit (library, unknown);
  g_assert_cmpint (find (library, more, FALSE), ==, HEDDLE_RUN_CONSENT_NOT_NEEDED);
  g_assert_cmpint (find (library, unknown, FALSE), ==, HEDDLE_RUN_CONSENT_NOT_NEEDED);
  g_assert_cmpint (find (library, more, TRUE), ==, HEDDLE_RUN_CONSENT_BUDGET);

  assert_await_ok (heddle_run_consent_set_limit (library, euros));
  assert_limit (library, euros);
}

static gboolean
write_text (HeddleDatabase  *database,
            gpointer         data,
            GValue          *result,
            GError         **error)
{
  return heddle_settings_set_text (database, "runs", "ask_above", data, error);
}

/* Who cannot read what was said asks rather once too often. */
static void
test_damaged (const char *folder)
{
  g_autoptr (HeddleLibrary) library = open_library (folder);
  const char *const texts[] = { "nonsense", "null", "[]", "{\"amount\":\"much\"}", "{\"amount\":5}" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      assert_await_ok (heddle_library_write (library, write_text, (gpointer) texts[i], NULL));
      assert_limit (library, a_dollar);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  heddle_init ();

  store_test_add ("/run-consent/default", test_default);
  store_test_add ("/run-consent/always", test_always);
  store_test_add ("/run-consent/never", test_never);
  store_test_add ("/run-consent/damaged", test_damaged);

  return g_test_run ();
}
