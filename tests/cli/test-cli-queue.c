/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "base/heddle-init.h"
#include "base/heddle-json.h"
#include "heddle-cli-live.h"
#include "heddle-cli-studio.h"

static void
assert_done (HeddleCliAnswer *answer)
{
  if (answer->status != 0)
    g_error ("It ended with %d: %s%s", answer->status, answer->output, answer->errors);
}

static void
act (HeddleCliStudio *studio,
     const char      *words)
{
  g_autoptr (HeddleCliAnswer) answer = heddle_cli_studio_call (studio, "%s", words);

  assert_done (answer);
}

static void
refuse (HeddleCliStudio *studio,
        const char      *words,
        const char      *reason)
{
  g_autoptr (HeddleCliAnswer) answer = heddle_cli_studio_call (studio, "%s", words);

  if (answer->status != 2 || strstr (answer->errors, reason) == NULL)
    g_error ("“%s” ended with %d: %s%s", words, answer->status, answer->output, answer->errors);
}

static void
enqueue (HeddleCliStudio *studio,
         const char      *prompt,
         const char      *options)
{
  g_autoptr (HeddleCliAnswer) answer = heddle_cli_studio_call (studio, "run art.heddle --queue --input 'prompt=%s' %s",
                                                               prompt, options);

  assert_done (answer);
  g_assert_cmpstr (heddle_json_get_string (heddle_cli_answer_line (answer, 0), "event", ""), ==, "queued");
}

/* The numbers of the runs in the queue, as “queue list” has them: those that can begin, and the rest. */
static void
assert_queue (HeddleCliStudio *studio,
              const char      *expected)
{
  g_autoptr (HeddleCliAnswer) answer = heddle_cli_studio_call (studio, "queue list");
  g_autoptr (GString) text = g_string_new (NULL);

  assert_done (answer);
  for (guint i = 0; i < answer->lines->len; i++)
    {
      JsonObject *line = heddle_cli_answer_line (answer, i);
      const char *type = heddle_json_get_string (line, "type", "");

      if (g_str_equal (type, "queue") && json_object_get_boolean_member (line, "paused"))
        g_string_append (text, "paused ");
      else if (g_str_equal (type, "schedule"))
        g_string_append_printf (text, "%s ", heddle_json_get_string (line, "every", ""));
      else if (g_str_equal (type, "queued-run"))
        g_string_append_printf (text, heddle_json_get_int (line, "position", 0) > 0 ? "%d " : "(%d) ",
                                (int) heddle_json_get_int (line, "number", 0));
    }
  g_assert_cmpstr (g_strchomp (text->str), ==, expected);
}

/* The runs that the library says have begun, in that order. */
static void
assert_begun (HeddleCliStudio *studio,
              HeddleCliAnswer *worked,
              const char      *expected)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < worked->lines->len; i++)
    {
      JsonObject *line = heddle_cli_answer_line (worked, i);

      if (g_str_equal (heddle_json_get_string (line, "event", ""), "run-started"))
        {
          g_autofree char *sql = g_strdup_printf ("SELECT number FROM run WHERE uuid = '%s'",
                                                  heddle_json_get_string (line, "run", ""));

          g_string_append_printf (text, "%d ", (int) heddle_cli_studio_query (studio, sql));
        }
    }
  g_assert_cmpstr (g_strchomp (text->str), ==, expected);
}

static HeddleCliStudio *
new_studio (void)
{
  HeddleCliStudio *studio = heddle_cli_studio_new ();

  heddle_cli_studio_write (studio, "art.heddle", HEDDLE_CLI_REPLICATE, 1, NULL);
  act (studio, "new library library");
  return studio;
}

