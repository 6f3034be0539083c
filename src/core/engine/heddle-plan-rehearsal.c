/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "engine/heddle-plan-rehearsal.h"

#include "base/heddle-json.h"
#include "engine/heddle-plan-inputs.h"
#include "engine/heddle-plan-node.h"
#include "engine/heddle-row-inputs.h"
#include "engine/heddle-run-item.h"

/* A run of one row without its work: steps are expanded as in a run, and what is cheap, and is
 * wanted to tell how long a list is, is worked out. An item at its end is one whose outcome is
 * known; of others only how many there are. A series that is not known is %NULL.
 *
 * Per node of the plan: @needed says whether the values that it gives are wanted, @lengths how many
 * values its lists have by its config (-1 where that does not say), @doubtful whether items of it
 * may be skipped because of something that only the run shows.
 */
typedef struct
{
  HeddlePlan     *plan;
  HeddleServices *services;
  HeddleRunFacts  facts;
  HeddleRunRow   *row;
  gboolean       *needed;
  gint64         *lengths;
  gboolean       *doubtful;
  gboolean        varies;
} Rehearsal;

static HeddlePlanNode *
get_node (Rehearsal *self,
          guint      ordinal)
{
  return g_ptr_array_index (heddle_plan_get_nodes (self->plan), ordinal);
}

static HeddleSeries *
find_series (HeddleRunStep  *step,
             HeddlePlanLink *link)
{
  return heddle_run_step_find_series (&step->row->steps[link->source->ordinal], link->port);
}

/* Whether a node's outputs can be worked out beforehand. */
static gboolean
can_evaluate (HeddlePlanNode *node)
{
  return node->type->evaluate != NULL && !(node->type->flags & (HEDDLE_NODE_OUTPUT | HEDDLE_NODE_UNCACHED));
}

static gboolean
is_count (HeddlePlanNode  *node,
          HeddlePlanInput *input)
{
  return (node->type->flags & HEDDLE_NODE_REPEATS) && g_str_equal (input->name, "count");
}

static gboolean
needs_value (Rehearsal       *self,
             HeddlePlanNode  *node,
             HeddlePlanInput *input,
             HeddlePlanLink  *link)
{
  gboolean passes = node->mode == HEDDLE_PLAN_PASS;

  if (link->type.list && (passes || !input->type.list))
    return TRUE;
  return is_count (node, input) || (self->needed[node->ordinal] && (passes || can_evaluate (node)));
}

static void
note_need (Rehearsal      *self,
           HeddlePlanLink *link)
{
  self->needed[link->source->ordinal] = TRUE;
  if (link->source->type == NULL)
    self->varies = self->varies || heddle_plan_has_column (self->plan, link->port);
}

/* Backwards from what makes lists, and counts of results, as long as they are. */
static void
find_needed (Rehearsal *self)
{
  for (guint n = heddle_plan_get_nodes (self->plan)->len - 1; n > 0; n--)
    {
      HeddlePlanNode *node = get_node (self, n);

      for (guint i = 0; i < node->inputs->len; i++)
        {
          HeddlePlanInput *input = g_ptr_array_index (node->inputs, i);

          for (guint l = 0; l < input->links->len; l++)
            if (needs_value (self, node, input, g_ptr_array_index (input->links, l)))
              note_need (self, g_ptr_array_index (input->links, l));
        }
    }
}

static gboolean
has_linked_parameter (HeddlePlanNode *node)
{
  for (guint i = 0; i < node->inputs->len; i++)
    if (((HeddlePlanInput *) g_ptr_array_index (node->inputs, i))->parameter != NULL)
      return TRUE;
  return FALSE;
}

static void
find_lengths (Rehearsal *self)
{
  const char *directory = heddle_plan_get_options (self->plan)->document_directory;

  for (guint n = 1; n < heddle_plan_get_nodes (self->plan)->len; n++)
    {
      HeddlePlanNode *node = get_node (self, n);

      self->lengths[n] = -1;
      if (self->needed[n] && node->mode == HEDDLE_PLAN_RUN && node->type->count_list != NULL
          && !has_linked_parameter (node))
        self->lengths[n] = node->type->count_list (node->config, directory, self->services);
    }
}

/* Whether all series that make a step run once per value are there, and, with @all, the others too,
 * with all their values: what an image is like is not asked beforehand.
 */
static gboolean
has_series (HeddleRunStep *step,
            gboolean       all)
{
  for (guint i = 0; i < step->node->inputs->len; i++)
    {
      HeddlePlanInput *input = g_ptr_array_index (step->node->inputs, i);

      for (guint l = 0; l < input->links->len; l++)
        {
          HeddlePlanLink *link = g_ptr_array_index (input->links, l);

          if ((all || !input->type.list) && find_series (step, link) == NULL)
            return FALSE;
          if (all && link->source->type == NULL && heddle_row_input_is_loaded (link->type.value))
            return FALSE;
        }
    }
  return TRUE;
}

