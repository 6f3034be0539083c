/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/heddle-threads.h"
#include "engine/heddle-engine.h"
#include "heddle-command.h"
#include "heddle-library-access.h"
#include "heddle-plan-report.h"
#include "heddle-queue-list.h"
#include "heddle-queue-time.h"
#include "heddle-run-follow.h"
#include "heddle-run-preview.h"
#include "heddle-run-report.h"
#include "heddle-workflow-source.h"

static struct
{
  char      *pipeline;
  GStrv      inputs;
  char      *rows;
  int        jobs;
  char      *out;
  char      *project;
  GStrv      provider_urls;
  GStrv      models;
  GStrv      allowed_paths;
  GStrv      to;
  GStrv      from;
  gboolean   yes;
  gboolean   dry_run;
  gboolean   queue;
  char      *priority;
  char      *at;
  char      *every;
  int        retries;
} options = { .jobs = -1 };

static const GOptionEntry entries[] = {
  { "pipeline", 0, 0, G_OPTION_ARG_STRING, &options.pipeline,
    N_("The pipeline to run; the first unless told otherwise"), N_("ID") },
  { "input", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.inputs,
    N_("A value for one of the workflow's inputs; can be repeated"), N_("KEY=VALUE") },
  { "rows", 0, 0, G_OPTION_ARG_FILENAME, &options.rows,
    N_("Run once per row of a CSV table whose columns are named after inputs"), N_("TABLE.csv") },
  { "jobs", 0, 0, G_OPTION_ARG_INT, &options.jobs,
    N_("How many items may be in flight at once"), N_("N") },
  { "out", 0, 0, G_OPTION_ARG_FILENAME, &options.out,
    N_("A folder that results are put into as files too"), N_("DIR") },
  { "project", 0, 0, G_OPTION_ARG_STRING, &options.project,
    N_("The project that results belong to"), N_("NAME") },
  { "provider-url", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.provider_urls,
    N_("Another address for a provider; can be repeated"), N_("PROVIDER=URL") },
  { "model", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.models,
    N_("Run one model in place of another; can be repeated"), N_("FROM=TO") },
  { "allow-path", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options.allowed_paths,
    N_("A folder outside of the workflow's own that its steps may use; can be repeated"), N_("DIR") },
  { "to", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.to,
    N_("Run only this step, by id or name, and what leads to it; can be repeated"), N_("NODE") },
  { "from", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.from,
    N_("Run only this step, by id or name, and what follows it; what comes before is taken from earlier runs "
       "where nothing has changed; can be repeated"), N_("NODE") },
  { "yes", 0, 0, G_OPTION_ARG_NONE, &options.yes,
    N_("Ask nothing about cost, and let the workflow's steps use any folder that they name"), NULL },
  { "dry-run", 0, 0, G_OPTION_ARG_NONE, &options.dry_run,
    N_("Check everything and tell what would be done and what it would cost, but run nothing"), NULL },
  { "queue", 0, 0, G_OPTION_ARG_NONE, &options.queue,
    N_("Put it into the library's queue, for “heddlectl queue” or the window to run"), NULL },
  { "priority", 0, 0, G_OPTION_ARG_STRING, &options.priority,
    N_("With “--queue”: higher ones begin first; 0 unless told otherwise"), N_("N") },
  { "at", 0, 0, G_OPTION_ARG_STRING, &options.at,
    N_("With “--queue”: when to begin, such as 07:30 or 2026-12-24T07:30"), N_("TIME") },
  { "every", 0, 0, G_OPTION_ARG_STRING, &options.every,
    N_("With “--queue”: again and again, always at the same time of the day"), N_("daily|weekly|monthly") },
  { "retries", 0, 0, G_OPTION_ARG_INT, &options.retries,
    N_("With “--queue”: how often what fails is tried again by itself"), N_("N") },
  { NULL },
};

/* Of these, what a run would do depends on. */
static const GOptionEntry estimate_entries[] = {
  { "pipeline", 0, 0, G_OPTION_ARG_STRING, &options.pipeline,
    N_("The pipeline that would run; the first unless told otherwise"), N_("ID") },
  { "input", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.inputs,
    N_("A value for one of the workflow's inputs; can be repeated"), N_("KEY=VALUE") },
  { "rows", 0, 0, G_OPTION_ARG_FILENAME, &options.rows,
    N_("A CSV table that it would run on, once per row"), N_("TABLE.csv") },
  { "project", 0, 0, G_OPTION_ARG_STRING, &options.project,
    N_("The project whose budgets count"), N_("NAME") },
  { "provider-url", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.provider_urls,
    N_("Another address for a provider; can be repeated"), N_("PROVIDER=URL") },
  { "model", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.models,
    N_("One model in place of another; can be repeated"), N_("FROM=TO") },
  { "allow-path", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options.allowed_paths,
    N_("A folder outside of the workflow's own that its steps may use; can be repeated"), N_("DIR") },
  { "to", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.to,
    N_("Only this step, by id or name, and what leads to it; can be repeated"), N_("NODE") },
  { "from", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.from,
    N_("Only this step, by id or name, what follows it, and what these need; can be repeated"), N_("NODE") },
  { NULL },
};

