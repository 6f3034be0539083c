/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/heddle-init.h"
#include "base/heddle-json.h"
#include "heddle-cli-run.h"

#define MAX_WORDS 12
#define SAMPLE "templates/seasonal-batch.heddle"

/* A call that is refused: its words, and what its one line has to tell. */
typedef struct
{
  const char *name;
  const char *words[MAX_WORDS];
  const char *told[3];
  const char *variable;
  const char *value;
} Refusal;

static const Refusal refusals[] = {
  { "document/truncated", { "run", "truncated.heddle" }, { "truncated.heddle", "not valid JSON" } },
  { "document/empty", { "run", "empty.heddle" }, { "empty.heddle", "empty" } },
  { "document/not-an-object", { "run", "array.heddle" }, { "array.heddle", "expected an object" } },
  { "document/not-a-workflow", { "run", "other.heddle" }, { "other.heddle", "format" } },
  { "document/newer", { "run", "newer.heddle" }, { "newer.heddle", "version", "7" } },
  { "document/wrong-config", { "run", "width.heddle" }, { "pipelines[0].nodes[2].config.width", "whole number" } },
  { "document/unknown-type", { "run", "type.heddle" }, { "pipelines[0].nodes[2].type", "image.enlarge" } },
  { "document/wrong-link", { "run", "link.heddle" }, { "pipelines[0].links[", "nowhere" } },
  { "document/cycle", { "run", "cycle.heddle" }, { "cycle.heddle" } },
  { "document/picture-missing", { "run", "absent.heddle" },
    { "pipelines[0].nodes[0].config.path", "absent.svg" } },
  { "document/picture-none", { "run", "no-picture.heddle" }, { "pipelines[0].nodes[0].config.path", "“file”" } },
  { "document/picture-folder", { "run", "folder.heddle" }, { "pipelines[0].nodes[0].config.path", "not a file" } },
  { "document/missing", { "run", "missing.heddle" }, { "missing.heddle", "no such file" } },
  { "document/missing-word", { "run", "missing" }, { "missing", "no such file" } },
  { "document/no-name", { "run", "" }, { "no such file" } },
  { "document/folder", { "run", "templates" }, { "templates" } },
  { "provider/unknown", { "run", SAMPLE, "--model", "sketch/image=nobody/x" }, { "“nobody”", "list providers" } },
  { "provider/in-document", { "run", "provider.heddle" }, { "Picture", "“nobody”" } },
  { "provider/missing-key", { "run", SAMPLE, "--model", "sketch/image=openai/gpt-image-2" },
    { "No key for OpenAI", "heddlectl secret set openai" } },
  { "provider/empty-key", { "run", SAMPLE, "--model", "sketch/image=openai/gpt-image-2" },
    { "OpenAI", "heddlectl secret set openai" }, "HEDDLE_KEY_OPENAI", "" },
  { "provider/url-not-encrypted", { "run", SAMPLE, "--provider-url", "openai=http://example.com/v1" },
    { "http://example.com/v1", "https://" } },
  { "provider/url-private-address", { "run", SAMPLE, "--provider-url", "openai=http://192.168.1.9:8080/v1" },
    { "http://192.168.1.9:8080/v1", "https://" } },
  { "provider/url-looks-local", { "run", SAMPLE, "--provider-url", "openai=http://localhost.example.com/v1" },
    { "http://localhost.example.com/v1", "https://" } },
  { "provider/url-no-address", { "run", SAMPLE, "--provider-url", "openai=nonsense" }, { "nonsense" } },
  { "provider/url-unknown", { "run", SAMPLE, "--provider-url", "nobody=https://localhost/v1" }, { "“nobody”" } },
  { "provider/url-by-variable", { "run", SAMPLE, "--model", "sketch/image=openai/gpt-image-2" },
    { "http://example.com/v1", "https://" }, "HEDDLE_PROVIDER_URL_OPENAI", "http://example.com/v1" },
  { "out/below-a-file", { "run", SAMPLE, "--out", "file/below" }, { "file/below" } },
  { "out/is-a-file", { "run", SAMPLE, "--out", "file" }, { "/file" } },
  { "out/not-possible", { "run", SAMPLE, "--out", "/proc/heddle" }, { "/proc/heddle" } },
  { "rows/missing-column", { "run", SAMPLE, "--rows", "column.csv" }, { "no column “product”" } },
  { "rows/none", { "run", SAMPLE, "--rows", "none.csv" }, { "no rows" } },
  { "rows/empty", { "run", SAMPLE, "--rows", "empty.csv" }, { "empty.csv", "empty" } },
  { "rows/missing", { "run", SAMPLE, "--rows", "missing.csv" }, { "missing.csv" } },
  { "input/unknown", { "run", SAMPLE, "--input", "colour=red" }, { "no input “colour”" } },
  { "input/too-long",
    { "run", SAMPLE, "--input", "headline=A headline of more than the forty-eight letters that fit on the card" },
    { "headline", "48" } },
  { "input/empty", { "run", SAMPLE, "--input", "product=" }, { "product" } },
  { "input/not-an-option", { "run", "templates/product-post.heddle", "--input", "setting=on the moon" },
    { "setting", "on the moon" } },
  { "input/no-value", { "run", SAMPLE, "--input", "headline" }, { "--input headline", "NAME=VALUE" } },
  { "input/image-missing", { "run", "photo.heddle", "--input", "photo=absent.svg" }, { "photo: ", "absent.svg" } },
  { "input/image-default-missing", { "run", "photo-default.heddle" }, { "photo: ", "absent.svg" } },
  { "input/image-type", { "run", "photo-png.heddle", "--input", "photo=templates/art/logo-dark.svg" },
    { "photo: ", "image/svg+xml", "image/png" } },
  { "input/image-bytes", { "run", "photo-small.heddle", "--input", "photo=templates/art/logo-dark.svg" },
    { "photo: ", "at most 10 " } },
  { "input/image-none", { "run", "photo.heddle", "--input", "photo=file" }, { "photo: ", "“file”" } },
  { "input/image-folder", { "run", "photo.heddle", "--input", "photo=templates" }, { "photo: ", "not a file" } },
  { "input/image-outside", { "run", "photo.heddle", "--input", "photo=/etc/passwd" }, { "photo: ", "/etc/passwd" } },
  { "input/image-beside-rows", { "run", "photo.heddle", "--rows", "titles.csv", "--input", "photo=absent.svg" },
    { "photo: ", "absent.svg" } },
  { "option/unknown", { "run", SAMPLE, "--colour" }, { "--colour" } },
  { "option/jobs-word", { "run", SAMPLE, "--jobs", "many" }, { "many" } },
  { "option/jobs-none", { "run", SAMPLE, "--jobs", "0" }, { "--jobs" } },
  { "option/jobs-negative", { "run", SAMPLE, "--jobs=-2" }, { "--jobs" } },
  { "option/model-form", { "run", SAMPLE, "--model", "sketch/image" }, { "--model sketch/image", "NAME=VALUE" } },
  { "option/model-unused", { "run", SAMPLE, "--model", "sketch/picture=sketch/text" },
    { "“sketch/picture”", "sketch/image" } },
  { "option/model-no-steps", { "run", "text.heddle", "--model", "a/b=c/d" }, { "“a/b”", "none" } },
  { "option/pipeline", { "run", SAMPLE, "--pipeline", "second" }, { "no pipeline “second”" } },
  { "option/no-file", { "run" }, { "Usage: heddlectl run" } },
  { "option/two-files", { "run", SAMPLE, SAMPLE }, { "Usage: heddlectl run" } },
  { "command/unknown", { "walk", SAMPLE }, { "“walk”", "--help" } },
  { "command/list", { "list", "colours" }, { "“colours”", "Usage: heddlectl list" } },
  { "command/new", { "new", "folder", "x" }, { "Usage: heddlectl new library DIR" } },
  { "command/secret", { "secret", "show", "openai" }, { "Usage: heddlectl secret" } },
  { "command/export", { "export", "019" }, { "--to" } },
  { "command/import-as", { "import", "file", "--as", "poem" }, { "poem" } },
  { "command/import-missing", { "import", SAMPLE, "absent.png" }, { "absent.png" } },
  { "command/import-malformed", { "import", SAMPLE, "truncated.heddle" }, { "truncated.heddle" } },
};

