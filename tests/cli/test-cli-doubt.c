/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <signal.h>

#include "base/heddle-init.h"
#include "base/heddle-json.h"
#include "heddle-cli-run.h"
#include "heddle-cli-studio.h"
#include "store/heddle-database.h"

/* Requests of which nobody knows whether they were answered, and charged: none is sent again before a
 * person says so.
 */

/* A request whose answer broke off: nobody but a person has it sent again. */
static void
test_decide_send (void)
{
  g_autoptr (HeddleCliStudio) studio = heddle_cli_studio_new ();
  g_autoptr (HeddleCliAnswer) first = NULL;
  g_autoptr (HeddleCliAnswer) resumed = NULL;
  g_autoptr (HeddleCliAnswer) retried = NULL;
  g_autoptr (HeddleCliAnswer) asked = NULL;
  g_autoptr (HeddleCliAnswer) sent = NULL;

  heddle_cli_studio_write (studio, "art.heddle", HEDDLE_CLI_OPENAI, 2, NULL);
  first = heddle_cli_studio_call (studio, "run art.heddle --input 'prompt=A cube [fault:reset,times=1]'");
  heddle_cli_answer_assert_end (first, 4, "awaiting_decision", "0 0 0 1 1");
  resumed = heddle_cli_studio_call (studio, "resume 1");
  heddle_cli_answer_assert_end (resumed, 4, "awaiting_decision", "0 0 0 1 1");
  retried = heddle_cli_studio_call (studio, "retry 1");
  heddle_cli_answer_assert_end (retried, 4, "awaiting_decision", "0 0 0 1 1");
  asked = heddle_cli_studio_call (studio, "decide 1 pic ask");
  heddle_cli_answer_assert_refused (asked, "no name that it could be asked after");
  g_assert_cmpuint (heddle_cli_studio_count_orders (studio), ==, 1);

  sent = heddle_cli_studio_call (studio, "decide 1 pic send");
  heddle_cli_answer_assert_end (sent, 0, "completed", "2 0 0 0 2");
  g_assert_cmpuint (heddle_cli_studio_count_orders (studio), ==, 2);
  heddle_cli_studio_assert_clean (studio);
}

static void
test_decide_give_up (void)
{
  g_autoptr (HeddleCliStudio) studio = heddle_cli_studio_new ();
  g_autoptr (HeddleCliAnswer) first = NULL;
  g_autoptr (HeddleCliAnswer) given_up = NULL;
  g_autoptr (HeddleCliAnswer) resumed = NULL;
  g_autoptr (HeddleCliAnswer) retried = NULL;

  heddle_cli_studio_write (studio, "art.heddle", HEDDLE_CLI_OPENAI, 2, NULL);
  first = heddle_cli_studio_call (studio, "run art.heddle --input 'prompt=A cube [fault:reset,times=1]'");
  heddle_cli_answer_assert_end (first, 4, "awaiting_decision", "0 0 0 1 1");
  given_up = heddle_cli_studio_call (studio, "decide 1 pic give-up");
  heddle_cli_answer_assert_end (given_up, 1, "failed", "0 1 0 0 1");
  resumed = heddle_cli_studio_call (studio, "resume 1");
  heddle_cli_answer_assert_refused (resumed, "“heddlectl retry” tries again what failed in it");
  g_assert_cmpuint (heddle_cli_studio_count_orders (studio), ==, 1);

  retried = heddle_cli_studio_call (studio, "retry 1");
  heddle_cli_answer_assert_end (retried, 0, "completed", "2 0 0 0 2");
  g_assert_cmpuint (heddle_cli_studio_count_orders (studio), ==, 2);
}

/* Two rows that ask for the same. The decision about the one that was sent is enough where it brings
 * what the other asks for, too. */
