/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "editor/heddle-canvas.h"

G_BEGIN_DECLS

void       heddle_canvas_class_init_area       (GtkWidgetClass         *widget_class);
gboolean   heddle_canvas_forget_areas          (HeddleCanvas           *self);
GPtrArray *heddle_canvas_list_areas            (HeddleCanvas           *self);
void       heddle_canvas_list_moving           (HeddleCanvas           *self,
                                                GStrv                  *ids,
                                                GPtrArray             **areas);
void       heddle_canvas_change_area_selection (HeddleCanvas           *self,
                                                HeddleElement          *element,
                                                gboolean                toggle,
                                                gboolean                extend);
void       heddle_canvas_snapshot_areas        (HeddleCanvas           *self,
                                                GtkSnapshot            *snapshot,
                                                const graphene_point_t *offset,
                                                double                  zoom);

G_END_DECLS
