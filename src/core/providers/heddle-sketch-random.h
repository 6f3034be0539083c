/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HeddleSketchRandom:
 * @state: where the sequence stands
 *
 * The chance in a sketch: a sequence of numbers that a text and a seed decide alone, the same on
 * every machine. A plain value: copied by assignment.
 */
typedef struct
{
  guint64 state;
} HeddleSketchRandom;

HeddleSketchRandom heddle_sketch_random_new      (const char         *text,
                                                  gint64              seed);
guint64            heddle_sketch_hash            (const char         *text);
guint              heddle_sketch_random_below    (HeddleSketchRandom *self,
                                                  guint               n);
double             heddle_sketch_random_between  (HeddleSketchRandom *self,
                                                  double              low,
                                                  double              high);
gboolean           heddle_sketch_random_chance   (HeddleSketchRandom *self,
                                                  double              probability);

G_END_DECLS
