/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "store/heddle-blob-repository.h"

#include <glib/gi18n-lib.h>

static const char *const owner_names[] = {
  [HEDDLE_BLOB_OWNER_API_CALL] = "api_call",
  [HEDDLE_BLOB_OWNER_ASSET] = "asset",
  [HEDDLE_BLOB_OWNER_CACHE_ENTRY] = "cache_entry",
  [HEDDLE_BLOB_OWNER_RUN] = "run",
  [HEDDLE_BLOB_OWNER_RUN_ITEM] = "run_item",
};

/**
 * heddle_blob_record_free:
 * @self: (transfer full): the record
 *
 * Frees the record.
 */
void
heddle_blob_record_free (HeddleBlobRecord *self)
{
  g_free (self->hash);
  g_free (self);
}

static gboolean
find_id (HeddleDatabase  *database,
         const char      *hash,
         gint64          *id,
         GError         **error)
{
  g_autoptr (HeddleStatement) statement = heddle_database_prepare (database, "blob-id", error);

  *id = 0;
  if (statement == NULL)
    return FALSE;

  heddle_statement_bind_hash (statement, 1, hash);
  if (heddle_statement_next (statement))
    *id = heddle_statement_get_int (statement, 0);

  return heddle_statement_finish (statement, error);
}

/**
 * heddle_blobs_add:
 * @database: a writing connection
 * @hash: SHA-256 of the content
 * @bytes: its size
 * @id: (out) (optional): its row
 * @error: return location for an error
 *
 * Writes down that a content is in the library's folder. It has to be on the disk by then.
 *
 * Returns: %FALSE with an error of [error@StoreError] if it could not be written
 */
gboolean
heddle_blobs_add (HeddleDatabase  *database,
                  const char      *hash,
                  gint64           bytes,
                  gint64          *id,
                  GError         **error)
{
  g_autoptr (HeddleStatement) statement = heddle_database_prepare (database, "blob-add", error);

  if (statement == NULL)
    return FALSE;

  heddle_statement_bind_hash (statement, 1, hash);
  heddle_statement_bind_int (statement, 2, bytes);
  heddle_statement_bind_int (statement, 3, g_get_real_time () / 1000);

  return heddle_statement_execute (statement, error) &&
         (id == NULL || find_id (database, hash, id, error));
}

static gboolean
clear_refs (HeddleDatabase   *database,
            HeddleBlobOwner   owner,
            gint64            owner_id,
            GError          **error)
{
  g_autoptr (HeddleStatement) statement = NULL;

  statement = heddle_database_prepare (database, "blob-ref-clear", error);
  if (statement == NULL)
    return FALSE;

  heddle_statement_bind_text (statement, 1, owner_names[owner]);
  heddle_statement_bind_int (statement, 2, owner_id);

  return heddle_statement_execute (statement, error);
}

static gboolean
add_ref (HeddleDatabase   *database,
         HeddleBlobOwner   owner,
         gint64            owner_id,
         const char       *hash,
         GError          **error)
{
  g_autoptr (HeddleStatement) statement = NULL;
  gint64 blob_id;

  if (!find_id (database, hash, &blob_id, error))
    return FALSE;

  if (blob_id == 0)
    {
      g_set_error (error, HEDDLE_STORE_ERROR, HEDDLE_STORE_ERROR_NOT_FOUND,
                   _("The library does not hold the content %s."), hash);
      return FALSE;
    }

  statement = heddle_database_prepare (database, "blob-ref-add", error);
  if (statement == NULL)
    return FALSE;

  heddle_statement_bind_text (statement, 1, owner_names[owner]);
  heddle_statement_bind_int (statement, 2, owner_id);
  heddle_statement_bind_int (statement, 3, blob_id);

  return heddle_statement_execute (statement, error);
}

/**
 * heddle_blobs_add_refs:
 * @database: a writing connection
 * @owner: what kind of row needs the blobs
 * @owner_id: the row
 * @hashes: (nullable) (array zero-terminated=1): blobs that it needs, in any order
 * @error: return location for an error
 *
 * Says that a row needs blobs, besides those that it needs already.
 *
 * Returns: %FALSE with %HEDDLE_STORE_ERROR_NOT_FOUND if [func@blobs_add] was not called for one of
 *   them, or another error of [error@StoreError]
 */
