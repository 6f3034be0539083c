/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "engine/heddle-run-tally.h"

/* From best to worst, so that the worst of several is the greatest. */
typedef enum
{
  RESULT_NONE,
  RESULT_CACHED,
  RESULT_SUCCESSFUL,
  RESULT_SKIPPED,
  RESULT_WAITING,
  RESULT_UNKNOWN,
  RESULT_FAILED,
} Result;

/**
 * heddle_run_tally_init:
 * @self: a tally
 */
void
heddle_run_tally_init (HeddleRunTally *self)
{
  *self = (HeddleRunTally) { .cost = heddle_money_new (0, "USD") };
}

static Result
item_result (const HeddleRunItem *item)
{
  switch (item->status)
    {
    case HEDDLE_ITEM_CACHED:
      return RESULT_CACHED;
    case HEDDLE_ITEM_COMPLETED:
      return RESULT_SUCCESSFUL;
    case HEDDLE_ITEM_FAILED:
    case HEDDLE_ITEM_CONTENT_REJECTED:
      return RESULT_FAILED;
    case HEDDLE_ITEM_UNKNOWN_OUTCOME:
      return RESULT_UNKNOWN;
    case HEDDLE_ITEM_WAITING:
      return RESULT_WAITING;
    case HEDDLE_ITEM_SKIPPED:
      return item->by_failure ? RESULT_FAILED : RESULT_SKIPPED;
    case HEDDLE_ITEM_PENDING:
      if (item->by_budget || item->by_waiting)
        return RESULT_WAITING;
      return item->by_unknown ? RESULT_UNKNOWN : RESULT_SKIPPED;
    case HEDDLE_ITEM_QUEUED:
    case HEDDLE_ITEM_RUNNING:
    case HEDDLE_ITEM_CANCELLED:
    default:
      return RESULT_SKIPPED;
    }
}

static void
count (HeddleRunTally *self,
       Result          result)
{
  HeddleRunCounts *counts = &self->counts;

  counts->total++;
  counts->cached += result == RESULT_CACHED;
  counts->successful += result == RESULT_CACHED || result == RESULT_SUCCESSFUL;
  counts->skipped += result == RESULT_SKIPPED || result == RESULT_NONE;
  counts->waiting += result == RESULT_WAITING;
  counts->unknown += result == RESULT_UNKNOWN;
  counts->failed += result == RESULT_FAILED;
}

/**
 * heddle_run_tally_add_item:
 * @self: a tally
 * @item: an item at its end
 *
 * Adds what the item cost and whether it failed.
 */
void
heddle_run_tally_add_item (HeddleRunTally      *self,
                           const HeddleRunItem *item)
{
  self->cost = heddle_money_add (self->cost, item->cost);
  self->n_failures += item->status == HEDDLE_ITEM_FAILED || item->status == HEDDLE_ITEM_CONTENT_REJECTED
                      || (item->status == HEDDLE_ITEM_COMPLETED && item->error != NULL);
  self->n_refusals += item->status == HEDDLE_ITEM_CONTENT_REJECTED;
  self->n_unknown += item->status == HEDDLE_ITEM_UNKNOWN_OUTCOME;
  self->n_selections += item->status == HEDDLE_ITEM_WAITING && item->need == HEDDLE_RUN_NEEDS_SELECTION;
  self->n_approvals += item->status == HEDDLE_ITEM_WAITING && item->need == HEDDLE_RUN_NEEDS_APPROVAL;
}

/**
 * heddle_run_tally_add_row:
 * @self: a tally
 * @row: a row that is done
 * @is_batch: whether rows are what is counted, or the results in them
 *
 * Adds the results of a row. In a batch the row counts once, as the worst of its results.
 */
void
heddle_run_tally_add_row (HeddleRunTally     *self,
                          const HeddleRunRow *row,
                          gboolean            is_batch)
{
  Result worst = RESULT_NONE;

  for (guint s = 0; s < row->n_steps; s++)
    {
      const HeddleRunStep *step = &row->steps[s];

      for (guint i = 0; step->node->is_result && i < step->items->len; i++)
        {
          Result result = item_result (g_ptr_array_index (step->items, i));

          worst = MAX (worst, result);
          if (!is_batch)
            count (self, result);
        }
    }

  /* A row whose inputs are wrong has no other results than that. */
  if (worst == RESULT_NONE || worst == RESULT_SKIPPED)
    worst = MAX (worst, item_result (g_ptr_array_index (row->steps[0].items, 0)) == RESULT_FAILED
                          ? RESULT_FAILED : worst);
  if (is_batch)
    count (self, worst);
}

/**
 * heddle_run_tally_add_missing_rows:
 * @self: a tally
 * @n_rows: rows of a batch that were never begun
 */
void
heddle_run_tally_add_missing_rows (HeddleRunTally *self,
                                   guint           n_rows)
{
  for (guint i = 0; i < n_rows; i++)
    count (self, self->paused ? RESULT_WAITING : RESULT_SKIPPED);
}

/**
 * heddle_run_tally_end:
 * @self: a tally of a run in which nothing is left to do
 * @stopped: whether it ended before its time: a person cancelled it, or an item failed that was not to
 * @cancelled: whether a person cancelled it
 *
 * Closes the tally. What waits in a run that was stopped waits no more, and counts as skipped.
 *
 * Returns: the state of the run
 */
HeddleRunStatus
heddle_run_tally_end (HeddleRunTally *self,
                      gboolean        stopped,
                      gboolean        cancelled)
{
  if (stopped)
    {
      self->counts.skipped += self->counts.waiting;
      self->counts.waiting = 0;
      self->n_selections = 0;
      self->n_approvals = 0;
    }

  if (cancelled)
    return HEDDLE_RUN_CANCELLED;
  if (self->paused)
    return HEDDLE_RUN_PAUSED;
  if (self->n_unknown > 0)
    return HEDDLE_RUN_AWAITING_DECISION;
  if (self->n_selections > 0)
    return HEDDLE_RUN_AWAITING_SELECTION;
  if (self->n_approvals > 0)
    return HEDDLE_RUN_AWAITING_APPROVAL;
  if (self->counts.successful > 0 || self->n_failures == 0)
    return HEDDLE_RUN_COMPLETED;
  return self->n_refusals == self->n_failures ? HEDDLE_RUN_CONTENT_REJECTED : HEDDLE_RUN_FAILED;
}
