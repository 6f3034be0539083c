/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "graph/heddle-node-registry.h"
#include "graph/heddle-pipeline.h"
#include "graph/heddle-workflow.h"

G_BEGIN_DECLS

/**
 * HeddleLinkCheck:
 *
 * Which links a pipeline allows, as it is at one moment: asked about many ends it looks at the nodes
 * only once. To be made anew when the document changes.
 */
typedef struct _HeddleLinkCheck HeddleLinkCheck;

HeddleLinkCheck *heddle_link_check_new            (HeddleWorkflow      *workflow,
                                                   HeddlePipeline      *pipeline,
                                                   HeddleNodeRegistry  *registry,
                                                   const char          *moved);
void             heddle_link_check_free           (HeddleLinkCheck     *self);
GPtrArray       *heddle_link_check_get_links_into (HeddleLinkCheck     *self,
                                                   const char          *node);
gboolean         heddle_link_check_has_links      (HeddleLinkCheck     *self,
                                                   const char          *node);
gboolean         heddle_link_check_allows         (HeddleLinkCheck     *self,
                                                   const char          *from_node,
                                                   const char          *from_port,
                                                   const char          *to_node,
                                                   const char          *to_port,
                                                   GError             **error);
gboolean         heddle_link_check_allows_order   (HeddleLinkCheck     *self,
                                                   const char          *from,
                                                   const char          *to,
                                                   GError             **error);
const char      *heddle_link_check_find_input     (HeddleLinkCheck     *self,
                                                   const char          *from_node,
                                                   const char          *from_port,
                                                   const char          *to_node,
                                                   GError             **error);
const char      *heddle_link_check_find_output    (HeddleLinkCheck     *self,
                                                   const char          *to_node,
                                                   const char          *to_port,
                                                   const char          *from_node,
                                                   GError             **error);
char            *heddle_link_check_find_in_type   (HeddleLinkCheck     *self,
                                                   const char          *node,
                                                   const char          *port,
                                                   gboolean             output,
                                                   const HeddleNodeTypeInfo *type);
gboolean         heddle_link_check_get_type       (HeddleLinkCheck     *self,
                                                   const char          *node,
                                                   const char          *port,
                                                   gboolean             output,
                                                   HeddlePortType      *type);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleLinkCheck, heddle_link_check_free)

G_END_DECLS
