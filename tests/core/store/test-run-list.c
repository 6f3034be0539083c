/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <inttypes.h>

#include "base/heddle-init.h"
#include "store-test.h"
#include "store/heddle-migrations.h"
#include "store/heddle-run-item-repository.h"
#include "store/heddle-run-summary.h"
#include "store/heddle-run-timeline.h"
#include "store/heddle-spending.h"

#define BEGAN G_GINT64_CONSTANT (1790000000000)

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

static HeddleRunRecord *
add_run_of_page (HeddleDatabase  *database,
                 const char      *name,
                 const char      *page,
                 HeddleRunStatus  status,
                 gint64           failed)
{
  HeddleRunRecord *run = heddle_run_record_new ();
  g_autoptr (GError) error = NULL;

  g_assert_true (heddle_snapshots_add (database, "{}", &run->snapshot_id, &error));
  run->workflow_name = g_strdup (name);
  run->page = g_strdup (page);
  run->pipeline = g_strdup ("main");
  run->trigger = g_strdup ("manual");
  run->status = HEDDLE_RUN_RUNNING;
  run->created_at = run->started_at = BEGAN;
  heddle_runs_insert (database, run, &error);
  g_assert_no_error (error);
  run->status = status;
  run->counts.failed = failed;
  run->finished_at = status >= HEDDLE_RUN_COMPLETED ? BEGAN + 5000 : 0;
  heddle_runs_update (database, run, &error);
  g_assert_no_error (error);
  return run;
}

static HeddleRunRecord *
add_run (HeddleDatabase  *database,
         const char      *name,
         HeddleRunStatus  status,
         gint64           failed)
{
  return add_run_of_page (database, name, NULL, status, failed);
}

static gint64
add_node (HeddleDatabase   *database,
          gint64            run,
          const char       *node,
          HeddleItemStatus  status)
{
  HeddleNodeRunRecord record = { .run_id = run, .node = (char *) node, .type = (char *) "text.template",
                                 .name = (char *) node, .status = status };
  g_autoptr (GError) error = NULL;

  heddle_node_runs_save (database, &record, &error);
  g_assert_no_error (error);
  return record.id;
}

static void
add_item (HeddleDatabase   *database,
          gint64            node,
          const char       *path,
          HeddleItemStatus  status,
          gint64            start,
          gint64            end)
{
  HeddleRunItemRecord record = { .node_run_id = node, .path = (char *) path, .row = -1, .status = status,
                                 .cost = heddle_money_new (20000, "USD"),
                                 .error = (char *) (status == HEDDLE_ITEM_FAILED ? "{\"code\": \"x\", \"message\": \"No\"}" : NULL),
                                 .started_at = start == 0 ? 0 : BEGAN + start, .finished_at = end == 0 ? 0 : BEGAN + end };
  g_autoptr (GError) error = NULL;

  heddle_run_items_save (database, &record, NULL, &error);
  g_assert_no_error (error);
}

/* The numbers of the runs that a query finds, as text. */
static char *
list (HeddleDatabase  *database,
      HeddleRunFilter  filter,
      const char      *text,
      const char      *live,
      gint64           before,
      int              limit)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) names = g_strdupv ((char *[]) { (char *) live, NULL });
  HeddleRunQuery query = { filter, (char *) text, names, before, limit };
  g_autoptr (GPtrArray) runs = heddle_run_summaries_list (database, &query, &error);
  g_autoptr (GString) numbers = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < runs->len; i++)
    g_string_append_printf (numbers, " %d", (int) ((HeddleRunSummary *) runs->pdata[i])->number);
  return g_string_free_and_steal (g_steal_pointer (&numbers));
}

#define assert_lists(expected, ...) \
  G_STMT_START { \
    g_autofree char *numbers = list (__VA_ARGS__); \
    g_assert_cmpstr (numbers, ==, expected); \
  } G_STMT_END

