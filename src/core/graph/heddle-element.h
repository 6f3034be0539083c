/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * HeddleElementKind:
 * @HEDDLE_ELEMENT_WORKFLOW: the document itself
 * @HEDDLE_ELEMENT_INPUT: one of its inputs
 * @HEDDLE_ELEMENT_PIPELINE: one of its pipelines
 * @HEDDLE_ELEMENT_NODE: a node of a pipeline
 * @HEDDLE_ELEMENT_LINK: a link of a pipeline
 * @HEDDLE_ELEMENT_FRAME: a frame of a pipeline
 * @HEDDLE_ELEMENT_NOTE: a note of a pipeline
 *
 * What a document is made of.
 */
typedef enum
{
  HEDDLE_ELEMENT_WORKFLOW,
  HEDDLE_ELEMENT_INPUT,
  HEDDLE_ELEMENT_PIPELINE,
  HEDDLE_ELEMENT_NODE,
  HEDDLE_ELEMENT_LINK,
  HEDDLE_ELEMENT_FRAME,
  HEDDLE_ELEMENT_NOTE,
} HeddleElementKind;

typedef struct _HeddleElements HeddleElements;

#define HEDDLE_TYPE_ELEMENT (heddle_element_get_type ())
G_DECLARE_DERIVABLE_TYPE (HeddleElement, heddle_element, HEDDLE, ELEMENT, GObject)

/**
 * HeddleElementClass:
 * @parent_class: the parent class
 * @kind: what the elements are
 * @definition: (nullable): their name in `$defs` of the schema; %NULL for the document itself
 * @id_member: the member that names an element among its siblings
 * @update: reads what the element caches from its members again
 * @get_elements: (nullable): the elements that the element holds, by kind, ended by an entry
 *   without a list
 *
 * The class of everything that a document is made of; not for other rooms to derive from.
 */
struct _HeddleElementClass
{
  GObjectClass       parent_class;
  HeddleElementKind  kind;
  const char        *definition;
  const char        *id_member;
  void             (*update)       (HeddleElement *self);
  HeddleElements  *(*get_elements) (HeddleElement *self);
};

HeddleElementKind  heddle_element_get_kind   (HeddleElement *self);
const char        *heddle_element_get_id     (HeddleElement *self);
gboolean           heddle_element_has_own_id (HeddleElement *self);
JsonNode          *heddle_element_get_member (HeddleElement *self,
                                              const char    *name);
JsonNode          *heddle_element_to_json    (HeddleElement *self);

G_END_DECLS
