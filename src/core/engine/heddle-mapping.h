/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heddle-series.h"

G_BEGIN_DECLS

/**
 * HeddleMappingInput:
 * @series: what the link brings
 * @whole: whether the port takes a list, and so does not make the node run once per value
 * @label: the link in words for errors, such as "Headlines → Key visual"
 */
typedef struct
{
  HeddleSeries *series;
  gboolean      whole;
  const char   *label;
} HeddleMappingInput;

/**
 * HeddleMappedItem:
 * @index: the item's index path
 * @entries: (element-type HeddleSeriesEntry): its values, those of the first input first; borrowed
 *   from the series
 * @ends: per input, where its values end in @entries
 * @missing: (nullable): the entry because of which the item cannot run: a hole
 * @unmatched: whether an input has no value for this index
 * @times: while planning, how many runs it stands for, which are not told from each other; else 1
 *
 * One run of a node.
 */
typedef struct
{
  HeddleIndex       *index;
  GPtrArray         *entries;
  guint             *ends;
  HeddleSeriesEntry *missing;
  gboolean           unmatched;
  gint64             times;
} HeddleMappedItem;

void       heddle_mapped_item_free (HeddleMappedItem          *self);
GPtrArray *heddle_mapping_expand   (const HeddleMappingInput  *inputs,
                                    guint                      n_inputs,
                                    HeddleIndex               *base,
                                    HeddleOrigins             *base_origins,
                                    HeddleOrigins            **origins,
                                    GError                   **error);
gboolean   heddle_mapping_stays_compact (const HeddleMappingInput  *inputs,
                                         guint                      n_inputs,
                                         HeddleOrigins             *base_origins);

G_END_DECLS
