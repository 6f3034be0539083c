/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heddle-run-item.h"
#include "engine/heddle-run-tally.h"
#include "engine/heddle-shared-claims.h"
#include "store/heddle-library.h"

G_BEGIN_DECLS

/**
 * HeddleRunRecorder:
 *
 * Writes a run down in the library: the run first, then every change of
 * state in the order in which it happened, many in one transaction. Used on the coordinator's
 * thread; what it does in the library happens on the library's writer.
 */
typedef struct _HeddleRunRecorder HeddleRunRecorder;

HeddleRunRecorder *heddle_run_recorder_new        (HeddleLibrary        *library,
                                                   HeddlePlan           *plan,
                                                   const char           *uuid);
HeddleRunRecorder *heddle_run_recorder_continue (HeddleLibrary        *library,
                                                 HeddlePlan           *plan,
                                                 const char           *uuid,
                                                 gboolean              retry,
                                                 GError              **error);
gboolean           heddle_run_recorder_has_started (HeddleRunRecorder   *self);
gboolean           heddle_run_recorder_await_start (HeddleRunRecorder   *self,
                                                    GError             **error);
void               heddle_run_recorder_unref      (HeddleRunRecorder    *self);
gboolean           heddle_run_recorder_has_past   (HeddleRunRecorder    *self);
gint64             heddle_run_recorder_get_id     (HeddleRunRecorder    *self);
gint64             heddle_run_recorder_get_number (HeddleRunRecorder    *self);
void               heddle_run_recorder_add_item   (HeddleRunRecorder    *self,
                                                   const HeddleRunItem  *item);
void               heddle_run_recorder_add_result (HeddleRunRecorder    *self,
                                                   const char           *key,
                                                   HeddleNodeOutputs    *outputs);
void               heddle_run_recorder_add_claim  (HeddleRunRecorder    *self,
                                                   HeddleSharedClaim    *claim);
void               heddle_run_recorder_flush      (HeddleRunRecorder    *self);
void               heddle_run_recorder_give_up    (HeddleRunRecorder    *self);
void               heddle_run_recorder_pause      (HeddleRunRecorder    *self);
void               heddle_run_recorder_note_uses (HeddleRunRecorder     *self,
                                                  GPtrArray             *keys);
void               heddle_run_recorder_set_offline (HeddleRunRecorder    *self,
                                                 gboolean              offline);
gboolean           heddle_run_recorder_finish     (HeddleRunRecorder    *self,
                                                   HeddleRunStatus       status,
                                                   const GError         *pause,
                                                   const HeddleRunTally *tally,
                                                   GError              **error);

G_END_DECLS
