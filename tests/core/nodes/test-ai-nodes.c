/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "base/heddle-json.h"
#include "base/heddle-threads.h"
#include "nodes-test.h"
#include "nodes/heddle-node-error.h"
#include "providers/heddle-providers.h"

#include "heddle-fake-openai.h"

#define KEY "sk-test-4f8a1c9b7e2d6035"

static void
open_providers (NodesTest *test)
{
  g_autoptr (HeddleProviders) providers = NULL;
  g_autoptr (GError) error = NULL;

  nodes_test_open_library (test);
  providers = heddle_providers_new (test->library, test->blobs, test->imaging, &error);
  g_assert_no_error (error);
  heddle_services_add (test->services, G_OBJECT (providers));
}

static HeddleFakeServer *
start_openai (NodesTest *test)
{
  HeddleFakeServer *server = heddle_fake_openai_new (KEY);
  g_autoptr (GError) error = NULL;

  heddle_fake_server_start (server, 0, &error);
  g_assert_no_error (error);
  heddle_providers_set_base_url (heddle_services_get (test->services, HEDDLE_TYPE_PROVIDERS),
                                 "openai", heddle_fake_server_get_base_url (server), &error);
  g_assert_no_error (error);

  return server;
}

static const char *
get_text (HeddleNodeOutputs *outputs,
          const char        *port)
{
  HeddleValue *value = heddle_node_outputs_get (outputs, port);

  return value != NULL ? heddle_value_get_text (value) : NULL;
}

static void
test_text (NodesTest *test)
{
  g_autoptr (HeddleNodeExecution) execution =
    nodes_test_prepare (test, "ai.text-generation",
                        "{\"model\": \"sketch/text\", \"prompt\": \"In one sentence\","
                        " \"system\": \"You write for a coffee bar.\", \"temperature\": 0.5,"
                        " \"max_tokens\": 200}");
  g_autoptr (HeddleNodeOutputs) outputs = NULL;
  g_autoptr (HeddleNodeOutputs) again = NULL;
  g_autoptr (GError) error = NULL;

  open_providers (test);
  nodes_test_set_text (execution, "prompt", "A caption for an autumn roast");
  outputs = nodes_test_run (test, "ai.text-generation", execution, &error);
  g_assert_no_error (error);
  again = nodes_test_run (test, "ai.text-generation", execution, &error);
  g_assert_no_error (error);

  g_assert_cmpuint (strlen (get_text (outputs, "text")), >, 10);
  g_assert_cmpstr (get_text (outputs, "text"), ==, get_text (again, "text"));
  g_assert_null (heddle_node_outputs_get_list (outputs, "list"));
  g_assert_null (heddle_node_outputs_get (outputs, "json"));
  g_assert_true (heddle_node_outputs_get_cost (outputs).known);
  g_assert_cmpint (heddle_node_outputs_get_cost (outputs).amount, ==, 0);
  g_assert_cmpuint (heddle_node_outputs_get_warnings (outputs)->len, ==, 0);
}

static void
test_list (NodesTest *test)
{
  g_autoptr (HeddleNodeOutputs) outputs = NULL;
  GPtrArray *list;

  open_providers (test);
  outputs = nodes_test_run_plain (test, "ai.text-generation",
                                  "{\"model\": \"sketch/text\", \"output\": \"list\","
                                  " \"prompt\": \"Five headlines for an autumn roast\"}");
  list = heddle_node_outputs_get_list (outputs, "list");

  g_assert_nonnull (list);
  g_assert_cmpuint (list->len, >=, 2);
  for (guint i = 0; i < list->len; i++)
    {
      const char *item = heddle_value_get_text (list->pdata[i]);

      g_assert_cmpstr (item, !=, "");
      g_assert_null (strchr (item, '\n'));
      g_assert_false (g_ascii_isdigit (*item) || *item == '-' || *item == '*');
    }
  g_assert_cmpuint (heddle_node_outputs_get_warnings (outputs)->len, ==, 0);
}

