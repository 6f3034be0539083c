/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

GPtrArray *heddle_answer_parse_list (const char  *text,
                                     GError     **error);
JsonNode  *heddle_answer_parse_json (const char  *text,
                                     GError     **error);
char      *heddle_answer_dup_field  (JsonNode    *answer,
                                     const char  *field,
                                     GError     **error);

G_END_DECLS
