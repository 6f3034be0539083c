/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/heddle-init.h"
#include "graph/heddle-node-group.h"

#define DOCUMENT \
  "{\"format\": \"heddle-workflow\", \"version\": 1, \"id\": \"01980000-0000-7000-8000-0000000000c1\"," \
  " \"name\": \"Group\", \"inputs\": [{\"key\": \"headline\", \"type\": \"text\"}]," \
  " \"pipelines\": [{\"id\": \"main\", \"nodes\": [" \
  "  {\"id\": \"first\", \"type\": \"text.case\", \"x\": 40, \"y\": 60, \"config\": {\"case\": \"upper\"}}," \
  "  {\"id\": \"first-2\", \"type\": \"text.case\", \"x\": 300, \"y\": 60}," \
  "  {\"id\": \"other\", \"type\": \"text.case\", \"x\": 560, \"y\": 60}]," \
  " \"links\": [" \
  "  {\"id\": \"l1\", \"from\": [\"inputs\", \"headline\"], \"to\": [\"first\", \"text\"]}," \
  "  {\"id\": \"l2\", \"from\": [\"first\", \"text\"], \"to\": [\"first-2\", \"text\"]," \
  "   \"reroutes\": [{\"x\": 200, \"y\": 90}]}," \
  "  {\"id\": \"l3\", \"from\": [\"first-2\", \"text\"], \"to\": [\"other\", \"text\"]}]}]}"

static HeddleDocument *
new_document (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HeddleWorkflow) workflow = heddle_workflow_new_from_text (text, -1, &error);

  g_assert_no_error (error);
  return heddle_document_new (workflow);
}

static HeddlePipeline *
get_pipeline (HeddleDocument *document)
{
  return heddle_workflow_find_pipeline (heddle_document_get_workflow (document), "main");
}

static char *
write_text (HeddleDocument *document)
{
  return heddle_workflow_to_text (heddle_document_get_workflow (document));
}

/* As it comes back from another program's clipboard. */
static HeddleWorkflow *
copy (HeddleDocument    *document,
      const char *const *ids)
{
  HeddleWorkflow *workflow = heddle_document_get_workflow (document);
  g_autoptr (HeddleWorkflow) copied = heddle_node_group_copy (workflow, get_pipeline (document), ids);
  g_autofree char *text = heddle_workflow_to_text (copied);
  g_autoptr (GError) error = NULL;
  HeddleWorkflow *read = heddle_workflow_new_from_text (text, -1, &error);

  g_assert_no_error (error);
  return read;
}

static GStrv
paste (HeddleDocument *document,
       HeddleWorkflow *copied)
{
  g_autoptr (GError) error = NULL;
  GStrv ids = NULL;

  heddle_document_begin (document, "Paste");
  heddle_node_group_paste (document, get_pipeline (document), copied, 20, 40, &ids, &error);
  heddle_document_end (document);
  g_assert_no_error (error);
  return ids;
}

/* Links as “from.port>to.port”, in order. */
static char *
list_links (HeddleDocument *document)
{
  GListModel *links = heddle_pipeline_get_links (get_pipeline (document));
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (links); i++)
    {
      g_autoptr (HeddleLink) link = g_list_model_get_item (links, i);

      g_string_append_printf (text, "%s%s.%s>%s.%s", i > 0 ? " " : "", heddle_link_get_from_node (link),
                              heddle_link_get_from_port (link), heddle_link_get_to_node (link),
                              heddle_link_get_to_port (link));
    }
  return g_string_free_and_steal (g_steal_pointer (&text));
}

static const char *const both[] = { "first", "first-2", NULL };

