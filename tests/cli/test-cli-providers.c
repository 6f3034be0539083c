/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/heddle-init.h"
#include "base/heddle-json.h"
#include "heddle-cli-samples.h"
#include "heddle-fake-openai.h"
#include "heddle-fake-replicate.h"

#define KEY "sk-cli-5d2f80c1e7"
#define IMAGES "/v1/images/generations"

/* As many pictures as are asked for from one prompt, and one per line of another input. */
static const char document[]
  = "{\"format\": \"heddle-workflow\", \"version\": 1, \"id\": \"01980000-0000-7000-8000-0000000000c1\","
    " \"name\": \"Cubes\", \"inputs\": ["
    "  {\"key\": \"prompts\", \"type\": \"list\", \"default\": [\"A red cube\"], \"required\": true},"
    "  {\"key\": \"count\", \"type\": \"number\", \"default\": 1}],"
    " \"pipelines\": [{\"id\": \"main\", \"nodes\": ["
    "  {\"id\": \"art\", \"type\": \"ai.image-generation\", \"config\": {\"model\": \"openai/gpt-image-2\"}},"
    "  {\"id\": \"save\", \"type\": \"output.asset\", \"config\": {\"name\": \"cube {index}\"}}],"
    " \"links\": ["
    "  {\"id\": \"l1\", \"from\": [\"inputs\", \"prompts\"], \"to\": [\"art\", \"prompt\"]},"
    "  {\"id\": \"l2\", \"from\": [\"inputs\", \"count\"], \"to\": [\"art\", \"count\"]},"
    "  {\"id\": \"l3\", \"from\": [\"art\", \"images\"], \"to\": [\"save\", \"image\"]}]}]}";

typedef struct
{
  HeddleCli        *cli;
  HeddleFakeServer *server;
  char             *url;
} Fixture;

static void
set_up (Fixture          *self,
        const char       *provider,
        HeddleFakeServer *server)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *upper = g_ascii_strup (provider, -1);
  g_autofree char *variable = g_strconcat ("HEDDLE_KEY_", upper, NULL);

  self->cli = heddle_cli_new ();
  self->server = server;
  heddle_fake_server_start (server, 0, &error);
  g_assert_no_error (error);
  self->url = g_strdup_printf ("%s=%s", provider, heddle_fake_server_get_base_url (server));
  heddle_cli_set_variable (self->cli, variable, KEY);
  g_free (heddle_cli_write (self->cli, "cubes.heddle", document));
}

static void
tear_down (Fixture *self)
{
  g_assert_false (heddle_fake_server_saw_foreign (self->server, KEY));
  heddle_fake_server_stop (self->server);
  g_object_unref (self->server);
  g_free (self->url);
  heddle_cli_free (self->cli);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Fixture, tear_down)

static HeddleCliAnswer *
run_cubes (Fixture    *self,
           const char *prompts,
           const char *count)
{
  g_autofree char *list = g_strconcat ("prompts=", prompts, NULL);
  g_autofree char *number = g_strconcat ("count=", count, NULL);

  return heddle_cli_call (self->cli, "run", "cubes.heddle", "--library", "library", "--json", "--provider-url",
                          self->url, "--input", list, "--input", number, NULL);
}

static void
test_sample (gconstpointer data)
{
  HeddleCliSample sample = *(const HeddleCliSample *) data;
  g_auto (Fixture) self = { 0 };
  g_autoptr (HeddleCliAnswer) first = NULL;
  g_autoptr (HeddleCliAnswer) second = NULL;
  guint n_requests;

  set_up (&self, "openai", heddle_fake_openai_new (KEY));
  /* The fake writes one line, whatever it is asked for. */
  if (g_str_equal (sample.name, "campaign-headlines"))
    {
      sample.n_results = 1;
      sample.images = "1 1080x1350 pngload";
    }
  const char *const options[] = {
    "--provider-url", self.url, "--model", "sketch/image=openai/gpt-image-2",
    sample.writes ? "--model" : NULL, "sketch/text=openai/gpt-6-luna", NULL,
  };
  first = heddle_cli_sample_run (&sample, self.cli, options);
  heddle_cli_sample_assert_done (&sample, self.cli, first);
  n_requests = heddle_fake_server_count_requests (self.server, "POST", NULL);
  g_assert_cmpuint (heddle_fake_server_count_requests (self.server, "POST", IMAGES), >, 0);
  g_assert_true (heddle_fake_server_saw (self.server, KEY));

  second = heddle_cli_sample_run (&sample, self.cli, options);
  heddle_cli_sample_assert_again (&sample, self.cli, second, first);
  g_assert_cmpuint (heddle_fake_server_count_requests (self.server, NULL, NULL), ==, n_requests);
}

