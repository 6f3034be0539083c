/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>

#include "base/heddle-init.h"
#include "base/heddle-json.h"
#include "heddle-cli-run.h"
#include "heddle-fake-replicate.h"

#define KEY "r8-forecast-71b0c2"

/* What a picture costs, in micro-dollars. */
#define PRICE 3000

/* A picture of each word, made smaller, with a mark from a file on it. */
static const char document[]
  = "{\"format\": \"heddle-workflow\", \"version\": 1, \"id\": \"01980000-0000-7000-8000-0000000000e1\","
    " \"name\": \"Forecast\", \"inputs\": ["
    "  {\"key\": \"words\", \"type\": \"list\", \"default\": [\"cup\", \"pot\"]},"
    "  {\"key\": \"seed\", \"type\": \"number\", \"default\": 5},"
    "  {\"key\": \"mark\", \"type\": \"image\", \"default\": \"mark.svg\"}],"
    " \"pipelines\": [{\"id\": \"main\", \"nodes\": ["
    "  {\"id\": \"prompt\", \"type\": \"text.template\", \"config\": {\"template\": \"A {{word}}\"}},"
    "  {\"id\": \"art\", \"type\": \"ai.image-generation\", \"config\": {\"count\": COUNT,"
    "   \"model\": \"replicate/black-forest-labs/flux-schnell\"}},"
    "  {\"id\": \"small\", \"type\": \"image.resize\", \"config\": {\"width\": 16, \"height\": 16}},"
    "  {\"id\": \"marked\", \"type\": \"image.compose\", \"config\": {}},"
    "  {\"id\": \"save\", \"type\": \"output.asset\", \"config\": {}}],"
    " \"links\": ["
    "  {\"id\": \"l1\", \"from\": [\"inputs\", \"words\"], \"to\": [\"prompt\", \"word\"]},"
    "  {\"id\": \"l2\", \"from\": [\"prompt\", \"text\"], \"to\": [\"art\", \"prompt\"]},"
    "  {\"id\": \"l3\", \"from\": [\"inputs\", \"seed\"], \"to\": [\"art\", \"seed\"]},"
    "  {\"id\": \"l4\", \"from\": [\"art\", \"images\"], \"to\": [\"small\", \"image\"]},"
    "  {\"id\": \"l5\", \"from\": [\"small\", \"image\"], \"to\": [\"marked\", \"base\"]},"
    "  {\"id\": \"l6\", \"from\": [\"inputs\", \"mark\"], \"to\": [\"marked\", \"overlay\"]},"
    "  {\"id\": \"l7\", \"from\": [\"marked\", \"image\"], \"to\": [\"save\", \"image\"]}]}]}";

/* What comes before @art is known beforehand, and @art; behind it, pictures may turn out to be equal. */
static const char *const cached_nodes[] = { "prompt", "art", "small", "marked" };

#define N_KNOWN 2

typedef struct
{
  HeddleCli        *cli;
  HeddleFakeServer *server;
  char             *url;
} Fixture;

static void
write_mark (Fixture    *self,
            const char *color)
{
  g_autofree char *picture = g_strdup_printf (
    "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"8\" height=\"8\"><rect width=\"8\" height=\"8\" fill=\"%s\"/></svg>",
    color);

  g_free (heddle_cli_write (self->cli, "mark.svg", picture));
}

static void
write_document (Fixture    *self,
                const char *count)
{
  g_autoptr (GString) text = g_string_new (document);

  g_assert_cmpuint (g_string_replace (text, "COUNT", count, 1), ==, 1);
  g_free (heddle_cli_write (self->cli, "art.heddle", text->str));
}

