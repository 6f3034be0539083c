/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/heddle-init.h"
#include "base/heddle-json.h"
#include "providers/heddle-address.h"
#include "providers/heddle-provider-answer.h"

#define KEY "sk-1234567890abcdef"

static JsonNode *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  JsonNode *node = heddle_json_parse (text, -1, &error);

  g_assert_no_error (error);

  return node;
}

static void
test_refusal (void)
{
  g_autoptr (JsonNode) definition = parse ("{\"refusals\": [{\"path\": \"$.refusal\"}]}");
  g_autoptr (JsonNode) answer = parse ("{\"refusal\": \"Not with\\n" KEY "\"}");
  g_autoptr (HeddleModelTask) task = heddle_model_task_new (HEDDLE_TASK_TEXT_GENERATION,
                                                            json_node_get_object (definition));
  g_autofree char *refusal = heddle_provider_answer_dup_refusal (task, answer, NULL, KEY);

  g_assert_cmpstr (refusal, ==, "Not with …");
}

static void
test_refusal_words (void)
{
  static const char *const cases[][2] = {
    { "{\"end\": \"refusal\", \"why\": {\"text\": \"Too sharp.\", \"kind\": \"knives\"}}", "Too sharp." },
    { "{\"end\": \"refusal\", \"why\": {\"text\": null, \"kind\": \"knives\"}}", "knives" },
    { "{\"end\": \"refusal\", \"why\": null}", "refusal" },
    { "{\"end\": \"stop\", \"why\": {\"text\": \"Too sharp.\"}}", NULL },
  };
  g_autoptr (JsonNode) definition = parse (
    "{\"refusals\": [{\"path\": \"$.end\", \"equals\": \"refusal\", \"words\": [\"$.why.text\", \"$.why.kind\"]}]}");
  g_autoptr (HeddleModelTask) task = heddle_model_task_new (HEDDLE_TASK_TEXT_GENERATION,
                                                            json_node_get_object (definition));

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (JsonNode) answer = parse (cases[i][0]);
      g_autofree char *refusal = heddle_provider_answer_dup_refusal (task, answer, NULL, KEY);

      g_assert_cmpstr (refusal, ==, cases[i][1]);
    }
}

/* One word of several is a refusal; any other is none. */
static void
test_refusal_words_of_several (void)
{
  g_autoptr (JsonNode) definition = parse ("{\"refusals\": [{\"path\": \"$.why\","
                                           " \"equals\": [\"SAFETY\", \"SPII\"]}]}");
  g_autoptr (JsonNode) refused = parse ("{\"why\": \"SPII\"}");
  g_autoptr (JsonNode) done = parse ("{\"why\": \"STOP\"}");
  g_autoptr (HeddleModelTask) task = heddle_model_task_new (HEDDLE_TASK_TEXT_GENERATION,
                                                            json_node_get_object (definition));
  g_autofree char *refusal = heddle_provider_answer_dup_refusal (task, refused, NULL, NULL);

  g_assert_cmpstr (refusal, ==, "SPII");
  g_assert_null (heddle_provider_answer_dup_refusal (task, done, NULL, NULL));
}

/* Parts that are marked are none of the result; `false` marks nothing. */
/* A code that ends in a star stands for all that begin so, and one that is named itself comes before. */
static void
test_codes (void)
{
  static const struct
  {
    const char *answer;
    int         code;
    const char *message;
  } cases[] = {
    { "{\"kind\": \"SAFETY.INPUT.TEXT\", \"why\": \"Too sharp.\"}", HEDDLE_PROVIDER_ERROR_REJECTED,
      "A refuses this by its content policy: Too sharp." },
    { "{\"kind\": \"SAFETY.NONE\", \"why\": \"Broken.\"}", HEDDLE_PROVIDER_ERROR_FAILED, "A failed: Broken." },
    { "{\"kind\": \"SAFE\", \"why\": \"Broken.\"}", HEDDLE_PROVIDER_ERROR_FAILED, "A failed: Broken." },
    { "{\"kind\": \"ASSET\", \"why\": \"Too large.\"}", HEDDLE_PROVIDER_ERROR_INVALID,
      "A refuses the request: Too large." },
    { "{\"kind\": \"ASSET\"}", HEDDLE_PROVIDER_ERROR_INVALID, "A refuses the request: no reason was given" },
  };
  static const char text[] = "{\"format\": \"heddle-provider\", \"version\": 1, \"id\": \"a\", \"name\": \"A\","
                             " \"auth\": {\"type\": \"none\"}, \"base_url\": \"https://a.test\","
                             " \"errors\": {\"message\": \"$.why\", \"code\": \"$.kind\", \"codes\":"
                             "  {\"SAFETY.*\": \"rejected\", \"SAFETY.NONE\": \"failed\", \"ASSET\": \"invalid\"}},"
                             " \"tasks\": {\"image-generation\": {\"request\": {\"method\": \"POST\", \"path\": \"/x\"},"
                             "  \"results\": [{\"path\": \"$.a\", \"encoding\": \"url\"}]}}}";
  g_autoptr (GBytes) data = g_bytes_new_static (text, sizeof text - 1);
  g_autoptr (GError) broken = NULL;
  g_autoptr (HeddleManifest) manifest = heddle_manifest_new_from_data (data, "a.json", &broken);

  g_assert_no_error (broken);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (JsonNode) answer = parse (cases[i].answer);
      g_autoptr (GError) error = heddle_provider_answer_new_failure (manifest, answer, NULL, KEY);

      g_assert_error (error, HEDDLE_PROVIDER_ERROR, cases[i].code);
      g_assert_cmpstr (error->message, ==, cases[i].message);
    }
}

