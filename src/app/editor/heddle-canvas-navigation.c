/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-canvas-navigation.h"

#include <math.h>

/* How much farther something seems that is off to the side. */
#define SIDEWAYS 2.0

static guint
count_sources (const HeddleCanvasNode *node)
{
  guint n = 0;

  for (guint i = 0; i < node->links->len; i++)
    {
      const HeddleCanvasLink *link = node->links->pdata[i];

      n += link->to == node && link->from != node;
    }
  return n;
}

/**
 * heddle_canvas_model_list_in_order:
 * @self: a model
 *
 * Returns: (transfer container) (element-type HeddleCanvasNode): all nodes, each after those that
 *   lead to it; otherwise in the order of the document, and what goes round in circles last
 */
GPtrArray *
heddle_canvas_model_list_in_order (HeddleCanvasModel *self)
{
  GPtrArray *nodes = heddle_canvas_model_get_nodes (self);
  g_autofree guint *waits = g_new0 (guint, nodes->len);
  GPtrArray *order = g_ptr_array_sized_new (nodes->len);

  for (guint i = 0; i < nodes->len; i++)
    {
      waits[i] = count_sources (nodes->pdata[i]);
      if (waits[i] == 0)
        g_ptr_array_add (order, nodes->pdata[i]);
    }
  for (guint i = 0; i < order->len; i++)
    {
      HeddleCanvasNode *node = order->pdata[i];

      for (guint j = 0; j < node->links->len; j++)
        {
          HeddleCanvasLink *link = node->links->pdata[j];

          if (link->from == node && link->to != node && --waits[link->to->order] == 0)
            g_ptr_array_add (order, link->to);
        }
    }
  for (guint i = 0; i < nodes->len; i++)
    {
      if (waits[i] > 0)
        g_ptr_array_add (order, nodes->pdata[i]);
    }
  return order;
}

static void
get_middle (const HeddleCanvasNode *node,
            double                 *x,
            double                 *y)
{
  *x = node->bounds.origin.x + node->bounds.size.width / 2;
  *y = node->bounds.origin.y + node->bounds.size.height / 2;
}

/* How far away a node seems in a direction; infinitely where it is not that way. */
static double
get_cost (const HeddleCanvasNode *from,
          const HeddleCanvasNode *to,
          GtkDirectionType        direction)
{
  double from_x, from_y, to_x, to_y, ahead, aside;

  get_middle (from, &from_x, &from_y);
  get_middle (to, &to_x, &to_y);
  switch ((int) direction)
    {
    case GTK_DIR_LEFT:
      ahead = from_x - to_x;
      aside = to_y - from_y;
      break;
    case GTK_DIR_RIGHT:
      ahead = to_x - from_x;
      aside = to_y - from_y;
      break;
    case GTK_DIR_UP:
      ahead = from_y - to_y;
      aside = to_x - from_x;
      break;
    default:
      ahead = to_y - from_y;
      aside = to_x - from_x;
      break;
    }
  if (ahead <= 0 || fabs (aside) > ahead * SIDEWAYS)
    return G_MAXDOUBLE;
  return ahead + SIDEWAYS * fabs (aside);
}

/**
 * heddle_canvas_model_find_nearest:
 * @self: a model
 * @from: one of its nodes
 * @direction: left, right, up or down
 *
 * Returns: (transfer none) (nullable): the node that is nearest in that direction
 */
HeddleCanvasNode *
heddle_canvas_model_find_nearest (HeddleCanvasModel      *self,
                                  const HeddleCanvasNode *from,
                                  GtkDirectionType        direction)
{
  GPtrArray *nodes = heddle_canvas_model_get_nodes (self);
  HeddleCanvasNode *nearest = NULL;
  double least = G_MAXDOUBLE;

  for (guint i = 0; i < nodes->len; i++)
    {
      double cost = nodes->pdata[i] != from ? get_cost (from, nodes->pdata[i], direction) : G_MAXDOUBLE;

      if (cost < least)
        {
          least = cost;
          nearest = nodes->pdata[i];
        }
    }
  return nearest;
}

/* The other links that end where one does, in the order of the document. */
static HeddleCanvasNode *
find_sibling (const HeddleCanvasNode *from,
              gboolean                next)
{
  for (guint i = 0; i < from->links->len; i++)
    {
      const HeddleCanvasLink *link = from->links->pdata[i];
      HeddleCanvasNode *last = NULL;

      if (link->to != from)
        continue;
      for (guint j = 0; j < link->from->links->len; j++)
        {
          const HeddleCanvasLink *other = link->from->links->pdata[j];

          if (other->from != link->from)
            continue;
          if (last == from && next && other->to != from)
            return other->to;
          if (other->to == from && !next && last != NULL)
            return last;
          last = other->to;
        }
      break;
    }
  return NULL;
}

/**
 * heddle_canvas_model_find_linked:
 * @self: a model
 * @from: one of its nodes
 * @direction: right for the first node that it leads to, left for the first that leads to it, up and
 *   down for the others that come from the same node
 *
 * Returns: (transfer none) (nullable): the node that the links lead to
 */
HeddleCanvasNode *
heddle_canvas_model_find_linked (HeddleCanvasModel      *self,
                                 const HeddleCanvasNode *from,
                                 GtkDirectionType        direction)
{
  if (direction == GTK_DIR_UP || direction == GTK_DIR_DOWN)
    return find_sibling (from, direction == GTK_DIR_DOWN);
  for (guint i = 0; i < from->links->len; i++)
    {
      HeddleCanvasLink *link = from->links->pdata[i];

      if (direction == GTK_DIR_RIGHT && link->from == from && link->to != from)
        return link->to;
      if (direction == GTK_DIR_LEFT && link->to == from && link->from != from)
        return link->from;
    }
  return NULL;
}