static void
test_duplicate (void)
{
  g_autoptr (HeddleDocument) document = new_document (DOCUMENT);
  g_autofree char *before = write_text (document);
  g_autoptr (HeddleWorkflow) copied = copy (document, both);
  g_auto (GStrv) ids = paste (document, copied);
  g_autofree char *links = list_links (document);
  g_autofree char *after = NULL;
  HeddleNode *node;

  g_assert_cmpuint (g_strv_length (ids), ==, 2);
  g_assert_cmpstr (ids[0], ==, "first-3");
  g_assert_cmpstr (ids[1], ==, "first-4");
  node = heddle_pipeline_find_node (get_pipeline (document), "first-3");
  g_assert_cmpfloat (heddle_node_get_x (node), ==, 60);
  g_assert_cmpfloat (heddle_node_get_y (node), ==, 100);
  g_assert_cmpstr (json_object_get_string_member (heddle_node_get_config (node), "case"), ==, "upper");
  /* What leads out of the copied part is not copied; what leads in from the inputs is. */
  g_assert_cmpstr (links, ==, "inputs.headline>first.text first.text>first-2.text first-2.text>other.text "
                              "inputs.headline>first-3.text first-3.text>first-4.text");

  heddle_document_undo (document);
  after = write_text (document);
  g_assert_cmpstr (after, ==, before);
}

static void
test_reroutes (void)
{
  g_autoptr (HeddleDocument) document = new_document (DOCUMENT);
  g_autoptr (HeddleWorkflow) copied = copy (document, both);
  g_auto (GStrv) ids = paste (document, copied);
  g_autofree char *text = write_text (document);

  g_assert_nonnull (ids);
  g_assert_nonnull (strstr (text, "\"x\": 200"));
  g_assert_nonnull (strstr (text, "\"x\": 220"));
}

typedef struct
{
  const char *path;
  const char *inputs;
  const char *links;
} Elsewhere;

/* In another workflow names are free, and an input of the same name may be missing or of another type. */
static void
test_elsewhere (gconstpointer data)
{
  const Elsewhere *elsewhere = data;
  g_autofree char *text = g_strdup_printf ("{\"format\": \"heddle-workflow\", \"version\": 1, "
                                           "\"id\": \"01980000-0000-7000-8000-0000000000c2\", \"name\": \"Other\", "
                                           "\"inputs\": %s, "
                                           "\"pipelines\": [{\"id\": \"main\", \"nodes\": [], \"links\": []}]}",
                                           elsewhere->inputs);
  g_autoptr (HeddleDocument) source = new_document (DOCUMENT);
  g_autoptr (HeddleDocument) target = new_document (text);
  g_autoptr (HeddleWorkflow) copied = copy (source, both);
  g_auto (GStrv) ids = paste (target, copied);
  g_autofree char *links = list_links (target);

  g_assert_cmpstr (ids[0], ==, "first");
  g_assert_cmpstr (ids[1], ==, "first-2");
  g_assert_cmpstr (links, ==, elsewhere->links);
}

static const Elsewhere elsewhere[] = {
  { "/node-group/elsewhere", "[]", "first.text>first-2.text" },
  { "/node-group/elsewhere-input", "[{\"key\": \"headline\", \"type\": \"text\"}]",
    "inputs.headline>first.text first.text>first-2.text" },
  { "/node-group/elsewhere-other-input", "[{\"key\": \"headline\", \"type\": \"number\"}]", "first.text>first-2.text" },
};

static void
test_changes (void)
{
  g_autoptr (HeddleDocument) document = new_document (DOCUMENT);
  g_autofree char *before = write_text (document);
  g_autofree char *links = NULL;
  g_autofree char *after = NULL;
  HeddlePipeline *pipeline = get_pipeline (document);
  g_autoptr (GError) error = NULL;

  heddle_document_begin (document, "Change");
  g_assert_true (heddle_node_group_move (document, pipeline, both, -20, 0, &error));
  g_assert_true (heddle_node_group_set_flag (document, pipeline, both, "muted", TRUE, &error));
  g_assert_cmpfloat (heddle_node_get_x (heddle_pipeline_find_node (pipeline, "first-2")), ==, 280);
  g_assert_cmpfloat (heddle_node_get_y (heddle_pipeline_find_node (pipeline, "first-2")), ==, 60);
  g_assert_true (heddle_node_get_muted (heddle_pipeline_find_node (pipeline, "first")));
  g_assert_false (heddle_node_get_muted (heddle_pipeline_find_node (pipeline, "other")));
  g_assert_true (heddle_node_group_remove (document, pipeline, both, &error));
  heddle_document_end (document);
  links = list_links (document);
  g_assert_cmpstr (links, ==, "");

  heddle_document_undo (document);
  after = write_text (document);
  g_assert_cmpstr (after, ==, before);
}

