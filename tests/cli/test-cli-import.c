/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>

#include "base/heddle-init.h"
#include "base/heddle-json.h"
#include "heddle-cli-samples.h"

/* A document with one node of a type and a config, and one input if there is a default for it. */
static char *
write_workflow (HeddleCli  *cli,
                const char *name,
                const char *type,
                const char *config,
                const char *fallback)
{
  g_autofree char *input = NULL;
  g_autofree char *text = NULL;

  if (fallback != NULL)
    input =
        g_strdup_printf ("{\"key\":\"picture\",\"type\":\"image\",\"default\":\"%s\"}", fallback);
  text = g_strdup_printf (
      "{\"format\":\"heddle-workflow\",\"version\":1,"
      "\"id\":\"01980000-0000-7000-8000-0000000000aa\",\"name\":\"Small\",\"inputs\":[%s],"
      "\"pipelines\":[{\"id\":\"main\",\"nodes\":[{\"id\":\"source\",\"type\":\"%s\","
      "\"config\":%s}],\"links\":[]}]}",
      input == NULL ? "" : input, type, config);
  return heddle_cli_write (cli, name, text);
}

static void
write_square (HeddleCli  *cli,
              const char *name,
              guint       side)
{
  g_autofree char *svg =
      g_strdup_printf ("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%u\" height=\"%u\">"
                       "<rect width=\"%u\" height=\"%u\" fill=\"#b5532f\"/></svg>",
                       side, side, side, side);

  g_free (heddle_cli_write (cli, name, svg));
}

static void
make_folder (HeddleCli  *cli,
             const char *name)
{
  g_autofree char *path = heddle_cli_path (cli, name);

  g_assert_no_errno (g_mkdir_with_parents (path, 0700));
}

static HeddleCliAnswer *
import (HeddleCli  *cli,
        const char *path)
{
  return heddle_cli_call (cli, "import", path, "--library", "library", "--json", NULL);
}

static char *
id_of (HeddleCliAnswer *imported)
{
  const char *id;

  g_assert_cmpint (imported->status, ==, 0);
  g_assert_cmpstr (imported->errors, ==, "");
  heddle_cli_assert_json (imported);
  g_assert_cmpuint (imported->lines->len, ==, 1);
  id = heddle_json_get_string (heddle_cli_answer_line (imported, 0), "id", NULL);
  g_assert_nonnull (id);
  return g_strdup (id);
}

static guint
count_entities (HeddleCli  *cli,
                const char *kind)
{
  g_autoptr (HeddleCliAnswer) answer =
      heddle_cli_call (cli, "list", kind, "--library", "library", "--json", NULL);

  g_assert_cmpint (answer->status, ==, 0);
  return answer->lines->len;
}

/* The document as the library has it, which has to be able to run from anywhere. */
static JsonNode *export (HeddleCli *cli, const char *id)
{
  g_autofree char *path = heddle_cli_path (cli, "elsewhere/exported.heddle");
  g_autoptr (HeddleCliAnswer) exported = NULL;
  g_autoptr (HeddleCliAnswer) valid = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  JsonNode *json;

  make_folder (cli, "elsewhere");
  exported = heddle_cli_call (cli, "export", id, "--to", path, "--library", "library", NULL);
  g_assert_cmpint (exported->status, ==, 0);
  valid = heddle_cli_call (cli, "validate", path, NULL);
  g_assert_cmpstr (valid->errors, ==, "");
  g_assert_cmpint (valid->status, ==, 0);
  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  json = heddle_json_parse (text, -1, &error);
  g_assert_no_error (error);
  return json;
}

static JsonObject *
config_of (JsonNode *document)
{
  JsonArray *pipelines =
      json_object_get_array_member (json_node_get_object (document), "pipelines");
  JsonArray *nodes =
      json_object_get_array_member (json_array_get_object_element (pipelines, 0), "nodes");

  return json_object_get_object_member (json_array_get_object_element (nodes, 0), "config");
}

static HeddleCliAnswer *
run_id (HeddleCli  *cli,
        const char *id)
{
  return heddle_cli_call (cli, "run", id, "--library", "library", "--json", NULL);
}

static const char *
type_of (JsonNode   *document,
         const char *id)
{
  JsonArray *pipelines =
      json_object_get_array_member (json_node_get_object (document), "pipelines");
  JsonArray *nodes =
      json_object_get_array_member (json_array_get_object_element (pipelines, 0), "nodes");

  for (guint i = 0; i < json_array_get_length (nodes); i++)
    {
      JsonObject *node = json_array_get_object_element (nodes, i);

      if (g_str_equal (json_object_get_string_member (node, "id"), id))
        return json_object_get_string_member (node, "type");
    }
  g_assert_not_reached ();
}

