/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "graph/heddle-element.h"

G_BEGIN_DECLS

/**
 * HEDDLE_INPUTS_NODE:
 *
 * The id of the pseudo-node whose output ports are the workflow's inputs.
 */
#define HEDDLE_INPUTS_NODE "inputs"

#define HEDDLE_TYPE_NODE (heddle_node_get_type ())
G_DECLARE_FINAL_TYPE (HeddleNode, heddle_node, HEDDLE, NODE, HeddleElement)

const char *heddle_node_get_id           (HeddleNode *self);
const char *heddle_node_get_node_type    (HeddleNode *self);
guint       heddle_node_get_type_version (HeddleNode *self);
const char *heddle_node_get_name         (HeddleNode *self);
JsonObject *heddle_node_get_config       (HeddleNode *self);
gboolean    heddle_node_get_enabled      (HeddleNode *self);
gboolean    heddle_node_get_muted        (HeddleNode *self);
gboolean    heddle_node_get_collapsed    (HeddleNode *self);
const char *heddle_node_get_color        (HeddleNode *self);
double      heddle_node_get_x            (HeddleNode *self);
double      heddle_node_get_y            (HeddleNode *self);
double      heddle_node_get_width        (HeddleNode *self);

G_END_DECLS
