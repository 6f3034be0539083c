/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <gio/gio.h>

#include "base/heddle-init.h"
#include "base/heddle-json.h"
#include "graph-test-types.h"

static HeddleNodeExecution *
new_execution (const char *type,
               const char *config)
{
  g_autoptr (HeddleNodeRegistry) registry = new_test_registry ();
  g_autoptr (JsonNode) node = heddle_json_parse (config, -1, NULL);
  g_autoptr (HeddleIndex) index = heddle_index_new_empty ();
  HeddleNodeExecution *execution =
    heddle_node_execution_new (heddle_node_registry_lookup (registry, type), "node",
                               json_node_get_object (node), index, NULL, NULL, NULL);

  g_object_set_data_full (G_OBJECT (execution), "config", g_steal_pointer (&node),
                          (GDestroyNotify) json_node_unref);
  return execution;
}

static void
link_text (HeddleNodeExecution *execution,
           const char          *port,
           const char          *text)
{
  g_autoptr (HeddleValue) value = heddle_value_new_text (text);

  heddle_node_execution_set_input (execution, port, value);
}

static void
assert_text (HeddleNodeExecution *execution,
             const char          *name,
             const char          *expected)
{
  g_autofree char *text = heddle_node_execution_dup_text (execution, name);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_config_and_defaults (void)
{
  g_autoptr (HeddleNodeExecution) resize = new_execution (
    "test.resize", "{\"width\":12.6,\"fit\":null,\"strip\":true,\"extra\":{\"a\":[1.0]}}");

  assert_text (resize, "fit", "cover");
  assert_text (resize, "width", "12.6");
  assert_text (resize, "extra", "{\"a\":[1]}");
  assert_text (resize, "height", NULL);
  assert_text (resize, "nowhere", NULL);
  g_assert_cmpfloat (heddle_node_execution_get_number (resize, "width"), ==, 12.6);
  g_assert_cmpint (heddle_node_execution_get_int (resize, "width"), ==, 13);
  g_assert_cmpint (heddle_node_execution_get_int (resize, "height"), ==, 0);
  g_assert_true (heddle_node_execution_get_boolean (resize, "strip"));
  g_assert_false (heddle_node_execution_get_boolean (resize, "width"));
  g_assert_true (heddle_node_execution_has (resize, "width"));
  g_assert_false (heddle_node_execution_has (resize, "fit"));
  g_assert_false (heddle_node_execution_has (resize, "image"));
  g_assert_null (heddle_node_execution_get_media (resize, "image"));
  g_assert_cmpuint (heddle_node_execution_get_list (resize, "image")->len, ==, 0);
}

static void
test_links_win (void)
{
  g_autoptr (HeddleNodeExecution) resize = new_execution ("test.resize",
                                                          "{\"width\":1,\"fit\":\"fill\"}");
  g_autoptr (HeddleValue) width = heddle_value_new_number (640);
  g_autoptr (HeddleValue) yes = heddle_value_new_boolean (TRUE);

  heddle_node_execution_set_input (resize, "width", width);
  heddle_node_execution_set_input (resize, "strip", yes);
  link_text (resize, "fit", "contain");
  link_text (resize, "height", "20");
  assert_text (resize, "fit", "contain");
  assert_text (resize, "width", "640");
  g_assert_cmpint (heddle_node_execution_get_int (resize, "width"), ==, 640);
  g_assert_cmpint (heddle_node_execution_get_int (resize, "height"), ==, 20);
  g_assert_true (heddle_node_execution_get_boolean (resize, "strip"));
  g_assert_true (heddle_node_execution_has (resize, "strip"));
}

static void
test_prompts_are_joined (void)
{
  static const struct
  {
    const char *link;
    const char *config;
    const char *prompt;
  } cases[] = {
    { "linked", "own", "linked\nown" }, { "linked", NULL, "linked" }, { NULL, "own", "own" },
    { "", "own", "own" },               { "linked", "", "linked" },   { NULL, NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *config = cases[i].config != NULL
                                  ? g_strdup_printf ("{\"prompt\":\"%s\"}", cases[i].config)
                                  : g_strdup ("{}");
      g_autoptr (HeddleNodeExecution) generate = new_execution ("test.generate", config);

      if (cases[i].link != NULL)
        link_text (generate, "prompt", cases[i].link);
      assert_text (generate, "prompt", cases[i].prompt);
    }
}

static void
test_a_link_takes_the_place_of_a_default (void)
{
  g_autoptr (HeddleNodeExecution) generate = new_execution ("test.generate", "{}");

  assert_text (generate, "system", "Be kind.");
  link_text (generate, "system", "Be brief.");
  assert_text (generate, "system", "Be brief.");
}

static void
test_lists_seeds_and_rows (void)
{
  static const gint64 wanted[] = { 7, G_GINT64_CONSTANT (9007199254740991) };
  g_autoptr (HeddleNodeExecution) generate = new_execution ("test.generate", "{}");
  g_autoptr (HeddleValue) text = heddle_value_new_text ("a");
  g_autoptr (GPtrArray) list = g_ptr_array_new ();
  g_autoptr (GHashTable) inputs = g_hash_table_new (g_str_hash, g_str_equal);
  guint n;
  const gint64 *seeds;

  g_assert_cmpint (heddle_node_execution_get_row (generate), ==, -1);
  g_assert_null (heddle_node_execution_get_row_input (generate, "headline"));
  g_ptr_array_add (list, text);
  g_hash_table_insert (inputs, (char *) "headline", text);
  heddle_node_execution_set_input_list (generate, "references", list);
  heddle_node_execution_set_seeds (generate, wanted, 2);
  heddle_node_execution_set_row (generate, 4, inputs);

  g_assert_cmpuint (heddle_node_execution_get_list (generate, "references")->len, ==, 1);
  g_assert_null (heddle_node_execution_get_input (generate, "references"));
  seeds = heddle_node_execution_get_seeds (generate, &n);
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpint (seeds[1], ==, wanted[1]);
  g_assert_cmpint (heddle_node_execution_get_row (generate), ==, 4);
  g_assert_true (heddle_node_execution_get_row_input (generate, "headline") == text);
}

static void
test_services (void)
{
  g_autoptr (HeddleServices) services = heddle_services_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  g_assert_null (heddle_services_get (services, G_TYPE_CANCELLABLE));
  heddle_services_add (services, G_OBJECT (cancellable));
  g_assert_true (heddle_services_get (services, G_TYPE_CANCELLABLE) == cancellable);
  g_assert_true (heddle_services_get (services, G_TYPE_OBJECT) == cancellable);
  g_assert_null (heddle_services_get (services, G_TYPE_FILE));
}

static void
test_checking_a_config (void)
{
  g_autoptr (HeddleNodeRegistry) registry = new_test_registry ();
  const HeddleNodeTypeInfo *type = heddle_node_registry_lookup (registry, "test.resize");
  g_autoptr (JsonNode) good = heddle_json_parse ("{\"width\":1,\"future\":{}}", -1, NULL);
  g_autoptr (JsonNode) wrong = heddle_json_parse ("{\"width\":\"x\"}", -1, NULL);
  g_autoptr (JsonNode) empty = heddle_json_parse ("{}", -1, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (heddle_node_type_check_config (type, json_node_get_object (good), &error));
  g_assert_no_error (error);
  g_assert_false (heddle_node_type_check_config (type, json_node_get_object (wrong), &error));
  g_assert_cmpstr (error->message, ==, "config.width: expected a number");
  g_clear_error (&error);
  g_assert_false (heddle_node_type_check_config (type, json_node_get_object (empty), &error));
  g_assert_cmpstr (error->message, ==, "config.width: give a width or a height");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  heddle_init ();

  g_test_add_func ("/node-execution/config-and-defaults", test_config_and_defaults);
  g_test_add_func ("/node-execution/links-win", test_links_win);
  g_test_add_func ("/node-execution/prompts-are-joined", test_prompts_are_joined);
  g_test_add_func ("/node-execution/a-link-takes-the-place-of-a-default",
                   test_a_link_takes_the_place_of_a_default);
  g_test_add_func ("/node-execution/lists-seeds-and-rows", test_lists_seeds_and_rows);
  g_test_add_func ("/services", test_services);
  g_test_add_func ("/node-type/checking-a-config", test_checking_a_config);

  return g_test_run ();
}
