/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/heddle-json.h"
#include "graph/heddle-graph-error.h"
#include "nodes-test.h"
#include "nodes/heddle-allowed-paths.h"
#include "nodes/heddle-node-error.h"

static void
test_text (NodesTest *test)
{
  g_autoptr (HeddleNodeOutputs) plain =
    nodes_test_run_plain (test, "input.text",
                          "{\"value\": \"Autumn\\nroast\", \"multiline\": true}");
  g_autoptr (HeddleNodeOutputs) empty = nodes_test_run_plain (test, "input.text", "{}");
  g_autoptr (HeddleNodeExecution) execution =
    nodes_test_prepare (test, "input.text", "{\"value\": \"own\"}");
  g_autoptr (HeddleNodeOutputs) linked = NULL;

  nodes_test_set_text (execution, "value", "linked");
  linked = nodes_test_run (test, "input.text", execution, NULL);

  g_assert_cmpstr (heddle_value_get_text (heddle_node_outputs_get (plain, "text")), ==,
                   "Autumn\nroast");
  g_assert_cmpstr (heddle_value_get_text (heddle_node_outputs_get (empty, "text")), ==, "");
  g_assert_cmpstr (heddle_value_get_text (heddle_node_outputs_get (linked, "text")), ==, "linked");
}

static void
test_number (NodesTest *test)
{
  g_autoptr (HeddleNodeOutputs) outputs =
    nodes_test_run_plain (test, "input.number", "{\"value\": 2.5, \"min\": 0, \"max\": 3}");
  g_autoptr (HeddleNodeOutputs) zero = nodes_test_run_plain (test, "input.number", "{}");
  g_autoptr (HeddleNodeExecution) execution =
    nodes_test_prepare (test, "input.number", "{\"max\": 10}");
  g_autoptr (HeddleValue) eleven = heddle_value_new_number (11);
  g_autoptr (GError) error = NULL;

  g_assert_cmpfloat (heddle_value_get_number (heddle_node_outputs_get (outputs, "number")), ==,
                     2.5);
  g_assert_cmpfloat (heddle_value_get_number (heddle_node_outputs_get (zero, "number")), ==, 0);

  nodes_test_refuse (test, "input.number", "{\"value\": 4, \"max\": 3}",
                     "config.value: 4 is more than the maximum, 3");
  nodes_test_refuse (test, "input.number", "{\"value\": -0.5, \"min\": 0}",
                     "config.value: -0.5 is less than the minimum, 0");
  nodes_test_refuse (test, "input.number", "{\"min\": 3, \"max\": 2}",
                     "config.min: the minimum is more than the maximum");
  nodes_test_refuse (test, "input.number", "{\"value\": \"4\"}",
                     "config.value: expected a number");

  heddle_node_execution_set_input (execution, "value", eleven);
  g_assert_null (nodes_test_run (test, "input.number", execution, &error));
  g_assert_error (error, HEDDLE_NODE_ERROR, HEDDLE_NODE_ERROR_INPUT);
  g_assert_cmpstr (error->message, ==, "11 is more than the maximum, 10");
}

static void
test_list (NodesTest *test)
{
  g_autoptr (HeddleNodeOutputs) items =
    nodes_test_run_plain (test, "input.list", "{\"items\": [\"a\", \"\", \" b \"]}");
  g_autoptr (HeddleNodeOutputs) lines =
    nodes_test_run_plain (test, "input.list", "{\"items\": [], \"text\": \"one\\r\\n\\n two\\n\"}");
  g_autoptr (HeddleNodeOutputs) none = nodes_test_run_plain (test, "input.list", "{}");
  g_autofree char *joined_items = nodes_test_join (items, "list");
  g_autofree char *joined_lines = nodes_test_join (lines, "list");

  g_assert_cmpstr (joined_items, ==, "a|| b ");
  g_assert_cmpstr (joined_lines, ==, "one|two");
  g_assert_cmpuint (heddle_node_outputs_get_list (none, "list")->len, ==, 0);

  nodes_test_refuse (test, "input.list", "{\"items\": [\"a\"], \"text\": \"b\"}",
                     "config.items: give this or “text”, not both");
}

