/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "store/heddle-library.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/heddle-init.h"
#include "store-test.h"

static HeddleLibrary *
open_library (const char         *folder,
              HeddleLibraryFlags  flags)
{
  g_autoptr (GError) error = NULL;
  HeddleLibrary *library = heddle_library_open (folder, flags, &error);

  g_assert_no_error (error);
  g_assert_nonnull (library);

  return library;
}

static void
close_library (HeddleLibrary *library)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (heddle_library_close (library, &error));
  g_assert_no_error (error);
  g_object_unref (library);
}

static void
assert_refused (const char         *folder,
                HeddleLibraryFlags  flags,
                HeddleStoreError    code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (heddle_library_open (folder, flags, &error));
  g_assert_error (error, HEDDLE_STORE_ERROR, (int) code);
}

static void
write_file (const char *folder,
            const char *name,
            const char *content)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents (path, content, -1, NULL));
}

static void
run_sql (const char *folder,
         const char *sql)
{
  g_autofree char *path = g_build_filename (folder, "library.db", NULL);
  g_autoptr (HeddleDatabase) database = NULL;
  g_autoptr (GError) error = NULL;

  database = heddle_database_open (path, HEDDLE_DATABASE_CREATE, &error);
  g_assert_no_error (error);
  heddle_database_execute_script (database, sql, &error);
  g_assert_no_error (error);
}

/* A write that stores a setting of the given name, which is also its value; fails where it begins
 * with "bad", after having written it.
 */
static gboolean
write_setting (HeddleDatabase  *database,
               gpointer         data,
               GValue          *result,
               GError         **error)
{
  const char *key = data;
  g_autoptr (HeddleStatement) statement = heddle_database_prepare (database, "setting-set", error);

  if (statement == NULL)
    return FALSE;

  heddle_statement_bind_text (statement, 1, "test");
  heddle_statement_bind_text (statement, 2, key);
  heddle_statement_bind_text (statement, 3, key);
  heddle_statement_bind_int (statement, 4, 0);
  if (!heddle_statement_execute (statement, error))
    return FALSE;

  if (g_str_has_prefix (key, "bad"))
    {
      g_set_error (error, HEDDLE_STORE_ERROR, HEDDLE_STORE_ERROR_INVALID, "%s", key);
      return FALSE;
    }

  return TRUE;
}

static gboolean
count_settings (HeddleDatabase  *database,
                gpointer         data,
                GValue          *result,
                GError         **error)
{
  gint64 count;

  if (!heddle_database_query_int (database,
                                  "SELECT count (*) FROM setting WHERE category = 'test'",
                                  &count, error))
    return FALSE;

  g_value_init (result, G_TYPE_INT64);
  g_value_set_int64 (result, count);

  return TRUE;
}

static void
assert_settings (HeddleLibrary *library,
                 gint64         count)
{
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (GError) error = NULL;

  heddle_wait_for (heddle_library_read (library, count_settings, NULL, NULL), &value, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_value_get_int64 (&value), ==, count);
}

static void
test_create (const char *folder)
{
  g_autofree char *missing = g_build_filename (folder, "a", "b", NULL);
  g_autofree char *uuid = NULL;
  HeddleLibrary *library;

  assert_refused (missing, HEDDLE_LIBRARY_READ_WRITE, HEDDLE_STORE_ERROR_NOT_FOUND);
  assert_refused (missing, HEDDLE_LIBRARY_READ_ONLY, HEDDLE_STORE_ERROR_NOT_FOUND);
  g_assert_false (g_file_test (missing, G_FILE_TEST_EXISTS));

  library = open_library (missing, HEDDLE_LIBRARY_CREATE);
  uuid = g_strdup (heddle_library_get_uuid (library));
  g_assert_true (g_uuid_string_is_valid (uuid));
  close_library (library);

  library = open_library (missing, HEDDLE_LIBRARY_READ_WRITE);
  g_assert_cmpstr (heddle_library_get_uuid (library), ==, uuid);
  close_library (library);

  library = open_library (missing, HEDDLE_LIBRARY_READ_ONLY);
  g_assert_cmpstr (heddle_library_get_uuid (library), ==, uuid);
  close_library (library);
}

static void
test_create_to_read (const char *folder)
{
  HeddleLibrary *library = open_library (folder,
                                         HEDDLE_LIBRARY_CREATE | HEDDLE_LIBRARY_READ_ONLY);

  g_assert_true (heddle_library_is_read_only (library));
  assert_settings (library, 0);
  assert_await_error (heddle_library_write (library, write_setting, (gpointer) "a", NULL),
                      HEDDLE_STORE_ERROR, HEDDLE_STORE_ERROR_READ_ONLY);
  close_library (library);
}

