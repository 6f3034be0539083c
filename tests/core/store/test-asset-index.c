/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/heddle-init.h"
#include "store-test.h"
#include "store/heddle-asset-index.h"
#include "store/heddle-asset-repository.h"
#include "store/heddle-migrations.h"
#include "store/heddle-run-repository.h"
#include "store/heddle-workflow-repository.h"

#define HASH "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"

#define COSTS "[{\"amount\":40000,\"currency\":\"USD\"}]"

static HeddleDatabase *
open_database (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "library.db", NULL);
  g_autoptr (HeddleMigrations) migrations = heddle_migrations_new ();
  g_autoptr (GError) error = NULL;
  HeddleDatabase *database = heddle_database_open (path, HEDDLE_DATABASE_CREATE, &error);

  g_assert_no_error (error);
  g_assert_true (heddle_migrations_apply (migrations, database, folder, &error));
  return database;
}

static gint64
insert_run (HeddleDatabase *database,
            gint64          workflow_id,
            gint64          time)
{
  g_autoptr (HeddleRunRecord) run = heddle_run_record_new ();
  g_autoptr (GError) error = NULL;

  g_assert_true (heddle_snapshots_add (database, "{}", &run->snapshot_id, &error));
  run->workflow_id = workflow_id;
  run->workflow_name = g_strdup ("Post");
  run->pipeline = g_strdup ("main");
  run->trigger = g_strdup ("cli");
  run->created_at = time;
  run->costs = g_strdup (COSTS);
  heddle_runs_insert (database, run, &error);
  g_assert_no_error (error);
  g_assert_true (heddle_runs_update (database, run, &error));
  return run->id;
}

static gint64
insert_asset (HeddleDatabase *database,
              const char     *name,
              gint64          run_id,
              gint64          time,
              int             width,
              int             height,
              const char     *mime)
{
  g_autoptr (HeddleAssetRecord) asset = heddle_asset_record_new ();
  g_autoptr (GError) error = NULL;

  asset->name = g_strdup (name);
  asset->prompt = g_strdup_printf ("a %s on a table", name);
  asset->recipe = g_strdup ("{\"seed\":7}");
  asset->blob = g_strdup (HASH);
  asset->mime = g_strdup (mime);
  asset->run_id = run_id;
  asset->created_at = time;
  asset->width = width;
  asset->height = height;
  heddle_assets_insert (database, asset, &error);
  g_assert_no_error (error);
  return asset->id;
}

static HeddleAssetIndex *
read_index (HeddleDatabase *database)
{
  g_autoptr (GError) error = NULL;
  HeddleAssetIndex *index = heddle_asset_index_read (database, -1, &error);

  g_assert_no_error (error);
  return index;
}

static void
assert_entries (HeddleAssetIndex *index,
                guint             n_ids,
                const gint64     *ids)
{
  guint position;

  g_assert_cmpuint (heddle_asset_index_get_n_entries (index), ==, n_ids);
  for (guint i = 0; i < n_ids; i++)
    {
      g_assert_cmpint (heddle_asset_index_get_entry (index, i)->id, ==, ids[i]);
      g_assert_true (heddle_asset_index_find (index, ids[i], &position));
      g_assert_cmpuint (position, ==, i);
    }
  g_assert_false (heddle_asset_index_find (index, 9999, &position));
}

static void
assert_group (HeddleAssetIndex *index,
              guint             position,
              gint64            run_number,
              guint             first,
              guint             n_entries)
{
  const HeddleAssetGroup *group = heddle_asset_index_get_group (index, position);

  g_assert_cmpint (group->run_number, ==, run_number);
  g_assert_cmpuint (group->first, ==, first);
  g_assert_cmpuint (group->n_entries, ==, n_entries);
  g_assert_cmpstr (group->name, ==, run_number > 0 ? "Post" : NULL);
  for (guint i = first; i < first + n_entries; i++)
    g_assert_cmpuint (heddle_asset_index_get_entry (index, i)->group, ==, position);
}

