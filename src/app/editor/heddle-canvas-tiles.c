/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-canvas-tiles.h"

#include <math.h>

/* The side of a tile, in pixels of the screen. */
#define SIDE 512

/* Tiles may stand in at another zoom, but not much larger or smaller than they are. */
#define MOST_STRETCH 2.0

#define LINK_WIDTH 1.25

typedef struct
{
  gint64      key;
  GdkTexture *texture;
  gboolean    used;
} Tile;

struct _HeddleCanvasTiles
{
  HeddleCanvasPalette  palette;
  GHashTable          *tiles;
  double               zoom;
  GPtrArray           *found;
};

static void
tile_free (gpointer data)
{
  Tile *tile = data;

  g_clear_object (&tile->texture);
  g_free (tile);
}

/**
 * heddle_canvas_tiles_new:
 * @palette: the colours
 *
 * Returns: (transfer full): tiles, none of which is painted yet
 */
HeddleCanvasTiles *
heddle_canvas_tiles_new (const HeddleCanvasPalette *palette)
{
  HeddleCanvasTiles *self = g_new0 (HeddleCanvasTiles, 1);

  self->palette = *palette;
  self->tiles = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, tile_free);
  self->found = g_ptr_array_new ();
  return self;
}

/**
 * heddle_canvas_tiles_free:
 * @self: (transfer full): tiles
 *
 * Frees them.
 */
void
heddle_canvas_tiles_free (HeddleCanvasTiles *self)
{
  g_hash_table_unref (self->tiles);
  g_ptr_array_unref (self->found);
  g_free (self);
}

/**
 * heddle_canvas_tiles_invalidate:
 * @self: tiles
 *
 * Forgets what is painted, since something has changed or is not seen from afar any more.
 */
void
heddle_canvas_tiles_invalidate (HeddleCanvasTiles *self)
{
  g_hash_table_remove_all (self->tiles);
}

static void
trace_link (cairo_t                *cr,
            const HeddleCanvasLink *link,
            double                  factor)
{
  const graphene_point_t *points = (const graphene_point_t *) (gpointer) link->curve->data;
  gboolean tiny = link->bounds.size.width * factor < 24 && link->bounds.size.height * factor < 24;

  cairo_move_to (cr, points[0].x, points[0].y);
  for (guint i = 1; i + 2 < link->curve->len; i += 3)
    {
      if (tiny)
        cairo_line_to (cr, points[i + 2].x, points[i + 2].y);
      else
        cairo_curve_to (cr, points[i].x, points[i].y, points[i + 1].x, points[i + 1].y, points[i + 2].x,
                        points[i + 2].y);
    }
}

/* Straight ones, which most are in a large workflow, are boxes on whole pixels: those are filled many
 * times faster than lines are drawn.
 */
static gboolean
add_straight_link (cairo_t                *cr,
                   const HeddleCanvasLink *link,
                   double                  factor,
                   const graphene_rect_t  *area)
{
  const graphene_point_t *points = (const graphene_point_t *) (gpointer) link->curve->data;
  graphene_point_t start = points[0];
  graphene_point_t end = points[link->curve->len - 1];
  double left = floor ((start.x - area->origin.x) * factor);
  double right = ceil ((end.x - area->origin.x) * factor);

  if (link->curve->len != 4 || end.x < start.x || fabs (end.y - start.y) * factor > 0.75)
    return FALSE;
  cairo_rectangle (cr, left, floor ((start.y - area->origin.y) * factor), MAX (right - left, 1), 1);
  return TRUE;
}

static void
paint_links (HeddleCanvasTiles     *self,
             HeddleCanvasModel     *model,
             cairo_t               *cr,
             const graphene_rect_t *area,
             double                 factor)
{
  g_ptr_array_set_size (self->found, 0);
  heddle_canvas_model_query_links (model, area, self->found);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_BUTT);
  for (guint type = 0; type < HEDDLE_CANVAS_N_TYPES; type++)
    {
      gboolean curved = FALSE;

      cairo_new_path (cr);
      gdk_cairo_set_source_rgba (cr, &self->palette.links[type]);
      for (guint i = 0; i < self->found->len; i++)
        {
          HeddleCanvasLink *link = self->found->pdata[i];

          if ((guint) link->type.value == type && !add_straight_link (cr, link, factor, area))
            curved = TRUE;
        }
      cairo_fill (cr);
      if (!curved)
        continue;

      cairo_save (cr);
      cairo_scale (cr, factor, factor);
      cairo_translate (cr, -area->origin.x, -area->origin.y);
      for (guint i = 0; i < self->found->len; i++)
        {
          HeddleCanvasLink *link = self->found->pdata[i];
          graphene_point_t *points = (graphene_point_t *) (gpointer) link->curve->data;

          if ((guint) link->type.value == type &&
              !(link->curve->len == 4 && points[3].x >= points[0].x &&
                fabsf (points[3].y - points[0].y) * factor <= 0.75))
            trace_link (cr, link, factor);
        }
      cairo_set_line_width (cr, LINK_WIDTH / factor);
      cairo_stroke (cr);
      cairo_restore (cr);
    }
}

static void
trace_node (const HeddleCanvasNode *node,
            cairo_t                *cr,
            const graphene_rect_t  *area,
            double                  factor)
{
  double left = round ((node->bounds.origin.x - area->origin.x) * factor);
  double top = round ((node->bounds.origin.y - area->origin.y) * factor);
  double right = round ((node->bounds.origin.x + node->bounds.size.width - area->origin.x) * factor);
  double bottom = round ((node->bounds.origin.y + node->bounds.size.height - area->origin.y) * factor);

  cairo_rectangle (cr, left, top, MAX (right - left, 1), MAX (bottom - top, 1));
}

