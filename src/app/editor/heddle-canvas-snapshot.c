/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>

#include "editor/heddle-canvas-area.h"
#include "editor/heddle-canvas-controls.h"
#include "editor/heddle-canvas-guides.h"
#include "editor/heddle-canvas-private.h"
#include "editor/heddle-canvas-shape.h"
#include "editor/heddle-canvas-text-entry.h"

#define LEAST_DOT_DISTANCE 10
#define DOT 2
#define OUTLINE 2.5f
#define OUTLINE_OFFSET 2
#define FOCUS_OFFSET 6.5f

/* More outlines than that are painted as one picture. */
#define MOST_OUTLINES 1000

#define NEAR_ZOOM 0.4

/* While the view moves, a frame paints new nodes for so long at most, in microseconds; those left
 * over are stood in for, and follow.
 */
#define PAINT_TIME 2500

/* After so many frames of zooming, scaled pictures stand in for nodes. */
#define VECTOR_FRAMES 2

/* Ahead of their being seen, nodes are painted for so long at a time. */
#define PREPARE_TIME 2000

/**
 * heddle_canvas_drop_painters:
 * @self: a canvas
 *
 * Forgets all that was painted, since colours, fonts or icons are others now.
 */
void
heddle_canvas_drop_painters (HeddleCanvas *self)
{
  g_clear_handle_id (&self->prepare_source, g_source_remove);
  g_clear_object (&self->grid.tile);
  g_clear_pointer (&self->nodes, heddle_node_painter_free);
  g_clear_pointer (&self->links, heddle_link_painter_free);
  g_clear_pointer (&self->frames, heddle_frame_painter_free);
  g_clear_pointer (&self->tiles, heddle_canvas_tiles_free);
}

static void
ensure_painters (HeddleCanvas *self)
{
  if (self->nodes != NULL)
    return;
  heddle_canvas_palette_init_current (&self->palette);
  self->nodes = heddle_node_painter_new (GTK_WIDGET (self), &self->palette);
  self->links = heddle_link_painter_new (GTK_WIDGET (self), &self->palette);
  self->frames = heddle_frame_painter_new (GTK_WIDGET (self), &self->palette);
  self->tiles = heddle_canvas_tiles_new (&self->palette);
}

/* A row of dots, on whole pixels, longer than the widget by a step. */
static GdkTexture *
make_row (HeddleCanvas *self,
          double        step,
          int           width,
          int           scale)
{
  int pixels = (int) ceil (width + step) * scale;
  int side = DOT * scale;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, pixels, side);
  cairo_t *cr = cairo_create (surface);
  gsize stride = (gsize) cairo_image_surface_get_stride (surface);
  g_autoptr (GBytes) bytes = NULL;

  gdk_cairo_set_source_rgba (cr, &self->palette.dot);
  for (double x = 0; x < width + step; x += step)
    cairo_rectangle (cr, round (x * scale), 0, side, side);
  cairo_fill (cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  bytes = g_bytes_new_with_free_func (cairo_image_surface_get_data (surface), stride * (gsize) side,
                                      (GDestroyNotify) cairo_surface_destroy, surface);
  return gdk_memory_texture_new (pixels, side, GDK_MEMORY_DEFAULT, bytes, stride);
}

/* One row is painted and shown many times: cheap under every renderer, where a repeated picture of
 * one dot is not.
 */
static void
snapshot_grid (HeddleCanvas           *self,
               GtkSnapshot            *snapshot,
               const graphene_point_t *offset,
               double                  zoom)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  int height = gtk_widget_get_height (GTK_WIDGET (self));
  int scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  double step = HEDDLE_CANVAS_GRID * zoom;
  double left, top;

  while (step < LEAST_DOT_DISTANCE)
    step *= 2;
  if (self->grid.tile == NULL || self->grid.step != step || self->grid.width != width)
    {
      g_clear_object (&self->grid.tile);
      self->grid.tile = make_row (self, step, width, scale);
      self->grid.step = step;
      self->grid.width = width;
    }
  /* Half a step off, so that dots do not lie on the edges of what stands on the grid. */
  left = round (offset->x + step / 2 - ceil (offset->x / step + 0.5) * step);
  top = offset->y + step / 2 - ceil (offset->y / step + 0.5) * step;
  for (double y = top; y < height; y += step)
    gtk_snapshot_append_texture (snapshot, self->grid.tile,
                                 &GRAPHENE_RECT_INIT ((float) left - DOT / 2, (float) round (y) - DOT / 2,
                                                      (float) gdk_texture_get_width (self->grid.tile) / (float) scale,
                                                      DOT));
}

