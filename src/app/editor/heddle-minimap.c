/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-minimap.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "editor/heddle-canvas-palette.h"
#include "editor/heddle-canvas-private.h"

#define WIDTH 172
#define HEIGHT 116
#define PADDING 14
#define BOX_RADIUS 2
#define VIEW_INSET 7
#define VIEW_RADIUS 4

/* While what it shows changes all the time, painting it takes no larger a part of the time than this one
 * of so many, but it is no older than so many microseconds.
 */
#define PAINTING_SHARE 20
#define MOST_AGE (G_TIME_SPAN_SECOND / 2)

/* Small maps of small workflows are no larger than this. */
#define MOST_SCALE 0.12

struct _HeddleMinimap
{
  GtkWidget            parent_instance;
  HeddleCanvas        *canvas;
  HeddleCanvasPalette  palette;
  GdkTexture          *map;
  gboolean             outdated;
  gint64               next_painting;
  guint                painting_source;
  graphene_rect_t      bounds;
  double               scale;
};

G_DEFINE_FINAL_TYPE (HeddleMinimap, heddle_minimap, GTK_TYPE_WIDGET)

static void
forget_map (HeddleMinimap *self)
{
  g_clear_object (&self->map);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static gboolean
paint_again_cb (gpointer data)
{
  HeddleMinimap *self = data;

  self->painting_source = 0;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  return G_SOURCE_REMOVE;
}

static void
outdate_map (HeddleMinimap *self)
{
  gint64 left = self->next_painting - g_get_monotonic_time ();

  self->outdated = TRUE;
  if (left <= 0)
    gtk_widget_queue_draw (GTK_WIDGET (self));
  else if (self->painting_source == 0)
    self->painting_source = g_timeout_add ((guint) (left / G_TIME_SPAN_MILLISECOND) + 1, paint_again_cb, self);
}

static void
to_map (HeddleMinimap         *self,
        const graphene_rect_t *bounds,
        graphene_rect_t       *area)
{
  graphene_rect_init (area,
                      (float) ((bounds->origin.x - self->bounds.origin.x) * self->scale +
                               (WIDTH - self->bounds.size.width * self->scale) / 2),
                      (float) ((bounds->origin.y - self->bounds.origin.y) * self->scale +
                               (HEIGHT - self->bounds.size.height * self->scale) / 2),
                      (float) (bounds->size.width * self->scale), (float) (bounds->size.height * self->scale));
}

/* Corners of what is tiny would not be seen. */
static void
trace_box (HeddleMinimap         *self,
           cairo_t               *cr,
           const graphene_rect_t *bounds,
           int                    factor)
{
  graphene_rect_t area;
  double left, top, width, height;

  to_map (self, bounds, &area);
  left = round (area.origin.x * factor);
  top = round (area.origin.y * factor);
  width = MAX (round (area.size.width * factor), 1);
  height = MAX (round (area.size.height * factor), 1);
  if (MIN (width, height) < 3 * BOX_RADIUS * factor)
    {
      cairo_rectangle (cr, left, top, width, height);
      return;
    }
  for (int corner = 0; corner < 4; corner++)
    {
      double radius = BOX_RADIUS * factor;
      double x = corner == 0 || corner == 3 ? left + width - radius : left + radius;
      double y = corner < 2 ? top + height - radius : top + radius;

      cairo_arc (cr, x, y, radius, corner * G_PI_2, (corner + 1) * G_PI_2);
    }
  cairo_close_path (cr);
}

static void
paint_map (HeddleMinimap *self,
           int            factor)
{
  HeddleCanvasModel *model = heddle_canvas_get_model (self->canvas);
  GPtrArray *nodes = heddle_canvas_model_get_nodes (model);
  GArray *frames = heddle_canvas_model_get_frames (model);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, WIDTH * factor, HEIGHT * factor);
  cairo_t *cr = cairo_create (surface);
  gsize stride = (gsize) cairo_image_surface_get_stride (surface);
  g_autoptr (GBytes) bytes = NULL;

  for (guint i = 0; i < frames->len; i++)
    {
      trace_box (self, cr, &g_array_index (frames, HeddleCanvasFrame, i).bounds, factor);
      gdk_cairo_set_source_rgba (cr, &self->palette.box);
      cairo_fill (cr);
    }
  for (guint i = 0; i < nodes->len; i++)
    {
      const HeddleCanvasNode *node = nodes->pdata[i];
      int type = heddle_canvas_node_get_main_type (node);
      const char *color = heddle_canvas_node_get_color (node);
      GdkRGBA block = heddle_canvas_palette_get_node (&self->palette, type, color, FALSE);

      trace_box (self, cr, &node->bounds, factor);
      gdk_cairo_set_source_rgba (cr, type >= 0 && color == NULL ? &self->palette.links[type] : &block);
      cairo_fill (cr);
    }
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  bytes = g_bytes_new_with_free_func (cairo_image_surface_get_data (surface), stride * (gsize) (HEIGHT * factor),
                                      (GDestroyNotify) cairo_surface_destroy, surface);
  self->map = gdk_memory_texture_new (WIDTH * factor, HEIGHT * factor, GDK_MEMORY_DEFAULT, bytes, stride);
}

