/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <sys/stat.h>

#include "base/heddle-init.h"
#include "base/heddle-json.h"
#include "heddle-cli-run.h"
#include "heddle-cli-studio.h"
#include "store/heddle-database.h"

/* A library with a workflow, an image, and a run with its results: made once, read by all. */
typedef struct
{
  HeddleCli *cli;
  char      *workflow;
  char      *image;
  char      *run;
} Fixture;

static const char *
member (HeddleCliAnswer *answer,
        guint            line,
        const char      *name)
{
  return heddle_json_get_string (heddle_cli_answer_line (answer, line), name, NULL);
}

/* One object per entity, each with what scripts rely on, and nothing else on standard output. */
static void
assert_entities (HeddleCliAnswer *answer,
                 const char      *type,
                 guint            n_entities)
{
  g_assert_cmpstr (answer->errors, ==, "");
  g_assert_cmpint (answer->status, ==, 0);
  heddle_cli_assert_json (answer);
  g_assert_cmpuint (answer->lines->len, ==, n_entities);
  for (guint i = 0; i < n_entities; i++)
    {
      g_assert_cmpstr (member (answer, i, "type"), ==, type);
      g_assert_nonnull (member (answer, i, "id"));
      g_assert_nonnull (member (answer, i, "name"));
    }
}

static HeddleCliAnswer *
call_json (Fixture    *self,
           const char *command,
           const char *word,
           const char *option)
{
  return heddle_cli_call (self->cli, command, "--library", "library", "--json", word, option, NULL);
}

static JsonNode *
read_json (Fixture    *self,
           const char *name)
{
  g_autofree char *path = heddle_cli_path (self->cli, name);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  JsonNode *node;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  node = heddle_json_parse (text, -1, &error);
  g_assert_no_error (error);
  return node;
}

static void
test_import_workflow (gconstpointer data)
{
  Fixture *self = (Fixture *) data;
  g_autoptr (HeddleCliAnswer) again = call_json (self, "import", "templates/everything.heddle", NULL);
  g_autoptr (HeddleCliAnswer) exported = call_json (self, "export", self->workflow, "--to=exported.heddle");
  g_autoptr (HeddleCliAnswer) changed = NULL;
  g_autoptr (HeddleCliAnswer) listed = NULL;
  g_autoptr (JsonNode) before = read_json (self, "templates/everything.heddle");
  g_autoptr (JsonNode) after = NULL;
  g_autofree char *text = NULL;

  assert_entities (again, "workflow", 1);
  g_assert_cmpstr (member (again, 0, "id"), ==, self->workflow);
  g_assert_cmpint (exported->status, ==, 0);
  after = read_json (self, "exported.heddle");
  g_assert_true (heddle_json_equal (before, after));

  json_object_set_string_member (json_node_get_object (after), "name", "Another of the same origin");
  text = heddle_json_write (after, HEDDLE_JSON_PRETTY);
  g_free (heddle_cli_write (self->cli, "changed.heddle", text));
  changed = call_json (self, "import", "changed.heddle", NULL);
  assert_entities (changed, "workflow", 1);
  g_assert_cmpstr (member (changed, 0, "id"), !=, self->workflow);
  listed = call_json (self, "list", "workflows", NULL);
  assert_entities (listed, "workflow", 2);
  g_assert_cmpstr (member (listed, 0, "name"), ==, "Another of the same origin");
}

static void
test_import_image (gconstpointer data)
{
  Fixture *self = (Fixture *) data;
  g_autoptr (HeddleCliAnswer) shown = call_json (self, "show", self->image, NULL);
  g_autoptr (HeddleCliAnswer) again = call_json (self, "import", "named-wrongly.txt", NULL);
  g_autoptr (HeddleCliAnswer) exported = call_json (self, "export", self->image, "--to=logo.out");
  g_autofree char *same = NULL;

  assert_entities (shown, "asset", 1);
  g_assert_cmpstr (member (shown, 0, "mime"), ==, "image/svg+xml");
  g_assert_cmpint (heddle_json_get_int (heddle_cli_answer_line (shown, 0), "width", 0), ==, 660);
  g_assert_cmpint (heddle_json_get_int (heddle_cli_answer_line (shown, 0), "height", 0), ==, 220);
  assert_entities (again, "asset", 1);
  g_assert_cmpint (exported->status, ==, 0);
  same = heddle_cli_program_output (self->cli, (const char *const[]) { "cmp", "logo.out", "templates/art/logo-dark.svg",
                                                                       NULL });
}

