/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "engine/heddle-further-order.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#include "base/heddle-threads.h"
#include "engine/heddle-further-sources.h"
#include "engine/heddle-plan-budgets.h"
#include "engine/heddle-plan-estimate.h"
#include "engine/heddle-plan-rehearsal.h"
#include "engine/heddle-plan-selection.h"
#include "engine/heddle-run-continuation.h"
#include "store/heddle-further-repository.h"
#include "store/heddle-run-repository.h"

/* An order while it is looked at: in which run, at which gate, and what is to be asked for whom. */
typedef struct
{
  const HeddleFurtherOrder *order;
  HeddlePlan               *plan;
  HeddleServices           *services;
  const char               *run;
  gint64                    run_id;
  gint64                    number;
  HeddlePlanNode           *gate;
  HeddleRunItemRecord      *waiting;
  GPtrArray                *records;
} Placing;

G_DEFINE_BOXED_TYPE (HeddleFurtherForecast, heddle_further_forecast, heddle_further_forecast_ref,
                     heddle_further_forecast_unref)

static void
forecast_clear (gpointer data)
{
  HeddleFurtherForecast *self = data;

  g_free (self->near);
  g_free (self->passed);
}

/**
 * heddle_further_forecast_ref:
 * @self: a forecast
 *
 * Returns: (transfer full): the same
 */
HeddleFurtherForecast *
heddle_further_forecast_ref (HeddleFurtherForecast *self)
{
  return g_atomic_rc_box_acquire (self);
}

/**
 * heddle_further_forecast_unref:
 * @self: (transfer full): a forecast
 */
void
heddle_further_forecast_unref (HeddleFurtherForecast *self)
{
  g_atomic_rc_box_release_full (self, forecast_clear);
}

static void
placing_clear (Placing *self)
{
  g_clear_pointer (&self->waiting, heddle_run_item_record_free);
  g_clear_pointer (&self->records, g_ptr_array_unref);
}

static HeddlePlanNode *
find_gate (Placing  *self,
           GError  **error)
{
  GPtrArray *nodes = heddle_plan_get_nodes (self->plan);

  for (guint i = 1; i < nodes->len; i++)
    {
      HeddlePlanNode *node = g_ptr_array_index (nodes, i);

      if (!g_str_equal (node->id, self->order->node) && g_strcmp0 (node->title, self->order->node) != 0)
        continue;
      if (node->type->flags & HEDDLE_NODE_GATE)
        return node;
      g_set_error (error, HEDDLE_PLAN_ERROR, HEDDLE_PLAN_ERROR_INPUT, _("“%s” is no step that waits for a person"),
                   self->order->node);
      return NULL;
    }
  g_set_error (error, HEDDLE_PLAN_ERROR, HEDDLE_PLAN_ERROR_INPUT, _("Run %" PRId64 " has no step “%s”"), self->number,
               self->order->node);
  return NULL;
}

static gboolean
find_waiting (Placing         *self,
              HeddleDatabase  *database,
              GError         **error)
{
  g_autoptr (GPtrArray) items = heddle_run_items_list_node (database, self->run_id, self->gate->id,
                                                            HEDDLE_ITEM_WAITING, error);
  const char *index = self->order->index;

  if (items == NULL)
    return FALSE;
  if (index == NULL && items->len > 1)
    {
      g_set_error (error, HEDDLE_PLAN_ERROR, HEDDLE_PLAN_ERROR_INPUT,
                   _("“%s” waits %u times in run %" PRId64 "; say with an INDEX which is meant"), self->order->node,
                   items->len, self->number);
      return FALSE;
    }
  for (guint i = 0; self->waiting == NULL && i < items->len; i++)
    if (index == NULL || g_str_equal (((HeddleRunItemRecord *) items->pdata[i])->path, index))
      self->waiting = g_ptr_array_steal_index (items, i);
  if (self->waiting == NULL)
    g_set_error (error, HEDDLE_PLAN_ERROR, HEDDLE_PLAN_ERROR_INPUT,
                 _("Nothing of “%s” in run %" PRId64 " waits for an answer"), self->order->node, self->number);
  return self->waiting != NULL;
}

static gboolean
find_records (Placing         *self,
              HeddleDatabase  *database,
              GError         **error)
{
  g_autoptr (GPtrArray) sources = heddle_further_sources_find (self->plan, self->gate);

  self->records = heddle_further_sources_ask (database, self->run_id, sources, self->waiting, self->order->count, error);
  if (self->records == NULL || self->records->len > 0)
    return self->records != NULL;
  g_set_error (error, HEDDLE_PLAN_ERROR, HEDDLE_PLAN_ERROR_INPUT,
               _("Before “%s” there is nothing that can make more to choose from"), self->order->node);
  return FALSE;
}

