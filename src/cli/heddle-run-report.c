/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "heddle-run-report.h"

#include <glib/gi18n-lib.h>

#include "base/heddle-late-text.h"

/**
 * heddle_run_report_place:
 * @title: a step's name
 * @index: an item's index path
 *
 * Says which item of a step is meant, as people count: from 1.
 *
 * Returns: (transfer full): such as "Headline 2.1"
 */
char *
heddle_run_report_place (const char        *title,
                         const HeddleIndex *index)
{
  g_autoptr (GString) text = g_string_new (title);

  for (guint i = 0; i < heddle_index_get_depth (index); i++)
    g_string_append_printf (text, "%s%u", i == 0 ? " " : ".", heddle_index_get (index, i) + 1);
  return g_string_free_and_steal (g_steal_pointer (&text));
}

static char *
duration_text (gint64 milliseconds)
{
  if (milliseconds < 1000)
    return g_strdup_printf (_("%d ms"), (int) milliseconds);
  return g_strdup_printf (_("%.1f s"), (double) milliseconds / 1000.0);
}

static const char *
item_status_text (HeddleItemStatus status)
{
  switch (status)
    {
    case HEDDLE_ITEM_CACHED:
      return _("unchanged");
    case HEDDLE_ITEM_COMPLETED:
      return _("done");
    case HEDDLE_ITEM_SKIPPED:
      return _("skipped");
    case HEDDLE_ITEM_FAILED:
      return _("failed");
    case HEDDLE_ITEM_CONTENT_REJECTED:
      return _("refused");
    case HEDDLE_ITEM_CANCELLED:
      return _("cancelled");
    case HEDDLE_ITEM_UNKNOWN_OUTCOME:
      return _("outcome unknown");
    case HEDDLE_ITEM_WAITING:
      return _("waiting");
    case HEDDLE_ITEM_PENDING:
    case HEDDLE_ITEM_QUEUED:
    case HEDDLE_ITEM_RUNNING:
    default:
      return _("running");
    }
}

/* printf counts bytes, which is not how wide a text is. */
static char *
pad (const char *text,
     int         width)
{
  int missing = width - (int) g_utf8_strlen (text, -1);

  return g_strdup_printf ("%s%*s", text, MAX (0, missing), "");
}

static void
print_item (HeddleRunReport      *self,
            const HeddleRunEvent *event)
{
  g_autofree char *status = pad (item_status_text (event->status), 12);
  g_autofree char *place = heddle_run_report_place (event->title, event->index);
  g_autofree char *padded = pad (place, 40);
  g_autofree char *duration = duration_text (event->duration_ms);
  g_autofree char *cost = event->cost.known && event->cost.amount == 0 ? NULL
                                                                       : heddle_money_to_string (event->cost);
  GPtrArray *warnings = event->outputs == NULL ? NULL : heddle_node_outputs_get_warnings (event->outputs);

  if (self->invocation->quiet && event->error == NULL && (warnings == NULL || warnings->len == 0))
    return;

  heddle_invocation_print (self->invocation, "  %s %s %8s%s%s", status, padded, duration, cost == NULL ? "" : "  ",
                           cost == NULL ? "" : cost);
  if (event->error != NULL)
    {
      g_auto (GStrv) lines = g_strsplit (event->error->message, "\n", -1);

      for (guint i = 0; lines[i] != NULL; i++)
        heddle_invocation_print (self->invocation, "               %s", lines[i]);
    }
  for (guint i = 0; warnings != NULL && i < warnings->len; i++)
    heddle_invocation_print (self->invocation, "               %s", (char *) g_ptr_array_index (warnings, i));
}

static void
print_started (HeddleRunReport      *self,
               const HeddleRunEvent *event)
{
  g_autofree char *late = heddle_late_text (event->late_ms);

  if (late == NULL)
    heddle_invocation_print (self->invocation, _("Run %d of “%s”"), (int) event->number, event->workflow_name);
  else
    /* Translators: the last is such as “2 hours late” */
    heddle_invocation_print (self->invocation, _("Run %d of “%s”, %s"), (int) event->number, event->workflow_name, late);
}

