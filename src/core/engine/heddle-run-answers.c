/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "engine/heddle-run-answers.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#include "base/heddle-json.h"
#include "base/heddle-threads.h"
#include "engine/heddle-plan.h"
#include "graph/heddle-index.h"
#include "graph/heddle-node-outputs.h"
#include "store/heddle-api-call-repository.h"
#include "store/heddle-further-repository.h"
#include "store/heddle-run-item-repository.h"
#include "store/heddle-run-repository.h"

#define PICK_TYPE "logic.pick"
#define APPROVE_TYPE "logic.approve"

/* What a person said, and, while it is being written down, what it is said about. */
typedef struct
{
  const char           *run;
  const char           *node;
  const char           *type;
  const char *const    *indexes;
  const char           *comment;
  HeddleDecisionAnswer  answer;
  gboolean              reject;
  HeddleRunRecord      *record;
  HeddleNodeRunRecord  *node_run;
  GPtrArray            *told;
} Answer;

static void
answer_clear (Answer *self)
{
  g_clear_pointer (&self->record, heddle_run_record_free);
  g_clear_pointer (&self->node_run, heddle_node_run_record_free);
}

static gboolean
find_node (Answer          *self,
           HeddleDatabase  *database,
           GError         **error)
{
  g_autoptr (GPtrArray) nodes = NULL;

  self->record = heddle_runs_find (database, self->run, error);
  nodes = self->record == NULL ? NULL : heddle_node_runs_list (database, self->record->id, error);
  if (nodes == NULL)
    return FALSE;

  for (guint i = 0; self->node_run == NULL && i < nodes->len; i++)
    {
      HeddleNodeRunRecord *node = g_ptr_array_index (nodes, i);

      if (g_str_equal (node->node, self->node) || g_strcmp0 (node->name, self->node) == 0)
        self->node_run = g_ptr_array_steal_index (nodes, i);
    }
  if (self->node_run == NULL)
    {
      g_set_error (error, HEDDLE_PLAN_ERROR, HEDDLE_PLAN_ERROR_INPUT, _("Run %" PRId64 " has no step “%s”"),
                   self->record->number, self->node);
      return FALSE;
    }
  if (self->type != NULL && !g_str_equal (self->node_run->type, self->type))
    {
      g_set_error (error, HEDDLE_PLAN_ERROR, HEDDLE_PLAN_ERROR_INPUT,
                   g_str_equal (self->type, PICK_TYPE)
                     ? _("“%s” is no step that waits for a choice")
                     : _("“%s” is no step that waits for an approval"), self->node);
      return FALSE;
    }
  return TRUE;
}

static GPtrArray *
list_waiting (Answer            *self,
              HeddleDatabase    *database,
              HeddleItemStatus   status,
              GError           **error)
{
  g_autoptr (GPtrArray) items = heddle_run_items_list_node (database, self->record->id, self->node_run->node, status,
                                                            error);

  if (items == NULL || items->len > 0)
    return g_steal_pointer (&items);
  g_set_error (error, HEDDLE_PLAN_ERROR, HEDDLE_PLAN_ERROR_INPUT,
               _("Nothing of “%s” in run %" PRId64 " waits for an answer"), self->node, self->record->number);
  return NULL;
}

static char *
dup_positions (const HeddleRunItemRecord *item,
               JsonArray                 *chosen)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < json_array_get_length (chosen); i++)
    g_string_append_printf (text, "%s%s%s%" PRId64, i == 0 ? "" : ", ", item->path, *item->path == '\0' ? "" : ".",
                            json_array_get_int_element (chosen, i));
  return g_string_free_and_steal (g_steal_pointer (&text));
}

