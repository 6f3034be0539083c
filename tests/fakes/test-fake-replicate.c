/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "heddle-fake-replicate.h"
#include "test-fake-client.h"

#define KEY "r8-only-for-this-test"
#define FLUX "/models/black-forest-labs/flux-schnell/predictions"

static HeddleFakeServer *
start (void)
{
  HeddleFakeServer *server = heddle_fake_replicate_new (KEY);
  g_autoptr (GError) error = NULL;

  g_assert_true (heddle_fake_server_start (server, 0, &error));
  g_assert_no_error (error);
  return server;
}

static TestAnswer *
order (HeddleFakeServer *server,
       const char       *fault)
{
  g_autofree char *body = NULL;

  body = g_strdup_printf ("{\"input\":{\"prompt\":\"A cube [fault:%s]\",\"width\":64,\"height\":32,"
                          "\"output_format\":\"png\"}}",
                          fault);
  return test_post (server, FLUX, body);
}

static TestAnswer *
ask (TestAnswer *order)
{
  g_autofree char *url = test_dup_string (order, "$.urls.get");

  return test_send ("GET", url, "Authorization: Bearer " KEY, NULL);
}

static void
assert_status (TestAnswer *answer,
               guint       code,
               const char *status)
{
  g_autofree char *actual = test_dup_string (answer, "$.status");

  g_assert_cmpuint (answer->status, ==, code);
  g_assert_cmpstr (actual, ==, status);
}

static void
test_job (void)
{
  g_autoptr (HeddleFakeServer) server = start ();
  g_autoptr (TestAnswer) made = order (server, "delay=0");
  g_autoptr (TestAnswer) first = ask (made);
  g_autoptr (TestAnswer) second = ask (made);
  g_autoptr (TestAnswer) picture = NULL;
  g_autoptr (TestAnswer) careless = NULL;
  g_autofree char *url = NULL;
  gsize length = 0;
  const guint8 *data;
  guint width;
  guint height;

  assert_status (made, 201, "starting");
  assert_status (first, 200, "processing");
  assert_status (second, 200, "succeeded");

  url = test_dup_string (second, "$.output[0]");
  g_assert_true (g_str_has_prefix (url, heddle_fake_server_get_foreign_origin (server)));
  picture = test_send ("GET", url, NULL, NULL);
  g_assert_cmpuint (picture->status, ==, 200);
  g_assert_cmpstr (test_get_header (picture, "Content-Type"), ==, "image/png");
  data = g_bytes_get_data (picture->body, &length);
  test_read_size (data, length, &width, &height);
  g_assert_cmpuint (width, ==, 64);
  g_assert_cmpuint (height, ==, 32);
  g_assert_false (heddle_fake_server_saw_foreign (server, KEY));

  careless = test_send ("GET", url, "Authorization: Bearer " KEY, NULL);
  g_assert_cmpuint (careless->status, ==, 403);
  g_assert_true (heddle_fake_server_saw_foreign (server, KEY));
}

static void
test_wait (void)
{
  g_autoptr (HeddleFakeServer) server = heddle_fake_replicate_new (NULL);
  g_autofree char *url = NULL;
  g_autofree char *output = NULL;
  g_autoptr (TestAnswer) done = NULL;
  g_autoptr (TestAnswer) slow = NULL;

  g_assert_true (heddle_fake_server_start (server, 0, NULL));
  url = g_strconcat (heddle_fake_server_get_base_url (server),
                     "/models/black-forest-labs/flux-1.1-pro/predictions", NULL);
  done = test_send ("POST", url, "Prefer: wait", "{\"input\":{\"prompt\":\"A cube\"}}");
  slow = test_send ("POST", url, "Prefer: wait=5", "{\"input\":{\"prompt\":\"[fault:polls=3]\"}}");
  assert_status (done, 201, "succeeded");
  output = test_dup_string (done, "$.output");
  g_assert_nonnull (output);
  assert_status (slow, 202, "starting");
}

