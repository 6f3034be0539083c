/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "heddle-fake-openai.h"
#include "test-fake-client.h"

#define KEY "sk-only-for-this-test"
#define IMAGES "/images/generations"
#define EDITS "/images/edits"
#define CHAT "/chat/completions"

static HeddleFakeServer *
start (const char *key)
{
  HeddleFakeServer *server = heddle_fake_openai_new (key);
  g_autoptr (GError) error = NULL;

  g_assert_true (heddle_fake_server_start (server, 0, &error));
  g_assert_no_error (error);
  return server;
}

static guint8 *
decode (TestAnswer *answer,
        guint       nth,
        gsize      *length)
{
  g_autofree char *path = g_strdup_printf ("$.data[%u].b64_json", nth);
  g_autofree char *base64 = test_dup_string (answer, path);

  return g_base64_decode (base64, length);
}

static void
assert_refused (HeddleFakeServer *server,
                const char       *path,
                const char       *body,
                guint             status,
                const char       *code,
                const char       *param)
{
  g_autoptr (TestAnswer) answer = test_post (server, path, body);
  JsonObject *error;

  g_assert_cmpuint (answer->status, ==, status);
  g_assert_nonnull (answer->json);
  error = json_object_get_object_member (answer->json, "error");
  g_assert_cmpstr (json_object_get_string_member_with_default (error, "code", NULL), ==, code);
  g_assert_cmpstr (json_object_get_string_member_with_default (error, "param", NULL), ==, param);
  g_assert_nonnull (json_object_get_string_member (error, "message"));
  g_assert_nonnull (json_object_get_string_member (error, "type"));
}

static void
test_images (void)
{
  g_autoptr (HeddleFakeServer) server = start (KEY);
  g_autoptr (TestAnswer) answer = NULL;
  g_autofree guint8 *first = NULL;
  g_autofree guint8 *second = NULL;
  g_autoptr (JsonNode) tokens = NULL;
  gsize first_length;
  gsize second_length;
  guint width;
  guint height;

  answer = test_post (server, IMAGES,
                      "{\"model\":\"gpt-image-2.6-flare\",\"prompt\":\"A cube\","
                      "\"size\":\"320x128\",\"n\":2,\"quality\":\"low\"}");
  g_assert_cmpuint (answer->status, ==, 200);
  first = decode (answer, 0, &first_length);
  second = decode (answer, 1, &second_length);
  test_read_size (first, first_length, &width, &height);
  g_assert_cmpuint (width, ==, 320);
  g_assert_cmpuint (height, ==, 128);
  g_assert_false (first_length == second_length && memcmp (first, second, first_length) == 0);

  tokens = test_query (answer, "$.usage.output_tokens");
  g_assert_cmpint (json_node_get_int (tokens), >, 0);
  g_assert_nonnull (test_get_header (answer, "x-ratelimit-remaining-images"));
}

static void
test_image_formats (void)
{
  static const struct
  {
    const char *format;
    const char *start;
  } cases[] = {
    { "png", "\x89PNG" },
    { "jpeg", "\xff\xd8\xff" },
    { "webp", "RIFF" },
    { "svg", "<svg" },
  };
  g_autoptr (HeddleFakeServer) server = start (KEY);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *body = NULL;
      g_autoptr (TestAnswer) answer = NULL;
      g_autofree guint8 *data = NULL;
      gsize length = 0;

      body = g_strdup_printf ("{\"model\":\"gpt-image-2\",\"prompt\":\"A cube\",\"size\":\"64x32\","
                              "\"output_format\":\"%s\",\"background\":\"%s\"}",
                              cases[i].format,
                              g_str_equal (cases[i].format, "jpeg") ? "opaque" : "transparent");
      answer = test_post (server, IMAGES, body);
      g_assert_cmpuint (answer->status, ==, 200);
      data = decode (answer, 0, &length);
      g_assert_cmpuint (length, >, strlen (cases[i].start));
      g_assert_cmpmem (data, strlen (cases[i].start), cases[i].start, strlen (cases[i].start));
    }
}

static void
test_image_weight (void)
{
  g_autoptr (HeddleFakeServer) server = heddle_fake_openai_new (NULL);
  g_autoptr (TestAnswer) answer = NULL;
  g_autofree guint8 *data = NULL;
  gsize length = 0;
  guint width;
  guint height;

  heddle_fake_server_set_image_bytes (server, 1024 * 1024);
  g_assert_true (heddle_fake_server_start (server, 0, NULL));
  answer = test_post (server, IMAGES,
                      "{\"model\":\"gpt-image-2\",\"prompt\":\"A cube\",\"size\":\"64x64\"}");
  data = decode (answer, 0, &length);
  test_read_size (data, length, &width, &height);
  g_assert_cmpuint (length, >=, 1024 * 1024);
  g_assert_cmpuint (length, <, 1024 * 1024 + 64);
}

