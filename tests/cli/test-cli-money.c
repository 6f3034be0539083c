/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <signal.h>

#include "base/heddle-init.h"
#include "base/heddle-json.h"
#include "heddle-cli-run.h"
#include "heddle-fake-openai.h"
#include "heddle-fake-replicate.h"

#define KEY "r8-cli-5d2f80c1e7"
#define FLUX "replicate/black-forest-labs/flux-schnell"

/* What a picture of it costs, in micro-dollars. */
#define PRICE 3000

/* As many pictures as are asked for of each prompt, and a copy of each in the library. */
static const char document[]
  = "{\"format\": \"heddle-workflow\", \"version\": 1, \"id\": \"01980000-0000-7000-8000-0000000000c2\","
    " \"name\": \"Cubes\", \"inputs\": ["
    "  {\"key\": \"prompts\", \"type\": \"list\", \"default\": [\"A red cube\"], \"required\": true},"
    "  {\"key\": \"count\", \"type\": \"number\", \"default\": 1}],"
    " \"pipelines\": [{\"id\": \"main\", \"nodes\": ["
    "  {\"id\": \"art\", \"type\": \"ai.image-generation\", \"config\": {\"model\": \"" FLUX "\"}},"
    "  {\"id\": \"save\", \"type\": \"output.asset\", \"config\": {\"name\": \"cube {index}\"}}],"
    " \"links\": ["
    "  {\"id\": \"l1\", \"from\": [\"inputs\", \"prompts\"], \"to\": [\"art\", \"prompt\"]},"
    "  {\"id\": \"l2\", \"from\": [\"inputs\", \"count\"], \"to\": [\"art\", \"count\"]},"
    "  {\"id\": \"l3\", \"from\": [\"art\", \"images\"], \"to\": [\"save\", \"image\"]}]}]}";

/* One picture of one prompt, for a table; and a line of text, whose price no manifest says. */
static const char row_document[]
  = "{\"format\": \"heddle-workflow\", \"version\": 1, \"id\": \"01980000-0000-7000-8000-0000000000c3\","
    " \"name\": \"Rows\", \"inputs\": [{\"key\": \"prompt\", \"type\": \"text\", \"default\": \"A cube\"}],"
    " \"pipelines\": [{\"id\": \"main\", \"nodes\": ["
    "  {\"id\": \"art\", \"type\": \"ai.image-generation\", \"config\": {\"model\": \"" FLUX "\"}},"
    "  {\"id\": \"save\", \"type\": \"output.asset\"}],"
    " \"links\": ["
    "  {\"id\": \"l1\", \"from\": [\"inputs\", \"prompt\"], \"to\": [\"art\", \"prompt\"]},"
    "  {\"id\": \"l2\", \"from\": [\"art\", \"images\"], \"to\": [\"save\", \"image\"]}]}]}";

static const char text_document[]
  = "{\"format\": \"heddle-workflow\", \"version\": 1, \"id\": \"01980000-0000-7000-8000-0000000000c4\","
    " \"name\": \"Line\", \"pipelines\": [{\"id\": \"main\", \"nodes\": ["
    "  {\"id\": \"line\", \"type\": \"ai.text-generation\","
    "   \"config\": {\"model\": \"openai/gpt-6-luna\", \"prompt\": \"A line\"}}], \"links\": []}]}";

typedef struct
{
  HeddleCli        *cli;
  HeddleFakeServer *server;
  HeddleFakeServer *openai;
  char             *url;
  char             *openai_url;
} Fixture;

static char *
start_server (const char       *provider,
              HeddleFakeServer *server)
{
  g_autoptr (GError) error = NULL;

  heddle_fake_server_start (server, 0, &error);
  g_assert_no_error (error);
  return g_strdup_printf ("%s=%s", provider, heddle_fake_server_get_base_url (server));
}

static void
set_up (Fixture *self)
{
  self->cli = heddle_cli_new ();
  self->server = heddle_fake_replicate_new (KEY);
  self->openai = heddle_fake_openai_new (KEY);
  heddle_fake_replicate_set_polls (HEDDLE_FAKE_REPLICATE (self->server), 0);
  self->url = start_server ("replicate", self->server);
  self->openai_url = start_server ("openai", self->openai);
  heddle_cli_set_variable (self->cli, "HEDDLE_KEY_REPLICATE", KEY);
  heddle_cli_set_variable (self->cli, "HEDDLE_KEY_OPENAI", KEY);
  g_free (heddle_cli_write (self->cli, "cubes.heddle", document));
  g_free (heddle_cli_write (self->cli, "rows.heddle", row_document));
  g_free (heddle_cli_write (self->cli, "line.heddle", text_document));
}