static void
test_order (void)
{
  g_autoptr (HeddleCliStudio) studio = new_studio ();
  g_autoptr (HeddleCliAnswer) worked = NULL;
  g_autoptr (HeddleCliAnswer) nothing = NULL;

  enqueue (studio, "one", "");
  enqueue (studio, "two", "");
  enqueue (studio, "three", "--priority 3");
  enqueue (studio, "four", "--priority -1");
  enqueue (studio, "five", "--at 2099-01-01T08:00");
  enqueue (studio, "six", "");
  assert_queue (studio, "3 1 2 6 4 (5)");
  g_assert_cmpuint (heddle_cli_studio_count_orders (studio), ==, 0);

  act (studio, "queue move 6 first");
  assert_queue (studio, "6 3 1 2 4 (5)");
  act (studio, "queue move 6 down");
  act (studio, "queue move 2 up");
  assert_queue (studio, "3 6 2 1 4 (5)");
  act (studio, "queue move 3 last");
  act (studio, "queue move 4 2");
  assert_queue (studio, "6 4 2 1 3 (5)");
  act (studio, "queue move 1 --priority 9");
  assert_queue (studio, "1 6 4 2 3 (5)");
  act (studio, "cancel 2");
  assert_queue (studio, "1 6 4 3 (5)");

  worked = heddle_cli_studio_call (studio, "queue");
  assert_done (worked);
  assert_begun (studio, worked, "1 6 4 3");
  assert_queue (studio, "(5)");
  g_assert_cmpint (heddle_cli_studio_query (studio, "SELECT count (*) FROM run WHERE status = 'completed'"), ==, 4);
  g_assert_cmpuint (heddle_cli_studio_count_orders (studio), ==, 4);

  act (studio, "cancel 5");
  assert_queue (studio, "");
  nothing = heddle_cli_studio_call (studio, "queue");
  assert_done (nothing);
  g_assert_cmpuint (nothing->lines->len, ==, 0);
  heddle_cli_studio_assert_clean (studio);
}

static void
test_mistakes (void)
{
  g_autoptr (HeddleCliStudio) studio = new_studio ();

  enqueue (studio, "one", "--at 2099-01-01T08:00");
  enqueue (studio, "two", "");
  refuse (studio, "queue move 1 first", "begins at its time");
  refuse (studio, "queue move 2 nowhere", "“nowhere” is no place");
  refuse (studio, "queue move 7 first", "7");
  refuse (studio, "queue move 2", "Usage");
  refuse (studio, "queue remove 2", "no schedule “2”");
  refuse (studio, "queue limit runs 0", "“0” is no whole number from 1 on");
  refuse (studio, "queue limit days 1", "not “days”");
  refuse (studio, "run art.heddle --at 07:00", "are for “--queue”");
  refuse (studio, "run art.heddle --queue --at noon", "“noon” is no time");
  refuse (studio, "run art.heddle --queue --every hourly", "none of daily, weekly and monthly");
  refuse (studio, "run art.heddle --queue --retries -1", "--retries");
  refuse (studio, "run art.heddle --queue --provider-url openai=http://127.0.0.1:1", "give it to “heddlectl queue”");
  act (studio, "queue");
  refuse (studio, "queue move 2 first", "does not wait in the queue");
  g_assert_cmpint (heddle_cli_studio_query (studio, "SELECT count (*) FROM run"), ==, 2);
}

/* A pause outlasts the process that asked for it; what was told with the run is not lost either. */
static void
test_pause (void)
{
  g_autoptr (HeddleCliStudio) studio = new_studio ();
  g_autoptr (HeddleCliAnswer) paused = NULL;

  g_free (heddle_cli_write (studio->cli, "rows.csv", "prompt\nred\ngreen\nblue\n"));
  act (studio, "queue pause");
  act (studio, "run art.heddle --queue --rows rows.csv");
  paused = heddle_cli_studio_call (studio, "queue");
  assert_done (paused);
  g_assert_nonnull (strstr (paused->errors, "queue resume"));
  g_assert_cmpuint (paused->lines->len, ==, 0);
  assert_queue (studio, "paused 1");

  act (studio, "queue resume");
  act (studio, "queue");
  assert_queue (studio, "");
  g_assert_cmpint (heddle_cli_studio_query (studio, "SELECT successful FROM run"), ==, 3);
  g_assert_true (heddle_fake_server_saw (studio->replicate, "green"));
}

static JsonObject *
find_started (HeddleCliAnswer *worked)
{
  for (guint i = 0; i < worked->lines->len; i++)
    if (g_str_equal (heddle_json_get_string (heddle_cli_answer_line (worked, i), "event", ""), "run-started"))
      return heddle_cli_answer_line (worked, i);
  g_assert_not_reached ();
}

