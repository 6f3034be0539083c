/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heddle-run.h"
#include "engine/heddle-run-event.h"
#include "runs/heddle-run-state.h"
#include "window/heddle-session.h"

G_BEGIN_DECLS

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
DexFuture        *heddle_run_monitor_start       (HeddleRunMonitor *self);
void              heddle_run_monitor_stop        (HeddleRunMonitor *self);
void              heddle_run_monitor_abandon     (HeddleRunMonitor *self);
gboolean          heddle_run_monitor_is_running  (HeddleRunMonitor *self);
gint64            heddle_run_monitor_get_number  (HeddleRunMonitor *self);
char             *heddle_run_monitor_dup_summary (HeddleRunMonitor *self);

G_END_DECLS
