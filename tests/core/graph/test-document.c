/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/heddle-init.h"
#include "base/heddle-json.h"
#include "edit-test.h"
#include "graph/heddle-graph-error.h"

static void
apply (HeddleDocument *document,
       HeddleEdit     *edit)
{
  g_autoptr (GError) error = NULL;

  heddle_document_apply (document, edit, &error);
  g_assert_no_error (error);
  heddle_edit_unref (edit);
}

static void
assert_refused (HeddleDocument *document,
                HeddleEdit     *edit,
                int             code,
                const char     *message)
{
  g_autofree char *before = heddle_workflow_to_text (heddle_document_get_workflow (document));
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (heddle_document_apply (document, edit, &error));
  g_assert_error (error, HEDDLE_GRAPH_ERROR, code);
  g_assert_cmpstr (error->message, ==, message);
  after = heddle_workflow_to_text (heddle_document_get_workflow (document));
  g_assert_cmpstr (after, ==, before);
  heddle_edit_unref (edit);
}

static void
count_notify (guint *count)
{
  (*count)++;
}

static void
test_set (void)
{
  g_autoptr (HeddleWorkflow) workflow = edit_test_load_sample ();
  g_autoptr (HeddleDocument) document = heddle_document_new (workflow);
  HeddlePipeline *pipeline = heddle_workflow_find_pipeline (workflow, NULL);
  HeddleNode *art = heddle_pipeline_find_node (pipeline, "art");
  HeddleLink *link = heddle_pipeline_find_link (pipeline, "l1");
  g_autoptr (JsonObject) config = json_object_ref (heddle_node_get_config (art));
  guint moved = 0;
  guint configured = 0;
  guint relinked = 0;

  g_signal_connect_swapped (art, "notify::x", G_CALLBACK (count_notify), &moved);
  g_signal_connect_swapped (art, "notify::config", G_CALLBACK (count_notify), &configured);
  g_signal_connect_swapped (link, "notify::to-port", G_CALLBACK (count_notify), &relinked);
  apply (document, edit_test_new_set (HEDDLE_ELEMENT_NODE, "art", "x", "12.5"));
  apply (document, edit_test_new_set (HEDDLE_ELEMENT_NODE, "art", "config.count", "5"));
  apply (document, edit_test_new_set (HEDDLE_ELEMENT_NODE, "check", "config.deep.er", "true"));
  apply (document, edit_test_new_set (HEDDLE_ELEMENT_LINK, "l1", "to", "['art','negative']"));
  apply (document, edit_test_new_set (HEDDLE_ELEMENT_WORKFLOW, NULL, "name", "'Renamed'"));
  apply (document, edit_test_new_set (HEDDLE_ELEMENT_PIPELINE, "second", "viewport.zoom", "2"));
  apply (document, edit_test_new_set (HEDDLE_ELEMENT_INPUT, "headline", "validation.max_length", "9"));

  g_assert_cmpfloat (heddle_node_get_x (art), ==, 12.5);
  g_assert_cmpint (heddle_json_get_int (heddle_node_get_config (art), "count", 0), ==, 5);
  g_assert_cmpint (heddle_json_get_int (config, "count", 0), ==, 3);
  g_assert_cmpstr (heddle_link_get_to_port (link), ==, "negative");
  g_assert_cmpstr (heddle_workflow_get_name (workflow), ==, "Renamed");
  g_assert_cmpuint (moved, ==, 1);
  g_assert_cmpuint (configured, ==, 1);
  g_assert_cmpuint (relinked, ==, 1);

  while (heddle_document_can_undo (document))
    heddle_document_undo (document);
  g_assert_cmpfloat (heddle_node_get_x (art), ==, 480);
  g_assert_cmpuint (moved, ==, 2);
}

