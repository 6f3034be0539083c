/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>

#include "base/heddle-init.h"
#include "base/heddle-json.h"
#include "heddle-cli-call.h"

/* A library with two workflows of one name, one whose name is a path, and an image. */
typedef struct
{
  HeddleCli *cli;
  char      *first;
  char      *second;
  char      *path;
  char      *image;
} Fixture;

static char *
import (HeddleCli  *cli,
        const char *file)
{
  g_autoptr (HeddleCliAnswer) answer = heddle_cli_call (cli, "import", file, "--library", "library", "--json",
                                                        NULL);

  g_assert_cmpint (answer->status, ==, 0);
  return g_strdup (heddle_json_get_string (heddle_cli_answer_line (answer, 0), "id", NULL));
}

static char *
import_workflow (HeddleCli  *cli,
                 const char *id,
                 const char *name)
{
  g_autofree char *document = g_strdup_printf (
    "{\"format\": \"heddle-workflow\", \"version\": 1, \"id\": \"01980000-0000-7000-8000-0000000000%s\","
    " \"name\": \"%s\", \"pipelines\": [{\"id\": \"main\", \"nodes\": [], \"links\": []}]}",
    id, name);

  g_free (heddle_cli_write (cli, "imported.heddle", document));
  return import (cli, "imported.heddle");
}

static void
fixture_init (Fixture *self)
{
  self->cli = heddle_cli_new ();
  g_free (heddle_cli_template (self->cli, ""));
  self->first = import_workflow (self->cli, "a1", "Spring");
  self->second = import_workflow (self->cli, "a2", "Spring");
  self->path = import_workflow (self->cli, "a3", "../Winter: sale");
  self->image = import (self->cli, "templates/art/logo-dark.svg");
}

static void
fixture_clear (Fixture *self)
{
  g_free (self->first);
  g_free (self->second);
  g_free (self->path);
  g_free (self->image);
  heddle_cli_free (self->cli);
}

static HeddleCliAnswer *
export (Fixture    *self,
        const char *to,
        const char *option,
        const char *id,
        const char *other,
        const char *third)
{
  return heddle_cli_call (self->cli, "export", "--library", "library", "--to", to,
                          option != NULL ? option : "--quiet", id, other, third, NULL);
}

static char *
list_folder (Fixture    *self,
             const char *folder)
{
  return heddle_cli_program_output (self->cli, (const char *const[]) { "ls", folder, NULL });
}

static char *
read_id (Fixture    *self,
         const char *file)
{
  g_autofree char *path = heddle_cli_path (self->cli, file);
  g_autofree char *text = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  node = heddle_json_parse (text, -1, &error);
  g_assert_no_error (error);
  return g_strdup (heddle_json_get_string (json_node_get_object (node), "id", NULL));
}

static void
assert_refused (HeddleCliAnswer *answer,
                const char      *told)
{
  g_assert_cmpint (answer->status, ==, 2);
  g_assert_cmpstr (answer->output, ==, "");
  g_assert_true (strchr (answer->errors, '\n') == answer->errors + strlen (answer->errors) - 1);
  g_assert_nonnull (strstr (answer->errors, told));
}

static void
test_several (Fixture *self)
{
  g_autoptr (HeddleCliAnswer) answer = export (self, "new/folder", NULL, self->first, self->second, self->path);
  g_autoptr (HeddleCliAnswer) more = export (self, "new/folder", NULL, self->image, self->image, NULL);
  g_autofree char *files = list_folder (self, "new/folder");
  g_autofree char *above = list_folder (self, "new");
  g_autofree char *first = read_id (self, "new/folder/Spring.heddle");
  g_autofree char *second = read_id (self, "new/folder/Spring-2.heddle");

  g_assert_cmpint (answer->status, ==, 0);
  g_assert_nonnull (strstr (answer->output, "new/folder/Spring-2.heddle\n"));
  g_assert_cmpint (more->status, ==, 0);
  g_assert_cmpstr (files, ==, "-Winter- sale.heddle\nSpring-2.heddle\nSpring.heddle\nlogo-dark.svg\n");
  g_assert_cmpstr (above, ==, "folder\n");
  g_assert_cmpstr (first, ==, self->first);
  g_assert_cmpstr (second, ==, self->second);
}

static void
test_unknown (Fixture *self)
{
  g_autoptr (HeddleCliAnswer) answer = export (self, "none", NULL, self->first, "ffffffff", self->second);
  g_autofree char *folder = heddle_cli_path (self->cli, "none");

  assert_refused (answer, "ffffffff");
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
}

/* What is there stays as it was, and so does all else, unless a person says otherwise. */
static void
test_existing (Fixture *self)
{
  g_autoptr (HeddleCliAnswer) one = export (self, "one.heddle", NULL, self->first, NULL, NULL);
  g_autoptr (HeddleCliAnswer) again = export (self, "one.heddle", NULL, self->second, NULL, NULL);
  g_autofree char *kept = read_id (self, "one.heddle");
  g_autoptr (HeddleCliAnswer) forced = export (self, "one.heddle", "--force", self->second, NULL, NULL);
  g_autofree char *replaced = read_id (self, "one.heddle");
  g_autoptr (HeddleCliAnswer) image = export (self, "one.heddle", NULL, self->image, NULL, NULL);
  g_autofree char *some = heddle_cli_path (self->cli, "some");
  g_autoptr (HeddleCliAnswer) both = NULL;
  g_autoptr (HeddleCliAnswer) file = NULL;
  g_autoptr (HeddleCliAnswer) both_forced = NULL;
  g_autofree char *files = NULL;
  g_autofree char *all_files = NULL;

  g_assert_cmpint (one->status, ==, 0);
  assert_refused (again, "--force");
  g_assert_cmpstr (kept, ==, self->first);
  g_assert_cmpint (forced->status, ==, 0);
  g_assert_cmpstr (replaced, ==, self->second);
  assert_refused (image, "one.heddle");

  g_assert_cmpint (g_mkdir (some, 0755), ==, 0);
  g_free (heddle_cli_write (self->cli, "some/logo-dark.svg", "mine"));
  both = export (self, "some", NULL, self->first, self->image, NULL);
  assert_refused (both, "some/logo-dark.svg");
  files = list_folder (self, "some");
  g_assert_cmpstr (files, ==, "logo-dark.svg\n");
  file = export (self, "one.heddle", "--force", self->first, self->image, NULL);
  assert_refused (file, "one.heddle");
  both_forced = export (self, "some", "--force", self->first, self->image, NULL);
  g_assert_cmpint (both_forced->status, ==, 0);
  all_files = list_folder (self, "some");
  g_assert_cmpstr (all_files, ==, "Spring.heddle\nlogo-dark.svg\n");
}

typedef void (*TestFunc) (Fixture *self);

static void
run_test (gconstpointer data)
{
  Fixture self = { 0 };

  fixture_init (&self);
  ((TestFunc) data) (&self);
  fixture_clear (&self);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  heddle_init ();
  g_test_add_data_func ("/cli/export/several", test_several, run_test);
  g_test_add_data_func ("/cli/export/unknown", test_unknown, run_test);
  g_test_add_data_func ("/cli/export/existing", test_existing, run_test);
  return g_test_run ();
}
