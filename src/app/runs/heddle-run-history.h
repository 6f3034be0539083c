/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "runs/heddle-run-state.h"
#include "window/heddle-session.h"

G_BEGIN_DECLS

/**
 * HeddleRunHistory:
 *
 * What the library holds of a run of a pipeline, so that the editor shows it again. Read on a
 * thread, shown on the main one.
 */
#define HEDDLE_TYPE_RUN_HISTORY (heddle_run_history_get_type ())
G_DECLARE_FINAL_TYPE (HeddleRunHistory, heddle_run_history, HEDDLE, RUN_HISTORY, GObject)

DexFuture  *heddle_run_history_load         (HeddleSession    *session,
                                             const char       *workflow,
                                             const char       *pipeline);
DexFuture  *heddle_run_history_load_run     (HeddleSession    *session,
                                             const char       *run);
const char *heddle_run_history_get_pipeline (HeddleRunHistory *self);
gboolean    heddle_run_history_has_gone_on  (HeddleRunHistory *self,
                                             HeddleRunState   *state);
void        heddle_run_history_show         (HeddleRunHistory *self,
                                             HeddleSession    *session,
                                             HeddleRunState   *state);

G_END_DECLS