static void
test_other_folders (const char *folder)
{
  g_autofree char *file = g_build_filename (folder, "notes.txt", NULL);
  g_autofree char *other = g_build_filename (folder, "other", NULL);
  g_autofree char *other_lock = g_build_filename (other, "library.lock", NULL);
  g_autofree char *damaged = g_build_filename (folder, "damaged", NULL);
  g_autofree char *lock = g_build_filename (folder, "library.lock", NULL);

  write_file (folder, "notes.txt", "mine");
  assert_refused (folder, HEDDLE_LIBRARY_CREATE, HEDDLE_STORE_ERROR_NOT_A_LIBRARY);
  assert_refused (file, HEDDLE_LIBRARY_CREATE, HEDDLE_STORE_ERROR_CANNOT_OPEN);
  g_assert_false (g_file_test (lock, G_FILE_TEST_EXISTS));

  g_mkdir (other, 0700);
  run_sql (other, "CREATE TABLE theirs (x); PRAGMA application_id = 77;");
  assert_refused (other, HEDDLE_LIBRARY_CREATE, HEDDLE_STORE_ERROR_NOT_A_LIBRARY);
  assert_refused (other, HEDDLE_LIBRARY_READ_ONLY, HEDDLE_STORE_ERROR_NOT_A_LIBRARY);
  g_assert_false (g_file_test (other_lock, G_FILE_TEST_EXISTS));

  g_mkdir (damaged, 0700);
  write_file (damaged, "library.db", "this is not what a database begins with");
  assert_refused (damaged, HEDDLE_LIBRARY_CREATE, HEDDLE_STORE_ERROR_DAMAGED);
}

static void
test_cut_short (const char *folder)
{
  write_file (folder, "library.lock", "1\n");
  write_file (folder, "library.db", "");
  write_file (folder, "library.db-journal", "");

  assert_refused (folder, HEDDLE_LIBRARY_READ_ONLY, HEDDLE_STORE_ERROR_NOT_FOUND);
  close_library (open_library (folder, HEDDLE_LIBRARY_CREATE));
}

static void
test_newer (const char *folder)
{
  HeddleLibrary *library;

  close_library (open_library (folder, HEDDLE_LIBRARY_CREATE));
  run_sql (folder, "PRAGMA user_version = 9999;");

  assert_refused (folder, HEDDLE_LIBRARY_READ_WRITE, HEDDLE_STORE_ERROR_NEWER);
  assert_refused (folder, HEDDLE_LIBRARY_CREATE, HEDDLE_STORE_ERROR_NEWER);

  library = open_library (folder, HEDDLE_LIBRARY_READ_ONLY);
  g_assert_true (heddle_library_is_newer (library));
  assert_settings (library, 0);
  close_library (library);
}

static void
test_write (const char *folder)
{
  HeddleLibrary *library = open_library (folder, HEDDLE_LIBRARY_CREATE);

  assert_await_ok (heddle_library_write (library, write_setting, g_strdup ("a"), g_free));
  assert_settings (library, 1);

  heddle_library_write_later (library, write_setting, g_strdup ("b"), g_free);
  assert_await_ok (heddle_library_flush (library));
  assert_settings (library, 2);

  assert_await_ok (heddle_library_write_gathered (library, write_setting, g_strdup ("b"), g_free));
  assert_settings (library, 2);
  assert_await_error (heddle_library_write_gathered (library, write_setting, g_strdup ("bad"), g_free),
                      HEDDLE_STORE_ERROR, HEDDLE_STORE_ERROR_INVALID);

  for (int i = 0; i < 5000; i++)
    heddle_library_write_later (library, write_setting, g_strdup_printf ("n%d", i), g_free);
  assert_await_ok (heddle_library_write (library, write_setting, g_strdup ("last"), g_free));
  assert_settings (library, 5003);

  heddle_library_write_later (library, write_setting, g_strdup ("at closing"), g_free);
  close_library (library);

  library = open_library (folder, HEDDLE_LIBRARY_READ_WRITE);
  assert_settings (library, 5004);
  close_library (library);
}

