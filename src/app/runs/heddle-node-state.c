/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "runs/heddle-node-state.h"

#include <glib/gi18n-lib.h>

#include "widgets/heddle-price.h"

/**
 * heddle_node_state_new:
 *
 * Returns: (transfer full): the state of a node that has not run
 */
HeddleNodeState *
heddle_node_state_new (void)
{
  HeddleNodeState *self = g_new0 (HeddleNodeState, 1);

  self->progress = -1;
  self->cost = heddle_money_new (0, "USD");
  return self;
}

/**
 * heddle_node_state_reset:
 * @self: a state
 *
 * Makes it the state of a node that has not run.
 */
void
heddle_node_state_reset (HeddleNodeState *self)
{
  g_clear_pointer (&self->error, g_free);
  g_clear_pointer (&self->details, g_free);
  g_clear_pointer (&self->text, g_free);
  for (guint i = 0; i < self->n_previews; i++)
    g_clear_object (&self->previews[i]);
  *self = (HeddleNodeState) { .progress = -1, .cost = heddle_money_new (0, "USD") };
}

/**
 * heddle_node_state_free:
 * @self: (transfer full): a state
 *
 * Frees it.
 */
void
heddle_node_state_free (HeddleNodeState *self)
{
  heddle_node_state_reset (self);
  g_free (self);
}

/**
 * heddle_node_state_count:
 * @self: a state
 * @status: how one of its items has ended
 *
 * Counts an item that has ended.
 */
void
heddle_node_state_count (HeddleNodeState  *self,
                         HeddleItemStatus  status)
{
  self->n_done++;
  switch (status)
    {
    case HEDDLE_ITEM_CACHED:
      self->n_cached++;
      break;
    case HEDDLE_ITEM_SKIPPED:
      self->n_skipped++;
      break;
    case HEDDLE_ITEM_CANCELLED:
      self->n_stopped++;
      break;
    case HEDDLE_ITEM_FAILED:
    case HEDDLE_ITEM_CONTENT_REJECTED:
    case HEDDLE_ITEM_UNKNOWN_OUTCOME:
      self->n_failed++;
      break;
    case HEDDLE_ITEM_PENDING:
    case HEDDLE_ITEM_QUEUED:
    case HEDDLE_ITEM_RUNNING:
    case HEDDLE_ITEM_WAITING:
    case HEDDLE_ITEM_COMPLETED:
    default:
      break;
    }
}

/**
 * heddle_node_state_make_offer:
 * @self: the state of a node
 * @status: how its run is, which is not at work
 *
 * Finds out what a person can do about the node.
 */
void
heddle_node_state_make_offer (HeddleNodeState *self,
                              HeddleRunStatus  status)
{
  self->offer = HEDDLE_NODE_OFFER_NONE;
  if (self->phase == HEDDLE_NODE_WAITING
      && (status == HEDDLE_RUN_AWAITING_SELECTION || status == HEDDLE_RUN_AWAITING_APPROVAL))
    self->offer = HEDDLE_NODE_OFFER_ANSWER;
  else if (self->n_unknown > 0 && status == HEDDLE_RUN_AWAITING_DECISION)
    self->offer = HEDDLE_NODE_OFFER_DECIDE;
  else if (self->phase == HEDDLE_NODE_FAILED && heddle_run_status_is_final (status))
    self->offer = HEDDLE_NODE_OFFER_RETRY;
}

/**
 * heddle_node_state_get_final_phase:
 * @self: the state of a node none of whose items is left to do
 *
 * Returns: what its items make of it: the worst of them
 */
HeddleNodePhase
heddle_node_state_get_final_phase (const HeddleNodeState *self)
{
  if (self->n_failed > 0)
    return HEDDLE_NODE_FAILED;
  if (self->n_stopped > 0)
    return HEDDLE_NODE_STOPPED;
  if (self->n_done > 0 && self->n_skipped == self->n_done)
    return HEDDLE_NODE_SKIPPED;
  if (self->n_done > 0 && self->n_cached + self->n_skipped == self->n_done)
    return HEDDLE_NODE_CACHED;
  return HEDDLE_NODE_DONE;
}

/**
 * heddle_node_state_dup_wait:
 * @self: a state
 *
 * Returns: (transfer full) (nullable): what has to be waited for, at this moment: "Retrying in 20 s";
 *   %NULL where nothing has
 */
char *
heddle_node_state_dup_wait (const HeddleNodeState *self)
{
  if (self->phase != HEDDLE_NODE_RUNNING)
    return NULL;
  return heddle_wait_dup_sentence (self->wait, g_get_real_time ());
}

/**
 * heddle_node_state_dup_spoken:
 * @self: a state
 *
 * Returns: (transfer full): what [method@NodeState.dup_summary] says without the time that is left, which
 *   would be read out again every second
 */
char *
heddle_node_state_dup_spoken (const HeddleNodeState *self)
{
  HeddleWait wait = self->wait;
  char *sentence = NULL;

  wait.until = 0;
  if (self->phase == HEDDLE_NODE_RUNNING)
    sentence = heddle_wait_dup_sentence (wait, 0);
  return sentence != NULL ? sentence : heddle_node_state_dup_summary (self);
}

