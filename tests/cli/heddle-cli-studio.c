/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "heddle-cli-studio.h"

#include <signal.h>

#include "base/heddle-json.h"
#include "heddle-fake-openai.h"
#include "heddle-fake-replicate.h"
#include "store/heddle-database.h"

#define KEY "sk-cli-8e1b64d0f3"

/* Longer than anything takes here that is going to come. */
#define PATIENCE_US (60 * G_USEC_PER_SEC)

static void
start_server (HeddleCliStudio  *self,
              HeddleFakeServer *server,
              const char       *name)
{
  g_autofree char *key = g_strconcat ("HEDDLE_KEY_", name, NULL);
  g_autofree char *url = g_strconcat ("HEDDLE_PROVIDER_URL_", name, NULL);
  g_autoptr (GError) error = NULL;

  heddle_fake_server_start (server, 0, &error);
  g_assert_no_error (error);
  heddle_cli_set_variable (self->cli, key, KEY);
  heddle_cli_set_variable (self->cli, url, heddle_fake_server_get_base_url (server));
}

/**
 * heddle_cli_studio_new:
 *
 * Returns: (transfer full): a studio whose providers answer
 */
HeddleCliStudio *
heddle_cli_studio_new (void)
{
  HeddleCliStudio *self = g_new0 (HeddleCliStudio, 1);

  self->cli = heddle_cli_new ();
  self->openai = heddle_fake_openai_new (KEY);
  self->replicate = heddle_fake_replicate_new (KEY);
  heddle_fake_replicate_set_polls (HEDDLE_FAKE_REPLICATE (self->replicate), 0);
  start_server (self, self->openai, "OPENAI");
  start_server (self, self->replicate, "REPLICATE");
  return self;
}

/**
 * heddle_cli_studio_free:
 * @self: (transfer full): a studio
 */
void
heddle_cli_studio_free (HeddleCliStudio *self)
{
  heddle_fake_server_stop (self->openai);
  heddle_fake_server_stop (self->replicate);
  g_object_unref (self->openai);
  g_object_unref (self->replicate);
  heddle_cli_free (self->cli);
  g_free (self);
}

#define DOCUMENT \
  "{\"format\": \"heddle-workflow\", \"version\": 1, \"id\": \"01980000-0000-7000-8000-0000000000d1\"," \
  " \"name\": \"Pictures\", \"inputs\": [{\"key\": \"prompt\", \"type\": \"text\", \"default\": \"A cube\"}]," \
  " \"pipelines\": [{\"id\": \"main\", \"nodes\": [" \
  "  {\"id\": \"pic\", \"name\": \"Picture\", \"type\": \"ai.image-generation\"," \
  "   \"config\": {\"model\": \"%s\", \"count\": %u}}," \
  "  %s" \
  "  {\"id\": \"out\", \"name\": \"Keep\", \"type\": \"output.asset\", \"config\": {\"name\": \"Chosen\"}}]," \
  " \"links\": [{\"id\": \"l1\", \"from\": [\"inputs\", \"prompt\"], \"to\": [\"pic\", \"prompt\"]}, %s]}]}"

#define GATE_LINKS \
  "{\"id\": \"l2\", \"from\": [\"pic\", \"images\"], \"to\": [\"gate\", \"items\"]}," \
  "{\"id\": \"l3\", \"from\": [\"gate\", \"items\"], \"to\": [\"out\", \"image\"]}"

#define STRAIGHT_LINK "{\"id\": \"l2\", \"from\": [\"pic\", \"images\"], \"to\": [\"out\", \"image\"]}"

/**
 * heddle_cli_studio_write:
 * @self: a studio
 * @name: of the document
 * @model: a model of pictures
 * @count: how many of each prompt
 * @gate: (nullable): the type of a step between `pic`, which makes the pictures, and `out`, which
 *   keeps them, named `gate`; %NULL for none
 *
 * Writes a document.
 */
void
heddle_cli_studio_write (HeddleCliStudio *self,
                         const char      *name,
                         const char      *model,
                         guint            count,
                         const char      *gate)
{
  g_autofree char *step = gate == NULL ? NULL
                                       : g_strdup_printf ("{\"id\": \"gate\", \"name\": \"Choice\", \"type\": \"%s\"},",
                                                          gate);
  g_autofree char *text = g_strdup_printf (DOCUMENT, model, count, gate == NULL ? "" : step,
                                           gate == NULL ? STRAIGHT_LINK : GATE_LINKS);

  g_free (heddle_cli_write (self->cli, name, text));
}

static GSubprocess *
start (HeddleCliStudio *self,
       const char      *format,
       va_list          arguments)
{
  g_autofree char *text = g_strdup_vprintf (format, arguments);
  g_autofree char *line = g_strconcat (text, " --library library --json", NULL);
  g_auto (GStrv) words = NULL;
  g_autoptr (GError) error = NULL;

  g_shell_parse_argv (line, NULL, &words, &error);
  g_assert_no_error (error);
  return heddle_cli_start_strv (self->cli, (const char *const *) words);
}

/**
 * heddle_cli_studio_start:
 * @self: a studio
 * @words: the words after `heddlectl`, as in a shell, without library and `--json`, and a format
 * @...: what is put into it
 *
 * Returns: (transfer full): the process
 */
