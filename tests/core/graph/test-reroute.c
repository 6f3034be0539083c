/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/heddle-init.h"
#include "base/heddle-json.h"
#include "graph/heddle-graph-error.h"
#include "graph/heddle-node-group.h"
#include "graph/heddle-reroute.h"

/* Documents are written with single quotes here. The second dot has a member of another program. */
#define DOCUMENT \
  "{'format':'heddle-workflow','version':1,'id':'w','name':'W'," \
  "'inputs':[{'key':'headline','type':'text'}]," \
  "'pipelines':[{'id':'main','nodes':[{'id':'a','type':'text.case'},{'id':'b','type':'text.case','x':400}," \
  "{'id':'c','type':'text.case','x':800}]," \
  "'links':[{'id':'bare','from':['a','text'],'to':['b','text']}," \
  "{'id':'led','from':['b','text'],'to':['c','text'],'reroutes':[{'x':600,'y':10},{'x':700,'y':20,'hint':'kept'}]}," \
  "{'id':'in','from':['inputs','headline'],'to':['a','text'],'reroutes':[{'x':-50,'y':0}]}]}]}"

typedef struct
{
  HeddleDocument *document;
  HeddlePipeline *pipeline;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autofree char *text = g_strdelimit (g_strdup (DOCUMENT), "'", '"');
  g_autoptr (GError) error = NULL;
  g_autoptr (HeddleWorkflow) workflow = heddle_workflow_new_from_text (text, -1, &error);

  g_assert_no_error (error);
  fixture->document = heddle_document_new (workflow);
  fixture->pipeline = heddle_workflow_find_pipeline (workflow, "main");
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_object_unref (fixture->document);
}

static char *
write_dots (Fixture    *fixture,
            const char *link)
{
  JsonNode *dots = heddle_element_get_member (HEDDLE_ELEMENT (heddle_pipeline_find_link (fixture->pipeline, link)),
                                              "reroutes");

  return dots != NULL ? g_strdelimit (heddle_json_write (dots, HEDDLE_JSON_COMPACT), "\"", '\'') : g_strdup ("none");
}

static void
assert_dots (Fixture    *fixture,
             const char *link,
             const char *expected)
{
  g_autofree char *dots = write_dots (fixture, link);

  g_assert_cmpstr (dots, ==, expected);
}

#define LED "[{'x':600,'y':10},{'x':700,'y':20,'hint':'kept'}]"

static void
test_add (Fixture       *fixture,
          gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (heddle_reroute_add (fixture->document, fixture->pipeline, "bare", 0, 200, 40.5, &error));
  assert_dots (fixture, "bare", "[{'x':200,'y':40.5}]");
  g_assert_true (heddle_reroute_add (fixture->document, fixture->pipeline, "led", 1, 650, 15, &error));
  assert_dots (fixture, "led", "[{'x':600,'y':10},{'x':650,'y':15},{'x':700,'y':20,'hint':'kept'}]");
  heddle_document_undo (fixture->document);
  assert_dots (fixture, "led", LED);
  heddle_document_undo (fixture->document);
  assert_dots (fixture, "bare", "none");

  g_assert_false (heddle_reroute_add (fixture->document, fixture->pipeline, "led", 3, 0, 0, &error));
  g_assert_error (error, HEDDLE_GRAPH_ERROR, HEDDLE_GRAPH_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (heddle_reroute_add (fixture->document, fixture->pipeline, "gone", 0, 0, 0, &error));
  g_assert_error (error, HEDDLE_GRAPH_ERROR, HEDDLE_GRAPH_ERROR_NOT_FOUND);
}

static void
test_move (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (heddle_reroute_move (fixture->document, fixture->pipeline, "led", 1, 720, -20, &error));
  assert_dots (fixture, "led", "[{'x':600,'y':10},{'x':720,'y':-20,'hint':'kept'}]");
  heddle_document_undo (fixture->document);
  assert_dots (fixture, "led", LED);
  g_assert_false (heddle_reroute_move (fixture->document, fixture->pipeline, "led", 2, 0, 0, &error));
  g_assert_error (error, HEDDLE_GRAPH_ERROR, HEDDLE_GRAPH_ERROR_NOT_FOUND);
}

static void
test_remove (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (heddle_reroute_remove (fixture->document, fixture->pipeline, "led", 0, &error));
  assert_dots (fixture, "led", "[{'x':700,'y':20,'hint':'kept'}]");
  g_assert_true (heddle_reroute_remove (fixture->document, fixture->pipeline, "led", 0, &error));
  assert_dots (fixture, "led", "none");
  heddle_document_undo (fixture->document);
  heddle_document_undo (fixture->document);
  g_assert_true (heddle_reroute_remove_first (fixture->document, fixture->pipeline, "led", 1, &error));
  assert_dots (fixture, "led", "[{'x':700,'y':20,'hint':'kept'}]");
  g_assert_false (heddle_reroute_remove (fixture->document, fixture->pipeline, "bare", 0, &error));
  g_assert_error (error, HEDDLE_GRAPH_ERROR, HEDDLE_GRAPH_ERROR_NOT_FOUND);
}

static void
test_copy (Fixture       *fixture,
           gconstpointer  data)
{
  static const guint counts[][3] = { { 0, 9, 2 }, { 1, 1, 1 }, { 1, 9, 1 }, { 2, 1, 0 }, { 7, G_MAXUINT, 0 } };
  HeddleLink *link = heddle_pipeline_find_link (fixture->pipeline, "led");

  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      g_autoptr (JsonArray) dots = heddle_reroute_copy (link, counts[i][0], counts[i][1]);

      g_assert_cmpuint (json_array_get_length (dots), ==, counts[i][2]);
    }
  g_assert_cmpuint (heddle_reroute_count (link), ==, 2);
  g_assert_cmpuint (heddle_reroute_count (heddle_pipeline_find_link (fixture->pipeline, "bare")), ==, 0);
}

/* Only what both ends of move. */
static void
test_go_along (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  heddle_document_begin (fixture->document, "Move");
  g_assert_true (heddle_node_group_move (fixture->document, fixture->pipeline, (const char *const[]) { "a", "b", NULL },
                                         20, 40, &error));
  assert_dots (fixture, "led", LED);
  assert_dots (fixture, "in", "[{'x':-50,'y':0}]");
  g_assert_true (heddle_node_group_move (fixture->document, fixture->pipeline,
                                         (const char *const[]) { "b", "c", "a", "inputs", NULL }, 20, 40, &error));
  g_assert_no_error (error);
  assert_dots (fixture, "led", "[{'x':620,'y':50},{'x':720,'y':60,'hint':'kept'}]");
  assert_dots (fixture, "in", "[{'x':-30,'y':40}]");
  heddle_document_end (fixture->document);
  heddle_document_undo (fixture->document);
  assert_dots (fixture, "led", LED);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  heddle_init ();
  g_test_add ("/reroute/add", Fixture, NULL, set_up, test_add, tear_down);
  g_test_add ("/reroute/move", Fixture, NULL, set_up, test_move, tear_down);
  g_test_add ("/reroute/remove", Fixture, NULL, set_up, test_remove, tear_down);
  g_test_add ("/reroute/copy", Fixture, NULL, set_up, test_copy, tear_down);
  g_test_add ("/reroute/go-along", Fixture, NULL, set_up, test_go_along, tear_down);
  return g_test_run ();
}
