/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/heddle-init.h"
#include "base/heddle-json-schema.h"
#include "base/heddle-json.h"
#include "providers/heddle-manifest.h"
#include "providers/heddle-provider-error.h"

#define RESOURCES "/app/heddle/Heddle/providers/"

static HeddleManifest *
load_text (const char  *text,
           GError     **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return heddle_manifest_new_from_data (bytes, "mine.json", error);
}

static void
test_shipped (void)
{
  g_auto (GStrv) names = g_resources_enumerate_children (RESOURCES, G_RESOURCE_LOOKUP_FLAGS_NONE,
                                                         NULL);

  g_assert_cmpuint (g_strv_length (names), >=, 3);

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *path = g_strconcat (RESOURCES, names[i], NULL);
      g_autofree char *expected = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (HeddleManifest) manifest = heddle_manifest_new_from_resource (path, &error);

      g_assert_no_error (error);
      expected = g_strconcat (heddle_manifest_get_id (manifest), ".json", NULL);
      g_assert_cmpstr (names[i], ==, expected);
      /* Whoever has to have a key is told where to get one. */
      g_assert_true (heddle_manifest_get_auth_type (manifest) == HEDDLE_AUTH_NONE ||
                     heddle_json_get_boolean (heddle_manifest_get_section (manifest, "auth"), "optional", FALSE) ||
                     heddle_manifest_get_link (manifest, "keys") != NULL);
    }
}

static void
test_schema (void)
{
  g_autoptr (HeddleJsonSchema) schema = heddle_json_schema_new_from_resource (
    "/app/heddle/Heddle/schemas/provider-1.schema.json");

  g_assert_cmpuint (heddle_json_schema_list_unknown (schema)->len, ==, 0);
}

static void
test_models (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HeddleManifest) manifest = heddle_manifest_new_from_resource (RESOURCES "openai.json",
                                                                           &error);
  g_autoptr (HeddleModel) mini = NULL;
  g_autoptr (HeddleModel) other = NULL;
  g_autoptr (HeddleModel) sketch = NULL;
  g_autoptr (HeddleManifest) adapter = NULL;
  const HeddleParameterInfo *quality;
  HeddleModelTask *task;
  JsonObject *price;

  g_assert_no_error (error);
  mini = heddle_manifest_dup_model (manifest, "gpt-image-1-mini");
  g_assert_true (heddle_model_is_listed (mini));
  g_assert_cmpstr (heddle_model_get_qualified (mini), ==, "openai/gpt-image-1-mini");
  g_assert_cmpstr (heddle_model_get_status (mini), ==, "deprecated");
  g_assert_null (heddle_model_get_task (mini, HEDDLE_TASK_TEXT_GENERATION));
  task = heddle_model_get_task (mini, HEDDLE_TASK_IMAGE_GENERATION);
  price = heddle_model_task_get_section (task, "price");
  g_assert_cmpstr (heddle_json_get_string (price, "currency", NULL), ==, "USD");
  g_assert_cmpuint (json_array_get_length (heddle_json_get_array (price, "estimate")), ==, 4);
  quality = heddle_model_task_find_parameter (task, "quality");
  g_assert_cmpint (quality->kind, ==, HEDDLE_PARAMETER_CHOICE);
  g_assert_cmpstr (quality->options, ==, "auto|low|medium|high");
  g_assert_cmpstr (quality->fallback, ==, "\"auto\"");
  g_assert_true (heddle_model_task_uses (task, "prompt"));
  g_assert_false (heddle_model_task_uses (task, "negative"));

  other = heddle_manifest_dup_model (manifest, "llama3.2");
  g_assert_false (heddle_model_is_listed (other));
  g_assert_nonnull (heddle_model_get_task (other, HEDDLE_TASK_TEXT_GENERATION));
  g_assert_null (heddle_manifest_dup_model (manifest, "a/../../files"));
  g_assert_null (heddle_manifest_dup_model (manifest, ""));

  adapter = heddle_manifest_new_from_resource (RESOURCES "sketch.json", &error);
  g_assert_no_error (error);
  sketch = heddle_manifest_dup_model (adapter, "image");
  g_assert_cmpstr (heddle_model_get_version (sketch), ==, "1");
  g_assert_null (heddle_manifest_dup_model (adapter, "video"));
}

