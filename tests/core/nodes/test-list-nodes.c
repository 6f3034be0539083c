/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "nodes-test.h"
#include "nodes/heddle-node-error.h"

/* Runs a type on lists of texts and gives what it puts out on a port. */
static char *
run_on (NodesTest   *test,
        const char  *type,
        const char  *config,
        const char  *lists[][2],
        guint        n_lists,
        const char  *port,
        GError     **error)
{
  g_autoptr (HeddleNodeExecution) execution = nodes_test_prepare (test, type, config);
  g_autoptr (HeddleNodeOutputs) outputs = NULL;

  for (guint i = 0; i < n_lists; i++)
    nodes_test_set_list (execution, lists[i][0], lists[i][1]);
  outputs = nodes_test_run (test, type, execution, error);

  return outputs == NULL ? NULL : nodes_test_join (outputs, port);
}

static void
assert_list (NodesTest  *test,
             const char *type,
             const char *config,
             const char *lists[][2],
             guint       n_lists,
             const char *port,
             const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *list = run_on (test, type, config, lists, n_lists, port, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (list, ==, expected);
}

static void
assert_fails (NodesTest  *test,
              const char *type,
              const char *config,
              const char *lists[][2],
              guint       n_lists,
              const char *message)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *list = run_on (test, type, config, lists, n_lists, "items", &error);

  g_assert_null (list);
  g_assert_error (error, HEDDLE_NODE_ERROR, HEDDLE_NODE_ERROR_INPUT);
  g_assert_cmpstr (error->message, ==, message);
}

static void
test_zip (NodesTest *test)
{
  const char *equal[][2] = { { "a", "1|2|3" }, { "b", "x|y|z" } };
  const char *longer[][2] = { { "a", "1|2|3" }, { "b", "x|y" } };
  const char *empty[][2] = { { "a", "1|2|3" }, { "b", "" } };
  const char *gaps[][2] = { { "a", "1|-|3" }, { "b", "x|y|z" } };

  assert_list (test, "list.zip", "{}", equal, 2, "a", "1|2|3");
  assert_list (test, "list.zip", "{}", equal, 2, "b", "x|y|z");
  assert_list (test, "list.zip", "{\"longest\": \"cut\"}", longer, 2, "a", "1|2");
  assert_list (test, "list.zip", "{\"longest\": \"cut\"}", longer, 2, "b", "x|y");
  assert_list (test, "list.zip", "{\"longest\": \"repeat-last\"}", longer, 2, "a", "1|2|3");
  assert_list (test, "list.zip", "{\"longest\": \"repeat-last\"}", longer, 2, "b", "x|y|y");
  assert_list (test, "list.zip", "{\"longest\": \"cut\"}", empty, 2, "a", "");

  /* What is missing takes its partner along, and moves nobody up. */
  assert_list (test, "list.zip", "{}", gaps, 2, "a", "1|3");
  assert_list (test, "list.zip", "{}", gaps, 2, "b", "x|z");

  assert_fails (test, "list.zip", "{}", longer, 2,
                "“a” has 3 values and “b” has 2; make them equally long, or choose what becomes of the longer one");
  assert_fails (test, "list.zip", "{\"longest\": \"repeat-last\"}", empty, 2,
                "“b” is empty, so that it has no last value to repeat");
  nodes_test_refuse (test, "list.zip", "{\"longest\": \"stretch\"}",
                     "config.longest: “stretch” is not one of: error, repeat-last, cut");
}

static void
test_cross (NodesTest *test)
{
  const char *lists[][2] = { { "a", "1|2" }, { "b", "x|y|z" } };
  const char *empty[][2] = { { "a", "1|2" }, { "b", "" } };

  assert_list (test, "list.cross", "{}", lists, 2, "a", "1|1|1|2|2|2");
  assert_list (test, "list.cross", "{}", lists, 2, "b", "x|y|z|x|y|z");
  assert_list (test, "list.cross", "{}", empty, 2, "a", "");
}

static void
test_cross_too_large (NodesTest *test)
{
  g_autoptr (GString) many = g_string_new ("0");
  const char *lists[2][2] = { { "a", NULL }, { "b", NULL } };

  for (guint i = 1; i < 1000; i++)
    g_string_append_printf (many, "|%u", i);
  lists[0][1] = lists[1][1] = many->str;
  assert_fails (test, "list.cross", "{}", lists, 2,
                "this would be a list of 1000000 values; no more than 100000 are made");
}

static void
test_repeat (NodesTest *test)
{
  const char *lists[][2] = { { "items", "a|b" } };

  assert_list (test, "list.repeat", "{}", lists, 1, "items", "a|b|a|b");
  assert_list (test, "list.repeat", "{\"times\": 3}", lists, 1, "items", "a|b|a|b|a|b");
  assert_list (test, "list.repeat", "{\"times\": 0}", lists, 1, "items", "");
  nodes_test_refuse (test, "list.repeat", "{\"times\": -1}", "config.times: -1 is outside 0 to 10000");
}

static void
test_take (NodesTest *test)
{
  const char *lists[][2] = { { "items", "a|b|c|d" } };

  assert_list (test, "list.take", "{}", lists, 1, "items", "a|b|c|d");
  assert_list (test, "list.take", "{\"count\": 2}", lists, 1, "items", "a|b");
  assert_list (test, "list.take", "{\"from\": 1, \"count\": 2}", lists, 1, "items", "b|c");
  assert_list (test, "list.take", "{\"from\": 3, \"count\": 9}", lists, 1, "items", "d");
  assert_list (test, "list.take", "{\"from\": 4}", lists, 1, "items", "");
  assert_list (test, "list.take", "{\"count\": 0}", lists, 1, "items", "");
  assert_list (test, "list.take", "{\"count\": null}", lists, 1, "items", "a|b|c|d");
}

