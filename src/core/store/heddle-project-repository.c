/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "store/heddle-project-repository.h"

#include <glib/gi18n-lib.h>

#include "base/heddle-uuid.h"
#include "store/heddle-entities.h"

/**
 * heddle_project_record_free:
 * @self: (transfer full): the record
 *
 * Frees the record.
 */
void
heddle_project_record_free (HeddleProjectRecord *self)
{
  g_free (self->uuid);
  g_free (self->name);
  g_free (self);
}

static gboolean
find_id (HeddleDatabase  *database,
         const char      *name,
         gint64          *id,
         GError         **error)
{
  g_autoptr (HeddleStatement) statement = heddle_database_prepare (database, "project-id", error);

  *id = 0;
  if (statement == NULL)
    return FALSE;

  heddle_statement_bind_text (statement, 1, name);
  if (heddle_statement_next (statement))
    *id = heddle_statement_get_int (statement, 0);

  return heddle_statement_finish (statement, error);
}

/**
 * heddle_projects_ensure:
 * @database: a writing connection
 * @name: what people call it
 * @id: (out): its row
 * @error: return location for an error
 *
 * Finds the project of that name, or makes it.
 *
 * Returns: %FALSE with an error of [error@StoreError] if it could not be read or written
 */
gboolean
heddle_projects_ensure (HeddleDatabase  *database,
                        const char      *name,
                        gint64          *id,
                        GError         **error)
{
  g_autoptr (HeddleStatement) statement = NULL;
  g_autofree char *uuid = NULL;

  if (!find_id (database, name, id, error))
    return FALSE;

  if (*id != 0)
    return TRUE;

  statement = heddle_database_prepare (database, "project-insert", error);
  if (statement == NULL)
    return FALSE;

  uuid = heddle_uuid_new ();
  heddle_statement_bind_text (statement, 1, uuid);
  heddle_statement_bind_text (statement, 2, name);
  heddle_statement_bind_int (statement, 3, g_get_real_time () / 1000);
  if (!heddle_statement_execute (statement, error))
    return FALSE;

  *id = heddle_database_get_last_id (database);
  return TRUE;
}

static GPtrArray *
read_rows (HeddleStatement  *statement,
           GError          **error)
{
  g_autoptr (GPtrArray) records = NULL;

  records = g_ptr_array_new_with_free_func ((GDestroyNotify) heddle_project_record_free);
  while (heddle_statement_next (statement))
    {
      HeddleProjectRecord *record = g_new0 (HeddleProjectRecord, 1);

      record->id = heddle_statement_get_int (statement, 0);
      record->uuid = heddle_statement_dup_text (statement, 1);
      record->name = heddle_statement_dup_text (statement, 2);
      record->created_at = heddle_statement_get_int (statement, 3);
      g_ptr_array_add (records, record);
    }

  if (!heddle_statement_finish (statement, error))
    return NULL;

  return g_steal_pointer (&records);
}

/**
 * heddle_projects_find:
 * @database: a connection
 * @text: the project's UUID, or the beginning of it
 * @error: return location for an error
 *
 * Returns: (transfer full): the project, or %NULL with %HEDDLE_STORE_ERROR_NOT_FOUND,
 *   %HEDDLE_STORE_ERROR_AMBIGUOUS or another error of [error@StoreError]
 */
HeddleProjectRecord *
heddle_projects_find (HeddleDatabase  *database,
                      const char      *text,
                      GError         **error)
{
  g_autofree char *uuid = heddle_entities_resolve (database, HEDDLE_ENTITY_PROJECT, text, error);
  g_autoptr (HeddleStatement) statement = NULL;
  g_autoptr (GPtrArray) records = NULL;

  if (uuid == NULL)
    return NULL;

  statement = heddle_database_prepare (database, "project-get-uuid", error);
  if (statement == NULL)
    return NULL;

  heddle_statement_bind_text (statement, 1, uuid);
  records = read_rows (statement, error);
  if (records == NULL)
    return NULL;

  if (records->len == 0)
    {
      g_set_error (error, HEDDLE_STORE_ERROR, HEDDLE_STORE_ERROR_NOT_FOUND,
                   _("The library holds no project “%s”."), uuid);
      return NULL;
    }

  return g_ptr_array_steal_index (records, 0);
}

/**
 * heddle_projects_list:
 * @database: a connection
 * @limit: how many at most, -1 for all
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type HeddleProjectRecord): projects, the newest first, or %NULL
 *   with an error of [error@StoreError]
 */
GPtrArray *
heddle_projects_list (HeddleDatabase  *database,
                      int              limit,
                      GError         **error)
{
  g_autoptr (HeddleStatement) statement = heddle_database_prepare (database, "project-list", error);

  if (statement == NULL)
    return NULL;

  heddle_statement_bind_int (statement, 1, limit);
  return read_rows (statement, error);
}
