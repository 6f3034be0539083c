/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "store/heddle-asset-index.h"

#include <math.h>
#include <stdlib.h>

struct _HeddleAssetIndex
{
  GArray *entries;
  GArray *groups;
};

G_DEFINE_BOXED_TYPE (HeddleAssetIndex, heddle_asset_index, heddle_asset_index_ref, heddle_asset_index_unref)

static void
group_clear (gpointer data)
{
  HeddleAssetGroup *group = data;

  g_free (group->name);
  g_free (group->costs);
}

static HeddleAssetIndex *
index_new (void)
{
  HeddleAssetIndex *self = g_atomic_rc_box_new0 (HeddleAssetIndex);

  self->entries = g_array_new (FALSE, TRUE, sizeof (HeddleAssetEntry));
  self->groups = g_array_new (FALSE, TRUE, sizeof (HeddleAssetGroup));
  g_array_set_clear_func (self->groups, group_clear);
  return self;
}

static HeddleAssetGroup *
last_group (HeddleAssetIndex *self)
{
  return self->groups->len > 0 ? &g_array_index (self->groups, HeddleAssetGroup, self->groups->len - 1) : NULL;
}

static HeddleAssetGroup *
add_group (HeddleAssetIndex *self,
           gint64            run_id,
           gint64            time)
{
  HeddleAssetGroup group = { .run_id = run_id, .time = time, .first = self->entries->len };

  g_array_append_val (self->groups, group);
  return last_group (self);
}

static HeddleAssetContent
content_of (const char *mime)
{
  if (g_str_has_prefix (mime, "image/"))
    return HEDDLE_ASSET_CONTENT_IMAGE;
  if (g_str_has_prefix (mime, "text/") || g_str_equal (mime, "application/json"))
    return HEDDLE_ASSET_CONTENT_TEXT;
  if (g_str_has_prefix (mime, "video/"))
    return HEDDLE_ASSET_CONTENT_VIDEO;
  return HEDDLE_ASSET_CONTENT_OTHER;
}

static guint16
ratio_of (gint64 width,
          gint64 height)
{
  if (width <= 0 || height <= 0)
    return 0;
  return (guint16) CLAMP (round ((double) width * HEDDLE_ASSET_RATIO_ONE / (double) height), 1, G_MAXUINT16);
}

/* The row's columns: run, asset, width, height, media type, time. */
static void
add_entry (HeddleAssetIndex *self,
           HeddleStatement  *row)
{
  HeddleAssetEntry entry = {
    .id = heddle_statement_get_int (row, 1),
    .group = self->groups->len - 1,
    .ratio = ratio_of (heddle_statement_get_int (row, 2), heddle_statement_get_int (row, 3)),
    .content = (guint8) content_of (heddle_statement_get_text (row, 4)),
  };

  g_array_append_val (self->entries, entry);
  last_group (self)->n_entries++;
}

/* When the local day of a time began. */
static gint64
find_day (gint64 time)
{
  g_autoptr (GDateTime) moment = g_date_time_new_from_unix_local (time / 1000);
  g_autoptr (GDateTime) day = NULL;

  if (moment == NULL)
    return G_MININT64;
  day = g_date_time_new_local (g_date_time_get_year (moment), g_date_time_get_month (moment),
                               g_date_time_get_day_of_month (moment), 0, 0, 0);
  return g_date_time_to_unix (day) * 1000;
}

/* Two streams of rows, each with the newest first, become one. */
typedef struct
{
  HeddleAssetIndex *index;
  HeddleStatement  *runs;
  HeddleStatement  *made;
  HeddleStatement  *imported;
  gboolean          has_made;
  gboolean          has_imported;
  gint64            day_from;
  guint             limit;
} Merge;

static void
merge_clear (Merge *merge)
{
  g_clear_pointer (&merge->runs, heddle_statement_release);
  g_clear_pointer (&merge->made, heddle_statement_release);
  g_clear_pointer (&merge->imported, heddle_statement_release);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Merge, merge_clear)

