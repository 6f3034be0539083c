/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>

#include "base/heddle-init.h"
#include "base/heddle-json.h"
#include "heddle-cli-run.h"

/* Two lists meet in the two ports of a node: the nodes beside it, the links to it, and what is told
 * where their lengths do not fit; nothing where they do.
 */
typedef struct
{
  const char *name;
  const char *nodes;
  const char *links;
  const char *option;
  const char *told[4];
} Meeting;

#define NODE(id, type, config) "{\"id\": \"" id "\", \"type\": \"" type "\", \"config\": {" config "}}, "
#define LINK(from, port, to, input)                                                                        \
  ", {\"id\": \"" from port to input "\", \"from\": [\"" from "\", \"" port "\"], \"to\": [\"" to "\", \"" \
  input "\"]}"
#define LIST(id, items) NODE (id, "input.list", "\"items\": [" items "]")
#define TWO "\"a\", \"b\""
#define THREE "\"a\", \"b\", \"c\""
#define FOUR "\"a\", \"b\", \"c\", \"d\""
#define ART(config) NODE ("art", "ai.image-generation", "\"model\": \"sketch/image\", \"prompt\": \"a cup\"" config)
#define OTHER NODE ("other", "ai.image-generation", "\"model\": \"sketch/image\", \"prompt\": \"a cup\"")
#define CAPTION NODE ("caption", "image.text", "")
#define TO_CAPTION LINK ("art", "images", "caption", "image") LINK ("four", "list", "caption", "text")
#define UP_CONFIG "\"config\": {\"template\": \"{{text}}!\"}"
#define PAIR NODE ("pair", "text.template", "\"template\": \"{{a}} {{b}}\"")

static const Meeting meetings[] = {
  { "lists", PAIR LIST ("three", THREE) LIST ("four", FOUR),
    LINK ("three", "list", "pair", "a") LINK ("four", "list", "pair", "b"), NULL,
    { "list → Text Template: a” brings 3", "list → Text Template: b” brings 4" } },
  { "given", PAIR LIST ("four", FOUR),
    LINK ("inputs", "names", "pair", "a") LINK ("four", "list", "pair", "b"), "--input=names=Ada\nGrace",
    { "Inputs: names → Text Template: a” brings 2", "brings 4" } },
  { "default", PAIR LIST ("four", FOUR),
    LINK ("inputs", "names", "pair", "a") LINK ("four", "list", "pair", "b"), NULL, { "names", "brings 3", "brings 4" } },
  { "split", PAIR LIST ("four", FOUR) NODE ("split", "input.list", ""),
    LINK ("inputs", "words", "split", "text") LINK ("split", "list", "pair", "a") LINK ("four", "list", "pair", "b"),
    NULL, { "brings 2", "brings 4" } },
  { "mapped", PAIR LIST ("three", THREE) LIST ("four", FOUR) NODE ("up", "text.template", "\"template\": \"{{text}}!\""),
    LINK ("three", "list", "up", "text") LINK ("up", "text", "pair", "a") LINK ("four", "list", "pair", "b"),
    NULL, { "text → Text Template: a” brings 3", "brings 4" } },
  { "table", PAIR LIST ("four", FOUR) NODE ("table", "input.table", "\"csv\": \"dish\\nSoup\\nCake\\n\""),
    LINK ("table", "dish", "pair", "a") LINK ("four", "list", "pair", "b"), NULL, { "dish", "brings 2", "brings 4" } },
  { "folder", CAPTION LIST ("four", FOUR) NODE ("art", "input.images", "\"folder\": \"art\", \"pattern\": \"*.svg\""),
    TO_CAPTION, NULL, { "images", "brings 2", "brings 4" } },
  { "count", CAPTION ART (", \"count\": 3") LIST ("four", FOUR), TO_CAPTION, NULL, { "images", "brings 3", "brings 4" } },
  { "linked-count", CAPTION ART ("") LIST ("four", FOUR), TO_CAPTION LINK ("inputs", "many", "art", "count"), NULL,
    { "images", "brings 2", "brings 4" } },
  { "counts-of-items", CAPTION ART (", \"count\": 3") LIST ("four", FOUR) LIST ("two", TWO),
    TO_CAPTION LINK ("two", "list", "art", "prompt"), NULL, { "images", "brings 6", "brings 4" } },
  { "bypassed", PAIR LIST ("three", THREE) LIST ("four", FOUR)
    "{\"id\": \"up\", \"type\": \"text.template\", \"enabled\": false, " UP_CONFIG "}, ",
    LINK ("three", "list", "up", "text") LINK ("up", "text", "pair", "a") LINK ("four", "list", "pair", "b"),
    NULL, { "brings 3", "brings 4" } },
  { "equal", PAIR LIST ("three", THREE), LINK ("inputs", "names", "pair", "a") LINK ("three", "list", "pair", "b") },
  { "one", PAIR LIST ("one", "\"a\"") LIST ("four", FOUR),
    LINK ("one", "list", "pair", "a") LINK ("four", "list", "pair", "b") },
  { "related", CAPTION ART (", \"count\": 2") LIST ("four", FOUR), TO_CAPTION LINK ("four", "list", "art", "prompt") },
  { "muted", PAIR LIST ("three", THREE) LIST ("four", FOUR)
    "{\"id\": \"up\", \"type\": \"text.template\", \"muted\": true, " UP_CONFIG "}, ",
    LINK ("three", "list", "up", "text") LINK ("up", "text", "pair", "a") LINK ("four", "list", "pair", "b") },
};