static const char text_document[]
  = "{\"format\": \"heddle-workflow\", \"version\": 1, \"id\": \"01980000-0000-7000-8000-0000000000e1\","
    " \"name\": \"Text\", \"pipelines\": [{\"id\": \"main\", \"links\": [], \"nodes\": ["
    "  {\"id\": \"text\", \"type\": \"input.text\", \"config\": {\"value\": \"Slow mornings\"}}]}]}";

static const char photo_document[]
  = "{\"format\": \"heddle-workflow\", \"version\": 1, \"id\": \"01980000-0000-7000-8000-0000000000e2\","
    " \"name\": \"Photo\", \"inputs\": [{\"key\": \"photo\", \"type\": \"image\", \"validation\": {}},"
    "  {\"key\": \"title\", \"type\": \"text\"}],"
    " \"pipelines\": [{\"id\": \"main\", \"nodes\": [{\"id\": \"small\", \"type\": \"image.resize\","
    "  \"config\": {\"width\": 10}}], \"links\": ["
    "  {\"id\": \"l1\", \"from\": [\"inputs\", \"photo\"], \"to\": [\"small\", \"image\"]}]}]}";

static const char picture_document[]
  = "{\"format\": \"heddle-workflow\", \"version\": 1, \"id\": \"01980000-0000-7000-8000-0000000000e3\","
    " \"name\": \"Picture\", \"pipelines\": [{\"id\": \"main\", \"links\": [], \"nodes\": ["
    "  {\"id\": \"photo\", \"type\": \"input.image\", \"config\": {\"path\": \"absent.svg\"}}]}]}";

