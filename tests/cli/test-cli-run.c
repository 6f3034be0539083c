/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/heddle-init.h"
#include "base/heddle-json.h"
#include "heddle-cli-samples.h"

static void
test_sample (gconstpointer data)
{
  const HeddleCliSample *sample = data;
  static const char *const nothing[] = { NULL };
  g_autoptr (HeddleCli) cli = heddle_cli_new ();
  g_autoptr (HeddleCliAnswer) first = heddle_cli_sample_run (sample, cli, nothing);
  g_autoptr (HeddleCliRun) run = heddle_cli_run_read (first);
  g_autoptr (HeddleCliAnswer) second = NULL;
  g_autoptr (HeddleCliAnswer) verified = NULL;

  g_assert_cmpstr (first->errors, ==, "");
  heddle_cli_sample_assert_done (sample, cli, first);
  g_assert_cmpint (heddle_cli_run_count (run, "cached"), ==, 0);
  g_assert_cmpint (heddle_cli_run_count (run, "cost"), ==, 0);

  second = heddle_cli_sample_run (sample, cli, nothing);
  heddle_cli_sample_assert_again (sample, cli, second, first);
  verified = heddle_cli_call (cli, "verify", "--library", "library", NULL);
  g_assert_cmpint (verified->status, ==, 0);
}

#define ROWS 24
#define BAD_ROW 6

/* Rows of different lengths in time, one of which has nothing where a product has to be. */
static void
write_rows (HeddleCli *cli)
{
  g_autoptr (GString) csv = g_string_new ("product,headline,season\n");

  for (guint i = 0; i < ROWS; i++)
    g_string_append_printf (csv, "%s,Headline %u,winter\n", i == BAD_ROW ? "" : "Ceramic mug", i + 1);
  g_free (heddle_cli_write (cli, "rows.csv", csv->str));
}

static HeddleCliAnswer *
run_rows (HeddleCli  *cli,
          const char *jobs)
{
  g_autofree char *path = heddle_cli_template (cli, "seasonal-batch.heddle");

  return heddle_cli_call (cli, "run", path, "--rows", "rows.csv", "--library", "library", "--json", "--jobs", jobs,
                          NULL);
}

static gint64
row_of (JsonObject *event)
{
  return json_array_get_int_element (json_object_get_array_member (event, "index"), 0);
}

static void
assert_rows (HeddleCliRun *run,
             const char   *status)
{
  g_autoptr (GPtrArray) saved = heddle_cli_run_list_items (run, "save", status);

  g_assert_cmpuint (saved->len, ==, ROWS - 1);
  for (guint i = 0; i < saved->len; i++)
    g_assert_cmpint (row_of (g_ptr_array_index (saved, i)), ==, i < BAD_ROW ? i : i + 1);
  g_assert_cmpuint (run->assets->len, ==, ROWS - 1);
  for (guint i = 0; i < run->assets->len; i++)
    {
      JsonObject *asset = g_ptr_array_index (run->assets, i);
      g_autofree char *name = g_strdup_printf ("%02d Headline %d", (int) row_of (asset) + 1, (int) row_of (asset) + 1);

      g_assert_cmpstr (json_object_get_string_member (asset, "name"), ==, name);
    }
}

static void
assert_bad_row (HeddleCliRun *run)
{
  g_autoptr (GPtrArray) failed = heddle_cli_run_list_items (run, NULL, "failed");
  JsonObject *error;

  g_assert_cmpuint (failed->len, ==, 1);
  g_assert_cmpint (row_of (g_ptr_array_index (failed, 0)), ==, BAD_ROW);
  error = heddle_json_get_object (g_ptr_array_index (failed, 0), "error");
  g_assert_nonnull (strstr (heddle_json_get_string (error, "message", ""), "product"));
  g_assert_cmpstr (heddle_cli_run_get_status (run), ==, "completed");
  g_assert_cmpint (heddle_cli_run_count (run, "total"), ==, ROWS);
  g_assert_cmpint (heddle_cli_run_count (run, "successful"), ==, ROWS - 1);
  g_assert_cmpint (heddle_cli_run_count (run, "failed"), ==, 1);
}

