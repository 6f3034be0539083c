/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "engine/heddle-plan-rehearsal.h"
#include "heddle-test-nodes.h"
#include "run-test.h"

#define THREE "{'id': 'three', 'type': 'input.list', 'config': {'items': ['a', 'bad', 'c']}}"
#define NUMBERS "{'id': 'numbers', 'type': 'input.list', 'config': {'items': ['10', '20', '30']}}"

static HeddleRunEvent *
run_drawn (Fixture    *self,
           const char *nodes,
           const char *links)
{
  g_autoptr (HeddleWorkflow) workflow = draw_workflow (nodes, links);

  return run_workflow (self, workflow);
}

/* What several steps made of one list comes together by the path, not by the place. */
static void
test_paths (Fixture *self)
{
  run_drawn (self,
             "{'id': 'words', 'type': 'input.list', 'config': {'items': ['a b', 'c d']}},"
             "{'id': 'split', 'type': 'text.split', 'config': {'separator': ' '}},"
             "{'id': 'up', 'type': 'text.case'}, {'id': 'pair', 'type': 'test.pair'},"
             "{'id': 'join', 'type': 'text.join', 'config': {'separator': '+'}}",
             "words.list>split.text split.list>up.text words.list>pair.a up.text>pair.b pair.text>join.items");

  assert_text (self, "pair", "0.0", "a b/A");
  assert_text (self, "pair", "0.1", "a b/B");
  assert_text (self, "pair", "1.0", "c d/C");
  assert_text (self, "pair", "1.1", "c d/D");
  assert_text (self, "join", "", "a b/A+a b/B+c d/C+c d/D");
}

/* Collecting ends a mapping: what comes out is a list of its own, without the paths of what went in. */
static void
test_collect (Fixture *self)
{
  run_drawn (self,
             THREE ", {'id': 'up', 'type': 'text.case'}, {'id': 'all', 'type': 'list.collect'},"
             "{'id': 'sort', 'type': 'list.sort', 'config': {'order': 'descending'}}, {'id': 'pair', 'type': 'test.pair'}",
             "three.list>up.text up.text>all.item all.items>sort.items three.list>pair.a sort.items>pair.b");

  assert_output (self, "all", "", "items", "A|BAD|C");
  g_assert_null (find_item (self, "all", "0"));
  assert_text (self, "pair", "0", "a/C");
  assert_text (self, "pair", "2", "c/A");
}

static void
test_collect_rows (Fixture *self)
{
  g_autoptr (HeddleRunOptions) options = heddle_run_options_new ();
  g_autoptr (HeddleWorkflow) workflow = make_workflow (
    "{\"key\": \"text\", \"type\": \"text\"}",
    "{\"id\": \"split\", \"type\": \"text.split\"}, {\"id\": \"all\", \"type\": \"list.collect\"}",
    "{\"id\": \"1\", \"from\": [\"inputs\", \"text\"], \"to\": [\"split\", \"text\"]},"
    "{\"id\": \"2\", \"from\": [\"split\", \"list\"], \"to\": [\"all\", \"item\"]}");

  options->rows = heddle_csv_table_new_from_text ("text\n\"a\nb\"\n\"c\nd\"\n", -1, NULL);
  run_with (self, workflow, options);
  assert_output (self, "all", "0", "items", "a|b");
  assert_output (self, "all", "1", "items", "c|d");
}

