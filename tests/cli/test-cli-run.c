/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>

#include "base/heddle-init.h"
#include "base/heddle-json.h"
#include "heddle-cli-run.h"

/* The samples, and the images that docs/samples.md promises of each. */
static const struct
{
  const char *name;
  const char *rows;
  gint64      n_results;
  const char *images;
} samples[] = {
  { "product-post", NULL, 9, "3 1080x1350 pngload, 3 1080x1920 pngload, 3 1200x628 pngload" },
  { "campaign-headlines", NULL, 5, "5 1080x1350 pngload" },
  { "seasonal-batch", "seasonal-batch.csv", 24, "24 1080x1350 jpegload" },
  { "moodboard", NULL, 1, "1 2400x1600 pngload" },
  { "banner-set", NULL, 4, "1 300x250 jpegload, 1 300x600 jpegload, 1 728x90 jpegload, 1 970x250 jpegload" },
  { "event-poster", NULL, 4, "2 1500x2250 pngload, 2 600x900 jpegload" },
  { "product-backdrops", NULL, 8, "4 1600x2000 pngload, 4 1600x2000 webpload" },
  { "story-series", NULL, 4, "4 1080x1920 pngload" },
  { "menu-cards", NULL, 6, "6 1200x1600 pngload" },
};

static HeddleCliAnswer *
run_sample (HeddleCli  *cli,
            const char *name,
            const char *rows)
{
  g_autofree char *file = g_strconcat (name, ".heddle", NULL);
  g_autofree char *path = heddle_cli_template (cli, file);
  g_autofree char *table = rows == NULL ? NULL : heddle_cli_template (cli, rows);

  return heddle_cli_call (cli, "run", path, "--library", "library", "--json", table == NULL ? NULL : "--rows", table,
                          NULL);
}

static void
assert_done (HeddleCliAnswer *answer,
             HeddleCliRun    *run,
             gint64           n_results)
{
  g_assert_cmpstr (answer->errors, ==, "");
  g_assert_cmpint (answer->status, ==, 0);
  g_assert_cmpstr (heddle_cli_run_get_status (run), ==, "completed");
  g_assert_cmpint (heddle_cli_run_count (run, "total"), ==, n_results);
  g_assert_cmpint (heddle_cli_run_count (run, "successful"), ==, n_results);
  g_assert_cmpint (heddle_cli_run_count (run, "cost"), ==, 0);
}

static void
test_sample (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (HeddleCli) cli = heddle_cli_new ();
  g_autoptr (HeddleCliAnswer) first = run_sample (cli, samples[i].name, samples[i].rows);
  g_autoptr (HeddleCliRun) made = heddle_cli_run_read (first);
  g_autofree char *images = heddle_cli_run_describe (made, cli);
  g_autoptr (HeddleCliAnswer) second = NULL;
  g_autoptr (HeddleCliRun) again = NULL;
  g_autofree char *same_images = NULL;
  g_autoptr (HeddleCliAnswer) verified = NULL;

  assert_done (first, made, samples[i].n_results);
  g_assert_cmpstr (images, ==, samples[i].images);

  second = run_sample (cli, samples[i].name, samples[i].rows);
  again = heddle_cli_run_read (second);
  same_images = heddle_cli_run_describe (again, cli);
  assert_done (second, again, samples[i].n_results);
  g_assert_cmpstr (same_images, ==, images);
  g_assert_cmpint (heddle_cli_run_count (again, "cached"), ==, samples[i].n_results);
  for (guint j = 0; j < again->items->len; j++)
    g_assert_cmpstr (json_object_get_string_member (g_ptr_array_index (again->items, j), "status"), ==, "cached");
  g_assert_cmpuint (again->items->len, ==, made->items->len);
  g_assert_cmpuint (again->assets->len, ==, made->assets->len);

  verified = heddle_cli_call (cli, "verify", "--library", "library", NULL);
  g_assert_cmpint (verified->status, ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  heddle_init ();
  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_autofree char *path = g_strdup_printf ("/cli/run/sample/%s", samples[i].name);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_sample);
    }
  return g_test_run ();
}
