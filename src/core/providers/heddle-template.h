/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

JsonNode *heddle_template_expand        (JsonNode   *template,
                                         GHashTable *variables,
                                         JsonObject *maps,
                                         GPtrArray  *warnings);
void      heddle_template_collect_names (JsonNode   *template,
                                         GHashTable *names);
char     *heddle_template_expand_path   (const char *path,
                                         const char *model,
                                         const char *job);

G_END_DECLS
