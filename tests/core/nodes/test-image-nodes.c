/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "assets/heddle-imaging-error.h"
#include "base/heddle-json.h"
#include "base/heddle-threads.h"
#include "nodes-test.h"
#include "nodes/heddle-node-error.h"

static void
expect_image (NodesTest         *test,
              HeddleNodeOutputs *outputs,
              const char        *mime,
              int                width,
              int                height)
{
  HeddleValue *image = heddle_node_outputs_get (outputs, "image");
  const HeddleMedia *media = heddle_value_get_media (image);
  g_autofree char *path = heddle_blob_store_dup_path (test->blobs, media->blob);
  g_auto (GValue) value = G_VALUE_INIT;
  HeddleImagingReply *reply;

  g_assert_cmpstr (media->mime, ==, mime);
  g_assert_cmpint (media->width, ==, width);
  g_assert_cmpint (media->height, ==, height);

  g_assert_true (heddle_wait_for (heddle_imaging_pool_info (test->imaging, path), &value, NULL));
  reply = g_value_get_object (&value);
  g_assert_cmpstr (heddle_imaging_reply_get_mime (reply), ==, mime);
  g_assert_cmpint (heddle_imaging_reply_get_width (reply), ==, width);
  g_assert_cmpint (heddle_imaging_reply_get_height (reply), ==, height);
}

static HeddleNodeOutputs *
run_on (NodesTest    *test,
        const char   *type,
        const char   *config,
        const char   *port,
        HeddleValue  *image,
        GError      **error)
{
  g_autoptr (HeddleNodeExecution) execution = nodes_test_prepare (test, type, config);

  nodes_test_set_image (execution, port, image);

  return nodes_test_run (test, type, execution, error);
}

static void
test_resize (NodesTest *test)
{
  static const struct
  {
    const char *config;
    int width;
    int height;
  } cases[] = {
    { "{\"width\": 108, \"height\": 135}", 108, 135 },
    { "{\"width\": 108, \"height\": 135, \"gravity\": \"north-east\"}", 108, 135 },
    { "{\"width\": 101, \"height\": 33, \"fit\": \"contain\", \"background\": \"#ff0000\"}", 101,
      33 },
    { "{\"width\": 100, \"height\": 100, \"fit\": \"contain\", \"gravity\": \"entropy\"}", 100,
      100 },
    { "{\"width\": 70, \"height\": 20, \"fit\": \"fill\"}", 70, 20 },
    { "{\"width\": 100, \"height\": 100, \"fit\": \"inside\"}", 100, 75 },
    { "{\"width\": 100}", 100, 75 },
    { "{\"height\": 300}", 400, 300 },
  };
  g_autoptr (HeddleValue) image = NULL;
  g_autoptr (GError) error = NULL;

  nodes_test_open_library (test);
  image = nodes_test_make (test, 200, 150, "#e0a030");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (HeddleNodeOutputs) outputs =
        run_on (test, "image.resize", cases[i].config, "image", image, &error);

      g_assert_no_error (error);
      expect_image (test, outputs, "image/png", cases[i].width, cases[i].height);
    }

  g_assert_null (run_on (test, "image.resize", "{}", "image", image, &error));
  g_assert_error (error, HEDDLE_IMAGING_ERROR, HEDDLE_IMAGING_ERROR_BAD_REQUEST);
}

static void
test_resize_linked (NodesTest *test)
{
  g_autoptr (HeddleNodeExecution) execution =
    nodes_test_prepare (test, "image.resize", "{\"width\": 10, \"height\": 10}");
  g_autoptr (HeddleValue) width = heddle_value_new_number (48);
  g_autoptr (HeddleNodeOutputs) outputs = NULL;
  g_autoptr (HeddleNodeExecution) prepared = NULL;
  g_autoptr (HeddleValue) image = NULL;
  g_autoptr (JsonNode) recipe = heddle_json_parse ("{\"prompt\": \"a cup\"}", -1, NULL);
  g_autoptr (HeddleValue) made = NULL;
  g_autoptr (GError) error = NULL;

  nodes_test_open_library (test);
  g_assert_null (nodes_test_run (test, "image.resize", execution, &error));
  g_assert_error (error, HEDDLE_NODE_ERROR, HEDDLE_NODE_ERROR_INPUT);
  g_assert_cmpstr (error->message, ==, "no image is linked to “image”");
  g_clear_error (&error);

  image = nodes_test_make (test, 20, 20, "#336699");
  made = heddle_value_with_recipe (image, recipe);
  nodes_test_set_image (execution, "image", made);
  heddle_node_execution_set_input (execution, "width", width);
  outputs = nodes_test_run (test, "image.resize", execution, &error);

  g_assert_no_error (error);
  expect_image (test, outputs, "image/png", 48, 10);
  g_assert_cmpstr (heddle_json_get_string (
                     json_node_get_object (
                       heddle_value_get_recipe (heddle_node_outputs_get (outputs, "image"))),
                     "prompt", NULL), ==, "a cup");
}

