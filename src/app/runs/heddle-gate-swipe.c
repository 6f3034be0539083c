/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "runs/heddle-gate-swipe.h"

#include <glib/gi18n-lib.h>

#define STEP 0.05
#define LINE 3

struct _HeddleGateSwipe
{
  GtkWidget     parent_instance;
  GdkPaintable *start;
  GdkPaintable *end;
  GtkWidget    *start_badge;
  GtkWidget    *end_badge;
  double        divider;
};

G_DEFINE_FINAL_TYPE (HeddleGateSwipe, heddle_gate_swipe, GTK_TYPE_WIDGET)

/* Where both are: as large as fits, in the middle. */
static graphene_rect_t
get_area (HeddleGateSwipe *self)
{
  double width = gtk_widget_get_width (GTK_WIDGET (self));
  double height = gtk_widget_get_height (GTK_WIDGET (self));
  double ratio = self->start == NULL ? 1 : gdk_paintable_get_intrinsic_aspect_ratio (self->start);
  double w = ratio > 0 ? MIN (width, height * ratio) : width;
  double h = ratio > 0 ? w / ratio : height;

  return GRAPHENE_RECT_INIT ((float) ((width - w) / 2), (float) ((height - h) / 2), (float) w, (float) h);
}

static void
set_divider (HeddleGateSwipe *self,
             double           divider)
{
  g_autofree char *text = NULL;

  self->divider = CLAMP (divider, 0, 1);
  text = g_strdup_printf (_("%d percent"), (int) (self->divider * 100 + 0.5));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_VALUE_MIN, 0.0,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MAX, 1.0, GTK_ACCESSIBLE_PROPERTY_VALUE_NOW,
                                  self->divider, GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, text, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
append (GtkSnapshot           *snapshot,
        GdkPaintable          *paintable,
        const graphene_rect_t *area,
        float                  from,
        float                  width)
{
  if (paintable == NULL || width <= 0)
    return;
  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (from, area->origin.y, width, area->size.height));
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &area->origin);
  gdk_paintable_snapshot (paintable, snapshot, area->size.width, area->size.height);
  gtk_snapshot_restore (snapshot);
  gtk_snapshot_pop (snapshot);
}

static void
heddle_gate_swipe_snapshot (GtkWidget   *widget,
                            GtkSnapshot *snapshot)
{
  const GdkRGBA white = { 1, 1, 1, 1 };
  HeddleGateSwipe *self = HEDDLE_GATE_SWIPE (widget);
  graphene_rect_t area = get_area (self);
  float left = (float) self->divider * area.size.width;
  float x = area.origin.x + left;

  append (snapshot, self->start, &area, area.origin.x, left);
  append (snapshot, self->end, &area, x, area.size.width - left);
  gtk_snapshot_append_color (snapshot, &white,
                             &GRAPHENE_RECT_INIT (x - LINE / 2.f, area.origin.y, LINE, area.size.height));
  gtk_widget_snapshot_child (widget, self->start_badge, snapshot);
  gtk_widget_snapshot_child (widget, self->end_badge, snapshot);
}

static void
place_badge (GtkWidget *badge,
             double     x,
             double     y,
             gboolean   at_end)
{
  int width, height;

  gtk_widget_measure (badge, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &width, NULL, NULL);
  gtk_widget_measure (badge, GTK_ORIENTATION_VERTICAL, width, NULL, &height, NULL, NULL);
  gtk_widget_allocate (badge, width, height, -1,
                       gsk_transform_translate (NULL, &GRAPHENE_POINT_INIT ((float) (at_end ? x - width : x), (float) y)));
}

static void
heddle_gate_swipe_size_allocate (GtkWidget *widget,
                                 int        width,
                                 int        height,
                                 int        baseline)
{
  HeddleGateSwipe *self = HEDDLE_GATE_SWIPE (widget);
  graphene_rect_t area = get_area (self);

  place_badge (self->start_badge, area.origin.x, area.origin.y, FALSE);
  place_badge (self->end_badge, area.origin.x + area.size.width, area.origin.y, TRUE);
}