static gboolean
may_branch (HeddlePlanNode *node)
{
  return node->type != NULL && (node->type->flags & HEDDLE_NODE_BRANCHES) != 0;
}

static gboolean
may_be_skipped (Rehearsal      *self,
                HeddlePlanNode *node)
{
  for (guint i = 0; i < node->inputs->len; i++)
    {
      HeddlePlanInput *input = g_ptr_array_index (node->inputs, i);

      for (guint l = 0; l < input->links->len; l++)
        {
          HeddlePlanLink *link = g_ptr_array_index (input->links, l);

          if (link->condition != NULL || self->doubtful[link->source->ordinal] || may_branch (link->source))
            return TRUE;
        }
    }
  return FALSE;
}

static void
end_item (HeddleRunItem    *item,
          HeddleItemStatus  status)
{
  item->status = status;
  item->at_end = TRUE;
}

/* An error here may be a person who is needed, so that it tells nothing. */
static void
evaluate_item (HeddleRunItem *item)
{
  item->outputs = item->step->node->type->evaluate (item->execution, NULL);
  if (item->outputs != NULL)
    end_item (item, HEDDLE_ITEM_COMPLETED);
}

/* Brings the item as far as it can be brought; its execution stays where its values are known. */
static void
rehearse_item (Rehearsal     *self,
               HeddleRunItem *item,
               gboolean       complete)
{
  HeddlePlanNode *node = item->step->node;
  g_autoptr (GError) error = NULL;

  if (item->mapped->missing != NULL || item->mapped->unmatched)
    {
      end_item (item, HEDDLE_ITEM_SKIPPED);
      return;
    }
  if (!complete || item->n_pending > 0)
    return;

  item->execution = heddle_node_execution_new (node->type, node->id, node->config, item->mapped->index,
                                               &self->facts, self->services, NULL);
  heddle_node_execution_set_row (item->execution,
                                 heddle_plan_is_batch (self->plan) ? (int) self->row->number : -1,
                                 self->row->inputs);
  if (!heddle_run_item_gather (item, &error))
    end_item (item, error == NULL ? HEDDLE_ITEM_SKIPPED : HEDDLE_ITEM_FAILED);
  else if (self->needed[node->ordinal] && can_evaluate (node))
    evaluate_item (item);
}

/* A count that is not known yet is at least within the bounds that it has to keep. */
static HeddlePlanCount
count_results (HeddleRunItem *item)
{
  HeddlePlanNode *node = item->step->node;
  const HeddleParameterInfo *parameter = heddle_node_type_find_parameter (node->type, "count");
  g_autoptr (HeddleValue) linked = NULL;
  gint64 n;

  if (!(node->type->flags & HEDDLE_NODE_REPEATS))
    return (HeddlePlanCount) { 1, 1 };
  if (!heddle_plan_node_is_linked (node, "count"))
    n = heddle_json_get_int (node->config, "count", 1);
  else if ((linked = heddle_run_item_peek (item, "count")) != NULL)
    n = (gint64) CLAMP (heddle_value_get_number (linked), 1, G_MAXINT);
  else if (parameter != NULL && parameter->minimum < parameter->maximum)
    return (HeddlePlanCount) { (gint64) parameter->minimum, (gint64) parameter->maximum };
  else
    return (HeddlePlanCount) { 1, G_MAXINT64 };
  return (HeddlePlanCount) { n, n };
}

static gint64
sum (gint64 a,
     gint64 b)
{
  return a > G_MAXINT64 - b ? G_MAXINT64 : a + b;
}

/* As many as are asked for, if there are as many. */
static gint64
length_behind_gate (HeddleRunItem *item)
{
  HeddlePlanNode *node = item->step->node;
  gint64 n_items = heddle_run_item_count_values (item, "items");

  if (n_items < 0 || heddle_plan_node_is_linked (node, "count"))
    return -1;
  return heddle_node_type_find_parameter (node->type, "count") == NULL
           ? n_items
           : MIN (n_items, heddle_json_get_int (node->config, "count", 1));
}

static gint64
length_of_list (Rehearsal     *self,
                HeddleRunItem *item)
{
  HeddlePlanNode *node = item->step->node;
  HeddlePlanCount n;

  if (self->doubtful[node->ordinal])
    return -1;
  if (node->type->flags & HEDDLE_NODE_GATE)
    return length_behind_gate (item);
  if (!(node->type->flags & HEDDLE_NODE_REPEATS))
    return self->lengths[node->ordinal];
  n = count_results (item);
  return n.least == n.most ? n.least : -1;
}

