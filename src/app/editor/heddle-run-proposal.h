/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "editor/heddle-run-scope.h"
#include "engine/heddle-engine.h"
#include "engine/heddle-run-consent.h"

G_BEGIN_DECLS

/**
 * HeddleRunProposal:
 *
 * A run that could begin: its plan, what it would do and cost, and whether a person has to be asked
 * first. Made on a thread, then immutable.
 */
#define HEDDLE_TYPE_RUN_PROPOSAL (heddle_run_proposal_get_type ())
G_DECLARE_FINAL_TYPE (HeddleRunProposal, heddle_run_proposal, HEDDLE, RUN_PROPOSAL, GObject)

HeddleRunProposal        *heddle_run_proposal_new          (HeddleEngine          *engine,
                                                            HeddlePlan            *plan,
                                                            const HeddleRunScope  *scope,
                                                            GError               **error);
HeddlePlan               *heddle_run_proposal_get_plan     (HeddleRunProposal     *self);
const HeddlePlanForecast *heddle_run_proposal_get_forecast (HeddleRunProposal     *self);
HeddleRunConsent          heddle_run_proposal_get_consent  (HeddleRunProposal     *self);

G_END_DECLS
