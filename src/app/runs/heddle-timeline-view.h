/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "graph/heddle-node-registry.h"
#include "runs/heddle-run-monitor.h"
#include "store/heddle-run-timeline.h"

G_BEGIN_DECLS

/**
 * HeddleTimelineView:
 *
 * Which step of a run worked when, how long, and what it cost: a row per step.
 */
#define HEDDLE_TYPE_TIMELINE_VIEW (heddle_timeline_view_get_type ())
G_DECLARE_FINAL_TYPE (HeddleTimelineView, heddle_timeline_view, HEDDLE, TIMELINE_VIEW, GtkWidget)

HeddleTimelineView *heddle_timeline_view_new  (HeddleNodeRegistry *registry);
void                heddle_timeline_view_show (HeddleTimelineView *self,
                                               HeddleRunTimeline  *timeline,
                                               HeddleRunMonitor   *monitor,
                                               gboolean            narrow,
                                               gint64              now);

G_END_DECLS
