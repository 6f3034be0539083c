/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <gio/gio.h>
#include <glib/gstdio.h>

#include "base/heddle-init.h"
#include "base/heddle-threads.h"
#include "engine/heddle-run.h"
#include "heddle-test-nodes.h"
#include "store/heddle-library.h"
#include "store/heddle-run-item-repository.h"

/* A step that takes until the gate is opened, and gives a list. */
static DexPromise *gate;

static DexFuture *
execute_gate (HeddleNodeExecution *execution)
{
  g_autofree char *text = heddle_node_execution_dup_text (execution, "text");
  g_autoptr (HeddleValue) value = heddle_value_new_text (text);
  g_autoptr (HeddleNodeOutputs) outputs = heddle_node_outputs_new ();
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) heddle_value_unref);

  dex_await (dex_ref (DEX_FUTURE (gate)), NULL);
  g_ptr_array_add (list, heddle_value_ref (value));
  heddle_node_outputs_set (outputs, "text", value);
  heddle_node_outputs_set_list (outputs, "list", list);
  return dex_future_new_take_boxed (HEDDLE_TYPE_NODE_OUTPUTS, g_steal_pointer (&outputs));
}

static const HeddlePortInfo gate_inputs[] = { { "text", "text", FALSE }, { NULL } };
static const HeddlePortInfo gate_outputs[] = { { "text", "text", FALSE }, { "list", "text[]", FALSE }, { NULL } };
static const HeddleParameterInfo no_parameters[] = { { NULL } };
static const HeddleNodeTypeInfo gate_type = {
  .id = "test.gate", .title = "Gate", .inputs = gate_inputs, .outputs = gate_outputs, .parameters = no_parameters,
  .execute = execute_gate,
};

static const char document[]
  = "{\"format\": \"heddle-workflow\", \"version\": 1, \"id\": \"w\", \"name\": \"Gate\", \"pipelines\": ["
    " {\"id\": \"main\", \"nodes\": ["
    "  {\"id\": \"split\", \"type\": \"test.split\", \"config\": {\"text\": \"a b c\"}},"
    "  {\"id\": \"gate\", \"type\": \"test.gate\"}, {\"id\": \"up\", \"type\": \"test.upper\"},"
    "  {\"id\": \"far\", \"type\": \"test.upper\"}, {\"id\": \"end\", \"type\": \"test.end\"},"
    "  {\"id\": \"off\", \"type\": \"test.upper\", \"enabled\": false}],"
    " \"links\": ["
    "  {\"id\": \"1\", \"from\": [\"split\", \"list\"], \"to\": [\"gate\", \"text\"]},"
    "  {\"id\": \"2\", \"from\": [\"gate\", \"text\"], \"to\": [\"up\", \"text\"]},"
    "  {\"id\": \"3\", \"from\": [\"gate\", \"list\"], \"to\": [\"far\", \"text\"]},"
    "  {\"id\": \"4\", \"from\": [\"up\", \"text\"], \"to\": [\"end\", \"text\"]},"
    "  {\"id\": \"5\", \"from\": [\"far\", \"text\"], \"to\": [\"off\", \"text\"]}]}]}";

typedef struct
{
  HeddleLibrary *library;
  GString       *progress;
} Fixture;

/* Each node with its state and those of its items, as the library has them. */
static char *
read_states (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HeddleDatabase) reader = heddle_library_open_reader (self->library, &error);
  g_autoptr (GPtrArray) nodes = heddle_node_runs_list (reader, 1, &error);
  g_autoptr (GPtrArray) items = heddle_run_items_list (reader, 1, &error);
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint n = 0; n < nodes->len; n++)
    {
      HeddleNodeRunRecord *node = g_ptr_array_index (nodes, n);

      g_string_append_printf (text, "%s %s:", node->node, heddle_item_status_to_string (node->status));
      for (guint i = 0; i < items->len; i++)
        {
          HeddleRunItemRecord *item = g_ptr_array_index (items, i);

          if (item->node_run_id != node->id)
            continue;
          g_string_append_printf (text, " %s", heddle_item_status_to_string (item->status));
          g_assert_true ((item->status >= HEDDLE_ITEM_RUNNING) == (item->started_at > 0));
        }
      g_string_append (text, "\n");
    }
  heddle_database_close (reader, NULL);
  return g_string_free_and_steal (g_steal_pointer (&text));
}

