/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "edit-test.h"

#include "base/heddle-json.h"

/* Returns: (transfer full): a workflow with everything that the format has */
HeddleWorkflow *
edit_test_load_sample (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("HEDDLE_SOURCE_ROOT"), "tests", "data",
                                            "everything.heddle", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  HeddleWorkflow *workflow;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  workflow = heddle_workflow_new_from_text (text, -1, &error);
  g_assert_no_error (error);
  return workflow;
}

/* Returns: (transfer full): JSON, written with single quotes */
JsonNode *
edit_test_parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *copy = g_strdelimit (g_strdup (text), "'", '"');
  JsonNode *node = heddle_json_parse (copy, -1, &error);

  g_assert_no_error (error);
  return node;
}

/* @path is dotted; @value is JSON with single quotes, or NULL. */
HeddleEdit *
edit_test_new_set (HeddleElementKind  kind,
                   const char        *id,
                   const char        *path,
                   const char        *value)
{
  g_auto (GStrv) names = g_strsplit (path, ".", -1);
  g_autoptr (JsonNode) node = value != NULL ? edit_test_parse (value) : NULL;

  return heddle_edit_new_set (kind, kind >= HEDDLE_ELEMENT_NODE ? "main" : NULL, id,
                              (const char *const *) names, node);
}

/* @element is JSON with single quotes; pipelines' elements go into “main”. */
HeddleEdit *
edit_test_new_insert (HeddleElementKind  kind,
                      guint              position,
                      const char        *element)
{
  g_autoptr (JsonNode) node = edit_test_parse (element);

  return heddle_edit_new_insert (kind, kind >= HEDDLE_ELEMENT_NODE ? "main" : NULL, position, node);
}

HeddleEdit *
edit_test_new_remove (HeddleElementKind  kind,
                      const char        *id)
{
  return heddle_edit_new_remove (kind, kind >= HEDDLE_ELEMENT_NODE ? "main" : NULL, id);
}

/* An element of @list by chance, or NULL of an empty one. */
static HeddleElement *
pick (GListModel *list)
{
  guint n = g_list_model_get_n_items (list);

  return n > 0 ? g_list_model_get_item (list, (guint) g_test_rand_int_range (0, (int) n)) : NULL;
}

static GListModel *
list_of (HeddleWorkflow    *workflow,
         HeddleElementKind  kind)
{
  HeddlePipeline *pipeline = heddle_workflow_find_pipeline (workflow, "main");

  switch ((int) kind)
    {
    case HEDDLE_ELEMENT_INPUT:
      return heddle_workflow_get_inputs (workflow);
    case HEDDLE_ELEMENT_PIPELINE:
      return heddle_workflow_get_pipelines (workflow);
    case HEDDLE_ELEMENT_NODE:
      return heddle_pipeline_get_nodes (pipeline);
    case HEDDLE_ELEMENT_LINK:
      return heddle_pipeline_get_links (pipeline);
    case HEDDLE_ELEMENT_FRAME:
      return heddle_pipeline_get_frames (pipeline);
    default:
      return heddle_pipeline_get_notes (pipeline);
    }
}

static HeddleEdit *
new_random_insert (HeddleWorkflow    *workflow,
                   HeddleElementKind  kind)
{
  static guint counter;
  guint n = g_list_model_get_n_items (list_of (workflow, kind));
  guint position = (guint) g_test_rand_int_range (0, (int) n + 1);
  g_autofree char *element = NULL;

  counter++;
  if (kind == HEDDLE_ELEMENT_INPUT)
    element = g_strdup_printf ("{'key':'k%u','type':'text','future':%u}", counter, counter);
  else if (kind == HEDDLE_ELEMENT_PIPELINE)
    element = g_strdup_printf ("{'links':[],'id':'p%u','nodes':[{'id':'a','type':'x'}],'z':1}",
                               counter);
  else if (kind == HEDDLE_ELEMENT_NODE)
    element = g_strdup_printf ("{'id':'n%u','type':'t','x':%u,'config':{'a':1}}", counter, counter);
  else if (kind == HEDDLE_ELEMENT_LINK)
    element = g_strdup_printf ("{'id':'l%u','from':['inputs','headline'],'to':['n%u','b']}",
                               counter, (guint) g_test_rand_int_range (1, (int) counter + 1));
  else
    element = g_test_rand_bit () ? g_strdup_printf ("{'name':'n','x':%u}", counter)
                                 : g_strdup_printf ("{'id':'i%u','text':'t'}", counter);
  return edit_test_new_insert (kind, position, element);
}

static HeddleEdit *
new_random_set (HeddleElementKind  kind,
                const char        *id)
{
  static const char *const paths[] = {
    "x", "name", "future", "future.deep", "config", "config.a", "config.b.c", "color", "y", "id",
    "key", "description", "viewport.zoom",
  };
  static const char *const values[] = { NULL, NULL,           "1",   "2.5", "'text'",
                                        "{}", "{'a':[1,{}]}", "null" };
  const char *path = paths[g_test_rand_int_range (0, G_N_ELEMENTS (paths))];
  const char *value = values[g_test_rand_int_range (0, G_N_ELEMENTS (values))];
  g_autofree char *fresh = g_strdup_printf ("'r%u'", (guint) g_test_rand_int_range (0, 1000));

  return edit_test_new_set (kind, id, path,
                            g_str_equal (path, "id") || g_str_equal (path, "key") ? fresh : value);
}

/* Returns: (transfer full): an edit of any kind, which may be refused */
HeddleEdit *
edit_test_new_random (HeddleWorkflow *workflow)
{
  HeddleElementKind kind = (HeddleElementKind) g_test_rand_int_range (HEDDLE_ELEMENT_WORKFLOW,
                                                                      HEDDLE_ELEMENT_NOTE + 1);
  int action = g_test_rand_int_range (0, 7);
  g_autoptr (HeddleElement) element = NULL;

  if (kind == HEDDLE_ELEMENT_WORKFLOW)
    return new_random_set (kind, NULL);
  element = pick (list_of (workflow, kind));
  if (element == NULL || action < 2)
    return new_random_insert (workflow, kind);
  if (action == 2 && g_strcmp0 (heddle_element_get_id (element), "main") != 0)
    return edit_test_new_remove (kind, heddle_element_get_id (element));
  if (action == 6)
    return heddle_edit_new_move (kind, kind >= HEDDLE_ELEMENT_NODE ? "main" : NULL, heddle_element_get_id (element),
                                 (guint) g_test_rand_int_range (0, 4));
  if (g_strcmp0 (heddle_element_get_id (element), "main") == 0)
    return edit_test_new_set (kind, "main", "future", "[1]");
  return new_random_set (kind, heddle_element_get_id (element));
}
