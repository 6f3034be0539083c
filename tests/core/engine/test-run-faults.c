/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/heddle-init.h"
#include "base/heddle-json.h"
#include "base/heddle-threads.h"
#include "engine/heddle-engine.h"
#include "engine/heddle-run-error.h"
#include "heddle-fake-anthropic.h"
#include "heddle-fake-bfl.h"
#include "heddle-fake-fal.h"
#include "heddle-fake-gemini.h"
#include "heddle-fake-magnific.h"
#include "heddle-fake-ollama.h"
#include "heddle-fake-openai.h"
#include "heddle-fake-replicate.h"
#include "heddle-fake-runway.h"
#include "heddle-fake-stability.h"
#include "providers/heddle-manifest-provider.h"
#include "run-faults.h"
#include "store/heddle-api-call-repository.h"
#include "tests/core/store/store-test.h"

#define KEY "sk-faults-0b6d2f94"
#define TIME_SCALE 0.01

static const struct
{
  const char *shipped;
  const char *task;
  const char *model;
} services[] = {
  { "openai", "image-generation", "gpt-image-1-mini" },
  { "replicate", "image-generation", "black-forest-labs/flux-schnell" },
  { "stability", "image-generation", "core" },
  { "anthropic", "text-generation", "claude-opus-4-7" },
  { "ollama", "text-generation", "gemma4" },
  { "gemini", "image-generation", "gemini-nano-banana-2.1" },
  { "fal", "image-generation", "fal-ai/flux/schnell" },
  { "bfl", "image-generation", "flux-2-pro" },
  { "runway", "image-generation", "gen4_image" },
  { "magnific", "image-generation", "flux-dev" },
};

#define REPLICATE 1

/* The shipped manifests under other names, at the fakes, and in more of a hurry. */
static const struct
{
  const char *id;
  guint       service;
  double      idle;
} variants[] = {
  { "sync", 0, 60 },       { "slow", 0, 0.5 }, { "held", 0, 60 },    { "closed", 0, 60 },
  { "jobs", REPLICATE, 60 }, { "slow-jobs", REPLICATE, 0.5 },
  { "raw", 2, 60 },        { "slow-raw", 2, 0.5 }, { "claude", 3, 60 }, { "local", 4, 60 },
  { "slow-local", 4, 0.5 }, { "parts", 5, 60 }, { "queue", 6, 60 }, { "tasks", 7, 60 },
  { "credits", 8, 60 },    { "plain", 9, 60 },
};

typedef struct
{
  char             *folder;
  HeddleLibrary    *library;
  HeddleEngine     *engine;
  HeddleFakeServer *servers[G_N_ELEMENTS (services)];
  HeddleRunEvent   *item;
} Fixture;

static void
hurry (JsonObject *manifest,
       const char *name,
       double      idle)
{
  JsonObject *tasks = json_object_get_object_member (manifest, "tasks");
  JsonObject *task = json_object_get_object_member (tasks, name);
  JsonObject *timeouts = json_object_new ();

  json_object_set_double_member (timeouts, "connect", 60);
  json_object_set_double_member (timeouts, "first_byte", idle);
  json_object_set_double_member (timeouts, "idle", idle);
  json_object_set_object_member (manifest, "timeouts", timeouts);
  json_object_set_int_member (manifest, "max_bytes", 4 * 1024 * 1024);
  if (json_object_has_member (task, "job"))
    json_object_set_double_member (json_object_get_object_member (task, "job"), "timeout", 3);
}

static void
add_variant (Fixture *self,
             guint    nth)
{
  const char *id = variants[nth].id;
  guint service = variants[nth].service;
  HeddleProviders *providers = heddle_engine_get_providers (self->engine);
  g_autofree char *path = g_strdup_printf ("/app/heddle/Heddle/providers/%s.json", services[service].shipped);
  g_autofree char *upper = g_ascii_strup (id, -1);
  g_autofree char *variable = g_strconcat ("HEDDLE_KEY_", g_strdelimit (upper, "-", '_'), NULL);
  g_autoptr (GBytes) data = g_resources_lookup_data (path, 0, NULL);
  g_autoptr (JsonNode) root = heddle_json_parse (g_bytes_get_data (data, NULL), (gssize) g_bytes_get_size (data), NULL);
  JsonObject *object = json_node_get_object (root);
  g_autoptr (HeddleManifest) manifest = NULL;
  g_autoptr (GBytes) changed = NULL;
  g_autoptr (GError) error = NULL;
  char *text;

  json_object_set_string_member (object, "id", id);
  json_object_set_string_member (object, "base_url",
                                 g_str_equal (id, "closed")
                                   ? "http://127.0.0.1:1/v1"
                                   : heddle_fake_server_get_base_url (self->servers[service]));
  hurry (object, services[service].task, variants[nth].idle);
  text = heddle_json_write (root, HEDDLE_JSON_COMPACT);
  changed = g_bytes_new_take (text, strlen (text));
  manifest = heddle_manifest_new_from_data (changed, "variant.json", &error);
  g_assert_no_error (error);
  heddle_providers_add_manifest (providers, manifest, &error);
  g_assert_no_error (error);
  heddle_manifest_provider_set_time_scale (HEDDLE_MANIFEST_PROVIDER (heddle_providers_lookup (providers, id)),
                                           TIME_SCALE);
  g_setenv (variable, KEY, TRUE);
}

