/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <linux/capability.h>
#include <sys/mount.h>
#include <sys/prctl.h>

#include "base/heddle-init.h"
#include "base/heddle-json.h"
#include "heddle-cli-studio.h"
#include "heddle-fake-replicate.h"

#define ROWS 12
#define SEED 20

/* How often the program is killed, and how often at most in the same library. */
#define KILLS 10
#define KILLS_LONG 200
#define KILLS_PER_RUN 10

/* Within this time after it was started. */
#define LONGEST_LIFE_MS 1500

/* Two pictures each of a provider that answers at once and of one that makes jobs. */
static const char document[]
  = "{\"format\": \"heddle-workflow\", \"version\": 1, \"id\": \"01980000-0000-7000-8000-0000000000d2\","
    " \"name\": \"Crash\", \"inputs\": [{\"key\": \"prompt\", \"type\": \"text\", \"default\": \"A cube\"}],"
    " \"pipelines\": [{\"id\": \"main\", \"nodes\": ["
    "  {\"id\": \"sync\", \"type\": \"ai.image-generation\","
    "   \"config\": {\"model\": \"" HEDDLE_CLI_OPENAI "\", \"count\": 2}},"
    "  {\"id\": \"job\", \"type\": \"ai.image-generation\","
    "   \"config\": {\"model\": \"" HEDDLE_CLI_REPLICATE "\", \"count\": 2}},"
    "  {\"id\": \"left\", \"type\": \"output.asset\"}, {\"id\": \"right\", \"type\": \"output.asset\"}],"
    " \"links\": ["
    "  {\"id\": \"l1\", \"from\": [\"inputs\", \"prompt\"], \"to\": [\"sync\", \"prompt\"]},"
    "  {\"id\": \"l2\", \"from\": [\"inputs\", \"prompt\"], \"to\": [\"job\", \"prompt\"]},"
    "  {\"id\": \"l3\", \"from\": [\"sync\", \"images\"], \"to\": [\"left\", \"image\"]},"
    "  {\"id\": \"l4\", \"from\": [\"job\", \"images\"], \"to\": [\"right\", \"image\"]}]}]}";

#define START "run crash.heddle --rows rows.csv --jobs 6"

static HeddleCliStudio *
set_up (void)
{
  HeddleCliStudio *studio = heddle_cli_studio_new ();
  g_autoptr (GString) csv = g_string_new ("prompt\n");

  for (guint i = 0; i < ROWS; i++)
    g_string_append_printf (csv, "Cube %u of all\n", i);
  g_free (heddle_cli_write (studio->cli, "rows.csv", csv->str));
  g_free (heddle_cli_write (studio->cli, "crash.heddle", document));
  heddle_fake_replicate_set_polls (HEDDLE_FAKE_REPLICATE (studio->replicate), 1);
  heddle_fake_server_set_latency (studio->openai, 0.15);
  heddle_fake_server_set_latency (studio->replicate, 0.1);
  return studio;
}

/* What a request asks for: nothing may be asked for twice. */
static char *
describe_order (HeddleFakeRequest *request)
{
  g_autoptr (JsonObject) body = heddle_fake_request_dup_json (request);
  JsonObject *input = heddle_json_get_object (body, "input");

  if (input == NULL)
    return g_strdup_printf ("%d of %s", (int) heddle_json_get_int (body, "n", 1),
                            heddle_json_get_string (body, "prompt", ""));
  return g_strdup_printf ("seed %d of %s", (int) heddle_json_get_int (input, "seed", -1),
                          heddle_json_get_string (input, "prompt", ""));
}

static void
assert_ordered_once (HeddleFakeServer *server)
{
  g_autoptr (GHashTable) orders = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n = heddle_fake_server_count_requests (server, "POST", NULL);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (HeddleFakeRequest) request = heddle_fake_server_dup_request (server, "POST", NULL, i);
      char *order = describe_order (request);

      if (g_hash_table_contains (orders, order))
        g_error ("%s was ordered twice", order);
      g_hash_table_add (orders, order);
    }
}

#define N_BROUGHT "SELECT coalesce (sum (images), 0) FROM api_call WHERE status = 'answered'"

#define N_KEPT \
  "SELECT coalesce (sum (json_array_length (outputs, '$.ports.images')), 0)" \
  " FROM run_item JOIN node_run ON node_run.id = node_run_id WHERE node_run.node IN ('sync', 'job')"

#define N_SAVED \
  "SELECT count (*) FROM run_item JOIN node_run ON node_run.id = node_run_id" \
  " WHERE node_run.node IN ('left', 'right') AND run_item.status IN ('completed', 'cached')"

#define N_OPEN \
  "SELECT count (*) FROM run_item WHERE status NOT IN ('completed', 'cached', 'failed', 'skipped')"

