/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "editor/heddle-canvas-model.h"
#include "editor/heddle-canvas-palette.h"

G_BEGIN_DECLS

/**
 * HeddleFramePainter:
 *
 * Paints frames and notes, and keeps what it painted until they change.
 */
typedef struct _HeddleFramePainter HeddleFramePainter;

HeddleFramePainter *heddle_frame_painter_new             (GtkWidget                 *widget,
                                                          const HeddleCanvasPalette *palette);
void                heddle_frame_painter_free            (HeddleFramePainter        *self);
void                heddle_frame_painter_invalidate      (HeddleFramePainter        *self);
void                heddle_frame_painter_snapshot        (HeddleFramePainter        *self,
                                                          HeddleCanvasModel         *model,
                                                          GtkSnapshot               *snapshot,
                                                          const graphene_rect_t     *visible,
                                                          double                     zoom);
void                heddle_frame_painter_snapshot_titles (HeddleFramePainter        *self,
                                                          HeddleCanvasModel         *model,
                                                          GtkSnapshot               *snapshot,
                                                          const graphene_rect_t     *visible,
                                                          const graphene_point_t    *offset,
                                                          double                     zoom);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleFramePainter, heddle_frame_painter_free)

G_END_DECLS
