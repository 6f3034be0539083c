/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "engine/heddle-result-cache.h"

#include <glib/gstdio.h>

#include "assets/heddle-blob-store.h"
#include "base/heddle-threads.h"
#include "store/heddle-blob-repository.h"
#include "store/heddle-cache-repository.h"

/* How many results are kept in memory before they are asked of the library, and half as many at least. */
#define MAX_IN_MEMORY 4096

/* What was used within a day need not be written down again. */
#define USE_MS (G_GINT64_CONSTANT (24) * 60 * 60 * 1000)

/* How often the library is looked into from one view of it, which costs a tenth of a view for each. The
 * write-ahead log grows as long as it is held.
 */
#define LOOKUPS_PER_VIEW 256

/* Results go from @results to @older when there are many, and from there they are forgotten once the
 * library has them, which @stored says.
 */
struct _HeddleResultCache
{
  HeddleLibrary   *library;
  HeddleDatabase  *reader;
  guint            n_lookups;
  GHashTable      *results;
  GHashTable      *older;
  DexFuture       *stored;
  GHashTable      *claims;
  GHashTable      *doubts;
  GPtrArray       *uses;
  HeddleBlobStore *blobs;
};

static GHashTable *
new_results (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) heddle_node_outputs_unref);
}

/**
 * heddle_result_cache_new:
 * @library: the library
 * @error: return location
 *
 * Returns: (transfer full): a cache on top of @library's; %NULL where it cannot be read
 */
HeddleResultCache *
heddle_result_cache_new (HeddleLibrary  *library,
                         GError        **error)
{
  g_autoptr (HeddleResultCache) self = g_new0 (HeddleResultCache, 1);

  self->library = g_object_ref (library);
  self->results = new_results ();
  self->older = new_results ();
  self->claims = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->doubts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_error_free);
  self->uses = g_ptr_array_new_with_free_func (g_free);
  self->blobs = heddle_blob_store_new (library);
  self->reader = heddle_library_open_reader (library, error);
  if (self->reader == NULL)
    return NULL;
  return g_steal_pointer (&self);
}

static gboolean
has_content (HeddleResultCache *self,
             const char        *blob)
{
  g_autofree char *path = heddle_blob_store_dup_path (self->blobs, blob);
  gint64 bytes;
  GStatBuf info;

  return heddle_blobs_get_bytes (self->reader, blob, &bytes, NULL)
         && g_stat (path, &info) == 0 && info.st_size == bytes;
}

/**
 * heddle_result_cache_has_contents:
 * @self: a cache
 * @outputs: what a step gave
 *
 * Returns: whether the contents that @outputs refers to are all in the library, and whole in size
 */
gboolean
heddle_result_cache_has_contents (HeddleResultCache *self,
                                  HeddleNodeOutputs *outputs)
{
  g_autoptr (GPtrArray) blobs = heddle_node_outputs_list_blobs (outputs);

  for (guint i = 0; i < blobs->len; i++)
    if (!has_content (self, g_ptr_array_index (blobs, i)))
      return FALSE;
  return TRUE;
}

static HeddleNodeOutputs *
find_in_memory (HeddleResultCache *self,
                const char        *key)
{
  HeddleNodeOutputs *known = g_hash_table_lookup (self->results, key);

  return known != NULL ? known : g_hash_table_lookup (self->older, key);
}

/**
 * heddle_result_cache_refresh:
 * @self: a cache
 *
 * Has the next look into the library see all that is durable by then. To be called before waiting, too:
 * a view that is held keeps the library from tidying up.
 */
void
heddle_result_cache_refresh (HeddleResultCache *self)
{
  g_autoptr (GError) error = NULL;

  self->n_lookups = 0;
  if (heddle_database_is_in_transaction (self->reader)
      && !heddle_database_execute (self->reader, "commit", &error))
    g_message ("The result cache cannot be read: %s", error->message);
}

/**
 * heddle_result_cache_free:
 * @self: (transfer full): a cache
 */
void
heddle_result_cache_free (HeddleResultCache *self)
{
  if (self->reader != NULL)
    {
      heddle_result_cache_refresh (self);
      heddle_library_put_reader_back (self->library, g_steal_pointer (&self->reader));
    }
  g_clear_object (&self->blobs);
  g_clear_object (&self->library);
  g_hash_table_unref (self->results);
  g_hash_table_unref (self->older);
  dex_clear (&self->stored);
  g_hash_table_unref (self->claims);
  g_hash_table_unref (self->doubts);
  g_ptr_array_unref (self->uses);
  g_free (self);
}

static gboolean
hold_view (HeddleResultCache  *self,
           GError            **error)
{
  if (self->n_lookups++ >= LOOKUPS_PER_VIEW)
    heddle_result_cache_refresh (self);
  return heddle_database_is_in_transaction (self->reader) || heddle_database_execute (self->reader, "begin-read", error);
}

/**
 * heddle_result_cache_lookup:
 * @self: a cache
 * @key: an item's key
 *
 * An entry that cannot be read, or whose contents are not there any more, counts as none: the step
 * then runs again, which mends it.
 *
 * Returns: (transfer full) (nullable): what the step gave before
 */