static void
test_fields (NodesTest *test)
{
  g_autoptr (HeddleNodeOutputs) outputs = NULL;
  JsonObject *json;

  open_providers (test);
  outputs = nodes_test_run_plain (test, "ai.text-generation",
                                  "{\"model\": \"sketch/text\", \"fields\": [\"headline\","
                                  " \"caption\"], \"prompt\": \"A post for an autumn roast\"}");
  json = json_node_get_object (heddle_value_get_json (heddle_node_outputs_get (outputs, "json")));

  g_assert_cmpstr (get_text (outputs, "headline"), ==,
                   heddle_json_get_string (json, "headline", "?"));
  g_assert_cmpstr (get_text (outputs, "caption"), ==,
                   heddle_json_get_string (json, "caption", "?"));
  g_assert_cmpuint (heddle_node_outputs_get_warnings (outputs)->len, ==, 0);
}

static void
test_schema (NodesTest *test)
{
  g_autoptr (HeddleNodeOutputs) outputs = NULL;
  JsonObject *json;

  open_providers (test);
  outputs = nodes_test_run_plain (
    test, "ai.text-generation",
    "{\"model\": \"sketch/text\", \"output\": \"json\", \"prompt\": \"An autumn roast\","
    " \"schema\": {\"type\": \"object\", \"properties\": {\"title\": {\"type\": \"string\"},"
    " \"stars\": {\"type\": \"integer\", \"minimum\": 1, \"maximum\": 5}}}}");
  json = json_node_get_object (heddle_value_get_json (heddle_node_outputs_get (outputs, "json")));

  g_assert_nonnull (heddle_json_get_string (json, "title", NULL));
  g_assert_cmpint (heddle_json_get_int (json, "stars", 0), >=, 1);
  g_assert_cmpint (heddle_json_get_int (json, "stars", 0), <=, 5);
}

static void
test_text_refused (NodesTest *test)
{
  nodes_test_refuse (test, "ai.text-generation", "{\"output\": \"list\", \"fields\": [\"a\"]}",
                     "config.output: an answer with fields is JSON, not a list");
  nodes_test_refuse (test, "ai.text-generation", "{\"fields\": [\"a\", \"\"]}",
                     "config.fields[1]: a field needs a name");
  nodes_test_refuse (test, "ai.text-generation", "{\"fields\": [\"a\", \"a\"]}",
                     "config.fields[1]: there is an output “a” already");
  nodes_test_refuse (test, "ai.text-generation", "{\"fields\": [\"list\"]}",
                     "config.fields[0]: there is an output “list” already");
  nodes_test_refuse (test, "ai.text-generation", "{\"schema\": \"x\"}",
                     "config.schema: expected a JSON Schema, which is an object");
  nodes_test_refuse (test, "ai.text-generation", "{\"model\": \"gpt\"}",
                     "config.model: “gpt” does not name a model; write it as provider/model");
}

static void
expect_failure (NodesTest  *test,
                const char *type,
                const char *config,
                GQuark      domain,
                int         code)
{
  g_autoptr (HeddleNodeExecution) execution = nodes_test_prepare (test, type, config);
  g_autoptr (GError) error = NULL;

  g_assert_null (nodes_test_run (test, type, execution, &error));
  g_assert_error (error, domain, code);
}

