/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "engine/heddle-earlier-doubts.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#include "base/heddle-threads.h"
#include "engine/heddle-cache-key.h"
#include "providers/heddle-provider-error.h"
#include "store/heddle-doubtful-call.h"

static void
doubt_result (HeddleResultCache        *cache,
              HeddleSharedClaims       *claims,
              const HeddleDoubtfulCall *call,
              const char               *key)
{
  g_autoptr (GError) doubt = NULL;

  /* A run that is at work finds out by itself, and whoever asks for the same waits for it. */
  if (claims != NULL && heddle_shared_claims_has (claims, key))
    return;
  doubt = g_error_new (HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_UNKNOWN_OUTCOME,
                       _("Run %" PRId64 " has asked for the same, may have been charged for it, and does "
                         "not know what became of it. Resume that run, or decide here whether to send it again."),
                       call->run_number);
  heddle_result_cache_doubt (cache, key, doubt);
}

static void
doubt_call (HeddleResultCache        *cache,
            HeddleSharedClaims       *claims,
            const HeddleDoubtfulCall *call)
{
  if (call->seed < 0)
    doubt_result (cache, claims, call, call->key);
  for (gint64 seed = call->seed; seed >= 0 && seed <= call->last_seed; seed++)
    {
      g_autofree char *key = heddle_cache_key_of_seed (call->key, seed);

      doubt_result (cache, claims, call, key);
    }
}

static GPtrArray *
list_calls (HeddleLibrary       *library,
            HeddleDatabase      *reader,
            gint64               run_id,
            HeddleSharedClaims  *claims,
            GError             **error)
{
  g_autofree char *runs = NULL;

  if (claims != NULL && !heddle_library_is_read_only (library))
    {
      if (run_id != 0 && !heddle_shared_claims_add_run (claims, reader, run_id, error))
        return NULL;
      runs = heddle_shared_claims_describe_runs (claims);
    }
  return heddle_doubtful_calls_list (reader, run_id, runs, error);
}

/**
 * heddle_earlier_doubts_note:
 * @library: the library
 * @run_id: a run that is about to begin, or to go on; 0 where there is none yet
 * @claims: (nullable): what the runs of this process are making; without them, and beside a process that
 *   may own the library, only what a run has given up finding out is in doubt
 * @cache: the cache of the run
 * @error: return location
 *
 * Makes sure that what another run may have paid for is not sent for this one before a person has said
 * so. What is in the cache by the time that it is needed is in no doubt. The run counts as at work from
 * then on, until [method@SharedClaims.remove_run].
 *
 * Returns: %FALSE with an error of [error@StoreError] where the library cannot be read
 */
gboolean
heddle_earlier_doubts_note (HeddleLibrary       *library,
                            gint64               run_id,
                            HeddleSharedClaims  *claims,
                            HeddleResultCache   *cache,
                            GError             **error)
{
  g_autoptr (HeddleDatabase) reader = NULL;
  g_autoptr (GPtrArray) calls = NULL;

  HEDDLE_ASSERT_MAY_BLOCK ();

  reader = heddle_library_open_reader (library, error);
  if (reader == NULL)
    return FALSE;
  calls = list_calls (library, reader, run_id, claims, error);
  for (guint i = 0; calls != NULL && i < calls->len; i++)
    doubt_call (cache, claims, calls->pdata[i]);
  heddle_library_put_reader_back (library, g_steal_pointer (&reader));
  return calls != NULL;
}
