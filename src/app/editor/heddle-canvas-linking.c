/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "editor/heddle-canvas-controls.h"
#include "editor/heddle-canvas-ordering.h"
#include "editor/heddle-canvas-private.h"
#include "editor/heddle-canvas-rerouting.h"
#include "editor/heddle-canvas-touch.h"
#include "widgets/heddle-toast.h"

/* Of a mouse, in pixels of the screen. */
#define REACH 12

/**
 * heddle_canvas_find_port_at:
 * @self: a canvas
 * @x: a coordinate in the widget
 * @y: a coordinate in the widget
 * @node: (out) (optional) (transfer none): return location for the node whose port it is
 *
 * Returns: (transfer none) (nullable): the port that is seen there
 */
HeddleCanvasPort *
heddle_canvas_find_port_at (HeddleCanvas      *self,
                            double             x,
                            double             y,
                            HeddleCanvasNode **node)
{
  double zoom = heddle_viewport_get_zoom (self->viewport);
  double reach = heddle_canvas_get_reach (self, REACH);
  HeddleCanvasNode *owner = NULL;
  HeddleCanvasPort *port;
  double canvas_x, canvas_y;

  if (heddle_canvas_get_detail (zoom) >= HEDDLE_CANVAS_SMALL)
    return NULL;
  /* What a finger is on comes before what is only in its reach. */
  if (reach > REACH && heddle_canvas_is_on_control (self, x, y))
    reach = REACH;
  heddle_viewport_to_canvas (self->viewport, x, y, &canvas_x, &canvas_y);
  port = heddle_canvas_model_get_open_port_at (self->model, canvas_x, canvas_y, reach / zoom, &owner);
  if (port == NULL)
    return NULL;
  if (node != NULL)
    *node = owner;
  return port;
}

/**
 * heddle_canvas_get_port_area:
 * @self: a canvas
 * @id: a node's id
 * @port: the name of one of its ports
 * @output: whether the port is an output
 * @area: (out caller-allocates): return location for where it can be hit in the widget
 *
 * Returns: whether it is to be seen
 */
gboolean
heddle_canvas_get_port_area (HeddleCanvas    *self,
                             const char      *id,
                             const char      *port,
                             gboolean         output,
                             graphene_rect_t *area)
{
  HeddleCanvasNode *node = self->model != NULL ? heddle_canvas_model_lookup (self->model, id) : NULL;

  graphene_rect_init (area, 0, 0, 0, 0);
  for (guint i = 0; node != NULL && i < node->ports->len; i++)
    {
      const HeddleCanvasPort *candidate = &g_array_index (node->ports, HeddleCanvasPort, i);
      graphene_point_t point;
      double x, y;

      if (candidate->output != output || !g_str_equal (candidate->name, port))
        continue;
      heddle_canvas_node_get_port_point (node, candidate, &point);
      heddle_viewport_to_widget (self->viewport, point.x, point.y, &x, &y);
      graphene_rect_init (area, (float) x - REACH, (float) y - REACH, 2 * REACH, 2 * REACH);
      return heddle_canvas_get_detail (heddle_viewport_get_zoom (self->viewport)) < HEDDLE_CANVAS_SMALL;
    }
  return FALSE;
}

/**
 * heddle_canvas_hold_port:
 * @self: a canvas
 * @x: where it is pressed
 * @y: likewise
 *
 * Remembers the port that a drag begins at.
 *
 * Returns: whether there is one
 */
gboolean
heddle_canvas_hold_port (HeddleCanvas *self,
                         double        x,
                         double        y)
{
  HeddleCanvasNode *node = NULL;
  HeddleCanvasPort *port = heddle_canvas_find_port_at (self, x, y, &node);

  g_set_str (&self->press.node, port != NULL ? node->id : NULL);
  g_set_str (&self->link.port, port != NULL ? port->name : NULL);
  self->link.output = port != NULL && port->output;
  return port != NULL;
}

/**
 * heddle_canvas_hold_link:
 * @self: a canvas without a loose link
 * @node: the id of a node
 * @port: the name of one of its ports
 * @output: whether the port is an output
 * @take_off: whether the link that ends there is taken off, rather than a new one begun
 *
 * Begins a link at a port, wherever the pointer is.
 */
void
heddle_canvas_hold_link (HeddleCanvas *self,
                         const char   *node,
                         const char   *port,
                         gboolean      output,
                         gboolean      take_off)
{
  self->link.drag =
    heddle_link_drag_new (heddle_canvas_get_document (self), heddle_canvas_get_pipeline (self),
                          heddle_canvas_get_registry (self), self->model, node, port, output, take_off);
}

