/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-canvas-ordering.h"

#include <math.h>

#include "editor/heddle-canvas-private.h"
#include "widgets/heddle-toast.h"

/* How far from the middle of a flow port is still on it, in pixels of the screen; over the node, where its
 * title begins a drag of the node, not as far.
 */
#define REACH 12
#define REACH_INSIDE 7

static gboolean
has_flow_ports (HeddleCanvas *self)
{
  return heddle_canvas_get_detail (heddle_viewport_get_zoom (self->viewport)) < HEDDLE_CANVAS_SMALL;
}

/**
 * heddle_canvas_find_flow_port_at:
 * @self: a canvas
 * @x: a coordinate in the widget
 * @y: a coordinate in the widget
 *
 * Returns: (transfer none) (nullable): the node whose flow port is there, which links are drawn from that only
 *   order nodes
 */
HeddleCanvasNode *
heddle_canvas_find_flow_port_at (HeddleCanvas *self,
                                 double        x,
                                 double        y)
{
  g_autoptr (GPtrArray) nodes = g_ptr_array_new ();
  double zoom = heddle_viewport_get_zoom (self->viewport);
  float reach = (float) (REACH / zoom);
  double canvas_x, canvas_y;

  if (!has_flow_ports (self))
    return NULL;
  heddle_viewport_to_canvas (self->viewport, x, y, &canvas_x, &canvas_y);
  heddle_canvas_model_query_nodes (self->model,
                                   &GRAPHENE_RECT_INIT ((float) canvas_x - reach, (float) canvas_y - reach, 2 * reach,
                                                        2 * reach),
                                   nodes);
  for (guint i = nodes->len; i > 0; i--)
    {
      HeddleCanvasNode *node = nodes->pdata[i - 1];
      graphene_point_t place;

      heddle_canvas_node_get_flow_point (node, TRUE, &place);
      if (node->node != NULL && fabs (canvas_y - place.y) <= reach && canvas_x - place.x <= reach
          && canvas_x - place.x >= -REACH_INSIDE / zoom)
        return node;
      /* What lies on top hides what is below. */
      if (graphene_rect_contains_point (&node->bounds, &GRAPHENE_POINT_INIT ((float) canvas_x, (float) canvas_y)))
        return NULL;
    }
  return NULL;
}

/**
 * heddle_canvas_hover_flow_port:
 * @self: a canvas
 * @x: where the pointer is
 * @y: likewise
 *
 * Shows the flow port of the node whose header the pointer is on.
 */
void
heddle_canvas_hover_flow_port (HeddleCanvas *self,
                               double        x,
                               double        y)
{
  HeddleCanvasNode *node = heddle_canvas_find_flow_port_at (self, x, y);
  double canvas_x, canvas_y;

  heddle_viewport_to_canvas (self->viewport, x, y, &canvas_x, &canvas_y);
  if (node == NULL && has_flow_ports (self))
    node = heddle_canvas_model_get_node_at (self->model, canvas_x, canvas_y);
  if (node != NULL && (node->node == NULL || canvas_y - node->bounds.origin.y > HEDDLE_CANVAS_HEADER_HEIGHT))
    node = NULL;
  if (heddle_canvas_is_dragging (self))
    node = NULL;
  if (g_set_str (&self->ordering.hovered, node != NULL ? node->id : NULL))
    gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * heddle_canvas_leave_flow_port:
 * @self: a canvas
 *
 * To be called when the pointer is somewhere else.
 */
void
heddle_canvas_leave_flow_port (HeddleCanvas *self)
{
  if (g_set_str (&self->ordering.hovered, NULL))
    gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * heddle_canvas_hold_flow_port:
 * @self: a canvas
 * @x: where it is pressed
 * @y: likewise
 *
 * Remembers the flow port that a drag begins at.
 *
 * Returns: whether there is one
 */
gboolean
heddle_canvas_hold_flow_port (HeddleCanvas *self,
                              double        x,
                              double        y)
{
  HeddleCanvasNode *node = heddle_canvas_find_flow_port_at (self, x, y);

  g_set_str (&self->ordering.held, node != NULL ? node->id : NULL);
  return node != NULL;
}

/**
 * heddle_canvas_begin_ordering:
 * @self: a canvas that holds a flow port
 *
 * Begins a link there.
 */
void
heddle_canvas_begin_ordering (HeddleCanvas *self)
{
  self->ordering.drag = heddle_order_drag_new (heddle_canvas_get_document (self), heddle_canvas_get_pipeline (self),
                                               heddle_canvas_get_registry (self), self->model, self->ordering.held);
  self->hovered = NULL;
  heddle_canvas_leave_flow_port (self);
}

/**
 * heddle_canvas_order_to:
 * @self: a canvas on which a link is drawn that only orders nodes
 * @x: where the pointer is in the widget
 * @y: likewise
 *
 * Moves the loose end there.
 */
void
heddle_canvas_order_to (HeddleCanvas *self,
                        double        x,
                        double        y)
{
  double canvas_x, canvas_y;

  self->pointer_x = x;
  self->pointer_y = y;
  heddle_viewport_to_canvas (self->viewport, x, y, &canvas_x, &canvas_y);
  heddle_order_drag_to (self->ordering.drag, canvas_x, canvas_y);
  heddle_canvas_set_hint (self, heddle_order_drag_get_reason (self->ordering.drag));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * heddle_canvas_end_ordering:
 * @self: a canvas
 * @drop: whether the link goes to where it is; otherwise all stays as it was
 *
 * Ends the drawing of a link that only orders nodes, if one is drawn.
 */
void
heddle_canvas_end_ordering (HeddleCanvas *self,
                            gboolean      drop)
{
  g_autoptr (HeddleOrderDrag) ordering = g_steal_pointer (&self->ordering.drag);
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&self->ordering.held, g_free);
  if (ordering == NULL)
    return;
  heddle_canvas_set_hint (self, NULL);
  if (!drop || heddle_order_drag_drop (ordering, &error))
    return;
  heddle_canvas_shake (self, (HeddleLooseFunc) heddle_order_drag_snapshot_link, ordering);
  heddle_toast_tell (GTK_WIDGET (self), "%s", error->message);
}

/**
 * heddle_canvas_drop_order:
 * @self: a canvas
 *
 * Lets go of a link that is drawn and only orders nodes. What is left of the drag does nothing.
 */
void
heddle_canvas_drop_order (HeddleCanvas *self)
{
  if (self->ordering.held == NULL && self->ordering.drag == NULL)
    return;
  gtk_event_controller_reset (GTK_EVENT_CONTROLLER (self->press.gesture));
  g_clear_pointer (&self->ordering.drag, heddle_order_drag_free);
  g_clear_pointer (&self->ordering.held, g_free);
  heddle_canvas_set_hint (self, NULL);
}

/**
 * heddle_canvas_snapshot_ordering:
 * @self: a canvas
 * @snapshot: where it goes, in canvas units
 *
 * Adds the link that is drawn and only orders nodes, or what one can be drawn from.
 */
void
heddle_canvas_snapshot_ordering (HeddleCanvas *self,
                                 GtkSnapshot  *snapshot)
{
  HeddleCanvasNode *node = heddle_canvas_model_lookup (self->model, self->ordering.hovered);
  graphene_point_t place;

  if (self->ordering.drag != NULL)
    {
      heddle_order_drag_snapshot (self->ordering.drag, self->links, snapshot);
      return;
    }
  if (node == NULL)
    return;
  heddle_canvas_node_get_flow_point (node, TRUE, &place);
  heddle_link_painter_snapshot_flow_port (self->links, snapshot, &place, FALSE);
}