static void
test_removing_a_node_takes_its_links (void)
{
  g_autoptr (HeddleWorkflow) workflow = edit_test_load_sample ();
  g_autoptr (HeddleDocument) document = heddle_document_new (workflow);
  HeddlePipeline *pipeline = heddle_workflow_find_pipeline (workflow, NULL);
  g_autofree char *before = heddle_workflow_to_text (workflow);
  g_autofree char *after = NULL;

  apply (document, edit_test_new_remove (HEDDLE_ELEMENT_NODE, "check"));
  g_assert_null (heddle_pipeline_find_node (pipeline, "check"));
  g_assert_cmpuint (g_list_model_get_n_items (heddle_pipeline_get_links (pipeline)), ==, 1);
  heddle_document_undo (document);
  g_assert_false (heddle_document_can_undo (document));
  after = heddle_workflow_to_text (workflow);
  g_assert_cmpstr (after, ==, before);

  apply (document, edit_test_new_remove (HEDDLE_ELEMENT_INPUT, "headline"));
  g_assert_null (heddle_pipeline_find_link (pipeline, "l1"));
}

static void
test_renaming_keeps_links (void)
{
  g_autoptr (HeddleWorkflow) workflow = edit_test_load_sample ();
  g_autoptr (HeddleDocument) document = heddle_document_new (workflow);
  HeddlePipeline *pipeline = heddle_workflow_find_pipeline (workflow, NULL);

  apply (document, edit_test_new_set (HEDDLE_ELEMENT_NODE, "art", "id", "'visual'"));
  apply (document, edit_test_new_set (HEDDLE_ELEMENT_INPUT, "headline", "key", "'title'"));
  g_assert_cmpstr (heddle_link_get_to_node (heddle_pipeline_find_link (pipeline, "l1")), ==,
                   "visual");
  g_assert_cmpstr (heddle_link_get_from_port (heddle_pipeline_find_link (pipeline, "l1")), ==,
                   "title");
  g_assert_cmpstr (heddle_link_get_from_node (heddle_pipeline_find_link (pipeline, "l3")), ==,
                   "visual");
  g_assert_nonnull (heddle_pipeline_find_node (pipeline, "visual"));
  g_assert_nonnull (heddle_workflow_find_input (workflow, "title"));

  heddle_document_undo (document);
  heddle_document_undo (document);
  g_assert_nonnull (heddle_pipeline_find_node (pipeline, "art"));
  g_assert_cmpstr (heddle_link_get_from_node (heddle_pipeline_find_link (pipeline, "l3")), ==,
                   "art");
}

static void
test_refused (void)
{
  g_autoptr (HeddleWorkflow) workflow = edit_test_load_sample ();
  g_autoptr (HeddleDocument) document = heddle_document_new (workflow);

  assert_refused (document, edit_test_new_set (HEDDLE_ELEMENT_NODE, "art", "x", "'left'"),
                  HEDDLE_GRAPH_ERROR_MALFORMED, "x: expected a number");
  assert_refused (document, edit_test_new_set (HEDDLE_ELEMENT_NODE, "art", "type", NULL),
                  HEDDLE_GRAPH_ERROR_MALFORMED, "type: missing");
  assert_refused (document, edit_test_new_set (HEDDLE_ELEMENT_NODE, "art", "name.first", "'x'"),
                  HEDDLE_GRAPH_ERROR_MALFORMED, "name: expected an object");
  assert_refused (document, edit_test_new_set (HEDDLE_ELEMENT_NODE, "art", "id", "'check'"),
                  HEDDLE_GRAPH_ERROR_MALFORMED, "“check” is taken by another entry of nodes");
  assert_refused (document, edit_test_new_set (HEDDLE_ELEMENT_NODE, "art", "id", "'inputs'"),
                  HEDDLE_GRAPH_ERROR_MALFORMED, "id: is not allowed here");
  assert_refused (document, edit_test_new_set (HEDDLE_ELEMENT_NODE, "nobody", "x", "1"),
                  HEDDLE_GRAPH_ERROR_NOT_FOUND, "There is no “nobody” among nodes");
  assert_refused (document, edit_test_new_set (HEDDLE_ELEMENT_FRAME, "@1", "id", "'f'"),
                  HEDDLE_GRAPH_ERROR_MALFORMED,
                  "id: the ids of frames and notes cannot be changed");
  assert_refused (document, edit_test_new_set (HEDDLE_ELEMENT_PIPELINE, "main", "nodes", "[]"),
                  HEDDLE_GRAPH_ERROR_MALFORMED,
                  "nodes: its entries are inserted and removed one by one");
  assert_refused (document, edit_test_new_set (HEDDLE_ELEMENT_WORKFLOW, NULL, "version", "2"),
                  HEDDLE_GRAPH_ERROR_MALFORMED, "version: expected 1");
  assert_refused (document, edit_test_new_insert (HEDDLE_ELEMENT_NODE, 0, "{'id':'art','type':'x'}"),
                  HEDDLE_GRAPH_ERROR_MALFORMED,
                  "nodes[0].id: “art” is taken by another entry of nodes");
  assert_refused (document, edit_test_new_insert (HEDDLE_ELEMENT_NODE, 0, "{'id':'new'}"),
                  HEDDLE_GRAPH_ERROR_MALFORMED, "type: missing");
  apply (document, edit_test_new_remove (HEDDLE_ELEMENT_PIPELINE, "second"));
  assert_refused (document, edit_test_new_remove (HEDDLE_ELEMENT_PIPELINE, "main"),
                  HEDDLE_GRAPH_ERROR_MALFORMED, "A workflow needs at least one pipeline");
}

