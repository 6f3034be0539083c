/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <stdlib.h>

#include "assets/heddle-blob-store.h"
#include "base/heddle-init.h"
#include "base/heddle-threads.h"
#include "heddle-bench.h"
#include "providers/heddle-sketch-drawing.h"
#include "providers/heddle-sketch-provider.h"

#define ROUNDS 5

/* One of each composition. */
static const char *const prompts[] = {
  "Ceramic mug on blush plaster, arch niche, morning light from the left",
  "Three cans of craft beer, bright colours",
  "Mountain lake at sunrise",
  "Foggy pine forest",
  "Night city skyline, neon",
  "Scandinavian living room interior",
  "Portrait of a woman in a green coat",
  "Team of young designers",
  "Brunch salad from above",
  "Seamless pattern of lemons and leaves",
  "Jazz festival poster",
  "Logo for a coffee roastery",
};

typedef struct
{
  HeddleLibrary *library;
  HeddleProvider *provider;
  gint64 seed;
} Bench;

static void
sketch (Bench      *self,
        const char *prompt)
{
  g_autoptr (HeddleProviderRequest) request =
      heddle_provider_request_new (HEDDLE_TASK_IMAGE_GENERATION, "sketch/image");
  g_autoptr (GError) error = NULL;
  g_auto (GValue) value = G_VALUE_INIT;

  self->seed++;
  heddle_provider_request_set_text (request, "prompt", prompt);
  heddle_provider_request_set_seeds (request, &self->seed, 1);
  if (!heddle_wait_for (heddle_provider_run (self->provider, request), &value, &error))
    g_error ("%s", error->message);
  if (heddle_provider_result_get_value (g_value_get_object (&value), 0) == NULL)
    g_error ("%s", heddle_provider_result_get_error (g_value_get_object (&value), 0)->message);
}

static void
open_bench (Bench      *self,
            const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HeddleImagingPool) imaging = heddle_imaging_pool_new ();
  g_autoptr (HeddleBlobStore) blobs = NULL;
  g_autoptr (HeddleManifest) manifest =
      heddle_manifest_new_from_resource ("/app/heddle/Heddle/providers/sketch.json", &error);

  if (manifest == NULL)
    g_error ("%s", error->message);
  self->library = heddle_library_open (folder, HEDDLE_LIBRARY_CREATE, &error);
  if (self->library == NULL)
    g_error ("%s", error->message);

  heddle_imaging_pool_set_max_workers (imaging, 1);
  blobs = heddle_blob_store_new (self->library);
  self->provider = HEDDLE_PROVIDER (heddle_sketch_provider_new (manifest, imaging, blobs));
}

static double
measure_drawing (void)
{
  double start = heddle_bench_now ();

  for (gsize i = 0; i < G_N_ELEMENTS (prompts); i++)
    for (gint64 seed = 0; seed < 20; seed++)
      {
        HeddleSketchDrawing drawing = {
          .prompt = prompts[i], .seed = seed, .width = 1024, .height = 1024
        };
        g_autofree char *svg = heddle_sketch_draw (&drawing);

        g_assert_nonnull (svg);
      }

  return (heddle_bench_now () - start) * 1000 / (20 * G_N_ELEMENTS (prompts));
}

static int
compare_doubles (gconstpointer a,
                 gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static double
percentile_95 (double *values,
               guint   n_values)
{
  qsort (values, n_values, sizeof *values, compare_doubles);

  return values[(n_values * 95 + 99) / 100 - 1];
}

static gpointer
bench_thread (gpointer data)
{
  g_autofree char *folder = g_dir_make_tmp ("heddle-bench-XXXXXX", NULL);
  g_autofree char *library = g_build_filename (folder, "library", NULL);
  double all[ROUNDS * G_N_ELEMENTS (prompts)];
  guint n = 0;
  Bench self = { 0 };

  open_bench (&self, library);
  sketch (&self, "A first one, which starts the worker");
  for (guint round = 0; round < ROUNDS; round++)
    for (gsize i = 0; i < G_N_ELEMENTS (prompts); i++)
      {
        double start = heddle_bench_now ();

        sketch (&self, prompts[i]);
        all[n++] = (heddle_bench_now () - start) * 1000;
      }

  heddle_bench_print (&(HeddleBenchFigure) { .bench = "sketch",
                                             .figure = "prompt to durable blob, median",
                                             .value = heddle_bench_median (all, n),
                                             .unit = "ms",
                                             .work = "60 pictures of 1024 × 1024, one worker",
                                             .peer = "the bar",
                                             .peer_value = 150 });
  heddle_bench_print (&(HeddleBenchFigure) { .bench = "sketch",
                                             .figure = "prompt to durable blob, 95th percentile",
                                             .value = percentile_95 (all, n),
                                             .unit = "ms",
                                             .work = "60 pictures of 1024 × 1024, one worker",
                                             .peer = "the bar",
                                             .peer_value = 150 });
  heddle_bench_print (&(HeddleBenchFigure) { .bench = "sketch",
                                             .figure = "prompt to SVG",
                                             .value = measure_drawing (),
                                             .unit = "ms",
                                             .work = "240 drawings" });
  g_clear_object (&self.provider);
  heddle_library_close (self.library, NULL);
  g_clear_object (&self.library);
  heddle_bench_remove_folder (folder);

  return NULL;
}

int
main (int   argc,
      char *argv[])
{
  heddle_init ();
  g_thread_join (g_thread_new ("bench", bench_thread, NULL));

  return EXIT_SUCCESS;
}
