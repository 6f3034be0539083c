/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/heddle-init.h"
#include "base/heddle-json.h"
#include "heddle-cli-studio.h"
#include "heddle-fake-replicate.h"
#include "store/heddle-database.h"

#define PRICE HEDDLE_CLI_REPLICATE_PRICE

static HeddleCliAnswer *
call (HeddleCliStudio *studio,
      const char      *words,
      int              status)
{
  HeddleCliAnswer *answer = heddle_cli_studio_call (studio, "%s", words);

  if (answer->status != status)
    g_error ("“%s” ended with %d: %s%s", words, answer->status, answer->output, answer->errors);
  return answer;
}

static void
do_call (HeddleCliStudio *studio,
         const char      *words,
         int              status)
{
  heddle_cli_answer_free (call (studio, words, status));
}

static void
assert_refused (HeddleCliStudio *studio,
                const char      *words,
                int              status,
                const char      *reason)
{
  g_autoptr (HeddleCliAnswer) answer = call (studio, words, status);

  if (strstr (answer->errors, reason) == NULL)
    g_error ("“%s” does not say “%s”: %s", words, reason, answer->errors);
}

static void
assert_orders (HeddleCliStudio *studio,
               guint            n)
{
  g_assert_cmpuint (heddle_cli_studio_count_orders (studio), ==, n);
}

/* What a choice waits with, by the image, in its order. */
static char *
list_candidates (HeddleCliStudio *studio,
                 const char      *node)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0;; i++)
    {
      g_autofree char *sql = g_strdup_printf (
        "SELECT ifnull ((SELECT json_extract (inputs, '$.ports.items[%u].recipe.seed') FROM run_item"
        " JOIN node_run ON node_run.id = node_run_id WHERE node = '%s'), -2)", i, node);
      gint64 seed = heddle_cli_studio_query (studio, sql);

      if (seed < 0)
        return g_string_free_and_steal (g_steal_pointer (&list));
      g_string_append_printf (list, "%s%d", i == 0 ? "" : " ", (int) seed);
    }
}

static void
assert_candidates (HeddleCliStudio *studio,
                   const char      *node,
                   const char      *expected)
{
  g_autofree char *list = list_candidates (studio, node);

  g_assert_cmpstr (list, ==, expected);
}

static gint64
get_seed_of_asset (HeddleCliStudio *studio)
{
  return heddle_cli_studio_query (studio, "SELECT json_extract (recipe, '$.seed') FROM asset ORDER BY id DESC LIMIT 1");
}

static void
test_more (void)
{
  g_autoptr (HeddleCliStudio) studio = heddle_cli_studio_new ();
  g_autoptr (HeddleCliAnswer) forecast = NULL;

  heddle_cli_studio_write (studio, "gate.heddle", HEDDLE_CLI_REPLICATE, 3, "logic.pick");
  do_call (studio, "run gate.heddle", 4);
  assert_candidates (studio, "gate", "0 1 2");

  forecast = call (studio, "more 1 gate --dry-run", 0);
  g_assert_nonnull (strstr (forecast->output, "\"results\":3"));
  g_assert_nonnull (strstr (forecast->output, "\"at_most\":{\"amount\":9000,"));
  assert_orders (studio, 3);

  do_call (studio, "more 1 gate", 4);
  assert_orders (studio, 6);
  assert_candidates (studio, "gate", "0 1 2 3 4 5");
  do_call (studio, "more 1 Choice --count 1", 4);
  assert_orders (studio, 7);
  assert_candidates (studio, "gate", "0 1 2 3 4 5 6");
  g_assert_cmpint (heddle_cli_studio_query (studio, "SELECT sum (cost) FROM api_call"), ==, 7 * PRICE);
  g_assert_cmpint (heddle_cli_studio_query (studio, "SELECT json_extract (costs, '$[0].amount') FROM run"), ==, 7 * PRICE);

  do_call (studio, "pick 1 gate 4", 0);
  assert_orders (studio, 7);
  g_assert_cmpint (get_seed_of_asset (studio), ==, 4);
  g_assert_cmpint (heddle_cli_studio_query (studio, "SELECT count (*) FROM asset"), ==, 1);
  heddle_cli_studio_assert_clean (studio);
}

