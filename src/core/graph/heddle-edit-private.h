/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "graph/heddle-edit.h"

G_BEGIN_DECLS

typedef enum
{
  HEDDLE_EDIT_SET,
  HEDDLE_EDIT_INSERT,
  HEDDLE_EDIT_REMOVE,
  HEDDLE_EDIT_MOVE,
} HeddleEditAction;

/* @id of an insertion is the id that was made up for an element without one, @made_up_ids those of what
 * is in it, in the document's order; NULL where none are known. @before is the member that follows one
 * that is set anew, so that taking a member away and putting it back keeps the order.
 */
struct _HeddleEdit
{
  gatomicrefcount    references;
  HeddleEditAction   action;
  HeddleElementKind  kind;
  char              *pipeline;
  char              *id;
  char             **made_up_ids;
  char             **path;
  JsonNode          *value;
  char              *before;
  guint              position;
};

HeddleEdit *heddle_edit_new (HeddleEditAction   action,
                             HeddleElementKind  kind,
                             const char        *pipeline,
                             const char        *id);

G_END_DECLS