static void
motion_cb (HeddleGateSwipe *self,
           double           x,
           double           y)
{
  graphene_rect_t area = get_area (self);

  set_divider (self, (x - area.origin.x) / MAX (area.size.width, 1));
}

/* A finger does not hover. */

static void
drag_begin_cb (HeddleGateSwipe *self,
               double           x,
               double           y,
               GtkGesture      *drag)
{
  gtk_gesture_set_state (drag, GTK_EVENT_SEQUENCE_CLAIMED);
  motion_cb (self, x, y);
}

static void
drag_update_cb (HeddleGateSwipe *self,
                double           dx,
                double           dy,
                GtkGestureDrag  *drag)
{
  double x, y;

  if (gtk_gesture_drag_get_start_point (drag, &x, &y))
    motion_cb (self, x + dx, y + dy);
}

static gboolean
key_cb (HeddleGateSwipe *self,
        guint            key,
        guint            code,
        GdkModifierType  state)
{
  if (key == GDK_KEY_Left || key == GDK_KEY_KP_Left)
    set_divider (self, self->divider - STEP);
  else if (key == GDK_KEY_Right || key == GDK_KEY_KP_Right)
    set_divider (self, self->divider + STEP);
  else if (key == GDK_KEY_Home || key == GDK_KEY_KP_Home)
    set_divider (self, 0);
  else if (key == GDK_KEY_End || key == GDK_KEY_KP_End)
    set_divider (self, 1);
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

static void
heddle_gate_swipe_dispose (GObject *object)
{
  HeddleGateSwipe *self = HEDDLE_GATE_SWIPE (object);

  g_clear_object (&self->start);
  g_clear_object (&self->end);
  g_clear_pointer (&self->start_badge, gtk_widget_unparent);
  g_clear_pointer (&self->end_badge, gtk_widget_unparent);

  G_OBJECT_CLASS (heddle_gate_swipe_parent_class)->dispose (object);
}

static void
heddle_gate_swipe_class_init (HeddleGateSwipeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heddle_gate_swipe_dispose;
  widget_class->snapshot = heddle_gate_swipe_snapshot;
  widget_class->size_allocate = heddle_gate_swipe_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "gate-swipe");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_SLIDER);
}

static GtkWidget *
add_badge (HeddleGateSwipe *self)
{
  GtkWidget *badge = gtk_label_new (NULL);

  gtk_widget_add_css_class (badge, "gate-badge");
  gtk_widget_set_parent (badge, GTK_WIDGET (self));
  return badge;
}

static void
heddle_gate_swipe_init (HeddleGateSwipe *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkGesture *drag = gtk_gesture_drag_new ();

  self->start_badge = add_badge (self);
  self->end_badge = add_badge (self);
  gtk_widget_add_css_class (self->end_badge, "current");
  g_signal_connect_object (motion, "motion", G_CALLBACK (motion_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (drag, "drag-update", G_CALLBACK (drag_update_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (widget, motion);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (widget, keys);
  gtk_widget_set_focusable (widget, TRUE);
  gtk_widget_set_cursor_from_name (widget, "ew-resize");
  gtk_widget_set_direction (widget, GTK_TEXT_DIR_LTR);
  set_divider (self, 0.5);
}

/**
 * heddle_gate_swipe_show:
 * @self: a swipe
 * @start: (nullable): the picture left of the divider
 * @start_number: what it is called
 * @end: (nullable): the picture right of it
 * @end_number: what it is called
 *
 * Lays two pictures over each other.
 */
void
heddle_gate_swipe_show (HeddleGateSwipe *self,
                        GdkPaintable    *start,
                        guint            start_number,
                        GdkPaintable    *end,
                        guint            end_number)
{
  g_autofree char *name = g_strdup_printf (_("Divider between Number %u and Number %u"), start_number, end_number);
  g_autofree char *left = g_strdup_printf ("%u", start_number);
  g_autofree char *right = g_strdup_printf ("%u", end_number);

  g_set_object (&self->start, start);
  g_set_object (&self->end, end);
  gtk_label_set_label (GTK_LABEL (self->start_badge), left);
  gtk_label_set_label (GTK_LABEL (self->end_badge), right);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}
