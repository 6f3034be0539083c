/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heddle-plan.h"
#include "graph/heddle-node-execution.h"
#include "graph/heddle-node-outputs.h"
#include "providers/heddle-providers.h"

G_BEGIN_DECLS

char *heddle_cache_key_of_item    (HeddlePlanNode      *node,
                                   const char          *model_identity,
                                   HeddleNodeExecution *execution);
char *heddle_cache_key_of_seed    (const char          *item_key,
                                   gint64               seed);
char *heddle_cache_key_of_outputs (HeddlePlanNode      *node,
                                   HeddleNodeOutputs   *outputs);
const char *heddle_cache_key_find_identity (GHashTable  *known,
                                   HeddleProviders     *providers,
                                   const char          *model,
                                   const char          *connection);

G_END_DECLS
