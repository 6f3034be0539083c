/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/heddle-init.h"
#include "base/heddle-json.h"
#include "heddle-cli-run.h"

#define N_STEPS 20
#define CHANGED 13

/* Twenty steps, each of which adds a letter to what the one before it gave. */
static char *
write_chain (HeddleCli  *cli,
             const char *name,
             const char *changed)
{
  g_autoptr (GString) nodes = g_string_new (NULL);
  g_autoptr (GString) links = g_string_new (NULL);
  g_autofree char *document = NULL;

  for (guint i = 0; i < N_STEPS; i++)
    {
      const char *letter = i == CHANGED ? changed : "x";

      g_string_append_printf (nodes, "%s{\"id\": \"s%u\", \"type\": \"text.template\", \"config\": {\"template\": \"%s%s\"}}",
                              i == 0 ? "" : ", ", i, i == 0 ? "" : "{{text}}", letter);
      if (i > 0)
        g_string_append_printf (links, "%s{\"id\": \"l%u\", \"from\": [\"s%u\", \"text\"], \"to\": [\"s%u\", \"text\"]}",
                                i == 1 ? "" : ", ", i, i - 1, i);
    }
  document = g_strdup_printf ("{\"format\": \"heddle-workflow\", \"version\": 1,"
                              " \"id\": \"01980000-0000-7000-8000-0000000000ca\", \"name\": \"Chain\","
                              " \"pipelines\": [{\"id\": \"main\", \"nodes\": [%s], \"links\": [%s]}]}",
                              nodes->str, links->str);
  return heddle_cli_write (cli, name, document);
}

static void
assert_done_and_cached (HeddleCli  *cli,
                        const char *file,
                        guint       n_done,
                        guint       n_cached)
{
  g_autoptr (HeddleCliAnswer) answer = heddle_cli_call (cli, "run", file, "--json", NULL);
  g_autoptr (HeddleCliRun) run = heddle_cli_run_read (answer);
  g_autoptr (GPtrArray) done = heddle_cli_run_list_items (run, NULL, "completed");
  g_autoptr (GPtrArray) cached = heddle_cli_run_list_items (run, NULL, "cached");

  g_assert_cmpint (answer->status, ==, 0);
  g_assert_cmpuint (done->len, ==, n_done);
  g_assert_cmpuint (cached->len, ==, n_cached);
}

static gint64
read_size (HeddleCli  *cli,
           const char *member)
{
  g_autoptr (HeddleCliAnswer) answer = heddle_cli_call (cli, "cache", "--json", NULL);

  g_assert_cmpint (answer->status, ==, 0);
  return heddle_json_get_int (heddle_cli_answer_line (answer, 0), member, -1);
}

static void
test_one_change (void)
{
  g_autoptr (HeddleCli) cli = heddle_cli_new ();
  g_autofree char *chain = write_chain (cli, "chain.heddle", "x");
  g_autofree char *changed = write_chain (cli, "changed.heddle", "y");

  assert_done_and_cached (cli, chain, N_STEPS, 0);
  assert_done_and_cached (cli, chain, 0, N_STEPS);
  assert_done_and_cached (cli, changed, N_STEPS - CHANGED, CHANGED);
  assert_done_and_cached (cli, chain, 0, N_STEPS);
}

static void
test_size (void)
{
  g_autoptr (HeddleCli) cli = heddle_cli_new ();
  g_autofree char *chain = write_chain (cli, "chain.heddle", "x");
  g_autoptr (HeddleCliAnswer) set = NULL;
  g_autoptr (HeddleCliAnswer) human = NULL;

  assert_done_and_cached (cli, chain, N_STEPS, 0);
  g_assert_cmpint (read_size (cli, "entries"), ==, N_STEPS);
  g_assert_cmpint (read_size (cli, "bytes"), >, N_STEPS);

  set = heddle_cli_call (cli, "cache", "size", "1.5 MB", "--json", NULL);
  g_assert_cmpint (set->status, ==, 0);
  g_assert_cmpint (heddle_json_get_int (heddle_cli_answer_line (set, 0), "bound", -1), ==, 1500000);
  g_assert_cmpint (read_size (cli, "bound"), ==, 1500000);

  human = heddle_cli_call (cli, "cache", NULL);
  g_assert_nonnull (strstr (human->output, "20 results take "));
}

static void
test_trim (void)
{
  g_autoptr (HeddleCli) cli = heddle_cli_new ();
  g_autofree char *chain = write_chain (cli, "chain.heddle", "x");
  g_autoptr (HeddleCliAnswer) some = NULL;
  g_autoptr (HeddleCliAnswer) all = NULL;
  g_autofree char *half = NULL;

  assert_done_and_cached (cli, chain, N_STEPS, 0);
  half = g_strdup_printf ("%" G_GINT64_FORMAT, read_size (cli, "bytes") / 2);

  some = heddle_cli_call (cli, "cache", "trim", half, NULL);
  g_assert_cmpint (some->status, ==, 0);
  g_assert_cmpint (read_size (cli, "entries"), >, 0);
  g_assert_cmpint (read_size (cli, "entries"), <, N_STEPS);

  all = heddle_cli_call (cli, "cache", "trim", "0", NULL);
  g_assert_cmpint (all->status, ==, 0);
  g_assert_cmpint (read_size (cli, "entries"), ==, 0);
  assert_done_and_cached (cli, chain, N_STEPS, 0);
}

/* What was trimmed is no more needed for the cache's sake, and what an asset is made of still is. */
static void
test_contents (void)
{
  g_autoptr (HeddleCli) cli = heddle_cli_new ();
  g_autofree char *sample = heddle_cli_template (cli, "moodboard.heddle");
  g_autoptr (HeddleCliAnswer) run = heddle_cli_call (cli, "run", sample, NULL);
  g_autoptr (HeddleCliAnswer) trimmed = heddle_cli_call (cli, "cache", "trim", "0", NULL);
  g_autoptr (HeddleCliAnswer) verified = heddle_cli_call (cli, "verify", NULL);

  g_assert_cmpint (run->status, ==, 0);
  g_assert_cmpint (trimmed->status, ==, 0);
  g_assert_cmpint (verified->status, ==, 0);
}

static void
test_mistakes (void)
{
  g_autoptr (HeddleCli) cli = heddle_cli_new ();
  g_autofree char *chain = write_chain (cli, "chain.heddle", "x");
  static const char *const mistakes[][3] = { { "shrink" }, { "size", "much" }, { "trim", "-1" }, { "size", "3 horses" } };

  assert_done_and_cached (cli, chain, N_STEPS, 0);
  for (guint i = 0; i < G_N_ELEMENTS (mistakes); i++)
    {
      g_autoptr (HeddleCliAnswer) answer = heddle_cli_call (cli, "cache", mistakes[i][0], mistakes[i][1], NULL);

      g_assert_cmpint (answer->status, ==, 2);
    }
  g_assert_cmpint (read_size (cli, "entries"), ==, N_STEPS);
}

int
main (int    argc,
      char **argv)
{
  heddle_init ();
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/cli/cache/one-change", test_one_change);
  g_test_add_func ("/cli/cache/size", test_size);
  g_test_add_func ("/cli/cache/trim", test_trim);
  g_test_add_func ("/cli/cache/contents", test_contents);
  g_test_add_func ("/cli/cache/mistakes", test_mistakes);

  return g_test_run ();
}