/**
 * heddle_canvas_begin_linking:
 * @self: a canvas that holds a port
 *
 * Begins a link there, or takes the one that is there off.
 */
void
heddle_canvas_begin_linking (HeddleCanvas *self)
{
  heddle_canvas_hold_link (self, self->press.node, self->link.port, self->link.output, TRUE);
  self->hovered = NULL;
}

/**
 * heddle_canvas_link_to:
 * @self: a canvas on which a link is drawn
 * @x: where the pointer is in the widget
 * @y: likewise
 *
 * Moves the loose end there.
 */
void
heddle_canvas_link_to (HeddleCanvas *self,
                       double        x,
                       double        y)
{
  double reach = heddle_canvas_get_reach (self, REACH) / heddle_viewport_get_zoom (self->viewport);
  double canvas_x, canvas_y;

  self->pointer_x = x;
  self->pointer_y = y;
  heddle_viewport_to_canvas (self->viewport, x, y, &canvas_x, &canvas_y);
  heddle_link_drag_to (self->link.drag, canvas_x, canvas_y, reach);
  heddle_canvas_set_hint (self, heddle_link_drag_get_reason (self->link.drag));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * heddle_canvas_follow_link:
 * @self: a canvas
 *
 * Moves the loose end of the link that is drawn, if one is, to where the pointer is in what is seen now.
 */
void
heddle_canvas_follow_link (HeddleCanvas *self)
{
  double dx, dy;

  if (self->link.drag != NULL && !self->choosing.active
      && gtk_gesture_drag_get_offset (GTK_GESTURE_DRAG (self->press.gesture), &dx, &dy))
    heddle_canvas_link_to (self, self->rubber.start.x + dx, self->rubber.start.y + dy);
}

/**
 * heddle_canvas_set_hint:
 * @self: a canvas
 * @hint: (nullable): what is said beside the pointer; %NULL for nothing
 *
 * Says something about what is dragged.
 */
void
heddle_canvas_set_hint (HeddleCanvas *self,
                        const char   *hint)
{
  if (g_set_str (&self->hint, hint) || hint != NULL)
    g_object_notify (G_OBJECT (self), "hint");
}

/**
 * heddle_canvas_get_hint:
 * @self: a canvas
 * @x: (out): return location for where the pointer is
 * @y: (out): likewise
 *
 * Returns: (transfer none) (nullable): what is said beside the pointer
 */
const char *
heddle_canvas_get_hint (HeddleCanvas *self,
                        double       *x,
                        double       *y)
{
  *x = self->pointer_x;
  *y = self->pointer_y;
  return self->hint;
}

static void
undo_cb (HeddleDocument *document)
{
  heddle_document_undo (document);
}

/**
 * heddle_canvas_tell_link_removed:
 * @self: a canvas
 *
 * Says that a link is gone, and offers a way back.
 */
void
heddle_canvas_tell_link_removed (HeddleCanvas *self)
{
  HeddleDocument *document = heddle_open_workflow_get_document (self->workflow);
  AdwToast *toast = heddle_toast_undo (GTK_WIDGET (self), G_CALLBACK (undo_cb), document, "%s", _("Link removed"));

  g_signal_connect_object (document, "edited", G_CALLBACK (adw_toast_dismiss), toast, G_CONNECT_SWAPPED);
}

/* A link that is let go of over the map, a toolbar or another part of the window goes nowhere. */
static gboolean
is_pointer_over (HeddleCanvas *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkWidget *root = GTK_WIDGET (gtk_widget_get_root (widget));
  graphene_point_t point = GRAPHENE_POINT_INIT ((float) self->pointer_x, (float) self->pointer_y);
  GtkWidget *top;

  if (root == NULL || !gtk_widget_compute_point (widget, root, &point, &point))
    return FALSE;
  top = gtk_widget_pick (root, point.x, point.y, GTK_PICK_DEFAULT);
  return top != NULL && (top == widget || gtk_widget_is_ancestor (top, widget));
}

/**
 * heddle_canvas_end_linking:
 * @self: a canvas
 * @drop: whether the link goes to where it is; otherwise all stays as it was
 *
 * Ends the drawing of a link, if one is drawn and no person is asked what it leads to.
 */
void
heddle_canvas_end_linking (HeddleCanvas *self,
                           gboolean      drop)
{
  g_autoptr (HeddleLinkDrag) linking = NULL;
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&self->link.port, g_free);
  heddle_canvas_set_hint (self, NULL);
  if (self->choosing.active)
    return;
  linking = g_steal_pointer (&self->link.drag);
  if (linking == NULL || !drop || !is_pointer_over (self))
    return;
  switch (heddle_link_drag_drop (linking, &error))
    {
    case HEDDLE_LINK_DROP_REMOVED:
      heddle_canvas_tell_link_removed (self);
      break;
    case HEDDLE_LINK_DROP_REFUSED:
      heddle_canvas_shake (self, (HeddleLooseFunc) heddle_link_drag_snapshot_link, linking);
      heddle_toast_tell (GTK_WIDGET (self), "%s", error->message);
      break;
    case HEDDLE_LINK_DROP_LOOSE:
      self->link.drag = g_steal_pointer (&linking);
      heddle_canvas_ask_step (self, self->pointer_x, self->pointer_y);
      break;
    case HEDDLE_LINK_DROP_LINKED:
    case HEDDLE_LINK_DROP_UNCHANGED:
    default:
      break;
    }
}

