/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/heddle-list-store.h"

/* What differs: everything but the beginning and the end that both have. */
typedef struct
{
  GListStore *store;
  gpointer   *wanted;
  guint       start;
  guint       n_before;
  guint       n_after;
  gboolean   *kept;
} Difference;

static gboolean
is_at (GListStore *store,
       guint       position,
       gpointer    item)
{
  g_autoptr (GObject) there = g_list_model_get_item (G_LIST_MODEL (store), position);

  return (gpointer) there == item;
}

static void
find_difference (Difference *self,
                 GPtrArray  *wanted)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->store));
  guint shorter = MIN (n, wanted->len);
  guint end = 0;

  while (self->start < shorter && is_at (self->store, self->start, wanted->pdata[self->start]))
    self->start++;
  while (end < shorter - self->start && is_at (self->store, n - 1 - end, wanted->pdata[wanted->len - 1 - end]))
    end++;
  self->wanted = wanted->pdata + self->start;
  self->n_before = n - self->start - end;
  self->n_after = wanted->len - self->start - end;
}

/* Keeps the longest sequence of items that are in the same order before and after; all others move. */
static void
choose_kept (Difference *self)
{
  g_autoptr (GHashTable) places = g_hash_table_new (NULL, NULL);
  g_autofree guint *to = g_new0 (guint, self->n_before + 1);
  g_autofree guint *ends = g_new0 (guint, self->n_before + 1);
  g_autofree int *previous = g_new0 (int, self->n_before + 1);
  guint longest = 0;
  int at;

  for (guint i = 0; i < self->n_after; i++)
    g_hash_table_insert (places, self->wanted[i], GUINT_TO_POINTER (i + 1));
  for (guint i = 0; i < self->n_before; i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (self->store), self->start + i);
      guint low = 0, high = longest;

      to[i] = GPOINTER_TO_UINT (g_hash_table_lookup (places, item));
      if (to[i] == 0)
        continue;
      while (low < high)
        {
          guint middle = (low + high) / 2;

          if (to[ends[middle]] < to[i])
            low = middle + 1;
          else
            high = middle;
        }
      ends[low] = i;
      previous[i] = low > 0 ? (int) ends[low - 1] : -1;
      longest = MAX (longest, low + 1);
    }
  at = longest > 0 ? (int) ends[longest - 1] : -1;
  for (; at >= 0; at = previous[at])
    self->kept[at] = TRUE;
}

/* Goes from one place to the next where items come or go. Returns how many there are. */
static guint
splice (Difference *self,
        GPtrArray  *before,
        gboolean    really)
{
  guint old = 0, new = 0, n = 0;

  while (old < self->n_before || new < self->n_after)
    {
      guint first_old = old, first_new = new;

      while (old < self->n_before && !self->kept[old])
        old++;
      while (new < self->n_after && (old == self->n_before || self->wanted[new] != before->pdata[old]))
        new++;
      if (old > first_old || new > first_new)
        {
          n++;
          if (really)
            g_list_store_splice (self->store, self->start + first_new, old - first_old, self->wanted + first_new,
                                 new - first_new);
        }
      if (old < self->n_before)
        {
          old++;
          new++;
        }
    }
  return n;
}

/**
 * heddle_list_store_follow:
 * @store: a list
 * @wanted: (element-type GObject): what it is to hold, each item once
 *
 * Has the list hold other items, or in another order. What is there already, in the same order, stays, so that
 * whoever looks at the list has little to do; where it changes in very many places, it changes at once.
 */
void
heddle_list_store_follow (GListStore *store,
                          GPtrArray  *wanted)
{
  Difference self = { .store = store };
  g_autoptr (GPtrArray) before = g_ptr_array_new ();
  g_autofree gboolean *kept = NULL;

  find_difference (&self, wanted);
  if (self.n_before == 0 && self.n_after == 0)
    return;
  kept = self.kept = g_new0 (gboolean, self.n_before + 1);
  choose_kept (&self);
  for (guint i = 0; i < self.n_before; i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (store), self.start + i);

      g_ptr_array_add (before, item);
    }
  if (splice (&self, before, FALSE) <= HEDDLE_LIST_STORE_MOST_SPLICES)
    splice (&self, before, TRUE);
  else
    g_list_store_splice (store, self.start, self.n_before, self.wanted, self.n_after);
}
