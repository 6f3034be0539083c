/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/heddle-init.h"
#include "base/heddle-json.h"
#include "heddle-cli-studio.h"
#include "store/heddle-database.h"

static const char document[]
  = "{\"format\": \"heddle-workflow\", \"version\": 1, \"id\": \"01980000-0000-7000-8000-0000000000e1\","
    " \"name\": \"Words\", \"inputs\": [{\"key\": \"word\", \"type\": \"text\", \"default\": \"none\"}],"
    " \"pipelines\": [{\"id\": \"main\", \"nodes\": [{\"id\": \"say\", \"type\": \"text.template\","
    "  \"config\": {\"template\": \"{{word}}\"}}],"
    " \"links\": [{\"id\": \"l\", \"from\": [\"inputs\", \"word\"], \"to\": [\"say\", \"word\"]}]}]}";

static HeddleCliStudio *
set_up (void)
{
  HeddleCliStudio *studio = heddle_cli_studio_new ();
  HeddleCliAnswer *made = heddle_cli_call (studio->cli, "new", "library", "library", NULL);

  g_free (heddle_cli_write (studio->cli, "words.heddle", document));
  g_clear_pointer (&made, heddle_cli_answer_free);
  return studio;
}

/* Calls heddlectl and returns its lines of JSON. */
static GPtrArray *
call (HeddleCliStudio *studio,
      int              status,
      const char      *words)
{
  g_autoptr (HeddleCliAnswer) answer = heddle_cli_studio_call (studio, "%s", words);
  g_auto (GStrv) lines = g_strsplit (answer->output, "\n", -1);
  GPtrArray *objects = g_ptr_array_new_with_free_func ((GDestroyNotify) json_node_unref);

  if (answer->status != status)
    g_error ("“%s” ended with %d: %s%s", words, answer->status, answer->output, answer->errors);
  for (guint i = 0; lines[i] != NULL; i++)
    if (*lines[i] != '\0')
      g_ptr_array_add (objects, heddle_json_parse (lines[i], -1, NULL));
  return objects;
}

static void
do_call (HeddleCliStudio *studio,
         int              status,
         const char      *words)
{
  g_ptr_array_unref (call (studio, status, words));
}

static void
enqueue (HeddleCliStudio *studio,
         const char      *word,
         const char      *options)
{
  g_autofree char *words = g_strdup_printf ("run words.heddle --queue --input word=%s %s", word, options);

  do_call (studio, 0, words);
}

/* What the runs of the queue said, in the order in which they did. */
static void
assert_said (GPtrArray  *events,
             const char *expected)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < events->len; i++)
    {
      JsonObject *event = json_node_get_object (events->pdata[i]);

      if (g_str_equal (heddle_json_get_string (event, "event", ""), "item"))
        g_string_append_printf (text, "%s%s", text->len == 0 ? "" : " ",
                                heddle_json_get_string (heddle_json_get_object (event, "outputs"), "text", "?"));
    }
  g_assert_cmpstr (text->str, ==, expected);
}

static void
assert_worked_off (HeddleCliStudio *studio,
                   int              status,
                   const char      *expected)
{
  g_autoptr (GPtrArray) events = call (studio, status, "queue");

  assert_said (events, expected);
}

/* Higher priorities first, then as they came, unless somebody moves them. */
static void
test_order (void)
{
  g_autoptr (HeddleCliStudio) studio = set_up ();

  enqueue (studio, "one", "");
  enqueue (studio, "two", "");
  enqueue (studio, "urgent", "--priority 5");
  enqueue (studio, "three", "");
  enqueue (studio, "idle", "--priority -1");
  g_assert_cmpint (heddle_cli_studio_query (studio, "SELECT count (*) FROM run WHERE status = 'pending'"), ==, 5);
  do_call (studio, 0, "queue move 4 up");
  do_call (studio, 0, "queue move 5 --priority 7");
  do_call (studio, 0, "cancel 1");
  assert_worked_off (studio, 0, "idle urgent three two");
  assert_worked_off (studio, 0, "");
  g_assert_cmpint (heddle_cli_studio_query (studio, "SELECT count (*) FROM run WHERE status = 'cancelled'"), ==, 1);
  heddle_cli_studio_assert_clean (studio);
}

/* For as long as it takes, whoever asks. */
static void
test_pause (void)
{
  g_autoptr (HeddleCliStudio) studio = set_up ();

  do_call (studio, 0, "queue pause");
  enqueue (studio, "one", "");
  assert_worked_off (studio, 0, "");
  assert_worked_off (studio, 0, "");
  do_call (studio, 0, "queue resume");
  assert_worked_off (studio, 0, "one");
}

