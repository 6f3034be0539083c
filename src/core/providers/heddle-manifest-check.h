/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

gboolean heddle_manifest_check_paths (JsonNode    *node,
                                      const char  *where,
                                      GError     **error);
gboolean heddle_manifest_check_task  (JsonObject  *definition,
                                      const char  *where,
                                      gboolean     over_http,
                                      GError     **error);

G_END_DECLS
