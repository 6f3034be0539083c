/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "heddle-command.h"
#include "heddle-queue-errand.h"
#include "heddle-queue-list.h"
#include "heddle-queue-work.h"

static char *priority;
static GStrv provider_urls;

static const GOptionEntry entries[] = {
  { "priority", 0, 0, G_OPTION_ARG_STRING, &priority,
    N_("With “move”: the run's priority from now on; higher ones begin first, and 0 is usual"), N_("N") },
  { "provider-url", 0, 0, G_OPTION_ARG_STRING_ARRAY, &provider_urls,
    N_("Another address for a provider; can be repeated"), N_("PROVIDER=URL") },
  { NULL },
};

static gboolean
read_number (const char  *text,
             int          least,
             int         *number,
             GError     **error)
{
  gint64 value;

  if (g_ascii_string_to_signed (text, 10, least, G_MAXINT, &value, NULL))
    {
      *number = (int) value;
      return TRUE;
    }
  if (least == G_MININT)
    heddle_usage_error_set (error, _("“%s” is no whole number"), text);
  else
    heddle_usage_error_set (error, _("“%s” is no whole number from %d on"), text, least);
  return FALSE;
}

static HeddleExitStatus
change (HeddleInvocation   *invocation,
        HeddleQueueChange   what,
        GError            **error)
{
  return heddle_queue_errand_change (invocation, &what, error);
}

static HeddleExitStatus
move (HeddleInvocation  *invocation,
      const char        *run,
      const char        *place,
      GError           **error)
{
  HeddleQueueChange what = { .kind = HEDDLE_QUEUE_PRIORITY, .subject = run };
  HeddleExitStatus status = HEDDLE_EXIT_DONE;

  if (priority != NULL)
    {
      if (!read_number (priority, G_MININT, &what.number, error))
        return HEDDLE_EXIT_INVALID;
      status = change (invocation, what, error);
    }
  if (place == NULL || status != HEDDLE_EXIT_DONE)
    return status;
  return change (invocation, (HeddleQueueChange) { .kind = HEDDLE_QUEUE_MOVE, .subject = run, .place = place }, error);
}

static HeddleExitStatus
limit (HeddleInvocation  *invocation,
       const char        *what,
       const char        *text,
       GError           **error)
{
  HeddleQueueChange change_asked = { .kind = HEDDLE_QUEUE_RUNS };

  if (g_str_equal (what, "items"))
    change_asked.kind = HEDDLE_QUEUE_ITEMS;
  else if (!g_str_equal (what, "runs"))
    {
      heddle_usage_error_set (error, _("What can be limited is “runs” or “items”, not “%s”"), what);
      return HEDDLE_EXIT_INVALID;
    }
  if (!read_number (text, change_asked.kind == HEDDLE_QUEUE_RUNS ? 1 : 0, &change_asked.number, error))
    return HEDDLE_EXIT_INVALID;
  return change (invocation, change_asked, error);
}

static HeddleExitStatus
act (HeddleInvocation  *invocation,
     GStrv              arguments,
     GError           **error)
{
  guint n = g_strv_length (arguments);
  const char *word = n == 0 ? "" : arguments[0];

  if (n == 0)
    return heddle_queue_work (invocation, (const char *const *) provider_urls, error);
  if (g_str_equal (word, "list") && n == 1)
    return heddle_queue_list_print (invocation, error) ? HEDDLE_EXIT_DONE : HEDDLE_EXIT_LIBRARY;
  if (g_str_equal (word, "pause") && n == 1)
    return change (invocation, (HeddleQueueChange) { .kind = HEDDLE_QUEUE_PAUSE }, error);
  if (g_str_equal (word, "resume") && n == 1)
    return change (invocation, (HeddleQueueChange) { .kind = HEDDLE_QUEUE_RESUME }, error);
  if (g_str_equal (word, "move") && (n == 3 || (n == 2 && priority != NULL)))
    return move (invocation, arguments[1], arguments[2], error);
  if (g_str_equal (word, "remove") && n == 2)
    return change (invocation, (HeddleQueueChange) { .kind = HEDDLE_QUEUE_REMOVE, .subject = arguments[1] }, error);
  if (g_str_equal (word, "limit") && n == 3)
    return limit (invocation, arguments[1], arguments[2], error);

  heddle_usage_error_set (error, _("Usage: heddlectl queue %s"), heddle_command_queue.synopsis);
  return HEDDLE_EXIT_INVALID;
}

static HeddleExitStatus
run (HeddleInvocation *invocation,
     GStrv             arguments)
{
  g_autoptr (GError) error = NULL;
  HeddleExitStatus status = act (invocation, arguments, &error);

  return error == NULL ? status : heddle_invocation_report (invocation, NULL, error);
}

const HeddleCommand heddle_command_queue = {
  .name = "queue",
  .synopsis = "[list | pause | resume | move RUN [first|last|up|down|N] [--priority=N] | remove SCHEDULE | "
              "limit runs|items N]",
  .summary = N_("Run what waits in the queue, and arrange it"),
  .description = N_("“heddlectl run --queue” puts runs into the queue. Without a word, “heddlectl queue” runs those that "
                    "can begin now, whose time has come included, one after the other, and exits as the worst of them "
                    "does; a window that has the library open does the same by itself, with its own keys. Ctrl+C cancels "
                    "the run that goes on; the others stay in the queue.\n\n"
                    "Higher priorities begin first, then lower places. A run that has been interrupted is not begun "
                    "again by itself: “heddlectl resume” does that. “heddlectl cancel” takes a run out of the queue; "
                    "“remove” ends what “--every” has begun.\n\n"
                    "“limit runs” says how many runs of the queue go on at once, 1 unless told otherwise. “limit "
                    "items” says how many items may be in flight at once on this machine, of all runs together; 0 is for "
                    "as many as there are processors, or as “--jobs” says."),
  .options = entries,
  .least = 0,
  .most = 3,
  .run = run,
};
