/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "editor/heddle-canvas-area.h"
#include "editor/heddle-canvas-arrange.h"
#include "editor/heddle-canvas-autoscroll.h"
#include "editor/heddle-canvas-controls.h"
#include "editor/heddle-canvas-guides.h"
#include "editor/heddle-canvas-link-selection.h"
#include "editor/heddle-canvas-model-area.h"
#include "editor/heddle-canvas-ordering.h"
#include "editor/heddle-canvas-private.h"
#include "editor/heddle-canvas-rerouting.h"
#include "editor/heddle-canvas-text-entry.h"
#include "editor/heddle-canvas-touch.h"
#include "widgets/heddle-toast.h"

/* How far a click of a wheel goes, in pixels, and how much it zooms. */
#define WHEEL_STEP 80
#define WHEEL_ZOOM 1.2
#define TOUCHPAD_ZOOM_DISTANCE 60

/* How fast a touchpad's impulse fades, per second, and where it ends. */
#define FRICTION 4.0
#define LEAST_SPEED 15

#define LINK_REACH 8

static void
to_canvas (HeddleCanvas *self,
           double        widget_x,
           double        widget_y,
           double       *x,
           double       *y)
{
  heddle_viewport_to_canvas (self->viewport, widget_x, widget_y, x, y);
}

static HeddleCanvasNode *
get_node_at (HeddleCanvas *self,
             double        widget_x,
             double        widget_y)
{
  double x, y;

  to_canvas (self, widget_x, widget_y, &x, &y);
  return heddle_canvas_model_get_node_at (self->model, x, y);
}

static HeddleElement *
get_area_at (HeddleCanvas *self,
             double        widget_x,
             double        widget_y)
{
  double x, y;

  to_canvas (self, widget_x, widget_y, &x, &y);
  return heddle_canvas_model_find_area_at (self->model, x, y, heddle_viewport_get_zoom (self->viewport));
}

static HeddleCanvasEdges
get_edges_at (HeddleCanvas  *self,
              HeddleElement *element,
              double         widget_x,
              double         widget_y)
{
  double x, y;

  if (element == NULL)
    return 0;
  to_canvas (self, widget_x, widget_y, &x, &y);
  return heddle_canvas_model_get_edges_at (self->model, element, x, y, heddle_viewport_get_zoom (self->viewport),
                                           HEDDLE_CANVAS_EDGE_REACH);
}

static gboolean
glide_cb (GtkWidget     *widget,
          GdkFrameClock *clock,
          gpointer       data)
{
  HeddleCanvas *self = HEDDLE_CANVAS (widget);
  gint64 now = gdk_frame_clock_get_frame_time (clock);
  double seconds = (double) (now - self->pan.glide_time) / G_USEC_PER_SEC;
  double fade = exp (-FRICTION * seconds);

  self->pan.glide_time = now;
  heddle_viewport_pan_by (self->viewport, -self->pan.glide_x * seconds, -self->pan.glide_y * seconds);
  self->pan.glide_x *= fade;
  self->pan.glide_y *= fade;
  if (hypot (self->pan.glide_x, self->pan.glide_y) > LEAST_SPEED)
    return G_SOURCE_CONTINUE;
  self->pan.glide_source = 0;
  return G_SOURCE_REMOVE;
}

/**
 * heddle_canvas_stop_gliding:
 * @self: a canvas
 *
 * Ends what goes on of a touchpad's impulse.
 */
void
heddle_canvas_stop_gliding (HeddleCanvas *self)
{
  if (self->pan.glide_source != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->pan.glide_source);
  self->pan.glide_source = 0;
}