static void
test_twins (void)
{
  g_autoptr (HeddleCliStudio) studio = heddle_cli_studio_new ();
  g_autoptr (HeddleCliAnswer) first = NULL;
  g_autoptr (HeddleCliAnswer) resumed = NULL;
  g_autoptr (HeddleCliAnswer) sent = NULL;

  g_free (heddle_cli_write (studio->cli, "rows.csv",
                            "prompt\n\"A cube [fault:reset,times=1]\"\n\"A cube [fault:reset,times=1]\"\n"));
  heddle_cli_studio_write (studio, "art.heddle", HEDDLE_CLI_OPENAI, 1, NULL);
  first = heddle_cli_studio_call (studio, "run art.heddle --rows rows.csv --jobs 2");
  heddle_cli_answer_assert_end (first, 4, "awaiting_decision", "0 0 0 2 2");
  resumed = heddle_cli_studio_call (studio, "resume 1");
  heddle_cli_answer_assert_end (resumed, 4, "awaiting_decision", "0 0 0 2 2");
  g_assert_cmpuint (heddle_cli_studio_count_orders (studio), ==, 1);

  sent = heddle_cli_studio_call (studio, "decide 1 pic 0 send");
  heddle_cli_assert_told (sent->errors, "heddlectl: “Picture” 0: the request is sent again.");
  heddle_cli_answer_assert_end (sent, 0, "completed", "2 0 0 0 2");
  g_assert_cmpuint (heddle_cli_studio_count_orders (studio), ==, 2);
  heddle_cli_studio_assert_clean (studio);
}

static void
test_twins_given_up (void)
{
  g_autoptr (HeddleCliStudio) studio = heddle_cli_studio_new ();
  g_autoptr (HeddleCliAnswer) first = NULL;
  g_autoptr (HeddleCliAnswer) one = NULL;
  g_autoptr (HeddleCliAnswer) resumed = NULL;
  g_autoptr (HeddleCliAnswer) other = NULL;

  g_free (heddle_cli_write (studio->cli, "rows.csv",
                            "prompt\n\"A cube [fault:reset,times=1]\"\n\"A cube [fault:reset,times=1]\"\n"));
  heddle_cli_studio_write (studio, "art.heddle", HEDDLE_CLI_OPENAI, 1, NULL);
  first = heddle_cli_studio_call (studio, "run art.heddle --rows rows.csv --jobs 2");
  one = heddle_cli_studio_call (studio, "decide 1 pic 0 give-up");
  heddle_cli_answer_assert_end (one, 4, "awaiting_decision", "0 1 0 1 2");
  resumed = heddle_cli_studio_call (studio, "resume 1");
  heddle_cli_answer_assert_end (resumed, 4, "awaiting_decision", "0 1 0 1 2");
  g_assert_cmpuint (heddle_cli_studio_count_orders (studio), ==, 1);
  other = heddle_cli_studio_call (studio, "decide 1 pic 1 send");
  heddle_cli_answer_assert_end (other, 1, "completed", "1 1 0 0 2");
  g_assert_cmpuint (heddle_cli_studio_count_orders (studio), ==, 2);
}

/* A job that could not be asked after is asked after again, once a person says so. */
static void
test_ask (void)
{
  g_autoptr (HeddleCliStudio) studio = heddle_cli_studio_new ();
  g_autoptr (HeddleCliAnswer) first = NULL;
  g_autoptr (HeddleCliAnswer) asked = NULL;

  heddle_cli_studio_write (studio, "art.heddle", HEDDLE_CLI_REPLICATE, 1, NULL);
  heddle_fake_server_add_fault (studio->replicate, "POST", NULL, "polls=3", NULL);
  heddle_fake_server_add_fault (studio->replicate, "GET", NULL, "404", NULL);
  first = heddle_cli_studio_call (studio, "run art.heddle");
  heddle_cli_answer_assert_end (first, 4, "awaiting_decision", "0 0 0 1 1");
  asked = heddle_cli_studio_call (studio, "decide 1 pic ask");
  heddle_cli_answer_assert_end (asked, 0, "completed", "1 0 0 0 1");
  g_assert_cmpuint (heddle_cli_studio_count_orders (studio), ==, 1);
  heddle_cli_studio_assert_counts (studio, "completed", 1, 1, HEDDLE_CLI_REPLICATE_PRICE);
}