static void
tear_down (Fixture *self)
{
  heddle_fake_server_stop (self->server);
  heddle_fake_server_stop (self->openai);
  g_object_unref (self->server);
  g_object_unref (self->openai);
  g_free (self->url);
  g_free (self->openai_url);
  heddle_cli_free (self->cli);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Fixture, tear_down)

static guint
n_orders (Fixture *self)
{
  return heddle_fake_server_count_requests (self->server, "POST", NULL);
}

static HeddleCliAnswer *
run_cubes_at_once (Fixture    *self,
                   const char *prompts,
                   const char *count,
                   const char *jobs)
{
  g_autofree char *list = g_strconcat ("prompts=", prompts, NULL);
  g_autofree char *number = g_strconcat ("count=", count, NULL);

  return heddle_cli_call (self->cli, "run", "cubes.heddle", "--library", "library", "--json", "--jobs", jobs,
                          "--project", "Autumn", "--provider-url", self->url, "--input", list, "--input", number,
                          NULL);
}

static HeddleCliAnswer *
run_cubes (Fixture    *self,
           const char *prompts,
           const char *count)
{
  return run_cubes_at_once (self, prompts, count, "8");
}

static void
set_budget (Fixture    *self,
            const char *scope,
            const char *amount)
{
  g_autoptr (HeddleCliAnswer) answer = heddle_cli_call (self->cli, "budget", "set", scope, "total", amount,
                                                        "--library", "library", "--json", NULL);

  g_assert_cmpint (answer->status, ==, 0);
  g_assert_cmpuint (answer->lines->len, ==, 1);
}

static gint64
get_amount (JsonObject *object,
            const char *member)
{
  JsonObject *money = heddle_json_get_object (object, member);

  g_assert_nonnull (money);
  g_assert_cmpstr (heddle_json_get_string (money, "currency", ""), ==, "USD");
  return heddle_json_get_int (money, "amount", -1);
}

static void
assert_budget (Fixture *self,
               gint64   spent,
               gint64   reserved)
{
  g_autoptr (HeddleCliAnswer) answer = heddle_cli_call (self->cli, "budget", "list", "--library", "library", "--json",
                                                        NULL);

  g_assert_cmpint (answer->status, ==, 0);
  g_assert_cmpuint (answer->lines->len, ==, 1);
  g_assert_cmpint (get_amount (heddle_cli_answer_line (answer, 0), "spent"), ==, spent);
  g_assert_cmpint (get_amount (heddle_cli_answer_line (answer, 0), "reserved"), ==, reserved);
}

static void
assert_told (const char *text,
             const char *part)
{
  if (strstr (text, part) == NULL)
    g_error ("“%s” is not told by: %s", part, text);
}

static void
assert_paused (Fixture         *self,
               HeddleCliAnswer *answer,
               guint            n_made,
               guint            n_waiting)
{
  g_autoptr (HeddleCliRun) run = heddle_cli_run_read (answer);
  g_autoptr (HeddleCliAnswer) shown = heddle_cli_call (self->cli, "show", heddle_cli_run_get_id (run), "--library",
                                                       "library", "--json", NULL);
  JsonObject *record = heddle_cli_answer_line (shown, 0);
  JsonObject *error = heddle_json_get_object (record, "error");

  g_assert_cmpint (answer->status, ==, 5);
  g_assert_cmpstr (heddle_cli_run_get_status (run), ==, "paused");
  g_assert_cmpint (heddle_cli_run_count (run, "successful"), ==, n_made);
  g_assert_cmpint (heddle_cli_run_count (run, "waiting"), ==, n_waiting);
  g_assert_cmpint (heddle_cli_run_count (run, "failed"), ==, 0);
  g_assert_cmpint (heddle_cli_run_count (run, "skipped"), ==, 0);
  g_assert_cmpint (heddle_cli_run_count (run, "total"), ==, n_made + n_waiting);
  g_assert_cmpstr (heddle_json_get_string (record, "status", ""), ==, "paused");
  g_assert_cmpstr (heddle_json_get_string (record, "reason", ""), ==, "budget");
  g_assert_false (json_object_has_member (record, "finished"));
  g_assert_cmpstr (heddle_json_get_string (error, "code", ""), ==, "budget");
  assert_told (answer->errors, "The run is paused");
  assert_told (answer->errors, heddle_json_get_string (error, "message", "nothing"));
}

