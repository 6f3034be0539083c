/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>
#include <grp.h>
#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/heddle-init.h"
#include "base/heddle-json.h"
#include "heddle-cli-live.h"
#include "heddle-cli-run.h"
#include "heddle-fake-openai.h"

#define OWNERS_KEY "sk-owner-91b7c02d"
#define GUESTS_KEY "sk-guest-4e6fd81a"
#define NOBODY 65534

/* As many pictures as there are lines in the prompt. */
static const char cubes[]
  = "{\"format\": \"heddle-workflow\", \"version\": 1, \"id\": \"01980000-0000-7000-8000-0000000000c1\","
    " \"name\": \"Cubes\", \"inputs\": [{\"key\": \"prompts\", \"type\": \"list\", \"required\": true}],"
    " \"pipelines\": [{\"id\": \"main\", \"nodes\": ["
    "  {\"id\": \"art\", \"type\": \"ai.image-generation\", \"config\": {\"model\": \"openai/gpt-image-2\"}},"
    "  {\"id\": \"save\", \"type\": \"output.asset\", \"config\": {\"name\": \"cube {index}\"}}],"
    " \"links\": ["
    "  {\"id\": \"l1\", \"from\": [\"inputs\", \"prompts\"], \"to\": [\"art\", \"prompt\"]},"
    "  {\"id\": \"l2\", \"from\": [\"art\", \"images\"], \"to\": [\"save\", \"image\"]}]}]}";

static const char photo[]
  = "{\"format\": \"heddle-workflow\", \"version\": 1, \"id\": \"01980000-0000-7000-8000-0000000000c2\","
    " \"name\": \"Photo\", \"inputs\": [{\"key\": \"photo\", \"type\": \"image\", \"required\": true}],"
    " \"pipelines\": [{\"id\": \"main\", \"nodes\": ["
    "  {\"id\": \"save\", \"type\": \"output.asset\"}],"
    " \"links\": [{\"id\": \"l1\", \"from\": [\"inputs\", \"photo\"], \"to\": [\"save\", \"image\"]}]}]}";

static const char picture[]
  = "{\"format\": \"heddle-workflow\", \"version\": 1, \"id\": \"01980000-0000-7000-8000-0000000000c3\","
    " \"name\": \"Picture\", \"pipelines\": [{\"id\": \"main\", \"nodes\": ["
    "  {\"id\": \"source\", \"type\": \"input.image\", \"config\": {\"path\": \"../outside.svg\"}},"
    "  {\"id\": \"save\", \"type\": \"output.asset\"}],"
    " \"links\": [{\"id\": \"l1\", \"from\": [\"source\", \"image\"], \"to\": [\"save\", \"image\"]}]}]}";

static const char choice[]
  = "{\"format\": \"heddle-workflow\", \"version\": 1, \"id\": \"01980000-0000-7000-8000-0000000000c4\","
    " \"name\": \"Choice\", \"pipelines\": [{\"id\": \"main\", \"nodes\": ["
    "  {\"id\": \"three\", \"type\": \"input.list\", \"config\": {\"items\": [\"a\", \"b\", \"c\"]}},"
    "  {\"id\": \"pick\", \"type\": \"logic.pick\"}],"
    " \"links\": [{\"id\": \"l1\", \"from\": [\"three\", \"list\"], \"to\": [\"pick\", \"items\"]}]}]}";

/* A shell whose run goes on for as long as nobody ends it, and so owns the library; and a provider that
 * answers other shells, which have another key.
 */
typedef struct
{
  HeddleCli        *cli;
  HeddleFakeServer *silent;
  HeddleFakeServer *server;
  char             *url;
  HeddleCliLive    *owner;
  guint             n_owners;
  char             *run;
} Fixture;

static char *
start_server (HeddleFakeServer *server)
{
  g_autoptr (GError) error = NULL;

  heddle_fake_server_start (server, 0, &error);
  g_assert_no_error (error);
  return g_strconcat ("openai=", heddle_fake_server_get_base_url (server), NULL);
}

