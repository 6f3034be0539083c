/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/heddle-init.h"
#include "base/heddle-json.h"
#include "graph/heddle-graph-error.h"
#include "graph/heddle-linking.h"
#include "graph/heddle-promotion.h"
#include "graph/heddle-validation.h"
#include "nodes/heddle-node-schema.h"
#include "nodes/heddle-nodes.h"

/* Written with single quotes here. */
#define DOCUMENT \
  "{'format':'heddle-workflow','version':1,'id':'w','name':'W','inputs':[%s]," \
  "'pipelines':[{'id':'main','nodes':[" \
  "{'id':'art','type':'ai.image-generation','name':'Key visual','x':400,'y':40,'config':{'model':'sketch/image'," \
  "'prompt':'A cup','count':3,'aspect_ratio':'4:5','seed':'random'}}," \
  "{'id':'fit','type':'image.resize','x':800,'y':0,'config':{'width':8}}," \
  "{'id':'save','type':'output.asset','x':1200,'y':0,'config':{'name':'{input.count} cups'}}]," \
  "'links':[{'id':'l1','from':['art','images'],'to':['fit','image']}," \
  "{'id':'l2','from':['fit','image'],'to':['save','image']}]}]}"

typedef struct
{
  HeddleNodeRegistry *registry;
  HeddleDocument     *document;
  HeddlePipeline     *pipeline;
  char               *before;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  inputs)
{
  g_autofree char *text = g_strdup_printf (DOCUMENT, (const char *) inputs);
  g_autoptr (HeddleWorkflow) workflow = NULL;
  g_autoptr (GError) error = NULL;

  g_strdelimit (text, "'", '"');
  workflow = heddle_workflow_new_from_text (text, -1, &error);
  g_assert_no_error (error);
  fixture->registry = heddle_node_registry_new ();
  heddle_register_nodes (fixture->registry);
  fixture->document = heddle_document_new (workflow);
  fixture->pipeline = heddle_workflow_find_pipeline (workflow, "main");
  fixture->before = heddle_workflow_to_text (workflow);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  inputs)
{
  g_object_unref (fixture->document);
  g_object_unref (fixture->registry);
  g_free (fixture->before);
}

static char *
dup_text (Fixture *fixture)
{
  return heddle_workflow_to_text (heddle_document_get_workflow (fixture->document));
}

static JsonObject *
get_config (Fixture    *fixture,
            const char *node)
{
  return heddle_node_get_config (heddle_pipeline_find_node (fixture->pipeline, node));
}

/* It is good as long as the schema is. */
static HeddleNodeSchema *
find_parameter (Fixture             *fixture,
                const char          *node,
                const char          *key,
                HeddleParameterInfo *parameter)
{
  const HeddleNodeTypeInfo *type = heddle_node_registry_lookup (
    fixture->registry, heddle_node_get_node_type (heddle_pipeline_find_node (fixture->pipeline, node)));
  HeddleNodeSchema *schema = heddle_node_schema_new (type, NULL, NULL);

  g_assert_true (heddle_node_schema_find (schema, key, get_config (fixture, node), parameter));
  return schema;
}

/* What was made, or NULL with the reason why not. */
static char *
promote (Fixture     *fixture,
         const char  *node,
         const char  *key,
         gboolean     to_step,
         char       **reason)
{
  HeddleParameterInfo parameter;
  g_autoptr (HeddleNodeSchema) schema = find_parameter (fixture, node, key, &parameter);
  g_autoptr (GError) error = NULL;
  char *made;

  heddle_document_begin (fixture->document, "Promote");
  made = to_step ? heddle_promotion_to_step (fixture->document, fixture->pipeline, fixture->registry, node, &parameter,
                                             &error)
                 : heddle_promotion_to_input (fixture->document, fixture->pipeline, fixture->registry, node, &parameter,
                                              &error);
  if (made != NULL)
    heddle_document_end (fixture->document);
  else
    heddle_document_abandon (fixture->document);
  if (reason != NULL)
    *reason = error != NULL ? g_strdup (error->message) : NULL;
  else
    g_assert_no_error (error);
  return made;
}

