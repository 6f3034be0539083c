/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "graph/heddle-layers-private.h"

#include <math.h>

/* After Sugiyama, Tagawa and Toda: layers by the longest way, fewer crossings by the mean place of
 * neighbours, then places that keep links straight.
 */

#define GRID 20
#define COLUMN_GAP 80
#define ROW_GAP 40
#define WAY_GAP 20

/* More sweeps find little more. */
#define CROSSING_SWEEPS 8
#define PLACE_SWEEPS 6

/* Links that skip layers take a way through each, up to so many ways in all. */
#define MOST_WAYS 20000

typedef struct
{
  GArray     *items;
  GArray     *links;
  guint       n_boxes;
  GPtrArray  *layers;
  GArray     *places;
} Layers;

/* An end of a link as an item sees it: the other end, and how much lower its port is. */
typedef struct
{
  guint  item;
  double lower;
} Neighbour;

static HeddleLayerItem *
get_item (Layers *self,
          guint   item)
{
  return &g_array_index (self->items, HeddleLayerItem, item);
}

static HeddleLayerLink *
get_link (Layers *self,
          guint   link)
{
  return &g_array_index (self->links, HeddleLayerLink, link);
}

static guint
add_item (Layers *self,
          double  width,
          double  height,
          guint   layer)
{
  HeddleLayerItem item = { .width = width, .height = height, .layer = layer };

  g_array_append_val (self->items, item);
  return self->items->len - 1;
}

/* Cycles */

typedef enum
{
  NEW,
  OPEN,
  DONE,
} Mark;

typedef struct
{
  guint item;
  guint next;
} Visit;

/* Turns around the links that close a circle, found by going into depth. */
static void
turn_back_links (Layers    *self,
                 GPtrArray *leaving)
{
  g_autofree Mark *marks = g_new0 (Mark, self->items->len);
  g_autoptr (GArray) path = g_array_new (FALSE, FALSE, sizeof (Visit));

  for (guint root = 0; root < self->items->len; root++)
    {
      if (marks[root] != NEW)
        continue;
      marks[root] = OPEN;
      g_array_append_val (path, ((Visit) { root, 0 }));
      while (path->len > 0)
        {
          Visit *visit = &g_array_index (path, Visit, path->len - 1);
          GArray *links = leaving->pdata[visit->item];
          HeddleLayerLink *link;

          if (visit->next >= links->len)
            {
              marks[visit->item] = DONE;
              g_array_set_size (path, path->len - 1);
              continue;
            }
          link = get_link (self, g_array_index (links, guint, visit->next));
          visit->next++;
          if (marks[link->to] == OPEN)
            {
              *link = (HeddleLayerLink) { link->to, link->from, link->to_y, link->from_y };
            }
          else if (marks[link->to] == NEW)
            {
              Visit deeper = { link->to, 0 };

              marks[link->to] = OPEN;
              g_array_append_val (path, deeper);
            }
        }
    }
}

static GPtrArray *
list_leaving (Layers *self)
{
  GPtrArray *leaving = g_ptr_array_new_full (self->items->len, (GDestroyNotify) g_array_unref);

  for (guint i = 0; i < self->items->len; i++)
    g_ptr_array_add (leaving, g_array_new (FALSE, FALSE, sizeof (guint)));
  for (guint i = 0; i < self->links->len; i++)
    g_array_append_val ((GArray *) leaving->pdata[get_link (self, i)->from], i);
  return leaving;
}

/* Layers */

static void
choose_layers (Layers *self)
{
  g_autoptr (GPtrArray) leaving = list_leaving (self);
  g_autofree guint *waiting = g_new0 (guint, self->items->len);
  g_autoptr (GArray) ready = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < self->links->len; i++)
    waiting[get_link (self, i)->to]++;
  for (guint i = 0; i < self->items->len; i++)
    {
      if (waiting[i] == 0)
        g_array_append_val (ready, i);
    }
  for (guint i = 0; i < ready->len; i++)
    {
      guint from = g_array_index (ready, guint, i);
      GArray *links = leaving->pdata[from];

      for (guint j = 0; j < links->len; j++)
        {
          guint to = get_link (self, g_array_index (links, guint, j))->to;

          get_item (self, to)->layer = MAX (get_item (self, to)->layer, get_item (self, from)->layer + 1);
          if (--waiting[to] == 0)
            g_array_append_val (ready, to);
        }
    }
  /* What nothing leads to stands just before what it leads to first. */
  for (guint i = ready->len; i > 0; i--)
    {
      guint from = g_array_index (ready, guint, i - 1);
      GArray *links = leaving->pdata[from];
      guint first = G_MAXUINT;

      for (guint j = 0; j < links->len; j++)
        first = MIN (first, get_item (self, get_link (self, g_array_index (links, guint, j))->to)->layer);
      if (get_item (self, from)->layer == 0 && first != G_MAXUINT)
        get_item (self, from)->layer = first - 1;
    }
}

