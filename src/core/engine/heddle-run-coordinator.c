/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "engine/heddle-run-coordinator.h"

#include <glib/gi18n-lib.h>

#include "base/heddle-threads.h"
#include "engine/heddle-cache-key.h"
#include "engine/heddle-earlier-doubts.h"
#include "engine/heddle-item-repeats.h"
#include "engine/heddle-plan-inputs.h"
#include "engine/heddle-plan-node.h"
#include "engine/heddle-row-inputs.h"
#include "engine/heddle-run-announce.h"
#include "engine/heddle-run-claims.h"
#include "engine/heddle-run-coordinator-private.h"
#include "engine/heddle-run-error.h"
#include "engine/heddle-run-private.h"
#include "engine/heddle-run-waiting.h"
#include "engine/heddle-run-work.h"

/* Rows that wait for an earlier one to be kept hold what they have in memory. */
#define MAX_OPEN_ROWS 256

/* Nothing of the run is cancelled or at its end then: it was interrupted, and can be resumed. */
static void
give_up (HeddleRunCoordinator *self)
{
  self->stopping = TRUE;
  heddle_run_recorder_give_up (self->recorder);
}

/* Tells that the run has begun, once it is durable. What is done before is told after. */
static gboolean
begin (HeddleRunCoordinator *self)
{
  if (self->begun || self->failure != NULL)
    return self->begun;
  self->begun = heddle_run_recorder_await_start (self->recorder, &self->failure);
  if (!self->begun)
    {
      give_up (self);
      return FALSE;
    }
  self->facts.run_id = heddle_run_recorder_get_id (self->recorder);
  self->facts.run_number = heddle_run_recorder_get_number (self->recorder);
  heddle_run_announce_started (self->run, self->facts.run_number, self->started_at);
  return TRUE;
}

/* What only computes may be done while the run is not durable yet; what reaches out may not, and has to
 * know what other runs may have paid for.
 */
static gboolean
may_execute (HeddleRunCoordinator *self)
{
  HeddleLibrary *library = heddle_services_get (self->services, HEDDLE_TYPE_LIBRARY);

  if (self->may_execute || !begin (self))
    return self->may_execute;
  self->n_earlier_doubts = self->claims == NULL ? 0 : heddle_shared_claims_count_doubts (self->claims);
  self->may_execute = heddle_earlier_doubts_note (library, self->facts.run_id, self->claims, self->cache, &self->failure);
  if (!self->may_execute)
    give_up (self);
  return self->may_execute;
}

/* The results of a batch are kept in the order of its rows, so that their numbers, names and places
 * in the library do not depend on which provider answered first.
 */
static gboolean
is_early (HeddleRunCoordinator *self,
          const HeddleRunItem  *item)
{
  if (!heddle_plan_is_batch (self->plan) || !(item->step->node->type->flags & HEDDLE_NODE_OUTPUT))
    return FALSE;
  for (guint i = 0; i < self->rows->len; i++)
    if (((HeddleRunRow *) g_ptr_array_index (self->rows, i))->number < item->step->row->number)
      return TRUE;
  return FALSE;
}

/* Another run was at what the item asks for. */
static void
look_again (HeddleRunCoordinator   *self,
            const HeddleRunMessage *message)
{
  self->n_awaiting--;
  if (message->error != NULL)
    heddle_result_cache_doubt (self->cache, message->awaited, message->error);
  if (--message->item->n_pending > 0)
    return;
  if (self->leaving)
    heddle_run_coordinator_hold_item (self, message->item, self->pause);
  else
    g_queue_push_tail (&self->ready_items, message->item);
}

/* What waits for others leaves its place to steps that do not. */
static void
note_wait (HeddleRunCoordinator   *self,
           const HeddleRunMessage *message)
{
  guint before = self->hindrance.n_items;

  heddle_run_hindrance_note (&self->hindrance, self->run, message);
  if (self->hindrance.n_items > before)
    heddle_job_claim_give_back (self->claim);
  else if (self->hindrance.n_items < before)
    heddle_job_claim_take_again (self->claim);
}

static void
leave_place (HeddleRunCoordinator *self,
             HeddleRunItem        *item)
{
  guint before = self->hindrance.n_items;

  heddle_run_hindrance_forget (&self->hindrance, item);
  if (self->hindrance.n_items == before)
    heddle_job_claim_give_back (self->claim);
}

