/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "engine/heddle-run-claims.h"

#include "engine/heddle-cache-key.h"
#include "engine/heddle-run-error.h"
#include "engine/heddle-run-waiting.h"

/**
 * heddle_run_item_release_claims:
 * @self: an item that is no longer worked on
 * @cache: the cache
 *
 * Lets go of the results that it was going to make, so that others may.
 */
void
heddle_run_item_release_claims (HeddleRunItem     *self,
                                HeddleResultCache *cache)
{
  if (self->key == NULL)
    return;
  if (self->n_seeds == 0)
    heddle_result_cache_release (cache, self->key, self);
  for (guint i = 0; i < self->n_seeds; i++)
    {
      g_autofree char *key = heddle_cache_key_of_seed (self->key, self->seeds[i]);

      heddle_result_cache_release (cache, key, self);
    }
}

/**
 * heddle_run_item_wait_for_twin:
 * @self: an item that is about to be begun
 * @cache: the cache
 * @key: the key of a result that it asks for
 *
 * The same step with the same inputs may be under way already: its result is waited for. Else the
 * result is claimed.
 *
 * Returns: whether the item waits
 */
gboolean
heddle_run_item_wait_for_twin (HeddleRunItem     *self,
                               HeddleResultCache *cache,
                               const char        *key)
{
  HeddleRunItem *twin = heddle_result_cache_claim (cache, key, self);

  if (twin == NULL)
    return FALSE;
  if (twin->dependents == NULL)
    twin->dependents = g_ptr_array_new ();
  g_ptr_array_add (twin->dependents, self);
  self->n_pending++;
  heddle_run_item_note_waiting (self);
  return TRUE;
}

static HeddleSharedClaim *
find_claim (HeddleRunItem *self,
            const char    *key)
{
  for (guint i = 0; self->claims != NULL && i < self->claims->len; i++)
    if (g_str_equal (heddle_shared_claim_get_key (self->claims->pdata[i]), key))
      return self->claims->pdata[i];
  return NULL;
}

/* An item that looks back at its own calls leaves the doubt to others where it finds nothing out. */
static void
add_claim (HeddleRunItem     *self,
           HeddleResultCache *cache,
           HeddleSharedClaim *claim)
{
  const GError *doubt = heddle_result_cache_get_doubt (cache, heddle_shared_claim_get_key (claim));

  if (self->looks_back && doubt != NULL)
    heddle_shared_claim_doubt (claim, doubt);
  if (self->claims == NULL)
    self->claims = g_ptr_array_new_with_free_func ((GDestroyNotify) heddle_shared_claim_free);
  g_ptr_array_add (self->claims, claim);
}

/**
 * heddle_run_item_wait_for_run:
 * @self: an item that is about to be begun
 * @claims: (nullable): what the runs of this process are making
 * @cache: the cache
 * @key: the key of a result that it asks for
 * @messages: the queue of its coordinator
 *
 * Another run may be making the same result: it is waited for, and the coordinator told when to look
 * again. Else the result is claimed.
 *
 * Returns: whether the item waits
 */
gboolean
heddle_run_item_wait_for_run (HeddleRunItem      *self,
                              HeddleSharedClaims *claims,
                              HeddleResultCache  *cache,
                              const char         *key,
                              GAsyncQueue        *messages)
{
  HeddleSharedClaim *claim;

  if (claims == NULL || find_claim (self, key) != NULL)
    return FALSE;
  claim = heddle_shared_claims_take (claims, key, self, messages);
  if (claim == NULL)
    {
      self->n_pending++;
      heddle_run_item_note_waiting (self);
      return TRUE;
    }
  add_claim (self, cache, claim);
  return FALSE;
}

/**
 * heddle_run_item_hand_over_claims:
 * @self: an item at its end
 * @recorder: its run's, which has all that came of it
 *
 * Leaves its results to other runs, once they are durable.
 */
void
heddle_run_item_hand_over_claims (HeddleRunItem     *self,
                                  HeddleRunRecorder *recorder)
{
  gboolean settled = self->status != HEDDLE_ITEM_UNKNOWN_OUTCOME && self->status != HEDDLE_ITEM_PENDING
                     && self->status != HEDDLE_ITEM_CANCELLED;

  while (self->claims != NULL && self->claims->len > 0)
    {
      HeddleSharedClaim *claim = g_ptr_array_steal_index_fast (self->claims, self->claims->len - 1);

      if (settled)
        heddle_shared_claim_settle (claim);
      heddle_run_recorder_add_claim (recorder, claim);
    }
}

/**
 * heddle_run_item_find_doubt:
 * @self: an item that is about to be begun
 * @cache: the cache
 * @key: the key of a result that it asks for
 *
 * Returns: (nullable): why the result must not be asked for: nobody knows what became of it when
 *   another item did, and that item is not about to find out
 */
