/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <yyjson.h>

#include "base/heddle-json.h"

G_BEGIN_DECLS

yyjson_doc *heddle_json_read      (const char  *text,
                                   gssize       length,
                                   GError     **error);
JsonNode   *heddle_json_to_tree   (yyjson_val  *value,
                                   GError     **error);
const char *heddle_json_read_text (yyjson_val  *value);

G_END_DECLS
