/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/heddle-threads.h"
#include "engine/heddle-shared-claims.h"
#include "heddle-test-nodes.h"
#include "providers/heddle-provider-error.h"
#include "run-test.h"
#include "store/heddle-run-item-repository.h"

/* A step that takes until the gate is opened. "bad" then fails, and of "lost" nobody knows. Another step
 * takes until the door is opened, and gives what it was given.
 */
static DexPromise *gate;
static DexPromise *door;
static int orders;

static DexFuture *
execute_order (HeddleNodeExecution *execution)
{
  g_autofree char *text = heddle_node_execution_dup_text (execution, "text");
  g_autoptr (HeddleValue) value = heddle_value_new_text (text);
  g_autoptr (HeddleNodeOutputs) outputs = heddle_node_outputs_new ();

  g_atomic_int_inc (&orders);
  dex_await (dex_ref (DEX_FUTURE (gate)), NULL);
  if (g_cancellable_is_cancelled (heddle_node_execution_get_cancellable (execution)))
    return dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_CANCELLED, "cancelled");
  if (g_str_equal (text, "bad"))
    return dex_future_new_reject (HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_REJECTED, "not this");
  if (g_str_equal (text, "lost"))
    return dex_future_new_reject (HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_UNKNOWN_OUTCOME, "who knows");
  heddle_node_outputs_set (outputs, "text", value);
  return dex_future_new_take_boxed (HEDDLE_TYPE_NODE_OUTPUTS, g_steal_pointer (&outputs));
}

static DexFuture *
execute_walk (HeddleNodeExecution *execution)
{
  g_autofree char *text = heddle_node_execution_dup_text (execution, "text");
  g_autoptr (HeddleValue) value = heddle_value_new_text (text);
  g_autoptr (HeddleNodeOutputs) outputs = heddle_node_outputs_new ();

  dex_await (dex_ref (DEX_FUTURE (door)), NULL);
  heddle_node_outputs_set (outputs, "text", value);
  return dex_future_new_take_boxed (HEDDLE_TYPE_NODE_OUTPUTS, g_steal_pointer (&outputs));
}

static const HeddlePortInfo text_input[] = { { "text", "text", FALSE }, { NULL } };
static const HeddlePortInfo text_output[] = { { "text", "text", FALSE }, { NULL } };
static const HeddleParameterInfo no_parameters[] = { { NULL } };
static const HeddleNodeTypeInfo order_type = {
  .id = "test.order", .title = "Order", .inputs = text_input, .outputs = text_output, .parameters = no_parameters,
  .execute = execute_order,
};
static const HeddleParameterInfo repeats_parameters[] = {
  { .key = "count", .kind = HEDDLE_PARAMETER_INTEGER, .label = "Count", .fallback = "2", .minimum = 1, .maximum = 9 },
  { .key = "seed", .kind = HEDDLE_PARAMETER_SEED, .label = "Seed", .fallback = "0" },
  { NULL },
};
static const HeddleNodeTypeInfo orders_type = {
  .id = "test.order", .title = "Orders", .inputs = text_input, .outputs = text_output,
  .parameters = repeats_parameters, .flags = HEDDLE_NODE_REPEATS, .execute = execute_order,
};
static const HeddleNodeTypeInfo walk_type = {
  .id = "test.walk", .title = "Walk", .inputs = text_input, .outputs = text_output, .parameters = no_parameters,
  .execute = execute_walk,
};

static HeddleRun *
start_workflow (Fixture        *self,
                HeddleWorkflow *workflow)
{
  g_autoptr (HeddleRunOptions) options = heddle_run_options_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (HeddlePlan) plan = make_plan (self, workflow, options, &error);
  HeddleRun *run;

  g_assert_no_error (error);
  run = heddle_run_new (plan, self->services);
  heddle_run_start (run);
  return run;
}

static HeddleRun *
start_steps (Fixture    *self,
             const char *nodes,
             const char *links)
{
  g_autoptr (HeddleWorkflow) workflow = make_workflow ("", nodes, links);

  return start_workflow (self, workflow);
}