/* What another run has made already costs nothing, and is told so beforehand. */
static void
test_cached (void)
{
  g_autoptr (HeddleCliStudio) studio = heddle_cli_studio_new ();
  g_autoptr (HeddleCliAnswer) forecast = NULL;

  heddle_cli_studio_write (studio, "all.heddle", HEDDLE_CLI_REPLICATE, 4, NULL);
  heddle_cli_studio_write (studio, "gate.heddle", HEDDLE_CLI_REPLICATE, 2, "logic.approve");
  do_call (studio, "run all.heddle", 0);
  do_call (studio, "run gate.heddle", 4);
  forecast = call (studio, "more 2 gate --count 3 --dry-run", 0);
  g_assert_nonnull (strstr (forecast->output, "\"at_most\":{\"amount\":3000,"));
  do_call (studio, "more 2 gate --count 3", 4);
  assert_orders (studio, 5);
  assert_candidates (studio, "gate", "0 1 2 3 4");
  do_call (studio, "approve 2 gate 4", 0);
  assert_orders (studio, 5);
}

/* Whoever made the further ones was killed while the provider was at them. */
static void
test_killed (void)
{
  g_autoptr (HeddleCliStudio) studio = heddle_cli_studio_new ();
  g_autoptr (GSubprocess) process = NULL;

  heddle_cli_studio_write (studio, "gate.heddle", HEDDLE_CLI_REPLICATE, 2, "logic.pick");
  do_call (studio, "run gate.heddle", 4);
  heddle_fake_replicate_set_polls (HEDDLE_FAKE_REPLICATE (studio->replicate), 3);
  process = heddle_cli_studio_start (studio, "more 1 gate");
  heddle_cli_studio_wait_for (studio, "SELECT count (*) FROM api_call WHERE job IS NOT NULL", 4);
  heddle_cli_studio_kill (process);
  assert_candidates (studio, "gate", "0 1");

  do_call (studio, "resume 1", 4);
  assert_orders (studio, 4);
  assert_candidates (studio, "gate", "0 1 2 3");
  do_call (studio, "resume 1", 4);
  assert_orders (studio, 4);
  assert_candidates (studio, "gate", "0 1 2 3");
  do_call (studio, "pick 1 gate 3", 0);
  assert_orders (studio, 4);
  g_assert_cmpint (get_seed_of_asset (studio), ==, 3);
  heddle_cli_studio_assert_clean (studio);
}

/* A choice from what was there is made without those that were on their way, and stays. */
static void
test_killed_and_picked (void)
{
  g_autoptr (HeddleCliStudio) studio = heddle_cli_studio_new ();
  g_autoptr (GSubprocess) process = NULL;

  heddle_cli_studio_write (studio, "gate.heddle", HEDDLE_CLI_REPLICATE, 2, "logic.pick");
  do_call (studio, "run gate.heddle", 4);
  heddle_fake_replicate_set_polls (HEDDLE_FAKE_REPLICATE (studio->replicate), 3);
  process = heddle_cli_studio_start (studio, "more 1 gate");
  heddle_cli_studio_wait_for (studio, "SELECT count (*) FROM api_call WHERE job IS NOT NULL", 4);
  heddle_cli_studio_kill (process);

  do_call (studio, "pick 1 gate 1", 0);
  assert_orders (studio, 4);
  g_assert_cmpint (get_seed_of_asset (studio), ==, 1);
  assert_refused (studio, "more 1 gate", 2, "Nothing is left to do");
}

/* The provider does not make them: those that are there can be chosen as before. */
static void
test_refused (void)
{
  g_autoptr (HeddleCliStudio) studio = heddle_cli_studio_new ();

  heddle_cli_studio_write (studio, "gate.heddle", HEDDLE_CLI_REPLICATE, 2, "logic.pick");
  do_call (studio, "run gate.heddle", 4);
  g_assert_true (heddle_fake_server_add_fault (studio->replicate, "POST", "*", "moderation,times=2", NULL));
  do_call (studio, "more 1 gate", 4);
  assert_orders (studio, 4);
  assert_candidates (studio, "gate", "0 1");
  do_call (studio, "more 1 gate --count 1", 4);
  assert_orders (studio, 5);
  assert_candidates (studio, "gate", "0 1 4");
  do_call (studio, "pick 1 gate 2", 0);
  g_assert_cmpint (get_seed_of_asset (studio), ==, 4);
  assert_orders (studio, 5);
}

