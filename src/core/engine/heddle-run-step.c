/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "engine/heddle-run-item.h"

#include <glib/gi18n-lib.h>

#include "engine/heddle-condition.h"
#include "engine/heddle-run-further.h"

/**
 * heddle_run_step_find_series:
 * @self: a step
 * @port: an output port
 *
 * Returns: (transfer none) (nullable): what the port gives; %NULL before that is known
 */
HeddleSeries *
heddle_run_step_find_series (HeddleRunStep *self,
                             const char    *port)
{
  for (guint i = 0; i < self->node->outputs->len; i++)
    if (g_str_equal (((HeddlePort *) g_ptr_array_index (self->node->outputs, i))->name, port))
      return self->series[i];
  return NULL;
}

static GArray *
collect_mapping_inputs (HeddleRunStep *self)
{
  GArray *inputs = g_array_new (FALSE, TRUE, sizeof (HeddleMappingInput));

  for (guint i = 0; i < self->node->inputs->len; i++)
    {
      HeddlePlanInput *input = g_ptr_array_index (self->node->inputs, i);

      for (guint l = 0; l < input->links->len; l++)
        {
          HeddlePlanLink *link = g_ptr_array_index (input->links, l);
          HeddleRunStep *source = &self->row->steps[link->source->ordinal];
          HeddleMappingInput mapping = {
            heddle_run_step_find_series (source, link->port), input->type.list, link->label
          };

          if (mapping.series != NULL && self->row->has_further)
            mapping.series = heddle_run_step_leave_out_further (self, mapping.series);
          if (mapping.series != NULL)
            g_array_append_val (inputs, mapping);
        }
    }
  return inputs;
}

static void
depend_on_sources (HeddleRunItem *item)
{
  for (guint i = 0; i < item->mapped->entries->len; i++)
    {
      HeddleSeriesEntry *entry = g_ptr_array_index (item->mapped->entries, i);
      HeddleRunItem *source = entry->source;

      if (source->at_end)
        continue;
      if (source->dependents == NULL)
        source->dependents = g_ptr_array_new ();
      g_ptr_array_add (source->dependents, item);
      item->n_pending++;
    }
}

static void
add_single_series (HeddleRunStep *self)
{
  for (guint o = 0; o < self->node->outputs->len; o++)
    {
      HeddlePort *port = g_ptr_array_index (self->node->outputs, o);

      if (port->type.list)
        continue;
      self->series[o] = heddle_series_new (self->origins);
      for (guint i = 0; i < self->items->len; i++)
        {
          HeddleRunItem *item = g_ptr_array_index (self->items, i);

          heddle_series_add_alike (self->series[o], item->mapped->index, item, port->name, FALSE, item->mapped->times);
        }
    }
}

static HeddleRunItem *
add_lone_item (HeddleRunStep *self)
{
  g_autoptr (GPtrArray) one = NULL;
  HeddleRunItem *item;

  one = heddle_mapping_expand (NULL, 0, self->row->base, self->row->origins, &self->origins, NULL);
  g_ptr_array_set_free_func (one, NULL);
  item = heddle_run_item_new (self, g_ptr_array_index (one, 0));
  g_ptr_array_add (self->items, item);
  return item;
}

/* What a step that does not run gives: nothing, at the place where a value would be. */
static void
add_holes (HeddleRunStep *self,
           HeddleRunItem *item)
{
  for (guint o = 0; o < self->node->outputs->len; o++)
    {
      HeddlePort *port = g_ptr_array_index (self->node->outputs, o);

      if (self->series[o] != NULL)
        continue;
      self->series[o] = heddle_series_new (self->row->origins);
      heddle_series_add (self->series[o], self->row->base, item, port->name, 0, TRUE);
    }
}

static HeddleValue *
entry_value (HeddleSeriesEntry *entry)
{
  HeddleRunItem *source = entry->source;
  GPtrArray *list;

  if (source->outputs == NULL)
    return NULL;
  list = heddle_node_outputs_get_list (source->outputs, entry->port);
  if (list != NULL)
    return entry->position < list->len ? g_ptr_array_index (list, entry->position) : NULL;
  return heddle_node_outputs_get (source->outputs, entry->port);
}