static void
set_up (Fixture *self)
{
  g_autoptr (GError) error = NULL;

  self->cli = heddle_cli_new ();
  self->server = heddle_fake_replicate_new (KEY);
  heddle_fake_replicate_set_polls (HEDDLE_FAKE_REPLICATE (self->server), 0);
  heddle_fake_server_start (self->server, 0, &error);
  g_assert_no_error (error);
  self->url = g_strdup_printf ("replicate=%s", heddle_fake_server_get_base_url (self->server));
  heddle_cli_set_variable (self->cli, "HEDDLE_KEY_REPLICATE", KEY);
  write_document (self, "2");
  write_mark (self, "red");
}

static void
tear_down (Fixture *self)
{
  heddle_fake_server_stop (self->server);
  g_object_unref (self->server);
  g_free (self->url);
  heddle_cli_free (self->cli);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Fixture, tear_down)

static HeddleCliAnswer *
call (Fixture    *self,
      const char *command,
      const char *option,
      const char *value)
{
  return heddle_cli_call (self->cli, command, "art.heddle", "--library", "library", "--json", "--provider-url", self->url,
                          option, value, NULL);
}

static JsonObject *
find_step (JsonObject *plan,
           const char *node)
{
  JsonArray *steps = heddle_json_get_array (plan, "steps");

  for (guint i = 0; i < json_array_get_length (steps); i++)
    {
      JsonObject *step = json_array_get_object_element (steps, i);

      if (g_strcmp0 (heddle_json_get_string (step, "node", NULL), node) == 0)
        return step;
    }
  g_error ("No step “%s”", node);
}

static void
assert_count (JsonObject *step,
              const char *member,
              gint64      n)
{
  JsonObject *count = heddle_json_get_object (step, member);

  g_assert_cmpint (heddle_json_get_int (count, "at_least", -1), ==, n);
  g_assert_cmpint (heddle_json_get_int (count, "at_most", -1), ==, n);
}

static void
assert_cost (JsonObject *plan,
             gint64      amount)
{
  JsonObject *estimate = heddle_json_get_object (plan, "estimate");

  g_assert_cmpint (heddle_json_get_int (heddle_json_get_object (estimate, "at_least"), "amount", -1), ==, amount);
  g_assert_cmpint (heddle_json_get_int (heddle_json_get_object (estimate, "at_most"), "amount", -1), ==, amount);
}

static guint
n_orders (Fixture *self)
{
  return heddle_fake_server_count_requests (self->server, "POST", NULL);
}

/* What was told before the run is what the run then did. */
static void
assert_came_true (JsonObject      *plan,
                  HeddleCliAnswer *answer)
{
  g_autoptr (HeddleCliRun) run = heddle_cli_run_read (answer);

  for (guint i = 0; i < G_N_ELEMENTS (cached_nodes); i++)
    {
      g_autoptr (GPtrArray) cached = heddle_cli_run_list_items (run, cached_nodes[i], "cached");
      g_autoptr (GPtrArray) completed = heddle_cli_run_list_items (run, cached_nodes[i], "completed");
      JsonObject *step = find_step (plan, cached_nodes[i]);

      g_test_message ("%s: %u cached, %u completed", cached_nodes[i], cached->len, completed->len);
      g_assert_cmpint (heddle_json_get_int (step, "cached", -1), <=, cached->len);
      g_assert_cmpint (heddle_json_get_int (heddle_json_get_object (step, "to_run"), "at_most", -1), >=, completed->len);
      if (i < N_KNOWN)
        assert_count (step, "to_run", completed->len);
    }
}

/* Tells, runs, and compares: how many pictures are paid, and what each step did. */
static void
assert_forecast (Fixture    *self,
                 const char *option,
                 const char *value,
                 guint       n_paid)
{
  guint before = n_orders (self);
  g_autoptr (HeddleCliAnswer) told = call (self, "estimate", option, value);
  g_autoptr (HeddleCliAnswer) done = NULL;
  JsonObject *plan;

  g_assert_cmpint (told->status, ==, 0);
  g_assert_cmpuint (told->lines->len, ==, 1);
  g_assert_cmpuint (n_orders (self), ==, before);
  plan = heddle_cli_answer_line (told, 0);
  g_test_message ("%s %s", option, value);
  assert_count (find_step (plan, "art"), "to_pay", n_paid);
  assert_cost (plan, n_paid * PRICE);

  done = call (self, "run", option, value);
  g_assert_cmpint (done->status, ==, 0);
  g_assert_cmpuint (n_orders (self), ==, before + n_paid);
  assert_came_true (plan, done);
}

