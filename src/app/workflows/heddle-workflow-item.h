/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "store/heddle-workflow-repository.h"

G_BEGIN_DECLS

/**
 * HeddleWorkflowItem:
 *
 * A workflow of the library, as lists show it.
 */
#define HEDDLE_TYPE_WORKFLOW_ITEM (heddle_workflow_item_get_type ())
G_DECLARE_FINAL_TYPE (HeddleWorkflowItem, heddle_workflow_item, HEDDLE, WORKFLOW_ITEM, GObject)

HeddleWorkflowItem *heddle_workflow_item_new             (const HeddleWorkflowRecord *record);
gint64              heddle_workflow_item_get_id          (HeddleWorkflowItem         *self);
const char         *heddle_workflow_item_get_uuid        (HeddleWorkflowItem         *self);
const char         *heddle_workflow_item_get_name        (HeddleWorkflowItem         *self);
const char         *heddle_workflow_item_get_description (HeddleWorkflowItem         *self);
const char         *heddle_workflow_item_get_cover       (HeddleWorkflowItem         *self);
char               *heddle_workflow_item_dup_age         (HeddleWorkflowItem         *self);
gboolean            heddle_workflow_item_equal           (HeddleWorkflowItem         *self,
                                                          HeddleWorkflowItem         *other);

G_END_DECLS
