/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "random-graph-work.h"

/* Beyond that a graph is not worth its time. */
#define MAX_ENTRIES 300

typedef struct
{
  GArray   *items;
  guint     origins[MAX_NODES + 1];
  guint     depth;
  gboolean  known;
  gboolean  stands;
  gboolean  mismatch;
} Result;

struct _Evaluation
{
  RandomGraph *graph;
  Result       results[MAX_NODES];
  GPtrArray   *texts;
  gboolean     too_large;
};

static void evaluate_node (Evaluation *self,
                           guint       number);

static void
add_item_entries (Series *series,
                  Item   *item,
                  const Port *port)
{
  gboolean good = g_str_equal (item->status, "good");
  Output *output = random_item_find_output (item, port->name);

  if (!port->list)
    {
      random_series_add (series, item->path, output == NULL ? NULL : g_ptr_array_index (output->values, 0), FALSE, good);
      return;
    }
  if (!good)
    random_series_add (series, item->path, NULL, TRUE, FALSE);
  for (guint k = 0; output != NULL && k < output->values->len; k++)
    {
      Path path = item->path;

      path.positions[path.depth++] = k;
      random_series_add (series, path, g_ptr_array_index (output->values, k), FALSE, TRUE);
    }
}

static gboolean
passes (const Link *link,
        const char *value)
{
  return link->contains == NULL || strstr (value == NULL ? "" : value, link->contains) != NULL;
}

static Series get_series (Evaluation *self,
                          guint       number,
                          const char *port);

/* What goes past a step that is bypassed. */
static Series
pass_by (Evaluation *self,
         guint       number)
{
  const char *port = random_kinds[self->graph->nodes[number].kind].inputs[0].name;

  for (guint i = 0; i < self->graph->n_links; i++)
    {
      const Link *link = &self->graph->links[i];
      Series series;

      if (link->to != number || g_strcmp0 (link->to_port, port) != 0)
        continue;
      series = get_series (self, link->from, link->from_port);
      for (guint e = 0; e < series.entries->len; e++)
        {
          Entry *entry = random_series_get (&series, e);

          if (entry->good && !passes (link, entry->value))
            *entry = (Entry) { entry->path, NULL, TRUE, FALSE };
        }
      return series;
    }
  g_assert_not_reached ();
}

static Series
get_series (Evaluation *self,
            guint       number,
            const char *port_name)
{
  const Node *node = &self->graph->nodes[number];
  const Port *port = random_kind_find_output (node->kind, port_name);
  Result *result = &self->results[number];
  Series series = { g_array_new (FALSE, FALSE, sizeof (Entry)) };

  if (node->bypassed && !node->muted && random_kinds[node->kind].passes)
    {
      g_array_unref (series.entries);
      return pass_by (self, number);
    }

  evaluate_node (self, number);
  if (result->stands)
    {
      random_series_add (&series, (Path) { .depth = 0 }, NULL, TRUE, FALSE);
      return series;
    }
  memcpy (series.origins, result->origins, sizeof series.origins);
  series.depth = result->depth;
  if (port->list)
    series.origins[series.depth++] = 1u << number;
  for (guint i = 0; i < result->items->len; i++)
    add_item_entries (&series, &g_array_index (result->items, Item, i), port);
  self->too_large = self->too_large || series.entries->len > MAX_ENTRIES;
  return series;
}

static guint
find_place (Kind        kind,
            const char *port)
{
  for (guint i = 0; i < MAX_PORTS; i++)
    if (g_strcmp0 (random_kinds[kind].inputs[i].name, port) == 0)
      return i;
  g_assert_not_reached ();
}

static gboolean
is_boolean (const char *text)
{
  return g_ascii_strcasecmp (text, "true") == 0 || g_ascii_strcasecmp (text, "false") == 0;
}

/* Returns the status of an item that cannot run; %NULL if it can. Inputs come in the order of their
 * first links.
 */
