/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "runs/heddle-run-history.h"

#include "base/heddle-json.h"
#include "runs/heddle-error-sentence.h"
#include "runs/heddle-run-previews.h"
#include "store/heddle-run-item-repository.h"
#include "store/heddle-run-repository.h"
#include "store/heddle-workflow-repository.h"

struct _HeddleRunHistory
{
  GObject          parent_instance;
  gint64           number;
  char            *run;
  char            *pipeline;
  HeddleRunStatus  status;
  GPtrArray       *nodes;
  GPtrArray       *items;
};

G_DEFINE_FINAL_TYPE (HeddleRunHistory, heddle_run_history, G_TYPE_OBJECT)

static void
heddle_run_history_finalize (GObject *object)
{
  HeddleRunHistory *self = HEDDLE_RUN_HISTORY (object);

  g_clear_pointer (&self->run, g_free);
  g_clear_pointer (&self->pipeline, g_free);
  g_clear_pointer (&self->nodes, g_ptr_array_unref);
  g_clear_pointer (&self->items, g_ptr_array_unref);

  G_OBJECT_CLASS (heddle_run_history_parent_class)->finalize (object);
}

static void
heddle_run_history_class_init (HeddleRunHistoryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = heddle_run_history_finalize;
}

static void
heddle_run_history_init (HeddleRunHistory *self)
{
}

static gboolean
take_run (HeddleDatabase        *database,
          const HeddleRunRecord *run,
          GValue                *result,
          GError               **error)
{
  g_autoptr (HeddleRunHistory) self = g_object_new (HEDDLE_TYPE_RUN_HISTORY, NULL);

  self->number = run->number;
  self->run = g_strdup (run->uuid);
  self->pipeline = g_strdup (run->pipeline);
  self->status = run->status;
  self->nodes = heddle_node_runs_list (database, run->id, error);
  self->items = self->nodes == NULL ? NULL : heddle_run_items_list (database, run->id, error);
  if (self->items == NULL)
    return FALSE;
  g_value_init (result, HEDDLE_TYPE_RUN_HISTORY);
  g_value_take_object (result, g_steal_pointer (&self));
  return TRUE;
}

/* The ids of a workflow and of one of its pipelines. */
static gboolean
read_history (HeddleDatabase  *database,
              gpointer         data,
              GValue          *result,
              GError         **error)
{
  const char *const *ids = data;
  g_autoptr (HeddleWorkflowRecord) workflow = heddle_workflows_find (database, ids[0], error);
  g_autoptr (HeddleRunRecord) run = NULL;

  if (workflow == NULL || !heddle_runs_get_latest (database, workflow->id, ids[1], &run, error))
    return FALSE;
  return run == NULL || take_run (database, run, result, error);
}

static gboolean
read_run (HeddleDatabase  *database,
          gpointer         data,
          GValue          *result,
          GError         **error)
{
  g_autoptr (HeddleRunRecord) run = heddle_runs_find (database, data, error);

  return run != NULL && take_run (database, run, result, error);
}

/**
 * heddle_run_history_load:
 * @session: a session with a library
 * @workflow: a workflow's id
 * @pipeline: the id of one of its pipelines
 *
 * Returns: (transfer full): resolves to the [class@RunHistory] of the pipeline's last run, or to
 *   something else where it has never run
 */
DexFuture *
heddle_run_history_load (HeddleSession *session,
                         const char    *workflow,
                         const char    *pipeline)
{
  const char *const ids[] = { workflow, pipeline, NULL };

  return heddle_library_read (heddle_session_get_library (session), read_history, g_strdupv ((char **) ids),
                              (GDestroyNotify) g_strfreev);
}

/**
 * heddle_run_history_load_run:
 * @session: a session with a library
 * @run: a run's UUID
 *
 * Returns: (transfer full): resolves to the [class@RunHistory] of the run
 */
DexFuture *
heddle_run_history_load_run (HeddleSession *session,
                             const char    *run)
{
  return heddle_library_read (heddle_session_get_library (session), read_run, g_strdup (run), g_free);
}

/**
 * heddle_run_history_get_pipeline:
 * @self: what the library holds
 *
 * Returns: (transfer none): the id of the pipeline that has run
 */
const char *
heddle_run_history_get_pipeline (HeddleRunHistory *self)
{
  return self->pipeline;
}

static const HeddleNodeRunRecord *
find_node (HeddleRunHistory *self,
           gint64            id)
{
  for (guint i = 0; i < self->nodes->len; i++)
    {
      const HeddleNodeRunRecord *node = self->nodes->pdata[i];

      if (node->id == id)
        return node;
    }
  return NULL;
}

static void
show_error (HeddleNodeState *state,
            const char      *text)
{
  g_autoptr (JsonNode) json = heddle_json_parse (text, -1, NULL);
  JsonObject *error;
  const char *message;
  const char *sentence;

  if (json == NULL || !JSON_NODE_HOLDS_OBJECT (json) || state->error != NULL)
    return;
  error = json_node_get_object (json);
  message = heddle_json_get_string (error, "message", "");
  sentence = heddle_error_get_sentence (heddle_json_get_string (error, "code", ""));
  state->error = g_strdup (sentence != NULL ? sentence : message);
  state->details = g_strdup (sentence != NULL ? message : heddle_json_get_string (error, "details", NULL));
}

