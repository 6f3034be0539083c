/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "heddle-fake-fault.h"
#include "heddle-fake-openai.h"
#include "test-fake-client.h"

#define KEY "sk-only-for-this-test"
#define IMAGES "/images/generations"

static HeddleFakeServer *
start (void)
{
  HeddleFakeServer *server = heddle_fake_openai_new (KEY);
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

  body = g_strdup_printf ("{\"model\":\"gpt-image-2\",\"prompt\":\"A cube [fault:%s]\","
                          "\"size\":\"64x64\"}",
                          fault);
  return test_post (server, IMAGES, body);
}

static void
test_parse (void)
{
  g_autoptr (HeddleFakeFault) fault = NULL;
  g_autoptr (HeddleFakeFault) found = NULL;
  g_autoptr (HeddleFakeFault) none = NULL;
  g_autoptr (GError) error = NULL;
  const char *body = "{\"prompt\":\"a [fault:drip=0.5,at=file] b\"}";

  fault = heddle_fake_fault_parse ("429, retry-after=1.5,times=2,code=slow_down,delay=3", &error);
  g_assert_no_error (error);
  g_assert_cmpint (fault->kind, ==, HEDDLE_FAKE_FAULT_STATUS);
  g_assert_cmpuint (fault->status, ==, 429);
  g_assert_cmpuint (fault->times, ==, 2);
  g_assert_cmpfloat (fault->retry_after, ==, 1.5);
  g_assert_cmpfloat (fault->delay, ==, 3);
  g_assert_cmpint (fault->polls, ==, -1);
  g_assert_cmpstr (fault->code, ==, "slow_down");

  found = heddle_fake_fault_find (body, strlen (body));
  g_assert_cmpint (found->kind, ==, HEDDLE_FAKE_FAULT_DRIP);
  g_assert_cmpfloat (found->pause, ==, 0.5);
  g_assert_cmpstr (found->stage, ==, "file");

  none = heddle_fake_fault_find ("no fault", strlen ("no fault"));
  g_assert_null (none);

  g_assert_null (heddle_fake_fault_parse ("explode", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
}

static void
test_statuses (void)
{
  g_autoptr (HeddleFakeServer) server = start ();
  g_autoptr (TestAnswer) limited = order (server, "429,retry-after=7,times=1");
  g_autoptr (TestAnswer) again = order (server, "429,retry-after=7,times=1");
  g_autoptr (TestAnswer) quota = order (server, "quota");
  g_autoptr (TestAnswer) broken = order (server, "status=503");
  g_autoptr (TestAnswer) blocked = order (server, "moderation");
  g_autofree char *quota_code = test_dup_string (quota, "$.error.code");
  g_autofree char *blocked_code = test_dup_string (blocked, "$.error.code");

  g_assert_cmpuint (limited->status, ==, 429);
  g_assert_cmpstr (test_get_header (limited, "Retry-After"), ==, "7");
  g_assert_nonnull (test_get_header (limited, "x-request-id"));
  g_assert_cmpuint (again->status, ==, 200);
  g_assert_cmpuint (quota->status, ==, 429);
  g_assert_null (test_get_header (quota, "Retry-After"));
  g_assert_cmpstr (quota_code, ==, "insufficient_quota");
  g_assert_cmpuint (broken->status, ==, 503);
  g_assert_cmpuint (blocked->status, ==, 400);
  g_assert_cmpstr (blocked_code, ==, "moderation_blocked");
}

static void
test_ordered (void)
{
  g_autoptr (HeddleFakeServer) server = start ();
  g_autoptr (GError) error = NULL;
  const guint expected[] = { 500, 500, 418, 200 };

  g_assert_false (heddle_fake_server_add_fault (server, NULL, NULL, "explode", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  g_assert_true (heddle_fake_server_add_fault (server, "GET", "/v1/nowhere", "empty", NULL));
  g_assert_true (
      heddle_fake_server_add_fault (server, "POST", "/v1/images/*", "500,times=2", NULL));
  g_assert_true (heddle_fake_server_add_fault (server, NULL, NULL, "418", NULL));

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autoptr (TestAnswer) answer = order (server, "delay=0");

      g_assert_cmpuint (answer->status, ==, expected[i]);
    }
}

static void
test_header (void)
{
  g_autoptr (HeddleFakeServer) server = heddle_fake_openai_new (NULL);
  g_autoptr (TestAnswer) answer = NULL;
  g_autofree char *url = NULL;

  g_assert_true (heddle_fake_server_start (server, 0, NULL));
  url = g_strconcat (heddle_fake_server_get_base_url (server), "/models", NULL);
  answer = test_send ("GET", url, "X-Heddle-Fault: 502", NULL);
  g_assert_cmpuint (answer->status, ==, 502);
}

static void
test_bodies (void)
{
  g_autoptr (HeddleFakeServer) server = start ();
  g_autoptr (TestAnswer) whole = order (server, "drip=0.001");
  g_autoptr (TestAnswer) half = order (server, "truncate");
  g_autoptr (TestAnswer) page = order (server, "type");
  g_autoptr (TestAnswer) empty = order (server, "empty");
  g_autoptr (TestAnswer) none = order (server, "no-result");

  g_assert_no_error (whole->error);
  g_assert_nonnull (whole->json);
  g_assert_no_error (half->error);
  g_assert_cmpuint (half->status, ==, 200);
  g_assert_null (half->json);
  g_assert_cmpuint (g_bytes_get_size (half->body), >, 100);
  g_assert_cmpuint (page->status, ==, 200);
  g_assert_cmpstr (test_get_header (page, "Content-Type"), ==, "text/html; charset=utf-8");
  g_assert_cmpuint (empty->status, ==, 200);
  g_assert_cmpuint (g_bytes_get_size (empty->body), ==, 0);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (none->json, "data")), ==,
                    0);
}

static void
test_connections (void)
{
  g_autoptr (HeddleFakeServer) server = start ();
  g_autoptr (TestAnswer) reset = order (server, "reset");
  g_autoptr (TestAnswer) dropped = order (server, "drop,times=1");
  g_autoptr (TestAnswer) cut = order (server, "cut");
  g_autoptr (HeddleFakeRequest) request = NULL;

  g_assert_error (reset->error, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED);
  g_assert_cmpuint (reset->status, ==, 200);
  g_assert_cmpuint (dropped->status, !=, 200);
  g_assert_nonnull (dropped->error);
  g_assert_null (cut->json);
  g_assert_cmpuint (g_bytes_get_size (cut->body), <,
                    g_ascii_strtoull (test_get_header (cut, "Content-Length"), NULL, 10));

  request = heddle_fake_server_dup_request (server, "POST", "/v1" IMAGES, 1);
  g_assert_cmpuint (heddle_fake_request_get_status (request), ==, 0);
}

static void
test_huge (void)
{
  g_autoptr (HeddleFakeServer) server = start ();
  g_autoptr (TestAnswer) answer = order (server, "huge");

  g_assert_no_error (answer->error);
  g_assert_null (test_get_header (answer, "Content-Length"));
  g_assert_cmpuint (g_bytes_get_size (answer->body), >, 64 * 1024 * 1024);
  g_assert_true (g_str_has_prefix (g_bytes_get_data (answer->body, NULL), "{\"created\":"));
}

static void
test_redirect (void)
{
  g_autoptr (HeddleFakeServer) server = start ();
  g_autoptr (TestAnswer) answer = order (server, "redirect");
  const char *location = test_get_header (answer, "Location");
  g_autoptr (TestAnswer) careful = NULL;
  g_autoptr (TestAnswer) careless = NULL;
  const char *body = "{\"model\":\"gpt-image-2\",\"prompt\":\"A cube [fault:redirect]\"}";

  g_assert_cmpuint (answer->status, ==, 307);
  g_assert_true (g_str_has_prefix (location, heddle_fake_server_get_foreign_origin (server)));
  g_assert_true (heddle_fake_server_saw (server, KEY));

  careful = test_send ("POST", location, NULL, body);
  g_assert_cmpuint (careful->status, ==, 200);
  g_assert_false (heddle_fake_server_saw_foreign (server, KEY));

  careless = test_send ("POST", location, "Authorization: Bearer " KEY, body);
  g_assert_cmpuint (careless->status, ==, 200);
  g_assert_true (heddle_fake_server_saw_foreign (server, KEY));
}

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr (GBytes) body = NULL;
  guint *n_answered = data;

  body = soup_session_send_and_read_finish (SOUP_SESSION (source), result, NULL);
  (*n_answered)++;
}

