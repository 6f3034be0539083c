/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heddle-run-options.h"
#include "graph/heddle-pipeline.h"

G_BEGIN_DECLS

gboolean heddle_plan_selection_find       (HeddlePipeline          *pipeline,
                                           const HeddleRunOptions  *options,
                                           GHashTable             **wanted,
                                           GError                 **error);
gboolean heddle_plan_selection_is_outside (GHashTable              *wanted,
                                           HeddlePipeline          *pipeline,
                                           const char              *path);

G_END_DECLS