/* An item that fails leaves a gap, so that what is matched by place keeps its partner. */
static void
test_gaps (Fixture *self)
{
  HeddleRunEvent *end = run_drawn (self,
    THREE "," NUMBERS ", {'id': 'up', 'type': 'test.upper'}, {'id': 'zip', 'type': 'list.zip'},"
    "{'id': 'best', 'type': 'logic.pick', 'config': {'mode': 'best-score', 'count': 2}},"
    "{'id': 'sort', 'type': 'list.sort', 'config': {'order': 'descending'}},"
    "{'id': 'some', 'type': 'text.replace', 'config': {'pattern': '^[13]0$', 'replacement': 'true', 'regex': true}},"
    "{'id': 'other', 'type': 'text.replace', 'config': {'pattern': '20', 'replacement': 'false'}},"
    "{'id': 'keep', 'type': 'list.filter'}, {'id': 'take', 'type': 'list.take', 'config': {'count': 2}}",
    "three.list>up.text up.text>zip.a numbers.list>zip.b up.text>best.items numbers.list>best.scores "
    "up.text>sort.items numbers.list>sort.by numbers.list>some.text some.text>other.text up.text>keep.items "
    "other.text>keep.keep up.text>take.items");

  assert_status (self, "up", "1", HEDDLE_ITEM_FAILED);
  assert_output (self, "zip", "", "a", "A|C");
  assert_output (self, "zip", "", "b", "10|30");
  assert_output (self, "best", "", "items", "C|A");
  assert_output (self, "sort", "", "items", "C|A");
  assert_output (self, "keep", "", "items", "A|C");
  assert_output (self, "take", "", "items", "A|C");
  g_assert_cmpint (end->run_status, ==, HEDDLE_RUN_COMPLETED);
}

/* Both outputs of a step that pairs lists are of one origin. */
static void
test_cross (Fixture *self)
{
  run_drawn (self,
             THREE "," NUMBERS ", {'id': 'cross', 'type': 'list.cross'}, {'id': 'pair', 'type': 'test.pair'},"
             "{'id': 'longer', 'type': 'list.take', 'config': {'count': 2}},"
             "{'id': 'zip', 'type': 'list.zip', 'config': {'longest': 'repeat-last'}}, {'id': 'pair2', 'type': 'test.pair'}",
             "three.list>cross.a numbers.list>cross.b cross.a>pair.a cross.b>pair.b "
             "three.list>longer.items longer.items>zip.a numbers.list>zip.b zip.a>pair2.a zip.b>pair2.b");

  assert_text (self, "pair", "0", "a/10");
  assert_text (self, "pair", "1", "a/20");
  assert_text (self, "pair", "8", "c/30");
  assert_text (self, "pair2", "2", "bad/30");
}

static void
assert_refused (Fixture    *self,
                const char *nodes,
                const char *links,
                const char *message)
{
  g_autoptr (HeddleRunOptions) options = heddle_run_options_new ();
  g_autoptr (HeddleWorkflow) workflow = draw_workflow (nodes, links);
  g_autoptr (GError) error = NULL;

  g_assert_null (make_plan (self, workflow, options, &error));
  g_assert_nonnull (error);
  g_assert_cmpstr (error->message, ==, message);
}

/* What the cheap list steps give is known before anything runs. */
static void
test_lengths (Fixture *self)
{
  assert_refused (self,
                  THREE "," NUMBERS ", {'id': 'two', 'type': 'list.take', 'name': 'Two', 'config': {'count': 2}},"
                  "{'id': 'pair', 'type': 'test.pair', 'name': 'Both'}",
                  "three.list>pair.a numbers.list>two.items two.items>pair.b",
                  "“List: list → Both: a” brings 3 values and “Two: items → Both: b” brings 2, which cannot be "
                  "matched: make them equally long, or say how they meet with a list node");

  /* So is how many a person will have chosen. */
  assert_refused (self,
                  THREE ", {'id': 'pick', 'type': 'logic.pick', 'name': 'Best', 'config': {'count': 2}},"
                  "{'id': 'pair', 'type': 'test.pair', 'name': 'Both'}",
                  "three.list>pair.a three.list>pick.items pick.items>pair.b",
                  "“List: list → Both: a” brings 3 values and “Best: items → Both: b” brings 2, which cannot be "
                  "matched: make them equally long, or say how they meet with a list node");
}

