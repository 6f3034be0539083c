/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "store-test.h"

#include <gio/gio.h>
#include <glib/gstdio.h>

typedef struct
{
  StoreTestFunc func;
} Case;

void
store_test_remove_tree (const char *path)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  if (!g_file_test (path, G_FILE_TEST_IS_SYMLINK))
    dir = g_dir_open (path, 0, NULL);

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      store_test_remove_tree (child);
    }

  g_assert_cmpint (g_remove (path), ==, 0);
}

static gpointer
case_thread (gpointer data)
{
  Case *test = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("heddle-test-XXXXXX", &error);

  g_assert_no_error (error);
  test->func (folder);
  store_test_remove_tree (folder);

  return NULL;
}

static void
run_case (gconstpointer data)
{
  g_thread_join (g_thread_new ("test", case_thread, (gpointer) data));
}

void
store_test_add (const char    *name,
                StoreTestFunc  func)
{
  Case *test = g_new0 (Case, 1);

  test->func = func;
  g_test_add_data_func_full (name, test, run_case, g_free);
}
