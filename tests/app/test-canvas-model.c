/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>

#include "base/heddle-init.h"
#include "base/heddle-json.h"
#include "editor/heddle-canvas-model-area.h"
#include "editor/heddle-canvas-model.h"
#include "editor/heddle-canvas-navigation.h"
#include "editor/heddle-port-label.h"
#include "nodes/heddle-nodes.h"

typedef struct
{
  HeddleDocument     *document;
  HeddleRunState     *run;
  HeddleNodeRegistry *registry;
  HeddleCanvasModel  *model;
  guint               n_changed;
  guint               n_structure;
} Fixture;

#define DOCUMENT                                                                                                    \
  "{\"format\":\"heddle-workflow\",\"version\":1,\"id\":\"w\",\"name\":\"W\","                                      \
  "\"inputs\":[{\"key\":\"headline\",\"type\":\"text\",\"label\":\"Headline\",\"default\":\"Slow mornings\"}],"     \
  "\"inputs_position\":{\"x\":-300,\"y\":40},"                                                                      \
  "\"pipelines\":[{\"id\":\"main\",\"nodes\":["                                                                     \
  "{\"id\":\"prompt\",\"type\":\"text.template\",\"x\":0,\"y\":0,\"config\":{\"template\":\"{{headline}} {{a}}\"}},"  \
  "{\"id\":\"picture\",\"type\":\"ai.image-generation\",\"name\":\"Key visual\",\"x\":400,\"y\":0,\"width\":240,"    \
  "\"config\":{\"model\":\"sketch/image\",\"count\":4,\"aspect_ratio\":\"4:5\",\"seed\":0}},"                       \
  "{\"id\":\"size\",\"type\":\"image.resize\",\"x\":400,\"y\":300,\"width\":9000,\"enabled\":false,"                \
  "\"config\":{\"width\":1080,\"height\":1350}},"                                                                   \
  "{\"id\":\"odd\",\"type\":\"future.thing\",\"x\":800,\"y\":0,\"config\":{}}],"                                    \
  "\"links\":["                                                                                                     \
  "{\"id\":\"l1\",\"from\":[\"inputs\",\"headline\"],\"to\":[\"prompt\",\"headline\"]},"                            \
  "{\"id\":\"l2\",\"from\":[\"prompt\",\"text\"],\"to\":[\"picture\",\"prompt\"],\"reroutes\":[{\"x\":300,\"y\":80}]}," \
  "{\"id\":\"l3\",\"from\":[\"picture\",\"images\"],\"to\":[\"size\",\"image\"],"                                   \
  "\"condition\":{\"op\":\"not-empty\"}},"                                                                          \
  "{\"id\":\"l4\",\"from\":[\"size\",\"image\"],\"to\":[\"odd\",\"in\"]},"                                          \
  "{\"id\":\"l5\",\"kind\":\"after\",\"from\":[\"prompt\"],\"to\":[\"odd\"]},"                                      \
  "{\"id\":\"l6\",\"from\":[\"gone\",\"image\"],\"to\":[\"odd\",\"other\"]}],"                                      \
  "\"frames\":[{\"id\":\"f1\",\"name\":\"Picture\",\"x\":380,\"y\":-60,\"width\":300,\"height\":200}],"             \
  "\"notes\":[{\"id\":\"n1\",\"text\":\"Mind the cup.\",\"x\":0,\"y\":400,\"width\":220,\"height\":120}]}]}"

static void
count_cb (guint *n)
{
  (*n)++;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HeddleWorkflow) workflow = heddle_workflow_new_from_text (DOCUMENT, -1, &error);
  HeddlePipeline *pipeline;

  g_assert_no_error (error);
  fixture->document = heddle_document_new (workflow);
  fixture->run = heddle_run_state_new ();
  fixture->registry = heddle_node_registry_new ();
  heddle_register_nodes (fixture->registry);
  pipeline = heddle_workflow_find_pipeline (workflow, "main");
  fixture->model = heddle_canvas_model_new (fixture->document, pipeline, fixture->run, fixture->registry, NULL);
  g_signal_connect_swapped (fixture->model, "changed", G_CALLBACK (count_cb), &fixture->n_changed);
  g_signal_connect_swapped (fixture->model, "structure-changed", G_CALLBACK (count_cb), &fixture->n_structure);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_finalize_object (fixture->model);
  g_assert_finalize_object (fixture->document);
  g_clear_object (&fixture->run);
  g_clear_object (&fixture->registry);
}