static gboolean
split (const char  *option,
       const char  *text,
       char       **left,
       char       **right,
       GError     **error)
{
  const char *equals = strchr (text, '=');

  if (equals == NULL || equals == text)
    {
      heddle_usage_error_set (error, _("“--%s %s” needs the form NAME=VALUE"), option, text);
      return FALSE;
    }
  *left = g_strndup (text, (gsize) (equals - text));
  *right = g_strdup (equals + 1);
  return TRUE;
}

static gboolean
read_inputs (HeddleWorkflow    *workflow,
             HeddleRunOptions  *run,
             GError           **error)
{
  for (guint i = 0; options.inputs != NULL && options.inputs[i] != NULL; i++)
    {
      g_autofree char *key = NULL;
      g_autofree char *text = NULL;
      HeddleWorkflowInput *input;
      JsonNode *value;

      if (!split ("input", options.inputs[i], &key, &text, error))
        return FALSE;
      input = heddle_workflow_find_input (workflow, key);

      /* The plan refuses an input that the workflow does not have, and names those that it has. */
      value = input == NULL ? json_node_init_string (json_node_alloc (), text)
                            : heddle_workflow_input_read (input, text, error);
      if (value == NULL)
        return FALSE;
      json_object_set_member (run->inputs, key, value);
    }
  return TRUE;
}

static gboolean
read_models (HeddleRunOptions  *run,
             GError           **error)
{
  for (guint i = 0; options.models != NULL && options.models[i] != NULL; i++)
    {
      char *from = NULL;
      char *to = NULL;

      if (!split ("model", options.models[i], &from, &to, error))
        return FALSE;
      g_hash_table_insert (run->models, from, to);
    }
  return TRUE;
}

static gboolean
read_rows (HeddleRunOptions  *run,
           GError           **error)
{
  g_autofree char *path = NULL;

  if (options.rows == NULL)
    return TRUE;
  path = g_canonicalize_filename (options.rows, NULL);
  run->rows_directory = g_path_get_dirname (path);
  run->rows = heddle_csv_table_new_from_file (path, error);
  return run->rows != NULL;
}

static void
add_strings (GPtrArray *list,
             GStrv      strings)
{
  for (guint i = 0; strings != NULL && strings[i] != NULL; i++)
    g_ptr_array_add (list, g_strdup (strings[i]));
}

static gboolean
read_options (HeddleWorkflow    *workflow,
              HeddleRunOptions  *run,
              GError           **error)
{
  if (options.jobs == 0 || options.jobs < -1)
    {
      heddle_usage_error_set (error, _("“--jobs” needs a number greater than 0"));
      return FALSE;
    }
  run->jobs = (guint) MAX (options.jobs, 0);
  run->pipeline = g_strdup (options.pipeline);
  run->project = g_strdup (options.project);
  run->output_directory = options.out == NULL ? NULL : g_canonicalize_filename (options.out, NULL);
  g_set_str (&run->trigger, "cli");
  for (guint i = 0; options.allowed_paths != NULL && options.allowed_paths[i] != NULL; i++)
    g_ptr_array_add (run->allowed_directories, g_canonicalize_filename (options.allowed_paths[i], NULL));
  add_strings (run->to_nodes, options.to);
  add_strings (run->from_nodes, options.from);
  if (options.yes)
    g_ptr_array_add (run->allowed_directories, g_strdup (G_DIR_SEPARATOR_S));
  return read_inputs (workflow, run, error) && read_models (run, error) && read_rows (run, error);
}

/* Planned without a library, so that a mistake leaves no trace: not even a new, empty one. */
static HeddlePlan *
make_plan (HeddleInvocation  *invocation,
           HeddleEngine      *engine,
           const char        *file_or_id,
           GError           **error)
{
  g_autofree char *directory = NULL;
  g_autoptr (HeddleWorkflow) workflow = heddle_workflow_source_find (invocation, file_or_id, &directory, error);
  g_autoptr (HeddleRunOptions) run = heddle_run_options_new ();

  if (workflow == NULL)
    return NULL;
  run->document_directory = g_steal_pointer (&directory);
  return read_options (workflow, run, error) ? heddle_engine_plan (engine, workflow, run, error) : NULL;
}

