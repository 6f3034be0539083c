/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "editor/heddle-canvas-model.h"
#include "graph/heddle-link-check.h"

G_BEGIN_DECLS

/**
 * HeddleSearchMatch:
 * @HEDDLE_SEARCH_OTHER: not what is looked for
 * @HEDDLE_SEARCH_WITHIN: its description, its category or its keywords have it within a word
 * @HEDDLE_SEARCH_TOLD: its description, its category or its keywords say so
 * @HEDDLE_SEARCH_TITLED: its title does
 * @HEDDLE_SEARCH_NAMED: its title begins so
 *
 * How well something is what is looked for.
 */
typedef enum
{
  HEDDLE_SEARCH_OTHER,
  HEDDLE_SEARCH_WITHIN,
  HEDDLE_SEARCH_TOLD,
  HEDDLE_SEARCH_TITLED,
  HEDDLE_SEARCH_NAMED,
} HeddleSearchMatch;

/**
 * HeddleSearchItem:
 *
 * Something to choose on the canvas: a type of step to add, a port to link, a step that another runs after, or a
 * link to remove.
 */
#define HEDDLE_TYPE_SEARCH_ITEM (heddle_search_item_get_type ())
G_DECLARE_FINAL_TYPE (HeddleSearchItem, heddle_search_item, HEDDLE, SEARCH_ITEM, GObject)

const char *heddle_search_item_get_title     (HeddleSearchItem    *self);
const char *heddle_search_item_get_subtitle  (HeddleSearchItem    *self);
const char *heddle_search_item_get_category  (HeddleSearchItem    *self);
const char *heddle_search_item_get_icon_name (HeddleSearchItem    *self);
int         heddle_search_item_get_value_type (HeddleSearchItem   *self);
const char *heddle_search_item_get_node_type (HeddleSearchItem    *self);
const char *heddle_search_item_get_node      (HeddleSearchItem    *self);
const char *heddle_search_item_get_port      (HeddleSearchItem    *self);
const char *heddle_search_item_get_link      (HeddleSearchItem    *self);
HeddleSearchMatch heddle_search_item_match   (HeddleSearchItem    *self,
                                              const char *const   *words);
int         heddle_search_item_compare_category (HeddleSearchItem *self,
                                              HeddleSearchItem    *other);
GListStore *heddle_search_item_list_types    (HeddleNodeRegistry  *registry,
                                              HeddleLinkCheck     *check,
                                              const char          *node,
                                              const char          *port,
                                              gboolean             output);
GListStore *heddle_search_item_list_ports    (HeddleCanvasModel   *model,
                                              HeddleLinkCheck     *check,
                                              const char          *node,
                                              const char          *port,
                                              gboolean             output);
GListStore *heddle_search_item_list_earlier  (HeddleCanvasModel   *model,
                                              HeddleLinkCheck     *check,
                                              const char          *node);
gboolean    heddle_search_item_is_same       (HeddleSearchItem    *self,
                                              HeddleSearchItem    *other);

G_END_DECLS