/**
 * heddle_canvas_drop_link:
 * @self: a canvas
 *
 * Lets go of a link that is drawn, whatever is to become of it. What is left of the drag does nothing.
 */
void
heddle_canvas_drop_link (HeddleCanvas *self)
{
  if (self->link.port != NULL)
    gtk_event_controller_reset (GTK_EVENT_CONTROLLER (self->press.gesture));
  g_clear_pointer (&self->link.drag, heddle_link_drag_free);
  heddle_canvas_set_hint (self, NULL);
}

static gboolean
has_held_port (HeddleCanvas *self)
{
  HeddleCanvasNode *node = heddle_canvas_model_lookup (self->model, self->press.node);

  for (guint i = 0; node != NULL && i < node->ports->len; i++)
    {
      const HeddleCanvasPort *port = &g_array_index (node->ports, HeddleCanvasPort, i);

      if (port->output == self->link.output && g_str_equal (port->name, self->link.port))
        return TRUE;
    }
  return FALSE;
}

/* What it may be linked to is something else now. */
static void
renew_choice (HeddleCanvas *self)
{
  g_autoptr (HeddleLinkDrag) link = g_steal_pointer (&self->link.drag);
  gboolean held = heddle_link_drag_is_held (link);

  if (held)
    {
      heddle_canvas_hold_link (self, heddle_link_drag_get_node (link), heddle_link_drag_get_port (link),
                                heddle_link_drag_is_forward (link), FALSE);
      heddle_link_drag_aim (self->link.drag, NULL, NULL, &self->choosing.point);
    }
  else
    {
      heddle_toast_tell (GTK_WIDGET (self), "%s", _("The workflow has changed meanwhile; begin the link again"));
    }
  g_signal_emit_by_name (self, "choice-changed", held);
}

/**
 * heddle_canvas_renew_link:
 * @self: a canvas on which something else is now
 *
 * Lets go of a link that is drawn, which the change may concern. One for which a person is asked where it
 * leads is kept as long as what it begins at is there.
 */
void
heddle_canvas_renew_link (HeddleCanvas *self)
{
  if (self->choosing.order != NULL)
    g_signal_emit_by_name (self, "choice-changed",
                           heddle_canvas_model_lookup (self->model, self->choosing.order) != NULL);
  if (self->link.drag != NULL && self->choosing.active)
    renew_choice (self);
  else if (self->link.drag != NULL || (self->link.port != NULL && !has_held_port (self)))
    heddle_canvas_drop_link (self);
  heddle_canvas_drop_order (self);
  heddle_canvas_drop_reroute (self);
  heddle_canvas_forget_insertion (self);
}

/**
 * heddle_canvas_snapshot_linking:
 * @self: a canvas
 * @snapshot: where it goes
 * @offset: how far the canvas is shifted in the widget
 * @zoom: how large it is shown
 *
 * Adds the link that is drawn, the port that the keyboard is at, the link that a step would go into, or the stroke
 * that cuts links.
 */
void
heddle_canvas_snapshot_linking (HeddleCanvas           *self,
                                GtkSnapshot            *snapshot,
                                const graphene_point_t *offset,
                                double                  zoom)
{
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, offset);
  gtk_snapshot_scale (snapshot, (float) zoom, (float) zoom);
  if (self->link.drag != NULL)
    heddle_link_drag_snapshot (self->link.drag, self->links, GTK_WIDGET (self), &self->palette, self->visible_nodes,
                               heddle_canvas_get_detail (zoom) < HEDDLE_CANVAS_SMALL, snapshot);
  else
    heddle_canvas_snapshot_chosen_port (self, snapshot);
  heddle_canvas_snapshot_ordering (self, snapshot);
  heddle_canvas_snapshot_shaken (self, snapshot);
  heddle_canvas_snapshot_stroke (self, snapshot, zoom);
  heddle_canvas_snapshot_insertion (self, snapshot);
  gtk_snapshot_restore (snapshot);
}
