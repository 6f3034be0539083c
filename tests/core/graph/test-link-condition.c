/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "base/heddle-init.h"
#include "base/heddle-json.h"
#include "graph-test-types.h"
#include "graph/heddle-link-condition.h"

/* Documents are written with single quotes here. */
#define DOCUMENT \
  "{'format':'heddle-workflow','version':1,'id':'w','name':'W'," \
  "'inputs':[{'key':'headline','type':'text'},{'key':'count','type':'number'}]," \
  "'pipelines':[{'id':'main','nodes':[{'id':'g','type':'test.generate'}," \
  "{'id':'r','type':'test.resize','config':{'width':8}},{'id':'u','type':'test.unheard-of'}]," \
  "'links':[{'id':'words','from':['inputs','headline'],'to':['g','prompt']}," \
  "{'id':'number','from':['inputs','count'],'to':['r','width']}," \
  "{'id':'image','from':['g','images'],'to':['r','image']}," \
  "{'id':'order','kind':'after','from':['g'],'to':['u']}," \
  "{'id':'odd','from':['u','thing'],'to':['r','height']}]}]}"

static JsonObject *
parse (const char *condition)
{
  g_autofree char *text = g_strdelimit (g_strdup (condition), "'", '"');
  g_autoptr (JsonNode) node = heddle_json_parse (text, -1, NULL);

  return json_object_ref (json_node_get_object (node));
}

/* @expected: how the reason why not begins, or NULL. */
static void
assert_check (HeddleValueType  type,
              const char      *condition,
              const char      *expected)
{
  g_autoptr (JsonObject) object = parse (condition);
  g_autoptr (GError) error = NULL;
  gboolean good = heddle_link_condition_check (object, type, &error);

  g_assert_cmpint (good, ==, expected == NULL);
  g_assert_cmpint (error == NULL, ==, expected == NULL);
  if (expected != NULL && !g_str_has_prefix (error->message, expected))
    g_error ("%s: %s", condition, error->message);
}

static void
test_check (void)
{
  assert_check (HEDDLE_VALUE_NUMBER, "{'op':'>=','value':80}", NULL);
  assert_check (HEDDLE_VALUE_NUMBER, "{'op':'<','value':' 0.5 '}", NULL);
  assert_check (HEDDLE_VALUE_NUMBER, "{'op':'<','value':'much'}", "“much” is not a number");
  assert_check (HEDDLE_VALUE_NUMBER, "{'op':'<'}", "Write what to compare with");
  assert_check (HEDDLE_VALUE_NUMBER, "{'op':'contains','value':'1'}", "“contains” says nothing of what");
  assert_check (HEDDLE_VALUE_NUMBER, "{'op':'not-empty'}", NULL);
  assert_check (HEDDLE_VALUE_BOOLEAN, "{'op':'==','value':true}", NULL);
  assert_check (HEDDLE_VALUE_BOOLEAN, "{'op':'==','value':'maybe'}", "“maybe” is neither true nor false");
  assert_check (HEDDLE_VALUE_TEXT, "{'op':'contains','value':'cup'}", NULL);
  assert_check (HEDDLE_VALUE_TEXT, "{'op':'contains','value':'  '}", "Write what to compare with");
  assert_check (HEDDLE_VALUE_TEXT, "{'op':'matches','value':'^A.*$'}", NULL);
  assert_check (HEDDLE_VALUE_TEXT, "{'op':'matches','value':'(cup'}", "This is not a pattern: ");
  assert_check (HEDDLE_VALUE_TEXT, "{'op':'matches','value':''}", "Write a pattern");
  assert_check (HEDDLE_VALUE_COLOR, "{'op':'!=','value':'#FF8000'}", NULL);
  assert_check (HEDDLE_VALUE_COLOR, "{'op':'!=','value':'orange'}", "“orange” is not a color");
  assert_check (HEDDLE_VALUE_IMAGE, "{'op':'not-empty'}", NULL);
  assert_check (HEDDLE_VALUE_IMAGE, "{'op':'==','value':'a'}", "“==” says nothing of what");
  assert_check (HEDDLE_VALUE_ANY, "{'op':'==','value':3}", NULL);
}

