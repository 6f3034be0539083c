/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/heddle-init.h"
#include "graph/heddle-document.h"
#include "graph/heddle-workflow-snapshot.h"

static HeddleDocument *
open_sample (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("HEDDLE_SOURCE_ROOT"), "tests", "data",
                                            "everything.heddle", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (HeddleWorkflow) workflow = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  workflow = heddle_workflow_new_from_text (text, -1, &error);
  g_assert_no_error (error);
  return heddle_document_new (workflow);
}

static void
set_text (HeddleDocument    *document,
          HeddleElementKind  kind,
          const char        *pipeline,
          const char        *id,
          const char        *member,
          const char        *text)
{
  const char *path[] = { member, NULL };
  g_autoptr (JsonNode) value = json_node_init_string (json_node_alloc (), text);
  g_autoptr (HeddleEdit) edit = heddle_edit_new_set (kind, pipeline, id, path, value);
  g_autoptr (GError) error = NULL;

  heddle_document_apply (document, edit, &error);
  g_assert_no_error (error);
}

static HeddlePipeline *
get_pipeline (HeddleDocument *document)
{
  return heddle_workflow_find_pipeline (heddle_document_get_workflow (document), NULL);
}

static void
set_name (HeddleDocument *document,
          const char     *name)
{
  HeddlePipeline *pipeline = get_pipeline (document);
  g_autoptr (HeddleNode) node = g_list_model_get_item (heddle_pipeline_get_nodes (pipeline), 0);

  set_text (document, HEDDLE_ELEMENT_NODE, heddle_pipeline_get_id (pipeline),
            heddle_node_get_id (node), "name", name);
}

static void
iterate (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
test_stays (void)
{
  g_autoptr (HeddleDocument) document = open_sample ();
  HeddleWorkflow *workflow = heddle_document_get_workflow (document);
  g_autofree char *id = g_strdup (heddle_workflow_get_id (workflow));
  g_autofree char *name = g_strdup (heddle_workflow_get_name (workflow));
  g_autofree char *description = g_strdup (heddle_workflow_get_description (workflow));
  g_autofree char *before = heddle_workflow_to_text (workflow);
  g_autofree char *after = NULL;
  g_autoptr (HeddleWorkflowSnapshot) snapshot = heddle_workflow_snapshot_new (workflow);
  g_autoptr (HeddleWorkflowSnapshot) later = NULL;

  set_name (document, "Another name");
  set_text (document, HEDDLE_ELEMENT_WORKFLOW, NULL, NULL, "name", "Another workflow");
  set_text (document, HEDDLE_ELEMENT_WORKFLOW, NULL, NULL, "description", "For something else");
  later = heddle_workflow_snapshot_new (workflow);
  after = heddle_workflow_to_text (workflow);

  g_assert_cmpstr (heddle_workflow_snapshot_get_id (snapshot), ==, id);
  g_assert_cmpstr (heddle_workflow_snapshot_get_name (snapshot), ==, name);
  g_assert_cmpstr (heddle_workflow_snapshot_get_description (snapshot), ==, description);
  g_assert_cmpstr (heddle_workflow_snapshot_get_text (snapshot), ==, before);
  g_assert_cmpstr (heddle_workflow_snapshot_get_name (later), ==, "Another workflow");
  g_assert_cmpstr (heddle_workflow_snapshot_get_description (later), ==, "For something else");
  g_assert_cmpstr (heddle_workflow_snapshot_get_text (later), ==, after);
  iterate ();
}

static gpointer
read_text (gpointer data)
{
  g_autoptr (HeddleWorkflowSnapshot) snapshot = data;

  return g_strdup (heddle_workflow_snapshot_get_text (snapshot));
}

/* The tree is shared with a workflow that is edited all the while. */
static void
test_other_threads (void)
{
  g_autoptr (HeddleDocument) document = open_sample ();

  for (guint i = 0; i < 50; i++)
    {
      g_autofree char *expected = heddle_workflow_to_text (heddle_document_get_workflow (document));
      HeddleWorkflowSnapshot *snapshot =
          heddle_workflow_snapshot_new (heddle_document_get_workflow (document));
      GThread *threads[2];

      threads[0] = g_thread_new ("reader", read_text, heddle_workflow_snapshot_ref (snapshot));
      threads[1] = g_thread_new ("reader", read_text, snapshot);
      for (guint j = 0; j < 20; j++)
        {
          g_autofree char *name = g_strdup_printf ("Name %u", i * 20 + j);

          set_name (document, name);
          heddle_workflow_snapshot_unref (
              heddle_workflow_snapshot_new (heddle_document_get_workflow (document)));
        }
      for (guint j = 0; j < G_N_ELEMENTS (threads); j++)
        {
          g_autofree char *text = g_thread_join (threads[j]);

          g_assert_cmpstr (text, ==, expected);
        }
      iterate ();
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  heddle_init ();

  g_test_add_func ("/workflow-snapshot/stays", test_stays);
  g_test_add_func ("/workflow-snapshot/other-threads", test_other_threads);

  return g_test_run ();
}
