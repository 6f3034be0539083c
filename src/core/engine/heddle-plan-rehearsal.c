/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "engine/heddle-plan-rehearsal.h"

#include "base/heddle-json.h"
#include "engine/heddle-plan-inputs.h"
#include "engine/heddle-plan-node.h"
#include "engine/heddle-plan-work.h"
#include "engine/heddle-row-inputs.h"
#include "engine/heddle-run-error.h"
#include "engine/heddle-run-further.h"
#include "engine/heddle-run-item.h"

/* From how many values on a list is not told value by value. */
#define MANY 256

/* How many reasons are told why something cannot be done. */
#define MAX_PROBLEMS 10

/* A run of one row without its work: steps are expanded as in a run, and what is cheap, and is
 * wanted to tell how long a list is, is worked out. An item at its end is one whose outcome is
 * known; of others only how many there are. A series that is not known is %NULL. With a recall all
 * that is cheap is worked out, and what is in the library is found there. An item that still has its
 * execution when its step has been gone through has all its inputs, and so it is certain to run.
 *
 * Per node of the plan: @needed says whether the values that it gives are wanted, @told whether they
 * have to be told from each other, @lengths how many values its lists have by its config (-1 where that
 * does not say), @doubtful whether items of it may be skipped because of something that only the run shows.
 *
 * A long list whose values need not be told is one entry that stands for all, and so is each item that is
 * made of it: while @compact, a plan takes no more memory for a million items than for one.
 */
