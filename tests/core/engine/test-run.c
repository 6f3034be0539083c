/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/heddle-json.h"
#include "base/heddle-threads.h"
#include "heddle-test-nodes.h"
#include "run-test.h"
#include "store/heddle-run-item-repository.h"

#define SPLIT "{\"id\": \"split\", \"type\": \"test.split\", \"config\": {\"text\": \"one two three\"}}"

static void
test_chain (Fixture *self)
{
  g_autoptr (HeddleWorkflow) workflow = make_workflow (
    "", "{\"id\": \"b\", \"type\": \"test.slow\"}, {\"id\": \"a\", \"type\": \"test.upper\", \"config\": {\"text\": \"hello\"}}",
    "{\"id\": \"l\", \"from\": [\"a\", \"text\"], \"to\": [\"b\", \"text\"]}");
  HeddleRunEvent *end = run_workflow (self, workflow);

  assert_text (self, "b", "", "HELLO");
  g_assert_cmpint (end->run_status, ==, HEDDLE_RUN_COMPLETED);
  g_assert_cmpint (end->counts.total, ==, 1);
  g_assert_cmpint (end->counts.successful, ==, 1);
  g_assert_cmpint (end->counts.cached, ==, 0);
  g_assert_true (end->cost.known);
  g_assert_cmpint (end->cost.amount, ==, 0);
}

static void
test_mapping (Fixture *self)
{
  g_autoptr (HeddleWorkflow) workflow = make_workflow (
    "", SPLIT ", {\"id\": \"up\", \"type\": \"test.slow\"}, {\"id\": \"all\", \"type\": \"test.join\"},"
    "{\"id\": \"pair\", \"type\": \"test.pair\"}",
    "{\"id\": \"1\", \"from\": [\"split\", \"list\"], \"to\": [\"up\", \"text\"]},"
    "{\"id\": \"2\", \"from\": [\"up\", \"text\"], \"to\": [\"all\", \"items\"]},"
    "{\"id\": \"3\", \"from\": [\"split\", \"list\"], \"to\": [\"pair\", \"a\"]},"
    "{\"id\": \"4\", \"from\": [\"up\", \"text\"], \"to\": [\"pair\", \"b\"]}");

  run_workflow (self, workflow);
  assert_text (self, "up", "0", "ONE");
  assert_text (self, "up", "2", "THREE");
  assert_text (self, "all", "", "ONE+TWO+THREE");
  assert_text (self, "pair", "1", "two/TWO");
  g_assert_cmpuint (heddle_test_nodes_count ("test.slow"), ==, 3);
}

static void
test_failure_alone (Fixture *self)
{
  g_autoptr (HeddleWorkflow) workflow = make_workflow (
    "", "{\"id\": \"split\", \"type\": \"test.split\", \"config\": {\"text\": \"one bad three\"}},"
    "{\"id\": \"up\", \"type\": \"test.upper\"}, {\"id\": \"end\", \"type\": \"test.end\"},"
    "{\"id\": \"all\", \"type\": \"test.join\"}",
    "{\"id\": \"1\", \"from\": [\"split\", \"list\"], \"to\": [\"up\", \"text\"]},"
    "{\"id\": \"2\", \"from\": [\"up\", \"text\"], \"to\": [\"end\", \"text\"]},"
    "{\"id\": \"3\", \"from\": [\"up\", \"text\"], \"to\": [\"all\", \"items\"]}");
  HeddleRunEvent *end = run_workflow (self, workflow);

  assert_status (self, "up", "1", HEDDLE_ITEM_FAILED);
  g_assert_cmpstr (find_item (self, "up", "1")->error->message, ==, "bad is not liked here");
  assert_status (self, "end", "0", HEDDLE_ITEM_COMPLETED);
  assert_status (self, "end", "1", HEDDLE_ITEM_SKIPPED);
  assert_status (self, "end", "2", HEDDLE_ITEM_COMPLETED);
  assert_text (self, "all", "", "ONE+THREE");
  g_assert_cmpint (end->run_status, ==, HEDDLE_RUN_COMPLETED);
  g_assert_cmpint (end->counts.successful, ==, 2);
  g_assert_cmpint (end->counts.failed, ==, 1);
  g_assert_cmpint (end->counts.total, ==, 3);
  g_assert_cmpint (end->n_failures, ==, 1);
}

static void
test_all_failed (Fixture *self)
{
  g_autoptr (HeddleWorkflow) workflow = make_workflow (
    "", "{\"id\": \"a\", \"type\": \"test.upper\", \"config\": {\"text\": \"bad\"}}", "");

  g_assert_cmpint (run_workflow (self, workflow)->run_status, ==, HEDDLE_RUN_FAILED);
}

