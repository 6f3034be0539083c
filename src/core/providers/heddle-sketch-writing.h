/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * HeddleSketchWriting:
 * @prompt: what is asked for; not empty
 * @system: (nullable): what is true of every ask, such as the brand's voice
 * @seed: varies the text
 * @schema: (nullable): the JSON Schema of the answer
 * @fields: (nullable) (array zero-terminated=1): the members of the answer
 *
 * The order for a text.
 */
typedef struct
{
  const char        *prompt;
  const char        *system;
  gint64             seed;
  JsonNode          *schema;
  const char *const *fields;
} HeddleSketchWriting;

char     *heddle_sketch_write_text (const HeddleSketchWriting *writing);
char    **heddle_sketch_write_list (const HeddleSketchWriting *writing);
JsonNode *heddle_sketch_write_json (const HeddleSketchWriting *writing);

G_END_DECLS
