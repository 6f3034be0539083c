/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define HEDDLE_TYPE_JSON_SCHEMA (heddle_json_schema_get_type ())
G_DECLARE_FINAL_TYPE (HeddleJsonSchema, heddle_json_schema, HEDDLE, JSON_SCHEMA, GObject)

HeddleJsonSchema *heddle_json_schema_new               (JsonNode          *schema);
HeddleJsonSchema *heddle_json_schema_new_from_resource (const char        *path);
GPtrArray        *heddle_json_schema_list_unknown      (HeddleJsonSchema  *self);
gboolean          heddle_json_schema_validate          (HeddleJsonSchema  *self,
                                                        JsonNode          *node,
                                                        GError           **error);
gboolean          heddle_json_schema_validate_part     (HeddleJsonSchema  *self,
                                                        const char        *definition,
                                                        JsonNode          *node,
                                                        GError           **error);

G_END_DECLS
