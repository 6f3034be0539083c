/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "editor/heddle-canvas.h"
#include "editor/heddle-search-item.h"

G_BEGIN_DECLS

gboolean    heddle_canvas_is_choosing_port (HeddleCanvas      *self);
gboolean    heddle_canvas_is_choosing_order (HeddleCanvas     *self);
GListStore *heddle_canvas_list_choices     (HeddleCanvas      *self,
                                            gboolean           all);
gboolean    heddle_canvas_get_loose_type   (HeddleCanvas      *self,
                                            HeddlePortType    *type);
void        heddle_canvas_get_choice_place (HeddleCanvas      *self,
                                            GdkRectangle      *place);
void        heddle_canvas_link_port        (HeddleCanvas      *self,
                                            const char        *node,
                                            const char        *port,
                                            gboolean           output);
void        heddle_canvas_preview_choice   (HeddleCanvas      *self,
                                            HeddleSearchItem  *item);
void        heddle_canvas_choose           (HeddleCanvas      *self,
                                            HeddleSearchItem  *item,
                                            gboolean           keep,
                                            gboolean           all);
void        heddle_canvas_end_choosing     (HeddleCanvas      *self);

G_END_DECLS
