/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "runs/heddle-run-words.h"

#include <glib/gi18n-lib.h>

#include "base/heddle-json.h"
#include "base/heddle-recurrence.h"
#include "gallery/heddle-gallery-words.h"
#include "graph/heddle-wait.h"
#include "runs/heddle-error-sentence.h"
#include "widgets/heddle-price.h"

#define SECOND 1000
#define MINUTE (60 * SECOND)
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)

static const struct
{
  const char *word;
  const char *icon_name;
  const char *style_class;
} looks[] = {
  [HEDDLE_RUN_PENDING] = { N_("Queued"), "alarm-symbolic", NULL },
  [HEDDLE_RUN_SCHEDULED] = { N_("Scheduled"), "alarm-symbolic", NULL },
  [HEDDLE_RUN_RUNNING] = { N_("Running"), "media-playback-start-symbolic", "accent" },
  [HEDDLE_RUN_PAUSED] = { N_("Paused"), "media-playback-pause-symbolic", "warning" },
  [HEDDLE_RUN_AWAITING_SELECTION] = { N_("Waiting for your pick"), "alarm-symbolic", "warning" },
  [HEDDLE_RUN_AWAITING_APPROVAL] = { N_("Waiting for approval"), "alarm-symbolic", "warning" },
  [HEDDLE_RUN_AWAITING_DECISION] = { N_("Waiting for your decision"), "alarm-symbolic", "warning" },
  [HEDDLE_RUN_COMPLETED] = { N_("Done"), "object-select-symbolic", "success" },
  [HEDDLE_RUN_FAILED] = { N_("Failed"), "dialog-warning-symbolic", "error" },
  [HEDDLE_RUN_CONTENT_REJECTED] = { N_("Refused"), "dialog-warning-symbolic", "error" },
  [HEDDLE_RUN_CANCELLED] = { N_("Stopped"), "media-playback-stop-symbolic", "dimmed" },
};

/**
 * heddle_run_look_init:
 * @self: a look
 * @run: a run
 *
 * Sets how the state of the run is shown.
 */
void
heddle_run_look_init (HeddleRunLook          *self,
                      const HeddleRunSummary *run)
{
  gboolean offline = run->status == HEDDLE_RUN_PAUSED && g_strcmp0 (run->reason, "offline") == 0;
  HeddleRunStatus status = run->live && !offline ? HEDDLE_RUN_RUNNING : run->status;

  *self = (HeddleRunLook) { NULL, looks[status].icon_name, looks[status].style_class };
  if (heddle_run_summary_is_interrupted (run))
    *self = (HeddleRunLook) { g_strdup (_("Interrupted")), "process-stop-symbolic", "warning" };
  else if (status == HEDDLE_RUN_COMPLETED && run->counts.failed > 0)
    *self = (HeddleRunLook) { g_strdup_printf (ngettext ("%d failed", "%d failed", (unsigned long) run->counts.failed),
                                               (int) run->counts.failed),
                              looks[HEDDLE_RUN_FAILED].icon_name, looks[HEDDLE_RUN_FAILED].style_class };
  else if (status == HEDDLE_RUN_PAUSED && g_strcmp0 (run->reason, "budget") == 0)
    self->word = g_strdup (_("Budget used up"));
  else if (status == HEDDLE_RUN_PAUSED && g_strcmp0 (run->reason, "storage") == 0)
    self->word = g_strdup (_("No room on the disk"));
  else if (offline)
    self->word = run->live ? heddle_wait_dup_sentence (heddle_wait_new (HEDDLE_WAIT_NETWORK, NULL, 0), 0) : g_strdup (_("No network"));
  else
    self->word = g_strdup (_(looks[status].word));
}

/**
 * heddle_run_look_clear:
 * @self: a look
 *
 * Frees what is in it.
 */
void
heddle_run_look_clear (HeddleRunLook *self)
{
  g_clear_pointer (&self->word, g_free);
}

/**
 * heddle_words_for_duration:
 * @milliseconds: how long something took
 *
 * Returns: (transfer full): the same for people: "850 ms", "3.2 s", "16 s", "4 min 12 s", "2 h 05 min"
 */
