/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heddle-engine.h"
#include "heddle-invocation.h"

G_BEGIN_DECLS

HeddleEngine     *heddle_run_follow_make_engine (HeddleLibrary        *library,
                                                 const char *const    *provider_urls,
                                                 GError              **error);
HeddleExitStatus  heddle_run_follow             (HeddleInvocation     *invocation,
                                                 HeddleEngine         *engine,
                                                 HeddleRun            *run,
                                                 GError              **error);

G_END_DECLS
