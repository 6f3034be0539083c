/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/heddle-init.h"
#include "edit-test.h"
#include "graph/heddle-pipelines.h"

typedef struct
{
  HeddleDocument *document;
  HeddleWorkflow *workflow;
  char           *before;
  GStrv           stepped;
} Fixture;

static void
stepped_cb (Fixture *self,
            GStrv    pages)
{
  g_strfreev (self->stepped);
  self->stepped = g_strdupv (pages);
}

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  self->workflow = edit_test_load_sample ();
  self->document = heddle_document_new (self->workflow);
  self->before = heddle_workflow_to_text (self->workflow);
  g_signal_connect_swapped (self->document, "stepped", G_CALLBACK (stepped_cb), self);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  g_clear_object (&self->document);
  g_clear_object (&self->workflow);
  g_free (self->before);
  g_strfreev (self->stepped);
}

static HeddlePipeline *
find (Fixture    *self,
      const char *id)
{
  HeddlePipeline *pipeline = heddle_workflow_find_pipeline (self->workflow, id);

  g_assert_nonnull (pipeline);
  return pipeline;
}

/* The pipelines by their ids, with ? for each whose id was made up. */
static void
assert_order (Fixture    *self,
              const char *expected)
{
  GListModel *pipelines = heddle_workflow_get_pipelines (self->workflow);
  g_autoptr (GString) order = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (pipelines); i++)
    {
      g_autoptr (HeddlePipeline) pipeline = g_list_model_get_item (pipelines, i);

      const char *id = heddle_pipeline_get_id (pipeline);

      g_string_append_printf (order, "%s%s", i > 0 ? " " : "", g_str_has_prefix (id, "page-") ? "?" : id);
    }
  g_assert_cmpstr (order->str, ==, expected);
}

/* One step takes all of it back. */
static void
assert_undone (Fixture *self)
{
  g_autofree char *after = NULL;

  heddle_document_undo (self->document);
  after = heddle_workflow_to_text (self->workflow);
  g_assert_cmpstr (after, ==, self->before);
  g_assert_false (heddle_document_can_undo (self->document));
}

static void
test_add (Fixture       *self,
          gconstpointer  data)
{
  g_autofree char *id = heddle_pipelines_add (self->document, 1, NULL);
  g_autofree char *other = heddle_pipelines_add (self->document, G_MAXUINT, NULL);

  g_assert_cmpstr (id, !=, other);
  g_assert_cmpstr (heddle_pipeline_get_name (find (self, id)), ==, "Page 3");
  g_assert_cmpstr (heddle_pipeline_get_name (find (self, other)), ==, "Page 4");
  assert_order (self, "main ? second ?");
  heddle_document_undo (self->document);
  assert_undone (self);
}

static void
test_duplicate (Fixture       *self,
                gconstpointer  data)
{
  HeddlePipeline *main = find (self, "main");
  g_autofree char *title = heddle_pipelines_dup_title (main);
  g_autofree char *expected = g_strdup_printf ("%s (copy)", title);
  g_autofree char *id = heddle_pipelines_duplicate (self->document, main, NULL);
  HeddlePipeline *copy = find (self, id);

  assert_order (self, "main ? second");
  g_assert_cmpstr (heddle_pipeline_get_name (copy), ==, expected);
  g_assert_cmpuint (g_list_model_get_n_items (heddle_pipeline_get_nodes (copy)), ==,
                    g_list_model_get_n_items (heddle_pipeline_get_nodes (main)));
  g_assert_cmpuint (g_list_model_get_n_items (heddle_pipeline_get_links (copy)), ==,
                    g_list_model_get_n_items (heddle_pipeline_get_links (main)));
  g_assert_true (heddle_pipeline_find_node (copy, "art") != heddle_pipeline_find_node (main, "art"));
  assert_undone (self);
}

