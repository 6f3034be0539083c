/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>

#include "base/heddle-init.h"
#include "base/heddle-json.h"
#include "base/heddle-threads.h"
#include "providers/heddle-manifest-provider.h"
#include "store/heddle-api-call-repository.h"
#include "tests/core/store/store-test.h"

#include "heddle-fake-openai.h"
#include "heddle-fake-replicate.h"
#include "heddle-fake-stability.h"
#include "provider-test.h"

#define FLARE "openai/gpt-image-2.6-flare"

static HeddleProviderRequest *
new_request (const char *model,
             const char *prompt,
             guint       n)
{
  gboolean text = strstr (model, "gpt-6") != NULL || strstr (model, "llama") != NULL;
  HeddleProviderRequest *request = heddle_provider_request_new (
    text ? HEDDLE_TASK_TEXT_GENERATION : HEDDLE_TASK_IMAGE_GENERATION, model);
  g_autofree gint64 *seeds = g_new (gint64, n + 1);

  for (guint i = 0; i < n; i++)
    seeds[i] = 7 + i;
  heddle_provider_request_set_text (request, "prompt", prompt);
  heddle_provider_request_set_seeds (request, seeds, n);

  return request;
}

static void
set_parameter (HeddleProviderRequest *request,
               const char            *key,
               const char            *json)
{
  g_autoptr (JsonNode) node = heddle_json_parse (json, -1, NULL);

  heddle_provider_request_set_parameter (request, key, node);
}

static HeddleProviderResult *
run (Fixture                *f,
     HeddleProviderRequest  *request,
     GError                **error)
{
  g_auto (GValue) value = G_VALUE_INIT;

  if (!heddle_wait_for (heddle_providers_run (f->providers, request), &value, error))
    return NULL;

  return g_value_dup_object (&value);
}

static HeddleProviderResult *
run_prompt (Fixture    *f,
            const char *model,
            const char *prompt,
            guint       n)
{
  g_autoptr (HeddleProviderRequest) request = new_request (model, prompt, n);
  g_autoptr (GError) error = NULL;
  HeddleProviderResult *result = run (f, request, &error);

  g_assert_no_error (error);

  return result;
}

static void
assert_image (Fixture              *f,
              HeddleProviderResult *result,
              guint                 nth,
              int                   width,
              int                   height)
{
  HeddleValue *value = heddle_provider_result_get_value (result, nth);
  const HeddleMedia *media;
  g_autofree char *path = NULL;

  g_assert_no_error (heddle_provider_result_get_error (result, nth));
  g_assert_nonnull (value);
  media = heddle_value_get_media (value);
  g_assert_cmpint (media->width, ==, width);
  g_assert_cmpint (media->height, ==, height);
  path = heddle_blob_store_dup_path (f->blobs, media->blob);
  g_assert_true (g_file_test (path, G_FILE_TEST_IS_REGULAR));
}

static void
assert_error (HeddleProviderResult *result,
              HeddleProviderError   code)
{
  for (guint i = 0; i < heddle_provider_result_get_n (result); i++)
    {
      const GError *error = heddle_provider_result_get_error (result, i);

      g_assert_null (heddle_provider_result_get_value (result, i));
      g_assert_error (error, HEDDLE_PROVIDER_ERROR, (int) code);
      g_test_message ("%s", error->message);
      g_assert_null (strstr (error->message, KEY));
    }
}

static gboolean
list_calls_func (HeddleDatabase  *database,
                 gpointer         data,
                 GValue          *result,
                 GError         **error)
{
  GPtrArray *open = heddle_api_calls_list_open (database, error);

  g_value_init (result, G_TYPE_PTR_ARRAY);
  g_value_take_boxed (result, open);

  return open != NULL;
}

/* Returns: the calls that are pending or unknown. */
static GPtrArray *
list_open_calls (Fixture *f)
{
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (GError) error = NULL;

  heddle_wait_for (heddle_library_flush (f->library), NULL, NULL);
  heddle_wait_for (heddle_library_read (f->library, list_calls_func, NULL, NULL), &value, &error);
  g_assert_no_error (error);

  return g_value_dup_boxed (&value);
}