static void
note_missing (HeddleRunItem       *self,
              const HeddleRunItem *source)
{
  if (source->status == HEDDLE_ITEM_UNKNOWN_OUTCOME || source->by_unknown)
    self->by_unknown = TRUE;
  else if (source->status == HEDDLE_ITEM_WAITING || source->by_waiting)
    self->by_waiting = TRUE;
  else if (source->by_budget)
    self->by_budget = TRUE;
  else
    self->by_failure = self->by_failure || source->status != HEDDLE_ITEM_SKIPPED || source->by_failure;
}

/* Without a value that it can do without, a step runs as if the port were not linked. */
static gboolean
can_do_without (HeddleRunItem   *self,
                HeddlePlanInput *input)
{
  GPtrArray *ports = self->step->node->ports;

  for (guint i = 0; i < ports->len; i++)
    {
      const HeddlePort *port = g_ptr_array_index (ports, i);

      if (g_str_equal (port->name, input->name))
        return port->optional
               || json_object_has_member (self->step->node->config, input->name);
    }
  return input->parameter != NULL;
}

/* Of a link with a condition the sources are at their end when a bypassed step is expanded. */
static gboolean
may_pass (HeddlePlanLink    *link,
          HeddleSeriesEntry *entry)
{
  HeddleRunItem *source = entry->source;
  gboolean holds = FALSE;

  if (link->condition == NULL || entry->hole || !heddle_run_item_is_good (source))
    return TRUE;
  return heddle_condition_holds (link->condition, source->outputs, entry_value (entry), &holds, NULL) && holds;
}

static void
join_link (HeddleSeries   *joined,
           HeddleSeries   *series,
           HeddlePlanLink *link,
           HeddleRunItem  *bypassed)
{
  for (guint e = 0; e < heddle_series_length (series); e++)
    {
      HeddleSeriesEntry *entry = heddle_series_get (series, e);

      if (may_pass (link, entry) && entry->times > 1)
        heddle_series_add_alike (joined, entry->index, entry->source, entry->port, entry->hole, entry->times);
      else if (may_pass (link, entry))
        heddle_series_add (joined, entry->index, entry->source, entry->port, entry->position, entry->hole);
      else
        heddle_series_add (joined, entry->index, bypassed, entry->port, 0, TRUE);
    }
}

static HeddleSeries *
join_links (HeddleRunStep *self,
            const char    *port,
            HeddleRunItem *bypassed)
{
  HeddleSeries *joined = NULL;

  for (guint i = 0; i < self->node->inputs->len; i++)
    {
      HeddlePlanInput *input = g_ptr_array_index (self->node->inputs, i);

      for (guint l = 0; g_str_equal (input->name, port) && l < input->links->len; l++)
        {
          HeddlePlanLink *link = g_ptr_array_index (input->links, l);
          HeddleSeries *series = heddle_run_step_find_series (&self->row->steps[link->source->ordinal],
                                                              link->port);

          if (joined == NULL)
            joined = heddle_series_new (series->origins);
          join_link (joined, series, link, bypassed);
        }
    }
  return joined;
}

static void
expand_passing (HeddleRunStep *self)
{
  HeddleRunItem *item = add_lone_item (self);

  item->status = HEDDLE_ITEM_SKIPPED;
  item->at_end = TRUE;
  for (guint o = 0; o < self->node->outputs->len; o++)
    if (g_str_equal (((HeddlePort *) g_ptr_array_index (self->node->outputs, o))->name,
                     self->node->pass_output))
      self->series[o] = join_links (self, self->node->pass_input, item);
  add_holes (self, item);
}

/**
 * heddle_run_step_expand:
 * @self: a step whose sources are far enough
 * @error: return location
 *
 * Works out the step's items and what its single output ports will give. While planning, what a
 * source gives may not be known; such links are left out.
 *
 * Returns: %FALSE with [error@GraphError] `VALUE` where lists do not fit each other; the step then
 *   has one item, for the error to be put on
 */
