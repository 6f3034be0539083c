/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/heddle-json.h"
#include "heddle-test-nodes.h"
#include "run-test.h"
#include "store/heddle-run-item-repository.h"

#define THREE "{'id': 'three', 'type': 'input.list', 'config': {'items': ['a', 'b', 'c']}}"
#define PICK "{'id': 'pick', 'type': 'logic.pick'}"
#define APPROVE "{'id': 'approve', 'type': 'logic.approve', 'config': {'approvers': ['Ada']}}"
#define END "{'id': 'end', 'type': 'test.end'}"

static HeddleRunEvent *
run_drawn (Fixture    *self,
           const char *nodes,
           const char *links)
{
  g_autoptr (HeddleWorkflow) workflow = draw_workflow (nodes, links);

  return run_workflow (self, workflow);
}

static void
assert_counts (const HeddleRunEvent *end,
               gint64                successful,
               gint64                waiting,
               gint64                skipped,
               gint64                total)
{
  g_assert_cmpint (end->counts.successful, ==, successful);
  g_assert_cmpint (end->counts.waiting, ==, waiting);
  g_assert_cmpint (end->counts.skipped, ==, skipped);
  g_assert_cmpint (end->counts.failed, ==, 0);
  g_assert_cmpint (end->counts.total, ==, total);
}

/* The last run's nodes with their states and those of their items, as the library has them. */
static char *
read_states (Fixture *self,
             gint64   number)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HeddleDatabase) reader = heddle_library_open_reader (self->library, &error);
  g_autoptr (GPtrArray) nodes = heddle_node_runs_list (reader, number, &error);
  g_autoptr (GPtrArray) items = heddle_run_items_list (reader, number, &error);
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint n = 0; n < nodes->len; n++)
    {
      HeddleNodeRunRecord *node = g_ptr_array_index (nodes, n);

      if (g_str_equal (node->node, "inputs"))
        continue;
      g_string_append_printf (text, "%s %s:", node->node, heddle_item_status_to_string (node->status));
      for (guint i = 0; i < items->len; i++)
        {
          HeddleRunItemRecord *item = g_ptr_array_index (items, i);

          if (item->node_run_id == node->id)
            g_string_append_printf (text, " %s=%s", item->path, heddle_item_status_to_string (item->status));
        }
      g_string_append_c (text, '\n');
    }
  heddle_database_close (reader, NULL);
  return g_string_free_and_steal (g_steal_pointer (&text));
}

static void
assert_run (Fixture         *self,
            HeddleRunStatus  status,
            gboolean         finished)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HeddleDatabase) reader = heddle_library_open_reader (self->library, &error);
  g_autoptr (HeddleRunRecord) run = heddle_runs_find (reader, "1", &error);

  g_assert_no_error (error);
  g_assert_cmpint (run->status, ==, status);
  g_assert_cmpint (run->finished_at > 0, ==, finished);
  heddle_database_close (reader, NULL);
}

/* What is told of each person that is needed: node, index and kind. */
static char *
list_needs (Fixture *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < self->events->len; i++)
    {
      HeddleRunEvent *event = g_ptr_array_index (self->events, i);
      g_autoptr (JsonNode) json = NULL;
      g_autofree char *index = NULL;

      if (event->kind != HEDDLE_RUN_EVENT_WAITING)
        continue;
      json = heddle_run_event_to_json (event);
      index = heddle_index_to_string (event->index);
      g_string_append_printf (text, "%s[%s] %s\n", event->node, index,
                              json_object_get_string_member (json_node_get_object (json), "kind"));
    }
  return g_string_free_and_steal (g_steal_pointer (&text));
}

