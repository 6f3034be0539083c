/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "store/heddle-database.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "base/heddle-threads.h"
#include "store/heddle-library-folder.h"
#include "store/heddle-queries.h"
#include "store/heddle-sqlite-error.h"

#define BUSY_TIMEOUT_MS 5000
#define BACKUP_PAGES_PER_STEP 1024

struct _HeddleDatabase
{
  GObject parent_instance;

  char *path;
  sqlite3 *connection;
  GHashTable *statements;
  gboolean read_only;
};

G_DEFINE_FINAL_TYPE (HeddleDatabase, heddle_database, G_TYPE_OBJECT)

static gboolean
check_status (HeddleDatabase  *self,
              int              status,
              GError         **error)
{
  if (status == SQLITE_OK)
    return TRUE;

  heddle_sqlite_set_error (error, self->connection, status);
  return FALSE;
}

static gboolean
configure (HeddleDatabase  *self,
           int              option,
           int              value,
           GError         **error)
{
  return check_status (self, sqlite3_db_config (self->connection, option, value, NULL), error);
}

static gboolean
use_write_ahead_log (HeddleDatabase  *self,
                     GError         **error)
{
  g_autoptr (HeddleStatement) statement = NULL;
  g_autofree char *mode = NULL;

  statement = heddle_database_prepare_sql (self, "PRAGMA journal_mode = WAL", error);
  if (statement == NULL)
    return FALSE;

  if (heddle_statement_next (statement))
    mode = heddle_statement_dup_text (statement, 0);
  if (!heddle_statement_finish (statement, error))
    return FALSE;

  if (g_strcmp0 (mode, "wal") != 0)
    {
      g_set_error (error, HEDDLE_STORE_ERROR, HEDDLE_STORE_ERROR_CANNOT_OPEN,
                   _("The folder of “%s” cannot hold a library: SQLite has no write-ahead log "
                     "there (a network folder?)."), self->path);
      return FALSE;
    }

  return TRUE;
}

/* SQLite's own count of its memory, which nobody reads, has a lock that all connections share. */
static void
set_up_sqlite (void)
{
  static gsize done;

  if (!g_once_init_enter (&done))
    return;
  sqlite3_config (SQLITE_CONFIG_MEMSTATUS, 0);
  g_once_init_leave (&done, 1);
}

static gboolean
set_up_reader (HeddleDatabase  *self,
               GError         **error)
{
  return configure (self, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, error) &&
         heddle_database_execute_script (self,
                                         "PRAGMA query_only = ON;"
                                         "PRAGMA wal_autocheckpoint = 0;",
                                         error);
}

static gboolean
set_up_writer (HeddleDatabase  *self,
               GError         **error)
{
  return use_write_ahead_log (self, error) &&
         heddle_database_execute_script (self,
                                         "PRAGMA synchronous = FULL;"
                                         "PRAGMA wal_autocheckpoint = 4000;"
                                         "PRAGMA journal_size_limit = 67108864;"
                                         "PRAGMA cache_size = -16384;",
                                         error);
}

static gboolean
set_up (HeddleDatabase  *self,
        GError         **error)
{
  if (!check_status (self, sqlite3_busy_timeout (self->connection, BUSY_TIMEOUT_MS), error) ||
      !configure (self, SQLITE_DBCONFIG_DEFENSIVE, 1, error) ||
      !configure (self, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, error) ||
      !configure (self, SQLITE_DBCONFIG_ENABLE_FKEY, 1, error) ||
      !configure (self, SQLITE_DBCONFIG_DQS_DML, 0, error) ||
      !configure (self, SQLITE_DBCONFIG_DQS_DDL, 0, error) ||
      !heddle_database_execute_script (self,
                                       "PRAGMA cell_size_check = ON;"
                                       "PRAGMA temp_store = MEMORY;",
                                       error))
    return FALSE;

  return self->read_only ? set_up_reader (self, error) : set_up_writer (self, error);
}

static void
heddle_database_finalize (GObject *object)
{
  HeddleDatabase *self = HEDDLE_DATABASE (object);

  g_clear_pointer (&self->statements, g_hash_table_unref);
  sqlite3_close_v2 (g_steal_pointer (&self->connection));
  g_clear_pointer (&self->path, g_free);

  G_OBJECT_CLASS (heddle_database_parent_class)->finalize (object);
}

static void
heddle_database_class_init (HeddleDatabaseClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = heddle_database_finalize;
}

static void
heddle_database_init (HeddleDatabase *self)
{
  self->statements = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                            (GDestroyNotify) heddle_statement_free);
}

