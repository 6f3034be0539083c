/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/heddle-init.h"
#include "base/heddle-threads.h"
#include "engine/heddle-engine.h"
#include "heddle-fake-openai.h"
#include "store/heddle-run-item-repository.h"
#include "tests/core/providers/fake-network-monitor.h"
#include "tests/core/store/store-test.h"

#define KEY "sk-offline-7c1b93"

/* Two texts from a model, and steps that need none: before it, after it and beside it. */
static const char document[]
  = "{\"format\": \"heddle-workflow\", \"version\": 1, \"id\": \"w\", \"name\": \"Away\", \"pipelines\": ["
    " {\"id\": \"main\", \"nodes\": ["
    "  {\"id\": \"lines\", \"type\": \"text.split\", \"config\": {\"text\": \"red\\nblue\", \"separator\": \"\\n\"}},"
    "  {\"id\": \"write\", \"type\": \"ai.text-generation\", \"config\": {\"model\": \"openai/gpt-6-luna\"}},"
    "  {\"id\": \"upper\", \"type\": \"text.case\"},"
    "  {\"id\": \"beside\", \"type\": \"text.case\"}],"
    " \"links\": ["
    "  {\"id\": \"1\", \"from\": [\"lines\", \"list\"], \"to\": [\"write\", \"prompt\"]},"
    "  {\"id\": \"2\", \"from\": [\"write\", \"text\"], \"to\": [\"upper\", \"text\"]},"
    "  {\"id\": \"3\", \"from\": [\"lines\", \"list\"], \"to\": [\"beside\", \"text\"]}]}]}";

/* Two pictures of one item. */
static const char pictures[]
  = "{\"format\": \"heddle-workflow\", \"version\": 1, \"id\": \"p\", \"name\": \"Pictures\", \"pipelines\": ["
    " {\"id\": \"main\", \"links\": [], \"nodes\": [{\"id\": \"art\", \"type\": \"ai.image-generation\", \"config\":"
    "  {\"model\": \"openai/gpt-image-2\", \"prompt\": \"A cube\", \"count\": 2}}]}]}";

typedef struct
{
  char               *folder;
  HeddleLibrary      *library;
  HeddleEngine       *engine;
  HeddleFakeServer   *server;
  FakeNetworkMonitor *monitor;
  GString            *told;
} Fixture;

/* As the library is found by whoever opens it next. */
static void
open_library (Fixture *self)
{
  g_autoptr (HeddleNetwork) network = heddle_network_new (G_NETWORK_MONITOR (self->monitor));
  g_autoptr (GError) error = NULL;

  self->library = heddle_library_open (self->folder, HEDDLE_LIBRARY_CREATE, &error);
  g_assert_no_error (error);
  self->engine = heddle_engine_new (self->library, &error);
  g_assert_no_error (error);
  heddle_network_distrust_near (network);
  heddle_providers_set_network (heddle_engine_get_providers (self->engine), network);
  heddle_providers_set_base_url (heddle_engine_get_providers (self->engine), "openai",
                                 heddle_fake_server_get_base_url (self->server), &error);
  g_assert_no_error (error);
}

static void
close_library (Fixture *self)
{
  g_autoptr (GError) error = NULL;

  heddle_engine_stop (self->engine);
  heddle_wait_for (heddle_engine_drain (self->engine), NULL, &error);
  g_assert_no_error (error);
  g_clear_object (&self->engine);
  heddle_library_close (self->library, &error);
  g_assert_no_error (error);
  g_clear_object (&self->library);
}

static void
set_up (Fixture *self)
{
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("heddle-offline-XXXXXX", &error);
  g_assert_no_error (error);
  self->monitor = fake_network_monitor_new (FALSE);
  self->server = heddle_fake_openai_new (KEY);
  heddle_fake_server_start (self->server, 0, &error);
  g_assert_no_error (error);
  g_setenv ("HEDDLE_KEY_OPENAI", KEY, TRUE);
  self->told = g_string_new (NULL);
  open_library (self);
}

static void
tear_down (Fixture *self)
{
  close_library (self);
  heddle_fake_server_stop (self->server);
  g_object_unref (self->server);
  g_object_unref (self->monitor);
  g_string_free (self->told, TRUE);
  store_test_remove_tree (self->folder);
  g_free (self->folder);
}