/* Whatever was paid for and came is there, and is kept. */
static void
assert_all_kept (HeddleCliStudio *studio)
{
  gint64 brought = heddle_cli_studio_query (studio, N_BROUGHT);

  g_assert_cmpint (brought, >, 0);
  g_assert_cmpint (heddle_cli_studio_query (studio, N_KEPT), ==, brought);
  g_assert_cmpint (heddle_cli_studio_query (studio, N_SAVED), ==, brought);
  g_assert_cmpint (heddle_cli_studio_query (studio, N_OPEN), ==, 0);
  g_assert_cmpint (heddle_cli_studio_query (studio, "SELECT count (*) FROM run"), ==, 1);
}

static const char *
next_call (HeddleCliStudio *studio)
{
  return heddle_cli_studio_query (studio, "SELECT count (*) FROM run") == 1 ? "resume 1" : START;
}

/* Ends it at some moment, before there is a library at the earliest. Returns FALSE where it had come to
 * its end before.
 */
static gboolean
crash (HeddleCliStudio *studio,
       GRand           *random)
{
  g_autoptr (GSubprocess) process = heddle_cli_studio_start (studio, "%s", next_call (studio));

  g_usleep ((gulong) g_rand_int_range (random, 0, LONGEST_LIFE_MS) * 1000);
  heddle_cli_studio_kill (process);
  if (heddle_cli_studio_query (studio, "SELECT count (*) FROM run") >= 0)
    heddle_cli_studio_assert_clean (studio);
  return g_subprocess_get_if_signaled (process);
}

static HeddleCliAnswer *
give_up (HeddleCliStudio *studio,
         HeddleCliRun    *run)
{
  JsonObject *question = g_ptr_array_index (run->waiting, 0);
  g_autofree char *index = heddle_cli_index_to_string (question);

  g_assert_cmpstr (json_object_get_string_member (question, "kind"), ==, "unknown_outcome");
  return heddle_cli_studio_call (studio, "decide 1 %s %s give-up", json_object_get_string_member (question, "node"),
                                 index);
}

/* Nobody but a person has it sent again. */
static void
assert_nothing_sent (HeddleCliStudio *studio,
                     guint            n_questions)
{
  guint n_orders = heddle_cli_studio_count_orders (studio);
  g_autoptr (HeddleCliAnswer) answer = heddle_cli_studio_call (studio, "resume 1");
  g_autoptr (HeddleCliRun) run = heddle_cli_run_read (answer);

  g_assert_cmpint (answer->status, ==, 4);
  g_assert_cmpuint (run->waiting->len, ==, n_questions);
  g_assert_cmpuint (heddle_cli_studio_count_orders (studio), ==, n_orders);
}

static void
go_to_the_end (HeddleCliStudio *studio)
{
  HeddleCliAnswer *answer = heddle_cli_studio_call (studio, "%s", next_call (studio));
  HeddleCliRun *run = heddle_cli_run_read (answer);

  if (answer->status == 4)
    assert_nothing_sent (studio, run->waiting->len);
  while (answer->status == 4)
    {
      HeddleCliAnswer *next = give_up (studio, run);

      heddle_cli_run_free (run);
      heddle_cli_answer_free (answer);
      answer = next;
      run = heddle_cli_run_read (answer);
    }
  g_assert_cmpint (answer->status, <=, 1);
  g_assert_cmpint (heddle_cli_run_count (run, "successful") + heddle_cli_run_count (run, "failed"), ==, ROWS);
  heddle_cli_run_free (run);
  heddle_cli_answer_free (answer);
}

/* Kills the program at any moment, and has the run go on until it is over. */
static void
test_crash (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (SEED);
  guint n_left = g_getenv ("HEDDLE_TEST_LONG") != NULL ? KILLS_LONG : KILLS;

  while (n_left > 0)
    {
      g_autoptr (HeddleCliStudio) studio = set_up ();
      guint n_here = 0;

      while (n_left > 0 && n_here < KILLS_PER_RUN && crash (studio, random))
        {
          n_here++;
          n_left--;
        }
      if (heddle_cli_studio_query (studio, "SELECT count (*) FROM run WHERE finished_at IS NOT NULL") != 1)
        go_to_the_end (studio);
      heddle_cli_studio_assert_clean (studio);
      assert_ordered_once (studio->openai);
      assert_ordered_once (studio->replicate);
      assert_all_kept (studio);
      g_test_message ("killed %u times, %u orders", n_here, heddle_cli_studio_count_orders (studio));
    }
}

/* A disk of its own for the library. Returns FALSE where the test may not mount one. */
static gboolean
mount_disk (const char *folder,
            const char *size)
{
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  if (mount ("tmpfs", folder, "tmpfs", MS_NOSUID | MS_NODEV, size) == 0)
    return TRUE;
  g_test_skip_printf ("a file system cannot be mounted here: %s", g_strerror (errno));
  return FALSE;
}

static void
change_disk (const char    *folder,
             unsigned long  flags,
             const char    *size)
{
  g_assert_cmpint (mount ("tmpfs", folder, "tmpfs", MS_REMOUNT | MS_NOSUID | MS_NODEV | flags, size), ==, 0);
}