/**
 * heddle_database_open:
 * @path: the file
 * @flags: how to open it
 * @error: return location for an error
 *
 * Opens one connection with everything that a library asks for: foreign keys, a schema that is not
 * trusted, defensive mode; for writing a write-ahead log that is synced at every commit. A
 * connection serves one thread at a time. Readers never checkpoint: before SQLite 3.51.3 two
 * connections that reset the log at once can corrupt it.
 *
 * Returns: (transfer full): the connection, or %NULL with an error of [error@StoreError]
 */
HeddleDatabase *
heddle_database_open (const char           *path,
                      HeddleDatabaseFlags   flags,
                      GError              **error)
{
  g_autoptr (HeddleDatabase) self = NULL;
  int open_flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;

  HEDDLE_ASSERT_MAY_BLOCK ();
  g_return_val_if_fail (path != NULL, NULL);

  set_up_sqlite ();
  self = g_object_new (HEDDLE_TYPE_DATABASE, NULL);
  self->path = g_strdup (path);
  self->read_only = (flags & HEDDLE_DATABASE_READ_ONLY) != 0;

  open_flags |= self->read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
  if ((flags & HEDDLE_DATABASE_CREATE) != 0 && !self->read_only)
    open_flags |= SQLITE_OPEN_CREATE;

  if (!check_status (self, sqlite3_open_v2 (path, &self->connection, open_flags, NULL), error) ||
      !set_up (self, error))
    {
      g_prefix_error (error, "“%s”: ", path);
      return NULL;
    }

  return g_steal_pointer (&self);
}

/**
 * heddle_database_close:
 * @self: the connection
 * @error: return location for an error
 *
 * Closes the connection. A writer leaves a database that is whole in one file: it lets SQLite
 * refresh its statistics and puts the write-ahead log back into the database.
 *
 * Returns: %FALSE with an error if the log could not be put back; the connection is closed anyway,
 *   and nothing that was committed is lost
 */
gboolean
heddle_database_close (HeddleDatabase  *self,
                       GError         **error)
{
  gboolean ok = TRUE;

  HEDDLE_ASSERT_MAY_BLOCK ();
  g_return_val_if_fail (HEDDLE_IS_DATABASE (self), FALSE);

  if (self->connection == NULL)
    return TRUE;

  if (!self->read_only)
    ok = heddle_database_execute_script (self, "PRAGMA optimize;", error) &&
         heddle_database_checkpoint (self, error);

  g_hash_table_remove_all (self->statements);
  sqlite3_close_v2 (g_steal_pointer (&self->connection));

  return ok;
}

/**
 * heddle_database_get_path:
 * @self: the connection
 *
 * Returns: (transfer none): the file's path as it was opened
 */
const char *
heddle_database_get_path (HeddleDatabase *self)
{
  g_return_val_if_fail (HEDDLE_IS_DATABASE (self), NULL);

  return self->path;
}

/**
 * heddle_database_prepare:
 * @self: the connection
 * @name: (not nullable): the name of a statement in `sql/queries/`, a string literal
 * @error: return location for an error
 *
 * Takes a named statement. It is prepared at its first use and kept; while it is in use further up
 * in the call stack, a second one is made for the while.
 *
 * Returns: (transfer full): the statement, or %NULL with an error of [error@StoreError]
 */
HeddleStatement *
heddle_database_prepare (HeddleDatabase  *self,
                         const char      *name,
                         GError         **error)
{
  HeddleStatement *statement;

  HEDDLE_ASSERT_MAY_BLOCK ();
  g_return_val_if_fail (HEDDLE_IS_DATABASE (self), NULL);

  statement = g_hash_table_lookup (self->statements, name);
  if (statement == NULL)
    {
      statement = heddle_statement_new (self->connection, heddle_queries_lookup (name), TRUE,
                                        error);
      if (statement == NULL)
        return NULL;

      g_hash_table_insert (self->statements, (gpointer) name, statement);
    }

  if (!heddle_statement_acquire (statement))
    return heddle_database_prepare_sql (self, heddle_queries_lookup (name), error);

  return statement;
}

/**
 * heddle_database_prepare_sql:
 * @self: the connection
 * @sql: one statement
 * @error: return location for an error
 *
 * Prepares a statement that is used once.
 *
 * Returns: (transfer full): the statement, or %NULL with an error of [error@StoreError]
 */
