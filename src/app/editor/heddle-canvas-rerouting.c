/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-canvas-rerouting.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "editor/heddle-canvas-link-selection.h"
#include "editor/heddle-canvas-private.h"
#include "editor/heddle-canvas-touch.h"
#include "graph/heddle-reroute.h"
#include "widgets/heddle-toast.h"

/* Of a mouse, in pixels of the screen; never less than what is seen of a dot. */
#define REACH 12
#define LINK_REACH 8

/**
 * heddle_canvas_find_dot_at:
 * @self: a canvas
 * @x: a coordinate in the widget
 * @y: a coordinate in the widget
 * @dot: (out): return location for which dot of the link it is
 *
 * Returns: (transfer none) (nullable): the link that is seen to lead through a dot there
 */
HeddleCanvasLink *
heddle_canvas_find_dot_at (HeddleCanvas *self,
                           double        x,
                           double        y,
                           guint        *dot)
{
  double zoom = heddle_viewport_get_zoom (self->viewport);
  double canvas_x, canvas_y;

  if (heddle_canvas_get_detail (zoom) >= HEDDLE_CANVAS_SMALL)
    return NULL;
  heddle_viewport_to_canvas (self->viewport, x, y, &canvas_x, &canvas_y);
  if (heddle_canvas_model_get_node_at (self->model, canvas_x, canvas_y) != NULL)
    return NULL;
  return heddle_canvas_model_get_dot_at (self->model, canvas_x, canvas_y, MAX (heddle_canvas_get_reach (self, REACH) / zoom, REACH), dot);
}

/* Ends a step that was begun, one way or the other. */
static gboolean
end_step (HeddleCanvas *self,
          gboolean      done,
          const char   *failed,
          GError       *error)
{
  HeddleDocument *document = heddle_canvas_get_document (self);

  if (done)
    {
      heddle_document_end (document);
      return TRUE;
    }
  heddle_document_abandon (document);
  heddle_toast_error (GTK_WIDGET (self), failed, error);
  return FALSE;
}

/**
 * heddle_canvas_remove_dot:
 * @self: a canvas
 * @link: a link's id
 * @dot: which of its dots
 *
 * Removes a dot, as one step.
 */
void
heddle_canvas_remove_dot (HeddleCanvas *self,
                          const char   *link,
                          guint         dot)
{
  HeddleDocument *document = heddle_canvas_get_document (self);
  g_autoptr (GError) error = NULL;

  heddle_document_begin (document, _("Delete Reroute Dot"));
  end_step (self, heddle_reroute_remove (document, heddle_canvas_get_pipeline (self), link, dot, &error),
            _("The reroute dot could not be deleted"), error);
}

static void
add_dot (HeddleCanvas     *self,
         HeddleCanvasLink *link,
         double            x,
         double            y)
{
  HeddleDocument *document = heddle_canvas_get_document (self);
  guint position = heddle_canvas_link_find_leg (link, x, y);
  g_autofree char *id = g_strdup (heddle_link_get_id (link->link));
  g_autoptr (GError) error = NULL;
  gboolean added;

  heddle_document_begin (document, _("Add Reroute Dot"));
  added = heddle_reroute_add (document, heddle_canvas_get_pipeline (self), id, position, round (x), round (y), &error);
  if (end_step (self, added, _("The reroute dot could not be added"), error))
    heddle_canvas_select_link (self, id, (int) position);
}

/**
 * heddle_canvas_hold_dot:
 * @self: a canvas
 * @x: where it is pressed
 * @y: likewise
 * @state: the modifiers that are held: Alt makes a dot where there is a link, Control cuts
 *
 * Remembers the dot that a drag begins at.
 *
 * Returns: whether there is one
 */
gboolean
heddle_canvas_hold_dot (HeddleCanvas    *self,
                        double           x,
                        double           y,
                        GdkModifierType  state)
{
  double zoom = heddle_viewport_get_zoom (self->viewport);
  gboolean cut = (state & GDK_CONTROL_MASK) != 0;
  HeddleCanvasLink *link = cut ? NULL : heddle_canvas_find_dot_at (self, x, y, &self->rerouting.dot);
  double canvas_x, canvas_y;

  self->rerouting.is_new = FALSE;
  heddle_viewport_to_canvas (self->viewport, x, y, &canvas_x, &canvas_y);
  if (link == NULL && !cut && (state & GDK_ALT_MASK)
      && heddle_canvas_model_get_node_at (self->model, canvas_x, canvas_y) == NULL)
    {
      link = heddle_canvas_model_get_link_at (self->model, canvas_x, canvas_y, LINK_REACH / zoom);
      self->rerouting.is_new = link != NULL;
      self->rerouting.dot = link != NULL ? heddle_canvas_link_find_leg (link, canvas_x, canvas_y) : 0;
    }
  g_set_str (&self->rerouting.link, link != NULL ? heddle_link_get_id (link->link) : NULL);
  graphene_point_init (&self->rerouting.place, (float) canvas_x, (float) canvas_y);
  /* What is taken hold of beside its middle does not jump. */
  graphene_point_init (&self->rerouting.offset, 0, 0);
  if (link != NULL && !self->rerouting.is_new)
    {
      graphene_point_t dot = g_array_index (link->reroutes, graphene_point_t, self->rerouting.dot);

      graphene_point_init (&self->rerouting.offset, dot.x - (float) canvas_x, dot.y - (float) canvas_y);
    }
  return link != NULL;
}

/**
 * heddle_canvas_begin_rerouting:
 * @self: a canvas that holds a dot
 *
 * Begins to move it.
 */
