/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

#include "assets/heddle-blob-store.h"
#include "base/heddle-init.h"
#include "base/heddle-sha256.h"
#include "store/heddle-blob-repository.h"
#include "tests/core/store/store-test.h"

#define HELLO "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"
#define SKIPPED 77

typedef struct
{
  HeddleLibrary *library;
  HeddleBlobStore *store;
} Fixture;

static void
open_store (Fixture    *self,
            const char *folder)
{
  g_autoptr (GError) error = NULL;

  self->library = heddle_library_open (folder, HEDDLE_LIBRARY_CREATE, &error);
  g_assert_no_error (error);
  self->store = heddle_blob_store_new (self->library);
}

static void
close_store (Fixture *self)
{
  g_assert_true (heddle_library_close (self->library, NULL));
  g_clear_object (&self->store);
  g_clear_object (&self->library);
}

static HeddleBlob *
await_blob (DexFuture  *future,
            GError    **error)
{
  g_auto (GValue) value = G_VALUE_INIT;

  return heddle_wait_for (future, &value, error) ? g_value_dup_boxed (&value) : NULL;
}

static HeddleBlob *
put_text (Fixture    *self,
          const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  HeddleBlob *blob = await_blob (heddle_blob_store_put_bytes (self->store, bytes), &error);

  g_assert_no_error (error);
  return blob;
}

static void
assert_content (Fixture    *self,
                const char *sha256,
                const char *text)
{
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (GError) error = NULL;
  GBytes *bytes;

  heddle_wait_for (heddle_blob_store_load (self->store, sha256), &value, &error);
  g_assert_no_error (error);
  bytes = g_value_get_boxed (&value);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), text, strlen (text));
}

static guint
count_temps (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "blobs", "tmp", NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  guint n = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n++;

  return n;
}

static void
test_put (const char *folder)
{
  Fixture self;
  g_autoptr (HeddleBlob) blob = NULL;
  g_autoptr (HeddleBlob) again = NULL;
  g_autoptr (HeddleBlob) empty = NULL;
  g_autofree char *path = NULL;
  g_autoptr (HeddleDatabase) reader = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  open_store (&self, folder);
  blob = put_text (&self, "hello");
  again = put_text (&self, "hello");
  empty = put_text (&self, "");

  g_assert_cmpstr (blob->sha256, ==, HELLO);
  g_assert_cmpint (blob->size, ==, 5);
  g_assert_cmpstr (again->sha256, ==, HELLO);
  g_assert_cmpint (empty->size, ==, 0);
  path = heddle_blob_store_dup_path (self.store, HELLO);
  g_assert_true (g_str_has_suffix (path, "/blobs/2c/f24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1f"
                                         "a7425e73043362938b9824"));
  assert_content (&self, HELLO, "hello");
  g_assert_cmpuint (count_temps (folder), ==, 0);

  assert_await_ok (heddle_library_flush (self.library));
  reader = heddle_library_open_reader (self.library, NULL);
  rows = heddle_blobs_list (reader, NULL);
  g_assert_cmpuint (rows->len, ==, 2);
  g_assert_cmpstr (((HeddleBlobRecord *) rows->pdata[0])->hash, ==, HELLO);
  close_store (&self);
}