/* An `any` output has the type of what is linked to its input, which links are checked by. */
static void
test_any_types (Fixture *self)
{
  const char *nodes = "{'id': 'paint', 'type': 'test.paint'}, {'id': 'take', 'type': 'list.take'},"
                      "{'id': 'all', 'type': 'list.collect'},"
                      "{'id': 'switch', 'type': 'logic.switch', 'config': {'cases': ['a'], 'value': 'a'}},"
                      "{'id': 'zip', 'type': 'list.zip'}, {'id': 'up', 'type': 'text.case'},"
                      "{'id': 'info', 'type': 'image.info'}";
  const char *message = "pipelines[0].links[4]: Image cannot go into Text. An Image Analysis step in between can "
                        "describe an image in words.";

  assert_refused (self, nodes, "paint.image>take.items take.items>all.item all.items>zip.a zip.a>switch.item zip.a>up.text",
                  message);
  assert_refused (self, nodes, "paint.image>take.items take.items>all.item all.items>switch.item take.items>zip.b "
                  "switch.else>up.text", message);

  put_blob (self, "0");
  run_drawn (self,
             "{'id': 'paint', 'type': 'test.paint'}, {'id': 'take', 'type': 'list.take'}, {'id': 'all', 'type': 'list.collect'},"
             "{'id': 'switch', 'type': 'logic.switch', 'config': {'cases': ['a'], 'value': 'a'}},"
             "{'id': 'info', 'type': 'image.info'}",
             "paint.image>take.items take.items>all.item all.items>switch.item switch.a>info.image");
  assert_output (self, "info", "0", "width", "1");
}

/* Equal pictures of different making stay what they are, run after run. */
static void
test_recipes (Fixture *self)
{
  put_blob (self, "0");
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *nodes = g_strdup_printf (
        "{'id': 'text', 'type': 'input.text', 'config': {'value': 'picture %u'}}, {'id': 'paint', 'type': 'test.paint'},"
        "{'id': 'take', 'type': 'list.take'}", i);
      g_autofree char *prompt = g_strdup_printf ("picture %u", i);
      HeddleValue *image;
      GPtrArray *list;

      run_drawn (self, nodes, "text.text>paint.text paint.image>take.items");
      list = heddle_node_outputs_get_list (find_item (self, "take", "")->outputs, "items");
      image = g_ptr_array_index (list, 0);
      g_assert_cmpstr (json_object_get_string_member (json_node_get_object (heddle_value_get_recipe (image)), "prompt"),
                       ==, prompt);
    }
}

static void
test_switch (Fixture *self)
{
  HeddleRunEvent *end = run_drawn (self,
    THREE ", {'id': 'switch', 'type': 'logic.switch', 'config': {'cases': ['a', 'c']}},"
    "{'id': 'first', 'type': 'test.end'}, {'id': 'second', 'type': 'test.end'}, {'id': 'rest', 'type': 'test.end'},"
    "{'id': 'both', 'type': 'text.join', 'config': {'separator': '+'}}",
    "three.list>switch.value three.list>switch.item switch.a>first.text switch.c>second.text switch.else>rest.text "
    "switch.a>both.items switch.else>both.items");

  assert_text (self, "first", "0", "a");
  assert_status (self, "first", "1", HEDDLE_ITEM_SKIPPED);
  assert_status (self, "first", "2", HEDDLE_ITEM_SKIPPED);
  assert_text (self, "second", "2", "c");
  assert_text (self, "rest", "1", "bad");
  assert_text (self, "both", "", "a+bad");

  /* Nothing failed: what was sent another way is skipped, and no more. */
  g_assert_cmpint (end->counts.successful, ==, 3);
  g_assert_cmpint (end->counts.skipped, ==, 6);
  g_assert_cmpint (end->counts.failed, ==, 0);
  g_assert_cmpint (end->run_status, ==, HEDDLE_RUN_COMPLETED);
}

/* An error of a conversion is that item's alone, and says where it came from. */
static void
test_conversion (Fixture *self)
{
  run_drawn (self,
             "{'id': 'words', 'type': 'input.list', 'name': 'Words', 'config': {'items': ['1', 'two', '3e2']}},"
             "{'id': 'n', 'type': 'input.number', 'name': 'Count'}, {'id': 'up', 'type': 'text.case'}",
             "words.list>n.value n.number>up.text");

  assert_output (self, "n", "0", "number", "1");
  assert_text (self, "up", "2", "300");
  assert_status (self, "n", "1", HEDDLE_ITEM_FAILED);
  g_assert_cmpstr (find_item (self, "n", "1")->error->message, ==,
                   "Words: list → Count: value: “two” is not a number; write it with digits and a point, such as 12.5");
  assert_status (self, "up", "1", HEDDLE_ITEM_SKIPPED);
}

