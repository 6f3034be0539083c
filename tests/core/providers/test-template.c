/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/heddle-init.h"
#include "base/heddle-json.h"
#include "providers/heddle-json-query.h"
#include "providers/heddle-price.h"
#include "providers/heddle-repeats.h"
#include "providers/heddle-secret.h"
#include "providers/heddle-template.h"

static JsonNode *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  JsonNode *node = heddle_json_parse (text, -1, &error);

  g_assert_no_error (error);

  return node;
}

static void
test_expand (void)
{
  static const struct
  {
    const char *template;
    const char *expected;
    guint n_warnings;
  } cases[] = {
    { "{\"a\": {\"$\": \"prompt\"}, \"b\": {\"$\": \"none\"}, \"c\": 1.5}",
      "{\"a\":\"a cup\",\"c\":1.5}", 0 },
    { "{\"a\": {\"$\": \"none\", \"default\": 3}}", "{\"a\":3}", 0 },
    { "{\"a\": {\"$\": \"empty\"}}", "{}", 0 },
    { "{\"s\": {\"$\": \"ratio\", \"map\": {\"4:5\": \"8x10\"}}}", "{\"s\":\"8x10\"}", 0 },
    { "{\"s\": {\"$\": \"ratio\", \"map\": \"sizes\"}}", "{}", 1 },
    { "{\"s\": {\"$\": \"ratio\", \"map\": \"sizes\", \"nearest\": true}}", "{\"s\":\"2x3\"}", 1 },
    { "{\"s\": {\"$first\": [{\"$\": \"none\"}, {\"$\": \"prompt\"}]}}", "{\"s\":\"a cup\"}", 0 },
    { "[{\"$if\": \"none\", \"then\": 1}, {\"$if\": \"prompt\", \"then\": 2, \"else\": 3}]", "[2]",
      0 },
    { "{\"r\": {\"$if\": \"ratio\", \"equals\": \"1:1\", \"then\": 1, \"else\": 2}}", "{\"r\":2}",
      0 },
    { "[0, {\"$each\": \"images\", \"as\": {\"u\": {\"$\": \"item\"}}}, 1]",
      "[0,{\"u\":\"data:image/png;base64,AA==\"},{\"u\":\"data:image/webp;base64,BB==\"},1]", 0 },
    { "[{\"$each\": \"images\", \"as\": {\"$\": \"item\", \"as\": \"base64\"}}]",
      "[\"AA==\",\"BB==\"]", 0 },
    { "[{\"$each\": \"images\", \"as\": {\"t\": {\"$\": \"item\", \"as\": \"media-type\"}}}]",
      "[{\"t\":\"image/png\"},{\"t\":\"image/webp\"}]", 0 },
    { "{\"s\": {\"$\": \"seed\", \"modulo\": 4294967295}}", "{\"s\":4}", 0 },
    { "{\"s\": {\"$\": \"prompt\", \"modulo\": 7}}", "{\"s\":\"a cup\"}", 0 },
    { "{\"i\": {\"$\": \"images\", \"nth\": 2, \"as\": \"base64\"}, \"j\": {\"$\": \"images\", \"nth\": 3},"
      " \"k\": {\"$\": \"prompt\", \"nth\": 1}}",
      "{\"i\":\"BB==\"}", 0 },
    { "{\"$\": \"none\"}", NULL, 0 },
  };
  g_autoptr (GHashTable) variables = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                                            (GDestroyNotify) json_node_unref);
  g_autoptr (JsonNode) maps = parse ("{\"sizes\": {\"1:1\": \"1x1\", \"2:3\": \"2x3\", "
                                     "\"16:9\": \"16x9\"}}");

  g_hash_table_insert (variables, g_strdup ("prompt"), parse ("\"a cup\""));
  g_hash_table_insert (variables, g_strdup ("empty"), parse ("\"\""));
  g_hash_table_insert (variables, g_strdup ("seed"), parse ("4294967299"));
  g_hash_table_insert (variables, g_strdup ("ratio"), parse ("\"4:5\""));
  g_hash_table_insert (variables, g_strdup ("images"),
                       parse ("[\"data:image/png;base64,AA==\", \"data:image/webp;base64,BB==\"]"));

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (JsonNode) template = parse (cases[i].template);
      g_autoptr (GPtrArray) warnings = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (JsonNode) node = heddle_template_expand (template, variables,
                                                          json_node_get_object (maps), warnings);
      g_autofree char *text = node != NULL ? heddle_json_write (node, HEDDLE_JSON_COMPACT) : NULL;

      g_assert_cmpstr (text, ==, cases[i].expected);
      g_assert_cmpuint (warnings->len, ==, cases[i].n_warnings);
    }
}