/* Each asks for something else: what the last one may have paid for is not sent again unasked. */
static void
start_owner (Fixture *self)
{
  g_autofree char *url = g_strconcat ("openai=", heddle_fake_server_get_base_url (self->silent), NULL);
  g_autofree char *prompts = g_strdup_printf ("prompts=Silence %u [fault:stall]", ++self->n_owners);

  heddle_cli_set_variable (self->cli, "HEDDLE_KEY_OPENAI", OWNERS_KEY);
  self->owner = heddle_cli_live_new (heddle_cli_start (self->cli, "run", "cubes.heddle", "--library", "library",
                                                       "--json", "--provider-url", url, "--input",
                                                       prompts, NULL));
  self->run = heddle_cli_live_wait_for (self->owner, "run-started");
  heddle_cli_set_variable (self->cli, "HEDDLE_KEY_OPENAI", GUESTS_KEY);
}

static void
prepare (Fixture *self)
{
  g_autofree char *silent = NULL;

  self->cli = heddle_cli_new ();
  self->silent = heddle_fake_openai_new (OWNERS_KEY);
  self->server = heddle_fake_openai_new (GUESTS_KEY);
  silent = start_server (self->silent);
  self->url = start_server (self->server);
  g_free (heddle_cli_write (self->cli, "cubes.heddle", cubes));
  g_free (heddle_cli_write (self->cli, "photo.heddle", photo));
}

static void
set_up (Fixture *self)
{
  prepare (self);
  start_owner (self);
}

static void
tear_down (Fixture *self)
{
  g_clear_pointer (&self->owner, heddle_cli_live_free);
  heddle_fake_server_stop (self->silent);
  heddle_fake_server_stop (self->server);
  g_object_unref (self->silent);
  g_object_unref (self->server);
  g_free (self->url);
  g_free (self->run);
  heddle_cli_free (self->cli);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Fixture, tear_down)

static HeddleCliAnswer *
run_cubes (Fixture    *self,
           const char *prompts)
{
  g_autofree char *list = g_strconcat ("prompts=", prompts, NULL);

  return heddle_cli_call (self->cli, "run", "cubes.heddle", "--library", "library", "--json", "--provider-url",
                          self->url, "--input", list, NULL);
}

static HeddleCliLive *
start_cubes (Fixture    *self,
             const char *prompts)
{
  g_autofree char *list = g_strconcat ("prompts=", prompts, NULL);

  return heddle_cli_live_new (heddle_cli_start (self->cli, "run", "cubes.heddle", "--library", "library", "--json",
                                                "--provider-url", self->url, "--input", list, NULL));
}

static char *
get_status (Fixture    *self,
            const char *run)
{
  g_autoptr (HeddleCliAnswer) shown = heddle_cli_call (self->cli, "show", run, "--library", "library", "--json", NULL);

  g_assert_cmpint (shown->status, ==, 0);
  return g_strdup (heddle_json_get_string (heddle_cli_answer_line (shown, 0), "status", ""));
}

static void
assert_status (Fixture    *self,
               const char *run,
               const char *expected)
{
  g_autofree char *status = get_status (self, run);

  g_assert_cmpstr (status, ==, expected);
}

static void
wait_for_status (Fixture    *self,
                 const char *run,
                 const char *expected)
{
  for (gboolean reached = FALSE; !reached;)
    {
      g_autofree char *status = get_status (self, run);

      reached = g_str_equal (status, expected);
    }
}

static void
assert_cancel (Fixture    *self,
               const char *run,
               int         status)
{
  g_autoptr (HeddleCliAnswer) answer = heddle_cli_call (self->cli, "cancel", run, "--library", "library", "--json",
                                                        NULL);

  g_assert_cmpint (answer->status, ==, status);
  g_assert_cmpuint (answer->lines->len, ==, 1);
  if (status == 0)
    g_assert_cmpstr (heddle_json_get_string (heddle_cli_answer_line (answer, 0), "status", ""), ==, "cancelled");
  else
    g_assert_cmpstr (heddle_json_get_string (heddle_cli_answer_line (answer, 0), "event", ""), ==, "error");
}

