/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "runs/heddle-continued-run.h"

#include "base/heddle-threads.h"
#include "engine/heddle-further-order.h"
#include "engine/heddle-run-answers.h"
#include "store/heddle-run-repository.h"

struct _HeddleContinuedRun
{
  GObject            parent_instance;
  HeddleRun         *run;
  HeddleRunTimeline *timeline;
};

G_DEFINE_FINAL_TYPE (HeddleContinuedRun, heddle_continued_run, G_TYPE_OBJECT)

/* What is asked for: to write an answer down where there is one, and then to go on. */
typedef struct
{
  HeddleEngine         *engine;
  HeddleLibrary        *library;
  char                 *run;
  HeddleRun            *adopted;
  gboolean              retry;
  char                 *node;
  GStrv                 indexes;
  gboolean              (*write) (gpointer   request,
                                  GError   **error);
  HeddleGateAnswer      gate_answer;
  gboolean              wants_more;
  HeddleDecisionAnswer  decision;
} Request;

static void
heddle_continued_run_finalize (GObject *object)
{
  HeddleContinuedRun *self = HEDDLE_CONTINUED_RUN (object);

  g_clear_object (&self->run);
  g_clear_pointer (&self->timeline, heddle_run_timeline_unref);

  G_OBJECT_CLASS (heddle_continued_run_parent_class)->finalize (object);
}

static void
heddle_continued_run_class_init (HeddleContinuedRunClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = heddle_continued_run_finalize;
}

static void
heddle_continued_run_init (HeddleContinuedRun *self)
{
}

static Request *
request_new (HeddleSession *session,
             const char    *run)
{
  Request *request = g_new0 (Request, 1);

  request->engine = g_object_ref (heddle_session_get_engine (session));
  request->library = g_object_ref (heddle_session_get_library (session));
  request->run = g_strdup (run);
  return request;
}

static void
request_free (gpointer data)
{
  Request *request = data;

  g_object_unref (request->engine);
  g_object_unref (request->library);
  g_free (request->run);
  g_clear_object (&request->adopted);
  g_free (request->node);
  g_strfreev (request->indexes);
  g_free (request);
}

static gboolean
read_timeline (HeddleDatabase  *database,
               gpointer         data,
               GValue          *result,
               GError         **error)
{
  g_autoptr (HeddleRunRecord) record = heddle_runs_find (database, data, error);
  HeddleRunTimeline *timeline = NULL;

  if (record != NULL)
    timeline = heddle_run_timeline_read (database, record->id, g_get_real_time () / 1000, error);
  if (timeline == NULL)
    return FALSE;
  g_value_init (result, HEDDLE_TYPE_RUN_TIMELINE);
  g_value_take_boxed (result, timeline);
  return TRUE;
}

/* While nobody else can go on with the run. */
static gboolean
place_order (Request    *request,
             HeddleRun  *run,
             GError    **error)
{
  const HeddleFurtherOrder order = { .node = request->node, .index = request->indexes[0] };

  return heddle_further_order_place (&order, request->engine, run, error);
}

static gboolean
carry_out (gpointer   data,
           GValue    *value,
           GError   **error)
{
  Request *request = data;
  g_autoptr (HeddleContinuedRun) self = g_object_new (HEDDLE_TYPE_CONTINUED_RUN, NULL);
  g_auto (GValue) timeline = G_VALUE_INIT;

  if ((request->write != NULL && !request->write (request, error))
      || !heddle_wait_for (heddle_library_read (request->library, read_timeline, request->run, NULL), &timeline, error))
    return FALSE;
  self->timeline = g_value_dup_boxed (&timeline);
  self->run = request->adopted != NULL
                ? g_object_ref (request->adopted)
                : heddle_engine_continue_run (request->engine, request->run, request->retry, error);
  if (self->run == NULL || (request->wants_more && !place_order (request, self->run, error)))
    return FALSE;
  g_value_init (value, HEDDLE_TYPE_CONTINUED_RUN);
  g_value_take_object (value, g_steal_pointer (&self));
  return TRUE;
}

/**
 * heddle_continued_run_load:
 * @session: a session with a library
 * @run: a run's UUID
 * @retry: whether what has failed or was cancelled is done again, too
 *
 * Returns: (transfer full): resolves to a [class@ContinuedRun] that was not started; rejects where
 *   there is nothing to do, or it could not be read or planned
 */