static void
print_finished (HeddleRunReport      *self,
                const HeddleRunEvent *event)
{
  g_autofree char *duration = duration_text (event->duration_ms);
  g_autofree char *cost = heddle_money_to_string (event->cost);
  const HeddleRunCounts *counts = &event->counts;
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text, _("%d of %d results, %d of them unchanged"), (int) counts->successful,
                          (int) counts->total, (int) counts->cached);
  if (counts->failed > 0)
    g_string_append_printf (text, _(", %d failed"), (int) counts->failed);
  if (counts->skipped > 0)
    g_string_append_printf (text, _(", %d skipped"), (int) counts->skipped);
  if (counts->waiting > 0)
    g_string_append_printf (text, _(", %d waiting for somebody"), (int) counts->waiting);
  if (counts->unknown > 0)
    g_string_append_printf (text, _(", %d with an unknown outcome"), (int) counts->unknown);
  heddle_invocation_print (self->invocation, _("%s, in %s, for %s"), text->str, duration, cost);
}

static const char *
need_text (HeddleRunNeed need)
{
  switch (need)
    {
    case HEDDLE_RUN_NEEDS_SELECTION:
      return _("Somebody has to choose what goes on.");
    case HEDDLE_RUN_NEEDS_APPROVAL:
      return _("Somebody has to approve what goes on.");
    case HEDDLE_RUN_NEEDS_DECISION:
    default:
      return _("It may have been paid for; it is not sent again by itself.");
    }
}

static void
print_event (HeddleRunReport      *self,
             const HeddleRunEvent *event)
{
  switch (event->kind)
    {
    case HEDDLE_RUN_EVENT_STARTED:
      print_started (self, event);
      break;
    case HEDDLE_RUN_EVENT_ITEM:
      print_item (self, event);
      break;
    case HEDDLE_RUN_EVENT_ASSET:
      heddle_invocation_print (self->invocation, "               %s: %s", event->name, event->path);
      break;
    case HEDDLE_RUN_EVENT_WAITING:
      heddle_invocation_print (self->invocation, "               %s", need_text (event->need));
      break;
    case HEDDLE_RUN_EVENT_FINISHED:
      print_finished (self, event);
      break;
    case HEDDLE_RUN_EVENT_PROGRESS:
    default:
      g_assert_not_reached ();
    }
}

/* Not among the events, which scripts read, and not for standard output. */
static void
tell_of_budgets (HeddleRunReport      *self,
                 const HeddleRunEvent *event)
{
  for (guint i = 0; event->notices != NULL && event->notices[i] != NULL; i++)
    heddle_invocation_progress (self->invocation, "heddlectl: %s", event->notices[i]);
  if (event->run_status == HEDDLE_RUN_FAILED && event->error != NULL)
    g_printerr (_("heddlectl: Run %d could not be begun. %s\n"), (int) event->number, event->error->message);
  if (event->run_status == HEDDLE_RUN_PAUSED && event->error != NULL)
    g_printerr (_("heddlectl: The run is paused. %s\n"), event->error->message);
}

/**
 * heddle_run_report_event:
 * @data: a [struct@RunReport]
 * @event: what happened
 *
 * Prints an event, unless it is of progress.
 */
void
heddle_run_report_event (gpointer              data,
                         const HeddleRunEvent *event)
{
  HeddleRunReport *self = data;

  if (event->kind == HEDDLE_RUN_EVENT_PROGRESS)
    return;

  if (self->invocation->json)
    {
      g_autoptr (JsonNode) json = heddle_run_event_to_json (event);

      heddle_invocation_print_json (self->invocation, json);
    }
  else
    print_event (self, event);

  if (event->kind == HEDDLE_RUN_EVENT_FINISHED)
    {
      tell_of_budgets (self, event);
      self->status = event->run_status;
      self->something_failed = event->n_failures > 0 || event->counts.failed > 0;
    }
}

