/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "engine/heddle-run-further.h"

static guint
get_last_position (const HeddleIndex *index)
{
  return heddle_index_get (index, heddle_index_get_depth (index) - 1);
}

static gboolean
is_known (const HeddleRunStep  *step,
          const HeddlePlanLink *link)
{
  return heddle_run_step_find_series (&step->row->steps[link->source->ordinal], link->port) != NULL;
}

/* How many links the step was expanded with. */
static guint
count_links (const HeddleRunStep *step)
{
  guint n = 0;

  for (guint i = 0; i < step->node->inputs->len; i++)
    {
      const HeddlePlanInput *input = g_ptr_array_index (step->node->inputs, i);

      for (guint l = 0; l < input->links->len; l++)
        n += is_known (step, g_ptr_array_index (input->links, l));
    }
  return n;
}

/* The same values under another index. */
static HeddleMappedItem *
copy_mapped (HeddleRunStep          *step,
             const HeddleMappedItem *mapped,
             HeddleIndex            *index)
{
  HeddleMappedItem *copy = g_new0 (HeddleMappedItem, 1);
  guint n_links = count_links (step);

  copy->index = heddle_index_ref (index);
  copy->entries = g_ptr_array_copy (mapped->entries, NULL, NULL);
  copy->ends = g_memdup2 (mapped->ends, n_links * sizeof *mapped->ends);
  copy->missing = mapped->missing;
  copy->unmatched = mapped->unmatched;
  copy->times = 1;
  return copy;
}

static HeddleRunItem *
find_origin (HeddleRunStep     *step,
             const HeddleIndex *index)
{
  for (guint i = 0; i < step->items->len; i++)
    {
      HeddleRunItem *item = g_ptr_array_index (step->items, i);

      if (item->origin == NULL && heddle_index_get_depth (item->mapped->index) + 1 == heddle_index_get_depth (index)
          && heddle_index_has_prefix (index, item->mapped->index))
        return item;
    }
  return NULL;
}

static void
wait_for (HeddleRunItem *self,
          HeddleRunItem *other)
{
  if (other->at_end)
    return;
  if (other->dependents == NULL)
    other->dependents = g_ptr_array_new ();
  g_ptr_array_add (other->dependents, self);
  self->n_pending++;
}

/**
 * heddle_run_step_add_further:
 * @self: a step that has just been expanded, all of whose sources are known
 * @further: what a person has asked it for beyond its own items
 *
 * Gives the step an item for that, behind all others, so that its results come after theirs. It waits
 * for the one that it adds to. In a row that was not asked nothing happens.
 */
void
heddle_run_step_add_further (HeddleRunStep       *self,
                             const HeddleFurther *further)
{
  g_autoptr (HeddleIndex) index = heddle_index_from_string (further->record->path, NULL);
  HeddleRunItem *origin = index == NULL ? NULL : find_origin (self, index);
  HeddleRunItem *item;

  if (origin == NULL)
    return;
  item = heddle_run_item_new (self, copy_mapped (self, origin->mapped, index));
  item->further = further;
  item->origin = origin;
  g_ptr_array_add (self->items, item);
  wait_for (item, origin);
  self->n_open++;
  self->row->has_further = TRUE;
}

/* Further results are for the gate that waits: what a person has decided elsewhere, and what was made of
 * all that there was, stays.
 */
static gboolean
takes (const HeddleRunStep *self,
       const HeddleRunItem *source)
{
  const HeddleFurther *further = source->further;

  if (further == NULL || g_str_equal (self->node->id, further->record->gate))
    return TRUE;
  return g_hash_table_contains (further->leading, self->node->id)
         && (self->node->type == NULL || !(self->node->type->flags & HEDDLE_NODE_GATE));
}

/**
 * heddle_run_step_leave_out_further:
 * @self: a step that is about to be expanded
 * @series: what a link brings
 *
 * Returns: (transfer none): what of it the step gets
 */
HeddleSeries *
heddle_run_step_leave_out_further (HeddleRunStep *self,
                                   HeddleSeries  *series)
{
  guint n = heddle_series_length (series);
  HeddleSeries *rest;
  guint first = 0;

  while (first < n && takes (self, heddle_series_get (series, first)->source))
    first++;
  if (first == n)
    return series;

  rest = heddle_series_new (series->origins);
  for (guint i = 0; i < n; i++)
    {
      HeddleSeriesEntry *entry = heddle_series_get (series, i);

      if (takes (self, entry->source))
        heddle_series_add (rest, entry->index, entry->source, entry->port, entry->position, entry->hole);
    }
  if (self->without == NULL)
    self->without = g_ptr_array_new_with_free_func ((GDestroyNotify) heddle_series_free);
  g_ptr_array_add (self->without, rest);
  return rest;
}

/**
 * heddle_run_item_note_further:
 * @self: an item that its step has just been given
 *
 * What is made of further results counts as such itself, the last where it is made of several.
 */
void
heddle_run_item_note_further (HeddleRunItem *self)
{
  HeddleRunStep *step = self->step;
  guint from = 0;
  guint nth = 0;

  for (guint i = 0; self->mapped->missing == NULL && !self->mapped->unmatched && i < step->node->inputs->len; i++)
    {
      HeddlePlanInput *input = g_ptr_array_index (step->node->inputs, i);

      for (guint l = 0; l < input->links->len; l++)
        {
          if (!is_known (step, g_ptr_array_index (input->links, l)))
            continue;
          for (guint e = from; !input->type.list && e < self->mapped->ends[nth]; e++)
            {
              const HeddleRunItem *source = ((HeddleSeriesEntry *) self->mapped->entries->pdata[e])->source;

              if (source->further != NULL
                  && (self->further == NULL || self->further->record->id < source->further->record->id))
                self->further = source->further;
            }
          from = self->mapped->ends[nth++];
        }
    }
}

