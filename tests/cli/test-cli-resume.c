/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <signal.h>

#include "base/heddle-init.h"
#include "base/heddle-json.h"
#include "heddle-cli-studio.h"
#include "heddle-fake-replicate.h"
#include "store/heddle-database.h"

#define PRICE HEDDLE_CLI_REPLICATE_PRICE

/* Everything that the library keeps of runs. */
static char *
describe_library (HeddleCliStudio *studio)
{
  static const char *const tables[] = { "run", "node_run", "run_item", "api_call", "decision", "asset", "cache" };
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (HeddleCliAnswer) list = heddle_cli_studio_call (studio, "list runs");

  g_string_append (text, list->output);
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT count (*) FROM %s", tables[i]);

      g_string_append_printf (text, "%s %d\n", tables[i], (int) heddle_cli_studio_query (studio, sql));
    }
  g_string_append_printf (text, "%d\n", (int) heddle_cli_studio_query (
                                          studio, "SELECT sum (length (status) * run_item.id) FROM run_item"));
  return g_string_free_and_steal (g_steal_pointer (&text));
}

/* The images of a step's item, as the events of the run tell them. */
static const char *
find_image (HeddleCliAnswer *answer,
            guint            nth)
{
  g_autoptr (HeddleCliRun) run = heddle_cli_run_read (answer);
  g_autoptr (GPtrArray) items = heddle_cli_run_list_items (run, "pic", "completed");
  JsonObject *outputs;
  JsonArray *images;

  g_assert_cmpuint (items->len, ==, 1);
  outputs = json_object_get_object_member (g_ptr_array_index (items, 0), "outputs");
  images = json_object_get_array_member (outputs, "images");
  g_assert_cmpuint (nth, <, json_array_get_length (images));
  return json_object_get_string_member (json_array_get_object_element (images, nth), "blob");
}

static void
assert_assets (HeddleCliAnswer *answer,
               HeddleCliAnswer *made,
               const char      *positions)
{
  g_autoptr (HeddleCliRun) run = heddle_cli_run_read (answer);
  g_auto (GStrv) list = g_strsplit (positions, " ", -1);

  g_assert_cmpuint (run->assets->len, ==, g_strv_length (list));
  for (guint i = 0; list[i] != NULL; i++)
    g_assert_cmpstr (json_object_get_string_member (g_ptr_array_index (run->assets, i), "blob"), ==,
                     find_image (made, (guint) atoi (list[i])));
}

static void
test_pick (void)
{
  static const char *const mistakes[][2] = {
    { "pick 1 gate 3", "There is no “3”: 3 wait there" },
    { "pick 1 gate 0 1", "lets 1 go on, not more" },
    { "pick 1 gate 0.0", "Not all of these wait" },
    { "pick 1 gate one", "“one” is no index" },
    { "pick 1 pic 0", "no step that waits for a choice" },
    { "pick 1 nowhere 0", "Run 1 has no step “nowhere”" },
    { "pick 7 gate 0", "7" },
    { "approve 1 gate", "no step that waits for an approval" },
    { "decide 1 pic give-up", "waits for an answer" },
    { "decide 1 pic maybe", "“maybe” is none of send, ask and give-up" },
  };
  g_autoptr (HeddleCliStudio) studio = heddle_cli_studio_new ();
  g_autoptr (HeddleCliAnswer) first = NULL;
  g_autoptr (HeddleCliAnswer) idle = NULL;
  g_autoptr (HeddleCliAnswer) chosen = NULL;
  g_autoptr (HeddleCliAnswer) again = NULL;
  g_autoptr (HeddleCliAnswer) over = NULL;
  g_autofree char *before = NULL;

  heddle_cli_studio_write (studio, "gate.heddle", HEDDLE_CLI_OPENAI, 3, "logic.pick");
  first = heddle_cli_studio_call (studio, "run gate.heddle");
  heddle_cli_answer_assert_end (first, 4, "awaiting_selection", "0 0 1 0 1");

  before = describe_library (studio);
  for (guint i = 0; i < G_N_ELEMENTS (mistakes); i++)
    {
      g_autoptr (HeddleCliAnswer) answer = heddle_cli_studio_call (studio, "%s", mistakes[i][0]);
      g_autofree char *after = describe_library (studio);

      heddle_cli_answer_assert_refused (answer, mistakes[i][1]);
      g_assert_cmpstr (after, ==, before);
    }

  idle = heddle_cli_studio_call (studio, "resume 1");
  heddle_cli_answer_assert_end (idle, 4, "awaiting_selection", "0 0 1 0 1");
  chosen = heddle_cli_studio_call (studio, "pick 1 Choice 1");
  heddle_cli_assert_told (chosen->errors, "heddlectl: “Choice”: chosen 1.");
  heddle_cli_answer_assert_end (chosen, 0, "completed", "1 0 0 0 1");
  assert_assets (chosen, first, "1");
  g_assert_cmpuint (heddle_cli_studio_count_orders (studio), ==, 1);

  again = heddle_cli_studio_call (studio, "pick 1 gate 1");
  heddle_cli_answer_assert_refused (again, "Nothing is left to do in run 1");
  over = heddle_cli_studio_call (studio, "resume 1");
  heddle_cli_answer_assert_refused (over, "Nothing is left to do in run 1");
  g_assert_cmpint (heddle_cli_studio_query (studio, "SELECT count (*) FROM asset"), ==, 1);
  heddle_cli_studio_assert_clean (studio);
}

