/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "base/heddle-init.h"
#include "heddle-cli-writing.h"
#include "heddle-fake-openai.h"

#define KEY "sk-connection-usual-51d0"
#define STUDIO_KEY "sk-connection-studio-8e2b"
#define CHAT "/v1/chat/completions"
#define MODEL "\"model\": \"openai/gpt-6-luna\""
#define ORGANIZATION "OpenAI-Organization"

#define NO_PICTURES ((const char *const[]) { NULL })

/* The usual connection goes to one server, what is named goes to another. */
typedef struct
{
  HeddleCliWriting *usual;
  HeddleFakeServer *other;
} Fixture;

static void
tear_down (Fixture *self)
{
  heddle_fake_server_stop (self->other);
  g_object_unref (self->other);
  heddle_cli_writing_free (self->usual);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Fixture, tear_down)

static void
set_up (Fixture *self)
{
  g_autoptr (GError) error = NULL;

  self->usual = heddle_cli_writing_new (heddle_fake_openai_new (KEY), "openai", KEY);
  heddle_cli_use_session (self->usual->cli);
  self->other = heddle_fake_openai_new (STUDIO_KEY);
  heddle_fake_server_start (self->other, 0, &error);
  g_assert_no_error (error);
  heddle_cli_writing_set (self->usual, MODEL, NO_PICTURES);
}

static void
assert_call (HeddleCliAnswer *answer,
             int              status,
             const char      *words)
{
  g_autoptr (HeddleCliAnswer) owned = answer;

  if (answer->status != status || (words != NULL && strstr (answer->output, words) == NULL
                                   && strstr (answer->errors, words) == NULL))
    g_error ("%d: %s%s", answer->status, answer->output, answer->errors);
}

static void
assert_empty (HeddleCliAnswer *answer)
{
  g_autoptr (HeddleCliAnswer) owned = answer;

  g_assert_cmpint (answer->status, ==, 0);
  g_assert_cmpstr (answer->output, ==, "");
}

static void
assert_usual_works (Fixture *self)
{
  heddle_cli_writing_set (self->usual, MODEL, NO_PICTURES);
  assert_call (heddle_cli_writing_run (self->usual, "A red cube"), 0, NULL);
  g_assert_cmpuint (heddle_fake_server_count_requests (self->usual->server, "POST", CHAT), ==, 1);
}

static HeddleCliAnswer *
call_with_key (Fixture           *self,
               const char *const *words)
{
  return heddle_cli_call_strv (self->usual->cli, words, STUDIO_KEY "\n");
}

static void
add_studio (Fixture *self)
{
  HeddleCli *cli = self->usual->cli;

  assert_call (heddle_cli_call (cli, "connection", "set", "openai/studio", "--url",
                                heddle_fake_server_get_base_url (self->other), "--account",
                                ORGANIZATION "=org-studio", NULL),
               0, "heddlectl secret set openai/studio");
  assert_call (call_with_key (self, (const char *const[]) { "secret", "set", "openai/studio", "--test", NULL }), 0,
               "accepted");
}

static void
test_two_accounts (void)
{
  g_auto (Fixture) self = { 0 };
  g_autoptr (HeddleFakeRequest) usual = NULL;
  g_autoptr (HeddleFakeRequest) named = NULL;
  g_autofree char *kept = NULL;

  set_up (&self);
  add_studio (&self);
  kept = heddle_cli_program_output (
    self.usual->cli, (const char *const[]) { "cat", "-n", "config/heddle/connections.json", NULL });
  g_assert_nonnull (strstr (kept, "org-studio"));
  g_assert_null (strstr (kept, STUDIO_KEY));
  assert_call (heddle_cli_call (self.usual->cli, "connection", "list", NULL), 0, "Organization org-studio");

  assert_call (heddle_cli_writing_run (self.usual, "A red cube"), 0, NULL);
  g_assert_cmpuint (heddle_fake_server_count_requests (self.usual->server, "POST", CHAT), ==, 1);
  g_assert_cmpuint (heddle_fake_server_count_requests (self.other, "POST", CHAT), ==, 0);
  usual = heddle_fake_server_dup_request (self.usual->server, "POST", CHAT, 0);
  g_assert_null (heddle_fake_request_get_header (usual, ORGANIZATION));

  heddle_cli_writing_set (self.usual, MODEL ", \"connection\": \"studio\"", NO_PICTURES);
  assert_call (heddle_cli_writing_run (self.usual, "A red cube"), 0, NULL);
  g_assert_cmpuint (heddle_fake_server_count_requests (self.usual->server, "POST", CHAT), ==, 1);
  g_assert_cmpuint (heddle_fake_server_count_requests (self.other, "POST", CHAT), ==, 1);
  named = heddle_fake_server_dup_request (self.other, "POST", CHAT, 0);
  g_assert_cmpstr (heddle_fake_request_get_header (named, "Authorization"), ==, "Bearer " STUDIO_KEY);
  g_assert_cmpstr (heddle_fake_request_get_header (named, ORGANIZATION), ==, "org-studio");
}