static gboolean
check_counts (Placing  *self,
              GError  **error)
{
  for (guint i = 0; i < self->records->len; i++)
    {
      const HeddleFurtherRecord *record = self->records->pdata[i];
      HeddlePlanNode *node = NULL;
      const HeddleParameterInfo *parameter;

      for (guint n = 0; node == NULL; n++)
        if (g_str_equal (((HeddlePlanNode *) heddle_plan_get_nodes (self->plan)->pdata[n])->id, record->node))
          node = heddle_plan_get_nodes (self->plan)->pdata[n];
      parameter = heddle_node_type_find_parameter (node->type, "count");
      if (parameter == NULL || parameter->maximum <= parameter->minimum || record->count <= parameter->maximum)
        continue;
      g_set_error (error, HEDDLE_PLAN_ERROR, HEDDLE_PLAN_ERROR_INPUT, _("“%s” makes at most %d at a time"), node->title,
                   (int) parameter->maximum);
      return FALSE;
    }
  return TRUE;
}

static gboolean
read_order (HeddleDatabase  *database,
            gpointer         data,
            GValue          *result,
            GError         **error)
{
  Placing *self = data;
  g_autoptr (HeddleRunRecord) run = heddle_runs_find (database, self->run, error);

  if (run == NULL)
    return FALSE;
  self->run_id = run->id;
  self->number = run->number;
  self->gate = find_gate (self, error);
  return self->gate != NULL && find_waiting (self, database, error) && find_records (self, database, error)
         && check_counts (self, error);
}

static HeddleFurtherRecord *
copy_record (const HeddleFurtherRecord *record)
{
  HeddleFurtherRecord *copy = g_new0 (HeddleFurtherRecord, 1);

  *copy = *record;
  copy->id = G_MAXINT64;
  copy->node = g_strdup (record->node);
  copy->path = g_strdup (record->path);
  copy->gate = g_strdup (record->gate);
  copy->gate_path = g_strdup (record->gate_path);
  return copy;
}

/* Of the whole run, only what is to be chosen from. */
static void
leave_out_others (Placing        *self,
                  HeddlePlanWork *work)
{
  g_autoptr (GHashTable) leading = heddle_plan_selection_list_linked (heddle_plan_get_pipeline (self->plan),
                                                                      self->gate->id, HEDDLE_PLAN_BEFORE);
  GPtrArray *nodes = heddle_plan_get_nodes (self->plan);

  for (guint i = 0; i < nodes->len; i++)
    if (!g_hash_table_contains (leading, ((HeddlePlanNode *) nodes->pdata[i])->id))
      work[i] = (HeddlePlanWork) { 0 };
}

/* Goes through the run as if the order was placed: lists that would not fit each other any more show. */
static HeddlePlanWork *
rehearse (Placing  *self,
          GError  **error)
{
  HeddleLibrary *library = heddle_services_get (self->services, HEDDLE_TYPE_LIBRARY);
  g_autoptr (HeddlePlanRecall) recall = heddle_plan_recall_new (self->services, error);
  g_autoptr (HeddleRunPast) past = recall == NULL ? NULL : heddle_run_past_new (library, self->plan, self->run_id, FALSE,
                                                                                error);
  g_autofree HeddlePlanWork *work = g_new0 (HeddlePlanWork, heddle_plan_get_nodes (self->plan)->len);

  if (past == NULL)
    return NULL;
  for (guint i = 0; i < self->records->len; i++)
    heddle_run_past_add_further (past, self->plan, copy_record (self->records->pdata[i]));
  heddle_plan_recall_set_past (recall, g_steal_pointer (&past), self->waiting->row);
  if (!heddle_plan_rehearse (self->plan, self->services, recall, work, NULL, error))
    return NULL;
  leave_out_others (self, work);
  return g_steal_pointer (&work);
}

