/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "engine/heddle-run-announce.h"

#include "engine/heddle-run-private.h"

static void
emit_item (HeddleRun           *run,
           const HeddleRunItem *item)
{
  HeddleRunEvent *event = heddle_run_event_new (HEDDLE_RUN_EVENT_ITEM, heddle_run_get_uuid (run));

  event->node = g_strdup (item->step->node->id);
  event->title = g_strdup (item->step->node->title);
  event->index = heddle_index_ref (item->mapped->index);
  event->status = item->status;
  event->outputs = item->outputs == NULL ? NULL : heddle_node_outputs_ref (item->outputs);
  event->error = item->error == NULL ? NULL : g_error_copy (item->error);
  event->duration_ms = item->duration_ms;
  event->cost = item->cost;
  heddle_run_emit (run, event);

  if (item->status == HEDDLE_ITEM_UNKNOWN_OUTCOME || item->status == HEDDLE_ITEM_WAITING)
    {
      event = heddle_run_event_new (HEDDLE_RUN_EVENT_WAITING, heddle_run_get_uuid (run));
      event->node = g_strdup (item->step->node->id);
      event->title = g_strdup (item->step->node->title);
      event->index = heddle_index_ref (item->mapped->index);
      event->need = item->need;
      heddle_run_emit (run, event);
    }
}

static void
emit_asset (HeddleRun           *run,
            const HeddleRunItem *item)
{
  const char *asset = NULL;
  const char *name = NULL;
  const char *path = NULL;
  HeddleRunEvent *event;

  if (item->outputs == NULL || !heddle_node_outputs_get_asset (item->outputs, &asset, &name, &path))
    return;

  event = heddle_run_event_new (HEDDLE_RUN_EVENT_ASSET, heddle_run_get_uuid (run));
  event->asset = g_strdup (asset);
  event->name = g_strdup (name);
  event->path = g_strdup (path);
  event->blob = g_strdup (heddle_node_outputs_get_asset_blob (item->outputs));
  event->node = g_strdup (item->step->node->id);
  event->title = g_strdup (item->step->node->title);
  event->index = heddle_index_ref (item->mapped->index);
  heddle_run_emit (run, event);
}

/**
 * heddle_run_announce_started:
 * @run: a run that the library knows
 * @number: its number for people
 * @started_at: when it began, in Unix milliseconds
 *
 * Tells that the run has begun, and with that whatever else was to be told.
 */
void
heddle_run_announce_started (HeddleRun *run,
                             gint64     number,
                             gint64     started_at)
{
  HeddleRunEvent *event = heddle_run_event_new (HEDDLE_RUN_EVENT_STARTED, heddle_run_get_uuid (run));
  HeddlePlan *plan = heddle_run_get_plan (run);

  event->number = number;
  event->workflow = g_strdup (heddle_workflow_get_id (heddle_plan_get_workflow (plan)));
  event->workflow_name = g_strdup (heddle_workflow_get_name (heddle_plan_get_workflow (plan)));
  event->pipeline = g_strdup (heddle_pipeline_get_id (heddle_plan_get_pipeline (plan)));
  event->n_nodes = heddle_plan_get_nodes (plan)->len - 1;
  event->estimate = heddle_plan_get_estimate (plan);
  event->notices = heddle_run_take_answers (run);
  if (heddle_run_get_due (run) != 0)
    event->late_ms = MAX (started_at - heddle_run_get_due (run), 0);
  heddle_run_emit_first (run, event);
}

static void
emit_progress (HeddleRun           *run,
               const HeddleRunItem *item,
               HeddleWait           wait)
{
  HeddleRunEvent *event = heddle_run_event_new (HEDDLE_RUN_EVENT_PROGRESS, heddle_run_get_uuid (run));

  event->node = g_strdup (item->step->node->id);
  event->title = g_strdup (item->step->node->title);
  event->index = heddle_index_ref (item->mapped->index);
  event->status = item->status;
  event->n_items = item->step->items->len;
  event->wait = wait;
  heddle_run_emit (run, event);
}

/**
 * heddle_run_announce_progress:
 * @run: a run
 * @item: an item that is queued or running
 *
 * Tells how far an item is that takes time.
 */
void
heddle_run_announce_progress (HeddleRun           *run,
                              const HeddleRunItem *item)
{
  emit_progress (run, item, (HeddleWait) { HEDDLE_WAIT_NONE, NULL, 0 });
}

/**
 * heddle_run_announce_hindered:
 * @run: a run
 * @item: an item that is running
 * @wait: what it has come to wait for, or that it does not any more
 *
 * Tells what keeps an item from going on.
 */
void
heddle_run_announce_hindered (HeddleRun           *run,
                              const HeddleRunItem *item,
                              HeddleWait           wait)
{
  emit_progress (run, item, wait);
}

/**
 * heddle_run_announce_status:
 * @run: a run that is not at its end
 * @status: how it is from now on
 * @wait: what it waits for
 *
 * Tells that the run has paused by itself, or goes on.
 */
void
heddle_run_announce_status (HeddleRun       *run,
                            HeddleRunStatus  status,
                            HeddleWait       wait)
{
  HeddleRunEvent *event = heddle_run_event_new (HEDDLE_RUN_EVENT_STATUS, heddle_run_get_uuid (run));

  event->run_status = status;
  event->wait = wait;
  heddle_run_emit (run, event);
}

/**
 * heddle_run_announce_item:
 * @run: a run
 * @item: an item at its end
 *
 * Tells what became of an item, and of the asset that it made.
 */
void
heddle_run_announce_item (HeddleRun           *run,
                          const HeddleRunItem *item)
{
  emit_item (run, item);
  emit_asset (run, item);
}

/**
 * heddle_run_announce_finished:
 * @run: a run in which nothing is left to do
 * @number: its number for people
 * @status: how it ended
 * @cause: (nullable): of one that is paused, or could not be begun, why
 * @notices: (inout) (nullable): what a person should be told of the budgets; taken
 * @tally: its sums
 * @duration_ms: how long it took
 *
 * Tells that the run is over.
 */
void
heddle_run_announce_finished (HeddleRun            *run,
                              gint64                number,
                              HeddleRunStatus       status,
                              const GError         *cause,
                              GStrv                *notices,
                              const HeddleRunTally *tally,
                              gint64                duration_ms)
{
  HeddleRunEvent *event = heddle_run_event_new (HEDDLE_RUN_EVENT_FINISHED, heddle_run_get_uuid (run));

  event->number = number;
  event->run_status = status;
  event->error = cause != NULL ? g_error_copy (cause) : NULL;
  event->notices = g_steal_pointer (notices);
  event->counts = tally->counts;
  event->n_failures = tally->n_failures;
  event->cost = tally->cost;
  event->duration_ms = duration_ms;
  heddle_run_emit (run, event);
}
