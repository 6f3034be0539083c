/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heddle-queue-order.h"
#include "heddle-invocation.h"

G_BEGIN_DECLS

gboolean heddle_queue_list_print       (HeddleInvocation         *invocation,
                                        GError                  **error);
gboolean heddle_queue_list_print_again (HeddleInvocation         *invocation,
                                        const char               *run,
                                        GError                  **error);
void     heddle_queue_ticket_print     (HeddleInvocation         *invocation,
                                        const HeddleQueueOrder   *order,
                                        const HeddleQueueTicket  *ticket,
                                        const char               *workflow);

G_END_DECLS