static void
test_import_refused (gconstpointer data)
{
  Fixture *self = (Fixture *) data;
  static const char *const bad[] = { "broken.heddle", "text.txt", "missing.png" };
  g_autofree char *folder = heddle_cli_path (self->cli, "none");

  g_free (heddle_cli_write (self->cli, "broken.heddle", "{\"format\": \"heddle-workflow\","));
  g_free (heddle_cli_write (self->cli, "text.txt", "No image.\n"));
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (HeddleCliAnswer) answer = heddle_cli_call (self->cli, "import", "templates/moodboard.heddle", bad[i],
                                                            "--library", "none", "--json", NULL);

      g_assert_cmpint (answer->status, ==, 2);
      g_assert_cmpuint (answer->lines->len, ==, 1);
      g_assert_cmpstr (member (answer, 0, "event"), ==, "error");
      g_assert_cmpstr (member (answer, 0, "where"), ==, bad[i]);
      g_assert_nonnull (strstr (answer->errors, bad[i]));
      g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
    }
}

static void
test_show (gconstpointer data)
{
  Fixture *self = (Fixture *) data;
  g_autofree char *beginning = g_strndup (self->run, 20);
  g_autoptr (HeddleCliAnswer) whole = call_json (self, "show", self->run, NULL);
  g_autoptr (HeddleCliAnswer) part = call_json (self, "show", beginning, NULL);
  g_autoptr (HeddleCliAnswer) number = call_json (self, "show", "1", NULL);
  g_autoptr (HeddleCliAnswer) several = call_json (self, "show", "0", NULL);
  g_autoptr (HeddleCliAnswer) none = call_json (self, "show", "fffffff", NULL);
  g_autoptr (HeddleCliAnswer) text = heddle_cli_call (self->cli, "show", self->run, "--library", "library", NULL);

  assert_entities (whole, "run", 1);
  g_assert_cmpstr (member (whole, 0, "status"), ==, "completed");
  g_assert_cmpint (heddle_json_get_int (heddle_cli_answer_line (whole, 0), "successful", 0), ==, 4);
  g_assert_cmpstr (part->output, ==, whole->output);
  g_assert_cmpstr (number->output, ==, whole->output);
  g_assert_cmpint (several->status, ==, 2);
  g_assert_nonnull (strstr (several->errors, "several"));
  g_assert_cmpint (none->status, ==, 2);
  g_assert_nonnull (strstr (none->errors, "fffffff"));
  g_assert_cmpint (text->status, ==, 0);
  g_assert_nonnull (strstr (text->output, "Night market poster 1"));
}

static void
test_list (gconstpointer data)
{
  Fixture *self = (Fixture *) data;
  g_autoptr (HeddleCliAnswer) runs = call_json (self, "list", "runs", NULL);
  g_autoptr (HeddleCliAnswer) assets = call_json (self, "list", "assets", NULL);
  g_autoptr (HeddleCliAnswer) two = call_json (self, "list", "assets", "--limit=2");
  g_autoptr (HeddleCliAnswer) projects = call_json (self, "list", "projects", NULL);
  g_autoptr (HeddleCliAnswer) brands = call_json (self, "list", "brands", NULL);
  g_autoptr (HeddleCliAnswer) none = heddle_cli_call (self->cli, "list", "runs", "--library", "none", NULL);
  g_autofree char *folder = heddle_cli_path (self->cli, "none");

  assert_entities (runs, "run", 1);
  g_assert_cmpstr (member (runs, 0, "id"), ==, self->run);
  assert_entities (assets, "asset", 5);
  assert_entities (two, "asset", 2);
  g_assert_cmpstr (member (two, 0, "id"), ==, member (assets, 0, "id"));
  g_assert_cmpstr (member (two, 1, "id"), ==, member (assets, 1, "id"));
  assert_entities (projects, "project", 1);
  g_assert_cmpstr (member (projects, 0, "name"), ==, "Market");
  assert_entities (brands, "brand", 0);
  g_assert_cmpint (none->status, ==, 6);
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
}

