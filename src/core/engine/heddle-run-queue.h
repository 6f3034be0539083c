/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heddle-engine.h"

G_BEGIN_DECLS

/**
 * HeddleRunQueue:
 *
 * Works a library's queue off in the process that owns the library: begins runs in their order while
 * there is room, makes those whose time has come, and tries again what failed in them where it was told
 * to. What was interrupted, or waits for a person, it leaves alone. One per library works at a time.
 */
#define HEDDLE_TYPE_RUN_QUEUE (heddle_run_queue_get_type ())
G_DECLARE_FINAL_TYPE (HeddleRunQueue, heddle_run_queue, HEDDLE, RUN_QUEUE, GObject)

HeddleRunQueue *heddle_run_queue_new        (HeddleEngine   *engine);
void            heddle_run_queue_start      (HeddleRunQueue *self);
guint64         heddle_run_queue_touch      (HeddleRunQueue *self);
guint64         heddle_run_queue_get_touches (HeddleRunQueue *self);
void            heddle_run_queue_interrupt  (HeddleRunQueue *self);
void            heddle_run_queue_stop       (HeddleRunQueue *self);

G_END_DECLS