static void
test_replicate (void)
{
  const HeddleCliSample *sample = heddle_cli_samples;
  g_auto (Fixture) self = { 0 };
  g_autoptr (HeddleCliAnswer) first = NULL;
  g_autoptr (HeddleCliAnswer) second = NULL;
  guint n_requests;

  while (!g_str_equal (sample->name, "event-poster"))
    sample++;
  set_up (&self, "replicate", heddle_fake_replicate_new (KEY));
  heddle_fake_replicate_set_polls (HEDDLE_FAKE_REPLICATE (self.server), 1);
  const char *const options[] = {
    "--provider-url", self.url, "--model", "sketch/image=replicate/black-forest-labs/flux-schnell", NULL,
  };
  first = heddle_cli_sample_run (sample, self.cli, options);
  heddle_cli_sample_assert_done (sample, self.cli, first);
  g_assert_cmpuint (heddle_fake_server_count_requests (self.server, "POST", NULL), ==, 2);
  g_assert_true (heddle_fake_server_saw (self.server, KEY));
  n_requests = heddle_fake_server_count_requests (self.server, NULL, NULL);

  second = heddle_cli_sample_run (sample, self.cli, options);
  heddle_cli_sample_assert_again (sample, self.cli, second, first);
  g_assert_cmpuint (heddle_fake_server_count_requests (self.server, NULL, NULL), ==, n_requests);
}

/* What becomes of the one item where a server does wrong: one fault per way to end. What else can go
 * wrong is in tests/core/engine/test-run-faults.c.
 */
static const struct
{
  const char *fault;
  int         exit_status;
  const char *item;
  const char *code;
  const char *run;
  const char *count;
  guint       n_requests;
} faults[] = {
  { "500", 4, "unknown_outcome", "unknown-outcome", "awaiting_decision", "unknown", 1 },
  { "429,retry-after=0,times=2", 0, "completed", NULL, "completed", "successful", 3 },
  { "quota", 1, "failed", "quota", "failed", "failed", 1 },
  { "moderation", 1, "content_rejected", "content-rejected", "content_rejected", "failed", 1 },
};

static void
test_fault (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_auto (Fixture) self = { 0 };
  g_autofree char *prompt = g_strdup_printf ("A red cube [fault:%s]", faults[i].fault);
  g_autoptr (HeddleCliAnswer) answer = NULL;
  g_autoptr (HeddleCliRun) run = NULL;
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (HeddleCliAnswer) verified = NULL;
  gboolean unknown = g_str_equal (faults[i].item, "unknown_outcome");
  JsonObject *error;

  set_up (&self, "openai", heddle_fake_openai_new (KEY));
  answer = run_cubes (&self, prompt, "1");
  run = heddle_cli_run_read (answer);
  items = heddle_cli_run_list_items (run, "art", NULL);
  g_assert_cmpint (answer->status, ==, faults[i].exit_status);
  g_assert_cmpuint (items->len, ==, 1);
  g_assert_cmpstr (heddle_json_get_string (g_ptr_array_index (items, 0), "status", ""), ==, faults[i].item);
  error = heddle_json_get_object (g_ptr_array_index (items, 0), "error");
  g_assert_cmpstr (error == NULL ? NULL : heddle_json_get_string (error, "code", ""), ==, faults[i].code);
  g_assert_cmpstr (heddle_cli_run_get_status (run), ==, faults[i].run);
  g_assert_cmpint (heddle_cli_run_count (run, "total"), ==, 1);
  g_assert_cmpint (heddle_cli_run_count (run, faults[i].count), ==, 1);
  g_assert_cmpuint (run->waiting->len, ==, unknown ? 1 : 0);
  if (unknown)
    g_assert_cmpstr (heddle_json_get_string (g_ptr_array_index (run->waiting, 0), "kind", ""), ==, "unknown_outcome");
  g_assert_cmpuint (heddle_fake_server_count_requests (self.server, "POST", IMAGES), ==, faults[i].n_requests);

  verified = heddle_cli_call (self.cli, "verify", "--library", "library", NULL);
  g_assert_cmpint (verified->status, ==, 0);
}

/* Whoever watches is told for how long a provider wants to be left alone. */
static void
test_retry_is_told (void)
{
  g_auto (Fixture) self = { 0 };
  g_autoptr (HeddleCliAnswer) answer = NULL;

  set_up (&self, "openai", heddle_fake_openai_new (KEY));
  answer = run_cubes (&self, "A red cube [fault:429,retry-after=2,times=1]", "1");
  g_assert_cmpint (answer->status, ==, 0);
  g_assert_nonnull (strstr (answer->errors, "heddlectl: Retrying in 2 s.\n"));
  g_assert_null (strstr (answer->output, "Retrying"));
}