static void
test_mistakes (void)
{
  static const char *const mistakes[] = {
    "queue move 7 first",
    "queue move 1 sideways",
    "queue remove 1",
    "queue limit runs 0",
    "queue limit runs many",
    "queue limit walks 3",
    "queue sing",
    "retry 7 --queue",
    "retry 1 --queue",
    "retry 1 --queue --provider-url openai=http://127.0.0.1:9",
    "run words.heddle --priority 3",
    "run words.heddle --queue --at yesterday",
    "run words.heddle --queue --every minute",
    "run words.heddle --queue --priority high",
  };
  g_autoptr (HeddleCliStudio) studio = set_up ();

  enqueue (studio, "one", "");
  for (guint i = 0; i < G_N_ELEMENTS (mistakes); i++)
    {
      g_autoptr (HeddleCliAnswer) answer = heddle_cli_studio_call (studio, "%s", mistakes[i]);

      if (answer->status != 2 || *answer->errors == '\0')
        g_error ("“%s” ended with %d: %s%s", mistakes[i], answer->status, answer->output, answer->errors);
    }
  assert_worked_off (studio, 0, "one");
}

static gint64
find_late (GPtrArray *events)
{
  for (guint i = 0; i < events->len; i++)
    {
      JsonObject *event = json_node_get_object (events->pdata[i]);

      if (g_str_equal (heddle_json_get_string (event, "event", ""), "run-started"))
        return heddle_json_get_int (event, "late_ms", -1);
    }
  return -1;
}

/* A time that has passed is made up for and said to be late; one to come is waited for. */
static void
test_time (void)
{
  g_autoptr (HeddleCliStudio) studio = set_up ();
  g_autoptr (GPtrArray) events = NULL;

  enqueue (studio, "past", "--at 2020-02-29T10:00");
  enqueue (studio, "future", "--at 2990-01-01T10:00");
  events = call (studio, 0, "queue");
  assert_said (events, "past");
  g_assert_cmpint (find_late (events), >, 365 * G_GINT64_CONSTANT (86400000));
  g_assert_cmpint (heddle_cli_studio_query (studio, "SELECT count (*) FROM run WHERE status = 'scheduled'"), ==, 1);
}

/* What was missed is made up for once, and the next is at the same time of a day to come. */
static void
test_schedule (void)
{
  g_autoptr (HeddleCliStudio) studio = set_up ();
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GPtrArray) events = NULL;
  g_autoptr (GPtrArray) list = NULL;
  JsonObject *schedule;
  g_autofree char *remove = NULL;
  gint64 next;

  enqueue (studio, "again", "--every monthly --at 2020-01-31T10:00");
  events = call (studio, 0, "queue");
  assert_said (events, "again");
  g_assert_cmpint (find_late (events), >, 0);
  assert_worked_off (studio, 0, "");
  g_assert_cmpint (heddle_cli_studio_query (studio, "SELECT count (*) FROM run WHERE \"trigger\" = 'schedule'"), ==, 1);

  next = heddle_cli_studio_query (studio, "SELECT next_due FROM schedule");
  g_assert_cmpint (next, >, g_date_time_to_unix (now) * 1000);
  g_assert_cmpint (next, <, (g_date_time_to_unix (now) + 32 * 86400) * 1000);

  list = call (studio, 0, "queue list");
  schedule = json_node_get_object (list->pdata[list->len - 1]);
  g_assert_cmpstr (heddle_json_get_string (schedule, "type", NULL), ==, "schedule");
  remove = g_strdup_printf ("queue remove %s", heddle_json_get_string (schedule, "id", NULL));
  do_call (studio, 0, remove);
  g_assert_cmpint (heddle_cli_studio_query (studio, "SELECT count (*) FROM schedule WHERE deleted_at IS NULL"), ==, 0);
}

