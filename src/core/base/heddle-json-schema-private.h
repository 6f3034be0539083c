/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef enum
{
  HEDDLE_SCHEMA_NULL    = 1 << 0,
  HEDDLE_SCHEMA_BOOLEAN = 1 << 1,
  HEDDLE_SCHEMA_INTEGER = 1 << 2,
  HEDDLE_SCHEMA_NUMBER  = 1 << 3,
  HEDDLE_SCHEMA_STRING  = 1 << 4,
  HEDDLE_SCHEMA_ARRAY   = 1 << 5,
  HEDDLE_SCHEMA_OBJECT  = 1 << 6,
} HeddleSchemaTypes;

typedef struct _HeddleSchema HeddleSchema;

/* One schema object, ready to be checked against. Bounds that are not given are infinite, numbers
 * of things that are not given -1; pointers to other schemas are not owned: the compiled set owns
 * them all, since references may form circles.
 */
struct _HeddleSchema
{
  gboolean           never;
  HeddleSchemaTypes  types;
  HeddleSchema      *reference;
  GHashTable        *properties;
  char             **required;
  HeddleSchema      *additional_properties;
  HeddleSchema      *property_names;
  GPtrArray         *prefix_items;
  HeddleSchema      *items;
  JsonArray         *choices;
  JsonNode          *constant;
  double             minimum;
  double             maximum;
  double             exclusive_minimum;
  double             exclusive_maximum;
  gint64             min_length;
  gint64             max_length;
  gint64             min_items;
  gint64             max_items;
  gint64             min_properties;
  gint64             max_properties;
  gboolean           unique_items;
  GRegex            *pattern;
  GPtrArray         *all_of;
  GPtrArray         *any_of;
  GPtrArray         *one_of;
  HeddleSchema      *negated;
  HeddleSchema      *condition;
  HeddleSchema      *consequence;
  HeddleSchema      *alternative;
};

/* @schemas owns every #HeddleSchema, @definitions finds those of `$defs` by pointer, @unknown names
 * the keywords that were left out of account.
 */
HeddleSchema *heddle_schema_compile (JsonNode     *node,
                                     GPtrArray    *schemas,
                                     GHashTable   *definitions,
                                     GPtrArray    *unknown);
void          heddle_schema_free    (HeddleSchema *self);

G_END_DECLS