gboolean
heddle_run_step_expand (HeddleRunStep  *self,
                        GError        **error)
{
  g_autoptr (GArray) inputs = NULL;
  g_autoptr (GPtrArray) mapped = NULL;

  self->expanded = TRUE;
  if (self->node->mode == HEDDLE_PLAN_PASS)
    {
      expand_passing (self);
      return TRUE;
    }
  if (self->node->mode == HEDDLE_PLAN_SKIP)
    {
      self->n_open = 1;
      add_holes (self, add_lone_item (self));
      return TRUE;
    }

  inputs = collect_mapping_inputs (self);
  self->blurred = !heddle_mapping_stays_compact ((HeddleMappingInput *) inputs->data, inputs->len, self->row->origins);
  mapped = heddle_mapping_expand ((HeddleMappingInput *) inputs->data, inputs->len, self->row->base,
                                  self->row->origins, &self->origins, error);
  if (mapped == NULL)
    {
      self->n_open = 1;
      add_holes (self, add_lone_item (self));
      return FALSE;
    }

  g_ptr_array_set_free_func (mapped, NULL);
  for (guint i = 0; i < mapped->len; i++)
    {
      HeddleRunItem *item = heddle_run_item_new (self, g_ptr_array_index (mapped, i));

      g_ptr_array_add (self->items, item);
      depend_on_sources (item);
      if (self->row->has_further)
        heddle_run_item_note_further (item);
    }
  self->n_open = self->items->len;
  add_single_series (self);
  return TRUE;
}

static void
note_held (HeddleRunStep *self)
{
  for (guint i = 0; self->held == NULL && i < self->items->len; i++)
    {
      HeddleRunItem *item = g_ptr_array_index (self->items, i);

      if (item->further == NULL && heddle_run_item_is_held (item))
        self->held = item;
    }
}

/**
 * heddle_run_step_settle:
 * @self: a step all of whose items are at their end
 *
 * Works out what the step's list ports give: the lists of all items, one after the other, with a
 * hole where an item has none.
 */
void
heddle_run_step_settle (HeddleRunStep *self)
{
  g_autoptr (GPtrArray) origins = NULL;

  self->settled = TRUE;
  note_held (self);
  origins = heddle_origins_append (self->origins, self->node->ordinal + 1);

  for (guint o = 0; o < self->node->outputs->len; o++)
    {
      HeddlePort *port = g_ptr_array_index (self->node->outputs, o);

      if (self->series[o] != NULL)
        continue;
      self->series[o] = heddle_series_new (origins);
      for (guint i = 0; i < self->items->len; i++)
        {
          HeddleRunItem *item = g_ptr_array_index (self->items, i);
          GPtrArray *list = item->outputs == NULL ? NULL : heddle_node_outputs_get_list (item->outputs, port->name);

          if (!heddle_run_item_is_good (item) && item->origin == NULL)
            heddle_series_add (self->series[o], item->mapped->index, item, port->name, 0, TRUE);
          for (guint k = 0; list != NULL && k < list->len; k++)
            {
              g_autoptr (HeddleIndex) index = heddle_run_item_index_result (item, k);

              heddle_series_add (self->series[o], index, item, port->name, k, FALSE);
            }
        }
    }
}

typedef enum
{
  TAKE_VALUE,
  TAKE_UNLINKED,
  TAKE_NOTHING,
  TAKE_ERROR,
} Take;

static Take
take_entry (HeddleRunItem      *self,
            HeddlePlanInput    *input,
            HeddlePlanLink     *link,
            HeddleSeriesEntry  *entry,
            HeddleValue       **converted,
            GError            **error)
{
  HeddleRunItem *source = entry->source;
  HeddleValue *value = entry->hole ? NULL : entry_value (entry);

  if (entry->hole || !heddle_run_item_is_good (source))
    {
      if (!heddle_run_item_can_do_without (self, source))
        note_missing (self, source);
      return TAKE_NOTHING;
    }
  if (link->condition != NULL)
    {
      gboolean holds = FALSE;

      if (!heddle_condition_holds (link->condition, source->outputs, value, &holds, error))
        return TAKE_ERROR;
      if (!holds)
        return TAKE_NOTHING;
    }
  if (value == NULL)
    return source->step->node->type == NULL && can_do_without (self, input) ? TAKE_UNLINKED : TAKE_NOTHING;

  *converted = heddle_value_convert (value, input->type.value, error);
  if (*converted == NULL)
    {
      g_prefix_error (error, "%s: ", link->label);
      return TAKE_ERROR;
    }
  return TAKE_VALUE;
}