/* Gives %NULL where the list of an item is not known. */
static HeddleSeries *
make_series (Rehearsal     *self,
             HeddleRunStep *step,
             const char    *port)
{
  g_autoptr (GPtrArray) origins = heddle_origins_append (step->origins, step->node->ordinal + 1);
  g_autoptr (HeddleSeries) series = heddle_series_new (origins);

  for (guint i = 0; i < step->items->len; i++)
    {
      HeddleRunItem *item = g_ptr_array_index (step->items, i);
      GPtrArray *list = item->outputs == NULL ? NULL : heddle_node_outputs_get_list (item->outputs, port);
      gint64 length = item->at_end ? (gint64) (list == NULL ? 0 : list->len) : length_of_list (self, item);

      if (length < 0)
        return NULL;
      if (item->at_end && !heddle_run_item_is_good (item))
        heddle_series_add (series, item->mapped->index, item, port, 0, TRUE);
      for (guint k = 0; k < length; k++)
        {
          g_autoptr (HeddleIndex) index = heddle_index_append (item->mapped->index, k);

          heddle_series_add (series, index, item, port, k, FALSE);
        }
    }
  return g_steal_pointer (&series);
}

static void
settle_step (Rehearsal       *self,
             HeddleRunStep   *step,
             HeddlePlanCount *count)
{
  gboolean all_known = TRUE;

  for (guint i = 0; i < step->items->len; i++)
    {
      HeddleRunItem *item = g_ptr_array_index (step->items, i);
      HeddlePlanCount n = count_results (item);

      all_known = all_known && item->at_end;
      if (item->at_end && !heddle_run_item_is_good (item))
        continue;
      count->most = sum (count->most, n.most);
      if (item->at_end || !self->doubtful[step->node->ordinal])
        count->least = sum (count->least, n.least);
    }

  if (all_known)
    self->doubtful[step->node->ordinal] = FALSE;
  for (guint o = 0; o < step->node->outputs->len; o++)
    if (step->series[o] == NULL)
      step->series[o] = make_series (self, step, ((HeddlePort *) g_ptr_array_index (step->node->outputs, o))->name);

  /* Of what a person is asked for, less may come. */
  if (!all_known && (step->node->type->flags & HEDDLE_NODE_GATE))
    self->doubtful[step->node->ordinal] = TRUE;
}

static void
forget_series (HeddleRunStep *step)
{
  for (guint o = 0; o < step->node->outputs->len; o++)
    g_clear_pointer (&step->series[o], heddle_series_free);
}

/* A bypassed step hands on what it gets, unless a condition has a say in it. */
static gboolean
rehearse_pass (Rehearsal      *self,
               HeddleRunStep  *step,
               GError        **error)
{
  if (has_series (step, TRUE) && !may_be_skipped (self, step->node))
    return heddle_run_step_expand (step, error);
  self->doubtful[step->node->ordinal] = may_be_skipped (self, step->node);
  return TRUE;
}

static gboolean
rehearse_step (Rehearsal        *self,
               HeddleRunStep    *step,
               HeddlePlanCount  *count,
               GError          **error)
{
  gboolean complete;

  if (step->node->mode == HEDDLE_PLAN_PASS)
    return rehearse_pass (self, step, error);
  if (!heddle_run_step_expand (step, error))
    return FALSE;
  if (step->node->mode == HEDDLE_PLAN_SKIP)
    {
      end_item (g_ptr_array_index (step->items, 0), HEDDLE_ITEM_SKIPPED);
      return TRUE;
    }

  self->doubtful[step->node->ordinal] = may_be_skipped (self, step->node);
  if (!has_series (step, FALSE))
    {
      count->most = G_MAXINT64;
      forget_series (step);
      return TRUE;
    }

  complete = has_series (step, TRUE);
  for (guint i = 0; i < step->items->len; i++)
    rehearse_item (self, g_ptr_array_index (step->items, i), complete);
  settle_step (self, step, count);
  for (guint i = 0; i < step->items->len; i++)
    g_clear_object (&((HeddleRunItem *) g_ptr_array_index (step->items, i))->execution);
  return TRUE;
}

static gboolean
rehearse_inputs (Rehearsal      *self,
                 HeddleRunStep  *step,
                 GError        **error)
{
  HeddleRunItem *item;

  heddle_run_step_expand (step, NULL);
  item = g_ptr_array_index (step->items, 0);
  item->outputs = heddle_row_read_inputs (self->plan, step->row->number, NULL, step->row->inputs, error);
  if (item->outputs == NULL)
    return FALSE;
  end_item (item, HEDDLE_ITEM_COMPLETED);
  heddle_run_step_settle (step);
  return TRUE;
}

