/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "gallery/heddle-gallery-layout.h"

#include <math.h>

/* Narrower and wider pictures are shown in part. */
#define MIN_RATIO 0.4
#define MAX_RATIO 3.0
#define TEXT_RATIO 1.2
#define OTHER_RATIO 1.0

struct _HeddleGalleryLayout
{
  HeddleAssetIndex     *index;
  HeddleGalleryMetrics  metrics;
  GArray               *rows;
  GArray               *headers;
  int                   height;
};

static double
ratio_of (HeddleGalleryLayout *self,
          guint                position)
{
  const HeddleAssetEntry *entry = heddle_asset_index_get_entry (self->index, position);

  if (entry->content == HEDDLE_ASSET_CONTENT_TEXT)
    return TEXT_RATIO;
  if (entry->ratio == 0)
    return OTHER_RATIO;
  return CLAMP ((double) entry->ratio / HEDDLE_ASSET_RATIO_ONE, MIN_RATIO, MAX_RATIO);
}

/* How high a row is when tiles of these ratios fill it. */
static double
filling_height (HeddleGalleryLayout *self,
                double               ratios,
                guint                n_tiles)
{
  return (self->metrics.width - (double) self->metrics.gap * (n_tiles - 1)) / ratios;
}

static void
add_row (HeddleGalleryLayout *self,
         guint                first,
         guint                n_tiles,
         double               height,
         gboolean             justified)
{
  HeddleGalleryRow row = {
    .first = first,
    .n_tiles = n_tiles,
    .y = self->height,
    .height = MAX (1, (int) round (height)),
    .justified = justified,
  };

  g_array_append_val (self->rows, row);
  self->height += row.height + self->metrics.gap;
}

/* A row is full when its tiles are no higher than they should be. The last of them goes to the next
 * row where that leaves this one closer to the wanted height.
 */
static guint
add_next_row (HeddleGalleryLayout *self,
              guint                first,
              guint                end)
{
  const double wanted = self->metrics.strip_height;
  double ratios = 0;
  double without = 0;

  for (guint i = first; i < end; i++)
    {
      double ratio = ratio_of (self, i);
      guint n_tiles = i - first + 1;
      double height = filling_height (self, ratios + ratio, n_tiles);

      if (height <= wanted)
        {
          if (n_tiles > 1 && without / wanted < wanted / height)
            {
              add_row (self, first, n_tiles - 1, without, TRUE);
              return i;
            }
          add_row (self, first, n_tiles, height, TRUE);
          return i + 1;
        }
      ratios += ratio;
      without = height;
    }
  add_row (self, first, end - first, wanted, FALSE);
  return end;
}

/**
 * heddle_gallery_layout_new:
 * @index: what is to be laid out
 * @metrics: the measures
 *
 * Returns: (transfer full): the layout
 */
HeddleGalleryLayout *
heddle_gallery_layout_new (HeddleAssetIndex           *index,
                           const HeddleGalleryMetrics *metrics)
{
  HeddleGalleryLayout *self = g_new0 (HeddleGalleryLayout, 1);
  guint n_groups = heddle_asset_index_get_n_groups (index);

  self->index = heddle_asset_index_ref (index);
  self->metrics = *metrics;
  self->metrics.width = MAX (self->metrics.width, 1);
  self->rows = g_array_sized_new (FALSE, FALSE, sizeof (HeddleGalleryRow),
                                  heddle_asset_index_get_n_entries (index) / 4 + 1);
  self->headers = g_array_sized_new (FALSE, FALSE, sizeof (int), n_groups);
  for (guint i = 0; i < n_groups; i++)
    {
      const HeddleAssetGroup *group = heddle_asset_index_get_group (index, i);
      guint position = group->first;

      g_array_append_val (self->headers, self->height);
      self->height += metrics->header_height;
      while (position < group->first + group->n_entries)
        position = add_next_row (self, position, group->first + group->n_entries);
    }
  return self;
}

/**
 * heddle_gallery_layout_free:
 * @self: (transfer full): a layout
 *
 * Frees the layout.
 */
void
heddle_gallery_layout_free (HeddleGalleryLayout *self)
{
  heddle_asset_index_unref (self->index);
  g_array_unref (self->rows);
  g_array_unref (self->headers);
  g_free (self);
}

/**
 * heddle_gallery_layout_get_height:
 * @self: a layout
 *
 * Returns: the height of it all
 */
int
heddle_gallery_layout_get_height (HeddleGalleryLayout *self)
{
  return self->height;
}

/**
 * heddle_gallery_layout_get_n_rows:
 * @self: a layout
 *
 * Returns: how many rows it has
 */
guint
heddle_gallery_layout_get_n_rows (HeddleGalleryLayout *self)
{
  return self->rows->len;
}

/**
 * heddle_gallery_layout_get_row:
 * @self: a layout
 * @row: less than the number of its rows
 *
 * Returns: (transfer none): one of its rows
 */
