/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Edits a workflow by chance, in all the ways that the window edits it, with undo and redo in between, and compares
 * it with what its steps give from the start.
 */

#include "config.h"

#include "base/heddle-init.h"
#include "base/heddle-json.h"
#include "edit-test.h"
#include "graph-test-types.h"
#include "graph/heddle-area.h"
#include "graph/heddle-linking.h"
#include "graph/heddle-node-group.h"
#include "graph/heddle-pipelines.h"
#include "graph/heddle-reroute.h"

#define EDITS 10000
#define STEPS_BETWEEN_REPLAYS 250
#define MOST_NODES 15
#define MOST_PAGES 3

/* A step that was made: its edits as lines of JSON, and what the workflow was after it. */
typedef struct
{
  GPtrArray *edits;
  char      *result;
} Step;

typedef struct
{
  HeddleNodeRegistry *registry;
  HeddleDocument     *document;
  HeddleWorkflow     *workflow;
  HeddlePipeline     *pipeline;
  char               *start;
  GPtrArray          *done;
  GPtrArray          *undone;
  GPtrArray          *edits;
  guint               n_edits;
} Session;

static void
step_free (gpointer data)
{
  Step *step = data;

  g_ptr_array_unref (step->edits);
  g_free (step->result);
  g_free (step);
}

static void
edited_cb (HeddleDocument *document,
           HeddleEdit     *edit,
           Session        *session)
{
  g_autoptr (JsonNode) json = heddle_edit_to_json (edit);

  session->n_edits++;
  if (session->edits != NULL)
    g_ptr_array_add (session->edits, heddle_json_write (json, HEDDLE_JSON_COMPACT));
}

/* What a document says, whatever the order of the members. A page without frames is the same whether it says so or
 * not: one that comes back says so.
 */
static char *
dup_meaning (HeddleWorkflow *workflow)
{
  g_autofree char *text = heddle_workflow_to_text (workflow);
  g_autoptr (JsonNode) json = heddle_json_parse (text, -1, NULL);
  g_autofree char *sorted = heddle_json_write (json, HEDDLE_JSON_CANONICAL);
  g_autoptr (GRegex) empty = g_regex_new ("\"(frames|notes)\":\\[\\],|,\"(frames|notes)\":\\[\\]", 0, 0, NULL);

  return g_regex_replace_literal (empty, sorted, -1, 0, "", 0, NULL);
}

static void
session_init (Session *session)
{
  *session = (Session) { .registry = new_test_registry (), .workflow = edit_test_load_sample () };
  session->document = heddle_document_new (session->workflow);
  session->start = dup_meaning (session->workflow);
  session->done = g_ptr_array_new_with_free_func (step_free);
  session->undone = g_ptr_array_new_with_free_func (step_free);
  g_signal_connect (session->document, "edited", G_CALLBACK (edited_cb), session);
}

static void
session_clear (Session *session)
{
  g_ptr_array_unref (session->done);
  g_ptr_array_unref (session->undone);
  g_free (session->start);
  g_object_unref (session->document);
  g_object_unref (session->workflow);
  g_object_unref (session->registry);
}

static guint
less_than (guint n)
{
  return (guint) g_test_rand_int_range (0, (int) n);
}

/* Returns: (transfer none): one of a list by chance, or NULL of an empty one */
static gpointer
pick (GListModel *list)
{
  guint n = g_list_model_get_n_items (list);
  g_autoptr (GObject) item = n > 0 ? g_list_model_get_item (list, less_than (n)) : NULL;

  return item;
}

static const char *
pick_node (Session *session)
{
  HeddleElement *node = pick (heddle_pipeline_get_nodes (session->pipeline));

  return node != NULL ? heddle_element_get_id (node) : "none";
}

static const char *
pick_link (Session *session)
{
  HeddleElement *link = pick (heddle_pipeline_get_links (session->pipeline));

  return link != NULL ? heddle_element_get_id (link) : "none";
}

/* A frame or a note, or NULL where there is none. */
static HeddleElement *
pick_area (Session *session)
{
  return pick (g_test_rand_bit () ? heddle_pipeline_get_frames (session->pipeline)
                                  : heddle_pipeline_get_notes (session->pipeline));
}