static void
assert_open_calls (Fixture *f,
                   guint    n)
{
  g_autoptr (GPtrArray) calls = list_open_calls (f);

  g_assert_cmpuint (calls->len, ==, n);
}

static void
test_images (Fixture *f)
{
  g_autoptr (HeddleProviderRequest) request = new_request (FLARE, "A red cube", 3);
  g_autoptr (HeddleProviderResult) result = NULL;
  g_autoptr (HeddleFakeRequest) sent = NULL;
  g_autoptr (JsonObject) body = NULL;
  g_autoptr (GError) error = NULL;
  JsonObject *recipe;
  HeddleMoney cost;

  set_parameter (request, "aspect_ratio", "\"4:5\"");
  set_parameter (request, "quality", "\"low\"");
  set_parameter (request, "guidance", "7");
  heddle_provider_request_set_text (request, "negative", "people");
  result = run (f, request, &error);
  g_assert_no_error (error);

  for (guint i = 0; i < 3; i++)
    assert_image (f, result, i, 1024, 1280);
  g_assert_cmpuint (heddle_provider_result_get_warnings (result)->len, ==, 2);

  recipe = json_node_get_object (
    heddle_value_get_recipe (heddle_provider_result_get_value (result, 1)));
  g_assert_cmpstr (heddle_json_get_string (recipe, "provider", NULL), ==, "openai");
  g_assert_cmpstr (heddle_json_get_string (recipe, "model", NULL), ==, "gpt-image-2.6-flare");
  g_assert_cmpint (heddle_json_get_int (recipe, "seed", 0), ==, 8);
  cost = heddle_provider_result_get_cost (result, 0);
  g_assert_true (cost.known);
  g_assert_cmpint (cost.amount, >, 0);

  g_assert_cmpuint (heddle_fake_server_count_requests (f->openai, "POST", NULL), ==, 1);
  sent = heddle_fake_server_dup_request (f->openai, "POST", NULL, 0);
  body = heddle_fake_request_dup_json (sent);
  g_assert_cmpint (heddle_json_get_int (body, "n", 0), ==, 3);
  g_assert_cmpstr (heddle_json_get_string (body, "size", NULL), ==, "1024x1280");
  g_assert_false (json_object_has_member (body, "background"));
  g_assert_cmpstr (heddle_fake_request_get_header (sent, "Authorization"), ==, "Bearer " KEY);
  g_assert_cmpstr (heddle_fake_request_get_header (sent, "User-Agent"), ==,
                   "Heddle/" HEDDLE_VERSION);
  assert_open_calls (f, 0);
}