static void
test_path (void)
{
  g_autofree char *model = heddle_template_expand_path ("/models/{model}/predictions",
                                                        "a b/c?d", NULL);
  g_autofree char *job = heddle_template_expand_path ("/predictions/{job}", NULL, "../x/y");

  g_assert_cmpstr (model, ==, "/models/a%20b/c%3Fd/predictions");
  g_assert_cmpstr (job, ==, "/predictions/..%2Fx%2Fy");
}

static void
test_price (void)
{
  g_autoptr (JsonNode) metered = parse (
    "{\"currency\": \"USD\", \"metered\": ["
    "{\"path\": \"$.u.in\", \"amount\": 5, \"per\": 1000000},"
    "{\"path\": [\"$.u.none\", \"$.u.out\"], \"amount\": 30, \"per\": 1000000}]}");
  g_autoptr (JsonNode) flat = parse (
    "{\"currency\": \"EUR\", \"per_result\": 0.0035, \"estimate\": ["
    "{\"when\": {\"quality\": \"low\"}, \"at_least\": 0.001, \"at_most\": 0.002}]}");
  g_autoptr (JsonNode) answer = parse ("{\"u\": {\"in\": 14, \"out\": 1568}}");
  g_autoptr (JsonNode) silent = parse ("{}");
  g_autoptr (JsonNode) low = parse ("{\"quality\": \"low\"}");
  g_autoptr (JsonNode) unpriced = parse (
    "{\"currency\": \"USD\", \"metered\": [{\"path\": \"$.u.in\", \"amount\": 5, \"per\": 1000000}],"
    " \"unpriced\": [{\"path\": \"$.u.thoughts\"},"
    " {\"path\": \"$.parts[*].text\"}, {\"path\": \"$.kinds[*]\", \"equals\": \"IMAGE\"}],"
    " \"estimate\": [{\"at_least\": 0.03}]}");
  g_autoptr (JsonNode) thoughtless = parse ("{\"u\": {\"in\": 14, \"thoughts\": 0}, \"parts\": [{\"data\": \"a\"}]}");
  g_autoptr (JsonNode) thoughtful = parse ("{\"u\": {\"in\": 14, \"thoughts\": 3}}");
  g_autoptr (JsonNode) wordy = parse ("{\"u\": {\"in\": 14}, \"parts\": [{\"data\": \"a\"}, {\"text\": \"A\"}]}");
  g_autoptr (JsonNode) texts = parse ("{\"u\": {\"in\": 14}, \"kinds\": [\"TEXT\"]}");
  g_autoptr (JsonNode) images = parse ("{\"u\": {\"in\": 14}, \"kinds\": [\"TEXT\", \"IMAGE\"]}");
  HeddleMoney cost;
  HeddlePriceRange range;
  gint64 sum = 0;

  g_assert_cmpint (heddle_price_meter (json_node_get_object (unpriced), texts, NULL, 1).amount, ==, 70);
  g_assert_false (heddle_price_meter (json_node_get_object (unpriced), images, NULL, 1).known);
  g_assert_cmpint (heddle_price_meter (json_node_get_object (unpriced), answer, NULL, 1).amount, ==, 70);
  g_assert_cmpint (heddle_price_meter (json_node_get_object (unpriced), thoughtless, NULL, 1).amount, ==, 70);
  g_assert_false (heddle_price_meter (json_node_get_object (unpriced), thoughtful, NULL, 1).known);
  g_assert_false (heddle_price_meter (json_node_get_object (unpriced), wordy, NULL, 1).known);
  range = heddle_price_estimate (json_node_get_object (unpriced), NULL);
  g_assert_cmpint (range.at_least.amount, ==, 30000);
  g_assert_false (range.at_most.known);

  cost = heddle_price_meter (json_node_get_object (metered), answer, NULL, 3);
  g_assert_true (cost.known);
  g_assert_cmpint (cost.amount, ==, 47110);
  g_assert_false (heddle_price_meter (json_node_get_object (metered), silent, NULL, 1).known);
  for (guint i = 0; i < 3; i++)
    sum += heddle_price_share (cost, i, 3).amount;
  g_assert_cmpint (sum, ==, 47110);

  cost = heddle_price_meter (json_node_get_object (flat), NULL, NULL, 3);
  g_assert_cmpint (cost.amount, ==, 10500);
  g_assert_cmpstr (cost.currency, ==, "EUR");

  range = heddle_price_estimate (json_node_get_object (flat), NULL);
  g_assert_cmpint (range.at_least.amount, ==, 3500);
  range = heddle_price_estimate (json_node_get_object (flat), json_node_get_object (low));
  g_assert_cmpint (range.at_least.amount, ==, 1000);
  g_assert_cmpint (range.at_most.amount, ==, 2000);
  g_assert_false (heddle_price_estimate (json_node_get_object (metered), NULL).at_least.known);
  g_assert_false (heddle_price_estimate (NULL, NULL).at_most.known);
}