/* A value that a link gives instead of the config has to be what the config would have to be. */
static gboolean
check_parameter (HeddlePlanInput  *input,
                 HeddleValue      *value,
                 GError          **error)
{
  g_autoptr (JsonNode) json = NULL;

  if (input->parameter == NULL)
    return TRUE;
  json = heddle_value_to_event_json (value);
  if (heddle_parameter_check (input->parameter, json, error))
    return TRUE;
  g_prefix_error (error, "%s: ", input->name);
  return FALSE;
}

static void
unref_value (gpointer data)
{
  if (data != NULL)
    heddle_value_unref (data);
}

/* Returns FALSE without an error where the item is to be skipped. */
static gboolean
gather_input (HeddleRunItem    *self,
              HeddlePlanInput  *input,
              guint            *nth_link,
              GError          **error)
{
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func (unref_value);
  g_autoptr (GPtrArray) sources = g_ptr_array_new ();
  gboolean paired = (self->step->node->type->flags & HEDDLE_NODE_PAIRED_LISTS) != 0 && input->type.list;
  guint n_values = 0;
  gboolean missing = FALSE;
  gboolean unlinked = FALSE;

  for (guint l = 0; l < input->links->len; l++)
    {
      guint from = *nth_link == 0 ? 0 : self->mapped->ends[*nth_link - 1];
      guint to = self->mapped->ends[(*nth_link)++];

      for (guint e = from; e < to; e++)
        {
          HeddleSeriesEntry *entry = g_ptr_array_index (self->mapped->entries, e);
          HeddleValue *value = NULL;

          switch (take_entry (self, input, g_ptr_array_index (input->links, l), entry, &value, error))
            {
            case TAKE_VALUE:
              g_ptr_array_add (values, value);
              g_ptr_array_add (sources, entry->source);
              n_values++;
              break;
            case TAKE_UNLINKED:
              unlinked = TRUE;
              break;
            case TAKE_NOTHING:
              missing = TRUE;
              if (paired)
                {
                  g_ptr_array_add (values, NULL);
                  g_ptr_array_add (sources, entry->source);
                }
              break;
            case TAKE_ERROR:
            default:
              return FALSE;
            }
        }
    }

  if (n_values == 0 && unlinked && !missing)
    return TRUE;
  if (n_values == 0 && (missing || !input->type.list))
    return FALSE;
  if (input->type.list)
    {
      if (self->step->row->has_further)
        heddle_run_item_sort_candidates (self, values, sources);
      heddle_node_execution_set_input_list (self->execution, input->name, values);
      return TRUE;
    }
  heddle_node_execution_set_input (self->execution, input->name, g_ptr_array_index (values, 0));
  return check_parameter (input, g_ptr_array_index (values, 0), error);
}

/* What comes after a step without taking its data comes after the person too that it waits for. */
static gboolean
waits_for_earlier (HeddleRunItem *self)
{
  GPtrArray *after = self->step->node->after;

  for (guint i = 0; i < after->len; i++)
    {
      HeddlePlanNode *source = g_ptr_array_index (after, i);
      HeddleRunItem *held = self->step->row->steps[source->ordinal].held;

      if (held == NULL)
        continue;
      note_missing (self, held);
      return TRUE;
    }
  return FALSE;
}

/**
 * heddle_run_item_gather:
 * @self: an item all of whose sources are at their end, with its execution
 * @error: return location
 *
 * Brings the item's values to its execution, converted to what the ports take.
 *
 * Returns: %FALSE with @error where a value cannot be converted, and without where the item is to be
 *   skipped, or to stay pending; @self then says whether that is because of a failure, because of an
 *   outcome that is not known, because a person is waited for, or because of a budget
 */
gboolean
heddle_run_item_gather (HeddleRunItem  *self,
                        GError        **error)
{
  guint nth_link = 0;

  if (self->mapped->missing != NULL)
    {
      note_missing (self, self->mapped->missing->source);
      return FALSE;
    }
  if (self->mapped->unmatched || waits_for_earlier (self) || heddle_run_item_lacks_origin (self))
    return FALSE;

  for (guint i = 0; i < self->step->node->inputs->len; i++)
    if (!gather_input (self, g_ptr_array_index (self->step->node->inputs, i), &nth_link, error))
      return FALSE;
  return !self->by_unknown && !self->by_waiting && !self->by_budget;
}

