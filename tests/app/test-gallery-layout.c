/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/heddle-init.h"
#include "gallery/heddle-gallery-layout.h"
#include "store/heddle-asset-repository.h"
#include "store/heddle-migrations.h"
#include "tests/core/store/store-test.h"

#define HASH "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define DAY (G_GINT64_CONSTANT (24) * 60 * 60 * 1000)

static const HeddleGalleryMetrics wide = { .width = 900, .strip_height = 180, .gap = 8, .header_height = 40 };

/* Assets of these sizes; one without a size is a text. Those of a day are a group. */
static HeddleAssetIndex *
make_index (const char *folder,
            guint       n_days,
            guint       per_day,
            const int (*sizes)[2],
            guint       n_sizes)
{
  g_autofree char *path = g_build_filename (folder, "library.db", NULL);
  g_autoptr (HeddleMigrations) migrations = heddle_migrations_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (HeddleDatabase) database = heddle_database_open (path, HEDDLE_DATABASE_CREATE, &error);
  HeddleAssetIndex *index;

  g_assert_no_error (error);
  g_assert_true (heddle_migrations_apply (migrations, database, folder, &error));
  for (guint i = 0; i < n_days * per_day; i++)
    {
      g_autoptr (HeddleAssetRecord) asset = heddle_asset_record_new ();

      asset->name = g_strdup ("a");
      asset->blob = g_strdup (HASH);
      asset->width = sizes[i % n_sizes][0];
      asset->height = sizes[i % n_sizes][1];
      asset->mime = g_strdup (asset->width > 0 ? "image/png" : "text/plain");
      asset->created_at = (1000 - i / per_day) * DAY + DAY / 2 - i;
      g_assert_true (heddle_assets_insert (database, asset, &error));
    }
  index = heddle_asset_index_read (database, -1, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (heddle_asset_index_get_n_groups (index), ==, n_days);
  return index;
}

/* What holds of every layout. */
static void
check (HeddleGalleryLayout        *layout,
       HeddleAssetIndex           *index,
       const HeddleGalleryMetrics *metrics)
{
  guint position = 0;
  int y = 0;

  for (guint i = 0; i < heddle_gallery_layout_get_n_rows (layout); i++)
    {
      const HeddleGalleryRow *row = heddle_gallery_layout_get_row (layout, i);
      guint group = heddle_asset_index_get_entry (index, row->first)->group;
      int x = -metrics->gap;

      if (heddle_asset_index_get_group (index, group)->first == row->first)
        {
          g_assert_cmpint (heddle_gallery_layout_get_header (layout, group), ==, y);
          y += metrics->header_height;
        }
      g_assert_cmpuint (row->first, ==, position);
      g_assert_cmpint (row->y, ==, y);
      g_assert_cmpuint (row->n_tiles, >, 0);
      g_assert_cmpint (row->height, >=, metrics->strip_height / 3);
      g_assert_cmpint (row->height, <=, metrics->strip_height * 2);
      for (guint tile = 0; tile < row->n_tiles; tile++, position++)
        {
          GdkRectangle area;
          guint picked;

          heddle_gallery_layout_get_tile (layout, position, &area);
          g_assert_cmpuint (heddle_gallery_layout_find_row_of (layout, position), ==, i);
          g_assert_cmpuint (heddle_asset_index_get_entry (index, position)->group, ==, group);
          g_assert_cmpint (area.x, ==, x + metrics->gap);
          g_assert_cmpint (area.y, ==, y);
          g_assert_cmpint (area.height, ==, row->height);
          g_assert_true (heddle_gallery_layout_pick (layout, area.x, area.y, &picked));
          g_assert_cmpuint (picked, ==, position);
          x = area.x + area.width;
          g_assert_true (heddle_gallery_layout_pick (layout, x - 1, y + row->height - 1, &picked));
          g_assert_cmpuint (picked, ==, position);
          g_assert_false (heddle_gallery_layout_pick (layout, x, y, &picked));
        }
      if (row->justified)
        g_assert_cmpint (x, ==, metrics->width);
      else
        g_assert_cmpint (x, <=, metrics->width);
      g_assert_cmpuint (heddle_gallery_layout_find_row (layout, y), ==, i);
      g_assert_cmpuint (heddle_gallery_layout_find_row (layout, y + row->height), ==, i + 1);
      y += row->height + metrics->gap;
    }
  g_assert_cmpuint (position, ==, heddle_asset_index_get_n_entries (index));
  g_assert_cmpint (heddle_gallery_layout_get_height (layout), ==, y);
}

static void
test_empty (const char *folder)
{
  g_autoptr (HeddleAssetIndex) index = make_index (folder, 0, 0, NULL, 1);
  g_autoptr (HeddleGalleryLayout) layout = heddle_gallery_layout_new (index, &wide);
  guint position;

  check (layout, index, &wide);
  g_assert_cmpint (heddle_gallery_layout_get_height (layout), ==, 0);
  g_assert_false (heddle_gallery_layout_pick (layout, 5, 5, &position));
}

static void
test_rows (const char *folder)
{
  static const int sizes[][2] = { { 1600, 2000 }, { 1000, 1000 }, { 1920, 1080 }, { 0, 0 }, { 1080, 1920 },
                                  { 8000, 100 }, { 100, 8000 } };
  g_autoptr (HeddleAssetIndex) index = make_index (folder, 3, 23, sizes, G_N_ELEMENTS (sizes));

  for (int width = 320; width < 2400; width += 37)
    {
      HeddleGalleryMetrics metrics = { width, width < 600 ? 120 : 180, 8, 36 };
      g_autoptr (HeddleGalleryLayout) layout = heddle_gallery_layout_new (index, &metrics);

      check (layout, index, &metrics);
    }
}

/* The last row of a group is not stretched, however little is in it. */
static void
test_last_row (const char *folder)
{
  static const int sizes[][2] = { { 1000, 1000 } };
  g_autoptr (HeddleAssetIndex) index = make_index (folder, 2, 6, sizes, 1);
  g_autoptr (HeddleGalleryLayout) layout = heddle_gallery_layout_new (index, &wide);
  const HeddleGalleryRow *full = heddle_gallery_layout_get_row (layout, 0);
  const HeddleGalleryRow *last = heddle_gallery_layout_get_row (layout, 1);
  GdkRectangle area;

  check (layout, index, &wide);
  g_assert_cmpuint (heddle_gallery_layout_get_n_rows (layout), ==, 4);
  g_assert_cmpuint (full->n_tiles, ==, 5);
  g_assert_true (full->justified);
  g_assert_cmpint (full->height, ==, (900 - 4 * 8) / 5 + 1);
  g_assert_cmpuint (last->n_tiles, ==, 1);
  g_assert_false (last->justified);
  heddle_gallery_layout_get_tile (layout, 5, &area);
  g_assert_cmpint (area.width, ==, 180);
  g_assert_cmpint (area.height, ==, 180);
}

static void
test_moving (const char *folder)
{
  static const int sizes[][2] = { { 1000, 1000 } };
  g_autoptr (HeddleAssetIndex) index = make_index (folder, 2, 6, sizes, 1);
  g_autoptr (HeddleGalleryLayout) layout = heddle_gallery_layout_new (index, &wide);

  g_assert_cmpuint (heddle_gallery_layout_move_by_rows (layout, 3, 1, 700), ==, 5);
  g_assert_cmpuint (heddle_gallery_layout_move_by_rows (layout, 5, 1, 700), ==, 9);
  g_assert_cmpuint (heddle_gallery_layout_move_by_rows (layout, 9, -2, 700), ==, 3);
  g_assert_cmpuint (heddle_gallery_layout_move_by_rows (layout, 2, -1, 400), ==, 2);
  g_assert_cmpuint (heddle_gallery_layout_move_by_rows (layout, 2, 100, 400), ==, 11);
  g_assert_cmpuint (heddle_gallery_layout_move_by_rows (layout, 11, 1, 0), ==, 11);
}

int
main (int   argc,
      char *argv[])
{
  heddle_init ();
  g_test_init (&argc, &argv, NULL);

  store_test_add ("/gallery-layout/empty", test_empty);
  store_test_add ("/gallery-layout/rows", test_rows);
  store_test_add ("/gallery-layout/last-row", test_last_row);
  store_test_add ("/gallery-layout/moving", test_moving);

  return g_test_run ();
}
