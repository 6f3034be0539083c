/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "runs/heddle-run-entry.h"

G_BEGIN_DECLS

/**
 * HeddleRunsModel:
 *
 * The list of runs that a filter and a search let through, the newest first, read page by page on
 * the library's threads. Follows the library and the runs at work. Lives on the main thread.
 */
#define HEDDLE_TYPE_RUNS_MODEL (heddle_runs_model_get_type ())
G_DECLARE_FINAL_TYPE (HeddleRunsModel, heddle_runs_model, HEDDLE, RUNS_MODEL, GObject)

HeddleRunsModel *heddle_runs_model_new        (HeddleSession   *session);
GListModel      *heddle_runs_model_get_runs   (HeddleRunsModel *self);
void             heddle_runs_model_set_filter (HeddleRunsModel *self,
                                               HeddleRunFilter  filter);
HeddleRunFilter  heddle_runs_model_get_filter (HeddleRunsModel *self);
void             heddle_runs_model_set_text   (HeddleRunsModel *self,
                                               const char      *text);
const char      *heddle_runs_model_get_text   (HeddleRunsModel *self);
void             heddle_runs_model_read_more  (HeddleRunsModel *self);
void             heddle_runs_model_reload     (HeddleRunsModel *self);
gboolean         heddle_runs_model_is_read    (HeddleRunsModel *self);
const GError    *heddle_runs_model_get_error  (HeddleRunsModel *self);
HeddleRunEntry  *heddle_runs_model_find       (HeddleRunsModel *self,
                                               const char      *run);
DexFuture       *heddle_runs_model_count      (HeddleRunsModel *self);

G_END_DECLS
