/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "base/heddle-threads.h"
#include "nodes-test.h"
#include "nodes/heddle-file-list.h"
#include "nodes/heddle-image-source.h"
#include "nodes/heddle-node-error.h"
#include "store/heddle-store-error.h"

static void
expect_failure (NodesTest  *test,
                const char *type,
                const char *config,
                GQuark      domain,
                int         code,
                const char *part)
{
  g_autoptr (HeddleNodeExecution) execution = nodes_test_prepare (test, type, config);
  g_autoptr (GError) error = NULL;

  g_assert_null (nodes_test_run (test, type, execution, &error));
  g_assert_error (error, domain, code);
  if (strstr (error->message, part) == NULL)
    g_error ("“%s” is not in “%s”", part, error->message);
}

static void
test_file (NodesTest *test)
{
  g_autofree char *path = NULL;
  g_autoptr (HeddleNodeOutputs) outputs = NULL;
  g_autoptr (HeddleNodeOutputs) again = NULL;
  g_autofree char *blob = NULL;
  const HeddleMedia *media;

  nodes_test_open_library (test);
  path = nodes_test_draw (test, "art/cup.png", 60, 40, "#c08040");
  outputs = nodes_test_run_plain (test, "input.image", "{\"path\": \"art/cup.png\"}");
  again = nodes_test_run_plain (test, "input.image", "{\"path\": \"./art/cup.png\"}");

  media = heddle_value_get_media (heddle_node_outputs_get (outputs, "image"));
  g_assert_cmpstr (media->mime, ==, "image/png");
  g_assert_cmpint (media->width, ==, 60);
  g_assert_cmpint (media->height, ==, 40);
  blob = heddle_blob_store_dup_path (test->blobs, media->blob);
  g_assert_true (g_file_test (blob, G_FILE_TEST_IS_REGULAR));
  g_assert_true (g_file_test (path, G_FILE_TEST_IS_REGULAR));
  g_assert_cmpstr (heddle_value_get_media (heddle_node_outputs_get (again, "image"))->blob, ==,
                   media->blob);
}

static void
test_asset (NodesTest *test)
{
  g_autofree char *path = NULL;
  g_auto (GValue) value = G_VALUE_INIT;
  g_autofree char *config = NULL;
  g_autoptr (HeddleNodeOutputs) outputs = NULL;
  g_autoptr (HeddleValue) loaded = NULL;
  g_autoptr (GError) error = NULL;
  HeddleAssetRecord *record;

  nodes_test_open_library (test);
  path = nodes_test_draw (test, "cup.png", 60, 40, "#c08040");
  heddle_wait_for (heddle_asset_store_import_file (test->assets, path, NULL), &value, &error);
  g_assert_no_error (error);
  record = g_value_get_boxed (&value);
  config = g_strdup_printf ("{\"asset\": \"%s\"}", record->uuid);
  outputs = nodes_test_run_plain (test, "input.image", config);
  loaded = nodes_test_load (test, record->uuid);

  g_assert_cmpstr (heddle_value_get_media (heddle_node_outputs_get (outputs, "image"))->blob, ==,
                   record->blob);
  g_assert_cmpint (heddle_value_get_media (loaded)->width, ==, 60);

  expect_failure (test, "input.image", "{\"asset\": \"01930000-0000-7000-8000-00000000dead\"}",
                  HEDDLE_STORE_ERROR, HEDDLE_STORE_ERROR_NOT_FOUND,
                  "01930000-0000-7000-8000-00000000dead");
}

static void
test_refused (NodesTest *test)
{
  g_autofree char *text = NULL;
  g_autofree char *image = NULL;
  g_autofree char *damaged = NULL;
  g_autofree char *link = NULL;
  g_autofree char *content = NULL;
  gsize length;

  nodes_test_open_library (test);
  text = nodes_test_write (test, "text.png", "not an image");
  image = nodes_test_draw (test, "cup.png", 400, 300, "#c08040");
  damaged = g_build_filename (test->folder, "damaged.png", NULL);
  link = g_build_filename (test->folder, "link.png", NULL);
  g_assert_true (g_file_get_contents (image, &content, &length, NULL));
  g_assert_true (g_file_set_contents (damaged, content, (gssize) length / 2, NULL));
  g_assert_cmpint (symlink ("/etc/hostname", link), ==, 0);

  nodes_test_refuse (test, "input.image", "{\"asset\": \"a\", \"path\": \"b\"}",
                     "config.asset: give this or “path”, not both");
  expect_failure (test, "input.image", "{}", HEDDLE_NODE_ERROR, HEDDLE_NODE_ERROR_INPUT,
                  "choose an image");
  expect_failure (test, "input.image", "{\"path\": \"missing.png\"}", HEDDLE_NODE_ERROR,
                  HEDDLE_NODE_ERROR_NOT_FOUND, "“missing.png” is not there");
  expect_failure (test, "input.image", "{\"path\": \"../cup.png\"}", HEDDLE_NODE_ERROR,
                  HEDDLE_NODE_ERROR_OUTSIDE, "--allow-path /tmp");
  expect_failure (test, "input.image", "{\"path\": \"link.png\"}", HEDDLE_NODE_ERROR,
                  HEDDLE_NODE_ERROR_OUTSIDE, "--allow-path /etc");
  expect_failure (test, "input.image", "{\"path\": \"text.png\"}", HEDDLE_IMAGING_ERROR,
                  HEDDLE_IMAGING_ERROR_UNSUPPORTED_FORMAT, "“text.png”: ");
  expect_failure (test, "input.image", "{\"path\": \"damaged.png\"}", HEDDLE_IMAGING_ERROR,
                  HEDDLE_IMAGING_ERROR_DAMAGED, "“damaged.png”: ");
  expect_failure (test, "input.image", "{\"path\": \"library\"}", HEDDLE_NODE_ERROR,
                  HEDDLE_NODE_ERROR_UNREADABLE, "“library” is not a file");
}