static const struct
{
  const char *text;
  const char *message;
} mistakes[] = {
  { "{\n  \"format\": \"heddle-provider\",\n", "mine.json, line " },
  { "{\"format\": \"heddle-provider\", \"version\": 1, \"id\": \"a\", \"name\": \"A\",\n"
    "\"auth\": {\"type\": \"none\"},\n"
    "\"base_url\": \"https://a.test\",\n"
    "\"tasks\": {\"image-generation\": {\n"
    "  \"request\": {\"method\": \"SEND\", \"path\": \"/x\"},\n"
    "  \"results\": [{\"path\": \"$.a\", \"encoding\": \"url\"}]}}}",
    "mine.json, line 5: tasks.image-generation.request.method: " },
  { "{\"format\": \"heddle-provider\", \"version\": 1, \"id\": \"a\", \"name\": \"A\",\n"
    "\"auth\": {\"type\": \"none\"},\n"
    "\"base_url\": \"http://a.test\",\n"
    "\"tasks\": {\"image-generation\": {}}}",
    "mine.json, line 3: base_url: " },
  { "{\"format\": \"heddle-provider\", \"version\": 1, \"id\": \"a\", \"name\": \"A\",\n"
    "\"auth\": {\"type\": \"none\"},\n"
    "\"base_url\": \"https://a.test\",\n"
    "\"tasks\": {\"image-generation\": {\"request\": {\"method\": \"POST\", \"path\": \"/x\"}}}}",
    "mine.json, line 4: tasks.image-generation.results: missing" },
  { "{\"format\": \"heddle-provider\", \"version\": 1, \"id\": \"a\", \"name\": \"A\",\n"
    "\"auth\": {\"type\": \"header\"},\n"
    "\"base_url\": \"https://a.test\",\n"
    "\"tasks\": {\"image-generation\": {}}}",
    "mine.json, line 2: auth.name: missing" },
  { "{\"format\": \"heddle-provider\", \"version\": 1, \"id\": \"a\", \"name\": \"A\",\n"
    "\"auth\": {\"type\": \"none\"}, \"base_url\": \"https://a.test\",\n"
    "\"hosts\": [\"https://b.test\",\n"
    "  \"https://*.test\"],\n"
    "\"tasks\": {\"image-generation\": {\"request\": {\"method\": \"POST\", \"path\": \"/x\"},"
    " \"results\": [{\"path\": \"$.a\", \"encoding\": \"url\"}]}}}",
    "mine.json, line 4: hosts[1]: must be like " },
  { "{\"format\": \"heddle-provider\", \"version\": 1, \"id\": \"a\", \"name\": \"A\",\n"
    "\"auth\": {\"type\": \"none\"}, \"base_url\": \"https://a.test\",\n"
    "\"tasks\": {\"image-generation\": {\n"
    "  \"request\": {\"method\": \"POST\", \"path\": \"/x\"},\n"
    "  \"results\": [\n"
    "    {\"path\": \"$.a\", \"encoding\": \"url\"},\n"
    "    {\"path\": \"$.a[\", \"encoding\": \"url\"}]}}}",
    "mine.json, line 7: tasks.image-generation.results[1].path: not a JSONPath" },
  { "{\"format\": \"heddle-provider\", \"version\": 1, \"id\": \"a\", \"name\": \"A\",\n"
    "\"auth\": {\"type\": \"none\"}, \"base_url\": \"https://a.test\",\n"
    "\"tasks\": {\"image-generation\": {\"request\": {\"method\": \"POST\", \"path\": \"/x\"},"
    " \"results\": [{\"path\": \"$.a\", \"encoding\": \"url\"}]}},\n"
    "\"rate_limits\": {\"retry_after\": [\n"
    "  {\"path\": \"$.a\", \"unit\": \"s\", \"pattern\": \"in (\"}\n]}}",
    "mine.json, line 5: rate_limits.retry_after[0].pattern: " },
  { "{\"format\": \"heddle-provider\", \"version\": 1, \"id\": \"a\", \"name\": \"A\",\n"
    "\"auth\": {\"type\": \"none\"}, \"base_url\": \"https://a.test\",\n"
    "\"tasks\": {\"image-generation\": {\"request\": {\"method\": \"POST\", \"path\": \"/x\"},"
    " \"results\": [{\"path\": \"$.a\", \"encoding\": \"url\"}]}},\n"
    "\"rate_limits\": {\"retry_after\": [\n"
    "  {\"path\": \"$.a\", \"unit\": \"s\", \"pattern\": \"in [0-9]+\"}\n]}}",
    "mine.json, line 5: rate_limits.retry_after[0].pattern: has no group" },
  { "{\"format\": \"heddle-provider\", \"version\": 1, \"id\": \"a\", \"name\": \"A\",\n"
    "\"auth\": {\"type\": \"none\"}, \"base_url\": \"https://a.test\",\n"
    "\"tasks\": {\"image-generation\": {\"request\": {\"method\": \"POST\", \"path\": \"/x\"},"
    " \"results\": [{\"path\": \"$.a\", \"encoding\": \"url\"}]}},\n"
    "\"rate_limits\": {\"retry_after\": [\n"
    "  {\"path\": \"$.a[\", \"unit\": \"s\"}\n]}}",
    "mine.json, line 5: rate_limits.retry_after[0].path: not a JSONPath" },
  { "{\"format\": \"heddle-provider\", \"version\": 1, \"id\": \"a\", \"name\": \"A\",\n"
    "\"auth\": {\"type\": \"none\"}, \"base_url\": \"https://a.test\",\n"
    "\"tasks\": {\"image-generation\": {\"request\": {\"method\": \"POST\", \"path\": \"/x\"},"
    " \"results\": [{\"path\": \"$.a\", \"encoding\": \"url\"}]}},\n"
    "\"errors\": {\"advice\": [\n"
    "  {\"pattern\": \"model (\", \"text\": \"Fetch it.\"}\n]}}",
    "mine.json, line 5: errors.advice[0].pattern: " },
  { "{\"format\": \"heddle-provider\", \"version\": 1, \"id\": \"a\", \"name\": \"A\",\n"
    "\"auth\": {\"type\": \"none\"}, \"base_url\": \"https://a.test\",\n"
    "\"tasks\": {\"image-generation\": {\"request\": {\"method\": \"POST\", \"path\": \"/x\"},"
    " \"results\": [{\"path\": \"$.a\", \"encoding\": \"url\"}]}},\n"
    "\"errors\": {\"advice\": [\n"
    "  {\"pattern\": \"model\", \"text\": \"Fetch \\\\g<\"}\n]}}",
    "mine.json, line 5: errors.advice[0].text: " },
  { "{\"format\": \"heddle-provider\", \"version\": 1, \"id\": \"a\", \"name\": \"A\",\n"
    "\"auth\": {\"type\": \"none\"}, \"base_url\": \"https://a.test\",\n"
    "\"tasks\": {\"image-generation\": {\n"
    "  \"request\": {\"method\": \"POST\", \"path\": \"/x\"},\n"
    "  \"results\": [{\"path\": \"$.a\", \"encoding\": \"url\"}]}},\n"
    "\"models\": [\n"
    "  {\"id\": \"m\", \"name\": \"M\", \"tasks\": {\"image-generation\": {}}},\n"
    "  {\"id\": \"n\", \"name\": \"N\", \"tasks\": {\n"
    "    \"image-generation\": {\"price\": {\"per_result\": 1}}}}]}",
    "mine.json, line 9: models[1].tasks.image-generation.price.currency: missing" },
  { "{\"format\": \"heddle-provider\", \"version\": 1, \"id\": \"a\", \"name\": \"A\",\n"
    "\"auth\": {\"type\": \"none\"}, \"adapter\": \"x\", \"tasks\": {\"image-generation\": {}},\n"
    "\"models\": [{\"id\": \"m\", \"name\": \"M\", \"tasks\": {\"image-generation\": {}}},\n"
    "{\"id\": \"m\", \"name\": \"M\", \"tasks\": {\"image-generation\": {}}}]}",
    "mine.json, line 4: models[1].id: there is another" },
  { "{\"format\": \"heddle-provider\", \"version\": 1, \"id\": \"a\", \"name\": \"A\",\n"
    "\"auth\": {\"type\": \"none\"}, \"base_url\": \"https://a.test\", \"tasks\": {\"image-generation\": {\n"
    "  \"request\": {\"method\": \"POST\", \"path\": \"/x\"},\n"
    "  \"results\": [{\"encoding\": \"raw\"}]}}}",
    "mine.json, line 4: tasks.image-generation.results[0].types: missing" },
  { "{\"format\": \"heddle-provider\", \"version\": 1, \"id\": \"a\", \"name\": \"A\",\n"
    "\"auth\": {\"type\": \"none\"}, \"base_url\": \"https://a.test\", \"tasks\": {\"image-generation\": {\n"
    "  \"request\": {\"method\": \"POST\", \"path\": \"/x\"},\n"
    "  \"results\": [{\"encoding\": \"raw\", \"types\": [\"text/html\"]}]}}}",
    "mine.json, line 4: tasks.image-generation.results[0].types[0]: " },
  { "{\"format\": \"heddle-provider\", \"version\": 1, \"id\": \"a\", \"name\": \"A\",\n"
    "\"auth\": {\"type\": \"none\"}, \"base_url\": \"https://a.test\", \"tasks\": {\"image-generation\": {\n"
    "  \"request\": {\"method\": \"POST\", \"path\": \"/x\"},\n"
    "  \"results\": [{\"encoding\": \"url\", \"path\": \"$.a\", \"unless\": \"$.draft\"}]}}}",
    "mine.json, line 4: tasks.image-generation.results[0]" },
  { "{\"format\": \"heddle-provider\", \"version\": 1, \"id\": \"a\", \"name\": \"A\",\n"
    "\"auth\": {\"type\": \"none\"}, \"base_url\": \"https://a.test\", \"tasks\": {\"image-generation\": {\n"
    "  \"request\": {\"method\": \"POST\", \"path\": \"/x\"},\n"
    "  \"results\": [{\"encoding\": \"raw\", \"types\": [\"image/*\"], \"each\": \"$.a\"}]}}}",
    "mine.json, line 4: tasks.image-generation.results[0].each: " },
  { "{\"format\": \"heddle-provider\", \"version\": 1, \"id\": \"a\", \"name\": \"A\",\n"
    "\"auth\": {\"type\": \"none\"}, \"base_url\": \"https://a.test\", \"tasks\": {\"image-generation\": {\n"
    "  \"request\": {\"method\": \"POST\", \"path\": \"/x\",\n"
    "    \"results\": 4},\n"
    "  \"results\": [{\"encoding\": \"raw\", \"types\": [\"image/*\"]}]}}}",
    "mine.json, line 4: tasks.image-generation.request.results: must be 1" },
  { "{\"format\": \"heddle-provider\", \"version\": 1, \"id\": \"a\", \"name\": \"A\",\n"
    "\"auth\": {\"type\": \"none\"}, \"base_url\": \"https://a.test\", \"tasks\": {\"image-generation\": {\n"
    "  \"request\": {\"method\": \"POST\", \"path\": \"/x\"},\n"
    "  \"results\": [{\"encoding\": \"raw\", \"types\": [\"image/*\"]}],\n"
    "  \"job\": {\"id\": \"$.id\", \"status\": \"$.s\", \"succeeded\": [\"ok\"], \"poll\": {\"path\": \"/{job}\"}}}}}",
    "mine.json, line 5: tasks.image-generation.job: does not go with" },
  { "{\"format\": \"heddle-provider\", \"version\": 1, \"id\": \"a\", \"name\": \"A\",\n"
    "\"auth\": {\"type\": \"none\"}, \"base_url\": \"https://a.test\", \"tasks\": {\"image-generation\": {\n"
    "  \"request\": {\"method\": \"POST\", \"path\": \"/x\"},\n"
    "  \"results\": [{\"path\": \"$.a\", \"encoding\": \"url\"}],\n"
    "  \"operations\": {\"upscale\": {}}}}}",
    "mine.json, line 5: tasks.image-generation.operations: only image-edit" },
  { "{\"format\": \"heddle-provider\", \"version\": 1, \"id\": \"a\", \"name\": \"A\",\n"
    "\"auth\": {\"type\": \"none\"}, \"base_url\": \"https://a.test\", \"tasks\": {\"image-edit\": {\n"
    "  \"request\": {\"method\": \"POST\", \"path\": \"/x\"},\n"
    "  \"results\": [{\"path\": \"$.a\", \"encoding\": \"url\"}],\n"
    "  \"operations\": {\"sharpen\": {}}}}}",
    "mine.json, line 5: tasks.image-edit.operations.sharpen: " },
  { "{\"format\": \"heddle-provider\", \"version\": 1, \"id\": \"a\", \"name\": \"A\",\n"
    "\"auth\": {\"type\": \"none\"}, \"base_url\": \"https://a.test\", \"tasks\": {\"image-edit\": {\n"
    "  \"request\": {\"method\": \"POST\", \"path\": \"/x\"},\n"
    "  \"results\": [{\"path\": \"$.a\", \"encoding\": \"url\"}],\n"
    "  \"operations\": {\n"
    "    \"upscale\": {\"limits\": {\"images\": 0}}}}}}",
    "mine.json, line 6: tasks.image-edit.operations.upscale.limits.images: " },
};

