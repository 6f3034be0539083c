/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "graph/heddle-element.h"

G_BEGIN_DECLS

/* The elements of one kind that another element holds, in order and by id. */
struct _HeddleElements
{
  HeddleElementKind  kind;
  const char        *member;
  GListStore        *list;
  GHashTable        *by_id;
};

void            heddle_elements_init             (HeddleElements     *self,
                                                  HeddleElementKind   kind,
                                                  const char         *member,
                                                  GType               type);
void            heddle_elements_clear            (HeddleElements     *self);
HeddleElement  *heddle_elements_find             (HeddleElements     *self,
                                                  const char         *id,
                                                  guint              *position);

HeddleElement  *heddle_element_new_from_json     (HeddleElementKind   kind,
                                                  JsonNode           *json,
                                                  GError            **error);
HeddleElement  *heddle_element_load              (HeddleElementKind   kind,
                                                  JsonObject         *members,
                                                  GError            **error);
HeddleElements *heddle_element_get_elements      (HeddleElement      *self,
                                                  HeddleElementKind   kind);
gboolean        heddle_element_insert            (HeddleElement      *self,
                                                  HeddleElement      *element,
                                                  guint               position,
                                                  const char         *made_up_id,
                                                  GError            **error);
void            heddle_element_remove            (HeddleElement      *self,
                                                  HeddleElementKind   kind,
                                                  const char         *id);
void            heddle_element_move              (HeddleElement      *self,
                                                  HeddleElementKind   kind,
                                                  guint               from,
                                                  guint               to);
void            heddle_element_add_made_up_ids   (HeddleElement      *self,
                                                  GStrvBuilder       *ids);
const char *const *heddle_element_take_made_up_ids (HeddleElement     *self,
                                                  const char *const  *ids);
JsonNode       *heddle_element_share_json        (HeddleElement      *self);
JsonObject     *heddle_element_get_members       (HeddleElement      *self);
gboolean        heddle_element_set_members       (HeddleElement      *self,
                                                  JsonObject         *members,
                                                  HeddleElements     *siblings,
                                                  const char         *changed,
                                                  GError            **error);
void            heddle_element_set_object        (JsonObject        **place,
                                                  JsonObject         *members,
                                                  const char         *name);

G_END_DECLS