/* @expected: the value as a document has it. */
static void
assert_reads (HeddleValueType  type,
              const char      *op,
              const char      *text,
              const char      *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) value = heddle_link_condition_read_value (type, op, text, &error);
  g_autofree char *written = NULL;
  g_autofree char *again = NULL;
  g_autoptr (JsonObject) condition = json_object_new ();

  g_assert_no_error (error);
  written = heddle_json_write (value, HEDDLE_JSON_COMPACT);
  g_assert_cmpstr (written, ==, expected);
  /* A person who looks at it finds what reads as the same. */
  json_object_set_member (condition, "value", heddle_json_copy (value));
  again = heddle_link_condition_dup_text (condition);
  g_assert_true (strstr (expected, again) != NULL);
}

static void
test_read (void)
{
  assert_reads (HEDDLE_VALUE_NUMBER, ">=", " 80 ", "80");
  assert_reads (HEDDLE_VALUE_NUMBER, ">=", "0.50", "0.5");
  assert_reads (HEDDLE_VALUE_BOOLEAN, "==", "True", "true");
  assert_reads (HEDDLE_VALUE_TEXT, "==", "80", "\"80\"");
  assert_reads (HEDDLE_VALUE_TEXT, "contains", " cup", "\" cup\"");
  assert_reads (HEDDLE_VALUE_COLOR, "==", "#FF8000", "\"#ff8000\"");
}

static void
assert_set (HeddleDocument     *document,
            HeddleNodeRegistry *registry,
            const char         *link,
            const char         *condition,
            const char         *expected)
{
  HeddlePipeline *pipeline = heddle_workflow_find_pipeline (heddle_document_get_workflow (document), "main");
  g_autoptr (JsonObject) object = condition != NULL ? parse (condition) : NULL;
  g_autoptr (GError) error = NULL;
  gboolean done = heddle_link_condition_set (document, pipeline, registry, link, object, &error);

  g_assert_cmpstr (error != NULL ? error->message : NULL, ==, expected);
  g_assert_cmpint (done, ==, expected == NULL);
}

static char *
write_condition (HeddleDocument *document,
                 const char     *link)
{
  HeddlePipeline *pipeline = heddle_workflow_find_pipeline (heddle_document_get_workflow (document), "main");
  JsonObject *condition = heddle_link_get_condition (heddle_pipeline_find_link (pipeline, link));

  return condition != NULL ? heddle_json_write_object (condition, HEDDLE_JSON_COMPACT) : g_strdup ("none");
}

static void
test_set (void)
{
  g_autofree char *text = g_strdelimit (g_strdup (DOCUMENT), "'", '"');
  g_autoptr (HeddleWorkflow) workflow = heddle_workflow_new_from_text (text, -1, NULL);
  g_autoptr (HeddleDocument) document = heddle_document_new (workflow);
  g_autoptr (HeddleNodeRegistry) registry = new_test_registry ();
  g_autofree char *set = NULL;
  g_autofree char *unset = NULL;
  g_autofree char *undone = NULL;

  assert_set (document, registry, "number", "{'op':'>=','value':80}", NULL);
  set = write_condition (document, "number");
  g_assert_cmpstr (set, ==, "{\"op\":\">=\",\"value\":80}");
  assert_set (document, registry, "number", NULL, NULL);
  unset = write_condition (document, "number");
  g_assert_cmpstr (unset, ==, "none");
  heddle_document_undo (document);
  undone = write_condition (document, "number");
  g_assert_cmpstr (undone, ==, set);

  /* On another output of the same source. */
  assert_set (document, registry, "words", "{'port':'count','op':'<','value':3}", NULL);
  assert_set (document, registry, "words", "{'port':'none','op':'<','value':3}", "“inputs” has no output “none”");
  assert_set (document, registry, "words", "{'port':'count','op':'<','value':'x'}",
              "“x” is not a number; write it with digits and a point, such as 12.5");
  assert_set (document, registry, "order", "{'op':'not-empty'}",
              "A link that only orders two steps carries nothing that a condition could look at.");
  assert_set (document, registry, "gone", "{'op':'not-empty'}", "there is no link “gone”");
  assert_set (document, registry, "gone", NULL, "there is no link “gone”");
  /* Of a step of a type that is not known any port is believed. */
  assert_set (document, registry, "odd", "{'port':'other','op':'==','value':'x'}", NULL);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  heddle_init ();
  g_test_add_func ("/link-condition/check", test_check);
  g_test_add_func ("/link-condition/read", test_read);
  g_test_add_func ("/link-condition/set", test_set);
  return g_test_run ();
}
