/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heddle-item-keys.h"
#include "engine/heddle-job-slots.h"
#include "engine/heddle-result-cache.h"
#include "engine/heddle-run-hindrance.h"
#include "engine/heddle-run-item.h"
#include "engine/heddle-run-past.h"
#include "engine/heddle-run-recorder.h"
#include "engine/heddle-run-tally.h"
#include "engine/heddle-shared-claims.h"
#include "providers/heddle-providers.h"

G_BEGIN_DECLS

/* What heddle-run-coordinator.c, which decides what is done next, and heddle-run-outcome.c, which sees to
 * what has come of it, share on a run's thread.
 */
typedef struct
{
  HeddleRun *run;
  gint64 started_at;
  gboolean begun;
  gboolean may_execute;
  GError *failure;
  HeddlePlan *plan;
  HeddleServices *services;
  HeddleProviders *providers;
  HeddleRunFacts facts;
  HeddleRunRecorder *recorder;
  HeddleResultCache *cache;
  HeddleSharedClaims *claims;
  guint n_earlier_doubts;
  HeddleRunPast *past;
  HeddleRunTally tally;
  GAsyncQueue *messages;
  GPtrArray *rows;
  guint next_row;
  GQueue ready_steps;
  GQueue ready_items;
  GQueue early_items;
  GSequence *queue;
  guint in_flight;
  guint n_awaiting;
  guint jobs;
  HeddleJobClaim *claim;
  gboolean stopping;
  gboolean leaving;
  HeddleRunHindrance hindrance;
  GError *pause;
  HeddleItemKeys *keys;
} HeddleRunCoordinator;

void heddle_run_coordinator_release_followers (HeddleRunCoordinator *self,
                                               HeddleRunStep        *step,
                                               gboolean              settled);
void heddle_run_coordinator_release_early_items (HeddleRunCoordinator *self);
void heddle_run_coordinator_settle_step (HeddleRunCoordinator *self,
                                         HeddleRunStep        *step);
void heddle_run_coordinator_finish_item (HeddleRunCoordinator *self,
                                         HeddleRunItem        *item,
                                         HeddleItemStatus      status);
void heddle_run_coordinator_fail_item (HeddleRunCoordinator *self,
                                       HeddleRunItem        *item,
                                       GError               *error);
void heddle_run_coordinator_take_outputs (HeddleRunCoordinator *self,
                                          HeddleRunItem        *item,
                                          HeddleNodeOutputs    *outputs);
void heddle_run_coordinator_hold_item (HeddleRunCoordinator *self,
                                       HeddleRunItem        *item,
                                       const GError         *refusal);
void heddle_run_coordinator_take_repeats (HeddleRunCoordinator *self,
                                          HeddleRunItem        *item,
                                          HeddleNodeOutputs    *answer);

G_END_DECLS
