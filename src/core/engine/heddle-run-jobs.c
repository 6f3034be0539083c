/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "engine/heddle-run-jobs.h"

#include "store/heddle-api-call-repository.h"
#include "store/heddle-run-repository.h"

static gboolean
list_calls (HeddleDatabase  *database,
            gpointer         data,
            GValue          *result,
            GError         **error)
{
  g_autoptr (HeddleRunRecord) run = heddle_runs_find (database, data, error);
  GPtrArray *calls = run == NULL ? NULL : heddle_api_calls_list (database, run->id, error);

  if (calls == NULL)
    return FALSE;
  g_value_init (result, G_TYPE_PTR_ARRAY);
  g_value_take_boxed (result, calls);
  return TRUE;
}

static gboolean
update_call (HeddleDatabase  *database,
             gpointer         data,
             GValue          *result,
             GError         **error)
{
  return heddle_api_calls_update (database, data, NULL, error);
}

static gboolean
is_at_work (const HeddleApiCallRecord *call)
{
  return call->job != NULL && (call->status == HEDDLE_API_CALL_PENDING || call->status == HEDDLE_API_CALL_UNKNOWN);
}

/* Returns: whether the provider has given it up, so that it can be ordered again. */
static gboolean
cancel_job (HeddleProviders           *providers,
            const HeddleApiCallRecord *call)
{
  g_autoptr (GError) error = NULL;
  gboolean withdrawn = dex_await_boolean (heddle_providers_cancel_job (providers, call->provider,
                                                                       call->connection, call->model,
                                                                       call->job, call->endpoint),
                                          &error);

  if (error != NULL)
    g_message ("The job %s cannot be cancelled: %s", call->job, error->message);
  return error == NULL && withdrawn;
}

/**
 * heddle_run_jobs_cancel:
 * @library: the library
 * @providers: the providers
 * @run: the UUID of a run that nobody works on
 * @error: return location
 *
 * Asks the providers to give up the jobs that the run has left with them, each once. Where one cannot be
 * asked, or does not say that nothing comes of its job, the job is as it was: it can be taken up again.
 * Only to be called on a fiber.
 *
 * Returns: %FALSE with @error where the library cannot be read or written
 */
gboolean
heddle_run_jobs_cancel (HeddleLibrary    *library,
                        HeddleProviders  *providers,
                        const char       *run,
                        GError          **error)
{
  g_autoptr (GPtrArray) calls = dex_await_boxed (heddle_library_read (library, list_calls, g_strdup (run), g_free),
                                                 error);

  if (calls == NULL)
    return FALSE;
  for (guint i = calls->len; i-- > 0;)
    {
      HeddleApiCallRecord *call = g_ptr_array_index (calls, i);

      if (!is_at_work (call) || !cancel_job (providers, call))
        continue;
      call->status = HEDDLE_API_CALL_FAILED;
      call->finished_at = g_get_real_time () / 1000;
      if (!dex_await (heddle_library_write (library, update_call, g_ptr_array_steal_index (calls, i),
                                            (GDestroyNotify) heddle_api_call_record_free), error))
        return FALSE;
    }
  return TRUE;
}