/* The owner comes to its end, and leaves the library whole and no socket behind. */
static void
end_owner (Fixture *self)
{
  g_autoptr (HeddleCliAnswer) answer = NULL;
  g_autoptr (HeddleCliAnswer) verified = NULL;
  g_autoptr (HeddleCliRun) run = NULL;
  g_autofree char *left = NULL;

  answer = heddle_cli_live_finish (self->owner);
  g_clear_pointer (&self->owner, heddle_cli_live_free);
  g_assert_cmpint (answer->status, ==, 3);
  run = heddle_cli_run_read (answer);
  g_assert_cmpstr (heddle_cli_run_get_id (run), ==, self->run);
  g_assert_cmpstr (heddle_cli_run_get_status (run), ==, "cancelled");
  assert_status (self, self->run, "cancelled");

  verified = heddle_cli_call (self->cli, "verify", "--library", "library", NULL);
  g_assert_cmpstr (verified->errors, ==, "");
  g_assert_cmpint (verified->status, ==, 0);
  left = heddle_cli_program_output (self->cli, (const char *const[]) { "find", "runtime", "tmp", "-not", "-type", "d",
                                                                       NULL });
  g_assert_cmpstr (left, ==, "");
}

/* Another shell sees its run as if it had the library for itself, and a third one ends the first's. */
static void
test_shared (void)
{
  g_auto (Fixture) self = { 0 };
  g_autoptr (HeddleCliAnswer) answer = NULL;
  g_autoptr (HeddleCliAnswer) again = NULL;
  g_autoptr (HeddleCliRun) run = NULL;

  set_up (&self);
  answer = run_cubes (&self, "A red cube\nA green cube");
  g_assert_cmpstr (answer->errors, ==, "");
  g_assert_cmpint (answer->status, ==, 0);
  run = heddle_cli_run_read (answer);
  g_assert_cmpint (heddle_cli_run_count (run, "successful"), ==, 2);
  g_assert_cmpuint (run->assets->len, ==, 2);
  assert_status (&self, heddle_cli_run_get_id (run), "completed");
  assert_status (&self, self.run, "running");

  again = heddle_cli_call (self.cli, "run", "cubes.heddle", "--library", "library", "--provider-url", self.url,
                           "--input", "prompts=A red cube", NULL);
  g_assert_cmpint (again->status, ==, 0);
  g_assert_true (g_str_has_prefix (again->output, "Run 3 of “Cubes”\n"));
  g_assert_nonnull (strstr (again->output, "\n1 of 1 results, 1 of them unchanged, in "));
  g_assert_cmpuint (heddle_fake_server_count_requests (self.server, "POST", NULL), ==, 2);

  assert_cancel (&self, "1", 0);
  end_owner (&self);
}

