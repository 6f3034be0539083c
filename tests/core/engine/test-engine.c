/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/heddle-init.h"
#include "engine/heddle-engine.h"
#include "heddle-test-nodes.h"
#include "store/heddle-run-item-repository.h"
#include "tests/core/store/store-test.h"

typedef struct
{
  const char    *folder;
  HeddleLibrary *library;
  HeddleEngine  *engine;
} Fixture;

static void
open_library (Fixture    *self,
              const char *folder)
{
  g_autoptr (GError) error = NULL;

  self->folder = folder;
  self->library = heddle_library_open (folder, HEDDLE_LIBRARY_CREATE, &error);
  g_assert_no_error (error);
  self->engine = heddle_engine_new (self->library, &error);
  g_assert_no_error (error);
  heddle_test_nodes_register (heddle_engine_get_registry (self->engine));
}

static void
close_library (Fixture *self)
{
  g_autoptr (GError) error = NULL;

  g_clear_object (&self->engine);
  heddle_library_close (self->library, &error);
  g_assert_no_error (error);
  g_clear_object (&self->library);
}

/* As many slow steps as there are words, one after the other. */
static HeddleRun *
new_run (Fixture *self,
         guint    n_words)
{
  g_autoptr (GString) words = g_string_new ("w0");
  g_autoptr (HeddleRunOptions) options = heddle_run_options_new ();
  g_autofree char *text = NULL;
  g_autoptr (HeddleWorkflow) workflow = NULL;
  g_autoptr (HeddlePlan) plan = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 1; i < n_words; i++)
    g_string_append_printf (words, " w%u", i);
  text = g_strdup_printf ("{\"format\": \"heddle-workflow\", \"version\": 1, \"id\": \"w\", \"name\": \"Test\","
                          " \"pipelines\": [{\"id\": \"main\", \"nodes\": ["
                          "{\"id\": \"split\", \"type\": \"test.split\", \"config\": {\"text\": \"%s\"}},"
                          "{\"id\": \"up\", \"type\": \"test.slow\"}], \"links\": ["
                          "{\"id\": \"1\", \"from\": [\"split\", \"list\"], \"to\": [\"up\", \"text\"]}]}]}",
                          words->str);
  workflow = heddle_workflow_new_from_text (text, -1, &error);
  g_assert_no_error (error);
  options->jobs = 1;
  plan = heddle_engine_plan (self->engine, workflow, options, &error);
  g_assert_no_error (error);
  return heddle_engine_new_run (self->engine, plan);
}

/* Nobody looks at it any more, as where its tab is closed. */
static void
start_and_forget (Fixture *self,
                  guint    n_words)
{
  g_autoptr (HeddleRun) run = new_run (self, n_words);

  heddle_run_start (run);
}

static void
assert_run (const char      *folder,
            guint            n_runs,
            HeddleRunStatus  status,
            gint64           n_successful)
{
  g_autoptr (GError) error = NULL;
  HeddleLibrary *library = heddle_library_open (folder, 0, &error);
  g_autoptr (HeddleDatabase) reader = NULL;
  g_autoptr (GPtrArray) runs = NULL;

  g_assert_no_error (error);
  reader = heddle_library_open_reader (library, &error);
  g_assert_no_error (error);
  runs = heddle_runs_list (reader, -1, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (runs->len, ==, n_runs);
  for (guint i = 0; i < runs->len; i++)
    {
      HeddleRunRecord *run = runs->pdata[i];
      g_autoptr (GPtrArray) items = heddle_run_items_list (reader, run->id, &error);

      g_assert_no_error (error);
      g_assert_cmpint (run->status, ==, status);
      g_assert_cmpint (run->finished_at, >=, run->started_at);
      if (n_successful >= 0)
        g_assert_cmpint (run->counts.successful, ==, n_successful);
      for (guint j = 0; j < items->len; j++)
        g_assert_cmpint (((HeddleRunItemRecord *) items->pdata[j])->status, !=, HEDDLE_ITEM_RUNNING);
    }
  heddle_database_close (reader, NULL);
  heddle_library_close (library, NULL);
  g_object_unref (library);
}

static void
test_drain (const char *folder)
{
  Fixture self = { 0 };

  open_library (&self, folder);
  start_and_forget (&self, 10);
  assert_await_ok (heddle_engine_drain (self.engine));
  close_library (&self);
  assert_run (folder, 1, HEDDLE_RUN_COMPLETED, 10);
}

static void
test_stop (const char *folder)
{
  Fixture self = { 0 };

  open_library (&self, folder);
  start_and_forget (&self, 500);
  start_and_forget (&self, 500);
  while (heddle_test_nodes_count ("test.slow") < 4)
    g_usleep (1000);
  heddle_engine_stop (self.engine);
  assert_await_ok (heddle_engine_drain (self.engine));
  g_assert_cmpuint (heddle_test_nodes_count ("test.slow"), <, 500);
  close_library (&self);
  assert_run (folder, 2, HEDDLE_RUN_CANCELLED, -1);
}

static void
test_stopped_for_good (const char *folder)
{
  Fixture self = { 0 };
  g_autoptr (HeddleRun) never = NULL;
  g_autoptr (HeddleRun) early = NULL;

  open_library (&self, folder);
  never = new_run (&self, 500);
  early = new_run (&self, 500);
  heddle_engine_stop (self.engine);
  heddle_run_start (early);
  start_and_forget (&self, 500);
  assert_await_ok (heddle_engine_drain (self.engine));
  close_library (&self);
  assert_run (folder, 2, HEDDLE_RUN_CANCELLED, 0);
}

int
main (int   argc,
      char *argv[])
{
  heddle_init ();
  g_test_init (&argc, &argv, NULL);
  heddle_test_nodes_reset_counts ();

  store_test_add ("/engine/drain", test_drain);
  store_test_add ("/engine/stop", test_stop);
  store_test_add ("/engine/stopped-for-good", test_stopped_for_good);
  return g_test_run ();
}
