/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "runs/heddle-node-state.h"

G_BEGIN_DECLS

/**
 * HeddleRunState:
 *
 * What is known of each node of a pipeline in the run that the editor shows. The run's monitor
 * writes it, the canvas and the inspector read it. Lives on the main thread.
 */
#define HEDDLE_TYPE_RUN_STATE (heddle_run_state_get_type ())
G_DECLARE_FINAL_TYPE (HeddleRunState, heddle_run_state, HEDDLE, RUN_STATE, GObject)

HeddleRunState        *heddle_run_state_new     (void);
const HeddleNodeState *heddle_run_state_lookup  (HeddleRunState *self,
                                                 const char     *node);
HeddleNodeState       *heddle_run_state_edit    (HeddleRunState *self,
                                                 const char     *node);
void                   heddle_run_state_touch   (HeddleRunState *self,
                                                 const char     *node);
void                   heddle_run_state_clear   (HeddleRunState *self);
void                   heddle_run_state_put_past (HeddleRunState *self);
gboolean               heddle_run_state_waits   (HeddleRunState *self);
gboolean               heddle_run_state_node_waits (HeddleRunState *self,
                                                    const char     *node);
void                   heddle_run_state_set_run (HeddleRunState *self,
                                                 const char     *run);
const char            *heddle_run_state_get_run (HeddleRunState *self);

G_END_DECLS
