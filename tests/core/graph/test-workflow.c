/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/heddle-init.h"
#include "base/heddle-json.h"
#include "graph/heddle-frame.h"
#include "graph/heddle-graph-error.h"
#include "graph/heddle-note.h"
#include "graph/heddle-workflow.h"

#define START                                                                                      \
  "{\"format\":\"heddle-workflow\",\"version\":1,\"id\":\"w\",\"name\":\"W\",\"pipelines\":"
#define NODES START "[{\"id\":\"main\",\"links\":[],\"nodes\":"
#define LINKS START "[{\"id\":\"main\",\"nodes\":[],\"links\":"
#define INPUTS START "[{\"id\":\"main\",\"nodes\":[],\"links\":[]}],\"inputs\":"

static char *
load_sample (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("HEDDLE_SOURCE_ROOT"), "tests", "data",
                                            "everything.heddle", NULL);
  g_autoptr (GError) error = NULL;
  char *text;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

static HeddleWorkflow *
read_workflow (const char *text)
{
  g_autoptr (GError) error = NULL;
  HeddleWorkflow *workflow = heddle_workflow_new_from_text (text, -1, &error);

  g_assert_no_error (error);
  return workflow;
}

static void
test_round_trip (void)
{
  g_autofree char *text = load_sample ();
  g_autoptr (JsonNode) original = heddle_json_parse (text, -1, NULL);
  g_autofree char *compact = heddle_json_write (original, HEDDLE_JSON_COMPACT);
  g_autoptr (HeddleWorkflow) workflow = read_workflow (text);
  g_autoptr (HeddleWorkflow) copied = heddle_workflow_new_from_json (original, NULL);
  g_autofree char *saved = heddle_workflow_to_text (workflow);
  g_autofree char *saved_copy = heddle_workflow_to_text (copied);
  g_autoptr (JsonNode) again = heddle_json_parse (saved, -1, NULL);
  g_autofree char *compact_again = heddle_json_write (again, HEDDLE_JSON_COMPACT);
  g_autofree char *compact_after = heddle_json_write (original, HEDDLE_JSON_COMPACT);

  g_assert_cmpstr (compact_again, ==, compact);
  g_assert_cmpstr (saved_copy, ==, saved);
  g_assert_cmpstr (compact_after, ==, compact);
}

static void
test_what_it_reads (void)
{
  g_autofree char *text = load_sample ();
  g_autoptr (HeddleWorkflow) workflow = read_workflow (text);
  HeddlePipeline *pipeline = heddle_workflow_find_pipeline (workflow, NULL);
  HeddlePipeline *second = heddle_workflow_find_pipeline (workflow, "second");
  HeddleNode *art = heddle_pipeline_find_node (pipeline, "art");
  HeddleNode *other = heddle_pipeline_find_node (pipeline, "other");
  HeddleLink *first = heddle_pipeline_find_link (pipeline, "l1");
  HeddleLink *conditional = heddle_pipeline_find_link (pipeline, "l2");
  HeddleLink *after = heddle_pipeline_find_link (pipeline, "l3");
  g_autoptr (HeddleFrame) frame = g_list_model_get_item (heddle_pipeline_get_frames (pipeline), 1);
  g_autoptr (HeddleNote) note = g_list_model_get_item (heddle_pipeline_get_notes (pipeline), 0);

  g_assert_cmpstr (heddle_workflow_get_id (workflow), ==, "01938f5e-0000-7000-8000-000000000001");
  g_assert_cmpstr (heddle_workflow_get_name (workflow), ==, "Seasonal product post");
  g_assert_cmpuint (g_list_model_get_n_items (heddle_workflow_get_pipelines (workflow)), ==, 2);
  g_assert_cmpstr (heddle_pipeline_get_name (pipeline), ==, "Post");
  g_assert_cmpstr (heddle_pipeline_get_name (second), ==, "second");
  g_assert_null (heddle_workflow_find_pipeline (workflow, "third"));

  g_assert_cmpstr (heddle_node_get_node_type (art), ==, "ai.image-generation");
  g_assert_cmpstr (heddle_node_get_name (art), ==, "Key visual");
  g_assert_cmpfloat (heddle_node_get_x (art), ==, 480);
  g_assert_cmpfloat (heddle_node_get_width (art), ==, 240);
  g_assert_cmpint (heddle_json_get_int (heddle_node_get_config (art), "seed", 0), ==, 7);
  g_assert_null (heddle_node_get_color (art));

  g_assert_cmpuint (heddle_node_get_type_version (other), ==, 1);
  g_assert_null (heddle_node_get_name (other));
  g_assert_true (heddle_node_get_enabled (other));
  g_assert_false (heddle_node_get_muted (other));
  g_assert_cmpfloat (heddle_node_get_x (other), ==, 0);
  g_assert_cmpuint (
    json_object_get_size (heddle_node_get_config (heddle_pipeline_find_node (pipeline, "check"))),
    ==, 0);

  g_assert_cmpstr (heddle_link_get_from_node (first), ==, HEDDLE_INPUTS_NODE);
  g_assert_cmpstr (heddle_link_get_from_port (first), ==, "headline");
  g_assert_cmpstr (heddle_link_get_to_node (first), ==, "art");
  g_assert_cmpstr (heddle_link_get_to_port (first), ==, "prompt");
  g_assert_false (heddle_link_is_after (first));
  g_assert_null (heddle_link_get_condition (first));
  g_assert_cmpint (heddle_json_get_int (heddle_link_get_condition (conditional), "value", 0), ==,
                   80);
  g_assert_true (heddle_link_is_after (after));
  g_assert_null (heddle_link_get_from_port (after));

  g_assert_cmpstr (heddle_frame_get_name (frame), ==, "Nameless");
  g_assert_false (heddle_element_has_own_id (HEDDLE_ELEMENT (frame)));
  g_assert_cmpstr (heddle_element_get_id (HEDDLE_ELEMENT (frame)), ==, "@1");
  g_assert_cmpfloat (heddle_note_get_height (note), ==, 120);
}