static void
test_killed_request (void)
{
  g_autoptr (HeddleCliStudio) studio = heddle_cli_studio_new ();
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (HeddleCliAnswer) resumed = NULL;
  g_autoptr (HeddleCliAnswer) again = NULL;
  g_autoptr (HeddleCliAnswer) sent = NULL;

  heddle_cli_studio_write (studio, "art.heddle", HEDDLE_CLI_OPENAI, 2, NULL);
  process = heddle_cli_studio_start (studio, "run art.heddle --input 'prompt=A cube [fault:stall,times=1]'");
  heddle_cli_studio_wait_for_orders (studio, 1);
  heddle_cli_studio_kill (process);

  resumed = heddle_cli_studio_call (studio, "resume 1");
  heddle_cli_answer_assert_end (resumed, 4, "awaiting_decision", "0 0 0 1 1");
  again = heddle_cli_studio_call (studio, "resume 1");
  heddle_cli_answer_assert_end (again, 4, "awaiting_decision", "0 0 0 1 1");
  g_assert_cmpuint (heddle_cli_studio_count_orders (studio), ==, 1);
  sent = heddle_cli_studio_call (studio, "decide 1 pic send");
  heddle_cli_answer_assert_end (sent, 0, "completed", "2 0 0 0 2");
  g_assert_cmpuint (heddle_cli_studio_count_orders (studio), ==, 2);
  heddle_cli_studio_assert_clean (studio);
}

/* Two rows that ask for the same, of which one is on its way when all ends. */
static GSubprocess *
start_twins (HeddleCliStudio *studio)
{
  GSubprocess *process;

  g_free (heddle_cli_write (studio->cli, "rows.csv", "prompt\nA cube\nA cube\n"));
  heddle_cli_studio_write (studio, "art.heddle", HEDDLE_CLI_OPENAI, 1, NULL);
  heddle_fake_server_add_fault (studio->openai, "POST", NULL, "stall", NULL);
  process = heddle_cli_studio_start (studio, "run art.heddle --rows rows.csv --jobs 2");
  heddle_cli_studio_wait_for_orders (studio, 1);
  return process;
}

static void
test_killed_twins (void)
{
  g_autoptr (HeddleCliStudio) studio = heddle_cli_studio_new ();
  g_autoptr (GSubprocess) process = start_twins (studio);
  g_autoptr (HeddleCliAnswer) resumed = NULL;

  heddle_cli_studio_kill (process);
  resumed = heddle_cli_studio_call (studio, "resume 1");
  heddle_cli_answer_assert_end (resumed, 4, "awaiting_decision", "0 0 0 2 2");
  g_assert_cmpuint (heddle_cli_studio_count_orders (studio), ==, 1);
  heddle_cli_studio_assert_clean (studio);
}

static gpointer
lose_items_thread (gpointer path)
{
  g_autoptr (HeddleDatabase) database = NULL;
  g_autoptr (GError) error = NULL;

  database = heddle_database_open (path, HEDDLE_DATABASE_CREATE, &error);
  g_assert_no_error (error);
  heddle_database_execute_script (database, "DELETE FROM run_item;", &error);
  g_assert_no_error (error);
  heddle_database_close (database, &error);
  g_assert_no_error (error);
  return NULL;
}

#define RANDOM_SEED "\", \"seed\": \"random"

/* On a full disk a request may be written down, and what it is for not. */
static void
test_killed_and_lost (gconstpointer data)
{
  gboolean twins = data != NULL;
  g_autoptr (HeddleCliStudio) studio = heddle_cli_studio_new ();
  g_autofree char *path = heddle_cli_path (studio->cli, "library/library.db");
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (HeddleCliAnswer) resumed = NULL;

  g_free (heddle_cli_write (studio->cli, "rows.csv", twins ? "prompt\nA cube\nA cube\n" : "prompt\nA cube\n"));
  heddle_cli_studio_write (studio, "art.heddle", twins ? HEDDLE_CLI_OPENAI : HEDDLE_CLI_OPENAI RANDOM_SEED, 1, NULL);
  heddle_fake_server_add_fault (studio->openai, "POST", NULL, "stall", NULL);
  process = heddle_cli_studio_start (studio, "run art.heddle --rows rows.csv --jobs 2");
  heddle_cli_studio_wait_for_orders (studio, 1);
  heddle_cli_studio_kill (process);
  g_thread_join (g_thread_new ("lose", lose_items_thread, path));

  resumed = heddle_cli_studio_call (studio, "resume 1");
  heddle_cli_answer_assert_end (resumed, 4, "awaiting_decision", twins ? "0 0 0 2 2" : "0 0 0 1 1");
  g_assert_cmpuint (heddle_cli_studio_count_orders (studio), ==, 1);
  heddle_cli_studio_assert_clean (studio);
}

