/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "run-test.h"

#include <glib/gstdio.h>

#include "assets/heddle-blob-store.h"
#include "base/heddle-init.h"
#include "base/heddle-threads.h"
#include "heddle-test-nodes.h"
#include "nodes/heddle-nodes.h"
#include "store/heddle-run-repository.h"

static void
set_up (Fixture *self)
{
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("heddle-run-XXXXXX", &error);
  g_assert_no_error (error);
  self->library = heddle_library_open (self->folder, HEDDLE_LIBRARY_CREATE, &error);
  g_assert_no_error (error);
  self->services = heddle_services_new ();
  heddle_services_add (self->services, G_OBJECT (self->library));
  self->registry = heddle_node_registry_new ();
  heddle_test_nodes_register (self->registry);
  heddle_register_nodes (self->registry);
  heddle_test_nodes_reset_counts ();
  self->events = g_ptr_array_new_with_free_func ((GDestroyNotify) heddle_run_event_unref);
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

static void
tear_down (Fixture *self)
{
  g_autoptr (GError) error = NULL;

  g_clear_object (&self->services);
  heddle_library_close (self->library, &error);
  g_assert_no_error (error);
  g_clear_object (&self->library);
  g_clear_object (&self->registry);
  g_ptr_array_unref (self->events);
  remove_tree (self->folder);
  g_free (self->folder);
}

HeddleWorkflow *
make_workflow (const char *inputs,
               const char *nodes,
               const char *links)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = g_strdup_printf (
    "{\"format\": \"heddle-workflow\", \"version\": 1, \"id\": \"w\", \"name\": \"Test\", \"inputs\": [%s],"
    " \"pipelines\": [{\"id\": \"main\", \"nodes\": [%s], \"links\": [%s]}]}",
    inputs, nodes, links);
  HeddleWorkflow *workflow = heddle_workflow_new_from_text (text, -1, &error);

  g_assert_no_error (error);
  return workflow;
}

/* Whoever hears that a run has begun finds it, and so does whoever comes after a crash. */
static void
assert_durable (Fixture   *self,
                HeddleRun *run)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HeddleDatabase) reader = heddle_library_open_reader (self->library, &error);
  g_autoptr (HeddleRunRecord) record = NULL;

  g_assert_no_error (error);
  record = heddle_runs_find (reader, heddle_run_get_uuid (run), &error);
  g_assert_no_error (error);
  heddle_library_put_reader_back (self->library, g_steal_pointer (&reader));
}

static void
take_event (HeddleRun      *run,
            HeddleRunEvent *event,
            Fixture        *self)
{
  if (event->kind == HEDDLE_RUN_EVENT_STARTED)
    assert_durable (self, run);
  g_ptr_array_add (self->events, heddle_run_event_ref (event));
  if (self->cancel_after > 0 && --self->cancel_after == 0)
    heddle_run_cancel (run);
}

HeddlePlan *
make_plan (Fixture           *self,
           HeddleWorkflow    *workflow,
           HeddleRunOptions  *options,
           GError           **error)
{
  HeddlePlan *plan;

  heddle_test_nodes_pause_counts (TRUE);
  plan = heddle_plan_new (workflow, options, self->registry, self->services, error);
  heddle_test_nodes_pause_counts (FALSE);
  return plan;
}

/* Runs a workflow and returns its last event. */
HeddleRunEvent *
run_with (Fixture          *self,
          HeddleWorkflow   *workflow,
          HeddleRunOptions *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HeddlePlan) plan = make_plan (self, workflow, options, &error);
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (HeddleRun) run = NULL;
  HeddleRunEvent *last;

  g_assert_no_error (error);
  g_ptr_array_set_size (self->events, 0);
  g_main_context_push_thread_default (context);
  run = heddle_run_new (plan, self->services);
  g_signal_connect (run, "event", G_CALLBACK (take_event), self);
  heddle_run_start (run);
  while (!heddle_run_has_ended (run))
    g_main_context_iteration (context, TRUE);
  g_main_context_pop_thread_default (context);
  heddle_wait_for (heddle_run_when_finished (run), NULL, &error);
  g_assert_no_error (error);

  last = g_ptr_array_index (self->events, self->events->len - 1);
  g_assert_cmpint (last->kind, ==, HEDDLE_RUN_EVENT_FINISHED);
  g_assert_cmpint (((HeddleRunEvent *) g_ptr_array_index (self->events, 0))->kind, ==, HEDDLE_RUN_EVENT_STARTED);
  for (guint i = 1; i + 1 < self->events->len; i++)
    g_assert_cmpint (((HeddleRunEvent *) g_ptr_array_index (self->events, i))->kind, !=,
                     HEDDLE_RUN_EVENT_FINISHED);
  return last;
}

HeddleRunEvent *
run_workflow (Fixture        *self,
              HeddleWorkflow *workflow)
{
  g_autoptr (HeddleRunOptions) options = heddle_run_options_new ();

  return run_with (self, workflow, options);
}