static void
test_new (void)
{
  g_autoptr (HeddleWorkflow) workflow = heddle_workflow_new ("Untitled");
  g_autofree char *text = heddle_workflow_to_text (workflow);
  g_autoptr (HeddleWorkflow) again = read_workflow (text);

  g_assert_cmpstr (heddle_workflow_get_name (again), ==, "Untitled");
  g_assert_cmpuint (strlen (heddle_workflow_get_id (again)), ==, 36);
  g_assert_nonnull (heddle_workflow_find_pipeline (again, "main"));
}

static void
test_malformed (void)
{
  static const struct
  {
    const char *text;
    const char *message;
  } cases[] = {
    { "", "Line 1, column 1: not valid JSON: input length is 0" },
    { "[]", "expected an object" },
    { "{}", "format: missing" },
    { "{\"format\":\"other\",\"version\":9,\"id\":\"\",\"name\":\"\",\"pipelines\":[]}",
      "format: expected heddle-workflow" },
    { "{\"format\":\"heddle-workflow\",\"version\":\"1\",\"id\":\"w\",\"name\":\"\",\"pipelines\":["
      "]}",
      "version: expected 1" },
    { "{\"format\":\"heddle-workflow\",\"version\":1,\"name\":\"\",\"pipelines\":[]}",
      "id: missing" },
    { "{\"format\":\"heddle-workflow\",\"version\":1,\"id\":\"w\",\"name\":5,\"pipelines\":[]}",
      "name: expected a text" },
    { START "[]}", "pipelines: must have at least 1 entries" },
    { START "{}}", "pipelines: expected a list" },
    { START "[{\"id\":\"a\",\"nodes\":[]}]}", "pipelines[0].links: missing" },
    { START "[{\"id\":\"a\",\"nodes\":[],\"links\":[]},{\"id\":\"a\",\"nodes\":[],\"links\":[]}]}",
      "pipelines[1].id: “a” is taken by another entry of pipelines" },
    { NODES "[{\"id\":\"a\"}]}]}", "pipelines[0].nodes[0].type: missing" },
    { NODES "[{\"id\":\"\",\"type\":\"t\"}]}]}", "pipelines[0].nodes[0].id: must not be empty" },
    { NODES "[{\"id\":\"inputs\",\"type\":\"t\"}]}]}",
      "pipelines[0].nodes[0].id: is not allowed here" },
    { NODES "[{\"id\":\"a\",\"type\":\"t\"},{\"id\":\"b\",\"type\":\"t\"},{\"id\":\"a\",\"type\":"
            "\"t\"}]}]}",
      "pipelines[0].nodes[2].id: “a” is taken by another entry of nodes" },
    { NODES "[{\"id\":\"a\",\"type\":\"t\",\"x\":\"left\"}]}]}",
      "pipelines[0].nodes[0].x: expected a number" },
    { NODES "[{\"id\":\"a\",\"type\":\"t\",\"enabled\":1}]}]}",
      "pipelines[0].nodes[0].enabled: expected true or false" },
    { NODES "[{\"id\":\"a\",\"type\":\"t\",\"config\":[]}]}]}",
      "pipelines[0].nodes[0].config: expected an object" },
    { NODES "[{\"id\":\"a\",\"type\":\"t\",\"type_version\":1.5}]}]}",
      "pipelines[0].nodes[0].type_version: expected a whole number" },
    { LINKS "[{\"id\":\"l\",\"from\":[\"a\",\"b\"]}]}]}", "pipelines[0].links[0].to: missing" },
    { LINKS "[{\"id\":\"l\",\"from\":[\"a\"],\"to\":[\"b\",\"c\"]}]}]}",
      "pipelines[0].links[0].from: must have at least 2 entries" },
    { LINKS "[{\"id\":\"l\",\"from\":\"a\",\"to\":[\"b\",\"c\"]}]}]}",
      "pipelines[0].links[0].from: expected a list" },
    { LINKS "[{\"id\":\"l\",\"kind\":\"before\",\"from\":[\"a\"],\"to\":[\"b\"]}]}]}",
      "pipelines[0].links[0].kind: expected one of: data, after" },
    { LINKS "[{\"id\":\"l\",\"from\":[\"a\",\"b\"],\"to\":[\"c\",\"d\"],\"condition\":{\"op\":\"="
            "\"}}]}]}",
      "pipelines[0].links[0].condition.op: expected one of: ==, !=, <, <=, >, >=, contains, "
      "matches, "
      "is-empty, not-empty" },
    { INPUTS "[{\"key\":\"a\",\"type\":\"file\"}]}",
      "inputs[0].type: expected one of: text, number, boolean, select, color, image, brand, list" },
    { INPUTS "[{\"key\":\"a\",\"type\":\"text\"},{\"key\":\"a\",\"type\":\"text\"}]}",
      "inputs[1].key: “a” is taken by another entry of inputs" },
    { INPUTS "[{\"key\":\"a\",\"type\":\"text\",\"validation\":{\"min_length\":-1}}]}",
      "inputs[0].validation.min_length: must be at least 0" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (HeddleWorkflow) workflow =
          heddle_workflow_new_from_text (cases[i].text, -1, &error);

      g_assert_null (workflow);
      g_assert_error (error, HEDDLE_GRAPH_ERROR, HEDDLE_GRAPH_ERROR_MALFORMED);
      g_assert_cmpstr (error->message, ==, cases[i].message);
    }
}

static void
test_newer (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HeddleWorkflow) workflow = heddle_workflow_new_from_text (
    "{\"format\":\"heddle-workflow\",\"version\":7,\"pipelines\":\"another form\"}", -1, &error);

  g_assert_null (workflow);
  g_assert_error (error, HEDDLE_GRAPH_ERROR, HEDDLE_GRAPH_ERROR_NEWER);
  g_assert_nonnull (strstr (error->message, "version 7"));
}