static void
handle_message (HeddleRunCoordinator *self,
                HeddleRunMessage     *message)
{
  HeddleRunItem *item = message->item;

  if (message->awaited != NULL)
    look_again (self, message);
  else if (message->wait.reason != HEDDLE_WAIT_NONE)
    note_wait (self, message);
  else if (item != NULL)
    {
      self->in_flight--;
      dex_clear (&item->future);
      leave_place (self, item);
      if (heddle_provider_error_holds (message->error) ||
          (self->leaving && message->error != NULL &&
           heddle_error_to_item_status (message->error) == HEDDLE_ITEM_CANCELLED))
        heddle_run_coordinator_hold_item (self, item, message->error);
      else if (message->error != NULL)
        {
          heddle_run_item_note_doubts (item, self->cache, message->error);
          heddle_run_coordinator_fail_item (self, item, g_steal_pointer (&message->error));
        }
      else if (item->n_seeds > 0)
        heddle_run_coordinator_take_repeats (self, item, message->outputs);
      else
        heddle_run_coordinator_take_outputs (self, item, g_steal_pointer (&message->outputs));
    }
  heddle_run_message_free (message);
}

static void
launch_item (HeddleRunCoordinator *self,
             HeddleRunItem        *item)
{
  item->status = HEDDLE_ITEM_RUNNING;
  item->started = g_get_monotonic_time ();
  item->started_at = g_get_real_time () / 1000;
  heddle_run_recorder_add_item (self->recorder, item);
  heddle_run_recorder_flush (self->recorder);
  heddle_run_announce_progress (self->run, item);

  self->in_flight++;
  item->future = heddle_run_work_begin (item, self->messages);
}

static void
evaluate_item (HeddleRunCoordinator *self,
               HeddleRunItem        *item)
{
  GError *error = NULL;
  HeddleNodeOutputs *outputs;

  item->started = g_get_monotonic_time ();
  outputs = item->step->node->type->evaluate (item->execution, &error);
  if (outputs == NULL && self->past != NULL &&
      heddle_error_to_item_status (error) == HEDDLE_ITEM_WAITING)
    outputs = heddle_run_past_answer (self->past, item, &error);
  if (outputs == NULL)
    heddle_run_coordinator_fail_item (self, item, error);
  else
    heddle_run_coordinator_take_outputs (self, item, outputs);
}

/* Returns whether somebody is at the same work, in this run or in another. */
static gboolean
wait_for_others (HeddleRunCoordinator *self,
                 HeddleRunItem        *item,
                 const char           *key)
{
  if (heddle_run_item_wait_for_twin (item, self->cache, key))
    return TRUE;
  if (heddle_run_item_wait_for_run (item, self->claims, self->cache, key, self->messages))
    {
      self->n_awaiting++;
      return TRUE;
    }
  /* Another run may have made it just before it was claimed, or does not know whether it has. */
  heddle_result_cache_refresh (self->cache);
  heddle_run_item_note_late_doubt (item, self->claims, self->n_earlier_doubts, self->cache, key);
  return FALSE;
}

static gboolean
find_repeats (HeddleRunCoordinator *self,
              HeddleRunItem        *item)
{
  g_autoptr (GArray) missing = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (HeddleNodeOutputs) nothing_new = heddle_node_outputs_new ();

  heddle_item_draw_seeds (item);
  for (guint i = 0; i < item->n_seeds; i++)
    {
      g_autofree char *key = heddle_cache_key_of_seed (item->key, item->seeds[i]);

      if (item->results[i] == NULL)
        item->results[i] = heddle_result_cache_lookup (self->cache, key);
      if (item->results[i] == NULL && item->given_up != NULL)
        heddle_node_outputs_set_failure (nothing_new, item->seeds[i], item->given_up);
      if (item->results[i] != NULL || item->given_up != NULL ||
          heddle_run_item_find_doubt (item, self->cache, key) != NULL)
        continue;
      if (wait_for_others (self, item, key))
        {
          heddle_run_item_release_claims (item, self->cache);
          g_clear_pointer (&item->claims, g_ptr_array_unref);
          return TRUE;
        }
      item->results[i] = heddle_result_cache_lookup (self->cache, key);
      if (item->results[i] == NULL && heddle_run_item_find_doubt (item, self->cache, key) == NULL)
        g_array_append_val (missing, item->seeds[i]);
    }

  if (missing->len == 0)
    {
      heddle_run_coordinator_take_repeats (self, item, nothing_new);
      return TRUE;
    }
  heddle_node_execution_set_seeds (item->execution, (gint64 *) missing->data, missing->len);
  return FALSE;
}

