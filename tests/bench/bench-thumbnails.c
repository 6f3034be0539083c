/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "assets/heddle-imaging-pool.h"
#include "base/heddle-init.h"
#include "base/heddle-threads.h"
#include "heddle-bench.h"

#define THUMBNAIL_SIZE 256
#define REPEATS 6
#define ROUNDS 5

/* The picture that the set is made of: soft shapes, and grain as fine as a photograph's. The sizes
 * of the files come close to those of real ones: 1.5 MB of JPEG, 2 MB of PNG, 0.2 MB of WebP.
 */
#define PICTURE                                                                                    \
  "<svg xmlns='http://www.w3.org/2000/svg' width='%d' height='%d'>"                                \
  "<filter id='f' x='0' y='0' width='1' height='1' color-interpolation-filters='sRGB'>"            \
  "<feTurbulence type='fractalNoise' baseFrequency='0.004' numOctaves='3' seed='%d'/>"             \
  "<feColorMatrix values='1.4 0 0 0 -.2 0 1.4 0 0 -.2 0 0 1.4 0 -.2 0 0 0 0 1' result='soft'/>"    \
  "<feTurbulence type='fractalNoise' baseFrequency='0.8' numOctaves='2' seed='%d'/>"               \
  "<feColorMatrix values='1 0 0 0 0 1 0 0 0 0 1 0 0 0 0 0 0 0 0 1' result='grain'/>"               \
  "<feComposite in='soft' in2='grain' operator='arithmetic' k2='1' k3='%g' k4='%g'/></filter>"     \
  "<rect width='100%%' height='100%%' filter='url(#f)'/></svg>"

typedef struct
{
  const char *name;
  const char *format;
  int         quality;
  int         width;
  int         height;
  int         count;
  double      grain;
} Kind;

static const Kind kinds[] = {
  { "jpeg", "jpeg", 88, 3000, 2000, 4, 0.30 },
  { "png", "png", 100, 1024, 1024, 4, 0.12 },
  { "webp", "webp", 85, 1024, 1024, 2, 0.30 },
};

typedef struct
{
  const char *name;
  GPtrArray  *files;
  char       *work;
} Set;

static void
await (DexFuture *future)
{
  g_autoptr (GError) error = NULL;

  if (!heddle_wait_for (future, NULL, &error))
    g_error ("%s", error->message);
}

static void
make_image (HeddleImagingPool *pool,
            const Kind        *kind,
            int                number,
            const char        *path)
{
  g_autofree char *picture = g_strconcat (path, ".picture", NULL);
  g_autofree char *partial = g_strconcat (path, ".partial", NULL);
  g_autofree char *svg = g_strdup_printf (PICTURE, kind->width, kind->height, number * 7 + 1,
                                          number * 11 + 3, kind->grain, -kind->grain / 2);
  g_autoptr (JsonObject) request = json_object_new ();

  await (heddle_imaging_pool_render_svg (pool, svg, kind->width, kind->height, picture));

  json_object_set_string_member (request, "op", "convert");
  json_object_set_string_member (request, "input", picture);
  json_object_set_string_member (request, "output", partial);
  json_object_set_string_member (request, "format", kind->format);
  json_object_set_int_member (request, "quality", kind->quality);
  await (heddle_imaging_pool_run (pool, request));

  g_unlink (picture);
  g_rename (partial, path);
}

/* Each image has several names, since vipsthumbnail does not do the same file twice. */
static char *
find_or_make_image (HeddleImagingPool *pool,
                    const char        *folder,
                    int                kind,
                    int                number,
                    int                repeat)
{
  g_autofree char *first = g_strdup_printf ("%s/%d-0.%s", folder, number, kinds[kind].name);
  char *path = g_strdup_printf ("%s/%d-%d.%s", folder, number, repeat, kinds[kind].name);

  if (!g_file_test (first, G_FILE_TEST_EXISTS))
    make_image (pool, &kinds[kind], kind * 10 + number, first);
  if (!g_file_test (path, G_FILE_TEST_EXISTS) && link (first, path) != 0)
    g_error ("%s cannot be made", path);

  return path;
}

static Set *
make_set (HeddleImagingPool *pool,
          const char        *folder,
          int                first,
          int                last)
{
  Set *set = g_new0 (Set, 1);
  GString *work = g_string_new (NULL);

  set->name = first == last ? kinds[first].name : "all";
  set->files = g_ptr_array_new_with_free_func (g_free);
  for (int repeat = 0; repeat < REPEATS; repeat++)
    {
      for (int k = first; k <= last; k++)
        {
          for (int i = 0; i < kinds[k].count; i++)
            g_ptr_array_add (set->files, find_or_make_image (pool, folder, k, i, repeat));
        }
    }
  for (int k = first; k <= last; k++)
    g_string_append_printf (work, "%s%d %s of %d × %d", work->len > 0 ? ", " : "",
                            kinds[k].count * REPEATS, kinds[k].name, kinds[k].width,
                            kinds[k].height);
  set->work = g_string_free (work, FALSE);

  return set;
}