/**
 * heddle_run_item_lacks_origin:
 * @self: an item
 *
 * Returns: whether it was to add to another that has come to nothing
 */
gboolean
heddle_run_item_lacks_origin (const HeddleRunItem *self)
{
  return self->origin != NULL && (!heddle_run_item_is_good (self->origin) || self->origin->seeds == NULL);
}

/**
 * heddle_run_item_can_do_without:
 * @self: an item
 * @source: one that it takes a value from, and that has none
 *
 * Returns: whether @self is a gate and @source a further result: it can be answered with what there is
 */
gboolean
heddle_run_item_can_do_without (const HeddleRunItem *self,
                                const HeddleRunItem *source)
{
  return source->further != NULL && self->step->node->type != NULL
         && (self->step->node->type->flags & HEDDLE_NODE_GATE) != 0;
}

/**
 * heddle_run_item_get_first_position:
 * @self: an item that makes further results
 *
 * Returns: the position of the first of them in the list of the item that it adds to
 */
guint
heddle_run_item_get_first_position (const HeddleRunItem *self)
{
  return get_last_position (self->mapped->index);
}

/**
 * heddle_run_item_index_result:
 * @self: an item that gives a list
 * @nth: which of its results
 *
 * Returns: (transfer full): the result's index
 */
HeddleIndex *
heddle_run_item_index_result (const HeddleRunItem *self,
                              guint                nth)
{
  if (self->origin == NULL)
    return heddle_index_append (self->mapped->index, nth);
  return heddle_index_append (self->origin->mapped->index, heddle_run_item_get_first_position (self) + nth);
}

/**
 * heddle_run_item_count_seeds:
 * @self: an item of a type that makes several results, with its inputs
 *
 * Returns: how many it is to make
 */
guint
heddle_run_item_count_seeds (const HeddleRunItem *self)
{
  if (self->origin != NULL)
    return self->further->record->count;
  return (guint) MAX (1, heddle_node_execution_get_int (self->execution, "count"));
}

static char *
identify (const HeddleValue *value)
{
  g_autoptr (HeddleSha256) hash = heddle_sha256_new ();

  heddle_value_update_hash (value, hash);
  return heddle_sha256_finish (hash);
}

/* Whether @candidates are @shown in the same order, with others between them or without. */
static gboolean
has_all (GPtrArray *candidates,
         GPtrArray *shown)
{
  guint n = 0;

  for (guint i = 0; i < candidates->len && n < shown->len; i++)
    {
      g_autofree char *candidate = identify (candidates->pdata[i]);
      g_autofree char *next = identify (shown->pdata[n]);

      n += g_str_equal (candidate, next);
    }
  return n == shown->len;
}

/**
 * heddle_run_item_has_only_more:
 * @self: an item of a gate, with its execution
 * @shown: (element-type HeddleValue): what a person has answered about
 *
 * Further results may have been made and not been shown by the time that the person answered.
 *
 * Returns: whether @self has all that, and further results that were asked for before the answer
 */
gboolean
heddle_run_item_has_only_more (const HeddleRunItem *self,
                               GPtrArray           *shown)
{
  g_autoptr (GPtrArray) candidates = NULL;
  gboolean has_further = FALSE;

  for (guint i = 0; i < self->mapped->entries->len; i++)
    {
      const HeddleRunItem *source = ((HeddleSeriesEntry *) self->mapped->entries->pdata[i])->source;
      const HeddleFurther *further = source->further;

      if (further != NULL && !further->record->answered)
        return FALSE;
      has_further = has_further || further != NULL;
    }
  candidates = has_further ? heddle_run_item_list_candidates (self) : NULL;
  return candidates != NULL && has_all (candidates, shown);
}

typedef struct
{
  gpointer value;
  gint64   asked;
  guint    place;
} Candidate;

static int
compare_candidates (gconstpointer a,
                    gconstpointer b)
{
  const Candidate *x = a;
  const Candidate *y = b;

  if (x->asked != y->asked)
    return x->asked < y->asked ? -1 : 1;
  return x->place < y->place ? -1 : x->place > y->place;
}

/**
 * heddle_run_item_sort_candidates:
 * @self: an item
 * @values: what one of its lists is going to be
 * @sources: (element-type HeddleRunItem): for each value, where it comes from
 *
 * Puts what a gate waits with in the order in which it was asked for: the positions of what was there
 * do not change when there is more.
 */
void
heddle_run_item_sort_candidates (const HeddleRunItem *self,
                                 GPtrArray           *values,
                                 GPtrArray           *sources)
{
  g_autofree Candidate *candidates = g_new (Candidate, values->len);

  if (!(self->step->node->type->flags & HEDDLE_NODE_GATE))
    return;
  for (guint i = 0; i < values->len; i++)
    {
      const HeddleRunItem *source = sources->pdata[i];

      candidates[i] = (Candidate) { values->pdata[i], source->further == NULL ? 0 : source->further->record->id, i };
    }
  qsort (candidates, values->len, sizeof *candidates, compare_candidates);
  for (guint i = 0; i < values->len; i++)
    values->pdata[i] = candidates[i].value;
}
