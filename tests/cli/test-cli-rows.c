/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/heddle-init.h"
#include "base/heddle-json.h"
#include "heddle-cli-run.h"

/* What is fetched out of JSON, for each row of a table. */
static const char document[]
  = "{\"format\": \"heddle-workflow\", \"version\": 1, \"id\": \"01980000-0000-7000-8000-0000000000e2\","
    " \"name\": \"Rows\", \"inputs\": ["
    "  {\"key\": \"facts\", \"type\": \"text\", \"required\": true},"
    "  {\"key\": \"size\", \"type\": \"number\", \"default\": 1}],"
    " \"pipelines\": [{\"id\": \"main\", \"nodes\": ["
    "  {\"id\": \"name\", \"type\": \"json.pick\", \"name\": \"Find the name\","
    "   \"config\": {\"path\": \"$.name\", \"on_item_failure\": \"FAILURE\"}},"
    "  {\"id\": \"line\", \"type\": \"text.template\", \"config\": {\"template\": \"{{name}}: {{size}}\"}}],"
    " \"links\": ["
    "  {\"id\": \"l1\", \"from\": [\"inputs\", \"facts\"], \"to\": [\"name\", \"json\"]},"
    "  {\"id\": \"l2\", \"from\": [\"name\", \"text\"], \"to\": [\"line\", \"name\"]},"
    "  {\"id\": \"l3\", \"from\": [\"inputs\", \"size\"], \"to\": [\"line\", \"size\"]}]}]}";

static const char rows[]
  = "facts,note,size\n"
    "\"{\"\"name\"\": \"\"Ada\"\"}\",\"first, of\nfour\",1\n"
    "\"{\"\"title\"\": \"\"Grace\"\"}\",\"a \"\"second\"\"\",2\n"
    "\"{\"\"name\"\": \"\"Mary\"\"}\",,large\n"
    "\"{\"\"name\"\": \"\"Joan\"\"}\",,4\n";

static HeddleCliAnswer *
run (HeddleCli  *cli,
     const char *failure,
     const char *table)
{
  g_autoptr (GString) text = g_string_new (document);

  g_assert_cmpuint (g_string_replace (text, "FAILURE", failure, 1), ==, 1);
  g_free (heddle_cli_write (cli, "rows.heddle", text->str));
  return heddle_cli_call (cli, "run", "rows.heddle", "--library", "library", "--json", "--jobs", "1", "--rows", table,
                          NULL);
}

static HeddleCliAnswer *
export (HeddleCli  *cli,
        const char *number,
        const char *option,
        const char *more)
{
  return heddle_cli_call (cli, "export", number, "--library", "library", "--to", "failed.csv", option, more, NULL);
}