static char *
replace (const char *text,
         const char *from,
         const char *to)
{
  g_autoptr (GString) changed = g_string_new (text);

  g_assert_cmpuint (g_string_replace (changed, from, to, 1), ==, 1);
  return g_string_free_and_steal (g_steal_pointer (&changed));
}

static void
write_changed (HeddleCli  *cli,
               const char *name,
               const char *text,
               const char *from,
               const char *to)
{
  g_autofree char *changed = replace (text, from, to);

  g_free (heddle_cli_write (cli, name, changed));
}

static void
write_files (HeddleCli *cli)
{
  g_autofree char *path = heddle_cli_template (cli, "seasonal-batch.heddle");
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  write_changed (cli, "newer.heddle", text, "\"version\": 1", "\"version\": 7");
  write_changed (cli, "other.heddle", text, "heddle-workflow", "heddle-poem");
  write_changed (cli, "width.heddle", text, "\"width\": 1080", "\"width\": \"wide\"");
  write_changed (cli, "type.heddle", text, "image.resize", "image.enlarge");
  write_changed (cli, "link.heddle", text, "\"to\": [\"branded\"", "\"to\": [\"nowhere\"");
  write_changed (cli, "cycle.heddle", text, "[\"card\", \"image\"]", "[\"lockup\", \"image\"]");
  write_changed (cli, "provider.heddle", text, "sketch/image", "nobody/image");
  text[2000] = '\0';
  g_free (heddle_cli_write (cli, "truncated.heddle", text));
  g_free (heddle_cli_write (cli, "array.heddle", "[]\n"));
  g_free (heddle_cli_write (cli, "empty.heddle", ""));
  g_free (heddle_cli_write (cli, "file", "A file.\n"));
  g_free (heddle_cli_write (cli, "column.csv", "produkt,headline,season\nMug,Slow mornings,winter\n"));
  g_free (heddle_cli_write (cli, "none.csv", "product,headline,season\n"));
  g_free (heddle_cli_write (cli, "empty.csv", ""));
  g_free (heddle_cli_write (cli, "text.heddle", text_document));
  g_free (heddle_cli_write (cli, "photo.heddle", photo_document));
  g_free (heddle_cli_write (cli, "absent.heddle", picture_document));
  write_changed (cli, "no-picture.heddle", picture_document, "absent.svg", "file");
  write_changed (cli, "folder.heddle", picture_document, "absent.svg", "templates");
  write_changed (cli, "photo-default.heddle", photo_document, "\"validation\"",
                 "\"default\": \"absent.svg\", \"validation\"");
  write_changed (cli, "photo-png.heddle", photo_document, "{}", "{\"mime_types\": [\"image/png\"]}");
  write_changed (cli, "photo-small.heddle", photo_document, "{}", "{\"max_bytes\": 10}");
  g_free (heddle_cli_write (cli, "titles.csv", "title\nOne\nTwo\n"));
}

