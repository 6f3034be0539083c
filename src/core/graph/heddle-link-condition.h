/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "graph/heddle-document.h"
#include "graph/heddle-node-registry.h"
#include "graph/heddle-pipeline.h"

G_BEGIN_DECLS

const char *const *heddle_link_condition_list_operators (HeddleValueType      type);
gboolean           heddle_link_condition_needs_value    (const char          *op);
JsonNode          *heddle_link_condition_read_value     (HeddleValueType      type,
                                                         const char          *op,
                                                         const char          *text,
                                                         GError             **error);
char              *heddle_link_condition_dup_text       (JsonObject          *condition);
gboolean           heddle_link_condition_check          (JsonObject          *condition,
                                                         HeddleValueType      type,
                                                         GError             **error);
gboolean           heddle_link_condition_set            (HeddleDocument      *document,
                                                         HeddlePipeline      *pipeline,
                                                         HeddleNodeRegistry  *registry,
                                                         const char          *link,
                                                         JsonObject          *condition,
                                                         GError             **error);

G_END_DECLS