static const char *
get_name (HeddleCliAnswer *answer,
          guint            nth)
{
  return heddle_json_get_string (json_node_get_object (answer->lines->pdata[nth]), "name", NULL);
}

static void
test_list_built_in (gconstpointer data)
{
  Fixture *self = (Fixture *) data;
  g_autoptr (HeddleCliAnswer) templates = heddle_cli_call (self->cli, "list", "templates", "--json", NULL);
  g_autoptr (HeddleCliAnswer) providers = heddle_cli_call (self->cli, "list", "providers", "--json", NULL);
  g_autoptr (HeddleCliAnswer) models = heddle_cli_call (self->cli, "list", "models", "--json", NULL);
  g_autoptr (HeddleCliAnswer) types = heddle_cli_call (self->cli, "list", "node-types", "--json", NULL);
  g_autoptr (HeddleCliAnswer) three = heddle_cli_call (self->cli, "list", "models", "--json", "--limit", "3", NULL);

  assert_entities (templates, "template", 9);
  assert_entities (providers, "provider", 13);
  for (guint i = 1; i < providers->lines->len; i++)
    g_assert_cmpint (g_utf8_collate (get_name (providers, i - 1), get_name (providers, i)), <, 0);
  g_assert_cmpuint (models->lines->len, >, 5);
  assert_entities (models, "model", models->lines->len);
  g_assert_nonnull (strstr (models->output, "\"openai/gpt-image-2\""));
  g_assert_nonnull (strstr (models->output, "\"operations\":[\"edit\",\"restyle\"]"));
  g_assert_nonnull (strstr (types->output, "\"ai.image-generation\""));
  assert_entities (types, "node-type", types->lines->len);
  assert_entities (three, "model", 3);
}

static void
test_search (gconstpointer data)
{
  Fixture *self = (Fixture *) data;
  g_autoptr (HeddleCliAnswer) prompt = call_json (self, "search", "lanterns", NULL);
  g_autoptr (HeddleCliAnswer) beginning = call_json (self, "search", "lant riv", NULL);
  g_autoptr (HeddleCliAnswer) limited = call_json (self, "search", "lanterns", "--limit=1");
  g_autoptr (HeddleCliAnswer) name = call_json (self, "search", "market web", NULL);
  g_autoptr (HeddleCliAnswer) workflow = call_json (self, "search", "everything", NULL);
  g_autoptr (HeddleCliAnswer) nothing = call_json (self, "search", "submarine", NULL);
  g_autoptr (HeddleCliAnswer) odd = call_json (self, "search", "\"lant* AND (", NULL);

  assert_entities (prompt, "asset", 4);
  assert_entities (beginning, "asset", 4);
  assert_entities (limited, "asset", 1);
  assert_entities (name, "asset", 2);
  assert_entities (workflow, "workflow", 1);
  g_assert_cmpstr (member (workflow, 0, "id"), ==, self->workflow);
  assert_entities (nothing, "asset", 0);
  g_assert_cmpint (odd->status, ==, 0);
}

static void
test_verify (gconstpointer data)
{
  Fixture *self = (Fixture *) data;
  g_autoptr (HeddleCliAnswer) shown = call_json (self, "show", self->image, NULL);
  g_autoptr (HeddleCliAnswer) whole = call_json (self, "verify", NULL, NULL);
  g_autoptr (HeddleCliAnswer) damaged = NULL;
  g_autofree char *copied = NULL;
  g_autofree char *path = NULL;
  const char *blob = member (shown, 0, "path");

  g_assert_cmpint (whole->status, ==, 0);
  copied = heddle_cli_program_output (self->cli, (const char *const[]) { "cp", "-r", "library", "damaged", NULL });
  path = g_strconcat (self->cli->folder, "/damaged", strstr (blob, "/blobs/"), NULL);
  g_assert_true (g_file_test (path, G_FILE_TEST_IS_REGULAR));
  g_assert_no_errno (chmod (path, 0600));
  g_assert_true (g_file_set_contents (path, "Other bytes", -1, NULL));
  damaged = heddle_cli_call (self->cli, "verify", "--library", "damaged", "--json", NULL);
  g_assert_cmpint (damaged->status, ==, 1);
  g_assert_cmpstr (member (damaged, 0, "event"), ==, "finding");
}

