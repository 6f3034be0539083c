/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-canvas-model.h"

#include <math.h>

#include "base/heddle-json.h"
#include "editor/heddle-canvas-model-private.h"

static double
get_number (HeddleElement *element,
            const char    *name)
{
  JsonNode *node = heddle_element_get_member (element, name);

  return node != NULL && heddle_json_is_number (node) ? json_node_get_double (node) : 0;
}

void
heddle_canvas_model_get_area (HeddleElement   *element,
                              graphene_rect_t *area)
{
  graphene_rect_init (area, (float) get_number (element, "x"), (float) get_number (element, "y"),
                      (float) get_number (element, "width"), (float) get_number (element, "height"));
}

/**
 * heddle_canvas_model_get_nodes:
 * @self: a model
 *
 * Returns: (transfer none) (element-type HeddleCanvasNode): all nodes: the workflow's inputs if it
 *   has any, then those of the document in its order
 */
GPtrArray *
heddle_canvas_model_get_nodes (HeddleCanvasModel *self)
{
  return self->nodes;
}

/**
 * heddle_canvas_model_get_links:
 * @self: a model
 *
 * Returns: (transfer none) (element-type HeddleCanvasLink): all links that have both ends
 */
GPtrArray *
heddle_canvas_model_get_links (HeddleCanvasModel *self)
{
  return self->links;
}

/* Frames hold the nodes that begin in them, as these grow with their results. */
static void
stretch_frames (HeddleCanvasModel *self)
{
  g_autoptr (GPtrArray) inside = g_ptr_array_new ();

  for (guint i = 0; i < self->frames->len; i++)
    {
      HeddleCanvasFrame *frame = &g_array_index (self->frames, HeddleCanvasFrame, i);
      graphene_rect_t *bounds = &frame->bounds;
      graphene_rect_t area = frame->area;
      float right, bottom;

      right = area.origin.x + area.size.width;
      bottom = area.origin.y + area.size.height;
      g_ptr_array_set_size (inside, 0);
      heddle_spatial_index_query (self->node_index, &area, inside);
      for (guint j = 0; j < inside->len; j++)
        {
          const graphene_rect_t *node = &((HeddleCanvasNode *) inside->pdata[j])->bounds;

          if (!graphene_rect_contains_point (&area, &node->origin))
            continue;
          right = MAX (right, node->origin.x + node->size.width + HEDDLE_CANVAS_FRAME_PADDING);
          bottom = MAX (bottom, node->origin.y + node->size.height + HEDDLE_CANVAS_FRAME_PADDING);
        }
      *bounds = area;
      bounds->size.width = right - area.origin.x;
      bounds->size.height = bottom - area.origin.y;
    }
  self->frames_known = TRUE;
}

/**
 * heddle_canvas_model_get_frames:
 * @self: a model
 *
 * Returns: (transfer none) (element-type HeddleCanvasFrame): the frames, as large as they are now
 */
GArray *
heddle_canvas_model_get_frames (HeddleCanvasModel *self)
{
  if (!self->frames_known)
    stretch_frames (self);
  return self->frames;
}

/**
 * heddle_canvas_model_get_notes:
 * @self: a model
 *
 * Returns: (transfer none) (element-type HeddleCanvasNote): the notes
 */
GArray *
heddle_canvas_model_get_notes (HeddleCanvasModel *self)
{
  return self->notes;
}

/**
 * heddle_canvas_model_lookup:
 * @self: a model
 * @id: (nullable): a node's id, or `inputs`
 *
 * Returns: (transfer none) (nullable): the node, if it is there
 */
HeddleCanvasNode *
heddle_canvas_model_lookup (HeddleCanvasModel *self,
                            const char        *id)
{
  return id != NULL ? g_hash_table_lookup (self->nodes_by_id, id) : NULL;
}

/**
 * heddle_canvas_model_find_link:
 * @self: a model
 * @id: (nullable): a link's id
 *
 * Returns: (transfer none) (nullable): the link, if it is there with both its ends
 */
HeddleCanvasLink *
heddle_canvas_model_find_link (HeddleCanvasModel *self,
                               const char        *id)
{
  HeddleLink *link = id != NULL ? heddle_pipeline_find_link (self->pipeline, id) : NULL;

  return link != NULL ? g_hash_table_lookup (self->links_by_id, link) : NULL;
}

