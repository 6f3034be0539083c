/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "runs/heddle-run-monitor.h"
#include "store/heddle-run-summary.h"

G_BEGIN_DECLS

/**
 * HeddleRunEntry:
 *
 * A run in the list of runs: what the library says of it, and how far it is where it is at work in
 * this process. Lives on the main thread.
 */
#define HEDDLE_TYPE_RUN_ENTRY (heddle_run_entry_get_type ())
G_DECLARE_FINAL_TYPE (HeddleRunEntry, heddle_run_entry, HEDDLE, RUN_ENTRY, GObject)

HeddleRunEntry           *heddle_run_entry_new           (HeddleRunSummary *summary);
const HeddleRunSummary   *heddle_run_entry_get_summary   (HeddleRunEntry   *self);
void                      heddle_run_entry_take_summary  (HeddleRunEntry   *self,
                                                          HeddleRunSummary *summary);
const HeddleRunProgress  *heddle_run_entry_get_progress  (HeddleRunEntry   *self);
void                      heddle_run_entry_follow        (HeddleRunEntry   *self,
                                                          HeddleRunMonitor *monitor);

G_END_DECLS
