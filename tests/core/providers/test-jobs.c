/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/heddle-init.h"
#include "base/heddle-json.h"
#include "base/heddle-threads.h"
#include "providers/heddle-hosts.h"
#include "providers/heddle-manifest-provider.h"
#include "tests/core/store/store-test.h"

#include "heddle-fake-bfl.h"
#include "heddle-fake-fal.h"
#include "heddle-fake-image.h"
#include "heddle-fake-magnific.h"
#include "heddle-fake-runway.h"
#include "provider-test.h"

#define ID "regions"

/* Black Forest Labs once more, with one of its hosts here. */
static HeddleFakeServer *
add_regions (Fixture    *f,
             const char *base_url,
             gboolean    listed)
{
  HeddleFakeServer *server = heddle_fake_bfl_new (KEY);
  g_autoptr (GBytes) data = g_resources_lookup_data ("/app/heddle/Heddle/providers/bfl.json", 0, NULL);
  g_autoptr (JsonNode) root = heddle_json_parse (g_bytes_get_data (data, NULL), (gssize) g_bytes_get_size (data), NULL);
  JsonObject *object = json_node_get_object (root);
  g_autoptr (GString) host = NULL;
  g_autoptr (HeddleManifest) manifest = NULL;
  g_autoptr (GBytes) changed = NULL;
  g_autoptr (GError) error = NULL;
  char *text;

  heddle_fake_bfl_set_region (HEDDLE_FAKE_BFL (server), "localhost");
  heddle_fake_server_start (server, 0, &error);
  g_assert_no_error (error);
  json_object_set_string_member (object, "id", ID);
  json_object_set_string_member (object, "base_url",
                                 base_url != NULL ? base_url : heddle_fake_server_get_base_url (server));
  json_object_remove_member (object, "hosts");
  if (listed)
    {
      JsonArray *hosts = json_array_new ();

      host = g_string_new (heddle_fake_server_get_origin (server));
      g_string_replace (host, "127.0.0.1", "localhost", 1);
      json_array_add_string_element (hosts, host->str);
      json_object_set_array_member (object, "hosts", hosts);
    }
  text = heddle_json_write (root, HEDDLE_JSON_COMPACT);
  changed = g_bytes_new_take (text, strlen (text));
  manifest = heddle_manifest_new_from_data (changed, "regions.json", &error);
  g_assert_no_error (error);
  heddle_providers_add_manifest (f->providers, manifest, &error);
  g_assert_no_error (error);
  heddle_manifest_provider_set_time_scale (
    HEDDLE_MANIFEST_PROVIDER (heddle_providers_lookup (f->providers, ID)), TIME_SCALE);
  g_setenv ("HEDDLE_KEY_REGIONS", KEY, TRUE);
  return server;
}

static HeddleProviderResult *
run (Fixture    *f,
     const char *prompt)
{
  g_autoptr (HeddleProviderRequest) request = heddle_provider_request_new (HEDDLE_TASK_IMAGE_GENERATION,
                                                                           ID "/flux-2-pro");
  const gint64 seed = 7;
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (GError) error = NULL;

  heddle_provider_request_set_text (request, "prompt", prompt);
  heddle_provider_request_set_seeds (request, &seed, 1);
  heddle_wait_for (heddle_providers_run (f->providers, request), &value, &error);
  g_assert_no_error (error);
  return g_value_dup_object (&value);
}

