/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <signal.h>

#include "base/heddle-init.h"
#include "base/heddle-json.h"
#include "heddle-cli-run.h"
#include "heddle-fake-bfl.h"
#include "heddle-fake-fal.h"
#include "heddle-fake-image.h"
#include "heddle-fake-magnific.h"
#include "heddle-fake-runway.h"

#define KEY "key-cli-8d3a71c06e"

/* Providers whose work is a job: what an order is, what it costs, how a job is given up, and whether
 * anything says how it refuses something by its policy.
 */
static const struct
{
  const char *id;
  const char *model;
  const char *config;
  HeddleFakeServer *(*new_fake) (const char *key);
  const char *order;
  const char *body;
  guint width;
  guint height;
  gint64 cost;
  const char *cancel;
  gboolean refuses;
} services[] = {
  { "fal", "fal-ai/flux/schnell", "\"aspect_ratio\": \"2:3\", \"steps\": 4, \"seed\": 2147483650",
    heddle_fake_fal_new, "/fal-ai/flux/schnell",
    "{\"prompt\":\"A red cube\",\"image_size\":{\"width\":832,\"height\":1248},\"seed\":3,\"num_inference_steps\":4,"
    "\"output_format\":\"png\"}",
    832, 1248, 3000, "PUT", TRUE },
  { "bfl", "flux-2-pro", "\"aspect_ratio\": \"2:3\", \"seed\": 2147483650", heddle_fake_bfl_new, "/v1/flux-2-pro",
    "{\"prompt\":\"A red cube\",\"width\":832,\"height\":1248,\"seed\":3,\"output_format\":\"png\"}",
    832, 1248, 30000, NULL, TRUE },
  { "runway", "gen4_image", "\"aspect_ratio\": \"16:9\", \"size\": \"1080p\", \"seed\": 4294967298",
    heddle_fake_runway_new, "/v1/text_to_image",
    "{\"model\":\"gen4_image\",\"promptText\":\"A red cube\",\"ratio\":\"1920:1080\",\"seed\":3}",
    1920, 1080, 80000, "DELETE", TRUE },
  { "magnific", "flux-dev", "\"aspect_ratio\": \"2:3\", \"seed\": 2147483650",
    heddle_fake_magnific_new, "/v1/ai/text-to-image/flux-dev",
    "{\"prompt\":\"A red cube\",\"aspect_ratio\":\"portrait_2_3\",\"seed\":3}", 836, 1254, -1, NULL, FALSE },
};

typedef struct
{
  HeddleCli        *cli;
  HeddleFakeServer *server;
  guint             service;
} Fixture;

static void
set_up (Fixture *self,
        guint    nth)
{
  g_autofree char *upper = g_ascii_strup (services[nth].id, -1);
  g_autofree char *key = g_strconcat ("HEDDLE_KEY_", upper, NULL);
  g_autofree char *url = g_strconcat ("HEDDLE_PROVIDER_URL_", upper, NULL);
  g_autofree char *document = g_strdup_printf (
    "{\"format\": \"heddle-workflow\", \"version\": 1, \"id\": \"01980000-0000-7000-8000-0000000000d1\","
    " \"name\": \"Cube\", \"inputs\": [{\"key\": \"prompt\", \"type\": \"text\"}],"
    " \"pipelines\": [{\"id\": \"main\", \"nodes\": ["
    "  {\"id\": \"art\", \"type\": \"ai.image-generation\", \"config\": {\"model\": \"%s/%s\", %s}},"
    "  {\"id\": \"save\", \"type\": \"output.asset\", \"config\": {\"name\": \"cube\"}}],"
    " \"links\": ["
    "  {\"id\": \"l1\", \"from\": [\"inputs\", \"prompt\"], \"to\": [\"art\", \"prompt\"]},"
    "  {\"id\": \"l2\", \"from\": [\"art\", \"images\"], \"to\": [\"save\", \"image\"]}]}]}",
    services[nth].id, services[nth].model, services[nth].config);
  g_autoptr (GError) error = NULL;

  self->service = nth;
  self->cli = heddle_cli_new ();
  self->server = services[nth].new_fake (KEY);
  heddle_fake_queue_set_polls (HEDDLE_FAKE_QUEUE (self->server), 1);
  heddle_fake_server_start (self->server, 0, &error);
  g_assert_no_error (error);
  heddle_cli_set_variable (self->cli, key, KEY);
  heddle_cli_set_variable (self->cli, url, heddle_fake_server_get_base_url (self->server));
  g_free (heddle_cli_write (self->cli, "cube.heddle", document));
}

