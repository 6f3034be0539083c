/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "editor/heddle-canvas.h"
#include "editor/heddle-outline.h"

G_BEGIN_DECLS

/**
 * HeddleOutlineSelection:
 *
 * An outline as a tree, with what is selected in it, which is what is selected on the canvas.
 */
#define HEDDLE_TYPE_OUTLINE_SELECTION (heddle_outline_selection_get_type ())
G_DECLARE_FINAL_TYPE (HeddleOutlineSelection, heddle_outline_selection, HEDDLE, OUTLINE_SELECTION, GObject)

HeddleOutlineSelection *heddle_outline_selection_new         (HeddleOutline          *outline,
                                                              HeddleCanvas           *canvas);
GtkSelectionModel      *heddle_outline_selection_get_model   (HeddleOutlineSelection *self);
HeddleOutlineItem      *heddle_outline_selection_ref_item    (HeddleOutlineSelection *self,
                                                              guint                   position);
guint                   heddle_outline_selection_find        (HeddleOutlineSelection *self,
                                                              HeddleOutlineItem      *item);
void                    heddle_outline_selection_reach       (HeddleOutlineSelection *self,
                                                              HeddleOutlineItem      *item);
guint                   heddle_outline_selection_get_primary (HeddleOutlineSelection *self);
gboolean                heddle_outline_selection_has_ports   (HeddleOutlineSelection *self);
void                    heddle_outline_selection_keep_expanded (HeddleOutlineSelection *self,
                                                                GtkTreeListRow         *row);

G_END_DECLS
