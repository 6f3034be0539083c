/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "editor/heddle-open-page.h"
#include "editor/heddle-run-scope.h"
#include "engine/heddle-queue-order.h"
#include "graph/heddle-document.h"
#include "runs/heddle-run-state.h"
#include "window/heddle-session.h"

G_BEGIN_DECLS

/**
 * HeddleOpenWorkflow:
 *
 * A workflow that is open in the editor: its document, kept in the library as it changes, its pages, each with
 * a run of its own, and which of them is shown. Whatever shows a part of it (canvas, inspector, header) is
 * given this and listens to it.
 */
#define HEDDLE_TYPE_OPEN_WORKFLOW (heddle_open_workflow_get_type ())
G_DECLARE_FINAL_TYPE (HeddleOpenWorkflow, heddle_open_workflow, HEDDLE, OPEN_WORKFLOW, GObject)

HeddleOpenWorkflow *heddle_open_workflow_new           (HeddleSession      *session,
                                                        HeddleDocument     *document);
HeddleSession      *heddle_open_workflow_get_session   (HeddleOpenWorkflow *self);
HeddleDocument     *heddle_open_workflow_get_document  (HeddleOpenWorkflow *self);
const char         *heddle_open_workflow_get_uuid      (HeddleOpenWorkflow *self);
HeddlePipeline     *heddle_open_workflow_get_pipeline  (HeddleOpenWorkflow *self);
void                heddle_open_workflow_show_pipeline (HeddleOpenWorkflow *self,
                                                        HeddlePipeline     *pipeline);
HeddleOpenPage     *heddle_open_workflow_get_shown_page (HeddleOpenWorkflow *self);
HeddleRunState     *heddle_open_workflow_get_run_state (HeddleOpenWorkflow *self);
HeddleRunState     *heddle_open_workflow_get_page_state (HeddleOpenWorkflow *self,
                                                        const char         *pipeline);
gboolean            heddle_open_workflow_is_page_running (HeddleOpenWorkflow *self,
                                                        const char         *pipeline);
gboolean            heddle_open_workflow_is_page_waiting (HeddleOpenWorkflow *self,
                                                        const char         *pipeline);
GPtrArray          *heddle_open_workflow_list_running  (HeddleOpenWorkflow *self);
const char         *heddle_open_workflow_get_title     (HeddleOpenWorkflow *self);
const char         *heddle_open_workflow_get_saved     (HeddleOpenWorkflow *self);
const char         *heddle_open_workflow_get_status    (HeddleOpenWorkflow *self);
const char         *heddle_open_workflow_get_estimate  (HeddleOpenWorkflow *self);
const char         *heddle_open_workflow_get_details  (HeddleOpenWorkflow *self);
const char         *heddle_open_workflow_get_cost      (HeddleOpenWorkflow *self);
const GError       *heddle_open_workflow_get_problem   (HeddleOpenWorkflow *self);
GListModel         *heddle_open_workflow_get_problems  (HeddleOpenWorkflow *self);
gboolean            heddle_open_workflow_is_running    (HeddleOpenWorkflow *self);
gboolean            heddle_open_workflow_has_steps     (HeddleOpenWorkflow *self);
gboolean            heddle_open_workflow_is_empty      (HeddleOpenWorkflow *self);
void                heddle_open_workflow_run           (HeddleOpenWorkflow *self,
                                                        HeddleRunScope     *scope);
DexFuture          *heddle_open_workflow_schedule      (HeddleOpenWorkflow     *self,
                                                        const HeddleQueueOrder *order);
void                heddle_open_workflow_retry         (HeddleOpenWorkflow *self);
void                heddle_open_workflow_stop          (HeddleOpenWorkflow *self);
void                heddle_open_workflow_stop_all      (HeddleOpenWorkflow *self);
void                heddle_open_workflow_estimate      (HeddleOpenWorkflow *self);
DexFuture          *heddle_open_workflow_save          (HeddleOpenWorkflow *self);
gboolean            heddle_open_workflow_is_saved      (HeddleOpenWorkflow *self);

G_END_DECLS
