/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "editor/heddle-open-workflow.h"

G_BEGIN_DECLS

/**
 * HeddleWorkflowPage:
 *
 * What the inspector shows where no node is selected: the workflow itself, and its inputs.
 */
#define HEDDLE_TYPE_WORKFLOW_PAGE (heddle_workflow_page_get_type ())
G_DECLARE_FINAL_TYPE (HeddleWorkflowPage, heddle_workflow_page, HEDDLE, WORKFLOW_PAGE, AdwBin)

GtkWidget *heddle_workflow_page_new          (void);
void       heddle_workflow_page_show         (HeddleWorkflowPage *self,
                                              HeddleOpenWorkflow *workflow,
                                              gboolean            only_inputs);
void       heddle_workflow_page_set_estimate (HeddleWorkflowPage *self,
                                              const char         *text);

G_END_DECLS