static void
set_free (Set *set)
{
  g_ptr_array_unref (set->files);
  g_free (set->work);
  g_free (set);
}

static double
measure_pool (HeddleImagingPool *pool,
              GPtrArray         *files,
              const char        *folder)
{
  g_autofree DexFuture **futures = g_new0 (DexFuture *, files->len);
  double start = heddle_bench_now ();

  for (guint i = 0; i < files->len; i++)
    {
      g_autofree char *output = g_strdup_printf ("%s/%u", folder, i);

      futures[i] = heddle_imaging_pool_thumbnail (pool, files->pdata[i], output, THUMBNAIL_SIZE);
    }
  for (guint i = 0; i < files->len; i++)
    await (futures[i]);

  return files->len / (heddle_bench_now () - start);
}

static double
measure_vipsthumbnail (GPtrArray  *files,
                       const char *folder)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autofree char *output = g_strdup_printf ("%s/%%s.jpg[Q=80]", folder);
  g_autoptr (GError) error = NULL;
  double start;

  g_ptr_array_add (argv, (gpointer) "vipsthumbnail");
  for (guint i = 0; i < files->len; i++)
    g_ptr_array_add (argv, files->pdata[i]);
  g_ptr_array_add (argv, (gpointer) "--size=256");
  g_ptr_array_add (argv, (gpointer) "-o");
  g_ptr_array_add (argv, output);
  g_ptr_array_add (argv, NULL);

  g_subprocess_launcher_setenv (launcher, "VIPS_CONCURRENCY", "1", TRUE);
  start = heddle_bench_now ();
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) argv->pdata, &error);
  if (process == NULL || !g_subprocess_wait_check (process, NULL, &error))
    g_error ("vipsthumbnail: %s", error->message);

  return files->len / (heddle_bench_now () - start);
}

/* Zero where gdk-pixbuf has no loader for one of the files. */
static double
measure_gdk_pixbuf (GPtrArray  *files,
                    const char *folder)
{
  double start = heddle_bench_now ();

  for (guint i = 0; i < files->len; i++)
    {
      g_autofree char *output = g_strdup_printf ("%s/%u.jpg", folder, i);
      g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new_from_file_at_scale (
          files->pdata[i], THUMBNAIL_SIZE, THUMBNAIL_SIZE, TRUE, NULL);

      if (pixbuf == NULL ||
          !gdk_pixbuf_save (pixbuf, output, "jpeg", NULL, "quality", "80", NULL))
        return 0;
    }

  return files->len / (heddle_bench_now () - start);
}

static void
print (const Set  *set,
       const char *workers,
       double      value,
       const char *peer,
       double      peer_value)
{
  g_autofree char *name = g_strdup_printf ("%s, %s", set->name, workers);

  if (peer_value > 0)
    heddle_bench_print (&(HeddleBenchFigure) { .bench = "thumbnails",
                                               .figure = name,
                                               .value = value,
                                               .unit = "images/s",
                                               .work = set->work,
                                               .peer = peer,
                                               .peer_value = peer_value });
}

/* The programs take turns, so that what else the machine does meets all of them. */
static void
bench_set (const Set  *set,
           const char *folder)
{
  g_autoptr (HeddleImagingPool) one = heddle_imaging_pool_new ();
  g_autoptr (HeddleImagingPool) two = heddle_imaging_pool_new ();
  double ours[ROUNDS];
  double ours_two[ROUNDS];
  double vips[ROUNDS];
  double pixbuf[ROUNDS];
  double median;

  heddle_imaging_pool_set_max_workers (one, 1);
  heddle_imaging_pool_set_max_workers (two, 2);
  measure_pool (one, set->files, folder);
  measure_pool (two, set->files, folder);

  for (int i = 0; i < ROUNDS; i++)
    {
      ours[i] = measure_pool (one, set->files, folder);
      vips[i] = measure_vipsthumbnail (set->files, folder);
      pixbuf[i] = measure_gdk_pixbuf (set->files, folder);
      ours_two[i] = measure_pool (two, set->files, folder);
    }

  median = heddle_bench_median (ours, ROUNDS);
  print (set, "1 worker", median, "vipsthumbnail", heddle_bench_median (vips, ROUNDS));
  print (set, "1 worker", median, "gdk-pixbuf", heddle_bench_median (pixbuf, ROUNDS));
  print (set, "2 workers", heddle_bench_median (ours_two, ROUNDS), "1 worker", median);
}

static gpointer
bench_thread (gpointer data)
{
  static const int ranges[][2] = { { 0, 0 }, { 1, 1 }, { 2, 2 }, { 0, 2 } };
  g_autofree char *cache = heddle_bench_make_cache ("thumbnails-1");
  g_autofree char *folder = g_dir_make_tmp ("heddle-bench-XXXXXX", NULL);
  g_autoptr (HeddleImagingPool) pool = heddle_imaging_pool_new ();

  for (guint i = 0; i < G_N_ELEMENTS (ranges); i++)
    {
      Set *set = make_set (pool, cache, ranges[i][0], ranges[i][1]);

      bench_set (set, folder);
      set_free (set);
    }
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
