/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "providers/heddle-provider-error.h"

G_DEFINE_QUARK (heddle-provider-error-quark, heddle_provider_error)
