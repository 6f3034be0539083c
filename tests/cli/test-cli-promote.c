/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/heddle-init.h"
#include "base/heddle-json.h"
#include "heddle-cli-call.h"

#define DOCUMENT \
  "{\"format\": \"heddle-workflow\", \"version\": 1, \"id\": \"01980000-0000-7000-8000-0000000000b1\"," \
  " \"name\": \"Cups\", \"pipelines\": [{\"id\": \"main\", \"nodes\": [" \
  "{\"id\": \"art\", \"type\": \"ai.image-generation\", \"config\": {\"model\": \"sketch/image\", \"prompt\": \"A cup\"," \
  " \"count\": 2}}], \"links\": []}]}"

static JsonObject *
read_file (HeddleCli *cli)
{
  g_autofree char *path = heddle_cli_path (cli, "cups.heddle");
  g_autofree char *text = NULL;
  g_autoptr (JsonNode) node = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  node = heddle_json_parse (text, -1, NULL);
  return json_object_ref (json_node_get_object (node));
}

static guint
count_inputs (HeddleCli *cli)
{
  g_autoptr (JsonObject) document = read_file (cli);
  JsonArray *inputs = heddle_json_get_array (document, "inputs");

  return inputs != NULL ? json_array_get_length (inputs) : 0;
}

static void
test_promote (void)
{
  g_autoptr (HeddleCli) cli = heddle_cli_new ();
  g_autofree char *file = heddle_cli_write (cli, "cups.heddle", DOCUMENT);
  g_autoptr (HeddleCliAnswer) promoted = heddle_cli_call (cli, "promote", "cups.heddle", "art", "prompt", "--json", NULL);
  g_autoptr (HeddleCliAnswer) valid = heddle_cli_call (cli, "validate", "cups.heddle", NULL);
  g_autoptr (HeddleCliAnswer) step = NULL;
  g_autoptr (HeddleCliAnswer) back = NULL;
  g_autoptr (JsonObject) document = NULL;

  g_assert_cmpint (promoted->status, ==, 0);
  g_assert_cmpstr (heddle_json_get_string (heddle_cli_answer_line (promoted, 0), "input", NULL), ==, "prompt");
  g_assert_cmpint (valid->status, ==, 0);
  g_assert_cmpuint (count_inputs (cli), ==, 1);

  step = heddle_cli_call (cli, "promote", "cups.heddle", "art", "count", "--step", NULL);
  g_assert_cmpint (step->status, ==, 0);
  g_assert_cmpstr (step->output, ==, "count\n");
  back = heddle_cli_call (cli, "promote", "cups.heddle", "art", "prompt", "--back", NULL);
  g_assert_cmpint (back->status, ==, 0);
  g_assert_cmpuint (count_inputs (cli), ==, 0);
}

static void
test_refusals (void)
{
  g_autoptr (HeddleCli) cli = heddle_cli_new ();
  g_autofree char *file = heddle_cli_write (cli, "cups.heddle", DOCUMENT);
  g_autoptr (HeddleCliAnswer) node = heddle_cli_call (cli, "promote", "cups.heddle", "pot", "prompt", NULL);
  g_autoptr (HeddleCliAnswer) parameter = heddle_cli_call (cli, "promote", "cups.heddle", "art", "colour", NULL);
  g_autoptr (HeddleCliAnswer) both = heddle_cli_call (cli, "promote", "cups.heddle", "art", "prompt", "--step", "--back",
                                                      NULL);
  g_autoptr (HeddleCliAnswer) back = heddle_cli_call (cli, "promote", "cups.heddle", "art", "prompt", "--back", NULL);
  g_autofree char *text = NULL;

  heddle_cli_answer_assert_refused (node, "There is no node “pot” in the pipeline “main”");
  heddle_cli_answer_assert_refused (parameter, "“art” has no parameter “colour”");
  heddle_cli_answer_assert_refused (both, "“--step” and “--back” exclude each other");
  heddle_cli_answer_assert_refused (back, "prompt is not given by an input of the workflow");
  g_assert_true (g_file_get_contents (file, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, DOCUMENT);
}

int
main (int   argc,
      char *argv[])
{
  heddle_init ();
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/cli/promote", test_promote);
  g_test_add_func ("/cli/promote-refused", test_refusals);
  return g_test_run ();
}