static void
test_parts (void)
{
  g_autoptr (JsonNode) definition = parse ("{\"results\": [{\"each\": \"$.parts[*]\", \"unless\": \"$.draft\","
                                           " \"path\": \"$.image.data\", \"encoding\": \"base64\"},"
                                           " {\"each\": \"$.parts[*]\", \"unless\": \"$.draft\", \"path\": \"$.text\","
                                           " \"encoding\": \"text\", \"join\": true}]}");
  g_autoptr (JsonNode) images = parse ("{\"parts\": [{\"image\": {\"data\": \"AA==\"}, \"draft\": true},"
                                       " {\"text\": \"a\"}, {\"image\": {\"data\": \"BB==\"}, \"draft\": false}]}");
  g_autoptr (JsonNode) texts = parse ("{\"parts\": [{\"text\": \"hm\", \"draft\": true}, {\"text\": \"a\"},"
                                      " {\"text\": \"b\"}]}");
  g_autoptr (JsonNode) drafts = parse ("{\"parts\": [{\"text\": \"hm\", \"draft\": true}]}");
  g_autoptr (HeddleModelTask) task = heddle_model_task_new (HEDDLE_TASK_IMAGE_GENERATION,
                                                            json_node_get_object (definition));
  g_autoptr (GPtrArray) found = NULL;
  HeddleAnswerEncoding encoding;

  found = heddle_provider_answer_dup_results (task, images, &encoding);
  g_assert_cmpint (encoding, ==, HEDDLE_ANSWER_BASE64);
  g_assert_cmpuint (found->len, ==, 1);
  g_assert_cmpstr (json_node_get_string (found->pdata[0]), ==, "BB==");
  g_ptr_array_unref (found);

  found = heddle_provider_answer_dup_results (task, texts, &encoding);
  g_assert_cmpint (encoding, ==, HEDDLE_ANSWER_TEXT);
  g_assert_cmpuint (found->len, ==, 1);
  g_assert_cmpstr (json_node_get_string (found->pdata[0]), ==, "ab");
  g_ptr_array_unref (found);

  found = heddle_provider_answer_dup_results (task, drafts, &encoding);
  g_assert_cmpuint (found->len, ==, 0);
}

static void
expect_no_address (const char *url,
                   const char *shown)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (heddle_address_check (url, NULL, &error));
  g_assert_error (error, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_ADDRESS);
  g_assert_true (g_str_has_prefix (error->message, shown));
}

static void
test_no_address (void)
{
  g_autofree char *file = g_strnfill (1024 * 1024, 'A');

  expect_no_address ("example.com", "“example.com” ");
  expect_no_address ("ftp://me:" KEY "@example.com/", "“ftp…” ");
  expect_no_address ("s3://bucket/a.png?signature=" KEY, "“s3://bucket/a.png…” ");
  expect_no_address (file, "“AAAA");
  {
    g_autoptr (GError) error = NULL;

    g_assert_false (heddle_address_check (file, NULL, &error));
    g_assert_cmpuint (strlen (error->message), <, 300);
  }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  heddle_init ();

  g_test_add_func ("/provider-answer/refusal", test_refusal);
  g_test_add_func ("/provider-answer/refusal-words", test_refusal_words);
  g_test_add_func ("/provider-answer/refusal-words-of-several", test_refusal_words_of_several);
  g_test_add_func ("/provider-answer/codes", test_codes);
  g_test_add_func ("/provider-answer/parts", test_parts);
  g_test_add_func ("/provider-answer/no-address", test_no_address);

  return g_test_run ();
}
