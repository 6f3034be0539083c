/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "heddle-plan-report.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#include "heddle-run-report.h"

/**
 * heddle_price_range_dup_sentence:
 * @cost: a cost
 *
 * Returns: (transfer full): what is known of it
 */
char *
heddle_price_range_dup_sentence (const HeddlePriceRange *cost)
{
  g_autofree char *least = heddle_money_to_string (cost->at_least);
  g_autofree char *most = heddle_money_to_string (cost->at_most);

  if (!cost->at_least.known)
    return g_strdup (_("What it costs is not known beforehand."));
  if (!cost->at_most.known)
    return g_strdup_printf (_("It costs at least %s."), least);
  if (cost->at_most.amount == 0)
    return g_strdup (_("It costs nothing."));
  if (cost->at_least.amount == cost->at_most.amount)
    return g_strdup_printf (_("It costs %s, by prices of %s."), most, cost->read);
  return g_strdup_printf (_("It costs between %s and %s, by prices of %s."), least, most, cost->read);
}

/**
 * heddle_plan_report_dup_cost:
 * @forecast: what a run would do
 *
 * Returns: (transfer full): a sentence about what it costs
 */
char *
heddle_plan_report_dup_cost (const HeddlePlanForecast *forecast)
{
  return heddle_price_range_dup_sentence (&forecast->cost);
}

static void
append (GString    *text,
        const char *format,
        gint64      n)
{
  g_autofree char *number = g_strdup_printf ("%" PRId64, n);
  g_auto (GStrv) parts = g_strsplit (format, "%s", 2);

  if (n > 0)
    g_string_append_printf (text, "%s%s%s%s", text->len == 0 ? "" : ", ", parts[0], number, parts[1]);
}

/* Of what can be more than it surely is, both are said. */
static void
append_runs (GString         *text,
             HeddlePlanCount  runs)
{
  if (runs.least == runs.most)
    append (text, _("%s to do"), runs.most);
  else if (runs.most < G_MAXINT64)
    append (text, _("up to %s to do"), runs.most);
  else
    g_string_append_printf (text, "%s%s", text->len == 0 ? "" : ", ", _("how many to do is not known beforehand"));
}

static char *
work_text (const HeddlePlanWork *work)
{
  GString *text = g_string_new (NULL);

  append (text, _("%s unchanged"), work->cached);
  append_runs (text, work->runs);
  append (text, _("%s that somebody is asked about"), work->waiting);
  append (text, _("%s skipped"), work->skipped);
  append (text, _("%s that cannot be done"), work->failed);
  return g_string_free_and_steal (text);
}

static void
print_step (HeddleInvocation     *invocation,
            const HeddlePlanNode *node,
            const HeddlePlanWork *work)
{
  g_autofree char *title = heddle_run_report_pad (node->title, 30);
  g_autofree char *kind = heddle_run_report_pad (node->model == NULL ? node->type->id : node->model, 30);
  g_autofree char *what = node->mode == HEDDLE_PLAN_PASS ? g_strdup (_("bypassed")) : work_text (work);

  heddle_invocation_print (invocation, "  %s %s %s", title, kind, what);
}

static void
print_unread_columns (HeddleInvocation *invocation,
                      HeddlePlan       *plan)
{
  HeddleCsvTable *rows = heddle_plan_get_options (plan)->rows;

  for (guint c = 0; rows != NULL && c < heddle_csv_table_get_n_columns (rows); c++)
    if (heddle_workflow_find_input (heddle_plan_get_workflow (plan), heddle_csv_table_get_column (rows, c)) == NULL)
      heddle_invocation_print (invocation, _("No input of the workflow reads the column “%s”."),
                               heddle_csv_table_get_column (rows, c));
}

static void
print_for_people (HeddleInvocation         *invocation,
                  HeddlePlan               *plan,
                  const HeddlePlanForecast *forecast)
{
  GPtrArray *nodes = heddle_plan_get_nodes (plan);
  g_autofree char *cost = heddle_plan_report_dup_cost (forecast);
  g_autofree char *what = work_text (&forecast->steps);

  for (guint i = 1; i < nodes->len; i++)
    print_step (invocation, g_ptr_array_index (nodes, i), &forecast->work[i]);
  print_unread_columns (invocation, plan);
  for (guint i = 0; i < forecast->problems->len; i++)
    heddle_invocation_print (invocation, "%s", (char *) g_ptr_array_index (forecast->problems, i));
  if (heddle_plan_is_batch (plan))
    heddle_invocation_print (invocation, _("Steps: %u, rows: %u: %s. %s"), nodes->len - 1,
                             heddle_plan_get_n_rows (plan), what, cost);
  else
    heddle_invocation_print (invocation, _("Steps: %u: %s. %s"), nodes->len - 1, what, cost);
}

