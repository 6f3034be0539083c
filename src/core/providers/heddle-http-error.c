/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "providers/heddle-http-error.h"

G_DEFINE_QUARK (heddle-http-error-quark, heddle_http_error)
