/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>

#include "base/heddle-init.h"
#include "base/heddle-threads.h"
#include "heddle-bench.h"
#include "providers/heddle-budget-guard.h"
#include "store/heddle-budget-repository.h"
#include "store/heddle-migrations.h"
#include "store/heddle-usage-repository.h"

#define CALLS 100000
#define ROUNDS 15

/* A year of calls, of five providers, ten models and four projects. */
#define FILL \
  "INSERT INTO project (uuid, name, created_at, updated_at) VALUES ('p1', 'Autumn', 0, 0), ('p2', 'Winter', 0, 0), " \
  "('p3', 'Spring', 0, 0), ('p4', 'Summer', 0, 0);" \
  "WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < %d - 1) " \
  "INSERT INTO api_call (provider, endpoint, method, model, status, http_status, project_id, cost, currency, " \
  "tokens_in, tokens_out, images, request_hash, started_at, finished_at, reserved, reserved_currency) " \
  "SELECT 'provider' || i %% 5, 'https://api.example.com/v1/images/generations', 'POST', 'model-' || i %% 10, " \
  "CASE i %% 50 WHEN 0 THEN 'failed' ELSE 'answered' END, 200, 1 + i %% 4, 3000 + i %% 7, 'USD', 14, 1568, 1, " \
  "randomblob (32), %" G_GINT64_FORMAT " + i * 315360, %" G_GINT64_FORMAT " + i * 315360 + 4000, 5000, 'USD' FROM n;"

typedef struct
{
  HeddleDatabase *database;
  gint64          now;
} Bench;

static void
check (gboolean      ok,
       const GError *error)
{
  if (!ok)
    g_error ("%s", error->message);
}

static void
open_library (Bench      *self,
              const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "library.db", NULL);
  g_autoptr (HeddleMigrations) migrations = heddle_migrations_new ();
  g_autofree char *fill = NULL;
  g_autoptr (GError) error = NULL;
  gint64 start;

  self->now = g_get_real_time () / 1000;
  start = self->now - G_GINT64_CONSTANT (365) * 24 * 3600 * 1000;
  fill = g_strdup_printf (FILL, CALLS, start, start);
  self->database = heddle_database_open (path, HEDDLE_DATABASE_CREATE, &error);
  check (self->database != NULL, error);
  check (heddle_migrations_apply (migrations, self->database, folder, &error), error);
  check (heddle_database_execute_script (self->database, fill, &error), error);
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  return (*(const double *) a > *(const double *) b) - (*(const double *) a < *(const double *) b);
}

static void
print (const char *figure,
       double     *times)
{
  qsort (times, ROUNDS, sizeof *times, compare);
  heddle_bench_print (&(HeddleBenchFigure) {
    .bench = "money", .figure = figure, .value = times[ROUNDS / 2] * 1e3, .unit = "ms", .work = "of 100,000 calls" });
}

static void
measure_floor (Bench *self)
{
  double times[ROUNDS];

  for (guint i = 0; i < ROUNDS; i++)
    {
      double start = heddle_bench_now ();
      g_autoptr (GError) error = NULL;
      gint64 sum;

      check (heddle_database_query_int (self->database, "SELECT sum (cost) FROM api_call INDEXED BY api_call_usage",
                                        &sum, &error), error);
      times[i] = heddle_bench_now () - start;
    }
  print ("floor: SQLite's bare sum of the costs", times);
}

static void
measure_usage (Bench         *self,
               HeddleUsageBy  by)
{
  g_autofree char *figure = g_strdup_printf ("usage by %s", heddle_usage_by_to_string (by));
  double times[ROUNDS];

  for (guint i = 0; i < ROUNDS; i++)
    {
      double start = heddle_bench_now ();
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) groups = heddle_usage_list (self->database, by, 0, &error);

      check (groups != NULL, error);
      times[i] = heddle_bench_now () - start;
    }
  print (figure, times);
}

/* What a budget adds to a call before it is sent. */
static void
measure_budget (Bench              *self,
                HeddleBudgetPeriod  period)
{
  g_autofree char *figure = g_strdup_printf ("a call let through by a budget, %s",
                                             heddle_budget_period_to_string (period));
  g_autoptr (HeddleBudgetGuard) guard = heddle_budget_guard_new ();
  g_autoptr (HeddleBudgetRecord) budget = heddle_budget_record_new ();
  g_autoptr (HeddleBudgetRecord) removed = NULL;
  g_autoptr (HeddleApiCallRecord) call = heddle_api_call_record_new ();
  g_autoptr (GError) error = NULL;
  double times[ROUNDS];

  budget->period = period;
  budget->amount = heddle_money_new (G_GINT64_CONSTANT (1000000000000), "USD");
  check (heddle_budgets_set (self->database, budget, &error), error);
  call->provider = g_strdup ("provider1");
  call->started_at = self->now;
  call->reserved = heddle_money_new (5000, "USD");
  for (guint i = 0; i < ROUNDS; i++)
    {
      double start = heddle_bench_now ();

      check (heddle_budget_guard_admit (guard, self->database, call, &error), error);
      times[i] = heddle_bench_now () - start;
    }
  print (figure, times);
  removed = heddle_budgets_remove (self->database, budget->uuid, &error);
  check (removed != NULL, error);
}

static gpointer
bench_thread (gpointer data)
{
  g_autofree char *folder = g_dir_make_tmp ("heddle-bench-money-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "library.db", NULL);
  Bench self = { 0 };

  open_library (&self, folder);
  measure_floor (&self);
  for (int by = HEDDLE_USAGE_PROVIDER; by <= HEDDLE_USAGE_DAY; by++)
    measure_usage (&self, (HeddleUsageBy) by);
  for (int period = HEDDLE_BUDGET_DAY; period <= HEDDLE_BUDGET_TOTAL; period++)
    measure_budget (&self, (HeddleBudgetPeriod) period);
  heddle_database_close (self.database, NULL);
  g_object_unref (self.database);
  g_unlink (path);
  g_rmdir (folder);
  return NULL;
}

int
main (int   argc,
      char *argv[])
{
  heddle_init ();
  g_thread_join (g_thread_new ("bench", bench_thread, NULL));
  return 0;
}