static void
show_outputs (HeddleRunPreviews *previews,
              const char        *node,
              const char        *path,
              const char        *text)
{
  g_autoptr (HeddleNodeOutputs) outputs = heddle_node_outputs_from_stored_text (text, NULL);
  g_autoptr (HeddleIndex) index = heddle_index_from_string (path, NULL);

  if (outputs != NULL && index != NULL)
    heddle_run_previews_add (previews, node, index, outputs);
}

static void
show_item (HeddleRunHistory          *self,
           HeddleRunState            *run_state,
           HeddleRunPreviews         *previews,
           const HeddleRunItemRecord *item)
{
  const HeddleNodeRunRecord *node = find_node (self, item->node_run_id);
  HeddleNodeState *state;

  if (node == NULL)
    return;
  state = heddle_run_state_edit (run_state, node->node);
  state->run_number = self->number;
  state->earlier = TRUE;
  if (item->status == HEDDLE_ITEM_WAITING)
    state->phase = HEDDLE_NODE_WAITING;
  state->n_unknown += item->status == HEDDLE_ITEM_UNKNOWN_OUTCOME;
  if (!heddle_item_status_is_final (item->status))
    return;
  heddle_node_state_count (state, item->cached ? HEDDLE_ITEM_CACHED : item->status);
  if (item->started_at > 0)
    state->duration_ms += MAX (item->finished_at - item->started_at, 0);
  state->cost = heddle_money_add (state->cost, item->cost);
  if (item->error != NULL)
    show_error (state, item->error);
  if (item->outputs != NULL)
    show_outputs (previews, node->node, item->path, item->outputs);
}

/* What hangs on a person is still to be done. */
static HeddleNodePhase
get_untouched_phase (HeddleRunHistory          *self,
                     const HeddleNodeRunRecord *node)
{
  if (node->status == HEDDLE_ITEM_CANCELLED)
    return HEDDLE_NODE_STOPPED;
  return heddle_run_status_is_final (self->status) ? HEDDLE_NODE_SKIPPED : HEDDLE_NODE_QUEUED;
}

static void
show_node (HeddleRunHistory          *self,
           HeddleRunState            *run_state,
           const HeddleNodeRunRecord *node)
{
  HeddleNodeState *state = heddle_run_state_edit (run_state, node->node);

  state->run_number = self->number;
  state->earlier = TRUE;
  state->n_total = state->n_done;
  if (state->n_unknown > 0 && self->status == HEDDLE_RUN_AWAITING_DECISION)
    state->phase = HEDDLE_NODE_FAILED;
  if (state->phase == HEDDLE_NODE_WAITING || state->phase == HEDDLE_NODE_FAILED)
    {
      heddle_node_state_make_offer (state, self->status);
      return;
    }
  state->phase = state->n_done > 0 ? heddle_node_state_get_final_phase (state) : get_untouched_phase (self, node);
  heddle_node_state_make_offer (state, self->status);
}

static gboolean
waits (HeddleRunHistory          *self,
       const HeddleNodeRunRecord *node)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      const HeddleRunItemRecord *item = self->items->pdata[i];

      if (item->node_run_id == node->id
          && (item->status == HEDDLE_ITEM_WAITING || item->status == HEDDLE_ITEM_UNKNOWN_OUTCOME))
        return TRUE;
    }
  return FALSE;
}

/**
 * heddle_run_history_has_gone_on:
 * @self: what the library holds
 * @state: what the editor shows of the same run, which needs a word of a person to go on
 *
 * Returns: whether the run was given that elsewhere, and has come to rest again
 */
gboolean
heddle_run_history_has_gone_on (HeddleRunHistory *self,
                                HeddleRunState   *state)
{
  if (heddle_run_status_is_final (self->status))
    return TRUE;
  if (self->status != HEDDLE_RUN_AWAITING_SELECTION && self->status != HEDDLE_RUN_AWAITING_APPROVAL
      && self->status != HEDDLE_RUN_AWAITING_DECISION)
    return FALSE;
  for (guint i = 0; i < self->nodes->len; i++)
    {
      const HeddleNodeRunRecord *node = self->nodes->pdata[i];

      if (waits (self, node) != heddle_run_state_node_waits (state, node->node))
        return TRUE;
    }
  return FALSE;
}

/**
 * heddle_run_history_show:
 * @self: what the library holds
 * @session: the session whose library that is
 * @state: what the editor shows
 *
 * Shows the run on the nodes, as one from before.
 */
void
heddle_run_history_show (HeddleRunHistory *self,
                         HeddleSession    *session,
                         HeddleRunState   *state)
{
  g_autoptr (HeddleRunPreviews) previews = heddle_run_previews_new (session, state);

  for (guint i = 0; i < self->items->len; i++)
    show_item (self, state, previews, self->items->pdata[i]);
  for (guint i = 0; i < self->nodes->len; i++)
    show_node (self, state, self->nodes->pdata[i]);
  heddle_run_state_set_run (state, self->run);
  heddle_run_state_touch (state, NULL);
}
