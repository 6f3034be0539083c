/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "store/heddle-run-timeline.h"

G_BEGIN_DECLS

/**
 * HeddleTimelineTrack:
 *
 * The bars of one step on a timeline, or, without a step, the scale above them.
 */
#define HEDDLE_TYPE_TIMELINE_TRACK (heddle_timeline_track_get_type ())
G_DECLARE_FINAL_TYPE (HeddleTimelineTrack, heddle_timeline_track, HEDDLE, TIMELINE_TRACK, GtkWidget)

HeddleTimelineTrack *heddle_timeline_track_new (void);
void                 heddle_timeline_track_set (HeddleTimelineTrack      *self,
                                                HeddleRunTimeline        *timeline,
                                                const HeddleTimelineStep *step);

G_END_DECLS
