/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/heddle-json.h"
#include "nodes-test.h"
#include "nodes/heddle-node-error.h"

static void
test_template (NodesTest *test)
{
  g_autoptr (HeddleNodeExecution) execution =
    nodes_test_prepare (test, "text.template",
                        "{\"template\": \"A {{ product }} in {{place name}}, {{product}} { }} \","
                        " \"place name\": \"autumn\"}");
  g_autoptr (HeddleNodeOutputs) outputs = NULL;
  g_autoptr (HeddleNodeOutputs) empty = nodes_test_run_plain (test, "text.template", "{}");
  g_autoptr (GError) error = NULL;

  nodes_test_set_text (execution, "product", "{{product}}");
  outputs = nodes_test_run (test, "text.template", execution, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (heddle_value_get_text (heddle_node_outputs_get (outputs, "text")), ==,
                   "A {{product}} in autumn, {{product}} { }} ");
  g_assert_cmpstr (heddle_value_get_text (heddle_node_outputs_get (empty, "text")), ==, "");
}

static void
test_template_ports (NodesTest *test)
{
  const HeddleNodeTypeInfo *info = heddle_node_registry_lookup (test->registry, "text.template");
  g_autoptr (JsonNode) node = heddle_json_parse ("{\"template\": \"{{b}} {{a}} {{b}}\"}", -1, NULL);
  g_autoptr (GPtrArray) inputs = NULL;
  g_autoptr (GPtrArray) outputs = NULL;
  const HeddlePort *port;

  g_assert_true (heddle_node_type_list_ports (info, json_node_get_object (node), NULL, NULL,
                                              &inputs, &outputs, NULL));
  g_assert_cmpuint (inputs->len, ==, 2);
  port = inputs->pdata[0];
  g_assert_cmpstr (port->name, ==, "b");
  g_assert_false (port->optional);
  g_assert_cmpint (port->type.value, ==, HEDDLE_VALUE_TEXT);
  port = inputs->pdata[1];
  g_assert_cmpstr (port->name, ==, "a");
  g_assert_cmpuint (outputs->len, ==, 1);
}

static void
test_template_refused (NodesTest *test)
{
  g_autoptr (HeddleNodeExecution) execution =
    nodes_test_prepare (test, "text.template", "{\"template\": \"{{a}}\"}");
  g_autoptr (GError) error = NULL;

  nodes_test_refuse (test, "text.template", "{\"template\": \"A {{product\"}",
                     "config.template: “{{product”: two opening braces without two closing ones");
  nodes_test_refuse (test, "text.template", "{\"template\": \"{{ }}\"}",
                     "config.template: “{{}}” is not a name; write something like {{headline}}");
  nodes_test_refuse (test, "text.template", "{\"template\": \"{{a{b}}\"}",
                     "config.template: “{{a{b}}” is not a name; write something like {{headline}}");
  nodes_test_refuse (test, "text.template", "{\"template\": \"{{template}}\"}",
                     "config.template: “{{template}}” names the template itself; choose another "
                     "name");

  g_assert_null (nodes_test_run (test, "text.template", execution, &error));
  g_assert_error (error, HEDDLE_NODE_ERROR, HEDDLE_NODE_ERROR_INPUT);
  g_assert_cmpstr (error->message, ==, "“{{a}}” has no text; link one to it, or write one");
}

static void
add_tests (void)
{
  nodes_test_add ("/text-nodes/template", test_template);
  nodes_test_add ("/text-nodes/template/ports", test_template_ports);
  nodes_test_add ("/text-nodes/template/refused", test_template_refused);
}

int
main (int   argc,
      char *argv[])
{
  return nodes_test_main (argc, argv, add_tests);
}
