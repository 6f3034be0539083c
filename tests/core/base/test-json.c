/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>

#include "base/heddle-init.h"
#include "base/heddle-json.h"
#include "base/heddle-money.h"
#include "base/heddle-threads.h"

static char *
rewrite (const char      *text,
         HeddleJsonStyle  style)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = heddle_json_parse (text, -1, &error);

  g_assert_no_error (error);
  return heddle_json_write (node, style);
}

static void
test_numbers (void)
{
  static const struct
  {
    double      number;
    const char *text;
  } cases[] = {
    { 0, "0" },
    { -0.0, "0" },
    { 1, "1" },
    { -1, "-1" },
    { 0.1, "0.1" },
    { 0.30000000000000004, "0.30000000000000004" },
    { 123.456, "123.456" },
    { -12.5, "-12.5" },
    { 1e-6, "0.000001" },
    { 1e-7, "1e-7" },
    { 1.5e-7, "1.5e-7" },
    { 0.00012345, "0.00012345" },
    { 9007199254740991, "9007199254740991" },
    { 9007199254740992, "9007199254740992" },
    { 9007199254740994, "9007199254740994" },
    { 12345678901234567890.0, "12345678901234567000" },
    { 1e20, "100000000000000000000" },
    { 1e21, "1e+21" },
    { 1.5e21, "1.5e+21" },
    { 1.7976931348623157e308, "1.7976931348623157e+308" },
    { 5e-324, "5e-324" },
    { 333333333.33333329, "333333333.3333333" },
    { 1e23, "1e+23" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = heddle_json_number_to_string (cases[i].number);

      g_assert_cmpstr (text, ==, cases[i].text);
      g_assert_cmpfloat (g_ascii_strtod (text, NULL), ==, cases[i].number);
    }
}

static void
test_random_numbers_read_back (void)
{
  for (int i = 0; i < 20000; i++)
    {
      union
      {
        guint64 bits;
        double  number;
      } value = { .bits = (guint64) g_test_rand_int () << 32 | (guint32) g_test_rand_int () };
      g_autofree char *text = NULL;
      g_autoptr (JsonNode) node = NULL;

      if (!isfinite (value.number))
        continue;
      text = heddle_json_number_to_string (value.number);
      node = heddle_json_parse (text, -1, NULL);
      g_assert_nonnull (node);
      g_assert_cmpfloat (json_node_get_double (node), ==, value.number);
    }
}

static void
test_rewrite (void)
{
  static const struct
  {
    const char *from;
    const char *to;
  } cases[] = {
    { "[1e21,1e-7,9007199254740992,-0,12345678901234567890,0.1,1.0,-0.0]",
      "[1e+21,1e-7,9007199254740992,0,12345678901234567000,0.1,1,0]" },
    { "[9007199254740993,-9223372036854775808,9223372036854775807]",
      "[9007199254740993,-9223372036854775808,9223372036854775807]" },
    { " { \"b\" : [ ] , \"a\" : { } , \"ä\" : null } ", "{\"b\":[],\"a\":{},\"ä\":null}" },
    { "\"\\u0001\\b\\t\\n\\f\\r\\\"\\\\\\/\\u00e4\\ud83d\\ude00\"",
      "\"\\u0001\\b\\t\\n\\f\\r\\\"\\\\/ä😀\"" },
    { "\xef\xbb\xbf[true,false,null]", "[true,false,null]" },
    { "{\"a\":1,\"a\":2}", "{\"a\":2}" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = rewrite (cases[i].from, HEDDLE_JSON_COMPACT);
      g_autofree char *again = rewrite (text, HEDDLE_JSON_COMPACT);

      g_assert_cmpstr (text, ==, cases[i].to);
      g_assert_cmpstr (again, ==, text);
    }
}

static void
test_pretty (void)
{
  g_autofree char *text = rewrite ("{\"a\":[1,{\"b\":[]}],\"c\":{}}", HEDDLE_JSON_PRETTY);

  g_assert_cmpstr (text, ==,
                   "{\n  \"a\": [\n    1,\n    {\n      \"b\": []\n    }\n  ],\n  \"c\": {}\n}\n");
}

/* The example of RFC 8785, section 3.2.3, and -0. */
static void
test_canonical (void)
{
  g_autofree char *text = rewrite ("{\"\\u20ac\":\"Euro Sign\",\"\\r\":\"Carriage Return\","
                                   "\"\\ufb33\":\"Hebrew Letter Dalet With Dagesh\","
                                   "\"1\":\"One\",\"\\ud83d\\ude00\":\"Emoji: Grinning Face\","
                                   "\"\\u0080\":\"Control\","
                                   "\"\\u00f6\":\"Latin Small Letter O With Diaeresis\"}",
                                   HEDDLE_JSON_CANONICAL);
  g_autofree char *numbers =
      rewrite ("[-0, 9007199254740993, 4.50, 2e-3, 1E30, 333333333.33333329]",
               HEDDLE_JSON_CANONICAL);

  g_assert_cmpstr (text, ==,
                   "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\302\200\":\"Control\","
                   "\"ö\":\"Latin Small Letter O With Diaeresis\",\"€\":\"Euro Sign\","
                   "\"😀\":\"Emoji: Grinning Face\","
                   "\"\357\254\263\":\"Hebrew Letter Dalet With Dagesh\"}");
  g_assert_cmpstr (numbers, ==, "[0,9007199254740992,4.5,0.002,1e+30,333333333.3333333]");
}

static void
test_syntax_errors (void)
{
  static const struct
  {
    const char *text;
    const char *start;
  } cases[] = {
    { "", "Line 1, column 1: not valid JSON: " },
    { "{\n  \"a\": 1,\n  x\n}", "Line 3, column 3: not valid JSON: " },
    { "[1,]", "Line 1, column 3: not valid JSON: " },
    { "[1] 2", "Line 1, column 5: not valid JSON: " },
    { "// no\n1", "Line 1, column 1: not valid JSON: " },
    { "{\"a\": \"\\u0000\"}", "A text contains the character U+0000" },
    { "NaN", "Line 1, column 1: not valid JSON: " },
    { "[\"\xff\"]", "Line 1, column 3: not valid JSON: " },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) node = heddle_json_parse (cases[i].text, -1, &error);

      g_assert_null (node);
      g_assert_error (error, HEDDLE_JSON_ERROR, HEDDLE_JSON_ERROR_SYNTAX);
      g_test_message ("%s", error->message);
      g_assert_true (g_str_has_prefix (error->message, cases[i].start));
    }
}

static void
test_depth (void)
{
  g_autoptr (GString) deep = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = NULL;

  for (int i = 0; i < 100000; i++)
    g_string_append_c (deep, '[');
  for (int i = 0; i < 100000; i++)
    g_string_append_c (deep, ']');
  node = heddle_json_parse (deep->str, (gssize) deep->len, &error);
  g_assert_null (node);
  g_assert_error (error, HEDDLE_JSON_ERROR, HEDDLE_JSON_ERROR_SYNTAX);
}

static void
test_getters (void)
{
  g_autoptr (JsonNode) node = heddle_json_parse ("{\"s\":\"x\",\"i\":3,\"d\":4.0,\"f\":2.5,"
                                                 "\"b\":true,\"n\":null,\"o\":{},\"a\":[]}",
                                                 -1, NULL);
  JsonObject *object = json_node_get_object (node);

  g_assert_cmpstr (heddle_json_get_string (object, "s", "?"), ==, "x");
  g_assert_cmpstr (heddle_json_get_string (object, "i", "?"), ==, "?");
  g_assert_cmpstr (heddle_json_get_string (NULL, "i", NULL), ==, NULL);
  g_assert_cmpint (heddle_json_get_int (object, "i", -1), ==, 3);
  g_assert_cmpint (heddle_json_get_int (object, "d", -1), ==, 4);
  g_assert_cmpint (heddle_json_get_int (object, "f", -1), ==, -1);
  g_assert_cmpint (heddle_json_get_int (object, "b", -1), ==, -1);
  g_assert_cmpfloat (heddle_json_get_number (object, "f", 0), ==, 2.5);
  g_assert_cmpfloat (heddle_json_get_number (object, "i", 0), ==, 3);
  g_assert_cmpfloat (heddle_json_get_number (object, "n", 7), ==, 7);
  g_assert_true (heddle_json_get_boolean (object, "b", FALSE));
  g_assert_true (heddle_json_get_boolean (object, "s", TRUE));
  g_assert_nonnull (heddle_json_get_object (object, "o"));
  g_assert_null (heddle_json_get_object (object, "a"));
  g_assert_nonnull (heddle_json_get_array (object, "a"));
  g_assert_null (heddle_json_get_array (object, "missing"));
}

static void
test_copy_and_equal (void)
{
  g_autoptr (JsonNode) node = heddle_json_parse ("{\"a\":[1,{\"b\":2}],\"c\":\"x\"}", -1, NULL);
  g_autoptr (JsonNode) same = heddle_json_parse ("{\"c\":\"x\",\"a\":[1.0,{\"b\":2}]}", -1, NULL);
  g_autoptr (JsonNode) copy = heddle_json_copy (node);
  JsonObject *inner = json_array_get_object_element (
    json_object_get_array_member (json_node_get_object (copy), "a"), 1);

  g_assert_true (heddle_json_equal (node, same));
  g_assert_true (heddle_json_equal (node, copy));
  json_object_set_int_member (inner, "b", 3);
  g_assert_false (heddle_json_equal (node, copy));
}

/* The deepest tree that is read, of objects and of lists by turns. */
static char *
write_deep (void)
{
  GString *text = g_string_new (NULL);

  for (int i = 0; i < 127; i++)
    g_string_append (text, "{\"a\":[");
  g_string_append (text, "1");
  for (int i = 0; i < 127; i++)
    g_string_append (text, "]}");
  return g_string_free (text, FALSE);
}

static DexFuture *
deep_fiber (gpointer data)
{
  g_autofree char *text = write_deep ();
  g_autoptr (JsonNode) node = heddle_json_parse (text, -1, NULL);
  g_autoptr (JsonNode) copy = heddle_json_copy (node);
  g_autofree char *written = heddle_json_write (copy, HEDDLE_JSON_CANONICAL);

  g_assert_true (heddle_json_equal (node, copy));
  g_assert_cmpstr (written, ==, text);
  return dex_future_new_true ();
}

static gpointer
deep_thread (gpointer data)
{
  g_assert_true (heddle_wait_for (heddle_spawn (deep_fiber, NULL, NULL), NULL, NULL));
  return NULL;
}

/* A provider's answer is a stranger's, and a fiber's stack is small. */
static void
test_depth_on_a_fiber (void)
{
  g_thread_join (g_thread_new ("deep", deep_thread, NULL));
}

static void
test_money (void)
{
  static const struct
  {
    gint64      amount;
    const char *text;
  } cases[] = {
    { 0, "0.00 USD" },
    { 40000, "0.04 USD" },
    { 125, "0.000125 USD" },
    { 12300000, "12.30 USD" },
    { -1500000, "-1.50 USD" },
  };
  g_autoptr (JsonNode) null = heddle_money_to_json (HEDDLE_MONEY_UNKNOWN);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      HeddleMoney money = heddle_money_new (cases[i].amount, "USD");
      g_autofree char *text = heddle_money_to_string (money);
      g_autoptr (JsonNode) json = heddle_money_to_json (money);
      HeddleMoney again = heddle_money_from_json (json);

      g_assert_cmpstr (text, ==, cases[i].text);
      g_assert_true (again.known);
      g_assert_cmpint (again.amount, ==, cases[i].amount);
      g_assert_cmpstr (again.currency, ==, "USD");
    }

  g_assert_true (JSON_NODE_HOLDS_NULL (null));
  g_assert_false (heddle_money_from_json (null).known);
  g_assert_false (heddle_money_from_json (NULL).known);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  heddle_init ();

  g_test_add_func ("/json/numbers", test_numbers);
  g_test_add_func ("/json/random-numbers-read-back", test_random_numbers_read_back);
  g_test_add_func ("/json/rewrite", test_rewrite);
  g_test_add_func ("/json/pretty", test_pretty);
  g_test_add_func ("/json/canonical", test_canonical);
  g_test_add_func ("/json/syntax-errors", test_syntax_errors);
  g_test_add_func ("/json/depth", test_depth);
  g_test_add_func ("/json/depth-on-a-fiber", test_depth_on_a_fiber);
  g_test_add_func ("/json/getters", test_getters);
  g_test_add_func ("/json/copy-and-equal", test_copy_and_equal);
  g_test_add_func ("/money", test_money);

  return g_test_run ();
}