static void
take_event (HeddleRun      *run,
            HeddleRunEvent *event,
            Fixture        *self)
{
  g_autofree char *wait = heddle_wait_dup_sentence (event->wait, g_get_real_time ());

  if (event->kind == HEDDLE_RUN_EVENT_STATUS)
    g_string_append_printf (self->told, "%s (%s), ", heddle_run_status_to_string (event->run_status),
                            wait != NULL ? wait : "");
  else if (event->kind == HEDDLE_RUN_EVENT_PROGRESS && wait != NULL)
    g_string_append_printf (self->told, "%s: %s, ", event->node, wait);
  else if (event->kind == HEDDLE_RUN_EVENT_FINISHED)
    g_string_append (self->told, heddle_run_status_to_string (event->run_status));
}

static HeddleRun *
start (Fixture    *self,
       const char *text)
{
  g_autoptr (HeddleWorkflow) workflow = NULL;
  g_autoptr (HeddleRunOptions) options = heddle_run_options_new ();
  g_autoptr (HeddlePlan) plan = NULL;
  g_autoptr (GError) error = NULL;
  HeddleRun *run;

  workflow = heddle_workflow_new_from_text (text, -1, &error);
  g_assert_no_error (error);
  options->jobs = 1;
  plan = heddle_engine_plan (self->engine, workflow, options, &error);
  g_assert_no_error (error);
  run = heddle_engine_new_run (self->engine, plan);
  g_signal_connect (run, "event", G_CALLBACK (take_event), self);
  heddle_run_start (run);
  return run;
}

static void
finish (HeddleRun *run)
{
  g_autoptr (GError) error = NULL;

  while (!heddle_run_has_ended (run))
    g_main_context_iteration (g_main_context_get_thread_default (), TRUE);
  heddle_wait_for (heddle_run_when_finished (run), NULL, &error);
  g_assert_no_error (error);
}

/* The run and its items in the library: "paused offline; beside completed completed; …". */
static char *
read_states (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HeddleDatabase) reader = heddle_library_open_reader (self->library, &error);
  g_autoptr (GPtrArray) runs = heddle_runs_list (reader, -1, &error);
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_no_error (error);
  if (runs->len > 0)
    {
      HeddleRunRecord *run = runs->pdata[0];
      g_autoptr (GPtrArray) nodes = heddle_node_runs_list (reader, run->id, &error);
      g_autoptr (GPtrArray) items = heddle_run_items_list (reader, run->id, &error);

      g_assert_no_error (error);
      g_string_append_printf (text, "%s %s", heddle_run_status_to_string (run->status),
                              run->reason != NULL ? run->reason : "-");
      for (guint n = 0; n < nodes->len; n++)
        {
          HeddleNodeRunRecord *node = nodes->pdata[n];

          g_string_append_printf (text, "; %s", node->node);
          for (guint i = 0; i < items->len; i++)
            {
              HeddleRunItemRecord *item = items->pdata[i];

              if (item->node_run_id == node->id)
                g_string_append_printf (text, " %s", heddle_item_status_to_string (item->status));
            }
        }
    }
  heddle_database_close (reader, NULL);
  return g_string_free_and_steal (g_steal_pointer (&text));
}

static void
await_states (Fixture    *self,
              const char *expected)
{
  gint64 deadline = g_get_monotonic_time () + 30 * G_USEC_PER_SEC;
  g_autofree char *states = read_states (self);

  while (!g_str_equal (states, expected) && g_get_monotonic_time () < deadline)
    {
      g_usleep (5000);
      g_free (states);
      states = read_states (self);
    }
  g_assert_cmpstr (states, ==, expected);
}

#define DONE "lines completed; beside completed completed; write completed completed; upper completed completed"
#define AWAY "paused offline; lines completed; beside completed completed; write running queued; upper pending pending"

static void
test_goes_on (Fixture *self)
{
  g_autoptr (HeddleRun) run = start (self, document);

  /* One job at a time, and what needs no network is done all the same. */
  await_states (self, AWAY);
  g_assert_cmpuint (heddle_fake_server_count_requests (self->server, NULL, NULL), ==, 0);
  fake_network_monitor_set (self->monitor, TRUE);
  finish (run);
  await_states (self, "completed -; " DONE);
  g_assert_cmpuint (heddle_fake_server_count_requests (self->server, "POST", NULL), ==, 2);
  g_assert_cmpstr (self->told->str, ==,
                   "write: Waits for the network, paused (Waits for the network), running (), completed");
}