/* A run is found by its page as by its workflow, and by both as they are shown. */
static void
test_pages_of_a_workflow (const char *folder)
{
  g_autoptr (HeddleDatabase) database = open_database (folder);
  g_autoptr (HeddleRunRecord) post = add_run_of_page (database, "Launch", "Post", HEDDLE_RUN_COMPLETED, 0);
  g_autoptr (HeddleRunRecord) story = add_run_of_page (database, "Launch", "Story", HEDDLE_RUN_COMPLETED, 0);
  g_autoptr (HeddleRunRecord) alone = add_run (database, "Story", HEDDLE_RUN_COMPLETED, 0);
  g_autoptr (HeddleRunSummary) one = NULL;
  g_autoptr (HeddleRunRecord) found = NULL;
  g_autoptr (GError) error = NULL;

  assert_lists (" 2 1", database, HEDDLE_RUN_FILTER_ALL, "launch", NULL, 0, 9);
  assert_lists (" 3 2", database, HEDDLE_RUN_FILTER_ALL, "story", NULL, 0, 9);
  assert_lists (" 2", database, HEDDLE_RUN_FILTER_ALL, "launch · st", NULL, 0, 9);
  one = heddle_run_summaries_get (database, story->uuid, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (one->page, ==, "Story");
  found = heddle_runs_get (database, post->id, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (found->page, ==, "Post");
}

static void
test_pages_and_filters (const char *folder)
{
  g_autoptr (HeddleDatabase) database = open_database (folder);
  g_autoptr (HeddleRunRecord) done = add_run (database, "Spring launch", HEDDLE_RUN_COMPLETED, 0);
  g_autoptr (HeddleRunRecord) partly = add_run (database, "100% cotton", HEDDLE_RUN_COMPLETED, 1);
  g_autoptr (HeddleRunRecord) waiting = add_run (database, "Spring launch", HEDDLE_RUN_AWAITING_SELECTION, 0);
  g_autoptr (HeddleRunRecord) paused = add_run (database, "Poster", HEDDLE_RUN_PAUSED, 0);
  g_autoptr (HeddleRunRecord) interrupted = add_run (database, "Poster", HEDDLE_RUN_RUNNING, 0);
  g_autoptr (HeddleRunRecord) live = add_run (database, "Poster", HEDDLE_RUN_RUNNING, 0);
  const char *const names[] = { live->uuid, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (HeddleRunSummary) one = NULL;
  gint64 count;

  assert_lists (" 6 5 4", database, HEDDLE_RUN_FILTER_ALL, NULL, live->uuid, 0, 3);
  assert_lists (" 3 2 1", database, HEDDLE_RUN_FILTER_ALL, NULL, live->uuid, 4, 3);
  assert_lists ("", database, HEDDLE_RUN_FILTER_ALL, NULL, live->uuid, 1, 3);
  assert_lists (" 6", database, HEDDLE_RUN_FILTER_RUNNING, NULL, live->uuid, 0, 9);
  assert_lists (" 4 3", database, HEDDLE_RUN_FILTER_WAITING, NULL, live->uuid, 0, 9);
  assert_lists (" 5 2", database, HEDDLE_RUN_FILTER_FAILED, NULL, live->uuid, 0, 9);
  assert_lists (" 3 1", database, HEDDLE_RUN_FILTER_ALL, "spring", live->uuid, 0, 9);
  assert_lists (" 2", database, HEDDLE_RUN_FILTER_ALL, "0%", live->uuid, 0, 9);
  assert_lists (" 4", database, HEDDLE_RUN_FILTER_ALL, "4", live->uuid, 0, 9);

  /* What goes on again waits no more. */
  assert_lists (" 4", database, HEDDLE_RUN_FILTER_WAITING, NULL, waiting->uuid, 0, 9);

  one = heddle_run_summaries_get (database, interrupted->uuid, names, &error);
  g_assert_no_error (error);
  g_assert_true (heddle_run_summary_is_interrupted (one));
  g_assert_false (heddle_run_summary_is_waiting (one));
  g_assert_null (heddle_run_summaries_get (database, "none", names, &error));
  g_assert_error (error, HEDDLE_STORE_ERROR, HEDDLE_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_true (heddle_run_summaries_count_waiting (database, names, &count, &error));
  g_assert_cmpint (count, ==, 2);
}

/* What has not begun was neither interrupted nor has it failed. */
static void
test_queued (const char *folder)
{
  g_autoptr (HeddleDatabase) database = open_database (folder);
  g_autoptr (HeddleRunRecord) pending = add_run (database, "Poster", HEDDLE_RUN_PENDING, 0);
  g_autoptr (HeddleRunRecord) scheduled = add_run (database, "Poster", HEDDLE_RUN_SCHEDULED, 0);
  g_autoptr (HeddleRunSummary) one = NULL;
  g_autoptr (GError) error = NULL;

  assert_lists (" 2 1", database, HEDDLE_RUN_FILTER_ALL, NULL, NULL, 0, 9);
  assert_lists ("", database, HEDDLE_RUN_FILTER_FAILED, NULL, NULL, 0, 9);
  assert_lists ("", database, HEDDLE_RUN_FILTER_WAITING, NULL, NULL, 0, 9);
  one = heddle_run_summaries_get (database, pending->uuid, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (heddle_run_summary_is_interrupted (one));
  g_assert_true (heddle_runs_cancel (database, scheduled->uuid, &error));
}

static void
test_the_step_to_look_at (const char *folder)
{
  g_autoptr (HeddleDatabase) database = open_database (folder);
  g_autoptr (HeddleRunRecord) run = add_run (database, "Poster", HEDDLE_RUN_AWAITING_SELECTION, 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (HeddleRunSummary) before = NULL;
  g_autoptr (HeddleRunSummary) after = NULL;

  add_item (database, add_node (database, run->id, "shout", HEDDLE_ITEM_FAILED), "", HEDDLE_ITEM_FAILED, 1, 2);
  before = heddle_run_summaries_get (database, run->uuid, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (before->step, ==, "shout");
  g_assert_nonnull (before->step_error);

  add_item (database, add_node (database, run->id, "pick", HEDDLE_ITEM_WAITING), "", HEDDLE_ITEM_WAITING, 3, 0);
  after = heddle_run_summaries_get (database, run->uuid, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (after->step, ==, "pick");
}

static const HeddleTimelineStep *
get_step (HeddleRunTimeline *timeline,
          guint              position,
          const char        *node)
{
  const HeddleTimelineStep *step = timeline->steps->pdata[position];

  g_assert_cmpstr (step->node, ==, node);
  return step;
}

static const HeddleTimelineSpan *
get_span (const HeddleTimelineStep *step,
          guint                     position)
{
  g_assert_cmpuint (position, <, step->spans->len);
  return &g_array_index (step->spans, HeddleTimelineSpan, position);
}

static void
test_a_timeline_leaves_out_the_night (const char *folder)
{
  const gint64 night = 8 * 3600 * 1000;
  g_autoptr (HeddleDatabase) database = open_database (folder);
  g_autoptr (HeddleRunRecord) run = add_run (database, "Poster", HEDDLE_RUN_COMPLETED, 0);
  gint64 after = add_node (database, run->id, "after", HEDDLE_ITEM_COMPLETED);
  gint64 before = add_node (database, run->id, "before", HEDDLE_ITEM_COMPLETED);
  g_autoptr (GError) error = NULL;
  g_autoptr (HeddleRunTimeline) timeline = NULL;

  add_node (database, run->id, "never", HEDDLE_ITEM_PENDING);
  add_item (database, before, "0", HEDDLE_ITEM_COMPLETED, 0 + 100, 2100);
  add_item (database, before, "1", HEDDLE_ITEM_CACHED, 0, 2200);
  add_item (database, after, "0", HEDDLE_ITEM_COMPLETED, night, night + 1000);
  timeline = heddle_run_timeline_read (database, run->id, BEGAN + 2 * night, &error);
  g_assert_no_error (error);

  g_assert_cmpuint (timeline->steps->len, ==, 3);
  g_assert_cmpint (timeline->origin, ==, BEGAN + 100);
  g_assert_cmpint (get_span (get_step (timeline, 0, "before"), 0)->end, ==, 2000);
  g_assert_cmpuint (get_step (timeline, 0, "before")->n_done, ==, 2);
  g_assert_cmpuint (get_step (timeline, 0, "before")->n_cached, ==, 1);
  g_assert_cmpint (get_step (timeline, 0, "before")->cost.amount, ==, 40000);
  g_assert_cmpint (get_span (get_step (timeline, 1, "after"), 0)->start, <, 5000);
  g_assert_cmpint (timeline->length, <, 6000);
  g_assert_cmpuint (get_step (timeline, 2, "never")->spans->len, ==, 0);
}

static void
test_a_long_timeline_is_thinned_out (const char *folder)
{
  g_autoptr (HeddleDatabase) database = open_database (folder);
  g_autoptr (HeddleRunRecord) run = add_run (database, "Poster", HEDDLE_RUN_COMPLETED, 0);
  gint64 node = add_node (database, run->id, "many", HEDDLE_ITEM_COMPLETED);
  g_autoptr (GError) error = NULL;
  g_autoptr (HeddleRunTimeline) timeline = NULL;

  heddle_database_execute_script (database, "BEGIN", NULL);
  for (int i = 0; i < 3000; i++)
    {
      g_autofree char *path = g_strdup_printf ("%d", i);

      add_item (database, node, path, HEDDLE_ITEM_COMPLETED, 10 * i + 1, 10 * i + 9);
    }
  heddle_database_execute_script (database, "COMMIT", NULL);
  timeline = heddle_run_timeline_read (database, run->id, BEGAN, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (get_step (timeline, 0, "many")->n_done, ==, 3000);
  g_assert_cmpuint (get_step (timeline, 0, "many")->spans->len, <=, 400);
  g_assert_cmpint (get_span (get_step (timeline, 0, "many"), 0)->start, ==, 0);
  g_assert_cmpint (timeline->length, ==, 29998);
}

static void
pay (HeddleDatabase *database,
     const char     *provider,
     gint64          amount,
     const char     *currency,
     gint64          when)
{
  g_autofree char *sql = g_strdup_printf ("INSERT INTO api_call (provider, endpoint, method, status, cost, currency, started_at)"
                                          " VALUES ('%s', '/', 'POST', 'answered', %" PRId64 ", '%s', %" PRId64 ")",
                                          provider, amount, currency, when);
  g_autoptr (GError) error = NULL;

  heddle_database_execute_script (database, sql, &error);
  g_assert_no_error (error);
}

static void
test_spending (const char *folder)
{
  g_autoptr (HeddleDatabase) database = open_database (folder);
  g_autoptr (GDateTime) noon = g_date_time_new_local (2026, 11, 10, 12, 0, 0);
  gint64 now = g_date_time_to_unix (noon) * 1000;
  const gint64 day = 24 * 3600 * 1000;
  HeddleBudgetRecord budget = { .scope = HEDDLE_BUDGET_PROVIDER, .provider = (char *) "openai", .period = HEDDLE_BUDGET_MONTH,
                                .amount = heddle_money_new (4000000, "USD"), .warn = 75, .stop = 100 };
  g_autoptr (HeddleSpending) spending = NULL;
  g_autoptr (GError) error = NULL;
  const HeddleProviderSpending *first;

  pay (database, "openai", 1000000, "USD", now);
  pay (database, "openai", 2000000, "USD", now - day);
  pay (database, "openai", 500000, "EUR", now);
  pay (database, "replicate", 2500000, "USD", now - 2 * day);
  pay (database, "replicate", 9000000, "USD", now - 20 * day);
  g_assert_true (heddle_budgets_set (database, &budget, &error));
  g_clear_pointer (&budget.uuid, g_free);

  spending = heddle_spending_read (database, now, &error);
  g_assert_no_error (error);
  g_assert_cmpint (spending->today, ==, 10);
  g_assert_cmpuint (spending->providers->len, ==, 3);
  first = spending->providers->pdata[0];
  g_assert_cmpstr (first->provider, ==, "openai");
  g_assert_cmpint (first->total.amount, ==, 3000000);
  g_assert_cmpint (first->days[9], ==, 1000000);
  g_assert_cmpint (first->days[8], ==, 2000000);
  g_assert_cmpint (spending->total.amount, ==, 5500000);
  g_assert_cmpstr (spending->total.currency, ==, "USD");
  g_assert_nonnull (spending->budget);
  g_assert_cmpint (heddle_spending_get_percentage (spending), ==, 75);
}

int
main (int   argc,
      char *argv[])
{
  heddle_init ();
  g_test_init (&argc, &argv, NULL);

  store_test_add ("/run-list/pages-and-filters", test_pages_and_filters);
  store_test_add ("/run-list/pages-of-a-workflow", test_pages_of_a_workflow);
  store_test_add ("/run-list/queued", test_queued);
  store_test_add ("/run-list/step-to-look-at", test_the_step_to_look_at);
  store_test_add ("/run-list/timeline-without-the-night", test_a_timeline_leaves_out_the_night);
  store_test_add ("/run-list/timeline-thinned-out", test_a_long_timeline_is_thinned_out);
  store_test_add ("/run-list/spending", test_spending);

  return g_test_run ();
}
