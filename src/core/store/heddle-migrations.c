/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "store/heddle-migrations.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "base/heddle-threads.h"

#define MIGRATIONS_PATH "/app/heddle/Heddle/sql"

struct _HeddleMigrations
{
  GPtrArray *steps;
};

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
add_from_resources (HeddleMigrations *self)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) files = g_resources_enumerate_children (MIGRATIONS_PATH, 0, &error);

  if (files != NULL)
    qsort (files, g_strv_length (files), sizeof *files, compare_names);

  for (guint i = 0; files != NULL && files[i] != NULL; i++)
    {
      g_autofree char *path = g_build_path ("/", MIGRATIONS_PATH, files[i], NULL);
      g_autoptr (GBytes) bytes = NULL;

      if (!g_str_has_suffix (files[i], ".sql"))
        continue;

      g_assert (g_ascii_strtoll (files[i], NULL, 10) == (gint64) self->steps->len + 1);

      bytes = g_resources_lookup_data (path, 0, &error);
      if (bytes != NULL)
        heddle_migrations_add (self, g_bytes_get_data (bytes, NULL));
    }

  if (error != NULL)
    g_error ("The migrations cannot be read: %s", error->message);
}

/**
 * heddle_migrations_new:
 *
 * Returns: (transfer full): the migrations that this version ships
 */
HeddleMigrations *
heddle_migrations_new (void)
{
  HeddleMigrations *self = g_new0 (HeddleMigrations, 1);

  self->steps = g_ptr_array_new_with_free_func (g_free);
  add_from_resources (self);

  return self;
}

/**
 * heddle_migrations_free:
 * @self: (transfer full): the migrations
 *
 * Frees the migrations.
 */
void
heddle_migrations_free (HeddleMigrations *self)
{
  g_ptr_array_unref (self->steps);
  g_free (self);
}

/**
 * heddle_migrations_add:
 * @self: the migrations
 * @sql: the statements of one more step
 *
 * Appends a step. Its version is the number of steps.
 */
void
heddle_migrations_add (HeddleMigrations *self,
                       const char       *sql)
{
  g_ptr_array_add (self->steps, g_strdup (sql));
}

/**
 * heddle_migrations_keep:
 * @self: the migrations
 * @version: at most the version that a database has after all of them
 *
 * Leaves off the later steps: what a version of the application had that knew no more than these.
 */
void
heddle_migrations_keep (HeddleMigrations *self,
                        int               version)
{
  g_ptr_array_set_size (self->steps, version);
}

/**
 * heddle_migrations_get_version:
 * @self: the migrations
 *
 * Returns: the version that a database has after all of them
 */
int
heddle_migrations_get_version (HeddleMigrations *self)
{
  return (int) self->steps->len;
}

static gboolean
get_version (HeddleDatabase  *database,
             gint64          *version,
             GError         **error)
{
  gint64 application_id, tables;

  if (!heddle_database_query_int (database, "PRAGMA application_id", &application_id, error) ||
      !heddle_database_query_int (database, "PRAGMA user_version", version, error) ||
      !heddle_database_query_int (database, "SELECT count (*) FROM sqlite_schema", &tables, error))
    return FALSE;

  if (application_id == HEDDLE_APPLICATION_ID_NUMBER && *version > 0)
    return TRUE;

  if (application_id == 0 && *version == 0 && tables == 0)
    return TRUE;

  g_set_error (error, HEDDLE_STORE_ERROR, HEDDLE_STORE_ERROR_NOT_A_LIBRARY,
               _("“%s” is a database of another program."), heddle_database_get_path (database));
  return FALSE;
}

/**
 * heddle_migrations_get_state:
 * @self: the migrations
 * @database: a database
 * @state: (out): how far it is
 * @error: return location for an error
 *
 * Looks whether migrations are to be applied.
 *
 * Returns: %FALSE with %HEDDLE_STORE_ERROR_NOT_A_LIBRARY for another program's database, or
 *   another error of [error@StoreError] if it cannot be read
 */