static void
test_every_truncation_fails (void)
{
  g_autofree char *text = load_sample ();
  gsize end = strlen (g_strchomp (text));

  for (gsize length = 0; length < end; length++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (HeddleWorkflow) workflow =
          heddle_workflow_new_from_text (text, (gssize) length, &error);

      g_assert_null (workflow);
      g_assert_error (error, HEDDLE_GRAPH_ERROR, HEDDLE_GRAPH_ERROR_MALFORMED);
    }
}

static void
replace_one (JsonNode *node,
             guint    *countdown,
             JsonNode *with)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObject *object = json_node_get_object (node);
      g_autoptr (GList) names = json_object_get_members (object);

      for (GList *l = names; l != NULL; l = l->next)
        {
          replace_one (json_object_get_member (object, l->data), countdown, with);
          if ((*countdown)-- == 0)
            json_object_set_member (object, l->data, heddle_json_copy (with));
        }
    }
  else if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array); i++)
        replace_one (json_array_get_element (array, i), countdown, with);
    }
}

/* Every member of the sample once with a value of every other type: loads and saves unchanged, or
 * fails with the path of something.
 */
static void
test_wrong_types_never_crash (void)
{
  static const char *const values[] = { "null", "true", "-1.5", "\"x\"", "[]", "[1]", "{}" };
  g_autofree char *text = load_sample ();

  for (guint v = 0; v < G_N_ELEMENTS (values); v++)
    {
      g_autoptr (JsonNode) value = heddle_json_parse (values[v], -1, NULL);

      for (guint nth = 0;; nth++)
        {
          g_autoptr (JsonNode) json = heddle_json_parse (text, -1, NULL);
          g_autoptr (HeddleWorkflow) workflow = NULL;
          g_autoptr (GError) error = NULL;
          guint countdown = nth;

          replace_one (json, &countdown, value);
          if (countdown < G_MAXUINT / 2)
            break;
          workflow = heddle_workflow_new_from_json (json, &error);
          if (workflow == NULL)
            g_assert_error (error, HEDDLE_GRAPH_ERROR, HEDDLE_GRAPH_ERROR_MALFORMED);
          else
            {
              g_autoptr (JsonNode) saved = heddle_workflow_to_json (workflow);

              g_assert_true (heddle_json_equal (json, saved));
            }
        }
    }
}

