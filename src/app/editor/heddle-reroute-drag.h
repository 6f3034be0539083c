/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "editor/heddle-canvas-model.h"

G_BEGIN_DECLS

/**
 * HeddleRerouteDrag:
 *
 * A reroute dot that follows the pointer, one of the document's or one that is to be added. The document is
 * changed once, when it is dropped.
 */
typedef struct _HeddleRerouteDrag HeddleRerouteDrag;

HeddleRerouteDrag *heddle_reroute_drag_new  (HeddleDocument     *document,
                                             HeddlePipeline     *pipeline,
                                             HeddleCanvasModel  *model,
                                             const char         *link,
                                             guint               position,
                                             gboolean            added);
void               heddle_reroute_drag_free (HeddleRerouteDrag  *self);
void               heddle_reroute_drag_to   (HeddleRerouteDrag  *self,
                                             double              x,
                                             double              y,
                                             gboolean            freely);
gboolean           heddle_reroute_drag_drop (HeddleRerouteDrag  *self,
                                             GError            **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleRerouteDrag, heddle_reroute_drag_free)

G_END_DECLS