static void
test_cache (Fixture *self)
{
  g_autoptr (HeddleWorkflow) workflow = make_workflow (
    "", SPLIT ", {\"id\": \"up\", \"type\": \"test.slow\"}, {\"id\": \"draw\", \"type\": \"test.draw\", \"config\": {\"count\": 2}}",
    "{\"id\": \"1\", \"from\": [\"split\", \"list\"], \"to\": [\"up\", \"text\"]}");
  g_autoptr (HeddleWorkflow) more = make_workflow (
    "", "{\"id\": \"other\", \"type\": \"test.draw\", \"config\": {\"count\": 3}}", "");
  HeddleRunEvent *end = run_workflow (self, workflow);

  g_assert_cmpint (end->counts.cached, ==, 0);
  g_assert_cmpint (end->cost.amount, ==, 2000);
  heddle_test_nodes_reset_counts ();

  end = run_workflow (self, workflow);
  g_assert_cmpint (end->counts.cached, ==, end->counts.total);
  g_assert_cmpint (end->counts.total, ==, 4);
  g_assert_cmpint (end->cost.amount, ==, 0);
  assert_text (self, "up", "1", "TWO");
  g_assert_cmpuint (heddle_test_nodes_count ("test.slow"), ==, 0);
  g_assert_cmpuint (heddle_test_nodes_count ("test.split"), ==, 0);
  g_assert_cmpuint (heddle_test_nodes_count ("test.draw"), ==, 0);

  /* Of three results two are there: only the third is made and paid. */
  end = run_workflow (self, more);
  g_assert_cmpuint (heddle_test_nodes_count ("test.draw"), ==, 1);
  g_assert_cmpint (end->cost.amount, ==, 1000);
}

static void
test_twins (Fixture *self)
{
  g_autoptr (HeddleWorkflow) workflow = make_workflow (
    "", "{\"id\": \"a\", \"type\": \"test.slow\", \"config\": {\"text\": \"same\"}},"
    "{\"id\": \"b\", \"type\": \"test.slow\", \"config\": {\"text\": \"same\"}}", "");

  run_workflow (self, workflow);
  assert_text (self, "a", "", "SAME");
  assert_text (self, "b", "", "SAME");
  g_assert_cmpuint (heddle_test_nodes_count ("test.slow"), ==, 1);
}

static void
test_branches_run_together (Fixture *self)
{
  g_autoptr (HeddleWorkflow) workflow = make_workflow (
    "", "{\"id\": \"a\", \"type\": \"test.slow\", \"config\": {\"text\": \"x\"}},"
    "{\"id\": \"b\", \"type\": \"test.slow\", \"config\": {\"text\": \"y\"}},"
    "{\"id\": \"c\", \"type\": \"test.slow\", \"config\": {\"text\": \"z\"}}", "");
  g_autoptr (HeddleRunOptions) options = heddle_run_options_new ();

  options->jobs = 2;
  run_with (self, workflow, options);
  g_assert_cmpuint (heddle_test_nodes_most_at_once (), ==, 2);
}

static void
test_partial_results (Fixture *self)
{
  g_autoptr (HeddleWorkflow) some = make_workflow (
    "", "{\"id\": \"d\", \"type\": \"test.draw\", \"config\": {\"seed\": 12, \"count\": 2}}", "");
  g_autoptr (HeddleWorkflow) refused = make_workflow (
    "", "{\"id\": \"d\", \"type\": \"test.draw\", \"config\": {\"seed\": 13}}", "");
  g_autoptr (HeddleWorkflow) unknown = make_workflow (
    "", "{\"id\": \"d\", \"type\": \"test.draw\", \"config\": {\"seed\": 14}}", "");
  g_autoptr (HeddleWorkflow) useless = make_workflow (
    "", "{\"id\": \"d\", \"type\": \"test.draw\", \"config\": {\"seed\": 15}}", "");
  HeddleRunEvent *end = run_workflow (self, some);
  HeddleRunEvent *item = find_item (self, "d", "");

  g_assert_cmpint (end->run_status, ==, HEDDLE_RUN_COMPLETED);
  g_assert_cmpint (item->status, ==, HEDDLE_ITEM_COMPLETED);
  g_assert_cmpuint (heddle_node_outputs_get_list (item->outputs, "list")->len, ==, 1);
  g_assert_nonnull (strstr (item->error->message, "13"));

  end = run_workflow (self, refused);
  g_assert_cmpint (end->run_status, ==, HEDDLE_RUN_CONTENT_REJECTED);
  assert_status (self, "d", "", HEDDLE_ITEM_CONTENT_REJECTED);

  end = run_workflow (self, unknown);
  g_assert_cmpint (end->run_status, ==, HEDDLE_RUN_AWAITING_DECISION);
  g_assert_cmpint (end->counts.unknown, ==, 1);
  g_assert_false (end->cost.known);

  end = run_workflow (self, useless);
  g_assert_cmpint (end->run_status, ==, HEDDLE_RUN_FAILED);
  g_assert_cmpint (end->cost.amount, ==, 1000);
}

