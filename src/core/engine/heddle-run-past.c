/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "engine/heddle-run-past.h"

#include <glib/gi18n-lib.h>

#include "base/heddle-json.h"
#include "engine/heddle-cache-key.h"
#include "engine/heddle-item-repeats.h"
#include "engine/heddle-plan-node.h"
#include "engine/heddle-plan-selection.h"
#include "engine/heddle-run-error.h"
#include "engine/heddle-run-further.h"
#include "providers/heddle-provider-error.h"
#include "store/heddle-api-call-repository.h"
#include "store/heddle-decision-repository.h"
#include "store/heddle-run-item-repository.h"

struct _HeddleRunPast
{
  HeddleLibrary  *library;
  HeddleDatabase *reader;
  gint64          run_id;
  gboolean        retry;
  GPtrArray      *further;
};

static void
further_free (gpointer data)
{
  HeddleFurther *further = data;

  heddle_further_record_free (further->record);
  g_hash_table_unref (further->leading);
  g_free (further);
}

static gboolean
read_further (HeddleRunPast  *self,
              HeddlePlan     *plan,
              GError        **error)
{
  g_autoptr (GPtrArray) records = heddle_further_list (self->reader, self->run_id, error);

  if (records == NULL)
    return FALSE;
  g_ptr_array_set_free_func (records, NULL);
  for (guint i = 0; i < records->len; i++)
    heddle_run_past_add_further (self, plan, records->pdata[i]);
  return TRUE;
}

/**
 * heddle_run_past_new:
 * @library: the library
 * @plan: what the run does
 * @run_id: the run
 * @retry: whether what has failed is to be tried again
 * @error: return location
 *
 * Returns: (transfer full): what the run has done before; %NULL where the library cannot be read
 */
