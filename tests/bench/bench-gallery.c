/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/heddle-init.h"
#include "base/heddle-threads.h"
#include "heddle-bench-library.h"
#include "heddle-bench.h"
#include "store/heddle-asset-index.h"
#include "store/heddle-asset-repository.h"
#include "store/heddle-library.h"

static gpointer
core_thread (gpointer data)
{
  g_autofree char *path = g_build_filename (data, "library.db", NULL);
  g_autoptr (HeddleDatabase) db = heddle_database_open (path, HEDDLE_DATABASE_READ_ONLY, NULL);
  for (int i = 0; i < 5; i++)
    {
      double t = heddle_bench_now ();
      g_autoptr (HeddleAssetIndex) index = heddle_asset_index_read (db, i == 0 ? 300 : -1, NULL);
      double u = heddle_bench_now ();
      g_autoptr (GArray) ids = heddle_assets_match (db, i % 2 ? "kalo" : "ka", 200, NULL);
      double v = heddle_bench_now ();
      g_autoptr (HeddleAssetIndex) f = heddle_asset_index_filter (index, ids);
      double w = heddle_bench_now ();
      g_autoptr (GArray) all = heddle_assets_match (db, i % 2 ? "kalo" : "ka", -1, NULL);
      double x = heddle_bench_now ();
      guint n = all->len;
      g_autoptr (HeddleAssetIndex) g = heddle_asset_index_filter (index, all);
      double y = heddle_bench_now ();
      g_print ("index %.1f ms (%u in %u groups), match %.2f filter %.2f, all %.2f (%u) filter %.2f\n", (u - t) * 1e3, heddle_asset_index_get_n_entries (index), heddle_asset_index_get_n_groups (index), (v - u) * 1e3, (w - v) * 1e3, (x - w) * 1e3, n, (y - x) * 1e3);
    }
  return NULL;
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *library = NULL;

  heddle_init ();
  library = heddle_bench_ensure_library ();
  g_thread_join (g_thread_new ("core", core_thread, library));
  return 0;
}
