/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heddle-run-queue.h"

G_BEGIN_DECLS

/**
 * HeddleOwnerService:
 *
 * Lets other processes of the same person use the library that this one owns: they ask over a socket
 * in the person's runtime directory, their runs go on here, and what happens in them is streamed back.
 * A run goes on though whoever asked for it is gone.
 */
#define HEDDLE_TYPE_OWNER_SERVICE (heddle_owner_service_get_type ())
G_DECLARE_FINAL_TYPE (HeddleOwnerService, heddle_owner_service, HEDDLE, OWNER_SERVICE, GObject)

HeddleOwnerService *heddle_owner_service_new     (HeddleEngine       *engine);
DexFuture          *heddle_owner_service_start   (HeddleOwnerService *self);
void                heddle_owner_service_set_queue (HeddleOwnerService *self,
                                                 HeddleRunQueue     *queue);
gboolean            heddle_owner_service_is_busy (HeddleOwnerService *self);
void                heddle_owner_service_close   (HeddleOwnerService *self);

G_END_DECLS
