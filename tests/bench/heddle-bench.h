/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HeddleBenchFigure:
 * @bench: the program's name, such as "thumbnails"
 * @figure: what was measured, such as "all formats, 1 worker"
 * @value: the figure
 * @unit: of @value and @peer_value, such as "images/s"
 * @work: what was done to get it, such as "60 images"
 * @peer: (nullable): what it is compared with, a peer or a floor that ran in the same run
 * @peer_value: the peer's figure, where there is one
 *
 * One line of output. Ratios count, absolute figures do not: they differ by machine.
 */
typedef struct
{
  const char *bench;
  const char *figure;
  double      value;
  const char *unit;
  const char *work;
  const char *peer;
  double      peer_value;
} HeddleBenchFigure;

void    heddle_bench_print         (const HeddleBenchFigure *figure);
double  heddle_bench_now           (void);
double  heddle_bench_median        (const double            *values,
                                    guint                    n_values);
char   *heddle_bench_make_cache    (const char              *name);
void    heddle_bench_remove_folder (const char              *path);

G_END_DECLS