static char *
write_document (HeddleCli  *cli,
                const char *nodes,
                const char *links)
{
  g_autofree char *document = g_strdup_printf (
    "{\"format\": \"heddle-workflow\", \"version\": 1, \"id\": \"01980000-0000-7000-8000-0000000000d1\","
    " \"name\": \"Meeting\", \"inputs\": ["
    "  {\"key\": \"names\", \"type\": \"list\", \"default\": [\"Ada\", \"Grace\", \"Mary\"]},"
    "  {\"key\": \"many\", \"type\": \"number\", \"default\": 2},"
    "  {\"key\": \"which\", \"type\": \"text\", \"default\": \"replicate/black-forest-labs/flux-schnell\"},"
    "  {\"key\": \"words\", \"type\": \"text\", \"default\": \"Slow\\nmornings\"}],"
    " \"pipelines\": [{\"id\": \"main\", \"nodes\": [%s"
    "  {\"id\": \"last\", \"type\": \"text.template\", " UP_CONFIG "}],"
    " \"links\": [{\"id\": \"first\", \"from\": [\"inputs\", \"words\"], \"to\": [\"last\", \"text\"]}%s]}]}",
    nodes, links);

  return heddle_cli_write (cli, "meeting.heddle", document);
}

static void
write_pictures (HeddleCli *cli)
{
  static const char picture[] = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"/>";
  g_autofree char *folder = heddle_cli_path (cli, "art");

  g_assert_cmpint (g_mkdir (folder, 0755), ==, 0);
  g_free (heddle_cli_write (cli, "art/a.svg", picture));
  g_free (heddle_cli_write (cli, "art/b.svg", picture));
}

static void
test_meeting (gconstpointer data)
{
  const Meeting *meeting = data;
  g_autoptr (HeddleCli) cli = heddle_cli_new ();
  g_autofree char *document = write_document (cli, meeting->nodes, meeting->links);
  g_autoptr (HeddleCliAnswer) answer = NULL;
  g_autofree char *library = heddle_cli_path (cli, "library");

  write_pictures (cli);
  answer = heddle_cli_call (cli, "run", document, "--library", "library", "--quiet", meeting->option, NULL);
  if (meeting->told[0] == NULL)
    {
      g_assert_cmpstr (answer->errors, ==, "");
      g_assert_cmpint (answer->status, ==, 0);
      return;
    }

  g_assert_cmpint (answer->status, ==, 2);
  g_assert_cmpstr (answer->output, ==, "");
  for (guint i = 0; i < G_N_ELEMENTS (meeting->told) && meeting->told[i] != NULL; i++)
    if (strstr (answer->errors, meeting->told[i]) == NULL)
      g_error ("“%s” is not told by: %s", meeting->told[i], answer->errors);
  g_assert_false (g_file_test (library, G_FILE_TEST_EXISTS));
}