/* Items are told by the indexes that answers name them with. */
static char *
describe_answer (Answer                    *self,
                 const HeddleRunItemRecord *item,
                 HeddleDecisionAnswer       answer,
                 JsonArray                 *chosen)
{
  const char *name = self->node_run->name != NULL ? self->node_run->name : self->node_run->node;
  g_autofree char *place = *item->path == '\0' ? g_strdup_printf (_("“%s”"), name)
                                               : g_strdup_printf (_("“%s” %s"), name, item->path);
  g_autofree char *positions = NULL;

  switch (answer)
    {
    case HEDDLE_DECISION_CHOSEN:
      positions = dup_positions (item, chosen);
      /* Translators: a step, and the indexes of what goes on: “Pick best”: chosen 1, 3. */
      return g_str_equal (self->node_run->type, PICK_TYPE) ? g_strdup_printf (_("“%s”: chosen %s."), name, positions)
                                                           : g_strdup_printf (_("“%s”: approved %s."), name, positions);
    case HEDDLE_DECISION_REJECTED:
      return g_strdup_printf (_("%s: everything is rejected."), place);
    case HEDDLE_DECISION_SEND:
      return g_strdup_printf (_("%s: the request is sent again."), place);
    case HEDDLE_DECISION_ASK:
      return g_strdup_printf (_("%s: the provider is asked what became of the request."), place);
    case HEDDLE_DECISION_GIVE_UP:
    default:
      return g_strdup_printf (_("%s: the request is given up."), place);
    }
}

static gboolean
write_answer (Answer                    *self,
              HeddleDatabase            *database,
              const HeddleRunItemRecord *item,
              HeddleDecisionAnswer       answer,
              JsonArray                 *chosen,
              GError                   **error)
{
  g_autoptr (JsonNode) list = json_node_alloc ();
  g_autofree char *text = NULL;
  HeddleDecisionRecord decision = {
    .run_id = self->record->id,
    .node = self->node_run->node,
    .path = item->path,
    .answer = answer,
    .comment = (char *) self->comment,
  };

  if (chosen != NULL)
    {
      json_node_init_array (list, chosen);
      text = heddle_json_write (list, HEDDLE_JSON_COMPACT);
      decision.chosen = text;
    }
  g_ptr_array_add (self->told, describe_answer (self, item, answer, chosen));
  return heddle_decisions_add (database, &decision, error)
         && (chosen == NULL
             || heddle_further_drop (database, self->record->id, self->node_run->node, item->path, error));
}

static guint
count_candidates (const HeddleRunItemRecord *item)
{
  g_autoptr (HeddleNodeOutputs) candidates =
      item->inputs == NULL ? NULL : heddle_node_outputs_from_stored_text (item->inputs, NULL);
  GPtrArray *items = candidates == NULL ? NULL : heddle_node_outputs_get_list (candidates, "items");

  return items == NULL ? 0 : items->len;
}

/* Splits "4.2" into the item's path "4" and the position 2 in its list. */
static gboolean
split_index (const char  *text,
             char       **path,
             guint       *position,
             GError     **error)
{
  g_autoptr (HeddleIndex) index = heddle_index_from_string (text, NULL);
  const char *dot = strrchr (text, '.');

  if (index == NULL || heddle_index_get_depth (index) == 0)
    {
      g_set_error (error, HEDDLE_PLAN_ERROR, HEDDLE_PLAN_ERROR_INPUT,
                   _("“%s” is no index; it has the form 2 or 4.2, and the first is 0"), text);
      return FALSE;
    }
  *position = heddle_index_get (index, heddle_index_get_depth (index) - 1);
  *path = dot == NULL ? g_strdup ("") : g_strndup (text, (gsize) (dot - text));
  return TRUE;
}

static char *
find_hash (const HeddleRunItemRecord *item,
           guint                      position)
{
  g_autoptr (HeddleNodeOutputs) candidates =
    item->inputs == NULL ? NULL : heddle_node_outputs_from_stored_text (item->inputs, NULL);
  GPtrArray *items = candidates == NULL ? NULL : heddle_node_outputs_get_list (candidates, "items");
  HeddleValue *value = items == NULL || position >= items->len ? NULL : items->pdata[position];
  HeddleValueType type = value == NULL ? HEDDLE_VALUE_ANY : heddle_value_get_value_type (value);

  return type != HEDDLE_VALUE_IMAGE && type != HEDDLE_VALUE_VIDEO ? NULL
                                                                  : g_strdup (heddle_value_get_media (value)->blob);
}

static gboolean
has_position (JsonArray *positions,
              guint      position)
{
  for (guint i = 0; i < json_array_get_length (positions); i++)
    if (json_array_get_int_element (positions, i) == position)
      return TRUE;
  return FALSE;
}