static void
test_rows (void)
{
  g_autoptr (HeddleCli) cli = heddle_cli_new ();
  g_autoptr (HeddleCliAnswer) first = NULL;
  g_autoptr (HeddleCliAnswer) second = NULL;
  g_autoptr (HeddleCliRun) made = NULL;
  g_autoptr (HeddleCliRun) again = NULL;

  write_rows (cli);
  first = run_rows (cli, "4");
  made = heddle_cli_run_read (first);
  g_assert_cmpint (first->status, ==, 1);
  assert_rows (made, "completed");
  assert_bad_row (made);

  second = run_rows (cli, "1");
  again = heddle_cli_run_read (second);
  g_assert_cmpint (second->status, ==, 1);
  assert_rows (again, "cached");
  assert_bad_row (again);
  g_assert_cmpint (heddle_cli_run_count (again, "cached"), ==, ROWS - 1);
}

static void
test_dry_run (void)
{
  g_autoptr (HeddleCli) cli = heddle_cli_new ();
  g_autofree char *path = heddle_cli_template (cli, "seasonal-batch.heddle");
  g_autofree char *rows = heddle_cli_template (cli, "seasonal-batch.csv");
  g_autofree char *library = heddle_cli_path (cli, "library");
  g_autoptr (HeddleCliAnswer) plain = heddle_cli_call (cli, "run", path, "--dry-run", "--rows", rows, "--library",
                                                       "library", "--out", "out", NULL);
  g_autoptr (HeddleCliAnswer) json = heddle_cli_call (cli, "run", path, "--dry-run", "--rows", rows, "--library",
                                                      "library", "--json", NULL);
  g_autofree char *out = heddle_cli_path (cli, "out");

  g_assert_cmpint (plain->status, ==, 0);
  g_assert_nonnull (strstr (plain->output, "rows: 24"));
  g_assert_cmpint (json->status, ==, 0);
  heddle_cli_assert_json (json);
  g_assert_cmpuint (json->lines->len, ==, 1);
  g_assert_cmpint (heddle_json_get_int (heddle_cli_answer_line (json, 0), "rows", 0), ==, 24);
  g_assert_false (g_file_test (library, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (out, G_FILE_TEST_EXISTS));
}

static void
test_out (void)
{
  g_autoptr (HeddleCli) cli = heddle_cli_new ();
  g_autofree char *path = heddle_cli_template (cli, "event-poster.heddle");
  g_autoptr (HeddleCliAnswer) answer = heddle_cli_call (cli, "run", path, "--library", "library", "--out",
                                                        "new/results", "--input", "title=Night market", "--quiet",
                                                        NULL);
  g_autofree char *files = NULL;

  g_assert_cmpint (answer->status, ==, 0);
  g_assert_cmpstr (answer->errors, ==, "");
  g_assert_nonnull (strstr (answer->output, "4 of 4 results"));
  files = heddle_cli_program_output (cli, (const char *const[]) { "ls", "new/results", NULL });
  g_assert_cmpstr (files, ==, "Night market poster 1.png\nNight market poster 2.png\n"
                              "Night market web 1.jpg\nNight market web 2.jpg\n");
}

/* Files of a table beside the document, outside of it, and once a person has allowed it. */
static void
test_allowed_paths (void)
{
  g_autoptr (HeddleCli) cli = heddle_cli_new ();
  g_autofree char *path = heddle_cli_template (cli, "menu-cards.heddle");
  g_autofree char *text = NULL;
  g_autofree char *elsewhere = heddle_cli_write (cli, "menu.csv", "dish,line,price\nSoup,Hot,4\n");
  g_autoptr (GString) changed = NULL;
  g_autoptr (HeddleCliAnswer) refused = NULL;
  g_autoptr (HeddleCliAnswer) allowed = NULL;
  g_autoptr (HeddleCliAnswer) agreed = NULL;
  g_autoptr (HeddleCliRun) run = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  changed = g_string_new (text);
  g_string_replace (changed, "\"menu-cards.csv\"", "\"../menu.csv\"", 1);
  g_free (heddle_cli_write (cli, "templates/outside.heddle", changed->str));

  refused = heddle_cli_call (cli, "run", "templates/outside.heddle", "--library", "library", NULL);
  g_assert_cmpint (refused->status, ==, 2);
  g_assert_nonnull (strstr (refused->errors, "menu.csv"));
  allowed = heddle_cli_call (cli, "run", "templates/outside.heddle", "--library", "library", "--allow-path", ".",
                             "--json", NULL);
  g_assert_cmpint (allowed->status, ==, 0);
  run = heddle_cli_run_read (allowed);
  g_assert_cmpint (heddle_cli_run_count (run, "total"), ==, 1);
  agreed = heddle_cli_call (cli, "run", "templates/outside.heddle", "--library", "library", "--yes", NULL);
  g_assert_cmpint (agreed->status, ==, 0);
}

static const char folder_document[]
  = "{\"format\": \"heddle-workflow\", \"version\": 1, \"id\": \"01980000-0000-7000-8000-0000000000c2\","
    " \"name\": \"Logo\", \"pipelines\": [{\"id\": \"main\", \"nodes\": ["
    "  {\"id\": \"logo\", \"type\": \"input.image\", \"config\": {\"path\": \"art/logo-dark.svg\"}},"
    "  {\"id\": \"png\", \"type\": \"image.resize\", \"config\": {\"width\": 330}},"
    "  {\"id\": \"file\", \"type\": \"output.folder\", \"config\": {\"folder\": \"FOLDER\","
    "    \"name\": \"logo\"}}],"
    " \"links\": ["
    "  {\"id\": \"l1\", \"from\": [\"logo\", \"image\"], \"to\": [\"png\", \"image\"]},"
    "  {\"id\": \"l2\", \"from\": [\"png\", \"image\"], \"to\": [\"file\", \"image\"]}]}]}";

static HeddleCliAnswer *
run_folder (HeddleCli  *cli,
            const char *folder,
            const char *option)
{
  g_autoptr (GString) text = g_string_new (folder_document);

  g_string_replace (text, "FOLDER", folder, 1);
  g_free (heddle_cli_write (cli, "templates/folder.heddle", text->str));
  return heddle_cli_call (cli, "run", "templates/folder.heddle", "--library", "library", "--json", option, NULL);
}

static void
assert_file (HeddleCli       *cli,
             HeddleCliAnswer *answer,
             const char      *name)
{
  g_autoptr (HeddleCliRun) run = heddle_cli_run_read (answer);
  g_autoptr (GPtrArray) items = heddle_cli_run_list_items (run, "file", NULL);
  g_autofree char *path = heddle_cli_path (cli, name);
  g_autofree char *image = heddle_cli_run_describe (run, cli);
  JsonObject *outputs = json_object_get_object_member (g_ptr_array_index (items, 0), "outputs");

  g_assert_cmpint (answer->status, ==, 0);
  g_assert_cmpstr (heddle_json_get_string (outputs, "path", NULL), ==, path);
  g_assert_cmpstr (image, ==, "1 330x110 pngload");
}

/* Beside the document, and elsewhere only once a person has allowed it. */
static void
test_folder (void)
{
  g_autoptr (HeddleCli) cli = heddle_cli_new ();
  g_autofree char *elsewhere = heddle_cli_path (cli, "elsewhere");
  g_autofree char *allow = g_strconcat ("--allow-path=", elsewhere, NULL);
  g_autofree char *files = NULL;
  g_autoptr (HeddleCliAnswer) beside = NULL;
  g_autoptr (HeddleCliAnswer) again = NULL;
  g_autoptr (HeddleCliAnswer) refused = NULL;
  g_autoptr (HeddleCliAnswer) allowed = NULL;

  g_free (heddle_cli_template (cli, ""));
  beside = run_folder (cli, "results", NULL);
  assert_file (cli, beside, "templates/results/logo.png");
  again = run_folder (cli, "results", NULL);
  assert_file (cli, again, "templates/results/logo.png");
  files = heddle_cli_program_output (cli, (const char *const[]) { "ls", "templates/results", NULL });
  g_assert_cmpstr (files, ==, "logo.png\n");

  refused = run_folder (cli, elsewhere, NULL);
  g_assert_cmpint (refused->status, !=, 0);
  g_assert_false (g_file_test (elsewhere, G_FILE_TEST_EXISTS));
  allowed = run_folder (cli, elsewhere, allow);
  assert_file (cli, allowed, "elsewhere/logo.png");
}

#define WAITING_WORKFLOW \
  "{\"format\": \"heddle-workflow\", \"version\": 1, \"id\": \"0193a000-0000-7000-8000-00000000000a\", \"name\": \"Wait\"," \
  " \"pipelines\": [{\"id\": \"main\", \"nodes\": [" \
  "  {\"id\": \"lines\", \"type\": \"input.list\", \"config\": {\"items\": [\"a\", \"b\"]}}," \
  "  {\"id\": \"gate\", \"name\": \"Gate\", \"type\": \"%s\"}, {\"id\": \"up\", \"type\": \"text.case\"}]," \
  " \"links\": [{\"id\": \"1\", \"from\": [\"lines\", \"list\"], \"to\": [\"gate\", \"items\"]}," \
  "  {\"id\": \"2\", \"from\": [\"gate\", \"items\"], \"to\": [\"up\", \"text\"]}]}]}"

static void
assert_waits (const char *type,
              const char *status,
              const char *kind,
              const char *sentence)
{
  g_autoptr (HeddleCli) cli = heddle_cli_new ();
  g_autofree char *document = g_strdup_printf (WAITING_WORKFLOW, type);
  g_autofree char *path = heddle_cli_write (cli, "wait.heddle", document);
  g_autoptr (HeddleCliAnswer) json = heddle_cli_call (cli, "run", path, "--library", "library", "--json", NULL);
  g_autoptr (HeddleCliAnswer) text = heddle_cli_call (cli, "run", path, "--library", "library", NULL);
  g_autoptr (HeddleCliRun) run = heddle_cli_run_read (json);
  JsonObject *waiting;

  g_assert_cmpint (json->status, ==, 4);
  g_assert_cmpstr (json->errors, ==, "");
  g_assert_cmpstr (heddle_cli_run_get_status (run), ==, status);
  g_assert_cmpint (heddle_cli_run_count (run, "waiting"), ==, 1);
  g_assert_cmpint (heddle_cli_run_count (run, "total"), ==, 1);
  g_assert_cmpuint (run->waiting->len, ==, 1);
  waiting = g_ptr_array_index (run->waiting, 0);
  g_assert_cmpstr (json_object_get_string_member (waiting, "node"), ==, "gate");
  g_assert_cmpstr (json_object_get_string_member (waiting, "kind"), ==, kind);

  g_assert_cmpint (text->status, ==, 4);
  g_assert_nonnull (strstr (text->output, sentence));
  g_assert_nonnull (strstr (text->output, "0 of 1 results, 0 of them unchanged, 1 waiting for somebody"));
}

/* A run that waits for a person says so, and for what. */
static void
test_waiting (void)
{
  assert_waits ("logic.pick", "awaiting_selection", "selection", "Somebody has to choose what goes on.");
  assert_waits ("logic.approve", "awaiting_approval", "approval", "Somebody has to approve what goes on.");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  heddle_init ();
  for (const HeddleCliSample *sample = heddle_cli_samples; sample->name != NULL; sample++)
    {
      g_autofree char *path = g_strdup_printf ("/cli/run/sample/%s", sample->name);

      g_test_add_data_func (path, sample, test_sample);
    }
  g_test_add_func ("/cli/run/rows", test_rows);
  g_test_add_func ("/cli/run/waiting", test_waiting);
  g_test_add_func ("/cli/run/dry-run", test_dry_run);
  g_test_add_func ("/cli/run/out", test_out);
  g_test_add_func ("/cli/run/folder", test_folder);
  g_test_add_func ("/cli/run/allowed-paths", test_allowed_paths);
  return g_test_run ();
}