static void
test_failures (NodesTest *test)
{
  const char *complete = "{\"model\": \"sketch/text\", \"prompt\": \"a\"}";
  g_autoptr (HeddleNodeExecution) branded = NULL;
  g_autoptr (JsonNode) kit = heddle_json_parse ("{}", -1, NULL);
  g_autoptr (HeddleValue) brand = heddle_value_new_brand (kit);
  g_autoptr (GError) error = NULL;

  expect_failure (test, "ai.text-generation", complete, HEDDLE_NODE_ERROR,
                  HEDDLE_NODE_ERROR_UNAVAILABLE);
  open_providers (test);
  expect_failure (test, "ai.text-generation", "{\"prompt\": \"a\"}", HEDDLE_NODE_ERROR,
                  HEDDLE_NODE_ERROR_CONFIG);
  expect_failure (test, "ai.image-generation", "{\"model\": \"sketch/image\"}", HEDDLE_NODE_ERROR,
                  HEDDLE_NODE_ERROR_INPUT);
  expect_failure (test, "ai.text-generation",
                  "{\"model\": \"sketch/text\", \"prompt\": \"a\", \"connection\": \"work\"}",
                  HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_UNKNOWN_CONNECTION);
  expect_failure (test, "ai.text-generation", "{\"model\": \"nobody/text\", \"prompt\": \"a\"}",
                  HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_UNKNOWN_PROVIDER);

  branded = nodes_test_prepare (test, "ai.text-generation", complete);
  heddle_node_execution_set_input (branded, "brand", brand);
  g_assert_null (nodes_test_run (test, "ai.text-generation", branded, &error));
  g_assert_error (error, HEDDLE_NODE_ERROR, HEDDLE_NODE_ERROR_UNAVAILABLE);
}

static void
test_images (NodesTest *test)
{
  static const gint64 seeds[] = { 7, 8, 9 };
  g_autoptr (HeddleNodeExecution) execution =
    nodes_test_prepare (test, "ai.image-generation",
                        "{\"model\": \"sketch/image\", \"prompt\": \"a cup\", \"negative\": \"tea\","
                        " \"aspect_ratio\": \"4:5\", \"count\": 3, \"seed\": 7}");
  g_autoptr (HeddleNodeOutputs) outputs = NULL;
  g_autoptr (GError) error = NULL;

  open_providers (test);
  heddle_node_execution_set_seeds (execution, seeds, G_N_ELEMENTS (seeds));
  outputs = nodes_test_run (test, "ai.image-generation", execution, &error);
  g_assert_no_error (error);

  for (guint i = 0; i < G_N_ELEMENTS (seeds); i++)
    {
      HeddleNodeOutputs *result = heddle_node_outputs_get_result (outputs, seeds[i]);
      GPtrArray *images;
      const HeddleMedia *media;
      JsonObject *recipe;

      g_assert_no_error (heddle_node_outputs_get_failure (outputs, seeds[i]));
      g_assert_nonnull (result);
      images = heddle_node_outputs_get_list (result, "images");
      g_assert_cmpuint (images->len, ==, 1);
      media = heddle_value_get_media (images->pdata[0]);
      g_assert_cmpint (media->width * 5, ==, media->height * 4);
      recipe = json_node_get_object (heddle_value_get_recipe (images->pdata[0]));
      g_assert_cmpint (heddle_json_get_int (recipe, "seed", -1), ==, seeds[i]);
      g_assert_cmpstr (heddle_json_get_string (recipe, "prompt", NULL), ==, "a cup");
      g_assert_cmpstr (heddle_json_get_string (recipe, "negative", NULL), ==, "tea");
      g_assert_true (heddle_node_outputs_get_cost (result).known);
    }
}

static void
test_images_fail (NodesTest *test)
{
  static const gint64 seeds[] = { 1, 2 };
  g_autoptr (HeddleNodeExecution) execution =
    nodes_test_prepare (test, "ai.image-generation",
                        "{\"model\": \"openai/gpt-image-2\", \"prompt\": \"a cup"
                        " [fault:moderation,times=9]\"}");
  g_autoptr (HeddleFakeServer) server = NULL;
  g_autoptr (HeddleNodeOutputs) outputs = NULL;
  g_autoptr (GError) error = NULL;

  open_providers (test);
  server = start_openai (test);
  heddle_node_execution_set_seeds (execution, seeds, G_N_ELEMENTS (seeds));
  outputs = nodes_test_run (test, "ai.image-generation", execution, &error);
  g_assert_no_error (error);

  for (guint i = 0; i < G_N_ELEMENTS (seeds); i++)
    {
      g_assert_null (heddle_node_outputs_get_result (outputs, seeds[i]));
      g_assert_error (heddle_node_outputs_get_failure (outputs, seeds[i]), HEDDLE_PROVIDER_ERROR,
                      HEDDLE_PROVIDER_ERROR_REJECTED);
    }
  heddle_fake_server_stop (server);
}

