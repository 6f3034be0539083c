/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/heddle-init.h"
#include "base/heddle-json.h"
#include "graph/heddle-graph-error.h"
#include "graph/heddle-index.h"
#include "graph/heddle-node-outputs.h"
#include "graph/heddle-value.h"

#define BLOB "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

static HeddleValue *
new_image (JsonNode *recipe)
{
  HeddleMedia media = { .blob = BLOB, .mime = "image/png", .width = 640, .height = 480 };

  return heddle_value_new_media (HEDDLE_VALUE_IMAGE, &media, recipe);
}

static HeddleValue *
new_value (HeddleValueType  type,
           const char      *written)
{
  g_autoptr (HeddleValue) text = heddle_value_new_text (written);
  g_autoptr (GError) error = NULL;
  HeddleValue *value = heddle_value_convert (text, type, &error);

  g_assert_no_error (error);
  return value;
}

static char *
hash_of (HeddleValue *value)
{
  g_autoptr (HeddleSha256) hash = heddle_sha256_new ();

  heddle_value_update_hash (value, hash);
  return heddle_sha256_finish (hash);
}

static void
test_write_out (void)
{
  static const struct
  {
    HeddleValueType type;
    const char     *from;
    const char     *to;
  } cases[] = {
    { HEDDLE_VALUE_NUMBER, " 1e3 ", "1000" },
    { HEDDLE_VALUE_NUMBER, "0.10", "0.1" },
    { HEDDLE_VALUE_NUMBER, "-.5", "-0.5" },
    { HEDDLE_VALUE_NUMBER, "-1.5e-7", "-0.00000015" },
    { HEDDLE_VALUE_NUMBER, "1e21", "1e+21" },
    { HEDDLE_VALUE_NUMBER, "+7", "7" },
    { HEDDLE_VALUE_NUMBER, "123456789012345680000", "123456789012345680000" },
    { HEDDLE_VALUE_BOOLEAN, "True", "true" },
    { HEDDLE_VALUE_BOOLEAN, "false\n", "false" },
    { HEDDLE_VALUE_COLOR, "#AbCdEf", "#abcdef" },
    { HEDDLE_VALUE_COLOR, "#abcdef80", "#abcdef80" },
    { HEDDLE_VALUE_JSON, "{ \"b\": 1.0, \"a\": [ ] }", "{\"b\":1,\"a\":[]}" },
    { HEDDLE_VALUE_JSON, "\"x\"", "\"x\"" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (HeddleValue) value = new_value (cases[i].type, cases[i].from);
      g_autoptr (HeddleValue) text = heddle_value_convert (value, HEDDLE_VALUE_TEXT, NULL);

      g_assert_cmpint (heddle_value_get_value_type (value), ==, cases[i].type);
      g_assert_cmpstr (heddle_value_get_text (text), ==, cases[i].to);
    }
}

static void
test_unreadable (void)
{
  static const struct
  {
    HeddleValueType type;
    const char     *text;
    const char     *message;
  } cases[] = {
    { HEDDLE_VALUE_NUMBER, "12,5",
      "“12,5” is not a number; write it with digits and a point, such as 12.5" },
    { HEDDLE_VALUE_NUMBER, "0x10", NULL },
    { HEDDLE_VALUE_NUMBER, "inf", NULL },
    { HEDDLE_VALUE_NUMBER, "1e999", NULL },
    { HEDDLE_VALUE_NUMBER, ".", NULL },
    { HEDDLE_VALUE_NUMBER, "1e", NULL },
    { HEDDLE_VALUE_NUMBER, "", NULL },
    { HEDDLE_VALUE_BOOLEAN, "maybe", "“maybe” is neither true nor false" },
    { HEDDLE_VALUE_COLOR, "red", "“red” is not a color; write it as #rrggbb or #rrggbbaa" },
    { HEDDLE_VALUE_COLOR, "#12345", NULL },
    { HEDDLE_VALUE_COLOR, "#12345g", NULL },
    { HEDDLE_VALUE_JSON, "{nope", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (HeddleValue) text = heddle_value_new_text (cases[i].text);
      g_autoptr (GError) error = NULL;

      g_assert_null (heddle_value_convert (text, cases[i].type, &error));
      g_assert_error (error, HEDDLE_GRAPH_ERROR, HEDDLE_GRAPH_ERROR_VALUE);
      if (cases[i].message != NULL)
        g_assert_cmpstr (error->message, ==, cases[i].message);
    }
}

static void
test_table_of_links (void)
{
  static const char *const fitting[] = {
    "text text", "text text[]", "text[] text", "text[] any", "number text", "boolean text",
    "color text", "json text", "text number", "text boolean", "text color", "text json",
    "number[] text", "image any", "image any[]", "brand any", "image image[]", "image[] image",
    "any image", "any[] number",
  };
  static const char *const refused[] = {
    "image text", "text image", "number boolean", "image video", "brand text", "text brand",
    "json number", "number json", "video[] image", "color number", "image json",
  };

  for (guint i = 0; i < G_N_ELEMENTS (fitting) + G_N_ELEMENTS (refused); i++)
    {
      gboolean fits = i < G_N_ELEMENTS (fitting);
      const char *pair = fits ? fitting[i] : refused[i - G_N_ELEMENTS (fitting)];
      g_auto (GStrv) words = g_strsplit (pair, " ", 2);
      g_autoptr (GError) error = NULL;
      HeddlePortType from;
      HeddlePortType to;

      g_assert_true (heddle_port_type_from_string (words[0], &from));
      g_assert_true (heddle_port_type_from_string (words[1], &to));
      g_assert_cmpint (heddle_port_type_accepts (to, from, &error), ==, fits);
      if (!fits)
        {
          g_autofree char *start =
              g_strdup_printf ("%s cannot go into %s. ", heddle_value_type_get_title (from.value),
                               heddle_value_type_get_title (to.value));

          g_assert_error (error, HEDDLE_GRAPH_ERROR, HEDDLE_GRAPH_ERROR_LINK);
          g_assert_true (g_str_has_prefix (error->message, start));
        }
    }
}

static void
test_port_type_names (void)
{
  HeddlePortType type = { .value = HEDDLE_VALUE_ANY };
  g_autofree char *text = NULL;

  g_assert_false (heddle_port_type_from_string ("picture", &type));
  g_assert_false (heddle_port_type_from_string ("image[", &type));
  g_assert_false (heddle_port_type_from_string ("[]", &type));
  g_assert_cmpint (type.value, ==, HEDDLE_VALUE_ANY);
  g_assert_true (heddle_port_type_from_string ("color[]", &type));
  text = heddle_port_type_to_string (type);
  g_assert_cmpstr (text, ==, "color[]");
}

static void
test_checksums (void)
{
  g_autoptr (JsonNode) recipe = heddle_json_parse ("{\"seed\":1}", -1, NULL);
  g_autoptr (HeddleValue) plain = new_image (NULL);
  g_autoptr (HeddleValue) with_recipe = heddle_value_with_recipe (plain, recipe);
  g_autoptr (HeddleValue) text = heddle_value_new_text ("1");
  g_autoptr (HeddleValue) number = heddle_value_new_number (1);
  g_autoptr (HeddleValue) first = new_value (HEDDLE_VALUE_JSON, "{\"a\":1,\"b\":2}");
  g_autoptr (HeddleValue) second = new_value (HEDDLE_VALUE_JSON, "{\"b\":2.0,\"a\":1}");
  g_autofree char *plain_sum = hash_of (plain);
  g_autofree char *recipe_sum = hash_of (with_recipe);
  g_autofree char *text_sum = hash_of (text);
  g_autofree char *number_sum = hash_of (number);
  g_autofree char *first_sum = hash_of (first);
  g_autofree char *second_sum = hash_of (second);

  g_assert_true (heddle_json_equal (heddle_value_get_recipe (with_recipe), recipe));
  g_assert_cmpstr (plain_sum, ==, recipe_sum);
  g_assert_cmpstr (text_sum, !=, number_sum);
  g_assert_cmpstr (first_sum, ==, second_sum);
}

static void
test_checksums_are_unambiguous (void)
{
  static const char *const sequences[][2] = {
    { "ab", "c" }, { "a", "bc" }, { "abc", "" }, { "", "abc" }
  };
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (sequences); i++)
    {
      g_autoptr (HeddleSha256) hash = heddle_sha256_new ();

      for (guint j = 0; j < 2; j++)
        {
          g_autoptr (HeddleValue) text = heddle_value_new_text (sequences[i][j]);

          heddle_value_update_hash (text, hash);
        }
      g_assert_true (g_hash_table_add (seen, heddle_sha256_finish (hash)));
    }
}

/* What libraries hold is written like this. */
static void
test_outputs_text (void)
{
  g_autoptr (HeddleNodeOutputs) outputs = heddle_node_outputs_new ();
  g_autoptr (HeddleValue) text = heddle_value_new_text ("a \"b\"\n");
  g_autoptr (HeddleValue) one = heddle_value_new_number (1);
  g_autoptr (HeddleValue) more = heddle_value_new_number (2.5);
  g_autoptr (GPtrArray) numbers = g_ptr_array_new ();
  g_autofree char *empty = heddle_node_outputs_to_stored_text (outputs);
  g_autofree char *full = NULL;

  g_assert_cmpstr (empty, ==, "{\"ports\":{}}");

  g_ptr_array_add (numbers, one);
  g_ptr_array_add (numbers, more);
  heddle_node_outputs_set (outputs, "text", text);
  heddle_node_outputs_set_list (outputs, "numbers", numbers);
  heddle_node_outputs_set_cost (outputs, heddle_money_new (-5, "USD"));
  heddle_node_outputs_add_warning (outputs, "one");
  heddle_node_outputs_add_warning (outputs, "two");
  heddle_node_outputs_set_asset (outputs, "0193", NULL, BLOB, "a/b.png");
  full = heddle_node_outputs_to_stored_text (outputs);
  g_assert_cmpstr (full, ==,
                   "{\"ports\":{\"text\":{\"text\":\"a \\\"b\\\"\\n\"},"
                   "\"numbers\":[{\"number\":1},{\"number\":2.5}]},"
                   "\"cost\":{\"amount\":-5,\"currency\":\"USD\"},"
                   "\"warnings\":[\"one\",\"two\"],"
                   "\"asset\":{\"id\":\"0193\",\"blob\":\"" BLOB "\",\"path\":\"a/b.png\"}}");
}

static void
test_outputs_round_trip (void)
{
  g_autoptr (HeddleNodeOutputs) outputs = heddle_node_outputs_new ();
  g_autoptr (HeddleNodeOutputs) again = NULL;
  g_autoptr (JsonNode) recipe = heddle_json_parse ("{\"seed\":7,\"prompt\":\"a cup\"}", -1, NULL);
  g_autoptr (HeddleValue) image = new_image (recipe);
  g_autoptr (HeddleValue) text = heddle_value_new_text ("héllo");
  g_autoptr (HeddleValue) number = heddle_value_new_number (0.1);
  g_autoptr (HeddleValue) yes = heddle_value_new_boolean (TRUE);
  g_autoptr (HeddleValue) color = heddle_value_new_color ("#FF0000", NULL);
  g_autoptr (HeddleValue) json = new_value (HEDDLE_VALUE_JSON, "{\"recipe\":[null]}");
  g_autoptr (HeddleValue) brand = heddle_value_new_brand (heddle_value_get_json (json));
  g_autoptr (GPtrArray) images = g_ptr_array_new ();
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autofree char *stored = NULL;
  g_autofree char *stored_again = NULL;
  g_autoptr (JsonNode) event = NULL;
  g_autofree char *event_text = NULL;
  g_autoptr (GError) error = NULL;
  const char *asset;
  const char *name;
  const char *path;

  g_ptr_array_add (images, image);
  g_ptr_array_add (images, image);
  heddle_node_outputs_set_list (outputs, "images", images);
  heddle_node_outputs_set_list (outputs, "none", none);
  heddle_node_outputs_set (outputs, "text", number);
  heddle_node_outputs_set (outputs, "text", text);
  heddle_node_outputs_set (outputs, "number", number);
  heddle_node_outputs_set (outputs, "pass", yes);
  heddle_node_outputs_set (outputs, "color", color);
  heddle_node_outputs_set (outputs, "json", json);
  heddle_node_outputs_set (outputs, "brand", brand);
  heddle_node_outputs_set_cost (outputs, heddle_money_new (40000, "USD"));
  heddle_node_outputs_add_warning (outputs, "The model has no seed.");
  heddle_node_outputs_set_asset (outputs, "0193", "Cup", BLOB, NULL);

  stored = heddle_node_outputs_to_stored_text (outputs);
  again = heddle_node_outputs_from_stored_text (stored, &error);
  g_assert_no_error (error);
  stored_again = heddle_node_outputs_to_stored_text (again);
  g_assert_cmpstr (stored, ==, stored_again);

  g_assert_true (heddle_node_outputs_is_list (again, "none"));
  g_assert_cmpuint (heddle_node_outputs_get_list (again, "none")->len, ==, 0);
  g_assert_cmpuint (heddle_node_outputs_get_list (again, "images")->len, ==, 2);
  g_assert_null (heddle_node_outputs_get (again, "images"));
  g_assert_cmpstr (heddle_value_get_text (heddle_node_outputs_get (again, "text")), ==, "héllo");
  g_assert_cmpint (heddle_value_get_value_type (heddle_node_outputs_get (again, "brand")), ==,
                   HEDDLE_VALUE_BRAND);
  g_assert_true (heddle_json_equal (
    recipe, heddle_value_get_recipe (heddle_node_outputs_get_list (again, "images")->pdata[1])));
  g_assert_cmpint (heddle_node_outputs_get_cost (again).amount, ==, 40000);
  g_assert_true (heddle_node_outputs_get_asset (again, &asset, &name, &path));
  g_assert_cmpstr (asset, ==, "0193");
  g_assert_cmpstr (name, ==, "Cup");
  g_assert_cmpstr (heddle_node_outputs_get_asset_blob (again), ==, BLOB);
  g_assert_null (path);

  event = heddle_node_outputs_to_event_json (again);
  event_text = heddle_json_write (event, HEDDLE_JSON_COMPACT);
  g_assert_cmpstr (event_text, ==,
                   "{\"images\":[{\"blob\":\"" BLOB "\",\"mime\":\"image/png\",\"width\":640,"
                   "\"height\":480},{\"blob\":\"" BLOB "\",\"mime\":\"image/png\",\"width\":640,"
                   "\"height\":480}],\"none\":[],\"text\":\"héllo\",\"number\":0.1,\"pass\":true,"
                   "\"color\":\"#ff0000\",\"json\":{\"recipe\":[null]},"
                   "\"brand\":{\"recipe\":[null]}}");
}

static void
test_results_per_seed (void)
{
  g_autoptr (HeddleNodeOutputs) outputs = heddle_node_outputs_new ();
  g_autoptr (HeddleNodeOutputs) result = heddle_node_outputs_new ();
  g_autoptr (GError) error =
      g_error_new_literal (HEDDLE_GRAPH_ERROR, HEDDLE_GRAPH_ERROR_VALUE, "no");

  heddle_node_outputs_set_result (outputs, 7, result);
  heddle_node_outputs_set_failure (outputs, 8, error);
  g_assert_true (heddle_node_outputs_get_result (outputs, 7) == result);
  g_assert_null (heddle_node_outputs_get_failure (outputs, 7));
  g_assert_null (heddle_node_outputs_get_result (outputs, 8));
  g_assert_cmpstr (heddle_node_outputs_get_failure (outputs, 8)->message, ==, "no");
  g_assert_null (heddle_node_outputs_get_result (outputs, 9));
}

static void
test_index (void)
{
  static const char *const sorted[] = { "", "0", "0.1", "0.10", "1", "1.0.5", "10" };
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (sorted); i++)
    {
      g_autoptr (HeddleIndex) index = heddle_index_from_string (sorted[i], NULL);
      g_autofree char *text = heddle_index_to_string (index);

      g_assert_cmpstr (text, ==, sorted[i]);
      for (guint j = 0; j < G_N_ELEMENTS (sorted); j++)
        {
          g_autoptr (HeddleIndex) other = heddle_index_from_string (sorted[j], NULL);
          int order = heddle_index_compare (index, other);

          g_assert_cmpint (order < 0 ? -1 : order > 0, ==, i < j ? -1 : i > j);
          g_assert_cmpint (heddle_index_equal (index, other), ==, i == j);
          if (i == j)
            g_assert_cmpuint (heddle_index_hash (index), ==, heddle_index_hash (other));
        }
    }

  g_assert_null (heddle_index_from_string ("1.", &error));
  g_assert_error (error, HEDDLE_GRAPH_ERROR, HEDDLE_GRAPH_ERROR_VALUE);
  g_assert_null (heddle_index_from_string ("-1", NULL));
  g_assert_null (heddle_index_from_string ("a", NULL));
}