static void
test_empty (const char *folder)
{
  g_autoptr (HeddleDatabase) database = open_database (folder);
  g_autoptr (HeddleAssetIndex) index = read_index (database);

  g_assert_cmpuint (heddle_asset_index_get_n_entries (index), ==, 0);
  g_assert_cmpuint (heddle_asset_index_get_n_groups (index), ==, 0);
}

/* A run's assets stay together, also where another run, or an import, came between them. */
static void
test_groups (const char *folder)
{
  const gint64 day = 24 * 60 * 60 * 1000;
  const gint64 noon = 100 * day + day / 2;
  g_autoptr (HeddleDatabase) database = open_database (folder);
  g_autoptr (HeddleAssetIndex) index = NULL;
  gint64 first_run = insert_run (database, 0, noon + 1000);
  gint64 idle_run = insert_run (database, 0, noon + 1500);
  gint64 last_run = insert_run (database, 0, noon + 2000);
  gint64 a = insert_asset (database, "a", 0, noon - 2 * day, 100, 100, "image/png");
  gint64 b = insert_asset (database, "b", 0, noon, 100, 100, "image/png");
  gint64 c = insert_asset (database, "c", 0, noon + 1, 100, 100, "image/png");
  gint64 d = insert_asset (database, "d", first_run, noon + 3000, 100, 100, "image/png");
  gint64 e = insert_asset (database, "e", last_run, noon + 3001, 100, 100, "image/png");
  gint64 f = insert_asset (database, "f", first_run, noon + 3002, 100, 100, "image/png");
  gint64 g = insert_asset (database, "g", 0, noon + 3003, 100, 100, "image/png");

  g_assert_cmpint (idle_run, >, 0);
  index = read_index (database);
  assert_entries (index, 7, (gint64[]) { g, e, f, d, c, b, a });
  g_assert_cmpuint (heddle_asset_index_get_n_groups (index), ==, 5);
  assert_group (index, 0, 0, 0, 1);
  assert_group (index, 1, 3, 1, 1);
  assert_group (index, 2, 1, 2, 2);
  assert_group (index, 3, 0, 4, 2);
  assert_group (index, 4, 0, 6, 1);
  g_assert_cmpint (heddle_asset_index_get_group (index, 1)->time, ==, noon + 2000);

  for (int limit = 0; limit <= 8; limit++)
    {
      g_autoptr (HeddleAssetIndex) beginning = heddle_asset_index_read (database, limit, NULL);

      assert_entries (beginning, (guint) MIN (limit, 7), (gint64[]) { g, e, f, d, c, b, a });
    }
}

static void
test_shapes (const char *folder)
{
  g_autoptr (HeddleDatabase) database = open_database (folder);
  g_autoptr (HeddleAssetIndex) index = NULL;

  insert_asset (database, "a", 0, 7, 4096, 1, "video/mp4");
  insert_asset (database, "b", 0, 6, 0, 0, "text/plain");
  insert_asset (database, "c", 0, 5, 1024, 2048, "image/webp");
  insert_asset (database, "d", 0, 4, 3, 65535, "application/pdf");
  index = read_index (database);
  g_assert_cmpuint (heddle_asset_index_get_entry (index, 0)->ratio, ==, G_MAXUINT16);
  g_assert_cmpuint (heddle_asset_index_get_entry (index, 0)->content, ==, HEDDLE_ASSET_CONTENT_VIDEO);
  g_assert_cmpuint (heddle_asset_index_get_entry (index, 1)->ratio, ==, 0);
  g_assert_cmpuint (heddle_asset_index_get_entry (index, 1)->content, ==, HEDDLE_ASSET_CONTENT_TEXT);
  g_assert_cmpuint (heddle_asset_index_get_entry (index, 2)->ratio, ==, HEDDLE_ASSET_RATIO_ONE / 2);
  g_assert_cmpuint (heddle_asset_index_get_entry (index, 2)->content, ==, HEDDLE_ASSET_CONTENT_IMAGE);
  g_assert_cmpuint (heddle_asset_index_get_entry (index, 3)->ratio, ==, 1);
  g_assert_cmpuint (heddle_asset_index_get_entry (index, 3)->content, ==, HEDDLE_ASSET_CONTENT_OTHER);
}

