/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heddle-queue-change.h"
#include "heddle-invocation.h"

G_BEGIN_DECLS

HeddleExitStatus heddle_queue_errand_change (HeddleInvocation         *invocation,
                                             const HeddleQueueChange  *change,
                                             GError                  **error);

G_END_DECLS