static void
test_steps (void)
{
  g_autoptr (HeddleWorkflow) workflow = edit_test_load_sample ();
  g_autoptr (HeddleDocument) document = heddle_document_new (workflow);
  g_autofree char *before = heddle_workflow_to_text (workflow);
  g_autofree char *after = NULL;

  g_assert_false (heddle_document_can_undo (document));
  heddle_document_begin (document, "Nothing");
  heddle_document_end (document);
  g_assert_false (heddle_document_can_undo (document));

  heddle_document_begin (document, "Move Nodes");
  apply (document, edit_test_new_set (HEDDLE_ELEMENT_NODE, "art", "x", "1"));
  heddle_document_begin (document, "Inner");
  apply (document, edit_test_new_set (HEDDLE_ELEMENT_NODE, "art", "y", "2"));
  heddle_document_end (document);
  apply (document, edit_test_new_set (HEDDLE_ELEMENT_NODE, "art", "x", "3"));
  heddle_document_end (document);

  g_assert_cmpstr (heddle_document_get_undo_label (document), ==, "Move Nodes");
  g_assert_null (heddle_document_get_redo_label (document));
  heddle_document_undo (document);
  after = heddle_workflow_to_text (workflow);
  g_assert_cmpstr (after, ==, before);
  g_assert_false (heddle_document_can_undo (document));
  g_assert_cmpstr (heddle_document_get_redo_label (document), ==, "Move Nodes");

  apply (document, edit_test_new_set (HEDDLE_ELEMENT_NODE, "art", "x", "4"));
  g_assert_false (heddle_document_can_redo (document));
}

static void
test_edits_as_json (void)
{
  static const char *const broken[] = {
    "{}",
    "[]",
    "{'do':'set','kind':'node','id':'a','path':['x']}",
    "{'do':'set','kind':'node','pipeline':'main','id':'a','path':[]}",
    "{'do':'set','kind':'node','pipeline':'main','id':'a','path':[1]}",
    "{'do':'remove','kind':'node','pipeline':'main'}",
    "{'do':'remove','kind':'workflow','id':'w'}",
    "{'do':'insert','kind':'node','pipeline':'main'}",
    "{'do':'move','kind':'node','pipeline':'main'}",
    "{'do':'paint','kind':'node','pipeline':'main','id':'a'}",
  };
  g_autoptr (HeddleEdit) edit = edit_test_new_set (HEDDLE_ELEMENT_NODE, "art", "config.width", "300");
  g_autoptr (JsonNode) json = heddle_edit_to_json (edit);
  g_autofree char *text = heddle_json_write (json, HEDDLE_JSON_COMPACT);

  g_assert_cmpstr (text, ==,
                   "{\"do\":\"set\",\"kind\":\"node\",\"pipeline\":\"main\",\"id\":\"art\","
                   "\"path\":[\"config\",\"width\"],\"value\":300}");
  for (guint i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_autoptr (JsonNode) node = edit_test_parse (broken[i]);
      g_autoptr (GError) error = NULL;

      g_assert_null (heddle_edit_from_json (node, &error));
      g_assert_error (error, HEDDLE_GRAPH_ERROR, HEDDLE_GRAPH_ERROR_MALFORMED);
    }
}

