/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib.h>
#include <string.h>

#include "base/heddle-init.h"
#include "base/heddle-json-schema.h"
#include "base/heddle-json.h"
#include "providers/heddle-sketch-writing.h"

static char *
write_text (const char *prompt,
            gint64      seed)
{
  return heddle_sketch_write_text (&(HeddleSketchWriting) { .prompt = prompt, .seed = seed });
}

static guint
count_words (const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);

  return g_strv_length (words);
}

static void
test_texts (void)
{
  g_autofree char *first = write_text ("Write a headline for our autumn roast", 1);
  g_autofree char *again = write_text ("Write a headline for our autumn roast", 1);
  gboolean differs = FALSE;
  gboolean on_topic = FALSE;

  g_assert_cmpstr (first, ==, again);
  g_assert_cmpuint (count_words (first), <=, 8);
  for (gint64 seed = 2; seed < 12; seed++)
    {
      g_autofree char *other = write_text ("Write a headline for our autumn roast", seed);
      g_autofree char *lower = g_ascii_strdown (other, -1);

      differs |= strcmp (first, other) != 0;
      on_topic |= strstr (lower, "autumn roast") != NULL;
      g_assert_null (strstr (lower, "lorem"));
      g_assert_null (strstr (lower, "headline"));
      g_assert_null (strchr (other, '{'));
    }
  g_assert_true (differs);
  g_assert_true (on_topic);
}

static void
test_limits (void)
{
  for (gint64 seed = 0; seed < 30; seed++)
    {
      g_autofree char *words = write_text ("Tagline of at most 4 words for a bicycle shop", seed);
      g_autofree char *characters =
          write_text ("A caption of at most 60 characters about tea", seed);
      g_autofree char *tiny = write_text ("A caption, max 3 characters, about tea", seed);

      g_assert_cmpuint (count_words (words), <=, 4);
      g_assert_cmpint (g_utf8_strlen (characters, -1), <=, 60);
      g_assert_cmpint (g_utf8_strlen (tiny, -1), <=, 3);
      g_assert_cmpint (g_utf8_strlen (tiny, -1), >, 0);
    }
}

static void
test_lists (void)
{
  g_auto (GStrv) seven = heddle_sketch_write_list (&(HeddleSketchWriting) {
      .prompt = "Write seven headlines, each of at most 6 words, for our summer sale", .seed = 4 });
  g_auto (GStrv) some =
      heddle_sketch_write_list (&(HeddleSketchWriting) { .prompt = "Tea", .seed = 4 });
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  g_assert_cmpuint (g_strv_length (seven), ==, 7);
  g_assert_cmpuint (g_strv_length (some), ==, 5);
  for (gsize i = 0; seven[i] != NULL; i++)
    {
      g_assert_cmpuint (count_words (seven[i]), <=, 6);
      g_assert_false (g_ascii_isdigit (seven[i][0]));
      g_assert_true (g_hash_table_add (seen, seven[i]));
    }
}

static void
test_fields (void)
{
  static const char *const fields[] = { "headline", "caption", "cta", "hashtags", NULL };
  g_autoptr (JsonNode) answer = heddle_sketch_write_json (&(HeddleSketchWriting) {
      .prompt = "Campaign for a pottery studio", .seed = 1, .fields = fields });
  JsonObject *object = json_node_get_object (answer);

  g_assert_cmpuint (json_object_get_size (object), ==, 4);
  for (gsize i = 0; fields[i] != NULL; i++)
    g_assert_cmpuint (strlen (heddle_json_get_string (object, fields[i], "")), >, 2);
  g_assert_cmpint (heddle_json_get_string (object, "hashtags", "")[0], ==, '#');
}

static void
test_schema (void)
{
  static const char text[] =
      "{\"type\": \"object\", \"required\": [\"headline\", \"posts\", \"tone\", \"score\", "
      "\"count\"],"
      " \"properties\": {"
      "  \"headline\": {\"type\": \"string\", \"maxLength\": 30},"
      "  \"tone\": {\"enum\": [\"warm\", \"cool\"]},"
      "  \"kind\": {\"const\": 3},"
      "  \"score\": {\"type\": \"number\", \"minimum\": 0, \"maximum\": 1},"
      "  \"count\": {\"type\": \"integer\", \"minimum\": 2, \"maximum\": 4},"
      "  \"ready\": {\"type\": \"boolean\"},"
      "  \"accent_color\": {\"type\": \"string\", \"pattern\": \"^#[0-9a-f]{6}$\"},"
      "  \"posts\": {\"type\": \"array\", \"minItems\": 4, \"maxItems\": 6, \"items\":"
      "   {\"type\": \"object\", \"required\": [\"caption\", \"alt_text\"], \"properties\":"
      "    {\"caption\": {\"type\": \"string\", \"minLength\": 1}, \"alt_text\": {\"type\": "
      "\"string\"}}}}"
      " }}";
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) schema = heddle_json_parse (text, -1, &error);
  g_autoptr (HeddleJsonSchema) checker = NULL;

  g_assert_no_error (error);
  checker = heddle_json_schema_new (schema);
  for (gint64 seed = 0; seed < 20; seed++)
    {
      g_autoptr (JsonNode) answer = heddle_sketch_write_json (&(HeddleSketchWriting) {
          .prompt = "A week of posts for a plant shop", .seed = seed, .schema = schema });

      g_assert_true (heddle_json_schema_validate (checker, answer, &error));
      g_assert_no_error (error);
    }
}

/* A schema that contains itself by many levels must end. */
static void
test_deep_schema (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (JsonNode) schema = NULL;
  g_autoptr (JsonNode) answer = NULL;
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 40; i++)
    g_string_append (text, "{\"type\": \"object\", \"properties\": {\"a\": ");
  g_string_append (text, "{\"type\": \"string\"}");
  for (int i = 0; i < 40; i++)
    g_string_append (text, "}}");
  schema = heddle_json_parse (text->str, -1, &error);
  g_assert_no_error (error);
  answer = heddle_sketch_write_json (&(HeddleSketchWriting) { .prompt = "Tea", .schema = schema });
  g_assert_true (JSON_NODE_HOLDS_OBJECT (answer));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  heddle_init ();

  g_test_add_func ("/sketch/writing/texts", test_texts);
  g_test_add_func ("/sketch/writing/limits", test_limits);
  g_test_add_func ("/sketch/writing/lists", test_lists);
  g_test_add_func ("/sketch/writing/fields", test_fields);
  g_test_add_func ("/sketch/writing/schema", test_schema);
  g_test_add_func ("/sketch/writing/deep-schema", test_deep_schema);

  return g_test_run ();
}