/* Stops before the call that would be too much, and goes on from there with more money. */
static void
test_pause (void)
{
  g_auto (Fixture) self = { 0 };
  g_autoptr (HeddleCliAnswer) first = NULL;
  g_autoptr (HeddleCliAnswer) second = NULL;
  g_autoptr (HeddleCliRun) run = NULL;

  set_up (&self);
  set_budget (&self, "library", "0.010");
  first = run_cubes (&self, "one\ntwo\nthree\nfour\nfive", "1");
  assert_paused (&self, first, 3, 2);
  assert_told (first->errors, "whole library in total");
  assert_told (first->errors, "0.01 USD");
  assert_told (first->errors, "0.003 USD");
  assert_told (first->errors, "is at 90 %");
  g_assert_cmpuint (n_orders (&self), ==, 3);
  assert_budget (&self, 3 * PRICE, 0);

  set_budget (&self, "library", "1");
  second = run_cubes (&self, "one\ntwo\nthree\nfour\nfive", "1");
  run = heddle_cli_run_read (second);
  g_assert_cmpint (second->status, ==, 0);
  g_assert_cmpint (heddle_cli_run_count (run, "successful"), ==, 5);
  g_assert_cmpint (heddle_cli_run_count (run, "cached"), ==, 3);
  g_assert_cmpuint (n_orders (&self), ==, 5);
  assert_budget (&self, 5 * PRICE, 0);
}

/* Several results of one item: those that there was money for are not paid for again. */
static void
test_part (void)
{
  g_auto (Fixture) self = { 0 };
  g_autoptr (HeddleCliAnswer) first = NULL;
  g_autoptr (HeddleCliAnswer) second = NULL;
  g_autoptr (HeddleCliRun) run = NULL;

  set_up (&self);
  set_budget (&self, "project:Autumn", "0.007");
  first = run_cubes (&self, "one", "4");
  assert_paused (&self, first, 0, 1);
  g_assert_cmpuint (n_orders (&self), ==, 2);
  assert_budget (&self, 2 * PRICE, 0);

  set_budget (&self, "project:Autumn", "1");
  second = run_cubes (&self, "one", "4");
  run = heddle_cli_run_read (second);
  g_assert_cmpint (second->status, ==, 0);
  g_assert_cmpint (heddle_cli_run_count (run, "successful"), ==, 4);
  g_assert_cmpuint (n_orders (&self), ==, 4);
  assert_budget (&self, 4 * PRICE, 0);
}

/* Together they may not take more than one after the other could. */
static void
test_at_once (void)
{
  g_auto (Fixture) self = { 0 };
  g_autoptr (HeddleCliAnswer) answer = NULL;
  g_autoptr (GString) prompts = g_string_new (NULL);

  set_up (&self);
  set_budget (&self, "provider:replicate", "0.0219");
  heddle_fake_server_set_latency (self.server, 0.2);
  for (guint i = 0; i < 24; i++)
    g_string_append_printf (prompts, "%sCube %u", i == 0 ? "" : "\n", i);
  answer = run_cubes (&self, prompts->str, "1");
  assert_paused (&self, answer, 7, 17);
  g_assert_cmpuint (n_orders (&self), ==, 7);
  g_assert_cmpuint (heddle_fake_server_get_max_concurrent (self.server), >, 1);
  assert_budget (&self, 7 * PRICE, 0);
}

/* What hangs on the calls that are held comes to its end as well, though nothing is under way any more. */
static void
test_one_at_a_time (void)
{
  g_auto (Fixture) self = { 0 };
  g_autoptr (HeddleCliAnswer) answer = NULL;

  set_up (&self);
  set_budget (&self, "library", "0.007");
  answer = run_cubes_at_once (&self, "one\ntwo\nthree\nfour\nfive", "1", "1");
  assert_paused (&self, answer, 2, 3);
  g_assert_cmpuint (n_orders (&self), ==, 2);
}

