/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HeddleImageViewport:
 * @width: of the widget
 * @height: of the widget
 * @image_width: of the picture, in pixels of its own
 * @image_height: of the picture
 * @fits: whether the picture is as large as fits, whatever the widget's size
 * @zoom: how large a pixel of the picture is, in pixels of the widget
 * @x: the picture's middle, from the widget's
 * @y: the picture's middle, from the widget's
 *
 * Which part of a picture is seen. Plain arithmetic.
 */
typedef struct
{
  double   width;
  double   height;
  double   image_width;
  double   image_height;
  gboolean fits;
  double   zoom;
  double   x;
  double   y;
} HeddleImageViewport;

#define HEDDLE_IMAGE_VIEWPORT_MAX_ZOOM 32.0

double heddle_image_viewport_get_fitting (const HeddleImageViewport *self);
void   heddle_image_viewport_fit         (HeddleImageViewport       *self);
void   heddle_image_viewport_resize      (HeddleImageViewport       *self,
                                          double                     width,
                                          double                     height);
void   heddle_image_viewport_zoom_at     (HeddleImageViewport       *self,
                                          double                     zoom,
                                          double                     x,
                                          double                     y);
void   heddle_image_viewport_pan         (HeddleImageViewport       *self,
                                          double                     dx,
                                          double                     dy);

G_END_DECLS