static HeddleWorkflow *
make_order (const char *text)
{
  g_autofree char *nodes = g_strdup_printf (
    "{\"id\": \"text\", \"type\": \"input.text\", \"config\": {\"value\": \"%s\"}},"
    "{\"id\": \"order\", \"type\": \"test.order\"}", text);

  return make_workflow ("", nodes, "{\"id\": \"1\", \"from\": [\"text\", \"text\"], \"to\": [\"order\", \"text\"]}");
}

static HeddleRun *
start (Fixture    *self,
       const char *text)
{
  g_autoptr (HeddleWorkflow) workflow = make_order (text);

  return start_workflow (self, workflow);
}

/* Asks for the same order, after a walk. */
static HeddleRun *
start_walking (Fixture    *self,
               const char *text)
{
  g_autofree char *nodes = g_strdup_printf (
    "{\"id\": \"text\", \"type\": \"input.text\", \"config\": {\"value\": \"%s\"}},"
    "{\"id\": \"walk\", \"type\": \"test.walk\"}, {\"id\": \"order\", \"type\": \"test.order\"}", text);

  return start_steps (self, nodes,
                      "{\"id\": \"1\", \"from\": [\"text\", \"text\"], \"to\": [\"walk\", \"text\"]},"
                      "{\"id\": \"2\", \"from\": [\"walk\", \"text\"], \"to\": [\"order\", \"text\"]}");
}

/* Until the library has the step in that state: what a run does is written down beside it. */
static void
await_step (Fixture          *self,
            gint64            run,
            const char       *step,
            HeddleItemStatus  status)
{
  gint64 deadline = g_get_monotonic_time () + 30 * G_USEC_PER_SEC;
  gboolean found = FALSE;

  while (!found)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (HeddleDatabase) reader = heddle_library_open_reader (self->library, &error);
      g_autoptr (HeddleRunItemRecord) item = NULL;

      g_assert_no_error (error);
      heddle_run_items_find (reader, run, step, "", &item, &error);
      g_assert_no_error (error);
      found = item != NULL && item->status == status;
      heddle_database_close (reader, NULL);
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      g_usleep (2000);
    }
}

static void
await_order (Fixture          *self,
             gint64            run,
             HeddleItemStatus  status)
{
  await_step (self, run, "order", status);
}

static void
await_end (HeddleRun *run)
{
  g_autoptr (GError) error = NULL;

  heddle_wait_for (heddle_run_when_finished (run), NULL, &error);
  g_assert_no_error (error);
}

/* The first is at its order, and the second waits for what comes of it. */
static void
start_both (Fixture     *self,
            const char  *text,
            HeddleRun  **first,
            HeddleRun  **second)
{
  g_autoptr (HeddleSharedClaims) claims = heddle_shared_claims_new ();

  heddle_services_add (self->services, G_OBJECT (claims));
  heddle_node_registry_add (self->registry, &order_type);
  gate = dex_promise_new ();
  orders = 0;
  *first = start (self, text);
  await_order (self, 1, HEDDLE_ITEM_RUNNING);
  *second = start (self, text);
  await_order (self, 2, HEDDLE_ITEM_PENDING);
}

static void
open_gate (void)
{
  dex_promise_resolve_boolean (gate, TRUE);
}

static void
test_one_order (Fixture *self)
{
  g_autoptr (HeddleRun) first = NULL;
  g_autoptr (HeddleRun) second = NULL;

  start_both (self, "same", &first, &second);
  open_gate ();
  await_end (first);
  await_end (second);
  await_order (self, 1, HEDDLE_ITEM_COMPLETED);
  await_order (self, 2, HEDDLE_ITEM_CACHED);
  g_assert_cmpint (orders, ==, 1);
  dex_clear (&gate);
}

/* What has failed for one run may succeed for the next. */
static void
test_failure (Fixture *self)
{
  g_autoptr (HeddleRun) first = NULL;
  g_autoptr (HeddleRun) second = NULL;

  start_both (self, "bad", &first, &second);
  open_gate ();
  await_end (first);
  await_end (second);
  await_order (self, 1, HEDDLE_ITEM_CONTENT_REJECTED);
  await_order (self, 2, HEDDLE_ITEM_CONTENT_REJECTED);
  g_assert_cmpint (orders, ==, 2);
  dex_clear (&gate);
}

