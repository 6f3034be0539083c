/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/heddle-init.h"
#include "base/heddle-json.h"
#include "graph/heddle-document.h"
#include "graph/heddle-graph-error.h"

static HeddleWorkflow *
load_sample (void)
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

static JsonNode *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *copy = g_strdelimit (g_strdup (text), "'", '"');
  JsonNode *node = heddle_json_parse (copy, -1, &error);

  g_assert_no_error (error);
  return node;
}

/* @path is dotted; @value is JSON with single quotes, or NULL. */
static HeddleEdit *
new_set (HeddleElementKind  kind,
         const char        *id,
         const char        *path,
         const char        *value)
{
  g_auto (GStrv) names = g_strsplit (path, ".", -1);
  g_autoptr (JsonNode) node = value != NULL ? parse (value) : NULL;

  return heddle_edit_new_set (kind, kind >= HEDDLE_ELEMENT_NODE ? "main" : NULL, id,
                              (const char *const *) names, node);
}

static HeddleEdit *
new_insert (HeddleElementKind  kind,
            guint              position,
            const char        *element)
{
  g_autoptr (JsonNode) node = parse (element);

  return heddle_edit_new_insert (kind, kind >= HEDDLE_ELEMENT_NODE ? "main" : NULL, position, node);
}

static HeddleEdit *
new_remove (HeddleElementKind  kind,
            const char        *id)
{
  return heddle_edit_new_remove (kind, kind >= HEDDLE_ELEMENT_NODE ? "main" : NULL, id);
}

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
  g_autoptr (HeddleWorkflow) workflow = load_sample ();
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
  apply (document, new_set (HEDDLE_ELEMENT_NODE, "art", "x", "12.5"));
  apply (document, new_set (HEDDLE_ELEMENT_NODE, "art", "config.count", "5"));
  apply (document, new_set (HEDDLE_ELEMENT_NODE, "check", "config.deep.er", "true"));
  apply (document, new_set (HEDDLE_ELEMENT_LINK, "l1", "to", "['art','negative']"));
  apply (document, new_set (HEDDLE_ELEMENT_WORKFLOW, NULL, "name", "'Renamed'"));
  apply (document, new_set (HEDDLE_ELEMENT_PIPELINE, "second", "viewport.zoom", "2"));
  apply (document, new_set (HEDDLE_ELEMENT_INPUT, "headline", "validation.max_length", "9"));

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
  g_autoptr (HeddleWorkflow) workflow = load_sample ();
  g_autoptr (HeddleDocument) document = heddle_document_new (workflow);
  HeddlePipeline *pipeline = heddle_workflow_find_pipeline (workflow, NULL);
  g_autofree char *before = heddle_workflow_to_text (workflow);
  g_autofree char *after = NULL;

  apply (document, new_remove (HEDDLE_ELEMENT_NODE, "check"));
  g_assert_null (heddle_pipeline_find_node (pipeline, "check"));
  g_assert_cmpuint (g_list_model_get_n_items (heddle_pipeline_get_links (pipeline)), ==, 1);
  heddle_document_undo (document);
  g_assert_false (heddle_document_can_undo (document));
  after = heddle_workflow_to_text (workflow);
  g_assert_cmpstr (after, ==, before);

  apply (document, new_remove (HEDDLE_ELEMENT_INPUT, "headline"));
  g_assert_null (heddle_pipeline_find_link (pipeline, "l1"));
}

