/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/heddle-init.h"
#include "base/heddle-json.h"
#include "editor/heddle-outline-words.h"
#include "nodes/heddle-nodes.h"

#define N_NODES 20000

typedef struct
{
  HeddleDocument     *document;
  HeddleRunState     *run;
  HeddleNodeRegistry *registry;
  HeddleCanvasModel  *model;
  GListStore         *problems;
  HeddleOutline      *outline;
  guint               n_changes;
  guint               n_added;
  guint               n_removed;
  guint               most_added;
  guint               n_told;
} Fixture;

#define DOCUMENT                                                                                                    \
  "{\"format\":\"heddle-workflow\",\"version\":1,\"id\":\"w\",\"name\":\"W\",\"pipelines\":[{\"id\":\"main\","      \
  "\"nodes\":["                                                                                                     \
  "{\"id\":\"last\",\"type\":\"text.join\",\"name\":\"Last\",\"x\":900,\"y\":0,\"config\":{}},"                     \
  "{\"id\":\"first\",\"type\":\"input.text\",\"name\":\"First\",\"x\":0,\"y\":0,\"config\":{\"value\":\"a\"}},"     \
  "{\"id\":\"upper\",\"type\":\"text.case\",\"name\":\"Upper\",\"x\":300,\"y\":0,\"config\":{\"case\":\"upper\"}}," \
  "{\"id\":\"lower\",\"type\":\"text.case\",\"name\":\"Lower\",\"x\":600,\"y\":0,\"config\":{\"case\":\"lower\"}}," \
  "{\"id\":\"alone\",\"type\":\"input.image\",\"name\":\"Alone\",\"x\":0,\"y\":900,\"config\":{}}],"                \
  "\"links\":["                                                                                                     \
  "{\"id\":\"l1\",\"from\":[\"first\",\"text\"],\"to\":[\"upper\",\"text\"]},"                                      \
  "{\"id\":\"l2\",\"from\":[\"upper\",\"text\"],\"to\":[\"lower\",\"text\"]},"                                      \
  "{\"id\":\"l3\",\"from\":[\"upper\",\"text\"],\"to\":[\"last\",\"items\"]},"                                      \
  "{\"id\":\"l4\",\"from\":[\"lower\",\"text\"],\"to\":[\"last\",\"items\"]},"                                      \
  "{\"id\":\"l5\",\"kind\":\"after\",\"from\":[\"first\"],\"to\":[\"last\"]}],"                                     \
  "\"frames\":[{\"id\":\"f\",\"name\":\"Both\",\"x\":280,\"y\":-60,\"width\":500,\"height\":400}]}]}"

static void
changed_cb (Fixture *fixture,
            guint    position,
            guint    n_removed,
            guint    n_added)
{
  fixture->n_changes++;
  fixture->n_added += n_added;
  fixture->n_removed += n_removed;
  fixture->most_added = MAX (fixture->most_added, n_added);
}

static void
told_cb (Fixture *fixture)
{
  fixture->n_told++;
}

static void
forget_counts (Fixture *fixture)
{
  fixture->n_changes = fixture->n_added = fixture->n_removed = fixture->most_added = fixture->n_told = 0;
}

static void
settle (Fixture *fixture)
{
  while (!heddle_outline_is_complete (fixture->outline))
    g_main_context_iteration (NULL, TRUE);
}

