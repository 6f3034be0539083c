/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "graph/heddle-node-outputs.h"
#include "runs/heddle-run-state.h"
#include "window/heddle-session.h"

G_BEGIN_DECLS

/**
 * HeddleRunPreviews:
 *
 * Puts into the states of nodes what their items gave: texts at once, pictures as they are loaded.
 */
#define HEDDLE_TYPE_RUN_PREVIEWS (heddle_run_previews_get_type ())
G_DECLARE_FINAL_TYPE (HeddleRunPreviews, heddle_run_previews, HEDDLE, RUN_PREVIEWS, GObject)

HeddleRunPreviews *heddle_run_previews_new (HeddleSession           *session,
                                            HeddleRunState          *state);
void               heddle_run_previews_add (HeddleRunPreviews       *self,
                                            const char              *node,
                                            HeddleIndex             *index,
                                            const HeddleNodeOutputs *outputs);

G_END_DECLS
