/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "engine/heddle-generation.h"

#include "base/heddle-json.h"
#include "engine/heddle-plan-selection.h"
#include "graph/heddle-index.h"
#include "graph/heddle-node-outputs.h"
#include "graph/heddle-workflow.h"
#include "store/heddle-decision-repository.h"
#include "store/heddle-run-item-repository.h"

/* The names are those that platforms with samples and a final picture use, so that what reads theirs
 * reads ours.
 */
static const char *const names[] = {
  [HEDDLE_GENERATION_PENDING] = "Pending",
  [HEDDLE_GENERATION_PROCESSING_SAMPLES] = "ProcessingSamples",
  [HEDDLE_GENERATION_AWAITING_SELECTION] = "AwaitingSelection",
  [HEDDLE_GENERATION_PROCESSING_FINAL] = "ProcessingFinal",
  [HEDDLE_GENERATION_COMPLETED] = "Completed",
  [HEDDLE_GENERATION_FAILED] = "Failed",
  [HEDDLE_GENERATION_CANCELLED] = "Cancelled",
  [HEDDLE_GENERATION_CONTENT_REJECTED] = "ContentRejected",
};

/* An item of a run with the node that it is of. */
typedef struct
{
  const HeddleNodeRunRecord *node;
  const HeddleRunItemRecord *item;
  HeddleIndex *index;
} Step;

/* All steps of a run in the order of their indexes, and by row, since what belongs together is in the same
 * one; and the nodes before and behind the one that is looked at.
 */
typedef struct
{
  HeddleDatabase *database;
  const HeddleRunRecord *run;
  HeddlePipeline *pipeline;
  GPtrArray *steps;
  GHashTable *rows;
  GHashTable *before;
  GHashTable *behind;
} Reading;

/* What has become of some of a generation's steps. */
typedef struct
{
  guint n_items;
  guint n_open;
  guint n_begun;
  guint n_good;
  guint n_failed;
  guint n_rejected;
  guint n_cancelled;
  HeddleMoney cost;
  gint64 started_at;
  gint64 finished_at;
} Part;

/**
 * heddle_generation_status_to_string:
 * @status: how far a generation is
 *
 * Returns: (transfer none): the name of that
 */
const char *
heddle_generation_status_to_string (HeddleGenerationStatus status)
{
  g_return_val_if_fail (status < G_N_ELEMENTS (names), NULL);

  return names[status];
}

/**
 * heddle_generation_free:
 * @self: (transfer full): a generation
 */
void
heddle_generation_free (HeddleGeneration *self)
{
  g_free (self->node);
  g_free (self->name);
  g_free (self->path);
  g_free (self->chosen);
  g_free (self);
}

/**
 * heddle_generation_to_json:
 * @self: a generation
 *
 * Returns: (transfer full): an object with all of it
 */
JsonNode *
heddle_generation_to_json (const HeddleGeneration *self)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "node", self->node);
  json_object_set_string_member (object, "index", self->path);
  json_object_set_string_member (object, "status",
                                 heddle_generation_status_to_string (self->status));
  json_object_set_int_member (object, "samples", self->n_samples);
  json_object_set_member (object, "chosen",
                          self->chosen == NULL ? json_node_new (JSON_NODE_NULL)
                                               : heddle_json_parse (self->chosen, -1, NULL));
  json_object_set_member (object, "sample_cost", heddle_money_to_json (self->sample_cost));
  json_object_set_member (object, "final_cost", heddle_money_to_json (self->final_cost));
  json_node_take_object (node, object);
  return node;
}

static gboolean
is_open (HeddleItemStatus status)
{
  return status <= HEDDLE_ITEM_WAITING || status == HEDDLE_ITEM_UNKNOWN_OUTCOME;
}

static void
part_add (Part *self, const HeddleRunItemRecord *item)
{
  self->n_items++;
  self->n_open += is_open (item->status);
  self->n_begun += item->started_at > 0;
  self->n_good += item->status == HEDDLE_ITEM_COMPLETED || item->status == HEDDLE_ITEM_CACHED;
  self->n_failed += item->status == HEDDLE_ITEM_FAILED;
  self->n_rejected += item->status == HEDDLE_ITEM_CONTENT_REJECTED;
  self->n_cancelled += item->status == HEDDLE_ITEM_CANCELLED;
  self->cost = heddle_money_add (self->cost, item->cost);
  if (item->started_at > 0 && (self->started_at == 0 || item->started_at < self->started_at))
    self->started_at = item->started_at;
  self->finished_at = MAX (self->finished_at, item->finished_at);
}

static void
step_free (gpointer data)
{
  Step *step = data;

  g_clear_pointer (&step->index, heddle_index_unref);
  g_free (step);
}

static int
compare_steps (gconstpointer a, gconstpointer b)
{
  return heddle_index_compare (((const Step *) a)->index, ((const Step *) b)->index);
}