static gboolean
read_order (HeddleQueueOrder  *order,
            GError           **error)
{
  gint64 priority = 0;

  if (!options.queue && (options.priority != NULL || options.at != NULL || options.every != NULL || options.retries != 0))
    heddle_usage_error_set (error, _("“--priority”, “--at”, “--every” and “--retries” are for “--queue”"));
  else if (options.queue && options.provider_urls != NULL)
    heddle_usage_error_set (error, _("“--provider-url” is for whoever runs it: give it to “heddlectl queue”"));
  else if (options.priority != NULL
           && !g_ascii_string_to_signed (options.priority, 10, G_MININT, G_MAXINT, &priority, NULL))
    heddle_usage_error_set (error, _("“--priority %s” is no whole number"), options.priority);
  else if (options.retries < 0)
    heddle_usage_error_set (error, _("“--retries” needs a number that is not less than 0"));
  else if (options.every != NULL && !heddle_recurrence_from_string (options.every, &order->every))
    heddle_usage_error_set (error, _("“--every %s” is none of daily, weekly and monthly"), options.every);
  else if (options.at == NULL || heddle_queue_time_read (options.at, g_get_real_time () / 1000, &order->at, error))
    {
      order->priority = (int) priority;
      order->max_retries = (guint) options.retries;
      order->recurs = options.every != NULL;
      return TRUE;
    }
  return FALSE;
}

typedef struct
{
  HeddleEngine      *engine;
  HeddlePlan        *plan;
  HeddleQueueOrder   order;
  HeddleQueueTicket  ticket;
} Errand;

static HeddleExitStatus
show_forecast (HeddleInvocation *invocation,
               HeddlePlan       *plan)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HeddleRunPreview) preview = heddle_run_preview_new (invocation, plan, options.provider_urls, &error);

  if (preview == NULL)
    return heddle_invocation_report (invocation, NULL, error);
  heddle_plan_report (invocation, plan, preview->forecast);
  return HEDDLE_EXIT_DONE;
}

/* Only who sits at a terminal can be asked; elsewhere budgets are what keeps cost within bounds. */
static gboolean
find_consent (HeddleInvocation  *invocation,
              HeddlePlan        *plan,
              gboolean          *agreed,
              GError           **error)
{
  g_autoptr (HeddleRunPreview) preview = NULL;

  *agreed = options.yes || !heddle_invocation_can_ask ();
  if (*agreed)
    return TRUE;
  preview = heddle_run_preview_new (invocation, plan, options.provider_urls, error);
  *agreed = preview != NULL && heddle_run_preview_ask (preview);
  return preview != NULL;
}

static HeddleExitStatus
run_here (HeddleInvocation  *invocation,
          HeddleLibrary     *library,
          gpointer           data,
          GError           **error)
{
  Errand *errand = data;
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (HeddleEngine) engine = NULL;
  g_autoptr (HeddleRun) run = NULL;
  HeddleExitStatus status;

  engine = heddle_run_follow_make_engine (library, (const char *const *) options.provider_urls, error);
  if (engine == NULL
      || !heddle_plan_check_library (errand->plan, heddle_engine_get_registry (engine), heddle_engine_get_services (engine),
                                     error))
    return HEDDLE_EXIT_INVALID;
  g_main_context_push_thread_default (context);
  run = heddle_engine_new_run (engine, errand->plan);
  status = heddle_run_follow (invocation, engine, run, error);
  g_main_context_pop_thread_default (context);
  return status;
}

static HeddleExitStatus
run_at_owner (HeddleInvocation   *invocation,
              HeddleOwnerClient  *owner,
              gpointer            data,
              GError            **error)
{
  Errand *errand = data;
  HeddleRunReport report = { .invocation = invocation };

  if (!heddle_owner_client_run (owner, errand->plan, heddle_engine_get_providers (errand->engine),
                                heddle_run_report_event, &report, invocation->cancellable, error))
    return HEDDLE_EXIT_LIBRARY;
  return heddle_run_report_exit_status (&report);
}

static HeddleExitStatus
enqueue_here (HeddleInvocation  *invocation,
              HeddleLibrary     *library,
              gpointer           data,
              GError           **error)
{
  Errand *errand = data;
  g_autoptr (HeddleEngine) engine = heddle_engine_new (library, error);

  if (engine == NULL
      || !heddle_plan_check_library (errand->plan, heddle_engine_get_registry (engine), heddle_engine_get_services (engine),
                                     error))
    return HEDDLE_EXIT_INVALID;
  return heddle_queue_order_place (&errand->order, library, errand->plan, &errand->ticket, error) ? HEDDLE_EXIT_DONE
                                                                                                  : HEDDLE_EXIT_LIBRARY;
}

static HeddleExitStatus
enqueue_at_owner (HeddleInvocation   *invocation,
                  HeddleOwnerClient  *owner,
                  gpointer            data,
                  GError            **error)
{
  Errand *errand = data;

  return heddle_owner_client_enqueue (owner, errand->plan, &errand->order, heddle_engine_get_providers (errand->engine),
                                      &errand->ticket, error)
           ? HEDDLE_EXIT_DONE
           : HEDDLE_EXIT_LIBRARY;
}