static void
set_count (JsonObject *object,
           const char *member,
           gint64      n)
{
  if (n == G_MAXINT64)
    json_object_set_null_member (object, member);
  else
    json_object_set_int_member (object, member, n);
}

static JsonObject *
count_to_json (HeddlePlanCount count)
{
  JsonObject *object = json_object_new ();

  set_count (object, "at_least", count.least);
  set_count (object, "at_most", count.most);
  return object;
}

static JsonObject *
work_to_json (const HeddlePlanWork *work)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "cached", work->cached);
  json_object_set_object_member (object, "to_run", count_to_json (work->runs));
  json_object_set_object_member (object, "to_pay", count_to_json (work->results));
  json_object_set_int_member (object, "skipped", work->skipped);
  json_object_set_int_member (object, "failed", work->failed);
  json_object_set_int_member (object, "waiting", work->waiting);
  return object;
}

static const char *
mode_name (HeddlePlanMode mode)
{
  switch (mode)
    {
    case HEDDLE_PLAN_PASS:
      return "pass";
    case HEDDLE_PLAN_SKIP:
      return "skip";
    case HEDDLE_PLAN_RUN:
    default:
      return "run";
    }
}

static JsonArray *
steps_to_json (HeddlePlan               *plan,
               const HeddlePlanForecast *forecast)
{
  GPtrArray *nodes = heddle_plan_get_nodes (plan);
  JsonArray *steps = json_array_new ();

  for (guint i = 1; i < nodes->len; i++)
    {
      HeddlePlanNode *node = g_ptr_array_index (nodes, i);
      JsonObject *step = work_to_json (&forecast->work[i]);

      /* What only an AI step has. */
      if (node->model == NULL)
        json_object_remove_member (step, "to_pay");
      else
        json_object_set_string_member (step, "model", node->model);
      json_object_set_string_member (step, "node", node->id);
      json_object_set_string_member (step, "mode", mode_name (node->mode));
      json_array_add_object_element (steps, step);
    }
  return steps;
}

static JsonArray *
problems_to_json (HeddlePlan               *plan,
                  const HeddlePlanForecast *forecast)
{
  JsonArray *problems = json_array_new ();
  GPtrArray *warnings = heddle_plan_get_warnings (plan);

  for (guint i = 0; i < warnings->len; i++)
    json_array_add_string_element (problems, g_ptr_array_index (warnings, i));
  for (guint i = 0; i < forecast->problems->len; i++)
    json_array_add_string_element (problems, g_ptr_array_index (forecast->problems, i));
  return problems;
}

static void
print_for_scripts (HeddleInvocation         *invocation,
                   HeddlePlan               *plan,
                   const HeddlePlanForecast *forecast)
{
  g_autoptr (JsonObject) object = json_object_new ();
  JsonObject *range = json_object_new ();
  JsonObject *items = work_to_json (&forecast->steps);

  json_object_remove_member (items, "to_pay");
  json_object_set_string_member (object, "event", "plan");
  json_object_set_string_member (object, "workflow", heddle_workflow_get_id (heddle_plan_get_workflow (plan)));
  json_object_set_string_member (object, "pipeline", heddle_pipeline_get_id (heddle_plan_get_pipeline (plan)));
  json_object_set_int_member (object, "nodes", heddle_plan_get_nodes (plan)->len - 1);
  json_object_set_int_member (object, "rows", heddle_plan_get_n_rows (plan));
  json_object_set_int_member (object, "failed_rows", forecast->work[0].failed);
  json_object_set_boolean_member (object, "library", forecast->knows_library);
  json_object_set_object_member (object, "items", items);
  json_object_set_member (range, "at_least", heddle_money_to_json (forecast->cost.at_least));
  json_object_set_member (range, "at_most", heddle_money_to_json (forecast->cost.at_most));
  json_object_set_object_member (object, "estimate", range);
  if (forecast->cost.read[0] != '\0')
    json_object_set_string_member (object, "prices_read", forecast->cost.read);
  else
    json_object_set_null_member (object, "prices_read");
  json_object_set_array_member (object, "steps", steps_to_json (plan, forecast));
  json_object_set_array_member (object, "problems", problems_to_json (plan, forecast));
  heddle_invocation_print_object (invocation, object);
}

/**
 * heddle_plan_report:
 * @invocation: how to print
 * @plan: a plan
 * @forecast: what a run of it would do
 *
 * Prints what would run, what is there already, what it would cost and what stands in the way.
 */
void
heddle_plan_report (HeddleInvocation         *invocation,
                    HeddlePlan               *plan,
                    const HeddlePlanForecast *forecast)
{
  if (invocation->json)
    print_for_scripts (invocation, plan, forecast);
  else
    print_for_people (invocation, plan, forecast);
}