static void
write_rows (HeddleCliStudio *studio,
            guint            n_rows)
{
  g_autoptr (GString) csv = g_string_new ("prompt\n");

  for (guint i = 0; i < n_rows; i++)
    g_string_append_printf (csv, "Cube %u\n", i);
  g_free (heddle_cli_write (studio->cli, "rows.csv", csv->str));
}

static void
test_pick_rows (void)
{
  g_autoptr (HeddleCliStudio) studio = heddle_cli_studio_new ();
  g_autoptr (HeddleCliAnswer) first = NULL;
  g_autoptr (HeddleCliAnswer) one = NULL;
  g_autoptr (HeddleCliAnswer) same = NULL;
  g_autoptr (HeddleCliAnswer) shown = NULL;
  g_autoptr (HeddleCliAnswer) wrong = NULL;
  g_autoptr (HeddleCliAnswer) rest = NULL;
  g_autoptr (HeddleCliRun) run = NULL;

  write_rows (studio, 6);
  heddle_cli_studio_write (studio, "gate.heddle", HEDDLE_CLI_REPLICATE, 2, "logic.pick");
  first = heddle_cli_studio_call (studio, "run gate.heddle --rows rows.csv");
  heddle_cli_answer_assert_end (first, 4, "awaiting_selection", "0 0 6 0 6");
  heddle_cli_studio_assert_counts (studio, "awaiting_selection", 0, 6, 12 * PRICE);

  one = heddle_cli_studio_call (studio, "pick 1 gate 4.0");
  heddle_cli_answer_assert_end (one, 4, "awaiting_selection", "1 0 5 0 6");
  heddle_cli_studio_assert_counts (studio, "awaiting_selection", 1, 6, 12 * PRICE);
  same = heddle_cli_studio_call (studio, "pick 1 gate 4.1");
  heddle_cli_answer_assert_refused (same, "Not all of these wait");
  shown = heddle_cli_call (studio->cli, "show", "1", "--library", "library", NULL);
  heddle_cli_assert_told (shown->output, "Choice 6: Somebody has to answer; the first index is 5.0");
  g_assert_null (strstr (shown->output, "Choice 5"));
  wrong = heddle_cli_studio_call (studio, "pick 1 gate 0.0 1.2");
  heddle_cli_answer_assert_refused (wrong, "There is no “1.2”: 2 wait there");
  g_assert_cmpint (heddle_cli_studio_query (studio, "SELECT count (*) FROM decision"), ==, 1);

  rest = heddle_cli_studio_call (studio, "pick 1 gate 0.0 1.1 2.0 3.0 5.1");
  heddle_cli_assert_told (rest->errors, "heddlectl: “Choice”: chosen 3.0.");
  heddle_cli_assert_told (rest->errors, "heddlectl: “Choice”: chosen 5.1.");
  heddle_cli_answer_assert_end (rest, 0, "completed", "6 0 0 0 6");
  run = heddle_cli_run_read (rest);
  g_assert_cmpuint (run->assets->len, ==, 5);
  heddle_cli_studio_assert_counts (studio, "completed", 6, 6, 12 * PRICE);
  g_assert_cmpuint (heddle_cli_studio_count_orders (studio), ==, 12);
  g_assert_cmpint (heddle_cli_studio_query (studio, "SELECT count (*) FROM asset"), ==, 6);
  heddle_cli_studio_assert_clean (studio);
}