void
heddle_canvas_begin_rerouting (HeddleCanvas *self)
{
  HeddleCanvasLink *link = heddle_canvas_model_find_link (self->model, self->rerouting.link);

  if (link == NULL || self->rerouting.dot >= link->reroutes->len + (self->rerouting.is_new ? 1 : 0))
    {
      g_clear_pointer (&self->rerouting.link, g_free);
      return;
    }
  self->rerouting.drag = heddle_reroute_drag_new (heddle_canvas_get_document (self), heddle_canvas_get_pipeline (self),
                                                  self->model, self->rerouting.link, self->rerouting.dot,
                                                  self->rerouting.is_new);
}

/**
 * heddle_canvas_reroute_to:
 * @self: a canvas on which a dot is moved
 * @x: where the pointer is in the widget
 * @y: likewise
 * @freely: whether the dot goes exactly there
 *
 * Moves the dot there.
 */
void
heddle_canvas_reroute_to (HeddleCanvas *self,
                          double        x,
                          double        y,
                          gboolean      freely)
{
  double canvas_x, canvas_y;

  heddle_viewport_to_canvas (self->viewport, x, y, &canvas_x, &canvas_y);
  heddle_reroute_drag_to (self->rerouting.drag, canvas_x + self->rerouting.offset.x, canvas_y + self->rerouting.offset.y,
                          freely);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * heddle_canvas_end_rerouting:
 * @self: a canvas
 * @drop: whether the dot stays where it is; otherwise all is as it was
 *
 * Ends the moving of a dot, if one is moved, or adds one where a link was only clicked.
 */
void
heddle_canvas_end_rerouting (HeddleCanvas *self,
                             gboolean      drop)
{
  g_autoptr (HeddleRerouteDrag) drag = g_steal_pointer (&self->rerouting.drag);
  g_autofree char *link = g_steal_pointer (&self->rerouting.link);
  HeddleCanvasLink *found = heddle_canvas_model_find_link (self->model, link);
  g_autoptr (GError) error = NULL;

  if (!drop || found == NULL)
    return;
  if (drag == NULL && self->rerouting.is_new)
    add_dot (self, found, self->rerouting.place.x, self->rerouting.place.y);
  else if (drag != NULL && !heddle_reroute_drag_drop (drag, &error))
    heddle_toast_error (GTK_WIDGET (self), _("The reroute dot could not be moved"), error);
  else if (drag != NULL)
    heddle_canvas_select_link (self, link, (int) self->rerouting.dot);
}

/**
 * heddle_canvas_drop_reroute:
 * @self: a canvas
 *
 * Lets go of a dot that is moved; it is where it was. What is left of the drag does nothing.
 */
void
heddle_canvas_drop_reroute (HeddleCanvas *self)
{
  if (self->rerouting.drag != NULL)
    gtk_event_controller_reset (GTK_EVENT_CONTROLLER (self->press.gesture));
}

/**
 * heddle_canvas_nudge_dot:
 * @self: a canvas
 * @dx: how far to the right, in canvas units
 * @dy: how far down
 *
 * Moves the dot that is selected, as one step.
 *
 * Returns: whether a link is selected; one without a dot that is stays
 */
gboolean
heddle_canvas_nudge_dot (HeddleCanvas *self,
                         double        dx,
                         double        dy)
{
  HeddleDocument *document = heddle_canvas_get_document (self);
  HeddleCanvasLink *link = heddle_canvas_model_find_link (self->model, self->selected_link);
  g_autoptr (GError) error = NULL;
  graphene_point_t place;
  gboolean moved;

  if (link == NULL || self->selected_dot < 0 || self->selected_dot >= (int) link->reroutes->len)
    return link != NULL;
  place = g_array_index (link->reroutes, graphene_point_t, self->selected_dot);
  heddle_document_begin (document, _("Move Reroute Dot"));
  moved = heddle_reroute_move (document, heddle_canvas_get_pipeline (self), self->selected_link,
                               (guint) self->selected_dot, place.x + dx, place.y + dy, &error);
  if (end_step (self, moved, _("The reroute dot could not be moved"), error))
    heddle_viewport_reveal (self->viewport, &GRAPHENE_RECT_INIT (place.x + (float) dx, place.y + (float) dy, 1, 1),
                            HEDDLE_CANVAS_GRID);
  return TRUE;
}

/* Where the menu was asked for, or else in the middle of the longest way. */
static void
add_dot_cb (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  HeddleCanvas *self = HEDDLE_CANVAS (widget);
  HeddleCanvasLink *link = heddle_canvas_model_find_link (self->model, self->selected_link);
  graphene_point_t middle;
  double x, y;

  if (link == NULL)
    {
      heddle_toast_tell (widget, "%s", _("Select a link to lead it through a dot"));
      return;
    }
  heddle_canvas_link_get_middle (link, &middle);
  x = middle.x;
  y = middle.y;
  if (self->menu.has_point && self->menu.is_at_link)
    heddle_viewport_to_canvas (self->viewport, self->menu.point.x, self->menu.point.y, &x, &y);
  add_dot (self, link, x, y);
}

static void
delete_dot_cb (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  HeddleCanvas *self = HEDDLE_CANVAS (widget);

  if (self->selected_dot >= 0)
    heddle_canvas_delete_selected_link (self);
}

/**
 * heddle_canvas_class_init_rerouting:
 * @widget_class: the canvas' class
 *
 * Installs what leads a link through dots, and the key for it.
 */
void
heddle_canvas_class_init_rerouting (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "canvas.add-dot", NULL, add_dot_cb);
  gtk_widget_class_install_action (widget_class, "canvas.delete-dot", NULL, delete_dot_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_d, 0, "canvas.add-dot", NULL);
}
