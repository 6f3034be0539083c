/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heddle-run-event.h"
#include "engine/heddle-run-item.h"

G_BEGIN_DECLS

/**
 * HeddleRunTally:
 * @counts: what became of the results
 * @cost: what has been paid
 * @n_failures: items that failed themselves, or some of whose results did
 * @n_refusals: how many of those were refused by content policy
 * @n_unknown: items whose outcome is not known
 * @n_selections: items that wait for somebody to choose
 * @n_approvals: items that wait for an approval
 * @paused: whether a budget keeps the run from going on
 *
 * The sums of a run.
 */
typedef struct
{
  HeddleRunCounts counts;
  HeddleMoney     cost;
  guint           n_failures;
  guint           n_refusals;
  guint           n_unknown;
  guint           n_selections;
  guint           n_approvals;
  gboolean        paused;
} HeddleRunTally;

void            heddle_run_tally_init       (HeddleRunTally       *self);
void            heddle_run_tally_add_item   (HeddleRunTally       *self,
                                             const HeddleRunItem  *item);
void            heddle_run_tally_add_row    (HeddleRunTally       *self,
                                             const HeddleRunRow   *row,
                                             gboolean              is_batch);
void            heddle_run_tally_add_missing_rows (HeddleRunTally *self,
                                                   guint           n_rows);
HeddleRunStatus heddle_run_tally_end        (HeddleRunTally       *self,
                                             gboolean              stopped,
                                             gboolean              cancelled);

G_END_DECLS
