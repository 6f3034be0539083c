/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

void  heddle_secret_free  (gpointer    secret);
char *heddle_secret_scrub (const char *text,
                           const char *secret);

G_END_DECLS