/* One to four nodes, each of them once. */
static GStrv
pick_nodes (Session *session)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  GListModel *nodes = heddle_pipeline_get_nodes (session->pipeline);
  guint n = g_list_model_get_n_items (nodes);
  guint first = n > 0 ? less_than (n) : 0, end = first + 1 + less_than (4);

  for (guint i = first; i < end && i < n; i++)
    {
      g_autoptr (HeddleElement) node = g_list_model_get_item (nodes, i);

      g_strv_builder_add (ids, heddle_element_get_id (node));
    }
  return g_strv_builder_end (ids);
}

/* A place on the canvas, also one between whole numbers. */
static double
new_place (void)
{
  return (double) g_test_rand_int_range (-4000, 4000) / 2;
}

static gboolean
edit_element (Session  *session,
              GError  **error)
{
  g_autoptr (HeddleEdit) edit = edit_test_new_random (session->workflow);

  return heddle_document_apply (session->document, edit, error);
}

static gboolean
add_node (Session  *session,
          GError  **error)
{
  static const char *const types[] = { "test.text", "test.generate", "test.resize", "test.save", "test.unheard-of" };
  g_autofree char *id = heddle_node_group_add (session->document, session->pipeline,
                                               types[less_than (G_N_ELEMENTS (types))], NULL, new_place (),
                                               new_place (), error);

  return id != NULL;
}

static gboolean
paste_nodes (Session  *session,
             GError  **error)
{
  g_auto (GStrv) ids = pick_nodes (session);
  g_auto (GStrv) pasted = NULL;
  g_autoptr (HeddleWorkflow) copy =
    heddle_node_group_copy (session->workflow, session->pipeline, (const char *const *) ids);

  return heddle_node_group_paste (session->document, session->pipeline, copy, 20, 20, &pasted, error);
}

static gboolean
move_nodes (Session  *session,
            GError  **error)
{
  g_auto (GStrv) ids = pick_nodes (session);

  return heddle_node_group_move (session->document, session->pipeline, (const char *const *) ids, new_place (),
                                 new_place (), error);
}

static gboolean
mark_nodes (Session  *session,
            GError  **error)
{
  static const char *const flags[] = { "bypassed", "muted", "collapsed" };
  static const char *const colors[] = { "blue", "red", NULL };
  g_auto (GStrv) ids = pick_nodes (session);
  const char *const *nodes = (const char *const *) ids;

  if (g_test_rand_bit ())
    return heddle_node_group_set_color (session->document, session->pipeline, nodes,
                                        colors[less_than (G_N_ELEMENTS (colors))], error);
  return heddle_node_group_set_flag (session->document, session->pipeline, nodes,
                                     flags[less_than (G_N_ELEMENTS (flags))], g_test_rand_bit (), error);
}

static gboolean
remove_nodes (Session  *session,
              GError  **error)
{
  g_auto (GStrv) ids = pick_nodes (session);
  const char *const *nodes = (const char *const *) ids;

  if (g_test_rand_bit ())
    return heddle_linking_bridge (session->document, session->pipeline, session->registry, nodes, error);
  return heddle_node_group_remove (session->document, session->pipeline, nodes, error);
}

static gboolean
join (Session  *session,
      GError  **error)
{
  static const char *const outputs[] = { "text", "image", "images" };
  static const char *const inputs[] = { "prompt", "image", "text" };

  return heddle_linking_join (session->document, session->pipeline, session->registry, pick_node (session),
                              outputs[less_than (G_N_ELEMENTS (outputs))], pick_node (session),
                              inputs[less_than (G_N_ELEMENTS (inputs))],
                              g_test_rand_bit () ? pick_link (session) : NULL, error);
}

static gboolean
order (Session  *session,
       GError  **error)
{
  return heddle_linking_order (session->document, session->pipeline, session->registry, pick_node (session),
                               pick_node (session), error);
}

static gboolean
cut (Session  *session,
     GError  **error)
{
  const char *ids[] = { NULL, NULL };

  session->pipeline = pick (heddle_workflow_get_pipelines (session->workflow));
  ids[0] = pick_link (session);
  return heddle_linking_cut (session->document, session->pipeline, ids, error);
}

