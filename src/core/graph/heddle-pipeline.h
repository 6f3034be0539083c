/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "graph/heddle-element.h"
#include "graph/heddle-link.h"
#include "graph/heddle-node.h"

G_BEGIN_DECLS

#define HEDDLE_TYPE_PIPELINE (heddle_pipeline_get_type ())
G_DECLARE_FINAL_TYPE (HeddlePipeline, heddle_pipeline, HEDDLE, PIPELINE, HeddleElement)

const char *heddle_pipeline_get_id          (HeddlePipeline *self);
const char *heddle_pipeline_get_name        (HeddlePipeline *self);
const char *heddle_pipeline_get_description (HeddlePipeline *self);
GListModel *heddle_pipeline_get_nodes       (HeddlePipeline *self);
GListModel *heddle_pipeline_get_links       (HeddlePipeline *self);
GListModel *heddle_pipeline_get_frames      (HeddlePipeline *self);
GListModel *heddle_pipeline_get_notes       (HeddlePipeline *self);
HeddleNode *heddle_pipeline_find_node       (HeddlePipeline *self,
                                             const char     *id);
HeddleLink *heddle_pipeline_find_link       (HeddlePipeline *self,
                                             const char     *id);

G_END_DECLS