static gboolean
is_selected (HeddleCanvas           *self,
             const HeddleCanvasLink *link)
{
  return self->selected_link != NULL && g_str_equal (self->selected_link, heddle_link_get_id (link->link));
}

static gboolean
is_highlighted (HeddleCanvas           *self,
                const HeddleCanvasLink *link)
{
  return link == self->hovered || heddle_canvas_goes_into (self, link) || is_selected (self, link)
         || heddle_canvas_is_crossed (self, link) || g_hash_table_contains (self->selected, link->from->id)
         || g_hash_table_contains (self->selected, link->to->id);
}

/* What lies around a link that is selected or about to be cut, and then the link. */
static void
snapshot_link (HeddleCanvas     *self,
               GtkSnapshot      *snapshot,
               HeddleCanvasLink *link,
               double            zoom,
               gboolean          highlighted)
{
  gboolean near = zoom >= NEAR_ZOOM;
  GskRenderNode *node = heddle_link_painter_get_node (self->links, link, near, highlighted);
  const GdkRGBA *color = heddle_canvas_is_crossed (self, link) ? &self->palette.error
                         : is_selected (self, link)            ? &self->palette.accent
                                                               : NULL;

  if (color != NULL)
    heddle_link_painter_snapshot_glow (self->links, snapshot, link, color);
  if (node != NULL)
    gtk_snapshot_append_node (snapshot, node);
  if (color != NULL && near && link->condition != NULL)
    heddle_link_painter_snapshot_chip_outline (self->links, snapshot, link, color);
  if (is_selected (self, link) && self->selected_dot >= 0)
    heddle_link_painter_snapshot_dot (self->links, snapshot, link, (guint) self->selected_dot);
}

/* A link that gets another end is shown with its loose end. */
static gboolean
is_taken_off (HeddleCanvas           *self,
              const HeddleCanvasLink *link)
{
  return self->link.drag != NULL
         && g_strcmp0 (heddle_link_drag_get_moved (self->link.drag), heddle_link_get_id (link->link)) == 0;
}

static void
snapshot_links (HeddleCanvas *self,
                GtkSnapshot  *snapshot,
                double        zoom)
{
  /* What is highlighted lies above the rest. */
  for (int highlighted = 0; highlighted <= 1; highlighted++)
    {
      for (guint i = 0; i < self->visible_links->len; i++)
        {
          HeddleCanvasLink *link = self->visible_links->pdata[i];

          if (is_highlighted (self, link) == highlighted && !is_taken_off (self, link))
            snapshot_link (self, snapshot, link, zoom, highlighted);
        }
    }
}

/* What is shown of one node. While the view moves, @end is until when new ones are painted. */
static gboolean
snapshot_node (HeddleCanvas     *self,
               GtkSnapshot      *snapshot,
               HeddleCanvasNode *node,
               double            zoom,
               gint64            end)
{
  gboolean pictures = self->zoom_frames > VECTOR_FRAMES && zoom >= NEAR_ZOOM;
  gboolean ready = pictures ? heddle_node_painter_has_picture (self->nodes, node, zoom)
                            : heddle_node_painter_is_ready (self->nodes, node, zoom);
  graphene_rect_t area;
  GdkTexture *picture;

  if (self->moving && !ready && g_get_monotonic_time () > end)
    {
      gtk_snapshot_append_node (snapshot, heddle_node_painter_get_stand_in (self->nodes, node, zoom));
      return FALSE;
    }
  if (pictures)
    {
      picture = heddle_node_painter_get_picture (self->nodes, node, zoom, &area);
      gtk_snapshot_append_texture (snapshot, picture, &area);
      return TRUE;
    }
  gtk_snapshot_append_node (snapshot, heddle_node_painter_get_node (self->nodes, node, zoom));
  return TRUE;
}

