/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/heddle-init.h"
#include "base/heddle-json.h"
#include "base/heddle-threads.h"
#include "providers/heddle-manifest-provider.h"
#include "store/heddle-api-call-repository.h"
#include "store/heddle-budget-repository.h"
#include "tests/core/store/store-test.h"

#include "heddle-fake-openai.h"
#include "heddle-fake-replicate.h"
#include "provider-test.h"

#define MINI "openai/gpt-image-1-mini"

/* What the manifest says that a low-quality picture costs at the most. */
#define MOST 6000

static HeddleProviderRequest *
new_request (const char *model,
             const char *prompt,
             guint       n)
{
  HeddleProviderRequest *request = heddle_provider_request_new (HEDDLE_TASK_IMAGE_GENERATION, model);
  g_autoptr (JsonNode) low = heddle_json_parse ("\"low\"", -1, NULL);
  g_autofree gint64 *seeds = g_new (gint64, n);

  for (guint i = 0; i < n; i++)
    seeds[i] = 7 + i;
  heddle_provider_request_set_text (request, "prompt", prompt);
  heddle_provider_request_set_seeds (request, seeds, n);
  if (g_str_equal (model, MINI))
    heddle_provider_request_set_parameter (request, "quality", low);
  return request;
}

static HeddleProviderResult *
finish (DexFuture *future)
{
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (GError) error = NULL;

  heddle_wait_for (future, &value, &error);
  g_assert_no_error (error);
  return g_value_dup_object (&value);
}

static HeddleProviderResult *
run (Fixture    *f,
     const char *model,
     const char *prompt,
     guint       n)
{
  g_autoptr (HeddleProviderRequest) request = new_request (model, prompt, n);

  return finish (heddle_providers_run (f->providers, request));
}

/* Without a run the calls are found as those that are open or not, so all are read by SQL. */
static gboolean
read_last (HeddleDatabase  *database,
           gpointer         data,
           GValue          *result,
           GError         **error)
{
  g_autoptr (HeddleStatement) statement = NULL;
  g_autofree char *text = NULL;
  gint64 *n_calls = data;

  if (!heddle_database_query_int (database, "SELECT count (*) FROM api_call", n_calls, error))
    return FALSE;
  statement = heddle_database_prepare_sql (
    database,
    "SELECT status || ' ' || coalesce (http_status, '-') || ' cost ' || coalesce (cost, '-') || ' of ' || "
    "coalesce (reserved, '-') || ' images ' || coalesce (images, '-') || ' job ' || (job IS NOT NULL) || ' error ' || "
    "(error IS NOT NULL) || ' ended ' || (finished_at IS NOT NULL) FROM api_call ORDER BY id DESC LIMIT 1",
    error);
  if (statement == NULL)
    return FALSE;
  if (heddle_statement_next (statement))
    text = heddle_statement_dup_text (statement, 0);
  g_value_init (result, G_TYPE_STRING);
  g_value_set_string (result, text);
  return heddle_statement_finish (statement, error);
}

