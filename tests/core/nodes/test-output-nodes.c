/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "base/heddle-json.h"
#include "base/heddle-threads.h"
#include "nodes-test.h"
#include "nodes/heddle-node-error.h"
#include "store/heddle-asset-repository.h"

#define KEY "a3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

static gboolean
find_asset (HeddleDatabase  *database,
            gpointer         data,
            GValue          *result,
            GError         **error)
{
  HeddleAssetRecord *record = heddle_assets_find (database, data, error);

  if (record == NULL)
    return FALSE;

  g_value_init (result, HEDDLE_TYPE_ASSET_RECORD);
  g_value_take_boxed (result, record);

  return TRUE;
}

static HeddleAssetRecord *
read_asset (NodesTest         *test,
            HeddleNodeOutputs *outputs)
{
  const char *uuid = heddle_value_get_text (heddle_node_outputs_get (outputs, "asset"));
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (GError) error = NULL;

  heddle_wait_for (heddle_library_read (test->library, find_asset, (gpointer) uuid, NULL), &value,
                   &error);
  g_assert_no_error (error);

  return g_value_dup_boxed (&value);
}

static HeddleNodeExecution *
prepare_at (NodesTest  *test,
            const char *type,
            const char *config,
            guint       position)
{
  g_autoptr (HeddleIndex) index = heddle_index_new (&position, 1);

  return nodes_test_prepare_at (test, type, config, index);
}

static HeddleNodeOutputs *
save (NodesTest    *test,
      const char   *type,
      const char   *config,
      guint         position,
      const char   *key,
      HeddleValue  *image,
      GError      **error)
{
  g_autoptr (HeddleNodeExecution) execution = prepare_at (test, type, config, position);

  if (image != NULL)
    nodes_test_set_image (execution, "image", image);
  heddle_node_execution_set_key (execution, key);

  return nodes_test_run (test, type, execution, error);
}

static HeddleNodeOutputs *
save_text (NodesTest  *test,
           const char *type,
           const char *config,
           const char *text)
{
  g_autoptr (HeddleNodeExecution) execution = prepare_at (test, type, config, 0);
  HeddleNodeOutputs *outputs;
  g_autoptr (GError) error = NULL;

  nodes_test_set_text (execution, "text", text);
  outputs = nodes_test_run (test, type, execution, &error);
  g_assert_no_error (error);

  return outputs;
}

static char *
get_path (HeddleNodeOutputs *outputs)
{
  const char *path = NULL;

  g_assert_true (heddle_node_outputs_get_asset (outputs, NULL, NULL, &path));

  return g_strdup (path);
}

static void
test_asset (NodesTest *test)
{
  g_autoptr (JsonNode) recipe = heddle_json_parse (
    "{\"provider\": \"sketch\", \"model\": \"image\", \"prompt\": \"a cup\", \"seed\": 7}", -1,
    NULL);
  g_autoptr (HeddleValue) plain = NULL;
  g_autoptr (HeddleValue) image = NULL;
  g_autoptr (HeddleNodeOutputs) outputs = NULL;
  g_autoptr (HeddleAssetRecord) record = NULL;
  g_autofree char *path = NULL;
  g_autofree char *blob = NULL;
  g_autoptr (GError) error = NULL;

  nodes_test_open_library (test);
  test->facts.project = "Run's project";
  plain = nodes_test_make (test, 60, 40, "#c08040");
  image = heddle_value_with_recipe (plain, recipe);
  outputs = save (test, "output.asset",
                  "{\"project\": \"Autumn\", \"name\": \"Cup {index:02}\", \"tags\": [\"hero\","
                  " \"cup\"], \"final\": true}", 3, KEY, image, &error);
  g_assert_no_error (error);

  record = read_asset (test, outputs);
  path = get_path (outputs);
  blob = heddle_blob_store_dup_path (test->blobs, heddle_value_get_media (image)->blob);
  g_assert_cmpstr (path, ==, blob);
  g_assert_false (heddle_node_outputs_get_reused (outputs));
  g_assert_cmpstr (record->name, ==, "Cup 04");
  g_assert_cmpstr (record->project, ==, "Autumn");
  g_assert_cmpint (record->kind, ==, HEDDLE_ASSET_GENERATED);
  g_assert_cmpstr (record->prompt, ==, "a cup");
  g_assert_cmpstr (record->model, ==, "sketch/image");
  g_assert_cmpstr (record->node, ==, "node");
  g_assert_cmpstr (record->path, ==, "3");
  g_assert_cmpstr (record->item_key, ==, KEY);
  g_assert_cmpint (record->width, ==, 60);
  g_assert_cmpint (record->height, ==, 40);
  g_assert_true (record->final);
  g_assert_cmpuint (g_strv_length (record->tags), ==, 2);
}

static void
expect_same_asset (HeddleNodeOutputs *a,
                   HeddleNodeOutputs *b,
                   gboolean           same)
{
  g_assert_cmpint (g_str_equal (heddle_value_get_text (heddle_node_outputs_get (a, "asset")),
                                heddle_value_get_text (heddle_node_outputs_get (b, "asset"))),
                   ==, same);
  g_assert_cmpint (heddle_node_outputs_get_reused (b), ==, same);
}