/* One function that fails undoes its own changes and no others. */
static void
test_isolation (const char *folder)
{
  HeddleLibrary *library = open_library (folder, HEDDLE_LIBRARY_CREATE);
  g_autoptr (GPtrArray) futures = g_ptr_array_new ();

  for (int i = 0; i < 100; i++)
    g_ptr_array_add (futures, heddle_library_write (library, write_setting,
                                                    g_strdup_printf (i % 10 == 0 ? "bad%d"
                                                                                 : "good%d", i),
                                                    g_free));

  for (int i = 0; i < 100; i++)
    {
      DexFuture *future = g_ptr_array_index (futures, i);

      if (i % 10 == 0)
        assert_await_error (future, HEDDLE_STORE_ERROR, HEDDLE_STORE_ERROR_INVALID);
      else
        assert_await_ok (future);
    }

  assert_settings (library, 90);
  close_library (library);
}

static gboolean
leave_savepoint (HeddleDatabase  *database,
                 gpointer         data,
                 GValue          *result,
                 GError         **error)
{
  return write_setting (database, data, result, NULL) &&
         heddle_database_execute (database, "release", NULL) &&
         write_setting (database, (gpointer) "bad", result, error);
}

/* Nothing of a function that fails is kept, also where it cannot be undone alone. */
static void
test_lost_savepoint (const char *folder)
{
  HeddleLibrary *library = open_library (folder, HEDDLE_LIBRARY_CREATE);

  assert_await_error (heddle_library_write (library, leave_savepoint, g_strdup ("left"), g_free),
                      HEDDLE_STORE_ERROR, HEDDLE_STORE_ERROR_INVALID);
  assert_await_ok (heddle_library_write (library, write_setting, g_strdup ("good"), g_free));
  assert_settings (library, 1);
  close_library (library);
}

/* What nobody waited for tells its error to the next who does, once. */
static void
test_late_error (const char *folder)
{
  HeddleLibrary *library = open_library (folder, HEDDLE_LIBRARY_CREATE);
  g_autoptr (GError) error = NULL;

  heddle_library_write_later (library, write_setting, g_strdup ("good"), g_free);
  heddle_library_write_later (library, write_setting, g_strdup ("bad"), g_free);
  heddle_library_write_later (library, write_setting, g_strdup ("good too"), g_free);
  assert_await_error (heddle_library_write (library, write_setting, g_strdup ("not run"), g_free),
                      HEDDLE_STORE_ERROR, HEDDLE_STORE_ERROR_INVALID);
  assert_await_ok (heddle_library_write (library, write_setting, g_strdup ("run"), g_free));
  assert_settings (library, 3);

  heddle_library_write_later (library, write_setting, g_strdup ("bad"), g_free);
  assert_await_error (heddle_library_flush (library), HEDDLE_STORE_ERROR,
                      HEDDLE_STORE_ERROR_INVALID);
  assert_await_ok (heddle_library_flush (library));

  heddle_library_write_later (library, write_setting, g_strdup ("bad"), g_free);
  g_assert_false (heddle_library_close (library, &error));
  g_assert_error (error, HEDDLE_STORE_ERROR, HEDDLE_STORE_ERROR_INVALID);
  g_object_unref (library);
}

static void
test_closed (const char *folder)
{
  HeddleLibrary *library = open_library (folder, HEDDLE_LIBRARY_CREATE);

  g_assert_true (heddle_library_close (library, NULL));
  g_assert_true (heddle_library_close (library, NULL));
  assert_await_error (heddle_library_write (library, write_setting, g_strdup ("a"), g_free),
                      HEDDLE_STORE_ERROR, HEDDLE_STORE_ERROR_CLOSED);
  assert_await_error (heddle_library_read (library, count_settings, NULL, NULL),
                      HEDDLE_STORE_ERROR, HEDDLE_STORE_ERROR_CLOSED);
  heddle_library_write_later (library, write_setting, g_strdup ("a"), g_free);
  g_object_unref (library);
}

/* A connection of one's own sees one moment while writes go on, and readers cannot write. */
static void
test_reader (const char *folder)
{
  HeddleLibrary *library = open_library (folder, HEDDLE_LIBRARY_CREATE);
  HeddleLibrary *beside;
  g_autoptr (HeddleDatabase) reader = NULL;
  g_autoptr (GError) error = NULL;
  gint64 count;

  reader = heddle_library_open_reader (library, &error);
  g_assert_no_error (error);
  g_assert_true (heddle_database_execute (reader, "begin-read", NULL));
  g_assert_true (heddle_database_query_int (reader, "SELECT count (*) FROM setting", &count, NULL));
  g_assert_cmpint (count, ==, 1);

  assert_await_ok (heddle_library_write (library, write_setting, g_strdup ("a"), g_free));
  g_assert_true (heddle_database_query_int (reader, "SELECT count (*) FROM setting", &count, NULL));
  g_assert_cmpint (count, ==, 1);
  g_assert_true (heddle_database_execute (reader, "rollback", NULL));
  g_assert_true (heddle_database_query_int (reader, "SELECT count (*) FROM setting", &count, NULL));
  g_assert_cmpint (count, ==, 2);

  g_assert_false (heddle_database_execute_script (reader, "DELETE FROM setting", &error));
  g_assert_error (error, HEDDLE_STORE_ERROR, HEDDLE_STORE_ERROR_READ_ONLY);

  beside = open_library (folder, HEDDLE_LIBRARY_READ_ONLY);
  assert_settings (beside, 1);
  close_library (beside);

  close_library (library);
}

