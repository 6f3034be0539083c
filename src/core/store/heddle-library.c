/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "store/heddle-library.h"

#include <glib/gi18n-lib.h>

#include "base/heddle-threads.h"
#include "base/heddle-uuid.h"
#include "store/heddle-library-folder.h"
#include "store/heddle-library-lock.h"
#include "store/heddle-migrations.h"
#include "store/heddle-reader-pool.h"
#include "store/heddle-setting-repository.h"
#include "store/heddle-writer.h"

/* How many connections are kept that threads have put back. */
#define MAX_IDLE_READERS 4

struct _HeddleLibrary
{
  GObject parent_instance;

  char *path;
  char *database_path;
  char *uuid;
  gboolean read_only;
  gboolean newer;

  HeddleLibraryLock *lock;

  GMutex mutex;
  HeddleWriter *writer;
  HeddleReaderPool *readers;
  GPtrArray *idle_readers;
};

G_DEFINE_FINAL_TYPE (HeddleLibrary, heddle_library, G_TYPE_OBJECT)

static char *
child (HeddleLibrary *self,
       const char    *name)
{
  return g_build_filename (self->path, name, NULL);
}

static gboolean
look_at_schema (HeddleLibrary      *self,
                HeddleSchemaState  *state,
                GError            **error)
{
  g_autoptr (HeddleMigrations) migrations = heddle_migrations_new ();
  g_autoptr (HeddleDatabase) database = NULL;

  *state = HEDDLE_SCHEMA_EMPTY;
  if (!heddle_library_folder_has_database (self->path))
    return TRUE;

  database = heddle_database_open (self->database_path, HEDDLE_DATABASE_READ_ONLY, error);

  return database != NULL && heddle_migrations_get_state (migrations, database, state, error);
}

static gboolean
check_after_crash (HeddleDatabase  *database,
                   GError         **error)
{
  g_autoptr (GPtrArray) findings = heddle_database_check (database, TRUE, error);

  if (findings == NULL)
    return FALSE;

  if (findings->len == 0)
    return TRUE;

  g_set_error (error, HEDDLE_STORE_ERROR, HEDDLE_STORE_ERROR_DAMAGED,
               _("The library’s database is damaged (%s). Restore one of its backups."),
               (const char *) g_ptr_array_index (findings, 0));
  return FALSE;
}

static gboolean
load_identity (HeddleLibrary   *self,
               HeddleDatabase  *database,
               GError         **error)
{
  return heddle_settings_get_text (database, "library", "uuid", &self->uuid, error);
}

static gboolean
ensure_identity (HeddleLibrary   *self,
                 HeddleDatabase  *database,
                 GError         **error)
{
  if (!load_identity (self, database, error))
    return FALSE;

  if (self->uuid != NULL)
    return TRUE;

  self->uuid = heddle_uuid_new ();
  return heddle_settings_set_text (database, "library", "uuid", self->uuid, error);
}

static HeddleDatabase *
open_writer_database (HeddleLibrary  *self,
                      GError        **error)
{
  g_autoptr (HeddleMigrations) migrations = heddle_migrations_new ();
  g_autoptr (HeddleDatabase) database = NULL;
  g_autofree char *backups = heddle_library_dup_backups_path (self);

  database = heddle_database_open (self->database_path, HEDDLE_DATABASE_READ_WRITE, error);
  if (database == NULL)
    return NULL;

  if (heddle_library_lock_was_unclean (self->lock) && !check_after_crash (database, error))
    return NULL;

  if (!heddle_migrations_apply (migrations, database, backups, error) ||
      !ensure_identity (self, database, error))
    return NULL;

  return g_steal_pointer (&database);
}

static gboolean
open_for_writing (HeddleLibrary  *self,
                  gboolean        create,
                  GError        **error)
{
  g_autofree char *lock_path = child (self, "library.lock");
  g_autoptr (HeddleDatabase) database = NULL;
  HeddleSchemaState state;

  /* Another program's database is told apart before anything in its folder is changed. */
  if (!heddle_library_folder_check (self->path, create, error) ||
      !look_at_schema (self, &state, error) ||
      !heddle_library_folder_ensure (self->path, error))
    return FALSE;

  self->lock = heddle_library_lock_acquire (lock_path, error);
  if (self->lock == NULL || !heddle_library_folder_fill (self->path, error))
    return FALSE;

  database = open_writer_database (self, error);
  if (database == NULL)
    return FALSE;

  self->writer = heddle_writer_new (g_steal_pointer (&database));
  return TRUE;
}