static void
test_stop (Fixture *self)
{
  HeddleRunEvent *end = run_drawn (self,
    THREE ", {'id': 'up', 'type': 'test.upper', 'config': {'on_item_failure': 'stop'}}, {'id': 'slow', 'type': 'test.slow'},"
    "{'id': 'end', 'type': 'test.end'}",
    "three.list>up.text up.text>slow.text slow.text>end.text");

  assert_status (self, "up", "0", HEDDLE_ITEM_COMPLETED);
  assert_status (self, "up", "1", HEDDLE_ITEM_FAILED);
  assert_status (self, "up", "2", HEDDLE_ITEM_CANCELLED);
  g_assert_cmpint (heddle_test_nodes_count ("test.end"), ==, 0);
  g_assert_cmpint (end->run_status, ==, HEDDLE_RUN_FAILED);

  assert_refused (self, "{'id': 'up', 'type': 'test.upper', 'config': {'on_item_failure': 'halt'}}", "",
                  "pipelines[0].nodes[0].config.on_item_failure: “halt” is not one of: continue, stop");
}

/* The order is kept, and no more: what comes after runs whatever became of what came before. */
static void
test_after (Fixture *self)
{
  HeddleRunEvent *end = run_drawn (self,
    "{'id': 'last', 'type': 'test.upper', 'config': {'text': 'x'}},"
    "{'id': 'slow', 'type': 'test.slow', 'config': {'text': 'bad'}}, {'id': 'words', 'type': 'input.list', 'config': {'items': ['late', 'y']}},"
    "{'id': 'each', 'type': 'test.slow'}",
    "slow>last each>last words.list>each.text");
  guint place[4] = { 0 };
  const char *const ids[] = { "slow", "each", "words", "last" };

  for (guint i = 0; i < self->events->len; i++)
    {
      HeddleRunEvent *event = g_ptr_array_index (self->events, i);

      for (guint k = 0; event->kind == HEDDLE_RUN_EVENT_ITEM && k < G_N_ELEMENTS (ids); k++)
        if (g_str_equal (event->node, ids[k]))
          place[k] = i;
    }
  assert_status (self, "slow", "", HEDDLE_ITEM_FAILED);
  assert_text (self, "last", "", "X");
  g_assert_cmpuint (place[3], >, place[0]);
  g_assert_cmpuint (place[3], >, place[1]);
  g_assert_cmpint (end->counts.total, ==, 1);
}

/* A switch or a bypassed list step stands in nobody's way. */
static void
test_bypass (Fixture *self)
{
  run_drawn (self,
             THREE "," NUMBERS ", {'id': 'take', 'type': 'list.take', 'enabled': false, 'config': {'count': 1}},"
             "{'id': 'pick', 'type': 'logic.pick', 'enabled': false}, {'id': 'zip', 'type': 'list.zip', 'enabled': false},"
             "{'id': 'join', 'type': 'text.join'}, {'id': 'end', 'type': 'test.end'}, {'id': 'pair', 'type': 'test.pair'}",
             "three.list>take.items take.items>pick.items pick.items>join.items join.text>end.text "
             "three.list>zip.a numbers.list>zip.b zip.a>pair.a zip.b>pair.b");

  assert_text (self, "end", "", "a\nbad\nc");

  /* Two inputs fit two outputs, so that it is not said which goes where. */
  assert_status (self, "pair", "", HEDDLE_ITEM_SKIPPED);
}

int
main (int   argc,
      char *argv[])
{
  static const RunTest tests[] = {
    { "/run-lists/paths", test_paths },
    { "/run-lists/collect", test_collect },
    { "/run-lists/collect/rows", test_collect_rows },
    { "/run-lists/gaps", test_gaps },
    { "/run-lists/cross", test_cross },
    { "/run-lists/lengths", test_lengths },
    { "/run-lists/any-types", test_any_types },
    { "/run-lists/recipes", test_recipes },
    { "/run-lists/switch", test_switch },
    { "/run-lists/conversion", test_conversion },
    { "/run-lists/stop", test_stop },
    { "/run-lists/after", test_after },
    { "/run-lists/bypass", test_bypass },
  };

  return run_tests (argc, argv, tests, G_N_ELEMENTS (tests));
}