static HeddleFurtherForecast *
look (Placing  *self,
      GError  **error)
{
  g_autoptr (HeddleFurtherForecast) forecast = g_atomic_rc_box_new0 (HeddleFurtherForecast);
  HeddleLibrary *library = heddle_services_get (self->services, HEDDLE_TYPE_LIBRARY);
  HeddleProviders *providers = heddle_services_get (self->services, HEDDLE_TYPE_PROVIDERS);
  g_autofree HeddlePlanWork *work = NULL;

  if (heddle_wait_for (heddle_library_read (library, read_order, self, NULL), NULL, error))
    work = rehearse (self, error);
  if (work == NULL)
    return NULL;
  for (guint i = 0; i < self->records->len; i++)
    forecast->n_results += ((HeddleFurtherRecord *) self->records->pdata[i])->count;
  forecast->cost = heddle_plan_estimate (self->plan, providers, work, NULL);
  if (!heddle_plan_find_budget_limits (self->plan, self->services, work, &forecast->near, &forecast->passed, error)
      || !heddle_run_consent_find (library, forecast->cost.at_most, forecast->passed != NULL, &forecast->consent, error))
    return NULL;
  return g_steal_pointer (&forecast);
}

/**
 * heddle_further_order_forecast:
 * @self: an order
 * @engine: an engine with a library, which may be open for reading only
 * @run: the run's number, its UUID, or the beginning of that
 * @error: return location
 *
 * Looks what the order would do, and changes nothing. Blocks.
 *
 * Returns: (transfer full): the forecast; %NULL with [error@PlanError] where nobody waits there, or nothing
 *   can make more, with [error@GraphError] where more would not fit what it is put together with, or with
 *   another error where the library cannot be read
 */
HeddleFurtherForecast *
heddle_further_order_forecast (const HeddleFurtherOrder  *self,
                               HeddleEngine              *engine,
                               const char                *run,
                               GError                   **error)
{
  HeddleServices *services = heddle_engine_get_services (engine);
  HeddleLibrary *library = heddle_services_get (services, HEDDLE_TYPE_LIBRARY);
  g_autoptr (HeddleRunRecord) record = NULL;
  g_autoptr (HeddleWorkflow) workflow = NULL;
  g_autoptr (HeddleRunOptions) options = NULL;
  g_autoptr (HeddlePlan) plan = NULL;
  HeddleFurtherForecast *forecast = NULL;

  HEDDLE_ASSERT_MAY_BLOCK ();

  if (heddle_run_continuation_read (library, run, &record, &workflow, &options, error)
      && heddle_run_continuation_check (record, FALSE, error))
    plan = heddle_engine_plan (engine, workflow, options, error);
  if (plan != NULL)
    {
      Placing placing = { .order = self, .plan = plan, .services = services, .run = record->uuid };

      forecast = look (&placing, error);
      placing_clear (&placing);
    }
  return forecast;
}

static gboolean
write_order (HeddleDatabase  *database,
             gpointer         data,
             GValue          *result,
             GError         **error)
{
  Placing *self = data;

  for (guint i = 0; i < self->records->len; i++)
    if (!heddle_further_add (database, self->records->pdata[i], error))
      return FALSE;
  return TRUE;
}

static gboolean
place (Placing  *self,
       GError  **error)
{
  HeddleLibrary *library = heddle_services_get (self->services, HEDDLE_TYPE_LIBRARY);
  g_autoptr (HeddleFurtherForecast) forecast = look (self, error);

  if (forecast == NULL)
    return FALSE;
  if (forecast->passed != NULL)
    {
      g_set_error_literal (error, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_BUDGET, forecast->passed);
      return FALSE;
    }
  return heddle_wait_for (heddle_library_write (library, write_order, self, NULL), NULL, error);
}

/**
 * heddle_further_order_place:
 * @self: an order
 * @engine: an engine with a library
 * @continued: a run that is about to go on, which nobody else can go on with
 * @error: return location
 *
 * Writes the order down, for the run to carry it out. Blocks.
 *
 * Returns: %FALSE with the errors of [method@FurtherOrder.forecast], with %HEDDLE_PROVIDER_ERROR_BUDGET
 *   where a budget is not enough, or with another error where it could not be written down; nothing has
 *   changed then
 */
gboolean
heddle_further_order_place (const HeddleFurtherOrder  *self,
                            HeddleEngine              *engine,
                            HeddleRun                 *continued,
                            GError                   **error)
{
  Placing placing = {
    .order = self,
    .plan = heddle_run_get_plan (continued),
    .services = heddle_engine_get_services (engine),
    .run = heddle_run_get_uuid (continued),
  };
  gboolean placed;

  HEDDLE_ASSERT_MAY_BLOCK ();

  placed = place (&placing, error);
  placing_clear (&placing);
  return placed;
}
