/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "engine/heddle-engine.h"

G_BEGIN_DECLS

HeddleEngine *heddle_owner_request_make_engine (GDBusMethodInvocation  *invocation,
                                                HeddleEngine           *host,
                                                GVariant               *addresses,
                                                gint32                  keys,
                                                GError                **error);
HeddlePlan   *heddle_owner_request_make_plan   (HeddleEngine           *engine,
                                                const char             *document,
                                                const char             *options,
                                                GError                **error);

G_END_DECLS
