/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "providers/heddle-connection.h"

G_BEGIN_DECLS

GHashTable *heddle_addresses_read (GHashTable **confirmed,
                                   GError     **error);
gboolean    heddle_addresses_set  (const char  *provider,
                                   const char  *url,
                                   gboolean     unencrypted,
                                   GError     **error);
GPtrArray  *heddle_addresses_read_connections (GError           **error);
gboolean    heddle_addresses_keep_connection  (const char        *provider,
                                               const char        *name,
                                               HeddleConnection  *connection,
                                               GError           **error);

G_END_DECLS
