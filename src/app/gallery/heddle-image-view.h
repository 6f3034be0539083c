/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * HeddleImageView:
 *
 * One picture, to look at closely: wheel and pinch zoom where the pointer is, dragging moves it.
 */
#define HEDDLE_TYPE_IMAGE_VIEW (heddle_image_view_get_type ())
G_DECLARE_FINAL_TYPE (HeddleImageView, heddle_image_view, HEDDLE, IMAGE_VIEW, GtkWidget)

void   heddle_image_view_show      (HeddleImageView *self,
                                    GdkTexture      *texture,
                                    int              width,
                                    int              height,
                                    const char      *name);
void   heddle_image_view_replace   (HeddleImageView *self,
                                    GdkTexture      *texture);
double heddle_image_view_get_zoom  (HeddleImageView *self);
void   heddle_image_view_zoom_by   (HeddleImageView *self,
                                    double           factor);
void   heddle_image_view_zoom_to   (HeddleImageView *self,
                                    double           zoom);
void   heddle_image_view_fit       (HeddleImageView *self);

G_END_DECLS
