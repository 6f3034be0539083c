/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libdex.h>

#include "providers/heddle-endpoint.h"

G_BEGIN_DECLS

DexFuture *heddle_key_test (HeddleEndpoint *endpoint);

G_END_DECLS