static void
reading_init (Reading *self, GPtrArray *nodes, GPtrArray *items)
{
  g_autoptr (GHashTable) nodes_by_id = g_hash_table_new (g_int64_hash, g_int64_equal);

  self->steps = g_ptr_array_new_with_free_func (step_free);
  self->rows =
      g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, (GDestroyNotify) g_ptr_array_unref);
  for (guint i = 0; i < nodes->len; i++)
    g_hash_table_insert (nodes_by_id, &((HeddleNodeRunRecord *) nodes->pdata[i])->id,
                         nodes->pdata[i]);
  for (guint i = 0; i < items->len; i++)
    {
      HeddleRunItemRecord *item = g_ptr_array_index (items, i);
      Step *step = g_new0 (Step, 1);

      step->item = item;
      step->node = g_hash_table_lookup (nodes_by_id, &item->node_run_id);
      step->index = heddle_index_from_string (item->path, NULL);
      if (step->node != NULL && step->index != NULL)
        g_ptr_array_add (self->steps, step);
      else
        step_free (step);
    }
  g_ptr_array_sort_values (self->steps, compare_steps);
  for (guint i = 0; i < self->steps->len; i++)
    {
      Step *step = g_ptr_array_index (self->steps, i);
      GPtrArray *row = g_hash_table_lookup (self->rows, &step->item->row);

      if (row == NULL)
        {
          row = g_ptr_array_new ();
          g_hash_table_insert (self->rows, (gpointer) &step->item->row, row);
        }
      g_ptr_array_add (row, step);
    }
}

static void
reading_clear (Reading *self)
{
  g_clear_pointer (&self->steps, g_ptr_array_unref);
  g_clear_pointer (&self->rows, g_hash_table_unref);
  g_clear_pointer (&self->before, g_hash_table_unref);
  g_clear_pointer (&self->behind, g_hash_table_unref);
}

/* Items that were mapped over the same list belong together, and one that was not belongs to all. */
static gboolean
is_related (const HeddleIndex *a, const HeddleIndex *b)
{
  return heddle_index_has_prefix (a, b) || heddle_index_has_prefix (b, a);
}

static Part
sum_part (Reading *self, GHashTable *nodes, const Step *gate)
{
  Part part = { .cost = heddle_money_new (0, "USD") };
  GPtrArray *steps =
      gate == NULL ? self->steps : g_hash_table_lookup (self->rows, &gate->item->row);

  for (guint i = 0; i < steps->len; i++)
    {
      const Step *step = g_ptr_array_index (steps, i);

      if (g_hash_table_contains (nodes, step->node->node) &&
          (gate == NULL || is_related (step->index, gate->index)))
        part_add (&part, step->item);
    }
  return part;
}

/* Of steps that are at their end, none of which has given anything. */
static HeddleGenerationStatus
status_of_nothing (const Part *part, HeddleRunStatus run)
{
  if (part->n_failed > 0)
    return HEDDLE_GENERATION_FAILED;
  if (part->n_rejected > 0)
    return HEDDLE_GENERATION_CONTENT_REJECTED;
  if (part->n_cancelled > 0 || run == HEDDLE_RUN_CANCELLED)
    return HEDDLE_GENERATION_CANCELLED;
  return HEDDLE_GENERATION_FAILED;
}

static HeddleGenerationStatus
status_before_choice (const Part *samples, HeddleRunStatus run)
{
  if (heddle_run_status_is_final (run))
    return status_of_nothing (samples, run);
  return samples->n_begun > 0 ? HEDDLE_GENERATION_PROCESSING_SAMPLES : HEDDLE_GENERATION_PENDING;
}

static HeddleGenerationStatus
status_after_choice (const Part *final, gboolean is_last, HeddleRunStatus run)
{
  if (is_last || (final->n_good > 0 && final->n_open == 0))
    return HEDDLE_GENERATION_COMPLETED;
  if (!heddle_run_status_is_final (run) && (final->n_open > 0 || final->n_items == 0))
    return HEDDLE_GENERATION_PROCESSING_FINAL;
  return status_of_nothing (final, run);
}

static HeddleGenerationStatus
find_status (Reading *self,
             const HeddleRunItemRecord *item,
             const HeddleDecisionRecord *decision,
             const Part *samples,
             const Part *final)
{
  gboolean is_last = g_hash_table_size (self->behind) == 0;

  if (item == NULL || item->status <= HEDDLE_ITEM_RUNNING)
    return status_before_choice (samples, self->run->status);
  if (item->status == HEDDLE_ITEM_WAITING)
    return HEDDLE_GENERATION_AWAITING_SELECTION;
  if (decision != NULL && decision->answer == HEDDLE_DECISION_REJECTED)
    return HEDDLE_GENERATION_CANCELLED;
  if (item->status == HEDDLE_ITEM_COMPLETED || item->status == HEDDLE_ITEM_CACHED)
    return status_after_choice (final, is_last, self->run->status);
  if (item->status == HEDDLE_ITEM_CANCELLED)
    return HEDDLE_GENERATION_CANCELLED;
  return status_of_nothing (samples, self->run->status);
}

