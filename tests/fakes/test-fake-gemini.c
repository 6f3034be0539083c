/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "heddle-fake-gemini.h"
#include "heddle-fake-image.h"
#include "test-fake-client.h"

#define KEY "AIza-only-for-this-test"
#define TEXT "gemini-3.8-flash"
#define IMAGE "gemini-nano-banana-2.1"
#define PRO "gemini-3-pro-image"
#define PARTS "$.candidates[0].content.parts"

static HeddleFakeServer *
start (void)
{
  HeddleFakeServer *server = heddle_fake_gemini_new (KEY);
  g_autoptr (GError) error = NULL;

  g_assert_true (heddle_fake_server_start (server, 0, &error));
  g_assert_no_error (error);
  return server;
}

static TestAnswer *
send_with (HeddleFakeServer *server,
           const char       *method,
           const char       *path,
           const char       *key,
           const char       *body)
{
  g_autofree char *url = g_strconcat (heddle_fake_server_get_base_url (server), path, NULL);
  g_autofree char *header = g_strconcat ("x-goog-api-key: ", key, NULL);

  return test_send (method, url, header, body);
}

/* Asks a model with a body of the parts of one content and, where there are, more members. */
static TestAnswer *
ask (HeddleFakeServer *server,
     const char       *model,
     const char       *parts,
     const char       *more)
{
  g_autofree char *path = g_strdup_printf ("/models/%s:generateContent", model);
  g_autofree char *body = g_strdup_printf ("{\"contents\": [{\"role\": \"user\", \"parts\": [%s]}]%s}", parts, more);

  return send_with (server, "POST", path, KEY, body);
}

static char *
write_image (const char *type)
{
  g_autoptr (GBytes) picture = heddle_fake_image_new ("A cube", 32, 32, "png", FALSE, 0);
  g_autofree char *base64 = g_base64_encode (g_bytes_get_data (picture, NULL), g_bytes_get_size (picture));

  return g_strdup_printf ("{\"text\": \"A cube\"}, {\"inlineData\": {\"mimeType\": \"%s\", \"data\": \"%s\"}}", type,
                          base64);
}

static void
assert_says (TestAnswer *answer,
             guint       status,
             const char *words)
{
  g_autofree char *text = g_strndup (g_bytes_get_data (answer->body, NULL), g_bytes_get_size (answer->body));

  g_assert_cmpuint (answer->status, ==, status);
  if (strstr (text, words) == NULL)
    g_error ("“%s” is not in %s", words, text);
}

static void
test_text (void)
{
  g_autoptr (HeddleFakeServer) server = start ();
  g_autofree char *image = write_image ("image/png");
  g_autoptr (TestAnswer) text = ask (server, TEXT, "{\"text\": \"A cup\"}",
                                     ", \"systemInstruction\": {\"parts\": [{\"text\": \"Short.\"}]}");
  g_autoptr (TestAnswer) cut = ask (server, TEXT, "{\"text\": \"A cup\"}",
                                    ", \"generationConfig\": {\"maxOutputTokens\": 2}");
  g_autoptr (TestAnswer) seen = ask (server, TEXT, image, "");
  g_autoptr (TestAnswer) json = ask (server, TEXT, "{\"text\": \"A cup\"}",
                                     ", \"generationConfig\": {\"responseMimeType\": \"application/json\","
                                     " \"responseJsonSchema\": {\"type\": \"object\", \"properties\":"
                                     " {\"headline\": {\"type\": \"string\"}}}}");
  g_autofree char *thought = test_dup_string (text, PARTS "[0].text");
  g_autofree char *first = test_dup_string (text, PARTS "[1].text");
  g_autofree char *reason = test_dup_string (cut, "$.candidates[0].finishReason");

  g_assert_cmpuint (text->status, ==, 200);
  g_assert_cmpstr (thought, ==, "A draft first.");
  g_assert_cmpstr (first, ==, "Draft on “A cup”: warm,");
  g_assert_cmpstr (reason, ==, "MAX_TOKENS");
  assert_says (seen, 200, "1 picture, seen");
  assert_says (json, 200, "headline");
}

static void
test_image (void)
{
  g_autoptr (HeddleFakeServer) server = start ();
  g_autoptr (TestAnswer) wide = ask (server, IMAGE, "{\"text\": \"A cube\"}",
                                     ", \"generationConfig\": {\"responseModalities\": [\"TEXT\", \"IMAGE\"],"
                                     " \"imageConfig\": {\"aspectRatio\": \"16:9\", \"imageSize\": \"2K\"}}");
  g_autofree char *base64 = test_dup_string (wide, PARTS "[2].inlineData.data");
  g_autofree guint8 *data = NULL;
  guint width, height;
  gsize length;

  g_assert_nonnull (base64);
  data = g_base64_decode (base64, &length);
  test_read_size (data, length, &width, &height);
  g_assert_cmpuint (width, ==, 2731);
  g_assert_cmpuint (height, ==, 1536);
  assert_says (wide, 200, "\"thought\":true");
}