/* An answer that is the picture itself, and says in headers what others say in JSON. */
static void
test_raw (Fixture *f)
{
  g_autoptr (HeddleFakeServer) server = heddle_fake_stability_new (KEY);
  g_autoptr (HeddleProviderRequest) request = new_request ("stability/sd3.5-large", "A red cube", 2);
  g_autoptr (HeddleProviderResult) result = NULL;
  g_autoptr (HeddleFakeRequest) sent = NULL;
  g_autoptr (GError) error = NULL;

  provider_test_use_server (f, "stability", server);
  g_setenv ("HEDDLE_KEY_STABILITY", KEY, TRUE);
  set_parameter (request, "aspect_ratio", "\"16:9\"");
  set_parameter (request, "output_format", "\"jpeg\"");
  set_parameter (request, "cfg_scale", "4.5");
  heddle_provider_request_set_text (request, "negative", "people \"of\" any kind");
  result = run (f, request, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (heddle_provider_result_get_warnings (result)->len, ==, 0);

  for (guint i = 0; i < 2; i++)
    {
      HeddleValue *value = heddle_provider_result_get_value (result, i);

      assert_image (f, result, i, 1365, 768);
      g_assert_cmpstr (heddle_value_get_media (value)->mime, ==, "image/jpeg");
      g_assert_cmpint (heddle_json_get_int (json_node_get_object (heddle_value_get_recipe (value)), "seed", 0), ==,
                       7 + i);
      g_assert_cmpint (heddle_provider_result_get_cost (result, i).amount, ==, 65000);
    }
  g_assert_cmpuint (heddle_fake_server_count_requests (server, "POST", NULL), ==, 2);
  sent = heddle_fake_server_dup_request (server, "POST", NULL, 0);
  g_assert_cmpstr (heddle_fake_request_get_path (sent), ==, "/v2beta/stable-image/generate/sd3");
  g_assert_true (heddle_fake_request_contains (sent, "name=\"model\"\r\n\r\nsd3.5-large\r\n"));
  g_assert_true (heddle_fake_request_contains (sent, "name=\"cfg_scale\"\r\n\r\n4.5\r\n"));
  g_assert_true (heddle_fake_request_contains (sent, "people \"of\" any kind"));
  assert_open_calls (f, 0);
  heddle_fake_server_stop (server);
}

static void
test_split (Fixture *f)
{
  g_autoptr (HeddleProviderResult) result = run_prompt (f, FLARE, "Cubes", 12);

  for (guint i = 0; i < 12; i++)
    assert_image (f, result, i, 1024, 1024);
  g_assert_cmpuint (heddle_fake_server_count_requests (f->openai, "POST", NULL), ==, 2);
}

static void
test_text (Fixture *f)
{
  g_autoptr (HeddleProviderRequest) request = new_request ("openai/gpt-6-luna", "A headline", 0);
  g_autoptr (HeddleProviderRequest) unlisted = new_request ("openai/llama3.2", "A headline", 0);
  g_autoptr (HeddleProviderResult) result = NULL;
  g_autoptr (HeddleFakeRequest) sent = NULL;
  g_autoptr (JsonObject) body = NULL;
  g_autoptr (GError) error = NULL;

  heddle_provider_request_set_text (request, "system", "You write for a roastery.");
  set_parameter (request, "temperature", "0.5");
  result = run (f, request, &error);
  g_assert_no_error (error);
  g_assert_no_error (heddle_provider_result_get_error (result, 0));
  g_assert_cmpstr (heddle_value_get_text (heddle_provider_result_get_value (result, 0)), !=, "");
  g_assert_cmpuint (heddle_provider_result_get_warnings (result)->len, ==, 0);

  sent = heddle_fake_server_dup_request (f->openai, "POST", NULL, 0);
  body = heddle_fake_request_dup_json (sent);
  g_assert_cmpuint (json_array_get_length (heddle_json_get_array (body, "messages")), ==, 2);
  g_clear_object (&result);

  result = run (f, unlisted, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (heddle_provider_result_get_warnings (result)->len, ==, 1);
}

static void
test_analysis (Fixture *f)
{
  g_autoptr (HeddleProviderResult) image = run_prompt (f, FLARE, "A red cube", 1);
  g_autoptr (HeddleProviderRequest) request = heddle_provider_request_new (
    HEDDLE_TASK_IMAGE_ANALYSIS, "openai/gpt-6-luna");
  g_autoptr (HeddleProviderResult) result = NULL;
  g_autoptr (HeddleFakeRequest) sent = NULL;
  g_autoptr (GError) error = NULL;

  heddle_provider_request_set_text (request, "prompt", "What is it?");
  heddle_provider_request_add_image (request, "image", heddle_provider_result_get_value (image, 0));
  result = run (f, request, &error);
  g_assert_no_error (error);
  g_assert_no_error (heddle_provider_result_get_error (result, 0));
  sent = heddle_fake_server_dup_request (f->openai, "POST", NULL, 1);
  g_assert_true (heddle_fake_request_contains (sent, "data:image/png;base64,iVBOR"));
}

static void
test_job (Fixture *f)
{
  g_autoptr (HeddleProviderResult) result = run_prompt (f, FLUX, "A red cube", 2);
  const HeddleMedia *media;

  for (guint i = 0; i < 2; i++)
    {
      g_assert_no_error (heddle_provider_result_get_error (result, i));
      media = heddle_value_get_media (heddle_provider_result_get_value (result, i));
      g_assert_cmpint (media->width, >, 0);
      g_assert_cmpint (heddle_provider_result_get_cost (result, i).amount, ==, 3000);
    }
  g_assert_cmpuint (heddle_fake_server_count_requests (f->replicate, "POST", NULL), ==, 2);
  g_assert_true (heddle_fake_server_saw (f->replicate, KEY));
  g_assert_false (heddle_fake_server_saw_foreign (f->replicate, KEY));
  assert_open_calls (f, 0);
}

static gboolean
has_job (Fixture *f)
{
  g_autoptr (GPtrArray) calls = list_open_calls (f);

  return calls->len == 1 && ((HeddleApiCallRecord *) calls->pdata[0])->job != NULL;
}

static void
test_cancel (Fixture *f)
{
  g_autoptr (HeddleProviderRequest) request = new_request (FLUX, "A cube [fault:never]", 1);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (HeddleProviderResult) result = NULL;
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (GError) error = NULL;
  DexFuture *future;

  heddle_provider_request_set_cancellable (request, cancellable);
  future = heddle_providers_run (f->providers, request);
  while (!has_job (f) || heddle_fake_server_count_requests (f->replicate, "GET", NULL) == 0)
    g_usleep (2000);
  g_cancellable_cancel (cancellable);
  heddle_wait_for (future, &value, &error);
  g_assert_no_error (error);
  result = g_value_dup_object (&value);
  g_assert_error (heddle_provider_result_get_error (result, 0), G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (heddle_fake_server_count_requests (f->replicate, "POST", NULL), ==, 2);
}

static void
test_resume (Fixture *f)
{
  g_autoptr (HeddleProviderRequest) request = new_request (FLUX, "A cube [fault:polls=6]", 1);
  g_autoptr (HeddleProviderRequest) again = new_request (FLUX, "A cube [fault:polls=6]", 1);
  g_autoptr (HeddleProviderResult) result = NULL;
  g_autoptr (GError) error = NULL;
  DexFuture *future;

  heddle_provider_request_set_origin (request, 0, "picture", "", NULL);
  heddle_provider_request_set_origin (again, 0, "picture", "", NULL);
  future = heddle_providers_run (f->providers, request);
  while (!has_job (f))
    g_usleep (2000);
  dex_unref (future);
  heddle_provider_request_look_back (again, 0);
  result = run (f, again, &error);
  g_assert_no_error (error);
  g_assert_no_error (heddle_provider_result_get_error (result, 0));
  g_assert_cmpuint (heddle_fake_server_count_requests (f->replicate, "POST", NULL), ==, 1);
}

static void
assert_check (Fixture    *f,
              const char *model,
              HeddleTask  task,
              int         code)
{
  g_autoptr (GError) error = NULL;

  heddle_wait_for (heddle_providers_check (f->providers, model, NULL, task, NULL), NULL, &error);

  if (code < 0)
    g_assert_no_error (error);
  else
    {
      g_assert_error (error, HEDDLE_PROVIDER_ERROR, code);
      g_test_message ("%s", error->message);
      g_assert_null (strchr (error->message, '\n'));
    }
}

static void
test_check (Fixture *f)
{
  g_autoptr (GError) error = NULL;

  assert_check (f, FLARE, HEDDLE_TASK_IMAGE_GENERATION, -1);
  assert_check (f, "sketch/image", HEDDLE_TASK_IMAGE_GENERATION, -1);
  assert_check (f, "nobody/x", HEDDLE_TASK_IMAGE_GENERATION,
                HEDDLE_PROVIDER_ERROR_UNKNOWN_PROVIDER);
  assert_check (f, "openai", HEDDLE_TASK_IMAGE_GENERATION, HEDDLE_PROVIDER_ERROR_UNKNOWN_PROVIDER);
  assert_check (f, FLARE, HEDDLE_TASK_VIDEO_GENERATION, HEDDLE_PROVIDER_ERROR_UNSUPPORTED);
  assert_check (f, "sketch/other", HEDDLE_TASK_IMAGE_GENERATION,
                HEDDLE_PROVIDER_ERROR_UNSUPPORTED);

  /* Servers on this machine may do without a key, others not. */
  g_unsetenv ("HEDDLE_KEY_OPENAI");
  assert_check (f, FLARE, HEDDLE_TASK_IMAGE_GENERATION, -1);
  heddle_providers_set_base_url (f->providers, "openai", "https://proxy.test/v1", &error);
  g_assert_no_error (error);
  assert_check (f, FLARE, HEDDLE_TASK_IMAGE_GENERATION, HEDDLE_PROVIDER_ERROR_MISSING_KEY);
  g_setenv ("HEDDLE_KEY_OPENAI", "", TRUE);
  assert_check (f, FLARE, HEDDLE_TASK_IMAGE_GENERATION, HEDDLE_PROVIDER_ERROR_MISSING_KEY);

  g_assert_false (heddle_providers_set_base_url (f->providers, "openai", "http://10.0.0.1/v1",
                                                 &error));
  g_assert_error (error, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_ADDRESS);
  g_clear_error (&error);
  g_assert_false (heddle_providers_set_base_url (f->providers, "sketch", "https://a.test/",
                                                 &error));
  g_assert_error (error, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_UNSUPPORTED);
}

static void
test_environment (Fixture *f)
{
  g_autoptr (HeddleProviders) providers = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *identity = NULL;

  g_setenv ("HEDDLE_PROVIDER_URL_OPENAI", "http://example.com/v1", TRUE);
  g_setenv ("HEDDLE_PROVIDER_URL_REPLICATE", "https://proxy.test:8443/v1", TRUE);
  providers = heddle_providers_new (NULL, NULL, f->imaging, &error);
  g_unsetenv ("HEDDLE_PROVIDER_URL_OPENAI");
  g_unsetenv ("HEDDLE_PROVIDER_URL_REPLICATE");
  g_assert_no_error (error);

  heddle_wait_for (heddle_providers_check (providers, FLARE, NULL, HEDDLE_TASK_IMAGE_GENERATION, NULL), NULL,
                   &error);
  g_assert_error (error, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_ADDRESS);
  g_assert_nonnull (strstr (error->message, "HEDDLE_PROVIDER_URL_OPENAI"));
  identity = heddle_providers_dup_cache_identity (providers, FLUX, NULL);
  g_assert_cmpstr (identity, ==, FLUX " at https://proxy.test:8443");
  g_clear_pointer (&identity, g_free);
  identity = heddle_providers_dup_cache_identity (providers, FLARE, NULL);
  g_assert_cmpstr (identity, ==, FLARE);
  g_clear_pointer (&identity, g_free);
  identity = heddle_providers_dup_cache_identity (providers, "sketch/image", NULL);
  g_assert_cmpstr (identity, ==, "sketch/image@1");
}

static void
test_own_manifest (Fixture *f)
{
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "heddle", "providers", NULL);
  g_autofree char *good = g_build_filename (folder, "mine.json", NULL);
  g_autofree char *thief = g_build_filename (folder, "thief.json", NULL);
  g_autofree char *broken = g_build_filename (folder, "broken.json", NULL);
  g_autoptr (HeddleProviders) providers = NULL;
  g_autoptr (GError) error = NULL;
  static const char text[] =
    "{\"format\": \"heddle-provider\", \"version\": 1, \"id\": \"%s\", \"name\": \"Mine\","
    "\"auth\": {\"type\": \"none\"}, \"base_url\": \"https://mine.test\","
    "\"tasks\": {\"text-generation\": {\"request\": {\"method\": \"POST\", \"path\": \"/\"},"
    "\"results\": [{\"path\": \"$.t\", \"encoding\": \"text\"}]}}}";
  g_auto (GStrv) parts = g_strsplit (text, "%s", 2);
  g_autofree char *mine = g_strjoinv ("mine", parts);
  g_autofree char *taken = g_strjoinv ("openai", parts);

  g_mkdir_with_parents (folder, 0700);
  g_assert_true (g_file_set_contents (good, mine, -1, NULL));
  g_assert_true (g_file_set_contents (thief, taken, -1, NULL));
  g_assert_true (g_file_set_contents (broken, "{\n\"format\": 1}", -1, NULL));
  providers = heddle_providers_new (NULL, NULL, f->imaging, &error);
  g_assert_no_error (error);
  g_assert_nonnull (heddle_providers_lookup (providers, "mine"));
  g_assert_cmpuint (heddle_providers_get_problems (providers)->len, ==, 2);
  g_assert_true (g_str_has_prefix (heddle_providers_get_problems (providers)->pdata[0],
                                   "broken.json, line "));
  g_assert_true (g_str_has_prefix (heddle_providers_get_problems (providers)->pdata[1],
                                   "thief.json: id: "));
  g_unlink (good);
  g_unlink (thief);
  g_unlink (broken);
}

static void
test_estimate (Fixture *f)
{
  g_autoptr (JsonNode) low = heddle_json_parse ("{\"quality\": \"low\"}", -1, NULL);
  HeddlePriceRange range = heddle_providers_estimate (
    f->providers, "openai/gpt-image-1-mini", NULL, HEDDLE_TASK_IMAGE_GENERATION,
    json_node_get_object (low));

  g_assert_cmpint (range.at_least.amount, ==, 5000);
  g_assert_cmpint (range.at_most.amount, ==, 6000);
  range = heddle_providers_estimate (f->providers, "sketch/image", NULL, HEDDLE_TASK_IMAGE_GENERATION,
                                     NULL);
  g_assert_true (range.at_most.known);
  g_assert_cmpint (range.at_most.amount, ==, 0);
  g_assert_false (heddle_providers_estimate (f->providers, FLARE, NULL, HEDDLE_TASK_IMAGE_GENERATION,
                                             NULL).at_least.known);
}

/* What is free on a computer of one's own, by where that is and what is asked for. */
static void
test_free (Fixture *f)
{
  static const struct
  {
    const char *url;
    const char *model;
    gboolean free;
  } places[] = {
    { "http://127.0.0.1:11434", "gemma4", TRUE },
    { "http://localhost:11434", "llama3.2:3b", TRUE },
    { "https://192.168.1.9:11434", "gemma4", TRUE },
    { "https://ollama.example", "gemma4", FALSE },
    { "https://studio.local:11434", "llama3.2:3b", FALSE },
    { "https://203.0.113.9:11434", "gemma4", FALSE },
    { "http://127.0.0.1:11434", "gpt-oss:120b-cloud", FALSE },
    { "http://127.0.0.1:11434", "kimi:Cloud", FALSE },
    { "http://127.0.0.1:11434", "cloud-watcher", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      HeddleProvider *provider = heddle_providers_lookup (f->providers, "ollama");
      g_autofree char *name = g_strconcat ("ollama/", places[i].model, NULL);
      g_autoptr (HeddleModel) model = NULL;
      g_autoptr (GError) error = NULL;
      HeddleModelTask *task;

      heddle_manifest_provider_set_base_url (HEDDLE_MANIFEST_PROVIDER (provider), places[i].url, &error);
      g_assert_no_error (error);
      model = heddle_providers_dup_model (f->providers, name);
      task = heddle_model_get_task (model, HEDDLE_TASK_TEXT_GENERATION);
      g_assert_cmpint (heddle_json_get_boolean (heddle_model_task_get_section (task, "request"), "paid", TRUE), !=,
                       places[i].free);
      g_assert_cmpint (heddle_providers_estimate (f->providers, name, NULL, HEDDLE_TASK_TEXT_GENERATION, NULL).at_most.known,
                       ==, places[i].free);
    }
}

/* A shipped manifest under another id, at a fake's address, with one member of its own. */
static void
add_variant (Fixture          *f,
             const char       *id,
             const char       *shipped,
             HeddleFakeServer *server,
             const char       *member,
             const char       *json)
{
  g_autofree char *path = g_strdup_printf ("/app/heddle/Heddle/providers/%s.json", shipped);
  g_autoptr (GBytes) data = g_resources_lookup_data (path, 0, NULL);
  g_autoptr (JsonNode) root = heddle_json_parse (g_bytes_get_data (data, NULL),
                                                 (gssize) g_bytes_get_size (data), NULL);
  g_autoptr (HeddleManifest) manifest = NULL;
  g_autoptr (GBytes) changed = NULL;
  g_autoptr (GError) error = NULL;
  JsonObject *object = json_node_get_object (root);
  char *text;

  json_object_set_string_member (object, "id", id);
  json_object_set_string_member (object, "base_url", heddle_fake_server_get_base_url (server));
  json_object_set_member (object, "auth", heddle_json_parse ("{\"type\": \"bearer\"}", -1, NULL));
  if (member != NULL)
    json_object_set_member (object, member, heddle_json_parse (json, -1, NULL));
  text = heddle_json_write (root, HEDDLE_JSON_COMPACT);
  changed = g_bytes_new_take (text, strlen (text));
  manifest = heddle_manifest_new_from_data (changed, "variant.json", &error);
  g_assert_no_error (error);
  heddle_providers_add_manifest (f->providers, manifest, &error);
  g_assert_no_error (error);
  heddle_manifest_provider_set_time_scale (
    HEDDLE_MANIFEST_PROVIDER (heddle_providers_lookup (f->providers, id)), TIME_SCALE);
}

static void
test_not_charged (Fixture *f)
{
  g_autoptr (HeddleProviderResult) result = NULL;
  g_autoptr (HeddleProviderResult) failed = NULL;

  g_setenv ("HEDDLE_KEY_KIND", KEY, TRUE);
  add_variant (f, "kind", "openai", f->openai, "errors",
               "{\"message\": \"$.error.message\", \"not_charged\": [503]}");
  result = run_prompt (f, "kind/gpt-image-2", "A cube [fault:503,times=3]", 1);
  assert_image (f, result, 0, 1024, 1024);
  g_assert_cmpuint (heddle_fake_server_count_requests (f->openai, "POST", NULL), ==, 4);
  failed = run_prompt (f, "kind/gpt-image-2", "A cube [fault:503]", 1);
  assert_error (failed, HEDDLE_PROVIDER_ERROR_FAILED);
  g_assert_cmpuint (heddle_fake_server_count_requests (f->openai, "POST", NULL), ==, 9);
}

static gboolean
holds (const char *path,
       const char *needle)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  g_autofree char *text = NULL;
  const char *name;
  gsize length;

  if (dir == NULL)
    return g_file_get_contents (path, &text, &length, NULL) &&
           memmem (text, length, needle, strlen (needle)) != NULL;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *inner = g_build_filename (path, name, NULL);

      if (holds (inner, needle))
        return TRUE;
    }

  return FALSE;
}

static void
test_no_key_kept (Fixture *f)
{
  g_autoptr (HeddleProviderResult) made = run_prompt (f, FLARE, "A cube", 1);
  g_autoptr (HeddleProviderResult) lost = run_prompt (f, FLARE, "A cube [fault:reset]", 1);
  g_autoptr (HeddleProviderResult) job = run_prompt (f, FLUX, "A cube", 1);
  g_autoptr (HeddleProviderResult) refused = NULL;

  g_assert_no_error (heddle_provider_result_get_error (made, 0));
  g_setenv ("HEDDLE_KEY_OPENAI", "sk-wrong-" KEY, TRUE);
  refused = run_prompt (f, FLARE, "A cube", 1);
  assert_error (refused, HEDDLE_PROVIDER_ERROR_KEY_REFUSED);

  heddle_wait_for (heddle_library_flush (f->library), NULL, NULL);
  g_assert_true (holds (f->folder, "images/generations"));
  g_assert_false (holds (f->folder, KEY));
  g_assert_false (holds (f->folder, "sk-wrong"));
}

#define ADD(path, body) provider_test_add ("/providers/" path, body)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  heddle_init ();

  ADD ("images", test_images);
  ADD ("raw", test_raw);
  ADD ("split", test_split);
  ADD ("text", test_text);
  ADD ("analysis", test_analysis);
  ADD ("job", test_job);
  ADD ("cancel", test_cancel);
  ADD ("resume", test_resume);
  ADD ("not-charged", test_not_charged);
  ADD ("no-key-kept", test_no_key_kept);
  ADD ("check", test_check);
  ADD ("environment", test_environment);
  ADD ("own-manifest", test_own_manifest);
  ADD ("estimate", test_estimate);
  ADD ("free", test_free);

  return g_test_run ();
}