static void
test_trash (const char *folder)
{
  g_autoptr (HeddleDatabase) database = open_database (folder);
  g_autoptr (HeddleAssetIndex) before = NULL;
  g_autoptr (HeddleAssetIndex) after = NULL;
  g_autoptr (GError) error = NULL;
  gint64 run = insert_run (database, 0, 1000);
  gint64 a = insert_asset (database, "a", run, 2000, 100, 100, "image/png");
  gint64 b = insert_asset (database, "b", 0, 3000, 100, 100, "image/png");

  g_assert_true (heddle_assets_trash (database, a, &error));
  before = read_index (database);
  assert_entries (before, 1, &b);
  g_assert_true (heddle_assets_untrash (database, a, &error));
  g_assert_true (heddle_assets_untrash (database, a, &error));
  after = read_index (database);
  assert_entries (after, 2, (gint64[]) { b, a });
}

static void
test_search (const char *folder)
{
  g_autoptr (HeddleDatabase) database = open_database (folder);
  g_autoptr (HeddleAssetIndex) index = NULL;
  g_autoptr (HeddleAssetIndex) found = NULL;
  g_autoptr (HeddleAssetIndex) part = NULL;
  g_autoptr (HeddleAssetIndex) none = NULL;
  g_autoptr (GArray) cups = NULL;
  g_autoptr (GArray) last = NULL;
  g_autoptr (GArray) nothing = NULL;
  g_autoptr (GArray) first = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) error = NULL;
  gint64 run = insert_run (database, 0, 1000);
  gint64 other_run = insert_run (database, 0, 2000);
  gint64 a = insert_asset (database, "cup", run, 3000, 100, 100, "image/png");
  gint64 b = insert_asset (database, "cupboard", run, 3001, 100, 100, "image/png");
  gint64 c = insert_asset (database, "cup again", 0, 500, 100, 100, "image/png");

  g_array_append_val (first, a);
  insert_asset (database, "vase", other_run, 3002, 100, 100, "image/png");
  index = read_index (database);
  cups = heddle_assets_match (database, "cup", -1, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (cups->len, ==, 3);
  g_assert_cmpint (g_array_index (cups, gint64, 0), ==, c);
  found = heddle_asset_index_filter (index, cups);
  assert_entries (found, 3, (gint64[]) { b, a, c });
  g_assert_cmpuint (heddle_asset_index_get_n_groups (found), ==, 2);
  assert_group (found, 0, 1, 0, 2);
  assert_group (found, 1, 0, 2, 1);

  g_assert_cmpstr (heddle_asset_index_get_group (found, 0)->costs, ==, COSTS);

  last = heddle_assets_match (database, "cup", 1, &error);
  g_assert_cmpuint (last->len, ==, 1);
  nothing = heddle_assets_match (database, "…", -1, &error);
  g_assert_cmpuint (nothing->len, ==, 0);
  part = heddle_asset_index_filter (index, first);
  assert_entries (part, 1, &a);
  g_assert_null (heddle_asset_index_get_group (part, 0)->costs);
  none = heddle_asset_index_filter (index, nothing);
  g_assert_cmpuint (heddle_asset_index_get_n_entries (none), ==, 0);
}