static gboolean
find_known (HeddleRunCoordinator *self,
            HeddleRunItem        *item)
{
  item->outputs = heddle_result_cache_lookup (self->cache, item->key);
  if (item->outputs == NULL)
    return FALSE;
  heddle_run_item_pass_on_recipe (item, TRUE);
  heddle_run_coordinator_finish_item (self, item, HEDDLE_ITEM_CACHED);
  return TRUE;
}

static gboolean
find_doubt (HeddleRunCoordinator *self,
            HeddleRunItem        *item)
{
  const GError *doubt = heddle_run_item_find_doubt (item, self->cache, item->key);

  if (doubt != NULL)
    heddle_run_coordinator_fail_item (self, item, g_error_copy (doubt));
  return doubt != NULL;
}

static gboolean
find_result (HeddleRunCoordinator *self,
             HeddleRunItem        *item)
{
  HeddleNodeFlags flags = item->step->node->type->flags;

  if (flags & (HEDDLE_NODE_OUTPUT | HEDDLE_NODE_UNCACHED | HEDDLE_NODE_GATE))
    return FALSE;
  if (flags & HEDDLE_NODE_REPEATS)
    return find_repeats (self, item);

  if (find_known (self, item))
    return TRUE;
  if (item->given_up != NULL)
    {
      heddle_run_coordinator_fail_item (self, item, g_steal_pointer (&item->given_up));
      return TRUE;
    }
  if (find_doubt (self, item))
    return TRUE;
  if (item->step->node->type->execute == NULL)
    return FALSE;
  return wait_for_others (self, item, item->key) || find_known (self, item) || find_doubt (self, item);
}

/* Takes up what an earlier part of the run has left of the item; returns whether it is at its end. */
static gboolean
recall_item (HeddleRunCoordinator *self,
             HeddleRunItem        *item)
{
  GError *error = NULL;
  HeddleItemStatus status;

  if (self->past == NULL)
    return FALSE;
  if (heddle_run_past_recall (self->past, item, self->cache, &status, &error))
    {
      heddle_run_coordinator_finish_item (self, item, status);
      return TRUE;
    }
  if (error == NULL)
    return FALSE;
  heddle_run_coordinator_fail_item (self, item, error);
  return TRUE;
}

/* Without what it needs an item is not begun, and may be later. */
static void
finish_unready (HeddleRunCoordinator *self,
                HeddleRunItem        *item)
{
  if (self->stopping)
    heddle_run_coordinator_finish_item (self, item, HEDDLE_ITEM_CANCELLED);
  else if (item->by_unknown || item->by_waiting || item->by_budget)
    heddle_run_coordinator_finish_item (self, item, HEDDLE_ITEM_PENDING);
  else
    heddle_run_coordinator_finish_item (self, item, HEDDLE_ITEM_SKIPPED);
}

/* Takes up what is there of the item already; returns whether that is the end of it. A run that stops
 * does nothing any more, but what an earlier part of it has done counts all the same.
 */
static gboolean
take_up_item (HeddleRunCoordinator *self,
              HeddleRunItem        *item)
{
  if (recall_item (self, item))
    return TRUE;
  if (!self->stopping)
    return find_result (self, item);
  heddle_run_coordinator_finish_item (self, item, HEDDLE_ITEM_CANCELLED);
  return TRUE;
}

static void
start_item (HeddleRunCoordinator *self,
            HeddleRunItem        *item)
{
  HeddlePlanNode *node = item->step->node;
  GError *error = NULL;

  if ((self->stopping || (node->type->execute != NULL && !may_execute (self))) && self->past == NULL)
    {
      heddle_run_coordinator_finish_item (self, item, HEDDLE_ITEM_CANCELLED);
      return;
    }

  if (!self->stopping && is_early (self, item))
    {
      g_queue_push_tail (&self->early_items, item);
      heddle_run_item_note_waiting (item);
      return;
    }

  heddle_run_item_prepare (item, &self->facts, self->services,
                           heddle_run_get_cancellable (self->run),
                           heddle_plan_is_batch (self->plan));
  if (!heddle_run_item_gather (item, &error))
    {
      if (error != NULL)
        heddle_run_coordinator_fail_item (self, item, error);
      else
        finish_unready (self, item);
      return;
    }

  heddle_item_keys_make (self->keys, item);
  if (take_up_item (self, item))
    return;
  if (node->type->evaluate != NULL)
    evaluate_item (self, item);
  else
    {
      item->status = HEDDLE_ITEM_QUEUED;
      heddle_run_item_note_waiting (item);
      g_sequence_insert_sorted (self->queue, item, heddle_run_item_compare, NULL);
    }
}