static gboolean
is_full (Merge *merge)
{
  return merge->index->entries->len >= merge->limit;
}

/* Goes to the run that the next row was made by. */
static void
next_run (Merge *merge)
{
  gint64 wanted;

  if (!merge->has_made)
    return;
  wanted = heddle_statement_get_int (merge->made, 0);
  while (heddle_statement_next (merge->runs) && heddle_statement_get_int (merge->runs, 0) != wanted)
    ;
}

static void
take_imported_before (Merge  *merge,
                      gint64  time)
{
  while (merge->has_imported && !is_full (merge))
    {
      gint64 imported_at = heddle_statement_get_int (merge->imported, 5);
      HeddleAssetGroup *group = last_group (merge->index);

      if (imported_at < time)
        return;
      if (group == NULL || group->run_id != 0 || imported_at < merge->day_from)
        {
          merge->day_from = find_day (imported_at);
          add_group (merge->index, 0, imported_at);
        }
      add_entry (merge->index, merge->imported);
      merge->has_imported = heddle_statement_next (merge->imported);
    }
}

static void
take_run (Merge *merge)
{
  gint64 run_id = heddle_statement_get_int (merge->runs, 0);
  HeddleAssetGroup *group = add_group (merge->index, run_id, heddle_statement_get_int (merge->runs, 4));

  group->run_number = heddle_statement_get_int (merge->runs, 1);
  group->name = heddle_statement_dup_text (merge->runs, 2);
  group->costs = heddle_statement_dup_text (merge->runs, 3);
  while (merge->has_made && !is_full (merge) && heddle_statement_get_int (merge->made, 0) == run_id)
    {
      add_entry (merge->index, merge->made);
      merge->has_made = heddle_statement_next (merge->made);
    }
}

/**
 * heddle_asset_index_read:
 * @database: a connection
 * @limit: about how many entries suffice, -1 for all
 * @error: return location for an error
 *
 * Reads the index of all assets, or its beginning, which may end in the middle of a group. It comes
 * out of one covering index of the database, whatever prompts and recipes there are.
 *
 * Returns: (transfer full): the index, or %NULL with an error of [error@StoreError]
 */
HeddleAssetIndex *
heddle_asset_index_read (HeddleDatabase  *database,
                         int              limit,
                         GError         **error)
{
  g_autoptr (HeddleAssetIndex) self = index_new ();
  g_auto (Merge) merge = { .index = self, .limit = limit < 0 ? G_MAXUINT : (guint) limit };

  merge.runs = heddle_database_prepare (database, "asset-index-runs", error);
  if (merge.runs == NULL)
    return NULL;
  merge.made = heddle_database_prepare (database, "asset-index-made", error);
  if (merge.made == NULL)
    return NULL;
  merge.imported = heddle_database_prepare (database, "asset-index-imported", error);
  if (merge.imported == NULL)
    return NULL;

  merge.has_made = heddle_statement_next (merge.made);
  merge.has_imported = heddle_statement_next (merge.imported);
  next_run (&merge);
  while (merge.has_made && !is_full (&merge))
    {
      take_imported_before (&merge, heddle_statement_get_int (merge.runs, 4));
      take_run (&merge);
      next_run (&merge);
    }
  take_imported_before (&merge, G_MININT64);

  if (!heddle_statement_finish (merge.made, error) || !heddle_statement_finish (merge.imported, error) ||
      !heddle_statement_finish (merge.runs, error))
    return NULL;
  return g_steal_pointer (&self);
}

static int
compare_ids (const void *a,
             const void *b)
{
  gint64 x = *(const gint64 *) a;
  gint64 y = *(const gint64 *) b;

  return (x > y) - (x < y);
}

/**
 * heddle_asset_index_filter:
 * @self: an index
 * @ids: (element-type gint64): rows of assets, in any order; sorted by this
 *
 * Returns: (transfer full): those of the entries that @ids names, in the same order and groups;
 *   groups that are not whole have no costs
 */
