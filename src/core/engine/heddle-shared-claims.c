/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "engine/heddle-shared-claims.h"

#include <inttypes.h>
#include <json-glib/json-glib.h>

#include "engine/heddle-run-work.h"
#include "store/heddle-api-call-repository.h"

/* The results that the runs of a process are making, by key: what one of them is at, and may be paying
 * for, the others wait for. Of what came to be in doubt the others learn as well, when they come to ask
 * for it. All of it can be called from any thread.
 */
struct _HeddleSharedClaims
{
  GObject     parent_instance;
  GMutex      mutex;
  GHashTable *claims;
  GHashTable *doubts;
  guint       n_doubts;
  GHashTable *runs;
};

struct _HeddleSharedClaim
{
  HeddleSharedClaims *home;
  char               *key;
  GPtrArray          *waiters;
  GError             *doubt;
};

typedef struct
{
  HeddleRunItem *item;
  GAsyncQueue   *messages;
} Waiter;

typedef struct
{
  guint   nth;
  GError *error;
} Doubt;

G_DEFINE_FINAL_TYPE (HeddleSharedClaims, heddle_shared_claims, G_TYPE_OBJECT)

static void
heddle_shared_claims_finalize (GObject *object)
{
  HeddleSharedClaims *self = HEDDLE_SHARED_CLAIMS (object);

  g_hash_table_unref (self->claims);
  g_hash_table_unref (self->doubts);
  g_hash_table_unref (self->runs);
  g_mutex_clear (&self->mutex);

  G_OBJECT_CLASS (heddle_shared_claims_parent_class)->finalize (object);
}

static void
heddle_shared_claims_class_init (HeddleSharedClaimsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = heddle_shared_claims_finalize;
}

static void
doubt_free (gpointer data)
{
  Doubt *doubt = data;

  g_error_free (doubt->error);
  g_free (doubt);
}

static void
heddle_shared_claims_init (HeddleSharedClaims *self)
{
  g_mutex_init (&self->mutex);
  self->claims = g_hash_table_new (g_str_hash, g_str_equal);
  self->doubts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, doubt_free);
  self->runs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

/**
 * heddle_shared_claims_new:
 *
 * Returns: (transfer full): a table for the runs of one library
 */
HeddleSharedClaims *
heddle_shared_claims_new (void)
{
  return g_object_new (HEDDLE_TYPE_SHARED_CLAIMS, NULL);
}

static void
waiter_free (gpointer data)
{
  Waiter *waiter = data;

  g_async_queue_unref (waiter->messages);
  g_free (waiter);
}

static void
add_waiter (HeddleSharedClaim *self,
            HeddleRunItem     *item,
            GAsyncQueue       *messages)
{
  Waiter *waiter = g_new (Waiter, 1);

  waiter->item = item;
  waiter->messages = g_async_queue_ref (messages);
  g_ptr_array_add (self->waiters, waiter);
}

/**
 * heddle_shared_claims_take:
 * @self: the claims
 * @key: the key of a result
 * @item: the item that is about to make it
 * @messages: the queue of the item's coordinator
 *
 * Where the result is being made already, the item's coordinator gets a message of
 * [func@run_message_push_again] as soon as it is in the library, or will not be made.
 *
 * Returns: (transfer full) (nullable): the claim; %NULL where @item has to wait
 */
HeddleSharedClaim *
heddle_shared_claims_take (HeddleSharedClaims *self,
                           const char         *key,
                           HeddleRunItem      *item,
                           GAsyncQueue        *messages)
{
  HeddleSharedClaim *claim;

  g_mutex_lock (&self->mutex);
  claim = g_hash_table_lookup (self->claims, key);
  if (claim != NULL)
    {
      add_waiter (claim, item, messages);
      claim = NULL;
    }
  else
    {
      claim = g_new0 (HeddleSharedClaim, 1);
      claim->home = g_object_ref (self);
      claim->key = g_strdup (key);
      claim->waiters = g_ptr_array_new_with_free_func (waiter_free);
      g_hash_table_insert (self->claims, claim->key, claim);
    }
  g_mutex_unlock (&self->mutex);
  return claim;
}

/**
 * heddle_shared_claims_withdraw:
 * @self: the claims
 * @messages: the queue of a coordinator that stops
 *
 * Has none of its items wait any longer: each gets its message now.
 */
void
heddle_shared_claims_withdraw (HeddleSharedClaims *self,
                               GAsyncQueue        *messages)
{
  GHashTableIter iter;
  HeddleSharedClaim *claim;

  g_mutex_lock (&self->mutex);
  g_hash_table_iter_init (&iter, self->claims);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &claim))
    for (guint i = claim->waiters->len; i > 0; i--)
      {
        Waiter *waiter = g_ptr_array_index (claim->waiters, i - 1);

        if (waiter->messages != messages)
          continue;
        heddle_run_message_push_again (messages, waiter->item, claim->key, NULL);
        g_ptr_array_remove_index (claim->waiters, i - 1);
      }
  g_mutex_unlock (&self->mutex);
}

/**
 * heddle_shared_claims_has:
 * @self: the claims
 * @key: the key of a result
 *
 * Returns: whether a run is making it now
 */
gboolean
heddle_shared_claims_has (HeddleSharedClaims *self,
                          const char         *key)
{
  gboolean has;

  g_mutex_lock (&self->mutex);
  has = g_hash_table_contains (self->claims, key);
  g_mutex_unlock (&self->mutex);
  return has;
}

