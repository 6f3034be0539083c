/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "providers/heddle-provider-calls.h"

#include "base/heddle-json.h"
#include "providers/heddle-provider-call.h"

/* One request per seed where the model takes seeds; else as many results at once as it makes. */
static guint
results_per_call (HeddleModelTask *task)
{
  JsonObject *section = heddle_model_task_get_section (task, "request");

  if (heddle_model_task_uses (task, "seed"))
    return 1;

  return (guint) heddle_json_get_int (section, "results", 1);
}

static void
copy_result (HeddleProviderResult *from,
             HeddleProviderResult *to,
             guint                 first)
{
  GPtrArray *warnings = heddle_provider_result_get_warnings (from);

  for (guint i = 0; i < heddle_provider_result_get_n (from); i++)
    {
      HeddleValue *value = heddle_provider_result_get_value (from, i);
      HeddleMoney cost = heddle_provider_result_get_cost (from, i);

      if (value != NULL)
        heddle_provider_result_set_value (to, first + i, value, cost);
      else
        heddle_provider_result_set_error (to, first + i, heddle_provider_result_get_error (from, i),
                                          cost);
    }

  for (guint i = 0; i < warnings->len; i++)
    heddle_provider_result_add_warning (to, warnings->pdata[i]);
}

/**
 * heddle_provider_calls_run:
 * @self: the calls
 * @variables: what templates of requests may name
 * @result: receives values and errors
 * @error: return location
 *
 * Makes as many calls as the results need, all at once. Only to be called on a fiber.
 *
 * Returns: %FALSE with @error set where one of them could not even be tried
 */
gboolean
heddle_provider_calls_run (const HeddleProviderCalls  *self,
                           GHashTable                 *variables,
                           HeddleProviderResult       *result,
                           GError                    **error)
{
  HeddleModelTask *task = heddle_model_get_task (self->model, heddle_provider_request_get_task (self->request));
  guint n = heddle_provider_request_get_n_results (self->request);
  guint per_call = results_per_call (task);
  g_autoptr (GPtrArray) futures = g_ptr_array_new_with_free_func (dex_unref);

  for (guint first = 0; first < n; first += per_call)
    {
      g_autoptr (HeddleProviderCall) call = heddle_provider_call_new (
        self->endpoint, self->model, self->request, self->library, self->guard, self->media, variables, first,
        MIN (per_call, n - first));

      g_ptr_array_add (futures, heddle_provider_call_run (call));
    }

  for (guint i = 0; i < futures->len; i++)
    {
      g_autoptr (HeddleProviderResult) part = dex_await_object (dex_ref (futures->pdata[i]), error);

      if (part == NULL)
        return FALSE;

      copy_result (part, result, i * per_call);
    }

  return TRUE;
}