static gboolean
open_for_reading (HeddleLibrary  *self,
                  gboolean        create,
                  GError        **error)
{
  g_autoptr (HeddleDatabase) database = NULL;
  HeddleSchemaState state;

  if (!heddle_library_folder_check (self->path, create, error) ||
      !look_at_schema (self, &state, error))
    return FALSE;

  if (state == HEDDLE_SCHEMA_EMPTY && !create)
    {
      g_set_error (error, HEDDLE_STORE_ERROR, HEDDLE_STORE_ERROR_NOT_FOUND,
                   _("There is no library in “%s”."), self->path);
      return FALSE;
    }

  if (state == HEDDLE_SCHEMA_OLDER || state == HEDDLE_SCHEMA_EMPTY)
    {
      g_autoptr (HeddleLibrary) owner = NULL;

      owner = heddle_library_open (self->path, HEDDLE_LIBRARY_CREATE, error);
      if (owner == NULL || !heddle_library_close (owner, error))
        return FALSE;
    }

  self->newer = state == HEDDLE_SCHEMA_NEWER;
  database = heddle_database_open (self->database_path, HEDDLE_DATABASE_READ_ONLY, error);

  return database != NULL && load_identity (self, database, error);
}

static void
heddle_library_finalize (GObject *object)
{
  HeddleLibrary *self = HEDDLE_LIBRARY (object);

  /* The last reference to one that is closed may go on any thread. */
  if (self->writer != NULL || self->readers != NULL)
    heddle_library_close (self, NULL);
  g_clear_pointer (&self->lock, heddle_library_lock_release);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->database_path, g_free);
  g_clear_pointer (&self->uuid, g_free);
  g_clear_pointer (&self->idle_readers, g_ptr_array_unref);
  g_mutex_clear (&self->mutex);

  G_OBJECT_CLASS (heddle_library_parent_class)->finalize (object);
}

static void
heddle_library_class_init (HeddleLibraryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = heddle_library_finalize;
}

