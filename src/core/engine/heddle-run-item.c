/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "engine/heddle-run-item.h"

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

static void
run_step_clear (HeddleRunStep *self)
{
  for (guint i = 0; self->series != NULL && i < self->node->outputs->len; i++)
    g_clear_pointer (&self->series[i], heddle_series_free);
  g_free (self->series);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_clear_pointer (&self->origins, g_ptr_array_unref);
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
  heddle_index_unref (self->base);
  g_ptr_array_unref (self->origins);
  g_hash_table_unref (self->inputs);
  g_free (self);
}
