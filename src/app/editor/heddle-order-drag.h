/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "editor/heddle-canvas-model.h"
#include "editor/heddle-link-painter.h"

G_BEGIN_DECLS

/**
 * HeddleOrderDrag:
 *
 * A link that is being drawn to say which step runs after another: it begins at a step and ends at any other.
 * The document is changed once, when it is dropped.
 */
typedef struct _HeddleOrderDrag HeddleOrderDrag;

HeddleOrderDrag *heddle_order_drag_new        (HeddleDocument             *document,
                                               HeddlePipeline             *pipeline,
                                               HeddleNodeRegistry         *registry,
                                               HeddleCanvasModel          *model,
                                               const char                 *node);
void             heddle_order_drag_free       (HeddleOrderDrag            *self);
const char      *heddle_order_drag_get_reason (HeddleOrderDrag            *self);
void             heddle_order_drag_to         (HeddleOrderDrag            *self,
                                               double                      x,
                                               double                      y);
gboolean         heddle_order_drag_drop       (HeddleOrderDrag            *self,
                                               GError                    **error);
void             heddle_order_drag_snapshot_link (HeddleOrderDrag          *self,
                                                  HeddleLinkPainter        *painter,
                                                  GtkSnapshot              *snapshot);
void             heddle_order_drag_snapshot   (HeddleOrderDrag            *self,
                                               HeddleLinkPainter          *painter,
                                               GtkSnapshot                *snapshot);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleOrderDrag, heddle_order_drag_free)

G_END_DECLS
