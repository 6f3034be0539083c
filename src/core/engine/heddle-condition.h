/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "graph/heddle-node-outputs.h"

G_BEGIN_DECLS

gboolean heddle_condition_holds (JsonObject         *condition,
                                 HeddleNodeOutputs  *outputs,
                                 HeddleValue        *value,
                                 gboolean           *holds,
                                 GError            **error);

G_END_DECLS
