/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "engine/heddle-open-items.h"

typedef struct
{
  guint  ordinal;
  char  *path;
  gint64 id;
} Item;

struct _HeddleOpenItems
{
  GHashTable *items;
};

static guint
item_hash (gconstpointer data)
{
  const Item *item = data;

  return g_str_hash (item->path) * 31 + item->ordinal;
}

static gboolean
item_equal (gconstpointer a,
            gconstpointer b)
{
  const Item *left = a;
  const Item *right = b;

  return left->ordinal == right->ordinal && g_str_equal (left->path, right->path);
}

static void
item_free (gpointer data)
{
  Item *item = data;

  g_free (item->path);
  g_free (item);
}

/**
 * heddle_open_items_new:
 *
 * Returns: (transfer full): no items
 */
HeddleOpenItems *
heddle_open_items_new (void)
{
  HeddleOpenItems *self = g_new (HeddleOpenItems, 1);

  self->items = g_hash_table_new_full (item_hash, item_equal, item_free, NULL);
  return self;
}

/**
 * heddle_open_items_free:
 * @self: (transfer full): the items
 */
void
heddle_open_items_free (HeddleOpenItems *self)
{
  g_hash_table_unref (self->items);
  g_free (self);
}

/**
 * heddle_open_items_add:
 * @self: the items
 * @ordinal: of the item's node in the plan
 * @path: the item's index, dotted
 * @id: its row
 *
 * Adds an item.
 */
void
heddle_open_items_add (HeddleOpenItems *self,
                       guint            ordinal,
                       const char      *path,
                       gint64           id)
{
  Item *item = g_new (Item, 1);

  *item = (Item) { ordinal, g_strdup (path), id };
  g_hash_table_add (self->items, item);
}

/**
 * heddle_open_items_find:
 * @self: the items
 * @ordinal: of the item's node in the plan
 * @path: the item's index, dotted
 *
 * Returns: its row, or 0 where it is not one of them
 */
gint64
heddle_open_items_find (HeddleOpenItems *self,
                        guint            ordinal,
                        const char      *path)
{
  const Item wanted = { ordinal, (char *) path, 0 };
  const Item *item = g_hash_table_lookup (self->items, &wanted);

  return item == NULL ? 0 : item->id;
}

/**
 * heddle_open_items_remove:
 * @self: the items
 * @ordinal: of the item's node in the plan
 * @path: the item's index, dotted
 *
 * Removes an item that may be one of them.
 */
void
heddle_open_items_remove (HeddleOpenItems *self,
                          guint            ordinal,
                          const char      *path)
{
  const Item wanted = { ordinal, (char *) path, 0 };

  g_hash_table_remove (self->items, &wanted);
}