/* Another account at the same place makes nothing else of the same order. */
static void
test_same_origin_shares_results (void)
{
  g_auto (Fixture) self = { 0 };
  HeddleCli *cli;

  set_up (&self);
  cli = self.usual->cli;
  add_studio (&self);
  assert_call (heddle_cli_call (cli, "connection", "set", "openai/second", "--url",
                                heddle_fake_server_get_base_url (self.other), NULL),
               0, NULL);
  assert_call (call_with_key (&self, (const char *const[]) { "secret", "set", "openai/second", NULL }), 0, NULL);
  heddle_cli_writing_set (self.usual, MODEL ", \"connection\": \"studio\"", NO_PICTURES);
  assert_call (heddle_cli_writing_run (self.usual, "A red cube"), 0, NULL);
  heddle_cli_writing_set (self.usual, MODEL ", \"connection\": \"second\"", NO_PICTURES);
  assert_call (heddle_cli_writing_run (self.usual, "A red cube"), 0, NULL);
  g_assert_cmpuint (heddle_fake_server_count_requests (self.other, "POST", CHAT), ==, 1);
}

static void
test_missing (void)
{
  g_auto (Fixture) self = { 0 };
  g_autoptr (HeddleCliAnswer) keys = NULL;
  HeddleCli *cli;

  set_up (&self);
  cli = self.usual->cli;
  heddle_cli_writing_set (self.usual, MODEL ", \"connection\": \"studio\"", NO_PICTURES);
  assert_call (heddle_cli_writing_run (self.usual, "A red cube"), 2, "no connection “studio”");

  assert_call (heddle_cli_call (cli, "connection", "set", "openai/studio", "--url",
                                heddle_fake_server_get_base_url (self.other), NULL),
               0, NULL);
  add_studio (&self);
  assert_call (heddle_cli_call (cli, "connection", "remove", "openai/studio", NULL), 0, NULL);
  assert_call (heddle_cli_call (cli, "connection", "remove", "openai/studio", NULL), 2, "no connection “openai/studio”");
  keys = heddle_cli_call (cli, "secret", "list", NULL);
  g_assert_null (strstr (keys->output, "openai/studio"));
  assert_call (heddle_cli_writing_run (self.usual, "A red cube"), 2, "no connection “studio”");
  g_assert_cmpuint (heddle_fake_server_count_requests (self.usual->server, "POST", CHAT), ==, 0);
  g_assert_cmpuint (heddle_fake_server_count_requests (self.other, "POST", CHAT), ==, 0);
  assert_usual_works (&self);
}

static void
test_mistakes (void)
{
  static const struct
  {
    const char *arguments[5];
    const char *words;
  } mistakes[] = {
    { { "openai" }, "provider/name" },
    { { "nobody/studio" }, "no provider “nobody”" },
    { { "sketch/studio" }, "works on this machine" },
    { { "openai/My Studio" }, "cannot be the name" },
    { { "openai/studio", "--url", "http://example.com" }, "not encrypted" },
    { { "openai/studio", "--account", "Cookie=a" }, "It takes: OpenAI-Organization, OpenAI-Project" },
    { { "openai/studio", "--account", "OpenAI-Project=a b" }, "cannot be sent" },
    { { "openai/studio", "--account", "OpenAI-Project" }, "HEADER=TEXT" },
  };
  g_auto (Fixture) self = { 0 };

  set_up (&self);
  for (guint i = 0; i < G_N_ELEMENTS (mistakes); i++)
    assert_call (heddle_cli_call (self.usual->cli, "connection", "set", mistakes[i].arguments[0],
                                  mistakes[i].arguments[1], mistakes[i].arguments[2], NULL),
                 2, mistakes[i].words);
  assert_empty (heddle_cli_call (self.usual->cli, "connection", "list", NULL));
  assert_usual_works (&self);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  heddle_init ();
  g_test_add_func ("/cli/connections/two-accounts", test_two_accounts);
  g_test_add_func ("/cli/connections/same-origin-shares-results", test_same_origin_shares_results);
  g_test_add_func ("/cli/connections/missing", test_missing);
  g_test_add_func ("/cli/connections/mistakes", test_mistakes);
  return g_test_run ();
}