static void
test_order (NodesTest *test)
{
  g_autoptr (HeddleFakeServer) server = NULL;
  g_autoptr (HeddleNodeExecution) execution =
    nodes_test_prepare (test, "ai.text-generation",
                        "{\"model\": \"openai/gpt-6-luna\", \"prompt\": \"what it shows\","
                        " \"system\": \"Be brief.\", \"output\": \"list\", \"max_tokens\": 50}");
  g_autoptr (HeddleValue) image = NULL;
  g_autoptr (GPtrArray) images = g_ptr_array_new ();
  g_autoptr (HeddleNodeOutputs) outputs = NULL;
  g_autoptr (GError) error = NULL;

  open_providers (test);
  server = start_openai (test);
  image = nodes_test_make (test, 20, 20, "#c08040");
  g_ptr_array_add (images, image);
  heddle_node_execution_set_input_list (execution, "images", images);
  nodes_test_set_text (execution, "prompt", "Say in words");
  outputs = nodes_test_run (test, "ai.text-generation", execution, &error);

  g_assert_no_error (error);
  g_assert_nonnull (heddle_node_outputs_get_list (outputs, "list"));
  g_assert_true (heddle_fake_server_saw (server, "Say in words\\nwhat it shows"));
  g_assert_true (heddle_fake_server_saw (server, "Be brief.\\nAnswer with a list"));
  g_assert_true (heddle_fake_server_saw (server, "data:image/png;base64,"));
  g_assert_true (heddle_fake_server_saw (server, "\"max_completion_tokens\":50"));
  heddle_fake_server_stop (server);
}

/* What only the model has goes out too; what nobody knows stays at home. */
static void
test_own_parameters (NodesTest *test)
{
  static const gint64 seeds[] = { 7 };
  g_autoptr (HeddleFakeServer) server = NULL;
  g_autoptr (HeddleNodeExecution) execution =
    nodes_test_prepare (test, "ai.image-generation",
                        "{\"model\": \"openai/gpt-image-2\", \"prompt\": \"a cup\","
                        " \"output_format\": \"webp\", \"moderation\": null, \"unheard_of\": \"x\"}");
  g_autoptr (HeddleNodeOutputs) outputs = NULL;
  g_autoptr (GError) error = NULL;

  open_providers (test);
  server = start_openai (test);
  heddle_node_execution_set_seeds (execution, seeds, G_N_ELEMENTS (seeds));
  outputs = nodes_test_run (test, "ai.image-generation", execution, &error);

  g_assert_no_error (error);
  g_assert_true (heddle_fake_server_saw (server, "\"output_format\":\"webp\""));
  g_assert_false (heddle_fake_server_saw (server, "moderation"));
  g_assert_false (heddle_fake_server_saw (server, "unheard_of"));
  heddle_fake_server_stop (server);
}

static HeddleNodeOutputs *
look (NodesTest   *test,
      const char  *config,
      const char  *prompt,
      GError     **error)
{
  g_autoptr (HeddleNodeExecution) execution = nodes_test_prepare (test, "ai.image-analysis", config);
  g_autoptr (HeddleValue) image = nodes_test_make (test, 20, 20, "#c08040");

  heddle_node_execution_set_input (execution, "image", image);
  if (prompt != NULL)
    nodes_test_set_text (execution, "prompt", prompt);
  return nodes_test_run (test, "ai.image-analysis", execution, error);
}

