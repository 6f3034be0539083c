/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-open-workflow-private.h"

#include "editor/heddle-open-page-private.h"
#include "editor/heddle-plan-task.h"
#include "engine/heddle-run-queue.h"

/*
 * heddle_open_workflow_going_on:
 * @self: an open workflow
 * @continued: a run that goes on from elsewhere
 *
 * A run of one of its pages is seen here, too; one of a page that is gone goes on unseen.
 *
 * Returns: whether it is one
 */
gboolean
heddle_open_workflow_going_on (HeddleOpenWorkflow *self,
                               HeddleContinuedRun *continued)
{
  HeddlePlan *plan = heddle_run_get_plan (heddle_continued_run_get_run (continued));
  const char *pipeline = heddle_pipeline_get_id (heddle_plan_get_pipeline (plan));

  return g_str_equal (heddle_workflow_get_id (heddle_plan_get_workflow (plan)), heddle_open_workflow_get_uuid (self))
         && heddle_workflow_find_pipeline (heddle_document_get_workflow (self->document), pipeline) != NULL
         && heddle_open_page_going_on (heddle_open_workflow_get_page (self, pipeline), continued);
}

/**
 * heddle_open_workflow_is_running:
 * @self: an open workflow
 *
 * Returns: whether a run of any of its pages is about to start or in progress
 */
gboolean
heddle_open_workflow_is_running (HeddleOpenWorkflow *self)
{
  g_autoptr (GPtrArray) running = heddle_open_workflow_list_running (self);

  return running->len > 0;
}

/**
 * heddle_open_workflow_run:
 * @self: an open workflow
 * @scope: (transfer full): how much of it
 *
 * Runs the page that is shown as it is now, kept in the library first; does nothing while that page runs
 * already. Where it costs much, [signal@OpenWorkflow::consent-needed] is emitted first.
 */
void
heddle_open_workflow_run (HeddleOpenWorkflow *self,
                          HeddleRunScope     *scope)
{
  heddle_open_page_run (heddle_open_workflow_get_shown_page (self), scope);
}

typedef struct
{
  HeddleOpenWorkflow *workflow;
  char               *page;
  HeddleQueueOrder    order;
} Placing;

static void
placing_free (gpointer data)
{
  Placing *placing = data;

  g_object_unref (placing->workflow);
  g_free (placing->page);
  g_free (placing);
}

static DexFuture *
place_cb (DexFuture *future,
          gpointer   data)
{
  Placing *placing = data;
  HeddleOpenWorkflow *self = placing->workflow;

  return heddle_plan_task_new_order (heddle_session_get_engine (self->session), heddle_open_workflow_get_snapshot (self),
                                     placing->page, &placing->order);
}

static DexFuture *
placed_cb (DexFuture *future,
           gpointer   data)
{
  HeddleOpenWorkflow *self = data;

  if (heddle_session_is_open (self->session))
    {
      heddle_run_queue_touch (heddle_session_get_queue (self->session));
      heddle_session_tell_runs_changed (self->session);
    }
  return dex_ref (future);
}

/**
 * heddle_open_workflow_schedule:
 * @self: an open workflow
 * @order: when it is to run
 *
 * Keeps it in the library as it is now, and puts the page that is shown into the queue.
 *
 * Returns: (transfer full): resolves once it is there, or fails with what keeps it from running
 */
DexFuture *
heddle_open_workflow_schedule (HeddleOpenWorkflow     *self,
                               const HeddleQueueOrder *order)
{
  Placing *placing = g_new0 (Placing, 1);
  DexFuture *future;

  placing->workflow = g_object_ref (self);
  placing->page = g_strdup (heddle_pipeline_get_id (self->shown));
  placing->order = *order;
  future = dex_future_then (heddle_open_workflow_save (self), place_cb, placing, placing_free);
  return dex_future_then (future, placed_cb, g_object_ref (self), g_object_unref);
}

/**
 * heddle_open_workflow_retry:
 * @self: an open workflow
 *
 * Does again what has failed in the run of the page that is shown.
 */
void
heddle_open_workflow_retry (HeddleOpenWorkflow *self)
{
  heddle_open_page_retry (heddle_open_workflow_get_shown_page (self));
}

/**
 * heddle_open_workflow_stop:
 * @self: an open workflow
 *
 * Ends the run of the page that is shown. What it has made stays.
 */
void
heddle_open_workflow_stop (HeddleOpenWorkflow *self)
{
  heddle_open_page_stop (heddle_open_workflow_get_shown_page (self));
}

/**
 * heddle_open_workflow_stop_all:
 * @self: an open workflow
 *
 * Ends the runs of all of its pages.
 */
void
heddle_open_workflow_stop_all (HeddleOpenWorkflow *self)
{
  g_autoptr (GPtrArray) running = heddle_open_workflow_list_running (self);

  for (guint i = 0; i < running->len; i++)
    heddle_open_page_stop (running->pdata[i]);
}