char *
heddle_words_for_duration (gint64 milliseconds)
{
  if (milliseconds < SECOND)
    return g_strdup_printf (_("%d ms"), (int) milliseconds);
  if (milliseconds < 10 * SECOND)
    return g_strdup_printf (_("%.1f s"), (double) milliseconds / SECOND);
  if (milliseconds < MINUTE)
    return g_strdup_printf (_("%d s"), (int) (milliseconds / SECOND));
  if (milliseconds < HOUR)
    return g_strdup_printf (_("%d min %02d s"), (int) (milliseconds / MINUTE), (int) (milliseconds / SECOND % 60));
  return g_strdup_printf (_("%d h %02d min"), (int) (milliseconds / HOUR), (int) (milliseconds / MINUTE % 60));
}

/**
 * heddle_run_get_duration:
 * @run: a run
 * @now: Unix milliseconds
 *
 * Returns: how long the run took, or has worked so far, in milliseconds; -1 where it did not begin
 */
gint64
heddle_run_get_duration (const HeddleRunSummary *run,
                         gint64                  now)
{
  gint64 end = run->live ? now : run->worked_until != 0 ? run->worked_until : run->finished_at;

  return run->started_at == 0 || end == 0 ? -1 : MAX (end - run->started_at, 0);
}

/**
 * heddle_words_for_run_title:
 * @run: a run
 *
 * Returns: (transfer full): what people call it, as Pango markup: "Run 42" and the name of the workflow, and of
 *   its page where it has several
 */
char *
heddle_words_for_run_title (const HeddleRunSummary *run)
{
  g_autofree char *subject = heddle_run_dup_subject (run->workflow_name, run->page);

  /* Translators: the number of a run and the name of its workflow */
  return g_markup_printf_escaped (_("<b>Run %d</b> %s"), (int) run->number, subject);
}

/**
 * heddle_words_for_run_error:
 * @json: an error as runs record it
 *
 * Returns: (transfer full) (nullable): a sentence for people
 */
char *
heddle_words_for_run_error (const char *json)
{
  g_autoptr (JsonNode) node = json == NULL ? NULL : heddle_json_parse (json, -1, NULL);
  const char *sentence;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return NULL;
  sentence = heddle_error_get_sentence (heddle_json_get_string (json_node_get_object (node), "code", ""));
  return g_strdup (sentence != NULL ? sentence : heddle_json_get_string (json_node_get_object (node), "message", NULL));
}

/**
 * heddle_words_for_run_costs:
 * @json: (nullable): costs as runs record them, an array
 *
 * Returns: (transfer full) (nullable): the same for people, a sum per currency; %NULL where they are
 *   not known
 */
char *
heddle_words_for_run_costs (const char *json)
{
  g_autoptr (JsonNode) node = json == NULL ? NULL : heddle_json_parse (json, -1, NULL);
  g_autoptr (GString) words = g_string_new (NULL);
  gboolean known = FALSE;

  for (guint i = 0; node != NULL && JSON_NODE_HOLDS_ARRAY (node) && i < json_array_get_length (json_node_get_array (node)); i++)
    {
      HeddleMoney cost = heddle_money_from_json (json_array_get_element (json_node_get_array (node), i));
      g_autofree char *price = heddle_price_to_string (cost);

      known |= cost.known;
      if (cost.known && cost.amount > 0)
        g_string_append_printf (words, "%s%s", words->len > 0 ? " + " : "", price);
    }
  if (!known)
    return NULL;
  return words->len > 0 ? g_string_free_and_steal (g_steal_pointer (&words)) : g_strdup (_("Free"));
}

static char *
begin_sentence (const char *text)
{
  g_autoptr (GString) sentence = g_string_new (NULL);

  g_string_append_unichar (sentence, g_unichar_totitle (g_utf8_get_char (text)));
  g_string_append (sentence, g_utf8_next_char (text));
  return g_string_free_and_steal (g_steal_pointer (&sentence));
}