static void
test_image_checks (void)
{
  static const struct
  {
    const char *members;
    const char *code;
    const char *param;
  } cases[] = {
    { "\"model\":\"gpt-image-2\"", "missing_required_parameter", "prompt" },
    { "\"prompt\":\"x\"", "missing_required_parameter", "model" },
    { "\"model\":\"gpt-image-2\",\"prompt\":\"\"", "empty_string", "prompt" },
    { "\"model\":\"gpt-image-2\",\"prompt\":7", "invalid_type", "prompt" },
    { "\"model\":\"gpt-image-2\",\"prompt\":\"x\",\"seed\":7", "unknown_parameter", "seed" },
    { "\"model\":\"gpt-image-2\",\"prompt\":\"x\",\"n\":11", "integer_above_max_value", "n" },
    { "\"model\":\"gpt-image-2\",\"prompt\":\"x\",\"n\":1.5", "invalid_type", "n" },
    { "\"model\":\"gpt-image-2\",\"prompt\":\"x\",\"size\":\"1000x1000\"", "invalid_value",
      "size" },
    { "\"model\":\"gpt-image-2\",\"prompt\":\"x\",\"size\":\"1600x160\"", "invalid_value", "size" },
    { "\"model\":\"gpt-image-1.5\",\"prompt\":\"x\",\"size\":\"512x512\"", "invalid_value",
      "size" },
    { "\"model\":\"gpt-image-2\",\"prompt\":\"x\",\"quality\":\"best\"", "invalid_value",
      "quality" },
    { "\"model\":\"gpt-image-2\",\"prompt\":\"x\",\"quality\":\"max\"", "invalid_value",
      "quality" },
    { "\"model\":\"gpt-image-2\",\"prompt\":\"x\",\"background\":\"transparent\","
      "\"output_format\":\"jpeg\"",
      "invalid_value", "background" },
    { "\"model\":\"gpt-image-2\",\"prompt\":\"x\",\"output_compression\":50", "invalid_value",
      "output_compression" },
  };
  g_autoptr (HeddleFakeServer) server = start (KEY);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *body = g_strdup_printf ("{%s}", cases[i].members);

      assert_refused (server, IMAGES, body, 400, cases[i].code, cases[i].param);
    }
  assert_refused (server, IMAGES, "{\"model\":\"dall-e-3\",\"prompt\":\"x\"}", 404,
                  "model_not_found", "model");
  assert_refused (server, IMAGES, "{\"model\":", 400, NULL, NULL);
  assert_refused (server, "/images/variations", "{}", 404, NULL, NULL);
}

static void
test_edits (void)
{
  g_autoptr (HeddleFakeServer) server = start (KEY);
  g_autoptr (TestAnswer) made = NULL;
  g_autoptr (TestAnswer) edited = NULL;
  g_autoptr (JsonNode) tokens = NULL;
  g_autofree char *base64 = NULL;
  g_autofree char *body = NULL;

  made = test_post (server, IMAGES,
                    "{\"model\":\"gpt-image-2\",\"prompt\":\"A cube\",\"size\":\"64x64\"}");
  base64 = test_dup_string (made, "$.data[0].b64_json");
  body =
      g_strdup_printf ("{\"model\":\"gpt-image-2\",\"prompt\":\"Make it blue\",\"size\":\"64x64\","
                       "\"images\":[{\"image_url\":\"data:image/png;base64,%s\"}]}",
                       base64);
  edited = test_post (server, EDITS, body);
  g_assert_cmpuint (edited->status, ==, 200);
  tokens = test_query (edited, "$.usage.input_tokens_details.image_tokens");
  g_assert_cmpint (json_node_get_int (tokens), >, 0);

  assert_refused (server, EDITS, "{\"model\":\"gpt-image-2\",\"prompt\":\"x\"}", 400,
                  "missing_required_parameter", "images");
  assert_refused (server, EDITS,
                  "{\"model\":\"gpt-image-2\",\"prompt\":\"x\",\"images\":[{\"image_url\":"
                  "\"data:image/png;base64,bm90IGEgcGljdHVyZQ==\"}]}",
                  400, "invalid_image_format", "images[0]");
  assert_refused (server, EDITS,
                  "{\"model\":\"gpt-image-2\",\"prompt\":\"x\",\"images\":[\"cube.png\"]}", 400,
                  "invalid_type", "images[0]");
}

