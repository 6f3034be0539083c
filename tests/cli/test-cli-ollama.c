/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "base/heddle-init.h"
#include "base/heddle-json.h"
#include "heddle-cli-writing.h"
#include "heddle-fake-ollama.h"

#define CHAT "/api/chat"
#define GEMMA "\"model\": \"ollama/gemma4\""
#define ANSWER "Draft 1 on “A red cube”: warm, short and to the point, with a closing line that invites the reader in."

#define NO_PICTURES ((const char *const[]) { NULL })

static HeddleCliWriting *
start (const char *config)
{
  HeddleCliWriting *self = heddle_cli_writing_new (heddle_fake_ollama_new (), "ollama", NULL);

  heddle_cli_writing_set (self, config, NO_PICTURES);
  return self;
}

static JsonObject *
get_message (JsonObject *body,
             guint       nth)
{
  return json_array_get_object_element (json_object_get_array_member (body, "messages"), nth);
}

static void
test_text (void)
{
  g_autoptr (HeddleCliWriting) self = start (
    GEMMA ", \"system\": \"Be brief.\", \"temperature\": 0.5, \"max_tokens\": 500");
  g_autoptr (HeddleCliAnswer) answer = heddle_cli_writing_run (self, "A red cube");
  g_autoptr (HeddleCliRun) run = heddle_cli_run_read (answer);
  g_autoptr (HeddleCliAnswer) providers = heddle_cli_call (self->cli, "list", "providers", NULL);
  g_autoptr (HeddleCliAnswer) models = heddle_cli_call (self->cli, "list", "models", NULL);
  g_autoptr (HeddleFakeRequest) sent = heddle_fake_server_dup_request (self->server, "POST", CHAT, 0);
  g_autoptr (JsonObject) body = heddle_cli_writing_dup_body (self, 0);
  JsonObject *options = json_object_get_object_member (body, "options");

  g_assert_cmpint (answer->status, ==, 0);
  heddle_cli_writing_assert_kept (self, ANSWER);
  g_assert_cmpint (heddle_cli_run_count (run, "cost"), ==, 0);
  heddle_cli_assert_told (answer->output, "\"estimate\":{\"at_least\":{\"amount\":0,");
  g_assert_null (heddle_fake_request_get_header (sent, "Authorization"));
  g_assert_cmpstr (json_object_get_string_member (get_message (body, 0), "role"), ==, "system");
  g_assert_cmpstr (json_object_get_string_member (get_message (body, 1), "content"), ==, "A red cube");
  g_assert_false (json_object_has_member (get_message (body, 1), "images"));
  g_assert_false (json_object_get_boolean_member (body, "stream"));
  g_assert_cmpfloat (json_object_get_double_member (options, "temperature"), ==, 0.5);
  g_assert_cmpint (json_object_get_int_member (options, "num_predict"), ==, 500);
  heddle_cli_assert_told (providers->output, "Ollama");
  heddle_cli_assert_told (models->output, "ollama/gemma4");
}

static void
test_pictures (void)
{
  g_autoptr (HeddleCliWriting) self = start (GEMMA);
  g_autoptr (HeddleCliAnswer) answer = NULL;

  heddle_cli_writing_set (self, GEMMA, (const char *const[]) { "png", "jpeg", NULL });
  answer = heddle_cli_writing_run (self, "What is this?");
  g_assert_cmpint (answer->status, ==, 0);
  heddle_cli_writing_assert_kept (self, "2 pictures, seen for “What is this?”: an even gradient between two colours.");
}

static void
test_json (void)
{
  g_autoptr (HeddleCliWriting) self = start (GEMMA ", \"output\": \"json\", \"fields\": [\"headline\"]");
  g_autoptr (HeddleCliAnswer) answer = heddle_cli_writing_run (self, "A red cube");
  g_autoptr (HeddleCliAnswer) loose = NULL;
  g_autoptr (JsonObject) body = heddle_cli_writing_dup_body (self, 0);
  g_autoptr (JsonObject) loose_body = NULL;

  heddle_cli_writing_assert_item (answer, "completed", NULL, NULL);
  g_assert_true (json_object_has_member (heddle_json_get_object (heddle_json_get_object (body, "format"), "properties"),
                                         "headline"));
  heddle_cli_writing_set (self, GEMMA ", \"output\": \"json\"", NO_PICTURES);
  loose = heddle_cli_writing_run (self, "A red cube");
  loose_body = heddle_cli_writing_dup_body (self, 1);
  heddle_cli_writing_assert_item (loose, "completed", NULL, NULL);
  g_assert_cmpstr (heddle_json_get_string (loose_body, "format", NULL), ==, "json");
}