HeddleStatement *
heddle_database_prepare_sql (HeddleDatabase  *self,
                             const char      *sql,
                             GError         **error)
{
  HEDDLE_ASSERT_MAY_BLOCK ();
  g_return_val_if_fail (HEDDLE_IS_DATABASE (self), NULL);

  return heddle_statement_new (self->connection, sql, FALSE, error);
}

/**
 * heddle_database_execute:
 * @self: the connection
 * @name: the name of a statement without parameters
 * @error: return location for an error
 *
 * Runs a named statement to its end.
 *
 * Returns: %FALSE with an error of [error@StoreError] if it failed
 */
gboolean
heddle_database_execute (HeddleDatabase  *self,
                         const char      *name,
                         GError         **error)
{
  g_autoptr (HeddleStatement) statement = heddle_database_prepare (self, name, error);

  return statement != NULL && heddle_statement_execute (statement, error);
}

/**
 * heddle_database_execute_script:
 * @self: the connection
 * @sql: statements, separated by semicolons
 * @error: return location for an error
 *
 * Runs several statements and drops their rows.
 *
 * Returns: %FALSE with an error of [error@StoreError] if one failed
 */
gboolean
heddle_database_execute_script (HeddleDatabase  *self,
                                const char      *sql,
                                GError         **error)
{
  HEDDLE_ASSERT_MAY_BLOCK ();
  g_return_val_if_fail (HEDDLE_IS_DATABASE (self), FALSE);

  return check_status (self, sqlite3_exec (self->connection, sql, NULL, NULL, NULL), error);
}

/**
 * heddle_database_query_int:
 * @self: the connection
 * @sql: one statement that gives at least one row
 * @value: (out): its first column as an integer, 0 without a row
 * @error: return location for an error
 *
 * Asks for one number.
 *
 * Returns: %FALSE with an error of [error@StoreError] if the statement failed
 */
gboolean
heddle_database_query_int (HeddleDatabase  *self,
                           const char      *sql,
                           gint64          *value,
                           GError         **error)
{
  g_autoptr (HeddleStatement) statement = heddle_database_prepare_sql (self, sql, error);

  *value = 0;

  if (statement == NULL)
    return FALSE;

  if (heddle_statement_next (statement))
    *value = heddle_statement_get_int (statement, 0);

  return heddle_statement_finish (statement, error);
}

/**
 * heddle_database_count_changes:
 * @self: the connection
 *
 * Returns: how many rows the last statement has inserted, changed or deleted, triggers' not counted
 */
gint64
heddle_database_count_changes (HeddleDatabase *self)
{
  g_return_val_if_fail (HEDDLE_IS_DATABASE (self), 0);

  return sqlite3_changes64 (self->connection);
}

/**
 * heddle_database_get_last_id:
 * @self: the connection
 *
 * Returns: the id of the row that was inserted last
 */
gint64
heddle_database_get_last_id (HeddleDatabase *self)
{
  g_return_val_if_fail (HEDDLE_IS_DATABASE (self), 0);

  return sqlite3_last_insert_rowid (self->connection);
}

/**
 * heddle_database_is_in_transaction:
 * @self: the connection
 *
 * Returns: whether a transaction is open. SQLite itself may end one, when the disk is full for
 *   example
 */
gboolean
heddle_database_is_in_transaction (HeddleDatabase *self)
{
  g_return_val_if_fail (HEDDLE_IS_DATABASE (self), FALSE);

  return !sqlite3_get_autocommit (self->connection);
}

/**
 * heddle_database_set_foreign_keys:
 * @self: the connection, in no transaction
 * @enforced: whether references are enforced
 * @error: return location for an error
 *
 * Migrations that rebuild a table do so without enforcement and check all references at the end.
 *
 * Returns: %FALSE with an error of [error@StoreError] if it cannot be set
 */
gboolean
heddle_database_set_foreign_keys (HeddleDatabase  *self,
                                  gboolean         enforced,
                                  GError         **error)
{
  g_return_val_if_fail (HEDDLE_IS_DATABASE (self), FALSE);

  return configure (self, SQLITE_DBCONFIG_ENABLE_FKEY, enforced, error);
}

/**
 * heddle_database_checkpoint:
 * @self: the writing connection
 * @error: return location for an error
 *
 * Puts the whole write-ahead log into the database and empties it, as far as readers let it:
 * what a reader still looks at stays in the log, which is no error.
 *
 * Returns: %FALSE with an error of [error@StoreError] if it failed
 */
