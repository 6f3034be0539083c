/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-canvas-textures.h"

#include <math.h>

#define PORT_RADIUS 6
#define PORT_STROKE 2.5
#define LIST_GAP 2
#define LIST_RING 2
#define GROUND_RING 2.5

struct _HeddleCanvasTextures
{
  GtkWidget  *widget;
  GHashTable *textures;
};

/**
 * heddle_canvas_textures_new:
 * @widget: whose icon theme it is; must outlive them
 *
 * Returns: (transfer full): an empty collection
 */
HeddleCanvasTextures *
heddle_canvas_textures_new (GtkWidget *widget)
{
  HeddleCanvasTextures *self = g_new0 (HeddleCanvasTextures, 1);

  self->widget = widget;
  self->textures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  return self;
}

/**
 * heddle_canvas_textures_free:
 * @self: (transfer full): a collection
 *
 * Frees it.
 */
void
heddle_canvas_textures_free (HeddleCanvasTextures *self)
{
  g_hash_table_unref (self->textures);
  g_free (self);
}

/**
 * heddle_canvas_textures_clear:
 * @self: a collection
 *
 * Forgets all, since the icon theme is another.
 */
void
heddle_canvas_textures_clear (HeddleCanvasTextures *self)
{
  g_hash_table_remove_all (self->textures);
}

static GdkTexture *
surface_to_texture (cairo_surface_t *surface)
{
  int width = cairo_image_surface_get_width (surface);
  int height = cairo_image_surface_get_height (surface);
  gsize stride = (gsize) cairo_image_surface_get_stride (surface);
  g_autoptr (GBytes) bytes = NULL;

  cairo_surface_flush (surface);
  bytes = g_bytes_new_with_free_func (cairo_image_surface_get_data (surface), stride * (gsize) height,
                                      (GDestroyNotify) cairo_surface_destroy,
                                      cairo_surface_reference (surface));
  return gdk_memory_texture_new (width, height, GDK_MEMORY_DEFAULT, bytes, stride);
}

static GdkTexture *
snapshot_to_texture (GtkSnapshot *snapshot,
                     int          width,
                     int          height)
{
  g_autoptr (GskRenderNode) node = gtk_snapshot_free_to_node (snapshot);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  cairo_t *cr = cairo_create (surface);
  GdkTexture *texture;

  if (node != NULL)
    gsk_render_node_draw (node, cr);
  cairo_destroy (cr);
  texture = surface_to_texture (surface);
  cairo_surface_destroy (surface);
  return texture;
}

static char *
make_key (const char    *name,
          const GdkRGBA *color,
          int            size)
{
  g_autofree char *text = gdk_rgba_to_string (color);

  return g_strdup_printf ("%s %s %d", name, text, size);
}

/**
 * heddle_canvas_textures_get_icon:
 * @self: a collection
 * @name: a symbolic icon
 * @color: its colour
 * @size: its side, in pixels of the screen
 *
 * Returns: (transfer none): the icon
 */
GdkTexture *
heddle_canvas_textures_get_icon (HeddleCanvasTextures *self,
                                 const char           *name,
                                 const GdkRGBA        *color,
                                 int                   size)
{
  g_autofree char *key = make_key (name, color, size);
  GdkTexture *texture = g_hash_table_lookup (self->textures, key);
  GtkIconTheme *theme = gtk_icon_theme_get_for_display (gtk_widget_get_display (self->widget));
  const GdkRGBA colors[] = { *color, *color, *color, *color };
  g_autoptr (GtkIconPaintable) icon = NULL;
  GtkSnapshot *snapshot;

  if (texture != NULL)
    return texture;
  icon = gtk_icon_theme_lookup_icon (theme, name, NULL, 16, MAX (size / 16, 1),
                                     gtk_widget_get_direction (self->widget), GTK_ICON_LOOKUP_FORCE_SYMBOLIC);
  snapshot = gtk_snapshot_new ();
  gtk_symbolic_paintable_snapshot_symbolic (GTK_SYMBOLIC_PAINTABLE (icon), snapshot, size, size, colors,
                                            G_N_ELEMENTS (colors));
  texture = snapshot_to_texture (snapshot, size, size);
  g_hash_table_insert (self->textures, g_steal_pointer (&key), texture);
  return texture;
}

