/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "heddle-bench.h"

#include <ftw.h>
#include <json-glib/json-glib.h>
#include <stdio.h>
#include <string.h>

#include "base/heddle-json.h"

static char *
read_processor_name (void)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  if (!g_file_get_contents ("/proc/cpuinfo", &text, NULL, NULL))
    return g_strdup ("unknown");

  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *colon = strchr (lines[i], ':');

      if (g_str_has_prefix (lines[i], "model name") && colon != NULL)
        return g_strstrip (g_strdup (colon + 1));
    }

  return g_strdup ("unknown");
}

static double
round_figure (double value)
{
  g_autofree char *text = g_strdup_printf ("%.5g", value);

  return g_ascii_strtod (text, NULL);
}

static JsonObject *
describe_machine (void)
{
  JsonObject *machine = json_object_new ();
  g_autofree char *processor = read_processor_name ();

  json_object_set_string_member (machine, "cpu", processor);
  json_object_set_int_member (machine, "cores", g_get_num_processors ());

  return machine;
}

/**
 * heddle_bench_print:
 * @figure: a figure
 *
 * Prints @figure as one line of JSON: `bench`, `case`, `value`, `unit`, `work`, `machine` (`cpu`,
 * `cores`) and `peer` (`name`, `value`, and `ratio`: ours divided by the peer's), which is null
 * where there is none.
 */
void
heddle_bench_print (const HeddleBenchFigure *figure)
{
  g_autoptr (JsonObject) line = json_object_new ();
  g_autofree char *text = NULL;

  json_object_set_string_member (line, "bench", figure->bench);
  json_object_set_string_member (line, "case", figure->figure);
  json_object_set_double_member (line, "value", round_figure (figure->value));
  json_object_set_string_member (line, "unit", figure->unit);
  json_object_set_string_member (line, "work", figure->work);
  json_object_set_object_member (line, "machine", describe_machine ());
  if (figure->peer != NULL)
    {
      JsonObject *peer = json_object_new ();

      json_object_set_string_member (peer, "name", figure->peer);
      json_object_set_double_member (peer, "value", round_figure (figure->peer_value));
      json_object_set_double_member (peer, "ratio",
                                     round_figure (figure->value / figure->peer_value));
      json_object_set_object_member (line, "peer", peer);
    }
  else
    {
      json_object_set_null_member (line, "peer");
    }

  text = heddle_json_write_object (line, HEDDLE_JSON_COMPACT);
  printf ("%s\n", text);
  fflush (stdout);
}

/**
 * heddle_bench_now:
 *
 * Returns: seconds on a clock that only goes forward
 */
double
heddle_bench_now (void)
{
  return (double) g_get_monotonic_time () / G_USEC_PER_SEC;
}

static int
compare_values (const void *a,
                const void *b)
{
  double x = *(const double *) a;
  double y = *(const double *) b;

  return (x > y) - (x < y);
}

/**
 * heddle_bench_median:
 * @values: (array length=n_values): what several rounds gave
 * @n_values: their number, at least 1
 *
 * Returns: the value in the middle, the upper one of two
 */
double
heddle_bench_median (const double *values,
                     guint         n_values)
{
  g_autofree double *sorted = g_memdup2 (values, n_values * sizeof (double));

  g_assert (n_values > 0);
  qsort (sorted, n_values, sizeof (double), compare_values);

  return sorted[n_values / 2];
}

/**
 * heddle_bench_make_cache:
 * @name: a name with a version, such as "thumbnails-1"
 *
 * Makes a folder for what a benchmark prepares once and uses in every run.
 *
 * Returns: (transfer full) (type filename): its path, in the user's cache directory
 */
char *
heddle_bench_make_cache (const char *name)
{
  char *path = g_build_filename (g_get_user_cache_dir (), "heddle-bench", name, NULL);

  if (g_mkdir_with_parents (path, 0700) != 0)
    g_error ("%s cannot be made", path);

  return path;
}

static int
remove_entry (const char        *path,
              const struct stat *info,
              int                kind,
              struct FTW        *position)
{
  return remove (path);
}

/**
 * heddle_bench_remove_folder:
 * @path: (type filename): a folder that the benchmark made
 *
 * Removes @path and all that is in it.
 */
void
heddle_bench_remove_folder (const char *path)
{
  nftw (path, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
}