HeddleRunEvent *
find_item (Fixture    *self,
           const char *node,
           const char *index)
{
  for (guint i = 0; i < self->events->len; i++)
    {
      HeddleRunEvent *event = g_ptr_array_index (self->events, i);
      g_autofree char *path = event->index == NULL ? NULL : heddle_index_to_string (event->index);

      if (event->kind == HEDDLE_RUN_EVENT_ITEM && g_str_equal (event->node, node) && g_str_equal (path, index))
        return event;
    }
  return NULL;
}

void
assert_text (Fixture    *self,
             const char *node,
             const char *index,
             const char *expected)
{
  HeddleRunEvent *event = find_item (self, node, index);

  g_assert_nonnull (event);
  g_assert_nonnull (event->outputs);
  g_assert_cmpstr (heddle_value_get_text (heddle_node_outputs_get (event->outputs, "text")), ==, expected);
}

void
assert_status (Fixture          *self,
               const char       *node,
               const char       *index,
               HeddleItemStatus  expected)
{
  HeddleRunEvent *event = find_item (self, node, index);

  g_assert_nonnull (event);
  g_assert_cmpstr (heddle_item_status_to_string (event->status), ==, heddle_item_status_to_string (expected));
}

/* What pictures of test nodes are made of, "0" and "1". */
void
put_blob (Fixture    *self,
          const char *content)
{
  g_autoptr (HeddleBlobStore) blobs = heddle_blob_store_new (self->library);
  g_autoptr (GBytes) bytes = g_bytes_new (content, strlen (content));
  g_autoptr (GError) error = NULL;

  heddle_wait_for (heddle_blob_store_put_bytes (blobs, bytes), NULL, &error);
  g_assert_no_error (error);
}

/* What a port of an item gave, in one word: its text, or those of its list with bars between. */
char *
show_output (Fixture    *self,
             const char *node,
             const char *index,
             const char *port)
{
  HeddleRunEvent *event = find_item (self, node, index);
  GPtrArray *list = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_nonnull (event);
  if (event->outputs == NULL)
    return NULL;
  list = heddle_node_outputs_get_list (event->outputs, port);
  if (list == NULL)
    {
      HeddleValue *value = heddle_node_outputs_get (event->outputs, port);
      g_autoptr (HeddleValue) written = value == NULL ? NULL : heddle_value_convert (value, HEDDLE_VALUE_TEXT, NULL);

      return written == NULL ? NULL : g_strdup (heddle_value_get_text (written));
    }
  for (guint i = 0; i < list->len; i++)
    {
      g_autoptr (HeddleValue) written = heddle_value_convert (g_ptr_array_index (list, i), HEDDLE_VALUE_TEXT, NULL);

      g_string_append_printf (text, "%s%s", i == 0 ? "" : "|", heddle_value_get_text (written));
    }
  return g_string_free_and_steal (g_steal_pointer (&text));
}

void
assert_output (Fixture    *self,
               const char *node,
               const char *index,
               const char *port,
               const char *expected)
{
  g_autofree char *shown = show_output (self, node, index, port);

  g_assert_cmpstr (shown, ==, expected);
}

/* Nodes with ' for ", and links such as "a.text>b.items", or "a>b" for one without data. */
HeddleWorkflow *
draw_workflow (const char *nodes,
               const char *links)
{
  g_auto (GStrv) words = g_strsplit (links, " ", -1);
  g_autofree char *quoted = g_strdelimit (g_strdup (nodes), "'", '"');
  g_autoptr (GString) written = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    {
      g_auto (GStrv) ends = g_strsplit (words[i], ">", 2);
      g_auto (GStrv) from = NULL;
      g_auto (GStrv) to = NULL;

      if (*words[i] == '\0')
        continue;
      from = g_strsplit (ends[0], ".", 2);
      to = g_strsplit (ends[1], ".", 2);
      g_string_append_printf (written, "%s{\"id\": \"l%u\", ", written->len == 0 ? "" : ", ", i);
      if (from[1] == NULL)
        g_string_append_printf (written, "\"kind\": \"after\", \"from\": [\"%s\"], \"to\": [\"%s\"]}", from[0], to[0]);
      else
        g_string_append_printf (written, "\"from\": [\"%s\", \"%s\"], \"to\": [\"%s\", \"%s\"]}", from[0], from[1],
                                to[0], to[1]);
    }
  return make_workflow ("", quoted, written->str);
}

/* Goes on in an empty library. */
void
start_anew (Fixture *self)
{
  tear_down (self);
  *self = (Fixture) { 0 };
  set_up (self);
}

static gpointer
test_thread (gpointer data)
{
  Fixture fixture = { 0 };

  set_up (&fixture);
  ((RunTestFunc) data) (&fixture);
  tear_down (&fixture);
  return NULL;
}

/* Planning and the library block, so the tests run beside the main thread. */
static void
run_test (gconstpointer data)
{
  g_thread_join (g_thread_new ("test", test_thread, (gpointer) data));
}

int
run_tests (int            argc,
           char          *argv[],
           const RunTest *tests,
           guint          n_tests)
{
  g_test_init (&argc, &argv, NULL);
  heddle_init ();
  for (guint i = 0; i < n_tests; i++)
    g_test_add_data_func (tests[i].path, tests[i].test, run_test);
  return g_test_run ();
}
