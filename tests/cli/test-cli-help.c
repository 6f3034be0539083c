/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/heddle-init.h"
#include "heddle-cli-call.h"

static const char *const commands[] = {
  "run", "estimate", "queue", "validate", "promote", "import", "export", "new", "list", "show", "search", "secret", "address", "connection",
  "usage", "budget", "credit",
  "verify", "doctor", NULL,
};

static void
assert_told (HeddleCliAnswer *answer,
             const char      *text)
{
  g_assert_cmpstr (answer->errors, ==, "");
  g_assert_cmpint (answer->status, ==, 0);
  if (strstr (answer->output, text) == NULL)
    g_error ("“%s” is not told by: %s", text, answer->output);
}

static void
test_help (void)
{
  g_autoptr (HeddleCli) cli = heddle_cli_new ();
  g_autoptr (HeddleCliAnswer) overview = heddle_cli_call (cli, "--help", NULL);
  g_autoptr (HeddleCliAnswer) nothing = heddle_cli_call_strv (cli, commands + G_N_ELEMENTS (commands) - 1, NULL);

  assert_told (overview, "Usage:");
  assert_told (overview, "Exit status:");
  g_assert_cmpstr (nothing->output, ==, overview->output);
  for (guint i = 0; commands[i] != NULL; i++)
    {
      g_autoptr (HeddleCliAnswer) help = heddle_cli_call (cli, commands[i], "--help", NULL);
      g_autoptr (HeddleCliAnswer) before = heddle_cli_call (cli, "--help", commands[i], NULL);
      g_autoptr (HeddleCliAnswer) amid = heddle_cli_call (cli, commands[i], "x", "--json", "-h", NULL);
      g_autofree char *usage = g_strconcat ("heddlectl ", commands[i], " ", NULL);

      assert_told (overview, commands[i]);
      assert_told (help, usage);
      assert_told (help, "--library=DIR");
      assert_told (help, "--json");
      assert_told (help, "--quiet");
      g_assert_cmpstr (before->output, ==, help->output);
      g_assert_cmpstr (amid->output, ==, help->output);
    }
}

static void
test_options (void)
{
  static const char *const options[] = {
    "--pipeline", "--input", "--rows", "--jobs", "--out", "--project", "--provider-url", "--model", "--allow-path",
    "--yes", "--dry-run",
  };
  g_autoptr (HeddleCli) cli = heddle_cli_new ();
  g_autoptr (HeddleCliAnswer) help = heddle_cli_call (cli, "run", "--help", NULL);
  g_autoptr (HeddleCliAnswer) export = heddle_cli_call (cli, "export", "--help", NULL);
  g_autoptr (HeddleCliAnswer) list = heddle_cli_call (cli, "list", "--help", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (options); i++)
    assert_told (help, options[i]);
  assert_told (export, "heddlectl export ID… --to=FILE");
  assert_told (export, "--force");
  assert_told (list, "|brands|");
}

static void
test_version (void)
{
  g_autoptr (HeddleCli) cli = heddle_cli_new ();
  g_autoptr (HeddleCliAnswer) alone = heddle_cli_call (cli, "--version", NULL);
  g_autoptr (HeddleCliAnswer) with = heddle_cli_call (cli, "run", "--version", NULL);

  assert_told (alone, "heddlectl " HEDDLE_VERSION "\n");
  g_assert_cmpstr (with->output, ==, alone->output);
}

/* With groff where there is one; it names every request that it does not know. */
static void
test_manual (void)
{
  g_autoptr (HeddleCli) cli = heddle_cli_new ();
  g_autoptr (HeddleCliAnswer) manual = heddle_cli_call (cli, "--manual", NULL);
  g_autofree char *groff = g_find_program_in_path ("groff");
  g_autofree char *page = NULL;

  assert_told (manual, ".TH HEDDLECTL 1");
  assert_told (manual, ".SH EXIT STATUS");
  assert_told (manual, "HEDDLE_KEY_");
  assert_told (manual, "\\-\\-library\\fR=");
  assert_told (manual, "\\-\\-version\n");
  assert_told (manual, "\\-\\-help\n");
  for (guint i = 0; commands[i] != NULL; i++)
    {
      g_autofree char *section = g_strconcat (".SS heddlectl ", commands[i], NULL);

      assert_told (manual, section);
    }
  g_free (heddle_cli_write (cli, "heddlectl.1", manual->output));
  if (groff == NULL)
    {
      g_test_skip ("There is no groff");
      return;
    }
  page = heddle_cli_program_output (cli, (const char *const[]) { groff, "-man", "-Tutf8", "-Kutf8", "-ww",
                                                                 "heddlectl.1", NULL });
  g_assert_nonnull (strstr (page, "heddlectl run"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  heddle_init ();
  g_test_add_func ("/cli/help/commands", test_help);
  g_test_add_func ("/cli/help/options", test_options);
  g_test_add_func ("/cli/help/version", test_version);
  g_test_add_func ("/cli/help/manual", test_manual);
  return g_test_run ();
}
