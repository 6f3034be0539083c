/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A box that is given a place, or, without a size, the way of a link through a layer. */
typedef struct
{
  double  width;
  double  height;
  double  x;
  double  y;
  guint   layer;
  GArray *from;
  GArray *to;
} HeddleLayerItem;

/* A link from an item to another; @from_y and @to_y are where it ends, from the top of the items. */
typedef struct
{
  guint  from;
  guint  to;
  double from_y;
  double to_y;
} HeddleLayerLink;

void heddle_layers_lay_out (GArray *items,
                            GArray *links);

G_END_DECLS