/* Rows that were not begun wait too, and none of those done is done again. */
static void
test_rows (void)
{
  g_auto (Fixture) self = { 0 };
  g_autoptr (HeddleCliAnswer) first = NULL;
  g_autoptr (HeddleCliAnswer) second = NULL;
  g_autoptr (HeddleCliRun) run = NULL;
  g_autoptr (GString) rows = g_string_new ("prompt\n");

  set_up (&self);
  for (guint i = 0; i < 9; i++)
    g_string_append_printf (rows, "Cube %u\n", i);
  g_free (heddle_cli_write (self.cli, "rows.csv", rows->str));
  set_budget (&self, "library", "0.012");
  first = heddle_cli_call (self.cli, "run", "rows.heddle", "--rows", "rows.csv", "--library", "library", "--json",
                           "--jobs", "2", "--provider-url", self.url, NULL);
  assert_paused (&self, first, 4, 5);
  g_assert_cmpuint (n_orders (&self), ==, 4);

  set_budget (&self, "library", "1");
  second = heddle_cli_call (self.cli, "run", "rows.heddle", "--rows", "rows.csv", "--library", "library", "--json",
                            "--jobs", "2", "--provider-url", self.url, NULL);
  run = heddle_cli_run_read (second);
  g_assert_cmpint (second->status, ==, 0);
  g_assert_cmpint (heddle_cli_run_count (run, "successful"), ==, 9);
  g_assert_cmpint (heddle_cli_run_count (run, "cached"), ==, 4);
  g_assert_cmpuint (n_orders (&self), ==, 9);
}

/* Others' budgets are theirs. */
static void
test_scopes (void)
{
  g_auto (Fixture) self = { 0 };
  g_autoptr (HeddleCliAnswer) answer = NULL;

  set_up (&self);
  set_budget (&self, "provider:openai", "0");
  set_budget (&self, "project:Winter", "0");
  answer = run_cubes (&self, "one", "1");
  g_assert_cmpint (answer->status, ==, 0);
  g_assert_null (strstr (answer->errors, "budget"));
}

/* Not known beforehand: let through with a word, unless there is nothing left. */
static void
test_unknown_price (void)
{
  g_auto (Fixture) self = { 0 };
  g_autoptr (HeddleCliAnswer) first = NULL;
  g_autoptr (HeddleCliAnswer) second = NULL;
  g_autoptr (HeddleCliAnswer) usage = NULL;

  set_up (&self);
  set_budget (&self, "provider:openai", "0");
  first = heddle_cli_call (self.cli, "run", "line.heddle", "--library", "library", "--json", "--provider-url",
                           self.openai_url, NULL);
  assert_paused (&self, first, 0, 1);
  g_assert_cmpuint (heddle_fake_server_count_requests (self.openai, "POST", NULL), ==, 0);

  set_budget (&self, "provider:openai", "0.01");
  second = heddle_cli_call (self.cli, "run", "line.heddle", "--library", "library", "--json", "--provider-url",
                            self.openai_url, NULL);
  g_assert_cmpint (second->status, ==, 0);
  assert_told (second->errors, "openai/gpt-6-luna");
  assert_told (second->errors, "not known beforehand");
  g_assert_cmpuint (heddle_fake_server_count_requests (self.openai, "POST", NULL), ==, 1);
  usage = heddle_cli_call (self.cli, "usage", "--by", "model", "--library", "library", NULL);
  assert_told (usage->output, "unknown");
}

/* What is paid in another currency cannot be counted against a budget, and is said to be not. */
static void
test_other_currency (void)
{
  g_auto (Fixture) self = { 0 };
  g_autoptr (HeddleCliAnswer) answer = NULL;

  set_up (&self);
  set_budget (&self, "library", "0 EUR");
  answer = run_cubes (&self, "One", "1");
  g_assert_cmpint (answer->status, ==, 0);
  assert_told (answer->errors, FLUX "” is paid in USD");
  assert_told (answer->errors, "which is in EUR, cannot stop its calls");
  g_assert_cmpuint (n_orders (&self), ==, 1);
}

/* What was sent and never answered is held back, though the process is gone. */
static void
test_killed (void)
{
  g_auto (Fixture) self = { 0 };
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (HeddleCliAnswer) answer = NULL;

  set_up (&self);
  set_budget (&self, "library", "0.005");
  process = heddle_cli_start (self.cli, "run", "cubes.heddle", "--library", "library", "--json", "--provider-url",
                              self.url, "--input", "prompts=One [fault:stall]", NULL);
  while (n_orders (&self) == 0)
    g_usleep (1000);
  g_subprocess_send_signal (process, SIGKILL);
  g_subprocess_wait (process, NULL, NULL);
  assert_budget (&self, 0, PRICE);

  answer = run_cubes (&self, "two", "1");
  assert_paused (&self, answer, 0, 1);
  g_assert_cmpuint (n_orders (&self), ==, 1);
}