static void
test_unknown (void)
{
  g_autoptr (HeddleCliStudio) studio = heddle_cli_studio_new ();

  heddle_cli_studio_write (studio, "gate.heddle", HEDDLE_CLI_OPENAI, 2, "logic.pick");
  do_call (studio, "run gate.heddle", 4);
  g_assert_true (heddle_fake_server_add_fault (studio->openai, "POST", "*", "drop", NULL));
  do_call (studio, "more 1 gate", 4);
  assert_orders (studio, 2);
  assert_candidates (studio, "gate", "0 1");
  do_call (studio, "decide 1 pic 2 send", 4);
  assert_orders (studio, 3);
  assert_candidates (studio, "gate", "0 1 2 3");
  do_call (studio, "pick 1 gate 2", 0);
  assert_orders (studio, 3);
}

static void
test_budget (void)
{
  g_autoptr (HeddleCliStudio) studio = heddle_cli_studio_new ();
  g_autoptr (HeddleCliAnswer) forecast = NULL;

  heddle_cli_studio_write (studio, "gate.heddle", HEDDLE_CLI_REPLICATE, 2, "logic.pick");
  do_call (studio, "run gate.heddle", 4);
  do_call (studio, "budget set library total 0.010", 0);
  forecast = call (studio, "more 1 gate --dry-run", 5);
  g_assert_nonnull (strstr (forecast->output, "has 0.004 USD left"));
  assert_refused (studio, "more 1 gate", 5, "has 0.004 USD left, and this costs 0.006 USD");
  assert_orders (studio, 2);
  g_assert_cmpint (heddle_cli_studio_query (studio, "SELECT count (*) FROM further"), ==, 0);
  assert_candidates (studio, "gate", "0 1");
  do_call (studio, "more 1 gate --count 1", 4);
  assert_orders (studio, 3);
  do_call (studio, "pick 1 gate 2", 0);
}

static void
test_rows (void)
{
  g_autoptr (HeddleCliStudio) studio = heddle_cli_studio_new ();

  g_free (heddle_cli_write (studio->cli, "rows.csv", "prompt\nA cube\nA ball\nA cone\n"));
  heddle_cli_studio_write (studio, "gate.heddle", HEDDLE_CLI_REPLICATE, 1, "logic.pick");
  do_call (studio, "run gate.heddle --rows rows.csv", 4);
  do_call (studio, "pick 1 gate 0.0", 4);
  assert_refused (studio, "more 1 gate", 2, "waits 2 times");
  assert_refused (studio, "more 1 gate 0", 2, "waits for an answer");
  do_call (studio, "more 1 gate 2 --count 2", 4);
  assert_orders (studio, 5);
  do_call (studio, "pick 1 gate 1.0 2.2", 0);
  g_assert_cmpint (heddle_cli_studio_query (studio, "SELECT count (*) FROM asset"), ==, 3);
  g_assert_cmpint (get_seed_of_asset (studio), ==, 2);
  assert_orders (studio, 5);
}

#define DOCUMENT \
  "{\"format\": \"heddle-workflow\", \"version\": 1, \"id\": \"01980000-0000-7000-8000-0000000000d7\"," \
  " \"name\": \"Pictures\", \"pipelines\": [{\"id\": \"main\", \"nodes\": [" \
  "  {\"id\": \"pic\", \"type\": \"ai.image-generation\"," \
  "   \"config\": {\"model\": \"" HEDDLE_CLI_REPLICATE "\", \"prompt\": \"A cube\", \"count\": 2, \"seed\": 40}}, %s]," \
  " \"links\": [%s]}]}"

/* Writes a document with more nodes beside `pic`; links are written `a.x>b.y`, with blanks between. */
static void
write_graph (HeddleCliStudio *studio,
             const char      *nodes,
             const char      *links)
{
  g_autoptr (GString) list = g_string_new (NULL);
  g_auto (GStrv) words = g_strsplit (links, " ", -1);
  g_autofree char *text = NULL;

  for (guint i = 0; words[i] != NULL; i++)
    {
      g_auto (GStrv) ends = g_strsplit_set (words[i], ".>", -1);

      g_string_append_printf (list, "%s{\"id\": \"l%u\", \"from\": [\"%s\", \"%s\"], \"to\": [\"%s\", \"%s\"]}",
                              i == 0 ? "" : ",", i, ends[0], ends[1], ends[2], ends[3]);
    }
  text = g_strdup_printf (DOCUMENT, nodes, list->str);
  g_free (heddle_cli_write (studio->cli, "graph.heddle", text));
}

#define PICK "{\"id\": \"gate\", \"type\": \"logic.pick\"}"
#define SMALL "{\"id\": \"small\", \"type\": \"image.resize\", \"config\": {\"width\": 16}}"
#define OUT "{\"id\": \"out\", \"type\": \"output.asset\"}"

