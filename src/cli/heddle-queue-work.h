/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "heddle-invocation.h"

G_BEGIN_DECLS

HeddleExitStatus heddle_queue_work (HeddleInvocation    *invocation,
                                    const char *const   *provider_urls,
                                    GError             **error);

G_END_DECLS