static void
test_abandoned (void)
{
  g_autoptr (HeddleDocument) document = new_document (DOCUMENT);
  g_autofree char *before = write_text (document);
  g_autofree char *after = NULL;
  const char *const some[] = { "inputs", "first", "missing", NULL };
  g_autoptr (GError) error = NULL;

  heddle_document_begin (document, "Change");
  g_assert_true (heddle_node_group_move (document, get_pipeline (document), some, 20, 20, NULL));
  g_assert_false (heddle_node_group_remove (document, get_pipeline (document), some, &error));
  g_assert_nonnull (error);
  heddle_document_abandon (document);
  after = write_text (document);
  g_assert_cmpstr (after, ==, before);
  g_assert_false (heddle_document_can_undo (document));
}

static void
test_inputs (void)
{
  g_autoptr (HeddleDocument) document = new_document (DOCUMENT);
  const char *const inputs[] = { "inputs", NULL };
  JsonNode *place;
  g_autoptr (GError) error = NULL;

  g_assert_true (heddle_node_group_move (document, get_pipeline (document), inputs, 60, 0, &error));
  g_assert_true (heddle_node_group_remove (document, get_pipeline (document), inputs, &error));
  place = heddle_element_get_member (HEDDLE_ELEMENT (heddle_document_get_workflow (document)), "inputs_position");
  g_assert_cmpfloat (json_object_get_double_member (json_node_get_object (place), "x"), ==, 60);
}

static void
test_add (void)
{
  g_autoptr (HeddleDocument) document = new_document (DOCUMENT);
  g_autofree char *before = write_text (document);
  g_autofree char *after = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autoptr (JsonObject) config = json_object_new ();
  g_autoptr (GError) error = NULL;
  HeddleNode *node;

  json_object_set_string_member (config, "case", "title");
  heddle_document_begin (document, "Add");
  first = heddle_node_group_add (document, get_pipeline (document), "text.case", NULL, 20, -40, &error);
  g_assert_no_error (error);
  second = heddle_node_group_add (document, get_pipeline (document), "text.case", config, 60.5, 80, &error);
  g_assert_no_error (error);
  heddle_document_end (document);
  g_assert_cmpstr (first, ==, "case");
  g_assert_cmpstr (second, ==, "case-2");
  node = heddle_pipeline_find_node (get_pipeline (document), "case-2");
  g_assert_cmpfloat (heddle_node_get_x (node), ==, 60.5);
  g_assert_cmpstr (json_object_get_string_member (heddle_node_get_config (node), "case"), ==, "title");
  g_assert_cmpfloat (heddle_node_get_y (heddle_pipeline_find_node (get_pipeline (document), "case")), ==, -40);
  heddle_document_undo (document);
  after = write_text (document);
  g_assert_cmpstr (after, ==, before);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  heddle_init ();
  g_test_add_func ("/node-group/duplicate", test_duplicate);
  g_test_add_func ("/node-group/reroutes", test_reroutes);
  for (guint i = 0; i < G_N_ELEMENTS (elsewhere); i++)
    g_test_add_data_func (elsewhere[i].path, &elsewhere[i], test_elsewhere);
  g_test_add_func ("/node-group/changes", test_changes);
  g_test_add_func ("/node-group/abandoned", test_abandoned);
  g_test_add_func ("/node-group/inputs", test_inputs);
  g_test_add_func ("/node-group/add", test_add);
  return g_test_run ();
}