/* Returns whether all nodes are as they should be; otherwise some were stood in for. */
static gboolean
snapshot_nodes (HeddleCanvas           *self,
                GtkSnapshot            *snapshot,
                const graphene_point_t *offset,
                double                  zoom)
{
  gint64 end = g_get_monotonic_time () + PAINT_TIME;
  gboolean complete = TRUE;

  for (guint i = 0; i < self->visible_nodes->len; i++)
    {
      HeddleCanvasNode *node = self->visible_nodes->pdata[i];

      gtk_snapshot_save (snapshot);
      gtk_snapshot_translate (snapshot,
                              &GRAPHENE_POINT_INIT ((float) (node->bounds.origin.x * zoom + offset->x),
                                                    (float) (node->bounds.origin.y * zoom + offset->y)));
      gtk_snapshot_scale (snapshot, (float) zoom, (float) zoom);
      complete &= snapshot_node (self, snapshot, node, zoom, end);
      gtk_snapshot_restore (snapshot);
    }
  return complete;
}

static void
to_area (const graphene_rect_t  *bounds,
         const graphene_point_t *offset,
         double                  zoom,
         graphene_rect_t        *area)
{
  graphene_rect_init (area, (float) (bounds->origin.x * zoom + offset->x),
                      (float) (bounds->origin.y * zoom + offset->y), (float) (bounds->size.width * zoom),
                      (float) (bounds->size.height * zoom));
}

static void
snapshot_small_titles (HeddleCanvas           *self,
                       GtkSnapshot            *snapshot,
                       const graphene_point_t *offset,
                       double                  zoom)
{
  for (guint i = 0; i < self->visible_nodes->len; i++)
    {
      HeddleCanvasNode *node = self->visible_nodes->pdata[i];
      graphene_rect_t area;

      to_area (&node->bounds, offset, zoom, &area);
      heddle_node_painter_snapshot_title (self->nodes, node, snapshot, &area, !self->zooming);
    }
}

static void
snapshot_outline (GtkSnapshot           *snapshot,
                  const graphene_rect_t *area,
                  float                  radius,
                  float                  distance,
                  float                  width,
                  const GdkRGBA         *color)
{
  graphene_rect_t bounds = *area;

  graphene_rect_inset (&bounds, -distance - width, -distance - width);
  heddle_canvas_append_outline (snapshot, &bounds, radius + distance + width, width, color);
}

