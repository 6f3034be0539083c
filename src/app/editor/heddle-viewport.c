/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-viewport.h"

#include <math.h>

#define ZOOM_STEP 1.2

/* No farther than this, however large the content. */
#define LEAST_ZOOM 0.01

/* So much of the content stays in sight, in pixels of the widget. */
#define KEPT_IN_SIGHT 48

static const double stops[] = { 0.25, 0.5, 0.75, 1, 1.5, 2 };

struct _HeddleViewport
{
  GObject         parent_instance;
  double          x;
  double          y;
  double          zoom;
  double          width;
  double          height;
  graphene_rect_t content;
  gboolean        has_content;
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HeddleViewport, heddle_viewport, G_TYPE_OBJECT)

static void
heddle_viewport_class_init (HeddleViewportClass *klass)
{
  /**
   * HeddleViewport::changed:
   * @self: a viewport
   *
   * Another part of the canvas is shown, or another size of it.
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
heddle_viewport_init (HeddleViewport *self)
{
  self->zoom = 1;
}

/**
 * heddle_viewport_new:
 *
 * Returns: (transfer full): a viewport without a size, at 100 %
 */
HeddleViewport *
heddle_viewport_new (void)
{
  return g_object_new (HEDDLE_TYPE_VIEWPORT, NULL);
}

static double
get_fitting_zoom (HeddleViewport        *self,
                  const graphene_rect_t *area,
                  double                 margin)
{
  double width = MAX (self->width - 2 * margin, 1);
  double height = MAX (self->height - 2 * margin, 1);

  return MIN (width / MAX ((double) area->size.width, 1), height / MAX ((double) area->size.height, 1));
}

static double
clamp_zoom (HeddleViewport *self,
            double          zoom)
{
  double least = HEDDLE_VIEWPORT_MIN_ZOOM;

  if (self->has_content && self->width > 0)
    least = MIN (least, MAX (get_fitting_zoom (self, &self->content, 0) * 0.9, LEAST_ZOOM));
  return CLAMP (zoom, least, HEDDLE_VIEWPORT_MAX_ZOOM);
}

static double
clamp_offset (double offset,
              double start,
              double length,
              double zoom,
              double extent)
{
  double least = KEPT_IN_SIGHT - (start + length) * zoom;
  double most = extent - KEPT_IN_SIGHT - start * zoom;

  return CLAMP (offset, MIN (least, most), MAX (least, most));
}

static void
change (HeddleViewport *self,
        double          x,
        double          y,
        double          zoom)
{
  if (self->has_content && self->width > 0)
    {
      x = clamp_offset (x, self->content.origin.x, self->content.size.width, zoom, self->width);
      y = clamp_offset (y, self->content.origin.y, self->content.size.height, zoom, self->height);
    }
  if (x == self->x && y == self->y && zoom == self->zoom)
    return;
  self->x = x;
  self->y = y;
  self->zoom = zoom;
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * heddle_viewport_set_size:
 * @self: a viewport
 * @width: how wide the widget is
 * @height: how high it is
 *
 * Tells the size of the widget. What was in its middle stays there.
 */
void
heddle_viewport_set_size (HeddleViewport *self,
                          double          width,
                          double          height)
{
  double dx = self->width > 0 ? (width - self->width) / 2 : 0;
  double dy = self->height > 0 ? (height - self->height) / 2 : 0;

  if (width == self->width && height == self->height)
    return;
  self->width = width;
  self->height = height;
  change (self, self->x + dx, self->y + dy, self->zoom);
}

/**
 * heddle_viewport_set_content:
 * @self: a viewport
 * @content: (nullable): what there is to see, %NULL for nothing
 *
 * Tells what is on the canvas: a part of it stays in sight, however far the view is moved.
 */
void
heddle_viewport_set_content (HeddleViewport        *self,
                             const graphene_rect_t *content)
{
  self->has_content = content != NULL;
  if (content != NULL)
    self->content = *content;
}

/**
 * heddle_viewport_get_zoom:
 * @self: a viewport
 *
 * Returns: how large a pixel of the canvas is in the widget
 */
double
heddle_viewport_get_zoom (HeddleViewport *self)
{
  return self->zoom;
}

/**
 * heddle_viewport_get_offset:
 * @self: a viewport
 * @x: (out): return location for a coordinate
 * @y: (out): return location for a coordinate
 *
 * Tells where in the widget the canvas has its origin.
 */
void
heddle_viewport_get_offset (HeddleViewport *self,
                            double         *x,
                            double         *y)
{
  *x = self->x;
  *y = self->y;
}

/**
 * heddle_viewport_set_view:
 * @self: a viewport
 * @x: where in the widget the canvas has its origin
 * @y: the same, downwards
 * @zoom: how large a pixel of the canvas is
 *
 * Shows what the arguments say, within the bounds of zoom and content.
 */
void
heddle_viewport_set_view (HeddleViewport *self,
                          double          x,
                          double          y,
                          double          zoom)
{
  change (self, x, y, clamp_zoom (self, zoom));
}

/**
 * heddle_viewport_to_widget:
 * @self: a viewport
 * @x: a coordinate on the canvas
 * @y: a coordinate on the canvas
 * @widget_x: (out): return location for the coordinate in the widget
 * @widget_y: (out): return location for the coordinate in the widget
 *
 * Converts a point of the canvas.
 */
void
heddle_viewport_to_widget (HeddleViewport *self,
                           double          x,
                           double          y,
                           double         *widget_x,
                           double         *widget_y)
{
  *widget_x = x * self->zoom + self->x;
  *widget_y = y * self->zoom + self->y;
}

/**
 * heddle_viewport_to_canvas:
 * @self: a viewport
 * @widget_x: a coordinate in the widget
 * @widget_y: a coordinate in the widget
 * @x: (out): return location for the coordinate on the canvas
 * @y: (out): return location for the coordinate on the canvas
 *
 * Converts a point of the widget.
 */
void
heddle_viewport_to_canvas (HeddleViewport *self,
                           double          widget_x,
                           double          widget_y,
                           double         *x,
                           double         *y)
{
  *x = (widget_x - self->x) / self->zoom;
  *y = (widget_y - self->y) / self->zoom;
}

/**
 * heddle_viewport_get_visible:
 * @self: a viewport
 * @visible: (out caller-allocates): return location for the part of the canvas
 *
 * Tells what part of the canvas is shown.
 */
void
heddle_viewport_get_visible (HeddleViewport  *self,
                             graphene_rect_t *visible)
{
  graphene_rect_init (visible, (float) (-self->x / self->zoom), (float) (-self->y / self->zoom),
                      (float) (self->width / self->zoom), (float) (self->height / self->zoom));
}

/**
 * heddle_viewport_pan_by:
 * @self: a viewport
 * @dx: how far, in pixels of the widget
 * @dy: the same, downwards
 *
 * Moves what is shown.
 */
void
heddle_viewport_pan_by (HeddleViewport *self,
                        double          dx,
                        double          dy)
{
  change (self, self->x + dx, self->y + dy, self->zoom);
}

/**
 * heddle_viewport_zoom_at:
 * @self: a viewport
 * @zoom: the zoom that is wanted
 * @widget_x: a coordinate in the widget
 * @widget_y: a coordinate in the widget
 *
 * Zooms so that the point of the canvas that is there stays there.
 */
void
heddle_viewport_zoom_at (HeddleViewport *self,
                         double          zoom,
                         double          widget_x,
                         double          widget_y)
{
  double x, y;

  zoom = clamp_zoom (self, zoom);
  heddle_viewport_to_canvas (self, widget_x, widget_y, &x, &y);
  change (self, widget_x - x * zoom, widget_y - y * zoom, zoom);
}

/**
 * heddle_viewport_center_on:
 * @self: a viewport
 * @x: a coordinate on the canvas
 * @y: a coordinate on the canvas
 *
 * Brings a point of the canvas into the middle of the widget.
 */
void
heddle_viewport_center_on (HeddleViewport *self,
                           double          x,
                           double          y)
{
  change (self, self->width / 2 - x * self->zoom, self->height / 2 - y * self->zoom, self->zoom);
}

/**
 * heddle_viewport_fit:
 * @self: a viewport
 * @area: a part of the canvas
 * @margin: what stays free around it, in pixels of the widget
 * @max_zoom: how large it may become
 *
 * Shows all of @area, as large as it fits, in the middle.
 */
void
heddle_viewport_fit (HeddleViewport        *self,
                     const graphene_rect_t *area,
                     double                 margin,
                     double                 max_zoom)
{
  double zoom = clamp_zoom (self, MIN (get_fitting_zoom (self, area, margin), max_zoom));

  change (self, self->width / 2 - (area->origin.x + area->size.width / 2) * zoom,
          self->height / 2 - (area->origin.y + area->size.height / 2) * zoom, zoom);
}

static double
get_reveal_shift (double start,
                  double length,
                  double extent,
                  double margin)
{
  if (length + 2 * margin > extent)
    return start < 0 || start > margin ? margin - start : 0;
  if (start < margin)
    return margin - start;
  return MIN (extent - margin - start - length, 0);
}

/**
 * heddle_viewport_reveal:
 * @self: a viewport
 * @area: a part of the canvas
 * @margin: what stays free around it, in pixels of the widget
 *
 * Moves what is shown as little as it takes to show @area.
 */
void
heddle_viewport_reveal (HeddleViewport        *self,
                        const graphene_rect_t *area,
                        double                 margin)
{
  double x, y;

  heddle_viewport_to_widget (self, area->origin.x, area->origin.y, &x, &y);
  heddle_viewport_pan_by (self, get_reveal_shift (x, area->size.width * self->zoom, self->width, margin),
                          get_reveal_shift (y, area->size.height * self->zoom, self->height, margin));
}

/**
 * heddle_viewport_get_next_zoom:
 * @self: a viewport
 * @direction: greater than 0 for larger, less for smaller
 *
 * Returns: the zoom that a step leads to; where it would pass 100 %, that
 */
double
heddle_viewport_get_next_zoom (HeddleViewport *self,
                               int             direction)
{
  double zoom = self->zoom * (direction > 0 ? ZOOM_STEP : 1 / ZOOM_STEP);
  gboolean passes = (self->zoom - 1) * (zoom - 1) < 0 && fabs (self->zoom - 1) > 0.001;

  return clamp_zoom (self, passes ? 1 : zoom);
}

/**
 * heddle_viewport_get_stops:
 * @n_stops: (out): return location for their number
 *
 * Returns: (array length=n_stops) (transfer none): the zooms that a menu offers
 */
const double *
heddle_viewport_get_stops (guint *n_stops)
{
  *n_stops = G_N_ELEMENTS (stops);
  return stops;
}
