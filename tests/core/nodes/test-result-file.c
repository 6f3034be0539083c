/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "nodes-test.h"
#include "nodes/heddle-node-error.h"
#include "nodes/heddle-result-file.h"

#define N_THREADS 4
#define N_FILES   25

static char *
write_text (NodesTest  *test,
            const char *content,
            const char *name,
            gboolean    expect_reused)
{
  g_autoptr (GBytes) bytes = g_bytes_new (content, strlen (content));
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  g_autofree char *found = NULL;
  gboolean reused;

  path = heddle_result_file_write (bytes, test->folder, name, "text/plain", &reused, &error);
  g_assert_no_error (error);
  g_assert_cmpint (reused, ==, expect_reused);
  g_assert_true (g_file_get_contents (path, &found, NULL, NULL));
  g_assert_cmpstr (found, ==, content);

  return g_path_get_basename (path);
}

static void
expect_name (NodesTest  *test,
             const char *content,
             const char *name,
             gboolean    reused,
             const char *expected)
{
  g_autofree char *file = write_text (test, content, name, reused);

  g_assert_cmpstr (file, ==, expected);
}

static guint
count_files (NodesTest *test)
{
  g_autoptr (GDir) dir = g_dir_open (test->folder, 0, NULL);
  guint count = 0;

  while (g_dir_read_name (dir) != NULL)
    count++;

  return count;
}

static void
test_names (NodesTest *test)
{
  g_autofree char *link = g_build_filename (test->folder, "link.txt", NULL);

  expect_name (test, "one", "Cup", FALSE, "Cup.txt");
  expect_name (test, "two", "Cup", FALSE, "Cup-2.txt");
  expect_name (test, "three", "Cup.TXT", FALSE, "Cup-3.txt");
  expect_name (test, "one", "Cup", TRUE, "Cup.txt");
  expect_name (test, "three", "Cup", TRUE, "Cup-3.txt");
  expect_name (test, "", "Empty", FALSE, "Empty.txt");
  expect_name (test, "", "Empty", TRUE, "Empty.txt");
  expect_name (test, "x", "a/../b\n", FALSE, "a-..-b.txt");

  g_assert_cmpint (symlink ("/nowhere/at/all", link), ==, 0);
  expect_name (test, "x", "link", FALSE, "link-2.txt");

  g_assert_cmpuint (count_files (test), ==, 7);
}

static void
test_copy (NodesTest *test)
{
  g_autofree char *source = nodes_test_write (test, "blob", "content");
  g_autofree char *missing = g_build_filename (test->folder, "missing", NULL);
  g_autofree char *nowhere = g_build_filename (test->folder, "no", "folder", NULL);
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  gboolean reused;

  path = heddle_result_file_copy (source, test->folder, "Cup", "image/jpeg", &reused, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_suffix (path, "/Cup.jpg"));

  g_assert_null (heddle_result_file_copy (missing, test->folder, "Cup", "image/png", &reused,
                                          &error));
  g_assert_error (error, HEDDLE_NODE_ERROR, HEDDLE_NODE_ERROR_NOT_FOUND);
  g_clear_error (&error);

  g_assert_null (heddle_result_file_copy (source, nowhere, "Cup", "image/png", &reused, &error));
  g_assert_error (error, HEDDLE_NODE_ERROR, HEDDLE_NODE_ERROR_WRITE);
}

static gpointer
write_many (gpointer data)
{
  NodesTest *test = data;

  for (int i = 0; i < N_FILES; i++)
    {
      g_autofree char *content = g_strdup_printf ("%p %d", (gpointer) g_thread_self (), i);
      g_autofree char *file = write_text (test, content, "Same", FALSE);
    }

  return NULL;
}

static void
test_together (NodesTest *test)
{
  GThread *threads[N_THREADS];

  for (int i = 0; i < N_THREADS; i++)
    threads[i] = g_thread_new ("write", write_many, test);
  for (int i = 0; i < N_THREADS; i++)
    g_thread_join (threads[i]);

  g_assert_cmpuint (count_files (test), ==, N_THREADS * N_FILES);
}

static void
add_tests (void)
{
  nodes_test_add ("/result-file/names", test_names);
  nodes_test_add ("/result-file/copy", test_copy);
  nodes_test_add ("/result-file/together", test_together);
}

int
main (int   argc,
      char *argv[])
{
  return nodes_test_main (argc, argv, add_tests);
}
