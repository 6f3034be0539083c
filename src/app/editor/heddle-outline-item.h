/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "graph/heddle-element.h"

G_BEGIN_DECLS

/**
 * HeddleOutlineKind:
 * @HEDDLE_OUTLINE_FRAME: a frame, which holds nodes
 * @HEDDLE_OUTLINE_NOTE: a note
 * @HEDDLE_OUTLINE_NODE: a node, which has ports
 * @HEDDLE_OUTLINE_PORT: a port, or what runs before or after a node, which has links
 * @HEDDLE_OUTLINE_LINK: a link, seen from one of its ends
 *
 * What an entry of an outline is.
 */
typedef enum
{
  HEDDLE_OUTLINE_FRAME,
  HEDDLE_OUTLINE_NOTE,
  HEDDLE_OUTLINE_NODE,
  HEDDLE_OUTLINE_PORT,
  HEDDLE_OUTLINE_LINK,
} HeddleOutlineKind;

/**
 * HeddleOutlineItem:
 *
 * An entry of an outline: what it is of, and what is below it. What there is to say of it, its [class@Outline] knows.
 */
#define HEDDLE_TYPE_OUTLINE_ITEM (heddle_outline_item_get_type ())
G_DECLARE_FINAL_TYPE (HeddleOutlineItem, heddle_outline_item, HEDDLE, OUTLINE_ITEM, GObject)

HeddleOutlineItem *heddle_outline_item_new_area     (HeddleElement     *area);
HeddleOutlineItem *heddle_outline_item_new_node     (const char        *node);
HeddleOutlineItem *heddle_outline_item_new_port     (const char        *node,
                                                     const char        *port,
                                                     gboolean           output,
                                                     gboolean           several);
HeddleOutlineItem *heddle_outline_item_new_link     (const char        *node,
                                                     const char        *port,
                                                     gboolean           output,
                                                     const char        *link);
HeddleOutlineKind  heddle_outline_item_get_kind     (HeddleOutlineItem *self);
HeddleElement     *heddle_outline_item_get_area     (HeddleOutlineItem *self);
const char        *heddle_outline_item_get_node     (HeddleOutlineItem *self);
const char        *heddle_outline_item_get_port     (HeddleOutlineItem *self);
const char        *heddle_outline_item_get_link     (HeddleOutlineItem *self);
gboolean           heddle_outline_item_is_output    (HeddleOutlineItem *self);
gboolean           heddle_outline_item_is_same      (HeddleOutlineItem *self,
                                                     HeddleOutlineItem *other);
HeddleOutlineItem *heddle_outline_item_get_parent   (HeddleOutlineItem *self);
void               heddle_outline_item_set_parent   (HeddleOutlineItem *self,
                                                     HeddleOutlineItem *parent);
guint              heddle_outline_item_get_position (HeddleOutlineItem *self);
void               heddle_outline_item_set_position (HeddleOutlineItem *self,
                                                     guint              position);
gboolean           heddle_outline_item_is_expanded  (HeddleOutlineItem *self);
void               heddle_outline_item_set_expanded (HeddleOutlineItem *self,
                                                     gboolean           expanded);
guint              heddle_outline_item_get_turn     (HeddleOutlineItem *self);
void               heddle_outline_item_set_turn     (HeddleOutlineItem *self,
                                                     guint              turn);
const char        *heddle_outline_item_get_words    (HeddleOutlineItem *self);
void               heddle_outline_item_set_words    (HeddleOutlineItem *self,
                                                     const char        *words);
GListStore        *heddle_outline_item_peek_below   (HeddleOutlineItem *self);
GListStore        *heddle_outline_item_ref_below    (HeddleOutlineItem *self);

G_END_DECLS
