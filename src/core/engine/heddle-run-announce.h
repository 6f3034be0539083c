/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heddle-run-item.h"
#include "engine/heddle-run-tally.h"
#include "engine/heddle-run.h"

G_BEGIN_DECLS

void heddle_run_announce_started  (HeddleRun            *run,
                                   gint64                number,
                                   gint64                started_at);
void heddle_run_announce_progress (HeddleRun            *run,
                                   const HeddleRunItem  *item);
void heddle_run_announce_hindered (HeddleRun            *run,
                                   const HeddleRunItem  *item,
                                   HeddleWait            wait);
void heddle_run_announce_status   (HeddleRun            *run,
                                   HeddleRunStatus       status,
                                   HeddleWait            wait);
void heddle_run_announce_item     (HeddleRun            *run,
                                   const HeddleRunItem  *item);
void heddle_run_announce_finished (HeddleRun            *run,
                                   gint64                number,
                                   HeddleRunStatus       status,
                                   const GError         *cause,
                                   GStrv                *notices,
                                   const HeddleRunTally *tally,
                                   gint64                duration_ms);

G_END_DECLS