/* Outlines of thousands of nodes are one picture: its lines lie on whole pixels, which are filled at once. */
static void
snapshot_far_outlines (HeddleCanvas           *self,
                       GtkSnapshot            *snapshot,
                       const graphene_point_t *offset,
                       double                  zoom)
{
  int scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  int height = gtk_widget_get_height (GTK_WIDGET (self));
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width * scale, height * scale);
  cairo_t *cr = cairo_create (surface);
  gsize stride = (gsize) cairo_image_surface_get_stride (surface);
  double line = round (OUTLINE * scale);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GdkTexture) texture = NULL;

  gdk_cairo_set_source_rgba (cr, &self->palette.accent);
  for (guint i = 0; i < self->visible_nodes->len; i++)
    {
      HeddleCanvasNode *node = self->visible_nodes->pdata[i];
      double left, top, right, bottom;
      graphene_rect_t area;

      if (!g_hash_table_contains (self->selected, node->id))
        continue;
      to_area (&node->bounds, offset, zoom, &area);
      left = round (area.origin.x * scale);
      top = round (area.origin.y * scale);
      right = round ((area.origin.x + area.size.width) * scale);
      bottom = round ((area.origin.y + area.size.height) * scale);
      cairo_rectangle (cr, left - line, top - line, right - left + 2 * line, bottom - top + 2 * line);
      /* The other way round it is a hole, in this outline only. */
      cairo_rectangle (cr, right, top, left - right, bottom - top);
    }
  cairo_fill (cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  bytes = g_bytes_new_with_free_func (cairo_image_surface_get_data (surface), stride * (gsize) (height * scale),
                                      (GDestroyNotify) cairo_surface_destroy, surface);
  texture = gdk_memory_texture_new (width * scale, height * scale, GDK_MEMORY_DEFAULT, bytes, stride);
  gtk_snapshot_append_texture (snapshot, texture, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
}

static void
snapshot_outlines (HeddleCanvas           *self,
                   GtkSnapshot            *snapshot,
                   const graphene_point_t *offset,
                   double                  zoom,
                   float                   radius)
{
  for (guint i = 0; i < self->visible_nodes->len; i++)
    {
      HeddleCanvasNode *node = self->visible_nodes->pdata[i];
      graphene_rect_t area;

      if (!g_hash_table_contains (self->selected, node->id))
        continue;
      to_area (&node->bounds, offset, zoom, &area);
      snapshot_outline (snapshot, &area, radius, OUTLINE_OFFSET * MIN ((float) zoom, 1), OUTLINE,
                        &self->palette.accent);
    }
}

static void
snapshot_selection (HeddleCanvas           *self,
                    GtkSnapshot            *snapshot,
                    const graphene_rect_t  *visible,
                    const graphene_point_t *offset,
                    double                  zoom)
{
  gboolean focused = gtk_widget_has_visible_focus (GTK_WIDGET (self));
  gboolean far = heddle_canvas_get_detail (zoom) == HEDDLE_CANVAS_BLOCK;
  float radius = far ? 0 : HEDDLE_CANVAS_NODE_RADIUS * (float) zoom;
  HeddleCanvasNode *node =
    self->selected_node != NULL ? heddle_canvas_model_lookup (self->model, self->selected_node) : NULL;
  GdkRGBA ring = self->palette.accent;

  ring.alpha = 0.5f;
  if (g_hash_table_size (self->selected) > 0)
    {
      if (far)
        heddle_canvas_model_query_nodes (self->model, visible, self->visible_nodes);
      if (far && g_hash_table_size (self->selected) > MOST_OUTLINES)
        snapshot_far_outlines (self, snapshot, offset, zoom);
      else
        snapshot_outlines (self, snapshot, offset, zoom, radius);
    }
  if (focused && node != NULL)
    {
      graphene_rect_t area;

      to_area (&node->bounds, offset, zoom, &area);
      snapshot_outline (snapshot, &area, radius, FOCUS_OFFSET, 2, &ring);
    }
  if (focused && self->selected_link == NULL
      && g_hash_table_size (self->selected) + g_hash_table_size (self->selected_areas) == 0)
    {
      graphene_rect_t area = GRAPHENE_RECT_INIT (2, 2, (float) gtk_widget_get_width (GTK_WIDGET (self)) - 4,
                                                 (float) gtk_widget_get_height (GTK_WIDGET (self)) - 4);

      snapshot_outline (snapshot, &area, 6, -2, 2, &ring);
    }
}

static void
snapshot_rubber (HeddleCanvas *self,
                 GtkSnapshot  *snapshot)
{
  GdkRGBA fill = self->palette.accent;
  graphene_rect_t area;

  graphene_rect_init (&area, MIN (self->rubber.start.x, self->rubber.end.x),
                      MIN (self->rubber.start.y, self->rubber.end.y),
                      fabsf (self->rubber.end.x - self->rubber.start.x),
                      fabsf (self->rubber.end.y - self->rubber.start.y));
  fill.alpha = 0.15f;
  gtk_snapshot_append_color (snapshot, &fill, &area);
  heddle_canvas_append_outline (snapshot, &area, 0, 1, &self->palette.accent);
}

/* Nodes just outside of what is seen are painted while nothing else is to be done, so that moving
 * there has to paint none.
 */
static gboolean
prepare_cb (gpointer data)
{
  HeddleCanvas *self = data;
  double zoom = heddle_viewport_get_zoom (self->viewport);
  gint64 end = g_get_monotonic_time () + PREPARE_TIME;
  g_autoptr (GPtrArray) around = g_ptr_array_new ();
  graphene_rect_t area;

  heddle_viewport_get_visible (self->viewport, &area);
  graphene_rect_inset (&area, -area.size.width / 3, -area.size.height / 3);
  if (self->nodes != NULL && zoom >= NEAR_ZOOM)
    heddle_canvas_model_query_nodes (self->model, &area, around);
  for (guint i = 0; i < around->len; i++)
    {
      if (heddle_node_painter_is_ready (self->nodes, around->pdata[i], zoom))
        continue;
      heddle_node_painter_get_node (self->nodes, around->pdata[i], zoom);
      if (g_get_monotonic_time () > end)
        return G_SOURCE_CONTINUE;
    }
  self->prepare_source = 0;
  return G_SOURCE_REMOVE;
}

static gboolean
redraw_cb (GtkWidget     *widget,
           GdkFrameClock *clock,
           gpointer       data)
{
  gtk_widget_queue_draw (widget);
  return G_SOURCE_REMOVE;
}

static void
snapshot_content (HeddleCanvas           *self,
                  GtkSnapshot            *snapshot,
                  const graphene_rect_t  *visible,
                  const graphene_point_t *offset,
                  double                  zoom)
{
  gboolean far = heddle_canvas_get_detail (zoom) == HEDDLE_CANVAS_BLOCK;

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, offset);
  gtk_snapshot_scale (snapshot, (float) zoom, (float) zoom);
  heddle_frame_painter_snapshot (self->frames, self->model, snapshot, visible, zoom);
  if (!far)
    {
      heddle_canvas_model_query_links (self->model, visible, self->visible_links);
      snapshot_links (self, snapshot, zoom);
    }
  gtk_snapshot_restore (snapshot);
  if (far)
    {
      heddle_canvas_tiles_snapshot (self->tiles, self->model, snapshot, visible, offset, zoom,
                                    gtk_widget_get_scale_factor (GTK_WIDGET (self)), !self->zooming);
    }
  else
    {
      heddle_canvas_model_query_nodes (self->model, visible, self->visible_nodes);
      if (!snapshot_nodes (self, snapshot, offset, zoom))
        gtk_widget_add_tick_callback (GTK_WIDGET (self), redraw_cb, NULL, NULL);
      if (heddle_canvas_get_detail (zoom) == HEDDLE_CANVAS_SMALL)
        snapshot_small_titles (self, snapshot, offset, zoom);
    }
  heddle_frame_painter_snapshot_titles (self->frames, self->model, snapshot, visible, offset, zoom);
}