/* Two runs at once share the places of the machine. */
static void
test_limits (void)
{
  g_autoptr (HeddleCliStudio) studio = set_up ();

  heddle_cli_studio_write (studio, "art.heddle", HEDDLE_CLI_OPENAI, 1, NULL);
  g_free (heddle_cli_write (studio->cli, "rows.csv", "prompt\nBall\nCone\nCube\n"));
  g_free (heddle_cli_write (studio->cli, "more.csv", "prompt\nEgg\nFig\nHat\n"));
  heddle_fake_server_set_latency (studio->openai, 0.05);
  do_call (studio, 0, "queue limit runs 2");
  do_call (studio, 0, "queue limit items 1");
  do_call (studio, 0, "run art.heddle --queue --rows rows.csv --jobs 4");
  do_call (studio, 0, "run art.heddle --queue --rows more.csv --jobs 4");
  do_call (studio, 0, "queue");
  g_assert_cmpuint (heddle_cli_studio_count_orders (studio), ==, 6);
  g_assert_cmpuint (heddle_fake_server_get_max_concurrent (studio->openai), ==, 1);
  g_assert_cmpint (heddle_cli_studio_query (studio, "SELECT count (*) FROM run a JOIN run b ON a.id = 1 AND b.id = 2"
                                                    " WHERE b.started_at < a.finished_at"), ==, 1);
  heddle_cli_studio_assert_clean (studio);
}

/* One that fails is no reason for the others to wait; what failed is tried again as often as was said. */
static void
test_failure (void)
{
  g_autoptr (HeddleCliStudio) studio = set_up ();

  heddle_cli_studio_write (studio, "art.heddle", HEDDLE_CLI_OPENAI, 1, NULL);
  do_call (studio, 0, "run art.heddle --queue --input 'prompt=Cube [fault:status=400]'");
  do_call (studio, 0, "run art.heddle --queue --retries 2 --input 'prompt=Ball [fault:status=400,times=1]'");
  enqueue (studio, "next", "");
  g_ptr_array_unref (call (studio, 1, "queue"));
  g_assert_cmpuint (heddle_cli_studio_count_orders (studio), ==, 3);
  g_assert_cmpint (heddle_cli_studio_query (studio, "SELECT count (*) FROM run WHERE number = 1 AND status = 'failed'"
                                                    " OR number > 1 AND status = 'completed'"), ==, 3);
  heddle_cli_studio_assert_clean (studio);
}

/* What failed is tried again in its turn and not before, alone, and as often as somebody says so. */
static void
test_retry (void)
{
  g_autoptr (HeddleCliStudio) studio = set_up ();
  g_autoptr (GPtrArray) told = NULL;
  g_autoptr (GPtrArray) events = NULL;
  JsonObject *ticket;

  heddle_cli_studio_write (studio, "art.heddle", HEDDLE_CLI_OPENAI, 2, NULL);
  do_call (studio, 1, "run art.heddle --input 'prompt=Cube [fault:status=400,times=1]'");
  g_assert_cmpuint (heddle_cli_studio_count_orders (studio), ==, 1);
  enqueue (studio, "one", "");
  told = call (studio, 0, "retry 1 --queue");
  ticket = json_node_get_object (told->pdata[0]);
  g_assert_cmpstr (heddle_json_get_string (ticket, "event", NULL), ==, "queued");
  g_assert_cmpint (heddle_json_get_int (ticket, "number", 0), ==, 1);
  g_assert_cmpint (heddle_json_get_int (ticket, "position", 0), ==, 2);
  g_assert_cmpuint (heddle_cli_studio_count_orders (studio), ==, 1);
  do_call (studio, 2, "retry 1 --queue");
  do_call (studio, 2, "retry 2 --queue");
  enqueue (studio, "two", "");

  events = call (studio, 0, "queue");
  assert_said (events, "one ? ? ? two");
  g_assert_cmpuint (heddle_cli_studio_count_orders (studio), ==, 2);
  g_assert_cmpint (heddle_cli_studio_query (studio, "SELECT count (*) FROM run WHERE status = 'completed'"), ==, 3);
  do_call (studio, 2, "retry 1 --queue");
  do_call (studio, 2, "retry 2 --queue");
  assert_worked_off (studio, 0, "");
  heddle_cli_studio_assert_clean (studio);
}

/* What was cancelled in the queue, or is tried again there, can be taken out and put back. */
static void
test_retry_cancelled (void)
{
  g_autoptr (HeddleCliStudio) studio = set_up ();

  enqueue (studio, "one", "--priority 3");
  do_call (studio, 0, "cancel 1");
  do_call (studio, 0, "retry 1 --queue");
  do_call (studio, 0, "cancel 1");
  assert_worked_off (studio, 0, "");
  do_call (studio, 0, "retry 1 --queue");
  enqueue (studio, "two", "");
  assert_worked_off (studio, 0, "one two");

  heddle_cli_studio_write (studio, "art.heddle", HEDDLE_CLI_OPENAI, 1, NULL);
  do_call (studio, 1, "run art.heddle --input 'prompt=Cube [fault:status=400,times=1]'");
  do_call (studio, 0, "retry 3 --queue");
  do_call (studio, 0, "resume 3");
  assert_worked_off (studio, 0, "");
  g_assert_cmpint (heddle_cli_studio_query (studio, "SELECT count (*) FROM run WHERE status = 'completed'"), ==, 3);
  heddle_cli_studio_assert_clean (studio);
}

