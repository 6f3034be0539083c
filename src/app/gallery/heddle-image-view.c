/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "gallery/heddle-image-view.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "gallery/heddle-fitted-texture.h"
#include "gallery/heddle-image-viewport.h"

#define STEP 1.2
#define CHECK_SIZE 12

struct _HeddleImageView
{
  GtkWidget            parent_instance;
  GdkTexture          *texture;
  HeddleImageViewport  viewport;
  double               pointer_x;
  double               pointer_y;
  double               drag_x;
  double               drag_y;
  double               pinch_zoom;
};

enum
{
  ZOOM_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HeddleImageView, heddle_image_view, GTK_TYPE_WIDGET)

static void
update (HeddleImageView *self)
{
  gboolean larger = !self->viewport.fits;

  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), larger ? "grab" : NULL);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, signals[ZOOM_CHANGED], 0);
}

static void
zoom_at (HeddleImageView *self,
         double           zoom,
         double           x,
         double           y)
{
  heddle_image_viewport_zoom_at (&self->viewport, zoom, x, y);
  update (self);
}

static void
motion_cb (HeddleImageView *self,
           double           x,
           double           y)
{
  self->pointer_x = x;
  self->pointer_y = y;
}

/* A wheel zooms; two fingers on a touchpad move the picture, and zoom together with Control. */
static gboolean
scroll_cb (HeddleImageView          *self,
           double                    dx,
           double                    dy,
           GtkEventControllerScroll *controller)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller));
  gboolean is_wheel = gtk_event_controller_scroll_get_unit (controller) == GDK_SCROLL_UNIT_WHEEL;

  if (is_wheel || (state & GDK_CONTROL_MASK) != 0)
    {
      zoom_at (self, self->viewport.zoom * pow (STEP, is_wheel ? -dy : -dy / 20), self->pointer_x, self->pointer_y);
      return GDK_EVENT_STOP;
    }
  heddle_image_viewport_pan (&self->viewport, -dx, -dy);
  update (self);
  return GDK_EVENT_STOP;
}

static void
drag_begin_cb (HeddleImageView *self,
               double           x,
               double           y,
               GtkGesture      *gesture)
{
  self->drag_x = self->drag_y = 0;
  if (self->viewport.fits)
    gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_DENIED);
  else
    gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "grabbing");
}

static void
drag_update_cb (HeddleImageView *self,
                double           dx,
                double           dy)
{
  heddle_image_viewport_pan (&self->viewport, dx - self->drag_x, dy - self->drag_y);
  self->drag_x = dx;
  self->drag_y = dy;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
drag_end_cb (HeddleImageView *self)
{
  update (self);
}

static void
pinch_begin_cb (HeddleImageView *self)
{
  self->pinch_zoom = self->viewport.zoom;
}

static void
pinch_cb (HeddleImageView *self,
          double           scale,
          GtkGesture      *gesture)
{
  double x, y;

  if (gtk_gesture_get_bounding_box_center (gesture, &x, &y))
    zoom_at (self, self->pinch_zoom * scale, x, y);
}

static void
pressed_cb (HeddleImageView *self,
            int              n_press,
            double           x,
            double           y)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (n_press != 2)
    return;
  if (self->viewport.fits && self->viewport.zoom < 1)
    zoom_at (self, 1, x, y);
  else
    heddle_image_view_fit (self);
}

static void
append_checks (GtkSnapshot           *snapshot,
               const graphene_rect_t *area)
{
  const GdkRGBA light = { .6f, .6f, .6f, 1 };
  const GdkRGBA dark = { .4f, .4f, .4f, 1 };
  graphene_rect_t tile = GRAPHENE_RECT_INIT (area->origin.x, area->origin.y, CHECK_SIZE * 2, CHECK_SIZE * 2);

  gtk_snapshot_push_repeat (snapshot, area, &tile);
  gtk_snapshot_append_color (snapshot, &light, &tile);
  for (int i = 0; i < 2; i++)
    gtk_snapshot_append_color (snapshot, &dark,
                               &GRAPHENE_RECT_INIT (tile.origin.x + (float) i * CHECK_SIZE,
                                                    tile.origin.y + (float) i * CHECK_SIZE, CHECK_SIZE, CHECK_SIZE));
  gtk_snapshot_pop (snapshot);
}

