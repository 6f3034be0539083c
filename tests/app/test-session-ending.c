/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/heddle-init.h"
#include "engine/heddle-engine.h"
#include "store/heddle-run-repository.h"
#include "tests/app/session-test.h"
#include "tests/core/engine/heddle-test-nodes.h"
#include "tests/core/store/store-test.h"

#define WORKFLOW \
  "{\"format\": \"heddle-workflow\", \"version\": 1, \"id\": \"w\", \"name\": \"Test\", \"pipelines\": [" \
  "{\"id\": \"main\", \"nodes\": [" \
  "{\"id\": \"split\", \"type\": \"test.split\", \"config\": {\"text\": \"%s\"}}," \
  "{\"id\": \"up\", \"type\": \"test.slow\"}], \"links\": [" \
  "{\"id\": \"1\", \"from\": [\"split\", \"list\"], \"to\": [\"up\", \"text\"]}]}]}"

static gpointer
plan_thread (gpointer data)
{
  g_autoptr (GString) words = g_string_new ("w0");
  g_autoptr (HeddleRunOptions) options = heddle_run_options_new ();
  g_autofree char *text = NULL;
  g_autoptr (HeddleWorkflow) workflow = NULL;
  g_autoptr (GError) error = NULL;
  HeddlePlan *plan;

  for (guint i = 1; i < 500; i++)
    g_string_append_printf (words, " w%u", i);
  text = g_strdup_printf (WORKFLOW, words->str);
  workflow = heddle_workflow_new_from_text (text, -1, &error);
  g_assert_no_error (error);
  plan = heddle_engine_plan (data, workflow, options, &error);
  g_assert_no_error (error);
  return plan;
}

static void
start_and_forget (HeddleEngine *engine)
{
  g_autoptr (HeddlePlan) plan = g_thread_join (g_thread_new ("plan", plan_thread, engine));
  g_autoptr (HeddleRun) run = heddle_engine_new_run (engine, plan);

  heddle_run_start (run);
  session_test_wait_until (heddle_test_nodes_count ("test.slow") >= 4);
}

static gboolean
read_runs (HeddleDatabase  *database,
           gpointer         data,
           GValue          *result,
           GError         **error)
{
  GPtrArray *runs = heddle_runs_list (database, -1, error);

  if (runs == NULL)
    return FALSE;
  g_value_init (result, G_TYPE_PTR_ARRAY);
  g_value_take_boxed (result, runs);
  return TRUE;
}

static void
test_closing_while_a_run_goes_on (void)
{
  SessionTest test = { 0 };
  HeddleEngine *engine;
  g_autofree char *library = NULL;
  g_auto (GValue) value = G_VALUE_INIT;
  GPtrArray *runs;
  HeddleRunRecord *run;
  g_autoptr (GError) error = NULL;

  session_test_set_up (&test);
  library = g_build_filename (test.folder, "library", NULL);
  engine = heddle_session_get_engine (test.session);
  heddle_test_nodes_register (heddle_engine_get_registry (engine));
  start_and_forget (engine);
  session_test_await (heddle_session_close (test.session), NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (heddle_test_nodes_count ("test.slow"), <, 500);

  session_test_await (heddle_session_open (test.session, library), NULL, &error);
  g_assert_no_error (error);
  session_test_await (heddle_library_read (heddle_session_get_library (test.session), read_runs, NULL, NULL), &value,
                      &error);
  g_assert_no_error (error);
  runs = g_value_get_boxed (&value);
  g_assert_cmpuint (runs->len, ==, 1);
  run = runs->pdata[0];
  g_assert_cmpint (run->status, ==, HEDDLE_RUN_CANCELLED);
  g_assert_cmpint (run->counts.successful, >=, 1);
  g_assert_cmpint (run->finished_at, >=, run->started_at);
  session_test_tear_down (&test);
}

/* Who closes a library is not always the last who knows it. */
static void
test_last_reference_on_the_main_thread (void)
{
  SessionTest test = { 0 };
  HeddleLibrary *library;
  g_autoptr (GError) error = NULL;

  session_test_set_up (&test);
  library = g_object_ref (heddle_session_get_library (test.session));
  session_test_await (heddle_session_close (test.session), NULL, &error);
  g_assert_no_error (error);
  /* Until the threads that closed it have let go. */
  while (g_atomic_int_get (&G_OBJECT (library)->ref_count) > 1)
    g_thread_yield ();
  g_assert_finalize_object (library);
  session_test_tear_down (&test);
}

int
main (int   argc,
      char *argv[])
{
  heddle_init ();
  g_test_init (&argc, &argv, NULL);
  heddle_test_nodes_reset_counts ();

  g_test_add_func ("/session/closing-while-a-run-goes-on", test_closing_while_a_run_goes_on);
  g_test_add_func ("/session/last-reference-on-the-main-thread", test_last_reference_on_the_main_thread);
  return g_test_run ();
}
