/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "editor/heddle-canvas.h"

G_BEGIN_DECLS

/**
 * HeddlePartAccessible:
 *
 * A part of a canvas that is painted, and no widget, as assistive technology has it: a node, or what is in one.
 */
#define HEDDLE_TYPE_PART_ACCESSIBLE (heddle_part_accessible_get_type ())
G_DECLARE_DERIVABLE_TYPE (HeddlePartAccessible, heddle_part_accessible, HEDDLE, PART_ACCESSIBLE, GObject)

/**
 * HeddlePartAccessibleClass:
 * @get_area: where the part is in the canvas; %FALSE where it is not shown
 * @get_first_child: (nullable): (transfer none) the first of the parts in it, if it has any
 */
struct _HeddlePartAccessibleClass
{
  GObjectClass parent_class;

  gboolean       (*get_area)        (HeddlePartAccessible *self,
                                     HeddleCanvas         *canvas,
                                     graphene_rect_t      *area);
  GtkAccessible *(*get_first_child) (HeddlePartAccessible *self);
};

void          heddle_part_accessible_set_up     (HeddlePartAccessible *self,
                                                 GtkAccessible        *parent,
                                                 GtkWidget            *canvas,
                                                 const char           *node,
                                                 GtkAccessibleRole     role,
                                                 gboolean              focusable);
GtkWidget    *heddle_part_accessible_get_canvas (HeddlePartAccessible *self);
const char   *heddle_part_accessible_get_node   (HeddlePartAccessible *self);
GtkAccessibleRole heddle_part_accessible_get_role (HeddlePartAccessible *self);
gboolean      heddle_part_accessible_set_label  (HeddlePartAccessible *self,
                                                 const char           *label);
void          heddle_part_accessible_set_next   (HeddlePartAccessible *self,
                                                 GtkAccessible        *next);
void          heddle_part_accessible_set_focused (HeddlePartAccessible *self,
                                                  gboolean             focused);
void          heddle_part_accessible_set_selected (HeddlePartAccessible *self,
                                                   gboolean              selected);

G_END_DECLS
