/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "heddle-command.h"
#include "heddle-run-continue.h"

static struct
{
  GStrv     provider_urls;
  gboolean  reject;
  char     *comment;
} options;

#define PROVIDER_URL_OPTION \
  { "provider-url", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.provider_urls, \
    N_("Another address for a provider; can be repeated"), N_("PROVIDER=URL") }

#define COMMENT_OPTION \
  { "comment", 0, 0, G_OPTION_ARG_STRING, &options.comment, \
    N_("What there is to say about it, kept with the run"), N_("TEXT") }

static const GOptionEntry pick_entries[] = { COMMENT_OPTION, PROVIDER_URL_OPTION, { NULL } };

static const GOptionEntry approve_entries[] = {
  { "reject", 0, 0, G_OPTION_ARG_NONE, &options.reject,
    N_("Reject what is named, or everything, in place of approving it"), NULL },
  COMMENT_OPTION,
  PROVIDER_URL_OPTION,
  { NULL },
};

static const GOptionEntry decide_entries[] = { PROVIDER_URL_OPTION, { NULL } };

static const struct
{
  const char           *word;
  HeddleDecisionAnswer  answer;
} decisions[] = {
  { "send", HEDDLE_DECISION_SEND },
  { "ask", HEDDLE_DECISION_ASK },
  { "give-up", HEDDLE_DECISION_GIVE_UP },
};

static HeddleExitStatus
pick (HeddleInvocation *invocation,
      GStrv             arguments)
{
  const HeddleRunContinue how = {
    .provider_urls = options.provider_urls,
    .answer = {
      .kind = HEDDLE_RUN_ANSWER_PICK,
      .node = arguments[1],
      .indexes = (const char *const *) arguments + 2,
      .comment = options.comment,
    },
  };

  return heddle_run_continue (invocation, arguments[0], &how);
}

static HeddleExitStatus
approve (HeddleInvocation *invocation,
         GStrv             arguments)
{
  const HeddleRunContinue how = {
    .provider_urls = options.provider_urls,
    .answer = {
      .kind = HEDDLE_RUN_ANSWER_APPROVE,
      .node = arguments[1],
      .indexes = (const char *const *) arguments + 2,
      .reject = options.reject,
      .comment = options.comment,
    },
  };

  return heddle_run_continue (invocation, arguments[0], &how);
}

static gboolean
find_decision (const char            *word,
               HeddleDecisionAnswer  *answer,
               GError               **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (decisions); i++)
    if (g_str_equal (decisions[i].word, word))
      {
        *answer = decisions[i].answer;
        return TRUE;
      }
  heddle_usage_error_set (error, _("“%s” is none of send, ask and give-up"), word);
  return FALSE;
}

static HeddleExitStatus
decide (HeddleInvocation *invocation,
        GStrv             arguments)
{
  guint n = g_strv_length (arguments);
  const char *const indexes[] = { n == 4 ? arguments[2] : "", NULL };
  HeddleRunContinue how = {
    .provider_urls = options.provider_urls,
    .answer = { .kind = HEDDLE_RUN_ANSWER_DECIDE, .node = arguments[1], .indexes = indexes },
  };
  g_autoptr (GError) error = NULL;

  if (!find_decision (arguments[n - 1], &how.answer.decision, &error))
    return heddle_invocation_report (invocation, NULL, error);
  return heddle_run_continue (invocation, arguments[0], &how);
}

const HeddleCommand heddle_command_pick = {
  .name = "pick",
  .synopsis = "RUN NODE INDEX… [OPTION…]",
  .summary = N_("Choose what goes on in a run that waits"),
  .description = N_("Answers a step that waits for a choice, and goes on with the run. RUN is its number or its id, NODE "
                    "the step's id or name. An INDEX is the position of what is chosen, from 0; where the step waits "
                    "more than once, as in a batch, with the step's own index before it: 4.2."),
  .options = pick_entries,
  .least = 3,
  .most = G_MAXINT,
  .run = pick,
};

const HeddleCommand heddle_command_approve = {
  .name = "approve",
  .synopsis = "RUN NODE [INDEX…] [OPTION…]",
  .summary = N_("Approve or reject what waits in a run"),
  .description = N_("Answers a step that waits for an approval, and goes on with the run. RUN is its number or its id, "
                    "NODE the step's id or name. Without an INDEX everything that waits there is approved; with some, "
                    "these are and the others are rejected. What is rejected does not go on."),
  .options = approve_entries,
  .least = 2,
  .most = G_MAXINT,
  .run = approve,
};

const HeddleCommand heddle_command_decide = {
  .name = "decide",
  .synopsis = "RUN NODE [INDEX] send|ask|give-up [OPTION…]",
  .summary = N_("Say what becomes of a request whose outcome is unknown"),
  .description = N_("A request that was sent and never answered may have been charged, and is not sent again by itself. "
                    "“send” sends it again, “ask” asks the provider after the job where it gave it a name, “give-up” "
                    "counts it as failed; the run then goes on. RUN is its number or its id, NODE the step's id or name, "
                    "INDEX the item's index where the step has more than one."),
  .options = decide_entries,
  .least = 3,
  .most = 4,
  .run = decide,
};
