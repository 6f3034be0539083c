/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <signal.h>

#include "base/heddle-init.h"
#include "base/heddle-json.h"
#include "heddle-cli-live.h"
#include "heddle-cli-run.h"
#include "heddle-fake-openai.h"

/* A run whose provider never answers. */
typedef struct
{
  HeddleCli        *cli;
  HeddleFakeServer *server;
  HeddleCliLive    *live;
} Fixture;

static void
set_up (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *url = NULL;
  g_autofree char *path = NULL;

  self->cli = heddle_cli_new ();
  self->server = heddle_fake_openai_new (NULL);
  heddle_fake_server_start (self->server, 0, &error);
  g_assert_no_error (error);
  heddle_cli_set_variable (self->cli, "HEDDLE_KEY_OPENAI", "sk-any");
  url = g_strconcat ("openai=", heddle_fake_server_get_base_url (self->server), NULL);
  path = heddle_cli_template (self->cli, "event-poster.heddle");
  self->live = heddle_cli_live_new (
    heddle_cli_start (self->cli, "run", path, "--library", "library", "--json", "--provider-url", url, "--model",
                      "sketch/image=openai/gpt-image-2", "--input", "motif=Stars [fault:stall]", NULL));
}

static void
tear_down (Fixture *self)
{
  heddle_cli_live_free (self->live);
  heddle_fake_server_stop (self->server);
  g_object_unref (self->server);
  heddle_cli_free (self->cli);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Fixture, tear_down)

static void
wait_for_request (Fixture *self)
{
  while (heddle_fake_server_count_requests (self->server, "POST", NULL) == 0)
    g_usleep (1000);
}

static void
assert_clean (HeddleCli *cli)
{
  g_autoptr (HeddleCliAnswer) verified = heddle_cli_call (cli, "verify", "--library", "library", NULL);
  g_autofree char *left = NULL;

  g_assert_cmpstr (verified->errors, ==, "");
  g_assert_cmpint (verified->status, ==, 0);
  left = heddle_cli_program_output (cli, (const char *const[]) { "find", "tmp", "-type", "f", NULL });
  g_assert_cmpstr (left, ==, "");
}

static void
assert_run_status (HeddleCli  *cli,
                   const char *run,
                   const char *status)
{
  g_autoptr (HeddleCliAnswer) shown = heddle_cli_call (cli, "show", run, "--library", "library", "--json", NULL);

  g_assert_cmpint (shown->status, ==, 0);
  g_assert_cmpstr (heddle_json_get_string (heddle_cli_answer_line (shown, 0), "status", ""), ==, status);
}

/* What has no use for the owner's help waits until it is done. */
static void
assert_locked_out (Fixture *self)
{
  g_autoptr (HeddleCliAnswer) import = heddle_cli_call (self->cli, "import", "templates/moodboard.heddle",
                                                        "--library", "library", "--json", NULL);

  g_assert_cmpint (import->status, ==, 6);
  g_assert_cmpuint (import->lines->len, ==, 1);
  g_assert_cmpstr (heddle_json_get_string (heddle_cli_answer_line (import, 0), "event", ""), ==, "error");
  g_assert_true (strchr (import->errors, '\n') == import->errors + strlen (import->errors) - 1);
  g_assert_nonnull (strstr (import->errors, "library"));
}

/* What is told is told at once, and there for others; then a person ends it. */
static void
test_interrupted (gconstpointer data)
{
  g_auto (Fixture) self = { 0 };
  g_autofree char *id = NULL;
  g_autoptr (HeddleCliAnswer) listed = NULL;
  g_autoptr (HeddleCliAnswer) searched = NULL;
  g_autoptr (HeddleCliAnswer) answer = NULL;
  g_autoptr (HeddleCliRun) run = NULL;

  set_up (&self);
  id = heddle_cli_live_wait_for (self.live, "run-started");
  wait_for_request (&self);
  assert_run_status (self.cli, id, "running");
  listed = heddle_cli_call (self.cli, "list", "runs", "--library", "library", "--json", NULL);
  g_assert_cmpint (listed->status, ==, 0);
  g_assert_cmpuint (listed->lines->len, ==, 1);
  searched = heddle_cli_call (self.cli, "search", "stars", "--library", "library", "--json", NULL);
  g_assert_cmpint (searched->status, ==, 0);
  assert_locked_out (&self);

  g_subprocess_send_signal (self.live->process, GPOINTER_TO_INT (data));
  answer = heddle_cli_live_finish (self.live);
  run = heddle_cli_run_read (answer);
  g_assert_cmpint (answer->status, ==, 3);
  g_assert_cmpstr (heddle_cli_run_get_status (run), ==, "cancelled");
  g_assert_cmpint (heddle_cli_run_count (run, "successful"), ==, 0);
  assert_run_status (self.cli, id, "cancelled");
  assert_clean (self.cli);
  g_assert_cmpuint (heddle_fake_server_count_requests (self.server, "POST", NULL), ==, 1);
}

