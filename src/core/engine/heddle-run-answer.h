/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heddle-engine.h"
#include "store/heddle-decision-repository.h"

G_BEGIN_DECLS

/**
 * HEDDLE_RUN_ANSWER_FORMAT:
 *
 * The type that an answer has on its way to another process.
 */
#define HEDDLE_RUN_ANSWER_FORMAT "(usasbsuu)"

/**
 * HeddleRunAnswerKind:
 * @HEDDLE_RUN_ANSWER_NONE: nothing is answered
 * @HEDDLE_RUN_ANSWER_PICK: what is chosen
 * @HEDDLE_RUN_ANSWER_APPROVE: what is approved or rejected
 * @HEDDLE_RUN_ANSWER_DECIDE: what becomes of a request whose outcome is unknown
 * @HEDDLE_RUN_ANSWER_MORE: that there is to be more to choose from
 */
typedef enum
{
  HEDDLE_RUN_ANSWER_NONE,
  HEDDLE_RUN_ANSWER_PICK,
  HEDDLE_RUN_ANSWER_APPROVE,
  HEDDLE_RUN_ANSWER_DECIDE,
  HEDDLE_RUN_ANSWER_MORE,
} HeddleRunAnswerKind;

/**
 * HeddleRunAnswer:
 * @kind: what is answered
 * @node: the node that waits, by its id or its name
 * @indexes: (array zero-terminated=1): what the answer is about, dotted; of a decision, one index, which
 *   is empty where nothing was mapped; of more to choose from, one at most
 * @reject: whether that is rejected
 * @comment: (nullable): the person's own words
 * @decision: send, ask or give up
 * @count: of more to choose from, how many; 0 for as many as there were made
 *
 * What a person says to a run that waits. Everything is borrowed.
 */
typedef struct
{
  HeddleRunAnswerKind   kind;
  const char           *node;
  const char *const    *indexes;
  gboolean              reject;
  const char           *comment;
  HeddleDecisionAnswer  decision;
  guint                 count;
} HeddleRunAnswer;

gboolean  heddle_run_answer_write_down (const HeddleRunAnswer  *self,
                                        HeddleEngine           *engine,
                                        HeddleRun              *continued,
                                        GError                **error);
GVariant *heddle_run_answer_to_variant (const HeddleRunAnswer  *self);
gboolean  heddle_run_answer_read       (HeddleRunAnswer        *self,
                                        GVariant               *variant);
void      heddle_run_answer_clear      (HeddleRunAnswer        *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HeddleRunAnswer, heddle_run_answer_clear)

G_END_DECLS
