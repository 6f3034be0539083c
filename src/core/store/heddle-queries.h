/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *heddle_queries_lookup (const char  *name);
GHashTable *heddle_queries_parse  (const char  *text,
                                   GError     **error);

G_END_DECLS