/* The names and contents of all files below a folder. */
static char *
digest_folder (HeddleCli  *cli,
               const char *folder)
{
  return heddle_cli_program_output (cli, (const char *const[]) { "sh", "-c",
                                                                 "find \"$1\" -type f -exec sha256sum {} + | sort",
                                                                 "sh", folder, NULL });
}

static void
assert_one_line (const char    *text,
                 const Refusal *refusal)
{
  g_assert_true (g_str_has_prefix (text, "heddlectl: "));
  g_assert_true (strchr (text, '\n') == text + strlen (text) - 1);
  for (guint i = 0; i < G_N_ELEMENTS (refusal->told) && refusal->told[i] != NULL; i++)
    if (strstr (text, refusal->told[i]) == NULL)
      g_error ("“%s” is not told by: %s", refusal->told[i], text);
}

static void
assert_event (HeddleCliAnswer *answer)
{
  JsonObject *event = heddle_cli_answer_line (answer, 0);
  const char *message = heddle_json_get_string (event, "message", "");
  JsonNode *where = json_object_get_member (event, "where");

  heddle_cli_assert_json (answer);
  g_assert_cmpuint (answer->lines->len, ==, 1);
  g_assert_cmpstr (heddle_json_get_string (event, "event", NULL), ==, "error");
  g_assert_nonnull (strstr (answer->errors, message));
  g_assert_cmpstr (message, !=, "");
  g_assert_nonnull (where);
  g_assert_true (JSON_NODE_HOLDS_NULL (where) || heddle_json_as_string (where) != NULL);
  g_assert_cmpuint (json_object_get_size (event), ==, 3);
}

static HeddleCliAnswer *
call (HeddleCli     *cli,
      const Refusal *refusal,
      const char    *library,
      gboolean       json)
{
  const char *words[MAX_WORDS + 4] = { NULL };
  guint n = 0;
  HeddleCliAnswer *answer;

  for (; refusal->words[n] != NULL; n++)
    words[n] = refusal->words[n];
  words[n++] = "--library";
  words[n++] = library;
  if (json)
    words[n++] = "--json";
  if (refusal->variable != NULL)
    heddle_cli_set_variable (cli, refusal->variable, refusal->value);
  answer = heddle_cli_call_strv (cli, words, "");
  if (refusal->variable != NULL)
    heddle_cli_set_variable (cli, refusal->variable, NULL);
  return answer;
}

typedef struct
{
  HeddleCli     *cli;
  char          *digest;
  const Refusal *refusal;
} Fixture;

static void
test_refusal (gconstpointer data)
{
  const Fixture *fixture = data;
  g_autoptr (HeddleCliAnswer) plain = call (fixture->cli, fixture->refusal, "none", FALSE);
  g_autoptr (HeddleCliAnswer) json = call (fixture->cli, fixture->refusal, "library", TRUE);
  g_autofree char *none = heddle_cli_path (fixture->cli, "none");
  g_autofree char *digest = digest_folder (fixture->cli, "library");

  g_assert_cmpint (plain->status, ==, 2);
  g_assert_cmpstr (plain->output, ==, "");
  assert_one_line (plain->errors, fixture->refusal);
  g_assert_false (g_file_test (none, G_FILE_TEST_EXISTS));

  g_assert_cmpint (json->status, ==, 2);
  assert_one_line (json->errors, fixture->refusal);
  assert_event (json);
  g_assert_cmpstr (digest, ==, fixture->digest);
}

/* Nothing is made for a run that cannot be. */
static void
test_out_is_not_made (gconstpointer data)
{
  const Fixture *fixture = data;
  g_autoptr (HeddleCliAnswer) answer = heddle_cli_call (fixture->cli, "run", SAMPLE, "--library", "none", "--out",
                                                        "new/results", "--model", "sketch/image=openai/gpt-image-2",
                                                        NULL);
  g_autofree char *folder = heddle_cli_path (fixture->cli, "new");

  g_assert_cmpint (answer->status, ==, 2);
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
}

