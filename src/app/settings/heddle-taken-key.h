/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "providers/heddle-secret.h"
#include "settings/heddle-connections.h"

G_BEGIN_DECLS

AdwToast *heddle_taken_key_new_toast (HeddleConnections *connections,
                                      HeddleProvider    *provider,
                                      HeddleSecret      *key);

G_END_DECLS