static void
test_bypass_and_mute (Fixture *self)
{
  g_autoptr (HeddleWorkflow) workflow = make_workflow (
    "", "{\"id\": \"a\", \"type\": \"test.upper\", \"config\": {\"text\": \"x\"}},"
    "{\"id\": \"pass\", \"type\": \"test.slow\", \"enabled\": false}, {\"id\": \"end\", \"type\": \"test.end\"},"
    "{\"id\": \"mute\", \"type\": \"test.upper\", \"muted\": true}, {\"id\": \"after\", \"type\": \"test.end\"}",
    "{\"id\": \"1\", \"from\": [\"a\", \"text\"], \"to\": [\"pass\", \"text\"]},"
    "{\"id\": \"2\", \"from\": [\"pass\", \"text\"], \"to\": [\"end\", \"text\"]},"
    "{\"id\": \"3\", \"from\": [\"a\", \"text\"], \"to\": [\"mute\", \"text\"]},"
    "{\"id\": \"4\", \"from\": [\"mute\", \"text\"], \"to\": [\"after\", \"text\"]}");
  HeddleRunEvent *end = run_workflow (self, workflow);

  assert_text (self, "end", "", "X");
  assert_status (self, "mute", "", HEDDLE_ITEM_SKIPPED);
  assert_status (self, "after", "", HEDDLE_ITEM_SKIPPED);
  g_assert_cmpuint (heddle_test_nodes_count ("test.slow"), ==, 0);
  g_assert_cmpint (end->run_status, ==, HEDDLE_RUN_COMPLETED);
  g_assert_cmpint (end->counts.skipped, ==, 1);
  g_assert_cmpint (end->counts.successful, ==, 1);
}

/* A muted step need not even be known. */
static void
test_muted_unknown (Fixture *self)
{
  g_autoptr (HeddleWorkflow) workflow = make_workflow (
    "", "{\"id\": \"a\", \"type\": \"test.upper\", \"config\": {\"text\": \"x\"}},"
    "{\"id\": \"odd\", \"type\": \"test.nowhere\", \"muted\": true}, {\"id\": \"end\", \"type\": \"test.end\"},"
    "{\"id\": \"after\", \"type\": \"test.end\"}",
    "{\"id\": \"1\", \"from\": [\"a\", \"text\"], \"to\": [\"odd\", \"thing\"]},"
    "{\"id\": \"2\", \"from\": [\"odd\", \"stuff\"], \"to\": [\"after\", \"text\"]},"
    "{\"id\": \"3\", \"from\": [\"a\", \"text\"], \"to\": [\"end\", \"text\"]}");

  g_assert_cmpint (run_workflow (self, workflow)->run_status, ==, HEDDLE_RUN_COMPLETED);
  assert_text (self, "end", "", "X");
  assert_status (self, "odd", "", HEDDLE_ITEM_SKIPPED);
  assert_status (self, "after", "", HEDDLE_ITEM_SKIPPED);
}

static void
test_condition (Fixture *self)
{
  g_autoptr (HeddleWorkflow) workflow = make_workflow (
    "", SPLIT ", {\"id\": \"end\", \"type\": \"test.end\"}",
    "{\"id\": \"1\", \"from\": [\"split\", \"list\"], \"to\": [\"end\", \"text\"],"
    " \"condition\": {\"op\": \"contains\", \"value\": \"t\"}}");
  HeddleRunEvent *end = run_workflow (self, workflow);

  assert_status (self, "end", "0", HEDDLE_ITEM_SKIPPED);
  assert_status (self, "end", "1", HEDDLE_ITEM_COMPLETED);
  g_assert_cmpint (end->counts.skipped, ==, 1);
  g_assert_cmpint (end->counts.failed, ==, 0);
}

/* A bypassed step passes on only what its link lets through. */
static void
test_condition_before_bypass (Fixture *self)
{
  g_autoptr (HeddleWorkflow) workflow = make_workflow (
    "", SPLIT ", {\"id\": \"pass\", \"type\": \"test.upper\", \"enabled\": false},"
    "{\"id\": \"end\", \"type\": \"test.end\"}",
    "{\"id\": \"1\", \"from\": [\"split\", \"list\"], \"to\": [\"pass\", \"text\"],"
    " \"condition\": {\"op\": \"contains\", \"value\": \"t\"}},"
    "{\"id\": \"2\", \"from\": [\"pass\", \"text\"], \"to\": [\"end\", \"text\"]}");
  HeddleRunEvent *end = run_workflow (self, workflow);

  assert_status (self, "end", "0", HEDDLE_ITEM_SKIPPED);
  assert_text (self, "end", "1", "two");
  assert_text (self, "end", "2", "three");
  g_assert_cmpint (end->counts.skipped, ==, 1);
  g_assert_cmpint (end->counts.failed, ==, 0);
}