/* What is said about money, whoever has the library open. */
static void
test_budgets (void)
{
  g_auto (Fixture) self = { 0 };
  g_autoptr (HeddleCliAnswer) set = NULL;
  g_autoptr (HeddleCliAnswer) again = NULL;
  g_autoptr (HeddleCliAnswer) listed = NULL;
  g_autoptr (HeddleCliAnswer) ask = NULL;
  g_autoptr (HeddleCliAnswer) asked = NULL;
  g_autoptr (HeddleCliAnswer) removed = NULL;
  g_autoptr (HeddleCliAnswer) gone = NULL;
  g_autoptr (HeddleCliAnswer) none = NULL;
  JsonObject *budget;
  const char *id;

  set_up (&self);
  set = heddle_cli_call (self.cli, "budget", "set", "project:Autumn", "month", "25EUR", "--warn", "60", "--stop", "90",
                         "--library", "library", "--json", NULL);
  g_assert_cmpint (set->status, ==, 0);
  budget = heddle_cli_answer_line (set, 0);
  g_assert_cmpstr (json_object_get_string_member (budget, "project"), ==, "Autumn");
  g_assert_cmpint (json_object_get_int_member (budget, "stop"), ==, 90);
  again = heddle_cli_call (self.cli, "budget", "set", "project:Autumn", "month", "30EUR", "--library", "library", "--json",
                           NULL);
  g_assert_cmpint (again->status, ==, 0);
  listed = heddle_cli_call (self.cli, "budget", "list", "--library", "library", "--json", NULL);
  id = json_object_get_string_member (heddle_cli_answer_line (listed, 0), "id");
  g_assert_cmpstr (id, ==, json_object_get_string_member (budget, "id"));
  g_assert_nonnull (strstr (listed->output, "\"amount\":{\"amount\":30000000,\"currency\":\"EUR\"}"));

  ask = heddle_cli_call (self.cli, "budget", "ask", "2.50", "--library", "library", NULL);
  g_assert_cmpint (ask->status, ==, 0);
  asked = heddle_cli_call (self.cli, "budget", "ask", "--library", "library", "--json", NULL);
  g_assert_nonnull (strstr (asked->output, "{\"amount\":2500000,"));

  removed = heddle_cli_call (self.cli, "budget", "remove", id, "--library", "library", NULL);
  g_assert_cmpint (removed->status, ==, 0);
  gone = heddle_cli_call (self.cli, "budget", "remove", id, "--library", "library", NULL);
  g_assert_cmpint (gone->status, ==, 2);
  none = heddle_cli_call (self.cli, "budget", "list", "--library", "library", "--json", NULL);
  g_assert_cmpstr (none->output, ==, "");
  assert_cancel (&self, "1", 0);
  end_owner (&self);
}

/* A run that fails, waits or cannot be ends a shell that is a guest as it ends any other. */
static void
test_statuses (void)
{
  static const char *const inputs[] = { "photo=01980000-0000-7000-8000-00000000dead", "photo=nothing.png", "motif=x",
                                        NULL };
  g_auto (Fixture) self = { 0 };
  g_autoptr (HeddleCliAnswer) failed = NULL;
  g_autoptr (HeddleCliAnswer) waiting = NULL;
  g_autoptr (HeddleCliRun) failed_run = NULL;
  g_autoptr (HeddleCliRun) waiting_run = NULL;
  g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func (g_free);

  set_up (&self);
  failed = run_cubes (&self, "A red cube [fault:400]");
  g_assert_cmpint (failed->status, ==, 1);
  failed_run = heddle_cli_run_read (failed);
  g_assert_cmpint (heddle_cli_run_count (failed_run, "failed"), ==, 1);
  waiting = run_cubes (&self, "A red cube [fault:500]");
  g_assert_cmpint (waiting->status, ==, 4);
  waiting_run = heddle_cli_run_read (waiting);
  g_assert_cmpuint (waiting_run->waiting->len, ==, 1);
  for (guint i = 0; inputs[i] != NULL; i++)
    {
      g_autoptr (HeddleCliAnswer) answer = heddle_cli_call (self.cli, "run", "photo.heddle", "--library", "library",
                                                            "--input", inputs[i], NULL);

      g_assert_cmpint (answer->status, ==, 2);
      g_ptr_array_add (errors, g_steal_pointer (&answer->errors));
    }
  assert_cancel (&self, "4", 2);
  assert_cancel (&self, self.run, 0);
  end_owner (&self);

  for (guint i = 0; inputs[i] != NULL; i++)
    {
      g_autoptr (HeddleCliAnswer) answer = heddle_cli_call (self.cli, "run", "photo.heddle", "--library", "library",
                                                            "--input", inputs[i], NULL);

      g_assert_cmpint (answer->status, ==, 2);
      g_assert_cmpstr (answer->errors, ==, g_ptr_array_index (errors, i));
    }
  assert_cancel (&self, "3", 0);
  assert_status (&self, "3", "cancelled");
  assert_cancel (&self, "3", 2);
}

