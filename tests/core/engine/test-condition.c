/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/heddle-json.h"
#include "engine/heddle-condition.h"
#include "graph/heddle-graph-error.h"

static gboolean
holds (const char  *condition,
       HeddleValue *value,
       GError     **error)
{
  g_autofree char *text = g_strdelimit (g_strdup (condition), "'", '"');
  g_autoptr (JsonNode) json = heddle_json_parse (text, -1, NULL);
  g_autoptr (HeddleNodeOutputs) outputs = heddle_node_outputs_new ();
  g_autoptr (HeddleValue) score = heddle_value_new_number (80);
  g_autoptr (GPtrArray) tags = g_ptr_array_new_with_free_func ((GDestroyNotify) heddle_value_unref);
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  gboolean passes = FALSE;

  heddle_node_outputs_set (outputs, "score", score);
  g_ptr_array_add (tags, heddle_value_new_text ("autumn"));
  g_ptr_array_add (tags, heddle_value_new_text ("cup"));
  heddle_node_outputs_set_list (outputs, "tags", tags);
  heddle_node_outputs_set_list (outputs, "nothing", none);
  g_assert_true (heddle_condition_holds (json_node_get_object (json), outputs, value, &passes, error));
  return passes;
}

static void
assert_text (const char *text,
             const char *condition,
             gboolean    expected)
{
  g_autoptr (HeddleValue) value = heddle_value_new_text (text);
  g_autoptr (GError) error = NULL;

  if (holds (condition, value, &error) != expected)
    g_error ("“%s” with %s", text, condition);
}

static void
test_operators (void)
{
  assert_text ("a", "{'op': '==', 'value': 'a'}", TRUE);
  assert_text ("a", "{'op': '==', 'value': 'A'}", FALSE);
  assert_text ("10", "{'op': '==', 'value': 10.0}", TRUE);
  assert_text ("a", "{'op': '!=', 'value': 'b'}", TRUE);
  assert_text ("a", "{'op': '!=', 'value': 'a'}", FALSE);
  assert_text ("9", "{'op': '<', 'value': 10}", TRUE);
  assert_text ("10", "{'op': '<', 'value': 10}", FALSE);
  assert_text ("10", "{'op': '<=', 'value': 10}", TRUE);
  assert_text ("11", "{'op': '<=', 'value': 10}", FALSE);
  assert_text ("10", "{'op': '>', 'value': 9}", TRUE);
  assert_text ("9", "{'op': '>', 'value': 9}", FALSE);
  assert_text ("9", "{'op': '>=', 'value': 9}", TRUE);
  assert_text ("8", "{'op': '>=', 'value': 9}", FALSE);
  assert_text ("b", "{'op': '>', 'value': 'a'}", TRUE);
  assert_text ("an autumn roast", "{'op': 'contains', 'value': 'autumn'}", TRUE);
  assert_text ("an autumn roast", "{'op': 'contains', 'value': 'spring'}", FALSE);
  assert_text ("SKU-1203", "{'op': 'matches', 'value': '^SKU-[0-9]+$'}", TRUE);
  assert_text ("SKU-12x", "{'op': 'matches', 'value': '^SKU-[0-9]+$'}", FALSE);
  assert_text ("Grün", "{'op': 'matches', 'value': '^Gr.n$'}", TRUE);
  assert_text ("", "{'op': 'is-empty'}", TRUE);
  assert_text ("a", "{'op': 'is-empty'}", FALSE);
  assert_text ("a", "{'op': 'not-empty'}", TRUE);
  assert_text ("", "{'op': 'not-empty'}", FALSE);
  assert_text ("a", "{'value': 'a'}", TRUE);
  assert_text ("nan", "{'op': '==', 'value': 'nan'}", TRUE);
  assert_text ("0x10", "{'op': '==', 'value': 16}", FALSE);
}

static void
test_types (void)
{
  g_autoptr (HeddleValue) yes = heddle_value_new_boolean (TRUE);
  g_autoptr (HeddleValue) number = heddle_value_new_number (79.5);
  g_autoptr (GError) error = NULL;

  g_assert_true (holds ("{'op': '==', 'value': true}", yes, &error));
  g_assert_false (holds ("{'op': '==', 'value': false}", yes, &error));
  g_assert_true (holds ("{'op': '<', 'value': 80}", number, &error));
  g_assert_no_error (error);
}

/* What hangs on another output of the source. */
static void
test_port (void)
{
  g_autoptr (HeddleValue) text = heddle_value_new_text ("a");
  g_autoptr (GError) error = NULL;

  g_assert_true (holds ("{'port': 'score', 'op': '>=', 'value': 80}", text, &error));
  g_assert_false (holds ("{'port': 'score', 'op': '>', 'value': 80}", text, &error));
  g_assert_true (holds ("{'port': 'missing', 'op': 'is-empty'}", text, &error));
  g_assert_true (holds ("{'op': 'is-empty'}", NULL, &error));
  g_assert_no_error (error);
}

/* A list is as asked if one of its values is. */
static void
test_list (void)
{
  g_autoptr (HeddleValue) text = heddle_value_new_text ("a");
  g_autoptr (GError) error = NULL;

  g_assert_true (holds ("{'port': 'tags', 'op': '==', 'value': 'cup'}", text, &error));
  g_assert_false (holds ("{'port': 'tags', 'op': '==', 'value': 'tree'}", text, &error));
  g_assert_false (holds ("{'port': 'tags', 'op': '!=', 'value': 'cup'}", text, &error));
  g_assert_true (holds ("{'port': 'tags', 'op': '!=', 'value': 'tree'}", text, &error));
  g_assert_true (holds ("{'port': 'tags', 'op': 'contains', 'value': 'umn'}", text, &error));
  g_assert_true (holds ("{'port': 'tags', 'op': 'not-empty'}", text, &error));
  g_assert_false (holds ("{'port': 'tags', 'op': 'is-empty'}", text, &error));
  g_assert_true (holds ("{'port': 'nothing', 'op': 'is-empty'}", text, &error));
  g_assert_false (holds ("{'port': 'nothing', 'op': 'not-empty'}", text, &error));
  g_assert_no_error (error);
}

static void
test_media (void)
{
  HeddleMedia media = { "ab", "image/png", 1, 1, 0 };
  g_autoptr (HeddleValue) image = heddle_value_new_media (HEDDLE_VALUE_IMAGE, &media, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (holds ("{'op': 'not-empty'}", image, &error));
  g_assert_false (holds ("{'op': 'is-empty'}", image, &error));
  g_assert_no_error (error);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/condition/operators", test_operators);
  g_test_add_func ("/condition/types", test_types);
  g_test_add_func ("/condition/port", test_port);
  g_test_add_func ("/condition/list", test_list);
  g_test_add_func ("/condition/media", test_media);
  return g_test_run ();
}
