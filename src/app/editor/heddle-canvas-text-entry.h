/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "editor/heddle-canvas.h"

G_BEGIN_DECLS

void     heddle_canvas_edit_node_title      (HeddleCanvas  *self,
                                             const char    *id);
void     heddle_canvas_edit_area_text       (HeddleCanvas  *self,
                                             HeddleElement *element);
void     heddle_canvas_end_text_entry       (HeddleCanvas  *self,
                                             gboolean       keep);
gboolean heddle_canvas_has_text_entry       (HeddleCanvas  *self);
void     heddle_canvas_drop_text_entry      (HeddleCanvas  *self);
void     heddle_canvas_focus_text_entry     (HeddleCanvas  *self);
void     heddle_canvas_place_text_entry     (HeddleCanvas  *self);
void     heddle_canvas_allocate_text_entry  (HeddleCanvas  *self);
void     heddle_canvas_snapshot_text_entry  (HeddleCanvas  *self,
                                             GtkSnapshot   *snapshot);
gboolean heddle_canvas_is_in_text_entry     (HeddleCanvas  *self,
                                             double         x,
                                             double         y);

G_END_DECLS
