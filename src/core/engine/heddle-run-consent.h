/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/heddle-money.h"
#include "store/heddle-library.h"

G_BEGIN_DECLS

/**
 * HeddleRunConsent:
 * @HEDDLE_RUN_CONSENT_NOT_NEEDED: it may begin
 * @HEDDLE_RUN_CONSENT_COST: it may cost more than a person wants to spend unasked
 * @HEDDLE_RUN_CONSENT_COST_UNKNOWN: what it may cost is not known, or not in the same currency
 * @HEDDLE_RUN_CONSENT_BUDGET: a budget stops it before its end, or may do so
 *
 * Why a person has to be asked before a run begins.
 */
typedef enum
{
  HEDDLE_RUN_CONSENT_NOT_NEEDED,
  HEDDLE_RUN_CONSENT_COST,
  HEDDLE_RUN_CONSENT_COST_UNKNOWN,
  HEDDLE_RUN_CONSENT_BUDGET,
} HeddleRunConsent;

HeddleRunConsent heddle_run_consent_weigh      (HeddleMoney                limit,
                                                HeddleMoney                most,
                                                gboolean                   passes_budget);
gboolean         heddle_run_consent_find       (HeddleLibrary             *library,
                                                HeddleMoney                most,
                                                gboolean                   passes_budget,
                                                HeddleRunConsent          *consent,
                                                GError                   **error);
gboolean         heddle_run_consent_read_limit (HeddleDatabase            *database,
                                                HeddleMoney               *limit,
                                                GError                   **error);
DexFuture       *heddle_run_consent_set_limit  (HeddleLibrary             *library,
                                                HeddleMoney                limit);

G_END_DECLS