static void
test_faces (const char *folder)
{
  g_autoptr (HeddleDatabase) database = open_database (folder);
  gint64 a = insert_asset (database, "a", 0, 1, 100, 50, "image/png");
  gint64 b = insert_asset (database, "b", 0, 2, 0, 0, "text/plain");
  gint64 ids[] = { b, 9999, a };
  g_autoptr (HeddleAssetRecord) whole = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) faces = heddle_assets_list_faces (database, ids, G_N_ELEMENTS (ids), &error);
  HeddleAssetRecord *face;

  g_assert_no_error (error);
  g_assert_cmpuint (faces->len, ==, 2);
  face = g_ptr_array_index (faces, 1);
  g_assert_cmpint (face->id, ==, a);
  g_assert_cmpstr (face->name, ==, "a");
  g_assert_cmpstr (face->blob, ==, HASH);
  g_assert_cmpstr (face->prompt, ==, "a a on a table");
  g_assert_cmpint (face->width, ==, 100);

  whole = heddle_assets_get (database, b, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (whole->name, ==, "b");
  g_assert_null (heddle_assets_get (database, 9999, &error));
  g_assert_error (error, HEDDLE_STORE_ERROR, HEDDLE_STORE_ERROR_NOT_FOUND);
}

static void
test_workflow (const char *folder)
{
  g_autoptr (HeddleDatabase) database = open_database (folder);
  g_autoptr (HeddleWorkflowRecord) workflow = heddle_workflow_record_new ();
  g_autofree char *found = NULL;
  g_autofree char *none = NULL;
  g_autofree char *gone = NULL;
  g_autoptr (GError) error = NULL;
  gint64 made, imported;

  workflow->uuid = g_strdup ("w");
  workflow->name = g_strdup ("Post");
  workflow->document = g_strdup ("{}");
  g_assert_true (heddle_workflows_save (database, workflow, &error));
  made = insert_asset (database, "a", insert_run (database, workflow->id, 1), 2, 1, 1, "image/png");
  imported = insert_asset (database, "b", 0, 3, 1, 1, "image/png");

  g_assert_true (heddle_assets_dup_workflow (database, made, &found, &error));
  g_assert_cmpstr (found, ==, "w");
  g_assert_true (heddle_assets_dup_workflow (database, imported, &none, &error));
  g_assert_null (none);
  g_assert_true (heddle_workflows_trash (database, workflow->id, &error));
  g_assert_true (heddle_assets_dup_workflow (database, made, &gone, &error));
  g_assert_null (gone);
}

static void
test_cost (const char *folder)
{
  g_autoptr (HeddleDatabase) database = open_database (folder);
  g_autoptr (GError) error = NULL;
  gint64 run = insert_run (database, 0, 1);
  gint64 asset = insert_asset (database, "a", run, 2, 1, 1, "image/png");
  const char *item =
    "INSERT INTO node_run (run_id, node, type, status) VALUES (1, '%s', 't', 'completed');"
    "INSERT INTO run_item (node_run_id, path, status, seeds, cost, currency) "
    "VALUES (last_insert_rowid (), '', 'completed', '%s', 40000, 'USD');";
  const char *const items[][2] = { { "other", "[1,2]" }, { "this", "[6,7]" }, { "same", "[7]" } };
  HeddleMoney cost;

  for (guint i = 0; i < G_N_ELEMENTS (items); i++)
    {
      g_autoptr (GString) sql = g_string_new (item);

      g_string_replace (sql, "%s", items[i][0], 1);
      g_string_replace (sql, "%s", items[i][1], 1);
      heddle_database_execute_script (database, sql->str, &error);
      g_assert_no_error (error);
      g_assert_true (heddle_assets_get_cost (database, asset, &cost, &error));
      g_assert_cmpint (cost.known, ==, i == 1);
      if (cost.known)
        g_assert_cmpint (cost.amount, ==, 20000);
    }
}

int
main (int   argc,
      char *argv[])
{
  heddle_init ();
  g_test_init (&argc, &argv, NULL);

  store_test_add ("/asset-index/empty", test_empty);
  store_test_add ("/asset-index/groups", test_groups);
  store_test_add ("/asset-index/shapes", test_shapes);
  store_test_add ("/asset-index/trash", test_trash);
  store_test_add ("/asset-index/search", test_search);
  store_test_add ("/asset-index/faces", test_faces);
  store_test_add ("/asset-index/workflow", test_workflow);
  store_test_add ("/asset-index/cost", test_cost);

  return g_test_run ();
}
