/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "random-graph-private.h"

/* Beyond that a graph is not worth its time. */
#define MAX_ENTRIES 300

typedef struct
{
  guint positions[MAX_NODES + 1];
  guint depth;
} Path;

/* A value that an output gives. Without a @value nothing is there; a @hole stands for a list that is
 * not there; @good is whether the item that gives it has its outputs.
 */
typedef struct
{
  Path        path;
  const char *value;
  gboolean    hole;
  gboolean    good;
} Entry;

/* @origins has per level the nodes, as bits, whose lists the positions count. */
typedef struct
{
  GArray *entries;
  guint   origins[MAX_NODES + 1];
  guint   depth;
} Series;

typedef struct
{
  const char *port;
  GPtrArray  *values;
} Output;

typedef struct
{
  Path        path;
  const char *status;
  Output      outputs[MAX_PORTS];
  guint       n_outputs;
} Item;

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

/* A link into a node, with what it brings; @whole if that is taken as a list. */
typedef struct
{
  const Link *link;
  Series      series;
  gboolean    whole;
} Arrival;

typedef struct
{
  Arrival arrivals[MAX_LINKS];
  guint   n_arrivals;
  int     driver;
} Arrivals;

static void evaluate_node (Evaluation *self,
                           guint       number);

static const char *
keep (Evaluation *self,
      char       *text)
{
  g_ptr_array_add (self->texts, text);
  return text;
}

static void
add_entry (Series     *series,
           Path        path,
           const char *value,
           gboolean    hole,
           gboolean    good)
{
  Entry entry = { path, value, hole, good };

  g_array_append_val (series->entries, entry);
}

static Entry *
get_entry (const Series *series,
           guint         i)
{
  return &g_array_index (series->entries, Entry, i);
}

static Output *
find_output (Item       *item,
             const char *port)
{
  for (guint i = 0; i < item->n_outputs; i++)
    if (g_str_equal (item->outputs[i].port, port))
      return &item->outputs[i];
  return NULL;
}