static void
open_text (Fixture    *fixture,
           const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HeddleWorkflow) workflow = heddle_workflow_new_from_text (text, -1, &error);

  g_assert_no_error (error);
  fixture->document = heddle_document_new (workflow);
  fixture->run = heddle_run_state_new ();
  fixture->registry = heddle_node_registry_new ();
  heddle_register_nodes (fixture->registry);
  fixture->model = heddle_canvas_model_new (fixture->document, heddle_workflow_find_pipeline (workflow, "main"),
                                            fixture->run, fixture->registry, NULL);
  fixture->problems = g_list_store_new (HEDDLE_TYPE_PROBLEM_ITEM);
  fixture->outline = heddle_outline_new (fixture->model, G_LIST_MODEL (fixture->problems), "main");
  g_signal_connect_swapped (heddle_outline_get_items (fixture->outline), "items-changed", G_CALLBACK (changed_cb),
                            fixture);
  g_signal_connect_swapped (fixture->outline, "item-changed", G_CALLBACK (told_cb), fixture);
  /* It is not built where it is opened. */
  g_assert_cmpuint (g_list_model_get_n_items (heddle_outline_get_items (fixture->outline)), ==, 0);
  settle (fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_finalize_object (fixture->outline);
  g_assert_finalize_object (fixture->model);
  g_assert_finalize_object (fixture->document);
  g_clear_object (&fixture->problems);
  g_clear_object (&fixture->run);
  g_clear_object (&fixture->registry);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  open_text (fixture, DOCUMENT);
}

static void
add_names (Fixture    *fixture,
           GListModel *items,
           GString    *text)
{
  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (HeddleOutlineItem) item = g_list_model_get_item (items, i);
      g_autofree char *title = heddle_outline_dup_title (fixture->outline, item);
      g_autoptr (GListModel) below = heddle_outline_item_get_kind (item) == HEDDLE_OUTLINE_FRAME
                                       ? heddle_outline_ref_below (fixture->outline, item)
                                       : NULL;

      g_assert_cmpuint (heddle_outline_item_get_position (item), ==, i);
      g_string_append_printf (text, "%s%s", text->len > 0 && text->str[text->len - 1] != '(' ? " " : "", title);
      if (below == NULL)
        continue;
      g_string_append (text, " (");
      add_names (fixture, below, text);
      g_string_append (text, ")");
    }
}

static void
assert_outline (Fixture    *fixture,
                const char *wanted)
{
  g_autoptr (GString) text = g_string_new (NULL);

  settle (fixture);
  add_names (fixture, heddle_outline_get_items (fixture->outline), text);
  g_assert_cmpstr (text->str, ==, wanted);
}

static void
apply (Fixture    *fixture,
       HeddleEdit *edit)
{
  g_autoptr (HeddleEdit) own = edit;
  g_autoptr (GError) error = NULL;

  heddle_document_apply (fixture->document, own, &error);
  g_assert_no_error (error);
}

static void
set_member (Fixture    *fixture,
            const char *node,
            const char *member,
            const char *json)
{
  const char *path[] = { member, NULL };
  g_autoptr (JsonNode) value = heddle_json_parse (json, -1, NULL);

  apply (fixture, heddle_edit_new_set (HEDDLE_ELEMENT_NODE, "main", node, path, value));
}

static void
insert (Fixture           *fixture,
        HeddleElementKind  kind,
        guint              position,
        const char        *json)
{
  g_autoptr (JsonNode) value = heddle_json_parse (json, -1, NULL);

  apply (fixture, heddle_edit_new_insert (kind, "main", position, value));
}

static void
test_order (Fixture       *fixture,
            gconstpointer  data)
{
  assert_outline (fixture, "First Alone Both (Upper Lower) Last");

  /* A name is no other order; the row is told of it, and nothing else. */
  forget_counts (fixture);
  set_member (fixture, "alone", "name", "\"Lonely\"");
  assert_outline (fixture, "First Lonely Both (Upper Lower) Last");
  g_assert_cmpuint (fixture->n_changes, ==, 0);
  g_assert_cmpuint (fixture->n_told, ==, 1);

  insert (fixture, HEDDLE_ELEMENT_NODE, 5,
          "{\"id\":\"new\",\"type\":\"text.case\",\"name\":\"New\",\"x\":0,\"y\":1200,\"config\":{}}");
  assert_outline (fixture, "First Lonely New Both (Upper Lower) Last");
  g_assert_cmpuint (fixture->n_changes, ==, 1);
  g_assert_cmpuint (fixture->n_added, ==, 1);

  /* A link has one node come after another: that one moves, and all others stay. */
  forget_counts (fixture);
  insert (fixture, HEDDLE_ELEMENT_LINK, 5, "{\"id\":\"l6\",\"from\":[\"last\",\"text\"],\"to\":[\"new\",\"text\"]}");
  assert_outline (fixture, "First Lonely Both (Upper Lower) Last New");
  g_assert_cmpuint (fixture->n_added + fixture->n_removed, ==, 2);
  heddle_document_undo (fixture->document);
  heddle_document_undo (fixture->document);
  assert_outline (fixture, "First Lonely Both (Upper Lower) Last");
}

