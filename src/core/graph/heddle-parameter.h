/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "graph/heddle-port.h"

G_BEGIN_DECLS

/**
 * HeddleParameterKind:
 * @HEDDLE_PARAMETER_TEXT: a string
 * @HEDDLE_PARAMETER_LONG_TEXT: a string of several lines
 * @HEDDLE_PARAMETER_NUMBER: a number
 * @HEDDLE_PARAMETER_INTEGER: a whole number
 * @HEDDLE_PARAMETER_BOOLEAN: true or false
 * @HEDDLE_PARAMETER_COLOR: `#rrggbb` or `#rrggbbaa`
 * @HEDDLE_PARAMETER_CHOICE: one of the options, a string
 * @HEDDLE_PARAMETER_SEED: a whole number from 0 to 2⁵³−1, or "random"
 * @HEDDLE_PARAMETER_MODEL: `provider/model`
 * @HEDDLE_PARAMETER_ASPECT_RATIO: `W:H`
 * @HEDDLE_PARAMETER_FILE: a path relative to the document
 * @HEDDLE_PARAMETER_FOLDER: a folder relative to the document
 * @HEDDLE_PARAMETER_ASSET: an asset's id
 * @HEDDLE_PARAMETER_TEXT_LIST: an array of strings
 * @HEDDLE_PARAMETER_ASSET_LIST: an array of assets' ids
 * @HEDDLE_PARAMETER_NUMBERS: an object of whole numbers, whose members are the options
 * @HEDDLE_PARAMETER_JSON: any JSON
 *
 * What a parameter holds: how it is checked, and which control edits it.
 */
typedef enum
{
  HEDDLE_PARAMETER_TEXT,
  HEDDLE_PARAMETER_LONG_TEXT,
  HEDDLE_PARAMETER_NUMBER,
  HEDDLE_PARAMETER_INTEGER,
  HEDDLE_PARAMETER_BOOLEAN,
  HEDDLE_PARAMETER_COLOR,
  HEDDLE_PARAMETER_CHOICE,
  HEDDLE_PARAMETER_SEED,
  HEDDLE_PARAMETER_MODEL,
  HEDDLE_PARAMETER_ASPECT_RATIO,
  HEDDLE_PARAMETER_FILE,
  HEDDLE_PARAMETER_FOLDER,
  HEDDLE_PARAMETER_ASSET,
  HEDDLE_PARAMETER_TEXT_LIST,
  HEDDLE_PARAMETER_ASSET_LIST,
  HEDDLE_PARAMETER_NUMBERS,
  HEDDLE_PARAMETER_JSON,
} HeddleParameterKind;

/**
 * HeddleParameterInfo:
 * @key: the member of `config` (or of a model's parameters)
 * @kind: what it holds
 * @label: its name for people, marked with N_()
 * @help: (nullable): a sentence on what it does, marked with N_()
 * @fallback: (nullable): the default as JSON text, such as `"cover"` or `1`; %NULL for none
 * @minimum: the least number, or the least length of a text
 * @maximum: the greatest; bounds count only where @minimum < @maximum
 * @unit: (nullable): `px`, `%`, `°`, `s`
 * @options: (nullable): of a choice, its values, separated by `|`; of an object of numbers, its
 *   members likewise, where one that has to be 1 or more ends in `+`
 * @passive: whether it has no effect on results, and so stays out of the cache key
 *
 * One configurable value, as node types and models declare it. The validator, the JSON Schema, the
 * inspector and the documentation are drawn from it.
 */
typedef struct
{
  const char          *key;
  HeddleParameterKind  kind;
  const char          *label;
  const char          *help;
  const char          *fallback;
  double               minimum;
  double               maximum;
  const char          *unit;
  const char          *options;
  gboolean             passive;
} HeddleParameterInfo;

gboolean  heddle_parameter_check         (const HeddleParameterInfo  *self,
                                          JsonNode                   *value,
                                          GError                    **error);
char     *heddle_parameter_dup_member    (const HeddleParameterInfo  *self,
                                          const char                 *option,
                                          HeddleParameterInfo        *member);
JsonNode *heddle_parameter_get_default   (const HeddleParameterInfo  *self);
gboolean  heddle_parameter_get_port_type (const HeddleParameterInfo  *self,
                                          HeddlePortType             *type);
JsonNode *heddle_parameter_to_schema     (const HeddleParameterInfo  *self);

G_END_DECLS