static void
add_item_entries (Series *series,
                  Item   *item,
                  const Port *port)
{
  gboolean good = g_str_equal (item->status, "good");
  Output *output = find_output (item, port->name);

  if (!port->list)
    {
      add_entry (series, item->path, output == NULL ? NULL : g_ptr_array_index (output->values, 0), FALSE, good);
      return;
    }
  if (!good)
    add_entry (series, item->path, NULL, TRUE, FALSE);
  for (guint k = 0; output != NULL && k < output->values->len; k++)
    {
      Path path = item->path;

      path.positions[path.depth++] = k;
      add_entry (series, path, g_ptr_array_index (output->values, k), FALSE, TRUE);
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
          Entry *entry = get_entry (&series, e);

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
      add_entry (&series, (Path) { .depth = 0 }, NULL, TRUE, FALSE);
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
count_common (const Series *a,
              const Series *b)
{
  guint level = 0;

  while (level < a->depth && level < b->depth && (a->origins[level] & b->origins[level]) != 0)
    level++;
  return level;
}

static gboolean
agree (const Path *a,
       const Path *b,
       guint       depth)
{
  if (MIN (a->depth, depth) != MIN (b->depth, depth))
    return FALSE;
  for (guint i = 0; i < MIN (a->depth, depth); i++)
    if (a->positions[i] != b->positions[i])
      return FALSE;
  return TRUE;
}

static gboolean
begins (const Path *path,
        const Path *whole)
{
  return path->depth <= whole->depth && agree (path, whole, path->depth);
}

static gboolean
has_hole (const Series *series)
{
  for (guint i = 0; i < series->entries->len; i++)
    if (get_entry (series, i)->hole)
      return TRUE;
  return FALSE;
}

static gboolean
is_single (const Arrival *arrival)
{
  return !arrival->whole && arrival->series.entries->len == 1;
}

static void
choose_driver (Arrivals *self)
{
  self->driver = -1;
  for (guint i = 0; i < self->n_arrivals; i++)
    {
      const Arrival *arrival = &self->arrivals[i];
      const Arrival *best = self->driver < 0 ? NULL : &self->arrivals[self->driver];

      if (arrival->whole || arrival->series.depth == 0)
        continue;
      if (best == NULL || (is_single (best) && !is_single (arrival))
          || (is_single (best) == is_single (arrival) && arrival->series.depth > best->series.depth))
        self->driver = (int) i;
    }
}

static gboolean
goes_everywhere (const Arrivals *self,
                 const Arrival  *arrival)
{
  const Arrival *driver = &self->arrivals[self->driver];

  return is_single (arrival) || (arrival->whole && count_common (&arrival->series, &driver->series) == 0);
}

static gboolean
unrelated_do_not_fit (const Arrivals *self)
{
  const Arrival *driver = &self->arrivals[self->driver];

  for (guint i = 0; i < self->n_arrivals; i++)
    {
      const Arrival *arrival = &self->arrivals[i];

      if (arrival != driver && !arrival->whole && !goes_everywhere (self, arrival) && arrival->series.depth > 0
          && count_common (&arrival->series, &driver->series) == 0
          && arrival->series.entries->len != driver->series.entries->len
          && !has_hole (&arrival->series) && !has_hole (&driver->series))
        return TRUE;
    }
  return FALSE;
}

typedef enum
{
  MEETS,
  MEETS_NOTHING,
  DOES_NOT_FIT,
} Meeting;

/* Which values of an arrival go with an entry of the driver. */
static Meeting
meet (const Arrivals *self,
      const Arrival  *arrival,
      const Entry    *at,
      GPtrArray      *found)
{
  const Arrival *driver = &self->arrivals[self->driver];
  guint common = count_common (&arrival->series, &driver->series);
  guint n_beside = 0;
  guint place = 0;

  if (arrival == driver)
    {
      g_ptr_array_add (found, (gpointer) at);
      return at->hole ? MEETS_NOTHING : MEETS;
    }
  for (guint i = 0; i < arrival->series.entries->len; i++)
    {
      Entry *entry = get_entry (&arrival->series, i);

      if (goes_everywhere (self, arrival) || agree (&entry->path, &at->path, common))
        g_ptr_array_add (found, entry);
    }
  if (arrival->whole || goes_everywhere (self, arrival))
    return MEETS;

  for (guint i = 0; i < driver->series.entries->len; i++)
    {
      const Entry *entry = get_entry (&driver->series, i);

      if (entry == at)
        place = n_beside;
      n_beside += agree (&entry->path, &at->path, common);
    }
  if (found->len == 1)
    return MEETS;
  if (found->len == n_beside)
    {
      gpointer partner = g_ptr_array_index (found, place);

      g_ptr_array_set_size (found, 0);
      g_ptr_array_add (found, partner);
      return MEETS;
    }
  for (guint i = 0; i < arrival->series.entries->len; i++)
    if (get_entry (&arrival->series, i)->hole && begins (&get_entry (&arrival->series, i)->path, &at->path))
      return MEETS_NOTHING;
  return found->len == 0 ? MEETS_NOTHING : DOES_NOT_FIT;
}

/* The values of each input, by its place among the type's; %NULL in a list where one is missing. */
typedef struct
{
  GPtrArray *values[MAX_PORTS];
} Gathered;

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

static GPtrArray *
put (Item       *item,
     const char *port)
{
  Output *output = &item->outputs[item->n_outputs++];

  *output = (Output) { port, g_ptr_array_new () };
  return output->values;
}

static void
put_text (Item       *item,
          const char *port,
          const char *text)
{
  g_ptr_array_add (put (item, port), (char *) text);
}

static void
add_split (Evaluation *self,
           GPtrArray  *values,
           const char *text)
{
  const char *start = text;

  for (const char *at = text;; at++)
    {
      if (*at != '-' && *at != '\0')
        continue;
      if (at > start)
        g_ptr_array_add (values, (char *) keep (self, g_strndup (start, (gsize) (at - start))));
      if (*at == '\0')
        return;
      start = at + 1;
    }
}

static gboolean
comes_before (const char *a,
              const char *b,
              gboolean    descending)
{
  int order = g_ascii_strcasecmp (a, b);

  order = order != 0 ? order : strcmp (a, b);
  return descending ? order > 0 : order < 0;
}

/* Takes the first of the least out, again and again. */
static const char *
do_sort (const Node *node,
         Gathered   *in,
         GPtrArray  *out)
{
  GPtrArray *items = in->values[0];
  GPtrArray *by = in->values[1] != NULL ? in->values[1] : items;
  g_autofree gboolean *done = g_new0 (gboolean, items->len + 1);

  if (items->len != by->len)
    return "failed";
  for (;;)
    {
      int least = -1;

      for (guint i = 0; i < items->len; i++)
        if (!done[i] && items->pdata[i] != NULL && by->pdata[i] != NULL
            && (least < 0 || comes_before (by->pdata[i], by->pdata[least], node->a == 0)))
          least = (int) i;
      if (least < 0)
        return "good";
      done[least] = TRUE;
      g_ptr_array_add (out, items->pdata[least]);
    }
}

static const char *
do_zip (const Node *node,
        Gathered   *in,
        Item       *item)
{
  GPtrArray *a = in->values[0];
  GPtrArray *b = in->values[1];
  GPtrArray *left;
  GPtrArray *right;

  if (a->len != b->len && (node->a == 0 || (node->a == 1 && (a->len == 0 || b->len == 0))))
    return "failed";
  left = put (item, "a");
  right = put (item, "b");
  for (guint i = 0; i < (node->a == 1 ? MAX (a->len, b->len) : MIN (a->len, b->len)); i++)
    {
      gpointer one = a->pdata[MIN (i, a->len - 1)];
      gpointer other = b->pdata[MIN (i, b->len - 1)];

      if (one == NULL || other == NULL)
        continue;
      g_ptr_array_add (left, one);
      g_ptr_array_add (right, other);
    }
  return "good";
}

static const char *
do_cross (Gathered *in,
          Item     *item)
{
  GPtrArray *left = put (item, "a");
  GPtrArray *right = put (item, "b");

  for (guint n = 0; n < in->values[0]->len * in->values[1]->len; n++)
    {
      g_ptr_array_add (left, in->values[0]->pdata[n / in->values[1]->len]);
      g_ptr_array_add (right, in->values[1]->pdata[n % in->values[1]->len]);
    }
  return "good";
}

static const char *
do_list (const Node *node,
         Gathered   *in,
         Item       *item)
{
  GPtrArray *items = in->values[0];
  GPtrArray *out;

  if (node->kind == KIND_FILTER && in->values[1]->len != items->len && in->values[1]->len != 1)
    return "failed";
  out = put (item, "items");
  if (node->kind == KIND_SORT)
    {
      const char *status = do_sort (node, in, out);

      if (!g_str_equal (status, "good"))
        g_ptr_array_unref (item->outputs[--item->n_outputs].values);
      return status;
    }
  for (guint n = 0; n < (node->kind == KIND_REPEAT ? node->a : 1); n++)
    for (guint i = 0; i < items->len; i++)
      {
        const char *decision = node->kind != KIND_FILTER ? "true"
                                                         : in->values[1]->pdata[in->values[1]->len == 1 ? 0 : i];
        gboolean here = items->pdata[i] != NULL && decision != NULL && g_ascii_strcasecmp (decision, "true") == 0;

        if (node->kind == KIND_TAKE)
          here = i >= node->a && i < node->a + node->b;
        if (node->kind == KIND_PICK)
          here = here && out->len <= node->b;
        if (here)
          g_ptr_array_add (out, items->pdata[i]);
      }
  return "good";
}

/* What a step makes of texts; returns the item's status. */
static const char *
do_work (Evaluation *self,
         const Node *node,
         Gathered   *in,
         Item       *item)
{
  const char *text = in->values[0] == NULL || in->values[0]->len == 0 ? NULL : in->values[0]->pdata[0];
  const char *other = in->values[1] == NULL || in->values[1]->len == 0 ? NULL : in->values[1]->pdata[0];
  GString *joined;

  switch (node->kind)
    {
    case KIND_TEXT:
      put_text (item, "text", node->text);
      return "good";
    case KIND_LIST:
      g_ptr_array_extend (put (item, "list"), node->words, NULL, NULL);
      return "good";
    case KIND_UPPER:
      if (g_str_equal (text, "bad"))
        return "failed";
      put_text (item, "text", keep (self, g_ascii_strup (text, -1)));
      return "good";
    case KIND_LATER:
      if (g_str_equal (text, "worse"))
        return "failed";
      put_text (item, "text", keep (self, g_strreverse (g_strdup (text))));
      return "good";
    case KIND_PAIR:
      put_text (item, "text", keep (self, g_strdup_printf ("%s-%s", text, other)));
      return "good";
    case KIND_SPLIT:
      add_split (self, put (item, "list"), text);
      return "good";
    case KIND_JOIN:
      joined = g_string_new (NULL);
      for (guint i = 0; i < in->values[0]->len; i++)
        g_string_append_printf (joined, "%s%s", i == 0 ? "" : other != NULL ? other : "+",
                                (char *) in->values[0]->pdata[i]);
      put_text (item, "text", keep (self, g_string_free_and_steal (joined)));
      return "good";
    case KIND_ZIP:
      return do_zip (node, in, item);
    case KIND_CROSS:
      return do_cross (in, item);
    case KIND_SWITCH:
      put_text (item, g_str_equal (text, "a") ? "a" : g_str_equal (text, "bad") ? "bad" : "else", other);
      return "good";
    case KIND_TAKE:
    case KIND_SORT:
    case KIND_REPEAT:
    case KIND_FILTER:
    case KIND_COLLECT:
    case KIND_PICK:
    case N_KINDS:
    default:
      return do_list (node, in, item);
    }
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

/* Several links to one input count as standing where the first of them stands. */
static void
sort_arrivals (Arrivals *self)
{
  Arrivals sorted = { .n_arrivals = 0 };

  for (guint i = 0; i < self->n_arrivals; i++)
    {
      gboolean known = FALSE;

      for (guint k = 0; k < sorted.n_arrivals; k++)
        known = known || sorted.arrivals[k].link == self->arrivals[i].link;
      for (guint k = i; !known && k < self->n_arrivals; k++)
        if (g_str_equal (self->arrivals[k].link->to_port, self->arrivals[i].link->to_port))
          sorted.arrivals[sorted.n_arrivals++] = self->arrivals[k];
    }
  *self = sorted;
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
        meeting = meet (arrivals, arrival, at, met[i]);
      for (guint e = 0; at == NULL && e < arrival->series.entries->len; e++)
        g_ptr_array_add (met[i], get_entry (&arrival->series, e));
    }
  if (meeting == MEETS)
    item->status = gather (arrivals, node->kind, met, &gathered);
  else
    item->status = "skipped";
  if (item->status == NULL)
    item->status = do_work (self, node, &gathered, item);
  for (guint i = 0; i < MAX_PORTS; i++)
    g_clear_pointer (&gathered.values[i], g_ptr_array_unref);
  return meeting != DOES_NOT_FIT;
}

static void
item_clear (gpointer data)
{
  Item *item = data;

  for (guint i = 0; i < item->n_outputs; i++)
    g_ptr_array_unref (item->outputs[i].values);
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
      guint common = count_common (&arrival->series, &driver->series);

      if (arrival == driver || arrival->whole || goes_everywhere (arrivals, arrival)
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
  gboolean fits = !unrelated_do_not_fit (arrivals);

  for (guint i = 0; fits && i < series->entries->len; i++)
    {
      Item item;

      fits = make_item (self, &self->graph->nodes[number], arrivals, get_entry (series, i), &item);
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
  sort_arrivals (&arrivals);
  choose_driver (&arrivals);
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

static char *
describe_item (guint       number,
               const Item *item,
               Kind        kind)
{
  GString *line = g_string_new (NULL);

  g_string_append_printf (line, "n%u[", number);
  for (guint i = 0; i < item->path.depth; i++)
    g_string_append_printf (line, "%s%u", i == 0 ? "" : ".", item->path.positions[i]);
  g_string_append_printf (line, "] %s", item->status);
  for (guint o = 0; o < item->n_outputs; o++)
    {
      const Output *output = &item->outputs[o];
      gboolean list = random_kind_find_output (kind, output->port)->list;

      g_string_append_printf (line, " %s=%s", output->port, list ? "[" : "");
      for (guint i = 0; i < output->values->len; i++)
        g_string_append_printf (line, "%s%s", i == 0 ? "" : "|", (char *) output->values->pdata[i]);
      g_string_append (line, list ? "]" : "");
    }
  return g_string_free_and_steal (line);
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
      g_array_set_clear_func (evaluation->results[n].items, item_clear);
    }

  for (guint n = 0; n < self->n_nodes; n++)
    {
      const Node *node = &self->nodes[n];

      if (node->bypassed && !node->muted && random_kinds[node->kind].passes)
        continue;
      evaluate_node (evaluation, n);
      for (guint i = 0; i < evaluation->results[n].items->len; i++)
        g_ptr_array_add (lines, describe_item (n, &g_array_index (evaluation->results[n].items, Item, i), node->kind));
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