static void
assert_nowhere (Fixture    *self,
                const char *secret)
{
  const char *const words[] = { "sh", "-c", "grep -rl -e \"$0\" . || true", secret, NULL };
  g_autofree char *found = heddle_cli_program_output (self->cli, words);

  g_assert_cmpstr (found, ==, "");
}

/* The keys and addresses of the shell count that asks, and no file ever has one. */
static void
test_keys (void)
{
  g_auto (Fixture) self = { 0 };
  g_autoptr (HeddleCliAnswer) with = NULL;
  g_autoptr (HeddleCliAnswer) without = NULL;
  g_autoptr (HeddleCliAnswer) elsewhere = NULL;
  g_autoptr (HeddleCliAnswer) watched = NULL;

  set_up (&self);
  with = run_cubes (&self, "A red cube");
  g_assert_cmpint (with->status, ==, 0);
  g_assert_true (heddle_fake_server_saw (self.server, GUESTS_KEY));
  g_assert_false (heddle_fake_server_saw (self.server, OWNERS_KEY));

  /* A log of all messages shows what goes to the owner, but for keys. */
  heddle_cli_set_variable (self.cli, "G_DBUS_DEBUG", "all");
  watched = heddle_cli_call (self.cli, "run", "cubes.heddle", "--library", "library", "--provider-url", self.url,
                             "--input", "prompts=A red cube", NULL);
  heddle_cli_set_variable (self.cli, "G_DBUS_DEBUG", NULL);
  g_assert_cmpint (watched->status, ==, 0);
  g_assert_nonnull (strstr (watched->output, "A red cube"));
  g_assert_null (strstr (watched->output, "sk-guest"));
  g_assert_null (strstr (watched->errors, "sk-guest"));

  heddle_cli_set_variable (self.cli, "HEDDLE_KEY_OPENAI", NULL);
  without = run_cubes (&self, "A green cube");
  g_assert_cmpint (without->status, ==, 1);
  g_assert_false (heddle_fake_server_saw (self.server, OWNERS_KEY));
  elsewhere = heddle_cli_call (self.cli, "run", "cubes.heddle", "--library", "library", "--input", "prompts=A blue cube",
                               NULL);
  g_assert_cmpint (elsewhere->status, ==, 2);
  g_assert_cmpuint (heddle_fake_server_count_requests (self.server, "POST", NULL), ==, 2);

  assert_nowhere (&self, OWNERS_KEY);
  assert_nowhere (&self, GUESTS_KEY);
  assert_cancel (&self, self.run, 0);
  end_owner (&self);
  assert_nowhere (&self, GUESTS_KEY);
}

/* A folder that this shell allows may be used for it, wherever the run goes on. */
static void
test_folders (void)
{
  g_auto (Fixture) self = { 0 };
  g_autoptr (HeddleCliAnswer) forbidden = NULL;
  g_autoptr (HeddleCliAnswer) allowed = NULL;
  g_autofree char *folder = NULL;

  set_up (&self);
  folder = heddle_cli_path (self.cli, "inside");
  g_assert_no_errno (g_mkdir (folder, 0700));
  g_free (heddle_cli_write (self.cli, "outside.svg",
                            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"8\" height=\"8\"/>"));
  g_free (heddle_cli_write (self.cli, "inside/picture.heddle", picture));
  forbidden = heddle_cli_call (self.cli, "run", "inside/picture.heddle", "--library", "library", NULL);
  g_assert_cmpint (forbidden->status, ==, 2);
  g_assert_nonnull (strstr (forbidden->errors, "--allow-path"));
  allowed = heddle_cli_call (self.cli, "run", "inside/picture.heddle", "--library", "library", "--allow-path", ".",
                             "--out", "results", NULL);
  g_assert_cmpstr (allowed->errors, ==, "");
  g_assert_cmpint (allowed->status, ==, 0);
  assert_cancel (&self, self.run, 0);
  end_owner (&self);
}

