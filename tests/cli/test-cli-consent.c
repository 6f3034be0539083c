/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <pty.h>
#include <unistd.h>

#include "base/heddle-init.h"
#include "heddle-cli-studio.h"

/* A command, given by somebody who sits at a terminal. */
typedef struct
{
  HeddleCliStudio *studio;
  int              terminal;
  GSubprocess     *process;
  GString         *shown;
} Sitting;

static void
begin (Sitting    *self,
       const char *words)
{
  GSubprocessLauncher *launcher = self->studio->cli->launcher;
  g_autofree char *line = g_strdup_printf ("%s %s --library library --json", g_getenv ("HEDDLECTL"), words);
  g_auto (GStrv) arguments = NULL;
  g_autoptr (GError) error = NULL;
  int end;

  g_assert_cmpint (openpty (&self->terminal, &end, NULL, NULL, NULL), ==, 0);
  self->shown = g_string_new (NULL);
  g_shell_parse_argv (line, NULL, &arguments, &error);
  g_assert_no_error (error);
  g_subprocess_launcher_set_flags (launcher, G_SUBPROCESS_FLAGS_STDOUT_SILENCE);
  g_subprocess_launcher_take_stderr_fd (launcher, dup (end));
  g_subprocess_launcher_take_stdin_fd (launcher, end);
  self->process = g_subprocess_launcher_spawnv (launcher, (const char *const *) arguments, &error);
  g_assert_no_error (error);
  g_subprocess_launcher_take_stdin_fd (launcher, -1);
  g_subprocess_launcher_take_stderr_fd (launcher, -1);
}

static void
sit_down (Sitting    *self,
          const char *words)
{
  g_autofree char *run = g_strconcat ("run art.heddle ", words, NULL);

  begin (self, run);
}

/* Nothing more can be read once the process has closed its end. */
static gboolean
read_on (Sitting *self)
{
  char piece[256];
  gssize n = read (self->terminal, piece, sizeof piece);

  if (n <= 0)
    return FALSE;
  g_string_append_len (self->shown, piece, n);
  return TRUE;
}

static void
answer (Sitting    *self,
        const char *text)
{
  while (strstr (self->shown->str, "? [y/N]") == NULL)
    g_assert_true (read_on (self));
  g_assert_cmpint (write (self->terminal, text, strlen (text)), ==, strlen (text));
}

static int
get_up (Sitting *self)
{
  g_autoptr (GError) error = NULL;
  int status;

  while (read_on (self))
    ;
  g_subprocess_wait (self->process, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (self->process));
  status = g_subprocess_get_exit_status (self->process);
  close (self->terminal);
  g_object_unref (self->process);
  return status;
}

static gboolean
was_asked (Sitting *self)
{
  gboolean asked = strstr (self->shown->str, "? [y/N]") != NULL;

  g_string_free (g_steal_pointer (&self->shown), TRUE);
  return asked;
}

static HeddleCliStudio *
new_studio (const char *limit)
{
  HeddleCliStudio *studio = heddle_cli_studio_new ();

  heddle_cli_studio_write (studio, "art.heddle", HEDDLE_CLI_REPLICATE, 2, NULL);
  if (limit != NULL)
    {
      g_autoptr (HeddleCliAnswer) set = heddle_cli_studio_call (studio, "budget ask %s", limit);

      g_assert_cmpint (set->status, ==, 0);
    }
  return studio;
}

static void
test_declined (void)
{
  g_autoptr (HeddleCliStudio) studio = new_studio ("0");
  Sitting sitting = { .studio = studio };

  sit_down (&sitting, "");
  answer (&sitting, "\n");
  g_assert_cmpint (get_up (&sitting), ==, 3);
  g_assert_nonnull (strstr (sitting.shown->str, "It costs 0.006 USD"));
  g_assert_true (was_asked (&sitting));
  g_assert_cmpuint (heddle_cli_studio_count_orders (studio), ==, 0);
  g_assert_cmpint (heddle_cli_studio_query (studio, "SELECT count (*) FROM run"), ==, 0);
}

static void
test_agreed (void)
{
  g_autoptr (HeddleCliStudio) studio = new_studio ("0");
  Sitting sitting = { .studio = studio };

  sit_down (&sitting, "");
  answer (&sitting, "y\n");
  g_assert_cmpint (get_up (&sitting), ==, 0);
  g_assert_true (was_asked (&sitting));
  g_assert_cmpuint (heddle_cli_studio_count_orders (studio), ==, 2);

  /* What is there already costs nothing, and is not asked about. */
  sit_down (&sitting, "");
  g_assert_cmpint (get_up (&sitting), ==, 0);
  g_assert_false (was_asked (&sitting));
}

typedef struct
{
  const char *path;
  const char *limit;
  const char *words;
} Unasked;

