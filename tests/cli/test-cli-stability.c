/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/heddle-init.h"
#include "base/heddle-json.h"
#include "heddle-cli-run.h"
#include "heddle-fake-image.h"
#include "heddle-fake-stability.h"

#define KEY "sk-cli-41c9e07d52"
#define CORE "/v2beta/stable-image/generate/core"

/* A provider whose answer is the picture itself. */
static const char document[]
  = "{\"format\": \"heddle-workflow\", \"version\": 1, \"id\": \"01980000-0000-7000-8000-0000000000c7\","
    " \"name\": \"Cube\", \"inputs\": [{\"key\": \"prompt\", \"type\": \"text\", \"default\": \"A red cube\"}],"
    " \"pipelines\": [{\"id\": \"main\", \"nodes\": ["
    "  {\"id\": \"art\", \"type\": \"ai.image-generation\","
    "   \"config\": {\"model\": \"stability/core\", \"seed\": 9007199254740991}},"
    "  {\"id\": \"save\", \"type\": \"output.asset\", \"config\": {\"name\": \"cube\"}}],"
    " \"links\": ["
    "  {\"id\": \"l1\", \"from\": [\"inputs\", \"prompt\"], \"to\": [\"art\", \"prompt\"]},"
    "  {\"id\": \"l2\", \"from\": [\"art\", \"images\"], \"to\": [\"save\", \"image\"]}]}]}";

typedef struct
{
  HeddleCli        *cli;
  HeddleFakeServer *server;
} Fixture;

static void
set_up (Fixture *self)
{
  g_autoptr (GError) error = NULL;

  self->cli = heddle_cli_new ();
  self->server = heddle_fake_stability_new (KEY);
  heddle_fake_server_start (self->server, 0, &error);
  g_assert_no_error (error);
  heddle_cli_set_variable (self->cli, "HEDDLE_KEY_STABILITY", KEY);
  heddle_cli_set_variable (self->cli, "HEDDLE_PROVIDER_URL_STABILITY",
                           heddle_fake_server_get_base_url (self->server));
  g_free (heddle_cli_write (self->cli, "cube.heddle", document));
}

static void
tear_down (Fixture *self)
{
  g_autoptr (HeddleCliAnswer) verified = heddle_cli_call (self->cli, "verify", "--library", "library", NULL);

  g_assert_cmpint (verified->status, ==, 0);
  g_assert_false (heddle_fake_server_saw_foreign (self->server, KEY));
  heddle_fake_server_stop (self->server);
  g_object_unref (self->server);
  heddle_cli_free (self->cli);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Fixture, tear_down)

static HeddleCliAnswer *
run_cube (Fixture    *self,
          const char *prompt)
{
  g_autofree char *input = g_strconcat ("prompt=", prompt, NULL);

  return heddle_cli_call (self->cli, "run", "cube.heddle", "--library", "library", "--json", "--input", input, NULL);
}

/* The picture is in the library as it came. */
static void
assert_kept (Fixture    *self,
             const char *prompt)
{
  g_autoptr (GBytes) picture = heddle_fake_image_new (prompt, 1024, 1024, "png", FALSE, 0);
  g_autofree char *sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, picture);
  g_autofree char *name = g_strdup_printf ("library/blobs/%.2s/%s", sha256, sha256 + 2);
  g_autofree char *path = heddle_cli_path (self->cli, name);

  g_assert_true (g_file_test (path, G_FILE_TEST_IS_REGULAR));
}

/* How many files are left where answers are written to. */
static guint
count_temporary_files (Fixture *self)
{
  g_autofree char *path = heddle_cli_path (self->cli, "library/blobs/tmp");
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  guint n = 0;

  while (folder != NULL && g_dir_read_name (folder) != NULL)
    n++;
  return n;
}

static void
test_picture (void)
{
  g_auto (Fixture) self = { 0 };
  g_autoptr (HeddleCliAnswer) first = NULL;
  g_autoptr (HeddleCliAnswer) second = NULL;
  g_autoptr (HeddleCliRun) run = NULL;
  g_autoptr (HeddleFakeRequest) sent = NULL;

  set_up (&self);
  first = run_cube (&self, "A red cube");
  run = heddle_cli_run_read (first);
  g_assert_cmpint (first->status, ==, 0);
  g_assert_cmpuint (run->assets->len, ==, 1);
  g_assert_cmpint (heddle_cli_run_count (run, "cost"), ==, 30000);
  assert_kept (&self, "A red cube");
  g_assert_cmpuint (count_temporary_files (&self), ==, 0);

  sent = heddle_fake_server_dup_request (self.server, "POST", CORE, 0);
  g_assert_cmpstr (heddle_fake_request_get_header (sent, "Accept"), ==, "image/*");
  g_assert_true (heddle_fake_request_contains (sent, "name=\"prompt\"\r\n\r\nA red cube\r\n"));
  g_assert_true (heddle_fake_request_contains (sent, "name=\"aspect_ratio\"\r\n\r\n1:1\r\n"));
  /* 2^53 - 1 is more than the provider takes. */
  g_assert_true (heddle_fake_request_contains (sent, "name=\"seed\"\r\n\r\n2097151\r\n"));
  g_assert_false (heddle_fake_request_contains (sent, "negative_prompt"));

  second = run_cube (&self, "A red cube");
  g_assert_cmpint (second->status, ==, 0);
  g_assert_cmpuint (heddle_fake_server_count_requests (self.server, NULL, NULL), ==, 1);
}

/* What becomes of the item where the server does wrong: one fault per way to end, and those that only an
 * answer without JSON knows. All others are in tests/core/engine/test-run-faults.c.
 */
static const struct
{
  const char *fault;
  int         exit_status;
  const char *item;
  const char *code;
  guint       n_requests;
} faults[] = {
  { "400", 1, "failed", "invalid-request", 1 },
  { "429,retry-after=0,times=2", 0, "completed", NULL, 3 },
  { "quota", 1, "failed", "quota", 1 },
  { "moderation", 1, "content_rejected", "content-rejected", 1 },
  { "refusal", 1, "content_rejected", "content-rejected", 1 },
  { "type", 4, "unknown_outcome", "unknown-outcome", 1 },
  { "no-result", 4, "unknown_outcome", "unknown-outcome", 1 },
  { "cut", 4, "unknown_outcome", "unknown-outcome", 1 },
  { "huge", 1, "failed", "too-large", 1 },
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
  JsonObject *error;

  set_up (&self);
  answer = run_cube (&self, prompt);
  run = heddle_cli_run_read (answer);
  items = heddle_cli_run_list_items (run, "art", NULL);
  g_assert_cmpint (answer->status, ==, faults[i].exit_status);
  g_assert_cmpuint (items->len, ==, 1);
  g_assert_cmpstr (heddle_json_get_string (g_ptr_array_index (items, 0), "status", ""), ==, faults[i].item);
  error = heddle_json_get_object (g_ptr_array_index (items, 0), "error");
  g_assert_cmpstr (error == NULL ? NULL : heddle_json_get_string (error, "code", ""), ==, faults[i].code);
  g_assert_cmpuint (heddle_fake_server_count_requests (self.server, "POST", CORE), ==, faults[i].n_requests);
  g_assert_cmpuint (count_temporary_files (&self), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  heddle_init ();
  g_test_add_func ("/cli/stability/picture", test_picture);
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autofree char *path = g_strdup_printf ("/cli/stability/fault/%s", faults[i].fault);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_fault);
    }
  return g_test_run ();
}