gboolean
heddle_database_checkpoint (HeddleDatabase  *self,
                            GError         **error)
{
  int status;

  HEDDLE_ASSERT_MAY_BLOCK ();
  g_return_val_if_fail (HEDDLE_IS_DATABASE (self) && !self->read_only, FALSE);

  sqlite3_busy_timeout (self->connection, 0);
  status = sqlite3_wal_checkpoint_v2 (self->connection, NULL, SQLITE_CHECKPOINT_TRUNCATE,
                                      NULL, NULL);
  sqlite3_busy_timeout (self->connection, BUSY_TIMEOUT_MS);

  return (status & 0xff) == SQLITE_BUSY || check_status (self, status, error);
}

static gboolean
copy_pages (HeddleDatabase  *self,
            HeddleDatabase  *target,
            GError         **error)
{
  sqlite3_backup *backup;
  int status;

  backup = sqlite3_backup_init (target->connection, "main", self->connection, "main");
  if (backup == NULL)
    return check_status (target, sqlite3_extended_errcode (target->connection), error);

  do
    status = sqlite3_backup_step (backup, BACKUP_PAGES_PER_STEP);
  while (status == SQLITE_OK);

  if (status != SQLITE_DONE)
    heddle_sqlite_set_error (error, target->connection, status);
  sqlite3_backup_finish (backup);

  return status == SQLITE_DONE;
}

/**
 * heddle_database_backup:
 * @self: the connection
 * @path: the file to make; it must not be there yet
 * @error: return location for an error
 *
 * Copies the database as it is at one moment. The copy is one file without a log beside it; while
 * it is made it has `.part` behind its name.
 *
 * Returns: %TRUE once the copy would survive a power cut, %FALSE with an error of
 *   [error@StoreError] if it failed
 */
gboolean
heddle_database_backup (HeddleDatabase  *self,
                        const char      *path,
                        GError         **error)
{
  g_autoptr (HeddleDatabase) target = NULL;
  g_autofree char *part = g_strconcat (path, ".part", NULL);
  g_autofree char *folder = NULL;
  gboolean ok;

  HEDDLE_ASSERT_MAY_BLOCK ();
  g_return_val_if_fail (HEDDLE_IS_DATABASE (self), FALSE);

  g_unlink (part);
  target = heddle_database_open (part, HEDDLE_DATABASE_CREATE, error);
  ok = target != NULL &&
       copy_pages (self, target, error) &&
       heddle_database_execute_script (target, "PRAGMA journal_mode = DELETE;", error);
  g_clear_object (&target);

  if (ok && g_rename (part, path) != 0)
    {
      heddle_store_set_system_error (error, errno, path);
      ok = FALSE;
    }

  if (!ok)
    {
      g_unlink (part);
      return FALSE;
    }

  folder = g_path_get_dirname (path);
  return heddle_library_folder_sync (folder, error);
}

/**
 * heddle_database_check:
 * @self: the connection
 * @quick: whether to leave out that indexes fit their tables, and the references between rows
 * @error: return location for an error
 *
 * Checks the database as SQLite can.
 *
 * Returns: (transfer full) (element-type utf8): what is wrong, empty where all is well; %NULL with
 *   an error of [error@StoreError] if the check itself failed
 */
GPtrArray *
heddle_database_check (HeddleDatabase  *self,
                       gboolean         quick,
                       GError         **error)
{
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (HeddleStatement) integrity = NULL;
  g_autoptr (HeddleStatement) references = NULL;

  integrity = heddle_database_prepare_sql (self, quick ? "PRAGMA quick_check"
                                                       : "PRAGMA integrity_check", error);
  if (integrity == NULL)
    return NULL;

  while (heddle_statement_next (integrity))
    if (g_strcmp0 (heddle_statement_get_text (integrity, 0), "ok") != 0)
      g_ptr_array_add (findings, heddle_statement_dup_text (integrity, 0));

  if (!heddle_statement_finish (integrity, error))
    return NULL;

  if (quick)
    return g_steal_pointer (&findings);

  references = heddle_database_prepare_sql (self, "PRAGMA foreign_key_check", error);
  if (references == NULL)
    return NULL;

  while (heddle_statement_next (references))
    g_ptr_array_add (findings,
                     g_strdup_printf (_("A row of table %s refers to one of table %s that is not "
                                        "there (row %s)"),
                                      heddle_statement_get_text (references, 0),
                                      heddle_statement_get_text (references, 2),
                                      heddle_statement_is_null (references, 1)
                                        ? "?" : heddle_statement_get_text (references, 1)));

  if (!heddle_statement_finish (references, error))
    return NULL;

  return g_steal_pointer (&findings);
}
