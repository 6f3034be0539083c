/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "engine/heddle-further-order.h"
#include "heddle-command.h"
#include "heddle-plan-report.h"
#include "heddle-run-continue.h"
#include "heddle-run-follow.h"

static struct
{
  GStrv     provider_urls;
  int       count;
  gboolean  dry_run;
  gboolean  yes;
} options;

static const GOptionEntry entries[] = {
  { "count", 0, 0, G_OPTION_ARG_INT, &options.count,
    N_("How many to make; as many as there were made at first, if not given"), N_("N") },
  { "dry-run", 0, 0, G_OPTION_ARG_NONE, &options.dry_run,
    N_("Only tell what it would cost, and change nothing"), NULL },
  { "provider-url", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.provider_urls,
    N_("Another address for a provider; can be repeated"), N_("PROVIDER=URL") },
  { "yes", 0, 0, G_OPTION_ARG_NONE, &options.yes,
    N_("Answer the question about the cost"), NULL },
  { NULL },
};

static void
print_for_scripts (HeddleInvocation            *invocation,
                   const HeddleFurtherForecast *forecast)
{
  g_autoptr (JsonObject) object = json_object_new ();
  JsonObject *range = json_object_new ();
  JsonArray *problems = json_array_new ();

  json_object_set_string_member (object, "event", "more");
  json_object_set_int_member (object, "results", forecast->n_results);
  json_object_set_member (range, "at_least", heddle_money_to_json (forecast->cost.at_least));
  json_object_set_member (range, "at_most", heddle_money_to_json (forecast->cost.at_most));
  json_object_set_object_member (object, "estimate", range);
  if (forecast->near != NULL)
    json_array_add_string_element (problems, forecast->near);
  if (forecast->passed != NULL)
    json_array_add_string_element (problems, forecast->passed);
  json_object_set_array_member (object, "problems", problems);
  heddle_invocation_print_object (invocation, object);
}

static void
print_for_people (const HeddleFurtherForecast *forecast)
{
  g_autofree char *cost = heddle_price_range_dup_sentence (&forecast->cost);

  g_print (ngettext ("%u more can be made to choose from.\n", "%u more can be made to choose from.\n",
                     forecast->n_results), forecast->n_results);
  g_print ("%s\n", cost);
  if (forecast->near != NULL)
    g_print ("%s\n", forecast->near);
  if (forecast->passed != NULL)
    g_print ("%s\n", forecast->passed);
}

static HeddleFurtherForecast *
make_forecast (HeddleInvocation          *invocation,
               const char                *run,
               const HeddleFurtherOrder  *order,
               GError                   **error)
{
  g_autoptr (HeddleLibrary) library = heddle_invocation_open_library (invocation, HEDDLE_LIBRARY_READ_ONLY, error);
  g_autoptr (HeddleEngine) engine = NULL;
  HeddleFurtherForecast *forecast = NULL;

  if (library == NULL)
    return NULL;
  engine = heddle_run_follow_make_engine (library, (const char *const *) options.provider_urls, error);
  if (engine != NULL)
    forecast = heddle_further_order_forecast (order, engine, run, error);
  g_clear_object (&engine);
  heddle_library_close (library, NULL);
  return forecast;
}

static HeddleExitStatus
tell_cost (HeddleInvocation         *invocation,
           const char               *run,
           const HeddleFurtherOrder *order)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HeddleFurtherForecast) forecast = make_forecast (invocation, run, order, &error);

  if (forecast == NULL)
    return heddle_invocation_report (invocation, NULL, error);

  if (invocation->json)
    print_for_scripts (invocation, forecast);
  else
    print_for_people (forecast);
  return forecast->passed == NULL ? HEDDLE_EXIT_DONE : HEDDLE_EXIT_PAUSED;
}

/* As for a run: only who sits at a terminal can be asked. A budget that is not enough is told of later. */
static gboolean
find_consent (HeddleInvocation          *invocation,
              const char                *run,
              const HeddleFurtherOrder  *order,
              gboolean                  *agreed,
              GError                   **error)
{
  g_autoptr (HeddleFurtherForecast) forecast = NULL;
  g_autofree char *cost = NULL;

  *agreed = options.yes || !heddle_invocation_can_ask ();
  if (*agreed)
    return TRUE;
  forecast = make_forecast (invocation, run, order, error);
  if (forecast == NULL)
    return FALSE;
  *agreed = forecast->passed != NULL || forecast->consent == HEDDLE_RUN_CONSENT_NOT_NEEDED;
  if (*agreed)
    return TRUE;
  cost = heddle_price_range_dup_sentence (&forecast->cost);
  if (forecast->near != NULL)
    g_printerr ("%s\n", forecast->near);
  g_printerr ("%s\n", cost);
  *agreed = heddle_invocation_confirm (ngettext ("Make it? [y/N]", "Make them? [y/N]", forecast->n_results));
  return TRUE;
}

static HeddleExitStatus
more (HeddleInvocation *invocation,
      GStrv             arguments)
{
  const HeddleFurtherOrder order = { arguments[1], arguments[2], (guint) options.count };
  const HeddleRunContinue how = {
    .provider_urls = options.provider_urls,
    .answer = {
      .kind = HEDDLE_RUN_ANSWER_MORE,
      .node = arguments[1],
      .indexes = (const char *const *) arguments + 2,
      .count = (guint) options.count,
    },
  };
  g_autoptr (GError) error = NULL;
  gboolean agreed;

  if (options.count < 0)
    {
      heddle_usage_error_set (&error, _("“%d” is no number of things to make"), options.count);
      return heddle_invocation_report (invocation, NULL, error);
    }
  if (options.dry_run)
    return tell_cost (invocation, arguments[0], &order);
  if (!find_consent (invocation, arguments[0], &order, &agreed, &error))
    return heddle_invocation_report (invocation, NULL, error);
  return agreed ? heddle_run_continue (invocation, arguments[0], &how) : HEDDLE_EXIT_CANCELLED;
}

const HeddleCommand heddle_command_more = {
  .name = "more",
  .synopsis = "RUN NODE [INDEX] [OPTION…]",
  .summary = N_("Have more made to choose from in a run that waits"),
  .description = N_("Asks the steps that made what a run waits with, for a choice or an approval, to make more of it, "
                    "with seeds of their own. What there is stays, in its place; what is new comes behind it. RUN is the "
                    "run's number or its id, NODE the id or name of the step that waits, INDEX the step's own index "
                    "where it waits more than once, as in a batch. Nothing is asked for where a budget is not "
                    "enough. At a terminal you are asked first where it may cost more than “heddlectl budget ask” "
                    "says.\n\n"
                    "With “--dry-run” and “--json” it is one object: “results” says how many there would be, "
                    "“estimate” has what they cost “at_least” and “at_most”, and “problems” tells of budgets."),
  .options = entries,
  .least = 2,
  .most = 3,
  .run = more,
};