static void
test_sum (void)
{
  g_autoptr (JsonNode) answer = parse ("{\"u\": {\"said\": 14, \"thought\": 4}}");
  g_autoptr (JsonNode) both = parse ("[\"$.u.said\", \"$.u.thought\", \"$.u.other\"]");
  g_autoptr (JsonNode) none = parse ("[\"$.u.other\"]");
  g_autoptr (JsonNode) one = parse ("\"$.u.said\"");
  double sum;

  g_assert_true (heddle_json_query_sum (answer, both, &sum));
  g_assert_cmpfloat (sum, ==, 18);
  g_assert_true (heddle_json_query_sum (answer, one, &sum));
  g_assert_cmpfloat (sum, ==, 14);
  g_assert_false (heddle_json_query_sum (answer, none, &sum));
  g_assert_false (heddle_json_query_sum (answer, NULL, &sum));
}

/* By the second, the megapixel and the token, as far as the step says how many. */
static void
test_estimate_times (void)
{
  static const struct
  {
    const char *price;
    const char *parameters;
    gint64      at_least;
    gint64      at_most;
  } cases[] = {
    { "{\"times\": \"duration\", \"at_least\": 0.05, \"at_most\": 0.08}", "{\"duration\": 6}", 300000, 480000 },
    { "{\"times\": \"duration\", \"at_least\": 0.05, \"at_most\": 0.08}", "{}", -1, -1 },
    { "{\"times\": \"duration\", \"otherwise\": 5, \"at_least\": 0.05, \"at_most\": 0.08}", "{}", 250000, 400000 },
    { "{\"times\": \"max_tokens\", \"per\": 1000000, \"at_least\": 0, \"at_most\": 30}", "{\"max_tokens\": 1500}",
      0, 45000 },
    { "{\"times\": \"megapixels\", \"at_least\": 0.025, \"at_most\": 0.025}", "{\"size\": \"2000x1000\"}",
      50000, 50000 },
    { "{\"times\": \"megapixels\", \"at_least\": 0.025, \"at_most\": 0.025}", "{\"size\": \"2000x\"}", -1, -1 },
    { "{\"times\": \"megapixels\", \"at_least\": 0.025, \"at_most\": 0.025}", "{\"size\": \"large\"}", -1, -1 },
    { "{\"when\": {\"size\": null}, \"at_least\": 0.1, \"at_most\": 0.2}", "{}", 100000, 200000 },
    { "{\"when\": {\"size\": null}, \"at_least\": 0.1, \"at_most\": 0.2}", "{\"size\": \"4K\"}", -1, -1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf ("{\"currency\": \"USD\", \"read\": \"2026-11-21\", \"estimate\": [%s]}",
                                               cases[i].price);
      g_autoptr (JsonNode) price = parse (text);
      g_autoptr (JsonNode) parameters = parse (cases[i].parameters);
      HeddlePriceRange range = heddle_price_estimate (json_node_get_object (price), json_node_get_object (parameters));

      g_assert_cmpint (range.at_least.known ? range.at_least.amount : -1, ==, cases[i].at_least);
      g_assert_cmpint (range.at_most.known ? range.at_most.amount : -1, ==, cases[i].at_most);
      g_assert_cmpstr (range.read, ==, "2026-11-21");
    }
}

/* What a provider tells in a header of its answer, and nothing where it does not. */
static void
test_headers (void)
{
  g_autoptr (JsonNode) price = parse ("{\"currency\": \"USD\", \"metered\": ["
                                      "{\"header\": \"X-Cost\", \"amount\": 1, \"per\": 1},"
                                      "{\"path\": \"$.n\", \"amount\": 0.5, \"per\": 1}]}");
  g_autoptr (JsonNode) answer = parse ("{\"n\": 2}");
  g_autoptr (JsonObject) headers = json_object_new ();
  HeddleMoney cost;

  g_assert_false (heddle_price_meter (json_node_get_object (price), answer, NULL, 1).known);
  g_assert_false (heddle_price_meter (json_node_get_object (price), answer, headers, 1).known);
  json_object_set_double_member (headers, "X-Cost", 0.0125);
  cost = heddle_price_meter (json_node_get_object (price), answer, headers, 1);
  g_assert_true (cost.known);
  g_assert_cmpint (cost.amount, ==, 1012500);
}

/* What the answer to an order tells, and no later one. */
static void
test_at_once (void)
{
  g_autoptr (JsonNode) price = parse ("{\"currency\": \"USD\", \"metered\": ["
                                      "{\"path\": \"$.cost\", \"at_once\": true, \"amount\": 0.01, \"per\": 1}]}");
  g_autoptr (JsonNode) mixed = parse ("{\"currency\": \"USD\", \"metered\": ["
                                      "{\"path\": \"$.cost\", \"at_once\": true, \"amount\": 0.01, \"per\": 1},"
                                      "{\"path\": \"$.n\", \"amount\": 0.5, \"per\": 1}]}");
  g_autoptr (JsonNode) ordered = parse ("{\"cost\": 3.5}");
  g_autoptr (JsonNode) answer = parse ("{\"cost\": 70, \"n\": 2}");
  g_autoptr (JsonObject) quantities = json_object_new ();
  g_autoptr (JsonObject) silent = json_object_new ();

  heddle_price_read (json_node_get_object (price), NULL, ordered, quantities);
  g_assert_true (heddle_price_is_told_at_once (json_node_get_object (price)));
  g_assert_cmpint (heddle_price_meter (json_node_get_object (price), answer, quantities, 1).amount, ==, 35000);
  g_assert_false (heddle_price_meter (json_node_get_object (price), answer, silent, 1).known);
  g_assert_false (heddle_price_is_told_at_once (json_node_get_object (mixed)));
  g_assert_cmpint (heddle_price_meter (json_node_get_object (mixed), answer, quantities, 1).amount, ==, 1035000);
  g_assert_false (heddle_price_is_told_at_once (NULL));
}

static void
test_scrub (void)
{
  static const char *const cases[][3] = {
    { "Incorrect API key provided: sk-abcdefgh12345.", "sk-abcdefgh12345",
      "Incorrect API key provided: …." },
    { "Incorrect API key provided: sk-abcd****345678.", "sk-abcdefgh12345678",
      "Incorrect API key provided: …****…." },
    { "nothing to see", "sk-abcdefgh12345", "nothing to see" },
    { "as it is", "", "as it is" },
    { "tiny key: abc!", "abc", "tiny key: …!" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = heddle_secret_scrub (cases[i][0], cases[i][1]);

      g_assert_cmpstr (text, ==, cases[i][2]);
    }
}

static gint64
read_wait (const char *name,
           const char *value,
           JsonObject *limits)
{
  g_autoptr (GHashTable) headers = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (HeddleHttpResponse) response = NULL;

  g_hash_table_insert (headers, (char *) name, (char *) value);
  response = heddle_http_response_new (429, headers, NULL, NULL, 0);

  return heddle_repeats_read_retry_after (response, limits,
                                          G_GINT64_CONSTANT (1700000000) * G_USEC_PER_SEC);
}

/* How long no more requests are taken, in seconds; -1 where some are. */
static double
read_reset (const char *remaining,
            const char *reset,
            const char *unit)
{
  g_autofree char *text = g_strdup_printf (
    "{\"windows\": [{\"remaining\": \"X-Images-Left\", \"reset\": \"X-Images-Reset\", \"unit\": \"s\"},"
    " {\"remaining\": \"X-Left\", \"reset\": \"X-Reset\", \"unit\": \"%s\"}]}", unit);
  g_autoptr (JsonNode) limits = parse (text);
  g_autoptr (GHashTable) headers = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (HeddleHttpResponse) response = NULL;
  gint64 reset_after;

  g_hash_table_insert (headers, (char *) "x-left", (char *) remaining);
  if (reset != NULL)
    g_hash_table_insert (headers, (char *) "x-reset", (char *) reset);
  response = heddle_http_response_new (200, headers, NULL, NULL, 0);
  reset_after = heddle_repeats_read_reset (response, json_node_get_object (limits),
                                           G_GINT64_CONSTANT (1700000000) * G_USEC_PER_SEC);

  return reset_after < 0 ? -1 : (double) reset_after / G_USEC_PER_SEC;
}

static void
test_resets (void)
{
  g_assert_cmpfloat (read_reset ("0", "6m0s", "duration"), ==, 360);
  g_assert_cmpfloat (read_reset ("0", "1h2m3.5s", "duration"), ==, 3723.5);
  g_assert_cmpfloat (read_reset ("0", "120ms", "duration"), ==, 0.12);
  g_assert_cmpfloat (read_reset ("0", "12", "duration"), ==, -1);
  g_assert_cmpfloat (read_reset ("0", "soon", "duration"), ==, -1);
  g_assert_cmpfloat (read_reset ("0", "12", "s"), ==, 12);
  g_assert_cmpfloat (read_reset ("0", "1500", "ms"), ==, 1.5);
  g_assert_cmpfloat (read_reset ("0", "2023-11-14T22:13:50Z", "date"), ==, 30);
  g_assert_cmpfloat (read_reset ("0", "2020-11-14T22:13:50Z", "date"), ==, 0);
  g_assert_cmpfloat (read_reset ("1", "6m0s", "duration"), ==, -1);
  g_assert_cmpfloat (read_reset ("many", "6m0s", "duration"), ==, -1);
  g_assert_cmpfloat (read_reset ("0", NULL, "duration"), ==, -1);
}

/* What the answer of a provider says, in words, of how long to wait. */
static gint64
read_words (const char *path,
            guint       status,
            const char *body)
{
  g_autoptr (GBytes) data = g_resources_lookup_data (path, 0, NULL);
  g_autoptr (JsonNode) manifest = parse (g_bytes_get_data (data, NULL));
  g_autoptr (GHashTable) headers = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GBytes) bytes = g_bytes_new_static (body, strlen (body));
  g_autoptr (HeddleHttpResponse) response = heddle_http_response_new (status, headers, bytes, NULL, 0);

  return heddle_repeats_read_retry_after (
    response, json_object_get_object_member (json_node_get_object (manifest), "rate_limits"), 0);
}

static void
test_words (void)
{
  static const char openai[] = "/app/heddle/Heddle/providers/openai.json";
  static const char replicate[] = "/app/heddle/Heddle/providers/replicate.json";

#define TOO_MANY(text) "{\"error\": {\"message\": \"Rate limit reached. " text "\"}}"
  g_assert_cmpint (read_words (openai, 429, TOO_MANY ("Please try again in 1.2s. Visit us.")), ==, 1200000);
  g_assert_cmpint (read_words (openai, 429, TOO_MANY ("Please try again in 20ms.")), ==, 20000);
  g_assert_cmpint (read_words (openai, 429, TOO_MANY ("Please try again in 6m0s.")), ==, 360 * G_USEC_PER_SEC);
  g_assert_cmpint (read_words (openai, 429, TOO_MANY ("Please try again later.")), ==, -1);
  g_assert_cmpint (read_words (openai, 429, "Please try again in 1.2s."), ==, -1);
  g_assert_cmpint (read_words (openai, 500, TOO_MANY ("Please try again in 1.2s.")), ==, -1);
  g_assert_cmpint (read_words (openai, 429, ""), ==, -1);
  g_assert_cmpint (read_words (replicate, 429,
                               "{\"detail\": \"Request was throttled. Your rate limit resets in ~30s.\"}"),
                   ==, 30 * G_USEC_PER_SEC);
}

static void
test_waits (void)
{
  g_autoptr (JsonNode) limits = parse (
    "{\"retry_after\": [{\"header\": \"Retry-After-MS\", \"unit\": \"ms\"}]}");
  JsonObject *object = json_node_get_object (limits);
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);

  g_assert_cmpint (read_wait ("retry-after", "2", NULL), ==, 2 * G_USEC_PER_SEC);
  g_assert_cmpint (read_wait ("retry-after", "Tue, 14 Nov 2023 22:13:30 GMT", NULL), ==,
                   10 * G_USEC_PER_SEC);
  g_assert_cmpint (read_wait ("retry-after", "Tue, 14 Nov 2000 22:13:30 GMT", NULL), ==, 0);
  g_assert_cmpint (read_wait ("retry-after", "soon", NULL), ==, -1);
  g_assert_cmpint (read_wait ("retry-after", "-5", NULL), ==, -1);
  g_assert_cmpint (read_wait ("retry-after", "1e300", NULL), >, HEDDLE_REPEATS_MAX_WAIT);
  g_assert_cmpint (read_wait ("retry-after-ms", "250.5", object), ==, 250500);
  g_assert_cmpint (read_wait ("retry-after-ms", "250", NULL), ==, -1);

  for (guint tries = 1; tries <= 5; tries++)
    {
      for (guint i = 0; i < 200; i++)
        {
          gint64 delay = heddle_repeats_pick_delay (tries, -1, rand);

          g_assert_cmpint (delay, >=, 0);
          g_assert_cmpint (delay, <=, (G_USEC_PER_SEC / 2) << (tries - 1));
        }
    }
  g_assert_cmpint (heddle_repeats_pick_delay (1, 7 * G_USEC_PER_SEC, rand), ==,
                   7 * G_USEC_PER_SEC);
}