/* Only what brings the files in was done: it names them in another way. */
static void
assert_same (const HeddleCliSample *sample,
             HeddleCli             *cli,
             HeddleCliAnswer       *answer,
             HeddleCliAnswer       *first,
             JsonNode              *document)
{
  g_autoptr (HeddleCliRun) run = heddle_cli_run_read (answer);
  g_autoptr (HeddleCliRun) before = heddle_cli_run_read (first);
  g_autoptr (GPtrArray) made = heddle_cli_run_list_items (run, NULL, "completed");

  heddle_cli_sample_assert_done (sample, cli, answer);
  g_assert_cmpint (heddle_cli_run_count (run, "cached"), ==, sample->n_results);
  g_assert_cmpint (heddle_cli_run_count (run, "cost"), ==, 0);
  g_assert_cmpuint (run->items->len, ==, before->items->len);
  g_assert_cmpuint (run->assets->len, ==, before->assets->len);
  for (guint i = 0; i < made->len; i++)
    {
      const char *node = json_object_get_string_member (g_ptr_array_index (made, i), "node");

      g_assert_true (g_str_has_prefix (type_of (document, node), "input."));
    }
}

/* The same results by id as from the file, without the files, and without doing anything again. */
static void
test_sample (gconstpointer data)
{
  const HeddleCliSample *sample = data;
  static const char *const nothing[] = { NULL };
  g_autoptr (HeddleCli) cli = heddle_cli_new ();
  g_autofree char *name = g_strconcat (sample->name, ".heddle", NULL);
  g_autofree char *path = heddle_cli_template (cli, name);
  g_autofree char *templates = heddle_cli_path (cli, "templates");
  g_autofree char *moved = heddle_cli_path (cli, "moved");
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (HeddleCliAnswer) first = heddle_cli_sample_run (sample, cli, nothing);
  g_autoptr (HeddleCliAnswer) imported = NULL;
  g_autoptr (HeddleCliAnswer) again = NULL;
  g_autoptr (HeddleCliAnswer) second = NULL;
  g_autoptr (HeddleCliAnswer) third = NULL;
  g_autofree char *id = NULL;
  g_autofree char *same = NULL;
  g_autoptr (JsonNode) document = NULL;
  guint n_assets;

  heddle_cli_sample_assert_done (sample, cli, first);
  g_assert_true (g_file_get_contents (path, &before, NULL, NULL));
  imported = import (cli, path);
  id = id_of (imported);
  n_assets = count_entities (cli, "assets");
  again = import (cli, path);
  same = id_of (again);
  g_assert_cmpstr (id, ==, same);
  g_assert_cmpuint (count_entities (cli, "assets"), ==, n_assets);
  g_assert_cmpuint (count_entities (cli, "workflows"), ==, 1);
  g_assert_true (g_file_get_contents (path, &after, NULL, NULL));
  g_assert_cmpstr (before, ==, after);

  g_assert_no_errno (g_rename (templates, moved));
  document = export (cli, id);
  second = run_id (cli, id);
  assert_same (sample, cli, second, first, document);
  third = run_id (cli, id);
  heddle_cli_sample_assert_again (sample, cli, third, second);
}

/* Without a run of the file before it. */
static void
test_fresh (gconstpointer data)
{
  const HeddleCliSample *sample = data;
  g_autoptr (HeddleCli) cli = heddle_cli_new ();
  g_autofree char *name = g_strconcat (sample->name, ".heddle", NULL);
  g_autofree char *path = heddle_cli_template (cli, name);
  g_autoptr (HeddleCliAnswer) imported = import (cli, path);
  g_autofree char *id = id_of (imported);
  g_autoptr (HeddleCliAnswer) answer = run_id (cli, id);
  g_autoptr (HeddleCliAnswer) verified =
      heddle_cli_call (cli, "verify", "--library", "library", NULL);

  heddle_cli_sample_assert_done (sample, cli, answer);
  g_assert_cmpint (verified->status, ==, 0);
}

static gint64
width_of (HeddleCli  *cli,
          const char *asset)
{
  g_autoptr (HeddleCliAnswer) shown =
      heddle_cli_call (cli, "show", asset, "--library", "library", "--json", NULL);

  g_assert_cmpint (shown->status, ==, 0);
  g_assert_cmpstr (heddle_json_get_string (heddle_cli_answer_line (shown, 0), "kind", ""), ==,
                   "uploaded");
  return heddle_json_get_int (heddle_cli_answer_line (shown, 0), "width", 0);
}