static void
test_selection (Fixture *self)
{
  HeddleRunEvent *end = run_drawn (self,
    THREE "," PICK "," END ", {'id': 'up', 'type': 'text.case'}, {'id': 'other', 'type': 'test.end'}",
    "three.list>pick.items pick.items>up.text up.text>end.text three.list>other.text");
  g_autofree char *needs = list_needs (self);
  g_autofree char *states = read_states (self, 1);
  HeddleRunEvent *item = find_item (self, "pick", "");

  g_assert_cmpstr (needs, ==, "pick[] selection\n");
  assert_status (self, "pick", "", HEDDLE_ITEM_WAITING);
  g_assert_null (item->outputs);
  g_assert_null (item->error);

  /* Its branch stands still, which is nothing to tell, and the other goes on. */
  g_assert_null (find_item (self, "up", ""));
  g_assert_null (find_item (self, "end", ""));
  assert_text (self, "other", "2", "c");

  g_assert_cmpint (end->run_status, ==, HEDDLE_RUN_AWAITING_SELECTION);
  assert_counts (end, 3, 1, 0, 4);
  assert_run (self, HEDDLE_RUN_AWAITING_SELECTION, FALSE);
  g_assert_nonnull (strstr (states, "pick waiting: =waiting\n"));
  g_assert_nonnull (strstr (states, "up pending: =pending\n"));
  g_assert_nonnull (strstr (states, "end pending: =pending\n"));
  g_assert_nonnull (strstr (states, "other completed: 0=completed 1=completed 2=completed\n"));
}

static void
test_approval (Fixture *self)
{
  HeddleRunEvent *end = run_drawn (self, THREE "," APPROVE "," END, "three.list>approve.items approve.items>end.text");
  g_autofree char *needs = list_needs (self);

  g_assert_cmpstr (needs, ==, "approve[] approval\n");
  g_assert_cmpint (end->run_status, ==, HEDDLE_RUN_AWAITING_APPROVAL);
  assert_counts (end, 0, 1, 0, 1);
}

/* Two gates beside each other ask at once, be it for different things; one behind another asks later. */
static void
test_several (Fixture *self)
{
  HeddleRunEvent *end = run_drawn (self,
    THREE "," PICK "," APPROVE ", {'id': 'each', 'type': 'logic.approve'}, {'id': 'split', 'type': 'text.split', 'config': {'separator': 'x'}},"
    "{'id': 'words', 'type': 'input.list', 'config': {'items': ['1x2', '3x4']}}, {'id': 'end', 'type': 'test.end'}",
    "three.list>pick.items pick.items>approve.items words.list>split.text split.list>each.items each.items>end.text");
  g_autofree char *needs = list_needs (self);

  g_assert_cmpint (end->run_status, ==, HEDDLE_RUN_AWAITING_SELECTION);
  g_assert_cmpstr (needs, ==, "pick[] selection\neach[] approval\n");
  g_assert_null (find_item (self, "approve", ""));
  g_assert_null (find_item (self, "end", "0"));
}

/* What gathers values goes on only when all of them are there or never will be. */
static void
test_gathering (Fixture *self)
{
  HeddleRunEvent *end = run_drawn (self,
    THREE "," PICK "," END ", {'id': 'join', 'type': 'text.join'}",
    "three.list>pick.items three.list>join.items pick.items>join.items join.text>end.text");

  g_assert_null (find_item (self, "join", ""));
  g_assert_null (find_item (self, "end", ""));
  assert_counts (end, 0, 1, 0, 1);
}

static void
test_after (Fixture *self)
{
  HeddleRunEvent *end = run_drawn (self,
    THREE "," PICK "," END ", {'id': 'then', 'type': 'test.upper', 'config': {'text': 'x'}},"
    "{'id': 'up', 'type': 'text.case'}",
    "three.list>pick.items pick.items>up.text up>then then.text>end.text");

  g_assert_null (find_item (self, "then", ""));
  assert_counts (end, 0, 1, 0, 1);
  g_assert_cmpuint (heddle_test_nodes_count ("test.upper"), ==, 0);
}

static void
test_rows (Fixture *self)
{
  g_autoptr (HeddleRunOptions) options = heddle_run_options_new ();
  g_autoptr (HeddleWorkflow) workflow = make_workflow (
    "{\"key\": \"text\", \"type\": \"text\"}",
    "{\"id\": \"split\", \"type\": \"text.split\"}, {\"id\": \"pick\", \"type\": \"logic.pick\"},"
    "{\"id\": \"end\", \"type\": \"test.end\"}",
    "{\"id\": \"1\", \"from\": [\"inputs\", \"text\"], \"to\": [\"split\", \"text\"]},"
    "{\"id\": \"2\", \"from\": [\"split\", \"list\"], \"to\": [\"pick\", \"items\"]},"
    "{\"id\": \"3\", \"from\": [\"pick\", \"items\"], \"to\": [\"end\", \"text\"]}");
  HeddleRunEvent *end;
  g_autofree char *needs = NULL;
  g_autofree char *states = NULL;

  /* In the row without a text there is nothing to choose from, and so nobody to wait for. */
  options->rows = heddle_csv_table_new_from_text ("text\n\"a\nb\"\n\"\"\n\"c\nd\"\n", -1, NULL);
  end = run_with (self, workflow, options);
  needs = list_needs (self);
  states = read_states (self, 1);

  g_assert_cmpstr (needs, ==, "pick[0] selection\npick[2] selection\n");
  g_assert_cmpint (end->run_status, ==, HEDDLE_RUN_AWAITING_SELECTION);
  assert_counts (end, 0, 2, 1, 3);
  g_assert_nonnull (strstr (states, "pick waiting:"));
}

