/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "engine/heddle-run-answer.h"

#include "engine/heddle-further-order.h"
#include "engine/heddle-run-answers.h"
#include "engine/heddle-run-private.h"

static gboolean
place_order (const HeddleRunAnswer  *self,
             HeddleEngine           *engine,
             HeddleRun              *continued,
             GError                **error)
{
  const HeddleFurtherOrder order = { .node = self->node, .index = self->indexes[0], .count = self->count };

  return heddle_further_order_place (&order, engine, continued, error);
}

/**
 * heddle_run_answer_write_down:
 * @self: an answer
 * @engine: an engine with a library
 * @continued: the run, which is about to go on
 * @error: return location
 *
 * Writes down what the person says, for the run to go on with, and to tell of when it does. Blocks.
 *
 * Returns: %FALSE with [error@PlanError] where nobody waits for that, or another error where it could
 *   not be written down; nothing has changed then
 */
gboolean
heddle_run_answer_write_down (const HeddleRunAnswer  *self,
                              HeddleEngine           *engine,
                              HeddleRun              *continued,
                              GError                **error)
{
  HeddleLibrary *library = heddle_services_get (heddle_engine_get_services (engine), HEDDLE_TYPE_LIBRARY);
  const char *run = heddle_run_get_uuid (continued);
  g_auto (GStrv) told = NULL;
  gboolean done = TRUE;

  switch (self->kind)
    {
    case HEDDLE_RUN_ANSWER_PICK:
      done = heddle_run_answers_pick (library, run, self->node, self->indexes, self->comment, &told, error);
      break;
    case HEDDLE_RUN_ANSWER_APPROVE:
      done = heddle_run_answers_approve (library, run, self->node, self->indexes, self->reject, self->comment, &told,
                                         error);
      break;
    case HEDDLE_RUN_ANSWER_DECIDE:
      done = heddle_run_answers_decide (library, run, self->node, self->indexes[0] == NULL ? "" : self->indexes[0],
                                        self->decision, &told, error);
      break;
    case HEDDLE_RUN_ANSWER_MORE:
      return place_order (self, engine, continued, error);
    case HEDDLE_RUN_ANSWER_NONE:
    default:
      break;
    }
  heddle_run_set_answers (continued, g_steal_pointer (&told));
  return done;
}

/**
 * heddle_run_answer_to_variant:
 * @self: an answer
 *
 * Returns: (transfer floating): the answer for another process, of the type %HEDDLE_RUN_ANSWER_FORMAT
 */
GVariant *
heddle_run_answer_to_variant (const HeddleRunAnswer *self)
{
  static const char *const none[] = { NULL };

  return g_variant_new ("(us^asbsuu)", self->kind, self->node == NULL ? "" : self->node,
                        self->indexes == NULL ? none : self->indexes, self->reject,
                        self->comment == NULL ? "" : self->comment, self->decision, self->count);
}

/**
 * heddle_run_answer_read:
 * @self: (out caller-allocates): receives the answer, to be cleared with [method@RunAnswer.clear]
 * @variant: what [method@RunAnswer.to_variant] gave, which has to live as long as @self
 *
 * Reads an answer that came from another process.
 *
 * Returns: whether it is one that this version knows
 */
gboolean
heddle_run_answer_read (HeddleRunAnswer *self,
                        GVariant        *variant)
{
  guint32 kind, decision, count;

  g_variant_get (variant, "(u&s^a&sb&suu)", &kind, &self->node, &self->indexes, &self->reject, &self->comment,
                 &decision, &count);
  self->kind = kind;
  self->decision = decision;
  self->count = count;
  if (*self->comment == '\0')
    self->comment = NULL;
  return kind <= HEDDLE_RUN_ANSWER_MORE && decision <= HEDDLE_DECISION_GIVE_UP;
}

/**
 * heddle_run_answer_clear:
 * @self: what [method@RunAnswer.read] has read
 */
void
heddle_run_answer_clear (HeddleRunAnswer *self)
{
  g_free ((gpointer) self->indexes);
  self->indexes = NULL;
}
