/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Models change images, and say what is on them. */

#include "config.h"

#include "base/heddle-init.h"
#include "base/heddle-json.h"
#include "heddle-cli-run.h"
#include "heddle-fake-openai.h"
#include "heddle-fake-stability.h"

#define KEY "sk-cli-5d81b7a30e"
#define SERVICES "/v2beta/stable-image/"

/* %s: what the step that edits has in its config. */
static const char document[]
  = "{\"format\": \"heddle-workflow\", \"version\": 1, \"id\": \"01980000-0000-7000-8000-0000000000e1\","
    " \"name\": \"Retouch\", \"pipelines\": [{\"id\": \"main\", \"nodes\": ["
    "  {\"id\": \"photo\", \"type\": \"ai.image-generation\","
    "   \"config\": {\"model\": \"sketch/image\", \"prompt\": \"A cup\"}},"
    "  {\"id\": \"retouch\", \"type\": \"ai.image-edit\", \"config\": %s},"
    "  {\"id\": \"look\", \"type\": \"ai.image-analysis\","
    "   \"config\": {\"model\": \"openai/gpt-6-luna\", \"task\": \"alt-text\"}},"
    "  {\"id\": \"save\", \"type\": \"output.asset\", \"config\": {\"name\": \"cup\"}}],"
    " \"links\": ["
    "  {\"id\": \"l1\", \"from\": [\"photo\", \"images\"], \"to\": [\"retouch\", \"image\"]},"
    "  {\"id\": \"l2\", \"from\": [\"photo\", \"images\"], \"to\": [\"%s\", \"%s\"]},"
    "  {\"id\": \"l3\", \"from\": [\"retouch\", \"images\"], \"to\": [\"look\", \"image\"]},"
    "  {\"id\": \"l4\", \"from\": [\"retouch\", \"images\"], \"to\": [\"save\", \"image\"]}]}]}";

typedef struct
{
  HeddleCli        *cli;
  HeddleFakeServer *stability;
  HeddleFakeServer *openai;
} Fixture;

static void
start (Fixture          *self,
       HeddleFakeServer *server,
       const char       *name)
{
  g_autofree char *key = g_strconcat ("HEDDLE_KEY_", name, NULL);
  g_autofree char *url = g_strconcat ("HEDDLE_PROVIDER_URL_", name, NULL);
  g_autoptr (GError) error = NULL;

  heddle_fake_server_start (server, 0, &error);
  g_assert_no_error (error);
  heddle_cli_set_variable (self->cli, key, KEY);
  heddle_cli_set_variable (self->cli, url, heddle_fake_server_get_base_url (server));
}

static void
set_up (Fixture *self)
{
  self->cli = heddle_cli_new ();
  self->stability = heddle_fake_stability_new (KEY);
  self->openai = heddle_fake_openai_new (KEY);
  start (self, self->stability, "STABILITY");
  start (self, self->openai, "OPENAI");
}

static void
tear_down (Fixture *self)
{
  heddle_fake_server_stop (self->stability);
  heddle_fake_server_stop (self->openai);
  g_object_unref (self->stability);
  g_object_unref (self->openai);
  heddle_cli_free (self->cli);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Fixture, tear_down)

static HeddleCliAnswer *
run (Fixture    *self,
     const char *config,
     gboolean    masked)
{
  /* Unmasked, the same link leads to a port that takes several. */
  g_autofree char *text = g_strdup_printf (document, config, "retouch", masked ? "mask" : "references");

  g_free (heddle_cli_write (self->cli, "retouch.heddle", text));
  return heddle_cli_call (self->cli, "run", "retouch.heddle", "--library", "library", "--json", NULL);
}