static void
assert_calls (Fixture    *f,
              gint64      n,
              const char *last)
{
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (GError) error = NULL;
  gint64 n_calls = -1;

  heddle_wait_for (heddle_library_flush (f->library), NULL, NULL);
  heddle_wait_for (heddle_library_read (f->library, read_last, &n_calls, NULL), &value, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (g_value_get_string (&value), ==, last);
  g_assert_cmpint (n_calls, ==, n);
}

static void
test_answered (Fixture *f)
{
  g_autoptr (HeddleProviderResult) several = run (f, MINI, "A cube", 3);
  gint64 cost = 0;
  g_autofree char *call = NULL;

  for (guint i = 0; i < 3; i++)
    cost += heddle_provider_result_get_cost (several, i).amount;
  g_assert_cmpint (cost, >, 0);
  call = g_strdup_printf ("answered 200 cost %d of %d images 3 job 0 error 0 ended 1", (int) cost, 3 * MOST);
  assert_calls (f, 1, call);
}

/* However often a job is asked after, and whatever goes wrong with that, it is one call. */
static void
test_job (Fixture *f)
{
  g_autoptr (HeddleProviderResult) made = run (f, FLUX, "A cube [fault:polls=5]", 1);
  g_autoptr (HeddleProviderResult) stumbling = NULL;
  g_autoptr (HeddleProviderResult) failed = NULL;

  g_assert_cmpuint (heddle_fake_server_count_requests (f->replicate, "GET", NULL), >=, 5);
  assert_calls (f, 1, "answered 201 cost 3000 of 3000 images 1 job 1 error 0 ended 1");
  stumbling = run (f, FLUX, "A cube [fault:500,times=2,at=poll]", 1);
  assert_calls (f, 2, "answered 201 cost 3000 of 3000 images 1 job 1 error 0 ended 1");
  failed = run (f, FLUX, "A cube [fault:failed]", 1);
  assert_calls (f, 3, "failed 201 cost - of 3000 images - job 1 error 1 ended 1");
}

static void
test_cancelled (Fixture *f)
{
  g_autoptr (HeddleProviderRequest) request = new_request (MINI, "A cube [fault:stall]", 1);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (HeddleProviderResult) result = NULL;
  DexFuture *future;

  heddle_provider_request_set_cancellable (request, cancellable);
  future = heddle_providers_run (f->providers, request);
  while (heddle_fake_server_count_requests (f->openai, "POST", NULL) == 0)
    g_usleep (2000);
  assert_calls (f, 1, "pending - cost - of 6000 images - job 0 error 0 ended 0");
  g_cancellable_cancel (cancellable);
  result = finish (future);
  assert_calls (f, 1, "unknown - cost - of 6000 images - job 0 error 1 ended 1");
}

static gboolean
set_budget (HeddleDatabase  *database,
            gpointer         data,
            GValue          *result,
            GError         **error)
{
  g_autoptr (HeddleBudgetRecord) budget = heddle_budget_record_new ();

  budget->amount = heddle_money_new (*(gint64 *) data, "USD");
  return heddle_budgets_set (database, budget, error);
}

/* Refused before it is written down and sent, with what is used and needed in the message. */
static void
test_budget (Fixture *f)
{
  gint64 amount = 2 * MOST;
  g_autoptr (HeddleProviderResult) lost = NULL;
  g_autoptr (HeddleProviderResult) refused = NULL;
  const GError *error;

  assert_await_ok (heddle_library_write (f->library, set_budget, &amount, NULL));
  lost = run (f, MINI, "A cube [fault:drop]", 1);
  assert_calls (f, 1, "unknown - cost - of 6000 images - job 0 error 1 ended 1");

  refused = run (f, MINI, "A ball", 2);
  error = heddle_provider_result_get_error (refused, 1);
  g_assert_error (error, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_BUDGET);
  g_assert_nonnull (strstr (error->message, "0.00 USD are spent and 0.006 USD held back"));
  g_assert_nonnull (strstr (error->message, "may cost 0.012 USD"));
  g_assert_cmpint (heddle_provider_result_get_cost (refused, 0).amount, ==, 0);
  g_assert_cmpuint (heddle_fake_server_count_requests (f->openai, "POST", NULL), ==, 1);
  assert_calls (f, 1, "unknown - cost - of 6000 images - job 0 error 1 ended 1");
}

/* A provider that is here already, and how it makes images, to be changed. */
static JsonNode *
load_manifest (const char  *path,
               JsonObject **task)
{
  g_autoptr (GBytes) data = g_resources_lookup_data (path, 0, NULL);
  JsonNode *root = heddle_json_parse (g_bytes_get_data (data, NULL), (gssize) g_bytes_get_size (data), NULL);

  *task = heddle_json_get_object (heddle_json_get_object (json_node_get_object (root), "tasks"), "image-generation");
  return root;
}

static void
add_provider (Fixture          *f,
              const char       *id,
              HeddleFakeServer *server,
              JsonNode         *root)
{
  JsonObject *object = json_node_get_object (root);
  g_autoptr (HeddleManifest) manifest = NULL;
  g_autoptr (GBytes) changed = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *upper = g_ascii_strup (id, -1);
  g_autofree char *variable = g_strconcat ("HEDDLE_KEY_", upper, NULL);
  char *text;

  json_object_set_string_member (object, "id", id);
  json_object_set_string_member (object, "base_url", heddle_fake_server_get_base_url (server));
  text = heddle_json_write (root, HEDDLE_JSON_COMPACT);
  changed = g_bytes_new_take (text, strlen (text));
  manifest = heddle_manifest_new_from_data (changed, "changed.json", &error);
  g_assert_no_error (error);
  heddle_providers_add_manifest (f->providers, manifest, &error);
  g_assert_no_error (error);
  heddle_manifest_provider_set_time_scale (HEDDLE_MANIFEST_PROVIDER (heddle_providers_lookup (f->providers, id)),
                                           TIME_SCALE);
  g_setenv (variable, KEY, TRUE);
}

/* OpenAI once more, with another price. */
static void
add_priced (Fixture    *f,
            const char *id,
            const char *price)
{
  JsonObject *task;
  g_autoptr (JsonNode) root = load_manifest ("/app/heddle/Heddle/providers/openai.json", &task);

  json_object_set_member (task, "price", heddle_json_parse (price, -1, NULL));
  add_provider (f, id, f->openai, root);
}

/* Replicate once more, on this machine, where nobody pays for it; its answers name no job where @nameless. */
static void
add_free (Fixture    *f,
          const char *id,
          gboolean    nameless)
{
  JsonObject *task;
  g_autoptr (JsonNode) root = load_manifest ("/app/heddle/Heddle/providers/replicate.json", &task);

  json_object_set_boolean_member (json_object_get_object_member (task, "request"), "paid", FALSE);
  if (nameless)
    json_object_set_string_member (json_object_get_object_member (task, "job"), "id", "$.number");
  add_provider (f, id, f->replicate, root);
}

/* A provider that tells in a header what a call has cost. */
static void
test_header (Fixture *f)
{
  g_autoptr (HeddleProviderResult) result = NULL;

  add_priced (f, "told", "{\"currency\": \"EUR\", \"read\": \"2026-11-28\", \"verified\": false, \"metered\": ["
                         "{\"header\": \"OpenAI-Processing-Ms\", \"amount\": 0.001, \"per\": 1}]}");
  result = run (f, "told/gpt-image-2", "A cube", 1);
  g_assert_no_error (heddle_provider_result_get_error (result, 0));
  g_assert_cmpint (heddle_provider_result_get_cost (result, 0).amount, ==, 5000);
  g_assert_cmpstr (heddle_provider_result_get_cost (result, 0).currency, ==, "EUR");
  assert_calls (f, 1, "answered 200 cost 5000 of - images 1 job 0 error 0 ended 1");
}

/* What is priced by its results may be charged for though none can be read. */
static void
test_no_result (Fixture *f)
{
  g_autoptr (HeddleProviderResult) result = NULL;

  add_priced (f, "flat", "{\"currency\": \"USD\", \"read\": \"2026-11-28\", \"verified\": false,"
                         " \"per_result\": 0.0035}");
  result = run (f, "flat/gpt-image-2", "A cube [fault:no-result]", 1);
  g_assert_error (heddle_provider_result_get_error (result, 0), HEDDLE_PROVIDER_ERROR,
                  HEDDLE_PROVIDER_ERROR_BAD_ANSWER);
  assert_calls (f, 1, "failed 200 cost - of 3500 images - job 0 error 1 ended 1");
}

static void
assert_failed (Fixture    *f,
               const char *model,
               const char *prompt,
               const char *words)
{
  g_autoptr (HeddleProviderResult) result = run (f, model, prompt, 1);
  const GError *error = heddle_provider_result_get_error (result, 0);

  g_assert_error (error, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, words));
  g_assert_null (strstr (error->message, "charged"));
}

/* Of what nobody pays for nobody has to decide anything. */
static void
test_free (Fixture *f)
{
  add_free (f, "free", FALSE);
  add_free (f, "nameless", TRUE);
  assert_failed (f, "nameless/black-forest-labs/flux-schnell", "A cube", "named no job");
  assert_failed (f, "free/black-forest-labs/flux-schnell", "A cube [fault:404,at=poll]", "cannot be asked after");
  assert_failed (f, "free/black-forest-labs/flux-schnell", "A cube [fault:half,times=3,at=file]",
                 "ends before it is complete");
  assert_failed (f, "free/black-forest-labs/flux-schnell", "A cube [fault:404,times=9,at=file]", "no longer at its address");
}

#define ADD(path, body) provider_test_add ("/calls/" path, body)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  heddle_init ();

  ADD ("answered", test_answered);
  ADD ("job", test_job);
  ADD ("cancelled", test_cancelled);
  ADD ("budget", test_budget);
  ADD ("header", test_header);
  ADD ("no-result", test_no_result);
  ADD ("free", test_free);

  return g_test_run ();
}