static void
test_index_prefix (void)
{
  g_autoptr (HeddleIndex) empty = heddle_index_new_empty ();
  g_autoptr (HeddleIndex) four = heddle_index_append (empty, 4);
  g_autoptr (HeddleIndex) deep = heddle_index_append (four, 2);
  g_autoptr (JsonNode) json = heddle_index_to_json (deep);
  g_autofree char *text = heddle_json_write (json, HEDDLE_JSON_COMPACT);

  g_assert_true (heddle_index_has_prefix (deep, empty));
  g_assert_true (heddle_index_has_prefix (deep, four));
  g_assert_true (heddle_index_has_prefix (deep, deep));
  g_assert_false (heddle_index_has_prefix (four, deep));
  g_assert_cmpuint (heddle_index_get_depth (deep), ==, 2);
  g_assert_cmpuint (heddle_index_get (deep, 1), ==, 2);
  g_assert_cmpstr (text, ==, "[4,2]");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  heddle_init ();

  g_test_add_func ("/value/write-out", test_write_out);
  g_test_add_func ("/value/unreadable", test_unreadable);
  g_test_add_func ("/value/table-of-links", test_table_of_links);
  g_test_add_func ("/value/port-type-names", test_port_type_names);
  g_test_add_func ("/value/checksums", test_checksums);
  g_test_add_func ("/value/checksums-are-unambiguous", test_checksums_are_unambiguous);
  g_test_add_func ("/outputs/text", test_outputs_text);
  g_test_add_func ("/outputs/round-trip", test_outputs_round_trip);
  g_test_add_func ("/outputs/results-per-seed", test_results_per_seed);
  g_test_add_func ("/index/text-and-order", test_index);
  g_test_add_func ("/index/prefix", test_index_prefix);

  return g_test_run ();
}
