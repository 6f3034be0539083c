/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "heddle-cli-call.h"

#include "base/heddle-json.h"

/* What is there of the person's must not decide how a test ends. */
static void
clear_variables (GSubprocessLauncher *launcher)
{
  g_auto (GStrv) names = g_listenv ();

  for (guint i = 0; names[i] != NULL; i++)
    if (g_str_has_prefix (names[i], "HEDDLE_KEY_") || g_str_has_prefix (names[i], "HEDDLE_PROVIDER_URL_"))
      g_subprocess_launcher_unsetenv (launcher, names[i]);
}

static void
set_folder (HeddleCli  *self,
            const char *variable,
            const char *name)
{
  g_autofree char *path = heddle_cli_path (self, name);

  g_assert_no_errno (g_mkdir_with_parents (path, 0700));
  g_subprocess_launcher_setenv (self->launcher, variable, path, TRUE);
}

/**
 * heddle_cli_new:
 *
 * Returns: (transfer full): a place to call `heddlectl` from; it has no keyring until
 *   [method@Cli.use_session] is called
 */
HeddleCli *
heddle_cli_new (void)
{
  HeddleCli *self = g_new0 (HeddleCli, 1);
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("heddle-cli-XXXXXX", &error);
  g_assert_no_error (error);
  self->launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);
  clear_variables (self->launcher);
  set_folder (self, "HOME", "home");
  set_folder (self, "TMPDIR", "tmp");
  set_folder (self, "XDG_CACHE_HOME", "cache");
  set_folder (self, "XDG_CONFIG_HOME", "config");
  set_folder (self, "XDG_DATA_HOME", "data");
  set_folder (self, "XDG_RUNTIME_DIR", "runtime");
  set_folder (self, "XDG_STATE_HOME", "state");
  g_subprocess_launcher_set_cwd (self->launcher, self->folder);
  g_subprocess_launcher_setenv (self->launcher, "DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent", TRUE);
  return self;
}

static void
run_and_forget (const char *const *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = g_subprocess_newv (words, G_SUBPROCESS_FLAGS_NONE, &error);

  g_assert_no_error (error);
  g_subprocess_wait_check (process, NULL, &error);
  g_assert_no_error (error);
}

/**
 * heddle_cli_free:
 * @self: (transfer full): a place to call from
 */
void
heddle_cli_free (HeddleCli *self)
{
  run_and_forget ((const char *const[]) { "rm", "-rf", "--", self->folder, NULL });
  g_object_unref (self->launcher);
  g_free (self->folder);
  g_free (self);
}

/**
 * heddle_cli_path:
 * @self: a place to call from
 * @name: a name
 *
 * Returns: (transfer full): the path of that name in its folder
 */
char *
heddle_cli_path (HeddleCli  *self,
                 const char *name)
{
  return g_build_filename (self->folder, name, NULL);
}

/**
 * heddle_cli_write:
 * @self: a place to call from
 * @name: the name of a file
 * @content: its content
 *
 * Returns: (transfer full): the path of the file, which is there then
 */
char *
heddle_cli_write (HeddleCli  *self,
                  const char *name,
                  const char *content)
{
  char *path = heddle_cli_path (self, name);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, content, -1, &error);
  g_assert_no_error (error);
  return path;
}

/**
 * heddle_cli_template:
 * @self: a place to call from
 * @name: the name of a file in `data/templates`
 *
 * The templates are copied first: one of them puts files beside itself.
 *
 * Returns: (transfer full): the path of the copy
 */
char *
heddle_cli_template (HeddleCli  *self,
                     const char *name)
{
  g_autofree char *copy = heddle_cli_path (self, "templates");

  if (!g_file_test (copy, G_FILE_TEST_EXISTS))
    {
      g_autofree char *from = g_build_filename (g_getenv ("HEDDLE_DATA_DIR"), "templates", NULL);

      run_and_forget ((const char *const[]) { "cp", "-r", "--", from, copy, NULL });
    }
  return g_build_filename (copy, name, NULL);
}

/**
 * heddle_cli_set_variable:
 * @self: a place to call from
 * @name: an environment variable
 * @value: (nullable): its value from now on; %NULL for none
 */