/* What waits was made of what a step made, one by one. */
static void
test_through_steps (void)
{
  g_autoptr (HeddleCliStudio) studio = heddle_cli_studio_new ();

  write_graph (studio, SMALL "," PICK "," OUT,
               "pic.images>small.image small.image>gate.items gate.items>out.image");
  do_call (studio, "run graph.heddle", 4);
  do_call (studio, "more 1 gate", 4);
  assert_orders (studio, 4);
  assert_candidates (studio, "gate", "40 41 42 43");
  do_call (studio, "pick 1 gate 3", 0);
  g_assert_cmpint (get_seed_of_asset (studio), ==, 43);
  assert_orders (studio, 4);
}

typedef struct
{
  HeddleCliStudio *studio;
  const char      *script;
} Change;

static gpointer
change_thread (gpointer data)
{
  Change *change = data;
  g_autofree char *path = heddle_cli_path (change->studio->cli, "library/library.db");
  g_autoptr (HeddleDatabase) database = NULL;
  g_autoptr (GError) error = NULL;

  database = heddle_database_open (path, HEDDLE_DATABASE_CREATE, &error);
  g_assert_no_error (error);
  heddle_database_execute_script (database, change->script, &error);
  g_assert_no_error (error);
  heddle_database_close (database, &error);
  g_assert_no_error (error);
  return NULL;
}

static void
change_library (HeddleCliStudio *studio,
                const char      *script)
{
  Change change = { studio, script };

  g_thread_join (g_thread_new ("change", change_thread, &change));
}

#define ITEMS_OF(node) "node_run_id IN (SELECT id FROM node_run WHERE node = '" node "')"
#define KEEP_QUESTION "CREATE TABLE kept AS SELECT id, key, inputs FROM run_item WHERE " ITEMS_OF ("gate") ";"
#define RESTORE_QUESTION \
  "UPDATE run_item SET key = kept.key, inputs = kept.inputs FROM kept WHERE kept.id = run_item.id; DROP TABLE kept;"

/* Whoever made the further ones was killed between them and the choice: what they were made into is not
 * there, or the choice does not know of it yet. What a person chooses without it counts, and no more is
 * made of it.
 */
static void
test_picked_on_the_way (gconstpointer lost)
{
  g_autoptr (HeddleCliStudio) studio = heddle_cli_studio_new ();
  g_autofree char *script = g_strdup_printf ("DELETE FROM run_item WHERE " ITEMS_OF ("small") " AND path IN (%s);"
                                             RESTORE_QUESTION, (const char *) lost);

  write_graph (studio, SMALL "," PICK "," OUT,
               "pic.images>small.image small.image>gate.items gate.items>out.image");
  do_call (studio, "run graph.heddle", 4);
  change_library (studio, KEEP_QUESTION);
  do_call (studio, "more 1 gate", 4);
  assert_candidates (studio, "gate", "40 41 42 43");
  change_library (studio, script);
  assert_candidates (studio, "gate", "40 41");

  do_call (studio, "pick 1 gate 1", 0);
  g_assert_cmpint (get_seed_of_asset (studio), ==, 41);
  g_assert_cmpint (heddle_cli_studio_query (studio, "SELECT count (*) FROM run_item WHERE path IN ('2', '3')"
                                                    " AND " ITEMS_OF ("small") " AND status IN ('completed', 'cached')"),
                   ==, strlen (lost) > 3 ? 0 : 1);
  assert_orders (studio, 4);
  heddle_cli_studio_assert_clean (studio);
}

/* One maker was through and the other was not when all was killed. */
static void
test_picked_between_makers (void)
{
  g_autoptr (HeddleCliStudio) studio = heddle_cli_studio_new ();
  g_autoptr (GSubprocess) process = NULL;

  write_graph (studio,
               "{\"id\": \"other\", \"type\": \"ai.image-generation\", \"config\": {\"model\": \"" HEDDLE_CLI_OPENAI
               "\", \"prompt\": \"A ball\", \"count\": 2, \"seed\": 70}}," PICK "," OUT,
               "pic.images>gate.items other.images>gate.items gate.items>out.image");
  do_call (studio, "run graph.heddle", 4);
  heddle_fake_replicate_set_polls (HEDDLE_FAKE_REPLICATE (studio->replicate), 1000);
  process = heddle_cli_studio_start (studio, "more 1 gate");
  heddle_cli_studio_wait_for (studio, "SELECT count (*) FROM run_item WHERE status = 'completed' AND " ITEMS_OF ("other"), 2);
  heddle_cli_studio_wait_for (studio, "SELECT count (*) FROM api_call WHERE job IS NOT NULL", 4);
  heddle_cli_studio_kill (process);
  assert_candidates (studio, "gate", "40 41 70 71");

  do_call (studio, "pick 1 gate 3", 0);
  g_assert_cmpint (get_seed_of_asset (studio), ==, 71);
  assert_refused (studio, "more 1 gate", 2, "Nothing is left to do");
}

