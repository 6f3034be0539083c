/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "graph/heddle-element.h"
#include "graph/heddle-port.h"
#include "graph/heddle-value.h"

G_BEGIN_DECLS

#define HEDDLE_TYPE_WORKFLOW_INPUT (heddle_workflow_input_get_type ())
G_DECLARE_FINAL_TYPE (HeddleWorkflowInput, heddle_workflow_input, HEDDLE, WORKFLOW_INPUT,
                      HeddleElement)

const char     *heddle_workflow_input_get_key         (HeddleWorkflowInput  *self);
const char     *heddle_workflow_input_get_kind        (HeddleWorkflowInput  *self);
const char     *heddle_workflow_input_get_label       (HeddleWorkflowInput  *self);
const char     *heddle_workflow_input_get_placeholder (HeddleWorkflowInput  *self);
const char     *heddle_workflow_input_get_help        (HeddleWorkflowInput  *self);
const char     *heddle_workflow_input_get_group       (HeddleWorkflowInput  *self);
gboolean        heddle_workflow_input_get_required    (HeddleWorkflowInput  *self);
JsonNode       *heddle_workflow_input_get_default     (HeddleWorkflowInput  *self);
JsonObject     *heddle_workflow_input_get_validation  (HeddleWorkflowInput  *self);
HeddlePortType  heddle_workflow_input_get_port_type   (HeddleWorkflowInput  *self);
JsonNode       *heddle_workflow_input_read            (HeddleWorkflowInput  *self,
                                                       const char           *text,
                                                       GError              **error);
gboolean        heddle_workflow_input_check           (HeddleWorkflowInput  *self,
                                                       JsonNode             *value,
                                                       GError              **error);
gboolean        heddle_workflow_input_check_file      (HeddleWorkflowInput  *self,
                                                       const char           *mime,
                                                       gint64                bytes,
                                                       GError              **error);

G_END_DECLS
