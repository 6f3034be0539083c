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

/**
 * heddle_run_report_pad:
 * @text: a text
 * @width: of a column
 *
 * printf counts bytes, which is not how wide a text is.
 *
 * Returns: (transfer full): the text with spaces after it, as wide as the column or wider
 */
char *
heddle_run_report_pad (const char *text,
                       int         width)
{
  int missing = width - (int) g_utf8_strlen (text, -1);

  return g_strdup_printf ("%s%*s", text, MAX (0, missing), "");
}

static void
print_item (HeddleRunReport      *self,
            const HeddleRunEvent *event)
{
  g_autofree char *status = heddle_run_report_pad (item_status_text (event->status), 12);
  g_autofree char *place = heddle_run_report_place (event->title, event->index);
  g_autofree char *padded = heddle_run_report_pad (place, 40);
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
    case HEDDLE_RUN_EVENT_STATUS:
    default:
      g_assert_not_reached ();
    }
}

/* Not among the events, which scripts read, and not for standard output. */
static void
tell_notices (HeddleRunReport      *self,
              const HeddleRunEvent *event)
{
  for (guint i = 0; event->notices != NULL && event->notices[i] != NULL; i++)
    heddle_invocation_progress (self->invocation, "heddlectl: %s", event->notices[i]);
}

static void
tell_of_budgets (HeddleRunReport      *self,
                 const HeddleRunEvent *event)
{
  if (event->run_status == HEDDLE_RUN_FAILED && event->error != NULL)
    g_printerr (_("heddlectl: Run %d could not be begun. %s\n"), (int) event->number, event->error->message);
  if (event->run_status == HEDDLE_RUN_PAUSED && event->error != NULL)
    g_printerr (_("heddlectl: The run is paused. %s\n"), event->error->message);
}

/* Whether a wait was told of already: items wait for the same one after the other or at once. */
static gboolean
is_told (const HeddleRunReport *self,
         HeddleWait             wait,
         gint64                 now)
{
  return wait.reason == self->wait.reason && wait.whom == self->wait.whom
         && (wait.until == 0 || self->wait.until > now);
}

static void
tell_of_wait (HeddleRunReport      *self,
              const HeddleRunEvent *event)
{
  gint64 now = g_get_real_time ();
  g_autofree char *sentence = heddle_wait_dup_sentence (event->wait, now);

  if (sentence != NULL && !is_told (self, event->wait, now))
    {
      self->wait = event->wait;
      heddle_invocation_progress (self->invocation, "heddlectl: %s.", sentence);
    }
  else if (event->kind == HEDDLE_RUN_EVENT_STATUS && event->run_status == HEDDLE_RUN_RUNNING)
    {
      self->wait = (HeddleWait) { HEDDLE_WAIT_NONE, NULL, 0 };
      heddle_invocation_progress (self->invocation, _("heddlectl: The network is there again."));
    }
}

/**
 * heddle_run_report_event:
 * @data: a [struct@RunReport]
 * @event: what happened
 *
 * Prints an event; one of progress only on standard error, where something has to be waited for.
 */
void
heddle_run_report_event (gpointer              data,
                         const HeddleRunEvent *event)
{
  HeddleRunReport *self = data;

  if (event->kind == HEDDLE_RUN_EVENT_PROGRESS || event->kind == HEDDLE_RUN_EVENT_STATUS)
    {
      tell_of_wait (self, event);
      return;
    }

  if (self->invocation->json)
    {
      g_autoptr (JsonNode) json = heddle_run_event_to_json (event);

      heddle_invocation_print_json (self->invocation, json);
    }
  else
    print_event (self, event);

  tell_notices (self, event);
  if (event->kind == HEDDLE_RUN_EVENT_FINISHED)
    {
      tell_of_budgets (self, event);
      self->status = event->run_status;
      self->something_failed = event->n_failures > 0 || event->counts.failed > 0;
      self->lacks_room = g_error_matches (event->error, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_STORAGE);
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
      return self->lacks_room ? HEDDLE_EXIT_LIBRARY : HEDDLE_EXIT_PAUSED;
    case HEDDLE_RUN_PENDING:
    case HEDDLE_RUN_SCHEDULED:
    case HEDDLE_RUN_RUNNING:
    case HEDDLE_RUN_FAILED:
    case HEDDLE_RUN_CONTENT_REJECTED:
    default:
      return HEDDLE_EXIT_FAILED;
    }
}