static void
test_images (void)
{
  g_autoptr (HeddleCli) cli = heddle_cli_new ();
  g_autofree char *path =
      write_workflow (cli, "small.heddle", "input.images", "{\"folder\":\"pictures\"}", NULL);
  g_autoptr (HeddleCliAnswer) imported = NULL;
  g_autofree char *id = NULL;
  g_autoptr (JsonNode) document = NULL;
  JsonArray *assets;

  make_folder (cli, "pictures");
  write_square (cli, "pictures/10.svg", 10);
  write_square (cli, "pictures/9.svg", 9);
  write_square (cli, "pictures/.hidden.svg", 7);
  g_free (heddle_cli_write (cli, "pictures/notes.txt", "No image.\n"));
  imported =
      heddle_cli_call (cli, "import", path, "--library", "library", "--json", "--quiet", NULL);
  id = id_of (imported);
  document = export (cli, id);
  g_assert_false (json_object_has_member (config_of (document), "folder"));
  assets = json_object_get_array_member (config_of (document), "assets");
  g_assert_cmpuint (json_array_get_length (assets), ==, 2);
  g_assert_cmpint (width_of (cli, json_array_get_string_element (assets, 0)), ==, 9);
  g_assert_cmpint (width_of (cli, json_array_get_string_element (assets, 1)), ==, 10);
}

static void
test_input (void)
{
  g_autoptr (HeddleCli) cli = heddle_cli_new ();
  g_autofree char *path =
      write_workflow (cli, "small.heddle", "input.text", "{\"value\":\"a\"}", "square.svg");
  g_autoptr (HeddleCliAnswer) imported = NULL;
  g_autofree char *id = NULL;
  g_autoptr (JsonNode) document = NULL;
  g_autoptr (HeddleCliAnswer) answer = NULL;
  JsonArray *inputs;

  write_square (cli, "square.svg", 12);
  imported = import (cli, path);
  id = id_of (imported);
  document = export (cli, id);
  inputs = json_object_get_array_member (json_node_get_object (document), "inputs");
  g_assert_cmpint (width_of (cli, heddle_json_get_string (json_array_get_object_element (inputs, 0),
                                                          "default", "")),
                   ==, 12);
  answer = run_id (cli, id);
  g_assert_cmpint (answer->status, ==, 0);
}

static void
test_table (void)
{
  g_autoptr (HeddleCli) cli = heddle_cli_new ();
  g_autofree char *path =
      write_workflow (cli, "small.heddle", "input.table", "{\"path\":\"table.csv\"}", NULL);
  g_autoptr (HeddleCliAnswer) imported = NULL;
  g_autofree char *id = NULL;
  g_autoptr (JsonNode) document = NULL;

  g_free (heddle_cli_write (cli, "table.csv",
                            "\xef\xbb\xbf"
                            "dish,price\r\n\"Soup, hot\",4\r\n"));
  imported = import (cli, path);
  id = id_of (imported);
  document = export (cli, id);
  g_assert_false (json_object_has_member (config_of (document), "path"));
  g_assert_cmpstr (json_object_get_string_member (config_of (document), "csv"), ==,
                   "dish,price\r\n\"Soup, hot\",4\r\n");
}

typedef struct
{
  const char *name;
  const char *type;
  const char *config;
  const char *input;
  const char *words[3];
} Refusal;

static const Refusal refusals[] = {
  { "image", "input.image", "{\"path\":\"absent.svg\"}", NULL, { "“source”", "absent.svg" } },
  { "images", "input.images", "{\"folder\":\"absent\"}", NULL, { "“source”", "absent" } },
  { "no-images",
    "input.images",
    "{\"folder\":\".\",\"pattern\":\"*.tiff\"}",
    NULL,
    { "“source”", "*.tiff" } },
  { "no-image",
    "input.image",
    "{\"path\":\"small.heddle\"}",
    NULL,
    { "“source”", "small.heddle" } },
  { "table", "input.table", "{\"path\":\"absent.csv\"}", NULL, { "“source”", "absent.csv" } },
  { "bad-table",
    "input.table",
    "{\"path\":\"bad.csv\"}",
    NULL,
    { "“source”", "bad.csv", "line 2" } },
  { "outside",
    "input.image",
    "{\"path\":\"../outside.svg\"}",
    NULL,
    { "“source”", "outside.svg", "--allow-path" } },
  { "absolute",
    "input.image",
    "{\"path\":\"/absent.svg\"}",
    NULL,
    { "“source”", "absent.svg", "--allow-path" } },
  { "input", "input.text", "{}", "absent.svg", { "“picture”", "absent.svg" } },
};

