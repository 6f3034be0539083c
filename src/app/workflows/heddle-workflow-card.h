/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "widgets/heddle-thumbnails.h"
#include "workflows/heddle-workflow-item.h"

G_BEGIN_DECLS

/**
 * HeddleWorkflowCard:
 *
 * A workflow in the list or the grid of workflows.
 */
#define HEDDLE_TYPE_WORKFLOW_CARD (heddle_workflow_card_get_type ())
G_DECLARE_FINAL_TYPE (HeddleWorkflowCard, heddle_workflow_card, HEDDLE, WORKFLOW_CARD, AdwBin)

HeddleWorkflowCard *heddle_workflow_card_new       (HeddleThumbnails   *thumbnails,
                                                    GtkOrientation      orientation);
void                heddle_workflow_card_set_item  (HeddleWorkflowCard *self,
                                                    HeddleWorkflowItem *item);
void                heddle_workflow_card_open_menu (HeddleWorkflowCard *self);

G_END_DECLS
