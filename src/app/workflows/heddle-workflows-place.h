/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "base/heddle-json.h"
#include "window/heddle-session.h"

G_BEGIN_DECLS

/**
 * HeddleWorkflowsPlace:
 *
 * The place of the window where workflows are: all of them in the first tab, and a tab for each
 * that is open.
 */
#define HEDDLE_TYPE_WORKFLOWS_PLACE (heddle_workflows_place_get_type ())
G_DECLARE_FINAL_TYPE (HeddleWorkflowsPlace, heddle_workflows_place, HEDDLE, WORKFLOWS_PLACE, AdwBin)

HeddleWorkflowsPlace *heddle_workflows_place_new         (HeddleSession        *session);
void                  heddle_workflows_place_open        (HeddleWorkflowsPlace *self,
                                                          const char           *uuid);
void                  heddle_workflows_place_close       (HeddleWorkflowsPlace *self,
                                                          const char           *uuid);
gboolean              heddle_workflows_place_rename      (HeddleWorkflowsPlace *self,
                                                          const char           *uuid,
                                                          const char           *name);
gboolean              heddle_workflows_place_runs        (HeddleWorkflowsPlace *self,
                                                          const char           *uuid);
void                  heddle_workflows_place_show_all    (HeddleWorkflowsPlace *self);
void                  heddle_workflows_place_browse      (HeddleWorkflowsPlace *self,
                                                          const char           *action);
gboolean              heddle_workflows_place_is_running  (HeddleWorkflowsPlace *self);
void                  heddle_workflows_place_stop_all    (HeddleWorkflowsPlace *self);
DexFuture            *heddle_workflows_place_save        (HeddleWorkflowsPlace *self);
gboolean              heddle_workflows_place_is_saved    (HeddleWorkflowsPlace *self);
void                  heddle_workflows_place_keys_changed (HeddleWorkflowsPlace *self);
JsonNode             *heddle_workflows_place_save_state  (HeddleWorkflowsPlace *self);
void                  heddle_workflows_place_restore     (HeddleWorkflowsPlace *self,
                                                          JsonObject           *state);

G_END_DECLS