/* How many lines a model writes is not known before it has written them. */
static void
test_unknown_length (void)
{
  g_autoptr (HeddleCli) cli = heddle_cli_new ();
  g_autofree char *document = write_document (
    cli, PAIR LIST ("nine", FOUR ", " FOUR ", \"e\"")
    NODE ("lines", "ai.text-generation", "\"model\": \"sketch/text\", \"output\": \"list\", \"prompt\": \"three lines\""),
    LINK ("lines", "list", "pair", "a") LINK ("nine", "list", "pair", "b"));
  g_autoptr (HeddleCliAnswer) answer = heddle_cli_call (cli, "run", document, "--library", "library", "--json", NULL);
  g_autoptr (HeddleCliRun) run = heddle_cli_run_read (answer);
  g_autoptr (GPtrArray) failed = heddle_cli_run_list_items (run, "pair", "failed");

  g_assert_cmpint (answer->status, ==, 1);
  g_assert_cmpuint (failed->len, ==, 1);
}

/* In a table each row has lists of its own; one whose lists do not fit fails alone. */
static void
test_rows (void)
{
  g_autoptr (HeddleCli) cli = heddle_cli_new ();
  g_autofree char *document = write_document (
    cli, PAIR LIST ("three", THREE), LINK ("inputs", "names", "pair", "a") LINK ("three", "list", "pair", "b"));
  g_autofree char *some = heddle_cli_write (cli, "some.csv", "names\n\"a\nb\nc\"\n\"a\nb\"\n\"d\"\n");
  g_autofree char *none = heddle_cli_write (cli, "none.csv", "names\n\"a\nb\"\n\"a\nb\nc\nd\"\n");
  g_autoptr (HeddleCliAnswer) refused = heddle_cli_call (cli, "run", document, "--library", "library", "--rows", none,
                                                         NULL);
  g_autofree char *library = heddle_cli_path (cli, "library");
  g_autoptr (HeddleCliAnswer) answer = NULL;
  g_autoptr (HeddleCliRun) run = NULL;

  g_assert_cmpint (refused->status, ==, 2);
  g_assert_nonnull (strstr (refused->errors, "brings 2"));
  g_assert_false (g_file_test (library, G_FILE_TEST_EXISTS));

  answer = heddle_cli_call (cli, "run", document, "--library", "library", "--rows", some, "--json", NULL);
  run = heddle_cli_run_read (answer);
  g_assert_cmpint (answer->status, ==, 1);
  g_assert_true (g_str_has_prefix (answer->errors, "heddlectl: Row 2 (line 5) cannot run: "));
  g_assert_cmpint (heddle_cli_run_count (run, "successful"), ==, 2);
  g_assert_cmpint (heddle_cli_run_count (run, "failed"), ==, 1);
}

/* What a run would cost: a price in micro-units, -1 where it is not known. */
typedef struct
{
  gint64 at_least;
  gint64 at_most;
} Estimate;

static gint64
read_price (JsonObject *estimate,
            const char *member)
{
  JsonObject *price = heddle_json_get_object (estimate, member);

  return price == NULL ? -1 : heddle_json_get_int (price, "amount", -1);
}

static Estimate
estimate (HeddleCli  *cli,
          const char *nodes,
          const char *links)
{
  g_autofree char *document = write_document (cli, nodes, links);
  g_autoptr (HeddleCliAnswer) answer = heddle_cli_call (
    cli, "run", document, "--dry-run", "--json", "--library", "library", "--model",
    "sketch/image=replicate/black-forest-labs/flux-schnell", NULL);
  JsonObject *object;

  g_assert_cmpstr (answer->errors, ==, "");
  g_assert_cmpint (answer->status, ==, 0);
  object = heddle_json_get_object (heddle_cli_answer_line (answer, 0), "estimate");
  return (Estimate) { read_price (object, "at_least"), read_price (object, "at_most") };
}