static void
add_neighbours (Layers *self,
                guint   from,
                double  from_y,
                guint   to,
                double  to_y)
{
  Neighbour before = { from, from_y - to_y };
  Neighbour after = { to, to_y - from_y };

  g_array_append_val (get_item (self, to)->from, before);
  g_array_append_val (get_item (self, from)->to, after);
}

/* Links from layer to layer, by ways where they skip some. */
static void
route_links (Layers *self)
{
  g_autoptr (GArray) steps = g_array_new (FALSE, FALSE, sizeof (HeddleLayerLink));

  for (guint i = 0; i < self->links->len; i++)
    {
      HeddleLayerLink link = *get_link (self, i);
      guint last = get_item (self, link.to)->layer;
      guint layer = get_item (self, link.from)->layer + 1;
      gboolean direct = self->items->len - self->n_boxes + last - layer > MOST_WAYS;

      for (; layer < last && !direct; layer++)
        {
          guint way = add_item (self, 0, 0, layer);
          HeddleLayerLink step = { link.from, way, link.from_y, 0 };

          g_array_append_val (steps, step);
          link.from = way;
          link.from_y = 0;
        }
      g_array_append_val (steps, link);
    }
  for (guint i = 0; i < self->items->len; i++)
    {
      get_item (self, i)->from = g_array_new (FALSE, FALSE, sizeof (Neighbour));
      get_item (self, i)->to = g_array_new (FALSE, FALSE, sizeof (Neighbour));
    }
  for (guint i = 0; i < steps->len; i++)
    {
      const HeddleLayerLink *step = &g_array_index (steps, HeddleLayerLink, i);

      add_neighbours (self, step->from, step->from_y, step->to, step->to_y);
    }
}

static void
fill_layers (Layers *self)
{
  self->layers = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  for (guint i = 0; i < self->items->len; i++)
    {
      guint layer = get_item (self, i)->layer;

      while (self->layers->len <= layer)
        g_ptr_array_add (self->layers, g_array_new (FALSE, FALSE, sizeof (guint)));
      g_array_append_val ((GArray *) self->layers->pdata[layer], i);
    }
}

/* Crossings */

static guint *
get_place (Layers *self,
           guint   item)
{
  return &g_array_index (self->places, guint, item);
}

static void
number_layer (Layers *self,
              GArray *layer)
{
  for (guint i = 0; i < layer->len; i++)
    *get_place (self, g_array_index (layer, guint, i)) = i;
}

typedef struct
{
  guint  item;
  guint  place;
  double mean;
} Ranked;

static int
compare_ranked (gconstpointer a,
                gconstpointer b)
{
  const Ranked *first = a, *second = b;

  if (first->mean != second->mean)
    return first->mean < second->mean ? -1 : 1;
  return first->place < second->place ? -1 : 1;
}

static void
sort_layer (Layers   *self,
            GArray   *layer,
            gboolean  rightwards)
{
  g_autoptr (GArray) ranked = g_array_sized_new (FALSE, FALSE, sizeof (Ranked), layer->len);

  for (guint i = 0; i < layer->len; i++)
    {
      guint item = g_array_index (layer, guint, i);
      GArray *neighbours = rightwards ? get_item (self, item)->from : get_item (self, item)->to;
      Ranked entry = { item, i, i };
      double sum = 0;

      for (guint j = 0; j < neighbours->len; j++)
        {
          const Neighbour *neighbour = &g_array_index (neighbours, Neighbour, j);

          /* Of two links to one item, the one to the lower port is lower. */
          sum += *get_place (self, neighbour->item) + neighbour->lower / 10000;
        }
      if (neighbours->len > 0)
        entry.mean = sum / neighbours->len;
      g_array_append_val (ranked, entry);
    }
  g_array_sort (ranked, compare_ranked);
  for (guint i = 0; i < layer->len; i++)
    g_array_index (layer, guint, i) = g_array_index (ranked, Ranked, i).item;
  number_layer (self, layer);
}

static int
compare_places (gconstpointer a,
                gconstpointer b)
{
  guint first = *(const guint *) a, second = *(const guint *) b;

  return (first > second) - (first < second);
}

/* How often the links to the right of a layer cross: pairs that are the other way round at their
 * other end, counted with a tree of sums.
 */
