/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "engine/heddle-run-item.h"

#include "base/heddle-json.h"

/**
 * heddle_run_item_new:
 * @step: the step that it belongs to
 * @mapped: (transfer full): its index path and values
 *
 * Returns: (transfer full): an item that has not been started
 */
HeddleRunItem *
heddle_run_item_new (HeddleRunStep    *step,
                     HeddleMappedItem *mapped)
{
  HeddleRunItem *self = g_new0 (HeddleRunItem, 1);

  self->step = step;
  self->mapped = mapped;
  self->cost = heddle_money_new (0, "USD");
  self->spent = heddle_money_new (0, "USD");
  return self;
}

/**
 * heddle_run_item_free:
 * @self: (transfer full) (nullable): an item
 */
void
heddle_run_item_free (HeddleRunItem *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; self->results != NULL && i < self->n_seeds; i++)
    g_clear_pointer (&self->results[i], heddle_node_outputs_unref);
  g_free (self->results);
  g_free (self->seeds);
  g_clear_error (&self->given_up);
  g_clear_pointer (&self->claims, g_ptr_array_unref);
  g_clear_pointer (&self->mapped, heddle_mapped_item_free);
  g_clear_pointer (&self->dependents, g_ptr_array_unref);
  g_clear_pointer (&self->outputs, heddle_node_outputs_unref);
  g_clear_error (&self->error);
  g_clear_object (&self->execution);
  dex_clear (&self->future);
  g_free (self->key);
  g_free (self);
}

/**
 * heddle_run_item_is_good:
 * @self: an item
 *
 * Returns: whether the item has its outputs
 */
gboolean
heddle_run_item_is_good (const HeddleRunItem *self)
{
  return self->status == HEDDLE_ITEM_CACHED || self->status == HEDDLE_ITEM_COMPLETED;
}

/**
 * heddle_run_item_prepare:
 * @self: an item that is about to be run
 * @facts: what is the same for all items of the run
 * @services: what nodes work with
 * @cancellable: cancelled when the run is
 * @is_batch: whether rows are counted
 *
 * Gives the item an execution without inputs.
 */
void
heddle_run_item_prepare (HeddleRunItem         *self,
                         const HeddleRunFacts  *facts,
                         HeddleServices        *services,
                         GCancellable          *cancellable,
                         gboolean               is_batch)
{
  HeddlePlanNode *node = self->step->node;
  HeddleRunRow *row = self->step->row;

  self->started_at = g_get_real_time () / 1000;
  g_clear_object (&self->execution);
  self->execution = heddle_node_execution_new (node->type, node->id, node->config, self->mapped->index, facts,
                                               services, cancellable);
  heddle_node_execution_set_row (self->execution, is_batch ? (int) row->number : -1, row->inputs);
}

/**
 * heddle_run_item_list_candidates:
 * @self: an item of a gate, with its execution
 *
 * Returns: (transfer full) (element-type HeddleValue): what a person can let go on, in its order
 */
GPtrArray *
heddle_run_item_list_candidates (const HeddleRunItem *self)
{
  GPtrArray *items = heddle_node_execution_get_list (self->execution, "items");
  GPtrArray *candidates = g_ptr_array_new_with_free_func ((GDestroyNotify) heddle_value_unref);

  for (guint i = 0; i < items->len; i++)
    if (items->pdata[i] != NULL)
      g_ptr_array_add (candidates, heddle_value_ref (items->pdata[i]));
  return candidates;
}

/**
 * heddle_run_item_list_scores:
 * @self: an item of a gate, with its execution
 *
 * Returns: (transfer full) (element-type HeddleValue) (nullable): how good each candidate is, in their
 *   order; %NULL where that is not known of all of them
 */
GPtrArray *
heddle_run_item_list_scores (const HeddleRunItem *self)
{
  GPtrArray *items = heddle_node_execution_get_list (self->execution, "items");
  GPtrArray *scores = heddle_node_execution_has (self->execution, "scores")
                        ? heddle_node_execution_get_list (self->execution, "scores")
                        : NULL;
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) heddle_value_unref);

  if (scores == NULL || scores->len != items->len)
    return NULL;
  for (guint i = 0; i < items->len; i++)
    {
      if (items->pdata[i] != NULL && scores->pdata[i] == NULL)
        return NULL;
      if (items->pdata[i] != NULL)
        g_ptr_array_add (found, heddle_value_ref (scores->pdata[i]));
    }
  return g_steal_pointer (&found);
}

/**
 * heddle_run_item_describe_choice:
 * @self: an item of a gate, with its execution
 *
 * Returns: (transfer full): what a person is to choose from, for whoever asks that person
 */
HeddleNodeOutputs *
heddle_run_item_describe_choice (const HeddleRunItem *self)
{
  HeddleNodeOutputs *choice = heddle_node_outputs_new ();
  g_autoptr (GPtrArray) items = heddle_run_item_list_candidates (self);
  g_autoptr (GPtrArray) scores = heddle_run_item_list_scores (self);

  heddle_node_outputs_set_list (choice, "items", items);
  if (scores != NULL)
    heddle_node_outputs_set_list (choice, "scores", scores);
  return choice;
}

/**
 * heddle_run_item_sum_cost:
 * @self: an item with its execution
 *
 * Returns: what it has cost, in all parts of the run
 */
HeddleMoney
heddle_run_item_sum_cost (const HeddleRunItem *self)
{
  return heddle_money_add (self->spent, heddle_node_execution_get_cost (self->execution));
}

/**
 * heddle_run_item_is_held:
 * @self: an item at its end
 *
 * Returns: whether it has no outputs only because a person is needed first, or more money, for itself
 *   or for what it hangs on
 */
