/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "engine/heddle-plan-forecast.h"

#include <glib/gi18n-lib.h>

#include "base/heddle-threads.h"
#include "engine/heddle-plan-budgets.h"
#include "engine/heddle-plan-estimate.h"
#include "engine/heddle-plan-rehearsal.h"

G_DEFINE_BOXED_TYPE (HeddlePlanForecast, heddle_plan_forecast, heddle_plan_forecast_ref, heddle_plan_forecast_unref)

static void
forecast_clear (gpointer data)
{
  HeddlePlanForecast *self = data;

  g_free (self->work);
  g_ptr_array_unref (self->problems);
}

/**
 * heddle_plan_forecast_ref:
 * @self: a forecast
 *
 * Returns: (transfer full): the same
 */
HeddlePlanForecast *
heddle_plan_forecast_ref (HeddlePlanForecast *self)
{
  return g_atomic_rc_box_acquire (self);
}

/**
 * heddle_plan_forecast_unref:
 * @self: (transfer full): a forecast
 */
void
heddle_plan_forecast_unref (HeddlePlanForecast *self)
{
  g_atomic_rc_box_release_full (self, forecast_clear);
}

static void
add_up (HeddlePlanForecast *self,
        GPtrArray          *nodes)
{
  for (guint i = 1; i < nodes->len; i++)
    if (!(((HeddlePlanNode *) g_ptr_array_index (nodes, i))->type->flags & HEDDLE_NODE_OUTPUT))
      heddle_plan_work_add (&self->steps, &self->work[i]);
}

static void
add_doubts (HeddlePlanForecast *self,
            HeddlePlanRecall   *recall)
{
  guint n_results;
  const char *doubt = heddle_plan_recall_get_doubt (recall, &n_results);

  if (doubt != NULL)
    g_ptr_array_add (self->problems,
                     g_strdup_printf (ngettext ("A person will have to decide about %u result: %s",
                                                "A person will have to decide about %u results: %s", n_results),
                                      n_results, doubt));
}

/**
 * heddle_plan_forecast_new:
 * @plan: a plan
 * @services: has a [class@Providers]; with a library, which may be open for reading only, what is
 *   there already is taken into account
 * @error: return location
 *
 * Goes through the plan as a run would, up to the items that would really be worked on: which results
 * are there, which are to be made, what those cost, and what stands in the way. The library is not
 * written to and no provider is asked. Blocks: images that are named are read, and the library.
 *
 * Returns: (transfer full): the forecast; %NULL where the library cannot be read, or with
 *   [error@GraphError] `VALUE` where what is there shows that lists do not fit each other
 */
HeddlePlanForecast *
heddle_plan_forecast_new (HeddlePlan      *plan,
                          HeddleServices  *services,
                          GError         **error)
{
  g_autoptr (HeddlePlanForecast) self = g_atomic_rc_box_new0 (HeddlePlanForecast);
  HeddleProviders *providers = heddle_services_get (services, HEDDLE_TYPE_PROVIDERS);
  HeddleLibrary *library = heddle_services_get (services, HEDDLE_TYPE_LIBRARY);
  GPtrArray *nodes = heddle_plan_get_nodes (plan);
  g_autoptr (HeddlePlanRecall) recall = NULL;
  guint n_problems;

  HEDDLE_ASSERT_MAY_BLOCK ();

  self->work = g_new0 (HeddlePlanWork, nodes->len);
  self->problems = g_ptr_array_new_with_free_func (g_free);
  self->knows_library = library != NULL;
  if (library != NULL)
    {
      recall = heddle_plan_recall_new (services, error);
      if (recall == NULL)
        return NULL;
    }
  if (!heddle_plan_rehearse (plan, services, recall, self->work, self->problems, error))
    return NULL;
  if (recall != NULL)
    add_doubts (self, recall);

  self->cost = heddle_plan_estimate (plan, providers, self->work, NULL);
  add_up (self, nodes);
  n_problems = self->problems->len;
  if (library != NULL && !heddle_plan_check_budgets (plan, services, self->work, self->problems, error))
    return NULL;
  self->passes_budget = self->problems->len > n_problems;
  return g_steal_pointer (&self);
}
