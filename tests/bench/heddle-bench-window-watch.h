/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HeddleBenchStart:
 * @mapped: until the first window was on the screen, in milliseconds
 * @drawn: until something could be seen in it
 * @complete: until what it shows did not change any more
 * @memory: what the program and its children took when idle, in MiB of PSS
 *
 * How a program with a window started.
 */
typedef struct
{
  double mapped;
  double drawn;
  double complete;
  double memory;
} HeddleBenchStart;

void heddle_bench_start_program (const char *const *arguments,
                                 HeddleBenchStart  *start);

G_END_DECLS
