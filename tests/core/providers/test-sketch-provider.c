/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "base/heddle-init.h"
#include "base/heddle-json.h"
#include "base/heddle-threads.h"
#include "providers/heddle-provider-error.h"
#include "providers/heddle-sketch-provider.h"
#include "tests/core/store/store-test.h"

typedef struct
{
  HeddleLibrary *library;
  HeddleBlobStore *blobs;
  HeddleImagingPool *imaging;
  HeddleProvider *provider;
} Fixture;

static void
set_up (Fixture    *self,
        const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HeddleManifest) manifest = NULL;

  self->library = heddle_library_open (folder, HEDDLE_LIBRARY_CREATE, &error);
  g_assert_no_error (error);
  self->blobs = heddle_blob_store_new (self->library);
  self->imaging = heddle_imaging_pool_new ();
  manifest = heddle_manifest_new_from_resource ("/app/heddle/Heddle/providers/sketch.json", &error);
  g_assert_no_error (error);
  self->provider =
      HEDDLE_PROVIDER (heddle_sketch_provider_new (manifest, self->imaging, self->blobs));
}

static void
tear_down (Fixture *self)
{
  g_clear_object (&self->provider);
  g_clear_object (&self->imaging);
  g_assert_true (heddle_library_close (self->library, NULL));
  g_clear_object (&self->blobs);
  g_clear_object (&self->library);
}

static HeddleProviderResult *
run (Fixture                *self,
     HeddleProviderRequest  *request,
     GError                **error)
{
  g_auto (GValue) value = G_VALUE_INIT;

  return heddle_wait_for (heddle_provider_run (self->provider, request), &value, error)
             ? g_value_dup_object (&value)
             : NULL;
}

static void
set_string (HeddleProviderRequest *request,
            const char            *key,
            const char            *text)
{
  g_autoptr (JsonNode) node = json_node_init_string (json_node_alloc (), text);

  heddle_provider_request_set_parameter (request, key, node);
}

static HeddleProviderRequest *
new_request (HeddleTask  task,
             const char *model,
             const char *prompt)
{
  HeddleProviderRequest *request = heddle_provider_request_new (task, model);

  heddle_provider_request_set_text (request, "prompt", prompt);

  return request;
}

/* Width and height stand in a PNG's first chunk. */
static void
assert_png (Fixture           *self,
            const HeddleMedia *media)
{
  g_auto (GValue) value = G_VALUE_INIT;
  const guint8 *data;
  gsize size;

  g_assert_true (heddle_wait_for (heddle_blob_store_load (self->blobs, media->blob), &value, NULL));
  data = g_bytes_get_data (g_value_get_boxed (&value), &size);
  g_assert_cmpuint (size, >, 33);
  g_assert_cmpmem (data + 1, 3, "PNG", 3);
  g_assert_cmpint (data[16] << 24 | data[17] << 16 | data[18] << 8 | data[19], ==, media->width);
  g_assert_cmpint (data[20] << 24 | data[21] << 16 | data[22] << 8 | data[23], ==, media->height);
}

static void
test_images (const char *folder)
{
  static const gint64 seeds[] = { 7, 8, 9 };
  Fixture self;
  g_autoptr (HeddleProviderRequest) request =
      new_request (HEDDLE_TASK_IMAGE_GENERATION, "sketch/image", "A mug on blush plaster");
  g_autoptr (HeddleProviderResult) result = NULL;
  g_autoptr (HeddleProviderResult) again = NULL;
  g_autoptr (GError) error = NULL;
  const char *first = NULL;

  set_up (&self, folder);
  heddle_provider_request_set_seeds (request, seeds, G_N_ELEMENTS (seeds));
  set_string (request, "size", "300x420");
  result = run (&self, request, &error);
  g_assert_no_error (error);
  again = run (&self, request, &error);
  g_assert_no_error (error);

  g_assert_cmpuint (heddle_provider_result_get_n (result), ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      HeddleValue *value = heddle_provider_result_get_value (result, i);
      HeddleMoney cost = heddle_provider_result_get_cost (result, i);
      const HeddleMedia *media = heddle_value_get_media (value);
      JsonObject *recipe = json_node_get_object (heddle_value_get_recipe (value));

      g_assert_cmpint (media->width, ==, 300);
      g_assert_cmpint (media->height, ==, 420);
      g_assert_cmpstr (media->mime, ==, "image/png");
      assert_png (&self, media);
      g_assert_true (cost.known);
      g_assert_cmpint (cost.amount, ==, 0);
      g_assert_cmpint (heddle_json_get_int (recipe, "seed", 0), ==, seeds[i]);
      g_assert_cmpstr (heddle_json_get_string (recipe, "prompt", ""), ==, "A mug on blush plaster");
      g_assert_cmpstr (media->blob, ==,
                       heddle_value_get_media (heddle_provider_result_get_value (again, i))->blob);
      g_assert_cmpstr (media->blob, !=, first);
      first = first != NULL ? first : media->blob;
    }
  tear_down (&self);
}

