/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/heddle-init.h"
#include "base/heddle-json.h"
#include "base/heddle-threads.h"

#include "heddle-fake-gemini.h"
#include "heddle-fake-image.h"
#include "provider-test.h"

#define EDITS "gemini/gemini-nano-banana-2.1"
#define PRO "gemini/gemini-3-pro-image"
#define LOOKS "gemini/gemini-3.8-flash"

/* The tasks that no step asks for yet. */

static HeddleFakeServer *
start (Fixture *f)
{
  HeddleFakeServer *server = heddle_fake_gemini_new (KEY);

  provider_test_use_server (f, "gemini", server);
  g_setenv ("HEDDLE_KEY_GEMINI", KEY, TRUE);
  return server;
}

static HeddleProviderResult *
run (Fixture               *f,
     HeddleProviderRequest *request)
{
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (GError) error = NULL;

  heddle_wait_for (heddle_providers_run (f->providers, request), &value, &error);
  g_assert_no_error (error);
  return g_value_dup_object (&value);
}

/* Puts an image into the library, and returns its content as base64. */
static char *
add_image (Fixture               *f,
           HeddleProviderRequest *request,
           const char            *role,
           const char            *subject,
           const char            *format)
{
  g_autoptr (GBytes) picture = heddle_fake_image_new (subject, 16, 16, format, FALSE, 0);
  g_autofree char *mime = g_strconcat ("image/", format, NULL);
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (HeddleValue) image = NULL;
  g_autoptr (GError) error = NULL;
  HeddleMedia media = { .mime = mime, .width = 16, .height = 16 };

  heddle_wait_for (heddle_blob_store_put_bytes (f->blobs, picture), &value, &error);
  g_assert_no_error (error);
  media.blob = ((HeddleBlob *) g_value_get_boxed (&value))->sha256;
  image = heddle_value_new_media (HEDDLE_VALUE_IMAGE, &media, NULL);
  heddle_provider_request_add_image (request, role, image);
  return g_base64_encode (g_bytes_get_data (picture, NULL), g_bytes_get_size (picture));
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

  g_assert_cmpstr (text, ==, expected);
}

static void
test_edit (Fixture *f)
{
  g_autoptr (HeddleFakeServer) server = start (f);
  g_autoptr (HeddleProviderRequest) request = heddle_provider_request_new (HEDDLE_TASK_IMAGE_EDIT, EDITS);
  g_autoptr (JsonNode) ratio = heddle_json_parse ("\"3:2\"", -1, NULL);
  g_autofree char *image = add_image (f, request, "image", "A cat", "png");
  g_autofree char *hat = add_image (f, request, "references", "A hat", "jpeg");
  g_autofree char *bow = add_image (f, request, "references", "A bow", "webp");
  g_autofree char *parts = NULL;
  g_autoptr (HeddleProviderResult) result = NULL;
  JsonObject *recipe;

  heddle_provider_request_set_text (request, "prompt", "Put the hat on the cat");
  heddle_provider_request_set_seeds (request, (const gint64[]) { 9 }, 1);
  heddle_provider_request_set_parameter (request, "aspect_ratio", ratio);
  result = run (f, request);
  g_assert_no_error (heddle_provider_result_get_error (result, 0));
  g_assert_cmpuint (heddle_provider_result_get_warnings (result)->len, ==, 0);
  g_assert_cmpint (heddle_value_get_media (heddle_provider_result_get_value (result, 0))->width, ==, 1254);
  recipe = json_node_get_object (heddle_value_get_recipe (heddle_provider_result_get_value (result, 0)));
  g_assert_cmpstr (heddle_json_get_string (recipe, "model_version", ""), ==, "gemini-nano-banana-2.1");

  parts = g_strdup_printf ("[[{\"text\":\"Put the hat on the cat\"},"
                           "{\"inlineData\":{\"mimeType\":\"image/png\",\"data\":\"%s\"}},"
                           "{\"inlineData\":{\"mimeType\":\"image/jpeg\",\"data\":\"%s\"}},"
                           "{\"inlineData\":{\"mimeType\":\"image/webp\",\"data\":\"%s\"}}]]", image, hat, bow);
  assert_sent (server, "$.contents[0].parts", parts);
  assert_sent (server, "$.generationConfig.imageConfig", "[{\"aspectRatio\":\"3:2\"}]");
  assert_sent (server, "$.generationConfig.seed", "[9]");
  heddle_fake_server_stop (server);
}

