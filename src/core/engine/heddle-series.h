/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "graph/heddle-index.h"

G_BEGIN_DECLS

/**
 * HeddleOrigins:
 *
 * Where the levels of index paths come from: per level the set of lists (as numbers) that its
 * positions count. Two values belong together as far as their levels share a list. Immutable and
 * reference-counted.
 */
typedef GPtrArray HeddleOrigins;

HeddleOrigins *heddle_origins_new_empty (void);
HeddleOrigins *heddle_origins_append    (HeddleOrigins *self,
                                         guint          list);
HeddleOrigins *heddle_origins_merge     (HeddleOrigins *self,
                                         HeddleOrigins *other,
                                         guint          from_level);
guint          heddle_origins_common    (HeddleOrigins *self,
                                         HeddleOrigins *other);

/**
 * HeddleSeriesEntry:
 * @index: the value's index path; of a hole, the path of the item that gave nothing
 * @source: the item that gives the value
 * @port: the output port of @source that gives it
 * @position: which value of the item's list it is; 0 for a single value
 * @hole: whether @source failed or was skipped, so that its list is missing here
 * @times: while planning, how many values it stands for, which are not told from each other: those of the
 *   list from @position on, in all items that @source stands for; else 1
 *
 * One value of a series, which may not be known yet.
 */
typedef struct
{
  HeddleIndex *index;
  gpointer     source;
  const char  *port;
  guint        position;
  gboolean     hole;
  gint64       times;
} HeddleSeriesEntry;

/**
 * HeddleSeries:
 *
 * What an output port gives in one row: its values in the order of their index paths.
 */
typedef struct
{
  HeddleOrigins *origins;
  GArray        *entries;
  gboolean       compact;
} HeddleSeries;

HeddleSeries *heddle_series_new    (HeddleOrigins *origins);
void          heddle_series_free   (HeddleSeries  *self);
void          heddle_series_add    (HeddleSeries  *self,
                                    HeddleIndex   *index,
                                    gpointer       source,
                                    const char    *port,
                                    guint          position,
                                    gboolean       hole);
void          heddle_series_add_alike (HeddleSeries *self,
                                       HeddleIndex  *index,
                                       gpointer      source,
                                       const char   *port,
                                       gboolean      hole,
                                       gint64        times);
gboolean      heddle_series_is_single (HeddleSeries *self);
gboolean      heddle_series_is_compact (HeddleSeries *self);
guint         heddle_series_length (HeddleSeries  *self);
HeddleSeriesEntry *heddle_series_get (HeddleSeries *self,
                                      guint         nth);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleSeries, heddle_series_free)

G_END_DECLS
