/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heddle-plan-forecast.h"
#include "engine/heddle-plan.h"
#include "engine/heddle-run.h"
#include "store/heddle-library.h"

G_BEGIN_DECLS

/**
 * HeddleEngine:
 *
 * Everything that running workflows takes, put together: the node types, and the services that
 * they work with. Without a library it can plan but not run.
 */
#define HEDDLE_TYPE_ENGINE (heddle_engine_get_type ())
G_DECLARE_FINAL_TYPE (HeddleEngine, heddle_engine, HEDDLE, ENGINE, GObject)

HeddleEngine       *heddle_engine_new           (HeddleLibrary           *library,
                                                 GError                 **error);
HeddleEngine       *heddle_engine_new_guest     (HeddleEngine            *self,
                                                 GHashTable              *addresses,
                                                 GHashTable              *keys,
                                                 GError                 **error);
HeddleNodeRegistry *heddle_engine_get_registry  (HeddleEngine            *self);
HeddleServices     *heddle_engine_get_services  (HeddleEngine            *self);
HeddleProviders    *heddle_engine_get_providers (HeddleEngine            *self);
HeddlePlan         *heddle_engine_plan          (HeddleEngine            *self,
                                                 HeddleWorkflow          *workflow,
                                                 const HeddleRunOptions  *options,
                                                 GError                 **error);
HeddlePlanForecast *heddle_engine_forecast      (HeddleEngine            *self,
                                                 HeddlePlan              *plan,
                                                 GError                 **error);
HeddleRun          *heddle_engine_new_run       (HeddleEngine            *self,
                                                 HeddlePlan              *plan);
DexFuture          *heddle_engine_cancel        (HeddleEngine            *self,
                                                 const char              *run);
HeddleRun          *heddle_engine_continue_run  (HeddleEngine            *self,
                                                 const char              *run,
                                                 gboolean                 retry,
                                                 GError                 **error);
void                heddle_engine_stop          (HeddleEngine            *self);
gboolean            heddle_engine_was_stopped   (HeddleEngine            *self);
DexFuture          *heddle_engine_drain         (HeddleEngine            *self);

G_END_DECLS