#define ROWS 12

static void
start_rows (Fixture *self)
{
  g_autofree char *run = NULL;
  g_autofree char *path = heddle_cli_template (self->cli, "seasonal-batch.heddle");
  g_autoptr (GString) rows = g_string_new ("product,headline,season\n");

  for (guint i = 0; i < ROWS; i++)
    g_string_append_printf (rows, "Ceramic mug,Headline %u,winter %u\n", i, i);
  g_free (heddle_cli_write (self->cli, "rows.csv", rows->str));
  self->live = heddle_cli_live_new (heddle_cli_start (self->cli, "run", path, "--rows", "rows.csv", "--library",
                                                      "library", "--json", "--jobs", "1", NULL));
  run = heddle_cli_live_wait_for (self->live, "asset");
}

static void
assert_rest_is_made (Fixture *self,
                     gint64   at_least)
{
  g_autoptr (HeddleCliAnswer) answer = heddle_cli_call (self->cli, "run", "templates/seasonal-batch.heddle", "--rows",
                                                        "rows.csv", "--library", "library",
                                                        "--json", NULL);
  g_autoptr (HeddleCliRun) run = heddle_cli_run_read (answer);

  g_assert_cmpint (answer->status, ==, 0);
  g_assert_cmpint (heddle_cli_run_count (run, "successful"), ==, ROWS);
  g_assert_cmpint (heddle_cli_run_count (run, "cached"), >=, at_least);
  g_assert_cmpint (heddle_cli_run_count (run, "cached"), <, ROWS);
  assert_clean (self->cli);
}

/* What was finished before stays, and is not done again. */
static void
test_interrupted_batch (void)
{
  Fixture self = { .cli = heddle_cli_new () };
  g_autoptr (HeddleCliAnswer) answer = NULL;
  g_autoptr (HeddleCliRun) run = NULL;
  gint64 n_made;

  start_rows (&self);
  g_subprocess_send_signal (self.live->process, SIGINT);
  answer = heddle_cli_live_finish (self.live);
  run = heddle_cli_run_read (answer);
  n_made = heddle_cli_run_count (run, "successful");
  g_assert_cmpint (answer->status, ==, 3);
  g_assert_cmpstr (heddle_cli_run_get_status (run), ==, "cancelled");
  g_assert_cmpint (heddle_cli_run_count (run, "total"), ==, ROWS);
  g_assert_cmpint (n_made, ==, run->assets->len);
  g_assert_cmpint (n_made, >=, 1);
  assert_clean (self.cli);
  assert_rest_is_made (&self, n_made);

  heddle_cli_live_free (self.live);
  heddle_cli_free (self.cli);
}

static void
test_killed_batch (void)
{
  Fixture self = { .cli = heddle_cli_new () };
  g_autofree char *emptied = NULL;

  start_rows (&self);
  g_subprocess_send_signal (self.live->process, SIGKILL);
  g_subprocess_wait (self.live->process, NULL, NULL);
  emptied = heddle_cli_program_output (self.cli, (const char *const[]) { "find", "tmp", "-mindepth", "1", "-delete",
                                                                         NULL });
  assert_rest_is_made (&self, 1);

  heddle_cli_live_free (self.live);
  heddle_cli_free (self.cli);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  heddle_init ();
  g_test_add_data_func ("/cli/live/interrupted", GINT_TO_POINTER (SIGINT), test_interrupted);
  g_test_add_data_func ("/cli/live/terminated", GINT_TO_POINTER (SIGTERM), test_interrupted);
  g_test_add_func ("/cli/live/interrupted-batch", test_interrupted_batch);
  g_test_add_func ("/cli/live/killed-batch", test_killed_batch);
  return g_test_run ();
}