static HeddleCanvasPort *
find_port (HeddleCanvasNode *node,
           const char       *name)
{
  for (guint i = 0; i < node->ports->len; i++)
    {
      HeddleCanvasPort *port = &g_array_index (node->ports, HeddleCanvasPort, i);

      if (g_str_equal (port->name, name))
        return port;
    }
  return NULL;
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
test_nodes (Fixture       *fixture,
            gconstpointer  data)
{
  HeddleCanvasNode *inputs = heddle_canvas_model_lookup (fixture->model, "inputs");
  HeddleCanvasNode *prompt = heddle_canvas_model_lookup (fixture->model, "prompt");
  HeddleCanvasNode *picture = heddle_canvas_model_lookup (fixture->model, "picture");
  HeddleCanvasNode *size = heddle_canvas_model_lookup (fixture->model, "size");
  HeddleCanvasNode *odd = heddle_canvas_model_lookup (fixture->model, "odd");

  g_assert_cmpuint (heddle_canvas_model_get_nodes (fixture->model)->len, ==, 5);
  g_assert_cmpstr (g_array_index (inputs->ports, HeddleCanvasPort, 0).value, ==, "Slow mornings");
  g_assert_cmpfloat (inputs->bounds.origin.x, ==, -300);
  g_assert_cmpint (heddle_canvas_node_get_main_type (inputs), ==, -1);

  /* The template makes ports, one of which is linked. */
  g_assert_cmpuint (prompt->n_inputs, ==, 2);
  g_assert_cmpuint (find_port (prompt, "headline")->n_links, ==, 1);
  g_assert_cmpuint (find_port (prompt, "a")->n_links, ==, 0);
  g_assert_cmpstr (find_port (prompt, "a")->label, ==, "A");
  g_assert_cmpint (heddle_canvas_node_get_main_type (prompt), ==, HEDDLE_VALUE_TEXT);

  g_assert_cmpstr (picture->title, ==, "Key visual");
  g_assert_cmpstr (picture->summary, ==, "image · \u2068×4\u2069 · \u20684:5\u2069");
  g_assert_cmpfloat (picture->bounds.size.width, ==, 240);
  g_assert_true (find_port (picture, "images")->type.list);

  g_assert_cmpstr (size->summary, ==, "\u20681080 × 1350\u2069");
  g_assert_cmpfloat (size->bounds.size.width, ==, 320);
  g_assert_true (heddle_canvas_node_is_dimmed (size));

  /* What is not known shows as such, and its links do not hang loose. */
  g_assert_null (odd->type);
  g_assert_cmpstr (odd->title, ==, "future.thing");
  g_assert_nonnull (find_port (odd, "in"));
  g_assert_null (find_port (odd, "other"));
}

static void
test_layout (Fixture       *fixture,
             gconstpointer  data)
{
  GPtrArray *nodes = heddle_canvas_model_get_nodes (fixture->model);
  graphene_rect_t bounds;

  for (guint i = 0; i < nodes->len; i++)
    {
      HeddleCanvasNode *node = nodes->pdata[i];
      float last = HEDDLE_CANVAS_HEADER_HEIGHT;

      for (guint j = 0; j < node->ports->len; j++)
        {
          HeddleCanvasPort *port = &g_array_index (node->ports, HeddleCanvasPort, j);

          last = j == node->n_inputs ? HEDDLE_CANVAS_HEADER_HEIGHT : last;
          g_assert_cmpfloat (port->y - HEDDLE_CANVAS_PORT_HEIGHT / 2, >=, last);
          last = port->y + HEDDLE_CANVAS_PORT_HEIGHT / 2;
          g_assert_cmpfloat (last, <=, node->bounds.size.height);
        }
      if (node->footer_y > 0)
        g_assert_cmpfloat (node->footer_y + HEDDLE_CANVAS_FOOTER_HEIGHT, ==, node->bounds.size.height);
    }
  g_assert_true (heddle_canvas_model_get_bounds (fixture->model, &bounds));
  g_assert_cmpfloat (bounds.origin.x, ==, -300);
  g_assert_cmpfloat (bounds.origin.y, ==, -60);
}

static void
test_links (Fixture       *fixture,
            gconstpointer  data)
{
  GPtrArray *links = heddle_canvas_model_get_links (fixture->model);
  HeddleCanvasNode *prompt = heddle_canvas_model_lookup (fixture->model, "prompt");
  HeddleCanvasLink *first, *rerouted, *back, *after;
  graphene_point_t start, end;

  g_assert_cmpuint (links->len, ==, 5);
  first = links->pdata[0];
  rerouted = links->pdata[1];
  back = links->pdata[2];
  after = links->pdata[4];

  heddle_canvas_node_get_port_point (first->from, find_port (first->from, "headline"), &start);
  heddle_canvas_node_get_port_point (prompt, find_port (prompt, "headline"), &end);
  g_assert_true (graphene_point_equal (&start, &g_array_index (first->curve, graphene_point_t, 0)));
  g_assert_true (graphene_point_equal (&end, &g_array_index (first->curve, graphene_point_t, first->curve->len - 1)));
  g_assert_cmpfloat (heddle_canvas_link_get_distance (first, start.x, start.y), <, 0.01);

  g_assert_cmpfloat (heddle_canvas_link_get_distance (rerouted, 300, 80), <, 0.01);

  /* It leads back, around both nodes. */
  g_assert_cmpfloat (back->bounds.origin.x, <, back->to->bounds.origin.x - 20);
  g_assert_cmpfloat (back->bounds.origin.x + back->bounds.size.width, >,
                     back->from->bounds.origin.x + back->from->bounds.size.width + 20);
  g_assert_true (back->type.list);
  g_assert_cmpstr (back->condition, ==, "Images ≠ ∅");

  g_assert_true (after->after);
  g_assert_true (heddle_canvas_model_get_link_at (fixture->model, 300, 81, 6) == rerouted);
  g_assert_null (heddle_canvas_model_get_link_at (fixture->model, 300, 500, 6));
}

static void
test_ways (Fixture       *fixture,
           gconstpointer  data)
{
  HeddleCanvasLink *rerouted = heddle_canvas_model_find_link (fixture->model, "l2");
  HeddleCanvasLink *found;
  g_autoptr (GArray) dots = g_array_new (FALSE, FALSE, sizeof (graphene_point_t));
  graphene_point_t places[] = { { 260, 40 }, { 300, 2000 } };
  graphene_point_t middle;
  graphene_rect_t bounds;
  guint dot = 7;

  g_assert_null (heddle_canvas_model_find_link (fixture->model, "l6"));
  g_assert_null (heddle_canvas_model_find_link (fixture->model, NULL));

  /* A point is on the way to the dot, or on the way from it. */
  g_assert_cmpuint (rerouted->legs->len, ==, 2);
  g_assert_cmpuint (heddle_canvas_link_find_leg (rerouted, 240, 70), ==, 0);
  g_assert_cmpuint (heddle_canvas_link_find_leg (rerouted, 380, 60), ==, 1);
  g_assert_cmpint (heddle_canvas_link_find_dot (rerouted, 306, 84, 8), ==, 0);
  g_assert_cmpint (heddle_canvas_link_find_dot (rerouted, 310, 80, 8), ==, -1);
  found = heddle_canvas_model_get_dot_at (fixture->model, 306, 84, 8, &dot);
  g_assert_true (found == rerouted);
  g_assert_cmpuint (dot, ==, 0);
  g_assert_null (heddle_canvas_model_get_dot_at (fixture->model, 340, 84, 8, &dot));
  /* What stands on it does not hide the dot. */
  heddle_canvas_link_get_middle (rerouted, &middle);
  g_assert_cmpfloat (graphene_point_distance (&middle, &GRAPHENE_POINT_INIT (300, 80), NULL, NULL), >, 15);

  g_assert_true (heddle_canvas_link_is_crossed (rerouted, &GRAPHENE_POINT_INIT (300, 40),
                                                &GRAPHENE_POINT_INIT (301, 120)));
  g_assert_false (heddle_canvas_link_is_crossed (rerouted, &GRAPHENE_POINT_INIT (300, 40),
                                                 &GRAPHENE_POINT_INIT (301, 78)));
  g_assert_false (heddle_canvas_link_is_crossed (rerouted, &GRAPHENE_POINT_INIT (300, 80),
                                                 &GRAPHENE_POINT_INIT (300, 80)));

  /* It can be shown elsewhere for a while, where it counts for what there is to be seen. */
  g_array_append_vals (dots, places, 2);
  heddle_canvas_model_place_dots (fixture->model, "l2", dots);
  heddle_canvas_model_end_placing (fixture->model);
  g_assert_cmpuint (rerouted->legs->len, ==, 3);
  g_assert_true (heddle_canvas_model_get_dot_at (fixture->model, 300, 1995, 8, &dot) == rerouted);
  g_assert_cmpuint (dot, ==, 1);
  g_assert_true (heddle_canvas_model_get_bounds (fixture->model, &bounds));
  g_assert_cmpfloat (bounds.origin.y + bounds.size.height, ==, 2000);
  heddle_canvas_model_unplace_dots (fixture->model, "l2");
  heddle_canvas_model_end_placing (fixture->model);
  g_assert_cmpuint (rerouted->reroutes->len, ==, 1);
  g_assert_cmpfloat (heddle_canvas_link_get_distance (rerouted, 300, 80), <, 0.01);
  g_assert_true (heddle_canvas_model_get_bounds (fixture->model, &bounds));
  g_assert_cmpfloat (bounds.origin.y + bounds.size.height, <, 1000);
}

static void
assert_description (Fixture    *fixture,
                    const char *link,
                    const char *expected)
{
  g_autofree char *description =
    heddle_canvas_link_dup_description (heddle_canvas_model_find_link (fixture->model, link));

  g_assert_cmpstr (description, ==, expected);
}

static void
set_condition (Fixture    *fixture,
               const char *condition,
               const char *expected)
{
  const char *path[] = { "condition", NULL };
  g_autoptr (JsonNode) value = heddle_json_parse (condition, -1, NULL);

  apply (fixture, heddle_edit_new_set (HEDDLE_ELEMENT_LINK, "main", "l4", path, value));
  g_assert_cmpstr (heddle_canvas_model_find_link (fixture->model, "l4")->condition, ==, expected);
}

static void
test_link_words (Fixture       *fixture,
                 gconstpointer  data)
{
  HeddleCanvasNode *prompt = heddle_canvas_model_lookup (fixture->model, "prompt");
  HeddleCanvasNode *size = heddle_canvas_model_lookup (fixture->model, "size");
  g_autofree char *plain = g_strdup_printf ("Link from %s, Text to Key visual, Prompt", prompt->title);
  g_autofree char *if_there = g_strdup_printf ("Link from Key visual, Images to %s, Image, if Images is not empty",
                                               size->title);
  g_autofree char *order = g_strdup_printf ("future.thing runs after %s", prompt->title);
  g_autofree char *at_least = g_strdup_printf ("Link from %s, Image to future.thing, In, if Image is at least 0.5",
                                               size->title);

  assert_description (fixture, "l2", plain);
  assert_description (fixture, "l3", if_there);
  assert_description (fixture, "l5", order);
  set_condition (fixture, "{\"op\":\">=\",\"value\":0.5}", "Image ≥ 0.5");
  assert_description (fixture, "l4", at_least);
  set_condition (fixture, "{\"op\":\"==\",\"value\":true,\"port\":\"pass\"}", "Pass = yes");
  set_condition (fixture, "{\"op\":\"contains\",\"value\":\"cup\"}", "Image ∋ cup");
  set_condition (fixture, "{\"op\":\"is-empty\",\"value\":\"cup\"}", "Image = ∅");
}

static void
test_hit (Fixture       *fixture,
          gconstpointer  data)
{
  HeddleCanvasNode *picture = heddle_canvas_model_lookup (fixture->model, "picture");
  HeddleCanvasNode *node = NULL;
  HeddleCanvasPort *port = find_port (picture, "images");
  graphene_point_t point;
  g_autofree char *text = NULL;

  g_assert_true (heddle_canvas_model_get_node_at (fixture->model, 410, 10) == picture);
  g_assert_null (heddle_canvas_model_get_node_at (fixture->model, 390, 10));
  heddle_canvas_node_get_port_point (picture, port, &point);
  g_assert_true (heddle_canvas_model_get_port_at (fixture->model, point.x + 10, point.y - 10, 12, &node) == port);
  g_assert_true (node == picture);
  g_assert_null (heddle_canvas_model_get_port_at (fixture->model, point.x + 20, point.y, 12, &node));
  text = heddle_port_dup_description (port->label, port->type, port->output);
  g_assert_cmpstr (text, ==, "Images, list of image, output");
}

static void
test_edits (Fixture       *fixture,
            gconstpointer  data)
{
  HeddleCanvasNode *prompt = heddle_canvas_model_lookup (fixture->model, "prompt");
  HeddleCanvasNode *picture = heddle_canvas_model_lookup (fixture->model, "picture");
  graphene_rect_t before = picture->bounds;
  g_autoptr (JsonNode) link = heddle_json_parse ("{\"id\":\"l7\",\"from\":[\"prompt\",\"text\"],"
                                                 "\"to\":[\"picture\",\"negative\"]}", -1, NULL);

  /* One that is changed is the same node, and the others are left alone. */
  set_member (fixture, "prompt", "x", "20");
  g_assert_true (heddle_canvas_model_lookup (fixture->model, "prompt") == prompt);
  g_assert_cmpfloat (prompt->bounds.origin.x, ==, 20);
  g_assert_true (graphene_rect_equal (&before, &picture->bounds));
  g_assert_cmpuint (fixture->n_changed, ==, 1);
  g_assert_cmpuint (fixture->n_structure, ==, 0);
  g_assert_true (heddle_canvas_model_get_node_at (fixture->model, 5, 10) == NULL);

  set_member (fixture, "prompt", "config", "{\"template\":\"{{b}}\"}");
  g_assert_cmpuint (prompt->n_inputs, ==, 2);
  g_assert_nonnull (find_port (prompt, "b"));
  g_assert_nonnull (find_port (prompt, "headline"));

  apply (fixture, heddle_edit_new_insert (HEDDLE_ELEMENT_LINK, "main", G_MAXUINT, link));
  g_assert_cmpuint (heddle_canvas_model_get_links (fixture->model)->len, ==, 6);
  g_assert_cmpuint (find_port (picture, "negative")->n_links, ==, 1);
  g_assert_cmpuint (fixture->n_structure, >, 0);

  apply (fixture, heddle_edit_new_remove (HEDDLE_ELEMENT_NODE, "main", "picture"));
  g_assert_null (heddle_canvas_model_lookup (fixture->model, "picture"));
  g_assert_cmpuint (heddle_canvas_model_get_links (fixture->model)->len, ==, 3);
  g_assert_null (heddle_canvas_model_get_node_at (fixture->model, 410, 10));

  heddle_document_undo (fixture->document);
  g_assert_cmpuint (heddle_canvas_model_get_links (fixture->model)->len, ==, 6);
  heddle_document_undo (fixture->document);
  heddle_document_undo (fixture->document);
  heddle_document_undo (fixture->document);
  g_assert_cmpfloat (heddle_canvas_model_lookup (fixture->model, "prompt")->bounds.origin.x, ==, 0);
  g_assert_null (find_port (heddle_canvas_model_lookup (fixture->model, "prompt"), "b"));

  set_member (fixture, "prompt", "id", "\"words\"");
  g_assert_null (heddle_canvas_model_lookup (fixture->model, "prompt"));
  g_assert_cmpuint (heddle_canvas_model_lookup (fixture->model, "words")->links->len, ==, 3);
}

static void
assert_stacked (HeddleCanvasNode *node)
{
  float end = 0;

  for (guint i = 0; i < heddle_canvas_node_count_controls (node); i++)
    {
      HeddleCanvasControl *control = heddle_canvas_node_get_control (node, i);

      if (!heddle_canvas_control_is_shown (control))
        continue;
      g_assert_true (control->is_half || control->box.origin.y >= end);
      g_assert_true (graphene_rect_contains_rect (&node->controls_box, &control->box));
      end = control->box.origin.y + control->box.size.height;
      g_assert_cmpfloat (end, <=, node->footer_y);
    }
}

/* What can be set in a node comes from its type, and is what the document says. */
static void
test_controls (Fixture       *fixture,
               gconstpointer  data)
{
  HeddleCanvasNode *picture = heddle_canvas_model_lookup (fixture->model, "picture");
  HeddleCanvasNode *size = heddle_canvas_model_lookup (fixture->model, "size");
  HeddleCanvasControl *count = heddle_canvas_node_find_control (picture, "count");
  HeddleCanvasControl *ratio = heddle_canvas_node_find_control (picture, "aspect_ratio");
  HeddleCanvasControl *prompt = heddle_canvas_node_find_control (picture, "prompt");
  g_autofree char *label = heddle_canvas_control_dup_label (count, HEDDLE_CONTROL_WHOLE);
  float low = picture->bounds.size.height, distance = 0;
  graphene_rect_t less;

  g_assert_cmpstr (label, ==, "Images: 4");
  g_assert_cmpfloat (ratio->box.origin.y, ==, count->box.origin.y);
  g_assert_cmpfloat (ratio->box.origin.x, <, count->box.origin.x);
  g_assert_true (heddle_canvas_control_get_part_box (count, HEDDLE_CONTROL_LESS, &less));
  g_assert_cmpint (heddle_canvas_control_find_part (count, less.origin.x + 2, less.origin.y + 2, &distance), ==,
                   HEDDLE_CONTROL_LESS);
  g_assert_cmpint (heddle_canvas_control_find_part (count, less.origin.x + 2, less.origin.y - 3, &distance), ==,
                   HEDDLE_CONTROL_NONE);
  /* What is not exactly hit is found where it is near enough. */
  distance = 4;
  g_assert_cmpint (heddle_canvas_control_find_part (count, less.origin.x + 2, less.origin.y - 3, &distance), ==,
                   HEDDLE_CONTROL_LESS);
  g_assert_cmpfloat (distance, ==, 3);
  g_assert_false (heddle_canvas_control_get_part_box (count, HEDDLE_CONTROL_DICE, &less));
  g_assert_true (prompt->is_linked && heddle_canvas_control_is_editable (prompt));
  g_assert_null (heddle_canvas_node_find_control (picture, "negative"));
  assert_stacked (picture);
  assert_stacked (size);

  /* What is written makes the node higher, up to a bound. */
  apply (fixture, heddle_edit_new_remove (HEDDLE_ELEMENT_LINK, "main", "l2"));
  set_member (fixture, "picture", "config",
              "{\"prompt\":\"one\\ntwo\\nthree\\nfour\\nfive\",\"count\":0,\"seed\":\"random\"}");
  g_assert_cmpfloat (picture->bounds.size.height, ==, low + 2 * HEDDLE_CANVAS_LINE_HEIGHT);
  g_assert_true (heddle_canvas_node_find_control (picture, "count")->is_wrong);
  g_assert_false (heddle_canvas_node_find_control (picture, "seed")->on);
  g_assert_false (heddle_canvas_node_find_control (picture, "aspect_ratio")->is_wrong);
  assert_stacked (picture);
  set_member (fixture, "picture", "collapsed", "true");
  g_assert_null (heddle_canvas_node_find_control (picture, "count"));
}

/* A link that lacks a node is shown when that comes, unless it leads elsewhere by then. */
static void
test_waiting (Fixture       *fixture,
              gconstpointer  data)
{
  const char *path[] = { "from", NULL };
  g_autoptr (JsonNode) end = heddle_json_parse ("[\"size\",\"image\"]", -1, NULL);
  g_autoptr (JsonNode) node = heddle_json_parse ("{\"id\":\"gone\",\"type\":\"image.resize\",\"x\":0,\"y\":900}", -1,
                                                 NULL);

  g_assert_cmpuint (heddle_canvas_model_get_links (fixture->model)->len, ==, 5);
  apply (fixture, heddle_edit_new_insert (HEDDLE_ELEMENT_NODE, "main", G_MAXUINT, node));
  g_assert_cmpuint (heddle_canvas_model_get_links (fixture->model)->len, ==, 6);
  heddle_document_undo (fixture->document);
  g_assert_cmpuint (heddle_canvas_model_get_links (fixture->model)->len, ==, 5);
  apply (fixture, heddle_edit_new_set (HEDDLE_ELEMENT_LINK, "main", "l6", path, end));
  g_assert_cmpuint (heddle_canvas_model_get_links (fixture->model)->len, ==, 6);
  apply (fixture, heddle_edit_new_insert (HEDDLE_ELEMENT_NODE, "main", G_MAXUINT, node));
  g_assert_cmpuint (heddle_canvas_model_get_links (fixture->model)->len, ==, 6);
  g_assert_cmpuint (heddle_canvas_model_lookup (fixture->model, "gone")->links->len, ==, 0);
}

static void
test_areas (Fixture       *fixture,
            gconstpointer  data)
{
  HeddleElement *frame = g_array_index (heddle_canvas_model_get_frames (fixture->model), HeddleCanvasFrame, 0).element;
  HeddleElement *note = g_array_index (heddle_canvas_model_get_notes (fixture->model), HeddleCanvasNote, 0).element;
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  graphene_rect_t bounds;

  /* A frame is taken hold of by its title and its edges; what is within is canvas. */
  g_assert_true (heddle_canvas_model_find_area_at (fixture->model, 500, -40, 1) == frame);
  g_assert_true (heddle_canvas_model_find_area_at (fixture->model, 381, 60, 1) == frame);
  g_assert_null (heddle_canvas_model_find_area_at (fixture->model, 392, 60, 1));
  g_assert_true (heddle_canvas_model_find_area_at (fixture->model, 100, 450, 1) == note);
  g_assert_cmpint (heddle_canvas_model_get_edges_at (fixture->model, note, 100, 450, 1, HEDDLE_CANVAS_EDGE_REACH), ==, 0);
  g_assert_cmpint (heddle_canvas_model_get_edges_at (fixture->model, note, 219, 521, 1, HEDDLE_CANVAS_EDGE_REACH), ==,
                   HEDDLE_CANVAS_EDGE_RIGHT | HEDDLE_CANVAS_EDGE_BOTTOM);
  /* A finger reaches farther, but for the title of a frame. */
  g_assert_cmpint (heddle_canvas_model_get_edges_at (fixture->model, note, 235, 450, 1, HEDDLE_CANVAS_EDGE_REACH), ==, 0);
  g_assert_cmpint (heddle_canvas_model_get_edges_at (fixture->model, note, 235, 450, 1, 22), ==, HEDDLE_CANVAS_EDGE_RIGHT);
  g_assert_cmpint (heddle_canvas_model_get_edges_at (fixture->model, frame, 500, -40, 1, 22), ==, 0);

  heddle_canvas_model_query_areas (fixture->model, &GRAPHENE_RECT_INIT (200, 300, 200, 200), found);
  g_assert_cmpuint (found->len, ==, 1);
  g_assert_true (found->pdata[0] == note);

  heddle_canvas_model_place_area (fixture->model, note, &GRAPHENE_RECT_INIT (1000, 0, 220, 120));
  g_assert_true (heddle_canvas_model_find_area_at (fixture->model, 1100, 50, 1) == note);
  heddle_canvas_model_unplace_areas (fixture->model);
  g_assert_true (heddle_canvas_model_get_area_bounds (fixture->model, note, &bounds));
  g_assert_cmpfloat (bounds.origin.x, ==, 0);
}

static GdkTexture *
make_texture (int width,
              int height)
{
  g_autoptr (GBytes) bytes = g_bytes_new_take (g_malloc0 ((gsize) (width * height * 4)), (gsize) (width * height * 4));

  return gdk_memory_texture_new (width, height, GDK_MEMORY_DEFAULT, bytes, (gsize) width * 4);
}

static void
test_states (Fixture       *fixture,
             gconstpointer  data)
{
  HeddleCanvasNode *picture = heddle_canvas_model_lookup (fixture->model, "picture");
  HeddleNodeState *state = heddle_run_state_edit (fixture->run, "picture");
  g_autofree char *running = NULL;
  float idle = picture->bounds.size.height;
  const HeddleCanvasFrame *frame;
  float before;

  state->phase = HEDDLE_NODE_RUNNING;
  state->n_total = 4;
  state->n_done = 3;
  heddle_run_state_touch (fixture->run, "picture");
  g_assert_cmpuint (fixture->n_changed, ==, 1);
  g_assert_cmpfloat (picture->progress_y, >, 0);
  running = heddle_canvas_node_dup_description (picture);
  g_assert_cmpstr (running, ==, "Key visual, running, 3 of 4, 1 of 4 inputs linked");

  state->phase = HEDDLE_NODE_DONE;
  state->n_previews = 4;
  for (guint i = 0; i < 4; i++)
    state->previews[i] = make_texture (80, 100);
  heddle_run_state_touch (fixture->run, "picture");
  g_assert_cmpfloat (picture->bounds.size.height, >, 200);

  /* Pictures do not make a node cover the one below it. */
  g_assert_cmpfloat (picture->bounds.origin.y + picture->bounds.size.height, <, 300);
  frame = &g_array_index (heddle_canvas_model_get_frames (fixture->model), HeddleCanvasFrame, 0);
  g_assert_cmpfloat (frame->bounds.origin.y + frame->bounds.size.height, >,
                     picture->bounds.origin.y + picture->bounds.size.height);

  /* One that goes from below gives back the room that it took. */
  apply (fixture, heddle_edit_new_remove (HEDDLE_ELEMENT_FRAME, "main", "f1"));
  before = picture->bounds.size.height;
  apply (fixture, heddle_edit_new_remove (HEDDLE_ELEMENT_NODE, "main", "size"));
  g_assert_cmpfloat (picture->bounds.size.height, >, before);

  heddle_run_state_clear (fixture->run);
  g_assert_null (picture->state);
  g_assert_cmpfloat (picture->bounds.size.height, ==, idle);
}

static void
test_navigation (Fixture       *fixture,
                 gconstpointer  data)
{
  static const char *const expected[] = { "inputs", "prompt", "picture", "size", "odd" };
  g_autoptr (GPtrArray) order = heddle_canvas_model_list_in_order (fixture->model);
  HeddleCanvasNode *prompt = heddle_canvas_model_lookup (fixture->model, "prompt");
  HeddleCanvasNode *picture = heddle_canvas_model_lookup (fixture->model, "picture");

  g_assert_cmpuint (order->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < order->len; i++)
    g_assert_cmpstr (((HeddleCanvasNode *) order->pdata[i])->id, ==, expected[i]);

  g_assert_true (heddle_canvas_model_find_nearest (fixture->model, prompt, GTK_DIR_RIGHT) == picture);
  g_assert_cmpstr (heddle_canvas_model_find_nearest (fixture->model, picture, GTK_DIR_DOWN)->id, ==, "size");
  g_assert_null (heddle_canvas_model_find_nearest (fixture->model, picture, GTK_DIR_UP));
  g_assert_true (heddle_canvas_model_find_linked (fixture->model, prompt, GTK_DIR_RIGHT) == picture);
  g_assert_cmpstr (heddle_canvas_model_find_linked (fixture->model, prompt, GTK_DIR_LEFT)->id, ==, "inputs");
  g_assert_cmpstr (heddle_canvas_model_find_linked (fixture->model, picture, GTK_DIR_DOWN)->id, ==, "odd");
}

/* The samples are laid out so that nodes do not cover each other, before a run and after it. */
static void
test_samples (void)
{
  g_autofree char *folder = g_build_filename (g_getenv ("HEDDLE_SOURCE_ROOT"), "data", "templates", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (HeddleNodeRegistry) registry = heddle_node_registry_new ();
  const char *name;

  heddle_register_nodes (registry);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *text = NULL;
      g_autoptr (HeddleWorkflow) workflow = NULL;
      g_autoptr (HeddleDocument) document = NULL;
      g_autoptr (HeddleRunState) run = heddle_run_state_new ();
      g_autoptr (HeddlePipeline) pipeline = NULL;
      g_autoptr (HeddleCanvasModel) model = NULL;
      GPtrArray *nodes;

      if (!g_str_has_suffix (name, ".heddle"))
        continue;
      g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
      workflow = heddle_workflow_new_from_text (text, -1, NULL);
      document = heddle_document_new (workflow);
      pipeline = g_list_model_get_item (heddle_workflow_get_pipelines (workflow), 0);
      model = heddle_canvas_model_new (document, pipeline, run, registry, NULL);
      nodes = heddle_canvas_model_get_nodes (model);
      for (int results = 0; results <= 1; results++)
        {
          for (guint i = 0; i < nodes->len && results; i++)
            {
              HeddleNodeState *state = heddle_run_state_edit (run, ((HeddleCanvasNode *) nodes->pdata[i])->id);

              state->phase = HEDDLE_NODE_DONE;
              state->n_previews = 3;
              for (guint j = 0; j < 3; j++)
                state->previews[j] = make_texture (60, 100);
            }
          heddle_run_state_touch (run, NULL);
          for (guint i = 0; i < nodes->len; i++)
            {
              const graphene_rect_t *one = &((HeddleCanvasNode *) nodes->pdata[i])->bounds;

              for (guint j = 0; j < i; j++)
                {
                  const HeddleCanvasNode *other = nodes->pdata[j];

                  if (graphene_rect_intersection (one, &other->bounds, NULL))
                    g_error ("%s: %s and %s lie on each other", name,
                             ((HeddleCanvasNode *) nodes->pdata[i])->id, other->id);
                }
            }
        }
    }
}

int
main (int   argc,
      char *argv[])
{
  heddle_init ();
  g_test_init (&argc, &argv, NULL);

#define ADD(name, test) g_test_add ("/canvas-model/" name, Fixture, NULL, set_up, test, tear_down)
  ADD ("areas", test_areas);
  ADD ("waiting", test_waiting);
  ADD ("controls", test_controls);
  ADD ("nodes", test_nodes);
  ADD ("layout", test_layout);
  ADD ("links", test_links);
  ADD ("ways", test_ways);
  ADD ("link-words", test_link_words);
  ADD ("hit", test_hit);
  ADD ("edits", test_edits);
  ADD ("states", test_states);
  ADD ("navigation", test_navigation);
#undef ADD
  g_test_add_func ("/canvas-model/samples", test_samples);

  return g_test_run ();
}
