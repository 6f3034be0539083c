/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "engine/heddle-run-answer.h"

#include "engine/heddle-run-answers.h"

/**
 * heddle_run_answer_write_down:
 * @self: an answer
 * @library: a library
 * @run: the run's number, its UUID, or the beginning of that
 * @error: return location
 *
 * Writes down what the person says, for the run to go on with. Blocks.
 *
 * Returns: %FALSE with [error@PlanError] where nobody waits for that, or another error where it could
 *   not be written down; nothing has changed then
 */
gboolean
heddle_run_answer_write_down (const HeddleRunAnswer  *self,
                              HeddleLibrary          *library,
                              const char             *run,
                              GError                **error)
{
  switch (self->kind)
    {
    case HEDDLE_RUN_ANSWER_PICK:
      return heddle_run_answers_pick (library, run, self->node, self->indexes, self->comment, error);
    case HEDDLE_RUN_ANSWER_APPROVE:
      return heddle_run_answers_approve (library, run, self->node, self->indexes, self->reject, self->comment, error);
    case HEDDLE_RUN_ANSWER_DECIDE:
      return heddle_run_answers_decide (library, run, self->node, self->indexes[0] == NULL ? "" : self->indexes[0],
                                        self->decision, error);
    case HEDDLE_RUN_ANSWER_NONE:
    default:
      return TRUE;
    }
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

  return g_variant_new ("(us^asbsu)", self->kind, self->node == NULL ? "" : self->node,
                        self->indexes == NULL ? none : self->indexes, self->reject,
                        self->comment == NULL ? "" : self->comment, self->decision);
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
  guint32 kind, decision;

  g_variant_get (variant, "(u&s^a&sb&su)", &kind, &self->node, &self->indexes, &self->reject, &self->comment,
                 &decision);
  self->kind = kind;
  self->decision = decision;
  if (*self->comment == '\0')
    self->comment = NULL;
  return kind <= HEDDLE_RUN_ANSWER_DECIDE && decision <= HEDDLE_DECISION_GIVE_UP;
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
