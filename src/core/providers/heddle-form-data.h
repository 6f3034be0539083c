/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

JsonNode *heddle_form_data_create_file (JsonNode  *url);
GBytes   *heddle_form_data_write       (JsonNode  *fields,
                                        char     **content_type);

G_END_DECLS