void
heddle_cli_set_variable (HeddleCli  *self,
                         const char *name,
                         const char *value)
{
  if (value != NULL)
    g_subprocess_launcher_setenv (self->launcher, name, value, TRUE);
  else
    g_subprocess_launcher_unsetenv (self->launcher, name);
}

/**
 * heddle_cli_use_session:
 * @self: a place to call from
 *
 * Lets programs reach the session bus and the keyring that the test runs in.
 */
void
heddle_cli_use_session (HeddleCli *self)
{
  heddle_cli_set_variable (self, "DBUS_SESSION_BUS_ADDRESS", g_getenv ("DBUS_SESSION_BUS_ADDRESS"));
}

static GSubprocess *
start (HeddleCli         *self,
       const char *const *words)
{
  g_autoptr (GError) error = NULL;
  GSubprocess *process;

  g_subprocess_launcher_set_flags (self->launcher, G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE
                                                     | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  process = g_subprocess_launcher_spawnv (self->launcher, words, &error);
  g_assert_no_error (error);
  return process;
}

static void
read_lines (HeddleCliAnswer *answer)
{
  g_auto (GStrv) lines = g_strsplit (answer->output, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autoptr (GError) error = NULL;
      JsonNode *node;

      if (lines[i][0] != '{')
        continue;
      node = heddle_json_parse (lines[i], -1, &error);
      g_assert_no_error (error);
      g_assert_true (JSON_NODE_HOLDS_OBJECT (node));
      g_ptr_array_add (answer->lines, node);
    }
}

/* The address sanitizer says once per process that it has its doubts about fibers. */
static void
drop_notice (char *errors)
{
  char *notice = strstr (errors, "==WARNING: ASan doesn't fully support makecontext/swapcontext");
  char *start, *end;

  if (notice == NULL)
    return;
  for (start = notice; start > errors && start[-1] != '\n'; start--)
    ;
  end = strchr (notice, '\n');
  end = end == NULL ? notice + strlen (notice) : end + 1;
  memmove (start, end, strlen (end) + 1);
}

/**
 * heddle_cli_finish:
 * @process: a call that has been started
 * @input: (nullable): what it finds on its standard input
 *
 * Waits for its end. A call that ends by a signal fails the test.
 *
 * Returns: (transfer full): what came of it
 */
HeddleCliAnswer *
heddle_cli_finish (GSubprocess *process,
                   const char  *input)
{
  HeddleCliAnswer *answer = g_new0 (HeddleCliAnswer, 1);
  g_autoptr (GError) error = NULL;

  g_subprocess_communicate_utf8 (process, input, NULL, &answer->output, &answer->errors, &error);
  g_assert_no_error (error);
  if (!g_subprocess_get_if_exited (process))
    g_error ("heddlectl was ended by signal %d: %s", g_subprocess_get_term_sig (process), answer->errors);
  if (strstr (answer->errors, "Sanitizer") != NULL || strstr (answer->errors, "runtime error:") != NULL)
    g_error ("%s", answer->errors);
  drop_notice (answer->errors);
  answer->status = g_subprocess_get_exit_status (process);
  answer->lines = g_ptr_array_new_with_free_func ((GDestroyNotify) json_node_unref);
  read_lines (answer);
  return answer;
}

static GPtrArray *
collect_words (const char *word,
               va_list     more)
{
  GPtrArray *words = g_ptr_array_new ();

  g_ptr_array_add (words, (char *) g_getenv ("HEDDLECTL"));
  for (; word != NULL; word = va_arg (more, const char *))
    g_ptr_array_add (words, (char *) word);
  g_ptr_array_add (words, NULL);
  return words;
}

/**
 * heddle_cli_call:
 * @self: a place to call from
 * @word: the first word after `heddlectl`
 * @...: more words, and %NULL
 *
 * Calls `heddlectl` and waits for its end.
 *
 * Returns: (transfer full): what came of it
 */
HeddleCliAnswer *
heddle_cli_call (HeddleCli  *self,
                 const char *word,
                 ...)
{
  g_autoptr (GPtrArray) words = NULL;
  g_autoptr (GSubprocess) process = NULL;
  va_list more;

  va_start (more, word);
  words = collect_words (word, more);
  va_end (more);
  process = start (self, (const char *const *) words->pdata);
  return heddle_cli_finish (process, NULL);
}

/**
 * heddle_cli_call_strv:
 * @self: a place to call from
 * @words: (array zero-terminated=1): the words after `heddlectl`
 * @input: (nullable): what it finds on its standard input
 *
 * Calls `heddlectl` and waits for its end.
 *
 * Returns: (transfer full): what came of it
 */
HeddleCliAnswer *
heddle_cli_call_strv (HeddleCli         *self,
                      const char *const *words,
                      const char        *input)
{
  g_autoptr (GSubprocess) process = heddle_cli_start_strv (self, words);

  return heddle_cli_finish (process, input);
}

/**
 * heddle_cli_start_strv:
 * @self: a place to call from
 * @words: (array zero-terminated=1): the words after `heddlectl`
 *
 * Calls `heddlectl` without waiting; its standard input, output and error are pipes.
 *
 * Returns: (transfer full): the process
 */
GSubprocess *
heddle_cli_start_strv (HeddleCli         *self,
                       const char *const *words)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new ();

  g_ptr_array_add (all, (char *) g_getenv ("HEDDLECTL"));
  for (guint i = 0; words[i] != NULL; i++)
    g_ptr_array_add (all, (char *) words[i]);
  g_ptr_array_add (all, NULL);
  return start (self, (const char *const *) all->pdata);
}

