/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heddle-run-nodes.h"
#include "engine/heddle-run-tally.h"
#include "store/heddle-run-repository.h"

G_BEGIN_DECLS

/**
 * HeddleRunEnding:
 *
 * How a run ended, on its way from the run's thread to the library's writer.
 */
typedef struct _HeddleRunEnding HeddleRunEnding;

HeddleRunEnding *heddle_run_ending_new   (HeddleRunStatus        status,
                                          const GError          *pause,
                                          const HeddleRunTally  *tally);
void             heddle_run_ending_free  (HeddleRunEnding       *self);
gboolean         heddle_run_ending_write (HeddleRunEnding       *self,
                                          HeddleDatabase        *database,
                                          HeddleRunRecord       *record,
                                          HeddleRunNodes        *nodes,
                                          GError               **error);

G_END_DECLS
