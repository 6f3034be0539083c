/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libdex.h>

G_BEGIN_DECLS

/**
 * HeddleSettledFunc:
 * @owner: the object that was given
 * @value: (nullable): what the future resolved to; %NULL where it was rejected
 * @error: (nullable): why it was rejected
 *
 * Called on the main thread when a future has settled.
 */
typedef void (*HeddleSettledFunc) (gpointer      owner,
                                   const GValue *value,
                                   const GError *error);

void heddle_settle (DexFuture         *future,
                    HeddleSettledFunc  func,
                    gpointer           owner);

G_END_DECLS