static void
measure_bounds (HeddleCanvasModel *self)
{
  GArray *frames = heddle_canvas_model_get_frames (self);
  graphene_rect_t bounds = { 0 };
  gboolean any = FALSE;

  for (guint i = 0; i < self->nodes->len + frames->len + self->notes->len; i++)
    {
      const graphene_rect_t *part;

      if (i < self->nodes->len)
        part = &((HeddleCanvasNode *) self->nodes->pdata[i])->bounds;
      else if (i < self->nodes->len + frames->len)
        part = &g_array_index (frames, HeddleCanvasFrame, i - self->nodes->len).bounds;
      else
        part = &g_array_index (self->notes, HeddleCanvasNote, i - self->nodes->len - frames->len).bounds;
      if (any)
        graphene_rect_union (&bounds, part, &bounds);
      else
        bounds = *part;
      any = TRUE;
    }
  for (guint i = 0; i < self->links->len; i++)
    {
      const HeddleCanvasLink *link = self->links->pdata[i];

      for (guint j = 0; j < link->reroutes->len; j++)
        graphene_rect_expand (&bounds, &g_array_index (link->reroutes, graphene_point_t, j), &bounds);
    }
  self->bounds = bounds;
  self->bounds_known = TRUE;
}

/**
 * heddle_canvas_model_get_bounds:
 * @self: a model
 * @bounds: (out caller-allocates): return location for what all of it covers
 *
 * Returns: whether there is anything
 */
gboolean
heddle_canvas_model_get_bounds (HeddleCanvasModel *self,
                                graphene_rect_t   *bounds)
{
  if (!self->bounds_known)
    measure_bounds (self);
  *bounds = self->bounds;
  return self->nodes->len + self->frames->len + self->notes->len > 0;
}

static int
compare_nodes (gconstpointer a,
               gconstpointer b)
{
  const HeddleCanvasNode *first = *(const HeddleCanvasNode *const *) a;
  const HeddleCanvasNode *second = *(const HeddleCanvasNode *const *) b;

  return (first->order > second->order) - (first->order < second->order);
}

/**
 * heddle_canvas_model_query_nodes:
 * @self: a model
 * @area: a part of the canvas
 * @nodes: (element-type HeddleCanvasNode): the nodes in it are added to it, the topmost last
 *
 * Finds the nodes in a part of the canvas.
 */
void
heddle_canvas_model_query_nodes (HeddleCanvasModel     *self,
                                 const graphene_rect_t *area,
                                 GPtrArray             *nodes)
{
  heddle_spatial_index_query (self->node_index, area, nodes);
  g_ptr_array_sort (nodes, compare_nodes);
}

/**
 * heddle_canvas_model_query_links:
 * @self: a model
 * @area: a part of the canvas
 * @links: (element-type HeddleCanvasLink): the links that may touch it are added to it
 *
 * Finds the links in a part of the canvas.
 */
void
heddle_canvas_model_query_links (HeddleCanvasModel     *self,
                                 const graphene_rect_t *area,
                                 GPtrArray             *links)
{
  heddle_spatial_index_query (self->link_index, area, links);
}

/**
 * heddle_canvas_model_get_node_at:
 * @self: a model
 * @x: a coordinate on the canvas
 * @y: a coordinate on the canvas
 *
 * Returns: (transfer none) (nullable): the topmost node there
 */
HeddleCanvasNode *
heddle_canvas_model_get_node_at (HeddleCanvasModel *self,
                                 double             x,
                                 double             y)
{
  g_autoptr (GPtrArray) nodes = g_ptr_array_new ();
  graphene_rect_t area = GRAPHENE_RECT_INIT ((float) x, (float) y, 0, 0);

  heddle_canvas_model_query_nodes (self, &area, nodes);
  return nodes->len > 0 ? nodes->pdata[nodes->len - 1] : NULL;
}

/**
 * heddle_canvas_model_get_link_at:
 * @self: a model
 * @x: a coordinate on the canvas
 * @y: a coordinate on the canvas
 * @reach: how far from a link is still on it
 *
 * Returns: (transfer none) (nullable): the nearest link there
 */
