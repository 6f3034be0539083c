/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "editor/heddle-open-workflow.h"
#include "graph/heddle-workflow-snapshot.h"
#include "runs/heddle-continued-run.h"

G_BEGIN_DECLS

/* Pages are known by the ids of their pipelines, from when they are first asked for. */
struct _HeddleOpenWorkflow
{
  GObject                 parent_instance;
  HeddleSession          *session;
  HeddleDocument         *document;
  HeddlePipeline         *shown;
  guint                   shown_position;
  GHashTable             *pages;
  guint                   n_edits;

  HeddleWorkflowSnapshot *snapshot;
  GError                 *save_problem;
  guint                   save_source;
  guint                   estimate_source;
  gboolean                edited;
  gboolean                unsaved;
  guint                   n_saving;
  DexFuture              *being_saved;
  GListStore             *problems;
  GPtrArray              *found;
  gboolean                checking;
  gboolean                check_stale;
};

HeddleWorkflowSnapshot *heddle_open_workflow_get_snapshot (HeddleOpenWorkflow *self);
HeddleOpenPage         *heddle_open_workflow_get_page     (HeddleOpenWorkflow *self,
                                                           const char         *pipeline);
void                    heddle_open_workflow_follow_pages (HeddleOpenWorkflow *self);
void                    heddle_open_workflow_keep_later   (HeddleOpenWorkflow *self);
void                    heddle_open_workflow_check        (HeddleOpenWorkflow *self);
void                    heddle_open_workflow_show_problems (HeddleOpenWorkflow *self);
void                    heddle_open_workflow_tell_page    (HeddleOpenWorkflow *self,
                                                           HeddleOpenPage     *page,
                                                           const char         *property);
void                    heddle_open_workflow_tell_problem (HeddleOpenWorkflow *self,
                                                           HeddleOpenPage     *page);
gboolean                heddle_open_workflow_going_on     (HeddleOpenWorkflow *self,
                                                           HeddleContinuedRun *continued);

G_END_DECLS
