/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "editor/heddle-canvas-node.h"
#include "editor/heddle-canvas-palette.h"

G_BEGIN_DECLS

/**
 * HeddleCanvasDetail:
 * @HEDDLE_CANVAS_FULL: everything
 * @HEDDLE_CANVAS_MEDIUM: title, ports, what it is set to in a line, pictures, status
 * @HEDDLE_CANVAS_SMALL: a block with an icon and a title that keep their size on the screen
 * @HEDDLE_CANVAS_BLOCK: a block
 *
 * How much of a node is shown.
 */
typedef enum
{
  HEDDLE_CANVAS_FULL,
  HEDDLE_CANVAS_MEDIUM,
  HEDDLE_CANVAS_SMALL,
  HEDDLE_CANVAS_BLOCK,
} HeddleCanvasDetail;

/**
 * HeddleNodePainter:
 *
 * Paints nodes, and keeps what it painted until they change: a frame that only pans lays out no
 * text.
 */
typedef struct _HeddleNodePainter HeddleNodePainter;

HeddleCanvasDetail  heddle_canvas_get_detail            (double                     zoom);

HeddleNodePainter  *heddle_node_painter_new             (GtkWidget                 *widget,
                                                         const HeddleCanvasPalette *palette);
void                heddle_node_painter_free            (HeddleNodePainter         *self);
gboolean            heddle_node_painter_is_ready        (HeddleNodePainter         *self,
                                                         HeddleCanvasNode          *node,
                                                         double                     zoom);
GskRenderNode      *heddle_node_painter_get_node        (HeddleNodePainter         *self,
                                                         HeddleCanvasNode          *node,
                                                         double                     zoom);
gboolean            heddle_node_painter_has_picture     (HeddleNodePainter         *self,
                                                         HeddleCanvasNode          *node,
                                                         double                     zoom);
GdkTexture         *heddle_node_painter_get_picture     (HeddleNodePainter         *self,
                                                         HeddleCanvasNode          *node,
                                                         double                     zoom,
                                                         graphene_rect_t           *area);
void                heddle_node_painter_drop_pictures   (HeddleNodePainter         *self);
GskRenderNode      *heddle_node_painter_get_stand_in    (HeddleNodePainter         *self,
                                                         HeddleCanvasNode          *node,
                                                         double                     zoom);
void                heddle_node_painter_snapshot_title  (HeddleNodePainter         *self,
                                                         HeddleCanvasNode          *node,
                                                         GtkSnapshot               *snapshot,
                                                         const graphene_rect_t     *area,
                                                         gboolean                   exact);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleNodePainter, heddle_node_painter_free)

G_END_DECLS
