/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "base/heddle-sha256.h"
#include "graph/heddle-port.h"

G_BEGIN_DECLS

typedef struct yyjson_val yyjson_val;

/**
 * HeddleValue:
 *
 * One value that travels along a link: a text, a number, an image… Immutable and
 * reference-counted, so that it can be read from any thread. Images and videos are the SHA-256 of
 * a blob with its facts. A value is never a list: lists are arrays of values.
 */
typedef struct _HeddleValue HeddleValue;

/**
 * HeddleMedia:
 * @blob: SHA-256 of the content, 64 hexadecimal digits, lower case
 * @mime: media type by content
 * @width: in pixels, as shown (after orientation)
 * @height: in pixels, as shown
 * @duration: of a video, in seconds; else 0
 */
typedef struct
{
  const char *blob;
  const char *mime;
  int         width;
  int         height;
  double      duration;
} HeddleMedia;

#define HEDDLE_TYPE_VALUE (heddle_value_get_type ())
GType        heddle_value_get_type         (void);
HeddleValue *heddle_value_new_text         (const char         *text);
HeddleValue *heddle_value_new_number       (double              number);
HeddleValue *heddle_value_new_boolean      (gboolean            boolean);
HeddleValue *heddle_value_new_color        (const char         *color,
                                            GError            **error);
HeddleValue *heddle_value_new_media        (HeddleValueType     type,
                                            const HeddleMedia  *media,
                                            JsonNode           *recipe);
HeddleValue *heddle_value_new_json         (JsonNode           *json);
HeddleValue *heddle_value_new_brand        (JsonNode           *brand);
HeddleValue *heddle_value_ref              (HeddleValue        *self);
void         heddle_value_unref            (HeddleValue        *self);

HeddleValueType    heddle_value_get_value_type (const HeddleValue *self);
const char        *heddle_value_get_text       (const HeddleValue *self);
double             heddle_value_get_number     (const HeddleValue *self);
gboolean           heddle_value_get_boolean    (const HeddleValue *self);
const HeddleMedia *heddle_value_get_media      (const HeddleValue *self);
JsonNode          *heddle_value_get_recipe     (const HeddleValue *self);
JsonNode          *heddle_value_get_json       (const HeddleValue *self);

HeddleValue *heddle_value_with_recipe      (HeddleValue        *self,
                                            JsonNode           *recipe);
HeddleValue *heddle_value_convert          (HeddleValue        *self,
                                            HeddleValueType     type,
                                            GError            **error);
void         heddle_value_update_hash      (const HeddleValue  *self,
                                            HeddleSha256       *hash);
JsonNode    *heddle_value_to_event_json    (const HeddleValue  *self);
void         heddle_value_append_stored    (const HeddleValue  *self,
                                            GString            *out);
HeddleValue *heddle_value_from_stored      (yyjson_val         *stored,
                                            GError            **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleValue, heddle_value_unref)

G_END_DECLS