/* What was interrupted goes on when a person says so; the next in the queue need not wait for that. */
static void
test_killed (void)
{
  g_autoptr (HeddleCliStudio) studio = set_up ();
  g_autoptr (GSubprocess) process = NULL;

  heddle_cli_studio_write (studio, "art.heddle", HEDDLE_CLI_REPLICATE, 1, NULL);
  do_call (studio, 0, "run art.heddle --queue --input 'prompt=Cube [fault:polls=1000]'");
  enqueue (studio, "next", "");
  process = heddle_cli_studio_start (studio, "queue");
  heddle_cli_studio_wait_for (studio, "SELECT count (*) FROM api_call WHERE job IS NOT NULL", 1);
  heddle_cli_studio_kill (process);

  assert_worked_off (studio, 0, "next");
  g_assert_cmpuint (heddle_cli_studio_count_orders (studio), ==, 1);
  do_call (studio, 0, "cancel 1");
  heddle_cli_studio_assert_clean (studio);
}

/* While another program has the library. */
static void
test_owner (void)
{
  g_autoptr (HeddleCliStudio) studio = set_up ();
  g_autoptr (GSubprocess) owner = NULL;
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (HeddleCliAnswer) ended = NULL;

  heddle_cli_studio_write (studio, "art.heddle", HEDDLE_CLI_REPLICATE, 1, NULL);
  owner = heddle_cli_studio_start (studio, "run art.heddle --input 'prompt=Cube [fault:polls=1000]'");
  heddle_cli_studio_wait_for (studio, "SELECT count (*) FROM api_call WHERE job IS NOT NULL", 1);
  enqueue (studio, "one", "");
  enqueue (studio, "two", "");
  do_call (studio, 0, "queue move 3 first");
  list = call (studio, 0, "queue list");
  g_assert_cmpuint (list->len, ==, 3);
  assert_worked_off (studio, 0, "two one");
  do_call (studio, 0, "cancel 1");
  ended = heddle_cli_finish (owner, NULL);
  g_assert_cmpint (ended->status, ==, 3);
  heddle_cli_studio_assert_clean (studio);
}

static gpointer
change_library_thread (gpointer path)
{
  g_autoptr (HeddleDatabase) database = NULL;
  g_autoptr (GError) error = NULL;

  database = heddle_database_open (path, HEDDLE_DATABASE_CREATE, &error);
  g_assert_no_error (error);
  heddle_database_execute_script (database, "ALTER TABLE api_call RENAME COLUMN item_key TO gone;", &error);
  g_assert_no_error (error);
  heddle_database_close (database, &error);
  g_assert_no_error (error);
  return NULL;
}

/* A run that cannot read what others have asked for is told of, and is not over. */
static void
test_begun_in_vain (void)
{
  g_autoptr (HeddleCliStudio) studio = set_up ();
  g_autofree char *path = heddle_cli_path (studio->cli, "library/library.db");
  g_autoptr (HeddleCliAnswer) worked = NULL;

  enqueue (studio, "one", "");
  g_thread_join (g_thread_new ("change", change_library_thread, path));
  worked = heddle_cli_studio_call (studio, "queue");
  g_assert_cmpint (worked->status, !=, 0);
  heddle_cli_assert_told (worked->errors, "Run 1 could not be begun.");
  g_assert_cmpint (heddle_cli_studio_query (
                     studio, "SELECT count (*) FROM run WHERE status = 'running' AND finished_at IS NULL"), ==, 1);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  heddle_init ();
  g_test_add_func ("/cli/queue/order", test_order);
  g_test_add_func ("/cli/queue/pause", test_pause);
  g_test_add_func ("/cli/queue/mistakes", test_mistakes);
  g_test_add_func ("/cli/queue/time", test_time);
  g_test_add_func ("/cli/queue/schedule", test_schedule);
  g_test_add_func ("/cli/queue/limits", test_limits);
  g_test_add_func ("/cli/queue/failure", test_failure);
  g_test_add_func ("/cli/queue/retry", test_retry);
  g_test_add_func ("/cli/queue/retry-cancelled", test_retry_cancelled);
  g_test_add_func ("/cli/queue/killed", test_killed);
  g_test_add_func ("/cli/queue/owner", test_owner);
  g_test_add_func ("/cli/queue/begun-in-vain", test_begun_in_vain);
  return g_test_run ();
}
