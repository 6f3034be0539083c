/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "editor/heddle-canvas-link.h"
#include "editor/heddle-canvas-palette.h"

G_BEGIN_DECLS

/**
 * HeddleLinkPainter:
 *
 * Paints links, and keeps what it painted until they change: the one place that decides what links
 * are made of. They are solid strips: a stroke per link is many times dearer where there is a GPU,
 * and a path for all of them is dearer where there is none.
 */
typedef struct _HeddleLinkPainter HeddleLinkPainter;

HeddleLinkPainter *heddle_link_painter_new      (GtkWidget                 *widget,
                                                 const HeddleCanvasPalette *palette);
void               heddle_link_painter_free     (HeddleLinkPainter         *self);
GskRenderNode     *heddle_link_painter_get_node (HeddleLinkPainter         *self,
                                                 HeddleCanvasLink          *link,
                                                 gboolean                   near,
                                                 gboolean                   highlighted);
void               heddle_link_painter_snapshot_glow (HeddleLinkPainter       *self,
                                                      GtkSnapshot             *snapshot,
                                                      const HeddleCanvasLink  *link,
                                                      const GdkRGBA           *color);
void               heddle_link_painter_snapshot_loose (HeddleLinkPainter      *self,
                                                       GtkSnapshot            *snapshot,
                                                       const graphene_point_t *start,
                                                       const graphene_point_t *end,
                                                       HeddlePortType          type);
void               heddle_link_painter_snapshot_order (HeddleLinkPainter      *self,
                                                       GtkSnapshot            *snapshot,
                                                       const graphene_point_t *start,
                                                       const graphene_point_t *end);
void               heddle_link_painter_snapshot_flow_port (HeddleLinkPainter      *self,
                                                           GtkSnapshot            *snapshot,
                                                           const graphene_point_t *place,
                                                           gboolean                held);
void               heddle_link_painter_snapshot_chip_outline (HeddleLinkPainter      *self,
                                                              GtkSnapshot            *snapshot,
                                                              const HeddleCanvasLink *link,
                                                              const GdkRGBA          *color);
void               heddle_link_painter_snapshot_dot (HeddleLinkPainter        *self,
                                                     GtkSnapshot              *snapshot,
                                                     const HeddleCanvasLink   *link,
                                                     guint                     dot);
void               heddle_link_painter_snapshot_stroke (HeddleLinkPainter     *self,
                                                        GtkSnapshot           *snapshot,
                                                        GArray                *points,
                                                        float                  width);
void               heddle_link_painter_get_chip (HeddleLinkPainter            *self,
                                                 const HeddleCanvasLink       *link,
                                                 graphene_rect_t              *chip);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleLinkPainter, heddle_link_painter_free)

G_END_DECLS