static void
test_analysis (NodesTest *test)
{
  g_autoptr (HeddleFakeServer) server = NULL;
  g_autoptr (HeddleNodeOutputs) caption = NULL;
  g_autoptr (HeddleNodeOutputs) tags = NULL;
  g_autoptr (HeddleNodeOutputs) read = NULL;
  g_autoptr (HeddleNodeOutputs) score = NULL;
  g_autofree char *joined = NULL;
  g_autoptr (GError) error = NULL;

  open_providers (test);
  server = start_openai (test);

  caption = look (test, "{\"model\": \"openai/gpt-6-luna\", \"prompt\": \"in French\"}", "Two cups", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (get_text (caption, "text"), !=, NULL);
  g_assert_null (heddle_node_outputs_get (caption, "score"));
  g_assert_true (heddle_fake_server_saw (server, "Write nothing else.\\nTwo cups\\nin French"));
  g_assert_true (heddle_fake_server_saw (server, "data:image/png;base64,"));
  g_assert_false (heddle_fake_server_saw (server, "response_format"));

  tags = look (test, "{\"model\": \"openai/gpt-6-luna\", \"task\": \"tags\"}", NULL, &error);
  g_assert_no_error (error);
  joined = nodes_test_join (tags, "tags");
  g_assert_cmpuint (heddle_node_outputs_get_list (tags, "tags")->len, ==, 3);
  g_assert_nonnull (heddle_node_outputs_get (tags, "json"));
  g_assert_true (heddle_fake_server_saw (server, "\"json_schema\""));

  read = look (test, "{\"model\": \"openai/gpt-6-luna\", \"task\": \"ocr\"}", NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (get_text (read, "text"));

  score = look (test, "{\"model\": \"openai/gpt-6-luna\", \"task\": \"score\"}", "A calm picture", &error);
  g_assert_no_error (error);
  g_assert_cmpfloat (heddle_value_get_number (heddle_node_outputs_get (score, "score")), ==, 0.5);
  g_assert_nonnull (get_text (score, "text"));
  heddle_fake_server_stop (server);
}

static void
test_analysis_refused (NodesTest *test)
{
  g_autoptr (GError) error = NULL;

  open_providers (test);
  g_assert_null (look (test, "{\"model\": \"openai/gpt-6-luna\", \"task\": \"custom\"}", NULL, &error));
  g_assert_error (error, HEDDLE_NODE_ERROR, HEDDLE_NODE_ERROR_INPUT);
  g_clear_error (&error);
  /* What a model cannot do, it is not asked for. */
  g_assert_null (look (test, "{\"model\": \"openai/gpt-image-2\"}", NULL, &error));
  g_assert_error (error, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_UNSUPPORTED);
}

static HeddleNodeOutputs *
edit (NodesTest   *test,
      const char  *config,
      gboolean     masked,
      GError     **error)
{
  static const gint64 seeds[] = { 7, 8 };
  g_autoptr (HeddleNodeExecution) execution = nodes_test_prepare (test, "ai.image-edit", config);
  g_autoptr (HeddleValue) image = nodes_test_make (test, 20, 20, "#c08040");
  g_autoptr (HeddleValue) reference = nodes_test_make (test, 30, 20, "#4080c0");
  g_autoptr (GPtrArray) references = g_ptr_array_new ();

  g_ptr_array_add (references, reference);
  heddle_node_execution_set_input (execution, "image", image);
  heddle_node_execution_set_input_list (execution, "references", references);
  if (masked)
    heddle_node_execution_set_input (execution, "mask", image);
  heddle_node_execution_set_seeds (execution, seeds, G_N_ELEMENTS (seeds));
  return nodes_test_run (test, "ai.image-edit", execution, error);
}

static void
test_edit (NodesTest *test)
{
  g_autoptr (HeddleFakeServer) server = NULL;
  g_autoptr (HeddleNodeOutputs) outputs = NULL;
  g_autoptr (GError) error = NULL;

  open_providers (test);
  server = start_openai (test);
  outputs = edit (test, "{\"model\": \"openai/gpt-image-2\", \"prompt\": \"make it blue\", \"operation\": \"restyle\"}",
                  FALSE, &error);
  g_assert_no_error (error);
  for (gint64 seed = 7; seed <= 8; seed++)
    {
      HeddleNodeOutputs *result = heddle_node_outputs_get_result (outputs, seed);
      GPtrArray *images = heddle_node_outputs_get_list (result, "images");
      JsonObject *recipe = json_node_get_object (heddle_value_get_recipe (images->pdata[0]));

      g_assert_cmpuint (images->len, ==, 1);
      g_assert_cmpstr (heddle_json_get_string (recipe, "operation", NULL), ==, "restyle");
      g_assert_cmpstr (heddle_json_get_string (recipe, "prompt", NULL), ==, "make it blue");
      g_assert_true (heddle_node_outputs_get_cost (result).known);
    }
  g_assert_true (heddle_fake_server_saw (server, "\"images\":[{\"image_url\":\"data:image/png;base64,"));
  g_assert_true (heddle_fake_server_saw (server, "\"n\":2"));
  heddle_fake_server_stop (server);
}

static void
test_edit_refused (NodesTest *test)
{
  g_autoptr (HeddleFakeServer) server = NULL;
  g_autoptr (GError) error = NULL;

  open_providers (test);
  server = start_openai (test);
  g_assert_null (edit (test, "{\"model\": \"openai/gpt-image-2\", \"operation\": \"upscale\"}", FALSE, &error));
  g_assert_error (error, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_UNSUPPORTED);
  g_assert_nonnull (strstr (error->message, "does edit, restyle, but not upscale"));
  g_clear_error (&error);
  g_assert_null (edit (test, "{\"model\": \"openai/gpt-image-2\"}", FALSE, &error));
  g_assert_error (error, HEDDLE_NODE_ERROR, HEDDLE_NODE_ERROR_INPUT);
  g_clear_error (&error);
  /* A mask that is not heeded would change what was to stay. */
  g_assert_null (edit (test, "{\"model\": \"openai/gpt-image-2\", \"prompt\": \"make it blue\"}", TRUE, &error));
  g_assert_error (error, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_UNSUPPORTED);
  g_assert_false (heddle_fake_server_saw (server, "image_url"));
  g_clear_error (&error);
  /* Nor is anything paid for that a mask is missing of, or that would be the same again. */
  g_assert_null (edit (test, "{\"model\": \"stability/services\", \"operation\": \"inpaint\", \"prompt\": \"a lid\"}",
                       FALSE, &error));
  g_assert_error (error, HEDDLE_NODE_ERROR, HEDDLE_NODE_ERROR_INPUT);
  g_clear_error (&error);
  g_assert_null (edit (test, "{\"model\": \"stability/services\", \"operation\": \"upscale\", \"count\": 2}", FALSE,
                       &error));
  g_assert_error (error, HEDDLE_NODE_ERROR, HEDDLE_NODE_ERROR_CONFIG);
  heddle_fake_server_stop (server);
}

static void
add_tests (void)
{
  g_setenv ("HEDDLE_KEY_OPENAI", KEY, TRUE);

  nodes_test_add ("/ai-nodes/text", test_text);
  nodes_test_add ("/ai-nodes/text/list", test_list);
  nodes_test_add ("/ai-nodes/text/fields", test_fields);
  nodes_test_add ("/ai-nodes/text/schema", test_schema);
  nodes_test_add ("/ai-nodes/text/refused", test_text_refused);
  nodes_test_add ("/ai-nodes/text/order", test_order);
  nodes_test_add ("/ai-nodes/analysis", test_analysis);
  nodes_test_add ("/ai-nodes/analysis/refused", test_analysis_refused);
  nodes_test_add ("/ai-nodes/edit", test_edit);
  nodes_test_add ("/ai-nodes/edit/refused", test_edit_refused);
  nodes_test_add ("/ai-nodes/failures", test_failures);
  nodes_test_add ("/ai-nodes/images", test_images);
  nodes_test_add ("/ai-nodes/images/fail", test_images_fail);
  nodes_test_add ("/ai-nodes/images/own-parameters", test_own_parameters);
}

int
main (int   argc,
      char *argv[])
{
  return nodes_test_main (argc, argv, add_tests);
}