static gboolean
try_to_take_back (Fixture     *fixture,
                  const char  *node,
                  const char  *key,
                  GError     **error)
{
  HeddleParameterInfo parameter;
  g_autoptr (HeddleNodeSchema) schema = find_parameter (fixture, node, key, &parameter);

  return heddle_promotion_take_back (fixture->document, fixture->pipeline, node, &parameter, error);
}

static void
take_back (Fixture    *fixture,
           const char *node,
           const char *key)
{
  g_autoptr (GError) error = NULL;

  heddle_document_begin (fixture->document, "Take Back");
  g_assert_true (try_to_take_back (fixture, node, key, &error));
  g_assert_no_error (error);
  heddle_document_end (fixture->document);
}

static HeddleWorkflowInput *
find_input (Fixture    *fixture,
            const char *key)
{
  return heddle_workflow_find_input (heddle_document_get_workflow (fixture->document), key);
}

static void
assert_runs (Fixture *fixture)
{
  g_autoptr (GPtrArray) problems = heddle_workflow_validate (heddle_document_get_workflow (fixture->document),
                                                             fixture->registry, NULL, NULL);

  for (guint i = 0; i < problems->len; i++)
    g_error ("%s: %s", ((HeddleProblem *) problems->pdata[i])->path, ((HeddleProblem *) problems->pdata[i])->message);
}

static void
assert_as_before (Fixture *fixture)
{
  g_autofree char *now = dup_text (fixture);

  g_assert_cmpstr (now, ==, fixture->before);
}

static void
test_input (Fixture       *fixture,
            gconstpointer  inputs)
{
  g_autofree char *key = promote (fixture, "art", "prompt", FALSE, NULL);
  HeddleWorkflowInput *input = find_input (fixture, "prompt");
  JsonNode *position = heddle_element_get_member (HEDDLE_ELEMENT (heddle_document_get_workflow (fixture->document)),
                                                  "inputs_position");

  g_assert_cmpstr (key, ==, "prompt");
  g_assert_cmpstr (heddle_workflow_input_get_kind (input), ==, "text");
  g_assert_cmpstr (heddle_workflow_input_get_label (input), ==, "Prompt");
  g_assert_cmpstr (heddle_json_as_string (heddle_workflow_input_get_default (input)), ==, "A cup");
  g_assert_cmpstr (heddle_promotion_find_input (fixture->pipeline, "art", "prompt"), ==, "prompt");

  /* It has moved: a prompt would come twice. */
  g_assert_false (json_object_has_member (get_config (fixture, "art"), "prompt"));
  g_assert_cmpfloat (heddle_json_get_number (json_node_get_object (position), "x", 0), ==, 80);
  g_assert_cmpfloat (heddle_json_get_number (json_node_get_object (position), "y", 0), ==, 40);
  assert_runs (fixture);

  heddle_document_undo (fixture->document);
  assert_as_before (fixture);
  heddle_document_redo (fixture->document);
  g_assert_nonnull (find_input (fixture, "prompt"));
}

static void
test_kinds (Fixture       *fixture,
            gconstpointer  inputs)
{
  g_autofree char *count = promote (fixture, "art", "count", FALSE, NULL);
  g_autofree char *fit = promote (fixture, "fit", "fit", FALSE, NULL);
  g_autofree char *background = promote (fixture, "fit", "background", FALSE, NULL);
  g_autofree char *final = promote (fixture, "save", "final", FALSE, NULL);
  g_autofree char *ratio = promote (fixture, "art", "aspect_ratio", FALSE, NULL);
  JsonObject *validation = heddle_workflow_input_get_validation (find_input (fixture, count));

  g_assert_cmpstr (heddle_workflow_input_get_kind (find_input (fixture, count)), ==, "number");
  g_assert_cmpfloat (heddle_json_get_number (validation, "min", 0), ==, 1);
  g_assert_cmpfloat (heddle_json_get_number (validation, "max", 0), ==, 64);
  g_assert_cmpfloat (heddle_json_get_number (validation, "step", 0), ==, 1);
  g_assert_cmpfloat (json_node_get_double (heddle_workflow_input_get_default (find_input (fixture, count))), ==, 3);

  /* What is not set is as the type has it. */
  g_assert_cmpstr (heddle_workflow_input_get_kind (find_input (fixture, fit)), ==, "select");
  g_assert_cmpstr (heddle_json_as_string (heddle_workflow_input_get_default (find_input (fixture, fit))), ==, "cover");
  validation = heddle_workflow_input_get_validation (find_input (fixture, fit));
  g_assert_cmpuint (json_array_get_length (heddle_json_get_array (validation, "options")), ==, 4);
  g_assert_cmpstr (heddle_workflow_input_get_kind (find_input (fixture, background)), ==, "color");
  g_assert_cmpstr (heddle_workflow_input_get_kind (find_input (fixture, final)), ==, "boolean");
  g_assert_cmpstr (heddle_workflow_input_get_kind (find_input (fixture, ratio)), ==, "text");
  assert_runs (fixture);
}