static void
expand_step (HeddleRunCoordinator *self,
             HeddleRunStep        *step)
{
  GError *error = NULL;
  gboolean fits = heddle_run_step_expand (step, &error);

  if (fits && self->past != NULL)
    heddle_run_past_expand_further (self->past, step);
  heddle_run_coordinator_release_followers (self, step, FALSE);
  if (!fits)
    heddle_run_coordinator_fail_item (self, g_ptr_array_index (step->items, 0), error);
  else if (step->node->mode == HEDDLE_PLAN_SKIP)
    heddle_run_coordinator_finish_item (self, g_ptr_array_index (step->items, 0),
                                        HEDDLE_ITEM_SKIPPED);
  else if (step->n_open == 0)
    heddle_run_coordinator_settle_step (self, step);
  else
    for (guint i = 0; i < step->items->len; i++)
      {
        HeddleRunItem *item = g_ptr_array_index (step->items, i);

        if (item->n_pending == 0)
          g_queue_push_tail (&self->ready_items, item);
        else
          heddle_run_item_note_waiting (item);
      }
}

/* What a row brings into the library belongs to a run that the library has. */
static gboolean
may_read_inputs (HeddleRunCoordinator *self)
{
  return self->begun || !heddle_plan_takes_images (self->plan) || begin (self);
}

static void
begin_row (HeddleRunCoordinator *self)
{
  HeddleRunRow *row = heddle_run_row_new (self->plan, self->next_row);
  HeddleRunItem *inputs;
  GError *error = NULL;

  g_ptr_array_add (self->rows, row);
  for (guint i = 1; i < row->n_steps; i++)
    if (row->steps[i].n_waiting == 0)
      g_queue_push_tail (&self->ready_steps, &row->steps[i]);

  heddle_run_step_expand (&row->steps[0], NULL);
  heddle_run_coordinator_release_followers (self, &row->steps[0], FALSE);
  inputs = g_ptr_array_index (row->steps[0].items, 0);
  inputs->outputs =
      heddle_row_read_inputs (self->plan, self->next_row, self->services, row->inputs, &error);
  self->next_row++;
  if (inputs->outputs == NULL)
    heddle_run_coordinator_fail_item (self, inputs, error);
  else
    heddle_run_coordinator_finish_item (self, inputs, HEDDLE_ITEM_COMPLETED);
}

static void
launch_queued (HeddleRunCoordinator *self)
{
  GSequenceIter *first;

  while ((first = heddle_run_hindrance_find_launchable (&self->hindrance, self->queue,
                                                        self->in_flight, self->jobs)))
    {
      HeddleRunItem *item = g_sequence_get (first);
      gboolean held = self->pause != NULL && (item->step->node->type->flags & HEDDLE_NODE_MODEL);

      if (!self->stopping && !held && !heddle_job_claim_take (self->claim))
        return;
      g_sequence_remove (first);
      if (!self->stopping && !held)
        {
          launch_item (self, item);
          continue;
        }
      if (self->stopping)
        heddle_run_coordinator_finish_item (self, item, HEDDLE_ITEM_CANCELLED);
      else
        heddle_run_coordinator_hold_item (self, item, self->pause);
    }
  heddle_job_claim_withdraw (self->claim);
}

/* What an earlier part of the run has done in a row is to be counted, whatever becomes of the rest. */
static gboolean
may_begin_rows (HeddleRunCoordinator *self)
{
  return self->next_row < heddle_plan_get_n_rows (self->plan) &&
         (self->past != NULL || (!self->stopping && self->pause == NULL));
}