typedef struct
{
  const char *answer;
  const char *counts;
  const char *kept;
  const char *told;
} Approval;

static void
test_approve (gconstpointer data)
{
  const Approval *approval = data;
  g_autoptr (HeddleCliStudio) studio = heddle_cli_studio_new ();
  g_autoptr (HeddleCliAnswer) first = NULL;
  g_autoptr (HeddleCliAnswer) wrong = NULL;
  g_autoptr (HeddleCliAnswer) twice = NULL;
  g_autoptr (HeddleCliAnswer) answered = NULL;

  heddle_cli_studio_write (studio, "gate.heddle", HEDDLE_CLI_OPENAI, 3, "logic.approve");
  first = heddle_cli_studio_call (studio, "run gate.heddle");
  heddle_cli_answer_assert_end (first, 4, "awaiting_approval", "0 0 1 0 1");
  wrong = heddle_cli_studio_call (studio, "approve 1 gate 0 3");
  heddle_cli_answer_assert_refused (wrong, "There is no “3”");
  twice = heddle_cli_studio_call (studio, "approve 1 gate 2 2");
  heddle_cli_answer_assert_refused (twice, "“2” is named twice");
  g_assert_cmpint (heddle_cli_studio_query (studio, "SELECT count (*) FROM decision"), ==, 0);

  answered = heddle_cli_studio_call (studio, "approve 1 gate %s --comment 'too dark'", approval->answer);
  heddle_cli_answer_assert_end (answered, 0, "completed", approval->counts);
  heddle_cli_assert_told (answered->errors, approval->told);
  if (approval->kept != NULL)
    assert_assets (answered, first, approval->kept);
  g_assert_cmpint (heddle_cli_studio_query (studio, "SELECT count (*) FROM decision WHERE comment = 'too dark'"),
                   ==, 1);
  g_assert_cmpuint (heddle_cli_studio_count_orders (studio), ==, 1);
  heddle_cli_studio_assert_clean (studio);
}

static const Approval approvals[] = {
  { "", "3 0 0 0 3", "0 1 2", "heddlectl: “Choice”: approved 0, 1, 2." },
  { "0 2", "2 0 0 0 2", "0 2", "heddlectl: “Choice”: approved 0, 2." },
  { "--reject", "0 0 0 0 0", NULL, "heddlectl: “Choice”: everything is rejected." },
  { "--reject 0", "2 0 0 0 2", "1 2", "heddlectl: “Choice”: approved 1, 2." },
  { "--reject 0 1 2", "0 0 0 0 0", NULL, "heddlectl: “Choice”: everything is rejected." },
};

#define N_POLLS "SELECT count (*) FROM api_call WHERE job IS NOT NULL"

/* The job is on its way at the provider while there is nobody here to ask after it. */
static void
test_killed_job (void)
{
  g_autoptr (HeddleCliStudio) studio = heddle_cli_studio_new ();
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (HeddleCliAnswer) resumed = NULL;

  heddle_cli_studio_write (studio, "art.heddle", HEDDLE_CLI_REPLICATE, 2, NULL);
  process = heddle_cli_studio_start (studio, "run art.heddle --input 'prompt=A cube [fault:polls=3]'");
  heddle_cli_studio_wait_for (studio, N_POLLS, 2);
  heddle_cli_studio_kill (process);
  g_assert_cmpuint (heddle_cli_studio_count_orders (studio), ==, 2);

  resumed = heddle_cli_studio_call (studio, "resume 1");
  heddle_cli_answer_assert_end (resumed, 0, "completed", "2 0 0 0 2");
  g_assert_cmpuint (heddle_cli_studio_count_orders (studio), ==, 2);
  heddle_cli_studio_assert_counts (studio, "completed", 2, 2, 2 * PRICE);
  heddle_cli_studio_assert_clean (studio);
}

/* How often the provider was asked to give up a job. */
static guint
count_cancels (HeddleCliStudio *studio)
{
  guint n = 0;

  for (guint i = 0;; i++)
    {
      g_autoptr (HeddleFakeRequest) request = heddle_fake_server_dup_request (studio->replicate, "POST", NULL, i);

      if (request == NULL)
        return n;
      n += g_str_has_suffix (heddle_fake_request_get_path (request), "/cancel");
    }
}