static guint
count_samples (const HeddleRunItemRecord *item)
{
  g_autoptr (HeddleNodeOutputs) candidates =
      item == NULL || item->inputs == NULL ? NULL : heddle_node_outputs_from_stored_text (item->inputs, NULL);
  GPtrArray *items = candidates == NULL ? NULL : heddle_node_outputs_get_list (candidates, "items");

  return items == NULL ? 0 : items->len;
}

static HeddleGeneration *
read_generation (Reading *self, const HeddleNodeRunRecord *gate, const Step *step, GError **error)
{
  const HeddleRunItemRecord *item = step == NULL ? NULL : step->item;
  g_autoptr (HeddleGeneration) generation = g_new0 (HeddleGeneration, 1);
  g_autoptr (HeddleDecisionRecord) decision = NULL;
  Part samples, final;

  generation->node = g_strdup (gate->node);
  generation->name = g_strdup (gate->name);
  generation->path = g_strdup (item == NULL ? "" : item->path);
  if (!heddle_decisions_find (self->database, self->run->id, gate->node, generation->path,
                              &decision, error))
    return NULL;

  samples = sum_part (self, self->before, step);
  final = sum_part (self, self->behind, step);
  generation->status = find_status (self, item, decision, &samples, &final);
  generation->n_samples = count_samples (item);
  generation->chosen = decision == NULL ? NULL : g_strdup (decision->chosen);
  generation->sample_cost = samples.cost;
  generation->final_cost = final.cost;
  generation->started_at = samples.started_at;
  if (generation->status >= HEDDLE_GENERATION_COMPLETED)
    generation->finished_at =
        MAX (final.finished_at, item == NULL ? samples.finished_at : item->finished_at);
  return g_steal_pointer (&generation);
}

static gboolean
add_of_gate (Reading *self, const HeddleNodeRunRecord *gate, GPtrArray *generations, GError **error)
{
  gboolean any = FALSE;
  HeddleGeneration *generation;

  self->before = heddle_plan_selection_list_linked (self->pipeline, gate->node, HEDDLE_PLAN_BEFORE);
  self->behind = heddle_plan_selection_list_linked (self->pipeline, gate->node, HEDDLE_PLAN_BEHIND);
  for (guint i = 0; i < self->steps->len; i++)
    {
      const Step *step = g_ptr_array_index (self->steps, i);

      if (step->node != gate)
        continue;
      generation = read_generation (self, gate, step, error);
      if (generation == NULL)
        return FALSE;
      g_ptr_array_add (generations, generation);
      any = TRUE;
    }
  if (any)
    return TRUE;
  generation = read_generation (self, gate, NULL, error);
  if (generation != NULL)
    g_ptr_array_add (generations, generation);
  return generation != NULL;
}

/**
 * heddle_generations_list:
 * @database: a reading connection
 * @run: a run
 * @error: return location
 *
 * Returns: (transfer full) (element-type HeddleGeneration) (nullable): one for each choice that the run
 *   leaves, or left, to a person; %NULL with [error@StoreError] where they cannot be read
 */
GPtrArray *
heddle_generations_list (HeddleDatabase *database, const HeddleRunRecord *run, GError **error)
{
  g_autoptr (GPtrArray) generations =
      g_ptr_array_new_with_free_func ((GDestroyNotify) heddle_generation_free);
  g_autoptr (GPtrArray) nodes = heddle_node_runs_list (database, run->id, error);
  g_autoptr (GPtrArray) items =
      nodes == NULL ? NULL : heddle_run_items_list (database, run->id, error);
  g_autofree char *document =
      items == NULL ? NULL : heddle_snapshots_get (database, run->snapshot_id, error);
  g_autoptr (HeddleWorkflow) workflow =
      document == NULL ? NULL : heddle_workflow_new_from_text (document, -1, error);
  Reading reading = { .database = database, .run = run };
  gboolean read = TRUE;

  if (workflow == NULL)
    return NULL;
  reading_init (&reading, nodes, items);
  reading.pipeline = heddle_workflow_find_pipeline (workflow, run->pipeline);
  for (guint i = 0; read && reading.pipeline != NULL && i < nodes->len; i++)
    {
      const HeddleNodeRunRecord *node = g_ptr_array_index (nodes, i);

      if (!g_str_equal (node->type, "logic.pick"))
        continue;
      read = add_of_gate (&reading, node, generations, error);
      g_clear_pointer (&reading.before, g_hash_table_unref);
      g_clear_pointer (&reading.behind, g_hash_table_unref);
    }
  reading_clear (&reading);
  return read ? g_steal_pointer (&generations) : NULL;
}