static void
test_new_library (gconstpointer data)
{
  Fixture *self = (Fixture *) data;
  g_autoptr (HeddleCliAnswer) made = heddle_cli_call (self->cli, "new", "library", "fresh/one", "--json", NULL);
  g_autoptr (HeddleCliAnswer) again = heddle_cli_call (self->cli, "new", "library", "fresh/one", "--json", NULL);
  g_autoptr (HeddleCliAnswer) taken = heddle_cli_call (self->cli, "new", "library", "templates", NULL);
  g_autoptr (HeddleCliAnswer) listed = heddle_cli_call (self->cli, "list", "assets", "--library", "fresh/one",
                                                        "--json", NULL);

  assert_entities (made, "library", 1);
  g_assert_cmpstr (again->output, ==, made->output);
  g_assert_cmpint (taken->status, ==, 6);
  assert_entities (listed, "asset", 0);
}

static void
test_validate (gconstpointer data)
{
  Fixture *self = (Fixture *) data;
  g_autoptr (HeddleCliAnswer) good = heddle_cli_call (self->cli, "validate", "templates/menu-cards.heddle",
                                                      "templates/moodboard.heddle", NULL);
  g_autoptr (HeddleCliAnswer) bad = NULL;
  g_autofree char *path = heddle_cli_path (self->cli, "templates/menu-cards.heddle");
  g_autofree char *text = NULL;
  g_autoptr (GString) changed = NULL;

  g_assert_cmpint (good->status, ==, 0);
  g_assert_cmpstr (good->errors, ==, "");
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  changed = g_string_new (text);
  g_string_replace (changed, "\"width\": 1080", "\"width\": \"wide\"", 1);
  g_string_replace (changed, "image.compose", "image.decompose", 1);
  g_free (heddle_cli_write (self->cli, "templates/bad.heddle", changed->str));
  bad = heddle_cli_call (self->cli, "validate", "templates/bad.heddle", "--json", NULL);
  g_assert_cmpint (bad->status, ==, 2);
  heddle_cli_assert_json (bad);
  g_assert_cmpuint (bad->lines->len, >=, 2);
  g_assert_nonnull (strstr (bad->output, "pipelines[0].nodes[3].config.width"));
  g_assert_nonnull (strstr (bad->output, "image.decompose"));
}

/* The samples' folder is copied, and one more document put into it. */
static void
fixture_init (Fixture *self)
{
  g_autofree char *poster = NULL;
  g_autofree char *everything = g_build_filename (g_getenv ("G_TEST_SRCDIR"), "data", "everything.heddle", NULL);
  g_autofree char *copied = NULL;
  g_autofree char *renamed = NULL;
  g_autoptr (HeddleCliAnswer) workflow = NULL;
  g_autoptr (HeddleCliAnswer) image = NULL;
  g_autoptr (HeddleCliAnswer) answer = NULL;
  g_autoptr (HeddleCliRun) run = NULL;

  self->cli = heddle_cli_new ();
  poster = heddle_cli_template (self->cli, "event-poster.heddle");
  copied = heddle_cli_program_output (self->cli, (const char *const[]) { "cp", everything, "templates", NULL });
  renamed = heddle_cli_program_output (self->cli, (const char *const[]) { "cp", "templates/art/logo-dark.svg",
                                                                          "named-wrongly.txt", NULL });
  workflow = call_json (self, "import", "templates/everything.heddle", NULL);
  assert_entities (workflow, "workflow", 1);
  self->workflow = g_strdup (member (workflow, 0, "id"));
  image = call_json (self, "import", "templates/art/logo-dark.svg", "--as=asset");
  assert_entities (image, "asset", 1);
  self->image = g_strdup (member (image, 0, "id"));
  answer = heddle_cli_call (self->cli, "run", poster, "--library", "library", "--json", "--project", "Market",
                            "--input", "title=Night market", "--input", "motif=Lanterns over a river", NULL);
  run = heddle_cli_run_read (answer);
  g_assert_cmpint (answer->status, ==, 0);
  self->run = g_strdup (heddle_cli_run_get_id (run));
}