/* Adds a row's counts. A row whose inputs are wrong counts nothing, and is told of elsewhere. */
static gboolean
rehearse_row (Rehearsal        *self,
              guint             row,
              HeddlePlanCount  *counts,
              GError          **error)
{
  guint n_nodes = heddle_plan_get_nodes (self->plan)->len;
  g_autofree HeddlePlanCount *here = g_new0 (HeddlePlanCount, n_nodes);
  gboolean fits = TRUE;

  self->row = heddle_run_row_new (self->plan, row);
  memset (self->doubtful, 0, n_nodes * sizeof *self->doubtful);
  if (rehearse_inputs (self, &self->row->steps[0], NULL))
    for (guint i = 1; fits && i < n_nodes; i++)
      fits = rehearse_step (self, &self->row->steps[i], &here[i], error);
  g_clear_pointer (&self->row, heddle_run_row_free);

  for (guint i = 0; fits && i < n_nodes; i++)
    {
      counts[i].least = sum (counts[i].least, here[i].least);
      counts[i].most = sum (counts[i].most, here[i].most);
    }
  return fits;
}

/* Where no list and no count comes from a table, one row that can run stands for all of them. */
static gboolean
rehearse_one_for_all (Rehearsal        *self,
                      HeddlePlanCount  *counts,
                      GError          **error)
{
  guint n_good = 0;
  guint good = 0;

  for (guint row = 0; row < heddle_plan_get_n_rows (self->plan); row++)
    {
      g_autoptr (JsonObject) values = heddle_plan_read_inputs (self->plan, row, NULL);

      if (values != NULL && n_good++ == 0)
        good = row;
    }
  if (n_good == 0)
    return TRUE;
  if (!rehearse_row (self, good, counts, error))
    return FALSE;

  for (guint i = 0; i < heddle_plan_get_nodes (self->plan)->len; i++)
    {
      counts[i].least = heddle_plan_count_multiply (counts[i].least, n_good);
      counts[i].most = heddle_plan_count_multiply (counts[i].most, n_good);
    }
  return TRUE;
}

/* A row whose lists do not fit fails alone, as any row that is wrong; unless none is better. */
static gboolean
rehearse_rows (Rehearsal        *self,
               HeddlePlanCount  *counts,
               GError          **error)
{
  g_autoptr (GError) first = NULL;
  gboolean any = FALSE;

  for (guint row = 0; row < heddle_plan_get_n_rows (self->plan); row++)
    {
      g_autoptr (GError) reason = NULL;

      if (rehearse_row (self, row, counts, &reason))
        {
          any = TRUE;
          continue;
        }
      heddle_plan_warn_of_row (self->plan, row, reason);
      if (first == NULL)
        first = g_steal_pointer (&reason);
    }
  if (!any)
    g_propagate_error (error, g_steal_pointer (&first));
  return any;
}

/**
 * heddle_plan_count_multiply:
 * @a: a number that is not negative
 * @b: another
 *
 * Returns: @a times @b; %G_MAXINT64 where one is, or where the product would be greater
 */
gint64
heddle_plan_count_multiply (gint64 a,
                            gint64 b)
{
  gint64 product;

  return __builtin_mul_overflow (a, b, &product) ? G_MAXINT64 : product;
}

/**
 * heddle_plan_rehearse:
 * @plan: a plan with its nodes
 * @services: what node types may look things up in
 * @counts: (out caller-allocates) (array): per node, how many results it has to make
 * @error: return location
 *
 * Goes through the plan as a run does, as far as that is known without doing anything that takes
 * time or costs money: how often each step runs, and how many results it makes. Lists of unrelated
 * origin that are not equally long are found on the way. Blocks: tables and folders are read.
 *
 * Returns: %FALSE with [error@GraphError] `VALUE` where lengths that are known do not fit; of a
 *   batch where that is so in every row, else the plan gets a warning
 */
gboolean
heddle_plan_rehearse (HeddlePlan       *plan,
                      HeddleServices   *services,
                      HeddlePlanCount  *counts,
                      GError          **error)
{
  guint n_nodes = heddle_plan_get_nodes (plan)->len;
  g_autofree gboolean *needed = g_new0 (gboolean, n_nodes);
  g_autofree gboolean *doubtful = g_new0 (gboolean, n_nodes);
  g_autofree gint64 *lengths = g_new0 (gint64, n_nodes);
  Rehearsal self = { .plan = plan, .services = services, .needed = needed, .lengths = lengths, .doubtful = doubtful };

  heddle_plan_describe_run (plan, &self.facts);
  find_needed (&self);
  find_lengths (&self);
  memset (counts, 0, n_nodes * sizeof *counts);
  return self.varies ? rehearse_rows (&self, counts, error) : rehearse_one_for_all (&self, counts, error);
}
