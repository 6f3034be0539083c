/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-spatial-index.h"

#include <math.h>

/* What touches more squares than this is looked at in every query instead. */
#define MAX_CELLS 512

struct _HeddleSpatialEntry
{
  graphene_rect_t bounds;
  gpointer        item;
  int             left;
  int             top;
  int             right;
  int             bottom;
  gboolean        large;
  guint           stamp;
};

typedef struct
{
  gint64     key;
  GPtrArray *entries;
} Cell;

struct _HeddleSpatialIndex
{
  double      cell;
  GHashTable *cells;
  GPtrArray  *large;
  guint       stamp;
};

static void
cell_free (gpointer data)
{
  Cell *cell = data;

  g_ptr_array_unref (cell->entries);
  g_free (cell);
}

/**
 * heddle_spatial_index_new:
 * @cell: the side of a square, about the size of what is put in
 *
 * Returns: (transfer full): an empty index
 */
HeddleSpatialIndex *
heddle_spatial_index_new (double cell)
{
  HeddleSpatialIndex *self = g_new0 (HeddleSpatialIndex, 1);

  self->cell = cell;
  self->cells = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, cell_free);
  self->large = g_ptr_array_new ();
  return self;
}

/**
 * heddle_spatial_index_free:
 * @self: (transfer full): an index, whose entries have been removed
 *
 * Frees it.
 */
void
heddle_spatial_index_free (HeddleSpatialIndex *self)
{
  g_hash_table_unref (self->cells);
  g_ptr_array_unref (self->large);
  g_free (self);
}

static gint64
make_key (int column,
          int row)
{
  return (gint64) column * ((gint64) 1 << 32) + (guint32) row;
}

static int
to_cell (HeddleSpatialIndex *self,
         double              coordinate)
{
  return (int) CLAMP (floor (coordinate / self->cell), -1e9, 1e9);
}

static Cell *
ensure_cell (HeddleSpatialIndex *self,
             int                 column,
             int                 row)
{
  gint64 key = make_key (column, row);
  Cell *cell = g_hash_table_lookup (self->cells, &key);

  if (cell == NULL)
    {
      cell = g_new0 (Cell, 1);
      cell->key = key;
      cell->entries = g_ptr_array_sized_new (4);
      g_hash_table_insert (self->cells, &cell->key, cell);
    }
  return cell;
}

static void
enter (HeddleSpatialIndex    *self,
       HeddleSpatialEntry    *entry,
       const graphene_rect_t *bounds)
{
  entry->bounds = *bounds;
  entry->left = to_cell (self, bounds->origin.x);
  entry->top = to_cell (self, bounds->origin.y);
  entry->right = to_cell (self, bounds->origin.x + bounds->size.width);
  entry->bottom = to_cell (self, bounds->origin.y + bounds->size.height);
  entry->large = ((double) entry->right - entry->left + 1) * ((double) entry->bottom - entry->top + 1) > MAX_CELLS;

  if (entry->large)
    {
      g_ptr_array_add (self->large, entry);
      return;
    }
  for (int row = entry->top; row <= entry->bottom; row++)
    for (int column = entry->left; column <= entry->right; column++)
      g_ptr_array_add (ensure_cell (self, column, row)->entries, entry);
}

static void
leave (HeddleSpatialIndex *self,
       HeddleSpatialEntry *entry)
{
  if (entry->large)
    {
      g_ptr_array_remove_fast (self->large, entry);
      return;
    }
  for (int row = entry->top; row <= entry->bottom; row++)
    for (int column = entry->left; column <= entry->right; column++)
      {
        gint64 key = make_key (column, row);
        Cell *cell = g_hash_table_lookup (self->cells, &key);

        g_ptr_array_remove_fast (cell->entries, entry);
        if (cell->entries->len == 0)
          g_hash_table_remove (self->cells, &key);
      }
}

/**
 * heddle_spatial_index_add:
 * @self: an index
 * @bounds: where the thing is
 * @item: the thing
 *
 * Returns: (transfer none): its place, for moving and removing it
 */
HeddleSpatialEntry *
heddle_spatial_index_add (HeddleSpatialIndex    *self,
                          const graphene_rect_t *bounds,
                          gpointer               item)
{
  HeddleSpatialEntry *entry = g_new0 (HeddleSpatialEntry, 1);

  entry->item = item;
  enter (self, entry, bounds);
  return entry;
}

/**
 * heddle_spatial_index_move:
 * @self: an index
 * @entry: a place in it
 * @bounds: where the thing is now
 *
 * Moves a thing.
 */
void
heddle_spatial_index_move (HeddleSpatialIndex    *self,
                           HeddleSpatialEntry    *entry,
                           const graphene_rect_t *bounds)
{
  if (graphene_rect_equal (&entry->bounds, bounds))
    return;
  leave (self, entry);
  enter (self, entry, bounds);
}

/**
 * heddle_spatial_index_remove:
 * @self: an index
 * @entry: (transfer full): a place in it
 *
 * Takes a thing out.
 */
void
heddle_spatial_index_remove (HeddleSpatialIndex *self,
                             HeddleSpatialEntry *entry)
{
  leave (self, entry);
  g_free (entry);
}

static gboolean
touches (const graphene_rect_t *a,
         const graphene_rect_t *b)
{
  return a->origin.x <= b->origin.x + b->size.width && b->origin.x <= a->origin.x + a->size.width &&
         a->origin.y <= b->origin.y + b->size.height && b->origin.y <= a->origin.y + a->size.height;
}

static void
collect (HeddleSpatialIndex    *self,
         GPtrArray             *entries,
         const graphene_rect_t *area,
         GPtrArray             *items)
{
  for (guint i = 0; i < entries->len; i++)
    {
      HeddleSpatialEntry *entry = entries->pdata[i];

      if (entry->stamp == self->stamp)
        continue;
      entry->stamp = self->stamp;
      if (touches (&entry->bounds, area))
        g_ptr_array_add (items, entry->item);
    }
}

/**
 * heddle_spatial_index_query:
 * @self: an index
 * @area: a part of the canvas
 * @items: (element-type gpointer): what touches @area is added to it, each thing once, in no order
 *
 * Finds what touches a part of the canvas.
 */
void
heddle_spatial_index_query (HeddleSpatialIndex    *self,
                            const graphene_rect_t *area,
                            GPtrArray             *items)
{
  int left = to_cell (self, area->origin.x);
  int top = to_cell (self, area->origin.y);
  int right = to_cell (self, area->origin.x + area->size.width);
  int bottom = to_cell (self, area->origin.y + area->size.height);
  GHashTableIter iter;
  gpointer cell;

  self->stamp++;
  collect (self, self->large, area, items);

  if (((double) right - left + 1) * ((double) bottom - top + 1) > g_hash_table_size (self->cells))
    {
      g_hash_table_iter_init (&iter, self->cells);
      while (g_hash_table_iter_next (&iter, NULL, &cell))
        collect (self, ((Cell *) cell)->entries, area, items);
      return;
    }
  for (int row = top; row <= bottom; row++)
    for (int column = left; column <= right; column++)
      {
        gint64 key = make_key (column, row);

        cell = g_hash_table_lookup (self->cells, &key);
        if (cell != NULL)
          collect (self, ((Cell *) cell)->entries, area, items);
      }
}