/* Two makers into one choice: what is new of the first comes behind what there was of the second. */
static void
test_two_makers (void)
{
  g_autoptr (HeddleCliStudio) studio = heddle_cli_studio_new ();

  write_graph (studio,
               "{\"id\": \"other\", \"type\": \"ai.image-generation\", \"config\": {\"model\": \"" HEDDLE_CLI_REPLICATE
               "\", \"prompt\": \"A ball\", \"count\": 2, \"seed\": 70}}," PICK "," OUT,
               "pic.images>gate.items other.images>gate.items gate.items>out.image");
  do_call (studio, "run graph.heddle", 4);
  assert_candidates (studio, "gate", "40 41 70 71");
  do_call (studio, "more 1 gate --count 1", 4);
  assert_candidates (studio, "gate", "40 41 70 71 42 72");
  do_call (studio, "more 1 gate --count 1", 4);
  assert_candidates (studio, "gate", "40 41 70 71 42 72 43 73");
  do_call (studio, "pick 1 gate 4", 0);
  g_assert_cmpint (get_seed_of_asset (studio), ==, 42);
  assert_orders (studio, 8);
}

/* Pictures are kept once, however often they come; how often, the steps say. */
static gint64
count_kept (HeddleCliStudio *studio)
{
  return heddle_cli_studio_query (studio, "SELECT count (*) FROM run_item JOIN node_run ON node_run.id = node_run_id"
                                          " WHERE type = 'output.asset' AND run_item.status IN ('completed', 'cached')");
}

/* What was decided at another choice from the same, and what was made of all, stays as it is. */
static void
test_other_branches (void)
{
  g_autoptr (HeddleCliStudio) studio = heddle_cli_studio_new ();

  write_graph (studio,
               PICK "," OUT ", {\"id\": \"early\", \"type\": \"logic.pick\"}, {\"id\": \"kept\", \"type\": \"output.asset\"},"
               "{\"id\": \"all\", \"type\": \"output.asset\"}",
               "pic.images>gate.items gate.items>out.image pic.images>early.items early.items>kept.image "
               "pic.images>all.image");
  do_call (studio, "run graph.heddle", 4);
  do_call (studio, "pick 1 early 1", 4);
  g_assert_cmpint (count_kept (studio), ==, 3);
  do_call (studio, "more 1 gate", 4);
  assert_orders (studio, 4);
  assert_candidates (studio, "early", "40 41");
  assert_candidates (studio, "gate", "40 41 42 43");
  g_assert_cmpint (count_kept (studio), ==, 3);
  do_call (studio, "pick 1 gate 3", 0);
  g_assert_cmpint (count_kept (studio), ==, 4);
}

static void
test_nothing_to_ask (void)
{
  g_autoptr (HeddleCliStudio) studio = heddle_cli_studio_new ();

  write_graph (studio, "{\"id\": \"words\", \"type\": \"input.list\", \"config\": {\"items\": [\"a\", \"b\"]}}," PICK
                       ", {\"id\": \"small\", \"type\": \"image.resize\", \"config\": {\"width\": 16}}",
               "words.list>gate.items pic.images>small.image");
  do_call (studio, "run graph.heddle", 4);
  assert_refused (studio, "more 1 gate", 2, "nothing that can make more");
  assert_refused (studio, "more 1 pic", 2, "no step that waits for a person");
  assert_refused (studio, "more 1 nowhere", 2, "has no step “nowhere”");
  assert_refused (studio, "more 1 gate --count -1", 2, "no number");
  do_call (studio, "cancel 1", 0);
  assert_refused (studio, "more 1 gate", 2, "was cancelled");
}

