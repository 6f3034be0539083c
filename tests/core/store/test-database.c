/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "store/heddle-database.h"

#include <glib/gstdio.h>
#include <string.h>

#include "base/heddle-init.h"
#include "store-test.h"
#include "store/heddle-queries.h"

#define HASH "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"

static HeddleDatabase *
open_database (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "test.db", NULL);
  g_autoptr (GError) error = NULL;
  HeddleDatabase *database = heddle_database_open (path, HEDDLE_DATABASE_CREATE, &error);

  g_assert_no_error (error);
  g_assert_true (heddle_database_execute_script (database,
                                                 "CREATE TABLE t (a INTEGER, b TEXT, c BLOB, "
                                                 "d INTEGER, e TEXT) STRICT;"
                                                 "CREATE TABLE setting (category TEXT, key TEXT, "
                                                 "value TEXT) STRICT;", NULL));

  return database;
}

static void
test_values (const char *folder)
{
  g_autoptr (HeddleDatabase) database = open_database (folder);
  g_autoptr (HeddleStatement) insert = NULL;
  g_autoptr (HeddleStatement) read = NULL;
  g_autofree char *text = NULL;
  g_autofree char *hash = NULL;
  HeddleMoney money = { .known = TRUE, .amount = G_MAXINT64, .currency = "EUR" };

  insert = heddle_database_prepare_sql (database, "INSERT INTO t VALUES (?1, ?2, ?3, ?4, ?5)",
                                        NULL);
  heddle_statement_bind_int (insert, 1, G_MININT64);
  heddle_statement_bind_text (insert, 2, "Füße");
  heddle_statement_bind_hash (insert, 3, HASH);
  heddle_statement_bind_money (insert, 4, money);
  g_assert_true (heddle_statement_execute (insert, NULL));
  heddle_statement_bind_id (insert, 1, 0);
  heddle_statement_bind_text (insert, 2, NULL);
  heddle_statement_bind_hash (insert, 3, NULL);
  heddle_statement_bind_money (insert, 4, HEDDLE_MONEY_UNKNOWN);
  g_assert_true (heddle_statement_execute (insert, NULL));
  g_assert_cmpint (heddle_database_get_last_id (database), ==, 2);

  read = heddle_database_prepare_sql (database, "SELECT * FROM t ORDER BY rowid", NULL);
  g_assert_true (heddle_statement_next (read));
  g_assert_cmpint (heddle_statement_get_int (read, 0), ==, G_MININT64);
  text = heddle_statement_dup_text (read, 1);
  g_assert_cmpstr (text, ==, "Füße");
  hash = heddle_statement_dup_hash (read, 2);
  g_assert_cmpstr (hash, ==, HASH);
  g_assert_true (heddle_statement_get_money (read, 3).known);
  g_assert_cmpint (heddle_statement_get_money (read, 3).amount, ==, G_MAXINT64);
  g_assert_cmpstr (heddle_statement_get_money (read, 3).currency, ==, "EUR");

  g_assert_true (heddle_statement_next (read));
  g_assert_true (heddle_statement_is_null (read, 0));
  g_assert_null (heddle_statement_get_text (read, 1));
  g_assert_null (heddle_statement_dup_hash (read, 2));
  g_assert_false (heddle_statement_get_money (read, 3).known);
  g_assert_false (heddle_statement_next (read));
  g_assert_true (heddle_statement_finish (read, NULL));
}

static void
test_errors (const char *folder)
{
  g_autoptr (HeddleDatabase) database = open_database (folder);
  g_autoptr (HeddleStatement) insert = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (heddle_database_prepare_sql (database, "SELEKT", &error));
  g_assert_error (error, HEDDLE_STORE_ERROR, HEDDLE_STORE_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, "SELEKT"));
  g_clear_error (&error);

  /* An error of binding is told once the statement is done, and not again. */
  insert = heddle_database_prepare_sql (database, "INSERT INTO t (c) VALUES (?1)", NULL);
  heddle_statement_bind_hash (insert, 1, "no hash");
  g_assert_false (heddle_statement_next (insert));
  g_assert_false (heddle_statement_finish (insert, &error));
  g_assert_error (error, HEDDLE_STORE_ERROR, HEDDLE_STORE_ERROR_INVALID);
  g_clear_error (&error);
  heddle_statement_bind_text (insert, 1, "a text");
  g_assert_false (heddle_statement_execute (insert, &error));
  g_assert_error (error, HEDDLE_STORE_ERROR, HEDDLE_STORE_ERROR_CONSTRAINT);
  g_clear_error (&error);
  heddle_statement_bind_null (insert, 1);
  g_assert_true (heddle_statement_execute (insert, NULL));

  g_assert_null (heddle_database_open ("/nonexistent/x.db", HEDDLE_DATABASE_CREATE, &error));
  g_assert_error (error, HEDDLE_STORE_ERROR, HEDDLE_STORE_ERROR_CANNOT_OPEN);
}