static char *
list_widths (HeddleNodeOutputs *outputs)
{
  GPtrArray *images = heddle_node_outputs_get_list (outputs, "images");
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < images->len; i++)
    g_string_append_printf (text, "%d ", heddle_value_get_media (images->pdata[i])->width);

  return g_string_free_and_steal (text);
}

static void
expect_widths (NodesTest  *test,
               const char *config,
               guint       n_warnings,
               const char *expected)
{
  g_autoptr (HeddleNodeOutputs) outputs = nodes_test_run_plain (test, "input.images", config);
  g_autofree char *widths = list_widths (outputs);

  g_assert_cmpstr (widths, ==, expected);
  g_assert_cmpuint (heddle_node_outputs_get_warnings (outputs)->len, ==, n_warnings);
}

static void
test_folder (NodesTest *test)
{
  static const struct
  {
    const char *name;
    int width;
  } files[] = {
    { "shots/cup 10.png", 10 }, { "shots/Cup 2.PNG", 12 }, { "shots/cup 1.png", 11 },
    { "shots/.hidden.png", 13 }, { "shots/below/cup.png", 14 },
  };
  g_autofree char *notes = NULL;

  nodes_test_open_library (test);
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    g_free (nodes_test_draw (test, files[i].name, files[i].width, 16, "#808080"));
  notes = nodes_test_write (test, "shots/notes.txt", "Keep the cup low.");

  expect_widths (test, "{\"folder\": \"shots\"}", 1, "11 12 10 ");
  expect_widths (test, "{\"folder\": \"shots/\", \"pattern\": \"CUP ?.png\"}", 0, "11 12 ");

  expect_failure (test, "input.images", "{\"folder\": \"shots\", \"pattern\": \"*.txt\"}",
                  HEDDLE_IMAGING_ERROR, HEDDLE_IMAGING_ERROR_UNSUPPORTED_FORMAT, "shots/notes.txt");
  expect_failure (test, "input.images", "{\"folder\": \"shots\", \"pattern\": \"*.jpg\"}",
                  HEDDLE_NODE_ERROR, HEDDLE_NODE_ERROR_NOT_FOUND,
                  "no file in “shots” is named like “*.jpg”");
  expect_failure (test, "input.images", "{\"folder\": \"missing\"}", HEDDLE_NODE_ERROR,
                  HEDDLE_NODE_ERROR_NOT_FOUND, "missing");
  expect_failure (test, "input.images", "{\"folder\": \"/etc\"}", HEDDLE_NODE_ERROR,
                  HEDDLE_NODE_ERROR_OUTSIDE, "--allow-path /");
  expect_failure (test, "input.images", "{}", HEDDLE_NODE_ERROR, HEDDLE_NODE_ERROR_INPUT,
                  "choose images");
  nodes_test_refuse (test, "input.images", "{\"folder\": \"shots\", \"assets\": [\"a\"]}",
                     "config.assets: give this or “folder”, not both");
}

static void
test_assets (NodesTest *test)
{
  g_autofree char *config = NULL;
  g_autoptr (GString) ids = g_string_new (NULL);

  nodes_test_open_library (test);
  for (int i = 0; i < 3; i++)
    {
      g_autofree char *path = nodes_test_draw (test, "cup.png", 30 - i, 16, "#808080");
      g_auto (GValue) value = G_VALUE_INIT;

      g_assert_true (heddle_wait_for (heddle_asset_store_import_file (test->assets, path, NULL),
                                      &value, NULL));
      g_string_append_printf (ids, "%s\"%s\"", i > 0 ? ", " : "",
                              ((HeddleAssetRecord *) g_value_get_boxed (&value))->uuid);
    }

  config = g_strdup_printf ("{\"assets\": [%s]}", ids->str);
  expect_widths (test, config, 0, "30 29 28 ");
}

static void
test_order (NodesTest *test)
{
  static const char *const names[] = {
    "a.png", "A2.png", "a02.png", "a3.png", "a10.png", "a10b.png", "b.png", "Ä.png",
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    for (guint k = 0; k < G_N_ELEMENTS (names); k++)
      {
        int order = heddle_file_list_compare (names[i], names[k]);

        g_assert_cmpint (i < k ? order < 0 : i > k ? order > 0 : order == 0, ==, TRUE);
      }
}

static void
add_tests (void)
{
  nodes_test_add ("/input-image-nodes/file", test_file);
  nodes_test_add ("/input-image-nodes/asset", test_asset);
  nodes_test_add ("/input-image-nodes/refused", test_refused);
  nodes_test_add ("/input-image-nodes/folder", test_folder);
  nodes_test_add ("/input-image-nodes/assets", test_assets);
  nodes_test_add ("/input-image-nodes/order", test_order);
}

int
main (int   argc,
      char *argv[])
{
  return nodes_test_main (argc, argv, add_tests);
}