gboolean
heddle_run_item_is_held (const HeddleRunItem *self)
{
  return self->status == HEDDLE_ITEM_WAITING || self->status == HEDDLE_ITEM_UNKNOWN_OUTCOME
         || (self->status == HEDDLE_ITEM_PENDING && (self->by_unknown || self->by_waiting || self->by_budget));
}

static JsonNode *
find_recipe (HeddleRunItem *item)
{
  JsonNode *recipe = NULL;
  HeddlePlanNode *node = item->step->node;

  for (guint i = 0; recipe == NULL && i < node->inputs->len; i++)
    {
      HeddlePlanInput *input = g_ptr_array_index (node->inputs, i);
      HeddleValue *value = input->type.list ? NULL
                                            : heddle_node_execution_get_input (item->execution, input->name);

      recipe = value == NULL ? NULL : heddle_value_get_recipe (value);
    }
  return (node->type->flags & HEDDLE_NODE_MODEL) == 0 ? recipe : NULL;
}

/**
 * heddle_run_item_pass_on_recipe:
 * @self: an item with its execution and its outputs
 * @shared: whether the outputs are those of other items and threads too, and so are copied before
 *
 * Gives images that were made of another its recipe: how an image was made goes along with what is
 * made of it.
 */
void
heddle_run_item_pass_on_recipe (HeddleRunItem *self,
                                gboolean       shared)
{
  HeddlePlanNode *node = self->step->node;
  JsonNode *recipe = find_recipe (self);

  if (recipe == NULL)
    return;
  if (shared)
    {
      g_autoptr (HeddleNodeOutputs) found = self->outputs;

      self->outputs = heddle_node_outputs_copy (found);
    }

  for (guint i = 0; i < node->outputs->len; i++)
    {
      HeddlePort *port = g_ptr_array_index (node->outputs, i);
      HeddleValue *value = port->type.list ? NULL : heddle_node_outputs_get (self->outputs, port->name);

      if (value != NULL && heddle_value_get_value_type (value) == HEDDLE_VALUE_IMAGE)
        {
          g_autoptr (HeddleValue) with_recipe = heddle_value_with_recipe (value, recipe);

          heddle_node_outputs_set (self->outputs, port->name, with_recipe);
        }
    }
}

/**
 * heddle_run_item_stops_run:
 * @self: an item
 *
 * Returns: whether its step asks for the run to end where an item of it fails
 */
gboolean
heddle_run_item_stops_run (const HeddleRunItem *self)
{
  JsonObject *config = self->step->node->config;

  return config != NULL && g_strcmp0 (heddle_json_get_string (config, "on_item_failure", NULL), "stop") == 0;
}

/**
 * heddle_run_item_compare:
 * @a: an item
 * @b: another
 * @data: unused
 *
 * Which of two items that are ready goes first: that of the earlier row, then the one that is
 * further along, so that results come early.
 *
 * Returns: less than, equal to or greater than 0
 */
int
heddle_run_item_compare (gconstpointer a,
                         gconstpointer b,
                         gpointer      data)
{
  const HeddleRunItem *x = a;
  const HeddleRunItem *y = b;

  if (x->step->row->number != y->step->row->number)
    return x->step->row->number < y->step->row->number ? -1 : 1;
  if (x->step->node->ordinal != y->step->node->ordinal)
    return x->step->node->ordinal > y->step->node->ordinal ? -1 : 1;
  return heddle_index_compare (x->mapped->index, y->mapped->index);
}

static void
run_step_clear (HeddleRunStep *self)
{
  for (guint i = 0; self->series != NULL && i < self->node->outputs->len; i++)
    g_clear_pointer (&self->series[i], heddle_series_free);
  g_free (self->series);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_clear_pointer (&self->origins, g_ptr_array_unref);
  g_clear_pointer (&self->without, g_ptr_array_unref);
}

/**
 * heddle_run_row_new:
 * @plan: the plan
 * @number: the row, 0-based
 *
 * Returns: (transfer full): a row in which no step has been expanded
 */
HeddleRunRow *
heddle_run_row_new (HeddlePlan *plan,
                    guint       number)
{
  HeddleRunRow *self = g_new0 (HeddleRunRow, 1);
  GPtrArray *nodes = heddle_plan_get_nodes (plan);

  self->number = number;
  self->waiting = g_ptr_array_new ();
  self->origins = heddle_origins_new_empty ();
  if (heddle_plan_is_batch (plan))
    {
      g_autoptr (GPtrArray) none = g_steal_pointer (&self->origins);

      self->base = heddle_index_new (&number, 1);
      self->origins = heddle_origins_append (none, 0);
    }
  else
    self->base = heddle_index_new_empty ();

  self->inputs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) heddle_value_unref);
  self->n_steps = nodes->len;
  self->n_open = nodes->len;
  self->steps = g_new0 (HeddleRunStep, nodes->len);
  for (guint i = 0; i < nodes->len; i++)
    {
      HeddleRunStep *step = &self->steps[i];

      step->node = g_ptr_array_index (nodes, i);
      step->row = self;
      step->n_waiting = step->node->n_sources;
      step->items = g_ptr_array_new_with_free_func ((GDestroyNotify) heddle_run_item_free);
      step->series = g_new0 (HeddleSeries *, step->node->outputs->len);
    }
  return self;
}

/**
 * heddle_run_row_free:
 * @self: (transfer full) (nullable): a row
 */
void
heddle_run_row_free (HeddleRunRow *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < self->n_steps; i++)
    run_step_clear (&self->steps[i]);
  g_free (self->steps);
  g_ptr_array_unref (self->waiting);
  heddle_index_unref (self->base);
  g_ptr_array_unref (self->origins);
  g_hash_table_unref (self->inputs);
  g_free (self);
}