HeddleNodeOutputs *
heddle_result_cache_lookup (HeddleResultCache *self,
                            const char        *key)
{
  HeddleNodeOutputs *known = find_in_memory (self, key);
  g_autoptr (HeddleCacheRecord) record = NULL;
  g_autoptr (GError) error = NULL;

  if (known != NULL)
    return heddle_node_outputs_ref (known);
  if (!hold_view (self, &error) || !heddle_cache_get (self->reader, key, &record, &error))
    {
      g_message ("The result cache cannot be read: %s", error->message);
      return NULL;
    }
  if (record == NULL)
    return NULL;

  known = heddle_node_outputs_from_stored_text (record->outputs, &error);
  if (known == NULL)
    {
      g_message ("An entry of the result cache is damaged: %s", error->message);
      return NULL;
    }
  if (!heddle_result_cache_has_contents (self, known))
    {
      heddle_node_outputs_unref (known);
      return NULL;
    }
  heddle_node_outputs_set_cost (known, heddle_money_new (0, "USD"));
  if (record->last_used_at < g_get_real_time () / 1000 - USE_MS)
    g_ptr_array_add (self->uses, g_strdup (key));
  return known;
}

/**
 * heddle_result_cache_steal_uses:
 * @self: a cache
 *
 * Returns: (transfer full) (element-type utf8): the keys of results that were found and had not been
 *   used for a day
 */
GPtrArray *
heddle_result_cache_steal_uses (HeddleResultCache *self)
{
  GPtrArray *uses = g_steal_pointer (&self->uses);

  self->uses = g_ptr_array_new_with_free_func (g_free);
  return uses;
}

/**
 * heddle_result_cache_add:
 * @self: a cache
 * @key: an item's key
 * @outputs: what it gave
 *
 * Keeps a result of this run in memory until the library has it.
 */
void
heddle_result_cache_add (HeddleResultCache *self,
                         const char        *key,
                         HeddleNodeOutputs *outputs)
{
  g_hash_table_insert (self->results, g_strdup (key), heddle_node_outputs_ref (outputs));
}

static gboolean
write_nothing (HeddleDatabase  *database,
               gpointer         data,
               GValue          *result,
               GError         **error)
{
  return TRUE;
}

/**
 * heddle_result_cache_is_full:
 * @self: a cache
 *
 * Returns: whether it is time for [method@ResultCache.turn_over]
 */
gboolean
heddle_result_cache_is_full (HeddleResultCache *self)
{
  return g_hash_table_size (self->results) >= MAX_IN_MEMORY / 2;
}

/**
 * heddle_result_cache_turn_over:
 * @self: a cache all of whose results have been handed to the library
 *
 * Forgets the older half of the results, which the library has by now; else waits for it, so that a
 * run is never far ahead of what is kept of it. Where the library cannot be written, the run is about to
 * find out. Blocks.
 */
void
heddle_result_cache_turn_over (HeddleResultCache *self)
{
  if (self->stored != NULL)
    heddle_wait_for (g_steal_pointer (&self->stored), NULL, NULL);
  heddle_result_cache_refresh (self);
  g_hash_table_unref (self->older);
  self->older = g_steal_pointer (&self->results);
  self->results = new_results ();
  self->stored = heddle_library_write (self->library, write_nothing, NULL, NULL);
}

/**
 * heddle_result_cache_claim:
 * @self: a cache
 * @key: an item's key
 * @item: the item that is about to be worked on
 *
 * Makes sure that the same work is not done, and paid, twice at the same time.
 *
 * Returns: (transfer none) (nullable): the item that is at it already; %NULL where @item may begin
 */
HeddleRunItem *
heddle_result_cache_claim (HeddleResultCache *self,
                           const char        *key,
                           HeddleRunItem     *item)
{
  HeddleRunItem *owner = g_hash_table_lookup (self->claims, key);

  if (owner != NULL && owner != item)
    return owner;
  if (owner == NULL)
    g_hash_table_insert (self->claims, g_strdup (key), item);
  return NULL;
}

/**
 * heddle_result_cache_is_claimed:
 * @self: a cache
 * @key: an item's key
 * @item: an item that asks for the same
 *
 * Returns: whether another item is at that work
 */
gboolean
heddle_result_cache_is_claimed (HeddleResultCache   *self,
                                const char          *key,
                                const HeddleRunItem *item)
{
  const HeddleRunItem *owner = g_hash_table_lookup (self->claims, key);

  return owner != NULL && owner != item;
}

/**
 * heddle_result_cache_release:
 * @self: a cache
 * @key: an item's key
 * @item: an item that may have claimed it
 *
 * Ends @item's claim, if it has one.
 */
void
heddle_result_cache_release (HeddleResultCache *self,
                             const char        *key,
                             HeddleRunItem     *item)
{
  if (g_hash_table_lookup (self->claims, key) == item)
    g_hash_table_remove (self->claims, key);
}

/**
 * heddle_result_cache_doubt:
 * @self: a cache
 * @key: the key of a result
 * @error: why it is not known whether it was made, and charged
 *
 * Keeps the same request from being sent again in this run before a person has decided.
 */
void
heddle_result_cache_doubt (HeddleResultCache *self,
                           const char        *key,
                           const GError      *error)
{
  g_hash_table_insert (self->doubts, g_strdup (key), g_error_copy (error));
}

/**
 * heddle_result_cache_get_doubt:
 * @self: a cache
 * @key: the key of a result
 *
 * Returns: (transfer none) (nullable): why nobody knows what became of it; %NULL where that is known,
 *   or it was not asked for
 */
const GError *
heddle_result_cache_get_doubt (HeddleResultCache *self,
                               const char        *key)
{
  return g_hash_table_lookup (self->doubts, key);
}