/* What may have been paid for is not sent again by those that waited for it. */
static void
test_doubt (Fixture *self)
{
  g_autoptr (HeddleRun) first = NULL;
  g_autoptr (HeddleRun) second = NULL;

  start_both (self, "lost", &first, &second);
  open_gate ();
  await_end (first);
  await_end (second);
  await_order (self, 1, HEDDLE_ITEM_UNKNOWN_OUTCOME);
  await_order (self, 2, HEDDLE_ITEM_UNKNOWN_OUTCOME);
  g_assert_cmpint (orders, ==, 1);
  dex_clear (&gate);
}

/* One that was busy with something else meanwhile does not send it again either. */
static void
doubt_while_busy (Fixture                  *self,
                  const HeddleNodeTypeInfo *type)
{
  g_autoptr (HeddleSharedClaims) claims = heddle_shared_claims_new ();
  g_autoptr (HeddleRun) first = NULL;
  g_autoptr (HeddleRun) second = NULL;

  heddle_services_add (self->services, G_OBJECT (claims));
  heddle_node_registry_add (self->registry, type);
  heddle_node_registry_add (self->registry, &walk_type);
  gate = dex_promise_new ();
  door = dex_promise_new ();
  orders = 0;
  first = start (self, "lost");
  await_order (self, 1, HEDDLE_ITEM_RUNNING);
  second = start_walking (self, "lost");
  await_step (self, 2, "walk", HEDDLE_ITEM_RUNNING);
  open_gate ();
  await_end (first);
  dex_promise_resolve_boolean (door, TRUE);
  await_end (second);
  await_order (self, 1, HEDDLE_ITEM_UNKNOWN_OUTCOME);
  await_order (self, 2, HEDDLE_ITEM_UNKNOWN_OUTCOME);
  g_assert_cmpint (orders, ==, 1);
  dex_clear (&gate);
  dex_clear (&door);
}

static void
test_doubt_while_busy (Fixture *self)
{
  doubt_while_busy (self, &order_type);
}

static void
test_doubts_while_busy (Fixture *self)
{
  doubt_while_busy (self, &orders_type);
}

static gboolean
lose_end (HeddleDatabase  *database,
          gpointer         data,
          GValue          *result,
          GError         **error)
{
  return heddle_database_execute_script (
    database,
    "INSERT INTO api_call (provider, endpoint, method, status, run_id, node, path, item_key, started_at)"
    " SELECT 'p', '/', 'POST', 'pending', 1, 'order', '', key, 1 FROM run_item"
    " JOIN node_run ON node_run.id = node_run_id WHERE node = 'order';"
    "UPDATE run_item SET status = 'running' WHERE status = 'content_rejected';", error);
}

/* What a run could not write down when it ended nobody is at any more: on a full disk, say. */
static void
test_lost_end (Fixture *self)
{
  g_autoptr (HeddleSharedClaims) claims = heddle_shared_claims_new ();
  g_autoptr (HeddleRun) first = NULL;
  g_autoptr (HeddleRun) second = NULL;
  g_autoptr (GError) error = NULL;

  heddle_services_add (self->services, G_OBJECT (claims));
  heddle_node_registry_add (self->registry, &order_type);
  gate = dex_promise_new ();
  orders = 0;
  open_gate ();
  first = start (self, "bad");
  await_end (first);
  heddle_wait_for (heddle_library_write (self->library, lose_end, NULL, NULL), NULL, &error);
  g_assert_no_error (error);
  second = start (self, "bad");
  await_end (second);
  await_order (self, 2, HEDDLE_ITEM_UNKNOWN_OUTCOME);
  g_assert_cmpint (orders, ==, 1);
  dex_clear (&gate);
}

static gboolean
interrupt (HeddleDatabase  *database,
           gpointer         data,
           GValue          *result,
           GError         **error)
{
  return lose_end (database, data, result, error)
         && heddle_database_execute_script (
              database, "UPDATE run SET status = 'running', finished_at = NULL, failed = 0, total = 0;", error);
}

