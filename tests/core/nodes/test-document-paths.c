/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>
#include <unistd.h>

#include "nodes-test.h"
#include "nodes/heddle-document-paths.h"
#include "nodes/heddle-node-error.h"

static void
make_link (NodesTest  *test,
           const char *name,
           const char *target)
{
  g_autofree char *path = g_build_filename (test->folder, name, NULL);

  g_assert_cmpint (symlink (target, path), ==, 0);
}

static void
expect_found (const char        *path,
              const char        *folder,
              const char *const *allowed,
              const char        *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *found = heddle_document_path_find (path, folder, allowed, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (found, ==, expected);
}

static void
expect_refused (const char        *path,
                const char        *folder,
                const char *const *allowed,
                HeddleNodeError    code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (heddle_document_path_find (path, folder, allowed, &error));
  g_assert_error (error, HEDDLE_NODE_ERROR, (int) code);
  g_assert_nonnull (strstr (error->message, path));
}

static void
test_find (NodesTest *test)
{
  g_autofree char *image = nodes_test_write (test, "doc/art/cup.png", "x");
  g_autofree char *other = nodes_test_write (test, "other/cup.png", "x");
  g_autofree char *document = g_build_filename (test->folder, "doc", NULL);
  g_autofree char *elsewhere = g_build_filename (test->folder, "other", NULL);
  g_autofree char *art = g_build_filename (document, "art", NULL);
  const char *allowed[] = { "/nowhere/at/all", elsewhere, NULL };

  expect_found ("art/cup.png", document, NULL, image);
  expect_found ("./art/../art//cup.png", document, NULL, image);
  expect_found ("art", document, NULL, art);
  expect_found (other, document, allowed, other);
  expect_found (other, NULL, allowed, other);
  expect_found ("../other/cup.png", document, allowed, other);

  expect_refused ("art/tea.png", document, allowed, HEDDLE_NODE_ERROR_NOT_FOUND);
  expect_refused ("../other/cup.png", document, NULL, HEDDLE_NODE_ERROR_OUTSIDE);
  expect_refused ("../other/none.png", document, NULL, HEDDLE_NODE_ERROR_OUTSIDE);
  expect_refused ("art/../../other/cup.png", document, NULL, HEDDLE_NODE_ERROR_OUTSIDE);
  expect_refused (other, document, NULL, HEDDLE_NODE_ERROR_OUTSIDE);
  expect_refused (image, document, allowed, HEDDLE_NODE_ERROR_OUTSIDE);
  expect_refused ("/etc/passwd", document, allowed, HEDDLE_NODE_ERROR_OUTSIDE);
  expect_refused ("art/cup.png", NULL, allowed, HEDDLE_NODE_ERROR_OUTSIDE);
  expect_refused ("", document, allowed, HEDDLE_NODE_ERROR_CONFIG);
}

static void
test_neighbour (NodesTest *test)
{
  g_autofree char *image = nodes_test_write (test, "document/cup.png", "x");
  g_autofree char *folder = g_build_filename (test->folder, "doc", NULL);

  g_assert_cmpint (g_mkdir (folder, 0755), ==, 0);
  expect_refused ("../document/cup.png", folder, NULL, HEDDLE_NODE_ERROR_OUTSIDE);
}

static void
test_links (NodesTest *test)
{
  g_autofree char *image = nodes_test_write (test, "doc/cup.png", "x");
  g_autofree char *other = nodes_test_write (test, "other/secret.png", "x");
  g_autofree char *document = g_build_filename (test->folder, "doc", NULL);
  g_autofree char *elsewhere = g_build_filename (test->folder, "other", NULL);
  g_autofree char *shortcut = g_build_filename (test->folder, "shortcut", NULL);
  const char *allowed[] = { elsewhere, NULL };

  make_link (test, "doc/inside.png", "cup.png");
  make_link (test, "doc/outside.png", other);
  make_link (test, "doc/folder", "../other");
  make_link (test, "doc/nowhere.png", "missing.png");
  make_link (test, "doc/loop.png", "loop.png");
  make_link (test, "shortcut", document);

  expect_found ("inside.png", document, NULL, image);
  expect_found ("cup.png", shortcut, NULL, image);
  expect_found ("outside.png", document, allowed, other);
  expect_refused ("outside.png", document, NULL, HEDDLE_NODE_ERROR_OUTSIDE);
  expect_refused ("folder/secret.png", document, NULL, HEDDLE_NODE_ERROR_OUTSIDE);
  expect_refused ("nowhere.png", document, NULL, HEDDLE_NODE_ERROR_NOT_FOUND);
  expect_refused ("loop.png", document, NULL, HEDDLE_NODE_ERROR_NOT_FOUND);
}

static void
test_make_folder (NodesTest *test)
{
  g_autofree char *document = g_build_filename (test->folder, "doc", NULL);
  g_autofree char *other = g_build_filename (test->folder, "other", NULL);
  g_autofree char *expected = g_build_filename (document, "out", "final", NULL);
  g_autofree char *file = nodes_test_write (test, "doc/file", "x");
  g_autofree char *escaped = g_build_filename (other, "new", NULL);
  g_autofree char *made = NULL;
  g_autofree char *again = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir (other, 0755), ==, 0);
  make_link (test, "doc/folder", "../other");

  made = heddle_document_path_make_folder ("out/final", document, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (made, ==, expected);
  g_assert_true (g_file_test (expected, G_FILE_TEST_IS_DIR));

  again = heddle_document_path_make_folder ("out/final/", document, NULL, &error);
  g_assert_cmpstr (again, ==, expected);

  g_assert_null (heddle_document_path_make_folder ("folder/new", document, NULL, &error));
  g_assert_error (error, HEDDLE_NODE_ERROR, HEDDLE_NODE_ERROR_OUTSIDE);
  g_assert_nonnull (strstr (error->message, "--allow-path"));
  g_assert_nonnull (strstr (error->message, escaped));
  g_assert_false (g_file_test (escaped, G_FILE_TEST_EXISTS));
  g_clear_error (&error);

  g_assert_null (heddle_document_path_make_folder ("../x", document, NULL, &error));
  g_assert_error (error, HEDDLE_NODE_ERROR, HEDDLE_NODE_ERROR_OUTSIDE);
  g_clear_error (&error);

  g_assert_null (heddle_document_path_make_folder ("file", document, NULL, &error));
  g_assert_error (error, HEDDLE_NODE_ERROR, HEDDLE_NODE_ERROR_WRITE);
  g_clear_error (&error);

  g_assert_null (heddle_document_path_make_folder ("file/below", document, NULL, &error));
  g_assert_nonnull (error);
}

static void
add_tests (void)
{
  nodes_test_add ("/document-paths/find", test_find);
  nodes_test_add ("/document-paths/neighbour", test_neighbour);
  nodes_test_add ("/document-paths/links", test_links);
  nodes_test_add ("/document-paths/make-folder", test_make_folder);
}

int
main (int   argc,
      char *argv[])
{
  return nodes_test_main (argc, argv, add_tests);
}
