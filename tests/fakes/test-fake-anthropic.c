/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "heddle-fake-anthropic.h"
#include "heddle-fake-image.h"
#include "test-fake-client.h"

#define KEY "sk-ant-only-for-this-test"
#define VERSION "anthropic-version: 2026-10-21"
#define MODEL "\"model\":\"claude-haiku-5-5\",\"max_tokens\":100,"
#define ASK "\"messages\":[{\"role\":\"user\",\"content\":\"A cube\"}]"

static HeddleFakeServer *
start (const char *key)
{
  HeddleFakeServer *server = heddle_fake_anthropic_new (key);
  g_autoptr (GError) error = NULL;

  g_assert_true (heddle_fake_server_start (server, 0, &error));
  g_assert_no_error (error);
  return server;
}

static TestAnswer *
ask (HeddleFakeServer *server,
     const char       *header,
     const char       *body)
{
  g_autofree char *url = g_strconcat (heddle_fake_server_get_base_url (server), "/messages", NULL);

  return test_send ("POST", url, header, body);
}

static void
assert_says (TestAnswer *answer,
             guint       status,
             const char *type,
             const char *words)
{
  g_autofree char *is = test_dup_string (answer, "$.error.type");
  g_autofree char *message = test_dup_string (answer, "$.error.message");

  g_assert_cmpuint (answer->status, ==, status);
  g_assert_cmpstr (is, ==, type);
  g_assert_nonnull (strstr (message, words));
}

static void
test_message (void)
{
  g_autoptr (HeddleFakeServer) server = start (NULL);
  g_autoptr (TestAnswer) answer = ask (server, VERSION, "{" MODEL ASK "}");
  g_autofree char *thought = test_dup_string (answer, "$.content[0].thinking");
  g_autofree char *first = test_dup_string (answer, "$.content[1].text");
  g_autofree char *second = test_dup_string (answer, "$.content[2].text");
  g_autofree char *whole = g_strconcat (first, second, NULL);
  g_autofree char *reason = test_dup_string (answer, "$.stop_reason");

  g_assert_cmpuint (answer->status, ==, 200);
  g_assert_nonnull (thought);
  g_assert_true (g_str_has_prefix (whole, "Draft 1 on “A cube”: "));
  g_assert_cmpstr (reason, ==, "end_turn");
  g_assert_nonnull (test_get_header (answer, "request-id"));
}

static void
test_wrong (void)
{
  static const struct
  {
    const char *header, *body;
    guint status;
    const char *type, *words;
  } wrong[] = {
    { NULL, "{" MODEL ASK "}", 400, "invalid_request_error", "anthropic-version: header is required" },
    { "anthropic-version: 2023-06-01", "{" MODEL ASK "}", 400, "invalid_request_error", "not a valid version" },
    { VERSION, "{" MODEL ASK ",\"temperature\":1}", 400, "invalid_request_error", "temperature: Extra inputs" },
    { VERSION, "{\"model\":\"claude-haiku-5-5\"," ASK "}", 400, "invalid_request_error", "max_tokens: Field required" },
    { VERSION, "{\"model\":\"gpt-6\",\"max_tokens\":1," ASK "}", 404, "not_found_error", "model: gpt-6" },
    { VERSION, "{" MODEL "\"messages\":[]}", 400, "invalid_request_error", "at least one message" },
    { VERSION, "{" MODEL "\"messages\":[{\"role\":\"system\",\"content\":\"x\"}]}", 400, "invalid_request_error",
      "messages.0.role" },
    { VERSION, "{" MODEL "\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"image\",\"source\":{\"type\":"
      "\"base64\",\"media_type\":\"image/bmp\",\"data\":\"AA\"}}]}]}", 400, "invalid_request_error", "media_type" },
    { VERSION, "{" MODEL "\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"image\",\"source\":{\"type\":"
      "\"base64\",\"media_type\":\"image/png\",\"data\":\"data:image/png;base64,AA\"}}]}]}", 400,
      "invalid_request_error", "does not appear to be one" },
    { VERSION, "{" MODEL ASK ",\"output_config\":{\"format\":{\"type\":\"json_object\"}}}", 400,
      "invalid_request_error", "output_config.format.type" },
  };
  g_autoptr (HeddleFakeServer) server = start (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (TestAnswer) answer = ask (server, wrong[i].header, wrong[i].body);

      assert_says (answer, wrong[i].status, wrong[i].type, wrong[i].words);
    }
}