static void
assert_input (HeddleWorkflow *workflow,
              const char     *key,
              const char     *text,
              const char     *outcome)
{
  HeddleWorkflowInput *input = heddle_workflow_find_input (workflow, key);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) value = heddle_workflow_input_read (input, text, &error);
  g_autofree char *written = NULL;

  if (value == NULL || !heddle_workflow_input_check (input, value, &error))
    {
      g_assert_error (error, HEDDLE_GRAPH_ERROR, HEDDLE_GRAPH_ERROR_VALUE);
      g_assert_cmpstr (error->message, ==, outcome);
      return;
    }
  written = heddle_json_write (value, HEDDLE_JSON_COMPACT);
  g_assert_cmpstr (written, ==, outcome);
}

static void
test_inputs (void)
{
  g_autofree char *text = load_sample ();
  g_autoptr (HeddleWorkflow) workflow = read_workflow (text);
  g_autofree char *lines = heddle_port_type_to_string (
    heddle_workflow_input_get_port_type (heddle_workflow_find_input (workflow, "lines")));
  g_autofree char *mood = heddle_port_type_to_string (
    heddle_workflow_input_get_port_type (heddle_workflow_find_input (workflow, "mood")));

  g_assert_cmpstr (lines, ==, "text[]");
  g_assert_cmpstr (mood, ==, "text");
  assert_input (workflow, "headline", "Winter", "\"Winter\"");
  assert_input (workflow, "headline", "", "headline: a value is needed");
  assert_input (workflow, "count", "5", "5");
  assert_input (workflow, "count", "four",
                "count: “four” is not a number; write it with digits and a point, such as 12.5");
  assert_input (workflow, "count", "4", "count: must be in steps of 2");
  assert_input (workflow, "count", "11", "count: must be at most 9");
  assert_input (workflow, "loud", "true", "true");
  assert_input (workflow, "loud", "loud", "loud: “loud” is neither true nor false");
  assert_input (workflow, "mood", "calm", "\"calm\"");
  assert_input (workflow, "mood", "sad", "mood: “sad” is not one of: calm, bright");
  assert_input (workflow, "accent", "#AA3300", "\"#aa3300\"");
  assert_input (workflow, "accent", "brown",
                "accent: “brown” is not a color; write it as #rrggbb or #rrggbbaa");
  assert_input (workflow, "photo", "cup.png", "\"cup.png\"");
  assert_input (workflow, "lines", "one\n two \n", "[\"one\",\"two\"]");
  assert_input (workflow, "lines", "[\"a, b\", \"c\"]", "[\"a, b\",\"c\"]");
  assert_input (workflow, "lines", "1\n2\n3", "lines: must have at most 2 entries");
  assert_input (workflow, "lines", "[1]", "lines: expected a list of texts; entry 1 is none");
}

static void
assert_file (HeddleWorkflowInput *input,
             const char          *mime,
             gint64               bytes,
             const char          *message)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (heddle_workflow_input_check_file (input, mime, bytes, &error), ==,
                   message == NULL);
  g_assert_cmpstr (error != NULL ? error->message : NULL, ==, message);
}

static void
test_input_files (void)
{
  g_autofree char *text = load_sample ();
  g_autoptr (HeddleWorkflow) workflow = read_workflow (text);
  g_autoptr (HeddleWorkflow) any = read_workflow (
    INPUTS "[{\"key\":\"any\",\"type\":\"image\"},{\"key\":\"picture\",\"type\":\"image\","
           "\"validation\":{\"mime_types\":[\"text/plain\",\"image/*\"]}}]}");
  HeddleWorkflowInput *photo = heddle_workflow_find_input (workflow, "photo");
  HeddleWorkflowInput *picture = heddle_workflow_find_input (any, "picture");

  assert_file (photo, "image/png", 1000000, NULL);
  assert_file (photo, "image/png", 1000001,
               "the file has 1000001 bytes, and at most 1000000 are allowed");
  assert_file (photo, "image/jpeg", 1, "a file of type image/jpeg is not one of: image/png");
  assert_file (picture, "image/webp", G_MAXINT64, NULL);
  assert_file (picture, "video/mp4", 1,
               "a file of type video/mp4 is not one of: text/plain, image/*");
  assert_file (heddle_workflow_find_input (any, "any"), "image/gif", G_MAXINT64, NULL);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  heddle_init ();

  g_test_add_func ("/workflow/round-trip", test_round_trip);
  g_test_add_func ("/workflow/what-it-reads", test_what_it_reads);
  g_test_add_func ("/workflow/new", test_new);
  g_test_add_func ("/workflow/malformed", test_malformed);
  g_test_add_func ("/workflow/newer", test_newer);
  g_test_add_func ("/workflow/every-truncation-fails", test_every_truncation_fails);
  g_test_add_func ("/workflow/wrong-types-never-crash", test_wrong_types_never_crash);
  g_test_add_func ("/workflow/inputs", test_inputs);
  g_test_add_func ("/workflow/input-files", test_input_files);

  return g_test_run ();
}
