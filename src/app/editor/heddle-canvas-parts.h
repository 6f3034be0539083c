/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libdex.h>

#include "editor/heddle-canvas.h"
#include "graph/heddle-alignment.h"

G_BEGIN_DECLS

/**
 * HeddleCanvasParts:
 *
 * Nodes, frames and notes with where they are and where they are to be.
 */
typedef struct _HeddleCanvasParts HeddleCanvasParts;

HeddleCanvasParts *heddle_canvas_parts_new_selected (HeddleCanvas       *canvas);
HeddleCanvasParts *heddle_canvas_parts_new_nodes    (HeddleCanvas       *canvas,
                                                     const char *const  *ids);
HeddleCanvasParts *heddle_canvas_parts_new_all      (HeddleCanvas       *canvas);
void               heddle_canvas_parts_free         (HeddleCanvasParts  *self);
guint              heddle_canvas_parts_get_length   (HeddleCanvasParts  *self);
void               heddle_canvas_parts_align        (HeddleCanvasParts  *self,
                                                     HeddleAlignment     alignment);
DexFuture         *heddle_canvas_parts_arrange      (HeddleCanvasParts  *self,
                                                     HeddleCanvasModel  *model);
void               heddle_canvas_parts_take_places  (HeddleCanvasParts  *self,
                                                     HeddleCanvasModel  *model);
gboolean           heddle_canvas_parts_apply        (HeddleCanvasParts  *self,
                                                     HeddleDocument     *document,
                                                     HeddlePipeline     *pipeline,
                                                     GError            **error);
void               heddle_canvas_parts_show_between (HeddleCanvasParts  *self,
                                                     HeddleCanvasModel  *model,
                                                     double              progress);
void               heddle_canvas_parts_show_home    (HeddleCanvasParts  *self,
                                                     HeddleCanvasModel  *model);

G_END_DECLS
