/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "editor/heddle-open-workflow.h"
#include "editor/heddle-run-proposal.h"
#include "graph/heddle-workflow-snapshot.h"
#include "runs/heddle-run-monitor.h"

G_BEGIN_DECLS

struct _HeddleOpenWorkflow
{
  GObject                 parent_instance;
  HeddleSession          *session;
  HeddleDocument         *document;
  HeddlePipeline         *shown;
  guint                   shown_position;
  GHashTable             *page_states;

  HeddleRunMonitor       *monitor;
  HeddleRunScope         *scope;
  char                   *run_page;
  HeddleRunProposal      *proposal;
  gboolean                starting;
  gboolean                cancelled;
  gboolean                retrying;
  gboolean                unknown_agreed;
  guint                   n_edits;
  GHashTable             *last_runs;

  HeddleWorkflowSnapshot *snapshot;
  char                   *status;
  char                   *estimate;
  char                   *details;
  gboolean                cost_known;
  GError                 *problem;
  GError                 *save_problem;
  guint                   save_source;
  guint                   estimate_source;
  gboolean                unsaved;
  guint                   n_saving;
  DexFuture              *being_saved;
  GListStore             *problems;
  GPtrArray              *found;
  GStrv                   doubts;
  gboolean                checking;
  gboolean                check_stale;
  gboolean                estimating;
  gboolean                stale;
};

HeddleWorkflowSnapshot *heddle_open_workflow_get_snapshot (HeddleOpenWorkflow *self);
void                    heddle_open_workflow_init_runs    (HeddleOpenWorkflow *self);
void                    heddle_open_workflow_follow_pages (HeddleOpenWorkflow *self);
void                    heddle_open_workflow_check       (HeddleOpenWorkflow *self);
void                    heddle_open_workflow_show_problems (HeddleOpenWorkflow *self);
void                    heddle_open_workflow_set_status   (HeddleOpenWorkflow *self,
                                                           char               *status);
void                    heddle_open_workflow_set_problem  (HeddleOpenWorkflow *self,
                                                           const GError       *error);
gboolean                heddle_open_workflow_going_on     (HeddleOpenWorkflow *self,
                                                           HeddleContinuedRun *continued);

G_END_DECLS