static void
test_without_services (NodesTest *test)
{
  const HeddleMedia media = {
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", "image/png", 1, 1, 0,
  };
  g_autoptr (HeddleValue) image = heddle_value_new_media (HEDDLE_VALUE_IMAGE, &media, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (run_on (test, "image.resize", "{\"width\": 1}", "image", image, &error));
  g_assert_error (error, HEDDLE_NODE_ERROR, HEDDLE_NODE_ERROR_UNAVAILABLE);
}

static void
test_compose (NodesTest *test)
{
  g_autoptr (HeddleNodeExecution) execution = nodes_test_prepare (
    test, "image.compose",
    "{\"gravity\": \"south-east\", \"dx\": -4, \"dy\": -4, \"scale\": 0.25, \"opacity\": 0.8,"
    " \"blend\": \"multiply\"}");
  g_autoptr (HeddleValue) base = NULL;
  g_autoptr (HeddleValue) overlay = NULL;
  g_autoptr (HeddleNodeOutputs) outputs = NULL;
  g_autoptr (GError) error = NULL;

  nodes_test_open_library (test);
  base = nodes_test_make (test, 120, 80, "#ffffff");
  overlay = nodes_test_make (test, 40, 40, "#aa0000");
  nodes_test_set_image (execution, "base", base);
  nodes_test_set_image (execution, "overlay", overlay);
  outputs = nodes_test_run (test, "image.compose", execution, &error);

  g_assert_no_error (error);
  expect_image (test, outputs, "image/png", 120, 80);
  g_assert_cmpstr (heddle_value_get_media (heddle_node_outputs_get (outputs, "image"))->blob, !=,
                   heddle_value_get_media (base)->blob);
}

static void
test_convert (NodesTest *test)
{
  g_autoptr (HeddleValue) image = NULL;
  g_autoptr (HeddleNodeOutputs) png = NULL;
  g_autoptr (HeddleNodeOutputs) jpeg = NULL;
  g_autoptr (HeddleNodeOutputs) webp = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  GStatBuf facts;

  nodes_test_open_library (test);
  image = nodes_test_make (test, 400, 300, "#80c0a0");

  png = run_on (test, "image.convert", "{}", "image", image, &error);
  g_assert_no_error (error);
  expect_image (test, png, "image/png", 400, 300);

  jpeg = run_on (test, "image.convert",
                 "{\"format\": \"jpeg\", \"quality\": 95, \"max_bytes\": 4000, \"strip\": true}",
                 "image", image, &error);
  g_assert_no_error (error);
  expect_image (test, jpeg, "image/jpeg", 400, 300);
  path = heddle_blob_store_dup_path (
    test->blobs, heddle_value_get_media (heddle_node_outputs_get (jpeg, "image"))->blob);
  g_assert_cmpint (g_stat (path, &facts), ==, 0);
  g_assert_cmpint (facts.st_size, <=, 4000);

  webp = run_on (test, "image.convert", "{\"format\": \"webp\"}", "image", image, &error);
  g_assert_no_error (error);
  expect_image (test, webp, "image/webp", 400, 300);

  g_assert_null (run_on (test, "image.convert", "{\"format\": \"jpeg\", \"max_bytes\": 50}",
                         "image", image, &error));
  g_assert_error (error, HEDDLE_IMAGING_ERROR, HEDDLE_IMAGING_ERROR_DOES_NOT_FIT);

  nodes_test_refuse (test, "image.convert", "{\"format\": \"bmp\"}",
                     "config.format: “bmp” is not one of: png, jpeg, webp, avif");
}

static void
test_text (NodesTest *test)
{
  g_autoptr (HeddleNodeExecution) execution = nodes_test_prepare (
    test, "image.text",
    "{\"font\": \"DejaVu Sans Bold\", \"size\": 40, \"color\": \"#ffffff\", \"align\": \"left\","
    " \"box\": {\"x\": 10, \"y\": 10, \"width\": 180, \"height\": 60}, \"gravity\": \"south-west\","
    " \"shadow\": true}");
  g_autoptr (HeddleValue) image = NULL;
  g_autoptr (HeddleNodeOutputs) outputs = NULL;
  g_autoptr (HeddleNodeOutputs) same = NULL;
  g_autoptr (GError) error = NULL;

  nodes_test_open_library (test);
  image = nodes_test_make (test, 200, 100, "#305070");
  nodes_test_set_image (execution, "image", image);
  nodes_test_set_text (execution, "text", "Autumn roast, poured slowly");
  outputs = nodes_test_run (test, "image.text", execution, &error);

  g_assert_no_error (error);
  expect_image (test, outputs, "image/png", 200, 100);
  g_assert_cmpstr (heddle_value_get_media (heddle_node_outputs_get (outputs, "image"))->blob, !=,
                   heddle_value_get_media (image)->blob);

  same = run_on (test, "image.text", "{\"text\": \"\"}", "image", image, &error);
  g_assert_no_error (error);
  g_assert_true (heddle_node_outputs_get (same, "image") == image);

  g_assert_null (run_on (test, "image.text", "{\"text\": \"a\", \"font\": \"No Such Font\"}",
                         "image", image, &error));
  g_assert_error (error, HEDDLE_IMAGING_ERROR, HEDDLE_IMAGING_ERROR_NO_FONT);
}

static void
test_text_refused (NodesTest *test)
{
  nodes_test_refuse (test, "image.text", "{\"box\": [1, 2]}",
                     "config.box: expected an object of whole numbers");
  nodes_test_refuse (test, "image.text", "{\"box\": {\"x\": 1.5}}",
                     "config.box: x: expected a whole number");
  nodes_test_refuse (test, "image.text", "{\"box\": {\"width\": 0}}",
                     "config.box: width: 0 is outside 1 to 65535");
}

static void
assert_info (NodesTest  *test,
             int         width,
             int         height,
             const char *expected)
{
  g_autoptr (HeddleNodeExecution) execution = nodes_test_prepare (test, "image.info", "{}");
  g_autoptr (HeddleValue) image = nodes_test_make (test, width, height, "#808080");
  g_autoptr (HeddleNodeOutputs) outputs = NULL;
  g_autofree char *json = NULL;

  nodes_test_set_image (execution, "image", image);
  outputs = nodes_test_run (test, "image.info", execution, NULL);
  g_assert_nonnull (outputs);
  json = heddle_json_write (heddle_value_get_json (heddle_node_outputs_get (outputs, "json")), HEDDLE_JSON_COMPACT);

  g_assert_cmpfloat (heddle_value_get_number (heddle_node_outputs_get (outputs, "width")), ==, width);
  g_assert_cmpfloat (heddle_value_get_number (heddle_node_outputs_get (outputs, "height")), ==, height);
  g_assert_cmpstr (json, ==, expected);
}

static void
test_info (NodesTest *test)
{
  g_autoptr (HeddleNodeExecution) without = nodes_test_prepare (test, "image.info", "{}");
  g_autoptr (GError) error = NULL;

  nodes_test_open_library (test);
  assert_info (test, 30, 20, "{\"width\":30,\"height\":20,\"orientation\":\"landscape\",\"mime\":\"image/png\"}");
  assert_info (test, 20, 30, "{\"width\":20,\"height\":30,\"orientation\":\"portrait\",\"mime\":\"image/png\"}");
  assert_info (test, 20, 20, "{\"width\":20,\"height\":20,\"orientation\":\"square\",\"mime\":\"image/png\"}");

  g_assert_null (nodes_test_run (test, "image.info", without, &error));
  g_assert_error (error, HEDDLE_NODE_ERROR, HEDDLE_NODE_ERROR_INPUT);
}

static void
add_tests (void)
{
  nodes_test_add ("/image-nodes/info", test_info);
  nodes_test_add ("/image-nodes/resize", test_resize);
  nodes_test_add ("/image-nodes/resize/linked", test_resize_linked);
  nodes_test_add ("/image-nodes/without-services", test_without_services);
  nodes_test_add ("/image-nodes/compose", test_compose);
  nodes_test_add ("/image-nodes/convert", test_convert);
  nodes_test_add ("/image-nodes/text", test_text);
  nodes_test_add ("/image-nodes/text/refused", test_text_refused);
}

int
main (int   argc,
      char *argv[])
{
  return nodes_test_main (argc, argv, add_tests);
}
