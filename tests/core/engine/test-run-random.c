/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Small random pipelines of local steps. What a run gives is what a plain evaluator gives that knows
 * nothing of orders, cache or threads: it asks each item for its values, and those for theirs.
 */

#include "config.h"

#include "assets/heddle-library-check.h"
#include "base/heddle-threads.h"
#include "graph/heddle-graph-error.h"
#include "random-graph.h"
#include "run-test.h"
#include "store/heddle-run-item-repository.h"
#include "store/heddle-run-repository.h"

#define N_GRAPHS 200
#define N_LONG 4000

/* Of those that are cancelled on the way, which is looked at more closely, and at one of how many events. */
#define N_CANCELLED 40

/* All that a library has is looked at again and again, which takes longer with each run that it keeps. */
#define MOST_IN_A_LIBRARY 40
#define MOST_EVENTS 12

/* Gives its text backwards, on a fiber, some time or other. */
static DexFuture *
execute_later (HeddleNodeExecution *execution)
{
  g_autofree char *text = heddle_node_execution_dup_text (execution, "text");
  HeddleNodeOutputs *outputs;
  g_autoptr (HeddleValue) value = NULL;
  g_autofree char *reversed = g_utf8_strreverse (text, -1);

  if (g_str_hash (text) % 3 != 0)
    dex_await (dex_timeout_new_msec (g_str_hash (text) % 3), NULL);
  if (g_str_equal (text, "worse"))
    return dex_future_new_for_error (g_error_new_literal (HEDDLE_GRAPH_ERROR, HEDDLE_GRAPH_ERROR_VALUE, "worse"));

  outputs = heddle_node_outputs_new ();
  value = heddle_value_new_text (reversed);
  heddle_node_outputs_set (outputs, "text", value);
  return dex_future_new_take_boxed (HEDDLE_TYPE_NODE_OUTPUTS, outputs);
}

static const HeddlePortInfo text_port[] = { { "text", "text" }, { NULL } };
static const HeddleParameterInfo no_parameters[] = { { NULL } };
static const HeddleNodeTypeInfo later_type = {
  .id = "test.later", .title = "Later", .inputs = text_port, .outputs = text_port, .parameters = no_parameters,
  .execute = execute_later,
};

static void
assert_order (HeddlePlan *plan)
{
  GPtrArray *nodes = heddle_plan_get_nodes (plan);
  HeddlePipeline *pipeline = heddle_plan_get_pipeline (plan);
  GListModel *links = heddle_pipeline_get_links (pipeline);
  g_autoptr (GHashTable) places = g_hash_table_new (g_str_hash, g_str_equal);

  g_assert_cmpuint (nodes->len, ==, g_list_model_get_n_items (heddle_pipeline_get_nodes (pipeline)) + 1);
  for (guint i = 0; i < nodes->len; i++)
    {
      HeddlePlanNode *node = g_ptr_array_index (nodes, i);

      g_assert_cmpuint (node->ordinal, ==, i);
      g_assert_true (g_hash_table_insert (places, node->id, GUINT_TO_POINTER (i)));
    }
  for (guint i = 0; i < g_list_model_get_n_items (links); i++)
    {
      g_autoptr (HeddleLink) link = g_list_model_get_item (links, i);

      g_assert_cmpuint (GPOINTER_TO_UINT (g_hash_table_lookup (places, heddle_link_get_from_node (link))), <,
                        GPOINTER_TO_UINT (g_hash_table_lookup (places, heddle_link_get_to_node (link))));
    }
}

