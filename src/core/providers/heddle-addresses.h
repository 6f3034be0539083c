/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

GHashTable *heddle_addresses_read (GHashTable **confirmed,
                                   GError     **error);
gboolean    heddle_addresses_set  (const char  *provider,
                                   const char  *url,
                                   gboolean     unencrypted,
                                   GError     **error);

G_END_DECLS
