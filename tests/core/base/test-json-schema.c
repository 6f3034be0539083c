/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/heddle-init.h"
#include "base/heddle-json-schema.h"
#include "base/heddle-json.h"

static HeddleJsonSchema *
compile (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = heddle_json_parse (text, -1, &error);
  HeddleJsonSchema *schema;

  g_assert_no_error (error);
  schema = heddle_json_schema_new (node);
  g_assert_cmpuint (heddle_json_schema_list_unknown (schema)->len, ==, 0);
  return schema;
}

/* @message is NULL where @text fits. */
static void
assert_outcome (const char *schema_text,
                const char *text,
                const char *message)
{
  g_autoptr (HeddleJsonSchema) schema = compile (schema_text);
  g_autoptr (JsonNode) node = heddle_json_parse (text, -1, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (node);
  if (heddle_json_schema_validate (schema, node, &error))
    {
      g_assert_no_error (error);
      g_assert_null (message);
      return;
    }
  g_assert_error (error, HEDDLE_JSON_ERROR, HEDDLE_JSON_ERROR_SCHEMA);
  g_assert_cmpstr (error->message, ==, message);
}

static void
test_keywords (void)
{
  static const char *const cases[][3] = {
    { "true", "1", NULL },
    { "false", "1", "is not allowed here" },
    { "{\"type\":\"integer\"}", "3.0", NULL },
    { "{\"type\":\"integer\"}", "3.5", "expected a whole number" },
    { "{\"type\":\"number\"}", "3", NULL },
    { "{\"type\":\"number\"}", "\"3\"", "expected a number" },
    { "{\"type\":[\"string\",\"null\"]}", "null", NULL },
    { "{\"type\":[\"string\",\"null\"]}", "[]", "expected a text or null" },
    { "{\"type\":\"boolean\"}", "0", "expected true or false" },
    { "{\"type\":\"object\",\"required\":[\"a\",\"b\"]}", "{\"a\":1}", "b: missing" },
    { "{\"properties\":{\"a\":{\"type\":\"string\"}},\"additionalProperties\":false}",
      "{\"a\":\"x\",\"b\":1}", "b: is not allowed here" },
    { "{\"additionalProperties\":{\"type\":\"number\"}}", "{\"x y\":\"n\"}",
      "[\"x y\"]: expected a number" },
    { "{\"propertyNames\":{\"pattern\":\"^[a-z]+$\"}}", "{\"A\":1}",
      "A: “A” does not match ^[a-z]+$" },
    { "{\"items\":{\"type\":\"string\"}}", "[\"a\",1]", "[1]: expected a text" },
    { "{\"prefixItems\":[{\"type\":\"string\"}],\"items\":{\"type\":\"number\"}}",
      "[\"a\",1,\"b\"]", "[2]: expected a number" },
    { "{\"minItems\":1}", "[]", "must have at least 1 entries" },
    { "{\"maxItems\":1}", "[1,2]", "must have at most 1 entries" },
    { "{\"uniqueItems\":true}", "[1,2,1.0]", "entry 2 is there twice" },
    { "{\"enum\":[\"a\",1,null]}", "null", NULL },
    { "{\"enum\":[\"a\",1,null]}", "\"b\"", "expected one of: a, 1, null" },
    { "{\"const\":\"heddle-workflow\"}", "\"x\"", "expected heddle-workflow" },
    { "{\"const\":1}", "1.0", NULL },
    { "{\"minimum\":1}", "0.5", "must be at least 1" },
    { "{\"maximum\":1}", "1.5", "must be at most 1" },
    { "{\"exclusiveMinimum\":0}", "0", "must be more than 0" },
    { "{\"exclusiveMaximum\":0.1}", "0.1", "must be less than 0.1" },
    { "{\"minimum\":1}", "\"not a number\"", NULL },
    { "{\"minLength\":1}", "\"\"", "must not be empty" },
    { "{\"minLength\":3}", "\"äö\"", "must have at least 3 characters" },
    { "{\"maxLength\":2}", "\"äö\"", NULL },
    { "{\"maxLength\":2}", "\"abc\"", "must have at most 2 characters" },
    { "{\"not\":{\"const\":\"inputs\"}}", "\"inputs\"", "is not allowed here" },
    { "{\"minProperties\":1}", "{}", "has too few members" },
    { "{\"$ref\":\"#/$defs/a\",\"$defs\":{\"a\":{\"type\":\"string\"}}}", "1", "expected a text" },
    { "{\"allOf\":[{\"type\":\"number\"},{\"minimum\":2}]}", "1", "must be at least 2" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_outcome (cases[i][0], cases[i][1], cases[i][2]);
}

static void
test_paths (void)
{
  assert_outcome ("{\"properties\":{\"pipelines\":{\"items\":{\"properties\":{\"nodes\":{\"items\":"
                  "{\"properties\":{\"config\":{\"properties\":{\"width\":{\"type\":\"number\"}}}}}"
                  "}}}}}}",
                  "{\"pipelines\":[{\"nodes\":[{},{\"config\":{\"width\":\"wide\"}}]}]}",
                  "pipelines[0].nodes[1].config.width: expected a number");
}

static void
test_forms (void)
{
  static const char types[] = "{\"anyOf\":[{\"type\":\"string\"},{\"type\":\"array\"}]}";
  static const char shapes[] =
      "{\"oneOf\":["
      "{\"properties\":{\"kind\":{\"const\":\"a\"},\"n\":{\"type\":\"number\"}}},"
      "{\"properties\":{\"kind\":{\"const\":\"b\"},\"o\":{\"properties\":"
      "{\"deep\":{\"type\":\"string\"}}}}}]}";
  static const char overlapping[] = "{\"oneOf\":[{\"minimum\":1},{\"minimum\":2}]}";

  assert_outcome (types, "[]", NULL);
  assert_outcome (types, "1", "expected a text or a list");
  assert_outcome (shapes, "{\"kind\":\"a\",\"n\":1}", NULL);
  assert_outcome (shapes, "{\"kind\":\"b\",\"o\":{\"deep\":1}}", "o.deep: expected a text");
  assert_outcome (overlapping, "3", "fits more than one of the forms it may have");
  assert_outcome (overlapping, "1", NULL);
}

static void
test_conditions (void)
{
  static const char schema[] = "{\"if\":{\"properties\":{\"type\":{\"const\":\"image.resize\"}},"
                               "\"required\":[\"type\"]},"
                               "\"then\":{\"properties\":{\"config\":{\"properties\":"
                               "{\"width\":{\"type\":\"number\"}}}}},"
                               "\"else\":{\"required\":[\"other\"]}}";

  assert_outcome (schema, "{\"type\":\"image.resize\",\"config\":{\"width\":1}}", NULL);
  assert_outcome (schema, "{\"type\":\"image.resize\",\"config\":{\"width\":\"x\"}}",
                  "config.width: expected a number");
  assert_outcome (schema, "{\"type\":\"x\"}", "other: missing");
  assert_outcome (schema, "{\"type\":\"x\",\"other\":1}", NULL);
}

static void
test_references_may_form_circles (void)
{
  static const char tree[] =
      "{\"$ref\":\"#/$defs/tree\",\"$defs\":{\"tree\":{\"type\":\"object\","
      "\"properties\":{\"children\":{\"items\":{\"$ref\":\"#/$defs/tree\"}}}}}}";

  assert_outcome (tree, "{\"children\":[{\"children\":[{}]}]}", NULL);
  assert_outcome (tree, "{\"children\":[{\"children\":[1]}]}",
                  "children[0].children[0]: expected an object");
  assert_outcome ("{\"$ref\":\"#\"}", "1", "is nested too deeply");
}

static void
test_unknown_keywords_are_told (void)
{
  static const char *const schemas[] = {
    "{\"properties\":{\"a\":{\"patternProperties\":{}}}}", "{\"$ref\":\"#/$defs/none\"}",
    "{\"type\":\"text\"}", "{\"pattern\":\"(\"}", "{\"required\":\"a\"}", "{\"type\":{}}",
    "{\"$defs\":[]}", "{\"$ref\":[]}", "{\"pattern\":[]}", "{\"minimum\":\"1\"}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (schemas); i++)
    {
      g_autoptr (JsonNode) node = heddle_json_parse (schemas[i], -1, NULL);
      g_autoptr (HeddleJsonSchema) schema = heddle_json_schema_new (node);

      g_assert_cmpuint (heddle_json_schema_list_unknown (schema)->len, ==, 1);
      g_assert_true (heddle_json_schema_validate (schema, node, NULL));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  heddle_init ();

  g_test_add_func ("/json-schema/keywords", test_keywords);
  g_test_add_func ("/json-schema/paths", test_paths);
  g_test_add_func ("/json-schema/forms", test_forms);
  g_test_add_func ("/json-schema/conditions", test_conditions);
  g_test_add_func ("/json-schema/references-may-form-circles", test_references_may_form_circles);
  g_test_add_func ("/json-schema/unknown-keywords-are-told", test_unknown_keywords_are_told);

  return g_test_run ();
}
