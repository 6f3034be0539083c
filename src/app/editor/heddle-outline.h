/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "editor/heddle-canvas-model.h"
#include "editor/heddle-outline-item.h"
#include "editor/heddle-problem-item.h"

G_BEGIN_DECLS

/**
 * HEDDLE_OUTLINE_MOST_AT_ONCE:
 *
 * How many nodes an outline takes in before the main loop turns.
 */
#define HEDDLE_OUTLINE_MOST_AT_ONCE 1000

/**
 * HeddleOutline:
 *
 * The nodes of a page as a list, in the order that work takes: frames with what is in them, notes last, nodes with
 * their ports, ports with their links. Follows the canvas one change at a time, outside of what changes it. Knows no
 * widget.
 */
#define HEDDLE_TYPE_OUTLINE (heddle_outline_get_type ())
G_DECLARE_FINAL_TYPE (HeddleOutline, heddle_outline, HEDDLE, OUTLINE, GObject)

HeddleOutline     *heddle_outline_new            (HeddleCanvasModel *model,
                                                  GListModel        *problems,
                                                  const char        *page);
GListModel        *heddle_outline_get_items      (HeddleOutline     *self);
GListModel        *heddle_outline_ref_below      (HeddleOutline     *self,
                                                  HeddleOutlineItem *item);
HeddleCanvasModel *heddle_outline_get_model      (HeddleOutline     *self);
HeddleOutlineItem *heddle_outline_find_node      (HeddleOutline     *self,
                                                  const char        *node);
HeddleOutlineItem *heddle_outline_find_area      (HeddleOutline     *self,
                                                  HeddleElement     *area);
HeddleProblemItem *heddle_outline_find_problem   (HeddleOutline     *self,
                                                  HeddleOutlineItem *item);
HeddleCanvasPort  *heddle_outline_find_port      (HeddleOutline     *self,
                                                  HeddleOutlineItem *item);
HeddleCanvasLink  *heddle_outline_find_only_link (HeddleOutline     *self,
                                                  HeddleOutlineItem *item);
GPtrArray         *heddle_outline_list_links     (HeddleOutline     *self,
                                                  HeddleOutlineItem *item);
void               heddle_outline_set_query      (HeddleOutline     *self,
                                                  const char        *query);
gboolean           heddle_outline_is_complete    (HeddleOutline     *self);

G_END_DECLS