/* What a link gives instead of the config is held to the same bounds. */
static void
test_linked_parameter (Fixture *self)
{
  g_autoptr (HeddleWorkflow) workflow = make_workflow (
    "", "{\"id\": \"n\", \"type\": \"test.split\", \"config\": {\"text\": \"3 30 x\"}},"
    "{\"id\": \"d\", \"type\": \"test.draw\"}",
    "{\"id\": \"1\", \"from\": [\"n\", \"list\"], \"to\": [\"d\", \"count\"]}");

  run_workflow (self, workflow);
  assert_status (self, "d", "0", HEDDLE_ITEM_COMPLETED);
  g_assert_cmpuint (heddle_node_outputs_get_list (find_item (self, "d", "0")->outputs, "list")->len, ==, 3);
  assert_status (self, "d", "1", HEDDLE_ITEM_FAILED);
  g_assert_nonnull (strstr (find_item (self, "d", "1")->error->message, "count"));
  assert_status (self, "d", "2", HEDDLE_ITEM_FAILED);
}

static void
test_lengths_do_not_fit (Fixture *self)
{
  g_autoptr (HeddleWorkflow) workflow = make_workflow (
    "", SPLIT ", {\"id\": \"text\", \"type\": \"test.slow\", \"config\": {\"text\": \"a b\"}},"
    "{\"id\": \"two\", \"type\": \"test.split\"}, {\"id\": \"pair\", \"type\": \"test.pair\"}",
    "{\"id\": \"0\", \"from\": [\"text\", \"text\"], \"to\": [\"two\", \"text\"]},"
    "{\"id\": \"1\", \"from\": [\"split\", \"list\"], \"to\": [\"pair\", \"a\"]},"
    "{\"id\": \"2\", \"from\": [\"two\", \"list\"], \"to\": [\"pair\", \"b\"]}");
  HeddleRunEvent *end = run_workflow (self, workflow);

  assert_status (self, "pair", "", HEDDLE_ITEM_FAILED);
  g_assert_cmpint (end->run_status, ==, HEDDLE_RUN_FAILED);
  g_assert_cmpuint (heddle_test_nodes_count ("test.pair"), ==, 0);
}

/* What hangs on an outcome that is not known is not known either, and the sum is complete. */
static void
test_unknown_outcome (Fixture *self)
{
  g_autoptr (HeddleWorkflow) workflow = make_workflow (
    "", "{\"id\": \"d\", \"type\": \"test.draw\", \"config\": {\"seed\": 14}}, {\"id\": \"j\", \"type\": \"test.join\"},"
    "{\"id\": \"end\", \"type\": \"test.end\"}, {\"id\": \"each\", \"type\": \"test.end\"}",
    "{\"id\": \"1\", \"from\": [\"d\", \"list\"], \"to\": [\"j\", \"items\"]},"
    "{\"id\": \"2\", \"from\": [\"j\", \"text\"], \"to\": [\"end\", \"text\"]},"
    "{\"id\": \"3\", \"from\": [\"d\", \"list\"], \"to\": [\"each\", \"text\"]}");
  HeddleRunEvent *end = run_workflow (self, workflow);

  g_assert_cmpint (end->run_status, ==, HEDDLE_RUN_AWAITING_DECISION);
  g_assert_cmpint (end->counts.total, ==, 2);
  g_assert_cmpint (end->counts.unknown, ==, 2);
  g_assert_cmpint (end->counts.failed, ==, 0);
  g_assert_null (find_item (self, "end", ""));
}

/* The same request is not sent again where the first may have been paid for, nor is what is in doubt of
 * several results once the others are there.
 */
static void
test_unknown_outcome_twins (Fixture *self)
{
  g_autoptr (HeddleWorkflow) workflow = make_workflow (
    "", "{\"id\": \"a\", \"type\": \"test.draw\", \"config\": {\"seed\": 14}},"
    "{\"id\": \"b\", \"type\": \"test.draw\", \"config\": {\"seed\": 14}},"
    "{\"id\": \"c\", \"type\": \"test.draw\", \"config\": {\"seed\": 12, \"count\": 3}}", "");
  HeddleRunEvent *end = run_workflow (self, workflow);

  g_assert_cmpint (end->run_status, ==, HEDDLE_RUN_AWAITING_DECISION);
  assert_status (self, "a", "", HEDDLE_ITEM_UNKNOWN_OUTCOME);
  assert_status (self, "b", "", HEDDLE_ITEM_UNKNOWN_OUTCOME);
  assert_status (self, "c", "", HEDDLE_ITEM_UNKNOWN_OUTCOME);
  g_assert_nonnull (strstr (find_item (self, "c", "")->error->message, "who knows"));
  g_assert_nonnull (strstr (find_item (self, "c", "")->error->message, "bad luck"));
  g_assert_cmpuint (heddle_test_nodes_count ("test.draw"), ==, 3);
}

