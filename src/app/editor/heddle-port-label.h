/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "graph/heddle-node-type.h"

G_BEGIN_DECLS

char       *heddle_port_dup_label          (const HeddleNodeTypeInfo *type,
                                            const char               *name);
char       *heddle_port_dup_type_phrase    (HeddlePortType            type);
char       *heddle_port_dup_description    (const char               *label,
                                            HeddlePortType            type,
                                            gboolean                  output);

G_END_DECLS