static void
circle (cairo_t       *cr,
        double         radius,
        const GdkRGBA *color)
{
  cairo_arc (cr, HEDDLE_CANVAS_PORT_SIZE / 2, HEDDLE_CANVAS_PORT_SIZE / 2, radius, 0, 2 * G_PI);
  gdk_cairo_set_source_rgba (cr, color);
  cairo_fill (cr);
}

static GdkTexture *
paint_port (const GdkRGBA *color,
            const GdkRGBA *ground,
            gboolean       list,
            gboolean       hollow,
            int            scale)
{
  int size = HEDDLE_CANVAS_PORT_SIZE * scale;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, size, size);
  cairo_t *cr = cairo_create (surface);
  double outer = list ? PORT_RADIUS + LIST_GAP + LIST_RING : PORT_RADIUS;
  GdkTexture *texture;

  cairo_scale (cr, scale, scale);
  circle (cr, outer + GROUND_RING, ground);
  if (list)
    {
      circle (cr, outer, color);
      circle (cr, PORT_RADIUS + LIST_GAP, ground);
    }
  circle (cr, PORT_RADIUS, color);
  if (hollow)
    circle (cr, PORT_RADIUS - PORT_STROKE, ground);
  cairo_destroy (cr);
  texture = surface_to_texture (surface);
  cairo_surface_destroy (surface);
  return texture;
}

/**
 * heddle_canvas_textures_get_port:
 * @self: a collection
 * @color: the colour of what the port carries
 * @ground: the colour around it
 * @list: whether it carries a list
 * @hollow: whether nothing is linked to it
 * @scale: how many pixels of the screen one of the canvas is
 *
 * Returns: (transfer none): the port, %HEDDLE_CANVAS_PORT_SIZE wide
 */
GdkTexture *
heddle_canvas_textures_get_port (HeddleCanvasTextures *self,
                                 const GdkRGBA        *color,
                                 const GdkRGBA        *ground,
                                 gboolean              list,
                                 gboolean              hollow,
                                 int                   scale)
{
  g_autofree char *on = gdk_rgba_to_string (ground);
  g_autofree char *name = g_strdup_printf ("port %d %d %s", list, hollow, on);
  g_autofree char *key = make_key (name, color, scale);
  GdkTexture *texture = g_hash_table_lookup (self->textures, key);

  if (texture == NULL)
    {
      texture = paint_port (color, ground, list, hollow, scale);
      g_hash_table_insert (self->textures, g_steal_pointer (&key), texture);
    }
  return texture;
}

/**
 * heddle_canvas_textures_new_picture:
 * @picture: a picture
 * @width: how wide it shall be, in pixels of the screen
 * @height: how high
 * @radius: of its corners
 *
 * Returns: (transfer full): the picture in that size
 */
GdkTexture *
heddle_canvas_textures_new_picture (GdkTexture *picture,
                                    int         width,
                                    int         height,
                                    float       radius)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height);
  GskRoundedRect outline;

  gsk_rounded_rect_init_from_rect (&outline, &bounds, radius);
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  gtk_snapshot_append_scaled_texture (snapshot, picture, GSK_SCALING_FILTER_TRILINEAR, &bounds);
  gtk_snapshot_pop (snapshot);
  return snapshot_to_texture (snapshot, width, height);
}

/**
 * heddle_canvas_textures_new_scaled:
 * @node: what is shown
 * @area: the part of it that is shown
 * @scale: how large
 *
 * Returns: (transfer full): a picture of it
 */
GdkTexture *
heddle_canvas_textures_new_scaled (GskRenderNode         *node,
                                   const graphene_rect_t *area,
                                   float                  scale)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) ceilf (area->size.width * scale),
                                                         (int) ceilf (area->size.height * scale));
  cairo_t *cr = cairo_create (surface);
  GdkTexture *texture;

  cairo_scale (cr, cairo_image_surface_get_width (surface) / area->size.width,
               cairo_image_surface_get_height (surface) / area->size.height);
  cairo_translate (cr, -area->origin.x, -area->origin.y);
  gsk_render_node_draw (node, cr);
  cairo_destroy (cr);
  texture = surface_to_texture (surface);
  cairo_surface_destroy (surface);
  return texture;
}