/* Does everything that can be done without waiting; returns whether anything was. */
static gboolean
do_ready_work (HeddleRunCoordinator *self)
{
  HeddleRunStep *step;
  HeddleRunItem *item;

  if (!self->leaving && g_cancellable_is_cancelled (heddle_run_get_cancellable (self->run)))
    {
      self->leaving = heddle_run_hindrance_is_left (&self->hindrance, self->in_flight, self->n_awaiting,
                                                    self->run, &self->pause);
      self->stopping = self->stopping || !self->leaving;
    }
  if (self->stopping)
    heddle_run_coordinator_release_early_items (self);
  if ((self->stopping || self->leaving) && self->n_awaiting > 0)
    heddle_shared_claims_withdraw (self->claims, self->messages);

  step = g_queue_pop_head (&self->ready_steps);
  if (step != NULL)
    {
      expand_step (self, step);
      return TRUE;
    }
  item = g_queue_pop_head (&self->ready_items);
  if (item != NULL)
    {
      start_item (self, item);
      return TRUE;
    }
  if (self->stopping && !g_sequence_is_empty (self->queue))
    {
      self->jobs = MAX (self->jobs, self->in_flight + 1);
      launch_queued (self);
      return TRUE;
    }
  launch_queued (self);
  if (self->ready_steps.length > 0 || self->ready_items.length > 0)
    return TRUE;
  if (may_begin_rows (self) && g_sequence_is_empty (self->queue) && self->in_flight < self->jobs &&
      self->rows->len < MAX_OPEN_ROWS && may_read_inputs (self))
    {
      begin_row (self);
      return TRUE;
    }
  return FALSE;
}

static void
coordinate (HeddleRunCoordinator *self)
{
  for (;;)
    {
      while (do_ready_work (self))
        {
          HeddleRunMessage *message = g_async_queue_try_pop (self->messages);

          if (message != NULL)
            handle_message (self, message);
          if (!self->begun && heddle_run_recorder_has_started (self->recorder))
            begin (self);
        }
      if (self->in_flight == 0 && self->n_awaiting == 0 && g_sequence_is_empty (self->queue))
        break;
      heddle_result_cache_refresh (self->cache);
      heddle_run_waiting_record (self->rows, self->run, self->recorder);
      heddle_run_hindrance_record (&self->hindrance, self->in_flight + self->n_awaiting, self->run,
                                   self->recorder);
      handle_message (self, g_async_queue_pop (self->messages));
    }
  self->tally.paused = self->pause != NULL && !self->stopping;
  heddle_run_tally_add_missing_rows (&self->tally,
                                     heddle_plan_is_batch (self->plan)
                                         ? heddle_plan_get_n_rows (self->plan) - self->next_row
                                         : 0);
}

static void
wake_up (gpointer data)
{
  heddle_run_message_push (data, NULL, NULL, NULL);
}

static void
cancelled_cb (GCancellable *cancellable,
              gpointer      data)
{
  wake_up (data);
}

static gboolean
coordinator_init (HeddleRunCoordinator *self,
                  HeddleRun            *run,
                  HeddleServices       *services,
                  GError              **error)
{
  HeddleLibrary *library = heddle_services_get (services, HEDDLE_TYPE_LIBRARY);
  HeddleJobSlots *slots = heddle_services_get (services, HEDDLE_TYPE_JOB_SLOTS);
  g_autoptr (HeddleJobSlots) alone = heddle_job_slots_new ();
  const HeddleRunOptions *options;

  self->run = run;
  self->plan = heddle_run_get_plan (run);
  self->services = services;
  self->providers = heddle_services_get (services, HEDDLE_TYPE_PROVIDERS);
  self->claims = heddle_services_get (services, HEDDLE_TYPE_SHARED_CLAIMS);
  self->messages = g_async_queue_new ();
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) heddle_run_row_free);
  self->queue = g_sequence_new (NULL);
  self->keys = heddle_item_keys_new (self->providers);
  heddle_run_tally_init (&self->tally);

  options = heddle_plan_get_options (self->plan);
  self->jobs = options->jobs > 0 ? options->jobs : g_get_num_processors ();
  self->claim = heddle_job_claim_new (slots != NULL ? slots : alone, heddle_run_get_priority (run),
                                      options->jobs, wake_up, self->messages);
  heddle_plan_describe_run (self->plan, &self->facts);
  self->facts.run = heddle_run_get_uuid (run);

  self->cache = heddle_result_cache_new (library, error);
  if (self->cache == NULL)
    return FALSE;
  self->recorder =
      heddle_run_is_continued (run)
          ? heddle_run_recorder_continue (library, self->plan, heddle_run_get_uuid (run),
                                          heddle_run_is_retried (run), error)
          : heddle_run_recorder_new (library, self->plan, heddle_run_get_uuid (run));
  if (self->recorder == NULL)
    return FALSE;
  if (heddle_run_recorder_has_past (self->recorder))
    {
      self->past =
          heddle_run_past_new (library, self->plan, heddle_run_recorder_get_id (self->recorder),
                               heddle_run_is_retried (run), error);
      if (self->past == NULL || !heddle_run_past_note_doubts (self->past, self->cache, error))
        return FALSE;
    }
  return TRUE;
}