/* No file has the key in it, be it of the library or a log. */
static void
tear_down (Fixture *self)
{
  g_autoptr (HeddleCliAnswer) verified = heddle_cli_call (self->cli, "verify", "--library", "library", NULL);
  g_autofree char *found = heddle_cli_program_output (
    self->cli, (const char *const[]) { "sh", "-c", "grep -rlaF -e \"$1\" . || true", "sh", KEY, NULL });

  g_assert_cmpint (verified->status, ==, 0);
  g_assert_cmpstr (found, ==, "");
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

static guint
count_orders (Fixture *self)
{
  return heddle_fake_server_count_requests (self->server, "POST", services[self->service].order);
}

static void
assert_item (HeddleCliRun *run,
             const char   *status,
             const char   *message)
{
  g_autoptr (GPtrArray) items = heddle_cli_run_list_items (run, "art", NULL);
  JsonObject *error;

  g_assert_cmpuint (items->len, ==, 1);
  g_assert_cmpstr (heddle_json_get_string (items->pdata[0], "status", ""), ==, status);
  error = heddle_json_get_object (items->pdata[0], "error");
  if (message != NULL)
    heddle_cli_assert_told (heddle_json_get_string (error, "message", ""), message);
  else
    g_assert_null (error);
}

/* The picture is in the library as it came. */
static void
assert_kept (Fixture    *self,
             const char *prompt)
{
  g_autoptr (GBytes) picture = heddle_fake_image_new (prompt, services[self->service].width,
                                                      services[self->service].height, "png", FALSE, 0);
  g_autofree char *sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, picture);
  g_autofree char *name = g_strdup_printf ("library/blobs/%.2s/%s", sha256, sha256 + 2);
  g_autofree char *path = heddle_cli_path (self->cli, name);

  g_assert_true (g_file_test (path, G_FILE_TEST_IS_REGULAR));
}

static void
test_picture (gconstpointer data)
{
  g_auto (Fixture) self = { 0 };
  g_autoptr (HeddleCliAnswer) first = NULL;
  g_autoptr (HeddleCliAnswer) second = NULL;
  g_autoptr (HeddleCliRun) run = NULL;
  g_autoptr (HeddleFakeRequest) sent = NULL;
  g_autofree char *body = NULL;

  set_up (&self, GPOINTER_TO_UINT (data));
  first = run_cube (&self, "A red cube");
  run = heddle_cli_run_read (first);
  g_assert_cmpint (first->status, ==, 0);
  g_assert_cmpuint (run->assets->len, ==, 1);
  g_assert_cmpint (heddle_cli_run_count (run, "cost"), ==, services[self.service].cost);
  assert_kept (&self, "A red cube");

  sent = heddle_fake_server_dup_request (self.server, "POST", services[self.service].order, 0);
  body = g_strndup (g_bytes_get_data (heddle_fake_request_get_body (sent), NULL),
                    g_bytes_get_size (heddle_fake_request_get_body (sent)));
  g_assert_cmpstr (body, ==, services[self.service].body);

  second = run_cube (&self, "A red cube");
  g_assert_cmpint (second->status, ==, 0);
  g_assert_cmpuint (count_orders (&self), ==, 1);
}

static void
test_refused (gconstpointer data)
{
  g_auto (Fixture) self = { 0 };
  g_autoptr (HeddleCliAnswer) answer = NULL;
  g_autoptr (HeddleCliRun) run = NULL;

  set_up (&self, GPOINTER_TO_UINT (data));
  answer = run_cube (&self, "A red cube [fault:moderation]");
  run = heddle_cli_run_read (answer);
  g_assert_cmpint (answer->status, ==, 1);
  assert_item (run, "content_rejected", "by its content policy: ");
  g_assert_cmpuint (count_orders (&self), ==, 1);
}