static gboolean
scroll_cb (HeddleCanvas             *self,
           double                    dx,
           double                    dy,
           GtkEventControllerScroll *scroll)
{
  GtkEventController *controller = GTK_EVENT_CONTROLLER (scroll);
  GdkModifierType state = gtk_event_controller_get_current_event_state (controller);
  gboolean wheel = gtk_event_controller_scroll_get_unit (scroll) == GDK_SCROLL_UNIT_WHEEL;

  heddle_canvas_stop_gliding (self);
  if (state & GDK_CONTROL_MASK)
    {
      double steps = wheel ? dy : dy / TOUCHPAD_ZOOM_DISTANCE;

      heddle_viewport_zoom_at (self->viewport, heddle_viewport_get_zoom (self->viewport) * pow (WHEEL_ZOOM, -steps),
                               self->pointer_x, self->pointer_y);
      return GDK_EVENT_STOP;
    }
  if (wheel)
    {
      dx *= WHEEL_STEP;
      dy *= WHEEL_STEP;
    }
  if ((state & GDK_SHIFT_MASK) && dx == 0)
    {
      dx = dy;
      dy = 0;
    }
  heddle_viewport_pan_by (self->viewport, -dx, -dy);
  return GDK_EVENT_STOP;
}

static void
decelerate_cb (HeddleCanvas             *self,
               double                    velocity_x,
               double                    velocity_y,
               GtkEventControllerScroll *scroll)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (scroll));
  GtkSettings *settings = gtk_widget_get_settings (GTK_WIDGET (self));
  gboolean animations;

  g_object_get (settings, "gtk-enable-animations", &animations, NULL);
  heddle_canvas_stop_gliding (self);
  if ((state & GDK_CONTROL_MASK) || !animations)
    return;
  self->pan.glide_x = velocity_x;
  self->pan.glide_y = velocity_y;
  self->pan.glide_time = gdk_frame_clock_get_frame_time (gtk_widget_get_frame_clock (GTK_WIDGET (self)));
  self->pan.glide_source = gtk_widget_add_tick_callback (GTK_WIDGET (self), glide_cb, NULL, NULL);
}

static void
pinch_begin_cb (HeddleCanvas     *self,
                GdkEventSequence *sequence,
                GtkGesture       *gesture)
{
  heddle_canvas_stop_gliding (self);
  self->pinch.zoom = heddle_viewport_get_zoom (self->viewport);
  gtk_gesture_get_bounding_box_center (gesture, &self->pinch.x, &self->pinch.y);
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
}

static void
pinch_cb (HeddleCanvas   *self,
          double          scale,
          GtkGestureZoom *gesture)
{
  double x, y;

  if (!gtk_gesture_get_bounding_box_center (GTK_GESTURE (gesture), &x, &y))
    return;
  heddle_viewport_pan_by (self->viewport, x - self->pinch.x, y - self->pinch.y);
  heddle_viewport_zoom_at (self->viewport, self->pinch.zoom * scale, x, y);
  self->pinch.x = x;
  self->pinch.y = y;
}

static void
update_cursor (HeddleCanvas *self)
{
  const char *name = self->pan.active       ? "grabbing"
                     : self->pan.space_held ? "grab"
                                            : heddle_canvas_resize_get_cursor (self->hovered_edges);

  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), name);
}

static void
begin_panning (HeddleCanvas *self)
{
  heddle_canvas_stop_gliding (self);
  heddle_viewport_get_offset (self->viewport, &self->pan.x, &self->pan.y);
  self->pan.active = TRUE;
  update_cursor (self);
}

static void
end_panning (HeddleCanvas *self)
{
  self->pan.active = FALSE;
  update_cursor (self);
}

static void
middle_begin_cb (HeddleCanvas   *self,
                 double          x,
                 double          y,
                 GtkGestureDrag *gesture)
{
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  begin_panning (self);
}

static void
pan_to (HeddleCanvas *self,
        double        dx,
        double        dy)
{
  heddle_viewport_set_view (self->viewport, self->pan.x + dx, self->pan.y + dy,
                            heddle_viewport_get_zoom (self->viewport));
}

static void
middle_update_cb (HeddleCanvas *self,
                  double        dx,
                  double        dy)
{
  if (self->pan.active)
    pan_to (self, dx, dy);
}