static void
test_cancelled (Fixture *self)
{
  g_autoptr (HeddleRun) run = start (self, document);

  await_states (self, AWAY);
  heddle_run_cancel (run);
  finish (run);
  g_assert_cmpstr (self->told->str, ==, "write: Waits for the network, paused (Waits for the network), cancelled");
  g_assert_cmpuint (heddle_fake_server_count_requests (self->server, NULL, NULL), ==, 0);
}

/* The program ends meanwhile: whoever resumes the run finds all of it. */
static void
leave_and_resume (Fixture    *self,
                  const char *text,
                  const char *away,
                  const char *done)
{
  g_autoptr (HeddleRun) run = start (self, text);
  g_autoptr (HeddleRun) resumed = NULL;
  g_autofree char *states = NULL;
  g_autoptr (GError) error = NULL;

  await_states (self, away);
  close_library (self);
  finish (run);
  g_assert_false (strstr (self->told->str, "running") != NULL);
  g_assert_true (g_str_has_suffix (self->told->str, ", paused"));

  fake_network_monitor_set (self->monitor, TRUE);
  open_library (self);
  states = read_states (self);
  g_assert_true (g_str_has_prefix (states, "paused offline"));
  resumed = heddle_engine_continue_run (self->engine, "1", FALSE, &error);
  g_assert_no_error (error);
  heddle_run_start (resumed);
  finish (resumed);
  await_states (self, done);
}

static void
test_left (Fixture *self)
{
  leave_and_resume (self, document, AWAY, "completed -; " DONE);
  g_assert_cmpuint (heddle_fake_server_count_requests (self->server, "POST", NULL), ==, 2);
}

static void
test_left_pictures (Fixture *self)
{
  leave_and_resume (self, pictures, "paused offline; art running", "completed -; art completed");
}

/* The second of two runs that make the same has nothing in flight: it waits for the first. */
static void
test_left_waiting_for_another (Fixture *self)
{
  g_autoptr (HeddleRun) first = start (self, document);
  g_autoptr (HeddleRun) second = NULL;
  g_autoptr (HeddleRun) resumed = NULL;
  g_autoptr (GError) error = NULL;

  await_states (self, AWAY);
  second = start (self, document);
  await_states (self, "running -; lines cached; write pending pending; beside cached cached; upper pending pending");
  close_library (self);
  finish (first);
  finish (second);
  g_assert_null (strstr (self->told->str, "cancelled"));

  fake_network_monitor_set (self->monitor, TRUE);
  open_library (self);
  resumed = heddle_engine_continue_run (self->engine, "2", FALSE, &error);
  g_assert_no_error (error);
  heddle_run_start (resumed);
  finish (resumed);
  await_states (self, "completed -; lines cached; write completed completed; beside cached cached; "
                      "upper completed completed");
  g_assert_cmpuint (heddle_fake_server_count_requests (self->server, "POST", NULL), ==, 2);
}

typedef void (*Body) (Fixture *self);

/* Tests wait, which the main thread must not. */
static gpointer
body_thread (gpointer data)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  Fixture self = { 0 };

  g_main_context_push_thread_default (context);
  set_up (&self);
  ((Body) data) (&self);
  tear_down (&self);
  g_main_context_pop_thread_default (context);
  return NULL;
}

static void
run_body (gconstpointer data)
{
  g_thread_join (g_thread_new ("test", body_thread, (gpointer) data));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  heddle_init ();
  g_test_add_data_func ("/run-offline/goes-on", test_goes_on, run_body);
  g_test_add_data_func ("/run-offline/cancelled", test_cancelled, run_body);
  g_test_add_data_func ("/run-offline/left", test_left, run_body);
  g_test_add_data_func ("/run-offline/left-pictures", test_left_pictures, run_body);
  g_test_add_data_func ("/run-offline/left-waiting-for-another", test_left_waiting_for_another, run_body);
  return g_test_run ();
}