/* An outcome that is not known weighs more: money hangs on it. */
static void
test_unknown_outcome (Fixture *self)
{
  HeddleRunEvent *end = run_drawn (self,
    THREE "," PICK ", {'id': 'draw', 'type': 'test.draw', 'config': {'seed': 14}}",
    "three.list>pick.items");
  g_autofree char *needs = list_needs (self);

  g_assert_nonnull (strstr (needs, "draw[] unknown_outcome\n"));
  g_assert_nonnull (strstr (needs, "pick[] selection\n"));
  g_assert_cmpint (end->run_status, ==, HEDDLE_RUN_AWAITING_DECISION);
}

static void
test_cancelled (Fixture *self)
{
  HeddleRunEvent *end;
  g_autofree char *states = NULL;

  self->cancel_after = 1;
  end = run_drawn (self,
    THREE "," PICK "," END ", {'id': 'slow', 'type': 'test.slow', 'config': {'text': 'held'}}",
    "three.list>pick.items pick.items>end.text");
  states = read_states (self, 1);

  g_assert_cmpint (end->run_status, ==, HEDDLE_RUN_CANCELLED);
  g_assert_cmpint (end->counts.waiting, ==, 0);
  g_assert_null (strstr (states, "waiting"));
}

/* Nobody is asked any more where a failure ends the run, be it after the question. */
static void
test_stopped (Fixture *self)
{
  HeddleRunEvent *end = run_drawn (self,
    THREE "," PICK "," END ", {'id': 'slow', 'type': 'test.slow', 'config': {'text': 'bad', 'on_item_failure': 'stop'}}",
    "three.list>pick.items pick.items>end.text");
  g_autofree char *states = read_states (self, 1);

  assert_status (self, "pick", "", HEDDLE_ITEM_WAITING);
  g_assert_cmpint (end->run_status, ==, HEDDLE_RUN_FAILED);
  assert_counts (end, 0, 0, 1, 1);
  assert_run (self, HEDDLE_RUN_FAILED, TRUE);
  g_assert_nonnull (strstr (states, "pick cancelled: =cancelled\n"));
  g_assert_nonnull (strstr (states, "end cancelled: =cancelled\n"));
}

/* A gate that decides by itself does so in every run. */
static void
test_never_cached (Fixture *self)
{
  for (guint i = 0; i < 2; i++)
    {
      HeddleRunEvent *end = run_drawn (self,
        THREE ", {'id': 'pick', 'type': 'logic.pick', 'config': {'mode': 'first', 'count': 2}}, {'id': 'up', 'type': 'text.case'}",
        "three.list>pick.items pick.items>up.text");

      assert_status (self, "three", "", i == 0 ? HEDDLE_ITEM_COMPLETED : HEDDLE_ITEM_CACHED);
      assert_status (self, "pick", "", HEDDLE_ITEM_COMPLETED);
      assert_text (self, "up", "1", "B");
      g_assert_cmpint (end->run_status, ==, HEDDLE_RUN_COMPLETED);
    }
}

int
main (int   argc,
      char *argv[])
{
  static const RunTest tests[] = {
    { "/run-gates/selection", test_selection },
    { "/run-gates/approval", test_approval },
    { "/run-gates/several", test_several },
    { "/run-gates/gathering", test_gathering },
    { "/run-gates/after", test_after },
    { "/run-gates/rows", test_rows },
    { "/run-gates/unknown-outcome", test_unknown_outcome },
    { "/run-gates/cancelled", test_cancelled },
    { "/run-gates/stopped", test_stopped },
    { "/run-gates/never-cached", test_never_cached },
  };

  return run_tests (argc, argv, tests, G_N_ELEMENTS (tests));
}
