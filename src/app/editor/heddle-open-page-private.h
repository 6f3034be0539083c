/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "editor/heddle-open-page.h"
#include "editor/heddle-open-workflow.h"
#include "editor/heddle-run-proposal.h"
#include "runs/heddle-run-monitor.h"

G_BEGIN_DECLS

/* What was begun last, and how often the workflow had been edited by then, is known by @scope and @n_edits. */
struct _HeddleOpenPage
{
  GObject             parent_instance;
  HeddleOpenWorkflow *workflow;
  char               *id;
  HeddleRunState     *state;

  HeddleRunMonitor   *monitor;
  HeddleRunScope     *scope;
  guint               n_edits;
  HeddleRunProposal  *proposal;
  gboolean            starting;
  gboolean            cancelled;
  gboolean            retrying;
  gboolean            reading_again;
  gboolean            changed_meanwhile;
  gboolean            unknown_agreed;
  char               *status;

  char               *estimate;
  char               *details;
  GStrv               doubts;
  gboolean            cost_known;
  GError             *problem;
  gboolean            estimating;
  gboolean            stale;
};

HeddleOpenPage *heddle_open_page_new             (HeddleOpenWorkflow *workflow,
                                                  const char         *id);
void            heddle_open_page_read_history    (HeddleOpenPage     *self);
void            heddle_open_page_read_again      (HeddleOpenPage     *self);
void            heddle_open_page_estimate        (HeddleOpenPage     *self);
void            heddle_open_page_forget_forecast (HeddleOpenPage     *self);
void            heddle_open_page_set_problem     (HeddleOpenPage     *self,
                                                  const GError       *error);
void            heddle_open_page_run             (HeddleOpenPage     *self,
                                                  HeddleRunScope     *scope);
void            heddle_open_page_set_status      (HeddleOpenPage     *self,
                                                  char               *status);
void            heddle_open_page_retry           (HeddleOpenPage     *self);
gboolean        heddle_open_page_going_on        (HeddleOpenPage     *self,
                                                  HeddleContinuedRun *continued);

G_END_DECLS
