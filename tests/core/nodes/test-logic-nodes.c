/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/heddle-json.h"
#include "graph/heddle-graph-error.h"
#include "nodes-test.h"
#include "nodes/heddle-node-error.h"

static char *
switch_to (NodesTest  *test,
           const char *config,
           const char *value)
{
  g_autoptr (HeddleNodeExecution) execution = nodes_test_prepare (test, "logic.switch", config);
  g_autoptr (HeddleNodeOutputs) outputs = NULL;
  g_autoptr (GPtrArray) ports = NULL;
  g_autoptr (GError) error = NULL;

  nodes_test_set_text (execution, "item", "the item");
  if (value != NULL)
    nodes_test_set_text (execution, "value", value);
  outputs = nodes_test_run (test, "logic.switch", execution, &error);
  g_assert_no_error (error);

  ports = heddle_node_outputs_list_ports (outputs);
  g_assert_cmpuint (ports->len, ==, 1);
  g_assert_cmpstr (heddle_value_get_text (heddle_node_outputs_get (outputs, ports->pdata[0])), ==, "the item");

  return g_strdup (ports->pdata[0]);
}

static void
test_switch (NodesTest *test)
{
  const char *config = "{\"cases\": [\"portrait\", \"landscape\", \"2\"], \"value\": \"landscape\"}";
  g_autofree char *portrait = switch_to (test, config, "portrait");
  g_autofree char *blanks = switch_to (test, config, " portrait\n");
  g_autofree char *own = switch_to (test, config, NULL);
  g_autofree char *number = switch_to (test, config, "2");
  g_autofree char *other = switch_to (test, config, "square");
  g_autofree char *none = switch_to (test, "{}", "portrait");

  g_assert_cmpstr (portrait, ==, "portrait");
  g_assert_cmpstr (blanks, ==, "portrait");
  g_assert_cmpstr (own, ==, "landscape");
  g_assert_cmpstr (number, ==, "2");
  g_assert_cmpstr (other, ==, "else");
  g_assert_cmpstr (none, ==, "else");
}

/* Ports are asked for before anything is checked. */
static void
test_switch_cases (NodesTest *test)
{
  const HeddleNodeTypeInfo *info = heddle_node_registry_lookup (test->registry, "logic.switch");
  g_autoptr (JsonNode) node = heddle_json_parse ("{\"cases\": [1, null]}", -1, NULL);
  g_autoptr (GPtrArray) inputs = NULL;
  g_autoptr (GPtrArray) outputs = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (heddle_node_type_list_ports (info, json_node_get_object (node), NULL, NULL, &inputs, &outputs,
                                               &error));
  g_assert_error (error, HEDDLE_GRAPH_ERROR, HEDDLE_GRAPH_ERROR_CONFIG);
}

static void
test_switch_ports (NodesTest *test)
{
  const HeddleNodeTypeInfo *info = heddle_node_registry_lookup (test->registry, "logic.switch");
  g_autoptr (JsonNode) node = heddle_json_parse ("{\"cases\": [\"b\", \"a c\"]}", -1, NULL);
  const char *const names[] = { "b", "a c", "else" };
  g_autoptr (GPtrArray) inputs = NULL;
  g_autoptr (GPtrArray) outputs = NULL;

  g_assert_true (heddle_node_type_list_ports (info, json_node_get_object (node), NULL, NULL,
                                              &inputs, &outputs, NULL));
  g_assert_cmpuint (outputs->len, ==, G_N_ELEMENTS (names));
  for (guint i = 0; i < outputs->len; i++)
    {
      const HeddlePort *port = outputs->pdata[i];

      g_assert_cmpstr (port->name, ==, names[i]);
      g_assert_cmpint (port->type.value, ==, HEDDLE_VALUE_ANY);
      g_assert_cmpstr (heddle_node_type_find_any_input (inputs, port->name), ==, "item");
    }

  nodes_test_refuse (test, "logic.switch", "{\"cases\": [\"a\", \"b\", \"a\"]}", "config.cases: “a” is there twice");
  nodes_test_refuse (test, "logic.switch", "{\"cases\": [\"else\"]}",
                     "config.cases: “else” is there already, for all that is none of the cases");
  nodes_test_refuse (test, "logic.switch", "{\"cases\": [\" a\"]}",
                     "config.cases: “ a” has blanks around it, or nothing else");
  nodes_test_refuse (test, "logic.switch", "{\"cases\": [\"\"]}",
                     "config.cases: “” has blanks around it, or nothing else");
}

