/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "editor/heddle-outline.h"

G_BEGIN_DECLS

/* @nodes are by their ids, @areas by the elements of the document, @problems_of by the ids of nodes. */
struct _HeddleOutline
{
  GObject            parent_instance;
  HeddleCanvasModel *model;
  GListModel        *problems;
  char              *page;
  GListStore        *items;
  GHashTable        *nodes;
  GHashTable        *areas;
  GHashTable        *problems_of;
  GStrv              words;
  guint              turn;
  guint              source;
  gboolean           complete;
};

void heddle_outline_tell_changed  (HeddleOutline     *self,
                                   HeddleOutlineItem *item);
void heddle_outline_refresh_below (HeddleOutline     *self,
                                   HeddleOutlineItem *item);

G_END_DECLS