static void
test_names (Fixture       *fixture,
            gconstpointer  inputs)
{
  g_autofree char *key = promote (fixture, "art", "prompt", FALSE, NULL);

  g_assert_cmpstr (key, ==, "prompt-2");
  g_assert_cmpstr (heddle_workflow_input_get_label (find_input (fixture, key)), ==, "Prompt (Key visual)");
  g_assert_null (heddle_element_get_member (HEDDLE_ELEMENT (heddle_document_get_workflow (fixture->document)),
                                            "inputs_position"));
}

static void
test_refusals (Fixture       *fixture,
               gconstpointer  inputs)
{
  g_autofree char *seed = NULL;
  g_autofree char *linked = NULL;
  g_autofree char *tags = NULL;
  g_autofree char *key = NULL;

  g_assert_null (promote (fixture, "art", "seed", FALSE, &seed));
  g_assert_cmpstr (seed, ==, "A seed that is new each run cannot be an input; keep the seed first");
  g_assert_null (promote (fixture, "save", "tags", FALSE, &tags));
  g_assert_cmpstr (tags, ==, "tags can only be set in its step");
  assert_as_before (fixture);
  key = promote (fixture, "art", "count", FALSE, NULL);
  g_assert_null (promote (fixture, "art", "count", TRUE, &linked));
  g_assert_cmpstr (linked, ==, "count is linked already; take the link off first");
}

static void
test_back (Fixture       *fixture,
           gconstpointer  inputs)
{
  g_autofree char *prompt = promote (fixture, "art", "prompt", FALSE, NULL);
  g_autofree char *count = promote (fixture, "art", "count", FALSE, NULL);
  g_autoptr (GError) error = NULL;

  take_back (fixture, "art", "prompt");
  g_assert_null (find_input (fixture, "prompt"));
  g_assert_null (heddle_promotion_find_input (fixture->pipeline, "art", "prompt"));
  g_assert_cmpstr (heddle_json_get_string (get_config (fixture, "art"), "prompt", NULL), ==, "A cup");
  heddle_document_undo (fixture->document);
  g_assert_nonnull (find_input (fixture, "prompt"));
  g_assert_false (json_object_has_member (get_config (fixture, "art"), "prompt"));

  /* A name of results speaks of it. */
  take_back (fixture, "art", "count");
  g_assert_nonnull (find_input (fixture, "count"));
  g_assert_cmpfloat (heddle_json_get_number (get_config (fixture, "art"), "count", 0), ==, 3);
  assert_runs (fixture);

  g_assert_false (try_to_take_back (fixture, "fit", "width", &error));
  g_assert_error (error, HEDDLE_GRAPH_ERROR, HEDDLE_GRAPH_ERROR_NOT_FOUND);
}