static void
assert_estimate (Estimate estimate,
                 gint64   at_least,
                 gint64   at_most)
{
  g_assert_cmpint (estimate.at_least, ==, at_least);
  g_assert_cmpint (estimate.at_most, ==, at_most);
}

static void
test_estimate (void)
{
  g_autoptr (HeddleCli) cli = heddle_cli_new ();
  gint64 one;
  Estimate unknown;

  heddle_cli_set_variable (cli, "HEDDLE_KEY_REPLICATE", "a-key-that-is-not-used");
  one = estimate (cli, ART (""), "").at_least;
  g_assert_cmpint (one, >, 0);

  assert_estimate (estimate (cli, ART (", \"count\": 3"), ""), 3 * one, 3 * one);
  assert_estimate (estimate (cli, ART (", \"count\": 3"), LINK ("inputs", "many", "art", "count")), 2 * one, 2 * one);
  assert_estimate (estimate (cli, ART (", \"count\": 3") LIST ("four", FOUR), LINK ("four", "list", "art", "prompt")),
                   12 * one, 12 * one);
  assert_estimate (estimate (cli, ART ("") NODE ("split", "input.list", ""),
                             LINK ("inputs", "words", "split", "text") LINK ("split", "list", "art", "prompt")),
                   2 * one, 2 * one);
  assert_estimate (estimate (cli, ART ("") LIST ("counts", "\"1\", \"4\""), LINK ("counts", "list", "art", "count")),
                   5 * one, 5 * one);

  /* A model that an input gives is known before; one that a step gives is not, and may cost whatever it does. */
  assert_estimate (estimate (cli, ART ("") OTHER, LINK ("inputs", "which", "other", "model")), 2 * one, 2 * one);
  assert_estimate (estimate (cli, ART ("") OTHER NODE ("which", "input.text", "\"value\": \"sketch/image\""),
                             LINK ("which", "text", "other", "model")),
                   one, -1);

  /* A count that a model writes is at least one, and no more than a step takes. */
  unknown = estimate (cli, ART ("") NODE ("number", "ai.text-generation", "\"model\": \"sketch/text\", \"prompt\": \"n\""),
                      LINK ("number", "text", "art", "count"));
  g_assert_cmpint (unknown.at_least, ==, one);
  g_assert_cmpint (unknown.at_most, >=, 8 * one);

  /* What list steps give is known; of what a person chooses, how much it can be at most. */
  assert_estimate (estimate (cli, ART ("") LIST ("four", FOUR) NODE ("some", "list.take", "\"from\": 1, \"count\": 2"),
                             LINK ("four", "list", "some", "items") LINK ("some", "items", "art", "prompt")),
                   2 * one, 2 * one);
  assert_estimate (estimate (cli, ART ("") LIST ("four", FOUR) NODE ("some", "logic.pick", "\"mode\": \"first\", \"count\": 3"),
                             LINK ("four", "list", "some", "items") LINK ("some", "items", "art", "prompt")),
                   3 * one, 3 * one);
  assert_estimate (estimate (cli, ART ("") LIST ("four", FOUR) NODE ("some", "logic.pick", "\"count\": 3"),
                             LINK ("four", "list", "some", "items") LINK ("some", "items", "art", "prompt")),
                   0, 3 * one);
  assert_estimate (estimate (cli, ART ("") LIST ("four", FOUR) NODE ("some", "logic.approve", ""),
                             LINK ("four", "list", "some", "items") LINK ("some", "items", "art", "prompt")),
                   0, 4 * one);
  assert_estimate (estimate (cli, ART ("") LIST ("four", FOUR) NODE ("way", "logic.switch", "\"cases\": [\"a\"]"),
                             LINK ("four", "list", "way", "item") LINK ("four", "list", "way", "value")
                             LINK ("way", "a", "art", "prompt")),
                   0, 4 * one);

  /* Of lists that a model writes nothing is known. */
  assert_estimate (estimate (cli, ART ("") NODE ("lines", "ai.text-generation",
                                                 "\"model\": \"sketch/text\", \"output\": \"list\", \"prompt\": \"n\""),
                             LINK ("lines", "list", "art", "prompt")),
                   0, -1);
}