/* What a shell has asked for and waits, another one answers; the run goes on at the owner. */
static void
test_answers (void)
{
  g_auto (Fixture) self = { 0 };
  g_autoptr (HeddleCliAnswer) waiting = NULL;
  g_autoptr (HeddleCliAnswer) wrong = NULL;
  g_autoptr (HeddleCliAnswer) picked = NULL;
  g_autoptr (HeddleCliAnswer) unknown = NULL;
  g_autoptr (HeddleCliAnswer) decided = NULL;
  g_autoptr (HeddleCliAnswer) working = NULL;
  g_autoptr (HeddleCliRun) run = NULL;
  g_autoptr (HeddleCliRun) again = NULL;

  set_up (&self);
  g_free (heddle_cli_write (self.cli, "choice.heddle", choice));
  waiting = heddle_cli_call (self.cli, "run", "choice.heddle", "--library", "library", "--json", NULL);
  g_assert_cmpint (waiting->status, ==, 4);
  wrong = heddle_cli_call (self.cli, "pick", "2", "pick", "7", "--library", "library", "--json", NULL);
  g_assert_cmpint (wrong->status, ==, 2);
  assert_status (&self, "2", "awaiting_selection");
  picked = heddle_cli_call (self.cli, "pick", "2", "pick", "1", "--library", "library", "--json", NULL);
  g_assert_cmpstr (picked->errors, ==, "heddlectl: “Pick”: chosen 1.\n");
  g_assert_cmpint (picked->status, ==, 0);
  run = heddle_cli_run_read (picked);
  g_assert_cmpstr (heddle_cli_run_get_status (run), ==, "completed");

  unknown = run_cubes (&self, "A red cube [fault:500,times=1]");
  g_assert_cmpint (unknown->status, ==, 4);
  decided = heddle_cli_call (self.cli, "decide", "3", "art", "0", "send", "--library", "library", "--json",
                             "--provider-url", self.url, NULL);
  g_assert_cmpstr (decided->errors, ==, "heddlectl: “Make Images” 0: the request is sent again.\n");
  g_assert_cmpint (decided->status, ==, 0);
  again = heddle_cli_run_read (decided);
  g_assert_cmpint (heddle_cli_run_count (again, "successful"), ==, 1);
  g_assert_cmpuint (heddle_fake_server_count_requests (self.server, "POST", NULL), ==, 2);

  working = heddle_cli_call (self.cli, "resume", "1", "--library", "library", NULL);
  g_assert_cmpint (working->status, ==, 2);
  assert_cancel (&self, self.run, 0);
  end_owner (&self);
}

/* Ctrl+C in a shell cancels what that shell asked for, and nothing else. */
static void
test_interrupted_guest (void)
{
  g_auto (Fixture) self = { 0 };
  g_autoptr (HeddleCliLive) guest = NULL;
  g_autoptr (HeddleCliAnswer) answer = NULL;
  g_autoptr (HeddleCliRun) run = NULL;

  set_up (&self);
  guest = start_cubes (&self, "A red cube [fault:stall]");
  g_free (heddle_cli_live_wait_for (guest, "run-started"));
  g_subprocess_send_signal (guest->process, SIGINT);
  answer = heddle_cli_live_finish (guest);
  run = heddle_cli_run_read (answer);
  g_assert_cmpint (answer->status, ==, 3);
  g_assert_cmpstr (heddle_cli_run_get_status (run), ==, "cancelled");
  assert_status (&self, heddle_cli_run_get_id (run), "cancelled");
  assert_status (&self, self.run, "running");
  assert_cancel (&self, self.run, 0);
  end_owner (&self);
}

/* A shell that dies leaves its run to the owner, who does not end before that does. */
static void
test_killed_guest (void)
{
  g_auto (Fixture) self = { 0 };
  g_autoptr (HeddleCliLive) guest = NULL;
  g_autofree char *run = NULL;

  set_up (&self);
  guest = start_cubes (&self, "A red cube [fault:delay=2]");
  run = heddle_cli_live_wait_for (guest, "run-started");
  g_subprocess_send_signal (guest->process, SIGKILL);
  g_subprocess_wait (guest->process, NULL, NULL);
  assert_cancel (&self, self.run, 0);
  end_owner (&self);
  assert_status (&self, run, "completed");
}

