/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "gallery/heddle-image-viewport.h"

/* A picture that is smaller than the widget stays in its middle, a larger one covers it. */
static double
keep_in (double offset,
         double picture,
         double widget)
{
  double room = MAX (0, (picture - widget) / 2);

  return CLAMP (offset, -room, room);
}

static void
settle (HeddleImageViewport *self)
{
  self->x = keep_in (self->x, self->image_width * self->zoom, self->width);
  self->y = keep_in (self->y, self->image_height * self->zoom, self->height);
}

/**
 * heddle_image_viewport_get_fitting:
 * @self: a viewport
 *
 * Returns: the zoom at which the whole picture is seen; small pictures are not enlarged
 */
double
heddle_image_viewport_get_fitting (const HeddleImageViewport *self)
{
  if (self->image_width <= 0 || self->image_height <= 0 || self->width <= 0 || self->height <= 0)
    return 1;
  return MIN (1, MIN (self->width / self->image_width, self->height / self->image_height));
}

/**
 * heddle_image_viewport_fit:
 * @self: a viewport
 *
 * Shows the whole picture.
 */
void
heddle_image_viewport_fit (HeddleImageViewport *self)
{
  self->fits = TRUE;
  self->zoom = heddle_image_viewport_get_fitting (self);
  self->x = self->y = 0;
}

/**
 * heddle_image_viewport_resize:
 * @self: a viewport
 * @width: of the widget
 * @height: of the widget
 *
 * Makes the widget larger or smaller.
 */
void
heddle_image_viewport_resize (HeddleImageViewport *self,
                              double               width,
                              double               height)
{
  self->width = width;
  self->height = height;
  if (self->fits)
    heddle_image_viewport_fit (self);
  else
    settle (self);
}

/**
 * heddle_image_viewport_zoom_at:
 * @self: a viewport
 * @zoom: how large a pixel is to be
 * @x: a place in the widget
 * @y: a place in the widget
 *
 * Zooms. What is at the place stays there, as far as the picture can be moved.
 */
void
heddle_image_viewport_zoom_at (HeddleImageViewport *self,
                               double               zoom,
                               double               x,
                               double               y)
{
  double from_x = x - self->width / 2;
  double from_y = y - self->height / 2;
  double before = self->zoom;

  self->zoom = CLAMP (zoom, heddle_image_viewport_get_fitting (self), HEDDLE_IMAGE_VIEWPORT_MAX_ZOOM);
  self->fits = self->zoom <= heddle_image_viewport_get_fitting (self);
  self->x = from_x - (from_x - self->x) * self->zoom / before;
  self->y = from_y - (from_y - self->y) * self->zoom / before;
  settle (self);
}

/**
 * heddle_image_viewport_pan:
 * @self: a viewport
 * @dx: how far to the right the picture moves
 * @dy: how far down
 *
 * Moves the picture, as long as it covers the widget.
 */
void
heddle_image_viewport_pan (HeddleImageViewport *self,
                           double               dx,
                           double               dy)
{
  self->x += dx;
  self->y += dy;
  settle (self);
}