static void
test_renaming_keeps_links (void)
{
  g_autoptr (HeddleWorkflow) workflow = load_sample ();
  g_autoptr (HeddleDocument) document = heddle_document_new (workflow);
  HeddlePipeline *pipeline = heddle_workflow_find_pipeline (workflow, NULL);

  apply (document, new_set (HEDDLE_ELEMENT_NODE, "art", "id", "'visual'"));
  apply (document, new_set (HEDDLE_ELEMENT_INPUT, "headline", "key", "'title'"));
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
  g_autoptr (HeddleWorkflow) workflow = load_sample ();
  g_autoptr (HeddleDocument) document = heddle_document_new (workflow);

  assert_refused (document, new_set (HEDDLE_ELEMENT_NODE, "art", "x", "'left'"),
                  HEDDLE_GRAPH_ERROR_MALFORMED, "x: expected a number");
  assert_refused (document, new_set (HEDDLE_ELEMENT_NODE, "art", "type", NULL),
                  HEDDLE_GRAPH_ERROR_MALFORMED, "type: missing");
  assert_refused (document, new_set (HEDDLE_ELEMENT_NODE, "art", "name.first", "'x'"),
                  HEDDLE_GRAPH_ERROR_MALFORMED, "name: expected an object");
  assert_refused (document, new_set (HEDDLE_ELEMENT_NODE, "art", "id", "'check'"),
                  HEDDLE_GRAPH_ERROR_MALFORMED, "“check” is taken by another entry of nodes");
  assert_refused (document, new_set (HEDDLE_ELEMENT_NODE, "art", "id", "'inputs'"),
                  HEDDLE_GRAPH_ERROR_MALFORMED, "id: is not allowed here");
  assert_refused (document, new_set (HEDDLE_ELEMENT_NODE, "nobody", "x", "1"),
                  HEDDLE_GRAPH_ERROR_NOT_FOUND, "There is no “nobody” among nodes");
  assert_refused (document, new_set (HEDDLE_ELEMENT_FRAME, "@1", "id", "'f'"),
                  HEDDLE_GRAPH_ERROR_MALFORMED,
                  "id: the ids of frames and notes cannot be changed");
  assert_refused (document, new_set (HEDDLE_ELEMENT_PIPELINE, "main", "nodes", "[]"),
                  HEDDLE_GRAPH_ERROR_MALFORMED,
                  "nodes: its entries are inserted and removed one by one");
  assert_refused (document, new_set (HEDDLE_ELEMENT_WORKFLOW, NULL, "version", "2"),
                  HEDDLE_GRAPH_ERROR_MALFORMED, "version: expected 1");
  assert_refused (document, new_insert (HEDDLE_ELEMENT_NODE, 0, "{'id':'art','type':'x'}"),
                  HEDDLE_GRAPH_ERROR_MALFORMED,
                  "nodes[0].id: “art” is taken by another entry of nodes");
  assert_refused (document, new_insert (HEDDLE_ELEMENT_NODE, 0, "{'id':'new'}"),
                  HEDDLE_GRAPH_ERROR_MALFORMED, "type: missing");
  apply (document, new_remove (HEDDLE_ELEMENT_PIPELINE, "second"));
  assert_refused (document, new_remove (HEDDLE_ELEMENT_PIPELINE, "main"),
                  HEDDLE_GRAPH_ERROR_MALFORMED, "A workflow needs at least one pipeline");
}