/**
 * heddle_cli_start:
 * @self: a place to call from
 * @word: the first word after `heddlectl`
 * @...: more words, and %NULL
 *
 * Calls `heddlectl` without waiting; its standard input, output and error are pipes.
 *
 * Returns: (transfer full): the process
 */
GSubprocess *
heddle_cli_start (HeddleCli  *self,
                  const char *word,
                  ...)
{
  g_autoptr (GPtrArray) words = NULL;
  va_list more;

  va_start (more, word);
  words = collect_words (word, more);
  va_end (more);
  return start (self, (const char *const *) words->pdata);
}

/**
 * heddle_cli_program_output:
 * @self: a place to call from
 * @words: (array zero-terminated=1): a program and its arguments
 *
 * Calls another program, which has to succeed.
 *
 * Returns: (transfer full): what it printed
 */
char *
heddle_cli_program_output (HeddleCli         *self,
                           const char *const *words)
{
  g_autoptr (GSubprocess) process = start (self, words);
  g_autoptr (HeddleCliAnswer) answer = heddle_cli_finish (process, NULL);

  g_assert_cmpstr (answer->errors, ==, "");
  g_assert_cmpint (answer->status, ==, 0);
  return g_steal_pointer (&answer->output);
}

/**
 * heddle_cli_answer_free:
 * @answer: (transfer full): an answer
 */
void
heddle_cli_answer_free (HeddleCliAnswer *answer)
{
  g_free (answer->output);
  g_free (answer->errors);
  g_ptr_array_unref (answer->lines);
  g_free (answer);
}

/**
 * heddle_cli_answer_line:
 * @answer: an answer in JSON
 * @number: of a line, from 0
 *
 * Returns: (transfer none): the object on it
 */
JsonObject *
heddle_cli_answer_line (HeddleCliAnswer *answer,
                        guint            number)
{
  g_assert_cmpuint (number, <, answer->lines->len);
  return json_node_get_object (g_ptr_array_index (answer->lines, number));
}

/**
 * heddle_cli_assert_told:
 * @text: what was printed
 * @part: what is to be in it
 *
 * Fails the test where it is not, and says what is.
 */
void
heddle_cli_assert_told (const char *text,
                        const char *part)
{
  if (strstr (text, part) == NULL)
    g_error ("“%s” is not told by: %s", part, text);
}

/**
 * heddle_cli_answer_assert_refused:
 * @answer: what came of a call
 * @reason: a part of what it says
 *
 * Fails the test where it was not refused as wrong usage, and for that reason.
 */
void
heddle_cli_answer_assert_refused (HeddleCliAnswer *answer,
                                  const char      *reason)
{
  if (answer->status != 2)
    g_error ("It ended with %d: %s%s", answer->status, answer->output, answer->errors);
  heddle_cli_assert_told (answer->errors, reason);
}