/* An optional input without a value leaves an optional port as if it were not linked. */
static void
test_input_without_value (Fixture *self)
{
  g_autoptr (HeddleWorkflow) workflow = make_workflow (
    "{\"key\": \"a\", \"type\": \"text\", \"default\": \"x\"}, {\"key\": \"b\", \"type\": \"text\"}",
    "{\"id\": \"pair\", \"type\": \"test.pair\"}, {\"id\": \"up\", \"type\": \"test.upper\", \"config\": {\"text\": \"one\"}},"
    "{\"id\": \"up2\", \"type\": \"test.upper\", \"config\": {\"text\": \"two\"}}",
    "{\"id\": \"1\", \"from\": [\"inputs\", \"a\"], \"to\": [\"pair\", \"a\"]},"
    "{\"id\": \"2\", \"from\": [\"inputs\", \"b\"], \"to\": [\"pair\", \"b\"]},"
    "{\"id\": \"3\", \"from\": [\"inputs\", \"b\"], \"to\": [\"up\", \"text\"]},"
    "{\"id\": \"4\", \"from\": [\"inputs\", \"b\"], \"to\": [\"up2\", \"text\"]}");

  run_workflow (self, workflow);
  assert_text (self, "pair", "", "x/(null)");
  assert_text (self, "up", "", "ONE");
  assert_text (self, "up2", "", "TWO");
}

static const char *
find_recipe (Fixture    *self,
             const char *index)
{
  HeddleValue *image = heddle_node_outputs_get (find_item (self, "dev", index)->outputs, "image");

  return heddle_json_get_string (json_node_get_object (heddle_value_get_recipe (image)), "prompt", NULL);
}

/* Two images of one content that came about in two ways share a result, but not their recipes. */
static void
test_recipes (Fixture *self)
{
  g_autoptr (HeddleWorkflow) workflow = make_workflow (
    "", "{\"id\": \"split\", \"type\": \"test.split\", \"config\": {\"text\": \"one two\"}},"
    "{\"id\": \"paint\", \"type\": \"test.paint\"}, {\"id\": \"dev\", \"type\": \"test.develop\"}",
    "{\"id\": \"1\", \"from\": [\"split\", \"list\"], \"to\": [\"paint\", \"text\"]},"
    "{\"id\": \"2\", \"from\": [\"paint\", \"image\"], \"to\": [\"dev\", \"image\"]}");

  put_blob (self, "0");
  put_blob (self, "1");
  run_workflow (self, workflow);
  g_assert_cmpuint (heddle_test_nodes_count ("test.develop"), ==, 1);
  g_assert_cmpstr (find_recipe (self, "0"), ==, "one");
  g_assert_cmpstr (find_recipe (self, "1"), ==, "two");
}

#define WORD_INPUT "{\"key\": \"word\", \"type\": \"text\", \"required\": true, \"validation\": {\"max_length\": 5}}"

static void
test_rows (Fixture *self)
{
  g_autoptr (HeddleWorkflow) workflow = make_workflow (
    WORD_INPUT, "{\"id\": \"up\", \"type\": \"test.slow\"}, {\"id\": \"end\", \"type\": \"test.end\"}",
    "{\"id\": \"1\", \"from\": [\"inputs\", \"word\"], \"to\": [\"up\", \"text\"]},"
    "{\"id\": \"2\", \"from\": [\"up\", \"text\"], \"to\": [\"end\", \"text\"]}");
  g_autoptr (HeddleRunOptions) options = heddle_run_options_new ();
  HeddleRunEvent *end;

  options->rows = heddle_csv_table_new_from_text ("word\nred\nbad\ntoo long\ngreen\n\"\"\n", -1, NULL);
  g_assert_nonnull (options->rows);
  end = run_with (self, workflow, options);

  assert_text (self, "end", "0", "RED");
  assert_status (self, "up", "1", HEDDLE_ITEM_FAILED);
  assert_status (self, "end", "1", HEDDLE_ITEM_SKIPPED);
  assert_status (self, "end", "2", HEDDLE_ITEM_SKIPPED);
  assert_text (self, "end", "3", "GREEN");
  assert_status (self, "end", "4", HEDDLE_ITEM_SKIPPED);
  g_assert_cmpint (end->counts.total, ==, 5);
  g_assert_cmpint (end->counts.successful, ==, 2);
  g_assert_cmpint (end->counts.failed, ==, 3);
}

