/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "heddle-command.h"
#include "heddle-queue-errand.h"
#include "heddle-queue-list.h"
#include "heddle-run-continue.h"

static GStrv provider_urls;
static gboolean queue;

static const GOptionEntry entries[] = {
  { "provider-url", 0, 0, G_OPTION_ARG_STRING_ARRAY, &provider_urls,
    N_("Another address for a provider; can be repeated"), N_("PROVIDER=URL") },
  { NULL },
};

static const GOptionEntry retry_entries[] = {
  { "provider-url", 0, 0, G_OPTION_ARG_STRING_ARRAY, &provider_urls,
    N_("Another address for a provider; can be repeated"), N_("PROVIDER=URL") },
  { "queue", 0, 0, G_OPTION_ARG_NONE, &queue,
    N_("Not now, but in its turn in the library's queue, for “heddlectl queue” or the window to run"), NULL },
  { NULL },
};

static HeddleExitStatus
resume (HeddleInvocation *invocation,
        GStrv             arguments)
{
  const HeddleRunContinue how = { .provider_urls = provider_urls };

  return heddle_run_continue (invocation, arguments[0], &how);
}

static HeddleExitStatus
retry_in_turn (HeddleInvocation *invocation,
               const char       *run)
{
  const HeddleQueueChange change = { .kind = HEDDLE_QUEUE_RETRY, .subject = run };
  g_autoptr (GError) error = NULL;
  HeddleExitStatus status = HEDDLE_EXIT_INVALID;

  if (provider_urls != NULL)
    heddle_usage_error_set (&error, _("“--provider-url” is for whoever runs it: give it to “heddlectl queue”"));
  else
    status = heddle_queue_errand_change (invocation, &change, &error);
  if (error == NULL && status == HEDDLE_EXIT_DONE)
    heddle_queue_list_print_again (invocation, run, &error);
  return error == NULL ? status : heddle_invocation_report (invocation, NULL, error);
}

static HeddleExitStatus
retry (HeddleInvocation *invocation,
       GStrv             arguments)
{
  const HeddleRunContinue how = { .retry = TRUE, .provider_urls = provider_urls };

  if (queue)
    return retry_in_turn (invocation, arguments[0]);
  return heddle_run_continue (invocation, arguments[0], &how);
}

const HeddleCommand heddle_command_resume = {
  .name = "resume",
  .synopsis = "RUN [OPTION…]",
  .summary = N_("Go on with a run that stopped"),
  .description = N_("Goes on with a run that was interrupted, paused by a budget, or waits for a person who has "
                    "answered meanwhile. RUN is its number or its id. What is done is not done again; a job that a "
                    "provider was working on is asked after; what may have been paid for, and whose answer never "
                    "came, is not sent again before “heddlectl decide” says so."),
  .options = entries,
  .least = 1,
  .most = 1,
  .run = resume,
};

const HeddleCommand heddle_command_retry = {
  .name = "retry",
  .synopsis = "RUN [OPTION…]",
  .summary = N_("Try again what failed in a run"),
  .description = N_("Does what failed or was cancelled in a run once more, and what hangs on it. RUN is its number or "
                    "its id. All else stays as it is.\n\n"
                    "With “--queue” that is not done now: the run waits in the library's queue, at the end of those of "
                    "its priority, until “heddlectl queue” or the window comes to it."),
  .options = retry_entries,
  .least = 1,
  .most = 1,
  .run = retry,
};
