/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "engine/heddle-plan-work.h"

#include "base/heddle-json.h"
#include "engine/heddle-plan-node.h"

/**
 * heddle_plan_count_results:
 * @item: an item of a step that has been expanded
 *
 * A count that is not known yet is at least within the bounds that it has to keep.
 *
 * Returns: how many results the item has to make if nothing of it is there
 */
HeddlePlanCount
heddle_plan_count_results (HeddleRunItem *item)
{
  HeddlePlanNode *node = item->step->node;
  const HeddleParameterInfo *parameter = heddle_node_type_find_parameter (node->type, "count");
  g_autoptr (HeddleValue) linked = NULL;
  gint64 n;

  if (!(node->type->flags & HEDDLE_NODE_REPEATS))
    return (HeddlePlanCount) { 1, 1 };
  if (item->origin != NULL)
    return (HeddlePlanCount) { item->further->record->count, item->further->record->count };
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

static void
add_count (HeddlePlanCount *self,
           HeddlePlanCount  other)
{
  self->least = sum (self->least, other.least);
  self->most = sum (self->most, other.most);
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

static HeddlePlanCount
multiply (HeddlePlanCount count,
          gint64          n)
{
  return (HeddlePlanCount) { heddle_plan_count_multiply (count.least, n), heddle_plan_count_multiply (count.most, n) };
}

static HeddlePlanCount
count_open_results (HeddleRunItem *item)
{
  HeddlePlanCount n = heddle_plan_count_results (item);

  n.least = MAX (n.least - item->n_spared, 0);
  n.most = n.most == G_MAXINT64 ? n.most : MAX (n.most - item->n_spared, 0);
  return n;
}

static void
add_run (HeddlePlanWork *self,
         HeddleRunItem  *item,
         gboolean        certain)
{
  HeddlePlanCount n = count_open_results (item);

  if (n.most == 0)
    {
      self->cached++;
      return;
    }
  if (!certain)
    n.least = 0;
  add_count (&self->results, n);
  add_count (&self->runs, (HeddlePlanCount) { certain, 1 });
}

static void
count_item (HeddlePlanWork *self,
            HeddleRunItem  *item,
            gboolean        doubtful)
{
  gboolean gathered = item->execution != NULL;

  if (!item->at_end && gathered && (item->step->node->type->flags & HEDDLE_NODE_GATE))
    self->waiting++;
  else if (!item->at_end)
    add_run (self, item, gathered || (!doubtful && !item->may_be_there));
  else if (item->status == HEDDLE_ITEM_CACHED)
    self->cached++;
  else if (item->status == HEDDLE_ITEM_COMPLETED)
    add_run (self, item, TRUE);
  else if (item->status == HEDDLE_ITEM_SKIPPED)
    self->skipped++;
  else
    self->failed++;
}

/**
 * heddle_plan_work_add:
 * @self: the work of a node
 * @other: what it has to do in another row
 *
 * Adds that. What is too much to be counted stays %G_MAXINT64.
 */
void
heddle_plan_work_add (HeddlePlanWork       *self,
                      const HeddlePlanWork *other)
{
  self->cached += other->cached;
  add_count (&self->runs, other->runs);
  add_count (&self->results, other->results);
  self->skipped += other->skipped;
  self->failed += other->failed;
  self->waiting += other->waiting;
}

/**
 * heddle_plan_work_multiply:
 * @self: the work of a node in one row
 * @n: how many rows are like it
 *
 * Makes it the work of all of them.
 */
void
heddle_plan_work_multiply (HeddlePlanWork *self,
                           gint64          n)
{
  self->cached *= n;
  self->runs = multiply (self->runs, n);
  self->results = multiply (self->results, n);
  self->skipped *= n;
  self->failed *= n;
  self->waiting *= n;
}

/**
 * heddle_plan_work_add_item:
 * @self: the work of a node
 * @item: an item of it, gone through as far as it can be
 * @doubtful: whether only the run shows if items of the node are skipped
 *
 * Adds what becomes of the item.
 */
void
heddle_plan_work_add_item (HeddlePlanWork *self,
                           HeddleRunItem  *item,
                           gboolean        doubtful)
{
  HeddlePlanWork one = { 0 };

  count_item (&one, item, doubtful);
  if (item->mapped->times > 1)
    heddle_plan_work_multiply (&one, item->mapped->times);
  heddle_plan_work_add (self, &one);
}
