/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "editor/heddle-canvas-model.h"
#include "editor/heddle-canvas-palette.h"

G_BEGIN_DECLS

/**
 * HeddleCanvasTiles:
 *
 * Thousands of nodes and links seen from afar, painted into square pictures that are kept, so that
 * moving them about costs no more than showing the pictures.
 */
typedef struct _HeddleCanvasTiles HeddleCanvasTiles;

HeddleCanvasTiles *heddle_canvas_tiles_new        (const HeddleCanvasPalette *palette);
void               heddle_canvas_tiles_free       (HeddleCanvasTiles         *self);
void               heddle_canvas_tiles_invalidate (HeddleCanvasTiles         *self);
gboolean           heddle_canvas_tiles_snapshot   (HeddleCanvasTiles         *self,
                                                   HeddleCanvasModel         *model,
                                                   GtkSnapshot               *snapshot,
                                                   const graphene_rect_t     *visible,
                                                   const graphene_point_t    *offset,
                                                   double                     zoom,
                                                   int                        scale,
                                                   gboolean                   exact);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleCanvasTiles, heddle_canvas_tiles_free)

G_END_DECLS
