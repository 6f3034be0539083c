/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>
#include <sys/stat.h>

#include "base/heddle-init.h"
#include "formats/heddle-csv-table.h"

static HeddleCsvTable *
read_text (const char *text)
{
  g_autoptr (GError) error = NULL;
  HeddleCsvTable *table = heddle_csv_table_new_from_text (text, -1, &error);

  g_assert_no_error (error);
  g_assert_nonnull (table);

  return table;
}

static void
test_csv_table_plain (void)
{
  g_autoptr (HeddleCsvTable) table = read_text ("name,city\r\nAda,London\r\nGrace,New York\r\n");

  g_assert_cmpuint (heddle_csv_table_get_n_columns (table), ==, 2);
  g_assert_cmpuint (heddle_csv_table_get_n_rows (table), ==, 2);
  g_assert_cmpstr (heddle_csv_table_get_column (table, 0), ==, "name");
  g_assert_cmpstr (heddle_csv_table_get_column (table, 1), ==, "city");
  g_assert_cmpint (heddle_csv_table_find_column (table, "city"), ==, 1);
  g_assert_cmpint (heddle_csv_table_find_column (table, "City"), ==, -1);
  g_assert_cmpstr (heddle_csv_table_get_cell (table, 0, 0), ==, "Ada");
  g_assert_cmpstr (heddle_csv_table_get_cell (table, 1, 1), ==, "New York");
  g_assert_cmpuint (heddle_csv_table_get_line (table, 1), ==, 3);
}

static void
test_csv_table_quotes (void)
{
  g_autoptr (HeddleCsvTable) table = read_text ("a,b\n"
                                                "\"one, two\",\"say \"\"hi\"\"\"\n"
                                                "\"first\nsecond\r\nthird\",\"\"\n"
                                                " x , y \n");

  g_assert_cmpuint (heddle_csv_table_get_n_rows (table), ==, 3);
  g_assert_cmpstr (heddle_csv_table_get_cell (table, 0, 0), ==, "one, two");
  g_assert_cmpstr (heddle_csv_table_get_cell (table, 0, 1), ==, "say \"hi\"");
  g_assert_cmpstr (heddle_csv_table_get_cell (table, 1, 0), ==, "first\nsecond\r\nthird");
  g_assert_cmpstr (heddle_csv_table_get_cell (table, 1, 1), ==, "");
  g_assert_cmpstr (heddle_csv_table_get_cell (table, 2, 0), ==, " x ");
  g_assert_cmpstr (heddle_csv_table_get_cell (table, 2, 1), ==, " y ");
  g_assert_cmpuint (heddle_csv_table_get_line (table, 1), ==, 3);
  g_assert_cmpuint (heddle_csv_table_get_line (table, 2), ==, 6);
}

static void
test_csv_table_forms (void)
{
  g_autoptr (HeddleCsvTable) marked = read_text ("\xef\xbb\xbfö , b\nä,2");
  g_autoptr (HeddleCsvTable) quoted = read_text ("\xef\xbb\xbf\"a\",\"b\"\n1,2\n");
  g_autoptr (HeddleCsvTable) blank = read_text ("\n\na,b\n\n1,2\n\r\n\n3,4\n\n");
  g_autoptr (HeddleCsvTable) empty = read_text ("a,b,c\n,,\n,x,\n");
  g_autoptr (HeddleCsvTable) old = read_text ("a,b\r1,2\r3,4");
  g_autoptr (HeddleCsvTable) header = read_text ("a,b");

  g_assert_cmpstr (heddle_csv_table_get_column (marked, 0), ==, "ö");
  g_assert_cmpstr (heddle_csv_table_get_column (marked, 1), ==, "b");
  g_assert_cmpstr (heddle_csv_table_get_cell (marked, 0, 0), ==, "ä");
  g_assert_cmpstr (heddle_csv_table_get_column (quoted, 0), ==, "a");

  g_assert_cmpuint (heddle_csv_table_get_n_rows (blank), ==, 2);
  g_assert_cmpuint (heddle_csv_table_get_line (blank, 0), ==, 5);
  g_assert_cmpuint (heddle_csv_table_get_line (blank, 1), ==, 8);

  g_assert_cmpuint (heddle_csv_table_get_n_rows (empty), ==, 2);
  g_assert_cmpstr (heddle_csv_table_get_cell (empty, 0, 2), ==, "");
  g_assert_cmpstr (heddle_csv_table_get_cell (empty, 1, 1), ==, "x");

  g_assert_cmpuint (heddle_csv_table_get_n_rows (old), ==, 2);
  g_assert_cmpstr (heddle_csv_table_get_cell (old, 1, 1), ==, "4");

  g_assert_cmpuint (heddle_csv_table_get_n_rows (header), ==, 0);
}