/* Nobody asks after a job of a run that was interrupted, but the provider goes on with it. */
static void
test_killed_and_cancelled (void)
{
  g_autoptr (HeddleCliStudio) studio = heddle_cli_studio_new ();
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (HeddleCliAnswer) cancelled = NULL;
  g_autoptr (HeddleCliAnswer) retried = NULL;

  heddle_cli_studio_write (studio, "art.heddle", HEDDLE_CLI_REPLICATE, 2, NULL);
  heddle_fake_server_add_fault (studio->replicate, "POST", NULL, "polls=1000,times=2", NULL);
  process = heddle_cli_studio_start (studio, "run art.heddle");
  heddle_cli_studio_wait_for (studio, N_POLLS, 2);
  heddle_cli_studio_kill (process);

  cancelled = heddle_cli_studio_call (studio, "cancel 1");
  g_assert_cmpint (cancelled->status, ==, 0);
  g_assert_cmpuint (count_cancels (studio), ==, 2);
  retried = heddle_cli_studio_call (studio, "retry 1");
  heddle_cli_answer_assert_end (retried, 0, "completed", "2 0 0 0 2");
  g_assert_cmpuint (heddle_cli_studio_count_orders (studio), ==, 2 + 2 + 2);
  heddle_cli_studio_assert_clean (studio);
}

#define N_KEPT "SELECT count (*) FROM api_call WHERE results IS NOT NULL"

/* More pictures than one request brings: the first ten are answered, and the item still waits for the
 * others when all ends. */
static void
test_killed_after_answer (void)
{
  g_autoptr (HeddleCliStudio) studio = heddle_cli_studio_new ();
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (HeddleCliAnswer) resumed = NULL;
  g_autoptr (HeddleCliAnswer) sent = NULL;

  heddle_cli_studio_write (studio, "art.heddle", HEDDLE_CLI_OPENAI, 12, NULL);
  heddle_fake_server_add_fault (studio->openai, "POST", NULL, "stall", NULL);
  process = heddle_cli_studio_start (studio, "run art.heddle");
  heddle_cli_studio_wait_for (studio, N_KEPT, 1);
  heddle_cli_studio_kill (process);
  g_assert_cmpuint (heddle_cli_studio_count_orders (studio), ==, 2);

  resumed = heddle_cli_studio_call (studio, "resume 1");
  heddle_cli_answer_assert_end (resumed, 4, "awaiting_decision", "0 0 0 1 1");
  g_assert_cmpuint (heddle_cli_studio_count_orders (studio), ==, 2);
  sent = heddle_cli_studio_call (studio, "decide 1 pic send");
  heddle_cli_answer_assert_end (sent, 0, "completed", "12 0 0 0 12");
  g_assert_cmpuint (heddle_cli_studio_count_orders (studio), ==, 3);
  heddle_cli_studio_assert_clean (studio);
}

/* The same where all that is missing is a job. */
static void
test_killed_beside_answer (void)
{
  g_autoptr (HeddleCliStudio) studio = heddle_cli_studio_new ();
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (HeddleCliAnswer) resumed = NULL;

  heddle_cli_studio_write (studio, "art.heddle", HEDDLE_CLI_REPLICATE, 2, NULL);
  heddle_fake_server_add_fault (studio->replicate, "POST", NULL, "polls=6", NULL);
  process = heddle_cli_studio_start (studio, "run art.heddle");
  heddle_cli_studio_wait_for (studio, N_KEPT, 1);
  heddle_cli_studio_kill (process);

  resumed = heddle_cli_studio_call (studio, "resume 1");
  heddle_cli_answer_assert_end (resumed, 0, "completed", "2 0 0 0 2");
  g_assert_cmpuint (heddle_cli_studio_count_orders (studio), ==, 2);
  heddle_cli_studio_assert_counts (studio, "completed", 2, 2, 2 * PRICE);
  g_assert_cmpint (heddle_cli_studio_query (studio, N_KEPT), ==, 0);
  heddle_cli_studio_assert_clean (studio);
}

static void
set_budget (HeddleCliStudio *studio,
            const char      *amount)
{
  g_autoptr (HeddleCliAnswer) answer = heddle_cli_studio_call (studio, "budget set library total %s", amount);

  g_assert_cmpint (answer->status, ==, 0);
}