/* However the rows come along, their results are kept one after the other. */
static void
test_rows_in_order (Fixture *self)
{
  g_autoptr (HeddleWorkflow) workflow = make_workflow (
    WORD_INPUT, "{\"id\": \"up\", \"type\": \"test.slow\"}, {\"id\": \"end\", \"type\": \"test.end\"}",
    "{\"id\": \"1\", \"from\": [\"inputs\", \"word\"], \"to\": [\"up\", \"text\"]},"
    "{\"id\": \"2\", \"from\": [\"up\", \"text\"], \"to\": [\"end\", \"text\"]}");
  g_autoptr (HeddleRunOptions) options = heddle_run_options_new ();
  guint next = 0;

  options->rows = heddle_csv_table_new_from_text ("word\nlate\na\nb\nc\nd\ne\n", -1, NULL);
  options->jobs = 6;
  run_with (self, workflow, options);
  for (guint i = 0; i < self->events->len; i++)
    {
      HeddleRunEvent *event = g_ptr_array_index (self->events, i);

      if (event->kind == HEDDLE_RUN_EVENT_ITEM && g_str_equal (event->node, "end"))
        g_assert_cmpuint (heddle_index_get (event->index, 0), ==, next++);
    }
  g_assert_cmpuint (next, ==, 6);
}

static void
assert_plan_refused (Fixture        *self,
                     HeddleWorkflow *workflow,
                     const char     *csv,
                     GQuark          domain,
                     int             code,
                     const char     *words)
{
  g_autoptr (HeddleRunOptions) options = heddle_run_options_new ();
  g_autoptr (GError) error = NULL;

  if (csv != NULL)
    options->rows = heddle_csv_table_new_from_text (csv, -1, NULL);
  g_assert_null (heddle_plan_new (workflow, options, self->registry, self->services, &error));
  g_assert_error (error, domain, code);
  g_assert_nonnull (strstr (error->message, words));
}

/* A value for all rows that no row could use is a mistake of the call, not of every row. */
static void
test_given_beside_rows (Fixture *self)
{
  g_autoptr (HeddleWorkflow) workflow = make_workflow (
    WORD_INPUT ", {\"key\": \"more\", \"type\": \"text\", \"validation\": {\"max_length\": 3}}",
    "{\"id\": \"a\", \"type\": \"test.upper\"}", "");
  g_autoptr (HeddleRunOptions) options = heddle_run_options_new ();
  g_autoptr (GError) error = NULL;

  options->rows = heddle_csv_table_new_from_text ("word\nred\n", -1, NULL);
  json_object_set_string_member (options->inputs, "more", "far too long");
  g_assert_null (heddle_plan_new (workflow, options, self->registry, self->services, &error));
  g_assert_error (error, HEDDLE_GRAPH_ERROR, HEDDLE_GRAPH_ERROR_VALUE);
  g_assert_nonnull (strstr (error->message, "more"));
}

static void
test_plan_refuses (Fixture *self)
{
  g_autoptr (HeddleWorkflow) needs = make_workflow (WORD_INPUT, "{\"id\": \"a\", \"type\": \"test.upper\"}", "");
  g_autoptr (HeddleWorkflow) unknown = make_workflow ("", "{\"id\": \"a\", \"type\": \"test.nowhere\"}", "");
  g_autoptr (HeddleWorkflow) empty = make_workflow ("", "", "");
  g_autoptr (HeddleWorkflow) cycle = make_workflow (
    "", "{\"id\": \"a\", \"type\": \"test.upper\"}, {\"id\": \"b\", \"type\": \"test.upper\"}",
    "{\"id\": \"1\", \"from\": [\"a\", \"text\"], \"to\": [\"b\", \"text\"]},"
    "{\"id\": \"2\", \"from\": [\"b\", \"text\"], \"to\": [\"a\", \"text\"]}");

  assert_plan_refused (self, needs, NULL, HEDDLE_PLAN_ERROR, HEDDLE_PLAN_ERROR_INPUT, "word");
  assert_plan_refused (self, needs, "other\nx\n", HEDDLE_PLAN_ERROR, HEDDLE_PLAN_ERROR_ROWS, "word");
  assert_plan_refused (self, needs, "word\n", HEDDLE_PLAN_ERROR, HEDDLE_PLAN_ERROR_ROWS, "rows");
  assert_plan_refused (self, unknown, NULL, HEDDLE_GRAPH_ERROR, HEDDLE_GRAPH_ERROR_UNKNOWN_TYPE, "test.nowhere");
  assert_plan_refused (self, cycle, NULL, HEDDLE_GRAPH_ERROR, HEDDLE_GRAPH_ERROR_CYCLE, "pipelines[0]");
  assert_plan_refused (self, empty, NULL, HEDDLE_PLAN_ERROR, HEDDLE_PLAN_ERROR_PIPELINE, "main");
}

