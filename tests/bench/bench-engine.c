/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A chain of nodes that only pass a text on, recorded in the library: what the engine itself costs.
 * The floor is SQLite writing one row per node in one transaction, without an engine.
 */

#include "config.h"

#include <gio/gio.h>
#include <sqlite3.h>

#include "base/heddle-init.h"
#include "base/heddle-threads.h"
#include "engine/heddle-run.h"
#include "heddle-bench.h"
#include "store/heddle-library.h"

#define N_NODES 1000
#define N_REPEATS 15

static HeddleNodeOutputs *
evaluate_pass (HeddleNodeExecution  *execution,
               GError              **error)
{
  HeddleNodeOutputs *outputs = heddle_node_outputs_new ();
  g_autofree char *text = heddle_node_execution_dup_text (execution, "text");
  g_autoptr (HeddleValue) value = heddle_value_new_text (text);

  heddle_node_outputs_set (outputs, "text", value);
  return outputs;
}

static const HeddlePortInfo inputs[] = { { "text", "text", TRUE }, { NULL } };
static const HeddlePortInfo outputs[] = { { "text", "text", FALSE }, { NULL } };
static const HeddleParameterInfo parameters[] = {
  { .key = "text", .kind = HEDDLE_PARAMETER_TEXT, .label = "Text" },
  { NULL },
};
static const HeddleNodeTypeInfo pass_type = {
  .id = "bench.pass", .title = "Pass", .inputs = inputs, .outputs = outputs, .parameters = parameters,
  .evaluate = evaluate_pass,
};

static HeddleWorkflow *
make_chain (guint nth)
{
  g_autoptr (GString) nodes = g_string_new (NULL);
  g_autoptr (GString) links = g_string_new (NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  HeddleWorkflow *workflow;

  g_string_append_printf (nodes, "{\"id\": \"n0\", \"type\": \"bench.pass\", \"config\": {\"text\": \"run %u\"}}", nth);
  for (guint i = 1; i < N_NODES; i++)
    {
      g_string_append_printf (nodes, ",{\"id\": \"n%u\", \"type\": \"bench.pass\", \"config\": {\"nth\": %u}}", i, i);
      g_string_append_printf (links, "%s{\"id\": \"l%u\", \"from\": [\"n%u\", \"text\"], \"to\": [\"n%u\", \"text\"]}",
                              i == 1 ? "" : ",", i, i - 1, i);
    }
  text = g_strdup_printf ("{\"format\": \"heddle-workflow\", \"version\": 1, \"id\": \"w\", \"name\": \"Chain\","
                          "\"pipelines\": [{\"id\": \"main\", \"nodes\": [%s], \"links\": [%s]}]}",
                          nodes->str, links->str);
  workflow = heddle_workflow_new_from_text (text, -1, &error);
  g_assert_no_error (error);
  return workflow;
}

static double
time_run (HeddleWorkflow     *workflow,
          HeddleNodeRegistry *registry,
          HeddleServices     *services)
{
  g_autoptr (HeddleRunOptions) options = heddle_run_options_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (HeddlePlan) plan = heddle_plan_new (workflow, options, registry, services, &error);
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (HeddleRun) run = NULL;
  double started;
  double seconds;

  g_assert_no_error (error);
  g_main_context_push_thread_default (context);
  run = heddle_run_new (plan, services);
  started = heddle_bench_now ();
  heddle_run_start (run);
  heddle_wait_for (heddle_run_when_finished (run), NULL, &error);
  seconds = heddle_bench_now () - started;
  g_assert_no_error (error);
  while (!heddle_run_has_ended (run))
    g_main_context_iteration (context, TRUE);
  g_main_context_pop_thread_default (context);
  return seconds * 1e6 / N_NODES;
}

static void
must (int         code,
      sqlite3    *db,
      const char *what)
{
  if (code != SQLITE_OK && code != SQLITE_DONE)
    g_error ("%s: %s", what, sqlite3_errmsg (db));
}

/* One row per node with what a record of it has at the least, one transaction, made durable. */
static double
time_floor (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "floor.db", NULL);
  sqlite3 *db;
  sqlite3_stmt *insert;
  double started;
  double seconds;

  must (sqlite3_open (path, &db), db, "open");
  must (sqlite3_exec (db, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
                          "CREATE TABLE IF NOT EXISTS item (id INTEGER PRIMARY KEY, node TEXT NOT NULL, path TEXT NOT NULL,"
                          " status TEXT NOT NULL, key BLOB, outputs TEXT, started_at INTEGER, finished_at INTEGER,"
                          " UNIQUE (node, path)); DELETE FROM item;",
                      NULL, NULL, NULL), db, "schema");
  must (sqlite3_prepare_v2 (db, "INSERT INTO item (node, path, status, key, outputs, started_at, finished_at)"
                                " VALUES (?, '', 'completed', ?, ?, ?, ?)", -1, &insert, NULL), db, "prepare");

  started = heddle_bench_now ();
  must (sqlite3_exec (db, "BEGIN", NULL, NULL, NULL), db, "begin");
  for (guint i = 0; i < N_NODES; i++)
    {
      g_autofree char *node = g_strdup_printf ("n%u", i);
      guint8 key[32] = { (guint8) i };

      sqlite3_bind_text (insert, 1, node, -1, SQLITE_STATIC);
      sqlite3_bind_blob (insert, 2, key, sizeof key, SQLITE_STATIC);
      sqlite3_bind_text (insert, 3, "{\"ports\":{\"text\":{\"type\":\"text\",\"value\":\"run 1\"}}}", -1, SQLITE_STATIC);
      sqlite3_bind_int64 (insert, 4, i);
      sqlite3_bind_int64 (insert, 5, i);
      must (sqlite3_step (insert), db, "insert");
      sqlite3_reset (insert);
    }
  must (sqlite3_exec (db, "COMMIT", NULL, NULL, NULL), db, "commit");
  seconds = heddle_bench_now () - started;

  sqlite3_finalize (insert);
  sqlite3_close (db);
  return seconds * 1e6 / N_NODES;
}