static void
test_comes_true (void)
{
  g_auto (Fixture) self = { 0 };

  set_up (&self);
  assert_forecast (&self, NULL, NULL, 4);
  assert_forecast (&self, NULL, NULL, 0);

  /* A word more; another seed; and the same word twice, which is paid once. */
  assert_forecast (&self, "--input", "words=cup\npot\njar", 2);
  assert_forecast (&self, "--input", "seed=6", 4);
  assert_forecast (&self, "--input", "words=lid\nlid", 2);

  write_mark (&self, "blue");
  assert_forecast (&self, NULL, NULL, 0);
}

/* Of what hangs on an item that is there in part, nobody knows yet how much is there. */
static void
test_partly_there (void)
{
  g_auto (Fixture) self = { 0 };
  g_autoptr (HeddleCliAnswer) run = NULL;
  g_autoptr (HeddleCliAnswer) told = NULL;
  JsonObject *small;

  set_up (&self);
  run = call (&self, "run", NULL, NULL);
  g_assert_cmpint (run->status, ==, 0);
  write_document (&self, "3");
  told = call (&self, "estimate", NULL, NULL);
  g_assert_cmpint (told->status, ==, 0);
  assert_count (find_step (heddle_cli_answer_line (told, 0), "art"), "to_run", 2);
  assert_count (find_step (heddle_cli_answer_line (told, 0), "art"), "to_pay", 2);
  small = heddle_json_get_object (find_step (heddle_cli_answer_line (told, 0), "small"), "to_run");
  g_assert_cmpint (heddle_json_get_int (small, "at_least", -1), ==, 0);
  g_assert_cmpint (heddle_json_get_int (small, "at_most", -1), ==, 6);
}

static void
list_files (const char *folder,
            GString    *names)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      GStatBuf info;

      g_assert_cmpint (g_lstat (path, &info), ==, 0);
      if (S_ISDIR (info.st_mode))
        list_files (path, names);
      else if (info.st_size > 0 && !g_str_has_suffix (name, "-shm"))
        g_string_append_printf (names, "%s %" G_GINT64_FORMAT "\n", path, (gint64) info.st_size);
    }
}

/* A picture that the library does not have is read, but not kept. */
static void
test_writes_nothing (void)
{
  g_auto (Fixture) self = { 0 };
  g_autoptr (GString) before = g_string_new (NULL);
  g_autoptr (GString) after = g_string_new (NULL);
  g_autoptr (HeddleCliAnswer) run = NULL;
  g_autoptr (HeddleCliAnswer) told = NULL;
  g_autofree char *library = NULL;
  JsonObject *marked;

  set_up (&self);
  library = heddle_cli_path (self.cli, "library");
  told = call (&self, "estimate", NULL, NULL);
  g_assert_cmpint (told->status, ==, 0);
  g_assert_false (heddle_json_get_boolean (heddle_cli_answer_line (told, 0), "library", TRUE));
  g_assert_false (g_file_test (library, G_FILE_TEST_EXISTS));
  heddle_cli_answer_free (g_steal_pointer (&told));

  run = call (&self, "run", NULL, NULL);
  g_assert_cmpint (run->status, ==, 0);
  write_mark (&self, "green");
  list_files (library, before);
  told = call (&self, "estimate", NULL, NULL);
  g_assert_cmpint (told->status, ==, 0);
  marked = heddle_json_get_object (find_step (heddle_cli_answer_line (told, 0), "marked"), "to_run");
  g_assert_cmpint (heddle_json_get_int (marked, "at_least", -1), >, 0);
  list_files (library, after);
  g_assert_cmpstr (before->str, ==, after->str);
}

