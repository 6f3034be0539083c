/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "base/heddle-json.h"
#include "nodes-test.h"

static gboolean
is_sentence (const char *text)
{
  return text != NULL && g_ascii_isupper (*text) && !g_str_has_suffix (text, ".");
}

static void
check_parameter (const HeddleNodeTypeInfo  *type,
                 const HeddleParameterInfo *parameter)
{
  g_autoptr (JsonNode) fallback = heddle_parameter_get_default (parameter);
  g_autoptr (JsonNode) schema = heddle_parameter_to_schema (parameter);
  g_autoptr (GError) error = NULL;

  g_assert_true (is_sentence (parameter->label));
  g_assert_true (parameter->help == NULL || is_sentence (parameter->help));
  g_assert_true (JSON_NODE_HOLDS_OBJECT (schema));

  if (fallback != NULL && !heddle_parameter_check (parameter, fallback, &error))
    g_error ("%s: the default of %s is refused: %s", type->id, parameter->key, error->message);

  if (parameter->kind == HEDDLE_PARAMETER_CHOICE)
    g_assert_nonnull (parameter->options);

  for (const HeddleParameterInfo *other = type->parameters; other != parameter; other++)
    g_assert_cmpstr (other->key, !=, parameter->key);
}

static void
test_registry (NodesTest *test)
{
  g_autoptr (GPtrArray) types = heddle_node_registry_list (test->registry);
  const char *before = "";

  for (guint i = 0; i < types->len; i++)
    {
      const HeddleNodeTypeInfo *type = types->pdata[i];
      g_autoptr (JsonObject) config = json_object_new ();
      g_autoptr (GPtrArray) inputs = NULL;
      g_autoptr (GPtrArray) outputs = NULL;
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", type->id);
      g_assert_cmpint (strcmp (before, type->id), <, 0);
      before = type->id;

      g_assert_true (is_sentence (type->title));
      g_assert_true (is_sentence (type->description));
      g_assert_true (g_str_has_suffix (type->icon_name, "-symbolic"));
      g_assert_cmpuint (type->cache_version, >=, 1);

      g_assert_true (heddle_node_type_list_ports (type, config, test->folder, test->services,
                                                  &inputs, &outputs, &error));
      g_assert_no_error (error);

      for (const HeddleParameterInfo *p = type->parameters; p->key != NULL; p++)
        check_parameter (type, p);
    }
}

static void
add_tests (void)
{
  nodes_test_add ("/nodes/registry", test_registry);
}

int
main (int   argc,
      char *argv[])
{
  return nodes_test_main (argc, argv, add_tests);
}