/* Whoever runs a page can ask before it is taken away. */
static void
test_removals (Fixture       *self,
               gconstpointer  data)
{
  g_autofree char *id = heddle_pipelines_add (self->document, G_MAXUINT, NULL);

  g_assert_true (heddle_document_undo_removes (self->document, id));
  g_assert_false (heddle_document_undo_removes (self->document, "second"));
  g_assert_true (heddle_pipelines_remove (self->document, find (self, "second"), NULL));
  g_assert_false (heddle_document_undo_removes (self->document, "second"));
  heddle_document_undo (self->document);
  g_assert_true (heddle_document_redo_removes (self->document, "second"));
  g_assert_false (heddle_document_redo_removes (self->document, id));
}

/* What was run of a page that is gone belongs to no other. */
static void
test_new_ids (Fixture       *self,
              gconstpointer  data)
{
  g_autofree char *first = heddle_pipelines_add (self->document, G_MAXUINT, NULL);
  g_autofree char *second = NULL;

  g_assert_true (heddle_pipelines_remove (self->document, find (self, first), NULL));
  second = heddle_pipelines_add (self->document, G_MAXUINT, NULL);
  g_assert_cmpstr (first, !=, second);
}

static void
test_copies_of_a_page (Fixture       *self,
                       gconstpointer  data)
{
  HeddlePipeline *page = find (self, "second");
  g_autofree char *title = heddle_pipelines_dup_title (page);
  g_autofree char *expected = g_strdup_printf ("%s (copy 2)", title);
  g_autofree char *first = heddle_pipelines_duplicate (self->document, page, NULL);
  g_autofree char *second = heddle_pipelines_duplicate (self->document, page, NULL);

  g_assert_cmpstr (first, !=, second);
  g_assert_cmpstr (heddle_pipeline_get_name (find (self, second)), ==, expected);
}

static void
test_title (void)
{
  static const char *const titles[] = { "Main", "stories", "Posts" };
  g_autoptr (GError) error = NULL;
  g_autoptr (HeddleWorkflow) workflow = heddle_workflow_new_from_text (
    "{\"format\": \"heddle-workflow\", \"version\": 1, \"id\": \"w\", \"name\": \"W\", \"pipelines\": ["
    "{\"id\": \"main\", \"nodes\": [], \"links\": []}, {\"id\": \"stories\", \"nodes\": [], \"links\": []},"
    "{\"id\": \"third\", \"name\": \"Posts\", \"nodes\": [], \"links\": []}]}", -1, &error);
  GListModel *pipelines;

  g_assert_no_error (error);
  pipelines = heddle_workflow_get_pipelines (workflow);
  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      g_autoptr (HeddlePipeline) pipeline = g_list_model_get_item (pipelines, i);
      g_autofree char *title = heddle_pipelines_dup_title (pipeline);

      g_assert_cmpstr (title, ==, titles[i]);
    }
}

static void
test_rename (Fixture       *self,
             gconstpointer  data)
{
  HeddlePipeline *second = find (self, "second");

  g_assert_true (heddle_pipelines_rename (self->document, second, "Stories", NULL));
  g_assert_cmpstr (heddle_pipeline_get_name (second), ==, "Stories");
  g_assert_true (heddle_pipelines_rename (self->document, second, "Stories", NULL));
  assert_undone (self);
  g_assert_cmpstr (self->stepped[0], ==, "second");
}

static void
count_cb (guint *n)
{
  ++*n;
}