static guint64
count_crossings (Layers *self,
                 GArray *layer,
                 GArray *next)
{
  g_autofree guint *sums = g_new0 (guint, next->len + 1);
  g_autoptr (GArray) ends = g_array_new (FALSE, FALSE, sizeof (guint));
  guint64 crossings = 0;
  guint n = 0;

  for (guint i = 0; i < layer->len; i++)
    {
      const HeddleLayerItem *item = get_item (self, g_array_index (layer, guint, i));

      g_array_set_size (ends, 0);
      for (guint j = 0; j < item->to->len; j++)
        {
          guint to = g_array_index (item->to, Neighbour, j).item;

          if (get_item (self, to)->layer == item->layer + 1)
            g_array_append_val (ends, *get_place (self, to));
        }
      g_array_sort (ends, compare_places);
      for (guint j = 0; j < ends->len; j++)
        {
          guint not_lower = 0;

          for (guint k = g_array_index (ends, guint, j) + 1; k > 0; k -= k & -k)
            not_lower += sums[k];
          crossings += n - not_lower;
        }
      for (guint j = 0; j < ends->len; j++, n++)
        {
          for (guint k = g_array_index (ends, guint, j) + 1; k <= next->len; k += k & -k)
            sums[k]++;
        }
    }
  return crossings;
}

static guint64
count_all_crossings (Layers *self)
{
  guint64 crossings = 0;

  for (guint i = 0; i + 1 < self->layers->len; i++)
    crossings += count_crossings (self, self->layers->pdata[i], self->layers->pdata[i + 1]);
  return crossings;
}

static GPtrArray *
copy_layers (Layers *self)
{
  GPtrArray *copy = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);

  for (guint i = 0; i < self->layers->len; i++)
    g_ptr_array_add (copy, g_array_copy (self->layers->pdata[i]));
  return copy;
}

static void
reduce_crossings (Layers *self)
{
  g_autoptr (GPtrArray) best = NULL;
  guint64 least;

  self->places = g_array_sized_new (FALSE, TRUE, sizeof (guint), self->items->len);
  g_array_set_size (self->places, self->items->len);
  for (guint i = 0; i < self->layers->len; i++)
    number_layer (self, self->layers->pdata[i]);
  least = count_all_crossings (self);
  best = copy_layers (self);
  for (guint sweep = 0; sweep < CROSSING_SWEEPS && least > 0; sweep++)
    {
      guint64 crossings;

      for (guint i = 1; i < self->layers->len && sweep % 2 == 0; i++)
        sort_layer (self, self->layers->pdata[i], TRUE);
      for (guint i = self->layers->len - 1; i > 0 && sweep % 2 == 1; i--)
        sort_layer (self, self->layers->pdata[i - 1], FALSE);
      crossings = count_all_crossings (self);
      if (crossings >= least)
        continue;
      least = crossings;
      g_ptr_array_unref (best);
      best = copy_layers (self);
    }
  g_ptr_array_unref (self->layers);
  self->layers = g_steal_pointer (&best);
}

/* Places */

static double
get_gap (const HeddleLayerItem *above,
         const HeddleLayerItem *below)
{
  return above->height > 0 && below->height > 0 ? ROW_GAP : WAY_GAP;
}

/* Boxes that were pushed together: where the first of them would best be, of how many. */
typedef struct
{
  double mean;
  double weight;
  guint  first;
} Block;

/* Gives a layer's items the places that are nearest, by the sum of squares, to those that they want,
 * with none above or over the one before it. @wanted and @offsets are by place in the layer.
 */
static void
settle_layer (Layers       *self,
              GArray       *layer,
              const double *wanted,
              const double *weights,
              double       *offsets)
{
  g_autofree Block *blocks = g_new (Block, layer->len);
  guint n = 0;

  for (guint i = 0; i < layer->len; i++)
    {
      const HeddleLayerItem *item = get_item (self, g_array_index (layer, guint, i));

      offsets[i] = 0;
      if (i > 0)
        {
          const HeddleLayerItem *above = get_item (self, g_array_index (layer, guint, i - 1));

          offsets[i] = offsets[i - 1] + above->height + get_gap (above, item);
        }
      blocks[n++] = (Block) { wanted[i] - offsets[i], weights[i], i };
      while (n > 1 && blocks[n - 2].mean >= blocks[n - 1].mean)
        {
          Block *merged = &blocks[n - 2];
          const Block *last = &blocks[n - 1];
          double weight = merged->weight + last->weight;

          merged->mean = (merged->mean * merged->weight + last->mean * last->weight) / weight;
          merged->weight = weight;
          n--;
        }
    }
  for (guint i = 0, block = 0; i < layer->len; i++)
    {
      while (block + 1 < n && blocks[block + 1].first <= i)
        block++;
      get_item (self, g_array_index (layer, guint, i))->y = blocks[block].mean + offsets[i];
    }
}