static void
middle_end_cb (HeddleCanvas *self)
{
  end_panning (self);
}

static GdkModifierType
get_modifiers (GtkGesture *gesture)
{
  return gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
}

/* A drag links where it begins at a port, moves what it begins on, or else selects or cuts; with the space bar
 * held it pans, as a finger does where it holds nothing.
 */
static void
drag_begin_cb (HeddleCanvas   *self,
               double          x,
               double          y,
               GtkGestureDrag *gesture)
{
  HeddleCanvasNode *node;
  HeddleElement *area;

  heddle_canvas_end_arranging (self);
  heddle_canvas_notice_device (self, GTK_EVENT_CONTROLLER (gesture));
  graphene_point_init (&self->rubber.start, (float) x, (float) y);
  if (!self->pan.space_held && (heddle_canvas_hold_port (self, x, y) || heddle_canvas_is_on_track (self, x, y)))
    return;
  if (self->pan.space_held || (self->press.by_finger && !heddle_canvas_hold_by_finger (self, x, y)))
    {
      if (self->pan.space_held)
        gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
      begin_panning (self);
      return;
    }
  if (self->press.by_finger || heddle_canvas_hold_flow_port (self, x, y)
      || heddle_canvas_hold_dot (self, x, y, get_modifiers (GTK_GESTURE (gesture))))
    {
      heddle_canvas_begin_autoscroll (self, x, y);
      return;
    }
  node = get_node_at (self, x, y);
  g_set_str (&self->press.node, node != NULL ? node->id : NULL);
  area = node == NULL ? get_area_at (self, x, y) : NULL;
  g_set_object (&self->press.area, area);
  self->press.edges = get_edges_at (self, self->press.area, x, y);
  heddle_canvas_begin_autoscroll (self, x, y);
}

/* With Control it cuts, and with Shift as well it selects. */
static void
begin_stroke (HeddleCanvas   *self,
              GtkGestureDrag *gesture)
{
  GdkModifierType state = get_modifiers (GTK_GESTURE (gesture));

  if ((state & (GDK_CONTROL_MASK | GDK_SHIFT_MASK)) == GDK_CONTROL_MASK)
    heddle_canvas_begin_cutting (self, self->rubber.start.x, self->rubber.start.y);
  else
    heddle_canvas_begin_rubber (self, state);
}

static void
begin_moving (HeddleCanvas *self)
{
  HeddleDocument *document = heddle_open_workflow_get_document (self->workflow);
  HeddlePipeline *pipeline = heddle_canvas_get_pipeline (self);
  g_auto (GStrv) ids = NULL;
  g_autoptr (GPtrArray) areas = NULL;
  graphene_rect_t held = { 0 };

  if (self->press.edges != 0)
    {
      self->resize = heddle_canvas_resize_new (document, pipeline, self->model, self->press.area, self->press.edges);
      return;
    }
  if (self->press.area != NULL && !g_hash_table_contains (self->selected_areas, self->press.area))
    heddle_canvas_change_area_selection (self, self->press.area, FALSE, FALSE);
  else if (self->press.node != NULL && !heddle_canvas_is_selected (self, self->press.node))
    heddle_canvas_select_node (self, self->press.node);
  if (self->press.area != NULL)
    heddle_canvas_model_get_own_area (self->model, self->press.area, &held);
  else if (heddle_canvas_model_lookup (self->model, self->press.node) != NULL)
    held = heddle_canvas_model_lookup (self->model, self->press.node)->bounds;
  heddle_canvas_list_moving (self, &ids, &areas);
  heddle_canvas_hold_for_guides (self, &held);
  self->drag = heddle_canvas_drag_new (document, pipeline, self->model, (const char *const *) ids, areas);
}