/* Ctrl+C in the owner's shell ends its own run; once more, and those of the others end too. */
static void
test_interrupted_owner (void)
{
  g_auto (Fixture) self = { 0 };
  g_autoptr (HeddleCliLive) guest = NULL;
  g_autoptr (HeddleCliAnswer) answer = NULL;
  g_autofree char *run = NULL;

  set_up (&self);
  guest = start_cubes (&self, "A red cube [fault:stall]");
  run = heddle_cli_live_wait_for (guest, "run-started");
  g_subprocess_send_signal (self.owner->process, SIGINT);
  wait_for_status (&self, self.run, "cancelled");
  assert_status (&self, run, "running");

  g_subprocess_send_signal (self.owner->process, SIGINT);
  answer = heddle_cli_live_finish (guest);
  g_assert_cmpint (answer->status, ==, 3);
  assert_status (&self, run, "cancelled");
  end_owner (&self);
}

/* The socket of an owner who is dead is replaced; what it was doing can be cancelled then. */
static void
test_dead_owner (void)
{
  g_auto (Fixture) self = { 0 };
  g_autoptr (HeddleCliLive) guest = NULL;
  g_autoptr (HeddleCliAnswer) lost = NULL;
  g_autoptr (HeddleCliAnswer) answer = NULL;
  g_autofree char *run = NULL;
  g_autofree char *interrupted = NULL;
  g_autofree char *left = NULL;

  set_up (&self);
  guest = start_cubes (&self, "A red cube [fault:stall]");
  run = heddle_cli_live_wait_for (guest, "run-started");
  g_subprocess_send_signal (self.owner->process, SIGKILL);
  g_subprocess_wait (self.owner->process, NULL, NULL);
  lost = heddle_cli_live_finish (guest);
  g_assert_cmpint (lost->status, ==, 6);
  g_assert_nonnull (strstr (lost->errors, "list runs"));
  left = heddle_cli_program_output (self.cli, (const char *const[]) { "find", "runtime", "-type", "s", NULL });
  g_assert_cmpstr (left, !=, "");
  g_free (heddle_cli_program_output (self.cli, (const char *const[]) { "find", "tmp", "-mindepth", "1", "-delete",
                                                                       NULL }));

  assert_status (&self, run, "running");
  assert_cancel (&self, run, 0);
  assert_cancel (&self, run, 2);
  interrupted = g_steal_pointer (&self.run);
  heddle_cli_live_free (self.owner);
  start_owner (&self);
  answer = run_cubes (&self, "A red cube");
  g_assert_cmpint (answer->status, ==, 0);
  assert_cancel (&self, interrupted, 0);
  assert_cancel (&self, self.run, 0);
  end_owner (&self);
}

static char *
find_socket (Fixture *self)
{
  g_autofree char *found = heddle_cli_program_output (self->cli, (const char *const[]) { "find", "runtime", "-type",
                                                                                         "s", NULL });

  return heddle_cli_path (self->cli, g_strstrip (found));
}

/* A way to the owner that others could have laid is not taken, least of all with keys. */
static void
test_open_folder (void)
{
  g_auto (Fixture) self = { 0 };
  g_autoptr (HeddleCliAnswer) refused = NULL;
  g_autofree char *folder = NULL;

  set_up (&self);
  folder = heddle_cli_path (self.cli, "runtime/heddle/owners");
  g_assert_no_errno (g_chmod (folder, 0777));
  refused = run_cubes (&self, "A red cube");
  g_assert_cmpint (refused->status, ==, 6);
  g_assert_nonnull (strstr (refused->errors, "runtime/heddle/owners"));
  g_assert_no_errno (g_chmod (folder, 0700));
  assert_cancel (&self, self.run, 0);
  end_owner (&self);
}