static void
test_refusal (gconstpointer data)
{
  const Refusal *refusal = data;
  g_autoptr (HeddleCli) cli = heddle_cli_new ();
  g_autofree char *path = NULL;
  g_autofree char *library = heddle_cli_path (cli, "library");
  g_autoptr (HeddleCliAnswer) answer = NULL;

  make_folder (cli, "inside");
  write_square (cli, "outside.svg", 8);
  g_free (heddle_cli_write (cli, "inside/bad.csv", "a,b\n1\n"));
  path =
      write_workflow (cli, "inside/small.heddle", refusal->type, refusal->config, refusal->input);
  answer = import (cli, path);
  g_assert_cmpint (answer->status, ==, 2);
  for (guint i = 0; i < G_N_ELEMENTS (refusal->words) && refusal->words[i] != NULL; i++)
    if (strstr (answer->errors, refusal->words[i]) == NULL)
      g_error ("There is no “%s” in %s", refusal->words[i], answer->errors);
  g_assert_false (g_file_test (library, G_FILE_TEST_EXISTS));
}

/* One of several files is missing, and the library has something already. */
static void
test_unchanged (void)
{
  g_autoptr (HeddleCli) cli = heddle_cli_new ();
  g_autofree char *path = heddle_cli_template (cli, "product-post.heddle");
  g_autofree char *logo = heddle_cli_path (cli, "templates/art/logo-dark.svg");
  g_autoptr (HeddleCliAnswer) before = NULL;
  g_autoptr (HeddleCliAnswer) answer = NULL;
  g_autofree char *blobs = NULL;
  g_autofree char *same = NULL;

  write_square (cli, "square.svg", 5);
  before = import (cli, "square.svg");
  g_assert_cmpint (before->status, ==, 0);
  blobs = heddle_cli_program_output (cli, (const char *const[]) { "find", "library", "-type", "f",
                                                                  "-path", "*blobs*", NULL });
  g_assert_no_errno (g_unlink (logo));
  answer = import (cli, path);
  g_assert_cmpint (answer->status, ==, 2);
  g_assert_nonnull (strstr (answer->errors, "“logo”"));
  g_assert_nonnull (strstr (answer->errors, "art/logo-dark.svg"));
  g_assert_cmpuint (count_entities (cli, "assets"), ==, 1);
  g_assert_cmpuint (count_entities (cli, "workflows"), ==, 0);
  same = heddle_cli_program_output (cli, (const char *const[]) { "find", "library", "-type", "f",
                                                                 "-path", "*blobs*", NULL });
  g_assert_cmpstr (same, ==, blobs);
}

static void
test_allowed (void)
{
  g_autoptr (HeddleCli) cli = heddle_cli_new ();
  g_autofree char *path = NULL;
  g_autoptr (HeddleCliAnswer) allowed = NULL;
  g_autoptr (HeddleCliAnswer) agreed = NULL;
  g_autofree char *id = NULL;
  g_autofree char *same = NULL;
  g_autoptr (HeddleCliAnswer) answer = NULL;

  make_folder (cli, "inside");
  write_square (cli, "outside.svg", 8);
  path = write_workflow (cli, "inside/small.heddle", "input.image", "{\"path\":\"../outside.svg\"}",
                         NULL);
  allowed = heddle_cli_call (cli, "import", path, "--library", "library", "--json", "--allow-path",
                             ".", NULL);
  id = id_of (allowed);
  agreed = heddle_cli_call (cli, "import", path, "--library", "library", "--json", "--yes", NULL);
  same = id_of (agreed);
  g_assert_cmpstr (id, ==, same);
  answer = run_id (cli, id);
  g_assert_cmpint (answer->status, ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  heddle_init ();
  for (const HeddleCliSample *sample = heddle_cli_samples; sample->name != NULL; sample++)
    {
      g_autofree char *path = g_strdup_printf ("/cli/import/sample/%s", sample->name);

      if (g_str_equal (sample->name, "product-post") || g_str_equal (sample->name, "menu-cards"))
        g_test_add_data_func (path, sample, test_sample);
      if (g_str_equal (sample->name, "menu-cards"))
        g_test_add_data_func ("/cli/import/fresh", sample, test_fresh);
    }
  g_test_add_func ("/cli/import/images", test_images);
  g_test_add_func ("/cli/import/input", test_input);
  g_test_add_func ("/cli/import/table", test_table);
  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autofree char *path = g_strdup_printf ("/cli/import/refused/%s", refusals[i].name);

      g_test_add_data_func (path, &refusals[i], test_refusal);
    }
  g_test_add_func ("/cli/import/unchanged", test_unchanged);
  g_test_add_func ("/cli/import/allowed", test_allowed);
  return g_test_run ();
}