static void
expect_ports (NodesTest  *test,
              const char *config,
              gboolean    with_services,
              const char *expected)
{
  const HeddleNodeTypeInfo *info = heddle_node_registry_lookup (test->registry, "input.table");
  g_autoptr (JsonNode) node = heddle_json_parse (config, -1, NULL);
  g_autoptr (GPtrArray) inputs = NULL;
  g_autoptr (GPtrArray) outputs = NULL;
  g_autoptr (GString) names = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (heddle_node_type_list_ports (info, json_node_get_object (node), test->folder,
                                              with_services ? test->services : NULL, &inputs,
                                              &outputs, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (inputs->len, ==, 0);

  for (guint i = 0; i < outputs->len; i++)
    {
      const HeddlePort *port = outputs->pdata[i];
      g_autofree char *type = heddle_port_type_to_string (port->type);

      g_string_append_printf (names, "%s:%s ", port->name, type);
    }

  g_assert_cmpstr (names->str, ==, expected);
}

static void
test_table (NodesTest *test)
{
  g_autofree char *path = nodes_test_write (test, "data/rows.csv", "name,city\nAda,London\nBo,\n");
  g_autoptr (HeddleNodeOutputs) file =
    nodes_test_run_plain (test, "input.table", "{\"path\": \"data/rows.csv\"}");
  g_autoptr (HeddleNodeOutputs) inside =
    nodes_test_run_plain (test, "input.table", "{\"csv\": \"a,b\\n1,\\\"x\\ny\\\"\\n\"}");
  g_autofree char *names = nodes_test_join (file, "name");
  g_autofree char *cities = nodes_test_join (file, "city");
  g_autofree char *cells = nodes_test_join (inside, "b");

  g_assert_cmpstr (names, ==, "Ada|Bo");
  g_assert_cmpstr (cities, ==, "London|");
  g_assert_cmpstr (cells, ==, "x\ny");

  expect_ports (test, "{\"csv\": \"a,b\\n1,2\"}", FALSE, "a:text[] b:text[] ");
  expect_ports (test, "{\"path\": \"data/rows.csv\"}", TRUE, "name:text[] city:text[] ");
  expect_ports (test, "{\"path\": \"data/rows.csv\"}", FALSE, "");
}

static void
test_table_refused (NodesTest *test)
{
  g_autofree char *path = nodes_test_write (test, "rows.csv", "name,city\nAda\n");

  nodes_test_refuse (test, "input.table", "{}", "config.path: choose a table, or write one");
  nodes_test_refuse (test, "input.table", "{\"path\": \"a\", \"csv\": \"b\"}",
                     "config.path: give this or “csv”, not both");
  nodes_test_refuse (test, "input.table", "{\"csv\": \"a,a\\n1,2\"}",
                     "config.csv: line 1: two columns are named “a”");
  nodes_test_refuse (test, "input.table", "{\"path\": \"rows.csv\"}",
                     "config.path: rows.csv: line 2: the number of cells is 1, but that of the "
                     "columns is 2");
  nodes_test_refuse (test, "input.table", "{\"path\": \"../rows.csv\"}",
                     "config.path: “../rows.csv” lies outside the workflow's folder; allow it with "
                     "--allow-path /tmp");
}

static void
test_table_allowed (NodesTest *test)
{
  g_autofree char *path = nodes_test_write (test, "elsewhere/rows.csv", "a\n1\n");
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *config = g_strdup_printf ("{\"path\": \"%s\"}", path);
  g_autofree char *message =
    g_strdup_printf ("config.path: “%s” is an absolute path, and such a path has to be allowed: "
                     "--allow-path %s", path, folder);
  g_autoptr (HeddleAllowedPaths) allowed = heddle_allowed_paths_new ();

  nodes_test_refuse (test, "input.table", config, message);

  heddle_allowed_paths_add (allowed, folder);
  heddle_services_add (test->services, G_OBJECT (allowed));
  expect_ports (test, config, TRUE, "a:text[] ");
}

static void
test_boolean (NodesTest *test)
{
  g_autoptr (HeddleNodeOutputs) on = nodes_test_run_plain (test, "input.boolean", "{\"value\": true}");
  g_autoptr (HeddleNodeOutputs) off = nodes_test_run_plain (test, "input.boolean", "{}");

  g_assert_true (heddle_value_get_boolean (heddle_node_outputs_get (on, "boolean")));
  g_assert_false (heddle_value_get_boolean (heddle_node_outputs_get (off, "boolean")));
  nodes_test_refuse (test, "input.boolean", "{\"value\": \"yes\"}", "config.value: expected true or false");
}

static void
test_color (NodesTest *test)
{
  g_autoptr (HeddleNodeOutputs) outputs = nodes_test_run_plain (test, "input.color", "{\"value\": \"#FFcc00\"}");
  g_autoptr (HeddleNodeOutputs) black = nodes_test_run_plain (test, "input.color", "{}");
  g_autoptr (HeddleValue) text = heddle_value_convert (heddle_node_outputs_get (outputs, "color"),
                                                       HEDDLE_VALUE_TEXT, NULL);

  g_assert_cmpint (heddle_value_get_value_type (heddle_node_outputs_get (black, "color")), ==, HEDDLE_VALUE_COLOR);
  g_assert_cmpstr (heddle_value_get_text (text), ==, "#ffcc00");
  nodes_test_refuse (test, "input.color", "{\"value\": \"red\"}",
                     "config.value: “red” is not a color; write it as #rrggbb or #rrggbbaa");
}

static void
test_select (NodesTest *test)
{
  g_autoptr (HeddleNodeOutputs) chosen =
    nodes_test_run_plain (test, "input.select", "{\"options\": [\"warm\", \"cool\"], \"value\": \"cool\"}");
  g_autoptr (HeddleNodeOutputs) first =
    nodes_test_run_plain (test, "input.select", "{\"options\": [\"warm\", \"cool\"]}");
  g_autoptr (HeddleNodeExecution) linked =
    nodes_test_prepare (test, "input.select", "{\"options\": [\"warm\", \"cool\"]}");
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (heddle_value_get_text (heddle_node_outputs_get (chosen, "text")), ==, "cool");
  g_assert_cmpstr (heddle_value_get_text (heddle_node_outputs_get (first, "text")), ==, "warm");

  nodes_test_refuse (test, "input.select", "{}", "config.options: give at least one option to choose from");
  nodes_test_refuse (test, "input.select", "{\"options\": [\"warm\", \"cool\"], \"value\": \"hot\"}",
                     "config.value: “hot” is not one of: warm, cool");

  nodes_test_set_text (linked, "value", "hot");
  g_assert_null (nodes_test_run (test, "input.select", linked, &error));
  g_assert_error (error, HEDDLE_NODE_ERROR, HEDDLE_NODE_ERROR_INPUT);
}

static void
add_tests (void)
{
  nodes_test_add ("/input-nodes/boolean", test_boolean);
  nodes_test_add ("/input-nodes/color", test_color);
  nodes_test_add ("/input-nodes/select", test_select);
  nodes_test_add ("/input-nodes/text", test_text);
  nodes_test_add ("/input-nodes/number", test_number);
  nodes_test_add ("/input-nodes/list", test_list);
  nodes_test_add ("/input-nodes/table", test_table);
  nodes_test_add ("/input-nodes/table/refused", test_table_refused);
  nodes_test_add ("/input-nodes/table/allowed", test_table_allowed);
}

int
main (int   argc,
      char *argv[])
{
  return nodes_test_main (argc, argv, add_tests);
}