static void
test_late (void)
{
  g_autoptr (HeddleCliStudio) studio = new_studio ();
  g_autoptr (HeddleCliAnswer) worked = NULL;
  g_autoptr (HeddleCliAnswer) told = NULL;
  g_autoptr (HeddleCliAnswer) shown = NULL;
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) then = g_date_time_add_hours (now, -5);
  g_autofree char *at = g_date_time_format (then, "--at %Y-%m-%dT%H:%M:%S");

  enqueue (studio, "one", at);
  worked = heddle_cli_studio_call (studio, "queue");
  assert_done (worked);
  g_assert_cmpint (heddle_json_get_int (find_started (worked), "late_ms", 0), >=, 5 * 3600 * 1000);
  shown = heddle_cli_studio_call (studio, "show 1");
  g_assert_cmpint (heddle_json_get_int (heddle_cli_answer_line (shown, 0), "late_ms", 0), >=, 5 * 3600 * 1000);

  enqueue (studio, "two", at);
  told = heddle_cli_call (studio->cli, "queue", "--library", "library", NULL);
  assert_done (told);
  g_assert_nonnull (strstr (told->output, "Run 2 of “Pictures”, 5 hours late\n"));
}

/* However often its time has come since, it runs once, for the last time, and then at the next. */
static void
test_recurring (void)
{
  g_autoptr (HeddleCliStudio) studio = new_studio ();
  g_autoptr (HeddleCliAnswer) worked = NULL;
  g_autoptr (HeddleCliAnswer) list = NULL;
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) days_ago = g_date_time_add_days (now, -4);
  g_autoptr (GDateTime) then = g_date_time_add_hours (days_ago, -2);
  g_autofree char *at = g_date_time_format (then, "--every daily --at %Y-%m-%dT%H:%M:%S");
  g_autofree char *end = NULL;

  enqueue (studio, "one", at);
  assert_queue (studio, "daily");
  worked = heddle_cli_studio_call (studio, "queue");
  assert_done (worked);
  assert_begun (studio, worked, "1");
  g_assert_cmpint (heddle_json_get_int (find_started (worked), "late_ms", 0), <, 24 * 3600 * 1000);
  g_assert_cmpint (heddle_cli_studio_query (studio, "SELECT count (*) FROM run WHERE \"trigger\" = 'schedule'"), ==, 1);
  g_assert_cmpint (heddle_cli_studio_query (studio, "SELECT next_due > unixepoch () * 1000 AND "
                                                    "next_due <= (unixepoch () + 25 * 3600) * 1000 FROM schedule"), ==, 1);
  act (studio, "queue");
  g_assert_cmpint (heddle_cli_studio_query (studio, "SELECT count (*) FROM run"), ==, 1);

  list = heddle_cli_studio_call (studio, "queue list");
  end = g_strdup_printf ("queue remove %s", heddle_json_get_string (heddle_cli_answer_line (list, 1), "id", ""));
  act (studio, end);
  assert_queue (studio, "");
  refuse (studio, end, "no schedule");
}

/* One that cannot be begun is for a person to see, and keeps none of the others back. */
static void
test_failures (void)
{
  g_autoptr (HeddleCliStudio) studio = new_studio ();
  g_autoptr (HeddleCliAnswer) worked = NULL;
  g_autofree char *out = heddle_cli_path (studio->cli, "out");
  g_autoptr (GFile) folder = g_file_new_for_path (out);
  g_autoptr (GError) error = NULL;

  enqueue (studio, "one", "--out out");
  enqueue (studio, "two [fault:400]", "");
  enqueue (studio, "three [fault:400,times=1]", "--retries 2");
  enqueue (studio, "four", "");
  g_file_delete (folder, NULL, NULL);
  g_file_set_contents (out, "in the way", -1, &error);
  g_assert_no_error (error);

  worked = heddle_cli_studio_call (studio, "queue");
  g_assert_cmpint (worked->status, ==, 1);
  assert_begun (studio, worked, "2 3 3 4");
  g_assert_nonnull (strstr (worked->errors, "Run 1 could not be begun"));
  g_assert_cmpint (heddle_cli_studio_query (studio, "SELECT count (*) FROM run WHERE status = 'failed' AND number < 3"),
                   ==, 2);
  g_assert_cmpint (heddle_cli_studio_query (studio, "SELECT length (error) > 9 FROM run WHERE number = 1"), ==, 1);
  g_assert_cmpint (heddle_cli_studio_query (studio, "SELECT count (*) FROM run WHERE status = 'completed' "
                                                    "AND failed = 0 AND number > 2"), ==, 2);
  g_assert_cmpint (heddle_cli_studio_query (studio, "SELECT sum (retries) FROM job"), ==, 1);
  assert_queue (studio, "");
}