/* Any model that was pulled runs, and no warning says that it is not known. */
static void
test_any_model (void)
{
  g_autoptr (HeddleCliWriting) self = start ("\"model\": \"ollama/llama3.2:3b\", \"max_tokens\": 3");
  g_autoptr (HeddleCliAnswer) answer = heddle_cli_call (self->cli, "run", "writing.heddle", "--library", "library", NULL);
  g_autoptr (HeddleCliAnswer) missing = NULL;

  g_assert_cmpint (answer->status, ==, 0);
  g_assert_null (strstr (answer->output, "not among the models"));
  heddle_cli_assert_told (answer->output, "Ollama reached the longest answer that is allowed");

  heddle_cli_writing_set (self, "\"model\": \"ollama/hf.co/people/tiny:latest\"", NO_PICTURES);
  missing = heddle_cli_writing_run (self, "A red cube");
  g_assert_cmpint (missing->status, ==, 1);
  heddle_cli_writing_assert_item (missing, "failed", "invalid-request",
                                  "model 'hf.co/people/tiny:latest' not found (HTTP 404). Fetch the model with: ollama "
                                  "pull hf.co/people/tiny:latest");
}

/* What Ollama passes on to its cloud may be charged, and nobody says how much. */
static void
test_cloud (void)
{
  g_autoptr (HeddleCliWriting) self = start ("\"model\": \"ollama/gpt-oss:120b-cloud\"");
  g_autoptr (HeddleCliAnswer) answer = heddle_cli_writing_run (self, "A red cube");
  g_autoptr (HeddleCliAnswer) doubt = heddle_cli_writing_run (self, "A red cube [fault:500]");
  g_autoptr (HeddleCliRun) run = heddle_cli_run_read (answer);

  heddle_cli_writing_assert_item (answer, "completed", NULL, NULL);
  g_assert_cmpint (heddle_cli_run_count (run, "cost"), ==, -1);
  g_assert_null (strstr (answer->output, "\"estimate\":{\"at_least\":{\"amount\":0,"));
  g_assert_cmpint (doubt->status, ==, 4);
  heddle_cli_writing_assert_item (doubt, "unknown_outcome", "unknown-outcome", "It may have been charged");
  g_assert_cmpuint (heddle_fake_server_count_requests (self->server, "POST", CHAT), ==, 2);
}

/* It costs nothing, so that nothing is in doubt. */
static const struct
{
  const char *fault;
  int exit_status;
  const char *item;
  const char *code;
  const char *message;
  guint n_requests;
} faults[] = {
  { "400", 1, "failed", "invalid-request", "the request was not accepted (HTTP 400)", 1 },
  { "401", 1, "failed", "unsupported", "Ollama refuses the request: unauthorized (HTTP 401)", 1 },
  { "429,retry-after=0,times=2", 0, "completed", NULL, NULL, 3 },
  { "500,times=1", 0, "completed", NULL, NULL, 2 },
  { "502,times=1", 0, "completed", NULL, NULL, 2 },
  { "drop,times=1", 0, "completed", NULL, NULL, 2 },
  { "truncate", 1, "failed", "provider-failed", "The answer of Ollama cannot be read. (", 1 },
  { "type", 1, "failed", "provider-failed", "The answer of Ollama cannot be read. (", 1 },
  { "no-result", 1, "failed", "bad-answer", "holds no result", 1 },
};

static void
test_fault (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (HeddleCliWriting) self = start (GEMMA);
  g_autofree char *prompt = g_strdup_printf ("A red cube [fault:%s]", faults[i].fault);
  g_autoptr (HeddleCliAnswer) answer = heddle_cli_writing_run (self, prompt);
  g_autoptr (HeddleCliRun) run = heddle_cli_run_read (answer);

  g_assert_cmpint (answer->status, ==, faults[i].exit_status);
  heddle_cli_writing_assert_item (answer, faults[i].item, faults[i].code, faults[i].message);
  g_assert_cmpuint (heddle_fake_server_count_requests (self->server, "POST", CHAT), ==, faults[i].n_requests);
  g_assert_cmpint (heddle_cli_run_count (run, "cost"), ==, 0);
}

