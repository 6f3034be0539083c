/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "engine/heddle-run-queue.h"

G_BEGIN_DECLS

/**
 * HeddleQueueWatch:
 *
 * Tells another process what happens in a queue that this one works off, from another thread than
 * does so.
 */
typedef struct _HeddleQueueWatch HeddleQueueWatch;

HeddleQueueWatch *heddle_queue_watch_new         (HeddleRunQueue       *queue,
                                                  GDBusConnection      *connection,
                                                  GMainContext         *context);
void              heddle_queue_watch_free        (HeddleQueueWatch     *self);
gboolean          heddle_queue_watch_is_over     (HeddleQueueWatch     *self);
gboolean          heddle_queue_watch_was_stopped (HeddleQueueWatch     *self);
void              heddle_owner_send_event        (GDBusConnection      *connection,
                                                  const HeddleRunEvent *event);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleQueueWatch, heddle_queue_watch_free)

G_END_DECLS