static void
test_text (void)
{
  g_autoptr (HeddleFakeServer) server = start ();
  g_autoptr (TestAnswer) made = NULL;
  g_autofree char *second = NULL;

  made = test_post (server, "/models/meta/meta-llama-3-8b-instruct/predictions",
                    "{\"input\":{\"prompt\":\"Rye bread [fault:polls=0]\"}}");
  assert_status (made, 201, "succeeded");
  second = test_dup_string (made, "$.output[1]");
  g_assert_cmpstr (second, ==, "Rye bread");
}

static void
test_endings (void)
{
  g_autoptr (HeddleFakeServer) server = start ();
  g_autoptr (TestAnswer) failing = order (server, "failed,polls=1");
  g_autoptr (TestAnswer) failed = ask (failing);
  g_autoptr (TestAnswer) blocking = order (server, "moderation,polls=1");
  g_autoptr (TestAnswer) blocked = ask (blocking);
  g_autoptr (TestAnswer) endless = order (server, "never");
  g_autoptr (TestAnswer) canceled = NULL;
  g_autoptr (TestAnswer) at_once = order (server, "polls=0");
  g_autofree char *cancel = test_dup_string (endless, "$.urls.cancel");
  g_autofree char *error = test_dup_string (failed, "$.error");
  g_autofree char *blocked_error = test_dup_string (blocked, "$.error");

  assert_status (failed, 200, "failed");
  g_assert_nonnull (strstr (error, "E1001"));
  assert_status (blocked, 200, "failed");
  g_assert_nonnull (strstr (blocked_error, "NSFW"));
  assert_status (at_once, 201, "succeeded");

  for (guint i = 0; i < 5; i++)
    {
      g_autoptr (TestAnswer) still = ask (endless);

      assert_status (still, 200, "processing");
    }
  canceled = test_send ("POST", cancel, "Authorization: Bearer " KEY, NULL);
  assert_status (canceled, 200, "canceled");
}

static void
test_stages (void)
{
  g_autoptr (HeddleFakeServer) server = start ();
  g_autoptr (TestAnswer) made = order (server, "502,at=poll,times=1");
  g_autoptr (TestAnswer) broken = ask (made);
  g_autoptr (TestAnswer) well = ask (made);
  g_autoptr (TestAnswer) gone = order (server, "404,at=file,polls=0");
  g_autoptr (TestAnswer) moved = order (server, "redirect,at=file,times=1");
  g_autoptr (TestAnswer) limited = order (server, "429,retry-after=30");
  g_autoptr (TestAnswer) unpaid = order (server, "quota");
  g_autofree char *detail = test_dup_string (limited, "$.detail");

  assert_status (made, 201, "starting");
  g_assert_cmpuint (broken->status, ==, 502);
  assert_status (well, 200, "processing");
  assert_status (gone, 201, "starting");
  assert_status (moved, 201, "starting");
  g_assert_cmpuint (limited->status, ==, 429);
  g_assert_cmpstr (test_get_header (limited, "Retry-After"), ==, "30");
  g_assert_nonnull (strstr (detail, "~30s"));
  g_assert_cmpuint (unpaid->status, ==, 402);
}

static void
test_files (void)
{
  g_autoptr (HeddleFakeServer) server = heddle_fake_replicate_new (KEY);
  g_autoptr (TestAnswer) made = NULL;
  g_autoptr (TestAnswer) gone = NULL;
  g_autoptr (TestAnswer) moved = NULL;
  g_autoptr (TestAnswer) there = NULL;
  g_autofree char *url = NULL;

  heddle_fake_replicate_set_polls (HEDDLE_FAKE_REPLICATE (server), 0);
  g_assert_true (heddle_fake_server_start (server, 0, NULL));

  made = order (server, "redirect,at=file,times=1");
  assert_status (made, 201, "succeeded");
  url = test_dup_string (made, "$.output[0]");
  moved = test_send ("GET", url, NULL, NULL);
  g_assert_cmpuint (moved->status, ==, 307);
  g_assert_true (g_str_has_prefix (test_get_header (moved, "Location"),
                                   heddle_fake_server_get_origin (server)));
  there = test_send ("GET", test_get_header (moved, "Location"), NULL, NULL);
  g_assert_cmpuint (there->status, ==, 200);

  g_assert_true (heddle_fake_server_add_fault (server, "GET", "/files/*", "404", NULL));
  gone = test_send ("GET", url, NULL, NULL);
  g_assert_cmpuint (gone->status, ==, 404);
}