gboolean
heddle_migrations_get_state (HeddleMigrations   *self,
                             HeddleDatabase     *database,
                             HeddleSchemaState  *state,
                             GError            **error)
{
  gint64 version;

  if (!get_version (database, &version, error))
    return FALSE;

  if (version == 0)
    *state = HEDDLE_SCHEMA_EMPTY;
  else if (version < (gint64) self->steps->len)
    *state = HEDDLE_SCHEMA_OLDER;
  else if (version == (gint64) self->steps->len)
    *state = HEDDLE_SCHEMA_CURRENT;
  else
    *state = HEDDLE_SCHEMA_NEWER;

  return TRUE;
}

static gboolean
back_up (HeddleDatabase  *database,
         gint64           version,
         const char      *backups,
         GError         **error)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *time = g_date_time_format (now, "%Y%m%dT%H%M%S");
  g_autofree char *name = g_strdup_printf ("version-%d-%s-%06d.db", (int) version, time,
                                           g_date_time_get_microsecond (now));
  g_autofree char *path = g_build_filename (backups, name, NULL);

  if (g_mkdir_with_parents (backups, 0700) != 0)
    {
      heddle_store_set_system_error (error, errno, backups);
      return FALSE;
    }

  return heddle_database_backup (database, path, error);
}

static gboolean
check_references (HeddleDatabase  *database,
                  GError         **error)
{
  gint64 violations;

  if (!heddle_database_query_int (database, "SELECT count (*) FROM pragma_foreign_key_check",
                                  &violations, error))
    return FALSE;

  if (violations > 0)
    {
      g_set_error (error, HEDDLE_STORE_ERROR, HEDDLE_STORE_ERROR_DAMAGED,
                   _("The library cannot be brought up to date: rows refer to others that are not "
                     "there. It was left as it was."));
      return FALSE;
    }

  return TRUE;
}

static gboolean
run_step (HeddleMigrations  *self,
          HeddleDatabase    *database,
          int                version,
          GError           **error)
{
  const char *sql = g_ptr_array_index (self->steps, version - 1);
  g_autofree char *mark = g_strdup_printf ("PRAGMA application_id = %d; PRAGMA user_version = %d;",
                                           HEDDLE_APPLICATION_ID_NUMBER, version);

  if (!heddle_database_execute_script (database, "BEGIN IMMEDIATE", error))
    return FALSE;

  if (heddle_database_execute_script (database, sql, error) &&
      check_references (database, error) &&
      heddle_database_execute_script (database, mark, error) &&
      heddle_database_execute_script (database, "COMMIT", error))
    return TRUE;

  if (heddle_database_is_in_transaction (database))
    heddle_database_execute_script (database, "ROLLBACK", NULL);

  return FALSE;
}

/**
 * heddle_migrations_apply:
 * @self: the migrations
 * @database: a writing connection that nothing else uses yet
 * @backups: the folder that a copy of the database goes to before it is changed
 * @error: return location for an error
 *
 * Brings the database to the current version, one transaction per step, so that a crash leaves it
 * at one version or the next. A database with something in it is copied first.
 *
 * Returns: %FALSE with %HEDDLE_STORE_ERROR_NEWER or %HEDDLE_STORE_ERROR_NOT_A_LIBRARY, or another
 *   error of [error@StoreError] if a step failed; the database is as the steps before left it
 */
gboolean
heddle_migrations_apply (HeddleMigrations  *self,
                         HeddleDatabase    *database,
                         const char        *backups,
                         GError           **error)
{
  gint64 version;
  gboolean ok;

  HEDDLE_ASSERT_MAY_BLOCK ();

  if (!get_version (database, &version, error))
    return FALSE;

  if (version == (gint64) self->steps->len)
    return TRUE;

  if (version > (gint64) self->steps->len)
    {
      g_set_error (error, HEDDLE_STORE_ERROR, HEDDLE_STORE_ERROR_NEWER,
                   _("A newer version of Heddle made this library. This version can show it but "
                     "not change it: update Heddle to work with it."));
      return FALSE;
    }

  if (version > 0 && !back_up (database, version, backups, error))
    return FALSE;

  ok = heddle_database_set_foreign_keys (database, FALSE, error);
  while (ok && version < (gint64) self->steps->len)
    {
      version++;
      ok = run_step (self, database, (int) version, error);
    }

  if (!heddle_database_set_foreign_keys (database, TRUE, ok ? error : NULL))
    return FALSE;

  return ok;
}