/* A machine without a session has no folder for sockets, and others may have made ours among what is cached. */
static void
test_no_session (void)
{
  g_auto (Fixture) self = { 0 };
  g_autoptr (HeddleCliAnswer) answer = NULL;
  g_autofree char *cache = NULL;

  prepare (&self);
  heddle_cli_set_variable (self.cli, "XDG_RUNTIME_DIR", NULL);
  cache = heddle_cli_path (self.cli, "cache/heddle");
  g_assert_no_errno (g_mkdir (cache, 0700));
  g_assert_no_errno (g_chmod (cache, 0755));
  start_owner (&self);
  answer = run_cubes (&self, "A red cube");
  g_assert_cmpstr (answer->errors, ==, "");
  g_assert_cmpint (answer->status, ==, 0);
  assert_cancel (&self, self.run, 0);
  end_owner (&self);
}

/* Says who it is as D-Bus has it, and exits with 0 only if it is let in. */
static void
knock (const char *path)
{
  static const char hello[] = "\0AUTH EXTERNAL 3635353334\r\n";
  struct sockaddr_un address = { .sun_family = AF_UNIX };
  char answer[64] = "";
  int fd = socket (AF_UNIX, SOCK_STREAM, 0);

  g_strlcpy (address.sun_path, path, sizeof address.sun_path);
  if (setgroups (0, NULL) != 0 || setgid (NOBODY) != 0 || setuid (NOBODY) != 0
      || connect (fd, (struct sockaddr *) &address, sizeof address) != 0
      || write (fd, hello, sizeof hello - 1) != sizeof hello - 1)
    _exit (2);
  _exit (read (fd, answer, sizeof answer - 1) > 0 && g_str_has_prefix (answer, "OK") ? 0 : 1);
}

static void
refuse_other_user (void)
{
  g_auto (Fixture) self = { 0 };
  g_autofree char *socket = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *ours = NULL;
  g_autofree char *runtime = NULL;
  int status;
  pid_t child;

  set_up (&self);
  socket = find_socket (&self);
  folder = g_path_get_dirname (socket);
  ours = g_path_get_dirname (folder);
  runtime = g_path_get_dirname (ours);
  g_assert_no_errno (g_chmod (self.cli->folder, 0711));
  g_assert_no_errno (g_chmod (runtime, 0711));
  g_assert_no_errno (g_chmod (ours, 0711));
  g_assert_no_errno (g_chmod (folder, 0711));
  g_assert_no_errno (g_chmod (socket, 0777));
  child = fork ();
  if (child == 0)
    knock (socket);
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFEXITED (status));
  g_assert_cmpint (WEXITSTATUS (status), ==, 1);

  g_assert_no_errno (g_chmod (folder, 0700));
  assert_cancel (&self, self.run, 0);
  end_owner (&self);
}

static void
test_other_user (void)
{
  if (geteuid () == 0)
    refuse_other_user ();
  else
    g_test_skip ("only root can be somebody else");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  heddle_init ();
  g_test_add_func ("/cli/owner/shared", test_shared);
  g_test_add_func ("/cli/owner/statuses", test_statuses);
  g_test_add_func ("/cli/owner/budgets", test_budgets);
  g_test_add_func ("/cli/owner/keys", test_keys);
  g_test_add_func ("/cli/owner/folders", test_folders);
  g_test_add_func ("/cli/owner/answers", test_answers);
  g_test_add_func ("/cli/owner/interrupted-guest", test_interrupted_guest);
  g_test_add_func ("/cli/owner/killed-guest", test_killed_guest);
  g_test_add_func ("/cli/owner/interrupted-owner", test_interrupted_owner);
  g_test_add_func ("/cli/owner/dead-owner", test_dead_owner);
  g_test_add_func ("/cli/owner/open-folder", test_open_folder);
  g_test_add_func ("/cli/owner/no-session", test_no_session);
  g_test_add_func ("/cli/owner/other-user", test_other_user);
  return g_test_run ();
}
