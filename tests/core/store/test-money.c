/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/heddle-init.h"
#include "store-test.h"
#include "store/heddle-api-call-repository.h"
#include "store/heddle-budget-repository.h"
#include "store/heddle-credit-repository.h"
#include "store/heddle-migrations.h"
#include "store/heddle-project-repository.h"
#include "store/heddle-queries.h"
#include "store/heddle-run-repository.h"
#include "store/heddle-usage-repository.h"

/* Where these tests are: a day ends there while it is half past six in the evening in Greenwich. */
#define ZONE "Asia/Kolkata"

static HeddleDatabase *
open_database (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "library.db", NULL);
  g_autoptr (HeddleMigrations) migrations = heddle_migrations_new ();
  g_autoptr (GError) error = NULL;
  HeddleDatabase *database = heddle_database_open (path, HEDDLE_DATABASE_CREATE, &error);

  g_assert_no_error (error);
  g_assert_true (heddle_migrations_apply (migrations, database, folder, &error));
  return database;
}

static gint64
at (const char *text)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (ZONE);
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (text, zone);

  g_assert_nonnull (time);
  return g_date_time_to_unix (time) * 1000;
}

static gint64
add_run (HeddleDatabase *database,
         const char     *project)
{
  g_autoptr (HeddleRunRecord) run = heddle_run_record_new ();
  g_autoptr (GError) error = NULL;

  g_assert_true (heddle_snapshots_add (database, "{}", &run->snapshot_id, &error));
  g_assert_true (heddle_projects_ensure (database, project, &run->project_id, &error));
  run->workflow_name = g_strdup ("Post");
  run->pipeline = g_strdup ("main");
  run->trigger = g_strdup ("cli");
  heddle_runs_insert (database, run, &error);
  g_assert_no_error (error);
  return run->id;
}

typedef struct
{
  const char         *provider;
  const char         *time;
  HeddleApiCallStatus status;
  HeddleMoney         cost;
  HeddleMoney         reserved;
  gint64              run_id;
} Call;

#define USD(amount_) ((HeddleMoney) { .known = TRUE, .amount = (amount_), .currency = "USD" })
#define NOBODY_KNOWS HEDDLE_MONEY_UNKNOWN
#define EUR(amount_) ((HeddleMoney) { .known = TRUE, .amount = (amount_), .currency = "EUR" })

static void
add_call (HeddleDatabase *database,
          Call            call)
{
  g_autoptr (HeddleApiCallRecord) record = heddle_api_call_record_new ();
  g_autoptr (GError) error = NULL;

  record->provider = g_strdup (call.provider);
  record->endpoint = g_strdup ("https://a.test/");
  record->method = g_strdup ("POST");
  record->model = g_strdup ("m");
  record->status = call.status;
  record->cost = call.cost;
  record->reserved = call.reserved;
  record->run_id = call.run_id;
  record->tokens_in = 10;
  record->images = call.status == HEDDLE_API_CALL_ANSWERED ? 1 : -1;
  record->started_at = at (call.time);
  record->finished_at = call.status == HEDDLE_API_CALL_PENDING ? 0 : record->started_at + 1500;
  heddle_api_calls_insert (database, record, &error);
  g_assert_no_error (error);
}

static void
assert_use (HeddleDatabase     *database,
            HeddleBudgetRecord *budget,
            const char         *now,
            gint64              spent,
            gint64              reserved)
{
  g_autoptr (GError) error = NULL;
  HeddleBudgetUse use;

  heddle_budgets_get_use (database, budget, at (now), &use, &error);
  g_assert_no_error (error);
  g_assert_cmpint (use.spent, ==, spent);
  g_assert_cmpint (use.reserved, ==, reserved);
  g_assert_cmpint (use.limit, ==, budget->amount.amount / 100 * budget->stop);
}