static void
log_edit (HeddleDocument *document,
          HeddleEdit     *edit,
          GPtrArray      *log)
{
  g_autoptr (JsonNode) json = heddle_edit_to_json (edit);

  g_ptr_array_add (log, heddle_json_write (json, HEDDLE_JSON_COMPACT));
}

/* What a crash is recovered from: the document as it was loaded, and all edits since. */
static void
assert_log_gives (GPtrArray  *log,
                  const char *expected)
{
  g_autoptr (HeddleWorkflow) workflow = edit_test_load_sample ();
  g_autofree char *text = NULL;

  for (guint i = 0; i < log->len; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) json = heddle_json_parse (log->pdata[i], -1, NULL);
      g_autoptr (HeddleEdit) edit = heddle_edit_from_json (json, &error);
      g_autoptr (HeddleEdit) inverse = NULL;

      g_assert_no_error (error);
      inverse = heddle_edit_apply (edit, workflow, &error);
      g_assert_no_error (error);
    }
  text = heddle_workflow_to_text (workflow);
  g_assert_cmpstr (text, ==, expected);
}

static void
edit_by_chance (HeddleDocument *document,
                GPtrArray      *texts)
{
  HeddleWorkflow *workflow = heddle_document_get_workflow (document);

  for (guint i = 0; i < 150; i++)
    {
      int n = g_test_rand_int_range (1, 4);
      guint steps_before = texts->len;

      heddle_document_begin (document, "Step");
      for (int j = 0; j < n; j++)
        {
          g_autoptr (HeddleEdit) edit = edit_test_new_random (workflow);

          if (heddle_document_apply (document, edit, NULL) && texts->len == steps_before)
            g_ptr_array_add (texts, NULL);
        }
      heddle_document_end (document);
      if (texts->len > steps_before)
        texts->pdata[steps_before] = heddle_workflow_to_text (workflow);
    }
}

static void
test_random_edits_undo_and_redo (void)
{
  for (guint round = 0; round < 10; round++)
    {
      g_autoptr (HeddleWorkflow) workflow = edit_test_load_sample ();
      g_autoptr (HeddleWorkflow) reloaded = NULL;
      g_autoptr (HeddleDocument) document = heddle_document_new (workflow);
      g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (GPtrArray) log = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (GError) error = NULL;
      guint n;

      g_signal_connect (document, "edited", G_CALLBACK (log_edit), log);
      g_ptr_array_add (texts, heddle_workflow_to_text (workflow));
      edit_by_chance (document, texts);
      n = texts->len - 1;
      g_assert_cmpuint (n, >, 50);
      reloaded = heddle_workflow_new_from_text (texts->pdata[n], -1, &error);
      g_assert_no_error (error);
      assert_log_gives (log, texts->pdata[n]);

      for (guint i = n; i > 0; i--)
        {
          g_autofree char *text = NULL;

          heddle_document_undo (document);
          text = heddle_workflow_to_text (workflow);
          g_assert_cmpstr (text, ==, texts->pdata[i - 1]);
        }
      g_assert_false (heddle_document_can_undo (document));
      for (guint i = 0; i < n; i++)
        {
          g_autofree char *text = NULL;

          heddle_document_redo (document);
          text = heddle_workflow_to_text (workflow);
          g_assert_cmpstr (text, ==, texts->pdata[i + 1]);
        }
      g_assert_false (heddle_document_can_redo (document));
      assert_log_gives (log, texts->pdata[n]);
    }
}

static void
type_letters (HeddleDocument *document,
              const char     *key,
              const char     *text)
{
  for (guint i = 1; text[i - 1] != '\0'; i++)
    {
      g_autofree char *value = g_strdup_printf ("'%.*s'", (int) i, text);

      heddle_document_begin_part (document, "Change Prompt", key);
      apply (document, edit_test_new_set (HEDDLE_ELEMENT_NODE, "art", "config.prompt", value));
      heddle_document_end (document);
    }
}