GSubprocess *
heddle_cli_studio_start (HeddleCliStudio *self,
                         const char      *words,
                         ...)
{
  GSubprocess *process;
  va_list arguments;

  va_start (arguments, words);
  process = start (self, words, arguments);
  va_end (arguments);
  return process;
}

/**
 * heddle_cli_studio_call:
 * @self: a studio
 * @words: as for [method@CliStudio.start]
 * @...: what is put into it
 *
 * Returns: (transfer full): what came of the call
 */
HeddleCliAnswer *
heddle_cli_studio_call (HeddleCliStudio *self,
                        const char      *words,
                        ...)
{
  g_autoptr (GSubprocess) process = NULL;
  va_list arguments;

  va_start (arguments, words);
  process = start (self, words, arguments);
  va_end (arguments);
  return heddle_cli_finish (process, NULL);
}

/**
 * heddle_cli_studio_count_orders:
 * @self: a studio
 *
 * Returns: how many requests that cost something have reached a provider
 */
guint
heddle_cli_studio_count_orders (HeddleCliStudio *self)
{
  return heddle_fake_server_count_requests (self->openai, "POST", NULL)
         + heddle_fake_server_count_requests (self->replicate, "POST", NULL);
}

typedef struct
{
  char       *path;
  const char *sql;
  gint64      value;
} Query;

static gpointer
query_thread (gpointer data)
{
  Query *query = data;
  g_autoptr (HeddleDatabase) database = heddle_database_open (query->path, HEDDLE_DATABASE_READ_ONLY, NULL);

  if (database == NULL || !heddle_database_query_int (database, query->sql, &query->value, NULL))
    query->value = -1;
  return NULL;
}

/**
 * heddle_cli_studio_query:
 * @self: a studio
 * @sql: a statement that gives one number
 *
 * Returns: what the library's database says; -1 where it cannot be asked
 */
gint64
heddle_cli_studio_query (HeddleCliStudio *self,
                         const char      *sql)
{
  g_autofree char *path = heddle_cli_path (self->cli, "library/library.db");
  Query query = { path, sql, -1 };

  g_thread_join (g_thread_new ("query", query_thread, &query));
  return query.value;
}

/**
 * heddle_cli_studio_wait_for:
 * @self: a studio
 * @sql: a statement that gives one number
 * @value: what it is to be
 *
 * Waits until another process has written so much.
 */
void
heddle_cli_studio_wait_for (HeddleCliStudio *self,
                            const char      *sql,
                            gint64           value)
{
  gint64 end = g_get_monotonic_time () + PATIENCE_US;

  while (heddle_cli_studio_query (self, sql) != value)
    {
      if (g_get_monotonic_time () > end)
        g_error ("“%s” never gives %d", sql, (int) value);
      g_usleep (2000);
    }
}

/**
 * heddle_cli_studio_wait_for_orders:
 * @self: a studio
 * @n_orders: how many there are to be, at least
 *
 * Waits until the providers have been asked for so many pictures.
 */
void
heddle_cli_studio_wait_for_orders (HeddleCliStudio *self,
                                   guint            n_orders)
{
  gint64 end = g_get_monotonic_time () + PATIENCE_US;

  while (heddle_cli_studio_count_orders (self) < n_orders)
    {
      if (g_get_monotonic_time () > end)
        g_error ("The providers never were asked for %u pictures", n_orders);
      g_usleep (2000);
    }
}

/**
 * heddle_cli_studio_kill:
 * @process: a call that is under way
 *
 * Ends it without a chance to do anything, as a crash or the loss of power does, and waits.
 */
void
heddle_cli_studio_kill (GSubprocess *process)
{
  g_autoptr (GError) error = NULL;

  g_subprocess_send_signal (process, SIGKILL);
  g_subprocess_wait (process, NULL, &error);
  g_assert_no_error (error);
}

/**
 * heddle_cli_studio_assert_clean:
 * @self: a studio
 *
 * Fails unless the library is in order.
 */
void
heddle_cli_studio_assert_clean (HeddleCliStudio *self)
{
  g_autoptr (HeddleCliAnswer) answer = heddle_cli_studio_call (self, "verify");

  if (answer->status != 0)
    g_error ("The library is not in order: %s%s", answer->output, answer->errors);
}

/**
 * heddle_cli_studio_assert_counts:
 * @self: a studio
 * @status: the state that the first run is to be in
 * @successful: how many of its results are to be there
 * @total: of how many
 * @cost: what it is to have cost, in micro-dollars
 *
 * Fails the test where `show` or `list runs` tell otherwise.
 */
void
heddle_cli_studio_assert_counts (HeddleCliStudio *self,
                                 const char      *status,
                                 int              successful,
                                 int              total,
                                 gint64           cost)
{
  static const char *const calls[] = { "show 1", "list runs" };

  for (guint i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      g_autoptr (HeddleCliAnswer) answer = heddle_cli_studio_call (self, "%s", calls[i]);
      JsonObject *run = heddle_cli_answer_line (answer, 0);
      JsonArray *costs = heddle_json_get_array (run, "costs");

      g_assert_cmpint (answer->status, ==, 0);
      g_assert_cmpstr (heddle_json_get_string (run, "status", ""), ==, status);
      g_assert_cmpint (heddle_json_get_int (run, "successful", -1), ==, successful);
      g_assert_cmpint (heddle_json_get_int (run, "total", -1), ==, total);
      g_assert_cmpint (heddle_json_get_int (json_array_get_object_element (costs, 0), "amount", -1), ==, cost);
    }
}
