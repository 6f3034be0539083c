/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

GDBusServer *heddle_owner_socket_open (const char  *library,
                                       GError     **error);

G_END_DECLS