/* The first result was there already, so that only the second was asked for. */
static void
test_killed_and_lost_second (void)
{
  g_autoptr (HeddleCliStudio) studio = heddle_cli_studio_new ();
  g_autofree char *path = heddle_cli_path (studio->cli, "library/library.db");
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (HeddleCliAnswer) first = NULL;
  g_autoptr (HeddleCliAnswer) resumed = NULL;

  heddle_cli_studio_write (studio, "one.heddle", HEDDLE_CLI_OPENAI, 1, NULL);
  heddle_cli_studio_write (studio, "two.heddle", HEDDLE_CLI_OPENAI, 2, NULL);
  first = heddle_cli_studio_call (studio, "run one.heddle");
  g_assert_cmpint (first->status, ==, 0);
  heddle_fake_server_add_fault (studio->openai, "POST", NULL, "stall", NULL);
  process = heddle_cli_studio_start (studio, "run two.heddle");
  heddle_cli_studio_wait_for_orders (studio, 2);
  heddle_cli_studio_kill (process);
  g_thread_join (g_thread_new ("lose", lose_items_thread, path));

  resumed = heddle_cli_studio_call (studio, "resume 2");
  g_assert_cmpint (resumed->status, ==, 4);
  g_assert_nonnull (strstr (resumed->output, "Result 2 (seed"));
  g_assert_null (strstr (resumed->output, "Result 1 (seed"));
  g_assert_cmpuint (heddle_cli_studio_count_orders (studio), ==, 2);
  heddle_cli_studio_assert_clean (studio);
}

static void
test_cancelled_twins (void)
{
  g_autoptr (HeddleCliStudio) studio = heddle_cli_studio_new ();
  g_autoptr (GSubprocess) process = start_twins (studio);
  g_autoptr (HeddleCliAnswer) cancelled = NULL;
  g_autoptr (HeddleCliAnswer) retried = NULL;

  g_subprocess_send_signal (process, SIGINT);
  cancelled = heddle_cli_finish (process, NULL);
  g_assert_cmpint (cancelled->status, ==, 3);
  retried = heddle_cli_studio_call (studio, "retry 1");
  heddle_cli_answer_assert_end (retried, 4, "awaiting_decision", "0 0 0 2 2");
  g_assert_cmpuint (heddle_cli_studio_count_orders (studio), ==, 1);
  heddle_cli_studio_assert_clean (studio);
}

/* Another run that asks for the same sends it only once a person says so. What it gets then the first one
 * has, too; of the rest nobody knows all the same.
 */
static void
test_killed_and_run_anew (void)
{
  g_autoptr (HeddleCliStudio) studio = heddle_cli_studio_new ();
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (HeddleCliAnswer) other = NULL;
  g_autoptr (HeddleCliAnswer) decided = NULL;
  g_autoptr (HeddleCliAnswer) planned = NULL;
  g_autoptr (HeddleCliAnswer) resumed = NULL;
  g_autoptr (HeddleCliAnswer) sent = NULL;

  heddle_cli_studio_write (studio, "two.heddle", HEDDLE_CLI_OPENAI, 2, NULL);
  heddle_cli_studio_write (studio, "one.heddle", HEDDLE_CLI_OPENAI, 1, NULL);
  heddle_fake_server_add_fault (studio->openai, "POST", NULL, "stall", NULL);
  process = heddle_cli_studio_start (studio, "run two.heddle");
  heddle_cli_studio_wait_for_orders (studio, 1);
  heddle_cli_studio_kill (process);
  other = heddle_cli_studio_call (studio, "run one.heddle");
  heddle_cli_answer_assert_end (other, 4, "awaiting_decision", "0 0 0 1 1");
  g_assert_nonnull (strstr (other->output, "Run 1 has asked for the same"));
  g_assert_cmpuint (heddle_cli_studio_count_orders (studio), ==, 1);
  decided = heddle_cli_studio_call (studio, "decide 2 pic send");
  heddle_cli_answer_assert_end (decided, 0, "completed", "1 0 0 0 1");

  resumed = heddle_cli_studio_call (studio, "resume 1");
  heddle_cli_answer_assert_end (resumed, 4, "awaiting_decision", "0 0 0 1 1");
  g_assert_cmpuint (heddle_cli_studio_count_orders (studio), ==, 2);
  planned = heddle_cli_studio_call (studio, "run two.heddle --dry-run");
  g_assert_cmpint (planned->status, ==, 0);
  g_assert_nonnull (strstr (planned->output, "A person will have to decide about 1 result: Run 1"));
  sent = heddle_cli_studio_call (studio, "decide 1 pic send");
  heddle_cli_answer_assert_end (sent, 0, "completed", "2 0 0 0 2");
  g_assert_cmpuint (heddle_cli_studio_count_orders (studio), ==, 3);
  heddle_cli_studio_assert_clean (studio);
}

