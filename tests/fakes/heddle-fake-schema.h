/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

char     *heddle_fake_schema_find_error (JsonNode   *schema);
JsonNode *heddle_fake_schema_write      (JsonNode   *schema,
                                         const char *words);

G_END_DECLS