static void
begin_dragging (HeddleCanvas   *self,
                GtkGestureDrag *gesture)
{
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  if (self->link.port != NULL)
    heddle_canvas_begin_linking (self);
  else if (self->ordering.held != NULL)
    heddle_canvas_begin_ordering (self);
  else if (self->rerouting.link != NULL)
    heddle_canvas_begin_rerouting (self);
  else if (self->press.node != NULL || self->press.area != NULL)
    begin_moving (self);
  else
    begin_stroke (self, gesture);
}

/**
 * heddle_canvas_follow_pointer:
 * @self: a canvas on which something is dragged
 *
 * Shows what is dragged where the pointer is now, in the part of the canvas that is shown now.
 */
void
heddle_canvas_follow_pointer (HeddleCanvas *self)
{
  double dx, dy, x, y;

  heddle_canvas_get_dragged (self, &dx, &dy);
  if (self->resize != NULL)
    {
      heddle_canvas_resize_to (self->resize, dx, dy, !self->motion.freely);
    }
  else if (self->drag != NULL)
    {
      heddle_canvas_drop_guides (self);
      if (!self->motion.freely)
        heddle_canvas_snap_to_guides (self, &dx, &dy);
      heddle_canvas_drag_to (self->drag, dx, dy);
      heddle_canvas_aim_insertion (self);
    }
  else if (self->rerouting.drag != NULL)
    {
      heddle_canvas_reroute_to (self, self->motion.x, self->motion.y, self->motion.freely);
    }
  else if (self->ordering.drag != NULL)
    {
      heddle_canvas_order_to (self, self->motion.x, self->motion.y);
    }
  else if (self->cutting.stroke != NULL)
    {
      heddle_canvas_cut_to (self, self->motion.x, self->motion.y);
    }
  else if (self->rubber.active)
    {
      heddle_viewport_to_widget (self->viewport, self->motion.home_x, self->motion.home_y, &x, &y);
      graphene_point_init (&self->rubber.start, (float) x, (float) y);
      graphene_point_init (&self->rubber.end, (float) self->motion.x, (float) self->motion.y);
      heddle_canvas_update_rubber (self);
    }
}

static void
end_moving (HeddleCanvas *self,
            gboolean      drop)
{
  g_autoptr (HeddleCanvasDrag) drag = g_steal_pointer (&self->drag);
  g_autoptr (HeddleCanvasResize) resize = g_steal_pointer (&self->resize);
  g_autoptr (GError) error = NULL;

  if (drop && drag != NULL)
    heddle_canvas_drop_nodes (self, drag);
  g_clear_pointer (&self->press.node, g_free);
  g_clear_object (&self->press.area);
  heddle_canvas_forget_insertion (self);
  if (drop && resize != NULL && !heddle_canvas_resize_drop (resize, &error))
    heddle_toast_error (GTK_WIDGET (self), _("The size could not be changed"), error);
}

static void
forget_press (HeddleCanvas *self)
{
  heddle_canvas_forget_pressed_control (self);
  g_clear_pointer (&self->press.offer, g_free);
  self->press.alone_on_release = FALSE;
  self->press.edit_on_release = FALSE;
  self->press.forgotten = TRUE;
}

static void
drag_update_cb (HeddleCanvas   *self,
                double          dx,
                double          dy,
                GtkGestureDrag *gesture)
{
  double x, y;

  if (self->pan.active)
    {
      /* What the finger began on goes along with it, and is not meant. */
      if (hypot (dx, dy) >= heddle_canvas_get_drag_threshold (self))
        forget_press (self);
      if (self->press.forgotten)
        pan_to (self, dx, dy);
      return;
    }
  if (heddle_canvas_slide_control (self, self->rubber.start.x + dx))
    return;
  if (!heddle_canvas_is_dragging (self))
    {
      if (hypot (dx, dy) < heddle_canvas_get_drag_threshold (self) || self->press.offer != NULL)
        return;
      heddle_canvas_forget_pressed_control (self);
      begin_dragging (self, gesture);
    }
  if (self->link.drag != NULL)
    {
      heddle_canvas_link_to (self, self->rubber.start.x + dx, self->rubber.start.y + dy);
      return;
    }
  self->motion.freely = (get_modifiers (GTK_GESTURE (gesture)) & GDK_ALT_MASK) != 0;
  gtk_gesture_drag_get_start_point (gesture, &x, &y);
  heddle_canvas_autoscroll (self, x + dx, y + dy);
  heddle_canvas_follow_pointer (self);
}