/* Periods begin by the clock on the wall, and what nobody knows the cost of is held back. */
static void
test_use (const char *folder)
{
  g_autoptr (HeddleDatabase) database = open_database (folder);
  g_autoptr (HeddleBudgetRecord) budget = heddle_budget_record_new ();
  gint64 autumn = add_run (database, "Autumn");
  gint64 winter = add_run (database, "Winter");

  add_call (database, (Call) { "a", "2026-10-31T23:59:59", HEDDLE_API_CALL_ANSWERED, USD (1), USD (9), autumn });
  add_call (database, (Call) { "a", "2026-11-01T00:00:00", HEDDLE_API_CALL_ANSWERED, USD (20), USD (90), winter });
  add_call (database, (Call) { "b", "2026-11-27T23:59:59", HEDDLE_API_CALL_ANSWERED, USD (300), USD (900), autumn });
  add_call (database, (Call) { "b", "2026-11-28T00:00:00", HEDDLE_API_CALL_PENDING, NOBODY_KNOWS, USD (4000), autumn });
  add_call (database, (Call) { "b", "2026-11-28T01:00:00", HEDDLE_API_CALL_UNKNOWN, NOBODY_KNOWS, USD (50000), 0 });
  add_call (database, (Call) { "a", "2026-11-28T02:00:00", HEDDLE_API_CALL_FAILED, USD (0), USD (900000), autumn });
  add_call (database, (Call) { "a", "2026-11-28T03:00:00", HEDDLE_API_CALL_ANSWERED, EUR (7), EUR (7), autumn });
  add_call (database, (Call) { "a", "2026-11-28T03:00:00", HEDDLE_API_CALL_ANSWERED, NOBODY_KNOWS, NOBODY_KNOWS, autumn });

  budget->amount = USD (1000);
  budget->stop = 90;
  assert_use (database, budget, "2026-11-28T12:00:00", 321, 54000);
  budget->period = HEDDLE_BUDGET_MONTH;
  assert_use (database, budget, "2026-11-28T12:00:00", 320, 54000);
  budget->period = HEDDLE_BUDGET_DAY;
  assert_use (database, budget, "2026-11-28T12:00:00", 0, 54000);
  assert_use (database, budget, "2026-11-29T00:00:00", 0, 0);

  budget->period = HEDDLE_BUDGET_TOTAL;
  budget->scope = HEDDLE_BUDGET_PROVIDER;
  budget->provider = g_strdup ("b");
  assert_use (database, budget, "2026-11-28T12:00:00", 300, 54000);
  g_clear_pointer (&budget->provider, g_free);
  budget->scope = HEDDLE_BUDGET_PROJECT;
  g_assert_true (heddle_projects_ensure (database, "Autumn", &budget->project_id, NULL));
  assert_use (database, budget, "2026-11-28T12:00:00", 301, 4000);
  budget->amount = EUR (1000);
  assert_use (database, budget, "2026-11-28T12:00:00", 7, 0);
}