static gpointer
keep_reading (gpointer data)
{
  HeddleLibrary *library = data;
  gint64 before = 0;

  for (int i = 0; i < 200; i++)
    {
      g_auto (GValue) value = G_VALUE_INIT;
      g_autoptr (GError) error = NULL;

      heddle_wait_for (heddle_library_read (library, count_settings, NULL, NULL), &value, &error);
      g_assert_no_error (error);
      g_assert_cmpint (g_value_get_int64 (&value), >=, before);
      before = g_value_get_int64 (&value);
    }

  return NULL;
}

static gint64
count_with (HeddleDatabase *reader)
{
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (GError) error = NULL;

  count_settings (reader, NULL, &value, &error);
  g_assert_no_error (error);
  return g_value_get_int64 (&value);
}

/* A connection that was put back sees what was written meanwhile, and is in nobody's way at the end. */
static void
test_reader_put_back (const char *folder)
{
  HeddleLibrary *library = open_library (folder, HEDDLE_LIBRARY_CREATE);
  g_autofree char *log = g_build_filename (folder, "library.db-wal", NULL);
  HeddleDatabase *first = heddle_library_open_reader (library, NULL);
  HeddleDatabase *late = heddle_library_open_reader (library, NULL);
  HeddleDatabase *again;

  g_assert_true (first != late);
  g_assert_cmpint (count_with (first), ==, 0);
  heddle_library_put_reader_back (library, first);
  assert_await_ok (heddle_library_write (library, write_setting, g_strdup ("a"), g_free));
  again = heddle_library_open_reader (library, NULL);
  g_assert_true (again == first);
  g_assert_cmpint (count_with (again), ==, 1);

  /* What still looks at something is not lent to others. */
  heddle_database_execute (again, "begin-read", NULL);
  g_assert_cmpint (count_with (again), ==, 1);
  heddle_library_put_reader_back (library, again);
  assert_await_ok (heddle_library_write (library, write_setting, g_strdup ("b"), g_free));
  again = heddle_library_open_reader (library, NULL);
  g_assert_cmpint (count_with (again), ==, 2);
  heddle_library_put_reader_back (library, again);

  heddle_library_put_reader_back (library, late);
  g_assert_true (g_file_test (log, G_FILE_TEST_EXISTS));
  close_library (library);
  g_assert_false (g_file_test (log, G_FILE_TEST_EXISTS));
}

static void
test_read_while_writing (const char *folder)
{
  HeddleLibrary *library = open_library (folder, HEDDLE_LIBRARY_CREATE);
  GThread *readers[4];

  for (guint i = 0; i < G_N_ELEMENTS (readers); i++)
    readers[i] = g_thread_new ("test-reader", keep_reading, library);
  for (int i = 0; i < 2000; i++)
    heddle_library_write_later (library, write_setting, g_strdup_printf ("%d", i), g_free);
  assert_await_ok (heddle_library_flush (library));
  for (guint i = 0; i < G_N_ELEMENTS (readers); i++)
    g_thread_join (readers[i]);

  assert_settings (library, 2000);
  close_library (library);
}

/* Runs this program again as another process that works in the library: it prints the number of
 * every write whose future resolved, until it is killed.
 */
static GPid
start_other_process (const char *folder,
                     int        *output)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  const char *argv[] = { self, "--write-until-killed", folder, NULL };
  GPid pid;

  g_spawn_async_with_pipes (NULL, (char **) argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL,
                            &pid, NULL, output, NULL, &error);
  g_assert_no_error (error);

  return pid;
}

static gpointer
write_until_killed_thread (gpointer data)
{
  HeddleLibrary *library = open_library (data, HEDDLE_LIBRARY_CREATE);

  for (int i = 0;; i++)
    {
      for (int j = 0; j < 20; j++)
        heddle_library_write_later (library, write_setting, g_strdup_printf ("%d.%d", i, j),
                                    g_free);
      assert_await_ok (heddle_library_write (library, write_setting, g_strdup_printf ("%d", i),
                                             g_free));
      dprintf (STDOUT_FILENO, "%d\n", i);
    }

  return NULL;
}

