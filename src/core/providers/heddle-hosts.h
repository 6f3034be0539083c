/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

gboolean heddle_hosts_check    (JsonArray   *hosts,
                                GError     **error);
gboolean heddle_hosts_contain  (JsonArray   *hosts,
                                const char  *url);
char    *heddle_hosts_describe (JsonArray   *hosts);

G_END_DECLS
