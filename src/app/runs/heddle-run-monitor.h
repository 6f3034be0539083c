/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heddle-run.h"
#include "engine/heddle-run-event.h"
#include "runs/heddle-continued-run.h"
#include "runs/heddle-run-state.h"
#include "window/heddle-session.h"

G_BEGIN_DECLS

/**
 * HeddleRunProgress:
 * @n_done: how many results are there, or in a batch how many rows have ended
 * @n_failed: how many results failed
 * @n_rows: how many rows a batch has, else 0
 * @n_steps_done: how many steps have ended
 * @n_steps: how many there are
 * @fraction: how far the run is, from 0 to 1
 * @cost: what it has cost so far
 * @estimate: what it costs at most, as it was estimated
 * @started_at: when it was begun, Unix milliseconds
 *
 * How far a run is that is being followed.
 */
typedef struct
{
  guint       n_done;
  guint       n_failed;
  guint       n_rows;
  guint       n_steps_done;
  guint       n_steps;
  double      fraction;
  HeddleMoney cost;
  HeddleMoney estimate;
  gint64      started_at;
} HeddleRunProgress;

/**
 * HeddleRunMonitor:
 *
 * Follows a run, and writes what happens in it into the state that the editor shows.
 */
#define HEDDLE_TYPE_RUN_MONITOR (heddle_run_monitor_get_type ())
G_DECLARE_FINAL_TYPE (HeddleRunMonitor, heddle_run_monitor, HEDDLE, RUN_MONITOR, GObject)

HeddleRunMonitor *heddle_run_monitor_new         (HeddleSession    *session,
                                                  HeddleRunState   *state,
                                                  HeddlePlan       *plan);
HeddleRunMonitor *heddle_run_monitor_new_continued (HeddleSession      *session,
                                                    HeddleRunState     *state,
                                                    HeddleContinuedRun *continued);
DexFuture        *heddle_run_monitor_start       (HeddleRunMonitor *self);
void              heddle_run_monitor_stop        (HeddleRunMonitor *self);
void              heddle_run_monitor_abandon     (HeddleRunMonitor *self);
gboolean          heddle_run_monitor_is_running  (HeddleRunMonitor *self);
gint64            heddle_run_monitor_get_number  (HeddleRunMonitor *self);
HeddleRunStatus   heddle_run_monitor_get_status  (HeddleRunMonitor *self);
const char       *heddle_run_monitor_get_run     (HeddleRunMonitor *self);
char             *heddle_run_monitor_dup_title   (HeddleRunMonitor *self);
void              heddle_run_monitor_get_progress (HeddleRunMonitor  *self,
                                                  HeddleRunProgress *progress);
char             *heddle_run_monitor_dup_wait    (HeddleRunMonitor *self,
                                                 const char       *node);
char             *heddle_run_monitor_dup_summary (HeddleRunMonitor *self);

G_END_DECLS