static void
append_outputs (GString           *text,
                HeddleNodeOutputs *outputs)
{
  g_autoptr (GPtrArray) ports = outputs == NULL ? g_ptr_array_new () : heddle_node_outputs_list_ports (outputs);

  g_ptr_array_sort_values (ports, (GCompareFunc) strcmp);
  for (guint p = 0; p < ports->len; p++)
    {
      const char *port = g_ptr_array_index (ports, p);
      GPtrArray *list = heddle_node_outputs_get_list (outputs, port);

      g_string_append_printf (text, " %s=", port);
      if (list == NULL)
        g_string_append (text, heddle_value_get_text (heddle_node_outputs_get (outputs, port)));
      for (guint i = 0; list != NULL && i < list->len; i++)
        g_string_append_printf (text, "%s%s", i == 0 ? "[" : "|", heddle_value_get_text (g_ptr_array_index (list, i)));
      if (list != NULL)
        g_string_append (text, list->len == 0 ? "[]" : "]");
    }
}

static const char *
name_status (HeddleItemStatus status)
{
  if (status == HEDDLE_ITEM_COMPLETED || status == HEDDLE_ITEM_CACHED)
    return "good";
  return heddle_item_status_to_string (status);
}

/* One line per item, in an order that no thread decides. */
static char *
describe_events (Fixture *self)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < self->events->len; i++)
    {
      HeddleRunEvent *event = g_ptr_array_index (self->events, i);
      g_autofree char *index = NULL;
      GString *line;

      if (event->kind != HEDDLE_RUN_EVENT_ITEM)
        continue;
      index = heddle_index_to_string (event->index);
      line = g_string_new (NULL);
      g_string_append_printf (line, "%s[%s] %s", event->node, index, name_status (event->status));
      append_outputs (line, event->outputs);
      g_ptr_array_add (lines, g_string_free_and_steal (line));
    }
  g_ptr_array_sort_values (lines, (GCompareFunc) strcmp);
  g_ptr_array_add (lines, NULL);
  return g_strjoinv ("\n", (char **) lines->pdata);
}

/* Returns whether the plan was fit to run. */
static gboolean
check_at (Fixture     *self,
          RandomGraph *graph,
          guint        jobs,
          const char  *expected)
{
  g_autofree char *document = random_graph_to_document (graph, jobs);
  g_autoptr (HeddleRunOptions) options = heddle_run_options_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (HeddleWorkflow) workflow = heddle_workflow_new_from_text (document, -1, &error);
  g_autoptr (HeddlePlan) plan = NULL;
  g_autofree char *happened = NULL;

  g_assert_no_error (error);
  options->jobs = jobs;
  plan = heddle_plan_new (workflow, options, self->registry, self->services, &error);
  if (plan == NULL)
    {
      /* Only for lengths that do not fit, and only where they do not. */
      if (!g_error_matches (error, HEDDLE_GRAPH_ERROR, HEDDLE_GRAPH_ERROR_VALUE) || !random_graph_has_mismatch (graph))
        g_error ("graph %u: %s\n%s", random_graph_get_seed (graph), error->message, document);
      return FALSE;
    }

  assert_order (plan);
  run_with (self, workflow, options);
  happened = describe_events (self);
  if (!g_str_equal (happened, expected))
    g_error ("graph %u at %u jobs\n%s\n--- the run\n%s\n--- should be\n%s", random_graph_get_seed (graph), jobs,
             document, happened, expected);
  return TRUE;
}

static void
test_graphs (Fixture *self)
{
  guint n_graphs = g_getenv ("HEDDLE_TEST_LONG") != NULL ? N_LONG : N_GRAPHS;
  guint n_run = 0;

  heddle_node_registry_add (self->registry, &later_type);
  for (guint seed = 0; seed < n_graphs; seed++)
    {
      g_autoptr (RandomGraph) graph = random_graph_new (seed);
      g_autofree char *expected = random_graph_evaluate (graph);

      if (expected == NULL)
        continue;
      if (check_at (self, graph, 1, expected))
        n_run += check_at (self, graph, 16, expected);
    }

  /* Most of them run, or this would be a test of nothing. */
  g_test_message ("%u of %u graphs ran", n_run, n_graphs);
  g_assert_cmpuint (n_run, >, n_graphs / 2);
}

static void
assert_whole (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  g_auto (GValue) value = G_VALUE_INIT;
  HeddleLibraryCheck *check;

  heddle_wait_for (heddle_library_check_run (self->library, FALSE), &value, &error);
  g_assert_no_error (error);
  check = g_value_get_boxed (&value);
  if (check->findings->len > 0)
    g_error ("%s", (char *) check->findings->pdata[0]);
}

