/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/heddle-init.h"
#include "edit-test.h"
#include "graph/heddle-node-search.h"

static const HeddleNodeTypeInfo type = { .id = "ai.image", .title = "Generate Image" };

static HeddleNode *
new_node (void)
{
  g_autofree char *text = g_strdup (
    "{'format':'heddle-workflow','version':1,'id':'w','name':'W','pipelines':[{'id':'main','links':[],'nodes':["
    "{'id':'n','type':'ai.image','name':'Hero Shot','config':{'model':'openai/gpt-image','count':4,"
    "'prompt':'A ceramic mug on pale oak, morning light from the left, soft shadows, room for a headline at the top, "
    "ÜBERGANG im Herbst','nested':{'list':['deep word']}}}]}]}");
  g_autoptr (GError) error = NULL;
  g_autoptr (HeddleWorkflow) workflow = heddle_workflow_new_from_text (g_strdelimit (text, "'", '"'), -1, &error);

  g_assert_no_error (error);
  return g_object_ref (heddle_pipeline_find_node (heddle_workflow_find_pipeline (workflow, "main"), "n"));
}

static gboolean
fits (HeddleNode *node,
      const char *query)
{
  g_auto (GStrv) words = heddle_node_search_split (query);

  return heddle_node_search_fits (node, &type, (const char *const *) words);
}

static char *
excerpt (HeddleNode *node,
         const char *query)
{
  g_auto (GStrv) words = heddle_node_search_split (query);

  return heddle_node_search_dup_excerpt (node, (const char *const *) words);
}

static void
test_fits (void)
{
  g_autoptr (HeddleNode) node = new_node ();

  g_assert_true (fits (node, ""));
  g_assert_true (fits (node, "  hero "));
  g_assert_true (fits (node, "SHOT mug"));
  g_assert_true (fits (node, "generate"));
  g_assert_true (fits (node, "ai.image"));
  g_assert_true (fits (node, "gpt"));
  g_assert_true (fits (node, "übergang"));
  g_assert_true (fits (node, "deep"));
  g_assert_false (fits (node, "hero cup"));
  g_assert_false (fits (node, "prompt"));
  g_assert_true (heddle_node_search_fits (node, NULL, (const char *const[]) { "hero", NULL }));
}

static void
test_excerpt (void)
{
  g_autoptr (HeddleNode) node = new_node ();
  g_autofree char *start = excerpt (node, "ceramic");
  g_autofree char *middle = excerpt (node, "morning");
  g_autofree char *end = excerpt (node, "herbst");
  g_autofree char *model = excerpt (node, "GPT");
  g_autofree char *deep = excerpt (node, "deep");

  g_assert_cmpstr (start, ==, "A ceramic mug on pale oak, morning light from the left, soft s…");
  g_assert_cmpstr (middle, ==, "…ug on pale oak, morning light from the left, soft shadows, room for a headli…");
  g_assert_cmpstr (end, ==, "…op, ÜBERGANG im Herbst");
  g_assert_cmpstr (model, ==, "openai/gpt-image");
  g_assert_cmpstr (deep, ==, "deep word");
  g_assert_null (excerpt (node, "hero"));
}

/* A table that somebody has pasted is found, and does not keep anybody waiting. */
static void
test_long_text (void)
{
  g_autoptr (GString) table = g_string_new ("first,second\\n");
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (HeddleWorkflow) workflow = NULL;
  HeddleNode *node;

  while (table->len < 1000000)
    g_string_append (table, "Käse,Brot\\n");
  g_string_append (table, "needle");
  text = g_strdup_printf ("{\"format\":\"heddle-workflow\",\"version\":1,\"id\":\"w\",\"name\":\"W\",\"pipelines\":[{\"id\":\"main\","
                          "\"links\":[],\"nodes\":[{\"id\":\"n\",\"type\":\"input.table\",\"config\":{\"csv\":\"%s\"}}]}]}", table->str);
  workflow = heddle_workflow_new_from_text (text, -1, &error);
  g_assert_no_error (error);
  node = heddle_pipeline_find_node (heddle_workflow_find_pipeline (workflow, "main"), "n");
  g_assert_true (fits (node, "needle"));
  g_assert_null (excerpt (node, "needle"));
}

int
main (int   argc,
      char *argv[])
{
  heddle_init ();
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/node-search/fits", test_fits);
  g_test_add_func ("/node-search/excerpt", test_excerpt);
  g_test_add_func ("/node-search/long-text", test_long_text);
  return g_test_run ();
}
