/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "gallery/heddle-fitted-texture.h"

#include <math.h>

#include "base/heddle-threads.h"

#define MAX_CROP 1.25

typedef struct
{
  GdkTexture *texture;
  int         width;
  int         height;
  double      radius;
  double      check_size;
} Fitting;

static void
fitting_free (gpointer data)
{
  Fitting *fitting = data;

  g_object_unref (fitting->texture);
  g_free (fitting);
}

static void
release_surface (gpointer data)
{
  cairo_surface_destroy (data);
}

static cairo_surface_t *
to_surface (GdkTexture *texture)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, gdk_texture_get_width (texture),
                                                         gdk_texture_get_height (texture));

  gdk_texture_download (texture, cairo_image_surface_get_data (surface),
                        (gsize) cairo_image_surface_get_stride (surface));
  cairo_surface_mark_dirty (surface);
  return surface;
}

static GdkTexture *
to_texture (cairo_surface_t *surface)
{
  gsize stride = (gsize) cairo_image_surface_get_stride (surface);
  int height = cairo_image_surface_get_height (surface);
  g_autoptr (GBytes) bytes = NULL;

  cairo_surface_flush (surface);
  bytes = g_bytes_new_with_free_func (cairo_image_surface_get_data (surface), stride * (gsize) height, release_surface,
                                      cairo_surface_reference (surface));
  return gdk_memory_texture_new (cairo_image_surface_get_width (surface), height, GDK_MEMORY_DEFAULT, bytes, stride);
}

static void
add_rounded_outline (cairo_t *cairo,
                     double   width,
                     double   height,
                     double   radius)
{
  cairo_new_sub_path (cairo);
  cairo_arc (cairo, width - radius, radius, radius, -G_PI_2, 0);
  cairo_arc (cairo, width - radius, height - radius, radius, 0, G_PI_2);
  cairo_arc (cairo, radius, height - radius, radius, G_PI_2, G_PI);
  cairo_arc (cairo, radius, radius, radius, G_PI, 3 * G_PI_2);
  cairo_close_path (cairo);
}

static void
paint_checks (cairo_t *cairo,
              int      width,
              int      height,
              double   size)
{
  cairo_set_source_rgb (cairo, .74, .74, .74);
  cairo_paint (cairo);
  cairo_set_source_rgb (cairo, .66, .66, .66);
  for (int y = 0; y * size < height; y++)
    for (int x = y % 2; x * size < width; x += 2)
      cairo_rectangle (cairo, x * size, y * size, size, size);
  cairo_fill (cairo);
}

/* Behind a picture that leaves room in its tile, light or dark. */
static void
paint_ground (cairo_t *cairo)
{
  cairo_set_source_rgba (cairo, .5, .5, .5, .18);
  cairo_paint (cairo);
}

/* A banner has to be seen whole; of what is nearly as the tile is, a little may go. */
static gboolean
is_shown_whole (double across,
                double down)
{
  return MAX (across, down) / MIN (across, down) > MAX_CROP;
}

static gboolean
fit (gpointer   data,
     GValue    *value,
     GError   **error)
{
  Fitting *fitting = data;
  cairo_surface_t *source = to_surface (fitting->texture);
  cairo_surface_t *target = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, fitting->width, fitting->height);
  double across = (double) fitting->width / gdk_texture_get_width (fitting->texture);
  double down = (double) fitting->height / gdk_texture_get_height (fitting->texture);
  gboolean whole = is_shown_whole (across, down);
  double scale = whole ? MIN (across, down) : MAX (across, down);
  cairo_t *cairo = cairo_create (target);

  add_rounded_outline (cairo, fitting->width, fitting->height, fitting->radius);
  cairo_clip (cairo);
  if (heddle_texture_has_alpha (fitting->texture))
    paint_checks (cairo, fitting->width, fitting->height, fitting->check_size);
  else if (whole)
    paint_ground (cairo);
  cairo_translate (cairo, (fitting->width - gdk_texture_get_width (fitting->texture) * scale) / 2,
                   (fitting->height - gdk_texture_get_height (fitting->texture) * scale) / 2);
  cairo_scale (cairo, scale, scale);
  cairo_set_source_surface (cairo, source, 0, 0);
  cairo_pattern_set_extend (cairo_get_source (cairo), whole ? CAIRO_EXTEND_NONE : CAIRO_EXTEND_PAD);
  cairo_paint (cairo);
  cairo_destroy (cairo);

  g_value_init (value, GDK_TYPE_TEXTURE);
  g_value_take_object (value, to_texture (target));
  cairo_surface_destroy (target);
  cairo_surface_destroy (source);
  return TRUE;
}

/**
 * heddle_texture_has_alpha:
 * @texture: a picture
 *
 * Returns: whether it can be transparent somewhere
 */
gboolean
heddle_texture_has_alpha (GdkTexture *texture)
{
  switch ((int) gdk_texture_get_format (texture))
    {
    case GDK_MEMORY_R8G8B8:
    case GDK_MEMORY_B8G8R8:
    case GDK_MEMORY_R16G16B16:
    case GDK_MEMORY_G8:
    case GDK_MEMORY_G16:
      return FALSE;
    default:
      return TRUE;
    }
}

/**
 * heddle_texture_fit:
 * @texture: a picture
 * @width: in device pixels
 * @height: in device pixels
 * @radius: of its corners, in device pixels
 * @check_size: of the squares behind what is transparent, in device pixels
 *
 * Makes a picture that covers an area exactly, away from the main thread: to be drawn as it is, it
 * takes a tenth of the time that scaling and rounding it in every frame would. What is much wider or
 * higher than the area stands in it whole.
 *
 * Returns: (transfer full): resolves to a [class@Gdk.Texture]
 */
DexFuture *
heddle_texture_fit (GdkTexture *texture,
                    int         width,
                    int         height,
                    double      radius,
                    double      check_size)
{
  Fitting *fitting = g_new0 (Fitting, 1);

  fitting->texture = g_object_ref (texture);
  fitting->width = width;
  fitting->height = height;
  fitting->radius = radius;
  fitting->check_size = check_size;
  return heddle_run_blocking (fit, fitting, fitting_free);
}
