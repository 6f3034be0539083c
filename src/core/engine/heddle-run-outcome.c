/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "engine/heddle-run-coordinator-private.h"

#include "engine/heddle-cache-key.h"
#include "engine/heddle-item-repeats.h"
#include "engine/heddle-plan-node.h"
#include "engine/heddle-run-announce.h"
#include "engine/heddle-run-claims.h"
#include "engine/heddle-run-error.h"

/**
 * heddle_run_coordinator_release_followers:
 * @self: a coordinator
 * @step: a step
 * @settled: whether all of its items are at their end, or only known
 *
 * Lets the steps go on that have waited for that.
 */
void
heddle_run_coordinator_release_followers (HeddleRunCoordinator *self,
                                          HeddleRunStep        *step,
                                          gboolean              settled)
{
  for (guint i = 0; i < step->node->followers->len; i++)
    {
      HeddlePlanNode *follower = g_ptr_array_index (step->node->followers, i);
      HeddleRunStep *next = &step->row->steps[follower->ordinal];

      if (heddle_plan_node_needs_settled (follower, step->node) == settled &&
          --next->n_waiting == 0)
        g_queue_push_tail (&self->ready_steps, next);
    }
}

/**
 * heddle_run_coordinator_release_early_items:
 * @self: a coordinator
 *
 * Looks again at the items that have waited for an earlier row.
 */
void
heddle_run_coordinator_release_early_items (HeddleRunCoordinator *self)
{
  HeddleRunItem *item;

  while ((item = g_queue_pop_head (&self->early_items)) != NULL)
    g_queue_push_tail (&self->ready_items, item);
}

static void
finish_row (HeddleRunCoordinator *self,
            HeddleRunRow         *row)
{
  heddle_run_tally_add_row (&self->tally, row, heddle_plan_is_batch (self->plan));
  /* The last row may be all there was: the library need not wait until it is taken apart. */
  if (self->rows->len == 1)
    heddle_run_recorder_flush (self->recorder);
  g_ptr_array_remove_fast (self->rows, row);
  heddle_run_coordinator_release_early_items (self);
}

/**
 * heddle_run_coordinator_settle_step:
 * @self: a coordinator
 * @step: a step, all of whose items are at their end
 *
 * Closes the step, and its row where that is the last.
 */
void
heddle_run_coordinator_settle_step (HeddleRunCoordinator *self,
                                    HeddleRunStep        *step)
{
  heddle_run_step_settle (step);
  heddle_run_coordinator_release_followers (self, step, TRUE);
  if (--step->row->n_open == 0)
    finish_row (self, step->row);
}

/* What was begun before is told by the library, which has every call. */
static HeddleMoney
sum_cost (HeddleRunCoordinator *self,
          const HeddleRunItem  *item)
{
  return item->looks_back || item->given_up != NULL ? heddle_run_past_sum_cost (self->past, item)
                                                    : heddle_run_item_sum_cost (item);
}

/* Of a run that is given up nothing is cancelled, since it can be resumed. */
static gboolean
is_told (HeddleRunCoordinator *self,
         const HeddleRunItem  *item)
{
  if (item->status == HEDDLE_ITEM_PENDING || (item->status == HEDDLE_ITEM_CANCELLED && self->failure != NULL))
    return FALSE;
  return !item->recalled || item->status == HEDDLE_ITEM_UNKNOWN_OUTCOME;
}

/**
 * heddle_run_coordinator_finish_item:
 * @self: a coordinator
 * @item: an item
 * @status: what has become of it
 *
 * Takes an item's end down, tells it and lets go on what has waited for it.
 */
void
heddle_run_coordinator_finish_item (HeddleRunCoordinator *self,
                                    HeddleRunItem        *item,
                                    HeddleItemStatus      status)
{
  HeddleRunStep *step = item->step;

  item->status = status;
  item->at_end = TRUE;
  if (item->execution != NULL)
    item->cost = sum_cost (self, item);
  if (item->started != 0)
    item->duration_ms = (g_get_monotonic_time () - item->started) / 1000;
  heddle_run_tally_add_item (&self->tally, item);
  if (step->node->type != NULL || status == HEDDLE_ITEM_FAILED)
    {
      heddle_run_recorder_add_item (self->recorder, item);
      if (is_told (self, item))
        heddle_run_announce_item (self->run, item);
    }
  if ((status == HEDDLE_ITEM_FAILED || status == HEDDLE_ITEM_CONTENT_REJECTED) &&
      heddle_run_item_stops_run (item))
    self->stopping = TRUE;

  /* An item that still had a claim would have its twins wait for ever. */
  heddle_run_item_release_claims (item, self->cache);
  heddle_run_item_hand_over_claims (item, self->recorder);
  g_clear_object (&item->execution);
  for (guint i = 0; item->dependents != NULL && i < item->dependents->len; i++)
    {
      HeddleRunItem *dependent = g_ptr_array_index (item->dependents, i);

      if (--dependent->n_pending == 0)
        g_queue_push_tail (&self->ready_items, dependent);
    }
  if (--step->n_open == 0)
    heddle_run_coordinator_settle_step (self, step);
}

/**
 * heddle_run_coordinator_fail_item:
 * @self: a coordinator
 * @item: an item
 * @error: (transfer full): why nothing has come of it
 *
 * Finishes the item with what its error makes of it.
 */
