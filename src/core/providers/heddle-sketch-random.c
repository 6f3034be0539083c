/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "providers/heddle-sketch-random.h"

static guint64
next (HeddleSketchRandom *self)
{
  guint64 z = (self->state += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15));

  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);

  return z ^ (z >> 31);
}

/**
 * heddle_sketch_hash:
 * @text: any text
 *
 * The 64-bit FNV-1a hash of a text, which unlike [func@GLib.str_hash] is promised never to change.
 *
 * Returns: the hash
 */
guint64
heddle_sketch_hash (const char *text)
{
  guint64 hash = G_GUINT64_CONSTANT (0xcbf29ce484222325);

  for (const char *c = text; *c != '\0'; c++)
    hash = (hash ^ (guint8) *c) * G_GUINT64_CONSTANT (0x100000001b3);

  return hash;
}

/**
 * heddle_sketch_random_new:
 * @text: what decides the sequence…
 * @seed: …together with this
 *
 * Begins a sequence (Steele, Lea and Flood's SplitMix64).
 *
 * Returns: the sequence at its start
 */
HeddleSketchRandom
heddle_sketch_random_new (const char *text,
                          gint64      seed)
{
  HeddleSketchRandom self = { heddle_sketch_hash (text) };

  self.state ^= next (&(HeddleSketchRandom) { (guint64) seed });

  return self;
}

/**
 * heddle_sketch_random_below:
 * @self: a sequence
 * @n: how many choices there are, at least 1
 *
 * Returns: the next choice, from 0 to @n − 1
 */
guint
heddle_sketch_random_below (HeddleSketchRandom *self,
                            guint               n)
{
  g_return_val_if_fail (n > 0, 0);

  return (guint) ((next (self) >> 32) * n >> 32);
}

/**
 * heddle_sketch_random_between:
 * @self: a sequence
 * @low: the least
 * @high: the bound
 *
 * Returns: the next number, in [@low, @high)
 */
double
heddle_sketch_random_between (HeddleSketchRandom *self,
                              double              low,
                              double              high)
{
  return low + (high - low) * ((double) (next (self) >> 11) / 9007199254740992.0);
}

/**
 * heddle_sketch_random_chance:
 * @self: a sequence
 * @probability: from 0 (never) to 1 (always)
 *
 * Returns: whether it happens this time
 */
gboolean
heddle_sketch_random_chance (HeddleSketchRandom *self,
                             double              probability)
{
  return heddle_sketch_random_between (self, 0, 1) < probability;
}
