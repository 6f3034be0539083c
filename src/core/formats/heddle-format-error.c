/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "formats/heddle-format-error.h"

G_DEFINE_QUARK (heddle-format-error-quark, heddle_format_error)
