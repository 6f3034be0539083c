/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heddle-plan.h"
#include "graph/heddle-node-outputs.h"

G_BEGIN_DECLS

HeddleNodeOutputs *heddle_row_read_inputs (HeddlePlan      *plan,
                                           guint            row,
                                           HeddleServices  *services,
                                           GHashTable      *values,
                                           GError         **error);
gboolean           heddle_row_input_is_loaded (HeddleValueType   type);

G_END_DECLS