static void
test_key_without_keyring (gconstpointer data)
{
  static const Refusal refusal = { "", { NULL }, { "HEDDLE_KEY_OPENAI" }, NULL, NULL };
  g_autoptr (HeddleCli) cli = heddle_cli_new ();
  g_autofree char *path = heddle_cli_template (cli, "seasonal-batch.heddle");
  g_autoptr (HeddleCliAnswer) answer = heddle_cli_call (cli, "run", path, "--library", "none", "--model",
                                                        "sketch/image=openai/gpt-image-2", NULL);

  g_assert_cmpint (answer->status, ==, 2);
  assert_one_line (answer->errors, &refusal);
}

static void
test_no_library (gconstpointer data)
{
  const Fixture *fixture = data;
  static const struct
  {
    const char *library;
    int         status;
  } cases[] = { { "file", 6 }, { "file/below", 6 }, { "templates", 6 } };
  static const Refusal nothing = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (HeddleCliAnswer) answer = heddle_cli_call (fixture->cli, "run", SAMPLE, "--json", "--library",
                                                            cases[i].library, NULL);

      g_assert_cmpint (answer->status, ==, cases[i].status);
      g_assert_nonnull (strstr (answer->errors, cases[i].library));
      assert_one_line (answer->errors, &nothing);
      assert_event (answer);
    }
}

#define ASSET "01980000-0000-7000-8000-00000000ffff"
#define UNKNOWN_ASSET "photo=" ASSET

/* A step that names an asset which is not there is told of before anything runs, and before a library is made. */
static void
test_asset_of_step (gconstpointer data)
{
  const Fixture *fixture = data;
  static const Refusal one = { "", { NULL }, { "pipelines[0].nodes[0].config.asset", "“Product photo”", "ffff" } };
  static const Refusal several = { "", { NULL }, { "pipelines[0].nodes[1].config.assets", "“Moods”", "another image" } };
  static const char *const nodes[] = {
    "{\"id\": \"photo\", \"type\": \"input.image\", \"name\": \"Product photo\", \"config\": {\"asset\": \"" ASSET "\"}}",
    "{\"id\": \"text\", \"type\": \"input.text\", \"config\": {\"value\": \"Slow\"}},"
    "{\"id\": \"moods\", \"type\": \"input.images\", \"name\": \"Moods\", \"config\": {\"assets\": [\"" ASSET "\"]}}",
  };
  g_autoptr (HeddleCliAnswer) imported = heddle_cli_call (fixture->cli, "import", "templates/art/logo-dark.svg",
                                                          "--library", "held", "--json", NULL);

  g_assert_cmpint (imported->status, ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (nodes); i++)
    {
      g_autofree char *document = g_strdup_printf (
        "{\"format\": \"heddle-workflow\", \"version\": 1, \"id\": \"01980000-0000-7000-8000-0000000000e7\","
        " \"name\": \"Held\", \"pipelines\": [{\"id\": \"main\", \"links\": [], \"nodes\": [%s]}]}", nodes[i]);
      g_autofree char *path = heddle_cli_write (fixture->cli, "held.heddle", document);
      g_autoptr (HeddleCliAnswer) planned = heddle_cli_call (fixture->cli, "run", "held.heddle", "--library", "held",
                                                             "--dry-run", NULL);
      g_autoptr (HeddleCliAnswer) run = heddle_cli_call (fixture->cli, "run", "held.heddle", "--library", "held", NULL);
      g_autoptr (HeddleCliAnswer) nowhere = heddle_cli_call (fixture->cli, "run", "held.heddle", "--library", "not-held",
                                                             NULL);
      g_autofree char *none = heddle_cli_path (fixture->cli, "not-held");

      g_assert_cmpint (planned->status, ==, 2);
      assert_one_line (planned->errors, i == 0 ? &one : &several);
      g_assert_cmpint (run->status, ==, 2);
      assert_one_line (run->errors, i == 0 ? &one : &several);
      g_assert_cmpint (nowhere->status, ==, 6);
      g_assert_false (g_file_test (none, G_FILE_TEST_EXISTS));
    }
}

