/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "engine/heddle-series.h"

static gboolean
level_contains (GArray *level,
                guint   list)
{
  for (guint i = 0; i < level->len; i++)
    if (g_array_index (level, guint, i) == list)
      return TRUE;
  return FALSE;
}

static gboolean
levels_share_a_list (GArray *a,
                     GArray *b)
{
  for (guint i = 0; i < a->len; i++)
    if (level_contains (b, g_array_index (a, guint, i)))
      return TRUE;
  return FALSE;
}

static GArray *
level_union (GArray *a,
             GArray *b)
{
  GArray *both = g_array_copy (a);

  for (guint i = 0; i < b->len; i++)
    if (!level_contains (a, g_array_index (b, guint, i)))
      g_array_append_val (both, g_array_index (b, guint, i));
  return both;
}

static HeddleOrigins *
origins_copy (HeddleOrigins *self)
{
  HeddleOrigins *copy = heddle_origins_new_empty ();

  for (guint i = 0; i < self->len; i++)
    g_ptr_array_add (copy, g_array_ref (g_ptr_array_index (self, i)));
  return copy;
}

/**
 * heddle_origins_new_empty:
 *
 * Returns: (transfer full): the origins of a value that came from no list
 */
HeddleOrigins *
heddle_origins_new_empty (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
}

/**
 * heddle_origins_append:
 * @self: the origins
 * @list: the list whose positions the new level counts
 *
 * Returns: (transfer full): @self with one more level
 */
HeddleOrigins *
heddle_origins_append (HeddleOrigins *self,
                       guint          list)
{
  HeddleOrigins *longer = origins_copy (self);
  GArray *level = g_array_new (FALSE, FALSE, sizeof (guint));

  g_array_append_val (level, list);
  g_ptr_array_add (longer, level);
  return longer;
}

/**
 * heddle_origins_merge:
 * @self: the origins
 * @other: origins of the same depth
 * @from_level: the first level to join
 *
 * Says that from @from_level on, positions of @self's lists and of @other's were matched.
 *
 * Returns: (transfer full): @self, with @other's lists in its levels from @from_level on
 */
HeddleOrigins *
heddle_origins_merge (HeddleOrigins *self,
                      HeddleOrigins *other,
                      guint          from_level)
{
  HeddleOrigins *merged = heddle_origins_new_empty ();

  g_return_val_if_fail (self->len == other->len, NULL);

  for (guint i = 0; i < self->len; i++)
    {
      GArray *level = g_ptr_array_index (self, i);

      g_ptr_array_add (merged, i < from_level ? g_array_ref (level)
                                              : level_union (level, g_ptr_array_index (other, i)));
    }
  return merged;
}

/**
 * heddle_origins_common:
 * @self: some origins
 * @other: others
 *
 * Returns: how many leading levels count positions of a list that both know
 */
guint
heddle_origins_common (HeddleOrigins *self,
                       HeddleOrigins *other)
{
  guint level = 0;

  while (level < self->len && level < other->len
         && levels_share_a_list (g_ptr_array_index (self, level), g_ptr_array_index (other, level)))
    level++;
  return level;
}

static void
entry_clear (gpointer data)
{
  HeddleSeriesEntry *entry = data;

  heddle_index_unref (entry->index);
}

/**
 * heddle_series_new:
 * @origins: (transfer none): what the index paths of its values count
 *
 * Returns: (transfer full): a series without values
 */
HeddleSeries *
heddle_series_new (HeddleOrigins *origins)
{
  HeddleSeries *self = g_new0 (HeddleSeries, 1);

  self->origins = g_ptr_array_ref (origins);
  self->entries = g_array_new (FALSE, FALSE, sizeof (HeddleSeriesEntry));
  g_array_set_clear_func (self->entries, entry_clear);
  return self;
}

/**
 * heddle_series_free:
 * @self: (transfer full) (nullable): a series
 */
void
heddle_series_free (HeddleSeries *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->origins);
  g_array_unref (self->entries);
  g_free (self);
}

/**
 * heddle_series_add:
 * @self: a series
 * @index: the value's index path
 * @source: the item that gives it
 * @port: the output port of @source that gives it; borrowed
 * @position: which value of the item's list it is
 * @hole: whether the value, or the list that would stand here, is missing
 *
 * Appends a value. Values are added in the order of their index paths.
 */
void
heddle_series_add (HeddleSeries *self,
                   HeddleIndex  *index,
                   gpointer      source,
                   const char   *port,
                   guint         position,
                   gboolean      hole)
{
  HeddleSeriesEntry entry = { heddle_index_ref (index), source, port, position, hole, 1 };

  g_array_append_val (self->entries, entry);
}

/**
 * heddle_series_add_alike:
 * @self: a series
 * @index: the first value's index path
 * @source: the item that gives it
 * @port: the output port of @source that gives it; borrowed
 * @hole: whether they are missing
 * @times: how many values there are
 *
 * Appends values that nobody needs to tell from each other, in the place of one.
 */
void
heddle_series_add_alike (HeddleSeries *self,
                         HeddleIndex  *index,
                         gpointer      source,
                         const char   *port,
                         gboolean      hole,
                         gint64        times)
{
  HeddleSeriesEntry entry = { heddle_index_ref (index), source, port, 0, hole, times };

  self->compact = self->compact || times > 1;
  g_array_append_val (self->entries, entry);
}

/**
 * heddle_series_is_single:
 * @self: a series
 *
 * Returns: whether it has one value, or one hole
 */
gboolean
heddle_series_is_single (HeddleSeries *self)
{
  return self->entries->len == 1 && !self->compact;
}

/**
 * heddle_series_is_compact:
 * @self: a series
 *
 * Returns: whether any of its entries stands for several values
 */
gboolean
heddle_series_is_compact (HeddleSeries *self)
{
  return self->compact;
}

/**
 * heddle_series_length:
 * @self: a series
 *
 * Returns: the number of values, holes included
 */
guint
heddle_series_length (HeddleSeries *self)
{
  return self->entries->len;
}

/**
 * heddle_series_get:
 * @self: a series
 * @nth: less than its length
 *
 * Returns: (transfer none): the entry, which stays where it is as long as none is added
 */
HeddleSeriesEntry *
heddle_series_get (HeddleSeries *self,
                   guint         nth)
{
  return &g_array_index (self->entries, HeddleSeriesEntry, nth);
}