/* More would not fit the captions any more, of which there are as many as pictures. */
static void
test_lists_that_would_not_fit (void)
{
  g_autoptr (HeddleCliStudio) studio = heddle_cli_studio_new ();

  write_graph (studio, "{\"id\": \"words\", \"type\": \"input.list\", \"config\": {\"items\": [\"a\", \"b\"]}},"
                       "{\"id\": \"write\", \"type\": \"image.text\"}," PICK,
               "pic.images>write.image words.list>write.text write.image>gate.items");
  do_call (studio, "run graph.heddle", 4);
  assert_candidates (studio, "gate", "40 41");
  assert_refused (studio, "more 1 gate", 2, "cannot be matched");
  assert_orders (studio, 2);
  assert_candidates (studio, "gate", "40 41");
  do_call (studio, "pick 1 gate 1", 0);
}

/* Seeds that were drawn go on from where they began. */
static void
test_random_seeds (void)
{
  g_autoptr (HeddleCliStudio) studio = heddle_cli_studio_new ();

  write_graph (studio, "{\"id\": \"drawn\", \"type\": \"ai.image-generation\", \"config\": {\"model\": \"" HEDDLE_CLI_REPLICATE
                       "\", \"prompt\": \"A ball\", \"count\": 2, \"seed\": \"random\"}}," PICK,
               "drawn.images>gate.items");
  do_call (studio, "run graph.heddle", 4);
  do_call (studio, "more 1 gate", 4);
  g_assert_cmpint (heddle_cli_studio_query (studio, "SELECT count (DISTINCT seed) FROM api_call WHERE node = 'drawn'"), ==, 4);
  g_assert_cmpint (heddle_cli_studio_query (studio, "SELECT max (seed) - min (seed) FROM api_call WHERE node = 'drawn'"), ==, 3);
  assert_orders (studio, 6);
}

/* Stars that were given while choosing are the asset's, and can be changed and taken away there. */
static void
test_ratings (void)
{
  g_autoptr (HeddleCliStudio) studio = heddle_cli_studio_new ();
  g_autoptr (HeddleCliAnswer) shown = NULL;
  g_autoptr (HeddleCliAnswer) list = NULL;
  g_autofree char *id = NULL;
  g_autofree char *words = NULL;
  g_autofree char *show = NULL;

  heddle_cli_studio_write (studio, "gate.heddle", HEDDLE_CLI_REPLICATE, 2, "logic.pick");
  do_call (studio, "run gate.heddle", 4);
  do_call (studio, "rate 1 gate 1 4", 0);
  assert_refused (studio, "rate 1 gate 1 6", 2, "no rating");
  assert_refused (studio, "rate 1 gate 7 3", 2, "has no picture “7”");
  assert_refused (studio, "rate 1 gate 3", 2, "RUN NODE INDEX STARS");
  do_call (studio, "pick 1 gate 1", 0);

  list = call (studio, "list assets", 0);
  g_assert_nonnull (strstr (list->output, "\"rating\":4"));
  id = g_strndup (strstr (list->output, "\"id\":\"") + 6, 36);
  words = g_strdup_printf ("rate %s 0", id);
  do_call (studio, words, 0);
  show = g_strdup_printf ("show %s", id);
  shown = call (studio, show, 0);
  g_assert_null (strstr (shown->output, "rating"));
  heddle_cli_studio_assert_clean (studio);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  heddle_init ();
  g_test_add_func ("/cli/more/more", test_more);
  g_test_add_func ("/cli/more/cached", test_cached);
  g_test_add_func ("/cli/more/killed", test_killed);
  g_test_add_func ("/cli/more/killed-and-picked", test_killed_and_picked);
  g_test_add_func ("/cli/more/refused", test_refused);
  g_test_add_func ("/cli/more/unknown", test_unknown);
  g_test_add_func ("/cli/more/budget", test_budget);
  g_test_add_func ("/cli/more/rows", test_rows);
  g_test_add_func ("/cli/more/through-steps", test_through_steps);
  g_test_add_data_func ("/cli/more/picked-on-the-way", "'2', '3'", test_picked_on_the_way);
  g_test_add_data_func ("/cli/more/picked-when-partly-there", "'3'", test_picked_on_the_way);
  g_test_add_func ("/cli/more/picked-between-makers", test_picked_between_makers);
  g_test_add_func ("/cli/more/two-makers", test_two_makers);
  g_test_add_func ("/cli/more/other-branches", test_other_branches);
  g_test_add_func ("/cli/more/nothing-to-ask", test_nothing_to_ask);
  g_test_add_func ("/cli/more/lists-that-would-not-fit", test_lists_that_would_not_fit);
  g_test_add_func ("/cli/more/random-seeds", test_random_seeds);
  g_test_add_func ("/cli/more/ratings", test_ratings);
  return g_test_run ();
}