static void
test_asset_again (NodesTest *test)
{
  g_autoptr (HeddleValue) image = NULL;
  g_autoptr (HeddleValue) other = NULL;
  g_autoptr (HeddleNodeOutputs) first = NULL;
  g_autoptr (HeddleNodeOutputs) by_key = NULL;
  g_autoptr (HeddleNodeOutputs) by_content = NULL;
  g_autoptr (HeddleNodeOutputs) elsewhere = NULL;
  g_autoptr (HeddleNodeOutputs) text = NULL;
  g_autoptr (HeddleNodeOutputs) same_text = NULL;

  nodes_test_open_library (test);
  image = nodes_test_make (test, 60, 40, "#c08040");
  other = nodes_test_make (test, 61, 40, "#c08040");

  first = save (test, "output.asset", "{}", 0, KEY, image, NULL);
  by_key = save (test, "output.asset", "{}", 0, KEY, image, NULL);
  by_content = save (test, "output.asset", "{}", 1, NULL, image, NULL);
  elsewhere = save (test, "output.asset", "{\"project\": \"B\"}", 0, NULL, other, NULL);
  expect_same_asset (first, by_key, TRUE);
  expect_same_asset (first, by_content, TRUE);
  expect_same_asset (first, elsewhere, FALSE);

  text = save_text (test, "output.asset", "{\"name\": \"Caption\"}", "Warm cups");
  same_text = save_text (test, "output.asset", "{\"name\": \"Caption\"}", "Warm cups");
  expect_same_asset (text, same_text, TRUE);
}

static void
test_asset_text (NodesTest *test)
{
  g_autoptr (HeddleNodeOutputs) outputs = NULL;
  g_autoptr (HeddleAssetRecord) record = NULL;
  g_autofree char *path = NULL;
  g_autofree char *content = NULL;

  nodes_test_open_library (test);
  outputs = save_text (test, "output.asset", "{\"name\": \"{pipeline}\"}", "Größe: 12 €");
  record = read_asset (test, outputs);
  path = get_path (outputs);

  g_assert_cmpstr (record->name, ==, "Post");
  g_assert_cmpstr (record->mime, ==, "text/plain");
  g_assert_cmpstr (record->text, ==, "Größe: 12 €");
  g_assert_nonnull (record->blob);
  g_assert_cmpstr (heddle_node_outputs_get_asset_blob (outputs), ==, record->blob);
  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "Größe: 12 €");
}

static void
test_asset_beside (NodesTest *test)
{
  g_autofree char *out = g_build_filename (test->folder, "out", NULL);
  g_autofree char *expected = g_build_filename (out, "Autumn post 1.png", NULL);
  g_autofree char *second = g_build_filename (out, "Autumn post 1-2.png", NULL);
  g_autoptr (HeddleValue) image = NULL;
  g_autoptr (HeddleValue) other = NULL;
  g_autoptr (HeddleNodeOutputs) outputs = NULL;
  g_autoptr (HeddleNodeOutputs) again = NULL;
  g_autoptr (HeddleNodeOutputs) taken = NULL;
  g_autofree char *path = NULL;
  g_autofree char *path_again = NULL;
  g_autofree char *path_taken = NULL;

  nodes_test_open_library (test);
  test->facts.output_directory = out;
  image = nodes_test_make (test, 60, 40, "#c08040");
  other = nodes_test_make (test, 61, 40, "#c08040");

  outputs = save (test, "output.asset", "{}", 0, NULL, image, NULL);
  again = save (test, "output.asset", "{}", 0, NULL, image, NULL);
  taken = save (test, "output.asset", "{}", 0, NULL, other, NULL);
  path = get_path (outputs);
  path_again = get_path (again);
  path_taken = get_path (taken);

  g_assert_cmpstr (path, ==, expected);
  g_assert_cmpstr (path_again, ==, expected);
  g_assert_cmpstr (path_taken, ==, second);
  g_assert_true (g_file_test (expected, G_FILE_TEST_IS_REGULAR));
}

static void
expect_failure (NodesTest   *test,
                const char  *type,
                const char  *config,
                HeddleValue *image,
                const char  *text,
                int          code,
                const char  *message)
{
  g_autoptr (HeddleNodeExecution) execution = prepare_at (test, type, config, 0);
  g_autoptr (GError) error = NULL;

  if (image != NULL)
    nodes_test_set_image (execution, "image", image);
  if (text != NULL)
    nodes_test_set_text (execution, "text", text);

  g_assert_null (nodes_test_run (test, type, execution, &error));
  g_assert_error (error, HEDDLE_NODE_ERROR, code);
  if (!g_pattern_match_simple (message, error->message))
    g_error ("“%s” is not “%s”", error->message, message);
}