/* The pipelines stay the objects that they are, and none is missing in between. */
static void
test_move (Fixture       *self,
           gconstpointer  data)
{
  HeddlePipeline *main = find (self, "main");
  g_autofree char *third = heddle_pipelines_add (self->document, G_MAXUINT, NULL);
  guint changes = 0;

  g_signal_connect_swapped (heddle_workflow_get_pipelines (self->workflow), "items-changed", G_CALLBACK (count_cb),
                            &changes);
  g_assert_true (heddle_pipelines_move (self->document, main, 1, NULL));
  assert_order (self, "second main ?");
  g_assert_true (heddle_pipelines_move (self->document, main, G_MAXUINT, NULL));
  assert_order (self, "second ? main");
  g_assert_true (heddle_pipelines_move (self->document, main, 7, NULL));
  g_assert_true (heddle_pipelines_move (self->document, main, 0, NULL));
  assert_order (self, "main second ?");
  g_assert_cmpuint (changes, ==, 3);
  g_assert_true (find (self, "main") == main);
  for (guint i = 0; i < 3; i++)
    heddle_document_undo (self->document);
  assert_order (self, "main second ?");
  assert_undone (self);
}

static void
test_remove (Fixture       *self,
             gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (heddle_pipelines_remove (self->document, find (self, "main"), NULL));
  assert_order (self, "second");
  g_assert_false (heddle_pipelines_remove (self->document, find (self, "second"), &error));
  g_assert_error (error, HEDDLE_GRAPH_ERROR, HEDDLE_GRAPH_ERROR_MALFORMED);
  assert_undone (self);
  assert_order (self, "main second");
}

static void
apply (Fixture    *self,
       HeddleEdit *edit)
{
  g_autoptr (HeddleEdit) applied = edit;
  g_autoptr (GError) error = NULL;

  heddle_document_apply (self->document, applied, &error);
  g_assert_no_error (error);
}

/* The frames and the notes of “main”, whose ids are made up where the document has none. */
static char *
list_ids (Fixture *self)
{
  HeddlePipeline *main = find (self, "main");
  GListModel *lists[] = { heddle_pipeline_get_frames (main), heddle_pipeline_get_notes (main) };
  g_autoptr (GString) ids = g_string_new (NULL);

  for (guint k = 0; k < G_N_ELEMENTS (lists); k++)
    for (guint i = 0; i < g_list_model_get_n_items (lists[k]); i++)
      {
        g_autoptr (HeddleElement) element = g_list_model_get_item (lists[k], i);

        g_string_append_printf (ids, "%s ", heddle_element_get_id (element));
      }
  return g_string_free_and_steal (g_steal_pointer (&ids));
}

/* Earlier steps find what has no id in the document under the name that they know it by. */
static void
test_remove_and_undo (Fixture       *self,
                      gconstpointer  data)
{
  g_autofree char *ids = NULL;
  g_autofree char *ids_again = NULL;

  apply (self, edit_test_new_insert (HEDDLE_ELEMENT_FRAME, 0, "{'name':'First','x':5}"));
  apply (self, edit_test_new_set (HEDDLE_ELEMENT_FRAME, "@0", "name", "'Renamed'"));
  apply (self, edit_test_new_set (HEDDLE_ELEMENT_FRAME, "@1", "name", "'Renamed, too'"));
  apply (self, edit_test_new_set (HEDDLE_ELEMENT_NOTE, "@1", "text", "'Rewritten'"));
  apply (self, edit_test_new_remove (HEDDLE_ELEMENT_FRAME, "f1"));
  apply (self, edit_test_new_remove (HEDDLE_ELEMENT_FRAME, "@0"));
  apply (self, edit_test_new_remove (HEDDLE_ELEMENT_NOTE, "n1"));
  ids = list_ids (self);
  g_assert_cmpstr (ids, ==, "@1 @1 ");
  g_assert_true (heddle_pipelines_remove (self->document, find (self, "main"), NULL));
  heddle_document_undo (self->document);
  ids_again = list_ids (self);
  g_assert_cmpstr (ids_again, ==, ids);
  for (guint i = 0; i < 6; i++)
    heddle_document_undo (self->document);
  assert_undone (self);
}

