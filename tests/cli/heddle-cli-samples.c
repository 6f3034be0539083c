/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "heddle-cli-samples.h"

const HeddleCliSample heddle_cli_samples[] = {
  { "product-post", NULL, 9, "3 1080x1350 pngload, 3 1080x1920 pngload, 3 1200x628 pngload" },
  { "campaign-headlines", NULL, 5, "5 1080x1350 pngload", TRUE },
  { "seasonal-batch", "seasonal-batch.csv", 24, "24 1080x1350 jpegload" },
  { "moodboard", NULL, 1, "1 2400x1600 pngload" },
  { "banner-set", NULL, 4, "1 300x250 jpegload, 1 300x600 jpegload, 1 728x90 jpegload, 1 970x250 jpegload" },
  { "event-poster", NULL, 4, "2 1500x2250 pngload, 2 600x900 jpegload" },
  { "product-backdrops", NULL, 8, "4 1600x2000 pngload, 4 1600x2000 webpload" },
  { "story-series", NULL, 4, "4 1080x1920 pngload", TRUE },
  { "menu-cards", NULL, 6, "6 1200x1600 pngload" },
  { NULL },
};

/**
 * heddle_cli_sample_run:
 * @self: a sample
 * @cli: a place to call from
 * @options: (array zero-terminated=1): more words
 *
 * Returns: (transfer full): what came of running it in the library `library`, in JSON
 */
HeddleCliAnswer *
heddle_cli_sample_run (const HeddleCliSample *self,
                       HeddleCli             *cli,
                       const char *const     *options)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  g_autofree char *file = g_strconcat (self->name, ".heddle", NULL);
  g_autofree char *path = heddle_cli_template (cli, file);
  g_autofree char *rows = self->rows == NULL ? NULL : heddle_cli_template (cli, self->rows);

  g_ptr_array_add (words, (char *) "run");
  g_ptr_array_add (words, path);
  g_ptr_array_add (words, (char *) "--json");
  g_ptr_array_add (words, (char *) "--library");
  g_ptr_array_add (words, (char *) "library");
  if (rows != NULL)
    {
      g_ptr_array_add (words, (char *) "--rows");
      g_ptr_array_add (words, rows);
    }
  for (guint i = 0; options[i] != NULL; i++)
    g_ptr_array_add (words, (char *) options[i]);
  g_ptr_array_add (words, NULL);
  return heddle_cli_call_strv (cli, (const char *const *) words->pdata, NULL);
}

/**
 * heddle_cli_sample_assert_done:
 * @self: a sample
 * @cli: a place to call from
 * @answer: what came of running it
 *
 * Fails unless all results are there, and are images of the sizes that the sample is for.
 */
void
heddle_cli_sample_assert_done (const HeddleCliSample *self,
                               HeddleCli             *cli,
                               HeddleCliAnswer       *answer)
{
  g_autoptr (HeddleCliRun) run = heddle_cli_run_read (answer);
  g_autofree char *images = heddle_cli_run_describe (run, cli);

  g_assert_cmpint (answer->status, ==, 0);
  g_assert_cmpstr (heddle_cli_run_get_status (run), ==, "completed");
  g_assert_cmpint (heddle_cli_run_count (run, "total"), ==, self->n_results);
  g_assert_cmpint (heddle_cli_run_count (run, "successful"), ==, self->n_results);
  g_assert_cmpstr (images, ==, self->images);
}

/**
 * heddle_cli_sample_assert_again:
 * @self: a sample
 * @cli: a place to call from
 * @answer: what came of running it a second time
 * @first: what came of running it the first time
 *
 * Fails unless nothing was done again: no step, no payment, no other results.
 */
void
heddle_cli_sample_assert_again (const HeddleCliSample *self,
                                HeddleCli             *cli,
                                HeddleCliAnswer       *answer,
                                HeddleCliAnswer       *first)
{
  g_autoptr (HeddleCliRun) run = heddle_cli_run_read (answer);
  g_autoptr (HeddleCliRun) before = heddle_cli_run_read (first);

  heddle_cli_sample_assert_done (self, cli, answer);
  g_assert_cmpint (heddle_cli_run_count (run, "cached"), ==, self->n_results);
  g_assert_cmpint (heddle_cli_run_count (run, "cost"), ==, 0);
  g_assert_cmpuint (run->items->len, ==, before->items->len);
  g_assert_cmpuint (run->assets->len, ==, before->assets->len);
  for (guint i = 0; i < run->items->len; i++)
    g_assert_cmpstr (json_object_get_string_member (g_ptr_array_index (run->items, i), "status"), ==, "cached");
}