/* Items in flight are bounded over all runs, and runs by their own number. */
static void
test_limits (void)
{
  g_autoptr (HeddleCliStudio) studio = new_studio ();
  g_autoptr (HeddleCliAnswer) worked = NULL;
  const char *rows = "prompt\na [fault:delay=0.1]\nb [fault:delay=0.1]\nc [fault:delay=0.1]\nd [fault:delay=0.1]\n";
  const char *others = "prompt\ne [fault:delay=0.1]\nf [fault:delay=0.1]\ng [fault:delay=0.1]\nh [fault:delay=0.1]\n";

  heddle_cli_studio_write (studio, "art.heddle", HEDDLE_CLI_OPENAI, 1, NULL);
  g_free (heddle_cli_write (studio->cli, "rows.csv", rows));
  g_free (heddle_cli_write (studio->cli, "others.csv", others));
  act (studio, "queue limit runs 2");
  act (studio, "queue limit items 3");
  act (studio, "run art.heddle --queue --rows rows.csv --jobs 4");
  act (studio, "run art.heddle --queue --rows others.csv --jobs 4");
  worked = heddle_cli_studio_call (studio, "queue");
  assert_done (worked);
  g_assert_cmpuint (heddle_cli_studio_count_orders (studio), ==, 8);
  g_assert_cmpuint (heddle_fake_server_get_max_concurrent (studio->openai), ==, 3);
  g_assert_cmpint (heddle_cli_studio_query (studio, "SELECT max (started_at) < min (finished_at) FROM run"), ==, 1);
}

/* What was interrupted is for a person; what waits goes on. */
static void
test_killed (void)
{
  g_autoptr (HeddleCliStudio) studio = new_studio ();
  g_autoptr (GSubprocess) killed = NULL;
  g_autoptr (HeddleCliAnswer) worked = NULL;
  g_autoptr (HeddleCliAnswer) resumed = NULL;

  heddle_cli_studio_write (studio, "art.heddle", HEDDLE_CLI_OPENAI, 1, NULL);
  enqueue (studio, "one [fault:stall,times=1]", "");
  enqueue (studio, "two", "");
  killed = heddle_cli_studio_start (studio, "queue");
  heddle_cli_studio_wait_for_orders (studio, 1);
  heddle_cli_studio_kill (killed);
  assert_queue (studio, "2");

  worked = heddle_cli_studio_call (studio, "queue");
  assert_done (worked);
  assert_begun (studio, worked, "2");
  g_assert_cmpuint (heddle_cli_studio_count_orders (studio), ==, 2);
  resumed = heddle_cli_studio_call (studio, "resume 1");
  g_assert_cmpint (resumed->status, ==, 4);
  g_assert_cmpuint (heddle_cli_studio_count_orders (studio), ==, 2);
  heddle_cli_studio_assert_clean (studio);
}

/* Ctrl+C cancels the run that goes on, and no other. */
static void
test_interrupted (void)
{
  g_autoptr (HeddleCliStudio) studio = new_studio ();
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (HeddleCliAnswer) interrupted = NULL;

  heddle_cli_studio_write (studio, "art.heddle", HEDDLE_CLI_OPENAI, 1, NULL);
  enqueue (studio, "one [fault:stall]", "");
  enqueue (studio, "two", "");
  process = heddle_cli_studio_start (studio, "queue");
  heddle_cli_studio_wait_for_orders (studio, 1);
  g_subprocess_send_signal (process, 2);
  interrupted = heddle_cli_finish (process, NULL);
  g_assert_cmpint (interrupted->status, ==, 3);
  assert_queue (studio, "2");
  act (studio, "queue");
  g_assert_cmpint (heddle_cli_studio_query (studio, "SELECT count (*) FROM run WHERE status = 'completed' "
                                                    "AND number = 2"), ==, 1);
}