static void
test_texts (const char *folder)
{
  Fixture self;
  g_autoptr (HeddleProviderRequest) request =
      new_request (HEDDLE_TASK_TEXT_GENERATION, "sketch/text", "Write four headlines about tea");
  g_autoptr (HeddleProviderResult) text = NULL;
  g_autoptr (HeddleProviderResult) list = NULL;
  g_autoptr (HeddleProviderResult) json = NULL;
  g_autoptr (JsonNode) answer = NULL;
  g_auto (GStrv) lines = NULL;
  GError *error = NULL;

  set_up (&self, folder);
  text = run (&self, request, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (heddle_value_get_text (heddle_provider_result_get_value (text, 0)), !=, "");

  set_string (request, "output", "list");
  list = run (&self, request, &error);
  g_assert_no_error (error);
  lines = g_strsplit (heddle_value_get_text (heddle_provider_result_get_value (list, 0)), "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 4);
  g_assert_true (g_str_has_prefix (lines[3], "- "));

  set_string (request, "output", "json");
  json = run (&self, request, &error);
  g_assert_no_error (error);
  answer = heddle_json_parse (heddle_value_get_text (heddle_provider_result_get_value (json, 0)),
                              -1, &error);
  g_assert_no_error (error);
  g_assert_true (JSON_NODE_HOLDS_OBJECT (answer));
  tear_down (&self);
}

static void
assert_refused (Fixture    *self,
                HeddleTask  task,
                const char *model,
                const char *prompt,
                int         code)
{
  g_autoptr (HeddleProviderRequest) request = new_request (task, model, prompt);
  g_autoptr (GError) error = NULL;

  g_assert_null (run (self, request, &error));
  g_assert_error (error, HEDDLE_PROVIDER_ERROR, code);
}

static void
test_refusals (const char *folder)
{
  Fixture self;
  g_autoptr (HeddleProviderRequest) request =
      new_request (HEDDLE_TASK_IMAGE_GENERATION, "sketch/image", "A mug");
  g_autoptr (HeddleProviderResult) result = NULL;
  g_autoptr (GError) error = NULL;

  set_up (&self, folder);
  assert_refused (&self, HEDDLE_TASK_IMAGE_GENERATION, "sketch/image", "",
                  HEDDLE_PROVIDER_ERROR_INVALID);
  assert_refused (&self, HEDDLE_TASK_TEXT_GENERATION, "sketch/text", " \n",
                  HEDDLE_PROVIDER_ERROR_INVALID);
  assert_refused (&self, HEDDLE_TASK_IMAGE_GENERATION, "sketch/text", "A mug",
                  HEDDLE_PROVIDER_ERROR_UNSUPPORTED);
  assert_refused (&self, HEDDLE_TASK_VIDEO_GENERATION, "sketch/image", "A mug",
                  HEDDLE_PROVIDER_ERROR_UNSUPPORTED);

  set_string (request, "size", "enormous");
  result = run (&self, request, &error);
  g_assert_no_error (error);
  g_assert_null (heddle_provider_result_get_value (result, 0));
  g_assert_error (heddle_provider_result_get_error (result, 0), HEDDLE_PROVIDER_ERROR,
                  HEDDLE_PROVIDER_ERROR_INVALID);
  tear_down (&self);
}

static void
test_sizes (const char *folder)
{
  static const struct
  {
    const char *size;
    const char *ratio;
    int width;
    int height;
  } cases[] = {
    { NULL, NULL, 1024, 1024 },     { NULL, "4:5", 1024, 1280 },
    { NULL, "16:9", 1820, 1024 },   { NULL, "9:16", 1024, 1820 },
    { NULL, "1:4", 1024, 4096 },    { "1080x1350", "1:1", 1080, 1350 },
    { "auto", "3:2", 1536, 1024 },  { "", "", 1024, 1024 },
    { NULL, "1.91:1", 1956, 1024 }, { "16x16", NULL, 16, 16 },
    { "8x8", NULL, 0, 0 },          { "100x", NULL, 0, 0 },
    { "-5x10", NULL, 0, 0 },        { "16384x16384", NULL, 0, 0 },
    { NULL, "30:1", 0, 0 },         { NULL, "wide", 0, 0 },
    { "nanx10", NULL, 0, 0 },       { NULL, "0:1", 0, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      int width = 0, height = 0;
      gboolean found =
          heddle_sketch_provider_find_size (cases[i].size, cases[i].ratio, &width, &height, &error);

      g_assert_cmpint (found, ==, cases[i].width > 0);
      g_assert_cmpint (error == NULL, ==, found);
      g_assert_cmpint (width, ==, cases[i].width);
      g_assert_cmpint (height, ==, cases[i].height);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  heddle_init ();

  store_test_add ("/sketch/provider/images", test_images);
  store_test_add ("/sketch/provider/texts", test_texts);
  store_test_add ("/sketch/provider/refusals", test_refusals);
  store_test_add ("/sketch/provider/sizes", test_sizes);

  return g_test_run ();
}
