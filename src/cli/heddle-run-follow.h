/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heddle-owner-service.h"
#include "heddle-invocation.h"

G_BEGIN_DECLS

HeddleEngine     *heddle_run_follow_make_engine (HeddleLibrary        *library,
                                                 const char *const    *provider_urls,
                                                 GError              **error);
HeddleExitStatus  heddle_run_follow             (HeddleInvocation     *invocation,
                                                 HeddleEngine         *engine,
                                                 HeddleRun            *run,
                                                 GError              **error);
HeddleOwnerService *heddle_run_follow_start_service (HeddleInvocation *invocation,
                                                 HeddleEngine         *engine);
void              heddle_run_follow_end_service (HeddleInvocation     *invocation,
                                                 HeddleEngine         *engine,
                                                 HeddleOwnerService   *service);

G_END_DECLS