/* Text in double quotes is a name, never a string that was meant to be one. */
static void
test_strictness (const char *folder)
{
  g_autoptr (HeddleDatabase) database = open_database (folder);
  g_autoptr (GError) error = NULL;

  g_assert_false (heddle_database_execute_script (database, "SELECT \"typo\"", &error));
  g_clear_error (&error);
  g_assert_false (heddle_database_execute_script (database,
                                                  "PRAGMA writable_schema = ON;"
                                                  "DELETE FROM sqlite_schema;", &error));
}

/* A statement in use further up gets a stand-in. */
static void
test_nesting (const char *folder)
{
  g_autoptr (HeddleDatabase) database = open_database (folder);
  g_autoptr (HeddleStatement) outer = NULL;

  g_assert_true (heddle_database_execute_script (database,
                                                 "INSERT INTO setting VALUES "
                                                 "('a', 'k', '\"v\"'), ('a', 'l', '\"w\"')",
                                                 NULL));
  outer = heddle_database_prepare (database, "setting-get", NULL);
  heddle_statement_bind_text (outer, 1, "a");
  heddle_statement_bind_text (outer, 2, "k");
  g_assert_true (heddle_statement_next (outer));
    {
      g_autoptr (HeddleStatement) inner = heddle_database_prepare (database, "setting-get", NULL);

      g_assert_true (inner != outer);
      heddle_statement_bind_text (inner, 1, "a");
      heddle_statement_bind_text (inner, 2, "l");
      g_assert_true (heddle_statement_next (inner));
      g_assert_cmpstr (heddle_statement_get_text (inner, 0), ==, "w");
    }
  g_assert_cmpstr (heddle_statement_get_text (outer, 0), ==, "v");
  g_clear_pointer (&outer, heddle_statement_release);

  /* What was bound before is gone. */
  outer = heddle_database_prepare (database, "setting-get", NULL);
  g_assert_false (heddle_statement_next (outer));
}

static void
test_close (const char *folder)
{
  g_autofree char *log = g_build_filename (folder, "test.db-wal", NULL);
  g_autoptr (HeddleDatabase) database = open_database (folder);

  g_assert_true (g_file_test (log, G_FILE_TEST_EXISTS));
  g_assert_true (heddle_database_close (database, NULL));
  g_assert_true (heddle_database_close (database, NULL));
  g_assert_false (g_file_test (log, G_FILE_TEST_EXISTS));
}

static void
test_backup (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "copy.db", NULL);
  g_autofree char *nowhere = g_build_filename (folder, "no", "copy.db", NULL);
  g_autoptr (HeddleDatabase) database = open_database (folder);
  g_autoptr (HeddleDatabase) copy = NULL;
  g_autoptr (GError) error = NULL;
  gint64 value;

  g_assert_true (heddle_database_execute_script (database, "INSERT INTO t (a) VALUES (42)", NULL));
  g_assert_true (heddle_database_backup (database, path, &error));
  copy = heddle_database_open (path, HEDDLE_DATABASE_READ_ONLY, &error);
  g_assert_true (heddle_database_query_int (copy, "SELECT a FROM t", &value, &error));
  g_assert_cmpint (value, ==, 42);

  g_assert_false (heddle_database_backup (database, nowhere, &error));
  g_assert_error (error, HEDDLE_STORE_ERROR, HEDDLE_STORE_ERROR_CANNOT_OPEN);
}

static void
test_queries (const char *folder)
{
  g_autoptr (GHashTable) queries = NULL;
  g_autoptr (GError) error = NULL;

  queries = heddle_queries_parse ("-- a head\n\n-- name: cols\na, b\n-- name: one\n"
                                  "SELECT {cols}\n-- why\nFROM t;\n", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (g_hash_table_lookup (queries, "one"), ==, "SELECT a, b\nFROM t;");

  g_assert_null (heddle_queries_parse ("-- name: a\nx\n-- name: a\ny\n", &error));
  g_assert_error (error, HEDDLE_STORE_ERROR, HEDDLE_STORE_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_null (heddle_queries_parse ("-- name: a\n\n-- name: b\ny\n", &error));
  g_assert_error (error, HEDDLE_STORE_ERROR, HEDDLE_STORE_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_null (heddle_queries_parse ("-- name: a\n{b}\n", &error));
  g_assert_error (error, HEDDLE_STORE_ERROR, HEDDLE_STORE_ERROR_INVALID);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  heddle_init ();

  store_test_add ("/database/values", test_values);
  store_test_add ("/database/errors", test_errors);
  store_test_add ("/database/strictness", test_strictness);
  store_test_add ("/database/nesting", test_nesting);
  store_test_add ("/database/close", test_close);
  store_test_add ("/database/backup", test_backup);
  store_test_add ("/database/queries", test_queries);

  return g_test_run ();
}