static char *
read_failed (HeddleCli *cli)
{
  g_autofree char *path = heddle_cli_path (cli, "failed.csv");
  g_autoptr (GError) error = NULL;
  char *text;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

static void
assert_told (const char *text,
             const char *part)
{
  if (strstr (text, part) == NULL)
    g_error ("“%s” is not told by: %s", part, text);
}

/* The rows that failed, with what was wrong, and the same again with one of them corrected. */
static void
test_failed (void)
{
  g_autoptr (HeddleCli) cli = heddle_cli_new ();
  g_autofree char *table = heddle_cli_write (cli, "rows.csv", rows);
  g_autoptr (HeddleCliAnswer) first = run (cli, "continue", table);
  g_autoptr (HeddleCliAnswer) exported = export (cli, "1", "--failed-rows", NULL);
  g_autoptr (HeddleCliAnswer) again = NULL;
  g_autoptr (HeddleCliAnswer) twice = NULL;
  g_autoptr (HeddleCliRun) rest = NULL;
  g_autofree char *failed = NULL;
  g_autofree char *corrected = NULL;
  g_autofree char *left = NULL;
  g_autoptr (GString) text = NULL;

  g_assert_cmpint (first->status, ==, 1);
  g_assert_cmpint (exported->status, ==, 0);
  g_assert_cmpstr (exported->output, ==, "failed.csv\n");
  failed = read_failed (cli);
  assert_told (failed, "\"facts\",\"note\",\"size\",\"heddle error\"\r\n");
  assert_told (failed, "\r\n\"{\"\"title\"\": \"\"Grace\"\"}\",\"a \"\"second\"\"\",\"2\",\"Find the name: ");
  assert_told (failed, "\r\n\"{\"\"name\"\": \"\"Mary\"\"}\",\"\",\"large\",\"Inputs: ");
  g_assert_null (strstr (failed, "Ada"));
  g_assert_null (strstr (failed, "Joan"));

  text = g_string_new (failed);
  g_string_replace (text, "\"large\"", "\"3\"", 0);
  corrected = heddle_cli_write (cli, "corrected.csv", text->str);
  again = run (cli, "continue", corrected);
  rest = heddle_cli_run_read (again);
  g_assert_cmpint (heddle_cli_run_count (rest, "successful"), ==, 1);
  g_assert_cmpint (heddle_cli_run_count (rest, "failed"), ==, 1);

  twice = export (cli, "2", "--failed-rows", "--force");
  g_assert_cmpint (twice->status, ==, 0);
  left = read_failed (cli);
  g_assert_true (g_str_has_prefix (left, "\"facts\",\"note\",\"size\",\"heddle error\"\r\n\"{\"\"title\"\""));
  g_assert_null (strstr (left, "Mary"));
}

/* What was not begun because the run ended before. */
static void
test_unfinished (void)
{
  g_autoptr (HeddleCli) cli = heddle_cli_new ();
  g_autofree char *table = heddle_cli_write (cli, "rows.csv", rows);
  g_autoptr (HeddleCliAnswer) first = run (cli, "stop", table);
  g_autoptr (HeddleCliAnswer) exported = export (cli, "1", "--unfinished-rows", NULL);
  g_autoptr (HeddleCliAnswer) both = NULL;
  g_autofree char *unfinished = NULL;
  g_autofree char *all = NULL;

  g_assert_cmpint (first->status, ==, 1);
  g_assert_cmpint (exported->status, ==, 0);
  unfinished = read_failed (cli);
  assert_told (unfinished, "\"{\"\"name\"\": \"\"Joan\"\"}\",\"\",\"4\",\"\"\r\n");
  g_assert_null (strstr (unfinished, "Grace"));
  g_assert_null (strstr (unfinished, "Ada"));

  both = heddle_cli_call (cli, "export", "1", "--library", "library", "--to", "failed.csv", "--failed-rows",
                          "--unfinished-rows", "--force", NULL);
  g_assert_cmpint (both->status, ==, 0);
  all = read_failed (cli);
  assert_told (all, "Grace");
  assert_told (all, "Joan");
}

static void
test_refused (void)
{
  g_autoptr (HeddleCli) cli = heddle_cli_new ();
  g_autofree char *good = heddle_cli_write (cli, "good.csv", "facts\n\"{\"\"name\"\": \"\"Ada\"\"}\"\n");
  g_autoptr (HeddleCliAnswer) first = run (cli, "continue", good);
  g_autoptr (HeddleCliAnswer) none = export (cli, "1", "--failed-rows", NULL);
  g_autoptr (HeddleCliAnswer) unknown = export (cli, "7", "--failed-rows", NULL);
  g_autoptr (HeddleCliAnswer) there = NULL;
  g_autoptr (HeddleCliAnswer) plain = NULL;
  g_autoptr (HeddleCliAnswer) no_table = NULL;
  g_autofree char *path = heddle_cli_path (cli, "failed.csv");

  g_assert_cmpint (first->status, ==, 0);
  g_assert_cmpint (none->status, ==, 2);
  assert_told (none->errors, "has no such rows");
  g_assert_cmpint (unknown->status, ==, 2);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));

  plain = heddle_cli_call (cli, "run", "rows.heddle", "--library", "library", "--input", "facts={}", NULL);
  g_assert_cmpint (plain->status, ==, 1);
  no_table = export (cli, "2", "--failed-rows", NULL);
  g_assert_cmpint (no_table->status, ==, 2);
  assert_told (no_table->errors, "was not started on a table");

  g_free (heddle_cli_write (cli, "failed.csv", "mine"));
  there = export (cli, "1", "--failed-rows", NULL);
  g_assert_cmpint (there->status, ==, 2);
  assert_told (there->errors, "--force");
}

/* More rows than results are kept in memory: what an early row made is found in the library by a late one. */
static void
test_many (void)
{
  g_autoptr (HeddleCli) cli = heddle_cli_new ();
  g_autoptr (GString) text = g_string_new ("facts\n");
  g_autofree char *table = NULL;
  g_autoptr (HeddleCliAnswer) answer = NULL;
  g_autoptr (HeddleCliRun) many = NULL;

  for (guint i = 0; i < 3000; i++)
    g_string_append_printf (text, "\"{\"\"name\"\": \"\"%u\"\"}\"\n", i);
  g_string_append (text, "\"{\"\"name\"\": \"\"0\"\"}\"\n");
  table = heddle_cli_write (cli, "many.csv", text->str);
  answer = run (cli, "continue", table);
  many = heddle_cli_run_read (answer);
  g_assert_cmpint (answer->status, ==, 0);
  g_assert_cmpint (heddle_cli_run_count (many, "successful"), ==, 3001);
  g_assert_cmpint (heddle_cli_run_count (many, "cached"), ==, 1);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  heddle_init ();
  g_test_add_func ("/cli/rows/failed", test_failed);
  g_test_add_func ("/cli/rows/unfinished", test_unfinished);
  g_test_add_func ("/cli/rows/refused", test_refused);
  g_test_add_func ("/cli/rows/many", test_many);
  return g_test_run ();
}