/**
 * heddle_canvas_snapshot:
 * @widget: a canvas
 * @snapshot: where it goes
 *
 * Adds what is in sight. What it costs depends on that, not on how large the workflow is.
 */
void
heddle_canvas_snapshot (GtkWidget   *widget,
                        GtkSnapshot *snapshot)
{
  HeddleCanvas *self = HEDDLE_CANVAS (widget);
  double zoom = heddle_viewport_get_zoom (self->viewport);
  double scale = gtk_widget_get_scale_factor (widget);
  float width = (float) gtk_widget_get_width (widget);
  float height = (float) gtk_widget_get_height (widget);
  graphene_rect_t visible;
  graphene_point_t offset;
  double x, y;

  ensure_painters (self);
  self->zoom_frames = self->zooming ? self->zoom_frames + 1 : 0;
  heddle_viewport_get_offset (self->viewport, &x, &y);
  graphene_point_init (&offset, (float) (round (x * scale) / scale), (float) (round (y * scale) / scale));
  heddle_viewport_get_visible (self->viewport, &visible);
  g_ptr_array_set_size (self->visible_nodes, 0);
  g_ptr_array_set_size (self->visible_links, 0);

  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  gtk_snapshot_append_color (snapshot, &self->palette.canvas, &GRAPHENE_RECT_INIT (0, 0, width, height));
  snapshot_grid (self, snapshot, &offset, zoom);
  snapshot_content (self, snapshot, &visible, &offset, zoom);
  heddle_canvas_snapshot_offer (self, snapshot);
  heddle_canvas_snapshot_controls (self, snapshot);
  snapshot_selection (self, snapshot, &visible, &offset, zoom);
  heddle_canvas_snapshot_areas (self, snapshot, &offset, zoom);
  heddle_canvas_snapshot_guides (self, snapshot, &offset, zoom);
  heddle_canvas_snapshot_linking (self, snapshot, &offset, zoom);
  if (self->rubber.active)
    snapshot_rubber (self, snapshot);
  heddle_canvas_snapshot_text_entry (self, snapshot);
  gtk_snapshot_pop (snapshot);

  if (self->prepare_source == 0 && zoom >= NEAR_ZOOM)
    self->prepare_source = g_idle_add_full (G_PRIORITY_LOW, prepare_cb, self, NULL);
}
