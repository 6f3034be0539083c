/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "random-graph-series.h"

G_BEGIN_DECLS

typedef struct
{
  const char *port;
  GPtrArray  *values;
} Output;

typedef struct
{
  Path        path;
  const char *status;
  Output      outputs[MAX_PORTS];
  guint       n_outputs;
} Item;

/* The values of each input, by its place among the type's; %NULL in a list where one is missing. */
typedef struct
{
  GPtrArray *values[MAX_PORTS];
} Gathered;

const char *random_node_work        (GPtrArray  *texts,
                                     const Node *node,
                                     Gathered   *in,
                                     Item       *item);

Output     *random_item_find_output (Item       *item,
                                     const char *port);
char       *random_item_describe    (guint       number,
                                     const Item *item,
                                     Kind        kind);
void        random_item_clear       (gpointer    data);

G_END_DECLS