static void
test_cancel (Fixture *self)
{
  g_autoptr (GString) words = g_string_new ("w0");
  g_autofree char *nodes = NULL;
  g_autoptr (HeddleWorkflow) workflow = NULL;
  g_autoptr (HeddleRunOptions) options = heddle_run_options_new ();
  HeddleRunEvent *end;

  for (guint i = 1; i < 100; i++)
    g_string_append_printf (words, " w%u", i);
  nodes = g_strdup_printf ("{\"id\": \"split\", \"type\": \"test.split\", \"config\": {\"text\": \"%s\"}},"
                           "{\"id\": \"up\", \"type\": \"test.slow\"}, {\"id\": \"end\", \"type\": \"test.end\"}",
                           words->str);
  workflow = make_workflow ("", nodes,
                            "{\"id\": \"1\", \"from\": [\"split\", \"list\"], \"to\": [\"up\", \"text\"]},"
                            "{\"id\": \"2\", \"from\": [\"up\", \"text\"], \"to\": [\"end\", \"text\"]}");
  options->jobs = 1;
  self->cancel_after = 5;
  end = run_with (self, workflow, options);

  g_assert_cmpint (end->run_status, ==, HEDDLE_RUN_CANCELLED);
  g_assert_cmpuint (heddle_test_nodes_count ("test.slow"), <, 50);
  g_assert_cmpint (end->counts.total, ==, 100);
}

