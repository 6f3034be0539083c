/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <signal.h>

#include "base/heddle-init.h"
#include "base/heddle-json.h"
#include "heddle-cli-run.h"
#include "heddle-fake-openai.h"

/* A run whose provider never answers, and its first events. */
typedef struct
{
  HeddleCli        *cli;
  HeddleFakeServer *server;
  GSubprocess      *process;
  GString          *output;
} Fixture;

/* Byte by byte, since what is read too much would be missing afterwards. */
static JsonNode *
read_event (Fixture *self)
{
  GInputStream *stream = g_subprocess_get_stdout_pipe (self->process);
  gsize start = self->output->len;
  g_autoptr (GError) error = NULL;
  JsonNode *node;
  char byte = '\0';

  while (byte != '\n')
    {
      g_assert_cmpint (g_input_stream_read (stream, &byte, 1, NULL, &error), ==, 1);
      g_string_append_c (self->output, byte);
    }
  node = heddle_json_parse (self->output->str + start, -1, &error);
  g_assert_no_error (error);
  return node;
}

static const char *
name_of (JsonNode *event)
{
  return heddle_json_get_string (json_node_get_object (event), "event", "");
}

/* All that it printed, with what has been read already. */
static HeddleCliAnswer *
finish (Fixture *self)
{
  HeddleCliAnswer *answer = heddle_cli_finish (self->process, NULL);
  g_auto (GStrv) lines = g_strsplit (self->output->str, "\n", -1);

  for (guint i = 0; lines[i] != NULL && *lines[i] != '\0'; i++)
    g_ptr_array_insert (answer->lines, (int) i, heddle_json_parse (lines[i], -1, NULL));
  g_string_append (self->output, answer->output);
  g_free (answer->output);
  answer->output = g_strdup (self->output->str);
  return answer;
}

static void
set_up (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *url = NULL;
  g_autofree char *path = NULL;

  self->cli = heddle_cli_new ();
  self->output = g_string_new (NULL);
  self->server = heddle_fake_openai_new (NULL);
  heddle_fake_server_start (self->server, 0, &error);
  g_assert_no_error (error);
  heddle_cli_set_variable (self->cli, "HEDDLE_KEY_OPENAI", "sk-any");
  url = g_strconcat ("openai=", heddle_fake_server_get_base_url (self->server), NULL);
  path = heddle_cli_template (self->cli, "event-poster.heddle");
  self->process = heddle_cli_start (self->cli, "run", path, "--library", "library", "--json", "--provider-url", url,
                                    "--model", "sketch/image=openai/gpt-image-2", "--input",
                                    "motif=Stars [fault:stall]", NULL);
}

static void
tear_down (Fixture *self)
{
  g_clear_object (&self->process);
  heddle_fake_server_stop (self->server);
  g_object_unref (self->server);
  g_string_free (self->output, TRUE);
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

static void
assert_locked_out (Fixture *self)
{
  g_autoptr (HeddleCliAnswer) second = heddle_cli_call (self->cli, "run", "templates/moodboard.heddle", "--library",
                                                        "library", "--json", NULL);
  g_autoptr (HeddleCliAnswer) import = heddle_cli_call (self->cli, "import", "templates/moodboard.heddle",
                                                        "--library", "library", NULL);

  g_assert_cmpint (second->status, ==, 6);
  g_assert_cmpuint (second->lines->len, ==, 1);
  g_assert_cmpstr (heddle_json_get_string (heddle_cli_answer_line (second, 0), "event", ""), ==, "error");
  g_assert_true (strchr (second->errors, '\n') == second->errors + strlen (second->errors) - 1);
  g_assert_nonnull (strstr (second->errors, "library"));
  g_assert_cmpint (import->status, ==, 6);
}

/* What is told is told at once, and there for others; then a person ends it. */
static void
test_interrupted (gconstpointer data)
{
  g_auto (Fixture) self = { 0 };
  g_autoptr (JsonNode) started = NULL;
  g_autoptr (HeddleCliAnswer) listed = NULL;
  g_autoptr (HeddleCliAnswer) searched = NULL;
  g_autoptr (HeddleCliAnswer) answer = NULL;
  g_autoptr (HeddleCliRun) run = NULL;
  const char *id;

  set_up (&self);
  started = read_event (&self);
  g_assert_cmpstr (name_of (started), ==, "run-started");
  id = heddle_json_get_string (json_node_get_object (started), "run", "");
  wait_for_request (&self);
  assert_run_status (self.cli, id, "running");
  listed = heddle_cli_call (self.cli, "list", "runs", "--library", "library", "--json", NULL);
  g_assert_cmpint (listed->status, ==, 0);
  g_assert_cmpuint (listed->lines->len, ==, 1);
  searched = heddle_cli_call (self.cli, "search", "stars", "--library", "library", "--json", NULL);
  g_assert_cmpint (searched->status, ==, 0);
  assert_locked_out (&self);

  g_subprocess_send_signal (self.process, GPOINTER_TO_INT (data));
  answer = finish (&self);
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
  g_autofree char *path = heddle_cli_template (self->cli, "seasonal-batch.heddle");
  g_autoptr (GString) rows = g_string_new ("product,headline,season\n");

  for (guint i = 0; i < ROWS; i++)
    g_string_append_printf (rows, "Ceramic mug,Headline %u,winter %u\n", i, i);
  g_free (heddle_cli_write (self->cli, "rows.csv", rows->str));
  self->process = heddle_cli_start (self->cli, "run", path, "--rows", "rows.csv", "--library", "library", "--json",
                                    "--jobs", "1", NULL);
  for (gboolean made = FALSE; !made;)
    {
      g_autoptr (JsonNode) event = read_event (self);

      made = g_str_equal (name_of (event), "asset");
    }
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
  Fixture self = { .cli = heddle_cli_new (), .output = g_string_new (NULL) };
  g_autoptr (HeddleCliAnswer) answer = NULL;
  g_autoptr (HeddleCliRun) run = NULL;
  gint64 n_made;

  start_rows (&self);
  g_subprocess_send_signal (self.process, SIGINT);
  answer = finish (&self);
  run = heddle_cli_run_read (answer);
  n_made = heddle_cli_run_count (run, "successful");
  g_assert_cmpint (answer->status, ==, 3);
  g_assert_cmpstr (heddle_cli_run_get_status (run), ==, "cancelled");
  g_assert_cmpint (heddle_cli_run_count (run, "total"), ==, ROWS);
  g_assert_cmpint (n_made, ==, run->assets->len);
  g_assert_cmpint (n_made, >=, 1);
  assert_clean (self.cli);
  assert_rest_is_made (&self, n_made);

  g_object_unref (self.process);
  g_string_free (self.output, TRUE);
  heddle_cli_free (self.cli);
}

static void
test_killed_batch (void)
{
  Fixture self = { .cli = heddle_cli_new (), .output = g_string_new (NULL) };
  g_autofree char *emptied = NULL;

  start_rows (&self);
  g_subprocess_send_signal (self.process, SIGKILL);
  g_subprocess_wait (self.process, NULL, NULL);
  emptied = heddle_cli_program_output (self.cli, (const char *const[]) { "find", "tmp", "-mindepth", "1", "-delete",
                                                                         NULL });
  assert_rest_is_made (&self, 1);

  g_object_unref (self.process);
  g_string_free (self.output, TRUE);
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