static void
assert_told (const char *text,
             const char *part)
{
  if (strstr (text, part) == NULL)
    g_error ("“%s” is not told by: %s", part, text);
}

static void
assert_told_of_library (HeddleCliAnswer *answer)
{
  if (answer->status != 4 && answer->status != 6)
    g_error ("It ended with %d: %s%s", answer->status, answer->output, answer->errors);
  if (answer->status == 6 && strstr (answer->errors, "heddlectl: ") == NULL)
    g_error ("It does not say why: “%s”, after %s", answer->errors, answer->output);
}

/* Goes on once there is room again, and what could not be kept is not bought again by itself. */
static void
test_disk_full (void)
{
  g_autoptr (HeddleCliStudio) studio = set_up ();
  g_autofree char *library = heddle_cli_path (studio->cli, "library");
  g_autoptr (HeddleCliAnswer) full = NULL;

  if (!mount_disk (library, "size=18m"))
    return;
  heddle_fake_server_set_image_bytes (studio->openai, 3000000);
  heddle_fake_server_set_image_bytes (studio->replicate, 3000000);
  full = heddle_cli_studio_call (studio, START);
  assert_told_of_library (full);
  g_assert_cmpuint (heddle_cli_studio_count_orders (studio), <, 4 * ROWS);

  change_disk (library, 0, "size=400m");
  go_to_the_end (studio);
  heddle_cli_studio_assert_clean (studio);
  assert_ordered_once (studio->openai);
  assert_ordered_once (studio->replicate);
  g_assert_cmpint (umount (library), ==, 0);
}

/* The same where the disk cannot be written any more after a crash, as where its file system was damaged. */
static void
test_read_only (void)
{
  g_autoptr (HeddleCliStudio) studio = set_up ();
  g_autofree char *library = heddle_cli_path (studio->cli, "library");
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (HeddleCliAnswer) idle = NULL;

  if (!mount_disk (library, "size=400m"))
    return;
  process = heddle_cli_studio_start (studio, START);
  heddle_cli_studio_wait_for (studio, "SELECT count (*) > 2 FROM api_call WHERE status = 'answered'", 1);
  heddle_cli_studio_kill (process);
  change_disk (library, MS_RDONLY, "size=400m");
  idle = heddle_cli_studio_call (studio, "resume 1");
  g_assert_cmpint (idle->status, ==, 6);
  g_assert_true (g_str_has_prefix (idle->errors, "heddlectl: "));

  change_disk (library, 0, "size=400m");
  go_to_the_end (studio);
  heddle_cli_studio_assert_clean (studio);
  assert_ordered_once (studio->openai);
  assert_ordered_once (studio->replicate);
  assert_all_kept (studio);
  g_assert_cmpint (umount (library), ==, 0);
}

/* May what is in the folder be changed? */
static void
change_folder (const char *path,
               gboolean    writable)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        change_folder (child, writable);
    }
  g_assert_cmpint (g_chmod (path, writable ? 0755 : 0555), ==, 0);
}

/* The same while a run is at work. */
static void
test_read_only_meanwhile (void)
{
  g_autoptr (HeddleCliStudio) studio = NULL;
  g_autofree char *library = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (HeddleCliAnswer) idle = NULL;
  g_autoptr (GError) error = NULL;
  guint n_orders;

  /* Whom permissions do not bind is bound by them from here on, in what it starts. */
  if (prctl (PR_CAPBSET_READ, CAP_DAC_OVERRIDE) == 1 && prctl (PR_CAPBSET_DROP, CAP_DAC_OVERRIDE) != 0)
    {
      g_test_skip_printf ("permissions do not bind us: %s", g_strerror (errno));
      return;
    }
  studio = set_up ();
  library = heddle_cli_path (studio->cli, "library");
  process = heddle_cli_studio_start (studio, START);
  heddle_cli_studio_wait_for (studio, "SELECT count (*) > 2 FROM api_call WHERE status = 'answered'", 1);
  change_folder (library, FALSE);
  g_subprocess_wait (process, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 6);
  n_orders = heddle_cli_studio_count_orders (studio);
  g_assert_cmpuint (n_orders, <, 4 * ROWS / 2);

  idle = heddle_cli_studio_call (studio, "resume 1");
  g_assert_cmpint (idle->status, ==, 6);
  assert_told (idle->errors, "Make room, or let Heddle write there, and resume the run");
  g_assert_cmpuint (heddle_cli_studio_count_orders (studio), ==, n_orders);

  change_folder (library, TRUE);
  go_to_the_end (studio);
  heddle_cli_studio_assert_clean (studio);
  assert_ordered_once (studio->openai);
  assert_ordered_once (studio->replicate);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  heddle_init ();
  g_test_add_func ("/cli/crash/anywhere", test_crash);
  g_test_add_func ("/cli/crash/disk-full", test_disk_full);
  g_test_add_func ("/cli/crash/read-only", test_read_only);
  g_test_add_func ("/cli/crash/read-only-meanwhile", test_read_only_meanwhile);
  return g_test_run ();
}