static void
test_sort (NodesTest *test)
{
  const char *numbers[][2] = { { "items", "10|9|-1|1e2|beta" } };
  const char *words[][2] = { { "items", "pear|Apple|fig|apple|Pear" } };
  const char *keyed[][2] = { { "items", "a|b|c|d" }, { "by", "2|1|2|1" } };
  const char *gaps[][2] = { { "items", "a|b|-|d" }, { "by", "3|-|2|1" } };
  const char *short_by[][2] = { { "items", "a|b" }, { "by", "1" } };

  assert_list (test, "list.sort", "{}", numbers, 1, "items", "-1|9|10|1e2|beta");
  assert_list (test, "list.sort", "{}", words, 1, "items", "Apple|apple|fig|Pear|pear");
  assert_list (test, "list.sort", "{\"order\": \"descending\"}", words, 1, "items", "pear|Pear|fig|apple|Apple");

  /* Equal ones keep their order, in both directions. */
  assert_list (test, "list.sort", "{}", keyed, 2, "items", "b|d|a|c");
  assert_list (test, "list.sort", "{\"order\": \"descending\"}", keyed, 2, "items", "a|c|b|d");

  assert_list (test, "list.sort", "{}", gaps, 2, "items", "d|a");
  assert_fails (test, "list.sort", "{}", short_by, 2,
                "“items” has 2 values and “by” has 1; there has to be one of each for the other");
}

static void
test_sort_needs_order (NodesTest *test)
{
  g_autoptr (HeddleNodeExecution) execution = nodes_test_prepare (test, "list.sort", "{}");
  g_autoptr (GPtrArray) images = g_ptr_array_new_with_free_func ((GDestroyNotify) heddle_value_unref);
  HeddleMedia media = { "ab", "image/png", 1, 1, 0 };
  g_autoptr (HeddleNodeOutputs) outputs = NULL;
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (images, heddle_value_new_media (HEDDLE_VALUE_IMAGE, &media, NULL));
  heddle_node_execution_set_input_list (execution, "items", images);
  g_assert_null (nodes_test_run (test, "list.sort", execution, &error));
  g_assert_error (error, HEDDLE_NODE_ERROR, HEDDLE_NODE_ERROR_INPUT);
  g_assert_cmpstr (error->message, ==,
                   "a value of type image has no order of its own; link to “by” what it is sorted by");

  nodes_test_set_list (execution, "by", "1");
  g_clear_error (&error);
  outputs = nodes_test_run (test, "list.sort", execution, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (heddle_node_outputs_get_list (outputs, "items")->len, ==, 1);
}

static char *
filter (NodesTest   *test,
        const char  *items,
        const char  *keep,
        GError     **error)
{
  g_autoptr (HeddleNodeExecution) execution = nodes_test_prepare (test, "list.filter", "{}");
  g_autoptr (GPtrArray) values = g_ptr_array_new ();
  g_autoptr (HeddleValue) yes = heddle_value_new_boolean (TRUE);
  g_autoptr (HeddleValue) no = heddle_value_new_boolean (FALSE);
  g_autoptr (HeddleNodeOutputs) outputs = NULL;

  for (const char *at = keep; *at != '\0'; at++)
    g_ptr_array_add (values, *at == '-' ? NULL : *at == 'y' ? yes : no);
  nodes_test_set_list (execution, "items", items);
  heddle_node_execution_set_input_list (execution, "keep", values);
  outputs = nodes_test_run (test, "list.filter", execution, error);

  return outputs == NULL ? NULL : nodes_test_join (outputs, "items");
}

static void
test_filter (NodesTest *test)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *some = filter (test, "a|b|c", "yny", &error);
  g_autofree char *all = filter (test, "a|b|c", "y", &error);
  g_autofree char *none = filter (test, "a|b|c", "nnn", &error);
  g_autofree char *gaps = filter (test, "a|-|c|d", "-yyn", &error);

  g_assert_no_error (error);
  g_assert_cmpstr (some, ==, "a|c");
  g_assert_cmpstr (all, ==, "a|b|c");
  g_assert_cmpstr (none, ==, "");
  g_assert_cmpstr (gaps, ==, "c");

  g_assert_null (filter (test, "a|b|c", "yy", &error));
  g_assert_error (error, HEDDLE_NODE_ERROR, HEDDLE_NODE_ERROR_INPUT);
  g_assert_cmpstr (error->message, ==,
                   "“items” has 3 values and “keep” has 2; there has to be one of each for the other");
}

static void
test_collect (NodesTest *test)
{
  const char *lists[][2] = { { "item", "a|b" } };
  const char *empty[][2] = { { "item", "" } };

  assert_list (test, "list.collect", "{}", lists, 1, "items", "a|b");
  assert_list (test, "list.collect", "{}", empty, 1, "items", "");
}

static void
add_tests (void)
{
  nodes_test_add ("/list-nodes/zip", test_zip);
  nodes_test_add ("/list-nodes/cross", test_cross);
  nodes_test_add ("/list-nodes/cross/too-large", test_cross_too_large);
  nodes_test_add ("/list-nodes/repeat", test_repeat);
  nodes_test_add ("/list-nodes/take", test_take);
  nodes_test_add ("/list-nodes/sort", test_sort);
  nodes_test_add ("/list-nodes/sort/needs-order", test_sort_needs_order);
  nodes_test_add ("/list-nodes/filter", test_filter);
  nodes_test_add ("/list-nodes/collect", test_collect);
}

int
main (int   argc,
      char *argv[])
{
  return nodes_test_main (argc, argv, add_tests);
}