/* A picture has to be what its media type says. */
static void
test_pictures (void)
{
  static const struct
  {
    const char *format, *type;
    guint status;
  } cases[] = { { "png", "png", 200 }, { "jpeg", "jpeg", 200 }, { "webp", "webp", 200 }, { "png", "jpeg", 400 } };
  g_autoptr (HeddleFakeServer) server = start (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) picture = heddle_fake_image_new ("A cube", 32, 32, cases[i].format, FALSE, 0);
      g_autofree char *base64 = g_base64_encode (g_bytes_get_data (picture, NULL), g_bytes_get_size (picture));
      g_autofree char *body = g_strdup_printf (
        "{" MODEL "\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"image\",\"source\":{\"type\":\"base64\","
        "\"media_type\":\"image/%s\",\"data\":\"%s\"}},{\"type\":\"text\",\"text\":\"What?\"}]}]}",
        cases[i].type, base64);
      g_autoptr (TestAnswer) answer = ask (server, VERSION, body);

      g_assert_cmpuint (answer->status, ==, cases[i].status);
    }
}

static void
test_key (void)
{
  g_autoptr (HeddleFakeServer) server = start (KEY);
  g_autoptr (TestAnswer) wrong = ask (server, "Authorization: Bearer " KEY, "{" MODEL ASK "}");
  g_autoptr (TestAnswer) right = ask (server, "x-api-key: " KEY, "{" MODEL ASK "}");

  assert_says (wrong, 401, "authentication_error", "x-api-key");
  assert_says (right, 400, "invalid_request_error", "anthropic-version");
}

static void
test_faults (void)
{
  static const struct
  {
    const char *fault;
    guint status;
    const char *type;
  } faults[] = {
    { "402", 402, "billing_error" },     { "quota", 402, "billing_error" }, { "quota=400", 400, "invalid_request_error" },
    { "403", 403, "permission_error" },  { "413", 413, "request_too_large" },
    { "429", 429, "rate_limit_error" },  { "500", 500, "api_error" },       { "504", 504, "timeout_error" },
    { "529", 529, "overloaded_error" },
  };
  g_autoptr (HeddleFakeServer) server = start (NULL);
  g_autoptr (TestAnswer) refusal = ask (
    server, VERSION, "{" MODEL "\"messages\":[{\"role\":\"user\",\"content\":\"A cube [fault:refusal]\"}]}");
  g_autofree char *reason = test_dup_string (refusal, "$.stop_reason");
  g_autofree char *why = test_dup_string (refusal, "$.stop_details.explanation");

  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autofree char *body = g_strdup_printf ("{" MODEL "\"messages\":[{\"role\":\"user\",\"content\":\"A cube "
                                               "[fault:%s]\"}]}", faults[i].fault);
      g_autoptr (TestAnswer) answer = ask (server, VERSION, body);

      assert_says (answer, faults[i].status, faults[i].type, "");
    }

  g_assert_cmpuint (refusal->status, ==, 200);
  g_assert_cmpstr (reason, ==, "refusal");
  g_assert_nonnull (why);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fakes/anthropic/message", test_message);
  g_test_add_func ("/fakes/anthropic/wrong", test_wrong);
  g_test_add_func ("/fakes/anthropic/pictures", test_pictures);
  g_test_add_func ("/fakes/anthropic/key", test_key);
  g_test_add_func ("/fakes/anthropic/faults", test_faults);
  return g_test_run ();
}
