/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "editor/heddle-outline-item.h"
#include "editor/heddle-outline-pane.h"
#include "editor/heddle-outline-selection.h"

G_BEGIN_DECLS

/* @rows are the list items that are on the screen, by their entries. */
struct _HeddleOutlinePane
{
  AdwBin                  parent_instance;
  HeddleOpenWorkflow     *workflow;
  HeddleCanvasPages      *pages;
  GtkSearchEntry         *search;
  GtkStack               *stack;
  GtkListView            *list;
  HeddleCanvas           *canvas;
  HeddleOutline          *outline;
  HeddleOutlineSelection *selection;
  GHashTable             *rows;
  HeddleOutlineItem      *focused;
  guint                   focused_position;
  guint                   forget_source;
  guint                   enter_source;
  guint                   show_source;
  gboolean                wanted;
  gboolean                entering;
};

GtkListItem       *heddle_outline_pane_find_focused     (HeddleOutlinePane *self);
HeddleOutlineItem *heddle_outline_pane_ref_focused_item (HeddleOutlinePane *self);
void               heddle_outline_pane_go_to            (HeddleOutlinePane *self,
                                                         guint              position,
                                                         gboolean           select);
void               heddle_outline_pane_leave            (HeddleOutlinePane *self);
void               heddle_outline_pane_open_menu        (HeddleOutlinePane *self,
                                                         GtkWidget         *widget,
                                                         GtkListItem       *list_item,
                                                         double             x,
                                                         double             y);
void               heddle_outline_pane_listen_to_keys   (HeddleOutlinePane *self);

G_END_DECLS