static void
end_drag (HeddleCanvas *self,
          gboolean      drop)
{
  heddle_canvas_end_linking (self, drop);
  heddle_canvas_end_ordering (self, drop);
  heddle_canvas_end_rerouting (self, drop);
  heddle_canvas_end_cutting (self, drop);
  if (self->controls.pressed.part == HEDDLE_CONTROL_TRACK)
    heddle_canvas_forget_pressed_control (self);
  heddle_canvas_end_autoscroll (self);
  heddle_canvas_drop_guides (self);
  end_moving (self, drop);
  self->rubber.active = FALSE;
  end_panning (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
drag_end_cb (HeddleCanvas *self)
{
  end_drag (self, TRUE);
}

static void
drag_cancel_cb (HeddleCanvas *self)
{
  end_drag (self, FALSE);
}

static gboolean
is_on_problem (HeddleCanvas     *self,
               HeddleCanvasNode *node,
               double            widget_x,
               double            widget_y)
{
  double x, y;

  to_canvas (self, widget_x, widget_y, &x, &y);
  return node->footer_y > 0 && y - node->bounds.origin.y >= node->footer_y && node->state != NULL
         && node->state->error != NULL;
}

static void
press_area (HeddleCanvas  *self,
            HeddleElement *element,
            int            n_press,
            gboolean       toggle,
            gboolean       extend)
{
  self->press.alone_on_release = n_press == 1 && !toggle && !extend;
  self->press.edit_on_release = n_press == 2;
  if (n_press == 1 && (toggle || extend || !g_hash_table_contains (self->selected_areas, element)))
    heddle_canvas_change_area_selection (self, element, toggle, extend);
}

static gboolean
is_on_title (HeddleCanvas     *self,
             HeddleCanvasNode *node,
             double            widget_x,
             double            widget_y)
{
  double x, y;

  to_canvas (self, widget_x, widget_y, &x, &y);
  return node->node != NULL && y - node->bounds.origin.y < HEDDLE_CANVAS_HEADER_HEIGHT;
}

static void
press (HeddleCanvas    *self,
       int              n_press,
       double           x,
       double           y,
       GdkModifierType  state)
{
  HeddleCanvasNode *node = get_node_at (self, x, y);
  gboolean toggle = (state & GDK_CONTROL_MASK) != 0;
  gboolean extend = (state & GDK_SHIFT_MASK) != 0;
  HeddleElement *area = node == NULL ? get_area_at (self, x, y) : NULL;

  gtk_widget_grab_focus (GTK_WIDGET (self));
  heddle_canvas_leave_controls (self);
  if (self->pan.space_held || heddle_canvas_press_offer (self, x, y))
    return;
  /* A link may begin here, which leaves the selection as it is. */
  if (heddle_canvas_find_port_at (self, x, y, NULL) != NULL
      || heddle_canvas_find_flow_port_at (self, x, y) != NULL)
    {
      self->press.alone_on_release = n_press == 1 && !toggle && !extend;
      return;
    }
  if (!toggle && !extend && heddle_canvas_press_control (self, x, y))
    return;
  if (heddle_canvas_press_link (self, x, y, state))
    return;
  if (area != NULL)
    {
      press_area (self, area, n_press, toggle, extend);
      return;
    }
  if (node == NULL)
    {
      if (!toggle && !extend)
        heddle_canvas_clear_selection (self);
      return;
    }
  self->press.alone_on_release = n_press == 1 && !toggle && !extend;
  if (n_press == 2 && is_on_title (self, node, x, y))
    self->press.edit_on_release = TRUE;
  else if (n_press == 2)
    heddle_canvas_activate_selected (self);
  else if (toggle || extend || !heddle_canvas_is_selected (self, node->id))
    heddle_canvas_change_selection (self, node, toggle, extend);
  if (n_press == 1 && !toggle && !extend && is_on_problem (self, node, x, y))
    heddle_canvas_activate_problem (self);
}

/* A finger may go on to pan, and has pressed only what it is lifted from; but for a slider, which it takes along. */
static void
pressed_cb (HeddleCanvas    *self,
            int              n_press,
            double           x,
            double           y,
            GtkGestureClick *gesture)
{
  heddle_canvas_notice_device (self, GTK_EVENT_CONTROLLER (gesture));
  forget_press (self);
  self->press.forgotten = FALSE;
  self->press.on_release = self->press.by_finger && !heddle_canvas_is_on_track (self, x, y);
  if (!self->press.on_release && !heddle_canvas_is_in_text_entry (self, x, y))
    press (self, n_press, x, y, get_modifiers (GTK_GESTURE (gesture)));
}

/* Several nodes that are selected stay so while the pointer is down, since it may drag them all; nor is
 * a title edited that is the second time taken hold of.
 */
static void
released_cb (HeddleCanvas    *self,
             int              n_press,
             double           x,
             double           y,
             GtkGestureClick *gesture)
{
  HeddleCanvasNode *node = get_node_at (self, x, y);
  HeddleElement *area = node == NULL ? get_area_at (self, x, y) : NULL;
  gboolean on_offer;

  if (self->press.forgotten)
    return;
  if (self->press.on_release && !heddle_canvas_is_in_text_entry (self, x, y))
    press (self, n_press, x, y, get_modifiers (GTK_GESTURE (gesture)));
  on_offer = self->press.offer != NULL;
  if (heddle_canvas_release_control (self, x, y))
    return;
  if (node == NULL)
    heddle_canvas_find_port_at (self, x, y, &node);
  heddle_canvas_release_offer (self, x, y);
  if (self->press.edit_on_release && node != NULL)
    heddle_canvas_edit_node_title (self, node->id);
  else if (self->press.edit_on_release && area != NULL)
    heddle_canvas_edit_area_text (self, area);
  self->press.edit_on_release = FALSE;
  if (!on_offer && node != NULL && self->press.alone_on_release)
    heddle_canvas_change_selection (self, node, FALSE, FALSE);
  else if (area != NULL && self->press.alone_on_release)
    heddle_canvas_change_area_selection (self, area, FALSE, FALSE);
  /* On release, since that would close again what the press has opened. */
  if (node == NULL && heddle_canvas_release_link (self, n_press, x, y))
    return;
  if (!on_offer && node == NULL && area == NULL && n_press == 2 && self->hovered == NULL && !self->pan.space_held)
    heddle_canvas_ask_step (self, x, y);
}

static void
hover_edges (HeddleCanvas *self,
             double        x,
             double        y)
{
  HeddleElement *area;
  HeddleCanvasEdges edges;

  if (heddle_canvas_is_dragging (self))
    return;
  area = get_node_at (self, x, y) == NULL ? get_area_at (self, x, y) : NULL;
  edges = get_edges_at (self, area, x, y);
  if (edges == self->hovered_edges)
    return;
  self->hovered_edges = edges;
  update_cursor (self);
}

static void
motion_cb (HeddleCanvas       *self,
           double              x,
           double              y,
           GtkEventController *controller)
{
  HeddleCanvasLink *hovered = NULL;
  double canvas_x, canvas_y;

  heddle_canvas_notice_device (self, controller);
  self->pointer_x = x;
  self->pointer_y = y;
  self->menu.has_point &= self->menu.popover != NULL && gtk_widget_get_visible (self->menu.popover);
  heddle_canvas_hover_offer (self, x, y);
  heddle_canvas_hover_flow_port (self, x, y);
  heddle_canvas_hover_control (self, x, y);
  hover_edges (self, x, y);
  to_canvas (self, x, y, &canvas_x, &canvas_y);
  if (!self->pan.active && !heddle_canvas_is_dragging (self)
      && heddle_canvas_model_get_node_at (self->model, canvas_x, canvas_y) == NULL)
    hovered = heddle_canvas_model_get_link_at (self->model, canvas_x, canvas_y,
                                               LINK_REACH / heddle_viewport_get_zoom (self->viewport));
  if (hovered == self->hovered)
    return;
  self->hovered = hovered;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
leave_cb (HeddleCanvas *self)
{
  self->pointer_x = self->pointer_y = -1;
  heddle_canvas_leave_offer (self);
  heddle_canvas_leave_flow_port (self);
  heddle_canvas_hover_control (self, -1, -1);
  if (self->hovered == NULL)
    return;
  self->hovered = NULL;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static GtkGesture *
add_drag (HeddleCanvas *self,
          guint         button,
          GCallback     begin,
          GCallback     update,
          GCallback     end,
          GCallback     cancel)
{
  GtkGesture *gesture = gtk_gesture_drag_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (gesture), button);
  g_signal_connect_object (gesture, "drag-begin", begin, self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gesture, "drag-update", update, self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gesture, "drag-end", end, self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gesture, "cancel", cancel, self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (gesture));
  return gesture;
}

/**
 * heddle_canvas_is_dragging:
 * @self: a canvas
 *
 * Returns: whether something on it follows the pointer
 */
gboolean
heddle_canvas_is_dragging (HeddleCanvas *self)
{
  return self->drag != NULL || self->link.drag != NULL || self->resize != NULL || self->rubber.active
         || self->cutting.stroke != NULL || self->rerouting.drag != NULL || self->ordering.drag != NULL;
}

/**
 * heddle_canvas_cancel_drag:
 * @self: a canvas
 *
 * Puts what is being dragged back where it was, and leaves its size as it was.
 *
 * Returns: whether there was anything
 */
gboolean
heddle_canvas_cancel_drag (HeddleCanvas *self)
{
  if (!heddle_canvas_is_dragging (self) || self->rubber.active)
    return FALSE;
  gtk_event_controller_reset (GTK_EVENT_CONTROLLER (self->press.gesture));
  return TRUE;
}

/**
 * heddle_canvas_init_pointer:
 * @self: a new canvas
 *
 * Makes it listen to mouse, touchpad and touch.
 */
void
heddle_canvas_init_pointer (HeddleCanvas *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkEventController *scroll = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES |
                                                                GTK_EVENT_CONTROLLER_SCROLL_KINETIC);
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkGesture *pinch = gtk_gesture_zoom_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  g_signal_connect_object (scroll, "scroll", G_CALLBACK (scroll_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (scroll, "decelerate", G_CALLBACK (decelerate_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (widget, scroll);

  g_signal_connect_object (motion, "motion", G_CALLBACK (motion_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (motion, "enter", G_CALLBACK (motion_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (motion, "leave", G_CALLBACK (leave_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (widget, motion);

  g_signal_connect_object (pinch, "begin", G_CALLBACK (pinch_begin_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (pinch, "scale-changed", G_CALLBACK (pinch_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (pinch));

  g_signal_connect_object (click, "pressed", G_CALLBACK (pressed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (click, "released", G_CALLBACK (released_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (click));

  add_drag (self, GDK_BUTTON_MIDDLE, G_CALLBACK (middle_begin_cb), G_CALLBACK (middle_update_cb),
            G_CALLBACK (middle_end_cb), G_CALLBACK (middle_end_cb));
  self->press.gesture = add_drag (self, GDK_BUTTON_PRIMARY, G_CALLBACK (drag_begin_cb), G_CALLBACK (drag_update_cb),
                                  G_CALLBACK (drag_end_cb), G_CALLBACK (drag_cancel_cb));

  heddle_canvas_init_tooltip (self);
}