static void
test_concurrency (void)
{
  g_autoptr (HeddleFakeServer) server = start ();
  g_autoptr (SoupSession) session = NULL;
  g_autofree char *url = g_strconcat (heddle_fake_server_get_base_url (server), "/models", NULL);
  const guint n_requests = 4;
  guint n_answered = 0;

  session = soup_session_new_with_options ("max-conns", 16, "max-conns-per-host", 16, NULL);
  for (guint i = 0; i < n_requests; i++)
    {
      g_autoptr (SoupMessage) message = soup_message_new ("GET", url);
      SoupMessageHeaders *headers = soup_message_get_request_headers (message);

      soup_message_headers_append (headers, "X-Heddle-Fault", i == 0 ? "stall" : "delay=1000");
      soup_message_headers_append (headers, "Authorization", "Bearer " KEY);
      soup_session_send_and_read_async (session, message, G_PRIORITY_DEFAULT, NULL, answered_cb,
                                        &n_answered);
    }
  while (heddle_fake_server_count_requests (server, "GET", "/v1/models") < n_requests)
    g_main_context_iteration (NULL, FALSE);
  g_assert_cmpuint (heddle_fake_server_get_max_concurrent (server), ==, n_requests);

  heddle_fake_server_stop (server);
  while (n_answered < n_requests)
    g_main_context_iteration (NULL, TRUE);

  heddle_fake_server_clear_log (server);
  g_assert_cmpuint (heddle_fake_server_count_requests (server, NULL, NULL), ==, 0);
}