/* Those with a color of their own are few, and painted one by one. */
static void
paint_colored (HeddleCanvasTiles     *self,
               cairo_t               *cr,
               const graphene_rect_t *area,
               double                 factor)
{
  for (guint i = 0; i < self->found->len; i++)
    {
      const HeddleCanvasNode *node = self->found->pdata[i];
      GdkRGBA block;

      if (heddle_canvas_node_get_color (node) == NULL)
        continue;
      block = heddle_canvas_palette_get_node (&self->palette, heddle_canvas_node_get_main_type (node),
                                              heddle_canvas_node_get_color (node), FALSE);
      trace_node (node, cr, area, factor);
      gdk_cairo_set_source_rgba (cr, &block);
      cairo_fill (cr);
    }
}

static void
paint_nodes (HeddleCanvasTiles     *self,
             HeddleCanvasModel     *model,
             cairo_t               *cr,
             const graphene_rect_t *area,
             double                 factor)
{
  g_ptr_array_set_size (self->found, 0);
  heddle_canvas_model_query_nodes (model, area, self->found);
  for (guint tint = 0; tint <= HEDDLE_CANVAS_N_TYPES; tint++)
    {
      gboolean any = FALSE;

      for (guint i = 0; i < self->found->len; i++)
        {
          HeddleCanvasNode *node = self->found->pdata[i];
          int type = heddle_canvas_node_get_main_type (node);

          if ((type >= 0 ? (guint) type : HEDDLE_CANVAS_N_TYPES) != tint)
            continue;
          trace_node (node, cr, area, factor);
          any = TRUE;
        }
      if (!any)
        continue;
      gdk_cairo_set_source_rgba (cr, &self->palette.blocks[tint]);
      cairo_fill (cr);
    }
  paint_colored (self, cr, area, factor);
}

static GdkTexture *
paint_tile (HeddleCanvasTiles *self,
            HeddleCanvasModel *model,
            int                column,
            int                row,
            int                scale)
{
  double factor = self->zoom * scale;
  float side = (float) (SIDE / factor);
  graphene_rect_t area = GRAPHENE_RECT_INIT ((float) column * side, (float) row * side, side, side);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, SIDE, SIDE);
  cairo_t *cr = cairo_create (surface);
  gsize stride = (gsize) cairo_image_surface_get_stride (surface);
  g_autoptr (GBytes) bytes = NULL;

  paint_links (self, model, cr, &area, factor);
  paint_nodes (self, model, cr, &area, factor);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  bytes = g_bytes_new_with_free_func (cairo_image_surface_get_data (surface), stride * SIDE,
                                      (GDestroyNotify) cairo_surface_destroy, surface);
  return gdk_memory_texture_new (SIDE, SIDE, GDK_MEMORY_DEFAULT, bytes, stride);
}

static Tile *
ensure_tile (HeddleCanvasTiles *self,
             HeddleCanvasModel *model,
             int                column,
             int                row,
             int                scale)
{
  gint64 key = (gint64) (((guint64) (guint32) column << 32) | (guint32) row);
  Tile *tile = g_hash_table_lookup (self->tiles, &key);

  if (tile == NULL)
    {
      tile = g_new0 (Tile, 1);
      tile->key = key;
      tile->texture = paint_tile (self, model, column, row, scale);
      g_hash_table_insert (self->tiles, &tile->key, tile);
    }
  tile->used = TRUE;
  return tile;
}

static gboolean
drop_unused_cb (gpointer key,
                gpointer value,
                gpointer data)
{
  Tile *tile = value;
  gboolean used = tile->used;

  tile->used = FALSE;
  return !used;
}

/**
 * heddle_canvas_tiles_snapshot:
 * @self: tiles
 * @model: what is where
 * @snapshot: where it goes, in coordinates of the widget
 * @visible: the part of the canvas that is shown
 * @offset: where in the widget the canvas has its origin
 * @zoom: how large it is shown
 * @scale: how many pixels of the screen one of the widget is
 * @exact: whether tiles must be of that zoom; otherwise those of another one may stand in
 *
 * Adds the nodes and links that are in sight.
 *
 * Returns: whether all tiles are of that zoom
 */
gboolean
heddle_canvas_tiles_snapshot (HeddleCanvasTiles      *self,
                              HeddleCanvasModel      *model,
                              GtkSnapshot            *snapshot,
                              const graphene_rect_t  *visible,
                              const graphene_point_t *offset,
                              double                  zoom,
                              int                     scale,
                              gboolean                exact)
{
  double stretch = self->zoom > 0 ? zoom / self->zoom : G_MAXDOUBLE;
  graphene_rect_t bounds;
  double side;

  if (self->zoom != zoom && (exact || stretch > MOST_STRETCH || stretch < 1 / MOST_STRETCH))
    {
      heddle_canvas_tiles_invalidate (self);
      self->zoom = zoom;
    }
  side = SIDE / (self->zoom * scale);
  if (!heddle_canvas_model_get_bounds (model, &bounds) || !graphene_rect_intersection (&bounds, visible, &bounds))
    return TRUE;
  for (int row = (int) floor (bounds.origin.y / side); row * side < bounds.origin.y + bounds.size.height; row++)
    for (int column = (int) floor (bounds.origin.x / side); column * side < bounds.origin.x + bounds.size.width;
         column++)
      {
        Tile *tile = ensure_tile (self, model, column, row, scale);

        gtk_snapshot_append_texture (snapshot, tile->texture,
                                     &GRAPHENE_RECT_INIT ((float) (column * side * zoom + offset->x),
                                                          (float) (row * side * zoom + offset->y),
                                                          (float) (side * zoom), (float) (side * zoom)));
      }
  g_hash_table_foreach_remove (self->tiles, drop_unused_cb, NULL);
  return self->zoom == zoom;
}
