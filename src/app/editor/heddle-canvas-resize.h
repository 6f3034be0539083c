/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "editor/heddle-canvas-model-area.h"

G_BEGIN_DECLS

/**
 * HeddleCanvasResize:
 *
 * A frame or a note whose edge or corner follows the pointer. While it does only the picture changes.
 */
typedef struct _HeddleCanvasResize HeddleCanvasResize;

HeddleCanvasResize *heddle_canvas_resize_new  (HeddleDocument      *document,
                                               HeddlePipeline      *pipeline,
                                               HeddleCanvasModel   *model,
                                               HeddleElement       *element,
                                               HeddleCanvasEdges    edges);
void                heddle_canvas_resize_free (HeddleCanvasResize  *self);
void                heddle_canvas_resize_to   (HeddleCanvasResize  *self,
                                               double               dx,
                                               double               dy,
                                               gboolean             snap);
gboolean            heddle_canvas_resize_drop (HeddleCanvasResize  *self,
                                               GError             **error);
const char         *heddle_canvas_resize_get_cursor (HeddleCanvasEdges edges);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleCanvasResize, heddle_canvas_resize_free)

G_END_DECLS
