/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "graph/heddle-document.h"
#include "graph/heddle-link-check.h"
#include "graph/heddle-node-registry.h"
#include "graph/heddle-pipeline.h"

G_BEGIN_DECLS

gboolean heddle_linking_join   (HeddleDocument      *document,
                                HeddlePipeline      *pipeline,
                                HeddleNodeRegistry  *registry,
                                const char          *from_node,
                                const char          *from_port,
                                const char          *to_node,
                                const char          *to_port,
                                const char          *moved,
                                GError             **error);
gboolean heddle_linking_remove (HeddleDocument      *document,
                                HeddlePipeline      *pipeline,
                                const char          *id,
                                GError             **error);
gboolean heddle_linking_order  (HeddleDocument      *document,
                                HeddlePipeline      *pipeline,
                                HeddleNodeRegistry  *registry,
                                const char          *from,
                                const char          *to,
                                GError             **error);
gboolean heddle_linking_cut    (HeddleDocument      *document,
                                HeddlePipeline      *pipeline,
                                const char *const   *ids,
                                GError             **error);
gboolean heddle_linking_can_insert (HeddlePipeline      *pipeline,
                                    HeddleLinkCheck     *check,
                                    const char          *link,
                                    const char          *node);
gboolean heddle_linking_can_insert_type (HeddlePipeline           *pipeline,
                                         HeddleLinkCheck          *check,
                                         const char               *link,
                                         const HeddleNodeTypeInfo *type);
gboolean heddle_linking_insert (HeddleDocument      *document,
                                HeddlePipeline      *pipeline,
                                HeddleNodeRegistry  *registry,
                                const char          *link,
                                const char          *node,
                                guint                n_dots,
                                GError             **error);
gboolean heddle_linking_bridge (HeddleDocument      *document,
                                HeddlePipeline      *pipeline,
                                HeddleNodeRegistry  *registry,
                                const char *const   *ids,
                                GError             **error);

G_END_DECLS