static void
test_frames (Fixture       *fixture,
             gconstpointer  data)
{
  assert_outline (fixture, "First Alone Both (Upper Lower) Last");
  set_member (fixture, "upper", "y", "2000");
  assert_outline (fixture, "First Alone Upper Both (Lower) Last");
  set_member (fixture, "alone", "x", "300");
  set_member (fixture, "alone", "y", "10");
  assert_outline (fixture, "First Both (Alone Lower) Upper Last");
  /* A frame in a frame, and a node in the inner one. */
  insert (fixture, HEDDLE_ELEMENT_FRAME, 1,
          "{\"id\":\"g\",\"name\":\"Inner\",\"x\":590,\"y\":-10,\"width\":100,\"height\":200}");
  assert_outline (fixture, "First Both (Alone Inner (Lower)) Upper Last");
  /* Without anything in it, it is there, too. */
  set_member (fixture, "lower", "y", "3000");
  assert_outline (fixture, "First Both (Alone Inner ()) Upper Lower Last");
}

static void
test_notes (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *label = NULL;
  HeddlePipeline *pipeline =
    heddle_workflow_find_pipeline (heddle_document_get_workflow (fixture->document), "main");
  g_autoptr (HeddleElement) element = NULL;
  HeddleOutlineItem *note;

  insert (fixture, HEDDLE_ELEMENT_NOTE, 0,
          "{\"id\":\"n\",\"text\":\"Mind the\\nseams\",\"x\":300,\"y\":0,\"width\":200,\"height\":80}");
  insert (fixture, HEDDLE_ELEMENT_NOTE, 1,
          "{\"id\":\"m\",\"text\":\"\",\"x\":0,\"y\":5000,\"width\":90,\"height\":80}");
  assert_outline (fixture, "First Alone Both (Upper Lower Mind the seams) Last Empty note");
  element = g_list_model_get_item (heddle_pipeline_get_notes (pipeline), 0);
  note = heddle_outline_find_area (fixture->outline, element);
  label = heddle_outline_dup_label (fixture->outline, note);
  g_assert_cmpstr (label, ==, "Mind the seams, note");
  g_assert_null (heddle_outline_ref_below (fixture->outline, note));
  /* It is found by what it says, with the frame that it is in. */
  heddle_outline_set_query (fixture->outline, "SEAMS");
  assert_outline (fixture, "Both (Mind the seams)");
  heddle_outline_set_query (fixture->outline, "");
  heddle_document_undo (fixture->document);
  heddle_document_undo (fixture->document);
  assert_outline (fixture, "First Alone Both (Upper Lower) Last");
}

static void
assert_labels (Fixture           *fixture,
               HeddleOutlineItem *item,
               const char        *wanted)
{
  g_autoptr (GListModel) below = heddle_outline_ref_below (fixture->outline, item);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (below); i++)
    {
      g_autoptr (HeddleOutlineItem) part = g_list_model_get_item (below, i);
      g_autofree char *label = heddle_outline_dup_label (fixture->outline, part);

      g_string_append_printf (text, "%s\n", label);
    }
  g_assert_cmpstr (text->str, ==, wanted);
}