static void
test_steps (void)
{
  g_autoptr (HeddleWorkflow) workflow = load_sample ();
  g_autoptr (HeddleDocument) document = heddle_document_new (workflow);
  g_autofree char *before = heddle_workflow_to_text (workflow);
  g_autofree char *after = NULL;

  g_assert_false (heddle_document_can_undo (document));
  heddle_document_begin (document, "Nothing");
  heddle_document_end (document);
  g_assert_false (heddle_document_can_undo (document));

  heddle_document_begin (document, "Move Nodes");
  apply (document, new_set (HEDDLE_ELEMENT_NODE, "art", "x", "1"));
  heddle_document_begin (document, "Inner");
  apply (document, new_set (HEDDLE_ELEMENT_NODE, "art", "y", "2"));
  heddle_document_end (document);
  apply (document, new_set (HEDDLE_ELEMENT_NODE, "art", "x", "3"));
  heddle_document_end (document);

  g_assert_cmpstr (heddle_document_get_undo_label (document), ==, "Move Nodes");
  g_assert_null (heddle_document_get_redo_label (document));
  heddle_document_undo (document);
  after = heddle_workflow_to_text (workflow);
  g_assert_cmpstr (after, ==, before);
  g_assert_false (heddle_document_can_undo (document));
  g_assert_cmpstr (heddle_document_get_redo_label (document), ==, "Move Nodes");

  apply (document, new_set (HEDDLE_ELEMENT_NODE, "art", "x", "4"));
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
    "{'do':'paint','kind':'node','pipeline':'main','id':'a'}",
  };
  g_autoptr (HeddleEdit) edit = new_set (HEDDLE_ELEMENT_NODE, "art", "config.width", "300");
  g_autoptr (JsonNode) json = heddle_edit_to_json (edit);
  g_autofree char *text = heddle_json_write (json, HEDDLE_JSON_COMPACT);

  g_assert_cmpstr (text, ==,
                   "{\"do\":\"set\",\"kind\":\"node\",\"pipeline\":\"main\",\"id\":\"art\","
                   "\"path\":[\"config\",\"width\"],\"value\":300}");
  for (guint i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_autoptr (JsonNode) node = parse (broken[i]);
      g_autoptr (GError) error = NULL;

      g_assert_null (heddle_edit_from_json (node, &error));
      g_assert_error (error, HEDDLE_GRAPH_ERROR, HEDDLE_GRAPH_ERROR_MALFORMED);
    }
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
  return new_insert (kind, position, element);
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

  return new_set (kind, id, path,
                  g_str_equal (path, "id") || g_str_equal (path, "key") ? fresh : value);
}

static HeddleEdit *
new_random_edit (HeddleWorkflow *workflow)
{
  HeddleElementKind kind = (HeddleElementKind) g_test_rand_int_range (HEDDLE_ELEMENT_WORKFLOW,
                                                                      HEDDLE_ELEMENT_NOTE + 1);
  int action = g_test_rand_int_range (0, 6);
  g_autoptr (HeddleElement) element = NULL;

  if (kind == HEDDLE_ELEMENT_WORKFLOW)
    return new_random_set (kind, NULL);
  element = pick (list_of (workflow, kind));
  if (element == NULL || action < 2)
    return new_random_insert (workflow, kind);
  if (action == 2 && g_strcmp0 (heddle_element_get_id (element), "main") != 0)
    return new_remove (kind, heddle_element_get_id (element));
  if (g_strcmp0 (heddle_element_get_id (element), "main") == 0)
    return new_set (kind, "main", "future", "[1]");
  return new_random_set (kind, heddle_element_get_id (element));
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
  g_autoptr (HeddleWorkflow) workflow = load_sample ();
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
          g_autoptr (HeddleEdit) edit = new_random_edit (workflow);

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
      g_autoptr (HeddleWorkflow) workflow = load_sample ();
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
      apply (document, new_set (HEDDLE_ELEMENT_NODE, "art", "config.prompt", value));
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
  g_autoptr (HeddleWorkflow) workflow = load_sample ();
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
  apply (document, new_set (HEDDLE_ELEMENT_NODE, "art", "name", "'Art'"));
  type_letters (document, "art/prompt#2", "rye");
  g_assert_cmpuint (count_steps (document), ==, 5);
  g_free (undone);
  undone = heddle_workflow_to_text (workflow);
  g_assert_cmpstr (undone, ==, before);
}

static void
test_parts_of_several_members (void)
{
  g_autoptr (HeddleWorkflow) workflow = load_sample ();
  g_autoptr (HeddleDocument) document = heddle_document_new (workflow);
  g_autofree char *before = heddle_workflow_to_text (workflow);
  g_autofree char *undone = NULL;

  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *value = g_strdup_printf ("%u", i * 20);

      heddle_document_begin_part (document, "Move Node", "move#1");
      apply (document, new_set (HEDDLE_ELEMENT_NODE, "art", "x", value));
      apply (document, new_set (HEDDLE_ELEMENT_NODE, "art", "y", value));
      apply (document, new_set (HEDDLE_ELEMENT_NODE, "art", "extra.deep.a", value));
      apply (document, new_set (HEDDLE_ELEMENT_NODE, "art", "extra.deep.b", value));
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