static char *
long_list (const char *id,
           guint       n,
           const char *more)
{
  g_autoptr (GString) items = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (items, "%s\"%u\"", i == 0 ? "" : ",", 1 + i % 2);
  return g_strdup_printf ("{\"id\": \"%s\", \"type\": \"input.list\", \"config\": {\"items\": [%s]}}, %s", id,
                          items->str, more);
}

/* Lists whose values are counted together, and those where they have to be told from each other. */
static void
test_long_lists (void)
{
  g_autoptr (HeddleCli) cli = heddle_cli_new ();
  g_autofree char *one_list = long_list ("many", 1000, ART (", \"count\": 3"));
  g_autofree char *other = long_list ("more", 1000, ART (", \"count\": 3"));
  g_autofree char *two_lists = long_list ("many", 1000, other);
  g_autofree char *short_list = long_list ("more", 999, ART (", \"count\": 3"));
  g_autofree char *unequal = long_list ("many", 1000, short_list);
  g_autofree char *again = g_strconcat (one_list, NODE ("up", "text.template", "\"template\": \"{{text}} {{many}}\""),
                                        "{\"id\": \"art2\", \"type\": \"ai.image-generation\", \"config\": "
                                        "{\"model\": \"sketch/image\"}}, ", NULL);
  g_autofree char *document = NULL;
  g_autoptr (HeddleCliAnswer) refused = NULL;
  gint64 one;

  heddle_cli_set_variable (cli, "HEDDLE_KEY_REPLICATE", "a-key-that-is-not-used");
  one = estimate (cli, ART (""), "").at_least;

  assert_estimate (estimate (cli, one_list, LINK ("many", "list", "art", "prompt")), 3000 * one, 3000 * one);

  /* A step behind, with the list itself once more and a single value. */
  assert_estimate (estimate (cli, again, LINK ("many", "list", "art", "prompt") LINK ("many", "list", "up", "text")
                             LINK ("inputs", "many", "up", "many") LINK ("up", "text", "art2", "prompt")),
                   4000 * one, 4000 * one);

  /* Counts that are in the values, and two lists that are matched by position. */
  assert_estimate (estimate (cli, one_list, LINK ("many", "list", "art", "count")), 1500 * one, 1500 * one);
  assert_estimate (estimate (cli, two_lists, LINK ("many", "list", "art", "prompt") LINK ("more", "list", "art", "count")),
                   1500 * one, 1500 * one);

  document = write_document (cli, unequal, LINK ("many", "list", "art", "prompt") LINK ("more", "list", "art", "count"));
  refused = heddle_cli_call (cli, "run", document, "--library", "library", NULL);
  g_assert_cmpint (refused->status, ==, 2);
  g_assert_nonnull (strstr (refused->errors, "brings 1000"));
  g_assert_nonnull (strstr (refused->errors, "brings 999"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  heddle_init ();
  for (guint i = 0; i < G_N_ELEMENTS (meetings); i++)
    {
      g_autofree char *path = g_strdup_printf ("/cli/plan/lengths/%s", meetings[i].name);

      g_test_add_data_func (path, &meetings[i], test_meeting);
    }
  g_test_add_func ("/cli/plan/unknown-length", test_unknown_length);
  g_test_add_func ("/cli/plan/rows", test_rows);
  g_test_add_func ("/cli/plan/estimate", test_estimate);
  g_test_add_func ("/cli/plan/long-lists", test_long_lists);
  return g_test_run ();
}