static void
print (const char *figure,
       double     *values,
       double      floor)
{
  HeddleBenchFigure line = {
    .bench = "engine", .figure = figure, .value = heddle_bench_median (values, N_REPEATS), .unit = "µs/node",
    .work = "a chain of 1,000 nodes, median of 15 runs", .peer = "SQLite, one row per node in one transaction",
    .peer_value = floor,
  };

  heddle_bench_print (&line);
}

static gpointer
bench_thread (gpointer data)
{
  g_autofree char *folder = g_dir_make_tmp ("heddle-bench-XXXXXX", NULL);
  g_autofree char *library_path = g_build_filename (folder, "library", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (HeddleLibrary) library = heddle_library_open (library_path, HEDDLE_LIBRARY_CREATE, &error);
  g_autoptr (HeddleServices) services = heddle_services_new ();
  g_autoptr (HeddleNodeRegistry) registry = heddle_node_registry_new ();
  double cold[N_REPEATS], warm[N_REPEATS], floors[N_REPEATS];
  double floor;

  g_assert_no_error (error);
  heddle_services_add (services, G_OBJECT (library));
  heddle_node_registry_add (registry, &pass_type);

  for (guint i = 0; i < N_REPEATS; i++)
    {
      g_autoptr (HeddleWorkflow) workflow = make_chain (i);

      floors[i] = time_floor (folder);
      cold[i] = time_run (workflow, registry, services);
      warm[i] = time_run (workflow, registry, services);
    }
  floor = heddle_bench_median (floors, N_REPEATS);
  print ("nothing cached, recorded", cold, floor);
  print ("everything cached, recorded", warm, floor);

  g_clear_object (&services);
  heddle_library_close (library, NULL);
  heddle_bench_remove_folder (folder);
  return NULL;
}

int
main (int   argc,
      char *argv[])
{
  heddle_init ();
  g_thread_join (g_thread_new ("bench", bench_thread, NULL));
  return 0;
}