/* The positions named for @item, counted into @used. */
static JsonArray *
find_positions (Answer                     *self,
                const HeddleRunItemRecord  *item,
                guint                      *used,
                GError                    **error)
{
  g_autoptr (JsonArray) positions = json_array_new ();
  guint n_candidates = count_candidates (item);

  for (guint i = 0; self->indexes != NULL && self->indexes[i] != NULL; i++)
    {
      g_autofree char *path = NULL;
      guint position;

      if (!split_index (self->indexes[i], &path, &position, error))
        return NULL;
      if (!g_str_equal (path, item->path))
        continue;
      if (position >= n_candidates)
        {
          g_set_error (error, HEDDLE_PLAN_ERROR, HEDDLE_PLAN_ERROR_INPUT,
                       _("There is no “%s”: %u wait there, and the first is 0"), self->indexes[i], n_candidates);
          return NULL;
        }
      if (has_position (positions, position))
        {
          g_set_error (error, HEDDLE_PLAN_ERROR, HEDDLE_PLAN_ERROR_INPUT, _("“%s” is named twice"), self->indexes[i]);
          return NULL;
        }
      json_array_add_int_element (positions, position);
      (*used)++;
    }
  return g_steal_pointer (&positions);
}

static gboolean
check_all_used (Answer     *self,
                guint       used,
                GError    **error)
{
  guint n = self->indexes == NULL ? 0 : g_strv_length ((GStrv) self->indexes);

  if (used == n)
    return TRUE;
  g_set_error (error, HEDDLE_PLAN_ERROR, HEDDLE_PLAN_ERROR_INPUT,
               _("Not all of these wait for an answer at “%s”; “heddlectl show” tells what does"), self->node);
  return FALSE;
}

/* How many the step lets go on, by the document that the run was begun with. */
static gboolean
read_count (Answer          *self,
            HeddleDatabase  *database,
            guint           *count,
            GError         **error)
{
  g_autofree char *text = heddle_snapshots_get (database, self->record->snapshot_id, error);
  g_autoptr (HeddleWorkflow) workflow = text == NULL ? NULL : heddle_workflow_new_from_text (text, -1, error);
  HeddlePipeline *pipeline = workflow == NULL ? NULL : heddle_workflow_find_pipeline (workflow, self->record->pipeline);
  HeddleNode *node = pipeline == NULL ? NULL : heddle_pipeline_find_node (pipeline, self->node_run->node);

  if (workflow == NULL)
    return FALSE;
  *count = node == NULL ? 1 : (guint) MAX (1, heddle_json_get_int (heddle_node_get_config (node), "count", 1));
  return TRUE;
}

static gboolean
write_choice (HeddleDatabase  *database,
              gpointer         data,
              GValue          *result,
              GError         **error)
{
  Answer *self = data;
  g_autoptr (GPtrArray) items = NULL;
  guint used = 0;
  guint count;

  if (!find_node (self, database, error) || !read_count (self, database, &count, error))
    return FALSE;
  items = list_waiting (self, database, HEDDLE_ITEM_WAITING, error);
  for (guint i = 0; items != NULL && i < items->len; i++)
    {
      HeddleRunItemRecord *item = g_ptr_array_index (items, i);
      g_autoptr (JsonArray) positions = find_positions (self, item, &used, error);

      if (positions == NULL)
        return FALSE;
      if (json_array_get_length (positions) > count)
        {
          g_set_error (error, HEDDLE_PLAN_ERROR, HEDDLE_PLAN_ERROR_INPUT,
                       ngettext ("“%s” lets %u go on, not more", "“%s” lets %u go on, not more", count), self->node, count);
          return FALSE;
        }
      if (json_array_get_length (positions) > 0
          && !write_answer (self, database, item, HEDDLE_DECISION_CHOSEN, positions, error))
        return FALSE;
    }
  return items != NULL && check_all_used (self, used, error);
}

static JsonArray *
all_but (JsonArray *positions,
         guint      n_candidates)
{
  JsonArray *others = json_array_new ();

  for (guint p = 0; p < n_candidates; p++)
    if (!has_position (positions, p))
      json_array_add_int_element (others, p);
  return others;
}

