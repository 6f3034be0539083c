/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heddle-run-options.h"
#include "graph/heddle-pipeline.h"

G_BEGIN_DECLS

/**
 * HeddlePlanDirection:
 * @HEDDLE_PLAN_BEHIND: what takes from a node
 * @HEDDLE_PLAN_BEFORE: what a node takes from
 *
 * Which way links are followed.
 */
typedef enum
{
  HEDDLE_PLAN_BEHIND,
  HEDDLE_PLAN_BEFORE,
} HeddlePlanDirection;

gboolean    heddle_plan_selection_find        (HeddlePipeline          *pipeline,
                                               const HeddleRunOptions  *options,
                                               GHashTable             **wanted,
                                               GError                 **error);
gboolean    heddle_plan_selection_is_outside  (GHashTable              *wanted,
                                               HeddlePipeline          *pipeline,
                                               const char              *path);
GHashTable *heddle_plan_selection_list_linked (HeddlePipeline          *pipeline,
                                               const char              *node,
                                               HeddlePlanDirection      direction);

G_END_DECLS
