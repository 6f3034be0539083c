/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "heddle-fake-image.h"
#include "heddle-fake-ollama.h"
#include "test-fake-client.h"

#define CHAT "/api/chat"
#define MODEL "\"model\":\"gemma4\",\"stream\":false,"
#define ASK "\"messages\":[{\"role\":\"user\",\"content\":\"A cube\"}]"

static HeddleFakeServer *
start (void)
{
  HeddleFakeServer *server = heddle_fake_ollama_new ();
  g_autoptr (GError) error = NULL;

  g_assert_true (heddle_fake_server_start (server, 0, &error));
  g_assert_no_error (error);
  return server;
}

static void
test_chat (void)
{
  g_autoptr (HeddleFakeServer) server = start ();
  g_autoptr (TestAnswer) answer = test_post (server, CHAT, "{" MODEL ASK "}");
  g_autoptr (TestAnswer) cut = test_post (server, CHAT, "{" MODEL ASK ",\"options\":{\"num_predict\":2}}");
  g_autoptr (TestAnswer) form = test_post (
    server, CHAT,
    "{" MODEL ASK ",\"format\":{\"type\":\"object\",\"properties\":{\"headline\":{\"type\":\"string\"}},"
    "\"required\":[\"headline\"]}}");
  g_autoptr (TestAnswer) stream = test_post (server, CHAT, "{\"model\":\"gemma4\"," ASK "}");
  g_autofree char *text = test_dup_string (answer, "$.message.content");
  g_autofree char *reason = test_dup_string (cut, "$.done_reason");
  g_autofree char *json = test_dup_string (form, "$.message.content");

  g_assert_true (g_str_has_prefix (text, "Draft 1 on “A cube”: "));
  g_assert_cmpstr (reason, ==, "length");
  g_assert_true (g_str_has_prefix (json, "{\"headline\":"));
  g_assert_cmpstr (test_get_header (stream, "Content-Type"), ==, "application/x-ndjson");
}

static void
test_wrong (void)
{
  static const struct
  {
    const char *body;
    guint status;
    const char *words;
  } wrong[] = {
    { "{\"model\":\"nobody\",\"stream\":false," ASK "}", 404, "model 'nobody' not found" },
    { "{" MODEL "\"messages\":[{\"role\":\"user\",\"content\":[\"A cube\"]}]}", 400, "content must be a string" },
    { "{" MODEL "\"messages\":[{\"role\":\"person\",\"content\":\"A cube\"}]}", 400, "invalid role" },
    { "{" MODEL ASK ",\"format\":\"yaml\"}", 400, "invalid format" },
    { "{" MODEL ASK ",\"options\":{\"max_tokens\":1}}", 400, "invalid option provided: max_tokens" },
    { "{" MODEL ASK ",\"max_tokens\":1}", 400, "unknown member max_tokens" },
    { "{" MODEL "\"messages\":[{\"role\":\"user\",\"content\":\"A\",\"images\":[\"data:image/png;base64,AA\"]}]}", 400,
      "illegal base64" },
    { "{" MODEL "\"messages\":[{\"role\":\"user\",\"content\":\"A [fault:500]\"}]}", 500, "stopped" },
  };
  g_autoptr (HeddleFakeServer) server = start ();

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (TestAnswer) answer = test_post (server, CHAT, wrong[i].body);
      g_autofree char *message = test_dup_string (answer, "$.error");

      g_assert_cmpuint (answer->status, ==, wrong[i].status);
      g_assert_nonnull (strstr (message, wrong[i].words));
    }
}

static void
test_picture (void)
{
  g_autoptr (HeddleFakeServer) server = start ();
  g_autoptr (GBytes) picture = heddle_fake_image_new ("A cube", 32, 32, "png", FALSE, 0);
  g_autofree char *base64 = g_base64_encode (g_bytes_get_data (picture, NULL), g_bytes_get_size (picture));
  g_autofree char *body = g_strdup_printf ("{" MODEL "\"messages\":[{\"role\":\"user\",\"content\":\"What?\","
                                           "\"images\":[\"%s\"]}]}", base64);
  g_autofree char *blind = g_strdup_printf ("{\"model\":\"qwen3\",\"messages\":[{\"role\":\"user\",\"content\":\"What?\","
                                            "\"images\":[\"%s\"]}]}", base64);
  g_autoptr (TestAnswer) seen = test_post (server, CHAT, body);
  g_autoptr (TestAnswer) unseen = test_post (server, CHAT, blind);
  g_autofree char *text = test_dup_string (seen, "$.message.content");

  g_assert_true (g_str_has_prefix (text, "1 picture, seen for “What?”"));
  g_assert_cmpuint (unseen->status, ==, 400);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fakes/ollama/chat", test_chat);
  g_test_add_func ("/fakes/ollama/wrong", test_wrong);
  g_test_add_func ("/fakes/ollama/picture", test_picture);
  return g_test_run ();
}