static void
take_event (HeddleRun      *run,
            HeddleRunEvent *event,
            Fixture        *self)
{
  g_autoptr (JsonNode) json = heddle_run_event_to_json (event);
  g_autofree char *index = NULL;

  g_assert_true ((json == NULL) == (event->kind == HEDDLE_RUN_EVENT_PROGRESS));
  if (event->kind != HEDDLE_RUN_EVENT_PROGRESS)
    return;
  index = heddle_index_to_string (event->index);
  g_string_append_printf (self->progress, "%s %s of %u %s\n", event->node, index, event->n_items,
                          heddle_item_status_to_string (event->status));
}

/* Until the library says so: what a run does is written down beside it. */
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

static HeddleRun *
start_run (Fixture        *self,
           HeddleServices *services)
{
  g_autoptr (HeddleNodeRegistry) registry = heddle_node_registry_new ();
  g_autoptr (HeddleRunOptions) options = heddle_run_options_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (HeddleWorkflow) workflow = heddle_workflow_new_from_text (document, -1, &error);
  g_autoptr (HeddlePlan) plan = NULL;
  HeddleRun *run;

  g_assert_no_error (error);
  heddle_test_nodes_register (registry);
  heddle_node_registry_add (registry, &gate_type);
  options->jobs = 1;
  plan = heddle_plan_new (workflow, options, registry, services, &error);
  g_assert_no_error (error);
  run = heddle_run_new (plan, services);
  g_signal_connect (run, "event", G_CALLBACK (take_event), self);
  heddle_run_start (run);
  return run;
}

static void
test_states (Fixture        *self,
             HeddleServices *services)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (HeddleRun) run = NULL;
  g_autoptr (GError) error = NULL;

  gate = dex_promise_new ();
  g_main_context_push_thread_default (context);
  run = start_run (self, services);
  await_states (self, "split completed: completed\n"
                      "gate running: running queued queued\n"
                      "up pending: pending pending pending\n"
                      "far pending:\n"
                      "end pending: pending pending pending\n"
                      "off pending:\n");

  dex_promise_resolve_boolean (gate, TRUE);
  while (!heddle_run_has_ended (run))
    g_main_context_iteration (context, TRUE);
  g_main_context_pop_thread_default (context);
  heddle_wait_for (heddle_run_when_finished (run), NULL, &error);
  g_assert_no_error (error);
  await_states (self, "split completed: completed\n"
                      "gate completed: completed completed completed\n"
                      "up completed: completed completed completed\n"
                      "far cached: cached cached cached\n"
                      "end completed: completed completed completed\n"
                      "off skipped:\n");
  g_assert_cmpstr (self->progress->str, ==,
                   "gate 0 of 3 running\n"
                   "gate 1 of 3 queued\n"
                   "gate 2 of 3 queued\n"
                   "gate 1 of 3 running\n"
                   "gate 2 of 3 running\n");
  dex_clear (&gate);
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_remove (path);
}

static gpointer
test_thread (gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("heddle-states-XXXXXX", &error);
  g_autoptr (HeddleServices) services = heddle_services_new ();
  g_autoptr (HeddleLibrary) library = heddle_library_open (folder, HEDDLE_LIBRARY_CREATE, &error);
  Fixture fixture = { library, g_string_new (NULL) };

  g_assert_no_error (error);
  heddle_services_add (services, G_OBJECT (library));
  test_states (&fixture, services);
  g_clear_object (&services);
  heddle_library_close (library, &error);
  g_assert_no_error (error);
  g_string_free (fixture.progress, TRUE);
  remove_tree (folder);
  return NULL;
}

static void
run_test (void)
{
  g_thread_join (g_thread_new ("test", test_thread, NULL));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  heddle_init ();
  g_test_add_func ("/run/states", run_test);
  return g_test_run ();
}
