/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "heddle-fake-bfl.h"
#include "heddle-fake-fal.h"
#include "heddle-fake-magnific.h"
#include "heddle-fake-runway.h"
#include "test-fake-client.h"

#define KEY "key-only-for-this-test"
#define SCHNELL "/fal-ai/flux/schnell"

static HeddleFakeServer *
start (HeddleFakeServer *server)
{
  g_autoptr (GError) error = NULL;

  heddle_fake_queue_set_polls (HEDDLE_FAKE_QUEUE (server), 1);
  g_assert_true (heddle_fake_server_start (server, 0, &error));
  g_assert_no_error (error);
  return server;
}

static void
assert_says (TestAnswer *answer,
             guint       status,
             const char *words)
{
  g_autofree char *text = g_strndup (g_bytes_get_data (answer->body, NULL), g_bytes_get_size (answer->body));

  g_assert_cmpuint (answer->status, ==, status);
  g_assert_nonnull (strstr (text, words));
}

/* What the real ones would refuse. */
static void
test_wrong (void)
{
  static const struct
  {
    HeddleFakeServer *(*new_fake) (const char *key);
    const char *path, *body;
    guint       status;
    const char *words;
  } wrong[] = {
    { heddle_fake_fal_new, "/fal-ai/other", "{\"prompt\": \"A cube\"}", 404, "not_found" },
    { heddle_fake_fal_new, SCHNELL, "{", 400, "bad_request" },
    { heddle_fake_fal_new, SCHNELL, "{\"seed\": 1}", 422, "\"prompt\"" },
    { heddle_fake_fal_new, SCHNELL, "{\"prompt\": \"A cube\", \"colour\": \"red\"}", 422, "\"colour\"" },
    { heddle_fake_fal_new, SCHNELL, "{\"prompt\": \"A cube\", \"num_inference_steps\": 13}", 422, "bounds" },
    { heddle_fake_fal_new, SCHNELL, "{\"prompt\": \"A cube\", \"seed\": -1}", 422, "\"seed\"" },
    { heddle_fake_fal_new, SCHNELL, "{\"prompt\": \"A cube\", \"seed\": 1.5}", 422, "\"seed\"" },
    { heddle_fake_fal_new, SCHNELL, "{\"prompt\": \"A cube\", \"image_size\": \"huge\"}", 422, "\"image_size\"" },
    { heddle_fake_fal_new, SCHNELL, "{\"prompt\": \"A cube\", \"image_size\": {\"width\": 9}}", 422, "\"image_size\"" },
    { heddle_fake_fal_new, SCHNELL, "{\"prompt\": \"A cube\", \"output_format\": \"webp\"}", 422, "choices" },
    { heddle_fake_fal_new, "/fal-ai/flux-pro/kontext", "{\"prompt\": \"A cube\"}", 422, "\"image_url\"" },
    { heddle_fake_fal_new, "/fal-ai/flux-pro/kontext", "{\"prompt\": \"A cube\", \"image_url\": \"data:image/png;base64,AA==\"}",
      422, "Input should be an image" },
    { heddle_fake_bfl_new, "/sdxl", "{\"prompt\": \"A cube\"}", 404, "Not Found" },
    { heddle_fake_bfl_new, "/flux-2-pro", "{}", 422, "Field required" },
    { heddle_fake_bfl_new, "/flux-2-pro", "{\"prompt\": \"A cube\", \"width\": 1000}", 422, "multiples" },
    { heddle_fake_bfl_new, "/flux-2-pro", "{\"prompt\": \"A cube\", \"width\": 2048, \"height\": 2048}", 422, "too large" },
    { heddle_fake_bfl_new, "/flux-2-pro", "{\"prompt\": \"A cube\", \"steps\": 4}", 422, "Extra inputs" },
    { heddle_fake_bfl_new, "/flux-2-flex", "{\"prompt\": \"A cube\", \"guidance\": 11}", 422, "\"guidance\"" },
    { heddle_fake_bfl_new, "/flux-2-pro", "{\"prompt\": \"A cube\", \"safety_tolerance\": 6}", 422, "bounds" },
    { heddle_fake_bfl_new, "/flux-2-pro", "{\"prompt\": \"A cube\", \"input_image\": \"data:image/png;base64,AA==\"}", 422,
      "in base64" },
    { heddle_fake_bfl_new, "/flux-2-klein-4b", "{\"prompt\": \"A cube\", \"input_image_5\": \"AA==\"}", 422, "Extra inputs" },
    { heddle_fake_runway_new, "/text_to_image", "{\"promptText\": \"A cube\"}", 400, "X-Runway-Version" },
    { heddle_fake_magnific_new, "/ai/text-to-image/other", "{\"prompt\": \"A cube\"}", 404, "Not found" },
    { heddle_fake_magnific_new, "/ai/mystic", "{\"prompt\": \"A cube\", \"seed\": 1}", 400, "'seed' is not valid" },
    { heddle_fake_magnific_new, "/ai/mystic", "{\"prompt\": \"A cube\", \"resolution\": \"8k\"}", 400, "'resolution'" },
    { heddle_fake_magnific_new, "/ai/text-to-image/flux-dev", "{\"prompt\": \"A cube\", \"aspect_ratio\": \"1:1\"}", 400,
      "'aspect_ratio'" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (HeddleFakeServer) server = start (wrong[i].new_fake (KEY));
      g_autoptr (TestAnswer) answer = test_post (server, wrong[i].path, wrong[i].body);

      g_test_message ("%s %s", wrong[i].path, wrong[i].body);
      assert_says (answer, wrong[i].status, wrong[i].words);
    }
}

/* Each wants its key in its own header, and as it writes it. */
static void
test_keys (void)
{
  static const struct
  {
    HeddleFakeServer *(*new_fake) (const char *key);
    const char *path, *header;
    guint       status;
  } cases[] = {
    { heddle_fake_fal_new, SCHNELL, "Authorization: Key " KEY, 200 },
    { heddle_fake_fal_new, SCHNELL, "Authorization: Bearer " KEY, 401 },
    { heddle_fake_fal_new, SCHNELL, "Authorization: " KEY, 401 },
    { heddle_fake_bfl_new, "/flux-2-pro", "x-key: " KEY, 200 },
    { heddle_fake_bfl_new, "/flux-2-pro", "Authorization: Bearer " KEY, 403 },
    { heddle_fake_runway_new, "/text_to_image", "Authorization: Key " KEY, 401 },
    { heddle_fake_magnific_new, "/ai/mystic", "x-magnific-api-key: " KEY, 200 },
    { heddle_fake_magnific_new, "/ai/mystic", "x-freepik-api-key: " KEY, 401 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (HeddleFakeServer) server = start (cases[i].new_fake (KEY));
      g_autofree char *url = g_strconcat (heddle_fake_server_get_base_url (server), cases[i].path, NULL);
      g_autoptr (TestAnswer) answer = test_send ("POST", url, cases[i].header, "{\"prompt\": \"A cube\"}");

      g_test_message ("%s %s", cases[i].path, cases[i].header);
      g_assert_cmpuint (answer->status, ==, cases[i].status);
    }
}

/* A result is elsewhere, and no key may go there; of the addresses those that were told count. */
static void
test_addresses (void)
{
  g_autoptr (HeddleFakeServer) server = start (heddle_fake_fal_new (KEY));
  g_autoptr (TestAnswer) ordered = test_post (server, SCHNELL, "{\"prompt\": \"A cube\"}");
  g_autofree char *place = g_strconcat ("/fal-ai/flux/requests/",
                                        json_object_get_string_member (ordered->json, "request_id"), NULL);
  g_autofree char *wrong = g_strconcat ("/fal-ai/other/requests/",
                                        json_object_get_string_member (ordered->json, "request_id"), NULL);
  g_autofree char *status = g_strconcat (place, "/status", NULL);
  g_autoptr (TestAnswer) elsewhere = test_get (server, wrong);
  g_autoptr (TestAnswer) early = test_get (server, place);
  g_autoptr (TestAnswer) asked = test_get (server, status);
  g_autoptr (TestAnswer) result = test_get (server, place);
  g_autoptr (JsonNode) url = test_query (result, "$.images[0].url");
  g_autoptr (TestAnswer) file = test_send ("GET", json_node_get_string (url), NULL, NULL);
  g_autoptr (TestAnswer) spied = test_send ("GET", json_node_get_string (url), "Authorization: Key " KEY, NULL);
  guint width, height;

  assert_says (elsewhere, 404, "not_found");
  assert_says (early, 400, "in progress");
  assert_says (asked, 200, "COMPLETED");
  g_assert_cmpstr (test_get_header (result, "x-fal-billable-units"), ==, "1");
  g_assert_true (g_str_has_prefix (json_node_get_string (url), heddle_fake_server_get_foreign_origin (server)));
  g_assert_cmpuint (file->status, ==, 200);
  test_read_size (g_bytes_get_data (file->body, NULL), g_bytes_get_size (file->body), &width, &height);
  g_assert_cmpuint (width, ==, 1024);
  g_assert_cmpuint (spied->status, ==, 403);
}

static void
test_region (void)
{
  g_autoptr (HeddleFakeServer) server = heddle_fake_bfl_new (KEY);
  g_autoptr (TestAnswer) ordered = NULL;

  heddle_fake_bfl_set_region (HEDDLE_FAKE_BFL (server), "localhost");
  start (server);
  ordered = test_post (server, "/flux-2-pro", "{\"prompt\": \"A cube\"}");
  g_assert_true (g_str_has_prefix (json_object_get_string_member (ordered->json, "polling_url"), "http://localhost:"));
  g_assert_cmpfloat (json_object_get_double_member (ordered->json, "cost"), ==, 3);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/fake-queue/wrong", test_wrong);
  g_test_add_func ("/fake-queue/keys", test_keys);
  g_test_add_func ("/fake-queue/addresses", test_addresses);
  g_test_add_func ("/fake-queue/region", test_region);

  return g_test_run ();
}
