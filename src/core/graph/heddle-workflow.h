/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "graph/heddle-element.h"
#include "graph/heddle-graph-error.h"
#include "graph/heddle-pipeline.h"
#include "graph/heddle-workflow-input.h"

G_BEGIN_DECLS

#define HEDDLE_TYPE_WORKFLOW (heddle_workflow_get_type ())
G_DECLARE_FINAL_TYPE (HeddleWorkflow, heddle_workflow, HEDDLE, WORKFLOW, HeddleElement)

HeddleWorkflow      *heddle_workflow_new                (const char      *name);
HeddleWorkflow      *heddle_workflow_new_from_json      (JsonNode        *json,
                                                         GError         **error);
HeddleWorkflow      *heddle_workflow_new_from_text      (const char      *text,
                                                         gssize           length,
                                                         GError         **error);
JsonNode            *heddle_workflow_to_json            (HeddleWorkflow  *self);
char                *heddle_workflow_to_text            (HeddleWorkflow  *self);
char                *heddle_workflow_to_compact_text    (HeddleWorkflow  *self);
const char          *heddle_workflow_get_id             (HeddleWorkflow  *self);
const char          *heddle_workflow_get_name           (HeddleWorkflow  *self);
const char          *heddle_workflow_get_description    (HeddleWorkflow  *self);
GListModel          *heddle_workflow_get_inputs         (HeddleWorkflow  *self);
HeddleWorkflowInput *heddle_workflow_find_input         (HeddleWorkflow  *self,
                                                         const char      *key);
GListModel          *heddle_workflow_get_pipelines      (HeddleWorkflow  *self);
HeddlePipeline      *heddle_workflow_find_pipeline      (HeddleWorkflow  *self,
                                                         const char      *id);

G_END_DECLS