/* Rows that were never begun, and an item some of whose results were made. */
static void
test_budget (void)
{
  g_autoptr (HeddleCliStudio) studio = heddle_cli_studio_new ();
  g_autoptr (HeddleCliAnswer) first = NULL;
  g_autoptr (HeddleCliAnswer) idle = NULL;
  g_autoptr (HeddleCliAnswer) resumed = NULL;

  write_rows (studio, 4);
  set_budget (studio, "0.010");
  heddle_cli_studio_write (studio, "art.heddle", HEDDLE_CLI_REPLICATE, 2, NULL);
  first = heddle_cli_studio_call (studio, "run art.heddle --rows rows.csv --jobs 1");
  heddle_cli_answer_assert_end (first, 5, "paused", "1 0 3 0 4");
  heddle_cli_studio_assert_counts (studio, "paused", 1, 4, 3 * PRICE);
  idle = heddle_cli_studio_call (studio, "resume 1");
  heddle_cli_answer_assert_end (idle, 5, "paused", "1 0 3 0 4");
  heddle_cli_studio_assert_counts (studio, "paused", 1, 4, 3 * PRICE);
  g_assert_cmpuint (heddle_cli_studio_count_orders (studio), ==, 3);

  set_budget (studio, "1");
  resumed = heddle_cli_studio_call (studio, "resume 1");
  heddle_cli_answer_assert_end (resumed, 0, "completed", "4 0 0 0 4");
  heddle_cli_studio_assert_counts (studio, "completed", 4, 4, 8 * PRICE);
  g_assert_cmpuint (heddle_cli_studio_count_orders (studio), ==, 8);
  heddle_cli_studio_assert_clean (studio);
}

/* A budget holds what was under way when all ended: it is in doubt all the same once there is money. */
static void
test_budget_after_kill (void)
{
  g_autoptr (HeddleCliStudio) studio = heddle_cli_studio_new ();
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (HeddleCliAnswer) held = NULL;
  g_autoptr (HeddleCliAnswer) resumed = NULL;

  g_free (heddle_cli_write (studio->cli, "rows.csv",
                            "prompt\n\"Cube [fault:422,times=1]\"\n\"Ball [fault:stall,times=1]\"\n"));
  heddle_cli_studio_write (studio, "art.heddle", HEDDLE_CLI_REPLICATE, 1, NULL);
  process = heddle_cli_studio_start (studio, "run art.heddle --rows rows.csv --jobs 1");
  heddle_cli_studio_wait_for_orders (studio, 2);
  heddle_cli_studio_kill (process);

  set_budget (studio, "0");
  held = heddle_cli_studio_call (studio, "retry 1");
  heddle_cli_answer_assert_end (held, 5, "paused", "0 0 2 0 2");
  set_budget (studio, "1");
  resumed = heddle_cli_studio_call (studio, "resume 1");
  heddle_cli_answer_assert_end (resumed, 4, "awaiting_decision", "1 0 0 1 2");
  g_assert_cmpuint (heddle_cli_studio_count_orders (studio), ==, 3);
}

#define ROWS 24

static gboolean
is_bad (guint row)
{
  return row == 3 || row == 7 || row == 20;
}

static void
test_retry (void)
{
  g_autoptr (HeddleCliStudio) studio = heddle_cli_studio_new ();
  g_autoptr (HeddleCliAnswer) first = NULL;
  g_autoptr (HeddleCliAnswer) retried = NULL;
  g_autoptr (HeddleCliAnswer) over = NULL;
  g_autoptr (HeddleCliRun) run = NULL;
  g_autoptr (GString) csv = g_string_new ("prompt\n");

  for (guint i = 0; i < ROWS; i++)
    g_string_append_printf (csv, "\"Cube %u%s\"\n", i, is_bad (i) ? " [fault:422,times=1]" : "");
  g_free (heddle_cli_write (studio->cli, "rows.csv", csv->str));
  heddle_cli_studio_write (studio, "art.heddle", HEDDLE_CLI_REPLICATE, 1, NULL);
  first = heddle_cli_studio_call (studio, "run art.heddle --rows rows.csv --jobs 8");
  heddle_cli_answer_assert_end (first, 1, "completed", "21 3 0 0 24");
  heddle_fake_server_clear_log (studio->replicate);

  retried = heddle_cli_studio_call (studio, "retry 1");
  heddle_cli_answer_assert_end (retried, 0, "completed", "24 0 0 0 24");
  run = heddle_cli_run_read (retried);
  g_assert_cmpuint (run->assets->len, ==, 3);
  g_assert_cmpuint (heddle_cli_studio_count_orders (studio), ==, 3);
  for (guint i = 0; i < ROWS; i++)
    {
      g_autofree char *prompt = g_strdup_printf (is_bad (i) ? "Cube %u [" : "Cube %u\"", i);

      g_assert_cmpint (heddle_fake_server_saw (studio->replicate, prompt), ==, is_bad (i));
    }
  heddle_cli_studio_assert_counts (studio, "completed", ROWS, ROWS, ROWS * PRICE);
  over = heddle_cli_studio_call (studio, "retry 1");
  heddle_cli_answer_assert_refused (over, "Nothing is left to do in run 1");
  heddle_cli_studio_assert_clean (studio);
}

