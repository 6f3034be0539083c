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

/* What a type makes of a text that is linked to it. */
static void
assert_text (NodesTest  *test,
             const char *type,
             const char *config,
             const char *text,
             const char *expected)
{
  g_autoptr (HeddleNodeExecution) execution = nodes_test_prepare (test, type, config);
  g_autoptr (HeddleNodeOutputs) outputs = NULL;
  g_autoptr (GError) error = NULL;

  nodes_test_set_text (execution, "text", text);
  outputs = nodes_test_run (test, type, execution, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (heddle_value_get_text (heddle_node_outputs_get (outputs, "text")), ==, expected);
}

static void
test_join (NodesTest *test)
{
  g_autoptr (HeddleNodeExecution) lines = nodes_test_prepare (test, "text.join", "{}");
  g_autoptr (HeddleNodeExecution) commas = nodes_test_prepare (test, "text.join", "{\"separator\": \", \"}");
  g_autoptr (HeddleNodeOutputs) by_lines = NULL;
  g_autoptr (HeddleNodeOutputs) by_commas = NULL;
  g_autoptr (HeddleNodeOutputs) nothing = nodes_test_run_plain (test, "text.join", "{}");

  nodes_test_set_list (lines, "items", "one||three");
  nodes_test_set_list (commas, "items", "one|two");
  by_lines = nodes_test_run (test, "text.join", lines, NULL);
  by_commas = nodes_test_run (test, "text.join", commas, NULL);

  g_assert_cmpstr (heddle_value_get_text (heddle_node_outputs_get (by_lines, "text")), ==, "one\n\nthree");
  g_assert_cmpstr (heddle_value_get_text (heddle_node_outputs_get (by_commas, "text")), ==, "one, two");
  g_assert_cmpstr (heddle_value_get_text (heddle_node_outputs_get (nothing, "text")), ==, "");
}

static void
assert_split (NodesTest  *test,
              const char *config,
              const char *text,
              const char *expected)
{
  g_autoptr (HeddleNodeExecution) execution = nodes_test_prepare (test, "text.split", config);
  g_autoptr (HeddleNodeOutputs) outputs = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *list = NULL;

  nodes_test_set_text (execution, "text", text);
  outputs = nodes_test_run (test, "text.split", execution, &error);
  g_assert_no_error (error);
  list = nodes_test_join (outputs, "list");
  g_assert_cmpstr (list, ==, expected);
}

static void
test_split (NodesTest *test)
{
  g_autoptr (HeddleNodeExecution) execution = nodes_test_prepare (test, "text.split", "{\"separator\": \"\"}");
  g_autoptr (GError) error = NULL;

  assert_split (test, "{}", " one \n\ntwo\n", "one|two");
  assert_split (test, "{\"separator\": \", \"}", "one, two,three, ", "one|two,three");
  assert_split (test, "{\"pattern\": \"[,;]\\\\s*\"}", "one, two;three", "one|two|three");
  assert_split (test, "{\"pattern\": \"x\"}", "", "");
  assert_split (test, "{\"separator\": \" – \"}", "Größe – Farbe", "Größe|Farbe");

  nodes_test_refuse (test, "text.split", "{\"separator\": \",\", \"pattern\": \";\"}",
                     "config.separator: give this or “pattern”, not both");
  nodes_test_refuse (test, "text.split", "{\"pattern\": \"(\"}",
                     "config.pattern: Error while compiling regular expression ‘(’ at char 1: missing terminating )");

  nodes_test_set_text (execution, "text", "one");
  g_assert_null (nodes_test_run (test, "text.split", execution, &error));
  g_assert_error (error, HEDDLE_NODE_ERROR, HEDDLE_NODE_ERROR_CONFIG);
  g_assert_cmpstr (error->message, ==, "there is nothing to split at; give a separator or a pattern");
}

static void
test_replace (NodesTest *test)
{
  assert_text (test, "text.replace", "{\"pattern\": \".\", \"replacement\": \"!\"}", "a.b.", "a!b!");
  assert_text (test, "text.replace", "{\"pattern\": \"aa\", \"replacement\": \"a\"}", "aaaa", "aa");
  assert_text (test, "text.replace", "{\"pattern\": \"x\"}", "axb", "ab");
  assert_text (test, "text.replace", "{}", "as it is", "as it is");
  assert_text (test, "text.replace",
               "{\"pattern\": \"(\\\\w+) (\\\\w+)\", \"replacement\": \"\\\\2 \\\\1\", \"regex\": true}",
               "Grün Tee", "Tee Grün");

  nodes_test_refuse (test, "text.replace", "{\"pattern\": \"[\", \"regex\": true}",
                     "config.pattern: Error while compiling regular expression ‘[’ at char 1: "
                     "missing terminating ] for character class");
  assert_text (test, "text.replace", "{\"pattern\": \"[\", \"replacement\": \"(\"}", "[a", "(a");
}

static void
test_case (NodesTest *test)
{
  assert_text (test, "text.case", "{}", "straße é", "STRASSE É");
  assert_text (test, "text.case", "{\"case\": \"lower\"}", "AUTUMN É", "autumn é");
  assert_text (test, "text.case", "{\"case\": \"title\"}", "DON’T stop: half-price 2nd éclair",
               "Don’t Stop: Half-Price 2nd Éclair");
  assert_text (test, "text.case", "{\"case\": \"sentence\"}",
               "NEW in. \"try\" IT! only 3.5 dollars at example.org\n3 cups\nfree",
               "New in. \"Try\" it! Only 3.5 dollars at example.org\n3 cups\nFree");
  assert_text (test, "text.case", "{\"case\": \"sentence\"}", "", "");
}

static HeddleNodeOutputs *
pick (NodesTest   *test,
      const char  *config,
      const char  *json,
      GError     **error)
{
  g_autoptr (HeddleNodeExecution) execution = nodes_test_prepare (test, "json.pick", config);
  g_autoptr (JsonNode) node = heddle_json_parse (json, -1, NULL);
  g_autoptr (HeddleValue) value = heddle_value_new_json (node);

  heddle_node_execution_set_input (execution, "json", value);
  return nodes_test_run (test, "json.pick", execution, error);
}

static void
assert_pick (NodesTest  *test,
             const char *path,
             const char *json,
             const char *text,
             const char *tree,
             const char *list)
{
  g_autofree char *config = g_strdup_printf ("{\"path\": \"%s\"}", path);
  g_autoptr (GError) error = NULL;
  g_autoptr (HeddleNodeOutputs) outputs = pick (test, config, json, &error);
  g_autofree char *written = NULL;
  g_autofree char *joined = NULL;
  HeddleValue *found;

  g_assert_no_error (error);
  found = heddle_node_outputs_get (outputs, "text");
  written = heddle_json_write (heddle_value_get_json (heddle_node_outputs_get (outputs, "json")), HEDDLE_JSON_COMPACT);
  joined = nodes_test_join (outputs, "list");
  g_assert_cmpstr (found == NULL ? NULL : heddle_value_get_text (found), ==, text);
  g_assert_cmpstr (written, ==, tree);
  g_assert_cmpstr (joined, ==, list);
}

static void
test_json_pick (NodesTest *test)
{
  const char *json = "{\"name\": \"Tea\", \"price\": 2.50, \"tags\": [\"hot\", \"green\"], \"none\": [],"
                     " \"sizes\": [{\"ml\": 200}, {\"ml\": 300}]}";

  assert_pick (test, "$.name", json, "Tea", "\"Tea\"", "Tea");
  assert_pick (test, "$.price", json, "2.5", "2.5", "2.5");
  assert_pick (test, "$.tags", json, "[\"hot\",\"green\"]", "[\"hot\",\"green\"]", "hot|green");
  assert_pick (test, "$.tags[1]", json, "green", "\"green\"", "green");
  assert_pick (test, "$.tags[*]", json, "hot", "[\"hot\",\"green\"]", "hot|green");
  assert_pick (test, "$.sizes[*].ml", json, "200", "[200,300]", "200|300");
  assert_pick (test, "$..ml", json, "200", "[200,300]", "200|300");
  assert_pick (test, "$.none[*]", json, NULL, "[]", "");
  assert_pick (test, "$", "7", "7", "7", "7");
}

static void
test_json_pick_nothing (NodesTest *test)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (pick (test, "{\"path\": \"$.size\"}", "{\"name\": \"Tea\"}", &error));
  g_assert_error (error, HEDDLE_NODE_ERROR, HEDDLE_NODE_ERROR_INPUT);
  g_assert_cmpstr (error->message, ==, "“$.size” finds nothing in this JSON");
  nodes_test_refuse (test, "json.pick", "{\"path\": \"name\"}",
                     "config.path: “name” is not a JSONPath, such as $.products[0].name: Invalid first character “n”");
}

static void
add_tests (void)
{
  nodes_test_add ("/text-nodes/join", test_join);
  nodes_test_add ("/text-nodes/split", test_split);
  nodes_test_add ("/text-nodes/replace", test_replace);
  nodes_test_add ("/text-nodes/case", test_case);
  nodes_test_add ("/text-nodes/json-pick", test_json_pick);
  nodes_test_add ("/text-nodes/json-pick/nothing", test_json_pick_nothing);
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