static void
test_csv_table_broken (void)
{
  static const struct
  {
    const char *text;
    HeddleFormatError code;
    const char *message;
  } cases[] = {
    { "", HEDDLE_FORMAT_ERROR_MALFORMED, "line 1: the table is empty" },
    { "\n\n", HEDDLE_FORMAT_ERROR_MALFORMED, "line 1: the table is empty" },
    { "\xef\xbb\xbf", HEDDLE_FORMAT_ERROR_MALFORMED, "line 1: the table is empty" },
    { "a,b\n1,2\n1\n", HEDDLE_FORMAT_ERROR_MALFORMED,
      "line 3: the number of cells is 1, but that of the columns is 2" },
    { "a,b\n\"1\n2\",3\n1,2,3\n", HEDDLE_FORMAT_ERROR_MALFORMED,
      "line 4: the number of cells is 3, but that of the columns is 2" },
    { "a,b\n1,2,3", HEDDLE_FORMAT_ERROR_MALFORMED, "line 2: the number of cells is 3" },
    { "a,b,a\n1,2,3", HEDDLE_FORMAT_ERROR_MALFORMED, "line 1: two columns are named “a”" },
    { "a,b, a\n1,2,3", HEDDLE_FORMAT_ERROR_MALFORMED, "line 1: two columns are named “a”" },
    { "a,,c\n1,2,3", HEDDLE_FORMAT_ERROR_MALFORMED, "line 1: column 2 has no name" },
    { "\na,\" \"\n1,2", HEDDLE_FORMAT_ERROR_MALFORMED, "line 2: column 2 has no name" },
    { "a,b\n1,2\n1,\"2\n3,4\n", HEDDLE_FORMAT_ERROR_MALFORMED,
      "line 3: a quotation mark is opened here and never closed" },
    { "a,b\n1,5\" nail\n", HEDDLE_FORMAT_ERROR_MALFORMED,
      "line 2: a quotation mark stands inside a cell" },
    { "a,b\n1,\"2\" \n", HEDDLE_FORMAT_ERROR_MALFORMED,
      "line 2: a quotation mark stands inside a cell" },
    { "a,b\n1,2\nM\xfcller,2\n", HEDDLE_FORMAT_ERROR_ENCODING, "line 3: not UTF-8 text" },
    { "\xff\xfe" "a", HEDDLE_FORMAT_ERROR_ENCODING, "line 1: not UTF-8 text" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (heddle_csv_table_new_from_text (cases[i].text, -1, &error));
      g_assert_error (error, HEDDLE_FORMAT_ERROR, (int) cases[i].code);
      if (!g_str_has_prefix (error->message, cases[i].message))
        g_error ("case %u: “%s” is not “%s”", i, error->message, cases[i].message);
    }
}

static void
test_csv_table_nul (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (heddle_csv_table_new_from_text ("a,b\n1,\0\n", 8, &error));
  g_assert_error (error, HEDDLE_FORMAT_ERROR, HEDDLE_FORMAT_ERROR_ENCODING);
}

static void
expect_refused (const char        *path,
                HeddleFormatError  code,
                const char        *message)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (heddle_csv_table_new_from_file (path, &error));
  g_assert_error (error, HEDDLE_FORMAT_ERROR, (int) code);
  g_assert_cmpstr (error->message, ==, message);
}

static gpointer
read_files (gpointer data)
{
  g_autofree char *folder = g_dir_make_tmp ("heddle-csv-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "rows.csv", NULL);
  g_autofree char *pipe = g_build_filename (folder, "pipe", NULL);
  g_autoptr (HeddleCsvTable) table = NULL;
  g_autoptr (GError) error = NULL;

  expect_refused (path, HEDDLE_FORMAT_ERROR_UNREADABLE, "rows.csv: No such file or directory");

  g_assert_true (g_file_set_contents (path, "a\nx\n", -1, NULL));
  table = heddle_csv_table_new_from_file (path, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (heddle_csv_table_get_cell (table, 0, 0), ==, "x");

  g_assert_true (g_file_set_contents (path, "a\nx,y\n", -1, NULL));
  expect_refused (path, HEDDLE_FORMAT_ERROR_MALFORMED,
                  "rows.csv: line 2: the number of cells is 2, but that of the columns is 1");

  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  expect_refused (pipe, HEDDLE_FORMAT_ERROR_UNREADABLE, "pipe: not a file");

  g_assert_cmpint (truncate (path, 65 * 1024 * 1024), ==, 0);
  expect_refused (path, HEDDLE_FORMAT_ERROR_TOO_LARGE, "rows.csv: larger than 64 MiB");

  g_unlink (path);
  g_unlink (pipe);
  g_rmdir (folder);

  return NULL;
}

static void
test_csv_table_file (void)
{
  g_thread_join (g_thread_new ("files", read_files, NULL));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  heddle_init ();

  g_test_add_func ("/csv-table/plain", test_csv_table_plain);
  g_test_add_func ("/csv-table/quotes", test_csv_table_quotes);
  g_test_add_func ("/csv-table/forms", test_csv_table_forms);
  g_test_add_func ("/csv-table/broken", test_csv_table_broken);
  g_test_add_func ("/csv-table/nul", test_csv_table_nul);
  g_test_add_func ("/csv-table/file", test_csv_table_file);

  return g_test_run ();
}