static gboolean
lacks_entry (HeddleRunItem     *self,
             HeddlePlanInput   *input,
             HeddlePlanLink    *link,
             HeddleSeriesEntry *entry)
{
  HeddleRunItem *source = entry->source;
  g_autoptr (HeddleValue) value = NULL;

  return source->at_end && take_entry (self, input, link, entry, &value, NULL) == TAKE_NOTHING;
}

/**
 * heddle_run_item_is_lost:
 * @self: an item of a step all of whose series are known
 *
 * Looks at the sources that are at their end where others are not.
 *
 * Returns: whether one value is missing already that the item cannot run without
 */
gboolean
heddle_run_item_is_lost (HeddleRunItem *self)
{
  guint nth = 0;

  for (guint i = 0; i < self->step->node->inputs->len; i++)
    {
      HeddlePlanInput *input = g_ptr_array_index (self->step->node->inputs, i);

      for (guint l = 0; l < input->links->len; l++, nth++)
        for (guint e = nth == 0 ? 0 : self->mapped->ends[nth - 1]; !input->type.list && e < self->mapped->ends[nth]; e++)
          if (lacks_entry (self, input, g_ptr_array_index (input->links, l), g_ptr_array_index (self->mapped->entries, e)))
            return TRUE;
    }
  return FALSE;
}

static HeddleValue *
peek_entry (HeddleRunItem     *self,
            HeddlePlanInput   *input,
            HeddlePlanLink    *link,
            HeddleSeriesEntry *entry)
{
  HeddleRunItem *source = entry->source;
  HeddleValue *value = NULL;

  if (!source->at_end || take_entry (self, input, link, entry, &value, NULL) != TAKE_VALUE)
    return NULL;
  if (!check_parameter (input, value, NULL))
    g_clear_pointer (&value, heddle_value_unref);
  return value;
}

/* Which of the item's values the links to a port bring; %FALSE where that is not known. */
static gboolean
find_values (HeddleRunItem     *self,
             const char        *port,
             HeddlePlanInput  **found,
             guint             *from,
             guint             *to)
{
  guint nth = 0;

  *found = NULL;
  *from = *to = 0;
  for (guint i = 0; i < self->step->node->inputs->len; i++)
    {
      HeddlePlanInput *input = g_ptr_array_index (self->step->node->inputs, i);
      gboolean wanted = g_str_equal (input->name, port);

      if (wanted)
        {
          *found = input;
          *from = *to = nth == 0 ? 0 : self->mapped->ends[nth - 1];
        }
      for (guint l = 0; l < input->links->len; l++)
        {
          HeddlePlanLink *link = g_ptr_array_index (input->links, l);
          gboolean known = heddle_run_step_find_series (&self->step->row->steps[link->source->ordinal],
                                                        link->port) != NULL;

          if (wanted && !known)
            return FALSE;
          if (wanted)
            *to = self->mapped->ends[nth];
          nth += known;
        }
    }
  return *found != NULL;
}

/**
 * heddle_run_item_peek:
 * @self: an item of a step that has been expanded
 * @port: an input port for a single value
 *
 * Looks at one value where the others may not be known yet.
 *
 * Returns: (transfer full) (nullable): the value that is linked to the port; %NULL where it is not
 *   known, or not as it has to be
 */
HeddleValue *
heddle_run_item_peek (HeddleRunItem *self,
                      const char    *port)
{
  HeddlePlanInput *input;
  guint from, to;

  if (!find_values (self, port, &input, &from, &to) || to != from + 1)
    return NULL;
  return peek_entry (self, input, g_ptr_array_index (input->links, 0),
                     g_ptr_array_index (self->mapped->entries, from));
}

/**
 * heddle_run_item_count_values:
 * @self: an item of a step that has been expanded
 * @port: an input port
 *
 * Returns: how many values are linked to the port, known or not; -1 where not even that is known
 */
gint64
heddle_run_item_count_values (HeddleRunItem *self,
                              const char    *port)
{
  HeddlePlanInput *input;
  gint64 n = 0;
  guint from, to;

  if (self->mapped->missing != NULL || self->mapped->unmatched || !find_values (self, port, &input, &from, &to))
    return -1;
  for (guint e = from; e < to; e++)
    {
      const HeddleSeriesEntry *entry = g_ptr_array_index (self->mapped->entries, e);

      n += entry->hole ? 0 : entry->times;
    }
  return n;
}