gboolean
heddle_blobs_add_refs (HeddleDatabase     *database,
                       HeddleBlobOwner     owner,
                       gint64              owner_id,
                       const char *const  *hashes,
                       GError            **error)
{
  for (guint i = 0; hashes != NULL && hashes[i] != NULL; i++)
    if (!add_ref (database, owner, owner_id, hashes[i], error))
      return FALSE;

  return TRUE;
}

/**
 * heddle_blobs_set_refs:
 * @database: a writing connection
 * @owner: what kind of row needs the blobs
 * @owner_id: the row
 * @hashes: (nullable) (array zero-terminated=1): all the blobs that it needs, in any order
 * @error: return location for an error
 *
 * Says which blobs a row needs. They are kept until it is deleted or says otherwise.
 *
 * Returns: %FALSE with %HEDDLE_STORE_ERROR_NOT_FOUND if [func@blobs_add] was not called for one of
 *   them, or another error of [error@StoreError]
 */
gboolean
heddle_blobs_set_refs (HeddleDatabase     *database,
                       HeddleBlobOwner     owner,
                       gint64              owner_id,
                       const char *const  *hashes,
                       GError            **error)
{
  return clear_refs (database, owner, owner_id, error)
         && heddle_blobs_add_refs (database, owner, owner_id, hashes, error);
}

/**
 * heddle_blobs_list:
 * @database: a connection
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type HeddleBlobRecord): all contents that the library knows, or
 *   %NULL with an error of [error@StoreError]
 */
GPtrArray *
heddle_blobs_list (HeddleDatabase  *database,
                   GError         **error)
{
  g_autoptr (HeddleStatement) statement = heddle_database_prepare (database, "blob-list", error);
  g_autoptr (GPtrArray) records = NULL;

  if (statement == NULL)
    return NULL;

  records = g_ptr_array_new_with_free_func ((GDestroyNotify) heddle_blob_record_free);
  while (heddle_statement_next (statement))
    {
      HeddleBlobRecord *record = g_new0 (HeddleBlobRecord, 1);

      record->id = heddle_statement_get_int (statement, 0);
      record->hash = heddle_statement_dup_hash (statement, 1);
      record->bytes = heddle_statement_get_int (statement, 2);
      g_ptr_array_add (records, record);
    }

  if (!heddle_statement_finish (statement, error))
    return NULL;

  return g_steal_pointer (&records);
}

/**
 * heddle_blobs_get_bytes:
 * @database: a connection
 * @hash: SHA-256 of a content
 * @bytes: (out): its size; -1 where the library does not know it
 * @error: return location for an error
 *
 * Returns: %FALSE with an error of [error@StoreError] if it could not be read
 */
gboolean
heddle_blobs_get_bytes (HeddleDatabase  *database,
                        const char      *hash,
                        gint64          *bytes,
                        GError         **error)
{
  g_autoptr (HeddleStatement) statement = NULL;

  *bytes = -1;
  statement = heddle_database_prepare (database, "blob-bytes", error);
  if (statement == NULL)
    return FALSE;

  heddle_statement_bind_hash (statement, 1, hash);
  if (heddle_statement_next (statement))
    *bytes = heddle_statement_get_int (statement, 0);

  return heddle_statement_finish (statement, error);
}

/**
 * heddle_blobs_is_referenced:
 * @database: a connection
 * @hash: SHA-256 of a content
 * @referenced: (out): whether any row needs it
 * @error: return location for an error
 *
 * Returns: %FALSE with an error of [error@StoreError] if it could not be read
 */
gboolean
heddle_blobs_is_referenced (HeddleDatabase  *database,
                            const char      *hash,
                            gboolean        *referenced,
                            GError         **error)
{
  g_autoptr (HeddleStatement) statement = NULL;

  *referenced = FALSE;
  statement = heddle_database_prepare (database, "blob-is-referenced", error);
  if (statement == NULL)
    return FALSE;

  heddle_statement_bind_hash (statement, 1, hash);
  *referenced = heddle_statement_next (statement);

  return heddle_statement_finish (statement, error);
}

/**
 * heddle_blobs_delete_unreferenced:
 * @database: a writing connection
 * @error: return location for an error
 *
 * Forgets the contents that no row needs. Their files are for the caller to delete afterwards.
 *
 * Returns: %FALSE with an error of [error@StoreError] if it failed
 */
gboolean
heddle_blobs_delete_unreferenced (HeddleDatabase  *database,
                                  GError         **error)
{
  return heddle_database_execute (database, "blob-delete-unreferenced", error);
}