/* What is left of the run's calls from now on, nobody is going to find out. */
static void
leave_work (HeddleRunCoordinator *self)
{
  if (self->claims != NULL)
    heddle_shared_claims_remove_run (self->claims, self->facts.run_id);
}

static void
coordinator_clear (HeddleRunCoordinator *self)
{
  HeddleRunMessage *message;

  heddle_job_claim_free (self->claim);
  while ((message = g_async_queue_try_pop (self->messages)) != NULL)
    heddle_run_message_free (message);
  g_async_queue_unref (self->messages);
  g_ptr_array_unref (self->rows);
  g_sequence_free (self->queue);
  g_queue_clear (&self->ready_steps);
  g_queue_clear (&self->ready_items);
  g_queue_clear (&self->early_items);
  heddle_item_keys_free (self->keys);
  g_clear_pointer (&self->cache, heddle_result_cache_free);
  g_clear_pointer (&self->past, heddle_run_past_free);
  g_clear_pointer (&self->recorder, heddle_run_recorder_unref);
  g_clear_error (&self->pause);
  g_clear_error (&self->failure);
}

/* What went wrong first is what is told. */
static void
finish (HeddleRunCoordinator *self,
        HeddleRunStatus       status)
{
  g_autoptr (GError) error = NULL;

  heddle_run_recorder_finish (self->recorder, status, self->pause, &self->tally, &error);
  begin (self);
  if (self->failure == NULL)
    self->failure = g_steal_pointer (&error);
}

static void
announce_finished (HeddleRunCoordinator *self,
                   HeddleRunStatus       status,
                   gboolean              given_up,
                   gint64                started)
{
  const GError *cause = given_up ? self->failure : NULL;
  g_auto (GStrv) notices = NULL;

  if (self->failure != NULL)
    status = HEDDLE_RUN_FAILED;
  else if (status == HEDDLE_RUN_PAUSED)
    cause = self->pause;
  if (self->providers != NULL)
    notices = heddle_budget_guard_take_notices (heddle_providers_get_budget_guard (self->providers),
                                                self->facts.run_id);
  heddle_run_announce_finished (self->run, self->facts.run_number, status, cause, &notices, &self->tally,
                                (g_get_monotonic_time () - started) / 1000);
}

/**
 * heddle_run_coordinate:
 * @run: a run
 * @services: what the nodes work with
 * @error: return location
 *
 * Carries out the run's plan from beginning to end, on the calling thread.
 *
 * Returns: %FALSE with @error where the library cannot be written
 */
gboolean
heddle_run_coordinate (HeddleRun      *run,
                       HeddleServices *services,
                       GError        **error)
{
  HeddleRunCoordinator self = { .started_at = g_get_real_time () / 1000 };
  gint64 started = g_get_monotonic_time ();
  gulong handler;
  HeddleRunStatus status;
  gboolean given_up;
  gboolean recorded;

  HEDDLE_ASSERT_MAY_BLOCK ();

  if (!coordinator_init (&self, run, services, error))
    {
      leave_work (&self);
      coordinator_clear (&self);
      return FALSE;
    }

  handler = g_cancellable_connect (heddle_run_get_cancellable (run), G_CALLBACK (cancelled_cb),
                                   g_async_queue_ref (self.messages),
                                   (GDestroyNotify) g_async_queue_unref);
  /* A run that goes on is at work with what it asked for before, whatever it begins with. */
  if (!heddle_run_is_continued (run) || may_execute (&self))
    coordinate (&self);
  g_cancellable_disconnect (heddle_run_get_cancellable (run), handler);

  status = heddle_run_tally_end (&self.tally, self.stopping,
                                 !self.leaving &&
                                     g_cancellable_is_cancelled (heddle_run_get_cancellable (run)));
  heddle_run_recorder_note_uses (self.recorder, heddle_result_cache_steal_uses (self.cache));
  given_up = self.failure != NULL;
  if (!given_up)
    finish (&self, status);
  leave_work (&self);
  if (self.begun)
    announce_finished (&self, status, given_up, started);
  recorded = self.failure == NULL;
  if (!recorded)
    g_propagate_error (error, g_steal_pointer (&self.failure));
  coordinator_clear (&self);
  return recorded;
}