/* Begins a run and ends it, as a crash does, while its job is on its way. */
static void
crash (Fixture    *self,
       const char *prompt)
{
  g_autofree char *input = g_strconcat ("prompt=", prompt, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = heddle_cli_start (self->cli, "run", "cube.heddle", "--library", "library",
                                                      "--input", input, NULL);

  while (heddle_fake_server_count_requests (self->server, "GET", NULL) == 0)
    g_usleep (2000);
  g_subprocess_send_signal (process, SIGKILL);
  g_subprocess_wait (process, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_orders (self), ==, 1);
}

/* What was told when the job was ordered, such as its cost, is not forgotten. */
static void
test_resumed (gconstpointer data)
{
  g_auto (Fixture) self = { 0 };
  g_autoptr (HeddleCliAnswer) answer = NULL;
  g_autoptr (HeddleCliRun) run = NULL;

  set_up (&self, GPOINTER_TO_UINT (data));
  crash (&self, "A red cube [fault:polls=2]");
  answer = heddle_cli_call (self.cli, "resume", "1", "--library", "library", "--json", NULL);
  run = heddle_cli_run_read (answer);
  g_assert_cmpint (answer->status, ==, 0);
  g_assert_cmpint (heddle_cli_run_count (run, "cost"), ==, services[self.service].cost);
  g_assert_cmpuint (run->assets->len, ==, 1);
  g_assert_cmpuint (count_orders (&self), ==, 1);
}

/* The picture was made while nobody was there, and its address holds for a short time only. */
static void
test_expired (gconstpointer data)
{
  g_auto (Fixture) self = { 0 };
  g_autoptr (HeddleCliAnswer) answer = NULL;
  g_autoptr (HeddleCliRun) run = NULL;

  set_up (&self, GPOINTER_TO_UINT (data));
  crash (&self, "A red cube [fault:403,at=file]");
  answer = heddle_cli_call (self.cli, "resume", "1", "--library", "library", "--json", NULL);
  run = heddle_cli_run_read (answer);
  g_assert_cmpint (answer->status, ==, 4);
  assert_item (run, "unknown_outcome", "made the result, but it is no longer at its address");
  g_assert_cmpuint (count_orders (&self), ==, 1);
}

static void
test_cancelled (gconstpointer data)
{
  g_auto (Fixture) self = { 0 };
  g_autoptr (HeddleCliAnswer) answer = NULL;
  const char *method;

  set_up (&self, GPOINTER_TO_UINT (data));
  method = services[self.service].cancel;
  crash (&self, "A red cube [fault:never]");
  answer = heddle_cli_call (self.cli, "cancel", "1", "--library", "library", NULL);
  g_assert_cmpint (answer->status, ==, 0);
  g_assert_cmpuint (heddle_fake_server_count_requests (self.server, NULL, NULL), ==,
                    heddle_fake_server_count_requests (self.server, "GET", NULL) + 1 + (method != NULL ? 1 : 0));
  if (method != NULL)
    g_assert_cmpuint (heddle_fake_server_count_requests (self.server, method, NULL), ==, 1);
}

int
main (int   argc,
      char *argv[])
{
  static const struct
  {
    const char *name;
    GTestDataFunc test;
  } tests[] = {
    { "picture", test_picture }, { "refused", test_refused },     { "resumed", test_resumed },
    { "expired", test_expired }, { "cancelled", test_cancelled },
  };

  g_test_init (&argc, &argv, NULL);
  heddle_init ();
  for (guint i = 0; i < G_N_ELEMENTS (services); i++)
    for (guint j = 0; j < G_N_ELEMENTS (tests); j++)
      {
        g_autofree char *path = g_strdup_printf ("/cli/jobs/%s/%s", services[i].id, tests[j].name);

        if (services[i].refuses || tests[j].test != test_refused)
          g_test_add_data_func (path, GUINT_TO_POINTER (i), tests[j].test);
      }
  return g_test_run ();
}