static void
test_budgets (const char *folder)
{
  g_autoptr (HeddleDatabase) database = open_database (folder);
  g_autoptr (HeddleBudgetRecord) library = heddle_budget_record_new ();
  g_autoptr (HeddleBudgetRecord) again = heddle_budget_record_new ();
  g_autoptr (HeddleBudgetRecord) project = heddle_budget_record_new ();
  g_autoptr (HeddleBudgetRecord) removed = NULL;
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GPtrArray) of_autumn = NULL;
  g_autoptr (GPtrArray) of_none = NULL;
  g_autoptr (GError) error = NULL;
  gint64 autumn = add_run (database, "Autumn");
  HeddleBudgetRecord *read;

  library->amount = USD (5);
  library->period = HEDDLE_BUDGET_MONTH;
  heddle_budgets_set (database, library, &error);
  g_assert_no_error (error);
  again->amount = USD (7);
  again->period = HEDDLE_BUDGET_MONTH;
  again->warn = 50;
  again->stop = 60;
  g_assert_true (heddle_budgets_set (database, again, &error));
  g_assert_cmpint (again->id, ==, library->id);
  g_assert_cmpstr (again->uuid, ==, library->uuid);
  project->amount = EUR (9);
  project->scope = HEDDLE_BUDGET_PROJECT;
  g_assert_true (heddle_projects_ensure (database, "Autumn", &project->project_id, &error));
  g_assert_true (heddle_budgets_set (database, project, &error));

  all = heddle_budgets_list (database, &error);
  g_assert_cmpuint (all->len, ==, 2);
  read = all->pdata[0];
  g_assert_cmpint (read->amount.amount, ==, 7);
  g_assert_cmpint (read->warn, ==, 50);
  g_assert_cmpint (read->stop, ==, 60);
  g_assert_cmpint (read->period, ==, HEDDLE_BUDGET_MONTH);
  g_assert_cmpstr (((HeddleBudgetRecord *) all->pdata[1])->project, ==, "Autumn");
  of_autumn = heddle_budgets_list_of_call (database, "a", autumn, &error);
  g_assert_cmpuint (of_autumn->len, ==, 2);
  of_none = heddle_budgets_list_of_call (database, "a", 0, &error);
  g_assert_cmpuint (of_none->len, ==, 1);

  g_assert_null (heddle_budgets_remove (database, "", &error));
  g_assert_error (error, HEDDLE_STORE_ERROR, HEDDLE_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  removed = heddle_budgets_remove (database, project->uuid, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (removed->project, ==, "Autumn");
  g_assert_null (heddle_budgets_remove (database, project->uuid, &error));
  g_assert_error (error, HEDDLE_STORE_ERROR, HEDDLE_STORE_ERROR_NOT_FOUND);
}

static char *
describe_usage (HeddleDatabase *database,
                HeddleUsageBy   by,
                gint64          since)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) groups = heddle_usage_list (database, by, since, &error);
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < groups->len; i++)
    {
      const HeddleUsageGroup *group = groups->pdata[i];

      g_string_append_printf (text, "%s: %d = %d + %d + %d + %d, %d ms of %d, %d tokens, %d images",
                              group->name == NULL ? "-" : group->name, (int) group->calls, (int) group->successful,
                              (int) group->failed, (int) group->unknown, (int) group->pending, (int) group->duration_ms,
                              (int) group->ended, (int) group->tokens_in, (int) group->images);
      for (guint c = 0; c < group->costs->len; c++)
        {
          HeddleMoney cost = g_array_index (group->costs, HeddleMoney, c);

          g_string_append_printf (text, ", %d %s", (int) cost.amount, cost.currency);
        }
      g_string_append_printf (text, ", %d not known\n", (int) group->unknown_costs);
    }
  return g_string_free_and_steal (g_steal_pointer (&text));
}

static void
assert_usage (HeddleDatabase *database,
              HeddleUsageBy   by,
              const char     *since,
              const char     *expected)
{
  g_autofree char *text = describe_usage (database, by, since == NULL ? 0 : at (since));

  g_assert_cmpstr (text, ==, expected);
}

static void
test_usage (const char *folder)
{
  g_autoptr (HeddleDatabase) database = open_database (folder);
  gint64 autumn = add_run (database, "Autumn");

  add_call (database, (Call) { "a", "2026-11-27T23:30:00", HEDDLE_API_CALL_ANSWERED, USD (5), USD (9), autumn });
  add_call (database, (Call) { "a", "2026-11-28T00:30:00", HEDDLE_API_CALL_FAILED, USD (0), USD (9), autumn });
  add_call (database, (Call) { "a", "2026-11-28T05:00:00", HEDDLE_API_CALL_ANSWERED, EUR (7), EUR (9), autumn });
  add_call (database, (Call) { "b", "2026-11-28T06:00:00", HEDDLE_API_CALL_UNKNOWN, HEDDLE_MONEY_UNKNOWN, USD (9), 0 });
  add_call (database, (Call) { "b", "2026-11-28T07:00:00", HEDDLE_API_CALL_PENDING, HEDDLE_MONEY_UNKNOWN, USD (9), 0 });

  assert_usage (database, HEDDLE_USAGE_PROVIDER, NULL,
                "a: 3 = 2 + 1 + 0 + 0, 4500 ms of 3, 30 tokens, 2 images, 7 EUR, 5 USD, 0 not known\n"
                "b: 2 = 0 + 0 + 1 + 1, 1500 ms of 1, 20 tokens, 0 images, 1 not known\n");
  assert_usage (database, HEDDLE_USAGE_MODEL, "2026-11-28T06:00:00",
                "b/m: 2 = 0 + 0 + 1 + 1, 1500 ms of 1, 20 tokens, 0 images, 1 not known\n");
  assert_usage (database, HEDDLE_USAGE_PROJECT, NULL,
                "-: 2 = 0 + 0 + 1 + 1, 1500 ms of 1, 20 tokens, 0 images, 1 not known\n"
                "Autumn: 3 = 2 + 1 + 0 + 0, 4500 ms of 3, 30 tokens, 2 images, 7 EUR, 5 USD, 0 not known\n");
  assert_usage (database, HEDDLE_USAGE_CLIENT, NULL,
                "-: 5 = 2 + 1 + 1 + 1, 6000 ms of 4, 50 tokens, 2 images, 7 EUR, 5 USD, 1 not known\n");
  assert_usage (database, HEDDLE_USAGE_DAY, NULL,
                "2026-11-27: 1 = 1 + 0 + 0 + 0, 1500 ms of 1, 10 tokens, 1 images, 5 USD, 0 not known\n"
                "2026-11-28: 4 = 1 + 1 + 1 + 1, 4500 ms of 3, 40 tokens, 1 images, 7 EUR, 1 not known\n");
}