const HeddleGalleryRow *
heddle_gallery_layout_get_row (HeddleGalleryLayout *self,
                               guint                row)
{
  g_return_val_if_fail (row < self->rows->len, NULL);

  return &g_array_index (self->rows, HeddleGalleryRow, row);
}

/**
 * heddle_gallery_layout_find_row:
 * @self: a layout
 * @y: a height in it
 *
 * Returns: the first row that ends below @y; the number of rows if there is none
 */
guint
heddle_gallery_layout_find_row (HeddleGalleryLayout *self,
                                int                  y)
{
  guint low = 0;
  guint high = self->rows->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      const HeddleGalleryRow *row = &g_array_index (self->rows, HeddleGalleryRow, middle);

      if (row->y + row->height <= y)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/**
 * heddle_gallery_layout_find_row_of:
 * @self: a layout
 * @position: of an asset
 *
 * Returns: the row that the asset is in
 */
guint
heddle_gallery_layout_find_row_of (HeddleGalleryLayout *self,
                                   guint                position)
{
  guint low = 0;
  guint high = self->rows->len;

  while (high - low > 1)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (self->rows, HeddleGalleryRow, middle).first <= position)
        low = middle;
      else
        high = middle;
    }
  return low;
}

/* The edges of a row's tiles are rounded, not their widths, so that they fill the row exactly. */
static void
find_tile (HeddleGalleryLayout    *self,
           const HeddleGalleryRow *row,
           guint                   position,
           GdkRectangle           *area)
{
  double scale = row->height;
  double ratios = 0;
  double before = 0;
  guint nth = position - row->first;
  int left, right;

  for (guint i = 0; i < row->n_tiles; i++)
    {
      if (i == nth)
        before = ratios;
      ratios += ratio_of (self, row->first + i);
    }
  if (row->justified)
    scale = filling_height (self, ratios, row->n_tiles);
  left = (int) round (before * scale);
  right = (int) round ((before + ratio_of (self, position)) * scale);
  *area = (GdkRectangle) {
    .x = left + (int) nth * self->metrics.gap,
    .y = row->y,
    .width = MAX (right - left, 1),
    .height = row->height,
  };
}

/**
 * heddle_gallery_layout_get_tile:
 * @self: a layout
 * @position: of an asset
 * @area: (out caller-allocates): where its tile is
 *
 * Looks up where an asset is shown.
 */
void
heddle_gallery_layout_get_tile (HeddleGalleryLayout *self,
                                guint                position,
                                GdkRectangle        *area)
{
  guint row = heddle_gallery_layout_find_row_of (self, position);

  find_tile (self, &g_array_index (self->rows, HeddleGalleryRow, row), position, area);
}

/**
 * heddle_gallery_layout_get_header:
 * @self: a layout
 * @group: the position of a group
 *
 * Returns: the upper edge of what stands above the group
 */
int
heddle_gallery_layout_get_header (HeddleGalleryLayout *self,
                                  guint                group)
{
  g_return_val_if_fail (group < self->headers->len, 0);

  return g_array_index (self->headers, int, group);
}

/**
 * heddle_gallery_layout_pick:
 * @self: a layout
 * @x: a place in it
 * @y: a place in it
 * @position: (out): of the asset there
 *
 * Returns: whether a tile is there
 */
gboolean
heddle_gallery_layout_pick (HeddleGalleryLayout *self,
                            int                  x,
                            int                  y,
                            guint               *position)
{
  guint number = heddle_gallery_layout_find_row (self, y);
  const HeddleGalleryRow *row;

  if (number >= self->rows->len)
    return FALSE;
  row = &g_array_index (self->rows, HeddleGalleryRow, number);
  for (guint i = row->first; y >= row->y && i < row->first + row->n_tiles; i++)
    {
      GdkRectangle area;

      find_tile (self, row, i, &area);
      if (gdk_rectangle_contains_point (&area, x, y))
        {
          *position = i;
          return TRUE;
        }
    }
  return FALSE;
}

/**
 * heddle_gallery_layout_move_by_rows:
 * @self: a layout
 * @position: of an asset
 * @rows: how many rows to go down, or up where less than 0
 * @x: where to stay as close to as possible
 *
 * Returns: the position of the asset that is there; the same at the first and the last row
 */
guint
heddle_gallery_layout_move_by_rows (HeddleGalleryLayout *self,
                                    guint                position,
                                    int                  rows,
                                    int                  x)
{
  gint64 from = heddle_gallery_layout_find_row_of (self, position);
  gint64 to = CLAMP (from + rows, 0, (gint64) self->rows->len - 1);
  const HeddleGalleryRow *row = &g_array_index (self->rows, HeddleGalleryRow, to);
  int closest = G_MAXINT;

  if (to == from)
    return position;
  for (guint i = row->first; i < row->first + row->n_tiles; i++)
    {
      GdkRectangle area;
      int distance;

      find_tile (self, row, i, &area);
      distance = MAX (0, MAX (area.x - x, x - area.x - area.width));
      if (distance < closest)
        {
          closest = distance;
          position = i;
        }
    }
  return position;
}