static void
test_refused (NodesTest *test)
{
  g_autofree char *blocked = NULL;
  g_autoptr (HeddleValue) image = NULL;

  expect_failure (test, "output.asset", "{}", NULL, "a", HEDDLE_NODE_ERROR_UNAVAILABLE,
                  "*library*");

  nodes_test_open_library (test);
  blocked = nodes_test_write (test, "blocked", "a file");
  image = nodes_test_make (test, 60, 40, "#c08040");

  expect_failure (test, "output.asset", "{}", NULL, NULL, HEDDLE_NODE_ERROR_INPUT,
                  "nothing is linked; *");
  expect_failure (test, "output.folder", "{}", image, "a", HEDDLE_NODE_ERROR_INPUT,
                  "“image” and “text” are both linked; *");
  expect_failure (test, "output.asset", "{\"name\": \"{input.x}\"}", image, NULL,
                  HEDDLE_NODE_ERROR_CONFIG,
                  "{input.x}: the workflow has no input “x” of a single value");
  expect_failure (test, "output.folder", "{\"folder\": \"../out\"}", image, NULL,
                  HEDDLE_NODE_ERROR_OUTSIDE, "“../out” lies outside *--allow-path /tmp/out");
  expect_failure (test, "output.folder", "{\"folder\": \"/tmp/heddle-nowhere\"}", image, NULL,
                  HEDDLE_NODE_ERROR_OUTSIDE, "*--allow-path /tmp/heddle-nowhere");
  expect_failure (test, "output.folder", "{\"folder\": \"blocked\"}", image, NULL,
                  HEDDLE_NODE_ERROR_WRITE, "cannot make the folder *");
  g_assert_false (g_file_test ("/tmp/heddle-nowhere", G_FILE_TEST_EXISTS));

  nodes_test_refuse (test, "output.asset", "{\"name\": \"{inde}\"}",
                     "config.name: {inde} stands for nothing; there are {workflow}, {pipeline}, "
                     "{row}, {index}, {index:03}, {platform}, {date} and {input.KEY}");
}

static void
expect_path (NodesTest   *test,
             const char  *config,
             HeddleValue *image,
             const char  *parent,
             const char  *expected,
             gboolean     reused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HeddleNodeOutputs) outputs =
    save (test, "output.folder", config, 1, NULL, image, &error);
  g_autofree char *wanted = g_build_filename (parent, expected, NULL);
  const char *path;

  g_assert_no_error (error);
  path = heddle_value_get_text (heddle_node_outputs_get (outputs, "path"));
  g_assert_cmpstr (path, ==, wanted);
  g_assert_true (g_file_test (path, G_FILE_TEST_IS_REGULAR));
  g_assert_cmpint (heddle_node_outputs_get_reused (outputs), ==, reused);
}

static void
test_folder (NodesTest *test)
{
  g_autofree char *out = g_build_filename (test->folder, "elsewhere", NULL);
  const char *allowed[] = { out, NULL };
  g_autofree char *absolute = g_strdup_printf ("{\"folder\": \"%s/deep\"}", out);
  g_autoptr (HeddleValue) image = NULL;
  g_autoptr (HeddleValue) other = NULL;
  g_autoptr (HeddleNodeOutputs) text = NULL;
  const char *path;

  nodes_test_open_library (test);
  image = nodes_test_make (test, 60, 40, "#c08040");
  other = nodes_test_make (test, 61, 40, "#c08040");

  expect_path (test, "{}", image, test->folder, "Autumn post 2.png", FALSE);
  expect_path (test, "{\"folder\": \"web/2026\", \"name\": \"a/b{index:03}\"}", image, test->folder,
               "web/2026/a-b002.png", FALSE);
  expect_path (test, "{\"folder\": \"web\", \"name\": \"Cup\"}", image, test->folder, "web/Cup.png",
               FALSE);
  expect_path (test, "{\"folder\": \"web\", \"name\": \"Cup\"}", image, test->folder, "web/Cup.png",
               TRUE);
  expect_path (test, "{\"folder\": \"web\", \"name\": \"Cup\"}", other, test->folder,
               "web/Cup-2.png", FALSE);

  text = save_text (test, "output.folder", "{\"name\": \"Caption\"}", "Warm cups");
  path = heddle_value_get_text (heddle_node_outputs_get (text, "path"));
  g_assert_true (g_str_has_suffix (path, "/Caption.txt"));

  test->facts.allowed_directories = allowed;
  expect_path (test, absolute, image, out, "deep/Autumn post 2.png", FALSE);
  test->facts.output_directory = out;
  expect_path (test, "{\"folder\": \"web\"}", image, out, "web/Autumn post 2.png", FALSE);
}

static void
add_tests (void)
{
  nodes_test_add ("/output-nodes/asset", test_asset);
  nodes_test_add ("/output-nodes/asset/again", test_asset_again);
  nodes_test_add ("/output-nodes/asset/text", test_asset_text);
  nodes_test_add ("/output-nodes/asset/beside", test_asset_beside);
  nodes_test_add ("/output-nodes/refused", test_refused);
  nodes_test_add ("/output-nodes/folder", test_folder);
}

int
main (int   argc,
      char *argv[])
{
  return nodes_test_main (argc, argv, add_tests);
}