const GError *
heddle_run_item_find_doubt (const HeddleRunItem *self,
                            HeddleResultCache   *cache,
                            const char          *key)
{
  if (self->looks_back || heddle_result_cache_is_claimed (cache, key, self))
    return NULL;
  return heddle_result_cache_get_doubt (cache, key);
}

static void
note_doubt (HeddleRunItem     *self,
            HeddleResultCache *cache,
            const char        *key,
            const GError      *error)
{
  HeddleSharedClaim *claim = find_claim (self, key);

  if (error == NULL || heddle_error_to_item_status (error) != HEDDLE_ITEM_UNKNOWN_OUTCOME)
    return;
  heddle_result_cache_doubt (cache, key, error);
  if (claim != NULL)
    heddle_shared_claim_doubt (claim, error);
}

/**
 * heddle_run_item_note_late_doubt:
 * @self: an item that has claimed a result
 * @claims: (nullable): what the runs of this process are making
 * @since: what [method@SharedClaims.count_doubts] was before its run asked the library for doubts
 * @cache: the cache
 * @key: the key of the result
 *
 * Another run may have come to be in doubt about the same while this one was busy with something else.
 * An item that looks back has been told by a person, or finds out.
 */
void
heddle_run_item_note_late_doubt (HeddleRunItem      *self,
                                 HeddleSharedClaims *claims,
                                 guint               since,
                                 HeddleResultCache  *cache,
                                 const char         *key)
{
  g_autoptr (GError) doubt = NULL;

  if (claims == NULL || self->looks_back)
    return;
  doubt = heddle_shared_claims_dup_doubt (claims, key, since);
  note_doubt (self, cache, key, doubt);
}

/**
 * heddle_run_item_note_doubts:
 * @self: an item
 * @cache: the cache
 * @error: an error of the whole item, about all that it asked for
 *
 * Remembers what nobody knows the outcome of.
 */
void
heddle_run_item_note_doubts (HeddleRunItem     *self,
                             HeddleResultCache *cache,
                             const GError      *error)
{
  if (self->n_seeds == 0)
    note_doubt (self, cache, self->key, error);
  for (guint i = 0; i < self->n_seeds; i++)
    {
      g_autofree char *key = heddle_cache_key_of_seed (self->key, self->seeds[i]);

      if (self->results[i] == NULL)
        note_doubt (self, cache, key, error);
    }
}

/**
 * heddle_run_item_add_doubts:
 * @self: an item
 * @cache: the cache
 * @answer: what its step answered
 *
 * Remembers what nobody knows the outcome of. Results that another item asked for, and that nobody
 * knows the outcome of, failed for this one.
 */
void
heddle_run_item_add_doubts (HeddleRunItem     *self,
                            HeddleResultCache *cache,
                            HeddleNodeOutputs *answer)
{
  for (guint i = 0; i < self->n_seeds; i++)
    {
      g_autofree char *key = heddle_cache_key_of_seed (self->key, self->seeds[i]);
      const GError *failure = heddle_node_outputs_get_failure (answer, self->seeds[i]);
      const GError *doubt = heddle_result_cache_get_doubt (cache, key);

      if (failure != NULL)
        note_doubt (self, cache, key, failure);
      else if (doubt != NULL && !self->looks_back && self->results[i] == NULL)
        heddle_node_outputs_set_failure (answer, self->seeds[i], doubt);
    }
}

/**
 * heddle_run_item_find_hold:
 * @self: an item
 * @answer: what its step answered
 *
 * Returns: (nullable): the first of its failures for which [func@provider_error_holds]
 */
const GError *
heddle_run_item_find_hold (HeddleRunItem     *self,
                           HeddleNodeOutputs *answer)
{
  for (guint i = 0; i < self->n_seeds; i++)
    {
      const GError *failure = heddle_node_outputs_get_failure (answer, self->seeds[i]);

      if (heddle_provider_error_holds (failure))
        return failure;
    }
  return NULL;
}

/**
 * heddle_run_item_find_failure:
 * @self: an item
 * @answer: what its step answered
 * @code: an error of [error@ProviderError]
 *
 * Returns: (nullable): the first of its failures that is such an error
 */
const GError *
heddle_run_item_find_failure (HeddleRunItem       *self,
                              HeddleNodeOutputs   *answer,
                              HeddleProviderError  code)
{
  for (guint i = 0; i < self->n_seeds; i++)
    {
      const GError *failure = heddle_node_outputs_get_failure (answer, self->seeds[i]);

      if (g_error_matches (failure, HEDDLE_PROVIDER_ERROR, (int) code))
        return failure;
    }
  return NULL;
}