static void
assert_problem (Fixture    *self,
                const char *option,
                const char *value,
                const char *text)
{
  g_autoptr (HeddleCliAnswer) told = call (self, "estimate", option, value);
  JsonArray *problems;

  g_assert_cmpint (told->status, ==, 0);
  problems = heddle_json_get_array (heddle_cli_answer_line (told, 0), "problems");
  if (text == NULL)
    {
      g_assert_cmpuint (json_array_get_length (problems), ==, 0);
      return;
    }
  g_assert_cmpuint (json_array_get_length (problems), ==, 1);
  if (strstr (json_array_get_string_element (problems, 0), text) == NULL)
    g_error ("“%s” is not told by: %s", text, json_array_get_string_element (problems, 0));
}

static void
test_budgets (void)
{
  g_auto (Fixture) self = { 0 };
  g_autoptr (HeddleCliAnswer) run = NULL;
  g_autoptr (HeddleCliAnswer) budget = NULL;

  set_up (&self);
  run = call (&self, "run", "--input", "words=cup");
  g_assert_cmpint (run->status, ==, 0);
  budget = heddle_cli_call (self.cli, "budget", "set", "library", "total", "0.010", "--library", "library", NULL);
  g_assert_cmpint (budget->status, ==, 0);

  /* 0.006 are spent. */
  assert_problem (&self, "--input", "words=cup", NULL);
  assert_problem (&self, NULL, NULL, "after 0.004 USD: it costs at least 0.006 USD");
  heddle_cli_answer_free (g_steal_pointer (&budget));
  budget = heddle_cli_call (self.cli, "budget", "set", "library", "total", "0.006", "--library", "library", NULL);
  g_assert_cmpint (budget->status, ==, 0);
  assert_problem (&self, NULL, NULL, "is used up");
  assert_problem (&self, "--input", "words=cup", NULL);
}

/* In a table every row is looked up; a row that is wrong is told of and counted. */
static void
test_rows (void)
{
  g_auto (Fixture) self = { 0 };
  g_autoptr (HeddleCliAnswer) run = NULL;
  g_autoptr (HeddleCliAnswer) told = NULL;
  JsonObject *plan;

  set_up (&self);
  g_free (heddle_cli_write (self.cli, "rows.csv", "words,seed\ncup,1\npot,x\njar,1\n"));
  run = call (&self, "run", "--input", "words=cup");
  g_assert_cmpint (run->status, ==, 0);
  heddle_cli_answer_free (g_steal_pointer (&run));
  g_free (heddle_cli_write (self.cli, "one.csv", "words,seed\ncup,1\n"));
  run = call (&self, "run", "--rows", "one.csv");
  g_assert_cmpint (run->status, ==, 0);

  told = call (&self, "estimate", "--rows", "rows.csv");
  g_assert_cmpint (told->status, ==, 0);
  plan = heddle_cli_answer_line (told, 0);
  g_assert_cmpint (heddle_json_get_int (plan, "rows", -1), ==, 3);
  g_assert_cmpint (heddle_json_get_int (plan, "failed_rows", -1), ==, 1);
  g_assert_cmpint (heddle_json_get_int (find_step (plan, "art"), "cached", -1), ==, 1);
  assert_count (find_step (plan, "art"), "to_pay", 2);
  assert_cost (plan, 2 * PRICE);
  g_assert_nonnull (strstr (json_array_get_string_element (heddle_json_get_array (plan, "problems"), 0), "Row 2"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  heddle_init ();
  g_test_add_func ("/cli/forecast/comes-true", test_comes_true);
  g_test_add_func ("/cli/forecast/partly-there", test_partly_there);
  g_test_add_func ("/cli/forecast/writes-nothing", test_writes_nothing);
  g_test_add_func ("/cli/forecast/budgets", test_budgets);
  g_test_add_func ("/cli/forecast/rows", test_rows);
  return g_test_run ();
}