DexFuture *
heddle_continued_run_load (HeddleSession *session,
                           const char    *run,
                           gboolean       retry)
{
  Request *request = request_new (session, run);

  request->retry = retry;
  return heddle_run_waiting (carry_out, request, request_free);
}

static gboolean
write_gate_answer (gpointer   data,
                   GError   **error)
{
  Request *request = data;
  const char *const *indexes = (const char *const *) request->indexes;

  if (request->gate_answer == HEDDLE_GATE_PICK)
    return heddle_run_answers_pick (request->library, request->run, request->node, indexes, NULL, NULL, error);
  return heddle_run_answers_approve (request->library, request->run, request->node, indexes,
                                     request->gate_answer == HEDDLE_GATE_REJECT, NULL, NULL, error);
}

/**
 * heddle_continued_run_answer:
 * @session: a session with a library
 * @run: a run's UUID
 * @node: the id of a node that waits
 * @answer: what a person says
 * @indexes: (array zero-terminated=1): of what; see [func@run_answers_pick]
 *
 * Writes down what a person says, for the run to go on with.
 *
 * Returns: (transfer full): see [func@ContinuedRun.load]
 */
DexFuture *
heddle_continued_run_answer (HeddleSession      *session,
                             const char         *run,
                             const char         *node,
                             HeddleGateAnswer    answer,
                             const char *const  *indexes)
{
  Request *request = request_new (session, run);

  request->node = g_strdup (node);
  request->indexes = g_strdupv ((GStrv) indexes);
  request->gate_answer = answer;
  request->write = write_gate_answer;
  return heddle_run_waiting (carry_out, request, request_free);
}

/**
 * heddle_continued_run_ask_more:
 * @session: a session with a library
 * @run: a run's UUID
 * @node: the id of a node that waits
 * @index: the index of the item of it that waits, dotted
 *
 * Asks for as much again to choose from as there was made at first.
 *
 * Returns: (transfer full): see [func@ContinuedRun.load]
 */
DexFuture *
heddle_continued_run_ask_more (HeddleSession *session,
                               const char    *run,
                               const char    *node,
                               const char    *index)
{
  Request *request = request_new (session, run);

  request->node = g_strdup (node);
  request->indexes = g_strdupv ((char *[]) { (char *) index, NULL });
  request->wants_more = TRUE;
  return heddle_run_waiting (carry_out, request, request_free);
}

static gboolean
write_decision (gpointer   data,
                GError   **error)
{
  Request *request = data;

  return heddle_run_answers_decide (request->library, request->run, request->node, request->indexes[0],
                                    request->decision, NULL, error);
}

/**
 * heddle_continued_run_decide:
 * @session: a session with a library
 * @run: a run's UUID
 * @node: the id of a node with a request that was never answered
 * @index: the item's index, dotted
 * @answer: what becomes of the request
 *
 * Writes down what a person decides, for the run to go on with.
 *
 * Returns: (transfer full): see [func@ContinuedRun.load]
 */
DexFuture *
heddle_continued_run_decide (HeddleSession        *session,
                             const char           *run,
                             const char           *node,
                             const char           *index,
                             HeddleDecisionAnswer  answer)
{
  Request *request = request_new (session, run);

  request->node = g_strdup (node);
  request->indexes = g_strdupv ((char *[]) { (char *) index, NULL });
  request->decision = answer;
  request->write = write_decision;
  return heddle_run_waiting (carry_out, request, request_free);
}

/**
 * heddle_continued_run_adopt:
 * @session: a session with a library
 * @run: one of the library that has not been started
 *
 * Returns: (transfer full): resolves to a [class@ContinuedRun] of it; rejects where it could not be read
 */
DexFuture *
heddle_continued_run_adopt (HeddleSession *session,
                            HeddleRun     *run)
{
  Request *request = request_new (session, heddle_run_get_uuid (run));

  request->adopted = g_object_ref (run);
  return heddle_run_waiting (carry_out, request, request_free);
}

/**
 * heddle_continued_run_get_run:
 * @self: a run that is about to go on
 *
 * Returns: (transfer none): what is to be started
 */
HeddleRun *
heddle_continued_run_get_run (HeddleContinuedRun *self)
{
  return self->run;
}

/**
 * heddle_continued_run_get_timeline:
 * @self: a run that is about to go on
 *
 * Returns: (transfer none): what its steps have done before
 */
HeddleRunTimeline *
heddle_continued_run_get_timeline (HeddleContinuedRun *self)
{
  return self->timeline;
}
