/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/heddle-json.h"
#include "window/heddle-session.h"

G_BEGIN_DECLS

DexFuture *heddle_window_state_load (HeddleSession *session);
DexFuture *heddle_window_state_save (HeddleSession *session,
                                     JsonNode      *state);

G_END_DECLS