/* The key goes to a host that the manifest lists. */
static void
test_listed (Fixture *f)
{
  g_autoptr (HeddleFakeServer) server = add_regions (f, NULL, TRUE);
  g_autoptr (HeddleProviderResult) result = run (f, "A cube");
  g_autoptr (HeddleFakeRequest) asked = heddle_fake_server_dup_request (server, "GET", "/v1/get_result", 0);
  g_autofree char *hosts = heddle_manifest_provider_dup_hosts (
    HEDDLE_MANIFEST_PROVIDER (heddle_providers_lookup (f->providers, ID)));

  g_assert_no_error (heddle_provider_result_get_error (result, 0));
  g_assert_cmpint (heddle_provider_result_get_cost (result, 0).amount, ==, 30000);
  g_assert_true (g_str_has_prefix (heddle_fake_request_get_header (asked, "Host"), "localhost:"));
  g_assert_cmpstr (heddle_fake_request_get_header (asked, "x-key"), ==, KEY);
  g_assert_true (g_str_has_prefix (hosts, "localhost:"));
  heddle_fake_server_stop (server);
}

static void
assert_left_alone (HeddleFakeServer     *server,
                   HeddleProviderResult *result)
{
  const GError *error = heddle_provider_result_get_error (result, 0);

  g_assert_error (error, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_UNKNOWN_OUTCOME);
  g_assert_nonnull (strstr (error->message, "its job is at http://localhost:"));
  g_assert_nonnull (strstr (error->message, "none of its addresses that are known"));
  g_assert_cmpuint (heddle_fake_server_count_requests (server, "POST", NULL), ==, 1);
  g_assert_cmpuint (heddle_fake_server_count_requests (server, "GET", NULL), ==, 0);
}

/* It goes to no other, whatever an answer says. */
static void
test_unlisted (Fixture *f)
{
  g_autoptr (HeddleFakeServer) server = add_regions (f, NULL, FALSE);
  g_autoptr (HeddleProviderResult) result = run (f, "A cube");

  assert_left_alone (server, result);
  heddle_fake_server_stop (server);
}

/* A key that a person entered for another address was not entered for the provider's hosts. */
static void
test_elsewhere (Fixture *f)
{
  g_autoptr (HeddleFakeServer) server = add_regions (f, "https://api.acme.test/v1", TRUE);
  g_autoptr (HeddleProviderResult) result = NULL;
  g_autoptr (GError) error = NULL;
  HeddleManifestProvider *provider = HEDDLE_MANIFEST_PROVIDER (heddle_providers_lookup (f->providers, ID));
  g_autofree char *hosts = heddle_manifest_provider_dup_hosts (provider);

  g_assert_nonnull (hosts);
  heddle_providers_set_base_url (f->providers, ID, heddle_fake_server_get_base_url (server), &error);
  g_assert_no_error (error);
  g_assert_null (heddle_manifest_provider_dup_hosts (provider));
  result = run (f, "A cube");
  assert_left_alone (server, result);
  heddle_fake_server_stop (server);
}

/* How the only call ended. */
static gboolean
read_status (HeddleDatabase  *database,
             gpointer         data,
             GValue          *result,
             GError         **error)
{
  g_autoptr (HeddleStatement) statement = heddle_database_prepare_sql (database, "SELECT status FROM api_call", error);

  if (statement == NULL)
    return FALSE;
  g_value_init (result, G_TYPE_STRING);
  if (heddle_statement_next (statement))
    g_value_take_string (result, heddle_statement_dup_text (statement, 0));
  return heddle_statement_finish (statement, error);
}

