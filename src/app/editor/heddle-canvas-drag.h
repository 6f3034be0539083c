/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "editor/heddle-canvas-model.h"

G_BEGIN_DECLS

/**
 * HeddleCanvasDrag:
 *
 * Nodes, frames and notes that follow the pointer. While they do only the picture changes, so that it is
 * as fast with five hundred nodes as with one; the document is changed once, when they are dropped.
 */
typedef struct _HeddleCanvasDrag HeddleCanvasDrag;

HeddleCanvasDrag *heddle_canvas_drag_new  (HeddleDocument     *document,
                                           HeddlePipeline     *pipeline,
                                           HeddleCanvasModel  *model,
                                           const char *const  *ids,
                                           GPtrArray          *areas);
void              heddle_canvas_drag_free (HeddleCanvasDrag   *self);
void              heddle_canvas_drag_to   (HeddleCanvasDrag   *self,
                                           double              dx,
                                           double              dy);
gboolean          heddle_canvas_drag_drop (HeddleCanvasDrag   *self,
                                           GError            **error);
gboolean          heddle_canvas_drag_move (HeddleDocument     *document,
                                           HeddlePipeline     *pipeline,
                                           const char *const  *ids,
                                           GPtrArray          *areas,
                                           double              dx,
                                           double              dy,
                                           GError            **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleCanvasDrag, heddle_canvas_drag_free)

G_END_DECLS
