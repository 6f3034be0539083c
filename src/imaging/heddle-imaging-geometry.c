/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "imaging/heddle-imaging-geometry.h"

static const char *const smart_names[] = {
  "centre",     "north", "north-east", "east",      "south-east", "south",
  "south-west", "west",  "north-west", "attention", "entropy",    NULL,
};

static const char *const compass_names[] = {
  "centre", "north",      "north-east", "east",       "south-east",
  "south",  "south-west", "west",       "north-west", NULL,
};

/* Halves of the free space: 0 is the near edge, 1 the middle, 2 the far edge. */
static const struct
{
  int x;
  int y;
} halves[] = {
  [HEDDLE_IMAGING_GRAVITY_CENTRE] = { 1, 1 },     [HEDDLE_IMAGING_GRAVITY_NORTH] = { 1, 0 },
  [HEDDLE_IMAGING_GRAVITY_NORTH_EAST] = { 2, 0 }, [HEDDLE_IMAGING_GRAVITY_EAST] = { 2, 1 },
  [HEDDLE_IMAGING_GRAVITY_SOUTH_EAST] = { 2, 2 }, [HEDDLE_IMAGING_GRAVITY_SOUTH] = { 1, 2 },
  [HEDDLE_IMAGING_GRAVITY_SOUTH_WEST] = { 0, 2 }, [HEDDLE_IMAGING_GRAVITY_WEST] = { 0, 1 },
  [HEDDLE_IMAGING_GRAVITY_NORTH_WEST] = { 0, 0 },
};

/**
 * heddle_imaging_read_gravity:
 * @params: the request
 * @smart: whether `attention` and `entropy` are allowed
 *
 * Returns: the request's `gravity`; centre where it is absent
 */
HeddleImagingGravity
heddle_imaging_read_gravity (HeddleImagingParams *params,
                             gboolean             smart)
{
  return (HeddleImagingGravity) heddle_imaging_params_get_choice (
      params, "gravity", smart ? smart_names : compass_names, HEDDLE_IMAGING_GRAVITY_CENTRE);
}

/**
 * heddle_imaging_place:
 * @gravity: a direction of the compass, or the centre
 * @space_x: free width; negative where the inner thing is the wider one
 * @space_y: free height
 * @x: (out): offset from the left
 * @y: (out): offset from the top
 *
 * Divides the free space around something.
 */
void
heddle_imaging_place (HeddleImagingGravity gravity,
                      int                  space_x,
                      int                  space_y,
                      int                 *x,
                      int                 *y)
{
  g_assert (gravity < G_N_ELEMENTS (halves));

  *x = space_x * halves[gravity].x / 2;
  *y = space_y * halves[gravity].y / 2;
}