static JsonObject *
find_group (HeddleCliAnswer *usage,
            const char      *name)
{
  g_assert_cmpint (usage->status, ==, 0);
  for (guint i = 0; i < usage->lines->len; i++)
    if (g_str_equal (heddle_json_get_string (heddle_cli_answer_line (usage, i), "name", ""), name))
      return heddle_cli_answer_line (usage, i);
  g_error ("There is no group “%s” in: %s", name, usage->output);
}

static void
assert_group (Fixture    *self,
              const char *by,
              const char *name,
              gint64      calls,
              gint64      successful,
              gint64      cost)
{
  g_autoptr (HeddleCliAnswer) usage = heddle_cli_call (self->cli, "usage", "--by", by, "--library", "library",
                                                       "--json", NULL);
  JsonObject *group = find_group (usage, name);
  JsonArray *costs = heddle_json_get_array (group, "costs");

  g_assert_cmpint (heddle_json_get_int (group, "calls", -1), ==, calls);
  g_assert_cmpint (heddle_json_get_int (group, "successful", -1), ==, successful);
  g_assert_cmpfloat (heddle_json_get_number (group, "success_rate", -1), ==, (double) successful / (double) calls);
  g_assert_cmpint (heddle_json_get_int (group, "images", -1), ==, successful);
  g_assert_cmpfloat (heddle_json_get_number (group, "mean_ms", -1), >, 0);
  g_assert_cmpuint (json_array_get_length (costs), ==, 1);
  g_assert_cmpint (heddle_json_get_int (json_array_get_object_element (costs, 0), "amount", -1), ==, cost);
}

static void
test_usage (void)
{
  g_auto (Fixture) self = { 0 };
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *today = g_date_time_format (now, "%F");
  g_autoptr (HeddleCliAnswer) answer = NULL;
  g_autoptr (HeddleCliAnswer) table = NULL;
  g_autoptr (HeddleCliAnswer) later = NULL;

  set_up (&self);
  heddle_fake_replicate_set_polls (HEDDLE_FAKE_REPLICATE (self.server), 2);
  answer = run_cubes (&self, "one\ntwo\nthree\nfour [fault:422]", "1");
  g_assert_cmpint (answer->status, ==, 1);
  g_assert_cmpuint (heddle_fake_server_count_requests (self.server, "GET", NULL), >=, 6);

  assert_group (&self, "provider", "replicate", 4, 3, 3 * PRICE);
  assert_group (&self, "model", FLUX, 4, 3, 3 * PRICE);
  assert_group (&self, "project", "Autumn", 4, 3, 3 * PRICE);
  assert_group (&self, "client", "no client", 4, 3, 3 * PRICE);
  table = heddle_cli_call (self.cli, "usage", "--by", "day", "--since", today, "--library", "library", NULL);
  g_assert_cmpint (table->status, ==, 0);
  assert_told (table->output, "75.0 %");
  assert_told (table->output, "0.009 USD");
  later = heddle_cli_call (self.cli, "usage", "--since", "2126-01-01T00:00:00Z", "--library", "library", "--json",
                           NULL);
  g_assert_cmpint (later->status, ==, 0);
  g_assert_cmpuint (later->lines->len, ==, 0);
}

static void
test_credit (void)
{
  static const char *const adjustment[] = { "credit", "add", "--library", "library", "--kind", "adjustment", "--",
                                            "replicate", "-1.5", NULL };
  g_auto (Fixture) self = { 0 };
  g_autoptr (HeddleCliAnswer) bought = NULL;
  g_autoptr (HeddleCliAnswer) adjusted = NULL;
  g_autoptr (HeddleCliAnswer) run = NULL;
  g_autoptr (HeddleCliAnswer) list = NULL;
  JsonObject *balance;

  set_up (&self);
  bought = heddle_cli_call (self.cli, "credit", "add", "replicate", "10", "--note", "November", "--library",
                            "library", NULL);
  g_assert_cmpint (bought->status, ==, 0);
  adjusted = heddle_cli_call_strv (self.cli, adjustment, NULL);
  g_assert_cmpstr (adjusted->errors, ==, "");
  g_assert_cmpint (adjusted->status, ==, 0);
  run = run_cubes (&self, "one", "1");
  g_assert_cmpint (run->status, ==, 0);

  list = heddle_cli_call (self.cli, "credit", "list", "--library", "library", "--json", NULL);
  g_assert_cmpint (list->status, ==, 0);
  g_assert_cmpuint (list->lines->len, ==, 3);
  g_assert_cmpstr (heddle_json_get_string (heddle_cli_answer_line (list, 0), "name", ""), ==, "November");
  balance = heddle_cli_answer_line (list, 2);
  g_assert_cmpstr (heddle_json_get_string (balance, "type", ""), ==, "credit-balance");
  g_assert_cmpint (get_amount (balance, "used"), ==, PRICE);
  g_assert_cmpint (get_amount (balance, "left"), ==, 10000000 - 1500000 - PRICE);
}