static void
test_operations (void)
{
  static const struct
  {
    const char *config;
    const char *path;
    const char *holds;
  } cases[] = {
    { "{\"model\": \"stability/services\", \"operation\": \"inpaint\", \"prompt\": \"a lid\"}", "edit/inpaint",
      "name=\"mask\"; filename=\"mask.png\"\r\nContent-Type: image/png\r\n\r\n\x89PNG" },
    { "{\"model\": \"stability/services\", \"operation\": \"outpaint\", \"left\": 40, \"strength\": 0.5}",
      "edit/outpaint", "name=\"creativity\"\r\n\r\n0.5\r\n" },
    { "{\"model\": \"stability/services\", \"operation\": \"upscale\", \"prompt\": \"unheeded\"}", "upscale/fast",
      "name=\"image\"; filename=\"image.png\"" },
    { "{\"model\": \"stability/services\", \"operation\": \"remove-background\"}", "edit/remove-background",
      "Content-Type: image/png\r\n\r\n\x89PNG" },
    { "{\"model\": \"stability/services\", \"operation\": \"restyle\", \"prompt\": \"as a woodcut\"}",
      "control/structure", "name=\"prompt\"\r\n\r\nas a woodcut\r\n" },
  };
  g_auto (Fixture) self = { 0 };
  g_autoptr (HeddleCliAnswer) verified = NULL;

  set_up (&self);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat (SERVICES, cases[i].path, NULL);
      g_autoptr (HeddleCliAnswer) first = run (&self, cases[i].config, i == 0);
      g_autoptr (HeddleCliAnswer) again = run (&self, cases[i].config, i == 0);
      g_autoptr (HeddleCliRun) kept = heddle_cli_run_read (first);
      g_autoptr (HeddleFakeRequest) sent = heddle_fake_server_dup_request (self.stability, "POST", path, 0);

      g_test_message ("%s: %s", cases[i].path, first->errors);
      g_assert_cmpint (first->status, ==, 0);
      g_assert_cmpint (again->status, ==, 0);
      g_assert_cmpuint (kept->assets->len, ==, 1);
      g_assert_nonnull (sent);
      g_assert_true (heddle_fake_request_contains (sent, cases[i].holds));
      /* The same is not paid for twice, and another operation is something else. */
      g_assert_cmpuint (heddle_fake_server_count_requests (self.stability, "POST", SERVICES "*"), ==, i + 1);
    }
  verified = heddle_cli_call (self.cli, "verify", "--library", "library", NULL);
  g_assert_cmpint (verified->status, ==, 0);
}

/* What a model does not do is told before anything is sent. */
static void
test_what_a_model_does_not_do (void)
{
  g_auto (Fixture) self = { 0 };
  g_autoptr (HeddleCliAnswer) answer = NULL;

  set_up (&self);
  answer = run (&self, "{\"model\": \"openai/gpt-image-2\", \"operation\": \"upscale\"}", FALSE);
  g_assert_cmpint (answer->status, ==, 2);
  g_assert_nonnull (strstr (answer->errors, "does edit, restyle, but not upscale"));
  g_assert_cmpuint (heddle_fake_server_count_requests (self.openai, "POST", "*"), ==, 0);
}

static void
test_refusal (void)
{
  g_auto (Fixture) self = { 0 };
  g_autoptr (HeddleCliAnswer) answer = NULL;

  set_up (&self);
  answer = run (&self, "{\"model\": \"stability/services\", \"operation\": \"restyle\","
                       " \"prompt\": \"as a woodcut [fault:refusal]\"}", FALSE);
  g_assert_cmpint (answer->status, ==, 1);
  g_assert_cmpuint (heddle_fake_server_count_requests (self.stability, "POST", SERVICES "*"), ==, 1);
  g_assert_cmpuint (heddle_fake_server_count_requests (self.openai, "POST", "*"), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  heddle_init ();

  g_test_add_func ("/cli/editing/operations", test_operations);
  g_test_add_func ("/cli/editing/what-a-model-does-not-do", test_what_a_model_does_not_do);
  g_test_add_func ("/cli/editing/refusal", test_refusal);

  return g_test_run ();
}