static void
set_up (Fixture *self)
{
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("heddle-faults-XXXXXX", &error);
  g_assert_no_error (error);
  self->library = heddle_library_open (self->folder, HEDDLE_LIBRARY_CREATE, &error);
  g_assert_no_error (error);
  self->engine = heddle_engine_new (self->library, &error);
  g_assert_no_error (error);
  self->servers[0] = heddle_fake_openai_new (KEY);
  self->servers[REPLICATE] = heddle_fake_replicate_new (KEY);
  heddle_fake_replicate_set_polls (HEDDLE_FAKE_REPLICATE (self->servers[REPLICATE]), 1);
  self->servers[2] = heddle_fake_stability_new (KEY);
  self->servers[3] = heddle_fake_anthropic_new (KEY);
  self->servers[4] = heddle_fake_ollama_new ();
  self->servers[5] = heddle_fake_gemini_new (KEY);
  self->servers[6] = heddle_fake_fal_new (KEY);
  self->servers[7] = heddle_fake_bfl_new (KEY);
  self->servers[8] = heddle_fake_runway_new (KEY);
  self->servers[9] = heddle_fake_magnific_new (KEY);
  for (guint i = 0; i < G_N_ELEMENTS (services); i++)
    {
      if (HEDDLE_IS_FAKE_QUEUE (self->servers[i]))
        heddle_fake_queue_set_polls (HEDDLE_FAKE_QUEUE (self->servers[i]), 1);
      heddle_fake_server_start (self->servers[i], 0, &error);
      g_assert_no_error (error);
    }
  for (guint i = 0; i < G_N_ELEMENTS (variants); i++)
    add_variant (self, i);
}

static void
tear_down (Fixture *self)
{
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (services); i++)
    {
      g_assert_false (heddle_fake_server_saw_foreign (self->servers[i], KEY));
      heddle_fake_server_stop (self->servers[i]);
      g_object_unref (self->servers[i]);
    }
  heddle_wait_for (heddle_engine_drain (self->engine), NULL, &error);
  g_assert_no_error (error);
  g_clear_object (&self->engine);
  heddle_library_close (self->library, &error);
  g_assert_no_error (error);
  g_clear_object (&self->library);
  store_test_remove_tree (self->folder);
  g_free (self->folder);
}

static void
take_event (HeddleRun      *run,
            HeddleRunEvent *event,
            Fixture        *self)
{
  if (event->kind != HEDDLE_RUN_EVENT_ITEM)
    return;
  g_clear_pointer (&self->item, heddle_run_event_unref);
  self->item = heddle_run_event_ref (event);
}

static guint
find_service (const char *provider)
{
  guint i = 0;

  while (!g_str_equal (variants[i].id, provider))
    i++;
  return variants[i].service;
}

static void
run_step (Fixture    *self,
          const char *provider,
          const char *fault)
{
  guint service = find_service (provider);
  g_autofree char *text = g_strdup_printf (
    "{\"format\": \"heddle-workflow\", \"version\": 1, \"id\": \"w\", \"name\": \"Fault\", \"pipelines\": ["
    " {\"id\": \"main\", \"links\": [], \"nodes\": [{\"id\": \"art\", \"type\": \"ai.%s\", \"config\":"
    "  {\"model\": \"%s/%s\", \"prompt\": \"A cube [fault:%s]\"}}]}]}",
    services[service].task, provider, services[service].model, fault);
  g_autoptr (HeddleRunOptions) options = heddle_run_options_new ();
  g_autoptr (HeddleWorkflow) workflow = NULL;
  g_autoptr (HeddlePlan) plan = NULL;
  g_autoptr (HeddleRun) run = NULL;
  g_autoptr (GError) error = NULL;

  workflow = heddle_workflow_new_from_text (text, -1, &error);
  g_assert_no_error (error);
  plan = heddle_engine_plan (self->engine, workflow, options, &error);
  g_assert_no_error (error);
  run = heddle_engine_new_run (self->engine, plan);
  g_signal_connect (run, "event", G_CALLBACK (take_event), self);
  heddle_run_start (run);
  while (!heddle_run_has_ended (run))
    g_main_context_iteration (g_main_context_get_thread_default (), TRUE);
  heddle_wait_for (heddle_run_when_finished (run), NULL, &error);
  g_assert_no_error (error);
}

