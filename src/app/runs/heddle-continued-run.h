/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "store/heddle-decision-repository.h"
#include "store/heddle-run-timeline.h"
#include "window/heddle-session.h"

G_BEGIN_DECLS

/**
 * HeddleGateAnswer:
 * @HEDDLE_GATE_PICK: these go on
 * @HEDDLE_GATE_APPROVE: these are approved, and the others are not
 * @HEDDLE_GATE_REJECT: these are rejected, and the others are approved
 *
 * What a person says to a step that waits.
 */
typedef enum
{
  HEDDLE_GATE_PICK,
  HEDDLE_GATE_APPROVE,
  HEDDLE_GATE_REJECT,
} HeddleGateAnswer;

/**
 * HeddleContinuedRun:
 *
 * A run of the library that is about to go on, with what its steps have done before. Made on a
 * thread.
 */
#define HEDDLE_TYPE_CONTINUED_RUN (heddle_continued_run_get_type ())
G_DECLARE_FINAL_TYPE (HeddleContinuedRun, heddle_continued_run, HEDDLE, CONTINUED_RUN, GObject)

DexFuture         *heddle_continued_run_load         (HeddleSession        *session,
                                                      const char           *run,
                                                      gboolean              retry);
DexFuture         *heddle_continued_run_answer       (HeddleSession        *session,
                                                      const char           *run,
                                                      const char           *node,
                                                      HeddleGateAnswer      answer,
                                                      const char *const    *indexes);
DexFuture         *heddle_continued_run_ask_more     (HeddleSession        *session,
                                                      const char           *run,
                                                      const char           *node,
                                                      const char           *index);
DexFuture         *heddle_continued_run_decide       (HeddleSession        *session,
                                                      const char           *run,
                                                      const char           *node,
                                                      const char           *index,
                                                      HeddleDecisionAnswer  answer);
DexFuture         *heddle_continued_run_adopt        (HeddleSession        *session,
                                                      HeddleRun            *run);
HeddleRun         *heddle_continued_run_get_run      (HeddleContinuedRun   *self);
HeddleRunTimeline *heddle_continued_run_get_timeline (HeddleContinuedRun   *self);

G_END_DECLS