static void
test_wrong (void)
{
  static const struct
  {
    const char *model, *parts, *more;
    guint status;
    const char *words;
  } wrong[] = {
    { "gemini-2.5-flash-image", "{\"text\": \"A\"}", "", 404, "models/gemini-2.5-flash-image is not found" },
    { TEXT, "", "", 400, "parts must not be empty" },
    { TEXT, "{\"text\": \"A\", \"colour\": 1}", "", 400, "Unknown name \\\"colour\\\"" },
    { TEXT, "{\"text\": 7}", "", 400, "of type string" },
    { TEXT, "{\"text\": \"A\", \"inlineData\": {}}", "", 400, "exactly one" },
    { TEXT, "{\"inlineData\": {\"mimeType\": \"image/png\", \"data\": \"AAAA\"}}", "", 400, "input image" },
    { TEXT, "{\"text\": \"A\"}", ", \"prompt\": \"A\"", 400, "Unknown name \\\"prompt\\\"" },
    { TEXT, "{\"text\": \"A\"}", ", \"generationConfig\": {\"maxOutputTokens\": 0}", 400, "positive" },
    { TEXT, "{\"text\": \"A\"}", ", \"generationConfig\": {\"seed\": 2147483648}", 400, "TYPE_INT32" },
    { TEXT, "{\"text\": \"A\"}", ", \"generationConfig\": {\"candidateCount\": 2}", 400, "candidates" },
    { TEXT, "{\"text\": \"A\"}", ", \"generationConfig\": {\"responseJsonSchema\": {}}", 400, "mime type" },
    { TEXT, "{\"text\": \"A\"}", ", \"generationConfig\": {\"responseModalities\": [\"IMAGE\"]}", 400, "modalities" },
    { IMAGE, "{\"text\": \"A\"}", ", \"generationConfig\": {\"imageConfig\": {\"imageSize\": \"512\"}}", 400, "512" },
    { IMAGE, "{\"text\": \"A\"}", ", \"generationConfig\": {\"imageConfig\": {\"aspectRatio\": \"1:2\"}}", 400, "1:2" },
    { IMAGE, "{\"text\": \"A\"}", ", \"generationConfig\": {\"imageConfig\": {\"personGeneration\": \"x\"}}", 400,
      "personGeneration" },
  };
  g_autoptr (HeddleFakeServer) server = start ();
  g_autofree char *image = write_image ("image/jpeg");
  g_autoptr (TestAnswer) other_type = ask (server, TEXT, image, "");
  g_autoptr (TestAnswer) nothing = send_with (server, "POST", "/models/" TEXT ":generateContent", KEY, "{}");

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (TestAnswer) answer = ask (server, wrong[i].model, wrong[i].parts, wrong[i].more);

      assert_says (answer, wrong[i].status, wrong[i].words);
    }
  assert_says (other_type, 400, "input image");
  assert_says (nothing, 400, "contents are required");
}

static void
test_number_of_images (void)
{
  g_autoptr (HeddleFakeServer) server = start ();
  g_autofree char *one = write_image ("image/png");
  g_autoptr (GString) many = g_string_new (one);
  g_autoptr (TestAnswer) refused = NULL;
  g_autoptr (TestAnswer) taken = NULL;

  for (guint i = 1; i < 15; i++)
    g_string_append_printf (many, ", %s", one);
  refused = ask (server, PRO, many->str, "");
  taken = ask (server, IMAGE, many->str, "");
  assert_says (refused, 400, "15 images");
  g_assert_cmpuint (taken->status, ==, 200);
}

static void
test_faults (void)
{
  g_autoptr (HeddleFakeServer) server = start ();
  g_autoptr (TestAnswer) blocked = ask (server, TEXT, "{\"text\": \"A [fault:moderation]\"}", "");
  g_autoptr (TestAnswer) refused = ask (server, TEXT, "{\"text\": \"A [fault:refusal,code=RECITATION]\"}", "");
  g_autoptr (TestAnswer) unsafe = ask (server, IMAGE, "{\"text\": \"A [fault:refusal]\"}", "");
  g_autoptr (TestAnswer) none = ask (server, IMAGE, "{\"text\": \"A [fault:no-result]\"}", "");
  g_autoptr (TestAnswer) limited = ask (server, TEXT, "{\"text\": \"A [fault:429,retry-in=34]\"}", "");
  g_autoptr (TestAnswer) busy = ask (server, TEXT, "{\"text\": \"A [fault:503]\"}", "");

  assert_says (blocked, 200, "\"blockReason\":\"PROHIBITED_CONTENT\"");
  g_assert_false (json_object_has_member (blocked->json, "candidates"));
  assert_says (refused, 200, "\"finishReason\":\"RECITATION\"");
  assert_says (unsafe, 200, "\"finishMessage\":\"Unable to show");
  assert_says (none, 200, "\"finishReason\":\"NO_IMAGE\"");
  assert_says (limited, 429, "\"retryDelay\":\"34.0s\"");
  assert_says (busy, 503, "\"status\":\"UNAVAILABLE\"");
}

static void
test_key (void)
{
  g_autoptr (HeddleFakeServer) server = start ();
  g_autoptr (TestAnswer) models = send_with (server, "GET", "/models", KEY, NULL);
  g_autoptr (TestAnswer) other = send_with (server, "GET", "/models", "other", NULL);
  g_autofree char *url = g_strconcat (heddle_fake_server_get_base_url (server), "/models", NULL);
  g_autoptr (TestAnswer) bearer = test_send ("GET", url, "Authorization: Bearer " KEY, NULL);

  assert_says (models, 200, "\"name\":\"models/" IMAGE "\"");
  assert_says (other, 400, "\"reason\":\"API_KEY_INVALID\"");
  assert_says (bearer, 400, "\"reason\":\"API_KEY_INVALID\"");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/fake-gemini/text", test_text);
  g_test_add_func ("/fake-gemini/image", test_image);
  g_test_add_func ("/fake-gemini/wrong", test_wrong);
  g_test_add_func ("/fake-gemini/number-of-images", test_number_of_images);
  g_test_add_func ("/fake-gemini/faults", test_faults);
  g_test_add_func ("/fake-gemini/key", test_key);

  return g_test_run ();
}