static void
test_list (void)
{
  g_autoptr (HeddleFakeServer) server = start ();
  g_autoptr (TestAnswer) all = NULL;
  g_autoptr (TestAnswer) rest = NULL;
  g_autoptr (TestAnswer) late = NULL;
  g_autoptr (TestAnswer) none = NULL;
  g_autofree char *next = NULL;
  g_autofree char *created_at = NULL;
  g_autofree char *path = NULL;

  for (guint i = 0; i < 101; i++)
    {
      g_autoptr (TestAnswer) made = order (server, "delay=0");

      g_assert_cmpuint (made->status, ==, 201);
      if (i == 99)
        created_at = test_dup_string (made, "$.created_at");
    }

  all = test_get (server, "/predictions");
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (all->json, "results")), ==,
                    100);
  next = test_dup_string (all, "$.next");
  rest = test_send ("GET", next, "Authorization: Bearer " KEY, NULL);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (rest->json, "results")),
                    ==, 1);

  path = g_strconcat ("/predictions?created_after=", created_at, NULL);
  late = test_get (server, path);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (late->json, "results")),
                    ==, 2);
  none = test_get (server, "/predictions?created_after=2999-01-01T00:00:00Z");
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (none->json, "results")),
                    ==, 0);
}

static void
test_checks (void)
{
  static const struct
  {
    const char *path;
    const char *body;
    guint status;
  } cases[] = {
    { FLUX, "{", 400 },
    { FLUX, "{}", 422 },
    { FLUX, "{\"input\":{\"prompt\":\"x\"},\"prompt\":\"x\"}", 422 },
    { FLUX, "{\"input\":{\"prompt\":7}}", 422 },
    { FLUX, "{\"input\":{\"prompt\":\"x\",\"seed\":\"7\"}}", 422 },
    { FLUX, "{\"input\":{\"prompt\":\"x\",\"num_outputs\":5}}", 422 },
    { FLUX, "{\"input\":{\"prompt\":\"x\",\"output_format\":\"jpeg\"}}", 422 },
    { FLUX, "{\"input\":{\"prompt\":\"x\",\"aspect_ratio\":\"1:7\"}}", 422 },
    { "/predictions", "{\"input\":{}}", 422 },
    { "/predictions", "{\"version\":\"abc\",\"input\":{}}", 201 },
    { "/models/x/missing-model/predictions", "{\"input\":{}}", 404 },
    { "/predictions/nothing/cancel", "{}", 404 },
  };
  g_autoptr (HeddleFakeServer) server = start ();
  g_autofree char *url = g_strconcat (heddle_fake_server_get_base_url (server), FLUX, NULL);
  g_autoptr (TestAnswer) wrong = test_send ("POST", url, "Authorization: Bearer other", "{}");
  g_autoptr (TestAnswer) model = test_get (server, "/models/black-forest-labs/flux-schnell");
  g_autofree char *type = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TestAnswer) answer = test_post (server, cases[i].path, cases[i].body);

      g_assert_cmpuint (answer->status, ==, cases[i].status);
      g_assert_nonnull (answer->json);
    }
  g_assert_cmpuint (wrong->status, ==, 401);
  type = test_dup_string (
      model, "$.latest_version.openapi_schema.components.schemas.Input.properties.seed.type");
  g_assert_cmpstr (type, ==, "integer");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/fakes/replicate/job", test_job);
  g_test_add_func ("/fakes/replicate/wait", test_wait);
  g_test_add_func ("/fakes/replicate/text", test_text);
  g_test_add_func ("/fakes/replicate/endings", test_endings);
  g_test_add_func ("/fakes/replicate/stages", test_stages);
  g_test_add_func ("/fakes/replicate/files", test_files);
  g_test_add_func ("/fakes/replicate/list", test_list);
  g_test_add_func ("/fakes/replicate/checks", test_checks);

  return g_test_run ();
}