static gboolean
lead (Session  *session,
      GError  **error)
{
  const char *link = pick_link (session);

  switch (less_than (3))
    {
    case 0:
      return heddle_reroute_move (session->document, session->pipeline, link, 0, new_place (), new_place (), error);
    case 1:
      return heddle_reroute_remove (session->document, session->pipeline, link, 0, error);
    default:
      return heddle_reroute_add (session->document, session->pipeline, link, 0, new_place (), new_place (), error);
    }
}

static gboolean
change_area (Session  *session,
             GError  **error)
{
  HeddleArea area = { new_place (), new_place (), 100 + less_than (400), 100 + less_than (400) };
  HeddleElement *element = pick_area (session);
  g_autofree char *id = NULL;

  switch (element != NULL ? less_than (5) : 4)
    {
    case 0:
      return heddle_area_set (session->document, session->pipeline, element, &area, error);
    case 1:
      return heddle_area_set_text (session->document, session->pipeline, element, "Seen", error);
    case 2:
      return heddle_area_set_color (session->document, session->pipeline, element, "green", error);
    case 3:
      return heddle_area_remove (session->document, session->pipeline, element, error);
    default:
      id = heddle_area_insert (session->document, session->pipeline,
                               g_test_rand_bit () ? HEDDLE_ELEMENT_FRAME : HEDDLE_ELEMENT_NOTE, "New", &area, error);
      return id != NULL;
    }
}

static gboolean
change_pages (Session  *session,
              GError  **error)
{
  guint n = g_list_model_get_n_items (heddle_workflow_get_pipelines (session->workflow));
  g_autofree char *id = NULL;
  g_autofree char *name = g_strdup_printf ("Page %u", less_than (100));

  switch (n > MOST_PAGES ? 2 : less_than (5))
    {
    case 0:
      id = heddle_pipelines_add (session->document, less_than (n + 1), error);
      return id != NULL;
    case 1:
      id = heddle_pipelines_duplicate (session->document, session->pipeline, error);
      return id != NULL;
    case 2:
      return g_strcmp0 (heddle_pipeline_get_id (session->pipeline), "main") == 0
             || heddle_pipelines_remove (session->document, session->pipeline, error);
    case 3:
      return heddle_pipelines_move (session->document, session->pipeline, less_than (n), error);
    default:
      return heddle_pipelines_rename (session->document, session->pipeline, name, error);
    }
}

static gboolean
make_room (Session  *session,
           GError  **error)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  GListModel *nodes = heddle_pipeline_get_nodes (session->pipeline);
  g_auto (GStrv) removed = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (nodes); i += 2)
    {
      g_autoptr (HeddleElement) node = g_list_model_get_item (nodes, i);

      g_strv_builder_add (ids, heddle_element_get_id (node));
    }
  removed = g_strv_builder_end (ids);
  return heddle_node_group_remove (session->document, session->pipeline, (const char *const *) removed, error);
}

static gboolean
edit (Session  *session,
      GError  **error)
{
  static gboolean (*const ways[]) (Session *, GError **) = {
    edit_element, edit_element, add_node, paste_nodes, move_nodes,  mark_nodes,   remove_nodes,
    join,         join,         order,    lead,        lead,        change_area,  change_area,
    change_pages,
  };

  session->pipeline = pick (heddle_workflow_get_pipelines (session->workflow));
  if (g_list_model_get_n_items (heddle_pipeline_get_nodes (session->pipeline)) > MOST_NODES)
    return make_room (session, error);
  return ways[less_than (G_N_ELEMENTS (ways))](session, error);
}

/* What was refused is taken back whole. */
static gboolean
edit_in_one_step (Session  *session,
                  GError  **error)
{
  guint n = 1 + less_than (3);

  heddle_document_begin (session->document, "Step");
  for (guint i = 0; i < n; i++)
    {
      if (!edit (session, error))
        {
          heddle_document_abandon (session->document);
          return FALSE;
        }
    }
  heddle_document_end (session->document);
  return TRUE;
}