/* The same, through the text that edits are kept as. */
static void
test_kept_ids (Fixture       *self,
               gconstpointer  data)
{
  g_autoptr (HeddleEdit) remove = edit_test_new_remove (HEDDLE_ELEMENT_PIPELINE, "main");
  g_autoptr (HeddleEdit) frame = edit_test_new_remove (HEDDLE_ELEMENT_FRAME, "f1");
  g_autoptr (HeddleEdit) no_frame = heddle_edit_apply (frame, self->workflow, NULL);
  g_autoptr (HeddleEdit) inverse = heddle_edit_apply (remove, self->workflow, NULL);
  g_autoptr (JsonNode) json = heddle_edit_to_json (inverse);
  g_autoptr (HeddleEdit) read = heddle_edit_from_json (json, NULL);
  g_autoptr (HeddleEdit) again = NULL;
  g_autoptr (HeddleEdit) removed = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *ids = NULL;

  g_assert_nonnull (no_frame);
  again = heddle_edit_apply (read, self->workflow, &error);
  g_assert_no_error (error);
  ids = list_ids (self);
  g_assert_cmpstr (ids, ==, "@1 n1 @1 ");

  json_array_add_string_element (json_object_get_array_member (json_node_get_object (json), "made_up_ids"), "@9");
  g_clear_pointer (&read, heddle_edit_unref);
  read = heddle_edit_from_json (json, NULL);
  removed = heddle_edit_apply (again, self->workflow, NULL);
  g_assert_nonnull (removed);
  g_assert_null (heddle_edit_apply (read, self->workflow, &error));
  g_assert_error (error, HEDDLE_GRAPH_ERROR, HEDDLE_GRAPH_ERROR_MALFORMED);

  json_object_set_string_member (json_node_get_object (json), "made_up_ids", "@1");
  g_clear_error (&error);
  g_assert_null (heddle_edit_from_json (json, &error));
  g_assert_error (error, HEDDLE_GRAPH_ERROR, HEDDLE_GRAPH_ERROR_MALFORMED);
}

/* Whoever shows one pipeline at a time learns which of them an undone step was about. */
static void
test_stepped (Fixture       *self,
              gconstpointer  data)
{
  g_autoptr (HeddleEdit) edit = edit_test_new_set (HEDDLE_ELEMENT_NODE, "art", "x", "12");

  g_assert_true (heddle_document_apply (self->document, edit, NULL));
  g_assert_null (self->stepped);
  heddle_document_undo (self->document);
  g_assert_cmpstr (self->stepped[0], ==, "main");
  g_assert_null (self->stepped[1]);
  g_assert_true (heddle_pipelines_remove (self->document, find (self, "second"), NULL));
  heddle_document_undo (self->document);
  g_assert_cmpstr (self->stepped[0], ==, "second");
  heddle_document_redo (self->document);
  g_assert_null (self->stepped[0]);
}

int
main (int   argc,
      char *argv[])
{
  heddle_init ();
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/pipelines/add", Fixture, NULL, set_up, test_add, tear_down);
  g_test_add ("/pipelines/duplicate", Fixture, NULL, set_up, test_duplicate, tear_down);
  g_test_add ("/pipelines/removals", Fixture, NULL, set_up, test_removals, tear_down);
  g_test_add ("/pipelines/new-ids", Fixture, NULL, set_up, test_new_ids, tear_down);
  g_test_add ("/pipelines/copies", Fixture, NULL, set_up, test_copies_of_a_page, tear_down);
  g_test_add_func ("/pipelines/title", test_title);
  g_test_add ("/pipelines/rename", Fixture, NULL, set_up, test_rename, tear_down);
  g_test_add ("/pipelines/move", Fixture, NULL, set_up, test_move, tear_down);
  g_test_add ("/pipelines/remove", Fixture, NULL, set_up, test_remove, tear_down);
  g_test_add ("/pipelines/remove-and-undo", Fixture, NULL, set_up, test_remove_and_undo, tear_down);
  g_test_add ("/pipelines/kept-ids", Fixture, NULL, set_up, test_kept_ids, tear_down);
  g_test_add ("/pipelines/stepped", Fixture, NULL, set_up, test_stepped, tear_down);
  return g_test_run ();
}
