/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "graph/heddle-port.h"

G_BEGIN_DECLS

/**
 * HEDDLE_CANVAS_PORT_SIZE:
 *
 * The side of the picture of a port, whose middle is the port's.
 */
#define HEDDLE_CANVAS_PORT_SIZE 26

/**
 * HeddleCanvasTextures:
 *
 * Small pictures that the canvas shows over and over: icons and ports, in their colours. Painting
 * them once makes them cheap under every renderer.
 */
typedef struct _HeddleCanvasTextures HeddleCanvasTextures;

HeddleCanvasTextures *heddle_canvas_textures_new         (GtkWidget             *widget);
void                  heddle_canvas_textures_free        (HeddleCanvasTextures  *self);
void                  heddle_canvas_textures_clear       (HeddleCanvasTextures  *self);
GdkTexture           *heddle_canvas_textures_get_icon    (HeddleCanvasTextures  *self,
                                                          const char            *name,
                                                          const GdkRGBA         *color,
                                                          int                    size);
GdkTexture           *heddle_canvas_textures_get_port    (HeddleCanvasTextures  *self,
                                                          const GdkRGBA         *color,
                                                          const GdkRGBA         *ground,
                                                          gboolean               list,
                                                          gboolean               hollow,
                                                          int                    scale);
GdkTexture           *heddle_canvas_textures_new_scaled  (GskRenderNode         *node,
                                                          const graphene_rect_t *area,
                                                          float                  scale);
GdkTexture           *heddle_canvas_textures_new_picture (GdkTexture            *picture,
                                                          int                    width,
                                                          int                    height,
                                                          float                  radius);

G_END_DECLS