/* What did not end is sent again, and nobody is asked, whichever run wants it. */
static void
test_killed (gconstpointer data)
{
  const char *const *words = data;
  g_autoptr (HeddleCliWriting) self = start (GEMMA);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (HeddleCliAnswer) again = NULL;

  g_free (heddle_cli_write (self->cli, "rows.csv", "prompt\nA red cube\nA red cube\n"));
  heddle_fake_server_add_fault (self->server, "POST", NULL, "stall", NULL);
  process = heddle_cli_start (self->cli, "run", "writing.heddle", "--rows", "rows.csv", "--library", "library", NULL);
  while (heddle_fake_server_count_requests (self->server, "POST", CHAT) == 0)
    g_usleep (2000);
  g_subprocess_force_exit (process);
  g_subprocess_wait (process, NULL, NULL);

  again = heddle_cli_call_strv (self->cli, words, NULL);
  g_assert_cmpint (again->status, ==, 0);
  g_assert_cmpuint (heddle_fake_server_count_requests (self->server, "POST", CHAT), ==, 2);
}

#define LINKED \
  "{\"format\": \"heddle-workflow\", \"version\": 1, \"id\": \"01980000-0000-7000-8000-0000000000ca\"," \
  " \"name\": \"Linked\"," \
  " \"inputs\": [{\"key\": \"model\", \"type\": \"text\", \"default\": \"ollama/gemma4\"}]," \
  " \"pipelines\": [{\"id\": \"main\", \"nodes\": [" \
  "  {\"id\": \"write\", \"type\": \"ai.text-generation\", \"config\": {\"prompt\": \"A red cube\"}}]," \
  " \"links\": [{\"id\": \"l1\", \"from\": [\"inputs\", \"model\"], \"to\": [\"write\", \"model\"]}]}]}"

/* The same model on the same server is the same, whether it is known before the run or a row names it; on
 * another server it is not.
 */
static void
test_model_of_row (void)
{
  g_autoptr (HeddleCliWriting) self = start (GEMMA);
  g_autoptr (HeddleFakeServer) other = heddle_fake_ollama_new ();
  g_autoptr (HeddleCliAnswer) first = NULL;
  g_autoptr (HeddleCliAnswer) row = NULL;
  g_autoptr (HeddleCliAnswer) elsewhere = NULL;
  g_autoptr (GError) error = NULL;

  g_free (heddle_cli_write (self->cli, "linked.heddle", LINKED));
  g_free (heddle_cli_write (self->cli, "rows.csv", "model\nollama/gemma4\n"));
  first = heddle_cli_call (self->cli, "run", "linked.heddle", "--library", "library", NULL);
  g_assert_cmpint (first->status, ==, 0);
  row = heddle_cli_call (self->cli, "run", "linked.heddle", "--rows", "rows.csv", "--library", "library", NULL);
  g_assert_cmpint (row->status, ==, 0);
  g_assert_cmpuint (heddle_fake_server_count_requests (self->server, "POST", CHAT), ==, 1);

  heddle_fake_server_start (other, 0, &error);
  g_assert_no_error (error);
  heddle_cli_set_variable (self->cli, "HEDDLE_PROVIDER_URL_OLLAMA", heddle_fake_server_get_base_url (other));
  elsewhere = heddle_cli_call (self->cli, "run", "linked.heddle", "--rows", "rows.csv", "--library", "library", NULL);
  g_assert_cmpint (elsewhere->status, ==, 0);
  g_assert_cmpuint (heddle_fake_server_count_requests (other, "POST", CHAT), ==, 1);
  heddle_fake_server_stop (other);
}

int
main (int   argc,
      char *argv[])
{
  static const char *const resume[] = { "resume", "1", "--library", "library", NULL };
  static const char *const run_anew[] = { "run", "writing.heddle", "--library", "library", NULL };

  g_test_init (&argc, &argv, NULL);
  heddle_init ();
  g_test_add_func ("/cli/ollama/text", test_text);
  g_test_add_func ("/cli/ollama/pictures", test_pictures);
  g_test_add_func ("/cli/ollama/json", test_json);
  g_test_add_func ("/cli/ollama/any-model", test_any_model);
  g_test_add_data_func ("/cli/ollama/killed/resumed", resume, test_killed);
  g_test_add_data_func ("/cli/ollama/killed/run-anew", run_anew, test_killed);
  g_test_add_func ("/cli/ollama/model-of-row", test_model_of_row);
  g_test_add_func ("/cli/ollama/cloud", test_cloud);
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autofree char *path = g_strdup_printf ("/cli/ollama/fault/%s", faults[i].fault);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_fault);
    }
  return g_test_run ();
}