static int
read_last_number (int fd)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_auto (GStrv) lines = NULL;
  char buffer[4096];
  gssize n;

  while ((n = read (fd, buffer, sizeof buffer)) > 0)
    g_string_append_len (text, buffer, n);
  close (fd);

  lines = g_strsplit (text->str, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), >, 1);

  return atoi (lines[g_strv_length (lines) - 2]);
}

static void
test_killed (const char *folder)
{
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (HeddleDatabase) reader = NULL;
  HeddleLibrary *library;
  int output, last, status;
  char first;
  GPid pid = start_other_process (folder, &output);

  g_assert_cmpint (read (output, &first, 1), ==, 1);

  assert_refused (folder, HEDDLE_LIBRARY_CREATE, HEDDLE_STORE_ERROR_LOCKED);
  library = open_library (folder, HEDDLE_LIBRARY_READ_ONLY);
  g_usleep (50 * 1000);
  close_library (library);

  g_assert_cmpint (kill (pid, SIGKILL), ==, 0);
  last = read_last_number (output);
  waitpid (pid, &status, 0);
  g_assert_true (WIFSIGNALED (status) && WTERMSIG (status) == SIGKILL);

  library = open_library (folder, HEDDLE_LIBRARY_READ_WRITE);
  reader = heddle_library_open_reader (library, NULL);
  for (int i = 0; i <= last; i++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT count (*) FROM setting WHERE key = '%d' "
                                              "OR key LIKE '%d.%%'", i, i);
      gint64 count;

      g_assert_true (heddle_database_query_int (reader, sql, &count, NULL));
      g_assert_cmpint (count, ==, 21);
    }
  findings = heddle_database_check (reader, FALSE, NULL);
  g_assert_cmpuint (findings->len, ==, 0);
  g_clear_object (&reader);
  close_library (library);
}

static void
test_damaged (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "library.db", NULL);
  g_autofree char *content = NULL;
  HeddleLibrary *library = open_library (folder, HEDDLE_LIBRARY_CREATE);
  gsize length;

  for (int i = 0; i < 2000; i++)
    heddle_library_write_later (library, write_setting, g_strdup_printf ("%d", i), g_free);
  close_library (library);

  g_assert_true (g_file_get_contents (path, &content, &length, NULL));
  memset (content + length / 2, 0x5a, length / 3);
  g_assert_true (g_file_set_contents (path, content, (gssize) length, NULL));
  write_file (folder, "library.lock", "1\n");

  assert_refused (folder, HEDDLE_LIBRARY_READ_WRITE, HEDDLE_STORE_ERROR_DAMAGED);
}

static void
test_async (const char *folder)
{
  g_autoptr (HeddleLibrary) library = NULL;
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (GError) error = NULL;

  heddle_wait_for (heddle_library_open_async (folder, HEDDLE_LIBRARY_CREATE), &value, &error);
  g_assert_no_error (error);
  library = g_value_dup_object (&value);
  assert_await_error (heddle_library_open_async (folder, HEDDLE_LIBRARY_CREATE),
                      HEDDLE_STORE_ERROR, HEDDLE_STORE_ERROR_LOCKED);
  assert_await_ok (heddle_library_close_async (library));
}

int
main (int   argc,
      char *argv[])
{
  heddle_init ();

  if (argc == 3 && g_str_equal (argv[1], "--write-until-killed"))
    g_thread_join (g_thread_new ("writer", write_until_killed_thread, argv[2]));

  g_test_init (&argc, &argv, NULL);

  store_test_add ("/library/create", test_create);
  store_test_add ("/library/create-to-read", test_create_to_read);
  store_test_add ("/library/other-folders", test_other_folders);
  store_test_add ("/library/cut-short", test_cut_short);
  store_test_add ("/library/newer", test_newer);
  store_test_add ("/library/write", test_write);
  store_test_add ("/library/isolation", test_isolation);
  store_test_add ("/library/lost-savepoint", test_lost_savepoint);
  store_test_add ("/library/late-error", test_late_error);
  store_test_add ("/library/closed", test_closed);
  store_test_add ("/library/reader", test_reader);
  store_test_add ("/library/reader-put-back", test_reader_put_back);
  store_test_add ("/library/read-while-writing", test_read_while_writing);
  store_test_add ("/library/killed", test_killed);
  store_test_add ("/library/damaged", test_damaged);
  store_test_add ("/library/async", test_async);

  return g_test_run ();
}