static gboolean
ensure_map (HeddleMinimap *self)
{
  AdwStyleManager *style = adw_style_manager_get_default ();
  gint64 begin = g_get_monotonic_time ();
  g_autoptr (GdkRGBA) accent = NULL;

  if (self->map != NULL && (!self->outdated || begin < self->next_painting))
    return TRUE;
  g_clear_object (&self->map);
  if (self->canvas == NULL ||
      !heddle_canvas_model_get_bounds (heddle_canvas_get_model (self->canvas), &self->bounds))
    return FALSE;
  accent = adw_style_manager_get_accent_color_rgba (style);
  adw_rgba_to_standalone (accent, adw_style_manager_get_dark (style), accent);
  heddle_canvas_palette_init (&self->palette, adw_style_manager_get_dark (style),
                              adw_style_manager_get_high_contrast (style), accent);
  self->scale = MIN ((WIDTH - 2 * PADDING) / MAX ((double) self->bounds.size.width, 1),
                     (HEIGHT - 2 * PADDING) / MAX ((double) self->bounds.size.height, 1));
  self->scale = MIN (self->scale, MOST_SCALE);
  paint_map (self, gtk_widget_get_scale_factor (GTK_WIDGET (self)));
  self->outdated = FALSE;
  self->next_painting = g_get_monotonic_time ();
  self->next_painting += MIN (PAINTING_SHARE * (self->next_painting - begin), MOST_AGE);
  return TRUE;
}

/* What is not in view lies in the shade. */
static void
snapshot_view (HeddleMinimap *self,
               GtkSnapshot   *snapshot)
{
  graphene_rect_t map = GRAPHENE_RECT_INIT (VIEW_INSET, VIEW_INSET, WIDTH - 2 * VIEW_INSET, HEIGHT - 2 * VIEW_INSET);
  graphene_rect_t visible, view;
  float right, bottom;
  GskRoundedRect outline;
  const GdkRGBA *shade = &self->palette.box;
  const GdkRGBA accent = self->palette.accent;
  const float widths[] = { 1.5f, 1.5f, 1.5f, 1.5f };
  const GdkRGBA colors[] = { accent, accent, accent, accent };

  heddle_viewport_get_visible (heddle_canvas_get_viewport (self->canvas), &visible);
  to_map (self, &visible, &view);
  if (!graphene_rect_intersection (&view, &map, &view))
    {
      gtk_snapshot_append_color (snapshot, shade, &GRAPHENE_RECT_INIT (0, 0, WIDTH, HEIGHT));
      return;
    }
  right = view.origin.x + view.size.width;
  bottom = view.origin.y + view.size.height;
  gtk_snapshot_append_color (snapshot, shade, &GRAPHENE_RECT_INIT (0, 0, WIDTH, view.origin.y));
  gtk_snapshot_append_color (snapshot, shade, &GRAPHENE_RECT_INIT (0, bottom, WIDTH, HEIGHT - bottom));
  gtk_snapshot_append_color (snapshot, shade, &GRAPHENE_RECT_INIT (0, view.origin.y, view.origin.x, view.size.height));
  gtk_snapshot_append_color (snapshot, shade,
                             &GRAPHENE_RECT_INIT (right, view.origin.y, WIDTH - right, view.size.height));
  gsk_rounded_rect_init_from_rect (&outline, &view, VIEW_RADIUS);
  gtk_snapshot_append_border (snapshot, &outline, widths, colors);
}