typedef struct
{
  const char *path;
  const char *model;
  const char *method;
  const char *fault;
} Damage;

static const Damage damages[] = {
  { "/cli/doubt/damaged/png", HEDDLE_CLI_OPENAI, "POST", "half" },
  { "/cli/doubt/damaged/webp", HEDDLE_CLI_REPLICATE, "GET", "half,times=3,at=file" },
};

/* An image that is cut off is no result, but it was paid for, is kept, and not bought again unasked. */
static void
test_damaged (gconstpointer data)
{
  const Damage *damage = data;
  g_autoptr (HeddleCliStudio) studio = heddle_cli_studio_new ();
  gboolean is_openai = g_str_equal (damage->model, HEDDLE_CLI_OPENAI);
  g_autoptr (HeddleCliAnswer) first = NULL;
  g_autoptr (HeddleCliAnswer) again = NULL;
  g_autoptr (HeddleCliAnswer) repaired = NULL;
  g_autoptr (HeddleCliAnswer) sent = NULL;
  g_autoptr (HeddleCliRun) run = NULL;
  g_autoptr (GPtrArray) items = NULL;
  const char *message;

  heddle_cli_studio_write (studio, "art.heddle", damage->model, 1, NULL);
  heddle_fake_server_add_fault (is_openai ? studio->openai : studio->replicate, damage->method, NULL, damage->fault,
                                NULL);
  first = heddle_cli_studio_call (studio, "run art.heddle");
  heddle_cli_answer_assert_end (first, 4, "awaiting_decision", "0 0 0 1 1");
  run = heddle_cli_run_read (first);
  items = heddle_cli_run_list_items (run, "pic", "unknown_outcome");
  g_assert_cmpuint (items->len, ==, 1);
  message = heddle_json_get_string (heddle_json_get_object (items->pdata[0], "error"), "message", "");
  g_assert_nonnull (strstr (message, "ends before it is complete"));
  g_assert_nonnull (strstr (message, "blobs/"));

  /* What came is there to be looked at until somebody has decided. */
  repaired = heddle_cli_studio_call (studio, "verify --repair");
  g_assert_cmpint (repaired->status, ==, 0);
  g_assert_cmpint (heddle_cli_studio_query (studio, "SELECT count (*) FROM blob"), ==, 1);
  again = heddle_cli_studio_call (studio, "resume 1");
  heddle_cli_answer_assert_end (again, 4, "awaiting_decision", "0 0 0 1 1");
  g_assert_cmpuint (heddle_cli_studio_count_orders (studio), ==, 1);

  sent = heddle_cli_studio_call (studio, "decide 1 pic send");
  heddle_cli_answer_assert_end (sent, 0, "completed", "1 0 0 0 1");
  g_assert_cmpuint (heddle_cli_studio_count_orders (studio), ==, 2);
  heddle_cli_studio_assert_clean (studio);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  heddle_init ();
  g_test_add_func ("/cli/doubt/decide-send", test_decide_send);
  g_test_add_func ("/cli/doubt/decide-give-up", test_decide_give_up);
  g_test_add_func ("/cli/doubt/twins", test_twins);
  g_test_add_func ("/cli/doubt/twins-given-up", test_twins_given_up);
  g_test_add_func ("/cli/doubt/killed-twins", test_killed_twins);
  g_test_add_data_func ("/cli/doubt/killed-and-lost", NULL, test_killed_and_lost);
  g_test_add_data_func ("/cli/doubt/killed-and-lost-twins", "twins", test_killed_and_lost);
  g_test_add_func ("/cli/doubt/killed-and-lost-second", test_killed_and_lost_second);
  g_test_add_func ("/cli/doubt/cancelled-twins", test_cancelled_twins);
  for (guint i = 0; i < G_N_ELEMENTS (damages); i++)
    g_test_add_data_func (damages[i].path, &damages[i], test_damaged);
  g_test_add_func ("/cli/doubt/ask", test_ask);
  g_test_add_func ("/cli/doubt/killed-request", test_killed_request);
  g_test_add_func ("/cli/doubt/killed-and-run-anew", test_killed_and_run_anew);
  return g_test_run ();
}