static gpointer
refuse_runs_thread (gpointer path)
{
  g_autoptr (HeddleDatabase) database = NULL;
  g_autoptr (GError) error = NULL;

  database = heddle_database_open (path, HEDDLE_DATABASE_CREATE, &error);
  g_assert_no_error (error);
  heddle_database_execute_script (
    database, "CREATE TRIGGER refuse BEFORE INSERT ON run BEGIN SELECT RAISE (ABORT, 'No.'); END;", &error);
  g_assert_no_error (error);
  heddle_database_close (database, &error);
  g_assert_no_error (error);
  return NULL;
}

/* What a run works on comes into the library with the run or not at all. */
static void
test_run_refused (void)
{
  g_autoptr (HeddleCliStudio) studio = heddle_cli_studio_new ();
  g_autofree char *path = heddle_cli_path (studio->cli, "library/library.db");
  g_autoptr (HeddleCliAnswer) refused = NULL;
  g_autoptr (HeddleCliAnswer) run = NULL;

  g_free (heddle_cli_write (studio->cli, "mark.svg",
                            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"8\" height=\"8\"/>"));
  g_free (heddle_cli_write (
    studio->cli, "mark.heddle",
    "{\"format\": \"heddle-workflow\", \"version\": 1, \"id\": \"01980000-0000-7000-8000-0000000000e7\","
    " \"name\": \"Mark\", \"inputs\": [{\"key\": \"mark\", \"type\": \"image\", \"default\": \"mark.svg\"}],"
    " \"pipelines\": [{\"id\": \"main\", \"nodes\": [{\"id\": \"save\", \"type\": \"output.asset\", \"config\": {}}],"
    " \"links\": [{\"id\": \"l1\", \"from\": [\"inputs\", \"mark\"], \"to\": [\"save\", \"image\"]}]}]}"));
  run = heddle_cli_studio_call (studio, "run mark.heddle --input mark=mark.svg");
  g_assert_cmpint (run->status, ==, 0);
  g_assert_cmpint (heddle_cli_studio_query (studio, "SELECT count (*) FROM blob"), ==, 1);

  g_thread_join (g_thread_new ("refuse", refuse_runs_thread, path));
  g_free (heddle_cli_write (studio->cli, "mark.svg",
                            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"/>"));
  refused = heddle_cli_studio_call (studio, "run mark.heddle --input mark=mark.svg");
  g_assert_cmpint (refused->status, ==, 6);
  g_assert_cmpint (heddle_cli_studio_query (studio, "SELECT count (*) FROM blob"), ==, 1);
}

static void
fixture_clear (Fixture *self)
{
  g_free (self->workflow);
  g_free (self->image);
  g_free (self->run);
  heddle_cli_free (self->cli);
}

int
main (int   argc,
      char *argv[])
{
  Fixture self = { 0 };
  int status;

  g_test_init (&argc, &argv, NULL);
  heddle_init ();
  fixture_init (&self);
  g_test_add_data_func ("/cli/library/show", &self, test_show);
  g_test_add_data_func ("/cli/library/list", &self, test_list);
  g_test_add_data_func ("/cli/library/list-built-in", &self, test_list_built_in);
  g_test_add_data_func ("/cli/library/search", &self, test_search);
  g_test_add_data_func ("/cli/library/verify", &self, test_verify);
  g_test_add_data_func ("/cli/library/import-image", &self, test_import_image);
  g_test_add_data_func ("/cli/library/import-refused", &self, test_import_refused);
  g_test_add_data_func ("/cli/library/import-workflow", &self, test_import_workflow);
  g_test_add_data_func ("/cli/library/new", &self, test_new_library);
  g_test_add_data_func ("/cli/library/validate", &self, test_validate);
  g_test_add_func ("/cli/library/run-refused", test_run_refused);
  status = g_test_run ();
  fixture_clear (&self);
  return status;
}