static void
test_files (const char *folder)
{
  Fixture self;
  g_autofree char *library = g_build_filename (folder, "library", NULL);
  g_autofree char *source = g_build_filename (folder, "source.txt", NULL);
  g_autofree char *temp = NULL;
  g_autoptr (HeddleBlob) copied = NULL;
  g_autoptr (HeddleBlob) moved = NULL;
  g_autoptr (GError) error = NULL;

  open_store (&self, library);
  g_assert_true (g_file_set_contents (source, "hello", -1, NULL));
  copied = await_blob (heddle_blob_store_put_copy (self.store, source), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (copied->sha256, ==, HELLO);
  g_assert_true (g_file_test (source, G_FILE_TEST_EXISTS));

  temp = heddle_blob_store_new_temp_path (self.store, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_set_contents (temp, "moved", -1, NULL));
  moved = await_blob (heddle_blob_store_put_temp (self.store, temp, NULL), &error);
  g_assert_no_error (error);
  g_assert_false (g_file_test (temp, G_FILE_TEST_EXISTS));
  assert_content (&self, moved->sha256, "moved");

  g_assert_null (await_blob (heddle_blob_store_put_copy (self.store, "/nonexistent"), &error));
  g_assert_error (error, HEDDLE_STORE_ERROR, HEDDLE_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (await_blob (heddle_blob_store_put_copy (self.store, folder), &error));
  g_assert_error (error, HEDDLE_STORE_ERROR, HEDDLE_STORE_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_null (await_blob (heddle_blob_store_put_copy (self.store, "/dev/zero"), &error));
  g_assert_error (error, HEDDLE_STORE_ERROR, HEDDLE_STORE_ERROR_INVALID);
  g_assert_cmpuint (count_temps (library), ==, 0);
  close_store (&self);
}

static void
test_read_only (const char *folder)
{
  Fixture self;
  g_autoptr (HeddleLibrary) library = NULL;
  g_autoptr (HeddleBlobStore) store = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new_static ("x", 1);
  g_autoptr (GError) error = NULL;

  open_store (&self, folder);
  heddle_blob_free (put_text (&self, "hello"));
  close_store (&self);

  library = heddle_library_open (folder, HEDDLE_LIBRARY_READ_ONLY, &error);
  g_assert_no_error (error);
  store = heddle_blob_store_new (library);
  assert_await_error (heddle_blob_store_put_bytes (store, bytes), HEDDLE_STORE_ERROR,
                      HEDDLE_STORE_ERROR_READ_ONLY);
  g_assert_null (heddle_blob_store_new_temp_path (store, &error));
  g_assert_error (error, HEDDLE_STORE_ERROR, HEDDLE_STORE_ERROR_READ_ONLY);
  assert_await_ok (heddle_blob_store_load (store, HELLO));
  heddle_library_close (library, NULL);
}

static void
test_damaged (const char *folder)
{
  Fixture self;
  g_autoptr (HeddleBlob) blob = NULL;
  g_autofree char *path = NULL;

  open_store (&self, folder);
  blob = put_text (&self, "hello");
  path = heddle_blob_store_dup_path (self.store, HELLO);

  g_assert_true (g_file_set_contents (path, "jello", -1, NULL));
  assert_await_error (heddle_blob_store_load (self.store, HELLO), HEDDLE_STORE_ERROR,
                      HEDDLE_STORE_ERROR_DAMAGED);

  /* What is stored again mends a file of another size. */
  g_assert_true (g_file_set_contents (path, "hell", -1, NULL));
  heddle_blob_free (put_text (&self, "hello"));
  assert_content (&self, HELLO, "hello");

  g_assert_cmpint (g_unlink (path), ==, 0);
  assert_await_error (heddle_blob_store_load (self.store, HELLO), HEDDLE_STORE_ERROR,
                      HEDDLE_STORE_ERROR_NOT_FOUND);
  close_store (&self);
}

static void
test_many_at_once (const char *folder)
{
  Fixture self;
  g_autoptr (GPtrArray) futures = g_ptr_array_new ();
  g_autoptr (HeddleDatabase) reader = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  open_store (&self, folder);
  for (int i = 0; i < 100; i++)
    {
      g_autofree char *text = g_strdup_printf ("%d", i % 50);
      g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

      g_ptr_array_add (futures, heddle_blob_store_put_bytes (self.store, bytes));
    }
  for (guint i = 0; i < futures->len; i++)
    assert_await_ok (g_ptr_array_index (futures, i));
  assert_await_ok (heddle_library_flush (self.library));

  reader = heddle_library_open_reader (self.library, NULL);
  rows = heddle_blobs_list (reader, NULL);
  g_assert_cmpuint (rows->len, ==, 50);
  g_assert_cmpuint (count_temps (folder), ==, 0);
  close_store (&self);
}

/* Another process that stores contents and says so, until it is killed. */
static gpointer
put_until_killed_thread (gpointer data)
{
  Fixture self;

  open_store (&self, data);
  for (int i = 0;; i++)
    {
      g_autofree char *text = g_strnfill (200 * 1000, (char) ('a' + i % 26));
      g_autofree char *content = g_strdup_printf ("%s%d", text, i);
      g_autoptr (HeddleBlob) blob = put_text (&self, content);

      assert_await_ok (heddle_library_flush (self.library));
      dprintf (STDOUT_FILENO, "%s\n", blob->sha256);
    }

  return NULL;
}

static GPid
start_again (const char *mode,
             const char *folder,
             int        *output)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  const char *argv[] = { self, mode, folder, NULL };
  GPid pid;

  g_spawn_async_with_pipes (NULL, (char **) argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL,
                            &pid, NULL, output, NULL, &error);
  g_assert_no_error (error);

  return pid;
}

static void
test_killed (const char *folder)
{
  Fixture self;
  g_autoptr (GString) text = g_string_new (NULL);
  g_auto (GStrv) hashes = NULL;
  char buffer[4096];
  int output, status;
  gssize n;
  GPid pid = start_again ("--put-until-killed", folder, &output);

  while (text->len < 65 * 20 && (n = read (output, buffer, sizeof buffer)) > 0)
    g_string_append_len (text, buffer, n);
  g_assert_cmpint (kill (pid, SIGKILL), ==, 0);
  while ((n = read (output, buffer, sizeof buffer)) > 0)
    g_string_append_len (text, buffer, n);
  close (output);
  waitpid (pid, &status, 0);
  g_assert_true (WIFSIGNALED (status));

  open_store (&self, folder);
  hashes = g_strsplit (text->str, "\n", -1);
  g_assert_cmpuint (g_strv_length (hashes), >, 20);
  for (guint i = 0; hashes[i + 1] != NULL; i++)
    assert_await_ok (heddle_blob_store_load (self.store, hashes[i]));
  close_store (&self);
}

static gboolean
write_much (HeddleDatabase  *database,
            gpointer         data,
            GValue          *result,
            GError         **error)
{
  return heddle_database_execute_script (database,
                                         "INSERT INTO setting SELECT 'test', 'much', "
                                         "json_quote (hex (zeroblob (2000000))), 0",
                                         error);
}

static gboolean
write_little (HeddleDatabase  *database,
              gpointer         data,
              GValue          *result,
              GError         **error)
{
  return heddle_database_execute_script (database,
                                         "INSERT INTO setting VALUES ('test', 'little', '1', 0)",
                                         error);
}

/* A full disk undoes a whole transaction; everyone who waits for it hears so, and nobody else. */
static void
fill_database (Fixture    *self,
               const char *folder)
{
  g_autofree char *ballast = g_build_filename (folder, "ballast", NULL);
  g_autofree char *zeros = g_malloc0 (500 * 1000);
  g_autoptr (HeddleDatabase) reader = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  DexFuture *before, *much;
  gboolean kept;

  g_assert_true (g_file_set_contents (ballast, zeros, 500 * 1000, NULL));
  before = heddle_library_write (self->library, write_little, NULL, NULL);
  much = heddle_library_write (self->library, write_much, NULL, NULL);
  assert_await_error (much, HEDDLE_STORE_ERROR, HEDDLE_STORE_ERROR_FULL);
  kept = heddle_wait_for (before, NULL, NULL);
  g_assert_cmpint (g_unlink (ballast), ==, 0);
  if (!kept)
    assert_await_ok (heddle_library_write (self->library, write_little, NULL, NULL));

  reader = heddle_library_open_reader (self->library, NULL);
  findings = heddle_database_check (reader, FALSE, NULL);
  g_assert_cmpuint (findings->len, ==, 0);
}

/* In a process of its own, which can have a disk of its own: one of 2 MB. */
static gpointer
fill_disk_thread (gpointer data)
{
  const char *folder = data;
  g_autofree char *library = g_build_filename (folder, "library", NULL);
  Fixture self;
  g_autoptr (GBytes) much = g_bytes_new_take (g_malloc0 (4 * 1024 * 1024), 4 * 1024 * 1024);
  g_autoptr (GError) error = NULL;
  g_autoptr (HeddleBlob) blob = NULL;

  if (mount ("none", folder, "tmpfs", MS_NOSUID | MS_NODEV, "size=2m") != 0)
    _exit (SKIPPED);

  open_store (&self, library);
  g_assert_null (await_blob (heddle_blob_store_put_bytes (self.store, much), &error));
  g_assert_error (error, HEDDLE_STORE_ERROR, HEDDLE_STORE_ERROR_FULL);
  g_assert_nonnull (strstr (error->message, "space"));
  g_assert_cmpuint (count_temps (library), ==, 0);

  /* The library goes on once there is space again, which there is. */
  blob = put_text (&self, "hello");
  assert_await_ok (heddle_library_flush (self.library));
  assert_content (&self, blob->sha256, "hello");
  fill_database (&self, folder);
  close_store (&self);
  _exit (0);
}

static void
test_disk_full (const char *folder)
{
  int output, status;
  GPid pid = start_again ("--fill-disk", folder, &output);

  close (output);
  waitpid (pid, &status, 0);
  g_assert_true (WIFEXITED (status));
  if (WEXITSTATUS (status) == SKIPPED)
    g_test_skip ("no right to mount a small disk");
  else
    g_assert_cmpint (WEXITSTATUS (status), ==, 0);
}

static void
test_hash (const char *folder)
{
  g_autoptr (HeddleSha256) hash = heddle_sha256_new ();
  g_autofree char *whole = heddle_sha256_compute ("hello", 5);
  g_autofree char *pieces = NULL;
  g_autofree char *nothing = NULL;

  heddle_sha256_update (hash, "he", 2);
  heddle_sha256_update (hash, "llo", 3);
  pieces = heddle_sha256_finish (hash);
  nothing = heddle_sha256_finish (hash);
  g_assert_cmpstr (whole, ==, HELLO);
  g_assert_cmpstr (pieces, ==, HELLO);
  g_assert_cmpstr (nothing, ==,
                   "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

static void
write_text (const char *path,
            const char *text)
{
  int fd = open (path, O_WRONLY | O_CLOEXEC);

  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (write (fd, text, strlen (text)), ==, (gssize) strlen (text));
  close (fd);
}

/* A mount namespace of our own, whose mounts nobody else sees; where that takes a user namespace,
 * one in which we are somebody, since an unmapped user can own no file.
 */
static gboolean
leave_mounts (void)
{
  g_autofree char *uid_map = g_strdup_printf ("%u %u 1", geteuid (), geteuid ());
  g_autofree char *gid_map = g_strdup_printf ("%u %u 1", getegid (), getegid ());

  if (unshare (CLONE_NEWNS) == 0)
    return mount (NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0;
  if (unshare (CLONE_NEWUSER | CLONE_NEWNS) != 0)
    return FALSE;
  write_text ("/proc/self/setgroups", "deny");
  write_text ("/proc/self/uid_map", uid_map);
  write_text ("/proc/self/gid_map", gid_map);

  return TRUE;
}

int
main (int   argc,
      char *argv[])
{
  /* Before there are threads, which the kernel asks for. */
  if (argc == 3 && g_str_equal (argv[1], "--fill-disk") && !leave_mounts ())
    return SKIPPED;

  heddle_init ();

  if (argc == 3 && g_str_equal (argv[1], "--put-until-killed"))
    g_thread_join (g_thread_new ("put", put_until_killed_thread, argv[2]));
  if (argc == 3 && g_str_equal (argv[1], "--fill-disk"))
    g_thread_join (g_thread_new ("fill", fill_disk_thread, argv[2]));

  g_test_init (&argc, &argv, NULL);

  store_test_add ("/blob-store/hash", test_hash);
  store_test_add ("/blob-store/put", test_put);
  store_test_add ("/blob-store/files", test_files);
  store_test_add ("/blob-store/read-only", test_read_only);
  store_test_add ("/blob-store/damaged", test_damaged);
  store_test_add ("/blob-store/many-at-once", test_many_at_once);
  store_test_add ("/blob-store/killed", test_killed);
  store_test_add ("/blob-store/disk-full", test_disk_full);

  return g_test_run ();
}