void
heddle_run_coordinator_fail_item (HeddleRunCoordinator *self,
                                  HeddleRunItem        *item,
                                  GError               *error)
{
  HeddleItemStatus status = heddle_error_to_item_status (error);

  g_clear_error (&item->error);
  item->need = heddle_error_to_run_need (error);
  if (status == HEDDLE_ITEM_WAITING)
    g_error_free (error);
  else
    item->error = error;
  heddle_run_coordinator_finish_item (self, item, status);
}

static void
remember (HeddleRunCoordinator *self,
          const char           *key,
          HeddleNodeOutputs    *result)
{
  heddle_result_cache_add (self->cache, key, result);
  heddle_run_recorder_add_result (self->recorder, key, result);
  if (heddle_result_cache_is_full (self->cache))
    {
      heddle_run_recorder_flush (self->recorder);
      heddle_result_cache_turn_over (self->cache);
    }
}

/**
 * heddle_run_coordinator_take_outputs:
 * @self: a coordinator
 * @item: an item
 * @outputs: (transfer full): what has come of it
 *
 * Keeps what a step has given, and finishes the item.
 */
void
heddle_run_coordinator_take_outputs (HeddleRunCoordinator *self,
                                     HeddleRunItem        *item,
                                     HeddleNodeOutputs    *outputs)
{
  HeddlePlanNode *node = item->step->node;
  HeddleItemStatus status = HEDDLE_ITEM_COMPLETED;

  item->outputs = outputs;
  if (node->type->flags & HEDDLE_NODE_OUTPUT)
    status = heddle_node_outputs_get_reused (outputs) ? HEDDLE_ITEM_CACHED : HEDDLE_ITEM_COMPLETED;
  else if (node->type->flags & HEDDLE_NODE_UNCACHED)
    {
      g_autoptr (HeddleNodeOutputs) known = NULL;

      g_free (item->key);
      item->key = heddle_cache_key_of_outputs (node, outputs);
      known = heddle_result_cache_lookup (self->cache, item->key);
      status = known != NULL ? HEDDLE_ITEM_CACHED : HEDDLE_ITEM_COMPLETED;
    }

  if (status == HEDDLE_ITEM_COMPLETED &&
      !(node->type->flags & (HEDDLE_NODE_OUTPUT | HEDDLE_NODE_GATE)))
    remember (self, item->key, outputs);
  heddle_run_item_pass_on_recipe (item, FALSE);
  heddle_run_coordinator_finish_item (self, item, status);
}

/* Returns whether any of the results is a new one. */
static gboolean
keep_results (HeddleRunCoordinator *self,
              HeddleRunItem        *item,
              HeddleNodeOutputs    *answer)
{
  gboolean fresh = FALSE;

  for (guint i = 0; i < item->n_seeds; i++)
    {
      g_autofree char *key = heddle_cache_key_of_seed (item->key, item->seeds[i]);
      HeddleNodeOutputs *result = heddle_node_outputs_get_result (answer, item->seeds[i]);

      if (item->results[i] != NULL || result == NULL)
        continue;
      item->results[i] = heddle_node_outputs_ref (result);
      remember (self, key, result);
      fresh = TRUE;
    }
  return fresh;
}

/**
 * heddle_run_coordinator_hold_item:
 * @self: a coordinator
 * @item: an item
 * @refusal: what keeps it from being done now
 *
 * A budget, or that there is no network and will be none until Heddle ends. The item stays as if it had
 * not been begun, with what has been made of it in the cache, and no other step asks a model: the rest may
 * be possible, but a person has to do something first.
 */
void
heddle_run_coordinator_hold_item (HeddleRunCoordinator *self,
                                  HeddleRunItem        *item,
                                  const GError         *refusal)
{
  if (self->pause == NULL)
    self->pause = g_error_copy (refusal);
  item->by_budget = TRUE;
  heddle_run_coordinator_finish_item (self, item, HEDDLE_ITEM_PENDING);
}

/**
 * heddle_run_coordinator_take_repeats:
 * @self: a coordinator
 * @item: an item of a type that makes several results
 * @answer: what has come of those that were missing
 *
 * Keeps what is new of them, and finishes the item.
 */
void
heddle_run_coordinator_take_repeats (HeddleRunCoordinator *self,
                                     HeddleRunItem        *item,
                                     HeddleNodeOutputs    *answer)
{
  const GError *refusal = self->leaving ? self->pause : heddle_run_item_find_hold (item, answer);
  gboolean doubtful;
  GError *error = NULL;
  gboolean fresh;

  heddle_run_item_add_doubts (item, self->cache, answer);
  fresh = keep_results (self, item, answer);
  doubtful =
      heddle_run_item_find_failure (item, answer, HEDDLE_PROVIDER_ERROR_UNKNOWN_OUTCOME) != NULL;
  if (refusal != NULL && !doubtful)
    {
      heddle_run_coordinator_hold_item (self, item, refusal);
      return;
    }
  if (refusal != NULL && self->pause == NULL)
    self->pause = g_error_copy (refusal);

  item->cost = sum_cost (self, item);
  item->outputs = heddle_item_merge_repeats (item, answer, &error);
  /* What may have been paid for would be sent again, if the item counted as done or as not begun. */
  if (item->outputs == NULL || doubtful)
    {
      g_clear_pointer (&item->outputs, heddle_node_outputs_unref);
      heddle_run_coordinator_fail_item (self, item, error);
      return;
    }
  item->error = error;
  heddle_run_coordinator_finish_item (self, item,
                                      fresh || error != NULL ? HEDDLE_ITEM_COMPLETED
                                                             : HEDDLE_ITEM_CACHED);
}
