/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *heddle_isolate (const char *format,
                      ...) G_GNUC_PRINTF (1, 2);

G_END_DECLS