/* Only the library knows its assets; one that is not there is not made to look for them. */
static void
test_asset (gconstpointer data)
{
  const Fixture *fixture = data;
  static const Refusal unknown = { "", { NULL }, { "photo: ", "ffff" } };
  static const Refusal wrong = { "", { NULL }, { "photo: ", "image/svg+xml" } };
  g_autoptr (HeddleCliAnswer) imported = heddle_cli_call (fixture->cli, "import", "templates/art/logo-dark.svg",
                                                          "--library", "assets", "--json", NULL);
  g_autofree char *input = g_strconcat ("photo=", heddle_json_get_string (heddle_cli_answer_line (imported, 0), "id",
                                                                          NULL), NULL);
  g_autofree char *before = digest_folder (fixture->cli, "assets");
  g_autoptr (HeddleCliAnswer) absent = heddle_cli_call (fixture->cli, "run", "photo.heddle", "--library", "assets",
                                                        "--json", "--input", UNKNOWN_ASSET, NULL);
  g_autoptr (HeddleCliAnswer) refused = heddle_cli_call (fixture->cli, "run", "photo-png.heddle", "--library",
                                                         "assets", "--json", "--input", input, NULL);
  g_autofree char *after = digest_folder (fixture->cli, "assets");
  g_autoptr (HeddleCliAnswer) nowhere = heddle_cli_call (fixture->cli, "run", "photo.heddle", "--library", "none",
                                                         "--input", UNKNOWN_ASSET, NULL);
  g_autofree char *none = heddle_cli_path (fixture->cli, "none");
  g_autoptr (HeddleCliAnswer) taken = heddle_cli_call (fixture->cli, "run", "photo.heddle", "--library", "assets",
                                                       "--input", input, NULL);

  g_assert_cmpint (absent->status, ==, 2);
  assert_one_line (absent->errors, &unknown);
  assert_event (absent);
  g_assert_cmpint (refused->status, ==, 2);
  assert_one_line (refused->errors, &wrong);
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpint (nowhere->status, ==, 6);
  g_assert_false (g_file_test (none, G_FILE_TEST_EXISTS));
  g_assert_cmpint (taken->status, ==, 0);
}

/* A row that is wrong is told beforehand, and fails alone. */
static void
test_image_in_row (gconstpointer data)
{
  const Fixture *fixture = data;
  g_autoptr (HeddleCliAnswer) answer = NULL;

  g_free (heddle_cli_write (fixture->cli, "templates/photos.csv",
                            "photo\nart/logo-dark.svg\nabsent.svg\nart/logo-dark.svg\n"));
  answer = heddle_cli_call (fixture->cli, "run", "photo.heddle", "--library", "rows", "--rows",
                            "templates/photos.csv", NULL);
  g_assert_cmpint (answer->status, ==, 1);
  g_assert_true (g_str_has_prefix (answer->errors, "heddlectl: Row 2 (line 3) cannot run: photo: “absent.svg”"));
  g_assert_nonnull (strstr (answer->output, "2 of 3 results"));
}

static void
fixture_init (Fixture   *fixture,
              HeddleCli *cli)
{
  g_autoptr (HeddleCliAnswer) answer = NULL;

  fixture->cli = cli;
  heddle_cli_use_session (cli);
  write_files (cli);
  answer = heddle_cli_call (cli, "run", SAMPLE, "--library", "library", NULL);
  g_assert_cmpint (answer->status, ==, 0);
  fixture->digest = digest_folder (cli, "library");
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (HeddleCli) cli = NULL;
  Fixture fixture = { 0 };
  Fixture fixtures[G_N_ELEMENTS (refusals)];
  int status;

  g_test_init (&argc, &argv, NULL);
  heddle_init ();
  cli = heddle_cli_new ();
  fixture_init (&fixture, cli);
  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autofree char *path = g_strdup_printf ("/cli/refused/%s", refusals[i].name);

      fixtures[i] = fixture;
      fixtures[i].refusal = &refusals[i];
      g_test_add_data_func (path, &fixtures[i], test_refusal);
    }
  g_test_add_data_func ("/cli/refused/out-is-not-made", &fixture, test_out_is_not_made);
  g_test_add_data_func ("/cli/refused/key-without-keyring", &fixture, test_key_without_keyring);
  g_test_add_data_func ("/cli/refused/no-library", &fixture, test_no_library);
  g_test_add_data_func ("/cli/refused/asset", &fixture, test_asset);
  g_test_add_data_func ("/cli/refused/asset-of-step", &fixture, test_asset_of_step);
  g_test_add_data_func ("/cli/refused/image-in-row", &fixture, test_image_in_row);
  status = g_test_run ();
  g_free (fixture.digest);
  return status;
}
