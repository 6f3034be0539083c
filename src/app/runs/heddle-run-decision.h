/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "store/heddle-run-summary.h"
#include "window/heddle-session.h"

G_BEGIN_DECLS

/**
 * HeddleRunDecision:
 *
 * Asks a person what becomes of a request that was sent and never answered.
 */
#define HEDDLE_TYPE_RUN_DECISION (heddle_run_decision_get_type ())
G_DECLARE_FINAL_TYPE (HeddleRunDecision, heddle_run_decision, HEDDLE, RUN_DECISION, GObject)

void heddle_run_decision_ask (GtkWidget              *widget,
                              HeddleSession          *session,
                              const HeddleRunSummary *run);
void heddle_run_decision_ask_about (GtkWidget     *widget,
                                    HeddleSession *session,
                                    const char    *run,
                                    const char    *node,
                                    const char    *name);

G_END_DECLS
