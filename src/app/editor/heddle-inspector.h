/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "editor/heddle-open-workflow.h"

G_BEGIN_DECLS

/**
 * HeddleInspector:
 *
 * The pane beside the canvas, where the selected node, or the workflow, is looked at and edited.
 */
#define HEDDLE_TYPE_INSPECTOR (heddle_inspector_get_type ())
G_DECLARE_FINAL_TYPE (HeddleInspector, heddle_inspector, HEDDLE, INSPECTOR, AdwBin)

GtkWidget          *heddle_inspector_new               (void);
HeddleOpenWorkflow *heddle_inspector_get_open_workflow (HeddleInspector    *self);
void                heddle_inspector_set_open_workflow (HeddleInspector    *self,
                                                        HeddleOpenWorkflow *workflow);
const char         *heddle_inspector_get_node          (HeddleInspector    *self);
void                heddle_inspector_set_node          (HeddleInspector    *self,
                                                        const char         *node);
const char         *heddle_inspector_get_estimate_text (HeddleInspector    *self);
void                heddle_inspector_set_estimate_text (HeddleInspector    *self,
                                                        const char         *text);

G_END_DECLS