/* The run goes on, and comes to an end. */
static void
finish_cancelled (Fixture    *self,
                  HeddlePlan *plan,
                  const char *uuid)
{
  g_autoptr (HeddleRun) run = heddle_run_new_continued (plan, self->services, uuid, TRUE);
  g_autoptr (GError) error = NULL;
  g_autoptr (HeddleDatabase) reader = NULL;
  g_autoptr (HeddleRunRecord) record = NULL;
  g_autoptr (GPtrArray) items = NULL;

  heddle_run_start (run);
  heddle_wait_for (heddle_run_when_finished (run), NULL, &error);
  g_assert_no_error (error);
  reader = heddle_library_open_reader (self->library, &error);
  g_assert_no_error (error);
  record = heddle_runs_find (reader, uuid, &error);
  g_assert_no_error (error);
  g_assert_true (record->status == HEDDLE_RUN_COMPLETED || record->status == HEDDLE_RUN_FAILED);
  items = heddle_run_items_list (reader, record->id, &error);
  for (guint i = 0; i < items->len; i++)
    {
      HeddleRunItemRecord *item = g_ptr_array_index (items, i);

      if (item->status <= HEDDLE_ITEM_RUNNING || item->status == HEDDLE_ITEM_CANCELLED)
        g_error ("item %s of node run %" G_GINT64_FORMAT " is left %s", item->path, item->node_run_id,
                 heddle_item_status_to_string (item->status));
    }
  heddle_database_close (reader, NULL);
}

/* Returns whether the run was cancelled before its end. */
static gboolean
cancel_at (Fixture     *self,
           RandomGraph *graph,
           guint        jobs,
           GRand       *random)
{
  g_autofree char *document = random_graph_to_document (graph, jobs);
  g_autoptr (HeddleRunOptions) options = heddle_run_options_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (HeddleWorkflow) workflow = heddle_workflow_new_from_text (document, -1, &error);
  g_autoptr (HeddlePlan) plan = NULL;
  HeddleRunEvent *end;

  options->jobs = jobs;
  plan = make_plan (self, workflow, options, &error);
  if (plan == NULL)
    return FALSE;
  self->cancel_after = (guint) g_rand_int_range (random, 1, MOST_EVENTS);
  end = run_with (self, workflow, options);
  self->cancel_after = 0;
  assert_whole (self);
  if (end->run_status != HEDDLE_RUN_CANCELLED)
    return FALSE;
  finish_cancelled (self, plan, end->run);
  assert_whole (self);
  return TRUE;
}

/* What a run that was cancelled has left does no harm, neither to its own end nor to the next. */
static void
test_cancel (Fixture *self)
{
  guint n_graphs = g_getenv ("HEDDLE_TEST_LONG") != NULL ? N_LONG : N_CANCELLED;
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  guint n_cancelled = 0;

  for (guint seed = 0; seed < n_graphs; seed++)
    {
      g_autoptr (RandomGraph) graph = random_graph_new (seed);
      g_autofree char *expected = random_graph_evaluate (graph);

      if (seed % MOST_IN_A_LIBRARY == 0)
        {
          start_anew (self);
          heddle_node_registry_add (self->registry, &later_type);
        }
      if (expected == NULL)
        continue;
      n_cancelled += cancel_at (self, graph, 16, random);
      n_cancelled += cancel_at (self, graph, 1, random);
      check_at (self, graph, 16, expected);
    }
  g_test_message ("%u runs were cancelled", n_cancelled);
  g_assert_cmpuint (n_cancelled, >, n_graphs / 2);
}

int
main (int   argc,
      char *argv[])
{
  static const RunTest tests[] = {
    { "/run-random/graphs", test_graphs },
    { "/run-random/cancel", test_cancel },
  };

  return run_tests (argc, argv, tests, G_N_ELEMENTS (tests));
}
