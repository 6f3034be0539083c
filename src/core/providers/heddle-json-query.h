/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

GPtrArray *heddle_json_query        (JsonNode   *root,
                                     const char *path);
JsonNode  *heddle_json_query_first  (JsonNode   *root,
                                     JsonNode   *paths);
char      *heddle_json_query_text   (JsonNode   *root,
                                     JsonNode   *paths);
gboolean   heddle_json_query_number (JsonNode   *root,
                                     JsonNode   *paths,
                                     double     *number);
gboolean   heddle_json_query_sum    (JsonNode   *root,
                                     JsonNode   *paths,
                                     double     *sum);
char      *heddle_json_to_text      (JsonNode   *node);
guint      heddle_json_find_line    (const char *text,
                                     gsize       length,
                                     const char *path);

G_END_DECLS
