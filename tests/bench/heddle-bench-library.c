/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "heddle-bench-library.h"

#include <glib/gstdio.h>

#include "assets/heddle-asset-store.h"
#include "base/heddle-init.h"
#include "base/heddle-threads.h"
#include "heddle-bench.h"
#include "store/heddle-asset-repository.h"
#include "store/heddle-run-repository.h"
#include "store/heddle-workflow-repository.h"

#define N_PICTURES 2000
#define PER_RUN 20
#define PER_WRITE 5000
#define NEWEST G_GINT64_CONSTANT (1790000000000)

typedef struct
{
  HeddleLibrary    *library;
  HeddleBlobStore  *blobs;
  HeddleAssetStore *assets;
  HeddleImagingPool *imaging;
  GPtrArray        *pictures;
  GPtrArray        *words;
  gint64            run_id;
  guint             first;
} Making;

static const int sizes[][2] = { { 320, 400 }, { 400, 400 }, { 480, 270 }, { 270, 480 }, { 480, 320 }, { 400, 300 } };

static void
await (DexFuture *future)
{
  g_autoptr (GError) error = NULL;

  if (!heddle_wait_for (future, NULL, &error))
    g_error ("%s", error->message);
}

static void
make_picture (Making *making,
              guint   number)
{
  const int *size = sizes[number % G_N_ELEMENTS (sizes)];
  guint hue = number * 37 % 360;
  g_autofree char *svg = g_strdup_printf (
      "<svg xmlns='http://www.w3.org/2000/svg' width='%d' height='%d'><radialGradient id='g' cx='%u%%' cy='30%%'>"
      "<stop stop-color='hsl(%u,70%%,80%%)'/><stop offset='1' stop-color='hsl(%u,60%%,40%%)'/></radialGradient>"
      "<rect width='100%%' height='100%%' fill='url(#g)'/><circle cx='50%%' cy='60%%' r='%u' fill='hsl(%u,50%%,60%%)'/>"
      "<text x='50%%' y='64%%' font-size='48' text-anchor='middle' fill='white'>%u</text></svg>",
      size[0], size[1], 20 + number % 60, hue, (hue + 60) % 360, 50 + number % 70, (hue + 180) % 360, number);
  g_autofree char *path = heddle_blob_store_new_temp_path (making->blobs, NULL);
  g_autoptr (JsonObject) request = json_object_new ();
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (GError) error = NULL;
  const HeddleBlob *blob;

  json_object_set_string_member (request, "op", "render-svg");
  json_object_set_string_member (request, "svg", svg);
  json_object_set_int_member (request, "width", size[0]);
  json_object_set_int_member (request, "height", size[1]);
  json_object_set_string_member (request, "output", path);
  json_object_set_string_member (request, "format", "jpeg");
  await (heddle_imaging_pool_run (making->imaging, request));
  if (!heddle_wait_for (heddle_blob_store_put_temp (making->blobs, path, NULL), &value, &error))
    g_error ("%s", error->message);
  blob = g_value_get_boxed (&value);
  await (heddle_asset_store_make_thumbnail (making->assets, blob->sha256, HEDDLE_THUMBNAIL_SMALL));
  g_ptr_array_add (making->pictures, g_strdup (blob->sha256));
}

static char *
make_word (GRand *random)
{
  static const char *const syllables[] = { "ka", "lo", "mi", "ta", "ren", "su", "vel", "dor", "pi", "gan", "sha", "el",
                                           "bru", "no", "fi", "ster" };
  GString *word = g_string_new (NULL);

  for (int i = g_rand_int_range (random, 2, 4); i > 0; i--)
    g_string_append (word, syllables[g_rand_int_range (random, 0, G_N_ELEMENTS (syllables))]);
  return g_string_free (word, FALSE);
}

static char *
make_prompt (Making *making,
             GRand  *random)
{
  GString *prompt = g_string_new (NULL);

  for (int i = 0; i < 14; i++)
    {
      guint word = (guint) (g_rand_double (random) * g_rand_double (random) * making->words->len);

      g_string_append_printf (prompt, "%s%s", i > 0 ? " " : "", (char *) g_ptr_array_index (making->words, word));
    }
  return g_string_free (prompt, FALSE);
}

static HeddleAssetRecord *
make_record (Making *making,
             GRand  *random,
             guint   number)
{
  HeddleAssetRecord *record = heddle_asset_record_new ();
  guint picture = number * 7919 % N_PICTURES;
  const int *size = sizes[picture % G_N_ELEMENTS (sizes)];

  record->kind = HEDDLE_ASSET_GENERATED;
  record->name = g_strdup_printf ("picture-%06u", number);
  record->blob = g_strdup (g_ptr_array_index (making->pictures, picture));
  record->mime = g_strdup ("image/jpeg");
  record->bytes = 20000;
  record->width = size[0];
  record->height = size[1];
  record->created_at = NEWEST - (gint64) (HEDDLE_BENCH_LIBRARY_ASSETS - number) * 60000;
  record->node = g_strdup ("save");
  record->prompt = make_prompt (making, random);
  record->model = g_strdup ("sketch/sketch-image");
  record->recipe = g_strdup_printf ("{\"provider\":\"sketch\",\"model\":\"sketch-image\",\"task\":\"text-to-image\","
                                    "\"prompt\":\"%s\",\"seed\":%u,\"parameters\":{\"aspect\":\"4:5\",\"steps\":28,"
                                    "\"guidance\":3.5,\"output_format\":\"png\"}}",
                                    record->prompt, number);
  if (number % 40 == 7)
    {
      g_free (record->mime);
      record->mime = g_strdup ("text/plain");
      record->text = g_strdup (record->prompt);
      record->width = record->height = 0;
    }
  return record;
}

