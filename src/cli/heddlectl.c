/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib-unix.h>
#include <glib/gi18n-lib.h>
#include <signal.h>

#include "base/heddle-init.h"
#include "heddle-command.h"

/* A command blocks on files, the library and the network, so it has a thread of its own; the main
 * thread waits for signals.
 */
typedef struct
{
  HeddleInvocation     invocation;
  const HeddleCommand *command;
  GStrv                arguments;
  GMainLoop           *loop;
  HeddleExitStatus     status;
} Call;

static gboolean
quit_loop (gpointer data)
{
  g_main_loop_quit (data);
  return G_SOURCE_REMOVE;
}

static gpointer
call_thread (gpointer data)
{
  Call *call = data;

  call->status = call->command->run (&call->invocation, call->arguments);
  g_idle_add (quit_loop, call->loop);
  return NULL;
}

static gboolean
interrupt (gpointer data)
{
  HeddleInvocation *invocation = data;

  if (g_cancellable_is_cancelled (invocation->cancellable))
    g_cancellable_cancel (invocation->impatient);
  g_cancellable_cancel (invocation->cancellable);
  return G_SOURCE_CONTINUE;
}

static gboolean
terminate (gpointer data)
{
  HeddleInvocation *invocation = data;

  g_cancellable_cancel (invocation->impatient);
  g_cancellable_cancel (invocation->cancellable);
  return G_SOURCE_CONTINUE;
}

static HeddleExitStatus
run_command (Call *call)
{
  GThread *thread;
  guint on_interrupt = g_unix_signal_add (SIGINT, interrupt, &call->invocation);
  guint on_terminate = g_unix_signal_add (SIGTERM, terminate, &call->invocation);

  call->loop = g_main_loop_new (NULL, FALSE);
  thread = g_thread_new ("heddle-command", call_thread, call);
  g_main_loop_run (call->loop);
  g_thread_join (thread);

  g_source_remove (on_interrupt);
  g_source_remove (on_terminate);
  g_main_loop_unref (call->loop);
  return call->status;
}

static gboolean
check_arguments (const HeddleCommand  *command,
                 GStrv                 arguments,
                 GError              **error)
{
  int n = (int) g_strv_length (arguments);

  if (n >= command->least && (command->most < 0 || n <= command->most))
    return TRUE;
  heddle_usage_error_set (error, _("Usage: heddlectl %s %s"), command->name, command->synopsis);
  return FALSE;
}

static void
print_version (void)
{
  g_print ("heddlectl %s\n", HEDDLE_VERSION);
}

/* What marks the end of the options is no argument. */
static void
remove_end_of_options (GStrv arguments)
{
  for (guint i = 0; arguments[i] != NULL; i++)
    if (g_str_equal (arguments[i], "--"))
      {
        gsize n_following = g_strv_length (arguments + i + 1) + 1;

        g_free (arguments[i]);
        memmove (arguments + i, arguments + i + 1, n_following * sizeof *arguments);
        return;
      }
}

static gboolean
parse (Call    *call,
       GStrv   *arguments,
       GError **error)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  gboolean help = FALSE;
  gboolean version = FALSE;
  GOptionEntry entries[] = {
    { "help", 'h', 0, G_OPTION_ARG_NONE, &help, NULL, NULL },
    { "version", 0, 0, G_OPTION_ARG_NONE, &version, NULL, NULL },
    { NULL },
  };

  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_add_main_entries (context, entries, NULL);
  g_option_context_add_main_entries (context, heddle_global_options (&call->invocation), NULL);
  if (call->command->options != NULL)
    g_option_context_add_main_entries (context, call->command->options, NULL);
  if (!g_option_context_parse_strv (context, arguments, error))
    return FALSE;

  if (help || version)
    {
      if (help)
        heddle_print_help (call->command);
      else
        print_version ();
      call->command = NULL;
      return TRUE;
    }
  remove_end_of_options (*arguments);
  call->arguments = *arguments + 2;
  return check_arguments (call->command, call->arguments, error);
}

static const char *
find_word (GStrv arguments)
{
  for (guint i = 1; arguments[0] != NULL && arguments[i] != NULL; i++)
    {
      if (g_str_equal (arguments[i], "--library"))
        i += arguments[i + 1] != NULL;
      else if (arguments[i][0] != '-')
        return arguments[i];
    }
  return NULL;
}

static gboolean
answer_without_command (GStrv    arguments,
                        GError **error)
{
  if (g_strv_contains ((const char *const *) arguments, "--version"))
    print_version ();
  else if (g_strv_contains ((const char *const *) arguments, "--manual"))
    heddle_print_manual ();
  else if (arguments[0] == NULL || arguments[1] == NULL
           || g_strv_contains ((const char *const *) arguments, "--help")
           || g_strv_contains ((const char *const *) arguments, "-h"))
    heddle_print_help (NULL);
  else
    {
      heddle_usage_error_set (error, _("Which command? “heddlectl --help” lists them."));
      return FALSE;
    }
  return TRUE;
}

static gboolean
find_command (Call    *call,
              GStrv   *arguments,
              GError **error)
{
  const char *word = find_word (*arguments);

  if (word == NULL)
    return answer_without_command (*arguments, error);
  call->command = heddle_commands_find (word);
  if (call->command != NULL)
    return parse (call, arguments, error);
  heddle_usage_error_set (error, _("There is no command “%s”. “heddlectl --help” lists them."), word);
  return FALSE;
}

int
main (int   argc,
      char *argv[])
{
  Call call = { 0 };
  g_auto (GStrv) arguments = NULL;
  g_autoptr (GError) error = NULL;
  HeddleExitStatus status;

  g_log_writer_default_set_use_stderr (TRUE);
  heddle_init ();
  arguments = g_strdupv (argv);
  heddle_invocation_init (&call.invocation);
  /* Known before the options are read, so that a mistake among them is told in the same form. */
  call.invocation.json = g_strv_contains ((const char *const *) arguments, "--json");
  if (!find_command (&call, &arguments, &error))
    status = heddle_invocation_report (&call.invocation, NULL, error);
  else
    status = call.command == NULL ? HEDDLE_EXIT_DONE : run_command (&call);
  heddle_invocation_clear (&call.invocation);
  return (int) status;
}
