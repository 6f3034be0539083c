/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/heddle-init.h"
#include "store/heddle-library-counts.h"
#include "tests/app/session-test.h"
#include "widgets/heddle-settle.h"
#include "workflows/heddle-workflow-tasks.h"

static void
imported_cb (gpointer      owner,
             const GValue *value,
             const GError *error)
{
  guint *n_done = g_object_get_data (owner, "n-done");

  g_assert_no_error (error);
  (*n_done)++;
}

static char *
write_picture (SessionTest *test,
               guint        number)
{
  g_autofree char *name = g_strdup_printf ("picture-%u.svg", number);
  g_autofree char *svg = g_strdup_printf ("<svg xmlns='http://www.w3.org/2000/svg' width='%u' height='9'>"
                                          "<rect width='9' height='9'/></svg>", number + 9);
  char *path = g_build_filename (test->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, svg, -1, NULL));
  return path;
}

static gboolean
read_n_assets (HeddleDatabase  *database,
               gpointer         data,
               GValue          *result,
               GError         **error)
{
  HeddleLibraryCounts counts;

  if (!heddle_library_counts_read (database, &counts, error))
    return FALSE;
  g_value_init (result, G_TYPE_INT64);
  g_value_set_int64 (result, counts.assets);
  return TRUE;
}

/* Each import waits for work that is done elsewhere, and none of it can wait behind another. */
static void
test_many_imports_at_once (SessionTest   *self,
                           gconstpointer  data)
{
  g_autoptr (GObject) owner = g_object_new (G_TYPE_OBJECT, NULL);
  guint n_imports = g_get_num_processors () * 4 + 32;
  guint n_done = 0;
  g_auto (GValue) n_assets = G_VALUE_INIT;

  g_object_set_data (owner, "n-done", &n_done);
  for (guint i = 0; i < n_imports; i++)
    {
      g_autofree char *path = write_picture (self, i);

      heddle_settle (heddle_workflow_tasks_import (self->session, path, FALSE), imported_cb, owner);
    }
  session_test_wait_until (n_done == n_imports);
  session_test_await (heddle_library_read (heddle_session_get_library (self->session), read_n_assets, NULL, NULL),
                      &n_assets, NULL);
  g_assert_cmpint (g_value_get_int64 (&n_assets), ==, n_imports);
}

static void
set_up (SessionTest   *self,
        gconstpointer  data)
{
  session_test_set_up (self);
}

static void
tear_down (SessionTest   *self,
           gconstpointer  data)
{
  session_test_tear_down (self);
}

int
main (int   argc,
      char *argv[])
{
  heddle_init ();
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/workflow-tasks/many-imports-at-once", SessionTest, NULL, set_up, test_many_imports_at_once,
              tear_down);

  return g_test_run ();
}