static const char *
gather (const Arrivals *self,
        Kind            kind,
        GPtrArray     **met,
        Gathered       *gathered)
{
  for (guint first = 0; first < self->n_arrivals; first++)
    {
      const char *port = self->arrivals[first].link->to_port;
      guint place = find_place (kind, port);
      gboolean whole = self->arrivals[first].whole;
      gboolean missing = FALSE;
      guint n_values = 0;

      if (gathered->values[place] != NULL)
        continue;
      gathered->values[place] = g_ptr_array_new ();
      for (guint i = first; i < self->n_arrivals; i++)
        for (guint e = 0; g_str_equal (self->arrivals[i].link->to_port, port) && e < met[i]->len; e++)
          {
            const Entry *entry = g_ptr_array_index (met[i], e);
            const char *value = entry->value;

            if (value != NULL && !passes (self->arrivals[i].link, value))
              value = NULL;
            if (value != NULL && kind == KIND_FILTER && place == 1 && !is_boolean (value))
              return "failed";
            missing = missing || value == NULL;
            n_values += value != NULL;
            if (value != NULL || (random_kinds[kind].pairs && whole))
              g_ptr_array_add (gathered->values[place], (char *) value);
          }
      if (n_values == 0 && (missing || !whole))
        return "skipped";
    }
  return NULL;
}

static void
collect_arrivals (Evaluation *self,
                  guint       number,
                  Arrivals   *arrivals)
{
  Kind kind = self->graph->nodes[number].kind;

  for (guint i = 0; i < self->graph->n_links; i++)
    {
      const Link *link = &self->graph->links[i];
      guint n = arrivals->n_arrivals;

      if (link->to != number || link->to_port == NULL)
        continue;
      arrivals->arrivals[n] = (Arrival) {
        link, get_series (self, link->from, link->from_port),
        kind == KIND_COLLECT || random_kinds[kind].inputs[find_place (kind, link->to_port)].list,
      };
      arrivals->n_arrivals++;
    }
}

/* Returns %FALSE where lengths do not fit. */
static gboolean
make_item (Evaluation     *self,
           const Node     *node,
           const Arrivals *arrivals,
           const Entry    *at,
           Item           *item)
{
  g_autoptr (GPtrArray) owned = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  GPtrArray **met;
  Gathered gathered = { { NULL } };
  Meeting meeting = MEETS;

  *item = (Item) { .status = NULL };
  if (at != NULL)
    item->path = at->path;
  for (guint i = 0; i < arrivals->n_arrivals; i++)
    g_ptr_array_add (owned, g_ptr_array_new ());
  met = (GPtrArray **) owned->pdata;

  if (at != NULL && at->hole)
    meeting = MEETS_NOTHING;
  for (guint i = 0; i < arrivals->n_arrivals && meeting == MEETS; i++)
    {
      const Arrival *arrival = &arrivals->arrivals[i];

      if (at != NULL)
        meeting = random_arrivals_meet (arrivals, arrival, at, met[i]);
      for (guint e = 0; at == NULL && e < arrival->series.entries->len; e++)
        g_ptr_array_add (met[i], random_series_get (&arrival->series, e));
    }
  if (meeting == MEETS)
    item->status = gather (arrivals, node->kind, met, &gathered);
  else
    item->status = "skipped";
  if (item->status == NULL)
    item->status = random_node_work (self->texts, node, &gathered, item);
  for (guint i = 0; i < MAX_PORTS; i++)
    g_clear_pointer (&gathered.values[i], g_ptr_array_unref);
  return meeting != DOES_NOT_FIT;
}

static void
stand (Result     *result,
       const char *status)
{
  Item item = { .status = status };

  g_array_set_size (result->items, 0);
  g_array_append_val (result->items, item);
  result->stands = TRUE;
}