/* Each item goes where its links are straight, in the mean; ways count for more, so that long links
 * stay straight.
 */
static void
place_layer (Layers   *self,
             GArray   *layer,
             gboolean  rightwards,
             gboolean  both)
{
  g_autofree double *wanted = g_new (double, layer->len);
  g_autofree double *weights = g_new (double, layer->len);
  g_autofree double *offsets = g_new (double, layer->len);

  for (guint i = 0; i < layer->len; i++)
    {
      const HeddleLayerItem *item = get_item (self, g_array_index (layer, guint, i));
      GArray *sides[] = { rightwards || both ? item->from : NULL, !rightwards || both ? item->to : NULL };
      double sum = 0;
      guint n = 0;

      for (guint side = 0; side < G_N_ELEMENTS (sides); side++)
        for (guint j = 0; sides[side] != NULL && j < sides[side]->len; j++, n++)
          {
            const Neighbour *neighbour = &g_array_index (sides[side], Neighbour, j);

            sum += get_item (self, neighbour->item)->y + neighbour->lower;
          }
      wanted[i] = n > 0 ? sum / n : item->y;
      weights[i] = (item->height > 0 ? 1 : 4) * (n > 0 ? 1 : 0.1);
    }
  settle_layer (self, layer, wanted, weights, offsets);
}

static void
choose_rows (Layers *self)
{
  for (guint i = 0; i < self->layers->len; i++)
    {
      GArray *layer = self->layers->pdata[i];
      double y = 0;

      for (guint j = 0; j < layer->len; j++)
        {
          HeddleLayerItem *item = get_item (self, g_array_index (layer, guint, j));

          item->y = y;
          y += item->height + ROW_GAP;
        }
    }
  for (guint sweep = 0; sweep < PLACE_SWEEPS; sweep++)
    {
      gboolean both = sweep + 2 >= PLACE_SWEEPS;

      for (guint i = 0; i < self->layers->len && sweep % 2 == 0; i++)
        place_layer (self, self->layers->pdata[i], TRUE, both);
      for (guint i = self->layers->len; i > 0 && sweep % 2 == 1; i--)
        place_layer (self, self->layers->pdata[i - 1], FALSE, both);
    }
}

/* Boxes stand on the grid, which their rows have room for. */
static void
round_rows (Layers *self)
{
  double top = G_MAXDOUBLE;

  for (guint i = 0; i < self->items->len; i++)
    top = MIN (top, get_item (self, i)->y);
  for (guint i = 0; i < self->layers->len; i++)
    {
      GArray *layer = self->layers->pdata[i];
      double least = 0;

      for (guint j = 0; j < layer->len; j++)
        {
          HeddleLayerItem *item = get_item (self, g_array_index (layer, guint, j));

          if (item->height <= 0)
            continue;
          item->y = MAX (round ((item->y - top) / GRID) * GRID, least);
          least = ceil ((item->y + item->height + GRID) / GRID) * GRID;
        }
    }
}

static void
choose_columns (Layers *self)
{
  double x = 0;

  for (guint i = 0; i < self->layers->len; i++)
    {
      GArray *layer = self->layers->pdata[i];
      double width = 0;

      for (guint j = 0; j < layer->len; j++)
        {
          HeddleLayerItem *item = get_item (self, g_array_index (layer, guint, j));

          item->x = x;
          width = MAX (width, item->width);
        }
      x = ceil ((x + width + COLUMN_GAP) / GRID) * GRID;
    }
}

/* Gives items of one piece their places, from 0 on. Links may be turned around for that, and items are
 * added to the end.
 */
void
heddle_layers_lay_out (GArray *items,
                       GArray *links)
{
  Layers self = { .items = items, .links = links, .n_boxes = items->len };
  g_autoptr (GPtrArray) leaving = list_leaving (&self);

  turn_back_links (&self, leaving);
  choose_layers (&self);
  route_links (&self);
  fill_layers (&self);
  reduce_crossings (&self);
  choose_rows (&self);
  round_rows (&self);
  choose_columns (&self);
  for (guint i = 0; i < items->len; i++)
    {
      g_array_unref (get_item (&self, i)->from);
      g_array_unref (get_item (&self, i)->to);
    }
  g_ptr_array_unref (self.layers);
  g_array_unref (self.places);
}