static void
count_cb (HeddleDocument *document,
          HeddleEdit     *edit,
          gpointer        data)
{
  ++*(guint *) data;
}

static guint
count_steps (HeddleDocument *document)
{
  guint n = 0;

  for (; heddle_document_can_undo (document); n++)
    heddle_document_undo (document);
  return n;
}

static void
test_parts_of_a_gesture (void)
{
  g_autoptr (HeddleWorkflow) workflow = edit_test_load_sample ();
  g_autoptr (HeddleDocument) document = heddle_document_new (workflow);
  g_autofree char *before = heddle_workflow_to_text (workflow);
  g_autofree char *typed = NULL;
  g_autofree char *undone = NULL;
  g_autofree char *redone = NULL;
  guint n_edits = 0;

  type_letters (document, "art/prompt#1", "a mug");
  typed = heddle_workflow_to_text (workflow);
  g_signal_connect (document, "edited", G_CALLBACK (count_cb), &n_edits);
  heddle_document_undo (document);
  g_assert_cmpuint (n_edits, ==, 1);
  undone = heddle_workflow_to_text (workflow);
  g_assert_cmpstr (undone, ==, before);
  g_assert_false (heddle_document_can_undo (document));
  g_assert_cmpstr (heddle_document_get_redo_label (document), ==, "Change Prompt");

  heddle_document_redo (document);
  redone = heddle_workflow_to_text (workflow);
  g_assert_cmpstr (redone, ==, typed);

  /* Neither what was redone nor what has another key or lies before another step goes on. */
  type_letters (document, "art/prompt#1", "tea");
  type_letters (document, "art/prompt#2", "oat");
  apply (document, edit_test_new_set (HEDDLE_ELEMENT_NODE, "art", "name", "'Art'"));
  type_letters (document, "art/prompt#2", "rye");
  g_assert_cmpuint (count_steps (document), ==, 5);
  g_free (undone);
  undone = heddle_workflow_to_text (workflow);
  g_assert_cmpstr (undone, ==, before);
}

static void
test_parts_of_several_members (void)
{
  g_autoptr (HeddleWorkflow) workflow = edit_test_load_sample ();
  g_autoptr (HeddleDocument) document = heddle_document_new (workflow);
  g_autofree char *before = heddle_workflow_to_text (workflow);
  g_autofree char *undone = NULL;

  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *value = g_strdup_printf ("%u", i * 20);

      heddle_document_begin_part (document, "Move Node", "move#1");
      apply (document, edit_test_new_set (HEDDLE_ELEMENT_NODE, "art", "x", value));
      apply (document, edit_test_new_set (HEDDLE_ELEMENT_NODE, "art", "y", value));
      apply (document, edit_test_new_set (HEDDLE_ELEMENT_NODE, "art", "extra.deep.a", value));
      apply (document, edit_test_new_set (HEDDLE_ELEMENT_NODE, "art", "extra.deep.b", value));
      heddle_document_end (document);
    }

  g_assert_cmpuint (count_steps (document), ==, 1);
  undone = heddle_workflow_to_text (workflow);
  g_assert_cmpstr (undone, ==, before);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  heddle_init ();

  g_test_add_func ("/document/set", test_set);
  g_test_add_func ("/document/removing-a-node-takes-its-links",
                   test_removing_a_node_takes_its_links);
  g_test_add_func ("/document/renaming-keeps-links", test_renaming_keeps_links);
  g_test_add_func ("/document/refused", test_refused);
  g_test_add_func ("/document/steps", test_steps);
  g_test_add_func ("/document/parts-of-a-gesture", test_parts_of_a_gesture);
  g_test_add_func ("/document/parts-of-several-members", test_parts_of_several_members);
  g_test_add_func ("/document/edits-as-json", test_edits_as_json);
  g_test_add_func ("/document/random-edits-undo-and-redo", test_random_edits_undo_and_redo);

  return g_test_run ();
}