HeddleCanvasLink *
heddle_canvas_model_get_link_at (HeddleCanvasModel *self,
                                 double             x,
                                 double             y,
                                 double             reach)
{
  g_autoptr (GPtrArray) links = g_ptr_array_new ();
  graphene_rect_t area = GRAPHENE_RECT_INIT ((float) (x - reach), (float) (y - reach), (float) (2 * reach),
                                             (float) (2 * reach));
  HeddleCanvasLink *nearest = NULL;

  heddle_canvas_model_query_links (self, &area, links);
  for (guint i = 0; i < links->len; i++)
    {
      double distance = heddle_canvas_link_get_distance (links->pdata[i], x, y);

      if (distance <= reach)
        {
          reach = distance;
          nearest = links->pdata[i];
        }
    }
  return nearest;
}

/**
 * heddle_canvas_model_get_dot_at:
 * @self: a model
 * @x: a coordinate on the canvas
 * @y: a coordinate on the canvas
 * @reach: how far from the middle of a dot is still on it
 * @dot: (out): return location for which of the link's dots it is
 *
 * Returns: (transfer none) (nullable): the link that leads through the topmost dot there
 */
HeddleCanvasLink *
heddle_canvas_model_get_dot_at (HeddleCanvasModel *self,
                                double             x,
                                double             y,
                                double             reach,
                                guint             *dot)
{
  g_autoptr (GPtrArray) links = g_ptr_array_new ();
  graphene_rect_t area = GRAPHENE_RECT_INIT ((float) (x - reach), (float) (y - reach), (float) (2 * reach),
                                             (float) (2 * reach));

  heddle_canvas_model_query_links (self, &area, links);
  for (guint i = links->len; i > 0; i--)
    {
      HeddleCanvasLink *link = links->pdata[i - 1];
      int found = heddle_canvas_link_find_dot (link, x, y, reach);

      if (found < 0)
        continue;
      *dot = (guint) found;
      return link;
    }
  return NULL;
}

/**
 * heddle_canvas_model_get_port_at:
 * @self: a model
 * @x: a coordinate on the canvas
 * @y: a coordinate on the canvas
 * @reach: how far from the middle of a port is still on it
 * @node: (out) (optional) (transfer none): return location for the node whose port it is
 *
 * Returns: (transfer none) (nullable): the nearest port there
 */
HeddleCanvasPort *
heddle_canvas_model_get_port_at (HeddleCanvasModel  *self,
                                 double              x,
                                 double              y,
                                 double              reach,
                                 HeddleCanvasNode  **node)
{
  g_autoptr (GPtrArray) nodes = g_ptr_array_new ();
  graphene_rect_t area = GRAPHENE_RECT_INIT ((float) (x - reach), (float) (y - reach), (float) (2 * reach),
                                             (float) (2 * reach));
  HeddleCanvasPort *nearest = NULL;

  heddle_canvas_model_query_nodes (self, &area, nodes);
  for (guint i = 0; i < nodes->len; i++)
    {
      HeddleCanvasNode *candidate = nodes->pdata[i];

      for (guint j = 0; j < candidate->ports->len; j++)
        {
          HeddleCanvasPort *port = &g_array_index (candidate->ports, HeddleCanvasPort, j);
          graphene_point_t point;
          double distance;

          heddle_canvas_node_get_port_point (candidate, port, &point);
          distance = MAX (fabs (x - point.x), fabs (y - point.y));
          if (distance > reach)
            continue;
          reach = distance;
          nearest = port;
          if (node != NULL)
            *node = candidate;
        }
    }
  return nearest;
}

/**
 * heddle_canvas_model_get_open_port_at:
 * @self: a model
 * @x: a coordinate on the canvas
 * @y: a coordinate on the canvas
 * @reach: how far from the middle of a port is still on it
 * @node: (out) (transfer none): return location for the node whose port it is
 *
 * Returns: (transfer none) (nullable): the nearest port there, if a link can be led to it: no other node lies
 *   over it, and its node is not collapsed
 */
HeddleCanvasPort *
heddle_canvas_model_get_open_port_at (HeddleCanvasModel  *self,
                                      double              x,
                                      double              y,
                                      double              reach,
                                      HeddleCanvasNode  **node)
{
  HeddleCanvasNode *top = heddle_canvas_model_get_node_at (self, x, y);
  HeddleCanvasPort *port = heddle_canvas_model_get_port_at (self, x, y, reach, node);

  if (port == NULL || (top != NULL && top != *node && top->order > (*node)->order)
      || heddle_canvas_node_is_collapsed (*node))
    return NULL;
  return port;
}
