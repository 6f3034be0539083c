/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "heddle-fake-stability.h"
#include "test-fake-client.h"

#define KEY "sk-only-for-this-test"
#define CORE "/v2beta/stable-image/generate/core"
#define SD3 "/v2beta/stable-image/generate/sd3"

static HeddleFakeServer *
start (void)
{
  HeddleFakeServer *server = heddle_fake_stability_new (KEY);
  g_autoptr (GError) error = NULL;

  g_assert_true (heddle_fake_server_start (server, 0, &error));
  g_assert_no_error (error);
  return server;
}

/* Sends a form of one prompt and, where there is one, one other field. */
static TestAnswer *
order (HeddleFakeServer *server,
       const char       *path,
       const char       *accept,
       const char       *prompt,
       const char       *name,
       const char       *value)
{
  g_autofree char *url = g_strconcat (heddle_fake_server_get_base_url (server), path, NULL);
  g_autoptr (SoupSession) session = soup_session_new ();
  g_autoptr (SoupMultipart) form = soup_multipart_new ("multipart/form-data");
  TestAnswer *answer = g_new0 (TestAnswer, 1);

  soup_multipart_append_form_string (form, "prompt", prompt);
  if (name != NULL)
    soup_multipart_append_form_string (form, name, value);
  answer->message = soup_message_new_from_multipart (url, form);
  soup_message_headers_append (soup_message_get_request_headers (answer->message), "Authorization", "Bearer " KEY);
  soup_message_headers_append (soup_message_get_request_headers (answer->message), "Accept", accept);
  answer->body = soup_session_send_and_read (session, answer->message, NULL, &answer->error);
  g_assert_no_error (answer->error);
  answer->status = soup_message_get_status (answer->message);
  return answer;
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

static void
test_picture (void)
{
  g_autoptr (HeddleFakeServer) server = start ();
  g_autoptr (TestAnswer) picture = order (server, CORE, "image/*", "A cube", "seed", "77");
  g_autoptr (TestAnswer) wide = order (server, CORE, "image/*", "A cube", "aspect_ratio", "16:9");
  g_autoptr (TestAnswer) json = order (server, SD3, "application/json", "A cube", "model", "sd3.5-medium");
  guint width, height;

  g_assert_cmpuint (picture->status, ==, 200);
  g_assert_cmpstr (test_get_header (picture, "Content-Type"), ==, "image/png");
  g_assert_cmpstr (test_get_header (picture, "finish-reason"), ==, "SUCCESS");
  g_assert_cmpstr (test_get_header (picture, "seed"), ==, "77");
  test_read_size (g_bytes_get_data (picture->body, NULL), g_bytes_get_size (picture->body), &width, &height);
  g_assert_cmpuint (width, ==, 1024);
  g_assert_cmpuint (height, ==, 1024);
  test_read_size (g_bytes_get_data (wide->body, NULL), g_bytes_get_size (wide->body), &width, &height);
  g_assert_cmpuint (width, ==, 1365);
  g_assert_cmpuint (height, ==, 768);
  assert_says (json, 200, "\"finish_reason\":\"SUCCESS\"");
}

static void
test_wrong (void)
{
  static const struct
  {
    const char *path, *accept, *prompt, *name, *value, *words;
  } wrong[] = {
    { CORE, "image/*", "", NULL, NULL, "prompt: is required" },
    { CORE, "text/html", "A cube", NULL, NULL, "accept: must be one of" },
    { CORE, "image/*", "A cube", "seed", "4294967295", "seed: must be between" },
    { CORE, "image/*", "A cube", "model", "core", "model: is not a known field" },
    { CORE, "image/*", "A cube", "aspect_ratio", "4:3", "aspect_ratio: must be" },
    { SD3, "image/*", "A cube", "output_format", "webp", "output_format: must be" },
    { SD3, "image/*", "A cube", "model", "sd2", "model: must be" },
  };
  g_autoptr (HeddleFakeServer) server = start ();
  g_autoptr (TestAnswer) json = test_post (server, CORE, "{\"prompt\": \"A cube\"}");

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (TestAnswer) answer = order (server, wrong[i].path, wrong[i].accept, wrong[i].prompt, wrong[i].name,
                                             wrong[i].value);

      assert_says (answer, 400, wrong[i].words);
    }
  assert_says (json, 400, "multipart/form-data");
}

static void
test_faults (void)
{
  g_autoptr (HeddleFakeServer) server = start ();
  g_autoptr (TestAnswer) filtered = order (server, CORE, "image/*", "A cube [fault:refusal]", NULL, NULL);
  g_autoptr (TestAnswer) flagged = order (server, CORE, "image/*", "A cube [fault:moderation]", NULL, NULL);
  g_autoptr (TestAnswer) poor = order (server, CORE, "image/*", "A cube [fault:quota]", NULL, NULL);
  g_autoptr (TestAnswer) none = order (server, CORE, "image/*", "A cube [fault:no-result]", NULL, NULL);

  g_assert_cmpuint (filtered->status, ==, 200);
  g_assert_cmpstr (test_get_header (filtered, "finish-reason"), ==, "CONTENT_FILTERED");
  assert_says (flagged, 403, "content_moderation");
  assert_says (poor, 402, "payment_required");
  assert_says (none, 200, "internal_error");
  g_assert_cmpstr (test_get_header (none, "Content-Type"), ==, "application/json");
}

static void
test_balance (void)
{
  g_autoptr (HeddleFakeServer) server = start ();
  g_autofree char *url = g_strconcat (heddle_fake_server_get_base_url (server), "/v1/user/balance", NULL);
  g_autoptr (TestAnswer) answer = test_get (server, "/v1/user/balance");
  g_autoptr (TestAnswer) refused = test_send ("GET", url, "Authorization: Bearer other", NULL);

  assert_says (answer, 200, "credits");
  assert_says (refused, 401, "unauthorized");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/fake-stability/picture", test_picture);
  g_test_add_func ("/fake-stability/wrong", test_wrong);
  g_test_add_func ("/fake-stability/faults", test_faults);
  g_test_add_func ("/fake-stability/balance", test_balance);

  return g_test_run ();
}