/**
 * heddle_node_state_dup_summary:
 * @self: a state
 *
 * Returns: (transfer full): the state in a word or three: "Done", "3 of 4", "From run 41"
 */
char *
heddle_node_state_dup_summary (const HeddleNodeState *self)
{
  g_autofree char *wait = heddle_node_state_dup_wait (self);

  if (self->earlier
      && (self->phase == HEDDLE_NODE_DONE || self->phase == HEDDLE_NODE_CACHED || self->phase == HEDDLE_NODE_SKIPPED))
    return g_strdup_printf (_("From run %" PRId64), self->run_number);

  switch (self->phase)
    {
    case HEDDLE_NODE_QUEUED:
      return g_strdup (_("Queued"));
    case HEDDLE_NODE_RUNNING:
      if (wait != NULL)
        return g_steal_pointer (&wait);
      if (self->n_total > 1)
        return g_strdup_printf (_("%u of %u"), self->n_done, self->n_total);
      return g_strdup (_("Running"));
    case HEDDLE_NODE_DONE:
      return g_strdup (_("Done"));
    case HEDDLE_NODE_CACHED:
      return g_strdup (_("Cached"));
    case HEDDLE_NODE_WAITING:
      return g_strdup (_("Waiting for you"));
    case HEDDLE_NODE_FAILED:
      if (self->offer == HEDDLE_NODE_OFFER_DECIDE)
        return g_strdup (_("Answer lost"));
      if (self->n_total > 1)
        return g_strdup_printf (_("%u of %u failed"), self->n_failed, self->n_total);
      return g_strdup (_("Failed"));
    case HEDDLE_NODE_SKIPPED:
      return g_strdup (_("Skipped"));
    case HEDDLE_NODE_STOPPED:
      return g_strdup (_("Stopped"));
    case HEDDLE_NODE_IDLE:
    default:
      return g_strdup (_("Not run yet"));
    }
}

static char *
dup_duration (gint64 milliseconds)
{
  if (milliseconds < 1000)
    return g_strdup_printf (_("%" PRId64 " ms"), milliseconds);
  if (milliseconds < 60000)
    return g_strdup_printf (_("%.1f s"), (double) milliseconds / 1000);
  return g_strdup_printf (_("%" PRId64 " min %" PRId64 " s"), milliseconds / 60000, milliseconds / 1000 % 60);
}

/**
 * heddle_node_state_dup_measure:
 * @self: a state
 *
 * Returns: (transfer full) (nullable): how long it took and what it cost: "3.2 s · $0.04"; %NULL
 *   where there is nothing to say
 */
char *
heddle_node_state_dup_measure (const HeddleNodeState *self)
{
  g_autofree char *cost = self->cost.known && self->cost.amount > 0 ? heddle_price_to_string (self->cost) : NULL;
  g_autofree char *duration = self->duration_ms > 0 ? dup_duration (self->duration_ms) : NULL;

  if (cost != NULL && duration != NULL)
    return g_strdup_printf ("%s · %s", duration, cost);
  return cost != NULL ? g_steal_pointer (&cost) : g_steal_pointer (&duration);
}

/**
 * heddle_node_phase_get_icon_name:
 * @phase: a phase
 *
 * Returns: (transfer none) (nullable): the symbolic icon that goes with its word
 */
const char *
heddle_node_phase_get_icon_name (HeddleNodePhase phase)
{
  switch (phase)
    {
    case HEDDLE_NODE_QUEUED:
      return "content-loading-symbolic";
    case HEDDLE_NODE_RUNNING:
      return "media-playback-start-symbolic";
    case HEDDLE_NODE_DONE:
      return "object-select-symbolic";
    case HEDDLE_NODE_CACHED:
      return "document-open-recent-symbolic";
    case HEDDLE_NODE_WAITING:
      return "alarm-symbolic";
    case HEDDLE_NODE_FAILED:
      return "dialog-warning-symbolic";
    case HEDDLE_NODE_SKIPPED:
      return "media-skip-forward-symbolic";
    case HEDDLE_NODE_STOPPED:
      return "media-playback-stop-symbolic";
    case HEDDLE_NODE_IDLE:
    default:
      return NULL;
    }
}

/**
 * heddle_node_phase_get_style_class:
 * @phase: a phase
 *
 * Returns: (transfer none) (nullable): the stock style class of its colour
 */
const char *
heddle_node_phase_get_style_class (HeddleNodePhase phase)
{
  switch (phase)
    {
    case HEDDLE_NODE_RUNNING:
      return "accent";
    case HEDDLE_NODE_DONE:
      return "success";
    case HEDDLE_NODE_WAITING:
      return "warning";
    case HEDDLE_NODE_FAILED:
      return "error";
    case HEDDLE_NODE_IDLE:
    case HEDDLE_NODE_QUEUED:
    case HEDDLE_NODE_CACHED:
    case HEDDLE_NODE_SKIPPED:
    case HEDDLE_NODE_STOPPED:
    default:
      return NULL;
    }
}
