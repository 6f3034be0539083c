/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "editor/heddle-field.h"

G_BEGIN_DECLS

const HeddleNodeTypeInfo *heddle_node_fields_get_type     (HeddleOpenWorkflow *workflow,
                                                           const char         *node);
GPtrArray                *heddle_node_fields_list         (HeddleOpenWorkflow *workflow,
                                                           const char         *node);
HeddleField              *heddle_node_fields_find         (HeddleOpenWorkflow *workflow,
                                                           const char         *node,
                                                           const char         *key);
GHashTable               *heddle_node_fields_list_sources (HeddleOpenWorkflow *workflow,
                                                           const char         *node);
char                     *heddle_node_fields_dup_name     (HeddleOpenWorkflow *workflow,
                                                           const char         *node);
gboolean                  heddle_node_fields_get_price    (HeddleOpenWorkflow *workflow,
                                                           const char         *node,
                                                           HeddlePriceRange   *price);

G_END_DECLS