static void
set_scores (HeddleNodeExecution *execution,
            const double        *scores,
            guint                n_scores)
{
  g_autoptr (GPtrArray) values = g_ptr_array_new ();

  for (guint i = 0; i < n_scores; i++)
    g_ptr_array_add (values, scores[i] < 0 ? NULL : heddle_value_new_number (scores[i]));
  heddle_node_execution_set_input_list (execution, "scores", values);
  for (guint i = 0; i < n_scores; i++)
    if (values->pdata[i] != NULL)
      heddle_value_unref (values->pdata[i]);
}

static char *
pick (NodesTest     *test,
      const char    *config,
      const char    *items,
      const double  *scores,
      guint          n_scores,
      GError       **error)
{
  g_autoptr (HeddleNodeExecution) execution = nodes_test_prepare (test, "logic.pick", config);
  g_autoptr (HeddleNodeOutputs) outputs = NULL;

  nodes_test_set_list (execution, "items", items);
  if (scores != NULL)
    set_scores (execution, scores, n_scores);
  outputs = nodes_test_run (test, "logic.pick", execution, error);

  return outputs == NULL ? NULL : nodes_test_join (outputs, "items");
}

static void
test_pick_first (NodesTest *test)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *one = pick (test, "{\"mode\": \"first\"}", "a|b|c", NULL, 0, &error);
  g_autofree char *two = pick (test, "{\"mode\": \"first\", \"count\": 2}", "-|b|c|d", NULL, 0, &error);
  g_autofree char *all = pick (test, "{\"mode\": \"first\", \"count\": 9}", "a|b", NULL, 0, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (one, ==, "a");
  g_assert_cmpstr (two, ==, "b|c");
  g_assert_cmpstr (all, ==, "a|b");
}

static void
test_pick_best (NodesTest *test)
{
  const double scores[] = { 10, 90.5, 50, 90.5 };
  const double gaps[] = { 10, -1, 50, 90 };
  g_autoptr (GError) error = NULL;
  g_autofree char *one = pick (test, "{\"mode\": \"best-score\"}", "a|b|c|d", scores, 4, &error);
  g_autofree char *three = pick (test, "{\"mode\": \"best-score\", \"count\": 3}", "a|b|c|d", scores, 4, &error);
  g_autofree char *missing = pick (test, "{\"mode\": \"best-score\", \"count\": 2}", "a|b|c|-", gaps, 4, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (one, ==, "b");
  g_assert_cmpstr (three, ==, "b|d|c");
  g_assert_cmpstr (missing, ==, "c|a");

  g_assert_null (pick (test, "{\"mode\": \"best-score\"}", "a|b|c", scores, 2, &error));
  g_assert_error (error, HEDDLE_NODE_ERROR, HEDDLE_NODE_ERROR_INPUT);
  g_assert_cmpstr (error->message, ==,
                   "“items” has 3 values and “scores” has 2; there has to be one of each for the other");
  g_clear_error (&error);

  g_assert_null (pick (test, "{\"mode\": \"best-score\"}", "a|b|c", NULL, 0, &error));
  g_assert_error (error, HEDDLE_NODE_ERROR, HEDDLE_NODE_ERROR_INPUT);
  g_assert_cmpstr (error->message, ==, "the best cannot be told without scores; link them to “scores”");
}

static void
test_gates (NodesTest *test)
{
  g_autoptr (HeddleNodeExecution) approval = nodes_test_prepare (test, "logic.approve", "{}");
  g_autoptr (GError) error = NULL;
  g_autofree char *nothing = NULL;

  g_assert_null (pick (test, "{}", "a|b", NULL, 0, &error));
  g_assert_error (error, HEDDLE_NODE_ERROR, HEDDLE_NODE_ERROR_NEEDS_CHOICE);
  g_clear_error (&error);

  nodes_test_set_list (approval, "items", "a");
  g_assert_null (nodes_test_run (test, "logic.approve", approval, &error));
  g_assert_error (error, HEDDLE_NODE_ERROR, HEDDLE_NODE_ERROR_NEEDS_APPROVAL);
  g_clear_error (&error);

  /* Nobody is asked about nothing. */
  nothing = pick (test, "{}", "", NULL, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (nothing, ==, "");
  nodes_test_refuse (test, "logic.pick", "{\"count\": 0}", "config.count: 0 is outside 1 to 10000");
}

static void
add_tests (void)
{
  nodes_test_add ("/logic-nodes/switch", test_switch);
  nodes_test_add ("/logic-nodes/switch/ports", test_switch_ports);
  nodes_test_add ("/logic-nodes/switch/cases", test_switch_cases);
  nodes_test_add ("/logic-nodes/pick/first", test_pick_first);
  nodes_test_add ("/logic-nodes/pick/best-score", test_pick_best);
  nodes_test_add ("/logic-nodes/gates", test_gates);
}

int
main (int   argc,
      char *argv[])
{
  return nodes_test_main (argc, argv, add_tests);
}