/* All images of a request count, and a mask cannot be said. */
static void
test_edit_refused (Fixture *f)
{
  g_autoptr (HeddleFakeServer) server = start (f);

  for (guint n = 14; n <= 15; n++)
    {
      g_autoptr (HeddleProviderRequest) request = heddle_provider_request_new (HEDDLE_TASK_IMAGE_EDIT, PRO);
      g_auto (GValue) value = G_VALUE_INIT;
      g_autoptr (GError) error = NULL;

      g_free (add_image (f, request, "image", "A cat", "png"));
      for (guint i = 1; i < n; i++)
        g_free (add_image (f, request, "references", "A hat", "png"));
      heddle_provider_request_set_text (request, "prompt", "Put the hats on the cat");
      heddle_wait_for (heddle_providers_run (f->providers, request), &value, &error);
      if (n == 14)
        g_assert_no_error (error);
      else
        g_assert_error (error, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_INVALID);
    }
  {
    g_autoptr (HeddleProviderRequest) request = heddle_provider_request_new (HEDDLE_TASK_IMAGE_EDIT, PRO);
    g_auto (GValue) value = G_VALUE_INIT;
    g_autoptr (GError) error = NULL;

    g_free (add_image (f, request, "image", "A cat", "png"));
    g_free (add_image (f, request, "mask", "A hole", "png"));
    heddle_provider_request_set_text (request, "prompt", "Fill the hole");
    heddle_wait_for (heddle_providers_run (f->providers, request), &value, &error);
    g_assert_error (error, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_UNSUPPORTED);
  }
  g_assert_cmpuint (heddle_fake_server_count_requests (server, "POST", NULL), ==, 1);
  heddle_fake_server_stop (server);
}

static void
test_analysis (Fixture *f)
{
  g_autoptr (HeddleFakeServer) server = start (f);
  g_autoptr (HeddleProviderRequest) request = heddle_provider_request_new (HEDDLE_TASK_IMAGE_ANALYSIS, LOOKS);
  g_autofree char *image = add_image (f, request, "image", "A cat", "png");
  g_autofree char *parts = g_strdup_printf ("[[{\"text\":\"What is it?\"},{\"inlineData\":{\"mimeType\":\"image/png\","
                                            "\"data\":\"%s\"}}]]", image);
  g_autoptr (HeddleProviderResult) result = NULL;

  heddle_provider_request_set_text (request, "prompt", "What is it?");
  heddle_provider_request_set_text (request, "system", "Answer in one line.");
  result = run (f, request);
  g_assert_no_error (heddle_provider_result_get_error (result, 0));
  g_assert_cmpstr (heddle_value_get_text (heddle_provider_result_get_value (result, 0)), ==,
                   "1 picture, seen for “What is it?”: an even gradient between two colours.");
  g_assert_false (heddle_provider_result_get_cost (result, 0).known);
  assert_sent (server, "$.contents[0].parts", parts);
  assert_sent (server, "$.systemInstruction.parts[0].text", "[\"Answer in one line.\"]");
  heddle_fake_server_stop (server);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  heddle_init ();

  provider_test_add ("/gemini/edit", test_edit);
  provider_test_add ("/gemini/edit-refused", test_edit_refused);
  provider_test_add ("/gemini/analysis", test_analysis);

  return g_test_run ();
}
