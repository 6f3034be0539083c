/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/heddle-init.h"
#include "heddle-cli-run.h"

#define NODE(id, name, template)                                                                  \
  "{\"id\": \"" id "\", \"name\": \"" name "\", \"type\": \"text.template\", \"config\": {\"template\": \"" template \
  "\"}}"
#define LINK(from, to) \
  "{\"id\": \"" from "-" to "\", \"from\": [\"" from "\", \"text\"], \"to\": [\"" to "\", \"text\"]}"

/* Two branches from one stem, and a step that is not ready. */
static const char document[]
  = "{\"format\": \"heddle-workflow\", \"version\": 1, \"id\": \"01980000-0000-7000-8000-0000000000cb\","
    " \"name\": \"Branches\", \"pipelines\": [{\"id\": \"main\", \"nodes\": ["
    NODE ("stem", "Stem", "a") ", " NODE ("left", "Left leaf", "{{text}}l") ", "
    NODE ("right", "Right leaf", "{{text}}r") ", " NODE ("tip", "Tip", "{{text}}t") ", "
    "{\"id\": \"open\", \"type\": \"ai.image-generation\", \"config\": {\"model\": \"nobody/knows\", \"prompt\": \"a cup\"}}"
    "], \"links\": [" LINK ("stem", "left") ", " LINK ("stem", "right") ", " LINK ("right", "tip") "]}]}";

static void
assert_runs (const char *option,
             const char *nodes)
{
  g_autoptr (HeddleCli) cli = heddle_cli_new ();
  g_autofree char *file = heddle_cli_write (cli, "branches.heddle", document);
  g_autoptr (HeddleCliAnswer) answer = heddle_cli_call (cli, "run", file, option, "--json", NULL);
  g_autoptr (HeddleCliRun) run = heddle_cli_run_read (answer);
  g_autoptr (GString) ran = g_string_new (NULL);

  g_assert_cmpint (answer->status, ==, 0);
  for (guint i = 0; i < run->items->len; i++)
    g_string_append_printf (ran, "%s ", json_object_get_string_member (g_ptr_array_index (run->items, i), "node"));
  g_assert_cmpstr (ran->str, ==, nodes);
}

static void
test_to (void)
{
  assert_runs ("--to=stem", "stem ");
  assert_runs ("--to=Left leaf", "stem left ");
  assert_runs ("--to=tip", "stem right tip ");
}

static void
test_from (void)
{
  assert_runs ("--from=right", "stem right tip ");
  assert_runs ("--from=Left leaf", "stem left ");
}

/* All of it needs a model that does not exist; and so does what names the step that has it. */
static void
test_not_ready (void)
{
  static const char *const options[] = { "--jobs=1", "--to=open", "--from=open", "--to=nowhere", "--from=nowhere" };
  g_autoptr (HeddleCli) cli = heddle_cli_new ();
  g_autofree char *file = heddle_cli_write (cli, "branches.heddle", document);

  for (guint i = 0; i < G_N_ELEMENTS (options); i++)
    {
      g_autoptr (HeddleCliAnswer) answer = heddle_cli_call (cli, "run", file, options[i], NULL);

      g_assert_cmpint (answer->status, ==, 2);
      g_assert_nonnull (strstr (answer->errors, strstr (options[i], "nowhere") != NULL ? "no step “nowhere”" : "nobody"));
    }
}

int
main (int    argc,
      char **argv)
{
  heddle_init ();
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/cli/selection/to", test_to);
  g_test_add_func ("/cli/selection/from", test_from);
  g_test_add_func ("/cli/selection/not-ready", test_not_ready);

  return g_test_run ();
}