static void
test_ports (Fixture       *fixture,
            gconstpointer  data)
{
  HeddleOutlineItem *upper = heddle_outline_find_node (fixture->outline, "upper");
  HeddleOutlineItem *last = heddle_outline_find_node (fixture->outline, "last");
  g_autoptr (GListModel) below = heddle_outline_ref_below (fixture->outline, upper);
  g_autoptr (HeddleOutlineItem) input = g_list_model_get_item (below, 0);
  g_autoptr (HeddleOutlineItem) output = g_list_model_get_item (below, 1);
  g_autoptr (HeddleOutlineItem) again = NULL;
  g_autofree char *label = heddle_outline_dup_label (fixture->outline, upper);

  g_assert_cmpstr (label, ==, "Upper, Not run yet, 1 of 1 input linked");
  assert_labels (fixture, upper, "Text, text, input, linked to First\n"
                                 "Text, text, output, linked to Lower; Last\n");
  assert_labels (fixture, last, "Runs after First\n"
                                "Items, list of text, input, linked to Upper; Lower\n"
                                "Text, text, output, not linked\n");
  assert_labels (fixture, output, "Link from Upper, Text to Lower, Text\n"
                                  "Link from Upper, Text to Last, Items\n");
  g_assert_nonnull (heddle_outline_find_only_link (fixture->outline, input));
  g_assert_null (heddle_outline_find_only_link (fixture->outline, output));

  /* Whoever looks at a port is told of what it is linked to, and it stays the same. */
  forget_counts (fixture);
  set_member (fixture, "first", "name", "\"Words\"");
  assert_labels (fixture, upper, "Text, text, input, linked to Words\n"
                                 "Text, text, output, linked to Lower; Last\n");
  again = g_list_model_get_item (below, 0);
  g_assert_true (again == input);
  g_assert_cmpuint (fixture->n_told, >=, 2);
  g_assert_cmpuint (fixture->n_changes, ==, 0);
}

/* Inputs of the workflow have all that is on the canvas be built anew. */
static void
test_built_anew (Fixture       *fixture,
                 gconstpointer  data)
{
  HeddleOutlineItem *inputs;
  g_autoptr (GListModel) below = NULL;

  insert (fixture, HEDDLE_ELEMENT_INPUT, 0, "{\"key\":\"motif\",\"type\":\"text\"}");
  settle (fixture);
  inputs = heddle_outline_find_node (fixture->outline, HEDDLE_INPUTS_NODE);
  below = heddle_outline_ref_below (fixture->outline, inputs);
  g_assert_cmpuint (g_list_model_get_n_items (below), ==, 1);
  insert (fixture, HEDDLE_ELEMENT_INPUT, 1, "{\"key\":\"headline\",\"type\":\"text\"}");
  settle (fixture);
  g_assert_true (heddle_outline_find_node (fixture->outline, HEDDLE_INPUTS_NODE) == inputs);
  g_assert_cmpuint (g_list_model_get_n_items (below), ==, 2);
}

static void
test_search (Fixture       *fixture,
             gconstpointer  data)
{
  heddle_outline_set_query (fixture->outline, "  CASE low ");
  assert_outline (fixture, "Both (Lower)");
  set_member (fixture, "alone", "name", "\"Below the case\"");
  assert_outline (fixture, "Below the case Both (Lower)");
  heddle_outline_set_query (fixture->outline, "both");
  assert_outline (fixture, "Both ()");
  heddle_outline_set_query (fixture->outline, "nowhere");
  assert_outline (fixture, "");
  /* However an accent is written. */
  set_member (fixture, "alone", "name", "\"Cafe\314\201\"");
  heddle_outline_set_query (fixture->outline, "CAF\303\211");
  assert_outline (fixture, "Cafe\314\201");
  set_member (fixture, "alone", "name", "\"Below the case\"");
  heddle_outline_set_query (fixture->outline, "");
  assert_outline (fixture, "First Below the case Both (Upper Lower) Last");
}

