/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "editor/heddle-canvas.h"

G_BEGIN_DECLS

void heddle_canvas_hold_for_guides (HeddleCanvas           *self,
                                    const graphene_rect_t  *held);
void heddle_canvas_snap_to_guides  (HeddleCanvas           *self,
                                    double                 *dx,
                                    double                 *dy);
void heddle_canvas_drop_guides     (HeddleCanvas           *self);
void heddle_canvas_snapshot_guides (HeddleCanvas           *self,
                                    GtkSnapshot            *snapshot,
                                    const graphene_point_t *offset,
                                    double                  zoom);

G_END_DECLS