/* Another process owns the library, with a run that goes on: everything goes by it. */
static void
test_owner (void)
{
  g_autoptr (HeddleCliStudio) studio = new_studio ();
  g_autoptr (GSubprocess) owner = NULL;
  g_autoptr (HeddleCliAnswer) ended = NULL;
  g_autoptr (HeddleCliAnswer) worked = NULL;

  heddle_cli_studio_write (studio, "slow.heddle", HEDDLE_CLI_OPENAI, 1, NULL);
  owner = heddle_cli_studio_start (studio, "run slow.heddle --input 'prompt=slow [fault:stall]'");
  heddle_cli_studio_wait_for_orders (studio, 1);

  enqueue (studio, "two", "");
  enqueue (studio, "three", "");
  enqueue (studio, "four", "--at 2099-01-01T08:00");
  act (studio, "queue move 3 first");
  act (studio, "cancel 4");
  act (studio, "queue pause");
  act (studio, "queue");
  assert_queue (studio, "paused 3 2");
  act (studio, "queue resume");
  act (studio, "queue limit items 4");
  worked = heddle_cli_studio_call (studio, "queue");
  assert_done (worked);
  assert_begun (studio, worked, "3 2");
  assert_queue (studio, "");
  g_assert_cmpint (heddle_cli_studio_query (studio, "SELECT count (*) FROM run WHERE status = 'running'"), ==, 1);

  act (studio, "cancel 1");
  ended = heddle_cli_finish (owner, NULL);
  g_assert_cmpint (ended->status, ==, 3);
  heddle_cli_studio_assert_clean (studio);
}

/* Where the owner works the queue off, another shell watches it, and can add to it. */
static void
test_watched (void)
{
  g_autoptr (HeddleCliStudio) studio = new_studio ();
  g_autoptr (GSubprocess) owner = NULL;
  g_autoptr (HeddleCliLive) watcher = NULL;
  g_autoptr (HeddleCliAnswer) ended = NULL;
  g_autoptr (HeddleCliAnswer) watched = NULL;
  g_autofree char *run = NULL;
  GPollableInputStream *output;

  heddle_cli_studio_write (studio, "slow.heddle", HEDDLE_CLI_OPENAI, 1, NULL);
  act (studio, "queue limit runs 2");
  act (studio, "run slow.heddle --queue --input 'prompt=slow [fault:stall]'");
  owner = heddle_cli_studio_start (studio, "queue");
  heddle_cli_studio_wait_for_orders (studio, 1);
  watcher = heddle_cli_live_new (heddle_cli_studio_start (studio, "queue"));
  output = G_POLLABLE_INPUT_STREAM (g_subprocess_get_stdout_pipe (watcher->process));
  do
    enqueue (studio, "two", "");
  while (!g_pollable_input_stream_is_readable (output));
  run = heddle_cli_live_wait_for (watcher, "run-finished");
  act (studio, "cancel 1");
  watched = heddle_cli_live_finish (watcher);
  ended = heddle_cli_finish (owner, NULL);
  g_assert_cmpint (watched->status, ==, 3);
  g_assert_cmpint (ended->status, ==, 3);
  g_assert_cmpstr (heddle_json_get_string (find_started (ended), "workflow", ""), !=, "");
  g_assert_nonnull (strstr (ended->output, run));
  assert_queue (studio, "");
  heddle_cli_studio_assert_clean (studio);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  heddle_init ();
  g_test_add_func ("/cli/queue/order", test_order);
  g_test_add_func ("/cli/queue/mistakes", test_mistakes);
  g_test_add_func ("/cli/queue/pause", test_pause);
  g_test_add_func ("/cli/queue/late", test_late);
  g_test_add_func ("/cli/queue/recurring", test_recurring);
  g_test_add_func ("/cli/queue/failures", test_failures);
  g_test_add_func ("/cli/queue/limits", test_limits);
  g_test_add_func ("/cli/queue/killed", test_killed);
  g_test_add_func ("/cli/queue/interrupted", test_interrupted);
  g_test_add_func ("/cli/queue/owner", test_owner);
  g_test_add_func ("/cli/queue/watched", test_watched);
  return g_test_run ();
}
