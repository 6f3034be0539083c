/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "gallery/heddle-gallery-pool.h"

/* Who has not scrolled on for so long looks at what is there, in milliseconds. */
#define REST 150

struct _HeddleGalleryPool
{
  GtkWidget        *parent;
  HeddleThumbnails *thumbnails;
  GHashTable       *tiles;
  GPtrArray        *spare_tiles;
  GHashTable       *headers;
  GPtrArray        *spare_headers;
  guint             rest;
};

/**
 * heddle_gallery_pool_new:
 * @parent: the widget that the gallery is, which outlives the pool
 * @thumbnails: where pictures come from
 *
 * Returns: (transfer full): a pool without widgets
 */
HeddleGalleryPool *
heddle_gallery_pool_new (GtkWidget        *parent,
                         HeddleThumbnails *thumbnails)
{
  HeddleGalleryPool *self = g_new0 (HeddleGalleryPool, 1);

  self->parent = parent;
  self->thumbnails = g_object_ref (thumbnails);
  self->tiles = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) gtk_widget_unparent);
  self->spare_tiles = g_ptr_array_new_with_free_func ((GDestroyNotify) gtk_widget_unparent);
  self->headers = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) gtk_widget_unparent);
  self->spare_headers = g_ptr_array_new_with_free_func ((GDestroyNotify) gtk_widget_unparent);
  return self;
}

/**
 * heddle_gallery_pool_free:
 * @self: (transfer full): a pool
 *
 * Takes all its widgets away.
 */
void
heddle_gallery_pool_free (HeddleGalleryPool *self)
{
  g_clear_handle_id (&self->rest, g_source_remove);
  g_hash_table_unref (self->tiles);
  g_ptr_array_unref (self->spare_tiles);
  g_hash_table_unref (self->headers);
  g_ptr_array_unref (self->spare_headers);
  g_object_unref (self->thumbnails);
  g_free (self);
}

static void
spare (GPtrArray *spares,
       GtkWidget *widget)
{
  gtk_widget_set_child_visible (widget, FALSE);
  g_ptr_array_add (spares, widget);
}

static GtkWidget *
reuse (GPtrArray *spares)
{
  GtkWidget *widget;

  if (spares->len == 0)
    return NULL;
  widget = g_ptr_array_steal_index_fast (spares, spares->len - 1);
  gtk_widget_set_child_visible (widget, TRUE);
  return widget;
}

static void
spare_tile (HeddleGalleryPool *self,
            HeddleGalleryTile *tile)
{
  heddle_gallery_tile_unbind (tile);
  spare (self->spare_tiles, GTK_WIDGET (tile));
}

static gboolean
shows (HeddleGalleryTile *tile,
       HeddleAssetIndex  *index,
       guint              position)
{
  return position < heddle_asset_index_get_n_entries (index) &&
         heddle_asset_index_get_entry (index, position)->id == heddle_gallery_tile_get_id (tile);
}

static gboolean
rest_cb (gpointer data)
{
  HeddleGalleryPool *self = data;
  GHashTableIter iter;
  gpointer tile;

  self->rest = 0;
  g_hash_table_iter_init (&iter, self->tiles);
  while (g_hash_table_iter_next (&iter, NULL, &tile))
    heddle_gallery_tile_rest (tile);
  return G_SOURCE_REMOVE;
}

/**
 * heddle_gallery_pool_keep:
 * @self: a pool
 * @index: what the gallery shows
 * @first: the first position that is near
 * @end: the position after the last
 *
 * Takes back the widgets of all that is not near. Who has the focus keeps it, out of sight. The rest
 * are as fine as the screen once nothing has moved for a moment.
 */
void
heddle_gallery_pool_keep (HeddleGalleryPool *self,
                          HeddleAssetIndex  *index,
                          guint              first,
                          guint              end)
{
  GHashTableIter iter;
  gpointer widget;

  g_clear_handle_id (&self->rest, g_source_remove);
  self->rest = g_timeout_add (REST, rest_cb, self);
  g_hash_table_iter_init (&iter, self->tiles);
  while (g_hash_table_iter_next (&iter, NULL, &widget))
    {
      guint position = heddle_gallery_tile_get_position (widget);

      if (shows (widget, index, position) &&
          ((position >= first && position < end) || gtk_widget_has_focus (widget)))
        continue;
      g_hash_table_iter_steal (&iter);
      spare_tile (self, widget);
    }

  g_hash_table_iter_init (&iter, self->headers);
  while (g_hash_table_iter_next (&iter, NULL, &widget))
    {
      guint group = heddle_gallery_header_get_group (widget);

      if (first < end && group >= heddle_asset_index_get_entry (index, first)->group &&
          group <= heddle_asset_index_get_entry (index, end - 1)->group)
        continue;
      g_hash_table_iter_steal (&iter);
      heddle_gallery_header_unbind (widget);
      spare (self->spare_headers, widget);
    }
}