static HeddleModelTask *
get_edit (HeddleManifest *manifest,
          const char     *id)
{
  g_autoptr (HeddleModel) model = heddle_manifest_dup_model (manifest, id);

  return g_object_ref (heddle_model_get_task (model, HEDDLE_TASK_IMAGE_EDIT));
}

static const char *
get_path (HeddleModelTask *task,
          const char      *operation)
{
  HeddleModelTask *part = heddle_model_task_get_for (task, operation);

  return part != NULL ? heddle_json_get_string (heddle_model_task_get_section (part, "request"), "path", NULL) : NULL;
}

/* What an operation says is laid over what the model says, which is laid over the task. */
static void
test_operations (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HeddleManifest) manifest = load_text (
    "{\"format\": \"heddle-provider\", \"version\": 1, \"id\": \"a\", \"name\": \"A\", \"auth\": {\"type\": \"none\"},"
    "\"base_url\": \"https://a.test\", \"tasks\": {\"image-edit\": {"
    " \"request\": {\"method\": \"POST\", \"path\": \"/edit\", \"body\": {\"image\": {\"$\": \"image\"}}},"
    " \"results\": [{\"path\": \"$.a\", \"encoding\": \"url\"}],"
    " \"operations\": {\"edit\": {}, \"upscale\": {\"request\": {\"path\": \"/upscale\"}},"
    "  \"inpaint\": {\"request\": {\"path\": \"/inpaint\", \"body\": {\"mask\": {\"$\": \"mask\"}}}}}}},"
    "\"models\": [{\"id\": \"m\", \"name\": \"M\", \"tasks\": {\"image-edit\": {"
    "  \"operations\": {\"inpaint\": null, \"upscale\": {\"request\": {\"path\": \"/m/upscale\"}}}}}}]}",
    &error);
  g_autoptr (HeddleModelTask) usual = NULL;
  g_autoptr (HeddleModelTask) own = NULL;
  g_auto (GStrv) operations = NULL;
  g_autofree char *joined = NULL;
  g_autoptr (HeddleModel) model = NULL;

  g_assert_no_error (error);
  usual = get_edit (manifest, "unheard-of");
  own = get_edit (manifest, "m");
  g_assert_cmpstr (get_path (usual, "edit"), ==, "/edit");
  g_assert_cmpstr (get_path (usual, "upscale"), ==, "/upscale");
  g_assert_cmpstr (get_path (usual, "inpaint"), ==, "/inpaint");
  g_assert_true (heddle_model_task_uses (heddle_model_task_get_for (usual, "inpaint"), "mask"));
  g_assert_false (heddle_model_task_uses (heddle_model_task_get_for (usual, "upscale"), "mask"));
  g_assert_null (get_path (usual, "restyle"));
  g_assert_cmpstr (get_path (own, "edit"), ==, "/edit");
  g_assert_cmpstr (get_path (own, "upscale"), ==, "/m/upscale");
  operations = heddle_model_task_list_operations (own);
  joined = g_strjoinv (" ", operations);
  g_assert_cmpstr (joined, ==, "edit upscale");

  model = heddle_manifest_dup_model (manifest, "m");
  g_assert_null (heddle_model_require_task (model, HEDDLE_TASK_IMAGE_EDIT, "inpaint", &error));
  g_assert_error (error, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_UNSUPPORTED);
  g_assert_nonnull (strstr (error->message, "does edit, upscale, but not inpaint"));
}

static void
test_errors (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (mistakes); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (HeddleManifest) manifest = load_text (mistakes[i].text, &error);

      g_assert_null (manifest);
      g_assert_error (error, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_MANIFEST);
      g_test_message ("%s", error->message);
      g_assert_true (g_str_has_prefix (error->message, mistakes[i].message));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  heddle_init ();

  g_test_add_func ("/manifest/shipped", test_shipped);
  g_test_add_func ("/manifest/schema", test_schema);
  g_test_add_func ("/manifest/models", test_models);
  g_test_add_func ("/manifest/operations", test_operations);
  g_test_add_func ("/manifest/errors", test_errors);

  return g_test_run ();
}