HeddleAssetIndex *
heddle_asset_index_filter (const HeddleAssetIndex *self,
                           GArray                 *ids)
{
  HeddleAssetIndex *filtered = index_new ();
  const HeddleAssetGroup *group = NULL;
  HeddleAssetGroup *copy;
  guint last = G_MAXUINT;

  g_array_sort (ids, compare_ids);
  for (guint i = 0; i < self->entries->len && filtered->entries->len < ids->len; i++)
    {
      HeddleAssetEntry entry = g_array_index (self->entries, HeddleAssetEntry, i);

      if (entry.id < g_array_index (ids, gint64, 0) || entry.id > g_array_index (ids, gint64, ids->len - 1) ||
          bsearch (&entry.id, ids->data, ids->len, sizeof (gint64), compare_ids) == NULL)
        continue;
      if (entry.group != last)
        {
          group = &g_array_index (self->groups, HeddleAssetGroup, entry.group);
          copy = add_group (filtered, group->run_id, group->time);
          copy->run_number = group->run_number;
          copy->name = g_strdup (group->name);
          last = entry.group;
        }
      entry.group = filtered->groups->len - 1;
      g_array_append_val (filtered->entries, entry);
      copy = last_group (filtered);
      copy->n_entries++;
      if (copy->n_entries == group->n_entries)
        copy->costs = g_strdup (group->costs);
    }
  return filtered;
}

/**
 * heddle_asset_index_ref:
 * @self: an index
 *
 * Returns: (transfer full): the same index
 */
HeddleAssetIndex *
heddle_asset_index_ref (HeddleAssetIndex *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
index_clear (gpointer data)
{
  HeddleAssetIndex *self = data;

  g_array_unref (self->entries);
  g_array_unref (self->groups);
}

/**
 * heddle_asset_index_unref:
 * @self: (transfer full): an index
 *
 * Gives a reference back.
 */
void
heddle_asset_index_unref (HeddleAssetIndex *self)
{
  g_atomic_rc_box_release_full (self, index_clear);
}

/**
 * heddle_asset_index_get_n_entries:
 * @self: an index
 *
 * Returns: how many assets it has
 */
guint
heddle_asset_index_get_n_entries (const HeddleAssetIndex *self)
{
  return self->entries->len;
}

/**
 * heddle_asset_index_get_entry:
 * @self: an index
 * @position: less than the number of its entries
 *
 * Returns: (transfer none): one of its assets
 */
const HeddleAssetEntry *
heddle_asset_index_get_entry (const HeddleAssetIndex *self,
                              guint                   position)
{
  g_return_val_if_fail (position < self->entries->len, NULL);

  return &g_array_index (self->entries, HeddleAssetEntry, position);
}

/**
 * heddle_asset_index_get_n_groups:
 * @self: an index
 *
 * Returns: how many groups it has
 */
guint
heddle_asset_index_get_n_groups (const HeddleAssetIndex *self)
{
  return self->groups->len;
}

/**
 * heddle_asset_index_get_group:
 * @self: an index
 * @position: less than the number of its groups
 *
 * Returns: (transfer none): one of its groups
 */
const HeddleAssetGroup *
heddle_asset_index_get_group (const HeddleAssetIndex *self,
                              guint                   position)
{
  g_return_val_if_fail (position < self->groups->len, NULL);

  return &g_array_index (self->groups, HeddleAssetGroup, position);
}

/**
 * heddle_asset_index_find:
 * @self: an index
 * @id: an asset's row
 * @position: (out): where it is
 *
 * Returns: whether the index has it
 */
gboolean
heddle_asset_index_find (const HeddleAssetIndex *self,
                         gint64                  id,
                         guint                  *position)
{
  for (guint i = 0; i < self->entries->len; i++)
    if (g_array_index (self->entries, HeddleAssetEntry, i).id == id)
      {
        *position = i;
        return TRUE;
      }
  return FALSE;
}
