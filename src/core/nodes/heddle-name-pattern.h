/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "graph/heddle-index.h"

G_BEGIN_DECLS

/**
 * HeddleNameInputFunc:
 * @key: the key of one of the template's inputs
 * @data: what was given with the function
 *
 * Returns: (transfer full) (nullable): the input's value as text; %NULL where there is no such
 *   input
 */
typedef char *(*HeddleNameInputFunc) (const char *key,
                                      gpointer    data);

/**
 * HeddleNameFacts:
 * @workflow: (nullable): the workflow's name
 * @pipeline: (nullable): the pipeline's name
 * @platform: (nullable): the platform that the result is for
 * @row: the row of a batch, from 0; −1 outside of one
 * @index: (nullable): the item's index
 * @input: (nullable): looks up `{input.KEY}`
 * @input_data: handed to @input
 *
 * What the placeholders of a name stand for.
 */
typedef struct
{
  const char          *workflow;
  const char          *pipeline;
  const char          *platform;
  int                  row;
  HeddleIndex         *index;
  HeddleNameInputFunc  input;
  gpointer             input_data;
} HeddleNameFacts;

gboolean  heddle_name_pattern_check     (const char             *pattern,
                                         GError                **error);
char     *heddle_name_pattern_expand    (const char             *pattern,
                                         const HeddleNameFacts  *facts,
                                         GError                **error);
char     *heddle_name_pattern_to_file   (const char             *name);

G_END_DECLS
