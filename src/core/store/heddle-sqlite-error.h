/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

void heddle_sqlite_set_error (GError  **error,
                              sqlite3  *connection,
                              int       status);

G_END_DECLS