static void
test_log (void)
{
  g_autoptr (HeddleFakeServer) server = heddle_fake_openai_new (KEY);
  g_autoptr (GOutputStream) log = g_memory_output_stream_new_resizable ();
  g_autoptr (TestAnswer) answer = NULL;
  g_autoptr (HeddleFakeRequest) request = NULL;
  g_autoptr (JsonObject) body = NULL;
  g_autoptr (JsonNode) line = NULL;
  const char *text;

  heddle_fake_server_set_log (server, log);
  g_assert_true (heddle_fake_server_start (server, 0, NULL));
  answer = test_post (
      server, "/chat/completions?x=1",
      "{\"model\":\"gpt-6-luna\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}");
  g_assert_cmpuint (answer->status, ==, 200);
  heddle_fake_server_stop (server);

  request = heddle_fake_server_dup_request (server, "POST", "/v1/chat/*", 0);
  g_assert_null (heddle_fake_server_dup_request (server, "POST", "/v1/chat/*", 1));
  g_assert_cmpstr (heddle_fake_request_get_query (request), ==, "x=1");
  g_assert_cmpstr (heddle_fake_request_get_header (request, "authorization"), ==, "Bearer " KEY);
  g_assert_cmpuint (heddle_fake_request_get_status (request), ==, 200);
  g_assert_false (heddle_fake_request_is_foreign (request));
  body = heddle_fake_request_dup_json (request);
  g_assert_cmpstr (json_object_get_string_member (body, "model"), ==, "gpt-6-luna");

  g_assert_true (g_output_stream_write_all (log, "", 1, NULL, NULL, NULL));
  text = g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (log));
  line = json_from_string (text, NULL);
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (line), "path"), ==,
                   "/v1/chat/completions");
  g_assert_cmpint (json_object_get_int_member (json_node_get_object (line), "status"), ==, 200);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/fakes/server/parse", test_parse);
  g_test_add_func ("/fakes/server/statuses", test_statuses);
  g_test_add_func ("/fakes/server/ordered", test_ordered);
  g_test_add_func ("/fakes/server/header", test_header);
  g_test_add_func ("/fakes/server/bodies", test_bodies);
  g_test_add_func ("/fakes/server/connections", test_connections);
  g_test_add_func ("/fakes/server/huge", test_huge);
  g_test_add_func ("/fakes/server/redirect", test_redirect);
  g_test_add_func ("/fakes/server/concurrency", test_concurrency);
  g_test_add_func ("/fakes/server/log", test_log);

  return g_test_run ();
}
