/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "store/heddle-database.h"

G_BEGIN_DECLS

/**
 * HeddleDecisionAnswer:
 * @HEDDLE_DECISION_CHOSEN: of what waits at a gate, some go on
 * @HEDDLE_DECISION_REJECTED: of what waits at a gate, nothing goes on
 * @HEDDLE_DECISION_SEND: what may have been paid for already is sent again
 * @HEDDLE_DECISION_ASK: the provider is asked what became of it
 * @HEDDLE_DECISION_GIVE_UP: the item counts as failed
 *
 * What a person said to an item that waits for one.
 */
typedef enum
{
  HEDDLE_DECISION_CHOSEN,
  HEDDLE_DECISION_REJECTED,
  HEDDLE_DECISION_SEND,
  HEDDLE_DECISION_ASK,
  HEDDLE_DECISION_GIVE_UP,
} HeddleDecisionAnswer;

/**
 * HeddleDecisionRecord:
 * @id: the row, 0 before it is inserted
 * @run_id: the run
 * @node: the node's id
 * @path: the item's index, dotted
 * @answer: what was said
 * @chosen: (nullable): of a gate's list, the positions that go on, as a JSON array of whole numbers
 * @comment: (nullable): the person's own words
 * @call_id: the last call that was made for the item before, or 0; only read
 * @created_at: milliseconds
 * @superseded: whether a call was made for the item since, so that the answer is used up; only read
 *
 * A person's answer.
 */
typedef struct
{
  gint64                id;
  gint64                run_id;
  char                 *node;
  char                 *path;
  HeddleDecisionAnswer  answer;
  char                 *chosen;
  char                 *comment;
  gint64                call_id;
  gint64                created_at;
  gboolean              superseded;
} HeddleDecisionRecord;

void     heddle_decision_record_free (HeddleDecisionRecord        *self);

gboolean heddle_decisions_add        (HeddleDatabase              *database,
                                      const HeddleDecisionRecord  *record,
                                      GError                     **error);
gboolean heddle_decisions_find       (HeddleDatabase              *database,
                                      gint64                       run_id,
                                      const char                  *node,
                                      const char                  *path,
                                      HeddleDecisionRecord       **record,
                                      GError                     **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleDecisionRecord, heddle_decision_record_free)

G_END_DECLS