static void
assert_found (JsonNode   *root,
              const char *path,
              const char *expected)
{
  g_autoptr (GPtrArray) found = heddle_json_query (root, path);
  g_autoptr (GString) texts = g_string_new (NULL);

  for (guint i = 0; i < found->len; i++)
    {
      g_autofree char *text = heddle_json_to_text (found->pdata[i]);

      g_string_append_printf (texts, "%s%s", i == 0 ? "" : " ", text);
    }
  if (!g_str_equal (texts->str, expected))
    g_error ("%s finds “%s”, not “%s”", path, texts->str, expected);
}

/* A list is as long as a provider likes. */
static void
test_numbers_in_paths (void)
{
  g_autoptr (JsonNode) root = heddle_json_parse ("{\"a\": [{\"b\": 1}, {\"b\": 2}, {\"b\": [3, 4]}], \"n[0]\": 5,"
                                                 " \"none\": [], \"nulls\": [null], \"deep\": [[6, 7], [8]]}", -1, NULL);

  assert_found (root, "$.a[0].b", "1");
  assert_found (root, "$.a[2].b[1]", "4");
  assert_found (root, "$.a[2].b[*]", "3 4");
  assert_found (root, "$.a[*].b[0]", "3");
  assert_found (root, "$.a[3]", "");
  assert_found (root, "$.a[3].b", "");
  assert_found (root, "$.a[4000000000]", "");
  assert_found (root, "$.a[99999999999999999999]", "");
  assert_found (root, "$.a[-1].b[0]", "3");
  assert_found (root, "$.a[-4].b", "");
  assert_found (root, "$.a[0,1,7].b", "1 2");
  assert_found (root, "$.a[0:9].b", "1 2 [3,4]");
  assert_found (root, "$.a[1:].b", "2 [3,4]");
  assert_found (root, "$.a[:-1].b", "1 2");
  assert_found (root, "$.a[-2:].b", "2 [3,4]");
  assert_found (root, "$.a[-2:0].b", "");
  assert_found (root, "$.a[0:3:2].b", "1 [3,4]");
  assert_found (root, "$.a[0:3:0].b", "");
  assert_found (root, "$.none[0]", "");
  assert_found (root, "$.nulls[0]", "");
  assert_found (root, "$['n[0]']", "5");
  assert_found (root, "$.deep[0][1]", "7");
  assert_found (root, "$.deep[1][1]", "");
  assert_found (root, "$..b[1]", "4");
  assert_found (root, "$.deep..[0]", "[6,7] 6 8");
  assert_found (root, "$.a.b[0]", "");
  assert_found (root, "$.missing[0]", "");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  heddle_init ();

  g_test_add_func ("/template/expand", test_expand);
  g_test_add_func ("/template/path", test_path);
  g_test_add_func ("/template/price", test_price);
  g_test_add_func ("/template/sum", test_sum);
  g_test_add_func ("/template/estimate-times", test_estimate_times);
  g_test_add_func ("/template/price-headers", test_headers);
  g_test_add_func ("/template/price-at-once", test_at_once);
  g_test_add_func ("/template/scrub", test_scrub);
  g_test_add_func ("/template/waits", test_waits);
  g_test_add_func ("/template/words", test_words);
  g_test_add_func ("/template/resets", test_resets);
  g_test_add_func ("/json-query/numbers", test_numbers_in_paths);

  return g_test_run ();
}