static void
begin_run (Making         *making,
           HeddleDatabase *database,
           guint           number,
           gint64          time)
{
  g_autoptr (HeddleRunRecord) run = heddle_run_record_new ();
  g_autoptr (GError) error = NULL;

  if (!heddle_snapshots_add (database, "{}", &run->snapshot_id, &error))
    g_error ("%s", error->message);
  run->workflow_id = 1 + number % HEDDLE_BENCH_LIBRARY_WORKFLOWS;
  run->workflow_name = g_strdup_printf ("Workflow %u", number % HEDDLE_BENCH_LIBRARY_WORKFLOWS);
  run->pipeline = g_strdup ("main");
  run->trigger = g_strdup ("manual");
  run->status = HEDDLE_RUN_COMPLETED;
  run->created_at = time;
  run->costs = g_strdup ("[{\"amount\":800000,\"currency\":\"USD\"}]");
  run->finished_at = time + 60000;
  if (!heddle_runs_insert (database, run, &error) || !heddle_runs_update (database, run, &error))
    g_error ("%s", error->message);
  making->run_id = run->id;
}

static gboolean
write_assets (HeddleDatabase  *database,
              gpointer         data,
              GValue          *result,
              GError         **error)
{
  Making *making = data;
  g_autoptr (GRand) random = g_rand_new_with_seed (making->first);

  for (guint i = making->first; i < making->first + PER_WRITE; i++)
    {
      g_autoptr (HeddleAssetRecord) record = make_record (making, random, i);

      if (i % PER_RUN == 0)
        begin_run (making, database, i / PER_RUN, record->created_at);
      record->run_id = i / PER_RUN % 30 == 5 ? 0 : making->run_id;
      if (!heddle_assets_insert (database, record, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_workflows (HeddleDatabase  *database,
                 gpointer         data,
                 GValue          *result,
                 GError         **error)
{
  const char *document = data;

  for (guint i = 0; i < HEDDLE_BENCH_LIBRARY_WORKFLOWS; i++)
    {
      g_autoptr (HeddleWorkflowRecord) workflow = heddle_workflow_record_new ();

      workflow->uuid = g_strdup_printf ("01980000-0000-7000-9000-%012u", i);
      workflow->name = g_strdup_printf ("Workflow %u", i);
      workflow->document = g_strdup (document);
      if (!heddle_workflows_save (database, workflow, error))
        return FALSE;
    }
  return TRUE;
}

static void
fill (Making *making)
{
  g_autofree char *sample = g_build_filename (g_getenv ("HEDDLE_SOURCE_ROOT"), "data", "templates",
                                              "product-post.heddle", NULL);
  g_autofree char *document = NULL;
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  g_autoptr (GError) error = NULL;

  if (!g_file_get_contents (sample, &document, NULL, &error))
    g_error ("%s", error->message);
  await (heddle_library_write (making->library, write_workflows, document, NULL));
  for (guint i = 0; i < 3000; i++)
    g_ptr_array_add (making->words, make_word (random));
  for (guint i = 0; i < N_PICTURES; i++)
    make_picture (making, i);
  for (making->first = 0; making->first < HEDDLE_BENCH_LIBRARY_ASSETS; making->first += PER_WRITE)
    await (heddle_library_write (making->library, write_assets, making, NULL));
}

static gpointer
make_thread (gpointer data)
{
  Making making = { 0 };
  g_autoptr (GError) error = NULL;

  making.library = heddle_library_open (data, HEDDLE_LIBRARY_CREATE, &error);
  if (making.library == NULL)
    g_error ("%s", error->message);
  making.blobs = heddle_blob_store_new (making.library);
  making.imaging = heddle_imaging_pool_new ();
  making.assets = heddle_asset_store_new (making.blobs, making.imaging);
  making.pictures = g_ptr_array_new_with_free_func (g_free);
  making.words = g_ptr_array_new_with_free_func (g_free);
  fill (&making);
  g_ptr_array_unref (making.words);
  g_ptr_array_unref (making.pictures);
  g_object_unref (making.assets);
  g_object_unref (making.imaging);
  g_object_unref (making.blobs);
  if (!heddle_library_close (making.library, &error))
    g_error ("%s", error->message);
  g_object_unref (making.library);
  return NULL;
}

/**
 * heddle_bench_ensure_library:
 *
 * Makes a library of a hundred thousand assets, with a few thousand different pictures, in five
 * thousand runs of two hundred workflows: once, in the cache directory.
 *
 * Returns: (transfer full) (type filename): its path
 */
char *
heddle_bench_ensure_library (void)
{
  g_autofree char *cache = heddle_bench_make_cache ("library-1");
  g_autofree char *part = g_build_filename (cache, "part", NULL);
  char *path = g_build_filename (cache, "library", NULL);

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    return path;
  heddle_bench_remove_folder (part);
  g_thread_join (g_thread_new ("make", make_thread, part));
  if (g_rename (part, path) != 0)
    g_error ("%s cannot be made", path);
  return path;
}
