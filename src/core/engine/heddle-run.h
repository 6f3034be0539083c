/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heddle-plan.h"
#include "engine/heddle-run-event.h"

G_BEGIN_DECLS

/**
 * HeddleRun:
 *
 * A plan being carried out. A thread of its own coordinates it: it does what is cheap at once,
 * hands what takes time to fibers, and has every change of state recorded in the library.
 */
#define HEDDLE_TYPE_RUN (heddle_run_get_type ())
G_DECLARE_FINAL_TYPE (HeddleRun, heddle_run, HEDDLE, RUN, GObject)

HeddleRun  *heddle_run_new          (HeddlePlan     *plan,
                                     HeddleServices *services);
HeddleRun  *heddle_run_new_continued (HeddlePlan     *plan,
                                     HeddleServices *services,
                                     const char     *uuid,
                                     gboolean        retry);
void        heddle_run_start        (HeddleRun      *self);
void        heddle_run_cancel       (HeddleRun      *self);
const char *heddle_run_get_uuid     (HeddleRun      *self);
HeddlePlan *heddle_run_get_plan     (HeddleRun      *self);
gboolean    heddle_run_has_ended    (HeddleRun      *self);
DexFuture  *heddle_run_when_finished (HeddleRun     *self);

G_END_DECLS