static void
test_unasked (gconstpointer data)
{
  const Unasked *unasked = data;
  g_autoptr (HeddleCliStudio) studio = new_studio (unasked->limit);
  Sitting sitting = { .studio = studio };

  sit_down (&sitting, unasked->words);
  g_assert_cmpint (get_up (&sitting), ==, 0);
  g_assert_false (was_asked (&sitting));
  g_assert_cmpuint (heddle_cli_studio_count_orders (studio), ==, 2);
}

static const Unasked unasked[] = {
  { "/cli/consent/little", NULL, "" },
  { "/cli/consent/enough", "0.006", "" },
  { "/cli/consent/never", "never", "" },
  { "/cli/consent/yes", "0", "--yes" },
};

/* A budget that would stop the run is told of, however little the run costs. */
static void
test_budget (void)
{
  g_autoptr (HeddleCliStudio) studio = new_studio ("never");
  g_autoptr (HeddleCliAnswer) set = heddle_cli_studio_call (studio, "budget set library total 0.004");
  Sitting sitting = { .studio = studio };

  g_assert_cmpint (set->status, ==, 0);
  sit_down (&sitting, "");
  answer (&sitting, "n\n");
  g_assert_cmpint (get_up (&sitting), ==, 3);
  g_assert_nonnull (strstr (sitting.shown->str, "budget"));
  g_assert_true (was_asked (&sitting));
  g_assert_cmpuint (heddle_cli_studio_count_orders (studio), ==, 0);
}

/* A script has nobody to ask, and budgets to rely on. */
static void
test_script (void)
{
  g_autoptr (HeddleCliStudio) studio = new_studio ("0");
  g_autoptr (HeddleCliAnswer) done = heddle_cli_studio_call (studio, "run art.heddle");

  g_assert_cmpint (done->status, ==, 0);
  g_assert_null (strstr (done->errors, "Run it?"));
}

/* More to choose from is asked about as a run is. */
static void
test_more (void)
{
  g_autoptr (HeddleCliStudio) studio = new_studio ("0.006");
  g_autoptr (HeddleCliAnswer) waiting = NULL;
  g_autoptr (HeddleCliAnswer) done = NULL;
  Sitting sitting = { .studio = studio };

  heddle_cli_studio_write (studio, "gate.heddle", HEDDLE_CLI_REPLICATE, 3, "logic.pick");
  waiting = heddle_cli_studio_call (studio, "run gate.heddle");
  g_assert_cmpint (waiting->status, ==, 4);
  g_assert_cmpuint (heddle_cli_studio_count_orders (studio), ==, 3);

  begin (&sitting, "more 1 gate");
  answer (&sitting, "n\n");
  g_assert_cmpint (get_up (&sitting), ==, 3);
  g_assert_nonnull (strstr (sitting.shown->str, "It costs 0.009 USD"));
  g_assert_true (was_asked (&sitting));
  g_assert_cmpuint (heddle_cli_studio_count_orders (studio), ==, 3);

  begin (&sitting, "more 1 gate");
  answer (&sitting, "y\n");
  g_assert_cmpint (get_up (&sitting), ==, 4);
  g_assert_true (was_asked (&sitting));
  g_assert_cmpuint (heddle_cli_studio_count_orders (studio), ==, 6);

  begin (&sitting, "more 1 gate --count 2");
  g_assert_cmpint (get_up (&sitting), ==, 4);
  g_assert_false (was_asked (&sitting));
  begin (&sitting, "more 1 gate --yes");
  g_assert_cmpint (get_up (&sitting), ==, 4);
  g_assert_false (was_asked (&sitting));
  done = heddle_cli_studio_call (studio, "more 1 gate");
  g_assert_cmpint (done->status, ==, 4);
  g_assert_cmpuint (heddle_cli_studio_count_orders (studio), ==, 14);
}

static void
test_limit (void)
{
  g_autoptr (HeddleCliStudio) studio = new_studio ("2.50");
  g_autoptr (HeddleCliAnswer) told = heddle_cli_studio_call (studio, "budget ask");
  g_autoptr (HeddleCliAnswer) refused = heddle_cli_studio_call (studio, "budget ask much");
  JsonObject *limit = json_object_get_object_member (heddle_cli_answer_line (told, 0), "ask");

  g_assert_cmpint (json_object_get_int_member (limit, "amount"), ==, 2500000);
  g_assert_cmpstr (json_object_get_string_member (limit, "currency"), ==, "USD");
  g_assert_cmpint (refused->status, ==, 2);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  heddle_init ();
  g_test_add_func ("/cli/consent/declined", test_declined);
  g_test_add_func ("/cli/consent/agreed", test_agreed);
  for (guint i = 0; i < G_N_ELEMENTS (unasked); i++)
    g_test_add_data_func (unasked[i].path, &unasked[i], test_unasked);
  g_test_add_func ("/cli/consent/budget", test_budget);
  g_test_add_func ("/cli/consent/script", test_script);
  g_test_add_func ("/cli/consent/more", test_more);
  g_test_add_func ("/cli/consent/limit", test_limit);
  return g_test_run ();
}