static void
heddle_library_init (HeddleLibrary *self)
{
  g_mutex_init (&self->mutex);
  self->idle_readers = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * heddle_library_open:
 * @path: the library's folder
 * @flags: how to open it
 * @error: return location for an error
 *
 * Opens a library: its database `library.db`, the folders `blobs`, `thumbnails` and `backups`.
 * Unless only read, it belongs to this process until it is closed, and is brought to the current
 * version first; after an unclean exit it is checked.
 *
 * Returns: (transfer full): the library, to be closed with [method@Library.close] before the last
 *   reference goes; %NULL with %HEDDLE_STORE_ERROR_NOT_FOUND, `NOT_A_LIBRARY`, `LOCKED`, `NEWER`
 *   (which can still be opened for reading), `DAMAGED`, `FULL` or `CANNOT_OPEN`
 */
HeddleLibrary *
heddle_library_open (const char          *path,
                     HeddleLibraryFlags   flags,
                     GError             **error)
{
  g_autoptr (HeddleLibrary) self = NULL;
  gboolean create = (flags & HEDDLE_LIBRARY_CREATE) != 0;
  gboolean ok;

  HEDDLE_ASSERT_MAY_BLOCK ();
  g_return_val_if_fail (path != NULL, NULL);

  self = g_object_new (HEDDLE_TYPE_LIBRARY, NULL);
  self->path = g_canonicalize_filename (path, NULL);
  self->database_path = child (self, "library.db");
  self->read_only = (flags & HEDDLE_LIBRARY_READ_ONLY) != 0;

  ok = self->read_only ? open_for_reading (self, create, error)
                       : open_for_writing (self, create, error);
  if (!ok)
    {
      if (self->lock != NULL && !heddle_library_lock_was_unclean (self->lock))
        heddle_library_lock_set_clean (self->lock);
      return NULL;
    }

  self->readers = heddle_reader_pool_new (self->database_path);

  return g_steal_pointer (&self);
}

typedef struct
{
  char *path;
  HeddleLibraryFlags flags;
} OpenRequest;

static void
open_request_free (gpointer data)
{
  OpenRequest *request = data;

  g_free (request->path);
  g_free (request);
}

static gboolean
open_blocking (gpointer   data,
               GValue    *result,
               GError   **error)
{
  OpenRequest *request = data;
  HeddleLibrary *library = heddle_library_open (request->path, request->flags, error);

  if (library == NULL)
    return FALSE;

  g_value_init (result, HEDDLE_TYPE_LIBRARY);
  g_value_take_object (result, library);

  return TRUE;
}

/**
 * heddle_library_open_async:
 * @path: the library's folder
 * @flags: how to open it
 *
 * Opens a library as [func@Library.open] does, without blocking.
 *
 * Returns: (transfer full): resolves to a [class@Library]
 */
DexFuture *
heddle_library_open_async (const char         *path,
                           HeddleLibraryFlags  flags)
{
  OpenRequest *request;

  dex_return_error_if_fail (path != NULL);

  request = g_new0 (OpenRequest, 1);
  request->path = g_strdup (path);
  request->flags = flags;

  return heddle_run_blocking (open_blocking, request, open_request_free);
}

/**
 * heddle_library_close:
 * @self: the library
 * @error: return location for an error
 *
 * Does what is queued, puts the write-ahead log into the database and gives the library up. Closing
 * twice does nothing; connections of [method@Library.open_reader] should be closed or put back before.
 *
 * Returns: %FALSE with an error of [error@StoreError] if something that nobody waited for had
 *   failed, or the database could not be closed cleanly; the library is closed anyway
 */
gboolean
heddle_library_close (HeddleLibrary  *self,
                      GError        **error)
{
  HeddleReaderPool *readers;
  GPtrArray *idle_readers;
  HeddleWriter *writer;
  gboolean ok = TRUE;

  HEDDLE_ASSERT_MAY_BLOCK ();
  g_return_val_if_fail (HEDDLE_IS_LIBRARY (self), FALSE);

  g_mutex_lock (&self->mutex);
  readers = g_steal_pointer (&self->readers);
  writer = g_steal_pointer (&self->writer);
  idle_readers = g_steal_pointer (&self->idle_readers);
  g_mutex_unlock (&self->mutex);

  if (readers != NULL)
    heddle_reader_pool_close (readers);
  g_clear_pointer (&idle_readers, g_ptr_array_unref);

  if (writer != NULL)
    {
      ok = heddle_writer_close (writer, error);
      if (ok)
        heddle_library_lock_set_clean (self->lock);
    }

  g_clear_pointer (&self->lock, heddle_library_lock_release);

  return ok;
}

static gboolean
close_blocking (gpointer   data,
                GValue    *result,
                GError   **error)
{
  return heddle_library_close (data, error);
}

/**
 * heddle_library_close_async:
 * @self: the library
 *
 * Closes a library as [method@Library.close] does, without blocking.
 *
 * Returns: (transfer full): resolves once the library is closed
 */
DexFuture *
heddle_library_close_async (HeddleLibrary *self)
{
  dex_return_error_if_fail (HEDDLE_IS_LIBRARY (self));

  return heddle_run_blocking (close_blocking, g_object_ref (self), g_object_unref);
}

/**
 * heddle_library_get_path:
 * @self: the library
 *
 * Returns: (transfer none): the folder's absolute path
 */
const char *
heddle_library_get_path (HeddleLibrary *self)
{
  g_return_val_if_fail (HEDDLE_IS_LIBRARY (self), NULL);

  return self->path;
}

/**
 * heddle_library_get_uuid:
 * @self: the library
 *
 * Returns: (transfer none): the library's own UUID, the same wherever its folder goes
 */
const char *
heddle_library_get_uuid (HeddleLibrary *self)
{
  g_return_val_if_fail (HEDDLE_IS_LIBRARY (self), NULL);

  return self->uuid;
}

/**
 * heddle_library_is_read_only:
 * @self: the library
 *
 * Returns: whether it was opened for reading only
 */
gboolean
heddle_library_is_read_only (HeddleLibrary *self)
{
  g_return_val_if_fail (HEDDLE_IS_LIBRARY (self), TRUE);

  return self->read_only;
}

/**
 * heddle_library_is_newer:
 * @self: the library
 *
 * Returns: whether a newer version of the application made it, so that it can only be read
 */
gboolean
heddle_library_is_newer (HeddleLibrary *self)
{
  g_return_val_if_fail (HEDDLE_IS_LIBRARY (self), FALSE);

  return self->newer;
}

/**
 * heddle_library_dup_blobs_path:
 * @self: the library
 *
 * Returns: (transfer full): the folder of the contents
 */
char *
heddle_library_dup_blobs_path (HeddleLibrary *self)
{
  g_return_val_if_fail (HEDDLE_IS_LIBRARY (self), NULL);

  return child (self, "blobs");
}

/**
 * heddle_library_dup_thumbnails_path:
 * @self: the library
 *
 * Returns: (transfer full): the folder of the thumbnails, which can be deleted at any time
 */
char *
heddle_library_dup_thumbnails_path (HeddleLibrary *self)
{
  g_return_val_if_fail (HEDDLE_IS_LIBRARY (self), NULL);

  return child (self, "thumbnails");
}

/**
 * heddle_library_dup_backups_path:
 * @self: the library
 *
 * Returns: (transfer full): the folder of the database's copies
 */
char *
heddle_library_dup_backups_path (HeddleLibrary *self)
{
  g_return_val_if_fail (HEDDLE_IS_LIBRARY (self), NULL);

  return child (self, "backups");
}

static GError *
new_refusal (HeddleLibrary *self)
{
  if (self->read_only)
    return g_error_new (HEDDLE_STORE_ERROR, HEDDLE_STORE_ERROR_READ_ONLY,
                        _("The library “%s” was opened for reading only."), self->path);

  return g_error_new (HEDDLE_STORE_ERROR, HEDDLE_STORE_ERROR_CLOSED,
                      _("The library “%s” is closed."), self->path);
}

static void
push_to_writer (HeddleLibrary  *self,
                HeddleStoreJob *job)
{
  g_mutex_lock (&self->mutex);
  if (self->writer != NULL)
    heddle_writer_push (self->writer, g_steal_pointer (&job));
  g_mutex_unlock (&self->mutex);

  if (job != NULL)
    {
      job->error = new_refusal (self);
      heddle_store_job_settle (job);
    }
}

static DexFuture *
write_awaited (HeddleLibrary  *self,
               HeddleStoreJob *job)
{
  DexFuture *future = heddle_store_job_future (job);

  push_to_writer (self, job);
  return future;
}

/**
 * heddle_library_write:
 * @self: the library
 * @func: (scope notified): changes rows
 * @data: handed to @func
 * @destroy: (nullable): frees @data, on the thread that ran @func
 *
 * Runs @func on the writer's thread, in the order of the calls, within a transaction that it shares
 * with its neighbours: if it fails, what it changed is undone and nothing else is. @func runs even
 * if the future is dropped.
 *
 * Returns: (transfer full): resolves, to what @func set or %TRUE, once the changes would survive a
 *   power cut; rejects with @func's error, with that of an earlier
 *   [method@Library.write_later] (and @func is not run), or with that of the commit
 */
DexFuture *
heddle_library_write (HeddleLibrary   *self,
                      HeddleStoreFunc  func,
                      gpointer         data,
                      GDestroyNotify   destroy)
{
  dex_return_error_if_fail (HEDDLE_IS_LIBRARY (self));
  dex_return_error_if_fail (func != NULL);

  return write_awaited (self, heddle_store_job_new (func, data, destroy, HEDDLE_STORE_JOB_URGENT));
}

/**
 * heddle_library_write_gathered:
 * @self: the library
 * @func: (scope notified): changes rows
 * @data: handed to @func
 * @destroy: (nullable): frees @data, on the thread that ran @func
 *
 * Runs @func as [method@Library.write] does, in the same order, but lets it gather with others for
 * some milliseconds, until somebody waits for one of them. [method@Library.flush] ends that, too.
 *
 * Returns: (transfer full): settles as that of [method@Library.write] does
 */
DexFuture *
heddle_library_write_gathered (HeddleLibrary   *self,
                               HeddleStoreFunc  func,
                               gpointer         data,
                               GDestroyNotify   destroy)
{
  dex_return_error_if_fail (HEDDLE_IS_LIBRARY (self));
  dex_return_error_if_fail (func != NULL);

  return write_awaited (self, heddle_store_job_new (func, data, destroy, HEDDLE_STORE_JOB_GATHERED));
}

/**
 * heddle_library_write_later:
 * @self: the library
 * @func: (scope notified): changes rows
 * @data: handed to @func
 * @destroy: (nullable): frees @data, on the thread that ran @func
 *
 * Runs @func as [method@Library.write] does, in the same order, but lets it gather with others for
 * some milliseconds and tells nobody when it is done. An error is kept for the next write that
 * somebody waits for; on a library that is closed or only read, the call does nothing.
 */
void
heddle_library_write_later (HeddleLibrary   *self,
                            HeddleStoreFunc  func,
                            gpointer         data,
                            GDestroyNotify   destroy)
{
  g_return_if_fail (HEDDLE_IS_LIBRARY (self));
  g_return_if_fail (func != NULL);

  push_to_writer (self, heddle_store_job_new (func, data, destroy, HEDDLE_STORE_JOB_FORGOTTEN));
}

/**
 * heddle_library_flush:
 * @self: the library
 *
 * Waits for all that was queued for writing so far.
 *
 * Returns: (transfer full): resolves once it is on the disk; rejects with the first error of a
 *   [method@Library.write_later] that nobody was told yet
 */
DexFuture *
heddle_library_flush (HeddleLibrary *self)
{
  HeddleStoreJob *job;
  DexFuture *future;

  dex_return_error_if_fail (HEDDLE_IS_LIBRARY (self));

  job = heddle_store_job_new (NULL, NULL, NULL, HEDDLE_STORE_JOB_URGENT);
  future = heddle_store_job_future (job);
  push_to_writer (self, job);

  return future;
}

/**
 * heddle_library_read:
 * @self: the library
 * @func: (scope notified): reads rows
 * @data: handed to @func
 * @destroy: (nullable): frees @data, on the thread that ran @func
 *
 * Runs @func on one of a few reading threads. All that it reads is of one moment, and includes
 * every write whose future has resolved.
 *
 * Returns: (transfer full): resolves to what @func set or %TRUE; rejects with its error
 */
DexFuture *
heddle_library_read (HeddleLibrary   *self,
                     HeddleStoreFunc  func,
                     gpointer         data,
                     GDestroyNotify   destroy)
{
  HeddleStoreJob *job;
  DexFuture *future;

  dex_return_error_if_fail (HEDDLE_IS_LIBRARY (self));
  dex_return_error_if_fail (func != NULL);

  job = heddle_store_job_new (func, data, destroy, HEDDLE_STORE_JOB_URGENT);
  future = heddle_store_job_future (job);

  g_mutex_lock (&self->mutex);
  if (self->readers != NULL)
    heddle_reader_pool_push (self->readers, g_steal_pointer (&job));
  g_mutex_unlock (&self->mutex);

  if (job != NULL)
    {
      job->error = g_error_new (HEDDLE_STORE_ERROR, HEDDLE_STORE_ERROR_CLOSED,
                                _("The library “%s” is closed."), self->path);
      heddle_store_job_settle (job);
    }

  return future;
}

/**
 * heddle_library_open_reader:
 * @self: the library
 * @error: return location for an error
 *
 * Gives a thread that wants one a reading connection of its own. It blocks, and so does all that is
 * done with it.
 *
 * Returns: (transfer full): the connection, to be closed or, better, put back with
 *   [method@Library.put_reader_back]; %NULL with an error of [error@StoreError]
 */
HeddleDatabase *
heddle_library_open_reader (HeddleLibrary  *self,
                            GError        **error)
{
  HeddleDatabase *reader = NULL;

  HEDDLE_ASSERT_MAY_BLOCK ();
  g_return_val_if_fail (HEDDLE_IS_LIBRARY (self), NULL);

  g_mutex_lock (&self->mutex);
  if (self->idle_readers != NULL && self->idle_readers->len > 0)
    reader = g_ptr_array_steal_index_fast (self->idle_readers, self->idle_readers->len - 1);
  g_mutex_unlock (&self->mutex);

  return reader != NULL ? reader
                        : heddle_database_open (self->database_path, HEDDLE_DATABASE_READ_ONLY, error);
}

/**
 * heddle_library_put_reader_back:
 * @self: the library
 * @reader: (transfer full): what [method@Library.open_reader] gave
 *
 * Keeps the connection for the next that wants one, since opening one and learning the schema takes
 * longer than most of what is read with it. Blocks.
 */
void
heddle_library_put_reader_back (HeddleLibrary  *self,
                                HeddleDatabase *reader)
{
  g_return_if_fail (HEDDLE_IS_LIBRARY (self));

  g_mutex_lock (&self->mutex);
  if (self->idle_readers != NULL && self->idle_readers->len < MAX_IDLE_READERS
      && !heddle_database_is_in_transaction (reader))
    g_ptr_array_add (self->idle_readers, g_steal_pointer (&reader));
  g_mutex_unlock (&self->mutex);

  if (reader != NULL)
    heddle_database_close (reader, NULL);
  g_clear_object (&reader);
}