/* Takes a job back while somebody asks after it. */
static void
assert_taken_back (Fixture          *f,
                   const char       *model,
                   HeddleFakeServer *server,
                   const char       *prompt,
                   const char       *method,
                   guint             n_requests,
                   const char       *status)
{
  g_auto (GStrv) name = g_strsplit (model, "/", 2);
  g_autofree char *upper = g_ascii_strup (name[0], -1);
  g_autofree char *variable = g_strconcat ("HEDDLE_KEY_", upper, NULL);
  g_autoptr (HeddleProviderRequest) request = heddle_provider_request_new (HEDDLE_TASK_IMAGE_GENERATION, model);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  const gint64 seed = 7;
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (GError) error = NULL;
  DexFuture *future;

  g_setenv (variable, KEY, TRUE);
  provider_test_use_server (f, name[0], server);
  heddle_provider_request_set_text (request, "prompt", prompt);
  heddle_provider_request_set_seeds (request, &seed, 1);
  heddle_provider_request_set_cancellable (request, cancellable);
  future = heddle_providers_run (f->providers, request);
  while (heddle_fake_server_count_requests (server, "GET", NULL) == 0)
    g_usleep (2000);
  g_cancellable_cancel (cancellable);
  heddle_wait_for (future, NULL, NULL);
  heddle_wait_for (heddle_library_flush (f->library), NULL, NULL);
  heddle_wait_for (heddle_library_read (f->library, read_status, NULL, NULL), &value, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (heddle_fake_server_count_requests (server, method, NULL), ==, n_requests);
  g_assert_cmpstr (g_value_get_string (&value), ==, status);
  heddle_fake_server_stop (server);
}

/* Nothing comes of what was deleted, so that it can be ordered again without a question. */
static void
test_deleted (Fixture *f)
{
  g_autoptr (HeddleFakeServer) server = heddle_fake_runway_new (KEY);

  assert_taken_back (f, "runway/gen4_image", server, "A cube [fault:never]", "DELETE", 1, "failed");
}

/* What is done meanwhile is paid for, and stays where it can be had. */
static void
test_not_deleted (Fixture *f)
{
  g_autoptr (HeddleFakeServer) server = heddle_fake_runway_new (KEY);

  assert_taken_back (f, "runway/gen4_image", server, "A cube [fault:polls=2]", "DELETE", 0, "unknown");
}

/* What is only asked to be cancelled may go on. */
static void
test_asked_to_cancel (Fixture *f)
{
  g_autoptr (HeddleFakeServer) server = heddle_fake_fal_new (KEY);

  assert_taken_back (f, "fal/fal-ai/flux/schnell", server, "A cube [fault:never]", "PUT", 1, "unknown");
}

/* As much of a parameter as a model takes. */
static JsonNode *
make_extreme (JsonObject *parameter)
{
  const char *kind = json_object_get_string_member (parameter, "kind");
  JsonArray *options = heddle_json_get_array (parameter, "options");

  if (options != NULL)
    return heddle_json_copy (json_array_get_element (options, json_array_get_length (options) - 1));
  if (g_str_equal (kind, "aspect-ratio"))
    return heddle_json_parse ("\"16:9\"", -1, NULL);
  if (g_str_equal (kind, "boolean"))
    return heddle_json_parse ("true", -1, NULL);
  return heddle_json_copy (json_object_get_member (parameter, "maximum"));
}

/* Whether a fake, which refuses what it does not know, takes all that a model's manifest promises. */
static void
assert_taken (Fixture     *f,
              HeddleModel *model,
              gboolean     extreme)
{
  HeddleModelTask *task = heddle_model_get_task (model, HEDDLE_TASK_IMAGE_GENERATION);
  JsonObject *parameters = heddle_model_task_get_section (task, "parameters");
  g_autoptr (HeddleProviderRequest) request = heddle_provider_request_new (HEDDLE_TASK_IMAGE_GENERATION,
                                                                           heddle_model_get_qualified (model));
  const gint64 seed = G_MAXINT64 - 1;
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (GError) error = NULL;
  JsonObjectIter iter;
  const char *key;
  JsonNode *parameter;

  heddle_provider_request_set_text (request, "prompt", "A cube");
  heddle_provider_request_set_seeds (request, &seed, 1);
  json_object_iter_init (&iter, parameters);
  while (extreme && json_object_iter_next (&iter, &key, &parameter))
    {
      g_autoptr (JsonNode) most = make_extreme (json_node_get_object (parameter));

      heddle_provider_request_set_parameter (request, key, most);
    }
  heddle_wait_for (heddle_providers_run (f->providers, request), &value, &error);
  g_assert_no_error (error);
  g_assert_no_error (heddle_provider_result_get_error (g_value_get_object (&value), 0));
  g_assert_cmpuint (heddle_provider_result_get_warnings (g_value_get_object (&value))->len, ==, 0);
}

static void
test_models (Fixture *f)
{
  static const struct
  {
    const char *id;
    HeddleFakeServer *(*new_fake) (const char *key);
  } providers[] = {
    { "bfl", heddle_fake_bfl_new },
    { "fal", heddle_fake_fal_new },
    { "magnific", heddle_fake_magnific_new },
    { "runway", heddle_fake_runway_new },
  };

  for (guint i = 0; i < G_N_ELEMENTS (providers); i++)
    {
      g_autofree char *upper = g_ascii_strup (providers[i].id, -1);
      g_autofree char *variable = g_strconcat ("HEDDLE_KEY_", upper, NULL);
      g_autoptr (HeddleFakeServer) server = providers[i].new_fake (KEY);
      HeddleProvider *provider = heddle_providers_lookup (f->providers, providers[i].id);
      GPtrArray *models = heddle_manifest_get_models (heddle_provider_get_manifest (provider));

      g_setenv (variable, KEY, TRUE);
      heddle_fake_queue_set_polls (HEDDLE_FAKE_QUEUE (server), 1);
      provider_test_use_server (f, providers[i].id, server);
      for (guint j = 0; j < models->len; j++)
        {
          if (heddle_model_get_task (models->pdata[j], HEDDLE_TASK_IMAGE_GENERATION) == NULL)
            continue;
          g_test_message ("%s", heddle_model_get_qualified (models->pdata[j]));
          assert_taken (f, models->pdata[j], FALSE);
          assert_taken (f, models->pdata[j], TRUE);
        }
      heddle_fake_server_stop (server);
    }
}

/* Models that change pictures: what of an order is the picture, and what those that it refers to. */
static const struct
{
  const char *model;
  HeddleFakeServer *(*new_fake) (const char *key);
  guint       n_references;
  const char *image;
  const char *reference;
  gboolean    plain;
  gint64      cost;
} edits[] = {
  { "bfl/flux-2-pro", heddle_fake_bfl_new, 7, "$.input_image", "$.input_image_8", TRUE, 30000 },
  { "bfl/flux-2-max", heddle_fake_bfl_new, 1, "$.input_image", "$.input_image_2", TRUE, 70000 },
  { "bfl/flux-2-flex", heddle_fake_bfl_new, 1, "$.input_image", "$.input_image_2", TRUE, 50000 },
  { "bfl/flux-2-klein-4b", heddle_fake_bfl_new, 3, "$.input_image", "$.input_image_4", TRUE, 14000 },
  { "bfl/flux-2-klein-9b", heddle_fake_bfl_new, 3, "$.input_image", "$.input_image_4", TRUE, 15000 },
  { "bfl/flux-kontext-pro", heddle_fake_bfl_new, 3, "$.input_image", "$.input_image_4", TRUE, 40000 },
  { "bfl/flux-kontext-max", heddle_fake_bfl_new, 0, "$.input_image", NULL, TRUE, 80000 },
  { "fal/fal-ai/flux-pro/kontext", heddle_fake_fal_new, 0, "$.image_url", NULL, FALSE, 40000 },
  { "fal/fal-ai/bytedance/seedream/v4/edit", heddle_fake_fal_new, 2, "$.image_urls[0]", "$.image_urls[2]", FALSE,
    30000 },
  { "fal/fal-ai/nano-banana/edit", heddle_fake_fal_new, 9, "$.image_urls[0]", "$.image_urls[9]", FALSE, 39800 },
  { "runway/gen4_image", heddle_fake_runway_new, 2, "$.referenceImages[0].uri", "$.referenceImages[2].uri", FALSE,
    50000 },
  { "runway/gen4_image_turbo", heddle_fake_runway_new, 0, "$.referenceImages[0].uri", NULL, FALSE, 50000 },
};

/* Puts a picture into the library, and returns it as it has to be sent. */
static char *
add_image (Fixture               *f,
           HeddleProviderRequest *request,
           const char            *role,
           const char            *subject,
           gboolean               plain)
{
  g_autoptr (GBytes) picture = heddle_fake_image_new (subject, 16, 16, "png", FALSE, 0);
  g_autofree char *base64 = g_base64_encode (g_bytes_get_data (picture, NULL), g_bytes_get_size (picture));
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (HeddleValue) image = NULL;
  g_autoptr (GError) error = NULL;
  HeddleMedia media = { .mime = (char *) "image/png", .width = 16, .height = 16 };

  heddle_wait_for (heddle_blob_store_put_bytes (f->blobs, picture), &value, &error);
  g_assert_no_error (error);
  media.blob = ((HeddleBlob *) g_value_get_boxed (&value))->sha256;
  image = heddle_value_new_media (HEDDLE_VALUE_IMAGE, &media, NULL);
  heddle_provider_request_add_image (request, role, image);
  return plain ? g_steal_pointer (&base64) : g_strconcat ("data:image/png;base64,", base64, NULL);
}

static void
assert_sent (HeddleFakeServer *server,
             const char       *path,
             const char       *expected)
{
  g_autoptr (HeddleFakeRequest) request = heddle_fake_server_dup_request (server, "POST", NULL, 0);
  g_autoptr (JsonObject) body = heddle_fake_request_dup_json (request);
  g_autoptr (JsonNode) root = json_node_init_object (json_node_alloc (), body);
  g_autoptr (JsonNode) found = json_path_query (path, root, NULL);
  g_autofree char *text = heddle_json_write (found, HEDDLE_JSON_COMPACT);
  g_autofree char *list = g_strdup_printf ("[\"%s\"]", expected);

  g_assert_cmpstr (text, ==, list);
}

static void
assert_edited (Fixture          *f,
               HeddleFakeServer *server,
               guint             nth)
{
  g_autoptr (HeddleProviderRequest) request = heddle_provider_request_new (HEDDLE_TASK_IMAGE_EDIT, edits[nth].model);
  g_autofree char *image = add_image (f, request, "image", "A cat", edits[nth].plain);
  g_autofree char *last = NULL;
  const gint64 seed = 7;
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (GError) error = NULL;
  HeddleProviderResult *result;

  for (guint i = 0; i < edits[nth].n_references; i++)
    {
      g_autofree char *subject = g_strdup_printf ("Hat %u", i);

      g_free (last);
      last = add_image (f, request, "references", subject, edits[nth].plain);
    }
  heddle_provider_request_set_text (request, "prompt", "Put the hat on the cat");
  heddle_provider_request_set_seeds (request, &seed, 1);
  heddle_wait_for (heddle_providers_run (f->providers, request), &value, &error);
  g_assert_no_error (error);
  result = g_value_get_object (&value);
  g_assert_no_error (heddle_provider_result_get_error (result, 0));
  g_assert_cmpuint (heddle_provider_result_get_warnings (result)->len, ==, 0);
  g_assert_cmpint (heddle_provider_result_get_cost (result, 0).amount, ==, edits[nth].cost);
  assert_sent (server, edits[nth].image, image);
  if (last != NULL)
    assert_sent (server, edits[nth].reference, last);
}

static void
test_edits (Fixture *f)
{
  for (guint i = 0; i < G_N_ELEMENTS (edits); i++)
    {
      g_auto (GStrv) name = g_strsplit (edits[i].model, "/", 2);
      g_autofree char *upper = g_ascii_strup (name[0], -1);
      g_autofree char *variable = g_strconcat ("HEDDLE_KEY_", upper, NULL);
      g_autoptr (HeddleFakeServer) server = edits[i].new_fake (KEY);

      g_test_message ("%s", edits[i].model);
      g_setenv (variable, KEY, TRUE);
      provider_test_use_server (f, name[0], server);
      assert_edited (f, server, i);
      heddle_fake_server_stop (server);
    }
}

static void
test_hosts (void)
{
  static const struct
  {
    const char *hosts;
    const char *url;
    gboolean    fits;
    gboolean    contains;
  } cases[] = {
    { "[\"https://*.bfl.ai\"]", "https://api.eu1.bfl.ai/v1/get_result?id=1", TRUE, TRUE },
    { "[\"https://*.bfl.ai\"]", "https://API.BFL.AI/v1", TRUE, TRUE },
    { "[\"https://*.bfl.ai\"]", "https://bfl.ai/v1", TRUE, FALSE },
    { "[\"https://*.bfl.ai\"]", "https://evilbfl.ai/v1", TRUE, FALSE },
    { "[\"https://*.bfl.ai\"]", "https://api.bfl.ai.evil.test/v1", TRUE, FALSE },
    { "[\"https://*.bfl.ai\"]", "https://evil.test/.bfl.ai", TRUE, FALSE },
    { "[\"https://*.bfl.ai\"]", "https://evil.test#.bfl.ai", TRUE, FALSE },
    { "[\"https://*.bfl.ai\"]", "http://api.bfl.ai/v1", TRUE, FALSE },
    { "[\"https://*.bfl.ai\"]", "https://api.bfl.ai:8443/v1", TRUE, FALSE },
    { "[\"https://*.bfl.ai\"]", "api.bfl.ai", TRUE, FALSE },
    { "[\"https://a.test\", \"https://b.test:8443\"]", "https://b.test:8443/x", TRUE, TRUE },
    { "[\"https://a.test\", \"https://b.test:8443\"]", "https://b.test/x", TRUE, FALSE },
    { "[\"https://a.test\"]", "https://x.a.test/", TRUE, FALSE },
    { "[\"http://127.0.0.1:8080\"]", "http://127.0.0.1:8080/", TRUE, TRUE },
    { "[\"https://*.ai\"]", "https://bfl.ai/", FALSE, FALSE },
    { "[\"https://*\"]", "https://bfl.ai/", FALSE, FALSE },
    { "[\"https://api.*.ai\"]", "https://api.bfl.ai/", FALSE, FALSE },
    { "[\"https://*.*.bfl.ai\"]", "https://a.b.bfl.ai/", FALSE, FALSE },
    { "[\"http://*.bfl.ai\"]", "http://api.bfl.ai/", FALSE, FALSE },
    { "[\"http://api.bfl.ai\"]", "http://api.bfl.ai/", FALSE, FALSE },
    { "[\"https://user@api.bfl.ai\"]", "https://api.bfl.ai/", FALSE, FALSE },
    { "[\"https://API.bfl.ai\"]", "https://api.bfl.ai/", FALSE, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (JsonNode) hosts = heddle_json_parse (cases[i].hosts, -1, NULL);
      g_autoptr (GError) error = NULL;

      g_test_message ("%s %s", cases[i].hosts, cases[i].url);
      g_assert_true (heddle_hosts_check (json_node_get_array (hosts), &error) == cases[i].fits);
      if (!cases[i].fits)
        g_assert_error (error, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_MANIFEST);
      else
        g_assert_true (heddle_hosts_contain (json_node_get_array (hosts), cases[i].url) == cases[i].contains);
    }
  g_assert_false (heddle_hosts_contain (NULL, "https://bfl.ai"));
  g_assert_null (heddle_hosts_describe (NULL));
}

#define ADD(path, body) provider_test_add ("/jobs/" path, body)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  heddle_init ();

  g_test_add_func ("/jobs/hosts", test_hosts);
  ADD ("listed", test_listed);
  ADD ("unlisted", test_unlisted);
  ADD ("elsewhere", test_elsewhere);
  ADD ("models", test_models);
  ADD ("edits", test_edits);
  ADD ("deleted", test_deleted);
  ADD ("not-deleted", test_not_deleted);
  ADD ("asked-to-cancel", test_asked_to_cancel);

  return g_test_run ();
}
