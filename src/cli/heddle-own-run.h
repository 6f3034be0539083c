/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heddle-engine.h"
#include "heddle-invocation.h"

G_BEGIN_DECLS

/**
 * HeddleMakeRunFunc:
 * @engine: the engine
 * @data: what was given with the function
 * @error: return location
 *
 * Returns: (transfer full): a run that has not been started; %NULL where there can be none
 */
typedef HeddleRun *(*HeddleMakeRunFunc) (HeddleEngine  *engine,
                                         gpointer       data,
                                         GError       **error);

HeddleExitStatus heddle_own_run_carry_out (HeddleInvocation   *invocation,
                                           HeddleEngine       *engine,
                                           HeddleMakeRunFunc   make,
                                           gpointer            data,
                                           GError            **error);

G_END_DECLS