static HeddleRun *
go_on (Fixture   *self,
       HeddleRun *run)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HeddleRunOptions) options = heddle_run_options_new ();
  g_autoptr (HeddleWorkflow) workflow = make_order ("bad");
  g_autoptr (HeddlePlan) plan = make_plan (self, workflow, options, &error);
  HeddleRun *continued;

  g_assert_no_error (error);
  continued = heddle_run_new_continued (plan, self->services, heddle_run_get_uuid (run), FALSE);
  heddle_run_start (continued);
  return continued;
}

static void
await_orders (int n)
{
  gint64 deadline = g_get_monotonic_time () + 30 * G_USEC_PER_SEC;

  while (g_atomic_int_get (&orders) < n)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      g_usleep (2000);
    }
}

/* A run that was killed goes on and finds nothing out before it is cancelled: what was begun meanwhile does
 * not send what the first may have been charged for.
 */
static void
test_nothing_found_out (Fixture *self)
{
  g_autoptr (HeddleSharedClaims) claims = heddle_shared_claims_new ();
  g_autoptr (HeddleRun) first = NULL;
  g_autoptr (HeddleRun) continued = NULL;
  g_autoptr (HeddleRun) second = NULL;
  g_autoptr (HeddleRun) walking = NULL;
  g_autoptr (GError) error = NULL;

  heddle_services_add (self->services, G_OBJECT (claims));
  heddle_node_registry_add (self->registry, &order_type);
  heddle_node_registry_add (self->registry, &walk_type);
  gate = dex_promise_new ();
  orders = 0;
  open_gate ();
  first = start (self, "bad");
  await_end (first);
  heddle_wait_for (heddle_library_write (self->library, interrupt, NULL, NULL), NULL, &error);
  g_assert_no_error (error);

  dex_clear (&gate);
  gate = dex_promise_new ();
  door = dex_promise_new ();
  continued = go_on (self, first);
  await_orders (2);
  second = start (self, "bad");
  await_order (self, 2, HEDDLE_ITEM_PENDING);
  walking = start_walking (self, "bad");
  await_step (self, 3, "walk", HEDDLE_ITEM_RUNNING);
  heddle_run_cancel (continued);
  open_gate ();
  await_end (continued);
  await_order (self, 1, HEDDLE_ITEM_CANCELLED);
  dex_promise_resolve_boolean (door, TRUE);
  await_end (second);
  await_end (walking);
  await_order (self, 2, HEDDLE_ITEM_UNKNOWN_OUTCOME);
  await_order (self, 3, HEDDLE_ITEM_UNKNOWN_OUTCOME);
  g_assert_cmpint (orders, ==, 2);
  dex_clear (&gate);
  dex_clear (&door);
}

static void
test_cancel_the_second (Fixture *self)
{
  g_autoptr (HeddleRun) first = NULL;
  g_autoptr (HeddleRun) second = NULL;

  start_both (self, "same", &first, &second);
  heddle_run_cancel (second);
  await_end (second);
  await_order (self, 2, HEDDLE_ITEM_CANCELLED);
  open_gate ();
  await_end (first);
  await_order (self, 1, HEDDLE_ITEM_COMPLETED);
  g_assert_cmpint (orders, ==, 1);
  dex_clear (&gate);
}

int
main (int   argc,
      char *argv[])
{
  static const RunTest tests[] = {
    { "/runs-together/one-order", test_one_order },
    { "/runs-together/failure", test_failure },
    { "/runs-together/doubt", test_doubt },
    { "/runs-together/doubt-while-busy", test_doubt_while_busy },
    { "/runs-together/doubts-while-busy", test_doubts_while_busy },
    { "/runs-together/lost-end", test_lost_end },
    { "/runs-together/nothing-found-out", test_nothing_found_out },
    { "/runs-together/cancel-the-second", test_cancel_the_second },
  };

  return run_tests (argc, argv, tests, G_N_ELEMENTS (tests));
}
