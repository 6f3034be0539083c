/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * HeddleBarSegment:
 * @share: of the whole bar, from 0 to 1
 * @color: its colour
 *
 * A part of a bar.
 */
typedef struct
{
  double  share;
  GdkRGBA color;
} HeddleBarSegment;

/**
 * HeddleSegmentBar:
 *
 * A bar whose parts have colours of their own, from its beginning on. Nothing is to be told by it
 * that is not told in words beside it.
 */
#define HEDDLE_TYPE_SEGMENT_BAR (heddle_segment_bar_get_type ())
G_DECLARE_FINAL_TYPE (HeddleSegmentBar, heddle_segment_bar, HEDDLE, SEGMENT_BAR, GtkWidget)

HeddleSegmentBar *heddle_segment_bar_new          (void);
void              heddle_segment_bar_set_segments (HeddleSegmentBar       *self,
                                                   const HeddleBarSegment *segments,
                                                   guint                   n_segments,
                                                   double                  gap);

G_END_DECLS
