/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * HEDDLE_JSON_ERROR:
 *
 * Errors of reading JSON and of checking it against a schema. Messages of schema errors begin with
 * the path of the value: `pipelines[0].nodes[3].config.width: expected a number`.
 */
#define HEDDLE_JSON_ERROR (heddle_json_error_quark ())
GQuark heddle_json_error_quark (void);

/**
 * HeddleJsonError:
 * @HEDDLE_JSON_ERROR_SYNTAX: not JSON; the message names line and column
 * @HEDDLE_JSON_ERROR_SCHEMA: JSON, but not of the form that a schema asks for
 */
typedef enum
{
  HEDDLE_JSON_ERROR_SYNTAX,
  HEDDLE_JSON_ERROR_SCHEMA,
} HeddleJsonError;

/**
 * HeddleJsonStyle:
 * @HEDDLE_JSON_COMPACT: no white space, members in their order
 * @HEDDLE_JSON_PRETTY: two spaces of indentation, a newline at the end
 * @HEDDLE_JSON_CANONICAL: RFC 8785: members sorted by UTF-16 code units, no white space
 */
typedef enum
{
  HEDDLE_JSON_COMPACT,
  HEDDLE_JSON_PRETTY,
  HEDDLE_JSON_CANONICAL,
} HeddleJsonStyle;

JsonNode   *heddle_json_parse                  (const char       *text,
                                                gssize            length,
                                                GError          **error);
char       *heddle_json_write                  (JsonNode         *node,
                                                HeddleJsonStyle   style);
char       *heddle_json_write_object           (JsonObject       *object,
                                                HeddleJsonStyle   style);
void        heddle_json_append                 (GString          *out,
                                                JsonNode         *node);
void        heddle_json_append_text            (GString          *out,
                                                const char       *text);
char       *heddle_json_number_to_string       (double            number);
char       *heddle_json_number_to_plain_string (double            number);
gboolean    heddle_json_is_number              (JsonNode         *node);
const char *heddle_json_as_string              (JsonNode         *node);
JsonNode   *heddle_json_copy                   (JsonNode         *node);
JsonObject *heddle_json_copy_object            (JsonObject       *object);
JsonNode   *heddle_json_merge_patch            (JsonNode         *target,
                                                JsonNode         *patch);
gboolean    heddle_json_equal                  (JsonNode         *a,
                                                JsonNode         *b);
const char *heddle_json_get_string             (JsonObject       *object,
                                                const char       *member,
                                                const char       *fallback);
double      heddle_json_get_number             (JsonObject       *object,
                                                const char       *member,
                                                double            fallback);
gint64      heddle_json_get_int                (JsonObject       *object,
                                                const char       *member,
                                                gint64            fallback);
gboolean    heddle_json_get_boolean            (JsonObject       *object,
                                                const char       *member,
                                                gboolean          fallback);
JsonObject *heddle_json_get_object             (JsonObject       *object,
                                                const char       *member);
JsonArray  *heddle_json_get_array              (JsonObject       *object,
                                                const char       *member);

G_END_DECLS