/**
 * heddle_shared_claims_count_doubts:
 * @self: the claims
 *
 * Returns: how often a result has come to be in doubt so far; the library has those doubts
 */
guint
heddle_shared_claims_count_doubts (HeddleSharedClaims *self)
{
  guint n_doubts;

  g_mutex_lock (&self->mutex);
  n_doubts = self->n_doubts;
  g_mutex_unlock (&self->mutex);
  return n_doubts;
}

/**
 * heddle_shared_claims_dup_doubt:
 * @self: the claims
 * @key: the key of a result
 * @since: what [method@SharedClaims.count_doubts] was when the library was asked
 *
 * Returns: (transfer full) (nullable): why the result has come to be in doubt since then
 */
GError *
heddle_shared_claims_dup_doubt (HeddleSharedClaims *self,
                                const char         *key,
                                guint               since)
{
  const Doubt *doubt;
  GError *error = NULL;

  g_mutex_lock (&self->mutex);
  doubt = g_hash_table_lookup (self->doubts, key);
  if (doubt != NULL && doubt->nth > since)
    error = g_error_copy (doubt->error);
  g_mutex_unlock (&self->mutex);
  return error;
}

/**
 * heddle_shared_claims_add_run:
 * @self: the claims
 * @reader: a connection to their library
 * @run_id: a run that is at work from now on
 * @error: return location
 *
 * To be told by each run before it makes a call, and taken back with
 * [method@SharedClaims.remove_run].
 *
 * Returns: %FALSE with an error of [error@StoreError] if it could not be read what was called before
 */
gboolean
heddle_shared_claims_add_run (HeddleSharedClaims  *self,
                              HeddleDatabase      *reader,
                              gint64               run_id,
                              GError             **error)
{
  gint64 last;

  if (!heddle_api_calls_find_last (reader, &last, error))
    return FALSE;
  g_mutex_lock (&self->mutex);
  g_hash_table_replace (self->runs, g_strdup_printf ("%" PRId64, run_id), g_memdup2 (&last, sizeof last));
  g_mutex_unlock (&self->mutex);
  return TRUE;
}

/**
 * heddle_shared_claims_remove_run:
 * @self: the claims
 * @run_id: a run that is at work no longer, if it was
 */
void
heddle_shared_claims_remove_run (HeddleSharedClaims *self,
                                 gint64              run_id)
{
  g_autofree char *name = g_strdup_printf ("%" PRId64, run_id);

  g_mutex_lock (&self->mutex);
  g_hash_table_remove (self->runs, name);
  g_mutex_unlock (&self->mutex);
}

/**
 * heddle_shared_claims_describe_runs:
 * @self: the claims
 *
 * Returns: (transfer full): the runs at work, as a JSON object: of each, by its id, the last call that was
 *   made before it was
 */
char *
heddle_shared_claims_describe_runs (HeddleSharedClaims *self)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *runs = json_object_new ();
  GHashTableIter iter;
  const char *name;
  const gint64 *last;

  json_node_take_object (node, runs);
  g_mutex_lock (&self->mutex);
  g_hash_table_iter_init (&iter, self->runs);
  while (g_hash_table_iter_next (&iter, (gpointer *) &name, (gpointer *) &last))
    json_object_set_int_member (runs, name, *last);
  g_mutex_unlock (&self->mutex);
  return json_to_string (node, FALSE);
}

/**
 * heddle_shared_claim_get_key:
 * @self: a claim
 *
 * Returns: (transfer none): the key of the result
 */
const char *
heddle_shared_claim_get_key (HeddleSharedClaim *self)
{
  return self->key;
}

/**
 * heddle_shared_claim_doubt:
 * @self: a claim
 * @error: why it is not known whether the result was made, and charged
 *
 * Has the others that are at work not ask for it either before a person has decided.
 */
void
heddle_shared_claim_doubt (HeddleSharedClaim *self,
                           const GError      *error)
{
  g_clear_error (&self->doubt);
  self->doubt = g_error_copy (error);
}

/**
 * heddle_shared_claim_settle:
 * @self: a claim
 *
 * Takes back that the result is in doubt, since it is known now what became of it.
 */
void
heddle_shared_claim_settle (HeddleSharedClaim *self)
{
  g_clear_error (&self->doubt);
}

static void
keep_doubt (HeddleSharedClaims *self,
            const char         *key,
            const GError       *error)
{
  Doubt *doubt = g_new (Doubt, 1);

  doubt->nth = ++self->n_doubts;
  doubt->error = g_error_copy (error);
  g_hash_table_replace (self->doubts, g_strdup (key), doubt);
}

/**
 * heddle_shared_claim_free:
 * @self: (transfer full): a claim
 *
 * Gives the claim up, once the result is durable or will not be made, and tells those that wait.
 */
void
heddle_shared_claim_free (HeddleSharedClaim *self)
{
  g_mutex_lock (&self->home->mutex);
  g_hash_table_remove (self->home->claims, self->key);
  if (self->doubt != NULL)
    keep_doubt (self->home, self->key, self->doubt);
  for (guint i = 0; i < self->waiters->len; i++)
    {
      Waiter *waiter = g_ptr_array_index (self->waiters, i);

      heddle_run_message_push_again (waiter->messages, waiter->item, self->key, self->doubt);
    }
  g_mutex_unlock (&self->home->mutex);

  g_ptr_array_unref (self->waiters);
  g_clear_error (&self->doubt);
  g_free (self->key);
  g_object_unref (self->home);
  g_free (self);
}
