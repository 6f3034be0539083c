/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "graph/heddle-workflow.h"

G_BEGIN_DECLS

/**
 * HeddleWorkflowSnapshot:
 *
 * A workflow as it was at one moment, for other threads to read. It is taken fast, since it shares
 * all that is in the workflow; the text is only written where somebody asks for it.
 */
typedef struct _HeddleWorkflowSnapshot HeddleWorkflowSnapshot;

HeddleWorkflowSnapshot *heddle_workflow_snapshot_new             (HeddleWorkflow         *workflow);
HeddleWorkflowSnapshot *heddle_workflow_snapshot_ref             (HeddleWorkflowSnapshot *self);
void                    heddle_workflow_snapshot_unref           (HeddleWorkflowSnapshot *self);
const char             *heddle_workflow_snapshot_get_id          (HeddleWorkflowSnapshot *self);
const char             *heddle_workflow_snapshot_get_name        (HeddleWorkflowSnapshot *self);
const char             *heddle_workflow_snapshot_get_description (HeddleWorkflowSnapshot *self);
const char             *heddle_workflow_snapshot_get_text        (HeddleWorkflowSnapshot *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleWorkflowSnapshot, heddle_workflow_snapshot_unref)

G_END_DECLS