/**
 * heddle_run_report_exit_status:
 * @self: a report of a run that has ended
 *
 * Returns: what to exit with
 */
HeddleExitStatus
heddle_run_report_exit_status (const HeddleRunReport *self)
{
  switch (self->status)
    {
    case HEDDLE_RUN_COMPLETED:
      return self->something_failed ? HEDDLE_EXIT_FAILED : HEDDLE_EXIT_DONE;
    case HEDDLE_RUN_CANCELLED:
      return HEDDLE_EXIT_CANCELLED;
    case HEDDLE_RUN_AWAITING_SELECTION:
    case HEDDLE_RUN_AWAITING_APPROVAL:
    case HEDDLE_RUN_AWAITING_DECISION:
      return HEDDLE_EXIT_WAITING;
    case HEDDLE_RUN_PAUSED:
      return HEDDLE_EXIT_PAUSED;
    case HEDDLE_RUN_PENDING:
    case HEDDLE_RUN_SCHEDULED:
    case HEDDLE_RUN_RUNNING:
    case HEDDLE_RUN_FAILED:
    case HEDDLE_RUN_CONTENT_REJECTED:
    default:
      return HEDDLE_EXIT_FAILED;
    }
}

static char *
estimate_text (HeddlePriceRange estimate)
{
  g_autofree char *least = heddle_money_to_string (estimate.at_least);
  g_autofree char *most = heddle_money_to_string (estimate.at_most);

  if (!estimate.at_least.known)
    return g_strdup (_("What it costs is not known beforehand."));
  if (!estimate.at_most.known)
    return g_strdup_printf (_("It costs at least %s if nothing is unchanged."), least);
  if (estimate.at_most.amount == 0)
    return g_strdup (_("It costs nothing."));
  return g_strdup_printf (_("It costs between %s and %s if nothing is unchanged, by prices of %s."), least, most,
                          estimate.read);
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

/**
 * heddle_run_report_plan:
 * @invocation: how to print
 * @plan: a plan
 *
 * Prints what would run and what it would cost.
 */
void
heddle_run_report_plan (HeddleInvocation *invocation,
                        HeddlePlan       *plan)
{
  GPtrArray *nodes = heddle_plan_get_nodes (plan);
  HeddlePriceRange estimate = heddle_plan_get_estimate (plan);
  g_autofree char *cost = estimate_text (estimate);
  g_autoptr (JsonObject) object = json_object_new ();
  JsonObject *range = json_object_new ();

  for (guint i = 1; i < nodes->len; i++)
    {
      HeddlePlanNode *node = g_ptr_array_index (nodes, i);

      g_autofree char *title = pad (node->title, 40);

      heddle_invocation_print (invocation, "  %s %s", title, node->model == NULL ? node->type->id : node->model);
    }
  print_unread_columns (invocation, plan);
  if (heddle_plan_is_batch (plan))
    heddle_invocation_print (invocation, _("Steps: %u, rows: %u. %s"), nodes->len - 1,
                             heddle_plan_get_n_rows (plan), cost);
  else
    heddle_invocation_print (invocation, _("Steps: %u. %s"), nodes->len - 1, cost);

  json_object_set_string_member (object, "event", "plan");
  json_object_set_string_member (object, "workflow", heddle_workflow_get_id (heddle_plan_get_workflow (plan)));
  json_object_set_string_member (object, "pipeline", heddle_pipeline_get_id (heddle_plan_get_pipeline (plan)));
  json_object_set_int_member (object, "nodes", nodes->len - 1);
  json_object_set_int_member (object, "rows", heddle_plan_get_n_rows (plan));
  json_object_set_member (range, "at_least", heddle_money_to_json (estimate.at_least));
  json_object_set_member (range, "at_most", heddle_money_to_json (estimate.at_most));
  json_object_set_object_member (object, "estimate", range);
  if (estimate.read[0] != '\0')
    json_object_set_string_member (object, "prices_read", estimate.read);
  else
    json_object_set_null_member (object, "prices_read");
  heddle_invocation_print_object (invocation, object);
}
