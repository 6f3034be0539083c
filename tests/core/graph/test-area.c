/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/heddle-init.h"
#include "graph/heddle-area.h"
#include "graph/heddle-node-group.h"

#define DOCUMENT                                                                                             \
  "{\"format\":\"heddle-workflow\",\"version\":1,\"id\":\"w\",\"name\":\"W\","                               \
  "\"inputs\":[{\"key\":\"k\",\"type\":\"text\"}],\"inputs_position\":{\"x\":20,\"y\":30},"                  \
  "\"pipelines\":[{\"id\":\"main\",\"nodes\":["                                                              \
  "{\"id\":\"in\",\"type\":\"text.case\",\"x\":50,\"y\":60},"                                                \
  "{\"id\":\"out\",\"type\":\"text.case\",\"x\":500,\"y\":60}],\"links\":[],"                                \
  "\"frames\":[{\"name\":\"Nameless\",\"x\":0,\"y\":0,\"width\":300,\"height\":200},"                        \
  "{\"id\":\"inner\",\"x\":10,\"y\":100,\"width\":100,\"height\":50},"                                       \
  "{\"id\":\"across\",\"x\":250,\"y\":100,\"width\":100,\"height\":50}],"                                    \
  "\"notes\":[{\"id\":\"n\",\"text\":\"Note\",\"x\":290,\"y\":10,\"width\":100,\"height\":60},"              \
  "{\"id\":\"far\",\"text\":\"Far\",\"x\":600,\"y\":10}]}]}"

static HeddleDocument *
open_document (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HeddleWorkflow) workflow = heddle_workflow_new_from_text (DOCUMENT, -1, &error);

  g_assert_no_error (error);
  return heddle_document_new (workflow);
}

static HeddlePipeline *
get_pipeline (HeddleDocument *document)
{
  return heddle_workflow_find_pipeline (heddle_document_get_workflow (document), "main");
}

static HeddleElement *
get_frame (HeddleDocument *document,
           guint           position)
{
  g_autoptr (HeddleElement) frame =
    g_list_model_get_item (heddle_pipeline_get_frames (get_pipeline (document)), position);

  return frame;
}

static char *
dup_json (HeddleDocument *document)
{
  return heddle_workflow_to_text (heddle_document_get_workflow (document));
}

static void
test_contents (void)
{
  g_autoptr (HeddleDocument) document = open_document ();
  g_autoptr (GPtrArray) nodes = g_ptr_array_new ();
  g_autoptr (GPtrArray) areas = g_ptr_array_new_with_free_func (g_object_unref);

  heddle_area_list_contents (heddle_document_get_workflow (document), get_pipeline (document), get_frame (document, 0),
                             nodes, areas);
  g_assert_cmpuint (nodes->len, ==, 2);
  g_assert_cmpstr (nodes->pdata[0], ==, HEDDLE_INPUTS_NODE);
  g_assert_cmpstr (nodes->pdata[1], ==, "in");
  g_assert_cmpuint (areas->len, ==, 2);
  g_assert_cmpstr (heddle_element_get_id (areas->pdata[0]), ==, "n");
  g_assert_cmpstr (heddle_element_get_id (areas->pdata[1]), ==, "inner");
}

static void
test_changes_undo (void)
{
  g_autoptr (HeddleDocument) document = open_document ();
  HeddlePipeline *pipeline = get_pipeline (document);
  g_autofree char *before = dup_json (document);
  g_autofree char *after = NULL;
  g_autofree char *id = NULL;
  g_autoptr (GError) error = NULL;
  const HeddleArea area = { -40, 20, 400, 60 };
  HeddleArea read;

  heddle_document_begin (document, "Change");
  g_assert_true (heddle_area_set (document, pipeline, get_frame (document, 0), &area, &error));
  g_assert_true (heddle_area_set_text (document, pipeline, get_frame (document, 0), "Named", &error));
  id = heddle_area_insert (document, pipeline, HEDDLE_ELEMENT_NOTE, "New", &area, &error);
  g_assert_cmpstr (id, ==, "note-1");
  g_assert_true (heddle_area_remove (document, pipeline, get_frame (document, 1), &error));
  heddle_document_end (document);
  g_assert_no_error (error);

  heddle_area_get (get_frame (document, 0), &read);
  g_assert_cmpfloat (read.x, ==, -40);
  g_assert_cmpfloat (read.height, ==, 60);
  g_assert_cmpuint (g_list_model_get_n_items (heddle_pipeline_get_frames (pipeline)), ==, 2);
  g_assert_cmpuint (g_list_model_get_n_items (heddle_pipeline_get_notes (pipeline)), ==, 3);
  heddle_document_undo (document);
  after = dup_json (document);
  g_assert_cmpstr (after, ==, before);
}

static void
test_copies (void)
{
  g_autoptr (HeddleDocument) document = open_document ();
  HeddlePipeline *pipeline = get_pipeline (document);
  const char *none[] = { NULL };
  g_autoptr (HeddleWorkflow) copied =
    heddle_node_group_copy (heddle_document_get_workflow (document), pipeline, none);
  g_autoptr (HeddleDocument) copy = heddle_document_new (copied);
  g_autoptr (GPtrArray) pasted = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL;
  HeddleArea area;

  g_assert_true (heddle_area_copy (get_frame (document, 0), copy, &error));
  g_assert_true (heddle_area_copy (get_frame (document, 1), copy, &error));
  g_assert_true (heddle_area_paste (document, pipeline, copied, 100, -100, pasted, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (pasted->len, ==, 2);
  heddle_area_get (pasted->pdata[1], &area);
  g_assert_cmpfloat (area.x, ==, 110);
  g_assert_cmpfloat (area.y, ==, 0);
  g_object_get (pasted->pdata[0], "name", &name, NULL);
  g_assert_cmpstr (name, ==, "Nameless");
  g_assert_cmpuint (g_list_model_get_n_items (heddle_pipeline_get_frames (pipeline)), ==, 5);
}

int
main (int   argc,
      char *argv[])
{
  heddle_init ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/area/contents", test_contents);
  g_test_add_func ("/area/changes-undo", test_changes_undo);
  g_test_add_func ("/area/copies", test_copies);
  return g_test_run ();
}