HeddleRunPast *
heddle_run_past_new (HeddleLibrary  *library,
                     HeddlePlan     *plan,
                     gint64          run_id,
                     gboolean        retry,
                     GError        **error)
{
  g_autoptr (HeddleRunPast) self = g_new0 (HeddleRunPast, 1);

  self->run_id = run_id;
  self->retry = retry;
  self->further = g_ptr_array_new_with_free_func (further_free);
  self->library = g_object_ref (library);
  self->reader = heddle_library_open_reader (library, error);
  if (self->reader == NULL || !read_further (self, plan, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * heddle_run_past_free:
 * @self: (transfer full): a past
 */
void
heddle_run_past_free (HeddleRunPast *self)
{
  if (self->reader != NULL)
    heddle_library_put_reader_back (self->library, g_steal_pointer (&self->reader));
  g_clear_object (&self->library);
  g_ptr_array_unref (self->further);
  g_free (self);
}

/**
 * heddle_run_past_add_further:
 * @self: a past
 * @plan: what the run does
 * @record: (transfer full): what a person asks for beyond that
 *
 * Takes up further results that are to be made, as those that the library has are.
 */
void
heddle_run_past_add_further (HeddleRunPast       *self,
                             HeddlePlan          *plan,
                             HeddleFurtherRecord *record)
{
  HeddleFurther *further = g_new0 (HeddleFurther, 1);

  further->record = record;
  further->leading = heddle_plan_selection_list_linked (heddle_plan_get_pipeline (plan), record->gate,
                                                        HEDDLE_PLAN_BEFORE);
  g_ptr_array_add (self->further, further);
}

/**
 * heddle_run_past_expand_further:
 * @self: a past
 * @step: a step that has just been expanded
 *
 * Gives the step the items that people have asked for beyond those that the workflow has.
 */
void
heddle_run_past_expand_further (HeddleRunPast *self,
                                HeddleRunStep *step)
{
  for (guint i = 0; i < self->further->len; i++)
    {
      const HeddleFurther *further = self->further->pdata[i];

      if (!further->record->dropped && g_str_equal (further->record->node, step->node->id))
        heddle_run_step_add_further (step, further);
    }
}

static JsonArray *
parse_list (const char  *text,
            JsonNode   **node)
{
  *node = text == NULL ? NULL : heddle_json_parse (text, -1, NULL);
  return *node != NULL && JSON_NODE_HOLDS_ARRAY (*node) ? json_node_get_array (*node) : NULL;
}

static void
doubt_results (HeddleResultCache          *cache,
               const HeddleRunItemRecord  *record,
               const GError               *doubt)
{
  g_autoptr (JsonNode) node = NULL;
  JsonArray *seeds = parse_list (record->seeds, &node);

  if (seeds == NULL)
    heddle_result_cache_doubt (cache, record->key, doubt);
  for (guint i = 0; seeds != NULL && i < json_array_get_length (seeds); i++)
    {
      g_autofree char *key = heddle_cache_key_of_seed (record->key, json_array_get_int_element (seeds, i));

      heddle_result_cache_doubt (cache, key, doubt);
    }
}

static GError *
read_error (const char *text)
{
  g_autoptr (JsonNode) node = text == NULL ? NULL : heddle_json_parse (text, -1, NULL);

  return node == NULL ? NULL : heddle_error_from_json (node);
}

/**
 * heddle_run_past_note_doubts:
 * @self: a past
 * @cache: the cache of the run
 * @error: return location
 *
 * Makes sure that what may have been paid for by one item is not sent for another that asks for the
 * same, before the run goes on.
 *
 * Returns: %FALSE with @error where the library cannot be read
 */
gboolean
heddle_run_past_note_doubts (HeddleRunPast      *self,
                             HeddleResultCache  *cache,
                             GError            **error)
{
  g_autoptr (GPtrArray) records = heddle_run_items_list_open (self->reader, self->run_id, error);

  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      HeddleRunItemRecord *record = g_ptr_array_index (records, i);
      g_autoptr (HeddleDecisionRecord) decision = NULL;
      g_autoptr (GError) doubt = NULL;

      if (!heddle_decisions_find (self->reader, self->run_id, record->node, record->path, &decision, error))
        return FALSE;
      if (record->key == NULL || (decision != NULL && !decision->superseded))
        continue;
      doubt = record->status == HEDDLE_ITEM_UNKNOWN_OUTCOME ? read_error (record->error) : NULL;
      if (doubt == NULL)
        doubt = g_error_new_literal (HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_UNKNOWN_OUTCOME,
                                     _("The same is asked for by another step, and nobody knows yet what became "
                                       "of that."));
      doubt_results (cache, record, doubt);
    }
  return records != NULL;
}

/* Seeds that were drawn stay what they are, or results that are there would not be found. */
static void
recall_seeds (HeddleRunItem              *item,
              const HeddleRunItemRecord  *record)
{
  g_autoptr (JsonNode) node = NULL;
  JsonArray *seeds = parse_list (record->seeds, &node);

  if (seeds == NULL || item->seeds != NULL
      || json_array_get_length (seeds) != heddle_run_item_count_seeds (item))
    return;

  item->n_seeds = json_array_get_length (seeds);
  item->seeds = g_new0 (gint64, item->n_seeds);
  item->results = g_new0 (HeddleNodeOutputs *, item->n_seeds);
  for (guint i = 0; i < item->n_seeds; i++)
    item->seeds[i] = json_array_get_int_element (seeds, i);
}

/* A seed that was given, or follows from others, is known without the calls, of which the first may have been
 * for a later result. Of one that was drawn no result can have been there before.
 */
static gboolean
recall_first_seed (HeddleRunPast  *self,
                   HeddleRunItem  *item,
                   const char     *path,
                   GError        **error)
{
  gint64 first;

  if (item->origin != NULL || !heddle_item_wants_random_seed (item))
    return TRUE;
  if (!heddle_api_calls_find_first_seed (self->reader, self->run_id, item->step->node->id, path, &first, error))
    return FALSE;
  if (first >= 0 && item->seeds == NULL)
    heddle_item_set_seeds (item, first);
  return TRUE;
}

static HeddleNodeOutputs *
read_outputs (const HeddleRunItemRecord *record,
              HeddleResultCache         *cache)
{
  g_autoptr (HeddleNodeOutputs) outputs =
      record->outputs == NULL ? NULL : heddle_node_outputs_from_stored_text (record->outputs, NULL);

  if (outputs == NULL || !heddle_result_cache_has_contents (cache, outputs))
    return NULL;
  return g_steal_pointer (&outputs);
}

/* What was done from the same inputs. What reads files is not asked again what is in them now. */
static gboolean
recall_result (HeddleRunPast              *self,
               HeddleRunItem              *item,
               const HeddleRunItemRecord  *record,
               HeddleResultCache          *cache)
{
  gboolean same = (item->step->node->type->flags & HEDDLE_NODE_UNCACHED) != 0
                  || g_strcmp0 (item->key, record->key) == 0;

  if (!same || (self->retry && record->error != NULL))
    return FALSE;
  item->outputs = read_outputs (record, cache);
  if (item->outputs == NULL)
    return FALSE;
  g_set_str (&item->key, record->key);
  item->error = read_error (record->error);
  return TRUE;
}

static gboolean
recall_failure (HeddleRunPast              *self,
                HeddleRunItem              *item,
                const HeddleRunItemRecord  *record)
{
  if (self->retry)
    return FALSE;
  item->error = read_error (record->error);
  return item->error != NULL;
}

static gboolean
has_result (HeddleRunItem     *item,
            HeddleResultCache *cache,
            const char        *key)
{
  g_autoptr (HeddleNodeOutputs) result = heddle_result_cache_lookup (cache, key);

  return result != NULL || heddle_result_cache_is_claimed (cache, key, item);
}

static gboolean
has_all_results (HeddleRunItem     *item,
                 HeddleResultCache *cache)
{
  if (item->n_seeds == 0)
    return has_result (item, cache, item->key);
  for (guint i = 0; i < item->n_seeds; i++)
    {
      g_autofree char *key = heddle_cache_key_of_seed (item->key, item->seeds[i]);

      if (!has_result (item, cache, key))
        return FALSE;
    }
  return TRUE;
}

/* What was asked for before and is not over is taken up, but for what a person has said of it. */
static void
look_back (HeddleRunItem              *item,
           const HeddleDecisionRecord *decision)
{
  gboolean closed = decision != NULL && decision->answer != HEDDLE_DECISION_ASK;

  item->looks_back = TRUE;
  heddle_node_execution_look_back (item->execution, closed ? decision->call_id : 0);
}

/* Only what was asked for by the item itself is its own to find out about: of another item's doubts it
 * would know nothing, and send what may have been paid for.
 */
static gboolean
look_back_at_calls (HeddleRunPast               *self,
                    HeddleRunItem               *item,
                    const char                  *path,
                    const HeddleDecisionRecord  *decision,
                    GError                     **error)
{
  gboolean any;

  if (!heddle_api_calls_has_any (self->reader, self->run_id, item->step->node->id, path, &any, error))
    return FALSE;
  if (any)
    look_back (item, decision);
  return TRUE;
}

/* Without an answer the question stays, unless the same was made for another run meanwhile, or another
 * item is about to make it.
 */
static gboolean
recall_doubt (HeddleRunItem              *item,
              const HeddleRunItemRecord  *record,
              const HeddleDecisionRecord *decision,
              HeddleResultCache          *cache)
{
  if (decision == NULL || decision->superseded)
    {
      if (has_all_results (item, cache))
        return FALSE;
      item->error = read_error (record->error);
      item->need = HEDDLE_RUN_NEEDS_DECISION;
      return item->error != NULL;
    }
  if (decision->answer != HEDDLE_DECISION_GIVE_UP)
    look_back (item, decision);
  else
    item->given_up = g_error_new_literal (HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_FAILED,
                                          decision->comment != NULL && *decision->comment != '\0'
                                            ? decision->comment
                                            : _("It was given up: nobody knows what became of the request."));
  return FALSE;
}

/* A person has chosen meanwhile, without what would be made of this: nothing more is paid for it. */
static gboolean
is_left_behind (HeddleRunPast              *self,
                const HeddleRunItem        *item,
                const HeddleRunItemRecord  *record)
{
  if (item->further == NULL || !item->further->record->answered)
    return FALSE;
  if (record == NULL)
    return TRUE;
  if (record->status == HEDDLE_ITEM_FAILED || record->status == HEDDLE_ITEM_CONTENT_REJECTED)
    return self->retry;
  return record->status != HEDDLE_ITEM_COMPLETED && record->status != HEDDLE_ITEM_CACHED;
}

/**
 * heddle_run_past_recall:
 * @self: a past
 * @item: an item that is about to be run, with its execution, its inputs and its key
 * @cache: the cache of the run
 * @status: (out): where the item is at its end already, its state
 * @error: return location
 *
 * Brings back what is known of an item: its results, its seeds, what it has cost, and what is to be
 * heeded when it runs again.
 *
 * Returns: whether the item is at its end; %FALSE with @error where the library cannot be read
 */
gboolean
heddle_run_past_recall (HeddleRunPast      *self,
                        HeddleRunItem      *item,
                        HeddleResultCache  *cache,
                        HeddleItemStatus   *status,
                        GError            **error)
{
  g_autofree char *path = heddle_index_to_string (item->mapped->index);
  g_autoptr (HeddleRunItemRecord) record = NULL;
  g_autoptr (HeddleDecisionRecord) decision = NULL;

  if (!heddle_run_items_find (self->reader, self->run_id, item->step->node->id, path, &record, error)
      || !heddle_decisions_find (self->reader, self->run_id, item->step->node->id, path, &decision, error))
    return FALSE;
  if (is_left_behind (self, item, record))
    {
      *status = HEDDLE_ITEM_SKIPPED;
      if (record != NULL)
        item->spent = record->cost;
      return TRUE;
    }
  if (record == NULL)
    {
      /* The call may be in the library and the item not: on a full disk, say. */
      if (recall_first_seed (self, item, path, error))
        look_back_at_calls (self, item, path, decision, error);
      return FALSE;
    }

  *status = record->status;
  item->spent = record->cost;
  recall_seeds (item, record);
  switch (record->status)
    {
    case HEDDLE_ITEM_COMPLETED:
    case HEDDLE_ITEM_CACHED:
      item->recalled = recall_result (self, item, record, cache);
      break;
    case HEDDLE_ITEM_FAILED:
    case HEDDLE_ITEM_CONTENT_REJECTED:
      item->recalled = recall_failure (self, item, record);
      break;
    case HEDDLE_ITEM_UNKNOWN_OUTCOME:
      item->recalled = recall_doubt (item, record, decision, cache);
      break;
    case HEDDLE_ITEM_PENDING:
    case HEDDLE_ITEM_QUEUED:
    case HEDDLE_ITEM_RUNNING:
    case HEDDLE_ITEM_CANCELLED:
      look_back_at_calls (self, item, path, decision, error);
      break;
    case HEDDLE_ITEM_WAITING:
    case HEDDLE_ITEM_SKIPPED:
    default:
      break;
    }
  if (!item->recalled)
    return FALSE;
  item->started_at = record->started_at;
  item->finished_at = record->finished_at;
  return TRUE;
}

/**
 * heddle_run_past_sum_cost:
 * @self: a past
 * @item: an item of a step that asks a model
 *
 * Returns: what all calls for the item have cost in all parts of the run; unknown where that of any is
 */
HeddleMoney
heddle_run_past_sum_cost (HeddleRunPast       *self,
                          const HeddleRunItem *item)
{
  g_autofree char *path = heddle_index_to_string (item->mapped->index);
  HeddleMoney cost = HEDDLE_MONEY_UNKNOWN;

  heddle_api_calls_sum_cost (self->reader, self->run_id, item->step->node->id, path, &cost, NULL);
  return cost;
}

/* Of a gate's list, what a person let go on, without what is not there. */
static HeddleNodeOutputs *
choose (GPtrArray                  *items,
        const HeddleDecisionRecord *decision)
{
  g_autoptr (JsonNode) node = NULL;
  JsonArray *positions = parse_list (decision->chosen, &node);
  g_autoptr (GPtrArray) chosen = g_ptr_array_new_with_free_func ((GDestroyNotify) heddle_value_unref);
  HeddleNodeOutputs *outputs = heddle_node_outputs_new ();

  for (guint i = 0; positions != NULL && i < json_array_get_length (positions); i++)
    {
      gint64 position = json_array_get_int_element (positions, i);

      if (position >= 0 && position < items->len)
        g_ptr_array_add (chosen, heddle_value_ref (items->pdata[position]));
    }
  heddle_node_outputs_set_list (outputs, "items", chosen);
  if (decision->comment != NULL && *decision->comment != '\0')
    heddle_node_outputs_add_warning (outputs, decision->comment);
  return outputs;
}

/* What was asked about: what is there now, or, where further results have come since, what there was then. */
static GPtrArray *
find_candidates (const HeddleRunItem       *item,
                 const HeddleRunItemRecord *record)
{
  g_autoptr (HeddleNodeOutputs) asked = NULL;
  GPtrArray *shown;

  if (g_strcmp0 (record->key, item->key) == 0)
    return heddle_run_item_list_candidates (item);
  asked = record->inputs == NULL ? NULL : heddle_node_outputs_from_stored_text (record->inputs, NULL);
  shown = asked == NULL ? NULL : heddle_node_outputs_get_list (asked, "items");
  return shown != NULL && heddle_run_item_has_only_more (item, shown) ? g_ptr_array_ref (shown) : NULL;
}

static gboolean
find_answer (HeddleRunPast      *self,
             HeddleRunItem      *item,
             HeddleNodeOutputs **outputs,
             GError            **error)
{
  g_autofree char *path = heddle_index_to_string (item->mapped->index);
  g_autoptr (HeddleRunItemRecord) record = NULL;
  g_autoptr (HeddleDecisionRecord) decision = NULL;
  g_autoptr (GPtrArray) candidates = NULL;

  if (!heddle_run_items_find (self->reader, self->run_id, item->step->node->id, path, &record, error)
      || !heddle_decisions_find (self->reader, self->run_id, item->step->node->id, path, &decision, error))
    return FALSE;
  candidates = decision == NULL || record == NULL ? NULL : find_candidates (item, record);
  if (candidates != NULL)
    *outputs = choose (candidates, decision);
  return TRUE;
}

/**
 * heddle_run_past_answer:
 * @self: a past
 * @item: an item of a gate that needs a person, with its execution and its key
 * @question: (inout): what the person is needed for; %NULL afterwards where somebody has answered, and
 *   another error where the library cannot be read
 *
 * Returns: (transfer full) (nullable): what goes on; %NULL where nobody has answered, or where what was
 *   asked about then was something else
 */
HeddleNodeOutputs *
heddle_run_past_answer (HeddleRunPast  *self,
                        HeddleRunItem  *item,
                        GError        **question)
{
  g_autoptr (GError) error = NULL;
  HeddleNodeOutputs *outputs = NULL;

  if (!find_answer (self, item, &outputs, &error))
    {
      g_clear_error (question);
      g_propagate_error (question, g_steal_pointer (&error));
    }
  else if (outputs != NULL)
    g_clear_error (question);
  return outputs;
}