static void
heddle_image_view_snapshot (GtkWidget   *widget,
                            GtkSnapshot *snapshot)
{
  HeddleImageView *self = HEDDLE_IMAGE_VIEW (widget);
  const HeddleImageViewport *viewport = &self->viewport;
  double width = viewport->image_width * viewport->zoom;
  double height = viewport->image_height * viewport->zoom;
  graphene_rect_t area = GRAPHENE_RECT_INIT ((float) round ((viewport->width - width) / 2 + viewport->x),
                                             (float) round ((viewport->height - height) / 2 + viewport->y),
                                             (float) width, (float) height);

  if (self->texture == NULL)
    return;
  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) viewport->width, (float) viewport->height));
  if (heddle_texture_has_alpha (self->texture))
    append_checks (snapshot, &area);
  gtk_snapshot_append_scaled_texture (snapshot, self->texture,
                                      viewport->zoom > 2 ? GSK_SCALING_FILTER_NEAREST : GSK_SCALING_FILTER_TRILINEAR,
                                      &area);
  gtk_snapshot_pop (snapshot);
}

static void
heddle_image_view_size_allocate (GtkWidget *widget,
                                 int        width,
                                 int        height,
                                 int        baseline)
{
  HeddleImageView *self = HEDDLE_IMAGE_VIEW (widget);

  heddle_image_viewport_resize (&self->viewport, width, height);
  g_signal_emit (self, signals[ZOOM_CHANGED], 0);
}

static void
heddle_image_view_dispose (GObject *object)
{
  g_clear_object (&HEDDLE_IMAGE_VIEW (object)->texture);

  G_OBJECT_CLASS (heddle_image_view_parent_class)->dispose (object);
}

static void
heddle_image_view_class_init (HeddleImageViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heddle_image_view_dispose;
  widget_class->snapshot = heddle_image_view_snapshot;
  widget_class->size_allocate = heddle_image_view_size_allocate;

  /**
   * HeddleImageView::zoom-changed:
   * @self: a view
   *
   * Emitted when the picture is larger or smaller than before.
   */
  signals[ZOOM_CHANGED] = g_signal_new ("zoom-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                        NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_css_name (widget_class, "image-view");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
add_gestures (HeddleImageView *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *scroll = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES);
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkGesture *pinch = gtk_gesture_zoom_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  g_signal_connect_object (motion, "motion", G_CALLBACK (motion_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (scroll, "scroll", G_CALLBACK (scroll_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (drag, "drag-update", G_CALLBACK (drag_update_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (drag, "drag-end", G_CALLBACK (drag_end_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (pinch, "begin", G_CALLBACK (pinch_begin_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (pinch, "scale-changed", G_CALLBACK (pinch_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (click, "pressed", G_CALLBACK (pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_gesture_group (pinch, drag);
  gtk_widget_add_controller (widget, motion);
  gtk_widget_add_controller (widget, scroll);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (pinch));
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (click));
}

static void
heddle_image_view_init (HeddleImageView *self)
{
  self->viewport.fits = TRUE;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  add_gestures (self);
}

/**
 * heddle_image_view_show:
 * @self: a view
 * @texture: (nullable): the picture, or a smaller one that stands in for it
 * @width: of the picture itself
 * @height: of the picture itself
 * @name: what a screen reader calls it
 *
 * Shows another picture, the whole of it.
 */
void
heddle_image_view_show (HeddleImageView *self,
                        GdkTexture      *texture,
                        int              width,
                        int              height,
                        const char      *name)
{
  g_set_object (&self->texture, texture);
  self->viewport.image_width = width;
  self->viewport.image_height = height;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  heddle_image_view_fit (self);
}

/**
 * heddle_image_view_replace:
 * @self: a view
 * @texture: the same picture
 *
 * Shows the picture that another one stood in for, where that was.
 */
void
heddle_image_view_replace (HeddleImageView *self,
                           GdkTexture      *texture)
{
  g_set_object (&self->texture, texture);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * heddle_image_view_get_zoom:
 * @self: a view
 *
 * Returns: how large a pixel of the picture is
 */
double
heddle_image_view_get_zoom (HeddleImageView *self)
{
  return self->viewport.zoom;
}

/**
 * heddle_image_view_zoom_by:
 * @self: a view
 * @factor: how much larger or smaller
 *
 * Zooms in or out, around the middle.
 */
void
heddle_image_view_zoom_by (HeddleImageView *self,
                           double           factor)
{
  zoom_at (self, self->viewport.zoom * factor, self->viewport.width / 2, self->viewport.height / 2);
}

/**
 * heddle_image_view_zoom_to:
 * @self: a view
 * @zoom: how large a pixel of the picture is to be
 *
 * Zooms to a size, around the middle.
 */
void
heddle_image_view_zoom_to (HeddleImageView *self,
                           double           zoom)
{
  zoom_at (self, zoom, self->viewport.width / 2, self->viewport.height / 2);
}

/**
 * heddle_image_view_fit:
 * @self: a view
 *
 * Shows the whole picture.
 */
void
heddle_image_view_fit (HeddleImageView *self)
{
  heddle_image_viewport_fit (&self->viewport);
  update (self);
}