static void
test_mistakes (void)
{
  static const char *const calls[][8] = {
    { "usage", "--since", "yesterday", NULL },      { "usage", "--since", "2026-13-01", NULL },
    { "usage", "--by", "colour", NULL },            { "budget", "set", "client:x", "day", "1", NULL },
    { "budget", "set", "library", "year", "1", NULL }, { "budget", "set", "library", "day", "1,50", NULL },
    { "budget", "set", "library", "day", "1", "--warn", "0", NULL },
    { "budget", "set", "library", "day", "1", "--warn", "101", NULL },
    { "budget", "set", "provider:nobody", "day", "1", NULL }, { "budget", "set", "project:", "day", "1", NULL },
    { "credit", "add", "nobody", "1", NULL },       { "credit", "add", "openai", "0", NULL },
    { "credit", "add", "openai", "1", "--kind", "gift", NULL }, { "credit", "add", "--", "openai", "-1", NULL },
  };
  g_autoptr (HeddleCli) cli = heddle_cli_new ();
  g_autofree char *library = heddle_cli_path (cli, ".local/share/heddle/library");

  for (guint i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      g_autoptr (HeddleCliAnswer) answer = heddle_cli_call_strv (cli, calls[i], NULL);

      if (answer->status != 2)
        g_error ("“%s %s %s” ended with %d: %s", calls[i][0], calls[i][1], calls[i][2], answer->status, answer->errors);
      g_assert_true (g_str_has_prefix (answer->errors, "heddlectl: "));
    }
  g_assert_false (g_file_test (library, G_FILE_TEST_EXISTS));
}

static void
test_remove (void)
{
  g_auto (Fixture) self = { 0 };
  g_autoptr (HeddleCliAnswer) set = NULL;
  g_autoptr (HeddleCliAnswer) none = NULL;
  g_autoptr (HeddleCliAnswer) removed = NULL;
  g_autoptr (HeddleCliAnswer) list = NULL;

  set_up (&self);
  set_budget (&self, "library", "0");
  set = heddle_cli_call (self.cli, "budget", "list", "--library", "library", "--json", NULL);
  none = heddle_cli_call (self.cli, "budget", "remove", "ffff", "--library", "library", NULL);
  g_assert_cmpint (none->status, ==, 2);
  removed = heddle_cli_call (self.cli, "budget", "remove",
                             heddle_json_get_string (heddle_cli_answer_line (set, 0), "id", ""), "--library",
                             "library", NULL);
  g_assert_cmpint (removed->status, ==, 0);
  list = heddle_cli_call (self.cli, "budget", "list", "--library", "library", "--json", NULL);
  g_assert_cmpint (list->status, ==, 0);
  g_assert_cmpuint (list->lines->len, ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  heddle_init ();
  g_test_add_func ("/cli/money/pause", test_pause);
  g_test_add_func ("/cli/money/part", test_part);
  g_test_add_func ("/cli/money/at-once", test_at_once);
  g_test_add_func ("/cli/money/one-at-a-time", test_one_at_a_time);
  g_test_add_func ("/cli/money/rows", test_rows);
  g_test_add_func ("/cli/money/scopes", test_scopes);
  g_test_add_func ("/cli/money/unknown-price", test_unknown_price);
  g_test_add_func ("/cli/money/other-currency", test_other_currency);
  g_test_add_func ("/cli/money/killed", test_killed);
  g_test_add_func ("/cli/money/usage", test_usage);
  g_test_add_func ("/cli/money/credit", test_credit);
  g_test_add_func ("/cli/money/mistakes", test_mistakes);
  g_test_add_func ("/cli/money/remove", test_remove);
  return g_test_run ();
}