static GHashTable *
take_by_id (HeddleGalleryPool *self)
{
  GHashTable *by_id = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer widget;

  g_hash_table_iter_init (&iter, self->tiles);
  while (g_hash_table_iter_next (&iter, NULL, &widget))
    {
      gint64 *id = g_new (gint64, 1);

      *id = heddle_gallery_tile_get_id (widget);
      g_hash_table_insert (by_id, id, widget);
      g_hash_table_iter_steal (&iter);
    }
  return by_id;
}

/**
 * heddle_gallery_pool_renumber:
 * @self: a pool
 * @index: what the gallery shows from now on
 *
 * Gives the tiles of assets that were shown before their new positions, and takes back the others.
 */
void
heddle_gallery_pool_renumber (HeddleGalleryPool *self,
                              HeddleAssetIndex  *index)
{
  g_autoptr (GHashTable) by_id = take_by_id (self);
  GHashTableIter iter;
  gpointer widget;

  for (guint i = 0; i < heddle_asset_index_get_n_entries (index) && g_hash_table_size (by_id) > 0; i++)
    {
      gint64 id = heddle_asset_index_get_entry (index, i)->id;

      widget = g_hash_table_lookup (by_id, &id);
      if (widget == NULL)
        continue;
      heddle_gallery_tile_set_position (widget, i);
      g_hash_table_insert (self->tiles, GUINT_TO_POINTER (i), widget);
      g_hash_table_remove (by_id, &id);
    }
  g_hash_table_iter_init (&iter, by_id);
  while (g_hash_table_iter_next (&iter, NULL, &widget))
    spare_tile (self, widget);
}

/**
 * heddle_gallery_pool_ensure_tile:
 * @self: a pool
 * @index: what the gallery shows
 * @position: of an asset
 *
 * Returns: (transfer none): the asset's tile
 */
HeddleGalleryTile *
heddle_gallery_pool_ensure_tile (HeddleGalleryPool *self,
                                 HeddleAssetIndex  *index,
                                 guint              position)
{
  GtkWidget *tile = g_hash_table_lookup (self->tiles, GUINT_TO_POINTER (position));

  if (tile != NULL)
    return HEDDLE_GALLERY_TILE (tile);
  tile = reuse (self->spare_tiles);
  if (tile == NULL)
    {
      tile = GTK_WIDGET (heddle_gallery_tile_new (self->thumbnails));
      gtk_widget_set_parent (tile, self->parent);
    }
  heddle_gallery_tile_bind (HEDDLE_GALLERY_TILE (tile), heddle_asset_index_get_entry (index, position), position);
  g_hash_table_insert (self->tiles, GUINT_TO_POINTER (position), tile);
  return HEDDLE_GALLERY_TILE (tile);
}

/**
 * heddle_gallery_pool_ensure_header:
 * @self: a pool
 * @index: what the gallery shows
 * @group: the position of a group
 *
 * Returns: (transfer none): the group's header
 */
HeddleGalleryHeader *
heddle_gallery_pool_ensure_header (HeddleGalleryPool *self,
                                   HeddleAssetIndex  *index,
                                   guint              group)
{
  GtkWidget *header = g_hash_table_lookup (self->headers, GUINT_TO_POINTER (group));

  if (header == NULL)
    header = reuse (self->spare_headers);
  if (header == NULL)
    {
      header = GTK_WIDGET (heddle_gallery_header_new ());
      gtk_widget_set_parent (header, self->parent);
    }
  if (!g_hash_table_contains (self->headers, GUINT_TO_POINTER (group)))
    g_hash_table_insert (self->headers, GUINT_TO_POINTER (group), header);
  heddle_gallery_header_bind (HEDDLE_GALLERY_HEADER (header), heddle_asset_index_get_group (index, group), group);
  return HEDDLE_GALLERY_HEADER (header);
}

/**
 * heddle_gallery_pool_get_tile:
 * @self: a pool
 * @position: of an asset
 *
 * Returns: (transfer none) (nullable): the asset's tile, if it is near
 */
HeddleGalleryTile *
heddle_gallery_pool_get_tile (HeddleGalleryPool *self,
                              guint              position)
{
  return g_hash_table_lookup (self->tiles, GUINT_TO_POINTER (position));
}

/**
 * heddle_gallery_pool_get_tiles:
 * @self: a pool
 *
 * Returns: (transfer none): all tiles that show something, by position
 */
GHashTable *
heddle_gallery_pool_get_tiles (HeddleGalleryPool *self)
{
  return self->tiles;
}

/**
 * heddle_gallery_pool_get_headers:
 * @self: a pool
 *
 * Returns: (transfer none): all headers that show something, by group
 */
GHashTable *
heddle_gallery_pool_get_headers (HeddleGalleryPool *self)
{
  return self->headers;
}
