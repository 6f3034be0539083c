/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "random-graph-private.h"

G_BEGIN_DECLS

typedef struct
{
  guint positions[MAX_NODES + 1];
  guint depth;
} Path;

/* A value that an output gives. Without a @value nothing is there; a @hole stands for a list that is
 * not there; @good is whether the item that gives it has its outputs.
 */
typedef struct
{
  Path        path;
  const char *value;
  gboolean    hole;
  gboolean    good;
} Entry;

/* @origins has per level the nodes, as bits, whose lists the positions count. */
typedef struct
{
  GArray *entries;
  guint   origins[MAX_NODES + 1];
  guint   depth;
} Series;

/* A link into a node, with what it brings; @whole if that is taken as a list. */
typedef struct
{
  const Link *link;
  Series      series;
  gboolean    whole;
} Arrival;

/* @driver is the place of the arrival whose entries make the items; -1 for a single item. */
typedef struct
{
  Arrival arrivals[MAX_LINKS];
  guint   n_arrivals;
  int     driver;
} Arrivals;

typedef enum
{
  MEETS,
  MEETS_NOTHING,
  DOES_NOT_FIT,
} Meeting;

void     random_series_add               (Series         *series,
                                          Path            path,
                                          const char     *value,
                                          gboolean        hole,
                                          gboolean        good);
Entry   *random_series_get               (const Series   *series,
                                          guint           i);
guint    random_series_count_common      (const Series   *a,
                                          const Series   *b);

void     random_arrivals_sort            (Arrivals       *self);
void     random_arrivals_choose_driver   (Arrivals       *self);
gboolean random_arrivals_goes_everywhere (const Arrivals *self,
                                          const Arrival  *arrival);
gboolean random_arrivals_do_not_fit      (const Arrivals *self);
Meeting  random_arrivals_meet            (const Arrivals *self,
                                          const Arrival  *arrival,
                                          const Entry    *at,
                                          GPtrArray      *found);

G_END_DECLS