/* Cancelled by a person, with a job under way and rows that were not begun. */
static void
test_cancelled (void)
{
  g_autoptr (HeddleCliStudio) studio = heddle_cli_studio_new ();
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (HeddleCliAnswer) first = NULL;
  g_autoptr (HeddleCliAnswer) resumed = NULL;
  g_autoptr (HeddleCliAnswer) retried = NULL;

  write_rows (studio, 3);
  heddle_fake_server_add_fault (studio->replicate, "POST", NULL, "polls=1000", NULL);
  heddle_cli_studio_write (studio, "art.heddle", HEDDLE_CLI_REPLICATE, 1, NULL);
  process = heddle_cli_studio_start (studio, "run art.heddle --rows rows.csv --jobs 1");
  heddle_cli_studio_wait_for (studio, N_POLLS, 1);
  g_subprocess_send_signal (process, SIGINT);
  first = heddle_cli_finish (process, NULL);
  heddle_cli_answer_assert_end (first, 3, "cancelled", "0 0 0 0 3");
  g_assert_cmpuint (count_cancels (studio), ==, 1);

  resumed = heddle_cli_studio_call (studio, "resume 1");
  heddle_cli_answer_assert_refused (resumed, "Run 1 was cancelled. “heddlectl retry” does the rest of it");
  retried = heddle_cli_studio_call (studio, "retry 1");
  heddle_cli_answer_assert_end (retried, 0, "completed", "3 0 0 0 3");
  heddle_cli_studio_assert_clean (studio);
}

/* What was done before a person cancels the rest is done. */
static void
test_cancelled_later (void)
{
  g_autoptr (HeddleCliStudio) studio = heddle_cli_studio_new ();
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GSubprocess) later = NULL;
  g_autoptr (HeddleCliAnswer) cancelled = NULL;

  g_free (heddle_cli_write (studio->cli, "rows.csv",
                            "prompt\nBall\nCone\n\"Cube [fault:polls=1000]\"\nPrism\n"));
  heddle_cli_studio_write (studio, "art.heddle", HEDDLE_CLI_REPLICATE, 1, NULL);
  process = heddle_cli_studio_start (studio, "run art.heddle --rows rows.csv --jobs 1");
  heddle_cli_studio_wait_for (studio, N_POLLS, 3);
  heddle_cli_studio_kill (process);

  heddle_fake_server_clear_log (studio->replicate);
  later = heddle_cli_studio_start (studio, "resume 1");
  while (heddle_fake_server_count_requests (studio->replicate, "GET", NULL) == 0)
    g_usleep (2000);
  g_subprocess_send_signal (later, SIGINT);
  cancelled = heddle_cli_finish (later, NULL);
  heddle_cli_answer_assert_end (cancelled, 3, "cancelled", "2 0 0 0 4");
  heddle_cli_studio_assert_clean (studio);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  heddle_init ();
  g_test_add_func ("/cli/resume/pick", test_pick);
  g_test_add_func ("/cli/resume/pick-rows", test_pick_rows);
  for (guint i = 0; i < G_N_ELEMENTS (approvals); i++)
    {
      g_autofree char *name = g_strdup_printf ("/cli/resume/approve/%u", i);

      g_test_add_data_func (name, &approvals[i], test_approve);
    }
  g_test_add_func ("/cli/resume/killed-job", test_killed_job);
  g_test_add_func ("/cli/resume/killed-and-cancelled", test_killed_and_cancelled);
  g_test_add_func ("/cli/resume/killed-after-answer", test_killed_after_answer);
  g_test_add_func ("/cli/resume/killed-beside-answer", test_killed_beside_answer);
  g_test_add_func ("/cli/resume/budget", test_budget);
  g_test_add_func ("/cli/resume/budget-after-kill", test_budget_after_kill);
  g_test_add_func ("/cli/resume/retry", test_retry);
  g_test_add_func ("/cli/resume/cancelled", test_cancelled);
  g_test_add_func ("/cli/resume/cancelled-later", test_cancelled_later);
  return g_test_run ();
}
