/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/heddle-init.h"
#include "base/heddle-json.h"
#include "heddle-cli-studio.h"

#define PRICE HEDDLE_CLI_REPLICATE_PRICE

/* What `show` tells of the choices of a run: each with its index, state, samples, choice and costs. */
static char *
describe (HeddleCliStudio *studio,
          const char      *run)
{
  g_autoptr (HeddleCliAnswer) shown = heddle_cli_studio_call (studio, "show %s", run);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = heddle_json_parse (shown->output, -1, &error);
  g_autoptr (GString) text = g_string_new (NULL);
  JsonArray *list;

  g_assert_no_error (error);
  list = json_object_get_array_member (json_node_get_object (node), "generations");
  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonObject *generation = json_array_get_object_element (list, i);
      g_autofree char *chosen = heddle_json_write (json_object_get_member (generation, "chosen"), HEDDLE_JSON_COMPACT);
      g_autofree char *samples = heddle_json_write (json_object_get_member (generation, "sample_cost"),
                                                    HEDDLE_JSON_COMPACT);

      g_string_append_printf (text, "[%s] %s of %d: %s for %s\n", json_object_get_string_member (generation, "index"),
                              json_object_get_string_member (generation, "status"),
                              (int) json_object_get_int_member (generation, "samples"), chosen, samples);
    }
  return g_string_free_and_steal (g_steal_pointer (&text));
}

static void
assert_generations (HeddleCliStudio *studio,
                    const char      *run,
                    const char      *expected)
{
  g_autofree char *described = describe (studio, run);

  g_assert_cmpstr (described, ==, expected);
}

static void
call (HeddleCliStudio *studio,
      const char      *words,
      int              status)
{
  g_autoptr (HeddleCliAnswer) answer = heddle_cli_studio_call (studio, "%s", words);

  if (answer->status != status)
    g_error ("“%s” ended with %d: %s%s", words, answer->status, answer->output, answer->errors);
}

static void
test_choice (void)
{
  g_autoptr (HeddleCliStudio) studio = heddle_cli_studio_new ();

  heddle_cli_studio_write (studio, "gate.heddle", HEDDLE_CLI_REPLICATE, 3, "logic.pick");
  call (studio, "run gate.heddle", 4);
  assert_generations (studio, "1", "[] AwaitingSelection of 3: null for {\"amount\":9000,\"currency\":\"USD\"}\n");
  call (studio, "pick 1 gate 1", 0);
  assert_generations (studio, "1", "[] Completed of 3: [1] for {\"amount\":9000,\"currency\":\"USD\"}\n");
}

/* In a batch each row has its own. */
static void
test_rows (void)
{
  g_autoptr (HeddleCliStudio) studio = heddle_cli_studio_new ();

  g_free (heddle_cli_write (studio->cli, "rows.csv", "prompt\nA cube\nA ball [fault:moderation]\nA cone\n"));
  heddle_cli_studio_write (studio, "gate.heddle", HEDDLE_CLI_OPENAI, 2, "logic.pick");
  call (studio, "run gate.heddle --rows rows.csv", 4);
  call (studio, "pick 1 gate 0.1", 4);
  call (studio, "cancel 1", 0);
  assert_generations (studio, "1", "[0] Completed of 2: [1] for {\"amount\":16912,\"currency\":\"USD\"}\n"
                                   "[1] ContentRejected of 0: null for {\"amount\":0,\"currency\":\"USD\"}\n"
                                   "[2] Cancelled of 2: null for {\"amount\":16912,\"currency\":\"USD\"}\n");
}

/* While the samples are made, and after whoever made them was killed. */
static void
test_samples (void)
{
  g_autoptr (HeddleCliStudio) studio = heddle_cli_studio_new ();
  g_autoptr (GSubprocess) process = NULL;

  heddle_cli_studio_write (studio, "gate.heddle", HEDDLE_CLI_REPLICATE, 1, "logic.pick");
  process = heddle_cli_studio_start (studio, "run gate.heddle --input 'prompt=A cube [fault:never]'");
  heddle_cli_studio_wait_for (studio, "SELECT count (*) FROM api_call WHERE job IS NOT NULL", 1);
  assert_generations (studio, "1", "[] ProcessingSamples of 0: null for {\"amount\":0,\"currency\":\"USD\"}\n");
  heddle_cli_studio_kill (process);
  assert_generations (studio, "1", "[] ProcessingSamples of 0: null for {\"amount\":0,\"currency\":\"USD\"}\n");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  heddle_init ();
  g_test_add_func ("/cli/generations/choice", test_choice);
  g_test_add_func ("/cli/generations/rows", test_rows);
  g_test_add_func ("/cli/generations/samples", test_samples);
  return g_test_run ();
}
