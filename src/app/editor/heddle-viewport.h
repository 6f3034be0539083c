/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>
#include <graphene.h>

G_BEGIN_DECLS

/**
 * HEDDLE_VIEWPORT_MIN_ZOOM:
 *
 * The least zoom; less only where the content does not fit otherwise.
 */
#define HEDDLE_VIEWPORT_MIN_ZOOM 0.1

/**
 * HEDDLE_VIEWPORT_MAX_ZOOM:
 *
 * The greatest zoom.
 */
#define HEDDLE_VIEWPORT_MAX_ZOOM 4.0

/**
 * HeddleViewport:
 *
 * Which part of a canvas a widget shows, and how large: pure arithmetic. A point of the canvas is
 * in the widget at its coordinates times the zoom, plus the offset.
 */
#define HEDDLE_TYPE_VIEWPORT (heddle_viewport_get_type ())
G_DECLARE_FINAL_TYPE (HeddleViewport, heddle_viewport, HEDDLE, VIEWPORT, GObject)

HeddleViewport *heddle_viewport_new           (void);
void            heddle_viewport_set_size      (HeddleViewport        *self,
                                               double                 width,
                                               double                 height);
void            heddle_viewport_set_content   (HeddleViewport        *self,
                                               const graphene_rect_t *content);
double          heddle_viewport_get_zoom      (HeddleViewport        *self);
void            heddle_viewport_get_offset    (HeddleViewport        *self,
                                               double                *x,
                                               double                *y);
void            heddle_viewport_set_view      (HeddleViewport        *self,
                                               double                 x,
                                               double                 y,
                                               double                 zoom);
void            heddle_viewport_to_widget     (HeddleViewport        *self,
                                               double                 x,
                                               double                 y,
                                               double                *widget_x,
                                               double                *widget_y);
void            heddle_viewport_to_canvas     (HeddleViewport        *self,
                                               double                 widget_x,
                                               double                 widget_y,
                                               double                *x,
                                               double                *y);
void            heddle_viewport_get_visible   (HeddleViewport        *self,
                                               graphene_rect_t       *visible);
void            heddle_viewport_pan_by        (HeddleViewport        *self,
                                               double                 dx,
                                               double                 dy);
void            heddle_viewport_zoom_at       (HeddleViewport        *self,
                                               double                 zoom,
                                               double                 widget_x,
                                               double                 widget_y);
void            heddle_viewport_center_on     (HeddleViewport        *self,
                                               double                 x,
                                               double                 y);
void            heddle_viewport_fit           (HeddleViewport        *self,
                                               const graphene_rect_t *area,
                                               double                 margin,
                                               double                 max_zoom);
void            heddle_viewport_reveal        (HeddleViewport        *self,
                                               const graphene_rect_t *area,
                                               double                 margin);
double          heddle_viewport_get_next_zoom (HeddleViewport        *self,
                                               int                    direction);
const double   *heddle_viewport_get_stops     (guint                 *n_stops);

G_END_DECLS
