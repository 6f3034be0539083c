/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Finds places for many linked boxes, as what a layer leads to with a few links that skip some, once all
 * loose and once in frames of ten.
 */

#include "config.h"

#include "graph/heddle-arrangement.h"
#include "heddle-bench.h"

#define ROUNDS 5
#define IN_FRAME 10

static HeddleArrangement *
make_arrangement (guint    n,
                  gboolean framed)
{
  HeddleArrangement *self = heddle_arrangement_new ();
  g_autoptr (GRand) random = g_rand_new_with_seed (n);
  g_autofree guint *boxes = g_new (guint, n);
  guint frame = HEDDLE_ARRANGEMENT_NONE;

  for (guint i = 0; i < n; i++)
    {
      if (framed && i % IN_FRAME == 0)
        frame = heddle_arrangement_add_frame (self, HEDDLE_ARRANGEMENT_NONE);
      boxes[i] = heddle_arrangement_add_box (self, 200, g_rand_double_range (random, 100, 400), frame);
    }
  for (guint i = 1; i < n; i++)
    for (guint j = 0; j < 2; j++)
      heddle_arrangement_add_link (self, boxes[g_rand_int_range (random, (int) (i > 40 ? i - 40 : 0), (int) i)], 50,
                                   boxes[i], 50 + 26 * j);
  return self;
}

static void
measure (guint    n,
         gboolean framed)
{
  g_autofree char *figure = g_strdup_printf ("arranging %u nodes%s", n, framed ? " in frames" : "");
  g_autofree char *work = g_strdup_printf ("%u links, median of %d", 2 * (n - 1), ROUNDS);
  double times[ROUNDS];

  for (guint i = 0; i < ROUNDS; i++)
    {
      g_autoptr (HeddleArrangement) arrangement = make_arrangement (n, framed);
      double start = heddle_bench_now ();

      heddle_arrangement_run (arrangement, 0, 0);
      times[i] = (heddle_bench_now () - start) * 1000;
    }
  heddle_bench_print (&(HeddleBenchFigure) { .bench = "arranging", .figure = figure,
                                             .value = heddle_bench_median (times, ROUNDS), .unit = "ms", .work = work });
}

int
main (void)
{
  measure (100, FALSE);
  measure (1000, FALSE);
  measure (1000, TRUE);
  measure (5000, FALSE);
  return 0;
}
