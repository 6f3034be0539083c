/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "base/heddle-init.h"
#include "base/heddle-json.h"
#include "nodes/heddle-answer.h"
#include "nodes/heddle-node-error.h"

static void
test_answer_list (void)
{
  static const struct
  {
    const char *text;
    const char *items;
  } cases[] = {
    { "- one\n- two\n- three", "one|two|three" },
    { "1. one\n2. two\n\n3. three\n", "one|two|three" },
    { "1) one\n2) two", "one|two" },
    { "(1) one\n(2) two", "one|two" },
    { "Here are three headlines:\n\n1. **Warm cups**\n2. \"Slow mornings\"\n3. “Autumn, poured”\n\n"
      "Let me know if you would like more!", "Warm cups|Slow mornings|Autumn, poured" },
    { "* a first line\n  that goes on\n* second", "a first line that goes on|second" },
    { "• one\r\n• two\r\n", "one|two" },
    { "Warm cups\nSlow mornings\n", "Warm cups|Slow mornings" },
    { "Three headlines:\nWarm cups\nSlow mornings\n", "Warm cups|Slow mornings" },
    { "Only one", "Only one" },
    { "1.5 litres of water\n20 g of salt", "1.5 litres of water|20 g of salt" },
    { "*Warm* cups\n-50 % today", "*Warm* cups|-50 % today" },
    { "[\"one\", \"two, three\", 4, {\"a\": 1}]", "one|two, three|4|{\"a\":1}" },
    { "{\"headlines\": [\"one\", \"two\"]}", "one|two" },
    { "Sure!\n```json\n[\"one\", \"two\"]\n```\nEnjoy.", "one|two" },
    { "```\n- one\n- two\n```", "one|two" },
    { "- say \"hi\" and \"bye\"\n- \"a\" or \"b\"", "say \"hi\" and \"bye\"|\"a\" or \"b\"" },
    { "[not JSON\n[at all", "[not JSON|[at all" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) items = heddle_answer_parse_list (cases[i].text, &error);
      g_autoptr (GString) joined = g_string_new (NULL);

      g_assert_no_error (error);
      for (guint k = 0; k < items->len; k++)
        g_string_append_printf (joined, "%s%s", k > 0 ? "|" : "", (char *) items->pdata[k]);
      g_assert_cmpstr (joined->str, ==, cases[i].items);
    }
}

static void
test_answer_list_empty (void)
{
  static const char *const texts[] = { "", " \n\n", "[]", "{\"items\": []}", "- \n- \n" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (heddle_answer_parse_list (texts[i], &error));
      g_assert_error (error, HEDDLE_NODE_ERROR, HEDDLE_NODE_ERROR_ANSWER);
    }
}

static void
test_answer_json (void)
{
  static const struct
  {
    const char *text;
    const char *json;
  } cases[] = {
    { " {\"a\": 1} ", "{\"a\":1}" },
    { "```json\n{\"a\": \"``\"}\n```", "{\"a\":\"``\"}" },
    { "```\n[1, 2]\n```", "[1,2]" },
    { "Here you are: {\"a\": \"} \\\" {\", \"b\": [1]} Enjoy {it}!",
      "{\"a\":\"} \\\" {\",\"b\":[1]}" },
    { "It is {not} this but {\"a\": 1}", "{\"a\":1}" },
    { "\"text\"", "\"text\"" },
    { "12", "12" },
  };
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) none = NULL;
      g_autoptr (JsonNode) node = heddle_answer_parse_json (cases[i].text, &none);
      g_autofree char *written = NULL;

      g_assert_no_error (none);
      written = heddle_json_write (node, HEDDLE_JSON_COMPACT);
      g_assert_cmpstr (written, ==, cases[i].json);
    }

  g_assert_null (heddle_answer_parse_json ("I cannot\nhelp with {that", &error));
  g_assert_error (error, HEDDLE_NODE_ERROR, HEDDLE_NODE_ERROR_ANSWER);
  g_assert_true (g_str_has_prefix (error->message, "the model's answer is not JSON ("));
  g_assert_true (g_str_has_suffix (error->message, "): “I cannot help with {that”"));
}

static void
test_answer_field (void)
{
  g_autoptr (JsonNode) node =
    heddle_json_parse ("{\"Headline\": \"A\", \"headline\": \"B\", \"Größe\": 3, \"no\": null}", -1,
                       NULL);
  g_autoptr (JsonNode) array = heddle_json_parse ("[\"headline\"]", -1, NULL);
  g_autofree char *exact = heddle_answer_dup_field (node, "headline", NULL);
  g_autofree char *folded = heddle_answer_dup_field (node, "GRÖSSE", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (exact, ==, "B");
  g_assert_cmpstr (folded, ==, "3");

  g_assert_null (heddle_answer_dup_field (node, "no", &error));
  g_assert_error (error, HEDDLE_NODE_ERROR, HEDDLE_NODE_ERROR_ANSWER);
  g_assert_cmpstr (error->message, ==, "the model's answer lacks “no”");
  g_clear_error (&error);

  g_assert_null (heddle_answer_dup_field (array, "headline", &error));
  g_assert_error (error, HEDDLE_NODE_ERROR, HEDDLE_NODE_ERROR_ANSWER);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  heddle_init ();

  g_test_add_func ("/answer/list", test_answer_list);
  g_test_add_func ("/answer/list/empty", test_answer_list_empty);
  g_test_add_func ("/answer/json", test_answer_json);
  g_test_add_func ("/answer/field", test_answer_field);

  return g_test_run ();
}