static void
heddle_minimap_snapshot (GtkWidget   *widget,
                         GtkSnapshot *snapshot)
{
  HeddleMinimap *self = HEDDLE_MINIMAP (widget);

  if (!ensure_map (self))
    return;
  gtk_snapshot_append_texture (snapshot, self->map, &GRAPHENE_RECT_INIT (0, 0, WIDTH, HEIGHT));
  snapshot_view (self, snapshot);
}

static void
heddle_minimap_measure (GtkWidget      *widget,
                        GtkOrientation  orientation,
                        int             for_size,
                        int            *minimum,
                        int            *natural,
                        int            *minimum_baseline,
                        int            *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? WIDTH : HEIGHT;
}

static void
go_to (HeddleMinimap *self,
       double         x,
       double         y)
{
  if (!ensure_map (self))
    return;
  heddle_canvas_stop_gliding (self->canvas);
  x = (x - (WIDTH - self->bounds.size.width * self->scale) / 2) / self->scale + self->bounds.origin.x;
  y = (y - (HEIGHT - self->bounds.size.height * self->scale) / 2) / self->scale + self->bounds.origin.y;
  heddle_viewport_center_on (heddle_canvas_get_viewport (self->canvas), x, y);
}

static void
drag_begin_cb (HeddleMinimap  *self,
               double          x,
               double          y,
               GtkGestureDrag *gesture)
{
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  go_to (self, x, y);
}

static void
drag_update_cb (HeddleMinimap  *self,
                double          dx,
                double          dy,
                GtkGestureDrag *gesture)
{
  double x, y;

  if (gtk_gesture_drag_get_start_point (gesture, &x, &y))
    go_to (self, x + dx, y + dy);
}

static void
heddle_minimap_dispose (GObject *object)
{
  HeddleMinimap *self = HEDDLE_MINIMAP (object);

  g_clear_handle_id (&self->painting_source, g_source_remove);
  g_clear_object (&self->canvas);
  g_clear_object (&self->map);

  G_OBJECT_CLASS (heddle_minimap_parent_class)->dispose (object);
}

static void
heddle_minimap_class_init (HeddleMinimapClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heddle_minimap_dispose;
  widget_class->measure = heddle_minimap_measure;
  widget_class->snapshot = heddle_minimap_snapshot;
  gtk_widget_class_set_css_name (widget_class, "minimap");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
heddle_minimap_init (HeddleMinimap *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();
  AdwStyleManager *style = adw_style_manager_get_default ();

  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  g_signal_connect_object (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (drag, "drag-update", G_CALLBACK (drag_update_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  g_signal_connect_object (style, "notify::dark", G_CALLBACK (forget_map), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (style, "notify::high-contrast", G_CALLBACK (forget_map), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (style, "notify::accent-color", G_CALLBACK (forget_map), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "notify::scale-factor", G_CALLBACK (forget_map), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Map of the workflow"),
                                  -1);
}

/**
 * heddle_minimap_set_canvas:
 * @self: a map without a canvas
 * @canvas: what it is a map of
 *
 * Tells what is shown.
 */
void
heddle_minimap_set_canvas (HeddleMinimap *self,
                           HeddleCanvas  *canvas)
{
  HeddleCanvasModel *model = heddle_canvas_get_model (canvas);

  g_set_object (&self->canvas, canvas);
  g_signal_connect_object (model, "changed", G_CALLBACK (outdate_map), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (model, "structure-changed", G_CALLBACK (outdate_map), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (canvas, "view-changed", G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
}