static void
assert_recorded (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HeddleDatabase) reader = heddle_library_open_reader (self->library, &error);
  g_autoptr (HeddleRunRecord) run = heddle_runs_find (reader, "1", &error);
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GPtrArray) nodes = NULL;

  g_assert_no_error (error);
  g_assert_cmpint (run->status, ==, HEDDLE_RUN_COMPLETED);
  g_assert_cmpint (run->counts.total, ==, 3);
  g_assert_cmpint (run->finished_at, >=, run->started_at);
  nodes = heddle_node_runs_list (reader, run->id, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (nodes->len, ==, 2);
  items = heddle_run_items_list (reader, run->id, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (items->len, ==, 4);
  for (guint i = 0; i < items->len; i++)
    g_assert_cmpint (((HeddleRunItemRecord *) g_ptr_array_index (items, i))->status, ==, HEDDLE_ITEM_COMPLETED);
  heddle_database_close (reader, NULL);
}

static void
test_recorded (Fixture *self)
{
  g_autoptr (HeddleWorkflow) workflow = make_workflow (
    "", SPLIT ", {\"id\": \"up\", \"type\": \"test.slow\"}",
    "{\"id\": \"1\", \"from\": [\"split\", \"list\"], \"to\": [\"up\", \"text\"]}");

  run_workflow (self, workflow);
  assert_recorded (self);
}

static gboolean
fail_to_write (HeddleDatabase  *database,
               gpointer         data,
               GValue          *result,
               GError         **error)
{
  g_set_error_literal (error, HEDDLE_STORE_ERROR, HEDDLE_STORE_ERROR_FULL, "The disk is full.");
  return FALSE;
}

static void
count_event (HeddleRun      *run,
             HeddleRunEvent *event,
             guint          *n_events)
{
  ++*n_events;
}

/* Of a run that the library does not have nobody hears anything, though all of it was computed. */
static void
test_not_recorded (Fixture *self)
{
  g_autoptr (HeddleWorkflow) workflow = make_workflow ("", SPLIT, "");
  g_autoptr (HeddleRunOptions) options = heddle_run_options_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (HeddlePlan) plan = make_plan (self, workflow, options, &error);
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (HeddleRun) run = NULL;
  guint n_events = 0;

  g_assert_no_error (error);
  g_main_context_push_thread_default (context);
  run = heddle_run_new (plan, self->services);
  g_signal_connect (run, "event", G_CALLBACK (count_event), &n_events);
  heddle_library_write_later (self->library, fail_to_write, NULL, NULL);
  heddle_run_start (run);
  while (!heddle_run_has_ended (run))
    g_main_context_iteration (context, TRUE);
  g_main_context_pop_thread_default (context);
  g_assert_false (heddle_wait_for (heddle_run_when_finished (run), NULL, &error));
  g_assert_error (error, HEDDLE_STORE_ERROR, HEDDLE_STORE_ERROR_FULL);
  g_assert_cmpuint (n_events, ==, 0);
}

static gboolean
execute_script (HeddleDatabase  *database,
                gpointer         data,
                GValue          *result,
                GError         **error)
{
  return heddle_database_execute_script (database, data, error);
}

static void
change_library (Fixture    *self,
                const char *script)
{
  g_autoptr (GError) error = NULL;

  heddle_wait_for (heddle_library_write (self->library, execute_script, (gpointer) script, NULL), NULL, &error);
  g_assert_no_error (error);
}

static void
keep_event (HeddleRun      *run,
            HeddleRunEvent *event,
            GPtrArray      *events)
{
  g_ptr_array_add (events, heddle_run_event_ref (event));
}

/* A run that does not learn what others may have paid for does nothing, says so, and can be resumed. */
static void
test_begun_in_vain (Fixture *self)
{
  g_autoptr (HeddleWorkflow) workflow = make_workflow (
    "", SPLIT ", {\"id\": \"up\", \"type\": \"test.slow\"}",
    "{\"id\": \"1\", \"from\": [\"split\", \"list\"], \"to\": [\"up\", \"text\"]}");
  g_autoptr (HeddleRunOptions) options = heddle_run_options_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (HeddlePlan) plan = make_plan (self, workflow, options, &error);
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (HeddleRun) run = NULL;
  g_autoptr (HeddleDatabase) reader = NULL;
  g_autoptr (HeddleRunRecord) record = NULL;
  HeddleRunEvent *end;

  g_assert_no_error (error);
  change_library (self, "ALTER TABLE api_call RENAME COLUMN item_key TO gone;");
  g_main_context_push_thread_default (context);
  run = heddle_run_new (plan, self->services);
  g_signal_connect (run, "event", G_CALLBACK (keep_event), self->events);
  heddle_run_start (run);
  while (!heddle_run_has_ended (run))
    g_main_context_iteration (context, TRUE);
  g_main_context_pop_thread_default (context);
  g_assert_false (heddle_wait_for (heddle_run_when_finished (run), NULL, &error));
  g_clear_error (&error);

  g_assert_cmpint (((HeddleRunEvent *) self->events->pdata[0])->kind, ==, HEDDLE_RUN_EVENT_STARTED);
  end = self->events->pdata[self->events->len - 1];
  g_assert_cmpint (end->kind, ==, HEDDLE_RUN_EVENT_FINISHED);
  g_assert_cmpint (end->run_status, ==, HEDDLE_RUN_FAILED);
  g_assert_cmpint (end->number, ==, 1);
  g_assert_nonnull (end->error);
  for (guint i = 0; i < self->events->len; i++)
    {
      const HeddleRunEvent *event = self->events->pdata[i];

      g_assert_true (event->kind != HEDDLE_RUN_EVENT_ITEM || event->status != HEDDLE_ITEM_CANCELLED);
    }

  reader = heddle_library_open_reader (self->library, &error);
  g_assert_no_error (error);
  record = heddle_runs_find (reader, heddle_run_get_uuid (run), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (heddle_run_status_to_string (record->status), ==, "running");
  g_assert_cmpint (record->finished_at, ==, 0);
  heddle_library_put_reader_back (self->library, g_steal_pointer (&reader));
}

int
main (int   argc,
      char *argv[])
{
  static const RunTest tests[] = {
    { "/run/chain", test_chain },
    { "/run/mapping", test_mapping },
    { "/run/failure-alone", test_failure_alone },
    { "/run/all-failed", test_all_failed },
    { "/run/cache", test_cache },
    { "/run/twins", test_twins },
    { "/run/branches-run-together", test_branches_run_together },
    { "/run/partial-results", test_partial_results },
    { "/run/bypass-and-mute", test_bypass_and_mute },
    { "/run/muted-unknown", test_muted_unknown },
    { "/run/condition", test_condition },
    { "/run/unknown-outcome", test_unknown_outcome },
    { "/run/unknown-outcome-twins", test_unknown_outcome_twins },
    { "/run/input-without-value", test_input_without_value },
    { "/run/recipes", test_recipes },
    { "/run/condition-before-bypass", test_condition_before_bypass },
    { "/run/linked-parameter", test_linked_parameter },
    { "/run/lengths-do-not-fit", test_lengths_do_not_fit },
    { "/run/rows", test_rows },
    { "/run/rows-in-order", test_rows_in_order },
    { "/run/given-beside-rows", test_given_beside_rows },
    { "/run/plan-refuses", test_plan_refuses },
    { "/run/cancel", test_cancel },
    { "/run/recorded", test_recorded },
    { "/run/not-recorded", test_not_recorded },
    { "/run/begun-in-vain", test_begun_in_vain },
  };

  return run_tests (argc, argv, tests, G_N_ELEMENTS (tests));
}