static gboolean
write_approval (HeddleDatabase  *database,
                gpointer         data,
                GValue          *result,
                GError         **error)
{
  Answer *self = data;
  gboolean all = self->indexes == NULL || self->indexes[0] == NULL;
  g_autoptr (GPtrArray) items = NULL;
  guint used = 0;

  if (!find_node (self, database, error))
    return FALSE;
  items = list_waiting (self, database, HEDDLE_ITEM_WAITING, error);
  for (guint i = 0; items != NULL && i < items->len; i++)
    {
      HeddleRunItemRecord *item = g_ptr_array_index (items, i);
      g_autoptr (JsonArray) named = find_positions (self, item, &used, error);
      g_autoptr (JsonArray) approved = NULL;

      if (named == NULL)
        return FALSE;
      if (!all && json_array_get_length (named) == 0)
        continue;
      /* None named and all but these approved are both everything. */
      approved = all == self->reject ? json_array_ref (named) : all_but (named, count_candidates (item));
      if (!write_answer (self, database, item,
                         json_array_get_length (approved) == 0 ? HEDDLE_DECISION_REJECTED : HEDDLE_DECISION_CHOSEN,
                         approved, error))
        return FALSE;
    }
  return items != NULL && check_all_used (self, used, error);
}

/* A provider can be asked after a job that it has given a name. */
static gboolean
check_can_ask (Answer                     *self,
               HeddleDatabase             *database,
               const HeddleRunItemRecord  *item,
               GError                    **error)
{
  g_autoptr (GPtrArray) jobs = NULL;

  if (self->answer != HEDDLE_DECISION_ASK)
    return TRUE;
  jobs = heddle_api_calls_list_jobs (database, self->record->id, self->node_run->node, item->path, error);
  if (jobs == NULL || jobs->len > 0)
    return jobs != NULL;
  g_set_error (error, HEDDLE_PLAN_ERROR, HEDDLE_PLAN_ERROR_INPUT,
               _("The provider gave the request of “%s” no name that it could be asked after. Send it again, or "
                 "give it up."), self->node);
  return FALSE;
}

static gboolean
write_decision (HeddleDatabase  *database,
                gpointer         data,
                GValue          *result,
                GError         **error)
{
  Answer *self = data;
  g_autoptr (GPtrArray) items = NULL;

  if (!find_node (self, database, error))
    return FALSE;
  items = list_waiting (self, database, HEDDLE_ITEM_UNKNOWN_OUTCOME, error);
  for (guint i = 0; items != NULL && i < items->len; i++)
    {
      HeddleRunItemRecord *item = g_ptr_array_index (items, i);

      if (g_str_equal (item->path, self->indexes[0]))
        return check_can_ask (self, database, item, error)
               && write_answer (self, database, item, self->answer, NULL, error);
    }
  if (items != NULL)
    g_set_error (error, HEDDLE_PLAN_ERROR, HEDDLE_PLAN_ERROR_INPUT,
                 _("“%s” of “%s” does not wait for a decision"), self->indexes[0], self->node);
  return FALSE;
}

static gboolean
write_down (HeddleLibrary    *library,
            HeddleStoreFunc   func,
            Answer           *answer,
            GStrv            *told,
            GError          **error)
{
  g_autoptr (GPtrArray) sentences = g_ptr_array_new_null_terminated (0, g_free, TRUE);
  gboolean done;

  HEDDLE_ASSERT_MAY_BLOCK ();
  answer->told = sentences;
  done = heddle_wait_for (heddle_library_write (library, func, answer, NULL), NULL, error);
  answer_clear (answer);
  if (done && told != NULL)
    *told = (GStrv) g_ptr_array_steal (sentences, NULL);
  return done;
}

/**
 * heddle_run_answers_find_content:
 * @database: a connection
 * @run: the run's number, its UUID, or the beginning of that
 * @node: the node of a choice or an approval, by its id or its name
 * @index: which of the things that it waits with, or waited with, as for [func@run_answers_pick]
 * @error: return location
 *
 * Returns: (transfer full) (nullable): SHA-256 of the image or video; %NULL with [error@PlanError] where
 *   there is none, or [error@StoreError] where the library cannot be read
 */