static void
test_keys (void)
{
  g_autoptr (HeddleFakeServer) server = start (KEY);
  g_autofree char *url = g_strconcat (heddle_fake_server_get_base_url (server), "/models", NULL);
  g_autoptr (TestAnswer) without = test_send ("GET", url, NULL, NULL);
  g_autoptr (TestAnswer) wrong = test_send ("GET", url, "Authorization: Bearer sk-other", NULL);
  g_autoptr (TestAnswer) right = test_get (server, "/models");
  g_autoptr (TestAnswer) one = test_get (server, "/models/gpt-6-luna");
  g_autoptr (TestAnswer) none = test_get (server, "/models/gpt-0");
  g_autofree char *code = test_dup_string (without, "$.error.code");
  g_autofree char *id = test_dup_string (right, "$.data[0].id");

  g_assert_cmpuint (without->status, ==, 401);
  g_assert_cmpstr (code, ==, "invalid_api_key");
  g_assert_cmpuint (wrong->status, ==, 401);
  g_assert_cmpuint (right->status, ==, 200);
  g_assert_cmpstr (id, ==, "gpt-image-2.6-flare");
  g_assert_cmpuint (one->status, ==, 200);
  g_assert_cmpuint (none->status, ==, 404);
}

static void
test_chat (void)
{
  g_autoptr (HeddleFakeServer) server = start (KEY);
  g_autoptr (TestAnswer) answer = NULL;
  g_autoptr (TestAnswer) refused = NULL;
  g_autoptr (TestAnswer) short_answer = NULL;
  g_autofree char *content = NULL;
  g_autofree char *refusal = NULL;
  g_autofree char *reason = NULL;

  answer =
      test_post (server, CHAT,
                 "{\"model\":\"gpt-6-luna\",\"messages\":["
                 "{\"role\":\"system\",\"content\":\"Be brief\"},{\"role\":\"user\",\"content\":["
                 "{\"type\":\"text\",\"text\":\"A bakery\"},{\"type\":\"image_url\","
                 "\"image_url\":{\"url\":\"https://example.org/x.png\",\"detail\":\"low\"}}]}]}");
  content = test_dup_string (answer, "$.choices[0].message.content");
  g_assert_cmpuint (answer->status, ==, 200);
  g_assert_nonnull (strstr (content, "A bakery"));
  g_assert_nonnull (strstr (content, "1 picture"));

  refused = test_post (server, CHAT,
                       "{\"model\":\"gpt-6-luna\",\"messages\":[{\"role\":\"user\","
                       "\"content\":\"[fault:refusal]\"}]}");
  refusal = test_dup_string (refused, "$.choices[0].message.refusal");
  g_assert_nonnull (refusal);

  short_answer = test_post (server, CHAT,
                            "{\"model\":\"gpt-6-luna\",\"max_completion_tokens\":2,\"messages\":["
                            "{\"role\":\"user\",\"content\":\"Hello\"}]}");
  reason = test_dup_string (short_answer, "$.choices[0].finish_reason");
  g_assert_cmpstr (reason, ==, "length");

  assert_refused (server, CHAT, "{\"model\":\"gpt-6-luna\",\"messages\":[]}", 400, "empty_array",
                  "messages");
  assert_refused (server, CHAT,
                  "{\"model\":\"llama\",\"messages\":[{\"role\":\"user\","
                  "\"content\":\"x\"}]}",
                  404, "model_not_found", NULL);
  assert_refused (server, CHAT,
                  "{\"model\":\"gpt-6-luna\",\"messages\":[{\"role\":\"user\","
                  "\"content\":[{\"type\":\"input_text\",\"text\":\"x\"}]}]}",
                  400, "invalid_value", "messages[0].content[0]");
}

static void
test_chat_at_home (void)
{
  g_autoptr (HeddleFakeServer) server = start (NULL);
  g_autoptr (TestAnswer) answer = NULL;

  answer = test_post (server, CHAT,
                      "{\"model\":\"llama3.2\",\"messages\":[{\"role\":\"user\","
                      "\"content\":\"Hello\"}]}");
  g_assert_cmpuint (answer->status, ==, 200);
}