/* Documents are too long to be told whole. */
static void
assert_same (const char *text,
             const char *expected)
{
  g_auto (GStrv) lines = g_strsplit (text, ",", -1);
  g_auto (GStrv) expected_lines = g_strsplit (expected, ",", -1);

  for (guint i = 0; lines[i] != NULL && expected_lines[i] != NULL; i++)
    g_assert_cmpstr (lines[i], ==, expected_lines[i]);
  g_assert_cmpuint (g_strv_length (lines), ==, g_strv_length (expected_lines));
}

/* What the steps that were made have given. */
static const char *
get_expected (Session *session)
{
  const Step *last = session->done->len > 0 ? session->done->pdata[session->done->len - 1] : NULL;

  return last != NULL ? last->result : session->start;
}

static void
make_step (Session *session)
{
  Step *step = g_new0 (Step, 1);
  g_autoptr (GError) error = NULL;
  gboolean made;

  step->edits = session->edits = g_ptr_array_new_with_free_func (g_free);
  made = less_than (12) == 0 ? cut (session, &error) : edit_in_one_step (session, &error);
  session->edits = NULL;
  step->result = dup_meaning (session->workflow);
  g_assert_cmpint (made, ==, error == NULL);
  if (made && step->edits->len > 0)
    {
      g_ptr_array_add (session->done, step);
      g_ptr_array_set_size (session->undone, 0);
      return;
    }
  assert_same (step->result, get_expected (session));
  step_free (step);
}

static void
assert_is (Session *session)
{
  g_autofree char *text = dup_meaning (session->workflow);

  assert_same (text, get_expected (session));
  g_assert_cmpint (heddle_document_can_undo (session->document), ==, session->done->len > 0);
  g_assert_cmpint (heddle_document_can_redo (session->document), ==, session->undone->len > 0);
}

static void
undo (Session *session,
      guint    n)
{
  for (guint i = 0; i < n && session->done->len > 0; i++)
    {
      heddle_document_undo (session->document);
      g_ptr_array_add (session->undone, g_ptr_array_steal_index (session->done, session->done->len - 1));
    }
  assert_is (session);
}

static void
redo (Session *session,
      guint    n)
{
  for (guint i = 0; i < n && session->undone->len > 0; i++)
    {
      heddle_document_redo (session->document);
      g_ptr_array_add (session->done, g_ptr_array_steal_index (session->undone, session->undone->len - 1));
    }
  assert_is (session);
}

static void
assert_replay (Session *session)
{
  g_autoptr (HeddleWorkflow) workflow = edit_test_load_sample ();
  g_autofree char *text = NULL;
  g_autofree char *expected = dup_meaning (session->workflow);

  for (guint i = 0; i < session->done->len; i++)
    {
      const Step *step = session->done->pdata[i];

      for (guint j = 0; j < step->edits->len; j++)
        {
          g_autoptr (GError) error = NULL;
          g_autoptr (JsonNode) json = heddle_json_parse (step->edits->pdata[j], -1, NULL);
          g_autoptr (HeddleEdit) read = heddle_edit_from_json (json, &error);
          g_autoptr (HeddleEdit) inverse = NULL;

          g_assert_no_error (error);
          inverse = heddle_edit_apply (read, workflow, &error);
          g_assert_no_error (error);
        }
    }
  text = dup_meaning (workflow);
  assert_same (text, expected);
}

static void
test_random_edits (void)
{
  Session session;
  guint n_steps = 0;

  session_init (&session);
  while (session.n_edits < EDITS)
    {
      make_step (&session);
      if (less_than (8) == 0)
        undo (&session, 1 + less_than (6));
      if (less_than (8) == 0)
        redo (&session, 1 + less_than (12));
      if (++n_steps % STEPS_BETWEEN_REPLAYS == 0)
        assert_replay (&session);
    }
  assert_replay (&session);
  g_test_message ("%u edits, of which %u steps are left", session.n_edits, session.done->len);
  g_assert_cmpuint (session.done->len, >, 100);
  undo (&session, G_MAXUINT);
  redo (&session, G_MAXUINT);
  assert_replay (&session);
  session_clear (&session);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  heddle_init ();
  g_test_add_func ("/random-edits", test_random_edits);
  return g_test_run ();
}