/* A link can make a number of a text; what a step is set to has to be a number. */
static void
test_other_type (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autofree char *prompt = promote (fixture, "art", "prompt", FALSE, NULL);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  heddle_document_begin (fixture->document, "Link");
  g_assert_true (heddle_linking_join (fixture->document, fixture->pipeline, fixture->registry, HEDDLE_INPUTS_NODE,
                                      prompt, "fit", "width", NULL, &error));
  g_assert_no_error (error);
  heddle_document_end (fixture->document);
  before = dup_text (fixture);
  g_assert_false (try_to_take_back (fixture, "fit", "width", &error));
  g_assert_error (error, HEDDLE_GRAPH_ERROR, HEDDLE_GRAPH_ERROR_CONFIG);
  after = dup_text (fixture);
  g_assert_cmpstr (after, ==, before);
}

/* What the condition of a link looks at is in use. */
static void
test_condition (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *prompt = promote (fixture, "art", "prompt", FALSE, NULL);
  g_autofree char *count = promote (fixture, "art", "count", FALSE, NULL);
  const char *path[] = { "condition", NULL };
  g_autoptr (JsonNode) condition = heddle_json_parse ("{\"port\":\"prompt\",\"op\":\"not-empty\"}", -1, NULL);
  GListModel *links = heddle_pipeline_get_links (fixture->pipeline);
  g_autoptr (HeddleEdit) edit = NULL;

  g_assert_cmpstr (prompt, ==, "prompt");
  for (guint i = 0; i < g_list_model_get_n_items (links); i++)
    {
      g_autoptr (HeddleLink) link = g_list_model_get_item (links, i);

      if (g_strcmp0 (heddle_link_get_from_port (link), count) == 0)
        edit = heddle_edit_new_set (HEDDLE_ELEMENT_LINK, heddle_pipeline_get_id (fixture->pipeline),
                                    heddle_link_get_id (link), path, condition);
    }
  g_assert_true (heddle_document_apply (fixture->document, edit, NULL));
  take_back (fixture, "art", "prompt");
  g_assert_nonnull (find_input (fixture, "prompt"));
}

static void
test_step (Fixture       *fixture,
           gconstpointer  inputs)
{
  g_autofree char *prompt = promote (fixture, "art", "prompt", TRUE, NULL);
  g_autofree char *count = promote (fixture, "art", "count", TRUE, NULL);
  g_autofree char *fit = promote (fixture, "fit", "fit", TRUE, NULL);
  HeddleNode *one = heddle_pipeline_find_node (fixture->pipeline, prompt);
  HeddleNode *two = heddle_pipeline_find_node (fixture->pipeline, count);

  g_assert_cmpstr (heddle_node_get_node_type (one), ==, "input.text");
  g_assert_cmpstr (heddle_json_get_string (heddle_node_get_config (one), "value", NULL), ==, "A cup");
  g_assert_true (heddle_json_get_boolean (heddle_node_get_config (one), "multiline", FALSE));
  g_assert_cmpfloat (heddle_node_get_x (one), ==, 80);
  g_assert_cmpstr (heddle_node_get_node_type (two), ==, "input.number");
  g_assert_cmpfloat (heddle_json_get_number (heddle_node_get_config (two), "max", 0), ==, 64);

  /* They do not lie on each other. */
  g_assert_cmpfloat (heddle_node_get_y (two) - heddle_node_get_y (one), >=, 140);
  g_assert_cmpstr (heddle_node_get_node_type (heddle_pipeline_find_node (fixture->pipeline, fit)), ==, "input.select");
  g_assert_false (json_object_has_member (get_config (fixture, "art"), "count"));
  assert_runs (fixture);
  for (int i = 0; i < 3; i++)
    heddle_document_undo (fixture->document);
  assert_as_before (fixture);
}

int
main (int   argc,
      char *argv[])
{
  heddle_init ();
  g_test_init (&argc, &argv, NULL);

#define ADD(name, inputs, test) g_test_add ("/promotion/" name, Fixture, inputs, set_up, test, tear_down)
  ADD ("input", "", test_input);
  ADD ("kinds", "", test_kinds);
  ADD ("names", "{'key':'prompt','type':'text','label':'Prompt'}", test_names);
  ADD ("refusals", "", test_refusals);
  ADD ("back", "", test_back);
  ADD ("other-type", "", test_other_type);
  ADD ("condition", "", test_condition);
  ADD ("step", "", test_step);
#undef ADD

  return g_test_run ();
}