static void
test_chat_schema (void)
{
  g_autoptr (HeddleFakeServer) server = start (KEY);
  g_autoptr (TestAnswer) answer = NULL;
  g_autofree char *content = NULL;
  g_autoptr (JsonNode) node = NULL;
  JsonObject *value;

  answer = test_post (
      server, CHAT,
      "{\"model\":\"gpt-6-luna\",\"messages\":[{\"role\":\"user\",\"content\":\"Rye bread\"}],"
      "\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"post\","
      "\"strict\":true,\"schema\":{\"type\":\"object\",\"additionalProperties\":false,"
      "\"required\":[\"title\",\"tags\",\"rank\",\"tone\"],\"properties\":{"
      "\"title\":{\"type\":\"string\",\"maxLength\":12},"
      "\"tags\":{\"type\":\"array\",\"minItems\":4,\"items\":{\"$ref\":\"#/$defs/tag\"}},"
      "\"rank\":{\"type\":\"integer\",\"minimum\":5,\"maximum\":7},"
      "\"tone\":{\"enum\":[\"warm\",\"cool\"]}},\"$defs\":{\"tag\":{\"type\":\"string\"}}}}}}");
  content = test_dup_string (answer, "$.choices[0].message.content");
  node = json_from_string (content, NULL);
  value = json_node_get_object (node);
  g_assert_cmpuint (strlen (json_object_get_string_member (value, "title")), ==, 12);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (value, "tags")), ==, 4);
  g_assert_cmpint (json_object_get_int_member (value, "rank"), ==, 6);
  g_assert_cmpstr (json_object_get_string_member (value, "tone"), ==, "warm");

  assert_refused (
      server, CHAT,
      "{\"model\":\"gpt-6-luna\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}],"
      "\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"post\","
      "\"strict\":true,\"schema\":{\"type\":\"object\",\"properties\":{}}}}}",
      400, "invalid_json_schema", "response_format");
}

static void
test_chat_stream (void)
{
  g_autoptr (HeddleFakeServer) server = start (KEY);
  g_autoptr (TestAnswer) answer = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) events = NULL;
  guint n_events;

  answer =
      test_post (server, CHAT,
                 "{\"model\":\"gpt-6-luna\",\"stream\":true,\"stream_options\":"
                 "{\"include_usage\":true},\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}");
  g_assert_cmpstr (test_get_header (answer, "Content-Type"), ==,
                   "text/event-stream; charset=utf-8");
  text = g_strndup (g_bytes_get_data (answer->body, NULL), g_bytes_get_size (answer->body));
  events = g_strsplit (text, "\n\n", -1);
  n_events = g_strv_length (events);
  g_assert_cmpuint (n_events, >, 5);
  g_assert_cmpstr (events[n_events - 1], ==, "");
  g_assert_cmpstr (events[n_events - 2], ==, "data: [DONE]");
  g_assert_nonnull (strstr (events[n_events - 3], "\"usage\""));
  g_assert_nonnull (strstr (events[n_events - 4], "\"finish_reason\":\"stop\""));
  g_assert_true (g_str_has_prefix (events[0], "data: {\"id\":"));
}

static void
test_image_stream (void)
{
  g_autoptr (HeddleFakeServer) server = start (KEY);
  g_autoptr (TestAnswer) answer = NULL;
  g_autofree char *text = NULL;

  answer = test_post (server, IMAGES,
                      "{\"model\":\"gpt-image-2\",\"prompt\":\"A cube\",\"size\":\"64x64\","
                      "\"stream\":true,\"partial_images\":2}");
  text = g_strndup (g_bytes_get_data (answer->body, NULL), g_bytes_get_size (answer->body));
  g_assert_nonnull (strstr (text, "event: image_generation.partial_image\n"));
  g_assert_nonnull (strstr (text, "\"partial_image_index\":1"));
  g_assert_nonnull (strstr (text, "event: image_generation.completed\n"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/fakes/openai/images", test_images);
  g_test_add_func ("/fakes/openai/image-formats", test_image_formats);
  g_test_add_func ("/fakes/openai/image-weight", test_image_weight);
  g_test_add_func ("/fakes/openai/image-checks", test_image_checks);
  g_test_add_func ("/fakes/openai/image-stream", test_image_stream);
  g_test_add_func ("/fakes/openai/edits", test_edits);
  g_test_add_func ("/fakes/openai/keys", test_keys);
  g_test_add_func ("/fakes/openai/chat", test_chat);
  g_test_add_func ("/fakes/openai/chat-at-home", test_chat_at_home);
  g_test_add_func ("/fakes/openai/chat-schema", test_chat_schema);
  g_test_add_func ("/fakes/openai/chat-stream", test_chat_stream);

  return g_test_run ();
}
