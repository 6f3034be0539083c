/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * HeddleValueType:
 *
 * The types of values, as the document names them: `text`, `number`, `boolean`, `color`,
 * `image`, `video`, `brand`, `json`, `any`.
 */
typedef enum
{
  HEDDLE_VALUE_TEXT,
  HEDDLE_VALUE_NUMBER,
  HEDDLE_VALUE_BOOLEAN,
  HEDDLE_VALUE_COLOR,
  HEDDLE_VALUE_IMAGE,
  HEDDLE_VALUE_VIDEO,
  HEDDLE_VALUE_BRAND,
  HEDDLE_VALUE_JSON,
  HEDDLE_VALUE_ANY,
} HeddleValueType;

/**
 * HeddlePortType:
 * @value: the type of one value
 * @list: whether the port carries a list of them, written `image[]`
 */
typedef struct
{
  HeddleValueType value;
  gboolean        list;
} HeddlePortType;

/**
 * HeddlePort:
 * @name: the port's name in links
 * @type: what it carries
 * @optional: of an input: whether the node runs without it
 *
 * A port of one node, as its type describes it for that node's config.
 */
typedef struct
{
  char           *name;
  HeddlePortType  type;
  gboolean        optional;
} HeddlePort;

const char     *heddle_value_type_to_string    (HeddleValueType   type);
const char     *heddle_value_type_get_title    (HeddleValueType   type);
gboolean        heddle_value_type_from_string  (const char       *string,
                                                HeddleValueType  *type);
char           *heddle_port_type_to_string     (HeddlePortType    type);
gboolean        heddle_port_type_from_string   (const char       *string,
                                                HeddlePortType   *type);
gboolean        heddle_port_type_equal         (HeddlePortType    a,
                                                HeddlePortType    b);
gboolean        heddle_port_type_accepts       (HeddlePortType    input,
                                                HeddlePortType    output,
                                                GError          **error);

#define HEDDLE_TYPE_PORT (heddle_port_get_type ())
GType       heddle_port_get_type (void);
HeddlePort *heddle_port_new      (const char     *name,
                                  HeddlePortType  type,
                                  gboolean        optional);
HeddlePort *heddle_port_copy     (const HeddlePort *self);
void        heddle_port_free     (HeddlePort     *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddlePort, heddle_port_free)

G_END_DECLS
