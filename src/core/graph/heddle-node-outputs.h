/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/heddle-money.h"
#include "graph/heddle-value.h"

G_BEGIN_DECLS

/**
 * HeddleNodeOutputs:
 *
 * What one item of a node gave: a value or a list of values per output port, what it cost, and
 * what a person should be told. Reference-counted; filled by the node, then only read.
 */
typedef struct _HeddleNodeOutputs HeddleNodeOutputs;

#define HEDDLE_TYPE_NODE_OUTPUTS (heddle_node_outputs_get_type ())
GType              heddle_node_outputs_get_type    (void);
HeddleNodeOutputs *heddle_node_outputs_new         (void);
HeddleNodeOutputs *heddle_node_outputs_copy        (const HeddleNodeOutputs *self);
HeddleNodeOutputs *heddle_node_outputs_ref         (HeddleNodeOutputs       *self);
void               heddle_node_outputs_unref       (HeddleNodeOutputs       *self);
void               heddle_node_outputs_set         (HeddleNodeOutputs       *self,
                                                    const char              *port,
                                                    HeddleValue             *value);
void               heddle_node_outputs_set_list    (HeddleNodeOutputs       *self,
                                                    const char              *port,
                                                    GPtrArray               *values);
HeddleValue       *heddle_node_outputs_get         (const HeddleNodeOutputs *self,
                                                    const char              *port);
GPtrArray         *heddle_node_outputs_get_list    (const HeddleNodeOutputs *self,
                                                    const char              *port);
gboolean           heddle_node_outputs_is_list     (const HeddleNodeOutputs *self,
                                                    const char              *port);
GPtrArray         *heddle_node_outputs_list_ports  (const HeddleNodeOutputs *self);
GPtrArray         *heddle_node_outputs_list_blobs  (const HeddleNodeOutputs *self);
void               heddle_node_outputs_set_cost    (HeddleNodeOutputs       *self,
                                                    HeddleMoney              cost);
HeddleMoney        heddle_node_outputs_get_cost    (const HeddleNodeOutputs *self);
void               heddle_node_outputs_add_warning (HeddleNodeOutputs       *self,
                                                    const char              *warning);
GPtrArray         *heddle_node_outputs_get_warnings (const HeddleNodeOutputs *self);
void               heddle_node_outputs_set_asset   (HeddleNodeOutputs       *self,
                                                    const char              *asset,
                                                    const char              *name,
                                                    const char              *blob,
                                                    const char              *path);
const char        *heddle_node_outputs_get_asset_blob (const HeddleNodeOutputs *self);
gboolean           heddle_node_outputs_get_asset   (const HeddleNodeOutputs *self,
                                                    const char             **asset,
                                                    const char             **name,
                                                    const char             **path);
void               heddle_node_outputs_set_reused  (HeddleNodeOutputs       *self,
                                                    gboolean                 reused);
gboolean           heddle_node_outputs_get_reused  (const HeddleNodeOutputs *self);
void               heddle_node_outputs_set_result  (HeddleNodeOutputs       *self,
                                                    gint64                   seed,
                                                    HeddleNodeOutputs       *result);
void               heddle_node_outputs_set_failure (HeddleNodeOutputs       *self,
                                                    gint64                   seed,
                                                    const GError            *error);
HeddleNodeOutputs *heddle_node_outputs_get_result  (const HeddleNodeOutputs *self,
                                                    gint64                   seed);
const GError      *heddle_node_outputs_get_failure (const HeddleNodeOutputs *self,
                                                    gint64                   seed);
JsonNode          *heddle_node_outputs_to_event_json    (const HeddleNodeOutputs *self);
char              *heddle_node_outputs_to_stored_text   (const HeddleNodeOutputs *self);
HeddleNodeOutputs *heddle_node_outputs_from_stored_text (const char              *text,
                                                         GError                 **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleNodeOutputs, heddle_node_outputs_unref)

G_END_DECLS