/* What the person reads, without which result it is, with names for addresses and jobs, which differ each time. */
static char *
describe_message (Fixture    *self,
                  const char *job)
{
  g_autoptr (GString) text = g_string_new (self->item->error != NULL ? self->item->error->message : "");

  if (job != NULL)
    g_string_replace (text, job, "JOB", 0);
  g_string_replace (text, heddle_fake_server_get_foreign_origin (self->servers[REPLICATE]), "FILES", 0);
  for (guint i = 0; i < G_N_ELEMENTS (services); i++)
    g_string_replace (text, heddle_fake_server_get_origin (self->servers[i]), "ORIGIN", 0);
  g_string_replace (text, "Result 1 (seed 0): ", "", 1);
  return g_string_free_and_steal (g_steal_pointer (&text));
}

/* Orders, questions after the job and its results, cancels, and files. */
static char *
describe_requests (Fixture *self)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint n_orders = 0, n_polls = 0, n_cancels = 0, n_files = 0;

  for (guint i = 0; i < G_N_ELEMENTS (services); i++)
    for (guint j = 0;; j++)
      {
        g_autoptr (HeddleFakeRequest) request = heddle_fake_server_dup_request (self->servers[i], NULL, NULL, j);

        if (request == NULL)
          break;
        if (heddle_fake_request_matches (request, "DELETE", NULL)
            || heddle_fake_request_matches (request, NULL, "*/cancel"))
          n_cancels++;
        else if (heddle_fake_request_matches (request, "POST", NULL))
          n_orders++;
        else if (heddle_fake_request_is_foreign (request) || heddle_fake_request_matches (request, NULL, "/files/*"))
          n_files++;
        else
          n_polls++;
      }
  g_string_printf (text, "%u", n_orders);
  if (n_polls > 0)
    g_string_append_printf (text, ", %u polls", n_polls);
  if (n_cancels > 0)
    g_string_append_printf (text, ", %u cancel", n_cancels);
  if (n_files > 0)
    g_string_append_printf (text, ", %u files", n_files);
  return g_string_free_and_steal (g_steal_pointer (&text));
}

/* The newest call, of which each run has one: its state, status and cost, in millionths. */
static char *
describe_call (Fixture  *self,
               char    **job)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HeddleDatabase) reader = heddle_library_open_reader (self->library, &error);
  g_autoptr (GPtrArray) runs = heddle_runs_list (reader, 1, &error);
  g_autoptr (GPtrArray) calls = heddle_api_calls_list (reader, ((HeddleRunRecord *) runs->pdata[0])->id, &error);
  HeddleApiCallRecord *call;
  char *cost, *text;

  g_assert_no_error (error);
  g_assert_cmpuint (calls->len, ==, 1);
  call = calls->pdata[0];
  g_assert_cmpint (call->finished_at, >, 0);
  *job = g_strdup (call->job);
  cost = call->cost.known ? g_strdup_printf ("%d", (int) call->cost.amount) : g_strdup ("?");
  text = g_strdup_printf ("%s %d %s", heddle_api_call_status_to_string (call->status), call->http_status, cost);
  g_free (cost);
  heddle_database_close (reader, NULL);
  return text;
}

static void
assert_message (const char *message,
                const char *expected)
{
  g_autofree char *known = g_strdup (message);

  if (g_str_has_suffix (expected, "…") && strlen (message) >= strlen (expected))
    {
      g_free (known);
      known = g_strdup_printf ("%.*s…", (int) (strlen (expected) - strlen ("…")), message);
    }
  g_assert_cmpstr (known, ==, expected);
}

static void
test_table (Fixture *self)
{
  for (guint i = 0; i < run_n_faults; i++)
    {
      g_autofree char *job = NULL;
      g_autofree char *call = NULL;
      g_autofree char *message = NULL;
      g_autofree char *requests = NULL;

      g_test_message ("%s: %s", run_faults[i].provider, run_faults[i].fault);
      for (guint j = 0; j < G_N_ELEMENTS (services); j++)
        heddle_fake_server_clear_log (self->servers[j]);
      run_step (self, run_faults[i].provider,
                g_str_equal (run_faults[i].fault, "refused") ? "delay=0" : run_faults[i].fault);
      call = describe_call (self, &job);
      message = describe_message (self, job);
      requests = describe_requests (self);
      g_assert_cmpstr (heddle_item_status_to_string (self->item->status), ==, run_faults[i].item);
      assert_message (message, run_faults[i].message);
      g_assert_cmpstr (requests, ==, run_faults[i].requests);
      g_assert_cmpstr (call, ==, run_faults[i].call);
      g_clear_pointer (&self->item, heddle_run_event_unref);
    }
}

static gpointer
test_thread (gpointer data)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  Fixture self = { 0 };

  g_main_context_push_thread_default (context);
  set_up (&self);
  test_table (&self);
  tear_down (&self);
  g_main_context_pop_thread_default (context);
  return NULL;
}

/* Planning and the library block, so the test runs beside the main thread. */
static void
test_faults (void)
{
  g_thread_join (g_thread_new ("test", test_thread, NULL));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  heddle_init ();
  g_test_add_func ("/run/faults", test_faults);
  return g_test_run ();
}