static HeddleExitStatus
enqueue (HeddleInvocation     *invocation,
         HeddleLibraryAccess  *access,
         Errand               *errand,
         GError              **error)
{
  HeddleExitStatus status;

  access->here = enqueue_here;
  access->at_owner = enqueue_at_owner;
  status = heddle_library_access_use (access, invocation, errand, error);
  if (*error == NULL)
    heddle_queue_ticket_print (invocation, &errand->order, &errand->ticket,
                               heddle_workflow_get_name (heddle_plan_get_workflow (errand->plan)));
  heddle_queue_ticket_clear (&errand->ticket);
  return status;
}

static HeddleExitStatus
run (HeddleInvocation *invocation,
     GStrv             arguments)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HeddleEngine) engine = NULL;
  g_autoptr (HeddlePlan) plan = NULL;
  HeddleLibraryAccess access = { .here = run_here, .at_owner = run_at_owner };
  Errand errand = { 0 };
  HeddleExitStatus status;
  gboolean agreed;

  if (!read_order (&errand.order, &error))
    return heddle_invocation_report (invocation, NULL, error);
  engine = heddle_run_follow_make_engine (NULL, (const char *const *) options.provider_urls, &error);
  plan = engine == NULL ? NULL : make_plan (invocation, engine, arguments[0], &error);
  if (plan == NULL)
    return heddle_invocation_report (invocation, arguments[0], error);
  for (guint i = 0; i < heddle_plan_get_warnings (plan)->len; i++)
    heddle_invocation_progress (invocation, "heddlectl: %s",
                                (char *) g_ptr_array_index (heddle_plan_get_warnings (plan), i));
  if (options.dry_run)
    return show_forecast (invocation, plan);
  if (!find_consent (invocation, plan, &agreed, &error))
    return heddle_invocation_report (invocation, NULL, error);
  if (!agreed)
    return HEDDLE_EXIT_CANCELLED;

  errand.engine = engine;
  errand.plan = plan;
  access.flags = heddle_plan_needs_library (plan) ? HEDDLE_LIBRARY_READ_WRITE : HEDDLE_LIBRARY_CREATE;
  status = options.queue ? enqueue (invocation, &access, &errand, &error)
                         : heddle_library_access_use (&access, invocation, &errand, &error);
  return error == NULL ? status : heddle_invocation_report (invocation, NULL, error);
}

static HeddleExitStatus
estimate (HeddleInvocation *invocation,
          GStrv             arguments)
{
  options.dry_run = TRUE;
  return run (invocation, arguments);
}

const HeddleCommand heddle_command_run = {
  .name = "run",
  .synopsis = "FILE|ID [OPTION…]",
  .summary = N_("Run a workflow"),
  .description = N_("Runs a workflow from a file, or one of the library's by its id. What it makes, and what it "
                    "cost, is kept in the library; a step that has been done before is not done again.\n\n"
                    "Where the library is open in a window or in another shell, the run goes on there, with the keys "
                    "and addresses of this shell. Ctrl+C cancels it. If this command is killed, the run goes on all "
                    "the same; “heddlectl cancel” ends it.\n\n"
                    "At a terminal it asks before it begins what may cost more than “heddlectl budget ask” says, or "
                    "what a budget would stop; “--yes” answers that.\n\n"
                    "With “--queue” it is not begun now, but waits in the library, with everything that it was told, "
                    "until “heddlectl queue” or the window runs it. A time that has passed by then is made up for "
                    "once, and the run says how late it is."),
  .options = entries,
  .least = 1,
  .most = 1,
  .run = run,
};

const HeddleCommand heddle_command_estimate = {
  .name = "estimate",
  .synopsis = "FILE|ID [OPTION…]",
  .summary = N_("Tell what a run would do and cost"),
  .description = N_("Goes through a workflow as a run would, but runs nothing, asks no provider and changes nothing: "
                    "per step, how many of its results are in the library already, how many are to be made, and what "
                    "stands in the way; then what the run would cost at least and at most, by the prices that Heddle "
                    "knows, with their date.\n\n"
                    "With “--json” that is one object. In “steps” and, summed up over all steps but those that put "
                    "results where they belong, in “items”: “cached”, “to_run” and, for steps that are paid, “to_pay” "
                    "with “at_least” and “at_most” (null where that is not known beforehand), “skipped”, “failed” and "
                    "“waiting”. “estimate” has the cost “at_least” and “at_most”, “prices_read” the date of the oldest "
                    "price, “failed_rows” how many rows cannot run, “problems” the reasons, and “library” says whether "
                    "there is a library to look things up in."),
  .options = estimate_entries,
  .least = 1,
  .most = 1,
  .run = estimate,
};
