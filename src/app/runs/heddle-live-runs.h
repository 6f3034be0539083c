/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "runs/heddle-run-monitor.h"

G_BEGIN_DECLS

/**
 * HeddleLiveRuns:
 *
 * The runs that are at work in this process, and the news about how far they are. Lives on the main
 * thread.
 */
#define HEDDLE_TYPE_LIVE_RUNS (heddle_live_runs_get_type ())
G_DECLARE_FINAL_TYPE (HeddleLiveRuns, heddle_live_runs, HEDDLE, LIVE_RUNS, GObject)

HeddleLiveRuns   *heddle_live_runs_new       (HeddleSession    *session);
void              heddle_live_runs_add       (HeddleLiveRuns   *self,
                                              HeddleRunMonitor *monitor);
void              heddle_live_runs_remove    (HeddleLiveRuns   *self,
                                              HeddleRunMonitor *monitor);
void              heddle_live_runs_take      (HeddleLiveRuns   *self,
                                              HeddleContinuedRun *continued);
void              heddle_live_runs_touch     (HeddleLiveRuns   *self,
                                              HeddleRunMonitor *monitor);
void              heddle_live_runs_begin      (HeddleLiveRuns     *self,
                                               HeddleRun          *run);
HeddleRunMonitor *heddle_live_runs_lookup    (HeddleLiveRuns   *self,
                                              const char       *run);
guint             heddle_live_runs_get_n_runs (HeddleLiveRuns  *self);
GStrv             heddle_live_runs_list      (HeddleLiveRuns   *self);

G_END_DECLS
