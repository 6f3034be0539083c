/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "store/heddle-cache-repository.h"

#include <string.h>

#include "store/heddle-blob-repository.h"

/* What entries are found by: the first eight bytes of the hash. */
static gint64
prefix_of (const char *key)
{
  guint8 bytes[32];
  gint64 prefix;

  if (!heddle_hash_to_bytes (key, bytes))
    return 0;

  memcpy (&prefix, bytes, sizeof prefix);
  return GINT64_FROM_BE (prefix);
}

static gint64
now_ms (void)
{
  return g_get_real_time () / 1000;
}

/**
 * heddle_cache_record_new:
 *
 * Returns: (transfer full): an empty record, to be filled
 */
HeddleCacheRecord *
heddle_cache_record_new (void)
{
  return g_new0 (HeddleCacheRecord, 1);
}

/**
 * heddle_cache_record_free:
 * @self: (transfer full): the record
 *
 * Frees the record.
 */
void
heddle_cache_record_free (HeddleCacheRecord *self)
{
  g_free (self->key);
  g_free (self->outputs);
  g_free (self);
}

static gboolean
write_entry (HeddleDatabase           *database,
             const char               *query,
             const HeddleCacheRecord  *record,
             GError                  **error)
{
  g_autoptr (HeddleStatement) statement = heddle_database_prepare (database, query, error);

  if (statement == NULL)
    return FALSE;

  heddle_statement_bind_int (statement, 1, prefix_of (record->key));
  heddle_statement_bind_hash (statement, 2, record->key);
  heddle_statement_bind_text (statement, 3, record->outputs);
  heddle_statement_bind_int (statement, 4, record->bytes);
  heddle_statement_bind_money (statement, 5, record->cost);
  heddle_statement_bind_int (statement, 7, record->created_at);
  heddle_statement_bind_int (statement, 8, record->last_used_at);

  return heddle_statement_execute (statement, error);
}

static gboolean
find_id (HeddleDatabase  *database,
         const char      *key,
         gint64          *id,
         GError         **error)
{
  g_autoptr (HeddleStatement) statement = heddle_database_prepare (database, "cache-id", error);

  if (statement == NULL)
    return FALSE;

  heddle_statement_bind_int (statement, 1, prefix_of (key));
  *id = heddle_statement_next (statement) ? heddle_statement_get_int (statement, 0) : 0;
  return heddle_statement_finish (statement, error);
}

static gboolean
replace_entry (HeddleDatabase           *database,
               const HeddleCacheRecord  *record,
               const char *const        *blobs,
               GError                  **error)
{
  gint64 id;

  return write_entry (database, "cache-replace", record, error) && find_id (database, record->key, &id, error)
         && heddle_blobs_set_refs (database, HEDDLE_BLOB_OWNER_CACHE_ENTRY, id, blobs, error);
}

/**
 * heddle_cache_put:
 * @database: a writing connection
 * @record: (inout): the results and what they depend on; times that are 0 are set
 * @blobs: (array zero-terminated=1): all the blobs that the results name
 * @error: return location for an error
 *
 * Keeps results, instead of those that were kept for the same key.
 *
 * Returns: %FALSE with an error of [error@StoreError] if they could not be written
 */
gboolean
heddle_cache_put (HeddleDatabase     *database,
                  HeddleCacheRecord  *record,
                  const char *const  *blobs,
                  GError            **error)
{
  if (record->created_at == 0)
    record->created_at = now_ms ();
  if (record->last_used_at == 0)
    record->last_used_at = record->created_at;

  if (!write_entry (database, "cache-add", record, error))
    return FALSE;
  if (heddle_database_count_changes (database) == 0)
    return replace_entry (database, record, blobs, error);
  return heddle_blobs_add_refs (database, HEDDLE_BLOB_OWNER_CACHE_ENTRY, heddle_database_get_last_id (database), blobs,
                                error);
}

/**
 * heddle_cache_get:
 * @database: a connection
 * @key: hash of all that the results depend on
 * @record: (out) (nullable): the results, %NULL where there are none
 * @error: return location for an error
 *
 * Looks for results.
 *
 * Returns: %FALSE with an error of [error@StoreError] if it could not be read
 */
gboolean
heddle_cache_get (HeddleDatabase     *database,
                  const char         *key,
                  HeddleCacheRecord **record,
                  GError            **error)
{
  g_autoptr (HeddleStatement) statement = heddle_database_prepare (database, "cache-get", error);

  *record = NULL;
  if (statement == NULL)
    return FALSE;

  heddle_statement_bind_int (statement, 1, prefix_of (key));
  heddle_statement_bind_hash (statement, 2, key);
  if (heddle_statement_next (statement))
    {
      *record = heddle_cache_record_new ();
      (*record)->key = g_strdup (key);
      (*record)->outputs = heddle_statement_dup_text (statement, 0);
      (*record)->bytes = heddle_statement_get_int (statement, 1);
      (*record)->cost = heddle_statement_get_money (statement, 2);
      (*record)->created_at = heddle_statement_get_int (statement, 4);
      (*record)->last_used_at = heddle_statement_get_int (statement, 5);
    }

  return heddle_statement_finish (statement, error);
}

/**
 * heddle_cache_touch:
 * @database: a writing connection
 * @key: the key of results that were just used
 * @error: return location for an error
 *
 * Remembers that results are still used, to the hour.
 *
 * Returns: %FALSE with an error of [error@StoreError] if it could not be written
 */
gboolean
heddle_cache_touch (HeddleDatabase  *database,
                    const char      *key,
                    GError         **error)
{
  g_autoptr (HeddleStatement) statement = heddle_database_prepare (database, "cache-touch", error);

  if (statement == NULL)
    return FALSE;

  heddle_statement_bind_int (statement, 1, prefix_of (key));
  heddle_statement_bind_hash (statement, 2, key);
  heddle_statement_bind_int (statement, 3, now_ms ());

  return heddle_statement_execute (statement, error);
}

/**
 * heddle_cache_measure:
 * @database: a connection
 * @entries: (out): how many results are kept
 * @bytes: (out): how much they take, blobs that several name counted for each
 * @error: return location for an error
 *
 * Returns: %FALSE with an error of [error@StoreError] if it could not be read
 */
gboolean
heddle_cache_measure (HeddleDatabase  *database,
                      gint64          *entries,
                      gint64          *bytes,
                      GError         **error)
{
  g_autoptr (HeddleStatement) statement = NULL;

  *entries = *bytes = 0;
  statement = heddle_database_prepare (database, "cache-measure", error);
  if (statement == NULL)
    return FALSE;

  if (heddle_statement_next (statement))
    {
      *entries = heddle_statement_get_int (statement, 0);
      *bytes = heddle_statement_get_int (statement, 1);
    }

  return heddle_statement_finish (statement, error);
}

/**
 * heddle_cache_trim:
 * @database: a writing connection
 * @bytes: how much may be kept
 * @error: return location for an error
 *
 * Forgets the results that were not used for longest until the rest fits.
 *
 * Returns: %FALSE with an error of [error@StoreError] if it failed
 */
gboolean
heddle_cache_trim (HeddleDatabase  *database,
                   gint64           bytes,
                   GError         **error)
{
  g_autoptr (HeddleStatement) statement = heddle_database_prepare (database, "cache-trim", error);

  if (statement == NULL)
    return FALSE;

  heddle_statement_bind_int (statement, 1, bytes);
  return heddle_statement_execute (statement, error);
}