char *
heddle_run_answers_find_content (HeddleDatabase  *database,
                                 const char      *run,
                                 const char      *node,
                                 const char      *index,
                                 GError         **error)
{
  Answer answer = { .run = run, .node = node };
  g_autoptr (HeddleRunItemRecord) item = NULL;
  g_autofree char *path = NULL;
  char *hash = NULL;
  guint position;

  if (find_node (&answer, database, error) && split_index (index, &path, &position, error)
      && heddle_run_items_find (database, answer.record->id, answer.node_run->node, path, &item, error))
    {
      hash = item == NULL ? NULL : find_hash (item, position);
      if (hash == NULL)
        g_set_error (error, HEDDLE_PLAN_ERROR, HEDDLE_PLAN_ERROR_INPUT,
                     _("“%s” has no picture “%s” to choose from"), node, index);
    }
  answer_clear (&answer);
  return hash;
}

/**
 * heddle_run_answers_pick:
 * @library: a library
 * @run: the run's number, its UUID, or the beginning of that
 * @node: a choice's node, by its id or its name
 * @indexes: (array zero-terminated=1): what is chosen: the item's index and, behind it, the position in
 *   its list, dotted; positions are counted from 0
 * @comment: (nullable): the person's own words
 * @told: (out) (optional): sentences for people about what was written down, with the step and the item
 * @error: return location
 *
 * Writes down what a person has chosen, for the run to go on with. Blocks.
 *
 * Returns: %FALSE with [error@PlanError] where nobody waits for that, or another error where it could
 *   not be written down; nothing has changed then
 */
gboolean
heddle_run_answers_pick (HeddleLibrary      *library,
                         const char         *run,
                         const char         *node,
                         const char *const  *indexes,
                         const char         *comment,
                         GStrv              *told,
                         GError            **error)
{
  Answer answer = { .run = run, .node = node, .type = PICK_TYPE, .indexes = indexes, .comment = comment };

  return write_down (library, write_choice, &answer, told, error);
}

/**
 * heddle_run_answers_approve:
 * @library: a library
 * @run: the run's number, its UUID, or the beginning of that
 * @node: an approval's node, by its id or its name
 * @indexes: (nullable) (array zero-terminated=1): what the answer is about, as for
 *   [func@run_answers_pick]; %NULL or empty for all that waits there
 * @reject: whether that is rejected and the rest approved, and not the other way round
 * @comment: (nullable): the person's own words
 * @told: (out) (optional): sentences for people about what was written down, with the step and the item
 * @error: return location
 *
 * Writes down what a person has approved, for the run to go on with. Blocks.
 *
 * Returns: %FALSE with [error@PlanError] where nobody waits for that, or another error where it could
 *   not be written down; nothing has changed then
 */
gboolean
heddle_run_answers_approve (HeddleLibrary      *library,
                            const char         *run,
                            const char         *node,
                            const char *const  *indexes,
                            gboolean            reject,
                            const char         *comment,
                            GStrv              *told,
                            GError            **error)
{
  Answer answer = {
    .run = run, .node = node, .type = APPROVE_TYPE, .indexes = indexes, .reject = reject, .comment = comment
  };

  return write_down (library, write_approval, &answer, told, error);
}

/**
 * heddle_run_answers_decide:
 * @library: a library
 * @run: the run's number, its UUID, or the beginning of that
 * @node: the node of an item whose outcome is unknown, by its id or its name
 * @index: the item's index, dotted; empty where nothing was mapped
 * @answer: send, ask or give up
 * @told: (out) (optional): sentences for people about what was written down, with the step and the item
 * @error: return location
 *
 * Writes down what is to become of what may have been paid for. Blocks.
 *
 * Returns: %FALSE with [error@PlanError] where that is not the question, or the provider cannot be
 *   asked, or another error where it could not be written down; nothing has changed then
 */
gboolean
heddle_run_answers_decide (HeddleLibrary         *library,
                           const char            *run,
                           const char            *node,
                           const char            *index,
                           HeddleDecisionAnswer   answer,
                           GStrv                 *told,
                           GError               **error)
{
  const char *indexes[] = { index, NULL };
  Answer said = { .run = run, .node = node, .indexes = indexes, .answer = answer };

  return write_down (library, write_decision, &said, told, error);
}