/* Where lists of one depth were matched by place, their values belong together from then on. */
static void
take_origins (Result         *result,
              const Arrivals *arrivals)
{
  const Arrival *driver = &arrivals->arrivals[arrivals->driver];

  memcpy (result->origins, driver->series.origins, sizeof result->origins);
  result->depth = driver->series.depth;
  for (guint i = 0; i < arrivals->n_arrivals; i++)
    {
      const Arrival *arrival = &arrivals->arrivals[i];
      guint common = random_series_count_common (&arrival->series, &driver->series);

      if (arrival == driver || arrival->whole || random_arrivals_goes_everywhere (arrivals, arrival)
          || arrival->series.depth != result->depth)
        continue;
      for (guint level = common; level < result->depth; level++)
        result->origins[level] |= arrival->series.origins[level];
    }
}

static void
evaluate_driven (Evaluation     *self,
                 guint           number,
                 const Arrivals *arrivals)
{
  Result *result = &self->results[number];
  const Series *series = &arrivals->arrivals[arrivals->driver].series;
  gboolean fits = !random_arrivals_do_not_fit (arrivals);

  for (guint i = 0; fits && i < series->entries->len; i++)
    {
      Item item;

      fits = make_item (self, &self->graph->nodes[number], arrivals, random_series_get (series, i), &item);
      g_array_append_val (result->items, item);
    }
  if (fits)
    take_origins (result, arrivals);
  else
    {
      result->mismatch = TRUE;
      stand (result, "failed");
    }
}

static void
evaluate_node (Evaluation *self,
               guint       number)
{
  const Node *node = &self->graph->nodes[number];
  Result *result = &self->results[number];
  Arrivals arrivals = { .n_arrivals = 0 };
  Item item;

  if (result->known)
    return;
  result->known = TRUE;
  if (node->muted || node->bypassed)
    {
      stand (result, "skipped");
      return;
    }

  collect_arrivals (self, number, &arrivals);
  random_arrivals_sort (&arrivals);
  random_arrivals_choose_driver (&arrivals);
  if (arrivals.driver >= 0)
    evaluate_driven (self, number, &arrivals);
  else
    {
      make_item (self, node, &arrivals, NULL, &item);
      g_array_append_val (result->items, item);
    }
  for (guint i = 0; i < arrivals.n_arrivals; i++)
    g_array_unref (arrivals.arrivals[i].series.entries);
}

void
random_evaluation_free (Evaluation *self)
{
  for (guint i = 0; i < MAX_NODES; i++)
    g_array_unref (self->results[i].items);
  g_ptr_array_unref (self->texts);
  g_free (self);
}

/* One line per item, sorted; %NULL of a graph that is too large. */
char *
random_graph_evaluate (RandomGraph *self)
{
  Evaluation *evaluation = g_new0 (Evaluation, 1);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  self->evaluation = evaluation;
  evaluation->graph = self;
  evaluation->texts = g_ptr_array_new_with_free_func (g_free);
  for (guint n = 0; n < MAX_NODES; n++)
    {
      evaluation->results[n].items = g_array_new (FALSE, FALSE, sizeof (Item));
      g_array_set_clear_func (evaluation->results[n].items, random_item_clear);
    }

  for (guint n = 0; n < self->n_nodes; n++)
    {
      const Node *node = &self->nodes[n];

      if (node->bypassed && !node->muted && random_kinds[node->kind].passes)
        continue;
      evaluate_node (evaluation, n);
      for (guint i = 0; i < evaluation->results[n].items->len; i++)
        g_ptr_array_add (lines, random_item_describe (n, &g_array_index (evaluation->results[n].items, Item, i),
                                                      node->kind));
    }
  if (evaluation->too_large)
    return NULL;
  g_ptr_array_sort_values (lines, (GCompareFunc) strcmp);
  g_ptr_array_add (lines, NULL);
  return g_strjoinv ("\n", (char **) lines->pdata);
}

/* Whether somewhere lists meet that are not equally long. */
gboolean
random_graph_has_mismatch (RandomGraph *self)
{
  for (guint n = 0; n < self->n_nodes; n++)
    if (self->evaluation->results[n].mismatch)
      return TRUE;
  return FALSE;
}