static const char *
describe_recurrence (const char *every)
{
  HeddleRecurrence recurrence;

  if (every == NULL || !heddle_recurrence_from_string (every, &recurrence))
    return NULL;
  return recurrence == HEDDLE_RECURRENCE_DAILY    ? _("every day")
         : recurrence == HEDDLE_RECURRENCE_WEEKLY ? _("every week")
                                                  : _("every month");
}

/* The clock ticks while a queue is worked off: who is a minute late is not called late. */
static char *
describe_delay (gint64 late)
{
  if (late < 2 * MINUTE)
    return NULL;
  if (late < HOUR)
    return g_strdup_printf (ngettext ("%d minute late", "%d minutes late", (unsigned long) (late / MINUTE)),
                            (int) (late / MINUTE));
  if (late < DAY)
    return g_strdup_printf (ngettext ("%d hour late", "%d hours late", (unsigned long) (late / HOUR)),
                            (int) (late / HOUR));
  return g_strdup_printf (ngettext ("%d day late", "%d days late", (unsigned long) (late / DAY)), (int) (late / DAY));
}

/* When a run that waits in the queue begins: “Tomorrow 07:30 · every day”, “Next in the queue · 2 hours late”. */
static char *
describe_turn (const HeddleRunSummary *run,
               gint64                  now)
{
  g_autofree char *time = run->due == 0 ? NULL : heddle_words_for_time (run->due);
  g_autofree char *delay = run->due == 0 ? NULL : describe_delay (now - run->due);
  const char *every = describe_recurrence (run->every);
  g_autofree char *turn = NULL;
  g_autoptr (GString) words = NULL;

  if (run->position == 0 && time != NULL)
    turn = begin_sentence (time);
  else if (run->position <= 1)
    turn = g_strdup (_("Next in the queue"));
  else
    turn = g_strdup_printf (_("Number %d in the queue"), (int) run->position);
  words = g_string_new (turn);
  if (every != NULL)
    g_string_append_printf (words, " · %s", every);
  if (delay != NULL)
    g_string_append_printf (words, " · %s", delay);
  return g_string_free_and_steal (g_steal_pointer (&words));
}

static char *
describe_failure (const HeddleRunSummary *run)
{
  g_autofree char *step = heddle_words_for_run_error (run->step_error);
  g_autofree char *whole = heddle_words_for_run_error (run->error);

  if (run->status == HEDDLE_RUN_PAUSED)
    return g_steal_pointer (&whole);
  if (step != NULL && run->counts.failed + (run->status == HEDDLE_RUN_FAILED) + (run->status == HEDDLE_RUN_CONTENT_REJECTED) > 0)
    return g_strdup_printf ("%s: %s", run->step_name, step);
  return g_steal_pointer (&whole);
}

/**
 * heddle_words_for_run_origin:
 * @run: a run
 *
 * Returns: (transfer full): a line about when it began or is to begin, or why it ended as it did
 */
char *
heddle_words_for_run_origin (const HeddleRunSummary *run)
{
  g_autofree char *time = heddle_words_for_time (run->started_at != 0 ? run->started_at : run->created_at);
  g_autofree char *failure = run->live ? NULL : describe_failure (run);

  if (failure != NULL)
    return g_steal_pointer (&failure);
  if (heddle_run_summary_is_queued (run))
    return describe_turn (run, g_get_real_time () / 1000);
  if (run->n_rows > 0 && run->live)
    /* Translators: the number of rows, and when it was started, such as “today 11:08” */
    return g_strdup_printf (_("Batch of %1$d · started %2$s"), (int) run->n_rows, time);
  if (heddle_run_summary_is_interrupted (run))
    return g_strdup_printf (_("Heddle ended before it was done · %s"), time);
  if (run->status == HEDDLE_RUN_CANCELLED)
    return g_strdup_printf (_("You stopped it · %s"), time);
  if (run->live || heddle_run_summary_is_waiting (run))
    return g_strdup_printf (_("Started %s"), time);
  if (run->n_rows > 0)
    return g_strdup_printf (_("Batch of %1$d · %2$s"), (int) run->n_rows, time);
  return begin_sentence (time);
}