static void
test_credit (const char *folder)
{
  static const struct
  {
    HeddleCreditKind kind;
    gint64           amount;
  } lines[] = { { HEDDLE_CREDIT_PURCHASE, 1000 }, { HEDDLE_CREDIT_REFUND, 50 }, { HEDDLE_CREDIT_ADJUSTMENT, -7 } };
  g_autoptr (HeddleDatabase) database = open_database (folder);
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GPtrArray) balances = NULL;
  g_autoptr (GError) error = NULL;
  HeddleCreditBalance *balance;

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autoptr (HeddleCreditRecord) line = g_new0 (HeddleCreditRecord, 1);

      line->provider = g_strdup ("a");
      line->kind = lines[i].kind;
      line->amount = USD (lines[i].amount);
      heddle_credits_add (database, line, &error);
      g_assert_no_error (error);
    }
  add_call (database, (Call) { "a", "2026-11-28T05:00:00", HEDDLE_API_CALL_ANSWERED, USD (300), USD (900), 0 });
  add_call (database, (Call) { "a", "2026-11-28T05:00:00", HEDDLE_API_CALL_ANSWERED, EUR (300), USD (900), 0 });
  add_call (database, (Call) { "b", "2026-11-28T05:00:00", HEDDLE_API_CALL_ANSWERED, USD (300), USD (900), 0 });

  list = heddle_credits_list (database, &error);
  g_assert_cmpuint (list->len, ==, 3);
  balances = heddle_credits_list_balances (database, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (balances->len, ==, 1);
  balance = balances->pdata[0];
  g_assert_cmpint (balance->used, ==, 300);
  g_assert_cmpint (heddle_credit_balance_get_left (balance).amount, ==, 1000 + 50 - 7 - 300);
}

/* Whatever is added up is read from the index alone, and from the first moment that counts. */
static void
test_plans (const char *folder)
{
  static const char *const names[] = {
    "usage-by-provider", "usage-by-model", "usage-by-project", "usage-by-client", "usage-by-day", "budget-used",
  };
  g_autoptr (HeddleDatabase) database = open_database (folder);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *sql = g_strconcat ("EXPLAIN QUERY PLAN ", heddle_queries_lookup (names[i]), NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (HeddleStatement) statement = heddle_database_prepare_sql (database, sql, &error);
      gboolean found = FALSE;

      g_assert_no_error (error);
      while (heddle_statement_next (statement))
        {
          const char *detail = heddle_statement_get_text (statement, 3);

          g_test_message ("%s: %s", names[i], detail);
          g_assert_false (g_str_has_prefix (detail, "SCAN api_call"));
          found = found || strstr (detail, "api_call USING COVERING INDEX api_call_usage (started_at>?)") != NULL;
        }
      g_assert_true (found);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_setenv ("TZ", ZONE, TRUE);
  g_test_init (&argc, &argv, NULL);
  heddle_init ();

  store_test_add ("/money/use", test_use);
  store_test_add ("/money/budgets", test_budgets);
  store_test_add ("/money/usage", test_usage);
  store_test_add ("/money/credit", test_credit);
  store_test_add ("/money/plans", test_plans);

  return g_test_run ();
}