typedef struct
{
  HeddlePlan       *plan;
  HeddleServices   *services;
  HeddlePlanRecall *recall;
  GPtrArray        *problems;
  HeddleRunFacts    facts;
  HeddleRunRow     *row;
  gboolean         *needed;
  gboolean         *told;
  gint64           *lengths;
  gboolean         *doubtful;
  gboolean          varies;
  gboolean          compact;
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
needs_length (HeddlePlanNode  *node,
              HeddlePlanInput *input,
              HeddlePlanLink  *link)
{
  return link->type.list && (node->mode == HEDDLE_PLAN_PASS || !input->type.list);
}

static gboolean
needs_values (Rehearsal       *self,
              HeddlePlanNode  *node,
              HeddlePlanInput *input)
{
  return is_count (node, input)
         || (self->needed[node->ordinal] && (node->mode == HEDDLE_PLAN_PASS || can_evaluate (node)));
}

/* A bypassed step hands on what is wanted of it; a condition looks at each value. */
static gboolean
tells_values (Rehearsal       *self,
              HeddlePlanNode  *node,
              HeddlePlanInput *input,
              HeddlePlanLink  *link)
{
  if (node->mode == HEDDLE_PLAN_PASS)
    return self->told[node->ordinal] || link->condition != NULL;
  return needs_values (self, node, input) || link->condition != NULL;
}

static void
note_need (Rehearsal       *self,
           HeddlePlanNode  *node,
           HeddlePlanInput *input,
           HeddlePlanLink  *link)
{
  guint source = link->source->ordinal;

  self->told[source] = self->told[source] || tells_values (self, node, input, link);
  if (!needs_length (node, input, link) && !needs_values (self, node, input))
    return;
  self->needed[source] = TRUE;
  if (link->source->type == NULL)
    self->varies = self->varies || heddle_plan_has_column (self->plan, link->port);
}

/* Backwards from what makes lists, and counts of results, as long as they are. What is looked up in the
 * library is looked up by its inputs, all of them.
 */
static void
find_needed (Rehearsal *self)
{
  self->varies = self->recall != NULL;
  for (guint n = 0; self->recall != NULL && n < heddle_plan_get_nodes (self->plan)->len; n++)
    self->needed[n] = TRUE;
  for (guint n = heddle_plan_get_nodes (self->plan)->len - 1; n > 0; n--)
    {
      HeddlePlanNode *node = get_node (self, n);

      for (guint i = 0; i < node->inputs->len; i++)
        {
          HeddlePlanInput *input = g_ptr_array_index (node->inputs, i);

          for (guint l = 0; l < input->links->len; l++)
            note_need (self, node, input, g_ptr_array_index (input->links, l));
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
 * with all their values: what an image is like is not asked beforehand without a recall.
 */
static gboolean
has_series (Rehearsal     *self,
            HeddleRunStep *step,
            gboolean       all)
{
  for (guint i = 0; i < step->node->inputs->len; i++)
    {
      HeddlePlanInput *input = g_ptr_array_index (step->node->inputs, i);

      for (guint l = 0; l < input->links->len; l++)
        {
          HeddlePlanLink *link = g_ptr_array_index (input->links, l);

          HeddleSeries *series = find_series (step, link);

          if ((all || !input->type.list) && series == NULL)
            return FALSE;
          if (all && heddle_series_is_compact (series))
            return FALSE;
          if (all && self->recall == NULL && link->source->type == NULL
              && heddle_row_input_is_loaded (link->type.value))
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

/* Without a recall an error tells nothing: what is missing may only come with the run. */
static void
evaluate_item (Rehearsal     *self,
               HeddleRunItem *item)
{
  item->outputs = item->step->node->type->evaluate (item->execution, &item->error);
  if (item->outputs != NULL)
    end_item (item, HEDDLE_ITEM_COMPLETED);
  else if (self->recall != NULL && heddle_error_to_item_status (item->error) != HEDDLE_ITEM_WAITING)
    end_item (item, HEDDLE_ITEM_FAILED);
}

static void
work_out_item (Rehearsal     *self,
               HeddleRunItem *item)
{
  HeddlePlanNode *node = item->step->node;

  if (self->recall != NULL)
    heddle_plan_recall_item (self->recall, item);
  if (!item->at_end && self->needed[node->ordinal] && can_evaluate (node))
    evaluate_item (self, item);
}

static void
wait_for_sources (HeddleRunItem *item)
{
  for (guint i = 0; i < item->mapped->entries->len; i++)
    {
      const HeddleRunItem *source = ((HeddleSeriesEntry *) g_ptr_array_index (item->mapped->entries, i))->source;

      if (!source->at_end && (source->n_spared > 0 || source->may_be_there))
        item->may_be_there = TRUE;
    }
}

/* What adds to another item of its step comes behind that, which may be at its end by now. */
static gboolean
is_early (const HeddleRunItem *item)
{
  return item->origin != NULL ? !item->origin->at_end : item->n_pending > 0;
}

/* Brings the item as far as it can be brought; its execution stays where its values are known. */
static void
rehearse_item (Rehearsal     *self,
               HeddleRunItem *item,
               gboolean       complete)
{
  if (item->mapped->missing != NULL || item->mapped->unmatched || (complete && heddle_run_item_is_lost (item)))
    {
      end_item (item, HEDDLE_ITEM_SKIPPED);
      return;
    }
  if (!complete || is_early (item))
    {
      wait_for_sources (item);
      return;
    }

  heddle_run_item_prepare (item, &self->facts, self->services, NULL, heddle_plan_is_batch (self->plan));
  if (!heddle_run_item_gather (item, &item->error))
    end_item (item, item->error == NULL ? HEDDLE_ITEM_SKIPPED : HEDDLE_ITEM_FAILED);
  else
    work_out_item (self, item);
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
  n = heddle_plan_count_results (item);
  return n.least == n.most ? n.least : -1;
}

static void
add_values (Rehearsal     *self,
            HeddleSeries  *series,
            HeddleRunItem *item,
            const char    *port,
            gint64         length)
{
  gint64 times = item->mapped->times;

  if (self->compact && length > MANY && !self->told[item->step->node->ordinal])
    {
      g_autoptr (HeddleIndex) first = heddle_index_append (item->mapped->index, 0);

      heddle_series_add_alike (series, first, item, port, FALSE, heddle_plan_count_multiply (length, times));
      return;
    }
  for (guint k = 0; k < length; k++)
    {
      g_autoptr (HeddleIndex) index = heddle_run_item_index_result (item, k);

      if (times > 1)
        heddle_series_add_alike (series, index, item, port, FALSE, times);
      else
        heddle_series_add (series, index, item, port, k, FALSE);
    }
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
      if (item->at_end && !heddle_run_item_is_good (item) && item->origin == NULL)
        heddle_series_add_alike (series, item->mapped->index, item, port, TRUE, item->mapped->times);
      add_values (self, series, item, port, length);
    }
  return g_steal_pointer (&series);
}

static void
make_all_series (Rehearsal     *self,
                 HeddleRunStep *step)
{
  for (guint o = 0; o < step->node->outputs->len; o++)
    if (step->series[o] == NULL)
      step->series[o] = make_series (self, step, ((HeddlePort *) g_ptr_array_index (step->node->outputs, o))->name);
}

/* Why items cannot be done is told a few times; how many it is about, the counts say. */
static void
note_problem (Rehearsal           *self,
              const HeddleRunItem *item)
{
  if (self->problems != NULL && self->problems->len < MAX_PROBLEMS && item->status == HEDDLE_ITEM_FAILED
      && item->error != NULL)
    g_ptr_array_add (self->problems, g_strdup_printf ("%s: %s", item->step->node->title, item->error->message));
}

static void
settle_step (Rehearsal      *self,
             HeddleRunStep  *step,
             HeddlePlanWork *work)
{
  gboolean all_known = TRUE;
  gboolean all_certain = TRUE;

  for (guint i = 0; i < step->items->len; i++)
    {
      HeddleRunItem *item = g_ptr_array_index (step->items, i);

      all_known = all_known && item->at_end;
      all_certain = all_certain && (item->at_end || item->execution != NULL);
      note_problem (self, item);
      heddle_plan_work_add_item (work, item, self->doubtful[step->node->ordinal]);
    }

  if (all_certain)
    self->doubtful[step->node->ordinal] = FALSE;
  make_all_series (self, step);

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
  if (has_series (self, step, TRUE) && !may_be_skipped (self, step->node))
    return heddle_run_step_expand (step, error);
  self->doubtful[step->node->ordinal] = may_be_skipped (self, step->node);
  return TRUE;
}

static gboolean
rehearse_step (Rehearsal        *self,
               HeddleRunStep    *step,
               HeddlePlanWork   *work,
               GError          **error)
{
  gboolean complete;

  if (step->node->mode == HEDDLE_PLAN_PASS)
    return rehearse_pass (self, step, error);
  if (!heddle_run_step_expand (step, error))
    return FALSE;
  if (self->recall != NULL)
    heddle_plan_recall_expand (self->recall, step);
  if (step->node->mode == HEDDLE_PLAN_SKIP)
    {
      end_item (g_ptr_array_index (step->items, 0), HEDDLE_ITEM_SKIPPED);
      work->skipped++;
      return TRUE;
    }

  self->doubtful[step->node->ordinal] = may_be_skipped (self, step->node);
  if (!has_series (self, step, FALSE))
    {
      work->runs.most = G_MAXINT64;
      work->results.most = G_MAXINT64;
      forget_series (step);
      return TRUE;
    }

  complete = has_series (self, step, TRUE);
  for (guint i = 0; i < step->items->len; i++)
    rehearse_item (self, g_ptr_array_index (step->items, i), complete);
  settle_step (self, step, work);
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
  item->outputs = heddle_row_read_inputs (self->plan, step->row->number,
                                          self->recall == NULL ? NULL : self->services, step->row->inputs, error);
  if (item->outputs == NULL)
    return FALSE;
  end_item (item, HEDDLE_ITEM_COMPLETED);
  make_all_series (self, step);
  return TRUE;
}

/* Returns FALSE without an error where values would have to be told that are not told. */
static gboolean
rehearse_steps (Rehearsal       *self,
                HeddlePlanWork  *work,
                GError         **error)
{
  for (guint i = 1; i < self->row->n_steps; i++)
    if (!rehearse_step (self, &self->row->steps[i], &work[i], error) || self->row->steps[i].blurred)
      return FALSE;
  return TRUE;
}

/* Adds a row's work. A row whose inputs are wrong counts nothing but that, and is told of elsewhere. */
static gboolean
rehearse_row (Rehearsal       *self,
              guint            row,
              HeddlePlanWork  *work,
              GError         **error)
{
  guint n_nodes = heddle_plan_get_nodes (self->plan)->len;
  g_autofree HeddlePlanWork *here = g_new0 (HeddlePlanWork, n_nodes);
  g_autoptr (GError) reason = NULL;
  gboolean fits = TRUE;

  self->row = heddle_run_row_new (self->plan, row);
  memset (self->doubtful, 0, n_nodes * sizeof *self->doubtful);
  if (!rehearse_inputs (self, &self->row->steps[0], NULL))
    here[0].failed = 1;
  else
    fits = rehearse_steps (self, here, &reason);
  g_clear_pointer (&self->row, heddle_run_row_free);

  if (!fits && self->compact)
    {
      self->compact = FALSE;
      return rehearse_row (self, row, work, error);
    }
  for (guint i = 0; fits && i < n_nodes; i++)
    heddle_plan_work_add (&work[i], &here[i]);
  if (!fits)
    g_propagate_error (error, g_steal_pointer (&reason));
  return fits;
}

/* Where no list and no count comes from a table, one row that can run stands for all of them. */
static gboolean
rehearse_one_for_all (Rehearsal       *self,
                      HeddlePlanWork  *work,
                      GError         **error)
{
  guint n_rows = heddle_plan_get_n_rows (self->plan);
  guint n_good = 0;
  guint good = 0;

  for (guint row = 0; row < n_rows; row++)
    {
      g_autoptr (JsonObject) values = heddle_plan_read_inputs (self->plan, row, NULL);

      if (values != NULL && n_good++ == 0)
        good = row;
    }
  if (n_good > 0 && !rehearse_row (self, good, work, error))
    return FALSE;

  for (guint i = 0; i < heddle_plan_get_nodes (self->plan)->len; i++)
    heddle_plan_work_multiply (&work[i], n_good);
  work[0].failed = n_rows - n_good;
  return TRUE;
}

/* A row whose lists do not fit fails alone, as any row that is wrong; unless none is better. */
static gboolean
rehearse_rows (Rehearsal       *self,
               HeddlePlanWork  *work,
               GError         **error)
{
  g_autoptr (GError) first = NULL;
  gboolean any = FALSE;

  for (guint row = 0; row < heddle_plan_get_n_rows (self->plan); row++)
    {
      g_autoptr (GError) reason = NULL;

      if (self->recall != NULL && !heddle_plan_recall_wants_row (self->recall, row))
        continue;
      if (rehearse_row (self, row, work, &reason))
        {
          any = TRUE;
          continue;
        }
      work[0].failed++;
      if (self->recall == NULL)
        heddle_plan_warn_of_row (self->plan, row, reason);
      if (first == NULL)
        first = g_steal_pointer (&reason);
    }
  if (!any)
    g_propagate_error (error, g_steal_pointer (&first));
  return any;
}

/**
 * heddle_plan_rehearse:
 * @plan: a plan with its nodes
 * @services: what node types may look things up in
 * @recall: (nullable): what the library remembers; %NULL where nothing is looked up there
 * @work: (out caller-allocates) (array): per node, what becomes of its items
 * @problems: (nullable) (element-type utf8): takes some of the reasons why items cannot be done
 * @error: return location
 *
 * Goes through the plan as a run does, as far as that is known without doing anything that takes
 * time or costs money: how often each step runs, and how many results it makes. Lists of unrelated
 * origin that are not equally long are found on the way. Blocks: tables and folders are read, and with
 * @recall the images that are named, and the library.
 *
 * Returns: %FALSE with [error@GraphError] `VALUE` where lengths that are known do not fit; of a
 *   batch where that is so in every row, else the plan gets a warning when it is made
 */
gboolean
heddle_plan_rehearse (HeddlePlan        *plan,
                      HeddleServices    *services,
                      HeddlePlanRecall  *recall,
                      HeddlePlanWork    *work,
                      GPtrArray         *problems,
                      GError           **error)
{
  guint n_nodes = heddle_plan_get_nodes (plan)->len;
  g_autofree gboolean *needed = g_new0 (gboolean, n_nodes);
  g_autofree gboolean *told = g_new0 (gboolean, n_nodes);
  g_autofree gboolean *doubtful = g_new0 (gboolean, n_nodes);
  g_autofree gint64 *lengths = g_new0 (gint64, n_nodes);
  Rehearsal self = {
    .plan = plan,
    .services = recall == NULL ? services : heddle_plan_recall_get_services (recall),
    .recall = recall,
    .problems = problems,
    .needed = needed,
    .told = told,
    .lengths = lengths,
    .doubtful = doubtful,
    .compact = recall == NULL,
  };

  heddle_plan_describe_run (plan, &self.facts);
  find_needed (&self);
  find_lengths (&self);
  memset (work, 0, n_nodes * sizeof *work);
  return self.varies ? rehearse_rows (&self, work, error) : rehearse_one_for_all (&self, work, error);
}