static void
set_up_large (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (GString) text = g_string_new ("{\"format\":\"heddle-workflow\",\"version\":1,\"id\":\"w\",\"name\":\"W\","
                                           "\"pipelines\":[{\"id\":\"main\",\"nodes\":[");

  for (guint i = 0; i < N_NODES; i++)
    g_string_append_printf (text, "%s{\"id\":\"n%u\",\"type\":\"text.case\",\"x\":%u,\"y\":%u,\"config\":{}}",
                            i > 0 ? "," : "", i, i % 100 * 300, i / 100 * 200);
  g_string_append (text, "],\"links\":[");
  for (guint i = 0; i + 1 < N_NODES; i++)
    g_string_append_printf (text, "%s{\"id\":\"l%u\",\"from\":[\"n%u\",\"text\"],\"to\":[\"n%u\",\"text\"]}",
                            i > 0 ? "," : "", i, i, i + 1);
  g_string_append (text, "]}]}");
  open_text (fixture, text->str);
}

/* The main loop turns while it is built, and one edit is one change. */
static void
test_large (Fixture       *fixture,
            gconstpointer  data)
{
  GListModel *items = heddle_outline_get_items (fixture->outline);
  g_autoptr (HeddleOutlineItem) kept = g_list_model_get_item (items, 12345);

  g_assert_cmpuint (g_list_model_get_n_items (items), ==, N_NODES);
  g_assert_cmpuint (fixture->most_added, <=, HEDDLE_OUTLINE_MOST_AT_ONCE);
  g_assert_cmpuint (fixture->n_added, ==, N_NODES);
  g_assert_cmpuint (fixture->n_changes, ==, N_NODES / HEDDLE_OUTLINE_MOST_AT_ONCE);
  g_assert_cmpstr (heddle_outline_item_get_node (kept), ==, "n12345");

  forget_counts (fixture);
  set_member (fixture, "n7", "name", "\"Seven\"");
  settle (fixture);
  g_assert_cmpuint (fixture->n_changes, ==, 0);
  g_assert_cmpuint (fixture->n_told, <=, 3);

  insert (fixture, HEDDLE_ELEMENT_NODE, N_NODES,
          "{\"id\":\"new\",\"type\":\"text.case\",\"x\":0,\"y\":-300,\"config\":{}}");
  settle (fixture);
  g_assert_cmpuint (fixture->n_changes, ==, 1);
  g_assert_cmpuint (fixture->n_added, ==, 1);
  g_assert_cmpuint (fixture->n_removed, ==, 0);

  /* From one end of the list to the other. */
  forget_counts (fixture);
  insert (fixture, HEDDLE_ELEMENT_LINK, N_NODES - 1,
          "{\"id\":\"far\",\"from\":[\"n19999\",\"text\"],\"to\":[\"new\",\"text\"]}");
  settle (fixture);
  g_assert_cmpuint (fixture->n_changes, ==, 2);
  g_assert_cmpuint (fixture->n_added + fixture->n_removed, ==, 2);
  g_assert_true (heddle_outline_find_node (fixture->outline, "n12345") == kept);
}

int
main (int   argc,
      char *argv[])
{
  heddle_init ();
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/outline/order", Fixture, NULL, set_up, test_order, tear_down);
  g_test_add ("/outline/frames", Fixture, NULL, set_up, test_frames, tear_down);
  g_test_add ("/outline/notes", Fixture, NULL, set_up, test_notes, tear_down);
  g_test_add ("/outline/ports", Fixture, NULL, set_up, test_ports, tear_down);
  g_test_add ("/outline/built-anew", Fixture, NULL, set_up, test_built_anew, tear_down);
  g_test_add ("/outline/search", Fixture, NULL, set_up, test_search, tear_down);
  g_test_add ("/outline/large", Fixture, NULL, set_up_large, test_large, tear_down);
  return g_test_run ();
}
