/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "imaging/heddle-imaging-params.h"

G_BEGIN_DECLS

/**
 * HeddleImagingGravity:
 *
 * Where something lies in a larger frame, or what a crop keeps. The last two look at the picture
 * and make sense for crops only.
 */
typedef enum
{
  HEDDLE_IMAGING_GRAVITY_CENTRE,
  HEDDLE_IMAGING_GRAVITY_NORTH,
  HEDDLE_IMAGING_GRAVITY_NORTH_EAST,
  HEDDLE_IMAGING_GRAVITY_EAST,
  HEDDLE_IMAGING_GRAVITY_SOUTH_EAST,
  HEDDLE_IMAGING_GRAVITY_SOUTH,
  HEDDLE_IMAGING_GRAVITY_SOUTH_WEST,
  HEDDLE_IMAGING_GRAVITY_WEST,
  HEDDLE_IMAGING_GRAVITY_NORTH_WEST,
  HEDDLE_IMAGING_GRAVITY_ATTENTION,
  HEDDLE_IMAGING_GRAVITY_ENTROPY,
} HeddleImagingGravity;

HeddleImagingGravity heddle_imaging_read_gravity (HeddleImagingParams  *params,
                                                  gboolean              smart);
void                 heddle_imaging_place        (HeddleImagingGravity  gravity,
                                                  int                   space_x,
                                                  int                   space_y,
                                                  int                  *x,
                                                  int                  *y);

G_END_DECLS
