/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "graph/heddle-document.h"
#include "graph/heddle-pipeline.h"

G_BEGIN_DECLS

HeddleWorkflow *heddle_node_group_copy     (HeddleWorkflow     *workflow,
                                            HeddlePipeline     *pipeline,
                                            const char *const  *ids);
gboolean        heddle_node_group_paste    (HeddleDocument     *document,
                                            HeddlePipeline     *pipeline,
                                            HeddleWorkflow     *copied,
                                            double              dx,
                                            double              dy,
                                            GStrv              *ids,
                                            GError            **error);
char           *heddle_node_group_add      (HeddleDocument     *document,
                                            HeddlePipeline     *pipeline,
                                            const char         *type,
                                            JsonObject         *config,
                                            double              x,
                                            double              y,
                                            GError            **error);
gboolean        heddle_node_group_move     (HeddleDocument     *document,
                                            HeddlePipeline     *pipeline,
                                            const char *const  *ids,
                                            double              dx,
                                            double              dy,
                                            GError            **error);
gboolean        heddle_node_group_set_place (HeddleDocument    *document,
                                            HeddlePipeline     *pipeline,
                                            const char         *id,
                                            double              x,
                                            double              y,
                                            GError            **error);
void            heddle_node_group_get_inputs_place (HeddleWorkflow *workflow,
                                            double             *x,
                                            double             *y);
gboolean        heddle_node_group_set_flag (HeddleDocument     *document,
                                            HeddlePipeline     *pipeline,
                                            const char *const  *ids,
                                            const char         *member,
                                            gboolean            value,
                                            GError            **error);
gboolean        heddle_node_group_set_color (HeddleDocument    *document,
                                            HeddlePipeline     *pipeline,
                                            const char *const  *ids,
                                            const char         *color,
                                            GError            **error);
gboolean        heddle_node_group_remove   (HeddleDocument     *document,
                                            HeddlePipeline     *pipeline,
                                            const char *const  *ids,
                                            GError            **error);

G_END_DECLS