static void
test_one_of_three_prompts (void)
{
  g_auto (Fixture) self = { 0 };
  g_autoptr (HeddleCliAnswer) answer = NULL;
  g_autoptr (HeddleCliRun) run = NULL;
  g_autoptr (GPtrArray) failed = NULL;
  g_autofree char *place = NULL;

  set_up (&self, "openai", heddle_fake_openai_new (KEY));
  answer = run_cubes (&self, "A red cube\nA green cube [fault:400]\nA blue cube", "1");
  run = heddle_cli_run_read (answer);
  failed = heddle_cli_run_list_items (run, NULL, "failed");
  g_assert_cmpint (answer->status, ==, 1);
  g_assert_cmpstr (heddle_cli_run_get_status (run), ==, "completed");
  g_assert_cmpint (heddle_cli_run_count (run, "successful"), ==, 2);
  g_assert_cmpint (heddle_cli_run_count (run, "failed"), ==, 1);
  g_assert_cmpuint (run->assets->len, ==, 2);
  g_assert_cmpuint (failed->len, ==, 1);
  place = heddle_cli_index_to_string (g_ptr_array_index (failed, 0));
  g_assert_cmpstr (place, ==, "1");
}

/* Of three results that are paid for one by one, one is not made; a second run asks for that only. */
static void
test_one_of_three_results (void)
{
  g_auto (Fixture) self = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (HeddleCliAnswer) first = NULL;
  g_autoptr (HeddleCliAnswer) second = NULL;
  g_autoptr (HeddleCliRun) made = NULL;
  g_autoptr (HeddleCliRun) again = NULL;
  g_autoptr (GPtrArray) items = NULL;
  const char *words[] = {
    "run", "cubes.heddle", "--library", "library", "--json", "--input", "count=3", "--model",
    "openai/gpt-image-2=replicate/black-forest-labs/flux-schnell", "--provider-url", NULL, NULL,
  };

  set_up (&self, "replicate", heddle_fake_replicate_new (KEY));
  heddle_fake_replicate_set_polls (HEDDLE_FAKE_REPLICATE (self.server), 1);
  heddle_fake_server_add_fault (self.server, "POST", NULL, "400", &error);
  g_assert_no_error (error);
  words[10] = self.url;
  first = heddle_cli_call_strv (self.cli, words, NULL);
  made = heddle_cli_run_read (first);
  items = heddle_cli_run_list_items (made, "art", "completed");
  g_assert_cmpint (first->status, ==, 1);
  g_assert_cmpuint (items->len, ==, 1);
  g_assert_nonnull (heddle_json_get_object (g_ptr_array_index (items, 0), "error"));
  g_assert_cmpint (heddle_cli_run_count (made, "successful"), ==, 2);
  g_assert_cmpuint (heddle_fake_server_count_requests (self.server, "POST", NULL), ==, 3);

  second = heddle_cli_call_strv (self.cli, words, NULL);
  again = heddle_cli_run_read (second);
  g_assert_cmpint (second->status, ==, 0);
  g_assert_cmpint (heddle_cli_run_count (again, "successful"), ==, 3);
  g_assert_cmpuint (heddle_fake_server_count_requests (self.server, "POST", NULL), ==, 4);
}

static void
test_refused_text (void)
{
  g_auto (Fixture) self = { 0 };
  g_autofree char *path = NULL;
  g_autoptr (HeddleCliAnswer) answer = NULL;
  g_autoptr (HeddleCliRun) run = NULL;
  g_autoptr (GPtrArray) refused = NULL;

  set_up (&self, "openai", heddle_fake_openai_new (KEY));
  path = heddle_cli_template (self.cli, "campaign-headlines.heddle");
  answer = heddle_cli_call (self.cli, "run", path, "--library", "library", "--json", "--provider-url", self.url,
                            "--model", "sketch/text=openai/gpt-6-luna", "--input",
                            "brief=A campaign for nothing good [fault:refusal]", NULL);
  run = heddle_cli_run_read (answer);
  refused = heddle_cli_run_list_items (run, "headlines", "content_rejected");
  g_assert_cmpint (answer->status, ==, 1);
  g_assert_cmpuint (refused->len, ==, 1);
  g_assert_cmpstr (heddle_cli_run_get_status (run), ==, "content_rejected");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  heddle_init ();
  for (const HeddleCliSample *sample = heddle_cli_samples; sample->name != NULL; sample++)
    {
      g_autofree char *path = g_strdup_printf ("/cli/openai/sample/%s", sample->name);

      g_test_add_data_func (path, sample, test_sample);
    }
  g_test_add_func ("/cli/replicate/sample", test_replicate);
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autofree char *path = g_strdup_printf ("/cli/openai/fault/%s", faults[i].fault);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_fault);
    }
  g_test_add_func ("/cli/openai/retry-is-told", test_retry_is_told);
  g_test_add_func ("/cli/openai/one-of-three-prompts", test_one_of_three_prompts);
  g_test_add_func ("/cli/replicate/one-of-three-results", test_one_of_three_results);
  g_test_add_func ("/cli/openai/refused-text", test_refused_text);
  return g_test_run ();
}
