/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "editor/heddle-canvas-model.h"
#include "editor/heddle-link-painter.h"
#include "graph/heddle-link-check.h"

G_BEGIN_DECLS

/**
 * HeddleLinkDrop:
 * @HEDDLE_LINK_DROP_LINKED: two ports are linked now
 * @HEDDLE_LINK_DROP_REMOVED: a link that was there is gone
 * @HEDDLE_LINK_DROP_UNCHANGED: nothing has changed
 * @HEDDLE_LINK_DROP_LOOSE: a new link was dropped where nothing is
 * @HEDDLE_LINK_DROP_REFUSED: it was dropped where it cannot end
 *
 * What came of dropping a link.
 */
typedef enum
{
  HEDDLE_LINK_DROP_LINKED,
  HEDDLE_LINK_DROP_REMOVED,
  HEDDLE_LINK_DROP_UNCHANGED,
  HEDDLE_LINK_DROP_LOOSE,
  HEDDLE_LINK_DROP_REFUSED,
} HeddleLinkDrop;

/**
 * HeddleLinkDrag:
 *
 * A link that is being drawn: one end is at a port, the other follows the pointer. The document is
 * changed once, when it is dropped.
 */
typedef struct _HeddleLinkDrag HeddleLinkDrag;

HeddleLinkDrag *heddle_link_drag_new        (HeddleDocument             *document,
                                             HeddlePipeline             *pipeline,
                                             HeddleNodeRegistry         *registry,
                                             HeddleCanvasModel          *model,
                                             const char                 *node,
                                             const char                 *port,
                                             gboolean                    output,
                                             gboolean                    take_off);
void            heddle_link_drag_free       (HeddleLinkDrag             *self);
const char     *heddle_link_drag_get_moved  (HeddleLinkDrag             *self);
const char     *heddle_link_drag_get_node   (HeddleLinkDrag             *self);
const char     *heddle_link_drag_get_port   (HeddleLinkDrag             *self);
gboolean        heddle_link_drag_is_forward (HeddleLinkDrag             *self);
gboolean        heddle_link_drag_is_held    (HeddleLinkDrag             *self);
const char     *heddle_link_drag_get_reason (HeddleLinkDrag             *self);
HeddleLinkCheck *heddle_link_drag_get_check (HeddleLinkDrag             *self);
void            heddle_link_drag_aim        (HeddleLinkDrag             *self,
                                             const char                 *node,
                                             const char                 *port,
                                             const graphene_point_t     *pointer);
void            heddle_link_drag_to         (HeddleLinkDrag             *self,
                                             double                      x,
                                             double                      y,
                                             double                      reach);
HeddleLinkDrop  heddle_link_drag_drop       (HeddleLinkDrag             *self,
                                             GError                    **error);
void            heddle_link_drag_snapshot_link (HeddleLinkDrag          *self,
                                                HeddleLinkPainter       *painter,
                                                GtkSnapshot             *snapshot);
void            heddle_link_drag_snapshot   (HeddleLinkDrag             *self,
                                             HeddleLinkPainter          *painter,
                                             GtkWidget                  *widget,
                                             const HeddleCanvasPalette  *palette,
                                             GPtrArray                  *nodes,
                                             gboolean                    with_ports,
                                             GtkSnapshot                *snapshot);
void            heddle_link_drag_snapshot_ring (const HeddleCanvasNode  *node,
                                                const HeddleCanvasPort  *port,
                                                const GdkRGBA           *color,
                                                GtkSnapshot             *snapshot);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleLinkDrag, heddle_link_drag_free)

G_END_DECLS
